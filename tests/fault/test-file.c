/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Faults 5, 7 and 8: libraries that can't be written to, are damaged or cut
 * off, or come from a newer version. None is touched, and what is offered
 * instead works. */
#include "fault-namespace.h"
#include "fault-scenario.h"
#include "rapport-library-lock.h"
#include "rapport-records.h"
#include "rapport-salvage.h"
#include "rapport-schema.h"
#include "store-support.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_EDITS 60

typedef struct
{
  char *folder;
  char *path;
  char *wal;
  RapportClock *clock;
} Fixture;

static void
make_edits (Fixture *fixture, guint first, guint n)
{
  RapportSqliteStore *store = test_open (fixture->path, fixture->clock);

  for (guint i = first; i < first + n; i++)
    test_commit (store, scenario_edit (i));
  test_close (store);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = test_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "agency.rapport", NULL);
  fixture->wal = g_strconcat (fixture->path, "-wal", NULL);
  fixture->clock = rapport_clock_new_fixed (TEST_NOW);
  make_edits (fixture, 1, N_EDITS);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->clock);
  g_free (fixture->path);
  g_free (fixture->wal);
  test_folder_free (fixture->folder);
}

/* Leaves the library as a killed process would: with all of @n edits in the
 * WAL, and the lock file. */
static void
crash_with_wal (Fixture *fixture, guint n)
{
  ScenarioChild child;
  guint opened, saved;

  scenario_start (&child, fixture->path, NULL, NULL);
  g_assert_true (scenario_read_opened (&child, &opened));
  scenario_go (&child);
  do
    {
      g_autofree char *line = scenario_read_line (&child);

      saved = (guint) g_ascii_strtoull (line + strlen ("saved "), NULL, 10);
    }
  while (saved < opened + n);
  scenario_kill (&child);
  scenario_wait (&child);
  g_assert_true (g_file_test (fixture->wal, G_FILE_TEST_EXISTS));
}

static GBytes *
read_file (const char *path)
{
  char *contents;
  gsize length;

  if (!g_file_get_contents (path, &contents, &length, NULL))
    return g_bytes_new (NULL, 0);
  return g_bytes_new_take (contents, length);
}

static void
write_file (const char *path, GBytes *bytes)
{
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL),
                                      (gssize) g_bytes_get_size (bytes), NULL));
}

/* Opening must be refused, and change not a byte. */
static RapportOpenProblem *
assert_refused (Fixture *fixture, RapportOpenProblemKind kind)
{
  g_autoptr (GBytes) file = read_file (fixture->path);
  g_autoptr (GBytes) wal = read_file (fixture->wal);
  g_autoptr (GBytes) file_after = NULL;
  g_autoptr (GBytes) wal_after = NULL;
  g_autoptr (GError) error = NULL;
  RapportOpenProblem *problem = NULL;

  g_assert_null (rapport_library_file_open (fixture->path, RAPPORT_OPEN_CREATE, fixture->clock,
                                            &problem, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (problem);
  g_assert_cmpint (problem->kind, ==, kind);
  g_assert_cmpstr (problem->message, ==, error->message);
  file_after = read_file (fixture->path);
  wal_after = read_file (fixture->wal);
  g_assert_true (g_bytes_equal (file, file_after));
  g_assert_true (g_bytes_equal (wal, wal_after));
  return problem;
}

static void
restore (Fixture *fixture, const RapportOpenProblem *problem, guint expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *aside = NULL;

  g_assert_true (problem->ways & RAPPORT_OPEN_WAY_RESTORE);
  g_assert_true (
    rapport_backup_restore (fixture->path, problem->backup->path, fixture->clock, &aside, &error));
  g_assert_no_error (error);
  test_close (test_open (fixture->path, fixture->clock));
  g_assert_cmpuint (scenario_check (fixture->path), ==, expected);
}

static void
back_up (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path =
    rapport_backup_make (fixture->path, RAPPORT_BACKUP_BY_HAND, fixture->clock, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (path);
}

/* Newer. */

static void
assert_newer (Fixture *fixture)
{
  g_autoptr (RapportOpenProblem) problem = assert_refused (fixture, RAPPORT_OPEN_PROBLEM_NEWER);
  g_autofree char *ours = g_strdup_printf ("version %d", rapport_schema_get_version ());
  g_autofree char *copy = g_build_filename (fixture->folder, "copy.rapport", NULL);
  g_autoptr (GBytes) original = read_file (fixture->path);
  g_autoptr (GBytes) copied = NULL;

  g_assert_nonnull (strstr (problem->message, ours));
  g_assert_nonnull (strstr (problem->message, "version 99"));
  g_assert_true (problem->ways & RAPPORT_OPEN_WAY_COPY);
  g_assert_false (problem->ways & RAPPORT_OPEN_WAY_SALVAGE);
  g_assert_true (rapport_backup_copy_bytes (fixture->path, copy, NULL));
  copied = read_file (copy);
  g_assert_true (g_bytes_equal (original, copied));
  restore (fixture, problem, N_EDITS);
}

static void
test_newer (Fixture *fixture, gconstpointer data)
{
  back_up (fixture);
  test_run_sql (fixture->path, "PRAGMA user_version = 99");
  assert_newer (fixture);
}

/* The version stands in the WAL alone, as a newer program that was killed
 * leaves it. */
static void
test_newer_in_wal (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GBytes) wal = NULL;
  sqlite3 *db = NULL;

  back_up (fixture);
  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "PRAGMA user_version = 99", NULL, NULL, NULL), ==, SQLITE_OK);
  file = read_file (fixture->path);
  wal = read_file (fixture->wal);
  sqlite3_close (db);
  g_assert_cmpuint (g_bytes_get_size (wal), >, 0);
  write_file (fixture->path, file);
  write_file (fixture->wal, wal);
  assert_newer (fixture);
}

/* Not ours. */

static void
test_foreign (Fixture *fixture, gconstpointer data)
{
  static const char *const contents[] = { "x", "This is a letter.\n", "PK\003\004 an archive" };

  for (gsize i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autoptr (RapportOpenProblem) problem = NULL;

      g_assert_true (g_file_set_contents (fixture->path, contents[i], -1, NULL));
      problem = assert_refused (fixture, RAPPORT_OPEN_PROBLEM_NOT_A_LIBRARY);
    }
  g_unlink (fixture->path);
  {
    sqlite3 *db = NULL;
    g_autoptr (RapportOpenProblem) problem = NULL;

    g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
    g_assert_cmpint (sqlite3_exec (db, "CREATE TABLE other (x)", NULL, NULL, NULL), ==, SQLITE_OK);
    sqlite3_close (db);
    problem = assert_refused (fixture, RAPPORT_OPEN_PROBLEM_NOT_A_LIBRARY);
  }
}

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "nowhere", "none.rapport", NULL);
  g_autoptr (RapportOpenProblem) problem = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (
    rapport_library_file_open (path, RAPPORT_OPEN_DEFAULT, fixture->clock, &problem, &error));
  g_assert_cmpint (problem->kind, ==, RAPPORT_OPEN_PROBLEM_MISSING);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* Damaged. */

static GBytes *
cut_bytes (GBytes *bytes, gsize length)
{
  return g_bytes_new_from_bytes (bytes, 0, length);
}

static GBytes *
spoil_bytes (GBytes *bytes, gsize at, gsize length)
{
  guint8 *copy = g_memdup2 (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  for (gsize i = at; i < MIN (at + length, g_bytes_get_size (bytes)); i++)
    copy[i] = (guint8) (copy[i] ^ 0xa5);
  return g_bytes_new_take (copy, g_bytes_get_size (bytes));
}

static void
test_cut_off (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) whole = read_file (fixture->path);
  gsize size = g_bytes_get_size (whole);
  const gsize lengths[] = { 0, size / 2, size - 1, size - 4096, 4096, 100 };

  back_up (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (GBytes) part = cut_bytes (whole, lengths[i]);
      g_autoptr (RapportOpenProblem) problem = NULL;

      write_file (fixture->path, part);
      problem = assert_refused (fixture, RAPPORT_OPEN_PROBLEM_DAMAGED);
      restore (fixture, problem, N_EDITS);
    }
}

/* Salvage must give a library that is whole, out of whatever could be read. */
static gint64
salvage (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportSalvage) salvage =
    rapport_salvage_run (fixture->path, fixture->clock, NULL, &error);

  if (salvage == NULL)
    {
      g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_DAMAGED);
      return -1;
    }
  g_assert_true (g_file_test (salvage->aside, G_FILE_TEST_EXISTS));
  test_close (test_open (fixture->path, fixture->clock));
  test_assert_whole (fixture->path);
  return salvage->read;
}

/* Spoils page after page. Where opening finds it, the file is left as it is,
 * and salvaging brings back what is on the other pages. Where it does not, the
 * words themselves were hit, which no check can know. */
static void
test_spoilt_pages (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) whole = read_file (fixture->path);
  gsize n_pages = g_bytes_get_size (whole) / 4096;
  gint64 all = test_get_integer (fixture->path, "SELECT (SELECT count (*) FROM change_set) "
                                                "+ (SELECT count (*) FROM change) "
                                                "+ (SELECT count (*) FROM note) + 1");
  guint refused = 0, salvaged = 0;
  gint64 read = 0;

  for (gsize page = 0; page < n_pages; page += 4)
    {
      g_autoptr (GBytes) spoilt = spoil_bytes (whole, page * 4096, 64);
      g_autoptr (RapportOpenProblem) problem = NULL;
      RapportSqliteStore *store;
      gint64 rows;

      write_file (fixture->path, spoilt);
      store = rapport_library_file_open (fixture->path, RAPPORT_OPEN_DEFAULT, fixture->clock,
                                         &problem, NULL);
      if (store != NULL)
        {
          test_close (store);
          continue;
        }
      refused++;
      g_clear_pointer (&problem, rapport_open_problem_free);
      write_file (fixture->path, spoilt);
      problem = assert_refused (fixture, page == 0 ? RAPPORT_OPEN_PROBLEM_NOT_A_LIBRARY
                                                   : RAPPORT_OPEN_PROBLEM_DAMAGED);
      rows = page > 0 ? salvage (fixture) : -1;
      salvaged += rows >= 0;
      read += MAX (rows, 0);
    }
  g_test_message ("%u of %u damages found, %u salvaged with %.0f %% of the rows", refused,
                  (guint) (n_pages + 3) / 4, salvaged, 100.0 * read / (all * salvaged));
  g_assert_cmpuint (refused, >, n_pages / 8);
  g_assert_cmpuint (salvaged, >, refused * 3 / 4);
  g_assert_cmpint (read, >, all * salvaged * 3 / 4);
}

/* Salvage counts what is lost. */
static void
test_salvage_counts (Fixture *fixture, gconstpointer data)
{
  gint64 root =
    test_get_integer (fixture->path, "SELECT rootpage FROM sqlite_schema WHERE name = 'note'");
  g_autoptr (GBytes) whole = read_file (fixture->path);
  g_autoptr (GBytes) spoilt = spoil_bytes (whole, (gsize) (root - 1) * 4096, 8);
  g_autoptr (RapportSalvage) salvage = NULL;
  g_autoptr (RapportOpenProblem) problem = NULL;

  write_file (fixture->path, spoilt);
  problem = assert_refused (fixture, RAPPORT_OPEN_PROBLEM_DAMAGED);
  g_assert_true (problem->ways & RAPPORT_OPEN_WAY_SALVAGE);
  salvage = rapport_salvage_run (fixture->path, fixture->clock, NULL, NULL);
  g_assert_nonnull (salvage);
  g_assert_cmpint (salvage->lost, >, 0);
  for (guint i = 0; i < salvage->tables->len; i++)
    {
      const RapportSalvageTable *table = salvage->tables->pdata[i];

      if (g_str_equal (table->table, "client"))
        g_assert_cmpint (table->read, ==, 1);
      else if (g_str_equal (table->table, "note"))
        g_assert_cmpint (table->lost, >, 0);
      else
        g_assert_cmpint (table->lost, ==, 0);
    }
  test_close (test_open (fixture->path, fixture->clock));
}

/* A WAL that is damaged, cut off or gone takes edits with it that were said to
 * be saved: that is noticed and shown, wherever it is hit. */
static void
test_damaged_wal (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lock = rapport_library_lock_get_path (fixture->path);
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GBytes) wal = NULL;
  g_autoptr (GBytes) left = NULL;
  gsize size;

  back_up (fixture);
  crash_with_wal (fixture, 10);
  file = read_file (fixture->path);
  wal = read_file (fixture->wal);
  left = read_file (lock);
  size = g_bytes_get_size (wal);
  for (guint i = 0; i < 12; i++)
    {
      g_autoptr (GBytes) bad =
        i < 6 ? cut_bytes (wal, size * i / 7) : spoil_bytes (wal, size * (i - 6) / 7, 100);
      g_autoptr (RapportOpenProblem) problem = NULL;

      write_file (fixture->path, file);
      write_file (fixture->wal, bad);
      write_file (lock, left);
      problem = assert_refused (fixture, RAPPORT_OPEN_PROBLEM_DAMAGED);
      g_assert_true (problem->ways & RAPPORT_OPEN_WAY_SALVAGE);
      if (i % 2 == 0)
        restore (fixture, problem, N_EDITS);
      else
        g_assert_cmpint (salvage (fixture), >, N_EDITS);
    }
  /* The right one is still right. */
  write_file (fixture->path, file);
  write_file (fixture->wal, wal);
  write_file (lock, left);
  test_close (test_open (fixture->path, fixture->clock));
  g_assert_cmpuint (scenario_check (fixture->path), >=, N_EDITS + 10);
}

/* The file is gone, its WAL is there: not the moment for a new library. */
static void
test_orphaned_wal (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RapportOpenProblem) problem = NULL;

  back_up (fixture);
  crash_with_wal (fixture, 3);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  problem = assert_refused (fixture, RAPPORT_OPEN_PROBLEM_DAMAGED);
  restore (fixture, problem, N_EDITS);
}

/* Great files, which are read through when they are open. */

/* More than what is read through on opening. */
static void
make_great (Fixture *fixture)
{
  RapportSqliteStore *store = test_open (fixture->path, fixture->clock);
  RapportChangeSet *set = test_set_new ("Fill", "", "");

  for (guint i = 0; i < 3500; i++)
    {
      g_autofree char *id = rapport_id_new (TEST_NOW);

      /* Not a note: the scenario counts those. */
      test_set_add (set, &rapport_attachment_info, id, RAPPORT_OPERATION_CREATE,
                    RAPPORT_ATTACHMENT_NAME, g_variant_new_take_string (g_strnfill (3000, 'x')));
    }
  test_commit (store, set);
  test_close (store);
  test_run_sql (fixture->path, "DELETE FROM change; DELETE FROM change_set WHERE label = 'Fill'; "
                               "DELETE FROM search_entry WHERE type = 'attachment'");
}

/* Pages in the middle, which hold attachments. */
static void
spoil_middle (Fixture *fixture)
{
  g_autoptr (GBytes) whole = read_file (fixture->path);
  gsize middle = g_bytes_get_size (whole) / 4096 / 2 * 4096;
  g_autoptr (GBytes) spoilt = spoil_bytes (whole, middle, 64);
  g_autoptr (GBytes) more = spoil_bytes (spoilt, middle + 40960, 64);

  g_assert_cmpuint (g_bytes_get_size (whole), >, 9 << 20);
  write_file (fixture->path, more);
}

static void
assert_untouched (Fixture *fixture, GBytes *before)
{
  g_autoptr (GBytes) now = read_file (fixture->path);

  g_assert_true (g_bytes_equal (now, before));
}

static void
turned_cb (RapportStore *store, gpointer user_data)
{
  (*(guint *) user_data)++;
}

/* Opens as if nothing were, saves beside the file, then finds the damage. */
static void
test_damage_found_later (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RapportOpenProblem) problem = NULL;
  g_autoptr (GBytes) before = NULL;
  g_autofree char *reason = NULL;
  RapportSqliteStore *store;
  guint turned = 0;
  guint n;

  make_great (fixture);
  crash_with_wal (fixture, 3);
  n = scenario_check (fixture->path);
  spoil_middle (fixture);
  before = read_file (fixture->path);
  store = test_open (fixture->path, fixture->clock);
  g_signal_connect (store, "read-only", G_CALLBACK (turned_cb), &turned);
  g_assert_false (rapport_store_is_read_only (RAPPORT_STORE (store), NULL));
  test_commit (store, scenario_edit (n + 1));
  assert_untouched (fixture, before);
  rapport_sqlite_store_keep_house (store);
  g_assert_true (rapport_store_is_read_only (RAPPORT_STORE (store), &reason));
  g_assert_nonnull (reason);
  g_assert_cmpuint (turned, ==, 1);
  test_close (store);
  assert_untouched (fixture, before);
  /* From now on it is known. */
  problem = assert_refused (fixture, RAPPORT_OPEN_PROBLEM_DAMAGED);
  g_assert_true (problem->ways & RAPPORT_OPEN_WAY_SALVAGE);
  g_clear_pointer (&problem, rapport_open_problem_free);
  problem = assert_refused (fixture, RAPPORT_OPEN_PROBLEM_DAMAGED);
  g_assert_cmpint (salvage (fixture), >, 3000);
  g_assert_cmpint (test_get_integer (fixture->path, "SELECT CAST (name AS INTEGER) FROM client"),
                   ==, n + 1);
}

/* A file that is whole is written to as soon as that is known, not before. */
static void
test_read_through_later (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lock = rapport_library_lock_get_path (fixture->path);
  g_autoptr (GBytes) before = NULL;
  RapportSqliteStore *store;
  guint n;

  make_great (fixture);
  crash_with_wal (fixture, 3);
  n = scenario_check (fixture->path);
  before = read_file (fixture->path);
  /* Closed before it has been read through. */
  store = test_open (fixture->path, fixture->clock);
  test_commit (store, scenario_edit (n + 1));
  test_close (store);
  assert_untouched (fixture, before);
  g_assert_true (g_file_test (fixture->wal, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (lock, G_FILE_TEST_EXISTS));

  store = test_open (fixture->path, fixture->clock);
  test_commit (store, scenario_edit (n + 2));
  rapport_sqlite_store_keep_house (store);
  g_assert_false (rapport_store_is_read_only (RAPPORT_STORE (store), NULL));
  test_commit (store, scenario_edit (n + 3));
  test_close (store);
  g_assert_false (g_file_test (fixture->wal, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (lock, G_FILE_TEST_EXISTS));
  g_assert_cmpint (test_get_integer (fixture->path, "SELECT CAST (name AS INTEGER) FROM client"),
                   ==, n + 3);
}

/* Read-only. */

static void
assert_read_only (Fixture *fixture, RapportOpenFlags flags, guint expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportRow) row = NULL;
  g_autofree char *reason = NULL;
  g_autoptr (RapportChangeSet) last = scenario_edit (expected);
  const RapportRecordChange *change = rapport_change_set_get_change (last, 0);
  RapportSqliteStore *store =
    rapport_library_file_open (fixture->path, flags, fixture->clock, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (rapport_store_is_read_only (RAPPORT_STORE (store), &reason));
  g_assert_nonnull (reason);
  row = rapport_store_load (RAPPORT_STORE (store), change->info, change->id, &error);
  g_assert_no_error (error);
  g_assert_true (
    g_variant_equal (row->values[g_array_index (change->fields, RapportFieldChange, 0).field],
                     g_array_index (change->fields, RapportFieldChange, 0).after));
  test_close (store);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_asked_to_only_read (Fixture *fixture, gconstpointer data)
{
  guint files = count_files (fixture->folder);

  assert_read_only (fixture, RAPPORT_OPEN_READ_ONLY, N_EDITS);
  g_assert_cmpuint (count_files (fixture->folder), ==, files);
  /* With edits that are in the WAL alone. */
  crash_with_wal (fixture, 5);
  assert_read_only (fixture, RAPPORT_OPEN_READ_ONLY, N_EDITS + 5);
  g_assert_true (g_file_test (fixture->wal, G_FILE_TEST_EXISTS));
}

/* In a process of its own, where @path can't be written to: 77 when that can't
 * be had. */
static int
read_in_namespace (Fixture *fixture, const char *path, guint expected)
{
  if (!fault_enter_namespace () || !fault_make_read_only (path))
    return 77;
  assert_read_only (fixture, RAPPORT_OPEN_CREATE, expected);
  return 0;
}

static void
assert_read_only_where (Fixture *fixture, const char *path, guint expected)
{
  int status;
  pid_t pid;

  fflush (NULL);
  pid = fork ();
  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    _exit (read_in_namespace (fixture, path, expected));
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  if (WIFEXITED (status) && WEXITSTATUS (status) == 77)
    g_test_skip ("nothing can be mounted here");
  else
    g_assert_cmpint (status, ==, 0);
}

static void
test_read_only_folder (Fixture *fixture, gconstpointer data)
{
  assert_read_only_where (fixture, fixture->folder, N_EDITS);
  /* With edits that are in the WAL alone. */
  crash_with_wal (fixture, 5);
  assert_read_only_where (fixture, fixture->folder, N_EDITS + 5);
}

static void
test_read_only_file (Fixture *fixture, gconstpointer data)
{
  assert_read_only_where (fixture, fixture->path, N_EDITS);
}

#define ADD(name, func) g_test_add ("/fault/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  char *cache = test_folder_new ();
  int result;

  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_test_init (&argc, &argv, NULL);
  ADD ("newer", test_newer);
  ADD ("newer-in-wal", test_newer_in_wal);
  ADD ("foreign", test_foreign);
  ADD ("missing", test_missing);
  ADD ("cut-off", test_cut_off);
  ADD ("spoilt-pages", test_spoilt_pages);
  ADD ("salvage-counts", test_salvage_counts);
  ADD ("damaged-wal", test_damaged_wal);
  ADD ("orphaned-wal", test_orphaned_wal);
  ADD ("damage-found-later", test_damage_found_later);
  ADD ("read-through-later", test_read_through_later);
  ADD ("asked-to-only-read", test_asked_to_only_read);
  ADD ("read-only-folder", test_read_only_folder);
  ADD ("read-only-file", test_read_only_file);
  result = g_test_run ();
  test_folder_free (cache);
  return result;
}
