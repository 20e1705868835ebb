/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-records.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_STATUS_ROW (rapport_status_row_get_type ())
G_DECLARE_FINAL_TYPE (RapportStatusRow, rapport_status_row, RAPPORT, STATUS_ROW, AdwActionRow)

/**
 * RapportStatusRow:
 *
 * Says where a client stands in the base, since when and why, and leads to the
 * dialog in which that is changed: "win.client-status".
 */
GtkWidget *rapport_status_row_new (void);

/* @client may be %NULL. */
void rapport_status_row_set_client (RapportStatusRow *self, RapportClient *client);

G_END_DECLS
