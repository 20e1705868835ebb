/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-library-file.h"

#include "rapport-file.h"
#include "rapport-library-probe.h"
#include "rapport-schema.h"
#include "rapport-sqlite-store-private.h"
#include "rapport-store-adopt.h"
#include "rapport-store-batch.h"
#include "rapport-store-log.h"
#include "rapport-store-service.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>

/* What opening knows so far. */
typedef struct
{
  char *path; /* real */
  RapportOpenFlags flags;
  RapportClock *clock;
  RapportOpenProblem *problem;
  GError *error;
} Opening;

void
rapport_open_problem_free (RapportOpenProblem *self)
{
  g_free (self->path);
  g_free (self->message);
  g_clear_pointer (&self->backup, rapport_backup_free);
  g_free (self);
}

char *
rapport_library_file_get_default_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "rapport", "agency.rapport", NULL);
}

/* Problems. */

static RapportStoreError
code_of_kind (RapportOpenProblemKind kind)
{
  switch (kind)
    {
    case RAPPORT_OPEN_PROBLEM_NEWER:
      return RAPPORT_STORE_ERROR_NEWER;
    case RAPPORT_OPEN_PROBLEM_BUSY:
      return RAPPORT_STORE_ERROR_BUSY;
    case RAPPORT_OPEN_PROBLEM_DAMAGED:
    case RAPPORT_OPEN_PROBLEM_NOT_A_LIBRARY:
      return RAPPORT_STORE_ERROR_DAMAGED;
    case RAPPORT_OPEN_PROBLEM_MISSING:
    case RAPPORT_OPEN_PROBLEM_FAILED:
    default:
      return RAPPORT_STORE_ERROR_FAILED;
    }
}

/* Takes over @message. Always NULL, for the caller to return. */
static RapportSqliteStore *
refuse (Opening *opening, RapportOpenProblemKind kind, char *message, RapportOpenWays ways)
{
  RapportOpenProblem *problem = g_new0 (RapportOpenProblem, 1);

  problem->kind = kind;
  problem->path = g_strdup (opening->path);
  problem->message = message;
  problem->ways = ways;
  if (kind != RAPPORT_OPEN_PROBLEM_BUSY)
    problem->backup = rapport_backup_find_last_good (opening->path);
  if (problem->backup != NULL)
    problem->ways |= RAPPORT_OPEN_WAY_RESTORE;
  opening->problem = problem;
  if (opening->error == NULL)
    opening->error = g_error_new_literal (RAPPORT_STORE_ERROR, (int) code_of_kind (kind), message);
  return NULL;
}

/* For what went wrong on the way, told in opening->error. */
static RapportSqliteStore *
refuse_error (Opening *opening)
{
  RapportOpenWays ways = RAPPORT_OPEN_WAY_TRY_AGAIN | RAPPORT_OPEN_WAY_COPY;
  RapportOpenProblemKind kind = RAPPORT_OPEN_PROBLEM_FAILED;

  if (rapport_sqlite_is_damage (opening->error))
    {
      kind = RAPPORT_OPEN_PROBLEM_DAMAGED;
      ways |= RAPPORT_OPEN_WAY_SALVAGE;
    }
  else if (g_error_matches (opening->error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_BUSY))
    {
      kind = RAPPORT_OPEN_PROBLEM_BUSY;
      ways = RAPPORT_OPEN_WAY_TRY_AGAIN | RAPPORT_OPEN_WAY_READ_ONLY;
    }
  return refuse (opening, kind, g_strdup (opening->error->message), ways);
}

static RapportSqliteStore *
refuse_probe (Opening *opening, const RapportProbe *probe)
{
  const RapportOpenWays broken =
    RAPPORT_OPEN_WAY_TRY_AGAIN | RAPPORT_OPEN_WAY_COPY | RAPPORT_OPEN_WAY_SALVAGE;

  switch (probe->state)
    {
    case RAPPORT_PROBE_FOREIGN:
      return refuse (opening, RAPPORT_OPEN_PROBLEM_NOT_A_LIBRARY,
                     g_strdup (_ ("The file is not a library of Rapport, or its beginning is "
                                  "damaged. It has not been touched.")),
                     RAPPORT_OPEN_WAY_TRY_AGAIN | RAPPORT_OPEN_WAY_COPY);
    case RAPPORT_PROBE_NEWER:
      return refuse (
        opening, RAPPORT_OPEN_PROBLEM_NEWER,
        /* Translators: the two are numbers of versions of the file's format. */
        g_strdup_printf (_ ("The library was made by a newer version of Rapport. Its format is "
                            "version %d, and this program reads up to version %d. It has not "
                            "been touched."),
                         (int) probe->version, rapport_schema_get_version ()),
        RAPPORT_OPEN_WAY_TRY_AGAIN | RAPPORT_OPEN_WAY_COPY);
    case RAPPORT_PROBE_CUT:
    case RAPPORT_PROBE_EMPTY:
      return refuse (opening, RAPPORT_OPEN_PROBLEM_DAMAGED,
                     g_strdup (_ ("A part of the library’s file is missing. It has not been "
                                  "touched.")),
                     broken);
    case RAPPORT_PROBE_BEHIND:
      return refuse (opening, RAPPORT_OPEN_PROBLEM_DAMAGED,
                     g_strdup (_ ("Changes that had been saved are missing from the library’s "
                                  "file. It has not been touched.")),
                     broken);
    case RAPPORT_PROBE_DAMAGED:
      return refuse (opening, RAPPORT_OPEN_PROBLEM_DAMAGED,
                     g_strdup (_ ("The library’s file is damaged. It has not been touched.")),
                     broken);
    case RAPPORT_PROBE_GOOD:
    case RAPPORT_PROBE_FAILED:
    default:
      return refuse (opening, RAPPORT_OPEN_PROBLEM_FAILED,
                     g_strdup (_ ("The disk could not be read or written.")),
                     RAPPORT_OPEN_WAY_TRY_AGAIN);
    }
}

/* Reading only. */

static char *
make_copy_path (GError **error)
{
  g_autofree char *parent = g_build_filename (g_get_user_cache_dir (), "rapport", NULL);
  g_autofree char *folder = g_build_filename (parent, "read-only-XXXXXX", NULL);

  if (!rapport_file_make_folder (parent, error))
    return NULL;
  if (g_mkdtemp (folder) == NULL)
    {
      g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_FAILED,
                           _ ("The disk could not be read or written."));
      return NULL;
    }
  return g_build_filename (folder, "copy.rapport", NULL);
}

/* A copy that this version can read, for a library that can't be changed. */
static char *
copy_to_read (Opening *opening, GError **error)
{
  g_autofree char *copy = make_copy_path (error);
  g_autoptr (RapportSqlite) db = NULL;

  if (copy == NULL || !rapport_backup_copy_bytes (opening->path, copy, error))
    return NULL;
  db = rapport_sqlite_open (copy, RAPPORT_SQLITE_PLAIN, error);
  if (db == NULL || !rapport_schema_migrate (db, error) || !rapport_batch_sweep (db, error))
    return NULL;
  return g_steal_pointer (&copy);
}

static RapportSqliteStore *
open_to_read (Opening *opening, const char *reason)
{
  RapportProbe probe = rapport_library_probe (opening->path, 0, FALSE);
  gboolean held = rapport_library_lock_is_held (opening->path);
  gboolean older = probe.version < rapport_schema_get_version ();
  RapportSqliteStoreParts parts = {
    .path = opening->path,
    .read_path = opening->path,
    .read_mode = held ? RAPPORT_SQLITE_READ_ONLY : RAPPORT_SQLITE_IMMUTABLE,
    .read_only_reason = reason,
    .clock = opening->clock,
  };
  g_autofree char *copy = NULL;
  RapportSqliteStore *store;

  /* A WAL in a folder that can't be written to can't be read where it lies, and
   * what was not finished can't be taken back. */
  if (probe.state == RAPPORT_PROBE_FAILED ||
      (probe.state == RAPPORT_PROBE_GOOD &&
       (older || (!held && (probe.unfinished || rapport_file_has_wal (opening->path))))))
    {
      copy = copy_to_read (opening, &opening->error);
      if (copy == NULL)
        return refuse_error (opening);
      parts.read_path = copy;
      parts.read_mode = RAPPORT_SQLITE_IMMUTABLE;
    }
  else if (probe.state != RAPPORT_PROBE_GOOD)
    return refuse_probe (opening, &probe);
  store = rapport_sqlite_store_new (&parts, &opening->error);
  return store != NULL ? store : refuse_error (opening);
}

/* Beside another process. */

static gboolean
name_has_owner (GDBusConnection *connection, const char *path)
{
  g_autofree char *name = rapport_store_service_get_name (path);
  g_autoptr (GVariant) answer = g_dbus_connection_call_sync (
    connection, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
    "NameHasOwner", g_variant_new ("(s)", name), G_VARIANT_TYPE ("(b)"), G_DBUS_CALL_FLAGS_NONE, -1,
    NULL, NULL);
  gboolean has_owner = FALSE;

  if (answer != NULL)
    g_variant_get (answer, "(b)", &has_owner);
  return has_owner;
}

static RapportSqliteStore *
open_beside (Opening *opening)
{
  RapportSqliteStoreParts parts = {
    .path = opening->path,
    .read_path = opening->path,
    .read_mode = RAPPORT_SQLITE_QUERY,
    .remote = TRUE,
    .clock = opening->clock,
  };
  g_autoptr (GDBusConnection) connection = NULL;
  RapportSqliteStore *store;
  RapportProbe probe;

  if (opening->flags & RAPPORT_OPEN_REMOTE)
    connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  if (connection == NULL || !name_has_owner (connection, opening->path))
    return refuse_error (opening);
  probe = rapport_library_probe (opening->path, 0, FALSE);
  if (probe.state == RAPPORT_PROBE_NEWER)
    {
      g_clear_error (&opening->error);
      return refuse_probe (opening, &probe);
    }
  if (probe.version < rapport_schema_get_version ())
    return refuse_error (opening);
  g_clear_error (&opening->error);
  parts.sink = rapport_remote_sink_new (opening->path, connection);
  store = rapport_sqlite_store_new (&parts, &opening->error);
  return store != NULL ? store : refuse_error (opening);
}

/* Reading and writing. */

static gboolean
back_up_and_migrate (Opening *opening, const RapportProbe *probe, RapportSqlite *db)
{
  g_autofree char *backup = NULL;
  g_autoptr (GError) why = NULL;

  if (probe->state == RAPPORT_PROBE_GOOD && probe->version < rapport_schema_get_version ())
    {
      backup = rapport_backup_make (opening->path, RAPPORT_BACKUP_MIGRATION, opening->clock, NULL,
                                    &opening->error);
      if (backup == NULL)
        return FALSE;
    }
  if (!rapport_schema_migrate (db, &opening->error) || !rapport_batch_sweep (db, &opening->error))
    return FALSE;
  /* What a newer version had said can wait for the next opening. */
  if (!rapport_adopt_extra (db, &why))
    rapport_store_log (G_LOG_LEVEL_MESSAGE, "taking over what was unknown: %s", why->message);
  return TRUE;
}

/* Takes over @lock. With @unchecked the file is still to be read through. */
static RapportSqliteStore *
open_locked (Opening *opening,
             const RapportProbe *probe,
             RapportLibraryLock *lock,
             gboolean unchecked)
{
  RapportSqlite *db = rapport_sqlite_open (opening->path, RAPPORT_SQLITE_WRITE, &opening->error);
  RapportSqliteStoreParts parts = {
    .path = opening->path,
    .read_path = opening->path,
    .read_mode = RAPPORT_SQLITE_QUERY,
    .clock = opening->clock,
  };
  RapportSqliteStore *store;
  gint64 number;

  if (db == NULL)
    {
      rapport_library_lock_abandon (lock);
      return refuse_error (opening);
    }
  /* From here on the sink closes the one and lets go of the other. */
  parts.sink = rapport_file_sink_new (db, lock);
  if (unchecked)
    rapport_file_sink_hold (parts.sink);
  if (!back_up_and_migrate (opening, probe, db) ||
      !rapport_log_get_number (db, &number, &opening->error))
    {
      parts.sink->free (parts.sink);
      return refuse_error (opening);
    }
  rapport_library_lock_set_number (lock, number);
  store = rapport_sqlite_store_new (&parts, &opening->error);
  if (store == NULL)
    return refuse_error (opening);
  rapport_sqlite_store_begin_house (store, parts.sink, unchecked);
  return store;
}

static gboolean
has_backups (const char *path)
{
  g_autoptr (GPtrArray) backups = rapport_backup_list (path);

  return backups->len > 0;
}

static gboolean
was_cut_short (Opening *opening, RapportLibraryLock *lock)
{
  return rapport_library_lock_was_left (lock) || rapport_file_has_wal (opening->path);
}

/* A file that was found damaged, or is to be migrated after it was not closed in
 * order, is read through at once. */
static RapportProbe
probe_locked (Opening *opening, RapportLibraryLock *lock)
{
  gint64 saved = rapport_library_lock_get_left_number (lock);
  RapportProbe probe =
    rapport_library_probe (opening->path, saved, rapport_library_lock_was_damaged (lock));

  if (probe.state == RAPPORT_PROBE_GOOD && !probe.checked &&
      probe.version < rapport_schema_get_version () && was_cut_short (opening, lock))
    probe = rapport_library_probe (opening->path, saved, TRUE);
  return probe;
}

static RapportSqliteStore *
open_to_write (Opening *opening, gboolean is_new)
{
  RapportLibraryLock *lock = rapport_library_lock_take (opening->path, &opening->error);
  RapportProbe probe = { .state = RAPPORT_PROBE_EMPTY };

  if (lock == NULL)
    {
      if (g_error_matches (opening->error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_BUSY))
        return open_beside (opening);
      return refuse_error (opening);
    }
  if (!is_new)
    probe = probe_locked (opening, lock);
  if (probe.state == RAPPORT_PROBE_GOOD ||
      (probe.state == RAPPORT_PROBE_EMPTY && (opening->flags & RAPPORT_OPEN_CREATE) &&
       !has_backups (opening->path)))
    return open_locked (opening, &probe, lock,
                        probe.state == RAPPORT_PROBE_GOOD && !probe.checked &&
                          was_cut_short (opening, lock));
  /* What the lock file remembers is needed again, unless it knows nothing. */
  if (rapport_library_lock_was_left (lock))
    rapport_library_lock_abandon (lock);
  else
    rapport_library_lock_release (lock);
  return refuse_probe (opening, &probe);
}

static RapportSqliteStore *
open_existing (Opening *opening)
{
  if (opening->flags & RAPPORT_OPEN_READ_ONLY)
    return open_to_read (opening, _ ("The library was opened for reading only."));
  if (g_access (opening->path, W_OK) != 0)
    return open_to_read (opening, _ ("The library’s file can’t be written to."));
  if (!rapport_file_is_writable (opening->path))
    return open_to_read (opening, _ ("The folder of the library can’t be written to."));
  return open_to_write (opening, FALSE);
}

static RapportSqliteStore *
open_new (Opening *opening)
{
  g_autofree char *folder = g_path_get_dirname (opening->path);
  const RapportProbe cut = { .state = RAPPORT_PROBE_CUT };

  if (rapport_file_has_wal (opening->path))
    return refuse_probe (opening, &cut);
  if (!(opening->flags & RAPPORT_OPEN_CREATE))
    return refuse (opening, RAPPORT_OPEN_PROBLEM_MISSING,
                   g_strdup (_ ("The library’s file is not there.")), RAPPORT_OPEN_WAY_TRY_AGAIN);
  if (!rapport_file_make_folder (folder, &opening->error))
    return refuse_error (opening);
  return open_to_write (opening, TRUE);
}

/* The path that every process comes to, whatever links it came by. */
static char *
make_real (const char *path)
{
  g_autofree char *full = g_canonicalize_filename (path, NULL);
  g_autofree char *folder = g_path_get_dirname (full);
  g_autofree char *name = g_path_get_basename (full);
  char *real = realpath (full, NULL);
  char *result;

  if (real == NULL)
    {
      real = realpath (folder, NULL);
      result = real != NULL ? g_build_filename (real, name, NULL) : g_strdup (full);
    }
  else
    result = g_strdup (real);
  free (real);
  return result;
}

RapportSqliteStore *
rapport_library_file_open (const char *path,
                           RapportOpenFlags flags,
                           RapportClock *clock,
                           RapportOpenProblem **problem,
                           GError **error)
{
  Opening opening = { .path = make_real (path), .flags = flags, .clock = clock };
  RapportSqliteStore *store =
    g_file_test (opening.path, G_FILE_TEST_EXISTS) ? open_existing (&opening) : open_new (&opening);

  if (problem != NULL)
    *problem = g_steal_pointer (&opening.problem);
  g_clear_pointer (&opening.problem, rapport_open_problem_free);
  if (opening.error != NULL)
    g_propagate_error (error, opening.error);
  g_free (opening.path);
  return store;
}
