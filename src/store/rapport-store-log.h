/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-change-set.h"
#include "rapport-sqlite.h"

G_BEGIN_DECLS

/* The change log, from which undo, redo and history work. Each function works
 * on the connection it is given. */

/* Whether a set is in the log and is not one that adds to its entry: then it
 * has been delivered before. */
gboolean rapport_log_has (RapportSqlite *db, RapportChangeSet *set, gboolean *has, GError **error);

/* Writes a set: a new entry, or more of the entry with its id, which keeps the
 * first old values. Marks what an undo or redo takes back. */
gboolean rapport_log_write (RapportSqlite *db, RapportChangeSet *set, GError **error);

/* The parts of it, for a set that is written in pieces: see RapportBatch. */

/* The setting that holds the key of the batch that is open. */
#define RAPPORT_LOG_BATCH "batch"

/* Whether the entry that a set belongs to is in the log. */
gboolean
rapport_log_has_entry (RapportSqlite *db, RapportChangeSet *set, gboolean *has, GError **error);

/* Reserves the key, and place, of a new entry; nobody sees its changes before
 * its head is written, and no other entry gets its number meanwhile. */
gboolean rapport_log_open_batch (RapportSqlite *db, gint64 *key, GError **error);
gboolean rapport_log_write_change (RapportSqlite *db,
                                   gint64 key,
                                   const RapportRecordChange *change,
                                   GError **error);
gboolean rapport_log_close_batch (RapportSqlite *db, GError **error);
/* With what the head does besides: it marks what an undo or redo takes back. */
gboolean rapport_log_write_head (RapportSqlite *db,
                                 const RapportChangeHead *head,
                                 gint64 key,
                                 GError **error);

/* (transfer full): the changes of an open batch, under a head that says nothing. */
RapportChangeSet *rapport_log_read_batch (RapportSqlite *db, gint64 key, GError **error);
/* Forgets an open batch. */
gboolean rapport_log_drop_batch (RapportSqlite *db, gint64 key, GError **error);

/* Forgets all changes of a record. */
gboolean rapport_log_erase (RapportSqlite *db, const char *id, GError **error);

/* Drops entries older than @before (microseconds since 1970) that are not among
 * the last @keep, so that a clock that is wrong does not empty the log. The
 * newest one always stays: from it the file is known. */
gboolean rapport_log_compact (RapportSqlite *db, gint64 before, gint64 keep, GError **error);

/* The greatest number so far: grows with every change that is logged. */
gboolean rapport_log_get_number (RapportSqlite *db, gint64 *number, GError **error);

/* As #RapportStoreInterface says. NULL without an error when there is none. */
RapportChangeSet *rapport_log_find_candidate (
  RapportSqlite *db, const char *author, const char *client, gboolean redo, GError **error);
GPtrArray *rapport_log_find_history (
  RapportSqlite *db, const char *client, const char *id, guint limit, GError **error);

G_END_DECLS
