/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-invitations.h"

#include <string.h>

/* The same fields of both types. */
typedef struct
{
  guint sequence;
  guint invited_at;
  guint uid;
} Fields;

static const Fields *
get_fields (RapportRecord *record)
{
  static const Fields meeting = { RAPPORT_MEETING_SEQUENCE, RAPPORT_MEETING_INVITED_AT,
                                  RAPPORT_MEETING_UID };
  static const Fields schedule = { RAPPORT_SCHEDULE_SEQUENCE, RAPPORT_SCHEDULE_INVITED_AT,
                                   RAPPORT_SCHEDULE_UID };

  return RAPPORT_IS_SCHEDULE (record) ? &schedule : &meeting;
}

/* (transfer full) (nullable): the schedule that a meeting is of. */
static RapportRecord *
find_schedule (RapportTransaction *transaction, RapportRecord *record)
{
  if (RAPPORT_IS_SCHEDULE (record))
    return NULL;
  return rapport_transaction_find (
    transaction, RAPPORT_TYPE_SCHEDULE,
    rapport_transaction_get_text (transaction, record, RAPPORT_MEETING_SCHEDULE));
}

static gint64
get_new_integer (RapportTransaction *transaction, RapportRecord *record, guint field)
{
  GVariant *value = rapport_transaction_get (transaction, record, field);

  return value != NULL ? g_variant_get_int64 (value) : 0;
}

void
rapport_invitation_sent (RapportTransaction *transaction, RapportRecord *record)
{
  RapportLibrary *library = rapport_transaction_get_library (transaction);
  gint64 now = rapport_clock_get_now (rapport_library_get_clock (library));

  rapport_transaction_set (transaction, record, get_fields (record)->invited_at,
                           g_variant_new_int64 (now));
}

gboolean
rapport_invitation_was_sent (RapportTransaction *transaction, RapportRecord *record)
{
  g_autoptr (RapportRecord) schedule = find_schedule (transaction, record);

  return rapport_transaction_get (transaction, record, get_fields (record)->invited_at) != NULL ||
         (schedule != NULL &&
          rapport_transaction_get (transaction, schedule, RAPPORT_SCHEDULE_INVITED_AT) != NULL);
}

void
rapport_invitation_revise (RapportTransaction *transaction, RapportRecord *record)
{
  const guint field = get_fields (record)->sequence;
  g_autoptr (RapportRecord) schedule = find_schedule (transaction, record);
  g_autofree char *name = g_strdup_printf ("revised %s", rapport_record_get_id (record));
  gint64 sequence = get_new_integer (transaction, record, field);

  if (!rapport_invitation_was_sent (transaction, record) ||
      rapport_transaction_recall (transaction, name) != NULL)
    return;
  if (schedule != NULL)
    sequence = MAX (sequence, get_new_integer (transaction, schedule, RAPPORT_SCHEDULE_SEQUENCE));
  rapport_transaction_set_integer (transaction, record, field, sequence + 1);
  rapport_transaction_remember (transaction, name, GINT_TO_POINTER (TRUE), NULL);
}

/* (transfer full) (nullable) */
static RapportRecord *
get_schedule (RapportLibrary *library, RapportRecord *record)
{
  if (RAPPORT_IS_SCHEDULE (record))
    return NULL;
  return rapport_library_get (library, RAPPORT_TYPE_SCHEDULE,
                              rapport_record_get_text (record, RAPPORT_MEETING_SCHEDULE));
}

int
rapport_invitation_get_sequence (RapportLibrary *library, RapportRecord *record)
{
  g_autoptr (RapportRecord) schedule = get_schedule (library, record);
  gint64 sequence = rapport_record_get_integer (record, get_fields (record)->sequence);

  if (schedule != NULL)
    sequence = MAX (sequence, rapport_record_get_integer (schedule, RAPPORT_SCHEDULE_SEQUENCE));
  return (int) CLAMP (sequence, 0, G_MAXINT);
}

char *
rapport_invitation_get_uid (RapportLibrary *library, RapportRecord *record)
{
  g_autoptr (RapportRecord) schedule = get_schedule (library, record);
  RapportRecord *named = schedule != NULL ? schedule : record;
  const char *uid = rapport_record_get_text (named, get_fields (named)->uid);

  return g_strdup (*uid != '\0' ? uid : rapport_record_get_id (named));
}

static RapportRecord *
find_uid (RapportLibrary *library, GType type, guint field, const char *uid)
{
  g_autoptr (RapportQuery) query = rapport_query_new (type);
  g_autoptr (GPtrArray) found = NULL;

  rapport_query_where_text (query, field, uid);
  found = rapport_library_find (library, query, NULL);
  return found != NULL && found->len > 0 ? g_object_ref (found->pdata[0]) : NULL;
}

RapportRecord *
rapport_invitation_find (RapportLibrary *library, const char *uid)
{
  static GType (*const types[]) (void) = { rapport_schedule_get_type, rapport_meeting_get_type };
  static const guint fields[] = { RAPPORT_SCHEDULE_UID, RAPPORT_MEETING_UID };

  for (guint i = 0; i < G_N_ELEMENTS (types) && *uid != '\0'; i++)
    {
      g_autoptr (RapportRecord) record =
        rapport_id_is_valid (uid) ? rapport_library_get (library, types[i](), uid) : NULL;

      if (record == NULL)
        record = find_uid (library, types[i](), fields[i], uid);
      if (record != NULL && !rapport_record_is_trashed (record))
        return g_steal_pointer (&record);
    }
  return NULL;
}

/* People. */

/* (transfer full) (nullable): the contact or member. */
static RapportRecord *
get_person (RapportLibrary *library, const char *person)
{
  RapportRecord *found = NULL;

  if (rapport_id_is_valid (person))
    {
      found = rapport_library_get (library, RAPPORT_TYPE_CONTACT, person);
      if (found == NULL)
        found = rapport_library_get (library, RAPPORT_TYPE_MEMBER, person);
    }
  return found;
}

char *
rapport_person_get_email (RapportLibrary *library, const char *person)
{
  g_autoptr (RapportRecord) known = get_person (library, person);

  /* Somebody who is neither may be named by the address. */
  if (known == NULL)
    return g_strdup (strchr (person, '@') != NULL ? person : "");
  return g_strdup (rapport_record_get_text (
    known, RAPPORT_IS_MEMBER (known) ? RAPPORT_MEMBER_EMAIL : RAPPORT_CONTACT_EMAIL));
}

char *
rapport_person_get_name (RapportLibrary *library, const char *person)
{
  g_autoptr (RapportRecord) known = get_person (library, person);

  return g_strdup (known != NULL ? rapport_record_get_title (known) : person);
}

char *
rapport_participant_get_email (RapportLibrary *library, RapportParticipant *participant)
{
  RapportRecord *record = RAPPORT_RECORD (participant);
  const char *own = rapport_record_get_text (record, RAPPORT_PARTICIPANT_EMAIL);

  if (*own != '\0')
    return g_strdup (own);
  return rapport_person_get_email (library,
                                   rapport_record_get_text (record, RAPPORT_PARTICIPANT_PERSON));
}

/* Answers. */

/* (transfer full) (nullable) */
static RapportRecord *
find_participant (RapportLibrary *library, RapportMeeting *meeting, const char *email)
{
  g_autoptr (GPtrArray) people =
    rapport_meeting_get_participants (library, rapport_record_get_id (RAPPORT_RECORD (meeting)));
  g_autofree char *wanted = g_utf8_casefold (email, -1);

  for (guint i = 0; i < people->len && *wanted != '\0'; i++)
    {
      g_autofree char *address = rapport_participant_get_email (library, people->pdata[i]);
      g_autofree char *folded = g_utf8_casefold (address, -1);

      if (g_str_equal (folded, wanted))
        return g_object_ref (people->pdata[i]);
    }
  return NULL;
}

RapportReplyResult
rapport_invitation_answer (RapportTransaction *transaction,
                           RapportLibrary *library,
                           RapportMeeting *meeting,
                           const RapportReply *reply)
{
  g_autoptr (RapportRecord) participant = find_participant (library, meeting, reply->email);

  if (participant == NULL)
    return RAPPORT_REPLY_STRANGER;
  if (reply->sequence < rapport_invitation_get_sequence (library, RAPPORT_RECORD (meeting)) ||
      reply->at < get_new_integer (transaction, participant, RAPPORT_PARTICIPANT_ANSWERED))
    return RAPPORT_REPLY_OLD;
  rapport_transaction_set_text (transaction, participant, RAPPORT_PARTICIPANT_ANSWER,
                                reply->answer);
  rapport_transaction_set (transaction, participant, RAPPORT_PARTICIPANT_ANSWERED,
                           g_variant_new_int64 (reply->at));
  return RAPPORT_REPLY_TAKEN;
}
