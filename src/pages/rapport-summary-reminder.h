/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Opens the letter that reminds of a summary without an answer in the user's mail program, and
 * notes the day; where there is no such program the letter is copied. A toast near @widget says
 * what happened. Main thread. */
void rapport_summary_remind (GtkWidget *widget, RapportLibrary *library, RapportSummary *summary);

G_END_DECLS
