/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_RISK (rapport_risk_get_type ())
G_DECLARE_FINAL_TYPE (RapportRisk, rapport_risk, RAPPORT, RISK, RapportRecord)

/* What may go wrong, and beside it what we shall do then (domain.md D.5). */
enum
{
  RAPPORT_RISK_CLIENT = RAPPORT_RECORD_N_FIELDS,
  RAPPORT_RISK_TEXT,
  RAPPORT_RISK_ANSWER,
  RAPPORT_RISK_STATUS,
  RAPPORT_RISK_DAY,
  RAPPORT_RISK_MEETING,
  RAPPORT_RISK_OWNER,
  RAPPORT_RISK_ORDER,
  RAPPORT_RISK_N_FIELDS
};

extern const RapportRecordInfo rapport_risk_info;

G_END_DECLS
