/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signing in to several databases of one server. A CouchDB locks an account after five wrong
 * passwords, so one database is asked first. */
#include "circle-support.h"
#include "rapport-team.h"

#include <string.h>

static const char *program;

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

/* (transfer full): what "rapportctl sync" says of each database; it must exit with @status. */
static JsonNode *
run_sync (SyncMate *mate, const char *password, int status)
{
  g_autofree char *file = g_build_filename (mate->folder, "password", NULL);
  g_autofree char *said = NULL;
  g_autofree char *complaint = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  JsonNode *node;

  g_file_set_contents (file, password, -1, &error);
  g_assert_no_error (error);
  process =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error,
                      program, "sync", mate->path, "--password-file", file, "--json", NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &said, &complaint, &error));
  g_assert_no_error (error);
  g_test_message ("%s", complaint);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, status);
  node = json_from_string (said, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), ==, 2);
  return node;
}

static void
assert_states (JsonNode *said, const char *state)
{
  for (guint i = 0; i < 2; i++)
    {
      JsonObject *place = json_array_get_object_element (json_node_get_array (said), i);

      g_assert_cmpstr (json_object_get_string_member (place, "state"), ==, state);
    }
}

static void
test_rapportctl (CircleTown *town)
{
  SyncMate *anna = town->mates[ANNA];
  SyncMate *boris = town->mates[BORIS];
  g_autofree char *database = circle_open (town, circle_members);
  g_autofree char *in_circle = g_strconcat ("/", database, "*", NULL);
  g_autoptr (JsonNode) wrong = NULL;
  g_autoptr (JsonNode) right = NULL;
  guint n_asked;
  guint n_in_circle;

  circle_sync_all (town);
  sync_set_body (boris, town->note, SECRET);
  g_assert_true (sync_circles (boris, -1));
  sync_mate_close (anna);
  n_asked = rapport_fault_proxy_count (town->proxy, NULL, NULL);
  n_in_circle = rapport_fault_proxy_count (town->proxy, NULL, in_circle);
  wrong = run_sync (anna, "wrong\n", 1);
  assert_states (wrong, "sign-in");
  g_assert_cmpuint (rapport_fault_proxy_count (town->proxy, NULL, NULL), ==, n_asked + 1);
  right = run_sync (anna, "word\n", 0);
  assert_states (right, "up-to-date");
  g_assert_cmpuint (rapport_fault_proxy_count (town->proxy, NULL, in_circle), >, n_in_circle);
  sync_mate_open (anna);
  circle_assert_body (anna, town->note, SECRET);
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
  program = argv[1];
  circle_test_add ("/sign-in/one-asks", test_one_asks, TRUE, NULL);
  circle_test_add ("/sign-in/rapportctl", test_rapportctl, TRUE, NULL);
  result = g_test_run ();
  test_folder_free (g_steal_pointer (&folder));
  return result;
}
