/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample-report.h"

#include <string.h>

#define DAYS     30
#define MONTHS   12
#define CHANNELS 6
#define COLUMNS  6

/* The same in two languages. */
typedef struct
{
  const char *en;
  const char *ru;
} Words;

static const char *
in (Words words, const char *language)
{
  return g_str_equal (language, "ru") ? words.ru : words.en;
}

static RapportReportValue
number (double value)
{
  return RAPPORT_REPORT_VALUE ((gint64) (value * (double) RAPPORT_MILLION + 0.5));
}

static const Words headline = {
  "Leads grew by 18% at a lower price, because the new landing pages for dentistry convert "
  "almost twice as well",
  "Заявок стало на 18 % больше, и они подешевели: новые посадочные страницы по стоматологии "
  "дают почти вдвое большую конверсию",
};

static const Words summary = {
  "November brought **312 leads** against 264 in October, for the same money. Two thirds of the "
  "rise came from dentistry, where the new pages went live on 9 November. The price of a lead fell "
  "to the level that we had planned for December; sales follow with a delay of two weeks, so "
  "that most of them will be seen in the next report.",
  "В ноябре получено **312 заявок** против 264 в октябре при том же бюджете. Две трети прироста "
  "дала стоматология, где 9 ноября запущены новые страницы. Цена заявки опустилась до уровня, "
  "который мы планировали на декабрь; продажи отстают от заявок на две недели, поэтому большую их "
  "часть покажет следующий отчёт.",
};

static const Words why = {
  "Three things worked together.\n\n"
  "1. **The landing pages.** A visitor now sees prices and the doctor's face on the first "
  "screen. The conversion of dentistry rose from 2.9% to 5.1%.\n"
  "2. **Search terms.** We cut 214 queries that brought clicks and no calls; the freed budget went "
  "to brand and implants.\n"
  "3. **Call-backs.** The clinic's call centre answers within 15 minutes; in October it was an "
  "hour and a half.\n\n"
  "What did not work: advertising in social networks brought clicks cheaply and leads at twice "
  "the target. We propose to stop it, see below. The details are in the "
  "[shared dashboard](https://example.com/romashka/november).",
  "Вместе сработали три вещи.\n\n"
  "1. **Посадочные страницы.** Теперь посетитель видит цены и лицо врача на первом экране. "
  "Конверсия стоматологии выросла с 2,9 до 5,1 %.\n"
  "2. **Поисковые запросы.** Мы отключили 214 запросов, которые приносили клики, но не звонки; "
  "высвобожденный бюджет ушёл на бренд и имплантацию.\n"
  "3. **Перезвоны.** Колл-центр клиники отвечает за 15 минут; в октябре было полтора часа.\n\n"
  "Что не сработало: реклама в социальных сетях дала дешёвые клики и заявки вдвое дороже "
  "целевых. Предлагаем её остановить, см. ниже. Подробности — на "
  "[общей панели](https://example.com/romashka/november).",
};

static const Words next_text = {
  "December is short: we propose three works that pay off before the holidays.",
  "Декабрь короткий, поэтому предлагаем три работы, которые окупятся до праздников.",
};

static const Words funnel_text = {
  "The step from visit to lead is the one that changed. Booking is now the weakest place: every "
  "third lead is lost between the call and the visit.",
  "Изменился шаг от визита к заявке. Самое слабое место теперь запись: каждая третья заявка "
  "теряется между звонком и визитом.",
};

typedef struct
{
  const char *metric;
  RapportUnit unit;
  RapportGood good;
  double value, previous, last_year, target;
  const char *formula;
  Words remark;
} SampleFigure;

static const SampleFigure sample_figures[] = {
  { "leads", RAPPORT_UNIT_COUNT, RAPPORT_GOOD_UP, 312, 264, 231, 300, "", { "", "" } },
  { "cpl",
    RAPPORT_UNIT_MONEY,
    RAPPORT_GOOD_DOWN,
    1346.15,
    1590.9,
    1712.5,
    1400,
    "ad spend / leads",
    { "", "" } },
  { "sales",
    RAPPORT_UNIT_COUNT,
    RAPPORT_GOOD_UP,
    84,
    79,
    66,
    90,
    "",
    { "Booked and paid; those of the last two weeks are still to come.",
      "Записались и оплатили; продажи последних двух недель ещё впереди." } },
  { "romi",
    RAPPORT_UNIT_RATIO,
    RAPPORT_GOOD_UP,
    1.42,
    1.31,
    1.12,
    1.4,
    "(gross profit − ad spend) / ad spend",
    { "", "" } },
  { "traffic", RAPPORT_UNIT_COUNT, RAPPORT_GOOD_UP, 9870, 10240, 8420, -1, "", { "", "" } },
  { "ad-spend",
    RAPPORT_UNIT_MONEY,
    RAPPORT_GOOD_NEITHER,
    420000,
    420000,
    395590,
    420000,
    "",
    { "", "" } },
  { "cr-lead",
    RAPPORT_UNIT_RATIO,
    RAPPORT_GOOD_UP,
    0.031611,
    0.025781,
    0.027435,
    -1,
    "leads / traffic",
    { "", "" } },
  { "qualified-leads", RAPPORT_UNIT_COUNT, RAPPORT_GOOD_UP, 211, 186, 160, -1, "", { "", "" } },
  { "average-order",
    RAPPORT_UNIT_MONEY,
    RAPPORT_GOOD_UP,
    12100.5,
    12280,
    11420.75,
    -1,
    "revenue / sales",
    { "", "" } },
  { "drr",
    RAPPORT_UNIT_RATIO,
    RAPPORT_GOOD_DOWN,
    0.413202,
    0.432921,
    0.524863,
    -1,
    "ad spend / revenue",
    { "", "" } },
  { "",
    RAPPORT_UNIT_COUNT,
    RAPPORT_GOOD_UP,
    128,
    -1,
    -1,
    -1,
    "",
    { "Counted since 3 November, when call tracking was set up.",
      "Считаем с 3 ноября, когда подключили коллтрекинг." } },
};

static const Words calls = { "Calls from the site", "Звонки с сайта" };

static RapportReportValue
known (double value)
{
  return value < 0 ? RAPPORT_REPORT_NO_DATA : number (value);
}

static RapportReportFigure *
make_figures (const char *language)
{
  RapportReportFigure *figures = g_new0 (RapportReportFigure, G_N_ELEMENTS (sample_figures));

  for (gsize i = 0; i < G_N_ELEMENTS (sample_figures); i++)
    {
      const SampleFigure *from = &sample_figures[i];

      figures[i] = (RapportReportFigure) {
        .metric = from->metric,
        .name = from->metric[0] == '\0' ? in (calls, language) : "",
        .unit = from->unit,
        .good = from->good,
        .value = known (from->value),
        .previous = known (from->previous),
        .last_year = known (from->last_year),
        .target = known (from->target),
        .formula = from->formula,
        .remark = in (from->remark, language),
      };
    }
  return figures;
}

/* Quiet weekends, and a rise after the 9th. */
static void
fill_days (RapportReportPoint *points)
{
  for (int i = 0; i < DAYS; i++)
    {
      gboolean weekend = i % 7 == 0 || i % 7 == 6;
      int rise = i < 8 ? 0 : 3 + i / 8;

      points[i].actual = number (weekend ? 4 + rise / 2 + i % 2 : 9 + rise + (i * 5) % 4);
      points[i].compared = number (weekend ? 5 : 7 + (i * 7) % 5);
      points[i].target = number (10);
    }
}

static void
fill_months (RapportReportPoint *points)
{
  static const double price[MONTHS] = { 1840, 1795, 1902, 1810, 1742,   1688,
                                        1730, 1655, 1640, 1612, 1590.9, 1346.15 };

  for (int i = 0; i < MONTHS; i++)
    {
      points[i].actual = number (price[i]);
      points[i].target = number (i > 8 ? 1400 : 1600);
      /* The year before begins in the spring. */
      points[i].compared = i > 3 ? number (1990 - 25 * i) : RAPPORT_REPORT_NO_DATA;
    }
}

static const Words chart_title = {
  "Since the new pages went live on the 9th, hardly a working day has stayed below target",
  "После запуска новых страниц 9-го числа почти каждый рабочий день выше цели",
};
static const Words trend_title = {
  "The price of a lead has fallen for five months and is below target for the first time",
  "Цена заявки снижается пятый месяц подряд и впервые ниже целевой",
};

static const Words channel_names[CHANNELS] = {
  { "Search, brand", "Поиск, бренд" },          { "Search, dentistry", "Поиск, стоматология" },
  { "Search, implants", "Поиск, имплантация" }, { "Maps and directories", "Карты и справочники" },
  { "Social networks", "Социальные сети" },     { "Total", "Итого" },
};

static const double channel_values[CHANNELS][COLUMNS] = {
  { 2110, 32000, 96, 333.33, 34, 2.61 },   { 3420, 168000, 118, 1423.73, 27, 1.28 },
  { 1275, 121000, 41, 2951.22, 12, 1.66 }, { 1890, 24000, 45, 533.33, 9, 1.94 },
  { 1175, 75000, 12, 6250, 2, -1 },        { 9870, 420000, 312, 1346.15, 84, 1.42 },
};

static const RapportReportColumn columns[COLUMNS] = {
  { "traffic", "", RAPPORT_UNIT_COUNT, RAPPORT_GOOD_UP },
  { "ad-spend", "", RAPPORT_UNIT_MONEY, RAPPORT_GOOD_NEITHER },
  { "leads", "", RAPPORT_UNIT_COUNT, RAPPORT_GOOD_UP },
  { "cpl", "", RAPPORT_UNIT_MONEY, RAPPORT_GOOD_DOWN },
  { "sales", "", RAPPORT_UNIT_COUNT, RAPPORT_GOOD_UP },
  { "romi", "", RAPPORT_UNIT_RATIO, RAPPORT_GOOD_UP },
};

typedef struct
{
  Words title, why, expected, result;
  int day, done;
  RapportReportWorkState state;
} SampleWork;

static const SampleWork sample_work[] = {
  { { "New landing pages for dentistry", "Новые посадочные страницы по стоматологии" },
    { "The old ones showed neither prices nor doctors", "На старых не было ни цен, ни врачей" },
    { "Conversion of at least 4%", "Конверсия не ниже 4 %" },
    { "5.1% over three weeks; 64 leads more", "5,1 % за три недели; на 64 заявки больше" },
    10,
    9,
    RAPPORT_REPORT_WORK_DONE },
  { { "Negative keywords, second round", "Минус-слова, второй круг" },
    { "A fifth of the budget went to queries without calls",
      "Пятая часть бюджета уходила на запросы без звонков" },
    { "", "" },
    { "214 queries cut, 61,000 a month freed",
      "Отключено 214 запросов, освобождено 61 000 в месяц" },
    12,
    12,
    RAPPORT_REPORT_WORK_DONE },
  { { "Call tracking on all pages", "Коллтрекинг на всех страницах" },
    { "Half of the leads come by phone and were not counted",
      "Половина заявок приходит по телефону и не учитывалась" },
    { "", "" },
    { "128 calls counted since 3 November", "С 3 ноября учтено 128 звонков" },
    5,
    3,
    RAPPORT_REPORT_WORK_DONE },
  { { "Photographs of the doctors", "Фотографии врачей" },
    { "Faces are looked at first", "На лица смотрят в первую очередь" },
    { "", "" },
    { "Moved to 8 December: waiting for the clinic's approval",
      "Перенесено на 8 декабря: ждём согласования клиники" },
    20,
    0,
    RAPPORT_REPORT_WORK_NOT_DONE },
  { { "Test of video in social networks", "Тест видео в социальных сетях" },
    { "To find a cheaper way to younger patients", "Найти более дешёвый путь к молодым пациентам" },
    { "Leads below 2,000", "Заявки дешевле 2 000" },
    { "", "" },
    28,
    0,
    RAPPORT_REPORT_WORK_PLANNED },
  { { "Repair of the booking form after the site's update",
      "Починка формы записи после обновления сайта" },
    { "Bookings from telephones did not arrive for six hours",
      "Шесть часов не доходили записи с телефонов" },
    { "", "" },
    { "Repaired the same day; a check now runs every hour",
      "Исправлено в тот же день; проверка теперь идёт каждый час" },
    17,
    17,
    RAPPORT_REPORT_WORK_UNPLANNED },
};

static const SampleWork sample_next[] = {
  { { "Landing pages for implants", "Посадочные страницы по имплантации" },
    { "The same idea where a sale is worth four times as much",
      "Та же идея там, где продажа вчетверо дороже" },
    { "15 leads more at no more than 2,300", "На 15 заявок больше, не дороже 2 300" },
    { "", "" },
    14,
    0,
    RAPPORT_REPORT_WORK_PLANNED },
  { { "Stop the social networks, give their budget to maps",
      "Остановить социальные сети, бюджет отдать картам" },
    { "A lead from maps costs twelve times less", "Заявка с карт в двенадцать раз дешевле" },
    { "30 leads more for the same money", "На 30 заявок больше за те же деньги" },
    { "", "" },
    5,
    0,
    RAPPORT_REPORT_WORK_PLANNED },
  { { "Script for the call centre", "Сценарий разговора для колл-центра" },
    { "Every third lead is lost between the call and the visit",
      "Каждая третья заявка теряется между звонком и визитом" },
    { "10 visits more from the same leads", "На 10 визитов больше из тех же заявок" },
    { "", "" },
    18,
    0,
    RAPPORT_REPORT_WORK_PLANNED },
};

static RapportReportWork *
make_work (const SampleWork *from, gsize n, guint repeat, const char *language, RapportDay month)
{
  RapportReportWork *work = g_new0 (RapportReportWork, n * repeat);

  for (gsize i = 0; i < n * repeat; i++)
    work[i] = (RapportReportWork) {
      .title = in (from[i % n].title, language),
      .why = in (from[i % n].why, language),
      .expected = in (from[i % n].expected, language),
      .result = in (from[i % n].result, language),
      .date = month + from[i % n].day - 1,
      .done = from[i % n].done > 0 ? month + from[i % n].done - 1 : RAPPORT_DAY_NONE,
      .state = from[i % n].state,
    };
  return work;
}

static char *
repeated (const char *text, guint repeat)
{
  GString *all = g_string_new (text);

  for (guint i = 1; i < repeat; i++)
    g_string_append_printf (all, "\n\n%s", text);
  return g_string_free_and_steal (all);
}

static gsize
make_sections (RapportReportSection *sections, const char *language, const char *reasons)
{
  gsize n;
  const RapportReportSection *monthly = rapport_report_sections_get_monthly (&n);

  for (gsize i = 0; i < n; i++)
    {
      sections[i] = monthly[i];
      if (monthly[i].type == RAPPORT_REPORT_SECTION_SUMMARY)
        sections[i].text = in (summary, language);
      else if (monthly[i].type == RAPPORT_REPORT_SECTION_WHY)
        sections[i].text = reasons;
      else if (monthly[i].type == RAPPORT_REPORT_SECTION_FUNNEL)
        sections[i].text = in (funnel_text, language);
      else if (monthly[i].type == RAPPORT_REPORT_SECTION_NEXT)
        sections[i].text = in (next_text, language);
    }
  return n;
}

static const RapportReportDefinition definitions[] = {
  { "cpl", "", "ad spend / leads" },
  { "cr-lead", "", "leads / traffic" },
  { "average-order", "", "revenue / sales" },
  { "drr", "", "ad spend / revenue" },
  { "romi", "", "(gross profit − ad spend) / ad spend" },
};

/* A mark and words in outlines, and a flower. */
static const char agency_svg[] =
  "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 160 40'>"
  "<path d='M4 36 20 4l16 32-16-9z' fill='#0b6e4f'/>"
  "<path d='M48 28V12h4l9 10V12h4v16h-4l-9-10v10zM74 12h16v4H78v3h10v4H78v5h-4zM98 12h5l8 16h-5z"
  "M117 12h4v12h10v4h-14zM138 12h16v4h-6v12h-4V16h-6z' fill='#1c1f24'/></svg>";
static const char client_svg[] =
  "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 40'><g fill='#c9d6e6'>"
  "<circle cx='20' cy='8' r='7'/><circle cx='20' cy='32' r='7'/><circle cx='8' cy='20' r='7'/>"
  "<circle cx='32' cy='20' r='7'/></g><circle cx='20' cy='20' r='7' fill='#e0a526'/></svg>";

RapportReportDocument *
sample_report (const char *language, guint repeat)
{
  g_autoptr (GBytes) agency_logo = g_bytes_new_static (agency_svg, strlen (agency_svg));
  g_autoptr (GBytes) client_logo = g_bytes_new_static (client_svg, strlen (client_svg));
  const RapportDay month = rapport_day_new (2026, 11, 1);
  RapportReportPoint days[DAYS] = { 0 };
  RapportReportPoint months[MONTHS] = { 0 };
  RapportReportChart charts[] = {
    { "leads", "", in (chart_title, language), RAPPORT_UNIT_COUNT, RAPPORT_GOOD_UP,
      RAPPORT_REPORT_STEP_DAY, RAPPORT_REPORT_COMPARED_LAST_YEAR, month, days, DAYS },
    { "cpl", "", in (trend_title, language), RAPPORT_UNIT_MONEY, RAPPORT_GOOD_DOWN,
      RAPPORT_REPORT_STEP_MONTH, RAPPORT_REPORT_COMPARED_LAST_YEAR,
      rapport_day_add_months (month, -11), months, MONTHS },
  };
  const RapportReportStage funnel[] = {
    { "traffic", "", number (9870), number (10240) },
    { "leads", "", number (312), number (264) },
    { "qualified-leads", "", number (211), number (186) },
    { "sales", "", number (84), number (79) },
  };
  RapportReportValue values[CHANNELS][COLUMNS];
  RapportReportChannel channels[CHANNELS];
  RapportReportSection sections[16];
  g_autofree RapportReportFigure *figures = make_figures (language);
  g_autofree RapportReportWork *work =
    make_work (sample_work, G_N_ELEMENTS (sample_work), repeat, language, month);
  g_autofree RapportReportWork *next = make_work (sample_next, G_N_ELEMENTS (sample_next), 1,
                                                  language, rapport_day_add_months (month, 1));
  const RapportReportAnnotation annotations[] = {
    { month + 8, in ((Words) { "New landing pages", "Новые страницы" }, language) },
    { month + 16, in ((Words) { "Booking form repaired", "Починили форму записи" }, language) },
  };
  g_autofree char *reasons = repeated (in (why, language), repeat);
  RapportReportContent content = {
    .language = language,
    .client = in ((Words) { "Romashka Clinics", "Клиники «Ромашка»" }, language),
    .agency = in ((Words) { "Northlight Agency", "Агентство «Северный свет»" }, language),
    .colour = "#0b6e4f",
    .client_logo = client_logo,
    .agency_logo = agency_logo,
    .from = month,
    .to = month + DAYS - 1,
    .data_date = month + DAYS,
    .currency = "RUB",
    .headline = in (headline, language),
    .sections = sections,
    .figures = figures,
    .n_figures = G_N_ELEMENTS (sample_figures),
    .charts = charts,
    .n_charts = G_N_ELEMENTS (charts),
    .funnel = funnel,
    .n_funnel = G_N_ELEMENTS (funnel),
    .columns = columns,
    .n_columns = COLUMNS,
    .channels = channels,
    .n_channels = CHANNELS,
    .work = work,
    .n_work = G_N_ELEMENTS (sample_work) * repeat,
    .next = next,
    .n_next = G_N_ELEMENTS (sample_next),
    .definitions = definitions,
    .n_definitions = G_N_ELEMENTS (definitions),
    .annotations = annotations,
    .n_annotations = G_N_ELEMENTS (annotations),
  };
  g_autoptr (GError) error = NULL;
  RapportReportDocument *document;

  fill_days (days);
  fill_months (months);
  for (int row = 0; row < CHANNELS; row++)
    {
      for (int column = 0; column < COLUMNS; column++)
        values[row][column] = known (channel_values[row][column]);
      channels[row] = (RapportReportChannel) { in (channel_names[row], language),
                                               row + 1 == CHANNELS, values[row], COLUMNS };
    }
  content.n_sections = make_sections (sections, language, reasons);
  document = rapport_report_document_new (&content, &error);
  g_assert_no_error (error);
  return document;
}

RapportReportDocument *
sample_report_empty (void)
{
  gsize n;
  RapportReportContent content = {
    .language = "en",
    .client = "Aurora Bakery",
    .agency = "Northlight Agency",
    .from = rapport_day_new (2026, 11, 1),
    .to = rapport_day_new (2026, 11, 30),
    .currency = "EUR",
    .sections = rapport_report_sections_get_monthly (&n),
  };
  RapportReportDocument *document;

  content.n_sections = n;
  document = rapport_report_document_new (&content, NULL);
  g_assert_nonnull (document);
  return document;
}
