/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-team.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_PREFERENCES (rapport_preferences_get_type ())
G_DECLARE_FINAL_TYPE (RapportPreferences,
                      rapport_preferences,
                      RAPPORT,
                      PREFERENCES,
                      AdwPreferencesDialog)

/* The agency, how promises are counted, and who works here. The library has
 * been set up. */
AdwDialog *rapport_preferences_new (RapportLibrary *library, RapportTeam *team);

/* Shows the page "Team" first. */
void rapport_preferences_show_team (RapportPreferences *self);

G_END_DECLS
