/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_LANE (rapport_lane_get_type ())
G_DECLARE_FINAL_TYPE (RapportLane, rapport_lane, RAPPORT, LANE, RapportRecord)

/* A named column or row of a board's matrix: "value" is what its cards have in
 * the field "field", so that the lanes of a field wait for the board to show
 * that field again. Of a month it is "2026-11", of a status its word, else the
 * words of the user. "size" is the width of a column or the least height of a
 * row in the units of a board, 0 for the usual. */
enum
{
  RAPPORT_LANE_CLIENT = RAPPORT_RECORD_N_FIELDS,
  RAPPORT_LANE_BOARD,
  RAPPORT_LANE_FIELD,
  RAPPORT_LANE_VALUE,
  RAPPORT_LANE_SIZE,
  RAPPORT_LANE_COLOUR,
  RAPPORT_LANE_ORDER,
  RAPPORT_LANE_N_FIELDS
};

extern const RapportRecordInfo rapport_lane_info;

G_END_DECLS
