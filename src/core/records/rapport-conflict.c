/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-conflict.h"

#include <glib/gi18n-lib.h>

const RapportWord rapport_conflict_kinds[] = {
  { "edit", N_ ("Two edits") },
  { "deletion", N_ ("Deleted and edited") },
  { "moved", N_ ("Moved and edited") },
  { NULL, NULL },
};

static const RapportField fields[] = {
  RAPPORT_COMMON_FIELDS,
  [RAPPORT_CONFLICT_RECORD] = { "record", RAPPORT_KIND_TEXT, .label = N_ ("Record"),
                                .flags = RAPPORT_FIELD_KEY | RAPPORT_FIELD_INDEX },
  [RAPPORT_CONFLICT_FIELD] = { "field", RAPPORT_KIND_TEXT, .label = N_ ("Field"),
                               .flags = RAPPORT_FIELD_KEY },
  [RAPPORT_CONFLICT_VALUES] = { "values", RAPPORT_KIND_TEXT, .label = N_ ("Digest of the values"),
                                .flags = RAPPORT_FIELD_KEY },
  [RAPPORT_CONFLICT_KIND] = { "kind", RAPPORT_KIND_ENUM, .label = N_ ("Kind"),
                              .initial = "\"edit\"", .words = rapport_conflict_kinds },
  [RAPPORT_CONFLICT_TYPE_OF] = { "type-of", RAPPORT_KIND_TEXT, .label = N_ ("Type") },
  [RAPPORT_CONFLICT_CLIENT] = { "client", RAPPORT_KIND_REFERENCE, .label = N_ ("Client"),
                                .target = "client", .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_CONFLICT_BASE] = { "base", RAPPORT_KIND_TEXT, .label = N_ ("What both had") },
  [RAPPORT_CONFLICT_FIRST] = { "first", RAPPORT_KIND_TEXT, .label = N_ ("One value") },
  [RAPPORT_CONFLICT_SECOND] = { "second", RAPPORT_KIND_TEXT, .label = N_ ("The other value") },
  [RAPPORT_CONFLICT_STANDS] = { "stands", RAPPORT_KIND_TEXT, .label = N_ ("What stands") },
  [RAPPORT_CONFLICT_FIRST_BY] = { "first-by", RAPPORT_KIND_REFERENCE,
                                  .label = N_ ("Whose the one is"), .target = "member" },
  [RAPPORT_CONFLICT_SECOND_BY] = { "second-by", RAPPORT_KIND_REFERENCE,
                                   .label = N_ ("Whose the other is"), .target = "member" },
  [RAPPORT_CONFLICT_SETTLED] = { "settled", RAPPORT_KIND_INSTANT, .label = N_ ("Settled"),
                                 .merge = RAPPORT_MERGE_LATER, .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_CONFLICT_SETTLED_BY] = { "settled-by", RAPPORT_KIND_REFERENCE,
                                    .label = N_ ("Settled by"), .target = "member" },
};

const RapportRecordInfo rapport_conflict_info = {
  .name = "conflict",
  .label = N_ ("Conflict"),
  .audience = RAPPORT_AUDIENCE_TEAM,
  .get_type = rapport_conflict_get_type,
  .fields = fields,
  .n_fields = RAPPORT_CONFLICT_N_FIELDS,
  .client = RAPPORT_CONFLICT_CLIENT,
};

RAPPORT_DEFINE_RECORD (RapportConflict, rapport_conflict, rapport_conflict_info)
