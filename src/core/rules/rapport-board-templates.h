/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-boards.h"

G_BEGIN_DECLS

/**
 * RapportBoardStart:
 * @word: what rapport_boards_add_from_template() knows it by: the word of a built-in one, or the id
 *   of the record
 * @name: what the user calls it, translated
 * @description: (nullable): what it is good for, translated; of built-in ones
 * @is_own: whether it is a record of the agency's, which can be deleted
 *
 * A board to begin with.
 */
typedef struct
{
  char *word;
  char *name;
  char *description;
  gboolean is_own;
} RapportBoardStart;

void rapport_board_start_free (RapportBoardStart *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportBoardStart, rapport_board_start_free)

/* (transfer full) (element-type RapportBoardStart): the built-in ones, the empty board first, then
 * the agency's own in their order. */
GPtrArray *rapport_board_starts_list (RapportLibrary *library);

/* (transfer none) (nullable): a new board of the client with all that the template holds.
 * Months begin with the current one. %NULL, adding nothing, when there is no template of this word
 * or it can't be read. */
RapportIdeaBoard *rapport_boards_add_from_template (RapportTransaction *transaction,
                                                    RapportLibrary *library,
                                                    const char *client_id,
                                                    const char *title,
                                                    const char *word);

/**
 * rapport_boards_save_template:
 * @with_notes: notes are taken along with the connectors between them; the user has looked at them
 *
 * Makes a template of the agency's own of a board: its layout, score, lanes and frames. A template
 * is used with every client, so it never holds an idea, a figure, a picture, a link, what is said
 * of presenting, or a note that is the user's alone; and what has the client's name in it is left
 * out, a frame loses that title. Months are kept as their distance from the first.
 *
 * Returns: (transfer none) (nullable): %NULL when the board is not there
 */
RapportBoardTemplate *rapport_boards_save_template (RapportTransaction *transaction,
                                                    RapportLibrary *library,
                                                    const char *board_id,
                                                    const char *name,
                                                    gboolean with_notes);

G_END_DECLS
