/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* (transfer full) (nullable): the settings of the application, or %NULL where
 * its schema is not installed, as in a bare build tree. */
GSettings *rapport_settings_new (void);

/* (transfer full) (nullable): the library that was chosen last and is still
 * there; %NULL stands for the one in the user's data folder. */
char *rapport_settings_get_library (void);

/* (transfer full): the libraries that were chosen lately and are still there, the
 * last one first. */
GStrv rapport_settings_get_recent (void);

/* Remembers the library that the user has chosen, for the next start. */
void rapport_settings_set_library (const char *path);

G_END_DECLS
