/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-base-step.h"

#include "rapport-records.h"

#include <glib/gi18n-lib.h>

static const RapportField fields[] = {
  RAPPORT_COMMON_FIELDS,
  [RAPPORT_BASE_STEP_CLIENT] = { "client", RAPPORT_KIND_REFERENCE, .label = N_ ("Client"),
                                 .target = "client", .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_BASE_STEP_STATUS] = { "status", RAPPORT_KIND_ENUM, .label = N_ ("Status"),
                                 .words = rapport_client_statuses },
  [RAPPORT_BASE_STEP_DAY] = { "day", RAPPORT_KIND_DAY, .label = N_ ("Since") },
  [RAPPORT_BASE_STEP_REASON] = { "reason", RAPPORT_KIND_TEXT, .label = N_ ("Reason"),
                                 .flags = RAPPORT_FIELD_SEARCH },
  [RAPPORT_BASE_STEP_PITCH] = { "pitch", RAPPORT_KIND_INTEGER,
                                .label = N_ ("How well the pitch went") },
};

const RapportRecordInfo rapport_base_step_info = {
  .name = "base-step",
  .label = N_ ("Step in the base"),
  .audience = RAPPORT_AUDIENCE_TEAM,
  .get_type = rapport_base_step_get_type,
  .fields = fields,
  .n_fields = RAPPORT_BASE_STEP_N_FIELDS,
  .client = RAPPORT_BASE_STEP_CLIENT,
};

RAPPORT_DEFINE_RECORD (RapportBaseStep, rapport_base_step, rapport_base_step_info)
