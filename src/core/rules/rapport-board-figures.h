/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-numbers.h"
#include "rapport-public-board.h"

G_BEGIN_DECLS

/* (transfer full): what cards say of a metric: its latest month with data, up to a year
 * back, as far as its figures reach, beside the same part of the month before. "No data" where
 * there is none; %NULL where the client has no such metric, or has it hidden. @numbers
 * reach back to rapport_board_figures_get_first_month(). */
RapportBoardFigure *
rapport_board_figure_new (RapportNumbers *numbers, const char *metric, RapportDay today);

RapportDay rapport_board_figures_get_first_month (RapportDay today);

/* (transfer full) (element-type utf8 RapportBoardFigure): those of some metrics of a
 * client, %NULL-ended, by their words. */
GHashTable *rapport_board_figures_load (RapportLibrary *library,
                                        RapportClient *client,
                                        const char *const *metrics,
                                        GError **error);

G_END_DECLS
