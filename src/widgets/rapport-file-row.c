/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-file-row.h"

#include "rapport-file-opening.h"
#include "rapport-file-thumbnail.h"
#include "rapport-format.h"
#include "rapport-toast.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _RapportFileRow
{
  AdwActionRow parent_instance;

  RapportLibrary *library;
  RapportFile *file;
};

G_DEFINE_FINAL_TYPE (RapportFileRow, rapport_file_row, ADW_TYPE_ACTION_ROW)

/* The list outlives a row that is changed. */
static GtkWidget *
get_list (RapportFileRow *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  return parent != NULL ? parent : GTK_WIDGET (self);
}

/* Changing. */

/* Commits @transaction and says @toast, with Undo. */
static void
commit (RapportFileRow *self, RapportTransaction *transaction, const char *toast)
{
  GtkWidget *near = get_list (self);
  g_autoptr (GError) error = NULL;

  if (!rapport_transaction_commit (transaction, &error))
    rapport_toast_show (near, error->message);
  else if (toast != NULL)
    rapport_toast_show_undo (near, toast);
}

static void delete (RapportFileRow *self)
{
  g_autofree char *label =
    g_strdup_printf (_ ("Delete File “%s”"), rapport_file_get_name (self->file));
  g_autoptr (RapportTransaction) transaction = rapport_transaction_begin (self->library, label);
  g_autoptr (RapportRecord) record = rapport_file_get_record (self->file, self->library);

  if (record == NULL)
    return;
  rapport_transaction_trash (transaction, record);
  commit (self, transaction, _ ("File deleted"));
}

static void
show_to_client (RapportFileRow *self, gboolean is_public)
{
  g_autofree char *label =
    g_strdup_printf (is_public ? _ ("Show “%s” to the Client") : _ ("Hide “%s” from the Client"),
                     rapport_file_get_name (self->file));
  g_autoptr (RapportTransaction) transaction = rapport_transaction_begin (self->library, label);
  g_autoptr (RapportRecord) record = rapport_file_get_record (self->file, self->library);

  if (record == NULL)
    return;
  rapport_transaction_set_text (transaction, record, RAPPORT_RECORD_AUDIENCE,
                                is_public ? "client" : "team");
  commit (self, transaction, NULL);
}

static void
rename_to (RapportFileRow *self, const char *text)
{
  g_autofree char *name = rapport_file_clean_name (text);
  g_autofree char *label = g_strdup_printf (_ ("Rename File to “%s”"), name);
  g_autoptr (RapportTransaction) transaction = rapport_transaction_begin (self->library, label);
  g_autoptr (RapportRecord) record = rapport_file_get_record (self->file, self->library);

  if (record == NULL)
    return;
  rapport_transaction_set_text (transaction, record, RAPPORT_ATTACHMENT_NAME, name);
  commit (self, transaction, NULL);
}

/* Renaming. */

static void
renamed_cb (AdwAlertDialog *dialog, const char *response, RapportFileRow *self)
{
  GtkWidget *group = adw_alert_dialog_get_extra_child (dialog);
  GtkEditable *entry = g_object_get_data (G_OBJECT (group), "rapport-entry");

  if (g_str_equal (response, "rename"))
    rename_to (self, gtk_editable_get_text (entry));
}

static void
name_changed_cb (GtkEditable *entry, AdwAlertDialog *dialog)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_alert_dialog_set_response_enabled (dialog, "rename", *name != '\0');
}

/* The ending stays, as a rule. */
static void
select_stem_cb (gpointer user_data)
{
  g_autoptr (GtkEditable) entry = user_data;
  const char *text = gtk_editable_get_text (entry);
  const char *dot = strrchr (text, '.');

  if (dot != NULL && dot != text)
    gtk_editable_select_region (entry, 0, (int) g_utf8_pointer_to_offset (text, dot));
}

/* What gets the keyboard is selected whole, after this. */
static void
focused_cb (GtkEventController *focus, GtkEditable *entry)
{
  g_signal_handlers_disconnect_by_func (focus, focused_cb, entry);
  g_idle_add_once (select_stem_cb, g_object_ref (entry));
}

static void
ask_name (RapportFileRow *self)
{
  AdwDialog *dialog = adw_alert_dialog_new (_ ("Rename File"), NULL);
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *entry = adw_entry_row_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), _ ("Name"));
  gtk_editable_set_text (GTK_EDITABLE (entry), rapport_file_get_name (self->file));
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (entry), TRUE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), entry);
  g_object_set_data (G_OBJECT (group), "rapport-entry", entry);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), group);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "rename",
                                  _ ("_Rename"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "rename",
                                            ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "rename");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect (entry, "changed", G_CALLBACK (name_changed_cb), dialog);
  g_signal_connect_object (dialog, "response", G_CALLBACK (renamed_cb), self, 0);
  g_signal_connect (focus, "enter", G_CALLBACK (focused_cb), entry);
  gtk_widget_add_controller (entry, focus);
  adw_dialog_set_focus (dialog, entry);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* Actions. */

static void
open_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapportFileRow *self = RAPPORT_FILE_ROW (widget);

  rapport_file_open (self->file, self->library, get_list (self));
}

static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapportFileRow *self = RAPPORT_FILE_ROW (widget);

  rapport_file_save_as (self->file, self->library, get_list (self));
}

static void
rename_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ask_name (RAPPORT_FILE_ROW (widget));
}

static void
show_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapportFileRow *self = RAPPORT_FILE_ROW (widget);

  show_to_client (self, !rapport_file_is_public (self->file));
}

static void
delete_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  delete (RAPPORT_FILE_ROW (widget));
}

static void
rapport_file_row_activate (AdwActionRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (row), "file.open", NULL);
}

static void
rapport_file_row_dispose (GObject *object)
{
  RapportFileRow *self = RAPPORT_FILE_ROW (object);

  g_clear_object (&self->file);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_file_row_parent_class)->dispose (object);
}

static void
rapport_file_row_class_init (RapportFileRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_file_row_dispose;
  ADW_ACTION_ROW_CLASS (klass)->activate = rapport_file_row_activate;
  gtk_widget_class_install_action (widget_class, "file.open", NULL, open_cb);
  gtk_widget_class_install_action (widget_class, "file.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "file.rename", NULL, rename_cb);
  gtk_widget_class_install_action (widget_class, "file.show", NULL, show_cb);
  gtk_widget_class_install_action (widget_class, "file.delete", NULL, delete_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "file.rename", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "file.delete", NULL);
}

static void
rapport_file_row_init (RapportFileRow *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), 2);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 2);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
}

/* What is seen. */

static char *
describe (RapportFileRow *self, const char *place)
{
  RapportDay today = rapport_format_today (self->library);
  g_autofree char *size = g_format_size ((guint64) rapport_file_get_size (self->file));
  g_autofree char *day =
    rapport_format_day (rapport_instant_to_day (rapport_file_get_created (self->file)), today);

  if (place == NULL)
    return g_strdup_printf ("%s · %s", size, day);
  return g_strdup_printf ("%s · %s · %s", size, day, place);
}

static GtkWidget *
make_audience (RapportFileRow *self)
{
  gboolean is_public = rapport_file_is_public (self->file);
  const char *words = is_public ? _ ("The client may see it") : _ ("Only the team");
  GtkWidget *icon =
    gtk_image_new_from_icon_name (is_public ? "view-reveal-symbolic" : "changes-prevent-symbolic");

  gtk_widget_add_css_class (icon, "dimmed");
  gtk_widget_set_tooltip_text (icon, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  return icon;
}

static GMenuModel *
make_menu (RapportFileRow *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) open = g_menu_new ();
  g_autoptr (GMenu) change = g_menu_new ();

  g_menu_append (open, _ ("_Open"), "file.open");
  g_menu_append (open, _ ("_Save As…"), "file.save");
  g_menu_append (change, _ ("_Rename…"), "file.rename");
  g_menu_append (change,
                 rapport_file_is_public (self->file) ? _ ("_Hide from the Client")
                                                     : _ ("Show to the _Client"),
                 "file.show");
  g_menu_append (change, _ ("_Delete"), "file.delete");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (open));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (change));
  return G_MENU_MODEL (g_steal_pointer (&menu));
}

static GtkWidget *
make_menu_button (RapportFileRow *self)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenuModel) menu = make_menu (self);
  g_autofree char *words = g_strdup_printf (_ ("Menu of “%s”"), rapport_file_get_name (self->file));

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), menu);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, words);
  return button;
}

GtkWidget *
rapport_file_row_new (RapportLibrary *library, RapportFile *file, const char *place)
{
  RapportFileRow *self = g_object_new (RAPPORT_TYPE_FILE_ROW, NULL);
  gboolean writable = !rapport_library_is_read_only (library);
  g_autofree char *subtitle = NULL;

  self->library = g_object_ref (library);
  self->file = g_object_ref (file);
  subtitle = describe (self, place);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), rapport_file_get_name (file));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), rapport_file_get_name (file));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), rapport_file_thumbnail_new (file, library));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), make_audience (self));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), make_menu_button (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "file.rename", writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "file.show", writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "file.delete", writable);
  return GTK_WIDGET (self);
}
