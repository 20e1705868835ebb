/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Time zones in calendar files: the names that others give them, and their description. */
#include "rapport-ical-private.h"

#include <string.h>

#define SECONDS_OF_A_DAY (24 * 60 * 60)
#define YEARS_AHEAD      8
#define WEEK             7

/* Windows calls zones by names of its own; each with the place that Unicode's CLDR gives for it
 * (windowsZones.xml, territory 001). */
static const struct
{
  const char *windows;
  const char *zone;
} windows_zones[] = {
  { "AUS Central Standard Time", "Australia/Darwin" },
  { "AUS Eastern Standard Time", "Australia/Sydney" },
  { "Afghanistan Standard Time", "Asia/Kabul" },
  { "Alaskan Standard Time", "America/Anchorage" },
  { "Altai Standard Time", "Asia/Barnaul" },
  { "Arab Standard Time", "Asia/Riyadh" },
  { "Arabian Standard Time", "Asia/Dubai" },
  { "Arabic Standard Time", "Asia/Baghdad" },
  { "Argentina Standard Time", "America/Argentina/Buenos_Aires" },
  { "Astrakhan Standard Time", "Europe/Astrakhan" },
  { "Atlantic Standard Time", "America/Halifax" },
  { "Azerbaijan Standard Time", "Asia/Baku" },
  { "Azores Standard Time", "Atlantic/Azores" },
  { "Bangladesh Standard Time", "Asia/Dhaka" },
  { "Belarus Standard Time", "Europe/Minsk" },
  { "Canada Central Standard Time", "America/Regina" },
  { "Caucasus Standard Time", "Asia/Yerevan" },
  { "Cen. Australia Standard Time", "Australia/Adelaide" },
  { "Central America Standard Time", "America/Guatemala" },
  { "Central Asia Standard Time", "Asia/Bishkek" },
  { "Central Brazilian Standard Time", "America/Cuiaba" },
  { "Central Europe Standard Time", "Europe/Budapest" },
  { "Central European Standard Time", "Europe/Warsaw" },
  { "Central Standard Time", "America/Chicago" },
  { "Central Standard Time (Mexico)", "America/Mexico_City" },
  { "China Standard Time", "Asia/Shanghai" },
  { "Customized Time Zone", NULL },
  { "E. Africa Standard Time", "Africa/Nairobi" },
  { "E. Australia Standard Time", "Australia/Brisbane" },
  { "E. Europe Standard Time", "Europe/Chisinau" },
  { "E. South America Standard Time", "America/Sao_Paulo" },
  { "Eastern Standard Time", "America/New_York" },
  { "Egypt Standard Time", "Africa/Cairo" },
  { "Ekaterinburg Standard Time", "Asia/Yekaterinburg" },
  { "FLE Standard Time", "Europe/Kyiv" },
  { "Fiji Standard Time", "Pacific/Fiji" },
  { "GMT Standard Time", "Europe/London" },
  { "GTB Standard Time", "Europe/Bucharest" },
  { "Georgian Standard Time", "Asia/Tbilisi" },
  { "Greenland Standard Time", "America/Nuuk" },
  { "Greenwich Standard Time", "Atlantic/Reykjavik" },
  { "Hawaiian Standard Time", "Pacific/Honolulu" },
  { "India Standard Time", "Asia/Kolkata" },
  { "Iran Standard Time", "Asia/Tehran" },
  { "Israel Standard Time", "Asia/Jerusalem" },
  { "Jordan Standard Time", "Asia/Amman" },
  { "Kaliningrad Standard Time", "Europe/Kaliningrad" },
  { "Korea Standard Time", "Asia/Seoul" },
  { "Magadan Standard Time", "Asia/Magadan" },
  { "Middle East Standard Time", "Asia/Beirut" },
  { "Morocco Standard Time", "Africa/Casablanca" },
  { "Mountain Standard Time", "America/Denver" },
  { "Mountain Standard Time (Mexico)", "America/Mazatlan" },
  { "Myanmar Standard Time", "Asia/Yangon" },
  { "N. Central Asia Standard Time", "Asia/Novosibirsk" },
  { "Namibia Standard Time", "Africa/Windhoek" },
  { "Nepal Standard Time", "Asia/Kathmandu" },
  { "New Zealand Standard Time", "Pacific/Auckland" },
  { "Newfoundland Standard Time", "America/St_Johns" },
  { "North Asia East Standard Time", "Asia/Irkutsk" },
  { "North Asia Standard Time", "Asia/Krasnoyarsk" },
  { "Omsk Standard Time", "Asia/Omsk" },
  { "Pacific SA Standard Time", "America/Santiago" },
  { "Pacific Standard Time", "America/Los_Angeles" },
  { "Pacific Standard Time (Mexico)", "America/Tijuana" },
  { "Pakistan Standard Time", "Asia/Karachi" },
  { "Qyzylorda Standard Time", "Asia/Qyzylorda" },
  { "Romance Standard Time", "Europe/Paris" },
  { "Russia Time Zone 10", "Asia/Srednekolymsk" },
  { "Russia Time Zone 11", "Asia/Kamchatka" },
  { "Russia Time Zone 3", "Europe/Samara" },
  { "Russian Standard Time", "Europe/Moscow" },
  { "SA Eastern Standard Time", "America/Cayenne" },
  { "SA Pacific Standard Time", "America/Bogota" },
  { "SA Western Standard Time", "America/La_Paz" },
  { "SE Asia Standard Time", "Asia/Bangkok" },
  { "Sakhalin Standard Time", "Asia/Sakhalin" },
  { "Saratov Standard Time", "Europe/Saratov" },
  { "Singapore Standard Time", "Asia/Singapore" },
  { "South Africa Standard Time", "Africa/Johannesburg" },
  { "Sri Lanka Standard Time", "Asia/Colombo" },
  { "Syria Standard Time", "Asia/Damascus" },
  { "Taipei Standard Time", "Asia/Taipei" },
  { "Tasmania Standard Time", "Australia/Hobart" },
  { "Tokyo Standard Time", "Asia/Tokyo" },
  { "Tomsk Standard Time", "Asia/Tomsk" },
  { "Transbaikal Standard Time", "Asia/Chita" },
  { "Turkey Standard Time", "Europe/Istanbul" },
  { "US Eastern Standard Time", "America/Indianapolis" },
  { "US Mountain Standard Time", "America/Phoenix" },
  { "UTC", "UTC" },
  { "Ulaanbaatar Standard Time", "Asia/Ulaanbaatar" },
  { "Venezuela Standard Time", "America/Caracas" },
  { "Vladivostok Standard Time", "Asia/Vladivostok" },
  { "Volgograd Standard Time", "Europe/Volgograd" },
  { "W. Australia Standard Time", "Australia/Perth" },
  { "W. Central Africa Standard Time", "Africa/Lagos" },
  { "W. Europe Standard Time", "Europe/Berlin" },
  { "West Asia Standard Time", "Asia/Tashkent" },
  { "West Pacific Standard Time", "Pacific/Port_Moresby" },
  { "Yakutsk Standard Time", "Asia/Yakutsk" },
  /* Others that mean no place. */
  { "GMT", "UTC" },
  { "Z", "UTC" },
  { "Etc/UTC", "UTC" },
};

/* A name of the database, which has no other letters; files of the system stand beside it. */
static gboolean
is_zone (const char *name)
{
  g_autoptr (GTimeZone) zone = NULL;

  if (!g_ascii_isalpha (*name) || strstr (name, "..") != NULL || strlen (name) > 64)
    return FALSE;
  for (const char *p = name; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("/_+-", *p) == NULL)
      return FALSE;
  zone = g_time_zone_new_identifier (name);
  return zone != NULL;
}

char *
rapport_calendar_zone_find (const char *name)
{
  g_autofree char *clean = g_strdup (name);

  g_strstrip (clean);
  g_strdelimit (clean, "\"", ' ');
  g_strstrip (clean);
  for (gsize i = 0; i < G_N_ELEMENTS (windows_zones); i++)
    if (g_ascii_strcasecmp (windows_zones[i].windows, clean) == 0)
      return g_strdup (windows_zones[i].zone);
  /* "/freeassociation.sourceforge.net/Europe/Moscow" */
  for (const char *tail = clean; tail != NULL; tail = strchr (tail, '/'))
    {
      tail += *tail == '/' ? 1 : 0;
      if (is_zone (tail))
        return g_strdup (tail);
    }
  return NULL;
}

/* Describing. */

/* A change of clocks: the moment, and the offsets in seconds. */
typedef struct
{
  gint64 at;
  int before;
  int after;
  gboolean summer;
  char name[16];
  /* On the clock before it. */
  RapportDay day;
  int second;
} Change;

static int
get_interval (GTimeZone *zone, gint64 at)
{
  return MAX (g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, at), 0);
}

static gint64
day_to_seconds (RapportDay day)
{
  return (gint64) (day - rapport_day_new (1970, 1, 1)) * SECONDS_OF_A_DAY;
}

/* The change between two moments between which there is one. */
static Change
find_change (GTimeZone *zone, gint64 from, gint64 to)
{
  const int before = get_interval (zone, from);
  Change change = { 0 };
  gint64 clock;

  while (to - from > 1)
    {
      gint64 middle = from + (to - from) / 2;

      if (get_interval (zone, middle) == before)
        from = middle;
      else
        to = middle;
    }
  change.at = to;
  change.before = g_time_zone_get_offset (zone, before);
  change.after = g_time_zone_get_offset (zone, get_interval (zone, to));
  change.summer = g_time_zone_is_dst (zone, get_interval (zone, to));
  g_strlcpy (change.name, g_time_zone_get_abbreviation (zone, get_interval (zone, to)),
             sizeof change.name);
  clock = to + change.before;
  change.day = rapport_day_new (1970, 1, 1) + (RapportDay) (clock / SECONDS_OF_A_DAY);
  change.second = (int) (clock % SECONDS_OF_A_DAY);
  return change;
}

static GArray *
find_changes (GTimeZone *zone, int from_year, int to_year)
{
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (Change));
  RapportDay last = rapport_day_new (to_year, 12, 31);

  for (RapportDay day = rapport_day_new (from_year, 1, 1); day < last; day++)
    {
      gint64 from = day_to_seconds (day);

      if (get_interval (zone, from) != get_interval (zone, from + SECONDS_OF_A_DAY))
        {
          Change change = find_change (zone, from, from + SECONDS_OF_A_DAY);

          if (change.before != change.after || change.summer)
            g_array_append_val (changes, change);
        }
    }
  return changes;
}

/* -1 for the last such weekday of its month, else its number; 0 where they do not agree. */
static int
get_nth (RapportDay day, gboolean from_end)
{
  int day_of_month;

  rapport_day_split (day, NULL, NULL, &day_of_month);
  if (from_end)
    return day_of_month + WEEK > rapport_day_days_in_month (day) ? -1 : 0;
  return (day_of_month - 1) / WEEK + 1;
}

static gboolean
are_alike (const Change *a, const Change *b)
{
  int month_a, month_b;

  rapport_day_split (a->day, NULL, &month_a, NULL);
  rapport_day_split (b->day, NULL, &month_b, NULL);
  return month_a == month_b && a->second == b->second && a->before == b->before &&
         a->after == b->after &&
         rapport_day_get_weekday (a->day) == rapport_day_get_weekday (b->day);
}

/* Whether the change at @index comes again each year to the end of @changes, on the same weekday
 * of its month. */
static int
find_rule (GArray *changes, guint index, int to_year, gboolean from_end)
{
  const Change *first = &g_array_index (changes, Change, index);
  const int nth = get_nth (first->day, from_end);
  int year, next;

  rapport_day_split (first->day, &year, NULL, NULL);
  for (guint i = index + 1; i < changes->len; i++)
    {
      const Change *change = &g_array_index (changes, Change, i);

      if (!are_alike (first, change))
        continue;
      rapport_day_split (change->day, &next, NULL, NULL);
      if (next != year + 1 || get_nth (change->day, from_end) != nth)
        return 0;
      year = next;
    }
  return year == to_year ? nth : 0;
}

static void
append_offset (GString *out, const char *name, int seconds)
{
  g_string_append_printf (out, "%s:%c%02d%02d", name, seconds < 0 ? '-' : '+', ABS (seconds) / 3600,
                          ABS (seconds) / 60 % 60);
  if (ABS (seconds) % 60 != 0)
    g_string_append_printf (out, "%02d", ABS (seconds) % 60);
  g_string_append (out, "\r\n");
}

static void
append_change (GString *out, const Change *change, int nth)
{
  static const char *const weekdays[] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };
  const char *kind = change->summer ? "DAYLIGHT" : "STANDARD";
  int year, month, day;

  rapport_day_split (change->day, &year, &month, &day);
  g_string_append_printf (out, "BEGIN:%s\r\nDTSTART:%04d%02d%02dT%02d%02d%02d\r\n", kind, year,
                          month, day, change->second / 3600, change->second / 60 % 60,
                          change->second % 60);
  append_offset (out, "TZOFFSETFROM", change->before);
  append_offset (out, "TZOFFSETTO", change->after);
  if (nth != 0)
    g_string_append_printf (out, "RRULE:FREQ=YEARLY;BYMONTH=%d;BYDAY=%d%s\r\n", month, nth,
                            weekdays[rapport_day_get_weekday (change->day) - 1]);
  g_string_append_printf (out, "TZNAME:%s\r\nEND:%s\r\n", change->name, kind);
}

/* Whether an earlier one that comes again each year stands for this one. */
static gboolean
is_told (GArray *changes, guint index, int to_year)
{
  const Change *change = &g_array_index (changes, Change, index);

  for (guint i = 0; i < index; i++)
    if (are_alike (&g_array_index (changes, Change, i), change) &&
        (find_rule (changes, i, to_year, TRUE) != 0 || find_rule (changes, i, to_year, FALSE) != 0))
      return TRUE;
  return FALSE;
}

/* Single changes as they were, and those that come again each year by a rule. */
char *
rapport_calendar_zone_write (const char *name, int year)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (name);
  const int from_year = CLAMP (year, 1971, 2100) - 1;
  const int to_year = from_year + YEARS_AHEAD;
  GString *out = g_string_new ("BEGIN:VTIMEZONE\r\n");
  g_autoptr (GArray) changes = NULL;
  Change begin = { 0 };
  int interval;

  if (zone == NULL)
    zone = g_time_zone_new_utc ();
  interval = get_interval (zone, day_to_seconds (rapport_day_new (from_year, 1, 1)));
  begin.before = begin.after = g_time_zone_get_offset (zone, interval);
  begin.summer = g_time_zone_is_dst (zone, interval);
  begin.day = rapport_day_new (1970, 1, 1);
  g_strlcpy (begin.name, g_time_zone_get_abbreviation (zone, interval), sizeof begin.name);
  changes = find_changes (zone, from_year, to_year);
  g_string_append_printf (out, "TZID:%s\r\n", name);
  append_change (out, &begin, 0);
  for (guint i = 0; i < changes->len; i++)
    {
      const int last = find_rule (changes, i, to_year, TRUE);

      if (!is_told (changes, i, to_year))
        append_change (out, &g_array_index (changes, Change, i),
                       last != 0 ? last : find_rule (changes, i, to_year, FALSE));
    }
  g_string_append (out, "END:VTIMEZONE\r\n");
  return g_string_free (out, FALSE);
}
