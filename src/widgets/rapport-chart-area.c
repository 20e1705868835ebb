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
};

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
  RapportColour ink;
  GdkRGBA colour;

  if (!pango_font_description_get_size_is_absolute (font))
    size *= (resolution > 0 ? resolution : 96) / 72;
  gtk_widget_get_color (widget, &colour);
  ink = rapport_colour_mix (paper, from_rgba (&colour), (double) colour.alpha);
  ink.alpha = 1;
  return (RapportChartStyle) {
    .foreground = ink,
    .dim = rapport_colour_mix (ink, paper, 0.35),
    .rule = rapport_colour_mix (ink, paper, 0.87),
    .muted = rapport_colour_mix (ink, paper, 0.68),
    .accent = rapport_colour_readable (from_rgba (accent), paper, 3),
    .background = paper,
    .family = pango_font_description_get_family (font),
    .text_size = size * TEXT_SHARE,
  };
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
  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
rapport_chart_area_init (RapportChartArea *self)
{
  AdwStyleManager *manager =
    adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));

  g_signal_connect_object (manager, "notify::accent-color-rgba", G_CALLBACK (gtk_widget_queue_draw),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
rapport_chart_area_new (void)
{
  return g_object_new (RAPPORT_TYPE_CHART_AREA, NULL);
}

void
rapport_chart_area_set_chart (RapportChartArea *self, RapportChart *chart)
{
  g_autofree char *label = chart != NULL ? rapport_chart_describe (chart) : g_strdup ("");

  if (chart != NULL)
    rapport_chart_ref (chart);
  g_clear_pointer (&self->chart, rapport_chart_unref);
  self->chart = chart;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
