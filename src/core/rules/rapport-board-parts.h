/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-public-board.h"
#include "rapport-query.h"
#include "rapport-records.h"

G_BEGIN_DECLS

/* The types that a board is made of. */
typedef enum
{
  RAPPORT_BOARD_WORKS,
  RAPPORT_BOARD_FILES,
  RAPPORT_BOARD_CARDS,
  RAPPORT_BOARD_FRAMES,
  RAPPORT_BOARD_EDGES,
  RAPPORT_BOARD_LANES,
  RAPPORT_BOARD_REMARKS,
  RAPPORT_BOARD_N_KINDS,
} RapportBoardKind;

/**
 * RapportBoardParts:
 *
 * Public copies of all that one client's board is made of, and which of them are to be seen:
 * a card where what it points at is, too, a connector where both its ends are. Of a record that
 * is not for this client nothing is kept but what hides others with it. What changes is
 * worked out again with what hangs on it, and nothing else. One thread at a time, any.
 */
typedef struct _RapportBoardParts RapportBoardParts;

RapportBoardParts *rapport_board_parts_new (const char *client_id);
void rapport_board_parts_free (RapportBoardParts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportBoardParts, rapport_board_parts_free)

const RapportRecordInfo *rapport_board_kind_get_info (RapportBoardKind kind);

/* Takes a record in, as it is now; one in the trash is taken out. */
void
rapport_board_parts_put (RapportBoardParts *self, RapportBoardKind kind, const RapportRow *row);
/* Whether it was there. */
gboolean
rapport_board_parts_remove (RapportBoardParts *self, RapportBoardKind kind, const char *id);

gboolean rapport_board_parts_has (RapportBoardParts *self, RapportBoardKind kind, const char *id);
/* Whether a card points at it. */
gboolean rapport_board_parts_wants (RapportBoardParts *self, const char *id);

/* (transfer container) (element-type utf8): the ids of work items, or of files, that cards point
 * at and that are not there; theirs, until something is put or removed. */
GPtrArray *rapport_board_parts_list_missing (RapportBoardParts *self, RapportBoardKind kind);

/* Whether parts of scores are among the fields of work items. */
void rapport_board_parts_show_scores (RapportBoardParts *self, gboolean shown);

/* Works out what has changed since the last time. */
void rapport_board_parts_settle (RapportBoardParts *self);

/* (transfer container) (element-type utf8): the metrics of the cards that are seen. */
GPtrArray *rapport_board_parts_list_metrics (RapportBoardParts *self);

/* Puts what is settled into a new board, which shares all that has not changed with the one that
 * was filled before and tells what has. */
void rapport_board_parts_fill (RapportBoardParts *self, RapportPublicBoard *board);

G_END_DECLS
