/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events of a calendar as meetings and schedules. */
#include "rapport-calendar-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_NEW       1000
#define MOST_SINGLES   500
#define DAYS_OF_A_YEAR 366

void
calendar_take_remark (CalendarTaker *taker, char *remark)
{
  if (g_ptr_array_find_with_equal_func (taker->import->remarks, remark, g_str_equal, NULL))
    g_free (remark);
  else
    g_ptr_array_add (taker->import->remarks, remark);
}

const char *
calendar_get_name (const RapportIcalEvent *event)
{
  return *event->title != '\0' ? event->title : _ ("A meeting without a title");
}

/* Times. */

/* A time without a place of its own is told by the clock of the client. */
static char *
localize (CalendarTaker *taker, const char *time)
{
  RapportDay day;
  int minute;

  if (!g_str_has_suffix (time, "[UTC]"))
    return g_strdup (time);
  rapport_local_time_from_instant (rapport_local_time_get_instant (time), taker->zone, &day,
                                   &minute);
  return rapport_local_time_make (day, minute, taker->zone);
}

RapportDay
calendar_find_day (CalendarTaker *taker, RapportRecord *schedule, const char *time)
{
  g_autoptr (RapportRecurrence) rule = rapport_recurrence_parse (
    rapport_transaction_get_text (taker->transaction, schedule, RAPPORT_SCHEDULE_RULE), NULL);
  g_autofree char *zone = NULL;
  RapportDay first, day;
  int minute;

  if (rule == NULL ||
      !rapport_local_time_parse (
        rapport_transaction_get_text (taker->transaction, schedule, RAPPORT_SCHEDULE_START), &first,
        &minute, &zone))
    return RAPPORT_DAY_NONE;
  rapport_local_time_from_instant (rapport_local_time_get_instant (time), zone, &day, &minute);
  return rapport_recurrence_index (rule, first, day) >= 0 ? day : RAPPORT_DAY_NONE;
}

RapportMeeting *
calendar_ensure_meeting (CalendarTaker *taker, RapportRecord *schedule, RapportDay day)
{
  g_autoptr (GArray) holidays = rapport_agency_get_holidays (taker->library);
  RapportTransaction *transaction = taker->transaction;
  const char *word =
    rapport_transaction_get_text (transaction, schedule, RAPPORT_SCHEDULE_HOLIDAYS);
  GVariant *length = rapport_transaction_get (transaction, schedule, RAPPORT_SCHEDULE_LENGTH);
  RapportDay held = rapport_schedule_avoid (word, day, holidays);
  g_autofree char *zone = NULL;
  g_autofree char *start = NULL;
  RapportOccasion occasion = { 0 };
  RapportDay first;
  int minute = 0;

  rapport_local_time_parse (
    rapport_transaction_get_text (transaction, schedule, RAPPORT_SCHEDULE_START), &first, &minute,
    &zone);
  start = rapport_local_time_make (held != RAPPORT_DAY_NONE ? held : day, minute, zone);
  occasion.schedule = (char *) rapport_record_get_id (schedule);
  occasion.client =
    (char *) rapport_transaction_get_text (transaction, schedule, RAPPORT_SCHEDULE_CLIENT);
  occasion.occurrence = day;
  occasion.start = start;
  occasion.length = length != NULL ? (int) g_variant_get_int64 (length) : 60;
  return rapport_occasion_ensure_meeting (transaction, taker->library, &occasion);
}

/* People. */

/* (transfer full): the id of a contact or member; else what they are called, or their address. */
static char *
find_person (CalendarTaker *taker, const RapportIcalPerson *person, gboolean address)
{
  g_autofree char *email = g_utf8_strdown (person->email, -1);
  const char *id = g_hash_table_lookup (taker->contacts, email);

  if (id != NULL)
    return g_strdup (id);
  return g_strdup (address || *person->name == '\0' ? person->email : person->name);
}

static void
invite (CalendarTaker *taker, RapportMeeting *meeting, const RapportIcalPerson *person)
{
  g_autofree char *who = find_person (taker, person, FALSE);
  RapportParticipant *participant =
    rapport_meeting_invite (taker->transaction, taker->library, meeting, who);

  rapport_transaction_set_text (taker->transaction, RAPPORT_RECORD (participant),
                                RAPPORT_PARTICIPANT_EMAIL, person->email);
  rapport_transaction_set_boolean (taker->transaction, RAPPORT_RECORD (participant),
                                   RAPPORT_PARTICIPANT_REQUIRED, person->required);
}

static void
invite_all (CalendarTaker *taker, RapportMeeting *meeting, const RapportIcalEvent *event)
{
  if (event->organizer != NULL)
    invite (taker, meeting, event->organizer);
  for (guint i = 0; i < event->people->len; i++)
    invite (taker, meeting, event->people->pdata[i]);
}

static void
set_people (CalendarTaker *taker, RapportRecord *schedule, const RapportIcalEvent *event)
{
  g_autoptr (GHashTable) people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) sorted = NULL;

  if (event->organizer != NULL)
    g_hash_table_add (people, find_person (taker, event->organizer, TRUE));
  for (guint i = 0; i < event->people->len; i++)
    g_hash_table_add (people, find_person (taker, event->people->pdata[i], TRUE));
  sorted = g_hash_table_get_keys_as_ptr_array (people);
  g_ptr_array_sort_values (sorted, (GCompareFunc) g_strcmp0);
  if (sorted->len > 0)
    rapport_transaction_set (
      taker->transaction, schedule, RAPPORT_SCHEDULE_PEOPLE,
      g_variant_new_strv ((const char *const *) sorted->pdata, (gssize) sorted->len));
}

/* New ones. */

static gboolean
has_room (CalendarTaker *taker)
{
  if (taker->n_new < MOST_NEW)
    return TRUE;
  calendar_take_remark (
    taker, g_strdup_printf (_ ("At most %d meetings are taken in at a time; the rest of "
                               "the file is left out."),
                            MOST_NEW));
  return FALSE;
}

/* (transfer none) (nullable): one meeting, at @start */
static RapportMeeting *
add_meeting (CalendarTaker *taker,
             const RapportIcalEvent *event,
             const char *uid,
             const char *start)
{
  g_autofree char *local = localize (taker, start);
  RapportMeeting *meeting;
  RapportRecord *record;

  if (!has_room (taker))
    return NULL;
  meeting = rapport_meeting_add (taker->transaction, taker->library, taker->client, event->title,
                                 local, event->length);
  record = RAPPORT_RECORD (meeting);
  rapport_transaction_set_text (taker->transaction, record, RAPPORT_MEETING_PLACE, event->place);
  rapport_transaction_set_text (taker->transaction, record, RAPPORT_MEETING_UID, uid);
  rapport_transaction_set_integer (taker->transaction, record, RAPPORT_MEETING_SEQUENCE,
                                   event->sequence);
  if (g_str_equal (event->status, "cancelled"))
    rapport_transaction_set_text (taker->transaction, record, RAPPORT_MEETING_STATUS, "cancelled");
  invite_all (taker, meeting, event);
  g_hash_table_insert (taker->made, g_strdup (uid), g_object_ref (record));
  taker->n_new++;
  taker->import->n_meetings++;
  return meeting;
}

/* How one of several single meetings is called. */
static char *
make_uid (const RapportIcalEvent *event, const char *time)
{
  return g_strdup_printf ("%s/%" G_GINT64_FORMAT, event->uid,
                          rapport_local_time_get_instant (time) / G_USEC_PER_SEC);
}

static gboolean
is_excluded (const RapportIcalEvent *event, const char *time)
{
  const gint64 at = rapport_local_time_get_instant (time);

  for (guint i = 0; i < event->excluded->len; i++)
    if (rapport_local_time_get_instant (event->excluded->pdata[i]) == at)
      return TRUE;
  return FALSE;
}

static gboolean
is_known (CalendarTaker *taker, const char *uid)
{
  g_autoptr (RapportRecord) record = rapport_invitation_find (taker->library, uid);

  return record != NULL || g_hash_table_contains (taker->made, uid);
}

static void
add_single (CalendarTaker *taker, const RapportIcalEvent *event, const char *time)
{
  g_autofree char *uid = make_uid (event, time);

  if (is_known (taker, uid))
    taker->import->n_known++;
  else
    add_meeting (taker, event, uid, time);
}

/* What no schedule holds: the meetings of the next year. */
static void
add_singles (CalendarTaker *taker, const RapportIcalEvent *event)
{
  RapportDay today = rapport_clock_get_today (rapport_library_get_clock (taker->library));
  g_autoptr (GPtrArray) times = event->several_rules
                                  ? NULL
                                  : rapport_ical_expand (event->rule, event->start, today,
                                                         today + DAYS_OF_A_YEAR, MOST_SINGLES);

  if (times == NULL)
    {
      add_single (taker, event, event->start);
      calendar_take_remark (taker,
                            g_strdup_printf (_ ("How “%s” repeats can’t be understood; only its "
                                                "first time is taken in."),
                                             calendar_get_name (event)));
      return;
    }
  for (guint i = 0; i < times->len; i++)
    if (!is_excluded (event, times->pdata[i]))
      add_single (taker, event, times->pdata[i]);
  calendar_take_remark (
    taker,
    g_strdup_printf (ngettext ("“%s” repeats in a way that no schedule here can; %u meeting of the "
                               "next year is taken in.",
                               "“%s” repeats in a way that no schedule here can; %u meetings of "
                               "the next year are taken in.",
                               times->len),
                     calendar_get_name (event), times->len));
}

static void
cancel_excluded (CalendarTaker *taker, RapportRecord *schedule, const RapportIcalEvent *event)
{
  RapportDay today = rapport_clock_get_today (rapport_library_get_clock (taker->library));

  for (guint i = 0; i < event->excluded->len; i++)
    {
      RapportDay day = calendar_find_day (taker, schedule, event->excluded->pdata[i]);

      if (day >= today - DAYS_OF_A_YEAR)
        rapport_transaction_set_text (
          taker->transaction, RAPPORT_RECORD (calendar_ensure_meeting (taker, schedule, day)),
          RAPPORT_MEETING_STATUS, "cancelled");
    }
}

static void
set_schedule (CalendarTaker *taker, RapportRecord *schedule, const RapportIcalEvent *event)
{
  RapportTransaction *transaction = taker->transaction;

  rapport_transaction_set_text (transaction, schedule, RAPPORT_SCHEDULE_TITLE, event->title);
  rapport_transaction_set_text (transaction, schedule, RAPPORT_SCHEDULE_START, event->start);
  rapport_transaction_set_text (transaction, schedule, RAPPORT_SCHEDULE_RULE, event->rule);
  rapport_transaction_set_text (transaction, schedule, RAPPORT_SCHEDULE_PLACE, event->place);
  rapport_transaction_set_integer (transaction, schedule, RAPPORT_SCHEDULE_LENGTH, event->length);
  rapport_transaction_set_integer (transaction, schedule, RAPPORT_SCHEDULE_SEQUENCE,
                                   event->sequence);
}

static void
add_schedule (CalendarTaker *taker, const RapportIcalEvent *event)
{
  RapportRecord *schedule;

  if (!has_room (taker))
    return;
  schedule = rapport_transaction_create (taker->transaction, RAPPORT_TYPE_SCHEDULE);
  rapport_transaction_set_text (taker->transaction, schedule, RAPPORT_SCHEDULE_CLIENT,
                                taker->client);
  rapport_transaction_set_text (taker->transaction, schedule, RAPPORT_SCHEDULE_UID, event->uid);
  /* Calendars of others know nothing of our holidays. */
  rapport_transaction_set_text (taker->transaction, schedule, RAPPORT_SCHEDULE_HOLIDAYS, "keep");
  set_schedule (taker, schedule, event);
  set_people (taker, schedule, event);
  cancel_excluded (taker, schedule, event);
  g_hash_table_insert (taker->made, g_strdup (event->uid), g_object_ref (schedule));
  taker->n_new++;
  taker->import->n_schedules++;
}

static gboolean
fits_a_schedule (const RapportIcalEvent *event)
{
  g_autoptr (RapportRecurrence) rule =
    event->several_rules ? NULL : rapport_recurrence_parse (event->rule, NULL);

  return rule != NULL;
}

static void
add_new (CalendarTaker *taker, const RapportIcalEvent *event)
{
  if (event->rule == NULL)
    add_meeting (taker, event, event->uid, event->start);
  else if (fits_a_schedule (event))
    add_schedule (taker, event);
  else
    add_singles (taker, event);
  for (guint i = 0; i < event->added->len; i++)
    if (!is_excluded (event, event->added->pdata[i]))
      add_single (taker, event, event->added->pdata[i]);
}

/* What is known. */

static gboolean
is_cancelled (CalendarTaker *taker, const RapportIcalEvent *event)
{
  return g_str_equal (event->status, "cancelled") || g_str_equal (taker->ical->method, "CANCEL");
}

static void
set_meeting (CalendarTaker *taker, RapportRecord *meeting, const RapportIcalEvent *event)
{
  RapportTransaction *transaction = taker->transaction;
  g_autofree char *start = localize (taker, event->start);

  if (is_cancelled (taker, event))
    {
      rapport_transaction_set_text (transaction, meeting, RAPPORT_MEETING_STATUS, "cancelled");
      rapport_transaction_set_integer (transaction, meeting, RAPPORT_MEETING_SEQUENCE,
                                       event->sequence);
      return;
    }
  rapport_transaction_set_text (transaction, meeting, RAPPORT_MEETING_START, start);
  rapport_transaction_set_integer (transaction, meeting, RAPPORT_MEETING_LENGTH, event->length);
  rapport_transaction_set_text (transaction, meeting, RAPPORT_MEETING_PLACE, event->place);
  rapport_transaction_set_text (transaction, meeting, RAPPORT_MEETING_TITLE, event->title);
  rapport_transaction_set_text (transaction, meeting, RAPPORT_MEETING_STATUS, "planned");
  rapport_transaction_set_integer (transaction, meeting, RAPPORT_MEETING_SEQUENCE, event->sequence);
}

static gboolean
is_held (CalendarTaker *taker, RapportRecord *meeting)
{
  return g_str_equal (
    rapport_transaction_get_text (taker->transaction, meeting, RAPPORT_MEETING_STATUS), "held");
}

static void
change_schedule (CalendarTaker *taker, RapportRecord *schedule, const RapportIcalEvent *event)
{
  RapportDay today = rapport_clock_get_today (rapport_library_get_clock (taker->library));

  if (is_cancelled (taker, event))
    {
      rapport_schedule_end (taker->transaction, RAPPORT_SCHEDULE (schedule), today);
      rapport_transaction_set_integer (taker->transaction, schedule, RAPPORT_SCHEDULE_SEQUENCE,
                                       event->sequence);
      taker->import->n_changed++;
    }
  else if (event->rule != NULL && fits_a_schedule (event))
    {
      set_schedule (taker, schedule, event);
      cancel_excluded (taker, schedule, event);
      taker->import->n_changed++;
    }
  else
    calendar_take_remark (
      taker, g_strdup_printf (_ ("“%s” repeats otherwise now, in a way that its schedule "
                                 "can’t; it stays as it is."),
                              calendar_get_name (event)));
}

/* Ours is changed here and nowhere else; what others sent, by them. */
static gboolean
is_our_own (RapportRecord *record)
{
  guint field = RAPPORT_IS_SCHEDULE (record) ? RAPPORT_SCHEDULE_UID : RAPPORT_MEETING_UID;

  return *rapport_record_get_text (record, field) == '\0';
}

static gboolean
is_older (CalendarTaker *taker, RapportRecord *record, const RapportIcalEvent *event)
{
  const int known = rapport_invitation_get_sequence (taker->library, record);

  if (event->sequence < known)
    calendar_take_remark (
      taker, g_strdup_printf (_ ("“%s” is older in this file than what is known of it, "
                                 "and stays as it is."),
                              calendar_get_name (event)));
  return event->sequence < known;
}

/* The file that cancels need not count up; what is cancelled already is known. */
static gboolean
says_nothing_new (CalendarTaker *taker, RapportRecord *record, const RapportIcalEvent *event)
{
  const int known = rapport_invitation_get_sequence (taker->library, record);

  if (event->sequence != known)
    return FALSE;
  if (!is_cancelled (taker, event))
    return TRUE;
  return RAPPORT_IS_MEETING (record) &&
         rapport_record_has_word (record, RAPPORT_MEETING_STATUS, "cancelled");
}

static void
change_known (CalendarTaker *taker, RapportRecord *record, const RapportIcalEvent *event)
{
  if (is_our_own (record))
    taker->import->n_known++;
  else if (*taker->client != '\0' &&
           !g_str_equal (rapport_record_get_client_id (record), taker->client))
    calendar_take_remark (taker,
                          g_strdup_printf (_ ("“%s” is in another calendar here already, and stays "
                                              "there."),
                                           calendar_get_name (event)));
  else if (is_older (taker, record, event))
    return;
  else if (says_nothing_new (taker, record, event) ||
           (RAPPORT_IS_MEETING (record) && is_held (taker, record)))
    taker->import->n_known++;
  else if (RAPPORT_IS_SCHEDULE (record))
    change_schedule (taker, record, event);
  else
    {
      set_meeting (taker, record, event);
      taker->import->n_changed++;
    }
}

/* Events. */

/* (transfer full) (nullable): of this file, or known. */
static RapportRecord *
find_record (CalendarTaker *taker, const char *uid)
{
  RapportRecord *made = g_hash_table_lookup (taker->made, uid);

  return made != NULL ? g_object_ref (made) : rapport_invitation_find (taker->library, uid);
}

static void
say_unknown (CalendarTaker *taker, const RapportIcalEvent *event)
{
  calendar_take_remark (taker,
                        g_strdup_printf (_ ("“%s” is cancelled by this file, and was never known."),
                                         calendar_get_name (event)));
}

void
calendar_take_master (CalendarTaker *taker, RapportIcalEvent *event)
{
  g_autoptr (RapportRecord) record = find_record (taker, event->uid);

  if (record != NULL && g_hash_table_contains (taker->made, event->uid))
    calendar_take_remark (taker,
                          g_strdup_printf (_ ("“%s” stands in the file twice; the first counts."),
                                           calendar_get_name (event)));
  else if (record != NULL)
    change_known (taker, record, event);
  else if (g_str_equal (taker->ical->method, "CANCEL"))
    say_unknown (taker, event);
  else
    add_new (taker, event);
}

/* One time of a schedule, that is otherwise. */
static void
change_occasion (CalendarTaker *taker, RapportRecord *schedule, const RapportIcalEvent *event)
{
  RapportDay day = calendar_find_day (taker, schedule, event->instance);
  RapportRecord *meeting;

  if (day == RAPPORT_DAY_NONE)
    {
      calendar_take_remark (
        taker, g_strdup_printf (_ ("“%s” changes a day that its schedule does not have; "
                                   "this is left out."),
                                calendar_get_name (event)));
      return;
    }
  meeting = RAPPORT_RECORD (calendar_ensure_meeting (taker, schedule, day));
  if (is_held (taker, meeting))
    return;
  set_meeting (taker, meeting, event);
  /* The title stays that of the schedule where it is the same. */
  if (g_str_equal (event->title, rapport_transaction_get_text (taker->transaction, schedule,
                                                               RAPPORT_SCHEDULE_TITLE)))
    rapport_transaction_set_text (taker->transaction, meeting, RAPPORT_MEETING_TITLE, NULL);
  if (!g_hash_table_contains (taker->made, event->uid))
    taker->import->n_changed++;
}

void
calendar_take_instance (CalendarTaker *taker, RapportIcalEvent *event)
{
  g_autoptr (RapportRecord) record = find_record (taker, event->uid);
  g_autofree char *uid = make_uid (event, event->instance);
  g_autoptr (RapportRecord) single = NULL;

  if (record != NULL && RAPPORT_IS_SCHEDULE (record))
    {
      if (is_our_own (record) && !g_hash_table_contains (taker->made, event->uid))
        taker->import->n_known++;
      else
        change_occasion (taker, record, event);
      return;
    }
  single = find_record (taker, uid);
  if (single != NULL && g_hash_table_contains (taker->made, uid))
    set_meeting (taker, single, event);
  else if (single != NULL)
    change_known (taker, single, event);
  else if (is_cancelled (taker, event))
    say_unknown (taker, event);
  else
    add_meeting (taker, event, uid, event->start);
}
