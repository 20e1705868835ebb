/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-csv-dictionary.h"
#include "rapport-csv-words.h"
#include "rapport-metric.h"

static void
test_headers (void)
{
  static const struct
  {
    const char *text;
    const char *name;
    const char *currency;
    int shift;
    gboolean percent;
  } cases[] = {
    { "Расход, ₽", "расход", "RUB", 0, FALSE },
    { "Расход (руб.)", "расход", "RUB", 0, FALSE },
    { "Расход, р, с НДС", "расход", "RUB", 0, FALSE },
    { "Расход с НДС", "расход", NULL, 0, FALSE },
    { "Выручка, тыс. руб.", "выручка", "RUB", 3, FALSE },
    { "Amount spent (USD)", "amount spent", "USD", 0, FALSE },
    { "Cost", "cost", NULL, 0, FALSE },
    { "cost_micros", "cost", NULL, -6, FALSE },
    { "metrics.cost_micros", "cost", NULL, -6, FALSE },
    { "Clicks (all)", "clicks all", NULL, 0, FALSE },
    { "CTR (%)", "ctr", NULL, 0, TRUE },
    { "CTR, %", "ctr", NULL, 0, TRUE },
    { "Source / Medium", "source / medium", NULL, 0, FALSE },
    { "Источник/канал", "источник / канал", NULL, 0, FALSE },
    { "Conv. value", "conv value", NULL, 0, FALSE },
    { "totalUsers", "total users", NULL, 0, FALSE },
    { "CPC", "cpc", NULL, 0, FALSE },
    { "Ещё", "еще", NULL, 0, FALSE },
    { "ga:date", "date", NULL, 0, FALSE },
    { "", "", NULL, 0, FALSE },
    { "(", "", NULL, 0, FALSE },
    { "₽", "₽", NULL, 0, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (RapportCsvHeader) header = { 0 };

      g_test_message ("%s", cases[i].text);
      rapport_csv_header_read (cases[i].text, &header);
      g_assert_cmpstr (header.name, ==, cases[i].name);
      g_assert_cmpstr (header.currency, ==, cases[i].currency);
      g_assert_cmpint (header.shift, ==, cases[i].shift);
      g_assert_cmpint (header.percent, ==, cases[i].percent);
    }
}

static void
test_meanings (void)
{
  static const struct
  {
    const char *text;
    gboolean known;
    RapportColumnRole role;
    const char *metric;
    gboolean sure;
  } cases[] = {
    { "Campaign", TRUE, RAPPORT_COLUMN_CHANNEL, NULL, TRUE },
    { "Дата", TRUE, RAPPORT_COLUMN_DAY, NULL, TRUE },
    { "Impr.", TRUE, RAPPORT_COLUMN_METRIC, "impressions", TRUE },
    { "Показы, шт.", TRUE, RAPPORT_COLUMN_METRIC, "impressions", TRUE },
    { "Взвешенные показы", TRUE, RAPPORT_COLUMN_IGNORED, NULL, TRUE },
    { "Продажи", TRUE, RAPPORT_COLUMN_METRIC, "sales", TRUE },
    { "Продажи, руб.", TRUE, RAPPORT_COLUMN_METRIC, "revenue", TRUE },
    { "Конверсии", TRUE, RAPPORT_COLUMN_METRIC, "leads", TRUE },
    { "Конверсия (%)", TRUE, RAPPORT_COLUMN_RATIO, NULL, TRUE },
    { "Конверсии, %", TRUE, RAPPORT_COLUMN_RATIO, NULL, TRUE },
    { "Cost / conv.", TRUE, RAPPORT_COLUMN_RATIO, NULL, TRUE },
    { "Cost per lead (USD)", TRUE, RAPPORT_COLUMN_RATIO, NULL, FALSE },
    { "Ср. цена клика (руб.)", TRUE, RAPPORT_COLUMN_RATIO, NULL, TRUE },
    { "Средняя цена заявки", TRUE, RAPPORT_COLUMN_RATIO, NULL, FALSE },
    { "con_rate", TRUE, RAPPORT_COLUMN_RATIO, NULL, TRUE },
    { "Расход на Яндекс", TRUE, RAPPORT_COLUMN_METRIC, "ad-spend", FALSE },
    { "Invalid clicks rate", TRUE, RAPPORT_COLUMN_RATIO, NULL, FALSE },
    { "Invalid clicks", TRUE, RAPPORT_COLUMN_IGNORED, NULL, TRUE },
    { "Estimated clicks", FALSE, RAPPORT_COLUMN_IGNORED, NULL, FALSE },
    { "display", FALSE, RAPPORT_COLUMN_IGNORED, NULL, FALSE },
    { "", FALSE, RAPPORT_COLUMN_IGNORED, NULL, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (RapportCsvHeader) header = { 0 };
      RapportCsvWord word = { 0 };

      g_test_message ("%s", cases[i].text);
      rapport_csv_header_read (cases[i].text, &header);
      g_assert_cmpint (rapport_csv_words_lookup (&header, &word), ==, cases[i].known);
      g_assert_cmpuint (word.role, ==, cases[i].role);
      g_assert_cmpstr (word.metric, ==, cases[i].metric);
      g_assert_cmpint (word.sure, ==, cases[i].sure);
    }
}

/* Each name of the dictionary is spelt as headers are folded, stands there
 * once, and means a metric that exists. */
static void
test_dictionary (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; i < rapport_csv_n_dictionary; i++)
    {
      const RapportCsvEntry *entry = &rapport_csv_dictionary[i];
      g_auto (GStrv) names = g_strsplit (entry->names, "|", -1);

      if (entry->word.role == RAPPORT_COLUMN_METRIC)
        g_assert_true (rapport_metric_is_base (rapport_metric_lookup (entry->word.metric)));
      for (guint j = 0; names[j] != NULL; j++)
        {
          g_auto (RapportCsvHeader) header = { 0 };

          rapport_csv_header_read (names[j], &header);
          g_test_message ("%s", names[j]);
          g_assert_cmpstr (header.name, ==, names[j]);
          g_assert_true (g_hash_table_add (seen, g_strdup (names[j])));
        }
    }
}

static void
test_totals (void)
{
  static const struct
  {
    const char *text;
    RapportTotalWord word;
  } cases[] = {
    { "Total", RAPPORT_TOTAL_WHOLE },
    { "ИТОГО:", RAPPORT_TOTAL_WHOLE },
    { "Всего", RAPPORT_TOTAL_WHOLE },
    { "Итого и средние", RAPPORT_TOTAL_WHOLE },
    { "Grand total", RAPPORT_TOTAL_WHOLE },
    { "Total: Account", RAPPORT_TOTAL_BEGINS },
    { "Итого за период", RAPPORT_TOTAL_BEGINS },
    { "Totally new", RAPPORT_TOTAL_NO },
    { "Brand", RAPPORT_TOTAL_NO },
    { "", RAPPORT_TOTAL_NO },
    { "2026-08-01", RAPPORT_TOTAL_NO },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].text);
      g_assert_cmpuint (rapport_csv_words_total (cases[i].text), ==, cases[i].word);
    }
  g_assert_true (rapport_csv_words_mean ("В среднем:"));
  g_assert_false (rapport_csv_words_mean ("Средняя школа"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv-words/headers", test_headers);
  g_test_add_func ("/csv-words/meanings", test_meanings);
  g_test_add_func ("/csv-words/dictionary", test_dictionary);
  g_test_add_func ("/csv-words/totals", test_totals);
  return g_test_run ();
}
