/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every form of a report says alike, be it pages, HTML, cells or a letter. */
#include "rapport-report-private.h"

#define CHART_TEXT 7.5

const RapportReportWorkState report_work_order[REPORT_WORK_STATES] = {
  RAPPORT_REPORT_WORK_DONE,
  RAPPORT_REPORT_WORK_NOT_DONE,
  RAPPORT_REPORT_WORK_PLANNED,
  RAPPORT_REPORT_WORK_UNPLANNED,
};

static gboolean
is_currency (const char *code)
{
  for (int i = 0; i < 3; i++)
    if (!g_ascii_isupper (code[i]))
      return FALSE;
  return code[3] == '\0';
}

void
report_init_words (Report *self, const RapportReportContent *content)
{
  RapportColour accent = { 0.11, 0.44, 0.85, 1 };

  rapport_colour_parse (content->colour, &accent);
  *self = (Report) {
    .content = content,
    .catalog = rapport_catalog_get (content->language),
    .locale = rapport_locale_get (content->language),
    .currency = is_currency (content->currency) ? content->currency : "",
    .chart_style = rapport_chart_style_paper (accent, REPORT_FAMILY, CHART_TEXT),
  };
}

char *
report_data_date (Report *self)
{
  g_autofree char *date = NULL;

  if (self->content->data_date == RAPPORT_DAY_NONE)
    return g_strdup ("");
  date = rapport_locale_date (self->locale, self->content->data_date);
  /* Translators: %s is a date such as “1 December 2026”. */
  return g_strdup_printf (rapport_catalog_text (self->catalog, "Data as of %s"), date);
}

/* "+18%, better": %NULL where nothing is known of the period before. */
char *
report_tile_change (Report *self, const RapportReportFigure *figure)
{
  g_autofree char *change = report_change (self, figure->unit, figure->value, figure->previous);
  const char *judgement =
    report_judgement (self, figure->unit, figure->good, figure->value, figure->previous);

  if (change == NULL)
    return NULL;
  return judgement != NULL ? g_strdup_printf ("%s, %s", change, judgement)
                           : g_steal_pointer (&change);
}

char *
report_tile_before (Report *self, const RapportReportFigure *figure)
{
  g_autofree char *value =
    report_value (self, figure->unit, figure->previous, RAPPORT_FIGURE_ROUNDED);

  if (!figure->previous.known)
    return NULL;
  /* Translators: the figure of the period before, such as “was 156”. */
  return g_strdup_printf (rapport_catalog_text (self->catalog, "was %s"), value);
}

char *
report_tile_target (Report *self, const RapportReportFigure *figure)
{
  g_autofree char *value =
    report_value (self, figure->unit, figure->target, RAPPORT_FIGURE_ROUNDED);
  gboolean met;

  if (!figure->target.known)
    return NULL;
  if (!figure->value.known || figure->good == RAPPORT_GOOD_NEITHER)
    return g_strdup_printf (rapport_catalog_text (self->catalog, "target %s"), value);
  met = figure->good == RAPPORT_GOOD_UP ? figure->value.value >= figure->target.value
                                        : figure->value.value <= figure->target.value;
  if (met)
    return g_strdup_printf (rapport_catalog_text (self->catalog, "target %s reached"), value);
  return g_strdup_printf (rapport_catalog_text (self->catalog, "target %s not reached"), value);
}

char *
report_chart_name (Report *self, const RapportReportChart *data)
{
  g_autofree char *name = report_metric_name (self, data->metric, data->name);
  g_autofree char *unit = NULL;
  g_autofree char *named = NULL;

  if (data->unit == RAPPORT_UNIT_MONEY && self->currency[0] != '\0')
    {
      unit = rapport_locale_currency_sign (self->locale, self->currency);
      named = g_strdup_printf ("%s, %s", name, unit);
    }
  else if (data->unit == RAPPORT_UNIT_RATIO)
    named = g_strdup_printf ("%s, %%", name);
  else
    named = g_strdup (name);
  switch (data->step)
    {
    case RAPPORT_REPORT_STEP_WEEK:
      return g_strdup_printf (rapport_catalog_text (self->catalog, "%s by week"), named);
    case RAPPORT_REPORT_STEP_MONTH:
      return g_strdup_printf (rapport_catalog_text (self->catalog, "%s by month"), named);
    case RAPPORT_REPORT_STEP_DAY:
    default:
      return g_strdup_printf (rapport_catalog_text (self->catalog, "%s by day"), named);
    }
}

RapportChart *
report_chart_new (Report *self, const RapportReportChart *data)
{
  gboolean months = data->step == RAPPORT_REPORT_STEP_MONTH;
  g_autofree char *name = report_chart_name (self, data);
  g_autofree char *period = report_period_name (self);
  g_autofree char *before = report_before_name (self);
  g_autofree char *year = report_year_before_name (self);
  const char *compared = data->compared == RAPPORT_REPORT_COMPARED_LAST_YEAR ? year : before;
  gsize n_notes = self->content->n_annotations;
  g_autofree RapportChartNote *notes = g_new0 (RapportChartNote, n_notes + 1);
  g_auto (GStrv) texts = g_new0 (char *, n_notes + 1);
  RapportChartData chart = {
    .kind = months ? RAPPORT_CHART_COLUMNS : RAPPORT_CHART_LINE,
    .name = name,
    .language = self->content->language,
    .currency = self->currency,
    .unit = data->unit,
    .good = data->good,
    .variance = TRUE,
    .unfinished =
      self->content->data_date != RAPPORT_DAY_NONE && self->content->data_date < self->content->to,
    .step = data->step,
    .first = data->first,
    .points = data->points,
    .n_points = data->n_points,
    .actual_name = period,
    .compared_name = compared,
    .target_name = rapport_catalog_text (self->catalog, "Target"),
    .notes = notes,
    .n_notes = n_notes,
  };

  for (gsize i = 0; i < n_notes; i++)
    {
      texts[i] = report_name (self->content->annotations[i].text);
      notes[i] = (RapportChartNote) { self->content->annotations[i].day, texts[i] };
    }
  if (months)
    {
      chart.actual_name = data->compared == RAPPORT_REPORT_COMPARED_NONE
                            ? ""
                            : rapport_catalog_text (self->catalog, "This year");
      chart.compared_name = data->compared == RAPPORT_REPORT_COMPARED_LAST_YEAR
                              ? rapport_catalog_text (self->catalog, "Year before")
                              : rapport_catalog_text (self->catalog, "Period before");
    }
  return rapport_chart_new (&chart);
}

RapportChart *
report_funnel_chart_new (Report *self)
{
  gsize n = self->content->n_funnel;
  g_autofree RapportReportPoint *points = g_new0 (RapportReportPoint, n);
  g_auto (GStrv) labels = g_new0 (char *, n + 1);
  RapportChartData data = {
    .kind = RAPPORT_CHART_FUNNEL,
    .name = report_section_title (self, RAPPORT_REPORT_SECTION_FUNNEL),
    .language = self->content->language,
    .points = points,
    .n_points = n,
  };

  for (gsize i = 0; i < n; i++)
    {
      const RapportReportStage *stage = &self->content->funnel[i];

      points[i].actual = stage->value;
      points[i].compared = stage->previous;
      labels[i] = report_metric_name (self, stage->metric, stage->name);
    }
  data.labels = (const char *const *) labels;
  return rapport_chart_new (&data);
}

char *
report_funnel_periods (Report *self)
{
  g_autofree char *period = report_period_name (self);
  g_autofree char *before = report_before_name (self);

  for (gsize i = 0; i < self->content->n_funnel; i++)
    if (self->content->funnel[i].previous.known)
      /* Translators: two periods, such as “November 2026; was: October 2026”. */
      return g_strdup_printf (rapport_catalog_text (self->catalog, "%s; was: %s"), period, before);
  return g_steal_pointer (&period);
}

/* What is said below a figure's name: the manager's remark, the formula's. */
char *
report_figure_remark (Report *self, const RapportReportFigure *figure)
{
  g_autofree char *remark = report_clean (figure->remark, FALSE);
  const char *note =
    figure->note[0] != '\0' ? rapport_catalog_text (self->catalog, figure->note) : "";
  g_autofree char *clean = report_clean (note, TRUE);

  if (remark[0] != '\0' && clean[0] != '\0')
    return g_strdup_printf ("%s\n%s", remark, clean);
  return remark[0] != '\0' ? g_steal_pointer (&remark) : g_steal_pointer (&clean);
}

ReportKnown
report_what_is_known (const RapportReportContent *content)
{
  ReportKnown known = { 0 };

  for (gsize i = 0; i < content->n_figures; i++)
    {
      known.previous = known.previous || content->figures[i].previous.known;
      known.last_year = known.last_year || content->figures[i].last_year.known;
      known.target = known.target || content->figures[i].target.known;
    }
  return known;
}

/* In a column of money all figures have the same digits, and their sign stands
 * above them. */
char *
report_column_value (Report *self, gsize column, RapportReportValue value)
{
  const RapportReportContent *content = self->content;
  RapportUnit unit = content->columns[column].unit;
  int digits = 2;

  if (!value.known || unit != RAPPORT_UNIT_MONEY)
    return report_value (self, unit, value, RAPPORT_FIGURE_ROUNDED);
  for (gsize row = 0; row < content->n_channels; row++)
    if (content->channels[row].values[column].value >= 1000 * RAPPORT_MILLION)
      digits = 0;
  return rapport_locale_decimal (self->locale, value.value, digits, digits);
}

char *
report_channel_name (Report *self, const RapportReportChannel *channel)
{
  if (channel->is_total && channel->name[0] == '\0')
    return g_strdup (rapport_catalog_text (self->catalog, "Total"));
  return report_name (channel->name);
}

char *
report_column_name (Report *self, const RapportReportColumn *column)
{
  g_autofree char *name = report_metric_name (self, column->metric, column->name);
  g_autofree char *sign = NULL;

  if (column->unit != RAPPORT_UNIT_MONEY || self->currency[0] == '\0')
    return g_steal_pointer (&name);
  sign = rapport_locale_currency_sign (self->locale, self->currency);
  return g_strdup_printf ("%s,\u00a0%s", name, sign);
}

const char *
report_state_title (Report *self, RapportReportWorkState state)
{
  switch (state)
    {
    case RAPPORT_REPORT_WORK_DONE:
      return rapport_catalog_text (self->catalog, "Done");
    case RAPPORT_REPORT_WORK_NOT_DONE:
      return rapport_catalog_text (self->catalog, "Not done");
    case RAPPORT_REPORT_WORK_UNPLANNED:
      return rapport_catalog_text (self->catalog, "Done beyond the plan");
    case RAPPORT_REPORT_WORK_PLANNED:
    default:
      return rapport_catalog_text (self->catalog, "In work");
    }
}

guint
report_count_state (const RapportReportWork *work, gsize n_work, RapportReportWorkState state)
{
  guint n = 0;

  for (gsize i = 0; i < n_work; i++)
    n += work[i].state == state;
  return n;
}

/* "Planned 12, done 8, not done 2, unplanned 2": it always adds up. */
char *
report_tally (Report *self)
{
  const RapportReportWork *work = self->content->work;
  gsize n = self->content->n_work;
  guint done = report_count_state (work, n, RAPPORT_REPORT_WORK_DONE);
  guint unplanned = report_count_state (work, n, RAPPORT_REPORT_WORK_UNPLANNED);
  g_autofree char *text =
    g_strdup_printf (rapport_catalog_text (self->catalog, "Planned: %u. Done of it: %u."),
                     (guint) n - unplanned, done);
  g_autofree char *beyond = NULL;

  if (unplanned == 0)
    return g_steal_pointer (&text);
  beyond =
    g_strdup_printf (rapport_catalog_text (self->catalog, "Beyond the plan: %u."), unplanned);
  return g_strdup_printf ("%s %s", text, beyond);
}

gboolean
report_is_early (const RapportReportWork *work)
{
  return work->done != RAPPORT_DAY_NONE && work->date != RAPPORT_DAY_NONE &&
         work->done < work->date;
}

gboolean
report_has_content (Report *self, RapportReportSectionType type)
{
  const RapportReportContent *content = self->content;

  switch (type)
    {
    case RAPPORT_REPORT_SECTION_TREND:
      return content->n_charts > 1;
    case RAPPORT_REPORT_SECTION_FIGURES:
      return content->n_figures > 0;
    case RAPPORT_REPORT_SECTION_FUNNEL:
      return content->n_funnel > 0;
    case RAPPORT_REPORT_SECTION_CHANNELS:
      return content->n_channels > 0 && content->n_columns > 0;
    case RAPPORT_REPORT_SECTION_WORK:
      return content->n_work > 0;
    case RAPPORT_REPORT_SECTION_NEXT:
      return content->n_next > 0;
    case RAPPORT_REPORT_SECTION_DEFINITIONS:
      return content->n_definitions > 0;
    default:
      return FALSE;
    }
}

gboolean
report_shows (Report *self, RapportReportSectionType type)
{
  for (gsize i = 0; i < self->content->n_sections; i++)
    if (self->content->sections[i].type == type && !self->content->sections[i].hidden)
      return TRUE;
  return FALSE;
}
