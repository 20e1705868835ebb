/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cards: a title, what is to be known of it, and a line below with the status,
 * the date and the score. */
#include "rapport-scene-painter-private.h"

#include <math.h>

#define PADDING RAPPORT_SCENE_PADDING
#define FOOT    18.0
#define GAP     6.0
#define MARK    11.0

static gboolean
has (const char *text)
{
  return text != NULL && *text != '\0';
}

/* The shapes of the statuses: no two are told apart by colour alone. */

static void
trace_tick (cairo_t *cr, double x, double y, double r)
{
  cairo_move_to (cr, x - r * 0.5, y + r * 0.05);
  cairo_line_to (cr, x - r * 0.12, y + r * 0.42);
  cairo_line_to (cr, x + r * 0.55, y - r * 0.38);
}

static void
draw_full (
  RapportScenePainter *self, cairo_t *cr, RapportSceneStatus status, double x, double y, double r)
{
  cairo_arc (cr, x, y, r, 0, 2 * G_PI);
  cairo_fill (cr);
  rapport_colour_set (self->palette.surface, cr);
  if (status == RAPPORT_SCENE_GOOD)
    {
      trace_tick (cr, x, y, r);
    }
  else
    {
      cairo_move_to (cr, x - r * 0.4, y - r * 0.4);
      cairo_line_to (cr, x + r * 0.4, y + r * 0.4);
      cairo_move_to (cr, x + r * 0.4, y - r * 0.4);
      cairo_line_to (cr, x - r * 0.4, y + r * 0.4);
    }
  cairo_stroke (cr);
}

static void
draw_ring (cairo_t *cr, RapportSceneStatus status, double x, double y, double r)
{
  cairo_arc (cr, x, y, r - 0.75, 0, 2 * G_PI);
  cairo_stroke (cr);
  if (status == RAPPORT_SCENE_PLANNED)
    {
      cairo_arc (cr, x, y, r * 0.35, 0, 2 * G_PI);
      cairo_fill (cr);
    }
  else if (status == RAPPORT_SCENE_GOING)
    {
      cairo_arc (cr, x, y, r - 0.75, -G_PI_2, G_PI_2);
      cairo_fill (cr);
    }
}

static RapportColour
status_colour (RapportScenePainter *self, RapportSceneStatus status)
{
  switch (status)
    {
    case RAPPORT_SCENE_GOOD:
    case RAPPORT_SCENE_DONE:
      return self->palette.good;
    case RAPPORT_SCENE_BAD:
      return self->palette.bad;
    case RAPPORT_SCENE_WAITING:
      return self->palette.waiting;
    case RAPPORT_SCENE_GOING:
      return self->palette.going;
    default:
      return self->palette.dim;
    }
}

void
rapport_scene_draw_status (RapportScenePainter *self,
                           cairo_t *cr,
                           RapportSceneStatus status,
                           double x,
                           double y,
                           double size)
{
  const double r = size / 2;

  rapport_colour_set (status_colour (self, status), cr);
  cairo_set_line_width (cr, 1.5);
  cairo_new_path (cr);
  switch (status)
    {
    case RAPPORT_SCENE_GOOD:
    case RAPPORT_SCENE_BAD:
      draw_full (self, cr, status, x, y, r);
      break;
    case RAPPORT_SCENE_DONE:
      trace_tick (cr, x, y, r * 1.4);
      cairo_stroke (cr);
      break;
    case RAPPORT_SCENE_WAITING:
      cairo_rectangle (cr, x - r * 0.6, y - r * 0.7, r * 0.4, r * 1.4);
      cairo_rectangle (cr, x + r * 0.2, y - r * 0.7, r * 0.4, r * 1.4);
      cairo_fill (cr);
      break;
    case RAPPORT_SCENE_OVER:
      cairo_move_to (cr, x - r * 0.7, y);
      cairo_line_to (cr, x + r * 0.7, y);
      cairo_stroke (cr);
      break;
    default:
      draw_ring (cr, status, x, y, r);
    }
}

/* Marks in the corner. */

static void
draw_lock (RapportScenePainter *self, cairo_t *cr, double x, double y)
{
  const RapportBox body = { x, y + 5, 10, 7.5 };

  rapport_colour_set (self->palette.dim, cr);
  rapport_scene_round_box (cr, &body, 1.5);
  cairo_fill (cr);
  cairo_set_line_width (cr, 1.5);
  cairo_arc (cr, x + 5, y + 5, 3, G_PI, 2 * G_PI);
  cairo_stroke (cr);
}

static RapportColour
fill_of (RapportScenePainter *self, const RapportSceneItem *item)
{
  const RapportScenePalette *palette = &self->palette;

  if (item->confidential)
    return palette->confidential;
  if (item->kind == RAPPORT_SCENE_NOTE)
    return item->colour.alpha > 0
             ? rapport_colour_mix (palette->surface, item->colour, self->style.dark ? 0.35 : 0.25)
             : palette->note;
  return palette->surface;
}

static void
draw_sheet (RapportScenePainter *self, cairo_t *cr, const RapportSceneItem *item, double scale)
{
  const RapportBox *box = &item->box;

  rapport_scene_round_box (cr, box, RAPPORT_SCENE_RADIUS);
  rapport_colour_set (fill_of (self, item), cr);
  cairo_fill_preserve (cr);
  if (item->colour.alpha > 0 && item->kind != RAPPORT_SCENE_NOTE)
    {
      cairo_save (cr);
      cairo_clip_preserve (cr);
      cairo_new_path (cr);
      cairo_rectangle (cr, box->x, box->y, RAPPORT_SCENE_STRIPE, box->height);
      rapport_colour_set (item->colour, cr);
      cairo_fill (cr);
      cairo_restore (cr);
      rapport_scene_round_box (cr, box, RAPPORT_SCENE_RADIUS);
    }
  rapport_colour_set (self->palette.line, cr);
  cairo_set_line_width (cr, MAX (1, 0.5 / scale));
  cairo_stroke (cr);
}

/* (transfer full): what stands at the right of the foot: "● 5 · ICE 336 · by 14 Nov". */
static char *
tell_right (const RapportSceneItem *item)
{
  g_autofree char *dots = item->dots > 0 ? g_strdup_printf ("● %u", item->dots) : NULL;
  const char *const all[] = { dots, item->score, item->when };
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (has (all[i]))
      g_strv_builder_add (builder, all[i]);
  parts = g_strv_builder_end (builder);
  return g_strjoinv (" · ", parts);
}

/* The line below; returns how high it is. */
static double
draw_foot (RapportScenePainter *self,
           cairo_t *cr,
           const RapportSceneItem *item,
           const RapportBox *inner)
{
  const double middle = rapport_box_bottom (inner) - FOOT / 2 + 2;
  g_autofree char *right = NULL;
  g_autoptr (PangoLayout) status = NULL;
  g_autoptr (PangoLayout) rest = NULL;
  double width = 0;
  double height;

  if (!has (item->status_words) && !has (item->when) && !has (item->score) && item->dots == 0)
    return 0;
  right = tell_right (item);
  rest = rapport_scene_set_text (self, right, RAPPORT_SCENE_SMALL, FALSE, 0, 0);
  rapport_scene_get_size (rest, &width, &height);
  if (width > inner->width * 0.6)
    {
      width = inner->width * 0.6;
      pango_layout_set_width (rest, (int) (width * PANGO_SCALE));
    }
  rapport_scene_show (cr, rest, rapport_box_right (inner) - width, middle - height / 2,
                      self->palette.dim);
  if (has (item->status_words))
    {
      status = rapport_scene_set_text (self, item->status_words, RAPPORT_SCENE_SMALL, FALSE,
                                       MAX (inner->width - width - MARK - 3 * GAP, 20), 0);
      rapport_scene_get_size (status, NULL, &height);
      rapport_scene_draw_status (self, cr, item->status, inner->x + MARK / 2, middle, MARK);
      rapport_scene_show (cr, status, inner->x + MARK + GAP, middle - height / 2,
                          status_colour (self, item->status));
    }
  return FOOT + GAP;
}

static double
draw_lines (RapportScenePainter *self,
            cairo_t *cr,
            PangoLayout *layout,
            const RapportBox *room,
            double y,
            RapportColour colour)
{
  double height;

  rapport_scene_get_size (layout, NULL, &height);
  rapport_scene_show (cr, layout, room->x, y, colour);
  return y + height;
}

static void
draw_words (RapportScenePainter *self,
            cairo_t *cr,
            const RapportSceneItem *item,
            const RapportBox *room)
{
  const RapportScenePalette *palette = &self->palette;
  const double bottom = rapport_box_bottom (room);
  double y = room->y;

  if (has (item->title))
    {
      g_autoptr (PangoLayout) title = rapport_scene_set_text (
        self, item->title, RAPPORT_SCENE_TEXT_SIZE, TRUE, room->width, MAX (bottom - y, 1));

      y = draw_lines (self, cr, title, room, y,
                      item->kind == RAPPORT_SCENE_LINK ? palette->going : palette->text) +
          GAP / 2;
    }
  if (has (item->figure))
    {
      g_autoptr (PangoLayout) figure =
        rapport_scene_set_text (self, item->figure, RAPPORT_SCENE_BIG, TRUE, room->width, 0);

      y = draw_lines (self, cr, figure, room, y, palette->text);
    }
  if (has (item->change) && y + FOOT <= bottom + 1)
    {
      g_autoptr (PangoLayout) change =
        rapport_scene_set_text (self, item->change, RAPPORT_SCENE_SMALL + 1, FALSE, room->width, 0);

      y = draw_lines (self, cr, change, room, y, palette->dim);
    }
  if (has (item->body) && y + RAPPORT_SCENE_TEXT_SIZE < bottom)
    {
      const gboolean note = item->kind == RAPPORT_SCENE_NOTE;
      g_autoptr (PangoLayout) body = rapport_scene_set_markdown (
        self, item->body, RAPPORT_SCENE_TEXT_SIZE - (note ? 0 : 1), room->width, bottom - y);

      draw_lines (self, cr, body, room, y, note ? palette->text : palette->dim);
    }
}

static void
draw_picture (RapportScenePainter *self, cairo_t *cr, const RapportSceneItem *item)
{
  const double caption = has (item->title) ? 24 : 0;
  const RapportBox *box = &item->box;
  const double room = MAX (box->height - caption, 1);
  const double aspect = rapport_picture_get_aspect (item->picture);
  const double width = MIN (box->width, room * aspect);
  const double height = width / aspect;

  cairo_save (cr);
  rapport_scene_round_box (cr, box, RAPPORT_SCENE_RADIUS);
  cairo_clip (cr);
  cairo_translate (cr, box->x + (box->width - width) / 2, box->y + (room - height) / 2);
  rapport_picture_draw (item->picture, cr, width, height);
  cairo_restore (cr);
  if (caption > 0)
    {
      g_autoptr (PangoLayout) layout = rapport_scene_set_text (
        self, item->title, RAPPORT_SCENE_SMALL + 1, FALSE, box->width - 2 * PADDING, 0);

      rapport_scene_show (cr, layout, box->x + PADDING, box->y + room + 2, self->palette.text);
    }
}

/* Text that could not be read: grey bars where its lines are. */
static void
draw_bars (RapportScenePainter *self, cairo_t *cr, const RapportSceneItem *item)
{
  const RapportBox *box = &item->box;
  double y = box->y + PADDING;

  rapport_colour_set (rapport_colour_with_alpha (self->palette.text, 0.55), cr);
  cairo_rectangle (cr, box->x + PADDING, y, (box->width - 2 * PADDING) * 0.8, 9);
  cairo_fill (cr);
  rapport_colour_set (rapport_colour_with_alpha (self->palette.text, 0.22), cr);
  for (y += 20; has (item->body) && y + 30 < rapport_box_bottom (box); y += 16)
    cairo_rectangle (cr, box->x + PADDING, y, box->width - 2 * PADDING, 7);
  cairo_fill (cr);
  if (item->status != RAPPORT_SCENE_NO_STATUS)
    rapport_scene_draw_status (self, cr, item->status, box->x + PADDING + MARK / 2,
                               rapport_box_bottom (box) - PADDING, MARK);
}

static void
draw_spot (RapportScenePainter *self, cairo_t *cr, const RapportSceneItem *item)
{
  const RapportColour fill = fill_of (self, item);
  const RapportColour base = rapport_colour_mix (fill, self->palette.text, 0.18);

  cairo_rectangle (cr, item->box.x, item->box.y, item->box.width, item->box.height);
  rapport_colour_set (item->colour.alpha > 0 ? rapport_colour_mix (fill, item->colour, 0.6) : base,
                      cr);
  cairo_fill (cr);
}

void
rapport_scene_draw_card (RapportScenePainter *self,
                         cairo_t *cr,
                         const RapportSceneItem *item,
                         double scale)
{
  RapportBox inner = rapport_box_grow (&item->box, -PADDING);

  if (scale < RAPPORT_SCENE_BARS_SCALE)
    {
      draw_spot (self, cr, item);
      return;
    }
  draw_sheet (self, cr, item, scale);
  if (item->picture != NULL)
    {
      draw_picture (self, cr, item);
      return;
    }
  if (scale < RAPPORT_SCENE_FULL_SCALE)
    {
      draw_bars (self, cr, item);
      return;
    }
  rapport_scene_round_box (cr, &item->box, RAPPORT_SCENE_RADIUS);
  cairo_clip (cr);
  if (item->locked || item->confidential)
    {
      draw_lock (self, cr, rapport_box_right (&inner) - 8, inner.y - 1);
      inner.width -= 16;
    }
  inner.height -= draw_foot (self, cr, item, &inner);
  draw_words (self, cr, item, &inner);
}
