/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-day.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_DAY_PICKER (rapport_day_picker_get_type ())
G_DECLARE_FINAL_TYPE (RapportDayPicker, rapport_day_picker, RAPPORT, DAY_PICKER, GtkWidget)

/**
 * RapportDayPicker:
 *
 * A calendar, with an entry for those who type ("friday", "in 3 days", "15.11")
 * and a way to have no day; for a popover. Signal `picked (int day)` when the user
 * has chosen, also what it was already.
 */
GtkWidget *rapport_day_picker_new (void);

/* Shows @day, empties the entry and gives it the keyboard. Without @today only
 * whole dates are understood. */
void rapport_day_picker_begin (RapportDayPicker *self, RapportDay day, RapportDay today);

G_END_DECLS
