/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-records.h"

#include <glib/gi18n-lib.h>

static const RapportField fields[] = {
  RAPPORT_COMMON_FIELDS,
  [RAPPORT_SUMMARY_CLIENT] = { "client", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                               .label = N_ ("Client"), .target = "client",
                               .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_SUMMARY_MEETING] = { "meeting", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                                .label = N_ ("Meeting"), .target = "meeting",
                                .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_SUMMARY_VERSION] = { "version", RAPPORT_KIND_INTEGER, RAPPORT_AUDIENCE_CLIENT,
                                .label = N_ ("Version"), .initial = "1" },
  [RAPPORT_SUMMARY_AMENDMENT] = { "amendment", RAPPORT_KIND_INTEGER, RAPPORT_AUDIENCE_CLIENT,
                                  .label = N_ ("Amendment"), .initial = "0" },
  [RAPPORT_SUMMARY_STATE] = { "state", RAPPORT_KIND_ENUM, RAPPORT_AUDIENCE_CLIENT,
                              .label = N_ ("State"), .initial = "\"sent\"",
                              .words = rapport_summary_states, .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_SUMMARY_SENT_AT] = { "sent-at", RAPPORT_KIND_INSTANT, RAPPORT_AUDIENCE_CLIENT,
                                .label = N_ ("Sent"), .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_SUMMARY_SENT_BY] = { "sent-by", RAPPORT_KIND_REFERENCE, .label = N_ ("Sent by"),
                                .target = "member" },
  [RAPPORT_SUMMARY_SENT_TO] = { "sent-to", RAPPORT_KIND_TEXT, .label = N_ ("Sent to") },
  [RAPPORT_SUMMARY_SUBJECT] = { "subject", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                                .label = N_ ("Subject"),
                                .flags = RAPPORT_FIELD_TITLE | RAPPORT_FIELD_SEARCH },
  [RAPPORT_SUMMARY_LETTER] = { "letter", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                               .label = N_ ("Letter"), .flags = RAPPORT_FIELD_SEARCH },
  [RAPPORT_SUMMARY_DOCUMENT] = { "document", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                                 .label = N_ ("What was sent") },
  [RAPPORT_SUMMARY_PDF] = { "pdf", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                            .label = N_ ("PDF that was sent"), .target = "attachment" },
  [RAPPORT_SUMMARY_ANSWER] = { "answer", RAPPORT_KIND_MARKDOWN, RAPPORT_AUDIENCE_CLIENT,
                               .label = N_ ("Answer"), .merge = RAPPORT_MERGE_LINES,
                               .flags = RAPPORT_FIELD_SEARCH },
  [RAPPORT_SUMMARY_ANSWERED] = { "answered", RAPPORT_KIND_DAY, RAPPORT_AUDIENCE_CLIENT,
                                 .label = N_ ("Answered on") },
  [RAPPORT_SUMMARY_ANSWERED_BY] = { "answered-by", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                                    .label = N_ ("Answered by") },
  [RAPPORT_SUMMARY_REMINDED] = { "reminded", RAPPORT_KIND_DAY, .label = N_ ("Reminded on") },
};

const RapportRecordInfo rapport_summary_info = {
  .name = "summary",
  .label = N_ ("Summary"),
  .audience = RAPPORT_AUDIENCE_CLIENT,
  .get_type = rapport_summary_get_type,
  .fields = fields,
  .n_fields = RAPPORT_SUMMARY_N_FIELDS,
  .client = RAPPORT_SUMMARY_CLIENT,
};

RAPPORT_DEFINE_RECORD (RapportSummary, rapport_summary, rapport_summary_info)
