/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-team.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_JOIN (rapport_join_get_type ())
G_DECLARE_FINAL_TYPE (RapportJoin, rapport_join, RAPPORT, JOIN, AdwBin)

/* How a new computer joins a team that has an agency already: where it is, and then what comes in.
 * Signals: `done ()` when there is enough in the library to work with; `back ()` where the user
 * gives it up before anything has come in. */

/* To be called once. Where the library has a team already, what comes in is shown at once. */
void rapport_join_set_team (RapportJoin *self, RapportTeam *team, RapportLibrary *library);

/* Begins with the form. */
void rapport_join_begin (RapportJoin *self);

G_END_DECLS
