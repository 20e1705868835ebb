/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-metric-set.h"
#include "rapport-publish.h"

G_BEGIN_DECLS

/* (transfer full): the metrics of a client, of public records alone. */
RapportMetricSet *
rapport_own_metrics_load (RapportLibrary *library, const char *client_id, GError **error);

/**
 * RapportOwnMetric:
 * @word: %NULL for a new one
 * @formula: a stored one; "" for a column that is imported
 * @description: Markdown, what it means
 *
 * A metric of a client's own, as a form has it.
 */
typedef struct
{
  const char *word;
  const char *label;
  RapportUnit unit;
  RapportGood good;
  const char *formula;
  const char *description;
} RapportOwnMetric;

/* Why it can't be saved, in a sentence; %NULL when it can. Names are told apart
 * in any case. (transfer full) (nullable) */
char *rapport_own_metrics_check (RapportMetricSet *set, const RapportOwnMetric *metric);

/* Writes it as one step of undo, in its own client's history. What stands there
 * already is not written again. @word is its word, a new one made from its name. */
gboolean rapport_own_metrics_save (RapportLibrary *library,
                                   const char *client_id,
                                   const RapportOwnMetric *metric,
                                   char **word,
                                   GError **error);

/* To the trash. Its figures stay, for whoever brings it back. */
gboolean rapport_own_metrics_remove (RapportLibrary *library,
                                     const char *client_id,
                                     const RapportMetric *metric,
                                     GError **error);

/* Whether the client's figures list it. */
gboolean rapport_own_metrics_show (RapportLibrary *library,
                                   const char *client_id,
                                   const RapportMetric *metric,
                                   gboolean shown,
                                   GError **error);

/* Which change of a metric is good for this client. */
gboolean rapport_own_metrics_set_good (RapportLibrary *library,
                                       const char *client_id,
                                       const RapportMetric *metric,
                                       RapportGood good,
                                       GError **error);

/* Puts the metric at index @from of @words, in the order of the figures, to the
 * index @to. Nothing else moves. */
gboolean rapport_own_metrics_move (RapportLibrary *library,
                                   const char *client_id,
                                   RapportMetricSet *set,
                                   const char *const *words,
                                   guint from,
                                   guint to,
                                   GError **error);

/* (transfer full) (nullable): the record of a metric, that in the trash too. */
RapportRecord *
rapport_own_metrics_find (RapportLibrary *library, const char *client_id, const char *word);

G_END_DECLS
