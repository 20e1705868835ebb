/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-date-words.h"

#include <string.h>

/* A Wednesday. */
#define TODAY "2026-11-18"

/* Nothing but a day. */
static const struct
{
  const char *text;
  const char *day;
} days[] = {
  { "today", "2026-11-18" },
  { "Tonight", "2026-11-18" },
  { "tomorrow", "2026-11-19" },
  { "day after tomorrow", "2026-11-20" },
  { "the day after tomorrow", "2026-11-20" },
  { "yesterday", "2026-11-17" },
  { "сегодня", "2026-11-18" },
  { "Завтра", "2026-11-19" },
  { "ПОСЛЕЗАВТРА", "2026-11-20" },
  { "вчера", "2026-11-17" },
  { "позавчера", "2026-11-16" },
  { "до завтра", "2026-11-19" },
  { "к завтрашнему дню", "2026-11-19" },
  { "до завтрашнего дня", "2026-11-19" },
  { "к сегодняшнему дню", "2026-11-18" },
  { "Monday", "2026-11-23" },
  { "tue", "2026-11-24" },
  { "Wednesday", "2026-11-25" },
  { "thurs", "2026-11-19" },
  { "Fri", "2026-11-20" },
  { "Saturday", "2026-11-21" },
  { "sun", "2026-11-22" },
  { "on Monday", "2026-11-23" },
  { "by Friday", "2026-11-20" },
  { "until Friday", "2026-11-20" },
  { "before Friday", "2026-11-20" },
  { "for Friday", "2026-11-20" },
  { "due Friday", "2026-11-20" },
  { "due by Friday", "2026-11-20" },
  { "deadline: Friday", "2026-11-20" },
  { "no later than Friday", "2026-11-20" },
  { "not later than the 20th", "2026-11-20" },
  { "this Friday", "2026-11-20" },
  { "this Wednesday", "2026-11-18" },
  { "this Monday", "2026-11-23" },
  { "next Friday", "2026-11-27" },
  { "next Monday", "2026-11-23" },
  { "coming Friday", "2026-11-20" },
  { "Friday next week", "2026-11-27" },
  { "next week on Friday", "2026-11-27" },
  { "next week Friday", "2026-11-27" },
  { "понедельник", "2026-11-23" },
  { "пн", "2026-11-23" },
  { "пн.", "2026-11-23" },
  { "вт", "2026-11-24" },
  { "ср", "2026-11-25" },
  { "чт", "2026-11-19" },
  { "пт", "2026-11-20" },
  { "сб", "2026-11-21" },
  { "вс", "2026-11-22" },
  { "в понедельник", "2026-11-23" },
  { "во вторник", "2026-11-24" },
  { "в среду", "2026-11-25" },
  { "в четверг", "2026-11-19" },
  { "в пятницу", "2026-11-20" },
  { "в субботу", "2026-11-21" },
  { "в воскресенье", "2026-11-22" },
  { "к понедельнику", "2026-11-23" },
  { "ко вторнику", "2026-11-24" },
  { "к среде", "2026-11-25" },
  { "к четвергу", "2026-11-19" },
  { "к пятнице", "2026-11-20" },
  { "к субботе", "2026-11-21" },
  { "к воскресенью", "2026-11-22" },
  { "до пятницы", "2026-11-20" },
  { "до вторника", "2026-11-24" },
  { "на пятницу", "2026-11-20" },
  { "не позднее пятницы", "2026-11-20" },
  { "не позже 20 ноября", "2026-11-20" },
  { "срок: пятница", "2026-11-20" },
  { "дедлайн — 20.11", "2026-11-20" },
  { "срок до 20 ноября", "2026-11-20" },
  { "в эту пятницу", "2026-11-20" },
  { "в эту среду", "2026-11-18" },
  { "в следующую пятницу", "2026-11-27" },
  { "к следующему понедельнику", "2026-11-23" },
  { "в ближайший понедельник", "2026-11-23" },
  { "в среду на следующей неделе", "2026-11-25" },
  { "на следующей неделе в четверг", "2026-11-26" },
  { "на след. неделе", "2026-11-23" },
  { "next week", "2026-11-23" },
  { "this week", "2026-11-20" },
  { "next month", "2026-12-01" },
  { "this month", "2026-11-30" },
  { "next quarter", "2027-01-01" },
  { "next year", "2027-01-01" },
  { "on the weekend", "2026-11-21" },
  { "на следующей неделе", "2026-11-23" },
  { "до следующей недели", "2026-11-23" },
  { "на этой неделе", "2026-11-20" },
  { "в следующем месяце", "2026-12-01" },
  { "в этом месяце", "2026-11-30" },
  { "в следующем квартале", "2027-01-01" },
  { "в следующем году", "2027-01-01" },
  { "к выходным", "2026-11-21" },
  { "in 3 days", "2026-11-21" },
  { "in a day", "2026-11-19" },
  { "in a week", "2026-11-25" },
  { "in two weeks", "2026-12-02" },
  { "in a couple of days", "2026-11-20" },
  { "within 10 days", "2026-11-28" },
  { "in a month", "2026-12-18" },
  { "in 3 months", "2027-02-18" },
  { "in a year", "2027-11-18" },
  { "in 2 working days", "2026-11-20" },
  { "in 3 business days", "2026-11-23" },
  { "через день", "2026-11-19" },
  { "через 3 дня", "2026-11-21" },
  { "через три дня", "2026-11-21" },
  { "через пару дней", "2026-11-20" },
  { "через неделю", "2026-11-25" },
  { "через одну неделю", "2026-11-25" },
  { "через 2 недели", "2026-12-02" },
  { "через две недели", "2026-12-02" },
  { "через месяц", "2026-12-18" },
  { "через 2 месяца", "2027-01-18" },
  { "через квартал", "2027-02-18" },
  { "через год", "2027-11-18" },
  { "через 5 рабочих дней", "2026-11-25" },
  { "через 1 рабочий день", "2026-11-19" },
  { "через 3 раб. дня", "2026-11-23" },
  { "в течение недели", "2026-11-25" },
  { "в течение 3 дней", "2026-11-21" },
  { "в течение трёх рабочих дней", "2026-11-23" },
  { "end of month", "2026-11-30" },
  { "end of the month", "2026-11-30" },
  { "by the end of the month", "2026-11-30" },
  { "by the end of next month", "2026-12-31" },
  { "end of week", "2026-11-20" },
  { "by the end of next week", "2026-11-27" },
  { "end of day", "2026-11-18" },
  { "end of the quarter", "2026-12-31" },
  { "end of the year", "2026-12-31" },
  { "end of November", "2026-11-30" },
  { "end of October", "2027-10-31" },
  { "end of February 2028", "2028-02-29" },
  { "eod", "2026-11-18" },
  { "by EOW", "2026-11-20" },
  { "EOM", "2026-11-30" },
  { "mid-December", "2026-12-15" },
  { "middle of December", "2026-12-15" },
  { "mid November", "2027-11-15" },
  { "early December", "2026-12-01" },
  { "late November", "2026-11-30" },
  { "start of next week", "2026-11-23" },
  { "beginning of the month", "2026-12-01" },
  { "до конца месяца", "2026-11-30" },
  { "к концу месяца", "2026-11-30" },
  { "в конце месяца", "2026-11-30" },
  { "конец месяца", "2026-11-30" },
  { "до конца этого месяца", "2026-11-30" },
  { "до конца следующего месяца", "2026-12-31" },
  { "до конца недели", "2026-11-20" },
  { "к концу следующей недели", "2026-11-27" },
  { "до конца дня", "2026-11-18" },
  { "до конца квартала", "2026-12-31" },
  { "до конца года", "2026-12-31" },
  { "до конца ноября", "2026-11-30" },
  { "к концу января", "2027-01-31" },
  { "в середине декабря", "2026-12-15" },
  { "в середине недели", "2026-11-18" },
  { "к середине следующей недели", "2026-11-25" },
  { "в начале декабря", "2026-12-01" },
  { "в начале месяца", "2026-12-01" },
  { "в начале следующей недели", "2026-11-23" },
  { "до нового года", "2026-12-31" },
  { "к Новому году", "2026-12-31" },
  { "by December", "2026-12-01" },
  { "by May", "2027-05-01" },
  { "by March 2028", "2028-03-01" },
  { "к декабрю", "2026-12-01" },
  { "до марта", "2027-03-01" },
  { "15 Nov", "2027-11-15" },
  { "20 Nov", "2026-11-20" },
  { "18 Nov", "2026-11-18" },
  { "Nov 20", "2026-11-20" },
  { "November 20", "2026-11-20" },
  { "November 20th", "2026-11-20" },
  { "November the 20th", "2026-11-20" },
  { "20th November", "2026-11-20" },
  { "20th of November", "2026-11-20" },
  { "the 20th of November", "2026-11-20" },
  { "1st of Dec", "2026-12-01" },
  { "20nov", "2026-11-20" },
  { "20 nov. 2027", "2027-11-20" },
  { "Nov 20, 2027", "2027-11-20" },
  { "November 20 2025", "2025-11-20" },
  { "by 20 November 2026", "2026-11-20" },
  { "Feb 29", "2028-02-29" },
  { "Fri 20 Nov", "2026-11-20" },
  { "Friday, November 20", "2026-11-20" },
  { "Friday, 20 November 2026", "2026-11-20" },
  { "by the 20th", "2026-11-20" },
  { "the 1st", "2026-12-01" },
  { "31st", "2026-12-31" },
  { "20", "2026-11-20" },
  { "до 20 ноября", "2026-11-20" },
  { "20 ноября", "2026-11-20" },
  { "20-го ноября", "2026-11-20" },
  { "20го ноября", "2026-11-20" },
  { "20-е ноября", "2026-11-20" },
  { "20 нояб.", "2026-11-20" },
  { "20 ноября 2027", "2027-11-20" },
  { "20 ноября 2027 года", "2027-11-20" },
  { "20 ноября 2027 г.", "2027-11-20" },
  { "5 мая", "2027-05-05" },
  { "пятница, 20 ноября", "2026-11-20" },
  { "пт, 20 ноября", "2026-11-20" },
  { "в пятницу 20.11", "2026-11-20" },
  { "до 20-го", "2026-11-20" },
  { "к 20-му", "2026-11-20" },
  { "20 числа", "2026-11-20" },
  { "до 1 числа", "2026-12-01" },
  { "до 20-го числа", "2026-11-20" },
  { "2026-11-20", "2026-11-20" },
  { "2026.11.20", "2026-11-20" },
  { "2026/11/20", "2026-11-20" },
  { "20.11", "2026-11-20" },
  { "05.12", "2026-12-05" },
  { "до 5.12", "2026-12-05" },
  { "by 5/12", "2026-12-05" },
  { "by 12/31", "2026-12-31" },
  { "20.11.2026", "2026-11-20" },
  { "20.11.27", "2027-11-20" },
  { "20/11/2026", "2026-11-20" },
  { "11/20/2026", "2026-11-20" },
  { "9/30/26", "2026-09-30" },
  { "20-11-2026", "2026-11-20" },
  { "29.02", "2028-02-29" },
  { " 20.11 ", "2026-11-20" },
  { "(20.11)", "2026-11-20" },
};

static const char *const no_days[] = {
  "",
  " ",
  "someday",
  "Friday night",
  "by",
  "до",
  "31.02",
  "31.02.2026",
  "30 Feb",
  "32 Nov",
  "0 Nov",
  "Nov 0",
  "2026-13-01",
  "2026-11",
  "20.13",
  "0.11",
  "13/13/2026",
  "in 0 days",
  "in 5 hours",
  "через 2 часа",
  "in 99999 days",
  "in 1000 days",
  "the",
  "11.2026",
  "20 11 2026",
  "next",
  "end of funnel",
  "v1.2.3",
  "20.11 or 21.11",
  "\xff",
  "2026",
  "12345",
  "20.11.2026.5",
  "by Anna",
  "20 noon",
  "Friday Monday",
};

static void
test_parse (void)
{
  RapportDay today = rapport_day_parse (TODAY);

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *day = rapport_day_to_string (rapport_date_words_parse (days[i].text, today));

      g_test_message ("%s", days[i].text);
      g_assert_cmpstr (day, ==, days[i].day);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (no_days); i++)
    {
      g_autofree char *shown = g_utf8_make_valid (no_days[i], -1);

      g_test_message ("%s", shown);
      g_assert_cmpint (rapport_date_words_parse (no_days[i], today), ==, RAPPORT_DAY_NONE);
    }
  g_assert_cmpint (rapport_date_words_parse (NULL, today), ==, RAPPORT_DAY_NONE);
}

/* The same words on other days. */
static void
test_today (void)
{
  static const struct
  {
    const char *today;
    const char *text;
    const char *day;
  } cases[] = {
    { "2026-11-20", "by Friday", "2026-11-27" },
    { "2026-11-20", "this Friday", "2026-11-20" },
    { "2026-11-20", "next Friday", "2026-11-27" },
    { "2026-11-20", "end of week", "2026-11-20" },
    { "2026-11-21", "end of week", "2026-11-22" },
    { "2026-11-22", "до конца недели", "2026-11-22" },
    { "2026-11-22", "next week", "2026-11-23" },
    { "2026-11-22", "next Friday", "2026-11-27" },
    { "2026-11-22", "в следующее воскресенье", "2026-11-29" },
    { "2026-11-21", "by the weekend", "2026-11-28" },
    { "2026-11-20", "in 1 working day", "2026-11-23" },
    { "2026-12-31", "tomorrow", "2027-01-01" },
    { "2026-12-31", "end of the month", "2026-12-31" },
    { "2026-12-31", "next month", "2027-01-01" },
    { "2026-12-31", "next quarter", "2027-01-01" },
    { "2026-12-01", "by December", "2026-12-01" },
    { "2026-12-02", "by December", "2027-12-01" },
    { "2026-12-31", "1 января", "2027-01-01" },
    { "2026-01-31", "in a month", "2026-02-28" },
    { "2026-01-30", "the 29th", "2026-03-29" },
    { "2026-01-30", "31.01", "2026-01-31" },
    { "2026-05-10", "end of the quarter", "2026-06-30" },
    { "2026-05-10", "mid-May", "2026-05-15" },
    { "9989-12-31", "tomorrow", "9990-01-01" },
    { "9989-12-31", "in 100 years", "" },
    { "9989-12-31", "29 Feb", "9992-02-29" },
    { "9999-12-31", "today", "" },
    { "0001-01-01", "today", "0001-01-01" },
    { "0001-01-01", "end of the week", "0001-01-05" },
    { "0001-01-01", "yesterday", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RapportDay day = rapport_date_words_parse (cases[i].text, rapport_day_parse (cases[i].today));

      g_test_message ("%s: %s", cases[i].today, cases[i].text);
      g_assert_cmpint (day, ==, rapport_day_parse (cases[i].day));
    }
}

/* A line, the piece of it that names the day in brackets, and the day. */
static const struct
{
  const char *line;
  const char *day;
} lines[] = {
  { "Landing texts [by Friday] @Anna", "2026-11-20" },
  { "[by Friday]: landing texts", "2026-11-20" },
  { "[Friday]: landing texts", "2026-11-20" },
  { "Landing texts [Friday]", "2026-11-20" },
  { "Landing texts [fri] @Anna", "2026-11-20" },
  { "Landing texts ([by Friday]) and more", "2026-11-20" },
  { "Call [tomorrow] about the budget", "2026-11-19" },
  { "Send the report [on Monday] at 10:00", "2026-11-23" },
  { "Call on Monday, texts [by Friday], tests on Tuesday", "2026-11-20" },
  { "Call on Monday, texts [on Friday]", "2026-11-20" },
  { "tomorrow call, report [next week]", "2026-11-23" },
  { "Prices [in 3 days], please", "2026-11-21" },
  { "Audit [by the end of the month], then plan", "2026-11-30" },
  { "Banner 240x400 [by 20.11]", "2026-11-20" },
  { "Launch [20 Nov] on all channels", "2026-11-20" },
  { "Launch [Nov 20, 2026] on all channels", "2026-11-20" },
  { "Launch [2026-11-20].", "2026-11-20" },
  { "Launch, [due: 2026-11-20]", "2026-11-20" },
  { "Тексты лендинга [к пятнице] @Анна", "2026-11-20" },
  { "Тексты лендинга [до 20 ноября], потом вёрстка", "2026-11-20" },
  { "[Завтра] позвонить в «Ромашку»", "2026-11-19" },
  { "Созвон [в среду] по бюджету", "2026-11-25" },
  { "Отправить отчёт [на следующей неделе] @Аня", "2026-11-23" },
  { "Запустить A/B-тест [через 3 дня] на главной", "2026-11-21" },
  { "Акт и счёт [до конца месяца]", "2026-11-30" },
  { "Смета [20.11] — отправить", "2026-11-20" },
  { "Смета [до 5.12], срочно", "2026-12-05" },
  { "Смета [к 20-му] числом", "2026-11-20" },
  { "Отчёт за октябрь [к 25 ноября]", "2026-11-25" },
  { "Перенести [на пятницу] показ", "2026-11-20" },
  { "Статья «Завтра» [к пятнице]", "2026-11-20" },
  { "Баннер к чёрной пятнице [до 25 ноября]", "2026-11-25" },
  { "50 % скидки [до 1 декабря]", "2026-12-01" },
  { "Правки [послезавтра]", "2026-11-20" },
  { "Согласовать [не позднее 20 ноября] с клиентом", "2026-11-20" },
  { "Брифинг [к концу недели]: вопросы", "2026-11-20" },
  /* Nothing here is by when something is to be done. */
  { "Landing texts", NULL },
  { "Black Friday banners", NULL },
  { "Banners for Black Friday", NULL },
  { "Friday newsletter", NULL },
  { "Every Friday: digest", NULL },
  { "What changed since Monday", NULL },
  { "Report of 15 November", NULL },
  { "Sales after 15 Nov", NULL },
  { "Friday's call", NULL },
  { "Call Anna_2026-11-20", NULL },
  { "https://a.ru/2026-11-20/x", NULL },
  { "Update to 10.11.2", NULL },
  { "Version 10.11 of the site", NULL },
  { "CTR 02.10% is low", NULL },
  { "Budget 10.12 million", NULL },
  { "Spend $10.11 a click", NULL },
  { "Support 24/7", NULL },
  { "Budget 1.5 mln", NULL },
  { "Room 10-11", NULL },
  { "Expo 15–17 November", NULL },
  { "May 2026 figures", NULL },
  { "What we may do in March", NULL },
  { "Figures in November", NULL },
  { "Plan for November", NULL },
  { "Plan for next month", NULL },
  { "Sun cream campaign", NULL },
  { "1st draft", NULL },
  { "5 ideas", NULL },
  { "Text \"by Friday\"", NULL },
  { "Read the first 3 days", NULL },
  { "End of month report", NULL },
  { "Write what we did yesterday", NULL },
  { "Чёрная пятница", NULL },
  { "Баннер к чёрной пятнице", NULL },
  { "Тестовая среда", NULL },
  { "Настройка среды", NULL },
  { "Каждую пятницу дайджест", NULL },
  { "Что изменилось с понедельника", NULL },
  { "Отчёт за 15 ноября", NULL },
  { "Письмо от 15 ноября", NULL },
  { "Отчёт за ноябрь", NULL },
  { "План на ноябрь", NULL },
  { "План на следующий месяц", NULL },
  { "План на следующую неделю", NULL },
  { "Лиды в ноябре", NULL },
  { "Бюджет 10.12 млн", NULL },
  { "ROAS 02.10", NULL },
  { "Вывести на 1-е место", NULL },
  { "Созвон в 10.11", NULL },
  { "Дом № 10.11", NULL },
  { "Выставка 15–17 ноября", NULL },
  { "Статья «Завтра»", NULL },
  { "Прошлую пятницу разобрать", NULL },
  { "По пятницам дайджест", NULL },
  { "Сделать 3 дня", NULL },
  { "", NULL },
};

static void
test_find (void)
{
  RapportDay today = rapport_day_parse (TODAY);

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_auto (GStrv) parts = g_strsplit_set (lines[i].line, "[]", -1);
      g_autofree char *text = g_strjoinv ("", parts);
      RapportTextRange range = { 0, 0 };
      g_autofree char *day = rapport_day_to_string (rapport_date_words_find (text, today, &range));

      g_test_message ("%s", lines[i].line);
      g_assert_cmpstr (day, ==, lines[i].day != NULL ? lines[i].day : "");
      if (lines[i].day == NULL)
        continue;
      g_assert_cmpuint (range.start, ==, strlen (parts[0]));
      g_assert_cmpuint (range.end, ==, strlen (parts[0]) + strlen (parts[1]));
    }
}

static void
test_quick_add (void)
{
  static const struct
  {
    const char *line;
    const char *title;
    const char *day;
    const char *mention;
  } cases[] = {
    { "Landing texts by Friday @Anna", "Landing texts", "2026-11-20", "Anna" },
    { "@Anna Landing texts by Friday", "Landing texts", "2026-11-20", "Anna" },
    { "By Friday @Anna landing texts", "landing texts", "2026-11-20", "Anna" },
    { "Landing texts @Anna by Friday", "Landing texts", "2026-11-20", "Anna" },
    { "Landing texts, by Friday, @Anna", "Landing texts", "2026-11-20", "Anna" },
    { "Landing texts — Friday", "Landing texts", "2026-11-20", NULL },
    { "Friday: landing texts", "landing texts", "2026-11-20", NULL },
    { "Landing texts (by Friday)", "Landing texts", "2026-11-20", NULL },
    { "Landing texts by Friday, then the form", "Landing texts, then the form", "2026-11-20",
      NULL },
    { "Call tomorrow about the budget", "Call about the budget", "2026-11-19", NULL },
    { "Landing texts by Friday.", "Landing texts.", "2026-11-20", NULL },
    { "Landing texts", "Landing texts", "", NULL },
    { "  Landing texts  ", "Landing texts", "", NULL },
    { "Landing texts @Anna_Petrova", "Landing texts", "", "Anna_Petrova" },
    { "Landing texts @anna.k.", "Landing texts.", "", "anna.k" },
    { "Landing texts @\"Anna Petrova\" by Friday", "Landing texts", "2026-11-20", "Anna Petrova" },
    { "Ask @Anna and @Boris", "Ask and @Boris", "", "Anna" },
    { "Write to anna@a.ru by Friday", "Write to anna@a.ru", "2026-11-20", NULL },
    { "Mark @ the top", "Mark @ the top", "", NULL },
    { "Тексты лендинга к пятнице @Анна", "Тексты лендинга", "2026-11-20", "Анна" },
    { "@Анна тексты лендинга до 20 ноября", "тексты лендинга", "2026-11-20", "Анна" },
    { "Завтра позвонить в «Ромашку»", "позвонить в «Ромашку»", "2026-11-19", NULL },
    { "Статья «Завтра» к пятнице", "Статья «Завтра»", "2026-11-20", NULL },
    { "-5 % на всё", "-5 % на всё", "", NULL },
    { "-5 % на всё до 1 декабря", "-5 % на всё", "2026-12-01", NULL },
    { "Смета: 20.11", "Смета", "2026-11-20", NULL },
    { "tomorrow", "tomorrow", "", NULL },
    { "by Friday @Anna", "by Friday @Anna", "", NULL },
    { "@Anna", "@Anna", "", NULL },
    { "", "", "", NULL },
    { "   ", "", "", NULL },
    { "a\xff by Friday", "a\ufffd", "2026-11-20", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RapportQuickAdd) add =
        rapport_quick_add_parse (cases[i].line, rapport_day_parse (TODAY));
      g_autofree char *day = rapport_day_to_string (add->day);
      g_autofree char *shown = g_utf8_make_valid (cases[i].line, -1);

      g_test_message ("%s", shown);
      g_assert_cmpstr (add->title, ==, cases[i].title);
      g_assert_cmpstr (day, ==, cases[i].day);
      g_assert_cmpstr (add->mention, ==, cases[i].mention);
    }
}

/* Whatever is typed, ranges lie in the text and no word of it is lost. */
static void
test_random (void)
{
  static const char *const pieces[] = {
    "by ",     "до ",      "к ",       "on ",     "the ", "end ",  "of ",   "month ", "конца ",
    "недели ", "15",       "11",       "2026",    "3 ",   ".",     "-",     "/",      ",",
    " ",       "Nov ",     "мая ",     "friday ", "пт",   "next ", "след",  "in ",    "через ",
    "days ",   "дней ",    "@",        "Anna",    "\"",   "«",     "»",     "(",      ")",
    ":",       "tomorrow", "рабочих ", "e\u0301", "😀",   "@\"",   "числа", "году ",  "a ",
    "due ",    "не ",      "позднее ", "99999",   "0",
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (2026);
  RapportDay today = rapport_day_parse (TODAY);

  for (int i = 0; i < 50000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (RapportQuickAdd) add = NULL;

      for (int n = g_rand_int_range (rand, 0, 12); n > 0; n--)
        g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
      add = rapport_quick_add_parse (text->str, today);
      g_assert_true (g_utf8_validate (add->title, -1, NULL));
      g_assert_cmpuint (add->day_range.end, <=, text->len);
      g_assert_cmpuint (add->mention_range.end, <=, text->len);
      g_assert_true (add->day == RAPPORT_DAY_NONE || add->day_range.end > add->day_range.start);
      g_assert_true (add->day_range.end <= add->mention_range.start ||
                     add->mention_range.end <= add->day_range.start);
      g_assert_true (strstr (text->str, "Anna") == NULL || strstr (add->title, "Anna") != NULL ||
                     (add->mention != NULL && strstr (add->mention, "Anna") != NULL));
      rapport_date_words_parse (text->str, today);
    }
}

static void
test_long (void)
{
  static const char *const pieces[] = {
    "«", "\"", "до ", "15.", "15", "@", "@\"", "due ", "in a "
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (RapportQuickAdd) add = NULL;

      while (text->len < 100 * 1000)
        g_string_append (text, pieces[i]);
      add = rapport_quick_add_parse (text->str, rapport_day_parse (TODAY));
      g_assert_nonnull (add->title);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/date-words/parse", test_parse);
  g_test_add_func ("/date-words/today", test_today);
  g_test_add_func ("/date-words/find", test_find);
  g_test_add_func ("/date-words/quick-add", test_quick_add);
  g_test_add_func ("/date-words/random", test_random);
  g_test_add_func ("/date-words/long", test_long);
  return g_test_run ();
}
