/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-change-set.h"
#include "rapport-sqlite.h"

G_BEGIN_DECLS

/* The sums of each month's figures, kept beside the cells in the same
 * transaction, so that figures over the whole portfolio need not read them. */

/* Whether a change alters the totals. */
gboolean rapport_totals_is_concerned (const RapportRecordChange *change);

/* Works out the totals of one month of numbers again. */
gboolean rapport_totals_update (RapportSqlite *db, const char *id, GError **error);

gboolean rapport_totals_rebuild (RapportSqlite *db, GError **error);

/* (transfer full) (element-type RapportTotal): as rapport_store_get_totals(),
 * of what is on disk. */
GArray *rapport_totals_find (RapportSqlite *db,
                             const char *client,
                             RapportDay from,
                             RapportDay to,
                             RapportTotalsBy by,
                             GError **error);

G_END_DECLS
