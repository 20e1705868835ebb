/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_GROWTH (rapport_growth_get_type ())
G_DECLARE_FINAL_TYPE (RapportGrowth, rapport_growth, RAPPORT, GROWTH, GObject)

/**
 * rapport_growth_new:
 * @all: every item; a #GtkSectionModel where it is parted
 * @scrolling: the vertical adjustment of the list view
 * @step: how many items there are at first, and how many more at a time
 * @chunk: how many new ones are taken over in one turn of the main loop
 *
 * A list view makes two hundred rows whatever can be seen of them. This gives
 * it the first few items, and more when their end comes near, between frames.
 *
 * Many new items at once are taken over in turns, a list at a time, all of them
 * before the next frame: input is looked at in between, and nothing half done is
 * seen. A few are there at once. Main thread only.
 */
RapportGrowth *
rapport_growth_new (GListModel *all, GtkAdjustment *scrolling, guint step, guint chunk);

/* (transfer none): what the list view is to show. */
GListModel *rapport_growth_get_model (RapportGrowth *self);

/* Sees to it that the item at @position is there now, if @all has it, and all that
 * come before. */
void rapport_growth_reach (RapportGrowth *self, guint position);

/* Back to the first few items: before others come, so that no more rows than can
 * be seen are filled with them. */
void rapport_growth_restart (RapportGrowth *self);

G_END_DECLS
