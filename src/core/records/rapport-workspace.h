/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_WORKSPACE (rapport_workspace_get_type ())
G_DECLARE_FINAL_TYPE (RapportWorkspace, rapport_workspace, RAPPORT, WORKSPACE, RapportRecord)

/* The agency itself. There is one, with the natural key "agency". */
enum
{
  RAPPORT_WORKSPACE_KEY = RAPPORT_RECORD_N_FIELDS,
  RAPPORT_WORKSPACE_NAME,
  RAPPORT_WORKSPACE_COLOUR,
  RAPPORT_WORKSPACE_CURRENCY,
  RAPPORT_WORKSPACE_LANGUAGE,
  RAPPORT_WORKSPACE_BUFFER_DAYS,
  RAPPORT_WORKSPACE_BUFFER_WORKING,
  RAPPORT_WORKSPACE_MARKING_WEEKDAY,
  RAPPORT_WORKSPACE_HOLIDAYS,
  RAPPORT_WORKSPACE_LOGO,
  RAPPORT_WORKSPACE_N_FIELDS
};

extern const RapportRecordInfo rapport_workspace_info;

G_END_DECLS
