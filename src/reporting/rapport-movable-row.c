/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-movable-row.h"

#include <glib/gi18n-lib.h>

struct _RapportMovableRow
{
  AdwActionRow parent_instance;

  GtkWidget *handle;
  GtkWidget *buttons;
};

enum
{
  MOVE,
  PLACE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportMovableRow, rapport_movable_row, ADW_TYPE_ACTION_ROW)

static void
move_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[MOVE], 0, g_str_equal (action, "row.up") ? -1 : 1);
}

static GdkContentProvider *
drag_prepare_cb (RapportMovableRow *self, double x, double y, GtkDragSource *source)
{
  return gdk_content_provider_new_typed (RAPPORT_TYPE_MOVABLE_ROW, self);
}

static void
drag_begin_cb (RapportMovableRow *self, GdkDrag *drag, GtkDragSource *source)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (GTK_WIDGET (self));

  gtk_drag_source_set_icon (source, picture, 0, 0);
}

static gboolean
is_behind (RapportMovableRow *self, double y)
{
  return y > gtk_widget_get_height (GTK_WIDGET (self)) / 2.0;
}

static void
drop_leave_cb (RapportMovableRow *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self), "drop-above");
  gtk_widget_remove_css_class (GTK_WIDGET (self), "drop-below");
}

static GdkDragAction
drop_motion_cb (RapportMovableRow *self, double x, double y, GtkDropTarget *target)
{
  drop_leave_cb (self);
  gtk_widget_add_css_class (GTK_WIDGET (self), is_behind (self, y) ? "drop-below" : "drop-above");
  return GDK_ACTION_MOVE;
}

static gboolean
drop_cb (RapportMovableRow *self, const GValue *value, double x, double y, GtkDropTarget *target)
{
  RapportMovableRow *dragged = g_value_get_object (value);

  drop_leave_cb (self);
  if (dragged == NULL || dragged == self ||
      gtk_widget_get_parent (GTK_WIDGET (dragged)) != gtk_widget_get_parent (GTK_WIDGET (self)))
    return FALSE;
  g_signal_emit (self, signals[PLACE], 0, dragged, is_behind (self, y));
  return TRUE;
}

static void
rapport_movable_row_class_init (RapportMovableRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[MOVE] = g_signal_new ("move", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[PLACE] =
    g_signal_new ("place", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, RAPPORT_TYPE_MOVABLE_ROW, G_TYPE_BOOLEAN);
  gtk_widget_class_install_action (widget_class, "row.up", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "row.down", NULL, move_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "row.up", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_ALT_MASK, "row.down", NULL);
}

static void
add_button (RapportMovableRow *self, const char *icon, const char *action, const char *tooltip)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (self->buttons), button);
}

static void
rapport_movable_row_init (RapportMovableRow *self)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (RAPPORT_TYPE_MOVABLE_ROW, GDK_ACTION_MOVE);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  self->handle = gtk_image_new_from_icon_name ("list-drag-handle-symbolic");
  gtk_widget_set_tooltip_text (self->handle, _ ("Drag to Move"));
  gtk_widget_add_css_class (self->handle, "dimmed");
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), self->handle);
  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_valign (self->buttons, GTK_ALIGN_CENTER);
  add_button (self, "go-up-symbolic", "row.up", _ ("Move Up"));
  add_button (self, "go-down-symbolic", "row.down", _ ("Move Down"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->buttons);
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_swapped (source, "prepare", G_CALLBACK (drag_prepare_cb), self);
  g_signal_connect_swapped (source, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  gtk_widget_add_controller (self->handle, GTK_EVENT_CONTROLLER (source));
  g_signal_connect_swapped (target, "motion", G_CALLBACK (drop_motion_cb), self);
  g_signal_connect_swapped (target, "leave", G_CALLBACK (drop_leave_cb), self);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

GtkWidget *
rapport_movable_row_new (void)
{
  return g_object_new (RAPPORT_TYPE_MOVABLE_ROW, NULL);
}

void
rapport_movable_row_set_movable (RapportMovableRow *self, gboolean up, gboolean down)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "row.up", up);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "row.down", down);
  gtk_widget_set_visible (self->handle, up || down);
  gtk_widget_set_visible (self->buttons, up || down);
}
