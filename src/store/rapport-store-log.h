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
