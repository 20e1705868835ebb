/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-lights.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_SIDEBAR_ROW (rapport_sidebar_row_get_type ())
G_DECLARE_FINAL_TYPE (RapportSidebarRow, rapport_sidebar_row, RAPPORT, SIDEBAR_ROW, GtkWidget)

GtkWidget *rapport_sidebar_row_new (void);

/* Shows a room or a client, and follows the client's name and light; %NULL
 * lets go of it. */
void rapport_sidebar_row_show (RapportSidebarRow *self, GObject *item, RapportLights *lights);

/* The row in words: "Romashka Clinics, Moved forward". */
const char *rapport_sidebar_row_get_label (RapportSidebarRow *self);

G_END_DECLS
