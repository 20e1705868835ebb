/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-metric.h"

typedef struct
{
  const char *metric;
  gint64 sum;
} Sum;

static gboolean
look_up (const char *metric, gint64 *sum, gpointer user_data)
{
  for (const Sum *s = user_data; s->metric != NULL; s++)
    if (g_str_equal (s->metric, metric))
      {
        *sum = s->sum * RAPPORT_MILLION;
        return TRUE;
      }
  return FALSE;
}

static Sum full[] = {
  { "impressions", 20000 }, { "clicks", 400 },         { "traffic", 500 },
  { "leads", 50 },          { "qualified-leads", 20 }, { "sales", 10 },
  { "new-sales", 4 },       { "ad-spend", 1000 },      { "fee", 200 },
  { "revenue", 5000 },      { "gross-profit", 2000 },  { NULL, 0 },
};

static void
test_formulas (void)
{
  static const struct
  {
    const char *word;
    gint64 millionths;
  } cases[] = {
    { "ctr", 20000 },           { "cr-lead", 100000 },
    { "cr-qualified", 400000 }, { "cr-sale", 200000 },
    { "cpc", 2500000 },         { "cpl", 20000000 },
    { "cac", 300000000 },       { "average-order", 500000000 },
    { "roas", 5000000 },        { "drr", 200000 },
    { "romi", 1000000 },        { "roi", 666667 },
    { "clicks", 400000000 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 value = -1;
      const char *note = "";

      g_assert_true (rapport_metric_compute (rapport_metric_lookup (cases[i].word), look_up, full,
                                             &value, &note));
      g_assert_cmpint (value, ==, cases[i].millionths);
      g_assert_null (note);
    }
}

static void
test_no_data (void)
{
  Sum zero[] = { { "ad-spend", 10 }, { "clicks", 0 }, { NULL, 0 } };
  Sum no_new[] = { { "ad-spend", 10 }, { "sales", 4 }, { NULL, 0 } };
  gint64 value;
  const char *note = NULL;

  g_assert_false (
    rapport_metric_compute (rapport_metric_lookup ("cpc"), look_up, zero, &value, NULL));
  g_assert_false (
    rapport_metric_compute (rapport_metric_lookup ("roas"), look_up, zero, &value, NULL));
  g_assert_true (
    rapport_metric_compute (rapport_metric_lookup ("cac"), look_up, no_new, &value, &note));
  g_assert_cmpint (value, ==, 2500000);
  g_assert_nonnull (note);
}

static void
test_lookup (void)
{
  g_assert_true (rapport_metric_lookup ("ad_spend") == rapport_metric_lookup ("ad-spend"));
  g_assert_null (rapport_metric_lookup ("ad"));
  g_assert_null (rapport_metric_lookup ("ad-spends"));
  g_assert_null (rapport_metric_lookup (NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/metric/formulas", test_formulas);
  g_test_add_func ("/metric/no-data", test_no_data);
  g_test_add_func ("/metric/lookup", test_lookup);
  return g_test_run ();
}
