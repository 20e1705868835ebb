/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-cards.h"
#include "rules-support.h"

G_BEGIN_DECLS

/* What tests of boards share: short hands that commit at once and must succeed. */

/* (transfer full): a board of the agency's client, or of another one. */
RapportIdeaBoard *boards_add (Agency *agency, const char *title);
RapportIdeaBoard *boards_add_of (Agency *agency, const char *client_id, const char *title);

/* Interned ids of new things. */
const char *boards_add_idea (Agency *agency, RapportIdeaBoard *board, const char *title, double x);
const char *boards_add_note (Agency *agency, RapportIdeaBoard *board, const char *text, double x);
const char *boards_add_frame (Agency *agency, RapportIdeaBoard *board, const char *title, double x);
const char *
boards_connect (Agency *agency, RapportIdeaBoard *board, const char *from, const char *to);

void boards_lock (Agency *agency, const char *id);
void boards_drop (Agency *agency,
                  RapportIdeaBoard *board,
                  const char *const *ids,
                  const char *column,
                  const char *row,
                  const char *before);
void
boards_set_matrix (Agency *agency, RapportIdeaBoard *board, const char *columns, const char *rows);

/* (transfer full): the thing, which must be there. */
RapportRecord *boards_get (Agency *agency, const char *id);
/* (transfer full): the work item of a card. */
RapportRecord *boards_get_item (Agency *agency, const char *id);
gboolean boards_is_gone (Agency *agency, const char *id);

/* (transfer full): the titles of a board's ideas and the texts of its notes, in their order, each
 * followed by "|". */
char *boards_order (Agency *agency, RapportIdeaBoard *board);

/* (transfer full): every record of boards, ideas and plans that is not in the trash, with all its
 * fields, as text. */
char *boards_dump (Agency *agency);

#define BOARDS_IDS(...) ((const char *const[]) { __VA_ARGS__, NULL })

G_END_DECLS
