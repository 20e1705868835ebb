/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_DOUBLES_DIALOG (rapport_doubles_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RapportDoublesDialog,
                      rapport_doubles_dialog,
                      RAPPORT,
                      DOUBLES_DIALOG,
                      AdwDialog)

/**
 * RapportDoublesDialog:
 *
 * Clients and contacts that probably are one, and why it is thought so. A pair
 * opens side by side, to be merged or kept apart.
 */
AdwDialog *rapport_doubles_dialog_new (RapportLibrary *library);

G_END_DECLS
