/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signing in to several databases of one server. A CouchDB locks an account after five wrong
 * passwords, so one database is asked first. */
#include "circle-support.h"
#include "rapport-team.h"

static void
wait_for (RapportTeam *team, RapportReplicatorState state)
{
  while (rapport_team_get_state (team) != state)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_one_asks (CircleTown *town)
{
  SyncMate *anna = town->mates[ANNA];
  g_autofree char *database = circle_open (town, circle_members);
  g_autofree char *in_circle = g_strconcat ("/", database, "*", NULL);
  RapportTeam *team;
  guint n_asked;
  guint n_in_circle;

  circle_sync_all (town);
  g_assert_cmpuint (circle_count_places (anna), ==, 2);
  rapport_replicator_stop (anna->replicator);
  team = rapport_team_new (anna->library, anna->path, NULL);
  n_asked = rapport_fault_proxy_count (town->proxy, NULL, NULL);
  n_in_circle = rapport_fault_proxy_count (town->proxy, NULL, in_circle);
  /* There is no keyring: nobody asks, and is refused. */
  rapport_team_start (team);
  wait_for (team, RAPPORT_REPLICATOR_SIGN_IN);
  g_assert_cmpuint (rapport_fault_proxy_count (town->proxy, NULL, NULL), ==, ++n_asked);
  rapport_team_sign_in (team, "wrong");
  g_assert_cmpuint (rapport_team_get_state (team), ==, RAPPORT_REPLICATOR_WORKING);
  wait_for (team, RAPPORT_REPLICATOR_SIGN_IN);
  g_assert_cmpuint (rapport_fault_proxy_count (town->proxy, NULL, NULL), ==, ++n_asked);
  g_assert_cmpuint (rapport_fault_proxy_count (town->proxy, NULL, in_circle), ==, n_in_circle);
  rapport_team_sign_in (team, "word");
  while (rapport_fault_proxy_count (town->proxy, NULL, in_circle) == n_in_circle)
    g_main_context_iteration (NULL, TRUE);
  wait_for (team, RAPPORT_REPLICATOR_UP_TO_DATE);
  rapport_team_stop (team);
  /* The keyring that is not there is asked to keep the password. */
  while (G_OBJECT (team)->ref_count > 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (team);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = test_folder_new ();
  int result;

  /* No desktop, whoever runs this. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  g_setenv ("XDG_STATE_HOME", folder, TRUE);
  g_test_init (&argc, &argv, NULL);
  circle_test_add ("/sign-in/one-asks", test_one_asks, TRUE, NULL);
  result = g_test_run ();
  test_folder_free (g_steal_pointer (&folder));
  return result;
}
