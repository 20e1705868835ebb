/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-lights.h"

G_BEGIN_DECLS

/* A year. */
#define RAPPORT_TREND_WEEKS 52

/**
 * RapportTrend:
 * @week: the last week
 * @counts: how many clients had each #RapportMark, by weeks back; those without a
 *   mark are counted only in weeks in which anybody was marked
 *
 * The lights of many clients over a year (domain.md A.1).
 */
typedef struct
{
  RapportDay week;
  guint counts[RAPPORT_TREND_WEEKS][RAPPORT_MARK_RED + 1];
} RapportTrend;

/* The lights of a client over the year that ends with @week, by weeks back. @marks
 * has %RAPPORT_TREND_WEEKS places. */
gboolean rapport_trend_read_client (RapportLibrary *library,
                                    const char *client_id,
                                    RapportDay week,
                                    RapportMark *marks,
                                    GError **error);

/* Reads in another thread the trend of the current clients that @member is account
 * manager of; of all where @member is %NULL. What is not on the disk yet is not
 * in it. */
void rapport_trend_read_async (RapportLibrary *library,
                               const char *member,
                               RapportDay week,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* (transfer full) (nullable): to be freed by g_free() */
RapportTrend *
rapport_trend_read_finish (RapportLibrary *library, GAsyncResult *result, GError **error);

/* How many marks were made in a week. */
guint rapport_trend_count_marks (const RapportTrend *self, guint weeks_back);

G_END_DECLS
