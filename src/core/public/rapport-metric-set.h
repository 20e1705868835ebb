/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-formula.h"

G_BEGIN_DECLS

/* Words of own metrics begin so: none is ever taken for a built-in one, those of
 * later versions included. */
#define RAPPORT_METRIC_OWN "own-"

/**
 * RapportMetricSet:
 *
 * The metrics of one client: the built-in ones as the client's records say that
 * they are shown, and the client's own. What it gives out lives as long as it.
 * Immutable; counted by reference; usable from any thread.
 */
typedef struct _RapportMetricSet RapportMetricSet;

/* @records (element-type RapportPublicRecord) (nullable): of type
 * "client-metric". An own formula that can't be read, or leads back to itself, is
 * kept with its trouble and gives no data. */
RapportMetricSet *rapport_metric_set_new (GPtrArray *records);
RapportMetricSet *rapport_metric_set_ref (RapportMetricSet *self);
void rapport_metric_set_unref (RapportMetricSet *self);

/* %NULL when there is none of this word. */
const RapportMetric *rapport_metric_set_lookup (RapportMetricSet *self, const char *word);

/* All of them: sums before what is worked out, built-in ones before own. */
const RapportMetric *const *rapport_metric_set_get_all (RapportMetricSet *self, gsize *n_metrics);

/* All of them by weight, as figures are listed: in the order that the user has
 * chosen; else what a client asks first comes first, with own ones after the four
 * that are asked most. Hidden ones are there too. */
const RapportMetric *const *rapport_metric_set_get_ranked (RapportMetricSet *self,
                                                           gsize *n_metrics);

/* (transfer full) (array length=n_names): for rapport_formula_parse(), in the
 * language of the interface; free it with g_free(). @besides, a word or %NULL, is
 * left out. */
RapportFormulaName *
rapport_metric_set_list_names (RapportMetricSet *self, const char *besides, gsize *n_names);

/* (transfer full): the formula of a metric in the language of the interface;
 * "" for a base metric. */
char *rapport_metric_set_say_formula (RapportMetricSet *self, const RapportMetric *metric);

/* (transfer full): a stored formula for a document: own metrics by their names,
 * built-in ones still as "[word]", for whoever knows the document's language. */
char *rapport_metric_set_publish_formula (RapportMetricSet *self, const RapportMetric *metric);

/* Whether @formula, as that of the metric @word, would lead back to itself. */
gboolean
rapport_metric_set_has_circle (RapportMetricSet *self, const char *word, RapportFormula *formula);

/* For rapport_metric_compute() and rapport_metric_list_parts(). */
gboolean rapport_metric_set_work_out (const RapportMetric *metric,
                                      RapportSums sums,
                                      gpointer user_data,
                                      gint64 *value);
const char *const *rapport_metric_set_get_parts (const RapportMetric *metric);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportMetricSet, rapport_metric_set_unref)

G_END_DECLS
