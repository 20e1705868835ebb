/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-records.h"

#include <glib/gi18n-lib.h>

static const RapportField fields[] = {
  RAPPORT_COMMON_FIELDS,
  [RAPPORT_MINUTES_LINE_CLIENT] = { "client", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                                    .label = N_ ("Client"), .target = "client",
                                    .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_MINUTES_LINE_MEETING] = { "meeting", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                                     .label = N_ ("Meeting"), .target = "meeting",
                                     .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_MINUTES_LINE_ITEM] = { "item", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                                  .label = N_ ("Agenda item"), .target = "agenda-item",
                                  .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_MINUTES_LINE_KIND] = { "kind", RAPPORT_KIND_ENUM, RAPPORT_AUDIENCE_CLIENT,
                                  .label = N_ ("Kind"), .initial = "\"text\"",
                                  .words = rapport_line_kinds, .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_MINUTES_LINE_TEXT] = { "text", RAPPORT_KIND_MARKDOWN, RAPPORT_AUDIENCE_CLIENT,
                                  .label = N_ ("Text"), .merge = RAPPORT_MERGE_LINES,
                                  .flags = RAPPORT_FIELD_TITLE | RAPPORT_FIELD_SEARCH },
  [RAPPORT_MINUTES_LINE_TITLE] = { "title", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                                   .label = N_ ("What is to be done") },
  [RAPPORT_MINUTES_LINE_SIDE] = { "side", RAPPORT_KIND_ENUM, RAPPORT_AUDIENCE_CLIENT,
                                  .label = N_ ("Side"), .words = rapport_side_words },
  [RAPPORT_MINUTES_LINE_WHO] = { "who", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                                 .label = N_ ("Who"), .flags = RAPPORT_FIELD_SEARCH },
  [RAPPORT_MINUTES_LINE_PERSON] = { "person", RAPPORT_KIND_REFERENCE, .label = N_ ("Person") },
  [RAPPORT_MINUTES_LINE_DUE] = { "due", RAPPORT_KIND_DAY, RAPPORT_AUDIENCE_CLIENT,
                                 .label = N_ ("By when") },
  [RAPPORT_MINUTES_LINE_TARGET] = { "target", RAPPORT_KIND_REFERENCE,
                                    .label = N_ ("What it became"), .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_MINUTES_LINE_ORDER] = { "order", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                                   .label = N_ ("Order") },
  [RAPPORT_MINUTES_LINE_AMENDMENT] = { "amendment", RAPPORT_KIND_INTEGER, RAPPORT_AUDIENCE_CLIENT,
                                       .label = N_ ("Amendment"), .initial = "0",
                                       .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_MINUTES_LINE_AUTHOR] = { "author", RAPPORT_KIND_REFERENCE, .label = N_ ("Author"),
                                    .target = "member" },
};

const RapportRecordInfo rapport_minutes_line_info = {
  .name = "minutes-line",
  .label = N_ ("Line of minutes"),
  .audience = RAPPORT_AUDIENCE_CLIENT,
  .get_type = rapport_minutes_line_get_type,
  .fields = fields,
  .n_fields = RAPPORT_MINUTES_LINE_N_FIELDS,
  .client = RAPPORT_MINUTES_LINE_CLIENT,
};

RAPPORT_DEFINE_RECORD (RapportMinutesLine, rapport_minutes_line, rapport_minutes_line_info)
