/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-sqlite.h"
#include "rapport-store.h"

G_BEGIN_DECLS

/* What the library knows of the databases it is synced with, read on the connection that each
 * function is given. rapport-store-marks.h writes it. */

/* (transfer full) (element-type RapportSyncPlace): by their keys. */
GPtrArray *rapport_synced_get_places (RapportSqlite *db, GError **error);

/* As #RapportStoreInterface says of functions with nearly these names. In a transaction an entry
 * and its row are of one moment. (transfer full) (element-type RapportSyncEntry) */
GPtrArray *rapport_synced_get_entries (RapportSqlite *db, const char *const *ids, GError **error);
GPtrArray *rapport_synced_find_blocked (RapportSqlite *db, guint limit, GError **error);
GPtrArray *rapport_synced_find_waiting (
  RapportSqlite *db, gint64 place, gint64 *after, guint limit, GError **error);
GPtrArray *rapport_synced_find_left_over (RapportSqlite *db,
                                          gint64 place,
                                          RapportSyncLeftOver which,
                                          gint64 *after,
                                          guint limit,
                                          GError **error);
GPtrArray *rapport_synced_find_known (
  RapportSqlite *db, gint64 place, gint64 *after, guint limit, GError **error);
GPtrArray *rapport_synced_find_moved (
  RapportSqlite *db, gint64 place, gint64 *after, guint limit, GError **error);

gboolean
rapport_synced_count (RapportSqlite *db, gint64 place, RapportSyncCount *count, GError **error);

/* All that is known of one record, with its row; %NULL without an error where that is nothing. */
RapportSyncEntry *rapport_synced_get_entry (RapportSqlite *db, const char *id, GError **error);

/**
 * RapportSyncedReader:
 *
 * A connection of its own for these questions, which any thread may ask. Entries are read when no
 * batch is open, as half of one must not be sent; without holding others up meanwhile.
 */
typedef struct _RapportSyncedReader RapportSyncedReader;

RapportSyncedReader *rapport_synced_reader_new (const char *path, RapportSqliteMode mode);
void rapport_synced_reader_free (RapportSyncedReader *self);

GPtrArray *rapport_synced_reader_get_places (RapportSyncedReader *self, GError **error);
GPtrArray *rapport_synced_reader_get_entries (RapportSyncedReader *self,
                                              const char *const *ids,
                                              GError **error);
GPtrArray *
rapport_synced_reader_find_blocked (RapportSyncedReader *self, guint limit, GError **error);
GPtrArray *rapport_synced_reader_find_waiting (
  RapportSyncedReader *self, gint64 place, gint64 *after, guint limit, GError **error);
GPtrArray *rapport_synced_reader_find_left_over (RapportSyncedReader *self,
                                                 gint64 place,
                                                 RapportSyncLeftOver which,
                                                 gint64 *after,
                                                 guint limit,
                                                 GError **error);
GPtrArray *rapport_synced_reader_find_known (
  RapportSyncedReader *self, gint64 place, gint64 *after, guint limit, GError **error);
GPtrArray *rapport_synced_reader_find_moved (
  RapportSyncedReader *self, gint64 place, gint64 *after, guint limit, GError **error);
GPtrArray *rapport_synced_reader_find_files (RapportSyncedReader *self,
                                             gint64 place,
                                             RapportSyncFiles which,
                                             gint64 *after,
                                             guint limit,
                                             GError **error);
gboolean rapport_synced_reader_count (RapportSyncedReader *self,
                                      gint64 place,
                                      RapportSyncCount *count,
                                      GError **error);

G_END_DECLS
