/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may sign in: the accounts of _users. */
#include "rapport-server-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/random.h>

/* Letters that are not mistaken for one another when they are read out. */
#define LETTERS "abcdefghjkmnpqrstuvwxyz23456789"
#define GROUPS  4
#define GROUP   5

/* What CouchDB wants before the name of an account. */
#define ACCOUNT "org.couchdb.user:"

/* Before the database, as rapport_server_get_role() puts it together. */
#define SERVER_ROLE "rapport-"

RapportServerLogin *
rapport_server_login_new (const char *name, const char *member)
{
  RapportServerLogin *self = g_new0 (RapportServerLogin, 1);

  self->name = g_strdup (name);
  self->member = g_strdup (member);
  return self;
}

void
rapport_server_login_free (RapportServerLogin *self)
{
  g_free (self->name);
  g_free (self->member);
  g_free (self->password);
  g_free (self);
}

/* Letting in. */

static char *
make_password (GError **error)
{
  const gsize n = strlen (LETTERS);
  GString *password = g_string_new (NULL);
  guchar byte;

  while (password->len < GROUPS * (GROUP + 1) - 1)
    {
      if (password->len % (GROUP + 1) == GROUP)
        g_string_append_c (password, '-');
      if (getrandom (&byte, 1, 0) != 1)
        {
          g_string_free (password, TRUE);
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                               _ ("This computer gives no random numbers for a password."));
          return NULL;
        }
      /* Each letter as likely as the others. */
      if (byte < 256 / n * n)
        g_string_append_c (password, LETTERS[byte % n]);
    }
  return g_string_free_and_steal (password);
}

static gboolean
want_password (RapportServerLogin *login, GError **error)
{
  if (login->password != NULL)
    return TRUE;
  login->password = make_password (error);
  login->made = login->password != NULL;
  return login->made;
}

static void
add_role (JsonArray *roles, const char *role)
{
  for (guint i = 0; i < json_array_get_length (roles); i++)
    if (g_strcmp0 (json_array_get_string_element (roles, i), role) == 0)
      return;
  json_array_add_string_element (roles, role);
}

/* (transfer full): the account, with what it has now. A member has one account, an account one
 * member. */
static JsonNode *
make_account (const RapportServerLogin *login, const char *database, JsonNode *there)
{
  g_autofree char *member = g_strconcat (SERVER_MEMBER, login->member, NULL);
  g_autofree char *role = rapport_server_get_role (database);
  JsonObject *object = there != NULL ? json_node_dup_object (there) : json_object_new ();
  JsonNode *node = json_node_init_object (json_node_alloc (), object);
  JsonNode *before = json_object_get_member (object, "roles");
  JsonArray *roles = json_array_new ();

  json_object_unref (object);
  for (guint i = 0; before != NULL && JSON_NODE_HOLDS_ARRAY (before) &&
                    i < json_array_get_length (json_node_get_array (before));
       i++)
    {
      const char *had = json_array_get_string_element (json_node_get_array (before), i);

      if (!g_str_has_prefix (had, SERVER_MEMBER))
        json_array_add_string_element (roles, had);
    }
  add_role (roles, role);
  add_role (roles, member);
  json_object_set_array_member (object, "roles", roles);
  json_object_set_string_member (object, "name", login->name);
  json_object_set_string_member (object, "type", "user");
  if (login->password != NULL)
    json_object_set_string_member (object, "password", login->password);
  return node;
}

static char *
make_path (const char *name)
{
  g_autofree char *id = g_strconcat (ACCOUNT, name, NULL);
  g_autofree char *document = rapport_couch_document_path (id);

  return g_strconcat ("_users/", document, NULL);
}

gboolean
rapport_server_add_member (RapportCouch *server,
                           const char *database,
                           RapportServerLogin *login,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autofree char *path = make_path (login->name);
  gboolean failed;
  g_autoptr (JsonNode) there = server_get_optional (server, path, cancellable, &failed, error);
  g_autoptr (JsonNode) account = NULL;

  if (failed)
    return FALSE;
  if (there == NULL && !want_password (login, error))
    return FALSE;
  account = make_account (login, database, there);
  return server_put (server, path, account, cancellable, error) &&
         server_settle_circle (server, database, cancellable, error);
}

/* What an account may do, as the server has it. */

/* (transfer full) (nullable): the account of that name, which the database lets in. */
static JsonNode *
find_account (RapportCouch *server,
              const char *database,
              const char *name,
              GCancellable *cancellable,
              GError **error)
{
  g_autofree char *path = make_path (name);
  g_autofree char *role = rapport_server_get_role (database);
  gboolean failed;
  g_autoptr (JsonNode) account = server_get_optional (server, path, cancellable, &failed, error);

  if (failed)
    return NULL;
  if (account != NULL && server_has_text (server_get_array (account, "roles"), role))
    return g_steal_pointer (&account);
  g_set_error (error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_NOT_FOUND,
               /* Translators: the names of an account and of a database */
               _ ("No account “%s” is let into the database “%s”."), name, database);
  return NULL;
}

gboolean
rapport_server_set_password (RapportCouch *server,
                             const char *database,
                             RapportServerLogin *login,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autofree char *path = make_path (login->name);
  g_autoptr (JsonNode) account = find_account (server, database, login->name, cancellable, error);

  if (account == NULL || !want_password (login, error))
    return FALSE;
  json_object_set_string_member (json_node_get_object (account), "password", login->password);
  return server_put (server, path, account, cancellable, error);
}

gboolean
rapport_server_remove_member (RapportCouch *server,
                              const char *database,
                              const char *name,
                              GPtrArray **others,
                              GCancellable *cancellable,
                              GError **error)
{
  g_autofree char *path = make_path (name);
  g_autofree char *role = rapport_server_get_role (database);
  g_autoptr (GPtrArray) left = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) why = NULL;
  g_autoptr (JsonNode) account = find_account (server, database, name, cancellable, &why);
  JsonArray *roles = server_get_array (account, "roles");
  JsonArray *kept;

  /* One that was shut out and cut short behind it goes on. */
  if (g_error_matches (why, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_NOT_FOUND) &&
      !server_settle_circle (server, database, cancellable, error))
    return FALSE;
  if (account == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  kept = json_array_new ();
  for (guint i = 0; roles != NULL && i < json_array_get_length (roles); i++)
    {
      const char *had = server_get_element (roles, i);

      if (had != NULL && !g_str_equal (had, role))
        json_array_add_string_element (kept, had);
      if (had != NULL && !g_str_equal (had, role) && g_str_has_prefix (had, SERVER_ROLE))
        g_ptr_array_add (left, g_strdup (had + strlen (SERVER_ROLE)));
    }
  json_object_set_array_member (json_node_get_object (account), "roles", kept);
  if (left->len == 0)
    json_object_set_boolean_member (json_node_get_object (account), "_deleted", TRUE);
  if (!server_put (server, path, account, cancellable, error) ||
      !server_settle_circle (server, database, cancellable, error))
    return FALSE;
  *others = g_steal_pointer (&left);
  return TRUE;
}

RapportServerLogin *
server_read_login (JsonNode *account)
{
  JsonArray *roles = server_get_array (account, "roles");
  const char *member = "";

  for (guint i = 0; roles != NULL && i < json_array_get_length (roles); i++)
    {
      const char *had = server_get_element (roles, i);

      if (had != NULL && g_str_has_prefix (had, SERVER_MEMBER))
        member = had + strlen (SERVER_MEMBER);
    }
  return rapport_server_login_new (server_get_text (account, "name"), member);
}

GPtrArray *
server_find_accounts (RapportCouch *server, GCancellable *cancellable, GError **error)
{
  g_autoptr (JsonNode) answer = rapport_couch_request (
    server, "GET", "_users/_all_docs?include_docs=true", NULL, cancellable, error);
  JsonObject *object =
    answer != NULL && JSON_NODE_HOLDS_OBJECT (answer) ? json_node_get_object (answer) : NULL;
  JsonNode *rows = object != NULL ? json_object_get_member (object, "rows") : NULL;
  GPtrArray *accounts;

  if (answer == NULL)
    return NULL;
  accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  for (guint i = 0; rows != NULL && JSON_NODE_HOLDS_ARRAY (rows) &&
                    i < json_array_get_length (json_node_get_array (rows));
       i++)
    {
      JsonNode *row = json_array_get_element (json_node_get_array (rows), i);
      JsonNode *account = JSON_NODE_HOLDS_OBJECT (row)
                            ? json_object_get_member (json_node_get_object (row), "doc")
                            : NULL;

      if (g_strcmp0 (server_get_text (account, "type"), "user") == 0 &&
          server_get_text (account, "name") != NULL && server_get_text (account, "_id") != NULL)
        g_ptr_array_add (accounts, json_node_ref (account));
    }
  return accounts;
}

GPtrArray *
rapport_server_find_members (RapportCouch *server,
                             const char *database,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autofree char *role = rapport_server_get_role (database);
  g_autoptr (GPtrArray) accounts = server_find_accounts (server, cancellable, error);
  GPtrArray *logins;

  if (accounts == NULL)
    return NULL;
  logins = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_server_login_free);
  for (guint i = 0; i < accounts->len; i++)
    if (server_has_text (server_get_array (accounts->pdata[i], "roles"), role))
      g_ptr_array_add (logins, server_read_login (accounts->pdata[i]));
  return logins;
}
