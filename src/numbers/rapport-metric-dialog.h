/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-numbers.h"
#include "rapport-own-metrics.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_METRIC_DIALOG (rapport_metric_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RapportMetricDialog, rapport_metric_dialog, RAPPORT, METRIC_DIALOG, AdwDialog)

/**
 * RapportMetricDialog:
 *
 * A metric of a client's own: its name, unit, and the formula, which is checked
 * as one types and worked out for a month of the client. Signal `saved (string
 * word)` when it has been written.
 */
AdwDialog *rapport_metric_dialog_new (RapportLibrary *library, RapportClient *client);

/* The metric to change; a new one is made without it. */
void rapport_metric_dialog_set_metric (RapportMetricDialog *self, const char *word);

/* Begins a new one that is imported, such as a column of a file. */
void rapport_metric_dialog_set_column (RapportMetricDialog *self, const char *title);

G_END_DECLS
