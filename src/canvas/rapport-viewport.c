/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-viewport.h"

#include <math.h>

/* So near to a step that it is that step. */
#define NEAR_STEP 0.005

static const double steps[] = { 0.05, 0.1,  0.25, 1.0 / 3, 0.5, 2.0 / 3, 0.75,
                                1,    1.25, 1.5,  2,       3,   4,       8 };

void
rapport_viewport_init (RapportViewport *self)
{
  *self = (RapportViewport) { .zoom = 1 };
}

RapportSpot
rapport_viewport_to_board (const RapportViewport *self, double x, double y)
{
  return (RapportSpot) { (x + self->x) / self->zoom, (y + self->y) / self->zoom };
}

RapportSpot
rapport_viewport_to_view (const RapportViewport *self, double x, double y)
{
  return (RapportSpot) { x * self->zoom - self->x, y * self->zoom - self->y };
}

RapportBox
rapport_viewport_box_to_view (const RapportViewport *self, const RapportBox *box)
{
  return (RapportBox) { box->x * self->zoom - self->x, box->y * self->zoom - self->y,
                        box->width * self->zoom, box->height * self->zoom };
}

RapportBox
rapport_viewport_get_visible (const RapportViewport *self)
{
  return (RapportBox) { self->x / self->zoom, self->y / self->zoom, self->width / self->zoom,
                        self->height / self->zoom };
}

static void
keep_near (RapportViewport *self)
{
  const double most = RAPPORT_BOX_FARTHEST * self->zoom;

  self->x = isfinite (self->x) ? CLAMP (self->x, -most, most) : 0;
  self->y = isfinite (self->y) ? CLAMP (self->y, -most, most) : 0;
}

void
rapport_viewport_pan (RapportViewport *self, double dx, double dy)
{
  self->x += dx;
  self->y += dy;
  keep_near (self);
}

void
rapport_viewport_zoom_at (RapportViewport *self, double zoom, double x, double y)
{
  const RapportSpot spot = rapport_viewport_to_board (self, x, y);

  if (!isfinite (zoom))
    return;
  self->zoom = CLAMP (zoom, RAPPORT_ZOOM_LEAST, RAPPORT_ZOOM_MOST);
  self->x = spot.x * self->zoom - x;
  self->y = spot.y * self->zoom - y;
  keep_near (self);
}

static void
centre_on (RapportViewport *self, RapportSpot spot)
{
  self->x = spot.x * self->zoom - self->width / 2;
  self->y = spot.y * self->zoom - self->height / 2;
  keep_near (self);
}

void
rapport_viewport_fit (RapportViewport *self, const RapportBox *box, double margin, double most)
{
  const double width = MAX (1, self->width - 2 * margin);
  const double height = MAX (1, self->height - 2 * margin);
  double zoom = 1;

  if (box->width > 0 && box->height > 0)
    zoom = MIN (width / box->width, height / box->height);
  self->zoom = CLAMP (MIN (zoom, most), RAPPORT_ZOOM_LEAST, RAPPORT_ZOOM_MOST);
  centre_on (self, rapport_box_centre (box));
}

/* How far to go so that a stretch is seen; its beginning where it is too long. */
static double
reveal (double at, double length, double seen, double margin)
{
  if (length + 2 * margin > seen || at < margin)
    return at - margin;
  if (at + length > seen - margin)
    return at + length - (seen - margin);
  return 0;
}

void
rapport_viewport_reveal (RapportViewport *self, const RapportBox *box, double margin)
{
  const RapportBox view = rapport_viewport_box_to_view (self, box);
  const RapportBox seen = { 0, 0, self->width, self->height };

  if (rapport_box_contains (&seen, &view))
    return;
  rapport_viewport_pan (self, reveal (view.x, view.width, self->width, margin),
                        reveal (view.y, view.height, self->height, margin));
}

void
rapport_viewport_resize (RapportViewport *self, double width, double height)
{
  if (self->width > 0 && self->height > 0)
    {
      self->x -= (width - self->width) / 2;
      self->y -= (height - self->height) / 2;
    }
  self->width = width;
  self->height = height;
}

double
rapport_viewport_next_zoom (double zoom, gboolean in)
{
  double next = in ? RAPPORT_ZOOM_MOST : RAPPORT_ZOOM_LEAST;

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if (in && steps[i] > zoom * (1 + NEAR_STEP))
      return steps[i];
    else if (!in && steps[i] < zoom * (1 - NEAR_STEP))
      next = steps[i];
  return next;
}

void
rapport_viewport_snap (RapportViewport *self, double scale)
{
  self->x = round (self->x * scale) / scale;
  self->y = round (self->y * scale) / scale;
}

void
rapport_viewport_mix (const RapportViewport *from,
                      const RapportViewport *to,
                      double t,
                      RapportViewport *mixed)
{
  const RapportSpot a = rapport_viewport_to_board (from, from->width / 2, from->height / 2);
  const RapportSpot b = rapport_viewport_to_board (to, to->width / 2, to->height / 2);
  const double ratio = to->zoom / from->zoom;
  double share = t;

  *mixed = *to;
  mixed->zoom = from->zoom * pow (ratio, t);
  /* What the eye follows moves evenly on the screen, not on the board. */
  if (fabs (ratio - 1) > NEAR_STEP)
    share = (1 - from->zoom / mixed->zoom) / (1 - from->zoom / to->zoom);
  centre_on (mixed, (RapportSpot) { a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share });
}
