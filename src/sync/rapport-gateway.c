/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-gateway-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SECONDS 30

/* Milliseconds for a message to come back that was cancelled. */
#define LOST 5000

G_DEFINE_QUARK (rapport - gateway - error - quark, rapport_gateway_error)

RapportGateway *
rapport_gateway_new (const char *address, const char *method, const char *headers, const char *body)
{
  RapportGateway *self = g_new0 (RapportGateway, 1);

  self->address = g_strstrip (g_strdup (address));
  self->method = g_strdup (method);
  self->headers = g_strdup (headers);
  self->body = g_strdup (body);
  return self;
}

void
rapport_gateway_free (RapportGateway *self)
{
  g_free (self->address);
  g_free (self->method);
  g_free (self->headers);
  g_free (self->body);
  g_free (self);
}

static gboolean
uses (const RapportGateway *self, const char *name)
{
  return strstr (self->address, name) != NULL || strstr (self->headers, name) != NULL ||
         (!g_str_equal (self->method, "GET") && strstr (self->body, name) != NULL);
}

gboolean
rapport_gateway_needs_token (const RapportGateway *self)
{
  return uses (self, "{token}");
}

static gboolean
invalid (GError **error, const char *message)
{
  g_set_error_literal (error, RAPPORT_GATEWAY_ERROR, RAPPORT_GATEWAY_ERROR_INVALID, message);
  return FALSE;
}

/* Whether nobody can listen in: over TLS, or without leaving this computer. */
static gboolean
is_private (GUri *address)
{
  const char *host = g_uri_get_host (address);
  const gboolean here = g_strcmp0 (host, "localhost") == 0 || g_strcmp0 (host, "127.0.0.1") == 0 ||
                        g_strcmp0 (host, "::1") == 0;

  return g_str_equal (g_uri_get_scheme (address), "https") ||
         (here && g_str_equal (g_uri_get_scheme (address), "http"));
}

/* (transfer full): the address with everything in it. */
static GUri *
make_address (const RapportGateway *self, const GatewayValues *values)
{
  g_autofree char *text = gateway_fill (self->address, values, GATEWAY_IN_ADDRESS);
  g_autoptr (GUri) address = g_uri_parse (text, SOUP_HTTP_URI_FLAGS, NULL);

  if (address == NULL || g_uri_get_host (address) == NULL || *g_uri_get_host (address) == '\0')
    return NULL;
  return g_steal_pointer (&address);
}

static gboolean
check_headers (const RapportGateway *self, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (self->headers, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    {
      g_autofree char *name = NULL;
      g_autofree char *value = NULL;

      if (*g_strstrip (*line) != '\0' && !gateway_parse_header (*line, &name, &value))
        return invalid (error,
                        _ ("Each line of the headers has to be a name, a colon and a value."));
    }
  return TRUE;
}

gboolean
rapport_gateway_check (const RapportGateway *self, GError **error)
{
  const GatewayValues values = { "token", "79000000000", "text" };
  g_autoptr (GUri) address = NULL;

  if (*self->address == '\0')
    return invalid (
      error, _ ("No gateway is set up yet: that is done in the preferences, under Reports."));
  address = make_address (self, &values);
  if (address == NULL)
    return invalid (error, _ ("The address of the gateway can’t be read."));
  if (!is_private (address))
    return invalid (error,
                    _ ("The address has to begin with https://, so that nobody can listen in."));
  if (!uses (self, "{text}") || !uses (self, "{phone}"))
    return invalid (error, _ ("{phone} and {text} have to stand where the gateway expects them."));
  return check_headers (self, error);
}

/* Sending. */

typedef struct
{
  SoupSession *session;
  Exchange *exchange;
  char *token;
} Sending;

static void
sending_free (gpointer data)
{
  Sending *sending = data;

  g_clear_pointer (&sending->exchange, exchange_unref);
  g_clear_object (&sending->session);
  g_free (sending->token);
  g_free (sending);
}

/* Messages of the library can name the address, and the token may be in that. To who has cancelled
 * it, the task says that instead. */
static void
return_failure (GTask *task, const Exchange *exchange)
{
  const GError *why = exchange->error;

  if (exchange->not_trusted || (why != NULL && why->domain == G_TLS_ERROR))
    g_task_return_new_error (task, RAPPORT_GATEWAY_ERROR, RAPPORT_GATEWAY_ERROR_NOT_TRUSTED, "%s",
                             _ ("The gateway can’t prove that it is the one it says it is, so "
                                "nothing was sent."));
  else if (exchange->late || why == NULL)
    g_task_return_new_error (task, RAPPORT_GATEWAY_ERROR, RAPPORT_GATEWAY_ERROR_UNREACHABLE, "%s",
                             _ ("The gateway did not answer in time. Whether it took the message "
                                "is not known."));
  else if (why->domain == G_RESOLVER_ERROR || why->domain == G_IO_ERROR)
    g_task_return_new_error (task, RAPPORT_GATEWAY_ERROR, RAPPORT_GATEWAY_ERROR_UNREACHABLE, "%s",
                             _ ("The gateway can’t be reached. Is there a network?"));
  else
    g_task_return_new_error (task, RAPPORT_GATEWAY_ERROR, RAPPORT_GATEWAY_ERROR_UNREACHABLE, "%s",
                             _ ("The gateway answered in a way that is not HTTP."));
}

static void
return_answer (GTask *task, const Exchange *exchange)
{
  Sending *sending = g_task_get_task_data (task);
  const guint status = soup_message_get_status (exchange->message);
  g_autofree char *answer =
    gateway_excerpt ((const char *) exchange->answer->data, exchange->answer->len, sending->token);

  if (SOUP_STATUS_IS_SUCCESSFUL (status))
    g_task_return_pointer (task, g_steal_pointer (&answer), g_free);
  else if (SOUP_STATUS_IS_REDIRECTION (status))
    g_task_return_new_error (task, RAPPORT_GATEWAY_ERROR, RAPPORT_GATEWAY_ERROR_REFUSED,
                             /* Translators: %u is a number such as 302 */
                             _ ("The gateway points to another address (%u). The message was not "
                                "sent there: enter that address if it is the right one."),
                             status);
  else if (*answer == '\0')
    g_task_return_new_error (task, RAPPORT_GATEWAY_ERROR, RAPPORT_GATEWAY_ERROR_REFUSED,
                             _ ("The gateway refused the message (%u)."), status);
  else
    g_task_return_new_error (task, RAPPORT_GATEWAY_ERROR, RAPPORT_GATEWAY_ERROR_REFUSED,
                             /* Translators: a number such as 500, then what was answered */
                             _ ("The gateway refused the message (%u): %s"), status, answer);
}

static void
over_cb (Exchange *exchange, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Sending *sending = g_task_get_task_data (task);

  if (exchange->lost)
    exchange_give_up_session (&sending->session);
  if (exchange->lost || exchange->error != NULL)
    return_failure (task, exchange);
  else
    return_answer (task, exchange);
}

static void
add_headers (SoupMessage *message, const RapportGateway *self, const GatewayValues *values)
{
  g_auto (GStrv) lines = g_strsplit (self->headers, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    {
      g_autofree char *name = NULL;
      g_autofree char *value = NULL;
      g_autofree char *filled = NULL;

      if (!gateway_parse_header (g_strstrip (*line), &name, &value))
        continue;
      filled = gateway_fill (value, values, GATEWAY_PLAIN);
      /* A line break in a value would be a header of its own. */
      g_strdelimit (filled, "\r\n", ' ');
      soup_message_headers_replace (soup_message_get_request_headers (message), name, filled);
    }
}

static void
add_body (SoupMessage *message, const RapportGateway *self, const GatewayValues *values)
{
  static const char *const usual[] = {
    [GATEWAY_PLAIN] = "text/plain; charset=utf-8",
    [GATEWAY_IN_JSON] = "application/json",
    [GATEWAY_IN_FORM] = "application/x-www-form-urlencoded",
    [GATEWAY_IN_XML] = "application/xml",
  };
  const GatewayPlace place = gateway_get_body_place (self);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  const char *chosen = soup_message_headers_get_one (headers, "Content-Type");
  g_autofree char *type = g_strdup (chosen != NULL ? chosen : usual[place]);
  char *body = gateway_fill (self->body, values, place);
  g_autoptr (GBytes) bytes = g_bytes_new_take (body, strlen (body));

  soup_message_set_request_body_from_bytes (message, type, bytes);
}

static SoupMessage *
make_message (const RapportGateway *self, const GatewayValues *values)
{
  g_autoptr (GUri) address = make_address (self, values);
  SoupMessage *message;

  if (address == NULL || !is_private (address))
    return NULL;
  message = soup_message_new_from_uri (self->method, address);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE);
  add_headers (message, self, values);
  if (!g_str_equal (self->method, "GET"))
    add_body (message, self, values);
  return message;
}

void
gateway_send_async (const RapportGateway *self,
                    const GatewayValues *values,
                    const ExchangeLimits *limits,
                    GProxyResolver *resolver,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GByteArray) answer = g_byte_array_new ();
  Sending *sending = g_new0 (Sending, 1);
  g_autoptr (GError) error = NULL;

  g_task_set_source_tag (task, gateway_send_async);
  g_task_set_task_data (task, sending, sending_free);
  if (!rapport_gateway_check (self, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  message = make_message (self, values);
  if (message == NULL)
    {
      g_task_return_new_error (task, RAPPORT_GATEWAY_ERROR, RAPPORT_GATEWAY_ERROR_INVALID, "%s",
                               _ ("The address of the gateway can’t be read."));
      return;
    }
  sending->token = g_strdup (values->token);
  sending->session = soup_session_new_with_options ("timeout", 0, "user-agent", "Rapport", NULL);
  if (resolver != NULL)
    soup_session_set_proxy_resolver (sending->session, resolver);
  sending->exchange = exchange_begin (sending->session, message, answer, limits, cancellable,
                                      over_cb, g_object_ref (task));
}

void
rapport_gateway_send_async (const RapportGateway *self,
                            const char *token,
                            const char *phone,
                            const char *text,
                            guint timeout,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  const GatewayValues values = { token, phone, text };
  const guint patience = (timeout > 0 ? timeout : SECONDS) * 1000;
  const ExchangeLimits limits = { GATEWAY_MOST_BYTES, patience, patience, LOST };

  gateway_send_async (self, &values, &limits, NULL, cancellable, callback, user_data);
}

char *
rapport_gateway_send_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
