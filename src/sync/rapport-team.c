/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-team-private.h"

#include "rapport-replica.h"
#include "rapport-secret.h"
#include "rapport-team-circle.h"

#include <glib/gi18n-lib.h>

/* In milliseconds: while much is written it is not counted after each piece. */
#define COUNT_PAUSE 250

enum
{
  PROP_CONNECTED = 1,
  PROP_STATE,
  PROP_MESSAGE,
  PROP_QUESTION,
  PROP_WAITING,
  PROP_BLOCKED,
  PROP_ADDRESS,
  PROP_USER,
  PROP_EXPECTED,
  PROP_KEYRING,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];
static guint logged_signal;
static guint circles_signal;

G_DEFINE_FINAL_TYPE (RapportTeam, rapport_team, G_TYPE_OBJECT)

void
team_write_log (RapportTeam *self, const char *sentence)
{
  rapport_team_log_add (
    self->log, rapport_clock_get_now (rapport_library_get_clock (self->library)), sentence);
  g_signal_emit (self, logged_signal, 0);
}

static void
notify (RapportTeam *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* The place whose state asks for most; %NULL without one. */
static TeamPlace *
find_worst (RapportTeam *self)
{
  static const int order[] = {
    [RAPPORT_REPLICATOR_UP_TO_DATE] = 0, [RAPPORT_REPLICATOR_IDLE] = 1,
    [RAPPORT_REPLICATOR_WORKING] = 2,    [RAPPORT_REPLICATOR_OFFLINE] = 3,
    [RAPPORT_REPLICATOR_DELAYED] = 4,    [RAPPORT_REPLICATOR_SIGN_IN] = 5,
    [RAPPORT_REPLICATOR_STOPPED] = 6,
  };
  TeamPlace *worst = NULL;
  int most = -1;

  for (guint i = 0; i < self->places->len; i++)
    {
      TeamPlace *place = self->places->pdata[i];
      const int weight = order[rapport_replicator_get_state (place->replicator)];

      if (weight > most && !place->held)
        {
          worst = place;
          most = weight;
        }
    }
  return worst;
}

/* How many wait. */

static gboolean
count_cb (gpointer user_data)
{
  RapportTeam *self = user_data;
  RapportSyncCount count = { 0 };
  g_autoptr (GError) error = NULL;

  self->counting = 0;
  if (!rapport_store_count_sync (rapport_library_get_store (self->library), 0, &count, &error))
    {
      g_message ("counting what waits: %s", error->message);
      return G_SOURCE_REMOVE;
    }
  if (count.waiting == self->count.waiting && count.blocked == self->count.blocked)
    return G_SOURCE_REMOVE;
  self->count = count;
  notify (self, PROP_WAITING);
  notify (self, PROP_BLOCKED);
  return G_SOURCE_REMOVE;
}

void
team_count_soon (RapportTeam *self)
{
  if (self->counting == 0 && self->places->len > 0)
    self->counting = g_timeout_add (COUNT_PAUSE, count_cb, self);
}

/* The keyring. */

/* @error: (nullable): what it said. The log has each kind of trouble once. */
static void
take_keyring (RapportTeam *self, const GError *error)
{
  RapportTeamKeyring keyring = RAPPORT_TEAM_KEYRING_FINE;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    keyring = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED)
                ? RAPPORT_TEAM_KEYRING_LOCKED
                : RAPPORT_TEAM_KEYRING_MISSING;
  if (keyring == self->keyring)
    return;
  self->keyring = keyring;
  if (error != NULL)
    team_write_log (self, error->message);
  notify (self, PROP_KEYRING);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportTeam) self = user_data;
  g_autoptr (GError) error = NULL;

  rapport_secret_store_finish (result, &error);
  take_keyring (self, error);
}

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportTeam) self = user_data;
  g_autoptr (GError) error = NULL;

  if (rapport_secret_store_finish (result, &error) ||
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    return;
  self->keyring = RAPPORT_TEAM_KEYRING_KEEPS;
  team_write_log (self, error->message);
  notify (self, PROP_KEYRING);
}

TeamPlace *
team_find_workspace (RapportTeam *self)
{
  for (guint i = 0; i < self->places->len; i++)
    if (*((TeamPlace *) self->places->pdata[i])->place->client == '\0')
      return self->places->pdata[i];
  return self->places->len > 0 ? self->places->pdata[0] : NULL;
}

char *
team_get_purpose (RapportTeam *self, const RapportSyncPlace *place)
{
  const TeamPlace *workspace = *place->client != '\0' ? team_find_workspace (self) : NULL;
  const char *address = workspace != NULL ? workspace->place->address : place->address;

  return g_strconcat ("team ", address, " ", place->user, NULL);
}

void
team_keep_secret (RapportTeam *self, const RapportSyncPlace *place, const char *secret)
{
  g_autofree char *purpose = team_get_purpose (self, place);

  rapport_secret_store_async (purpose, secret, NULL, stored_cb, g_object_ref (self));
}

void
team_apply_note (RapportTeam *self, RapportSyncNote *note)
{
  g_autofree char *id =
    rapport_id_new (rapport_clock_get_now (rapport_library_get_clock (self->library)));
  const RapportChangeHead head = { .id = id, .label = "" };
  g_autoptr (RapportChangeSet) set = rapport_change_set_new (&head);

  rapport_change_set_set_note (set, note);
  rapport_library_apply (self->library, set);
}

/* The replicators. */

static void look_soon (RapportTeam *self);
static void begin (RapportTeam *self, TeamPlace *place);

/* A server counts wrong passwords, and lets nobody in by that name when there were some. So one
 * place asks, and the others wait for it. */
static void
hold_others (TeamPlace *place)
{
  for (guint i = 0; i < place->team->places->len; i++)
    {
      TeamPlace *other = place->team->places->pdata[i];

      if (other == place || other->held)
        continue;
      other->held = TRUE;
      rapport_replicator_stop (other->replicator);
    }
}

/* The password is right. */
static void
release_held (RapportTeam *self)
{
  for (guint i = 0; i < self->places->len; i++)
    {
      TeamPlace *place = self->places->pdata[i];

      if (!place->held)
        continue;
      place->held = FALSE;
      if (place->offered != NULL)
        rapport_replicator_start (place->replicator, place->offered, TRUE);
      else
        begin (self, place);
    }
}

static void
state_cb (TeamPlace *place)
{
  RapportTeam *self = place->team;
  const RapportReplicatorState state = rapport_replicator_get_state (place->replicator);

  /* A secret is kept when it has been of use. */
  if (place->offered != NULL && (state == RAPPORT_REPLICATOR_UP_TO_DATE))
    {
      team_keep_secret (self, place->place, place->offered);
      rapport_secret_free (self->secret);
      self->secret = g_steal_pointer (&place->offered);
    }
  if (state == RAPPORT_REPLICATOR_SIGN_IN && !place->held)
    hold_others (place);
  notify (self, PROP_STATE);
  notify (self, PROP_MESSAGE);
  notify (self, PROP_QUESTION);
  team_count_soon (self);
  if (state == RAPPORT_REPLICATOR_UP_TO_DATE || state == RAPPORT_REPLICATOR_IDLE)
    look_soon (self);
}

static void
let_in_cb (TeamPlace *place)
{
  if (rapport_replicator_is_let_in (place->replicator))
    release_held (place->team);
}

static void
expected_cb (TeamPlace *place)
{
  notify (place->team, PROP_EXPECTED);
}

static void
log_cb (TeamPlace *place, const char *sentence)
{
  team_write_log (place->team, sentence);
}

static void
circles_cb (TeamPlace *place)
{
  g_signal_emit (place->team, circles_signal, 0);
}

static void
place_free (gpointer data)
{
  TeamPlace *place = data;

  g_signal_handlers_disconnect_by_data (place->replicator, place);
  rapport_replicator_stop (place->replicator);
  g_clear_object (&place->replicator);
  g_clear_pointer (&place->offered, rapport_secret_free);
  rapport_sync_place_free (place->place);
  g_free (place);
}

static TeamPlace *
add_place (RapportTeam *self, const RapportSyncPlace *known)
{
  TeamPlace *place = g_new0 (TeamPlace, 1);

  place->team = self;
  place->place = rapport_sync_place_copy (known);
  place->replicator = rapport_replicator_new (self->library, known->key);
  g_signal_connect_swapped (place->replicator, "notify::state", G_CALLBACK (state_cb), place);
  g_signal_connect_swapped (place->replicator, "notify::message", G_CALLBACK (state_cb), place);
  g_signal_connect_swapped (place->replicator, "notify::expected", G_CALLBACK (expected_cb), place);
  g_signal_connect_swapped (place->replicator, "notify::received", G_CALLBACK (expected_cb), place);
  g_signal_connect_swapped (place->replicator, "notify::let-in", G_CALLBACK (let_in_cb), place);
  g_signal_connect_swapped (place->replicator, "log", G_CALLBACK (log_cb), place);
  g_signal_connect_swapped (place->replicator, "circles", G_CALLBACK (circles_cb), place);
  g_ptr_array_add (self->places, place);
  return place;
}

static TeamPlace *
find_place (RapportTeam *self, gint64 key)
{
  for (guint i = 0; i < self->places->len; i++)
    {
      TeamPlace *place = self->places->pdata[i];

      if (place->place->key == key)
        return place;
    }
  return NULL;
}

/* Beginning. */

typedef struct
{
  RapportTeam *team; /* owned */
  gint64 key;
} Finding;

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Finding *finding = user_data;
  g_autoptr (RapportTeam) self = finding->team;
  TeamPlace *place = find_place (self, finding->key);
  g_autoptr (GError) error = NULL;
  char *secret = rapport_secret_look_up_finish (result, &error);

  g_free (finding);
  take_keyring (self, error);
  if (place != NULL)
    place->asking = FALSE;
  /* Without one the server says that it doesn't know who this is, and the user is asked. */
  if (place != NULL && !place->held)
    {
      place->without_secret = secret == NULL && self->secret == NULL;
      rapport_replicator_start (place->replicator, secret != NULL ? secret : self->secret, TRUE);
    }
  rapport_secret_free (secret);
}

static void
begin (RapportTeam *self, TeamPlace *place)
{
  g_autofree char *purpose = team_get_purpose (self, place->place);
  Finding *finding = g_new0 (Finding, 1);

  place->asking = TRUE;
  finding->team = g_object_ref (self);
  finding->key = place->place->key;
  rapport_secret_look_up_async (purpose, self->cancellable, found_cb, finding);
}

/* (transfer full) (nullable): those that one is let in to. */
static GPtrArray *
get_open_places (RapportTeam *self)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *places =
    rapport_store_get_sync_places (rapport_library_get_store (self->library), &error);

  if (places == NULL)
    g_warning ("reading the places of sync: %s", error->message);
  for (guint i = 0; places != NULL && i < places->len;)
    if (*((RapportSyncPlace *) places->pdata[i])->address == '\0')
      g_ptr_array_remove_index (places, i);
    else
      i++;
  return places;
}

TeamPlace *
team_read_places (RapportTeam *self)
{
  g_autoptr (GPtrArray) places = get_open_places (self);

  for (guint i = 0; places != NULL && i < places->len; i++)
    if (find_place (self, ((RapportSyncPlace *) places->pdata[i])->key) == NULL)
      add_place (self, places->pdata[i]);
  return team_find_workspace (self);
}

/* Circles: places come and go while records move between them. */

static gboolean
has_key (GPtrArray *places, gint64 key)
{
  for (guint i = 0; i < places->len; i++)
    if (((RapportSyncPlace *) places->pdata[i])->key == key)
      return TRUE;
  return FALSE;
}

/* Whether the place of a client that has moved back can be forgotten by who serves it. */
static gboolean
can_close (RapportTeam *self, const RapportSyncPlace *known)
{
  gboolean emptied = FALSE;

  return g_str_has_prefix (known->client, RAPPORT_SYNC_LEFT) && self->count.waiting == 0 &&
         rapport_team_circle_is_emptied (rapport_library_get_store (self->library), known, &emptied,
                                         NULL) &&
         emptied;
}

/* Wakes who has something to delete because it has arrived elsewhere. */
static void
wake_due (RapportTeam *self, const RapportSyncPlace *known)
{
  TeamPlace *place = find_place (self, known->key);

  if (rapport_team_circle_has_left (rapport_library_get_store (self->library), known) ||
      (rapport_replicator_get_state (place->replicator) == RAPPORT_REPLICATOR_UP_TO_DATE &&
       can_close (self, known)))
    rapport_replicator_retry (place->replicator);
}

static gboolean
look_cb (gpointer user_data)
{
  RapportTeam *self = user_data;
  g_autoptr (GPtrArray) places = get_open_places (self);

  self->looking = 0;
  if (places == NULL)
    return G_SOURCE_REMOVE;
  for (guint i = self->places->len; i > 0; i--)
    if (!has_key (places, ((TeamPlace *) self->places->pdata[i - 1])->place->key))
      g_ptr_array_remove_index (self->places, i - 1);
  for (guint i = 0; i < places->len; i++)
    if (find_place (self, ((RapportSyncPlace *) places->pdata[i])->key) == NULL)
      begin (self, add_place (self, places->pdata[i]));
    else
      wake_due (self, places->pdata[i]);
  notify (self, PROP_STATE);
  return G_SOURCE_REMOVE;
}

static void
look_soon (RapportTeam *self)
{
  if (self->looking == 0)
    self->looking = g_idle_add (look_cb, self);
}

void
team_notify_all (RapportTeam *self)
{
  for (guint i = PROP_CONNECTED; i < N_PROPERTIES; i++)
    notify (self, i);
}

void
rapport_team_start (RapportTeam *self)
{
  TeamPlace *workspace;
  g_autoptr (GError) error = NULL;

  if (rapport_library_is_read_only (self->library) || self->places->len > 0)
    return;
  if (!rapport_replica_check (self->library, self->path, &error))
    {
      team_write_log (self, error->message);
      return;
    }
  workspace = team_read_places (self);
  if (workspace != NULL)
    {
      hold_others (workspace);
      begin (self, workspace);
      team_notify_all (self);
    }
  team_count_soon (self);
}

void
rapport_team_stop (RapportTeam *self)
{
  g_cancellable_cancel (self->cancellable);
  g_set_object (&self->cancellable, NULL);
  self->cancellable = g_cancellable_new ();
  g_ptr_array_set_size (self->places, 0);
  g_clear_handle_id (&self->counting, g_source_remove);
  g_clear_handle_id (&self->looking, g_source_remove);
  g_clear_pointer (&self->secret, rapport_secret_free);
}

/* What the user decides. */

void
rapport_team_sign_in (RapportTeam *self, const char *secret)
{
  TeamPlace *first = NULL;

  for (guint i = 0; i < self->places->len; i++)
    {
      TeamPlace *place = self->places->pdata[i];
      const gboolean asks =
        rapport_replicator_get_state (place->replicator) == RAPPORT_REPLICATOR_SIGN_IN;

      if (!asks && !place->held)
        continue;
      rapport_secret_free (place->offered);
      place->offered = g_strdup (secret);
      place->without_secret = FALSE;
      if (asks && first == NULL)
        first = place;
    }
  if (first == NULL)
    return;
  hold_others (first);
  first->held = FALSE;
  rapport_replicator_start (first->replicator, secret, TRUE);
}

static void
forget_place (RapportTeam *self, const RapportSyncPlace *place)
{
  g_autofree char *purpose = team_get_purpose (self, place);
  RapportSyncNote *note = rapport_sync_note_new ();

  note->forget = place->key;
  team_apply_note (self, note);
  rapport_secret_store_async (purpose, NULL, NULL, forgotten_cb, g_object_ref (self));
}

void
rapport_team_leave (RapportTeam *self)
{
  static const char *const none[] = { NULL };
  g_autoptr (GPtrArray) places = NULL;

  rapport_team_stop (self);
  rapport_team_circle_keep_unsettled (self->library, none);
  rapport_library_flush (self->library, NULL);
  places = rapport_store_get_sync_places (rapport_library_get_store (self->library), NULL);
  for (guint i = 0; places != NULL && i < places->len; i++)
    forget_place (self, places->pdata[i]);
  self->count = (RapportSyncCount) { 0 };
  team_write_log (self, _ ("Left the team"));
  team_notify_all (self);
}

void
rapport_team_sync_now (RapportTeam *self)
{
  for (guint i = 0; i < self->places->len; i++)
    rapport_replicator_retry (((TeamPlace *) self->places->pdata[i])->replicator);
}

void
rapport_team_allow (RapportTeam *self)
{
  for (guint i = 0; i < self->places->len; i++)
    {
      TeamPlace *place = self->places->pdata[i];

      if (rapport_replicator_get_question (place->replicator) != RAPPORT_REPLICATOR_NO_QUESTION)
        rapport_replicator_allow (place->replicator);
    }
}

/* Looking. */

gboolean
rapport_team_is_connected (RapportTeam *self)
{
  return self->places->len > 0;
}

RapportReplicatorState
rapport_team_get_state (RapportTeam *self)
{
  const TeamPlace *worst = find_worst (self);

  return worst != NULL ? rapport_replicator_get_state (worst->replicator) : RAPPORT_REPLICATOR_IDLE;
}

RapportReplicatorQuestion
rapport_team_get_question (RapportTeam *self)
{
  const TeamPlace *worst = find_worst (self);

  return worst != NULL ? rapport_replicator_get_question (worst->replicator)
                       : RAPPORT_REPLICATOR_NO_QUESTION;
}

const char *
rapport_team_get_message (RapportTeam *self)
{
  const TeamPlace *worst = find_worst (self);
  RapportReplicatorState state;

  if (worst == NULL)
    return NULL;
  state = rapport_replicator_get_state (worst->replicator);
  if (worst->asking && state == RAPPORT_REPLICATOR_IDLE)
    return _ ("Waiting for the keyring, which may have to be unlocked first.");
  /* What the server says of a password that it was never told is not it. */
  if (!worst->without_secret || state != RAPPORT_REPLICATOR_SIGN_IN)
    return rapport_replicator_get_message (worst->replicator);
  return self->keyring == RAPPORT_TEAM_KEYRING_LOCKED
           ? _ ("The keyring was not unlocked.")
           : _ ("The password is not kept on this computer.");
}

guint
rapport_team_get_waiting (RapportTeam *self)
{
  return (guint) self->count.waiting;
}

guint
rapport_team_get_blocked (RapportTeam *self)
{
  return (guint) self->count.blocked;
}

const char *
rapport_team_get_address (RapportTeam *self)
{
  const TeamPlace *workspace = team_find_workspace (self);

  return workspace != NULL ? workspace->place->address : "";
}

const char *
rapport_team_get_user (RapportTeam *self)
{
  const TeamPlace *workspace = team_find_workspace (self);

  return workspace != NULL ? workspace->place->user : "";
}

/* Of all databases the one that was reached the longest ago. */
gint64
rapport_team_get_reached (RapportTeam *self)
{
  gint64 least = 0;

  for (guint i = 0; i < self->places->len; i++)
    {
      gint64 reached = 0;

      g_object_get (((TeamPlace *) self->places->pdata[i])->replicator, "reached", &reached, NULL);
      if (i == 0 || reached < least)
        least = reached;
    }
  return least;
}

guint64
rapport_team_get_received (RapportTeam *self)
{
  guint64 sum = 0;

  for (guint i = 0; i < self->places->len; i++)
    {
      guint64 received = 0;

      g_object_get (((TeamPlace *) self->places->pdata[i])->replicator, "received", &received,
                    NULL);
      sum += received;
    }
  return sum;
}

static gint64
get_expected (RapportTeam *self)
{
  gint64 sum = 0;

  for (guint i = 0; i < self->places->len; i++)
    {
      gint64 expected = -1;

      g_object_get (((TeamPlace *) self->places->pdata[i])->replicator, "expected", &expected,
                    NULL);
      if (expected < 0)
        return -1;
      sum += expected;
    }
  return sum;
}

/* More than that nobody reads. */
#define MOST_BLOCKED 200

GPtrArray *
rapport_team_find_blocked (RapportTeam *self, GError **error)
{
  return rapport_store_find_sync_blocked (rapport_library_get_store (self->library), MOST_BLOCKED,
                                          error);
}

void
rapport_team_retry_blocked (RapportTeam *self)
{
  RapportSyncNote *note = rapport_sync_note_new ();

  note->unblock = TRUE;
  team_apply_note (self, note);
  rapport_team_sync_now (self);
}

GPtrArray *
rapport_team_get_log (RapportTeam *self)
{
  return rapport_team_log_get_lines (self->log);
}

/* The object. */

static void
durable_cb (RapportTeam *self)
{
  team_count_soon (self);
}

RapportTeamKeyring
rapport_team_get_keyring (RapportTeam *self)
{
  return self->keyring;
}

static void
network_cb (RapportTeam *self, gboolean available)
{
  if (available)
    rapport_team_sync_now (self);
}

static void
rapport_team_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RapportTeam *self = RAPPORT_TEAM (object);

  switch (prop_id)
    {
    case PROP_CONNECTED:
      g_value_set_boolean (value, rapport_team_is_connected (self));
      break;
    case PROP_STATE:
      g_value_set_uint (value, rapport_team_get_state (self));
      break;
    case PROP_MESSAGE:
      g_value_set_string (value, rapport_team_get_message (self));
      break;
    case PROP_QUESTION:
      g_value_set_uint (value, rapport_team_get_question (self));
      break;
    case PROP_WAITING:
      g_value_set_uint (value, rapport_team_get_waiting (self));
      break;
    case PROP_BLOCKED:
      g_value_set_uint (value, rapport_team_get_blocked (self));
      break;
    case PROP_ADDRESS:
      g_value_set_string (value, rapport_team_get_address (self));
      break;
    case PROP_USER:
      g_value_set_string (value, rapport_team_get_user (self));
      break;
    case PROP_EXPECTED:
      g_value_set_int64 (value, get_expected (self));
      break;
    case PROP_KEYRING:
      g_value_set_uint (value, rapport_team_get_keyring (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rapport_team_dispose (GObject *object)
{
  RapportTeam *self = RAPPORT_TEAM (object);

  rapport_team_stop (self);
  g_clear_object (&self->network);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_team_parent_class)->dispose (object);
}

static void
rapport_team_finalize (GObject *object)
{
  RapportTeam *self = RAPPORT_TEAM (object);

  g_ptr_array_unref (self->places);
  g_clear_pointer (&self->log, rapport_team_log_free);
  g_free (self->path);
  G_OBJECT_CLASS (rapport_team_parent_class)->finalize (object);
}

static void
rapport_team_class_init (RapportTeamClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = rapport_team_get_property;
  object_class->dispose = rapport_team_dispose;
  object_class->finalize = rapport_team_finalize;
  properties[PROP_CONNECTED] = g_param_spec_boolean ("connected", NULL, NULL, FALSE, flags);
  properties[PROP_STATE] = g_param_spec_uint ("state", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL, flags);
  properties[PROP_QUESTION] = g_param_spec_uint ("question", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_WAITING] = g_param_spec_uint ("waiting", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_BLOCKED] = g_param_spec_uint ("blocked", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, "", flags);
  properties[PROP_USER] = g_param_spec_string ("user", NULL, NULL, "", flags);
  properties[PROP_EXPECTED] =
    g_param_spec_int64 ("expected", NULL, NULL, -1, G_MAXINT64, -1, flags);
  properties[PROP_KEYRING] = g_param_spec_uint ("keyring", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  circles_signal = g_signal_new ("circles", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  logged_signal = g_signal_new ("logged", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
}

static void
rapport_team_init (RapportTeam *self)
{
  self->cancellable = g_cancellable_new ();
  self->places = g_ptr_array_new_with_free_func (place_free);
}

RapportTeam *
rapport_team_new (RapportLibrary *library, const char *path, const char *log)
{
  RapportTeam *self = g_object_new (RAPPORT_TYPE_TEAM, NULL);

  self->library = g_object_ref (library);
  self->path = g_strdup (path);
  self->log = rapport_team_log_new (log);
  self->network = g_object_ref (g_network_monitor_get_default ());
  g_signal_connect_object (self->network, "network-changed", G_CALLBACK (network_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (rapport_library_get_store (library), "durable", G_CALLBACK (durable_cb),
                           self, G_CONNECT_SWAPPED);
  return self;
}
