/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* These show a short text in the toast overlay around @near, or in the dialog of
 * preferences that it stands in. When there is neither, in that of the dialog in
 * front, if it has one, or else in that of the window. @text is plain text. */
void rapport_toast_show (GtkWidget *near, const char *text);

/* With an Undo button that activates the action "win.undo". */
void rapport_toast_show_undo (GtkWidget *near, const char *text);

/* With an Undo button for the last change in the history of @client, or of the
 * agency (""): for where another client may be the one that is open. While
 * another client looks at the screen, nothing is shown. */
void rapport_toast_show_undo_of (GtkWidget *near,
                                 const char *text,
                                 RapportLibrary *library,
                                 const char *client);

/* Stays, with a Cancel button for @cancellable, until rapport_toast_take_back(). (transfer full)
 * (nullable): %NULL where there is nothing to show it in. */
AdwToast *rapport_toast_show_cancel (GtkWidget *near, const char *text, GCancellable *cancellable);

/* @toast is (transfer full) (nullable). */
void rapport_toast_take_back (AdwToast *toast);

/* Names the overlay that stands for a whole window, or for a dialog. */
void rapport_toast_set_window_overlay (GtkWindow *window, AdwToastOverlay *overlay);
void rapport_toast_set_dialog_overlay (AdwDialog *dialog, AdwToastOverlay *overlay);

G_END_DECLS
