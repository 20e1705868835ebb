/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_TRASH_DIALOG (rapport_trash_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RapportTrashDialog, rapport_trash_dialog, RAPPORT, TRASH_DIALOG, AdwDialog)

/**
 * RapportTrashDialog:
 *
 * What was deleted, by client and kind: to be looked through, restored (with
 * undo), and deleted for good, which alone asks first.
 */
AdwDialog *rapport_trash_dialog_new (RapportLibrary *library);

G_END_DECLS
