/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-store-totals.h"

#include "rapport-cells.h"
#include "rapport-month-numbers.h"
#include "rapport-store-rows.h"

#include <string.h>

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

/* Adds; a sum too great for 64 bits stays at the greatest. */
static void
add_to (gint64 *total, gint64 value)
{
  if (__builtin_add_overflow (*total, value, total))
    *total = value > 0 ? G_MAXINT64 : G_MININT64;
}

static JsonNode *
add_up (RapportCells *cells)
{
  g_autoptr (JsonObject) totals = json_object_new ();

  for (gsize i = 0; i < rapport_cells_get_size (cells); i++)
    {
      const RapportCell *cell = rapport_cells_get (cells, i);
      gint64 total = json_object_get_int_member_with_default (totals, cell->metric, 0);

      add_to (&total, cell->value);
      json_object_set_int_member (totals, cell->metric, total);
    }
  return json_node_init_object (json_node_alloc (), totals);
}

static gboolean
add_totals (RapportSqlite *db, RapportRow *row, GError **error)
{
  static const guint key_fields[] = { RAPPORT_MONTH_NUMBERS_CLIENT, RAPPORT_MONTH_NUMBERS_MONTH };
  GVariant *value = row->values[RAPPORT_MONTH_NUMBERS_CELLS];
  g_autoptr (RapportCells) cells = NULL;
  g_autoptr (JsonNode) totals = NULL;
  g_autofree char *text = NULL;
  sqlite3_stmt *stmt;

  if (row->values[RAPPORT_RECORD_TRASHED] != NULL || value == NULL)
    return TRUE;
  cells = rapport_cells_from_variant (value);
  totals = add_up (cells);
  text = json_to_string (totals, FALSE);
  stmt = rapport_sqlite_get (db,
                             "INSERT INTO month_total (record, client, month, totals) "
                             "VALUES (?, ifnull (?, ''), ifnull (?, ''), ?)",
                             error);
  if (stmt == NULL)
    return FALSE;
  rapport_sqlite_bind_text (stmt, 1, row->id);
  for (int i = 0; i < (int) G_N_ELEMENTS (key_fields); i++)
    rapport_rows_bind (stmt, i + 2, rapport_month_numbers_info.fields[key_fields[i]].kind,
                       row->values[key_fields[i]]);
  rapport_sqlite_bind_text (stmt, 4, text);
  return rapport_sqlite_run (db, stmt, error);
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

/* Totals of one client, month, or both. Rows hold the same metrics in the same
 * order again and again, so the place of the next one is nearly always known. */
typedef struct
{
  GArray *totals; /* of RapportTotal */
  guint next;
} Group;

static void
group_free (gpointer data)
{
  Group *group = data;

  g_array_unref (group->totals);
  g_free (group);
}

static gboolean
is_metric (const Group *group, guint index, const char *metric, gsize length)
{
  const RapportTotal *total;

  if (index >= group->totals->len)
    return FALSE;
  total = &g_array_index (group->totals, RapportTotal, index);
  return strncmp (total->metric, metric, length) == 0 && total->metric[length] == '\0';
}

static void
add_to_group (Group *group, const RapportTotal *key, const char *metric, gsize length, gint64 value)
{
  guint index = group->next;

  if (!is_metric (group, index, metric, length))
    for (index = 0; index < group->totals->len; index++)
      if (is_metric (group, index, metric, length))
        break;
  if (index == group->totals->len)
    {
      g_autofree char *word = g_strndup (metric, length);
      RapportTotal total = *key;

      total.metric = g_intern_string (word);
      g_array_append_val (group->totals, total);
    }
  add_to (&g_array_index (group->totals, RapportTotal, index).total, value);
  group->next = index + 1;
}

static void
add_node_cb (JsonObject *object, const char *metric, JsonNode *node, gpointer user_data)
{
  gpointer *both = user_data;

  add_to_group (both[0], both[1], metric, strlen (metric), json_node_get_int (node));
}

static void
add_with_parser (Group *group, const RapportTotal *key, const char *text)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  gpointer both[2] = { group, (gpointer) key };

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    json_object_foreach_member (json_node_get_object (node), add_node_cb, both);
}

/* Reads {"word":number,...} as it was written here, in passing. */
static void
add_text (Group *group, const RapportTotal *key, const char *text)
{
  const char *at = text + 1;

  group->next = 0;
  if (*text != '{')
    return;
  if (strchr (text, '\\') != NULL)
    {
      add_with_parser (group, key, text);
      return;
    }
  while (*at == '"')
    {
      const char *word = at + 1;
      const char *end = strchr (word, '"');
      char *after;
      gint64 value;

      if (end == NULL || end[1] != ':')
        return;
      value = g_ascii_strtoll (end + 2, &after, 10);
      add_to_group (group, key, word, (gsize) (end - word), value);
      at = *after == ',' ? after + 1 : after;
    }
}

static Group *
group_of (
  GHashTable *groups, GPtrArray *order, sqlite3_stmt *stmt, RapportTotalsBy by, RapportTotal *key)
{
  char name[64];
  Group *group;

  *key = (RapportTotal) { 0 };
  if (by & RAPPORT_TOTALS_BY_CLIENT)
    g_strlcpy (key->client, rapport_sqlite_column_text (stmt, 0), sizeof key->client);
  g_strlcpy (name, key->client, sizeof name);
  if (by & RAPPORT_TOTALS_BY_MONTH)
    g_strlcat (name, rapport_sqlite_column_text (stmt, 1), sizeof name);
  group = g_hash_table_lookup (groups, name);
  if (by & RAPPORT_TOTALS_BY_MONTH && group == NULL)
    key->month = rapport_day_parse (rapport_sqlite_column_text (stmt, 1));
  if (group == NULL)
    {
      group = g_new0 (Group, 1);
      group->totals = g_array_new (FALSE, FALSE, sizeof (RapportTotal));
      g_hash_table_insert (groups, g_strdup (name), group);
      g_ptr_array_add (order, group);
    }
  else if (group->totals->len > 0)
    key->month = g_array_index (group->totals, RapportTotal, 0).month;
  return group;
}

static GArray *
collect (RapportSqlite *db, sqlite3_stmt *stmt, RapportTotalsBy by, GError **error)
{
  g_autoptr (GHashTable) groups =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, group_free);
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  GArray *totals;
  RapportStep step;

  while ((step = rapport_sqlite_step (db, stmt, error)) == RAPPORT_STEP_ROW)
    {
      RapportTotal key;
      Group *group = group_of (groups, order, stmt, by, &key);

      add_text (group, &key, rapport_sqlite_column_text (stmt, 2));
    }
  if (step == RAPPORT_STEP_ERROR)
    return NULL;
  totals = g_array_new (FALSE, FALSE, sizeof (RapportTotal));
  for (guint i = 0; i < order->len; i++)
    {
      Group *group = order->pdata[i];

      g_array_append_vals (totals, group->totals->data, group->totals->len);
    }
  return totals;
}

GArray *
rapport_totals_find (RapportSqlite *db,
                     const char *client,
                     RapportDay from,
                     RapportDay to,
                     RapportTotalsBy by,
                     GError **error)
{
  g_autofree char *first = rapport_day_to_string (rapport_day_month (from));
  g_autofree char *last = rapport_day_to_string (rapport_day_month (to));
  sqlite3_stmt *stmt = rapport_sqlite_get (
    db,
    client != NULL ? "SELECT client, month, totals FROM month_total "
                     "WHERE month BETWEEN ? AND ? AND client = ? ORDER BY month"
                   : "SELECT client, month, totals FROM month_total WHERE month BETWEEN ? AND ?",
    error);

  if (stmt == NULL)
    return NULL;
  rapport_sqlite_bind_text (stmt, 1, first);
  rapport_sqlite_bind_text (stmt, 2, last);
  if (client != NULL)
    rapport_sqlite_bind_text (stmt, 3, client);
  return collect (db, stmt, by, error);
}
