/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_IDEA_BOARD (rapport_idea_board_get_type ())
G_DECLARE_FINAL_TYPE (RapportIdeaBoard, rapport_idea_board, RAPPORT, IDEA_BOARD, RapportRecord)

/* A board of ideas (domain.md C): an unbounded surface on which a client's
 * strategy lies as cards. "layout" is how the cards are shown now: where they
 * were put, in a matrix of the lanes of two fields, or as a table. "columns" and
 * "rows" are those fields, of rapport_lane_fields. "score" is how ideas are
 * weighed; "show-score" lets the client see it. "foreign" is JSON that another program
 * gave the whole board. */
enum
{
  RAPPORT_IDEA_BOARD_CLIENT = RAPPORT_RECORD_N_FIELDS,
  RAPPORT_IDEA_BOARD_TITLE,
  RAPPORT_IDEA_BOARD_LAYOUT,
  RAPPORT_IDEA_BOARD_COLUMNS,
  RAPPORT_IDEA_BOARD_ROWS,
  RAPPORT_IDEA_BOARD_SCORE,
  RAPPORT_IDEA_BOARD_SHOW_SCORE,
  RAPPORT_IDEA_BOARD_ORDER,
  RAPPORT_IDEA_BOARD_NOTES,
  RAPPORT_IDEA_BOARD_FOREIGN,
  RAPPORT_IDEA_BOARD_N_FIELDS
};

extern const RapportRecordInfo rapport_idea_board_info;

G_END_DECLS
