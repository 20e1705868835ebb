/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-store-totals.h"

#include "rapport-cells.h"
#include "rapport-month-numbers.h"
#include "rapport-store-rows.h"

gboolean
rapport_totals_is_concerned (const RapportRecordChange *change)
{
  return change->info == &rapport_month_numbers_info;
}

static gboolean
remove_totals (RapportSqlite *db, const char *id, GError **error)
{
  sqlite3_stmt *stmt = rapport_sqlite_get (db, "DELETE FROM month_total WHERE record = ?", error);

  if (stmt == NULL)
    return FALSE;
  rapport_sqlite_bind_text (stmt, 1, id);
  return rapport_sqlite_run (db, stmt, error);
}

/* The sum of each metric. One too great for 64 bits stays at the greatest. */
static GHashTable *
add_up (RapportCells *cells)
{
  GHashTable *totals = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (gsize i = 0; i < rapport_cells_get_size (cells); i++)
    {
      const RapportCell *cell = rapport_cells_get (cells, i);
      gint64 *total = g_hash_table_lookup (totals, cell->metric);

      if (total == NULL)
        {
          total = g_new0 (gint64, 1);
          g_hash_table_insert (totals, (gpointer) cell->metric, total);
        }
      if (__builtin_add_overflow (*total, cell->value, total))
        *total = cell->value > 0 ? G_MAXINT64 : G_MININT64;
    }
  return totals;
}

static gboolean
write_totals (RapportSqlite *db, RapportRow *row, GHashTable *totals, GError **error)
{
  static const guint key_fields[] = { RAPPORT_MONTH_NUMBERS_CLIENT, RAPPORT_MONTH_NUMBERS_MONTH,
                                      RAPPORT_MONTH_NUMBERS_SOURCE };
  GHashTableIter iter;
  const char *metric;
  gint64 *total;

  g_hash_table_iter_init (&iter, totals);
  while (g_hash_table_iter_next (&iter, (gpointer *) &metric, (gpointer *) &total))
    {
      sqlite3_stmt *stmt = rapport_sqlite_get (
        db,
        "INSERT INTO month_total (record, client, month, source, metric, total) "
        "VALUES (?, ifnull (?, ''), ifnull (?, ''), ifnull (?, ''), ?, ?)",
        error);

      if (stmt == NULL)
        return FALSE;
      rapport_sqlite_bind_text (stmt, 1, row->id);
      for (int i = 0; i < (int) G_N_ELEMENTS (key_fields); i++)
        rapport_rows_bind (stmt, i + 2, rapport_month_numbers_info.fields[key_fields[i]].kind,
                           row->values[key_fields[i]]);
      rapport_sqlite_bind_text (stmt, 5, metric);
      sqlite3_bind_int64 (stmt, 6, *total);
      if (!rapport_sqlite_run (db, stmt, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_totals (RapportSqlite *db, RapportRow *row, GError **error)
{
  GVariant *value = row->values[RAPPORT_MONTH_NUMBERS_CELLS];
  g_autoptr (RapportCells) cells = NULL;
  g_autoptr (GHashTable) totals = NULL;

  if (row->values[RAPPORT_RECORD_TRASHED] != NULL || value == NULL)
    return TRUE;
  cells = rapport_cells_from_variant (value);
  totals = add_up (cells);
  return write_totals (db, row, totals, error);
}

gboolean
rapport_totals_update (RapportSqlite *db, const char *id, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RapportRow) row =
    rapport_rows_load (db, &rapport_month_numbers_info, id, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return remove_totals (db, id, error) && (row == NULL || add_totals (db, row, error));
}

gboolean
rapport_totals_rebuild (RapportSqlite *db, GError **error)
{
  g_autoptr (RapportQuery) query = rapport_query_new_for_info (&rapport_month_numbers_info);
  g_autoptr (GPtrArray) rows = rapport_rows_query (db, query, error);

  if (rows == NULL || !rapport_sqlite_exec (db, "DELETE FROM month_total", error))
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    if (!add_totals (db, rows->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* Reading. */

static GArray *
read_totals (RapportSqlite *db, sqlite3_stmt *stmt, GError **error)
{
  g_autoptr (GArray) totals = g_array_new (FALSE, FALSE, sizeof (RapportMonthTotal));
  RapportStep step;

  while ((step = rapport_sqlite_step (db, stmt, error)) == RAPPORT_STEP_ROW)
    {
      RapportMonthTotal total = { 0 };

      g_strlcpy (total.client, rapport_sqlite_column_text (stmt, 0), sizeof total.client);
      total.month = rapport_day_parse (rapport_sqlite_column_text (stmt, 1));
      total.metric = g_intern_string (rapport_sqlite_column_text (stmt, 2));
      total.total = sqlite3_column_int64 (stmt, 3);
      g_array_append_val (totals, total);
    }
  return step == RAPPORT_STEP_DONE ? g_steal_pointer (&totals) : NULL;
}

static void
bind_months (sqlite3_stmt *stmt, int index, RapportDay from, RapportDay to)
{
  g_autofree char *first = rapport_day_to_string (rapport_day_month (from));
  g_autofree char *last = rapport_day_to_string (rapport_day_month (to));

  rapport_sqlite_bind_text (stmt, index, first);
  rapport_sqlite_bind_text (stmt, index + 1, last);
}

GArray *
rapport_totals_find (RapportSqlite *db,
                     const char *client,
                     const char *metric,
                     RapportDay from,
                     RapportDay to,
                     GError **error)
{
  g_autoptr (GString) sql =
    g_string_new ("SELECT client, month, metric, sum (total) FROM month_total "
                  "WHERE month BETWEEN ?1 AND ?2");
  sqlite3_stmt *stmt;

  if (client != NULL)
    g_string_append (sql, " AND client = ?3");
  if (metric != NULL)
    g_string_append (sql, " AND metric = ?4");
  g_string_append (sql, " GROUP BY client, month, metric ORDER BY client, month, metric");
  stmt = rapport_sqlite_get (db, sql->str, error);
  if (stmt == NULL)
    return NULL;
  bind_months (stmt, 1, from, to);
  if (client != NULL)
    rapport_sqlite_bind_text (stmt, 3, client);
  if (metric != NULL)
    rapport_sqlite_bind_text (stmt, 4, metric);
  return read_totals (db, stmt, error);
}

GArray *
rapport_totals_find_agency (RapportSqlite *db, RapportDay from, RapportDay to, GError **error)
{
  sqlite3_stmt *stmt = rapport_sqlite_get (db,
                                           "SELECT '', month, metric, sum (total) FROM month_total "
                                           "WHERE month BETWEEN ?1 AND ?2 "
                                           "GROUP BY month, metric ORDER BY month, metric",
                                           error);

  if (stmt == NULL)
    return NULL;
  bind_months (stmt, 1, from, to);
  return read_totals (db, stmt, error);
}
