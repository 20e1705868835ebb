/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Connectors. */
#include "rapport-scene-painter-private.h"

#include <math.h>

#define BEND  8.0
#define ARROW 9.0

static double
reach_towards (RapportSpot from, RapportSpot to, RapportSpot *spot, double by)
{
  const double length = hypot (to.x - from.x, to.y - from.y);
  const double share = length > 0 ? MIN (by, length / 2) / length : 0;

  *spot = (RapportSpot) { from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share };
  return length;
}

static void
trace (cairo_t *cr, const RapportRoute *route)
{
  cairo_move_to (cr, route->spots[0].x, route->spots[0].y);
  for (gsize i = 1; i + 1 < route->n; i++)
    {
      const RapportSpot corner = route->spots[i];
      RapportSpot before, after;

      reach_towards (corner, route->spots[i - 1], &before, BEND);
      reach_towards (corner, route->spots[i + 1], &after, BEND);
      cairo_line_to (cr, before.x, before.y);
      cairo_curve_to (cr, (before.x + 2 * corner.x) / 3, (before.y + 2 * corner.y) / 3,
                      (after.x + 2 * corner.x) / 3, (after.y + 2 * corner.y) / 3, after.x, after.y);
    }
  cairo_line_to (cr, route->spots[route->n - 1].x, route->spots[route->n - 1].y);
}

static void
draw_arrow (cairo_t *cr, RapportSpot tip, RapportSpot from)
{
  const double length = hypot (tip.x - from.x, tip.y - from.y);
  const double x = length > 0 ? (tip.x - from.x) / length : 1;
  const double y = length > 0 ? (tip.y - from.y) / length : 0;

  cairo_move_to (cr, tip.x, tip.y);
  cairo_line_to (cr, tip.x - ARROW * x - ARROW / 2 * y, tip.y - ARROW * y + ARROW / 2 * x);
  cairo_line_to (cr, tip.x - ARROW * x + ARROW / 2 * y, tip.y - ARROW * y - ARROW / 2 * x);
  cairo_close_path (cr);
  cairo_fill (cr);
}

static void
draw_words (RapportScenePainter *self, cairo_t *cr, const char *text, RapportSpot at)
{
  g_autoptr (PangoLayout) layout =
    rapport_scene_set_text (self, text, RAPPORT_SCENE_SMALL + 1, FALSE, 0, 0);
  RapportBox box;
  double width, height;

  rapport_scene_get_size (layout, &width, &height);
  if (width > 220)
    {
      pango_layout_set_width (layout, 220 * PANGO_SCALE);
      width = 220;
    }
  box = (RapportBox) { at.x - width / 2 - 6, at.y - height / 2 - 2, width + 12, height + 4 };
  rapport_scene_round_box (cr, &box, 6);
  rapport_colour_set (self->palette.ground, cr);
  cairo_fill (cr);
  rapport_scene_show (cr, layout, at.x - width / 2, at.y - height / 2, self->palette.text);
}

void
rapport_scene_draw_edge (RapportScenePainter *self,
                         cairo_t *cr,
                         const RapportSceneItem *item,
                         double scale)
{
  const RapportColour plain = rapport_colour_mix (self->palette.ground, self->palette.text, 0.55);
  RapportRoute route;

  rapport_scene_item_route (item, &route);
  trace (cr, &route);
  rapport_colour_set (item->colour.alpha > 0 ? item->colour : plain, cr);
  cairo_set_line_width (cr, MAX (1.75, 0.75 / scale));
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (cr);
  if (item->to_arrow)
    draw_arrow (cr, route.spots[route.n - 1], route.spots[route.n - 2]);
  if (item->from_arrow)
    draw_arrow (cr, route.spots[0], route.spots[1]);
}

void
rapport_scene_draw_label (RapportScenePainter *self, cairo_t *cr, const RapportSceneItem *item)
{
  RapportRoute route;

  if (item->title == NULL || *item->title == '\0')
    return;
  rapport_scene_item_route (item, &route);
  draw_words (self, cr, item->title, rapport_route_middle (&route));
}
