/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-row-drag.h"

typedef struct
{
  GtkWidget *row; /* which owns this, by its drop target */
  RapportRowPlaced placed;
  gpointer user_data;
} Place;

static void
place_free (gpointer data, GClosure *closure)
{
  g_free (data);
}

static GdkContentProvider *
prepare_cb (GtkWidget *row, double x, double y, GtkDragSource *source)
{
  return gdk_content_provider_new_typed (GTK_TYPE_LIST_BOX_ROW, row);
}

static void
begin_cb (GtkWidget *row, GdkDrag *drag, GtkDragSource *source)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (row);

  gtk_drag_source_set_icon (source, picture, 0, 0);
}

static gboolean
is_behind (GtkWidget *row, double y)
{
  return y > gtk_widget_get_height (row) / 2.0;
}

static void
leave_cb (GtkWidget *row)
{
  gtk_widget_remove_css_class (row, "drop-above");
  gtk_widget_remove_css_class (row, "drop-below");
}

static GdkDragAction
motion_cb (GtkWidget *row, double x, double y, GtkDropTarget *target)
{
  leave_cb (row);
  gtk_widget_add_css_class (row, is_behind (row, y) ? "drop-below" : "drop-above");
  return GDK_ACTION_MOVE;
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  Place *place = user_data;
  GtkWidget *dragged = g_value_get_object (value);

  leave_cb (place->row);
  if (dragged == NULL || dragged == place->row ||
      gtk_widget_get_parent (dragged) != gtk_widget_get_parent (place->row))
    return FALSE;
  place->placed (place->row, dragged, is_behind (place->row, y), place->user_data);
  return TRUE;
}

void
rapport_row_drag_add (GtkWidget *row,
                      GtkWidget *handle,
                      RapportRowPlaced placed,
                      gpointer user_data)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (GTK_TYPE_LIST_BOX_ROW, GDK_ACTION_MOVE);
  Place *place = g_new (Place, 1);

  *place = (Place) { row, placed, user_data };
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_swapped (source, "prepare", G_CALLBACK (prepare_cb), row);
  g_signal_connect_swapped (source, "drag-begin", G_CALLBACK (begin_cb), row);
  gtk_widget_add_controller (handle, GTK_EVENT_CONTROLLER (source));
  g_signal_connect_swapped (target, "motion", G_CALLBACK (motion_cb), row);
  g_signal_connect_swapped (target, "leave", G_CALLBACK (leave_cb), row);
  g_signal_connect_data (target, "drop", G_CALLBACK (drop_cb), place, place_free, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (target));
}
