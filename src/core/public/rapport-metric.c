/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-metric.h"

#include "rapport-metric-set.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A sum of base metrics with signs: up to three terms, NULL ends. */
typedef struct
{
  const char *plus[2];
  const char *minus[2];
} Terms;

typedef struct
{
  RapportMetric metric;
  Terms top;
  Terms bottom;
  /* Used as divisor where the usual one is not counted, with a remark. */
  const char *instead;
  const char *remark;
} Definition;

static const Definition definitions[] = {
  { { "impressions", N_ ("Impressions"), RAPPORT_UNIT_COUNT, RAPPORT_GOOD_UP, NULL } },
  { { "clicks", N_ ("Clicks"), RAPPORT_UNIT_COUNT, RAPPORT_GOOD_UP, NULL } },
  { { "traffic", N_ ("Traffic"), RAPPORT_UNIT_COUNT, RAPPORT_GOOD_UP, NULL } },
  { { "leads", N_ ("Leads"), RAPPORT_UNIT_COUNT, RAPPORT_GOOD_UP, NULL } },
  { { "qualified-leads", N_ ("Qualified leads"), RAPPORT_UNIT_COUNT, RAPPORT_GOOD_UP, NULL } },
  { { "sales", N_ ("Sales"), RAPPORT_UNIT_COUNT, RAPPORT_GOOD_UP, NULL } },
  { { "new-sales", N_ ("Sales to new customers"), RAPPORT_UNIT_COUNT, RAPPORT_GOOD_UP, NULL } },
  { { "ad-spend", N_ ("Ad spend"), RAPPORT_UNIT_MONEY, RAPPORT_GOOD_NEITHER, NULL } },
  { { "fee", N_ ("Agency fee"), RAPPORT_UNIT_MONEY, RAPPORT_GOOD_NEITHER, NULL } },
  { { "revenue", N_ ("Revenue"), RAPPORT_UNIT_MONEY, RAPPORT_GOOD_UP, NULL } },
  { { "gross-profit", N_ ("Gross profit"), RAPPORT_UNIT_MONEY, RAPPORT_GOOD_UP, NULL } },
  { { "ctr", N_ ("CTR"), RAPPORT_UNIT_RATIO, RAPPORT_GOOD_UP, N_ ("clicks / impressions") },
    { { "clicks" } },
    { { "impressions" } } },
  { { "cr-lead", N_ ("CR to lead"), RAPPORT_UNIT_RATIO, RAPPORT_GOOD_UP, N_ ("leads / traffic") },
    { { "leads" } },
    { { "traffic" } },
    "clicks",
    N_ ("Traffic is not counted: clicks are used.") },
  { { "cr-qualified", N_ ("CR to qualified lead"), RAPPORT_UNIT_RATIO, RAPPORT_GOOD_UP,
      N_ ("qualified leads / leads") },
    { { "qualified-leads" } },
    { { "leads" } } },
  { { "cr-sale", N_ ("CR to sale"), RAPPORT_UNIT_RATIO, RAPPORT_GOOD_UP, N_ ("sales / leads") },
    { { "sales" } },
    { { "leads" } } },
  { { "cpc", N_ ("CPC"), RAPPORT_UNIT_MONEY, RAPPORT_GOOD_DOWN, N_ ("ad spend / clicks") },
    { { "ad-spend" } },
    { { "clicks" } } },
  { { "cpl", N_ ("CPL"), RAPPORT_UNIT_MONEY, RAPPORT_GOOD_DOWN, N_ ("ad spend / leads") },
    { { "ad-spend" } },
    { { "leads" } } },
  { { "cac", N_ ("CAC"), RAPPORT_UNIT_MONEY, RAPPORT_GOOD_DOWN,
      N_ ("(ad spend + agency fee) / sales to new customers") },
    { { "ad-spend", "fee" } },
    { { "new-sales" } },
    "sales",
    N_ ("New customers are not counted: all sales are used.") },
  { { "average-order", N_ ("Average order"), RAPPORT_UNIT_MONEY, RAPPORT_GOOD_UP,
      N_ ("revenue / sales") },
    { { "revenue" } },
    { { "sales" } } },
  { { "roas", N_ ("ROAS"), RAPPORT_UNIT_FACTOR, RAPPORT_GOOD_UP, N_ ("revenue / ad spend") },
    { { "revenue" } },
    { { "ad-spend" } } },
  { { "drr", N_ ("Ad cost share"), RAPPORT_UNIT_RATIO, RAPPORT_GOOD_DOWN,
      N_ ("ad spend / revenue") },
    { { "ad-spend" } },
    { { "revenue" } } },
  { { "romi", N_ ("ROMI"), RAPPORT_UNIT_RATIO, RAPPORT_GOOD_UP,
      N_ ("(gross profit − ad spend) / ad spend") },
    { { "gross-profit" }, { "ad-spend" } },
    { { "ad-spend" } } },
  { { "roi", N_ ("ROI"), RAPPORT_UNIT_RATIO, RAPPORT_GOOD_UP,
      N_ ("(gross profit − ad spend − agency fee) / (ad spend + agency fee)") },
    { { "gross-profit" }, { "ad-spend", "fee" } },
    { { "ad-spend", "fee" } } },
};

static const RapportMetric *
metric_at (gsize index)
{
  return &definitions[index].metric;
}

const RapportMetric *const *
rapport_metrics_get (gsize *n_metrics)
{
  static const RapportMetric *all[G_N_ELEMENTS (definitions) + 1];
  static gsize ready = 0;

  if (g_once_init_enter (&ready))
    {
      for (gsize i = 0; i < G_N_ELEMENTS (definitions); i++)
        all[i] = metric_at (i);
      g_once_init_leave (&ready, 1);
    }
  if (n_metrics != NULL)
    *n_metrics = G_N_ELEMENTS (definitions);
  return all;
}

static gboolean
same_word (const char *word, const char *given)
{
  for (; *word != '\0' && *given != '\0'; word++, given++)
    if (*word != (*given == '_' ? '-' : *given))
      return FALSE;
  return *word == *given;
}

const RapportMetric *
rapport_metric_lookup (const char *word)
{
  for (gsize i = 0; word != NULL && i < G_N_ELEMENTS (definitions); i++)
    if (same_word (definitions[i].metric.word, word))
      return metric_at (i);
  return NULL;
}

gboolean
rapport_metric_is_base (const RapportMetric *metric)
{
  return metric->formula == NULL;
}

const char *
rapport_metric_get_name (const RapportMetric *metric)
{
  return metric->own ? metric->label : g_dgettext (GETTEXT_PACKAGE, metric->label);
}

/* A client's set has copies of the metrics; they point at where they are from. */
static const Definition *
get_definition (const RapportMetric *metric)
{
  return metric->how != NULL ? metric->how : (const Definition *) metric;
}

static void
list_words (GPtrArray *parts, const char *const *words, gsize n_words)
{
  for (gsize i = 0; i < n_words && words[i] != NULL; i++)
    if (!g_ptr_array_find_with_equal_func (parts, words[i], g_str_equal, NULL))
      g_ptr_array_add (parts, (gpointer) words[i]);
}

const char **
rapport_metric_list_parts (const RapportMetric *metric)
{
  GPtrArray *parts = g_ptr_array_new_null_terminated (4, NULL, TRUE);

  if (metric->own)
    {
      const char *const *words = rapport_metric_set_get_parts (metric);

      list_words (parts, words, g_strv_length ((char **) words));
    }
  else
    {
      const Definition *definition = get_definition (metric);

      list_words (parts, definition->top.plus, G_N_ELEMENTS (definition->top.plus));
      list_words (parts, definition->top.minus, G_N_ELEMENTS (definition->top.minus));
      list_words (parts, definition->bottom.plus, G_N_ELEMENTS (definition->bottom.plus));
      list_words (parts, &definition->instead, 1);
    }
  return (const char **) g_ptr_array_free (parts, FALSE);
}

/* Adds up the terms; FALSE when one that is not optional has no figure. The fee
 * is optional: a client whose agency fee is not recorded has none to add. */
static gboolean
add_terms (const char *const *words, gint64 sign, RapportSums sums, gpointer data, gint64 *total)
{
  for (gsize i = 0; i < 2 && words[i] != NULL; i++)
    {
      gint64 sum = 0;

      if (sums (words[i], &sum, data))
        *total += sign * sum;
      else if (strcmp (words[i], "fee") != 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
sum_terms (const Terms *terms, RapportSums sums, gpointer data, gint64 *total)
{
  *total = 0;
  return add_terms (terms->plus, 1, sums, data, total) &&
         add_terms (terms->minus, -1, sums, data, total);
}

/* top / bottom in millionths, rounded half away from zero, without overflow. */
static gboolean
divide (gint64 top, gint64 bottom, gint64 *value)
{
  __int128 scaled = (__int128) top * RAPPORT_MILLION;
  __int128 half = bottom / 2;
  __int128 quotient;

  if (bottom == 0)
    return FALSE;
  if (half < 0)
    half = -half;
  quotient = (scaled + (scaled < 0 ? -half : half)) / bottom;
  if (quotient > G_MAXINT64 || quotient < G_MININT64)
    return FALSE;
  *value = (gint64) quotient;
  return TRUE;
}

gboolean
rapport_metric_compute (const RapportMetric *metric,
                        RapportSums sums,
                        gpointer user_data,
                        gint64 *value,
                        const char **note)
{
  const Definition *definition = get_definition (metric);
  gint64 top, bottom;

  if (note != NULL)
    *note = metric->trouble;
  if (metric->trouble != NULL)
    return FALSE;
  if (rapport_metric_is_base (metric))
    return sums (metric->word, value, user_data);
  if (metric->own)
    return rapport_metric_set_work_out (metric, sums, user_data, value);
  if (!sum_terms (&definition->top, sums, user_data, &top))
    return FALSE;
  if (!sum_terms (&definition->bottom, sums, user_data, &bottom))
    {
      if (definition->instead == NULL || !sums (definition->instead, &bottom, user_data))
        return FALSE;
      if (note != NULL)
        *note = definition->remark;
    }
  return divide (top, bottom, value);
}
