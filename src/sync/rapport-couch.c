/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One request after the other, on a main context that nobody else has: there the limits of time
 * and a cancellation from another thread are sources like any other. */
#include "rapport-couch-private.h"
#include "rapport-http-exchange-private.h"
#include "rapport-secret.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The room of a larger answer is given back. */
#define MOST_KEPT (4 << 20)

G_DEFINE_QUARK (rapport - couch - error - quark, rapport_couch_error)

struct _RapportCouch
{
  GMainContext *context;
  SoupSession *session;
  gboolean here; /* the server is on this computer */
  char *address; /* without a slash at its end */
  char *authorization;
  CouchLimits limits;
  guint retry_after;
  guint batch;
  GByteArray *answer; /* its room is kept from one to the next */
};

/* Making one. */

static gboolean
is_here (GUri *address)
{
  const char *host = g_uri_get_host (address);

  return g_strcmp0 (host, "localhost") == 0 || g_strcmp0 (host, "127.0.0.1") == 0 ||
         g_strcmp0 (host, "::1") == 0;
}

/* (nullable): why it can't be used. */
static const char *
find_fault (GUri *address, gboolean *listened)
{
  const char *scheme = address != NULL ? g_uri_get_scheme (address) : "";
  const gboolean plain = g_str_equal (scheme, "http");

  if (address == NULL || (!plain && !g_str_equal (scheme, "https")) ||
      g_uri_get_host (address) == NULL || *g_uri_get_host (address) == '\0')
    return _ ("The address of the server can’t be read. It looks like "
              "https://couch.example.com/workspace.");
  if (g_uri_get_userinfo (address) != NULL || g_uri_get_query (address) != NULL ||
      g_uri_get_fragment (address) != NULL)
    return _ ("Name and password do not belong into the address of the server.");
  *listened = plain && !is_here (address);
  if (*listened)
    return _ ("The address of the server has to begin with https://, so that nobody can listen "
              "in.");
  return NULL;
}

static gboolean
check_address (GUri *address, GError **error)
{
  gboolean listened = FALSE;
  const char *fault = find_fault (address, &listened);

  if (fault == NULL)
    return TRUE;
  g_set_error_literal (error, RAPPORT_COUCH_ERROR,
                       listened ? RAPPORT_COUCH_ERROR_NOT_TRUSTED : RAPPORT_COUCH_ERROR_REFUSED,
                       fault);
  return FALSE;
}

/* (transfer full) (nullable): what says who we are. */
static char *
make_authorization (const char *user, const char *secret)
{
  g_autofree char *both = NULL;
  char *encoded;
  char *result;

  if (secret == NULL)
    return NULL;
  if (user == NULL)
    return g_strconcat ("Bearer ", secret, NULL);
  both = g_strconcat (user, ":", secret, NULL);
  encoded = g_base64_encode ((const guchar *) both, strlen (both));
  result = g_strconcat ("Basic ", encoded, NULL);
  rapport_secret_free (encoded);
  rapport_secret_free (g_steal_pointer (&both));
  return result;
}

/* (transfer full) */
static SoupSession *
make_session (RapportCouch *self)
{
  SoupSession *session =
    soup_session_new_with_options ("user-agent", "Rapport", "timeout", 0, NULL);

  /* What is compressed can be anything when it is unpacked; and nobody is asked for a name. */
  soup_session_remove_feature_by_type (session, SOUP_TYPE_CONTENT_DECODER);
  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  /* What goes to this computer does not leave it. */
  if (self->here)
    soup_session_set_proxy_resolver (session, NULL);
  return session;
}

RapportCouch *
rapport_couch_new (const char *address, const char *user, const char *secret, GError **error)
{
  g_autofree char *text = g_strstrip (g_strdup (address));
  g_autoptr (GUri) uri = g_uri_parse (text, SOUP_HTTP_URI_FLAGS, NULL);
  RapportCouch *self;

  if (!check_address (uri, error))
    return NULL;
  while (g_str_has_suffix (text, "/"))
    text[strlen (text) - 1] = '\0';
  self = g_new0 (RapportCouch, 1);
  self->context = g_main_context_new ();
  self->answer = g_byte_array_new ();
  self->address = g_steal_pointer (&text);
  self->authorization = make_authorization (user, secret);
  self->limits = (CouchLimits) { 64 << 20, 30 * 1000, 60 * 1000, 600 * 1000, 5 * 1000 };
  self->here = is_here (uri);
  g_main_context_push_thread_default (self->context);
  self->session = make_session (self);
  g_main_context_pop_thread_default (self->context);
  return self;
}

RapportCouch *
rapport_couch_new_beside (RapportCouch *self, const char *address, GError **error)
{
  RapportCouch *beside = rapport_couch_new (address, NULL, NULL, error);

  if (beside != NULL)
    beside->authorization = g_strdup (self->authorization);
  return beside;
}

void
rapport_couch_free (RapportCouch *self)
{
  g_main_context_push_thread_default (self->context);
  soup_session_abort (self->session);
  g_clear_object (&self->session);
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_main_context_pop_thread_default (self->context);
  g_main_context_unref (self->context);
  if (self->authorization != NULL)
    rapport_secret_free (self->authorization);
  g_byte_array_unref (self->answer);
  g_free (self->address);
  g_free (self);
}

void
couch_set_limits (RapportCouch *self, const CouchLimits *limits)
{
  self->limits = *limits;
}

void
couch_set_proxy_resolver (RapportCouch *self, GProxyResolver *resolver)
{
  soup_session_set_proxy_resolver (self->session, resolver);
}

guint
rapport_couch_get_retry_after (RapportCouch *self)
{
  return self->retry_after;
}

guint
couch_get_batch (RapportCouch *self, guint limit)
{
  return self->batch > 0 ? MIN (self->batch, limit) : limit;
}

void
couch_note_batch (RapportCouch *self, guint asked, gsize size)
{
  const gsize enough = 8 << 20;

  if (size > enough)
    self->batch = MAX (1, (guint) ((double) asked * enough / size));
  else if (self->batch > 0 && size < enough / 4)
    self->batch = MIN (self->batch * 2, 10000);
}

char *
rapport_couch_document_path (const char *name)
{
  static const char *const rooms[] = { "_local/", "_design/" };
  g_autofree char *escaped = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (rooms); i++)
    if (g_str_has_prefix (name, rooms[i]))
      {
        escaped = g_uri_escape_string (name + strlen (rooms[i]), NULL, FALSE);
        return g_strconcat (rooms[i], escaped, NULL);
      }
  return g_uri_escape_string (name, NULL, FALSE);
}

/* What became of it. */

static gboolean
is_about_trust (const Exchange *exchange)
{
  const GError *why = exchange->error;

  return exchange->not_trusted || (why != NULL && why->domain == G_TLS_ERROR &&
                                   why->code != G_TLS_ERROR_EOF && why->code != G_TLS_ERROR_MISC);
}

/* A connection that ended early is no error of the library's. */
static gboolean
is_cut (const Exchange *exchange)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (exchange->message);

  return soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH &&
         exchange->answer->len < soup_message_headers_get_content_length (headers);
}

static RapportCouchError
get_way_code (const Exchange *exchange)
{
  if (exchange->too_large)
    return RAPPORT_COUCH_ERROR_TOO_LARGE;
  return is_about_trust (exchange) ? RAPPORT_COUCH_ERROR_NOT_TRUSTED : RAPPORT_COUCH_ERROR_OFFLINE;
}

static const char *
get_way_text (const Exchange *exchange)
{
  switch (get_way_code (exchange))
    {
    case RAPPORT_COUCH_ERROR_TOO_LARGE:
      return _ ("The server sent more than can be taken at once.");
    case RAPPORT_COUCH_ERROR_NOT_TRUSTED:
      return _ ("The server can’t prove that it is the one it says it is, so nothing was sent to "
                "it.");
    default:
      return exchange->late ? _ ("The server did not answer in time.")
                            : _ ("The server can’t be reached. Is there a network?");
    }
}

/* No message of the library is passed on: it can name the address, and what is in it. */
static gboolean
check_way (const Exchange *exchange, GCancellable *cancellable, GError **error)
{
  if (exchange->error == NULL && !exchange->lost && !exchange->too_large && !is_cut (exchange))
    return TRUE;
  if (exchange->error != NULL)
    g_debug ("sync: %s", exchange->error->message);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  g_set_error_literal (error, RAPPORT_COUCH_ERROR, get_way_code (exchange),
                       get_way_text (exchange));
  return FALSE;
}

/* CouchDB lets nobody in, the right password or not, for some minutes after a wrong one came too
 * often; that is no word on what the account may do. */
static gboolean
is_locked (const char *reason)
{
  return reason != NULL && g_str_has_prefix (reason, "Account is temporarily locked");
}

/* Who is not among its members, or not any more. */
static gboolean
is_shut_out (const char *reason)
{
  return reason != NULL && g_str_has_prefix (reason, "You are not allowed to access this db");
}

static RapportCouchError
get_code (guint status, const char *reason)
{
  switch (status)
    {
    case 401:
      return RAPPORT_COUCH_ERROR_SIGN_IN;
    case 403:
      return is_locked (reason) ? RAPPORT_COUCH_ERROR_BUSY : RAPPORT_COUCH_ERROR_FORBIDDEN;
    case 404:
      return RAPPORT_COUCH_ERROR_NOT_FOUND;
    case 409:
      return RAPPORT_COUCH_ERROR_CONFLICT;
    case 412:
      return RAPPORT_COUCH_ERROR_EXISTS;
    case 413:
      return RAPPORT_COUCH_ERROR_TOO_LARGE;
    case 408:
    case 429:
    case 500:
    case 502:
    case 503:
    case 504:
      return RAPPORT_COUCH_ERROR_BUSY;
    default:
      return RAPPORT_COUCH_ERROR_REFUSED;
    }
}

/* (transfer full): for the user, with what the server says of it. */
static char *
make_message_text (guint status, const char *reason)
{
  switch (get_code (status, reason))
    {
    case RAPPORT_COUCH_ERROR_SIGN_IN:
      return g_strdup (_ ("The server does not know this name and password."));
    case RAPPORT_COUCH_ERROR_NOT_FOUND:
      return g_strdup (_ ("There is no such thing on the server."));
    case RAPPORT_COUCH_ERROR_TOO_LARGE:
      return g_strdup (_ ("It is larger than the server takes."));
    case RAPPORT_COUCH_ERROR_BUSY:
      if (is_locked (reason))
        return g_strdup (_ ("The server lets nobody in by this name for some minutes, as a wrong "
                            "password came too often."));
      /* Translators: %u is a number such as 503 */
      return g_strdup_printf (_ ("The server is busy or being mended (%u)."), status);
    default:
      if (is_shut_out (reason))
        return g_strdup (_ ("This account is not let into the database. Ask the administrator of "
                            "the server."));
      if (reason != NULL)
        /* Translators: a number such as 403, then what was answered */
        return g_strdup_printf (_ ("The server refused it (%u): %s"), status, reason);
      return g_strdup_printf (_ ("The server refused it (%u)."), status);
    }
}

static gboolean
check_status (RapportCouch *self, const Exchange *exchange, GError **error)
{
  const guint status = soup_message_get_status (exchange->message);
  SoupMessageHeaders *headers = soup_message_get_response_headers (exchange->message);
  const char *later = soup_message_headers_get_one (headers, "Retry-After");
  g_autofree char *reason = NULL;
  g_autofree char *text = NULL;

  if (SOUP_STATUS_IS_SUCCESSFUL (status))
    return TRUE;
  if (later != NULL)
    self->retry_after = couch_parse_retry_after (later, g_get_real_time () / G_USEC_PER_SEC);
  if (SOUP_STATUS_IS_REDIRECTION (status))
    {
      g_set_error (error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_NOT_TRUSTED,
                   /* Translators: %u is a number such as 302 */
                   _ ("The server points to another address (%u). Nothing was sent there: enter "
                      "that address if it is the right one."),
                   status);
      return FALSE;
    }
  reason = couch_get_reason ((const char *) exchange->answer->data, exchange->answer->len);
  text = make_message_text (status, reason);
  g_debug ("sync: %u: %s", status, reason != NULL ? reason : "");
  g_set_error_literal (error, RAPPORT_COUCH_ERROR, get_code (status, reason), text);
  return FALSE;
}

static yyjson_doc *
read_answer (const Exchange *exchange, GError **error)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (exchange->message);
  const char *encoding = soup_message_headers_get_one (headers, "Content-Encoding");

  if (encoding == NULL || g_ascii_strcasecmp (encoding, "identity") == 0)
    return couch_parse ((const char *) exchange->answer->data, exchange->answer->len, error);
  couch_set_garbled (error);
  return NULL;
}

/* (transfer full) (nullable) */
static SoupMessage *
make_message (RapportCouch *self, const char *method, const char *path, JsonNode *body)
{
  const gboolean joined = *path == '\0' || *path == '?';
  g_autofree char *text = g_strconcat (self->address, joined ? "" : "/", path, NULL);
  g_autoptr (GUri) uri = g_uri_parse (text, SOUP_HTTP_URI_FLAGS, NULL);
  SoupMessage *message;
  SoupMessageHeaders *headers;

  if (uri == NULL)
    return NULL;
  message = soup_message_new_from_uri (method, uri);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE);
  headers = soup_message_get_request_headers (message);
  soup_message_headers_replace (headers, "Accept", "application/json");
  /* Said in words, as a web server in between asks for compression by itself where nothing is said,
   * and then holds back the lines that show that a long wait is alive. */
  soup_message_headers_replace (headers, "Accept-Encoding", "identity");
  if (self->authorization != NULL)
    soup_message_headers_replace (headers, "Authorization", self->authorization);
  if (body != NULL)
    {
      char *json = json_to_string (body, FALSE);
      g_autoptr (GBytes) bytes = g_bytes_new_take (json, strlen (json));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }
  return message;
}

/* (transfer full): once it has ended. */
static Exchange *
run (RapportCouch *self, SoupMessage *message, gboolean wait, GCancellable *cancellable)
{
  const ExchangeLimits limits = { self->limits.bytes, wait ? self->limits.wait : self->limits.idle,
                                  self->limits.total, self->limits.lost };
  Exchange *exchange;

  g_byte_array_set_size (self->answer, 0);
  exchange =
    exchange_begin (self->session, message, self->answer, &limits, cancellable, NULL, NULL);
  while (!exchange->over)
    g_main_context_iteration (self->context, TRUE);
  return exchange;
}

/* What a lost one holds, and the session that does not come back to it, are left to themselves. */
static void
end (RapportCouch *self, const Exchange *exchange)
{
  if (exchange->lost)
    {
      exchange_give_up_session (&self->session);
      self->session = make_session (self);
    }
  if (exchange->lost || exchange->answer->len > MOST_KEPT)
    {
      g_byte_array_unref (self->answer);
      self->answer = g_byte_array_new ();
    }
}

yyjson_doc *
couch_exchange (RapportCouch *self,
                const char *method,
                const char *path,
                JsonNode *body,
                gboolean wait,
                gsize *size,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (Exchange) exchange = NULL;
  yyjson_doc *answer = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  self->retry_after = 0;
  message = make_message (self, method, path, body);
  if (message == NULL)
    {
      g_set_error_literal (error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_REFUSED,
                           _ ("The address of the server can’t be read. It looks like "
                              "https://couch.example.com/workspace."));
      return NULL;
    }
  g_main_context_push_thread_default (self->context);
  exchange = run (self, message, wait, cancellable);
  if (check_way (exchange, cancellable, error) && check_status (self, exchange, error))
    answer = read_answer (exchange, error);
  if (size != NULL)
    *size = exchange->answer->len;
  end (self, exchange);
  g_clear_pointer (&exchange, exchange_unref);
  g_clear_object (&message);
  g_main_context_pop_thread_default (self->context);
  return answer;
}

JsonNode *
rapport_couch_request (RapportCouch *self,
                       const char *method,
                       const char *path,
                       JsonNode *body,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (yyjson_doc) answer =
    couch_exchange (self, method, path, body, FALSE, NULL, cancellable, error);

  return answer != NULL ? couch_make_node (answer, error) : NULL;
}
