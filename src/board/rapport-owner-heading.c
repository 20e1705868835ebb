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

  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_add_css_class (count, "numeric");
  gtk_widget_add_css_class (count, "dimmed");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), count);
  gtk_list_header_set_child (header, box);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListHeader *header, gpointer library)
{
  RapportRecord *client = gtk_list_header_get_item (header);
  g_autoptr (RapportRecord) member = rapport_library_get (
    library, RAPPORT_TYPE_MEMBER, rapport_record_get_text (client, RAPPORT_CLIENT_OWNER));
  GtkWidget *name = gtk_widget_get_first_child (gtk_list_header_get_child (header));
  g_autofree char *count =
    rapport_locale_count (rapport_format_locale (), gtk_list_header_get_n_items (header));

  gtk_label_set_label (GTK_LABEL (name), member != NULL ? rapport_record_get_title (member)
                                                        : _ ("No account manager"));
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (name)), count);
}

static void
unref_cb (gpointer library, GClosure *closure)
{
  g_object_unref (library);
}

GtkListItemFactory *
rapport_owner_heading_factory_new (RapportLibrary *library)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_data (factory, "bind", G_CALLBACK (bind_cb), g_object_ref (library), unref_cb,
                         0);
  return factory;
}
