/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-recurrence.h"

G_BEGIN_DECLS

/**
 * RapportRecurrenceUnit:
 * @RAPPORT_RECURRENCE_WEEKS: on days of the week
 * @RAPPORT_RECURRENCE_MONTHS: on a day of the month
 */
typedef enum
{
  RAPPORT_RECURRENCE_WEEKS,
  RAPPORT_RECURRENCE_MONTHS,
} RapportRecurrenceUnit;

/* Of which days of a month one is counted: 1 to 7 are weekdays, Monday first. */
#define RAPPORT_RECURRENCE_ANY_DAY     0
#define RAPPORT_RECURRENCE_WORKING_DAY 8

/**
 * RapportRecurrenceParts:
 * @unit: weeks or months
 * @interval: every so many of them, from 1
 * @weekdays: of weeks: bit 1 is Monday; 0 is the weekday of the first meeting
 * @nth: of months: which one of @of it is, 1 to 31 for any day and 1 to 4 for others; -1 the last
 * @of: of months: %RAPPORT_RECURRENCE_ANY_DAY, a weekday or %RAPPORT_RECURRENCE_WORKING_DAY
 * @until: the last day, or none
 *
 * What of recurrence rules a form offers. Rules can say more than that.
 */
typedef struct
{
  RapportRecurrenceUnit unit;
  int interval;
  guint weekdays;
  int nth;
  int of;
  RapportDay until;
} RapportRecurrenceParts;

/* (transfer full): the rule. */
char *rapport_recurrence_from_parts (const RapportRecurrenceParts *parts);

/* FALSE where @rule is none, or says more than parts can. */
gboolean rapport_recurrence_to_parts (const char *rule, RapportRecurrenceParts *parts);

/* What a form offers at first, for a meeting that is held on @day: its weekday, each week; and, of
 * months, its day by number. */
RapportRecurrenceParts rapport_recurrence_parts_of_day (RapportDay day);

G_END_DECLS
