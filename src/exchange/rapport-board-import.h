/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-transaction.h"

G_BEGIN_DECLS

/**
 * RapportBoardImport:
 *
 * A board that comes out of a file: all of it in one step of undo, or nothing. Made by
 * rapport_board_canvas_import() or rapport_card_table_import(); main thread.
 */
typedef struct _RapportBoardImport RapportBoardImport;

/* Nothing is changed when it was not stored. */
void rapport_board_import_free (RapportBoardImport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportBoardImport, rapport_board_import_free)

/* Cards, and frames and connectors besides. */
guint rapport_board_import_get_n_cards (RapportBoardImport *self);

/* (transfer none) (element-type utf8): what did not come in, or not as it was, in words
 * for the user. Complete once it has been stored. */
GPtrArray *rapport_board_import_get_remarks (RapportBoardImport *self);

/* (transfer full) (nullable): stores it at once, for tools; the id of the board. */
char *rapport_board_import_store (RapportBoardImport *self, GError **error);

/**
 * rapport_board_import_store_async:
 *
 * The same in turns, so that thousands of cards keep nobody waiting. @self must live until
 * @callback was called. Cancelled, it changes nothing.
 */
void rapport_board_import_store_async (RapportBoardImport *self,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
char *
rapport_board_import_store_finish (RapportBoardImport *self, GAsyncResult *result, GError **error);

G_END_DECLS
