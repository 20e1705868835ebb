/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-read-only.h"

/* What an arrow moves on by, in pixels. */
#define STEP 48

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

/* (nullable): the area in or under @widget that can be seen and scrolled. */
static GtkWidget *
find_area (GtkWidget *widget)
{
  GtkWidget *area = NULL;

  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (GTK_IS_SCROLLED_WINDOW (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); area == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    area = find_area (child);
  return area;
}

gboolean
rapport_read_only_scroll (GtkWidget *widget, guint keyval)
{
  GtkWidget *area = find_area (widget);
  GtkAdjustment *scrolling =
    area != NULL ? gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (area)) : NULL;
  const double page = scrolling != NULL ? gtk_adjustment_get_page_size (scrolling) : 0;
  double to = scrolling != NULL ? gtk_adjustment_get_value (scrolling) : 0;

  if (scrolling == NULL)
    return FALSE;
  switch (keyval)
    {
    case GDK_KEY_Up:
      to -= STEP;
      break;
    case GDK_KEY_Down:
      to += STEP;
      break;
    case GDK_KEY_Page_Up:
      to -= page - STEP;
      break;
    case GDK_KEY_Page_Down:
      to += page - STEP;
      break;
    case GDK_KEY_Home:
      to = gtk_adjustment_get_lower (scrolling);
      break;
    case GDK_KEY_End:
      to = gtk_adjustment_get_upper (scrolling);
      break;
    default:
      return FALSE;
    }
  gtk_adjustment_set_value (scrolling, to);
  return TRUE;
}
