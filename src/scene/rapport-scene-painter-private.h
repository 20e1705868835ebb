/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-scene-painter.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

#define RAPPORT_SCENE_SMALL  11.5
#define RAPPORT_SCENE_BIG    30.0
#define RAPPORT_SCENE_RADIUS 8.0
#define RAPPORT_SCENE_STRIPE 5.0

typedef struct
{
  RapportColour ground, dots;
  RapportColour surface, line, lane;
  RapportColour text, dim;
  RapportColour good, bad, waiting, going;
  RapportColour note, confidential;
} RapportScenePalette;

struct _RapportScenePainter
{
  RapportSceneStyle style;
  RapportScenePalette palette;
  PangoContext *context;
};

void rapport_scene_palette_init (RapportScenePalette *self, const RapportSceneStyle *style);

/* (transfer full): @text in one of the sizes, broken to @width, or in one line for a
 * @width of 0, and cut with an ellipsis at @height (0 for one line). */
PangoLayout *rapport_scene_set_text (RapportScenePainter *self,
                                     const char *text,
                                     double size,
                                     gboolean bold,
                                     double width,
                                     double height);

/* The same for Markdown. */
PangoLayout *rapport_scene_set_markdown (
  RapportScenePainter *self, const char *markdown, double size, double width, double height);

/* In board units. */
void rapport_scene_get_size (PangoLayout *layout, double *width, double *height);
void
rapport_scene_show (cairo_t *cr, PangoLayout *layout, double x, double y, RapportColour colour);
void rapport_scene_round_box (cairo_t *cr, const RapportBox *box, double radius);

void rapport_scene_draw_card (RapportScenePainter *self,
                              cairo_t *cr,
                              const RapportSceneItem *item,
                              double scale);
void rapport_scene_draw_edge (RapportScenePainter *self,
                              cairo_t *cr,
                              const RapportSceneItem *item,
                              double scale);
/* What is written on a connector, above the cards that it may be close to. */
void
rapport_scene_draw_label (RapportScenePainter *self, cairo_t *cr, const RapportSceneItem *item);

G_END_DECLS
