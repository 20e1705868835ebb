/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-day.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_DAY_BUTTON (rapport_day_button_get_type ())
G_DECLARE_FINAL_TYPE (RapportDayButton, rapport_day_button, RAPPORT, DAY_BUTTON, GtkWidget)

/**
 * RapportDayButton:
 *
 * A button that says a day as people do and opens a calendar, with an entry
 * for those who type ("friday", "in 3 days", "15.11") and a way to have no day. Signal `picked (int
 * day)` when the user has chosen; setting the day from the program is silent.
 */
GtkWidget *rapport_day_button_new (void);

RapportDay rapport_day_button_get_day (RapportDayButton *self);
void rapport_day_button_set_day (RapportDayButton *self, RapportDay day);

/* What "today" is; until it is set, every date carries its year. */
void rapport_day_button_set_today (RapportDayButton *self, RapportDay today);

/* What the button says while there is no day; "No date" unless set. */
void rapport_day_button_set_empty_label (RapportDayButton *self, const char *label);

/* What the day is for, to those who do not see the button: "Our date". */
void rapport_day_button_set_name (RapportDayButton *self, const char *name);

G_END_DECLS
