/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-shelf-row.h"

static GtkWidget *
make_label (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  return label;
}

GtkWidget *
rapport_shelf_row_new (const char *icon_name, const char *tooltip)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *subtitle = make_label ();
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_margin_top (words, 6);
  gtk_widget_set_margin_bottom (words, 6);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (subtitle, "dimmed");
  gtk_widget_add_css_class (subtitle, "caption");
  gtk_box_append (GTK_BOX (words), make_label ());
  gtk_box_append (GTK_BOX (words), subtitle);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (row), button);
  return row;
}

GtkWidget *
rapport_shelf_row_get_button (GtkWidget *row)
{
  return gtk_widget_get_last_child (row);
}

void
rapport_shelf_row_show (GtkWidget *row, const char *title, const char *subtitle)
{
  GtkWidget *words = gtk_widget_get_first_child (row);

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (words)), title);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (words)), subtitle);
  gtk_widget_set_visible (gtk_widget_get_last_child (words), *subtitle != '\0');
}
