/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_MOVABLE_ROW (rapport_movable_row_get_type ())
G_DECLARE_FINAL_TYPE (RapportMovableRow, rapport_movable_row, RAPPORT, MOVABLE_ROW, AdwActionRow)

/**
 * RapportMovableRow:
 *
 * A row of a boxed list whose order is the user's (rapport-row-order.h), with a
 * handle and two buttons by which it is moved.
 */
GtkWidget *rapport_movable_row_new (void);

/* Whether it can be moved up and down. Without either it has no handle. */
void rapport_movable_row_set_movable (RapportMovableRow *self, gboolean up, gboolean down);

G_END_DECLS
