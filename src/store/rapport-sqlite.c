/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-sqlite.h"

#include "rapport-sqlite-locks.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#define BUSY_TIMEOUT_MS 5000
#define MAX_STATEMENTS  256
/* Virtual-machine steps between two looks at the cancellable. */
#define PROGRESS_STEPS 2000

typedef struct
{
  GList link;
  char *sql;
  sqlite3_stmt *stmt;
} Statement;

/* Places for statements by the address of their SQL, most of which stands in the program. */
#define NEAR 64

struct _RapportSqlite
{
  sqlite3 *db;
  GHashTable *statements; /* SQL to a link of @recent */
  GQueue recent;          /* of Statement, the last used first */
  Statement *near[NEAR];  /* some of them, which are found without a look at every letter's hash */
  GCancellable *cancellable;
  int hold; /* see rapport_sqlite_locks_hold() */
};

void
rapport_store_log (GLogLevelFlags level, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_log_structured ("rapport-store", level, "MESSAGE", "%s", message);
}

/* Errors. */

const char *
rapport_store_get_message (RapportStoreError code)
{
  switch (code)
    {
    case RAPPORT_STORE_ERROR_FULL:
      return _ ("There is no space left on the disk.");
    case RAPPORT_STORE_ERROR_READ_ONLY:
      return _ ("The library’s file or folder can’t be written to.");
    case RAPPORT_STORE_ERROR_BUSY:
      return _ ("Another program is using the library.");
    case RAPPORT_STORE_ERROR_DAMAGED:
      return _ ("The library’s file is damaged.");
    default:
      return _ ("The disk could not be read or written.");
    }
}

static RapportStoreError
code_of_errno (int number)
{
  switch (number)
    {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return RAPPORT_STORE_ERROR_FULL;
    case EROFS:
    case EACCES:
    case EPERM:
      return RAPPORT_STORE_ERROR_READ_ONLY;
    default:
      return RAPPORT_STORE_ERROR_FAILED;
    }
}

static RapportStoreError
code_of (RapportSqlite *self, int code)
{
  switch (code & 0xff)
    {
    case SQLITE_FULL:
      return RAPPORT_STORE_ERROR_FULL;
    case SQLITE_READONLY:
      return RAPPORT_STORE_ERROR_READ_ONLY;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return RAPPORT_STORE_ERROR_BUSY;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return RAPPORT_STORE_ERROR_DAMAGED;
    case SQLITE_IOERR:
      if (code == SQLITE_IOERR_SHORT_READ || code == SQLITE_IOERR_CORRUPTFS)
        return RAPPORT_STORE_ERROR_DAMAGED;
      return code_of_errno (sqlite3_system_errno (self->db));
    case SQLITE_CANTOPEN:
      return code_of_errno (sqlite3_system_errno (self->db));
    default:
      return RAPPORT_STORE_ERROR_FAILED;
    }
}

void
rapport_sqlite_set_error (RapportSqlite *self, int code, const char *what, GError **error)
{
  RapportStoreError our_code;

  /* Who asks for no error expects it. */
  if (error == NULL)
    return;
  if ((code & 0xff) == SQLITE_INTERRUPT)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("The work was cancelled."));
      return;
    }
  our_code = code_of (self, code);
  rapport_store_log (G_LOG_LEVEL_MESSAGE, "%s: SQLite %d (%s), system %d", what, code,
                     sqlite3_errmsg (self->db), sqlite3_system_errno (self->db));
  g_propagate_error (error, g_error_new_literal (RAPPORT_STORE_ERROR, (int) our_code,
                                                 rapport_store_get_message (our_code)));
}

gboolean
rapport_sqlite_is_damage (const GError *error)
{
  return g_error_matches (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_DAMAGED);
}

/* Opening. */

static int
progress_cb (gpointer user_data)
{
  RapportSqlite *self = user_data;

  return g_cancellable_is_cancelled (self->cancellable);
}

void
rapport_sqlite_set_cancellable (RapportSqlite *self, GCancellable *cancellable)
{
  g_set_object (&self->cancellable, cancellable);
  sqlite3_progress_handler (self->db, PROGRESS_STEPS, cancellable ? progress_cb : NULL, self);
}

void
rapport_sqlite_set_checkpoint_on_close (RapportSqlite *self, gboolean checkpoint)
{
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, !checkpoint, NULL);
}

gboolean
rapport_sqlite_set_pragma (
  RapportSqlite *self, const char *name, const char *value, const char *expected, GError **error)
{
  g_autofree char *set = g_strdup_printf ("PRAGMA %s=%s", name, value);
  g_autofree char *ask = g_strdup_printf ("PRAGMA %s", name);
  g_autoptr (sqlite3_stmt) stmt = NULL;

  if (!rapport_sqlite_exec (self, set, error))
    return FALSE;
  stmt = rapport_sqlite_prepare (self, ask, error);
  if (stmt == NULL)
    return FALSE;
  switch (rapport_sqlite_step (self, stmt, error))
    {
    case RAPPORT_STEP_ROW:
      if (g_str_equal (rapport_sqlite_column_text (stmt, 0), expected))
        return TRUE;
      rapport_store_log (G_LOG_LEVEL_MESSAGE, "%s is \"%s\" instead of \"%s\"", ask,
                         rapport_sqlite_column_text (stmt, 0), expected);
      break;
    case RAPPORT_STEP_DONE:
      rapport_store_log (G_LOG_LEVEL_MESSAGE, "%s gives no answer", ask);
      break;
    default:
      return FALSE;
    }
  g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_FAILED,
                       rapport_store_get_message (RAPPORT_STORE_ERROR_FAILED));
  return FALSE;
}

static gboolean
configure (RapportSqlite *self, RapportSqliteMode mode, GError **error)
{
  static const char *const pragmas[][3] = {
    { "foreign_keys", "OFF", "0" },   { "trusted_schema", "OFF", "0" },
    { "cell_size_check", "ON", "1" }, { "synchronous", "FULL", "2" },
    { "temp_store", "MEMORY", "2" },  { "secure_delete", "FAST", "2" },
  };

  sqlite3_extended_result_codes (self->db, 1);
  sqlite3_busy_timeout (self->db, BUSY_TIMEOUT_MS);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  /* Who only reads leaves the WAL to who writes. */
  if (mode == RAPPORT_SQLITE_QUERY)
    rapport_sqlite_set_checkpoint_on_close (self, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (pragmas); i++)
    if (!rapport_sqlite_set_pragma (self, pragmas[i][0], pragmas[i][1], pragmas[i][2], error))
      return FALSE;
  if (mode == RAPPORT_SQLITE_WRITE)
    return rapport_sqlite_set_pragma (self, "journal_mode", "WAL", "wal", error);
  if (mode == RAPPORT_SQLITE_PLAIN)
    return rapport_sqlite_set_pragma (self, "journal_mode", "DELETE", "delete", error);
  return rapport_sqlite_set_pragma (self, "query_only", "ON", "1", error);
}

/* As a URI, for "immutable" can be asked for in no other way. */
static char *
make_uri (const char *path, RapportSqliteMode mode)
{
  g_autofree char *escaped = g_uri_escape_string (path, "/", FALSE);

  return g_strdup_printf ("file:%s%s", escaped,
                          mode == RAPPORT_SQLITE_IMMUTABLE ? "?immutable=1" : "");
}

RapportSqlite *
rapport_sqlite_open (const char *path, RapportSqliteMode mode, GError **error)
{
  g_autoptr (RapportSqlite) self = g_new0 (RapportSqlite, 1);
  g_autofree char *uri = make_uri (path, mode);
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI | SQLITE_OPEN_EXRESCODE;
  int code;

  rapport_sqlite_locks_install ();
  self->hold = -1;
  self->statements = g_hash_table_new (g_str_hash, g_str_equal);
  if (mode == RAPPORT_SQLITE_WRITE || mode == RAPPORT_SQLITE_PLAIN)
    flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  else if (mode == RAPPORT_SQLITE_QUERY)
    flags |= SQLITE_OPEN_READWRITE;
  else
    flags |= SQLITE_OPEN_READONLY;
  code = sqlite3_open_v2 (uri, &self->db, flags, NULL);
  if (code != SQLITE_OK)
    {
      rapport_sqlite_set_error (self, code, "opening", error);
      return NULL;
    }
  if (!configure (self, mode, error))
    return NULL;
  if (mode == RAPPORT_SQLITE_WRITE)
    self->hold = rapport_sqlite_locks_hold (path);
  return g_steal_pointer (&self);
}

static void
statement_free (gpointer data)
{
  Statement *statement = data;

  sqlite3_finalize (statement->stmt);
  g_free (statement->sql);
  g_free (statement);
}

static void
drop_statement (RapportSqlite *self, Statement *statement)
{
  for (gsize i = 0; i < NEAR; i++)
    if (self->near[i] == statement)
      self->near[i] = NULL;
  g_queue_unlink (&self->recent, &statement->link);
  g_hash_table_remove (self->statements, statement->sql);
  statement_free (statement);
}

void
rapport_sqlite_close (RapportSqlite *self)
{
  int code;

  while (self->recent.head != NULL)
    drop_statement (self, self->recent.head->data);
  g_hash_table_unref (self->statements);
  rapport_sqlite_locks_let_go (self->hold);
  code = sqlite3_close (self->db);
  if (code != SQLITE_OK)
    rapport_store_log (G_LOG_LEVEL_WARNING, "closing: SQLite %d", code);
  if (self->hold >= 0)
    close (self->hold);
  g_clear_object (&self->cancellable);
  g_free (self);
}

sqlite3 *
rapport_sqlite_get_handle (RapportSqlite *self)
{
  return self->db;
}

/* Statements. */

sqlite3_stmt *
rapport_sqlite_prepare (RapportSqlite *self, const char *sql, GError **error)
{
  sqlite3_stmt *stmt = NULL;
  int code = sqlite3_prepare_v3 (self->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL);

  if (code != SQLITE_OK)
    {
      rapport_sqlite_set_error (self, code, sql, error);
      return NULL;
    }
  return stmt;
}

/* The oldest that nobody is stepping through makes room. */
static void
make_room (RapportSqlite *self)
{
  for (GList *l = self->recent.tail; l != NULL && self->recent.length >= MAX_STATEMENTS;)
    {
      Statement *statement = l->data;

      l = l->prev;
      if (!sqlite3_stmt_busy (statement->stmt))
        drop_statement (self, statement);
    }
}

/* (nullable) */
static Statement *
find_statement (RapportSqlite *self, const char *sql)
{
  Statement **place = &self->near[(GPOINTER_TO_SIZE (sql) >> 4) % NEAR];

  if (*place == NULL || !g_str_equal ((*place)->sql, sql))
    *place = g_hash_table_lookup (self->statements, sql);
  return *place;
}

sqlite3_stmt *
rapport_sqlite_get (RapportSqlite *self, const char *sql, GError **error)
{
  Statement *statement = find_statement (self, sql);
  g_autoptr (sqlite3_stmt) stmt = NULL;

  if (statement != NULL)
    {
      sqlite3_reset (statement->stmt);
      sqlite3_clear_bindings (statement->stmt);
      g_queue_unlink (&self->recent, &statement->link);
      g_queue_push_head_link (&self->recent, &statement->link);
      return statement->stmt;
    }
  stmt = rapport_sqlite_prepare (self, sql, error);
  if (stmt == NULL)
    return NULL;
  make_room (self);
  statement = g_new0 (Statement, 1);
  statement->sql = g_strdup (sql);
  statement->stmt = g_steal_pointer (&stmt);
  statement->link.data = statement;
  g_queue_push_head_link (&self->recent, &statement->link);
  g_hash_table_insert (self->statements, statement->sql, statement);
  return statement->stmt;
}

RapportStep
rapport_sqlite_step (RapportSqlite *self, sqlite3_stmt *stmt, GError **error)
{
  int code = sqlite3_step (stmt);

  if (code == SQLITE_ROW)
    return RAPPORT_STEP_ROW;
  if (code == SQLITE_DONE)
    {
      sqlite3_reset (stmt);
      return RAPPORT_STEP_DONE;
    }
  rapport_sqlite_set_error (self, code, sqlite3_sql (stmt), error);
  sqlite3_reset (stmt);
  return RAPPORT_STEP_ERROR;
}

gboolean
rapport_sqlite_run (RapportSqlite *self, sqlite3_stmt *stmt, GError **error)
{
  RapportStep step;

  do
    step = rapport_sqlite_step (self, stmt, error);
  while (step == RAPPORT_STEP_ROW);
  return step == RAPPORT_STEP_DONE;
}

gboolean
rapport_sqlite_exec (RapportSqlite *self, const char *sql, GError **error)
{
  int code = sqlite3_exec (self->db, sql, NULL, NULL, NULL);

  if (code == SQLITE_OK)
    return TRUE;
  rapport_sqlite_set_error (self, code, "running SQL", error);
  return FALSE;
}

gboolean
rapport_sqlite_get_integer (RapportSqlite *self, const char *sql, gint64 *value, GError **error)
{
  sqlite3_stmt *stmt = rapport_sqlite_get (self, sql, error);

  *value = 0;
  if (stmt == NULL)
    return FALSE;
  switch (rapport_sqlite_step (self, stmt, error))
    {
    case RAPPORT_STEP_ROW:
      *value = sqlite3_column_int64 (stmt, 0);
      sqlite3_reset (stmt);
      return TRUE;
    case RAPPORT_STEP_DONE:
      return TRUE;
    default:
      return FALSE;
    }
}

int
rapport_sqlite_get_changes (RapportSqlite *self)
{
  return sqlite3_changes (self->db);
}

void
rapport_sqlite_bind_text (sqlite3_stmt *stmt, int index, const char *text)
{
  sqlite3_bind_text (stmt, index, text, -1, SQLITE_TRANSIENT);
}

const char *
rapport_sqlite_column_text (sqlite3_stmt *stmt, int column)
{
  const char *text = (const char *) sqlite3_column_text (stmt, column);

  return text != NULL ? text : "";
}

/* Transactions. */

static gboolean
run_named (RapportSqlite *self, const char *sql, GError **error)
{
  sqlite3_stmt *stmt = rapport_sqlite_get (self, sql, error);

  return stmt != NULL && rapport_sqlite_run (self, stmt, error);
}

gboolean
rapport_sqlite_begin (RapportSqlite *self, GError **error)
{
  return run_named (self, "BEGIN IMMEDIATE", error);
}

gboolean
rapport_sqlite_commit (RapportSqlite *self, GError **error)
{
  return run_named (self, "COMMIT", error);
}

void
rapport_sqlite_rollback (RapportSqlite *self)
{
  g_autoptr (GError) error = NULL;

  /* A full disk or a broken file may have rolled it back already. */
  if (!sqlite3_get_autocommit (self->db) && !run_named (self, "ROLLBACK", &error))
    rapport_store_log (G_LOG_LEVEL_MESSAGE, "rolling back did not work");
}
