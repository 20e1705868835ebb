/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/*
 * The widgets of the program under test, as a screen reader would meet them:
 * the order and the number of children are those of AT-SPI, so that a path of
 * child indices names the same thing there and here.
 */

/* The toplevels in the order in which AT-SPI lists them. Windows are owned by GTK. */
GPtrArray *probe_tree_list_windows (void);

/* The window of that index, or NULL. */
GtkWindow *probe_tree_get_window (guint index);

/*
 * Where a widget is on its toplevel's surface, in pixels, popovers and window
 * shadows counted in; FALSE when it is nowhere.
 */
gboolean probe_tree_get_rectangle (GtkWidget *widget, graphene_rect_t *rectangle);

/* The widget, or what stands for it to a screen reader: the entry for the text within. */
GtkWidget *probe_tree_get_presented (GtkWidget *widget);

/* The whole tree as JSON; the caller owns it. Children of unmapped widgets are left out. */
char *probe_tree_write (void);
