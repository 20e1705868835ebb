/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-meeting-page.h"

#include "rapport-agenda-view.h"
#include "rapport-entry-binding.h"
#include "rapport-meeting-details.h"
#include "rapport-ui-meeting.h"

#include <glib/gi18n-lib.h>

struct _RapportMeetingPage
{
  AdwNavigationPage parent_instance;

  GtkEditable *title;
  AdwWindowTitle *narrow_title;
  GtkWidget *switcher;
  GtkLabel *client;
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

static const RapportMeetingPart parts[] = {
  { "agenda", N_ ("Agenda"), "view-list-ordered-symbolic", rapport_agenda_view_new,
    set_agenda_meeting, NULL },
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
show_cb (RapportMeetingPage *self)
{
  RapportRecord *meeting = RAPPORT_RECORD (self->meeting);
  g_autoptr (RapportRecord) client = rapport_library_get (self->library, RAPPORT_TYPE_CLIENT,
                                                          rapport_record_get_client_id (meeting));
  const char *title = rapport_record_get_title (meeting);

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
  adw_window_title_set_title (self->narrow_title, title);
  gtk_label_set_label (self->client,
                       client != NULL ? rapport_record_get_title (client) : _ ("Only the agency"));
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
  gtk_widget_class_bind_template_child (widget_class, RapportMeetingPage, parts);
  gtk_widget_class_bind_template_callback (widget_class, part_changed_cb);
}

static void
rapport_meeting_page_init (RapportMeetingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_parts (self);
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
  g_signal_connect_object (meeting, "changed", G_CALLBACK (show_cb), self, G_CONNECT_SWAPPED);
  show_cb (self);
  part_changed_cb (self);
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
