/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-board-import.h"
#include "rapport-public-board.h"

G_BEGIN_DECLS

/* Cards as a table: a row for each, a column for each field that has a value. */

/* More rows are no board. */
#define RAPPORT_CARD_TABLE_MAX_ROWS 100000

/* (transfer full): CSV of all that the client sees of the cards, in UTF-8, with a mark at
 * its beginning that spreadsheets know it by. @language (nullable) is that of headers and
 * words; Russian ones are parted by ";", as Russian spreadsheets want it. In any thread. */
char *rapport_card_table_write (RapportPublicBoard *board, const char *language);

/**
 * RapportCardTable:
 *
 * A table of ideas that has been read: CSV, or a sheet of XLSX or ODS. Columns are known
 * by their names in English or Russian.
 */
typedef struct _RapportCardTable RapportCardTable;

/* (transfer full) (nullable): reads @file, or @bytes. Fails, in words for the user, where it
 * is no table or has no column that names ideas. In any thread. */
RapportCardTable *
rapport_card_table_read (GFile *file, GBytes *bytes, GCancellable *cancellable, GError **error);
void rapport_card_table_free (RapportCardTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportCardTable, rapport_card_table_free)

guint rapport_card_table_get_n_rows (RapportCardTable *self);

/* (transfer full): each row of @table, which is taken over, as a card: on the board @board_id,
 * below what lies there; with %NULL on a new board called @title, which shows the lanes that the
 * table has values for. */
RapportBoardImport *rapport_card_table_import (RapportLibrary *library,
                                               const char *client_id,
                                               const char *board_id,
                                               const char *title,
                                               RapportCardTable *table);

G_END_DECLS
