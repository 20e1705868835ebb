/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-change-set.h"
#include "rapport-day.h"
#include "rapport-sqlite.h"

G_BEGIN_DECLS

/* The sums of each month's figures, kept beside the cells in the same
 * transaction, so that figures over the whole portfolio need not read them. */

/**
 * RapportMonthTotal:
 * @client: id of the client
 * @month: first day of the month
 * @metric: word of a base metric; interned
 * @total: the sum over days, channels and sources, in millionths
 */
typedef struct
{
  char client[37];
  RapportDay month;
  const char *metric;
  gint64 total;
} RapportMonthTotal;

/* Whether a change alters the totals. */
gboolean rapport_totals_is_concerned (const RapportRecordChange *change);

/* Works out the totals of one month of numbers again. */
gboolean rapport_totals_update (RapportSqlite *db, const char *id, GError **error);

gboolean rapport_totals_rebuild (RapportSqlite *db, GError **error);

/* (transfer full) (element-type RapportMonthTotal): totals by client, month and
 * metric from the month of @from to that of @to. @client and @metric may be
 * NULL for all. Figures of months in the trash do not count. */
GArray *rapport_totals_find (RapportSqlite *db,
                             const char *client,
                             const char *metric,
                             RapportDay from,
                             RapportDay to,
                             GError **error);

/* The same added up over all clients; @client of each is "". */
GArray *
rapport_totals_find_agency (RapportSqlite *db, RapportDay from, RapportDay to, GError **error);

G_END_DECLS
