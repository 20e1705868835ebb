/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-chart-private.h"

#define ROW_HEIGHT 2.1

double
chart_bars_height (RapportChart *self, const RapportChartStyle *style)
{
  return MAX (1, (double) self->data.n_points) * style->text_size * ROW_HEIGHT;
}

typedef struct
{
  double names;
  double figures;
  double left;
  double right;
} Widths;

static Widths
measure (Painter *self)
{
  Widths widths = { 0 };
  double space;

  for (gsize i = 0; i < self->chart->data.n_points; i++)
    {
      g_autofree char *name = chart_point_label (self->chart, i);
      g_autofree char *figure = chart_figure (
        self->chart, chart_value (self->chart, i, SERIES_ACTUAL), RAPPORT_FIGURE_ROUNDED);

      widths.names = MAX (widths.names, painter_measure (self, name, FALSE));
      widths.figures = MAX (widths.figures, painter_measure (self, figure, TRUE));
    }
  widths.names = MIN (widths.names, self->width * 0.36);
  widths.figures += 4 * self->u;
  space = MAX (1, self->width - widths.names - 6 * self->u - widths.figures);
  if (self->chart->low < 0)
    space = MAX (1, space - widths.figures);
  widths.left =
    self->chart->low < 0 ? space * -self->chart->low / (self->chart->high - self->chart->low) : 0;
  widths.right = space - widths.left;
  return widths;
}

static void
draw_row (Painter *self, const Widths *widths, gsize index, double zero)
{
  RapportReportValue value = chart_value (self->chart, index, SERIES_ACTUAL);
  RapportReportValue compared = chart_value (self->chart, index, SERIES_COMPARED);
  g_autofree char *name = chart_point_label (self->chart, index);
  g_autofree char *figure = chart_figure (self->chart, value, RAPPORT_FIGURE_ROUNDED);
  double row = self->height / (double) self->chart->data.n_points;
  double y = row * ((double) index + 0.5);
  double thick = MIN (row * 0.5, self->style->text_size * 1.1);
  double scale = self->chart->high > 0 ? widths->right / self->chart->high
                                       : widths->left / MAX (-self->chart->low, 1e-6);
  double length = chart_units (value) * scale;
  double other = compared.known ? chart_units (compared) * scale : 0;
  /* The figure stands clear of the mark of what it is compared with. */
  double end = length < 0 ? MIN (length, other) : MAX (length, other);

  painter_text (self, name, 0, y, 0, widths->names, FALSE, self->style->foreground);
  if (value.known)
    painter_bar (self, (Box) { zero + MIN (length, 0), y - thick / 2, ABS (length), thick },
                 self->style->accent);
  if (compared.known)
    painter_rule (self, zero + chart_units (compared) * scale, y - thick * 0.75,
                  zero + chart_units (compared) * scale, y + thick * 0.75, self->style->foreground,
                  1);
  painter_text (self, figure, zero + end + (length < 0 ? -4 : 4) * self->u, y, length < 0 ? 1 : 0,
                0, TRUE, self->style->foreground);
}

void
chart_draw_bars (Painter *self)
{
  Widths widths = measure (self);
  double zero = widths.names + 6 * self->u + widths.left;

  if (self->chart->low < 0)
    zero += widths.figures;
  for (gsize i = 0; i < self->chart->data.n_points; i++)
    draw_row (self, &widths, i, zero);
  painter_rule (self, zero, 0, zero, self->height, self->style->dim, 0.75);
}
