/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The thread of a session: straight code, pass after pass, and what is done about errors. */
#include "rapport-replicator-private.h"
#include "rapport-secret.h"

#include <glib/gi18n-lib.h>

/* Milliseconds. */
#define LONGEST_PAUSE (5 * 60 * 1000)

/* A server that ends a long poll at once is not asked in a circle. */
#define HASTE (G_USEC_PER_SEC / 2)

G_DEFINE_QUARK (rapport - session - error - quark, session_error)

/* Telling. */

/* With the mutex. */
static void
send_word (Session *self)
{
  if (self->source != NULL || self->stopped)
    return;
  self->source = g_idle_source_new ();
  g_source_set_callback (self->source, replicator_hear_cb, self, NULL);
  g_source_attach (self->source, NULL);
}

void
session_tell_state (Session *self,
                    RapportReplicatorState state,
                    RapportReplicatorQuestion question,
                    const char *message)
{
  g_mutex_lock (&self->mutex);
  self->told.state = state;
  self->told.question = question;
  g_set_str (&self->told.message, message);
  if (state == RAPPORT_REPLICATOR_UP_TO_DATE || state == RAPPORT_REPLICATOR_IDLE)
    {
      self->told.expected = 0;
      self->told.reached = rapport_clock_get_now (self->clock);
    }
  send_word (self);
  g_mutex_unlock (&self->mutex);
}

static void
begin_to_work (Session *self)
{
  if (self->told.state == RAPPORT_REPLICATOR_WORKING)
    return;
  self->told.state = RAPPORT_REPLICATOR_WORKING;
  self->told.question = RAPPORT_REPLICATOR_NO_QUESTION;
  g_clear_pointer (&self->told.message, g_free);
}

void
session_tell_received (Session *self, guint n, gint64 expected)
{
  g_mutex_lock (&self->mutex);
  begin_to_work (self);
  self->told.received += n;
  self->told.expected = expected;
  send_word (self);
  g_mutex_unlock (&self->mutex);
}

void
session_tell_sent (Session *self, guint n)
{
  g_mutex_lock (&self->mutex);
  begin_to_work (self);
  self->told.sent += n;
  send_word (self);
  g_mutex_unlock (&self->mutex);
}

void
session_log (Session *self, const char *format, ...)
{
  va_list arguments;
  char *line;

  va_start (arguments, format);
  line = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_mutex_lock (&self->mutex);
  g_ptr_array_add (self->told.lines, line);
  send_word (self);
  g_mutex_unlock (&self->mutex);
}

static void
tell_let_in (Session *self)
{
  g_mutex_lock (&self->mutex);
  if (!self->told.let_in)
    {
      self->told.let_in = TRUE;
      send_word (self);
    }
  g_mutex_unlock (&self->mutex);
}

static void
tell_end (Session *self)
{
  g_mutex_lock (&self->mutex);
  self->told.ended = TRUE;
  send_word (self);
  g_mutex_unlock (&self->mutex);
}

/* Asking. */

gboolean
session_is_stopped (Session *self)
{
  return g_cancellable_is_cancelled (self->all);
}

gboolean
session_take_allowed (Session *self, RapportReplicatorQuestion question)
{
  gboolean allowed;

  g_mutex_lock (&self->mutex);
  allowed = self->allowed == question;
  if (allowed)
    self->allowed = RAPPORT_REPLICATOR_NO_QUESTION;
  g_mutex_unlock (&self->mutex);
  return allowed;
}

gboolean
session_do_on_main (Session *self, Errand errand, gpointer data, GError **error)
{
  GError *local_error = NULL;
  gboolean done;

  g_mutex_lock (&self->mutex);
  self->errand = errand;
  self->errand_data = data;
  self->errand_done = FALSE;
  send_word (self);
  while (!self->errand_done && !self->stopped)
    g_cond_wait (&self->cond, &self->mutex);
  done = self->errand_done;
  self->errand = NULL;
  local_error = g_steal_pointer (&self->errand_error);
  g_mutex_unlock (&self->mutex);
  if (local_error == NULL && done)
    return TRUE;
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  else
    g_cancellable_set_error_if_cancelled (self->all, error);
  return FALSE;
}

static ErrandEnd
settle_errand (Session *self, gpointer data, GError **error)
{
  g_autofree char *reason = NULL;

  if (rapport_store_is_read_only (self->store, &reason))
    {
      g_set_error_literal (error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_REFUSED, reason);
      return ERRAND_DONE;
    }
  return rapport_library_get_pending (self->library) > 0 ? ERRAND_LATER : ERRAND_DONE;
}

gboolean
session_is_away (const GError *error)
{
  return g_error_matches (error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_NOT_FOUND) ||
         g_error_matches (error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_FORBIDDEN);
}

gboolean
session_settle (Session *self, GError **error)
{
  return session_do_on_main (self, settle_errand, NULL, error);
}

static ErrandEnd
note_errand (Session *self, gpointer data, GError **error)
{
  g_autofree char *id = rapport_id_new (rapport_clock_get_now (self->clock));
  const RapportChangeHead head = {
    .id = id,
    .label = "",
    .author = self->me,
    .client = "",
    .instant = rapport_clock_get_now (self->clock),
    .kind = RAPPORT_CHANGE_PULL,
    .target = "",
  };
  g_autoptr (RapportChangeSet) set = rapport_change_set_new (&head);

  rapport_change_set_set_note (set, g_steal_pointer ((RapportSyncNote **) data));
  rapport_library_apply (self->library, set);
  return ERRAND_DONE;
}

gboolean
session_note (Session *self, RapportSyncNote *note, GError **error)
{
  g_autoptr (RapportSyncNote) mine = note;

  return session_do_on_main (self, note_errand, &mine, error) && session_settle (self, error);
}

gboolean
session_note_place (Session *self, GError **error)
{
  RapportSyncNote *note = rapport_sync_note_new ();

  note->place = rapport_sync_place_copy (self->place);
  return session_note (self, note, error);
}

/* Passes. */

/* Until nothing is left on either side. */
static gboolean
pass (Session *self, GError **error)
{
  guint n_rounds = 0;
  guint n_pulled;
  guint n_sent;

  if (!self->looked && !session_look (self, error))
    return FALSE;
  tell_let_in (self);
  if (!session_read_unread (self, error))
    return FALSE;
  do
    {
      n_pulled = 0;
      n_sent = 0;
      if (!session_pull (self, &n_pulled, error) || !session_compare (self, error) ||
          !session_try_again (self, &n_sent, error) || !session_push (self, &n_sent, error))
        return FALSE;
      if (self->clashes->len > 0)
        {
          if (++n_rounds > 20)
            {
              g_set_error_literal (error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_BUSY,
                                   _ ("Others write the same things all the time. Rapport tries "
                                      "again later."));
              return FALSE;
            }
          if (!session_take_clashes (self, error))
            return FALSE;
          n_sent++;
        }
    }
  while (n_sent > 0 && !session_is_stopped (self));
  return session_mend_files (self, error) && session_push_left (self, error) &&
         session_push_left_files (self, error) && session_delete_losers (self, error) &&
         session_release (self, error) && session_mark (self, error);
}

/* Waiting. */

/* Whether it was woken before the time was up. */
static gboolean
doze (Session *self, gint64 milliseconds)
{
  const gint64 until = g_get_monotonic_time () + milliseconds * 1000;
  gboolean woken;

  g_mutex_lock (&self->mutex);
  while (!self->stopped && !self->woken && milliseconds != 0)
    if (milliseconds < 0)
      g_cond_wait (&self->cond, &self->mutex);
    else if (!g_cond_wait_until (&self->cond, &self->mutex, until))
      break;
  woken = self->woken;
  self->woken = FALSE;
  g_mutex_unlock (&self->mutex);
  return woken;
}

/* FALSE where something here is to be looked at first. */
static gboolean
begin_poll (Session *self)
{
  gboolean poll;

  g_mutex_lock (&self->mutex);
  poll = !self->woken && !self->stopped;
  self->woken = FALSE;
  if (poll)
    self->poll = g_cancellable_new ();
  g_mutex_unlock (&self->mutex);
  return poll;
}

static void
end_poll (Session *self)
{
  g_mutex_lock (&self->mutex);
  g_clear_object (&self->poll);
  self->woken = FALSE;
  g_mutex_unlock (&self->mutex);
}

/* Waits for a change on either side; what comes from there is taken over at once. */
static gboolean
listen (Session *self, GError **error)
{
  while (begin_poll (self))
    {
      const gint64 began = g_get_monotonic_time ();
      g_autoptr (GError) why = NULL;
      g_autoptr (RapportCouchChanges) changes =
        rapport_couch_get_changes (self->couch, self->position, 200, TRUE, self->poll, &why);

      end_poll (self);
      if (g_error_matches (why, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return TRUE;
      if (why != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&why));
          return FALSE;
        }
      if (changes->changes->len > 0 || g_strcmp0 (changes->last, self->position) != 0)
        return session_take_changes (self, changes, error);
      if (g_get_monotonic_time () - began < HASTE && doze (self, 5000))
        return TRUE;
    }
  return TRUE;
}

/* Errors. */

static RapportReplicatorQuestion
get_question (const GError *error)
{
  if (error->domain != SESSION_ERROR)
    return RAPPORT_REPLICATOR_NO_QUESTION;
  switch ((SessionError) error->code)
    {
    case SESSION_ERROR_QUESTION_GONE:
      return RAPPORT_REPLICATOR_QUESTION_GONE;
    case SESSION_ERROR_QUESTION_DELETIONS:
      return RAPPORT_REPLICATOR_QUESTION_DELETIONS;
    case SESSION_ERROR_QUESTION_ANOTHER:
      return RAPPORT_REPLICATOR_QUESTION_ANOTHER;
    case SESSION_ERROR_AGAIN:
    default:
      return RAPPORT_REPLICATOR_NO_QUESTION;
    }
}

/* Whether it passes by itself. */
static gboolean
is_passing (const GError *error)
{
  if (error->domain != RAPPORT_COUCH_ERROR)
    return TRUE;
  switch ((RapportCouchError) error->code)
    {
    case RAPPORT_COUCH_ERROR_NOT_TRUSTED:
    case RAPPORT_COUCH_ERROR_SIGN_IN:
    case RAPPORT_COUCH_ERROR_FORBIDDEN:
    case RAPPORT_COUCH_ERROR_REFUSED:
      return FALSE;
    case RAPPORT_COUCH_ERROR_OFFLINE:
    case RAPPORT_COUCH_ERROR_NOT_FOUND:
    case RAPPORT_COUCH_ERROR_CONFLICT:
    case RAPPORT_COUCH_ERROR_EXISTS:
    case RAPPORT_COUCH_ERROR_TOO_LARGE:
    case RAPPORT_COUCH_ERROR_BUSY:
    case RAPPORT_COUCH_ERROR_GARBLED:
    default:
      return TRUE;
    }
}

/* Milliseconds: what the server asked for, or more each time; never the same for all. */
static gint64
get_pause (Session *self)
{
  const gint64 asked = self->couch != NULL
                         ? rapport_couch_get_retry_after (self->couch) * G_GINT64_CONSTANT (1000)
                         : 0;
  const gint64 grown = (gint64) self->first_pause << MIN (self->failures - 1, 16);
  const gint64 pause = MAX (asked, MIN (grown, LONGEST_PAUSE));

  return pause + (gint64) (pause * g_rand_double_range (self->random, 0, 0.25));
}

/* Only who can't reach the server is offline: a full disk or a refused document is something else
 * to look for. */
static RapportReplicatorState
get_waiting_state (const GError *error)
{
  return g_error_matches (error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_OFFLINE)
           ? RAPPORT_REPLICATOR_OFFLINE
           : RAPPORT_REPLICATOR_DELAYED;
}

/* Whether to go on. */
static gboolean
pause_after (Session *self, const GError *error)
{
  const RapportReplicatorState state = get_waiting_state (error);

  self->failures++;
  /* Whatever is there next may be another server, or a newer one. */
  session_want_again (self);
  if (!self->follow && self->failures >= self->most_tries)
    {
      session_tell_state (self, state, RAPPORT_REPLICATOR_NO_QUESTION, error->message);
      return FALSE;
    }
  if (self->follow)
    session_tell_state (self, state, RAPPORT_REPLICATOR_NO_QUESTION, error->message);
  doze (self, get_pause (self));
  return TRUE;
}

/* The same: waits for the user where it has to. */
static gboolean
ask_user (Session *self, const GError *error)
{
  const RapportReplicatorQuestion question = get_question (error);

  session_tell_state (self, RAPPORT_REPLICATOR_STOPPED, question, error->message);
  tell_let_in (self);
  session_log (self, "%s", error->message);
  if (!self->follow || self->couch == NULL)
    return FALSE;
  doze (self, -1);
  return TRUE;
}

/* Whether something is not as it was, which a new look settles. */
static gboolean
looks_again (const GError *error)
{
  return g_error_matches (error, SESSION_ERROR, SESSION_ERROR_AGAIN) ||
         g_error_matches (error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_NOT_FOUND);
}

/* Forgets what a failed pass was in the middle of; what is stored stands. */
static void
begin_anew (Session *self)
{
  self->looked = FALSE;
  self->comparing = FALSE;
  self->holding = FALSE;
  g_ptr_array_set_size (self->clashes, 0);
  g_clear_pointer (&self->seen, g_hash_table_unref);
}

/* The place is not there any more: nothing is left to be done, now or later. */
static gboolean
end_circle (Session *self)
{
  self->over = TRUE;
  session_tell_state (self, RAPPORT_REPLICATOR_IDLE, RAPPORT_REPLICATOR_NO_QUESTION, NULL);
  tell_let_in (self);
  return TRUE;
}

static gboolean
go_on_after (Session *self, const GError *error)
{
  begin_anew (self);
  if (session_is_stopped (self))
    return FALSE;
  g_debug ("sync: %s", error->message);
  if (g_error_matches (error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_SIGN_IN))
    {
      session_tell_state (self, RAPPORT_REPLICATOR_SIGN_IN, RAPPORT_REPLICATOR_NO_QUESTION,
                          error->message);
      return FALSE;
    }
  if (g_error_matches (error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_FORBIDDEN) &&
      self->place != NULL && *self->place->client != '\0' && session_shut_out (self, NULL))
    {
      end_circle (self);
      return FALSE;
    }
  if (looks_again (error) && self->failures < 3)
    {
      self->failures++;
      return TRUE;
    }
  if (get_question (error) != RAPPORT_REPLICATOR_NO_QUESTION || !is_passing (error))
    return ask_user (self, error);
  return pause_after (self, error);
}

/* The thread. */

static gboolean
open_place (Session *self, GError **error)
{
  g_autoptr (GPtrArray) places = rapport_store_get_sync_places (self->store, error);

  if (places == NULL)
    return FALSE;
  for (guint i = 0; i < places->len; i++)
    {
      const RapportSyncPlace *place = places->pdata[i];

      if (place->key == self->key)
        self->place = rapport_sync_place_copy (place);
    }
  if (self->place == NULL)
    {
      g_set_error_literal (error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_REFUSED,
                           _ ("This library is not connected to a server."));
      return FALSE;
    }
  self->couch =
    rapport_couch_new (self->place->address, *self->place->user != '\0' ? self->place->user : NULL,
                       self->secret, error);
  rapport_secret_free (g_steal_pointer (&self->secret));
  if (self->couch != NULL && self->limits.idle > 0)
    couch_set_limits (self->couch, &self->limits);
  return self->couch != NULL;
}

static gboolean
step (Session *self, GError **error)
{
  gboolean over = FALSE;

  if (self->couch == NULL && (!session_settle (self, error) || !open_place (self, error)))
    return FALSE;
  if (!session_refresh_place (self, &over, error))
    return FALSE;
  if (over)
    return end_circle (self);
  if (!pass (self, error) || !session_close_circle (self, &over, error))
    return FALSE;
  if (over)
    return end_circle (self);
  self->failures = 0;
  self->deletions_allowed = FALSE;
  session_tell_state (self, self->follow ? RAPPORT_REPLICATOR_UP_TO_DATE : RAPPORT_REPLICATOR_IDLE,
                      RAPPORT_REPLICATOR_NO_QUESTION, NULL);
  return !self->follow || listen (self, error);
}

gpointer
session_run (gpointer data)
{
  Session *self = data;
  gboolean more = TRUE;

  while (more && !session_is_stopped (self))
    {
      g_autoptr (GError) error = NULL;

      if (step (self, &error))
        more = self->follow && !self->over;
      else
        more = go_on_after (self, error) && self->couch != NULL;
    }
  g_clear_pointer (&self->couch, rapport_couch_free);
  tell_end (self);
  return NULL;
}
