/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_MONTH_PLAN (rapport_month_plan_get_type ())
G_DECLARE_FINAL_TYPE (RapportMonthPlan, rapport_month_plan, RAPPORT, MONTH_PLAN, RapportRecord)

/* The plan of one client for one month. */
enum
{
  RAPPORT_MONTH_PLAN_CLIENT = RAPPORT_RECORD_N_FIELDS,
  RAPPORT_MONTH_PLAN_MONTH,
  RAPPORT_MONTH_PLAN_SNAPSHOT_AT,
  RAPPORT_MONTH_PLAN_NOTES,
  RAPPORT_MONTH_PLAN_N_FIELDS
};

extern const RapportRecordInfo rapport_month_plan_info;

G_END_DECLS
