/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-files.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_FILE_ROW (rapport_file_row_get_type ())
G_DECLARE_FINAL_TYPE (RapportFileRow, rapport_file_row, RAPPORT, FILE_ROW, AdwActionRow)

/**
 * RapportFileRow:
 *
 * A kept file in a boxed list: what it is, how large, since when, and who may see it.
 * It opens when it is activated; its menu saves, renames, shows it to the client and
 * deletes it, as do the keys F2 and Delete. @place is where it is kept, to be said
 * where a list has files of several places; or %NULL.
 */
GtkWidget *rapport_file_row_new (RapportLibrary *library, RapportFile *file, const char *place);

G_END_DECLS
