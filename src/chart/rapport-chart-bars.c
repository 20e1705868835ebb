/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-chart-private.h"

/* In sizes of the text. */
#define ROW_HEIGHT    2.1
#define HEADER_HEIGHT 1.9

/* Below so many sizes of the text there is no room for the bars and the needles of
 * changes: then their figures stand in a column. */
#define ROOM_FOR_BARS 46

/* Below so many there is no room for names beside the bars: they stand above. */
#define ROOM_FOR_NAMES 29
#define STACKED_HEIGHT 3.6

/* Needles: the share of the width, and how often what they are measured by. */
#define NEEDLES        0.12
#define LONGEST_NEEDLE 2.0

#define GAP 3

static gboolean
has_header (RapportChart *self)
{
  return chart_has_variance (self) || (self->has_compared && self->data.compared_name[0] != '\0');
}

double
chart_bars_height (RapportChart *self, const RapportChartStyle *style, double width)
{
  const double row = width < ROOM_FOR_NAMES * style->text_size ? STACKED_HEIGHT : ROW_HEIGHT;
  const double rows = MAX (1, (double) self->data.n_points) * row;

  return (rows + (has_header (self) ? HEADER_HEIGHT : 0)) * style->text_size;
}

/* Where the parts of a row stand, from left to right: its name, its bar, the bar of
 * the difference, the needle. Bars of both kinds have one scale. */
typedef struct
{
  Painter *painter;
  VarianceReach reach;
  double names;
  double figures;
  double zero;
  double scale;
  gboolean has_bars;
  gboolean has_needles;
  gboolean has_figures; /* in place of both */
  gboolean stacked;
  double absolute;
  double absolute_left;
  double absolute_right;
  double relative;
  double relative_left;
  double relative_right;
  double relative_scale;
  double top;
} Bars;

static double
relative_rise (Bars *self)
{
  return MIN (self->reach.relative_rise, LONGEST_NEEDLE);
}

static double
relative_fall (Bars *self)
{
  return MIN (self->reach.relative_fall, LONGEST_NEEDLE);
}

/* What the figures of changes need at either side of their axis. */
static void
measure_changes (Bars *self, gboolean relative, double *left, double *right)
{
  Painter *p = self->painter;

  *left = *right = p->u;
  for (gsize i = 0; i < p->chart->data.n_points; i++)
    {
      const Variance variance = chart_variance (p->chart, i);
      const RapportReportValue value = relative ? variance.relative : variance.absolute;
      g_autofree char *text = chart_variance_text (p->chart, &variance, relative);
      double *side = value.value < 0 ? left : right;

      *side = MAX (*side, painter_measure (p, text, FALSE) + 7 * p->u);
    }
}

static void
measure_rows (Bars *self)
{
  Painter *p = self->painter;

  for (gsize i = 0; i < p->chart->data.n_points; i++)
    {
      g_autofree char *name = chart_point_label (p->chart, i);
      g_autofree char *figure =
        chart_figure (p->chart, chart_value (p->chart, i, SERIES_ACTUAL), RAPPORT_FIGURE_ROUNDED);

      self->names = MAX (self->names, painter_measure (p, name, FALSE));
      self->figures = MAX (self->figures, painter_measure (p, figure, TRUE));
    }
  if (self->stacked)
    self->names = 0;
  self->names = MIN (self->names, p->width * (chart_has_variance (p->chart) ? 0.3 : 0.36));
  self->figures += 4 * p->u;
}

/* From the right end to the left one. */
static void
place (Bars *self)
{
  Painter *p = self->painter;
  RapportChart *chart = p->chart;
  const double low = MIN (chart->low, 0), high = MAX (chart->high, 0);
  const double gap = GAP * p->style->text_size;
  double needles = NEEDLES * p->width;
  double range = high - low;
  const double after = self->stacked ? p->u : 6 * p->u;
  double room = p->width - self->names - after - self->figures * (low < 0 ? 2 : 1);

  if (self->has_needles)
    {
      measure_changes (self, TRUE, &self->relative_left, &self->relative_right);
      room -= self->relative_left + self->relative_right + needles + gap;
      self->relative_scale = needles / MAX (relative_rise (self) + relative_fall (self), 1e-6);
      self->relative =
        p->width - self->relative_right - relative_rise (self) * self->relative_scale;
    }
  if (self->has_figures)
    {
      measure_changes (self, self->reach.relative, &self->relative_left, &self->relative_right);
      self->relative = p->width - MAX (self->relative_left, self->relative_right);
      if (!self->stacked)
        room = MAX (room - (p->width - self->relative) - p->style->text_size, 1);
    }
  if (self->has_bars)
    {
      measure_changes (self, FALSE, &self->absolute_left, &self->absolute_right);
      room -= self->absolute_left + self->absolute_right + gap;
      range += self->reach.rise + self->reach.fall;
    }
  self->scale = MAX (room, 1) / MAX (range, 1e-6);
  self->zero = self->names + after - low * self->scale + (low < 0 ? self->figures : 0);
  self->absolute = self->zero + high * self->scale + self->figures + gap + self->absolute_left +
                   self->reach.fall * self->scale;
}

static void
bars_init (Bars *self, Painter *painter)
{
  *self = (Bars) { .painter = painter };
  self->stacked = painter->width < ROOM_FOR_NAMES * painter->style->text_size;
  if (chart_has_variance (painter->chart))
    {
      const gboolean wide = painter->width >= ROOM_FOR_BARS * painter->style->text_size;

      self->reach = chart_variance_reach (painter->chart);
      self->has_needles = wide && self->reach.relative;
      self->has_bars = wide;
      self->has_figures = !wide;
    }
  if (has_header (painter->chart))
    self->top = HEADER_HEIGHT * painter->style->text_size;
  self->relative = painter->width;
  measure_rows (self);
  place (self);
}

static void
draw_change (Bars *self, const Variance *variance, gboolean relative, double y, double thick)
{
  Painter *p = self->painter;
  const RapportReportValue value = relative ? variance->relative : variance->absolute;
  const double zero = relative ? self->relative : self->absolute;
  const double units = chart_units (value);
  double end;
  g_autofree char *text = NULL;

  if (!value.known)
    return;
  if (relative)
    {
      end = zero + CLAMP (units, -LONGEST_NEEDLE, LONGEST_NEEDLE) * self->relative_scale;
      painter_needle (p, zero, y, end, y, variance->judgement, ABS (units) > LONGEST_NEEDLE);
    }
  else
    {
      end = zero + units * self->scale;
      painter_bar (p, (Box) { MIN (zero, end), y - thick / 2, ABS (end - zero), thick },
                   painter_judged (p, variance->judgement));
    }
  text = chart_variance_text (p->chart, variance, relative);
  painter_text (p, text, end + (units < 0 ? -5 : 5) * p->u, y, units < 0 ? 1 : 0, 0, FALSE,
                painter_judged (p, variance->judgement));
}

/* At the right end, one below the other: "■ −12%". */
static void
draw_change_figure (Bars *self, const Variance *variance, double y)
{
  Painter *p = self->painter;
  g_autofree char *text = NULL;

  if (!variance->absolute.known)
    return;
  text = chart_variance_text (p->chart, variance, self->reach.relative);
  if (variance->judgement != 0)
    painter_mark (p, self->relative + 2 * p->u, y, variance->judgement);
  painter_text (p, text, p->width, y, 1, 0, FALSE, painter_judged (p, variance->judgement));
}

static void
draw_row (Bars *self, gsize index)
{
  Painter *p = self->painter;
  RapportReportValue value = chart_value (p->chart, index, SERIES_ACTUAL);
  RapportReportValue compared = chart_value (p->chart, index, SERIES_COMPARED);
  const Variance variance = chart_variance (p->chart, index);
  g_autofree char *name = chart_point_label (p->chart, index);
  g_autofree char *figure = chart_figure (p->chart, value, RAPPORT_FIGURE_ROUNDED);
  double row = (p->height - self->top) / (double) p->chart->data.n_points;
  double y = self->top + row * ((double) index + (self->stacked ? 0.67 : 0.5));
  double thick = MIN (row * 0.5, p->style->text_size * 1.1);
  double line = self->stacked ? self->top + row * ((double) index + 0.25) : y;
  double names = self->stacked ? self->relative - p->style->text_size : self->names;
  double length = chart_units (value) * self->scale;
  double other = compared.known ? chart_units (compared) * self->scale : 0;
  /* The figure stands clear of the mark of what it is compared with. */
  double end = length < 0 ? MIN (length, other) : MAX (length, other);

  painter_text (p, name, 0, line, 0, MAX (names, 1), FALSE, p->style->foreground);
  if (value.known)
    painter_bar (p, (Box) { self->zero + MIN (length, 0), y - thick / 2, ABS (length), thick },
                 p->style->accent);
  if (compared.known)
    painter_rule (p, self->zero + other, y - thick * 0.75, self->zero + other, y + thick * 0.75,
                  p->style->foreground, 1);
  painter_text (p, figure, self->zero + end + (length < 0 ? -4 : 4) * p->u, y, length < 0 ? 1 : 0,
                0, TRUE, p->style->foreground);
  if (self->has_bars)
    draw_change (self, &variance, FALSE, y, thick);
  if (self->has_needles)
    draw_change (self, &variance, TRUE, y, thick);
  if (self->has_figures)
    draw_change_figure (self, &variance, line);
}

/* Which line is what, and by what sign a change is better or worse. */
static void
draw_header (Bars *self)
{
  Painter *p = self->painter;
  const char *compared = p->chart->data.compared_name;
  const double y = p->style->text_size * 0.7;
  double bars_end = p->width;
  double x = self->stacked ? 0 : self->names + 6 * p->u;

  if (self->has_bars)
    bars_end = self->absolute - self->reach.fall * self->scale - self->absolute_left;
  else if (self->has_figures && !self->stacked)
    bars_end = self->relative;
  if (self->reach.judged)
    {
      const double left = painter_mark_names (p, p->width, y);

      bars_end = MIN (bars_end, left);
    }
  if (!p->chart->has_compared || compared[0] == '\0' || bars_end - x < 8 * p->style->text_size)
    return;
  painter_rule (p, x + p->u, y - p->style->text_size * 0.5, x + p->u, y + p->style->text_size * 0.5,
                p->style->foreground, 1);
  painter_text (p, compared, x + 5 * p->u, y, 0, bars_end - x - 5 * p->u, FALSE, p->style->dim);
}

void
chart_draw_bars (Painter *self)
{
  Bars bars;

  bars_init (&bars, self);
  if (bars.top > 0)
    draw_header (&bars);
  if (bars.has_bars)
    painter_variance_axis (self, bars.absolute, bars.top, bars.absolute, self->height);
  if (bars.has_needles)
    painter_variance_axis (self, bars.relative, bars.top, bars.relative, self->height);
  for (gsize i = 0; i < self->chart->data.n_points; i++)
    draw_row (&bars, i);
  /* Below names it would strike them out. */
  if (!bars.stacked)
    painter_rule (self, bars.zero, bars.top, bars.zero, self->height, self->style->dim, 0.75);
}
