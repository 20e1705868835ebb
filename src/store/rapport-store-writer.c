/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-store-writer.h"

#define FIRST_PAUSE   (G_USEC_PER_SEC / 2)
#define LONGEST_PAUSE (30 * G_USEC_PER_SEC)

/* Without anything to write, before texts that were put off are made searchable, in microseconds:
 * all in one go cost less than a few at a time. */
#define QUIET (G_USEC_PER_SEC / 4)

/* What did not work is tried again so often by itself, then only when something else has. */
#define LATE_TRIES 6

/* A set with more changes does not go in between the pieces of another. */
#define SMALL_SET 32

typedef struct
{
  guint64 ticket;
  RapportChangeSet *set;
  char *name; /* of a setting */
  char *value;
  gint64 compact_before;
  gint64 compact_keep;
  gboolean begun; /* a piece of it is on disk */
  gboolean done;  /* it is on disk, before others that came earlier */
} Job;

struct _RapportWriter
{
  RapportSink *sink;
  RapportWriterFunc func;
  gpointer user_data;
  GThread *thread;

  GMutex mutex;
  GCond changed;
  GQueue jobs;      /* in the order they came; the head is nearly always worked on */
  gboolean between; /* a piece of the head has just been tried */
  guint64 last_ticket;
  guint64 done_ticket;
  guint64 last_sequence;
  guint64 durable;
  guint failures;
  gint64 pause;
  GError *error; /* of the head job's last try */
  gboolean retry;
  gboolean stopping;
  gboolean tidying;
  gboolean hurried; /* somebody waits for the texts that were put off */
  gboolean left;    /* nobody is to wait for them any more */
  gint64 written;   /* when something was, the last time */
  gint64 late;      /* not before that are they tried again */
  guint late_tries; /* that failed, one after another */
  guint late_failures;
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
perform (RapportWriter *self, Job *job, gboolean *whole, GError **error)
{
  *whole = TRUE;
  if (job->set != NULL)
    return self->sink->write (self->sink, job->set, whole, error);
  if (job->name != NULL)
    return self->sink->write_local (self->sink, job->name, job->value, error);
  /* Housekeeping must not keep what the user did from the disk. */
  self->sink->compact (self->sink, job->compact_before, job->compact_keep, NULL);
  return TRUE;
}

/* The next ones run with the mutex held. */

static gboolean
has_in_common (RapportChangeSet *small, RapportChangeSet *other)
{
  if (g_str_equal (rapport_change_set_get_head (small)->id,
                   rapport_change_set_get_head (other)->id))
    return TRUE;
  for (guint i = 0; i < rapport_change_set_get_size (small); i++)
    if (rapport_change_set_find (other, rapport_change_set_get_change (small, i)->id) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
erases (Job *job)
{
  for (guint i = 0; job->set != NULL && i < rapport_change_set_get_size (job->set); i++)
    if (rapport_change_set_get_change (job->set, i)->operation == RAPPORT_OPERATION_ERASE)
      return TRUE;
  return FALSE;
}

/* Whether the set at @link can be written before all that came earlier and is
 * not on disk yet. Erasing rewrites more than its own records. */
static gboolean
may_overtake (RapportWriter *self, GList *link)
{
  Job *job = link->data;

  if (job->set == NULL || job->done || rapport_change_set_get_size (job->set) > SMALL_SET ||
      erases (job))
    return FALSE;
  for (GList *l = self->jobs.head; l != link; l = l->next)
    {
      Job *earlier = l->data;

      if (earlier->set != NULL && !earlier->done && has_in_common (job->set, earlier->set))
        return FALSE;
    }
  return TRUE;
}

/* The head; but after each piece of it, first a set that was typed meanwhile. */
static Job *
choose (RapportWriter *self)
{
  if (self->between)
    {
      self->between = FALSE;
      for (GList *l = self->jobs.head->next; l != NULL; l = l->next)
        if (may_overtake (self, l))
          return l->data;
    }
  return g_queue_peek_head (&self->jobs);
}

static void
pop_done (RapportWriter *self)
{
  Job *job;

  while ((job = g_queue_peek_head (&self->jobs)) != NULL && job->done)
    {
      g_queue_pop_head (&self->jobs);
      self->done_ticket = job->ticket;
      if (job->set != NULL)
        self->durable = rapport_change_set_get_sequence (job->set);
      job_free (job);
    }
}

static void
succeed (RapportWriter *self, Job *job, gboolean whole)
{
  gboolean is_head = job == g_queue_peek_head (&self->jobs);

  self->written = g_get_monotonic_time ();
  self->late = 0;
  job->begun = TRUE;
  job->done = whole;
  self->between = !whole;
  pop_done (self);
  if (is_head)
    {
      g_clear_error (&self->error);
      self->pause = 0;
    }
  g_cond_broadcast (&self->changed);
}

static void
fail (RapportWriter *self, Job *job, const GError *error)
{
  /* What is typed may find the little room that a batch did not. */
  self->between = job->begun;
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

/* How long what holds tidying up is waited for. */
#define UNTIDY_PAUSE G_USEC_PER_SEC

static gboolean
is_untidy (RapportWriter *self)
{
  return g_atomic_int_get (&self->sink->untidy) != 0;
}

static gboolean
is_behind (RapportWriter *self)
{
  return g_atomic_int_get (&self->sink->behind) != 0;
}

/* Whether texts that were put off are waited with until something works again: a disk that stays
 * full wakes nobody. */
static gboolean
has_given_up (RapportWriter *self)
{
  return self->late_tries >= LATE_TRIES && self->late != 0 && !self->hurried;
}

/* The next ones run with the mutex held. */

static void
tell (RapportWriter *self)
{
  const guint64 durable = self->durable;

  g_mutex_unlock (&self->mutex);
  self->func (durable, NULL, self->user_data);
  g_mutex_lock (&self->mutex);
}

static void
fail_to_catch_up (RapportWriter *self)
{
  const gint64 pause = FIRST_PAUSE << MIN (self->late_tries, LATE_TRIES);

  self->late_tries++;
  self->late_failures++;
  self->late = g_get_monotonic_time () + MIN (pause, LONGEST_PAUSE);
  self->hurried = FALSE;
  g_cond_broadcast (&self->changed);
}

/* Texts that were put off are made searchable, some of them. */
static void
catch_up (RapportWriter *self)
{
  const gint64 until = MAX (self->written + QUIET, self->late);
  gboolean done;

  if (!self->hurried && g_get_monotonic_time () < until)
    {
      g_cond_wait_until (&self->changed, &self->mutex, until);
      return;
    }
  g_mutex_unlock (&self->mutex);
  done = self->sink->catch_up (self->sink);
  g_mutex_lock (&self->mutex);
  if (!done)
    {
      fail_to_catch_up (self);
      return;
    }
  self->late_tries = 0;
  self->late = 0;
  if (is_behind (self))
    return;
  self->hurried = FALSE;
  g_cond_broadcast (&self->changed);
  if (g_atomic_int_get (&self->sink->damaged) != 0)
    tell (self);
}

/* What was erased goes for good when nothing else is to be done. */
static void
tidy (RapportWriter *self)
{
  gint64 until = g_get_monotonic_time () + UNTIDY_PAUSE;
  gboolean done;

  self->tidying = TRUE;
  g_mutex_unlock (&self->mutex);
  done = self->sink->tidy (self->sink);
  g_mutex_lock (&self->mutex);
  self->tidying = FALSE;
  if (done)
    tell (self);
  g_cond_broadcast (&self->changed);
  if (!done && !self->stopping && self->jobs.length == 0)
    g_cond_wait_until (&self->changed, &self->mutex, until);
}

/* When there is nothing to write. */
static void
rest (RapportWriter *self)
{
  if (is_untidy (self))
    tidy (self);
  else if (is_behind (self) && !has_given_up (self))
    catch_up (self);
  else
    g_cond_wait (&self->changed, &self->mutex);
}

/* With the mutex held, when there is no more work: the last chance before the
 * next opening. */
static void
tidy_up (RapportWriter *self)
{
  g_mutex_unlock (&self->mutex);
  if (is_untidy (self))
    self->sink->tidy (self->sink);
  g_mutex_lock (&self->mutex);
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
      guint64 durable;
      gboolean done, whole;
      Job *job;

      if (self->jobs.length == 0)
        {
          rest (self);
          continue;
        }
      job = choose (self);
      g_mutex_unlock (&self->mutex);
      done = perform (self, job, &whole, &error);
      g_mutex_lock (&self->mutex);
      if (done)
        succeed (self, job, whole);
      else
        fail (self, job, error);
      durable = self->durable;
      g_mutex_unlock (&self->mutex);
      self->func (durable, error, self->user_data);
      g_mutex_lock (&self->mutex);
      if (!done && last_try)
        break;
      if (!done)
        wait_before_retry (self);
    }
  if (self->jobs.length == 0)
    tidy_up (self);
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

gboolean
rapport_writer_is_erasing (RapportWriter *self)
{
  gboolean erasing;

  g_mutex_lock (&self->mutex);
  erasing = self->tidying || is_untidy (self);
  for (GList *l = self->jobs.head; l != NULL && !erasing; l = l->next)
    erasing = erases (l->data);
  g_mutex_unlock (&self->mutex);
  return erasing;
}

GPtrArray *
rapport_writer_get_unwritten (RapportWriter *self)
{
  GPtrArray *sets = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_change_set_unref);

  g_mutex_lock (&self->mutex);
  for (GList *l = self->jobs.head; l != NULL; l = l->next)
    {
      Job *job = l->data;

      /* What says something of sync alone is learnt again. */
      if (job->set != NULL && !job->done && rapport_change_set_get_size (job->set) > 0)
        g_ptr_array_add (sets, rapport_change_set_ref (job->set));
    }
  g_mutex_unlock (&self->mutex);
  return sets;
}

void
rapport_writer_retry (RapportWriter *self)
{
  g_mutex_lock (&self->mutex);
  self->retry = TRUE;
  self->late = 0;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
}

void
rapport_writer_catch_up (RapportWriter *self, gint64 until)
{
  guint failures;

  g_mutex_lock (&self->mutex);
  failures = self->late_failures;
  while (is_behind (self) && !self->left && self->late_failures == failures)
    {
      self->hurried = TRUE;
      g_cond_broadcast (&self->changed);
      if (!g_cond_wait_until (&self->changed, &self->mutex, until))
        break;
    }
  g_mutex_unlock (&self->mutex);
}

void
rapport_writer_leave (RapportWriter *self)
{
  g_mutex_lock (&self->mutex);
  self->left = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
}
