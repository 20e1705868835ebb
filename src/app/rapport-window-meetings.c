/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-agreements-dialog.h"
#include "rapport-archive.h"
#include "rapport-ask-dialog.h"
#include "rapport-brief-dialog.h"
#include "rapport-calendar.h"
#include "rapport-drops.h"
#include "rapport-format.h"
#include "rapport-meeting-dialog.h"
#include "rapport-onlooker.h"
#include "rapport-question-dialog.h"
#include "rapport-read-only.h"
#include "rapport-schedules.h"
#include "rapport-toast.h"
#include "rapport-window-private.h"

#include <glib/gi18n-lib.h>

/* A holiday, or another zone, puts a meeting so many days from its own at most. */
#define AROUND 35

/* The page of a client lies under that of its meeting, so that it is this client's. */
RapportClient *
rapport_window_get_meeting_client (RapportWindow *self, RapportMeetingPage *page)
{
  RapportRecord *meeting = RAPPORT_RECORD (rapport_meeting_page_get_meeting (page));

  if (self->client_page == NULL || *rapport_record_get_client_id (meeting) == '\0')
    return NULL;
  return rapport_client_page_get_client (self->client_page);
}

void
rapport_window_show_meetings (RapportWindow *self, GVariant *parameter)
{
  if (RAPPORT_IS_CLIENT_PAGE (adw_navigation_view_get_visible_page (self->navigation)))
    rapport_client_page_show_view (self->client_page, "meetings");
}

/* The calendar of all. */

void
rapport_window_show_calendar (RapportWindow *self, GVariant *parameter)
{
  if (self->board == NULL)
    return;
  if (self->calendar == NULL)
    {
      self->calendar = g_object_ref_sink (rapport_calendar_page_new (self->library));
      rapport_drops_take (GTK_WIDGET (self->calendar), rapport_drops_on_board);
      adw_navigation_view_add (self->navigation, ADW_NAVIGATION_PAGE (self->calendar));
    }
  if (rapport_window_is_on_the_way (self, ADW_NAVIGATION_PAGE (self->calendar)))
    adw_navigation_view_pop_to_page (self->navigation, ADW_NAVIGATION_PAGE (self->calendar));
  else
    {
      adw_navigation_view_pop_to_tag (self->navigation, "clients");
      adw_navigation_view_push (self->navigation, ADW_NAVIGATION_PAGE (self->calendar));
    }
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

static void
occasions_changed_cb (RapportWindow *self)
{
  const RapportDay today =
    self->library != NULL ? rapport_format_today (self->library) : RAPPORT_DAY_NONE;
  g_autoptr (GPtrArray) found = NULL;
  guint n = 0;

  if (self->occasions == NULL)
    return;
  found = rapport_occasions_list (self->occasions, today, today);
  for (guint i = 0; i < found->len; i++)
    if (g_str_equal (((RapportOccasion *) found->pdata[i])->status, "planned"))
      n++;
  rapport_sidebar_set_meetings_today (self->sidebar, n);
}

void
rapport_window_count_meetings (RapportWindow *self)
{
  self->occasions = rapport_occasions_new (self->library, NULL);
  g_signal_connect_swapped (self->occasions, "changed", G_CALLBACK (occasions_changed_cb), self);
  /* Midnight is most often slept through. */
  g_signal_connect_swapped (self, "notify::is-active", G_CALLBACK (occasions_changed_cb), self);
  occasions_changed_cb (self);
}

/* The page that a meeting comes on top of: the calendar where it was opened there, and where it is
 * the agency's own; else that of its client. FALSE where that is gone. */
static gboolean
show_place_of (RapportWindow *self, RapportRecord *meeting)
{
  const char *client_id = rapport_record_get_client_id (meeting);
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->navigation);
  g_autoptr (RapportRecord) client = NULL;

  if (*client_id == '\0')
    {
      rapport_window_show_calendar (self, NULL);
      return TRUE;
    }
  client = rapport_library_get (self->library, RAPPORT_TYPE_CLIENT, client_id);
  if (RAPPORT_IS_CALENDAR_PAGE (page) && self->client_page != NULL && client != NULL)
    {
      rapport_client_page_set_client (self->client_page, RAPPORT_CLIENT (client));
      return TRUE;
    }
  rapport_window_open_client (self, client_id);
  if (client != NULL)
    rapport_client_page_show_view (self->client_page, "meetings");
  return client != NULL;
}

void
rapport_window_show_agreements (RapportWindow *self, GVariant *parameter)
{
  RapportClient *client = self->lights != NULL ? rapport_window_get_open_client (self) : NULL;

  if (client != NULL)
    adw_dialog_present (rapport_agreements_dialog_new (self->library, client), GTK_WIDGET (self));
}

/* (transfer none) (nullable): the page of a meeting, brought in sight on top of its client. */
static RapportMeetingPage *
open_meeting (RapportWindow *self, const char *id)
{
  g_autoptr (RapportRecord) meeting =
    self->library != NULL ? rapport_library_get (self->library, RAPPORT_TYPE_MEETING, id) : NULL;
  RapportMeetingPage *page = NULL;

  if (meeting == NULL || rapport_record_is_trashed (meeting))
    {
      if (self->library != NULL)
        rapport_toast_show (GTK_WIDGET (self), _ ("This meeting is not there any more"));
      return NULL;
    }
  if (!rapport_window_may_open (self, meeting))
    return NULL;
  if (!show_place_of (self, meeting))
    return NULL;
  page = rapport_meeting_page_new (self->library, RAPPORT_MEETING (meeting));
  adw_navigation_view_push (self->navigation, ADW_NAVIGATION_PAGE (page));
  if (*rapport_record_get_client_id (meeting) == '\0')
    return page;
  rapport_read_only_set (GTK_WIDGET (page), rapport_client_is_archived (
                                              rapport_client_page_get_client (self->client_page)));
  return page;
}

void
rapport_window_open_meeting (RapportWindow *self, GVariant *parameter)
{
  open_meeting (self, g_variant_get_string (parameter, NULL));
}

void
rapport_window_open_sign_off (RapportWindow *self, GVariant *parameter)
{
  RapportMeetingPage *page = open_meeting (self, g_variant_get_string (parameter, NULL));

  if (page != NULL)
    rapport_meeting_page_show_part (page, "summary");
}

static void
open_occasion (RapportWindow *self, const RapportOccasion *occasion)
{
  g_autoptr (RapportTransaction) transaction = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  if (occasion->meeting != NULL)
    {
      open_meeting (self, occasion->meeting);
      return;
    }
  transaction = rapport_transaction_begin (self->library, _ ("Prepare the Meeting"));
  id = g_strdup (rapport_record_get_id (
    RAPPORT_RECORD (rapport_occasion_ensure_meeting (transaction, self->library, occasion))));
  if (!rapport_transaction_commit (transaction, &error))
    rapport_toast_show (GTK_WIDGET (self), error->message);
  else
    open_meeting (self, id);
}

void
rapport_window_open_meeting_line (RapportWindow *self, GVariant *parameter)
{
  const char *id = g_variant_get_string (parameter, NULL);
  g_autoptr (RapportRecord) line =
    self->library != NULL ? rapport_library_get (self->library, RAPPORT_TYPE_MINUTES_LINE, id)
                          : NULL;
  RapportMeetingPage *page = NULL;

  if (line == NULL || !rapport_window_may_open (self, line))
    return;
  page = open_meeting (self, rapport_record_get_text (line, RAPPORT_MINUTES_LINE_MEETING));
  if (page != NULL)
    rapport_meeting_page_show_line (page, id);
}

/* The meeting of a schedule on a day gets its record when it is opened. */
void
rapport_window_open_occasion (RapportWindow *self, GVariant *parameter)
{
  g_autoptr (RapportRecord) schedule = NULL;
  g_autoptr (RapportOccasions) occasions = NULL;
  g_autoptr (GPtrArray) found = NULL;
  const char *id;
  const char *word;
  RapportDay day;

  g_variant_get (parameter, "(&s&s)", &id, &word);
  day = rapport_day_parse (word);
  schedule =
    self->library != NULL ? rapport_library_get (self->library, RAPPORT_TYPE_SCHEDULE, id) : NULL;
  if (schedule == NULL || day == RAPPORT_DAY_NONE || !rapport_window_may_open (self, schedule))
    return;
  occasions = rapport_occasions_new (self->library, rapport_record_get_client_id (schedule));
  found = rapport_occasions_list (occasions, day - AROUND, day + AROUND);
  for (guint i = 0; i < found->len; i++)
    {
      const RapportOccasion *occasion = found->pdata[i];

      if (g_strcmp0 (occasion->schedule, id) == 0 && occasion->occurrence == day)
        {
          open_occasion (self, occasion);
          return;
        }
    }
}

/* Making and changing. */

void
rapport_window_add_meeting (RapportWindow *self, GVariant *parameter)
{
  RapportClient *client = self->lights != NULL ? rapport_window_get_open_client (self) : NULL;
  const RapportDay day = parameter != NULL
                           ? rapport_day_parse (g_variant_get_string (parameter, NULL))
                           : RAPPORT_DAY_NONE;

  if (self->lights == NULL || rapport_library_is_read_only (self->library))
    return;
  adw_dialog_present (
    rapport_meeting_dialog_new (
      self->library, client != NULL ? rapport_record_get_id (RAPPORT_RECORD (client)) : "", day),
    GTK_WIDGET (self));
}

void
rapport_window_edit_schedule (RapportWindow *self, GVariant *parameter)
{
  g_autoptr (RapportRecord) schedule =
    self->library != NULL ? rapport_library_get (self->library, RAPPORT_TYPE_SCHEDULE,
                                                 g_variant_get_string (parameter, NULL))
                          : NULL;

  if (schedule != NULL && !rapport_library_is_read_only (self->library))
    adw_dialog_present (
      rapport_meeting_dialog_new_for_schedule (self->library, RAPPORT_SCHEDULE (schedule)),
      GTK_WIDGET (self));
}

/* Calendar files: of the client who is open, or of the agency; what is known finds its place by
 * itself. */

typedef struct
{
  GWeakRef window;
  char *client;
} Taking;

static void
taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Taking *taking = user_data;
  g_autoptr (RapportWindow) self = g_weak_ref_get (&taking->window);
  g_autofree char *client = g_steal_pointer (&taking->client);
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportCalendarImport) import =
    rapport_calendar_import_finish (RAPPORT_LIBRARY (source), result, &error);
  g_autofree char *text = import != NULL ? rapport_calendar_import_describe (import) : NULL;

  g_weak_ref_clear (&taking->window);
  g_free (taking);
  if (self == NULL || rapport_window_is_in_call (self))
    return;
  if (import == NULL)
    rapport_toast_show (GTK_WIDGET (self), error->message);
  else if (import->n_meetings + import->n_schedules + import->n_changed + import->n_answers > 0)
    rapport_toast_show_undo_of (GTK_WIDGET (self), text, self->library, client);
  else
    rapport_toast_show (GTK_WIDGET (self), text);
}

static void
take_calendar (RapportWindow *self, GFile *file)
{
  RapportClient *client = rapport_window_get_open_client (self);
  Taking *taking = g_new0 (Taking, 1);

  g_weak_ref_init (&taking->window, self);
  taking->client = g_strdup (client != NULL ? rapport_record_get_id (RAPPORT_RECORD (client)) : "");
  rapport_calendar_import_async (self->library, taking->client, file, NULL, taken_cb, taking);
}

static void
calendar_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportWindow) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL && self->library != NULL)
    take_calendar (self, file);
}

void
rapport_window_take_calendar (RapportWindow *self, GVariant *parameter)
{
  g_autoptr (GtkFileDialog) dialog = NULL;
  g_autoptr (GFile) file = NULL;

  if (self->lights == NULL || rapport_library_is_read_only (self->library))
    return;
  if (parameter != NULL)
    {
      file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));
      take_calendar (self, file);
      return;
    }
  dialog = gtk_file_dialog_new ();
  gtk_file_dialog_set_title (dialog, _ ("Import Meetings"));
  gtk_file_dialog_open (dialog, GTK_WINDOW (self), NULL, calendar_chosen_cb, g_object_ref (self));
}

/* The brief. */

void
rapport_window_open_brief (RapportWindow *self, GVariant *parameter)
{
  g_autoptr (RapportRecord) client = NULL;

  if (self->lights == NULL)
    return;
  if (parameter != NULL)
    client = rapport_library_get (self->library, RAPPORT_TYPE_CLIENT,
                                  g_variant_get_string (parameter, NULL));
  else if (rapport_window_get_open_client (self) != NULL)
    client = g_object_ref (RAPPORT_RECORD (rapport_window_get_open_client (self)));
  if (client != NULL && !rapport_onlooker_is_there (self->library))
    adw_dialog_present (rapport_brief_dialog_new (self->library, RAPPORT_CLIENT (client)),
                        GTK_WIDGET (self));
}

/* The queue. */

void
rapport_window_ask (RapportWindow *self, GVariant *parameter)
{
  RapportClient *open = self->lights != NULL ? rapport_window_get_open_client (self) : NULL;
  const char *client = open != NULL ? rapport_record_get_id (RAPPORT_RECORD (open)) : "";
  const char *about = "";
  const char *text = "";

  if (self->lights == NULL || rapport_library_is_read_only (self->library))
    return;
  if (RAPPORT_IS_ASK_DIALOG (
        adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self))))
    return;
  if (parameter != NULL)
    g_variant_get (parameter, "(&s&s&s)", &client, &about, &text);
  else if (open == NULL && self->presenter != NULL)
    client = rapport_presenter_get_client_id (self->presenter);
  adw_dialog_present (
    rapport_ask_dialog_new (self->library, client, *about != '\0' ? about : NULL, text),
    GTK_WIDGET (self));
}

void
rapport_window_open_question (RapportWindow *self, GVariant *parameter)
{
  g_autoptr (RapportRecord) question =
    self->library != NULL ? rapport_library_get (self->library, RAPPORT_TYPE_QUESTION,
                                                 g_variant_get_string (parameter, NULL))
                          : NULL;

  if (question == NULL || !rapport_window_may_open (self, question))
    return;
  rapport_window_open_client (self, rapport_record_get_client_id (question));
  rapport_client_page_show_view (self->client_page, "meetings");
  adw_dialog_present (rapport_question_dialog_new (self->library, RAPPORT_QUESTION (question)),
                      GTK_WIDGET (self));
}
