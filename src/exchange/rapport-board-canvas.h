/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-board-import.h"
#include "rapport-json-canvas.h"
#include "rapport-public-board.h"

G_BEGIN_DECLS

/*
 * Boards of ideas as JSON Canvas. What the format has no word for (statuses, scores,
 * lanes) travels under "rapport"; another program shows an idea as a text: its
 * title, and why.
 */

/* (transfer full): the file for the client: what the client sees, pictures included, and
 * neither ids of ours nor keys that another program left. In any thread. */
char *rapport_board_canvas_publish (RapportPublicBoard *board);

/* (transfer full) (nullable): the file with everything, for ourselves: notes for the
 * presenter, our dates, what is not for the client, and what another program left, under the
 * ids that it gave. */
char *rapport_board_canvas_copy (RapportLibrary *library, const char *board_id, GError **error);

/* (transfer full): a canvas, which is taken over, as a new board of the client, called @title where
 * the file has no name for it. Texts become notes, links and files cards, groups frames; what
 * Rapport itself wrote becomes what it was, with new work items. */
RapportBoardImport *rapport_board_canvas_import (RapportLibrary *library,
                                                 const char *client_id,
                                                 const char *title,
                                                 RapportJsonCanvas *canvas);

G_END_DECLS
