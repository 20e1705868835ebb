/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-trend.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_YEAR_STRIP (rapport_year_strip_get_type ())
G_DECLARE_FINAL_TYPE (RapportYearStrip, rapport_year_strip, RAPPORT, YEAR_STRIP, GtkWidget)

/**
 * RapportYearStrip:
 *
 * The lights of a year, a column for each week, the oldest first. Of one client
 * the height tells the light: high is green, low is red. Of many, each column is
 * parted by the shares of the lights, green at the foot. Each week tells itself
 * in a tooltip.
 */
GtkWidget *rapport_year_strip_new (void);

/* In pixels; 36 unless set. */
void rapport_year_strip_set_height (RapportYearStrip *self, int height);

/* @marks: of %RAPPORT_TREND_WEEKS weeks, the latest, which is @week, first. */
void rapport_year_strip_show_marks (RapportYearStrip *self,
                                    const RapportMark *marks,
                                    RapportDay week,
                                    RapportDay today);

void
rapport_year_strip_show_trend (RapportYearStrip *self, const RapportTrend *trend, RapportDay today);

/* "6 moved forward, 3 nothing happened, 2 our mistake, 4 not marked". (transfer full) */
char *rapport_year_strip_describe_counts (const guint *counts);

G_END_DECLS
