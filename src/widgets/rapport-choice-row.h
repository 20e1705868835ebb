/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_CHOICE_ROW (rapport_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (RapportChoiceRow, rapport_choice_row, RAPPORT, CHOICE_ROW, AdwComboRow)

/**
 * RapportChoiceRow:
 *
 * A row of a boxed list in which one of several words or records is chosen. A
 * value that is not offered, such as a colleague who has gone, is shown for as
 * long as it stands. Signal `chosen (string value)` when the user has chosen,
 * with "" for nothing; setting the value from the program is silent.
 */
GtkWidget *rapport_choice_row_new (const char *title);

/* Offers the words of an enum field. @none is what stands for no value; %NULL
 * where there has to be one. */
void rapport_choice_row_offer_words (RapportChoiceRow *self,
                                     const RapportField *field,
                                     const char *none);

/* Offers records by their titles, and keeps up with them. */
void rapport_choice_row_offer_records (RapportChoiceRow *self,
                                       RapportLibrary *library,
                                       RapportQuery *query,
                                       const char *none);

/* The word or the id, or "". */
const char *rapport_choice_row_get_value (RapportChoiceRow *self);
void rapport_choice_row_set_value (RapportChoiceRow *self, const char *value);

G_END_DECLS
