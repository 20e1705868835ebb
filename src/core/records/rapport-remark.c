/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-remark.h"

#include <glib/gi18n-lib.h>

static const RapportField fields[] = {
  RAPPORT_COMMON_FIELDS,
  [RAPPORT_REMARK_CLIENT] = { "client", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                              .label = N_ ("Client"), .target = "client",
                              .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_REMARK_PLACEMENT] = { "placement", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                                 .label = N_ ("Card"), .target = "placement",
                                 .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_REMARK_TEXT] = { "text", RAPPORT_KIND_MARKDOWN, RAPPORT_AUDIENCE_CLIENT,
                            .label = N_ ("Text"), .merge = RAPPORT_MERGE_LINES,
                            .flags = RAPPORT_FIELD_TITLE | RAPPORT_FIELD_SEARCH },
  [RAPPORT_REMARK_SAID_BY] = { "said-by", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                               .label = N_ ("Said by"), .flags = RAPPORT_FIELD_SEARCH },
  [RAPPORT_REMARK_DAY] = { "day", RAPPORT_KIND_DAY, RAPPORT_AUDIENCE_CLIENT,
                           .label = N_ ("Day of the call") },
};

const RapportRecordInfo rapport_remark_info = {
  .name = "remark",
  .label = N_ ("Remark"),
  .audience = RAPPORT_AUDIENCE_CLIENT,
  .get_type = rapport_remark_get_type,
  .fields = fields,
  .n_fields = RAPPORT_REMARK_N_FIELDS,
  .client = RAPPORT_REMARK_CLIENT,
};

RAPPORT_DEFINE_RECORD (RapportRemark, rapport_remark, rapport_remark_info)
