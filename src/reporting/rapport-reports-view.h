/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_REPORTS_VIEW (rapport_reports_view_get_type ())
G_DECLARE_FINAL_TYPE (RapportReportsView, rapport_reports_view, RAPPORT, REPORTS_VIEW, AdwBin)

/**
 * RapportReportsView:
 *
 * The reports to a client, the newest first, and buttons that begin one. As
 * high as it needs to be. A report is opened by the action
 * "win.open-report" with its id.
 */
GtkWidget *rapport_reports_view_new (RapportLibrary *library);

/* @client may be %NULL. */
void rapport_reports_view_set_client (RapportReportsView *self, RapportClient *client);

G_END_DECLS
