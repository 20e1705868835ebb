/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-archive-dialog.h"

#include "rapport-archive.h"
#include "rapport-format.h"
#include "rapport-record-list.h"
#include "rapport-shelf-row.h"
#include "rapport-status-dialog.h"

#include <glib/gi18n-lib.h>

struct _RapportArchiveDialog
{
  AdwDialog parent_instance;

  RapportLibrary *library;
  RapportRecordList *clients;
  GtkFilterListModel *found;
  GtkStringFilter *filter;

  GtkEditable *entry;
  GtkStack *states;
  GtkWidget *results;
  GtkWidget *empty;
  GtkWidget *nothing;
  GtkListView *list;
};

G_DEFINE_FINAL_TYPE (RapportArchiveDialog, rapport_archive_dialog, ADW_TYPE_DIALOG)

static void
show_state_cb (RapportArchiveDialog *self)
{
  GtkWidget *state = self->results;

  if (g_list_model_get_n_items (G_LIST_MODEL (self->clients)) == 0)
    state = self->empty;
  else if (g_list_model_get_n_items (G_LIST_MODEL (self->found)) == 0)
    state = self->nothing;
  gtk_stack_set_visible_child (self->states, state);
}

static void
search_changed_cb (RapportArchiveDialog *self)
{
  gtk_string_filter_set_search (self->filter, gtk_editable_get_text (self->entry));
}

static void
stop_cb (RapportArchiveDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
activate_cb (RapportArchiveDialog *self, guint position)
{
  g_autoptr (RapportRecord) client = g_list_model_get_item (G_LIST_MODEL (self->found), position);
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  g_autofree char *id = g_strdup (rapport_record_get_id (client));

  adw_dialog_close (ADW_DIALOG (self));
  gtk_widget_activate_action (window, "win.open-client", "s", id);
}

/* Rows. */

static void
take_out_cb (GtkWidget *button, gpointer user_data)
{
  GtkListItem *item = user_data;
  RapportRecord *client = gtk_list_item_get_item (item);

  gtk_widget_activate_action (button, "win.take-out-of-archive", "s",
                              rapport_record_get_id (client));
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *row = rapport_shelf_row_new ("edit-undo-symbolic", _ ("Take Out of the Archive"));

  g_signal_connect_object (rapport_shelf_row_get_button (row), "clicked", G_CALLBACK (take_out_cb),
                           item, 0);
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  RapportRecord *client = gtk_list_item_get_item (item);
  const RapportDay day =
    rapport_instant_to_day (rapport_record_get_integer (client, RAPPORT_CLIENT_ARCHIVED));
  g_autofree char *since = rapport_locale_date (rapport_format_locale (), day);
  /* Translators: %s is a day, “3 October 2026” */
  g_autofree char *archived = g_strdup_printf (_ ("In the archive since %s"), since);
  RapportStatusChange change;
  g_autofree char *status = NULL;
  g_autofree char *text = NULL;

  rapport_status_change_of_client (&change, RAPPORT_CLIENT (client));
  status = rapport_status_describe (&change);
  text = g_strdup_printf ("%s · %s", archived, status);
  rapport_shelf_row_show (gtk_list_item_get_child (item), rapport_record_get_title (client), text);
  gtk_list_item_set_accessible_label (item, rapport_record_get_title (client));
}

/* The object. */

static void
rapport_archive_dialog_dispose (GObject *object)
{
  RapportArchiveDialog *self = RAPPORT_ARCHIVE_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_ARCHIVE_DIALOG);
  g_clear_object (&self->found);
  g_clear_object (&self->filter);
  g_clear_object (&self->clients);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_archive_dialog_parent_class)->dispose (object);
}

static void
rapport_archive_dialog_class_init (RapportArchiveDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_archive_dialog_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/app/archive-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportArchiveDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, RapportArchiveDialog, states);
  gtk_widget_class_bind_template_child (widget_class, RapportArchiveDialog, results);
  gtk_widget_class_bind_template_child (widget_class, RapportArchiveDialog, empty);
  gtk_widget_class_bind_template_child (widget_class, RapportArchiveDialog, nothing);
  gtk_widget_class_bind_template_child (widget_class, RapportArchiveDialog, list);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
rapport_archive_dialog_init (RapportArchiveDialog *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
}

static void
fill (RapportArchiveDialog *self)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_CLIENT);
  g_autoptr (GtkSelectionModel) selection = NULL;

  rapport_query_where_archived (query, TRUE);
  rapport_query_order_by (query, RAPPORT_CLIENT_ARCHIVED, TRUE);
  self->clients = rapport_record_list_new (self->library, query);
  self->filter =
    gtk_string_filter_new (gtk_property_expression_new (RAPPORT_TYPE_CLIENT, NULL, "name"));
  self->found = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->clients)),
                                           GTK_FILTER (g_object_ref (self->filter)));
  g_signal_connect_object (self->found, "items-changed", G_CALLBACK (show_state_cb), self,
                           G_CONNECT_SWAPPED);
  selection =
    GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->found))));
  gtk_list_view_set_model (self->list, selection);
  show_state_cb (self);
}

AdwDialog *
rapport_archive_dialog_new (RapportLibrary *library)
{
  RapportArchiveDialog *self = g_object_new (RAPPORT_TYPE_ARCHIVE_DIALOG, NULL);

  self->library = g_object_ref (library);
  fill (self);
  return ADW_DIALOG (self);
}
