/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_LOGO_ROW (rapport_logo_row_get_type ())
G_DECLARE_FINAL_TYPE (RapportLogoRow, rapport_logo_row, RAPPORT, LOGO_ROW, AdwActionRow)

/**
 * RapportLogoRow:
 *
 * A row of a boxed list that shows the logo of the agency or of a client. A
 * picture is chosen from the disk or dropped onto the row; it is read and scaled
 * beside the main thread, and what can't be a logo is refused in the row's words.
 *
 * @owner: a #RapportWorkspace or a #RapportClient
 */
GtkWidget *rapport_logo_row_new (RapportLibrary *library, RapportRecord *owner);

G_END_DECLS
