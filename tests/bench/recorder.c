/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "recorder.h"

#include <dlfcn.h>
#include <string.h>

typedef struct
{
  int type;
  gint64 integer;
  GBytes *bytes;
} Value;

/* A statement that was run from its first step to its reset, or SQL for sqlite3_exec(). */
typedef struct
{
  char *sql;
  gboolean is_exec;
  GArray *values; /* of Value, from index 1 */
} Run;

struct _Recording
{
  GPtrArray *runs;
};

static GMutex mutex;
static Recording *recording;
static gboolean wants_main;
static GThread *main_thread;
static GHashTable *bound; /* sqlite3_stmt to GArray of Value */
/* SQLite calls itself; only what comes from outside counts. */
static __thread int depth;

/* SQLite's own function of a name that is defined here. */
#define NEXT(name)                                                                                 \
  ({                                                                                               \
    static typeof (&name) next;                                                                    \
    if (next == NULL)                                                                              \
      next = dlsym (RTLD_NEXT, #name);                                                             \
    next;                                                                                          \
  })

static void
value_clear (gpointer data)
{
  Value *value = data;

  g_clear_pointer (&value->bytes, g_bytes_unref);
}

static gboolean
is_recording (void)
{
  return g_atomic_pointer_get (&recording) != NULL;
}

static GArray *
values_new (void)
{
  GArray *values = g_array_new (FALSE, TRUE, sizeof (Value));

  g_array_set_clear_func (values, value_clear);
  return values;
}

static void
run_free (gpointer data)
{
  Run *run = data;

  g_free (run->sql);
  g_array_unref (run->values);
  g_free (run);
}

static gboolean
is_wanted (void)
{
  return depth == 0 && recording != NULL && (g_thread_self () == main_thread) == wants_main;
}

void
recorder_start (gboolean this_thread)
{
  g_mutex_lock (&mutex);
  recording = g_new0 (Recording, 1);
  recording->runs = g_ptr_array_new_with_free_func (run_free);
  main_thread = g_thread_self ();
  wants_main = this_thread;
  bound = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  g_mutex_unlock (&mutex);
}

Recording *
recorder_stop (void)
{
  Recording *stopped;

  g_mutex_lock (&mutex);
  stopped = g_steal_pointer (&recording);
  g_clear_pointer (&bound, g_hash_table_unref);
  g_mutex_unlock (&mutex);
  return stopped;
}

void
recording_free (Recording *self)
{
  g_ptr_array_unref (self->runs);
  g_free (self);
}

guint
recording_get_size (Recording *self)
{
  return self->runs->len;
}

static void
keep_value (sqlite3_stmt *stmt, int index, int type, gint64 integer, const void *data, gssize size)
{
  GArray *values;
  Value *value;

  if (!is_recording ())
    return;
  g_mutex_lock (&mutex);
  if (is_wanted ())
    {
      values = g_hash_table_lookup (bound, stmt);
      if (values == NULL)
        {
          values = values_new ();
          g_hash_table_insert (bound, stmt, values);
        }
      if (values->len < (guint) index)
        g_array_set_size (values, (guint) index);
      value = &g_array_index (values, Value, index - 1);
      value_clear (value);
      value->type = type;
      value->integer = integer;
      value->bytes = data != NULL ? g_bytes_new (data, (gsize) size) : NULL;
    }
  g_mutex_unlock (&mutex);
}

static GArray *
copy_values (GArray *from)
{
  GArray *values = values_new ();

  for (guint i = 0; from != NULL && i < from->len; i++)
    {
      Value value = g_array_index (from, Value, i);

      if (value.bytes != NULL)
        g_bytes_ref (value.bytes);
      g_array_append_val (values, value);
    }
  return values;
}

static void
keep_run (sqlite3_stmt *stmt, const char *sql)
{
  if (!is_recording ())
    return;
  g_mutex_lock (&mutex);
  if (is_wanted ())
    {
      Run *run = g_new0 (Run, 1);

      run->sql = g_strdup (sql);
      run->is_exec = stmt == NULL;
      run->values = copy_values (stmt != NULL ? g_hash_table_lookup (bound, stmt) : NULL);
      g_ptr_array_add (recording->runs, run);
    }
  g_mutex_unlock (&mutex);
}

int
sqlite3_bind_null (sqlite3_stmt *stmt, int index)
{
  keep_value (stmt, index, SQLITE_NULL, 0, NULL, 0);
  return NEXT (sqlite3_bind_null) (stmt, index);
}

int
sqlite3_bind_int (sqlite3_stmt *stmt, int index, int value)
{
  int code;

  keep_value (stmt, index, SQLITE_INTEGER, value, NULL, 0);
  depth++;
  code = NEXT (sqlite3_bind_int) (stmt, index, value);
  depth--;
  return code;
}

int
sqlite3_bind_int64 (sqlite3_stmt *stmt, int index, sqlite3_int64 value)
{
  keep_value (stmt, index, SQLITE_INTEGER, value, NULL, 0);
  return NEXT (sqlite3_bind_int64) (stmt, index, value);
}

int
sqlite3_bind_text (
  sqlite3_stmt *stmt, int index, const char *text, int size, void (*free_func) (void *))
{
  gssize length = text == NULL ? 0 : size < 0 ? (gssize) strlen (text) : size;

  keep_value (stmt, index, text != NULL ? SQLITE_TEXT : SQLITE_NULL, 0, text, length);
  return NEXT (sqlite3_bind_text) (stmt, index, text, size, free_func);
}

int
sqlite3_bind_text64 (sqlite3_stmt *stmt,
                     int index,
                     const char *text,
                     sqlite3_uint64 size,
                     void (*free_func) (void *),
                     unsigned char encoding)
{
  keep_value (stmt, index, text != NULL ? SQLITE_TEXT : SQLITE_NULL, 0, text, (gssize) size);
  return NEXT (sqlite3_bind_text64) (stmt, index, text, size, free_func, encoding);
}

int
sqlite3_bind_blob64 (
  sqlite3_stmt *stmt, int index, const void *data, sqlite3_uint64 size, void (*free_func) (void *))
{
  keep_value (stmt, index, data != NULL ? SQLITE_BLOB : SQLITE_NULL, 0, data, (gssize) size);
  return NEXT (sqlite3_bind_blob64) (stmt, index, data, size, free_func);
}

int
sqlite3_clear_bindings (sqlite3_stmt *stmt)
{
  if (is_recording ())
    {
      g_mutex_lock (&mutex);
      if (is_wanted ())
        g_hash_table_remove (bound, stmt);
      g_mutex_unlock (&mutex);
    }
  return NEXT (sqlite3_clear_bindings) (stmt);
}

int
sqlite3_prepare_v3 (sqlite3 *db,
                    const char *sql,
                    int size,
                    unsigned int flags,
                    sqlite3_stmt **stmt,
                    const char **tail)
{
  int code;

  depth++;
  code = NEXT (sqlite3_prepare_v3) (db, sql, size, flags, stmt, tail);
  depth--;
  return code;
}

int
sqlite3_step (sqlite3_stmt *stmt)
{
  int code;

  if (is_recording () && !sqlite3_stmt_busy (stmt))
    keep_run (stmt, sqlite3_sql (stmt));
  depth++;
  code = NEXT (sqlite3_step) (stmt);
  depth--;
  return code;
}

int
sqlite3_exec (sqlite3 *db,
              const char *sql,
              int (*callback) (void *, int, char **, char **),
              void *data,
              char **message)
{
  int code;

  keep_run (NULL, sql);
  depth++;
  code = NEXT (sqlite3_exec) (db, sql, callback, data, message);
  depth--;
  return code;
}

/* Replaying. */

static void
bind (sqlite3_stmt *stmt, GArray *values)
{
  for (guint i = 0; i < values->len; i++)
    {
      const Value *value = &g_array_index (values, Value, i);
      gsize size = 0;
      const void *data = value->bytes != NULL ? g_bytes_get_data (value->bytes, &size) : NULL;

      if (data == NULL) /* as for "" */
        data = "";
      if (value->type == SQLITE_INTEGER)
        sqlite3_bind_int64 (stmt, (int) i + 1, value->integer);
      else if (value->type == SQLITE_TEXT)
        sqlite3_bind_text (stmt, (int) i + 1, data, (int) size, SQLITE_STATIC);
      else if (value->type == SQLITE_BLOB)
        sqlite3_bind_blob64 (stmt, (int) i + 1, data, size, SQLITE_STATIC);
      else
        sqlite3_bind_null (stmt, (int) i + 1);
    }
}

/* A row as a program would keep it: numbers, and texts of its own. */
typedef union
{
  gint64 integer;
  char *text;
} Cell;

typedef struct
{
  int n_cells;
  guint64 texts; /* which cells are */
  Cell cells[];
} Row;

static void
row_free (gpointer data)
{
  Row *row = data;

  for (int i = 0; i < row->n_cells; i++)
    if (row->texts & (G_GUINT64_CONSTANT (1) << i))
      g_free (row->cells[i].text);
  g_free (row);
}

static Row *
read_row (sqlite3_stmt *stmt)
{
  int n_cells = MIN (sqlite3_column_count (stmt), 64);
  Row *row = g_malloc0 (sizeof (Row) + (gsize) n_cells * sizeof (Cell));

  row->n_cells = n_cells;
  for (int i = 0; i < n_cells; i++)
    switch (sqlite3_column_type (stmt, i))
      {
      case SQLITE_INTEGER:
        row->cells[i].integer = sqlite3_column_int64 (stmt, i);
        break;
      case SQLITE_NULL:
        break;
      default:
        row->texts |= G_GUINT64_CONSTANT (1) << i;
        row->cells[i].text = g_strdup ((const char *) sqlite3_column_text (stmt, i));
        break;
      }
  return row;
}

static sqlite3_stmt *
get_statement (GHashTable *statements, sqlite3 *db, const char *sql)
{
  sqlite3_stmt *stmt = g_hash_table_lookup (statements, sql);

  if (stmt == NULL)
    {
      int code = sqlite3_prepare_v3 (db, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL);

      if (code != SQLITE_OK)
        g_error ("%s: %s", sql, sqlite3_errmsg (db));
      g_hash_table_insert (statements, (char *) sql, stmt);
    }
  return stmt;
}

void
recording_replay (Recording *self, sqlite3 *db)
{
  g_autoptr (GHashTable) statements =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) sqlite3_finalize);

  for (guint i = 0; i < self->runs->len; i++)
    {
      const Run *run = self->runs->pdata[i];
      g_autoptr (GPtrArray) rows = NULL;
      sqlite3_stmt *stmt;
      int code;

      if (run->is_exec)
        {
          if (sqlite3_exec (db, run->sql, NULL, NULL, NULL) != SQLITE_OK)
            g_error ("%s: %s", run->sql, sqlite3_errmsg (db));
          continue;
        }
      stmt = get_statement (statements, db, run->sql);
      bind (stmt, run->values);
      rows = g_ptr_array_new_with_free_func (row_free);
      while ((code = sqlite3_step (stmt)) == SQLITE_ROW)
        g_ptr_array_add (rows, read_row (stmt));
      if (code != SQLITE_DONE)
        g_error ("%s: %s", run->sql, sqlite3_errmsg (db));
      sqlite3_reset (stmt);
      sqlite3_clear_bindings (stmt);
    }
}
