/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @dragged, another row of the same list box, was let go over @row: @behind in
 * its lower half. */
typedef void (*RapportRowPlaced) (GtkWidget *row,
                                  GtkWidget *dragged,
                                  gboolean behind,
                                  gpointer user_data);

/* Lets @row be dragged by @handle, a child of it, to another place in its list
 * box. While one is held over another, a line above or below it says where it
 * would go; @placed, with @user_data, is to put it there. Without a handle
 * in sight nothing is dragged. @user_data has to outlive @row. */
void rapport_row_drag_add (GtkWidget *row,
                           GtkWidget *handle,
                           RapportRowPlaced placed,
                           gpointer user_data);

G_END_DECLS
