/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-client.h"
#include "rapport-team.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_CIRCLE_DIALOG (rapport_circle_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RapportCircleDialog, rapport_circle_dialog, RAPPORT, CIRCLE_DIALOG, AdwDialog)

/**
 * RapportCircleDialog:
 *
 * Who of the team works with a client: says what this copy knows of it, and, signed in as an
 * administrator of the server, changes it, step by step, and back again. Closes by itself where the
 * team is left.
 */
AdwDialog *
rapport_circle_dialog_new (RapportLibrary *library, RapportTeam *team, RapportClient *client);

G_END_DECLS
