/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-contact-dialog.h"

#include "rapport-contact-reach.h"
#include "rapport-form-dialog.h"
#include "rapport-records-group.h"

#include <glib/gi18n-lib.h>

/* A button at the end of a row. It is there as long as there is what it uses. */

static void
show_button_cb (RapportRecord *contact, GtkWidget *button)
{
  guint field = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "rapport-field"));

  gtk_widget_set_visible (button, *rapport_record_get_text (contact, field) != '\0');
}

static void
add_reach (RapportFormDialog *dialog, RapportRecord *contact, guint field, GtkWidget *button)
{
  GtkWidget *row = rapport_form_dialog_add_field (dialog, field);

  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (row), field == RAPPORT_CONTACT_EMAIL
                                                          ? GTK_INPUT_PURPOSE_EMAIL
                                                          : GTK_INPUT_PURPOSE_PHONE);
  if (contact == NULL)
    {
      g_object_unref (g_object_ref_sink (button));
      return;
    }
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (button), "rapport-field", GUINT_TO_POINTER (field));
  g_signal_connect_object (contact, "changed", G_CALLBACK (show_button_cb), button, 0);
  show_button_cb (contact, button);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), button);
}

static void
write_cb (GtkWidget *button, RapportRecord *contact)
{
  rapport_contact_write (button, contact);
}

static void
call_cb (GtkWidget *button, RapportRecord *contact)
{
  rapport_contact_call (button, contact);
}

static GtkWidget *
make_button (const char *icon, const char *tooltip, GCallback callback, RapportRecord *contact)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, tooltip);
  /* The dialog holds the contact for as long as it has this button. */
  g_signal_connect (button, "clicked", callback, contact);
  return button;
}

static void
add_reaches (RapportFormDialog *dialog, RapportRecord *contact)
{
  rapport_form_dialog_add_group (dialog, NULL);
  add_reach (
    dialog, contact, RAPPORT_CONTACT_EMAIL,
    make_button ("mail-unread-symbolic", _ ("Write a Letter"), G_CALLBACK (write_cb), contact));
  add_reach (dialog, contact, RAPPORT_CONTACT_PHONE,
             make_button ("call-start-symbolic", _ ("Call"), G_CALLBACK (call_cb), contact));
  rapport_form_dialog_add_field (dialog, RAPPORT_CONTACT_CHANNEL);
}

/* For the team. */

#define DIALOG_LIBRARY "rapport-library"

static void
talked_cb (GtkWidget *button, RapportRecord *contact)
{
  rapport_contact_talk (button, g_object_get_data (G_OBJECT (button), DIALOG_LIBRARY), contact);
}

static void
add_last_contact (RapportFormDialog *dialog, RapportLibrary *library, RapportRecord *contact)
{
  GtkWidget *row = rapport_form_dialog_add_field (dialog, RAPPORT_CONTACT_LAST_CONTACT);
  GtkWidget *button;

  if (contact == NULL || rapport_library_is_read_only (library))
    return;
  button =
    make_button ("object-select-symbolic", _ ("Talked Today"), G_CALLBACK (talked_cb), contact);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), DIALOG_LIBRARY, g_object_ref (library),
                          g_object_unref);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static void
show_birthday_cb (RapportRecord *contact, GtkWidget *row)
{
  gboolean is_known =
    rapport_record_get_day (contact, RAPPORT_CONTACT_BIRTHDAY) != RAPPORT_DAY_NONE;

  /* Before there is one, the row says what may be typed. */
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 is_known ? _ ("Birthday") : _ ("Birthday, the year if known"));
}

static void
add_birthday (RapportFormDialog *dialog, RapportRecord *contact)
{
  GtkWidget *row =
    rapport_form_add_birthday (rapport_form_dialog_get_form (dialog), RAPPORT_CONTACT_BIRTHDAY);

  rapport_form_dialog_add_row (dialog, row);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Birthday, the year if known"));
  if (contact == NULL)
    return;
  g_signal_connect_object (contact, "changed", G_CALLBACK (show_birthday_cb), row, 0);
  show_birthday_cb (contact, row);
}

static void
add_team_rows (RapportFormDialog *dialog, RapportLibrary *library, RapportRecord *contact)
{
  rapport_form_dialog_add_group (dialog, _ ("Only the Team"));
  add_last_contact (dialog, library, contact);
  add_birthday (dialog, contact);
  rapport_form_dialog_add_field (dialog, RAPPORT_CONTACT_NOTES);
}

/* Who is already there. */

static void
move_cb (GtkWidget *row, RapportRecord *contact)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (row, ADW_TYPE_DIALOG);

  adw_dialog_present (rapport_move_dialog_new (g_object_get_data (G_OBJECT (row), DIALOG_LIBRARY),
                                               RAPPORT_CONTACT (contact), row),
                      dialog);
}

static void
add_jobs (RapportFormDialog *dialog, RapportLibrary *library, RapportRecord *contact)
{
  RapportRecordsGroup *jobs = g_object_new (RAPPORT_TYPE_RECORDS_GROUP, NULL);
  GtkWidget *move = adw_button_row_new ();

  rapport_records_group_set_up (jobs, library, &rapport_jobs_kind);
  rapport_records_group_set_owner (jobs, rapport_record_get_id (contact));
  rapport_form_dialog_add_foreign_group (dialog, ADW_PREFERENCES_GROUP (jobs));
  rapport_form_dialog_add_group (dialog, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (move), _ ("Moved to Another Company…"));
  gtk_widget_set_sensitive (move, !rapport_library_is_read_only (library));
  g_object_set_data_full (G_OBJECT (move), DIALOG_LIBRARY, g_object_ref (library), g_object_unref);
  g_signal_connect (move, "activated", G_CALLBACK (move_cb), contact);
  rapport_form_dialog_add_row (dialog, move);
}

static RapportFormDialog *
make_dialog (RapportLibrary *library, RapportRecord *contact)
{
  RapportFormDialog *dialog =
    rapport_form_dialog_new (library, &rapport_contact_info, contact,
                             contact != NULL ? _ ("Edit Contact") : _ ("New Contact"));

  rapport_form_dialog_add_group (dialog, NULL);
  rapport_form_dialog_require (dialog,
                               rapport_form_dialog_add_field (dialog, RAPPORT_CONTACT_NAME));
  rapport_form_dialog_add_field (dialog, RAPPORT_CONTACT_POSITION);
  rapport_form_dialog_add_field (dialog, RAPPORT_CONTACT_ROLE);
  rapport_form_dialog_add_field (dialog, RAPPORT_CONTACT_INFLUENCE);
  add_reaches (dialog, contact);
  add_team_rows (dialog, library, contact);
  return dialog;
}

AdwDialog *
rapport_contact_dialog_new (RapportLibrary *library, RapportContact *contact)
{
  RapportRecord *record = RAPPORT_RECORD (contact);
  RapportFormDialog *dialog = make_dialog (library, record);

  add_jobs (dialog, library, record);
  rapport_form_dialog_offer_trash (dialog, _ ("Delete Contact"), _ ("Contact deleted"));
  rapport_form_dialog_offer_action (dialog, _ ("Erase This Person…"), "win.erase-person");
  rapport_form_dialog_start (dialog);
  return ADW_DIALOG (dialog);
}

AdwDialog *
rapport_contact_dialog_new_draft (RapportLibrary *library, const char *client_id)
{
  RapportFormDialog *dialog = make_dialog (library, NULL);

  rapport_form_dialog_preset (dialog, RAPPORT_CONTACT_CLIENT, g_variant_new_string (client_id));
  rapport_form_dialog_start (dialog);
  return ADW_DIALOG (dialog);
}
