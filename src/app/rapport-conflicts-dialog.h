/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_CONFLICTS_DIALOG (rapport_conflicts_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RapportConflictsDialog,
                      rapport_conflicts_dialog,
                      RAPPORT,
                      CONFLICTS_DIALOG,
                      AdwDialog)

/* What two have done to one record, side by side with what was made of both, to be settled one by
 * one. */
AdwDialog *rapport_conflicts_dialog_new (RapportLibrary *library);

G_END_DECLS
