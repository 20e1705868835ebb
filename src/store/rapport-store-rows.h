/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-change-set.h"
#include "rapport-query.h"
#include "rapport-sqlite.h"

G_BEGIN_DECLS

/* The rows of the record tables. Each function works on the connection it is
 * given, in that connection's thread. */

/* Binds a value of @kind; unset and "" become NULL. */
void rapport_rows_bind (sqlite3_stmt *stmt, int index, RapportKind kind, GVariant *value);

/* Without blobs, which are big and seldom asked for. NULL without an error when
 * there is no such row. */
RapportRow *rapport_rows_load (RapportSqlite *db,
                               const RapportRecordInfo *info,
                               const char *id,
                               GError **error);

/* The same with some fields only. */
RapportRow *rapport_rows_load_fields (RapportSqlite *db,
                                      const RapportRecordInfo *info,
                                      const char *id,
                                      const guint *fields,
                                      gsize n_fields,
                                      GError **error);

/* (transfer full) (element-type RapportRow) */
GPtrArray *rapport_rows_query (RapportSqlite *db, RapportQuery *query, GError **error);

/* (transfer full): the row that is there once @change has made it; without bytes of files. */
RapportRow *rapport_rows_make (const RapportRecordChange *change);

/* Writes one change: makes the row or sets its fields, or deletes it. */
gboolean rapport_rows_write (RapportSqlite *db, const RapportRecordChange *change, GError **error);

G_END_DECLS
