/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-public-board.h"

G_BEGIN_DECLS

/**
 * rapport_board_publish:
 *
 * What the client may see of a board, now; for a page, a picture, a file. A card appears
 * when it is for the client and so is the work item or file that it points at;
 * a connector with both its ends. A lane in which only cards lie that do not appear
 * is left out; an empty one is not. Fails, in words for the user, when the board or its
 * client is not for the client's eyes, or is not there.
 *
 * To draw it: rapport_public_scene_show() of scene/.
 */
RapportPublicBoard *
rapport_board_publish (RapportLibrary *library, const char *board_id, GError **error);

#define RAPPORT_TYPE_BOARD_PUBLISHER (rapport_board_publisher_get_type ())
G_DECLARE_FINAL_TYPE (RapportBoardPublisher,
                      rapport_board_publisher,
                      RAPPORT,
                      BOARD_PUBLISHER,
                      GObject)

/**
 * RapportBoardPublisher:
 *
 * The same, kept true: after each commit that changes what the client sees of the board
 * there is another immutable copy, which shares the records that stay, and the signal
 * `changed`. Of one client for ever: a board that is given to another has nothing to be seen.
 * Main thread; the copies may go to any.
 */
RapportBoardPublisher *
rapport_board_publisher_new (RapportLibrary *library, const char *board_id, GError **error);

/* The same without keeping anybody waiting, however large the board is: it is read by other
 * threads. What is not on the disk yet, and what is committed meanwhile, is part of it. */
void rapport_board_publisher_new_async (RapportLibrary *library,
                                        const char *board_id,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
RapportBoardPublisher *rapport_board_publisher_new_finish (GAsyncResult *result, GError **error);

/* (transfer none) (nullable): %NULL once there is nothing that the client may see: the board
 * was deleted, or is no longer for the client. */
RapportPublicBoard *rapport_board_publisher_get_board (RapportBoardPublisher *self);

G_END_DECLS
