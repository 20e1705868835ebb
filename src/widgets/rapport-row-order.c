/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-row-order.h"

#include <glib/gi18n-lib.h>

#define WATCH   "rapport-row-order-watch"
#define ACTIONS "rapport-row-order-actions"

typedef struct
{
  RapportRowMoved moved;
  gpointer user_data;
} Watch;

void
rapport_row_order_watch (GtkListBox *box, RapportRowMoved moved, gpointer user_data)
{
  Watch *watch = g_new (Watch, 1);

  *watch = (Watch) { moved, user_data };
  g_object_set_data_full (G_OBJECT (box), WATCH, watch, g_free);
}

static void
move_row (GtkListBoxRow *row, int to)
{
  GtkWidget *box = gtk_widget_get_parent (GTK_WIDGET (row));
  const int from = gtk_list_box_row_get_index (row);
  const Watch *watch = box != NULL ? g_object_get_data (G_OBJECT (box), WATCH) : NULL;

  if (watch != NULL && to != from && to >= 0 &&
      gtk_list_box_get_row_at_index (GTK_LIST_BOX (box), to) != NULL)
    watch->moved (row, from, to, watch->user_data);
}

/* By keys, buttons and menus. */

static void
step_cb (GSimpleAction *action, GVariant *parameter, gpointer row)
{
  const int step = g_str_equal (g_action_get_name (G_ACTION (action)), "up") ? -1 : 1;

  move_row (row, gtk_list_box_row_get_index (row) + step);
}

static void
add_key (GtkShortcutController *keys, const char *trigger, const char *action)
{
  gtk_shortcut_controller_add_shortcut (
    keys,
    gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger), gtk_named_action_new (action)));
}

static void
add_actions (GtkWidget *row)
{
  static const GActionEntry entries[] = {
    { .name = "up", .activate = step_cb },
    { .name = "down", .activate = step_cb },
  };
  GSimpleActionGroup *actions = g_simple_action_group_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), row);
  gtk_widget_insert_action_group (row, "order", G_ACTION_GROUP (actions));
  g_object_set_data_full (G_OBJECT (row), ACTIONS, actions, g_object_unref);
  add_key (GTK_SHORTCUT_CONTROLLER (keys), "<Alt>Up|<Alt>KP_Up", "order.up");
  add_key (GTK_SHORTCUT_CONTROLLER (keys), "<Alt>Down|<Alt>KP_Down", "order.down");
  gtk_widget_add_controller (row, keys);
}

static void
set_enabled (GActionMap *actions, const char *name, gboolean enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (actions, name)),
                               enabled);
}

void
rapport_row_order_allow (GtkWidget *row, gboolean up, gboolean down)
{
  GActionMap *actions = g_object_get_data (G_OBJECT (row), ACTIONS);

  set_enabled (actions, "up", up);
  set_enabled (actions, "down", down);
}

/* By dragging. */

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
drop_cb (GtkWidget *row, const GValue *value, double x, double y, GtkDropTarget *target)
{
  GtkListBoxRow *dragged = g_value_get_object (value);
  int to = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));

  leave_cb (row);
  if (dragged == NULL || GTK_WIDGET (dragged) == row ||
      gtk_widget_get_parent (GTK_WIDGET (dragged)) != gtk_widget_get_parent (row))
    return FALSE;
  /* What is taken away leaves its own place to the others. */
  if (gtk_list_box_row_get_index (dragged) < to)
    to--;
  move_row (dragged, is_behind (row, y) ? to + 1 : to);
  return TRUE;
}

static void
add_dragging (GtkWidget *row, GtkWidget *handle)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (GTK_TYPE_LIST_BOX_ROW, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_swapped (source, "prepare", G_CALLBACK (prepare_cb), row);
  g_signal_connect_swapped (source, "drag-begin", G_CALLBACK (begin_cb), row);
  gtk_widget_add_controller (handle, GTK_EVENT_CONTROLLER (source));
  g_signal_connect_swapped (target, "motion", G_CALLBACK (motion_cb), row);
  g_signal_connect_swapped (target, "leave", G_CALLBACK (leave_cb), row);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), row);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (target));
}

void
rapport_row_order_add (GtkWidget *row, GtkWidget *handle)
{
  add_actions (row);
  add_dragging (row, handle);
}

GtkWidget *
rapport_row_order_handle_new (void)
{
  GtkWidget *handle = gtk_image_new_from_icon_name ("list-drag-handle-symbolic");

  gtk_widget_set_tooltip_text (handle, _ ("Drag to Move"));
  gtk_widget_add_css_class (handle, "dimmed");
  return handle;
}

/* Delete in a text deletes a letter. */
static gboolean
delete_key_cb (
  GtkEventControllerKey *keys, guint keyval, guint code, GdkModifierType state, gpointer row)
{
  GtkRoot *root = gtk_widget_get_root (row);

  if (keyval != GDK_KEY_Delete || root == NULL || gtk_root_get_focus (root) != row)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_activate_action (row, "row.remove", NULL);
  return GDK_EVENT_STOP;
}

void
rapport_row_order_add_delete (GtkWidget *row)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (keys, "key-pressed", G_CALLBACK (delete_key_cb), row);
  gtk_widget_add_controller (row, keys);
}
