/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-actions.h"
#include "rapport-circle-dialog.h"
#include "rapport-conflicts-dialog.h"
#include "rapport-conflicts.h"
#include "rapport-preferences.h"
#include "rapport-window-private.h"

#include <glib/gi18n-lib.h>

/* The log stands apart from the library, which may lie in a folder that others see. */
static char *
make_log_path (RapportWindow *self)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, self->path, -1);
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "rapport", NULL);
  g_autofree char *name = g_strdup_printf ("team-%.16s.log", digest);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return NULL;
  return g_build_filename (folder, name, NULL);
}

/* When the window has come to rest: colleagues' changes are not what it opens for. */
static gboolean
start_cb (gpointer user_data)
{
  g_autoptr (RapportTeam) team = user_data;

  rapport_team_start (team);
  return G_SOURCE_REMOVE;
}

static void
count_conflicts (RapportWindow *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) conflicts = rapport_conflicts_find_open (self->library, NULL, NULL, &error);

  if (conflicts == NULL)
    g_warning ("reading the conflicts: %s", error->message);
  self->n_conflicts = conflicts != NULL ? conflicts->len : 0;
  rapport_window_update_banner (self);
}

static void
committed_cb (RapportWindow *self, RapportChangeSet *set)
{
  for (guint i = 0; i < rapport_change_set_get_size (set); i++)
    if (rapport_change_set_get_change (set, i)->info == &rapport_conflict_info)
      {
        count_conflicts (self);
        return;
      }
}

void
rapport_window_make_team (RapportWindow *self)
{
  g_autofree char *log = make_log_path (self);

  if (self->team != NULL)
    g_signal_handlers_disconnect_by_data (self->team, self);
  g_clear_object (&self->team);
  self->team = rapport_team_new (self->library, self->path, log);
  rapport_window_update_actions (self);
}

void
rapport_window_update_actions (RapportWindow *self)
{
  rapport_actions_confine (self, rapport_window_is_in_call (self),
                           self->team != NULL && rapport_team_is_connected (self->team));
}

void
rapport_window_begin_team (RapportWindow *self)
{
  g_signal_connect_swapped (self->team, "notify::state", G_CALLBACK (rapport_window_update_banner),
                            self);
  g_signal_connect_swapped (self->team, "notify::connected",
                            G_CALLBACK (rapport_window_update_banner), self);
  g_signal_connect_swapped (self->team, "notify::connected",
                            G_CALLBACK (rapport_window_update_actions), self);
  g_signal_connect_object (self->library, "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED);
  count_conflicts (self);
  g_idle_add_full (G_PRIORITY_LOW, start_cb, g_object_ref (self->team), NULL);
}

static gboolean
describe_state (RapportWindow *self, char **text, const char **button)
{
  switch (rapport_team_get_state (self->team))
    {
    case RAPPORT_REPLICATOR_SIGN_IN:
      *text =
        g_strdup (_ ("You are not signed in to the team’s server. What you write stays here."));
      *button = _ ("_Sign In…");
      return TRUE;
    case RAPPORT_REPLICATOR_STOPPED:
      *text = g_strdup (_ ("Syncing has stopped: there is something to decide."));
      *button = _ ("_Look…");
      return TRUE;
    case RAPPORT_REPLICATOR_IDLE:
    case RAPPORT_REPLICATOR_WORKING:
    case RAPPORT_REPLICATOR_UP_TO_DATE:
    case RAPPORT_REPLICATOR_OFFLINE:
    case RAPPORT_REPLICATOR_DELAYED:
    default:
      return FALSE;
    }
}

gboolean
rapport_window_describe_team (RapportWindow *self, char **text, const char **button)
{
  /* The first run says itself how far it is. */
  if (self->team == NULL || self->guest != NULL)
    return FALSE;
  if (self->n_conflicts > 0)
    {
      *text = g_strdup_printf (ngettext ("Two wrote the same thing at once: %u to settle",
                                         "Two wrote the same things at once: %u to settle",
                                         self->n_conflicts),
                               self->n_conflicts);
      *button = _ ("_Settle…");
      return TRUE;
    }
  return rapport_team_is_connected (self->team) && describe_state (self, text, button);
}

void
rapport_window_client_circle (RapportWindow *self, GVariant *parameter)
{
  RapportClient *client = rapport_window_get_open_client (self);

  if (client != NULL && rapport_team_is_connected (self->team))
    adw_dialog_present (rapport_circle_dialog_new (self->library, self->team, client),
                        GTK_WIDGET (self));
}

/* The keyboard came from the banner, which may be gone when it comes back. */
static void
closed_cb (RapportWindow *self)
{
  if (!adw_banner_get_revealed (self->banner))
    gtk_widget_child_focus (GTK_WIDGET (self->navigation), GTK_DIR_TAB_FORWARD);
}

void
rapport_window_show_team (RapportWindow *self)
{
  AdwDialog *dialog;

  if (self->n_conflicts > 0)
    dialog = rapport_conflicts_dialog_new (self->library);
  else
    {
      dialog = rapport_preferences_new (self->library, self->team);
      rapport_preferences_show_team (RAPPORT_PREFERENCES (dialog));
    }
  g_signal_connect_object (dialog, "closed", G_CALLBACK (closed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}
