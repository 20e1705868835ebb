/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-plan-line.h"

#include <glib/gi18n-lib.h>

static const RapportField fields[] = {
  RAPPORT_COMMON_FIELDS,
  [RAPPORT_PLAN_LINE_CLIENT] = { "client", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                                 .label = N_ ("Client"), .target = "client",
                                 .flags = RAPPORT_FIELD_KEY | RAPPORT_FIELD_INDEX },
  [RAPPORT_PLAN_LINE_MONTH] = { "month", RAPPORT_KIND_DAY, RAPPORT_AUDIENCE_CLIENT,
                                .label = N_ ("Month"),
                                .flags = RAPPORT_FIELD_KEY | RAPPORT_FIELD_INDEX },
  [RAPPORT_PLAN_LINE_WORK_ITEM] = { "work-item", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                                    .label = N_ ("Work item"), .target = "work-item",
                                    .flags = RAPPORT_FIELD_KEY | RAPPORT_FIELD_INDEX },
  [RAPPORT_PLAN_LINE_PLANNED] = { "planned", RAPPORT_KIND_BOOLEAN, RAPPORT_AUDIENCE_CLIENT,
                                  .label = N_ ("Was planned"), .initial = "false" },
  [RAPPORT_PLAN_LINE_SNAPSHOT_TITLE] = { "snapshot-title", RAPPORT_KIND_TEXT,
                                         RAPPORT_AUDIENCE_CLIENT,
                                         .label = N_ ("Title when the month began") },
  [RAPPORT_PLAN_LINE_SNAPSHOT_DATE] = { "snapshot-date", RAPPORT_KIND_DAY, RAPPORT_AUDIENCE_CLIENT,
                                        .label = N_ ("Client's date when the month began") },
  [RAPPORT_PLAN_LINE_DROPPED] = { "dropped", RAPPORT_KIND_BOOLEAN, RAPPORT_AUDIENCE_CLIENT,
                                  .label = N_ ("Taken out of the plan"), .initial = "false" },
  [RAPPORT_PLAN_LINE_ORDER] = { "order", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                                .label = N_ ("Order") },
};

const RapportRecordInfo rapport_plan_line_info = {
  .name = "plan-line",
  .label = N_ ("Plan line"),
  .audience = RAPPORT_AUDIENCE_CLIENT,
  .get_type = rapport_plan_line_get_type,
  .fields = fields,
  .n_fields = RAPPORT_PLAN_LINE_N_FIELDS,
  .client = RAPPORT_PLAN_LINE_CLIENT,
};

RAPPORT_DEFINE_RECORD (RapportPlanLine, rapport_plan_line, rapport_plan_line_info)
