/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-store-writer.h"

#define FIRST_PAUSE   (G_USEC_PER_SEC / 2)
#define LONGEST_PAUSE (30 * G_USEC_PER_SEC)

typedef struct
{
  guint64 ticket;
  RapportChangeSet *set;
  char *name; /* of a setting */
  char *value;
  gint64 compact_before;
  gint64 compact_keep;
} Job;

struct _RapportWriter
{
  RapportSink *sink;
  RapportWriterFunc func;
  gpointer user_data;
  GThread *thread;

  GMutex mutex;
  GCond changed;
  GQueue jobs; /* the head is being worked on */
  guint64 last_ticket;
  guint64 done_ticket;
  guint64 last_sequence;
  guint64 durable;
  guint failures;
  gint64 pause;
  GError *error; /* of the head job's last try */
  gboolean retry;
  gboolean stopping;
};

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->set, rapport_change_set_unref);
  g_free (job->name);
  g_free (job->value);
  g_free (job);
}

static gboolean
perform (RapportWriter *self, Job *job, GError **error)
{
  if (job->set != NULL)
    return self->sink->write (self->sink, job->set, error);
  if (job->name != NULL)
    return self->sink->write_local (self->sink, job->name, job->value, error);
  /* Housekeeping must not keep what the user did from the disk. */
  self->sink->compact (self->sink, job->compact_before, job->compact_keep, NULL);
  return TRUE;
}

/* The next three run with the mutex held. */

static void
succeed (RapportWriter *self)
{
  Job *job = g_queue_pop_head (&self->jobs);

  self->done_ticket = job->ticket;
  if (job->set != NULL)
    self->durable = rapport_change_set_get_sequence (job->set);
  job_free (job);
  g_clear_error (&self->error);
  self->pause = 0;
  g_cond_broadcast (&self->changed);
}

static void
fail (RapportWriter *self, const GError *error)
{
  g_clear_error (&self->error);
  self->error = g_error_copy (error);
  self->failures++;
  self->pause = CLAMP (self->pause * 2, FIRST_PAUSE, LONGEST_PAUSE);
  g_cond_broadcast (&self->changed);
}

static void
wait_before_retry (RapportWriter *self)
{
  gint64 until = g_get_monotonic_time () + self->pause;

  while (!self->retry && !self->stopping)
    if (!g_cond_wait_until (&self->changed, &self->mutex, until))
      break;
  self->retry = FALSE;
}

static gpointer
writer_thread (gpointer user_data)
{
  RapportWriter *self = user_data;

  g_mutex_lock (&self->mutex);
  while (!self->stopping || self->jobs.length > 0)
    {
      g_autoptr (GError) error = NULL;
      gboolean last_try = self->stopping;
      Job *job = g_queue_peek_head (&self->jobs);
      guint64 durable;
      gboolean done;

      if (job == NULL)
        {
          g_cond_wait (&self->changed, &self->mutex);
          continue;
        }
      g_mutex_unlock (&self->mutex);
      done = perform (self, job, &error);
      g_mutex_lock (&self->mutex);
      if (done)
        succeed (self);
      else
        fail (self, error);
      durable = self->durable;
      g_mutex_unlock (&self->mutex);
      self->func (durable, error, self->user_data);
      g_mutex_lock (&self->mutex);
      if (!done && last_try)
        break;
      if (!done)
        wait_before_retry (self);
    }
  g_mutex_unlock (&self->mutex);
  return NULL;
}

RapportWriter *
rapport_writer_new (RapportSink *sink, RapportWriterFunc func, gpointer user_data)
{
  RapportWriter *self = g_new0 (RapportWriter, 1);

  self->sink = sink;
  self->func = func;
  self->user_data = user_data;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  self->thread = g_thread_new ("rapport-writer", writer_thread, self);
  return self;
}

void
rapport_writer_free (RapportWriter *self)
{
  g_mutex_lock (&self->mutex);
  self->stopping = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
  g_thread_join (self->thread);
  if (self->jobs.length > 0)
    rapport_store_log (G_LOG_LEVEL_CRITICAL, "closed with %u changes that could not be written",
                       self->jobs.length);
  g_queue_clear_full (&self->jobs, job_free);
  self->sink->free (self->sink);
  g_clear_error (&self->error);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
  g_free (self);
}

static void
push (RapportWriter *self, Job *job)
{
  g_mutex_lock (&self->mutex);
  job->ticket = ++self->last_ticket;
  if (job->set != NULL)
    self->last_sequence = rapport_change_set_get_sequence (job->set);
  g_queue_push_tail (&self->jobs, job);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
}

void
rapport_writer_push (RapportWriter *self, RapportChangeSet *set)
{
  Job *job = g_new0 (Job, 1);

  job->set = rapport_change_set_ref (set);
  push (self, job);
}

void
rapport_writer_push_local (RapportWriter *self, const char *name, const char *value)
{
  Job *job = g_new0 (Job, 1);

  job->name = g_strdup (name);
  job->value = g_strdup (value);
  push (self, job);
}

void
rapport_writer_push_compact (RapportWriter *self, gint64 before, gint64 keep)
{
  Job *job = g_new0 (Job, 1);

  job->compact_before = before;
  job->compact_keep = keep;
  push (self, job);
}

guint64
rapport_writer_get_durable (RapportWriter *self)
{
  guint64 durable;

  g_mutex_lock (&self->mutex);
  durable = self->durable;
  g_mutex_unlock (&self->mutex);
  return durable;
}

/* Waits until @counter has come to @goal, or a try fails. */
static gboolean
wait_for (RapportWriter *self, const guint64 *counter, guint64 goal, GError **error)
{
  guint failures = self->failures;

  /* What waits after a failure is tried at once. */
  self->retry = self->error != NULL;
  g_cond_broadcast (&self->changed);
  while (*counter < goal && (self->failures == failures || self->error == NULL))
    g_cond_wait (&self->changed, &self->mutex);
  if (*counter >= goal)
    return TRUE;
  if (error != NULL)
    *error = g_error_copy (self->error);
  return FALSE;
}

gboolean
rapport_writer_wait (RapportWriter *self, guint64 sequence, GError **error)
{
  gboolean done;

  g_mutex_lock (&self->mutex);
  done = wait_for (self, &self->durable, MIN (sequence, self->last_sequence), error);
  g_mutex_unlock (&self->mutex);
  return done;
}

gboolean
rapport_writer_drain (RapportWriter *self, GError **error)
{
  gboolean done;

  g_mutex_lock (&self->mutex);
  done = wait_for (self, &self->done_ticket, self->last_ticket, error);
  g_mutex_unlock (&self->mutex);
  return done;
}

void
rapport_writer_retry (RapportWriter *self)
{
  g_mutex_lock (&self->mutex);
  self->retry = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
}
