/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-empty.h"

#include "rapport-plain.h"
#include "rapport-wrap.h"

static GtkWidget *
make_button (const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  rapport_wrap_button (GTK_BUTTON (button));
  return button;
}

GtkWidget *
rapport_empty_new (const char *icon_name,
                   const char *title,
                   const char *description,
                   const char *button,
                   const char *action)
{
  GtkWidget *page = adw_status_page_new ();
  g_autofree char *escaped_title = g_markup_escape_text (title, -1);

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), icon_name);
  adw_status_page_set_title (ADW_STATUS_PAGE (page), escaped_title);
  rapport_plain_set_page_description (ADW_STATUS_PAGE (page), description);
  if (button != NULL)
    adw_status_page_set_child (ADW_STATUS_PAGE (page), make_button (button, action));
  gtk_widget_set_vexpand (page, TRUE);
  return page;
}
