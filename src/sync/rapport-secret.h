/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Secrets lie in the desktop's Secret Service and nowhere else. @purpose names
 * one, such as "gateway". Where there is no such service the functions fail with
 * words for the user, and nothing is kept. */

/* Keeps @secret, or forgets the one that is there where it is "" or %NULL. */
void rapport_secret_store_async (const char *purpose,
                                 const char *secret,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean rapport_secret_store_finish (GAsyncResult *result, GError **error);

void rapport_secret_look_up_async (const char *purpose,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

/* (transfer full): the secret, which rapport_secret_free() wipes; %NULL without
 * an error where there is none. */
char *rapport_secret_look_up_finish (GAsyncResult *result, GError **error);
void rapport_secret_free (char *secret);

G_END_DECLS
