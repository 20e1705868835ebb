/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-question.h"

#include <glib/gi18n-lib.h>

static const RapportWord kinds[] = {
  { "question", N_ ("Question") },
  { "problem", N_ ("Problem") },
  { "topic", N_ ("Topic") },
  { NULL, NULL },
};

static const RapportWord statuses[] = {
  { "open", N_ ("Waiting") },
  { "answered", N_ ("Answered") },
  { "dropped", N_ ("Dropped") },
  { NULL, NULL },
};

static const RapportField fields[] = {
  RAPPORT_COMMON_FIELDS,
  [RAPPORT_QUESTION_CLIENT] = { "client", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                                .label = N_ ("Client"), .target = "client",
                                .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_QUESTION_TEXT] = { "text", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                              .label = N_ ("Question"),
                              .flags = RAPPORT_FIELD_TITLE | RAPPORT_FIELD_SEARCH },
  [RAPPORT_QUESTION_KIND] = { "kind", RAPPORT_KIND_ENUM, RAPPORT_AUDIENCE_CLIENT,
                              .label = N_ ("Kind"), .initial = "\"question\"", .words = kinds },
  [RAPPORT_QUESTION_DETAILS] = { "details", RAPPORT_KIND_MARKDOWN, .label = N_ ("Details"),
                                 .merge = RAPPORT_MERGE_LINES, .flags = RAPPORT_FIELD_SEARCH },
  [RAPPORT_QUESTION_ABOUT] = { "about", RAPPORT_KIND_REFERENCE, .label = N_ ("About") },
  [RAPPORT_QUESTION_RAISED_BY] = { "raised-by", RAPPORT_KIND_REFERENCE, .label = N_ ("Raised by"),
                                   .target = "member" },
  [RAPPORT_QUESTION_DAY] = { "day", RAPPORT_KIND_DAY, .label = N_ ("Day") },
  [RAPPORT_QUESTION_STATUS] = { "status", RAPPORT_KIND_ENUM, RAPPORT_AUDIENCE_CLIENT,
                                .label = N_ ("Status"), .initial = "\"open\"", .words = statuses,
                                .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_QUESTION_MEETING] = { "meeting", RAPPORT_KIND_REFERENCE,
                                 .label = N_ ("Meeting that settled it"), .target = "meeting",
                                 .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_QUESTION_ANSWER] = { "answer", RAPPORT_KIND_MARKDOWN, RAPPORT_AUDIENCE_CLIENT,
                                .label = N_ ("Answer"), .merge = RAPPORT_MERGE_LINES,
                                .flags = RAPPORT_FIELD_SEARCH },
  [RAPPORT_QUESTION_ORDER] = { "order", RAPPORT_KIND_TEXT, .label = N_ ("Order") },
};

const RapportRecordInfo rapport_question_info = {
  .name = "question",
  .label = N_ ("Question"),
  .audience = RAPPORT_AUDIENCE_CLIENT,
  .get_type = rapport_question_get_type,
  .fields = fields,
  .n_fields = RAPPORT_QUESTION_N_FIELDS,
  .client = RAPPORT_QUESTION_CLIENT,
};

RAPPORT_DEFINE_RECORD (RapportQuestion, rapport_question, rapport_question_info)
