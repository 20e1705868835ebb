/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_MONTH_NUMBERS (rapport_month_numbers_get_type ())
G_DECLARE_FINAL_TYPE (RapportMonthNumbers,
                      rapport_month_numbers,
                      RAPPORT,
                      MONTH_NUMBERS,
                      RapportRecord)

/* The figures of one client, source and month: cells by day, channel and metric
 * in millionths. Two imports of the same source and month are the same record. */
enum
{
  RAPPORT_MONTH_NUMBERS_CLIENT = RAPPORT_RECORD_N_FIELDS,
  RAPPORT_MONTH_NUMBERS_SOURCE,
  RAPPORT_MONTH_NUMBERS_MONTH,
  RAPPORT_MONTH_NUMBERS_CURRENCY,
  RAPPORT_MONTH_NUMBERS_CELLS,
  RAPPORT_MONTH_NUMBERS_FILE_NAME,
  RAPPORT_MONTH_NUMBERS_IMPORTED_AT,
  RAPPORT_MONTH_NUMBERS_N_FIELDS
};

extern const RapportRecordInfo rapport_month_numbers_info;

G_END_DECLS
