/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-claim.h"

#include <glib/gi18n-lib.h>

static const RapportWord types[] = {
  { "quality", N_ ("Quality of work") },
  { "deadline", N_ ("Deadline") },
  { "result", N_ ("Results") },
  { "communication", N_ ("Communication") },
  { "money", N_ ("Money") },
  { "other", N_ ("Something else") },
  { NULL, NULL },
};

static const RapportWord statuses[] = {
  { "new", N_ ("New") },
  { "in-work", N_ ("In work") },
  { "answered", N_ ("Answered") },
  { "closed", N_ ("Closed") },
  { NULL, NULL },
};

static const RapportField fields[] = {
  RAPPORT_COMMON_FIELDS,
  [RAPPORT_CLAIM_CLIENT] = { "client", RAPPORT_KIND_REFERENCE, .label = N_ ("Client"),
                             .target = "client", .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_CLAIM_CONTACT] = { "contact", RAPPORT_KIND_REFERENCE, .label = N_ ("Who complained"),
                              .target = "contact" },
  [RAPPORT_CLAIM_TITLE] = { "title", RAPPORT_KIND_TEXT, .label = N_ ("What it is about"),
                            .flags = RAPPORT_FIELD_TITLE | RAPPORT_FIELD_SEARCH },
  [RAPPORT_CLAIM_TEXT] = { "text", RAPPORT_KIND_MARKDOWN, .label = N_ ("What was said"),
                           .merge = RAPPORT_MERGE_LINES, .flags = RAPPORT_FIELD_SEARCH },
  [RAPPORT_CLAIM_TYPE] = { "type", RAPPORT_KIND_ENUM, .label = N_ ("Kind"),
                           .initial = "\"quality\"", .words = types },
  [RAPPORT_CLAIM_DAY] = { "day", RAPPORT_KIND_DAY, .label = N_ ("Day"),
                          .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_CLAIM_STATUS] = { "status", RAPPORT_KIND_ENUM, .label = N_ ("Status"),
                             .initial = "\"new\"", .words = statuses,
                             .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_CLAIM_OWNER] = { "owner", RAPPORT_KIND_REFERENCE, .label = N_ ("Owner"),
                            .target = "member" },
  [RAPPORT_CLAIM_ANSWER] = { "answer", RAPPORT_KIND_MARKDOWN, .label = N_ ("Our answer"),
                             .merge = RAPPORT_MERGE_LINES, .flags = RAPPORT_FIELD_SEARCH },
  [RAPPORT_CLAIM_ANSWERED_DAY] = { "answered-day", RAPPORT_KIND_DAY, .label = N_ ("Answered on") },
};

const RapportRecordInfo rapport_claim_info = {
  .name = "claim",
  .label = N_ ("Claim"),
  .audience = RAPPORT_AUDIENCE_TEAM,
  .get_type = rapport_claim_get_type,
  .fields = fields,
  .n_fields = RAPPORT_CLAIM_N_FIELDS,
  .client = RAPPORT_CLAIM_CLIENT,
};

RAPPORT_DEFINE_RECORD (RapportClaim, rapport_claim, rapport_claim_info)
