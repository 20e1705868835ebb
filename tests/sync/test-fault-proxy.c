/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The proxy that misbehaves does what its rules say, and speaks as CouchDB 3.5 does. */
#include "rapport-fault-check.h"
#include "rapport-fault-proxy.h"
#include "rapport-test-server.h"

#include <libsoup/soup.h>
#include <string.h>

typedef struct
{
  RapportTestServer *server;
  RapportFaultProxy *proxy;
  SoupSession *session;
} Fixture;

/* set_up: a server with a database of three documents, and a proxy before it. */
static gboolean
set_up (Fixture *fixture, gboolean tls)
{
  static const char *const names[] = { "a", "b", "c" };

  *fixture = (Fixture) { .server = rapport_test_server_own_or_skip () };
  if (fixture->server == NULL)
    return FALSE;
  rapport_test_server_put_user (fixture->server, "anna", "pw", NULL);
  rapport_test_server_make_database (fixture->server, "team", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      JsonObject *document = json_object_new ();

      json_object_set_string_member (document, "text", names[i]);
      g_free (rapport_test_server_put_document (fixture->server, "team", names[i], document));
    }
  fixture->proxy = rapport_fault_proxy_new (rapport_test_server_get_port (fixture->server), tls);
  fixture->session = soup_session_new_with_options ("proxy-resolver", NULL, NULL);
  return TRUE;
}

static void
tear_down (Fixture *fixture)
{
  g_clear_object (&fixture->session);
  g_clear_pointer (&fixture->proxy, rapport_fault_proxy_free);
  g_clear_pointer (&fixture->server, rapport_test_server_free);
}

/* ask: the status, or 0 where no whole answer came. */
static guint
ask (Fixture *fixture, const char *method, const char *path, const char *body, char **text)
{
  g_autofree char *uri = g_strconcat (rapport_fault_proxy_get_uri (fixture->proxy), path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, uri);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) sent = NULL;
  g_autoptr (GBytes) answer = NULL;

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization",
                                "Basic YW5uYTpwdw==");
  if (body != NULL)
    {
      sent = g_bytes_new (body, strlen (body));
      soup_message_set_request_body_from_bytes (message, "application/json", sent);
    }
  answer = soup_session_send_and_read (fixture->session, message, NULL, &error);
  if (answer == NULL)
    return 0;
  if (text != NULL)
    *text = g_strndup (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer));
  return soup_message_get_status (message);
}

static JsonObject *
ask_object (Fixture *fixture, const char *method, const char *path, const char *body, guint status)
{
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) node = NULL;

  g_assert_cmpuint (ask (fixture, method, path, body, &text), ==, status);
  node = json_from_string (text, NULL);
  g_assert_nonnull (node);
  return json_node_dup_object (node);
}

/* What one request for the changes meets; "*" stands for whatever there is. */
static const struct
{
  RapportFault fault;
  guint status;
  const char *body; /* a pattern; NULL for none */
} faults[] = {
  { { RAPPORT_FAULT_STATUS, .amount = 429, .text = "Retry-After: 7" }, 429, "*status 429*" },
  { { RAPPORT_FAULT_STATUS, .amount = 503 }, 503, "*" },
  { { RAPPORT_FAULT_CUT_BEFORE }, 0, NULL },
  { { RAPPORT_FAULT_CUT_AFTER }, 0, NULL },
  { { RAPPORT_FAULT_CUT_MID }, 0, NULL },
  { { RAPPORT_FAULT_DELAY, .amount = 20 }, 200, "*\"c\"*pending*" },
  { { RAPPORT_FAULT_HOLD, .amount = 20 }, 200, "*\"c\"*pending*" },
  { { RAPPORT_FAULT_DRIBBLE, .amount = 0 }, 200, "*\"c\"*pending*" },
  { { RAPPORT_FAULT_TWICE }, 200, "*\"c\"*pending*" },
  { { RAPPORT_FAULT_REORDER }, 200, "*\"c\"*\"b\"*\"a\"*" },
  { { RAPPORT_FAULT_REPEAT }, 200, "*\"a\"*\"a\"*\"b\"*\"b\"*" },
  { { RAPPORT_FAULT_NULL_SEQS }, 200, "*\"seq\":null*" },
  { { RAPPORT_FAULT_CUT_JSON }, 200, "{\"results\":*" },
  { { RAPPORT_FAULT_INVALID_JSON }, 200, "*NaN" },
  { { RAPPORT_FAULT_DEEP_JSON }, 200, "{\"results\":[[[[[*]]]]]}" },
  { { RAPPORT_FAULT_TEXT, .text = "hello" }, 200, "hello" },
  { { RAPPORT_FAULT_HUGE, .amount = 2 }, 200, "{\"results\":[{\"id\":\"aaa*aaa" },
  { { RAPPORT_FAULT_GZIP_BOMB, .amount = 2 }, 200, "      *" },
  { { RAPPORT_FAULT_REDIRECT, .text = "http://127.0.0.2/" }, 302, "*" },
  { { RAPPORT_FAULT_ACCEPTED }, 202, "*" },
};

static void
test_faults (void)
{
  Fixture fixture;

  if (!set_up (&fixture, FALSE))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      RapportFault fault = faults[i].fault;
      g_autofree char *spoilt = NULL;
      g_autofree char *whole = NULL;

      g_test_message ("fault %d", fault.kind);
      fault.method = "GET";
      fault.path = "/team/_changes*";
      fault.times = 1;
      /* libsoup asks once more by itself where a connection that it had open was closed. */
      g_clear_object (&fixture.session);
      fixture.session = soup_session_new_with_options ("proxy-resolver", NULL, NULL);
      rapport_fault_proxy_clear (fixture.proxy);
      rapport_fault_proxy_add (fixture.proxy, &fault);
      g_assert_cmpuint (ask (&fixture, "GET", "team/_changes?since=0", NULL, &spoilt), ==,
                        faults[i].status);
      if (faults[i].body != NULL && !g_pattern_match_simple (faults[i].body, spoilt))
        g_error ("fault %d: %.200s", fault.kind, spoilt);
      g_assert_cmpuint (ask (&fixture, "GET", "team/_changes?since=0", NULL, &whole), ==, 200);
      g_assert_true (g_pattern_match_simple ("*\"a\"*\"b\"*\"c\"*", whole));
    }
  tear_down (&fixture);
}

/* Rules wait for their turn. */
static void
test_turns (void)
{
  Fixture fixture;
  const RapportFault second = { RAPPORT_FAULT_STATUS, NULL, "/team", 2, 2, 500, NULL };
  const guint expected[] = { 200, 500, 500, 200 };

  if (!set_up (&fixture, FALSE))
    return;
  rapport_fault_proxy_add (fixture.proxy, &second);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_assert_cmpuint (ask (&fixture, "GET", "team/_security", NULL, NULL), ==, 200);
      g_assert_cmpuint (ask (&fixture, "GET", "team", NULL, NULL), ==, expected[i]);
    }
  g_assert_cmpuint (rapport_fault_proxy_count (fixture.proxy, "GET", "/team"), ==, 4);
  g_assert_cmpuint (rapport_fault_proxy_count (fixture.proxy, NULL, NULL), ==, 8);
  g_assert_cmpuint (rapport_fault_proxy_count_credentials (fixture.proxy), ==, 8);
  g_assert_null (rapport_fault_proxy_get_wrong (fixture.proxy));

  rapport_fault_proxy_set_online (fixture.proxy, FALSE);
  g_assert_cmpuint (ask (&fixture, "GET", "team", NULL, NULL), ==, 0);
  rapport_fault_proxy_set_online (fixture.proxy, TRUE);
  g_assert_cmpuint (ask (&fixture, "GET", "team", NULL, NULL), ==, 200);
  tear_down (&fixture);
}

/* Each second document is refused, and the others are there. */
static void
test_half (void)
{
  Fixture fixture;
  const RapportFault half = { RAPPORT_FAULT_HALF, "POST", "/team/_bulk_docs", 0, 1, 0, NULL };
  g_autofree char *text = NULL;
  g_autoptr (JsonObject) there = NULL;

  if (!set_up (&fixture, FALSE))
    return;
  rapport_fault_proxy_add (fixture.proxy, &half);
  g_assert_cmpuint (ask (&fixture, "POST", "team/_bulk_docs",
                         "{\"docs\":[{\"_id\":\"k\"},{\"_id\":\"l\"},{\"_id\":\"m\"}]}", &text),
                    ==, 201);
  g_assert_true (g_pattern_match_simple ("[*\"k\"*,*\"l\"*\"forbidden\"*,*\"m\"*\"rev\"*]", text));
  there = rapport_test_server_get_document (fixture.server, "team", "k");
  g_assert_nonnull (there);
  g_assert_null (rapport_test_server_get_document (fixture.server, "team", "l"));
  tear_down (&fixture);
}

static char *
last_seq (JsonObject *answer)
{
  return g_uri_escape_string (json_object_get_string_member (answer, "last_seq"), NULL, FALSE);
}

/* Numbers of changes are opaque, never the same, and count again where a database is made again. */
static void
test_numbers (void)
{
  Fixture fixture;
  g_autoptr (JsonObject) first = NULL;
  g_autoptr (JsonObject) rest = NULL;
  g_autoptr (JsonObject) none = NULL;
  g_autoptr (JsonObject) info = NULL;
  g_autoptr (JsonObject) waited = NULL;
  g_autofree char *since = NULL;
  g_autofree char *end = NULL;
  g_autofree char *path = NULL;
  g_autofree char *old = NULL;
  g_autofree char *wait = NULL;

  if (!set_up (&fixture, FALSE))
    return;
  first = ask_object (&fixture, "GET", "team/_changes?limit=2", NULL, 200);
  g_assert_cmpint (json_object_get_int_member (first, "pending"), ==, 1);
  since = last_seq (first);
  g_assert_true (g_pattern_match_simple ("2-g1AAAA*", since));
  path = g_strdup_printf ("team/_changes?since=%s&limit=10", since);
  rest = ask_object (&fixture, "GET", path, NULL, 200);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (rest, "results")), ==, 1);
  g_assert_cmpint (json_object_get_int_member (rest, "pending"), ==, 0);
  end = last_seq (rest);
  info = ask_object (&fixture, "GET", "team", NULL, 200);
  g_assert_true (
    g_pattern_match_simple ("3-g1AAAA*", json_object_get_string_member (info, "update_seq")));
  g_assert_cmpstr (json_object_get_string_member (info, "update_seq"), !=, end);
  g_assert_cmpuint (ask (&fixture, "GET", "team/_changes?since=garbage", NULL, NULL), ==, 400);
  g_assert_cmpuint (ask (&fixture, "GET", "team/_changes?since=1", NULL, NULL), ==, 400);
  g_assert_cmpuint (ask (&fixture, "GET", "team/_changes?since=0", NULL, NULL), ==, 200);

  wait = g_strdup_printf ("team/_changes?feed=longpoll&timeout=50&since=%s", end);
  waited = ask_object (&fixture, "GET", wait, NULL, 200);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (waited, "results")), ==,
                    0);

  rapport_test_server_recreate (fixture.server, "team");
  old = g_strdup_printf ("team/_changes?since=%s", end);
  none = ask_object (&fixture, "GET", old, NULL, 200);
  g_assert_true (
    g_pattern_match_simple ("0-g1AAAA*", json_object_get_string_member (none, "last_seq")));
  tear_down (&fixture);
}

/* A _local document may be written without its last _rev. */
static void
test_local (void)
{
  Fixture fixture;

  if (!set_up (&fixture, FALSE))
    return;
  g_assert_cmpuint (ask (&fixture, "PUT", "team/_local/k", "{\"n\":1}", NULL), ==, 201);
  g_assert_cmpuint (ask (&fixture, "PUT", "team/_local/k", "{\"n\":2}", NULL), ==, 201);
  rapport_fault_proxy_set_couch (fixture.proxy, FALSE);
  g_assert_cmpuint (ask (&fixture, "PUT", "team/_local/k", "{\"n\":3}", NULL), ==, 409);
  tear_down (&fixture);
}

static gpointer
write_later (gpointer data)
{
  Fixture *fixture = data;
  JsonObject *document = json_object_new ();

  while (rapport_fault_proxy_count (fixture->proxy, NULL, "*longpoll*") == 0)
    g_thread_yield ();
  json_object_set_string_member (document, "text", "late");
  g_free (rapport_test_server_put_document (fixture->server, "team", "late", document));
  return NULL;
}

static void
test_long_poll (void)
{
  Fixture fixture;
  g_autoptr (JsonObject) all = NULL;
  g_autoptr (JsonObject) waited = NULL;
  g_autofree char *since = NULL;
  g_autofree char *path = NULL;
  GThread *writer;

  if (!set_up (&fixture, FALSE))
    return;
  all = ask_object (&fixture, "GET", "team/_changes", NULL, 200);
  since = last_seq (all);
  path =
    g_strdup_printf ("team/_changes?feed=longpoll&heartbeat=20&include_docs=true&since=%s", since);
  writer = g_thread_new ("writer", write_later, &fixture);
  waited = ask_object (&fixture, "GET", path, NULL, 200);
  g_thread_join (writer);
  g_assert_cmpstr (
    json_object_get_string_member (
      json_array_get_object_element (json_object_get_array_member (waited, "results"), 0), "id"),
    ==, "late");
  tear_down (&fixture);
}

/* Nobody who looks at certificates sends anything. */
static void
test_untrusted (void)
{
  Fixture fixture;

  if (!set_up (&fixture, TRUE))
    return;
  g_assert_cmpuint (ask (&fixture, "GET", "team", NULL, NULL), ==, 0);
  g_assert_cmpuint (rapport_fault_proxy_count (fixture.proxy, NULL, NULL), ==, 0);
  tear_down (&fixture);
}

static const struct
{
  const char *method;
  const char *target;
  const char *body; /* sent as application/json, NULL for none */
  gboolean wrong;
} checks[] = {
  { "GET", "/", NULL, FALSE },
  { "GET", "/_up", NULL, FALSE },
  { "GET", "/team", NULL, FALSE },
  { "PUT", "/team?q=2", NULL, FALSE },
  { "PUT", "/team/", NULL, FALSE },
  { "GET", "/team/_changes?since=now&include_docs=true&conflicts=true&limit=5", NULL, FALSE },
  { "GET", "/team/_changes?feed=longpoll&heartbeat=1000", NULL, FALSE },
  { "POST", "/team/_bulk_docs", "{\"docs\":[]}", FALSE },
  { "GET", "/team/_local/x", NULL, FALSE },
  { "PUT", "/team/_local/x", "{}", FALSE },
  { "PUT", "/team/_security", "{}", FALSE },
  { "PUT", "/team/_design/x", "{}", FALSE },
  { "PUT", "/_users/org.couchdb.user:anna", "{}", FALSE },
  { "GET", "/_node/_local/_config/chttpd/require_valid_user", NULL, FALSE },
  { "GET", "/team/client%3Aabc?conflicts=true", NULL, FALSE },
  { "GET", "/team/a+b", NULL, TRUE },
  { "GET", "/team/_changes?since=1;2", NULL, TRUE },
  { "POST", "/_test/snapshot", "{}", TRUE },
  { "GET", "/team/_snapshot", NULL, TRUE },
  { "GET", "/team/_changes?since=0&cursor=1", NULL, TRUE },
  { "POST", "/team/_bulk_docs", NULL, TRUE },
  { "POST", "/team/_bulk_docs", "{\"docs\":[],\"new_edits\":false}", TRUE },
  { "GET", "/team/a?open_revs=all", NULL, TRUE },
  { "PATCH", "/team/a", "{}", TRUE },
};

static void
test_checks (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      g_autoptr (GHashTable) headers = g_hash_table_new (g_str_hash, g_str_equal);
      g_autoptr (GByteArray) body = g_byte_array_new ();
      RapportFaultRequest request = { (char *) checks[i].method, (char *) checks[i].target, headers,
                                      body };
      g_autofree char *wrong = NULL;

      if (checks[i].body != NULL)
        {
          g_byte_array_append (body, (const guint8 *) checks[i].body, strlen (checks[i].body));
          g_hash_table_insert (headers, (gpointer) "content-type", (gpointer) "application/json");
        }
      wrong = rapport_fault_check (&request);
      if ((wrong != NULL) != checks[i].wrong)
        g_error ("%s %s: %s", checks[i].method, checks[i].target, wrong);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fault-proxy/checks", test_checks);
  g_test_add_func ("/fault-proxy/faults", test_faults);
  g_test_add_func ("/fault-proxy/turns", test_turns);
  g_test_add_func ("/fault-proxy/half", test_half);
  g_test_add_func ("/fault-proxy/numbers", test_numbers);
  g_test_add_func ("/fault-proxy/local", test_local);
  g_test_add_func ("/fault-proxy/long-poll", test_long_poll);
  g_test_add_func ("/fault-proxy/untrusted", test_untrusted);
  return g_test_run ();
}
