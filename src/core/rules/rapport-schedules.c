/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-invitations.h"
#include "rapport-people.h"
#include "rapport-schedules-private.h"

#include <glib/gi18n-lib.h>

#define SATURDAY 6

/* Holidays. */

static gboolean
is_holiday (GArray *holidays, RapportDay day)
{
  for (guint i = 0; i < holidays->len; i++)
    if (g_array_index (holidays, RapportDay, i) == day)
      return TRUE;
  return FALSE;
}

RapportDay
rapport_schedule_avoid (const char *word, RapportDay day, GArray *holidays)
{
  const int step = g_strcmp0 (word, "before") == 0 ? -1 : 1;

  if (!is_holiday (holidays, day))
    return day;
  if (g_strcmp0 (word, "skip") == 0)
    return RAPPORT_DAY_NONE;
  if (g_strcmp0 (word, "before") != 0 && g_strcmp0 (word, "after") != 0)
    return day;
  do
    day += step;
  while (day > 1 && (rapport_day_get_weekday (day) >= SATURDAY || is_holiday (holidays, day)));
  return day;
}

/* People. */

static RapportRecord *
find_person (RapportTransaction *transaction, const char *person)
{
  RapportRecord *found = NULL;

  if (rapport_id_is_valid (person))
    {
      found = rapport_transaction_find (transaction, RAPPORT_TYPE_CONTACT, person);
      if (found == NULL)
        found = rapport_transaction_find (transaction, RAPPORT_TYPE_MEMBER, person);
    }
  return found;
}

RapportParticipant *
rapport_meeting_invite (RapportTransaction *transaction,
                        RapportLibrary *library,
                        RapportMeeting *meeting,
                        const char *person)
{
  RapportRecord *record = RAPPORT_RECORD (meeting);
  const char *key[] = { rapport_record_get_id (record), person, NULL };
  g_autoptr (RapportRecord) known = find_person (transaction, person);
  gboolean ours = known != NULL && RAPPORT_IS_MEMBER (known);
  guint name_field = ours ? RAPPORT_MEMBER_NAME : RAPPORT_CONTACT_NAME;
  RapportRecord *participant =
    rapport_transaction_ensure (transaction, RAPPORT_TYPE_PARTICIPANT, key);

  if (*rapport_transaction_get_text (transaction, participant, RAPPORT_PARTICIPANT_NAME) != '\0')
    return RAPPORT_PARTICIPANT (participant);
  rapport_transaction_set_text (
    transaction, participant, RAPPORT_PARTICIPANT_CLIENT,
    rapport_transaction_get_text (transaction, record, RAPPORT_MEETING_CLIENT));
  rapport_transaction_set_text (
    transaction, participant, RAPPORT_PARTICIPANT_NAME,
    known != NULL ? rapport_transaction_get_text (transaction, known, name_field) : person);
  rapport_transaction_set_text (transaction, participant, RAPPORT_PARTICIPANT_SIDE,
                                ours ? "ours" : "theirs");
  return RAPPORT_PARTICIPANT (participant);
}

static int
compare_participants_cb (gconstpointer a, gconstpointer b)
{
  RapportRecord *left = RAPPORT_RECORD ((gpointer) a);
  RapportRecord *right = RAPPORT_RECORD ((gpointer) b);
  int order = (int) rapport_record_has_word (right, RAPPORT_PARTICIPANT_SIDE, "ours") -
              (int) rapport_record_has_word (left, RAPPORT_PARTICIPANT_SIDE, "ours");

  if (order == 0)
    order = g_utf8_collate (rapport_record_get_text (left, RAPPORT_PARTICIPANT_NAME),
                            rapport_record_get_text (right, RAPPORT_PARTICIPANT_NAME));
  return order != 0 ? order
                    : g_strcmp0 (rapport_record_get_id (left), rapport_record_get_id (right));
}

GPtrArray *
rapport_meeting_get_participants (RapportLibrary *library, const char *meeting_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_PARTICIPANT);
  GPtrArray *found;

  rapport_query_where_text (query, RAPPORT_PARTICIPANT_MEETING, meeting_id);
  found = rapport_library_find (library, query, &error);
  if (found == NULL)
    {
      g_warning ("reading the participants: %s", error->message);
      return g_ptr_array_new_with_free_func (g_object_unref);
    }
  g_ptr_array_sort_values (found, compare_participants_cb);
  return found;
}

/* "Call with Romashka", by kind and client. */
static char *
make_title (RapportLibrary *library, const char *kind, const char *client_id)
{
  const RapportField *kinds = &rapport_meeting_info.fields[RAPPORT_MEETING_KIND];
  g_autoptr (RapportRecord) client = rapport_library_get (library, RAPPORT_TYPE_CLIENT, client_id);

  if (client == NULL)
    return g_strdup (rapport_field_get_word_label (kinds, kind));
  if (g_str_equal (kind, "call"))
    /* Translators: %s is a client */
    return g_strdup_printf (_ ("Call with %s"), rapport_record_get_title (client));
  /* Translators: "Visit: Romashka", "Stand-up: Romashka" */
  return g_strdup_printf (_ ("%s: %s"), rapport_field_get_word_label (kinds, kind),
                          rapport_record_get_title (client));
}

char *
rapport_schedule_get_title (RapportLibrary *library, RapportSchedule *schedule)
{
  RapportRecord *record = RAPPORT_RECORD (schedule);
  const char *title = rapport_record_get_text (record, RAPPORT_SCHEDULE_TITLE);

  if (*title != '\0')
    return g_strdup (title);
  return make_title (library, rapport_record_get_text (record, RAPPORT_SCHEDULE_KIND),
                     rapport_record_get_client_id (record));
}

char *
rapport_meeting_get_title (RapportLibrary *library, RapportMeeting *meeting)
{
  RapportRecord *record = RAPPORT_RECORD (meeting);
  const char *title = rapport_record_get_text (record, RAPPORT_MEETING_TITLE);
  g_autoptr (RapportRecord) schedule = NULL;

  if (*title != '\0')
    return g_strdup (title);
  schedule = rapport_library_get (library, RAPPORT_TYPE_SCHEDULE,
                                  rapport_record_get_text (record, RAPPORT_MEETING_SCHEDULE));
  if (schedule != NULL)
    title = rapport_record_get_text (schedule, RAPPORT_SCHEDULE_TITLE);
  if (*title != '\0')
    return g_strdup (title);
  return make_title (library, rapport_record_get_text (record, RAPPORT_MEETING_KIND),
                     rapport_record_get_client_id (record));
}

/* Making meetings. */

static void
copy_text (RapportTransaction *transaction,
           RapportRecord *to,
           guint to_field,
           RapportRecord *from,
           guint from_field)
{
  rapport_transaction_set_text (transaction, to, to_field,
                                rapport_transaction_get_text (transaction, from, from_field));
}

static void
invite_all (RapportTransaction *transaction,
            RapportLibrary *library,
            RapportMeeting *meeting,
            GVariant *people)
{
  GVariantIter iter;
  const char *person;

  if (people == NULL)
    return;
  g_variant_iter_init (&iter, people);
  while (g_variant_iter_next (&iter, "&s", &person))
    rapport_meeting_invite (transaction, library, meeting, person);
}

/* What its schedule says; the title stays that of the schedule, so that it is renamed with it. */
static void
follow_schedule (RapportTransaction *transaction,
                 RapportLibrary *library,
                 RapportRecord *meeting,
                 RapportRecord *schedule)
{
  copy_text (transaction, meeting, RAPPORT_MEETING_KIND, schedule, RAPPORT_SCHEDULE_KIND);
  copy_text (transaction, meeting, RAPPORT_MEETING_PLACE, schedule, RAPPORT_SCHEDULE_PLACE);
  copy_text (transaction, meeting, RAPPORT_MEETING_TEMPLATE, schedule, RAPPORT_SCHEDULE_TEMPLATE);
  copy_text (transaction, meeting, RAPPORT_RECORD_AUDIENCE, schedule, RAPPORT_RECORD_AUDIENCE);
  invite_all (transaction, library, RAPPORT_MEETING (meeting),
              rapport_transaction_get (transaction, schedule, RAPPORT_SCHEDULE_PEOPLE));
}

/* A meeting that is there and not in the trash. */
static RapportRecord *
find_living (RapportTransaction *transaction, const char *id)
{
  g_autoptr (RapportRecord) record =
    id != NULL ? rapport_transaction_find (transaction, RAPPORT_TYPE_MEETING, id) : NULL;

  if (record == NULL || rapport_transaction_is_trashed (transaction, record))
    return NULL;
  return g_steal_pointer (&record);
}

/* Keeps @record as long as the transaction lives, as what it makes itself. */
static RapportMeeting *
lend (RapportTransaction *transaction, RapportRecord *record)
{
  g_autofree char *name = g_strdup_printf ("meeting %s", rapport_record_get_id (record));

  rapport_transaction_remember (transaction, name, record, g_object_unref);
  return RAPPORT_MEETING (record);
}

RapportMeeting *
rapport_occasion_ensure_meeting (RapportTransaction *transaction,
                                 RapportLibrary *library,
                                 const RapportOccasion *occasion)
{
  g_autofree char *day = rapport_day_to_string (occasion->occurrence);
  g_autofree char *slot = g_strdup_printf ("%s/%s", occasion->schedule, day);
  const char *key[] = { slot, NULL };
  g_autofree char *id = rapport_id_from_key (rapport_meeting_info.name, key);
  g_autoptr (RapportRecord) schedule = NULL;
  RapportRecord *meeting =
    find_living (transaction, occasion->meeting != NULL ? occasion->meeting : id);

  if (meeting != NULL)
    return lend (transaction, meeting);
  g_return_val_if_fail (occasion->schedule != NULL, NULL);
  meeting = rapport_transaction_ensure (transaction, RAPPORT_TYPE_MEETING, key);
  rapport_transaction_set_text (transaction, meeting, RAPPORT_MEETING_CLIENT, occasion->client);
  rapport_transaction_set_text (transaction, meeting, RAPPORT_MEETING_SCHEDULE, occasion->schedule);
  rapport_transaction_set_day (transaction, meeting, RAPPORT_MEETING_OCCURRENCE,
                               occasion->occurrence);
  rapport_transaction_set_text (transaction, meeting, RAPPORT_MEETING_START, occasion->start);
  rapport_transaction_set_integer (transaction, meeting, RAPPORT_MEETING_LENGTH, occasion->length);
  rapport_transaction_set_text (transaction, meeting, RAPPORT_MEETING_STATUS, "planned");
  schedule = rapport_transaction_find (transaction, RAPPORT_TYPE_SCHEDULE, occasion->schedule);
  if (schedule != NULL)
    follow_schedule (transaction, library, meeting, schedule);
  return RAPPORT_MEETING (meeting);
}

RapportMeeting *
rapport_meeting_add (RapportTransaction *transaction,
                     RapportLibrary *library,
                     const char *client,
                     const char *title,
                     const char *start,
                     int length)
{
  g_autofree char *slot =
    rapport_id_new (rapport_clock_get_now (rapport_library_get_clock (library)));
  const char *key[] = { slot, NULL };
  RapportRecord *meeting = rapport_transaction_ensure (transaction, RAPPORT_TYPE_MEETING, key);

  rapport_transaction_set_text (transaction, meeting, RAPPORT_MEETING_CLIENT, client);
  rapport_transaction_set_text (transaction, meeting, RAPPORT_MEETING_TITLE, title);
  rapport_transaction_set_text (transaction, meeting, RAPPORT_MEETING_START, start);
  rapport_transaction_set_integer (transaction, meeting, RAPPORT_MEETING_LENGTH, length);
  return RAPPORT_MEETING (meeting);
}

/* Changing them. */

void
rapport_meeting_move (RapportTransaction *transaction,
                      RapportMeeting *meeting,
                      const char *start,
                      int length)
{
  RapportRecord *record = RAPPORT_RECORD (meeting);

  rapport_transaction_set_text (transaction, record, RAPPORT_MEETING_START, start);
  rapport_transaction_set_integer (transaction, record, RAPPORT_MEETING_LENGTH, length);
  rapport_invitation_revise (transaction, record);
}

void
rapport_meeting_cancel (RapportTransaction *transaction, RapportMeeting *meeting)
{
  RapportRecord *record = RAPPORT_RECORD (meeting);

  rapport_transaction_set_text (transaction, record, RAPPORT_MEETING_STATUS, "cancelled");
  rapport_invitation_revise (transaction, record);
}

static gint64
get_now (RapportLibrary *library)
{
  return rapport_clock_get_now (rapport_library_get_clock (library));
}

void
rapport_meeting_begin (RapportTransaction *transaction,
                       RapportLibrary *library,
                       RapportMeeting *meeting)
{
  RapportRecord *record = RAPPORT_RECORD (meeting);

  rapport_transaction_set (transaction, record, RAPPORT_MEETING_BEGAN,
                           g_variant_new_int64 (get_now (library)));
  rapport_transaction_set (transaction, record, RAPPORT_MEETING_ENDED, NULL);
  rapport_transaction_set_text (transaction, record, RAPPORT_MEETING_STATUS, "planned");
}

static void
raise_day (RapportTransaction *transaction, RapportRecord *record, guint field, RapportDay day)
{
  GVariant *value = rapport_transaction_get (transaction, record, field);

  if (value == NULL || g_variant_get_int32 (value) < day)
    rapport_transaction_set_day (transaction, record, field, day);
}

/* Stand-ups and showings are the agency's own, even where they are about a client. */
static gboolean
is_contact (RapportTransaction *transaction, RapportRecord *meeting)
{
  const char *kind = rapport_transaction_get_text (transaction, meeting, RAPPORT_MEETING_KIND);

  return !g_str_equal (kind, "stand-up") && !g_str_equal (kind, "showing");
}

static void
note_contact (RapportTransaction *transaction,
              RapportLibrary *library,
              RapportRecord *meeting,
              RapportDay day)
{
  g_autoptr (RapportRecord) client = rapport_transaction_find (
    transaction, RAPPORT_TYPE_CLIENT,
    rapport_transaction_get_text (transaction, meeting, RAPPORT_MEETING_CLIENT));
  g_autoptr (GPtrArray) people =
    rapport_meeting_get_participants (library, rapport_record_get_id (meeting));

  if (client == NULL || !is_contact (transaction, meeting))
    return;
  raise_day (transaction, client, RAPPORT_CLIENT_LAST_CONTACT, day);
  for (guint i = 0; i < people->len; i++)
    {
      RapportRecord *participant = people->pdata[i];
      const char *person = rapport_record_get_text (participant, RAPPORT_PARTICIPANT_PERSON);
      g_autoptr (RapportRecord) known = find_person (transaction, person);

      if (known != NULL && RAPPORT_IS_CONTACT (known) &&
          rapport_transaction_get_boolean (transaction, participant, RAPPORT_PARTICIPANT_PRESENT))
        raise_day (transaction, known, RAPPORT_CONTACT_LAST_CONTACT, day);
    }
}

void
rapport_meeting_end (RapportTransaction *transaction,
                     RapportLibrary *library,
                     RapportMeeting *meeting)
{
  RapportRecord *record = RAPPORT_RECORD (meeting);
  GVariant *began = rapport_transaction_get (transaction, record, RAPPORT_MEETING_BEGAN);
  gint64 now = get_now (library);
  RapportDay day = rapport_instant_to_day (began != NULL ? g_variant_get_int64 (began) : now);

  rapport_transaction_set (transaction, record, RAPPORT_MEETING_ENDED, g_variant_new_int64 (now));
  rapport_transaction_set_text (transaction, record, RAPPORT_MEETING_STATUS, "held");
  note_contact (transaction, library, record, day);
}

void
rapport_schedule_end (RapportTransaction *transaction, RapportSchedule *schedule, RapportDay from)
{
  RapportRecord *record = RAPPORT_RECORD (schedule);
  const char *rule = rapport_transaction_get_text (transaction, record, RAPPORT_SCHEDULE_RULE);
  g_autofree char *ended = rapport_recurrence_end (rule, from - 1);

  if (ended == NULL)
    return;
  rapport_transaction_set_text (transaction, record, RAPPORT_SCHEDULE_RULE, ended);
  rapport_invitation_revise (transaction, record);
}
