/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_BASE_STEP (rapport_base_step_get_type ())
G_DECLARE_FINAL_TYPE (RapportBaseStep, rapport_base_step, RAPPORT, BASE_STEP, RapportRecord)

/* A step of a client through the base (domain.md A.2): one record for each
 * change of its status, so that churn and the life of the base can be worked
 * out. The client's own fields hold the latest. "pitch" is 1 to 5: how close a
 * lost pitch came. */
enum
{
  RAPPORT_BASE_STEP_CLIENT = RAPPORT_RECORD_N_FIELDS,
  RAPPORT_BASE_STEP_STATUS,
  RAPPORT_BASE_STEP_DAY,
  RAPPORT_BASE_STEP_REASON,
  RAPPORT_BASE_STEP_PITCH,
  RAPPORT_BASE_STEP_N_FIELDS
};

extern const RapportRecordInfo rapport_base_step_info;

G_END_DECLS
