/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fault 6: another process holds the library. It is named, its changes are
 * never overtaken, and where it takes changes over the bus they are handed in;
 * when it is killed meanwhile, nothing is lost. */
#include "fault-scenario.h"
#include "rapport-library-lock.h"
#include "store-support.h"

#include <sqlite3.h>
#include <string.h>

typedef struct
{
  char *folder;
  char *path;
  char *other; /* a second library of the owner's, where there is one */
  RapportClock *clock;
  GTestDBus *bus;
  GSubprocess *owner;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = test_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "agency.rapport", NULL);
  fixture->clock = rapport_clock_new_fixed (TEST_NOW);
  if (data != NULL)
    {
      fixture->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
      g_test_dbus_up (fixture->bus);
    }
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_null (fixture->owner);
  if (fixture->bus != NULL)
    {
      g_test_dbus_stop (fixture->bus);
      g_clear_object (&fixture->bus);
    }
  g_object_unref (fixture->clock);
  g_free (fixture->path);
  g_free (fixture->other);
  test_folder_free (fixture->folder);
}

static void
start_owner (Fixture *fixture)
{
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "fault", "fault-owner", NULL);
  const char *last = fixture->bus == NULL ? "--alone" : fixture->other;
  const char *arguments[] = { program, fixture->path, last, NULL };
  g_autoptr (GError) error = NULL;
  char buffer[6];
  gsize n;

  fixture->owner = g_subprocess_newv (
    arguments, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  g_assert_true (g_input_stream_read_all (g_subprocess_get_stdout_pipe (fixture->owner), buffer,
                                          sizeof buffer, &n, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpmem (buffer, n, "ready\n", 6);
}

static void
kill_owner (Fixture *fixture)
{
  g_subprocess_force_exit (fixture->owner);
  g_assert_true (g_subprocess_wait (fixture->owner, NULL, NULL));
  g_clear_object (&fixture->owner);
}

static void
close_owner (Fixture *fixture)
{
  g_assert_true (g_output_stream_close (g_subprocess_get_stdin_pipe (fixture->owner), NULL, NULL));
  g_assert_true (g_subprocess_wait_check (fixture->owner, NULL, NULL));
  g_clear_object (&fixture->owner);
}

static void
assert_lock_file (Fixture *fixture, gboolean expected)
{
  g_autofree char *lock = rapport_library_lock_get_path (fixture->path);

  g_assert_cmpint (g_file_test (lock, G_FILE_TEST_EXISTS), ==, expected);
}

static void
test_held (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RapportOpenProblem) problem = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *holder = NULL;
  RapportSqliteStore *store;

  start_owner (fixture);
  g_assert_true (rapport_library_lock_is_held (fixture->path));
  g_assert_null (rapport_library_file_open (fixture->path, RAPPORT_OPEN_REMOTE, fixture->clock,
                                            &problem, &error));
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_BUSY);
  g_assert_cmpint (problem->kind, ==, RAPPORT_OPEN_PROBLEM_BUSY);
  holder =
    g_strdup_printf ("fault-owner, process %s on ", g_subprocess_get_identifier (fixture->owner));
  g_assert_nonnull (strstr (problem->message, holder));
  g_assert_true (problem->ways & RAPPORT_OPEN_WAY_READ_ONLY);

  store =
    rapport_library_file_open (fixture->path, RAPPORT_OPEN_READ_ONLY, fixture->clock, NULL, NULL);
  g_assert_nonnull (store);
  test_close (store);
  close_owner (fixture);
  assert_lock_file (fixture, FALSE);
  g_assert_false (rapport_library_lock_is_held (fixture->path));
}

/* A killed process holds nothing. */
static void
test_killed (Fixture *fixture, gconstpointer data)
{
  start_owner (fixture);
  kill_owner (fixture);
  assert_lock_file (fixture, TRUE);
  test_close (test_open (fixture->path, fixture->clock));
  assert_lock_file (fixture, FALSE);
}

static void
test_same_process (Fixture *fixture, gconstpointer data)
{
  RapportSqliteStore *store = test_open (fixture->path, fixture->clock);
  g_autoptr (GError) error = NULL;

  g_assert_null (
    rapport_library_file_open (fixture->path, RAPPORT_OPEN_DEFAULT, fixture->clock, NULL, &error));
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_BUSY);
  test_close (store);
}

/* Another program than ours writes to the file and takes its time. */
static void
test_other_tool (Fixture *fixture, gconstpointer data)
{
  RapportSqliteStore *store = test_open (fixture->path, fixture->clock);
  g_autoptr (RapportChangeSet) set = scenario_edit (1);
  g_autoptr (GError) error = NULL;
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  rapport_store_commit (RAPPORT_STORE (store), set);
  g_assert_false (
    rapport_store_wait (RAPPORT_STORE (store), rapport_change_set_get_sequence (set), &error));
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_BUSY);
  g_assert_cmpint (sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  test_close (store);
  g_assert_cmpuint (scenario_check (fixture->path), ==, 1);
}

static void
visit (Fixture *fixture)
{
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "fault", "fault-owner", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) visitor =
    g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, fixture->path, "--visit", NULL);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (visitor, NULL, &error));
  g_assert_no_error (error);
}

/* A part of this process looks into the files, as a file chooser does to find
 * out what they are, and then another program reads the library. */
static void
test_looked_into (Fixture *fixture, gconstpointer data)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", ".lock" };
  RapportSqliteStore *store = test_open (fixture->path, fixture->clock);
  g_autofree char *wal = g_strconcat (fixture->path, "-wal", NULL);
  guint n = 0;

  for (guint round = 0; round < 3; round++)
    {
      test_commit (store, scenario_edit (++n));
      for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
        {
          g_autofree char *file = g_strconcat (fixture->path, suffixes[i], NULL);
          g_autofree char *contents = NULL;

          g_assert_true (g_file_get_contents (file, &contents, NULL, NULL));
        }
      visit (fixture);
      g_assert_true (g_file_test (wal, G_FILE_TEST_EXISTS));
      g_assert_cmpuint (scenario_check (fixture->path), ==, n);
    }
  test_commit (store, scenario_edit (++n));
  test_close (store);
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (scenario_check (fixture->path), ==, n);
}

/* Over the bus. */

static RapportSqliteStore *
open_remote (Fixture *fixture, const char *path)
{
  g_autoptr (GError) error = NULL;
  RapportSqliteStore *store =
    rapport_library_file_open (path, RAPPORT_OPEN_REMOTE, fixture->clock, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (rapport_sqlite_store_is_remote (store));
  g_assert_false (rapport_store_is_read_only (RAPPORT_STORE (store), NULL));
  return store;
}

static void
test_hand_in (Fixture *fixture, gconstpointer data)
{
  RapportSqliteStore *store;

  start_owner (fixture);
  store = open_remote (fixture, fixture->path);
  for (guint i = 1; i <= 20; i++)
    {
      test_commit (store, scenario_edit (i));
      g_assert_cmpuint (scenario_check (fixture->path), ==, i);
    }
  rapport_store_set_local (RAPPORT_STORE (store), "me", "somebody");
  test_close (store);
  close_owner (fixture);
  g_assert_cmpuint (scenario_check (fixture->path), ==, 20);
  assert_lock_file (fixture, FALSE);
  g_assert_cmpint (
    test_get_integer (fixture->path, "SELECT count (*) FROM local WHERE value = 'somebody'"), ==,
    1);
}

/* A process with two windows has two libraries. What is handed in comes to the
 * one that is meant. */
static void
test_two_libraries (Fixture *fixture, gconstpointer data)
{
  const char *paths[] = { NULL, NULL };

  fixture->other = g_build_filename (fixture->folder, "other.rapport", NULL);
  paths[0] = fixture->path;
  paths[1] = fixture->other;
  start_owner (fixture);
  for (guint round = 1; round <= 2; round++)
    for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
      {
        RapportSqliteStore *store = open_remote (fixture, paths[i]);

        for (guint n = 1; n <= 3 * (i + 1); n++)
          test_commit (store, scenario_edit (n + (round - 1) * 3 * (guint) (i + 1)));
        test_close (store);
        g_assert_cmpuint (scenario_check (paths[i]), ==, round * 3 * (guint) (i + 1));
      }
  close_owner (fixture);
  g_assert_cmpuint (scenario_check (fixture->path), ==, 6);
  g_assert_cmpuint (scenario_check (fixture->other), ==, 12);
}

/* The holder goes, in order or not, while another process hands in changes: that
 * one writes them itself. */
static void
hand_in_while_owner_goes (Fixture *fixture, void (*leave) (Fixture *fixture))
{
  RapportSqliteStore *store;
  guint n = 0;

  start_owner (fixture);
  store = open_remote (fixture, fixture->path);
  while (n < 10)
    test_commit (store, scenario_edit (++n));
  while (n < 15)
    {
      g_autoptr (RapportChangeSet) set = scenario_edit (++n);

      rapport_store_commit (RAPPORT_STORE (store), set);
    }
  leave (fixture);
  /* A try may have failed just then; the next ones do not. */
  while (!rapport_sqlite_store_drain (store, NULL))
    g_thread_yield ();
  while (n < 20)
    test_commit (store, scenario_edit (++n));
  test_close (store);
  g_assert_cmpuint (scenario_check (fixture->path), ==, n);
  assert_lock_file (fixture, FALSE);
}

static void
test_owner_killed (Fixture *fixture, gconstpointer data)
{
  hand_in_while_owner_goes (fixture, kill_owner);
}

static void
test_owner_closed (Fixture *fixture, gconstpointer data)
{
  hand_in_while_owner_goes (fixture, close_owner);
}

/* (transfer full): connects to a database, which is no change of a record. */
static RapportChangeSet *
make_note (void)
{
  const RapportChangeHead head = { .id = "00000000-0000-7000-8000-00000000000a", .label = "" };
  RapportChangeSet *set = test_set_new_from_head (&head);
  RapportSyncNote *note = rapport_sync_note_new ();

  note->place = rapport_sync_place_new ();
  g_set_str (&note->place->address, "https://couch.example.com/agency");
  rapport_change_set_set_note (set, note);
  return set;
}

/* Sync is the holder's: what somebody else says of it goes nowhere and keeps nothing that is typed
 * from the disk; the change that it came with does get there. Once the holder has gone, it is
 * written. */
static void
test_notes (Fixture *fixture, gconstpointer data)
{
  static const char places[] = "SELECT count (*) FROM sync_place";
  RapportSqliteStore *store;
  RapportChangeSet *both;

  start_owner (fixture);
  store = open_remote (fixture, fixture->path);
  test_commit (store, scenario_edit (1));
  test_commit (store, make_note ());
  test_commit (store, scenario_edit (2));
  both = scenario_edit (3);
  rapport_change_set_set_note (both, rapport_sync_note_new ());
  test_commit (store, both);
  g_assert_cmpuint (scenario_check (fixture->path), ==, 3);
  g_assert_cmpint (test_get_integer (fixture->path, places), ==, 0);
  g_assert_true (rapport_sqlite_store_is_remote (store));

  kill_owner (fixture);
  test_commit (store, make_note ());
  g_assert_false (rapport_sqlite_store_is_remote (store));
  g_assert_cmpint (test_get_integer (fixture->path, places), ==, 1);
  test_commit (store, scenario_edit (4));
  test_close (store);
  g_assert_cmpuint (scenario_check (fixture->path), ==, 4);
}

/* What is not a change set is refused, and changes nothing. */
static void
test_nonsense (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = { "", "null", "[]", "{}", "{\"id\":1}", "\xf0\x9f\x98\x80" };
  g_autoptr (GDBusConnection) connection = NULL;
  g_autoptr (RapportSqliteStore) store = NULL;
  g_auto (GStrv) names = NULL;
  g_autoptr (GVariant) answer = NULL;
  guint n = 0;

  start_owner (fixture);
  connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  answer = g_dbus_connection_call_sync (
    connection, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
    "ListNames", NULL, G_VARIANT_TYPE ("(as)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
  g_variant_get (answer, "(^as)", &names);
  for (guint name = 0; names[name] != NULL; name++)
    for (gsize i = 0; g_str_has_prefix (names[name], "io.github.rapport_app.Rapport.Library.") &&
                      i < G_N_ELEMENTS (texts);
         i++)
      {
        const char *end = strrchr (names[name], '.') + 1;
        g_autofree char *object =
          g_strconcat ("/io/github/rapport_app/Rapport/Library/", end, NULL);
        g_autoptr (GError) error = NULL;

        g_assert_null (g_dbus_connection_call_sync (
          connection, names[name], object, "io.github.rapport_app.Rapport.Library1", "Commit",
          g_variant_new ("(s)", texts[i]), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error));
        g_assert_nonnull (error);
        g_assert_false (g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD));
        n++;
      }
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (texts));
  close_owner (fixture);
  g_assert_cmpuint (scenario_check (fixture->path), ==, 0);
}

#define ADD(name, bus, func) g_test_add ("/fault/" name, Fixture, bus, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  /* No bus but the test's own. */
  g_test_dbus_unset ();
  g_test_init (&argc, &argv, NULL);
  ADD ("held", NULL, test_held);
  ADD ("killed", NULL, test_killed);
  ADD ("same-process", NULL, test_same_process);
  ADD ("other-tool", NULL, test_other_tool);
  ADD ("looked-into", NULL, test_looked_into);
  ADD ("hand-in", "bus", test_hand_in);
  ADD ("two-libraries", "bus", test_two_libraries);
  ADD ("owner-killed", "bus", test_owner_killed);
  ADD ("owner-closed", "bus", test_owner_closed);
  ADD ("notes", "bus", test_notes);
  ADD ("nonsense", "bus", test_nonsense);
  return g_test_run ();
}
