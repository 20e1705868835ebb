/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recurrence rules as text. */
#include "rapport-recurrence-private.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_INTERVAL 10000
#define MOST_COUNT    100000000
#define LONGEST_QUOTE 80
#define DATE_DIGITS   8
#define MONTHS        12

static const char *const frequencies[] = { "DAILY", "WEEKLY", "MONTHLY", "YEARLY", NULL };
static const char *const weekdays[] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU", NULL };

static int
find_word (const char *const *words, const char *text)
{
  for (int i = 0; words[i] != NULL; i++)
    if (g_ascii_strcasecmp (words[i], text) == 0)
      return i;
  return -1;
}

/* A whole number between @least and @most, with a sign at most. */
static gboolean
read_number (const char *text, int least, int most, int *number)
{
  const char *digits = *text == '+' ? text + 1 : text;
  gint64 value;

  if (!g_ascii_string_to_signed (digits, 10, least, most, &value, NULL))
    return FALSE;
  *number = (int) value;
  return TRUE;
}

/* One reader for each part of a rule; FALSE where it is none. */

static gboolean
read_frequency (RapportRecurrence *self, const char *text)
{
  int found = find_word (frequencies, text);

  self->frequency = (RapportFrequency) MAX (found, 0);
  return found >= 0;
}

static gboolean
read_interval (RapportRecurrence *self, const char *text)
{
  return read_number (text, 1, MOST_INTERVAL, &self->interval);
}

static gboolean
read_count (RapportRecurrence *self, const char *text)
{
  return read_number (text, 1, MOST_COUNT, &self->count);
}

/* "20261130" or "20261130T235959Z", of which the day counts. */
static gboolean
read_until (RapportRecurrence *self, const char *text)
{
  g_autofree char *date = g_strndup (text, DATE_DIGITS);
  int number;

  if (strspn (date, "0123456789") != DATE_DIGITS ||
      (text[DATE_DIGITS] != '\0' && g_ascii_toupper (text[DATE_DIGITS]) != 'T'))
    return FALSE;
  if (!read_number (date, 1, G_MAXINT, &number))
    return FALSE;
  self->until = rapport_day_new (number / 10000, number / 100 % 100, number % 100);
  return self->until != RAPPORT_DAY_NONE;
}

static gboolean
read_week_start (RapportRecurrence *self, const char *text)
{
  self->week_start = find_word (weekdays, text) + 1;
  return self->week_start > 0;
}

static gboolean
read_weekday (const char *text, RapportNthWeekday *weekday)
{
  const gsize length = strlen (text);
  g_autofree char *number = length > 2 ? g_strndup (text, length - 2) : NULL;

  if (length < 2)
    return FALSE;
  weekday->weekday = find_word (weekdays, text + length - 2) + 1;
  weekday->nth = 0;
  if (number != NULL && (!read_number (number, -53, 53, &weekday->nth) || weekday->nth == 0))
    return FALSE;
  return weekday->weekday > 0;
}

static gboolean
read_weekdays (RapportRecurrence *self, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, ",", -1);

  for (int i = 0; words[i] != NULL; i++)
    {
      RapportNthWeekday weekday;

      if (!read_weekday (words[i], &weekday))
        return FALSE;
      g_array_append_val (self->weekdays, weekday);
    }
  return self->weekdays->len > 0;
}

/* Numbers without 0, each once. */
static gboolean
read_numbers (GArray *numbers, const char *text, int most)
{
  g_auto (GStrv) words = g_strsplit (text, ",", -1);

  for (int i = 0; words[i] != NULL; i++)
    {
      int number;

      if (!read_number (words[i], -most, most, &number) || number == 0)
        return FALSE;
      g_array_append_val (numbers, number);
    }
  return numbers->len > 0;
}

static gboolean
read_month_days (RapportRecurrence *self, const char *text)
{
  return read_numbers (self->month_days, text, 31);
}

static gboolean
read_positions (RapportRecurrence *self, const char *text)
{
  return read_numbers (self->positions, text, 366);
}

static gboolean
read_months (RapportRecurrence *self, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, ",", -1);

  for (int i = 0; words[i] != NULL; i++)
    {
      int month;

      if (!read_number (words[i], 1, MONTHS, &month))
        return FALSE;
      self->months |= 1u << month;
    }
  return self->months != 0;
}

static const struct
{
  const char *name;
  gboolean (*read) (RapportRecurrence *self, const char *text);
} parts[] = {
  { "FREQ", read_frequency }, { "INTERVAL", read_interval },  { "COUNT", read_count },
  { "UNTIL", read_until },    { "BYDAY", read_weekdays },     { "BYMONTHDAY", read_month_days },
  { "BYMONTH", read_months }, { "BYSETPOS", read_positions }, { "WKST", read_week_start },
};

static const char *const foreign_parts[] = { "BYSECOND", "BYMINUTE", "BYHOUR", "BYYEARDAY",
                                             "BYWEEKNO", "RSCALE",   "SKIP",   NULL };
static const char *const foreign_frequencies[] = { "SECONDLY", "MINUTELY", "HOURLY", NULL };

/* As much of a rule as a message has room for. */
static char *
clip (const char *rule)
{
  return g_utf8_make_valid (rule, (gssize) MIN (strlen (rule), LONGEST_QUOTE));
}

static gboolean
refuse_invalid (GError **error, const char *rule)
{
  g_autofree char *quote = clip (rule);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               _ ("“%s” is no rule for something that repeats"), quote);
  return FALSE;
}

static gboolean
refuse_foreign (GError **error, const char *rule)
{
  g_autofree char *quote = clip (rule);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
               _ ("“%s” repeats in a way that Rapport can’t keep as a schedule"), quote);
  return FALSE;
}

static gboolean
read_part (RapportRecurrence *self, const char *rule, const char *part, guint *seen, GError **error)
{
  g_auto (GStrv) halves = g_strsplit (part, "=", 2);

  if (g_strv_length (halves) != 2)
    return refuse_invalid (error, rule);
  if (find_word (foreign_parts, halves[0]) >= 0 || g_ascii_strncasecmp (part, "X-", 2) == 0 ||
      (g_ascii_strcasecmp (halves[0], "FREQ") == 0 &&
       find_word (foreign_frequencies, halves[1]) >= 0))
    return refuse_foreign (error, rule);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (g_ascii_strcasecmp (parts[i].name, halves[0]) == 0)
      {
        if ((*seen & (1u << i)) != 0 || !parts[i].read (self, halves[1]))
          return refuse_invalid (error, rule);
        *seen |= 1u << i;
        return TRUE;
      }
  return refuse_invalid (error, rule);
}

/* What the parts may not say together (RFC 5545, 3.3.10). */
static gboolean
check (RapportRecurrence *self, const char *rule, guint seen, GError **error)
{
  gboolean numbered = FALSE;

  if ((seen & 1u) == 0 || (self->count > 0 && self->until != RAPPORT_DAY_NONE))
    return refuse_invalid (error, rule);
  for (guint i = 0; i < self->weekdays->len; i++)
    numbered |= g_array_index (self->weekdays, RapportNthWeekday, i).nth != 0;
  if ((numbered && self->frequency < RAPPORT_FREQUENCY_MONTHLY) ||
      (self->month_days->len > 0 && self->frequency == RAPPORT_FREQUENCY_WEEKLY))
    return refuse_invalid (error, rule);
  return TRUE;
}

RapportRecurrence *
rapport_recurrence_parse (const char *rule, GError **error)
{
  g_autoptr (RapportRecurrence) self = g_new0 (RapportRecurrence, 1);
  g_auto (GStrv) words = g_strsplit (rule != NULL ? rule : "", ";", -1);
  guint seen = 0;

  self->interval = 1;
  self->week_start = 1;
  self->weekdays = g_array_new (FALSE, FALSE, sizeof (RapportNthWeekday));
  self->month_days = g_array_new (FALSE, FALSE, sizeof (int));
  self->positions = g_array_new (FALSE, FALSE, sizeof (int));
  for (int i = 0; words[i] != NULL; i++)
    if (*g_strstrip (words[i]) != '\0' && !read_part (self, rule, words[i], &seen, error))
      return NULL;
  if (!check (self, rule != NULL ? rule : "", seen, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
rapport_recurrence_free (RapportRecurrence *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->weekdays);
  g_array_unref (self->month_days);
  g_array_unref (self->positions);
  g_free (self);
}

/* Writing. */

static void
write_numbers (GString *text, const char *name, GArray *numbers)
{
  for (guint i = 0; i < numbers->len; i++)
    g_string_append_printf (text, "%s%d", i == 0 ? name : ",", g_array_index (numbers, int, i));
}

static void
write_weekdays (GString *text, GArray *days)
{
  for (guint i = 0; i < days->len; i++)
    {
      const RapportNthWeekday *day = &g_array_index (days, RapportNthWeekday, i);

      g_string_append (text, i == 0 ? ";BYDAY=" : ",");
      if (day->nth != 0)
        g_string_append_printf (text, "%d", day->nth);
      g_string_append (text, weekdays[day->weekday - 1]);
    }
}

static void
write_months (GString *text, guint months)
{
  const char *mark = ";BYMONTH=";

  for (int month = 1; month <= MONTHS; month++)
    if ((months & (1u << month)) != 0)
      {
        g_string_append_printf (text, "%s%d", mark, month);
        mark = ",";
      }
}

char *
rapport_recurrence_to_string (RapportRecurrence *self)
{
  GString *text = g_string_new ("FREQ=");

  g_string_append (text, frequencies[self->frequency]);
  if (self->interval > 1)
    g_string_append_printf (text, ";INTERVAL=%d", self->interval);
  write_months (text, self->months);
  write_numbers (text, ";BYMONTHDAY=", self->month_days);
  write_weekdays (text, self->weekdays);
  write_numbers (text, ";BYSETPOS=", self->positions);
  if (self->week_start != 1)
    g_string_append_printf (text, ";WKST=%s", weekdays[self->week_start - 1]);
  if (self->count > 0)
    g_string_append_printf (text, ";COUNT=%d", self->count);
  if (self->until != RAPPORT_DAY_NONE)
    {
      int year, month, day;

      rapport_day_split (self->until, &year, &month, &day);
      g_string_append_printf (text, ";UNTIL=%04d%02d%02d", year, month, day);
    }
  return g_string_free (text, FALSE);
}

char *
rapport_recurrence_end (const char *rule, RapportDay last)
{
  g_autoptr (RapportRecurrence) self = rapport_recurrence_parse (rule, NULL);

  if (self == NULL || last <= RAPPORT_DAY_NONE)
    return NULL;
  self->count = 0;
  self->until = self->until != RAPPORT_DAY_NONE ? MIN (self->until, last) : last;
  return rapport_recurrence_to_string (self);
}
