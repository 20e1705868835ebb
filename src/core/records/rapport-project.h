/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_PROJECT (rapport_project_get_type ())
G_DECLARE_FINAL_TYPE (RapportProject, rapport_project, RAPPORT, PROJECT, RapportRecord)

/* An engagement: one service done for one client over a time. */
enum
{
  RAPPORT_PROJECT_CLIENT = RAPPORT_RECORD_N_FIELDS,
  RAPPORT_PROJECT_NAME,
  RAPPORT_PROJECT_SERVICE,
  RAPPORT_PROJECT_STATUS,
  RAPPORT_PROJECT_START,
  RAPPORT_PROJECT_END,
  RAPPORT_PROJECT_FEE,
  RAPPORT_PROJECT_LEAD,
  RAPPORT_PROJECT_ORDER,
  RAPPORT_PROJECT_N_FIELDS
};

extern const RapportRecordInfo rapport_project_info;

G_END_DECLS
