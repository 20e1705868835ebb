/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The row of a list of what was put aside or deleted: what it is called, what is
 * known of it below, and a button that brings it back. Made once for a place of
 * a list view and shown again for each item. */
GtkWidget *rapport_shelf_row_new (const char *icon_name, const char *tooltip);

GtkWidget *rapport_shelf_row_get_button (GtkWidget *row);

void rapport_shelf_row_show (GtkWidget *row, const char *title, const char *subtitle);

G_END_DECLS
