/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-value-menu.h"

#include <glib/gi18n-lib.h>

#define MOST_HEIGHT 300

typedef struct
{
  AdwEntryRow *row; /* which owns this, by its button */
  RapportValueList list;
  gpointer user_data;
} Menu;

static void
taken_cb (GtkListBoxRow *line, Menu *menu)
{
  const char *value = gtk_label_get_text (GTK_LABEL (gtk_list_box_row_get_child (line)));
  g_autofree char *kept = g_strdup (value);

  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (GTK_WIDGET (line), GTK_TYPE_POPOVER)));
  /* As if it were typed: what is typed is saved when the keyboard leaves. */
  adw_entry_row_grab_focus_without_selecting (menu->row);
  gtk_editable_set_text (GTK_EDITABLE (menu->row), kept);
  gtk_editable_set_position (GTK_EDITABLE (menu->row), -1);
}

static void
activated_cb (GtkListBox *list, GtkListBoxRow *line, Menu *menu)
{
  taken_cb (line, menu);
}

static GtkWidget *
make_list (Menu *menu)
{
  GtkWidget *list = gtk_list_box_new ();
  g_auto (GStrv) values = menu->list (menu->row, menu->user_data);

  gtk_widget_add_css_class (list, "navigation-sidebar");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  for (char **value = values; value != NULL && *value != NULL; value++)
    {
      GtkWidget *label = gtk_label_new (*value);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_list_box_append (GTK_LIST_BOX (list), label);
    }
  if (values == NULL || *values == NULL)
    {
      GtkWidget *nothing = gtk_label_new (_ ("Nothing to choose from yet"));

      gtk_widget_add_css_class (nothing, "dimmed");
      gtk_widget_set_margin_top (nothing, 12);
      gtk_widget_set_margin_bottom (nothing, 12);
      gtk_widget_set_margin_start (nothing, 12);
      gtk_widget_set_margin_end (nothing, 12);
      gtk_list_box_set_placeholder (GTK_LIST_BOX (list), nothing);
    }
  g_signal_connect (list, "row-activated", G_CALLBACK (activated_cb), menu);
  return list;
}

static void
open_cb (GtkMenuButton *button, gpointer user_data)
{
  Menu *menu = user_data;
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), MOST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), make_list (menu));
  gtk_popover_set_child (GTK_POPOVER (popover), scrolled);
  gtk_widget_add_css_class (popover, "menu");
  gtk_menu_button_set_popover (button, popover);
}

static void
editable_cb (AdwEntryRow *row, GParamSpec *pspec, GtkWidget *button)
{
  gtk_widget_set_visible (button, gtk_editable_get_editable (GTK_EDITABLE (row)));
}

void
rapport_value_menu_add (AdwEntryRow *row, RapportValueList list, gpointer user_data)
{
  GtkWidget *button = gtk_menu_button_new ();
  Menu *menu = g_new (Menu, 1);

  *menu = (Menu) { row, list, user_data };
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "pan-down-symbolic");
  gtk_widget_set_tooltip_text (button, C_ ("list of values", "Choose"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), open_cb, menu, g_free);
  g_signal_connect_object (row, "notify::editable", G_CALLBACK (editable_cb), button,
                           G_CONNECT_DEFAULT);
  adw_entry_row_add_suffix (row, button);
}

void
rapport_value_menu_clear (AdwEntryRow *row)
{
  gtk_editable_set_text (GTK_EDITABLE (row), "");
  adw_entry_row_set_show_apply_button (row, FALSE);
  adw_entry_row_set_show_apply_button (row, TRUE);
}
