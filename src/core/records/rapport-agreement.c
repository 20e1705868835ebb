/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-records.h"

#include <glib/gi18n-lib.h>

static const RapportWord kinds[] = {
  { "decision", N_ ("Decision") },
  { "agreement", N_ ("Agreement") },
  { "exclusion", N_ ("What we do not do") },
  { NULL, NULL },
};

static const RapportWord statuses[] = {
  { "open", N_ ("In force") },     { "kept", N_ ("Kept") }, { "broken", N_ ("Broken") },
  { "replaced", N_ ("Replaced") }, { NULL, NULL },
};

static const RapportField fields[] = {
  RAPPORT_COMMON_FIELDS,
  [RAPPORT_AGREEMENT_CLIENT] = { "client", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                                 .label = N_ ("Client"), .target = "client",
                                 .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_AGREEMENT_KIND] = { "kind", RAPPORT_KIND_ENUM, RAPPORT_AUDIENCE_CLIENT,
                               .label = N_ ("Kind"), .initial = "\"agreement\"", .words = kinds,
                               .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_AGREEMENT_TEXT] = { "text", RAPPORT_KIND_MARKDOWN, RAPPORT_AUDIENCE_CLIENT,
                               .label = N_ ("Text"), .merge = RAPPORT_MERGE_LINES,
                               .flags = RAPPORT_FIELD_TITLE | RAPPORT_FIELD_SEARCH },
  [RAPPORT_AGREEMENT_SIDE] = { "side", RAPPORT_KIND_ENUM, RAPPORT_AUDIENCE_CLIENT,
                               .label = N_ ("Side"), .words = rapport_side_words },
  [RAPPORT_AGREEMENT_WHO] = { "who", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                              .label = N_ ("Who"), .flags = RAPPORT_FIELD_SEARCH },
  [RAPPORT_AGREEMENT_DUE] = { "due", RAPPORT_KIND_DAY, RAPPORT_AUDIENCE_CLIENT,
                              .label = N_ ("By when"), .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_AGREEMENT_DAY] = { "day", RAPPORT_KIND_DAY, RAPPORT_AUDIENCE_CLIENT,
                              .label = N_ ("Agreed on"), .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_AGREEMENT_MEETING] = { "meeting", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                                  .label = N_ ("Meeting"), .target = "meeting",
                                  .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_AGREEMENT_WHERE] = { "where", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                                .label = N_ ("Where it was said"), .flags = RAPPORT_FIELD_SEARCH },
  [RAPPORT_AGREEMENT_SAID_BY] = { "said-by", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                                  .label = N_ ("Said by"), .flags = RAPPORT_FIELD_SEARCH },
  [RAPPORT_AGREEMENT_STATUS] = { "status", RAPPORT_KIND_ENUM, RAPPORT_AUDIENCE_CLIENT,
                                 .label = N_ ("Status"), .initial = "\"open\"", .words = statuses,
                                 .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_AGREEMENT_SETTLED] = { "settled", RAPPORT_KIND_DAY, RAPPORT_AUDIENCE_CLIENT,
                                  .label = N_ ("Settled on") },
  [RAPPORT_AGREEMENT_REPLACED_BY] = { "replaced-by", RAPPORT_KIND_REFERENCE,
                                      RAPPORT_AUDIENCE_CLIENT, .label = N_ ("Replaced by"),
                                      .target = "agreement" },
  [RAPPORT_AGREEMENT_NOTES] = { "notes", RAPPORT_KIND_MARKDOWN, .label = N_ ("Notes for the team"),
                                .merge = RAPPORT_MERGE_LINES, .flags = RAPPORT_FIELD_SEARCH },
};

const RapportRecordInfo rapport_agreement_info = {
  .name = "agreement",
  .label = N_ ("Agreement"),
  .audience = RAPPORT_AUDIENCE_CLIENT,
  .get_type = rapport_agreement_get_type,
  .fields = fields,
  .n_fields = RAPPORT_AGREEMENT_N_FIELDS,
  .client = RAPPORT_AGREEMENT_CLIENT,
};

RAPPORT_DEFINE_RECORD (RapportAgreement, rapport_agreement, rapport_agreement_info)
