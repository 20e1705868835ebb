/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_WEEK_HOURS (rapport_week_hours_get_type ())
G_DECLARE_FINAL_TYPE (RapportWeekHours, rapport_week_hours, RAPPORT, WEEK_HOURS, GtkWidget)

/* Days stand so far apart. */
#define RAPPORT_WEEK_HOURS_GAP 6

/* Of more meetings at once, the others are not shown. */
#define RAPPORT_WEEK_HOURS_LANES 3

/**
 * RapportWeekHours:
 *
 * Seven days with their hours, one below the other: each card stands where its meeting begins, is
 * as high as it is long, and shares its day with those of the same time. For a #GtkScrolledWindow,
 * within which it scrolls to the first hour that is of interest.
 */
void rapport_week_hours_clear (RapportWeekHours *self);

/* Adds @card (floating) to the day @column, 0 to 6. @from: minutes since midnight; @length:
 * minutes. Cards of a day are added in their order. %FALSE, and nothing added, where there is no
 * room left beside others of that time. */
gboolean rapport_week_hours_add (
  RapportWeekHours *self, GtkWidget *card, guint column, int from, int length);

/* Brings the first card into sight, or the morning. */
void rapport_week_hours_show_first (RapportWeekHours *self);

/* How wide the hours themselves are, before the first day. */
int rapport_week_hours_get_gutter (RapportWeekHours *self);

G_END_DECLS
