/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lanes under the pointer: their headings are dragged to another place, their far edges to
 * another size. */
#include "rapport-canvas-private.h"

#include "rapport-matrix.h"

#include <math.h>

static RapportBox
get_heading (const RapportSceneItem *lane)
{
  RapportBox box = lane->box;

  if (lane->column)
    box.height = RAPPORT_MATRIX_HEAD;
  else
    box.width = RAPPORT_MATRIX_SIDE;
  return box;
}

RapportSceneItem *
rapport_canvas_find_lane (RapportCanvas *self, double x, double y, gboolean *edge)
{
  const RapportSpot spot = rapport_viewport_to_board (&self->viewport, x, y);
  const double reach = RAPPORT_CANVAS_REACH / self->viewport.zoom;
  const RapportBox around = { spot.x - reach, spot.y - reach, 2 * reach, 2 * reach };
  g_autoptr (GPtrArray) near = NULL;
  RapportSceneItem *found = NULL;

  *edge = FALSE;
  if (self->scene == NULL || !self->in_lanes)
    return NULL;
  near = rapport_scene_find (self->scene, &around);
  for (guint i = 0; i < near->len; i++)
    {
      RapportSceneItem *lane = near->pdata[i];
      RapportBox heading;

      if (lane->kind != RAPPORT_SCENE_LANE)
        continue;
      heading = get_heading (lane);
      if (rapport_box_has (&heading, spot.x, spot.y))
        found = lane;
      /* Its edge is taken from either side. */
      heading = rapport_box_grow (&heading, reach);
      if (rapport_box_has (&heading, spot.x, spot.y) &&
          fabs (lane->column ? rapport_box_right (&lane->box) - spot.x
                             : rapport_box_bottom (&lane->box) - spot.y) <= reach)
        {
          *edge = TRUE;
          return lane;
        }
    }
  return found;
}

RapportSceneItem *
rapport_canvas_find_lane_place (RapportCanvas *self,
                                const RapportSceneItem *item,
                                RapportSpot spot,
                                RapportBox *line)
{
  g_autoptr (GPtrArray) lanes = rapport_scene_get_lanes (self->scene);
  RapportSceneItem *before = NULL;
  double at = 0;

  *line = item->box;
  for (guint i = 0; i < lanes->len; i++)
    {
      RapportSceneItem *lane = lanes->pdata[i];
      const RapportSpot centre = rapport_box_centre (&lane->box);
      const double begin = item->column ? lane->box.x : lane->box.y;
      const double end =
        item->column ? rapport_box_right (&lane->box) : rapport_box_bottom (&lane->box);

      if (lane->column != item->column)
        continue;
      if (item->column ? spot.x < centre.x : spot.y < centre.y)
        {
          if (before == NULL || begin < at)
            {
              before = lane;
              at = begin;
            }
        }
      else if (before == NULL)
        {
          at = MAX (at, end);
        }
    }
  if (item->column)
    {
      line->x = at;
      line->width = 0;
    }
  else
    {
      line->y = at;
      line->height = 0;
    }
  /* It stays in the scene, as the caller knows. */
  return before;
}
