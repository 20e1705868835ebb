/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-meetings-view.h"

#include "rapport-onlooker.h"
#include "rapport-private.h"
#include "rapport-queue-group.h"
#include "rapport-record-list.h"
#include "rapport-ui-meeting.h"

#include <glib/gi18n-lib.h>

struct _RapportMeetingsView
{
  AdwBin parent_instance;

  GtkListBox *list;
  GtkBox *box;
  GtkWidget *queue;

  RapportLibrary *library;
  RapportClient *client;
  RapportRecordList *meetings;
};

G_DEFINE_FINAL_TYPE (RapportMeetingsView, rapport_meetings_view, ADW_TYPE_BIN)

static void
meeting_changed_cb (AdwPreferencesRow *row, RapportRecord *meeting)
{
  adw_preferences_row_set_title (row, rapport_record_get_title (meeting));
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  RapportRecord *meeting = item;
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open-meeting");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", rapport_record_get_id (meeting));
  meeting_changed_cb (ADW_PREFERENCES_ROW (row), meeting);
  g_signal_connect_object (meeting, "changed", G_CALLBACK (meeting_changed_cb), row,
                           G_CONNECT_SWAPPED);
  return row;
}

static void
update (RapportMeetingsView *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->list),
                          g_list_model_get_n_items (G_LIST_MODEL (self->meetings)) > 0);
}

static void
items_changed_cb (RapportMeetingsView *self)
{
  update (self);
}

static RapportQuery *
make_query (RapportMeetingsView *self)
{
  RapportQuery *query = rapport_query_new (RAPPORT_TYPE_MEETING);

  rapport_query_where_text (
    query, RAPPORT_MEETING_CLIENT,
    self->client != NULL ? rapport_record_get_id (RAPPORT_RECORD (self->client)) : "");
  rapport_onlooker_narrow (self->library, query);
  return rapport_query_order_by (query, RAPPORT_MEETING_START, TRUE);
}

static void
list_meetings (RapportMeetingsView *self)
{
  g_autoptr (RapportQuery) query = make_query (self);

  rapport_record_list_set_query (self->meetings, query);
  update (self);
}

static void
onlooker_changed_cb (RapportMeetingsView *self)
{
  list_meetings (self);
}

static void
rapport_meetings_view_dispose (GObject *object)
{
  RapportMeetingsView *self = RAPPORT_MEETINGS_VIEW (object);

  if (self->meetings != NULL)
    g_signal_handlers_disconnect_by_data (self->meetings, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_MEETINGS_VIEW);
  g_clear_object (&self->meetings);
  g_clear_object (&self->client);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_meetings_view_parent_class)->dispose (object);
}

static void
rapport_meetings_view_class_init (RapportMeetingsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_meetings_view_dispose;
  rapport_ui_meeting_get_resource ();
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/meeting/meetings-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportMeetingsView, list);
  gtk_widget_class_bind_template_child (widget_class, RapportMeetingsView, box);
}

static void
rapport_meetings_view_init (RapportMeetingsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
rapport_meetings_view_new (RapportLibrary *library)
{
  RapportMeetingsView *self = g_object_new (RAPPORT_TYPE_MEETINGS_VIEW, NULL);
  g_autoptr (RapportQuery) query = NULL;

  self->library = g_object_ref (library);
  self->queue = rapport_queue_group_new (library);
  gtk_box_prepend (self->box, self->queue);
  query = make_query (self);
  self->meetings = rapport_record_list_new (library, query);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->meetings), create_row, self, NULL);
  g_signal_connect_swapped (self->meetings, "items-changed", G_CALLBACK (items_changed_cb), self);
  rapport_private_watch (self, library, G_CALLBACK (onlooker_changed_cb));
  update (self);
  return GTK_WIDGET (self);
}

void
rapport_meetings_view_set_client (RapportMeetingsView *self, RapportClient *client)
{
  if (!g_set_object (&self->client, client))
    return;
  rapport_queue_group_set_client (RAPPORT_QUEUE_GROUP (self->queue), client);
  list_meetings (self);
}
