/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-backup-erase.h"

#include "rapport-backup.h"
#include "rapport-file.h"
#include "rapport-store-log.h"
#include "rapport-store-marks.h"
#include "rapport-store-rows.h"
#include "rapport-store-search.h"
#include "rapport-store-totals.h"
#include "rapport-store.h"

#include <glib/gstdio.h>
#include <unistd.h>

/* A backup of before a migration does not know every type. */
static gboolean
has_table (RapportSqlite *db, const char *table)
{
  sqlite3_stmt *stmt =
    rapport_sqlite_get (db, "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?", NULL);
  gboolean there;

  if (stmt == NULL)
    return TRUE;
  rapport_sqlite_bind_text (stmt, 1, table);
  there = rapport_sqlite_step (db, stmt, NULL) != RAPPORT_STEP_DONE;
  sqlite3_reset (stmt);
  return there;
}

static gboolean
erase_record (RapportSqlite *db, const RapportRecordChange *change, GError **error)
{
  RapportMarks marks;

  if (!rapport_rows_write (db, change, error) || !rapport_log_erase (db, change->id, error) ||
      !rapport_search_remove (db, change->id, error))
    return FALSE;
  if (rapport_totals_is_concerned (change) && !rapport_totals_update (db, change->id, error))
    return FALSE;
  return !has_table (db, "sync_record") || (rapport_marks_begin (&marks, db, NULL, error) &&
                                            rapport_marks_erase (&marks, change->id, error));
}

static gboolean
erase_records (RapportSqlite *db, RapportChangeSet *set, GError **error)
{
  for (guint i = 0; i < rapport_change_set_get_size (set); i++)
    {
      const RapportRecordChange *change = rapport_change_set_get_change (set, i);
      g_autofree char *table = rapport_name_to_column (change->info->name);

      if (change->operation == RAPPORT_OPERATION_ERASE && has_table (db, table) &&
          !erase_record (db, change, error))
        return FALSE;
    }
  return TRUE;
}

/* VACUUM leaves out the free pages, in which the words may still stand. */
static gboolean
erase_in (const char *path, RapportChangeSet *set, GError **error)
{
  g_autoptr (RapportSqlite) db = rapport_sqlite_open (path, RAPPORT_SQLITE_PLAIN, error);

  if (db == NULL || !rapport_sqlite_begin (db, error))
    return FALSE;
  if (!erase_records (db, set, error) || !rapport_sqlite_commit (db, error))
    {
      rapport_sqlite_rollback (db);
      return FALSE;
    }
  return rapport_search_purge (db, error) && rapport_sqlite_exec (db, "VACUUM", error);
}

static gboolean
rewrite (const char *path, RapportChangeSet *set, GError **error)
{
  g_autofree char *copy = g_strconcat (path, ".part", NULL);
  g_autoptr (GPtrArray) findings = NULL;
  gboolean whole;

  if (!rapport_file_copy (path, copy, error))
    return FALSE;
  if (erase_in (copy, set, error))
    findings = rapport_backup_check (copy, NULL, error);
  whole = findings != NULL && findings->len == 0;
  if (whole && rapport_file_replace (copy, path, error))
    return TRUE;
  g_unlink (copy);
  return FALSE;
}

gboolean
rapport_backup_erase (const char *library, RapportChangeSet *set, GError **error)
{
  g_autofree char *folder = rapport_backup_get_folder (library);
  g_autoptr (GPtrArray) backups = NULL;
  gboolean erased = TRUE;
  int fd;

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    return TRUE;
  /* One that is being made has to be there first. */
  fd = rapport_backup_lock (library, NULL, error);
  if (fd < 0)
    return FALSE;
  backups = rapport_backup_list (library);
  for (guint i = 0; i < backups->len; i++)
    {
      g_autoptr (GError) local_error = NULL;

      if (rewrite (((RapportBackup *) backups->pdata[i])->path, set, &local_error))
        continue;
      rapport_store_log (G_LOG_LEVEL_MESSAGE, "erasing from a backup did not work: %s",
                         local_error != NULL ? local_error->message : "the copy is not whole");
      erased = FALSE;
    }
  close (fd);
  if (!erased)
    g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_FAILED,
                         "not all backups could be rewritten");
  return erased;
}
