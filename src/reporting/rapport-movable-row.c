/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-movable-row.h"

#include "rapport-row-order.h"

#include <glib/gi18n-lib.h>

struct _RapportMovableRow
{
  AdwActionRow parent_instance;

  GtkWidget *handle;
  GtkWidget *buttons;
};

G_DEFINE_FINAL_TYPE (RapportMovableRow, rapport_movable_row, ADW_TYPE_ACTION_ROW)

static void
rapport_movable_row_class_init (RapportMovableRowClass *klass)
{
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
  self->handle = rapport_row_order_handle_new ();
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), self->handle);
  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_valign (self->buttons, GTK_ALIGN_CENTER);
  add_button (self, "go-up-symbolic", "order.up", _ ("Move Up"));
  add_button (self, "go-down-symbolic", "order.down", _ ("Move Down"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->buttons);
  rapport_row_order_add (GTK_WIDGET (self), self->handle);
}

GtkWidget *
rapport_movable_row_new (void)
{
  return g_object_new (RAPPORT_TYPE_MOVABLE_ROW, NULL);
}

void
rapport_movable_row_set_movable (RapportMovableRow *self, gboolean up, gboolean down)
{
  rapport_row_order_allow (GTK_WIDGET (self), up, down);
  gtk_widget_set_visible (self->handle, up || down);
  gtk_widget_set_visible (self->buttons, up || down);
}
