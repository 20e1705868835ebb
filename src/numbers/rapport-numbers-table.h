/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-numbers-sheet.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Once, when @view stands in a scrolled window that goes sideways, in a page that
 * goes up and down. */
void rapport_numbers_table_set_up (GtkColumnView *view);

/* Fills @view with the figures of @sheet by @step: a column for each metric that
 * has any, a row for each step, and under the days of a month their sum. */
void rapport_numbers_table_show (GtkColumnView *view,
                                 RapportNumbersSheet *sheet,
                                 RapportReportStep step,
                                 RapportDay today);

G_END_DECLS
