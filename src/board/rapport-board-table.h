/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-board-model.h"
#include "rapport-table-cell.h"
#include "rapport-table-layout.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_BOARD_TABLE (rapport_board_table_get_type ())
G_DECLARE_FINAL_TYPE (RapportBoardTable, rapport_board_table, RAPPORT, BOARD_TABLE, GtkWidget)

/**
 * RapportBoardTable:
 *
 * The clients as rows, with the columns that the user has chosen. Signals:
 * `chosen (GtkWidget *cell)` when a cell was clicked; `opened (char *client_id)`
 * when a row was activated, or its name clicked; `sorted ()` when the user asks
 * for another order, see rapport_board_table_get_sort(); `arranged ()` some time after
 * the user has moved columns or made them wider or narrower.
 */
GtkWidget *rapport_board_table_new (RapportLibrary *library);

void
rapport_board_table_set_list (RapportBoardTable *self, RapportIdList *list, RapportLights *lights);
void rapport_board_table_set_grouped (RapportBoardTable *self, gboolean grouped);
/* To be told before the rows become others. */
void rapport_board_table_restart (RapportBoardTable *self);

/* Which columns there are. */
void rapport_board_table_set_visible (RapportBoardTable *self,
                                      RapportBoardField field,
                                      gboolean visible);

/* Where the columns stand, and how wide they are. (element-type RapportTableColumn) */
void rapport_board_table_set_layout (RapportBoardTable *self, const GArray *layout);
/* (transfer full) (element-type RapportTableColumn) */
GArray *rapport_board_table_get_layout (RapportBoardTable *self);

/* Moves the column of the cell that has the keyboard, or changes its width; with 0
 * the usual one. Returns whether there is such a cell. */
gboolean rapport_board_table_move_column (RapportBoardTable *self, int step);
gboolean rapport_board_table_widen_column (RapportBoardTable *self, int by);

void rapport_board_table_get_sort (RapportBoardTable *self,
                                   RapportBoardField *field,
                                   gboolean *descending);
/* Silent. */
void rapport_board_table_set_sort (RapportBoardTable *self,
                                   RapportBoardField field,
                                   gboolean descending);

/* (nullable): the cell that has the keyboard, or the first one of the row that has
 * it; @in_cell says which. */
RapportTableCell *rapport_board_table_get_focused (RapportBoardTable *self, gboolean *in_cell);

/* Gives the keyboard to the row at @position, or to the last one. */
gboolean rapport_board_table_focus (RapportBoardTable *self, guint position);

/* (nullable): a cell of the client, the light if it is there. */
GtkWidget *rapport_board_table_find_cell (RapportBoardTable *self, const char *client_id);

guint rapport_board_table_get_n_rows (RapportBoardTable *self);

G_END_DECLS
