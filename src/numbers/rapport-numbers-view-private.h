/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-chart-area.h"
#include "rapport-numbers-sheet.h"
#include "rapport-numbers-view.h"

G_BEGIN_DECLS

struct _RapportNumbersView
{
  AdwBin parent_instance;

  RapportLibrary *library;
  RapportClient *client;
  RapportDay month;
  RapportDay today;
  RapportDay newest; /* the client's last month with figures */
  RapportNumbersSheet *sheet;
  GPtrArray *metrics;         /* of RapportMetric: those of the drop-down */
  char *metric;               /* the word of the one in the chart, "" for the first */
  RapportReportStep drawn;    /* the step of the chart's points */
  GPtrArray *channel_metrics; /* of RapportMetric: those of the channels' drop-down */
  GtkWidget *popover;         /* how a figure came to be, while it is told */
  guint unparent;
  gboolean filling;
  guint reload;

  GtkLabel *month_label;
  GtkLabel *until;
  GtkWidget *more;
  GtkWidget *import;
  GtkWidget *empty_import;
  GtkStack *stack;
  AdwStatusPage *other_month;
  GtkButton *go_newest;
  AdwStatusPage *error;
  GtkFlowBox *tiles;
  GtkDropDown *metric_drop_down;
  AdwToggleGroup *step;
  RapportChartArea *chart;
  GtkWidget *funnel_box;
  RapportChartArea *funnel;
  GtkWidget *channels_box;
  GtkDropDown *channel_drop_down;
  RapportChartArea *channels;
  GtkColumnView *channel_table;
  AdwExpanderRow *table_row;
  GtkColumnView *table;
};

/* Shows how a figure came to be, beside @near, in the area of it that is given, or
 * all of it where that is %NULL. @days: whether something can be noted on them. */
void rapport_numbers_view_explain (RapportNumbersView *self,
                                   GtkWidget *near,
                                   const GdkRectangle *area,
                                   const RapportMetric *metric,
                                   const char *channel,
                                   RapportNumbersSpan span,
                                   gboolean days);

void rapport_numbers_view_drop_popover (RapportNumbersView *self);

/* A point of the chart has been picked. */
void rapport_numbers_view_pick_point (RapportNumbersView *self, guint index);

/* The popover of a tile's button. */
void rapport_numbers_view_fill_tile_popover (GtkMenuButton *button, gpointer user_data);

/* The actions of charts: as a table, copied, kept as a file. */
void rapport_numbers_view_install_chart_actions (GtkWidgetClass *widget_class);

G_END_DECLS
