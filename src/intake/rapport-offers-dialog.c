/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-offers-dialog.h"

#include "rapport-intake-reading.h"
#include "rapport-records.h"
#include "rapport-ui-intake.h"

#include <glib/gi18n-lib.h>

struct _RapportOffersDialog
{
  AdwDialog parent_instance;

  RapportLibrary *library;
  RapportFolderWatch *watch;
  GPtrArray *rows;
  GPtrArray *ids; /* of the clients that can be chosen */
  GtkStringList *names;

  GtkStack *stack;
  AdwPreferencesGroup *group;
};

G_DEFINE_FINAL_TYPE (RapportOffersDialog, rapport_offers_dialog, ADW_TYPE_DIALOG)

#define ROW_FILE   "rapport-file"
#define ROW_IMPORT "rapport-import"

static void
import_cb (RapportOffersDialog *self, GtkWidget *button)
{
  g_autofree char *target = g_strdup (g_object_get_data (G_OBJECT (button), "client"));
  GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_WINDOW);
  g_autofree char *uri = g_file_get_uri (g_object_get_data (G_OBJECT (button), ROW_FILE));

  adw_dialog_close (ADW_DIALOG (self));
  if (window != NULL)
    gtk_widget_activate_action (window, "win.import-export", "(ss)", target, uri);
}

static void
decline_cb (RapportOffersDialog *self, GtkWidget *button)
{
  g_autoptr (GFile) file = g_object_ref (g_object_get_data (G_OBJECT (button), ROW_FILE));

  rapport_folder_watch_settle (self->watch, file);
}

static void
take_client (GtkWidget *import, const char *client_id)
{
  g_object_set_data_full (G_OBJECT (import), "client", g_strdup (client_id), g_free);
  gtk_widget_set_sensitive (import, *client_id != '\0');
}

static void
picked_cb (RapportOffersDialog *self, GParamSpec *pspec, AdwComboRow *row)
{
  const guint selected = adw_combo_row_get_selected (row);

  take_client (g_object_get_data (G_OBJECT (row), ROW_IMPORT),
               selected > 0 && selected <= self->ids->len ? self->ids->pdata[selected - 1] : "");
}

/* Of whose it is not known, a client can be chosen. */
static GtkWidget *
make_row (RapportOffersDialog *self, const RapportWaitingExport *offer)
{
  GtkWidget *row;

  if (*offer->client_id != '\0')
    return adw_action_row_new ();
  row = adw_combo_row_new ();
  adw_combo_row_set_expression (
    ADW_COMBO_ROW (row), gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  adw_combo_row_set_enable_search (ADW_COMBO_ROW (row), TRUE);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (self->names));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (picked_cb), self,
                           G_CONNECT_SWAPPED);
  return row;
}

static GtkWidget *
add_button (RapportOffersDialog *self,
            GtkWidget *row,
            const RapportWaitingExport *offer,
            GtkWidget *button,
            GCallback clicked)
{
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), ROW_FILE, g_object_ref (offer->file), g_object_unref);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return button;
}

static void
add_row (RapportOffersDialog *self, const RapportWaitingExport *offer)
{
  GtkWidget *row = make_row (self, offer);
  g_autoptr (RapportRecord) client =
    rapport_library_get (self->library, RAPPORT_TYPE_CLIENT, offer->client_id);
  g_autofree char *name = g_file_get_basename (offer->file);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *decline = g_strdup_printf (_ ("Decline “%s”"), shown);
  GtkWidget *button;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), shown);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  if (client != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), rapport_record_get_title (client));
  button = add_button (self, row, offer, gtk_button_new_with_mnemonic (_ ("_Import…")),
                       G_CALLBACK (import_cb));
  g_object_set_data (G_OBJECT (row), ROW_IMPORT, button);
  take_client (button, client != NULL ? offer->client_id : "");
  button = add_button (self, row, offer, gtk_button_new_from_icon_name ("window-close-symbolic"),
                       G_CALLBACK (decline_cb));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, decline);
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
}

static void
show_cb (RapportOffersDialog *self)
{
  GPtrArray *offers = rapport_folder_watch_get_offers (self->watch);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < offers->len; i++)
    add_row (self, offers->pdata[i]);
  gtk_stack_set_visible_child_name (self->stack, offers->len > 0 ? "some" : "none");
  /* The row with the button that was pressed is gone. */
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
rapport_offers_dialog_dispose (GObject *object)
{
  RapportOffersDialog *self = RAPPORT_OFFERS_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_OFFERS_DIALOG);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->ids, g_ptr_array_unref);
  g_clear_object (&self->names);
  g_clear_object (&self->watch);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_offers_dialog_parent_class)->dispose (object);
}

static void
rapport_offers_dialog_class_init (RapportOffersDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_offers_dialog_dispose;
  rapport_ui_intake_get_resource ();
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/intake/offers-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportOffersDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, RapportOffersDialog, group);
}

static void
rapport_offers_dialog_init (RapportOffersDialog *self)
{
  self->rows = g_ptr_array_new ();
  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->names = gtk_string_list_new (NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
rapport_offers_dialog_new (RapportLibrary *library, RapportFolderWatch *watch)
{
  RapportOffersDialog *self = g_object_new (RAPPORT_TYPE_OFFERS_DIALOG, NULL);

  self->library = g_object_ref (library);
  self->watch = g_object_ref (watch);
  gtk_string_list_append (self->names, _ ("Whose Is It?"));
  rapport_intake_name_clients (library, self->names, self->ids);
  g_signal_connect_object (watch, "offers-changed", G_CALLBACK (show_cb), self, G_CONNECT_SWAPPED);
  show_cb (self);
  return ADW_DIALOG (self);
}
