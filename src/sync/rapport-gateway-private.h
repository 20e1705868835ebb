/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-gateway.h"
#include "rapport-http-exchange-private.h"

G_BEGIN_DECLS

/* How a value is written where it stands. */
typedef enum
{
  GATEWAY_PLAIN,
  GATEWAY_IN_ADDRESS, /* percent-encoded */
  GATEWAY_IN_JSON,    /* inside of quotation marks */
  GATEWAY_IN_FORM,    /* as of an HTML form */
  GATEWAY_IN_XML,
} GatewayPlace;

typedef struct
{
  const char *token;
  const char *phone;
  const char *text;
} GatewayValues;

/* (transfer full) */
char *gateway_fill (const char *pattern, const GatewayValues *values, GatewayPlace place);

/* Where values stand in the body, by the line "Content-Type" of @headers or by
 * what the body looks like. */
GatewayPlace gateway_get_body_place (const RapportGateway *self);

/* A line of the headers taken apart; FALSE where it is none. Both (transfer full). */
gboolean gateway_parse_header (const char *line, char **name, char **value);

/* (transfer full): what @answer says on one line, not too much of it, and without
 * the token, should it be repeated there. */
char *gateway_excerpt (const char *answer, gsize length, const char *token);

/* Of an answer no more is read. */
#define GATEWAY_MOST_BYTES 8192

/* As rapport_gateway_send_async(), for tests, which have no patience: @resolver
 * (nullable) is the way out of the network. */
void gateway_send_async (const RapportGateway *self,
                         const GatewayValues *values,
                         const ExchangeLimits *limits,
                         GProxyResolver *resolver,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);

G_END_DECLS
