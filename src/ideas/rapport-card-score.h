/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-form.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_CARD_SCORE (rapport_card_score_get_type ())
G_DECLARE_FINAL_TYPE (RapportCardScore, rapport_card_score, RAPPORT, CARD_SCORE, GObject)

/* Rows of @form in @group for what a work item is weighed by, and the score, worked
 * out while it is typed. Both have to outlive it. */
RapportCardScore *rapport_card_score_new (RapportForm *form, AdwPreferencesGroup *group);

/* @method: of rapport_score_methods; "" hides the group. */
void rapport_card_score_set_method (RapportCardScore *self, const char *method);

/* After the form has got another record. */
void rapport_card_score_update (RapportCardScore *self);

G_END_DECLS
