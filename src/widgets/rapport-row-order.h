/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Lists whose order is the user's. A row is dragged by its handle over another, where a line says
 * on which side it would go; Alt with the arrows moves it by one, and so do the actions `order.up`
 * and `order.down`, which its buttons and menus have.
 */

/* @row, which stands at @from in its list box, is to stand at @to, counted without it. Both are
 * places of rows, and they differ. */
typedef void (*RapportRowMoved) (GtkListBoxRow *row, int from, int to, gpointer user_data);

/* Tells @moved, with @user_data, of every row of @box that the user moves; it is to put the row
 * there. @user_data has to outlive @box. */
void rapport_row_order_watch (GtkListBox *box, RapportRowMoved moved, gpointer user_data);

/* Lets @row be moved, by @handle, a child of it, among others. Without a handle in sight nothing is
 * dragged. */
void rapport_row_order_add (GtkWidget *row, GtkWidget *handle);

/* Whether @row can go up and down by one: the ends of a list can't be left. */
void rapport_row_order_allow (GtkWidget *row, gboolean up, gboolean down);

/* A handle as all rows have it. (transfer floating) */
GtkWidget *rapport_row_order_handle_new (void);

/* Delete activates "row.remove" of a row that has the keyboard itself, and not a text in it. */
void rapport_row_order_add_delete (GtkWidget *row);

G_END_DECLS
