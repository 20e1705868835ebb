/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-frame.h"

#include <glib/gi18n-lib.h>

static const RapportField fields[] = {
  RAPPORT_COMMON_FIELDS,
  [RAPPORT_FRAME_CLIENT] = { "client", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                             .label = N_ ("Client"), .target = "client",
                             .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_FRAME_BOARD] = { "board", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                            .label = N_ ("Board"), .target = "idea-board",
                            .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_FRAME_TITLE] = { "title", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                            .label = N_ ("Title"),
                            .flags = RAPPORT_FIELD_TITLE | RAPPORT_FIELD_SEARCH },
  [RAPPORT_FRAME_RECTANGLE] = { "rectangle", RAPPORT_KIND_RECTANGLE, RAPPORT_AUDIENCE_CLIENT,
                                .label = N_ ("Place") },
  [RAPPORT_FRAME_ORDER] = { "order", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                            .label = N_ ("Order") },
  [RAPPORT_FRAME_COLOUR] = { "colour", RAPPORT_KIND_COLOUR, RAPPORT_AUDIENCE_CLIENT,
                             .label = N_ ("Color") },
  [RAPPORT_FRAME_LOCKED] = { "locked", RAPPORT_KIND_BOOLEAN, RAPPORT_AUDIENCE_CLIENT,
                             .label = N_ ("Locked"), .initial = "false" },
  [RAPPORT_FRAME_NOTES] = { "notes", RAPPORT_KIND_MARKDOWN, .label = N_ ("Notes of the presenter"),
                            .merge = RAPPORT_MERGE_LINES, .flags = RAPPORT_FIELD_SEARCH },
  [RAPPORT_FRAME_FOREIGN] = { "foreign", RAPPORT_KIND_TEXT, .label = N_ ("From another program") },
};

const RapportRecordInfo rapport_frame_info = {
  .name = "frame",
  .label = N_ ("Frame"),
  .audience = RAPPORT_AUDIENCE_CLIENT,
  .get_type = rapport_frame_get_type,
  .fields = fields,
  .n_fields = RAPPORT_FRAME_N_FIELDS,
  .client = RAPPORT_FRAME_CLIENT,
};

RAPPORT_DEFINE_RECORD (RapportFrame, rapport_frame, rapport_frame_info)
