/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a recurrence rule says, in words. */
#include "rapport-recurrence-private.h"

#include <glib/gi18n-lib.h>

#define WEEK         7
#define ALL_WEEKDAYS 5

/* By the weeks from one to the next. */
static const char *const weekly[][WEEK] = {
  { N_ ("Every Monday"), N_ ("Every Tuesday"), N_ ("Every Wednesday"), N_ ("Every Thursday"),
    N_ ("Every Friday"), N_ ("Every Saturday"), N_ ("Every Sunday") },
  { N_ ("Every second Monday"), N_ ("Every second Tuesday"), N_ ("Every second Wednesday"),
    N_ ("Every second Thursday"), N_ ("Every second Friday"), N_ ("Every second Saturday"),
    N_ ("Every second Sunday") },
};

/* By number, the last one first. */
static const char *const of_month[][WEEK] = {
  { N_ ("On the last Monday of the month"), N_ ("On the last Tuesday of the month"),
    N_ ("On the last Wednesday of the month"), N_ ("On the last Thursday of the month"),
    N_ ("On the last Friday of the month"), N_ ("On the last Saturday of the month"),
    N_ ("On the last Sunday of the month") },
  { N_ ("On the first Monday of the month"), N_ ("On the first Tuesday of the month"),
    N_ ("On the first Wednesday of the month"), N_ ("On the first Thursday of the month"),
    N_ ("On the first Friday of the month"), N_ ("On the first Saturday of the month"),
    N_ ("On the first Sunday of the month") },
  { N_ ("On the second Monday of the month"), N_ ("On the second Tuesday of the month"),
    N_ ("On the second Wednesday of the month"), N_ ("On the second Thursday of the month"),
    N_ ("On the second Friday of the month"), N_ ("On the second Saturday of the month"),
    N_ ("On the second Sunday of the month") },
  { N_ ("On the third Monday of the month"), N_ ("On the third Tuesday of the month"),
    N_ ("On the third Wednesday of the month"), N_ ("On the third Thursday of the month"),
    N_ ("On the third Friday of the month"), N_ ("On the third Saturday of the month"),
    N_ ("On the third Sunday of the month") },
  { N_ ("On the fourth Monday of the month"), N_ ("On the fourth Tuesday of the month"),
    N_ ("On the fourth Wednesday of the month"), N_ ("On the fourth Thursday of the month"),
    N_ ("On the fourth Friday of the month"), N_ ("On the fourth Saturday of the month"),
    N_ ("On the fourth Sunday of the month") },
};

/* Bits of the weekdays, bit 1 is Monday; 0 where one of them is numbered. */
static guint
get_weekdays (RapportRecurrence *self)
{
  guint bits = 0;

  for (guint i = 0; i < self->weekdays->len; i++)
    {
      const RapportNthWeekday *day = &g_array_index (self->weekdays, RapportNthWeekday, i);

      if (day->nth != 0)
        return 0;
      bits |= 1u << day->weekday;
    }
  return bits;
}

static gboolean
are_working_days (guint bits)
{
  return bits == ((1u << (ALL_WEEKDAYS + 1)) - 2);
}

static const RapportNthWeekday *
get_only_weekday (RapportRecurrence *self)
{
  return self->weekdays->len == 1 ? &g_array_index (self->weekdays, RapportNthWeekday, 0) : NULL;
}

/* "Mon, Wed", in the language of the user. */
static char *
list_weekdays (guint bits)
{
  GString *text = g_string_new (NULL);

  for (int weekday = 1; weekday <= WEEK; weekday++)
    {
      /* 5 January 1970 was a Monday. */
      g_autoptr (GDateTime) day = g_date_time_new_utc (1970, 1, 4 + weekday, 0, 0, 0);
      g_autofree char *name = g_date_time_format (day, "%a");

      if ((bits & (1u << weekday)) != 0)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", name);
    }
  return g_string_free (text, FALSE);
}

static char *
describe_daily (RapportRecurrence *self)
{
  guint bits = get_weekdays (self);

  if (self->month_days->len > 0 || self->positions->len > 0 ||
      (self->weekdays->len > 0 && (!are_working_days (bits) || self->interval > 1)))
    return NULL;
  if (bits != 0)
    return g_strdup (_ ("Every working day"));
  if (self->interval == 1)
    return g_strdup (_ ("Every day"));
  return g_strdup_printf (ngettext ("Every %d day", "Every %d days", (gulong) self->interval),
                          self->interval);
}

static char *
describe_weekly (RapportRecurrence *self)
{
  const RapportNthWeekday *only = get_only_weekday (self);
  guint bits = get_weekdays (self);
  g_autofree char *names = list_weekdays (bits);

  if (self->positions->len > 0)
    return NULL;
  if (only != NULL && self->interval <= (int) G_N_ELEMENTS (weekly))
    return g_strdup (_ (weekly[self->interval - 1][only->weekday - 1]));
  if (are_working_days (bits) && self->interval == 1)
    return g_strdup (_ ("Every working day"));
  if (self->interval == 1)
    return bits == 0 ? g_strdup (_ ("Every week on the same day"))
                     /* Translators: "Every week: Mon, Wed" */
                     : g_strdup_printf (_ ("Every week: %s"), names);
  if (bits == 0)
    return g_strdup_printf (ngettext ("Every %d week", "Every %d weeks", (gulong) self->interval),
                            self->interval);
  return g_strdup_printf (
    ngettext ("Every %d week: %s", "Every %d weeks: %s", (gulong) self->interval), self->interval,
    names);
}

static int
get_only_position (RapportRecurrence *self)
{
  return self->positions->len == 1 ? g_array_index (self->positions, int, 0) : 0;
}

static char *
describe_month_day (RapportRecurrence *self)
{
  int day = g_array_index (self->month_days, int, 0);

  if (self->month_days->len != 1 || self->weekdays->len > 0 || self->positions->len > 0 || day < -1)
    return NULL;
  if (day < 0)
    return g_strdup (_ ("On the last day of the month"));
  /* Translators: a day of the month */
  return g_strdup_printf (_ ("On the %d. of the month"), day);
}

static char *
describe_day_of_month (RapportRecurrence *self)
{
  const RapportNthWeekday *only = get_only_weekday (self);
  int position = get_only_position (self);
  int nth = only != NULL && only->nth != 0 ? only->nth : position;

  if (self->month_days->len > 0)
    return describe_month_day (self);
  if (self->weekdays->len == 0)
    return self->positions->len == 0 ? g_strdup (_ ("Every month on the same day")) : NULL;
  if (are_working_days (get_weekdays (self)) && position == -1)
    return g_strdup (_ ("On the last working day of the month"));
  if (are_working_days (get_weekdays (self)) && position == 1)
    return g_strdup (_ ("On the first working day of the month"));
  if (only == NULL || nth == 0 || nth < -1 || nth > 4 || (only->nth != 0 && position != 0) ||
      self->positions->len > 1)
    return NULL;
  return g_strdup (_ (of_month[MAX (nth, 0)][only->weekday - 1]));
}

static char *
describe_monthly (RapportRecurrence *self)
{
  g_autofree char *day = describe_day_of_month (self);

  if (day == NULL || self->interval == 1)
    return g_steal_pointer (&day);
  return g_strdup_printf (
    /* Translators: "On the first Tuesday of the month, every 3 months" */
    ngettext ("%s, every %d month", "%s, every %d months", (gulong) self->interval), day,
    self->interval);
}

static char *
describe_days (RapportRecurrence *self)
{
  if (self->months != 0)
    return NULL;
  switch (self->frequency)
    {
    case RAPPORT_FREQUENCY_DAILY:
      return describe_daily (self);
    case RAPPORT_FREQUENCY_WEEKLY:
      return describe_weekly (self);
    case RAPPORT_FREQUENCY_MONTHLY:
      return describe_monthly (self);
    case RAPPORT_FREQUENCY_YEARLY:
    default:
      if (self->interval > 1 || self->weekdays->len > 0 || self->month_days->len > 0 ||
          self->positions->len > 0)
        return NULL;
      return g_strdup (_ ("Every year on the same day"));
    }
}

char *
rapport_recurrence_describe (RapportRecurrence *self)
{
  g_autofree char *days = describe_days (self);
  g_autoptr (GDateTime) date = NULL;
  g_autofree char *until = NULL;
  int year, month, day;

  if (days == NULL)
    return rapport_recurrence_to_string (self);
  if (self->count > 0)
    return g_strdup_printf (
      /* Translators: "Every Tuesday, 5 times" */
      ngettext ("%s, %d time", "%s, %d times", (gulong) self->count), days, self->count);
  if (self->until == RAPPORT_DAY_NONE)
    return g_steal_pointer (&days);
  rapport_day_split (self->until, &year, &month, &day);
  date = g_date_time_new_utc (year, month, day, 0, 0, 0);
  /* Translators: a date, as g_date_time_format() writes it: "15 November 2026" */
  until = g_date_time_format (date, _ ("%-d %B %Y"));
  /* Translators: "Every Tuesday, until 15 November 2026" */
  return g_strdup_printf (_ ("%s, until %s"), days, until);
}
