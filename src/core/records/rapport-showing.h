/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_SHOWING (rapport_showing_get_type ())
G_DECLARE_FINAL_TYPE (RapportShowing, rapport_showing, RAPPORT, SHOWING, RapportRecord)

/* The log of presenting: a frame, or a whole board where "frame" is not set, that
 * an audience saw from one moment to another. "title" is what it was called
 * then. */
enum
{
  RAPPORT_SHOWING_CLIENT = RAPPORT_RECORD_N_FIELDS,
  RAPPORT_SHOWING_BOARD,
  RAPPORT_SHOWING_FRAME,
  RAPPORT_SHOWING_TITLE,
  RAPPORT_SHOWING_STARTED,
  RAPPORT_SHOWING_ENDED,
  RAPPORT_SHOWING_N_FIELDS
};

extern const RapportRecordInfo rapport_showing_info;

G_END_DECLS
