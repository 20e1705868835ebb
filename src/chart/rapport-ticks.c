/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-ticks.h"

#include <math.h>

/* The least step of 1, 2 or 5 times a power of ten that is not below @least. */
static double
nice_step (double least)
{
  static const double parts[] = { 1, 2, 5, 10 };
  double power = pow (10, floor (log10 (least)));

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] * power >= least * (1 - 1e-9))
      return parts[i] * power;
  return 10 * power;
}

static double
steps_between (double low, double high, double step)
{
  return ceil (high / step - 1e-9) - floor (low / step + 1e-9);
}

RapportTicks
rapport_ticks_new (double low, double high, guint max_steps, gboolean whole)
{
  RapportTicks ticks;

  low = isfinite (low) ? MIN (low, 0) : 0;
  high = isfinite (high) ? MAX (high, 0) : 0;
  max_steps = MAX (max_steps, 1);
  if (high - low <= 0)
    high = 1;
  ticks.step = nice_step ((high - low) / max_steps);
  if (whole && ticks.step < 1)
    ticks.step = 1;
  while (steps_between (low, high, ticks.step) > MAX (max_steps, low < 0 && high > 0 ? 2 : 1))
    ticks.step = nice_step (ticks.step * 1.5);
  ticks.first = floor (low / ticks.step + 1e-9) * ticks.step;
  ticks.n = (guint) steps_between (low, high, ticks.step) + 1;
  return ticks;
}

double
rapport_ticks_get (const RapportTicks *self, guint index)
{
  double value = self->first + self->step * index;

  /* So that 0 is 0 and not 1e-17. */
  return fabs (value) < self->step * 1e-6 ? 0 : value;
}

double
rapport_ticks_get_last (const RapportTicks *self)
{
  return rapport_ticks_get (self, self->n - 1);
}

typedef struct
{
  gsize index;
  double centre;
} Place;

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const Place *first = a;
  const Place *second = b;

  if (first->centre < second->centre || first->centre > second->centre)
    return first->centre < second->centre ? -1 : 1;
  return first->index < second->index ? -1 : first->index > second->index;
}

void
rapport_ticks_spread (double *centres, gsize n, double gap, double low, double high)
{
  g_autofree Place *places = g_new (Place, MAX (n, 1));

  if (n == 0)
    return;
  for (gsize i = 0; i < n; i++)
    places[i] = (Place) { i, CLAMP (centres[i], low, MAX (low, high)) };
  qsort (places, n, sizeof (Place), compare_places);
  for (gsize i = 1; i < n; i++)
    places[i].centre = MAX (places[i].centre, places[i - 1].centre + gap);
  places[n - 1].centre = MIN (places[n - 1].centre, high);
  for (gsize i = n - 1; i > 0; i--)
    places[i - 1].centre = MIN (places[i - 1].centre, places[i].centre - gap);
  if (places[0].centre < low)
    for (gsize i = 0; i < n; i++)
      places[i].centre = low + gap * (double) i;
  for (gsize i = 0; i < n; i++)
    centres[places[i].index] = places[i].centre;
}
