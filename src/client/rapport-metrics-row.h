/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_METRICS_ROW (rapport_metrics_row_get_type ())
G_DECLARE_FINAL_TYPE (RapportMetricsRow, rapport_metrics_row, RAPPORT, METRICS_ROW, AdwExpanderRow)

/* A row that unfolds into the figures that a client's daily digest tells, each
 * with a switch. While none is chosen, the usual ones are told. */
GtkWidget *rapport_metrics_row_new (RapportLibrary *library, RapportClient *client);

G_END_DECLS
