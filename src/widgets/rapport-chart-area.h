/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-chart.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_CHART_AREA (rapport_chart_area_get_type ())
G_DECLARE_FINAL_TYPE (RapportChartArea, rapport_chart_area, RAPPORT, CHART_AREA, GtkWidget)

/**
 * RapportChartArea:
 *
 * A chart in the window: its words follow the widget's font and colours, its
 * figures the accent colour. What it shows is told in words to those who do
 * not see it. As high as the chart likes, or as its height request says.
 */

/* @chart may be %NULL. */
void rapport_chart_area_set_chart (RapportChartArea *self, RapportChart *chart);
/* (transfer none) (nullable) */
RapportChart *rapport_chart_area_get_chart (RapportChartArea *self);

/* Lets points be looked at one by one, with the pointer or with the arrow keys, and
 * picked with a click or Enter: signal `picked (guint index)`. Of charts over time. */
void rapport_chart_area_set_pickable (RapportChartArea *self, gboolean pickable);

/* The strip of the widget that a point stands in. */
void rapport_chart_area_get_point_area (RapportChartArea *self, guint index, GdkRectangle *area);

G_END_DECLS
