/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_STAGE (rapport_stage_get_type ())
G_DECLARE_FINAL_TYPE (RapportStage, rapport_stage, RAPPORT, STAGE, RapportRecord)

/* A stage of an engagement; those without a client are the template (domain.md B.4). */
enum
{
  RAPPORT_STAGE_CLIENT = RAPPORT_RECORD_N_FIELDS,
  RAPPORT_STAGE_PROJECT,
  RAPPORT_STAGE_NAME,
  RAPPORT_STAGE_WORKING_DAYS,
  RAPPORT_STAGE_OWNER_ROLE,
  RAPPORT_STAGE_WE_GET,
  RAPPORT_STAGE_CLIENT_GETS,
  RAPPORT_STAGE_ORDER,
  RAPPORT_STAGE_N_FIELDS
};

extern const RapportRecordInfo rapport_stage_info;

G_END_DECLS
