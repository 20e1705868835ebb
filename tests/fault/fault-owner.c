/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A process that holds a library, as an open window does: fault-owner PATH.
 * Says "ready" once others can hand in changes (with --alone, once it is open),
 * and closes in order when its input ends. With --visit it does not hold it:
 * it reads it once, as any tool could that knows SQLite alone. */
#include "rapport-library-file.h"
#include "rapport-library.h"
#include "rapport-store-service.h"

#include <glib-unix.h>
#include <sqlite3.h>
#include <unistd.h>

static gboolean
input_cb (int fd, GIOCondition condition, gpointer user_data)
{
  char buffer[16];

  if (read (fd, buffer, sizeof buffer) > 0)
    return G_SOURCE_CONTINUE;
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static int
visit (const char *path)
{
  sqlite3 *db = NULL;
  const gboolean read =
    sqlite3_open (path, &db) == SQLITE_OK &&
    sqlite3_exec (db, "SELECT count(*) FROM change_set", NULL, NULL, NULL) == SQLITE_OK;

  return sqlite3_close (db) == SQLITE_OK && read ? 0 : 1;
}

int
main (int argc, char *argv[])
{
  g_autoptr (RapportClock) clock = rapport_clock_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportSqliteStore) store = NULL;
  g_autoptr (RapportLibrary) library = NULL;
  RapportStoreService *service = NULL;
  gboolean done = FALSE;

  g_set_prgname ("fault-owner");
  if (g_strcmp0 (argv[argc - 1], "--visit") == 0)
    return visit (argv[1]);
  store = rapport_library_file_open (argv[1], RAPPORT_OPEN_CREATE, clock, NULL, &error);
  if (store == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  library = rapport_library_new (RAPPORT_STORE (store), clock);
  if (argc == 2)
    {
      service =
        rapport_store_service_new (RAPPORT_STORE (store), rapport_sqlite_store_get_path (store));
      while (!rapport_store_service_is_running (service))
        g_main_context_iteration (NULL, TRUE);
    }
  g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP, input_cb, &done);
  if (write (STDOUT_FILENO, "ready\n", 6) != 6)
    return 1;
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  g_clear_pointer (&service, rapport_store_service_free);
  return 0;
}
