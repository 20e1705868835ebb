/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-month-plan.h"

#include <glib/gi18n-lib.h>

static const RapportField fields[] = {
  RAPPORT_COMMON_FIELDS,
  [RAPPORT_MONTH_PLAN_CLIENT] = { "client", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                                  .label = N_ ("Client"), .target = "client",
                                  .flags = RAPPORT_FIELD_KEY | RAPPORT_FIELD_INDEX },
  [RAPPORT_MONTH_PLAN_MONTH] = { "month", RAPPORT_KIND_DAY, RAPPORT_AUDIENCE_CLIENT,
                                 .label = N_ ("Month"),
                                 .flags = RAPPORT_FIELD_KEY | RAPPORT_FIELD_INDEX },
  [RAPPORT_MONTH_PLAN_SNAPSHOT_AT] = { "snapshot-at", RAPPORT_KIND_INSTANT,
                                       .label = N_ ("Snapshot taken"),
                                       .merge = RAPPORT_MERGE_LATER },
  [RAPPORT_MONTH_PLAN_NOTES] = { "notes", RAPPORT_KIND_MARKDOWN, .label = N_ ("Notes"),
                                 .merge = RAPPORT_MERGE_LINES, .flags = RAPPORT_FIELD_SEARCH },
};

const RapportRecordInfo rapport_month_plan_info = {
  .name = "month-plan",
  .label = N_ ("Month plan"),
  .audience = RAPPORT_AUDIENCE_CLIENT,
  .get_type = rapport_month_plan_get_type,
  .fields = fields,
  .n_fields = RAPPORT_MONTH_PLAN_N_FIELDS,
  .client = RAPPORT_MONTH_PLAN_CLIENT,
};

RAPPORT_DEFINE_RECORD (RapportMonthPlan, rapport_month_plan, rapport_month_plan_info)
