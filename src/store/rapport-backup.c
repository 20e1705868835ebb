/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-backup.h"

#include "rapport-backup-erase.h"
#include "rapport-backup-private.h"
#include "rapport-file.h"
#include "rapport-schema.h"
#include "rapport-store-batch.h"
#include "rapport-store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define EXTENSION ".rapport"
#define PART      ".part"
/* Pages that are copied between two looks at the cancellable. */
#define PAGES_AT_ONCE 512

/* Makers of backups come one after another: how long one waits, and how often
 * it looks, in microseconds. */
#define LOCK_TIME  (300 * G_USEC_PER_SEC)
#define LOCK_PAUSE (20 * 1000)

static const char *const reason_words[] = {
  [RAPPORT_BACKUP_DAILY] = "daily",
  [RAPPORT_BACKUP_MIGRATION] = "migration",
  [RAPPORT_BACKUP_RESTORE] = "restore",
  [RAPPORT_BACKUP_BY_HAND] = "by-hand",
};

void
rapport_backup_free (RapportBackup *self)
{
  g_free (self->path);
  g_free (self);
}

char *
rapport_backup_get_folder (const char *library)
{
  return g_strconcat (library, "-backups", NULL);
}

/* Names: 0012-2026-11-22T02-45-54Z-daily.rapport */

static char *
make_name (guint number, gint64 instant, RapportBackupReason reason)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc_usec (instant);
  g_autofree char *stamp = g_date_time_format (time, "%Y-%m-%dT%H-%M-%SZ");

  return g_strdup_printf ("%04u-%s-%s" EXTENSION, number, stamp, reason_words[reason]);
}

static gboolean
parse_name (const char *name, RapportBackup *backup)
{
  guint year, month, day, hour, minute, second;
  g_autoptr (GDateTime) time = NULL;
  int end = 0;

  if (!g_str_has_suffix (name, EXTENSION) ||
      sscanf (name, "%u-%4u-%2u-%2uT%2u-%2u-%2uZ-%n", &backup->number, &year, &month, &day, &hour,
              &minute, &second, &end) != 7 ||
      end == 0)
    return FALSE;
  time = g_date_time_new_utc ((int) year, (int) month, (int) day, (int) hour, (int) minute, second);
  if (time == NULL)
    return FALSE;
  backup->instant = g_date_time_to_unix_usec (time);
  for (gsize i = 0; i < G_N_ELEMENTS (reason_words); i++)
    if (g_str_has_prefix (name + end, reason_words[i]))
      {
        backup->reason = (RapportBackupReason) i;
        return TRUE;
      }
  return FALSE;
}

static int
compare_backups_cb (gconstpointer a, gconstpointer b)
{
  guint left = (*(RapportBackup *const *) a)->number;
  guint right = (*(RapportBackup *const *) b)->number;

  return left < right ? 1 : left > right ? -1 : 0;
}

GPtrArray *
rapport_backup_list (const char *library)
{
  GPtrArray *backups = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_backup_free);
  g_autofree char *folder = rapport_backup_get_folder (library);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autoptr (RapportBackup) backup = g_new0 (RapportBackup, 1);
      GStatBuf status;

      backup->path = g_build_filename (folder, name, NULL);
      if (!parse_name (name, backup) || g_stat (backup->path, &status) != 0)
        continue;
      backup->size = status.st_size;
      g_ptr_array_add (backups, g_steal_pointer (&backup));
    }
  g_ptr_array_sort (backups, compare_backups_cb);
  return backups;
}

gboolean
rapport_backup_is_due (const char *library, RapportClock *clock)
{
  g_autoptr (GPtrArray) backups = rapport_backup_list (library);
  gint64 age;

  if (backups->len == 0)
    return TRUE;
  age = rapport_clock_get_now (clock) - ((RapportBackup *) backups->pdata[0])->instant;
  return age >= G_TIME_SPAN_DAY || age < 0;
}

/* Looking inside. */

RapportSqlite *
rapport_backup_open_to_look (const char *path, GError **error)
{
  g_autoptr (RapportSqlite) db = NULL;
  RapportSchemaMark mark;

  /* Without this a file that is missing would look like an empty library. */
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_FAILED,
                           _ ("The file is not there."));
      return NULL;
    }
  db = rapport_sqlite_open (
    path, rapport_file_has_wal (path) ? RAPPORT_SQLITE_READ_ONLY : RAPPORT_SQLITE_IMMUTABLE, error);
  if (db == NULL || !rapport_schema_read_mark (db, &mark, error))
    return NULL;
  if (mark.application_id != RAPPORT_APPLICATION_ID)
    {
      g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_DAMAGED,
                           _ ("The file is not a library of Rapport."));
      return NULL;
    }
  if (mark.version > rapport_schema_get_version ())
    {
      g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NEWER,
                           _ ("The file was made by a newer version of Rapport."));
      return NULL;
    }
  return g_steal_pointer (&db);
}

static gboolean
count_records (RapportSqlite *db, const char *table, gint64 *n, GError **error)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT count (*) FROM \"%s\" WHERE trashed IS NULL", table);

  return rapport_sqlite_get_integer (db, sql, n, error);
}

gboolean
rapport_backup_look (const char *path, RapportBackupLook *look, GError **error)
{
  g_autoptr (RapportSqlite) db = rapport_backup_open_to_look (path, error);
  GPtrArray *infos = rapport_record_infos_get ();

  *look = (RapportBackupLook) { 0 };
  if (db == NULL ||
      !rapport_sqlite_get_integer (db, "PRAGMA user_version", &look->version, error) ||
      !rapport_sqlite_get_integer (db, "SELECT max (instant) FROM change_set", &look->last_change,
                                   error))
    return FALSE;
  for (guint i = 0; i < infos->len; i++)
    {
      const RapportRecordInfo *info = infos->pdata[i];
      g_autofree char *table = rapport_name_to_column (info->name);
      gint64 n;

      /* A table that came with a later version is not there yet. */
      if (sqlite3_table_column_metadata (rapport_sqlite_get_handle (db), NULL, table, NULL, NULL,
                                         NULL, NULL, NULL, NULL) != SQLITE_OK)
        continue;
      if (!count_records (db, table, &n, error))
        return FALSE;
      look->records += n;
      if (g_str_equal (info->name, "client"))
        look->clients = n;
    }
  return TRUE;
}

/* The lines of a check that are not "ok". */
static gboolean
add_findings (RapportSqlite *db, const char *sql, GPtrArray *findings, GError **error)
{
  g_autoptr (sqlite3_stmt) stmt = rapport_sqlite_prepare (db, sql, error);
  RapportStep step;

  if (stmt == NULL)
    return FALSE;
  while ((step = rapport_sqlite_step (db, stmt, error)) == RAPPORT_STEP_ROW)
    if (!g_str_equal (rapport_sqlite_column_text (stmt, 0), "ok"))
      g_ptr_array_add (findings, g_strdup (rapport_sqlite_column_text (stmt, 0)));
  return step == RAPPORT_STEP_DONE;
}

GPtrArray *
rapport_backup_check (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (RapportSqlite) db = rapport_backup_open_to_look (path, error);

  if (db == NULL)
    return NULL;
  rapport_sqlite_set_cancellable (db, cancellable);
  if (!add_findings (db, "PRAGMA integrity_check", findings, error))
    return NULL;
  if (!rapport_schema_is_complete (db))
    g_ptr_array_add (findings, g_strdup ("a table or column is missing"));
  return g_steal_pointer (&findings);
}

/* Whether a backup opens and is whole. */
static gboolean
verify (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (RapportSqlite) db = rapport_backup_open_to_look (path, error);

  if (db == NULL)
    return FALSE;
  rapport_sqlite_set_cancellable (db, cancellable);
  if (!add_findings (db, "PRAGMA quick_check", findings, error))
    return FALSE;
  if (findings->len == 0)
    return TRUE;
  rapport_store_log (G_LOG_LEVEL_MESSAGE, "a backup is not whole: %s",
                     (const char *) findings->pdata[0]);
  g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_DAMAGED,
                       _ ("The library’s file is damaged."));
  return FALSE;
}

RapportBackup *
rapport_backup_find_last_good (const char *library)
{
  g_autoptr (GPtrArray) backups = rapport_backup_list (library);

  for (guint i = 0; i < backups->len; i++)
    {
      g_autoptr (GError) error = NULL;

      if (verify (((RapportBackup *) backups->pdata[i])->path, NULL, &error))
        return g_ptr_array_steal_index (backups, i);
    }
  return NULL;
}

/* Making. */

/* Copies page by page what one read transaction sees, so that a writer beside
 * it does not make it begin again. */
static gboolean
copy_pages (RapportSqlite *from, RapportSqlite *to, GCancellable *cancellable, GError **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (rapport_sqlite_get_handle (to), "main",
                                                rapport_sqlite_get_handle (from), "main");
  int code = backup != NULL ? SQLITE_OK : SQLITE_ERROR;

  while (code == SQLITE_OK && !g_cancellable_is_cancelled (cancellable))
    code = sqlite3_backup_step (backup, PAGES_AT_ONCE);
  if (backup != NULL)
    {
      int finish = sqlite3_backup_finish (backup);

      code = code == SQLITE_DONE ? finish : code;
    }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (code == SQLITE_OK)
    return TRUE;
  /* Reading that fails says so in the source; all else is the copy's. */
  rapport_sqlite_set_error ((code & 0xff) == SQLITE_CORRUPT ? from : to, code, "copying", error);
  return FALSE;
}

/* What was being written in pieces while the copy was made is not in it. In one
 * of an older version it is taken back when that is opened. */
static gboolean
finish (RapportSqlite *copy, GError **error)
{
  RapportSchemaMark mark;

  if (!rapport_schema_read_mark (copy, &mark, error))
    return FALSE;
  return mark.version < rapport_schema_get_version () || rapport_batch_sweep (copy, error);
}

static gboolean
copy_to (const char *library, const char *part, GCancellable *cancellable, GError **error)
{
  g_autoptr (RapportSqlite) from = rapport_sqlite_open (library, RAPPORT_SQLITE_QUERY, error);
  g_autoptr (RapportSqlite) to = NULL;
  gint64 unused;

  if (from == NULL || !rapport_sqlite_exec (from, "BEGIN", error) ||
      !rapport_sqlite_get_integer (from, "SELECT count (*) FROM sqlite_schema", &unused, error))
    return FALSE;
  to = rapport_sqlite_open (part, RAPPORT_SQLITE_PLAIN, error);
  /* The copy says of itself that it uses a WAL. Without one it is one file,
   * which can be opened wherever it lies. */
  return to != NULL && copy_pages (from, to, cancellable, error) &&
         rapport_sqlite_set_pragma (to, "journal_mode", "DELETE", "delete", error) &&
         finish (to, error);
}

/* A journal that stayed would be taken for that of the next copy. */
static void
remove_part (const char *part)
{
  g_autofree char *journal = g_strconcat (part, "-journal", NULL);

  g_unlink (part);
  g_unlink (journal);
}

gboolean
rapport_backup_write (const char *library,
                      const char *destination,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autofree char *part = g_strconcat (destination, PART, NULL);

  remove_part (part);
  if (copy_to (library, part, cancellable, error) && verify (part, cancellable, error) &&
      rapport_file_replace (part, destination, error))
    return TRUE;
  remove_part (part);
  return FALSE;
}

/* Drops all but the last ones, and what a killed process left. The folder is
 * locked, so nobody is making one. */
static void
prune (const char *library)
{
  g_autoptr (GPtrArray) backups = rapport_backup_list (library);
  g_autofree char *folder = rapport_backup_get_folder (library);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  for (guint i = RAPPORT_BACKUPS_KEPT; i < backups->len; i++)
    g_unlink (((RapportBackup *) backups->pdata[i])->path);
  /* With their journals, and copies of copies. */
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (strstr (name, EXTENSION PART) != NULL)
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        g_unlink (path);
      }
}

static int
open_lock (const char *library)
{
  g_autofree char *folder = rapport_backup_get_folder (library);
  g_autofree char *path = g_build_filename (folder, ".lock", NULL);

  return g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
}

static gboolean
try_lock (int fd)
{
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

  return fcntl (fd, F_OFD_SETLK, &lock) == 0;
}

static gboolean
wait_for_lock (int fd, GCancellable *cancellable, GError **error)
{
  gint64 until = g_get_monotonic_time () + LOCK_TIME;

  while (!try_lock (fd))
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (g_get_monotonic_time () >= until)
        {
          g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_BUSY,
                               rapport_store_get_message (RAPPORT_STORE_ERROR_BUSY));
          return FALSE;
        }
      g_usleep (LOCK_PAUSE);
    }
  return TRUE;
}

int
rapport_backup_lock (const char *library, GCancellable *cancellable, GError **error)
{
  int fd = open_lock (library);

  if (fd < 0)
    rapport_file_set_error (errno, "locking", error);
  else if (!wait_for_lock (fd, cancellable, error))
    {
      close (fd);
      return -1;
    }
  return fd;
}

/* What a killed rapport_backup_restore() or rapport_salvage_run() leaves beside
 * the library. Both hold its lock while they work. */
static void
sweep_beside (const char *library)
{
  static const char *const names[] = {
    ".restore.part",       ".restore.part.part",       ".salvage",
    ".salvage-journal",    ".salvage-source",          ".salvage-source.part",
    ".salvage-source-wal", ".salvage-source-wal.part", ".salvage-source-shm"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_strconcat (library, names[i], NULL);

      g_unlink (path);
    }
}

void
rapport_backup_sweep (const char *library)
{
  int fd = open_lock (library);

  sweep_beside (library);
  if (fd < 0)
    return;
  if (try_lock (fd))
    prune (library);
  close (fd);
}

static char *
make_locked (const char *library,
             RapportBackupReason reason,
             RapportClock *clock,
             GCancellable *cancellable,
             GError **error)
{
  g_autofree char *folder = rapport_backup_get_folder (library);
  g_autoptr (GPtrArray) backups = rapport_backup_list (library);
  guint number = backups->len > 0 ? ((RapportBackup *) backups->pdata[0])->number + 1 : 1;
  g_autofree char *name = make_name (number, rapport_clock_get_now (clock), reason);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  if (!rapport_backup_write (library, path, cancellable, error))
    return NULL;
  prune (library);
  return g_steal_pointer (&path);
}

char *
rapport_backup_make (const char *library,
                     RapportBackupReason reason,
                     RapportClock *clock,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autofree char *folder = rapport_backup_get_folder (library);
  char *path;
  int fd;

  if (!rapport_file_make_folder (folder, error))
    return NULL;
  fd = rapport_backup_lock (library, cancellable, error);
  if (fd < 0)
    return NULL;
  path = make_locked (library, reason, clock, cancellable, error);
  close (fd);
  return path;
}

gboolean
rapport_backup_copy_bytes (const char *library, const char *destination, GError **error)
{
  g_autofree char *wal = g_strconcat (library, "-wal", NULL);
  g_autofree char *wal_copy = g_strconcat (destination, "-wal", NULL);

  /* The WAL first: without it the copy would be an older state. */
  if (rapport_file_has_wal (library) && !rapport_file_copy (wal, wal_copy, error))
    return FALSE;
  return rapport_file_copy (library, destination, error);
}
