/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_CLIENT_METRIC (rapport_client_metric_get_type ())
G_DECLARE_FINAL_TYPE (RapportClientMetric,
                      rapport_client_metric,
                      RAPPORT,
                      CLIENT_METRIC,
                      RapportRecord)

/* How a client's metric is shown, and the definition of a metric of its own: a
 * formula in the form of rapport_formula_to_text(), or "" for a column that is
 * imported. Of a built-in metric, only what the client sees otherwise counts. */
enum
{
  RAPPORT_CLIENT_METRIC_CLIENT = RAPPORT_RECORD_N_FIELDS,
  RAPPORT_CLIENT_METRIC_WORD,
  RAPPORT_CLIENT_METRIC_LABEL,
  RAPPORT_CLIENT_METRIC_UNIT,
  RAPPORT_CLIENT_METRIC_GOOD,
  RAPPORT_CLIENT_METRIC_SHOWN,
  RAPPORT_CLIENT_METRIC_DESCRIPTION,
  RAPPORT_CLIENT_METRIC_ORDER,
  RAPPORT_CLIENT_METRIC_FORMULA,
  RAPPORT_CLIENT_METRIC_N_FIELDS
};

extern const RapportRecordInfo rapport_client_metric_info;

G_END_DECLS
