/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-service.h"

#include <glib/gi18n-lib.h>

static const RapportField fields[] = {
  RAPPORT_COMMON_FIELDS,
  [RAPPORT_SERVICE_NAME] = { "name", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                             .label = N_ ("Name"),
                             .flags = RAPPORT_FIELD_TITLE | RAPPORT_FIELD_SEARCH },
  [RAPPORT_SERVICE_DESCRIPTION] = { "description", RAPPORT_KIND_MARKDOWN, RAPPORT_AUDIENCE_CLIENT,
                                    .label = N_ ("What it is"), .merge = RAPPORT_MERGE_LINES,
                                    .flags = RAPPORT_FIELD_SEARCH },
  [RAPPORT_SERVICE_WHY] = { "why", RAPPORT_KIND_MARKDOWN, RAPPORT_AUDIENCE_CLIENT,
                            .label = N_ ("Why"), .merge = RAPPORT_MERGE_LINES,
                            .flags = RAPPORT_FIELD_SEARCH },
  [RAPPORT_SERVICE_EXPECTED] = { "expected", RAPPORT_KIND_MARKDOWN, RAPPORT_AUDIENCE_CLIENT,
                                 .label = N_ ("Expected result"), .merge = RAPPORT_MERGE_LINES },
  [RAPPORT_SERVICE_DURATION_DAYS] = { "duration-days", RAPPORT_KIND_INTEGER,
                                      RAPPORT_AUDIENCE_CLIENT, .label = N_ ("Working days") },
  [RAPPORT_SERVICE_PRICE] = { "price", RAPPORT_KIND_MONEY, .label = N_ ("Price") },
  [RAPPORT_SERVICE_ACTIVE] = { "active", RAPPORT_KIND_BOOLEAN, .label = N_ ("Offered"),
                               .initial = "true" },
  [RAPPORT_SERVICE_ORDER] = { "order", RAPPORT_KIND_TEXT, .label = N_ ("Order") },
};

const RapportRecordInfo rapport_service_info = {
  .name = "service",
  .label = N_ ("Service"),
  .audience = RAPPORT_AUDIENCE_CLIENT,
  .get_type = rapport_service_get_type,
  .fields = fields,
  .n_fields = RAPPORT_SERVICE_N_FIELDS,
  .client = RAPPORT_CLIENT_NONE,
};

RAPPORT_DEFINE_RECORD (RapportService, rapport_service, rapport_service_info)
