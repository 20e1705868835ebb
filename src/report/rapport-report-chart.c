/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-report-private.h"

#include <string.h>

#define CHART_GAP 8

void
report_add_chart (
  Report *self, int node, const RapportReportChart *data, double height, double space)
{
  const ReportLook title_look = { .face = FACE_SUBHEAD, .bold = TRUE, .max_lines = 4 };
  const ReportLook name_look = { .face = FACE_SMALL, .dim = TRUE, .max_lines = 2 };
  g_autofree char *name = report_chart_name (self, data);
  g_autofree char *message = report_clean (data->title, TRUE);
  const char *title = message[0] != '\0' ? message : name;
  g_autoptr (RapportChart) chart = report_chart_new (self, data);
  g_autofree char *words = rapport_chart_describe (chart);
  int figure = flow_add_node (self->flow, node, "Figure");
  int caption = flow_add_node (self->flow, figure, "Caption");
  FlowItem *item;
  double y = 0;

  flow_set_alt (self->flow, figure, words);
  flow_begin (self->flow, space);
  y += report_add_text (self, flow_add_node (self->flow, caption, "P"), title, &title_look,
                        self->left, y, self->width);
  if (title != name)
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
