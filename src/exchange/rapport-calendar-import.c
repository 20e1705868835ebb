/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking in a calendar file: reading in another thread, and the work in turns. */
#include "rapport-calendar-private.h"

#include "rapport-turns.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
rapport_calendar_import_free (RapportCalendarImport *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->remarks);
  g_free (self);
}

static void
take_event (CalendarTaker *taker, RapportIcalEvent *event)
{
  if (g_str_equal (taker->ical->method, "REPLY"))
    calendar_take_reply (taker, event);
  else if (g_str_equal (taker->ical->method, "COUNTER"))
    calendar_take_counter (taker, event);
  else if (event->instance != NULL)
    calendar_take_instance (taker, event);
  else
    calendar_take_master (taker, event);
}

/* The work. */

static void
taker_free (CalendarTaker *self)
{
  g_clear_pointer (&self->transaction, rapport_transaction_free);
  g_clear_pointer (&self->ical, rapport_ical_free);
  g_clear_pointer (&self->import, rapport_calendar_import_free);
  g_hash_table_unref (self->contacts);
  g_hash_table_unref (self->made);
  g_ptr_array_unref (self->order);
  g_free (self->client);
  g_free (self->entry);
  g_free (self->zone);
  g_object_unref (self->library);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalendarTaker, taker_free)

/* (transfer full): the client's zone, else that of this computer. */
static char *
find_zone (RapportLibrary *library, const char *client_id)
{
  g_autoptr (RapportRecord) client = rapport_library_get (library, RAPPORT_TYPE_CLIENT, client_id);
  g_autoptr (GTimeZone) here = g_time_zone_new_local ();
  char *zone = NULL;

  if (client != NULL)
    zone = rapport_calendar_zone_find (rapport_record_get_text (client, RAPPORT_CLIENT_TIME_ZONE));
  if (zone == NULL)
    zone = rapport_calendar_zone_find (g_time_zone_get_identifier (here));
  return zone != NULL ? zone : g_strdup ("UTC");
}

static void
begin (CalendarTaker *taker)
{
  taker->transaction = rapport_transaction_begin (taker->library, _ ("Take in a calendar"));
  rapport_transaction_set_entry (taker->transaction, taker->entry);
  if (*taker->client != '\0')
    rapport_transaction_set_client (taker->transaction, taker->client);
  taker->next = 0;
}

/* A file without names gets some, so that it does not come in twice. */
static void
name_event (RapportIcalEvent *event)
{
  g_autofree char *words = NULL;
  g_autofree char *digest = NULL;

  if (*event->uid != '\0')
    return;
  words = g_strconcat (event->start, "\n", event->title, "\n", event->rule, NULL);
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, words, -1);
  g_free (event->uid);
  event->uid = g_strdup_printf ("unnamed-%.32s", digest);
}

static void
note_addresses (CalendarTaker *taker, RapportQuery *query, guint field)
{
  g_autoptr (GPtrArray) found = rapport_library_find (taker->library, query, NULL);

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      char *address = g_utf8_strdown (rapport_record_get_text (found->pdata[i], field), -1);

      g_hash_table_insert (taker->contacts, address,
                           g_strdup (rapport_record_get_id (found->pdata[i])));
    }
}

/* The people of the client, and ours. */
static void
note_people (CalendarTaker *taker)
{
  g_autoptr (RapportQuery) contacts = rapport_query_new (RAPPORT_TYPE_CONTACT);
  g_autoptr (RapportQuery) members = rapport_query_new (RAPPORT_TYPE_MEMBER);

  rapport_query_where_text (contacts, RAPPORT_CONTACT_CLIENT, taker->client);
  if (*taker->client != '\0')
    note_addresses (taker, contacts, RAPPORT_CONTACT_EMAIL);
  note_addresses (taker, members, RAPPORT_MEMBER_EMAIL);
  g_hash_table_remove (taker->contacts, "");
}

/* Those that replace a single time come behind what they belong to. */
static void
put_in_order (CalendarTaker *taker, gboolean instances)
{
  for (guint i = 0; i < taker->ical->events->len; i++)
    {
      RapportIcalEvent *event = taker->ical->events->pdata[i];

      if ((event->instance != NULL) == instances)
        g_ptr_array_add (taker->order, event);
    }
}

/* @ical: (transfer full) */
static CalendarTaker *
taker_new (RapportLibrary *library, const char *client_id, RapportIcal *ical)
{
  CalendarTaker *self = g_new0 (CalendarTaker, 1);

  self->library = g_object_ref (library);
  self->client = g_strdup (client_id != NULL ? client_id : "");
  self->ical = ical;
  self->zone = find_zone (library, self->client);
  self->entry = rapport_id_new (rapport_clock_get_now (rapport_library_get_clock (library)));
  self->contacts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->order = g_ptr_array_new ();
  self->import = g_new0 (RapportCalendarImport, 1);
  self->import->remarks = g_ptr_array_ref (ical->remarks);
  for (guint i = 0; i < ical->events->len; i++)
    name_event (ical->events->pdata[i]);
  put_in_order (self, FALSE);
  put_in_order (self, TRUE);
  note_people (self);
  begin (self);
  return self;
}

static gboolean
take_next (CalendarTaker *taker)
{
  if (taker->next >= taker->order->len)
    return FALSE;
  take_event (taker, taker->order->pdata[taker->next++]);
  return TRUE;
}

static gboolean
needs_second_round (CalendarTaker *taker)
{
  return g_str_equal (taker->ical->method, "REPLY") && !taker->answers;
}

static void
begin_second_round (CalendarTaker *taker)
{
  taker->answers = TRUE;
  g_clear_pointer (&taker->transaction, rapport_transaction_free);
  begin (taker);
}

static gboolean
take_all (CalendarTaker *taker, GError **error)
{
  while (take_next (taker))
    ;
  return rapport_transaction_commit (taker->transaction, error);
}

RapportCalendarImport *
rapport_calendar_import_bytes (RapportLibrary *library,
                               const char *client_id,
                               GBytes *bytes,
                               GError **error)
{
  g_autofree char *zone = find_zone (library, client_id != NULL ? client_id : "");
  RapportIcal *ical = rapport_ical_read (bytes, zone, error);
  g_autoptr (CalendarTaker) taker = NULL;

  if (ical == NULL)
    return NULL;
  taker = taker_new (library, client_id, ical);
  if (!take_all (taker, error))
    return NULL;
  if (needs_second_round (taker))
    {
      begin_second_round (taker);
      if (!take_all (taker, error))
        return NULL;
    }
  return g_steal_pointer (&taker->import);
}

/* The same without keeping anybody waiting. */

typedef struct
{
  char *client;
  char *zone;
  GFile *file;
  CalendarTaker *taker;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->taker, taker_free);
  g_free (job->client);
  g_free (job->zone);
  g_object_unref (job->file);
  g_free (job);
}

static GBytes *
read_file (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autofree char *data = NULL;
  gsize size;

  if (stream == NULL)
    return NULL;
  data = g_malloc (RAPPORT_ICAL_MAX_BYTES + 1);
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), data, RAPPORT_ICAL_MAX_BYTES + 1, &size,
                                cancellable, error))
    return NULL;
  return g_bytes_new (data, size);
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  g_autoptr (GBytes) bytes = read_file (job->file, cancellable, &error);
  RapportIcal *ical = bytes != NULL ? rapport_ical_read (bytes, job->zone, &error) : NULL;

  if (ical != NULL)
    g_task_return_pointer (task, ical, (GDestroyNotify) rapport_ical_free);
  else
    g_task_return_error (task, error);
}

static void begin_turns (GTask *task);

static void
committed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;

  if (!rapport_transaction_commit_finish (job->taker->library, result, &error))
    g_task_return_error (task, error);
  else if (needs_second_round (job->taker))
    {
      begin_second_round (job->taker);
      begin_turns (task);
    }
  else
    g_task_return_pointer (task, g_steal_pointer (&job->taker->import),
                           (GDestroyNotify) rapport_calendar_import_free);
}

static gboolean
turn_cb (gpointer user_data)
{
  GTask *task = user_data;
  Job *job = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    return FALSE;
  if (take_next (job->taker))
    return TRUE;
  rapport_transaction_commit_async (g_steal_pointer (&job->taker->transaction),
                                    g_task_get_cancellable (task), committed_cb,
                                    g_object_ref (task));
  return FALSE;
}

static void
begin_turns (GTask *task)
{
  rapport_turns_run (turn_cb, g_object_ref (task), g_object_unref);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;
  RapportIcal *ical = g_task_propagate_pointer (G_TASK (result), &error);

  if (ical == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  job->taker = taker_new (g_task_get_source_object (task), job->client, ical);
  begin_turns (task);
}

void
rapport_calendar_import_async (RapportLibrary *library,
                               const char *client_id,
                               GFile *file,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = g_task_new (library, cancellable, callback, user_data);
  g_autoptr (GTask) reading = NULL;
  Job *job = g_new0 (Job, 1);

  g_task_set_source_tag (task, rapport_calendar_import_async);
  job->client = g_strdup (client_id != NULL ? client_id : "");
  job->zone = find_zone (library, job->client);
  job->file = g_object_ref (file);
  g_task_set_task_data (task, job, job_free);
  /* It holds the other one, and with it the job, until it is read. */
  reading = g_task_new (NULL, cancellable, read_cb, task);
  g_task_set_task_data (reading, job, NULL);
  g_task_run_in_thread (reading, read_thread);
}

RapportCalendarImport *
rapport_calendar_import_finish (RapportLibrary *library, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
rapport_calendar_is_named (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *lower = name != NULL ? g_ascii_strdown (name, -1) : NULL;

  return lower != NULL && (g_str_has_suffix (lower, ".ics") || g_str_has_suffix (lower, ".ical") ||
                           g_str_has_suffix (lower, ".ifb"));
}

/* @text: (transfer full) */
static void
add_part (GString *sentence, char *text, guint n)
{
  if (n > 0)
    g_string_append_printf (sentence, "%s%s", sentence->len > 0 ? ", " : "", text);
  g_free (text);
}

char *
rapport_calendar_import_describe (RapportCalendarImport *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  add_part (
    text,
    g_strdup_printf (ngettext ("%u meeting", "%u meetings", self->n_meetings), self->n_meetings),
    self->n_meetings);
  add_part (text,
            g_strdup_printf (ngettext ("%u schedule", "%u schedules", self->n_schedules),
                             self->n_schedules),
            self->n_schedules);
  add_part (
    text, g_strdup_printf (ngettext ("%u change", "%u changes", self->n_changed), self->n_changed),
    self->n_changed);
  add_part (
    text, g_strdup_printf (ngettext ("%u answer", "%u answers", self->n_answers), self->n_answers),
    self->n_answers);
  if (text->len > 0)
    /* Translators: "Taken in: 2 meetings, 1 answer" */
    return g_strdup_printf (_ ("Taken in: %s"), text->str);
  return g_strdup (self->n_known > 0 ? _ ("All of this is known already")
                                     : _ ("There was nothing to take in"));
}
