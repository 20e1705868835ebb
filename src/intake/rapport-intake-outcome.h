/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-intake.h"
#include "rapport-table-preview.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_INTAKE_OUTCOME (rapport_intake_outcome_get_type ())
G_DECLARE_FINAL_TYPE (RapportIntakeOutcome, rapport_intake_outcome, RAPPORT, INTAKE_OUTCOME, AdwBin)

/**
 * RapportIntakeOutcome:
 *
 * What would come of a file of clients or people: its first rows, figures, and
 * a choice for each. Signal `changed` when a choice has been made.
 */

/* To be filled by who knows the file. It is shown once it has a row. */
RapportTablePreview *rapport_intake_outcome_get_preview (RapportIntakeOutcome *self);
void rapport_intake_outcome_show_preview (RapportIntakeOutcome *self, gboolean shown);

/* Says that the file is being read. */
void rapport_intake_outcome_wait (RapportIntakeOutcome *self);

/* @remarks: (element-type RapportImportRemark): what the user should know;
 * @by_company: whether people go to the clients that their companies are. */
void rapport_intake_outcome_show (RapportIntakeOutcome *self,
                                  RapportIntake *intake,
                                  GPtrArray *remarks,
                                  gboolean by_company);

/* Why there is nothing to import; @icon_name tells a question from an error.
 * @remarks: (nullable) (element-type RapportImportRemark): more about it. */
void rapport_intake_outcome_show_trouble (RapportIntakeOutcome *self,
                                          const char *icon_name,
                                          const char *title,
                                          const char *text,
                                          GPtrArray *remarks);

/* Whether importing would change anything. */
gboolean rapport_intake_outcome_has_changes (RapportIntakeOutcome *self);

G_END_DECLS
