/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times of a place: a meeting stays at 10:00 of its zone when clocks change. */
#include "rapport-schedules-private.h"

#include <string.h>

#define SECONDS_OF_A_DAY (24 * 60 * 60)
/* Clocks do not change twice within this. */
#define STEADY SECONDS_OF_A_DAY

/* The day of which seconds are counted: 1 January 1970. */
static RapportDay
get_epoch (void)
{
  return rapport_day_new (1970, 1, 1);
}

char *
rapport_local_time_make (RapportDay day, int minute, const char *zone)
{
  g_autofree char *date = rapport_day_to_string (day);

  return g_strdup_printf ("%sT%02d:%02d[%s]", date, minute / 60, minute % 60,
                          zone != NULL && *zone != '\0' ? zone : "UTC");
}

static int
read_two_digits (const char *text)
{
  return g_ascii_isdigit (text[0]) && g_ascii_isdigit (text[1])
           ? (text[0] - '0') * 10 + (text[1] - '0')
           : -1;
}

gboolean
rapport_local_time_parse (const char *text, RapportDay *day, int *minute, char **zone)
{
  const gsize length = text != NULL ? strlen (text) : 0;
  g_autofree char *date = NULL;
  int hours, minutes;
  RapportDay parsed;

  if (length < strlen ("YYYY-MM-DDTHH:MM[Z]") || text[10] != 'T' || text[13] != ':' ||
      text[16] != '[' || text[length - 1] != ']')
    return FALSE;
  date = g_strndup (text, 10);
  hours = read_two_digits (text + 11);
  minutes = read_two_digits (text + 14);
  parsed = rapport_day_parse (date);
  if (parsed == RAPPORT_DAY_NONE || hours < 0 || hours > 23 || minutes < 0 || minutes > 59)
    return FALSE;
  if (day != NULL)
    *day = parsed;
  if (minute != NULL)
    *minute = hours * 60 + minutes;
  if (zone != NULL)
    *zone = g_strndup (text + 17, length - 18);
  return TRUE;
}

GTimeZone *
rapport_zone_find (const char *zone)
{
  g_autoptr (GTimeZone) found = zone != NULL ? g_time_zone_new_identifier (zone) : NULL;

  if (zone == NULL)
    return g_time_zone_new_local ();
  return found != NULL ? g_steal_pointer (&found) : g_time_zone_new_utc ();
}

static gint64
get_offset (GTimeZone *zone, gint64 seconds)
{
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, seconds);

  return g_time_zone_get_offset (zone, MAX (interval, 0));
}

gboolean
rapport_zone_is_steady (GTimeZone *zone, RapportDay from, RapportDay to, gint64 *offset)
{
  const gint64 begin = (gint64) (from - get_epoch () - 1) * SECONDS_OF_A_DAY;
  const gint64 end = (gint64) (to - get_epoch () + 2) * SECONDS_OF_A_DAY;

  *offset = get_offset (zone, begin);
  return g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, begin) ==
         g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, end);
}

/* By the offsets of the day before and the day after. Where clocks were put forward over
 * the time, the one before holds (RFC 5545, 3.3.5), where they were put back over it, too. */
gint64
rapport_zone_get_instant (GTimeZone *zone, RapportDay day, int minute)
{
  const gint64 clock = (gint64) (day - get_epoch ()) * SECONDS_OF_A_DAY + (gint64) minute * 60;
  const gint64 before = get_offset (zone, clock - STEADY);
  const gint64 after = get_offset (zone, clock + STEADY);
  gint64 instant = clock - before;

  if (before != after && get_offset (zone, instant) != before &&
      get_offset (zone, clock - after) == after)
    instant = clock - after;
  return instant * G_USEC_PER_SEC;
}

gint64
rapport_local_time_get_instant (const char *text)
{
  g_autofree char *name = NULL;
  g_autoptr (GTimeZone) zone = NULL;
  RapportDay day;
  int minute;

  if (!rapport_local_time_parse (text, &day, &minute, &name))
    return 0;
  zone = rapport_zone_find (name);
  return rapport_zone_get_instant (zone, day, minute);
}

void
rapport_zone_from_instant (GTimeZone *zone, gint64 instant, RapportDay *day, int *minute)
{
  gint64 seconds = instant / G_USEC_PER_SEC - (instant % G_USEC_PER_SEC < 0 ? 1 : 0);
  gint64 clock = seconds + get_offset (zone, seconds);
  gint64 days = clock / SECONDS_OF_A_DAY - (clock % SECONDS_OF_A_DAY < 0 ? 1 : 0);

  *day = (RapportDay) (get_epoch () + days);
  *minute = (int) ((clock - days * SECONDS_OF_A_DAY) / 60);
}

void
rapport_local_time_from_instant (gint64 instant, const char *zone, RapportDay *day, int *minute)
{
  g_autoptr (GTimeZone) found = rapport_zone_find (zone);

  rapport_zone_from_instant (found, instant, day, minute);
}
