/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-invitation.h"

#include "rapport-calendar.h"
#include "rapport-format.h"
#include "rapport-mail.h"
#include "rapport-toast.h"
#include "rapport-when.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  GtkWidget *near;
  RapportLibrary *library;
  RapportMeeting *meeting;
  GBytes *bytes;
} Invitation;

static void
invitation_free (Invitation *self)
{
  g_clear_object (&self->near);
  g_clear_object (&self->library);
  g_clear_object (&self->meeting);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Invitation, invitation_free)

static Invitation *
invitation_new (GtkWidget *near, RapportLibrary *library, RapportMeeting *meeting, GBytes *bytes)
{
  Invitation *self = g_new0 (Invitation, 1);

  self->near = g_object_ref (near);
  self->library = g_object_ref (library);
  self->meeting = g_object_ref (meeting);
  self->bytes = bytes;
  return self;
}

static RapportInvitation
get_kind (RapportMeeting *meeting)
{
  return rapport_record_has_word (RAPPORT_RECORD (meeting), RAPPORT_MEETING_STATUS, "cancelled")
           ? RAPPORT_INVITATION_CANCEL
           : RAPPORT_INVITATION_REQUEST;
}

static void
note_sent (Invitation *self, const char *toast)
{
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (self->library, _ ("Send the Invitation"));
  g_autoptr (GError) error = NULL;

  rapport_invitation_sent (transaction, RAPPORT_RECORD (self->meeting));
  if (rapport_transaction_commit (transaction, &error))
    rapport_toast_show (self->near, toast);
  else
    rapport_toast_show (self->near, error->message);
}

/* As a file. */

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Invitation) self = user_data;
  g_autoptr (GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    note_sent (self, _ ("Invitation saved: send it with your mail program"));
  else
    rapport_toast_show (self->near, error->message);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Invitation) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  GBytes *bytes = self->bytes;

  if (file != NULL)
    g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE,
                                         G_FILE_CREATE_REPLACE_DESTINATION, NULL, written_cb,
                                         g_steal_pointer (&self));
}

void
rapport_invitation_save (GtkWidget *near, RapportLibrary *library, RapportMeeting *meeting)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *title = rapport_meeting_get_title (library, meeting);
  g_autofree char *name = rapport_calendar_file_name (title, "eml");
  GBytes *letter =
    rapport_calendar_invite_letter (library, RAPPORT_RECORD (meeting), get_kind (meeting), &error);
  GtkRoot *root = gtk_widget_get_root (near);

  if (letter == NULL)
    {
      rapport_toast_show (near, error->message);
      return;
    }
  gtk_file_dialog_set_title (dialog, _ ("Save Invitation"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, chosen_cb,
                        invitation_new (near, library, meeting, letter));
}

/* By mail. */

/* (transfer full): addresses of all who are expected, but ours who works here. */
static GStrv
list_receivers (RapportLibrary *library, RapportMeeting *meeting)
{
  g_autoptr (GPtrArray) people =
    rapport_meeting_get_participants (library, rapport_record_get_id (RAPPORT_RECORD (meeting)));
  g_autoptr (GStrvBuilder) addresses = g_strv_builder_new ();

  for (guint i = 0; i < people->len; i++)
    {
      g_autofree char *email = rapport_participant_get_email (library, people->pdata[i]);

      if (*email != '\0' &&
          g_strcmp0 (rapport_record_get_text (people->pdata[i], RAPPORT_PARTICIPANT_PERSON),
                     rapport_library_get_me (library)) != 0)
        g_strv_builder_add (addresses, email);
    }
  return g_strv_builder_end (addresses);
}

/* (transfer full): what the letter says; when and where stand in the calendar file as well. */
static char *
make_body (RapportLibrary *library, RapportMeeting *meeting, const char *title)
{
  RapportRecord *record = RAPPORT_RECORD (meeting);
  const char *place = rapport_record_get_text (record, RAPPORT_MEETING_PLACE);
  g_autofree char *when = rapport_when_full (
    rapport_record_get_text (record, RAPPORT_MEETING_START),
    (int) rapport_record_get_integer (record, RAPPORT_MEETING_LENGTH), RAPPORT_DAY_NONE);
  const char *first = get_kind (meeting) == RAPPORT_INVITATION_CANCEL
                        ? _ ("This meeting does not take place:")
                        : _ ("You are invited to a meeting:");

  return g_strdup_printf ("%s\n\n%s\n%s\n%s\n", first, title, when, place);
}

static void
composed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Invitation) self = user_data;
  g_autoptr (GError) error = NULL;

  if (rapport_mail_compose_finish (result, &error))
    note_sent (self, _ ("The invitation is in your mail program"));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    rapport_invitation_save (self->near, self->library, self->meeting);
}

void
rapport_invitation_mail (GtkWidget *near, RapportLibrary *library, RapportMeeting *meeting)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *title = rapport_meeting_get_title (library, meeting);
  g_autofree char *name = rapport_calendar_file_name (title, "ics");
  g_autofree char *body = make_body (library, meeting, title);
  g_auto (GStrv) receivers = list_receivers (library, meeting);
  GBytes *calendar =
    rapport_calendar_invite (library, RAPPORT_RECORD (meeting), get_kind (meeting), &error);

  if (calendar == NULL)
    {
      rapport_toast_show (near, error->message);
      return;
    }
  rapport_mail_compose_async (near,
                              &(RapportMail) { .subject = title,
                                               .body = body,
                                               .receivers = (const char *const *) receivers,
                                               .pdf = calendar,
                                               .file_name = name },
                              composed_cb, invitation_new (near, library, meeting, calendar));
}
