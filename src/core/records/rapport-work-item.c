/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-records.h"

#include <glib/gi18n-lib.h>

static const RapportWord slip_reasons[] = {
  { "stages-skipped", N_ ("Stages skipped") },
  { "underestimated", N_ ("Underestimated") },
  { "no-schedule", N_ ("No schedule") },
  { "no-interim-results", N_ ("No interim results") },
  { "poor-communication", N_ ("Poor communication") },
  { "people-changed", N_ ("People changed") },
  { "waiting-for-client", N_ ("Waiting for the client") },
  { NULL, NULL },
};

static const RapportWord repeats[] = {
  { "monthly", N_ ("Every month") },
  { "quarterly", N_ ("Every quarter") },
  { "yearly", N_ ("Every year") },
  { NULL, NULL },
};

static const RapportField fields[] = {
  RAPPORT_COMMON_FIELDS,
  [RAPPORT_WORK_ITEM_CLIENT] = { "client", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                                 .label = N_ ("Client"), .target = "client",
                                 .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_WORK_ITEM_PROJECT] = { "project", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                                  .label = N_ ("Engagement"), .target = "project" },
  [RAPPORT_WORK_ITEM_STAGE] = { "stage", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                                .label = N_ ("Stage"), .target = "stage" },
  [RAPPORT_WORK_ITEM_PARENT] = { "parent", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                                 .label = N_ ("Part of"), .target = "work-item" },
  [RAPPORT_WORK_ITEM_TITLE] = { "title", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                                .label = N_ ("Title"),
                                .flags = RAPPORT_FIELD_TITLE | RAPPORT_FIELD_SEARCH },
  [RAPPORT_WORK_ITEM_WHY] = { "why", RAPPORT_KIND_MARKDOWN, RAPPORT_AUDIENCE_CLIENT,
                              .label = N_ ("Why"), .merge = RAPPORT_MERGE_LINES,
                              .flags = RAPPORT_FIELD_SEARCH },
  [RAPPORT_WORK_ITEM_EXPECTED] = { "expected", RAPPORT_KIND_MARKDOWN, RAPPORT_AUDIENCE_CLIENT,
                                   .label = N_ ("Expected result"), .merge = RAPPORT_MERGE_LINES,
                                   .flags = RAPPORT_FIELD_SEARCH },
  [RAPPORT_WORK_ITEM_RESULT] = { "result", RAPPORT_KIND_MARKDOWN, RAPPORT_AUDIENCE_CLIENT,
                                 .label = N_ ("Result"), .merge = RAPPORT_MERGE_LINES,
                                 .flags = RAPPORT_FIELD_SEARCH },
  [RAPPORT_WORK_ITEM_STATUS] = { "status", RAPPORT_KIND_ENUM, RAPPORT_AUDIENCE_CLIENT,
                                 .label = N_ ("Status"), .initial = "\"planned\"",
                                 .words = rapport_work_item_statuses,
                                 .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_WORK_ITEM_OWNER] = { "owner", RAPPORT_KIND_REFERENCE, .label = N_ ("Owner"),
                                .target = "member" },
  [RAPPORT_WORK_ITEM_OUR_DATE] = { "our-date", RAPPORT_KIND_DAY, .label = N_ ("Our date"),
                                   .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_WORK_ITEM_CLIENT_DATE] = { "client-date", RAPPORT_KIND_DAY, RAPPORT_AUDIENCE_CLIENT,
                                      .label = N_ ("Client's date"), .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_WORK_ITEM_CLIENT_DATE_BY_HAND] = { "client-date-by-hand", RAPPORT_KIND_BOOLEAN,
                                              .label = N_ ("Client's date set by hand"),
                                              .initial = "false" },
  [RAPPORT_WORK_ITEM_DONE_DAY] = { "done-day", RAPPORT_KIND_DAY, RAPPORT_AUDIENCE_CLIENT,
                                   .label = N_ ("Done on") },
  [RAPPORT_WORK_ITEM_WAITING_SINCE] = { "waiting-since", RAPPORT_KIND_DAY, RAPPORT_AUDIENCE_CLIENT,
                                        .label = N_ ("Waiting for client since") },
  [RAPPORT_WORK_ITEM_SLIP_REASON] = { "slip-reason", RAPPORT_KIND_ENUM,
                                      .label = N_ ("Reason of the slip"), .words = slip_reasons },
  [RAPPORT_WORK_ITEM_NOTES] = { "notes", RAPPORT_KIND_MARKDOWN, .label = N_ ("Notes"),
                                .merge = RAPPORT_MERGE_LINES, .flags = RAPPORT_FIELD_SEARCH },
  [RAPPORT_WORK_ITEM_ORDER] = { "order", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                                .label = N_ ("Order") },
  [RAPPORT_WORK_ITEM_REPEAT] = { "repeat", RAPPORT_KIND_ENUM, .label = N_ ("Repeat"),
                                 .words = repeats },
  [RAPPORT_WORK_ITEM_REPEAT_OF] = { "repeat-of", RAPPORT_KIND_REFERENCE, .label = N_ ("Repeats"),
                                    .target = "work-item" },
};

const RapportRecordInfo rapport_work_item_info = {
  .name = "work-item",
  .label = N_ ("Work item"),
  .audience = RAPPORT_AUDIENCE_CLIENT,
  .get_type = rapport_work_item_get_type,
  .fields = fields,
  .n_fields = RAPPORT_WORK_ITEM_N_FIELDS,
  .client = RAPPORT_WORK_ITEM_CLIENT,
};

RAPPORT_DEFINE_RECORD (RapportWorkItem, rapport_work_item, rapport_work_item_info)
