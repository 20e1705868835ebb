/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-audience-layer-private.h"

#include <math.h>

/* No screen is larger, in device pixels. */
#define MOST_PIXELS 8192.0

struct _RapportAudienceLayer
{
  GThreadPool *pool;
  RapportAudienceChanged changed;
  gpointer user_data;
  RapportPublicScene *public_scene;
  RapportScene *scene; /* owned: the one that it shows now */
  char *frame;         /* NULL for the whole board */
  gboolean known;
  RapportBox box;
  GPtrArray *cards; /* NULL where they are to be found anew */

  RapportAudiencePicture picture; /* owned */
  RapportSceneStyle style;        /* of the picture */
  guint epoch;                    /* of what is on the layer */
  guint told;                     /* of what was told */
  guint drawn;                    /* of what is on the picture */
  struct Job *job;                /* (nullable): what is being drawn */
};

/* What another thread draws. */
typedef struct Job
{
  RapportAudienceLayer *layer; /* NULL when nobody waits for it any more */
  gint dropped;                /* atomic: the same for the thread */
  GPtrArray *items;
  RapportSceneStyle style;
  RapportAudiencePicture picture;
  guint epoch;
} Job;

/* Drawing, in another thread. */

typedef struct
{
  RapportSceneStyle style;
  RapportScenePainter *painter;
} ThreadPainter;

static void
thread_painter_free (gpointer data)
{
  ThreadPainter *self = data;

  rapport_scene_painter_free (self->painter);
  g_free (self);
}

static GPrivate thread_painter = G_PRIVATE_INIT (thread_painter_free);

static gboolean
is_same_style (const RapportSceneStyle *a, const RapportSceneStyle *b)
{
  return a->dark == b->dark && a->high_contrast == b->high_contrast;
}

static RapportScenePainter *
get_painter (const RapportSceneStyle *style)
{
  ThreadPainter *self = g_private_get (&thread_painter);

  if (self == NULL || !is_same_style (&self->style, style))
    {
      self = g_new0 (ThreadPainter, 1);
      self->style = *style;
      self->painter = rapport_scene_painter_new (style);
      g_private_replace (&thread_painter, self);
    }
  return self->painter;
}

static GdkTexture *
to_texture (cairo_surface_t *surface)
{
  const int width = cairo_image_surface_get_width (surface);
  const int height = cairo_image_surface_get_height (surface);
  const gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes = NULL;

  cairo_surface_flush (surface);
  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    return NULL;
  bytes = g_bytes_new_with_free_func (
    cairo_image_surface_get_data (surface), stride * (gsize) height,
    (GDestroyNotify) cairo_surface_destroy, cairo_surface_reference (surface));
  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
}

static void
draw (Job *job)
{
  const RapportBox *box = &job->picture.box;
  const double scale = job->picture.scale;
  cairo_surface_t *surface = cairo_image_surface_create (
    CAIRO_FORMAT_ARGB32, (int) ceil (box->width * scale), (int) ceil (box->height * scale));
  cairo_t *cr = cairo_create (surface);

  cairo_scale (cr, scale, scale);
  cairo_translate (cr, -box->x, -box->y);
  rapport_scene_painter_draw (get_painter (&job->style), cr, job->items, scale);
  cairo_destroy (cr);
  job->picture.texture = to_texture (surface);
  cairo_surface_destroy (surface);
}

static void
job_free (Job *job)
{
  g_ptr_array_unref (job->items);
  g_clear_object (&job->picture.texture);
  g_free (job);
}

/* One that is not of what is there now may show what has been hidden since. */
static gboolean
drawn_cb (gpointer data)
{
  Job *job = data;
  RapportAudienceLayer *self = job->layer;

  if (self != NULL)
    {
      self->job = NULL;
      if (job->epoch == self->epoch && job->picture.texture != NULL)
        {
          g_clear_object (&self->picture.texture);
          self->picture = job->picture;
          self->style = job->style;
          self->drawn = job->epoch;
          job->picture.texture = NULL;
        }
      self->changed (self, FALSE, self->user_data);
    }
  job_free (job);
  return G_SOURCE_REMOVE;
}

static void
run_job (gpointer data, gpointer user_data)
{
  Job *job = data;

  if (!g_atomic_int_get (&job->dropped))
    draw (job);
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, drawn_cb, job, NULL);
}

GThreadPool *
rapport_audience_layer_make_pool (void)
{
  return g_thread_pool_new (run_job, NULL, 1, FALSE, NULL);
}

static void
begin_job (RapportAudienceLayer *self, const RapportSceneStyle *style, double scale)
{
  Job *job = g_new0 (Job, 1);

  job->layer = self;
  job->items = rapport_scene_find (self->scene, &self->box);
  job->style = *style;
  job->picture.box = self->box;
  job->picture.scale = scale;
  job->epoch = self->epoch;
  self->job = job;
  g_thread_pool_push (self->pool, job, NULL);
}

gboolean
rapport_audience_layer_draw (RapportAudienceLayer *self,
                             const RapportSceneStyle *style,
                             double scale)
{
  if (!self->known || rapport_box_is_empty (&self->box))
    return self->known;
  scale = MIN (scale, MOST_PIXELS / MAX (self->box.width, self->box.height));
  if (self->picture.texture != NULL && self->drawn == self->epoch &&
      is_same_style (&self->style, style) && fabs (self->picture.scale - scale) < scale * 1e-6)
    return TRUE;
  if (self->job == NULL)
    begin_job (self, style, scale);
  return FALSE;
}

RapportAudiencePicture
rapport_audience_layer_get_picture (RapportAudienceLayer *self)
{
  return self->picture;
}

/* What is on it. */

static void
measure (RapportAudienceLayer *self)
{
  RapportSceneItem *frame =
    self->frame != NULL ? rapport_scene_get (self->scene, self->frame) : NULL;

  self->box = (RapportBox) { 0 };
  if (self->frame == NULL)
    {
      self->box = rapport_scene_get_bounds (self->scene);
      if (!rapport_box_is_empty (&self->box))
        self->box = rapport_box_grow (&self->box, RAPPORT_SCENE_MARGIN);
      return;
    }
  if (frame == NULL)
    return;
  self->box = frame->box;
  /* Its name stands above it. */
  self->box.y -= RAPPORT_SCENE_FRAME_TITLE;
  self->box.height += RAPPORT_SCENE_FRAME_TITLE;
}

static void
scene_changed_cb (RapportAudienceLayer *self)
{
  self->epoch++;
  g_clear_pointer (&self->cards, g_ptr_array_unref);
}

static void
watch (RapportAudienceLayer *self)
{
  RapportScene *scene = rapport_public_scene_get_scene (self->public_scene);

  if (self->scene == scene)
    return;
  if (self->scene != NULL)
    g_signal_handlers_disconnect_by_data (self->scene, self);
  g_set_object (&self->scene, scene);
  g_signal_connect_swapped (scene, "changed", G_CALLBACK (scene_changed_cb), self);
  scene_changed_cb (self);
}

static void
shown_cb (gpointer user_data)
{
  RapportAudienceLayer *self = user_data;
  const gboolean known = self->known;

  self->known = TRUE;
  watch (self);
  if (known && self->told == self->epoch)
    return;
  self->told = self->epoch;
  measure (self);
  self->changed (self, TRUE, self->user_data);
}

void
rapport_audience_layer_set_board (RapportAudienceLayer *self, RapportPublicBoard *board)
{
  rapport_public_scene_show_soon (self->public_scene, board, self->frame, shown_cb, self);
}

gboolean
rapport_audience_layer_is_known (RapportAudienceLayer *self)
{
  return self->known;
}

const char *
rapport_audience_layer_get_frame (RapportAudienceLayer *self)
{
  return self->frame;
}

const RapportBox *
rapport_audience_layer_get_box (RapportAudienceLayer *self)
{
  return &self->box;
}

GPtrArray *
rapport_audience_layer_get_cards (RapportAudienceLayer *self)
{
  if (self->cards == NULL)
    self->cards = rapport_scene_get_reading_order (self->scene);
  return self->cards;
}

const RapportSceneItem *
rapport_audience_layer_find_card (RapportAudienceLayer *self, const char *id)
{
  const RapportSceneItem *item = rapport_scene_get (self->scene, id);

  return item != NULL && rapport_scene_item_is_card (item) ? item : NULL;
}

/* Life. */

RapportAudienceLayer *
rapport_audience_layer_new (GThreadPool *pool,
                            const char *frame,
                            RapportAudienceChanged changed,
                            gpointer user_data)
{
  RapportAudienceLayer *self = g_new0 (RapportAudienceLayer, 1);

  self->pool = pool;
  self->changed = changed;
  self->user_data = user_data;
  self->public_scene = rapport_public_scene_new (NULL);
  self->frame = g_strdup (frame);
  watch (self);
  return self;
}

void
rapport_audience_layer_free (RapportAudienceLayer *self)
{
  if (self->job != NULL)
    {
      self->job->layer = NULL;
      g_atomic_int_set (&self->job->dropped, TRUE);
    }
  g_signal_handlers_disconnect_by_data (self->scene, self);
  g_clear_object (&self->scene);
  rapport_public_scene_free (self->public_scene);
  g_clear_pointer (&self->cards, g_ptr_array_unref);
  g_clear_object (&self->picture.texture);
  g_free (self->frame);
  g_free (self);
}
