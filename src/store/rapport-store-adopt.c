/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-store-adopt.h"

#include "rapport-change-set.h"
#include "rapport-schema.h"
#include "rapport-store-rows.h"
#include "rapport-store-search.h"
#include "rapport-store-totals.h"

#include <json-glib/json-glib.h>

/* The version of the schema whose fields have been looked for, among the settings of this copy. */
#define ADOPTED "adopted"

#define EXTRA "extra"

typedef struct
{
  RapportSqlite *db;
  const RapportRecordInfo *info;
  RapportRecordChange *change;
  JsonObject *extra;
} Work;

/* (transfer full) (nullable) */
static JsonObject *
parse (const char *text)
{
  g_autoptr (JsonNode) node = text != NULL ? json_from_string (text, NULL) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node) : NULL;
}

/* (transfer full) (nullable): %NULL for no members. */
static char *
print (JsonObject *object)
{
  g_autoptr (JsonNode) node = NULL;

  if (json_object_get_size (object) == 0)
    return NULL;
  node = json_node_init_object (json_node_alloc (), object);
  return json_to_string (node, FALSE);
}

static gboolean
run_with_text (RapportSqlite *db, const char *sql, const char *text, const char *id, GError **error)
{
  sqlite3_stmt *stmt = rapport_sqlite_get (db, sql, error);

  if (stmt == NULL)
    return FALSE;
  if (text != NULL)
    rapport_sqlite_bind_text (stmt, 1, text);
  rapport_sqlite_bind_text (stmt, 2, id);
  return rapport_sqlite_run (db, stmt, error);
}

/* What the row says. */

/* Takes the member of the field out of the rest. What can't be read stays there, and so does what
 * says which bytes a file has, which only sync can fetch. */
static void
take_member (Work *work, guint index, const RapportRow *row)
{
  const RapportField *field = &work->info->fields[index];
  g_autofree char *column = rapport_name_to_column (field->name);
  JsonNode *node = json_object_get_member (work->extra, column);
  g_autoptr (GVariant) value = NULL;
  g_autoptr (GError) error = NULL;

  if (node == NULL || field->kind == RAPPORT_KIND_BLOB || field->audience == RAPPORT_AUDIENCE_ME)
    return;
  value = rapport_kind_from_json (field->kind, node, &error);
  if (error != NULL)
    return;
  if (row->values[index] == NULL && value != NULL)
    rapport_record_change_add_field (work->change, index, NULL, value);
  json_object_remove_member (work->extra, column);
}

static gboolean
write_row (Work *work, GError **error)
{
  const RapportRecordChange *change = work->change;
  g_autofree char *table = rapport_name_to_column (work->info->name);
  g_autofree char *sql = g_strdup_printf ("UPDATE \"%s\" SET extra = ? WHERE id = ?", table);
  g_autofree char *rest = print (work->extra);

  return (change->fields->len == 0 || rapport_rows_write (work->db, change, error)) &&
         run_with_text (work->db, sql, rest, change->id, error) &&
         (!rapport_search_is_concerned (change) ||
          rapport_search_update (work->db, change, FALSE, error)) &&
         (!rapport_totals_is_concerned (change) ||
          rapport_totals_update (work->db, change->id, error));
}

/* What the database has otherwise. */

/* Its extra goes the same way: a member that it had otherwise than the row is a field that it has
 * otherwise. */
static void
move_served (Work *work, JsonObject *served, JsonObject *extra)
{
  for (guint i = 0; i < work->change->fields->len; i++)
    {
      const guint field = g_array_index (work->change->fields, RapportFieldChange, i).field;
      g_autofree char *column = rapport_name_to_column (work->info->fields[field].name);
      JsonNode *node = json_object_get_member (extra, column);

      json_object_set_member (
        served, column, node != NULL ? json_node_copy (node) : json_node_new (JSON_NODE_NULL));
      json_object_remove_member (extra, column);
    }
}

static gboolean
write_served (Work *work, const char *text, GError **error)
{
  g_autoptr (JsonObject) served = parse (text);
  g_autoptr (JsonObject) extra = NULL;
  g_autofree char *rest = NULL;
  g_autofree char *written = NULL;

  if (served == NULL || !json_object_has_member (served, EXTRA))
    return TRUE;
  extra = parse (json_object_get_string_member_with_default (served, EXTRA, NULL));
  if (extra == NULL)
    extra = json_object_new ();
  move_served (work, served, extra);
  rest = print (extra);
  if (rest != NULL)
    json_object_set_string_member (served, EXTRA, rest);
  else
    json_object_set_null_member (served, EXTRA);
  written = print (served);
  return run_with_text (work->db, "UPDATE sync_record SET served = ? WHERE record = ?", written,
                        work->change->id, error);
}

static gboolean
adopt_served (Work *work, GError **error)
{
  sqlite3_stmt *stmt =
    rapport_sqlite_get (work->db, "SELECT served FROM sync_record WHERE record = ?", error);
  g_autofree char *served = NULL;
  RapportStep step;

  if (stmt == NULL)
    return FALSE;
  rapport_sqlite_bind_text (stmt, 1, work->change->id);
  step = rapport_sqlite_step (work->db, stmt, error);
  if (step == RAPPORT_STEP_ROW)
    served = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
  sqlite3_reset (stmt);
  return step != RAPPORT_STEP_ERROR && (served == NULL || write_served (work, served, error));
}

/* Records. */

static gboolean
adopt_record (RapportSqlite *db, const RapportRecordInfo *info, const char *id, GError **error)
{
  const RapportChangeHead head = { .id = id, .label = "" };
  g_autoptr (RapportChangeSet) set = rapport_change_set_new (&head);
  g_autoptr (RapportRow) row = rapport_rows_load (db, info, id, error);
  g_autoptr (JsonObject) extra = row != NULL ? parse (row->extra) : NULL;
  Work work = { db, info, NULL, extra };
  guint before;

  if (row == NULL)
    return FALSE;
  if (extra == NULL)
    return TRUE;
  before = json_object_get_size (extra);
  work.change = rapport_change_set_add_record (set, info, id, RAPPORT_OPERATION_CHANGE);
  for (guint i = 0; i < info->n_fields; i++)
    take_member (&work, i, row);
  if (json_object_get_size (extra) == before)
    return TRUE;
  return write_row (&work, error) && adopt_served (&work, error);
}

/* (transfer full) (nullable): the ids of a type's records that have something beside the fields. */
static GPtrArray *
find_records (RapportSqlite *db, const RapportRecordInfo *info, GError **error)
{
  g_autofree char *table = rapport_name_to_column (info->name);
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM \"%s\" WHERE extra IS NOT NULL", table);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *stmt = rapport_sqlite_get (db, sql, error);
  RapportStep step;

  if (stmt == NULL)
    return NULL;
  while ((step = rapport_sqlite_step (db, stmt, error)) == RAPPORT_STEP_ROW)
    g_ptr_array_add (ids, g_strdup (rapport_sqlite_column_text (stmt, 0)));
  return step == RAPPORT_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}

static gboolean
adopt_all (RapportSqlite *db, GError **error)
{
  GPtrArray *infos = rapport_record_infos_get ();

  for (guint i = 0; i < infos->len; i++)
    {
      g_autoptr (GPtrArray) ids = find_records (db, infos->pdata[i], error);

      if (ids == NULL)
        return FALSE;
      for (guint j = 0; j < ids->len; j++)
        if (!adopt_record (db, infos->pdata[i], ids->pdata[j], error))
          return FALSE;
    }
  return TRUE;
}

static gboolean
remember (RapportSqlite *db, GError **error)
{
  g_autofree char *version = g_strdup_printf ("%d", rapport_schema_get_version ());

  return run_with_text (db,
                        "INSERT INTO local (value, name) VALUES (?, ?) "
                        "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                        version, ADOPTED, error);
}

gboolean
rapport_adopt_extra (RapportSqlite *db, GError **error)
{
  gint64 version;

  if (!rapport_sqlite_get_integer (
        db, "SELECT CAST (value AS INTEGER) FROM local WHERE name = '" ADOPTED "'", &version,
        error))
    return FALSE;
  if (version == rapport_schema_get_version ())
    return TRUE;
  if (rapport_sqlite_begin (db, error) && adopt_all (db, error) && remember (db, error) &&
      rapport_sqlite_commit (db, error))
    return TRUE;
  rapport_sqlite_rollback (db);
  return FALSE;
}
