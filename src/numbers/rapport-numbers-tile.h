/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-numbers-sheet.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_NUMBERS_TILE (rapport_numbers_tile_get_type ())
G_DECLARE_FINAL_TYPE (RapportNumbersTile, rapport_numbers_tile, RAPPORT, NUMBERS_TILE, GtkButton)

/**
 * RapportNumbersTile:
 *
 * A figure of the month: its value, how it changed against the same days of the
 * month before, its days as a line, and what was aimed at.
 */
GtkWidget *rapport_numbers_tile_new (void);

void rapport_numbers_tile_show (RapportNumbersTile *self,
                                RapportNumbersSheet *sheet,
                                const RapportReportFigure *figure);

/* What it is called on the screen. */
const char *rapport_numbers_tile_get_name (RapportNumbersTile *self);

/* The metric that it shows; static. */
const char *rapport_numbers_tile_get_metric (RapportNumbersTile *self);

G_END_DECLS
