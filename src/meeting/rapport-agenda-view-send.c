/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The agenda on its way to the client: as text, as a page, by the mail program. All of it is made
 * of what the client may read. */
#include "rapport-agenda-view-private.h"

#include "rapport-agenda-output.h"
#include "rapport-logo.h"
#include "rapport-mail.h"
#include "rapport-minutes-publish.h"
#include "rapport-page-layout.h"
#include "rapport-report-letter.h"
#include "rapport-schedules.h"
#include "rapport-toast.h"

#include <glib/gi18n-lib.h>

/* (transfer full) (nullable): with a toast where there is none. */
static RapportPublicMinutes *
publish (RapportAgendaView *self)
{
  g_autoptr (GError) error = NULL;
  RapportPublicMinutes *agenda = rapport_minutes_publish (
    self->library, rapport_record_get_id (RAPPORT_RECORD (self->meeting)), &error);

  if (agenda == NULL)
    rapport_toast_show (GTK_WIDGET (self), error->message);
  return agenda;
}

static RapportReportDocument *
make_document (RapportAgendaView *self, RapportPublicMinutes *agenda)
{
  g_autoptr (GBytes) client = rapport_logo_publish (self->library, agenda->client,
                                                    rapport_public_record_get_id (agenda->client));
  g_autoptr (GBytes) agency = rapport_logo_publish (self->library, agenda->agency, NULL);
  const RapportAgendaLogos logos = { client, agency };
  g_autoptr (GError) error = NULL;
  RapportReportDocument *document = rapport_agenda_document_new (agenda, &logos, &error);

  if (document == NULL)
    rapport_toast_show (GTK_WIDGET (self), error->message);
  return document;
}

static void
copy_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RapportAgendaView *self = RAPPORT_AGENDA_VIEW (widget);
  g_autoptr (RapportPublicMinutes) agenda = publish (self);
  g_autofree char *letter = NULL;

  if (agenda == NULL)
    return;
  letter = rapport_agenda_letter (agenda);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), letter);
  rapport_toast_show (widget, _ ("Agenda copied"));
}

/* What is under way to a file or to the mail program. */
typedef struct
{
  RapportAgendaView *view;
  RapportPublicMinutes *agenda;
  RapportReportDocument *document;
  GBytes *bytes;
} Sending;

static void
sending_free (Sending *self)
{
  g_object_unref (self->view);
  rapport_public_minutes_unref (self->agenda);
  rapport_report_document_unref (self->document);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sending, sending_free)

/* (transfer full) (nullable) */
static Sending *
sending_new (RapportAgendaView *self)
{
  g_autoptr (RapportPublicMinutes) agenda = publish (self);
  RapportReportDocument *document = agenda != NULL ? make_document (self, agenda) : NULL;
  Sending *sending;

  if (document == NULL)
    return NULL;
  sending = g_new0 (Sending, 1);
  sending->view = g_object_ref (self);
  sending->agenda = g_steal_pointer (&agenda);
  sending->document = document;
  return sending;
}

/* (nullable): what was made, with a toast where it was not. */
static GBytes *
take_made (Sending *sending, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  GBytes *pdf = rapport_page_layout_make_pdf_finish (result, &error);

  if (pdf == NULL)
    rapport_toast_show (GTK_WIDGET (sending->view), error->message);
  return pdf;
}

/* Files. */

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Sending) sending = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    return rapport_toast_show (GTK_WIDGET (sending->view), _ ("Agenda saved"));
  text = g_strdup_printf (_ ("The agenda could not be saved: %s"), error->message);
  rapport_toast_show (GTK_WIDGET (sending->view), text);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Sending *sending = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file == NULL)
    return sending_free (sending);
  g_file_replace_contents_bytes_async (file, sending->bytes, NULL, FALSE,
                                       G_FILE_CREATE_REPLACE_DESTINATION, NULL, written_cb,
                                       sending);
}

static void
choose_file (Sending *sending, RapportOutput output)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *name = rapport_output_file_name (sending->document, output);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (sending->view));

  gtk_file_dialog_set_title (dialog, _ ("Save Agenda"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, root != NULL ? GTK_WINDOW (root) : NULL, NULL, chosen_cb, sending);
}

static void
made_to_save_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Sending) sending = user_data;

  sending->bytes = take_made (sending, result);
  if (sending->bytes != NULL)
    choose_file (g_steal_pointer (&sending), RAPPORT_OUTPUT_PDF);
}

static void
save_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  Sending *sending = sending_new (RAPPORT_AGENDA_VIEW (widget));

  if (sending != NULL)
    rapport_page_layout_make_pdf_async (sending->document, NULL, made_to_save_cb, sending);
}

/* Letters. */

static void
add_address (GPtrArray *addresses, const char *address)
{
  if (*address != '\0' && !g_ptr_array_find_with_equal_func (addresses, address, g_str_equal, NULL))
    g_ptr_array_add (addresses, g_strdup (address));
}

/* (transfer full): of the people of the client who are expected. */
static GStrv
list_receivers (RapportAgendaView *self)
{
  g_autoptr (GPtrArray) people = rapport_meeting_get_participants (
    self->library, rapport_record_get_id (RAPPORT_RECORD (self->meeting)));
  GPtrArray *addresses = g_ptr_array_new ();

  for (guint i = 0; i < people->len; i++)
    {
      RapportRecord *person = people->pdata[i];
      g_autoptr (RapportRecord) contact =
        rapport_library_get (self->library, RAPPORT_TYPE_CONTACT,
                             rapport_record_get_text (person, RAPPORT_PARTICIPANT_PERSON));

      if (!rapport_record_has_word (person, RAPPORT_PARTICIPANT_SIDE, "theirs"))
        continue;
      add_address (addresses, rapport_record_get_text (person, RAPPORT_PARTICIPANT_EMAIL));
      if (contact != NULL && *rapport_record_get_text (person, RAPPORT_PARTICIPANT_EMAIL) == '\0')
        add_address (addresses, rapport_record_get_text (contact, RAPPORT_CONTACT_EMAIL));
    }
  g_ptr_array_add (addresses, NULL);
  return (GStrv) g_ptr_array_free (addresses, FALSE);
}

static void
made_letter_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Sending) sending = user_data;
  g_autoptr (GBytes) pdf = take_made (sending, result);
  g_autofree char *subject = rapport_agenda_subject (sending->agenda);
  g_autofree char *letter = rapport_agenda_letter (sending->agenda);
  g_autofree char *name = rapport_output_file_name (sending->document, RAPPORT_OUTPUT_PDF);
  g_auto (GStrv) receivers = list_receivers (sending->view);

  if (pdf == NULL)
    return;
  sending->bytes =
    rapport_letter_make_plain_eml (subject, letter, (const char *const *) receivers, pdf, name);
  choose_file (g_steal_pointer (&sending), RAPPORT_OUTPUT_EML);
}

static void
save_letter_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  Sending *sending = sending_new (RAPPORT_AGENDA_VIEW (widget));

  if (sending != NULL)
    rapport_page_layout_make_pdf_async (sending->document, NULL, made_letter_cb, sending);
}

/* Where there is no program that the desktop knows, the letter can be kept as a file. */
static void
composed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!rapport_mail_compose_finish (result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    rapport_toast_show (GTK_WIDGET (source),
                        _ ("No mail program could be opened: save the letter instead"));
}

static void
made_to_mail_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Sending) sending = user_data;
  g_autoptr (GBytes) pdf = take_made (sending, result);
  g_autofree char *subject = rapport_agenda_subject (sending->agenda);
  g_autofree char *letter = rapport_agenda_letter (sending->agenda);
  g_autofree char *name = rapport_output_file_name (sending->document, RAPPORT_OUTPUT_PDF);
  g_auto (GStrv) receivers = list_receivers (sending->view);

  if (pdf != NULL)
    rapport_mail_compose_async (GTK_WIDGET (sending->view),
                                &(RapportMail) { .subject = subject,
                                                 .body = letter,
                                                 .receivers = (const char *const *) receivers,
                                                 .pdf = pdf,
                                                 .file_name = name },
                                composed_cb, NULL);
}

static void
mail_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  Sending *sending = sending_new (RAPPORT_AGENDA_VIEW (widget));

  if (sending != NULL)
    rapport_page_layout_make_pdf_async (sending->document, NULL, made_to_mail_cb, sending);
}

void
rapport_agenda_view_install_sending (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "agenda.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "agenda.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "agenda.save-letter", NULL, save_letter_action);
  gtk_widget_class_install_action (widget_class, "agenda.mail", NULL, mail_action);
}

void
rapport_agenda_view_update_sending (RapportAgendaView *self, gboolean possible)
{
  static const char *const actions[] = { "agenda.copy", "agenda.save", "agenda.save-letter",
                                         "agenda.mail" };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i], possible);
}
