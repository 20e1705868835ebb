/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_EDGE (rapport_edge_get_type ())
G_DECLARE_FINAL_TYPE (RapportEdge, rapport_edge, RAPPORT, EDGE, RapportRecord)

/* A connector between two cards or frames of a board. A side that is not set is
 * the one that gives the shortest way. */
enum
{
  RAPPORT_EDGE_CLIENT = RAPPORT_RECORD_N_FIELDS,
  RAPPORT_EDGE_BOARD,
  RAPPORT_EDGE_FROM,
  RAPPORT_EDGE_TO,
  RAPPORT_EDGE_FROM_SIDE,
  RAPPORT_EDGE_TO_SIDE,
  RAPPORT_EDGE_FROM_END,
  RAPPORT_EDGE_TO_END,
  RAPPORT_EDGE_LABEL,
  RAPPORT_EDGE_COLOUR,
  RAPPORT_EDGE_ORDER,
  RAPPORT_EDGE_FOREIGN,
  RAPPORT_EDGE_N_FIELDS
};

extern const RapportRecordInfo rapport_edge_info;

G_END_DECLS
