/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_PLAN_LINE (rapport_plan_line_get_type ())
G_DECLARE_FINAL_TYPE (RapportPlanLine, rapport_plan_line, RAPPORT, PLAN_LINE, RapportRecord)

/* A work item in the plan of a month. The snapshot fields hold what the client
 * was promised when the month began, and do not change afterwards. */
enum
{
  RAPPORT_PLAN_LINE_CLIENT = RAPPORT_RECORD_N_FIELDS,
  RAPPORT_PLAN_LINE_MONTH,
  RAPPORT_PLAN_LINE_WORK_ITEM,
  RAPPORT_PLAN_LINE_PLANNED,
  RAPPORT_PLAN_LINE_SNAPSHOT_TITLE,
  RAPPORT_PLAN_LINE_SNAPSHOT_DATE,
  RAPPORT_PLAN_LINE_DROPPED,
  RAPPORT_PLAN_LINE_ORDER,
  RAPPORT_PLAN_LINE_N_FIELDS
};

extern const RapportRecordInfo rapport_plan_line_info;

G_END_DECLS
