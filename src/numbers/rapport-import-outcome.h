/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-import.h"
#include "rapport-numbers.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_IMPORT_OUTCOME (rapport_import_outcome_get_type ())
G_DECLARE_FINAL_TYPE (RapportImportOutcome, rapport_import_outcome, RAPPORT, IMPORT_OUTCOME, AdwBin)

/**
 * RapportImportOutcome:
 *
 * The first rows of a file as they were understood, and what importing it
 * would do.
 */

void rapport_import_outcome_show_rows (RapportImportOutcome *self, RapportImportGuess *guess);

/* Says that the file is being read. */
void rapport_import_outcome_wait (RapportImportOutcome *self);

/* @currency is that of the money as it will be stored. */
void rapport_import_outcome_show_result (RapportImportOutcome *self,
                                         RapportImportResult *result,
                                         const RapportImportCounts *counts,
                                         const char *currency);

/* Why there is nothing to import; @icon_name tells a question from an error. */
void rapport_import_outcome_show_trouble (RapportImportOutcome *self,
                                          const char *icon_name,
                                          const char *title,
                                          const char *text);

G_END_DECLS
