/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-box.h"

#include <math.h>

double
rapport_box_right (const RapportBox *self)
{
  return self->x + self->width;
}

double
rapport_box_bottom (const RapportBox *self)
{
  return self->y + self->height;
}

RapportSpot
rapport_box_centre (const RapportBox *self)
{
  return (RapportSpot) { self->x + self->width / 2, self->y + self->height / 2 };
}

gboolean
rapport_box_is_empty (const RapportBox *self)
{
  return !(self->width > 0 && self->height > 0);
}

gboolean
rapport_box_equal (const RapportBox *a, const RapportBox *b)
{
  return a->x == b->x && a->y == b->y && a->width == b->width && a->height == b->height;
}

gboolean
rapport_box_has (const RapportBox *self, double x, double y)
{
  return x >= self->x && y >= self->y && x <= rapport_box_right (self) &&
         y <= rapport_box_bottom (self);
}

gboolean
rapport_box_contains (const RapportBox *self, const RapportBox *inner)
{
  return inner->x >= self->x && inner->y >= self->y &&
         rapport_box_right (inner) <= rapport_box_right (self) &&
         rapport_box_bottom (inner) <= rapport_box_bottom (self);
}

gboolean
rapport_box_intersects (const RapportBox *a, const RapportBox *b)
{
  return a->x < rapport_box_right (b) && b->x < rapport_box_right (a) &&
         a->y < rapport_box_bottom (b) && b->y < rapport_box_bottom (a);
}

RapportBox
rapport_box_unite (const RapportBox *a, const RapportBox *b)
{
  if (rapport_box_is_empty (a))
    return *b;
  if (rapport_box_is_empty (b))
    return *a;
  return rapport_box_between (MIN (a->x, b->x), MIN (a->y, b->y),
                              MAX (rapport_box_right (a), rapport_box_right (b)),
                              MAX (rapport_box_bottom (a), rapport_box_bottom (b)));
}

RapportBox
rapport_box_grow (const RapportBox *self, double by)
{
  const double across = MAX (by, -self->width / 2);
  const double down = MAX (by, -self->height / 2);

  return (RapportBox) { self->x - across, self->y - down, self->width + 2 * across,
                        self->height + 2 * down };
}

RapportBox
rapport_box_between (double x1, double y1, double x2, double y2)
{
  return (RapportBox) { MIN (x1, x2), MIN (y1, y2), fabs (x2 - x1), fabs (y2 - y1) };
}

static double
tame (double value, double least, double most)
{
  return isfinite (value) ? CLAMP (value, least, most)
         : isnan (value)  ? MAX (least, 0)
         : value > 0      ? most
                          : least;
}

RapportBox
rapport_box_tame (const RapportBox *self, double least)
{
  const double far = RAPPORT_BOX_FARTHEST;

  return (RapportBox) { tame (self->x, -far, far), tame (self->y, -far, far),
                        tame (self->width, least, far), tame (self->height, least, far) };
}
