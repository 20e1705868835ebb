/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What comes back to an invitation: answers, and other times that are proposed. */
#include "rapport-calendar-private.h"

#include <glib/gi18n-lib.h>

/* (transfer full) (element-type RapportMeeting): what an answer speaks of; one to a whole schedule
 * of all its meetings that are known, and the next one. */
static GPtrArray *
find_answered (CalendarTaker *taker, const RapportIcalEvent *event)
{
  g_autoptr (RapportRecord) record = rapport_invitation_find (taker->library, event->uid);
  GPtrArray *meetings = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (RapportQuery) query = NULL;
  g_autoptr (GPtrArray) known = NULL;
  RapportDay day;

  if (record == NULL)
    return meetings;
  if (RAPPORT_IS_MEETING (record))
    {
      g_ptr_array_add (meetings, g_steal_pointer (&record));
      return meetings;
    }
  if (event->instance != NULL)
    {
      day = calendar_find_day (taker, record, event->instance);
      if (day != RAPPORT_DAY_NONE)
        g_ptr_array_add (meetings, g_object_ref (calendar_ensure_meeting (taker, record, day)));
      return meetings;
    }
  query = rapport_query_new (RAPPORT_TYPE_MEETING);
  rapport_query_where_text (query, RAPPORT_MEETING_SCHEDULE, rapport_record_get_id (record));
  rapport_query_where_text (query, RAPPORT_MEETING_STATUS, "planned");
  known = rapport_library_find (taker->library, query, NULL);
  if (known != NULL)
    g_ptr_array_extend_and_steal (meetings, g_steal_pointer (&known));
  return meetings;
}

/* The next meeting of a schedule, so that an answer to all of it is seen somewhere. */
static void
ensure_next (CalendarTaker *taker, const RapportIcalEvent *event)
{
  g_autoptr (RapportRecord) record = rapport_invitation_find (taker->library, event->uid);
  g_autoptr (RapportRecurrence) rule = NULL;
  RapportDay today = rapport_clock_get_today (rapport_library_get_clock (taker->library));
  g_autofree char *zone = NULL;
  RapportDay first, next;
  int minute;

  if (record == NULL || RAPPORT_IS_MEETING (record) || event->instance != NULL)
    return;
  rule = rapport_recurrence_parse (rapport_record_get_text (record, RAPPORT_SCHEDULE_RULE), NULL);
  if (rule == NULL ||
      !rapport_local_time_parse (rapport_record_get_text (record, RAPPORT_SCHEDULE_START), &first,
                                 &minute, &zone))
    return;
  next = rapport_recurrence_next (rule, first, today);
  if (next != RAPPORT_DAY_NONE)
    calendar_ensure_meeting (taker, record, next);
}

static void
take_answer_of (CalendarTaker *taker,
                const RapportIcalEvent *event,
                GPtrArray *meetings,
                const RapportIcalPerson *person)
{
  const char *who = *person->name != '\0' ? person->name : person->email;
  RapportReply reply = { person->email, person->name, person->answer, event->sequence,
                         event->stamp };
  gboolean taken = FALSE, old = FALSE;

  for (guint i = 0; i < meetings->len; i++)
    {
      RapportReplyResult result =
        rapport_invitation_answer (taker->transaction, taker->library, meetings->pdata[i], &reply);

      taken |= result == RAPPORT_REPLY_TAKEN;
      old |= result == RAPPORT_REPLY_OLD;
    }
  if (taken)
    taker->import->n_answers++;
  else if (old)
    calendar_take_remark (
      taker, g_strdup_printf (_ ("The answer of %s is to an older invitation, or older "
                                 "than the one known; it is left out."),
                              who));
  else
    calendar_take_remark (taker,
                          g_strdup_printf (_ ("%s is not among those invited; the answer is left "
                                              "out."),
                                           who));
}

/* In the first round the meetings are made, in the second they are there to be answered. */
void
calendar_take_reply (CalendarTaker *taker, RapportIcalEvent *event)
{
  g_autoptr (GPtrArray) meetings = NULL;

  if (!taker->answers)
    ensure_next (taker, event);
  meetings = find_answered (taker, event);
  if (!taker->answers)
    return;
  if (meetings->len == 0)
    {
      calendar_take_remark (taker,
                            g_strdup (_ ("This answers an invitation that is not known here.")));
      return;
    }
  for (guint i = 0; i < event->people->len; i++)
    {
      const RapportIcalPerson *person = event->people->pdata[i];

      if (*person->answer != '\0')
        take_answer_of (taker, event, meetings, person);
    }
}

void
calendar_take_counter (CalendarTaker *taker, RapportIcalEvent *event)
{
  calendar_take_remark (
    taker, g_strdup_printf (_ ("Another time is proposed for “%s”: %.10s, %.5s. Nothing "
                               "is changed; move the meeting if it suits you."),
                            calendar_get_name (event), event->start, event->start + 11));
}
