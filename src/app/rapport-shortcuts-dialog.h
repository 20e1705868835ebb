/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_SHORTCUTS_DIALOG (rapport_shortcuts_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RapportShortcutsDialog,
                      rapport_shortcuts_dialog,
                      RAPPORT,
                      SHORTCUTS_DIALOG,
                      AdwDialog)

/* The keys of the table of actions, by group. */
AdwDialog *rapport_shortcuts_dialog_new (void);

G_END_DECLS
