/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_METRICS_DIALOG (rapport_metrics_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RapportMetricsDialog,
                      rapport_metrics_dialog,
                      RAPPORT,
                      METRICS_DIALOG,
                      AdwDialog)

/**
 * RapportMetricsDialog:
 *
 * Which figures of a client are shown and in what order, how each is worked out,
 * and the client's own ones, which are made and changed here.
 */
AdwDialog *rapport_metrics_dialog_new (RapportLibrary *library, RapportClient *client);

G_END_DECLS
