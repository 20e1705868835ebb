/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-team.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_TEAM_PAGE (rapport_team_page_get_type ())
G_DECLARE_FINAL_TYPE (RapportTeamPage, rapport_team_page, RAPPORT, TEAM_PAGE, AdwPreferencesPage)

/* The page "Team" of the preferences: connecting, what state that is in, what the server refused,
 * what happened, and who works here. */
void rapport_team_page_set_team (RapportTeamPage *self, RapportTeam *team, RapportLibrary *library);

/* What @state is called, and its symbolic icon. */
const char *rapport_team_page_get_state_name (RapportReplicatorState state);
const char *rapport_team_page_get_state_icon (RapportReplicatorState state);

/* (nullable): what it means that the keyring does not keep the password, and what to do; %NULL
 * where it does. */
const char *rapport_team_page_get_keyring_text (RapportTeamKeyring keyring);

G_END_DECLS
