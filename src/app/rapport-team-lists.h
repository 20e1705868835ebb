/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-team.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Pages of the preferences behind "Team". */

/* The records that the server refuses, with the reason, and a way to try again. */
AdwNavigationPage *rapport_team_lists_new_blocked (RapportTeam *team, RapportLibrary *library);

/* What happened, the newest first; goes on while it is looked at. */
AdwNavigationPage *rapport_team_lists_new_log (RapportTeam *team);

/* What to do when a computer is lost or new, or a colleague leaves. */
AdwNavigationPage *rapport_team_lists_new_computers (RapportTeam *team);

G_END_DECLS
