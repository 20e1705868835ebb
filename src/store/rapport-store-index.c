/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing the full-text index. */
#include "rapport-store-search-private.h"

#include "rapport-stems.h"
#include "rapport-store-rows.h"

/* Of local. */
#define BEHIND "search-behind"

/* Of those that were put off, how many are looked at together. */
#define MOST_READ 64

static gboolean
is_searched (const RapportRecordInfo *info)
{
  for (guint i = 0; i < info->n_fields; i++)
    if (info->fields[i].flags & RAPPORT_FIELD_SEARCH)
      return TRUE;
  return FALSE;
}

gboolean
rapport_search_is_concerned (const RapportRecordChange *change)
{
  const RapportRecordInfo *info = change->info;

  if (!is_searched (info))
    return FALSE;
  if (change->operation != RAPPORT_OPERATION_CHANGE)
    return TRUE;
  for (guint i = 0; i < change->fields->len; i++)
    {
      guint field = g_array_index (change->fields, RapportFieldChange, i).field;

      if (field == RAPPORT_RECORD_TRASHED || (int) field == info->client ||
          (info->fields[field].flags & RAPPORT_FIELD_SEARCH) != 0)
        return TRUE;
    }
  return FALSE;
}

gboolean
rapport_search_remove (RapportSqlite *db, const char *id, GError **error)
{
  sqlite3_stmt *stmt =
    rapport_sqlite_get (db, "DELETE FROM search_entry WHERE record = ? RETURNING number", error);
  gint64 number;

  if (stmt == NULL)
    return FALSE;
  rapport_sqlite_bind_text (stmt, 1, id);
  switch (rapport_sqlite_step (db, stmt, error))
    {
    case RAPPORT_STEP_DONE:
      return TRUE;
    case RAPPORT_STEP_ERROR:
      return FALSE;
    case RAPPORT_STEP_ROW:
    default:
      number = sqlite3_column_int64 (stmt, 0);
    }
  if (!rapport_sqlite_run (db, stmt, error))
    return FALSE;
  stmt = rapport_sqlite_get (db, "DELETE FROM search WHERE rowid = ?", error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, number);
  return rapport_sqlite_run (db, stmt, error);
}

/* @number: 0 where the record has one already. */
static gboolean
give_number (
  RapportSqlite *db, const RapportRecordInfo *info, const char *id, gint64 *number, GError **error)
{
  sqlite3_stmt *stmt = rapport_sqlite_get (
    db, "INSERT INTO search_entry (type, record) VALUES (?, ?) ON CONFLICT (record) DO NOTHING",
    error);

  *number = 0;
  if (stmt == NULL)
    return FALSE;
  rapport_sqlite_bind_text (stmt, 1, info->name);
  rapport_sqlite_bind_text (stmt, 2, id);
  if (!rapport_sqlite_run (db, stmt, error))
    return FALSE;
  if (rapport_sqlite_get_changes (db) > 0)
    *number = sqlite3_last_insert_rowid (rapport_sqlite_get_handle (db));
  return TRUE;
}

/* A new one, behind which there is no text. */
static gboolean
take_number (
  RapportSqlite *db, const RapportRecordInfo *info, const char *id, gint64 *number, GError **error)
{
  return give_number (db, info, id, number, error) &&
         (*number != 0 ||
          (rapport_search_remove (db, id, error) && give_number (db, info, id, number, error)));
}

/* @sql: writes number, words, stems and scope. */
static gboolean
write_text (RapportSqlite *db,
            const char *sql,
            const RapportRecordInfo *info,
            RapportRow *row,
            const char *text,
            gint64 number,
            GError **error)
{
  g_autofree char *scope = search_scope_of (search_client_of (info, row));
  g_autofree char *words = NULL;
  g_autofree char *stems = NULL;
  sqlite3_stmt *stmt;

  rapport_stems_make_columns (text, &words, &stems);
  stmt = rapport_sqlite_get (db, sql, error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, number);
  rapport_sqlite_bind_text (stmt, 2, words);
  rapport_sqlite_bind_text (stmt, 3, stems);
  rapport_sqlite_bind_text (stmt, 4, scope);
  return rapport_sqlite_run (db, stmt, error);
}

static gboolean
add_entry (RapportSqlite *db,
           const RapportRecordInfo *info,
           RapportRow *row,
           const char *text,
           GError **error)
{
  gint64 number;

  return take_number (db, info, row->id, &number, error) &&
         write_text (db, "INSERT INTO search (rowid, words, stems, scope) VALUES (?, ?, ?, ?)",
                     info, row, text, number, error);
}

/* @row (nullable): goes in the place of what the index has, where it is not @made just now. */
static gboolean
replace_entry (RapportSqlite *db,
               const RapportRecordInfo *info,
               const char *id,
               RapportRow *row,
               gboolean made,
               GError **error)
{
  g_autofree char *text = NULL;

  if (!made && !rapport_search_remove (db, id, error))
    return FALSE;
  if (row == NULL || row->values[RAPPORT_RECORD_TRASHED] != NULL)
    return TRUE;
  text = search_make_text (info, row);
  return *text == '\0' || add_entry (db, info, row, text, error);
}

gboolean
rapport_search_update (RapportSqlite *db,
                       const RapportRecordChange *change,
                       gboolean made,
                       GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RapportRow) row = made
                                 ? rapport_rows_make (change)
                                 : search_load_texts (db, change->info, change->id, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return replace_entry (db, change->info, change->id, row, made, error);
}

static gboolean
rebuild_type (RapportSqlite *db, const RapportRecordInfo *info, GError **error)
{
  g_autoptr (RapportQuery) query = rapport_query_new_for_info (info);
  g_autoptr (GArray) fields = search_needed_fields (info);
  g_autoptr (GPtrArray) rows = NULL;

  rapport_query_set_fields (query, (const guint *) (gpointer) fields->data, fields->len);
  rows = rapport_rows_query (db, query, error);
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      g_autofree char *text = search_make_text (info, rows->pdata[i]);

      if (*text != '\0' && !add_entry (db, info, rows->pdata[i], text, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
rapport_search_rebuild (RapportSqlite *db, GError **error)
{
  GPtrArray *infos = rapport_record_infos_get ();

  if (!rapport_sqlite_exec (
        db,
        "INSERT INTO search (search) VALUES ('delete-all'); DELETE FROM search_entry; "
        "DELETE FROM local WHERE name = '" BEHIND "';",
        error))
    return FALSE;
  for (guint i = 0; i < infos->len; i++)
    if (is_searched (infos->pdata[i]) && !rebuild_type (db, infos->pdata[i], error))
      return FALSE;
  return TRUE;
}

gboolean
rapport_search_purge (RapportSqlite *db, GError **error)
{
  return rapport_sqlite_exec (db, "INSERT INTO search (search) VALUES ('optimize')", error);
}

/* What was put off. */

/* From this number on, should nothing be put off yet. */
static gboolean
note_behind (RapportSqlite *db, gint64 number, GError **error)
{
  sqlite3_stmt *stmt = rapport_sqlite_get (
    db, "INSERT INTO local (name, value) VALUES ('" BEHIND "', ?) ON CONFLICT (name) DO NOTHING",
    error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, number - 1);
  return rapport_sqlite_run (db, stmt, error);
}

gboolean
rapport_search_put_off (RapportSqlite *db,
                        const RapportRecordChange *change,
                        gboolean *noted,
                        GError **error)
{
  gint64 number;

  if (!take_number (db, change->info, change->id, &number, error) ||
      (!*noted && !note_behind (db, number, error)))
    return FALSE;
  *noted = TRUE;
  return TRUE;
}

/* FALSE where nothing is put off, and with @error. */
static gboolean
read_behind (RapportSqlite *db, gint64 *number, GError **error)
{
  sqlite3_stmt *stmt = rapport_sqlite_get (
    db, "SELECT CAST (value AS INTEGER) FROM local WHERE name = '" BEHIND "'", error);
  gboolean behind;

  if (stmt == NULL)
    return FALSE;
  behind = rapport_sqlite_step (db, stmt, error) == RAPPORT_STEP_ROW;
  if (behind)
    *number = sqlite3_column_int64 (stmt, 0);
  sqlite3_reset (stmt);
  return behind;
}

gboolean
rapport_search_is_behind (RapportSqlite *db)
{
  gint64 number;

  return read_behind (db, &number, NULL);
}

static gboolean
write_behind (RapportSqlite *db, gint64 number, gboolean whole, GError **error)
{
  sqlite3_stmt *stmt =
    rapport_sqlite_get (db,
                        whole ? "DELETE FROM local WHERE name = '" BEHIND "'"
                              : "UPDATE local SET value = ? WHERE name = '" BEHIND "'",
                        error);

  if (stmt == NULL)
    return FALSE;
  if (!whole)
    sqlite3_bind_int64 (stmt, 1, number);
  return rapport_sqlite_run (db, stmt, error);
}

/* A record that was put off. */
typedef struct
{
  gint64 number;
  const RapportRecordInfo *info;
  char id[RAPPORT_ID_LENGTH + 1];
} Late;

/* Those behind @number, in their order. */
static GArray *
read_late (RapportSqlite *db, gint64 number, GError **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Late));
  sqlite3_stmt *stmt = rapport_sqlite_get (
    db,
    "SELECT number, type, record FROM search_entry WHERE number > ? ORDER BY number "
    "LIMIT " G_STRINGIFY (MOST_READ),
    error);
  RapportStep step;

  if (stmt == NULL)
    return NULL;
  sqlite3_bind_int64 (stmt, 1, number);
  while ((step = rapport_sqlite_step (db, stmt, error)) == RAPPORT_STEP_ROW)
    {
      Late late = { .number = sqlite3_column_int64 (stmt, 0),
                    .info = rapport_record_info_lookup (rapport_sqlite_column_text (stmt, 1)) };

      g_strlcpy (late.id, rapport_sqlite_column_text (stmt, 2), sizeof late.id);
      g_array_append_val (found, late);
    }
  return step == RAPPORT_STEP_DONE ? g_steal_pointer (&found) : NULL;
}

/* A record of which nothing is to be found has no number, either; one that was changed meanwhile
 * has its text. */
static gboolean
catch_up_with (RapportSqlite *db, const Late *late, GError **error)
{
  static const char sql[] =
    "INSERT OR REPLACE INTO search (rowid, words, stems, scope) VALUES (?, ?, ?, ?)";
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RapportRow) row =
    late->info != NULL ? search_load_texts (db, late->info, late->id, &local_error) : NULL;
  g_autofree char *text = NULL;

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (row != NULL && row->values[RAPPORT_RECORD_TRASHED] == NULL)
    text = search_make_text (late->info, row);
  if (text == NULL || *text == '\0')
    return rapport_search_remove (db, late->id, error);
  return write_text (db, sql, late->info, row, text, late->number, error);
}

/* With those behind @number. */
static gboolean
catch_up (RapportSqlite *db, gint64 number, gint64 until, gboolean *whole, GError **error)
{
  do
    {
      g_autoptr (GArray) found = read_late (db, number, error);

      if (found == NULL)
        return FALSE;
      *whole = found->len < MOST_READ;
      for (guint i = 0; i < found->len; i++)
        {
          const Late *late = &g_array_index (found, Late, i);

          if (!catch_up_with (db, late, error))
            return FALSE;
          number = late->number;
        }
    }
  while (!*whole && g_get_monotonic_time () < until);
  return write_behind (db, number, *whole, error);
}

gboolean
rapport_search_catch_up (RapportSqlite *db, gint64 time, gboolean *whole, GError **error)
{
  const gint64 until = g_get_monotonic_time () + time;
  gint64 number = 0;

  *whole = !read_behind (db, &number, NULL);
  if (*whole)
    return TRUE;
  if (rapport_sqlite_begin (db, error) && catch_up (db, number, until, whole, error) &&
      rapport_sqlite_commit (db, error))
    return TRUE;
  rapport_sqlite_rollback (db);
  return FALSE;
}

/* The numbers stay: what was changed last is found first. */
static gboolean
put_off_all (RapportSqlite *db, GError **error)
{
  return rapport_sqlite_exec (db,
                              "INSERT INTO search (search) VALUES ('delete-all'); "
                              "DELETE FROM local WHERE name = '" BEHIND "';",
                              error) &&
         note_behind (db, 1, error);
}

gboolean
rapport_search_begin_anew (RapportSqlite *db, GError **error)
{
  if (rapport_sqlite_begin (db, error) && put_off_all (db, error) &&
      rapport_sqlite_commit (db, error))
    return TRUE;
  rapport_sqlite_rollback (db);
  return FALSE;
}
