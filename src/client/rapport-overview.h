/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-lights.h"
#include "rapport-records.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_OVERVIEW (rapport_overview_get_type ())
G_DECLARE_FINAL_TYPE (RapportOverview, rapport_overview, RAPPORT, OVERVIEW, AdwBin)

/**
 * RapportOverview:
 *
 * A client at a glance: what matters now, who they are, and, set apart, what
 * only the team and what only the user may see. Edited in place. Navigates by
 * the window's actions "win.show-view", "win.edit-client" and
 * "win.open-work-item". @lights are the window's, of this week; they are moved
 * on to the week that has begun when the overview is opened.
 */
GtkWidget *rapport_overview_new (RapportLibrary *library, RapportLights *lights);

/* @client may be %NULL. */
void rapport_overview_set_client (RapportOverview *self, RapportClient *client);

/* Asks for files and keeps them with the client; keeps @file with it. */
void rapport_overview_add_files (RapportOverview *self);
void rapport_overview_keep_file (RapportOverview *self, GFile *file);

G_END_DECLS
