/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fault 3, and the half of 4 that is a full disk: whichever write finds no
 * space, the edit stays queued and is said to have failed, what was there stays
 * whole, and once there is space everything is written. */
#include "fault-namespace.h"
#include "fault-scenario.h"
#include "fault-vfs.h"
#include "rapport-rescue.h"
#include "store-support.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_EDITS 12

typedef struct
{
  char *folder;
  char *path;
  RapportClock *clock;
  RapportSqliteStore *store;
  guint failures;
  guint made;
} Fixture;

static void
failed_cb (RapportStore *store, GError *error, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_FULL);
  fixture->failures++;
}

static void
open_store (Fixture *fixture)
{
  fixture->store = test_open (fixture->path, fixture->clock);
  g_signal_connect (fixture->store, "failed", G_CALLBACK (failed_cb), fixture);
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
  test_close (fixture->store);
  g_assert_cmpuint (scenario_check (fixture->path), ==, fixture->made);
  g_object_unref (fixture->clock);
  g_free (fixture->path);
  test_folder_free (fixture->folder);
}

/* The sequence of the last one. */
static guint64
make_edits (Fixture *fixture, guint n)
{
  guint64 sequence = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (RapportChangeSet) set = scenario_edit (++fixture->made);

      sequence = rapport_change_set_get_sequence (set);
      rapport_store_commit (RAPPORT_STORE (fixture->store), set);
    }
  return sequence;
}

static void
wait_for_failure (Fixture *fixture)
{
  while (fixture->failures == 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
full_at (Fixture *fixture, guint64 n)
{
  RapportStore *store = RAPPORT_STORE (fixture->store);
  g_autoptr (GError) error = NULL;
  guint before = fixture->made;
  guint64 sequence;

  fixture->failures = 0;
  fault_vfs_arm (FAULT_FULL, n);
  sequence = make_edits (fixture, N_EDITS);
  if (rapport_store_wait (store, sequence, &error))
    {
      /* So few writes were needed that none of them met the full disk, or it
       * was one that can be done later. */
      fault_vfs_relent ();
      return;
    }
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_FULL);
  wait_for_failure (fixture);
  g_assert_cmpuint (scenario_check (fixture->path), >=, before);
  g_assert_cmpuint (rapport_store_get_durable (store), <, sequence);

  fault_vfs_relent ();
  g_clear_error (&error);
  rapport_store_retry (store);
  g_assert_true (rapport_store_wait (store, sequence, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (scenario_check (fixture->path), ==, fixture->made);
}

static void
test_every_write (Fixture *fixture, gconstpointer data)
{
  scenario_set_synced (data != NULL);
  for (guint64 n = 1; n < 120; n++)
    full_at (fixture, n);
  scenario_set_synced (FALSE);
}

/* The same for the writes of closing and opening. */
static void
test_full_while_opening (Fixture *fixture, gconstpointer data)
{
  guint refused = 0;

  make_edits (fixture, N_EDITS);
  g_assert_true (rapport_sqlite_store_drain (fixture->store, NULL));
  for (guint64 n = 1; n < 40; n++)
    {
      g_autoptr (RapportOpenProblem) problem = NULL;
      g_autoptr (GError) error = NULL;

      fault_vfs_arm (FAULT_FULL, n);
      g_assert_finalize_object (fixture->store);
      fixture->store = rapport_library_file_open (fixture->path, RAPPORT_OPEN_DEFAULT,
                                                  fixture->clock, &problem, &error);
      fault_vfs_relent ();
      if (fixture->store == NULL)
        {
          g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_FULL);
          g_assert_cmpint (problem->kind, ==, RAPPORT_OPEN_PROBLEM_FAILED);
          g_assert_true (problem->ways & RAPPORT_OPEN_WAY_TRY_AGAIN);
          refused++;
          open_store (fixture);
        }
      make_edits (fixture, 1);
      g_assert_true (rapport_sqlite_store_drain (fixture->store, NULL));
      g_assert_cmpuint (scenario_check (fixture->path), ==, fixture->made);
    }
  g_test_message ("refused %u times", refused);
}

/* And for those of making a new library. */
static void
test_full_while_creating (Fixture *fixture, gconstpointer data)
{
  guint refused = 0;

  for (guint64 n = 1; n < 400; n += 7)
    {
      g_autofree char *path = g_strdup_printf ("%s-%u", fixture->path, (guint) n);
      g_autoptr (GError) error = NULL;
      RapportSqliteStore *store;

      fault_vfs_arm (FAULT_FULL, n);
      store = rapport_library_file_open (path, RAPPORT_OPEN_CREATE, fixture->clock, NULL, &error);
      fault_vfs_relent ();
      if (store == NULL)
        {
          g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_FULL);
          refused++;
          store = test_open (path, fixture->clock);
        }
      test_close (store);
      g_assert_cmpuint (scenario_check (path), ==, 0);
    }
  g_assert_cmpuint (refused, >, 5);
}

/* A backup that finds no space leaves the earlier ones and no rubbish. */
static void
test_full_while_backing_up (Fixture *fixture, gconstpointer data)
{
  guint failures = 0;

  make_edits (fixture, N_EDITS);
  g_assert_true (rapport_sqlite_store_drain (fixture->store, NULL));
  for (guint64 n = 1; n < 100; n += 3)
    {
      g_autofree char *path = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (RapportBackup) last = NULL;
      g_autoptr (GPtrArray) backups = NULL;

      fault_vfs_arm (FAULT_FULL, n);
      path =
        rapport_backup_make (fixture->path, RAPPORT_BACKUP_BY_HAND, fixture->clock, NULL, &error);
      fault_vfs_relent ();
      if (path == NULL)
        g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_FULL);
      failures += path == NULL;
      backups = rapport_backup_list (fixture->path);
      last = rapport_backup_find_last_good (fixture->path);
      g_assert_true (backups->len == 0 || last != NULL);
      if (last != NULL)
        g_assert_cmpstr (last->path, ==, ((RapportBackup *) backups->pdata[0])->path);
    }
  g_assert_cmpuint (failures, >, 10);
}

/* A real full file system: a tiny one, which ./dev sets up for the tests, or
 * one in a namespace of the child's own. */

static gboolean
enter_tiny_disk (const char *folder)
{
  return fault_enter_namespace () && mount ("tmpfs", folder, "tmpfs", 0, "size=4m") == 0;
}

static void
fill_disk (const char *path)
{
  int fd = g_open (path, O_WRONLY | O_CREAT, 0600);
  char block[4096] = { 0 };

  while (write (fd, block, sizeof block) > 0)
    continue;
  g_assert_cmpint (errno, ==, ENOSPC);
  close (fd);
}

/* Closing now loses nothing: what could not be written is kept elsewhere, and is
 * there to be applied. */
static void
keep_for_later (Fixture *fixture, const char *folder, const char *filler)
{
  g_autoptr (GPtrArray) sets = rapport_sqlite_store_get_unwritten (fixture->store);
  g_autoptr (GPtrArray) rescues = NULL;
  g_autoptr (GPtrArray) others = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *copy = g_build_filename (g_get_user_state_dir (), "copy.rapport", NULL);
  RapportRescue *rescue;
  guint last = fixture->made;

  g_assert_cmpuint (sets->len, >, 0);
  g_assert_true (rapport_rescue_write (fixture->path, sets, TEST_NOW, &error));
  g_assert_no_error (error);
  rescues = rapport_rescue_find (fixture->path);
  others = rapport_rescue_find (filler);
  g_assert_cmpuint (rescues->len, ==, 1);
  g_assert_cmpuint (others->len, ==, 0);
  rescue = rescues->pdata[0];
  g_assert_cmpint (rescue->instant, ==, TEST_NOW);
  g_assert_cmpuint (rescue->sets->len, ==, sets->len);
  for (guint i = 0; i < sets->len; i++)
    {
      g_autoptr (RapportChangeSet) made = scenario_edit (last - sets->len + 1 + i);

      g_assert_cmpstr (rapport_change_set_get_head (rescue->sets->pdata[i])->id, ==,
                       rapport_change_set_get_head (made)->id);
    }
  /* A copy on a disk with room has it all. */
  g_assert_true (rapport_rescue_save_copy (fixture->path, copy, rescue->sets, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (scenario_check (copy), ==, last);
  g_unlink (copy);
  g_assert_true (rapport_rescue_remove (rescue, &error));
  g_clear_pointer (&rescues, g_ptr_array_unref);
  rescues = rapport_rescue_find (fixture->path);
  g_assert_cmpuint (rescues->len, ==, 0);
}

/* Other tests fill this disk, too. Until the process ends. */
static void
have_alone (const char *small)
{
  g_autofree char *path = g_build_filename (small, ".in-use", NULL);
  int fd = g_open (path, O_RDWR | O_CREAT, 0600);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (flock (fd, LOCK_EX), ==, 0);
}

/* In a process of its own: 0 when all went well, 77 when it can't be tried.
 * @small is a disk that is tiny already, or NULL. */
static int
work_on_tiny_disk (const char *folder, const char *small)
{
  g_autofree char *filler = g_build_filename (folder, "filler", NULL);
  Fixture fixture = { 0 };
  g_autoptr (GError) error = NULL;
  guint64 sequence;

  if (small == NULL && !enter_tiny_disk (folder))
    return 77;
  if (small != NULL)
    have_alone (small);
  fixture.path = g_build_filename (folder, "agency.rapport", NULL);
  fixture.clock = rapport_clock_new_fixed (TEST_NOW);
  open_store (&fixture);
  make_edits (&fixture, N_EDITS);
  g_assert_true (rapport_sqlite_store_drain (fixture.store, &error));
  fill_disk (filler);
  sequence = make_edits (&fixture, 300);
  g_assert_false (rapport_store_wait (RAPPORT_STORE (fixture.store), sequence, &error));
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_FULL);
  wait_for_failure (&fixture);
  g_assert_cmpuint (scenario_check (fixture.path), >=, N_EDITS);
  g_clear_error (&error);
  keep_for_later (&fixture, folder, filler);
  g_unlink (filler);
  /* Some fit now; the rest when there is more space. */
  if (!rapport_sqlite_store_drain (fixture.store, &error))
    {
      g_assert_null (small);
      g_clear_error (&error);
      g_assert_cmpint (mount ("tmpfs", folder, "tmpfs", MS_REMOUNT, "size=64m"), ==, 0);
      g_assert_true (rapport_sqlite_store_drain (fixture.store, &error));
    }
  g_assert_no_error (error);
  test_close (fixture.store);
  g_assert_cmpuint (scenario_check (fixture.path), ==, fixture.made);
  return 0;
}

static void
test_tiny_disk (void)
{
  const char *small = g_getenv ("RAPPORT_TEST_SMALL_DIR");
  char *folder = small != NULL ? g_strdup (small) : test_folder_new ();
  int status;
  pid_t pid;

  fflush (NULL);
  pid = fork ();
  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    _exit (work_on_tiny_disk (folder, small));
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  if (WIFEXITED (status) && WEXITSTATUS (status) == 77)
    g_test_skip ("a file system of one's own can't be mounted here");
  else
    g_assert_cmpint (status, ==, 0);
  if (small == NULL)
    test_folder_free (folder);
  else
    g_free (folder);
}

#define ADD(name, func) g_test_add ("/fault/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  char *state = test_folder_new ();
  int result;

  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_test_init (&argc, &argv, NULL);
  fault_vfs_install ();
  /* First, while there is no other thread that forking would leave behind. */
  g_test_add_func ("/fault/tiny-disk", test_tiny_disk);
  ADD ("full-at-every-write", test_every_write);
  g_test_add ("/fault/full-at-every-write-of-sync", Fixture, "sync", set_up, test_every_write,
              tear_down);
  ADD ("full-while-opening", test_full_while_opening);
  ADD ("full-while-creating", test_full_while_creating);
  ADD ("full-while-backing-up", test_full_while_backing_up);
  result = g_test_run ();
  test_folder_free (state);
  return result;
}
