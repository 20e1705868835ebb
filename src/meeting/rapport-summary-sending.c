/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-summary-view-private.h"

#include "rapport-files.h"
#include "rapport-mail.h"
#include "rapport-page-layout.h"
#include "rapport-report-letter.h"
#include "rapport-report-output.h"
#include "rapport-toast.h"

#include <glib/gi18n-lib.h>

/* What is done with a summary once its PDF is made. */
typedef enum
{
  BY_MAIL,
  AS_PDF,
  AS_EML,
  FREEZE,
} Way;

/* One on its way: all that it is made of, so that what is kept is what was shown. */
typedef struct
{
  RapportSummaryView *view;
  Way way;
  RapportPublicMinutes *minutes;
  RapportReportDocument *document;
  char *subject;
  char *letter;
  char *receivers;
  GBytes *pdf;
} Sending;

static void
sending_free (Sending *self)
{
  g_object_unref (self->view);
  g_clear_pointer (&self->minutes, rapport_public_minutes_unref);
  g_clear_pointer (&self->document, rapport_report_document_unref);
  g_clear_pointer (&self->pdf, g_bytes_unref);
  g_free (self->subject);
  g_free (self->letter);
  g_free (self->receivers);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sending, sending_free)

static gboolean
is_gone (Sending *self)
{
  return self->view->library == NULL || self->view->meeting == NULL;
}

/* (transfer full) (nullable) */
static Sending *
sending_new (RapportSummaryView *view, Way way)
{
  g_autoptr (Sending) self = g_new0 (Sending, 1);
  g_autoptr (RapportPublicMinutes) before = NULL;
  g_autoptr (GError) error = NULL;
  RapportMinutesEdition edition;

  self->view = g_object_ref (view);
  self->way = way;
  self->minutes = rapport_summary_view_get_shown (view, &edition, &before);
  if (self->minutes != NULL)
    self->document = rapport_minutes_document_new (self->minutes, &edition, &error);
  if (self->document == NULL)
    return NULL;
  self->subject = g_strdup (gtk_editable_get_text (view->subject));
  self->receivers = g_strdup (gtk_editable_get_text (view->receivers));
  self->letter =
    rapport_minutes_letter (self->minutes, &edition, gtk_editable_get_text (view->greeting));
  return g_steal_pointer (&self);
}

static char *
make_file_name (Sending *self, const char *end)
{
  g_autofree char *name = g_strconcat (self->subject, ".", end, NULL);

  return rapport_file_clean_name (name);
}

static void
mark_cb (RapportSummaryView *view)
{
  gtk_widget_activate_action (GTK_WIDGET (view), "summary.mark-sent", NULL);
}

/* After each way out: it may have been sent with it, which nobody but the user knows. */
static void
offer_mark (RapportSummaryView *view, const char *text)
{
  AdwToast *toast = adw_toast_new (text);
  GtkWidget *overlay = gtk_widget_get_ancestor (GTK_WIDGET (view), ADW_TYPE_TOAST_OVERLAY);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_button_label (toast, _ ("Mark as _Sent…"));
  adw_toast_set_timeout (toast, 0);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (mark_cb), view, G_CONNECT_SWAPPED);
  if (overlay != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
  else
    g_object_unref (toast);
}

/* Keeping it. */

static void
freeze (Sending *self)
{
  RapportSummaryView *view = self->view;
  g_autofree char *document = rapport_public_minutes_to_json (self->minutes);
  const RapportFrozen frozen = { self->subject, self->receivers, document, self->letter,
                                 self->pdf };
  RapportTransaction *transaction = rapport_transaction_begin (view->library, _ ("Send Summary"));
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  RapportSummary *summary;

  summary = rapport_approval_send (transaction, view->library, view->meeting, &frozen);
  text = g_strdup_printf (_ ("Version %d is kept as it was sent"),
                          (int) g_variant_get_int64 (rapport_transaction_get (
                            transaction, RAPPORT_RECORD (summary), RAPPORT_SUMMARY_VERSION)));
  if (rapport_transaction_commit (transaction, &error))
    rapport_toast_show (GTK_WIDGET (view), text);
  else
    rapport_toast_show (GTK_WIDGET (view), error->message);
  rapport_transaction_free (transaction);
}

/* Files. */

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Sending) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (G_FILE (source));
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *text = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    text = g_strdup_printf (_ ("Saved as “%s”"), shown);
  else
    text = g_strdup_printf (_ ("The summary could not be saved: %s"), error->message);
  if (is_gone (self))
    return;
  if (error == NULL && self->way != FREEZE)
    offer_mark (self->view, text);
  else
    rapport_toast_show (GTK_WIDGET (self->view), text);
}

static GBytes *
get_bytes (Sending *self)
{
  g_autofree char *name = make_file_name (self, "pdf");
  g_auto (GStrv) receivers = rapport_mail_split_receivers (self->receivers);

  if (self->way != AS_EML)
    return g_bytes_ref (self->pdf);
  return rapport_letter_make_plain_eml (self->subject, self->letter,
                                        (const char *const *) receivers, self->pdf, name);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Sending) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autoptr (GBytes) bytes = NULL;

  if (file == NULL || is_gone (self))
    return;
  bytes = get_bytes (self);
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION,
                                       NULL, written_cb, g_steal_pointer (&self));
}

static void
choose_file (Sending *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *name = make_file_name (self, self->way == AS_EML ? "eml" : "pdf");
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->view));

  gtk_file_dialog_set_title (dialog, _ ("Save Summary"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, chosen_cb,
                        self);
}

/* Mail. */

static void
composed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Sending) self = user_data;
  g_autoptr (GError) error = NULL;

  if (rapport_mail_compose_finish (result, &error))
    {
      if (!is_gone (self))
        offer_mark (self->view, _ ("The letter is in your mail program"));
    }
  else if (!is_gone (self) && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    rapport_toast_show (GTK_WIDGET (self->view),
                        _ ("No mail program could be opened. Save it as an e-mail instead."));
}

static void
compose (Sending *self)
{
  g_autofree char *name = make_file_name (self, "pdf");
  g_auto (GStrv) receivers = rapport_mail_split_receivers (self->receivers);
  const RapportMail mail = { self->subject, self->letter, (const char *const *) receivers,
                             self->pdf, name };

  rapport_mail_compose_async (GTK_WIDGET (self->view), &mail, composed_cb, self);
}

/* Making it. */

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Sending) self = user_data;
  g_autoptr (GError) error = NULL;

  self->pdf = rapport_page_layout_make_pdf_finish (result, &error);
  if (is_gone (self))
    return;
  if (self->pdf == NULL)
    rapport_toast_show (GTK_WIDGET (self->view), error->message);
  else if (self->way == FREEZE)
    freeze (self);
  else if (self->way == BY_MAIL)
    compose (g_steal_pointer (&self));
  else
    choose_file (g_steal_pointer (&self));
}

static void
begin (RapportSummaryView *view, Way way)
{
  Sending *self = sending_new (view, way);

  if (self != NULL)
    rapport_page_layout_make_pdf_async (self->document, NULL, made_cb, self);
}

static void
mail (GtkWidget *widget, const char *action, GVariant *parameter)
{
  begin (RAPPORT_SUMMARY_VIEW (widget), BY_MAIL);
}

static void
save (GtkWidget *widget, const char *action, GVariant *parameter)
{
  begin (RAPPORT_SUMMARY_VIEW (widget),
         g_str_equal (g_variant_get_string (parameter, NULL), "eml") ? AS_EML : AS_PDF);
}

static void
copy (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autoptr (Sending) self = sending_new (RAPPORT_SUMMARY_VIEW (widget), BY_MAIL);

  if (self == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), self->letter);
  offer_mark (self->view, _ ("Copied as text"));
}

static void
marked_cb (AdwAlertDialog *dialog, const char *response, RapportSummaryView *self)
{
  if (g_str_equal (response, "send") && self->meeting != NULL)
    begin (self, FREEZE);
}

static void
mark_sent (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (
    _ ("Mark as Sent?"), _ ("This version is kept to the byte, and the client is waited for from "
                            "today. That can’t be undone.")));

  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "send", _ ("_Mark as Sent"),
                                  NULL);
  adw_alert_dialog_set_response_appearance (dialog, "send", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "send");
  g_signal_connect_object (dialog, "response", G_CALLBACK (marked_cb), widget, 0);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

/* What was sent, to the byte. */

static void
save_frozen (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RapportSummaryView *view = RAPPORT_SUMMARY_VIEW (widget);
  g_autoptr (RapportRecord) summary =
    view->selected != NULL
      ? rapport_library_get (view->library, RAPPORT_TYPE_SUMMARY, view->selected)
      : NULL;
  g_autoptr (RapportRecord) file =
    summary != NULL ? rapport_library_get (view->library, RAPPORT_TYPE_ATTACHMENT,
                                           rapport_record_get_text (summary, RAPPORT_SUMMARY_PDF))
                    : NULL;
  GVariant *bytes = file != NULL ? rapport_record_get_value (file, RAPPORT_ATTACHMENT_DATA) : NULL;
  Sending *self;

  if (bytes == NULL)
    {
      rapport_toast_show (widget, _ ("The PDF that was sent is not there."));
      return;
    }
  self = g_new0 (Sending, 1);
  self->view = g_object_ref (view);
  self->way = FREEZE;
  self->subject = g_strdup (rapport_record_get_text (summary, RAPPORT_SUMMARY_SUBJECT));
  self->receivers = g_strdup ("");
  self->pdf = g_variant_get_data_as_bytes (bytes);
  choose_file (self);
}

void
rapport_summary_view_install_sending (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "summary.mail", NULL, mail);
  gtk_widget_class_install_action (widget_class, "summary.save", "s", save);
  gtk_widget_class_install_action (widget_class, "summary.copy", NULL, copy);
  gtk_widget_class_install_action (widget_class, "summary.mark-sent", NULL, mark_sent);
  gtk_widget_class_install_action (widget_class, "summary.save-frozen", NULL, save_frozen);
}
