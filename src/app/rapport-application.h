/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_APPLICATION (rapport_application_get_type ())
G_DECLARE_FINAL_TYPE (RapportApplication, rapport_application, RAPPORT, APPLICATION, AdwApplication)

/**
 * RapportApplication:
 *
 * One process holds all windows, one for each library; what is started later
 * comes to it. `--db FILE` names a library other than the user's own.
 */
RapportApplication *rapport_application_new (void);

/* Shows a library in a window of its own, or brings its window forward. %NULL
 * is the user's own library. */
void rapport_application_open_library (RapportApplication *self, const char *path);

G_END_DECLS
