/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-minimap.h"

#include <adwaita.h>

#define WIDTH  192
#define HEIGHT 128

struct _RapportMinimap
{
  GtkWidget parent_instance;
  RapportCanvas *canvas;
  gboolean wanted;
};

G_DEFINE_FINAL_TYPE (RapportMinimap, rapport_minimap, GTK_TYPE_WIDGET)

/* Where the picture of the board stands, and how many pixels a board unit takes there. */
static double
get_scale (RapportMinimap *self, const RapportBox *board, double *x, double *y)
{
  const double width = gtk_widget_get_width (GTK_WIDGET (self));
  const double height = gtk_widget_get_height (GTK_WIDGET (self));
  const double scale = MIN (width / board->width, height / board->height);

  *x = (width - board->width * scale) / 2;
  *y = (height - board->height * scale) / 2;
  return scale;
}

static void
update_visible (RapportMinimap *self)
{
  RapportScene *scene = rapport_canvas_get_scene (self->canvas);
  RapportBox bounds = { 0 };
  RapportBox seen;
  RapportViewport viewport;

  rapport_canvas_get_viewport (self->canvas, &viewport);
  seen = rapport_viewport_get_visible (&viewport);
  if (scene != NULL)
    bounds = rapport_scene_get_bounds (scene);
  gtk_widget_set_visible (GTK_WIDGET (self), self->wanted && !rapport_box_is_empty (&bounds) &&
                                               !rapport_box_contains (&seen, &bounds));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
append_view (RapportMinimap *self, GtkSnapshot *snapshot, const RapportBox *board)
{
  AdwStyleManager *manager =
    adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));
  g_autoptr (GdkRGBA) accent = adw_style_manager_get_accent_color_rgba (manager);
  const double width = gtk_widget_get_width (GTK_WIDGET (self));
  const double height = gtk_widget_get_height (GTK_WIDGET (self));
  RapportViewport viewport;
  RapportBox seen;
  GskRoundedRect outline;
  double x, y, scale, right, bottom;

  rapport_canvas_get_viewport (self->canvas, &viewport);
  seen = rapport_viewport_get_visible (&viewport);
  scale = get_scale (self, board, &x, &y);
  right = CLAMP (x + (rapport_box_right (&seen) - board->x) * scale, 4, width);
  bottom = CLAMP (y + (rapport_box_bottom (&seen) - board->y) * scale, 4, height);
  x = CLAMP (x + (seen.x - board->x) * scale, 0, width - 4);
  y = CLAMP (y + (seen.y - board->y) * scale, 0, height - 4);
  gsk_rounded_rect_init_from_rect (&outline,
                                   &GRAPHENE_RECT_INIT ((float) x, (float) y,
                                                        (float) MAX (right - x, 4),
                                                        (float) MAX (bottom - y, 4)),
                                   3);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]) { 2, 2, 2, 2 },
                              (GdkRGBA[4]) { *accent, *accent, *accent, *accent });
}

static void
rapport_minimap_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RapportMinimap *self = RAPPORT_MINIMAP (widget);
  RapportBox board;
  GdkTexture *overview = rapport_canvas_get_overview (self->canvas, &board);
  double x, y, scale;

  if (overview == NULL || rapport_box_is_empty (&board))
    return;
  scale = get_scale (self, &board, &x, &y);
  gtk_snapshot_append_scaled_texture (snapshot, overview, GSK_SCALING_FILTER_TRILINEAR,
                                      &GRAPHENE_RECT_INIT ((float) x, (float) y,
                                                           (float) (board.width * scale),
                                                           (float) (board.height * scale)));
  append_view (self, snapshot, &board);
}

static void
rapport_minimap_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : HEIGHT;
}

/* The place under the pointer comes into the middle. */
static void
go_to (RapportMinimap *self, double px, double py)
{
  RapportViewport viewport;
  RapportBox board;
  double x, y, scale;

  if (rapport_canvas_get_overview (self->canvas, &board) == NULL || rapport_box_is_empty (&board))
    return;
  scale = get_scale (self, &board, &x, &y);
  rapport_canvas_get_viewport (self->canvas, &viewport);
  viewport.x = (board.x + (px - x) / scale) * viewport.zoom - viewport.width / 2;
  viewport.y = (board.y + (py - y) / scale) * viewport.zoom - viewport.height / 2;
  rapport_viewport_pan (&viewport, 0, 0);
  rapport_canvas_set_viewport (self->canvas, &viewport, FALSE);
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, RapportMinimap *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  go_to (self, x, y);
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, RapportMinimap *self)
{
  double x, y;

  if (gtk_gesture_drag_get_start_point (gesture, &x, &y))
    go_to (self, x + dx, y + dy);
}

void
rapport_minimap_set_wanted (RapportMinimap *self, gboolean wanted)
{
  self->wanted = wanted;
  update_visible (self);
}

static void
rapport_minimap_dispose (GObject *object)
{
  RapportMinimap *self = RAPPORT_MINIMAP (object);

  if (self->canvas != NULL)
    g_signal_handlers_disconnect_by_data (self->canvas, self);
  g_clear_object (&self->canvas);
  G_OBJECT_CLASS (rapport_minimap_parent_class)->dispose (object);
}

static void
rapport_minimap_class_init (RapportMinimapClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rapport_minimap_dispose;
  widget_class->measure = rapport_minimap_measure;
  widget_class->snapshot = rapport_minimap_snapshot;
  gtk_widget_class_set_css_name (widget_class, "minimap");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
rapport_minimap_init (RapportMinimap *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

static void
changed_cb (RapportMinimap *self)
{
  update_visible (self);
}

GtkWidget *
rapport_minimap_new (RapportCanvas *canvas)
{
  RapportMinimap *self = g_object_new (RAPPORT_TYPE_MINIMAP, NULL);

  self->canvas = g_object_ref (canvas);
  g_signal_connect_swapped (canvas, "view-changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (canvas, "overview-changed", G_CALLBACK (changed_cb), self);
  return GTK_WIDGET (self);
}
