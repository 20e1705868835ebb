/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_TABLE_PREVIEW (rapport_table_preview_get_type ())
G_DECLARE_FINAL_TYPE (RapportTablePreview, rapport_table_preview, RAPPORT, TABLE_PREVIEW, AdwBin)

/**
 * RapportTablePreview:
 *
 * The first rows of a file, under what was made of its columns.
 */

void rapport_table_preview_clear (RapportTablePreview *self);

/* @title: the header in the file; @role: what it was taken for; @is_used: whether
 * anything comes of the column; @is_number: aligned as figures are. All columns
 * come before the first row. */
void rapport_table_preview_add_column (RapportTablePreview *self,
                                       const char *title,
                                       const char *role,
                                       gboolean is_used,
                                       gboolean is_number);

/* @cells: (array zero-terminated=1): cells behind the last column are left out. */
void rapport_table_preview_add_row (RapportTablePreview *self, char **cells);

G_END_DECLS
