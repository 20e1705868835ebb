/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RapportTicks:
 *
 * The marks of an axis: @n of them, from @first, @step apart. 0 is always one
 * of them, so that a length on the page is in proportion to its figure.
 */
typedef struct
{
  double first;
  double step;
  guint n;
} RapportTicks;

/**
 * rapport_ticks_new:
 * @low: lowest figure to show; above 0 it is taken for 0
 * @high: highest figure; below 0 it is taken for 0
 * @max_steps: no more steps than this, at least 1
 * @whole: only whole numbers may be marked
 *
 * Steps are 1, 2 or 5 times a power of ten. Figures that are not finite, or
 * all 0, give the axis from 0 to 1.
 */
RapportTicks rapport_ticks_new (double low, double high, guint max_steps, gboolean whole);

double rapport_ticks_get (const RapportTicks *self, guint index);
double rapport_ticks_get_last (const RapportTicks *self);

/**
 * rapport_ticks_spread:
 * @centres: (array length=n): wished places, in any order; moved
 * @gap: least distance between two
 * @low: least place; @high: greatest
 *
 * Moves labels apart so that none covers another, each as little as may be,
 * in their order. Where there is no room for all, they begin at @low.
 */
void rapport_ticks_spread (double *centres, gsize n, double gap, double low, double high);

G_END_DECLS
