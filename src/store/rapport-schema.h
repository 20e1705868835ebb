/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-field.h"
#include "rapport-sqlite.h"

G_BEGIN_DECLS

/* (transfer full): the SQL that makes the table of a record type and its
 * indexes, as a migration has it. Developers copy it into a new migration; a
 * test compares it with the migrated schema. */
char *rapport_schema_describe (const RapportRecordInfo *info);

/* The version that this program reads and writes: the number of migrations. */
int rapport_schema_get_version (void);

/* What a file says of itself. */
typedef struct
{
  gint64 application_id;
  gint64 version;
} RapportSchemaMark;

gboolean rapport_schema_read_mark (RapportSqlite *db, RapportSchemaMark *mark, GError **error);

/* Runs the migrations that the file has not seen, each in one transaction with
 * its number. A failed one is rolled back; those before it stay. */
gboolean rapport_schema_migrate (RapportSqlite *db, GError **error);

/* Whether every table and column of every record type is there. What is
 * missing is logged. */
gboolean rapport_schema_is_complete (RapportSqlite *db);

G_END_DECLS
