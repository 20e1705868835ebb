/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_PLACEMENT (rapport_placement_get_type ())
G_DECLARE_FINAL_TYPE (RapportPlacement, rapport_placement, RAPPORT, PLACEMENT, RapportRecord)

/* A card: a place on a board, and what lies there. Of the kind "item" it points
 * at a work item and shows that; a note has a text of its own, an image a file
 * kept as attachment, a link an address with its text, a figure the name of a
 * metric whose latest month it shows. "rectangle" is where it lies when the board
 * is free, in board units (1 is a pixel at 100 %). "lanes" holds the lanes of what is no
 * work item, each as "field=value". "order" is the order of drawing, and within
 * a cell of the matrix that of reading. Cards with the same word in "group" move
 * together. "foreign" is JSON that another program gave its card. */
enum
{
  RAPPORT_PLACEMENT_CLIENT = RAPPORT_RECORD_N_FIELDS,
  RAPPORT_PLACEMENT_BOARD,
  RAPPORT_PLACEMENT_KIND,
  RAPPORT_PLACEMENT_ITEM,
  RAPPORT_PLACEMENT_TEXT,
  RAPPORT_PLACEMENT_ADDRESS,
  RAPPORT_PLACEMENT_IMAGE,
  RAPPORT_PLACEMENT_METRIC,
  RAPPORT_PLACEMENT_RECTANGLE,
  RAPPORT_PLACEMENT_LANES,
  RAPPORT_PLACEMENT_ORDER,
  RAPPORT_PLACEMENT_COLOUR,
  RAPPORT_PLACEMENT_GROUP,
  RAPPORT_PLACEMENT_LOCKED,
  RAPPORT_PLACEMENT_FOREIGN,
  RAPPORT_PLACEMENT_N_FIELDS
};

extern const RapportRecordInfo rapport_placement_info;

G_END_DECLS
