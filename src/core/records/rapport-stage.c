/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-stage.h"

#include <glib/gi18n-lib.h>

static const RapportField fields[] = {
  RAPPORT_COMMON_FIELDS,
  [RAPPORT_STAGE_CLIENT] = { "client", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                             .label = N_ ("Client"), .target = "client",
                             .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_STAGE_PROJECT] = { "project", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                              .label = N_ ("Engagement"), .target = "project",
                              .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_STAGE_NAME] = { "name", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT, .label = N_ ("Name"),
                           .flags = RAPPORT_FIELD_TITLE | RAPPORT_FIELD_SEARCH },
  [RAPPORT_STAGE_WORKING_DAYS] = { "working-days", RAPPORT_KIND_INTEGER, RAPPORT_AUDIENCE_CLIENT,
                                   .label = N_ ("Working days") },
  [RAPPORT_STAGE_OWNER_ROLE] = { "owner-role", RAPPORT_KIND_TEXT, .label = N_ ("Owner") },
  [RAPPORT_STAGE_WE_GET] = { "we-get", RAPPORT_KIND_TEXT, .label = N_ ("What we get") },
  [RAPPORT_STAGE_CLIENT_GETS] = { "client-gets", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                                  .label = N_ ("What the client gets") },
  [RAPPORT_STAGE_ORDER] = { "order", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                            .label = N_ ("Order") },
};

const RapportRecordInfo rapport_stage_info = {
  .name = "stage",
  .label = N_ ("Stage"),
  .audience = RAPPORT_AUDIENCE_CLIENT,
  .get_type = rapport_stage_get_type,
  .fields = fields,
  .n_fields = RAPPORT_STAGE_N_FIELDS,
  .client = RAPPORT_STAGE_CLIENT,
};

RAPPORT_DEFINE_RECORD (RapportStage, rapport_stage, rapport_stage_info)
