/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-day-button.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_RULE_FORM (rapport_rule_form_get_type ())
G_DECLARE_FINAL_TYPE (RapportRuleForm, rapport_rule_form, RAPPORT, RULE_FORM, AdwPreferencesGroup)

/**
 * RapportRuleForm:
 *
 * The rows in which one says how a meeting comes again: every so many weeks on some days, or on
 * which day of every so many months, until when; and as calendars write it, for what is more than
 * that. Signal `changed ()` when the user has changed it.
 */

/* @rule as calendars write it; "" offers what suits a meeting on @day. Silent. */
void rapport_rule_form_set_rule (RapportRuleForm *self,
                                 const char *rule,
                                 RapportDay day,
                                 RapportDay today);

/* (transfer full): as calendars write it. */
char *rapport_rule_form_get_rule (RapportRuleForm *self);

G_END_DECLS
