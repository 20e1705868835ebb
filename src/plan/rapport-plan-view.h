/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_PLAN_VIEW (rapport_plan_view_get_type ())
G_DECLARE_FINAL_TYPE (RapportPlanView, rapport_plan_view, RAPPORT, PLAN_VIEW, AdwBin)

/**
 * RapportPlanView:
 *
 * A client's plan, month by month: what is to be done, what was done of it and
 * what came in between. Shows this month first. The snapshot of a month is
 * taken when it is opened and when the day changes.
 */
GtkWidget *rapport_plan_view_new (RapportLibrary *library);

/* @client may be %NULL. Another client begins with this month. */
void rapport_plan_view_set_client (RapportPlanView *self, RapportClient *client);

/* @month may be any day of it. */
void rapport_plan_view_set_month (RapportPlanView *self, RapportDay month);

/* Opens one work item, and shows it in the list where the month has it. */
void rapport_plan_view_open_item (RapportPlanView *self, RapportWorkItem *item);

G_END_DECLS
