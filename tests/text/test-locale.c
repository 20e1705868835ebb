/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-locale.h"

/* "_" in an expectation stands for a no-break space. */
static void
check (const char *context, char *got, const char *expected)
{
  g_autofree char *owned = got;
  g_auto (GStrv) parts = g_strsplit (expected, "_", -1);
  g_autofree char *wanted = g_strjoinv ("\u00a0", parts);

  g_test_message ("%s", context);
  g_assert_cmpstr (owned, ==, wanted);
}

#define M RAPPORT_MILLION

static void
test_get (void)
{
  static const struct
  {
    const char *lang;
    const char *found;
  } cases[] = {
    { "en", "en" },      { "ru", "ru" }, { "ru_RU.UTF-8", "ru" }, { "RU", "ru" },
    { "ru-RU", "ru" },   { "r", "en" },  { "rus", "en" },         { NULL, "en" },
    { "", "en" },        { "C", "en" },  { "de_DE", "en" },       { "en_GB", "en" },
    { "ru@euro", "ru" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (rapport_locale_get_lang (rapport_locale_get (cases[i].lang)), ==,
                     cases[i].found);
}

static void
test_count (void)
{
  static const struct
  {
    gint64 count;
    const char *en;
    const char *ru;
  } cases[] = {
    { 0, "0", "0" },
    { 7, "7", "7" },
    { 999, "999", "999" },
    { 1000, "1,000", "1_000" },
    { 3215, "3,215", "3_215" },
    { 100000, "100,000", "100_000" },
    { 1234567, "1,234,567", "1_234_567" },
    { -42, "−42", "−42" },
    { -1234, "−1,234", "−1_234" },
    { G_MAXINT64, "9,223,372,036,854,775,807", "9_223_372_036_854_775_807" },
    { G_MININT64, "−9,223,372,036,854,775,808", "−9_223_372_036_854_775_808" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      check ("en", rapport_locale_count (rapport_locale_get ("en"), cases[i].count), cases[i].en);
      check ("ru", rapport_locale_count (rapport_locale_get ("ru"), cases[i].count), cases[i].ru);
    }
}

static void
test_decimal (void)
{
  static const struct
  {
    gint64 value;
    int min;
    int max;
    const char *en;
    const char *ru;
  } cases[] = {
    { 0, 0, 2, "0", "0" },
    { 0, 2, 2, "0.00", "0,00" },
    { 1234500000, 0, 2, "1,234.5", "1_234,5" },
    { 1234500000, 2, 2, "1,234.50", "1_234,50" },
    { 1234500000, 0, 0, "1,235", "1_235" },
    { 1234499999, 0, 0, "1,234", "1_234" },
    { -1234500000, 0, 0, "−1,235", "−1_235" },
    { 1, 0, 6, "0.000001", "0,000001" },
    { 1, 0, 5, "0", "0" },
    { 5, 0, 5, "0.00001", "0,00001" },
    { -4, 0, 5, "0", "0" },
    { -400000, 0, 0, "0", "0" },
    { -500000, 0, 0, "−1", "−1" },
    { 999995000, 0, 2, "1,000", "1_000" },
    { 999995000, 2, 2, "1,000.00", "1_000,00" },
    { 10 * M, 0, 6, "10", "10" },
    { 1050000, 0, 2, "1.05", "1,05" },
    { 1050000, 9, 9, "1.050000", "1,050000" },
    { 1050000, -1, -1, "1", "1" },
    { G_MININT64, 6, 6, "−9,223,372,036,854.775808", "−9_223_372_036_854,775808" },
    { G_MAXINT64, 0, 0, "9,223,372,036,855", "9_223_372_036_855" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      check ("en",
             rapport_locale_decimal (rapport_locale_get ("en"), cases[i].value, cases[i].min,
                                     cases[i].max),
             cases[i].en);
      check ("ru",
             rapport_locale_decimal (rapport_locale_get ("ru"), cases[i].value, cases[i].min,
                                     cases[i].max),
             cases[i].ru);
    }
}

static void
test_percent (void)
{
  static const struct
  {
    gint64 ratio;
    int min;
    int max;
    const char *en;
    const char *ru;
  } cases[] = {
    { 44000, 0, 1, "4.4%", "4,4_%" },
    { 954300, 2, 2, "95.43%", "95,43_%" },
    { 40000, 1, 1, "4.0%", "4,0_%" },
    { 40000, 0, 1, "4%", "4_%" },
    { 0, 1, 1, "0%", "0_%" },
    { -400, 0, 1, "0%", "0_%" },
    { -500, 0, 1, "−0.1%", "−0,1_%" },
    { 12345 * M, 0, 0, "1,234,500%", "1_234_500_%" },
    { 33333, 0, 4, "3.3333%", "3,3333_%" },
    { 33333, 0, 9, "3.3333%", "3,3333_%" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      check ("en",
             rapport_locale_percent (rapport_locale_get ("en"), cases[i].ratio, cases[i].min,
                                     cases[i].max),
             cases[i].en);
      check ("ru",
             rapport_locale_percent (rapport_locale_get ("ru"), cases[i].ratio, cases[i].min,
                                     cases[i].max),
             cases[i].ru);
    }
}

static void
test_money (void)
{
  static const struct
  {
    gint64 sum;
    const char *currency;
    const char *en;
    const char *ru;
  } cases[] = {
    { 1234500000, "USD", "$1,234.50", "1_234,50_$" },
    { 1234500000, "usd", "$1,234.50", "1_234,50_$" },
    { 1234500000, "EUR", "€1,234.50", "1_234,50_€" },
    { 1234500000, "GBP", "£1,234.50", "1_234,50_£" },
    { 1234500000, "RUB", "₽1,234.50", "1_234,50_₽" },
    { 1234500000, "KZT", "₸1,234.50", "1_234,50_₸" },
    { 1234500000, "JPY", "¥1,235", "1_235_¥" },
    { 1234500000, "CHF", "CHF_1,234.50", "1_234,50_CHF" },
    { 1234500000, "kwd", "KWD_1,234.500", "1_234,500_KWD" },
    { 1234500000, "XOF", "XOF_1,235", "1_235_XOF" },
    { 1234500000, "", "1,234.50", "1_234,50" },
    { 1234500000, NULL, "1,234.50", "1_234,50" },
    { -1234500000, "USD", "−$1,234.50", "−1_234,50_$" },
    { -1234500000, "CHF", "−CHF_1,234.50", "−1_234,50_CHF" },
    { 0, "USD", "$0.00", "0,00_$" },
    { -4999, "USD", "$0.00", "0,00_$" },
    { 5000, "USD", "$0.01", "0,01_$" },
    { -5000, "USD", "−$0.01", "−0,01_$" },
    { 999999999, "USD", "$1,000.00", "1_000,00_$" },
    { 1541760000, "RUB", "₽1,541.76", "1_541,76_₽" },
    { 1 * M, "LYD BHD", "LYD BHD_1.00", "1,00_LYD BHD" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      check ("en",
             rapport_locale_money (rapport_locale_get ("en"), cases[i].sum, cases[i].currency),
             cases[i].en);
      check ("ru",
             rapport_locale_money (rapport_locale_get ("ru"), cases[i].sum, cases[i].currency),
             cases[i].ru);
    }
}

static void
test_figure (void)
{
  static const struct
  {
    RapportUnit unit;
    gint64 value;
    RapportFigureStyle style;
    const char *en;
    const char *ru;
  } cases[] = {
    { RAPPORT_UNIT_COUNT, 3215 * M, RAPPORT_FIGURE_EXACT, "3,215", "3_215" },
    { RAPPORT_UNIT_COUNT, 12500000, RAPPORT_FIGURE_EXACT, "12.5", "12,5" },
    { RAPPORT_UNIT_COUNT, 12345000, RAPPORT_FIGURE_EXACT, "12.35", "12,35" },
    { RAPPORT_UNIT_COUNT, 3215 * M, RAPPORT_FIGURE_ROUNDED, "3,215", "3_215" },
    { RAPPORT_UNIT_COUNT, 12500000, RAPPORT_FIGURE_ROUNDED, "12.5", "12,5" },
    { RAPPORT_UNIT_COUNT, 12 * M, RAPPORT_FIGURE_ROUNDED, "12", "12" },
    { RAPPORT_UNIT_COUNT, 123500000, RAPPORT_FIGURE_ROUNDED, "124", "124" },
    { RAPPORT_UNIT_COUNT, 0, RAPPORT_FIGURE_COMPACT, "0", "0" },
    { RAPPORT_UNIT_COUNT, 1234 * M, RAPPORT_FIGURE_COMPACT, "1,234", "1_234" },
    { RAPPORT_UNIT_COUNT, 9999 * M, RAPPORT_FIGURE_COMPACT, "9,999", "9_999" },
    { RAPPORT_UNIT_COUNT, 10000 * M, RAPPORT_FIGURE_COMPACT, "10K", "10_тыс." },
    { RAPPORT_UNIT_COUNT, 12345 * M, RAPPORT_FIGURE_COMPACT, "12.3K", "12,3_тыс." },
    { RAPPORT_UNIT_COUNT, 99949 * M, RAPPORT_FIGURE_COMPACT, "99.9K", "99,9_тыс." },
    { RAPPORT_UNIT_COUNT, 99950 * M, RAPPORT_FIGURE_COMPACT, "100K", "100_тыс." },
    { RAPPORT_UNIT_COUNT, 123456 * M, RAPPORT_FIGURE_COMPACT, "123K", "123_тыс." },
    { RAPPORT_UNIT_COUNT, 999499 * M, RAPPORT_FIGURE_COMPACT, "999K", "999_тыс." },
    { RAPPORT_UNIT_COUNT, 999500 * M, RAPPORT_FIGURE_COMPACT, "1M", "1_млн" },
    { RAPPORT_UNIT_COUNT, 1234567 * M, RAPPORT_FIGURE_COMPACT, "1.2M", "1,2_млн" },
    { RAPPORT_UNIT_COUNT, 12345678 * M, RAPPORT_FIGURE_COMPACT, "12.3M", "12,3_млн" },
    { RAPPORT_UNIT_COUNT, 1234567890 * M, RAPPORT_FIGURE_COMPACT, "1.2B", "1,2_млрд" },
    { RAPPORT_UNIT_COUNT, G_MAXINT64, RAPPORT_FIGURE_COMPACT, "9.2T", "9,2_трлн" },
    { RAPPORT_UNIT_COUNT, G_MININT64, RAPPORT_FIGURE_COMPACT, "−9.2T", "−9,2_трлн" },
    { RAPPORT_UNIT_COUNT, -12345 * M, RAPPORT_FIGURE_COMPACT, "−12.3K", "−12,3_тыс." },
    { RAPPORT_UNIT_MONEY, 12345670000, RAPPORT_FIGURE_EXACT, "$12,345.67", "12_345,67_$" },
    { RAPPORT_UNIT_MONEY, 12345670000, RAPPORT_FIGURE_ROUNDED, "$12,346", "12_346_$" },
    { RAPPORT_UNIT_MONEY, 12345670000, RAPPORT_FIGURE_COMPACT, "$12.3K", "12,3_тыс._$" },
    { RAPPORT_UNIT_MONEY, -12345670000, RAPPORT_FIGURE_COMPACT, "−$12.3K", "−12,3_тыс._$" },
    { RAPPORT_UNIT_MONEY, 2500000, RAPPORT_FIGURE_ROUNDED, "$2.50", "2,50_$" },
    { RAPPORT_UNIT_MONEY, 2500000, RAPPORT_FIGURE_COMPACT, "$2.50", "2,50_$" },
    { RAPPORT_UNIT_MONEY, 0, RAPPORT_FIGURE_COMPACT, "$0", "0_$" },
    { RAPPORT_UNIT_MONEY, 0, RAPPORT_FIGURE_EXACT, "$0.00", "0,00_$" },
    { RAPPORT_UNIT_MONEY, 1000 * M, RAPPORT_FIGURE_ROUNDED, "$1,000", "1_000_$" },
    { RAPPORT_UNIT_MONEY, 999990000, RAPPORT_FIGURE_ROUNDED, "$999.99", "999,99_$" },
    { RAPPORT_UNIT_RATIO, 44123, RAPPORT_FIGURE_EXACT, "4.41%", "4,41_%" },
    { RAPPORT_UNIT_RATIO, 44123, RAPPORT_FIGURE_ROUNDED, "4.4%", "4,4_%" },
    { RAPPORT_UNIT_RATIO, 3512, RAPPORT_FIGURE_ROUNDED, "0.35%", "0,35_%" },
    { RAPPORT_UNIT_RATIO, 1255000, RAPPORT_FIGURE_COMPACT, "126%", "126_%" },
    { RAPPORT_UNIT_RATIO, 0, RAPPORT_FIGURE_ROUNDED, "0%", "0_%" },
    { RAPPORT_UNIT_RATIO, -666667, RAPPORT_FIGURE_ROUNDED, "−66.7%", "−66,7_%" },
    { RAPPORT_UNIT_FACTOR, 5 * M, RAPPORT_FIGURE_ROUNDED, "5.00", "5,00" },
    { RAPPORT_UNIT_FACTOR, 123456000, RAPPORT_FIGURE_ROUNDED, "123", "123" },
    { RAPPORT_UNIT_FACTOR, 123456000, RAPPORT_FIGURE_EXACT, "123.46", "123,46" },
    { RAPPORT_UNIT_FACTOR, 123456 * M, RAPPORT_FIGURE_COMPACT, "123K", "123_тыс." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      check ("en",
             rapport_locale_figure (rapport_locale_get ("en"), cases[i].unit, cases[i].value, "USD",
                                    cases[i].style),
             cases[i].en);
      check ("ru",
             rapport_locale_figure (rapport_locale_get ("ru"), cases[i].unit, cases[i].value, "USD",
                                    cases[i].style),
             cases[i].ru);
    }
}

static void
test_change (void)
{
  static const struct
  {
    gint64 ratio;
    const char *en;
    const char *ru;
  } cases[] = {
    { 120000, "+12%", "+12_%" },
    { -31000, "−3.1%", "−3,1_%" },
    { 0, "0%", "0_%" },
    { 400, "0%", "0_%" },
    { -400, "0%", "0_%" },
    { 500, "+0.1%", "+0,1_%" },
    { 50000, "+5%", "+5_%" },
    { 99000, "+9.9%", "+9,9_%" },
    { 99499, "+9.9%", "+9,9_%" },
    { 99500, "+10%", "+10_%" },
    { 105000, "+11%", "+11_%" },
    { -1000000, "−100%", "−100_%" },
    { 10500000, "+1,050%", "+1_050_%" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      check ("en", rapport_locale_change (rapport_locale_get ("en"), cases[i].ratio), cases[i].en);
      check ("ru", rapport_locale_change (rapport_locale_get ("ru"), cases[i].ratio), cases[i].ru);
    }
}

static void
test_difference (void)
{
  static const struct
  {
    RapportUnit unit;
    gint64 value;
    const char *en;
    const char *ru;
  } cases[] = {
    { RAPPORT_UNIT_COUNT, 1200 * M, "+1,200", "+1_200" },
    { RAPPORT_UNIT_COUNT, 0, "0", "0" },
    { RAPPORT_UNIT_MONEY, -3400000, "−€3.40", "−3,40_€" },
    { RAPPORT_UNIT_MONEY, 3400000, "+€3.40", "+3,40_€" },
    { RAPPORT_UNIT_MONEY, 0, "€0", "0_€" },
    { RAPPORT_UNIT_RATIO, 4000, "+0.4_pp", "+0,4_п._п." },
    { RAPPORT_UNIT_RATIO, -120000, "−12_pp", "−12_п._п." },
    { RAPPORT_UNIT_FACTOR, 250000, "+0.25", "+0,25" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      check (
        "en",
        rapport_locale_difference (rapport_locale_get ("en"), cases[i].unit, cases[i].value, "EUR"),
        cases[i].en);
      check (
        "ru",
        rapport_locale_difference (rapport_locale_get ("ru"), cases[i].unit, cases[i].value, "EUR"),
        cases[i].ru);
    }
}

typedef char *(*DayFunc) (const RapportLocale *self, RapportDay day);

static void
test_days (void)
{
  static const struct
  {
    DayFunc func;
    const char *day;
    const char *en;
    const char *ru;
  } cases[] = {
    { rapport_locale_month, "2026-11-14", "November 2026", "ноябрь 2026" },
    { rapport_locale_month, "2026-05-01", "May 2026", "май 2026" },
    { rapport_locale_month, "", "", "" },
    { rapport_locale_month_short, "2026-11-14", "Nov", "ноя" },
    { rapport_locale_month_short, "2026-05-14", "May", "май" },
    { rapport_locale_month_short, "", "", "" },
    { rapport_locale_weekday, "2026-11-16", "Monday", "понедельник" },
    { rapport_locale_weekday, "2026-11-22", "Sunday", "воскресенье" },
    { rapport_locale_weekday, "", "", "" },
    { rapport_locale_weekday_short, "2026-11-18", "Wed", "ср" },
    { rapport_locale_weekday_short, "", "", "" },
    { rapport_locale_day_short, "2026-11-14", "14 Nov", "14 ноя" },
    { rapport_locale_day_short, "", "", "" },
    { rapport_locale_date, "2026-11-14", "14 November 2026", "14 ноября 2026" },
    { rapport_locale_date, "2026-03-01", "1 March 2026", "1 марта 2026" },
    { rapport_locale_date, "", "", "" },
    { rapport_locale_day_full, "2026-11-13", "Friday, 13 November 2026",
      "пятница, 13 ноября 2026" },
    { rapport_locale_day_full, "", "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RapportDay day = rapport_day_parse (cases[i].day);

      check (cases[i].day, cases[i].func (rapport_locale_get ("en"), day), cases[i].en);
      check (cases[i].day, cases[i].func (rapport_locale_get ("ru"), day), cases[i].ru);
    }
}

static void
test_relative (void)
{
  static const struct
  {
    const char *day;
    const char *today;
    const char *day_en;
    const char *day_ru;
    const char *en;
    const char *ru;
  } cases[] = {
    { "2026-11-13", "2026-11-22", "Fri 13 Nov", "пт, 13 ноября", "Fri 13 Nov", "пт, 13 ноября" },
    { "2026-11-21", "2026-11-22", "Sat 21 Nov", "сб, 21 ноября", "yesterday", "вчера" },
    { "2026-11-22", "2026-11-22", "Sun 22 Nov", "вс, 22 ноября", "today", "сегодня" },
    { "2026-11-23", "2026-11-22", "Mon 23 Nov", "пн, 23 ноября", "tomorrow", "завтра" },
    { "2026-11-24", "2026-11-22", "Tue 24 Nov", "вт, 24 ноября", "Tue 24 Nov", "вт, 24 ноября" },
    { "2027-01-01", "2026-12-31", "Fri 1 Jan 2027", "пт, 1 января 2027", "tomorrow", "завтра" },
    { "2025-11-13", "2026-11-22", "Thu 13 Nov 2025", "чт, 13 ноября 2025", "Thu 13 Nov 2025",
      "чт, 13 ноября 2025" },
    { "2026-11-13", "", "Fri 13 Nov 2026", "пт, 13 ноября 2026", "Fri 13 Nov 2026",
      "пт, 13 ноября 2026" },
    { "", "2026-11-22", "", "", "", "" },
    { "", "", "", "", "", "" },
    { "0001-01-01", "", "Mon 1 Jan 1", "пн, 1 января 1", "Mon 1 Jan 1", "пн, 1 января 1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RapportDay day = rapport_day_parse (cases[i].day);
      RapportDay today = rapport_day_parse (cases[i].today);
      const RapportLocale *en = rapport_locale_get ("en");
      const RapportLocale *ru = rapport_locale_get ("ru");

      check (cases[i].day, rapport_locale_day (en, day, today), cases[i].day_en);
      check (cases[i].day, rapport_locale_day (ru, day, today), cases[i].day_ru);
      check (cases[i].day, rapport_locale_relative_day (en, day, today), cases[i].en);
      check (cases[i].day, rapport_locale_relative_day (ru, day, today), cases[i].ru);
    }
}

static void
test_range (void)
{
  static const struct
  {
    const char *first;
    const char *last;
    const char *en;
    const char *ru;
  } cases[] = {
    { "2026-11-17", "2026-11-23", "17–23 November", "17–23 ноября" },
    { "2026-11-23", "2026-11-17", "17–23 November", "17–23 ноября" },
    { "2026-09-29", "2026-10-05", "29 September – 5 October", "29 сентября – 5 октября" },
    { "2026-11-17", "2026-11-17", "17 November", "17 ноября" },
    { "2025-11-17", "2025-11-17", "17 November 2025", "17 ноября 2025" },
    { "2025-11-17", "2025-11-23", "17–23 November 2025", "17–23 ноября 2025" },
    { "2025-09-29", "2025-10-05", "29 September – 5 October 2025", "29 сентября – 5 октября 2025" },
    { "2025-12-29", "2026-01-04", "29 December 2025 – 4 January 2026",
      "29 декабря 2025 – 4 января 2026" },
    { "2025-11-01", "2026-11-30", "1 November 2025 – 30 November 2026",
      "1 ноября 2025 – 30 ноября 2026" },
    { "", "2026-11-30", "", "" },
    { "2026-11-30", "", "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RapportDay first = rapport_day_parse (cases[i].first);
      RapportDay last = rapport_day_parse (cases[i].last);
      RapportDay today = rapport_day_parse ("2026-11-22");

      check (cases[i].first, rapport_locale_range (rapport_locale_get ("en"), first, last, today),
             cases[i].en);
      check (cases[i].first, rapport_locale_range (rapport_locale_get ("ru"), first, last, today),
             cases[i].ru);
    }
}

static void
test_period (void)
{
  static const struct
  {
    const char *first;
    const char *last;
    const char *en;
    const char *ru;
  } cases[] = {
    { "2026-11-01", "2026-11-30", "November 2026", "ноябрь 2026" },
    { "2028-02-01", "2028-02-29", "February 2028", "февраль 2028" },
    { "2028-02-01", "2028-02-28", "1–28 February 2028", "1–28 февраля 2028" },
    { "2026-11-01", "2026-11-15", "1–15 November 2026", "1–15 ноября 2026" },
    { "2026-07-01", "2026-09-30", "July – September 2026", "июль – сентябрь 2026" },
    { "2026-01-01", "2026-12-31", "2026", "2026" },
    { "2025-12-01", "2026-01-31", "December 2025 – January 2026", "декабрь 2025 – январь 2026" },
    { "2026-11-17", "2026-11-17", "17 November 2026", "17 ноября 2026" },
    { "", "", "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RapportDay first = rapport_day_parse (cases[i].first);
      RapportDay last = rapport_day_parse (cases[i].last);

      check (cases[i].first, rapport_locale_period (rapport_locale_get ("en"), first, last),
             cases[i].en);
      check (cases[i].first, rapport_locale_period (rapport_locale_get ("ru"), first, last),
             cases[i].ru);
    }
}

static void
test_capitalize (void)
{
  check ("", rapport_locale_capitalize (""), "");
  check ("ru", rapport_locale_capitalize ("ноябрь 2026"), "Ноябрь 2026");
  check ("en", rapport_locale_capitalize ("today"), "Today");
  check ("digit", rapport_locale_capitalize ("17–23"), "17–23");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/locale/get", test_get);
  g_test_add_func ("/locale/count", test_count);
  g_test_add_func ("/locale/decimal", test_decimal);
  g_test_add_func ("/locale/percent", test_percent);
  g_test_add_func ("/locale/money", test_money);
  g_test_add_func ("/locale/figure", test_figure);
  g_test_add_func ("/locale/change", test_change);
  g_test_add_func ("/locale/difference", test_difference);
  g_test_add_func ("/locale/days", test_days);
  g_test_add_func ("/locale/relative", test_relative);
  g_test_add_func ("/locale/range", test_range);
  g_test_add_func ("/locale/period", test_period);
  g_test_add_func ("/locale/capitalize", test_capitalize);
  return g_test_run ();
}
