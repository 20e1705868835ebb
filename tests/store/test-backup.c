/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Backups: when one is due by clocks that jump, how many are kept, what is in
 * them, and restoring. */
#include "rapport-records.h"
#include "store-support.h"

#include <glib/gstdio.h>
#include <unistd.h>

typedef struct
{
  char *folder;
  char *path;
  RapportClock *clock;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = test_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "agency.rapport", NULL);
  fixture->clock = rapport_clock_new_fixed (TEST_NOW);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->clock);
  g_free (fixture->path);
  test_folder_free (fixture->folder);
}

static guint
count_backups (Fixture *fixture)
{
  g_autoptr (GPtrArray) backups = rapport_backup_list (fixture->path);

  return backups->len;
}

static void
add_client (Fixture *fixture, const char *name)
{
  RapportSqliteStore *store = test_open (fixture->path, fixture->clock);
  RapportChangeSet *set = test_set_new ("Add a client", "", "");
  g_autofree char *id = rapport_id_new (TEST_NOW);

  test_set_add (set, &rapport_client_info, id, RAPPORT_OPERATION_CREATE, RAPPORT_CLIENT_NAME,
                g_variant_new_string (name));
  test_commit (store, set);
  test_close (store);
}

/* Ten years on, ten years back, and an hour: each jump of a day or more, and
 * each into the past, is answered by a backup; the last ones are the last made,
 * whatever the clock said. */
static void
test_due (Fixture *fixture, gconstpointer data)
{
  const gint64 years = 3650 * G_TIME_SPAN_DAY;
  const struct
  {
    gint64 now;
    guint backups;
  } steps[] = {
    { TEST_NOW, 1 },
    { TEST_NOW + G_TIME_SPAN_HOUR, 1 },
    { TEST_NOW + 23 * G_TIME_SPAN_HOUR, 1 },
    { TEST_NOW + 24 * G_TIME_SPAN_HOUR, 2 },
    { TEST_NOW + years, 3 },
    { TEST_NOW, 4 },
    { TEST_NOW + G_TIME_SPAN_HOUR, 4 },
    { TEST_NOW - years, 5 },
    { TEST_NOW, 6 },
    { TEST_NOW + G_TIME_SPAN_DAY, 7 },
    { TEST_NOW + 2 * G_TIME_SPAN_DAY, 7 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (GPtrArray) backups = NULL;

      RapportSqliteStore *store;

      rapport_clock_set (fixture->clock, steps[i].now);
      store = test_open (fixture->path, fixture->clock);
      rapport_sqlite_store_keep_house (store);
      test_close (store);
      backups = rapport_backup_list (fixture->path);
      g_assert_cmpuint (backups->len, ==, steps[i].backups);
    }
  {
    g_autoptr (GPtrArray) backups = rapport_backup_list (fixture->path);
    const RapportBackup *newest = backups->pdata[0];

    g_assert_cmpuint (newest->number, ==, 8);
    g_assert_cmpint (newest->instant, ==, TEST_NOW + 2 * G_TIME_SPAN_DAY);
    g_assert_cmpint (newest->reason, ==, RAPPORT_BACKUP_DAILY);
  }
}

static void
write_note (RapportSqliteStore *store, const char *id, guint number)
{
  RapportChangeSet *set = test_set_new ("Write", "", "");

  test_set_add (set, &rapport_note_info, id, RAPPORT_OPERATION_CREATE, RAPPORT_NOTE_BODY,
                g_variant_new_take_string (g_strdup_printf ("%u", number)));
  test_commit (store, set);
}

/* Over midnight in an open library. While a backup is still being finished no
 * other begins, but it is asked again when it is. */
static void
test_due_while_open (Fixture *fixture, gconstpointer data)
{
  RapportSqliteStore *store = test_open (fixture->path, fixture->clock);
  g_autofree char *id = rapport_id_new (TEST_NOW);

  /* Not at once, when the window is still being drawn. */
  write_note (store, id, 0);
  g_assert_cmpuint (count_backups (fixture), ==, 0);
  rapport_sqlite_store_keep_house (store);
  g_assert_cmpuint (count_backups (fixture), ==, 1);
  for (guint i = 1; i < 3; i++)
    {
      rapport_clock_set (fixture->clock, TEST_NOW + i * G_TIME_SPAN_DAY);
      write_note (store, id, i);
      while (count_backups (fixture) < i + 1)
        g_main_context_iteration (NULL, FALSE);
    }
  test_close (store);
  g_assert_cmpuint (count_backups (fixture), ==, 3);
}

/* What a killed process leaves is swept, but not what another one writes. */
static void
test_sweep (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = {
    "-backups/0007-2026-11-22T02-45-54Z-daily.rapport.part",
    "-backups/0007-2026-11-22T02-45-54Z-daily.rapport.part-journal",
    "-backups/0006-2026-11-21T02-45-54Z-daily.rapport.part.part", ".restore.part", ".salvage-source"
  };
  g_autofree char *folder = rapport_backup_get_folder (fixture->path);
  g_autoptr (GError) error = NULL;
  int fd;

  add_client (fixture, "One");
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  for (guint round = 0; round < 2; round++)
    {
      RapportSqliteStore *store = test_open (fixture->path, fixture->clock);

      for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
        {
          g_autofree char *path = g_strconcat (fixture->path, names[i], NULL);

          g_assert_true (g_file_set_contents (path, "rest", -1, NULL));
        }
      fd = round == 0 ? rapport_backup_lock (fixture->path, NULL, &error) : -1;
      g_assert_no_error (error);
      if (round == 0)
        rapport_backup_sweep (fixture->path);
      else
        rapport_sqlite_store_keep_house (store);
      for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
        {
          g_autofree char *path = g_strconcat (fixture->path, names[i], NULL);
          gboolean in_folder = g_str_has_prefix (names[i], "-backups");

          g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS) == (round == 0 && in_folder));
        }
      if (fd >= 0)
        close (fd);
      test_close (store);
    }
}

/* Two at once come one after the other, with numbers of their own. */
static gpointer
make_one_cb (gpointer data)
{
  Fixture *fixture = data;

  return rapport_backup_make (fixture->path, RAPPORT_BACKUP_BY_HAND, fixture->clock, NULL, NULL);
}

static void
test_at_once (Fixture *fixture, gconstpointer data)
{
  GThread *threads[4];

  add_client (fixture, "One");
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("maker", make_one_cb, fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autofree char *path = g_thread_join (threads[i]);

      g_assert_nonnull (path);
      test_assert_whole (path);
    }
  g_assert_cmpuint (count_backups (fixture), ==, G_N_ELEMENTS (threads));
}

static void
test_look_and_restore (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = NULL;
  g_autofree char *aside = NULL;
  RapportBackupLook look;

  add_client (fixture, "One");
  backup =
    rapport_backup_make (fixture->path, RAPPORT_BACKUP_BY_HAND, fixture->clock, NULL, &error);
  g_assert_no_error (error);
  add_client (fixture, "Two");
  g_assert_true (rapport_backup_look (backup, &look, &error));
  g_assert_cmpint (look.clients, ==, 1);
  g_assert_cmpint (look.records, ==, 1);
  g_assert_cmpint (look.last_change, ==, TEST_NOW);

  g_assert_true (rapport_backup_restore (fixture->path, backup, fixture->clock, &aside, &error));
  g_assert_no_error (error);
  g_assert_null (aside);
  g_assert_true (rapport_backup_look (fixture->path, &look, &error));
  g_assert_cmpint (look.clients, ==, 1);
  /* What stood there is a backup now. */
  {
    g_autoptr (GPtrArray) backups = rapport_backup_list (fixture->path);
    const RapportBackup *kept = backups->pdata[0];

    g_assert_cmpint (kept->reason, ==, RAPPORT_BACKUP_RESTORE);
    g_assert_true (rapport_backup_look (kept->path, &look, &error));
    g_assert_cmpint (look.clients, ==, 2);
  }
  test_close (test_open (fixture->path, fixture->clock));
}

/* What restoring a backup would take away and bring back. */
static void
test_compare (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RapportBackupComparison) same = NULL;
  g_autoptr (RapportBackupComparison) later = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = NULL;
  g_autofree char *bytes = NULL;
  g_autofree char *after = NULL;
  gsize length, length_after;

  add_client (fixture, "Zwei");
  add_client (fixture, "One");
  backup =
    rapport_backup_make (fixture->path, RAPPORT_BACKUP_BY_HAND, fixture->clock, NULL, &error);
  g_assert_no_error (error);
  same = rapport_backup_compare (fixture->path, backup, &error);
  g_assert_no_error (error);
  g_assert_cmpint (same->n_changes + same->n_only_now + same->n_only_then, ==, 0);
  g_assert_cmpuint (same->clients->len, ==, 2);
  g_assert_cmpstr (same->clients->pdata[0], ==, "One");
  g_assert_true (g_file_get_contents (backup, &bytes, &length, NULL));
  add_client (fixture, "Three");
  test_run_sql (fixture->path, "DELETE FROM client WHERE name = 'Zwei'");
  later = rapport_backup_compare (fixture->path, backup, &error);
  g_assert_no_error (error);
  g_assert_cmpint (later->n_changes, ==, 1);
  g_assert_cmpstr (later->labels->pdata[0], ==, "Add a client");
  g_assert_cmpint (later->n_only_now, ==, 1);
  g_assert_cmpint (later->n_only_then, ==, 1);
  g_assert_cmpuint (later->n_clients_gone, ==, 1);
  g_assert_cmpstr (later->clients->pdata[0], ==, "Zwei");
  g_assert_cmpstr (later->clients->pdata[1], ==, "One");
  g_assert_true (g_file_get_contents (backup, &after, &length_after, NULL));
  g_assert_cmpmem (bytes, length, after, length_after);
  g_assert_true (g_file_set_contents (backup, "no library", -1, NULL));
  g_assert_null (rapport_backup_compare (fixture->path, backup, &error));
  g_assert_nonnull (error);
}

static void
test_restore_while_open (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = NULL;
  RapportSqliteStore *store = test_open (fixture->path, fixture->clock);

  backup =
    rapport_backup_make (fixture->path, RAPPORT_BACKUP_BY_HAND, fixture->clock, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (rapport_backup_restore (fixture->path, backup, fixture->clock, NULL, &error));
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_BUSY);
  test_close (store);
}

static void
test_check (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;

  add_client (fixture, "One");
  findings = rapport_backup_check (fixture->path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 0);
  g_clear_pointer (&findings, g_ptr_array_unref);
  test_run_sql (fixture->path, "DROP TABLE note");
  findings = rapport_backup_check (fixture->path, NULL, &error);
  g_assert_cmpuint (findings->len, ==, 1);
}

static void
backed_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(char **) user_data =
    rapport_sqlite_store_backup_finish (RAPPORT_SQLITE_STORE (source), result, &error);
  g_assert_no_error (error);
}

static void
test_by_hand (Fixture *fixture, gconstpointer data)
{
  RapportSqliteStore *store = test_open (fixture->path, fixture->clock);
  g_autofree char *path = NULL;

  rapport_sqlite_store_backup_async (store, RAPPORT_BACKUP_BY_HAND, NULL, backed_up_cb, &path);
  while (path == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  test_close (store);
}

/* A library that was opened has its backup to be made until it is there; what was
 * not closed in order has not before it was read through. */
static void
test_due_of_a_store (Fixture *fixture, gconstpointer data)
{
  RapportSqliteStore *store = test_open (fixture->path, fixture->clock);
  g_autofree char *path = NULL;

  g_assert_true (rapport_sqlite_store_is_backup_due (store));
  rapport_sqlite_store_backup_async (store, RAPPORT_BACKUP_DAILY, NULL, backed_up_cb, &path);
  while (path == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (strstr (path, "-daily."));
  g_assert_false (rapport_sqlite_store_is_backup_due (store));
  test_close (store);
}

/* What a killed process left of a backup is swept by the next opening, whether a
 * backup is due or not. */
static void
test_sweep_at_opening (Fixture *fixture, gconstpointer data)
{
  static const char *const left[] = { "0001-2026-11-21T02-45-54Z-daily.rapport.part",
                                      "0001-2026-11-21T02-45-54Z-daily.rapport.part-journal" };
  RapportSqliteStore *store = test_open (fixture->path, fixture->clock);
  g_autofree char *folder = rapport_backup_get_folder (fixture->path);

  rapport_sqlite_store_keep_house (store);
  test_close (store);
  for (gsize i = 0; i < G_N_ELEMENTS (left); i++)
    {
      g_autofree char *path = g_build_filename (folder, left[i], NULL);

      g_assert_true (g_file_set_contents (path, "half", -1, NULL));
    }
  store = test_open (fixture->path, fixture->clock);
  g_assert_false (rapport_sqlite_store_is_backup_due (store));
  rapport_sqlite_store_keep_house (store);
  for (gsize i = 0; i < G_N_ELEMENTS (left); i++)
    {
      g_autofree char *path = g_build_filename (folder, left[i], NULL);

      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
    }
  test_close (store);
}

#define ADD(name, func) g_test_add ("/backup/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("due", test_due);
  ADD ("due-while-open", test_due_while_open);
  ADD ("sweep", test_sweep);
  ADD ("at-once", test_at_once);
  ADD ("compare", test_compare);
  ADD ("look-and-restore", test_look_and_restore);
  ADD ("restore-while-open", test_restore_while_open);
  ADD ("check", test_check);
  ADD ("by-hand", test_by_hand);
  ADD ("due-of-a-store", test_due_of_a_store);
  ADD ("sweep-at-opening", test_sweep_at_opening);
  return g_test_run ();
}
