/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How the columns of a table stand, as a text to be remembered: "title:320,status,-why"
 * is their order, by their ids, with those widths that are not the usual ones, and "-" before
 * what is hidden. The first column that is added to a view is always visible. */

/* Notes how @column is by itself; to be called once for each before anything else. */
void rapport_column_layout_set_usual (GtkColumnViewColumn *column, int width, gboolean visible);

/* (transfer full) */
char *rapport_column_layout_save (GtkColumnView *view);

/* @text is (nullable): %NULL or "" for the usual layout. What it does not know or repeats is
 * passed over; what it does not name comes last, hidden. */
void rapport_column_layout_restore (GtkColumnView *view, const char *text);

/* (transfer none) (nullable) */
GtkColumnViewColumn *rapport_column_layout_find (GtkColumnView *view, const char *id);

G_END_DECLS
