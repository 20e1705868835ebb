/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-client-metric.h"

#include <glib/gi18n-lib.h>

static const RapportWord units[] = {
  { "count", N_ ("Count") },
  { "money", N_ ("Money") },
  { "ratio", N_ ("Share") },
  { "factor", N_ ("Factor") },
  { NULL, NULL },
};

static const RapportWord goods[] = {
  { "up", N_ ("More is better") },
  { "down", N_ ("Less is better") },
  { "neither", N_ ("Neither") },
  { NULL, NULL },
};

static const RapportField fields[] = {
  RAPPORT_COMMON_FIELDS,
  [RAPPORT_CLIENT_METRIC_CLIENT] = { "client", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                                     .label = N_ ("Client"), .target = "client",
                                     .flags = RAPPORT_FIELD_KEY | RAPPORT_FIELD_INDEX },
  [RAPPORT_CLIENT_METRIC_WORD] = { "word", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                                   .label = N_ ("Word"), .flags = RAPPORT_FIELD_KEY },
  [RAPPORT_CLIENT_METRIC_LABEL] = { "label", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                                    .label = N_ ("Name"),
                                    .flags = RAPPORT_FIELD_TITLE | RAPPORT_FIELD_SEARCH },
  [RAPPORT_CLIENT_METRIC_UNIT] = { "unit", RAPPORT_KIND_ENUM, RAPPORT_AUDIENCE_CLIENT,
                                   .label = N_ ("Unit"), .initial = "\"count\"", .words = units },
  [RAPPORT_CLIENT_METRIC_GOOD] = { "good", RAPPORT_KIND_ENUM, RAPPORT_AUDIENCE_CLIENT,
                                   .label = N_ ("Good direction"), .initial = "\"up\"",
                                   .words = goods },
  [RAPPORT_CLIENT_METRIC_SHOWN] = { "shown", RAPPORT_KIND_BOOLEAN, RAPPORT_AUDIENCE_CLIENT,
                                    .label = N_ ("Shown"), .initial = "true" },
  [RAPPORT_CLIENT_METRIC_DESCRIPTION] = { "description", RAPPORT_KIND_MARKDOWN,
                                          RAPPORT_AUDIENCE_CLIENT, .label = N_ ("Definition"),
                                          .merge = RAPPORT_MERGE_LINES },
  [RAPPORT_CLIENT_METRIC_FORMULA] = { "formula", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                                      .label = N_ ("Formula") },
  [RAPPORT_CLIENT_METRIC_ORDER] = { "order", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                                    .label = N_ ("Order") },
};

const RapportRecordInfo rapport_client_metric_info = {
  .name = "client-metric",
  .label = N_ ("Metric"),
  .audience = RAPPORT_AUDIENCE_CLIENT,
  .get_type = rapport_client_metric_get_type,
  .fields = fields,
  .n_fields = RAPPORT_CLIENT_METRIC_N_FIELDS,
  .client = RAPPORT_CLIENT_METRIC_CLIENT,
};

RAPPORT_DEFINE_RECORD (RapportClientMetric, rapport_client_metric, rapport_client_metric_info)
