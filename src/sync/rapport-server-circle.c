/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Databases of clients that only some of the team work with. */
#include "rapport-server-private.h"

#include "rapport-document.h"
#include "rapport-id.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Accounts. */

static gboolean
refuse (RapportCouchError code, const char *message, GError **error)
{
  g_set_error_literal (error, RAPPORT_COUCH_ERROR, code, message);
  return FALSE;
}

/* Somebody else was faster. */
static gboolean
put_unless_changed (
  RapportCouch *server, const char *path, JsonNode *body, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) why = NULL;

  if (server_put (server, path, body, cancellable, &why))
    return TRUE;
  if (g_error_matches (why, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_CONFLICT))
    return refuse (RAPPORT_COUCH_ERROR_CONFLICT,
                   _ ("Somebody else is changing who works with a client at this moment."), error);
  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}

/* Gives the account the role, or takes it. */
static gboolean
set_role (RapportCouch *server,
          JsonNode *account,
          const char *role,
          gboolean wanted,
          GCancellable *cancellable,
          GError **error)
{
  JsonArray *before = server_get_array (account, "roles");
  g_autoptr (JsonNode) there = NULL;
  g_autoptr (GError) why = NULL;
  gboolean failed;
  JsonArray *roles;
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;

  if (server_has_text (before, role) == wanted)
    return TRUE;
  roles = json_array_new ();
  for (guint i = 0; before != NULL && i < json_array_get_length (before); i++)
    if (g_strcmp0 (json_array_get_string_element (before, i), role) != 0)
      json_array_add_string_element (roles, json_array_get_string_element (before, i));
  if (wanted)
    json_array_add_string_element (roles, role);
  json_object_set_array_member (json_node_get_object (account), "roles", roles);
  name = rapport_couch_document_path (server_get_text (account, "_id"));
  path = g_strconcat ("_users/", name, NULL);
  if (put_unless_changed (server, path, account, cancellable, &why))
    return TRUE;
  /* Of a write whose answer was lost only the second try is heard of. */
  there = g_error_matches (why, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_CONFLICT)
            ? server_get_optional (server, path, cancellable, &failed, NULL)
            : NULL;
  if (there != NULL && server_has_text (server_get_array (there, "roles"), role) == wanted)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}

static gboolean
check_names (GPtrArray *accounts, const char *const *names, GError **error)
{
  for (guint i = 0; names[i] != NULL; i++)
    {
      gboolean found = FALSE;

      for (guint j = 0; j < accounts->len && !found; j++)
        found = g_strcmp0 (server_get_text (accounts->pdata[j], "name"), names[i]) == 0;
      if (found)
        continue;
      g_set_error (error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_REFUSED,
                   /* Translators: %s is the name of an account */
                   _ ("The server has no account “%s”."), names[i]);
      return FALSE;
    }
  return TRUE;
}

static gboolean
let_in (RapportCouch *server,
        GPtrArray *accounts,
        const char *database,
        const char *const *names,
        GCancellable *cancellable,
        GError **error)
{
  g_autofree char *role = rapport_server_get_role (database);

  for (guint i = 0; i < accounts->len; i++)
    if (!set_role (server, accounts->pdata[i], role,
                   g_strv_contains (names, server_get_text (accounts->pdata[i], "name")),
                   cancellable, error))
      return FALSE;
  return TRUE;
}

/* The document of the circles. */

static char *
get_path (const char *database)
{
  return g_strconcat (database, "/" SERVER_CIRCLES, NULL);
}

/* (transfer full): as it is, or an empty one. */
static JsonNode *
load_circles (RapportCouch *server, const char *database, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = get_path (database);
  gboolean failed;
  JsonNode *node = server_get_optional (server, path, cancellable, &failed, error);
  JsonObject *object;

  if (failed)
    return NULL;
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      g_clear_pointer (&node, json_node_unref);
      object = json_object_new ();
      json_object_set_string_member (object, "_id", SERVER_CIRCLES);
      node = json_node_init_object (json_node_alloc (), object);
      json_object_unref (object);
    }
  object = json_node_get_object (node);
  if (!json_object_has_member (object, "circles") ||
      !JSON_NODE_HOLDS_OBJECT (json_object_get_member (object, "circles")))
    json_object_set_object_member (object, "circles", json_object_new ());
  return node;
}

/* (nullable): what it says of a client. */
static JsonNode *
get_circle (JsonNode *circles, const char *client)
{
  JsonObject *all = json_object_get_object_member (json_node_get_object (circles), "circles");

  return json_object_get_member (all, client);
}

/* Who is let in to a database. */

static gboolean
is_let_in (JsonNode *account, const char *role)
{
  return server_has_text (server_get_array (account, "roles"), role);
}

/* (transfer full): the ids of those who are, as the document of the circles has them. */
static JsonArray *
make_members (GPtrArray *accounts, const char *const *names)
{
  JsonArray *members = json_array_new ();

  for (guint i = 0; i < accounts->len; i++)
    {
      g_autoptr (RapportServerLogin) login = server_read_login (accounts->pdata[i]);

      if (*login->member != '\0' && g_strv_contains (names, login->name))
        json_array_add_string_element (members, login->member);
    }
  return members;
}

/* Whether the document says the same of who is let in; what an older version wrote says nothing. */
static gboolean
agrees (JsonNode *circle, GPtrArray *accounts, const char *const *names)
{
  JsonArray *written = server_get_array (circle, "members");
  JsonArray *members = make_members (accounts, names);
  gboolean same =
    written == NULL || json_array_get_length (written) == json_array_get_length (members);

  for (guint i = 0; written != NULL && same && i < json_array_get_length (members); i++)
    same = server_has_text (written, server_get_element (members, i));
  json_array_unref (members);
  return same;
}

/* Whether it says so by now: of a write whose answer was lost only the second try is heard of. */
static gboolean
is_saved (RapportCouch *server, const char *database, const char *client, JsonNode *circle)
{
  g_autoptr (JsonNode) now = load_circles (server, database, NULL, NULL);
  JsonNode *there = now != NULL ? get_circle (now, client) : NULL;

  return there != NULL && json_node_equal (there, circle);
}

/* The one write that moves the client; counting makes it one for those who were let in, too. Once
 * it is on its way it is not called back: nobody would know whether it arrived. @known (nullable)
 * is what it is built upon. */
static gboolean
save_circle (RapportCouch *server,
             const char *database,
             JsonNode *circles,
             const char *client,
             JsonNode *known,
             JsonObject *circle,
             gint64 *changes,
             GCancellable *cancellable,
             GError **error)
{
  JsonNode *there = get_circle (circles, client);
  const gint64 now =
    MAX (server_get_integer (there, "changes"), server_get_integer (known, "changes")) + 1;
  JsonObject *all = json_object_get_object_member (json_node_get_object (circles), "circles");
  g_autofree char *path = get_path (database);
  g_autoptr (GError) why = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  json_object_set_int_member (circle, "changes", now);
  server_circle_sign (circle, there, known);
  json_object_set_object_member (all, client, json_object_ref (circle));
  if (put_unless_changed (server, path, circles, NULL, &why) ||
      (g_error_matches (why, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_CONFLICT) &&
       is_saved (server, database, client, get_circle (circles, client))))
    {
      if (changes != NULL)
        *changes = now;
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}

gboolean
server_check_administrator (RapportCouch *server,
                            const char *message,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (JsonNode) session =
    rapport_couch_request (server, "GET", "_session", NULL, cancellable, error);
  JsonNode *context = session != NULL && JSON_NODE_HOLDS_OBJECT (session)
                        ? json_object_get_member (json_node_get_object (session), "userCtx")
                        : NULL;

  if (session == NULL)
    return FALSE;
  return server_has_text (server_get_array (context, "roles"), "_admin") ||
         refuse (RAPPORT_COUCH_ERROR_FORBIDDEN, message, error);
}

static gboolean
check_workspace (RapportCouch *server,
                 const char *database,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (JsonNode) answer = NULL;

  if (!server_check_administrator (
        server,
        _ ("This account is not an administrator’s of the server. Only an administrator "
           "decides who works with a client."),
        cancellable, error))
    return FALSE;
  answer = rapport_couch_request (server, "GET", database, NULL, cancellable, error);
  return answer != NULL;
}

/* What stands on the server. */

typedef struct
{
  JsonNode *circles;
  JsonNode *claims;    /* (nullable) */
  GPtrArray *accounts; /* of JsonNode */
  JsonNode *there;     /* (nullable): of this client; owned by circles */
  JsonNode *circle;    /* (nullable): the newest that is known, be it by members; owned as well */
  const char *known;   /* (nullable): its database; the same */
  gint64 changes;      /* of the newest */
  gint64 round;        /* the last that it had; with a new database, of that */
  char *name;          /* of the database that it has or would get */
  gboolean outdated;   /* members know a newer state */
} State;

static void
state_clear (State *state)
{
  g_clear_pointer (&state->circles, json_node_unref);
  g_clear_pointer (&state->claims, json_node_unref);
  g_clear_pointer (&state->accounts, g_ptr_array_unref);
  g_free (state->name);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (State, state_clear)

/* Where none were laid down, @claims remains NULL. */
static gboolean
load_claims (RapportCouch *server,
             const char *database,
             JsonNode **claims,
             GCancellable *cancellable,
             GError **error)
{
  g_autofree char *path = g_strconcat (database, "/" SERVER_CLAIMS, NULL);
  gboolean failed;

  *claims = server_get_optional (server, path, cancellable, &failed, error);
  return !failed;
}

/* What is known of the client, on the server and by members. */
static void
compare (State *state, const char *database, const char *client)
{
  JsonNode *claim = server_find_claim (state->claims, database, client);

  state->there = get_circle (state->circles, client);
  state->outdated = !server_circle_is_settled (state->there, claim);
  state->circle = state->outdated ? claim : state->there;
  state->known = server_get_text (state->circle, "database");
  state->changes = server_get_integer (state->circle, "changes");
  /* Another one each time, so that nothing of the last time is in it; the same where this was cut
   * short. */
  state->round = MAX (server_get_integer (state->there, "round"),
                      state->outdated ? server_get_integer (claim, "round") : 0) +
                 (state->known == NULL ? 1 : 0);
  state->name = state->known != NULL
                  ? g_strdup (state->known)
                  : g_strdup_printf ("%s" SERVER_CIRCLE "%s-%" G_GINT64_FORMAT, database,
                                     client + strlen (client) - 12, state->round);
}

static gboolean
load (State *state,
      RapportCouch *server,
      const char *database,
      const char *client,
      GCancellable *cancellable,
      GError **error)
{
  if (!check_workspace (server, database, cancellable, error))
    return FALSE;
  state->circles = load_circles (server, database, cancellable, error);
  if (state->circles == NULL || !load_claims (server, database, &state->claims, cancellable, error))
    return FALSE;
  state->accounts = server_find_accounts (server, cancellable, error);
  if (state->accounts == NULL)
    return FALSE;
  compare (state, database, client);
  return TRUE;
}

void
rapport_server_circle_free (RapportServerCircle *self)
{
  g_free (self->database);
  g_clear_pointer (&self->accounts, g_ptr_array_unref);
  g_strfreev (self->names);
  g_free (self);
}

/* Whether the newest state says that it is one of those who work with the client; what an older
 * version wrote does not say. */
static gboolean
is_member (const State *state, JsonNode *account)
{
  JsonArray *members = server_get_array (state->circle, "members");
  g_autoptr (RapportServerLogin) login = server_read_login (account);
  g_autofree char *role = rapport_server_get_role (state->name);

  return members != NULL ? *login->member != '\0' && server_has_text (members, login->member)
                         : is_let_in (account, role);
}

/* Fills in who there is, and who is in the circle. */
static void
read_accounts (RapportServerCircle *self, const State *state, const char *database)
{
  g_autofree char *team = rapport_server_get_role (database);
  g_autofree char *inside = rapport_server_get_role (state->name);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  self->accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_server_login_free);
  for (guint i = 0; i < state->accounts->len; i++)
    {
      JsonNode *account = state->accounts->pdata[i];

      if (is_let_in (account, team) || is_let_in (account, inside))
        g_ptr_array_add (self->accounts, server_read_login (account));
      /* The accounts may be of the time before, too. */
      if (state->outdated ? state->known != NULL && is_member (state, account)
                          : is_let_in (account, inside))
        g_strv_builder_add (names, server_get_text (account, "name"));
    }
  self->names = g_strv_builder_end (names);
}

/* Whether a database is there; (out) @is_there. */
static gboolean
look_for (RapportCouch *server,
          const char *database,
          gboolean *is_there,
          GCancellable *cancellable,
          GError **error)
{
  gboolean failed;
  g_autoptr (JsonNode) answer = server_get_optional (server, database, cancellable, &failed, error);

  *is_there = answer != NULL;
  return !failed;
}

RapportServerCircle *
rapport_server_find_circle (RapportCouch *server,
                            const char *database,
                            const char *client,
                            GCancellable *cancellable,
                            GError **error)
{
  g_auto (State) state = { 0 };
  gboolean is_there = TRUE;
  RapportServerCircle *self;

  if (!load (&state, server, database, client, cancellable, error) ||
      (state.known != NULL && !look_for (server, state.known, &is_there, cancellable, error)))
    return NULL;
  self = g_new0 (RapportServerCircle, 1);
  self->database = g_strdup (state.known);
  self->changes = state.changes;
  self->outdated = state.outdated || !is_there;
  read_accounts (self, &state, database);
  self->unfinished =
    !state.outdated &&
    (state.known != NULL ? !agrees (state.circle, state.accounts, (const char *const *) self->names)
                         : self->names[0] != NULL);
  return self;
}

/* Changing it. */

static void
tell (RapportServerProgress progress, RapportServerStep step, gpointer data)
{
  if (progress != NULL)
    progress (step, data);
}

/* Whether these, and nobody else, are in the circle already: their own change whose answer was
 * lost, or somebody else's who wanted the same. */
static gboolean
is_circle_of (const State *state, const char *const *names)
{
  g_autofree char *role = rapport_server_get_role (state->name);

  if (state->known == NULL || !agrees (state->circle, state->accounts, names))
    return FALSE;
  for (guint i = 0; i < state->accounts->len; i++)
    if (is_let_in (state->accounts->pdata[i], role) !=
        g_strv_contains (names, server_get_text (state->accounts->pdata[i], "name")))
      return FALSE;
  return TRUE;
}

static gboolean
is_as_seen (const State *state, const gint64 *changes, GError **error)
{
  return changes == NULL || *changes == state->changes ||
         refuse (RAPPORT_COUCH_ERROR_CONFLICT,
                 _ ("Somebody else has changed who works with the client."), error);
}

char *
rapport_server_open_circle (RapportCouch *server,
                            const char *database,
                            const char *client,
                            const char *const *names,
                            gint64 *changes,
                            RapportServerProgress progress,
                            gpointer data,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (GPtrArray) nobody = g_ptr_array_new ();
  g_auto (State) state = { 0 };
  g_autoptr (JsonObject) circle = json_object_new ();

  tell (progress, RAPPORT_SERVER_STEP_LOOK, data);
  if (!load (&state, server, database, client, cancellable, error) ||
      !check_names (state.accounts, names, error) ||
      (!is_circle_of (&state, names) && !is_as_seen (&state, changes, error)))
    return NULL;
  tell (progress, RAPPORT_SERVER_STEP_DATABASE, data);
  /* Older rules of the database that the client leaves let no files go. */
  if (!rapport_server_init (server, database, nobody, cancellable, error) ||
      !rapport_server_init (server, state.name, nobody, cancellable, error))
    return NULL;
  tell (progress, RAPPORT_SERVER_STEP_ACCOUNTS, data);
  if (!let_in (server, state.accounts, state.name, names, cancellable, error))
    return NULL;
  tell (progress, RAPPORT_SERVER_STEP_MOVE, data);
  json_object_set_int_member (circle, "round", state.round);
  json_object_set_string_member (circle, "database", state.name);
  json_object_set_array_member (circle, "members", make_members (state.accounts, names));
  return save_circle (server, database, state.circles, client, state.circle, circle, changes,
                      cancellable, error)
           ? g_steal_pointer (&state.name)
           : NULL;
}

gboolean
rapport_server_close_circle (RapportCouch *server,
                             const char *database,
                             const char *client,
                             gint64 *changes,
                             RapportServerProgress progress,
                             gpointer data,
                             GCancellable *cancellable,
                             GError **error)
{
  static const char *const nobody[] = { NULL };
  g_autoptr (GPtrArray) no_logins = g_ptr_array_new ();
  g_auto (State) state = { 0 };
  g_autoptr (JsonObject) circle = json_object_new ();
  const char *old;

  tell (progress, RAPPORT_SERVER_STEP_LOOK, data);
  if (!load (&state, server, database, client, cancellable, error))
    return FALSE;
  /* One that was begun and cut short is taken back. */
  if (state.known == NULL && !state.outdated)
    {
      if (changes != NULL)
        *changes = state.changes;
      return let_in (server, state.accounts, state.name, nobody, cancellable, error);
    }
  old = state.known != NULL ? state.known : server_get_text (state.there, "database");
  if (!is_as_seen (&state, changes, error) ||
      (old != NULL && !rapport_server_init (server, old, no_logins, cancellable, error)))
    return FALSE;
  tell (progress, RAPPORT_SERVER_STEP_MOVE, data);
  json_object_set_int_member (circle, "round", state.round - (state.known == NULL ? 1 : 0));
  return save_circle (server, database, state.circles, client, state.circle, circle, changes,
                      cancellable, error);
}

/* After the server was restored. */

void
rapport_server_mended_free (RapportServerMended *self)
{
  g_free (self->client);
  g_free (self->database);
  g_strfreev (self->names);
  g_strfreev (self->strangers);
  g_free (self);
}

/* (transfer full): the accounts of those who work with the client by the newest state. */
static char **
find_member_names (const State *state)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < state->accounts->len; i++)
    if (is_member (state, state->accounts->pdata[i]))
      g_strv_builder_add (names, server_get_text (state->accounts->pdata[i], "name"));
  return g_strv_builder_end (names);
}

static gboolean
has_account (const State *state, const char *member)
{
  for (guint i = 0; i < state->accounts->len; i++)
    {
      g_autoptr (RapportServerLogin) login = server_read_login (state->accounts->pdata[i]);

      if (g_str_equal (login->member, member))
        return TRUE;
    }
  return FALSE;
}

/* (transfer full): those who work with the client by the newest state, and have no account: the
 * accounts were restored as well. */
static char **
find_strangers (const State *state)
{
  JsonArray *members = state->known != NULL ? server_get_array (state->circle, "members") : NULL;
  g_autoptr (GStrvBuilder) strangers = g_strv_builder_new ();

  for (guint i = 0; members != NULL && i < json_array_get_length (members); i++)
    {
      const char *member = server_get_element (members, i);

      if (member != NULL && rapport_id_is_valid (member) && !has_account (state, member))
        g_strv_builder_add (strangers, member);
    }
  return g_strv_builder_end (strangers);
}

/* Nobody but an administrator can tell what is meant where somebody has changed the older state,
 * and a circle without anybody is none. */
static gboolean
can_mend (const State *state, const char *const *names)
{
  return !server_circle_is_forked (state->there, state->circle) &&
         (state->known == NULL || names[0] != NULL);
}

/* (transfer full): what is to be done. */
static RapportServerMended *
make_mended (const State *state, const char *client)
{
  RapportServerMended *item = g_new0 (RapportServerMended, 1);

  item->client = g_strdup (client);
  item->database = g_strdup (state->known);
  item->names = state->known != NULL ? find_member_names (state) : g_new0 (char *, 1);
  item->strangers = find_strangers (state);
  item->done = can_mend (state, (const char *const *) item->names);
  return item;
}

static gboolean
mend (RapportCouch *server,
      const char *database,
      const char *client,
      gboolean dry_run,
      GPtrArray *mended,
      GCancellable *cancellable,
      GError **error)
{
  g_auto (State) state = { 0 };
  g_autofree char *name = NULL;
  RapportServerMended *item;
  gboolean is_there = TRUE;

  if (!load (&state, server, database, client, cancellable, error) ||
      (state.known != NULL && !look_for (server, state.known, &is_there, cancellable, error)))
    return FALSE;
  if (!state.outdated && is_there)
    return TRUE;
  item = make_mended (&state, client);
  g_ptr_array_add (mended, item);
  if (!item->done || dry_run)
    return TRUE;
  if (state.known == NULL)
    return rapport_server_close_circle (server, database, client, &state.changes, NULL, NULL,
                                        cancellable, error);
  name = rapport_server_open_circle (server, database, client, (const char *const *) item->names,
                                     &state.changes, NULL, NULL, cancellable, error);
  return name != NULL;
}

static void
add_clients (GHashTable *clients, JsonNode *document)
{
  JsonObject *all = server_get_circles (document);
  JsonObjectIter iter;
  const char *client;

  if (all == NULL)
    return;
  json_object_iter_init (&iter, all);
  while (json_object_iter_next (&iter, &client, NULL))
    if (rapport_id_is_valid (client))
      g_hash_table_add (clients, g_strdup (client));
}

GPtrArray *
rapport_server_mend_circles (RapportCouch *server,
                             const char *database,
                             gboolean dry_run,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autoptr (JsonNode) circles = NULL;
  g_autoptr (JsonNode) claims = NULL;
  g_autoptr (GHashTable) clients = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) mended =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_server_mended_free);
  g_autoptr (GPtrArray) sorted = NULL;

  if (!check_workspace (server, database, cancellable, error))
    return NULL;
  circles = load_circles (server, database, cancellable, error);
  if (circles == NULL || !load_claims (server, database, &claims, cancellable, error))
    return NULL;
  add_clients (clients, circles);
  add_clients (clients, claims);
  sorted = g_hash_table_get_keys_as_ptr_array (clients);
  g_ptr_array_sort_values (sorted, (GCompareFunc) strcmp);
  for (guint i = 0; i < sorted->len; i++)
    if (!mend (server, database, sorted->pdata[i], dry_run, mended, cancellable, error))
      return NULL;
  return g_steal_pointer (&mended);
}

/* Who is let in by itself. */

/* (transfer full) (nullable): the client that lives in a database, by what the document says; one
 * that everybody may write can say anything. */
static char *
find_client (JsonNode *circles, const char *workspace, const char *database)
{
  JsonObject *all = server_get_circles (circles);
  JsonObjectIter iter;
  const char *client;
  JsonNode *circle;

  if (all == NULL)
    return NULL;
  json_object_iter_init (&iter, all);
  while (json_object_iter_next (&iter, &client, &circle))
    if (g_strcmp0 (server_get_text (circle, "database"), database) == 0 &&
        server_find_claim (circles, workspace, client) != NULL)
      return g_strdup (client);
  return NULL;
}

/* (transfer full): the names of the accounts that a database lets in. */
static char **
find_names (GPtrArray *accounts, const char *database)
{
  g_autofree char *role = rapport_server_get_role (database);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < accounts->len; i++)
    if (is_let_in (accounts->pdata[i], role))
      g_strv_builder_add (names, server_get_text (accounts->pdata[i], "name"));
  return g_strv_builder_end (names);
}

gboolean
server_settle_circle (RapportCouch *server,
                      const char *database,
                      GCancellable *cancellable,
                      GError **error)
{
  const char *end = g_strrstr (database, SERVER_CIRCLE);
  g_autofree char *workspace = NULL;
  g_autofree char *client = NULL;
  g_autoptr (JsonNode) circles = NULL;
  g_autoptr (JsonNode) claims = NULL;
  g_autoptr (GPtrArray) accounts = NULL;
  g_auto (GStrv) names = NULL;
  g_autoptr (JsonObject) circle = json_object_new ();
  JsonNode *there;
  JsonNode *known;

  if (end == NULL)
    return TRUE;
  workspace = g_strndup (database, (gsize) (end - database));
  circles = load_circles (server, workspace, cancellable, error);
  if (circles == NULL || !load_claims (server, workspace, &claims, cancellable, error))
    return FALSE;
  client = find_client (circles, workspace, database);
  if (client == NULL)
    client = find_client (claims, workspace, database);
  known = client != NULL ? server_find_claim (claims, workspace, client) : NULL;
  there = client != NULL ? get_circle (circles, client) : NULL;
  if (server_circle_is_settled (there, known))
    known = there;
  /* The client has moved on. */
  if (client == NULL || g_strcmp0 (server_get_text (known, "database"), database) != 0)
    return TRUE;
  accounts = server_find_accounts (server, cancellable, error);
  if (accounts == NULL)
    return FALSE;
  names = find_names (accounts, database);
  if (known == there && agrees (there, accounts, (const char *const *) names))
    return TRUE;
  json_object_set_int_member (circle, "round", server_get_integer (known, "round"));
  json_object_set_string_member (circle, "database", database);
  json_object_set_array_member (circle, "members",
                                make_members (accounts, (const char *const *) names));
  return save_circle (server, workspace, circles, client, known, circle, NULL, cancellable, error);
}
