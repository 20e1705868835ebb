/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-store.h"

#include <sqlite3.h>

G_BEGIN_DECLS

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

/* What stands in the header of every library ("Rapp"). */
#define RAPPORT_APPLICATION_ID 0x52617070

/**
 * RapportSqliteMode:
 * @RAPPORT_SQLITE_WRITE: reads and writes; makes an empty file where there is none
 * @RAPPORT_SQLITE_QUERY: reads beside a writer
 * @RAPPORT_SQLITE_READ_ONLY: reads a file in a folder that can't be written to,
 *   beside a writer who can
 * @RAPPORT_SQLITE_IMMUTABLE: reads a file that nobody changes and that has no WAL
 * @RAPPORT_SQLITE_PLAIN: reads and writes without WAL; for copies being made
 *
 * How a connection is opened.
 */
typedef enum
{
  RAPPORT_SQLITE_WRITE,
  RAPPORT_SQLITE_QUERY,
  RAPPORT_SQLITE_READ_ONLY,
  RAPPORT_SQLITE_IMMUTABLE,
  RAPPORT_SQLITE_PLAIN,
} RapportSqliteMode;

/**
 * RapportSqlite:
 *
 * A connection to a database, used by one thread at a time. Errors are of
 * %RAPPORT_STORE_ERROR in words for the user; what SQLite said goes to the log.
 */
typedef struct _RapportSqlite RapportSqlite;

RapportSqlite *rapport_sqlite_open (const char *path, RapportSqliteMode mode, GError **error);
void rapport_sqlite_close (RapportSqlite *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportSqlite, rapport_sqlite_close)

sqlite3 *rapport_sqlite_get_handle (RapportSqlite *self);

/* Statements stop with %G_IO_ERROR_CANCELLED once @cancellable is cancelled;
 * NULL lets them run. */
void rapport_sqlite_set_cancellable (RapportSqlite *self, GCancellable *cancellable);

/* Whether closing the last connection brings the WAL into the file, as it does
 * where nothing else is said and the mode is one that writes. */
void rapport_sqlite_set_checkpoint_on_close (RapportSqlite *self, gboolean checkpoint);

/* Runs SQL without parameters: migrations and the like. */
gboolean rapport_sqlite_exec (RapportSqlite *self, const char *sql, GError **error);

/* Sets "name=value" and looks at what it is afterwards, which must be @expected. */
gboolean rapport_sqlite_set_pragma (
  RapportSqlite *self, const char *name, const char *value, const char *expected, GError **error);

/* (transfer none): the statement for @sql, prepared once and kept, without
 * parameters bound. Not to be asked for again while it is being stepped. */
sqlite3_stmt *rapport_sqlite_get (RapportSqlite *self, const char *sql, GError **error);

/* (transfer full): one of the caller's own. */
sqlite3_stmt *rapport_sqlite_prepare (RapportSqlite *self, const char *sql, GError **error);

typedef enum
{
  RAPPORT_STEP_ROW,
  RAPPORT_STEP_DONE,
  RAPPORT_STEP_ERROR,
} RapportStep;

/* One step. After DONE and ERROR the statement is reset, so that it holds no lock. */
RapportStep rapport_sqlite_step (RapportSqlite *self, sqlite3_stmt *stmt, GError **error);

/* Steps to the end, dropping rows. */
gboolean rapport_sqlite_run (RapportSqlite *self, sqlite3_stmt *stmt, GError **error);

/* The integer in the first row, or 0 when there is no row. */
gboolean
rapport_sqlite_get_integer (RapportSqlite *self, const char *sql, gint64 *value, GError **error);

/* Rows that the last statement changed. */
int rapport_sqlite_get_changes (RapportSqlite *self);

void rapport_sqlite_bind_text (sqlite3_stmt *stmt, int index, const char *text);
/* "" for NULL. Lives until the next step. */
const char *rapport_sqlite_column_text (sqlite3_stmt *stmt, int column);

/* Transactions that write take the lock at once. */
gboolean rapport_sqlite_begin (RapportSqlite *self, GError **error);
gboolean rapport_sqlite_commit (RapportSqlite *self, GError **error);
void rapport_sqlite_rollback (RapportSqlite *self);

/* Turns what SQLite answered last into an error; @what names the work for the
 * log. Where @error is NULL nothing is logged either. */
void rapport_sqlite_set_error (RapportSqlite *self, int code, const char *what, GError **error);

/* What a user is told for each kind of error. */
const char *rapport_store_get_message (RapportStoreError code);

/* Whether @error says that the file itself is broken. */
gboolean rapport_sqlite_is_damage (const GError *error);

/* Writes to the log, without anything a user has typed. */
void rapport_store_log (GLogLevelFlags level, const char *format, ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS
