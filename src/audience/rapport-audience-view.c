/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-audience-view.h"

#include "rapport-audience-layer-private.h"

#include <adwaita.h>
#include <math.h>

/* Of a move from one frame to the next, in milliseconds. */
#define MOVE_MS 700

/* How much of the room a frame takes, and how much larger than life a small one gets. */
#define SHARE      0.96
#define MOST_SCALE 2.5

/* The light of the pointer and the glow around it, in pixels. */
#define LASER_RADIUS 6.0f
#define GLOW_RADIUS  14.0f

/* So many cards are told one by one; nobody listens to more of them at once. */
#define MOST_TOLD 200
/* So many at once, the others in turns, in microseconds. */
#define TOLD_AT_ONCE 30
#define TURN_TIME    (6 * 1000)

struct _RapportAudienceView
{
  GtkWidget parent_instance;

  RapportAudienceLayer *layer;  /* what is shown; NULL for nothing */
  RapportAudienceLayer *before; /* what is left, on the way */
  RapportAudienceLayer *coming; /* what is to be shown as soon as its picture is drawn */
  GThreadPool *pool;
  RapportScenePainter *painter; /* of the ground */
  AdwAnimation *animation;
  double progress;      /* from @before to @layer */
  GPtrArray *told;      /* of GtkWidget: the cards for assistive technology */
  GPtrArray *told_text; /* of char: what was told of each */
  guint n_told;         /* of what is in sight now */
  guint telling;
  gboolean has_laser;
  RapportSpot laser;
};

enum
{
  SIGNAL_SHOWN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportAudienceView, rapport_audience_view, GTK_TYPE_WIDGET)

/* How a box of the board lies in the widget. */
typedef struct
{
  double x, y;  /* of its corner */
  double scale; /* pixels for a board unit */
} Fit;

static Fit
fit (RapportAudienceView *self, const RapportBox *box)
{
  const double width = gtk_widget_get_width (GTK_WIDGET (self));
  const double height = gtk_widget_get_height (GTK_WIDGET (self));
  const double scale = SHARE * MIN (width / box->width, height / box->height);
  Fit result = { .scale = MIN (scale, MOST_SCALE) };

  result.x = round ((width - box->width * result.scale) / 2);
  result.y = round ((height - box->height * result.scale) / 2);
  return result;
}

/* What the audience looks at: between the two boxes on the way. */
static RapportBox
look_at (RapportAudienceView *self)
{
  const RapportBox *to = rapport_audience_layer_get_box (self->layer);
  const RapportBox *from =
    self->before != NULL ? rapport_audience_layer_get_box (self->before) : to;
  const double share = self->progress;

  if (rapport_box_is_empty (from))
    return *to;
  return (RapportBox) { from->x + (to->x - from->x) * share, from->y + (to->y - from->y) * share,
                        from->width + (to->width - from->width) * share,
                        from->height + (to->height - from->height) * share };
}

static gboolean
is_something (RapportAudienceLayer *layer)
{
  return layer != NULL && !rapport_box_is_empty (rapport_audience_layer_get_box (layer));
}

/* Drawing. */

static RapportSceneStyle
get_style (RapportAudienceView *self)
{
  AdwStyleManager *manager =
    adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));

  return (RapportSceneStyle) { adw_style_manager_get_dark (manager),
                               adw_style_manager_get_high_contrast (manager) };
}

static RapportScenePainter *
get_painter (RapportAudienceView *self)
{
  const RapportSceneStyle style = get_style (self);

  if (self->painter == NULL)
    self->painter = rapport_scene_painter_new (&style);
  return self->painter;
}

/* Whether a layer's picture is as it should be; else it will be. */
static gboolean
draw_picture (RapportAudienceView *self, RapportAudienceLayer *layer)
{
  const double device = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  const RapportSceneStyle style = get_style (self);

  if (!rapport_audience_layer_is_known (layer) || !is_something (layer))
    return rapport_audience_layer_is_known (layer);
  return gtk_widget_get_width (GTK_WIDGET (self)) > 0 &&
         rapport_audience_layer_draw (
           layer, &style, fit (self, rapport_audience_layer_get_box (layer)).scale * device);
}

static void
draw_ground (RapportAudienceView *self,
             GtkSnapshot *snapshot,
             const RapportBox *at,
             const Fit *fits)
{
  const double width = gtk_widget_get_width (GTK_WIDGET (self));
  const double height = gtk_widget_get_height (GTK_WIDGET (self));
  const RapportBox area = { at->x - fits->x / fits->scale, at->y - fits->y / fits->scale,
                            width / fits->scale, height / fits->scale };
  cairo_t *cr =
    gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));

  cairo_scale (cr, fits->scale, fits->scale);
  cairo_translate (cr, -area.x, -area.y);
  rapport_scene_painter_draw_ground (get_painter (self), cr, &area, fits->scale);
  cairo_destroy (cr);
}

/* On the way there is a picture for where it is read. */
static void
draw_layer (RapportAudienceView *self,
            GtkSnapshot *snapshot,
            RapportAudienceLayer *layer,
            const RapportBox *at,
            const Fit *fits,
            double opacity)
{
  const RapportAudiencePicture picture =
    layer != NULL ? rapport_audience_layer_get_picture (layer) : (RapportAudiencePicture) { 0 };

  if (picture.texture == NULL || !is_something (layer) || opacity <= 0)
    return;
  gtk_snapshot_push_opacity (snapshot, opacity);
  gtk_snapshot_append_texture (
    snapshot, picture.texture,
    &GRAPHENE_RECT_INIT (
      (float) (fits->x + (picture.box.x - at->x) * fits->scale),
      (float) (fits->y + (picture.box.y - at->y) * fits->scale),
      (float) (gdk_texture_get_width (picture.texture) / picture.scale * fits->scale),
      (float) (gdk_texture_get_height (picture.texture) / picture.scale * fits->scale)));
  gtk_snapshot_pop (snapshot);
}

static void
draw_spot (GtkSnapshot *snapshot, float x, float y, float radius, const GdkRGBA *colour)
{
  const graphene_rect_t rect = GRAPHENE_RECT_INIT (x - radius, y - radius, 2 * radius, 2 * radius);
  GskRoundedRect round;

  gsk_rounded_rect_init_from_rect (&round, &rect, radius);
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  gtk_snapshot_append_color (snapshot, colour, &rect);
  gtk_snapshot_pop (snapshot);
}

static void
draw_laser (RapportAudienceView *self, GtkSnapshot *snapshot, const RapportBox *at, const Fit *fits)
{
  const float x = (float) (fits->x + (self->laser.x - at->x) * fits->scale);
  const float y = (float) (fits->y + (self->laser.y - at->y) * fits->scale);

  draw_spot (snapshot, x, y, GLOW_RADIUS, &(GdkRGBA) { 0.93f, 0.1f, 0.14f, 0.28f });
  draw_spot (snapshot, x, y, LASER_RADIUS + 1.5f, &(GdkRGBA) { 1, 1, 1, 0.9f });
  draw_spot (snapshot, x, y, LASER_RADIUS, &(GdkRGBA) { 0.88f, 0.05f, 0.1f, 1 });
}

static void
rapport_audience_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RapportAudienceView *self = RAPPORT_AUDIENCE_VIEW (widget);
  RapportBox at;
  Fit fits;

  if (!is_something (self->layer))
    return;
  at = look_at (self);
  fits = fit (self, &at);
  gtk_snapshot_push_clip (snapshot,
                          &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                               (float) gtk_widget_get_height (widget)));
  draw_ground (self, snapshot, &at, &fits);
  draw_layer (self, snapshot, self->before, &at, &fits, 1 - self->progress);
  draw_layer (self, snapshot, self->layer, &at, &fits, self->before != NULL ? self->progress : 1);
  if (self->has_laser)
    draw_laser (self, snapshot, &at, &fits);
  gtk_snapshot_pop (snapshot);
}

/* What is told. */

/* So many stay. */
static void
forget_told (RapportAudienceView *self, guint n)
{
  for (guint i = n; i < self->told->len; i++)
    gtk_widget_unparent (self->told->pdata[i]);
  if (self->told->len > n)
    {
      g_ptr_array_set_size (self->told, (int) n);
      g_ptr_array_set_size (self->told_text, (int) n);
    }
}

static void
add_told (RapportAudienceView *self)
{
  GtkWidget *card =
    g_object_new (ADW_TYPE_BIN, "accessible-role", GTK_ACCESSIBLE_ROLE_ARTICLE, NULL);

  gtk_widget_set_can_target (card, FALSE);
  gtk_widget_set_parent (card, GTK_WIDGET (self));
  g_ptr_array_add (self->told, card);
  g_ptr_array_add (self->told_text, NULL);
}

/* Takes @text over. */
static void
tell_card (RapportAudienceView *self, guint i, const RapportSceneItem *item, char *text)
{
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (self->told->pdata[i]), GTK_ACCESSIBLE_PROPERTY_LABEL,
    item->title != NULL ? item->title : text, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  g_free (self->told_text->pdata[i]);
  self->told_text->pdata[i] = text;
}

GPtrArray *
rapport_audience_view_get_cards (RapportAudienceView *self)
{
  return self->layer != NULL ? g_ptr_array_ref (rapport_audience_layer_get_cards (self->layer))
                             : g_ptr_array_new ();
}

const RapportSceneItem *
rapport_audience_view_find_card (RapportAudienceView *self, const char *id)
{
  return self->layer != NULL ? rapport_audience_layer_find_card (self->layer, id) : NULL;
}

static gboolean
tell_next (RapportAudienceView *self)
{
  GPtrArray *cards = self->layer != NULL ? rapport_audience_layer_get_cards (self->layer) : NULL;
  const guint i = self->n_told;
  g_autofree char *text = NULL;

  if (cards == NULL || i >= MIN (cards->len, MOST_TOLD))
    return FALSE;
  text = rapport_scene_item_describe (cards->pdata[i]);
  if (i == self->told->len)
    add_told (self);
  if (g_strcmp0 (text, self->told_text->pdata[i]) != 0)
    tell_card (self, i, cards->pdata[i], g_steal_pointer (&text));
  self->n_told++;
  return TRUE;
}

static gboolean
tell_cb (gpointer user_data)
{
  RapportAudienceView *self = user_data;
  const gint64 until = g_get_monotonic_time () + TURN_TIME;

  while (tell_next (self))
    if (g_get_monotonic_time () > until)
      return G_SOURCE_CONTINUE;
  self->telling = 0;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

/* Those of a large board are told by and by. */
static void
tell (RapportAudienceView *self)
{
  GPtrArray *cards = self->layer != NULL ? rapport_audience_layer_get_cards (self->layer) : NULL;

  g_clear_handle_id (&self->telling, g_source_remove);
  forget_told (self, cards != NULL ? MIN (cards->len, MOST_TOLD) : 0);
  self->n_told = 0;
  while (self->n_told < TOLD_AT_ONCE && tell_next (self))
    ;
  if (cards != NULL && self->n_told < MIN (cards->len, MOST_TOLD))
    self->telling = g_idle_add (tell_cb, self);
}

static void
rapport_audience_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RapportAudienceView *self = RAPPORT_AUDIENCE_VIEW (widget);
  g_autoptr (GPtrArray) cards = rapport_audience_view_get_cards (self);
  const RapportBox *box = NULL;
  Fit fits;

  /* It is moved on to when it is drawn. */
  if (self->coming != NULL)
    draw_picture (self, self->coming);
  else if (self->layer != NULL)
    draw_picture (self, self->layer);
  if (!is_something (self->layer))
    return;
  box = rapport_audience_layer_get_box (self->layer);
  fits = fit (self, box);
  for (guint i = 0; i < MIN (cards->len, self->told->len); i++)
    {
      const RapportSceneItem *item = cards->pdata[i];
      const GtkAllocation place = { (int) (fits.x + (item->box.x - box->x) * fits.scale),
                                    (int) (fits.y + (item->box.y - box->y) * fits.scale),
                                    (int) MAX (1, item->box.width * fits.scale),
                                    (int) MAX (1, item->box.height * fits.scale) };

      gtk_widget_measure (self->told->pdata[i], GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL,
                          NULL);
      gtk_widget_size_allocate (self->told->pdata[i], &place, -1);
    }
}

/* Moving. */

static void
moved_cb (double value, gpointer user_data)
{
  RapportAudienceView *self = user_data;

  self->progress = value;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
arrived_cb (RapportAudienceView *self)
{
  g_clear_pointer (&self->before, rapport_audience_layer_free);
  self->progress = 1;
  if (self->layer != NULL)
    draw_picture (self, self->layer);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* What is there to be seen is told, too. */
static void
show_layer (RapportAudienceView *self)
{
  tell (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_SHOWN], 0);
}

static void
move_on (RapportAudienceView *self)
{
  adw_animation_skip (self->animation);
  g_clear_pointer (&self->before, rapport_audience_layer_free);
  self->before = g_steal_pointer (&self->layer);
  self->layer = g_steal_pointer (&self->coming);
  self->progress = 0;
  if (is_something (self->before) && is_something (self->layer) &&
      gtk_widget_get_mapped (GTK_WIDGET (self)))
    adw_animation_play (self->animation);
  else
    arrived_cb (self);
}

/* Takes the next step of what there is to be done. */
static void
proceed (RapportAudienceView *self)
{
  if (self->coming != NULL && draw_picture (self, self->coming))
    {
      move_on (self);
      show_layer (self);
    }
  else if (self->layer != NULL && self->before == NULL)
    {
      draw_picture (self, self->layer);
    }
}

static void
layer_cb (RapportAudienceLayer *layer, gboolean contents, gpointer user_data)
{
  RapportAudienceView *self = user_data;

  if (contents && layer == self->layer)
    show_layer (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  proceed (self);
}

static gboolean
is_of_frame (RapportAudienceLayer *layer, const char *frame)
{
  return layer != NULL && g_strcmp0 (rapport_audience_layer_get_frame (layer), frame) == 0;
}

static void
clear (RapportAudienceView *self)
{
  adw_animation_skip (self->animation);
  g_clear_pointer (&self->before, rapport_audience_layer_free);
  g_clear_pointer (&self->coming, rapport_audience_layer_free);
  g_clear_pointer (&self->layer, rapport_audience_layer_free);
  show_layer (self);
}

void
rapport_audience_view_show (RapportAudienceView *self, RapportPublicBoard *board, const char *frame)
{
  if (board == NULL)
    {
      clear (self);
      return;
    }
  if (!is_of_frame (self->coming, frame))
    g_clear_pointer (&self->coming, rapport_audience_layer_free);
  if (self->coming == NULL && !is_of_frame (self->layer, frame))
    self->coming = rapport_audience_layer_new (self->pool, frame, layer_cb, self);
  rapport_audience_layer_set_board (self->coming != NULL ? self->coming : self->layer, board);
}

gboolean
rapport_audience_view_find_spot (RapportAudienceView *self, double x, double y, RapportSpot *spot)
{
  const RapportBox *box;
  Fit fits;

  if (!is_something (self->layer) || gtk_widget_get_width (GTK_WIDGET (self)) == 0)
    return FALSE;
  box = rapport_audience_layer_get_box (self->layer);
  fits = fit (self, box);
  spot->x = box->x + (x - fits.x) / fits.scale;
  spot->y = box->y + (y - fits.y) / fits.scale;
  return TRUE;
}

void
rapport_audience_view_set_laser (RapportAudienceView *self, const RapportSpot *spot)
{
  if (spot == NULL && !self->has_laser)
    return;
  self->has_laser = spot != NULL;
  if (spot != NULL)
    self->laser = *spot;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The object. */

static void
style_changed_cb (RapportAudienceView *self)
{
  g_clear_pointer (&self->painter, rapport_scene_painter_free);
  if (self->layer != NULL)
    draw_picture (self, self->layer);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
rapport_audience_view_dispose (GObject *object)
{
  RapportAudienceView *self = RAPPORT_AUDIENCE_VIEW (object);

  g_clear_handle_id (&self->telling, g_source_remove);
  forget_told (self, 0);
  g_clear_object (&self->animation);
  g_clear_pointer (&self->before, rapport_audience_layer_free);
  g_clear_pointer (&self->coming, rapport_audience_layer_free);
  g_clear_pointer (&self->layer, rapport_audience_layer_free);
  g_clear_pointer (&self->painter, rapport_scene_painter_free);
  /* What is under way comes to its end: a program that ended meanwhile would take fonts away from
   * the thread that draws with them. */
  if (self->pool != NULL)
    g_thread_pool_free (g_steal_pointer (&self->pool), FALSE, TRUE);
  G_OBJECT_CLASS (rapport_audience_view_parent_class)->dispose (object);
}

static void
rapport_audience_view_finalize (GObject *object)
{
  g_ptr_array_unref (RAPPORT_AUDIENCE_VIEW (object)->told);
  g_ptr_array_unref (RAPPORT_AUDIENCE_VIEW (object)->told_text);
  G_OBJECT_CLASS (rapport_audience_view_parent_class)->finalize (object);
}

static void
rapport_audience_view_class_init (RapportAudienceViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_audience_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_audience_view_finalize;
  widget_class->snapshot = rapport_audience_view_snapshot;
  widget_class->size_allocate = rapport_audience_view_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  signals[SIGNAL_SHOWN] = g_signal_new ("shown", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rapport_audience_view_init (RapportAudienceView *self)
{
  AdwStyleManager *manager =
    adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));

  self->pool = rapport_audience_layer_make_pool ();
  self->told = g_ptr_array_new ();
  self->told_text = g_ptr_array_new_with_free_func (g_free);
  self->progress = 1;
  self->animation = adw_timed_animation_new (
    GTK_WIDGET (self), 0, 1, MOVE_MS, adw_callback_animation_target_new (moved_cb, self, NULL));
  adw_timed_animation_set_easing (ADW_TIMED_ANIMATION (self->animation), ADW_EASE_IN_OUT_CUBIC);
  g_signal_connect_swapped (self->animation, "done", G_CALLBACK (arrived_cb), self);
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (style_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (style_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
rapport_audience_view_new (void)
{
  return g_object_new (RAPPORT_TYPE_AUDIENCE_VIEW, NULL);
}
