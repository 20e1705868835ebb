/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-test-server.h"

#include "rapport-test-couchdb.h"

#include <libsoup/soup.h>
#include <string.h>

/* What begins the path of a setting. */
#define SETTING "/_node/_local/_config/"

/* After this long each node of a cluster has what was written: they look after 5 seconds. */
#define MOST_LAG (30 * G_USEC_PER_SEC)

struct _RapportTestServer
{
  GSubprocess *process; /* NULL for a CouchDB that somebody has */
  SoupSession *session;
  guint16 port;
  char *uri;
  gboolean cluster;
};

/* find_packages: the folder of what npm has fetched for the server, or NULL. */
static const char *
find_packages (GError **error)
{
  const char *modules = g_getenv ("RAPPORT_TEST_SERVER_MODULES");
  g_autofree char *node = g_find_program_in_path ("node");

  if (node == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "this machine has no node");
  else if (modules == NULL || !g_file_test (modules, G_FILE_TEST_IS_DIR))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 "npm has not fetched the packages of tests/server");
  else
    return modules;
  return NULL;
}

/* read_port: the first line that the server prints. */
static guint16
read_port (GSubprocess *process, GError **error)
{
  g_autoptr (GDataInputStream) output =
    g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  g_autofree char *line = NULL;
  guint64 port;

  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (output), FALSE);
  line = g_data_input_stream_read_line (output, NULL, NULL, error);
  if (line == NULL && error != NULL && *error != NULL)
    return 0;
  if (line == NULL || !g_ascii_string_to_unsigned (line, 10, 1, G_MAXUINT16, &port, NULL))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the server of the tests did not start");
      return 0;
    }
  return (guint16) port;
}

static RapportTestServer *
make (GSubprocess *process, guint16 port)
{
  RapportTestServer *self = g_new0 (RapportTestServer, 1);

  self->process = process;
  self->session = soup_session_new_with_options ("proxy-resolver", NULL, NULL);
  self->port = port;
  self->uri = g_strdup_printf ("http://127.0.0.1:%u/", port);
  return self;
}

static void
free_it (RapportTestServer *self)
{
  g_object_unref (self->session);
  g_clear_object (&self->process);
  g_free (self->uri);
  g_free (self);
}

static RapportTestServer *
open_couchdb (const char *address, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_NONE, NULL);
  RapportTestServer *self = make (NULL, (guint16) g_uri_get_port (uri));

  if (test_couchdb_begin (self, error))
    {
      g_auto (GStrv) nodes = test_couchdb_get_nodes (self);

      self->cluster = g_strv_length (nodes) > 1;
      return self;
    }
  free_it (self);
  return NULL;
}

RapportTestServer *
rapport_test_server_new (GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) why = NULL;
  g_autofree char *couchdb = test_couchdb_get_address (&why);
  const char *modules;
  guint16 port;

  if (why != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return NULL;
    }
  if (couchdb != NULL)
    return open_couchdb (couchdb, error);
  modules = find_packages (error);
  if (modules == NULL)
    return NULL;
  launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_subprocess_launcher_setenv (launcher, "NODE_PATH", modules, TRUE);
  g_subprocess_launcher_setenv (launcher, "RAPPORT_TEST_SERVER_ADMIN",
                                RAPPORT_TEST_SERVER_ADMIN ":" RAPPORT_TEST_SERVER_PASSWORD, TRUE);
  process = g_subprocess_launcher_spawn (launcher, error, "node", "--no-deprecation",
                                         RAPPORT_TEST_SERVER_DIR "/server.js", NULL);
  if (process == NULL)
    return NULL;
  port = read_port (process, error);
  if (port == 0)
    return NULL;
  return make (g_steal_pointer (&process), port);
}

RapportTestServer *
rapport_test_server_or_skip (void)
{
  g_autoptr (GError) error = NULL;
  RapportTestServer *self = rapport_test_server_new (&error);

  if (self == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_test_skip (error->message);
  else
    g_assert_no_error (error);
  return self;
}

RapportTestServer *
rapport_test_server_own_or_skip (void)
{
  const char *couchdb = g_getenv ("RAPPORT_TEST_COUCHDB");

  if (couchdb == NULL || *couchdb == '\0')
    return rapport_test_server_or_skip ();
  g_test_skip ("this is about the server of the tests, or needs what a CouchDB can't be asked for");
  return NULL;
}

void
rapport_test_server_free (RapportTestServer *self)
{
  g_autoptr (GError) error = NULL;

  if (self == NULL)
    return;
  if (self->process == NULL)
    {
      test_couchdb_end (self);
      free_it (self);
      return;
    }
  g_output_stream_close (g_subprocess_get_stdin_pipe (self->process), NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (self->process, NULL, &error));
  g_assert_no_error (error);
  free_it (self);
}

const char *
rapport_test_server_get_uri (RapportTestServer *self)
{
  return self->uri;
}

guint16
rapport_test_server_get_port (RapportTestServer *self)
{
  return self->port;
}

guint
rapport_test_server_request_as (RapportTestServer *self,
                                const char *user,
                                const char *method,
                                const char *path,
                                JsonNode *body,
                                JsonNode **answer)
{
  g_autofree char *uri = g_strconcat (self->uri, path[0] == '/' ? path + 1 : path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, uri);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;

  g_assert_nonnull (message);
  if (user != NULL)
    {
      g_autofree char *encoded = g_base64_encode ((const guchar *) user, strlen (user));
      g_autofree char *basic = g_strconcat ("Basic ", encoded, NULL);

      soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization",
                                    basic);
    }
  soup_message_headers_replace (soup_message_get_request_headers (message), "Accept",
                                "application/json");
  if (body != NULL)
    {
      char *json = json_to_string (body, FALSE);
      g_autoptr (GBytes) sent = g_bytes_new_take (json, strlen (json));

      soup_message_set_request_body_from_bytes (message, "application/json", sent);
    }
  bytes = soup_session_send_and_read (self->session, message, NULL, &error);
  g_assert_no_error (error);
  if (answer != NULL)
    {
      text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      *answer = json_from_string (text, NULL);
    }
  return soup_message_get_status (message);
}

guint
rapport_test_server_request (
  RapportTestServer *self, const char *method, const char *path, JsonNode *body, JsonNode **answer)
{
  if (self->process == NULL && g_str_equal (method, "PUT") && g_str_has_prefix (path, SETTING))
    return test_couchdb_put_setting (self, path + strlen (SETTING), body);
  return rapport_test_server_request_as (
    self, RAPPORT_TEST_SERVER_ADMIN ":" RAPPORT_TEST_SERVER_PASSWORD, method, path, body, answer);
}

gboolean
rapport_test_server_lags (RapportTestServer *self, gint64 began)
{
  return self->cluster && g_get_monotonic_time () - began < MOST_LAG;
}

/* ask: a request that has to work; `object` is consumed. */
static JsonObject *
ask (RapportTestServer *self, const char *method, const char *path, JsonObject *object)
{
  g_autoptr (JsonNode) body = NULL;
  g_autoptr (JsonNode) answer = NULL;
  guint status;

  if (object != NULL)
    {
      body = json_node_new (JSON_NODE_OBJECT);
      json_node_take_object (body, object);
    }
  status = rapport_test_server_request (self, method, path, body, &answer);
  if (status < 200 || status > 299)
    {
      g_autofree char *text = answer != NULL ? json_to_string (answer, FALSE) : NULL;

      g_error ("the server of the tests answers %s %s with %u: %s", method, path, status, text);
    }
  return answer != NULL && JSON_NODE_HOLDS_OBJECT (answer) ? json_node_dup_object (answer) : NULL;
}

static void
do_ask (RapportTestServer *self, const char *method, const char *path, JsonObject *object)
{
  g_clear_pointer (&(JsonObject *) { ask (self, method, path, object) }, json_object_unref);
}

static JsonArray *
names_to_array (const char *const *names)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    json_array_add_string_element (array, names[i]);
  return array;
}

static JsonObject *
object_of (const char *name, const char *value)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, name, value);
  return object;
}

void
rapport_test_server_put_user (RapportTestServer *self,
                              const char *name,
                              const char *password,
                              const char *const *roles)
{
  g_autofree char *id = g_strconcat ("org.couchdb.user:", name, NULL);
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);
  g_autofree char *path = g_strconcat ("/_users/", escaped, NULL);
  JsonObject *user = object_of ("_id", id);

  json_object_set_string_member (user, "name", name);
  json_object_set_string_member (user, "type", "user");
  json_object_set_string_member (user, "password", password);
  json_object_set_array_member (user, "roles", names_to_array (roles));
  do_ask (self, "PUT", path, user);
}

void
rapport_test_server_put_token (RapportTestServer *self, const char *token, const char *name)
{
  JsonObject *asked = object_of ("token", token);

  json_object_set_string_member (asked, "name", name);
  do_ask (self, "POST", "/_test/token", asked);
}

void
rapport_test_server_make_database (RapportTestServer *self,
                                   const char *database,
                                   const char *const *members)
{
  g_autofree char *path = g_strconcat ("/", database, NULL);
  g_autofree char *security = g_strconcat (path, "/_security", NULL);
  JsonObject *groups = json_object_new ();
  JsonObject *group = json_object_new ();
  JsonObject *admins = json_object_new ();

  do_ask (self, "PUT", path, NULL);
  json_object_set_array_member (group, "names", names_to_array (members));
  json_object_set_array_member (group, "roles", json_array_new ());
  json_object_set_object_member (groups, "members", group);
  json_object_set_array_member (admins, "roles",
                                names_to_array ((const char *const[]) { "_admin", NULL }));
  json_object_set_object_member (groups, "admins", admins);
  do_ask (self, "PUT", security, groups);
}

void
rapport_test_server_recreate (RapportTestServer *self, const char *database)
{
  g_autofree char *path = g_strconcat ("/", database, NULL);
  g_autofree char *security = g_strconcat (path, "/_security", NULL);
  JsonObject *groups = ask (self, "GET", security, NULL);

  do_ask (self, "DELETE", path, NULL);
  do_ask (self, "PUT", path, NULL);
  do_ask (self, "PUT", security, groups);
}

guint
rapport_test_server_snapshot (RapportTestServer *self, const char *database)
{
  g_autoptr (JsonObject) answer = NULL;

  if (self->process == NULL)
    return test_couchdb_snapshot (self, database);
  answer = ask (self, "POST", "/_test/snapshot", object_of ("database", database));
  return (guint) json_object_get_int_member (answer, "snapshot");
}

void
rapport_test_server_restore (RapportTestServer *self, const char *database, guint snapshot)
{
  JsonObject *asked;

  if (self->process == NULL)
    {
      test_couchdb_restore (self, database, snapshot);
      return;
    }
  asked = object_of ("database", database);
  json_object_set_int_member (asked, "snapshot", snapshot);
  do_ask (self, "POST", "/_test/restore", asked);
}

char *
rapport_test_server_fork (RapportTestServer *self,
                          const char *database,
                          const char *id,
                          guint generation,
                          const char *parent,
                          JsonObject *body)
{
  g_autofree char *path = g_strconcat ("/", database, "/_bulk_docs", NULL);
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), body);
  g_autofree char *text = json_to_string (node, FALSE);
  g_autofree char *seed = g_strdup_printf ("%s %u %s %s", id, generation, parent, text);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_MD5, seed, -1);
  char *rev = g_strdup_printf ("%u-%s", generation, hash);
  JsonObject *bulk = json_object_new ();
  JsonArray *docs = json_array_new ();
  JsonObject *revisions = json_object_new ();
  JsonArray *ids = names_to_array ((const char *const[]) { hash, NULL });

  if (parent != NULL)
    json_array_add_string_element (ids, strchr (parent, '-') + 1);
  json_object_set_int_member (revisions, "start", generation);
  json_object_set_array_member (revisions, "ids", ids);
  json_object_set_string_member (body, "_id", id);
  json_object_set_string_member (body, "_rev", rev);
  json_object_set_object_member (body, "_revisions", revisions);
  json_array_add_object_element (docs, body);
  json_object_set_array_member (bulk, "docs", docs);
  json_object_set_boolean_member (bulk, "new_edits", FALSE);
  do_ask (self, "POST", path, bulk);
  return rev;
}

static char *
document_path (const char *database, const char *id, const char *query)
{
  g_autofree char *escaped = g_uri_escape_string (id, "/", FALSE);

  return g_strconcat ("/", database, "/", escaped, query, NULL);
}

JsonObject *
rapport_test_server_get_document (RapportTestServer *self, const char *database, const char *id)
{
  g_autofree char *path = document_path (database, id, "?conflicts=true");
  g_autoptr (JsonNode) answer = NULL;
  guint status = rapport_test_server_request (self, "GET", path, NULL, &answer);

  if (status == 404)
    return NULL;
  g_assert_cmpuint (status, ==, 200);
  return json_node_dup_object (answer);
}

char *
rapport_test_server_put_document (RapportTestServer *self,
                                  const char *database,
                                  const char *id,
                                  JsonObject *document)
{
  g_autofree char *path = document_path (database, id, NULL);
  g_autoptr (JsonObject) answer = ask (self, "PUT", path, document);

  return g_strdup (json_object_get_string_member (answer, "rev"));
}
