/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text messages through a gateway, against a server of HTTP in this process: what
 * it is told, and what becomes of answers that are none. */
#include "mute-resolver.h"
#include "rapport-gateway-private.h"
#include "rapport-secret.h"
#include "tls-support.h"

#include <libsoup/soup.h>
#include <string.h>

#define TOKEN "s3cret&token"
#define PHONE "+7 900 000-00-00"
#define TEXT  "Ромашка, 18 ноя: заявки \"24\"\n& всё {token}"

static void
test_filling (void)
{
  static const struct
  {
    const char *pattern;
    GatewayPlace place;
    const char *filled;
  } cases[] = {
    { "{phone}|{text}|{token}", GATEWAY_PLAIN, "1 2|a\"<&\n\\ё|{text}" },
    { "?to={phone}&text={text}", GATEWAY_IN_ADDRESS, "?to=1%202&text=a%22%3C%26%0A%5C%D1%91" },
    { "to={phone}&text={text}", GATEWAY_IN_FORM, "to=1%202&text=a%22%3C%26%0A%5C%D1%91" },
    { "{\"to\": \"{phone}\", \"text\": \"{text}\"}", GATEWAY_IN_JSON,
      "{\"to\": \"1 2\", \"text\": \"a\\\"<&\\n\\\\ё\"}" },
    { "<t>{text}</t>", GATEWAY_IN_XML, "<t>a&quot;&lt;&amp;\n\\ё</t>" },
    { "{unknown} {tex", GATEWAY_PLAIN, "{unknown} {tex" },
    { "", GATEWAY_PLAIN, "" },
  };
  const GatewayValues values = { "{text}", "1 2", "a\"<&\n\\ё" };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *filled = gateway_fill (cases[i].pattern, &values, cases[i].place);

      g_assert_cmpstr (filled, ==, cases[i].filled);
    }
}

static void
test_checking (void)
{
  static const struct
  {
    const char *address;
    const char *headers;
    const char *body;
    gboolean good;
  } cases[] = {
    { "https://sms.example.com/send", "", "{phone}{text}", TRUE },
    { "http://localhost:8080/send", "A: b\n\nC:d\n", "{phone}{text}", TRUE },
    { "https://sms.example.com/{phone}?text={text}", "", "", TRUE },
    { "", "", "{phone}{text}", FALSE },
    { "http://sms.example.com/send", "", "{phone}{text}", FALSE },
    { "http://localhost.example.com/", "", "{phone}{text}", FALSE },
    { "ftp://localhost/", "", "{phone}{text}", FALSE },
    { "sms.example.com", "", "{phone}{text}", FALSE },
    { "https://", "", "{phone}{text}", FALSE },
    { "https://sms.example.com/send", "", "{text}", FALSE },
    { "https://sms.example.com/send", "", "{phone}", FALSE },
    { "https://sms.example.com/send", "no header", "{phone}{text}", FALSE },
    { "https://sms.example.com/send", "two words: no", "{phone}{text}", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RapportGateway) gateway =
        rapport_gateway_new (cases[i].address, "POST", cases[i].headers, cases[i].body);
      g_autoptr (GError) error = NULL;

      if (rapport_gateway_check (gateway, &error) != cases[i].good)
        g_error ("%s: %s", cases[i].address, error != NULL ? error->message : "good");
      if (!cases[i].good)
        g_assert_error (error, RAPPORT_GATEWAY_ERROR, RAPPORT_GATEWAY_ERROR_INVALID);
    }
}

static void
test_excerpt (void)
{
  g_autofree char *plain = gateway_excerpt (" a\r\n\tb \xff ok=" TOKEN "\n", 22, TOKEN);
  g_autofree char *many = g_strnfill (5000, 'x');
  g_autofree char *cut = gateway_excerpt (many, 5000, NULL);

  g_assert_null (strstr (plain, TOKEN));
  g_assert_true (g_str_has_prefix (plain, "a b "));
  g_assert_cmpint (g_utf8_strlen (cut, -1), ==, 201);
}

/* The server, and what it was told last. */
typedef struct
{
  SoupServer *server;
  GMainLoop *loop;
  GAsyncResult *result;
  SoupServerMessage *held;
  char *address;
  guint n_asked;
  guint status;
  gboolean endless; /* says its answer, and that there is more to come */
  guint dribble;    /* the source that does so every few milliseconds */
  const char *answer;
  const char *location;
  char *method;
  char *path;
  char *query;
  char *type;
  char *auth;
  char *body;
} Place;

static gboolean
dribble_cb (gpointer user_data)
{
  Place *place = user_data;

  if (place->held == NULL)
    return G_SOURCE_CONTINUE;
  soup_message_body_append (soup_server_message_get_response_body (place->held), SOUP_MEMORY_STATIC,
                            "x", 1);
  soup_server_message_unpause (place->held);
  return G_SOURCE_CONTINUE;
}

static void
asked_cb (SoupServer *server,
          SoupServerMessage *message,
          const char *path,
          GHashTable *query,
          gpointer user_data)
{
  Place *place = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);

  place->n_asked++;
  g_set_str (&place->method, soup_server_message_get_method (message));
  g_set_str (&place->path, path);
  g_set_str (&place->query, g_uri_get_query (soup_server_message_get_uri (message)));
  g_set_str (&place->type, soup_message_headers_get_one (headers, "Content-Type"));
  g_set_str (&place->auth, soup_message_headers_get_one (headers, "Authorization"));
  g_free (place->body);
  place->body = g_strndup (body->data, (gsize) body->length);
  if (place->status == 0)
    {
      /* Never answered. */
      place->held = g_object_ref (message);
      soup_server_message_pause (message);
      return;
    }
  soup_server_message_set_status (message, place->status, NULL);
  if (place->location != NULL)
    soup_message_headers_replace (soup_server_message_get_response_headers (message), "Location",
                                  place->location);
  soup_server_message_set_response (message, "text/plain", SOUP_MEMORY_STATIC, place->answer,
                                    strlen (place->answer));
  if (!place->endless)
    return;
  place->held = g_object_ref (message);
  soup_message_headers_set_encoding (soup_server_message_get_response_headers (message),
                                     SOUP_ENCODING_CHUNKED);
}

static void
place_set_up (Place *place, gconstpointer data)
{
  const gboolean tls = data != NULL;
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (GError) error = NULL;
  GSList *addresses;

  place->server = soup_server_new (NULL, NULL);
  place->loop = g_main_loop_new (NULL, FALSE);
  place->status = 200;
  place->answer = "accepted";
  if (tls && g_tls_backend_supports_tls (g_tls_backend_get_default ()))
    {
      certificate = g_tls_certificate_new_from_pem (tls_identity, -1, &error);
      g_assert_no_error (error);
      soup_server_set_tls_certificate (place->server, certificate);
    }
  soup_server_add_handler (place->server, NULL, asked_cb, place, NULL);
  soup_server_listen_local (
    place->server, 0,
    SOUP_SERVER_LISTEN_IPV4_ONLY | (certificate != NULL ? SOUP_SERVER_LISTEN_HTTPS : 0), &error);
  g_assert_no_error (error);
  addresses = soup_server_get_uris (place->server);
  place->address = g_uri_to_string (addresses->data);
  g_slist_free_full (addresses, (GDestroyNotify) g_uri_unref);
}

static void
place_tear_down (Place *place, gconstpointer data)
{
  /* A server whose handshake has just failed hears of that later, and must be
   * there to do so. */
  static SoupServer *kept;

  g_clear_handle_id (&place->dribble, g_source_remove);
  if (data != NULL)
    g_set_object (&kept, place->server);
  else
    soup_server_disconnect (place->server);
  g_clear_object (&place->held);
  g_clear_object (&place->result);
  g_object_unref (place->server);
  g_main_loop_unref (place->loop);
  g_free (place->address);
  g_free (place->method);
  g_free (place->path);
  g_free (place->query);
  g_free (place->type);
  g_free (place->auth);
  g_free (place->body);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Place *place = user_data;

  g_set_object (&place->result, result);
  g_main_loop_quit (place->loop);
}

/* (transfer full) */
static char *
send_by (Place *place, RapportGateway *gateway, guint timeout, GError **error)
{
  rapport_gateway_send_async (gateway, TOKEN, PHONE, TEXT, timeout, NULL, done_cb, place);
  g_main_loop_run (place->loop);
  return rapport_gateway_send_finish (place->result, error);
}

static char *
send_json (Place *place, guint timeout, GError **error)
{
  g_autofree char *address = g_strconcat (place->address, "send", NULL);
  g_autoptr (RapportGateway) gateway =
    rapport_gateway_new (address, "POST", "Authorization: Bearer {token}\nX-Text: {text}",
                         "{\"to\": \"{phone}\", \"text\": \"{text}\"}");

  return send_by (place, gateway, timeout, error);
}

static void
test_sent (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = send_json (place, 0, &error);
  g_autofree char *got = NULL;
  g_autofree char *address = NULL;
  g_autoptr (RapportGateway) gateway = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (answer, ==, "accepted");
  g_assert_cmpstr (place->method, ==, "POST");
  g_assert_cmpstr (place->path, ==, "/send");
  g_assert_cmpstr (place->auth, ==, "Bearer " TOKEN);
  g_assert_cmpstr (place->type, ==, "application/json");
  g_assert_cmpstr (place->body, ==,
                   "{\"to\": \"" PHONE "\", \"text\": \"Ромашка, 18 ноя: заявки \\\"24\\\"\\n"
                   "& всё {token}\"}");
  address = g_strconcat (place->address, "{phone}?text={text}&key={token}", NULL);
  gateway = rapport_gateway_new (address, "GET", "", "not sent {text}");
  got = send_by (place, gateway, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (place->method, ==, "GET");
  g_assert_cmpstr (place->body, ==, "");
  g_assert_nonnull (strstr (place->query, "key=s3cret%26token"));
}

/* What is not taken is said in words that hold no secret. */
static void
test_refused (Place *place, gconstpointer data)
{
  static const struct
  {
    guint status;
    const char *answer;
    const char *location;
    const char *said;
  } cases[] = {
    { 500, "no credit for " TOKEN, NULL, "(500): no credit for …" },
    { 401, "", NULL, "(401)." },
    { 302, "", "https://elsewhere.example.com/", "(302)" },
    { 307, "", "/other", "(307)" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const guint before = place->n_asked;
      g_autoptr (GError) error = NULL;

      place->status = cases[i].status;
      place->answer = cases[i].answer;
      place->location = cases[i].location;
      g_assert_null (send_json (place, 0, &error));
      g_assert_error (error, RAPPORT_GATEWAY_ERROR, RAPPORT_GATEWAY_ERROR_REFUSED);
      g_assert_nonnull (strstr (error->message, cases[i].said));
      g_assert_null (strstr (error->message, TOKEN));
      g_assert_cmpuint (place->n_asked, ==, before + 1);
    }
}

/* Of what it says no more is read than is shown. */
static void
test_much (Place *place, gconstpointer data)
{
  static const gsize lengths[] = { GATEWAY_MOST_BYTES - 1, GATEWAY_MOST_BYTES,
                                   GATEWAY_MOST_BYTES + 1, 3 * GATEWAY_MOST_BYTES };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autofree char *much = g_strnfill (lengths[i], 'x');
      g_autoptr (GError) error = NULL;
      g_autofree char *answer = NULL;

      place->answer = much;
      answer = send_json (place, 0, &error);
      g_assert_no_error (error);
      g_assert_true (g_str_has_prefix (answer, "xxx"));
      g_assert_true (g_str_has_suffix (answer, "…"));
    }
  /* Nor is its end waited for. */
  place->endless = TRUE;
  {
    g_autofree char *much = g_strnfill (2 * GATEWAY_MOST_BYTES, 'x');
    g_autoptr (GError) error = NULL;
    g_autofree char *answer = NULL;

    place->answer = much;
    answer = send_json (place, 3600, &error);
    g_assert_no_error (error);
    g_assert_true (g_str_has_prefix (answer, "xxx"));
  }
}

/* Its answer never ends, but something of it comes again and again. */
static void
test_dribbled (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  place->endless = TRUE;
  place->answer = "x";
  place->dribble = g_timeout_add (20, dribble_cb, place);
  g_assert_null (send_json (place, 1, &error));
  g_assert_error (error, RAPPORT_GATEWAY_ERROR, RAPPORT_GATEWAY_ERROR_UNREACHABLE);
}

/* Sends with the library not coming back to it. */
static void
send_into_silence (Place *place,
                   GProxyResolver *mute,
                   const ExchangeLimits *limits,
                   GCancellable *cancellable)
{
  g_autoptr (RapportGateway) gateway =
    rapport_gateway_new (place->address, "POST", "", "{phone}{text}");
  const GatewayValues values = { NULL, PHONE, TEXT };

  gateway_send_async (gateway, &values, limits, mute, cancellable, done_cb, place);
}

/* What the library does not come back to is given up: whoever waits for it is told. */
static void
test_lost (Place *place, gconstpointer data)
{
  const ExchangeLimits limits = { GATEWAY_MOST_BYTES, 50, 50, 50 };
  g_autoptr (GProxyResolver) mute = mute_resolver_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = NULL;

  send_into_silence (place, mute, &limits, NULL);
  g_main_loop_run (place->loop);
  g_assert_null (rapport_gateway_send_finish (place->result, &error));
  g_assert_error (error, RAPPORT_GATEWAY_ERROR, RAPPORT_GATEWAY_ERROR_UNREACHABLE);
  g_assert_nonnull (strstr (error->message, "in time"));
  g_clear_error (&error);
  g_clear_object (&place->result);
  /* It comes back when there is nobody any more, and the next message has nothing of it. */
  mute_resolver_speak (mute);
  g_assert_cmpuint (place->n_asked, ==, 0);
  answer = send_json (place, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (answer, ==, "accepted");
  g_assert_cmpuint (place->n_asked, ==, 1);
}

/* The same where who waits has patience, and is gone. */
static void
test_lost_cancelled (Place *place, gconstpointer data)
{
  const ExchangeLimits limits = { GATEWAY_MOST_BYTES, 3600 * 1000, 3600 * 1000, 50 };
  g_autoptr (GProxyResolver) mute = mute_resolver_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  send_into_silence (place, mute, &limits, cancellable);
  g_cancellable_cancel (cancellable);
  g_main_loop_run (place->loop);
  g_assert_null (rapport_gateway_send_finish (place->result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  mute_resolver_speak (mute);
}

static void
test_silent (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  place->status = 0;
  g_assert_null (send_json (place, 1, &error));
  g_assert_error (error, RAPPORT_GATEWAY_ERROR, RAPPORT_GATEWAY_ERROR_UNREACHABLE);
  g_assert_cmpuint (place->n_asked, ==, 1);
}

static void
test_nobody_there (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  soup_server_disconnect (place->server);
  g_assert_null (send_json (place, 2, &error));
  g_assert_error (error, RAPPORT_GATEWAY_ERROR, RAPPORT_GATEWAY_ERROR_UNREACHABLE);
  g_assert_null (strstr (error->message, "127.0.0.1"));
}

/* Nothing is said to a gateway that nobody vouches for. */
static void
test_not_trusted (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!g_str_has_prefix (place->address, "https:"))
    {
      g_test_skip ("there is no TLS here");
      return;
    }
  g_assert_null (send_json (place, 5, &error));
  g_assert_error (error, RAPPORT_GATEWAY_ERROR, RAPPORT_GATEWAY_ERROR_NOT_TRUSTED);
  g_assert_cmpuint (place->n_asked, ==, 0);
}

static void
test_cancelled (Place *place, gconstpointer data)
{
  g_autoptr (RapportGateway) gateway =
    rapport_gateway_new (place->address, "POST", "", "{phone}{text}");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  soup_server_disconnect (place->server);
  rapport_gateway_send_async (gateway, NULL, PHONE, TEXT, 0, cancellable, done_cb, place);
  g_cancellable_cancel (cancellable);
  g_main_loop_run (place->loop);
  g_assert_null (rapport_gateway_send_finish (place->result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Without a Secret Service a secret is refused, and nowhere else kept. */
static void
test_no_keyring (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  rapport_secret_store_async ("gateway", TOKEN, NULL, done_cb, place);
  g_main_loop_run (place->loop);
  g_assert_false (rapport_secret_store_finish (place->result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_clear_error (&error);
  rapport_secret_look_up_async ("gateway", NULL, done_cb, place);
  g_main_loop_run (place->loop);
  g_assert_null (rapport_secret_look_up_finish (place->result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
}

#define place_test(path, data, function)                                                           \
  g_test_add (path, Place, data, place_set_up, function, place_tear_down)

int
main (int argc, char **argv)
{
  /* No desktop, whoever runs this. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  g_test_init (&argc, &argv, NULL);
  tls_trust_somebody_else ();
  g_test_add_func ("/gateway/filling", test_filling);
  g_test_add_func ("/gateway/checking", test_checking);
  g_test_add_func ("/gateway/excerpt", test_excerpt);
  place_test ("/gateway/sent", NULL, test_sent);
  place_test ("/gateway/refused", NULL, test_refused);
  place_test ("/gateway/much", NULL, test_much);
  place_test ("/gateway/dribbled", NULL, test_dribbled);
  place_test ("/gateway/lost", NULL, test_lost);
  place_test ("/gateway/lost-cancelled", NULL, test_lost_cancelled);
  place_test ("/gateway/silent", NULL, test_silent);
  place_test ("/gateway/nobody-there", NULL, test_nobody_there);
  place_test ("/gateway/not-trusted", "tls", test_not_trusted);
  place_test ("/gateway/cancelled", NULL, test_cancelled);
  place_test ("/gateway/no-keyring", NULL, test_no_keyring);
  return g_test_run ();
}
