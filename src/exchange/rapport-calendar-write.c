/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calendars that leave the house, of public records alone. */
#include "rapport-calendar.h"
#include "rapport-ical-private.h"

#include "rapport-minutes-publish.h"
#include "rapport-publish.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LONGEST_NAME 80

/* What is being written. */
typedef struct
{
  RapportLibrary *library;
  const char *client;
  RapportIcal *ical;
  GArray *holidays;
  gint64 now;
} Writer;

/* (transfer full) (nullable): what the client may see of a record; of one of the agency's own, what
 * any client might. */
static RapportPublicRecord *
publish (Writer *writer, RapportRecord *record)
{
  g_autoptr (RapportPublicRecord) public = *writer->client != '\0'
                                             ? rapport_publish (record, writer->client)
                                             : rapport_publish_shared (record);

  /* An internal showing is about a client, and not for their eyes. */
  if (public != NULL && *writer->client != '\0' &&
      g_str_equal (rapport_public_record_get_text (public, "kind"), "showing"))
    return NULL;
  return g_steal_pointer (&public);
}

/* (transfer full): the agenda of a meeting that is still to come, or "". */
static char *
make_agenda (Writer *writer, RapportPublicRecord *meeting)
{
  g_autoptr (RapportPublicMinutes) minutes = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = 0;

  if (g_str_equal (rapport_public_record_get_text (meeting, "status"), "planned"))
    minutes =
      rapport_minutes_publish (writer->library, rapport_public_record_get_id (meeting), NULL);
  for (guint i = 0; minutes != NULL && i < minutes->items->len; i++)
    {
      const RapportPublicItem *item = minutes->items->pdata[i];

      if (*item->id == '\0' || *item->title == '\0')
        continue;
      g_string_append_printf (text, "%s%u. %s", n == 0 ? _ ("Agenda:\n") : "\n", n + 1,
                              item->title);
      if (item->minutes > 0)
        g_string_append_printf (
          text, ngettext (" (%d minute)", " (%d minutes)", (gulong) item->minutes), item->minutes);
      n++;
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static RapportIcalEvent *
add_event (Writer *writer, RapportRecord *record)
{
  RapportIcalEvent *event = rapport_ical_event_new ();

  event->uid = rapport_invitation_get_uid (writer->library, record);
  event->sequence = rapport_invitation_get_sequence (writer->library, record);
  event->stamp = writer->now;
  g_ptr_array_add (writer->ical->events, event);
  return event;
}

/* Schedules. */

typedef struct
{
  RapportRecord *record;
  RapportPublicRecord *public;
  RapportRecurrence *rule;
  RapportDay first;
  int minute;
  char *zone;
  GHashTable *held; /* days that have a public record */
  RapportIcalEvent *event;
} Series;

static void
series_free (gpointer data)
{
  Series *self = data;

  g_object_unref (self->record);
  g_object_unref (self->public);
  g_clear_pointer (&self->rule, rapport_recurrence_free);
  g_free (self->zone);
  g_hash_table_unref (self->held);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Series, series_free)

/* (transfer full) (nullable): %NULL where it has no days, or is not for the client. */
static Series *
series_new (Writer *writer, RapportRecord *record)
{
  g_autoptr (RapportPublicRecord) public = publish (writer, record);
  g_autoptr (Series) self = NULL;
  RapportDay day;

  if (public == NULL)
    return NULL;
  self = g_new0 (Series, 1);
  self->record = g_object_ref (record);
  self->public = g_steal_pointer (&public);
  self->held = g_hash_table_new (NULL, NULL);
  self->rule =
    rapport_recurrence_parse (rapport_public_record_get_text (self->public, "rule"), NULL);
  if (self->rule == NULL ||
      !rapport_local_time_parse (rapport_public_record_get_text (self->public, "start"), &day,
                                 &self->minute, &self->zone))
    return NULL;
  /* A calendar begins with a day that the rule has. */
  self->first = rapport_recurrence_next (self->rule, day, day);
  return self->first != RAPPORT_DAY_NONE ? g_steal_pointer (&self) : NULL;
}

static char *
get_time (const Series *series, RapportDay day)
{
  return rapport_local_time_make (day, series->minute, series->zone);
}

static RapportIcalEvent *
add_series_event (Writer *writer, Series *series, RapportDay day)
{
  RapportIcalEvent *event = add_event (writer, series->record);

  event->title = rapport_schedule_get_title (writer->library, RAPPORT_SCHEDULE (series->record));
  event->place = g_strdup (rapport_public_record_get_text (series->public, "place"));
  event->length = (int) rapport_public_record_get_integer (series->public, "length");
  event->start = get_time (series, day);
  return event;
}

static void
add_series (Writer *writer, Series *series)
{
  series->event = add_series_event (writer, series, series->first);
  series->event->rule = rapport_recurrence_to_string (series->rule);
}

/* Days that fall on a holiday and have no record of their own. */
static void
add_holidays (Writer *writer, Series *series)
{
  const char *word = rapport_public_record_get_text (series->public, "holidays");

  for (guint i = 0; i < writer->holidays->len; i++)
    {
      RapportDay day = g_array_index (writer->holidays, RapportDay, i);
      RapportDay instead = rapport_schedule_avoid (word, day, writer->holidays);

      if (instead == day || g_hash_table_contains (series->held, GINT_TO_POINTER (day)) ||
          rapport_recurrence_index (series->rule, series->first, day) < 0)
        continue;
      if (instead == RAPPORT_DAY_NONE)
        g_ptr_array_add (series->event->excluded, get_time (series, day));
      else
        add_series_event (writer, series, instead)->instance = get_time (series, day);
    }
}

/* Meetings. */

/* Whether a meeting is as its schedule says. */
static gboolean
is_as_planned (Series *series,
               RapportPublicRecord *meeting,
               const char *planned,
               const char *agenda)
{
  return g_str_equal (rapport_public_record_get_text (meeting, "start"), planned) &&
         rapport_public_record_get_integer (meeting, "length") ==
           rapport_public_record_get_integer (series->public, "length") &&
         g_str_equal (rapport_public_record_get_text (meeting, "place"),
                      rapport_public_record_get_text (series->public, "place")) &&
         *rapport_public_record_get_text (meeting, "title") == '\0' &&
         !g_str_equal (rapport_public_record_get_text (meeting, "status"), "cancelled") &&
         *agenda == '\0';
}

/* @series: (nullable): the schedule that the meeting is of */
static void
add_meeting (Writer *writer, Series *series, RapportRecord *record, gboolean always)
{
  g_autoptr (RapportPublicRecord) public = publish (writer, record);
  g_autofree char *agenda = NULL;
  g_autofree char *planned = NULL;
  RapportIcalEvent *event;
  RapportDay day;
  int minute;

  if (public == NULL || !rapport_local_time_parse (rapport_public_record_get_text (public, "start"),
                                                   &day, &minute, NULL))
    return;
  agenda = make_agenda (writer, public);
  day = rapport_public_record_get_day (public, "occurrence");
  /* What the schedule does not have any more stands by itself. */
  if (series != NULL && rapport_recurrence_index (series->rule, series->first, day) < 0)
    series = NULL;
  if (series != NULL)
    {
      planned = get_time (series, day);
      g_hash_table_add (series->held, GINT_TO_POINTER (day));
      if (!always && is_as_planned (series, public, planned, agenda))
        return;
    }
  event = add_event (writer, record);
  if (series == NULL && *rapport_public_record_get_text (public, "schedule") != '\0')
    g_set_str (&event->uid, rapport_public_record_get_id (public));
  event->instance = g_steal_pointer (&planned);
  event->title = rapport_meeting_get_title (writer->library, RAPPORT_MEETING (record));
  event->place = g_strdup (rapport_public_record_get_text (public, "place"));
  event->start = g_strdup (rapport_public_record_get_text (public, "start"));
  event->length = (int) rapport_public_record_get_integer (public, "length");
  event->description = g_steal_pointer (&agenda);
  if (g_str_equal (rapport_public_record_get_text (public, "status"), "cancelled"))
    event->status = "cancelled";
}

/* Of a library. */

static void
writer_init (Writer *writer, RapportLibrary *library, const char *client, const char *method)
{
  writer->library = library;
  writer->client = client;
  writer->ical = rapport_ical_new (method);
  writer->holidays = rapport_agency_get_holidays (library);
  writer->now = rapport_clock_get_now (rapport_library_get_clock (library));
}

static void
writer_clear (Writer *writer)
{
  g_clear_pointer (&writer->ical, rapport_ical_free);
  g_clear_pointer (&writer->holidays, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Writer, writer_clear)

static GBytes *
finish (Writer *writer)
{
  char *text = rapport_ical_write (writer->ical);

  return g_bytes_new_take (text, strlen (text));
}

static char *
make_calendar_title (RapportLibrary *library, const char *client_id)
{
  g_autoptr (RapportWorkspace) agency = rapport_agency_get (library);
  g_autoptr (RapportRecord) client = rapport_library_get (library, RAPPORT_TYPE_CLIENT, client_id);

  if (agency == NULL || client == NULL)
    return NULL;
  return g_strdup_printf ("%s – %s", rapport_record_get_title (RAPPORT_RECORD (agency)),
                          rapport_record_get_title (client));
}

static GPtrArray *
find (RapportLibrary *library, GType type, guint field, const char *id, GError **error)
{
  g_autoptr (RapportQuery) query = rapport_query_new (type);

  rapport_query_where_text (query, field, id);
  return rapport_library_find (library, query, error);
}

/* By time, so that the same meetings make the same file. */
static int
compare_events_cb (gconstpointer a, gconstpointer b)
{
  const RapportIcalEvent *left = a, *right = b;
  const gint64 at = rapport_local_time_get_instant (left->start);
  const gint64 other = rapport_local_time_get_instant (right->start);
  int order = (at > other) - (at < other);

  if (order == 0)
    order = (left->instance != NULL) - (right->instance != NULL);
  if (order == 0)
    order = g_strcmp0 (left->title, right->title);
  return order != 0 ? order : g_strcmp0 (left->uid, right->uid);
}

GBytes *
rapport_calendar_publish (RapportLibrary *library, const char *client_id, GError **error)
{
  g_auto (Writer) writer = { 0 };
  g_autoptr (GPtrArray) schedules =
    find (library, RAPPORT_TYPE_SCHEDULE, RAPPORT_SCHEDULE_CLIENT, client_id, error);
  g_autoptr (GPtrArray) meetings = NULL;
  g_autoptr (GHashTable) series =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, series_free);
  GHashTableIter iter;
  gpointer value;

  if (schedules != NULL)
    meetings = find (library, RAPPORT_TYPE_MEETING, RAPPORT_MEETING_CLIENT, client_id, error);
  if (meetings == NULL)
    return NULL;
  writer_init (&writer, library, client_id, "PUBLISH");
  writer.ical->title = make_calendar_title (library, client_id);
  for (guint i = 0; i < schedules->len; i++)
    {
      Series *one = series_new (&writer, schedules->pdata[i]);

      if (one == NULL)
        continue;
      g_hash_table_insert (series, (gpointer) rapport_record_get_id (one->record), one);
      add_series (&writer, one);
    }
  for (guint i = 0; i < meetings->len; i++)
    add_meeting (&writer,
                 g_hash_table_lookup (
                   series, rapport_record_get_text (meetings->pdata[i], RAPPORT_MEETING_SCHEDULE)),
                 meetings->pdata[i], FALSE);
  g_hash_table_iter_init (&iter, series);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    add_holidays (&writer, value);
  g_ptr_array_sort_values (writer.ical->events, compare_events_cb);
  return finish (&writer);
}

/* Invitations. */

static gboolean
is_address (const char *email)
{
  const char *at = strchr (email, '@');

  if (at == NULL || at == email || at[1] == '\0' || strchr (at + 1, '@') != NULL ||
      strlen (email) > 254)
    return FALSE;
  for (const char *p = email; *p != '\0'; p++)
    if ((guchar) *p <= ' ' || strchr ("<>\"(),:;\\", *p) != NULL)
      return FALSE;
  return TRUE;
}

/* Who invites: whoever works here. */
static RapportIcalPerson *
find_organizer (RapportLibrary *library, GError **error)
{
  const char *me = rapport_library_get_me (library);
  g_autofree char *email = rapport_person_get_email (library, me != NULL ? me : "");
  g_autofree char *name = rapport_person_get_name (library, me != NULL ? me : "");

  if (is_address (email))
    return rapport_ical_person_new (name, email, TRUE);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                       _ ("An invitation needs your own e-mail address, where the answer goes. "
                          "Enter it in the preferences."));
  return NULL;
}

/* @name, @email, @answer: (transfer full) */
static void
take_person (
  GPtrArray *people, const RapportIcalPerson *organizer, char *name, char *email, gboolean required)
{
  if (is_address (email) && g_ascii_strcasecmp (email, organizer->email) != 0)
    g_ptr_array_add (people, rapport_ical_person_new (name, email, required));
  g_free (name);
  g_free (email);
}

/* (transfer full) (element-type RapportIcalPerson): those with an address. */
static GPtrArray *
find_invited (RapportLibrary *library, RapportRecord *record, const RapportIcalPerson *organizer)
{
  GPtrArray *people = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_ical_person_free);
  g_autoptr (GPtrArray) found = NULL;
  GVariant *set = NULL;
  GVariantIter iter;
  const char *person;

  if (RAPPORT_IS_MEETING (record))
    {
      found = rapport_meeting_get_participants (library, rapport_record_get_id (record));
      for (guint i = 0; i < found->len; i++)
        take_person (people, organizer, g_strdup (rapport_record_get_title (found->pdata[i])),
                     rapport_participant_get_email (library, found->pdata[i]),
                     rapport_record_get_boolean (found->pdata[i], RAPPORT_PARTICIPANT_REQUIRED));
      return people;
    }
  set = rapport_record_get_value (record, RAPPORT_SCHEDULE_PEOPLE);
  if (set == NULL)
    return people;
  g_variant_iter_init (&iter, set);
  while (g_variant_iter_next (&iter, "&s", &person))
    take_person (people, organizer, rapport_person_get_name (library, person),
                 rapport_person_get_email (library, person), TRUE);
  return people;
}

static void
set_people (RapportIcalEvent *event, const RapportIcalPerson *organizer, GPtrArray *people)
{
  event->organizer = rapport_ical_person_new (organizer->name, organizer->email, TRUE);
  for (guint i = 0; i < people->len; i++)
    {
      const RapportIcalPerson *person = people->pdata[i];

      g_ptr_array_add (event->people,
                       rapport_ical_person_new (person->name, person->email, person->required));
    }
}

/* A schedule with all that differs from it, or one meeting. */
static void
add_invited (Writer *writer, RapportRecord *record)
{
  g_autoptr (RapportRecord) schedule = NULL;
  g_autoptr (Series) series = NULL;
  g_autoptr (GPtrArray) meetings = NULL;

  if (RAPPORT_IS_MEETING (record))
    {
      schedule = rapport_library_get (writer->library, RAPPORT_TYPE_SCHEDULE,
                                      rapport_record_get_text (record, RAPPORT_MEETING_SCHEDULE));
      series = schedule != NULL ? series_new (writer, schedule) : NULL;
      add_meeting (writer, series, record, TRUE);
      return;
    }
  series = series_new (writer, record);
  if (series == NULL)
    return;
  add_series (writer, series);
  meetings = find (writer->library, RAPPORT_TYPE_MEETING, RAPPORT_MEETING_SCHEDULE,
                   rapport_record_get_id (record), NULL);
  for (guint i = 0; meetings != NULL && i < meetings->len; i++)
    if (rapport_record_has_word (meetings->pdata[i], RAPPORT_MEETING_STATUS, "planned") ||
        rapport_record_has_word (meetings->pdata[i], RAPPORT_MEETING_STATUS, "cancelled"))
      add_meeting (writer, series, meetings->pdata[i], FALSE);
  add_holidays (writer, series);
}

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, message);
  return FALSE;
}

static gboolean
make_invitation (Writer *writer, RapportRecord *record, RapportInvitation kind, GError **error)
{
  RapportIcalPerson *organizer = find_organizer (writer->library, error);
  g_autoptr (GPtrArray) people = NULL;

  if (organizer == NULL)
    return FALSE;
  people = find_invited (writer->library, record, organizer);
  add_invited (writer, record);
  for (guint i = 0; i < writer->ical->events->len; i++)
    {
      RapportIcalEvent *event = writer->ical->events->pdata[i];

      set_people (event, organizer, people);
      if (kind == RAPPORT_INVITATION_CANCEL)
        event->status = "cancelled";
    }
  rapport_ical_person_free (organizer);
  if (writer->ical->events->len == 0)
    return refuse (error, _ ("This is not for the client’s eyes, so there is nothing to send."));
  if (people->len == 0)
    return refuse (error, _ ("Nobody of those who are invited has an e-mail address."));
  return TRUE;
}

static void
init_invitation (Writer *writer,
                 RapportLibrary *library,
                 RapportRecord *record,
                 RapportInvitation kind)
{
  writer_init (writer, library, rapport_record_get_client_id (record),
               kind == RAPPORT_INVITATION_CANCEL ? "CANCEL" : "REQUEST");
}

GBytes *
rapport_calendar_invite (RapportLibrary *library,
                         RapportRecord *record,
                         RapportInvitation kind,
                         GError **error)
{
  g_auto (Writer) writer = { 0 };

  init_invitation (&writer, library, record, kind);
  return make_invitation (&writer, record, kind, error) ? finish (&writer) : NULL;
}

/* "24 November 2026, 10:00 (Europe/Moscow)", and how it comes again. */
static char *
describe_time (const RapportIcalEvent *event)
{
  g_autoptr (RapportRecurrence) rule =
    event->rule != NULL ? rapport_recurrence_parse (event->rule, NULL) : NULL;
  g_autofree char *again = rule != NULL ? rapport_recurrence_describe (rule) : NULL;
  g_autofree char *zone = NULL;
  g_autofree char *date = NULL;
  g_autoptr (GDateTime) time = NULL;
  RapportDay day;
  int minute, year, month, day_of_month;

  if (!rapport_local_time_parse (event->start, &day, &minute, &zone))
    return g_strdup ("");
  rapport_day_split (day, &year, &month, &day_of_month);
  time = g_date_time_new_utc (year, month, day_of_month, minute / 60, minute % 60, 0);
  /* Translators: as g_date_time_format() writes it: "15 November 2026, 10:00" */
  date = g_date_time_format (time, _ ("%-d %B %Y, %H:%M"));
  if (again == NULL)
    return g_strdup_printf ("%s (%s)", date, zone);
  /* Translators: "Every Tuesday, first on 15 November 2026, 10:00 (Europe/Moscow)" */
  return g_strdup_printf (_ ("%s, first on %s (%s)"), again, date, zone);
}

static char *
make_body (const RapportIcalEvent *event)
{
  g_autofree char *when = describe_time (event);
  GString *body = g_string_new (event->title);

  g_string_append_printf (body, "\n%s\n", when);
  if (event->place != NULL && *event->place != '\0')
    g_string_append_printf (body, "%s\n", event->place);
  if (event->description != NULL && *event->description != '\0')
    g_string_append_printf (body, "\n%s\n", event->description);
  return g_string_free (body, FALSE);
}

GBytes *
rapport_calendar_invite_letter (RapportLibrary *library,
                                RapportRecord *record,
                                RapportInvitation kind,
                                GError **error)
{
  g_auto (Writer) writer = { 0 };
  const RapportIcalEvent *event;
  g_autofree char *subject = NULL;
  g_autofree char *body = NULL;

  init_invitation (&writer, library, record, kind);
  if (!make_invitation (&writer, record, kind, error))
    return NULL;
  event = writer.ical->events->pdata[0];
  if (kind == RAPPORT_INVITATION_CANCEL)
    subject = g_strdup_printf (_ ("Cancelled: %s"), event->title);
  else if (event->sequence > 0)
    subject = g_strdup_printf (_ ("Changed: %s"), event->title);
  else
    subject = g_strdup_printf (_ ("Invitation: %s"), event->title);
  body = make_body (event);
  return rapport_calendar_mail_make (writer.ical, subject, body);
}

char *
rapport_calendar_file_name (const char *title, const char *ending)
{
  g_autofree char *name =
    g_utf8_substring (title, 0, MIN (g_utf8_strlen (title, -1), LONGEST_NAME));

  for (char *p = name; *p != '\0'; p++)
    if ((guchar) *p < ' ' || strchr ("/\\:*?\"<>|", *p) != NULL)
      *p = '-';
  g_strstrip (name);
  while (*name == '.')
    *name = '-';
  return g_strdup_printf ("%s.%s", *name != '\0' ? name : _ ("Calendar"), ending);
}
