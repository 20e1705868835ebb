/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-when.h"

#include "rapport-format.h"
#include "rapport-zones.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DAY (24 * 60)

char *
rapport_when_clock (int minute)
{
  return g_strdup_printf ("%d:%02d", minute / 60 % 24, minute % 60);
}

char *
rapport_when_hours (const char *start, int length)
{
  const gint64 at = rapport_local_time_get_instant (start);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  RapportDay day;
  int minute;

  rapport_local_time_from_instant (at, NULL, &day, &minute);
  from = rapport_when_clock (minute);
  if (length <= 0)
    return g_steal_pointer (&from);
  to = rapport_when_clock ((minute + length) % DAY);
  return g_strdup_printf ("%s–%s", from, to);
}

char *
rapport_when_full (const char *start, int length, RapportDay today)
{
  g_autofree char *hours = rapport_when_hours (start, length);
  g_autofree char *text = NULL;
  RapportDay day;
  int minute;

  rapport_local_time_from_instant (rapport_local_time_get_instant (start), NULL, &day, &minute);
  text = rapport_format_day (day, today);
  /* Translators: a day and the time of the day: "tomorrow, 10:00–10:45" */
  return g_strdup_printf (_ ("%s, %s"), text, hours);
}

static int
get_offset (gint64 instant, const char *zone)
{
  RapportDay day;
  int minute;

  rapport_local_time_from_instant (instant, zone, &day, &minute);
  return day * DAY + minute;
}

static void
append_zone (GString *text, gint64 instant, const char *zone)
{
  g_autofree char *clock = NULL;
  RapportDay day;
  int minute;

  rapport_local_time_from_instant (instant, zone, &day, &minute);
  clock = rapport_when_clock (minute);
  if (text->len > 0)
    g_string_append (text, ", ");
  /* Translators: a time of the day and the city by whose clock it is: "9:00 Berlin" */
  g_string_append_printf (text, C_ ("clock and city", "%s %s"), clock,
                          rapport_zone_get_city (zone));
}

char *
rapport_when_zones (const char *start, const char *client_zone)
{
  g_autofree char *own = rapport_zone_get_own ();
  g_autofree char *zone = NULL;
  const gint64 instant = rapport_local_time_get_instant (start);
  GString *text = g_string_new (NULL);
  const char *clocks[3] = { NULL, client_zone, own };
  RapportDay day;
  int minute;

  if (!rapport_local_time_parse (start, &day, &minute, &zone))
    return g_string_free (text, FALSE);
  clocks[0] = zone;
  for (guint i = 0; i < G_N_ELEMENTS (clocks); i++)
    {
      gboolean is_new = *clocks[i] != '\0';

      for (guint j = 0; j < i && is_new; j++)
        is_new =
          *clocks[j] == '\0' || get_offset (instant, clocks[j]) != get_offset (instant, clocks[i]);
      if (is_new)
        append_zone (text, instant, clocks[i]);
    }
  /* One clock needs no name. */
  if (strstr (text->str, ", ") == NULL)
    g_string_truncate (text, 0);
  return g_string_free (text, FALSE);
}

int
rapport_when_parse (const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  const gsize n = strspn (trimmed, "0123456789");
  const char *rest = trimmed + n;
  int hour = atoi (trimmed);
  int minute = 0;

  if (n == 0 || n > 4)
    return -1;
  if (*rest == '\0' && n > 2)
    {
      minute = hour % 100;
      hour /= 100;
    }
  else if (*rest != '\0')
    {
      if (n > 2 || strchr (":.- ", *rest) == NULL || strspn (rest + 1, "0123456789") != 2 ||
          rest[3] != '\0')
        return -1;
      minute = atoi (rest + 1);
    }
  return hour < 24 && minute < 60 ? hour * 60 + minute : -1;
}
