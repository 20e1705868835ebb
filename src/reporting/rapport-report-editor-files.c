/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-report-editor-private.h"

#include "rapport-page-layout.h"
#include "rapport-report-builder.h"

#include <glib/gi18n-lib.h>

/* Saving. */

void
rapport_report_editor_toast (RapportReportEditor *self, const char *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
show_saved (RapportReportEditor *self, GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *text = g_strdup_printf (_ ("Saved as “%s”"), shown);
  g_autofree char *uri = g_file_get_uri (file);
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_button_label (toast, _ ("_Open"));
  adw_toast_set_action_name (toast, "report.open-file");
  adw_toast_set_action_target_value (toast, g_variant_new_string (uri));
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportReportEditor) self = user_data;
  g_autoptr (GError) error = NULL;

  if (self->library == NULL)
    return;
  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    {
      show_saved (self, G_FILE (source));
      return;
    }
  {
    g_autofree char *text =
      g_strdup_printf (_ ("The report could not be saved: %s"), error->message);

    rapport_report_editor_toast (self, text);
  }
}

/* The bytes on their way to a file that is still to be chosen. */
typedef struct
{
  RapportReportEditor *editor;
  GBytes *bytes;
} Saving;

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Saving *saving = user_data;
  g_autoptr (RapportReportEditor) self = saving->editor;
  g_autoptr (GBytes) bytes = saving->bytes;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  /* Written beside the file first, so that one that is there is replaced
   * wholly or not at all. */
  if (file != NULL)
    g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE,
                                         G_FILE_CREATE_REPLACE_DESTINATION, NULL, written_cb,
                                         g_object_ref (self));
}

/* What the file chooser calls files of that form. */
static const char *
filter_name (RapportOutput output)
{
  switch (output)
    {
    case RAPPORT_OUTPUT_HTML:
      return _ ("Web pages");
    case RAPPORT_OUTPUT_XLSX:
      return _ ("Spreadsheets");
    case RAPPORT_OUTPUT_EML:
      return _ ("Letters");
    case RAPPORT_OUTPUT_TEXT:
      return _ ("Text files");
    case RAPPORT_OUTPUT_PDF:
    default:
      return _ ("PDF documents");
    }
}

void
rapport_report_editor_save (RapportReportEditor *self, GBytes *bytes, RapportOutput output)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autofree char *name =
    rapport_output_file_name (rapport_pages_view_get_document (self->pages), output);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  Saving *saving = g_new0 (Saving, 1);

  gtk_file_filter_set_name (filter, filter_name (output));
  gtk_file_filter_add_mime_type (filter, rapport_output_get_mime_type (output));
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_set_title (dialog, _ ("Export Report"));
  gtk_file_dialog_set_initial_name (dialog, name);
  saving->editor = g_object_ref (self);
  saving->bytes = g_bytes_ref (bytes);
  gtk_file_dialog_save (dialog, root != NULL ? GTK_WINDOW (root) : NULL, NULL, chosen_cb, saving);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportReportEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = rapport_page_layout_make_pdf_finish (result, &error);

  if (self->library == NULL)
    return;
  if (pdf != NULL)
    rapport_report_editor_save (self, pdf, RAPPORT_OUTPUT_PDF);
  else
    rapport_report_editor_toast (self, error->message);
}

/* What is being typed is part of it. */
void
rapport_report_editor_finish_typing (RapportReportEditor *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (root != NULL)
    gtk_root_set_focus (root, NULL);
}

static void
export_pdf (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RapportReportEditor *self = RAPPORT_REPORT_EDITOR (widget);

  if (!rapport_report_editor_is_draft (self) &&
      *rapport_record_get_text (RAPPORT_RECORD (self->report), RAPPORT_REPORT_PDF) != '\0')
    {
      rapport_report_editor_save_sent (self);
      return;
    }
  rapport_report_editor_finish_typing (self);
  if (rapport_report_editor_build (self))
    rapport_page_layout_make_pdf_async (rapport_pages_view_get_document (self->pages), NULL,
                                        made_cb, g_object_ref (self));
}

GBytes *
rapport_report_editor_get_sent_pdf (RapportReportEditor *self)
{
  const char *id = rapport_record_get_text (RAPPORT_RECORD (self->report), RAPPORT_REPORT_PDF);
  g_autoptr (RapportRecord) file =
    *id != '\0' ? rapport_library_get (self->library, RAPPORT_TYPE_ATTACHMENT, id) : NULL;
  GVariant *data = file != NULL ? rapport_record_get_value (file, RAPPORT_ATTACHMENT_DATA) : NULL;

  return data != NULL ? g_variant_get_data_as_bytes (data) : NULL;
}

void
rapport_report_editor_save_sent (RapportReportEditor *self)
{
  g_autoptr (GBytes) bytes = rapport_report_editor_get_sent_pdf (self);

  if (bytes != NULL)
    rapport_report_editor_save (self, bytes, RAPPORT_OUTPUT_PDF);
  else
    rapport_report_editor_toast (self, _ ("The PDF that was sent is not there"));
}

static void
save_sent (GtkWidget *widget, const char *action, GVariant *parameter)
{
  rapport_report_editor_save_sent (RAPPORT_REPORT_EDITOR (widget));
}

static void
open_file (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (file);
  GtkRoot *root = gtk_widget_get_root (widget);

  gtk_file_launcher_launch (launcher, root != NULL ? GTK_WINDOW (root) : NULL, NULL, NULL, NULL);
}

/* Sending. */

/* A document and the PDF that is being made of it. */
typedef struct
{
  RapportReportEditor *editor;
  RapportReportDocument *document;
} Sending;

static void
freeze_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Sending *sending = user_data;
  g_autoptr (RapportReportEditor) self = sending->editor;
  g_autoptr (RapportReportDocument) document = sending->document;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = rapport_page_layout_make_pdf_finish (result, &error);

  self->sending = FALSE;
  if (self->library == NULL)
    return;
  if (pdf == NULL || !rapport_report_send (self->library, self->report, document, pdf, &error))
    {
      g_autofree char *text =
        g_strdup_printf (_ ("The report could not be marked as sent: %s"), error->message);

      rapport_report_editor_toast (self, text);
      return;
    }
  rapport_report_editor_toast (self, _ ("Marked as sent"));
}

static void
freeze (RapportReportEditor *self)
{
  Sending *sending;

  rapport_report_editor_finish_typing (self);
  if (!rapport_report_editor_build (self))
    return;
  self->sending = TRUE;
  sending = g_new0 (Sending, 1);
  sending->editor = g_object_ref (self);
  sending->document = rapport_report_document_ref (rapport_pages_view_get_document (self->pages));
  rapport_page_layout_make_pdf_async (sending->document, NULL, freeze_cb, sending);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportReportEditor) self = user_data;
  const char *answer = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);

  if (g_str_equal (answer, "send") && self->library != NULL && !self->sending &&
      rapport_report_editor_is_draft (self))
    freeze (self);
}

static void
ask_to_send (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (
    _ ("Mark as Sent?"),
    _ ("The report’s words and figures will be frozen and its PDF kept as it is. This can’t be "
       "undone. Rapport does not send it: do that with your own letter.")));

  rapport_report_editor_finish_typing (RAPPORT_REPORT_EDITOR (widget));
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "send", _ ("_Mark as Sent"),
                                  NULL);
  adw_alert_dialog_set_response_appearance (dialog, "send", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "cancel");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  adw_alert_dialog_choose (dialog, widget, NULL, answered_cb, g_object_ref (widget));
}

static void
approve (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RapportReportEditor *self = RAPPORT_REPORT_EDITOR (widget);
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (self->library, _ ("Mark as Approved"));
  g_autoptr (GError) error = NULL;

  rapport_transaction_set_text (transaction, RAPPORT_RECORD (self->report), RAPPORT_REPORT_STATE,
                                "approved");
  if (!rapport_transaction_commit (transaction, &error))
    rapport_report_editor_toast (self, error->message);
}

void
rapport_report_editor_install_files (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "report.export-pdf", NULL, export_pdf);
  gtk_widget_class_install_action (widget_class, "report.open-file", "s", open_file);
  gtk_widget_class_install_action (widget_class, "report.send", NULL, ask_to_send);
  gtk_widget_class_install_action (widget_class, "report.approve", NULL, approve);
  gtk_widget_class_install_action (widget_class, "report.save-sent", NULL, save_sent);
}
