/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_COLOUR_ROW (rapport_colour_row_get_type ())
G_DECLARE_FINAL_TYPE (RapportColourRow, rapport_colour_row, RAPPORT, COLOUR_ROW, AdwActionRow)

/**
 * RapportColourRow:
 *
 * A row of a boxed list in which a colour is chosen. Signal `chosen (string
 * colour)` when the user has chosen, "#rrggbb" or "" for none; setting the colour
 * from the program is silent.
 *
 * @none: (nullable): what the row says while there is no colour; %NULL where
 *   there has to be one
 */
GtkWidget *rapport_colour_row_new (const char *title, const char *none);

void rapport_colour_row_set_none (RapportColourRow *self, const char *none);

/* "#rrggbb", or "". */
const char *rapport_colour_row_get_colour (RapportColourRow *self);
void rapport_colour_row_set_colour (RapportColourRow *self, const char *colour);

G_END_DECLS
