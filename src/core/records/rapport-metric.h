/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_METRIC (rapport_metric_get_type ())
G_DECLARE_FINAL_TYPE (RapportMetric, rapport_metric, RAPPORT, METRIC, RapportRecord)

/* How a client's metric is shown, and the definition of a metric of its own. */
enum
{
  RAPPORT_METRIC_CLIENT = RAPPORT_RECORD_N_FIELDS,
  RAPPORT_METRIC_WORD,
  RAPPORT_METRIC_LABEL,
  RAPPORT_METRIC_UNIT,
  RAPPORT_METRIC_GOOD,
  RAPPORT_METRIC_SHOWN,
  RAPPORT_METRIC_DESCRIPTION,
  RAPPORT_METRIC_ORDER,
  RAPPORT_METRIC_N_FIELDS
};

extern const RapportRecordInfo rapport_metric_info;

G_END_DECLS
