/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-gateway.h"

G_BEGIN_DECLS

/* (transfer full): the gateway as the settings describe it. */
RapportGateway *rapport_messenger_get_gateway (void);

/* Sends a text message by it, with the token from the keyring where it asks for
 * one. The main thread does not wait. */
void rapport_messenger_send_async (const char *phone,
                                   const char *text,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

/* (transfer full): what came of it, in words; %NULL with an error for the user. */
char *rapport_messenger_send_finish (GAsyncResult *result, GError **error);

/* The name of the token in the keyring. */
#define RAPPORT_MESSENGER_TOKEN "gateway"

G_END_DECLS
