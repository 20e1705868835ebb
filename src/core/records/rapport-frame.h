/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_FRAME (rapport_frame_get_type ())
G_DECLARE_FINAL_TYPE (RapportFrame, rapport_frame, RAPPORT, FRAME, RapportRecord)

/* A part of a board with a name: what lies in it moves with it, and a
 * presentation goes from frame to frame by "order". "notes" are for who
 * presents. */
enum
{
  RAPPORT_FRAME_CLIENT = RAPPORT_RECORD_N_FIELDS,
  RAPPORT_FRAME_BOARD,
  RAPPORT_FRAME_TITLE,
  RAPPORT_FRAME_RECTANGLE,
  RAPPORT_FRAME_ORDER,
  RAPPORT_FRAME_COLOUR,
  RAPPORT_FRAME_LOCKED,
  RAPPORT_FRAME_NOTES,
  RAPPORT_FRAME_FOREIGN,
  RAPPORT_FRAME_N_FIELDS
};

extern const RapportRecordInfo rapport_frame_info;

G_END_DECLS
