/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A process that holds libraries, as open windows do: fault-owner PATH...
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

typedef struct
{
  RapportSqliteStore *store;
  RapportLibrary *library;
  RapportStoreService *service;
} Held;

static gboolean
hold (Held *held, const char *path, gboolean alone)
{
  g_autoptr (RapportClock) clock = rapport_clock_new ();
  g_autoptr (GError) error = NULL;

  held->store = rapport_library_file_open (path, RAPPORT_OPEN_CREATE, clock, NULL, &error);
  if (held->store == NULL)
    {
      g_printerr ("%s\n", error->message);
      return FALSE;
    }
  held->library = rapport_library_new (RAPPORT_STORE (held->store), clock);
  if (alone)
    return TRUE;
  held->service = rapport_store_service_new (RAPPORT_STORE (held->store),
                                             rapport_sqlite_store_get_path (held->store));
  while (!rapport_store_service_is_running (held->service))
    g_main_context_iteration (NULL, TRUE);
  return TRUE;
}

static void
release (Held *held)
{
  g_clear_pointer (&held->service, rapport_store_service_free);
  g_clear_object (&held->library);
  g_clear_object (&held->store);
}

int
main (int argc, char *argv[])
{
  const gboolean alone = g_strcmp0 (argv[argc - 1], "--alone") == 0;
  const int n = argc - 1 - (alone ? 1 : 0);
  g_autofree Held *held = g_new0 (Held, argc);
  gboolean done = FALSE;

  g_set_prgname ("fault-owner");
  if (g_strcmp0 (argv[argc - 1], "--visit") == 0)
    return visit (argv[1]);
  for (int i = 0; i < n; i++)
    if (!hold (&held[i], argv[1 + i], alone))
      return 1;
  g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP, input_cb, &done);
  if (write (STDOUT_FILENO, "ready\n", 6) != 6)
    return 1;
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  for (int i = 0; i < n; i++)
    release (&held[i]);
  return 0;
}
