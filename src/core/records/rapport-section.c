/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-section.h"

#include <glib/gi18n-lib.h>

static const RapportField fields[] = {
  RAPPORT_COMMON_FIELDS,
  [RAPPORT_SECTION_CLIENT] = { "client", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                               .label = N_ ("Client"), .target = "client",
                               .flags = RAPPORT_FIELD_KEY | RAPPORT_FIELD_INDEX },
  [RAPPORT_SECTION_REPORT] = { "report", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                               .label = N_ ("Report"), .target = "report",
                               .flags = RAPPORT_FIELD_KEY | RAPPORT_FIELD_INDEX },
  [RAPPORT_SECTION_SECTION] = { "section", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                                .label = N_ ("Section"), .flags = RAPPORT_FIELD_KEY },
  [RAPPORT_SECTION_TITLE] = { "title", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                              .label = N_ ("Title"), .flags = RAPPORT_FIELD_TITLE },
  [RAPPORT_SECTION_BODY] = { "body", RAPPORT_KIND_MARKDOWN, RAPPORT_AUDIENCE_CLIENT,
                             .label = N_ ("Text"), .merge = RAPPORT_MERGE_LINES,
                             .flags = RAPPORT_FIELD_SEARCH },
  [RAPPORT_SECTION_SHOWN] = { "shown", RAPPORT_KIND_BOOLEAN, RAPPORT_AUDIENCE_CLIENT,
                              .label = N_ ("Shown"), .initial = "true" },
  [RAPPORT_SECTION_ORDER] = { "order", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                              .label = N_ ("Order") },
};

const RapportRecordInfo rapport_section_info = {
  .name = "report-section",
  .label = N_ ("Report section"),
  .audience = RAPPORT_AUDIENCE_CLIENT,
  .get_type = rapport_section_get_type,
  .fields = fields,
  .n_fields = RAPPORT_SECTION_N_FIELDS,
  .client = RAPPORT_SECTION_CLIENT,
};

RAPPORT_DEFINE_RECORD (RapportSection, rapport_section, rapport_section_info)
