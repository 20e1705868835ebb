/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-chart-private.h"

/* Fonts are measured without hints, so that a page on the screen breaks and
 * aligns like the printed one. */
void
painter_init (Painter *self,
              RapportChart *chart,
              cairo_t *cr,
              const RapportChartStyle *style,
              double width,
              double height)
{
  PangoContext *context = pango_cairo_create_context (cr);
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_context_set_round_glyph_positions (context, FALSE);

  *self = (Painter) {
    .chart = chart,
    .cr = cr,
    .style = style,
    .context = context,
    .layouts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref),
    .features = pango_attr_list_new (),
    .width = width,
    .height = height,
    .u = style->text_size / 8,
  };
  pango_attr_list_insert (self->features, pango_attr_font_features_new ("tnum=1"));
}

void
painter_clear (Painter *self)
{
  g_clear_object (&self->context);
  g_clear_pointer (&self->layouts, g_hash_table_unref);
  g_clear_pointer (&self->features, pango_attr_list_unref);
}

static PangoLayout *
new_layout (Painter *self, const char *text, gboolean bold)
{
  PangoLayout *layout = pango_layout_new (self->context);
  PangoFontDescription *font = pango_font_description_new ();

  pango_font_description_set_family (font, self->style->family);
  pango_font_description_set_absolute_size (font, self->style->text_size * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_SEMIBOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_attributes (layout, self->features);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

/* The text on one line, whole. */
static PangoLayout *
find_layout (Painter *self, const char *text, gboolean bold)
{
  g_autofree char *key = g_strconcat (bold ? "b" : " ", text, NULL);
  PangoLayout *layout = g_hash_table_lookup (self->layouts, key);

  if (layout == NULL)
    {
      layout = new_layout (self, text, bold);
      g_hash_table_insert (self->layouts, g_steal_pointer (&key), layout);
    }
  return layout;
}

static double
layout_width (PangoLayout *layout)
{
  int width;

  pango_layout_get_size (layout, &width, NULL);
  return (double) width / PANGO_SCALE;
}

double
painter_measure (Painter *self, const char *text, gboolean bold)
{
  return layout_width (find_layout (self, text, bold));
}

/* (transfer full) */
static PangoLayout *
cut_layout (Painter *self, const char *text, double max_width, gboolean bold)
{
  PangoLayout *layout = find_layout (self, text, bold);

  if (max_width <= 0 || layout_width (layout) <= max_width)
    return g_object_ref (layout);
  layout = new_layout (self, text, bold);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_width (layout, (int) (max_width * PANGO_SCALE));
  return layout;
}

void
painter_text (Painter *self,
              const char *text,
              double x,
              double y,
              double align,
              double max_width,
              gboolean bold,
              RapportColour colour)
{
  g_autoptr (PangoLayout) layout = cut_layout (self, text, max_width, bold);
  double baseline = (double) pango_layout_get_baseline (layout) / PANGO_SCALE;

  /* Digits and capitals are 0.72 of the size high: their middle is meant. */
  cairo_move_to (self->cr, x - layout_width (layout) * align,
                 y + self->style->text_size * 0.36 - baseline);
  rapport_colour_set (colour, self->cr);
  pango_cairo_show_layout (self->cr, layout);
}

void
painter_text_halo (Painter *self,
                   const char *text,
                   double x,
                   double y,
                   double align,
                   gboolean bold,
                   RapportColour colour)
{
  double width = painter_measure (self, text, bold) + 3 * self->u;
  double height = self->style->text_size * 1.1;

  painter_bar (self, (Box) { x - width * align, y - height / 2, width, height },
               rapport_colour_with_alpha (self->style->background, 0.85));
  painter_text (self, text, x + 1.5 * self->u * (1 - 2 * align), y, align, 0, bold, colour);
}

void
painter_rule (
  Painter *self, double x1, double y1, double x2, double y2, RapportColour colour, double thickness)
{
  rapport_colour_set (colour, self->cr);
  cairo_set_line_width (self->cr, thickness * self->u);
  cairo_set_line_cap (self->cr, CAIRO_LINE_CAP_BUTT);
  cairo_move_to (self->cr, x1, y1);
  cairo_line_to (self->cr, x2, y2);
  cairo_stroke (self->cr);
}

void
painter_bar (Painter *self, Box box, RapportColour colour)
{
  rapport_colour_set (colour, self->cr);
  cairo_rectangle (self->cr, box.x, box.y, box.width, box.height);
  cairo_fill (self->cr);
}

/* WCAG 2.2, 1.4.3 and 1.4.11: lines need 3:1, letters 4.5:1. */
RapportColour
painter_accent_text (Painter *self)
{
  return rapport_colour_readable (self->style->accent, self->style->background, 4.5);
}

void
painter_no_data (Painter *self)
{
  if (self->chart->data.kind == RAPPORT_CHART_SPARK)
    {
      painter_rule (self, 0, self->height - self->u, self->width, self->height - self->u,
                    self->style->rule, 1);
      return;
    }
  painter_rule (self, 0, self->height - self->u, self->width, self->height - self->u,
                self->style->dim, 0.75);
  painter_text (self, rapport_catalog_text (self->chart->catalog, "No data for this period"),
                self->width / 2, self->height / 2, 0.5, self->width, FALSE, self->style->dim);
}

double
painter_y (const Box *plot, const RapportTicks *ticks, double value)
{
  double low = rapport_ticks_get (ticks, 0);
  double high = rapport_ticks_get_last (ticks);

  return plot->y + plot->height * (high - value) / (high - low);
}

/* Points between two labels of a time axis: by week where it is days. */
static gsize
first_stride (RapportChart *chart)
{
  gsize n = chart->data.n_points;

  if (chart->data.step != RAPPORT_REPORT_STEP_DAY || n <= 10)
    return 1;
  return n <= 70 ? 7 : 28;
}

/* A short label: the month is named at the beginning and where it changes. */
static char *
time_label (RapportChart *chart, gsize index, gsize stride)
{
  RapportDay day = chart_point_day (chart, index);
  RapportDay before = index >= stride ? chart_point_day (chart, index - stride) : RAPPORT_DAY_NONE;
  int number;

  if (chart->data.step == RAPPORT_REPORT_STEP_MONTH)
    return rapport_locale_month_short (chart->locale, day);
  if (before == RAPPORT_DAY_NONE || rapport_day_month (before) != rapport_day_month (day))
    return rapport_locale_day_short (chart->locale, day);
  rapport_day_split (day, NULL, NULL, &number);
  return rapport_locale_count (chart->locale, number);
}

static gboolean
labels_fit (Painter *self, const double *x, gsize stride)
{
  gsize n = self->chart->data.n_points;

  for (gsize i = 0; i + stride < n; i += stride)
    {
      g_autofree char *label = time_label (self->chart, i, stride);
      g_autofree char *next = time_label (self->chart, i + stride, stride);
      double need =
        (painter_measure (self, label, FALSE) + painter_measure (self, next, FALSE)) / 2;

      if (need + 4 * self->u > x[i + stride] - x[i])
        return FALSE;
    }
  return TRUE;
}

/* The year below a month, at the first and at each January. */
static void
draw_year (Painter *self, gsize index, gsize stride, double x, double y)
{
  int year, before = 0;
  g_autofree char *text = NULL;

  if (self->chart->data.step != RAPPORT_REPORT_STEP_MONTH)
    return;
  rapport_day_split (chart_point_day (self->chart, index), &year, NULL, NULL);
  if (index >= stride)
    rapport_day_split (chart_point_day (self->chart, index - stride), &before, NULL, NULL);
  if (year == before)
    return;
  text = g_strdup_printf ("%d", year);
  painter_text (self, text, x, y, 0.5, 0, FALSE, self->style->dim);
}

void
painter_time_axis (Painter *self, const Box *plot, const double *x)
{
  gsize n = self->chart->data.n_points;
  gsize stride = first_stride (self->chart);
  double y = plot->y + plot->height + self->style->text_size * 1.1;

  while (stride < n && !labels_fit (self, x, stride))
    stride *= 2;
  for (gsize i = 0; i < n; i += stride)
    {
      g_autofree char *label = time_label (self->chart, i, stride);
      double half = painter_measure (self, label, FALSE) / 2;
      double middle = CLAMP (x[i], half, MAX (half, self->width - half));

      painter_text (self, label, middle, y, 0.5, 0, FALSE, self->style->dim);
      draw_year (self, i, stride, middle, y + self->style->text_size * 1.25);
    }
}
