/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-records.h"

#include <glib/gi18n-lib.h>

static const RapportWord answers[] = {
  { "accepted", N_ ("Accepted") },
  { "tentative", N_ ("Perhaps") },
  { "declined", N_ ("Declined") },
  { NULL, NULL },
};

static const RapportField fields[] = {
  RAPPORT_COMMON_FIELDS,
  [RAPPORT_PARTICIPANT_CLIENT] = { "client", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                                   .label = N_ ("Client"), .target = "client",
                                   .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_PARTICIPANT_MEETING] = { "meeting", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                                    .label = N_ ("Meeting"), .target = "meeting",
                                    .flags = RAPPORT_FIELD_KEY | RAPPORT_FIELD_INDEX },
  [RAPPORT_PARTICIPANT_PERSON] = { "person", RAPPORT_KIND_REFERENCE, .label = N_ ("Person"),
                                   .flags = RAPPORT_FIELD_KEY | RAPPORT_FIELD_INDEX },
  [RAPPORT_PARTICIPANT_NAME] = { "name", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                                 .label = N_ ("Full name"),
                                 .flags = RAPPORT_FIELD_TITLE | RAPPORT_FIELD_SEARCH },
  [RAPPORT_PARTICIPANT_EMAIL] = { "email", RAPPORT_KIND_TEXT, .label = N_ ("E-mail") },
  [RAPPORT_PARTICIPANT_SIDE] = { "side", RAPPORT_KIND_ENUM, RAPPORT_AUDIENCE_CLIENT,
                                 .label = N_ ("Side"), .initial = "\"theirs\"",
                                 .words = rapport_side_words },
  [RAPPORT_PARTICIPANT_REQUIRED] = { "required", RAPPORT_KIND_BOOLEAN,
                                     .label = N_ ("Has to be there"), .initial = "true" },
  [RAPPORT_PARTICIPANT_ANSWER] = { "answer", RAPPORT_KIND_ENUM, .label = N_ ("Answer"),
                                   .words = answers },
  [RAPPORT_PARTICIPANT_ANSWERED] = { "answered", RAPPORT_KIND_INSTANT, .label = N_ ("Answered") },
  [RAPPORT_PARTICIPANT_PRESENT] = { "present", RAPPORT_KIND_BOOLEAN, RAPPORT_AUDIENCE_CLIENT,
                                    .label = N_ ("Was there"), .initial = "false" },
};

const RapportRecordInfo rapport_participant_info = {
  .name = "participant",
  .label = N_ ("Participant"),
  .audience = RAPPORT_AUDIENCE_CLIENT,
  .get_type = rapport_participant_get_type,
  .fields = fields,
  .n_fields = RAPPORT_PARTICIPANT_N_FIELDS,
  .client = RAPPORT_PARTICIPANT_CLIENT,
};

RAPPORT_DEFINE_RECORD (RapportParticipant, rapport_participant, rapport_participant_info)
