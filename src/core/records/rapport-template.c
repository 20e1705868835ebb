/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-template.h"

#include "rapport-records.h"

#include <glib/gi18n-lib.h>

static const RapportField fields[] = {
  RAPPORT_COMMON_FIELDS,
  [RAPPORT_TEMPLATE_NAME] = { "name", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                              .label = N_ ("Name"),
                              .flags = RAPPORT_FIELD_TITLE | RAPPORT_FIELD_SEARCH },
  [RAPPORT_TEMPLATE_FORM] = { "form", RAPPORT_KIND_ENUM, RAPPORT_AUDIENCE_CLIENT,
                              .label = N_ ("Form"), .initial = "\"monthly\"",
                              .words = rapport_report_forms },
  [RAPPORT_TEMPLATE_SECTIONS] = { "sections", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                                  .label = N_ ("Sections") },
  [RAPPORT_TEMPLATE_PAPER] = { "paper", RAPPORT_KIND_ENUM, RAPPORT_AUDIENCE_CLIENT,
                               .label = N_ ("Paper"), .words = rapport_paper_words },
  [RAPPORT_TEMPLATE_ORDER] = { "order", RAPPORT_KIND_TEXT, .label = N_ ("Order") },
};

const RapportRecordInfo rapport_template_info = {
  .name = "template",
  .label = N_ ("Template"),
  .audience = RAPPORT_AUDIENCE_TEAM,
  .get_type = rapport_template_get_type,
  .fields = fields,
  .n_fields = RAPPORT_TEMPLATE_N_FIELDS,
  .client = RAPPORT_CLIENT_NONE,
};

RAPPORT_DEFINE_RECORD (RapportTemplate, rapport_template, rapport_template_info)
