/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-change-set.h"
#include "rapport-day.h"
#include "rapport-sqlite.h"

G_BEGIN_DECLS

/* The sums of each month's figures, kept beside the cells in the same
 * transaction, so that figures over the whole portfolio need not read them. */

/**
 * RapportTotalsBy:
 * @RAPPORT_TOTALS_BY_CLIENT: a total for each client
 * @RAPPORT_TOTALS_BY_MONTH: a total for each month
 *
 * What totals are told apart by, beside the metric; flags.
 */
typedef enum
{
  RAPPORT_TOTALS_BY_METRIC = 0,
  RAPPORT_TOTALS_BY_CLIENT = 1 << 0,
  RAPPORT_TOTALS_BY_MONTH = 1 << 1,
} RapportTotalsBy;

/**
 * RapportTotal:
 * @client: id of the client, "" where all are added up
 * @month: first day of the month, %RAPPORT_DAY_NONE where all are added up
 * @metric: word of a base metric; interned
 * @total: the sum over days, channels and sources, in millionths
 */
typedef struct
{
  char client[37];
  RapportDay month;
  const char *metric;
  gint64 total;
} RapportTotal;

/* Whether a change alters the totals. */
gboolean rapport_totals_is_concerned (const RapportRecordChange *change);

/* Works out the totals of one month of numbers again. */
gboolean rapport_totals_update (RapportSqlite *db, const char *id, GError **error);

gboolean rapport_totals_rebuild (RapportSqlite *db, GError **error);

/* (transfer full) (element-type RapportTotal): the totals from the month of
 * @from to that of @to, of @client or, with NULL, of all; by client and month
 * in the order of first appearance. Months in the trash do not count. */
GArray *rapport_totals_find (RapportSqlite *db,
                             const char *client,
                             RapportDay from,
                             RapportDay to,
                             RapportTotalsBy by,
                             GError **error);

G_END_DECLS
