/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-schema-private.h"

#include "rapport-store-resources.h"
#include "rapport-store.h"

#include <glib/gi18n-lib.h>

#define MIGRATIONS "/io/github/rapport_app/Rapport/migrations"

char *
rapport_schema_describe (const RapportRecordInfo *info)
{
  GString *sql = g_string_new (NULL);
  g_autofree char *table = rapport_name_to_column (info->name);

  g_string_append_printf (sql, "CREATE TABLE \"%s\" (\n  \"id\" TEXT PRIMARY KEY NOT NULL", table);
  for (guint i = 0; i < info->n_fields; i++)
    {
      g_autofree char *column = rapport_name_to_column (info->fields[i].name);

      g_string_append_printf (sql, ",\n  \"%s\" %s", column,
                              rapport_kind_get_sql_type (info->fields[i].kind));
    }
  g_string_append (sql, ",\n  \"extra\" TEXT\n);\n");
  for (guint i = 0; i < info->n_fields; i++)
    {
      g_autofree char *column = rapport_name_to_column (info->fields[i].name);

      if (info->fields[i].flags & RAPPORT_FIELD_INDEX)
        g_string_append_printf (sql, "CREATE INDEX \"%s_%s\" ON \"%s\" (\"%s\");\n", table, column,
                                table, column);
      if (info->fields[i].flags & RAPPORT_FIELD_ORDERED)
        g_string_append_printf (sql,
                                "CREATE INDEX \"%s_%s_order\" ON \"%s\" (\"%s\", \"order\");\n",
                                table, column, table, column);
    }
  return g_string_free_and_steal (sql);
}

/* The migrations. They lie in the program itself: a program and its schema
 * can't be parted. */

static GResource *later_migrations;

void
rapport_schema_add_migrations (GResource *resource)
{
  later_migrations = resource;
}

static GBytes *
get_migration (int number)
{
  g_autofree char *path = g_strdup_printf (MIGRATIONS "/%04d.sql", number);
  GBytes *sql;

  /* Asked for through the generated function, which keeps the linker from
   * leaving the resource out of a program. */
  sql = g_resource_lookup_data (rapport_store_resources_get_resource (), path,
                                G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  if (sql == NULL && later_migrations != NULL)
    sql = g_resource_lookup_data (later_migrations, path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  return sql;
}

int
rapport_schema_get_version (void)
{
  static gsize version = 0;

  if (g_once_init_enter (&version))
    {
      int number = 0;

      for (;;)
        {
          g_autoptr (GBytes) sql = get_migration (number + 1);

          if (sql == NULL)
            break;
          number++;
        }
      g_once_init_leave (&version, (gsize) number);
    }
  return (int) version;
}

gboolean
rapport_schema_read_mark (RapportSqlite *db, RapportSchemaMark *mark, GError **error)
{
  return rapport_sqlite_get_integer (db, "PRAGMA application_id", &mark->application_id, error) &&
         rapport_sqlite_get_integer (db, "PRAGMA user_version", &mark->version, error);
}

static gboolean
run_migration (RapportSqlite *db, int number, GError **error)
{
  g_autoptr (GBytes) bytes = get_migration (number);
  g_autofree char *sql = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autofree char *mark = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d;",
                                           RAPPORT_APPLICATION_ID, number);

  if (!rapport_sqlite_exec (db, "BEGIN EXCLUSIVE", error))
    return FALSE;
  if (rapport_sqlite_exec (db, sql, error) && rapport_sqlite_exec (db, mark, error) &&
      rapport_sqlite_commit (db, error))
    return TRUE;
  rapport_sqlite_rollback (db);
  return FALSE;
}

gboolean
rapport_schema_migrate (RapportSqlite *db, GError **error)
{
  RapportSchemaMark mark;

  if (!rapport_schema_read_mark (db, &mark, error))
    return FALSE;
  for (int number = (int) mark.version + 1; number <= rapport_schema_get_version (); number++)
    {
      rapport_store_log (G_LOG_LEVEL_INFO, "migrating to version %d", number);
      if (run_migration (db, number, error))
        continue;
      g_prefix_error (error, _ ("Bringing the library to version %d did not work: "), number);
      return FALSE;
    }
  return TRUE;
}

/* The names of a table's columns, or NULL when it can't be read. */
static GHashTable *
read_columns (RapportSqlite *db, const char *table)
{
  g_autoptr (GHashTable) columns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  sqlite3_stmt *stmt = rapport_sqlite_get (db, "SELECT name FROM pragma_table_info (?)", NULL);
  RapportStep step;

  if (stmt == NULL)
    return NULL;
  rapport_sqlite_bind_text (stmt, 1, table);
  while ((step = rapport_sqlite_step (db, stmt, NULL)) == RAPPORT_STEP_ROW)
    g_hash_table_add (columns, g_strdup (rapport_sqlite_column_text (stmt, 0)));
  return step == RAPPORT_STEP_DONE ? g_steal_pointer (&columns) : NULL;
}

gboolean
rapport_schema_is_complete (RapportSqlite *db)
{
  GPtrArray *infos = rapport_record_infos_get ();

  for (guint i = 0; i < infos->len; i++)
    {
      const RapportRecordInfo *info = infos->pdata[i];
      g_autofree char *table = rapport_name_to_column (info->name);
      g_autoptr (GHashTable) columns = read_columns (db, table);

      for (guint field = 0; field < info->n_fields; field++)
        {
          g_autofree char *column = rapport_name_to_column (info->fields[field].name);

          if (columns != NULL && g_hash_table_contains (columns, column))
            continue;
          rapport_store_log (G_LOG_LEVEL_MESSAGE, "column %s.%s is missing", table, column);
          return FALSE;
        }
    }
  return TRUE;
}
