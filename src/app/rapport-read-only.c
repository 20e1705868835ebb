/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-read-only.h"

static void
set_sensitive (GtkWidget *widget, gboolean read_only)
{
  gtk_widget_set_sensitive (widget, !read_only);
  if (read_only)
    gtk_widget_add_css_class (widget, "read-only");
  else
    gtk_widget_remove_css_class (widget, "read-only");
}

void
rapport_read_only_set (GtkWidget *widget, gboolean read_only)
{
  if (GTK_IS_SCROLLED_WINDOW (widget))
    {
      GtkWidget *child = gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (widget));

      if (child != NULL)
        set_sensitive (child, read_only);
      /* Else it would take the keyboard in place of what does not any more. */
      gtk_widget_set_focusable (widget, !read_only);
      return;
    }
  if (GTK_IS_EDITABLE (widget) || GTK_IS_TEXT_VIEW (widget))
    {
      set_sensitive (widget, read_only);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    rapport_read_only_set (child, read_only);
}
