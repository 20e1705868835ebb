/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-csv-date.h"

#define GUESS       RAPPORT_DATE_ORDER_GUESS
#define DAY_FIRST   RAPPORT_DATE_ORDER_DAY_MONTH
#define MONTH_FIRST RAPPORT_DATE_ORDER_MONTH_DAY

static void
test_read (void)
{
  static const struct
  {
    const char *text;
    RapportDateOrder order;
    RapportDateKind kind;
    const char *first;
    const char *last;
  } cases[] = {
    { "2026-08-01", GUESS, RAPPORT_DATE_DAY, "2026-08-01", "2026-08-01" },
    { "2026/8/1", GUESS, RAPPORT_DATE_DAY, "2026-08-01", "2026-08-01" },
    { "2026.08.01", GUESS, RAPPORT_DATE_DAY, "2026-08-01", "2026-08-01" },
    { " 2026-08-01 ", GUESS, RAPPORT_DATE_DAY, "2026-08-01", "2026-08-01" },
    { "2026-08-01T23:30:00Z", GUESS, RAPPORT_DATE_DAY, "2026-08-01", "2026-08-01" },
    { "2026-08-01 23:30:00.125+03:00", GUESS, RAPPORT_DATE_DAY, "2026-08-01", "2026-08-01" },
    { "8/1/2026 11:30 PM", GUESS, RAPPORT_DATE_DAY, "2026-08-01", "2026-08-01" },
    { "01.08.2026", GUESS, RAPPORT_DATE_DAY, "2026-08-01", "2026-08-01" },
    { "01.08.2026", MONTH_FIRST, RAPPORT_DATE_DAY, "2026-08-01", "2026-08-01" },
    { "1.8.26", GUESS, RAPPORT_DATE_DAY, "2026-08-01", "2026-08-01" },
    { "01.08.2026 г.", GUESS, RAPPORT_DATE_DAY, "2026-08-01", "2026-08-01" },
    { "9/30/19", GUESS, RAPPORT_DATE_DAY, "2019-09-30", "2019-09-30" },
    { "16/04/2015", GUESS, RAPPORT_DATE_DAY, "2015-04-16", "2015-04-16" },
    { "4/3/2015", GUESS, RAPPORT_DATE_DAY, "2015-04-03", "2015-04-03" },
    { "4/3/2015", DAY_FIRST, RAPPORT_DATE_DAY, "2015-03-04", "2015-03-04" },
    { "4-3-2015", MONTH_FIRST, RAPPORT_DATE_DAY, "2015-04-03", "2015-04-03" },
    { "1/1/99", GUESS, RAPPORT_DATE_DAY, "1999-01-01", "1999-01-01" },
    { "20170601", GUESS, RAPPORT_DATE_DAY, "2017-06-01", "2017-06-01" },
    { "2017060113", GUESS, RAPPORT_DATE_HOUR, "2017-06-01", "2017-06-01" },
    { "201706011359", GUESS, RAPPORT_DATE_HOUR, "2017-06-01", "2017-06-01" },
    { "Aug 1, 2026", GUESS, RAPPORT_DATE_DAY, "2026-08-01", "2026-08-01" },
    { "Aug 1, 2026, 10:00 AM", GUESS, RAPPORT_DATE_DAY, "2026-08-01", "2026-08-01" },
    { "Saturday, August 1, 2026", GUESS, RAPPORT_DATE_DAY, "2026-08-01", "2026-08-01" },
    { "Sat, 1 Aug 2026", GUESS, RAPPORT_DATE_DAY, "2026-08-01", "2026-08-01" },
    { "01-Aug-2026", GUESS, RAPPORT_DATE_DAY, "2026-08-01", "2026-08-01" },
    { "1 Sept 2026", GUESS, RAPPORT_DATE_DAY, "2026-09-01", "2026-09-01" },
    { "1 авг. 2026", GUESS, RAPPORT_DATE_DAY, "2026-08-01", "2026-08-01" },
    { "1 августа 2026 г.", GUESS, RAPPORT_DATE_DAY, "2026-08-01", "2026-08-01" },
    { "Сб, 1 МАЯ 2026", GUESS, RAPPORT_DATE_DAY, "2026-05-01", "2026-05-01" },
    { "2024-02-29", GUESS, RAPPORT_DATE_DAY, "2024-02-29", "2024-02-29" },
    { "2026-08", GUESS, RAPPORT_DATE_MONTH, "2026-08-01", "2026-08-31" },
    { "08.2026", GUESS, RAPPORT_DATE_MONTH, "2026-08-01", "2026-08-31" },
    { "August 2026", GUESS, RAPPORT_DATE_MONTH, "2026-08-01", "2026-08-31" },
    { "февраль 2024", GUESS, RAPPORT_DATE_MONTH, "2024-02-01", "2024-02-29" },
    { "Aug-26", GUESS, RAPPORT_DATE_MONTH, "2026-08-01", "2026-08-31" },
    { "авг.26", GUESS, RAPPORT_DATE_MONTH, "2026-08-01", "2026-08-31" },
    { "01.авг.2026", GUESS, RAPPORT_DATE_DAY, "2026-08-01", "2026-08-01" },
    { "'01.08.2026", GUESS, RAPPORT_DATE_DAY, "2026-08-01", "2026-08-01" },
    { "Aug 26", GUESS, RAPPORT_DATE_NONE, NULL, NULL },
    { "201702", GUESS, RAPPORT_DATE_MONTH, "2017-02-01", "2017-02-28" },
    { "2026-W31", GUESS, RAPPORT_DATE_WEEK, "2026-07-27", "2026-08-02" },
    { "2021-W01", GUESS, RAPPORT_DATE_WEEK, "2021-01-04", "2021-01-10" },
    { "01.08.2026 - 07.08.2026", GUESS, RAPPORT_DATE_RANGE, "2026-08-01", "2026-08-07" },
    { "2026-08-01 — 2026-08-01", GUESS, RAPPORT_DATE_DAY, "2026-08-01", "2026-08-01" },
    { "20170526-20170601", GUESS, RAPPORT_DATE_RANGE, "2017-05-26", "2017-06-01" },
    { "2026-02-30", GUESS, RAPPORT_DATE_NONE, NULL, NULL },
    { "13/13/2026", GUESS, RAPPORT_DATE_NONE, NULL, NULL },
    { "30/09/2019", MONTH_FIRST, RAPPORT_DATE_NONE, NULL, NULL },
    { "9/30/2019", DAY_FIRST, RAPPORT_DATE_NONE, NULL, NULL },
    { "2026-08-07 - 2026-08-01", GUESS, RAPPORT_DATE_NONE, NULL, NULL },
    { "20171399", GUESS, RAPPORT_DATE_NONE, NULL, NULL },
    { "3215", GUESS, RAPPORT_DATE_NONE, NULL, NULL },
    { "12.5", GUESS, RAPPORT_DATE_NONE, NULL, NULL },
    { "August", GUESS, RAPPORT_DATE_NONE, NULL, NULL },
    { "Monday", GUESS, RAPPORT_DATE_NONE, NULL, NULL },
    { "Total", GUESS, RAPPORT_DATE_NONE, NULL, NULL },
    { "2026-08-01 Brand", GUESS, RAPPORT_DATE_NONE, NULL, NULL },
    { "", GUESS, RAPPORT_DATE_NONE, NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RapportCsvDate date;
      gboolean found = rapport_csv_date_read (cases[i].text, cases[i].order, &date);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (date.kind, ==, cases[i].kind);
      g_assert_cmpint (found, ==, cases[i].first != NULL);
      if (!found)
        continue;
      g_assert_cmpint (date.day, ==, rapport_day_parse (cases[i].first));
      g_assert_cmpint (date.last, ==, rapport_day_parse (cases[i].last));
    }
}

static void
test_orders (void)
{
  RapportCsvDate date;

  g_assert_true (rapport_csv_date_read ("4/3/2015", GUESS, &date));
  g_assert_cmpint (date.day_month, ==, rapport_day_parse ("2015-03-04"));
  g_assert_cmpint (date.month_day, ==, rapport_day_parse ("2015-04-03"));
  g_assert_true (rapport_csv_date_read ("16/04/2015", GUESS, &date));
  g_assert_cmpint (date.day_month, ==, rapport_day_parse ("2015-04-16"));
  g_assert_cmpint (date.month_day, ==, RAPPORT_DAY_NONE);
  g_assert_true (rapport_csv_date_read ("01.08.2026", GUESS, &date));
  g_assert_cmpint (date.day_month, ==, date.month_day);
}

static void
test_find (void)
{
  static const struct
  {
    const char *text;
    guint n_days;
    const char *first;
    const char *last;
  } cases[] = {
    { "# 20170526-20170601", 2, "2017-05-26", "2017-06-01" },
    { "Отчёт за период с 01.08.2026 по 31.08.2026", 2, "2026-08-01", "2026-08-31" },
    { "August 1, 2026 - August 31, 2026", 2, "2026-08-01", "2026-08-31" },
    { "1 August 2026 - 31 August 2026", 2, "2026-08-01", "2026-08-31" },
    { "# Start date: 20231201", 1, "2023-12-01", NULL },
    { "Результаты за август 2026", 2, "2026-08-01", "2026-08-31" },
    { "Account 12345678, Romashka 24/7", 0, NULL, NULL },
    { "", 0, NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RapportDay days[2] = { RAPPORT_DAY_NONE, RAPPORT_DAY_NONE };

      g_test_message ("%s", cases[i].text);
      g_assert_cmpuint (rapport_csv_date_find (cases[i].text, GUESS, days), ==, cases[i].n_days);
      g_assert_cmpint (days[0], ==, rapport_day_parse (cases[i].first));
      g_assert_cmpint (days[1], ==, rapport_day_parse (cases[i].last));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv-date/read", test_read);
  g_test_add_func ("/csv-date/orders", test_orders);
  g_test_add_func ("/csv-date/find", test_find);
  return g_test_run ();
}
