/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-meeting-page.h"

#include "rapport-agenda-view.h"
#include "rapport-entry-binding.h"
#include "rapport-format.h"
#include "rapport-invitation.h"
#include "rapport-meeting-details.h"
#include "rapport-meeting-dialog.h"
#include "rapport-minutes-view.h"
#include "rapport-onlooker.h"
#include "rapport-private.h"
#include "rapport-summary-view.h"
#include "rapport-toast.h"
#include "rapport-ui-meeting.h"
#include "rapport-when.h"

#include <glib/gi18n-lib.h>

struct _RapportMeetingPage
{
  AdwNavigationPage parent_instance;

  GtkEditable *title;
  AdwWindowTitle *narrow_title;
  GtkWidget *switcher;
  GtkLabel *client;
  GtkLabel *when;
  GtkLabel *zones;
  GtkWidget *place_box;
  GtkLabel *place;
  GtkWidget *people_box;
  GtkLabel *people;
  GtkLabel *state;
  GtkWidget *begin;
  GtkWidget *end;
  GtkWidget *menu;
  AdwViewStack *parts;

  RapportLibrary *library;
  RapportMeeting *meeting;
};

G_DEFINE_FINAL_TYPE (RapportMeetingPage, rapport_meeting_page, ADW_TYPE_NAVIGATION_PAGE)

/* The parts, in the order in which a meeting goes. */

static void
set_details_meeting (GtkWidget *part, RapportMeeting *meeting)
{
  rapport_meeting_details_set_meeting (RAPPORT_MEETING_DETAILS (part), meeting);
}

static void
set_agenda_meeting (GtkWidget *part, RapportMeeting *meeting)
{
  rapport_agenda_view_set_meeting (RAPPORT_AGENDA_VIEW (part), meeting);
}

static void
set_summary_meeting (GtkWidget *part, RapportMeeting *meeting)
{
  rapport_summary_view_set_meeting (RAPPORT_SUMMARY_VIEW (part), meeting);
}

static void
set_minutes_meeting (GtkWidget *part, RapportMeeting *meeting)
{
  rapport_minutes_view_set_meeting (RAPPORT_MINUTES_VIEW (part), meeting);
}

static void
show_minutes_line (GtkWidget *part, const char *line_id)
{
  rapport_minutes_view_show_line (RAPPORT_MINUTES_VIEW (part), line_id);
}

static const RapportMeetingPart parts[] = {
  { "agenda", N_ ("Agenda"), "view-list-ordered-symbolic", rapport_agenda_view_new,
    set_agenda_meeting, NULL },
  { "minutes", N_ ("Minutes"), "document-edit-symbolic", rapport_minutes_view_new,
    set_minutes_meeting, show_minutes_line },
  { "summary", N_ ("Sign-Off"), "mail-send-symbolic", rapport_summary_view_new, set_summary_meeting,
    NULL },
  { "details", N_ ("Details"), "document-properties-symbolic", rapport_meeting_details_new,
    set_details_meeting, NULL },
};

static const RapportMeetingPart *
find_part (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (g_strcmp0 (parts[i].name, name) == 0)
      return &parts[i];
  return NULL;
}

/* (transfer none): a part is made when it is first looked at. */
static GtkWidget *
ensure_part (RapportMeetingPage *self, const RapportMeetingPart *part)
{
  AdwBin *place = ADW_BIN (adw_view_stack_get_child_by_name (self->parts, part->name));

  if (adw_bin_get_child (place) == NULL)
    {
      adw_bin_set_child (place, part->create (self->library));
      part->set_meeting (adw_bin_get_child (place), self->meeting);
    }
  return adw_bin_get_child (place);
}

static void
part_changed_cb (RapportMeetingPage *self)
{
  const RapportMeetingPart *part = find_part (adw_view_stack_get_visible_child_name (self->parts));

  if (part != NULL && self->meeting != NULL)
    ensure_part (self, part);
}

static void
add_parts (RapportMeetingPage *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    adw_view_stack_add_titled_with_icon (self->parts, adw_bin_new (), parts[i].name,
                                         g_dgettext (GETTEXT_PACKAGE, parts[i].title),
                                         parts[i].icon_name);
  gtk_widget_set_visible (self->switcher, G_N_ELEMENTS (parts) > 1);
}

/* What stands above them. */

static void
show_when (RapportMeetingPage *self, RapportRecord *client)
{
  RapportRecord *meeting = RAPPORT_RECORD (self->meeting);
  const char *start = rapport_record_get_text (meeting, RAPPORT_MEETING_START);
  const char *zone =
    client != NULL ? rapport_record_get_text (client, RAPPORT_CLIENT_TIME_ZONE) : "";
  g_autofree char *when =
    rapport_when_full (start, (int) rapport_record_get_integer (meeting, RAPPORT_MEETING_LENGTH),
                       rapport_format_today (self->library));
  g_autofree char *capital = rapport_locale_capitalize (when);
  g_autofree char *zones = rapport_when_zones (start, zone);

  gtk_label_set_label (self->when, capital);
  gtk_label_set_label (self->zones, zones);
  gtk_widget_set_visible (GTK_WIDGET (self->zones), *zones != '\0');
}

static void
show_people (RapportMeetingPage *self)
{
  g_autoptr (GPtrArray) there = rapport_meeting_get_participants (
    self->library, rapport_record_get_id (RAPPORT_RECORD (self->meeting)));
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < there->len; i++)
    if (rapport_onlooker_may_see (self->library, there->pdata[i]))
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "",
                              rapport_record_get_title (there->pdata[i]));
  gtk_label_set_label (self->people, names->str);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->people), names->str);
  gtk_widget_set_visible (self->people_box, names->len > 0);
}

static gboolean
has_begun (RapportMeetingPage *self)
{
  return rapport_record_get_integer (RAPPORT_RECORD (self->meeting), RAPPORT_MEETING_BEGAN) != 0;
}

static gboolean
has_status (RapportMeetingPage *self, const char *status)
{
  return rapport_record_has_word (RAPPORT_RECORD (self->meeting), RAPPORT_MEETING_STATUS, status);
}

/* What can be done next, or what has become of it. */
static void
show_state (RapportMeetingPage *self)
{
  const gboolean planned = has_status (self, "planned");
  const gboolean writable = !rapport_library_is_read_only (self->library);
  const char *word =
    rapport_record_get_text (RAPPORT_RECORD (self->meeting), RAPPORT_MEETING_STATUS);

  gtk_widget_set_visible (self->begin, planned && !has_begun (self) && writable);
  gtk_widget_set_visible (self->end, planned && has_begun (self) && writable);
  gtk_label_set_label (self->state,
                       planned ? _ ("In progress")
                               : rapport_field_get_word_label (
                                   &rapport_meeting_info.fields[RAPPORT_MEETING_STATUS], word));
  gtk_widget_set_visible (GTK_WIDGET (self->state), !planned || has_begun (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "meeting-page.change", planned && writable);
  /* What was sent once is taken back by the same way. */
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "meeting-page.invite",
                                 !has_status (self, "held") && writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "meeting-page.save-invitation",
                                 !has_status (self, "held") && writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "meeting-page.cancel",
                                 planned && !has_begun (self) && writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "meeting-page.resume",
                                 has_status (self, "cancelled") && writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "meeting-page.delete", writable);
}

static void
show_cb (RapportMeetingPage *self)
{
  RapportRecord *meeting = RAPPORT_RECORD (self->meeting);
  g_autoptr (RapportRecord) client = rapport_library_get (self->library, RAPPORT_TYPE_CLIENT,
                                                          rapport_record_get_client_id (meeting));
  g_autofree char *title = rapport_meeting_get_title (self->library, self->meeting);
  const char *name = client != NULL ? rapport_record_get_title (client) : _ ("Only the agency");
  const char *place = rapport_record_get_text (meeting, RAPPORT_MEETING_PLACE);

  /* Nothing is written into what is not there any more. */
  if (rapport_record_is_trashed (meeting))
    {
      if (gtk_widget_get_mapped (GTK_WIDGET (self)))
        gtk_widget_activate_action (GTK_WIDGET (self), "navigation.pop", NULL);
      return;
    }
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
  gtk_text_set_placeholder_text (GTK_TEXT (self->title), title);
  adw_window_title_set_title (self->narrow_title, name);
  gtk_label_set_label (self->client, name);
  gtk_label_set_label (self->place, place);
  gtk_widget_set_visible (self->place_box, *place != '\0');
  show_when (self, client);
  show_state (self);
}

static void
committed_cb (RapportMeetingPage *self, RapportChangeSet *set)
{
  for (guint i = 0; i < rapport_change_set_get_size (set); i++)
    {
      const RapportRecordInfo *info = rapport_change_set_get_change (set, i)->info;

      if (info == &rapport_participant_info)
        show_people (self);
      else if (info == &rapport_schedule_info)
        show_cb (self);
    }
}

static void
onlooker_changed_cb (RapportMeetingPage *self)
{
  show_people (self);
}

/* What is done with it. */

static void
commit (RapportMeetingPage *self, RapportTransaction *transaction, const char *toast)
{
  g_autoptr (GError) error = NULL;

  if (!rapport_transaction_commit (transaction, &error))
    rapport_toast_show (GTK_WIDGET (self), error->message);
  else if (toast != NULL)
    rapport_toast_show_undo_of (GTK_WIDGET (self), toast, self->library,
                                rapport_record_get_client_id (RAPPORT_RECORD (self->meeting)));
}

static void
begin_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapportMeetingPage *self = RAPPORT_MEETING_PAGE (widget);
  g_autoptr (RapportTransaction) transaction = NULL;

  if (!gtk_widget_get_visible (self->begin))
    return;
  transaction = rapport_transaction_begin (self->library, _ ("Begin the Meeting"));
  rapport_meeting_begin (transaction, self->library, self->meeting);
  commit (self, transaction, NULL);
  rapport_meeting_page_show_part (self, "minutes");
}

static void
end_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapportMeetingPage *self = RAPPORT_MEETING_PAGE (widget);
  g_autoptr (RapportTransaction) transaction = NULL;

  if (!gtk_widget_get_visible (self->end))
    return;
  transaction = rapport_transaction_begin (self->library, _ ("End the Meeting"));
  rapport_meeting_end (transaction, self->library, self->meeting);
  commit (self, transaction, _ ("The meeting is over"));
  rapport_meeting_page_show_part (self, "summary");
}

static void
change_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapportMeetingPage *self = RAPPORT_MEETING_PAGE (widget);

  adw_dialog_present (rapport_meeting_dialog_new_for_meeting (self->library, self->meeting),
                      widget);
}

static void
invite_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapportMeetingPage *self = RAPPORT_MEETING_PAGE (widget);

  rapport_invitation_mail (widget, self->library, self->meeting);
}

static void
save_invitation_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapportMeetingPage *self = RAPPORT_MEETING_PAGE (widget);

  rapport_invitation_save (widget, self->library, self->meeting);
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapportMeetingPage *self = RAPPORT_MEETING_PAGE (widget);
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (self->library, _ ("Cancel the Meeting"));

  rapport_meeting_cancel (transaction, self->meeting);
  commit (self, transaction, _ ("Meeting cancelled"));
}

/* It is held after all. */
static void
resume_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapportMeetingPage *self = RAPPORT_MEETING_PAGE (widget);
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (self->library, _ ("Hold the Meeting After All"));
  RapportRecord *meeting = RAPPORT_RECORD (self->meeting);

  rapport_transaction_set_text (transaction, meeting, RAPPORT_MEETING_STATUS, "planned");
  rapport_transaction_set_integer (transaction, meeting, RAPPORT_MEETING_SEQUENCE,
                                   rapport_record_get_integer (meeting, RAPPORT_MEETING_SEQUENCE) +
                                     1);
  commit (self, transaction, _ ("The meeting takes place"));
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (RapportMeetingPage) self = g_object_ref (RAPPORT_MEETING_PAGE (widget));
  /* The page leaves by itself, and the toast stays. */
  GtkWidget *below = GTK_WIDGET (gtk_widget_get_root (widget));
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (self->library, _ ("Delete Meeting"));
  g_autoptr (GError) error = NULL;

  rapport_transaction_trash (transaction, RAPPORT_RECORD (self->meeting));
  if (!rapport_transaction_commit (transaction, &error))
    rapport_toast_show (below, error->message);
  else
    rapport_toast_show_undo_of (below, _ ("Meeting deleted"), self->library,
                                rapport_record_get_client_id (RAPPORT_RECORD (self->meeting)));
}

/* The object. */

static void
rapport_meeting_page_dispose (GObject *object)
{
  RapportMeetingPage *self = RAPPORT_MEETING_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_MEETING_PAGE);
  g_clear_object (&self->meeting);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_meeting_page_parent_class)->dispose (object);
}

static void
show_part (GtkWidget *widget, const char *action, GVariant *parameter)
{
  rapport_meeting_page_show_part (RAPPORT_MEETING_PAGE (widget),
                                  g_variant_get_string (parameter, NULL));
}

static void
rapport_meeting_page_class_init (RapportMeetingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_meeting_page_dispose;
  rapport_ui_meeting_get_resource ();
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/meeting/meeting-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportMeetingPage, title);
  gtk_widget_class_bind_template_child (widget_class, RapportMeetingPage, narrow_title);
  gtk_widget_class_bind_template_child (widget_class, RapportMeetingPage, switcher);
  gtk_widget_class_bind_template_child (widget_class, RapportMeetingPage, client);
  gtk_widget_class_bind_template_child (widget_class, RapportMeetingPage, when);
  gtk_widget_class_bind_template_child (widget_class, RapportMeetingPage, zones);
  gtk_widget_class_bind_template_child (widget_class, RapportMeetingPage, place_box);
  gtk_widget_class_bind_template_child (widget_class, RapportMeetingPage, place);
  gtk_widget_class_bind_template_child (widget_class, RapportMeetingPage, people_box);
  gtk_widget_class_bind_template_child (widget_class, RapportMeetingPage, people);
  gtk_widget_class_bind_template_child (widget_class, RapportMeetingPage, state);
  gtk_widget_class_bind_template_child (widget_class, RapportMeetingPage, begin);
  gtk_widget_class_bind_template_child (widget_class, RapportMeetingPage, end);
  gtk_widget_class_bind_template_child (widget_class, RapportMeetingPage, menu);
  gtk_widget_class_bind_template_child (widget_class, RapportMeetingPage, parts);
  gtk_widget_class_bind_template_callback (widget_class, part_changed_cb);
  gtk_widget_class_install_action (widget_class, "meeting-page.begin", NULL, begin_action);
  gtk_widget_class_install_action (widget_class, "meeting-page.end", NULL, end_action);
  gtk_widget_class_install_action (widget_class, "meeting-page.change", NULL, change_action);
  gtk_widget_class_install_action (widget_class, "meeting-page.invite", NULL, invite_action);
  gtk_widget_class_install_action (widget_class, "meeting-page.save-invitation", NULL,
                                   save_invitation_action);
  gtk_widget_class_install_action (widget_class, "meeting-page.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "meeting-page.resume", NULL, resume_action);
  gtk_widget_class_install_action (widget_class, "meeting-page.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "meeting.show-part", "s", show_part);
}

static void
rapport_meeting_page_init (RapportMeetingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_parts (self);
}

/* What one comes for: before a meeting its agenda, from then on its minutes. */
static void
show_first_part (RapportMeetingPage *self)
{
  const gboolean later = has_status (self, "held") || has_begun (self);

  rapport_meeting_page_show_part (self, later ? "minutes" : "agenda");
}

RapportMeetingPage *
rapport_meeting_page_new (RapportLibrary *library, RapportMeeting *meeting)
{
  RapportMeetingPage *self = g_object_new (RAPPORT_TYPE_MEETING_PAGE, NULL);

  self->library = g_object_ref (library);
  self->meeting = g_object_ref (meeting);
  rapport_entry_binding_set_record (
    rapport_entry_binding_new (self->title, library, RAPPORT_MEETING_TITLE, _ ("Rename Meeting")),
    RAPPORT_RECORD (meeting));
  rapport_private_hide (self->menu, library);
  g_signal_connect_object (meeting, "changed", G_CALLBACK (show_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED);
  rapport_private_watch (self, library, G_CALLBACK (onlooker_changed_cb));
  show_cb (self);
  show_people (self);
  part_changed_cb (self);
  show_first_part (self);
  return self;
}

RapportMeeting *
rapport_meeting_page_get_meeting (RapportMeetingPage *self)
{
  return self->meeting;
}

void
rapport_meeting_page_show_part (RapportMeetingPage *self, const char *name)
{
  if (find_part (name) != NULL)
    adw_view_stack_set_visible_child_name (self->parts, name);
}

void
rapport_meeting_page_show_line (RapportMeetingPage *self, const char *line_id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i].show_line != NULL)
      {
        rapport_meeting_page_show_part (self, parts[i].name);
        parts[i].show_line (ensure_part (self, &parts[i]), line_id);
      }
}
