/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_MOVABLE_ROW (rapport_movable_row_get_type ())
G_DECLARE_FINAL_TYPE (RapportMovableRow, rapport_movable_row, RAPPORT, MOVABLE_ROW, AdwActionRow)

/**
 * RapportMovableRow:
 *
 * A row of a boxed list whose order is the user's: it is dragged by its handle,
 * or moved by two buttons and by Alt with the arrows. Signal `move (int step)`:
 * one place up (-1) or down (1). Signal `place (RapportMovableRow *dragged,
 * gboolean behind)`: another row of the same list was dropped here.
 */
GtkWidget *rapport_movable_row_new (void);

/* Whether it can be moved up and down. Without either it has no handle. */
void rapport_movable_row_set_movable (RapportMovableRow *self, gboolean up, gboolean down);

G_END_DECLS
