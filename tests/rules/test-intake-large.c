/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files with more clients than a hand could count: the main thread works on them in
 * turns, nobody sees a part of them, and a kill leaves all or nothing. */
#include "rapport-intake.h"
#include "rapport-record-list.h"
#include "rules-support.h"

#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/wait.h>

#define LARGE   20000
#define MEDIUM  2000
#define N_KILLS 4

/* All of them share a switchboard and a mail provider of their own. */
static GPtrArray *
make_clients (guint n)
{
  GPtrArray *clients = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_new_client_free);

  for (guint i = 0; i < n; i++)
    {
      RapportNewClient *client =
        rapport_new_client_new (g_strdup_printf ("Shop %u of %x", i, i * 2654435761u));
      RapportNewPerson *person = rapport_new_person_new ();

      client->line = i + 2;
      g_set_str (&client->city, "Samara");
      g_free (person->name);
      person->name = g_strdup_printf ("Manager %u", i);
      g_free (person->email);
      person->email = g_strdup_printf ("manager%u@mall.example", i);
      g_set_str (&person->phone, "+7 846 000-00-00");
      g_ptr_array_add (client->people, person);
      g_ptr_array_add (clients, client);
    }
  return clients;
}

static void
came_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static RapportIntake *
find_doubles (RapportLibrary *library, GPtrArray *clients)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (RapportIntakeBase) base = NULL;
  g_autoptr (GError) error = NULL;

  rapport_intake_base_new_async (library, NULL, came_cb, &result);
  base = rapport_intake_base_new_finish (wait_for (&result), &error);
  g_assert_no_error (error);
  return rapport_intake_new_for_clients (base, clients);
}

static guint
count_clients (RapportLibrary *library)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_CLIENT);
  g_autoptr (GPtrArray) found = rapport_library_find (library, query, NULL);

  return found->len;
}

static gint64
count_in_file (Agency *agency, const char *sql)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rapport_library_flush (agency->library, &error));
  g_assert_no_error (error);
  return test_get_integer (agency->path, sql);
}

typedef struct
{
  RapportLibrary *library;
  RapportRecordList *list;
  guint n_announced;
  guint n_turns;
  gboolean done;
} Watch;

/* Between two turns nothing of it may be seen. */
static gboolean
between_cb (gpointer user_data)
{
  Watch *watch = user_data;

  if (watch->done)
    return G_SOURCE_REMOVE;
  watch->n_turns++;
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (watch->list)), ==, 1);
  g_assert_cmpuint (count_clients (watch->library), ==, 1);
  g_assert_cmpuint (rapport_library_get_pending (watch->library), ==, 0);
  return G_SOURCE_CONTINUE;
}

static void
committed_cb (Watch *watch, RapportChangeSet *set)
{
  watch->done = TRUE;
  watch->n_announced++;
}

static RapportRecordList *
list_clients (RapportLibrary *library)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_CLIENT);

  rapport_query_order_by (query, RAPPORT_CLIENT_NAME, FALSE);
  return rapport_record_list_new (library, query);
}

/* Twenty thousand of them: all at once, one entry of the log, one step of undo. */
static void
test_turns (Agency *agency, gconstpointer data)
{
  g_autoptr (GPtrArray) clients = make_clients (LARGE);
  g_autoptr (RapportIntake) intake = find_doubles (agency->library, clients);
  g_autoptr (RapportRecordList) list = list_clients (agency->library);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *undone = NULL;
  Watch watch = { .library = agency->library, .list = list };
  RapportIntakeCounts counts;

  g_signal_connect_swapped (agency->library, "committed", G_CALLBACK (committed_cb), &watch);
  g_idle_add (between_cb, &watch);
  rapport_intake_store_async (intake, agency->library, "Import", NULL, came_cb, &result);
  g_assert_true (rapport_intake_store_finish (intake, wait_for (&result), &counts, &error));
  g_assert_no_error (error);
  g_signal_handlers_disconnect_by_data (agency->library, &watch);
  g_test_message ("%u turns", watch.n_turns);
  g_assert_cmpuint (watch.n_turns, >, 2);
  g_assert_cmpuint (watch.n_announced, ==, 1);
  g_assert_cmpuint (counts.clients_added, ==, LARGE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, LARGE + 1);
  /* Also while it is still being written, and after. */
  g_assert_cmpuint (count_clients (agency->library), ==, LARGE + 1);
  g_assert_cmpint (count_in_file (agency, "SELECT count (*) FROM client"), ==, LARGE + 1);
  g_assert_cmpint (
    count_in_file (agency, "SELECT count (*) FROM change_set WHERE label = 'Import'"), ==, 1);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_cmpuint (count_clients (agency->library), ==, LARGE + 1);
  undone = rapport_library_undo (agency->library, "", FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (undone, ==, "Import");
  g_assert_cmpuint (count_clients (agency->library), ==, 1);
}

/* Cancelled, it leaves nothing, and can be done after all. */
static void
test_cancel (Agency *agency, gconstpointer data)
{
  static const guint rounds[] = { 0, 1, 2, 5, 20 };
  g_autoptr (GPtrArray) clients = make_clients (MEDIUM);
  g_autoptr (RapportIntake) intake = find_doubles (agency->library, clients);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  RapportIntakeCounts counts;

  for (gsize i = 0; i < G_N_ELEMENTS (rounds); i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GAsyncResult) cancelled = NULL;

      rapport_intake_store_async (intake, agency->library, "Import", cancellable, came_cb,
                                  &cancelled);
      for (guint j = 0; j < rounds[i] && cancelled == NULL; j++)
        g_main_context_iteration (NULL, TRUE);
      /* On a fast machine it may be done before the last of them. */
      if (cancelled != NULL)
        {
          g_free (rapport_library_undo (agency->library, "", FALSE, &error));
          g_assert_no_error (error);
          g_assert_true (rapport_library_flush (agency->library, NULL));
          continue;
        }
      g_cancellable_cancel (cancellable);
      g_assert_false (rapport_intake_store_finish (intake, wait_for (&cancelled), &counts, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_clear_error (&error);
      g_assert_cmpuint (count_clients (agency->library), ==, 1);
      g_assert_cmpuint (rapport_library_get_pending (agency->library), ==, 0);
    }
  rapport_intake_store_async (intake, agency->library, "Import", NULL, came_cb, &result);
  g_assert_true (rapport_intake_store_finish (intake, wait_for (&result), &counts, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_clients (agency->library), ==, MEDIUM + 1);
}

static void
set_text (Agency *agency, RapportRecord *record, guint field, const char *text)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Edit");

  rapport_transaction_set_text (transaction, record, field, text);
  agency_commit (transaction);
}

/* What somebody writes while it is worked out stays, and what is written before
 * it is on the disk is the newer. */
static void
test_meanwhile (Agency *agency, gconstpointer data)
{
  g_autoptr (GPtrArray) clients = make_clients (MEDIUM);
  g_autoptr (RapportIntake) intake = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_CLIENT);
  g_autoptr (GError) error = NULL;
  RapportNewClient *known = rapport_new_client_new (g_strdup ("Romashka"));
  RapportRecord *record = RAPPORT_RECORD (agency->client);
  RapportIntakeCounts counts;

  g_set_str (&known->city, "Perm");
  g_set_str (&known->industry, "Flowers");
  g_ptr_array_insert (clients, 0, known);
  intake = find_doubles (agency->library, clients);
  rapport_intake_store_async (intake, agency->library, "Import", NULL, came_cb, &result);
  g_main_context_iteration (NULL, TRUE);
  g_assert_null (result);
  set_text (agency, record, RAPPORT_CLIENT_CITY, "Kazan");
  g_assert_true (rapport_intake_store_finish (intake, wait_for (&result), &counts, &error));
  g_assert_cmpuint (counts.clients_merged, ==, 1);
  g_assert_cmpstr (rapport_record_get_text (record, RAPPORT_CLIENT_CITY), ==, "Kazan");
  g_assert_cmpstr (rapport_record_get_text (record, RAPPORT_CLIENT_INDUSTRY), ==, "Flowers");

  rapport_query_where_text (query, RAPPORT_CLIENT_CITY, "Samara");
  rapport_query_set_limit (query, 1);
  found = rapport_library_find (agency->library, query, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 1);
  set_text (agency, found->pdata[0], RAPPORT_CLIENT_NAME, "Renamed");
  g_assert_cmpuint (count_clients (agency->library), ==, MEDIUM + 1);
  g_assert_cmpint (count_in_file (agency, "SELECT count (*) FROM client WHERE name = 'Renamed'"),
                   ==, 1);
  g_assert_cmpint (count_in_file (agency, "SELECT count (*) FROM client WHERE city = 'Kazan'"), ==,
                   1);
}

/* Somebody else's archive is not written into. */
static void
test_archive (Agency *agency, gconstpointer data)
{
  g_autoptr (GPtrArray) clients = make_clients (10);
  g_autoptr (RapportIntake) intake = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Archive");
  RapportNewClient *known = rapport_new_client_new (g_strdup ("Romashka"));
  RapportIntakeCounts counts;

  rapport_transaction_set_integer (transaction, RAPPORT_RECORD (agency->client),
                                   RAPPORT_CLIENT_ARCHIVED, TEST_NOW);
  agency_commit (transaction);
  g_set_str (&known->city, "Perm");
  g_ptr_array_add (clients, known);
  intake = find_doubles (agency->library, clients);
  rapport_intake_store_async (intake, agency->library, "Import", NULL, came_cb, &result);
  g_assert_false (rapport_intake_store_finish (intake, wait_for (&result), &counts, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY);
  g_assert_cmpint (count_in_file (agency, "SELECT count (*) FROM client"), ==, 1);
}

/* A kill. */

/* What this program does as "test-rules-intake-large --import FILE": a process of its own, as a
 * fork would have none of the threads. */
static int
import_for_ever (const char *path)
{
  g_autoptr (RapportClock) clock = rapport_clock_new_fixed (TEST_NOW);
  g_autoptr (GPtrArray) clients = make_clients (MEDIUM);
  RapportLibrary *library = rapport_library_new (RAPPORT_STORE (test_open (path, clock)), clock);
  RapportIntake *intake = find_doubles (library, clients);
  GAsyncResult *result = NULL;
  RapportIntakeCounts counts;

  rapport_intake_store_async (intake, library, "Import", NULL, came_cb, &result);
  if (!rapport_intake_store_finish (intake, wait_for (&result), &counts, NULL))
    return 1;
  for (;;)
    g_main_context_iteration (NULL, TRUE);
}

static GPid
begin_import (const char *path)
{
  const char *words[] = { "/proc/self/exe", "--import", path, NULL };
  g_autoptr (GError) error = NULL;
  GPid pid;

  g_spawn_async (NULL, (char **) words, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, &error);
  g_assert_no_error (error);
  return pid;
}

/* Those of an open batch as well; 0 while the file can't be read just now. */
static gint64
count_rows (const char *path)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;
  gint64 n = 0;

  if (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
      sqlite3_prepare_v2 (db, "SELECT count (*) FROM client", -1, &stmt, NULL) == SQLITE_OK &&
      sqlite3_step (stmt) == SQLITE_ROW)
    n = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  return n;
}

static void
wait_for_rows (const char *path, gint64 goal, GPid pid)
{
  while (count_rows (path) < goal)
    g_assert_cmpint (waitpid (pid, NULL, WNOHANG), ==, 0);
}

static void
test_kill (void)
{
  char *folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "agency.rapport", NULL);
  g_autoptr (RapportClock) clock = rapport_clock_new_fixed (TEST_NOW);
  gboolean in_the_middle = FALSE;

  for (guint i = 0; i < N_KILLS; i++)
    {
      gint64 n;
      GPid pid;

      test_close (test_open (path, clock));
      pid = begin_import (path);
      wait_for_rows (path, 1 + i * MEDIUM / N_KILLS, pid);
      kill (pid, SIGKILL);
      g_assert_cmpint (waitpid (pid, NULL, 0), ==, pid);
      in_the_middle = in_the_middle || test_get_integer (path, "SELECT count (*) FROM local "
                                                               "WHERE name = 'batch'") > 0;
      test_close (test_open (path, clock));
      test_assert_whole (path);
      n = test_get_integer (path, "SELECT count (*) FROM client");
      g_assert_true (n == 0 || n == MEDIUM);
      g_assert_cmpint (test_get_integer (path, "SELECT count (*) FROM contact"), ==, n);
      g_assert_cmpint (test_get_integer (path, "SELECT count (*) FROM search_entry"), ==, 2 * n);
      g_assert_cmpint (test_get_integer (path, "SELECT count (*) FROM change_set"), ==, n > 0);
      test_folder_free (folder);
      folder = test_folder_new ();
      g_free (path);
      path = g_build_filename (folder, "agency.rapport", NULL);
    }
  g_assert_true (in_the_middle);
  test_folder_free (folder);
}

int
main (int argc, char **argv)
{
  if (argc == 3 && strcmp (argv[1], "--import") == 0)
    return import_for_ever (argv[2]);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/intake-large/kill", test_kill);
  agency_test ("/intake-large/turns", test_turns);
  agency_test ("/intake-large/cancel", test_cancel);
  agency_test ("/intake-large/meanwhile", test_meanwhile);
  agency_test ("/intake-large/archive", test_archive);
  return g_test_run ();
}
