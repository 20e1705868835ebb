/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-intake.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Reads the people of a file of cards in another thread. */
void rapport_intake_read_cards_async (GFile *file,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/* (transfer full) (element-type RapportNewPerson); @remarks: (out) (transfer full)
 * (element-type RapportImportRemark). */
GPtrArray *
rapport_intake_read_cards_finish (GAsyncResult *result, GPtrArray **remarks, GError **error);

/**
 * rapport_intake_find_async:
 * @newcomers: (element-type RapportNewClient): or RapportNewPerson, where
 *   @are_people
 * @client_id: (nullable): as rapport_intake_new_for_people() has it
 *
 * Finds out in another thread who of them is there already.
 */
void rapport_intake_find_async (RapportLibrary *library,
                                GPtrArray *newcomers,
                                gboolean are_people,
                                const char *client_id,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
RapportIntake *rapport_intake_find_finish (GAsyncResult *result, GError **error);

/* Adds the clients that can be chosen, in order: their names, and (element-type
 * utf8) their ids. */
void rapport_intake_name_clients (RapportLibrary *library, GtkStringList *names, GPtrArray *ids);

G_END_DECLS
