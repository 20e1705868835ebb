/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-records.h"

#include <glib/gi18n-lib.h>

static const RapportWord holidays[] = {
  { "keep", N_ ("Is held all the same") },
  { "skip", N_ ("Is left out") },
  { "before", N_ ("Is on the working day before") },
  { "after", N_ ("Is on the working day after") },
  { NULL, NULL },
};

static const RapportField fields[] = {
  RAPPORT_COMMON_FIELDS,
  [RAPPORT_SCHEDULE_CLIENT] = { "client", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                                .label = N_ ("Client"), .target = "client",
                                .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_SCHEDULE_TITLE] = { "title", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                               .label = N_ ("Title"),
                               .flags = RAPPORT_FIELD_TITLE | RAPPORT_FIELD_SEARCH },
  [RAPPORT_SCHEDULE_KIND] = { "kind", RAPPORT_KIND_ENUM, RAPPORT_AUDIENCE_CLIENT,
                              .label = N_ ("Kind"), .initial = "\"call\"",
                              .words = rapport_meeting_kinds },
  [RAPPORT_SCHEDULE_START] = { "start", RAPPORT_KIND_LOCAL_TIME, RAPPORT_AUDIENCE_CLIENT,
                               .label = N_ ("First time") },
  [RAPPORT_SCHEDULE_LENGTH] = { "length", RAPPORT_KIND_INTEGER, RAPPORT_AUDIENCE_CLIENT,
                                .label = N_ ("Length in minutes"), .initial = "60" },
  [RAPPORT_SCHEDULE_RULE] = { "rule", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                              .label = N_ ("Repeats") },
  [RAPPORT_SCHEDULE_HOLIDAYS] = { "holidays", RAPPORT_KIND_ENUM, RAPPORT_AUDIENCE_CLIENT,
                                  .label = N_ ("On a holiday"), .initial = "\"skip\"",
                                  .words = holidays },
  [RAPPORT_SCHEDULE_PLACE] = { "place", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                               .label = N_ ("Place"), .flags = RAPPORT_FIELD_SEARCH },
  [RAPPORT_SCHEDULE_TEMPLATE] = { "template", RAPPORT_KIND_REFERENCE,
                                  .label = N_ ("Agenda template"), .target = "agenda-template" },
  [RAPPORT_SCHEDULE_PEOPLE] = { "people", RAPPORT_KIND_SET, .label = N_ ("Participants"),
                                .merge = RAPPORT_MERGE_ELEMENTS },
  [RAPPORT_SCHEDULE_SEQUENCE] = { "sequence", RAPPORT_KIND_INTEGER, RAPPORT_AUDIENCE_CLIENT,
                                  .label = N_ ("Revision of the invitation"),
                                  .merge = RAPPORT_MERGE_LATER, .initial = "0" },
  [RAPPORT_SCHEDULE_INVITED_AT] = { "invited-at", RAPPORT_KIND_INSTANT,
                                    .label = N_ ("Invitation sent") },
  [RAPPORT_SCHEDULE_UID] = { "uid", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                             .label = N_ ("Name in calendars"), .flags = RAPPORT_FIELD_INDEX },
};

const RapportRecordInfo rapport_schedule_info = {
  .name = "schedule",
  .label = N_ ("Schedule of meetings"),
  .audience = RAPPORT_AUDIENCE_CLIENT,
  .get_type = rapport_schedule_get_type,
  .fields = fields,
  .n_fields = RAPPORT_SCHEDULE_N_FIELDS,
  .client = RAPPORT_SCHEDULE_CLIENT,
};

RAPPORT_DEFINE_RECORD (RapportSchedule, rapport_schedule, rapport_schedule_info)
