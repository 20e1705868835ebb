/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A library joins its team, and follows it to another address: the server is asked first, in a
 * thread, and only then something is written. */
#include "rapport-couch.h"
#include "rapport-replica.h"
#include "rapport-secret.h"
#include "rapport-team-join.h"
#include "rapport-team-private.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  RapportTeamJoin *join;
  RapportSyncPlace *place; /* (nullable): the workspace's that is to be there */
  char *secret;
} Connecting;

static void
connecting_free (gpointer data)
{
  Connecting *connecting = data;

  rapport_team_join_free (connecting->join);
  g_clear_pointer (&connecting->place, rapport_sync_place_free);
  rapport_secret_free (connecting->secret);
  g_free (connecting);
}

static void
check_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Connecting *connecting = data;
  GError *error = NULL;

  if (connecting->place != NULL
        ? rapport_team_join_check_same (connecting->join, connecting->place, connecting->secret,
                                        cancellable, &error)
        : rapport_team_join_check (connecting->join, connecting->secret, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* The place is written, with which everything begins to wait. */
static gboolean
make_place (RapportTeam *self, const RapportTeamJoin *join, GError **error)
{
  g_autofree char *replica = rapport_replica_make (self->path, error);
  RapportSyncNote *note;

  if (replica == NULL)
    return FALSE;
  note = rapport_sync_note_new ();
  note->place = rapport_sync_place_new ();
  g_set_str (&note->place->address, join->address);
  g_set_str (&note->place->user, join->user);
  g_free (note->place->replica);
  note->place->replica = g_steal_pointer (&replica);
  team_apply_note (self, note);
  return rapport_library_flush (self->library, error);
}

/* Who is new here works as the member of the account. */
static gboolean
begin_as (RapportTeam *self, const RapportTeamJoin *join, GError **error)
{
  const gboolean is_new = *join->me == '\0';

  if (is_new)
    rapport_library_set_me (self->library, join->member);
  if (make_place (self, join, error))
    return TRUE;
  if (is_new)
    rapport_library_set_me (self->library, "");
  return FALSE;
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RapportTeam *self = RAPPORT_TEAM (source);
  g_autoptr (GTask) task = user_data;
  const Connecting *connecting = g_task_get_task_data (task);
  const RapportTeamJoin *join = connecting->join;
  g_autoptr (GError) error = NULL;
  TeamPlace *place;

  if (!g_task_propagate_boolean (G_TASK (result), &error) || !begin_as (self, join, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  place = team_read_places (self);
  if (place == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "%s",
                               _ ("The connection could not be written to the library."));
      return;
    }
  team_keep_secret (self, place->place, connecting->secret);
  rapport_secret_free (self->secret);
  self->secret = g_strdup (connecting->secret);
  rapport_replicator_start (place->replicator, connecting->secret, TRUE);
  team_write_log (self, _ ("Connected"));
  team_notify_all (self);
  team_count_soon (self);
  g_task_return_boolean (task, TRUE);
}

/* What people type: with blanks around, and a slash at the end. */
static char *
tidy_address (const char *address)
{
  char *tidy = g_strstrip (g_strdup (address));
  gsize length = strlen (tidy);

  while (length > 0 && tidy[length - 1] == '/')
    tidy[--length] = '\0';
  return tidy;
}

static Connecting *
connecting_new (RapportTeam *self, const char *address, const char *user, const char *secret)
{
  Connecting *connecting = g_new0 (Connecting, 1);

  connecting->join = g_new0 (RapportTeamJoin, 1);
  connecting->join->address = tidy_address (address);
  connecting->join->user = g_strstrip (g_strdup (user));
  connecting->join->me = g_strdup (rapport_library_get_me (self->library));
  connecting->secret = g_strdup (secret);
  return connecting;
}

/* Asks the server what @task is to know, and hands it (consumed) to @callback. */
static void
check (RapportTeam *self, GTask *task, GAsyncReadyCallback callback)
{
  g_autoptr (GTask) thread = g_task_new (self, g_task_get_cancellable (task), callback, task);

  g_task_set_source_tag (thread, check);
  g_task_set_task_data (thread, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (thread, check_thread);
}

void
rapport_team_connect_async (RapportTeam *self,
                            const char *address,
                            const char *user,
                            const char *secret,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, rapport_team_connect_async);
  if (self->places->len > 0)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_EXISTS, "%s",
                               _ ("This library has a team already. Leave it first."));
      return;
    }
  g_task_set_task_data (task, connecting_new (self, address, user, secret), connecting_free);
  check (self, g_steal_pointer (&task), checked_cb);
}

gboolean
rapport_team_connect_finish (RapportTeam *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Another address. */

static void
refuse_without_team (GTask *task)
{
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_CONNECTED, "%s",
                           _ ("This library has no team."));
}

static gboolean
move_places (RapportTeam *self, const Connecting *connecting, GError **error)
{
  rapport_team_stop (self);
  team_apply_note (self, rapport_team_join_move (connecting->join, connecting->place));
  return rapport_library_flush (self->library, error);
}

static void
checked_same_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RapportTeam *self = RAPPORT_TEAM (source);
  g_autoptr (GTask) task = user_data;
  Connecting *connecting = g_task_get_task_data (task);
  g_autofree char *sentence = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  /* The team was left meanwhile. */
  if (team_find_workspace (self) == NULL)
    {
      refuse_without_team (task);
      return;
    }
  if (!move_places (self, connecting, &error))
    {
      rapport_team_start (self);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  /* What was typed may be the same but for a slash: what is kept for it now is not to be forgotten.
   */
  if (!g_str_equal (connecting->place->address, connecting->join->address))
    team_keep_secret (self, connecting->place, NULL);
  g_set_str (&connecting->place->address, connecting->join->address);
  team_keep_secret (self, connecting->place, connecting->secret);
  self->secret = g_steal_pointer (&connecting->secret);
  /* Translators: %s is an address */
  sentence = g_strdup_printf (_ ("The database is at %s now"), connecting->join->address);
  team_write_log (self, sentence);
  rapport_team_start (self);
  g_task_return_boolean (task, TRUE);
}

static void
secret_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  RapportTeam *self = g_task_get_source_object (task);
  Connecting *connecting = g_task_get_task_data (task);

  connecting->secret = rapport_secret_look_up_finish (result, NULL);
  if (connecting->secret == NULL)
    connecting->secret = g_strdup (self->secret);
  if (connecting->secret == NULL)
    {
      g_task_return_new_error (task, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_SIGN_IN, "%s",
                               _ ("The password is missing: nobody is let in without it."));
      return;
    }
  check (self, g_steal_pointer (&task), checked_same_cb);
}

void
rapport_team_change_address_async (RapportTeam *self,
                                   const char *address,
                                   const char *secret,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  const TeamPlace *workspace = team_find_workspace (self);
  g_autofree char *purpose = NULL;
  Connecting *connecting;

  g_task_set_source_tag (task, rapport_team_change_address_async);
  if (workspace == NULL)
    {
      refuse_without_team (task);
      return;
    }
  connecting = connecting_new (self, address, workspace->place->user, secret);
  connecting->place = rapport_sync_place_copy (workspace->place);
  g_task_set_task_data (task, connecting, connecting_free);
  if (secret != NULL)
    {
      check (self, g_steal_pointer (&task), checked_same_cb);
      return;
    }
  purpose = team_get_purpose (self, workspace->place);
  rapport_secret_look_up_async (purpose, cancellable, secret_cb, g_steal_pointer (&task));
}

gboolean
rapport_team_change_address_finish (RapportTeam *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
