/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-approvals-group.h"

#include "rapport-approval.h"
#include "rapport-format.h"
#include "rapport-onlooker.h"
#include "rapport-private.h"
#include "rapport-schedules.h"
#include "rapport-summary-reminder.h"

#include <glib/gi18n-lib.h>

/* So many are seen at a glance; the view of meetings has the rest. */
#define MOST_ROWS 4

struct _RapportApprovalsGroup
{
  AdwPreferencesGroup parent_instance;

  GtkListBox *list;
  RapportLibrary *library;
  RapportClient *client;
  guint refreshing;
  gboolean is_old; /* something changed while it was out of sight */
};

G_DEFINE_FINAL_TYPE (RapportApprovalsGroup, rapport_approvals_group, ADW_TYPE_PREFERENCES_GROUP)

/* Rows. */

static RapportRecord *
get_summary (RapportApprovalsGroup *self, const RapportApproval *approval)
{
  return approval->summary != NULL
           ? rapport_library_get (self->library, RAPPORT_TYPE_SUMMARY, approval->summary)
           : NULL;
}

/* "Waiting for the client’s answer · 6 working days · reminded yesterday". */
static char *
describe (RapportApprovalsGroup *self, const RapportApproval *approval)
{
  const char *step = approval->step == RAPPORT_APPROVAL_SENT ? _ ("Waiting for the client’s answer")
                     : approval->step == RAPPORT_APPROVAL_CORRECTIONS
                       ? _ ("The client wants corrections")
                       : _ ("Not sent yet");
  g_autoptr (GString) text = g_string_new (step);
  g_autoptr (RapportRecord) summary = get_summary (self, approval);
  const RapportDay reminded =
    summary != NULL ? rapport_record_get_day (summary, RAPPORT_SUMMARY_REMINDED) : RAPPORT_DAY_NONE;

  if (rapport_onlooker_is_there (self->library))
    {
      g_string_assign (text, _ ("Waiting for your answer"));
      return g_string_free_and_steal (g_steal_pointer (&text));
    }
  if (approval->days > 0)
    {
      g_string_append (text, " · ");
      g_string_append_printf (
        text, ngettext ("%d working day", "%d working days", (gulong) approval->days),
        approval->days);
    }
  if (approval->step == RAPPORT_APPROVAL_SENT && reminded != RAPPORT_DAY_NONE)
    {
      g_autofree char *day = rapport_format_day (reminded, rapport_format_today (self->library));

      g_string_append (text, " · ");
      g_string_append_printf (text, _ ("reminded %s"), day);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
remind_cb (GtkButton *button, RapportApprovalsGroup *self)
{
  const char *id = g_object_get_data (G_OBJECT (button), "summary");
  g_autoptr (RapportRecord) summary = rapport_library_get (self->library, RAPPORT_TYPE_SUMMARY, id);

  /* The row may be gone when the mail program answers. */
  if (summary != NULL)
    rapport_summary_remind (GTK_WIDGET (self), self->library, RAPPORT_SUMMARY (summary));
}

static void
add_reminder (RapportApprovalsGroup *self, AdwActionRow *row, const RapportApproval *approval)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("mail-send-symbolic");
  g_autofree char *name = g_strdup_printf (
    "%s: %s", _ ("Remind by Mail"), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));

  gtk_widget_set_tooltip_text (button, _ ("Remind by Mail"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "summary", g_strdup (approval->summary), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remind_cb), self, 0);
  adw_action_row_add_suffix (row, button);
}

static void
add_icon (AdwActionRow *row, const RapportApproval *approval)
{
  GtkWidget *icon = gtk_image_new_from_icon_name (
    approval->overdue                                ? "dialog-warning-symbolic"
    : approval->step == RAPPORT_APPROVAL_SENT        ? "content-loading-symbolic"
    : approval->step == RAPPORT_APPROVAL_CORRECTIONS ? "document-edit-symbolic"
                                                     : "mail-send-symbolic");

  if (approval->overdue)
    {
      gtk_widget_add_css_class (icon, "warning");
      gtk_widget_set_tooltip_text (icon, _ ("Longer than agreed without an answer"));
    }
  adw_action_row_add_prefix (row, icon);
}

static GtkWidget *
make_row (RapportApprovalsGroup *self, RapportMeeting *meeting, const RapportApproval *approval)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());
  const gboolean alone = !rapport_onlooker_is_there (self->library);
  RapportDay day = RAPPORT_DAY_NONE;
  g_autofree char *name = rapport_meeting_get_title (self->library, meeting);
  g_autofree char *words = describe (self, approval);
  g_autofree char *when = NULL;
  g_autofree char *title = NULL;

  rapport_local_time_parse (
    rapport_record_get_text (RAPPORT_RECORD (meeting), RAPPORT_MEETING_START), &day, NULL, NULL);
  when = rapport_format_day (day, rapport_format_today (self->library));
  title = *when != '\0' ? g_strdup_printf ("%s, %s", name, when) : g_strdup (name);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (row, words);
  if (alone)
    add_icon (row, approval);
  if (alone && approval->step == RAPPORT_APPROVAL_SENT &&
      !rapport_library_is_read_only (self->library))
    add_reminder (self, row, approval);
  adw_action_row_add_suffix (row, gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s",
                                    rapport_record_get_id (RAPPORT_RECORD (meeting)));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open-sign-off");
  return GTK_WIDGET (row);
}

static GtkWidget *
make_rest (guint n)
{
  GtkWidget *row = adw_button_row_new ();
  g_autofree char *text =
    g_strdup_printf (ngettext ("%u more in Meetings", "%u more in Meetings", (gulong) n), n);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
  adw_button_row_set_end_icon_name (ADW_BUTTON_ROW (row), "go-next-symbolic");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.show-meetings");
  return row;
}

/* A client who looks on sees what was sent to it, and neither our haste nor our delay. */
static gboolean
is_shown (RapportApprovalsGroup *self, RapportMeeting *meeting, const RapportApproval *approval)
{
  g_autoptr (RapportRecord) summary = NULL;

  if (!rapport_onlooker_is_there (self->library))
    return TRUE;
  if (approval->step != RAPPORT_APPROVAL_SENT)
    return FALSE;
  summary = get_summary (self, approval);
  return summary != NULL && rapport_onlooker_may_see (self->library, summary) &&
         rapport_onlooker_may_see (self->library, RAPPORT_RECORD (meeting));
}

static void
show_sides (RapportApprovalsGroup *self, guint theirs, guint ours)
{
  g_autofree char *text = g_strdup_printf (
    _ ("For the client to answer: %u · for us to send or correct: %u"), theirs, ours);

  /* One row says it by itself. */
  adw_preferences_group_set_description (
    ADW_PREFERENCES_GROUP (self),
    theirs + ours < 2 || rapport_onlooker_is_there (self->library) ? NULL : text);
}

static void
refresh (RapportApprovalsGroup *self)
{
  g_autoptr (GPtrArray) waiting = NULL;
  guint n_theirs = 0;
  guint n_ours = 0;

  self->is_old = FALSE;
  gtk_list_box_remove_all (self->list);
  if (self->client != NULL)
    waiting = rapport_approval_find_waiting (self->library,
                                             rapport_record_get_id (RAPPORT_RECORD (self->client)));
  for (guint i = 0; waiting != NULL && i < waiting->len; i++)
    {
      g_auto (RapportApproval) approval = { 0 };

      rapport_approval_read (self->library, waiting->pdata[i], &approval);
      if (!is_shown (self, waiting->pdata[i], &approval))
        continue;
      if (n_theirs + n_ours < MOST_ROWS)
        gtk_list_box_append (self->list, make_row (self, waiting->pdata[i], &approval));
      if (approval.step == RAPPORT_APPROVAL_SENT)
        n_theirs++;
      else
        n_ours++;
    }
  if (n_theirs + n_ours > MOST_ROWS)
    gtk_list_box_append (self->list, make_rest (n_theirs + n_ours - MOST_ROWS));
  show_sides (self, n_theirs, n_ours);
  gtk_widget_set_visible (GTK_WIDGET (self), n_theirs + n_ours > 0);
}

/* Following. */

static void
refresh_cb (gpointer user_data)
{
  RapportApprovalsGroup *self = user_data;

  self->refreshing = 0;
  refresh (self);
}

static void
queue_refresh (RapportApprovalsGroup *self)
{
  if (self->refreshing == 0)
    self->refreshing = g_idle_add_once (refresh_cb, self);
}

static void
committed_cb (RapportApprovalsGroup *self, RapportChangeSet *set)
{
  GtkWidget *page = gtk_widget_get_parent (GTK_WIDGET (self));

  for (guint i = 0; i < rapport_change_set_get_size (set); i++)
    {
      const RapportRecordInfo *info = rapport_change_set_get_change (set, i)->info;

      if (info != &rapport_summary_info && info != &rapport_meeting_info &&
          info != &rapport_minutes_line_info)
        continue;
      /* Minutes are typed where this is not to be seen. */
      self->is_old = TRUE;
      if (page != NULL && gtk_widget_get_mapped (page))
        queue_refresh (self);
      return;
    }
}

static void
onlooker_changed_cb (RapportApprovalsGroup *self)
{
  refresh (self);
}

static void
rapport_approvals_group_dispose (GObject *object)
{
  RapportApprovalsGroup *self = RAPPORT_APPROVALS_GROUP (object);

  g_clear_handle_id (&self->refreshing, g_source_remove);
  g_clear_object (&self->client);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_approvals_group_parent_class)->dispose (object);
}

static void
rapport_approvals_group_class_init (RapportApprovalsGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_approvals_group_dispose;
}

static void
rapport_approvals_group_init (RapportApprovalsGroup *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Waiting for Approval"), -1);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Waiting for Approval"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->list));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
rapport_approvals_group_set_library (RapportApprovalsGroup *self, RapportLibrary *library)
{
  g_set_object (&self->library, library);
  rapport_private_watch (self, library, G_CALLBACK (onlooker_changed_cb));
  g_signal_connect_object (library, "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED);
}

void
rapport_approvals_group_set_client (RapportApprovalsGroup *self, RapportClient *client)
{
  if (!g_set_object (&self->client, client))
    return;
  /* What opening a client costs is little as it is: this comes in a turn of its own. */
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  queue_refresh (self);
}

void
rapport_approvals_group_page_shown (RapportApprovalsGroup *self)
{
  if (self->is_old)
    queue_refresh (self);
}
