/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-schedules.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Whether a meeting on the calendar may be shown: always while no client looks. */
gboolean rapport_occasion_may_see (RapportLibrary *library, const RapportOccasion *occasion);

/* A row of a boxed list that says what a meeting is and when, and opens it. It does not follow
 * changes. */
GtkWidget *rapport_occasion_row_new (RapportLibrary *library, const RapportOccasion *occasion);

/* For a row that has a button of its own. */
void rapport_occasion_row_hide_arrow (GtkWidget *row);

/* Sets the action of the window that opens a meeting on the calendar, whether it has a record or
 * not. */
void rapport_occasion_set_action (GtkActionable *widget, const RapportOccasion *occasion);

/* (transfer full): "Call, cancelled": what there is to say of it beside title and time. */
char *rapport_occasion_describe (const RapportOccasion *occasion);

G_END_DECLS
