/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts of pulled records are made searchable behind the pull. Whatever comes between, a full disk,
 * a kill, a damaged index, an edit, nothing of them stays unfound, and nothing of what was erased
 * is found. */
#include "fault-scenario.h"
#include "fault-vfs.h"
#include "rapport-backup.h"
#include "rapport-records.h"
#include "rapport-salvage.h"
#include "store-support.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_PULLED 8
#define N_MANY   400

typedef struct
{
  char *folder;
  char *path;
  RapportClock *clock;
  RapportSqliteStore *store;
  guint failures;
} Fixture;

static void
failed_cb (RapportStore *store, GError *error, gpointer user_data)
{
  ((Fixture *) user_data)->failures++;
}

static void
open_store (Fixture *fixture)
{
  fixture->store = test_open (fixture->path, fixture->clock);
  g_signal_connect (fixture->store, "failed", G_CALLBACK (failed_cb), fixture);
}

static void
close_store (Fixture *fixture)
{
  test_close (g_steal_pointer (&fixture->store));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = test_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "agency.rapport", NULL);
  fixture->clock = rapport_clock_new_fixed (TEST_NOW);
  open_store (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->store != NULL)
    close_store (fixture);
  test_assert_whole (fixture->path);
  g_object_unref (fixture->clock);
  g_free (fixture->path);
  test_folder_free (fixture->folder);
}

static char *
note_id (const char *word, guint n)
{
  g_autofree char *number = g_strdup_printf ("%u", n);
  const char *const parts[] = { word, number, NULL };

  return rapport_id_from_key ("note", parts);
}

static void
add_note (RapportChangeSet *set, const char *word, guint n, RapportOperation operation)
{
  g_autofree char *id = note_id (word, n);
  GVariant *body = g_variant_new_take_string (g_strdup_printf ("%s %u", word, n));

  test_set_add (set, &rapport_note_info, id, operation, RAPPORT_NOTE_BODY, body);
}

/* As a pull does: their texts are put off. */
static void
pull (Fixture *fixture, const char *word, guint n)
{
  RapportChangeSet *set = test_set_new ("Pull", "me", "");

  rapport_change_set_set_note (set, rapport_sync_note_new ());
  for (guint i = 0; i < n; i++)
    add_note (set, word, i, RAPPORT_OPERATION_CREATE);
  test_commit (fixture->store, set);
}

static void
edit (Fixture *fixture, const char *old, guint n, const char *word)
{
  RapportChangeSet *set = test_set_new ("Edit", "me", "");
  g_autofree char *id = note_id (old, n);

  test_set_add (set, &rapport_note_info, id, RAPPORT_OPERATION_CHANGE, RAPPORT_NOTE_BODY,
                g_variant_new_string (word));
  test_commit (fixture->store, set);
}

static guint
find (Fixture *fixture, const char *word)
{
  g_autoptr (GPtrArray) hits = test_search (fixture->store, word, NULL, N_MANY + 1);

  return hits->len;
}

/* What is in the index by now, without asking for more. */
static gint64
count_indexed (const char *path)
{
  return test_get_integer (path, "SELECT count (*) FROM search_docsize");
}

static gboolean
is_behind (const char *path)
{
  return test_get_integer (path, "SELECT count (*) FROM local WHERE name = 'search-behind'") > 0;
}

static void
wait_until_indexed (Fixture *fixture, gint64 n)
{
  while (count_indexed (fixture->path) < n)
    g_thread_yield ();
}

/* As if all that is there had come in a pull just now: of a library that is not open. */
static void
put_all_off (const char *path)
{
  test_run_sql (path, "INSERT INTO search (search) VALUES ('delete-all');"
                      "INSERT OR REPLACE INTO local (name, value) VALUES ('search-behind', '0');");
}

/* A full disk. */

/* Whichever write finds no space, what was put off is found once there is some, and it is not said
 * that something was not saved. */
static void
test_full_at_every_write (Fixture *fixture, gconstpointer data)
{
  guint met = 0;

  for (guint64 n = 1; n < 40; n++)
    {
      g_autofree char *word = g_strdup_printf ("round%u", (guint) n);

      pull (fixture, word, N_PULLED);
      fault_vfs_arm (FAULT_FULL, n);
      if (find (fixture, word) < N_PULLED)
        {
          g_assert_true (fault_vfs_has_happened ());
          g_assert_true (is_behind (fixture->path));
          met++;
        }
      fault_vfs_relent ();
      g_assert_cmpuint (find (fixture, word), ==, N_PULLED);
      g_assert_false (is_behind (fixture->path));
    }
  g_assert_cmpuint (met, >, 3);
  g_assert_cmpuint (fixture->failures, ==, 0);
}

/* It is tried again without anybody asking. */
static void
test_full_for_a_moment (Fixture *fixture, gconstpointer data)
{
  pull (fixture, "moment", N_PULLED);
  fault_vfs_arm (FAULT_FULL, 1);
  g_assert_cmpuint (find (fixture, "moment"), ==, 0);
  fault_vfs_relent ();
  wait_until_indexed (fixture, N_PULLED);
}

/* It is not tried for ever; but once something else could be written, or the user wants it. */
static void
test_full_for_long (Fixture *fixture, gconstpointer data)
{
  pull (fixture, "long", N_PULLED);
  fault_vfs_arm (FAULT_FULL, 1);
  for (guint i = 0; i < 12; i++)
    g_assert_cmpuint (find (fixture, "long"), ==, 0);
  fault_vfs_relent ();
  if (data != NULL)
    rapport_store_retry (RAPPORT_STORE (fixture->store));
  else
    edit (fixture, "long", 0, "long since");
  wait_until_indexed (fixture, N_PULLED);
  g_assert_false (is_behind (fixture->path));
}

/* Damage. */

/* The index is made of the rows, and made anew of them. */
static void
test_damaged_index (Fixture *fixture, gconstpointer data)
{
  const char *damage = data;

  pull (fixture, "early", N_MANY);
  g_assert_cmpuint (find (fixture, "early"), ==, N_MANY);
  pull (fixture, "late", N_PULLED);
  close_store (fixture);
  test_run_sql (fixture->path,
                "INSERT OR IGNORE INTO local (name, value) VALUES ('search-behind', '400')");
  test_run_sql (fixture->path, damage);
  open_store (fixture);
  g_assert_cmpuint (find (fixture, "late"), ==, N_PULLED);
  g_assert_cmpuint (find (fixture, "early"), ==, N_MANY);
  g_assert_false (rapport_store_is_read_only (RAPPORT_STORE (fixture->store), NULL));
  edit (fixture, "early", 3, "even later");
  g_assert_cmpuint (find (fixture, "early"), ==, N_MANY - 1);
  g_assert_cmpuint (find (fixture, "even later"), ==, 1);
}

/* The first bytes of each page that has these words. */
static void
spoil_pages (const char *path, const char *words)
{
  g_autofree char *bytes = NULL;
  gsize length;
  guint spoilt = 0;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  /* A smaller one is read through when it is opened. */
  g_assert_cmpuint (length, >, 9 << 20);
  for (gsize at = 4096; at < length; at += 4096)
    {
      if (memmem (bytes + at, 4096, words, strlen (words)) == NULL)
        continue;
      for (gsize i = at; i < at + 64; i++)
        bytes[i] = (char) (bytes[i] ^ 0xa5);
      spoilt++;
    }
  g_assert_cmpuint (spoilt, >, 0);
  g_assert_true (
    g_file_set_contents_full (path, bytes, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

/* Of some 30 kB each. */
static void
pull_great (Fixture *fixture, const char *word)
{
  RapportChangeSet *set = test_set_new ("Pull", "me", "");

  rapport_change_set_set_note (set, rapport_sync_note_new ());
  for (guint i = 0; i < N_MANY; i++)
    {
      g_autofree char *id = note_id (word, i);
      GString *body = g_string_new (NULL);

      g_string_printf (body, "%s %u.", word, i);
      while (body->len < 30000)
        g_string_append (body, " ballast");
      test_set_add (set, &rapport_note_info, id, RAPPORT_OPERATION_CREATE, RAPPORT_NOTE_BODY,
                    g_variant_new_take_string (g_string_free_and_steal (body)));
    }
  test_commit (fixture->store, set);
}

/* Where it is the file, it is said so, and who opens it next can have it mended. */
static void
test_damaged_pages (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RapportOpenProblem) problem = NULL;
  g_autoptr (RapportSalvage) salvage = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *reason = NULL;

  pull_great (fixture, "spoilt");
  g_assert_cmpuint (find (fixture, "spoilt"), ==, N_MANY);
  close_store (fixture);
  put_all_off (fixture->path);
  spoil_pages (fixture->path, "spoilt 300.");
  open_store (fixture);
  while (!rapport_store_is_read_only (RAPPORT_STORE (fixture->store), &reason))
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (reason);
  close_store (fixture);

  g_assert_null (rapport_library_file_open (fixture->path, RAPPORT_OPEN_DEFAULT, fixture->clock,
                                            &problem, &error));
  g_assert_cmpint (problem->kind, ==, RAPPORT_OPEN_PROBLEM_DAMAGED);
  g_assert_true (problem->ways & RAPPORT_OPEN_WAY_SALVAGE);
  g_clear_error (&error);
  salvage = rapport_salvage_run (fixture->path, fixture->clock, NULL, &error);
  g_assert_no_error (error);
  open_store (fixture);
  g_assert_cmpuint (find (fixture, "spoilt"), >, N_MANY / 2);
}

/* Kills. */

/* The @n-th change of a file is the last that the child makes. */
static void
live_and_die (const char *path, guint64 n)
{
  g_autoptr (RapportClock) clock = rapport_clock_new_fixed (TEST_NOW);
  int status;
  pid_t pid;

  fflush (NULL);
  pid = fork ();
  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    {
      RapportSqliteStore *store;

      fault_vfs_arm (FAULT_KILL, n);
      store = rapport_library_file_open (path, RAPPORT_OPEN_DEFAULT, clock, NULL, NULL);
      if (store != NULL)
        rapport_sqlite_store_catch_up (store);
      _exit (0);
    }
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
}

static void
test_kill (void)
{
  Fixture fixture = { 0 };

  set_up (&fixture, NULL);
  pull (&fixture, "killed", N_MANY);
  close_store (&fixture);
  for (guint64 n = 1; n < 60; n += 1 + n / 8)
    {
      put_all_off (fixture.path);
      live_and_die (fixture.path, n);
      test_assert_whole (fixture.path);
      open_store (&fixture);
      g_assert_cmpuint (find (&fixture, "killed"), ==, N_MANY);
      close_store (&fixture);
      g_assert_cmpint (count_indexed (fixture.path), ==, N_MANY);
    }
  tear_down (&fixture, NULL);
}

/* Meanwhile. */

/* Some of many are there; none is found twice, and none that is not. */
static void
test_edits_meanwhile (Fixture *fixture, gconstpointer data)
{
  RapportChangeSet *set;
  g_autofree char *trashed = note_id ("first", 1);
  g_autofree char *erased = note_id ("first", 2);

  pull (fixture, "first", N_MANY);
  edit (fixture, "first", 0, "second");
  set = test_set_new ("Trash", "me", "");
  test_set_add (set, &rapport_note_info, trashed, RAPPORT_OPERATION_CHANGE, RAPPORT_RECORD_TRASHED,
                g_variant_new_int64 (TEST_NOW));
  test_commit (fixture->store, set);
  set = test_set_new ("Erase", "me", "");
  rapport_change_set_add_record (set, &rapport_note_info, erased, RAPPORT_OPERATION_ERASE);
  test_commit (fixture->store, set);
  g_assert_cmpuint (find (fixture, "first"), ==, N_MANY - 3);
  g_assert_cmpuint (find (fixture, "second"), ==, 1);
  close_store (fixture);
  g_assert_cmpint (count_indexed (fixture->path), ==, N_MANY - 2);
  g_assert_cmpint (test_get_integer (fixture->path, "SELECT count (*) FROM search_entry"), ==,
                   N_MANY - 2);
}

static gboolean
file_has (const char *path, const char *word)
{
  g_autofree char *bytes = NULL;
  gsize length;

  return g_file_get_contents (path, &bytes, &length, NULL) &&
         memmem (bytes, length, word, strlen (word)) != NULL;
}

/* No byte of what was erased before it could be found is left in the file or in a backup, and the
 * backup has all the rest. */
static void
test_erased_before_found (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = NULL;
  g_autofree char *copy = g_build_filename (fixture->folder, "copy.rapport", NULL);
  RapportChangeSet *set = test_set_new ("Pull", "me", "");
  g_autofree char *id = note_id ("kept", 2);

  rapport_change_set_set_note (set, rapport_sync_note_new ());
  for (guint i = 0; i < N_PULLED; i++)
    add_note (set, i == 2 ? "kept" : "public", i, RAPPORT_OPERATION_CREATE);
  test_commit (fixture->store, set);
  edit (fixture, "kept", 2, "zanzibarian");
  close_store (fixture);
  put_all_off (fixture->path);
  backup =
    rapport_backup_make (fixture->path, RAPPORT_BACKUP_BY_HAND, fixture->clock, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (is_behind (backup));
  g_assert_true (file_has (fixture->path, "zanzibarian"));
  g_assert_true (file_has (backup, "zanzibarian"));

  open_store (fixture);
  set = test_set_new ("Erase", "me", "");
  rapport_change_set_add_record (set, &rapport_note_info, id, RAPPORT_OPERATION_ERASE);
  test_commit (fixture->store, set);
  while (rapport_store_is_erasing (RAPPORT_STORE (fixture->store)))
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (find (fixture, "zanzibarian"), ==, 0);
  g_assert_cmpuint (find (fixture, "public"), ==, N_PULLED - 1);
  close_store (fixture);
  g_assert_false (file_has (fixture->path, "zanzibarian"));
  g_assert_false (file_has (backup, "zanzibarian"));

  g_assert_cmpint (g_rename (backup, copy), ==, 0);
  fixture->store = test_open (copy, fixture->clock);
  g_assert_cmpuint (find (fixture, "public"), ==, N_PULLED - 1);
  g_assert_cmpuint (find (fixture, "zanzibarian"), ==, 0);
}

#define ADD(name, data, func)                                                                      \
  g_test_add ("/fault/late/" name, Fixture, data, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  char *state = test_folder_new ();
  int result;

  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_test_init (&argc, &argv, NULL);
  fault_vfs_install ();
  g_test_add_func ("/fault/late/kill", test_kill);
  ADD ("full-at-every-write", NULL, test_full_at_every_write);
  ADD ("full-for-a-moment", NULL, test_full_for_a_moment);
  ADD ("full-until-an-edit", NULL, test_full_for_long);
  ADD ("full-until-asked", "asked", test_full_for_long);
  ADD ("damaged-structure", "UPDATE search_data SET block = x'00' WHERE id = 10",
       test_damaged_index);
  ADD ("damaged-structure-of-zeros",
       "UPDATE search_data SET block = zeroblob (length (block)) WHERE id = 10",
       test_damaged_index);
  ADD ("damaged-pages", NULL, test_damaged_pages);
  ADD ("edits-meanwhile", NULL, test_edits_meanwhile);
  ADD ("erased-before-found", NULL, test_erased_before_found);
  result = g_test_run ();
  test_folder_free (state);
  return result;
}
