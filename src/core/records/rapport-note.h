/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_NOTE (rapport_note_get_type ())
G_DECLARE_FINAL_TYPE (RapportNote, rapport_note, RAPPORT, NOTE, RapportRecord)

/* A note about a client or one of its records. */
enum
{
  RAPPORT_NOTE_CLIENT = RAPPORT_RECORD_N_FIELDS,
  RAPPORT_NOTE_ABOUT,
  RAPPORT_NOTE_BODY,
  RAPPORT_NOTE_PINNED,
  RAPPORT_NOTE_N_FIELDS
};

extern const RapportRecordInfo rapport_note_info;

G_END_DECLS
