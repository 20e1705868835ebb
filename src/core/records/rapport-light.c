/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-records.h"

#include <glib/gi18n-lib.h>

static const RapportField fields[] = {
  RAPPORT_COMMON_FIELDS,
  [RAPPORT_LIGHT_CLIENT] = { "client", RAPPORT_KIND_REFERENCE, .label = N_ ("Client"),
                             .target = "client", .flags = RAPPORT_FIELD_KEY | RAPPORT_FIELD_INDEX },
  [RAPPORT_LIGHT_WEEK] = { "week", RAPPORT_KIND_DAY, .label = N_ ("Week"),
                           .flags = RAPPORT_FIELD_KEY | RAPPORT_FIELD_INDEX },
  [RAPPORT_LIGHT_MEMBER] = { "member", RAPPORT_KIND_REFERENCE, .label = N_ ("Marked by"),
                             .target = "member", .flags = RAPPORT_FIELD_KEY },
  [RAPPORT_LIGHT_MARK] = { "mark", RAPPORT_KIND_ENUM, .label = N_ ("Light"),
                           .words = rapport_light_marks },
  [RAPPORT_LIGHT_COMMENT] = { "comment", RAPPORT_KIND_MARKDOWN, .label = N_ ("Comment"),
                              .merge = RAPPORT_MERGE_LINES, .flags = RAPPORT_FIELD_SEARCH },
};

const RapportRecordInfo rapport_light_info = {
  .name = "light",
  .label = N_ ("Light"),
  .audience = RAPPORT_AUDIENCE_TEAM,
  .get_type = rapport_light_get_type,
  .fields = fields,
  .n_fields = RAPPORT_LIGHT_N_FIELDS,
  .client = RAPPORT_LIGHT_CLIENT,
};

RAPPORT_DEFINE_RECORD (RapportLight, rapport_light, rapport_light_info)
