/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-meetings-view.h"

#include "rapport-approval.h"
#include "rapport-format.h"
#include "rapport-occasion-row.h"
#include "rapport-onlooker.h"
#include "rapport-private.h"
#include "rapport-queue-group.h"
#include "rapport-record-list.h"
#include "rapport-ui-meeting.h"
#include "rapport-when.h"
#include "rapport-zones.h"

#include <glib/gi18n-lib.h>

/* What is to come is shown for so many days, and at most so many meetings. */
#define DAYS_AHEAD   70
#define MOST_AHEAD   8
#define MOST_IN_PAST 20

struct _RapportMeetingsView
{
  AdwBin parent_instance;

  AdwBin *next_place;
  GtkWidget *nothing;
  AdwBin *queue_place;
  GtkWidget *ahead_box;
  GtkListBox *ahead;
  GtkListBox *schedules;
  GtkWidget *past_box;
  GtkListBox *past;
  GtkWidget *all_past;
  GtkWidget *new_meeting;

  GtkWidget *queue;
  RapportLibrary *library;
  RapportClient *client;
  RapportOccasions *occasions;
  RapportRecordList *regular; /* the schedules */
  RapportRecordList *held;
  gboolean shows_all;
  guint refreshing;
};

G_DEFINE_FINAL_TYPE (RapportMeetingsView, rapport_meetings_view, ADW_TYPE_BIN)

static const char *
get_client_id (RapportMeetingsView *self)
{
  return rapport_record_get_id (RAPPORT_RECORD (self->client));
}

static gint64
get_now (RapportMeetingsView *self)
{
  return rapport_clock_get_now (rapport_library_get_clock (self->library));
}

/* The next one, with a button. */

static GtkWidget *
make_next (RapportMeetingsView *self, const RapportOccasion *next)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *row = rapport_occasion_row_new (self->library, next);
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Open"));
  const char *zone =
    rapport_record_get_text (RAPPORT_RECORD (self->client), RAPPORT_CLIENT_TIME_ZONE);
  g_autofree char *zones = rapport_when_zones (next->start, zone);
  g_autofree char *name = g_strdup_printf ("%s: %s", _ ("Next meeting"), next->title);

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_add_css_class (row, "next-meeting");
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  rapport_occasion_set_action (GTK_ACTIONABLE (button), next);
  rapport_occasion_row_hide_arrow (row);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("x-office-calendar-symbolic"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  if (*zones != '\0' && !rapport_onlooker_is_there (self->library))
    {
      g_autofree char *subtitle =
        g_strdup_printf ("%s\n%s", adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), zones);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
    }
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  return list;
}

/* Lists. */

static gboolean
is_same (const RapportOccasion *a, const RapportOccasion *b)
{
  return b != NULL && a->at == b->at && g_strcmp0 (a->meeting, b->meeting) == 0 &&
         g_strcmp0 (a->schedule, b->schedule) == 0;
}

/* What is to come but the next one; what is over stands below. */
static void
list_ahead (RapportMeetingsView *self, const RapportOccasion *next)
{
  const RapportDay today = rapport_format_today (self->library);
  g_autoptr (GPtrArray) found = rapport_occasions_list (self->occasions, today, today + DAYS_AHEAD);
  guint n = 0;

  gtk_list_box_remove_all (self->ahead);
  for (guint i = 0; i < found->len && n < MOST_AHEAD; i++)
    {
      const RapportOccasion *occasion = found->pdata[i];

      if (is_same (occasion, next) || g_str_equal (occasion->status, "held") ||
          !rapport_occasion_may_see (self->library, occasion))
        continue;
      gtk_list_box_append (self->ahead, rapport_occasion_row_new (self->library, occasion));
      n++;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->ahead), n > 0);
}

/* "Every second Tuesday, 10:00 Moscow": by its own clock, which goes on through summer and winter.
 */
static char *
describe_schedule (RapportRecord *schedule)
{
  g_autoptr (RapportRecurrence) rule =
    rapport_recurrence_parse (rapport_record_get_text (schedule, RAPPORT_SCHEDULE_RULE), NULL);
  g_autofree char *words = rule != NULL ? rapport_recurrence_describe (rule) : g_strdup ("");
  g_autofree char *own = rapport_zone_get_own ();
  g_autofree char *zone = NULL;
  g_autofree char *clock = NULL;
  RapportDay day;
  int minute;

  if (!rapport_local_time_parse (rapport_record_get_text (schedule, RAPPORT_SCHEDULE_START), &day,
                                 &minute, &zone))
    return g_steal_pointer (&words);
  clock = rapport_when_clock (minute);
  if (g_str_equal (zone, own))
    return g_strdup_printf ("%s, %s", words, clock);
  return g_strdup_printf ("%s, %s %s", words, clock, rapport_zone_get_city (zone));
}

static GtkWidget *
create_schedule_row (gpointer item, gpointer user_data)
{
  RapportRecord *schedule = item;
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *subtitle = describe_schedule (schedule);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), rapport_record_get_title (schedule));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("view-refresh-symbolic"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("document-edit-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", rapport_record_get_id (schedule));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.edit-schedule");
  return row;
}

/* What the approval of a meeting has come to. */

static const char *
get_approval_words (const RapportApproval *approval, const char **style)
{
  switch (approval->step)
    {
    case RAPPORT_APPROVAL_TO_SEND:
      *style = "warning";
      return _ ("To send");
    case RAPPORT_APPROVAL_SENT:
      *style = approval->overdue ? "warning" : "accent";
      return approval->overdue ? _ ("No answer yet") : _ ("Sent");
    case RAPPORT_APPROVAL_CORRECTIONS:
      *style = "warning";
      return _ ("Corrections");
    case RAPPORT_APPROVAL_APPROVED:
      *style = "success";
      return _ ("Approved");
    default:
      *style = "dimmed";
      return "";
    }
}

static GtkWidget *
make_past_row (RapportMeetingsView *self, RapportRecord *meeting)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *state = NULL;
  g_auto (RapportApproval) approval = { 0 };
  const char *style = NULL;
  const char *words = NULL;
  g_autofree char *title = rapport_meeting_get_title (self->library, RAPPORT_MEETING (meeting));
  g_autofree char *when =
    rapport_when_full (rapport_record_get_text (meeting, RAPPORT_MEETING_START),
                       (int) rapport_record_get_integer (meeting, RAPPORT_MEETING_LENGTH),
                       rapport_format_today (self->library));
  g_autofree char *capital = rapport_locale_capitalize (when);

  rapport_approval_read (self->library, RAPPORT_MEETING (meeting), &approval);
  words = get_approval_words (&approval, &style);
  state = gtk_label_new (rapport_onlooker_is_there (self->library) ? "" : words);
  gtk_widget_add_css_class (state, "caption-heading");
  gtk_widget_add_css_class (state, style);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), capital);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), state);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", rapport_record_get_id (meeting));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open-meeting");
  return row;
}

static void
list_past (RapportMeetingsView *self)
{
  const guint all = g_list_model_get_n_items (G_LIST_MODEL (self->held));
  const guint n = self->shows_all ? all : MIN (all, MOST_IN_PAST);

  gtk_list_box_remove_all (self->past);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (RapportRecord) meeting = g_list_model_get_item (G_LIST_MODEL (self->held), i);

      gtk_list_box_append (self->past, make_past_row (self, meeting));
    }
  gtk_widget_set_visible (self->past_box, all > 0);
  gtk_widget_set_visible (self->all_past, n < all);
}

static void
refresh (RapportMeetingsView *self)
{
  g_autoptr (RapportOccasion) next = NULL;
  const gboolean alone = !rapport_onlooker_is_there (self->library);
  const gboolean writable = !rapport_library_is_read_only (self->library);

  if (self->client == NULL)
    return;
  next = rapport_occasions_get_next (self->occasions, get_now (self));
  if (next != NULL && !rapport_occasion_may_see (self->library, next))
    g_clear_pointer (&next, rapport_occasion_free);
  adw_bin_set_child (self->next_place, next != NULL ? make_next (self, next) : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->next_place), next != NULL);
  list_ahead (self, next);
  list_past (self);
  gtk_widget_set_visible (GTK_WIDGET (self->schedules),
                          alone && g_list_model_get_n_items (G_LIST_MODEL (self->regular)) > 0);
  gtk_widget_set_visible (self->nothing, next == NULL && alone);
  gtk_widget_set_visible (self->new_meeting, alone && writable);
  gtk_widget_set_visible (self->ahead_box,
                          alone || gtk_widget_get_visible (GTK_WIDGET (self->ahead)));
}

static void
refresh_cb (gpointer user_data)
{
  RapportMeetingsView *self = user_data;

  self->refreshing = 0;
  refresh (self);
}

/* Once for all that one commit changes; out of sight, when it comes in sight again. */
static void
queue_refresh (RapportMeetingsView *self)
{
  if (self->refreshing == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->refreshing = g_idle_add_once (refresh_cb, self);
}

static void
changed_cb (RapportMeetingsView *self)
{
  queue_refresh (self);
}

/* Sending and answering changes what stands beside a meeting. */
static void
committed_cb (RapportMeetingsView *self, RapportChangeSet *set)
{
  for (guint i = 0; i < rapport_change_set_get_size (set); i++)
    if (rapport_change_set_get_change (set, i)->info == &rapport_summary_info)
      {
        queue_refresh (self);
        return;
      }
}

static void
show_all_cb (RapportMeetingsView *self)
{
  self->shows_all = TRUE;
  list_past (self);
}

/* Whose meetings they are. */

static RapportQuery *
make_held_query (RapportMeetingsView *self)
{
  RapportQuery *query = rapport_query_new (RAPPORT_TYPE_MEETING);

  rapport_query_where_text (query, RAPPORT_MEETING_CLIENT,
                            self->client != NULL ? get_client_id (self) : "-");
  rapport_query_where_text (query, RAPPORT_MEETING_STATUS, "held");
  rapport_onlooker_narrow (self->library, query);
  return rapport_query_order_by (query, RAPPORT_MEETING_START, TRUE);
}

static RapportQuery *
make_schedules_query (RapportMeetingsView *self)
{
  RapportQuery *query = rapport_query_new (RAPPORT_TYPE_SCHEDULE);

  rapport_query_where_text (query, RAPPORT_SCHEDULE_CLIENT,
                            self->client != NULL ? get_client_id (self) : "-");
  rapport_onlooker_narrow (self->library, query);
  return rapport_query_order_by (query, RAPPORT_SCHEDULE_START, FALSE);
}

static void
ask_again (RapportMeetingsView *self)
{
  g_autoptr (RapportQuery) held = make_held_query (self);
  g_autoptr (RapportQuery) schedules = make_schedules_query (self);

  rapport_record_list_set_query (self->held, held);
  rapport_record_list_set_query (self->regular, schedules);
  refresh (self);
}

static void
onlooker_changed_cb (RapportMeetingsView *self)
{
  ask_again (self);
}

/* The object. */

static void
rapport_meetings_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (rapport_meetings_view_parent_class)->map (widget);
  queue_refresh (RAPPORT_MEETINGS_VIEW (widget));
}

static void
let_go_of_occasions (RapportMeetingsView *self)
{
  if (self->occasions != NULL)
    g_signal_handlers_disconnect_by_data (self->occasions, self);
  g_clear_object (&self->occasions);
}

static void
rapport_meetings_view_dispose (GObject *object)
{
  RapportMeetingsView *self = RAPPORT_MEETINGS_VIEW (object);

  g_clear_handle_id (&self->refreshing, g_source_remove);
  let_go_of_occasions (self);
  if (self->held != NULL)
    g_signal_handlers_disconnect_by_data (self->held, self);
  if (self->regular != NULL)
    g_signal_handlers_disconnect_by_data (self->regular, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_MEETINGS_VIEW);
  g_clear_object (&self->regular);
  g_clear_object (&self->held);
  g_clear_object (&self->client);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_meetings_view_parent_class)->dispose (object);
}

#define bind_child(name)                                                                           \
  gtk_widget_class_bind_template_child (widget_class, RapportMeetingsView, name)

static void
rapport_meetings_view_class_init (RapportMeetingsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_meetings_view_dispose;
  widget_class->map = rapport_meetings_view_map;
  rapport_ui_meeting_get_resource ();
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/meeting/meetings-view.ui");
  bind_child (next_place);
  bind_child (nothing);
  bind_child (queue_place);
  bind_child (ahead_box);
  bind_child (ahead);
  bind_child (schedules);
  bind_child (past_box);
  bind_child (past);
  bind_child (all_past);
  bind_child (new_meeting);
  gtk_widget_class_bind_template_callback (widget_class, show_all_cb);
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
  g_autoptr (RapportQuery) held = NULL;
  g_autoptr (RapportQuery) schedules = NULL;

  self->library = g_object_ref (library);
  self->queue = rapport_queue_group_new (library);
  adw_bin_set_child (self->queue_place, self->queue);
  held = make_held_query (self);
  schedules = make_schedules_query (self);
  self->held = rapport_record_list_new (library, held);
  self->regular = rapport_record_list_new (library, schedules);
  gtk_list_box_bind_model (self->schedules, G_LIST_MODEL (self->regular), create_schedule_row, self,
                           NULL);
  g_signal_connect_swapped (self->held, "items-changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->regular, "items-changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_object (library, "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED);
  rapport_private_watch (self, library, G_CALLBACK (onlooker_changed_cb));
  return GTK_WIDGET (self);
}

void
rapport_meetings_view_set_client (RapportMeetingsView *self, RapportClient *client)
{
  if (!g_set_object (&self->client, client))
    return;
  let_go_of_occasions (self);
  self->occasions = rapport_occasions_new (self->library, get_client_id (self));
  g_signal_connect_swapped (self->occasions, "changed", G_CALLBACK (changed_cb), self);
  self->shows_all = FALSE;
  rapport_queue_group_set_client (RAPPORT_QUEUE_GROUP (self->queue), client);
  ask_again (self);
}
