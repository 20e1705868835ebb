/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-brief-question.h"

#include <glib/gi18n-lib.h>

static const RapportField fields[] = {
  RAPPORT_COMMON_FIELDS,
  [RAPPORT_BRIEF_QUESTION_CLIENT] = { "client", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                                      .label = N_ ("Client"), .target = "client",
                                      .flags = RAPPORT_FIELD_KEY | RAPPORT_FIELD_INDEX },
  [RAPPORT_BRIEF_QUESTION_WORD] = { "word", RAPPORT_KIND_TEXT, .label = N_ ("Question of the bank"),
                                    .flags = RAPPORT_FIELD_KEY },
  [RAPPORT_BRIEF_QUESTION_TEXT] = { "text", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                                    .label = N_ ("Question"),
                                    .flags = RAPPORT_FIELD_TITLE | RAPPORT_FIELD_SEARCH },
  [RAPPORT_BRIEF_QUESTION_ANSWER] = { "answer", RAPPORT_KIND_MARKDOWN, RAPPORT_AUDIENCE_CLIENT,
                                      .label = N_ ("Answer"), .merge = RAPPORT_MERGE_LINES,
                                      .flags = RAPPORT_FIELD_SEARCH },
  [RAPPORT_BRIEF_QUESTION_ANSWERED] = { "answered", RAPPORT_KIND_DAY, RAPPORT_AUDIENCE_CLIENT,
                                        .label = N_ ("Answered on") },
  [RAPPORT_BRIEF_QUESTION_SKIPPED] = { "skipped", RAPPORT_KIND_BOOLEAN,
                                       .label = N_ ("Is not asked"), .initial = "false" },
  [RAPPORT_BRIEF_QUESTION_ORDER] = { "order", RAPPORT_KIND_TEXT, .label = N_ ("Order") },
};

const RapportRecordInfo rapport_brief_question_info = {
  .name = "brief-question",
  .label = N_ ("Question of the brief"),
  .audience = RAPPORT_AUDIENCE_CLIENT,
  .get_type = rapport_brief_question_get_type,
  .fields = fields,
  .n_fields = RAPPORT_BRIEF_QUESTION_N_FIELDS,
  .client = RAPPORT_BRIEF_QUESTION_CLIENT,
};

RAPPORT_DEFINE_RECORD (RapportBriefQuestion, rapport_brief_question, rapport_brief_question_info)
