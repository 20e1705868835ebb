/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-change-set.h"
#include "rapport-sqlite.h"

G_BEGIN_DECLS

/* Erasing a record takes it from its table, the log and search in one
 * transaction. What is left of it then (pages that are free, the WAL, backups,
 * what is kept for rescue) goes afterwards, which may take seconds. Until that is
 * done, the ids of what was erased stand in the library, so that it goes on with
 * the next opening. */

/* The name in the table of settings under which they stand. */
#define RAPPORT_ERASING_LOCAL "erasing"

/* Inside the transaction that erases: notes what @set erases. */
gboolean rapport_erasing_note (RapportSqlite *db, RapportChangeSet *set, GError **error);

gboolean rapport_erasing_is_noted (RapportSqlite *db);

/* Outside of a transaction, where nobody else writes: the rest, and forgets what
 * is noted if all of it worked. */
gboolean rapport_erasing_finish (RapportSqlite *db, GError **error);

G_END_DECLS
