/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-day.h"

G_BEGIN_DECLS

/**
 * RapportDateOrder:
 *
 * Whether 3/4/2026 is in April or in March. Dates that begin with the year are
 * read in either order.
 */
typedef enum
{
  RAPPORT_DATE_ORDER_GUESS,
  RAPPORT_DATE_ORDER_DAY_MONTH,
  RAPPORT_DATE_ORDER_MONTH_DAY,
} RapportDateOrder;

/**
 * RapportDateKind:
 * @RAPPORT_DATE_NONE: not a date
 * @RAPPORT_DATE_DAY: a day, perhaps with a time, which is dropped
 * @RAPPORT_DATE_HOUR: an hour of a day, written in digits only (2017060113)
 * @RAPPORT_DATE_WEEK: a week of a year (2026-W31)
 * @RAPPORT_DATE_MONTH: a month (2026-08, August 2026, 08.2026)
 * @RAPPORT_DATE_RANGE: two days (01.08.2026 - 07.08.2026)
 */
typedef enum
{
  RAPPORT_DATE_NONE,
  RAPPORT_DATE_DAY,
  RAPPORT_DATE_HOUR,
  RAPPORT_DATE_WEEK,
  RAPPORT_DATE_MONTH,
  RAPPORT_DATE_RANGE,
} RapportDateKind;

#define RAPPORT_N_DATE_KINDS (RAPPORT_DATE_RANGE + 1)

/**
 * RapportCsvDate:
 * @kind: what the cell is
 * @digits_only: it could as well be a plain number, such as 20170601
 * @day: the day; the first of a week, month or range
 * @last: the last day of it
 * @day_month: the day when the day stands first, or none when it cannot
 * @month_day: the day when the month stands first, or none when it cannot
 *
 * What one cell says. The last two are equal where the order does not matter.
 */
typedef struct
{
  RapportDateKind kind;
  gboolean digits_only;
  RapportDay day;
  RapportDay last;
  RapportDay day_month;
  RapportDay month_day;
} RapportCsvDate;

/**
 * rapport_csv_date_read:
 * @order: with GUESS, a date possible in one order only is read in that one;
 *   else dots mean day before month, and slashes month before day
 *
 * Reads 2026-08-01, 01.08.2026, 9/30/19, 16/04/2015, 20170601, "Aug 1, 2026",
 * "Sat, 1 Aug 2026", "1 авг. 2026 г.", ISO 8601 with time. A year of two digits
 * is of this century up to 69. Returns %FALSE when the cell is no date at all,
 * or none in the given order.
 */
gboolean rapport_csv_date_read (const char *text, RapportDateOrder order, RapportCsvDate *date);

/* Whether the cell is the name of a day of the week, in full or short. */
gboolean rapport_csv_date_is_weekday (const char *text);

/* Finds up to two days in a line of text such as "Report for 20170526-20170601";
 * returns how many. */
guint rapport_csv_date_find (const char *text, RapportDateOrder order, RapportDay days[2]);

G_END_DECLS
