/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-overview.h"

#include "rapport-advice.h"
#include "rapport-agency.h"
#include "rapport-approvals-group.h"
#include "rapport-brief-summary.h"
#include "rapport-files-group.h"
#include "rapport-form.h"
#include "rapport-format.h"
#include "rapport-next-meeting.h"
#include "rapport-onlooker.h"
#include "rapport-private.h"
#include "rapport-promises-group.h"
#include "rapport-records-group.h"
#include "rapport-status-row.h"
#include "rapport-ui-client.h"
#include "rapport-week-group.h"

#include <glib/gi18n-lib.h>

struct _RapportOverview
{
  AdwBin parent_instance;

  RapportLibrary *library;
  RapportClient *client;
  RapportLights *lights;
  RapportForm *form;
  guint n_filled; /* of the groups of the form */
  guint filling;
  guint n_shown; /* of the parts of the page, of this client */
  guint showing;

  RapportWeekGroup *week;
  RapportNextMeeting *next_meeting;
  RapportApprovalsGroup *approvals;
  RapportPromisesGroup *promises;
  RapportRecordsGroup *claims;
  RapportRecordsGroup *report;
  RapportBriefSummary *brief;
  RapportRecordsGroup *contacts;
  RapportRecordsGroup *services;
  RapportFilesGroup *files;
  AdwPreferencesGroup *agreed;
  AdwPreferencesGroup *about;
  AdwPreferencesGroup *team;
  AdwPreferencesGroup *mine;
  AdwActionRow *advice;
  RapportStatusRow *status;
  GtkWidget *details;
  GtkWidget *private_columns;
  GtkWidget *edit;
};

G_DEFINE_FINAL_TYPE (RapportOverview, rapport_overview, ADW_TYPE_BIN)

/* What the client's fields say, in four groups. */

static const guint agreed_fields[] = { RAPPORT_CLIENT_EXPECTATIONS, RAPPORT_CLIENT_EXCLUSIONS };
static const guint about_fields[] = { RAPPORT_CLIENT_OWNER, RAPPORT_CLIENT_SITE,
                                      RAPPORT_CLIENT_CITY, RAPPORT_CLIENT_INDUSTRY,
                                      RAPPORT_CLIENT_SINCE };
static const guint team_fields[] = { RAPPORT_CLIENT_FINANCE_MODEL, RAPPORT_CLIENT_CAPACITY,
                                     RAPPORT_CLIENT_GOODS_MARGIN,  RAPPORT_CLIENT_CHANNEL,
                                     RAPPORT_CLIENT_NEXT_CONTACT,  RAPPORT_CLIENT_LAST_CONTACT,
                                     RAPPORT_CLIENT_TEAM_NOTES };
static const guint my_fields[] = { RAPPORT_CLIENT_TEMPERAMENT, RAPPORT_CLIENT_BEHAVIOUR,
                                   RAPPORT_CLIENT_TRIGGERS, RAPPORT_CLIENT_MY_NOTES };

static void
add_fields (RapportOverview *self, AdwPreferencesGroup *group, const guint *fields, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      GtkWidget *row = rapport_form_add_field (self->form, fields[i]);

      adw_preferences_group_add (group, row);
      if (fields[i] == RAPPORT_CLIENT_TEMPERAMENT)
        adw_preferences_group_add (group, GTK_WIDGET (self->advice));
    }
}

static AdwActionRow *
make_advice (void)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("How to deal with them"));
  gtk_widget_add_css_class (row, "property");
  return ADW_ACTION_ROW (row);
}

/* The rows of the form are made in pieces of less than a frame, when nothing
 * else is to be done; all that are missing when there is a client to show. */

static gboolean
fill_group (RapportOverview *self)
{
  switch (self->n_filled++)
    {
    case 0:
      add_fields (self, self->agreed, agreed_fields, G_N_ELEMENTS (agreed_fields));
      return TRUE;
    case 1:
      add_fields (self, self->about, about_fields, G_N_ELEMENTS (about_fields));
      return TRUE;
    case 2:
      self->status = RAPPORT_STATUS_ROW (rapport_status_row_new ());
      adw_preferences_group_add (self->team, GTK_WIDGET (self->status));
      add_fields (self, self->team, team_fields, G_N_ELEMENTS (team_fields));
      return TRUE;
    case 3:
      self->advice = make_advice ();
      add_fields (self, self->mine, my_fields, G_N_ELEMENTS (my_fields));
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
fill_cb (gpointer user_data)
{
  RapportOverview *self = user_data;

  if (fill_group (self))
    return G_SOURCE_CONTINUE;
  self->filling = 0;
  return G_SOURCE_REMOVE;
}

static void
fill_all (RapportOverview *self)
{
  g_clear_handle_id (&self->filling, g_source_remove);
  while (fill_group (self))
    ;
}

static void
show_advice_cb (RapportOverview *self)
{
  const char *word =
    rapport_record_get_text (RAPPORT_RECORD (self->client), RAPPORT_CLIENT_TEMPERAMENT);

  adw_action_row_set_subtitle (self->advice, rapport_advice_for_temperament (word));
  gtk_widget_set_visible (GTK_WIDGET (self->advice),
                          *rapport_advice_for_temperament (word) != '\0');
}

/* The lights. */

/* The overview may be opened in another week than the window. */
static void
rapport_overview_map (GtkWidget *widget)
{
  RapportOverview *self = RAPPORT_OVERVIEW (widget);

  rapport_lights_set_week (self->lights, rapport_format_today (self->library));
  GTK_WIDGET_CLASS (rapport_overview_parent_class)->map (widget);
  rapport_approvals_group_page_shown (self->approvals);
}

/* The object. */

static void
forget_client (RapportOverview *self)
{
  if (self->client != NULL)
    g_signal_handlers_disconnect_by_func (self->client, show_advice_cb, self);
  g_clear_object (&self->client);
}

static void
rapport_overview_dispose (GObject *object)
{
  RapportOverview *self = RAPPORT_OVERVIEW (object);

  g_clear_handle_id (&self->filling, g_source_remove);
  g_clear_handle_id (&self->showing, g_source_remove);
  forget_client (self);
  g_clear_object (&self->form);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_OVERVIEW);
  g_clear_object (&self->lights);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_overview_parent_class)->dispose (object);
}

#define bind_child(name)                                                                           \
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), RapportOverview, name)

static void
rapport_overview_class_init (RapportOverviewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_overview_dispose;
  GTK_WIDGET_CLASS (klass)->map = rapport_overview_map;
  g_type_ensure (RAPPORT_TYPE_BRIEF_SUMMARY);
  g_type_ensure (RAPPORT_TYPE_WEEK_GROUP);
  g_type_ensure (RAPPORT_TYPE_NEXT_MEETING);
  g_type_ensure (RAPPORT_TYPE_APPROVALS_GROUP);
  g_type_ensure (RAPPORT_TYPE_PROMISES_GROUP);
  g_type_ensure (RAPPORT_TYPE_RECORDS_GROUP);
  g_type_ensure (RAPPORT_TYPE_FILES_GROUP);
  rapport_ui_client_get_resource ();
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/io/github/rapport_app/Rapport/client/overview.ui");
  bind_child (week);
  bind_child (next_meeting);
  bind_child (approvals);
  bind_child (promises);
  bind_child (claims);
  bind_child (report);
  bind_child (brief);
  bind_child (contacts);
  bind_child (services);
  bind_child (files);
  bind_child (agreed);
  bind_child (about);
  bind_child (team);
  bind_child (mine);
  bind_child (details);
  bind_child (private_columns);
  bind_child (edit);
}

static void
rapport_overview_init (RapportOverview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* To a client who looks at the screen there are no private parts. */
static void
show_private (RapportOverview *self)
{
  gtk_widget_set_visible (self->private_columns,
                          self->n_shown > 2 && !rapport_onlooker_is_there (self->library));
}

static void
onlooker_changed_cb (RapportOverview *self)
{
  show_private (self);
}

/* What a client who looks at the screen does not see. */
static void
hide_from_clients (RapportOverview *self)
{
  GtkWidget *const hidden[] = { GTK_WIDGET (self->week),     GTK_WIDGET (self->claims),
                                GTK_WIDGET (self->contacts), GTK_WIDGET (self->files),
                                GTK_WIDGET (self->brief),    self->edit };

  for (gsize i = 0; i < G_N_ELEMENTS (hidden); i++)
    rapport_private_hide (hidden[i], self->library);
  rapport_private_watch (self, self->library, G_CALLBACK (onlooker_changed_cb));
}

GtkWidget *
rapport_overview_new (RapportLibrary *library, RapportLights *lights)
{
  RapportOverview *self = g_object_new (RAPPORT_TYPE_OVERVIEW, NULL);

  self->library = g_object_ref (library);
  self->lights = g_object_ref (lights);
  rapport_week_group_set_lights (self->week, library, lights);
  rapport_next_meeting_set_library (self->next_meeting, library);
  rapport_approvals_group_set_library (self->approvals, library);
  rapport_promises_group_set_library (self->promises, library);
  rapport_records_group_set_up (self->claims, library, &rapport_claims_kind);
  rapport_records_group_set_up (self->report, library, &rapport_latest_report_kind);
  rapport_brief_summary_set_library (self->brief, library);
  rapport_records_group_set_up (self->contacts, library, &rapport_contacts_kind);
  rapport_records_group_set_up (self->services, library, &rapport_services_kind);
  rapport_files_group_set_library (self->files, library);
  hide_from_clients (self);
  self->form = rapport_form_new (library, &rapport_client_info);
  self->filling = g_idle_add_full (G_PRIORITY_LOW, fill_cb, self, NULL);
  return GTK_WIDGET (self);
}

/* A client is handed out in pieces of less than a frame, and all of them before
 * the next one is drawn. What has not got it yet is not to be seen. */

static gboolean
show_part (RapportOverview *self)
{
  switch (self->n_shown++)
    {
    case 0:
      rapport_form_set_record (self->form, RAPPORT_RECORD (self->client));
      gtk_widget_set_visible (GTK_WIDGET (self->agreed), TRUE);
      return TRUE;
    case 1:
      rapport_records_group_set_client (self->contacts, self->client);
      rapport_records_group_set_client (self->services, self->client);
      rapport_files_group_set_about (self->files,
                                     rapport_record_get_id (RAPPORT_RECORD (self->client)), NULL);
      gtk_widget_set_visible (self->details, TRUE);
      return TRUE;
    case 2:
      rapport_status_row_set_client (self->status, self->client);
      show_advice_cb (self);
      show_private (self);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
show_cb (gpointer user_data)
{
  RapportOverview *self = user_data;

  if (show_part (self))
    return G_SOURCE_CONTINUE;
  self->showing = 0;
  return G_SOURCE_REMOVE;
}

static void
hide_parts (RapportOverview *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->agreed), FALSE);
  gtk_widget_set_visible (self->details, FALSE);
  gtk_widget_set_visible (self->private_columns, FALSE);
  self->n_shown = 0;
}

void
rapport_overview_set_client (RapportOverview *self, RapportClient *client)
{
  g_return_if_fail (RAPPORT_IS_CLIENT (client));
  if (self->client == client)
    return;
  forget_client (self);
  fill_all (self);
  hide_parts (self);
  g_set_object (&self->client, client);
  rapport_form_set_currency (self->form, rapport_agency_get_currency (self->library, client));
  g_signal_connect_swapped (client, "changed", G_CALLBACK (show_advice_cb), self);
  rapport_week_group_set_client (self->week, client);
  rapport_next_meeting_set_client (self->next_meeting, client);
  rapport_approvals_group_set_client (self->approvals, client);
  rapport_promises_group_set_client (self->promises, client);
  rapport_records_group_set_client (self->claims, client);
  rapport_records_group_set_client (self->report, client);
  rapport_brief_summary_set_client (self->brief, client);
  if (self->showing == 0)
    self->showing = g_idle_add_full (G_PRIORITY_HIGH_IDLE + 10, show_cb, self, NULL);
}

void
rapport_overview_add_files (RapportOverview *self)
{
  rapport_files_group_add (self->files);
}

void
rapport_overview_keep_file (RapportOverview *self, GFile *file)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (files, g_object_ref (file));
  rapport_files_group_add_files (self->files, files);
}
