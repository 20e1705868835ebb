/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-day.h"

#include <string.h>

#define WEEKDAYS 7
#define SATURDAY 6

RapportDay
rapport_day_new (int year, int month, int day)
{
  GDate date;

  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 ||
      !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return RAPPORT_DAY_NONE;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return (RapportDay) g_date_get_julian (&date);
}

static void
day_to_date (RapportDay day, GDate *date)
{
  g_date_clear (date, 1);
  g_date_set_julian (date, (guint32) day);
}

void
rapport_day_split (RapportDay day, int *year, int *month, int *day_of_month)
{
  GDate date;

  g_return_if_fail (day > RAPPORT_DAY_NONE);
  day_to_date (day, &date);
  if (year)
    *year = g_date_get_year (&date);
  if (month)
    *month = g_date_get_month (&date);
  if (day_of_month)
    *day_of_month = g_date_get_day (&date);
}

/* Reads exactly @n digits. */
static gboolean
read_digits (const char *text, int n, int *value)
{
  *value = 0;
  for (int i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      *value = *value * 10 + (text[i] - '0');
    }
  return TRUE;
}

static gboolean
read_year_month (const char *text, int *year, int *month)
{
  return read_digits (text, 4, year) && text[4] == '-' && read_digits (text + 5, 2, month);
}

RapportDay
rapport_day_parse (const char *text)
{
  int year, month, day;

  if (text == NULL || strlen (text) != strlen ("YYYY-MM-DD") ||
      !read_year_month (text, &year, &month) || text[7] != '-' || !read_digits (text + 8, 2, &day))
    return RAPPORT_DAY_NONE;
  return rapport_day_new (year, month, day);
}

RapportDay
rapport_month_parse (const char *text)
{
  int year, month;

  if (text == NULL || strlen (text) != strlen ("YYYY-MM") || !read_year_month (text, &year, &month))
    return RAPPORT_DAY_NONE;
  return rapport_day_new (year, month, 1);
}

char *
rapport_day_to_string (RapportDay day)
{
  int y, m, d;

  if (day <= RAPPORT_DAY_NONE)
    return g_strdup ("");
  rapport_day_split (day, &y, &m, &d);
  return g_strdup_printf ("%04d-%02d-%02d", y, m, d);
}

char *
rapport_month_to_string (RapportDay day)
{
  int y, m;

  if (day <= RAPPORT_DAY_NONE)
    return g_strdup ("");
  rapport_day_split (day, &y, &m, NULL);
  return g_strdup_printf ("%04d-%02d", y, m);
}

int
rapport_day_get_weekday (RapportDay day)
{
  /* 1 January of the year 1, Julian day 1, was a Monday. */
  return (day - 1) % WEEKDAYS + 1;
}

RapportDay
rapport_day_week (RapportDay day)
{
  return day - (rapport_day_get_weekday (day) - 1);
}

RapportDay
rapport_day_month (RapportDay day)
{
  int y, m;

  rapport_day_split (day, &y, &m, NULL);
  return rapport_day_new (y, m, 1);
}

int
rapport_day_days_in_month (RapportDay day)
{
  int y, m;

  rapport_day_split (day, &y, &m, NULL);
  return g_date_get_days_in_month ((GDateMonth) m, (GDateYear) y);
}

RapportDay
rapport_day_add_months (RapportDay day, int months)
{
  int y, m, d, total;

  rapport_day_split (day, &y, &m, &d);
  total = y * 12 + (m - 1) + months;
  y = total / 12;
  m = total % 12 + 1;
  if (y < 1 || y > 9999)
    return RAPPORT_DAY_NONE;
  return rapport_day_new (y, m, MIN (d, g_date_get_days_in_month ((GDateMonth) m, (GDateYear) y)));
}

static gboolean
is_working_day (RapportDay day, const RapportDay *holidays, gsize n_holidays)
{
  if (rapport_day_get_weekday (day) >= SATURDAY)
    return FALSE;
  for (gsize i = 0; i < n_holidays; i++)
    if (holidays[i] == day)
      return FALSE;
  return TRUE;
}

RapportDay
rapport_day_add_working_days (RapportDay day,
                              int days,
                              const RapportDay *holidays,
                              gsize n_holidays)
{
  int step = days < 0 ? -1 : 1;

  for (int left = ABS (days); left > 0;)
    {
      day += step;
      if (is_working_day (day, holidays, n_holidays))
        left--;
    }
  return day;
}
