/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Databases of clients that only some of the team work with. */
#include "rapport-server-private.h"

#include "rapport-document.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Accounts. */

static gboolean
has_role (JsonArray *roles, const char *role)
{
  for (guint i = 0; roles != NULL && i < json_array_get_length (roles); i++)
    if (g_strcmp0 (json_array_get_string_element (roles, i), role) == 0)
      return TRUE;
  return FALSE;
}

/* (nullable): the array of that name. */
static JsonArray *
get_array (JsonNode *node, const char *member)
{
  JsonNode *value = node != NULL && JSON_NODE_HOLDS_OBJECT (node)
                      ? json_object_get_member (json_node_get_object (node), member)
                      : NULL;

  return value != NULL && JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value) : NULL;
}

static gboolean
put_document (
  RapportCouch *server, const char *path, JsonNode *body, GCancellable *cancellable, GError **error)
{
  g_autoptr (JsonNode) answer =
    rapport_couch_request (server, "PUT", path, body, cancellable, error);

  return answer != NULL;
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
  JsonArray *before = get_array (account, "roles");
  JsonArray *roles;
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;

  if (has_role (before, role) == wanted)
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
  return put_document (server, path, account, cancellable, error);
}

/* (transfer full) (element-type JsonNode): all accounts. */
static GPtrArray *
get_accounts (RapportCouch *server, GCancellable *cancellable, GError **error)
{
  g_autoptr (JsonNode) answer = rapport_couch_request (
    server, "GET", "_users/_all_docs?include_docs=true", NULL, cancellable, error);
  JsonArray *rows = get_array (answer, "rows");
  GPtrArray *accounts;

  if (answer == NULL)
    return NULL;
  accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonNode *row = json_array_get_element (rows, i);
      JsonNode *document = JSON_NODE_HOLDS_OBJECT (row)
                             ? json_object_get_member (json_node_get_object (row), "doc")
                             : NULL;

      if (g_strcmp0 (server_get_text (document, "type"), "user") == 0 &&
          server_get_text (document, "name") != NULL && server_get_text (document, "_id") != NULL)
        g_ptr_array_add (accounts, json_node_ref (document));
    }
  return accounts;
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

static gint64
get_integer (JsonNode *circle, const char *member)
{
  return circle != NULL && JSON_NODE_HOLDS_OBJECT (circle)
           ? json_object_get_int_member_with_default (json_node_get_object (circle), member, 0)
           : 0;
}

/* The one write that moves the client; counting makes it one for those who were let in, too. */
static gboolean
save_circle (RapportCouch *server,
             const char *database,
             JsonNode *circles,
             const char *client,
             const char *name,
             gint64 round,
             GCancellable *cancellable,
             GError **error)
{
  JsonObject *all = json_object_get_object_member (json_node_get_object (circles), "circles");
  JsonNode *before = get_circle (circles, client);
  JsonObject *circle = json_object_new ();
  g_autofree char *path = get_path (database);

  json_object_set_int_member (circle, "round", round);
  json_object_set_int_member (circle, "changes", get_integer (before, "changes") + 1);
  if (name != NULL)
    json_object_set_string_member (circle, "database", name);
  json_object_set_object_member (all, client, circle);
  return put_document (server, path, circles, cancellable, error);
}

static gboolean
check_workspace (RapportCouch *server,
                 const char *database,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (JsonNode) answer =
    rapport_couch_request (server, "GET", database, NULL, cancellable, error);

  return answer != NULL;
}

char *
rapport_server_open_circle (RapportCouch *server,
                            const char *database,
                            const char *client,
                            const char *const *names,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (GPtrArray) nobody = g_ptr_array_new ();
  g_autoptr (GPtrArray) accounts = NULL;
  g_autoptr (JsonNode) circles = NULL;
  g_autofree char *name = NULL;
  const char *known;
  gint64 round;

  if (!check_workspace (server, database, cancellable, error))
    return NULL;
  circles = load_circles (server, database, cancellable, error);
  accounts = circles != NULL ? get_accounts (server, cancellable, error) : NULL;
  if (accounts == NULL || !check_names (accounts, names, error))
    return NULL;
  known = server_get_text (get_circle (circles, client), "database");
  /* Another one each time, so that nothing of the last time is in it; the same where this was cut
   * short. */
  round = get_integer (get_circle (circles, client), "round") + (known == NULL ? 1 : 0);
  name = known != NULL ? g_strdup (known)
                       : g_strdup_printf ("%s" SERVER_CIRCLE "%s-%" G_GINT64_FORMAT, database,
                                          client + strlen (client) - 12, round);
  if (!rapport_server_init (server, name, nobody, cancellable, error) ||
      !let_in (server, accounts, name, names, cancellable, error) ||
      !save_circle (server, database, circles, client, name, round, cancellable, error))
    return NULL;
  return g_steal_pointer (&name);
}

gboolean
rapport_server_close_circle (RapportCouch *server,
                             const char *database,
                             const char *client,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autoptr (JsonNode) circles = NULL;
  JsonNode *circle;

  if (!check_workspace (server, database, cancellable, error))
    return FALSE;
  circles = load_circles (server, database, cancellable, error);
  if (circles == NULL)
    return FALSE;
  circle = get_circle (circles, client);
  return server_get_text (circle, "database") == NULL ||
         save_circle (server, database, circles, client, NULL, get_integer (circle, "round"),
                      cancellable, error);
}
