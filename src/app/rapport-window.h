/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_WINDOW (rapport_window_get_type ())
G_DECLARE_FINAL_TYPE (RapportWindow, rapport_window, RAPPORT, WINDOW, AdwApplicationWindow)

RapportWindow *rapport_window_new (GtkApplication *application);

/* Opens the library at @path, or shows why it can't be opened and the ways
 * out. %NULL is the one in the user's data folder. */
void rapport_window_open (RapportWindow *self, const char *path);

/* (nullable): the path of the library that is shown, or was to be. */
const char *rapport_window_get_path (RapportWindow *self);

/* (nullable): the library, once it is open. */
RapportLibrary *rapport_window_get_library (RapportWindow *self);

/* Whether others look at the screen, as while the team meets: then the desktop
 * is told of nothing and finds nothing. */
gboolean rapport_window_is_shown_to_others (RapportWindow *self);

void rapport_window_open_client (RapportWindow *self, const char *client_id);

/* What the menu says for undo: "_Undo “Mark the week”". (transfer full) */
char *rapport_window_get_undo_menu_label (RapportWindow *self, gboolean redo);

G_END_DECLS
