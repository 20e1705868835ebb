/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RapportDay:
 *
 * A calendar day without a time zone: GLib's Julian day number (1 is
 * 1 January of the year 1). %RAPPORT_DAY_NONE (0) means "no day". Days are
 * compared and subtracted as integers. On disk and in JSON a day is written
 * in ISO 8601, "2026-11-22".
 */
typedef gint32 RapportDay;

#define RAPPORT_DAY_NONE 0

/* Returns %RAPPORT_DAY_NONE when the three numbers are no day. */
RapportDay rapport_day_new (int year, int month, int day);

/* Splits @day, which must not be %RAPPORT_DAY_NONE; each out may be NULL. */
void rapport_day_split (RapportDay day, int *year, int *month, int *day_of_month);

/* Reads exactly "YYYY-MM-DD"; %RAPPORT_DAY_NONE for anything else, NULL included. */
RapportDay rapport_day_parse (const char *text);

/* Reads exactly "YYYY-MM" and returns the first day of that month, or none. */
RapportDay rapport_month_parse (const char *text);

/* (transfer full): "YYYY-MM-DD", or "" for %RAPPORT_DAY_NONE. */
char *rapport_day_to_string (RapportDay day);

/* (transfer full): "YYYY-MM". */
char *rapport_month_to_string (RapportDay day);

/* 1 is Monday, 7 is Sunday. */
int rapport_day_get_weekday (RapportDay day);

/* The Monday of the week that @day lies in. */
RapportDay rapport_day_week (RapportDay day);

/* The first day of the month that @day lies in. */
RapportDay rapport_day_month (RapportDay day);

/* Number of days in the month that @day lies in. */
int rapport_day_days_in_month (RapportDay day);

/* Moves by whole months; the 31st becomes the last day of a shorter month. */
RapportDay rapport_day_add_months (RapportDay day, int months);

/* Moves by @days working days (Monday to Friday), skipping the @n_holidays
 * days of @holidays, which may be NULL. 0 gives @day itself. */
RapportDay rapport_day_add_working_days (RapportDay day,
                                         int days,
                                         const RapportDay *holidays,
                                         gsize n_holidays);

G_END_DECLS
