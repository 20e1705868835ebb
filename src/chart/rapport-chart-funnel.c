/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-chart-private.h"

/* In text sizes: the height of a step and of what lies between two. */
#define STEP_HEIGHT 2.3
#define BETWEEN     1.9

/* Narrower than so many, names are given more of the width. */
#define NARROW 29

double
chart_funnel_height (RapportChart *self, const RapportChartStyle *style)
{
  double n = MAX (1, (double) self->data.n_points);

  return (n * STEP_HEIGHT + (n - 1) * BETWEEN) * style->text_size;
}

typedef struct
{
  Painter *painter;
  double names;
  double figures;
  double left;
  double space;
  double scale;
  double step;
  double between;
} Funnel;

static void
funnel_init (Funnel *self, Painter *painter)
{
  RapportChart *chart = painter->chart;
  double n = (double) chart->data.n_points;
  double text = painter->style->text_size;
  double widest = 0;

  *self = (Funnel) { .painter = painter };
  for (gsize i = 0; i < chart->data.n_points; i++)
    {
      g_autofree char *name = chart_point_label (chart, i);
      g_autofree char *figure =
        chart_figure (chart, chart_value (chart, i, SERIES_ACTUAL), RAPPORT_FIGURE_ROUNDED);

      self->names = MAX (self->names, painter_measure (painter, name, FALSE));
      self->figures = MAX (self->figures, painter_measure (painter, figure, TRUE));
      widest = MAX (widest, chart_units (chart_value (chart, i, SERIES_ACTUAL)));
    }
  self->names = MIN (self->names, painter->width * (painter->width < NARROW * text ? 0.46 : 0.36));
  self->left = self->names + self->figures + 18 * painter->u;
  self->space = MAX (1, painter->width - self->left);
  self->scale = self->space / MAX (widest, 1e-6);
  self->step = painter->height * STEP_HEIGHT / (n * STEP_HEIGHT + (n - 1) * BETWEEN);
  self->between = self->step * BETWEEN / STEP_HEIGHT;
}

static double
step_width (Funnel *self, gsize index)
{
  RapportReportValue value = chart_value (self->painter->chart, index, SERIES_ACTUAL);

  /* A sale among a million impressions is still there to be seen. */
  return value.known ? MAX (chart_units (value) * self->scale, 1.5 * self->painter->u) : 0;
}

static void
draw_step (Funnel *self, gsize index)
{
  Painter *p = self->painter;
  g_autofree char *name = chart_point_label (p->chart, index);
  g_autofree char *figure =
    chart_figure (p->chart, chart_value (p->chart, index, SERIES_ACTUAL), RAPPORT_FIGURE_ROUNDED);
  double top = (self->step + self->between) * (double) index;
  double y = top + self->step / 2;

  painter_text (p, name, 0, y, 0, self->names, FALSE, p->style->foreground);
  painter_text (p, figure, self->names + self->figures + 9 * p->u, y, 1, 0, TRUE,
                p->style->foreground);
  painter_bar (p, (Box) { self->left, top, step_width (self, index), self->step },
               p->style->accent);
}

/* What flows from one step to the next, in the lightest tint. */
static void
draw_flow (Funnel *self, gsize index)
{
  Painter *p = self->painter;
  double top = (self->step + self->between) * (double) index + self->step;
  double bottom = top + self->between;

  cairo_move_to (p->cr, self->left, top);
  cairo_line_to (p->cr, self->left + step_width (self, index), top);
  cairo_line_to (p->cr, self->left + step_width (self, index + 1), bottom);
  cairo_line_to (p->cr, self->left, bottom);
  cairo_close_path (p->cr);
  rapport_colour_set (rapport_colour_with_alpha (p->style->accent, 0.12), p->cr);
  cairo_fill (p->cr);
}

static void
draw_conversion (Funnel *self, gsize index)
{
  Painter *p = self->painter;
  RapportChart *chart = p->chart;
  g_autofree char *share = chart_share (chart, chart_value (chart, index + 1, SERIES_ACTUAL),
                                        chart_value (chart, index, SERIES_ACTUAL));
  g_autofree char *before = chart_share (chart, chart_value (chart, index + 1, SERIES_COMPARED),
                                         chart_value (chart, index, SERIES_COMPARED));
  double y = (self->step + self->between) * (double) index + self->step + self->between / 2;
  double x = self->left + 5 * p->u;

  painter_text (p, share != NULL ? share : rapport_catalog_text (chart->catalog, "no data"), x, y,
                0, 0, share != NULL, share != NULL ? p->style->foreground : p->style->dim);
  if (share != NULL && before != NULL)
    {
      /* Translators: the conversion of the period before, such as “was 4.1%”. */
      g_autofree char *was =
        g_strdup_printf (rapport_catalog_text (chart->catalog, "was %s"), before);

      x += painter_measure (p, share, TRUE) + 5 * p->u;
      /* A piece of it says nothing; the description has it whole. */
      if (painter_measure (p, was, FALSE) <= p->width - x)
        painter_text (p, was, x, y, 0, 0, FALSE, p->style->dim);
    }
}

void
chart_draw_funnel (Painter *painter)
{
  Funnel funnel;

  funnel_init (&funnel, painter);
  for (gsize i = 0; i + 1 < painter->chart->data.n_points; i++)
    {
      draw_flow (&funnel, i);
      draw_conversion (&funnel, i);
    }
  for (gsize i = 0; i < painter->chart->data.n_points; i++)
    draw_step (&funnel, i);
}
