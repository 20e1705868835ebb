/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-test-couchdb.h"

#include <fcntl.h>
#include <string.h>
#include <sys/file.h>

/* Says that the server is for tests, and holds what settings were. */
#define OURS     "rapport-tests"
#define SETTINGS "/" OURS "/settings"

char *
test_couchdb_get_address (GError **error)
{
  const char *text = g_getenv ("RAPPORT_TEST_COUCHDB");
  g_autoptr (GUri) uri = NULL;

  if (text == NULL || *text == '\0')
    return NULL;
  uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);
  if (uri != NULL && g_str_equal (g_uri_get_scheme (uri), "http") &&
      g_strcmp0 (g_uri_get_host (uri), "127.0.0.1") == 0 && g_uri_get_port (uri) > 0 &&
      g_uri_get_userinfo (uri) == NULL &&
      (*g_uri_get_path (uri) == '\0' || g_str_equal (g_uri_get_path (uri), "/")))
    return g_strdup_printf ("http://127.0.0.1:%d/", g_uri_get_port (uri));
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                       "RAPPORT_TEST_COUCHDB looks like http://127.0.0.1:5984");
  return NULL;
}

/* ask: what the server answers, which has to be that it is done, or one other status (0 for none).
 */
static guint
ask (RapportTestServer *self,
     const char *method,
     const char *path,
     JsonNode *body,
     guint otherwise,
     JsonNode **answer)
{
  const guint status = rapport_test_server_request (self, method, path, body, answer);

  if ((status < 200 || status > 299) && status != otherwise)
    g_error ("CouchDB answers %s %s with %u", method, path, status);
  return status;
}

/* A list of databases without the server's own. */
static GPtrArray *
list_databases (RapportTestServer *self, gboolean *ours)
{
  g_autoptr (JsonNode) answer = NULL;
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  JsonArray *array;

  *ours = FALSE;
  ask (self, "GET", "/_all_dbs", NULL, 0, &answer);
  array = json_node_get_array (answer);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *name = json_array_get_string_element (array, i);

      if (g_str_equal (name, OURS))
        *ours = TRUE;
      else if (*name != '_')
        g_ptr_array_add (names, g_strdup (name));
    }
  return names;
}

static void
remove_databases (RapportTestServer *self)
{
  gboolean ours;
  g_autoptr (GPtrArray) names = list_databases (self, &ours);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *escaped = g_uri_escape_string (names->pdata[i], NULL, FALSE);
      g_autofree char *path = g_strconcat ("/", escaped, NULL);

      ask (self, "DELETE", path, NULL, 404, NULL);
    }
}

static void
remove_accounts (RapportTestServer *self)
{
  g_autoptr (JsonNode) answer = NULL;
  JsonArray *rows;

  ask (self, "GET", "/_users/_all_docs?startkey=%22org.couchdb.user%3A%22", NULL, 0, &answer);
  rows = json_object_get_array_member (json_node_get_object (answer), "rows");
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      g_autofree char *escaped =
        g_uri_escape_string (json_object_get_string_member (row, "id"), NULL, FALSE);
      g_autofree char *path = g_strconcat (
        "/_users/", escaped, "?rev=",
        json_object_get_string_member (json_object_get_object_member (row, "value"), "rev"), NULL);

      /* A node that lags lists what another has deleted already. */
      ask (self, "DELETE", path, NULL, 404, NULL);
    }
}

/* (transfer full): what they were, by path. */
static JsonObject *
get_settings (RapportTestServer *self)
{
  g_autoptr (JsonNode) answer = NULL;

  return ask (self, "GET", SETTINGS, NULL, 404, &answer) == 200 ? json_node_dup_object (answer)
                                                                : json_object_new ();
}

static void
put_settings (RapportTestServer *self, JsonObject *settings)
{
  g_autoptr (JsonNode) body = json_node_init_object (json_node_alloc (), settings);

  ask (self, "PUT", SETTINGS, body, 0, NULL);
}

/* Notes what a setting was, before it is changed. */
static void
keep_setting (RapportTestServer *self, const char *path)
{
  g_autoptr (JsonObject) settings = get_settings (self);
  g_autoptr (JsonNode) was = NULL;

  if (json_object_has_member (settings, path))
    return;
  if (ask (self, "GET", path, NULL, 404, &was) == 200)
    json_object_set_member (settings, path, g_steal_pointer (&was));
  else
    json_object_set_null_member (settings, path);
  put_settings (self, settings);
}

char **
test_couchdb_get_nodes (RapportTestServer *self)
{
  g_autoptr (JsonNode) answer = NULL;
  g_autoptr (GStrvBuilder) nodes = g_strv_builder_new ();
  JsonArray *names;

  ask (self, "GET", "/_membership", NULL, 0, &answer);
  names = json_object_get_array_member (json_node_get_object (answer), "cluster_nodes");
  for (guint i = 0; i < json_array_get_length (names); i++)
    g_strv_builder_add (nodes, json_array_get_string_element (names, i));
  return g_strv_builder_end (nodes);
}

guint
test_couchdb_put_setting (RapportTestServer *self, const char *setting, JsonNode *value)
{
  g_auto (GStrv) nodes = test_couchdb_get_nodes (self);
  guint status = 0;

  for (char **node = nodes; *node != NULL; node++)
    {
      g_autofree char *path = g_strconcat ("/_node/", *node, "/_config/", setting, NULL);

      keep_setting (self, path);
      status = ask (self, "PUT", path, value, 0, NULL);
    }
  return status;
}

static void
restore_settings (RapportTestServer *self)
{
  g_autoptr (JsonObject) settings = get_settings (self);
  g_autoptr (GList) names = json_object_get_members (settings);

  for (GList *l = names; l != NULL; l = l->next)
    {
      JsonNode *was = json_object_get_member (settings, l->data);

      if (*(const char *) l->data != '/')
        continue;
      if (JSON_NODE_HOLDS_NULL (was))
        ask (self, "DELETE", l->data, NULL, 404, NULL);
      else
        ask (self, "PUT", l->data, was, 0, NULL);
    }
  if (names != NULL)
    {
      g_autofree char *path =
        g_strconcat (SETTINGS "?rev=", json_object_get_string_member (settings, "_rev"), NULL);

      ask (self, "DELETE", path, NULL, 0, NULL);
    }
}

/* For as long as this process runs: two tests at once would empty it under each other's feet. */
static gboolean
lock (RapportTestServer *self, GError **error)
{
  static int file = -1;
  g_autofree char *name =
    g_strdup_printf ("rapport-test-couchdb-%u", rapport_test_server_get_port (self));
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), name, NULL);

  if (file < 0)
    file = open (path, O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  if (file >= 0 && flock (file, LOCK_EX | LOCK_NB) == 0)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BUSY,
                       "another test uses the CouchDB of RAPPORT_TEST_COUCHDB: run them one at a "
                       "time, --num-processes 1");
  return FALSE;
}

gboolean
test_couchdb_begin (RapportTestServer *self, GError **error)
{
  g_autoptr (JsonNode) session = NULL;
  g_autoptr (GPtrArray) others = NULL;
  gboolean ours;

  if (!lock (self, error))
    return FALSE;
  if (rapport_test_server_request (self, "GET", "/_all_dbs", NULL, &session) != 200)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                           "the CouchDB of RAPPORT_TEST_COUCHDB has no administrator "
                           "\"" RAPPORT_TEST_SERVER_ADMIN
                           "\" with the password \"" RAPPORT_TEST_SERVER_PASSWORD "\"");
      return FALSE;
    }
  others = list_databases (self, &ours);
  if (!ours && others->len > 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS,
                   "the CouchDB of RAPPORT_TEST_COUCHDB is not for tests alone: it has the "
                   "database \"%s\"",
                   (char *) others->pdata[0]);
      return FALSE;
    }
  if (!ours)
    ask (self, "PUT", "/" OURS, NULL, 0, NULL);
  ask (self, "PUT", "/_users", NULL, 412, NULL);
  test_couchdb_end (self);
  return TRUE;
}

void
test_couchdb_end (RapportTestServer *self)
{
  restore_settings (self);
  remove_databases (self);
  remove_accounts (self);
}

/* Copies. */

static JsonObject *
describe (RapportTestServer *self, const char *database)
{
  JsonObject *object = json_object_new ();
  JsonObject *auth = json_object_new ();
  JsonObject *basic = json_object_new ();
  g_autofree char *url = g_strconcat (rapport_test_server_get_uri (self), database, NULL);

  json_object_set_string_member (basic, "username", RAPPORT_TEST_SERVER_ADMIN);
  json_object_set_string_member (basic, "password", RAPPORT_TEST_SERVER_PASSWORD);
  json_object_set_object_member (auth, "basic", basic);
  json_object_set_string_member (object, "url", url);
  json_object_set_object_member (object, "auth", auth);
  return object;
}

static void
replicate (RapportTestServer *self, const char *from, const char *to)
{
  g_autoptr (JsonObject) asked = json_object_new ();
  g_autoptr (JsonNode) body = NULL;

  json_object_set_object_member (asked, "source", describe (self, from));
  json_object_set_object_member (asked, "target", describe (self, to));
  body = json_node_init_object (json_node_alloc (), asked);
  ask (self, "POST", "/_replicate", body, 0, NULL);
}

/* The checkpoints of clients. */
static void
copy_local (RapportTestServer *self, const char *from, const char *to)
{
  g_autofree char *list = g_strconcat ("/", from, "/_local_docs?include_docs=true", NULL);
  g_autoptr (JsonNode) answer = NULL;
  JsonArray *rows;

  ask (self, "GET", list, NULL, 0, &answer);
  rows = json_object_get_array_member (json_node_get_object (answer), "rows");
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      g_autoptr (JsonNode) document = json_node_copy (json_object_get_member (row, "doc"));
      const char *id = json_object_get_string_member (row, "id");
      g_autofree char *path = NULL;

      if (!g_str_has_prefix (id, "_local/rapport-"))
        continue;
      path = g_strconcat ("/", to, "/", id, NULL);
      json_object_remove_member (json_node_get_object (document), "_rev");
      ask (self, "PUT", path, document, 0, NULL);
    }
}

static void
copy_security (RapportTestServer *self, const char *from, const char *to)
{
  g_autofree char *source = g_strconcat ("/", from, "/_security", NULL);
  g_autofree char *target = g_strconcat ("/", to, "/_security", NULL);
  g_autoptr (JsonNode) security = NULL;

  ask (self, "GET", source, NULL, 0, &security);
  ask (self, "PUT", target, security, 0, NULL);
}

/* copy: @to, which is not there, becomes as @from. */
static void
copy (RapportTestServer *self, const char *from, const char *to)
{
  g_autofree char *path = g_strconcat ("/", to, NULL);

  ask (self, "PUT", path, NULL, 0, NULL);
  replicate (self, from, to);
  copy_local (self, from, to);
  copy_security (self, from, to);
}

guint
test_couchdb_snapshot (RapportTestServer *self, const char *database)
{
  static guint n;
  g_autofree char *to = g_strdup_printf ("snapshot-%u", ++n);

  copy (self, database, to);
  return n;
}

void
test_couchdb_restore (RapportTestServer *self, const char *database, guint snapshot)
{
  g_autofree char *from = g_strdup_printf ("snapshot-%u", snapshot);
  g_autofree char *path = g_strconcat ("/", database, NULL);

  ask (self, "DELETE", path, NULL, 404, NULL);
  copy (self, from, database);
}
