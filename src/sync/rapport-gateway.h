/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define RAPPORT_GATEWAY_ERROR (rapport_gateway_error_quark ())

/**
 * RapportGatewayError:
 * @RAPPORT_GATEWAY_ERROR_INVALID: it is not set up so that anything can be sent
 * @RAPPORT_GATEWAY_ERROR_UNREACHABLE: there is no way to it, or it went silent;
 *   whether the message was taken is not known
 * @RAPPORT_GATEWAY_ERROR_NOT_TRUSTED: it can't prove who it is; nothing was sent
 * @RAPPORT_GATEWAY_ERROR_REFUSED: it answered, and did not take the message
 */
typedef enum
{
  RAPPORT_GATEWAY_ERROR_INVALID,
  RAPPORT_GATEWAY_ERROR_UNREACHABLE,
  RAPPORT_GATEWAY_ERROR_NOT_TRUSTED,
  RAPPORT_GATEWAY_ERROR_REFUSED,
} RapportGatewayError;

GQuark rapport_gateway_error_quark (void);

/**
 * RapportGateway:
 * @address: that of the service, beginning with https:// (or http:// on this
 *   computer)
 * @method: "POST", "GET" or "PUT"
 * @headers: lines such as "Content-Type: application/json"
 * @body: what is sent; not with GET
 *
 * A service that passes text messages on, as its user describes it. In address,
 * headers and body {phone}, {text} and {token} stand for what is sent, written as
 * it has to be in that place. Members are never %NULL.
 */
typedef struct
{
  char *address;
  char *method;
  char *headers;
  char *body;
} RapportGateway;

RapportGateway *rapport_gateway_new (const char *address,
                                     const char *method,
                                     const char *headers,
                                     const char *body);
void rapport_gateway_free (RapportGateway *self);

/* Whether a message could be sent by it; messages of errors are for the user. */
gboolean rapport_gateway_check (const RapportGateway *self, GError **error);

/* Whether it asks for a secret. */
gboolean rapport_gateway_needs_token (const RapportGateway *self);

/**
 * rapport_gateway_send_async:
 * @token: (nullable): the secret; it is in no message, error or log
 * @timeout: seconds without the end of an answer after which it is given up; 0 for 30
 *
 * Sends one message. Certificates that are not trusted are refused, and
 * redirections are not followed, as the token would go to whom it was not meant
 * for. On the main context of the caller, which does not wait.
 */
void rapport_gateway_send_async (const RapportGateway *self,
                                 const char *token,
                                 const char *phone,
                                 const char *text,
                                 guint timeout,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

/* (transfer full): the beginning of what it answered, on one line; %NULL with an
 * error whose message is for the user. */
char *rapport_gateway_send_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportGateway, rapport_gateway_free)

G_END_DECLS
