/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-agreements-dialog-private.h"

#include "rapport-agency.h"
#include "rapport-files.h"
#include "rapport-format.h"
#include "rapport-logo.h"
#include "rapport-mail.h"
#include "rapport-pdf.h"
#include "rapport-publish.h"
#include "rapport-text-row.h"
#include "rapport-thread.h"
#include "rapport-toast.h"
#include "rapport-wordings-output.h"
#include "rapport-wordings.h"

#include <glib/gi18n-lib.h>

static const char *
get_client_id (RapportAgreementsDialog *self)
{
  return rapport_record_get_id (RAPPORT_RECORD (self->client));
}

/* The menu of an entry. */

static void
add_item (GMenu *menu, const char *label, const char *action, const char *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", target);
  g_menu_append_item (menu, item);
}

static void
add_status (GMenu *menu, const RapportAgreed *agreed, const char *label, const char *status)
{
  g_autoptr (GMenuItem) item = NULL;

  if (g_str_equal (agreed->status, status))
    return;
  item = g_menu_item_new (label, NULL);
  g_menu_item_set_action_and_target (item, "agreed.set-status", "(ss)", agreed->record, status);
  g_menu_append_item (menu, item);
}

GMenuModel *
rapport_agreements_dialog_make_menu (const RapportAgreed *agreed)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) statuses = g_menu_new ();
  g_autoptr (GMenu) ways = g_menu_new ();

  if (!g_str_equal (agreed->kind, "task") && !g_str_equal (agreed->kind, "risk"))
    {
      add_status (statuses, agreed, _ ("_Kept"), "kept");
      add_status (statuses, agreed, _ ("_Broken"), "broken");
      add_status (statuses, agreed, _ ("_In Force Again"), "open");
      add_item (statuses, _ ("_Replaced by…"), "agreed.replace", agreed->record);
      g_menu_append_section (menu, NULL, G_MENU_MODEL (statuses));
    }
  add_item (ways, _ ("Remind by _Mail"), "agreed.remind", agreed->record);
  add_item (ways, _ ("_Copy as Text"), "agreed.copy", agreed->record);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (ways));
  return G_MENU_MODEL (menu);
}

/* Changing. */

static void
commit (RapportAgreementsDialog *self, RapportTransaction *transaction, const char *said)
{
  g_autoptr (GError) error = NULL;

  rapport_transaction_set_client (transaction, get_client_id (self));
  if (rapport_transaction_commit (transaction, &error))
    rapport_toast_show_undo_of (GTK_WIDGET (self->toasts), said, self->library,
                                get_client_id (self));
  else
    rapport_toast_show (GTK_WIDGET (self->toasts), error->message);
}

/* (transfer full) (nullable) */
static RapportAgreement *
find_agreement (RapportAgreementsDialog *self, const char *id)
{
  RapportRecord *record = rapport_library_get (self->library, RAPPORT_TYPE_AGREEMENT, id);

  return record != NULL ? RAPPORT_AGREEMENT (record) : NULL;
}

static void
set_status (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RapportAgreementsDialog *self = RAPPORT_AGREEMENTS_DIALOG (widget);
  g_autoptr (RapportTransaction) transaction = NULL;
  g_autoptr (RapportAgreement) agreement = NULL;
  const char *id;
  const char *status;

  g_variant_get (parameter, "(&s&s)", &id, &status);
  agreement = find_agreement (self, id);
  if (agreement == NULL)
    return;
  transaction = rapport_transaction_begin (self->library, _ ("Status of an Agreement"));
  rapport_agreement_set_status (transaction, self->library, agreement, status);
  commit (self, transaction,
          g_str_equal (status, "kept")     ? _ ("Kept")
          : g_str_equal (status, "broken") ? _ ("Broken")
                                           : _ ("In force again"));
}

/* A new one, which may take the place of another. */
typedef struct
{
  RapportAgreementsDialog *dialog;
  char *replaces;
  RapportTextRow *text;
  GtkEditable *where;
  AdwComboRow *kind;
  RapportDayButton *day;
} Asking;

static void
asking_free (gpointer data, GClosure *closure)
{
  Asking *self = data;

  g_object_unref (self->dialog);
  g_free (self->replaces);
  g_free (self);
}

static const char *const new_kinds[] = { "agreement", "decision", "exclusion" };

static void
asked_cb (AdwAlertDialog *alert, const char *response, Asking *self)
{
  RapportAgreementsDialog *dialog = self->dialog;
  g_autofree char *text = rapport_text_row_get_text (self->text);
  g_autoptr (RapportTransaction) transaction = NULL;
  g_autoptr (RapportAgreement) replaced = NULL;
  RapportAgreement *made;

  if (!g_str_equal (response, "add") || dialog->library == NULL || *g_strstrip (text) == '\0')
    return;
  transaction = rapport_transaction_begin (
    dialog->library, self->replaces != NULL ? _ ("Replace an Agreement") : _ ("Add an Agreement"));
  made = rapport_agreements_add (
    transaction, dialog->library, get_client_id (dialog),
    new_kinds[MIN (adw_combo_row_get_selected (self->kind), G_N_ELEMENTS (new_kinds) - 1)], text,
    gtk_editable_get_text (self->where), rapport_day_button_get_day (self->day));
  replaced = self->replaces != NULL ? find_agreement (dialog, self->replaces) : NULL;
  if (replaced != NULL)
    rapport_agreement_replace (transaction, dialog->library, replaced, made);
  commit (dialog, transaction, replaced != NULL ? _ ("Replaced") : _ ("Agreement added"));
}

static GtkWidget *
make_form (Asking *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *where = adw_entry_row_new ();
  GtkWidget *kind = adw_combo_row_new ();
  GtkWidget *day_row = adw_action_row_new ();
  GtkWidget *day = rapport_day_button_new ();
  const char *names[] = { _ ("Agreement"), _ ("Decision"), _ ("What we do not do"), NULL };
  g_autoptr (GtkStringList) list = gtk_string_list_new (names);
  const RapportDay today = rapport_format_today (self->dialog->library);

  self->text = RAPPORT_TEXT_ROW (rapport_text_row_new (_ ("What was agreed")));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (where), _ ("Where: by letter, by phone"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (kind), _ ("Kind"));
  adw_combo_row_set_model (ADW_COMBO_ROW (kind), G_LIST_MODEL (list));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (day_row), _ ("On which day"));
  gtk_widget_set_valign (day, GTK_ALIGN_CENTER);
  rapport_day_button_set_today (RAPPORT_DAY_BUTTON (day), today);
  rapport_day_button_set_day (RAPPORT_DAY_BUTTON (day), today);
  adw_action_row_add_suffix (ADW_ACTION_ROW (day_row), day);
  self->where = GTK_EDITABLE (where);
  self->kind = ADW_COMBO_ROW (kind);
  self->day = RAPPORT_DAY_BUTTON (day);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->text));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), where);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), kind);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), day_row);
  return group;
}

void
rapport_agreements_dialog_ask_new (RapportAgreementsDialog *dialog, const char *replaces)
{
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (adw_alert_dialog_new (
    replaces != NULL ? _ ("What Takes Its Place?") : _ ("Add an Agreement"), NULL));
  Asking *self = g_new0 (Asking, 1);

  self->dialog = g_object_ref (dialog);
  self->replaces = g_strdup (replaces);
  adw_alert_dialog_set_extra_child (alert, make_form (self));
  adw_alert_dialog_add_responses (alert, "cancel", _ ("_Cancel"), "add",
                                  replaces != NULL ? _ ("_Replace") : _ ("_Add"), NULL);
  adw_alert_dialog_set_response_appearance (alert, "add", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (alert, "add");
  adw_dialog_set_focus (ADW_DIALOG (alert), GTK_WIDGET (self->text));
  g_signal_connect_data (alert, "response", G_CALLBACK (asked_cb), self, asking_free, 0);
  adw_dialog_present (ADW_DIALOG (alert), GTK_WIDGET (dialog));
}

static void
replace (GtkWidget *widget, const char *action, GVariant *parameter)
{
  rapport_agreements_dialog_ask_new (RAPPORT_AGREEMENTS_DIALOG (widget),
                                     g_variant_get_string (parameter, NULL));
}

/* Reminding. */

/* (transfer full) (nullable): the letter that reminds of the entry of a record. */
static char *
make_letter (RapportAgreementsDialog *self, const char *id)
{
  g_autoptr (RapportWorkspace) agency = rapport_agency_get (self->library);
  const char *language = rapport_agency_get_language (self->library, self->client);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->found)); i++)
    {
      g_autoptr (RapportAgreedRow) row = g_list_model_get_item (G_LIST_MODEL (self->found), i);
      const RapportAgreed *agreed = rapport_agreed_row_get (row);

      if (g_str_equal (agreed->record, id))
        return rapport_wording_letter (
          &(RapportWording) { .kind = (char *) agreed->kind,
                              .text = agreed->text,
                              .who = agreed->who,
                              .due = agreed->due,
                              .day = agreed->day,
                              .where = agreed->where,
                              .approved_by = (char *) "" },
          language, agency != NULL ? rapport_record_get_title (RAPPORT_RECORD (agency)) : NULL);
    }
  return NULL;
}

static void
copy_letter (RapportAgreementsDialog *self, const char *letter, const char *said)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), letter);
  rapport_toast_show (GTK_WIDGET (self->toasts), said);
}

static void
copy (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RapportAgreementsDialog *self = RAPPORT_AGREEMENTS_DIALOG (widget);
  g_autofree char *letter = make_letter (self, g_variant_get_string (parameter, NULL));

  if (letter != NULL)
    copy_letter (self, letter, _ ("Copied as text"));
}

static void
reminded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RapportAgreementsDialog *self = RAPPORT_AGREEMENTS_DIALOG (source);
  g_autofree char *letter = user_data;
  g_autoptr (GError) error = NULL;

  if (self->library == NULL || rapport_mail_compose_finish (result, &error) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  copy_letter (self, letter, _ ("No mail program could be opened. The reminder was copied."));
}

static void
remind (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RapportAgreementsDialog *self = RAPPORT_AGREEMENTS_DIALOG (widget);
  char *letter = make_letter (self, g_variant_get_string (parameter, NULL));

  if (letter != NULL)
    rapport_mail_compose_async (
      widget, &(RapportMail) { .subject = _ ("What we agreed on"), .body = letter }, reminded_cb,
      letter);
}

/* The page for a dispute. */

typedef struct
{
  RapportAgreementsDialog *dialog;
  RapportPublicRecord *client;
  RapportPublicRecord *agency;
  const char *language;
  RapportDay today;
  GPtrArray *found;
  GPtrArray *summaries;
  GBytes *client_logo;
  GBytes *agency_logo;
  GBytes *pdf;
} Export;

static void
export_free (gpointer data)
{
  Export *self = data;

  g_clear_object (&self->dialog);
  g_clear_object (&self->client);
  g_clear_object (&self->agency);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_pointer (&self->summaries, g_ptr_array_unref);
  g_clear_pointer (&self->client_logo, g_bytes_unref);
  g_clear_pointer (&self->agency_logo, g_bytes_unref);
  g_clear_pointer (&self->pdf, g_bytes_unref);
  g_free (self);
}

static void
make_pdf_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Export *self = data;
  g_autoptr (GPtrArray) wordings = rapport_wordings_make (self->found, self->summaries);
  GError *error = NULL;
  g_autoptr (RapportReportDocument) document = rapport_wordings_document_new (
    self->client, self->agency, &(RapportWordingsLogos) { self->client_logo, self->agency_logo },
    self->language, wordings, self->today, &error);
  g_autoptr (RapportPages) pages =
    document != NULL ? rapport_pages_new (document, rapport_paper_of (document)) : NULL;

  self->pdf = pages != NULL ? rapport_pdf_make (pages, &error) : NULL;
  if (self->pdf != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportAgreementsDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (G_FILE (source));
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *text = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    text = g_strdup_printf (_ ("Saved as “%s”"), shown);
  if (self->library != NULL)
    rapport_toast_show (GTK_WIDGET (self->toasts), text != NULL ? text : error->message);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Export *self = g_task_get_task_data (task);
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL)
    g_file_replace_contents_bytes_async (file, self->pdf, NULL, FALSE,
                                         G_FILE_CREATE_REPLACE_DESTINATION, NULL, written_cb,
                                         g_object_ref (self->dialog));
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RapportAgreementsDialog *dialog = RAPPORT_AGREEMENTS_DIALOG (source);
  g_autoptr (GtkFileDialog) chooser = gtk_file_dialog_new ();
  g_autofree char *words = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (dialog));

  if (dialog->library == NULL)
    return;
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      rapport_toast_show (GTK_WIDGET (dialog->toasts), error->message);
      return;
    }
  words = g_strdup_printf ("%s. %s.pdf", rapport_record_get_title (RAPPORT_RECORD (dialog->client)),
                           _ ("Agreements"));
  name = rapport_file_clean_name (words);
  gtk_file_dialog_set_title (chooser, _ ("Save Agreements"));
  gtk_file_dialog_set_initial_name (chooser, name);
  gtk_file_dialog_save (chooser, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, chosen_cb,
                        g_object_ref (result));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Export *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->summaries = rapport_library_find_rows_finish (RAPPORT_LIBRARY (source), result, &error);
  if (self->summaries != NULL)
    rapport_thread_run (task, make_pdf_cb);
  else
    g_task_return_error (task, error);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Export *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (RapportQuery) query = NULL;

  self->found = rapport_agreements_find_finish (RAPPORT_LIBRARY (source), result, &error);
  if (self->found == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  query = rapport_wordings_query (get_client_id (self->dialog));
  rapport_library_find_rows_async (RAPPORT_LIBRARY (source), query, NULL, read_cb,
                                   g_object_ref (task));
}

void
rapport_agreements_dialog_export (RapportAgreementsDialog *dialog)
{
  g_autoptr (GTask) task = g_task_new (dialog, NULL, made_cb, NULL);
  RapportAgreedFilter filter = rapport_agreements_dialog_get_filter (dialog);
  g_autoptr (RapportWorkspace) agency = rapport_agency_get (dialog->library);
  Export *self = g_new0 (Export, 1);

  g_task_set_task_data (task, self, export_free);
  self->dialog = g_object_ref (dialog);
  self->client = rapport_publish (RAPPORT_RECORD (dialog->client), get_client_id (dialog));
  if (agency != NULL)
    self->agency = rapport_publish (RAPPORT_RECORD (agency), get_client_id (dialog));
  self->language = rapport_agency_get_language (dialog->library, dialog->client);
  self->today = rapport_format_today (dialog->library);
  if (self->client == NULL)
    {
      rapport_toast_show (GTK_WIDGET (dialog->toasts),
                          _ ("This client’s record is private, so there is nothing to save."));
      return;
    }
  self->client_logo = rapport_logo_publish (dialog->library, self->client, get_client_id (dialog));
  self->agency_logo = rapport_logo_publish (dialog->library, self->agency, NULL);
  /* What goes to the other side holds what the other side may see. */
  filter.public_only = TRUE;
  rapport_agreements_find_async (dialog->library, &filter, NULL, found_cb, g_object_ref (task));
}

void
rapport_agreements_dialog_install_verbs (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "agreed.set-status", "(ss)", set_status);
  gtk_widget_class_install_action (widget_class, "agreed.replace", "s", replace);
  gtk_widget_class_install_action (widget_class, "agreed.remind", "s", remind);
  gtk_widget_class_install_action (widget_class, "agreed.copy", "s", copy);
}
