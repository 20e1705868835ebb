/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-numbers.h"

G_BEGIN_DECLS

/**
 * RapportNumbersOrigin:
 * @source: the name that it was imported by: "google ads"
 * @file_name: the file that came last, or ""
 * @imported: when that was, microseconds since 1970; 0 where it is not known
 * @first: the first day with a figure that was asked for; @last: the last one
 * @n_figures: how many there are
 *
 * Where figures came from. Only for the team: file names are no client's.
 */
typedef struct
{
  char *source;
  char *file_name;
  gint64 imported;
  RapportDay first;
  RapportDay last;
  guint n_figures;
} RapportNumbersOrigin;

/* (transfer full) (element-type RapportNumbersOrigin): the sources of a metric over
 * the days from @from to @to, by name; @channel is %NULL for
 * all of them. Empty where there is no figure. */
GPtrArray *rapport_numbers_trace (RapportLibrary *library,
                                  const char *client_id,
                                  RapportMetricSet *set,
                                  const RapportMetric *metric,
                                  const char *channel,
                                  RapportDay from,
                                  RapportDay to,
                                  GError **error);

/* (transfer container): the words of the base metrics that @metric comes down to;
 * itself where it is one. NULL-ended; they belong to @set. */
GPtrArray *rapport_numbers_list_bases (RapportMetricSet *set, const RapportMetric *metric);

G_END_DECLS
