/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Faults 1 and 3 in the middle of an import that is written in pieces: after a
 * kill it is there as a whole or not at all, what was typed meanwhile is there,
 * and a full disk only puts it off. */
#include "fault-vfs.h"
#include "rapport-records.h"
#include "rapport-schema.h"
#include "rapport-sqlite-store-private.h"
#include "store-support.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_NOTES 100
#define N_KILLS 60

static char *
note_id (guint n)
{
  g_autofree char *number = g_strdup_printf ("%u", n);
  const char *parts[] = { number, NULL };

  return rapport_id_from_key ("note", parts);
}

static GVariant *
number_value (guint number)
{
  return number > 0 ? g_variant_new_take_string (g_strdup_printf ("%u", number)) : NULL;
}

/* Not a random id: forked children would draw the same ones. */
static RapportChangeSet *
new_set (const char *label, guint n)
{
  g_autofree char *number = g_strdup_printf ("%u", n);
  const char *parts[] = { label, number, NULL };
  g_autofree char *id = rapport_id_from_key ("set", parts);
  const RapportChangeHead head = { .id = id, .label = label, .instant = TEST_NOW };

  return test_set_new_from_head (&head);
}

/* Import number @n writes n into each of the notes. */
static RapportChangeSet *
make_import (guint n)
{
  RapportChangeSet *set = new_set ("Import", n);

  for (guint i = 0; i < N_NOTES; i++)
    {
      g_autofree char *id = note_id (i);

      rapport_record_change_add_field (
        rapport_change_set_add_record (set, &rapport_note_info, id,
                                       n > 1 ? RAPPORT_OPERATION_CHANGE : RAPPORT_OPERATION_CREATE),
        RAPPORT_NOTE_BODY, number_value (n - 1), number_value (n));
    }
  return set;
}

/* Edit number @n writes n into the name of a client. */
static RapportChangeSet *
make_edit (guint n)
{
  const char *parts[] = { "counter", NULL };
  RapportChangeSet *set = new_set ("Type", n);
  g_autofree char *id = rapport_id_from_key ("client", parts);

  test_set_add (set, &rapport_client_info, id, RAPPORT_OPERATION_CREATE, RAPPORT_CLIENT_NAME,
                number_value (n));
  return set;
}

/* How far the imports have come; fails unless all notes, the log and the search
 * say the same. */
static guint
check_imports (const char *path)
{
  gint64 least =
    test_get_integer (path, "SELECT ifnull (min (CAST (body AS INTEGER)), 0) FROM note");

  test_assert_whole (path);
  g_assert_cmpint (
    test_get_integer (path, "SELECT ifnull (max (CAST (body AS INTEGER)), 0) FROM note"), ==,
    least);
  g_assert_cmpint (test_get_integer (path, "SELECT count (*) FROM note"), ==,
                   least > 0 ? N_NOTES : 0);
  g_assert_cmpint (
    test_get_integer (path, "SELECT count (*) FROM change_set WHERE label = 'Import'"), ==, least);
  g_assert_cmpint (test_get_integer (path, "SELECT count (*) FROM change WHERE type = 'note'"), ==,
                   least * N_NOTES);
  g_assert_cmpint (test_get_integer (path, "SELECT count (*) FROM change WHERE change_set NOT IN "
                                           "(SELECT key FROM change_set)"),
                   ==, 0);
  g_assert_cmpint (test_get_integer (path, "SELECT count (*) FROM search_entry JOIN note "
                                           "ON search_entry.record = note.id"),
                   ==, least > 0 ? N_NOTES : 0);
  return (guint) least;
}

static guint
check_edits (const char *path)
{
  return (guint) test_get_integer (path, "SELECT ifnull (max (CAST (name AS INTEGER)), 0) "
                                         "FROM client");
}

/* Opened as usual, but for pieces of one change each. */
static RapportSqliteStore *
open_store (const char *path, RapportClock *clock)
{
  g_autoptr (GError) error = NULL;
  RapportLibraryLock *lock = rapport_library_lock_take (path, &error);
  RapportSqlite *db = rapport_sqlite_open (path, RAPPORT_SQLITE_WRITE, &error);
  RapportSqliteStoreParts parts = {
    .path = path, .read_path = path, .read_mode = RAPPORT_SQLITE_QUERY, .clock = clock
  };
  RapportSqliteStore *store;

  g_assert_no_error (error);
  parts.sink = rapport_file_sink_new (db, lock);
  rapport_file_sink_set_piece_time (parts.sink, 0);
  store = rapport_sqlite_store_new (&parts, &error);
  g_assert_no_error (error);
  return store;
}

static guint64
commit (RapportSqliteStore *store, RapportChangeSet *set)
{
  guint64 sequence = rapport_change_set_get_sequence (set);

  rapport_store_commit (RAPPORT_STORE (store), set);
  rapport_change_set_unref (set);
  return sequence;
}

/* Kills. */

static void
say (int out, guint imports, guint edits)
{
  char line[64];

  g_snprintf (line, sizeof line, "%u %u\n", imports, edits);
  if (write (out, line, strlen (line)) < 0)
    _exit (1);
}

/* In the child: says that it is ready, imports and types for ever, and says what was saved. */
static void
work (const char *path, RapportClock *clock, guint imports, guint edits, int out)
{
  RapportSqliteStore *store = open_store (path, clock);

  say (out, imports, edits);
  for (;;)
    {
      guint64 sequence;

      commit (store, make_import (++imports));
      for (guint i = 0; i < 10; i++)
        sequence = commit (store, make_edit (++edits));
      if (!rapport_store_wait (RAPPORT_STORE (store), sequence, NULL))
        _exit (1);
      say (out, imports, edits);
    }
}

static gboolean
read_line (FILE *in, guint *imports, guint *edits)
{
  return fscanf (in, "%u %u", imports, edits) == 2;
}

static gboolean
was_in_the_middle (const char *path)
{
  return test_get_integer (path, "SELECT count (*) FROM local WHERE name = 'batch'") > 0;
}

static void
test_kill (void)
{
  char *folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "agency.rapport", NULL);
  g_autoptr (RapportClock) clock = rapport_clock_new_fixed (TEST_NOW);
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  guint imports = 0, edits = 0, in_the_middle = 0;

  test_close (test_open (path, clock));
  for (guint i = 0; i < N_KILLS; i++)
    {
      guint saved_imports = imports, saved_edits = edits;
      gint64 until;
      FILE *in;
      int out[2];
      pid_t pid;

      g_assert_cmpint (pipe (out), ==, 0);
      fflush (NULL);
      pid = fork ();
      if (pid == 0)
        work (path, clock, imports, edits, out[1]);
      close (out[1]);
      in = fdopen (out[0], "r");
      /* Most are killed at work, however long they take to begin; the others as they open. */
      if (i % 6 != 0)
        g_assert_true (read_line (in, &saved_imports, &saved_edits));
      until = g_get_monotonic_time () + g_rand_int_range (rand, 3000, 60000);
      while (g_get_monotonic_time () < until)
        g_thread_yield ();
      kill (pid, SIGKILL);
      while (read_line (in, &saved_imports, &saved_edits))
        continue;
      fclose (in);
      g_assert_cmpint (waitpid (pid, NULL, 0), ==, pid);
      in_the_middle += was_in_the_middle (path);
      test_close (test_open (path, clock));
      imports = check_imports (path);
      edits = check_edits (path);
      g_assert_cmpuint (imports, >=, saved_imports);
      g_assert_cmpuint (edits, >=, saved_edits);
    }
  g_test_message ("%u kills, %u of them in mid-batch; %u imports, %u edits", N_KILLS, in_the_middle,
                  imports, edits);
  g_assert_cmpuint (in_the_middle, >, N_KILLS / 4);
  test_folder_free (folder);
}

/* A full disk. */

static void
full_at (const char *path, RapportClock *clock, guint imports, guint64 n, gboolean relents)
{
  RapportSqliteStore *store = open_store (path, clock);
  g_autoptr (GError) error = NULL;
  guint64 sequence;

  fault_vfs_arm (FAULT_FULL, n);
  sequence = commit (store, make_import (imports + 1));
  g_assert_false (rapport_store_wait (RAPPORT_STORE (store), sequence, &error));
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_FULL);
  if (relents)
    {
      fault_vfs_relent ();
      test_close (store);
    }
  else
    g_object_unref (store);
  fault_vfs_relent ();
  test_close (test_open (path, clock));
  g_assert_cmpuint (check_imports (path), ==, imports + (relents ? 1 : 0));
}

/* It is tried again as a whole, or, when the library is closed before there is
 * room, taken back as a whole. */
static void
test_full (void)
{
  char *folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "agency.rapport", NULL);
  g_autoptr (RapportClock) clock = rapport_clock_new_fixed (TEST_NOW);
  guint imports = 0;

  test_close (test_open (path, clock));
  for (guint64 n = 2; n < 400; n += 37)
    {
      full_at (path, clock, imports, n, FALSE);
      full_at (path, clock, imports, n, TRUE);
      imports++;
    }
  test_folder_free (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fault_vfs_install ();
  /* That something could not be written on closing is what is tried here. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK);
  g_test_add_func ("/fault/batch/kill", test_kill);
  g_test_add_func ("/fault/batch/full", test_full);
  return g_test_run ();
}
