/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one file that knows libical: structures to text and back. */
#include "rapport-ical-private.h"

#include "rapport-csv-encoding.h"
#include "rapport-exchange-error.h"
#include "rapport-schedules.h"

#include <glib/gi18n-lib.h>
#include <libical/ical.h>
#include <string.h>

#define PRODUCT             "-//Rapport//Rapport//EN"
#define DEEPEST             8
#define LONGEST_TEXT        16384
#define LONGEST_MEETING     (14 * 24 * 60)
#define USUAL_LENGTH        60
#define MICROSECONDS_MINUTE (60 * (gint64) G_USEC_PER_SEC)
#define MOST_STEPS          200000

/* Times. */

/* %FALSE where @text is no local time. @zone: (out) (transfer full) */
static gboolean
time_from_text (const char *text, struct icaltimetype *time, char **zone)
{
  RapportDay day;
  int minute;

  *time = (struct icaltimetype) { 0 };
  if (!rapport_local_time_parse (text, &day, &minute, zone))
    return FALSE;
  rapport_day_split (day, &time->year, &time->month, &time->day);
  time->hour = minute / 60;
  time->minute = minute % 60;
  if (g_strcmp0 (*zone, "UTC") == 0)
    time->zone = icaltimezone_get_utc_timezone ();
  return TRUE;
}

static struct icaltimetype
time_from_instant (gint64 instant)
{
  return icaltime_from_timet_with_zone ((time_t) (instant / G_USEC_PER_SEC), 0,
                                        icaltimezone_get_utc_timezone ());
}

/* Writing. */

static void
add_time (icalcomponent *event, icalproperty_kind kind, const char *text)
{
  icalproperty *property = icalproperty_new (kind);
  g_autofree char *zone = NULL;
  struct icaltimetype time;

  if (!time_from_text (text, &time, &zone))
    {
      icalproperty_free (property);
      return;
    }
  icalproperty_set_value (property, icalvalue_new_datetime (time));
  if (time.zone == NULL)
    icalproperty_add_parameter (property, icalparameter_new_tzid (zone));
  icalcomponent_add_property (event, property);
}

/* Without control characters but line ends. */
static char *
clean (const char *text, gboolean one_line)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *out = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n')
        g_string_append (out, one_line ? " " : "\n");
      else if (!g_unichar_iscntrl (c))
        g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

static void
add_text (icalcomponent *event, icalproperty_kind kind, const char *text)
{
  g_autofree char *words = clean (text != NULL ? text : "", kind != ICAL_DESCRIPTION_PROPERTY);
  icalproperty *property;

  if (*words == '\0')
    return;
  property = icalproperty_new (kind);
  icalproperty_set_value (property, icalvalue_new_text (words));
  icalcomponent_add_property (event, property);
}

static void
add_name (icalproperty *property, const char *name)
{
  g_autofree char *words = clean (name, TRUE);

  /* A name stands in quotes and can hold none. */
  g_strdelimit (words, "\"", '\'');
  if (*words != '\0')
    icalproperty_add_parameter (property, icalparameter_new_cn (words));
}

static void
add_person (icalcomponent *event, const RapportIcalPerson *person, gboolean organizer)
{
  g_autofree char *address = g_strconcat ("mailto:", person->email, NULL);
  icalproperty *property =
    organizer ? icalproperty_new_organizer (address) : icalproperty_new_attendee (address);
  icalparameter_partstat answer = ICAL_PARTSTAT_NEEDSACTION;

  add_name (property, person->name);
  if (!organizer)
    {
      if (g_str_equal (person->answer, "accepted"))
        answer = ICAL_PARTSTAT_ACCEPTED;
      else if (g_str_equal (person->answer, "tentative"))
        answer = ICAL_PARTSTAT_TENTATIVE;
      else if (g_str_equal (person->answer, "declined"))
        answer = ICAL_PARTSTAT_DECLINED;
      icalproperty_add_parameter (property, icalparameter_new_role (person->required
                                                                      ? ICAL_ROLE_REQPARTICIPANT
                                                                      : ICAL_ROLE_OPTPARTICIPANT));
      icalproperty_add_parameter (property, icalparameter_new_partstat (answer));
      if (answer == ICAL_PARTSTAT_NEEDSACTION)
        icalproperty_add_parameter (property, icalparameter_new_rsvp (ICAL_RSVP_TRUE));
    }
  icalcomponent_add_property (event, property);
}

/* "UNTIL=20261130", a day, as the moment of the last one: a time with a zone wants that. */
static char *
write_rule (const RapportIcalEvent *event)
{
  g_auto (GStrv) parts = g_strsplit (event->rule, ";", -1);
  g_autofree char *zone = NULL;
  RapportDay first;
  int minute;

  for (int i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *last = NULL;
      g_autoptr (GDateTime) moment = NULL;
      int day;

      if (!g_str_has_prefix (parts[i], "UNTIL=") ||
          !rapport_local_time_parse (event->start, &first, &minute, &zone))
        continue;
      day = (int) g_ascii_strtoll (parts[i] + strlen ("UNTIL="), NULL, 10);
      last = rapport_local_time_make (rapport_day_new (day / 10000, day / 100 % 100, day % 100),
                                      minute, zone);
      moment =
        g_date_time_new_from_unix_utc (rapport_local_time_get_instant (last) / G_USEC_PER_SEC);
      g_free (parts[i]);
      parts[i] = g_date_time_format (moment, "UNTIL=%Y%m%dT%H%M%SZ");
      break;
    }
  return g_strjoinv (";", parts);
}

static char *
add_minutes (const char *start, int minutes)
{
  g_autofree char *zone = NULL;
  gint64 end = rapport_local_time_get_instant (start) + minutes * MICROSECONDS_MINUTE;
  RapportDay day;
  int minute;

  if (!rapport_local_time_parse (start, &day, &minute, &zone))
    return g_strdup (start);
  rapport_local_time_from_instant (end, zone, &day, &minute);
  return rapport_local_time_make (day, minute, zone);
}

static icalcomponent *
write_event (const RapportIcalEvent *event)
{
  icalcomponent *self = icalcomponent_new_vevent ();
  g_autofree char *end = add_minutes (event->start, event->length);

  icalcomponent_add_property (self, icalproperty_new_uid (event->uid));
  icalcomponent_add_property (self, icalproperty_new_dtstamp (time_from_instant (event->stamp)));
  icalcomponent_add_property (self, icalproperty_new_sequence (event->sequence));
  add_time (self, ICAL_DTSTART_PROPERTY, event->start);
  add_time (self, ICAL_DTEND_PROPERTY, end);
  if (event->instance != NULL)
    add_time (self, ICAL_RECURRENCEID_PROPERTY, event->instance);
  if (event->rule != NULL)
    {
      g_autofree char *rule = write_rule (event);

      icalcomponent_add_property (self,
                                  icalproperty_new_rrule (icalrecurrencetype_from_string (rule)));
    }
  for (guint i = 0; i < event->excluded->len; i++)
    add_time (self, ICAL_EXDATE_PROPERTY, event->excluded->pdata[i]);
  add_text (self, ICAL_SUMMARY_PROPERTY, event->title);
  add_text (self, ICAL_DESCRIPTION_PROPERTY, event->description);
  add_text (self, ICAL_LOCATION_PROPERTY, event->place);
  icalcomponent_add_property (self,
                              icalproperty_new_status (g_str_equal (event->status, "cancelled")
                                                         ? ICAL_STATUS_CANCELLED
                                                         : ICAL_STATUS_CONFIRMED));
  if (event->organizer != NULL)
    add_person (self, event->organizer, TRUE);
  for (guint i = 0; i < event->people->len; i++)
    add_person (self, event->people->pdata[i], FALSE);
  return self;
}

static void
note_zone (GHashTable *zones, const char *text)
{
  g_autofree char *zone = NULL;
  gpointer known;
  RapportDay day;
  int minute, year;

  if (text == NULL || !rapport_local_time_parse (text, &day, &minute, &zone) ||
      g_str_equal (zone, "UTC"))
    return;
  rapport_day_split (day, &year, NULL, NULL);
  if (!g_hash_table_lookup_extended (zones, zone, NULL, &known) || GPOINTER_TO_INT (known) > year)
    g_hash_table_insert (zones, g_steal_pointer (&zone), GINT_TO_POINTER (year));
}

static void
add_zones (icalcomponent *calendar, RapportIcal *self)
{
  g_autoptr (GHashTable) zones = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) names = NULL;

  for (guint i = 0; i < self->events->len; i++)
    {
      const RapportIcalEvent *event = self->events->pdata[i];

      note_zone (zones, event->start);
      note_zone (zones, event->instance);
    }
  names = g_hash_table_get_keys_as_ptr_array (zones);
  g_ptr_array_sort_values (names, (GCompareFunc) g_strcmp0);
  for (guint i = 0; i < names->len; i++)
    {
      int year = GPOINTER_TO_INT (g_hash_table_lookup (zones, names->pdata[i]));
      g_autofree char *text = rapport_calendar_zone_write (names->pdata[i], year);
      icalcomponent *zone = icalcomponent_new_from_string (text);

      if (zone != NULL)
        icalcomponent_add_component (calendar, zone);
    }
}

char *
rapport_ical_write (RapportIcal *self)
{
  icalcomponent *calendar = icalcomponent_new (ICAL_VCALENDAR_COMPONENT);
  char *text;
  char *copy;

  icalcomponent_add_property (calendar, icalproperty_new_prodid (PRODUCT));
  icalcomponent_add_property (calendar, icalproperty_new_version ("2.0"));
  icalcomponent_add_property (calendar, icalproperty_new_calscale ("GREGORIAN"));
  icalcomponent_add_property (
    calendar, icalproperty_new_method (icalproperty_string_to_method (self->method)));
  if (self->title != NULL)
    {
      icalproperty *title = icalproperty_new_x (self->title);

      icalproperty_set_x_name (title, "X-WR-CALNAME");
      icalcomponent_add_property (calendar, title);
    }
  add_zones (calendar, self);
  for (guint i = 0; i < self->events->len; i++)
    icalcomponent_add_component (calendar, write_event (self->events->pdata[i]));
  text = icalcomponent_as_ical_string_r (calendar);
  copy = g_strdup (text);
  free (text);
  icalcomponent_free (calendar);
  return copy;
}

/* Reading. */

static gboolean
refuse (GError **error, int code, const char *message)
{
  g_set_error_literal (error, RAPPORT_EXCHANGE_ERROR, code, message);
  return FALSE;
}

/* (transfer full): the text in UTF-8. */
static char *
decode (GBytes *bytes, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  RapportCsvEncoding encoding;
  g_autofree char *text = NULL;

  if (size > RAPPORT_ICAL_MAX_BYTES)
    {
      refuse (error, RAPPORT_EXCHANGE_ERROR_TOO_LARGE,
              _ ("This calendar is too large: 8 MB is the most."));
      return NULL;
    }
  if (!rapport_csv_encoding_guess (stream, &encoding, NULL, error))
    return NULL;
  if (g_utf8_validate (data, (gssize) size, NULL))
    text = g_strndup (data, size);
  else
    text = g_convert (data, (gssize) size, "UTF-8", rapport_csv_encoding_get_name (encoding), NULL,
                      NULL, NULL);
  if (text == NULL)
    {
      refuse (error, RAPPORT_EXCHANGE_ERROR_ENCODING,
              _ ("The letters of this calendar can’t be read."));
      return NULL;
    }
  if (g_str_has_prefix (text, "\xef\xbb\xbf"))
    memmove (text, text + 3, strlen (text + 3) + 1);
  return g_steal_pointer (&text);
}

/* What begins and ends, before libical sees it: it takes cut files for whole ones, and goes as deep
 * as they are nested. */
static gboolean
check_line (GPtrArray *open, const char *line, guint *n_events, GError **error)
{
  g_autofree char *name = g_ascii_strup (strchr (line, ':') + 1, -1);

  g_strstrip (name);
  if (g_ascii_toupper (*line) == 'B')
    {
      *n_events += g_str_equal (name, "VEVENT") ? 1 : 0;
      if (open->len >= DEEPEST || (open->len == 0 && !g_str_equal (name, "VCALENDAR")))
        return refuse (error, RAPPORT_EXCHANGE_ERROR_KIND, _ ("This is not a calendar file."));
      if (*n_events > RAPPORT_ICAL_MAX_EVENTS)
        return refuse (error, RAPPORT_EXCHANGE_ERROR_TOO_LARGE,
                       _ ("This calendar is too large: it has more than 10,000 events."));
      g_ptr_array_add (open, g_steal_pointer (&name));
      return TRUE;
    }
  if (open->len == 0 || !g_str_equal (open->pdata[open->len - 1], name))
    return refuse (error, RAPPORT_EXCHANGE_ERROR_DAMAGED, _ ("This calendar file is damaged."));
  g_ptr_array_set_size (open, (int) open->len - 1);
  return TRUE;
}

static gboolean
check_shape (const char *text, GError **error)
{
  g_auto (GStrv) lines = g_strsplit_set (text, "\r\n", -1);
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func (g_free);
  guint n_events = 0;
  gboolean seen = FALSE;

  for (int i = 0; lines[i] != NULL; i++)
    {
      if (g_ascii_strncasecmp (lines[i], "BEGIN:", 6) != 0 &&
          g_ascii_strncasecmp (lines[i], "END:", 4) != 0)
        continue;
      seen = TRUE;
      if (!check_line (open, lines[i], &n_events, error))
        return FALSE;
    }
  if (!seen)
    return refuse (error, RAPPORT_EXCHANGE_ERROR_KIND, _ ("This is not a calendar file."));
  if (open->len > 0)
    return refuse (error, RAPPORT_EXCHANGE_ERROR_DAMAGED,
                   _ ("This calendar file is cut off before its end."));
  return TRUE;
}

typedef struct
{
  RapportIcal *ical;
  const char *fallback;
  icalcomponent *calendar;
  GHashTable *zones; /* as files call them to as we do */
} Reading;

/* (transfer full) (nullable): where the file's own description of the zone names a place. */
static char *
find_described_zone (Reading *reading, const char *name)
{
  icaltimezone *zone = icalcomponent_get_timezone (reading->calendar, name);
  const char *place = zone != NULL ? icaltimezone_get_location (zone) : NULL;

  return place != NULL ? rapport_calendar_zone_find (place) : NULL;
}

static const char *
find_zone (Reading *reading, const char *name)
{
  char *found = g_hash_table_lookup (reading->zones, name);

  if (found != NULL)
    return found;
  found = rapport_calendar_zone_find (name);
  if (found == NULL)
    found = find_described_zone (reading, name);
  if (found == NULL)
    {
      g_autofree char *quote = g_utf8_substring (name, 0, MIN (g_utf8_strlen (name, -1), 60));

      found = g_strdup (reading->fallback);
      rapport_ical_take_remark (
        reading->ical,
        g_strdup_printf (
          _ ("The time zone “%s” is not known; its times are taken for those of %s."), quote,
          reading->fallback));
    }
  g_hash_table_insert (reading->zones, g_strdup (name), found);
  return found;
}

/* (transfer full) (nullable): %NULL for what is no time of a day that exists. */
static char *
read_time (Reading *reading, icalproperty *property, struct icaltimetype time)
{
  icalparameter *parameter = icalproperty_get_first_parameter (property, ICAL_TZID_PARAMETER);
  const char *zone = reading->fallback;
  RapportDay day = rapport_day_new (time.year, time.month, time.day);

  if (day == RAPPORT_DAY_NONE || time.is_date || time.hour < 0 || time.hour > 23 ||
      time.minute < 0 || time.minute > 59)
    return NULL;
  if (icaltime_is_utc (time))
    zone = "UTC";
  else if (parameter != NULL && icalparameter_get_tzid (parameter) != NULL)
    zone = find_zone (reading, icalparameter_get_tzid (parameter));
  return rapport_local_time_make (day, time.hour * 60 + time.minute, zone);
}

static char *
get_time (Reading *reading, icalcomponent *event, icalproperty_kind kind, gboolean *all_day)
{
  icalproperty *property = icalcomponent_get_first_property (event, kind);
  icalvalue *value = property != NULL ? icalproperty_get_value (property) : NULL;
  struct icaltimetype time;

  if (value == NULL ||
      (icalvalue_isa (value) != ICAL_DATETIME_VALUE && icalvalue_isa (value) != ICAL_DATE_VALUE))
    return NULL;
  time = icalvalue_get_datetime (value);
  if (all_day != NULL)
    *all_day = time.is_date;
  return read_time (reading, property, time);
}

static char *
get_text (icalcomponent *event, icalproperty_kind kind)
{
  icalproperty *property = icalcomponent_get_first_property (event, kind);
  icalvalue *value = property != NULL ? icalproperty_get_value (property) : NULL;
  const char *text = value != NULL ? icalvalue_get_text (value) : NULL;
  g_autofree char *words = text != NULL ? clean (text, kind != ICAL_DESCRIPTION_PROPERTY) : NULL;

  if (words == NULL)
    return g_strdup ("");
  g_strstrip (words);
  return g_utf8_substring (words, 0, MIN (g_utf8_strlen (words, -1), LONGEST_TEXT));
}

static RapportIcalPerson *
read_person (icalproperty *property, const char *address)
{
  icalparameter *name = icalproperty_get_first_parameter (property, ICAL_CN_PARAMETER);
  icalparameter *answer = icalproperty_get_first_parameter (property, ICAL_PARTSTAT_PARAMETER);
  icalparameter *role = icalproperty_get_first_parameter (property, ICAL_ROLE_PARAMETER);
  g_autofree char *email = NULL;
  g_autofree char *words = NULL;
  RapportIcalPerson *person;

  if (address == NULL)
    return NULL;
  email = clean (g_ascii_strncasecmp (address, "mailto:", 7) == 0 ? address + 7 : address, TRUE);
  g_strstrip (email);
  words = clean (
    name != NULL && icalparameter_get_cn (name) != NULL ? icalparameter_get_cn (name) : "", TRUE);
  g_strstrip (words);
  if (strchr (email, '@') == NULL || strlen (email) > 254 || strlen (words) > 512)
    return NULL;
  person = rapport_ical_person_new (words, email, TRUE);
  if (role != NULL)
    person->required = icalparameter_get_role (role) == ICAL_ROLE_REQPARTICIPANT ||
                       icalparameter_get_role (role) == ICAL_ROLE_CHAIR;
  switch (answer != NULL ? icalparameter_get_partstat (answer) : ICAL_PARTSTAT_NEEDSACTION)
    {
    case ICAL_PARTSTAT_ACCEPTED:
      g_set_str (&person->answer, "accepted");
      break;
    case ICAL_PARTSTAT_TENTATIVE:
      g_set_str (&person->answer, "tentative");
      break;
    case ICAL_PARTSTAT_DECLINED:
      g_set_str (&person->answer, "declined");
      break;
    default:
      break;
    }
  return person;
}

static void
read_people (RapportIcalEvent *event, icalcomponent *component)
{
  icalproperty *property = icalcomponent_get_first_property (component, ICAL_ORGANIZER_PROPERTY);

  if (property != NULL)
    event->organizer = read_person (property, icalproperty_get_organizer (property));
  property = icalcomponent_get_first_property (component, ICAL_ATTENDEE_PROPERTY);
  while (property != NULL && event->people->len < RAPPORT_ICAL_MAX_PEOPLE)
    {
      RapportIcalPerson *person = read_person (property, icalproperty_get_attendee (property));

      if (person != NULL)
        g_ptr_array_add (event->people, person);
      property = icalcomponent_get_next_property (component, ICAL_ATTENDEE_PROPERTY);
    }
}

/* A rule ends with a moment; a schedule with a day of its zone. */
static char *
read_until (const char *until, const char *start)
{
  struct icaltimetype time = icaltime_from_string (until);
  g_autofree char *zone = NULL;
  RapportDay day = rapport_day_new (time.year, time.month, time.day);
  RapportDay first;
  int minute, first_minute;

  if (day == RAPPORT_DAY_NONE || time.is_date ||
      !rapport_local_time_parse (start, &first, &first_minute, &zone))
    return g_strndup (until, strlen ("YYYYMMDD"));
  minute = time.hour * 60 + time.minute;
  if (icaltime_is_utc (time))
    {
      g_autofree char *utc = rapport_local_time_make (day, CLAMP (minute, 0, 1439), "UTC");

      rapport_local_time_from_instant (rapport_local_time_get_instant (utc), zone, &day, &minute);
    }
  day -= minute < first_minute ? 1 : 0;
  rapport_day_split (day, &time.year, &time.month, &time.day);
  return g_strdup_printf ("%04d%02d%02d", time.year, time.month, time.day);
}

static char *
read_rule (icalproperty *property, const char *start)
{
  char *text = icalproperty_get_value_as_string_r (property);
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", ";", -1);

  free (text);
  for (int i = 0; parts[i] != NULL; i++)
    if (g_str_has_prefix (parts[i], "UNTIL="))
      {
        g_autofree char *day = read_until (parts[i] + strlen ("UNTIL="), start);

        g_free (parts[i]);
        parts[i] = g_strconcat ("UNTIL=", day, NULL);
      }
  return g_strjoinv (";", parts);
}

static void
read_rules (RapportIcalEvent *event, icalcomponent *component)
{
  icalproperty *rule = icalcomponent_get_first_property (component, ICAL_RRULE_PROPERTY);

  if (rule != NULL)
    event->rule = read_rule (rule, event->start);
  event->several_rules =
    (rule != NULL && icalcomponent_get_next_property (component, ICAL_RRULE_PROPERTY) != NULL) ||
    icalcomponent_get_first_property (component, ICAL_EXRULE_PROPERTY) != NULL;
}

static void
read_times (Reading *reading, icalcomponent *component, icalproperty_kind kind, GPtrArray *times)
{
  icalproperty *property = icalcomponent_get_first_property (component, kind);

  for (; property != NULL; property = icalcomponent_get_next_property (component, kind))
    {
      icalvalue *value = icalproperty_get_value (property);
      struct icaltimetype time = { 0 };
      char *text = NULL;

      if (value != NULL && icalvalue_isa (value) == ICAL_DATETIMEPERIOD_VALUE)
        time = icalvalue_get_datetimeperiod (value).time;
      else if (value != NULL && (icalvalue_isa (value) == ICAL_DATETIME_VALUE ||
                                 icalvalue_isa (value) == ICAL_DATE_VALUE))
        time = icalvalue_get_datetime (value);
      if (times->len >= RAPPORT_ICAL_MAX_TIMES)
        {
          rapport_ical_take_remark (
            reading->ical,
            g_strdup_printf (_ ("A meeting lists more than %d single days; the rest is left out."),
                             RAPPORT_ICAL_MAX_TIMES));
          return;
        }
      text = read_time (reading, property, time);
      if (text != NULL)
        g_ptr_array_add (times, text);
    }
}

/* In minutes. */
static int
read_length (Reading *reading, RapportIcalEvent *event, icalcomponent *component)
{
  g_autofree char *end = get_time (reading, component, ICAL_DTEND_PROPERTY, NULL);
  icalproperty *duration = icalcomponent_get_first_property (component, ICAL_DURATION_PROPERTY);
  gint64 minutes = 0;

  if (end != NULL)
    minutes =
      (rapport_local_time_get_instant (end) - rapport_local_time_get_instant (event->start)) /
      MICROSECONDS_MINUTE;
  else if (duration != NULL)
    minutes = icaldurationtype_as_int (icalproperty_get_duration (duration)) / 60;
  return minutes > 0 ? (int) MIN (minutes, LONGEST_MEETING) : USUAL_LENGTH;
}

static int
read_sequence (icalcomponent *component)
{
  icalproperty *property = icalcomponent_get_first_property (component, ICAL_SEQUENCE_PROPERTY);

  return property != NULL ? MAX (icalproperty_get_sequence (property), 0) : 0;
}

static gint64
read_stamp (icalcomponent *component)
{
  icalproperty *property = icalcomponent_get_first_property (component, ICAL_DTSTAMP_PROPERTY);
  struct icaltimetype time =
    property != NULL ? icalproperty_get_dtstamp (property) : icaltime_null_time ();
  g_autofree char *text = NULL;
  RapportDay day = rapport_day_new (time.year, time.month, time.day);

  if (day == RAPPORT_DAY_NONE || time.hour < 0 || time.hour > 23 || time.minute < 0 ||
      time.minute > 59)
    return 0;
  text = rapport_local_time_make (day, time.hour * 60 + time.minute, "UTC");
  return rapport_local_time_get_instant (text) + CLAMP (time.second, 0, 59) * G_USEC_PER_SEC;
}

/* (transfer full) (nullable): %NULL for what is no meeting, with a remark. */
static RapportIcalEvent *
read_event (Reading *reading, icalcomponent *component)
{
  g_autoptr (RapportIcalEvent) event = rapport_ical_event_new ();
  icalproperty *status = icalcomponent_get_first_property (component, ICAL_STATUS_PROPERTY);
  gboolean all_day = FALSE;

  event->uid = get_text (component, ICAL_UID_PROPERTY);
  event->title = get_text (component, ICAL_SUMMARY_PROPERTY);
  event->start = get_time (reading, component, ICAL_DTSTART_PROPERTY, &all_day);
  event->instance = get_time (reading, component, ICAL_RECURRENCEID_PROPERTY, NULL);
  /* An answer need not say when. */
  if (event->start == NULL && !all_day && g_str_equal (reading->ical->method, "REPLY"))
    event->start = g_strdup (event->instance != NULL ? event->instance : "");
  if (event->start == NULL)
    {
      rapport_ical_take_remark (
        reading->ical,
        all_day
          ? g_strdup_printf (_ ("“%s” takes whole days and is left out."), event->title)
          : g_strdup_printf (_ ("“%s” has no time that exists and is left out."), event->title));
      return NULL;
    }
  event->sequence = read_sequence (component);
  event->stamp = read_stamp (component);
  event->description = get_text (component, ICAL_DESCRIPTION_PROPERTY);
  event->place = get_text (component, ICAL_LOCATION_PROPERTY);
  event->length = read_length (reading, event, component);
  if (status != NULL && icalproperty_get_status (status) == ICAL_STATUS_CANCELLED)
    event->status = "cancelled";
  read_rules (event, component);
  read_times (reading, component, ICAL_EXDATE_PROPERTY, event->excluded);
  read_times (reading, component, ICAL_RDATE_PROPERTY, event->added);
  read_people (event, component);
  return g_steal_pointer (&event);
}

static void
read_calendar (Reading *reading, icalcomponent *calendar)
{
  icalcomponent *component;
  icalproperty *method = icalcomponent_get_first_property (calendar, ICAL_METHOD_PROPERTY);
  const char *word =
    method != NULL ? icalproperty_method_to_string (icalproperty_get_method (method)) : NULL;

  reading->calendar = calendar;
  if (word != NULL && *reading->ical->method == '\0')
    g_set_str (&reading->ical->method, word);
  component = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT);
  while (component != NULL)
    {
      RapportIcalEvent *event = read_event (reading, component);

      if (event != NULL)
        g_ptr_array_add (reading->ical->events, event);
      component = icalcomponent_get_next_component (calendar, ICAL_VEVENT_COMPONENT);
    }
}

RapportIcal *
rapport_ical_read (GBytes *bytes, const char *zone, GError **error)
{
  g_autofree char *text = decode (bytes, error);
  g_autoptr (RapportIcal) ical = rapport_ical_new ("");
  g_autoptr (GHashTable) zones = NULL;
  Reading reading = { ical, zone, NULL, NULL };
  icalcomponent *root;

  if (text == NULL || !check_shape (text, error))
    return NULL;
  zones = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  reading.zones = zones;
  root = icalparser_parse_string (text);
  if (root == NULL)
    {
      refuse (error, RAPPORT_EXCHANGE_ERROR_DAMAGED, _ ("This calendar file is damaged."));
      return NULL;
    }
  if (icalcomponent_isa (root) == ICAL_VCALENDAR_COMPONENT)
    read_calendar (&reading, root);
  else
    for (icalcomponent *calendar =
           icalcomponent_get_first_component (root, ICAL_VCALENDAR_COMPONENT);
         calendar != NULL;
         calendar = icalcomponent_get_next_component (root, ICAL_VCALENDAR_COMPONENT))
      read_calendar (&reading, calendar);
  icalcomponent_free (root);
  return g_steal_pointer (&ical);
}

/* Rules that no schedule holds. */

GPtrArray *
rapport_ical_expand (
  const char *rule, const char *start, RapportDay from, RapportDay to, guint limit)
{
  g_autoptr (GPtrArray) times = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *capitals = g_ascii_strup (rule, -1);
  struct icalrecurrencetype parsed;
  g_autofree char *zone = NULL;
  struct icaltimetype first;
  icalrecur_iterator *iterator;

  /* By another calendar than ours. */
  if (strstr (capitals, "RSCALE") != NULL)
    return NULL;
  parsed = icalrecurrencetype_from_string (rule);
  /* By the minute or second, one that never comes would be looked for for ages. */
  if (parsed.freq < ICAL_HOURLY_RECURRENCE || parsed.freq > ICAL_YEARLY_RECURRENCE ||
      !time_from_text (start, &first, &zone))
    return NULL;
  first.zone = NULL;
  iterator = icalrecur_iterator_new (parsed, first);
  for (int i = 0; iterator != NULL && i < MOST_STEPS && times->len < limit; i++)
    {
      struct icaltimetype next = icalrecur_iterator_next (iterator);
      RapportDay day = icaltime_is_null_time (next)
                         ? RAPPORT_DAY_NONE
                         : rapport_day_new (next.year, next.month, next.day);

      if (day == RAPPORT_DAY_NONE || day > to)
        break;
      if (day >= from)
        g_ptr_array_add (times, rapport_local_time_make (day, next.hour * 60 + next.minute, zone));
    }
  if (iterator != NULL)
    icalrecur_iterator_free (iterator);
  return g_steal_pointer (&times);
}
