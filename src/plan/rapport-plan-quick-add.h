/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_PLAN_QUICK_ADD (rapport_plan_quick_add_get_type ())
G_DECLARE_FINAL_TYPE (RapportPlanQuickAdd, rapport_plan_quick_add, RAPPORT, PLAN_QUICK_ADD, AdwBin)

/**
 * RapportPlanQuickAdd:
 *
 * An entry that takes "Landing texts by Friday @Anna" and says below what it
 * has understood before Enter is pressed. Signal `add (string title, int day,
 * string member_id)`, where the day may be %RAPPORT_DAY_NONE and the member
 * "" for nobody that was named.
 */
void rapport_plan_quick_add_set_library (RapportPlanQuickAdd *self, RapportLibrary *library);

/* Forgets what was typed. */
void rapport_plan_quick_add_clear (RapportPlanQuickAdd *self);

G_END_DECLS
