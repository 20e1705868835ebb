/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A client that moves between circles while the way to the server is bad, and while the programs
 * that do it are killed. Afterwards every word is there, and nothing is seen by who is not in it.
 */
#include "circle-support.h"
#include "rapport-team-circle.h"

#include <signal.h>
#include <string.h>

static const char *program;

/* A file of two pieces. */
#define LARGE ((gsize) (RAPPORT_BLOB_PIECE + 1000))

/* Faults on the way of who follows. */

#define CIRCLE "*-circle-*_bulk_docs*"
#define OLD    "/team/_bulk_docs*"
#define WHERE  "*rapport-circles*"

static const RapportFault faults[] = {
  { RAPPORT_FAULT_TWICE, "POST", "*_bulk_docs*", 0, 0, 0, NULL },
  { RAPPORT_FAULT_CUT_BEFORE, "POST", CIRCLE, 0, 2, 0, NULL },
  { RAPPORT_FAULT_CUT_AFTER, "POST", CIRCLE, 0, 1, 0, NULL },
  { RAPPORT_FAULT_CUT_MID, "POST", OLD, 0, 1, 0, NULL },
  { RAPPORT_FAULT_STATUS, "POST", CIRCLE, 0, 2, 503, "Retry-After: 0" },
  { RAPPORT_FAULT_STATUS, "POST", OLD, 0, 2, 500, NULL },
  { RAPPORT_FAULT_CUT_JSON, "GET", WHERE, 0, 1, 0, NULL },
  { RAPPORT_FAULT_STATUS, "GET", WHERE, 0, 1, 503, "Retry-After: 0" },
  { RAPPORT_FAULT_CUT_BEFORE, "GET", "*-circle-*", 0, 2, 0, NULL },
  { RAPPORT_FAULT_DELAY, NULL, NULL, 0, 10, 100, NULL },
};

/* (transfer full): three lines, the first and the last of them with other words. */
static char *
make_body (const char *first, const char *last)
{
  return g_strconcat (first, "\nsecond\n", last, NULL);
}

/* Anna meets the fault while she follows; both she and Boris have words that nobody has seen. */
static void
follow (CircleTown *town, const RapportFault *fault, const char *first, const char *last)
{
  SyncMate *const *mates = town->mates;
  g_autofree char *mine = NULL;
  g_autofree char *theirs = NULL;
  g_autofree char *body = make_body (first, last);
  g_autofree char *before = sync_get_body (mates[ANNA], town->note);
  g_auto (GStrv) lines = g_strsplit (before, "\n", 3);

  mine = make_body (first, lines[2]);
  theirs = make_body (lines[0], last);
  sync_set_body (mates[ANNA], town->note, mine);
  sync_set_body (mates[BORIS], town->note, theirs);
  rapport_fault_proxy_add (town->proxy, fault);
  g_assert_true (sync_circles (mates[ANNA], -1));
  rapport_fault_proxy_clear (town->proxy);
  g_assert_true (sync_circles (mates[BORIS], -1));
  g_assert_true (sync_circles (mates[ANNA], -1));
  circle_assert_body (mates[ANNA], town->note, body);
  circle_assert_body (mates[BORIS], town->note, body);
  g_assert_cmpuint (sync_count_conflicts (mates[ANNA]), ==, 0);
  sync_assert_equal (mates[ANNA], mates[BORIS]);
}

static void
test_faults (CircleTown *town)
{
  SyncMate *vera = town->mates[VERA];

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *first = g_strdup_printf (SECRET " %zu", i);
      g_autofree char *last = g_strdup_printf ("%zu there", i);
      g_autofree char *back = g_strdup_printf ("%zu back", i);
      g_autofree char *all = make_body ("open again", back);

      g_test_message ("fault %zu", i);
      g_free (circle_open (town, circle_members));
      follow (town, &faults[i], first, last);
      circle_assert_moved (town);
      g_assert_true (sync_circles (vera, -1));
      circle_assert_body (vera, town->note, NULL);
      circle_close (town);
      follow (town, &faults[i], "open again", back);
      g_assert_true (sync_circles (vera, -1));
      circle_assert_body (vera, town->note, all);
      g_assert_cmpuint (circle_count_places (vera), ==, 1);
    }
}

/* Programs that are killed. */

/* (transfer full): a file with the password. */
static char *
write_password (SyncMate *mate, const char *password)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (mate->folder, "password", NULL);

  g_file_set_contents (path, password, -1, &error);
  g_assert_no_error (error);
  return path;
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gboolean *ended = user_data;

  g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
  *ended = TRUE;
}

static gboolean
tick_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Runs until its @step-th request, which never gets an answer, and kills it there. TRUE where it
 * came to its end before. */
static gboolean
run_until (CircleTown *town, const char *const *words, guint step)
{
  const RapportFault hang = { RAPPORT_FAULT_HANG, NULL, NULL, step, 0, 0, NULL };
  const guint before = rapport_fault_proxy_count (town->proxy, NULL, NULL);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  /* The proxy works in a thread of its own, which wakes nobody here. */
  const guint tick = g_timeout_add (2, tick_cb, NULL);
  gboolean ended = FALSE;
  gboolean whole;

  rapport_fault_proxy_add (town->proxy, &hang);
  process = g_subprocess_newv (words, G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error);
  g_assert_no_error (error);
  g_subprocess_wait_async (process, NULL, ended_cb, &ended);
  while (!ended && rapport_fault_proxy_count (town->proxy, NULL, NULL) < before + step)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (tick);
  whole = ended;
  if (!ended)
    g_subprocess_send_signal (process, SIGKILL);
  while (!ended)
    g_main_context_iteration (NULL, TRUE);
  rapport_fault_proxy_clear (town->proxy);
  g_assert_true (!whole || g_subprocess_get_successful (process));
  return whole;
}

/* Whether the server says that the client lives in a database of its own. */
static gboolean
is_moved (CircleTown *town)
{
  g_autoptr (JsonNode) answer = NULL;
  JsonObject *circles;

  if (rapport_test_server_request (town->server, "GET", "/team/_design/rapport-circles", NULL,
                                   &answer) != 200)
    return FALSE;
  circles = json_object_get_object_member (json_node_get_object (answer), "circles");
  return json_object_has_member (circles, town->client) &&
         json_object_has_member (json_object_get_object_member (circles, town->client), "database");
}

/* One who is killed at each step, and begins anew each time. */
static guint
move_and_kill (CircleTown *town, const char *const *words)
{
  const gboolean before = is_moved (town);
  guint step = 1;

  while (!run_until (town, words, step))
    {
      /* Nothing has moved until the last of them is through. */
      g_assert_cmpint (is_moved (town), ==, before);
      step++;
    }
  g_assert_cmpint (is_moved (town), !=, before);
  return step - 1;
}

static void
test_mover_killed (CircleTown *town)
{
  SyncMate *anna = town->mates[ANNA];
  g_autofree char *address = sync_get_address (town->server, town->proxy);
  g_autofree char *password = NULL;
  guint n_there;
  guint n_back;

  password = write_password (anna, RAPPORT_TEST_SERVER_PASSWORD "\n");
  sync_set_body (anna, town->note, "first\nsecond\n" SECRET);
  n_there =
    move_and_kill (town, (const char *const[]) { program, "server", "circle", address, "--user",
                                                 RAPPORT_TEST_SERVER_ADMIN, "--password-file",
                                                 password, "--client", town->client, "--for",
                                                 "anna", "--for", "boris", NULL });
  circle_sync_all (town);
  circle_assert_moved (town);
  circle_assert_body (town->mates[BORIS], town->note, "first\nsecond\n" SECRET);
  circle_assert_body (town->mates[VERA], town->note, NULL);
  n_back = move_and_kill (town, (const char *const[]) { program, "server", "circle", address,
                                                        "--user", RAPPORT_TEST_SERVER_ADMIN,
                                                        "--password-file", password, "--client",
                                                        town->client, "--whole-team", NULL });
  circle_sync_all (town);
  circle_assert_body (town->mates[VERA], town->note, "first\nsecond\n" SECRET);
  sync_assert_equal (anna, town->mates[VERA]);
  g_test_message ("killed %u times on the way there, %u times on the way back", n_there, n_back);
  /* Looking, the database and its rules, two accounts, the move; and looking, the move. */
  g_assert_cmpuint (n_there, >, 8);
  g_assert_cmpuint (n_back, >, 3);
}

/* Boris's program follows, and is killed further and further on; how often. */
static guint
follow_and_kill (CircleTown *town, const char *password)
{
  SyncMate *boris = town->mates[BORIS];
  const char *const words[] = { program, "sync", boris->path, "--password-file", password, NULL };
  guint n = 0;

  sync_mate_close (boris);
  for (guint step = 1; !run_until (town, words, step); step++)
    {
      test_assert_whole (boris->path);
      n++;
    }
  sync_mate_open (boris);
  return n;
}

static void
test_member_killed (CircleTown *town)
{
  SyncMate *const *mates = town->mates;
  g_autofree char *password = NULL;
  g_autofree char *name = NULL;
  g_autofree char *file = NULL;
  g_autofree char *same = NULL;
  guint n;

  file = sync_add_file (mates[ANNA], town->client, LARGE, 1);
  same = sync_add_file (mates[ANNA], town->client, 100, 2);
  g_free (sync_add_file (mates[ANNA], town->open_client, 100, 2));
  circle_sync_all (town);
  g_setenv ("XDG_STATE_HOME", mates[BORIS]->folder, TRUE);
  password = write_password (mates[BORIS], "word\n");
  /* Nobody else has followed yet, so all of it is his to move. */
  sync_set_body (mates[BORIS], town->note, "first\nsecond\n" SECRET);
  sync_set_body (mates[ANNA], town->note, "of Anna\nsecond\nthird");
  name = circle_open (town, circle_members);
  n = follow_and_kill (town, password);
  circle_assert_has_file (town, "team", LARGE, 1, FALSE);
  circle_assert_has_file (town, "team", 100, 2, TRUE);
  circle_assert_has_file (town, name, LARGE, 1, TRUE);
  circle_assert_has_file (town, name, 100, 2, TRUE);
  circle_sync_all (town);
  g_assert_true (sync_has_file (mates[BORIS], file, LARGE, 1));
  g_assert_true (sync_has_file (mates[BORIS], same, 100, 2));
  circle_assert_moved (town);
  circle_assert_body (mates[ANNA], town->note, "of Anna\nsecond\n" SECRET);
  circle_assert_body (mates[VERA], town->note, NULL);
  sync_assert_equal (mates[ANNA], mates[BORIS]);
  g_assert_cmpuint (n, >, 5);
  /* And back. */
  sync_set_body (mates[BORIS], town->note, "of Anna\nsecond\nback");
  circle_close (town);
  g_assert_cmpuint (follow_and_kill (town, password), >, 5);
  circle_sync_all (town);
  circle_assert_has_file (town, name, LARGE, 1, FALSE);
  circle_assert_has_file (town, name, 100, 2, FALSE);
  g_assert_true (sync_has_file (mates[VERA], file, LARGE, 1));
  g_assert_true (sync_has_file (mates[VERA], same, 100, 2));
  circle_assert_body (mates[VERA], town->note, "of Anna\nsecond\nback");
  sync_assert_equal (mates[ANNA], mates[VERA]);
  g_assert_cmpuint (sync_count_conflicts (mates[ANNA]), ==, 0);
}

/* Files. */

/* Boris begins to send a file of @client, and what he sends first is long on its way: meanwhile the
 * client moves, and Anna follows. (transfer full): the file's id. */
static char *
send_late (CircleTown *town, const char *client, guint32 seed, char **name)
{
  const RapportFault slow = { RAPPORT_FAULT_HOLD, "POST", OLD, 0, 1, 2500, NULL };
  SyncMate *boris = town->mates[BORIS];
  char *file = sync_add_file (boris, client, LARGE, seed);
  const guint before = rapport_fault_proxy_count (town->proxy, "POST", OLD);

  rapport_fault_proxy_add (town->proxy, &slow);
  rapport_replicator_start (boris->replicator, boris->password, FALSE);
  while (rapport_fault_proxy_count (town->proxy, "POST", OLD) == before)
    g_main_context_iteration (NULL, FALSE);
  *name = circle_open (town, circle_members);
  g_assert_true (sync_circles (town->mates[ANNA], -1));
  g_assert_cmpint (rapport_replicator_get_state (boris->replicator), ==,
                   RAPPORT_REPLICATOR_WORKING);
  return file;
}

/* A record whose bytes are there already, and are deleted while it is on its way, because the one
 * that they came with has moved. */
static void
test_same_file (CircleTown *town)
{
  SyncMate *const *mates = town->mates;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *name = NULL;

  first = sync_add_file (mates[ANNA], town->client, LARGE, 1);
  circle_sync_all (town);
  second = send_late (town, town->open_client, 1, &name);
  circle_assert_has_file (town, "team", LARGE, 1, FALSE);
  sync_wait_for (mates[BORIS], RAPPORT_REPLICATOR_IDLE);
  circle_assert_has_file (town, "team", LARGE, 1, TRUE);
  circle_sync_all (town);
  circle_assert_has_file (town, "team", LARGE, 1, TRUE);
  for (guint i = 0; i < N_MATES; i++)
    g_assert_true (sync_has_file (mates[i], second, LARGE, 1));
  g_assert_false (sync_has_file (mates[VERA], first, LARGE, 1));
  sync_assert_equal (mates[ANNA], mates[BORIS]);
}

/* One of the client itself that arrives where it does not live any more. */
static void
test_late_file (CircleTown *town)
{
  SyncMate *const *mates = town->mates;
  g_autofree char *file = NULL;
  g_autofree char *name = NULL;

  file = send_late (town, town->client, 3, &name);
  sync_wait_for (mates[BORIS], RAPPORT_REPLICATOR_IDLE);
  circle_sync_all (town);
  circle_assert_moved (town);
  circle_assert_has_file (town, "team", LARGE, 3, FALSE);
  circle_assert_has_file (town, name, LARGE, 3, TRUE);
  g_assert_true (sync_has_file (mates[ANNA], file, LARGE, 3));
  sync_assert_equal (mates[ANNA], mates[BORIS]);
}

/* What the administrator meets. */

static gboolean
open_by_proxy (CircleTown *town, RapportServerProgress progress, GError **error)
{
  g_autoptr (RapportCouch) admin =
    rapport_couch_new (rapport_fault_proxy_get_uri (town->proxy), RAPPORT_TEST_SERVER_ADMIN,
                       RAPPORT_TEST_SERVER_PASSWORD, error);
  g_autofree char *name = NULL;

  g_assert_nonnull (admin);
  name = rapport_server_open_circle (admin, "team", town->client, circle_members, NULL, progress,
                                     town, NULL, error);
  return name != NULL;
}

/* (transfer full) */
static RapportServerCircle *
find_circle (CircleTown *town)
{
  g_autoptr (GError) error = NULL;
  RapportServerCircle *circle =
    rapport_server_find_circle (town->admin, "team", town->client, NULL, &error);

  g_assert_no_error (error);
  return circle;
}

/* Who is in it, by what the server says: names of accounts, parted by spaces. */
static void
assert_circle (CircleTown *town, const char *names, gboolean unfinished)
{
  g_autoptr (RapportServerCircle) circle = find_circle (town);
  g_autofree char *are = g_strjoinv (" ", circle->names);

  g_assert_cmpstr (are, ==, names);
  g_assert_cmpint (circle->unfinished, ==, unfinished);
}

/* What did not go through has moved nothing, and goes on; what did says so, although its answer was
 * lost on the way. */
static void
open_badly (CircleTown *town, const RapportFault *fault, gboolean unfinished)
{
  g_autoptr (RapportServerCircle) before = NULL;
  g_autoptr (RapportServerCircle) after = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done;

  rapport_fault_proxy_add (town->proxy, fault);
  done = open_by_proxy (town, NULL, &error);
  rapport_fault_proxy_clear (town->proxy);
  before = find_circle (town);
  /* A request whose answer was lost may be made once more on the way. */
  g_assert_true (!done || fault->kind == RAPPORT_FAULT_CUT_AFTER);
  g_assert_true (!done || before->database != NULL);
  g_assert_cmpint (before->unfinished, ==, unfinished && before->database == NULL);
  g_clear_error (&error);
  g_assert_true (open_by_proxy (town, NULL, &error));
  after = find_circle (town);
  g_assert_nonnull (after->database);
  g_assert_false (after->unfinished);
  g_assert_cmpuint (g_strv_length (after->names), ==, 2);
}

static void
test_lost_answers (CircleTown *town)
{
  static const RapportFault lost[] = {
    { RAPPORT_FAULT_STATUS, "PUT", "*-circle-*", 0, 1, 503, NULL },
    { RAPPORT_FAULT_CUT_AFTER, "PUT", "*-circle-*/_security", 0, 1, 0, NULL },
    { RAPPORT_FAULT_CUT_AFTER, "PUT", "/_users/*", 0, 1, 0, NULL },
    { RAPPORT_FAULT_STATUS, "PUT", "/_users/*", 2, 1, 503, NULL },
    { RAPPORT_FAULT_STATUS, "PUT", WHERE, 0, 1, 500, NULL },
    { RAPPORT_FAULT_CUT_AFTER, "PUT", WHERE, 0, 1, 0, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lost); i++)
    {
      g_test_message ("fault %zu", i);
      /* From the first account on it is seen that something was begun. */
      open_badly (town, &lost[i], i >= 2);
      circle_sync_all (town);
      circle_assert_moved (town);
      circle_close (town);
      circle_sync_all (town);
      sync_assert_equal (town->mates[ANNA], town->mates[VERA]);
    }
}

/* Between two steps of one administrator another one is through. */
static void
interfere_cb (RapportServerStep step, gpointer data)
{
  static const char *const anna[] = { "anna", NULL };

  if (step == RAPPORT_SERVER_STEP_MOVE)
    g_free (circle_open (data, anna));
}

static void
test_two_administrators (CircleTown *town)
{
  g_autoptr (RapportServerCircle) circle = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (open_by_proxy (town, interfere_cb, &error));
  g_assert_error (error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_CONFLICT);
  g_clear_error (&error);
  circle = rapport_server_find_circle (town->admin, "team", town->client, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (circle->database);
  g_assert_cmpuint (circle->accounts->len, ==, N_MATES);
  g_assert_cmpuint (g_strv_length (circle->names), ==, 1);
  g_assert_cmpstr (circle->names[0], ==, "anna");
  g_assert_false (circle->unfinished);
  circle_sync_all (town);
  circle_assert_moved (town);
  circle_assert_body (town->mates[BORIS], town->note, NULL);
}

/* A circle that was begun and is not wanted any more. */
static void
test_given_up (CircleTown *town)
{
  const RapportFault fault = { RAPPORT_FAULT_STATUS, "PUT", WHERE, 0, 1, 503, NULL };
  g_autoptr (RapportServerCircle) circle = NULL;
  g_autoptr (GError) error = NULL;

  rapport_fault_proxy_add (town->proxy, &fault);
  g_assert_false (open_by_proxy (town, NULL, &error));
  g_clear_error (&error);
  rapport_fault_proxy_clear (town->proxy);
  circle_close (town);
  circle = rapport_server_find_circle (town->admin, "team", town->client, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (circle->unfinished);
  g_assert_cmpuint (g_strv_length (circle->names), ==, 0);
  circle_sync_all (town);
  circle_assert_body (town->mates[VERA], town->note, "first\nsecond\nthird");
}

/* An account that is shut out of the client's database by itself. */
static void
test_member_removed (CircleTown *town)
{
  const RapportFault fault = { RAPPORT_FAULT_STATUS, "PUT", WHERE, 0, 1, 503, NULL };
  g_autofree char *name = NULL;
  g_autoptr (RapportCouch) admin = NULL;
  g_autoptr (RapportServerLogin) boris = NULL;
  g_autoptr (RapportTeamCircle) known = NULL;
  g_autoptr (GPtrArray) others = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GError) error = NULL;

  name = circle_open (town, circle_members);
  circle_sync_all (town);
  admin = rapport_couch_new (rapport_fault_proxy_get_uri (town->proxy), RAPPORT_TEST_SERVER_ADMIN,
                             RAPPORT_TEST_SERVER_PASSWORD, &error);
  /* Cut short behind the account, and done again. */
  rapport_fault_proxy_add (town->proxy, &fault);
  g_assert_false (rapport_server_remove_member (admin, name, "boris", &others, NULL, &error));
  g_clear_error (&error);
  rapport_fault_proxy_clear (town->proxy);
  assert_circle (town, "anna", TRUE);
  g_assert_false (rapport_server_remove_member (admin, name, "boris", &none, NULL, &error));
  g_assert_error (error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_NOT_FOUND);
  g_clear_error (&error);
  assert_circle (town, "anna", FALSE);
  /* Let in and shut out in one go. */
  boris = rapport_server_login_new ("boris", rapport_library_get_me (town->mates[BORIS]->library));
  g_assert_true (rapport_server_add_member (admin, name, boris, NULL, &error));
  assert_circle (town, "anna boris", FALSE);
  g_assert_true (rapport_server_remove_member (admin, name, "boris", &others, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (others->len, ==, 1);
  g_assert_cmpstr (others->pdata[0], ==, "team");
  assert_circle (town, "anna", FALSE);
  g_assert_true (sync_circles (town->mates[ANNA], -1));
  known = rapport_team_circle_look (town->mates[ANNA]->library, town->client);
  g_assert_cmpint (known->state, ==, RAPPORT_TEAM_CIRCLE_INSIDE);
  g_assert_cmpuint (g_strv_length (known->members), ==, 1);
}

int
main (int argc, char **argv)
{
  /* No desktop, whoever runs this. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  g_test_init (&argc, &argv, NULL);
  program = argv[1];
  circle_test_add ("/circle-faults/faults", test_faults, TRUE, NULL);
  circle_test_add ("/circle-faults/lost-answers", test_lost_answers, TRUE, NULL);
  circle_test_add ("/circle-faults/two-administrators", test_two_administrators, TRUE, NULL);
  circle_test_add ("/circle-faults/given-up", test_given_up, TRUE, NULL);
  circle_test_add ("/circle-faults/mover-killed", test_mover_killed, TRUE, NULL);
  circle_test_add ("/circle-faults/member-killed", test_member_killed, TRUE, NULL);
  circle_test_add ("/circle-faults/member-removed", test_member_removed, TRUE, NULL);
  circle_test_add ("/circle-faults/same-file", test_same_file, TRUE, NULL);
  circle_test_add ("/circle-faults/late-file", test_late_file, TRUE, NULL);
  return g_test_run ();
}
