/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-agency.h"
#include "rapport-metric-set.h"
#include "rapport-publish.h"

G_BEGIN_DECLS

/**
 * RapportNumbers:
 *
 * The figures of one client over some months, added up over its sources.
 * Immutable; reference-counted.
 */
typedef struct _RapportNumbers RapportNumbers;

/* Reads the months from @from to @to, both included. */
RapportNumbers *rapport_numbers_load (
  RapportLibrary *library, RapportClient *client, RapportDay from, RapportDay to, GError **error);

/* From public records of type "month-numbers" and the client's metrics; %NULL for
 * the built-in ones alone. @goods_margin, in millionths,
 * stands in for gross profit where that is not given: revenue times margin;
 * -1 where it is not known. @today tells which months are over. */
RapportNumbers *rapport_numbers_new (GPtrArray *month_numbers,
                                     RapportMetricSet *set,
                                     gint64 goods_margin,
                                     RapportDay today);
RapportNumbers *rapport_numbers_ref (RapportNumbers *self);
void rapport_numbers_unref (RapportNumbers *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportNumbers, rapport_numbers_unref)

/* (transfer none): the metrics that can be asked for. */
RapportMetricSet *rapport_numbers_get_set (RapportNumbers *self);

/* The sum of a base metric over the days from @from to @to, both included; all
 * channels where @channel is %NULL. %FALSE where there is no such figure. */
gboolean rapport_numbers_sum (RapportNumbers *self,
                              const char *metric,
                              const char *channel,
                              RapportDay from,
                              RapportDay to,
                              gint64 *sum);

/* Any metric over those days; see rapport_metric_compute(). */
gboolean rapport_numbers_compute (RapportNumbers *self,
                                  const RapportMetric *metric,
                                  const char *channel,
                                  RapportDay from,
                                  RapportDay to,
                                  gint64 *value,
                                  const char **note);

/* Whether there is any figure in those days. */
gboolean rapport_numbers_has_data (RapportNumbers *self, RapportDay from, RapportDay to);

/* The last day with a figure in those days, or none. */
RapportDay rapport_numbers_get_last_day (RapportNumbers *self, RapportDay from, RapportDay to);

/* The last day that the figures of @month speak for, or none: an unfinished
 * month is compared with the same part of another. A source of which a month
 * that is over has figures on its first day alone gave one sum for it, and a
 * sum speaks for the whole month. */
RapportDay rapport_numbers_get_reach (RapportNumbers *self, RapportDay month);

/* (transfer full): without the sources and months that came as one sum, which
 * no part of a month can be taken of. */
RapportNumbers *rapport_numbers_get_daily (RapportNumbers *self);

/* The channels that have a figure in those days, by name; "" is left out.
 * (transfer full) */
GStrv rapport_numbers_get_channels (RapportNumbers *self, RapportDay from, RapportDay to);

/**
 * RapportImportCounts:
 *
 * What an import adds to what is there. A file that has been imported before
 * comes out all @same.
 */
typedef struct
{
  guint months;
  guint added;
  guint changed;
  guint same;
} RapportImportCounts;

/* A name for the source of a file, from the file's name without what changes
 * from export to export (numbers, dates, "(1)"): "google-ads-2026-08 (1).csv"
 * is "google ads". Exports of one source replace each other's figures, so that
 * the same days are never counted twice. (transfer full) */
char *rapport_numbers_guess_source (const char *file_name);

/* What importing @cells would do. */
gboolean rapport_numbers_preview (RapportLibrary *library,
                                  const char *client_id,
                                  const char *source,
                                  RapportCells *cells,
                                  const char *currency,
                                  RapportImportCounts *counts,
                                  GError **error);

/* Lays @cells over the figures of the same source, a record per month, as one
 * step of undo. @source names where they come from, "Google Ads"; @currency is
 * that of the money in them, "" where there is none. Nothing is written when
 * nothing differs. */
gboolean rapport_numbers_import (RapportLibrary *library,
                                 const char *client_id,
                                 const char *source,
                                 RapportCells *cells,
                                 const char *currency,
                                 const char *file_name,
                                 RapportImportCounts *counts,
                                 GError **error);

G_END_DECLS
