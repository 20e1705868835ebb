/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-deadlines.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_PROMISE_ROW (rapport_promise_row_get_type ())
G_DECLARE_FINAL_TYPE (RapportPromiseRow, rapport_promise_row, RAPPORT, PROMISE_ROW, AdwActionRow)

/* One thing that a client waits for, with the client's date. Checking it marks
 * it as done. */
GtkWidget *rapport_promise_row_new (RapportLibrary *library, RapportWorkItem *item);

G_END_DECLS
