/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-tiles.h"

#include <math.h>

#define SIDE 512

/* Kept in memory: a megabyte each. A screen of 4K shows 45. */
#define MOST_TILES 120

#define OVERVIEW_SIDE   1024
#define OVERVIEW_MARGIN 96.0

/* Changes that are remembered apart until the next frame. */
#define MOST_DAMAGES 64

typedef struct
{
  int x, y;
} Place;

typedef struct
{
  Place place;
  GdkTexture *texture; /* (owned) (nullable) */
  guint changes;       /* of what is drawn on it */
  gboolean stale;
  gboolean busy;
  guint64 seen; /* the last frame that wanted it */
} Tile;

/* The tiles for one zoom. */
typedef struct
{
  double scale; /* pixels of the screen for a board unit */
  guint serial;
  GHashTable *tiles; /* Place → Tile */
} Layer;

struct _RapportTiles
{
  void (*ready) (gpointer user_data);
  gpointer user_data;
  gboolean closed;

  RapportScene *scene;
  RapportSceneStyle style;
  GHashTable *lifted;

  Layer *front;
  Layer *back;
  GArray *damages; /* RapportBox */
  GArray *wanted;  /* Place, of the front, the most urgent last */
  guint serials;
  guint epoch; /* of scene and style: what was drawn of others is not shown */
  guint64 frames;
  gboolean settled;

  GThreadPool *pool;
  guint n_busy;
  guint most_busy;

  GdkTexture *overview;
  RapportBox overview_box;
  gboolean overview_stale;
  gboolean overview_busy;
};

/* What another thread draws. */
typedef struct
{
  RapportTiles *tiles; /* (owned) */
  GPtrArray *items;    /* (owned) */
  RapportSceneStyle style;
  RapportBox area;
  gboolean overview;
  double scale;
  int width, height;
  guint epoch;
  guint serial;
  Place place;
  guint changes;
  GdkTexture *texture; /* (owned) */
} Job;

/* Layers. */

static guint
place_hash (gconstpointer key)
{
  const Place *place = key;

  return (guint) place->x * 73856093u ^ (guint) place->y * 19349663u;
}

static gboolean
place_equal (gconstpointer a, gconstpointer b)
{
  return ((const Place *) a)->x == ((const Place *) b)->x &&
         ((const Place *) a)->y == ((const Place *) b)->y;
}

static void
tile_free (gpointer data)
{
  Tile *tile = data;

  g_clear_object (&tile->texture);
  g_free (tile);
}

static Layer *
layer_new (RapportTiles *self, double scale)
{
  Layer *layer = g_new0 (Layer, 1);

  layer->scale = scale;
  layer->serial = ++self->serials;
  layer->tiles = g_hash_table_new_full (place_hash, place_equal, NULL, tile_free);
  return layer;
}

static void
layer_free (Layer *layer)
{
  if (layer == NULL)
    return;
  g_hash_table_unref (layer->tiles);
  g_free (layer);
}

static RapportBox
get_area (const Layer *layer, Place place)
{
  const double side = SIDE / layer->scale;

  return (RapportBox) { place.x * side, place.y * side, side, side };
}

static void
damage_layer (Layer *layer, const RapportBox *box)
{
  GHashTableIter iter;
  Tile *tile;

  if (layer == NULL)
    return;
  g_hash_table_iter_init (&iter, layer->tiles);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &tile))
    {
      const RapportBox area = get_area (layer, tile->place);

      if (box == NULL || rapport_box_intersects (&area, box))
        {
          tile->stale = TRUE;
          tile->changes++;
        }
    }
}

static void
apply_damages (RapportTiles *self)
{
  for (guint i = 0; i < self->damages->len; i++)
    damage_layer (self->front, &g_array_index (self->damages, RapportBox, i));
  g_array_set_size (self->damages, 0);
}

static void
add_damage (RapportTiles *self, const RapportBox *box)
{
  self->overview_stale = TRUE;
  if (self->damages->len < MOST_DAMAGES)
    {
      g_array_append_val (self->damages, *box);
    }
  else
    {
      RapportBox *last = &g_array_index (self->damages, RapportBox, MOST_DAMAGES - 1);

      *last = rapport_box_unite (last, box);
    }
}

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

static RapportScenePainter *
get_painter (const RapportSceneStyle *style)
{
  ThreadPainter *self = g_private_get (&thread_painter);

  if (self == NULL || self->style.dark != style->dark ||
      self->style.high_contrast != style->high_contrast)
    {
      self = g_new0 (ThreadPainter, 1);
      self->style = *style;
      self->painter = rapport_scene_painter_new (style);
      g_private_replace (&thread_painter, self);
    }
  return self->painter;
}

static void
destroy_surface_cb (gpointer data)
{
  cairo_surface_destroy (data);
}

static GdkTexture *
take_texture (cairo_surface_t *surface)
{
  g_autoptr (GBytes) bytes = NULL;
  const int width = cairo_image_surface_get_width (surface);
  const int height = cairo_image_surface_get_height (surface);
  const int stride = cairo_image_surface_get_stride (surface);

  cairo_surface_flush (surface);
  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    {
      cairo_surface_destroy (surface);
      return NULL;
    }
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface),
                                      (gsize) stride * (gsize) height, destroy_surface_cb, surface);
  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, (gsize) stride);
}

static gboolean finish_job_cb (gpointer data);

static void
run_job (gpointer data, gpointer user_data)
{
  Job *job = data;
  RapportScenePainter *painter = get_painter (&job->style);
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_ARGB32, job->width, job->height);
  cairo_t *cr = cairo_create (surface);

  cairo_scale (cr, job->scale, job->scale);
  cairo_translate (cr, -job->area.x, -job->area.y);
  rapport_scene_painter_draw_ground (painter, cr, &job->area, job->scale);
  rapport_scene_painter_draw (painter, cr, job->items, job->scale);
  cairo_destroy (cr);
  job->texture = take_texture (surface);
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, finish_job_cb, job, NULL);
}

/* Jobs. */

static void
tiles_clear (gpointer data)
{
  RapportTiles *self = data;

  layer_free (self->front);
  layer_free (self->back);
  g_clear_pointer (&self->lifted, g_hash_table_unref);
  g_array_unref (self->damages);
  g_array_unref (self->wanted);
  g_clear_object (&self->overview);
  g_clear_object (&self->scene);
}

static void
job_free (Job *job)
{
  g_ptr_array_unref (job->items);
  g_clear_object (&job->texture);
  g_atomic_rc_box_release_full (job->tiles, tiles_clear);
  g_free (job);
}

static Job *
job_new (RapportTiles *self, const RapportBox *area, double scale, int width, int height)
{
  Job *job = g_new0 (Job, 1);
  g_autoptr (GPtrArray) found = rapport_scene_find (self->scene, area);

  job->tiles = g_atomic_rc_box_acquire (self);
  job->epoch = self->epoch;
  job->style = self->style;
  job->area = *area;
  job->scale = scale;
  job->width = width;
  job->height = height;
  if (self->lifted == NULL)
    {
      job->items = g_steal_pointer (&found);
      return job;
    }
  job->items = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_scene_item_unref);
  for (guint i = 0; i < found->len; i++)
    if (!g_hash_table_contains (self->lifted, ((RapportSceneItem *) found->pdata[i])->id))
      g_ptr_array_add (job->items, rapport_scene_item_ref (found->pdata[i]));
  return job;
}

static void
push_job (RapportTiles *self, Job *job)
{
  self->n_busy++;
  g_thread_pool_push (self->pool, job, NULL);
}

static void
draw_tile (RapportTiles *self, Place place)
{
  Tile *tile = g_hash_table_lookup (self->front->tiles, &place);
  RapportBox area;
  Job *job;

  if (tile == NULL || tile->busy || (tile->texture != NULL && !tile->stale))
    return;
  area = get_area (self->front, place);
  job = job_new (self, &area, self->front->scale, SIDE, SIDE);
  job->serial = self->front->serial;
  job->place = place;
  job->changes = tile->changes;
  tile->busy = TRUE;
  push_job (self, job);
}

static void
draw_overview (RapportTiles *self)
{
  RapportBox area = rapport_scene_get_bounds (self->scene);
  double scale;
  Job *job;

  self->overview_stale = FALSE;
  area = rapport_box_grow (&area, OVERVIEW_MARGIN);
  scale = MIN (1, OVERVIEW_SIDE / MAX (area.width, area.height));
  job = job_new (self, &area, scale, MAX (1, (int) (area.width * scale)),
                 MAX (1, (int) (area.height * scale)));
  job->overview = TRUE;
  self->overview_busy = TRUE;
  push_job (self, job);
}

static void
pump (RapportTiles *self)
{
  while (self->scene != NULL && self->n_busy < self->most_busy && self->wanted->len > 0)
    {
      const Place place = g_array_index (self->wanted, Place, self->wanted->len - 1);

      g_array_set_size (self->wanted, self->wanted->len - 1);
      draw_tile (self, place);
    }
  if (self->scene != NULL && self->n_busy == 0 && self->overview_stale && !self->overview_busy)
    draw_overview (self);
}

static void
take_tile (RapportTiles *self, Job *job)
{
  Tile *tile = NULL;

  if (self->front != NULL && job->serial == self->front->serial)
    tile = g_hash_table_lookup (self->front->tiles, &job->place);
  if (tile == NULL)
    return;
  tile->busy = FALSE;
  if (job->texture == NULL)
    return;
  g_set_object (&tile->texture, job->texture);
  tile->stale = tile->changes != job->changes;
}

static void
take_overview (RapportTiles *self, Job *job)
{
  self->overview_busy = FALSE;
  g_set_object (&self->overview, job->texture);
  self->overview_box = job->area;
}

static gboolean
finish_job_cb (gpointer data)
{
  Job *job = data;
  RapportTiles *self = job->tiles;

  if (!self->closed)
    {
      self->n_busy--;
      if (job->epoch == self->epoch && job->overview)
        take_overview (self, job);
      else if (job->epoch == self->epoch)
        take_tile (self, job);
      pump (self);
      self->ready (self->user_data);
    }
  job_free (job);
  return G_SOURCE_REMOVE;
}

/* What is seen. */

static int
tile_of (double pixel)
{
  return (int) floor (pixel / SIDE);
}

static Tile *
ensure_tile (RapportTiles *self, Place place)
{
  Tile *tile = g_hash_table_lookup (self->front->tiles, &place);

  if (tile == NULL)
    {
      tile = g_new0 (Tile, 1);
      tile->place = place;
      g_hash_table_insert (self->front->tiles, &tile->place, tile);
    }
  tile->seen = self->frames;
  return tile;
}

typedef struct
{
  Place first, last;
  double x, y; /* the middle, in tiles */
} Range;

static Range
get_range (const RapportViewport *viewport, double scale)
{
  const double right = (viewport->x + viewport->width) * scale;
  const double bottom = (viewport->y + viewport->height) * scale;

  return (Range) {
    .first = { tile_of (viewport->x * scale), tile_of (viewport->y * scale) },
    .last = { tile_of (right - 1), tile_of (bottom - 1) },
    .x = (viewport->x * scale + right) / 2 / SIDE - 0.5,
    .y = (viewport->y * scale + bottom) / 2 / SIDE - 0.5,
  };
}

static gboolean
is_inside (const Range *range, Place place)
{
  return place.x >= range->first.x && place.x <= range->last.x && place.y >= range->first.y &&
         place.y <= range->last.y;
}

/* The most urgent last: what is seen, nearest to the middle. */
static int
compare_urgency_cb (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Place *first = a;
  const Place *second = b;
  const Range *range = user_data;
  const gboolean seen = is_inside (range, *first);
  double far, other;

  if (seen != is_inside (range, *second))
    return seen ? 1 : -1;
  far = hypot (first->x - range->x, first->y - range->y);
  other = hypot (second->x - range->x, second->y - range->y);
  return far < other ? 1 : far > other ? -1 : 0;
}

/* What is seen and, when that is there, what is next to it. */
static gboolean
want_tiles (RapportTiles *self, const Range *range)
{
  gboolean missing = FALSE;
  int ring = 1;

  g_array_set_size (self->wanted, 0);
  self->settled = TRUE;
  for (int y = range->first.y - ring; y <= range->last.y + ring; y++)
    for (int x = range->first.x - ring; x <= range->last.x + ring; x++)
      {
        const Place place = { x, y };
        Tile *tile = ensure_tile (self, place);
        const gboolean seen = is_inside (range, place);

        if (seen && tile->texture == NULL)
          missing = TRUE;
        if (tile->texture != NULL && !tile->stale && !tile->busy)
          continue;
        if (seen)
          self->settled = FALSE;
        if (!tile->busy)
          g_array_append_val (self->wanted, place);
      }
  g_array_sort_with_data (self->wanted, compare_urgency_cb, (gpointer) range);
  return missing;
}

static int
compare_seen_cb (gconstpointer a, gconstpointer b)
{
  const Tile *first = *(Tile *const *) a;
  const Tile *second = *(Tile *const *) b;

  return first->seen < second->seen ? -1 : first->seen > second->seen ? 1 : 0;
}

static void
forget_old_tiles (RapportTiles *self)
{
  g_autoptr (GPtrArray) tiles = NULL;

  if (g_hash_table_size (self->front->tiles) <= MOST_TILES)
    return;
  tiles = g_hash_table_get_values_as_ptr_array (self->front->tiles);
  g_ptr_array_sort (tiles, compare_seen_cb);
  for (guint i = 0; i + MOST_TILES * 3 / 4 < tiles->len; i++)
    {
      const Tile *tile = tiles->pdata[i];

      if (!tile->busy && tile->seen < self->frames)
        g_hash_table_remove (self->front->tiles, &tile->place);
    }
}

/* Frames. */

static void
append_ground (RapportTiles *self, GtkSnapshot *snapshot, const RapportViewport *viewport)
{
  const RapportColour ground = rapport_scene_style_get_ground (&self->style);
  const GdkRGBA colour = { (float) ground.red, (float) ground.green, (float) ground.blue, 1 };

  gtk_snapshot_append_color (
    snapshot, &colour,
    &GRAPHENE_RECT_INIT (0, 0, (float) viewport->width, (float) viewport->height));
}

static void
append_scaled (GtkSnapshot *snapshot,
               GdkTexture *texture,
               const RapportViewport *viewport,
               const RapportBox *area)
{
  const RapportBox box = rapport_viewport_box_to_view (viewport, area);
  const RapportBox seen = { 0, 0, viewport->width, viewport->height };

  if (rapport_box_intersects (&seen, &box))
    gtk_snapshot_append_texture (
      snapshot, texture,
      &GRAPHENE_RECT_INIT ((float) box.x, (float) box.y, (float) box.width, (float) box.height));
}

static void
append_layer_scaled (GtkSnapshot *snapshot, Layer *layer, const RapportViewport *viewport)
{
  GHashTableIter iter;
  Tile *tile;

  if (layer == NULL)
    return;
  g_hash_table_iter_init (&iter, layer->tiles);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &tile))
    if (tile->texture != NULL)
      {
        const RapportBox area = get_area (layer, tile->place);

        append_scaled (snapshot, tile->texture, viewport, &area);
      }
}

static void
append_front (RapportTiles *self,
              GtkSnapshot *snapshot,
              const RapportViewport *viewport,
              double scale,
              const Range *range)
{
  const float side = (float) (SIDE / scale);

  for (int y = range->first.y; y <= range->last.y; y++)
    for (int x = range->first.x; x <= range->last.x; x++)
      {
        const Place place = { x, y };
        const Tile *tile = g_hash_table_lookup (self->front->tiles, &place);

        if (tile != NULL && tile->texture != NULL)
          gtk_snapshot_append_texture (
            snapshot, tile->texture,
            &GRAPHENE_RECT_INIT ((float) (x * (double) SIDE / scale - viewport->x),
                                 (float) (y * (double) SIDE / scale - viewport->y), side, side));
      }
}

static gboolean
is_for (const Layer *layer, double scale)
{
  return layer != NULL && fabs (layer->scale / scale - 1) < 1e-6;
}

void
rapport_tiles_snapshot (RapportTiles *self,
                        GtkSnapshot *snapshot,
                        const RapportViewport *viewport,
                        double scale,
                        gboolean moving)
{
  const double wanted = viewport->zoom * scale;
  const Range range = get_range (viewport, scale);
  gboolean missing = TRUE;

  append_ground (self, snapshot, viewport);
  if (self->scene == NULL)
    return;
  self->frames++;
  apply_damages (self);
  if (!is_for (self->front, wanted) && (!moving || self->front == NULL))
    {
      layer_free (self->back);
      self->back = g_steal_pointer (&self->front);
      self->front = layer_new (self, wanted);
    }
  if (is_for (self->front, wanted))
    missing = want_tiles (self, &range);
  else
    self->settled = FALSE;
  if (missing && self->overview != NULL)
    append_scaled (snapshot, self->overview, viewport, &self->overview_box);
  if (missing)
    append_layer_scaled (snapshot, self->back, viewport);
  else
    g_clear_pointer (&self->back, layer_free);
  if (is_for (self->front, wanted))
    append_front (self, snapshot, viewport, scale, &range);
  else
    append_layer_scaled (snapshot, self->front, viewport);
  forget_old_tiles (self);
  pump (self);
}

/* Life. */

RapportTiles *
rapport_tiles_new (void (*ready) (gpointer user_data), gpointer user_data)
{
  RapportTiles *self = g_atomic_rc_box_new0 (RapportTiles);

  self->ready = ready;
  self->user_data = user_data;
  self->damages = g_array_new (FALSE, FALSE, sizeof (RapportBox));
  self->wanted = g_array_new (FALSE, FALSE, sizeof (Place));
  self->most_busy = CLAMP (g_get_num_processors (), 1, 4);
  self->pool = g_thread_pool_new (run_job, NULL, (int) self->most_busy, FALSE, NULL);
  return self;
}

void
rapport_tiles_free (RapportTiles *self)
{
  rapport_tiles_set_scene (self, NULL);
  self->closed = TRUE;
  /* What is under way comes to its end, some milliseconds, and is thrown away: a program that
   * ended meanwhile would take fonts away from the threads that draw with them. */
  g_thread_pool_free (g_steal_pointer (&self->pool), FALSE, TRUE);
  g_atomic_rc_box_release_full (self, tiles_clear);
}

static void
damaged_cb (RapportScene *scene, const RapportBox *box, RapportTiles *self)
{
  const gboolean first = self->damages->len == 0;

  add_damage (self, box);
  if (first)
    self->ready (self->user_data);
}

static void
forget_everything (RapportTiles *self)
{
  g_clear_pointer (&self->front, layer_free);
  g_clear_pointer (&self->back, layer_free);
  g_clear_object (&self->overview);
  g_array_set_size (self->damages, 0);
  g_array_set_size (self->wanted, 0);
  self->epoch++;
  self->overview_stale = TRUE;
  self->overview_busy = FALSE;
  self->settled = FALSE;
}

void
rapport_tiles_set_scene (RapportTiles *self, RapportScene *scene)
{
  if (self->scene == scene)
    return;
  if (self->scene != NULL)
    g_signal_handlers_disconnect_by_func (self->scene, damaged_cb, self);
  g_set_object (&self->scene, scene);
  if (scene != NULL)
    g_signal_connect (scene, "damaged", G_CALLBACK (damaged_cb), self);
  forget_everything (self);
}

void
rapport_tiles_set_style (RapportTiles *self, const RapportSceneStyle *style)
{
  if (self->style.dark == style->dark && self->style.high_contrast == style->high_contrast)
    return;
  self->style = *style;
  forget_everything (self);
}

static void
damage_lifted (RapportTiles *self)
{
  GHashTableIter iter;
  const char *id;

  if (self->lifted == NULL || self->scene == NULL)
    return;
  g_hash_table_iter_init (&iter, self->lifted);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
    {
      const RapportSceneItem *item = rapport_scene_get (self->scene, id);
      RapportBox reach;

      if (item == NULL)
        continue;
      reach = rapport_box_grow (&item->box, RAPPORT_SCENE_MARGIN);
      add_damage (self, &reach);
    }
}

void
rapport_tiles_set_lifted (RapportTiles *self, GHashTable *ids)
{
  damage_lifted (self);
  g_clear_pointer (&self->lifted, g_hash_table_unref);
  self->lifted = ids != NULL ? g_hash_table_ref (ids) : NULL;
  damage_lifted (self);
  self->settled = FALSE;
  self->ready (self->user_data);
}

gboolean
rapport_tiles_are_settled (RapportTiles *self)
{
  return self->settled && self->damages->len == 0;
}

GdkTexture *
rapport_tiles_get_overview (RapportTiles *self, RapportBox *box)
{
  *box = self->overview_box;
  return self->overview;
}
