/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-numbers-sheet.h"

#include "rapport-format.h"
#include "rapport-targets.h"

#include <glib/gi18n-lib.h>

/* "Ad spend, €": what the scale of a chart counts. */
static char *
name_metric (RapportNumbersSheet *self, const RapportMetric *metric)
{
  const char *label = rapport_metric_get_name (metric);
  g_autofree char *sign = NULL;

  if (metric->unit == RAPPORT_UNIT_RATIO)
    return g_strdup_printf ("%s, %%", label);
  if (metric->unit != RAPPORT_UNIT_MONEY || *self->currency == '\0')
    return g_strdup (label);
  sign = rapport_locale_currency_sign (rapport_format_locale (), self->currency);
  return g_strdup_printf ("%s, %s", label, sign);
}

static RapportChartData
begin_data (RapportNumbersSheet *self, const RapportMetric *metric, RapportChartKind kind)
{
  return (RapportChartData) {
    .kind = kind,
    .language = rapport_locale_get_lang (rapport_format_locale ()),
    .currency = self->currency,
    .unit = metric->unit,
    .good = metric->good,
    .variance = TRUE,
    .target_name = _ ("Target"),
  };
}

static char *
name_month (RapportDay month)
{
  g_autofree char *name = rapport_locale_month (rapport_format_locale (), month);

  return rapport_locale_capitalize (name);
}

/* (transfer container): what happened, for the chart to say. */
static RapportChartNote *
list_notes (RapportNumbersSheet *self)
{
  RapportChartNote *notes = g_new0 (RapportChartNote, self->annotations->len + 1);

  for (guint i = 0; i < self->annotations->len; i++)
    notes[i] = (RapportChartNote) {
      rapport_public_record_get_day (self->annotations->pdata[i], "day"),
      rapport_public_record_get_text (self->annotations->pdata[i], "text"),
    };
  return notes;
}

/* The days of the month, as the report draws them; NULL where it draws none. */
static RapportChart *
make_daily (RapportNumbersSheet *self, const RapportMetric *metric)
{
  g_autoptr (RapportReportFigures) figures = rapport_report_figures_new (
    self->numbers, self->targets, RAPPORT_REPORT_FORM_MONTHLY, self->month, metric->word);
  const RapportReportChart *chart = &g_array_index (figures->charts, RapportReportChart, 0);
  const int back = chart->compared == RAPPORT_REPORT_COMPARED_LAST_YEAR ? 12 : 1;
  g_autofree char *name = name_metric (self, metric);
  g_autofree char *actual = name_month (self->month);
  g_autofree char *compared = name_month (rapport_day_add_months (self->month, -back));
  g_autofree RapportChartNote *notes = list_notes (self);
  RapportChartData data = begin_data (self, metric, RAPPORT_CHART_LINE);

  if (chart->step != RAPPORT_REPORT_STEP_DAY)
    return NULL;
  data.name = name;
  data.step = RAPPORT_REPORT_STEP_DAY;
  data.first = chart->first;
  data.points = chart->points;
  data.n_points = chart->n_points;
  data.actual_name = actual;
  data.notes = notes;
  data.n_notes = self->annotations->len;
  data.compared_name = chart->compared != RAPPORT_REPORT_COMPARED_NONE ? compared : NULL;
  return rapport_chart_new (&data);
}

/* The same weekdays or the same month a year before. */
static RapportNumbersSpan
get_year_before (RapportNumbersSpan span, RapportReportStep step)
{
  RapportDay month;

  if (step == RAPPORT_REPORT_STEP_WEEK)
    return (RapportNumbersSpan) { span.from - 364, span.to - 364 };
  month = rapport_day_add_months (span.from, -12);
  return (RapportNumbersSpan) { month, month + rapport_day_days_in_month (month) - 1 };
}

/* The target of a month; a week has its share of what is counted. */
static RapportReportValue
get_target (RapportNumbersSheet *self,
            const RapportMetric *metric,
            RapportNumbersSpan span,
            RapportReportStep step)
{
  gint64 value;

  if (!rapport_targets_get (self->targets, metric->word, span.from, &value))
    return RAPPORT_REPORT_NO_DATA;
  if (step == RAPPORT_REPORT_STEP_WEEK && rapport_metric_is_base (metric))
    value = value / rapport_day_days_in_month (span.from) * 7;
  return RAPPORT_REPORT_VALUE (value);
}

RapportChart *
rapport_numbers_sheet_make_chart (RapportNumbersSheet *self,
                                  const RapportMetric *metric,
                                  RapportReportStep step,
                                  RapportReportStep *drawn)
{
  g_autoptr (GArray) spans = NULL;
  g_autofree RapportReportPoint *points = NULL;
  g_autofree RapportChartNote *notes = list_notes (self);
  g_autofree char *name = NULL;
  RapportChartData data;

  if (step == RAPPORT_REPORT_STEP_DAY)
    {
      RapportChart *daily = make_daily (self, metric);

      *drawn = step;
      if (daily != NULL)
        return daily;
      /* The month came in as one sum. */
      step = RAPPORT_REPORT_STEP_MONTH;
    }
  *drawn = step;
  spans = rapport_numbers_sheet_get_spans (self, step);
  points = g_new0 (RapportReportPoint, spans->len + 1);
  for (guint i = 0; i < spans->len; i++)
    {
      const RapportNumbersSpan span = g_array_index (spans, RapportNumbersSpan, i);

      points[i].actual = rapport_numbers_sheet_get_value (self, metric, span);
      points[i].compared =
        rapport_numbers_sheet_get_value (self, metric, get_year_before (span, step));
      points[i].target = get_target (self, metric, span, step);
    }
  name = name_metric (self, metric);
  data = begin_data (
    self, metric, step == RAPPORT_REPORT_STEP_MONTH ? RAPPORT_CHART_COLUMNS : RAPPORT_CHART_LINE);
  data.name = name;
  data.step = step;
  data.first = spans->len > 0 ? g_array_index (spans, RapportNumbersSpan, 0).from : self->month;
  data.points = points;
  data.n_points = spans->len;
  data.notes = notes;
  data.n_notes = self->annotations->len;
  data.actual_name = _ ("This year");
  data.compared_name = _ ("Year before");
  data.unfinished = self->figures->last < self->figures->to;
  return rapport_chart_new (&data);
}

RapportChart *
rapport_numbers_sheet_make_spark (RapportNumbersSheet *self, const RapportMetric *metric)
{
  const int n = self->figures->last - self->figures->from + 1;
  g_autofree RapportReportPoint *points = g_new0 (RapportReportPoint, n);
  RapportChartData data = begin_data (self, metric, RAPPORT_CHART_SPARK);

  for (int i = 0; i < n; i++)
    {
      const RapportDay day = self->month + i;

      points[i].actual =
        rapport_numbers_sheet_get_value (self, metric, (RapportNumbersSpan) { day, day });
    }
  data.name = rapport_metric_get_name (metric);
  data.step = RAPPORT_REPORT_STEP_DAY;
  data.first = self->month;
  data.points = points;
  data.n_points = (gsize) n;
  return rapport_chart_new (&data);
}

typedef struct
{
  const char *name;
  RapportReportPoint point;
} Bar;

static int
compare_bars (gconstpointer a, gconstpointer b)
{
  const RapportReportValue left = ((const Bar *) a)->point.actual;
  const RapportReportValue right = ((const Bar *) b)->point.actual;

  if (left.known != right.known)
    return left.known ? -1 : 1;
  return (left.value < right.value) - (left.value > right.value);
}

/* (transfer full) (element-type Bar) */
static GArray *
list_bars (RapportNumbersSheet *self, const RapportMetric *metric)
{
  const GArray *channels = self->figures->channels;
  const RapportNumbersSpan now = { self->figures->from, self->figures->last };
  const RapportNumbersSpan before = rapport_numbers_sheet_get_compared (self);
  GArray *bars = g_array_new (FALSE, TRUE, sizeof (Bar));

  for (guint i = 0; i < channels->len; i++)
    {
      Bar bar = { .name = g_array_index (channels, RapportReportChannel, i).name };

      if (bar.name == NULL)
        continue;
      bar.point.actual = rapport_numbers_sheet_get_channel_value (self, metric, bar.name, now);
      bar.point.compared = rapport_numbers_sheet_get_channel_value (self, metric, bar.name, before);
      if (bar.point.actual.known || bar.point.compared.known)
        g_array_append_val (bars, bar);
    }
  g_array_sort (bars, compare_bars);
  return bars;
}

RapportChart *
rapport_numbers_sheet_make_channels (RapportNumbersSheet *self, const RapportMetric *metric)
{
  g_autoptr (GArray) bars = list_bars (self, metric);
  g_autofree RapportReportPoint *points = g_new0 (RapportReportPoint, bars->len + 1);
  g_autofree const char **labels = g_new0 (const char *, bars->len + 1);
  g_autofree char *name = name_metric (self, metric);
  const RapportNumbersSpan before = rapport_numbers_sheet_get_compared (self);
  g_autofree char *compared =
    rapport_locale_range (rapport_format_locale (), before.from, before.to, self->month);
  RapportChartData data = begin_data (self, metric, RAPPORT_CHART_BARS);

  if (bars->len == 0)
    return NULL;
  data.compared_name = compared;
  for (guint i = 0; i < bars->len; i++)
    {
      points[i] = g_array_index (bars, Bar, i).point;
      labels[i] = g_array_index (bars, Bar, i).name;
    }
  data.name = name;
  data.points = points;
  data.n_points = bars->len;
  data.labels = labels;
  return rapport_chart_new (&data);
}

RapportChart *
rapport_numbers_sheet_make_funnel (RapportNumbersSheet *self)
{
  const GArray *stages = self->figures->stages;
  g_autofree RapportReportPoint *points = g_new0 (RapportReportPoint, stages->len + 1);
  g_autofree const char **labels = g_new0 (const char *, stages->len + 1);
  RapportChartData data = {
    .kind = RAPPORT_CHART_FUNNEL,
    .name = _ ("Funnel"),
    .language = rapport_locale_get_lang (rapport_format_locale ()),
    .unit = RAPPORT_UNIT_COUNT,
    .points = points,
    .n_points = stages->len,
    .labels = labels,
  };

  if (stages->len < 2)
    return NULL;
  for (guint i = 0; i < stages->len; i++)
    {
      const RapportReportStage *stage = &g_array_index (stages, RapportReportStage, i);

      points[i].actual = stage->value;
      points[i].compared = stage->previous;
      labels[i] = rapport_metric_get_name (rapport_numbers_sheet_look_up (self, stage->metric));
    }
  return rapport_chart_new (&data);
}
