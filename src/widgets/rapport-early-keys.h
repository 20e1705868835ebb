/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Keys that are pressed while @dialog is on its way to the screen go to
 * @entry, a GtkEditable in it that is to have the keyboard first: libadwaita
 * moves the keyboard only some frames later, and whoever types faster would
 * lose letters. To be called before the dialog is presented. */
void rapport_early_keys_catch (AdwDialog *dialog, GtkWidget *entry);

/* For the grab_focus of the dialog's class: the first time it gives the
 * keyboard to the entry, leaving what has been typed as it is, and returns
 * TRUE. Later, and for a dialog that catches nothing, it returns FALSE. */
gboolean rapport_early_keys_hand_over (AdwDialog *dialog);

G_END_DECLS
