/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-chart-private.h"

/* Share of a step that a column fills; the compared one stands half behind. */
#define COLUMN_SHARE   0.62
#define COMPARED_SHIFT 0.16

typedef struct
{
  Painter *painter;
  Box plot;
  RapportTicks ticks;
  double *x;
  double column;
  /* The changes above, and where they begin; not where there is no room for them. */
  gboolean varied;
  double bands;
  VarianceReach reach;
} Columns;

/* So many sizes of the text have to be left for the columns themselves. */
#define LEAST_COLUMNS 6

/* Above the columns stands how far they are from what they are measured by. */
static void
make_room_for_changes (Columns *self)
{
  Painter *p = self->painter;
  double fixed, share;

  if (!chart_has_variance (p->chart))
    return;
  self->reach = chart_variance_reach (p->chart);
  fixed = chart_bands_fixed_height (p, &self->reach);
  share = self->ticks.step / (self->ticks.step + self->reach.rise + self->reach.fall);
  if ((self->plot.height - fixed) * share < LEAST_COLUMNS * p->style->text_size)
    return;
  self->varied = TRUE;
  self->bands = self->plot.y - p->style->text_size * 1.4;
  self->plot.y += fixed + (self->plot.height - fixed) * (1 - share);
  self->plot.height = (self->plot.height - fixed) * share;
}

static void
columns_init (Columns *self, Painter *painter)
{
  RapportChart *chart = painter->chart;
  double text = painter->style->text_size;
  gsize n = chart->data.n_points;
  double below = text * (chart->data.step == RAPPORT_REPORT_STEP_MONTH ? 3.1 : 1.9);
  double slot;

  *self = (Columns) { .painter = painter };
  self->ticks = rapport_ticks_new (chart->low, chart->high, 4, FALSE);
  /* No axis is drawn: the columns carry their figures and fill the height. */
  self->ticks.first = MIN (chart->low, 0);
  self->ticks.step = MAX (MAX (chart->high, 0) - self->ticks.first, 1e-6);
  self->ticks.n = 2;
  self->plot =
    (Box) { 0, text * 2.8, painter->width, MAX (1, painter->height - text * 2.8 - below) };
  if (chart->low < 0)
    self->plot.height = MAX (1, self->plot.height - text * 1.4);
  make_room_for_changes (self);
  slot = self->plot.width / (double) n;
  self->column = slot * (chart->has_compared ? COLUMN_SHARE - COMPARED_SHIFT : COLUMN_SHARE);
  self->x = g_new (double, n);
  for (gsize i = 0; i < n; i++)
    self->x[i] = self->plot.x + slot * ((double) i + 0.5);
}

static Box
column_box (Columns *self, gsize index, Series series)
{
  Painter *p = self->painter;
  double zero = painter_y (&self->plot, &self->ticks, 0);
  double y =
    painter_y (&self->plot, &self->ticks, chart_units (chart_value (p->chart, index, series)));
  double slot = self->plot.width / (double) p->chart->data.n_points;
  double shift = 0;

  if (p->chart->has_compared)
    shift = (series == SERIES_COMPARED ? -0.5 : 0.5) * COMPARED_SHIFT * slot;
  return (Box) { self->x[index] - self->column / 2 + shift, MIN (y, zero), self->column,
                 MAX (y, zero) - MIN (y, zero) };
}

/* The last column is the one that the report is about. */
static RapportColour
actual_colour (Columns *self, gsize index)
{
  const RapportChartStyle *style = self->painter->style;

  if (index + 1 == self->painter->chart->data.n_points)
    return style->accent;
  return rapport_colour_mix (style->accent, style->background, 0.45);
}

/* An outline that the column stands in. */
static void
draw_target (Columns *self, gsize index)
{
  Painter *p = self->painter;
  Box box = column_box (self, index, SERIES_TARGET);
  double margin = MIN (2 * p->u, self->column / 4);

  cairo_set_line_width (p->cr, 0.8 * p->u);
  cairo_rectangle (p->cr, box.x - margin, box.y, box.width + 2 * margin, box.height);
  rapport_colour_set (p->style->foreground, p->cr);
  cairo_stroke (p->cr);
}

/* Where the column is higher, the target is a line across it. */
static void
draw_target_line (Columns *self, gsize index)
{
  Painter *p = self->painter;
  Box box = column_box (self, index, SERIES_TARGET);
  double target = chart_units (chart_value (p->chart, index, SERIES_TARGET));
  double y = painter_y (&self->plot, &self->ticks, target);

  painter_rule (p, box.x, y, box.x + box.width, y, p->style->background, 1.2);
}

/* The unit stands in the title: the figures have to be short. */
static char *
figure_text (Columns *self, gsize index)
{
  RapportChart *chart = self->painter->chart;
  RapportReportValue value = chart_value (chart, index, SERIES_ACTUAL);

  if (!value.known)
    return g_strdup (RAPPORT_LOCALE_NO_DATA);
  return rapport_locale_figure (chart->locale, chart->data.unit, value.value, "",
                                RAPPORT_FIGURE_COMPACT);
}

/* The figure of a column stands at its end, clear of what stands around it. */
static double
figure_y (Columns *self, gsize index)
{
  Painter *p = self->painter;
  RapportReportValue value = chart_value (p->chart, index, SERIES_ACTUAL);
  const Series others[] = { SERIES_TARGET, SERIES_COMPARED };
  double distance = p->style->text_size * 0.8;
  double y = painter_y (&self->plot, &self->ticks, value.known ? chart_units (value) : 0);

  if (value.value < 0)
    return y + distance;
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      RapportReportValue other = chart_value (p->chart, index, others[i]);

      if (other.known)
        y = MIN (y, painter_y (&self->plot, &self->ticks, chart_units (other)));
    }
  return y - distance;
}

static void
draw_figures (Columns *self)
{
  Painter *p = self->painter;
  gsize n = p->chart->data.n_points;
  double slot = self->plot.width / (double) n;
  gboolean all = TRUE;

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *text = figure_text (self, i);

      all = all && painter_measure (p, text, TRUE) + 2 * p->u < slot;
    }
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *text = figure_text (self, i);
      gboolean last = i + 1 == n;
      double half = painter_measure (p, text, last) / 2;
      Box box = column_box (self, i, SERIES_ACTUAL);

      /* Every other one would be a riddle: all of them, or the last alone. */
      if (all || last)
        painter_text (p, text, MIN (box.x + box.width / 2, p->width - half), figure_y (self, i),
                      0.5, 0, last, last ? p->style->foreground : p->style->dim);
    }
}

/* One line above the columns says which is which. */
static void
draw_names (Columns *self)
{
  Painter *p = self->painter;
  const RapportChartData *data = &p->chart->data;
  const char *const names[] = { data->actual_name, data->compared_name, data->target_name };
  const gboolean has[] = { p->chart->has_actual, p->chart->has_compared, p->chart->has_target };
  double y = p->style->text_size * 0.6;
  double square = p->style->text_size * 0.7;
  double gap = 10 * p->u;
  double x = 0, needed = 0;

  if (!p->chart->has_compared && !p->chart->has_target)
    return;
  for (int s = 0; s < N_SERIES; s++)
    if (has[s] && names[s][0] != '\0')
      needed += square + 3 * p->u + painter_measure (p, names[s], FALSE) + gap;
  if (needed - gap > p->width)
    gap = 5 * p->u;
  for (int s = 0; s < N_SERIES; s++)
    {
      if (!has[s] || names[s][0] == '\0' || x >= p->width - square)
        continue;
      if (s == SERIES_TARGET)
        {
          cairo_rectangle (p->cr, x + 0.4 * p->u, y - square / 2, square, square);
          cairo_set_line_width (p->cr, 0.8 * p->u);
          rapport_colour_set (p->style->foreground, p->cr);
          cairo_stroke (p->cr);
        }
      else
        painter_bar (p, (Box) { x, y - square / 2, square, square },
                     s == SERIES_ACTUAL ? p->style->accent : p->style->muted);
      x += square + 3 * p->u;
      painter_text (p, names[s], x, y, 0, MAX (1, p->width - x), FALSE, p->style->dim);
      x += MIN (painter_measure (p, names[s], FALSE), p->width) + gap;
    }
}

static void
draw_changes (Columns *self)
{
  RapportChart *chart = self->painter->chart;
  const gsize n = chart->data.n_points;
  g_autofree double *figures = g_new0 (double, n);
  const ColumnPlaces places = { figures, self->column, self->plot.width / (double) n,
                                self->plot.height / self->ticks.step };

  for (gsize i = 0; i < n; i++)
    {
      Box box = column_box (self, i, SERIES_ACTUAL);

      figures[i] = box.x + box.width / 2;
    }
  chart_bands_draw (self->painter, &self->reach, &places, self->bands);
}

void
chart_draw_columns (Painter *painter)
{
  Columns columns;
  double zero;

  columns_init (&columns, painter);
  zero = painter_y (&columns.plot, &columns.ticks, 0);
  for (gsize i = 0; i < painter->chart->data.n_points; i++)
    {
      const RapportReportPoint *point = &painter->chart->points[i];

      if (point->compared.known)
        painter_bar (painter, column_box (&columns, i, SERIES_COMPARED), painter->style->muted);
      if (point->target.known)
        draw_target (&columns, i);
      if (point->actual.known)
        painter_bar (painter, column_box (&columns, i, SERIES_ACTUAL), actual_colour (&columns, i));
      if (point->target.known && point->actual.known && point->actual.value > point->target.value)
        draw_target_line (&columns, i);
    }
  painter_rule (painter, 0, zero, painter->width, zero, painter->style->dim, 0.75);
  draw_figures (&columns);
  draw_names (&columns);
  if (columns.varied)
    draw_changes (&columns);
  if (painter->chart->low < 0)
    columns.plot.height += painter->style->text_size * 1.4;
  painter_time_axis (painter, &columns.plot, columns.x);
  g_free (columns.x);
}

double *
chart_columns_places (Painter *painter)
{
  Columns columns;

  columns_init (&columns, painter);
  return columns.x;
}
