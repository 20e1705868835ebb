/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-chart-area.h"

#include <adwaita.h>

#define MIN_WIDTH 60

/* A chart's words are a little smaller than those of the interface. */
#define TEXT_SHARE 0.86

/* At what width the height is asked for when no width is known. */
#define USUAL_WIDTH 600

struct _RapportChartArea
{
  GtkWidget parent_instance;

  RapportChart *chart;
  gboolean pickable;
  gssize cursor; /* the point that the keyboard is at, or -1 */
};

static guint picked_signal;

G_DEFINE_FINAL_TYPE (RapportChartArea, rapport_chart_area, GTK_TYPE_WIDGET)

static RapportColour
from_rgba (const GdkRGBA *rgba)
{
  return (RapportColour) { (double) rgba->red, (double) rgba->green, (double) rgba->blue,
                           (double) rgba->alpha };
}

static RapportChartStyle
get_style (RapportChartArea *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  AdwStyleManager *manager = adw_style_manager_get_for_display (gtk_widget_get_display (widget));
  PangoContext *context = gtk_widget_get_pango_context (widget);
  const PangoFontDescription *font = pango_context_get_font_description (context);
  const double resolution = pango_cairo_context_get_resolution (context);
  double size = pango_font_description_get_size (font) / (double) PANGO_SCALE;
  g_autoptr (GdkRGBA) accent = adw_style_manager_get_accent_color_rgba (manager);
  const gboolean dark = adw_style_manager_get_dark (manager);
  /* What stands behind a figure: near enough to a card to read contrasts by. */
  const RapportColour paper =
    dark ? (RapportColour) { 0.2, 0.2, 0.21, 1 } : (RapportColour) { 1, 1, 1, 1 };
  RapportChartStyle style;
  RapportColour ink;
  GdkRGBA colour;

  if (!pango_font_description_get_size_is_absolute (font))
    size *= (resolution > 0 ? resolution : 96) / 72;
  gtk_widget_get_color (widget, &colour);
  ink = rapport_colour_mix (paper, from_rgba (&colour), (double) colour.alpha);
  ink.alpha = 1;
  style = (RapportChartStyle) {
    .foreground = ink,
    .dim = rapport_colour_mix (ink, paper, 0.35),
    .rule = rapport_colour_mix (ink, paper, 0.87),
    .muted = rapport_colour_mix (ink, paper, 0.68),
    .accent = rapport_colour_readable (from_rgba (accent), paper, 3),
    .background = paper,
    .family = pango_font_description_get_family (font),
    .text_size = size * TEXT_SHARE,
  };
  rapport_chart_style_judge (&style);
  return style;
}

static GtkSizeRequestMode
rapport_chart_area_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
rapport_chart_area_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  RapportChartArea *self = RAPPORT_CHART_AREA (widget);
  int requested = -1;

  *minimum_baseline = *natural_baseline = -1;
  gtk_widget_get_size_request (widget, NULL, &requested);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = *natural = MIN_WIDTH;
      return;
    }
  *minimum = *natural = 0;
  if (self->chart != NULL && requested < 0)
    {
      const RapportChartStyle style = get_style (self);
      const double width = for_size > 0 ? for_size : USUAL_WIDTH;

      *minimum = *natural = (int) rapport_chart_get_height (self->chart, &style, width);
    }
}

/* Points, one by one. */

static gssize
find_point (RapportChartArea *self, double x)
{
  const RapportChartStyle style = get_style (self);

  if (self->chart == NULL)
    return -1;
  return rapport_chart_find_point (self->chart, &style, gtk_widget_get_width (GTK_WIDGET (self)),
                                   gtk_widget_get_height (GTK_WIDGET (self)), x);
}

/* What the point says stands above it, as it does for a pointer. */
static void
draw_cursor (RapportChartArea *self, GtkSnapshot *snapshot, const RapportChartStyle *style)
{
  const float width = (float) gtk_widget_get_width (GTK_WIDGET (self));
  const float height = (float) gtk_widget_get_height (GTK_WIDGET (self));
  g_autofree char *text = rapport_chart_describe_point (self->chart, (gsize) self->cursor);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  const RapportColour ink = style->foreground, paper = style->background;
  const GdkRGBA front = { (float) ink.red, (float) ink.green, (float) ink.blue, 1 };
  const GdkRGBA back = { (float) paper.red, (float) paper.green, (float) paper.blue, 0.92f };
  const float x = (float) rapport_chart_get_point_x (self->chart, style, (double) width,
                                                     (double) height, (gsize) self->cursor);
  int text_width, text_height;
  float left;

  pango_layout_set_width (layout, (int) width * PANGO_SCALE);
  pango_layout_get_pixel_size (layout, &text_width, &text_height);
  left = CLAMP (x - (float) text_width / 2, 0, MAX (0, width - (float) text_width));
  gtk_snapshot_append_color (snapshot, &front, &GRAPHENE_RECT_INIT (x - 0.5f, 0, 1, height));
  gtk_snapshot_append_color (
    snapshot, &back, &GRAPHENE_RECT_INIT (left, 0, (float) text_width, (float) text_height));
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (left, 0));
  gtk_snapshot_append_layout (snapshot, layout, &front);
  gtk_snapshot_restore (snapshot);
}

static void
set_cursor (RapportChartArea *self, gssize cursor)
{
  g_autofree char *text = NULL;

  if (cursor < 0 || cursor >= (gssize) rapport_chart_get_n_points (self->chart))
    return;
  self->cursor = cursor;
  text = rapport_chart_describe_point (self->chart, (gsize) cursor);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
key_cb (GtkEventControllerKey *keys,
        guint keyval,
        guint code,
        GdkModifierType state,
        RapportChartArea *self)
{
  const gssize last =
    self->chart != NULL ? (gssize) rapport_chart_get_n_points (self->chart) - 1 : -1;

  if (last < 0 || find_point (self, 0) < 0 ||
      (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;
  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      set_cursor (self, self->cursor < 0 ? last : MAX (self->cursor - 1, 0));
      return GDK_EVENT_STOP;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      set_cursor (self, self->cursor < 0 ? 0 : MIN (self->cursor + 1, last));
      return GDK_EVENT_STOP;
    case GDK_KEY_Home:
      set_cursor (self, 0);
      return GDK_EVENT_STOP;
    case GDK_KEY_End:
      set_cursor (self, last);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_space:
      if (self->cursor >= 0)
        g_signal_emit (self, picked_signal, 0, (guint) self->cursor);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
clicked_cb (GtkGestureClick *click, int n_press, double x, double y, RapportChartArea *self)
{
  const gssize point = find_point (self, x);

  if (point >= 0)
    g_signal_emit (self, picked_signal, 0, (guint) point);
}

static gboolean
tooltip_cb (GtkWidget *widget, int x, int y, gboolean by_keyboard, GtkTooltip *tooltip)
{
  RapportChartArea *self = RAPPORT_CHART_AREA (widget);
  const gssize point = by_keyboard ? -1 : find_point (self, x);
  g_autofree char *text = NULL;
  GdkRectangle area;

  if (point < 0)
    return FALSE;
  text = rapport_chart_describe_point (self->chart, (gsize) point);
  rapport_chart_area_get_point_area (self, (guint) point, &area);
  gtk_tooltip_set_text (tooltip, text);
  gtk_tooltip_set_tip_area (tooltip, &area);
  return TRUE;
}

static void
rapport_chart_area_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RapportChartArea *self = RAPPORT_CHART_AREA (widget);
  const int width = gtk_widget_get_width (widget);
  const int height = gtk_widget_get_height (widget);
  RapportChartStyle style;
  cairo_t *cr;

  if (self->chart == NULL || width <= 0 || height <= 0)
    return;
  style = get_style (self);
  cr =
    gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  rapport_chart_draw (self->chart, cr, &style, width, height);
  cairo_destroy (cr);
  if (self->cursor >= 0 && gtk_widget_has_focus (widget))
    draw_cursor (self, snapshot, &style);
}

static void
rapport_chart_area_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (rapport_chart_area_parent_class)->css_changed (widget, change);
  gtk_widget_queue_resize (widget);
  gtk_widget_queue_draw (widget);
}

static void
rapport_chart_area_dispose (GObject *object)
{
  RapportChartArea *self = RAPPORT_CHART_AREA (object);

  g_clear_pointer (&self->chart, rapport_chart_unref);
  G_OBJECT_CLASS (rapport_chart_area_parent_class)->dispose (object);
}

static void
rapport_chart_area_class_init (RapportChartAreaClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_chart_area_dispose;
  widget_class->get_request_mode = rapport_chart_area_get_request_mode;
  widget_class->measure = rapport_chart_area_measure;
  widget_class->snapshot = rapport_chart_area_snapshot;
  widget_class->css_changed = rapport_chart_area_css_changed;
  picked_signal = g_signal_new ("picked", RAPPORT_TYPE_CHART_AREA, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
rapport_chart_area_init (RapportChartArea *self)
{
  AdwStyleManager *manager =
    adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));

  self->cursor = -1;
  g_signal_connect_object (manager, "notify::accent-color-rgba", G_CALLBACK (gtk_widget_queue_draw),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
}

void
rapport_chart_area_set_chart (RapportChartArea *self, RapportChart *chart)
{
  g_autofree char *label = chart != NULL ? rapport_chart_describe (chart) : g_strdup ("");

  if (chart != NULL)
    rapport_chart_ref (chart);
  g_clear_pointer (&self->chart, rapport_chart_unref);
  self->chart = chart;
  self->cursor = -1;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

RapportChart *
rapport_chart_area_get_chart (RapportChartArea *self)
{
  return self->chart;
}

void
rapport_chart_area_set_pickable (RapportChartArea *self, gboolean pickable)
{
  GtkEventController *keys;
  GtkEventController *click;

  if (self->pickable || !pickable)
    return;
  self->pickable = TRUE;
  keys = gtk_event_controller_key_new ();
  click = GTK_EVENT_CONTROLLER (gtk_gesture_click_new ());
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  g_signal_connect (click, "released", G_CALLBACK (clicked_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), click);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "pointer");
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (tooltip_cb), NULL);
}

void
rapport_chart_area_get_point_area (RapportChartArea *self, guint index, GdkRectangle *area)
{
  const int width = gtk_widget_get_width (GTK_WIDGET (self));
  const int height = gtk_widget_get_height (GTK_WIDGET (self));
  const RapportChartStyle style = get_style (self);
  const double x = self->chart != NULL
                     ? rapport_chart_get_point_x (self->chart, &style, width, height, (gsize) index)
                     : -1;

  *area = (GdkRectangle) { x < 0 ? 0 : (int) x - 4, 0, x < 0 ? width : 8, height };
}
