/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-plan.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_PLAN_ENTRY (rapport_plan_entry_get_type ())
G_DECLARE_FINAL_TYPE (RapportPlanEntry, rapport_plan_entry, RAPPORT, PLAN_ENTRY, GObject)

/**
 * RapportPlanEntry:
 *
 * A line of a month's plan together with its work item, as a row shows them.
 * Signal `changed` when either of them has changed, or the entry's place in
 * its section. Main thread only.
 */
RapportPlanEntry *rapport_plan_entry_new (RapportLibrary *library, RapportPlanLine *line);

RapportPlanLine *rapport_plan_entry_get_line (RapportPlanEntry *self);

/* (nullable): the work item, %NULL while it is not there. */
RapportWorkItem *rapport_plan_entry_get_item (RapportPlanEntry *self);

/* What the row is called: the item's title, or what was promised. */
const char *rapport_plan_entry_get_title (RapportPlanEntry *self);

/* The heading that it stands under, with the key that sorts the headings. */
const char *rapport_plan_entry_get_section (RapportPlanEntry *self);
const char *rapport_plan_entry_get_section_key (RapportPlanEntry *self);
void rapport_plan_entry_set_section (RapportPlanEntry *self, const char *key, const char *title);

/* Whether it is the first and the last of its section. */
gboolean rapport_plan_entry_is_first (RapportPlanEntry *self);
gboolean rapport_plan_entry_is_last (RapportPlanEntry *self);
void rapport_plan_entry_set_edges (RapportPlanEntry *self, gboolean first, gboolean last);

/* Looks for the work item again, which may have arrived or gone. */
void rapport_plan_entry_refresh (RapportPlanEntry *self);

G_END_DECLS
