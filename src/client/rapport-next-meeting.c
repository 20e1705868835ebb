/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-next-meeting.h"

#include "rapport-format.h"
#include "rapport-onlooker.h"
#include "rapport-private.h"
#include "rapport-schedules.h"

#include <glib/gi18n-lib.h>

struct _RapportNextMeeting
{
  AdwPreferencesGroup parent_instance;

  AdwActionRow *row;
  RapportLibrary *library;
  RapportClient *client;
  RapportOccasions *occasions;
  guint refreshing;
};

G_DEFINE_FINAL_TYPE (RapportNextMeeting, rapport_next_meeting, ADW_TYPE_PREFERENCES_GROUP)

static gboolean
may_see (RapportNextMeeting *self, const RapportOccasion *next)
{
  g_autoptr (RapportRecord) record =
    next->meeting != NULL
      ? rapport_library_get (self->library, RAPPORT_TYPE_MEETING, next->meeting)
      : rapport_library_get (self->library, RAPPORT_TYPE_SCHEDULE, next->schedule);

  return record != NULL && rapport_onlooker_may_see (self->library, record);
}

/* (transfer full): "Tomorrow, 10:00" by the clock of this computer */
static char *
describe (RapportNextMeeting *self, const RapportOccasion *next)
{
  g_autofree char *day = rapport_format_day (next->day, rapport_format_today (self->library));
  g_autofree char *capital = rapport_locale_capitalize (day);
  RapportDay unused;
  int minute;

  rapport_local_time_from_instant (next->at, NULL, &unused, &minute);
  return g_strdup_printf ("%s, %d:%02d", capital, minute / 60, minute % 60);
}

static void
lead_to (RapportNextMeeting *self, const RapportOccasion *next)
{
  GtkActionable *row = GTK_ACTIONABLE (self->row);
  g_autofree char *day = rapport_day_to_string (next->occurrence);

  /* An action is never there with the target of another one. */
  gtk_actionable_set_action_name (row, NULL);
  if (next->meeting != NULL)
    gtk_actionable_set_action_target (row, "s", next->meeting);
  else
    gtk_actionable_set_action_target (row, "(ss)", next->schedule, day);
  gtk_actionable_set_action_name (row,
                                  next->meeting != NULL ? "win.open-meeting" : "win.open-occasion");
}

static void
refresh (RapportNextMeeting *self)
{
  const gint64 now = rapport_clock_get_now (rapport_library_get_clock (self->library));
  g_autoptr (RapportOccasion) next =
    self->occasions != NULL ? rapport_occasions_get_next (self->occasions, now) : NULL;
  g_autofree char *when = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), next != NULL && may_see (self, next));
  if (next == NULL)
    return;
  when = describe (self, next);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), next->title);
  adw_action_row_set_subtitle (self->row, when);
  lead_to (self, next);
}

static void
refresh_cb (gpointer user_data)
{
  RapportNextMeeting *self = user_data;

  self->refreshing = 0;
  refresh (self);
}

static void
changed_cb (RapportNextMeeting *self)
{
  if (self->refreshing == 0)
    self->refreshing = g_idle_add_once (refresh_cb, self);
}

static void
onlooker_changed_cb (RapportNextMeeting *self)
{
  refresh (self);
}

static void
let_go (RapportNextMeeting *self)
{
  if (self->occasions != NULL)
    g_signal_handlers_disconnect_by_data (self->occasions, self);
  g_clear_object (&self->occasions);
}

static void
rapport_next_meeting_dispose (GObject *object)
{
  RapportNextMeeting *self = RAPPORT_NEXT_MEETING (object);

  g_clear_handle_id (&self->refreshing, g_source_remove);
  let_go (self);
  g_clear_object (&self->client);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_next_meeting_parent_class)->dispose (object);
}

static void
rapport_next_meeting_class_init (RapportNextMeetingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_next_meeting_dispose;
}

static void
rapport_next_meeting_init (RapportNextMeeting *self)
{
  self->row = ADW_ACTION_ROW (adw_action_row_new ());
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Next Meeting"));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->row), FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->row), TRUE);
  adw_action_row_add_suffix (self->row, gtk_image_new_from_icon_name ("go-next-symbolic"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->row));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
rapport_next_meeting_set_library (RapportNextMeeting *self, RapportLibrary *library)
{
  g_set_object (&self->library, library);
  rapport_private_watch (self, library, G_CALLBACK (onlooker_changed_cb));
}

void
rapport_next_meeting_set_client (RapportNextMeeting *self, RapportClient *client)
{
  if (!g_set_object (&self->client, client))
    return;
  let_go (self);
  if (client != NULL)
    {
      self->occasions =
        rapport_occasions_new (self->library, rapport_record_get_id (RAPPORT_RECORD (client)));
      g_signal_connect_swapped (self->occasions, "changed", G_CALLBACK (changed_cb), self);
    }
  /* What opening a client costs is little as it is: this comes in a turn of its own. */
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  changed_cb (self);
}
