/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-records.h"
#include "rapport-transaction.h"

G_BEGIN_DECLS

/* (transfer full): the boards of a client, in order. */
RapportQuery *rapport_boards_query (const char *client_id);

/* (transfer none): a new empty board of the client, after the others. */
RapportIdeaBoard *rapport_boards_add (RapportTransaction *transaction,
                                      RapportLibrary *library,
                                      const char *client_id,
                                      const char *title);

/* Shows the board as columns and rows of these fields of rapport_lane_fields; "" for
 * none. The two can't be the same: then @rows is none. The lanes of the fields that
 * it had stay for the day they are wanted again. */
void rapport_boards_set_matrix (RapportTransaction *transaction,
                                RapportIdeaBoard *board,
                                const char *columns,
                                const char *rows);

/* (transfer full) (element-type RapportLane): the lanes of a field, in order. */
GPtrArray *
rapport_boards_get_lanes (RapportLibrary *library, const char *board_id, const char *field);

/* (transfer none): a lane for what the cards have there, after the others; the one that is
 * there already, where there is one. */
RapportLane *rapport_boards_add_lane (RapportTransaction *transaction,
                                      RapportLibrary *library,
                                      const char *board_id,
                                      const char *field,
                                      const char *value);

/* The lane's value becomes another one, and so does that of each card of the board that lies
 * in it. FALSE, changing nothing, where another lane of the board is called so or @value is empty. */
gboolean rapport_boards_rename_lane (RapportTransaction *transaction,
                                     RapportLibrary *library,
                                     RapportLane *lane,
                                     const char *value);

/* Puts the lane before @before, or at the end with %NULL. */
void rapport_boards_move_lane (RapportTransaction *transaction,
                               RapportLibrary *library,
                               RapportLane *lane,
                               RapportLane *before);

/* In board units; 0 for the usual. */
void
rapport_boards_size_lane (RapportTransaction *transaction, RapportLane *lane, double size);

/* The lane goes to the trash. What lies in it keeps its value. */
void rapport_boards_remove_lane (RapportTransaction *transaction, RapportLane *lane);

/* (transfer full) (element-type RapportWorkItem): ideas of the client that were tried before
 * and are closed (done, confirmed, rejected, dropped), or past attempts told in the
 * retrospective, whose title says the same as @title: the same stems of its words but for
 * one in four. Not @except. Newest first, at most five. */
GPtrArray *rapport_boards_find_tried (RapportLibrary *library,
                                      const char *client_id,
                                      const char *title,
                                      const char *except);

G_END_DECLS
