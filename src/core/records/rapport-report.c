/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-records.h"

#include <glib/gi18n-lib.h>

static const RapportField fields[] = {
  RAPPORT_COMMON_FIELDS,
  [RAPPORT_REPORT_CLIENT] = { "client", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                              .label = N_ ("Client"), .target = "client",
                              .flags = RAPPORT_FIELD_KEY | RAPPORT_FIELD_INDEX },
  [RAPPORT_REPORT_PERIOD] = { "period", RAPPORT_KIND_DAY, RAPPORT_AUDIENCE_CLIENT,
                              .label = N_ ("Period"),
                              .flags = RAPPORT_FIELD_KEY | RAPPORT_FIELD_INDEX },
  [RAPPORT_REPORT_TEMPLATE] = { "template", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                                .label = N_ ("Template"), .flags = RAPPORT_FIELD_KEY },
  [RAPPORT_REPORT_TITLE] = { "title", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                             .label = N_ ("Title"),
                             .flags = RAPPORT_FIELD_TITLE | RAPPORT_FIELD_SEARCH },
  [RAPPORT_REPORT_HEADLINE] = { "headline", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                                .label = N_ ("Headline"), .flags = RAPPORT_FIELD_SEARCH },
  [RAPPORT_REPORT_LANGUAGE] = { "language", RAPPORT_KIND_ENUM, RAPPORT_AUDIENCE_CLIENT,
                                .label = N_ ("Language"), .words = rapport_language_words },
  [RAPPORT_REPORT_CHART_METRIC] = { "chart-metric", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                                    .label = N_ ("Metric of the chart") },
  [RAPPORT_REPORT_STATE] = { "state", RAPPORT_KIND_ENUM, RAPPORT_AUDIENCE_CLIENT,
                             .label = N_ ("State"), .initial = "\"draft\"",
                             .words = rapport_report_states },
  [RAPPORT_REPORT_SENT_AT] = { "sent-at", RAPPORT_KIND_INSTANT, RAPPORT_AUDIENCE_CLIENT,
                               .label = N_ ("Sent") },
  [RAPPORT_REPORT_DOCUMENT] = { "document", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                                .label = N_ ("What was sent") },
  [RAPPORT_REPORT_PDF] = { "pdf", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                           .label = N_ ("PDF that was sent"), .target = "attachment" },
  [RAPPORT_REPORT_PAPER] = { "paper", RAPPORT_KIND_ENUM, RAPPORT_AUDIENCE_CLIENT,
                             .label = N_ ("Paper"), .words = rapport_paper_words },
};

const RapportRecordInfo rapport_report_info = {
  .name = "report",
  .label = N_ ("Report"),
  .audience = RAPPORT_AUDIENCE_CLIENT,
  .get_type = rapport_report_get_type,
  .fields = fields,
  .n_fields = RAPPORT_REPORT_N_FIELDS,
  .client = RAPPORT_REPORT_CLIENT,
};

RAPPORT_DEFINE_RECORD (RapportReport, rapport_report, rapport_report_info)
