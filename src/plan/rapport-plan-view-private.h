/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-plan-model.h"
#include "rapport-plan-row.h"
#include "rapport-plan-view.h"

G_BEGIN_DECLS

struct _RapportPlanView
{
  AdwBin parent_instance;

  RapportLibrary *library;
  RapportClient *client;
  RapportDay month;
  RapportDay today; /* as of the last look at the clock */
  RapportPlanGrouping grouping;
  RapportPlanModel *model;
  RapportMonthPlan *plan; /* kept in memory for the rows that ask for it */
  char *wanted_line;      /* to be scrolled to when the rows have been brought up to date */
  gboolean wanted_focus;  /* and to get the keyboard */
  guint frames_at_top;    /* since another month was shown */
  guint midnight;
  gboolean narrow;
  GtkMultiSelection *selection; /* while lines are selected, else NULL */

  AdwBanner *repeats;
  GtkLabel *month_label;
  GtkLabel *counts;
  GtkWidget *quick_add;
  GtkWidget *menu;
  GtkStack *stack;
  GtkListView *list;
  AdwStatusPage *empty;
  GtkWidget *copy_rest;
  GtkActionBar *selection_bar;
  GtkLabel *selected;
  GtkMenuButton *change;
};

/* rapport-plan-view-list.c: the rows, their keys, dragging. */
void rapport_plan_view_set_up_list (RapportPlanView *self);
/* (transfer none) (nullable): the row that has the keyboard. */
RapportPlanRow *rapport_plan_view_get_focused_row (RapportPlanView *self);
/* Scrolls to a line, and gives it the keyboard where @focus says so. */
void rapport_plan_view_show_line (RapportPlanView *self, const char *line_id, gboolean focus);

/* Puts the rows under the selection that is in use, or under none. */
void rapport_plan_view_use_selection (RapportPlanView *self);

/* rapport-plan-view-selection.c: many lines at once. */
void rapport_plan_view_install_selection (GtkWidgetClass *widget_class);
/* Begins to select, with the line at @position, or without one; or ends it. */
void rapport_plan_view_begin_selection (RapportPlanView *self, guint position);
void rapport_plan_view_end_selection (RapportPlanView *self);

/* rapport-plan-view-actions.c: what can be done to the lines. */
void rapport_plan_view_install_actions (GtkWidgetClass *widget_class);
void rapport_plan_view_add (RapportPlanView *self,
                            const char *title,
                            RapportDay day,
                            const char *member_id);
void rapport_plan_view_move (RapportPlanView *self, const char *line_id, int step);
/* Puts a line in front of another one, or behind it, in its section. */
void rapport_plan_view_place (RapportPlanView *self,
                              const char *line_id,
                              const char *target_id,
                              gboolean behind);

G_END_DECLS
