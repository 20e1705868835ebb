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
 * are two. The picture is drawn by another thread, and so is worked out what is on it where that
 * takes long; the main thread alone has the layer.
 */
typedef struct _RapportAudienceLayer RapportAudienceLayer;

/* A picture of it. */
typedef struct
{
  GdkTexture *texture; /* (nullable) (transfer none) */
  RapportBox box;      /* what it shows of the board */
  double scale;        /* device pixels for a board unit */
} RapportAudiencePicture;

/* The threads that pictures are drawn by; freed when the layers are, which waits for what is under
 * way. */
GThreadPool *rapport_audience_layer_make_pool (void);

/* Called when there is something else on a layer, or else when its picture is drawn. */
typedef void (*RapportAudienceChanged) (RapportAudienceLayer *layer,
                                        gboolean contents,
                                        gpointer user_data);

RapportAudienceLayer *rapport_audience_layer_new (GThreadPool *pool,
                                                  const char *frame,
                                                  RapportAudienceChanged changed,
                                                  gpointer user_data);
void rapport_audience_layer_free (RapportAudienceLayer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportAudienceLayer, rapport_audience_layer_free)

/* (nullable) */
const char *rapport_audience_layer_get_frame (RapportAudienceLayer *self);

/* The board, or another copy of it. It may be told of before this returns. */
void rapport_audience_layer_set_board (RapportAudienceLayer *self, RapportPublicBoard *board);

/* Whether what is on it is known by now. */
gboolean rapport_audience_layer_is_known (RapportAudienceLayer *self);

/* What is to be seen of it; empty where there is nothing. */
const RapportBox *rapport_audience_layer_get_box (RapportAudienceLayer *self);

/* (transfer none) (element-type RapportSceneItem): its cards, as one reads them. */
GPtrArray *rapport_audience_layer_get_cards (RapportAudienceLayer *self);

/* (nullable) (transfer none): the card with an id. */
const RapportSceneItem *rapport_audience_layer_find_card (RapportAudienceLayer *self,
                                                          const char *id);

/* Has its picture drawn with @scale device pixels for a board unit, unless it is so already.
 * Whether it is. */
gboolean rapport_audience_layer_draw (RapportAudienceLayer *self,
                                      const RapportSceneStyle *style,
                                      double scale);

/* As it was drawn last. */
RapportAudiencePicture rapport_audience_layer_get_picture (RapportAudienceLayer *self);

G_END_DECLS
