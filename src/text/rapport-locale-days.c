/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-locale-private.h"

typedef struct
{
  int year;
  int month;
  int day;
} Date;

static Date
split (RapportDay day)
{
  Date date = { 0, 0, 0 };

  if (day > RAPPORT_DAY_NONE)
    rapport_day_split (day, &date.year, &date.month, &date.day);
  return date;
}

static char *
with_year (char *text, int year)
{
  g_autofree char *owned = text;

  return g_strdup_printf ("%s %d", owned, year);
}

static char *
day_and_month (const RapportLocale *self, Date date)
{
  return g_strdup_printf ("%d %s", date.day, self->months_of_day[date.month - 1]);
}

char *
rapport_locale_month (const RapportLocale *self, RapportDay day)
{
  Date date = split (day);

  if (day <= RAPPORT_DAY_NONE)
    return g_strdup ("");
  return g_strdup_printf ("%s %d", self->months[date.month - 1], date.year);
}

char *
rapport_locale_month_short (const RapportLocale *self, RapportDay day)
{
  return g_strdup (day > RAPPORT_DAY_NONE ? self->months_short[split (day).month - 1] : "");
}

char *
rapport_locale_weekday (const RapportLocale *self, RapportDay day)
{
  return g_strdup (day > RAPPORT_DAY_NONE ? self->weekdays[rapport_day_get_weekday (day) - 1] : "");
}

char *
rapport_locale_weekday_short (const RapportLocale *self, RapportDay day)
{
  return g_strdup (day > RAPPORT_DAY_NONE ? self->weekdays_short[rapport_day_get_weekday (day) - 1]
                                          : "");
}

char *
rapport_locale_day (const RapportLocale *self, RapportDay day, RapportDay today)
{
  Date date = split (day);
  const char *const *months = self->short_month_in_day ? self->months_short : self->months_of_day;
  char *text;

  if (day <= RAPPORT_DAY_NONE)
    return g_strdup ("");
  text = g_strdup_printf ("%s%s%d %s", self->weekdays_short[rapport_day_get_weekday (day) - 1],
                          self->weekday_glue, date.day, months[date.month - 1]);
  return split (today).year == date.year ? text : with_year (text, date.year);
}

char *
rapport_locale_day_short (const RapportLocale *self, RapportDay day)
{
  Date date = split (day);

  if (day <= RAPPORT_DAY_NONE)
    return g_strdup ("");
  return g_strdup_printf ("%d %s", date.day, self->months_short[date.month - 1]);
}

char *
rapport_locale_day_and_month (const RapportLocale *self, RapportDay day)
{
  return day > RAPPORT_DAY_NONE ? day_and_month (self, split (day)) : g_strdup ("");
}

char *
rapport_locale_date (const RapportLocale *self, RapportDay day)
{
  Date date = split (day);

  if (day <= RAPPORT_DAY_NONE)
    return g_strdup ("");
  return with_year (day_and_month (self, date), date.year);
}

char *
rapport_locale_day_full (const RapportLocale *self, RapportDay day)
{
  g_autofree char *date = rapport_locale_date (self, day);

  if (day <= RAPPORT_DAY_NONE)
    return g_strdup ("");
  return g_strdup_printf ("%s, %s", self->weekdays[rapport_day_get_weekday (day) - 1], date);
}

char *
rapport_locale_relative_day (const RapportLocale *self, RapportDay day, RapportDay today)
{
  if (day <= RAPPORT_DAY_NONE)
    return g_strdup ("");
  if (today > RAPPORT_DAY_NONE && day == today - 1)
    return g_strdup (self->yesterday);
  if (day == today)
    return g_strdup (self->today);
  if (today > RAPPORT_DAY_NONE && day == today + 1)
    return g_strdup (self->tomorrow);
  return rapport_locale_day (self, day, today);
}

/* The first end of a range, with only what its last end does not say again. */
static char *
range_start (const RapportLocale *self, Date from, Date to)
{
  if (from.year != to.year)
    return with_year (day_and_month (self, from), from.year);
  if (from.month != to.month)
    return day_and_month (self, from);
  return g_strdup_printf ("%d", from.day);
}

char *
rapport_locale_range (const RapportLocale *self,
                      RapportDay first,
                      RapportDay last,
                      RapportDay today)
{
  Date from = split (MIN (first, last));
  Date to = split (MAX (first, last));
  g_autofree char *start = NULL;
  g_autofree char *end = NULL;
  gboolean same_month;

  if (MIN (first, last) <= RAPPORT_DAY_NONE)
    return g_strdup ("");
  end = day_and_month (self, to);
  if (to.year != from.year || to.year != split (today).year)
    end = with_year (g_steal_pointer (&end), to.year);
  if (first == last)
    return g_steal_pointer (&end);
  /* A dash between bare numbers stands close, between words it has air. */
  same_month = from.year == to.year && from.month == to.month;
  start = range_start (self, from, to);
  return g_strconcat (start, same_month ? EN_DASH : " " EN_DASH " ", end, NULL);
}

static gboolean
is_last_of_month (RapportDay day)
{
  return split (day).day == rapport_day_days_in_month (day);
}

char *
rapport_locale_period (const RapportLocale *self, RapportDay first, RapportDay last)
{
  Date from = split (first);
  Date to = split (last);
  g_autofree char *right = NULL;
  g_autofree char *left = NULL;

  if (first <= RAPPORT_DAY_NONE || last < first || from.day != 1 || !is_last_of_month (last))
    return rapport_locale_range (self, first, last, RAPPORT_DAY_NONE);
  if (from.year == to.year && from.month == 1 && to.month == 12)
    return g_strdup_printf ("%d", from.year);
  right = rapport_locale_month (self, last);
  if (from.year == to.year && from.month == to.month)
    return g_steal_pointer (&right);
  left = from.year == to.year ? g_strdup (self->months[from.month - 1])
                              : rapport_locale_month (self, first);
  return g_strdup_printf ("%s " EN_DASH " %s", left, right);
}
