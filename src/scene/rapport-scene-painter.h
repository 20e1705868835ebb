/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-scene.h"

#include <cairo.h>

G_BEGIN_DECLS

/* What a board is drawn on. */
typedef struct
{
  gboolean dark;
  gboolean high_contrast;
} RapportSceneStyle;

/* The colour behind everything. */
RapportColour rapport_scene_style_get_ground (const RapportSceneStyle *self);

/**
 * RapportScenePainter:
 *
 * Draws the items of a scene on any Cairo context, in board units: what lies
 * there is drawn where it lies, whatever the context is scaled by. Text is laid
 * out the same at any scale. A painter belongs to the thread that draws with it.
 */
typedef struct _RapportScenePainter RapportScenePainter;

RapportScenePainter *rapport_scene_painter_new (const RapportSceneStyle *style);
void rapport_scene_painter_free (RapportScenePainter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportScenePainter, rapport_scene_painter_free)

/* How much is drawn. Below %RAPPORT_SCENE_FULL_SCALE text could not be read and is
 * bars, below %RAPPORT_SCENE_BARS_SCALE cards are spots of colour and there are
 * no connectors. */
#define RAPPORT_SCENE_FULL_SCALE 0.4
#define RAPPORT_SCENE_BARS_SCALE 0.15

/* The ground with its dots, over @area. @scale is how large a board unit is in
 * pixels; on a page, 1. */
void rapport_scene_painter_draw_ground (RapportScenePainter *self,
                                        cairo_t *cr,
                                        const RapportBox *area,
                                        double scale);

/* (element-type RapportSceneItem): in their order. */
void
rapport_scene_painter_draw (RapportScenePainter *self, cairo_t *cr, GPtrArray *items, double scale);

/* The shape of a status around (@x, @y), as it stands on cards. */
void rapport_scene_draw_status (RapportScenePainter *self,
                                cairo_t *cr,
                                RapportSceneStatus status,
                                double x,
                                double y,
                                double size);

/* One of them, a connector without its words; and the words of connectors, which
 * stand above the cards. */
void rapport_scene_painter_draw_item (RapportScenePainter *self,
                                      cairo_t *cr,
                                      RapportSceneItem *item,
                                      double scale);
void rapport_scene_painter_draw_labels (RapportScenePainter *self,
                                        cairo_t *cr,
                                        GPtrArray *items,
                                        double scale);

/* What the text of a card is set in, for an editor on top of it: the place of its
 * text, and the size of its letters in board units. */
#define RAPPORT_SCENE_TEXT_SIZE 14.0
#define RAPPORT_SCENE_PADDING   14.0

G_END_DECLS
