/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-report-private.h"

#include <string.h>

#define CHART_GAP 8

/* The name of what is counted, with its unit, as the chart's own title. */
static char *
counted (Report *self, const RapportReportChart *data)
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

static RapportChart *
make_chart (Report *self, const RapportReportChart *data, const char *name)
{
  gboolean months = data->step == RAPPORT_REPORT_STEP_MONTH;
  g_autofree char *period = report_period_name (self);
  g_autofree char *before = report_before_name (self);
  g_autofree char *year = report_year_before_name (self);
  const char *compared = data->compared == RAPPORT_REPORT_COMPARED_LAST_YEAR ? year : before;
  RapportChartData chart = {
    .kind = months ? RAPPORT_CHART_COLUMNS : RAPPORT_CHART_LINE,
    .name = name,
    .language = self->content->language,
    .currency = self->currency,
    .unit = data->unit,
    .step = data->step,
    .first = data->first,
    .points = data->points,
    .n_points = data->n_points,
    .actual_name = period,
    .compared_name = compared,
    .target_name = rapport_catalog_text (self->catalog, "Target"),
  };

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

void
report_add_chart (
  Report *self, int node, const RapportReportChart *data, double height, double space)
{
  const ReportLook title_look = { .face = FACE_SUBHEAD, .bold = TRUE, .max_lines = 4 };
  const ReportLook name_look = { .face = FACE_SMALL, .dim = TRUE, .max_lines = 2 };
  g_autofree char *title = report_clean (data->title, TRUE);
  g_autofree char *name = counted (self, data);
  g_autoptr (RapportChart) chart = make_chart (self, data, name);
  g_autofree char *words = rapport_chart_describe (chart);
  int figure = flow_add_node (self->flow, node, "Figure");
  int caption = flow_add_node (self->flow, figure, "Caption");
  FlowItem *item;
  double y = 0;

  flow_set_alt (self->flow, figure, words);
  flow_begin (self->flow, space);
  if (title[0] != '\0')
    y += report_add_text (self, flow_add_node (self->flow, caption, "P"), title, &title_look,
                          self->left, y, self->width);
  y += report_add_text (self, flow_add_node (self->flow, caption, "P"), name, &name_look,
                        self->left, y, self->width);
  y += CHART_GAP;
  if (height <= y)
    height = y + rapport_chart_get_height (chart, &self->chart_style, self->width);
  item = flow_add_item (self->flow, FLOW_CHART, figure, self->left, y);
  item->chart = g_steal_pointer (&chart);
  item->width = self->width;
  item->height = height - y;
  flow_end (self->flow, height, FALSE);
}
