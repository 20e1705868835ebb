/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-form-dialog.h"
#include "rapport-monogram.h"
#include "rapport-records-group.h"

#include <glib/gi18n-lib.h>

static RapportQuery *
make_query (const char *client_id)
{
  RapportQuery *query = rapport_query_new (RAPPORT_TYPE_CONTACT);

  rapport_query_where_text (query, RAPPORT_CONTACT_CLIENT, client_id);
  rapport_query_order_by (query, RAPPORT_CONTACT_ORDER, FALSE);
  return rapport_query_order_by (query, RAPPORT_CONTACT_NAME, FALSE);
}

/* Writing and calling. */

static void
launched_cb (GObject *launcher, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* Where nothing opens mail or calls, there is nothing to do about it here. */
  if (!gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (launcher), result, &error))
    g_debug ("%s", error->message);
}

static void
launch (GtkWidget *near, RapportRecord *record, guint field, const char *scheme)
{
  g_autofree char *escaped =
    g_uri_escape_string (rapport_record_get_text (record, field), "@+", FALSE);
  g_autofree char *uri = g_strconcat (scheme, ":", escaped, NULL);
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (uri);

  gtk_uri_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (near)), NULL, launched_cb,
                           NULL);
}

static void
write_cb (GtkWidget *button, gpointer record)
{
  launch (button, record, RAPPORT_CONTACT_EMAIL, "mailto");
}

static void
call_cb (GtkWidget *button, gpointer record)
{
  launch (button, record, RAPPORT_CONTACT_PHONE, "tel");
}

static void
add_button (
  AdwActionRow *row, RapportRecord *record, const char *icon, GCallback callback, const char *key)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  /* The row holds the record for as long as it has this button. */
  g_signal_connect (button, "clicked", callback, record);
  adw_action_row_add_suffix (row, button);
  g_object_set_data (G_OBJECT (row), key, button);
}

#define ROW_AVATAR "rapport-avatar"
#define ROW_WRITE  "rapport-write"
#define ROW_CALL   "rapport-call"

static void
build (AdwActionRow *row, RapportLibrary *library, RapportRecord *record)
{
  GtkWidget *avatar = adw_avatar_new (32, NULL, TRUE);

  adw_action_row_add_prefix (row, avatar);
  g_object_set_data (G_OBJECT (row), ROW_AVATAR, avatar);
  add_button (row, record, "mail-unread-symbolic", G_CALLBACK (write_cb), ROW_WRITE);
  add_button (row, record, "call-start-symbolic", G_CALLBACK (call_cb), ROW_CALL);
}

static void
fill_button (AdwActionRow *row, const char *key, const char *value, const char *label)
{
  GtkWidget *button = g_object_get_data (G_OBJECT (row), key);

  gtk_widget_set_visible (button, *value != '\0');
  gtk_widget_set_tooltip_text (button, label);
}

static void
fill (AdwActionRow *row, RapportLibrary *library, RapportRecord *record)
{
  const char *name = rapport_record_get_title (record);
  const char *position = rapport_record_get_text (record, RAPPORT_CONTACT_POSITION);
  const RapportField *field = &rapport_contact_info.fields[RAPPORT_CONTACT_INFLUENCE];
  const char *influence = rapport_field_get_word_label (
    field, rapport_record_get_text (record, RAPPORT_CONTACT_INFLUENCE));
  const char *email = rapport_record_get_text (record, RAPPORT_CONTACT_EMAIL);
  const char *phone = rapport_record_get_text (record, RAPPORT_CONTACT_PHONE);
  g_autofree char *write = g_strdup_printf (_ ("Write to %s"), email);
  g_autofree char *call = g_strdup_printf (_ ("Call %s"), phone);
  g_autofree char *subtitle =
    *position != '\0' ? g_strdup_printf ("%s · %s", position, influence) : g_strdup (influence);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (row, subtitle);
  gtk_widget_set_tooltip_text (GTK_WIDGET (row), name);
  rapport_monogram_set_avatar (g_object_get_data (G_OBJECT (row), ROW_AVATAR), name);
  fill_button (row, ROW_WRITE, email, write);
  fill_button (row, ROW_CALL, phone, call);
}

static AdwDialog *
make_dialog (RapportLibrary *library, const char *client_id, RapportRecord *record)
{
  static const guint reach[] = { RAPPORT_CONTACT_EMAIL, RAPPORT_CONTACT_PHONE };
  static const guint rest[] = { RAPPORT_CONTACT_LAST_CONTACT, RAPPORT_CONTACT_BIRTHDAY,
                                RAPPORT_CONTACT_NOTES };
  RapportFormDialog *dialog =
    rapport_form_dialog_new (library, &rapport_contact_info, record,
                             record != NULL ? _ ("Edit Contact") : _ ("New Contact"));

  rapport_form_dialog_preset (dialog, RAPPORT_CONTACT_CLIENT, g_variant_new_string (client_id));
  rapport_form_dialog_add_group (dialog, NULL);
  rapport_form_dialog_require (dialog,
                               rapport_form_dialog_add_field (dialog, RAPPORT_CONTACT_NAME));
  rapport_form_dialog_add_field (dialog, RAPPORT_CONTACT_POSITION);
  rapport_form_dialog_add_field (dialog, RAPPORT_CONTACT_INFLUENCE);
  rapport_form_dialog_add_group (dialog, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (reach); i++)
    rapport_form_dialog_add_field (dialog, reach[i]);
  rapport_form_dialog_add_group (dialog, _ ("Only the Team"));
  for (guint i = 0; i < G_N_ELEMENTS (rest); i++)
    rapport_form_dialog_add_field (dialog, rest[i]);
  if (record != NULL)
    rapport_form_dialog_offer_trash (dialog, _ ("Delete Contact"), _ ("Contact deleted"));
  rapport_form_dialog_start (dialog);
  return ADW_DIALOG (dialog);
}

const RapportRecordsKind rapport_contacts_kind = {
  .title = N_ ("Contacts"),
  .add = N_ ("Add Contact"),
  .empty = N_ ("Nobody yet: who decides, who influences, who works with us?"),
  .query = make_query,
  .build = build,
  .fill = fill,
  .dialog = make_dialog,
};
