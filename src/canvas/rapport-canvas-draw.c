/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A frame: the tiles, and above them what moves or belongs to the pointer. */
#include "rapport-canvas-private.h"

#include <math.h>

/* Of more, only the box around them is outlined. */
#define MOST_OUTLINES 400

#define OUTLINE 2.0f

static GdkRGBA
get_accent (RapportCanvas *self)
{
  AdwStyleManager *manager =
    adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));
  g_autoptr (GdkRGBA) accent = adw_style_manager_get_accent_color_rgba (manager);
  GdkRGBA standalone;

  adw_rgba_to_standalone (accent, adw_style_manager_get_dark (manager), &standalone);
  return standalone;
}

static graphene_rect_t
to_rect (const RapportBox *box)
{
  return GRAPHENE_RECT_INIT ((float) box->x, (float) box->y, (float) box->width,
                             (float) box->height);
}

static void
append_outline (
  GtkSnapshot *snapshot, const RapportBox *box, double radius, float width, const GdkRGBA *colour)
{
  const RapportBox grown = rapport_box_grow (box, (double) width);
  const graphene_rect_t rect = to_rect (&grown);
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &rect, (float) radius);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]) { width, width, width, width },
                              (GdkRGBA[4]) { *colour, *colour, *colour, *colour });
}

static cairo_t *
append_board (RapportCanvas *self, GtkSnapshot *snapshot, const RapportBox *reach)
{
  const RapportBox box = rapport_viewport_box_to_view (&self->viewport, reach);
  const RapportBox seen = { 0, 0, self->viewport.width, self->viewport.height };
  const RapportBox cut = rapport_box_between (MAX (box.x, seen.x), MAX (box.y, seen.y),
                                              MIN (rapport_box_right (&box), seen.width),
                                              MIN (rapport_box_bottom (&box), seen.height));
  const graphene_rect_t rect = to_rect (&cut);
  cairo_t *cr;

  if (!rapport_box_intersects (&box, &seen))
    return NULL;
  cr = gtk_snapshot_append_cairo (snapshot, &rect);
  cairo_translate (cr, -self->viewport.x, -self->viewport.y);
  cairo_scale (cr, self->viewport.zoom, self->viewport.zoom);
  return cr;
}

/* Things that are moved. */

static void
append_edges (RapportCanvas *self, GtkSnapshot *snapshot, const RapportLift *lift)
{
  g_autoptr (GPtrArray) moved =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_scene_item_unref);
  RapportBox reach = { 0 };
  cairo_t *cr;

  for (guint i = 0; i < lift->edges->len; i++)
    {
      RapportSceneItem *edge = rapport_scene_item_copy (lift->edges->pdata[i]);
      RapportBox *box = NULL;

      box = g_hash_table_contains (lift->ids, edge->from) ? &edge->from_box : &edge->to_box;
      if (self->press == RAPPORT_PRESS_RESIZE || (self->settling && lift->texture == NULL))
        {
          *box = self->band;
        }
      else
        {
          box->x += lift->dx;
          box->y += lift->dy;
        }
      reach = rapport_box_unite (&reach, &edge->from_box);
      reach = rapport_box_unite (&reach, &edge->to_box);
      g_ptr_array_add (moved, edge);
    }
  reach = rapport_box_grow (&reach, RAPPORT_SCENE_MARGIN);
  cr = moved->len > 0 ? append_board (self, snapshot, &reach) : NULL;
  if (cr == NULL)
    return;
  rapport_scene_painter_draw (self->painter, cr, moved, self->viewport.zoom);
  cairo_destroy (cr);
}

static void
append_resized (RapportCanvas *self, GtkSnapshot *snapshot, const RapportLift *lift)
{
  g_autoptr (GPtrArray) items =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_scene_item_unref);
  RapportSceneItem *item = rapport_scene_item_copy (lift->items->pdata[0]);
  RapportBox reach = rapport_box_grow (&self->band, RAPPORT_SCENE_MARGIN);
  cairo_t *cr = append_board (self, snapshot, &reach);

  item->box = self->band;
  g_ptr_array_add (items, item);
  if (cr == NULL)
    return;
  rapport_scene_painter_draw (self->painter, cr, items, self->viewport.zoom);
  cairo_destroy (cr);
}

static void
append_moved (RapportCanvas *self, GtkSnapshot *snapshot, const RapportLift *lift)
{
  RapportBox area = lift->texture_area;
  graphene_rect_t rect;

  area.x += lift->dx;
  area.y += lift->dy;
  area = rapport_viewport_box_to_view (&self->viewport, &area);
  area.x = round (area.x);
  area.y = round (area.y);
  rect = to_rect (&area);
  gtk_snapshot_append_texture (snapshot, lift->texture, &rect);
}

static void
append_lift (RapportCanvas *self, GtkSnapshot *snapshot)
{
  RapportLift *lift = self->lift;
  const GdkRGBA accent = get_accent (self);

  if (lift == NULL)
    return;
  if (!rapport_box_is_empty (&lift->cell))
    {
      const RapportBox cell = rapport_viewport_box_to_view (&self->viewport, &lift->cell);

      append_outline (snapshot, &cell, 6, 2, &accent);
    }
  if (!lift->copying)
    append_edges (self, snapshot, lift);
  if (lift->texture != NULL)
    append_moved (self, snapshot, lift);
  else if (!rapport_box_is_empty (&self->band))
    append_resized (self, snapshot, lift);
}

static void
append_guides (RapportCanvas *self, GtkSnapshot *snapshot)
{
  const GdkRGBA colour = { 0.93f, 0.2f, 0.55f, 1 };

  for (gsize i = 0; self->lift != NULL && i < self->lift->snap.n_guides; i++)
    {
      const RapportGuide *guide = &self->lift->snap.guides[i];
      RapportBox line = guide->vertical
                          ? rapport_box_between (guide->at, guide->from, guide->at, guide->to)
                          : rapport_box_between (guide->from, guide->at, guide->to, guide->at);
      graphene_rect_t rect;

      line = rapport_viewport_box_to_view (&self->viewport, &line);
      line.x = round (line.x);
      line.y = round (line.y);
      line.width = MAX (1, line.width);
      line.height = MAX (1, line.height);
      rect = to_rect (&line);
      gtk_snapshot_append_color (snapshot, &colour, &rect);
    }
}

/* What is selected. */

static RapportBox
get_live_box (RapportCanvas *self, const RapportSceneItem *item)
{
  RapportBox box = item->box;

  if (self->lift == NULL || self->settling || self->lift->copying ||
      !g_hash_table_contains (self->lift->ids, item->id))
    return box;
  if (self->press == RAPPORT_PRESS_RESIZE)
    return self->band;
  box.x += self->lift->dx;
  box.y += self->lift->dy;
  return box;
}

static double
get_radius (RapportCanvas *self, const RapportSceneItem *item)
{
  return (item->kind == RAPPORT_SCENE_FRAME ? 12 : 8) * self->viewport.zoom + 2;
}

static void
append_route (RapportCanvas *self,
              GtkSnapshot *snapshot,
              const RapportSceneItem *edge,
              const GdkRGBA *colour)
{
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
  g_autoptr (GskPath) path = NULL;
  g_autoptr (GskStroke) stroke = gsk_stroke_new (4);
  RapportRoute route;

  rapport_scene_item_route (edge, &route);
  for (gsize i = 0; i < route.n; i++)
    {
      const RapportSpot spot =
        rapport_viewport_to_view (&self->viewport, route.spots[i].x, route.spots[i].y);

      if (i == 0)
        gsk_path_builder_move_to (builder, (float) spot.x, (float) spot.y);
      else
        gsk_path_builder_line_to (builder, (float) spot.x, (float) spot.y);
    }
  path = gsk_path_builder_free_to_path (g_steal_pointer (&builder));
  gsk_stroke_set_line_join (stroke, GSK_LINE_JOIN_ROUND);
  gtk_snapshot_append_stroke (snapshot, path, stroke, colour);
}

static void
append_selected (RapportCanvas *self, GtkSnapshot *snapshot)
{
  const RapportBox seen = rapport_viewport_get_visible (&self->viewport);
  GdkRGBA accent = get_accent (self);
  GHashTableIter iter;
  const char *id;
  RapportBox box;

  if (g_hash_table_size (self->selected) > MOST_OUTLINES)
    {
      if (rapport_canvas_get_selected_box (self, &box))
        {
          box = rapport_viewport_box_to_view (&self->viewport, &box);
          append_outline (snapshot, &box, 4, OUTLINE, &accent);
        }
      return;
    }
  g_hash_table_iter_init (&iter, self->selected);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
    {
      const RapportSceneItem *item = rapport_canvas_get_item (self, id);

      if (item == NULL)
        continue;
      if (item->kind == RAPPORT_SCENE_EDGE)
        {
          accent.alpha = 0.5f;
          append_route (self, snapshot, item, &accent);
          accent.alpha = 1;
          continue;
        }
      box = get_live_box (self, item);
      if (!rapport_box_intersects (&box, &seen))
        continue;
      box = rapport_viewport_box_to_view (&self->viewport, &box);
      append_outline (snapshot, &box, get_radius (self, item), OUTLINE, &accent);
    }
}

static void
append_dot (GtkSnapshot *snapshot, RapportSpot spot, double size, GdkRGBA fill, GdkRGBA border)
{
  const RapportBox box = { spot.x - size / 2, spot.y - size / 2, size, size };
  const graphene_rect_t rect = to_rect (&box);
  GskRoundedRect round;

  gsk_rounded_rect_init_from_rect (&round, &rect, (float) size / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  gtk_snapshot_append_color (snapshot, &fill, &rect);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &round, (float[4]) { 1.5f, 1.5f, 1.5f, 1.5f },
                              (GdkRGBA[4]) { border, border, border, border });
}

/* Corners to resize by, and knobs to pull a connector from. */
static void
append_handles (RapportCanvas *self, GtkSnapshot *snapshot)
{
  const RapportSceneItem *item = rapport_canvas_get_resizable (self);
  const GdkRGBA accent = get_accent (self);
  const GdkRGBA white = { 1, 1, 1, 1 };
  RapportBox box;

  if (item == NULL || self->lift != NULL || self->edited != NULL)
    return;
  box = rapport_viewport_box_to_view (&self->viewport, &item->box);
  if (MIN (box.width, box.height) < 4 * RAPPORT_CANVAS_HANDLE)
    return;
  for (int i = 0; i < 4; i++)
    append_dot (snapshot,
                (RapportSpot) { box.x + (i % 2) * box.width, box.y + (i / 2) * box.height },
                RAPPORT_CANVAS_HANDLE + 2, white, accent);
  if (!rapport_scene_item_is_card (item) || self->edits->connect == NULL)
    return;
  for (RapportSide side = RAPPORT_SIDE_TOP; side <= RAPPORT_SIDE_LEFT; side++)
    append_dot (snapshot, rapport_canvas_get_knob (self, &item->box, side), 8, accent, accent);
}

static void
append_focus (RapportCanvas *self, GtkSnapshot *snapshot)
{
  const RapportSceneItem *item = rapport_canvas_get_item (self, self->focused);
  GdkRGBA accent = get_accent (self);
  RapportBox box;

  if (item == NULL || self->edited != NULL ||
      (gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_FOCUS_VISIBLE) == 0 ||
      !gtk_widget_has_focus (GTK_WIDGET (self)))
    return;
  box = get_live_box (self, item);
  box = rapport_viewport_box_to_view (&self->viewport, &box);
  box = rapport_box_grow (&box, OUTLINE + 2);
  accent.alpha = 0.5f;
  append_outline (snapshot, &box, get_radius (self, item) + 4, 3, &accent);
}

/* The pointer's own. */

static void
append_band (RapportCanvas *self, GtkSnapshot *snapshot)
{
  GdkRGBA accent = get_accent (self);
  RapportBox box = rapport_viewport_box_to_view (&self->viewport, &self->band);
  graphene_rect_t rect;

  if (self->press == RAPPORT_PRESS_LANE_SIZE || self->press == RAPPORT_PRESS_LANE_MOVE)
    {
      box.width = MAX (box.width, 3);
      box.height = MAX (box.height, 3);
      rect = to_rect (&box);
      gtk_snapshot_append_color (snapshot, &accent, &rect);
      return;
    }
  if (self->press != RAPPORT_PRESS_MARQUEE && self->press != RAPPORT_PRESS_NEW)
    return;
  rect = to_rect (&box);
  append_outline (snapshot, &box, 2, 1, &accent);
  accent.alpha = 0.12f;
  gtk_snapshot_append_color (snapshot, &accent, &rect);
}

static void
append_connection (RapportCanvas *self, GtkSnapshot *snapshot)
{
  const RapportSceneItem *from = rapport_canvas_get_item (self, self->press_id);
  const RapportSceneItem *to = rapport_canvas_get_item (self, self->connect_to);
  const GdkRGBA accent = get_accent (self);
  const RapportSpot spot =
    rapport_viewport_to_board (&self->viewport, self->pointer_x, self->pointer_y);
  g_autoptr (RapportSceneItem) edge = NULL;

  if (self->press != RAPPORT_PRESS_CONNECT || from == NULL)
    return;
  edge = rapport_scene_item_new (RAPPORT_SCENE_EDGE, "");
  edge->from_box = from->box;
  edge->from_side = self->connect_side;
  edge->to_box = to != NULL ? to->box : (RapportBox) { spot.x, spot.y, 1, 1 };
  append_route (self, snapshot, edge, &accent);
  if (to != NULL)
    {
      const RapportBox box = rapport_viewport_box_to_view (&self->viewport, &to->box);

      append_outline (snapshot, &box, get_radius (self, to), OUTLINE, &accent);
    }
}

void
rapport_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RapportCanvas *self = RAPPORT_CANVAS (widget);
  const double scale = gtk_widget_get_scale_factor (widget);

  rapport_tiles_snapshot (self->tiles, snapshot, &self->viewport, scale, self->zoom_source != 0);
  if (self->settling && rapport_tiles_are_settled (self->tiles))
    rapport_canvas_clear_lift (self);
  append_lift (self, snapshot);
  append_selected (self, snapshot);
  append_focus (self, snapshot);
  append_handles (self, snapshot);
  append_guides (self, snapshot);
  append_band (self, snapshot);
  append_connection (self, snapshot);
  if (self->editor != NULL)
    gtk_widget_snapshot_child (widget, self->editor, snapshot);
}
