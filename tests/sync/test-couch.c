/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The client of a CouchDB against a server that says what it is told to, byte by byte: what is
 * asked, what is understood, and what is not believed. */
#include "mute-resolver.h"
#include "rapport-couch-private.h"
#include "tls-support.h"

#include <string.h>

#define SECRET "s3cret:ё+"

/* What the server does with a connection, and what it heard. Of its own thread while a request is
 * on its way, of the test's otherwise. */
typedef struct
{
  GSocketListener *listener;
  GThread *thread;
  GCancellable *leave;
  GTlsCertificate *certificate;
  GCancellable *heard_it; /* is cancelled once a request is here */
  GCancellable *said_it;  /* the same once it is answered, and then `later` */
  gint64 later;           /* microseconds */
  char *address;
  const char *status;
  const char *headers;
  GString *body;
  gboolean cut;     /* says that there is more to come, and leaves */
  gboolean silent;  /* never answers */
  gboolean dribble; /* a blank each 20 ms, without an end */
  GString *heard;
  guint n_heard;
} Place;

static gsize
get_length (const char *heard)
{
  const char *found = strcasestr (heard, "\r\nContent-Length:");

  return found != NULL ? g_ascii_strtoull (found + strlen ("\r\nContent-Length:"), NULL, 10) : 0;
}

/* (transfer full): the whole of one request. */
static GString *
listen_to (GInputStream *in)
{
  GString *heard = g_string_new (NULL);
  char buffer[4096];
  const char *end = NULL;

  while (end == NULL || strlen (end + 4) < get_length (heard->str))
    {
      gssize n = g_input_stream_read (in, buffer, sizeof buffer, NULL, NULL);

      if (n <= 0)
        break;
      g_string_append_len (heard, buffer, n);
      end = strstr (heard->str, "\r\n\r\n");
    }
  return heard;
}

/* Without sleeping, which is not as exact. */
static void
cancel_later (GCancellable *cancellable, gint64 microseconds)
{
  const gint64 until = g_get_monotonic_time () + microseconds;

  while (g_get_monotonic_time () < until)
    ;
  g_cancellable_cancel (cancellable);
}

static void
answer (Place *place, GIOStream *connection)
{
  GOutputStream *out = g_io_stream_get_output_stream (connection);
  GInputStream *in = g_io_stream_get_input_stream (connection);
  g_autoptr (GCancellable) said_it = NULL;
  g_autofree char *head = NULL;
  gint64 later;
  char byte;

  g_string_free (place->heard, TRUE);
  place->heard = listen_to (in);
  if (place->heard->len == 0)
    return;
  place->n_heard++;
  /* Whoever asks may be done, and ask again, before it is cancelled. */
  g_set_object (&said_it, place->said_it);
  later = place->later;
  if (place->heard_it != NULL)
    g_cancellable_cancel (place->heard_it);
  while (place->silent && g_input_stream_read (in, &byte, 1, NULL, NULL) > 0)
    ;
  head = g_strdup_printf ("HTTP/1.1 %s\r\nConnection: close\r\nContent-Type: text/plain\r\n%s",
                          place->status, place->headers);
  g_output_stream_write_all (out, head, strlen (head), NULL, NULL, NULL);
  if (!place->dribble)
    {
      g_autofree char *length = g_strdup_printf ("Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
                                                 place->body->len + (place->cut ? 10 : 0));

      g_output_stream_write_all (out, length, strlen (length), NULL, NULL, NULL);
      g_output_stream_write_all (out, place->body->str, place->body->len, NULL, NULL, NULL);
      if (said_it != NULL)
        cancel_later (said_it, later);
      return;
    }
  g_output_stream_write_all (out, "\r\n", 2, NULL, NULL, NULL);
  while (g_output_stream_write (out, "\n", 1, NULL, NULL) > 0)
    g_poll (NULL, 0, 5);
}

static gpointer
serve (gpointer data)
{
  Place *place = data;

  while (!g_cancellable_is_cancelled (place->leave))
    {
      g_autoptr (GSocketConnection) connection =
        g_socket_listener_accept (place->listener, NULL, place->leave, NULL);
      g_autoptr (GIOStream) stream = NULL;

      if (connection == NULL)
        break;
      if (place->certificate != NULL)
        stream = g_tls_server_connection_new (G_IO_STREAM (connection), place->certificate, NULL);
      else
        stream = G_IO_STREAM (g_object_ref (connection));
      answer (place, stream);
      g_io_stream_close (stream, NULL, NULL);
    }
  return NULL;
}

static void
place_set_up (Place *place, gconstpointer data)
{
  const gboolean tls = data != NULL && g_tls_backend_supports_tls (g_tls_backend_get_default ());
  g_autoptr (GError) error = NULL;
  g_autoptr (GInetAddress) here = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (here, 0);
  g_autoptr (GSocketAddress) bound = NULL;

  place->listener = g_socket_listener_new ();
  g_socket_listener_add_address (place->listener, address, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &bound, &error);
  g_assert_no_error (error);
  if (tls)
    place->certificate = g_tls_certificate_new_from_pem (tls_identity, -1, &error);
  g_assert_no_error (error);
  place->address = g_strdup_printf ("%s://127.0.0.1:%u/team/", tls ? "https" : "http",
                                    g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
  place->status = "200 OK";
  place->headers = "";
  place->body = g_string_new ("{}");
  place->heard = g_string_new (NULL);
  place->leave = g_cancellable_new ();
  place->thread = g_thread_new ("server", serve, place);
}

static void
place_tear_down (Place *place, gconstpointer data)
{
  g_cancellable_cancel (place->leave);
  g_thread_join (place->thread);
  g_socket_listener_close (place->listener);
  g_object_unref (place->listener);
  g_object_unref (place->leave);
  g_clear_object (&place->certificate);
  g_free (place->address);
  g_string_free (place->body, TRUE);
  g_string_free (place->heard, TRUE);
}

/* (transfer full) */
static RapportCouch *
connect_to (Place *place, const char *user, const char *secret)
{
  const CouchLimits limits = { 1 << 20, 500, 500, 1000, 5000 };
  g_autoptr (GError) error = NULL;
  RapportCouch *couch = rapport_couch_new (place->address, user, secret, &error);

  g_assert_no_error (error);
  couch_set_limits (couch, &limits);
  return couch;
}

static void
assert_heard (Place *place, const char *words)
{
  if (strstr (place->heard->str, words) == NULL)
    g_error ("“%s” was not in:\n%s", words, place->heard->str);
}

/* Asks with a secret, and expects the error @code, which says nothing of the secret. */
static void
assert_fails (Place *place, int code)
{
  g_autoptr (RapportCouch) couch = connect_to (place, "anna", SECRET);
  g_autoptr (GError) error = NULL;

  g_assert_null (rapport_couch_request (couch, "GET", "", NULL, NULL, &error));
  if (!g_error_matches (error, RAPPORT_COUCH_ERROR, code))
    g_error ("%s: %s", place->status, error->message);
  g_assert_null (strstr (error->message, SECRET));
  g_assert_null (strstr (error->message, "127.0.0.1"));
}

static void
test_addresses (void)
{
  static const struct
  {
    const char *address;
    int code;
  } cases[] = {
    { "https://couch.example.com/team", -1 },
    { " https://couch.example.com:6984/team%2Bmore/ ", -1 },
    { "http://localhost:5984/team", -1 },
    { "http://[::1]:5984/team", -1 },
    { "http://couch.example.com/team", RAPPORT_COUCH_ERROR_NOT_TRUSTED },
    { "http://localhost.example.com/team", RAPPORT_COUCH_ERROR_NOT_TRUSTED },
    { "http://127.0.0.1.example.com/", RAPPORT_COUCH_ERROR_NOT_TRUSTED },
    { "https://anna:" SECRET "@couch.example.com/team", RAPPORT_COUCH_ERROR_REFUSED },
    { "https://couch.example.com/team?a=b", RAPPORT_COUCH_ERROR_REFUSED },
    { "https://couch.example.com/team#a", RAPPORT_COUCH_ERROR_REFUSED },
    { "couch.example.com/team", RAPPORT_COUCH_ERROR_REFUSED },
    { "file:///team", RAPPORT_COUCH_ERROR_REFUSED },
    { "https://", RAPPORT_COUCH_ERROR_REFUSED },
    { "", RAPPORT_COUCH_ERROR_REFUSED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      RapportCouch *couch = rapport_couch_new (cases[i].address, "anna", SECRET, &error);

      if ((couch != NULL) != (cases[i].code < 0))
        g_error ("%s: %s", cases[i].address, error != NULL ? error->message : "taken");
      if (error != NULL)
        g_assert_error (error, RAPPORT_COUCH_ERROR, cases[i].code);
      g_clear_pointer (&couch, rapport_couch_free);
    }
}

static void
test_paths (void)
{
  static const struct
  {
    const char *name;
    const char *path;
  } cases[] = {
    { "work_item:0190-ab", "work_item%3A0190-ab" },
    { "_local/rapport-a+b", "_local/rapport-a%2Bb" },
    { "_design/rapport", "_design/rapport" },
    { "a+b c/d?e#ё", "a%2Bb%20c%2Fd%3Fe%23%D1%91" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = rapport_couch_document_path (cases[i].name);

      g_assert_cmpstr (path, ==, cases[i].path);
    }
}

static void
test_retry_after (void)
{
  static const struct
  {
    const char *text;
    guint seconds;
  } cases[] = {
    { "0", 0 },
    { "17", 17 },
    { "99999999999", 3600 },
    { "-5", 0 },
    { "soon", 0 },
    { "", 0 },
    { "Fri, 13 Feb 2009 23:32:30 GMT", 60 },
    { "Fri, 13 Feb 2009 23:31:29 GMT", 0 },
    { "Fri, 13 Feb 2099 23:31:29 GMT", 3600 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (couch_parse_retry_after (cases[i].text, 1234567890), ==, cases[i].seconds);
}

/* Who one is goes along at once, and nothing that is compressed is asked for. */
static void
test_asked (Place *place, gconstpointer data)
{
  g_autoptr (RapportCouch) couch = connect_to (place, "anna", SECRET);
  g_autoptr (RapportCouch) token = connect_to (place, NULL, "tok+en");
  g_autoptr (RapportCouch) nobody = connect_to (place, NULL, NULL);
  g_autoptr (JsonNode) body = json_from_string ("{\"a\":\"ё\"}", NULL);
  g_autofree char *encoded = g_base64_encode ((const guchar *) "anna:" SECRET, 5 + strlen (SECRET));
  g_autofree char *basic = g_strconcat ("Authorization: Basic ", encoded, "\r\n", NULL);
  g_autoptr (GError) error = NULL;

  g_string_assign (place->body, "{\"ok\":true,\"big\":9007199254740993}");
  {
    g_autoptr (JsonNode) answer =
      rapport_couch_request (couch, "PUT", "a%2Bb?rev=1-a", body, NULL, &error);

    g_assert_no_error (error);
    g_assert_cmpint (json_object_get_int_member (json_node_get_object (answer), "big"), ==,
                     9007199254740993);
  }
  assert_heard (place, "PUT /team/a%2Bb?rev=1-a HTTP/1.1\r\n");
  assert_heard (place, basic);
  assert_heard (place, "Accept: application/json\r\n");
  assert_heard (place, "{\"a\":\"ё\"}");
  assert_heard (place, "Accept-Encoding: identity\r\n");
  json_node_unref (rapport_couch_request (token, "GET", "", NULL, NULL, &error));
  g_assert_no_error (error);
  assert_heard (place, "GET /team HTTP/1.1\r\n");
  assert_heard (place, "Authorization: Bearer tok+en\r\n");
  json_node_unref (rapport_couch_request (nobody, "GET", "?x=1", NULL, NULL, &error));
  g_assert_no_error (error);
  assert_heard (place, "GET /team?x=1 HTTP/1.1\r\n");
  g_assert_null (strstr (place->heard->str, "Authorization"));
}

static void
test_statuses (Place *place, gconstpointer data)
{
  static const struct
  {
    const char *status;
    int code;
  } cases[] = {
    { "400 Bad", RAPPORT_COUCH_ERROR_REFUSED },       { "401 Who", RAPPORT_COUCH_ERROR_SIGN_IN },
    { "403 No", RAPPORT_COUCH_ERROR_FORBIDDEN },      { "404 Gone", RAPPORT_COUCH_ERROR_NOT_FOUND },
    { "409 Conflict", RAPPORT_COUCH_ERROR_CONFLICT }, { "412 There", RAPPORT_COUCH_ERROR_EXISTS },
    { "413 Large", RAPPORT_COUCH_ERROR_TOO_LARGE },   { "418 Teapot", RAPPORT_COUCH_ERROR_REFUSED },
    { "429 Slowly", RAPPORT_COUCH_ERROR_BUSY },       { "500 Oh", RAPPORT_COUCH_ERROR_BUSY },
    { "503 Later", RAPPORT_COUCH_ERROR_BUSY },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      place->status = cases[i].status;
      g_string_assign (place->body, i % 2 ? "{\"error\":\"x\",\"reason\":\"y\"}" : "<html>");
      assert_fails (place, cases[i].code);
    }
  g_assert_cmpuint (place->n_heard, ==, G_N_ELEMENTS (cases));
}

static void
test_retry_after_heard (Place *place, gconstpointer data)
{
  g_autoptr (RapportCouch) couch = connect_to (place, NULL, NULL);
  g_autoptr (GError) error = NULL;

  place->status = "503 Later";
  place->headers = "Retry-After: 7\r\n";
  g_assert_null (rapport_couch_request (couch, "GET", "", NULL, NULL, &error));
  g_assert_error (error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_BUSY);
  g_assert_cmpuint (rapport_couch_get_retry_after (couch), ==, 7);
  place->status = "200 OK";
  place->headers = "";
  json_node_unref (rapport_couch_request (couch, "GET", "", NULL, NULL, NULL));
  g_assert_cmpuint (rapport_couch_get_retry_after (couch), ==, 0);
}

/* Answers that are no answers: nothing of them is used. */
static void
test_garbled (Place *place, gconstpointer data)
{
  static const char *const cases[] = {
    "", " \n\n", "{", "<html>", "{\"a\":\"\xff\"}", "[1,2", "{\"a\":\"\\ud800\"", "\"",
  };
  g_autofree char *deep = g_strnfill (100000, '[');

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_string_assign (place->body, cases[i]);
      assert_fails (place, RAPPORT_COUCH_ERROR_GARBLED);
    }
  g_string_assign (place->body, deep);
  assert_fails (place, RAPPORT_COUCH_ERROR_GARBLED);
  g_string_assign (place->body, "{}");
  place->headers = "Content-Encoding: gzip\r\n";
  assert_fails (place, RAPPORT_COUCH_ERROR_GARBLED);
}

static void
test_cut (Place *place, gconstpointer data)
{
  place->cut = TRUE;
  g_string_assign (place->body, "{\"ok\":true}");
  assert_fails (place, RAPPORT_COUCH_ERROR_OFFLINE);
}

static void
test_too_large (Place *place, gconstpointer data)
{
  g_autofree char *many = g_strnfill (2 << 20, ' ');

  g_string_assign (place->body, many);
  assert_fails (place, RAPPORT_COUCH_ERROR_TOO_LARGE);
}

static void
test_silent (Place *place, gconstpointer data)
{
  place->silent = TRUE;
  assert_fails (place, RAPPORT_COUCH_ERROR_OFFLINE);
}

static void
test_dribbling (Place *place, gconstpointer data)
{
  place->dribble = TRUE;
  assert_fails (place, RAPPORT_COUCH_ERROR_OFFLINE);
}

static void
test_nobody_there (Place *place, gconstpointer data)
{
  g_cancellable_cancel (place->leave);
  g_thread_join (place->thread);
  g_socket_listener_close (place->listener);
  assert_fails (place, RAPPORT_COUCH_ERROR_OFFLINE);
  place->thread = g_thread_new ("nobody", serve, place);
}

/* The secret stays where it was meant for. */
static void
test_redirected (Place *place, gconstpointer data)
{
  place->headers = "Location: http://127.0.0.1:1/other\r\n";
  place->status = "302 Found";
  assert_fails (place, RAPPORT_COUCH_ERROR_NOT_TRUSTED);
  place->status = "308 Moved";
  assert_fails (place, RAPPORT_COUCH_ERROR_NOT_TRUSTED);
  g_assert_cmpuint (place->n_heard, ==, 2);
}

static void
test_not_trusted (Place *place, gconstpointer data)
{
  if (place->certificate == NULL)
    {
      g_test_skip ("there is no TLS here");
      return;
    }
  assert_fails (place, RAPPORT_COUCH_ERROR_NOT_TRUSTED);
  g_assert_cmpuint (place->n_heard, ==, 0);
}

static void
test_cancelled (Place *place, gconstpointer data)
{
  const CouchLimits patient = { 1 << 20, 60000, 60000, 60000, 5000 };
  g_autoptr (RapportCouch) couch = connect_to (place, NULL, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  couch_set_limits (couch, &patient);
  place->silent = TRUE;
  place->heard_it = cancellable;
  g_assert_null (rapport_couch_get_changes (couch, "", 10, TRUE, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* While the answer comes in, at whatever moment. */
static void
test_cancelled_late (Place *place, gconstpointer data)
{
  g_autoptr (RapportCouch) couch = connect_to (place, NULL, NULL);

  for (guint i = 0; i < 400; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = NULL;

      place->said_it = cancellable;
      place->later = 2 * (i % 200);
      node = rapport_couch_request (couch, "GET", "", NULL, cancellable, &error);
      if (node == NULL)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

/* What the library does not come back to is given up, and the next request has nothing of it. */
static void
test_lost (Place *place, gconstpointer data)
{
  const CouchLimits limits = { 1 << 20, 50, 50, 50, 50 };
  RapportCouch *couch = connect_to (place, NULL, NULL);
  g_autoptr (GProxyResolver) mute = mute_resolver_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;

  couch_set_limits (couch, &limits);
  couch_set_proxy_resolver (couch, mute);
  g_assert_null (rapport_couch_request (couch, "GET", "", NULL, NULL, &error));
  g_assert_error (error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_OFFLINE);
  g_assert_cmpuint (place->n_heard, ==, 0);
  g_clear_error (&error);

  couch_set_limits (couch, &(CouchLimits) { 1 << 20, 60000, 60000, 60000, 5000 });
  node = rapport_couch_request (couch, "GET", "", NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (node);

  /* It comes back after all, when there is nobody any more. */
  mute_resolver_speak (mute);
  rapport_couch_free (couch);
}

static void
test_changes (Place *place, gconstpointer data)
{
  g_autoptr (RapportCouch) couch = connect_to (place, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportCouchChanges) changes = NULL;
  const RapportCouchChange *change;

  g_string_assign (
    place->body,
    "\n\n\n{\"results\":["
    "{\"seq\":\"1-abc\",\"id\":\"note:1\",\"changes\":[{\"rev\":\"1-a\"}],"
    "\"doc\":{\"_id\":\"note:1\",\"_conflicts\":[\"1-b\"]}},"
    "{\"seq\":null,\"id\":\"note:2\",\"changes\":[{\"rev\":\"2-b\"},{\"rev\":\"2-c\"}],"
    "\"deleted\":true,\"doc\":null}],\n\"last_seq\":\"2-d+ef/=\",\"pending\":5}\n");
  changes = rapport_couch_get_changes (couch, "1-x+y", 10, TRUE, NULL, &error);
  g_assert_no_error (error);
  assert_heard (place, "GET /team/_changes?");
  assert_heard (place, "since=1-x%2By");
  assert_heard (place, "limit=10");
  assert_heard (place, "feed=longpoll");
  assert_heard (place, "heartbeat=");
  g_assert_cmpstr (changes->last, ==, "2-d+ef/=");
  g_assert_cmpint (changes->pending, ==, 5);
  g_assert_cmpuint (changes->changes->len, ==, 2);
  change = changes->changes->pdata[0];
  g_assert_cmpstr (change->name, ==, "note:1");
  g_assert_cmpstr (change->revision, ==, "1-a");
  g_assert_nonnull (change->document);
  change = changes->changes->pdata[1];
  g_assert_cmpstr (change->revision, ==, "2-b");
  g_assert_true (change->deleted);
  g_assert_null (change->document);
}

/* What the servers say at the end: numbers, nothing, and what is no list of changes. */
static void
test_last (Place *place, gconstpointer data)
{
  static const struct
  {
    const char *body;
    const char *last; /* NULL for garbled */
  } cases[] = {
    { "{\"results\":[],\"last_seq\":17}", "17" },
    { "{\"results\":[],\"last_seq\":\"0-aa\"}", "0-aa" },
    { "{\"results\":[],\"last_seq\":null}", "7-x" },
    { "{\"results\":[]}", "7-x" },
    { "{\"results\":[{\"seq\":9,\"id\":\"a\",\"changes\":[{\"rev\":\"1-a\"}]}]}", "9" },
    { "{}", NULL },
    { "[]", NULL },
    { "{\"results\":7}", NULL },
    { "{\"results\":[7]}", NULL },
    { "{\"results\":[{\"id\":\"a\",\"changes\":[]}]}", NULL },
    { "{\"results\":[{\"id\":7,\"changes\":[{\"rev\":\"1-a\"}]}]}", NULL },
  };
  g_autoptr (RapportCouch) couch = connect_to (place, NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      RapportCouchChanges *changes;

      g_string_assign (place->body, cases[i].body);
      changes = rapport_couch_get_changes (couch, "7-x", 10, FALSE, NULL, &error);
      if (cases[i].last != NULL)
        g_assert_cmpstr (changes->last, ==, cases[i].last);
      else
        g_assert_error (error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_GARBLED);
      g_clear_pointer (&changes, rapport_couch_changes_free);
    }
}

/* A batch beyond the cap is asked for once more, with fewer documents. */
static void
test_large_batch (Place *place, gconstpointer data)
{
  g_autofree char *many = g_strnfill (2 << 20, ' ');
  g_autoptr (RapportCouch) couch = connect_to (place, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_string_assign (place->body, many);
  g_assert_null (rapport_couch_get_changes (couch, "", 100, FALSE, NULL, &error));
  g_assert_error (error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_TOO_LARGE);
  assert_heard (place, "limit=1&since=0");
  g_assert_cmpuint (place->n_heard, ==, 4);
  couch_note_batch (couch, 200, 16 << 20);
  g_assert_cmpuint (couch_get_batch (couch, 200), ==, 100);
  couch_note_batch (couch, 100, 100);
  g_assert_cmpuint (couch_get_batch (couch, 200), ==, 200);
}

static void
test_put (Place *place, gconstpointer data)
{
  g_autoptr (RapportCouch) couch = connect_to (place, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) documents =
    g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  g_autoptr (GPtrArray) results = NULL;
  const RapportCouchResult *result;

  g_ptr_array_add (documents, json_from_string ("{\"_id\":\"a:1\"}", NULL));
  g_ptr_array_add (documents, json_from_string ("{\"_id\":\"a:2\"}", NULL));
  g_ptr_array_add (documents, json_from_string ("{\"_id\":\"a:3\"}", NULL));
  g_string_assign (place->body, "[{\"id\":\"a:2\",\"error\":\"conflict\",\"reason\":\"why\"},"
                                "{\"ok\":true,\"id\":\"a:1\",\"rev\":\"1-a\"}]");
  results = rapport_couch_put_documents (couch, documents, NULL, &error);
  g_assert_no_error (error);
  assert_heard (place, "POST /team/_bulk_docs ");
  assert_heard (place, "{\"docs\":[{\"_id\":\"a:1\"},{\"_id\":\"a:2\"},{\"_id\":\"a:3\"}]}");
  g_assert_cmpuint (results->len, ==, 3);
  result = results->pdata[0];
  g_assert_cmpstr (result->revision, ==, "1-a");
  result = results->pdata[1];
  g_assert_cmpstr (result->error, ==, "conflict");
  g_assert_null (result->revision);
  result = results->pdata[2];
  g_assert_cmpstr (result->error, ==, "unknown");
}

static void
test_revisions (Place *place, gconstpointer data)
{
  static const char *const revisions[] = { "1-a", "1-b", NULL };
  g_autoptr (RapportCouch) couch = connect_to (place, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) leaves = NULL;

  g_string_assign (place->body, "[{\"ok\":{\"_id\":\"a:1\",\"_rev\":\"1-a\"}},"
                                "{\"missing\":\"1-b\"}]");
  leaves = rapport_couch_get_revisions (couch, "a:1", revisions, NULL, &error);
  g_assert_no_error (error);
  assert_heard (place, "GET /team/a%3A1?open_revs=%5B%221-a%22%2C%221-b%22%5D ");
  g_assert_cmpuint (leaves->len, ==, 1);
}

#define place_test(path, data, function)                                                           \
  g_test_add (path, Place, data, place_set_up, function, place_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  tls_trust_somebody_else ();
  g_test_add_func ("/couch/addresses", test_addresses);
  g_test_add_func ("/couch/paths", test_paths);
  g_test_add_func ("/couch/retry-after", test_retry_after);
  place_test ("/couch/asked", NULL, test_asked);
  place_test ("/couch/statuses", NULL, test_statuses);
  place_test ("/couch/retry-after-heard", NULL, test_retry_after_heard);
  place_test ("/couch/garbled", NULL, test_garbled);
  place_test ("/couch/cut", NULL, test_cut);
  place_test ("/couch/too-large", NULL, test_too_large);
  place_test ("/couch/silent", NULL, test_silent);
  place_test ("/couch/dribbling", NULL, test_dribbling);
  place_test ("/couch/nobody-there", NULL, test_nobody_there);
  place_test ("/couch/redirected", NULL, test_redirected);
  place_test ("/couch/not-trusted", "tls", test_not_trusted);
  place_test ("/couch/cancelled", NULL, test_cancelled);
  place_test ("/couch/cancelled-late", NULL, test_cancelled_late);
  place_test ("/couch/lost", NULL, test_lost);
  place_test ("/couch/changes", NULL, test_changes);
  place_test ("/couch/last", NULL, test_last);
  place_test ("/couch/large-batch", NULL, test_large_batch);
  place_test ("/couch/put", NULL, test_put);
  place_test ("/couch/revisions", NULL, test_revisions);
  return g_test_run ();
}
