/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-store-rows.h"

#include <string.h>

/* Values. */

void
rapport_rows_bind (sqlite3_stmt *stmt, int index, RapportKind kind, GVariant *value)
{
  g_autofree char *text = NULL;

  if (value == NULL)
    {
      sqlite3_bind_null (stmt, index);
      return;
    }
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    {
      gsize length;
      const char *string = g_variant_get_string (value, &length);

      if (length == 0)
        sqlite3_bind_null (stmt, index);
      else
        sqlite3_bind_text64 (stmt, index, string, length, SQLITE_TRANSIENT, SQLITE_UTF8);
    }
  else if (kind == RAPPORT_KIND_BOOLEAN)
    sqlite3_bind_int (stmt, index, g_variant_get_boolean (value));
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
    sqlite3_bind_int64 (stmt, index, g_variant_get_int64 (value));
  else if (kind == RAPPORT_KIND_DAY)
    {
      text = rapport_day_to_string (g_variant_get_int32 (value));
      rapport_sqlite_bind_text (stmt, index, text);
    }
  else if (kind == RAPPORT_KIND_BLOB)
    /* Without an address SQLite takes bytes for NULL, and an empty file has none. */
    sqlite3_bind_blob64 (stmt, index,
                         g_variant_get_size (value) > 0 ? g_variant_get_data (value) : "",
                         g_variant_get_size (value), SQLITE_TRANSIENT);
  else
    {
      text = rapport_kind_to_text (kind, value);
      rapport_sqlite_bind_text (stmt, index, text);
    }
}

/* GLib keeps a string that is no longer than this in the value itself. */
#define SHORT_TEXT 56

/* Whether eight bytes are plain letters: none is 0, none above 127. */
static gboolean
is_ascii (const guchar *bytes)
{
  guint64 word;

  memcpy (&word, bytes, sizeof word);
  return ((word | (word - G_GUINT64_CONSTANT (0x0101010101010101))) &
          G_GUINT64_CONSTANT (0x8080808080808080)) == 0;
}

/* Goes quickly over letters of one and two bytes, which most text is made of. */
static gboolean
is_utf8 (const char *text, gsize size)
{
  const guchar *at = (const guchar *) text;
  const guchar *end = at + size;

  while (at < end)
    if (end - at >= 8 && is_ascii (at))
      at += 8;
    else if (*at - 1u < 0x7f)
      at++;
    else if (*at >= 0xc2 && *at < 0xe0 && end - at > 1 && (at[1] & 0xc0) == 0x80)
      at += 2;
    else
      return g_utf8_validate_len ((const char *) at, (gsize) (end - at), NULL);
  return TRUE;
}

static GVariant *
make_string (const char *text, gsize size)
{
  char *copy;

  /* What another program wrote may be no text, and may have a NUL inside. */
  if (!is_utf8 (text, size))
    return g_variant_new_take_string (g_utf8_make_valid (text, -1));
  if (size <= SHORT_TEXT)
    return g_variant_new_string (text);
  copy = g_memdup2 (text, size + 1);
  /* Trusted, for g_variant_new_string() would look at each letter again. */
  return g_variant_new_from_data (G_VARIANT_TYPE_STRING, copy, size + 1, TRUE, g_free, copy);
}

/* How a column is read. Worked out once for a question, for asking the kind at
 * each value costs as much as reading it. */
typedef enum
{
  FORM_TEXT,
  FORM_INTEGER,
  FORM_BOOLEAN,
  FORM_DAY,
  FORM_BLOB,
  FORM_JSON,
} Form;

/* Most columns hold few different words, and making values is what reading many
 * rows costs, so a column hands out its last value again where it holds the
 * same. One that changes with each row is soon not compared any more. */
typedef struct
{
  guint field;
  RapportKind kind;
  Form form;
  GVariant *last; /* of one of the rows that were read */
  const char *text;
  gsize size;
  gint64 integer;
  guint misses;
} Column;

#define MAX_MISSES 16

static Form
form_of (RapportKind kind)
{
  if (rapport_kind_is_json_in_sql (kind))
    return FORM_JSON;
  switch (kind)
    {
    case RAPPORT_KIND_BOOLEAN:
      return FORM_BOOLEAN;
    case RAPPORT_KIND_DAY:
      return FORM_DAY;
    case RAPPORT_KIND_BLOB:
      return FORM_BLOB;
    case RAPPORT_KIND_INTEGER:
    case RAPPORT_KIND_DECIMAL:
    case RAPPORT_KIND_INSTANT:
      return FORM_INTEGER;
    default:
      return FORM_TEXT;
    }
}

/* (transfer full): for @fields, or all fields of the type. */
static Column *
plan_columns (const RapportRecordInfo *info, const guint *fields, gsize n_fields)
{
  Column *columns = g_new0 (Column, n_fields + 1);

  for (gsize i = 0; i < n_fields; i++)
    {
      columns[i].field = fields != NULL ? fields[i] : (guint) i;
      columns[i].kind = info->fields[columns[i].field].kind;
      columns[i].form = form_of (columns[i].kind);
    }
  return columns;
}

/* (transfer full): @value, which is the last one now. */
static GVariant *
keep (Column *plan, GVariant *value)
{
  plan->last = g_variant_take_ref (value);
  plan->misses++;
  return value;
}

static GVariant *
keep_text (Column *plan, GVariant *value)
{
  if (plan->misses < MAX_MISSES)
    {
      plan->text = g_variant_get_data (value);
      plan->size = g_variant_get_size (value) - 1;
    }
  return keep (plan, value);
}

static GVariant *
repeat (Column *plan)
{
  plan->misses = 0;
  return g_variant_ref (plan->last);
}

/* (transfer full): each of these. */

static GVariant *
read_text (sqlite3_stmt *stmt, int column, Column *plan)
{
  const char *text = rapport_sqlite_column_text (stmt, column);
  gsize size = (gsize) sqlite3_column_bytes (stmt, column);

  if (plan->last != NULL && plan->misses < MAX_MISSES && plan->size == size &&
      memcmp (plan->text, text, size) == 0)
    return repeat (plan);
  return keep_text (plan, make_string (text, size));
}

static GVariant *
read_integer (sqlite3_stmt *stmt, int column, Column *plan)
{
  gint64 value = sqlite3_column_int64 (stmt, column);

  if (plan->last != NULL && plan->integer == value)
    return repeat (plan);
  plan->integer = value;
  return keep (plan, g_variant_new_int64 (value));
}

static GVariant *
read_boolean (sqlite3_stmt *stmt, int column, Column *plan)
{
  gint64 value = sqlite3_column_int (stmt, column) != 0;

  if (plan->last != NULL && plan->integer == value)
    return repeat (plan);
  plan->integer = value;
  return keep (plan, g_variant_new_boolean (value != 0));
}

static GVariant *
read_blob (sqlite3_stmt *stmt, int column)
{
  const void *data = sqlite3_column_blob (stmt, column);
  int size = sqlite3_column_bytes (stmt, column);

  return g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, data, (gsize) size, 1);
}

static GVariant *
read_day (sqlite3_stmt *stmt, int column)
{
  RapportDay day = rapport_day_parse (rapport_sqlite_column_text (stmt, column));

  return day != RAPPORT_DAY_NONE ? g_variant_new_int32 (day) : NULL;
}

static GVariant *
read_json (sqlite3_stmt *stmt, int column, RapportKind kind)
{
  g_autoptr (GError) error = NULL;

  return rapport_kind_from_text (kind, rapport_sqlite_column_text (stmt, column), &error);
}

static GVariant *
read_value (sqlite3_stmt *stmt, int column, const Column *plan)
{
  switch (plan->form)
    {
    case FORM_JSON:
      return read_json (stmt, column, plan->kind);
    case FORM_DAY:
      return read_day (stmt, column);
    case FORM_BLOB:
      return read_blob (stmt, column);
    case FORM_TEXT:
    case FORM_INTEGER:
    case FORM_BOOLEAN:
    default:
      g_return_val_if_reached (NULL);
    }
}

/* (transfer full) (nullable): what is not of the kind is logged and read as
 * unset. */
static GVariant *
read_column (sqlite3_stmt *stmt, int column, Column *plan)
{
  GVariant *value;

  if (sqlite3_column_type (stmt, column) == SQLITE_NULL)
    return NULL;
  if (plan->form == FORM_TEXT)
    return read_text (stmt, column, plan);
  if (plan->form == FORM_INTEGER)
    return read_integer (stmt, column, plan);
  if (plan->form == FORM_BOOLEAN)
    return read_boolean (stmt, column, plan);
  value = read_value (stmt, column, plan);
  if (value != NULL)
    return g_variant_take_ref (value);
  rapport_store_log (G_LOG_LEVEL_MESSAGE, "column %s of a row can't be read",
                     sqlite3_column_name (stmt, column));
  return NULL;
}

/* SQL. Names come from the field tables, never from outside. */

static void
append_name (GString *sql, const char *name)
{
  g_string_append_c (sql, '"');
  for (const char *c = name; *c != '\0'; c++)
    g_string_append_c (sql, *c == '-' ? '_' : *c);
  g_string_append_c (sql, '"');
}

static GString *
select_from (const RapportRecordInfo *info, const guint *fields, gsize n_fields)
{
  GString *sql = g_string_new ("SELECT id, extra");

  for (gsize i = 0; i < n_fields; i++)
    {
      g_string_append (sql, ", ");
      append_name (sql, info->fields[fields != NULL ? fields[i] : i].name);
    }
  g_string_append (sql, " FROM ");
  append_name (sql, info->name);
  return sql;
}

/* The rows that were read by the same plan have to live on. */
static RapportRow *
read_row (sqlite3_stmt *stmt, const RapportRecordInfo *info, Column *columns, gsize n_columns)
{
  RapportRow *row = rapport_row_new (info, rapport_sqlite_column_text (stmt, 0));

  row->extra = g_strdup ((const char *) sqlite3_column_text (stmt, 1));
  for (gsize i = 0; i < n_columns; i++)
    /* A field that is asked for twice is read once. */
    if (row->values[columns[i].field] == NULL)
      row->values[columns[i].field] = read_column (stmt, (int) i + 2, &columns[i]);
  return row;
}

static RapportRow *
load_by_sql (RapportSqlite *db,
             const char *sql,
             const RapportRecordInfo *info,
             const char *id,
             const guint *fields,
             gsize n_fields,
             GError **error)
{
  sqlite3_stmt *stmt = rapport_sqlite_get (db, sql, error);
  RapportRow *row = NULL;

  if (stmt == NULL)
    return NULL;
  rapport_sqlite_bind_text (stmt, 1, id);
  if (rapport_sqlite_step (db, stmt, error) == RAPPORT_STEP_ROW)
    {
      g_autofree Column *columns = plan_columns (info, fields, n_fields);

      row = read_row (stmt, info, columns, n_fields);
    }
  sqlite3_reset (stmt);
  return row;
}

RapportRow *
rapport_rows_load_fields (RapportSqlite *db,
                          const RapportRecordInfo *info,
                          const char *id,
                          const guint *fields,
                          gsize n_fields,
                          GError **error)
{
  g_autoptr (GString) sql = select_from (info, fields, n_fields);

  g_string_append (sql, " WHERE id = ?");
  return load_by_sql (db, sql->str, info, id, fields, n_fields, error);
}

/* What a record is loaded by: the most frequent of all questions. */
typedef struct
{
  char *sql;
  guint *fields; /* all but blobs */
  gsize n_fields;
} Loading;

static Loading *
loading_new (const RapportRecordInfo *info)
{
  Loading *loading = g_new0 (Loading, 1);
  GString *sql;

  loading->fields = g_new (guint, info->n_fields);
  for (guint i = 0; i < info->n_fields; i++)
    if (info->fields[i].kind != RAPPORT_KIND_BLOB)
      loading->fields[loading->n_fields++] = i;
  sql = select_from (info, loading->fields, loading->n_fields);
  g_string_append (sql, " WHERE id = ?");
  loading->sql = g_string_free_and_steal (sql);
  return loading;
}

/* Made once for each type. */
static const Loading *
get_loading (const RapportRecordInfo *info)
{
  static GMutex mutex;
  static GHashTable *loadings;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  Loading *loading;

  if (loadings == NULL)
    loadings = g_hash_table_new (NULL, NULL);
  loading = g_hash_table_lookup (loadings, info);
  if (loading == NULL)
    {
      loading = loading_new (info);
      g_hash_table_insert (loadings, (gpointer) info, loading);
    }
  return loading;
}

RapportRow *
rapport_rows_load (RapportSqlite *db, const RapportRecordInfo *info, const char *id, GError **error)
{
  const Loading *loading = get_loading (info);

  return load_by_sql (db, loading->sql, info, id, loading->fields, loading->n_fields, error);
}

/* Queries. */

/* What compares a value, as rapport_query_matches() does it: an unset field is
 * different from any value and neither less nor greater; values that are not
 * one number or text have no order. */
static const char *
operator_of (RapportTest test, gboolean ordered)
{
  switch (test)
    {
    case RAPPORT_TEST_EQUAL:
      return " = ?";
    case RAPPORT_TEST_DIFFERENT:
      return " IS NOT ?";
    case RAPPORT_TEST_LESS:
      return ordered ? " < ?" : " <> ? AND 0";
    case RAPPORT_TEST_AT_MOST:
      return ordered ? " <= ?" : " = ?";
    case RAPPORT_TEST_GREATER:
      return ordered ? " > ?" : " <> ?";
    default:
      return ordered ? " >= ?" : " IN (?) IS NOT NULL";
    }
}

static gboolean
is_unset (GVariant *value)
{
  return value == NULL || (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING) &&
                           *g_variant_get_string (value, NULL) == '\0');
}

static void
append_condition (GString *sql, const RapportRecordInfo *info, const RapportCondition *condition)
{
  const RapportField *field = &info->fields[condition->field];
  gboolean ordered = g_variant_type_is_basic (rapport_kind_get_variant_type (field->kind));

  g_string_append (sql, " AND ");
  if (!is_unset (condition->value))
    {
      append_name (sql, field->name);
      g_string_append (sql, operator_of (condition->test, ordered));
      return;
    }
  if (condition->test == RAPPORT_TEST_EQUAL || condition->test == RAPPORT_TEST_DIFFERENT)
    {
      append_name (sql, field->name);
      g_string_append (sql, condition->test == RAPPORT_TEST_EQUAL ? " IS NULL" : " IS NOT NULL");
    }
  else
    g_string_append_c (sql, '0');
}

static void
append_trash (GString *sql, RapportQuery *query)
{
  gboolean live = rapport_query_wants_trashed (query, FALSE);
  gboolean trashed = rapport_query_wants_trashed (query, TRUE);

  if (live && trashed)
    g_string_append (sql, " WHERE 1");
  else
    g_string_append (sql, live ? " WHERE trashed IS NULL" : " WHERE trashed IS NOT NULL");
}

static void
append_orders (GString *sql, RapportQuery *query)
{
  const RapportRecordInfo *info = rapport_query_get_info (query);
  gsize n;
  const RapportOrder *orders = rapport_query_get_orders (query, &n);

  g_string_append (sql, " ORDER BY ");
  for (gsize i = 0; i < n; i++)
    {
      append_name (sql, info->fields[orders[i].field].name);
      g_string_append (sql, orders[i].descending ? " DESC NULLS FIRST, " : " ASC NULLS LAST, ");
    }
  g_string_append (sql, "id");
}

static void
bind_conditions (sqlite3_stmt *stmt, RapportQuery *query)
{
  const RapportRecordInfo *info = rapport_query_get_info (query);
  int index = 1;
  gsize n;
  const RapportCondition *conditions = rapport_query_get_conditions (query, &n);

  for (gsize i = 0; i < n; i++)
    if (!is_unset (conditions[i].value))
      rapport_rows_bind (stmt, index++, info->fields[conditions[i].field].kind,
                         conditions[i].value);
  if (rapport_query_get_limit (query) > 0)
    sqlite3_bind_int64 (stmt, index, rapport_query_get_limit (query));
}

static char *
query_to_sql (RapportQuery *query, const guint *fields, gsize n_fields)
{
  const RapportRecordInfo *info = rapport_query_get_info (query);
  GString *sql = select_from (info, fields, n_fields);
  gsize n;
  const RapportCondition *conditions = rapport_query_get_conditions (query, &n);

  append_trash (sql, query);
  for (gsize i = 0; i < n; i++)
    append_condition (sql, info, &conditions[i]);
  append_orders (sql, query);
  if (rapport_query_get_limit (query) > 0)
    g_string_append (sql, " LIMIT ?");
  return g_string_free_and_steal (sql);
}

GPtrArray *
rapport_rows_query (RapportSqlite *db, RapportQuery *query, GError **error)
{
  const RapportRecordInfo *info = rapport_query_get_info (query);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_row_free);
  g_autofree Column *columns = NULL;
  g_autofree char *sql = NULL;
  sqlite3_stmt *stmt;
  RapportStep step;
  gsize n_fields;
  const guint *fields = rapport_query_get_fields (query, &n_fields);

  if (fields == NULL)
    n_fields = info->n_fields;
  sql = query_to_sql (query, fields, n_fields);
  stmt = rapport_sqlite_get (db, sql, error);
  if (stmt == NULL)
    return NULL;
  bind_conditions (stmt, query);
  columns = plan_columns (info, fields, n_fields);
  while ((step = rapport_sqlite_step (db, stmt, error)) == RAPPORT_STEP_ROW)
    g_ptr_array_add (rows, read_row (stmt, info, columns, n_fields));
  return step == RAPPORT_STEP_DONE ? g_steal_pointer (&rows) : NULL;
}

/* Writing. */

static gboolean
erase_row (RapportSqlite *db, const RapportRecordChange *change, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("DELETE FROM ");
  sqlite3_stmt *stmt;

  append_name (sql, change->info->name);
  g_string_append (sql, " WHERE id = ?");
  stmt = rapport_sqlite_get (db, sql->str, error);
  if (stmt == NULL)
    return FALSE;
  rapport_sqlite_bind_text (stmt, 1, change->id);
  return rapport_sqlite_run (db, stmt, error);
}

static char *
upsert_sql (const RapportRecordChange *change)
{
  GString *sql = g_string_new ("INSERT INTO ");

  append_name (sql, change->info->name);
  g_string_append (sql, " (id");
  for (guint i = 0; i < change->fields->len; i++)
    {
      g_string_append (sql, ", ");
      append_name (
        sql,
        change->info->fields[g_array_index (change->fields, RapportFieldChange, i).field].name);
    }
  g_string_append (sql, ") VALUES (?");
  for (guint i = 0; i < change->fields->len; i++)
    g_string_append (sql, ", ?");
  g_string_append (sql, ") ON CONFLICT (id) DO ");
  g_string_append (sql, change->fields->len > 0 ? "UPDATE SET " : "NOTHING");
  for (guint i = 0; i < change->fields->len; i++)
    {
      const char *name =
        change->info->fields[g_array_index (change->fields, RapportFieldChange, i).field].name;

      if (i > 0)
        g_string_append (sql, ", ");
      append_name (sql, name);
      g_string_append (sql, " = excluded.");
      append_name (sql, name);
    }
  return g_string_free_and_steal (sql);
}

gboolean
rapport_rows_write (RapportSqlite *db, const RapportRecordChange *change, GError **error)
{
  g_autofree char *sql = NULL;
  sqlite3_stmt *stmt;

  if (change->operation == RAPPORT_OPERATION_ERASE)
    return erase_row (db, change, error);
  sql = upsert_sql (change);
  stmt = rapport_sqlite_get (db, sql, error);
  if (stmt == NULL)
    return FALSE;
  rapport_sqlite_bind_text (stmt, 1, change->id);
  for (guint i = 0; i < change->fields->len; i++)
    {
      const RapportFieldChange *field = &g_array_index (change->fields, RapportFieldChange, i);

      rapport_rows_bind (stmt, (int) i + 2, change->info->fields[field->field].kind, field->after);
    }
  return rapport_sqlite_run (db, stmt, error);
}

RapportRow *
rapport_rows_make (const RapportRecordChange *change)
{
  RapportRow *row = rapport_row_new (change->info, change->id);

  for (guint i = 0; i < change->fields->len; i++)
    {
      const RapportFieldChange *field = &g_array_index (change->fields, RapportFieldChange, i);

      if (!is_unset (field->after) && change->info->fields[field->field].kind != RAPPORT_KIND_BLOB)
        row->values[field->field] = g_variant_ref (field->after);
    }
  return row;
}
