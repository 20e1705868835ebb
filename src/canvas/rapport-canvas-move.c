/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Things that are moved and resized: they are lifted off the tiles and drawn above them
 * until they lie where they shall. */
#include "rapport-canvas-private.h"

#include <math.h>

/* A picture of more pixels on a side is cut to what is near the view. */
#define MOST_PIXELS 4096

/* What is snapped to, at most. */
#define MOST_OTHERS 400

/* Connectors that follow while they are dragged; of more, only these do. */
#define MOST_EDGES 300

#define SNAP_REACH    6.0
#define KNOB_DISTANCE 14.0

static void
lift_free (RapportLift *lift)
{
  g_ptr_array_unref (lift->items);
  g_ptr_array_unref (lift->edges);
  g_hash_table_unref (lift->ids);
  g_clear_object (&lift->texture);
  g_free (lift->others);
  g_free (lift);
}

static void
lift_item (RapportLift *lift, RapportSceneItem *item)
{
  if (!g_hash_table_add (lift->ids, g_strdup (item->id)))
    return;
  g_ptr_array_add (lift->items, rapport_scene_item_ref (item));
  lift->bounds = rapport_box_unite (&lift->bounds, &item->box);
}

/* What is selected, and with a frame what lies in it. What is locked stays. */
static void
collect_items (RapportCanvas *self, RapportLift *lift)
{
  GHashTableIter iter;
  const char *id;

  g_hash_table_iter_init (&iter, self->selected);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
    {
      RapportSceneItem *item = rapport_canvas_get_item (self, id);
      g_autoptr (GPtrArray) inside = NULL;

      if (item == NULL || item->locked || item->kind == RAPPORT_SCENE_EDGE)
        continue;
      lift_item (lift, item);
      /* A frame that is resized leaves what lies in it where it is. */
      if (item->kind != RAPPORT_SCENE_FRAME || self->press == RAPPORT_PRESS_RESIZE)
        continue;
      inside = rapport_scene_get_inside (self->scene, &item->box);
      for (guint i = 0; i < inside->len; i++)
        if (!((RapportSceneItem *) inside->pdata[i])->locked)
          lift_item (lift, inside->pdata[i]);
    }
}

/* The connectors around: those between two things that are moved go with them as they
 * are, the others are drawn anew with each step. */
static GPtrArray *
collect_edges (RapportCanvas *self, RapportLift *lift)
{
  g_autoptr (GPtrArray) all = rapport_scene_find (self->scene, NULL);
  GPtrArray *rigid = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_scene_item_unref);

  for (guint i = 0; i < all->len; i++)
    {
      RapportSceneItem *item = all->pdata[i];
      gboolean from, to;

      if (item->kind != RAPPORT_SCENE_EDGE)
        continue;
      from = g_hash_table_contains (lift->ids, item->from);
      to = g_hash_table_contains (lift->ids, item->to);
      if (from && to)
        g_ptr_array_add (rigid, rapport_scene_item_ref (item));
      else if ((from || to) && lift->edges->len < MOST_EDGES)
        g_ptr_array_add (lift->edges, rapport_scene_item_ref (item));
    }
  for (guint i = 0; i < rigid->len; i++)
    g_hash_table_add (lift->ids, g_strdup (((RapportSceneItem *) rigid->pdata[i])->id));
  for (guint i = 0; i < lift->edges->len; i++)
    g_hash_table_add (lift->ids, g_strdup (((RapportSceneItem *) lift->edges->pdata[i])->id));
  return rigid;
}

static int
compare_layers_cb (gconstpointer a, gconstpointer b)
{
  const RapportSceneItem *first = *(RapportSceneItem *const *) a;
  const RapportSceneItem *second = *(RapportSceneItem *const *) b;
  const int layers =
    (int) MIN (first->kind, RAPPORT_SCENE_IDEA) - (int) MIN (second->kind, RAPPORT_SCENE_IDEA);

  return layers != 0 ? layers : g_strcmp0 (first->order, second->order);
}

/* What will be seen of @from: of ten thousand things that are moved, those around. */
static void
take_near (GPtrArray *items, GPtrArray *from, const RapportBox *area)
{
  for (guint i = 0; i < from->len; i++)
    {
      RapportSceneItem *item = from->pdata[i];
      const RapportBox reach = rapport_box_grow (&item->box, RAPPORT_SCENE_MARGIN);

      if (rapport_box_intersects (&reach, area))
        g_ptr_array_add (items, rapport_scene_item_ref (item));
    }
}

static void
draw_texture (RapportCanvas *self, RapportLift *lift, GPtrArray *rigid)
{
  const double scale = self->viewport.zoom * gtk_widget_get_scale_factor (GTK_WIDGET (self));
  const RapportBox seen = rapport_viewport_get_visible (&self->viewport);
  const double around = MAX (seen.width, seen.height);
  g_autoptr (GPtrArray) items =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_scene_item_unref);
  RapportBox area = rapport_box_grow (&lift->bounds, RAPPORT_SCENE_MARGIN);
  cairo_surface_t *surface;
  g_autoptr (GBytes) bytes = NULL;
  cairo_t *cr;
  int width, height;

  if (MAX (area.width, area.height) * scale > MOST_PIXELS)
    {
      const RapportBox near = rapport_box_grow (&seen, around / 2);
      const RapportBox cut =
        rapport_box_between (MAX (area.x, near.x), MAX (area.y, near.y),
                             MIN (rapport_box_right (&area), rapport_box_right (&near)),
                             MIN (rapport_box_bottom (&area), rapport_box_bottom (&near)));

      area = cut;
    }
  take_near (items, rigid, &area);
  take_near (items, lift->items, &area);
  g_ptr_array_sort (items, compare_layers_cb);
  width = CLAMP ((int) ceil (area.width * scale), 1, MOST_PIXELS * 2);
  height = CLAMP ((int) ceil (area.height * scale), 1, MOST_PIXELS * 2);
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cr = cairo_create (surface);
  cairo_scale (cr, scale, scale);
  cairo_translate (cr, -area.x, -area.y);
  rapport_scene_painter_draw (self->painter, cr, items, scale);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes =
    g_bytes_new_with_free_func (cairo_image_surface_get_data (surface),
                                (gsize) cairo_image_surface_get_stride (surface) * (gsize) height,
                                (GDestroyNotify) cairo_surface_destroy, surface);
  lift->texture = gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes,
                                          (gsize) cairo_image_surface_get_stride (surface));
  lift->texture_area = (RapportBox) { area.x, area.y, width / scale, height / scale };
}

static void
collect_others (RapportCanvas *self, RapportLift *lift)
{
  const RapportBox seen = rapport_viewport_get_visible (&self->viewport);
  g_autoptr (GPtrArray) near = rapport_scene_find (self->scene, &seen);

  lift->others = g_new (RapportBox, MAX (near->len, 1));
  for (guint i = 0; i < near->len && lift->n_others < MOST_OTHERS; i++)
    {
      const RapportSceneItem *item = near->pdata[i];

      if (item->kind != RAPPORT_SCENE_LANE && item->kind != RAPPORT_SCENE_EDGE &&
          !g_hash_table_contains (lift->ids, item->id) &&
          rapport_canvas_get_item (self, item->id) != NULL)
        lift->others[lift->n_others++] = item->box;
    }
}

void
rapport_canvas_clear_lift (RapportCanvas *self)
{
  self->settling = FALSE;
  if (self->lift == NULL)
    return;
  g_clear_pointer (&self->lift, lift_free);
  if (self->tiles != NULL)
    rapport_tiles_set_lifted (self->tiles, NULL);
}

void
rapport_canvas_lift (RapportCanvas *self)
{
  RapportLift *lift = g_new0 (RapportLift, 1);
  g_autoptr (GPtrArray) rigid = NULL;

  rapport_canvas_clear_lift (self);
  lift->items = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_scene_item_unref);
  lift->edges = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_scene_item_unref);
  lift->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  collect_items (self, lift);
  if (lift->items->len == 0)
    {
      lift_free (lift);
      return;
    }
  rigid = collect_edges (self, lift);
  if (self->press != RAPPORT_PRESS_RESIZE)
    draw_texture (self, lift, rigid);
  collect_others (self, lift);
  self->lift = lift;
  rapport_tiles_set_lifted (self->tiles, lift->ids);
}

static void
find_snap (RapportCanvas *self,
           const RapportBox *box,
           RapportMovingEdges edges,
           GdkModifierType state)
{
  RapportLift *lift = self->lift;
  const gboolean snapping = self->snapping && !self->in_lanes && (state & GDK_CONTROL_MASK) == 0;

  lift->snap = (RapportSnap) { 0 };
  if (snapping)
    rapport_snap_find (box, edges, lift->others, lift->n_others, SNAP_REACH / self->viewport.zoom,
                       RAPPORT_CANVAS_GRID, &lift->snap);
}

void
rapport_canvas_drag_lift (RapportCanvas *self, double dx, double dy, GdkModifierType state)
{
  RapportLift *lift = self->lift;
  RapportBox box;

  if (lift == NULL)
    return;
  if ((state & GDK_SHIFT_MASK) != 0)
    {
      if (fabs (dx) > fabs (dy))
        dy = 0;
      else
        dx = 0;
    }
  box = lift->bounds;
  box.x += dx;
  box.y += dy;
  find_snap (self, &box, RAPPORT_EDGES_ALL, state);
  lift->dx = dx + lift->snap.dx;
  lift->dy = dy + lift->snap.dy;
  if (lift->copying != ((state & GDK_ALT_MASK) != 0 && self->edits->copy != NULL))
    {
      lift->copying = !lift->copying;
      rapport_tiles_set_lifted (self->tiles, lift->copying ? NULL : lift->ids);
    }
  lift->cell = (RapportBox) { 0 };
  if (self->in_lanes && self->edits->find_cell != NULL)
    {
      const RapportSpot spot =
        rapport_viewport_to_board (&self->viewport, self->pointer_x, self->pointer_y);

      if (!self->edits->find_cell (spot.x, spot.y, &lift->cell, self->edits_data))
        lift->cell = (RapportBox) { 0 };
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* What was moved, in the order of drawing, so that a run of cards stays one. */
static void
tell_moved (RapportCanvas *self, RapportLift *lift)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree RapportBox *boxes = g_new (RapportBox, lift->items->len);
  g_auto (GStrv) ids = NULL;

  g_ptr_array_sort (lift->items, compare_layers_cb);
  for (guint i = 0; i < lift->items->len; i++)
    {
      const RapportSceneItem *item = lift->items->pdata[i];

      g_strv_builder_add (builder, item->id);
      boxes[i] = item->box;
      boxes[i].x += lift->dx;
      boxes[i].y += lift->dy;
    }
  ids = g_strv_builder_end (builder);
  if (lift->copying)
    {
      self->edits->copy ((const char *const *) ids, lift->dx, lift->dy, self->edits_data);
    }
  else if (self->in_lanes && self->edits->drop != NULL)
    {
      const RapportSpot spot =
        rapport_viewport_to_board (&self->viewport, self->pointer_x, self->pointer_y);

      self->edits->drop ((const char *const *) ids, spot.x, spot.y, self->edits_data);
    }
  else if (!self->in_lanes && self->edits->move != NULL)
    {
      self->edits->move ((const char *const *) ids, boxes, self->edits_data);
    }
}

void
rapport_canvas_drop_lift (RapportCanvas *self, gboolean apply)
{
  RapportLift *lift = self->lift;

  if (lift == NULL)
    return;
  if (!apply || (lift->dx == 0 && lift->dy == 0))
    {
      rapport_canvas_clear_lift (self);
      return;
    }
  lift->snap.n_guides = 0;
  lift->cell = (RapportBox) { 0 };
  tell_moved (self, lift);
  if (self->lift != lift)
    return;
  /* What lies in lanes lands somewhere else than it was let go. */
  if (self->in_lanes)
    {
      rapport_canvas_clear_lift (self);
      return;
    }
  self->settling = TRUE;
  rapport_tiles_set_lifted (self->tiles, NULL);
}

/* Resizing. */

static const struct
{
  RapportMovingEdges edges;
  double x, y; /* shares of the box */
} handles[] = {
  { RAPPORT_EDGE_LEFT | RAPPORT_EDGE_TOP, 0, 0 },
  { RAPPORT_EDGE_RIGHT | RAPPORT_EDGE_TOP, 1, 0 },
  { RAPPORT_EDGE_RIGHT | RAPPORT_EDGE_BOTTOM, 1, 1 },
  { RAPPORT_EDGE_LEFT | RAPPORT_EDGE_BOTTOM, 0, 1 },
};

RapportMovingEdges
rapport_canvas_find_handle (RapportCanvas *self, double x, double y)
{
  const RapportSceneItem *item = rapport_canvas_get_resizable (self);
  RapportBox view;
  RapportMovingEdges edges = 0;
  double reach;

  if (item == NULL)
    return 0;
  view = rapport_viewport_box_to_view (&self->viewport, &item->box);
  reach = MIN (RAPPORT_CANVAS_HANDLE, MIN (view.width, view.height) / 4);
  for (gsize i = 0; i < G_N_ELEMENTS (handles); i++)
    if (hypot (x - (view.x + handles[i].x * view.width),
               y - (view.y + handles[i].y * view.height)) <= reach + 4)
      return handles[i].edges;
  /* Along the sides, just at the border. */
  if (x < view.x - 4 || x > rapport_box_right (&view) + 4 || y < view.y - 4 ||
      y > rapport_box_bottom (&view) + 4)
    return 0;
  if (fabs (x - view.x) <= 4)
    edges = RAPPORT_EDGE_LEFT;
  else if (fabs (x - rapport_box_right (&view)) <= 4)
    edges = RAPPORT_EDGE_RIGHT;
  else if (fabs (y - view.y) <= 4 && item->kind != RAPPORT_SCENE_FRAME)
    edges = RAPPORT_EDGE_TOP;
  else if (fabs (y - rapport_box_bottom (&view)) <= 4)
    edges = RAPPORT_EDGE_BOTTOM;
  return edges;
}

static RapportBox
stretch (const RapportBox *box, RapportMovingEdges edges, double dx, double dy)
{
  RapportBox result = *box;

  if ((edges & RAPPORT_EDGE_LEFT) != 0)
    {
      dx = MIN (dx, box->width - RAPPORT_CANVAS_LEAST);
      result.x += dx;
      result.width -= dx;
    }
  if ((edges & RAPPORT_EDGE_RIGHT) != 0)
    result.width = MAX (RAPPORT_CANVAS_LEAST, box->width + dx);
  if ((edges & RAPPORT_EDGE_TOP) != 0)
    {
      dy = MIN (dy, box->height - RAPPORT_CANVAS_LEAST);
      result.y += dy;
      result.height -= dy;
    }
  if ((edges & RAPPORT_EDGE_BOTTOM) != 0)
    result.height = MAX (RAPPORT_CANVAS_LEAST, box->height + dy);
  return result;
}

void
rapport_canvas_resize_to (RapportCanvas *self, RapportSpot spot, GdkModifierType state)
{
  RapportLift *lift = self->lift;
  const RapportSceneItem *item;
  const double dx = spot.x - self->press_spot.x;
  const double dy = spot.y - self->press_spot.y;
  RapportBox box;

  if (lift == NULL)
    return;
  item = rapport_canvas_get_item (self, self->press_id);
  if (item == NULL)
    return;
  box = stretch (&item->box, self->resizing, dx, dy);
  find_snap (self, &box, self->resizing, state);
  self->band = stretch (&item->box, self->resizing, dx + lift->snap.dx, dy + lift->snap.dy);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Knobs. */

RapportSpot
rapport_canvas_get_knob (RapportCanvas *self, const RapportBox *box, RapportSide side)
{
  const RapportBox view = rapport_viewport_box_to_view (&self->viewport, box);
  RapportSpot spot = rapport_side_middle (&view, side);

  spot.x += side == RAPPORT_SIDE_LEFT    ? -KNOB_DISTANCE
            : side == RAPPORT_SIDE_RIGHT ? KNOB_DISTANCE
                                         : 0;
  spot.y += side == RAPPORT_SIDE_TOP      ? -KNOB_DISTANCE
            : side == RAPPORT_SIDE_BOTTOM ? KNOB_DISTANCE
                                          : 0;
  return spot;
}

RapportSide
rapport_canvas_find_knob (RapportCanvas *self, double x, double y)
{
  const RapportSceneItem *item = rapport_canvas_get_resizable (self);

  if (item == NULL || self->edits->connect == NULL || !rapport_scene_item_is_card (item))
    return RAPPORT_SIDE_ANY;
  for (RapportSide side = RAPPORT_SIDE_TOP; side <= RAPPORT_SIDE_LEFT; side++)
    {
      const RapportSpot knob = rapport_canvas_get_knob (self, &item->box, side);

      if (hypot (x - knob.x, y - knob.y) <= 9)
        return side;
    }
  return RAPPORT_SIDE_ANY;
}

/* Keys. */

void
rapport_canvas_nudge (RapportCanvas *self, double dx, double dy)
{
  if (self->edits == NULL || self->press != RAPPORT_PRESS_NONE)
    return;
  rapport_canvas_lift (self);
  if (self->lift == NULL)
    return;
  if (self->in_lanes)
    {
      const RapportSceneItem *item = self->lift->items->pdata[0];
      const RapportSpot centre = rapport_box_centre (&item->box);
      RapportBox cell;
      RapportSpot spot = { centre.x + dx, centre.y + dy };

      /* Into the next cell, however wide this one is. */
      if (self->edits->find_cell != NULL &&
          self->edits->find_cell (centre.x, centre.y, &cell, self->edits_data))
        spot = (RapportSpot) { dx < 0   ? cell.x - 8
                               : dx > 0 ? rapport_box_right (&cell) + 8
                                        : centre.x,
                               dy < 0   ? cell.y - 8
                               : dy > 0 ? rapport_box_bottom (&cell) + 8
                                        : centre.y };
      spot = rapport_viewport_to_view (&self->viewport, spot.x, spot.y);
      self->pointer_x = spot.x;
      self->pointer_y = spot.y;
    }
  self->lift->dx = dx;
  self->lift->dy = dy;
  rapport_canvas_drop_lift (self, TRUE);
}
