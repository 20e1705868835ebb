/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_COLUMN_ROWS (rapport_column_rows_get_type ())
G_DECLARE_FINAL_TYPE (RapportColumnRows, rapport_column_rows, RAPPORT, COLUMN_ROWS, GObject)

/**
 * RapportColumnRows:
 *
 * What the columns of a table are taken for: a group with a drop-down for each, below
 * which stand a few of its cells. Signal `picked (guint number, guint selected)` when
 * the user has chosen another entry for a column.
 */
RapportColumnRows *rapport_column_rows_new (AdwPreferencesGroup *group);

/* The entries of all drop-downs; begins anew. */
void rapport_column_rows_set_names (RapportColumnRows *self, GtkStringList *names);

/* Shows column @number, from 1; of @n in all. @title may be "", @remark %NULL or "".
 * Call it for each of them, in order. */
void rapport_column_rows_show (RapportColumnRows *self,
                               guint number,
                               guint n,
                               const char *title,
                               const char *const *samples,
                               const char *remark,
                               guint selected);

/* The entry of a column, without a signal. */
void rapport_column_rows_select (RapportColumnRows *self, guint number, guint selected);

/* Fills a drop-down without more ado. */
void rapport_combo_row_fill (AdwComboRow *row, GtkStringList *names, guint selected);

/* Which line of a table is its header, 0 for none: some lines below it as well. */
void rapport_combo_row_fill_lines (AdwComboRow *row, guint line);

G_END_DECLS
