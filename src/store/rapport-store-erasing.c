/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-store-erasing.h"

#include "rapport-backup-erase.h"
#include "rapport-rescue.h"
#include "rapport-store-search.h"
#include "rapport-store.h"

/* A line for each record: its type and its id. */
static char *
to_lines (RapportChangeSet *set)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < rapport_change_set_get_size (set); i++)
    {
      const RapportRecordChange *change = rapport_change_set_get_change (set, i);

      if (change->operation == RAPPORT_OPERATION_ERASE)
        g_string_append_printf (lines, "%s %s\n", change->info->name, change->id);
    }
  return g_string_free_and_steal (lines);
}

static RapportChangeSet *
from_lines (const char *text)
{
  const RapportChangeHead head = { .id = "erasing", .label = "", .author = "", .client = "" };
  RapportChangeSet *set = rapport_change_set_new (&head);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], " ", 2);
      const RapportRecordInfo *info =
        parts[0] != NULL && parts[1] != NULL ? rapport_record_info_lookup (parts[0]) : NULL;

      if (info != NULL)
        rapport_change_set_add_record (set, info, parts[1], RAPPORT_OPERATION_ERASE);
    }
  return set;
}

gboolean
rapport_erasing_note (RapportSqlite *db, RapportChangeSet *set, GError **error)
{
  g_autofree char *lines = to_lines (set);
  sqlite3_stmt *stmt =
    rapport_sqlite_get (db,
                        "INSERT INTO local (name, value) VALUES ('" RAPPORT_ERASING_LOCAL "', ?) "
                        "ON CONFLICT (name) DO UPDATE SET value = value || excluded.value",
                        error);

  if (stmt == NULL)
    return FALSE;
  rapport_sqlite_bind_text (stmt, 1, lines);
  return rapport_sqlite_run (db, stmt, error);
}

/* (transfer full) (nullable) */
static char *
read_noted (RapportSqlite *db)
{
  sqlite3_stmt *stmt = rapport_sqlite_get (
    db, "SELECT value FROM local WHERE name = '" RAPPORT_ERASING_LOCAL "'", NULL);
  char *lines = NULL;

  if (stmt == NULL)
    return NULL;
  if (rapport_sqlite_step (db, stmt, NULL) == RAPPORT_STEP_ROW)
    lines = g_strdup (rapport_sqlite_column_text (stmt, 0));
  sqlite3_reset (stmt);
  return lines;
}

gboolean
rapport_erasing_is_noted (RapportSqlite *db)
{
  g_autofree char *lines = read_noted (db);

  return lines != NULL;
}

/* The pages that are free now may hold the words still, and so may the WAL. */
static gboolean
rewrite_file (RapportSqlite *db, GError **error)
{
  return rapport_search_purge (db, error) && rapport_sqlite_exec (db, "VACUUM", error);
}

static gboolean
empty_wal (RapportSqlite *db, GError **error)
{
  if (sqlite3_wal_checkpoint_v2 (rapport_sqlite_get_handle (db), NULL, SQLITE_CHECKPOINT_TRUNCATE,
                                 NULL, NULL) == SQLITE_OK)
    return TRUE;
  g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_BUSY,
                       "the write-ahead log is in use");
  return FALSE;
}

static gboolean
forget (RapportSqlite *db, GError **error)
{
  sqlite3_stmt *stmt =
    rapport_sqlite_get (db, "DELETE FROM local WHERE name = '" RAPPORT_ERASING_LOCAL "'", error);

  return stmt != NULL && rapport_sqlite_run (db, stmt, error);
}

gboolean
rapport_erasing_finish (RapportSqlite *db, GError **error)
{
  g_autofree char *lines = read_noted (db);
  g_autoptr (RapportChangeSet) set = NULL;
  const char *library = sqlite3_db_filename (rapport_sqlite_get_handle (db), "main");

  if (lines == NULL)
    return TRUE;
  set = from_lines (lines);
  return rewrite_file (db, error) && empty_wal (db, error) &&
         rapport_backup_erase (library, set, error) && rapport_rescue_erase (library, set, error) &&
         forget (db, error);
}
