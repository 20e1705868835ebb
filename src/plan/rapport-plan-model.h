/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-plan-entry.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RapportPlanGrouping:
 * @RAPPORT_PLAN_BY_STAGE: stages in their order, then what has none
 * @RAPPORT_PLAN_BY_STATUS: what is in work first, what is closed last
 *
 * What the headings of the list are. What was taken out stands at the end of
 * both.
 */
typedef enum
{
  RAPPORT_PLAN_BY_STAGE,
  RAPPORT_PLAN_BY_STATUS,
} RapportPlanGrouping;

/* The key of the section of what has no stage. */
#define RAPPORT_PLAN_SECTION_NO_STAGE "2"

#define RAPPORT_TYPE_PLAN_MODEL (rapport_plan_model_get_type ())
G_DECLARE_FINAL_TYPE (RapportPlanModel, rapport_plan_model, RAPPORT, PLAN_MODEL, GObject)

/**
 * RapportPlanModel:
 *
 * The lines of one client's month as a #GtkSectionModel of #RapportPlanEntry,
 * kept up to date. Signal `updated` after lines or their items have changed,
 * also where the rows stay the same.
 */
RapportPlanModel *rapport_plan_model_new (RapportLibrary *library);

/* @client_id may be %NULL for nothing; @month is any day of it. */
void rapport_plan_model_show (RapportPlanModel *self, const char *client_id, RapportDay month);

void rapport_plan_model_set_grouping (RapportPlanModel *self, RapportPlanGrouping grouping);

/* The position of the entry of a line; %FALSE when it is not there. */
gboolean rapport_plan_model_find (RapportPlanModel *self, const char *line_id, guint *position);

/* (transfer full) (nullable): the entry beside @position in the same section,
 * @step places away. */
RapportPlanEntry *
rapport_plan_model_get_neighbour (RapportPlanModel *self, guint position, int step);

/* Whether all lines stand under one heading. */
gboolean rapport_plan_model_has_one_section (RapportPlanModel *self);

/* Brings it up to date now instead of before the next frame. */
void rapport_plan_model_flush (RapportPlanModel *self);

G_END_DECLS
