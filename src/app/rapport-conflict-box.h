/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-conflicts.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_CONFLICT_BOX (rapport_conflict_box_get_type ())
G_DECLARE_FINAL_TYPE (RapportConflictBox, rapport_conflict_box, RAPPORT, CONFLICT_BOX, AdwBin)

/* One conflict: both values side by side, and below them what the record has now, which can be
 * edited where it is a text. Settling is one step, which undo takes back. @details are its own. */
GtkWidget *rapport_conflict_box_new (RapportLibrary *library,
                                     RapportConflict *conflict,
                                     RapportConflictDetails *details);

/* Of the conflict. */
const char *rapport_conflict_box_get_id (RapportConflictBox *self);

/* Puts the keyboard on the first of what can be done about it. */
void rapport_conflict_box_grab_focus (RapportConflictBox *self);

G_END_DECLS
