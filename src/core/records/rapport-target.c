/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-target.h"

#include <glib/gi18n-lib.h>

static const RapportField fields[] = {
  RAPPORT_COMMON_FIELDS,
  [RAPPORT_TARGET_CLIENT] = { "client", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                              .label = N_ ("Client"), .target = "client",
                              .flags = RAPPORT_FIELD_KEY | RAPPORT_FIELD_INDEX },
  [RAPPORT_TARGET_MONTH] = { "month", RAPPORT_KIND_DAY, RAPPORT_AUDIENCE_CLIENT,
                             .label = N_ ("Month"),
                             .flags = RAPPORT_FIELD_KEY | RAPPORT_FIELD_INDEX },
  [RAPPORT_TARGET_METRIC] = { "metric", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                              .label = N_ ("Metric"), .flags = RAPPORT_FIELD_KEY },
  [RAPPORT_TARGET_VALUE] = { "value", RAPPORT_KIND_DECIMAL, RAPPORT_AUDIENCE_CLIENT,
                             .label = N_ ("Target") },
};

const RapportRecordInfo rapport_target_info = {
  .name = "target",
  .label = N_ ("Target"),
  .audience = RAPPORT_AUDIENCE_CLIENT,
  .get_type = rapport_target_get_type,
  .fields = fields,
  .n_fields = RAPPORT_TARGET_N_FIELDS,
  .client = RAPPORT_TARGET_CLIENT,
};

RAPPORT_DEFINE_RECORD (RapportTarget, rapport_target, rapport_target_info)
