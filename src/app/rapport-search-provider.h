/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-application.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_SEARCH_PROVIDER (rapport_search_provider_get_type ())
G_DECLARE_FINAL_TYPE (RapportSearchProvider,
                      rapport_search_provider,
                      RAPPORT,
                      SEARCH_PROVIDER,
                      GObject)

/**
 * RapportSearchProvider:
 *
 * Answers the overview of GNOME Shell (org.gnome.Shell.SearchProvider2): clients,
 * tasks and reports by their names. What is found by other fields is left out, as
 * anybody may look at the screen, and so is what is of audience "me". While a
 * window is full-screen, as in front of the team, nothing is found. It searches the library of the
 * open window in the store's thread; without a window it reads the user's own one, and changes
 * nothing. While nobody asks it does nothing.
 */
RapportSearchProvider *rapport_search_provider_new (RapportApplication *application);

gboolean rapport_search_provider_register (RapportSearchProvider *self,
                                           GDBusConnection *connection,
                                           const char *path,
                                           GError **error);
void rapport_search_provider_unregister (RapportSearchProvider *self, GDBusConnection *connection);

G_END_DECLS
