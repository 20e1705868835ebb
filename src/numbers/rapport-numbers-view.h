/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_NUMBERS_VIEW (rapport_numbers_view_get_type ())
G_DECLARE_FINAL_TYPE (RapportNumbersView, rapport_numbers_view, RAPPORT, NUMBERS_VIEW, AdwBin)

/**
 * RapportNumbersView:
 *
 * The figures of a client in a month: tiles, a chart, the funnel and a table.
 * As high as it needs to be; whoever shows it lets it scroll. "win.import"
 * brings in a file.
 */
GtkWidget *rapport_numbers_view_new (RapportLibrary *library);

/* @client may be %NULL. */
void rapport_numbers_view_set_client (RapportNumbersView *self, RapportClient *client);

RapportDay rapport_numbers_view_get_month (RapportNumbersView *self);
/* @month may be any day of it. */
void rapport_numbers_view_set_month (RapportNumbersView *self, RapportDay month);

G_END_DECLS
