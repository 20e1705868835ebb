/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-actions.h"
#include "rapport-lights.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_PALETTE (rapport_palette_get_type ())
G_DECLARE_FINAL_TYPE (RapportPalette, rapport_palette, RAPPORT, PALETTE, AdwDialog)

/* Ctrl+K: finds clients, records and commands, and goes there. Uses the
 * actions of the window that it is presented in. @conditions: which of
 * %RAPPORT_ACTION_CONDITIONS are met */
AdwDialog *rapport_palette_new (RapportLibrary *library,
                                RapportLights *lights,
                                gboolean in_client,
                                RapportActionFlags conditions,
                                GPtrArray *offers);

G_END_DECLS
