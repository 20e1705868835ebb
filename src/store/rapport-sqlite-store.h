/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-backup.h"
#include "rapport-clock.h"
#include "rapport-store.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_SQLITE_STORE (rapport_sqlite_store_get_type ())
G_DECLARE_FINAL_TYPE (RapportSqliteStore, rapport_sqlite_store, RAPPORT, SQLITE_STORE, GObject)

/**
 * RapportSqliteStore:
 *
 * A #RapportStore in one SQLite file. Made by rapport_library_file_open().
 * Reads on the main thread through a connection of its own, and sees what is
 * on disk; writes in a thread, each set one transaction; searches in another.
 * When it is dropped it tries once more to write what is left; ask
 * rapport_sqlite_store_drain() first.
 *
 * Where the main loop does not run, rapport_store_wait() emits `durable`.
 *
 * A great file that was not closed in order is read through after opening. Until
 * that is done, what is written stays in its WAL; when damage is found, the
 * store turns read-only and the file is never touched.
 */

/* The file, by its real path. */
const char *rapport_sqlite_store_get_path (RapportSqliteStore *self);

/* Whether changes go to another process that holds the library, which leaves sync to it: what a set
 * says of sync does not get there. It ends when that process goes. */
gboolean rapport_sqlite_store_is_remote (RapportSqliteStore *self);

/* Waits until everything is on disk. With %FALSE and an error something could
 * not be written: it stays queued, and dropping the store would lose it. */
gboolean rapport_sqlite_store_drain (RapportSqliteStore *self, GError **error);

/* Waits until all that is on disk can be found: of many records that were pulled at once the texts
 * are made searchable when nothing else is to be written. Whoever opens the library next goes on
 * with what is left. A search waits by itself, but not for more than a moment. */
void rapport_sqlite_store_catch_up (RapportSqliteStore *self);

/* (transfer full) (element-type RapportChangeSet): what is not on disk yet, in
 * the order of its making; for rapport_rescue_write(). */
GPtrArray *rapport_sqlite_store_get_unwritten (RapportSqliteStore *self);

/* Drops entries of the log that are from before @before and not among the last
 * @keep. Done by itself once a day with what is older than two years. */
void rapport_sqlite_store_compact (RapportSqliteStore *self, gint64 before, gint64 keep);

/* Whether the day's backup has still to be made, by this process. Some time after
 * opening it is made by itself; a window that is closed before makes it then. */
gboolean rapport_sqlite_store_is_backup_due (RapportSqliteStore *self);

/* Makes a verified backup in another thread and drops all but the last ones. */
void rapport_sqlite_store_backup_async (RapportSqliteStore *self,
                                        RapportBackupReason reason,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
/* (transfer full): the path of the backup. */
char *
rapport_sqlite_store_backup_finish (RapportSqliteStore *self, GAsyncResult *result, GError **error);

/* Does at once, and waits for, what is otherwise done some seconds after
 * opening, in another thread: reading through a file that was not closed in
 * order, sweeping what killed processes left, and the day's backup when it is
 * due. For where no main loop runs. */
void rapport_sqlite_store_keep_house (RapportSqliteStore *self);

G_END_DECLS
