/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The server of the tests answers as CouchDB does where sync depends on it. */
#include "rapport-test-server.h"

static const char *const team[] = { "anna", "boris", NULL };

/* Asked one after the other, of one server; %s in a body is the last revision that an answer named.
 */
static const struct
{
  const char *user;
  const char *method;
  const char *path;
  const char *body;
  guint status;
  const char *error; /* the word in the answer, or of its first document */
} requests[] = {
  { NULL, "GET", "/", NULL, 401, "unauthorized" },
  { NULL, "GET", "/_up", NULL, 200, NULL },
  { "anna:wrong", "GET", "/team", NULL, 401, "unauthorized" },
  { "carol:pw", "GET", "/team", NULL, 403, "forbidden" },
  { "carol:pw", "GET", "/team/_changes", NULL, 403, "forbidden" },
  { "anna:pw", "GET", "/team", NULL, 200, NULL },
  { "anna:pw", "PUT", "/other", NULL, 401, "unauthorized" },
  { "anna:pw", "DELETE", "/team", NULL, 401, "unauthorized" },
  { "anna:pw", "PUT", "/team/_security", "{}", 403, "forbidden" },
  { "anna:pw", "PUT", "/team/_design/x", "{}", 403, "forbidden" },
  { "anna:pw", "GET", "/none", NULL, 404, "not_found" },
  { "admin:secret", "PUT", "/team", NULL, 412, "file_exists" },
  { "anna:pw", "PUT", "/team/a", "{\"author\":\"anna\"}", 201, NULL },
  { "anna:pw", "PUT", "/team/a", "{\"author\":\"anna\"}", 409, "conflict" },
  { "anna:pw", "PUT", "/team/b", "{\"author\":\"boris\"}", 403, "forbidden" },
  { "anna:pw", "POST", "/team/_bulk_docs",
    "{\"docs\":[{\"_id\":\"c\",\"author\":\"boris\"},{\"_id\":\"d\",\"author\":\"anna\"}]}", 201,
    "forbidden" },
  { "anna:pw", "GET", "/team/c", NULL, 404, "not_found" },
  { "anna:pw", "GET", "/team/d", NULL, 200, NULL },
  { "anna:pw", "POST", "/team/_bulk_docs", "{\"docs\":[{\"_id\":\"e\",\"_odd\":1}]}", 400,
    "doc_validation" },
  { "anna:pw", "POST", "/team/_bulk_docs", "{\"docs\":{}}", 400, "bad_request" },
  { "anna:pw", "GET", "/_users/_all_docs", NULL, 403, "forbidden" },
  { "anna:pw", "GET", "/_users/org.couchdb.user:boris", NULL, 404, "not_found" },
  { "anna:pw", "GET", "/_users/org.couchdb.user:anna", NULL, 200, NULL },
};

static const char validation[] =
  "function (doc, old, user, security) {"
  "  if (user.roles.indexOf('_admin') < 0 && doc.author !== user.name)"
  "    throw ({ forbidden: 'the author is another' });"
  "}";

static void
set_up (RapportTestServer *server)
{
  JsonObject *design = json_object_new ();

  rapport_test_server_put_user (server, "anna", "pw", NULL);
  rapport_test_server_put_user (server, "boris", "pw", NULL);
  rapport_test_server_put_user (server, "carol", "pw", NULL);
  rapport_test_server_make_database (server, "team", team);
  json_object_set_string_member (design, "validate_doc_update", validation);
  g_free (rapport_test_server_put_document (server, "team", "_design/rapport", design));
}

static const char *
error_of (JsonNode *answer)
{
  JsonObject *object = NULL;

  if (answer != NULL && JSON_NODE_HOLDS_OBJECT (answer))
    object = json_node_get_object (answer);
  else if (answer != NULL && JSON_NODE_HOLDS_ARRAY (answer))
    object = json_array_get_object_element (json_node_get_array (answer), 0);
  return object != NULL ? json_object_get_string_member_with_default (object, "error", NULL) : NULL;
}

static void
test_refusals (void)
{
  g_autoptr (RapportTestServer) server = rapport_test_server_own_or_skip ();

  if (server == NULL)
    return;
  set_up (server);
  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      g_autoptr (JsonNode) body =
        requests[i].body != NULL ? json_from_string (requests[i].body, NULL) : NULL;
      g_autoptr (JsonNode) answer = NULL;
      guint status;

      g_test_message ("%s %s as %s", requests[i].method, requests[i].path, requests[i].user);
      status = rapport_test_server_request_as (server, requests[i].user, requests[i].method,
                                               requests[i].path, body, &answer);
      g_assert_cmpuint (status, ==, requests[i].status);
      if (requests[i].error != NULL || status < 300)
        g_assert_cmpstr (error_of (answer), ==, requests[i].error);
    }
}

static JsonObject *
text_document (const char *text)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "text", text);
  return object;
}

static gint64
update_seq (RapportTestServer *server, const char *path)
{
  g_autoptr (JsonNode) answer = NULL;

  g_assert_cmpuint (rapport_test_server_request (server, "GET", path, NULL, &answer), ==, 200);
  return json_object_get_int_member (json_node_get_object (answer), "update_seq");
}

static void
test_restored (void)
{
  g_autoptr (RapportTestServer) server = rapport_test_server_own_or_skip ();
  g_autoptr (JsonObject) old = NULL;
  g_autoptr (JsonObject) late = NULL;
  JsonObject *again;
  guint snapshot;

  if (server == NULL)
    return;
  rapport_test_server_make_database (server, "team", NULL);
  g_free (rapport_test_server_put_document (server, "team", "a", text_document ("one")));
  snapshot = rapport_test_server_snapshot (server, "team");
  old = rapport_test_server_get_document (server, "team", "a");
  again = text_document ("two");
  json_object_set_string_member (again, "_rev", json_object_get_string_member (old, "_rev"));
  g_free (rapport_test_server_put_document (server, "team", "a", again));
  g_free (rapport_test_server_put_document (server, "team", "b", text_document ("late")));
  g_assert_cmpint (update_seq (server, "/team"), ==, 3);

  rapport_test_server_restore (server, "team", snapshot);
  g_assert_cmpint (update_seq (server, "/team"), ==, 1);
  g_clear_pointer (&old, json_object_unref);
  old = rapport_test_server_get_document (server, "team", "a");
  g_assert_cmpstr (json_object_get_string_member (old, "text"), ==, "one");
  g_assert_null (rapport_test_server_get_document (server, "team", "b"));
  g_free (rapport_test_server_put_document (server, "team", "b", text_document ("again")));

  rapport_test_server_recreate (server, "team");
  g_assert_cmpint (update_seq (server, "/team"), ==, 0);
  g_assert_null (rapport_test_server_get_document (server, "team", "a"));
}

static void
test_forked (void)
{
  g_autoptr (RapportTestServer) server = rapport_test_server_own_or_skip ();
  g_autoptr (JsonObject) document = NULL;
  g_autofree char *first = NULL;
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;
  JsonArray *conflicts;

  if (server == NULL)
    return;
  rapport_test_server_make_database (server, "team", NULL);
  first = rapport_test_server_put_document (server, "team", "a", text_document ("first"));
  one = rapport_test_server_fork (server, "team", "a", 2, first, text_document ("one"));
  two = rapport_test_server_fork (server, "team", "a", 2, first, text_document ("two"));
  document = rapport_test_server_get_document (server, "team", "a");
  conflicts = json_object_get_array_member (document, "_conflicts");
  g_assert_cmpuint (json_array_get_length (conflicts), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (document, "_rev"), ==,
                   g_strcmp0 (one, two) > 0 ? one : two);
  g_assert_cmpstr (json_array_get_string_element (conflicts, 0), ==,
                   g_strcmp0 (one, two) > 0 ? two : one);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/refusals", test_refusals);
  g_test_add_func ("/server/restored", test_restored);
  g_test_add_func ("/server/forked", test_forked);
  return g_test_run ();
}
