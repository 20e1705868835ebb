/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-summary-reminder.h"

#include "rapport-approval.h"
#include "rapport-mail.h"
#include "rapport-minutes-output.h"
#include "rapport-schedules.h"
#include "rapport-toast.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  RapportLibrary *library;
  RapportSummary *summary;
  char *letter;
} Reminder;

static void
reminder_free (Reminder *self)
{
  g_object_unref (self->library);
  g_object_unref (self->summary);
  g_free (self->letter);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reminder, reminder_free)

static void
note (GtkWidget *widget, Reminder *self)
{
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (self->library, _ ("Remind of Summary"));
  g_autoptr (GError) error = NULL;

  rapport_approval_remind (transaction, self->library, self->summary);
  if (rapport_transaction_commit (transaction, &error))
    rapport_toast_show_undo_of (widget, _ ("The reminder is in your mail program"), self->library,
                                rapport_record_get_client_id (RAPPORT_RECORD (self->summary)));
  else
    rapport_toast_show (widget, error->message);
}

static void
composed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GtkWidget *widget = GTK_WIDGET (source);
  g_autoptr (Reminder) self = user_data;
  g_autoptr (GError) error = NULL;

  if (gtk_widget_get_root (widget) == NULL)
    return;
  if (rapport_mail_compose_finish (result, &error))
    note (widget, self);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), self->letter);
      rapport_toast_show (widget, _ ("No mail program could be opened. The reminder was copied."));
    }
}

void
rapport_summary_remind (GtkWidget *widget, RapportLibrary *library, RapportSummary *summary)
{
  RapportRecord *record = RAPPORT_RECORD (summary);
  const char *subject = rapport_record_get_text (record, RAPPORT_SUMMARY_SUBJECT);
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportPublicMinutes) minutes = rapport_public_minutes_from_json (
    rapport_record_get_text (record, RAPPORT_SUMMARY_DOCUMENT), &error);
  g_auto (GStrv) receivers = NULL;
  Reminder *self;

  if (minutes == NULL)
    {
      rapport_toast_show (widget, error->message);
      return;
    }
  receivers =
    rapport_mail_split_receivers (rapport_record_get_text (record, RAPPORT_SUMMARY_SENT_TO));
  self = g_new0 (Reminder, 1);
  self->library = g_object_ref (library);
  self->summary = g_object_ref (summary);
  self->letter = rapport_minutes_reminder (
    minutes, subject,
    rapport_instant_to_day (rapport_record_get_integer (record, RAPPORT_SUMMARY_SENT_AT)));
  rapport_mail_compose_async (widget,
                              &(RapportMail) { .subject = subject,
                                               .body = self->letter,
                                               .receivers = (const char *const *) receivers },
                              composed_cb, self);
}
