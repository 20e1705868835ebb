/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Migrations: an archived library of the first version is brought to a later
 * one, with a new record type; fault 9, and the half of 4 that is a kill: it is
 * killed at every write of it, and of a backup. */
#include "fault-vfs.h"
#include "rapport-schema-private.h"
#include "store-support.h"
#include "test-migrations.h"
#include "test-wager.h"

#include "rapport-records.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_NOTES 20

typedef struct
{
  char *folder;
  char *path;
  RapportClock *clock;
} Fixture;

static void
unpack (const char *path)
{
  g_autofree char *archive =
    g_test_build_filename (G_TEST_DIST, "store", "archive", "version-1.rapport.gz", NULL);
  g_autoptr (GFile) source = g_file_new_for_path (archive);
  g_autoptr (GFile) target = g_file_new_for_path (path);
  g_autoptr (GConverter) gzip =
    G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) in = G_INPUT_STREAM (g_file_read (source, NULL, &error));
  g_autoptr (GInputStream) unpacked = NULL;
  g_autoptr (GOutputStream) out = NULL;

  g_assert_no_error (error);
  unpacked = g_converter_input_stream_new (in, gzip);
  out = G_OUTPUT_STREAM (g_file_replace (target, NULL, FALSE, G_FILE_CREATE_NONE, NULL, &error));
  g_output_stream_splice (out, unpacked, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = test_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "agency.rapport", NULL);
  fixture->clock = rapport_clock_new_fixed (TEST_NOW);
  unpack (fixture->path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->clock);
  g_free (fixture->path);
  test_folder_free (fixture->folder);
}

static void
assert_migrated (Fixture *fixture)
{
  test_assert_whole (fixture->path);
  g_assert_cmpint (test_get_integer (fixture->path, "PRAGMA user_version"), ==, TEST_LAST_VERSION);
  g_assert_cmpint (
    test_get_integer (fixture->path,
                      "SELECT count (*) FROM note WHERE body LIKE 'Archived note % (moved)'"),
    ==, N_NOTES);
  g_assert_cmpint (test_get_integer (fixture->path, "SELECT count (*) FROM change_set"), >=,
                   N_NOTES);
}

/* The copy from before must open as what it was. */
static void
assert_copy_from_before (Fixture *fixture)
{
  g_autoptr (RapportBackup) backup = rapport_backup_find_last_good (fixture->path);
  RapportBackupLook look;

  g_assert_nonnull (backup);
  g_assert_cmpint (backup->reason, ==, RAPPORT_BACKUP_MIGRATION);
  g_assert_true (rapport_backup_look (backup->path, &look, NULL));
  g_assert_cmpint (look.version, ==, 1);
  g_assert_cmpint (look.records, >=, N_NOTES);
  g_assert_cmpint (look.last_change, ==, TEST_NOW);
}

static void
test_migrate (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (test_get_integer (fixture->path, "PRAGMA user_version"), ==, 1);
  test_close (test_open (fixture->path, fixture->clock));
  assert_migrated (fixture);
  assert_copy_from_before (fixture);
}

/* Only a table of fields: the new type is written, read, asked for, found,
 * logged and undone as every other. */
static void
test_new_type (Fixture *fixture, gconstpointer data)
{
  RapportSqliteStore *store = test_open (fixture->path, fixture->clock);
  RapportLibrary *library = rapport_library_new (RAPPORT_STORE (store), fixture->clock);
  g_autoptr (RapportQuery) query = rapport_query_new (TEST_TYPE_WAGER);
  g_autofree char *sql = rapport_schema_describe (&test_wager_info);
  g_autoptr (RapportTransaction) transaction = rapport_transaction_begin (library, "Agree");
  RapportRecord *record = rapport_transaction_create (transaction, TEST_TYPE_WAGER);
  g_autofree char *id = g_strdup (rapport_record_get_id (record));
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) hits = NULL;
  g_autofree char *undone = NULL;

  g_assert_nonnull (strstr (sql, "\"said_on\" TEXT"));
  rapport_transaction_set_text (transaction, record, TEST_WAGER_TEXT, "Отчёты по пятницам");
  rapport_transaction_set_day (transaction, record, TEST_WAGER_SAID_ON,
                               rapport_day_new (2026, 11, 20));
  rapport_transaction_set_money (transaction, record, TEST_WAGER_PRICE, 150000, "EUR");
  g_assert_true (rapport_transaction_commit (transaction, NULL));
  g_clear_pointer (&transaction, rapport_transaction_free);
  g_assert_true (rapport_library_flush (library, NULL));

  rapport_query_where_day (query, TEST_WAGER_SAID_ON, RAPPORT_TEST_AT_LEAST,
                           rapport_day_new (2026, 11, 1));
  rows = rapport_store_query (RAPPORT_STORE (store), query, NULL);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpstr (((RapportRow *) rows->pdata[0])->id, ==, id);
  hits = test_search (store, "отчет пятница", NULL, 0);
  g_assert_cmpuint (hits->len, ==, 1);
  g_assert_cmpstr (((RapportHit *) hits->pdata[0])->id, ==, id);
  undone = rapport_library_undo (library, "", FALSE, NULL);
  g_assert_cmpstr (undone, ==, "Agree");
  g_assert_true (rapport_library_flush (library, NULL));
  g_assert_finalize_object (library);
  test_close (store);
  assert_migrated (fixture);
}

/* A reader of the old version is not in the way, and a library that can only be
 * read is migrated in a copy. */
static void
test_read_only (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RapportSqliteStore *store =
    rapport_library_file_open (fixture->path, RAPPORT_OPEN_READ_ONLY, fixture->clock, NULL, &error);
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_NOTE);
  g_autoptr (GPtrArray) rows = NULL;

  g_assert_no_error (error);
  rows = rapport_store_query (RAPPORT_STORE (store), query, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, N_NOTES);
  test_close (store);
  g_assert_cmpint (test_get_integer (fixture->path, "PRAGMA user_version"), ==, 1);
}

/* Kills. */

static void
migrate_in_child (Fixture *fixture, gint64 kill_at)
{
  g_autoptr (RapportClock) clock = rapport_clock_new_fixed (TEST_NOW);

  fault_vfs_install ();
  fault_vfs_arm (kill_at > 0 ? FAULT_KILL : FAULT_NONE, (guint64) kill_at);
  test_close (test_open (fixture->path, clock));
}

static void
back_up_in_child (Fixture *fixture, gint64 kill_at)
{
  g_autoptr (RapportClock) clock = rapport_clock_new_fixed (TEST_NOW);
  g_autofree char *path = NULL;

  fault_vfs_install ();
  fault_vfs_arm (FAULT_KILL, (guint64) kill_at);
  path = rapport_backup_make (fixture->path, RAPPORT_BACKUP_BY_HAND, clock, NULL, NULL);
}

/* Whether the child was killed before it was done. */
static gboolean
dies (Fixture *fixture, void (*work) (Fixture *fixture, gint64 kill_at), gint64 kill_at)
{
  int status;
  pid_t pid;

  fflush (NULL);
  pid = fork ();
  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    {
      work (fixture, kill_at);
      _exit (0);
    }
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFSIGNALED (status) || WEXITSTATUS (status) == 0);
  return WIFSIGNALED (status);
}

static void
test_killed_while_migrating (Fixture *fixture, gconstpointer data)
{
  guint kills = 0;

  for (gint64 at = 1;; at += 3)
    {
      gint64 version;

      unpack (fixture->path);
      if (!dies (fixture, migrate_in_child, at))
        break;
      kills++;
      /* Rolled back to a whole version, or come to the next one. */
      version = test_get_integer (fixture->path, "PRAGMA user_version");
      g_assert_cmpint (version, >=, 1);
      g_assert_cmpint (test_get_integer (fixture->path, "SELECT count (*) FROM note"), ==, N_NOTES);
      test_assert_whole (fixture->path);
      if (version > 1)
        assert_copy_from_before (fixture);
      g_assert_false (dies (fixture, migrate_in_child, 0));
      assert_migrated (fixture);
    }
  g_test_message ("%u kills", kills);
  g_assert_cmpuint (kills, >, 20);
  assert_migrated (fixture);
}

static void
test_killed_while_backing_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = rapport_backup_get_folder (fixture->path);
  guint kills = 0;

  g_assert_false (dies (fixture, migrate_in_child, 0));
  for (gint64 at = 1; dies (fixture, back_up_in_child, at); at += 5)
    {
      g_autoptr (RapportBackup) good = rapport_backup_find_last_good (fixture->path);

      kills++;
      g_assert_nonnull (good);
    }
  g_assert_cmpuint (kills, >, 10);
  {
    g_autoptr (GPtrArray) backups = rapport_backup_list (fixture->path);
    g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
    const char *name;
    guint files = 0;

    /* Of the attempts that were cut short nothing is left. */
    while ((name = g_dir_read_name (dir)) != NULL)
      files += !g_str_equal (name, ".lock");
    g_assert_cmpuint (files, ==, backups->len);
    g_assert_cmpuint (backups->len, <=, RAPPORT_BACKUPS_KEPT);
  }
}

#define ADD(name, func) g_test_add ("/migration/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  char *cache = test_folder_new ();
  int result;

  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_test_init (&argc, &argv, NULL);
  rapport_schema_add_migrations (test_migrations_get_resource ());
  rapport_record_info_register (&test_wager_info);
  /* First what forks, while there are no other threads. */
  ADD ("killed-while-migrating", test_killed_while_migrating);
  ADD ("killed-while-backing-up", test_killed_while_backing_up);
  ADD ("migrate", test_migrate);
  ADD ("new-type", test_new_type);
  ADD ("read-only", test_read_only);
  result = g_test_run ();
  test_folder_free (cache);
  return result;
}
