/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-audience-layer-private.h"

#include <math.h>

/* No screen is larger, in device pixels. */
#define MOST_PIXELS 8192.0

static void
measure (RapportAudienceLayer *self)
{
  RapportScene *scene = rapport_public_scene_get_scene (self->scene);
  RapportSceneItem *frame = self->frame != NULL ? rapport_scene_get (scene, self->frame) : NULL;

  if (self->frame == NULL)
    {
      self->box = rapport_scene_get_bounds (scene);
      if (!rapport_box_is_empty (&self->box))
        self->box = rapport_box_grow (&self->box, RAPPORT_SCENE_MARGIN);
      return;
    }
  self->box = (RapportBox) { 0 };
  if (frame == NULL)
    return;
  self->box = frame->box;
  /* Its name stands above it. */
  self->box.y -= RAPPORT_SCENE_FRAME_TITLE;
  self->box.height += RAPPORT_SCENE_FRAME_TITLE;
}

static void
changed_cb (RapportAudienceLayer *self)
{
  g_clear_object (&self->texture);
}

gboolean
rapport_audience_layer_update (RapportAudienceLayer *self, RapportPublicBoard *board)
{
  const RapportBox before = self->box;

  rapport_public_scene_show (self->scene, board, self->frame);
  measure (self);
  if (!rapport_box_equal (&before, &self->box))
    g_clear_object (&self->texture);
  return self->texture == NULL;
}

RapportAudienceLayer *
rapport_audience_layer_new (RapportPublicBoard *board, const char *frame)
{
  RapportAudienceLayer *self = g_new0 (RapportAudienceLayer, 1);

  self->scene = rapport_public_scene_new (NULL);
  self->frame = g_strdup (frame);
  g_signal_connect_swapped (rapport_public_scene_get_scene (self->scene), "changed",
                            G_CALLBACK (changed_cb), self);
  rapport_audience_layer_update (self, board);
  return self;
}

void
rapport_audience_layer_free (RapportAudienceLayer *self)
{
  g_signal_handlers_disconnect_by_data (rapport_public_scene_get_scene (self->scene), self);
  rapport_public_scene_free (self->scene);
  g_clear_object (&self->texture);
  g_free (self->frame);
  g_free (self);
}

static GdkTexture *
to_texture (cairo_surface_t *surface)
{
  const int width = cairo_image_surface_get_width (surface);
  const int height = cairo_image_surface_get_height (surface);
  const gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes = NULL;

  cairo_surface_flush (surface);
  bytes = g_bytes_new_with_free_func (
    cairo_image_surface_get_data (surface), stride * (gsize) height,
    (GDestroyNotify) cairo_surface_destroy, cairo_surface_reference (surface));
  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
}

static GdkTexture *
draw (RapportAudienceLayer *self, RapportScenePainter *painter, double scale)
{
  RapportScene *scene = rapport_public_scene_get_scene (self->scene);
  g_autoptr (GPtrArray) items = rapport_scene_find (scene, &self->box);
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) ceil (self->box.width * scale),
                                (int) ceil (self->box.height * scale));
  cairo_t *cr = cairo_create (surface);
  GdkTexture *texture;

  cairo_scale (cr, scale, scale);
  cairo_translate (cr, -self->box.x, -self->box.y);
  rapport_scene_painter_draw (painter, cr, items, scale);
  cairo_destroy (cr);
  texture = to_texture (surface);
  cairo_surface_destroy (surface);
  return texture;
}

GdkTexture *
rapport_audience_layer_draw (RapportAudienceLayer *self,
                             RapportScenePainter *painter,
                             double scale,
                             gboolean exact)
{
  if (rapport_box_is_empty (&self->box))
    return NULL;
  scale = MIN (scale, MOST_PIXELS / MAX (self->box.width, self->box.height));
  if (self->texture != NULL && (!exact || fabs (self->texture_scale - scale) < scale * 1e-6))
    return self->texture;
  g_clear_object (&self->texture);
  self->texture = draw (self, painter, scale);
  self->texture_scale = scale;
  return self->texture;
}
