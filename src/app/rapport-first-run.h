/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-team.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_FIRST_RUN (rapport_first_run_get_type ())
G_DECLARE_FINAL_TYPE (RapportFirstRun, rapport_first_run, RAPPORT, FIRST_RUN, AdwBin)

/* What a library that has not been set up shows: the sample agency, an empty one, or the one that
 * colleagues have, which goes on coming in where @team is connected. Signals: `done ()` when there
 * is an agency in @library; `sample ()` when the sample agency was asked for, which has a library
 * of its own. */
GtkWidget *rapport_first_run_new (RapportLibrary *library, RapportTeam *team);

G_END_DECLS
