/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-board-fields.h"
#include "rapport-lights.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_TABLE_CELL (rapport_table_cell_get_type ())
G_DECLARE_FINAL_TYPE (RapportTableCell, rapport_table_cell, RAPPORT, TABLE_CELL, GtkWidget)

/**
 * RapportTableCell:
 *
 * One field of a client in the table. It does not follow the records by itself:
 * a table has hundreds of them, and knows which are concerned.
 */
GtkWidget *rapport_table_cell_new (RapportLibrary *library, RapportBoardField field);

/* @client may be %NULL. */
void rapport_table_cell_show (RapportTableCell *self, RapportClient *client, RapportLights *lights);

/* (nullable) */
RapportClient *rapport_table_cell_get_client (RapportTableCell *self);
RapportBoardField rapport_table_cell_get_field (RapportTableCell *self);

G_END_DECLS
