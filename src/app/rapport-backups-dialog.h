/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_BACKUPS_DIALOG (rapport_backups_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RapportBackupsDialog,
                      rapport_backups_dialog,
                      RAPPORT,
                      BACKUPS_DIALOG,
                      AdwDialog)

/**
 * RapportBackupsDialog:
 *
 * The backups of a library, with a look into each: what is in it, and what it
 * would take away and bring back to restore it. All is read beside the main
 * thread. Signal `restore (string path)` when the user wants that.
 *
 * @restores: whether that is offered
 */
AdwDialog *rapport_backups_dialog_new (const char *library, gboolean restores);

G_END_DECLS
