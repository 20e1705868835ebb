/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-report-editor-private.h"

#include "rapport-mail.h"
#include "rapport-page-layout.h"
#include "rapport-report-digest.h"
#include "rapport-report-letter.h"
#include "rapport-report-text.h"
#include "rapport-sms.h"

#include <glib/gi18n-lib.h>

/* What is made of the report, and for what. */
typedef struct
{
  RapportReportEditor *editor;
  RapportReportDocument *document;
  RapportOutput output;
} Making;

static void
making_free (Making *making)
{
  g_object_unref (making->editor);
  rapport_report_document_unref (making->document);
  g_free (making);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Making, making_free)

/* Begins to make @output of what the editor shows. */
static void
make (RapportReportEditor *self, RapportOutput output, GAsyncReadyCallback callback)
{
  g_autoptr (GBytes) pdf = NULL;
  Making *making;

  rapport_report_editor_finish_typing (self);
  if (!rapport_report_editor_build (self))
    return;
  if (!rapport_report_editor_is_draft (self))
    pdf = rapport_report_editor_get_sent_pdf (self);
  making = g_new0 (Making, 1);
  making->editor = g_object_ref (self);
  making->document = rapport_report_document_ref (rapport_pages_view_get_document (self->pages));
  making->output = output;
  rapport_page_layout_make_output_async (making->document, output, pdf, callback, making);
}

/* (transfer full): what was made, or NULL, which the user has then been told. */
static GBytes *
get_made (Making *making, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = rapport_page_layout_make_output_finish (result, &error);

  if (making->editor->library == NULL)
    g_clear_pointer (&bytes, g_bytes_unref);
  else if (bytes == NULL)
    rapport_report_editor_toast (making->editor, error->message);
  return bytes;
}

static GtkWindow *
get_window (RapportReportEditor *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return root != NULL ? GTK_WINDOW (root) : NULL;
}

/* Files. */

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Making) making = user_data;
  g_autoptr (GBytes) bytes = get_made (making, result);

  if (bytes != NULL)
    rapport_report_editor_save (making->editor, bytes, making->output);
}

static void
export_as (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RapportOutput output;

  if (rapport_output_from_word (g_variant_get_string (parameter, NULL), &output))
    make (RAPPORT_REPORT_EDITOR (widget), output, exported_cb);
}

/* The clipboard. */

static RapportReportDocument *
get_document (RapportReportEditor *self)
{
  rapport_report_editor_finish_typing (self);
  return rapport_report_editor_build (self) ? rapport_pages_view_get_document (self->pages) : NULL;
}

static void
copy_text (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RapportReportEditor *self = RAPPORT_REPORT_EDITOR (widget);
  RapportReportDocument *document = get_document (self);
  g_autofree char *text = NULL;

  if (document == NULL)
    return;
  text = rapport_report_text_make (document);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  rapport_report_editor_toast (self, _ ("Report copied as text"));
}

/* (transfer full) (nullable): the figures that the client chose for a message. */
static GStrv
get_digest_metrics (RapportReportEditor *self)
{
  const char *id = rapport_record_get_client_id (RAPPORT_RECORD (self->report));
  g_autoptr (RapportRecord) client = rapport_library_get (self->library, RAPPORT_TYPE_CLIENT, id);
  GVariant *chosen =
    client != NULL ? rapport_record_get_value (client, RAPPORT_CLIENT_DIGEST) : NULL;

  if (chosen == NULL || g_variant_n_children (chosen) == 0)
    return NULL;
  return g_variant_dup_strv (chosen, NULL);
}

static void
copy_digest (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RapportReportEditor *self = RAPPORT_REPORT_EDITOR (widget);
  RapportReportDocument *document = get_document (self);
  g_auto (GStrv) metrics = get_digest_metrics (self);
  g_autofree char *text = NULL;
  g_autofree char *said = NULL;
  RapportSmsCount count;

  if (document == NULL)
    return;
  text = rapport_report_digest_make (document, (const char *const *) metrics);
  count = rapport_sms_count (text);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  said = g_strdup_printf (ngettext ("Copied: %u message of up to %u characters",
                                    "Copied: %u messages of up to %u characters", count.n_parts),
                          count.n_parts, count.part_units);
  rapport_report_editor_toast (self, said);
}

/* The window knows the way out. */
static void
send_digest (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RapportReportEditor *self = RAPPORT_REPORT_EDITOR (widget);

  rapport_report_editor_finish_typing (self);
  gtk_widget_activate_action (widget, "win.send-digest", "s",
                              rapport_record_get_id (RAPPORT_RECORD (self->report)));
}

/* The printer. */

static void
printed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportReportEditor) self = user_data;
  g_autoptr (GError) error = NULL;

  if (g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, &error) < 0 &&
      self->library != NULL)
    rapport_report_editor_toast (self, error->message);
}

typedef struct
{
  RapportReportEditor *editor;
  GBytes *pdf;
} Printing;

static void
printer_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Printing *printing = user_data;
  g_autoptr (RapportReportEditor) self = printing->editor;
  g_autoptr (GBytes) pdf = printing->pdf;
  g_autoptr (GError) error = NULL;
  g_autoptr (GOutputStream) stream =
    gtk_print_dialog_print_finish (GTK_PRINT_DIALOG (source), result, &error);
  g_autoptr (GInputStream) input = g_memory_input_stream_new_from_bytes (pdf);

  if (stream != NULL)
    g_output_stream_splice_async (
      stream, input, G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
      G_PRIORITY_DEFAULT, NULL, printed_cb, g_object_ref (self));
  else if (self->library != NULL &&
           !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED) &&
           !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED))
    rapport_report_editor_toast (self, error->message);
}

static void
made_to_print_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Making) making = user_data;
  g_autoptr (GBytes) pdf = get_made (making, result);
  g_autoptr (GtkPrintDialog) dialog = NULL;
  Printing *printing;

  if (pdf == NULL)
    return;
  dialog = gtk_print_dialog_new ();
  gtk_print_dialog_set_title (dialog, _ ("Print Report"));
  printing = g_new0 (Printing, 1);
  printing->editor = g_object_ref (making->editor);
  printing->pdf = g_steal_pointer (&pdf);
  gtk_print_dialog_print (dialog, get_window (making->editor), NULL, NULL, printer_chosen_cb,
                          printing);
}

static void
print (GtkWidget *widget, const char *action, GVariant *parameter)
{
  make (RAPPORT_REPORT_EDITOR (widget), RAPPORT_OUTPUT_PDF, made_to_print_cb);
}

/* The mail program. */

/* Where there is none that the desktop knows, the letter can be kept as a file. */
static void
offer_file (RapportReportEditor *self)
{
  AdwToast *toast = adw_toast_new (_ ("No mail program could be opened"));

  adw_toast_set_button_label (toast, _ ("_Save Letter…"));
  adw_toast_set_action_name (toast, "report.export-as");
  adw_toast_set_action_target_value (toast, g_variant_new_string ("eml"));
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
composed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RapportReportEditor *self = RAPPORT_REPORT_EDITOR (source);
  g_autoptr (GError) error = NULL;

  if (!rapport_mail_compose_finish (result, &error) && self->library != NULL &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    offer_file (self);
}

static void
made_to_mail_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Making) making = user_data;
  g_autoptr (GBytes) pdf = get_made (making, result);
  g_autoptr (RapportLetter) letter = NULL;
  g_autofree char *name = NULL;

  if (pdf == NULL)
    return;
  letter = rapport_letter_new (making->document);
  name = rapport_output_file_name (making->document, RAPPORT_OUTPUT_PDF);
  rapport_mail_compose_async (
    GTK_WIDGET (making->editor),
    &(RapportMail) {
      .subject = letter->subject, .body = letter->body, .pdf = pdf, .file_name = name },
    composed_cb, NULL);
}

static void
mail (GtkWidget *widget, const char *action, GVariant *parameter)
{
  make (RAPPORT_REPORT_EDITOR (widget), RAPPORT_OUTPUT_PDF, made_to_mail_cb);
}

static void
ask (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RapportRecord *report = RAPPORT_RECORD (RAPPORT_REPORT_EDITOR (widget)->report);

  gtk_widget_activate_action (widget, "win.ask-about", "(sss)",
                              rapport_record_get_client_id (report), rapport_record_get_id (report),
                              "");
}

void
rapport_report_editor_update_export (RapportReportEditor *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  RapportReportDocument *document = rapport_pages_view_get_document (self->pages);
  const RapportReportContent *content =
    document != NULL ? rapport_report_document_get_content (document) : NULL;

  gtk_widget_action_set_enabled (widget, "report.export-as", !self->sending);
  gtk_widget_action_set_enabled (widget, "report.mail", !self->sending);
  gtk_widget_action_set_enabled (widget, "report.print", !self->sending);
  gtk_widget_action_set_enabled (widget, "report.copy-digest",
                                 content != NULL && content->from == content->to);
  gtk_widget_action_set_enabled (widget, "report.send-digest",
                                 content != NULL && content->from == content->to);
}

void
rapport_report_editor_install_export (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "report.export-as", "s", export_as);
  gtk_widget_class_install_action (widget_class, "report.copy-text", NULL, copy_text);
  gtk_widget_class_install_action (widget_class, "report.copy-digest", NULL, copy_digest);
  gtk_widget_class_install_action (widget_class, "report.send-digest", NULL, send_digest);
  gtk_widget_class_install_action (widget_class, "report.print", NULL, print);
  gtk_widget_class_install_action (widget_class, "report.mail", NULL, mail);
  gtk_widget_class_install_action (widget_class, "report.ask", NULL, ask);
}
