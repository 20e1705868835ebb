/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-numbers-sheet.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How a figure came to be: its formula in words, the values that went in, and the
 * files, days and moments that they are from. What a popover holds. @channel is %NULL for all of
 * them. */
GtkWidget *rapport_explanation_new (RapportLibrary *library,
                                    RapportClient *client,
                                    RapportNumbersSheet *sheet,
                                    const RapportMetric *metric,
                                    const char *channel,
                                    RapportNumbersSpan span);

G_END_DECLS
