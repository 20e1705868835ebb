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
#define MOST_TOLD 600

struct _RapportAudienceView
{
  GtkWidget parent_instance;

  RapportAudienceLayer *layer;  /* what is shown; NULL for nothing */
  RapportAudienceLayer *before; /* what is left, on the way */
  RapportScenePainter *painter;
  AdwAnimation *animation;
  double progress; /* from @before to @layer */
  GPtrArray *told; /* of GtkWidget: the cards for assistive technology */
  gboolean has_laser;
  RapportSpot laser;
};

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
  const RapportBox *to = &self->layer->box;
  const RapportBox *from = self->before != NULL ? &self->before->box : to;
  const double share = self->progress;

  if (rapport_box_is_empty (from))
    return *to;
  return (RapportBox) { from->x + (to->x - from->x) * share, from->y + (to->y - from->y) * share,
                        from->width + (to->width - from->width) * share,
                        from->height + (to->height - from->height) * share };
}

static gboolean
is_something (const RapportAudienceLayer *layer)
{
  return layer != NULL && !rapport_box_is_empty (&layer->box);
}

/* Drawing. */

static RapportScenePainter *
get_painter (RapportAudienceView *self)
{
  AdwStyleManager *manager =
    adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));
  const RapportSceneStyle style = { adw_style_manager_get_dark (manager),
                                    adw_style_manager_get_high_contrast (manager) };

  if (self->painter == NULL)
    self->painter = rapport_scene_painter_new (&style);
  return self->painter;
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

/* On the way a picture is made for where it is read. */
static void
draw_layer (RapportAudienceView *self,
            GtkSnapshot *snapshot,
            RapportAudienceLayer *layer,
            const RapportBox *at,
            const Fit *fits,
            double opacity)
{
  const double device = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  const gboolean moving = self->before != NULL;
  GdkTexture *texture = NULL;

  if (!is_something (layer) || opacity <= 0)
    return;
  texture = rapport_audience_layer_draw (layer, get_painter (self),
                                         fit (self, &layer->box).scale * device, !moving);
  gtk_snapshot_push_opacity (snapshot, opacity);
  gtk_snapshot_append_texture (
    snapshot, texture,
    &GRAPHENE_RECT_INIT (
      (float) (fits->x + (layer->box.x - at->x) * fits->scale),
      (float) (fits->y + (layer->box.y - at->y) * fits->scale),
      (float) (gdk_texture_get_width (texture) / layer->texture_scale * fits->scale),
      (float) (gdk_texture_get_height (texture) / layer->texture_scale * fits->scale)));
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

static void
forget_told (RapportAudienceView *self)
{
  for (guint i = 0; i < self->told->len; i++)
    gtk_widget_unparent (self->told->pdata[i]);
  g_ptr_array_set_size (self->told, 0);
}

static GtkWidget *
make_told (const RapportSceneItem *item)
{
  GtkWidget *card =
    g_object_new (ADW_TYPE_BIN, "accessible-role", GTK_ACCESSIBLE_ROLE_ARTICLE, NULL);
  g_autofree char *text = rapport_scene_item_describe (item);

  gtk_widget_set_can_target (card, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  item->title != NULL ? item->title : text,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  return card;
}

GPtrArray *
rapport_audience_view_get_cards (RapportAudienceView *self)
{
  return self->layer != NULL
           ? rapport_scene_get_reading_order (rapport_public_scene_get_scene (self->layer->scene))
           : g_ptr_array_new ();
}

static void
tell (RapportAudienceView *self)
{
  g_autoptr (GPtrArray) cards = rapport_audience_view_get_cards (self);

  forget_told (self);
  for (guint i = 0; i < MIN (cards->len, MOST_TOLD); i++)
    {
      GtkWidget *told = make_told (cards->pdata[i]);

      gtk_widget_set_parent (told, GTK_WIDGET (self));
      g_ptr_array_add (self->told, told);
    }
}

static void
rapport_audience_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RapportAudienceView *self = RAPPORT_AUDIENCE_VIEW (widget);
  g_autoptr (GPtrArray) cards = rapport_audience_view_get_cards (self);
  Fit fits;

  if (!is_something (self->layer))
    return;
  fits = fit (self, &self->layer->box);
  for (guint i = 0; i < MIN (cards->len, self->told->len); i++)
    {
      const RapportSceneItem *item = cards->pdata[i];
      const GtkAllocation place = {
        (int) (fits.x + (item->box.x - self->layer->box.x) * fits.scale),
        (int) (fits.y + (item->box.y - self->layer->box.y) * fits.scale),
        (int) MAX (1, item->box.width * fits.scale), (int) MAX (1, item->box.height * fits.scale)
      };

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
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
move_to (RapportAudienceView *self, RapportPublicBoard *board, const char *frame)
{
  adw_animation_skip (self->animation);
  g_clear_pointer (&self->before, rapport_audience_layer_free);
  self->before = g_steal_pointer (&self->layer);
  self->layer = rapport_audience_layer_new (board, frame);
  self->progress = 0;
  if (is_something (self->before) && is_something (self->layer) &&
      gtk_widget_get_mapped (GTK_WIDGET (self)))
    adw_animation_play (self->animation);
  else
    arrived_cb (self);
}

void
rapport_audience_view_show (RapportAudienceView *self, RapportPublicBoard *board, const char *frame)
{
  if (board == NULL)
    {
      adw_animation_skip (self->animation);
      g_clear_pointer (&self->before, rapport_audience_layer_free);
      g_clear_pointer (&self->layer, rapport_audience_layer_free);
    }
  else if (self->layer != NULL && g_strcmp0 (self->layer->frame, frame) == 0)
    {
      if (!rapport_audience_layer_update (self->layer, board))
        return;
    }
  else
    move_to (self, board, frame);
  tell (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

gboolean
rapport_audience_view_find_spot (RapportAudienceView *self, double x, double y, RapportSpot *spot)
{
  Fit fits;

  if (!is_something (self->layer) || gtk_widget_get_width (GTK_WIDGET (self)) == 0)
    return FALSE;
  fits = fit (self, &self->layer->box);
  spot->x = self->layer->box.x + (x - fits.x) / fits.scale;
  spot->y = self->layer->box.y + (y - fits.y) / fits.scale;
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
    g_clear_object (&self->layer->texture);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
rapport_audience_view_dispose (GObject *object)
{
  RapportAudienceView *self = RAPPORT_AUDIENCE_VIEW (object);

  forget_told (self);
  g_clear_object (&self->animation);
  g_clear_pointer (&self->before, rapport_audience_layer_free);
  g_clear_pointer (&self->layer, rapport_audience_layer_free);
  g_clear_pointer (&self->painter, rapport_scene_painter_free);
  G_OBJECT_CLASS (rapport_audience_view_parent_class)->dispose (object);
}

static void
rapport_audience_view_finalize (GObject *object)
{
  g_ptr_array_unref (RAPPORT_AUDIENCE_VIEW (object)->told);
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
}

static void
rapport_audience_view_init (RapportAudienceView *self)
{
  AdwStyleManager *manager =
    adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));

  self->told = g_ptr_array_new ();
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
