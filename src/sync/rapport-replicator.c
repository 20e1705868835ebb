/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The main thread's side: what is shown, what the session's thread asks for, and what wakes it. */
#include "rapport-replicator-private.h"
#include "rapport-secret.h"

/* So long edits are gathered before they are sent. */
#define GATHER_MS 300

struct _RapportReplicator
{
  GObject parent_instance;

  RapportLibrary *library;
  gint64 place;
  Session *session;
  RapportReplicatorState state;
  RapportReplicatorQuestion question;
  RapportReplicatorQuestion allowed;
  char *message;
  guint64 received;
  guint64 sent;
  gint64 expected;
  gint64 reached;
  gboolean let_in;
  guint gathering;
  gboolean changed; /* something is to be sent once it is on the disk */
  gboolean running; /* an errand, in which nothing may be stopped */
  gboolean later;   /* the errand waits for the disk */
  gboolean leaving;
  guint first_pause;
  guint most_tries;
  CouchLimits limits;
  guint32 seed;
};

G_DEFINE_FINAL_TYPE (RapportReplicator, rapport_replicator, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STATE,
  PROP_QUESTION,
  PROP_MESSAGE,
  PROP_RECEIVED,
  PROP_SENT,
  PROP_EXPECTED,
  PROP_REACHED,
  PROP_LET_IN,
  N_PROPS
};

enum
{
  LOG,
  CIRCLES,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* What is shown. */

static void
set_state (RapportReplicator *self,
           RapportReplicatorState state,
           RapportReplicatorQuestion question,
           const char *message)
{
  const gboolean asks = self->question != question;
  const gboolean is = self->state != state;

  self->question = question;
  self->state = state;
  if (g_set_str (&self->message, message))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MESSAGE]);
  if (asks)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_QUESTION]);
  if (is)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
set_let_in (RapportReplicator *self, gboolean let_in)
{
  if (self->let_in == let_in)
    return;
  self->let_in = let_in;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LET_IN]);
}

static void
set_number (RapportReplicator *self, guint64 *member, guint64 value, guint property)
{
  if (*member == value)
    return;
  *member = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* FALSE where one of those who watch has ended or begun anew meanwhile. */
static gboolean
show (RapportReplicator *self, const Told *told)
{
  const Session *session = self->session;

  for (guint i = 0; i < told->lines->len; i++)
    g_signal_emit (self, signals[LOG], 0, told->lines->pdata[i]);
  set_number (self, &self->received, told->received, PROP_RECEIVED);
  set_number (self, &self->sent, told->sent, PROP_SENT);
  set_number (self, (guint64 *) &self->expected, (guint64) told->expected, PROP_EXPECTED);
  set_number (self, (guint64 *) &self->reached, (guint64) told->reached, PROP_REACHED);
  if (self->session == session)
    set_let_in (self, told->let_in);
  if (self->session == session)
    set_state (self, told->state, told->question, told->message);
  return self->session == session;
}

void
replicator_tell_circles (RapportReplicator *self)
{
  g_signal_emit (self, signals[CIRCLES], 0);
}

/* Between the threads. */

/* Ends the session, whose thread waits for nothing of ours any more. */
static void
end_session (RapportReplicator *self)
{
  g_clear_pointer (&self->session, session_free);
  g_clear_handle_id (&self->gathering, g_source_remove);
  self->changed = FALSE;
  self->later = FALSE;
}

/* The errand, outside of the mutex: the thread waits for it. */
static void
run_errand (RapportReplicator *self, Session *session)
{
  GError *error = NULL;
  ErrandEnd end;

  self->running = TRUE;
  end = session->errand (session, session->errand_data, &error);
  self->running = FALSE;
  if (end == ERRAND_LATER)
    {
      self->later = TRUE;
      return;
    }
  g_mutex_lock (&session->mutex);
  session->errand_error = error;
  session->errand = NULL;
  session->errand_done = TRUE;
  g_cond_broadcast (&session->cond);
  g_mutex_unlock (&session->mutex);
}

gboolean
replicator_hear_cb (gpointer user_data)
{
  Session *session = user_data;
  g_autoptr (RapportReplicator) self = g_object_ref (session->replicator);
  Told told;
  gboolean has_errand;

  g_mutex_lock (&session->mutex);
  g_clear_pointer (&session->source, g_source_unref);
  told = session->told;
  session->told.message = g_strdup (told.message);
  session->told.lines = g_ptr_array_new_with_free_func (g_free);
  has_errand = session->errand != NULL && !session->stopped;
  g_mutex_unlock (&session->mutex);

  if (show (self, &told))
    {
      if (has_errand && !self->later)
        run_errand (self, session);
      if (self->leaving)
        rapport_replicator_stop (self);
      else if (told.ended)
        end_session (self);
    }
  g_free (told.message);
  g_ptr_array_unref (told.lines);
  return G_SOURCE_REMOVE;
}

static void
wake (Session *session)
{
  g_mutex_lock (&session->mutex);
  session->woken = TRUE;
  if (session->poll != NULL)
    g_cancellable_cancel (session->poll);
  g_cond_broadcast (&session->cond);
  g_mutex_unlock (&session->mutex);
}

/* What wakes it. */

static void
look_whether_durable (RapportReplicator *self)
{
  if (self->session == NULL || rapport_library_get_pending (self->library) > 0)
    return;
  if (self->changed && self->gathering == 0)
    {
      self->changed = FALSE;
      wake (self->session);
    }
  if (self->later)
    {
      self->later = FALSE;
      g_mutex_lock (&self->session->mutex);
      if (self->session->source == NULL)
        {
          self->session->source = g_idle_source_new ();
          g_source_set_callback (self->session->source, replicator_hear_cb, self->session, NULL);
          g_source_attach (self->session->source, NULL);
        }
      g_mutex_unlock (&self->session->mutex);
    }
}

static void
durable_cb (RapportStore *store, guint64 sequence, gpointer user_data)
{
  look_whether_durable (user_data);
}

static gboolean
gathered_cb (gpointer user_data)
{
  RapportReplicator *self = user_data;

  self->gathering = 0;
  look_whether_durable (self);
  return G_SOURCE_REMOVE;
}

static void
committed_cb (RapportLibrary *library, RapportChangeSet *set, gpointer user_data)
{
  RapportReplicator *self = user_data;

  /* What was pulled is sent, where it has to be, by the pass that pulled it. */
  if (self->session == NULL || rapport_change_set_get_size (set) == 0 ||
      rapport_change_set_get_head (set)->kind == RAPPORT_CHANGE_PULL)
    return;
  self->changed = TRUE;
  if (self->gathering == 0)
    self->gathering = g_timeout_add (GATHER_MS, gathered_cb, self);
}

/* Construction. */

static void
rapport_replicator_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RapportReplicator *self = RAPPORT_REPLICATOR (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_uint (value, self->state);
      break;
    case PROP_QUESTION:
      g_value_set_uint (value, self->question);
      break;
    case PROP_MESSAGE:
      g_value_set_string (value, self->message);
      break;
    case PROP_RECEIVED:
      g_value_set_uint64 (value, self->received);
      break;
    case PROP_SENT:
      g_value_set_uint64 (value, self->sent);
      break;
    case PROP_EXPECTED:
      g_value_set_int64 (value, self->expected);
      break;
    case PROP_REACHED:
      g_value_set_int64 (value, self->reached);
      break;
    case PROP_LET_IN:
      g_value_set_boolean (value, self->let_in);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rapport_replicator_dispose (GObject *object)
{
  RapportReplicator *self = RAPPORT_REPLICATOR (object);

  if (self->session != NULL)
    rapport_replicator_stop (self);
  if (self->library != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->library, self);
      g_signal_handlers_disconnect_by_data (rapport_library_get_store (self->library), self);
    }
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_replicator_parent_class)->dispose (object);
}

static void
rapport_replicator_finalize (GObject *object)
{
  g_free (RAPPORT_REPLICATOR (object)->message);
  G_OBJECT_CLASS (rapport_replicator_parent_class)->finalize (object);
}

static void
rapport_replicator_class_init (RapportReplicatorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = rapport_replicator_get_property;
  object_class->dispose = rapport_replicator_dispose;
  object_class->finalize = rapport_replicator_finalize;
  properties[PROP_STATE] =
    g_param_spec_uint ("state", NULL, NULL, 0, RAPPORT_REPLICATOR_STOPPED, 0, flags);
  properties[PROP_QUESTION] =
    g_param_spec_uint ("question", NULL, NULL, 0, RAPPORT_REPLICATOR_QUESTION_ANOTHER, 0, flags);
  properties[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL, flags);
  properties[PROP_RECEIVED] =
    g_param_spec_uint64 ("received", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_SENT] = g_param_spec_uint64 ("sent", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_EXPECTED] =
    g_param_spec_int64 ("expected", NULL, NULL, -1, G_MAXINT64, -1, flags);
  properties[PROP_REACHED] = g_param_spec_int64 ("reached", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_LET_IN] = g_param_spec_boolean ("let-in", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CIRCLES] = g_signal_new ("circles", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[LOG] = g_signal_new ("log", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
rapport_replicator_init (RapportReplicator *self)
{
  self->expected = -1;
  self->first_pause = 1000;
  self->most_tries = 4;
  self->seed = g_random_int ();
}

RapportReplicator *
rapport_replicator_new (RapportLibrary *library, gint64 place)
{
  RapportReplicator *self = g_object_new (RAPPORT_TYPE_REPLICATOR, NULL);

  self->library = g_object_ref (library);
  self->place = place;
  g_signal_connect (library, "committed", G_CALLBACK (committed_cb), self);
  /* Behind the library, which counts what is pending by the same signal. */
  g_signal_connect_after (rapport_library_get_store (library), "durable", G_CALLBACK (durable_cb),
                          self);
  return self;
}

void
replicator_set_patience (RapportReplicator *self, guint first_pause, guint most_tries, guint32 seed)
{
  self->first_pause = first_pause;
  self->most_tries = most_tries;
  self->seed = seed;
}

void
replicator_set_limits (RapportReplicator *self, const CouchLimits *limits)
{
  self->limits = limits != NULL ? *limits : (CouchLimits) { 0 };
}

/* From start to end. */

static Session *
make_session (RapportReplicator *self, const char *secret, gboolean follow)
{
  Session *session = g_new0 (Session, 1);
  const char *me = rapport_library_get_me (self->library);

  session->replicator = self;
  session->library = g_object_ref (self->library);
  session->store = g_object_ref (rapport_library_get_store (self->library));
  session->clock = g_object_ref (rapport_library_get_clock (self->library));
  session->key = self->place;
  session->secret = g_strdup (secret);
  session->me = g_strdup (me != NULL ? me : "");
  session->follow = follow;
  session->first_pause = self->first_pause;
  session->most_tries = self->most_tries;
  session->limits = self->limits;
  session->random = g_rand_new_with_seed (self->seed++);
  session->allowed = self->allowed;
  session->all = g_cancellable_new ();
  session->told.state = RAPPORT_REPLICATOR_WORKING;
  session->told.expected = -1;
  session->told.reached = self->reached;
  session->told.lines = g_ptr_array_new_with_free_func (g_free);
  session->losers = g_ptr_array_new ();
  session->clashes = g_ptr_array_new_with_free_func (g_free);
  session->slice = 20;
  session->again = TRUE;
  g_mutex_init (&session->mutex);
  g_cond_init (&session->cond);
  self->allowed = RAPPORT_REPLICATOR_NO_QUESTION;
  return session;
}

void
rapport_replicator_start (RapportReplicator *self, const char *secret, gboolean follow)
{
  g_return_if_fail (!self->running);
  if (self->session != NULL)
    rapport_replicator_stop (self);
  self->session = make_session (self, secret, follow);
  self->received = 0;
  self->sent = 0;
  set_let_in (self, FALSE);
  set_state (self, RAPPORT_REPLICATOR_WORKING, RAPPORT_REPLICATOR_NO_QUESTION, NULL);
  self->session->thread = g_thread_new ("sync", session_run, self->session);
}

void
rapport_replicator_stop (RapportReplicator *self)
{
  Session *session = self->session;

  if (session == NULL)
    return;
  g_mutex_lock (&session->mutex);
  session->stopped = TRUE;
  g_cancellable_cancel (session->all);
  if (session->poll != NULL)
    g_cancellable_cancel (session->poll);
  g_cond_broadcast (&session->cond);
  g_mutex_unlock (&session->mutex);
  /* In the middle of an errand its data is in use: afterwards, then. */
  self->leaving = self->running;
  if (self->leaving)
    return;
  end_session (self);
  set_state (self, RAPPORT_REPLICATOR_IDLE, RAPPORT_REPLICATOR_NO_QUESTION, NULL);
}

void
rapport_replicator_allow (RapportReplicator *self)
{
  self->allowed = self->question;
  /* One that does not wait for an answer has ended, or is about to. */
  if (self->session == NULL || !self->session->follow)
    return;
  g_mutex_lock (&self->session->mutex);
  self->session->allowed = self->allowed;
  g_mutex_unlock (&self->session->mutex);
  self->allowed = RAPPORT_REPLICATOR_NO_QUESTION;
  wake (self->session);
}

void
rapport_replicator_retry (RapportReplicator *self)
{
  if (self->session == NULL)
    return;
  wake (self->session);
  /* How it ends is told in any case; that it has begun is to be seen, too. */
  if (self->state == RAPPORT_REPLICATOR_UP_TO_DATE || self->state == RAPPORT_REPLICATOR_OFFLINE ||
      self->state == RAPPORT_REPLICATOR_DELAYED)
    set_state (self, RAPPORT_REPLICATOR_WORKING, RAPPORT_REPLICATOR_NO_QUESTION, NULL);
}

gboolean
rapport_replicator_is_let_in (RapportReplicator *self)
{
  return self->let_in;
}

RapportReplicatorState
rapport_replicator_get_state (RapportReplicator *self)
{
  return self->state;
}

RapportReplicatorQuestion
rapport_replicator_get_question (RapportReplicator *self)
{
  return self->question;
}

const char *
rapport_replicator_get_message (RapportReplicator *self)
{
  return self->message;
}

void
session_free (Session *self)
{
  g_thread_join (self->thread);
  if (self->source != NULL)
    {
      g_source_destroy (self->source);
      g_source_unref (self->source);
    }
  g_clear_error (&self->errand_error);
  g_clear_object (&self->library);
  g_clear_object (&self->store);
  g_clear_object (&self->clock);
  g_clear_object (&self->all);
  g_clear_object (&self->poll);
  if (self->secret != NULL)
    rapport_secret_free (self->secret);
  g_free (self->me);
  g_free (self->told.message);
  g_ptr_array_unref (self->told.lines);
  g_rand_free (self->random);
  g_ptr_array_unref (self->losers);
  g_ptr_array_unref (self->clashes);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  g_clear_pointer (&self->place, rapport_sync_place_free);
  g_free (self->position);
  g_free (self->marked);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self);
}
