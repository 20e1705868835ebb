/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-salvage.h"

#include "rapport-backup.h"
#include "rapport-field.h"
#include "rapport-file.h"
#include "rapport-library-lock.h"
#include "rapport-schema.h"
#include "rapport-store-carry.h"
#include "rapport-store-search.h"
#include "rapport-store-totals.h"

#include <glib/gstdio.h>

/* Row numbers that are tried one by one between what was read from both ends,
 * and how many of them may be missing in a row where the end is unknown. */
#define MAX_PROBES  1000000
#define MAX_MISSING 20000

typedef struct
{
  RapportSqlite *from;
  RapportSqlite *to;
  RapportSalvageTable *table;
  int n_columns;
  char *select; /* up to WHERE; the first column is the rowid */
  char *insert;
} Job;

static void
table_free (gpointer data)
{
  RapportSalvageTable *table = data;

  g_free (table->table);
  g_free (table);
}

void
rapport_salvage_free (RapportSalvage *self)
{
  g_ptr_array_unref (self->tables);
  g_free (self->aside);
  g_free (self);
}

/* The columns that both files have. */
static gboolean
prepare_job (Job *job, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GString) marks = g_string_new (NULL);
  g_autoptr (sqlite3_stmt) stmt =
    rapport_sqlite_prepare (job->to, "SELECT name FROM pragma_table_info (?)", error);
  RapportStep step;

  if (stmt == NULL)
    return FALSE;
  rapport_sqlite_bind_text (stmt, 1, job->table->table);
  while ((step = rapport_sqlite_step (job->to, stmt, error)) == RAPPORT_STEP_ROW)
    {
      const char *name = rapport_sqlite_column_text (stmt, 0);

      if (sqlite3_table_column_metadata (rapport_sqlite_get_handle (job->from), NULL,
                                         job->table->table, name, NULL, NULL, NULL, NULL,
                                         NULL) != SQLITE_OK)
        continue;
      g_string_append_printf (names, ", \"%s\"", name);
      g_string_append (marks, ", ?");
      job->n_columns++;
    }
  if (step == RAPPORT_STEP_ERROR || job->n_columns == 0)
    return FALSE;
  job->select = g_strdup_printf ("SELECT rowid%s FROM \"%s\" NOT INDEXED WHERE rowid ", names->str,
                                 job->table->table);
  job->insert = g_strdup_printf ("INSERT OR IGNORE INTO \"%s\" (%s) VALUES (%s)", job->table->table,
                                 names->str + 2, marks->str + 2);
  return TRUE;
}

/* A row of the damaged file that the new one does not take is lost, too. */
static gboolean
copy_row (Job *job, sqlite3_stmt *row, GError **error)
{
  sqlite3_stmt *stmt = rapport_sqlite_get (job->to, job->insert, error);

  if (stmt == NULL)
    return FALSE;
  for (int i = 0; i < job->n_columns; i++)
    sqlite3_bind_value (stmt, i + 1, sqlite3_column_value (row, i + 1));
  if (!rapport_sqlite_run (job->to, stmt, error))
    return FALSE;
  if (rapport_sqlite_get_changes (job->to) > 0)
    job->table->read++;
  else
    job->table->lost++;
  return TRUE;
}

/* Copies rows in one direction until the end or the first that can't be read.
 * @last is the row number of the last one. */
static gboolean
copy_run (Job *job, const char *which, gint64 from, gint64 *last, gboolean *whole, GError **error)
{
  g_autofree char *sql = g_strconcat (job->select, which, NULL);
  g_autoptr (sqlite3_stmt) stmt = rapport_sqlite_prepare (job->from, sql, NULL);
  RapportStep step;

  *whole = FALSE;
  if (stmt == NULL)
    return TRUE;
  sqlite3_bind_int64 (stmt, 1, from);
  while ((step = rapport_sqlite_step (job->from, stmt, NULL)) == RAPPORT_STEP_ROW)
    {
      *last = sqlite3_column_int64 (stmt, 0);
      if (!copy_row (job, stmt, error))
        return FALSE;
    }
  *whole = step == RAPPORT_STEP_DONE;
  return TRUE;
}

/* Tries each row number between two that were read. */
static gboolean
probe (Job *job, gint64 after, gint64 before, GError **error)
{
  g_autofree char *sql = g_strconcat (job->select, "= ?", NULL);
  g_autoptr (sqlite3_stmt) stmt = rapport_sqlite_prepare (job->from, sql, NULL);
  gint64 end = before == G_MAXINT64 || before - after > MAX_PROBES ? after + MAX_PROBES : before;
  guint missing = 0;

  for (gint64 row = after + 1; stmt != NULL && row < end; row++)
    {
      RapportStep step;

      sqlite3_reset (stmt);
      sqlite3_bind_int64 (stmt, 1, row);
      step = rapport_sqlite_step (job->from, stmt, NULL);
      if (step == RAPPORT_STEP_ROW && !copy_row (job, stmt, error))
        return FALSE;
      missing = step == RAPPORT_STEP_ROW ? 0 : missing + 1;
      if (before == G_MAXINT64 && missing > MAX_MISSING)
        break;
      if (step == RAPPORT_STEP_ERROR && before != G_MAXINT64)
        job->table->lost++;
    }
  return TRUE;
}

static gboolean
copy_table (Job *job, GError **error)
{
  gint64 first = 0, last = G_MAXINT64;
  gboolean whole;

  if (!copy_run (job, "> ? ORDER BY rowid", 0, &first, &whole, error))
    return FALSE;
  if (whole)
    return TRUE;
  rapport_store_log (G_LOG_LEVEL_MESSAGE, "table %s is damaged behind row %" G_GINT64_FORMAT,
                     job->table->table, first);
  if (!copy_run (job, "> ? ORDER BY rowid DESC", first, &last, &whole, error))
    return FALSE;
  /* That at least one row is lost is known, even where it can't be counted. */
  if (last == G_MAXINT64)
    job->table->lost++;
  return probe (job, first, last, error);
}

static gboolean
salvage_table (
  RapportSqlite *from, RapportSqlite *to, const char *name, RapportSalvage *salvage, GError **error)
{
  RapportSalvageTable *table = g_new0 (RapportSalvageTable, 1);
  Job job = { .from = from, .to = to, .table = table };
  gboolean copied;

  table->table = g_strdup (name);
  g_ptr_array_add (salvage->tables, table);
  copied = !prepare_job (&job, NULL) || copy_table (&job, error);
  g_free (job.select);
  g_free (job.insert);
  salvage->read += table->read;
  salvage->lost += table->lost;
  return copied;
}

static gboolean
salvage_all (RapportSqlite *from, RapportSqlite *to, RapportSalvage *salvage, GError **error)
{
  static const char *const others[] = { "change_set", "change", "local", "sync_place" };
  GPtrArray *infos = rapport_record_infos_get ();

  if (!rapport_sqlite_begin (to, error))
    return FALSE;
  for (guint i = 0; i < infos->len; i++)
    {
      g_autofree char *table =
        rapport_name_to_column (((const RapportRecordInfo *) infos->pdata[i])->name);

      if (!salvage_table (from, to, table, salvage, error))
        return FALSE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (!salvage_table (from, to, others[i], salvage, error))
      return FALSE;
  /* A record that was lost must not look like one that was erased. */
  return rapport_search_rebuild (to, error) && rapport_totals_rebuild (to, error) &&
         rapport_carry_begin_anew (to, error) && rapport_sqlite_commit (to, error);
}

/* Works on a copy, for SQLite would bring the WAL of the original into it. */
static RapportSqlite *
open_copy (const char *library, const char *copy, GCancellable *cancellable, GError **error)
{
  g_autoptr (RapportSqlite) db = NULL;
  gint64 tables;

  if (!rapport_backup_copy_bytes (library, copy, error))
    return NULL;
  db = rapport_sqlite_open (copy, RAPPORT_SQLITE_QUERY, error);
  if (db == NULL ||
      !rapport_sqlite_get_integer (db, "SELECT count (*) FROM sqlite_schema", &tables, error))
    return NULL;
  rapport_sqlite_set_cancellable (db, cancellable);
  return g_steal_pointer (&db);
}

static void
remove_library (const char *path)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", "-journal" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *file = g_strconcat (path, suffixes[i], NULL);

      g_unlink (file);
    }
}

static gboolean
read_into (const char *library,
           const char *copy,
           const char *rescued,
           RapportSalvage *salvage,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (RapportSqlite) from = open_copy (library, copy, cancellable, error);
  g_autoptr (RapportSqlite) to = NULL;

  if (from == NULL)
    return FALSE;
  to = rapport_sqlite_open (rescued, RAPPORT_SQLITE_PLAIN, error);
  return to != NULL && rapport_schema_migrate (to, error) && salvage_all (from, to, salvage, error);
}

RapportSalvage *
rapport_salvage_run (const char *library,
                     RapportClock *clock,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (RapportSalvage) self = g_new0 (RapportSalvage, 1);
  g_autoptr (RapportLibraryLock) lock = rapport_library_lock_take (library, error);
  g_autofree char *copy = g_strconcat (library, ".salvage-source", NULL);
  g_autofree char *rescued = g_strconcat (library, ".salvage", NULL);
  gboolean done;

  self->tables = g_ptr_array_new_with_free_func (table_free);
  if (lock == NULL)
    return NULL;
  remove_library (copy);
  remove_library (rescued);
  done = read_into (library, copy, rescued, self, cancellable, error) &&
         !g_cancellable_set_error_if_cancelled (cancellable, error);
  remove_library (copy);
  if (done)
    self->aside = rapport_backup_set_aside (library, clock, error);
  if (self->aside == NULL || !rapport_file_replace (rescued, library, error))
    {
      remove_library (rescued);
      return NULL;
    }
  rapport_library_lock_release (g_steal_pointer (&lock));
  return g_steal_pointer (&self);
}
