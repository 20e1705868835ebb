/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-store-moved-files.h"

/* Fields with bytes. */

/* A field of a type whose digest and size stand beside it. */
typedef struct
{
  const RapportRecordInfo *info;
  guint field;
  char *table;
  char *column;
} Field;

static void
field_free (gpointer data)
{
  Field *field = data;

  g_free (field->table);
  g_free (field->column);
  g_free (field);
}

/* (transfer full): those of @type (nullable), or of all. */
static GPtrArray *
find_fields (const char *type)
{
  GPtrArray *infos = rapport_record_infos_get ();
  GPtrArray *fields = g_ptr_array_new_with_free_func (field_free);

  for (guint i = 0; i < infos->len; i++)
    {
      const RapportRecordInfo *info = infos->pdata[i];
      g_autofree char *table = rapport_name_to_column (info->name);

      if ((type != NULL && !g_str_equal (type, table)) ||
          rapport_record_info_find_field (info, "digest") < 0 ||
          rapport_record_info_find_field (info, "size") < 0)
        continue;
      for (guint j = 0; j < info->n_fields; j++)
        {
          Field *field;

          if (info->fields[j].kind != RAPPORT_KIND_BLOB)
            continue;
          field = g_new0 (Field, 1);
          *field =
            (Field) { info, j, g_strdup (table), rapport_name_to_column (info->fields[j].name) };
          g_ptr_array_add (fields, field);
        }
    }
  return fields;
}

/* Writing. */

gboolean
rapport_moved_files_leave (
  RapportSqlite *db, const char *type, const char *record, gint64 place, GError **error)
{
  g_autoptr (GPtrArray) fields = find_fields (type);

  for (guint i = 0; i < fields->len; i++)
    {
      const Field *field = fields->pdata[i];
      g_autofree char *sql =
        g_strdup_printf ("INSERT INTO sync_left (record, type, place, revision) "
                         "SELECT \"digest\", 'blob', ?1, CAST (\"size\" AS TEXT) FROM \"%s\" "
                         "WHERE id = ?2 AND length (\"digest\") = 64 AND \"size\" IS NOT NULL",
                         field->table);
      sqlite3_stmt *stmt = rapport_sqlite_get (db, sql, error);

      if (stmt == NULL)
        return FALSE;
      sqlite3_bind_int64 (stmt, 1, place);
      rapport_sqlite_bind_text (stmt, 2, record);
      if (!rapport_sqlite_run (db, stmt, error))
        return FALSE;
    }
  return TRUE;
}

/* Runs a statement of a digest (nullable) and a place. */
static gboolean
run (RapportSqlite *db, const char *sql, const char *digest, gint64 place, GError **error)
{
  sqlite3_stmt *stmt = rapport_sqlite_get (db, sql, error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, place);
  if (digest != NULL)
    rapport_sqlite_bind_text (stmt, 2, digest);
  return rapport_sqlite_run (db, stmt, error);
}

gboolean
rapport_moved_files_settle (RapportSqlite *db, const RapportSyncNote *note, GError **error)
{
  for (guint i = 0; i < note->files_gone->len; i++)
    if (!run (db,
              "INSERT INTO sync_left (record, type, place, revision) "
              "VALUES (?2, 'blob-gone', ?1, '-')",
              note->files_gone->pdata[i], note->files_of, error))
      return FALSE;
  for (guint i = 0; i < note->files_left->len; i++)
    if (!run (db, "DELETE FROM sync_left WHERE place = ?1 AND record = ?2 AND type = 'blob'",
              note->files_left->pdata[i], note->files_of, error))
      return FALSE;
  return !note->files_mended ||
         run (db, "DELETE FROM sync_left WHERE place = ?1 AND type = 'blob-gone'", NULL,
              note->files_of, error);
}

/* Reading. */

/* What records that live at the place, or are not deleted there yet, say of files; and the rest of
 * them that this version does not know. */
static void
append_kept (GString *sql, GPtrArray *fields)
{
  GPtrArray *infos = rapport_record_infos_get ();

  g_string_append (sql, "WITH leaving (id) AS MATERIALIZED "
                        "(SELECT record FROM sync_left WHERE place = ?1), "
                        "kept (digest) AS MATERIALIZED (");
  for (guint i = 0; i < fields->len; i++)
    g_string_append_printf (sql,
                            "%sSELECT t.\"digest\" FROM \"%s\" AS t JOIN sync_record AS r "
                            "ON r.record = t.id WHERE t.\"digest\" IS NOT NULL AND (r.place = ?1 "
                            "OR t.id IN (SELECT id FROM leaving))",
                            i > 0 ? " UNION ALL " : "", ((Field *) fields->pdata[i])->table);
  g_string_append (sql, "), said (words) AS MATERIALIZED (SELECT raw FROM sync_record "
                        "WHERE raw IS NOT NULL AND (place = ?1 OR record IN "
                        "(SELECT id FROM leaving))");
  for (guint i = 0; i < infos->len; i++)
    {
      g_autofree char *table =
        rapport_name_to_column (((RapportRecordInfo *) infos->pdata[i])->name);

      g_string_append_printf (sql,
                              " UNION ALL SELECT t.extra FROM \"%s\" AS t JOIN sync_record AS r "
                              "ON r.record = t.id WHERE t.extra IS NOT NULL AND (r.place = ?1 "
                              "OR t.id IN (SELECT id FROM leaving))",
                              table);
    }
  g_string_append (sql, ") ");
}

/* While the erasure of a record with files is not sent, or refused, its document there names them.
 */
static void
append_unheard (GString *sql, GPtrArray *fields)
{
  g_string_append (sql, "AND NOT EXISTS (SELECT 1 FROM sync_record AS e WHERE e.place = ?1 "
                        "AND e.waiting IS NOT NULL AND (");
  for (guint i = 0; i < fields->len; i++)
    g_string_append_printf (
      sql, "%s(e.type = '%s' AND NOT EXISTS (SELECT 1 FROM \"%s\" AS t WHERE t.id = e.record))",
      i > 0 ? " OR " : "", ((Field *) fields->pdata[i])->table,
      ((Field *) fields->pdata[i])->table);
  g_string_append (sql, ")) ");
}

/* (transfer full): the question, with a place, a key and a limit. */
static GString *
make_question (RapportSyncFiles which, GPtrArray *fields)
{
  GString *sql = g_string_new (NULL);

  if (which == RAPPORT_SYNC_FILES_LEFT)
    {
      append_kept (sql, fields);
      g_string_append (sql, "SELECT max (l.key) AS key, l.record, l.revision FROM sync_left AS l "
                            "WHERE l.place = ?1 AND l.type = 'blob' "
                            "AND l.record NOT IN (SELECT digest FROM kept) "
                            "AND NOT EXISTS (SELECT 1 FROM said WHERE instr (words, l.record)) ");
      append_unheard (sql, fields);
    }
  else
    {
      g_string_append (sql, "SELECT max (l.key) AS key, l.record, ifnull (max (d.size), -1) "
                            "FROM sync_left AS l LEFT JOIN (");
      for (guint i = 0; i < fields->len; i++)
        g_string_append_printf (sql,
                                "%sSELECT t.\"digest\" AS digest, t.\"size\" AS size FROM \"%s\" "
                                "AS t JOIN sync_record AS r ON r.record = t.id WHERE r.place = ?1",
                                i > 0 ? " UNION ALL " : "", ((Field *) fields->pdata[i])->table);
      g_string_append (sql, ") AS d ON d.digest = l.record "
                            "WHERE l.place = ?1 AND l.type = 'blob-gone' ");
    }
  g_string_append (sql, "GROUP BY l.record HAVING max (l.key) > ?2 ORDER BY 1 LIMIT ?3");
  return sql;
}

static RapportSyncFile *
read_file (sqlite3_stmt *stmt)
{
  RapportSyncFile *file = g_new0 (RapportSyncFile, 1);

  file->key = sqlite3_column_int64 (stmt, 0);
  g_strlcpy (file->digest, rapport_sqlite_column_text (stmt, 1), sizeof file->digest);
  file->size = sqlite3_column_int64 (stmt, 2);
  file->places = g_array_new (FALSE, FALSE, sizeof (gint64));
  return file;
}

/* A record here that has the bytes. */
static gboolean
find_holder (RapportSqlite *db, RapportSyncFile *file, const Field *field, GError **error)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT id FROM \"%s\" WHERE \"digest\" = ?1 AND \"%s\" IS NOT NULL LIMIT 1",
                     field->table, field->column);
  sqlite3_stmt *stmt = file->id == NULL ? rapport_sqlite_get (db, sql, error) : NULL;
  RapportStep step;

  if (stmt == NULL)
    return file->id != NULL;
  rapport_sqlite_bind_text (stmt, 1, file->digest);
  step = rapport_sqlite_step (db, stmt, error);
  if (step == RAPPORT_STEP_ROW)
    {
      file->id = g_strdup (rapport_sqlite_column_text (stmt, 0));
      file->info = field->info;
      file->field = field->field;
    }
  sqlite3_reset (stmt);
  return step != RAPPORT_STEP_ERROR;
}

static void
add_place (RapportSyncFile *file, gint64 place)
{
  for (guint i = 0; i < file->places->len; i++)
    if (g_array_index (file->places, gint64, i) == place)
      return;
  g_array_append_val (file->places, place);
}

static gboolean
find_places (
  RapportSqlite *db, RapportSyncFile *file, const Field *field, gint64 place, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
    "SELECT DISTINCT r.place FROM \"%s\" AS t JOIN sync_record AS r ON r.record = t.id "
    "JOIN sync_place AS p ON p.key = r.place "
    "WHERE t.\"digest\" = ?1 AND r.place <> ?2 AND p.address <> ''",
    field->table);
  sqlite3_stmt *stmt = rapport_sqlite_get (db, sql, error);
  RapportStep step;

  if (stmt == NULL)
    return FALSE;
  rapport_sqlite_bind_text (stmt, 1, file->digest);
  sqlite3_bind_int64 (stmt, 2, place);
  while ((step = rapport_sqlite_step (db, stmt, error)) == RAPPORT_STEP_ROW)
    add_place (file, sqlite3_column_int64 (stmt, 0));
  return step == RAPPORT_STEP_DONE;
}

static gboolean
complete (RapportSqlite *db, RapportSyncFile *file, GPtrArray *fields, gint64 place, GError **error)
{
  for (guint i = 0; i < fields->len; i++)
    if (!find_holder (db, file, fields->pdata[i], error) ||
        !find_places (db, file, fields->pdata[i], place, error))
      return FALSE;
  return TRUE;
}

/* Mostly there is nothing, and that is quickly said. */
static gboolean
has_any (RapportSqlite *db, gint64 place, RapportSyncFiles which, gboolean *has, GError **error)
{
  sqlite3_stmt *stmt = rapport_sqlite_get (
    db, "SELECT 1 FROM sync_left WHERE place = ?1 AND type = ?2 LIMIT 1", error);
  RapportStep step;

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, place);
  rapport_sqlite_bind_text (stmt, 2, which == RAPPORT_SYNC_FILES_LEFT ? "blob" : "blob-gone");
  step = rapport_sqlite_step (db, stmt, error);
  *has = step == RAPPORT_STEP_ROW;
  sqlite3_reset (stmt);
  return step != RAPPORT_STEP_ERROR;
}

GPtrArray *
rapport_moved_files_find (RapportSqlite *db,
                          gint64 place,
                          RapportSyncFiles which,
                          gint64 *after,
                          guint limit,
                          GError **error)
{
  g_autoptr (GPtrArray) files =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_sync_file_free);
  g_autoptr (GPtrArray) fields = find_fields (NULL);
  g_autoptr (GString) sql = make_question (which, fields);
  sqlite3_stmt *stmt;
  RapportStep step;
  gboolean has = FALSE;

  if (!has_any (db, place, which, &has, error))
    return NULL;
  if (!has)
    return g_steal_pointer (&files);
  stmt = rapport_sqlite_get (db, sql->str, error);
  if (stmt == NULL)
    return NULL;
  sqlite3_bind_int64 (stmt, 1, place);
  sqlite3_bind_int64 (stmt, 2, *after);
  sqlite3_bind_int64 (stmt, 3, limit);
  while ((step = rapport_sqlite_step (db, stmt, error)) == RAPPORT_STEP_ROW)
    g_ptr_array_add (files, read_file (stmt));
  if (step == RAPPORT_STEP_ERROR)
    return NULL;
  for (guint i = 0; i < files->len; i++)
    {
      RapportSyncFile *file = files->pdata[i];

      if (file->size >= 0 && !complete (db, file, fields, place, error))
        return NULL;
      *after = file->key;
    }
  return g_steal_pointer (&files);
}
