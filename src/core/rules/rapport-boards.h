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
 * it had stay for the day they are wanted again. A field without lanes gets some to begin
 * with: half a year of months, the statuses of work that is not over, or what the cards have there.
 */
void rapport_boards_set_matrix (RapportTransaction *transaction,
                                RapportIdeaBoard *board,
                                const char *columns,
                                const char *rows);

/* The same for the fields that the transaction leaves in the board, whatever its layout. */
void rapport_boards_begin_lanes (RapportTransaction *transaction, RapportIdeaBoard *board);

/* (transfer full) (element-type RapportLane): the lanes of a field, in order. */
GPtrArray *
rapport_boards_get_lanes (RapportLibrary *library, const char *board_id, const char *field);

/* (transfer full): the question for them. */
RapportQuery *rapport_boards_query_lanes (const char *board_id, const char *field);

/* Whether a lane of the field can stand for the value: a month "YYYY-MM", a status one of
 * rapport_work_item_statuses, any other field some text. */
gboolean rapport_lane_value_is_valid (const char *field, const char *value);

/* (transfer none) (nullable): a lane for what the cards have there, after the others; the one
 * that is there already, where there is one. %NULL where the value is not valid, or the board is
 * not there. */
RapportLane *rapport_boards_add_lane (RapportTransaction *transaction,
                                      RapportLibrary *library,
                                      const char *board_id,
                                      const char *field,
                                      const char *value);

/* The lane's value becomes another one, and so does that of each card of the board that lies
 * in it. FALSE, changing nothing, where another lane of the board is called so or @value is
 * not valid. */
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
void rapport_boards_size_lane (RapportTransaction *transaction, RapportLane *lane, double size);

/* The lane goes to the trash. What lies in it keeps its value. */
void rapport_boards_remove_lane (RapportTransaction *transaction, RapportLane *lane);

/* Finds the words of a text and their stems, each parted by spaces, in the same order; that is
 * rapport_stems_index_text() of text/, which core/ does not know. (out) (transfer full) */
typedef void (*RapportStemFunc) (const char *text, char **words, char **stems);

/* (transfer full) (element-type RapportWorkItem): work items of the client that came to an end
 * (done, confirmed, rejected, dropped) and whose title says the same as @title: the same
 * stems of its words but for one in four. Not @except (nullable). Newest first, at most
 * five. */
GPtrArray *rapport_boards_find_tried (RapportLibrary *library,
                                      const char *client_id,
                                      const char *title,
                                      const char *except,
                                      RapportStemFunc stem);

G_END_DECLS
