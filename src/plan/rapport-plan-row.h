/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-plan-entry.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_PLAN_ROW (rapport_plan_row_get_type ())
G_DECLARE_FINAL_TYPE (RapportPlanRow, rapport_plan_row, RAPPORT, PLAN_ROW, AdwBin)

/**
 * RapportPlanRow:
 *
 * One line of the month's plan. Changes go through the actions of the view
 * around it: `plan.set-done (sb)`, `plan.set-status (ss)`, with the line's id
 * first. Property `narrow` (boolean): dates and status stand below the title.
 */
GtkWidget *rapport_plan_row_new (RapportLibrary *library);

/* Shows the entry of the item of a list that the row is the child of, and keeps
 * up what a screen reader says for the item. %NULL shows nothing. */
void rapport_plan_row_set_item (RapportPlanRow *self, GtkListItem *item);

/* (nullable) */
RapportPlanEntry *rapport_plan_row_get_entry (RapportPlanRow *self);

G_END_DECLS
