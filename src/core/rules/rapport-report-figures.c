/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-report-figures.h"

#include "rapport-targets.h"

#include <string.h>

/* Points of the chart by month: this one and the twelve before. */
#define TREND_MONTHS 13

/* No more columns than a page is wide; a client's own stand after so many. */
#define MOST_COLUMNS       6
#define COLUMNS_BEFORE_OWN 4

/* Weeks of the chart by week, days of the chart of a daily report. */
#define TREND_WEEKS 13
#define TREND_DAYS  14

/* The days that are set beside those so far of this period. */
static RapportPeriod
same_part (RapportReportFigures *self, gboolean year)
{
  return rapport_report_form_compare (self->form, self->from, self->last, year);
}

static RapportReportValue
compute (RapportNumbers *numbers,
         const RapportMetric *metric,
         const char *channel,
         RapportPeriod span,
         const char **note)
{
  gint64 value;

  if (!rapport_numbers_compute (numbers, metric, channel, span.from, span.to, &value, note))
    return RAPPORT_REPORT_NO_DATA;
  return RAPPORT_REPORT_VALUE (value);
}

static RapportReportValue
value_in (RapportReportFigures *self,
          const RapportMetric *metric,
          const char *channel,
          RapportPeriod span,
          const char **note)
{
  return compute (self->numbers, metric, channel, span, note);
}

/* The same part of another period. Of a sum for a whole month there are no parts. */
static RapportReportValue
value_back (RapportReportFigures *self, const RapportMetric *metric, gboolean year)
{
  return compute (self->last < self->to ? self->daily : self->numbers, metric, NULL,
                  same_part (self, year), NULL);
}

static const RapportMetric *
look_up (RapportReportFigures *self, const char *word)
{
  return rapport_metric_set_lookup (rapport_numbers_get_set (self->numbers), word);
}

/* What a document calls it: nothing where its word says it in any language. */
static const char *
name_own (const RapportMetric *metric)
{
  return metric->own ? metric->label : NULL;
}

/* What the metric should come to in a period: the target of the month in which it
 * begins, or the share of it that the days of the period are, where it is a sum. */
static RapportReportValue
target_in (RapportReportFigures *self, const RapportMetric *metric, RapportPeriod period)
{
  const gint64 n_days = period.to - period.from + 1;
  gint64 target;

  if (!rapport_targets_get (self->targets, metric->word, rapport_day_month (period.from), &target))
    return RAPPORT_REPORT_NO_DATA;
  if (self->form == RAPPORT_REPORT_FORM_MONTHLY || !rapport_metric_is_base (metric))
    return RAPPORT_REPORT_VALUE (target);
  return RAPPORT_REPORT_VALUE (target / rapport_day_days_in_month (period.from) * n_days);
}

static RapportPeriod
get_whole (RapportReportFigures *self)
{
  return (RapportPeriod) { self->from, self->to };
}

/* (transfer none) (nullable) */
static const char *
keep_formula (RapportReportFigures *self, const RapportMetric *metric)
{
  char *formula =
    rapport_metric_set_publish_formula (rapport_numbers_get_set (self->numbers), metric);

  if (formula != NULL)
    g_ptr_array_add (self->strings, formula);
  return formula;
}

static void
add_figure (RapportReportFigures *self, const RapportMetric *metric)
{
  RapportReportFigure figure = {
    .metric = metric->word,
    .name = name_own (metric),
    .unit = metric->unit,
    .good = metric->good,
  };
  const RapportPeriod now = { self->from, self->last };

  figure.value = value_in (self, metric, NULL, now, &figure.note);
  figure.previous = value_back (self, metric, FALSE);
  figure.last_year = value_back (self, metric, TRUE);
  figure.target = target_in (self, metric, get_whole (self));
  if (!figure.value.known && !figure.previous.known && !figure.target.known)
    return;
  figure.formula = keep_formula (self, metric);
  g_array_append_val (self->figures, figure);
  if (metric->formula != NULL)
    {
      RapportReportDefinition definition = { metric->word, figure.name, figure.formula };

      g_array_append_val (self->definitions, definition);
    }
}

/* Charts. */

static RapportReportPoint *
new_points (RapportReportFigures *self, gsize n)
{
  RapportReportPoint *points = g_new0 (RapportReportPoint, n);

  g_ptr_array_add (self->points, points);
  return points;
}

static void
fill_day (RapportReportFigures *self,
          const RapportMetric *metric,
          RapportReportPoint *point,
          RapportDay day,
          RapportDay compared)
{
  if (day <= self->last)
    point->actual = value_in (self, metric, NULL, (RapportPeriod) { day, day }, NULL);
  if (compared != RAPPORT_DAY_NONE)
    point->compared = value_in (self, metric, NULL, (RapportPeriod) { compared, compared }, NULL);
}

/* The target spread over the days of the period; only sums can be spread. */
static RapportReportValue
daily_target (RapportReportFigures *self, const RapportMetric *metric)
{
  const int n_days = self->to - self->from + 1;
  RapportReportValue target = target_in (self, metric, get_whole (self));

  if (!target.known || !rapport_metric_is_base (metric))
    return RAPPORT_REPORT_NO_DATA;
  return RAPPORT_REPORT_VALUE (target.value / n_days);
}

/* On how many of these days there is a figure. */
static guint
count_days (RapportReportFigures *self, const RapportMetric *metric, RapportPeriod period)
{
  guint n = 0;

  for (RapportDay day = period.from; day <= period.to; day++)
    if (value_in (self, metric, NULL, (RapportPeriod) { day, day }, NULL).known)
      n++;
  return n;
}

/* The whole of the period that this one is compared with. One whose figures
 * came in as a few sums has no days to compare with, and gives none. */
static RapportPeriod
get_compared (RapportReportFigures *self, const RapportMetric *metric, gboolean year)
{
  const RapportPeriod other = rapport_report_form_compare (self->form, self->from, self->to, year);

  if (2 * count_days (self, metric, other) > count_days (self, metric, get_whole (self)))
    return other;
  return (RapportPeriod) { RAPPORT_DAY_NONE, RAPPORT_DAY_NONE };
}

static void
add_daily_chart (RapportReportFigures *self, const RapportMetric *metric)
{
  const int n_days = self->to - self->from + 1;
  const RapportPeriod year = get_compared (self, metric, TRUE);
  const RapportPeriod previous = get_compared (self, metric, FALSE);
  const RapportPeriod compared = year.from != RAPPORT_DAY_NONE ? year : previous;
  RapportReportValue target = daily_target (self, metric);
  RapportReportPoint *points = new_points (self, (gsize) n_days);
  RapportReportChart chart = {
    .metric = metric->word,
    .name = name_own (metric),
    .unit = metric->unit,
    .good = metric->good,
    .step = RAPPORT_REPORT_STEP_DAY,
    .compared = year.from != RAPPORT_DAY_NONE       ? RAPPORT_REPORT_COMPARED_LAST_YEAR
                : previous.from != RAPPORT_DAY_NONE ? RAPPORT_REPORT_COMPARED_PREVIOUS
                                                    : RAPPORT_REPORT_COMPARED_NONE,
    .first = self->from,
    .points = points,
    .n_points = (gsize) n_days,
  };

  for (int i = 0; i < n_days; i++)
    {
      const gboolean beside = compared.from != RAPPORT_DAY_NONE && compared.from + i <= compared.to;

      fill_day (self, metric, &points[i], self->from + i,
                beside ? compared.from + i : RAPPORT_DAY_NONE);
      points[i].target = target;
    }
  g_array_append_val (self->charts, chart);
}

/* How many periods the chart over time reaches back, this one included. */
static int
count_trend (RapportReportFigures *self)
{
  switch (self->form)
    {
    case RAPPORT_REPORT_FORM_WEEKLY:
      return TREND_WEEKS;
    case RAPPORT_REPORT_FORM_DAILY:
      return TREND_DAYS;
    case RAPPORT_REPORT_FORM_MONTHLY:
    default:
      return TREND_MONTHS;
    }
}

static RapportReportStep
get_trend_step (RapportReportFigures *self)
{
  switch (self->form)
    {
    case RAPPORT_REPORT_FORM_WEEKLY:
      return RAPPORT_REPORT_STEP_WEEK;
    case RAPPORT_REPORT_FORM_DAILY:
      return RAPPORT_REPORT_STEP_DAY;
    case RAPPORT_REPORT_FORM_MONTHLY:
    default:
      return RAPPORT_REPORT_STEP_MONTH;
    }
}

static void
add_trend_chart (RapportReportFigures *self, const RapportMetric *metric)
{
  const int n = count_trend (self);
  RapportReportPoint *points = new_points (self, (gsize) n);
  RapportReportChart chart = {
    .metric = metric->word,
    .name = name_own (metric),
    .unit = metric->unit,
    .good = metric->good,
    .step = get_trend_step (self),
    .compared = RAPPORT_REPORT_COMPARED_NONE,
    .first = rapport_report_form_step (self->form, self->from, 1 - n).from,
    .points = points,
    .n_points = (gsize) n,
  };
  guint known = 0;

  for (int i = 0; i < n; i++)
    {
      const RapportPeriod period = rapport_report_form_step (self->form, self->from, 1 - n + i);

      points[i].actual = value_in (self, metric, NULL, period, NULL);
      points[i].target = target_in (self, metric, period);
      known += points[i].actual.known ? 1 : 0;
      /* Against the same weekday a year ago a fortnight of days says little. */
      if (self->form == RAPPORT_REPORT_FORM_DAILY)
        continue;
      points[i].compared =
        value_in (self, metric, NULL,
                  rapport_report_form_compare (self->form, period.from, period.to, TRUE), NULL);
      if (points[i].compared.known)
        chart.compared = RAPPORT_REPORT_COMPARED_LAST_YEAR;
    }
  /* Two points make no trend. */
  if (known > 2)
    g_array_append_val (self->charts, chart);
}

static const RapportMetric *
choose_chart_metric (RapportReportFigures *self, const char *wanted)
{
  const RapportMetric *metric = look_up (self, wanted);

  if (metric != NULL)
    return metric;
  for (guint i = 0; i < self->figures->len; i++)
    {
      metric = look_up (self, g_array_index (self->figures, RapportReportFigure, i).metric);
      if (rapport_metric_is_base (metric))
        return metric;
    }
  return NULL;
}

/* The funnel. */

static gboolean
add_stage (RapportReportFigures *self, const char *word)
{
  const RapportMetric *metric = look_up (self, word);
  RapportReportStage stage = { .metric = word };
  const RapportPeriod now = { self->from, self->last };

  stage.value = value_in (self, metric, NULL, now, NULL);
  stage.previous = value_back (self, metric, FALSE);
  if (!stage.value.known)
    return FALSE;
  g_array_append_val (self->stages, stage);
  return TRUE;
}

static void
add_funnel (RapportReportFigures *self)
{
  if (!add_stage (self, "traffic"))
    {
      /* Where visits are not counted, impressions and clicks tell of them. */
      add_stage (self, "impressions");
      add_stage (self, "clicks");
    }
  add_stage (self, "leads");
  add_stage (self, "qualified-leads");
  add_stage (self, "sales");
  if (self->stages->len < 2)
    g_array_set_size (self->stages, 0);
}

/* Channels. */

static void
try_column (RapportReportFigures *self, const RapportMetric *metric, char **channels)
{
  const RapportPeriod now = { self->from, self->last };
  const RapportReportColumn column = { metric->word, name_own (metric), metric->unit,
                                       metric->good };
  gboolean known = FALSE;

  if (self->columns->len >= MOST_COLUMNS || metric->hidden)
    return;
  for (char **channel = channels; *channel != NULL && !known; channel++)
    known = value_in (self, metric, *channel, now, NULL).known;
  if (known)
    g_array_append_val (self->columns, column);
}

static void
choose_columns (RapportReportFigures *self, char **channels)
{
  static const char *const order[] = { "ad-spend", "traffic", "clicks", "leads", "sales",
                                       "revenue",  "cpl",     "cac",    "roas" };
  gsize n;
  const RapportMetric *const *ranked =
    rapport_metric_set_get_ranked (rapport_numbers_get_set (self->numbers), &n);

  for (guint i = 0; i < COLUMNS_BEFORE_OWN; i++)
    try_column (self, look_up (self, order[i]), channels);
  for (gsize i = 0; i < n; i++)
    if (ranked[i]->own)
      try_column (self, ranked[i], channels);
  for (guint i = COLUMNS_BEFORE_OWN; i < G_N_ELEMENTS (order); i++)
    try_column (self, look_up (self, order[i]), channels);
}

static void
add_channel (RapportReportFigures *self, const char *channel)
{
  const RapportPeriod now = { self->from, self->last };
  RapportReportValue *values = g_new0 (RapportReportValue, self->columns->len);
  RapportReportChannel row = { channel, channel == NULL, values, self->columns->len };

  g_ptr_array_add (self->values, values);
  for (guint i = 0; i < self->columns->len; i++)
    {
      const char *word = g_array_index (self->columns, RapportReportColumn, i).metric;

      values[i] = value_in (self, look_up (self, word), channel, now, NULL);
    }
  g_array_append_val (self->channels, row);
}

/* By the first column, the largest first. */
static int
compare_channels (gconstpointer a, gconstpointer b)
{
  const RapportReportChannel *left = a, *right = b;
  gint64 l = left->n_values > 0 ? left->values[0].value : 0;
  gint64 r = right->n_values > 0 ? right->values[0].value : 0;

  if (l != r)
    return l < r ? 1 : -1;
  return strcmp (left->name, right->name);
}

static void
add_channels (RapportReportFigures *self)
{
  g_auto (GStrv) channels = rapport_numbers_get_channels (self->numbers, self->from, self->last);

  if (*channels == NULL)
    return;
  choose_columns (self, channels);
  for (char **channel = channels; *channel != NULL; channel++)
    {
      char *name = g_strdup (*channel);

      g_ptr_array_add (self->strings, name);
      add_channel (self, name);
    }
  g_array_sort (self->channels, compare_channels);
  add_channel (self, NULL);
}

static void
add_charts (RapportReportFigures *self, const RapportMetric *metric)
{
  /* What came in as one sum, and a lone day, has no days to draw. */
  if (count_days (self, metric, get_whole (self)) > 1)
    add_daily_chart (self, metric);
  add_trend_chart (self, metric);
  if (self->charts->len == 0)
    add_daily_chart (self, metric);
}

RapportReportFigures *
rapport_report_figures_new (RapportNumbers *numbers,
                            GHashTable *targets,
                            RapportReportForm form,
                            RapportDay day,
                            const char *chart_metric)
{
  RapportReportFigures *self = g_new0 (RapportReportFigures, 1);
  const RapportPeriod period = rapport_report_form_get_period (form, day);
  const RapportMetric *const *ranked;
  const RapportMetric *charted;
  gsize n_ranked;
  RapportDay last;

  self->daily = rapport_numbers_get_daily (numbers);
  /* No week and no day can be taken of the sum of a month. */
  self->numbers = rapport_numbers_ref (form == RAPPORT_REPORT_FORM_MONTHLY ? numbers : self->daily);
  self->targets = g_hash_table_ref (targets);
  self->form = form;
  self->from = period.from;
  self->to = period.to;
  last = form == RAPPORT_REPORT_FORM_MONTHLY
           ? rapport_numbers_get_reach (self->numbers, self->from)
           : rapport_numbers_get_last_day (self->numbers, self->from, self->to);
  self->last = last != RAPPORT_DAY_NONE ? last : self->to;
  self->strings = g_ptr_array_new_with_free_func (g_free);
  self->points = g_ptr_array_new_with_free_func (g_free);
  self->values = g_ptr_array_new_with_free_func (g_free);
  self->figures = g_array_new (FALSE, FALSE, sizeof (RapportReportFigure));
  self->charts = g_array_new (FALSE, FALSE, sizeof (RapportReportChart));
  self->stages = g_array_new (FALSE, FALSE, sizeof (RapportReportStage));
  self->columns = g_array_new (FALSE, FALSE, sizeof (RapportReportColumn));
  self->channels = g_array_new (FALSE, FALSE, sizeof (RapportReportChannel));
  self->definitions = g_array_new (FALSE, FALSE, sizeof (RapportReportDefinition));
  ranked = rapport_metric_set_get_ranked (rapport_numbers_get_set (numbers), &n_ranked);
  for (gsize i = 0; i < n_ranked; i++)
    if (!ranked[i]->hidden)
      add_figure (self, ranked[i]);
  charted = choose_chart_metric (self, chart_metric);
  if (charted != NULL)
    add_charts (self, charted);
  add_funnel (self);
  add_channels (self);
  return self;
}

RapportDay
rapport_report_figures_get_first_month (RapportDay day)
{
  /* The same month of the year before is set beside the first of the chart. */
  return rapport_day_add_months (rapport_day_month (day), 1 - TREND_MONTHS - 12);
}

void
rapport_report_figures_free (RapportReportFigures *self)
{
  rapport_numbers_unref (self->numbers);
  rapport_numbers_unref (self->daily);
  g_hash_table_unref (self->targets);
  g_ptr_array_unref (self->strings);
  g_ptr_array_unref (self->points);
  g_ptr_array_unref (self->values);
  g_array_unref (self->figures);
  g_array_unref (self->charts);
  g_array_unref (self->stages);
  g_array_unref (self->columns);
  g_array_unref (self->channels);
  g_array_unref (self->definitions);
  g_free (self);
}
