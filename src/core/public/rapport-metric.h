/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-cells.h"

G_BEGIN_DECLS

/**
 * RapportUnit:
 *
 * How a figure is written. %RAPPORT_UNIT_RATIO is a share (a value of 1 is
 * 100 %); %RAPPORT_UNIT_FACTOR is a plain quotient such as ROAS.
 */
typedef enum
{
  RAPPORT_UNIT_COUNT,
  RAPPORT_UNIT_MONEY,
  RAPPORT_UNIT_RATIO,
  RAPPORT_UNIT_FACTOR,
} RapportUnit;

/**
 * RapportGood:
 *
 * Which direction of change is good news. Money spent is neither: it is
 * judged by what came of it.
 */
typedef enum
{
  RAPPORT_GOOD_NEITHER,
  RAPPORT_GOOD_UP,
  RAPPORT_GOOD_DOWN,
} RapportGood;

/**
 * RapportSums:
 *
 * Gives the sum of a base metric over a period in millionths. Returns %FALSE
 * when the period has no such figure at all, which is not the same as 0.
 */
typedef gboolean (*RapportSums) (const char *metric, gint64 *sum, gpointer user_data);

/**
 * RapportMetric:
 * @word: the stable name, such as "ad-spend"; base metrics are what cells carry
 * @label: N_() short name, such as "Ad spend"
 * @unit: how it is written
 * @good: which change is good
 * @formula: N_() the formula in words, or %NULL for a base metric; of a client's
 *   own metric the stored one, see rapport_metric_say_formula()
 * @own: the client's own: @label is the user's and is not translated
 * @hidden: the client's figures leave it out
 * @order: where it stands among the client's figures, "" where nobody chose
 * @trouble: N_() why an own formula can't be worked out, or %NULL
 * @how: what it is worked out with; for rapport_metric_compute()
 *
 * A metric of `domain.md` F.6, or of a client's own. Base metrics are summed; the
 * others are worked out of sums, never of daily ratios. Members after @formula
 * are of a client's set, see #RapportMetricSet.
 */
typedef struct
{
  const char *word;
  const char *label;
  RapportUnit unit;
  RapportGood good;
  const char *formula;
  gboolean own;
  gboolean hidden;
  const char *order;
  const char *trouble;
  gconstpointer how;
} RapportMetric;

/* All metrics, base ones first, in the order of the funnel. */
const RapportMetric *const *rapport_metrics_get (gsize *n_metrics);

/* %NULL when no built-in metric has this word; "_" is read as "-". */
const RapportMetric *rapport_metric_lookup (const char *word);

gboolean rapport_metric_is_base (const RapportMetric *metric);

/* What it is called, in the language of the interface. */
const char *rapport_metric_get_name (const RapportMetric *metric);

/* (transfer full): the words of the metrics that it is worked out of, each once;
 * empty for a base metric. NULL-ended. */
const char **rapport_metric_list_parts (const RapportMetric *metric);

/**
 * rapport_metric_compute:
 * @note: (out) (optional): set to an N_() remark when the formula had to fall
 *   back, such as CAC over all sales where new customers are not counted
 *
 * Works out @metric from sums; an own one needs its set to be alive. Returns %FALSE for "no data":
 * a sum is missing or the divisor is 0. The result is in millionths, rounded half away from 0.
 */
gboolean rapport_metric_compute (const RapportMetric *metric,
                                 RapportSums sums,
                                 gpointer user_data,
                                 gint64 *value,
                                 const char **note);

G_END_DECLS
