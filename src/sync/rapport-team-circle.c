/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-team-circle.h"

#include "rapport-secret.h"
#include "rapport-server-private.h"
#include "rapport-sync-decide.h"

#include <string.h>

/* More than these are as many to a user. */
#define MOST_LEFT 1000

/* Words of this copy. */
#define KNOWN     "circles"
#define UNSETTLED "circles-unsettled"

/* What this copy knows. */

static char *
make_key (const char *client)
{
  return g_strconcat ("circle ", client, NULL);
}

/* Sets a word of this copy; whether it was another. */
static gboolean
keep_local (RapportLibrary *library, const char *key, const char *words)
{
  RapportStore *store = rapport_library_get_store (library);
  g_autofree char *before = rapport_store_get_local (store, key);

  if (g_strcmp0 (before, words) == 0)
    return FALSE;
  rapport_store_set_local (store, key, words);
  return TRUE;
}

gboolean
rapport_team_circle_keep (RapportLibrary *library, const char *client, const char *const *members)
{
  g_autofree char *key = make_key (client);
  g_autofree char *words = members != NULL ? g_strjoinv (" ", (char **) members) : NULL;

  return keep_local (library, key, words);
}

JsonObject *
rapport_team_circle_get_known (RapportLibrary *library, const char *identity)
{
  g_autofree char *text = rapport_store_get_local (rapport_library_get_store (library), KNOWN);
  g_autoptr (JsonNode) node = text != NULL ? json_from_string (text, NULL) : NULL;
  JsonObject *circles = server_get_circles (node);

  return circles != NULL && g_strcmp0 (server_get_text (node, "identity"), identity) == 0
           ? json_object_ref (circles)
           : json_object_new ();
}

void
rapport_team_circle_keep_known (RapportLibrary *library, const char *identity, JsonObject *known)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *text = NULL;

  json_object_set_string_member (object, "identity", identity);
  json_object_set_object_member (object, "circles", json_object_ref (known));
  text = json_to_string (node, FALSE);
  keep_local (library, KNOWN, json_object_get_size (known) > 0 ? text : NULL);
}

char **
rapport_team_circle_get_unsettled (RapportLibrary *library)
{
  g_autofree char *words = rapport_store_get_local (rapport_library_get_store (library), UNSETTLED);

  return g_strsplit (words != NULL ? words : "", " ", -1);
}

gboolean
rapport_team_circle_keep_unsettled (RapportLibrary *library, const char *const *clients)
{
  g_autofree char *words = clients[0] != NULL ? g_strjoinv (" ", (char **) clients) : NULL;

  return keep_local (library, UNSETTLED, words);
}

static void
add_left (RapportTeamCircle *self, RapportStore *store, gint64 to, gint64 from)
{
  RapportSyncCount count = { 0 };
  gint64 after = 0;
  g_autoptr (GPtrArray) moved =
    from > 0 ? rapport_store_find_sync_moved (store, from, &after, MOST_LEFT, NULL) : NULL;

  if (to > 0 && rapport_store_count_sync (store, to, &count, NULL))
    self->left = (guint) count.waiting;
  self->left += moved != NULL ? moved->len : 0;
}

RapportTeamCircle *
rapport_team_circle_look (RapportLibrary *library, const char *client)
{
  RapportStore *store = rapport_library_get_store (library);
  g_autoptr (GPtrArray) places = rapport_store_get_sync_places (store, NULL);
  RapportTeamCircle *self = g_new0 (RapportTeamCircle, 1);
  g_auto (GStrv) unsettled = rapport_team_circle_get_unsettled (library);
  g_autofree char *key = make_key (client);
  g_autofree char *members = rapport_store_get_local (store, key);
  gint64 workspace = 0;
  gint64 own = 0;
  gint64 given_up = 0;

  for (guint i = 0; places != NULL && i < places->len; i++)
    {
      const RapportSyncPlace *place = places->pdata[i];

      if (*place->client == '\0')
        workspace = place->key;
      else if (g_str_equal (place->client, client) && *place->address == '\0')
        self->state = RAPPORT_TEAM_CIRCLE_OUTSIDE;
      else if (g_str_equal (place->client, client))
        own = place->key;
      else if (g_str_has_prefix (place->client, RAPPORT_SYNC_LEFT) &&
               g_str_equal (place->client + strlen (RAPPORT_SYNC_LEFT), client))
        given_up = place->key;
    }
  if (own > 0)
    {
      self->state = RAPPORT_TEAM_CIRCLE_INSIDE;
      add_left (self, store, own, workspace);
    }
  else if (given_up > 0)
    add_left (self, store, workspace, given_up);
  self->unsettled = g_strv_contains ((const char *const *) unsettled, client);
  /* Who is outside of a circle knows who is in it. */
  if (self->unsettled && self->state == RAPPORT_TEAM_CIRCLE_OUTSIDE && members == NULL)
    self->state = RAPPORT_TEAM_CIRCLE_HELD;
  self->is_moving = !self->unsettled && (self->left > 0 || given_up > 0);
  self->members = g_strsplit (
    members != NULL && self->state != RAPPORT_TEAM_CIRCLE_EVERYBODY ? members : "", " ", -1);
  return self;
}

void
rapport_team_circle_free (RapportTeamCircle *self)
{
  g_strfreev (self->members);
  g_free (self);
}

/* Giving up. */

/* How many refused records are looked at together. */
#define MOST_REFUSED 100

static gboolean
is_of_client (const RapportSyncEntry *entry, const char *client)
{
  return entry->info != NULL && entry->row != NULL &&
         g_str_equal (rapport_sync_get_client (entry->info, entry->row), client);
}

/* Whether the workspace refuses something of the client. */
static gboolean
has_refused (
  RapportStore *store, gint64 workspace, const char *client, gboolean *refused, GError **error)
{
  gint64 after = 0;
  guint n;

  *refused = FALSE;
  do
    {
      g_autoptr (GPtrArray) entries = rapport_store_find_sync_left_over (
        store, workspace, RAPPORT_SYNC_LEFT_REFUSED, &after, MOST_REFUSED, error);

      if (entries == NULL)
        return FALSE;
      n = entries->len;
      for (guint i = 0; i < n; i++)
        *refused = *refused || is_of_client (entries->pdata[i], client);
    }
  while (n > 0 && !*refused);
  return TRUE;
}

static gboolean
find_workspace (RapportStore *store, gint64 *workspace, GError **error)
{
  g_autoptr (GPtrArray) places = rapport_store_get_sync_places (store, error);

  *workspace = 0;
  for (guint i = 0; places != NULL && i < places->len; i++)
    if (*((RapportSyncPlace *) places->pdata[i])->client == '\0')
      *workspace = ((RapportSyncPlace *) places->pdata[i])->key;
  return places != NULL;
}

gboolean
rapport_team_circle_has_left (RapportStore *store, const RapportSyncPlace *place)
{
  gint64 after = 0;
  g_autoptr (GPtrArray) left = rapport_store_find_sync_moved (store, place->key, &after, 1, NULL);

  return left != NULL && left->len > 0;
}

gboolean
rapport_team_circle_is_emptied (RapportStore *store,
                                const RapportSyncPlace *place,
                                gboolean *emptied,
                                GError **error)
{
  const char *client = place->client + strlen (RAPPORT_SYNC_LEFT);
  gint64 moved = 0;
  g_autoptr (GPtrArray) left = rapport_store_find_sync_moved (store, place->key, &moved, 1, error);
  g_autoptr (GPtrArray) files = NULL;
  RapportSyncCount count = { 0 };
  gboolean refused = FALSE;
  gint64 workspace = 0;
  gint64 after = 0;

  *emptied = FALSE;
  if (left == NULL || !find_workspace (store, &workspace, error))
    return FALSE;
  files =
    rapport_store_find_sync_files (store, place->key, RAPPORT_SYNC_FILES_LEFT, &after, 1, error);
  if (files == NULL ||
      (workspace != 0 && (!rapport_store_count_sync (store, workspace, &count, error) ||
                          !has_refused (store, workspace, client, &refused, error))))
    return FALSE;
  *emptied = left->len == 0 && files->len == 0 && count.waiting == 0 && !refused;
  return TRUE;
}

/* What can't be moved. */

/* How many are looked at together. */
#define SOME_UNKNOWN 200

static gboolean
count_unknown (RapportStore *store, guint *n, GError **error)
{
  gint64 workspace = 0;
  gint64 after = 0;
  guint piece = 0;

  if (!find_workspace (store, &workspace, error))
    return FALSE;
  do
    {
      g_autoptr (GPtrArray) entries = rapport_store_find_sync_left_over (
        store, workspace, RAPPORT_SYNC_LEFT_UNKNOWN, &after, SOME_UNKNOWN, error);

      if (entries == NULL)
        return FALSE;
      piece = entries->len;
      *n += piece;
    }
  while (piece > 0);
  return TRUE;
}

static void
count_unknown_thread (GTask *task, gpointer source, gpointer store, GCancellable *cancellable)
{
  guint n = 0;
  GError *error = NULL;

  if (count_unknown (store, &n, &error))
    g_task_return_int (task, n);
  else
    g_task_return_error (task, error);
}

void
rapport_team_circle_count_unknown_async (RapportStore *store,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, rapport_team_circle_count_unknown_async);
  g_task_set_task_data (task, g_object_ref (store), g_object_unref);
  g_task_run_in_thread (task, count_unknown_thread);
}

gboolean
rapport_team_circle_count_unknown_finish (GAsyncResult *result, guint *n, GError **error)
{
  gssize counted;

  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  counted = g_task_propagate_int (G_TASK (result), error);
  *n = counted > 0 ? (guint) counted : 0;
  return counted >= 0;
}

/* What the server is asked, in threads. */

typedef struct
{
  char *address;
  char *user;
  char *secret;
  char *client;
  char **names; /* (nullable) */
  gint64 changes;
  GMainContext *context;
  RapportServerProgress progress;
  gpointer progress_data;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->address);
  g_free (request->user);
  rapport_secret_free (request->secret);
  g_free (request->client);
  g_strfreev (request->names);
  g_main_context_unref (request->context);
  g_free (request);
}

/* (transfer full): a task that has it. */
static GTask *
begin (const RapportTeamCircleAdmin *admin,
       const char *client,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  request->address = g_strdup (admin->address);
  request->user = g_strdup (admin->user);
  request->secret = g_strdup (admin->secret);
  request->client = g_strdup (client);
  request->context = g_main_context_ref_thread_default ();
  g_task_set_task_data (task, request, request_free);
  return task;
}

/* (transfer full) (nullable): the server, with the name of the database (transfer full). */
static RapportCouch *
open_server (const Request *request, char **database, GError **error)
{
  g_autofree char *server = NULL;

  if (!rapport_server_split_address (request->address, &server, database, error))
    return NULL;
  return rapport_couch_new (server, request->user, request->secret, error);
}

static void
find_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Request *request = data;
  g_autofree char *database = NULL;
  GError *error = NULL;
  g_autoptr (RapportCouch) server = open_server (request, &database, &error);
  RapportServerCircle *circle =
    server != NULL
      ? rapport_server_find_circle (server, database, request->client, cancellable, &error)
      : NULL;

  if (circle != NULL)
    g_task_return_pointer (task, circle, (GDestroyNotify) rapport_server_circle_free);
  else
    g_task_return_error (task, error);
}

void
rapport_team_circle_find_async (const RapportTeamCircleAdmin *admin,
                                const char *client,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = begin (admin, client, cancellable, callback, user_data);

  g_task_set_source_tag (task, rapport_team_circle_find_async);
  g_task_run_in_thread (task, find_thread);
}

RapportServerCircle *
rapport_team_circle_find_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* A step that is told in the other thread. */
typedef struct
{
  RapportServerProgress progress;
  gpointer data;
  RapportServerStep step;
} Word;

static gboolean
word_cb (gpointer data)
{
  const Word *word = data;

  word->progress (word->step, word->data);
  return G_SOURCE_REMOVE;
}

static void
progress_cb (RapportServerStep step, gpointer data)
{
  const Request *request = data;
  Word *word;

  if (request->progress == NULL)
    return;
  word = g_new0 (Word, 1);
  *word = (Word) { request->progress, request->progress_data, step };
  g_main_context_invoke_full (request->context, G_PRIORITY_DEFAULT, word_cb, word, g_free);
}

static void
change_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Request *request = data;
  g_autofree char *database = NULL;
  g_autofree char *name = NULL;
  GError *error = NULL;
  g_autoptr (RapportCouch) server = open_server (request, &database, &error);
  gboolean done = FALSE;

  if (server != NULL && request->names == NULL)
    done = rapport_server_close_circle (server, database, request->client, &request->changes,
                                        progress_cb, request, cancellable, &error);
  else if (server != NULL)
    {
      name = rapport_server_open_circle (server, database, request->client,
                                         (const char *const *) request->names, &request->changes,
                                         progress_cb, request, cancellable, &error);
      done = name != NULL;
    }
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
rapport_team_circle_change_async (const RapportTeamCircleAdmin *admin,
                                  const char *client,
                                  const char *const *names,
                                  gint64 changes,
                                  RapportServerProgress progress,
                                  gpointer progress_data,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = begin (admin, client, cancellable, callback, user_data);
  Request *request = g_task_get_task_data (task);

  request->names = g_strdupv ((char **) names);
  request->changes = changes;
  request->progress = progress;
  request->progress_data = progress_data;
  g_task_set_source_tag (task, rapport_team_circle_change_async);
  /* What went through is never said to be cancelled. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, change_thread);
}

gboolean
rapport_team_circle_change_finish (GAsyncResult *result, gint64 *changes, GError **error)
{
  const Request *request;

  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  request = g_task_get_task_data (G_TASK (result));
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  *changes = request->changes;
  return TRUE;
}
