/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-records.h"

#include <glib/gi18n-lib.h>

static const RapportField fields[] = {
  RAPPORT_COMMON_FIELDS,
  [RAPPORT_MEETING_SLOT] = { "slot", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                             .label = N_ ("Slot"), .flags = RAPPORT_FIELD_KEY },
  [RAPPORT_MEETING_CLIENT] = { "client", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                               .label = N_ ("Client"), .target = "client",
                               .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_MEETING_SCHEDULE] = { "schedule", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                                 .label = N_ ("Schedule"), .target = "schedule",
                                 .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_MEETING_OCCURRENCE] = { "occurrence", RAPPORT_KIND_DAY, RAPPORT_AUDIENCE_CLIENT,
                                   .label = N_ ("Day by the schedule"),
                                   .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_MEETING_TITLE] = { "title", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                              .label = N_ ("Title"),
                              .flags = RAPPORT_FIELD_TITLE | RAPPORT_FIELD_SEARCH },
  [RAPPORT_MEETING_KIND] = { "kind", RAPPORT_KIND_ENUM, RAPPORT_AUDIENCE_CLIENT,
                             .label = N_ ("Kind"), .initial = "\"call\"",
                             .words = rapport_meeting_kinds },
  [RAPPORT_MEETING_START] = { "start", RAPPORT_KIND_LOCAL_TIME, RAPPORT_AUDIENCE_CLIENT,
                              .label = N_ ("Start"), .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_MEETING_LENGTH] = { "length", RAPPORT_KIND_INTEGER, RAPPORT_AUDIENCE_CLIENT,
                               .label = N_ ("Length in minutes"), .initial = "60" },
  [RAPPORT_MEETING_PLACE] = { "place", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                              .label = N_ ("Place"), .flags = RAPPORT_FIELD_SEARCH },
  [RAPPORT_MEETING_STATUS] = { "status", RAPPORT_KIND_ENUM, RAPPORT_AUDIENCE_CLIENT,
                               .label = N_ ("Status"), .initial = "\"planned\"",
                               .words = rapport_meeting_statuses, .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_MEETING_LANGUAGE] = { "language", RAPPORT_KIND_ENUM, RAPPORT_AUDIENCE_CLIENT,
                                 .label = N_ ("Language"), .words = rapport_language_words },
  [RAPPORT_MEETING_TEMPLATE] = { "template", RAPPORT_KIND_REFERENCE,
                                 .label = N_ ("Agenda template"), .target = "agenda-template" },
  [RAPPORT_MEETING_BEGAN] = { "began", RAPPORT_KIND_INSTANT, RAPPORT_AUDIENCE_CLIENT,
                              .label = N_ ("Began") },
  [RAPPORT_MEETING_ENDED] = { "ended", RAPPORT_KIND_INSTANT, RAPPORT_AUDIENCE_CLIENT,
                              .label = N_ ("Ended") },
  [RAPPORT_MEETING_NOTES] = { "notes", RAPPORT_KIND_MARKDOWN, .label = N_ ("Notes for the team"),
                              .merge = RAPPORT_MERGE_LINES, .flags = RAPPORT_FIELD_SEARCH },
  [RAPPORT_MEETING_SEQUENCE] = { "sequence", RAPPORT_KIND_INTEGER, RAPPORT_AUDIENCE_CLIENT,
                                 .label = N_ ("Revision of the invitation"),
                                 .merge = RAPPORT_MERGE_LATER, .initial = "0" },
  [RAPPORT_MEETING_INVITED_AT] = { "invited-at", RAPPORT_KIND_INSTANT,
                                   .label = N_ ("Invitation sent") },
  [RAPPORT_MEETING_UID] = { "uid", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                            .label = N_ ("Name in calendars"), .flags = RAPPORT_FIELD_INDEX },
};

const RapportRecordInfo rapport_meeting_info = {
  .name = "meeting",
  .label = N_ ("Meeting"),
  .audience = RAPPORT_AUDIENCE_CLIENT,
  .get_type = rapport_meeting_get_type,
  .fields = fields,
  .n_fields = RAPPORT_MEETING_N_FIELDS,
  .client = RAPPORT_MEETING_CLIENT,
};

RAPPORT_DEFINE_RECORD (RapportMeeting, rapport_meeting, rapport_meeting_info)
