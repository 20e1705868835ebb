/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-numbers-sheet.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Tells how the figure in @cell came to be; @channel is %NULL for all of them. */
typedef void (*RapportNumbersExplain) (GtkWidget *cell,
                                       RapportNumbersSheet *sheet,
                                       const RapportMetric *metric,
                                       const char *channel,
                                       RapportNumbersSpan span,
                                       gpointer user_data);

/* Once, when @view stands in a scrolled window that goes sideways, in a page that
 * goes up and down. @explain_cell is called for a cell that is clicked, or that
 * Enter is pressed in. */
void rapport_numbers_table_set_up (GtkColumnView *view,
                                   RapportNumbersExplain explain_cell,
                                   gpointer user_data);

/* Fills @view with the channels of the month, and all of them together below. */
void rapport_numbers_table_show_channels (GtkColumnView *view, RapportNumbersSheet *sheet);

/* Fills @view with the figures of @sheet by @step: a column for each metric that
 * has any, a row for each step, and under the days of a month their sum. */
void rapport_numbers_table_show (GtkColumnView *view,
                                 RapportNumbersSheet *sheet,
                                 RapportReportStep step,
                                 RapportDay today);

G_END_DECLS
