/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-brief-summary.h"

#include "rapport-brief.h"

#include <glib/gi18n-lib.h>

struct _RapportBriefSummary
{
  AdwPreferencesGroup parent_instance;

  RapportLibrary *library;
  RapportClient *client;
  AdwActionRow *row;
  GtkLevelBar *level;
};

G_DEFINE_FINAL_TYPE (RapportBriefSummary, rapport_brief_summary, ADW_TYPE_PREFERENCES_GROUP)

static void
show (RapportBriefSummary *self)
{
  g_autoptr (GPtrArray) entries =
    rapport_brief_load (self->library, rapport_record_get_id (RAPPORT_RECORD (self->client)));
  const int percent = rapport_brief_get_percent (entries);
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;
  guint n_answered;
  guint n_asked;

  rapport_brief_count (entries, &n_answered, &n_asked);
  /* Translators: of the brief of a client, in per cent */
  title = g_strdup_printf (_ ("%d %% full"), percent);
  subtitle = g_strdup_printf (_ ("%u of %u questions answered"), n_answered, n_asked);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), title);
  adw_action_row_set_subtitle (self->row, subtitle);
  gtk_level_bar_set_value (self->level, percent / 100.0);
}

static void
committed_cb (RapportBriefSummary *self, RapportChangeSet *set)
{
  for (guint i = 0; self->client != NULL && i < rapport_change_set_get_size (set); i++)
    if (rapport_change_set_get_change (set, i)->info == &rapport_brief_question_info)
      return show (self);
}

static void
rapport_brief_summary_dispose (GObject *object)
{
  RapportBriefSummary *self = RAPPORT_BRIEF_SUMMARY (object);

  g_clear_object (&self->client);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_brief_summary_parent_class)->dispose (object);
}

static void
rapport_brief_summary_class_init (RapportBriefSummaryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_brief_summary_dispose;
}

static void
rapport_brief_summary_init (RapportBriefSummary *self)
{
  self->row = ADW_ACTION_ROW (adw_action_row_new ());
  self->level = GTK_LEVEL_BAR (gtk_level_bar_new ());
  gtk_widget_set_size_request (GTK_WIDGET (self->level), 72, -1);
  gtk_widget_set_valign (GTK_WIDGET (self->level), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->level), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("How full the brief is"), -1);
  adw_action_row_add_suffix (self->row, GTK_WIDGET (self->level));
  adw_action_row_add_suffix (self->row, gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->row), "win.show-brief");
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Brief"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->row));
}

void
rapport_brief_summary_set_library (RapportBriefSummary *self, RapportLibrary *library)
{
  g_set_object (&self->library, library);
  g_signal_connect_object (library, "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED);
}

void
rapport_brief_summary_set_client (RapportBriefSummary *self, RapportClient *client)
{
  g_set_object (&self->client, client);
  show (self);
}
