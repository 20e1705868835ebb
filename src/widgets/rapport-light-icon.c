/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-light-icon.h"

struct _RapportLightIcon
{
  GtkWidget parent_instance;

  RapportMark mark;
  int pixel_size;
};

enum
{
  PROP_MARK = 1,
  PROP_PIXEL_SIZE,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (RapportLightIcon, rapport_light_icon, GTK_TYPE_WIDGET)

/* Drawing. The square and the triangle are a little smaller and larger than
 * the circle, so that all three weigh the same to the eye. */

#define SQUARE_SHARE 0.88f
#define RING_SHARE   0.14f

static void
draw_disc (GtkSnapshot *snapshot, float x, float y, float size, const GdkRGBA *colour)
{
  GskRoundedRect disc;

  gsk_rounded_rect_init_from_rect (&disc, &GRAPHENE_RECT_INIT (x, y, size, size), size / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &disc);
  gtk_snapshot_append_color (snapshot, colour, &disc.bounds);
  gtk_snapshot_pop (snapshot);
}

static void
draw_circle (GtkSnapshot *snapshot, float x, float y, float size, const GdkRGBA *colour)
{
  const float width = MAX (1.0f, size * RING_SHARE);
  const float widths[4] = { width, width, width, width };
  const GdkRGBA colours[4] = { *colour, *colour, *colour, *colour };
  GskRoundedRect ring;

  gsk_rounded_rect_init_from_rect (&ring, &GRAPHENE_RECT_INIT (x, y, size, size), size / 2);
  gtk_snapshot_append_border (snapshot, &ring, widths, colours);
}

static void
draw_square (GtkSnapshot *snapshot, float x, float y, float size, const GdkRGBA *colour)
{
  const float side = size * SQUARE_SHARE;
  const float edge = (size - side) / 2;
  GskRoundedRect square;

  gsk_rounded_rect_init_from_rect (&square, &GRAPHENE_RECT_INIT (x + edge, y + edge, side, side),
                                   size / 10);
  gtk_snapshot_push_rounded_clip (snapshot, &square);
  gtk_snapshot_append_color (snapshot, colour, &square.bounds);
  gtk_snapshot_pop (snapshot);
}

static void
draw_triangle (GtkSnapshot *snapshot, float x, float y, float size, const GdkRGBA *colour)
{
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
  g_autoptr (GskPath) path = NULL;

  gsk_path_builder_move_to (builder, x + size / 2, y + size * 0.03f);
  gsk_path_builder_line_to (builder, x + size, y + size * 0.95f);
  gsk_path_builder_line_to (builder, x, y + size * 0.95f);
  gsk_path_builder_close (builder);
  path = gsk_path_builder_to_path (builder);
  gtk_snapshot_append_fill (snapshot, path, GSK_FILL_RULE_WINDING, colour);
}

void
rapport_light_icon_draw (
  GtkSnapshot *snapshot, RapportMark mark, float x, float y, float size, const GdkRGBA *colour)
{
  switch (mark)
    {
    case RAPPORT_MARK_GREEN:
      draw_disc (snapshot, x, y, size, colour);
      break;
    case RAPPORT_MARK_YELLOW:
      draw_triangle (snapshot, x, y, size, colour);
      break;
    case RAPPORT_MARK_RED:
      draw_square (snapshot, x, y, size, colour);
      break;
    case RAPPORT_MARK_NONE:
    default:
      draw_circle (snapshot, x, y, size, colour);
      break;
    }
}

const char *
rapport_light_icon_get_css_class (RapportMark mark)
{
  static const char *const classes[] = { "light-none", "light-green", "light-yellow", "light-red" };

  return classes[mark < G_N_ELEMENTS (classes) ? mark : 0];
}

/* The widget. */

static void
rapport_light_icon_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  *minimum = *natural = RAPPORT_LIGHT_ICON (widget)->pixel_size;
  *minimum_baseline = *natural_baseline = -1;
}

static void
rapport_light_icon_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RapportLightIcon *self = RAPPORT_LIGHT_ICON (widget);
  const float size = (float) self->pixel_size;
  GdkRGBA colour;

  gtk_widget_get_color (widget, &colour);
  rapport_light_icon_draw (snapshot, self->mark, ((float) gtk_widget_get_width (widget) - size) / 2,
                           ((float) gtk_widget_get_height (widget) - size) / 2, size, &colour);
}

static void
rapport_light_icon_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RapportLightIcon *self = RAPPORT_LIGHT_ICON (object);

  if (prop_id == PROP_MARK)
    g_value_set_int (value, (int) self->mark);
  else
    g_value_set_int (value, self->pixel_size);
}

static void
rapport_light_icon_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  RapportLightIcon *self = RAPPORT_LIGHT_ICON (object);

  if (prop_id == PROP_MARK)
    rapport_light_icon_set_mark (self, (RapportMark) g_value_get_int (value));
  else
    rapport_light_icon_set_pixel_size (self, g_value_get_int (value));
}

static void
rapport_light_icon_class_init (RapportLightIconClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = rapport_light_icon_get_property;
  object_class->set_property = rapport_light_icon_set_property;
  widget_class->measure = rapport_light_icon_measure;
  widget_class->snapshot = rapport_light_icon_snapshot;
  properties[PROP_MARK] = g_param_spec_int ("mark", NULL, NULL, RAPPORT_MARK_NONE, RAPPORT_MARK_RED,
                                            RAPPORT_MARK_NONE, flags);
  properties[PROP_PIXEL_SIZE] =
    g_param_spec_int ("pixel-size", NULL, NULL, 1, G_MAXINT16, RAPPORT_LIGHT_ICON_SIZE, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  gtk_widget_class_set_css_name (widget_class, "light");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
show_mark (RapportLightIcon *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), rapport_light_icon_get_css_class (self->mark));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  rapport_mark_get_label (self->mark), -1);
}

static void
rapport_light_icon_init (RapportLightIcon *self)
{
  self->pixel_size = RAPPORT_LIGHT_ICON_SIZE;
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  show_mark (self);
}

GtkWidget *
rapport_light_icon_new (RapportMark mark)
{
  return g_object_new (RAPPORT_TYPE_LIGHT_ICON, "mark", (int) mark, NULL);
}

RapportMark
rapport_light_icon_get_mark (RapportLightIcon *self)
{
  return self->mark;
}

void
rapport_light_icon_set_mark (RapportLightIcon *self, RapportMark mark)
{
  if (self->mark == mark)
    return;
  gtk_widget_remove_css_class (GTK_WIDGET (self), rapport_light_icon_get_css_class (self->mark));
  self->mark = mark;
  show_mark (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MARK]);
}

void
rapport_light_icon_set_pixel_size (RapportLightIcon *self, int size)
{
  if (self->pixel_size == size)
    return;
  self->pixel_size = size;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PIXEL_SIZE]);
}
