/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signing in to several databases of one server. A CouchDB locks an account after five wrong
 * passwords, so one database is asked first. And that server at another address. */
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
end (RapportTeam *team)
{
  rapport_team_stop (team);
  /* The keyring that is not there is asked to keep the password. */
  while (G_OBJECT (team)->ref_count > 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (team);
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
  end (team);
}

/* (transfer full): what "rapportctl sync" says of each database; it must exit with @status.
 * @address: (nullable): for --connect. */
static JsonNode *
run_sync (SyncMate *mate, const char *password, const char *address, int status)
{
  g_autofree char *file = g_build_filename (mate->folder, "password", NULL);
  g_autofree char *said = NULL;
  g_autofree char *complaint = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  JsonNode *node;

  g_file_set_contents (file, password, -1, &error);
  g_assert_no_error (error);
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                              &error, program, "sync", mate->path, "--password-file", file,
                              "--json", address != NULL ? "--connect" : NULL, address, NULL);
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
  wrong = run_sync (anna, "wrong\n", NULL, 1);
  assert_states (wrong, "sign-in");
  g_assert_cmpuint (rapport_fault_proxy_count (town->proxy, NULL, NULL), ==, n_asked + 1);
  right = run_sync (anna, "word\n", NULL, 0);
  assert_states (right, "up-to-date");
  g_assert_cmpuint (rapport_fault_proxy_count (town->proxy, NULL, in_circle), >, n_in_circle);
  sync_mate_open (anna);
  circle_assert_body (anna, town->note, SECRET);
}

/* Another address. */

static void
assert_places (SyncMate *mate, const char *address)
{
  g_autoptr (GPtrArray) places = rapport_store_get_sync_places (RAPPORT_STORE (mate->store), NULL);

  g_assert_cmpuint (places->len, ==, 2);
  for (guint i = 0; i < places->len; i++)
    g_assert_true (g_str_has_prefix (((RapportSyncPlace *) places->pdata[i])->address, address));
}

/* To any of its databases. */
static void
wait_sent (SyncMate *mate)
{
  RapportSyncCount count = { .waiting = 1 };

  while (count.waiting > 0)
    {
      g_main_context_iteration (NULL, FALSE);
      g_assert_true (rapport_store_count_sync (RAPPORT_STORE (mate->store), 0, &count, NULL));
    }
}

typedef struct
{
  gboolean done;
  GError *error;
} Answer;

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  rapport_team_change_address_finish (RAPPORT_TEAM (source), result, &answer->error);
  answer->done = TRUE;
}

/* (transfer full) (nullable) */
static GError *
change_address (RapportTeam *team, const char *address, const char *secret)
{
  Answer answer = { FALSE, NULL };

  rapport_team_change_address_async (team, address, secret, NULL, changed_cb, &answer);
  while (!answer.done)
    g_main_context_iteration (NULL, TRUE);
  return answer.error;
}

static void
assert_refused (RapportTeam *team, const char *address, const char *secret, const char *words)
{
  g_autoptr (GError) error = change_address (team, address, secret);

  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, words));
}

/* (transfer full): asks for the password of a library that has been synced. */
static RapportTeam *
start_team (SyncMate *mate)
{
  RapportTeam *team;

  rapport_replicator_stop (mate->replicator);
  team = rapport_team_new (mate->library, mate->path, NULL);
  rapport_team_start (team);
  wait_for (team, RAPPORT_REPLICATOR_SIGN_IN);
  return team;
}

/* What is at that address is not this team's. */
static void
test_others (CircleTown *town)
{
  static const char *const members[] = { "anna", NULL };
  SyncMate *anna = town->mates[ANNA];
  g_autofree char *database = circle_open (town, circle_members);
  g_autofree char *before = sync_get_address (town->server, NULL);
  g_autoptr (RapportTestServer) server = rapport_test_server_own_or_skip ();
  g_autofree char *address = server != NULL ? sync_get_address (server, NULL) : NULL;
  JsonObject *document;
  RapportTeam *team;

  if (server == NULL)
    return;
  circle_sync_all (town);
  team = start_team (anna);
  rapport_test_server_put_user (server, "anna", "word", NULL);
  assert_refused (team, address, "word", "no database");
  rapport_test_server_make_database (server, "team", members);
  assert_refused (team, address, "word", "is empty");
  document = json_object_new ();
  json_object_set_string_member (document, "identity", "other");
  g_free (rapport_test_server_put_document (server, "team", "rapport:database", document));
  assert_refused (team, address, "word", "another database");
  assert_places (anna, before);
  end (team);
}

/* The server gets another name: what both sides agreed on is kept, and nothing is asked twice. */
static void
test_address (CircleTown *town)
{
  SyncMate *anna = town->mates[ANNA];
  g_autofree char *database = circle_open (town, circle_members);
  g_autofree char *before = sync_get_address (town->server, town->proxy);
  g_autofree char *now = sync_get_address (town->server, NULL);
  g_autofree char *typed = g_strconcat (" ", now, "/ ", NULL);
  g_autofree char *longer = g_strconcat (now, "s", NULL);
  RapportTeam *team;
  guint n_asked;

  circle_sync_all (town);
  sync_set_body (anna, town->note, "FIRST\nsecond\nthird");
  sync_set_body (town->mates[BORIS], town->note, "first\nsecond\nTHIRD");
  g_assert_true (sync_circles (town->mates[BORIS], -1));
  team = start_team (anna);
  assert_refused (team, "elsewhere", "word", "has to end with the name of a database");
  assert_refused (team, longer, "word", "has to end with “team”");
  assert_refused (team, now, NULL, "password is missing");
  assert_refused (team, now, "wrong", "");
  assert_places (anna, before);
  n_asked = rapport_fault_proxy_count (town->proxy, NULL, NULL);
  g_assert_no_error (change_address (team, typed, "word"));
  assert_places (anna, now);
  g_assert_cmpstr (rapport_team_get_address (team), ==, now);
  wait_sent (anna);
  wait_for (team, RAPPORT_REPLICATOR_UP_TO_DATE);
  g_assert_cmpuint (rapport_fault_proxy_count (town->proxy, NULL, NULL), ==, n_asked);
  end (team);
  circle_assert_body (anna, town->note, "FIRST\nsecond\nTHIRD");
  g_assert_cmpuint (sync_count_conflicts (anna), ==, 0);
}

/* (transfer full): the documents of a database, with the revisions that led to them. */
static JsonArray *
read_documents (RapportTestServer *server, const char *database)
{
  g_autofree char *list = g_strdup_printf ("/%s/_all_docs", database);
  g_autoptr (JsonNode) names = NULL;
  JsonArray *documents = json_array_new ();
  JsonArray *rows;

  rapport_test_server_request (server, "GET", list, NULL, &names);
  rows = json_object_get_array_member (json_node_get_object (names), "rows");
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      const char *id =
        json_object_get_string_member (json_array_get_object_element (rows, i), "id");
      g_autofree char *name = g_uri_escape_string (id, NULL, FALSE);
      g_autofree char *path = g_strdup_printf ("/%s/%s?revs=true&attachments=true", database, name);
      JsonNode *document = NULL;

      g_assert_cmpuint (rapport_test_server_request (server, "GET", path, NULL, &document), ==,
                        200);
      json_array_add_element (documents, document);
    }
  return documents;
}

/* What a database of @from has is in the same one of @to, too, as replication would bring it. */
static void
copy_database (RapportTestServer *from, RapportTestServer *to, const char *database)
{
  g_autofree char *path = g_strdup_printf ("/%s/_bulk_docs", database);
  JsonObject *body = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), body);

  json_object_set_array_member (body, "docs", read_documents (from, database));
  json_object_set_boolean_member (body, "new_edits", FALSE);
  json_object_unref (body);
  rapport_test_server_make_database (to, database, NULL);
  g_assert_cmpuint (rapport_test_server_request (to, "POST", path, node, NULL), ==, 201);
}

/* How often a record was written there. */
static void
assert_generation (RapportTestServer *server,
                   const char *database,
                   const char *type,
                   const char *id,
                   guint64 generation)
{
  g_autofree char *name = g_strconcat (type, ":", id, NULL);
  JsonObject *document = rapport_test_server_get_document (server, database, name);

  g_assert_nonnull (document);
  g_assert_cmpuint (g_ascii_strtoull (json_object_get_string_member (document, "_rev"), NULL, 10),
                    ==, generation);
  json_object_unref (document);
}

/* Another server, to which the databases were copied: everything is compared, and nothing is asked
 * or sent twice. */
static void
test_another_server (CircleTown *town)
{
  SyncMate *anna = town->mates[ANNA];
  g_autofree char *database = circle_open (town, circle_members);
  g_autoptr (RapportTestServer) server = rapport_test_server_own_or_skip ();
  g_autofree char *now = server != NULL ? sync_get_address (server, NULL) : NULL;
  g_autofree char *member = g_strconcat ("member:", rapport_library_get_me (anna->library), NULL);
  const char *const roles[] = { "rapport-team", member, NULL };
  RapportTeam *team;

  if (server == NULL)
    return;
  circle_sync_all (town);
  copy_database (town->server, server, "team");
  copy_database (town->server, server, database);
  rapport_test_server_put_user (server, "anna", "word", roles);
  sync_set_body (anna, town->note, "FIRST\nsecond\nthird");
  team = start_team (anna);
  g_assert_no_error (change_address (team, now, "word"));
  assert_places (anna, now);
  wait_sent (anna);
  wait_for (team, RAPPORT_REPLICATOR_UP_TO_DATE);
  end (team);
  circle_assert_body (anna, town->note, "FIRST\nsecond\nthird");
  g_assert_cmpuint (sync_count_conflicts (anna), ==, 0);
  assert_generation (server, database, "client", town->client, 1);
  assert_generation (server, database, "note", town->note, 2);
}

/* Who leaves the team meanwhile has left it. */
static void
test_address_and_leave (CircleTown *town)
{
  SyncMate *anna = town->mates[ANNA];
  g_autofree char *now = sync_get_address (town->server, NULL);
  RapportTeam *team = start_team (anna);
  Answer answer = { FALSE, NULL };

  rapport_team_change_address_async (team, now, "word", NULL, changed_cb, &answer);
  rapport_team_leave (team);
  while (!answer.done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_NOT_CONNECTED);
  g_clear_error (&answer.error);
  g_assert_true (rapport_library_flush (anna->library, NULL));
  g_assert_cmpuint (circle_count_places (anna), ==, 0);
  g_assert_false (rapport_team_is_connected (team));
  answer.error = change_address (team, now, "word");
  g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_NOT_CONNECTED);
  g_clear_error (&answer.error);
  end (team);
}

static void
test_address_by_rapportctl (CircleTown *town)
{
  SyncMate *anna = town->mates[ANNA];
  g_autofree char *database = circle_open (town, circle_members);
  g_autofree char *now = sync_get_address (town->server, NULL);
  g_autoptr (JsonNode) said = NULL;
  guint n_asked;

  circle_sync_all (town);
  sync_set_body (anna, town->note, "first\nsecond");
  sync_mate_close (anna);
  n_asked = rapport_fault_proxy_count (town->proxy, NULL, NULL);
  said = run_sync (anna, "word\n", now, 0);
  assert_states (said, "up-to-date");
  g_assert_cmpuint (rapport_fault_proxy_count (town->proxy, NULL, NULL), ==, n_asked);
  sync_mate_open (anna);
  assert_places (anna, now);
  circle_assert_body (anna, town->note, "first\nsecond");
  circle_assert_says (town, database, "third", FALSE);
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
  circle_test_add ("/sign-in/address", test_address, TRUE, NULL);
  circle_test_add ("/sign-in/others", test_others, FALSE, NULL);
  circle_test_add ("/sign-in/another-server", test_another_server, FALSE, NULL);
  circle_test_add ("/sign-in/address-and-leave", test_address_and_leave, TRUE, NULL);
  circle_test_add ("/sign-in/address-by-rapportctl", test_address_by_rapportctl, TRUE, NULL);
  result = g_test_run ();
  test_folder_free (g_steal_pointer (&folder));
  return result;
}
