/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-project.h"

#include <glib/gi18n-lib.h>

static const RapportWord statuses[] = {
  { "planned", N_ ("Planned") },
  { "active", N_ ("Active") },
  { "paused", N_ ("Paused") },
  { "finished", N_ ("Finished") },
  { NULL, NULL },
};

static const RapportField fields[] = {
  RAPPORT_COMMON_FIELDS,
  [RAPPORT_PROJECT_CLIENT] = { "client", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                               .label = N_ ("Client"), .target = "client",
                               .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_PROJECT_NAME] = { "name", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                             .label = N_ ("Name"),
                             .flags = RAPPORT_FIELD_TITLE | RAPPORT_FIELD_SEARCH },
  [RAPPORT_PROJECT_SERVICE] = { "service", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                                .label = N_ ("Service"), .target = "service" },
  [RAPPORT_PROJECT_STATUS] = { "status", RAPPORT_KIND_ENUM, .label = N_ ("Status"),
                               .initial = "\"active\"", .words = statuses },
  [RAPPORT_PROJECT_START] = { "start", RAPPORT_KIND_DAY, RAPPORT_AUDIENCE_CLIENT,
                              .label = N_ ("Start") },
  [RAPPORT_PROJECT_END] = { "end", RAPPORT_KIND_DAY, RAPPORT_AUDIENCE_CLIENT, .label = N_ ("End") },
  [RAPPORT_PROJECT_FEE] = { "fee", RAPPORT_KIND_MONEY, .label = N_ ("Fee a month") },
  [RAPPORT_PROJECT_LEAD] = { "lead", RAPPORT_KIND_REFERENCE, .label = N_ ("Leads the project"),
                             .target = "member" },
  [RAPPORT_PROJECT_ORDER] = { "order", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                              .label = N_ ("Order") },
};

const RapportRecordInfo rapport_project_info = {
  .name = "project",
  .label = N_ ("Engagement"),
  .audience = RAPPORT_AUDIENCE_CLIENT,
  .get_type = rapport_project_get_type,
  .fields = fields,
  .n_fields = RAPPORT_PROJECT_N_FIELDS,
  .client = RAPPORT_PROJECT_CLIENT,
};

RAPPORT_DEFINE_RECORD (RapportProject, rapport_project, rapport_project_info)
