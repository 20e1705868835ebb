/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-digest-dialog.h"

#include "rapport-entry-binding.h"
#include "rapport-messenger.h"
#include "rapport-report-builder.h"
#include "rapport-report-digest.h"
#include "rapport-sms.h"
#include "rapport-text-row.h"
#include "rapport-transaction.h"

#include <glib/gi18n-lib.h>

struct _RapportDigestDialog
{
  AdwDialog parent_instance;

  RapportTextRow *text_row;
  GtkEditable *phone_row;
  GtkLabel *count;
  GtkLabel *status;
  GtkWidget *send;

  RapportLibrary *library;
  RapportRecord *report;
  gboolean sending;
};

G_DEFINE_FINAL_TYPE (RapportDigestDialog, rapport_digest_dialog, ADW_TYPE_DIALOG)

static void
say (RapportDigestDialog *self, const char *words, gboolean wrong)
{
  gtk_label_set_label (self->status, words);
  gtk_widget_set_visible (GTK_WIDGET (self->status), *words != '\0');
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self->status), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->status), "error");
  gtk_accessible_announce (GTK_ACCESSIBLE (self), words,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
count_cb (RapportDigestDialog *self)
{
  g_autofree char *text = rapport_text_row_get_text (self->text_row);
  const RapportSmsCount count = rapport_sms_count (text);
  g_autofree char *said =
    g_strdup_printf (ngettext ("%u message of up to %u characters",
                               "%u messages of up to %u characters", count.n_parts),
                     count.n_parts, count.part_units);

  gtk_label_set_label (self->count, count.n_parts > 0 ? said : _ ("Nothing to send"));
  gtk_widget_set_sensitive (self->send, count.n_parts > 0);
}

static void
copy_cb (RapportDigestDialog *self)
{
  g_autofree char *text = rapport_text_row_get_text (self->text_row);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  say (self, _ ("Copied"), FALSE);
}

/* Sending. */

typedef struct
{
  RapportDigestDialog *dialog;
  RapportLibrary *library;
  RapportRecord *report;
  char *phone;
  char *text;
} Sending;

static void
sending_free (Sending *sending)
{
  g_object_unref (sending->dialog);
  g_object_unref (sending->library);
  g_object_unref (sending->report);
  g_free (sending->phone);
  g_free (sending->text);
  g_free (sending);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sending, sending_free)

/* For the team: that it went out is known, even when the dialog has been closed. */
static void
note (const Sending *sending)
{
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (sending->library, _ ("Note a Text Message"));
  g_autofree char *body =
    /* Translators: a phone, and what was sent to it */
    g_strdup_printf (_ ("Text message to %s: %s"), sending->phone, sending->text);
  RapportRecord *record = rapport_transaction_create (transaction, RAPPORT_TYPE_NOTE);
  g_autoptr (GError) error = NULL;

  rapport_transaction_set_text (transaction, record, RAPPORT_NOTE_CLIENT,
                                rapport_record_get_client_id (sending->report));
  rapport_transaction_set_text (transaction, record, RAPPORT_NOTE_ABOUT,
                                rapport_record_get_id (sending->report));
  rapport_transaction_set_text (transaction, record, RAPPORT_NOTE_BODY, body);
  /* What has left can't be taken back. */
  rapport_transaction_set_barrier (transaction);
  if (!rapport_transaction_commit (transaction, &error))
    g_message ("noting a text message: %s", error->message);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Sending) sending = user_data;
  RapportDigestDialog *self = sending->dialog;
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = rapport_messenger_send_finish (result, &error);

  if (answer != NULL && !rapport_library_is_read_only (sending->library))
    note (sending);
  if (self->library == NULL)
    return;
  self->sending = FALSE;
  say (self, answer != NULL ? answer : error->message, answer == NULL);
}

static void
send_cb (RapportDigestDialog *self)
{
  Sending *sending;

  /* The button stays as it is, so that it keeps the keyboard. */
  if (self->sending)
    return;
  self->sending = TRUE;
  sending = g_new0 (Sending, 1);
  sending->dialog = g_object_ref (self);
  sending->library = g_object_ref (self->library);
  sending->report = g_object_ref (self->report);
  sending->phone = g_strstrip (g_strdup (gtk_editable_get_text (self->phone_row)));
  sending->text = rapport_text_row_get_text (self->text_row);
  say (self, _ ("Sending…"), FALSE);
  rapport_messenger_send_async (sending->phone, sending->text, NULL, sent_cb, sending);
}

static void
rapport_digest_dialog_dispose (GObject *object)
{
  RapportDigestDialog *self = RAPPORT_DIGEST_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_DIGEST_DIALOG);
  g_clear_object (&self->report);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_digest_dialog_parent_class)->dispose (object);
}

static void
rapport_digest_dialog_class_init (RapportDigestDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_digest_dialog_dispose;
  g_type_ensure (RAPPORT_TYPE_TEXT_ROW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/app/digest-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportDigestDialog, text_row);
  gtk_widget_class_bind_template_child (widget_class, RapportDigestDialog, phone_row);
  gtk_widget_class_bind_template_child (widget_class, RapportDigestDialog, count);
  gtk_widget_class_bind_template_child (widget_class, RapportDigestDialog, status);
  gtk_widget_class_bind_template_child (widget_class, RapportDigestDialog, send);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, send_cb);
}

static void
rapport_digest_dialog_init (RapportDigestDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* (transfer full): the message as the report has it. */
static char *
make_text (RapportRecord *client, RapportReportDocument *document)
{
  GVariant *chosen =
    client != NULL ? rapport_record_get_value (client, RAPPORT_CLIENT_DIGEST) : NULL;
  g_auto (GStrv) metrics = NULL;

  if (chosen != NULL && g_variant_n_children (chosen) > 0)
    metrics = g_variant_dup_strv (chosen, NULL);
  return rapport_report_digest_make (document, (const char *const *) metrics);
}

AdwDialog *
rapport_digest_dialog_new (RapportLibrary *library, RapportReport *report, GError **error)
{
  g_autoptr (RapportReportDocument) document = rapport_report_build (library, report, error);
  g_autoptr (RapportRecord) client = NULL;
  g_autofree char *text = NULL;
  RapportDigestDialog *self;

  if (document == NULL)
    return NULL;
  client = rapport_library_get (library, RAPPORT_TYPE_CLIENT,
                                rapport_record_get_client_id (RAPPORT_RECORD (report)));
  text = make_text (client, document);
  self = g_object_new (RAPPORT_TYPE_DIGEST_DIALOG, NULL);
  self->library = g_object_ref (library);
  self->report = RAPPORT_RECORD (g_object_ref (report));
  /* Typed once, it is there the next day. */
  rapport_entry_binding_set_record (
    rapport_entry_binding_new (self->phone_row, library, RAPPORT_CLIENT_DIGEST_PHONE,
                               _ ("Change the Phone of the Daily Digest")),
    client);
  rapport_text_row_set_text (self->text_row, text);
  g_signal_connect_swapped (self->text_row, "edited", G_CALLBACK (count_cb), self);
  count_cb (self);
  return ADW_DIALOG (self);
}
