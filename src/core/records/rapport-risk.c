/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-risk.h"

#include <glib/gi18n-lib.h>

static const RapportWord statuses[] = {
  { "open", N_ ("Possible") },
  { "came-true", N_ ("Came true") },
  { "gone", N_ ("Gone") },
  { NULL, NULL },
};

static const RapportField fields[] = {
  RAPPORT_COMMON_FIELDS,
  [RAPPORT_RISK_CLIENT] = { "client", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                            .label = N_ ("Client"), .target = "client",
                            .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_RISK_TEXT] = { "text", RAPPORT_KIND_MARKDOWN, RAPPORT_AUDIENCE_CLIENT,
                          .label = N_ ("Risk"), .merge = RAPPORT_MERGE_LINES,
                          .flags = RAPPORT_FIELD_TITLE | RAPPORT_FIELD_SEARCH },
  [RAPPORT_RISK_ANSWER] = { "answer", RAPPORT_KIND_MARKDOWN, RAPPORT_AUDIENCE_CLIENT,
                            .label = N_ ("Our answer"), .merge = RAPPORT_MERGE_LINES,
                            .flags = RAPPORT_FIELD_SEARCH },
  [RAPPORT_RISK_STATUS] = { "status", RAPPORT_KIND_ENUM, RAPPORT_AUDIENCE_CLIENT,
                            .label = N_ ("Status"), .initial = "\"open\"", .words = statuses,
                            .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_RISK_DAY] = { "day", RAPPORT_KIND_DAY, RAPPORT_AUDIENCE_CLIENT, .label = N_ ("Day") },
  [RAPPORT_RISK_MEETING] = { "meeting", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                             .label = N_ ("Meeting"), .target = "meeting",
                             .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_RISK_OWNER] = { "owner", RAPPORT_KIND_REFERENCE, .label = N_ ("Owner"),
                           .target = "member" },
  [RAPPORT_RISK_ORDER] = { "order", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                           .label = N_ ("Order") },
};

const RapportRecordInfo rapport_risk_info = {
  .name = "risk",
  .label = N_ ("Risk"),
  .audience = RAPPORT_AUDIENCE_CLIENT,
  .get_type = rapport_risk_get_type,
  .fields = fields,
  .n_fields = RAPPORT_RISK_N_FIELDS,
  .client = RAPPORT_RISK_CLIENT,
};

RAPPORT_DEFINE_RECORD (RapportRisk, rapport_risk, rapport_risk_info)
