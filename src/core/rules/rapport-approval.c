/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-approval.h"

#include "rapport-agency.h"
#include "rapport-files.h"
#include "rapport-schedules.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Minutes that were not sent for so many days are history, not something that waits. */
#define MOST_WAITING 60

void
rapport_approval_clear (RapportApproval *self)
{
  g_clear_pointer (&self->summary, g_free);
}

/* Versions. */

static int
number_of (RapportRecord *record, guint field)
{
  return (int) rapport_record_get_integer (record, field);
}

/* Two colleagues without a network may send the same version: the later one counts. */
static int
compare_versions_cb (gconstpointer a, gconstpointer b)
{
  static const guint fields[] = { RAPPORT_SUMMARY_AMENDMENT, RAPPORT_SUMMARY_VERSION,
                                  RAPPORT_SUMMARY_SENT_AT };
  RapportRecord *first = *(RapportRecord *const *) a;
  RapportRecord *second = *(RapportRecord *const *) b;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const gint64 one = rapport_record_get_integer (first, fields[i]);
      const gint64 other = rapport_record_get_integer (second, fields[i]);

      if (one != other)
        return one < other ? -1 : 1;
    }
  return strcmp (rapport_record_get_id (first), rapport_record_get_id (second));
}

RapportQuery *
rapport_approval_query (const char *meeting_id)
{
  RapportQuery *query = rapport_query_new (RAPPORT_TYPE_SUMMARY);

  rapport_query_where_text (query, RAPPORT_SUMMARY_MEETING, meeting_id);
  rapport_query_order_by (query, RAPPORT_SUMMARY_AMENDMENT, FALSE);
  rapport_query_order_by (query, RAPPORT_SUMMARY_VERSION, FALSE);
  return rapport_query_order_by (query, RAPPORT_SUMMARY_SENT_AT, FALSE);
}

/* (transfer full): never NULL */
static GPtrArray *
find_versions (RapportLibrary *library, const char *meeting_id)
{
  g_autoptr (RapportQuery) query = rapport_approval_query (meeting_id);
  g_autoptr (GError) error = NULL;
  GPtrArray *versions = rapport_library_find (library, query, &error);

  if (versions == NULL)
    {
      g_warning ("the summaries of a meeting can't be read: %s", error->message);
      return g_ptr_array_new_with_free_func (g_object_unref);
    }
  g_ptr_array_sort (versions, compare_versions_cb);
  return versions;
}

/* The highest amendment that is approved, -1 where nothing is. */
static int
find_approved (GPtrArray *versions)
{
  int approved = -1;

  for (guint i = 0; i < versions->len; i++)
    if (rapport_record_has_word (versions->pdata[i], RAPPORT_SUMMARY_STATE, "approved"))
      approved = MAX (approved, number_of (versions->pdata[i], RAPPORT_SUMMARY_AMENDMENT));
  return approved;
}

gboolean
rapport_approval_is_locked (RapportLibrary *library, const char *meeting_id, int amendment)
{
  g_autoptr (GPtrArray) versions = find_versions (library, meeting_id);

  return amendment <= find_approved (versions);
}

int
rapport_approval_get_open_amendment (RapportLibrary *library, const char *meeting_id)
{
  g_autoptr (GPtrArray) versions = find_versions (library, meeting_id);

  return find_approved (versions) + 1;
}

/* The clock of the sides. */

/* Counts working days; both days may be none. */
typedef struct
{
  GArray *holidays;
  RapportDay today;
} Calendar;

static int
count_days (const Calendar *calendar, RapportDay from, RapportDay to)
{
  int days = 0;

  if (from == RAPPORT_DAY_NONE || to <= from)
    return 0;
  /* A meeting of ten years ago needs no more than this. */
  for (RapportDay day = from + 1; day <= to && day - from < 3660; day++)
    {
      gboolean works = rapport_day_get_weekday (day) <= 5;

      for (guint i = 0; works && i < calendar->holidays->len; i++)
        works = g_array_index (calendar->holidays, RapportDay, i) != day;
      days += works;
    }
  return days;
}

static RapportDay
get_sent_day (RapportRecord *version)
{
  const gint64 instant = rapport_record_get_integer (version, RAPPORT_SUMMARY_SENT_AT);

  return rapport_instant_to_day (
    instant != 0 ? instant : rapport_record_get_integer (version, RAPPORT_RECORD_CREATED));
}

/* The day on which the meeting was over. */
static RapportDay
get_meeting_day (RapportRecord *meeting)
{
  const gint64 ended = rapport_record_get_integer (meeting, RAPPORT_MEETING_ENDED);
  const char *start = rapport_record_get_text (meeting, RAPPORT_MEETING_START);

  if (ended != 0)
    return rapport_instant_to_day (ended);
  if (*start != '\0')
    return rapport_instant_to_day (rapport_local_time_get_instant (start));
  return rapport_instant_to_day (rapport_record_get_integer (meeting, RAPPORT_RECORD_CREATED));
}

/* Lets the clock of one side run until @day. */
static void
run_until (RapportApproval *self, const Calendar *calendar, RapportDay *from, RapportDay day)
{
  int *side = self->step == RAPPORT_APPROVAL_SENT ? &self->days_theirs : &self->days_ours;

  if (self->step != RAPPORT_APPROVAL_APPROVED && self->step != RAPPORT_APPROVAL_NOTHING)
    *side += count_days (calendar, *from, day);
  *from = MAX (*from, day);
}

static void
take_answer (RapportApproval *self,
             const Calendar *calendar,
             RapportDay *from,
             RapportRecord *version)
{
  const gboolean approved = rapport_record_has_word (version, RAPPORT_SUMMARY_STATE, "approved");
  RapportDay day = rapport_record_get_day (version, RAPPORT_SUMMARY_ANSWERED);

  if (!approved && !rapport_record_has_word (version, RAPPORT_SUMMARY_STATE, "corrections"))
    return;
  day = MAX (day, *from);
  run_until (self, calendar, from, day);
  self->step = approved ? RAPPORT_APPROVAL_APPROVED : RAPPORT_APPROVAL_CORRECTIONS;
  self->since = day;
}

static void
take_version (RapportApproval *self,
              const Calendar *calendar,
              RapportDay *from,
              RapportRecord *version)
{
  /* Sent again before an answer came: the client has been waited for since the first time. */
  const gboolean again = self->step == RAPPORT_APPROVAL_SENT;
  const RapportDay day = MAX (get_sent_day (version), *from);

  run_until (self, calendar, from, day);
  self->step = RAPPORT_APPROVAL_SENT;
  self->since = again ? self->since : day;
  self->version = number_of (version, RAPPORT_SUMMARY_VERSION);
  self->amendment = number_of (version, RAPPORT_SUMMARY_AMENDMENT);
  g_set_str (&self->summary, rapport_record_get_id (version));
  take_answer (self, calendar, from, version);
}

/* (transfer full) (nullable): the first line of an amendment, or of the minutes. */
static RapportRecord *
find_line (RapportLibrary *library, const char *meeting_id, int amendment)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_MINUTES_LINE);
  g_autoptr (GPtrArray) found = NULL;

  rapport_query_where_text (query, RAPPORT_MINUTES_LINE_MEETING, meeting_id);
  if (amendment > 0)
    rapport_query_where (query, RAPPORT_MINUTES_LINE_AMENDMENT, RAPPORT_TEST_EQUAL,
                         g_variant_new_int64 (amendment));
  rapport_query_order_by (query, RAPPORT_RECORD_CREATED, FALSE);
  rapport_query_set_limit (query, 1);
  found = rapport_library_find (library, query, NULL);
  return found != NULL && found->len > 0 ? g_object_ref (found->pdata[0]) : NULL;
}

/* After an approval a line makes the next amendment, which is ours to send. */
static void
take_amendment (RapportApproval *self,
                RapportLibrary *library,
                RapportRecord *meeting,
                RapportDay *from)
{
  const int next = self->amendment + 1;
  g_autoptr (RapportRecord) line = find_line (library, rapport_record_get_id (meeting), next);

  if (line == NULL)
    return;
  self->step = RAPPORT_APPROVAL_TO_SEND;
  self->amendment = next;
  self->version = 0;
  self->since =
    MAX (*from, rapport_instant_to_day (rapport_record_get_integer (line, RAPPORT_RECORD_CREATED)));
  *from = self->since;
  g_clear_pointer (&self->summary, g_free);
}

static gboolean
is_theirs (RapportRecord *meeting)
{
  return *rapport_record_get_client_id (meeting) != '\0' &&
         !rapport_record_has_word (meeting, RAPPORT_MEETING_KIND, "showing");
}

static void
begin (RapportApproval *self, RapportLibrary *library, RapportRecord *meeting, gboolean was_sent)
{
  g_autoptr (RapportRecord) line = NULL;

  if (!is_theirs (meeting))
    return;
  if (!was_sent)
    {
      if (!rapport_record_has_word (meeting, RAPPORT_MEETING_STATUS, "held"))
        return;
      line = find_line (library, rapport_record_get_id (meeting), 0);
      if (line == NULL)
        return;
    }
  self->step = RAPPORT_APPROVAL_TO_SEND;
  self->since = get_meeting_day (meeting);
}

static int
get_patience (RapportLibrary *library)
{
  g_autoptr (RapportWorkspace) agency = rapport_agency_get (library);
  const gint64 days = agency != NULL ? rapport_record_get_integer (RAPPORT_RECORD (agency),
                                                                   RAPPORT_WORKSPACE_APPROVAL_DAYS)
                                     : 0;

  if (days > 0)
    return (int) MIN (days, G_MAXINT16);
  return (int) g_ascii_strtoll (
    rapport_workspace_info.fields[RAPPORT_WORKSPACE_APPROVAL_DAYS].initial, NULL, 10);
}

void
rapport_approval_read (RapportLibrary *library, RapportMeeting *meeting, RapportApproval *approval)
{
  RapportRecord *record = RAPPORT_RECORD (meeting);
  g_autoptr (GPtrArray) versions = find_versions (library, rapport_record_get_id (record));
  g_autoptr (GArray) holidays = rapport_agency_get_holidays (library);
  const Calendar calendar = { holidays,
                              rapport_clock_get_today (rapport_library_get_clock (library)) };
  RapportDay from;

  *approval = (RapportApproval) { .step = RAPPORT_APPROVAL_NOTHING };
  begin (approval, library, record, versions->len > 0);
  if (approval->step == RAPPORT_APPROVAL_NOTHING)
    return;
  from = approval->since;
  for (guint i = 0; i < versions->len; i++)
    {
      /* What was sent of an amendment after the approval: the lines were ours to write. */
      if (approval->step == RAPPORT_APPROVAL_APPROVED &&
          number_of (versions->pdata[i], RAPPORT_SUMMARY_AMENDMENT) > approval->amendment)
        take_amendment (approval, library, record, &from);
      take_version (approval, &calendar, &from, versions->pdata[i]);
    }
  if (approval->step == RAPPORT_APPROVAL_APPROVED)
    take_amendment (approval, library, record, &from);
  if (approval->step == RAPPORT_APPROVAL_APPROVED)
    return;
  approval->days = count_days (&calendar, approval->since, calendar.today);
  run_until (approval, &calendar, &from, calendar.today);
  approval->overdue =
    approval->step == RAPPORT_APPROVAL_SENT && approval->days > get_patience (library);
}

RapportDay
rapport_approval_get_overdue_before (RapportLibrary *library, RapportDay today)
{
  g_autoptr (GArray) holidays = rapport_agency_get_holidays (library);
  const Calendar calendar = { holidays, today };
  const int patience = get_patience (library);
  RapportDay day = today;

  while (count_days (&calendar, day, today) <= patience && today - day < 3660)
    day--;
  return day + 1;
}

/* Verbs. */

/* The PDF is a file of the summary, for the client as the summary is. */
static void
attach_pdf (RapportTransaction *transaction, RapportRecord *summary, const RapportFrozen *frozen)
{
  const char *client = rapport_transaction_get_text (transaction, summary, RAPPORT_SUMMARY_CLIENT);
  g_autofree char *name = NULL;
  g_autoptr (RapportFileData) data = NULL;
  RapportRecord *file;

  if (frozen->pdf == NULL)
    return;
  name = g_strconcat (frozen->subject, ".pdf", NULL);
  data = rapport_file_data_new (name, "application/pdf", frozen->pdf);
  file = rapport_file_attach (transaction, client, rapport_record_get_id (summary), data);
  rapport_transaction_set_text (transaction, file, RAPPORT_RECORD_AUDIENCE, "client");
  rapport_transaction_set_text (transaction, summary, RAPPORT_SUMMARY_PDF,
                                rapport_record_get_id (file));
}

RapportSummary *
rapport_approval_send (RapportTransaction *transaction,
                       RapportLibrary *library,
                       RapportMeeting *meeting,
                       const RapportFrozen *frozen)
{
  const char *id = rapport_record_get_id (RAPPORT_RECORD (meeting));
  g_autoptr (GPtrArray) versions = find_versions (library, id);
  const int amendment = find_approved (versions) + 1;
  RapportRecord *summary = rapport_transaction_create (transaction, RAPPORT_TYPE_SUMMARY);
  int version = 0;

  for (guint i = 0; i < versions->len; i++)
    if (number_of (versions->pdata[i], RAPPORT_SUMMARY_AMENDMENT) == amendment)
      version = MAX (version, number_of (versions->pdata[i], RAPPORT_SUMMARY_VERSION));
  rapport_transaction_set_text (transaction, summary, RAPPORT_SUMMARY_CLIENT,
                                rapport_record_get_client_id (RAPPORT_RECORD (meeting)));
  rapport_transaction_set_text (transaction, summary, RAPPORT_SUMMARY_MEETING, id);
  rapport_transaction_set_integer (transaction, summary, RAPPORT_SUMMARY_VERSION, version + 1);
  rapport_transaction_set_integer (transaction, summary, RAPPORT_SUMMARY_AMENDMENT, amendment);
  rapport_transaction_set (
    transaction, summary, RAPPORT_SUMMARY_SENT_AT,
    g_variant_new_int64 (rapport_clock_get_now (rapport_library_get_clock (library))));
  rapport_transaction_set_text (transaction, summary, RAPPORT_SUMMARY_SENT_BY,
                                rapport_library_get_me (library));
  rapport_transaction_set_text (transaction, summary, RAPPORT_SUMMARY_SENT_TO, frozen->sent_to);
  rapport_transaction_set_text (transaction, summary, RAPPORT_SUMMARY_SUBJECT, frozen->subject);
  rapport_transaction_set_text (transaction, summary, RAPPORT_SUMMARY_LETTER, frozen->letter);
  rapport_transaction_set_text (transaction, summary, RAPPORT_SUMMARY_DOCUMENT, frozen->document);
  attach_pdf (transaction, summary, frozen);
  rapport_transaction_set_barrier (transaction);
  return RAPPORT_SUMMARY (summary);
}

void
rapport_approval_answer (RapportTransaction *transaction,
                         RapportLibrary *library,
                         RapportSummary *summary,
                         gboolean approved,
                         RapportDay day,
                         const char *by,
                         const char *words)
{
  RapportRecord *record = RAPPORT_RECORD (summary);

  /* An approval stays one. */
  if (rapport_record_has_word (record, RAPPORT_SUMMARY_STATE, "approved"))
    return;
  if (day == RAPPORT_DAY_NONE)
    day = rapport_clock_get_today (rapport_library_get_clock (library));
  rapport_transaction_set_text (transaction, record, RAPPORT_SUMMARY_STATE,
                                approved ? "approved" : "corrections");
  rapport_transaction_set_day (transaction, record, RAPPORT_SUMMARY_ANSWERED, day);
  rapport_transaction_set_text (transaction, record, RAPPORT_SUMMARY_ANSWERED_BY, by);
  rapport_transaction_set_text (transaction, record, RAPPORT_SUMMARY_ANSWER, words);
  if (approved)
    rapport_transaction_set_barrier (transaction);
}

void
rapport_approval_remind (RapportTransaction *transaction,
                         RapportLibrary *library,
                         RapportSummary *summary)
{
  rapport_transaction_set_day (transaction, RAPPORT_RECORD (summary), RAPPORT_SUMMARY_REMINDED,
                               rapport_clock_get_today (rapport_library_get_clock (library)));
}

/* Waiting. */

/* The meetings that @query's rows point at by @field go into @ids. */
static void
collect_meetings (RapportLibrary *library, RapportQuery *query, guint field, GHashTable *ids)
{
  g_autoptr (GPtrArray) rows = NULL;

  rapport_query_set_fields (query, &field, 1);
  rows = rapport_library_find_rows (library, query, NULL);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      GVariant *value = ((RapportRow *) rows->pdata[i])->values[field];

      if (value != NULL)
        g_hash_table_add (ids, g_variant_dup_string (value, NULL));
    }
}

static void
collect_summaries (RapportLibrary *library, const char *client, const char *state, GHashTable *ids)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_SUMMARY);

  rapport_query_where_text (query, RAPPORT_SUMMARY_STATE, state);
  if (client != NULL)
    rapport_query_where_text (query, RAPPORT_SUMMARY_CLIENT, client);
  collect_meetings (library, query, RAPPORT_SUMMARY_MEETING, ids);
}

static void
collect_amendments (RapportLibrary *library, const char *client, GHashTable *ids)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_MINUTES_LINE);

  rapport_query_where (query, RAPPORT_MINUTES_LINE_AMENDMENT, RAPPORT_TEST_GREATER,
                       g_variant_new_int64 (0));
  if (client != NULL)
    rapport_query_where_text (query, RAPPORT_MINUTES_LINE_CLIENT, client);
  collect_meetings (library, query, RAPPORT_MINUTES_LINE_MEETING, ids);
}

/* Meetings that were held lately, of which nothing may have been sent. */
static GPtrArray *
find_held (RapportLibrary *library, const char *client)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_MEETING);
  const RapportDay today = rapport_clock_get_today (rapport_library_get_clock (library));
  g_autofree char *first = rapport_day_to_string (today - MOST_WAITING);

  rapport_query_where_text (query, RAPPORT_MEETING_STATUS, "held");
  rapport_query_where (query, RAPPORT_MEETING_START, RAPPORT_TEST_AT_LEAST,
                       g_variant_new_string (first));
  if (client != NULL)
    rapport_query_where_text (query, RAPPORT_MEETING_CLIENT, client);
  return rapport_library_find (library, query, NULL);
}

typedef struct
{
  RapportMeeting *meeting;
  RapportDay since;
} Waiting;

static void
waiting_free (gpointer data)
{
  Waiting *self = data;

  g_clear_object (&self->meeting);
  g_free (self);
}

static int
compare_waiting_cb (gconstpointer a, gconstpointer b)
{
  const Waiting *first = *(const Waiting *const *) a;
  const Waiting *second = *(const Waiting *const *) b;

  if (first->since != second->since)
    return first->since < second->since ? -1 : 1;
  return strcmp (rapport_record_get_id (RAPPORT_RECORD (first->meeting)),
                 rapport_record_get_id (RAPPORT_RECORD (second->meeting)));
}

static void
add_waiting (GPtrArray *list, RapportLibrary *library, RapportMeeting *meeting)
{
  g_auto (RapportApproval) approval = { 0 };
  Waiting *waiting;

  if (rapport_record_is_trashed (RAPPORT_RECORD (meeting)))
    return;
  rapport_approval_read (library, meeting, &approval);
  if (approval.step == RAPPORT_APPROVAL_NOTHING || approval.step == RAPPORT_APPROVAL_APPROVED)
    return;
  waiting = g_new0 (Waiting, 1);
  waiting->meeting = g_object_ref (meeting);
  waiting->since = approval.since;
  g_ptr_array_add (list, waiting);
}

GPtrArray *
rapport_approval_find_waiting (RapportLibrary *library, const char *client)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) waiting = g_ptr_array_new_with_free_func (waiting_free);
  g_autoptr (GPtrArray) held = find_held (library, client);
  GPtrArray *meetings = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer id;

  collect_summaries (library, client, "sent", ids);
  collect_summaries (library, client, "corrections", ids);
  collect_amendments (library, client, ids);
  for (guint i = 0; held != NULL && i < held->len; i++)
    {
      g_hash_table_remove (ids, rapport_record_get_id (held->pdata[i]));
      add_waiting (waiting, library, held->pdata[i]);
    }
  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      g_autoptr (RapportRecord) meeting = rapport_library_get (library, RAPPORT_TYPE_MEETING, id);

      if (meeting != NULL)
        add_waiting (waiting, library, RAPPORT_MEETING (meeting));
    }
  g_ptr_array_sort (waiting, compare_waiting_cb);
  for (guint i = 0; i < waiting->len; i++)
    g_ptr_array_add (meetings, g_object_ref (((Waiting *) waiting->pdata[i])->meeting));
  return meetings;
}
