/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-owner-heading.h"

#include "rapport-format.h"
#include "rapport-records.h"

#include <glib/gi18n-lib.h>

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListHeader *header, gpointer library)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *name = gtk_label_new (NULL);
  GtkWidget *count = gtk_label_new (NULL);
  GtkWidget *button;

  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_add_css_class (count, "numeric");
  gtk_widget_add_css_class (count, "dimmed");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), count);
  button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "owner-heading");
  gtk_widget_set_tooltip_text (button, _ ("Show the Trend"));
  gtk_list_header_set_child (header, button);
}

typedef struct
{
  RapportLibrary *library;
  GtkSectionModel *all;
} Lists;

static void
lists_free (gpointer data, GClosure *closure)
{
  Lists *lists = data;

  g_object_unref (lists->library);
  g_object_unref (lists->all);
  g_free (lists);
}

static void
start_changed_cb (GtkListHeader *header, GParamSpec *property, gpointer user_data)
{
  const Lists *lists = user_data;
  GtkWidget *button = gtk_list_header_get_child (header);
  GtkWidget *name = gtk_widget_get_first_child (gtk_button_get_child (GTK_BUTTON (button)));
  g_autofree char *count = NULL;
  guint start;
  guint end;

  gtk_section_model_get_section (lists->all, gtk_list_header_get_start (header), &start, &end);
  count = rapport_locale_count (rapport_format_locale (), end < G_MAXUINT ? end - start : 0);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (name)), count);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListHeader *header, gpointer user_data)
{
  Lists *lists = user_data;
  RapportRecord *client = gtk_list_header_get_item (header);
  g_autoptr (RapportRecord) member = rapport_library_get (
    lists->library, RAPPORT_TYPE_MEMBER, rapport_record_get_text (client, RAPPORT_CLIENT_OWNER));
  GtkWidget *button = gtk_list_header_get_child (header);
  GtkWidget *name = gtk_widget_get_first_child (gtk_button_get_child (GTK_BUTTON (button)));

  gtk_label_set_label (GTK_LABEL (name), member != NULL ? rapport_record_get_title (member)
                                                        : _ ("No account manager"));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s",
                                    member != NULL ? rapport_record_get_id (member) : "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.show-trends-of");
  start_changed_cb (header, NULL, lists);
  g_signal_connect (header, "notify::start", G_CALLBACK (start_changed_cb), lists);
  g_signal_connect (header, "notify::n-items", G_CALLBACK (start_changed_cb), lists);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListHeader *header, gpointer user_data)
{
  g_signal_handlers_disconnect_by_data (header, user_data);
}

GtkListItemFactory *
rapport_owner_heading_factory_new (RapportLibrary *library, GtkSectionModel *all)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Lists *lists = g_new0 (Lists, 1);

  lists->library = g_object_ref (library);
  lists->all = g_object_ref (all);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_data (factory, "bind", G_CALLBACK (bind_cb), lists, lists_free, 0);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), lists);
  return factory;
}
