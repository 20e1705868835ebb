/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_SAVED_STATE (rapport_saved_state_get_type ())
G_DECLARE_FINAL_TYPE (RapportSavedState, rapport_saved_state, RAPPORT, SAVED_STATE, GObject)

/* Shows in @title the agency's name and, below it, whether everything is on
 * disk. Both are followed for as long as this lives; @title has to outlive it. */
RapportSavedState *rapport_saved_state_new (RapportLibrary *library, AdwWindowTitle *title);

G_END_DECLS
