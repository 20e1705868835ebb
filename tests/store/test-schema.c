/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of the field tables are those of the migrations. */
#include "rapport-document.h"
#include "rapport-schema.h"
#include "store-support.h"

#include <sqlite3.h>
#include <string.h>

/* The columns and indexes of a table, in one order: where a column stands
 * says only which migration added it. */
static char *
read_schema (sqlite3 *db, const char *table)
{
  static const char *const question =
    "SELECT name || ' ' || type || iif (\"notnull\", ' NOT NULL', '') || iif (pk, ' KEY', '') "
    "FROM pragma_table_xinfo (?1) "
    "UNION ALL SELECT sql FROM sqlite_schema WHERE tbl_name = ?1 AND type = 'index' "
    "AND sql IS NOT NULL ORDER BY 1";
  GString *text = g_string_new (NULL);
  sqlite3_stmt *stmt = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (db, question, -1, &stmt, NULL), ==, SQLITE_OK);
  sqlite3_bind_text (stmt, 1, table, -1, SQLITE_TRANSIENT);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    g_string_append_printf (text, "%s;\n", (const char *) sqlite3_column_text (stmt, 0));
  sqlite3_finalize (stmt);
  g_assert_cmpuint (text->len, >, 0);
  return g_string_free_and_steal (text);
}

static void
test_schema_is_tables (void)
{
  char *folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "agency.rapport", NULL);
  g_autoptr (RapportClock) clock = rapport_clock_new_fixed (TEST_NOW);
  GPtrArray *infos = rapport_record_infos_get ();
  sqlite3 *migrated = NULL, *described = NULL;

  test_close (test_open (path, clock));
  g_assert_cmpint (sqlite3_open (path, &migrated), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_open (":memory:", &described), ==, SQLITE_OK);
  for (guint i = 0; i < infos->len; i++)
    {
      const RapportRecordInfo *info = infos->pdata[i];
      g_autofree char *sql = rapport_schema_describe (info);
      g_autofree char *table = rapport_name_to_column (info->name);
      g_autofree char *expected = NULL;
      g_autofree char *found = NULL;

      g_assert_cmpint (sqlite3_exec (described, sql, NULL, NULL, NULL), ==, SQLITE_OK);
      expected = read_schema (described, table);
      found = read_schema (migrated, table);
      g_assert_cmpstr (found, ==, expected);
    }
  sqlite3_close (described);
  sqlite3_close (migrated);
  g_assert_cmpint (test_get_integer (path, "PRAGMA application_id"), ==, RAPPORT_APPLICATION_ID);
  g_assert_cmpint (test_get_integer (path, "PRAGMA user_version"), ==,
                   rapport_schema_get_version ());
  test_folder_free (folder);
}

static gboolean
changes_tables (int version)
{
  g_autofree char *path =
    g_strdup_printf ("/io/github/rapport_app/Rapport/migrations/%04d.sql", version);
  g_autoptr (GBytes) sql = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *text = NULL;

  g_assert_nonnull (sql);
  text = g_strndup (g_bytes_get_data (sql, NULL), g_bytes_get_size (sql));
  return strstr (text, "CREATE TABLE") != NULL || strstr (text, "ALTER TABLE") != NULL;
}

/* Documents say the version of the last migration that changed what a record has: who has an older
 * one keeps what it does not know. */
static void
test_documents (void)
{
  g_assert_true (changes_tables (RAPPORT_DOCUMENT_SCHEMA));
  for (int version = RAPPORT_DOCUMENT_SCHEMA + 1; version <= rapport_schema_get_version ();
       version++)
    g_assert_false (changes_tables (version));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/schema/is-tables", test_schema_is_tables);
  g_test_add_func ("/schema/documents", test_documents);
  return g_test_run ();
}
