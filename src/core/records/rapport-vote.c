/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-vote.h"

#include <glib/gi18n-lib.h>

static const RapportField fields[] = {
  RAPPORT_COMMON_FIELDS,
  [RAPPORT_VOTE_CLIENT] = { "client", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                            .label = N_ ("Client"), .target = "client",
                            .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_VOTE_PLACEMENT] = { "placement", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                               .label = N_ ("Card"), .target = "placement",
                               .flags = RAPPORT_FIELD_KEY | RAPPORT_FIELD_INDEX },
  [RAPPORT_VOTE_PARTICIPANT] = { "participant", RAPPORT_KIND_TEXT, .label = N_ ("Participant"),
                                 .flags = RAPPORT_FIELD_KEY | RAPPORT_FIELD_TITLE },
  [RAPPORT_VOTE_DOTS] = { "dots", RAPPORT_KIND_INTEGER, RAPPORT_AUDIENCE_CLIENT,
                          .label = N_ ("Dots") },
  [RAPPORT_VOTE_DAY] = { "day", RAPPORT_KIND_DAY, .label = N_ ("Day") },
};

const RapportRecordInfo rapport_vote_info = {
  .name = "vote",
  .label = N_ ("Vote"),
  .audience = RAPPORT_AUDIENCE_TEAM,
  .get_type = rapport_vote_get_type,
  .fields = fields,
  .n_fields = RAPPORT_VOTE_N_FIELDS,
  .client = RAPPORT_VOTE_CLIENT,
};

RAPPORT_DEFINE_RECORD (RapportVote, rapport_vote, rapport_vote_info)
