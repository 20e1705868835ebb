/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-bank-record.h"

#include "rapport-choice-row.h"
#include "rapport-entry-binding.h"
#include "rapport-toast.h"
#include "rapport-transaction.h"

#include <glib/gi18n-lib.h>

/* A row that is set from the record, and writes one of its fields. */
typedef struct
{
  guint field;
  const char *label;
  GtkWidget *row;
} Choice;

struct _RapportBankRecord
{
  AdwNavigationPage parent_instance;

  AdwPreferencesPage *page;
  AdwPreferencesGroup *group;

  RapportLibrary *library;
  RapportRecord *record;
  GArray *choices;
  char *trash_label;
  char *trash_toast;
};

G_DEFINE_FINAL_TYPE (RapportBankRecord, rapport_bank_record, ADW_TYPE_NAVIGATION_PAGE)

static gboolean
commit (RapportBankRecord *self, RapportTransaction *transaction)
{
  g_autoptr (GError) error = NULL;

  if (rapport_transaction_commit (transaction, &error))
    return TRUE;
  rapport_toast_show (GTK_WIDGET (self), error->message);
  return FALSE;
}

static void
changed_cb (RapportBankRecord *self)
{
  GtkWidget *dialog;

  for (guint i = 0; i < self->choices->len; i++)
    {
      const Choice *choice = &g_array_index (self->choices, Choice, i);

      rapport_choice_row_set_value (RAPPORT_CHOICE_ROW (choice->row),
                                    rapport_record_get_text (self->record, choice->field));
    }
  if (!rapport_record_is_trashed (self->record))
    return;
  dialog = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_DIALOG);
  if (dialog != NULL)
    adw_preferences_dialog_pop_subpage (ADW_PREFERENCES_DIALOG (dialog));
}

static void
trash_cb (RapportBankRecord *self)
{
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (self->library, self->trash_label);
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_DIALOG);
  g_autofree char *toast = g_strdup (self->trash_toast);
  g_autoptr (RapportLibrary) library = g_object_ref (self->library);
  g_autoptr (RapportBankRecord) kept = g_object_ref (self);

  rapport_transaction_trash (transaction, self->record);
  if (commit (self, transaction) && dialog != NULL)
    rapport_toast_show_undo_of (dialog, toast, library, "");
}

static void
chosen_cb (GtkWidget *row, const char *value, RapportBankRecord *self)
{
  for (guint i = 0; i < self->choices->len; i++)
    {
      const Choice *choice = &g_array_index (self->choices, Choice, i);

      if (choice->row == row)
        rapport_bank_record_change (self, choice->field, value, choice->label);
    }
}

static void
rapport_bank_record_dispose (GObject *object)
{
  RapportBankRecord *self = RAPPORT_BANK_RECORD (object);

  if (self->record != NULL)
    g_signal_handlers_disconnect_by_data (self->record, self);
  g_clear_object (&self->record);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_bank_record_parent_class)->dispose (object);
}

static void
rapport_bank_record_finalize (GObject *object)
{
  RapportBankRecord *self = RAPPORT_BANK_RECORD (object);

  g_array_unref (self->choices);
  g_free (self->trash_label);
  g_free (self->trash_toast);
  G_OBJECT_CLASS (rapport_bank_record_parent_class)->finalize (object);
}

static void
rapport_bank_record_class_init (RapportBankRecordClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_bank_record_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_bank_record_finalize;
}

static void
rapport_bank_record_init (RapportBankRecord *self)
{
  GtkWidget *view = adw_toolbar_view_new ();

  self->choices = g_array_new (FALSE, FALSE, sizeof (Choice));
  self->page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (self->page));
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), view);
}

RapportBankRecord *
rapport_bank_record_new (RapportLibrary *library, RapportRecord *record, const char *title)
{
  RapportBankRecord *self = g_object_new (RAPPORT_TYPE_BANK_RECORD, "title", title, NULL);

  self->library = g_object_ref (library);
  self->record = g_object_ref (record);
  g_signal_connect_swapped (record, "changed", G_CALLBACK (changed_cb), self);
  rapport_bank_record_add_group (self, NULL);
  return self;
}

RapportLibrary *
rapport_bank_record_get_library (RapportBankRecord *self)
{
  return self->library;
}

void
rapport_bank_record_add_group (RapportBankRecord *self, const char *title)
{
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  if (title != NULL)
    adw_preferences_group_set_title (self->group, title);
  adw_preferences_page_add (self->page, self->group);
}

void
rapport_bank_record_add_row (RapportBankRecord *self, GtkWidget *row)
{
  adw_preferences_group_add (self->group, row);
}

void
rapport_bank_record_add_entry (RapportBankRecord *self,
                               guint field,
                               const char *title,
                               const char *label)
{
  GtkWidget *entry = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), title);
  rapport_entry_binding_set_record (
    rapport_entry_binding_new (GTK_EDITABLE (entry), self->library, field, label), self->record);
  rapport_bank_record_add_row (self, entry);
}

void
rapport_bank_record_add_choice (RapportBankRecord *self,
                                GtkWidget *row,
                                guint field,
                                const char *label)
{
  const Choice choice = { field, label, row };

  g_array_append_val (self->choices, choice);
  rapport_choice_row_set_value (RAPPORT_CHOICE_ROW (row),
                                rapport_record_get_text (self->record, field));
  gtk_widget_set_sensitive (row, !rapport_library_is_read_only (self->library));
  g_signal_connect_object (row, "chosen", G_CALLBACK (chosen_cb), self, 0);
  rapport_bank_record_add_row (self, row);
}

void
rapport_bank_record_change (RapportBankRecord *self,
                            guint field,
                            const char *text,
                            const char *label)
{
  g_autoptr (RapportTransaction) transaction = rapport_transaction_begin (self->library, label);

  rapport_transaction_set_text (transaction, self->record, field, text);
  commit (self, transaction);
}

void
rapport_bank_record_offer_trash (RapportBankRecord *self, const char *label, const char *toast)
{
  GtkWidget *row = adw_button_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  gtk_widget_add_css_class (row, "destructive-action");
  gtk_widget_set_sensitive (row, !rapport_library_is_read_only (self->library));
  g_set_str (&self->trash_label, label);
  g_set_str (&self->trash_toast, toast);
  g_signal_connect_object (row, "activated", G_CALLBACK (trash_cb), self, G_CONNECT_SWAPPED);
  rapport_bank_record_add_group (self, NULL);
  adw_preferences_group_add (self->group, row);
}
