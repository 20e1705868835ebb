/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_TARGET (rapport_target_get_type ())
G_DECLARE_FINAL_TYPE (RapportTarget, rapport_target, RAPPORT, TARGET, RapportRecord)

/* What a metric of a client should come to in a month, in millionths. */
enum
{
  RAPPORT_TARGET_CLIENT = RAPPORT_RECORD_N_FIELDS,
  RAPPORT_TARGET_MONTH,
  RAPPORT_TARGET_METRIC,
  RAPPORT_TARGET_VALUE,
  RAPPORT_TARGET_N_FIELDS
};

extern const RapportRecordInfo rapport_target_info;

G_END_DECLS
