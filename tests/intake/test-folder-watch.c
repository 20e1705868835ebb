/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-folder-watch.h"
#include "rules-support.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define EXPORT "Day;Clicks;Cost\n01.08.2026;5;10,5\n02.08.2026;6;11,5\n"

/* What is waited for has to come within so many seconds; what must not come is
 * known by something later that has come. */
#define PATIENCE 20

typedef struct
{
  Agency *agency;
  GSettings *settings;
  RapportFolderWatch *watch;
  char *path;
  GPtrArray *found; /* of base names */
  char *client;     /* of the last of them */
  gboolean out_of_patience;
} Watched;

static void
found_cb (RapportFolderWatch *watch, const char *client_id, GFile *file, Watched *watched)
{
  g_set_str (&watched->client, client_id);
  g_ptr_array_add (watched->found, g_file_get_basename (file));
}

static void
start (Watched *watched)
{
  watched->watch = rapport_folder_watch_new (watched->agency->library, watched->settings);
  g_signal_connect (watched->watch, "found", G_CALLBACK (found_cb), watched);
}

static void
stop (Watched *watched)
{
  g_signal_handlers_disconnect_by_data (watched->watch, watched);
  g_clear_object (&watched->watch);
}

static void
set_up (Watched *watched, Agency *agency)
{
  watched->agency = agency;
  watched->settings = g_settings_new ("io.github.rapport_app.Rapport");
  g_settings_reset (watched->settings, "watched-folders");
  g_settings_reset (watched->settings, "offered-exports");
  g_settings_reset (watched->settings, "waiting-exports");
  watched->path = g_build_filename (agency->folder, "exports", NULL);
  g_assert_cmpint (g_mkdir (watched->path, 0700), ==, 0);
  watched->found = g_ptr_array_new_with_free_func (g_free);
  start (watched);
}

static void
delete_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        delete_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

static void
tear_down (Watched *watched)
{
  stop (watched);
  delete_folder (watched->path);
  g_free (watched->path);
  g_object_unref (watched->settings);
  g_ptr_array_unref (watched->found);
  g_free (watched->client);
}

static void
watch_folder (Watched *watched)
{
  g_autoptr (GFile) folder = g_file_new_for_path (watched->path);
  g_autoptr (GFile) told = NULL;

  rapport_folder_watch_set_folder (watched->watch, watched->agency->client_id, folder);
  told = rapport_folder_watch_get_folder (watched->watch, watched->agency->client_id);
  g_assert_true (g_file_equal (told, folder));
}

static void
put (Watched *watched, const char *name, const char *content)
{
  g_autofree char *path = g_build_filename (watched->path, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (path, content, -1, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

static gboolean
impatient_cb (gpointer user_data)
{
  ((Watched *) user_data)->out_of_patience = TRUE;
  return G_SOURCE_REMOVE;
}

/* Waits until so many files have been told, the last of that name. */
static void
wait_for (Watched *watched, guint n, const char *last)
{
  const guint source = g_timeout_add_seconds (PATIENCE, impatient_cb, watched);

  watched->out_of_patience = FALSE;
  while (watched->found->len < n && !watched->out_of_patience)
    g_main_context_iteration (NULL, TRUE);
  if (!watched->out_of_patience)
    g_source_remove (source);
  g_assert_cmpuint (watched->found->len, ==, n);
  g_assert_cmpstr (watched->found->pdata[n - 1], ==, last);
}

/* Only what comes, is a table of figures, and has not been told. */
static void
test_new_files (Agency *agency, gconstpointer data)
{
  Watched watched = { 0 };

  set_up (&watched, agency);
  put (&watched, "before.csv", EXPORT);
  watch_folder (&watched);
  put (&watched, "notes.txt", "hello");
  put (&watched, "letter.csv", "Dear Sir or Madam\n");
  put (&watched, "empty.csv", "");
  put (&watched, "~$august.csv", EXPORT);
  put (&watched, "august.csv.part", EXPORT);
  put (&watched, "august.csv", EXPORT);
  wait_for (&watched, 1, "august.csv");
  g_assert_cmpstr (watched.client, ==, agency->client_id);
  put (&watched, "september.csv", EXPORT);
  wait_for (&watched, 2, "september.csv");
  /* Another export under the same name. */
  put (&watched, "august.csv", EXPORT "03.08.2026;7;12,5\n");
  wait_for (&watched, 3, "august.csv");
  tear_down (&watched);
}

/* A download that gets its name at the end. */
static void
test_renamed (Agency *agency, gconstpointer data)
{
  Watched watched = { 0 };
  g_autofree char *part = NULL;
  g_autofree char *whole = NULL;

  set_up (&watched, agency);
  watch_folder (&watched);
  part = g_build_filename (watched.path, "august.csv.crdownload", NULL);
  whole = g_build_filename (watched.path, "august.csv", NULL);
  put (&watched, "august.csv.crdownload", EXPORT);
  g_assert_cmpint (g_rename (part, whole), ==, 0);
  wait_for (&watched, 1, "august.csv");
  tear_down (&watched);
}

static gboolean
finish_cb (gpointer fd)
{
  const char rest[] = "02.08.2026;6;11,5\n";

  g_assert_cmpint (write (GPOINTER_TO_INT (fd), rest, strlen (rest)), ==, (gssize) strlen (rest));
  close (GPOINTER_TO_INT (fd));
  return G_SOURCE_REMOVE;
}

/* While somebody has it open for writing it is not told, however long that one
 * rests; what is told is whole. */
static void
test_half_written (Agency *agency, gconstpointer data)
{
  Watched watched = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *content = NULL;
  const char first[] = "Day;Clicks;Cost\n01.08.2026;5;10,5\n";
  int fd;

  set_up (&watched, agency);
  watch_folder (&watched);
  path = g_build_filename (watched.path, "slow.csv", NULL);
  fd = open (path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  g_assert_cmpint (write (fd, first, strlen (first)), ==, (gssize) strlen (first));
  g_timeout_add (4000, finish_cb, GINT_TO_POINTER (fd));
  wait_for (&watched, 1, "slow.csv");
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_nonnull (strstr (content, "02.08.2026"));
  tear_down (&watched);
}

/* What came while the program did not run is told at the next start, and what was
 * told is not told again. */
static void
test_restart (Agency *agency, gconstpointer data)
{
  Watched watched = { 0 };

  set_up (&watched, agency);
  put (&watched, "before.csv", EXPORT);
  watch_folder (&watched);
  put (&watched, "august.csv", EXPORT);
  wait_for (&watched, 1, "august.csv");
  stop (&watched);
  put (&watched, "september.csv", EXPORT);
  start (&watched);
  wait_for (&watched, 2, "september.csv");
  rapport_folder_watch_set_folder (watched.watch, agency->client_id, NULL);
  g_assert_null (rapport_folder_watch_get_folder (watched.watch, agency->client_id));
  put (&watched, "october.csv", EXPORT);
  watch_folder (&watched);
  put (&watched, "november.csv", EXPORT);
  wait_for (&watched, 3, "november.csv");
  tear_down (&watched);
}

/* A folder that is gone, or of a client of another library, is no trouble. */
static void
test_gone (Agency *agency, gconstpointer data)
{
  Watched watched = { 0 };
  g_autoptr (GFile) nowhere = g_file_new_for_path ("/nonexistent/exports");

  set_up (&watched, agency);
  rapport_folder_watch_set_folder (watched.watch, "of-another-library", nowhere);
  watch_folder (&watched);
  stop (&watched);
  start (&watched);
  g_assert_null (rapport_folder_watch_get_folder (watched.watch, "of-another-library"));
  put (&watched, "august.csv", EXPORT);
  wait_for (&watched, 1, "august.csv");
  tear_down (&watched);
}

/* In the agency's folder, a sub-folder or the file's name tells whose it is. */
static void
test_agency (Agency *agency, gconstpointer data)
{
  static const struct
  {
    const char *folder;
    const char *name;
    const char *client;
  } cases[] = {
    { NULL, "northwind_coffee_2026-08.csv", "Northwind Coffee LLC" },
    /* Part of a name is none. */
    { NULL, "northwind.csv", "" },
    { NULL, "Romashka Clinics, August.csv", "Romashka Clinics" },
    { NULL, "2026-08 ROMASHKA.csv", "Romashka" },
    { NULL, "august.csv", "" },
    { NULL, "Romashkas.csv", "" },
    { NULL, "twins.csv", "" },
    { "Northwind Coffee", "romashka.csv", "Northwind Coffee LLC" },
    { "Downloads", "romashka-2.csv", "Romashka" },
    { "Downloads", "other.csv", "" },
  };
  static const char *const names[] = { "Northwind Coffee LLC", "Romashka Clinics", "Twins",
                                       "TWINS" };
  Watched watched = { 0 };
  g_autofree char *before = NULL;
  g_autoptr (GFile) folder = NULL;
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) clients = g_ptr_array_new_with_free_func (g_object_unref);

  set_up (&watched, agency);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      RapportClient *client = agency_add_client (agency, names[i]);

      g_ptr_array_add (clients, client);
      g_hash_table_insert (ids, (gpointer) names[i],
                           (gpointer) rapport_record_get_id (RAPPORT_RECORD (client)));
    }
  g_hash_table_insert (ids, (gpointer) "Romashka", (gpointer) agency->client_id);
  g_hash_table_insert (ids, (gpointer) "", (gpointer) "");
  folder = g_file_new_for_path (watched.path);
  /* One that is there, and one that comes. */
  before = g_build_filename (watched.path, "Northwind Coffee", NULL);
  g_assert_cmpint (g_mkdir (before, 0700), ==, 0);
  rapport_folder_watch_set_folder (watched.watch, RAPPORT_FOLDER_WATCH_AGENCY, folder);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path =
        g_build_filename (cases[i].folder != NULL ? cases[i].folder : ".", cases[i].name, NULL);
      g_autofree char *sub =
        g_build_filename (watched.path, cases[i].folder != NULL ? cases[i].folder : ".", NULL);

      g_mkdir (sub, 0700);
      put (&watched, path, EXPORT);
      wait_for (&watched, i + 1, cases[i].name);
      g_assert_cmpstr (watched.client, ==, g_hash_table_lookup (ids, cases[i].client));
    }
  g_assert_cmpuint (rapport_folder_watch_get_offers (watched.watch)->len, ==, G_N_ELEMENTS (cases));
  stop (&watched);
  start (&watched);
  g_assert_cmpuint (rapport_folder_watch_get_offers (watched.watch)->len, ==, G_N_ELEMENTS (cases));
  tear_down (&watched);
}

static void
wait_for_offers (Watched *watched, guint n)
{
  const guint source = g_timeout_add_seconds (PATIENCE, impatient_cb, watched);

  watched->out_of_patience = FALSE;
  while (rapport_folder_watch_get_offers (watched->watch)->len != n && !watched->out_of_patience)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (watched->out_of_patience);
  g_source_remove (source);
}

/* What was found waits until it is settled, whatever happens to the window. */
static void
test_offers (Agency *agency, gconstpointer data)
{
  Watched watched = { 0 };
  g_autoptr (GFile) august = NULL;
  g_autofree char *september = NULL;

  set_up (&watched, agency);
  watch_folder (&watched);
  put (&watched, "august.csv", EXPORT);
  wait_for (&watched, 1, "august.csv");
  put (&watched, "september.csv", EXPORT);
  wait_for (&watched, 2, "september.csv");
  put (&watched, "october.csv", EXPORT);
  wait_for (&watched, 3, "october.csv");
  stop (&watched);
  start (&watched);
  g_assert_cmpuint (rapport_folder_watch_count_offers (watched.watch, agency->client_id), ==, 3);
  august = g_file_new_build_filename (watched.path, "august.csv", NULL);
  rapport_folder_watch_settle (watched.watch, august);
  rapport_folder_watch_settle (watched.watch, august);
  g_assert_cmpuint (rapport_folder_watch_count_offers (watched.watch, agency->client_id), ==, 2);
  /* Gone while it is watched, and while it is not. */
  september = g_build_filename (watched.path, "september.csv", NULL);
  g_unlink (september);
  wait_for_offers (&watched, 1);
  stop (&watched);
  start (&watched);
  g_assert_cmpuint (rapport_folder_watch_count_offers (watched.watch, agency->client_id), ==, 1);
  stop (&watched);
  g_free (september);
  september = g_build_filename (watched.path, "october.csv", NULL);
  g_unlink (september);
  start (&watched);
  wait_for_offers (&watched, 0);
  g_assert_cmpuint (watched.found->len, ==, 3);
  tear_down (&watched);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  agency_test ("/folder-watch/new-files", test_new_files);
  agency_test ("/folder-watch/renamed", test_renamed);
  agency_test ("/folder-watch/half-written", test_half_written);
  agency_test ("/folder-watch/restart", test_restart);
  agency_test ("/folder-watch/gone", test_gone);
  agency_test ("/folder-watch/agency", test_agency);
  agency_test ("/folder-watch/offers", test_offers);
  return g_test_run ();
}
