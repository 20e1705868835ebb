/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-contact-dialog.h"
#include "rapport-contact-reach.h"
#include "rapport-format.h"
#include "rapport-monogram.h"
#include "rapport-people.h"
#include "rapport-records-group.h"

#include <glib/gi18n-lib.h>

/* Sorted by rapport_contact_compare(). */
static RapportQuery *
make_query (const char *client_id)
{
  RapportQuery *query = rapport_query_new (RAPPORT_TYPE_CONTACT);

  rapport_query_where_text (query, RAPPORT_CONTACT_CLIENT, client_id);
  return rapport_query_order_by (query, RAPPORT_CONTACT_NAME, FALSE);
}

static int
compare (gpointer a, gpointer b, RapportDay today)
{
  return rapport_contact_compare (a, b, today);
}

/* A row. */

static void
write_cb (GtkWidget *button, gpointer record)
{
  rapport_contact_write (button, record);
}

static void
call_cb (GtkWidget *button, gpointer record)
{
  rapport_contact_call (button, record);
}

#define ROW_LIBRARY "rapport-library"

static void
talked_cb (GtkWidget *button, gpointer record)
{
  rapport_contact_talk (button, g_object_get_data (G_OBJECT (button), ROW_LIBRARY), record);
}

static GtkWidget *
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
  return button;
}

#define ROW_AVATAR "rapport-avatar"
#define ROW_WRITE  "rapport-write"
#define ROW_CALL   "rapport-call"
#define ROW_TALKED "rapport-talked"

static void
build (AdwActionRow *row, RapportLibrary *library, RapportRecord *record)
{
  GtkWidget *avatar = adw_avatar_new (32, NULL, TRUE);
  GtkWidget *talked;

  adw_action_row_set_subtitle_lines (row, 4);
  adw_action_row_add_prefix (row, avatar);
  g_object_set_data (G_OBJECT (row), ROW_AVATAR, avatar);
  add_button (row, record, "mail-unread-symbolic", G_CALLBACK (write_cb), ROW_WRITE);
  add_button (row, record, "call-start-symbolic", G_CALLBACK (call_cb), ROW_CALL);
  talked = add_button (row, record, "object-select-symbolic", G_CALLBACK (talked_cb), ROW_TALKED);
  g_object_set_data_full (G_OBJECT (talked), ROW_LIBRARY, g_object_ref (library), g_object_unref);
}

static void
fill_button (AdwActionRow *row, const char *key, const char *value, const char *label)
{
  GtkWidget *button = g_object_get_data (G_OBJECT (row), key);

  gtk_widget_set_visible (button, *value != '\0');
  gtk_widget_set_tooltip_text (button, label);
}

static void
append (GString *text, const char *glue, const char *part)
{
  if (*part != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? glue : "", part);
}

/* (transfer full): "Director · Marketing · Decides", and below what wants to be
 * done about them soon. */
static char *
describe (RapportLibrary *library, RapportRecord *record)
{
  const RapportField *fields = rapport_contact_info.fields;
  const char *role = rapport_record_get_text (record, RAPPORT_CONTACT_ROLE);
  const char *influence = rapport_record_get_text (record, RAPPORT_CONTACT_INFLUENCE);
  g_autofree char *word = rapport_contact_describe_soon (library, RAPPORT_CONTACT (record));
  GString *text = g_string_new (rapport_record_get_text (record, RAPPORT_CONTACT_POSITION));

  /* What somebody is responsible for follows from the position, as a rule. */
  if (text->len == 0 && *role != '\0')
    append (text, "", rapport_field_get_word_label (&fields[RAPPORT_CONTACT_ROLE], role));
  append (text, " · ",
          rapport_field_get_word_label (&fields[RAPPORT_CONTACT_INFLUENCE], influence));
  append (text, "\n", word);
  return g_string_free_and_steal (text);
}

static void
fill (AdwActionRow *row, RapportLibrary *library, RapportRecord *record)
{
  const char *name = rapport_record_get_title (record);
  const char *email = rapport_record_get_text (record, RAPPORT_CONTACT_EMAIL);
  const char *phone = rapport_record_get_text (record, RAPPORT_CONTACT_PHONE);
  gboolean talked =
    rapport_record_get_day (record, RAPPORT_CONTACT_LAST_CONTACT) == rapport_format_today (library);
  g_autofree char *write = g_strdup_printf (_ ("Write to %s"), email);
  g_autofree char *call = g_strdup_printf (_ ("Call %s"), phone);
  /* Translators: a button; %s is a person */
  g_autofree char *talk = g_strdup_printf (_ ("Talked to %s Today"), name);
  g_autofree char *subtitle = describe (library, record);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (row, subtitle);
  gtk_widget_set_tooltip_text (GTK_WIDGET (row), name);
  rapport_monogram_set_avatar (g_object_get_data (G_OBJECT (row), ROW_AVATAR), name);
  fill_button (row, ROW_WRITE, email, write);
  fill_button (row, ROW_CALL, phone, call);
  fill_button (row, ROW_TALKED, talked || rapport_library_is_read_only (library) ? "" : name, talk);
}

static AdwDialog *
make_dialog (RapportLibrary *library, const char *client_id, RapportRecord *record)
{
  if (record == NULL)
    return rapport_contact_dialog_new_draft (library, client_id);
  return rapport_contact_dialog_new (library, RAPPORT_CONTACT (record));
}

static const RapportRecordsEntry menu[] = {
  { N_ ("_Import Contacts…"), "win.import-contacts" },
  { N_ ("People Who _Left"), "win.people-left" },
};

const RapportRecordsKind rapport_contacts_kind = {
  .title = N_ ("Contacts"),
  .add = N_ ("Add Contact"),
  .empty = N_ ("Nobody yet: who decides, who influences, who works with us?"),
  .query = make_query,
  .compare = compare,
  .most = 8,
  .build = build,
  .fill = fill,
  .dialog = make_dialog,
  .menu = menu,
  .n_menu = G_N_ELEMENTS (menu),
};
