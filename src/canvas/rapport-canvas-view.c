/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which part of the board is seen, and how one gets from one to another. */
#include "rapport-canvas-private.h"

#include <math.h>

/* After the last step of a zoom, until which old pixels are scaled. */
#define ZOOM_REST_MS 120

#define FLIGHT_MS   280
#define FIT_MARGIN  36
#define SHOW_MARGIN 48
#define TOP_MARGIN  12

static void
snap (RapportCanvas *self)
{
  rapport_viewport_snap (&self->viewport, gtk_widget_get_scale_factor (GTK_WIDGET (self)));
}

static gboolean
zoom_rested_cb (gpointer data)
{
  RapportCanvas *self = data;

  self->zoom_source = 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

static void
zoom_moves (RapportCanvas *self)
{
  g_clear_handle_id (&self->zoom_source, g_source_remove);
  self->zoom_source = g_timeout_add (ZOOM_REST_MS, zoom_rested_cb, self);
}

void
rapport_canvas_stop_flight (RapportCanvas *self)
{
  self->fit_wanted = FALSE;
  if (self->flight == NULL)
    return;
  adw_animation_pause (self->flight);
  g_clear_object (&self->flight);
}

void
rapport_canvas_pan (RapportCanvas *self, double dx, double dy)
{
  rapport_canvas_stop_flight (self);
  rapport_viewport_pan (&self->viewport, dx, dy);
  snap (self);
  rapport_canvas_view_changed (self);
}

void
rapport_canvas_zoom_at (RapportCanvas *self, double zoom, double x, double y)
{
  rapport_canvas_stop_flight (self);
  rapport_viewport_zoom_at (&self->viewport, zoom, x, y);
  snap (self);
  zoom_moves (self);
  rapport_canvas_view_changed (self);
}

void
rapport_canvas_get_viewport (RapportCanvas *self, RapportViewport *viewport)
{
  *viewport = self->viewport;
}

static void
fly_cb (double value, gpointer user_data)
{
  RapportCanvas *self = user_data;
  const double width = self->viewport.width;
  const double height = self->viewport.height;

  self->flight_to.width = width;
  self->flight_to.height = height;
  rapport_viewport_mix (&self->flight_from, &self->flight_to, value, &self->viewport);
  snap (self);
  if (self->flight_from.zoom != self->flight_to.zoom && value < 1)
    zoom_moves (self);
  rapport_canvas_view_changed (self);
}

static void
landed_cb (RapportCanvas *self)
{
  g_clear_object (&self->flight);
}

void
rapport_canvas_set_viewport (RapportCanvas *self, const RapportViewport *viewport, gboolean fly)
{
  GtkWidget *widget = GTK_WIDGET (self);

  rapport_canvas_stop_flight (self);
  if (!fly || !gtk_widget_get_mapped (widget) || !adw_get_enable_animations (widget))
    {
      self->viewport = *viewport;
      snap (self);
      rapport_canvas_view_changed (self);
      return;
    }
  self->flight_from = self->viewport;
  self->flight_to = *viewport;
  self->flight = adw_timed_animation_new (widget, 0, 1, FLIGHT_MS,
                                          adw_callback_animation_target_new (fly_cb, self, NULL));
  adw_timed_animation_set_easing (ADW_TIMED_ANIMATION (self->flight), ADW_EASE_IN_OUT_CUBIC);
  g_signal_connect_object (self->flight, "done", G_CALLBACK (landed_cb), self, G_CONNECT_SWAPPED);
  adw_animation_play (self->flight);
}

double
rapport_canvas_get_zoom (RapportCanvas *self)
{
  return self->viewport.zoom;
}

void
rapport_canvas_set_zoom (RapportCanvas *self, double zoom)
{
  rapport_canvas_zoom_at (self, zoom, self->viewport.width / 2, self->viewport.height / 2);
}

void
rapport_canvas_zoom_step (RapportCanvas *self, gboolean in)
{
  rapport_canvas_set_zoom (self, rapport_viewport_next_zoom (self->viewport.zoom, in));
}

void
rapport_canvas_fit_box (RapportCanvas *self, const RapportBox *box)
{
  RapportViewport viewport = self->viewport;

  rapport_canvas_stop_flight (self);
  if (!self->sized)
    {
      self->fit_box = *box;
      self->fit_wanted = TRUE;
      return;
    }
  viewport.height = MAX (1, viewport.height - self->inset);
  rapport_viewport_fit (&viewport, box, MIN (FIT_MARGIN, viewport.width / 8), 1);
  viewport.height = self->viewport.height;
  rapport_canvas_set_viewport (self, &viewport, TRUE);
}

void
rapport_canvas_fit_top (RapportCanvas *self)
{
  RapportViewport viewport = self->viewport;
  const double margin = MIN (TOP_MARGIN, viewport.width / 8);
  RapportBox bounds = { 0 };
  double free;

  if (self->scene != NULL)
    bounds = rapport_scene_get_bounds (self->scene);
  if (!self->sized || rapport_box_is_empty (&bounds))
    {
      rapport_canvas_fit_box (self, &bounds);
      return;
    }
  viewport.zoom = CLAMP ((viewport.width - 2 * margin) / bounds.width, RAPPORT_SCENE_FULL_SCALE, 1);
  free = viewport.width - bounds.width * viewport.zoom;
  viewport.x = bounds.x * viewport.zoom - MAX (margin, free / 2);
  viewport.y = bounds.y * viewport.zoom - margin;
  rapport_canvas_set_viewport (self, &viewport, FALSE);
}

void
rapport_canvas_set_inset (RapportCanvas *self, double inset)
{
  self->inset = inset;
}

void
rapport_canvas_fit_all (RapportCanvas *self)
{
  RapportBox bounds = { 0 };

  if (self->scene != NULL)
    bounds = rapport_scene_get_bounds (self->scene);
  rapport_canvas_fit_box (self, &bounds);
}

void
rapport_canvas_fit_selected (RapportCanvas *self)
{
  RapportBox box;

  if (rapport_canvas_get_selected_box (self, &box))
    rapport_canvas_fit_box (self, &box);
}

void
rapport_canvas_show (RapportCanvas *self, const char *id)
{
  const RapportSceneItem *item = rapport_canvas_get_item (self, id);
  RapportViewport viewport = self->viewport;

  if (item == NULL)
    return;
  rapport_canvas_select (self, (const char *const[]) { item->id, NULL });
  rapport_canvas_set_focused (self, item->id);
  if (!self->sized)
    {
      rapport_canvas_fit_box (self, &item->box);
      return;
    }
  /* What is too small to be read is brought nearer. */
  if (viewport.zoom < RAPPORT_SCENE_FULL_SCALE)
    rapport_viewport_fit (&viewport, &item->box, FIT_MARGIN, 1);
  else
    rapport_viewport_reveal (&viewport, &item->box, SHOW_MARGIN);
  rapport_canvas_set_viewport (self, &viewport, TRUE);
}
