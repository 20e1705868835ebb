/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-movable-row.h"

#include "rapport-row-drag.h"

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

static void
placed_cb (GtkWidget *row, GtkWidget *dragged, gboolean behind, gpointer user_data)
{
  g_signal_emit (row, signals[PLACE], 0, dragged, behind);
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
  rapport_row_drag_add (GTK_WIDGET (self), self->handle, placed_cb, NULL);
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
