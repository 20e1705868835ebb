/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-month-numbers.h"

#include <glib/gi18n-lib.h>

static const RapportField fields[] = {
  RAPPORT_COMMON_FIELDS,
  [RAPPORT_MONTH_NUMBERS_CLIENT] = { "client", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                                     .label = N_ ("Client"), .target = "client",
                                     .flags = RAPPORT_FIELD_KEY | RAPPORT_FIELD_INDEX },
  [RAPPORT_MONTH_NUMBERS_SOURCE] = { "source", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                                     .label = N_ ("Source"), .flags = RAPPORT_FIELD_KEY },
  [RAPPORT_MONTH_NUMBERS_MONTH] = { "month", RAPPORT_KIND_DAY, RAPPORT_AUDIENCE_CLIENT,
                                    .label = N_ ("Month"),
                                    .flags = RAPPORT_FIELD_KEY | RAPPORT_FIELD_INDEX },
  [RAPPORT_MONTH_NUMBERS_CURRENCY] = { "currency", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                                       .label = N_ ("Currency") },
  [RAPPORT_MONTH_NUMBERS_CELLS] = { "cells", RAPPORT_KIND_CELLS, RAPPORT_AUDIENCE_CLIENT,
                                    .label = N_ ("Figures"), .merge = RAPPORT_MERGE_ELEMENTS },
  [RAPPORT_MONTH_NUMBERS_FILE_NAME] = { "file-name", RAPPORT_KIND_TEXT, .label = N_ ("File") },
  [RAPPORT_MONTH_NUMBERS_IMPORTED_AT] = { "imported-at", RAPPORT_KIND_INSTANT,
                                          RAPPORT_AUDIENCE_CLIENT, .label = N_ ("Imported"),
                                          .merge = RAPPORT_MERGE_LATER },
};

const RapportRecordInfo rapport_month_numbers_info = {
  .name = "month-numbers",
  .label = N_ ("Month of numbers"),
  .audience = RAPPORT_AUDIENCE_CLIENT,
  .get_type = rapport_month_numbers_get_type,
  .fields = fields,
  .n_fields = RAPPORT_MONTH_NUMBERS_N_FIELDS,
  .client = RAPPORT_MONTH_NUMBERS_CLIENT,
};

RAPPORT_DEFINE_RECORD (RapportMonthNumbers, rapport_month_numbers, rapport_month_numbers_info)
