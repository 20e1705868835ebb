/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-public-scene.h"
#include "rapport-scene-painter.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RapportAudienceLayer:
 *
 * One frame of a board, or the whole of it, as a picture: nothing but its own cards, and
 * of those what lies within it. While the audience is led from one frame to the next there
 * are two.
 */
typedef struct
{
  RapportPublicScene *scene;
  char *frame;          /* NULL for the whole board */
  RapportBox box;       /* what is to be seen of it; empty where there is nothing */
  GdkTexture *texture;  /* NULL where it is to be drawn anew */
  double texture_scale; /* device pixels for a board unit */
} RapportAudienceLayer;

RapportAudienceLayer *rapport_audience_layer_new (RapportPublicBoard *board, const char *frame);
void rapport_audience_layer_free (RapportAudienceLayer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportAudienceLayer, rapport_audience_layer_free)

/* Another copy of the same board. Whether anything has changed. */
gboolean rapport_audience_layer_update (RapportAudienceLayer *self, RapportPublicBoard *board);

/* The picture with @scale device pixels for a board unit; drawn where it is not there
 * yet, or was made @exact for another scale. (transfer none) (nullable) */
GdkTexture *rapport_audience_layer_draw (RapportAudienceLayer *self,
                                         RapportScenePainter *painter,
                                         double scale,
                                         gboolean exact);

G_END_DECLS
