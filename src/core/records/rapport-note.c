/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-note.h"

#include <glib/gi18n-lib.h>

static const RapportField fields[] = {
  RAPPORT_COMMON_FIELDS,
  [RAPPORT_NOTE_CLIENT] = { "client", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                            .label = N_ ("Client"), .target = "client",
                            .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_NOTE_ABOUT] = { "about", RAPPORT_KIND_REFERENCE, .label = N_ ("About") },
  [RAPPORT_NOTE_BODY] = { "body", RAPPORT_KIND_MARKDOWN, RAPPORT_AUDIENCE_CLIENT,
                          .label = N_ ("Text"), .merge = RAPPORT_MERGE_LINES,
                          .flags = RAPPORT_FIELD_TITLE | RAPPORT_FIELD_SEARCH },
  [RAPPORT_NOTE_PINNED] = { "pinned", RAPPORT_KIND_BOOLEAN, .label = N_ ("Pinned"),
                            .initial = "false" },
};

const RapportRecordInfo rapport_note_info = {
  .name = "note",
  .label = N_ ("Note"),
  .audience = RAPPORT_AUDIENCE_TEAM,
  .get_type = rapport_note_get_type,
  .fields = fields,
  .n_fields = RAPPORT_NOTE_N_FIELDS,
  .client = RAPPORT_NOTE_CLIENT,
};

RAPPORT_DEFINE_RECORD (RapportNote, rapport_note, rapport_note_info)
