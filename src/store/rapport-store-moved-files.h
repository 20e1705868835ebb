/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-sqlite.h"
#include "rapport-sync-state.h"

G_BEGIN_DECLS

/*
 * The bytes of files whose records have moved to another place or were erased; rapport-document.h
 * says what becomes of them. They are noted in sync_left with a digest in the place of a record: as
 * "blob" with the size in the place of the revision where the place has them and is not to, as
 * "blob-gone" where they were deleted there.
 */

/* These types, as a list in SQL. */
#define RAPPORT_MOVED_FILES_TYPES "'blob', 'blob-gone'"

/* Notes the files of a record that leaves @place, or is about to be erased there. */
gboolean rapport_moved_files_leave (
  RapportSqlite *db, const char *type, const char *record, gint64 place, GError **error);

/* Writes what @note says of files. */
gboolean
rapport_moved_files_settle (RapportSqlite *db, const RapportSyncNote *note, GError **error);

/* See rapport_store_find_sync_files(). */
GPtrArray *rapport_moved_files_find (RapportSqlite *db,
                                     gint64 place,
                                     RapportSyncFiles which,
                                     gint64 *after,
                                     guint limit,
                                     GError **error);

G_END_DECLS
