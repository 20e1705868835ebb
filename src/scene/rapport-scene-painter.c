/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-scene-painter-private.h"

#include <math.h>

/* The colours of libadwaita's palette, so that a board looks at home in the
 * window and on white paper. */
void
rapport_scene_palette_init (RapportScenePalette *self, const RapportSceneStyle *style)
{
  if (style->dark)
    *self = (RapportScenePalette) {
      .ground = { 0.11, 0.11, 0.12, 1 },
      .dots = { 1, 1, 1, 0.16 },
      .surface = { 0.21, 0.21, 0.23, 1 },
      .line = { 1, 1, 1, 0.12 },
      .lane = { 1, 1, 1, 0.035 },
      .text = { 1, 1, 1, 1 },
      .dim = { 0.78, 0.78, 0.8, 1 },
      .good = { 0.34, 0.89, 0.54, 1 },
      .bad = { 1, 0.53, 0.48, 1 },
      .waiting = { 0.97, 0.76, 0.27, 1 },
      .going = { 0.47, 0.69, 1, 1 },
      .note = { 0.36, 0.31, 0.13, 1 },
      .confidential = { 0.24, 0.2, 0.3, 1 },
    };
  else
    *self = (RapportScenePalette) {
      .ground = { 0.965, 0.965, 0.97, 1 },
      .dots = { 0, 0, 0.05, 0.2 },
      .surface = { 1, 1, 1, 1 },
      .line = { 0, 0, 0.05, 0.16 },
      .lane = { 0, 0, 0.05, 0.03 },
      .text = { 0.15, 0.15, 0.17, 1 },
      .dim = { 0.36, 0.36, 0.39, 1 },
      .good = { 0.03, 0.42, 0.25, 1 },
      .bad = { 0.75, 0.11, 0.16, 1 },
      .waiting = { 0.56, 0.34, 0, 1 },
      .going = { 0.11, 0.37, 0.7, 1 },
      .note = { 1, 0.95, 0.74, 1 },
      .confidential = { 0.93, 0.89, 0.98, 1 },
    };
  if (style->high_contrast)
    {
      self->line.alpha = 0.7;
      self->dim = self->text;
    }
}

RapportColour
rapport_scene_style_get_ground (const RapportSceneStyle *self)
{
  RapportScenePalette palette;

  rapport_scene_palette_init (&palette, self);
  return palette.ground;
}

RapportScenePainter *
rapport_scene_painter_new (const RapportSceneStyle *style)
{
  RapportScenePainter *self = g_new0 (RapportScenePainter, 1);
  cairo_font_options_t *options = cairo_font_options_create ();

  self->style = *style;
  rapport_scene_palette_init (&self->palette, style);
  self->context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  /* The same lines at every scale. */
  pango_context_set_round_glyph_positions (self->context, FALSE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  pango_cairo_context_set_font_options (self->context, options);
  pango_cairo_context_set_resolution (self->context, 96);
  cairo_font_options_destroy (options);
  return self;
}

void
rapport_scene_painter_free (RapportScenePainter *self)
{
  g_object_unref (self->context);
  g_free (self);
}

void
rapport_scene_round_box (cairo_t *cr, const RapportBox *box, double radius)
{
  const double right = rapport_box_right (box);
  const double bottom = rapport_box_bottom (box);
  const double r = MIN (radius, MIN (box->width, box->height) / 2);

  cairo_new_sub_path (cr);
  cairo_arc (cr, right - r, box->y + r, r, -G_PI_2, 0);
  cairo_arc (cr, right - r, bottom - r, r, 0, G_PI_2);
  cairo_arc (cr, box->x + r, bottom - r, r, G_PI_2, G_PI);
  cairo_arc (cr, box->x + r, box->y + r, r, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
}

/* The distance of the dots, such that they are 16 to 64 pixels apart. */
static double
dot_step (double scale)
{
  double step = 24;

  while (step * scale < 16 && step < RAPPORT_BOX_FARTHEST)
    step *= 4;
  return step;
}

void
rapport_scene_painter_draw_ground (RapportScenePainter *self,
                                   cairo_t *cr,
                                   const RapportBox *area,
                                   double scale)
{
  const double step = dot_step (scale);
  const double radius = 1.5 / scale;

  cairo_rectangle (cr, area->x, area->y, area->width, area->height);
  rapport_colour_set (self->palette.ground, cr);
  cairo_fill (cr);
  for (double y = floor (area->y / step) * step; y <= rapport_box_bottom (area) + step; y += step)
    for (double x = floor (area->x / step) * step; x <= rapport_box_right (area) + step; x += step)
      cairo_rectangle (cr, x - radius / 2, y - radius / 2, radius, radius);
  rapport_colour_set (self->palette.dots, cr);
  cairo_fill (cr);
}

/* Lanes and frames. */

static void
draw_lane (RapportScenePainter *self, cairo_t *cr, const RapportSceneItem *item, double scale)
{
  const RapportScenePalette *palette = &self->palette;
  const RapportBox *box = &item->box;
  g_autoptr (PangoLayout) layout = NULL;
  RapportColour fill =
    item->colour.alpha > 0 ? rapport_colour_with_alpha (item->colour, 0.12) : palette->lane;

  cairo_rectangle (cr, box->x, box->y, box->width, box->height);
  if (item->column)
    {
      rapport_colour_set (fill, cr);
      cairo_fill_preserve (cr);
    }
  rapport_colour_set (palette->line, cr);
  cairo_set_line_width (cr, MAX (1, 0.5 / scale));
  cairo_stroke (cr);
  if (item->column)
    {
      layout = rapport_scene_set_text (self, item->title, 16, TRUE, box->width - 24, 0);
      pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
      rapport_scene_show (cr, layout, box->x + 12, box->y + 13, palette->text);
    }
  else
    {
      layout = rapport_scene_set_text (self, item->title, 16, TRUE, 136, box->height - 24);
      rapport_scene_show (cr, layout, box->x + 12, box->y + 14, palette->text);
    }
}

static void
draw_frame (RapportScenePainter *self, cairo_t *cr, const RapportSceneItem *item, double scale)
{
  const RapportScenePalette *palette = &self->palette;
  const RapportBox *box = &item->box;
  RapportColour colour = item->colour.alpha > 0 ? item->colour : palette->dim;
  g_autoptr (PangoLayout) layout = NULL;

  rapport_scene_round_box (cr, box, 12);
  rapport_colour_set (
    rapport_colour_with_alpha (item->colour.alpha > 0 ? item->colour : palette->surface,
                               item->colour.alpha > 0 ? 0.08 : 0.45),
    cr);
  cairo_fill_preserve (cr);
  rapport_colour_set (rapport_colour_with_alpha (colour, 0.7), cr);
  cairo_set_line_width (cr, MAX (1.5, 1 / scale));
  cairo_stroke (cr);
  if (scale < RAPPORT_SCENE_BARS_SCALE / 2)
    return;
  /* From afar the name grows, so that one finds the way. */
  layout =
    rapport_scene_set_text (self, item->title, CLAMP (12 / scale, 15, 22), TRUE, box->width, 0);
  rapport_scene_show (cr, layout, box->x + 4, box->y - RAPPORT_SCENE_FRAME_TITLE + 3,
                      palette->text);
}

static void
draw_item (RapportScenePainter *self, cairo_t *cr, const RapportSceneItem *item, double scale)
{
  switch (item->kind)
    {
    case RAPPORT_SCENE_LANE:
      draw_lane (self, cr, item, scale);
      break;
    case RAPPORT_SCENE_FRAME:
      draw_frame (self, cr, item, scale);
      break;
    case RAPPORT_SCENE_EDGE:
      if (scale >= RAPPORT_SCENE_BARS_SCALE)
        rapport_scene_draw_edge (self, cr, item, scale);
      break;
    default:
      rapport_scene_draw_card (self, cr, item, scale);
    }
}

void
rapport_scene_painter_draw_item (RapportScenePainter *self,
                                 cairo_t *cr,
                                 RapportSceneItem *item,
                                 double scale)
{
  cairo_save (cr);
  draw_item (self, cr, item, scale);
  cairo_restore (cr);
}

void
rapport_scene_painter_draw_labels (RapportScenePainter *self,
                                   cairo_t *cr,
                                   GPtrArray *items,
                                   double scale)
{
  for (guint i = 0; scale >= RAPPORT_SCENE_FULL_SCALE && i < items->len; i++)
    if (((RapportSceneItem *) items->pdata[i])->kind == RAPPORT_SCENE_EDGE)
      rapport_scene_draw_label (self, cr, items->pdata[i]);
}

void
rapport_scene_painter_draw (RapportScenePainter *self, cairo_t *cr, GPtrArray *items, double scale)
{
  for (guint i = 0; i < items->len; i++)
    rapport_scene_painter_draw_item (self, cr, items->pdata[i], scale);
  rapport_scene_painter_draw_labels (self, cr, items, scale);
}
