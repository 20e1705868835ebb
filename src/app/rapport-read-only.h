/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Lets what stands in @widget only be read, or be changed again: what scrolls
 * still does, but nothing in it answers, and nothing is dimmed for it. Buttons
 * that stand outside of what scrolls stay as they are. */
void rapport_read_only_set (GtkWidget *widget, gboolean read_only);

/* Scrolls what is in sight in or under @widget, by the arrows, Page Up and Page Down, Home
 * and End. Returns whether the key was one of these. */
gboolean rapport_read_only_scroll (GtkWidget *widget, guint keyval);

G_END_DECLS
