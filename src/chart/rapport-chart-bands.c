/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Above columns over time: how far each is from what it is measured by. The
 * differences have the scale of the columns, so that both can be compared. */
#include "rapport-chart-private.h"

/* In sizes of the text: a line that names a band, the room for figures beyond its
 * bars, the needles, what is free below it. */
#define NAME_HEIGHT   1.6
#define FIGURE_HEIGHT 1.35
#define NO_FIGURE     0.4
#define NEEDLES       3.0
#define GAP           0.5

/* Of how much room the bars of the differences are given at first. */
#define USUAL_BARS 6

/* Needles longer than twice what they are measured by are broken. */
#define LONGEST_NEEDLE 2.0

typedef struct
{
  Painter *painter;
  const ColumnPlaces *places;
  gboolean relative;
  double axis;
  double scale;
} Band;

static double
figures_height (double rise, double fall)
{
  return (rise > 0 ? FIGURE_HEIGHT : NO_FIGURE) + (fall > 0 ? FIGURE_HEIGHT : NO_FIGURE);
}

/* Without the bars of the differences, in sizes of the text. */
static double
fixed_height (const VarianceReach *reach)
{
  double height = NAME_HEIGHT + figures_height (reach->rise, reach->fall) + GAP;

  if (reach->relative)
    height +=
      NAME_HEIGHT + figures_height (reach->relative_rise, reach->relative_fall) + NEEDLES + GAP;
  return height;
}

double
chart_columns_variance_height (RapportChart *self)
{
  VarianceReach reach;
  double range;

  if (!chart_has_variance (self))
    return 0;
  reach = chart_variance_reach (self);
  range = MAX (MAX (self->high, 0) - MIN (self->low, 0), 1e-6);
  return fixed_height (&reach) + USUAL_BARS * MIN ((reach.rise + reach.fall) / range, 1);
}

double
chart_bands_fixed_height (Painter *self, const VarianceReach *reach)
{
  return fixed_height (reach) * self->style->text_size;
}

/* Every one of them, or the last alone. */
static gboolean
all_fit (Band *self)
{
  RapportChart *chart = self->painter->chart;

  for (gsize i = 0; i < chart->data.n_points; i++)
    {
      Variance variance = chart_variance (chart, i);
      g_autofree char *text = chart_variance_text (chart, &variance, self->relative);

      if (painter_measure (self->painter, text, FALSE) + 2 * self->painter->u > self->places->slot)
        return FALSE;
    }
  return TRUE;
}

static gsize
find_last (Band *self)
{
  RapportChart *chart = self->painter->chart;

  for (gsize i = chart->data.n_points; i > 0; i--)
    if (chart_variance (chart, i - 1).absolute.known)
      return i - 1;
  return 0;
}

static void
draw_change (Band *self, gsize index, gboolean with_figure)
{
  Painter *p = self->painter;
  const Variance variance = chart_variance (p->chart, index);
  const RapportReportValue value = self->relative ? variance.relative : variance.absolute;
  const double x = self->places->figures[index];
  const double units = chart_units (value);
  const double shown = self->relative ? CLAMP (units, -LONGEST_NEEDLE, LONGEST_NEEDLE) : units;
  const double end = self->axis - shown * self->scale;
  g_autofree char *text = NULL;
  double half;

  if (!value.known)
    return;
  if (self->relative)
    painter_needle (p, x, self->axis, x, end, variance.judgement, ABS (units) > LONGEST_NEEDLE);
  else
    painter_bar (p,
                 (Box) { x - self->places->column / 2, MIN (end, self->axis), self->places->column,
                         ABS (end - self->axis) },
                 painter_judged (p, variance.judgement));
  if (!with_figure)
    return;
  text = chart_variance_text (p->chart, &variance, self->relative);
  half = painter_measure (p, text, FALSE) / 2;
  painter_text (p, text, CLAMP (x, half, MAX (half, p->width - half)),
                end + (units < 0 ? 0.85 : -0.85) * p->style->text_size, 0.5, 0, FALSE,
                painter_judged (p, variance.judgement));
}

/* Draws the band that begins at @top; returns where it ends. */
static double
draw_band (Band *self, double top, double rise, double fall)
{
  Painter *p = self->painter;
  const double text = p->style->text_size;
  const gsize n = p->chart->data.n_points;
  g_autofree char *name = chart_variance_name (p->chart, self->relative);
  const gboolean all = all_fit (self);
  const gsize last = find_last (self);

  painter_text (p, name, 0, top + text * 0.7, 0, p->width, FALSE, p->style->dim);
  top += (NAME_HEIGHT + (rise > 0 ? FIGURE_HEIGHT : NO_FIGURE)) * text;
  self->axis = top + rise * self->scale;
  painter_variance_axis (p, 0, self->axis, p->width, self->axis);
  for (gsize i = 0; i < n; i++)
    draw_change (self, i, all || i == last);
  return self->axis + fall * self->scale + ((fall > 0 ? FIGURE_HEIGHT : NO_FIGURE) + GAP) * text;
}

void
chart_bands_draw (Painter *self, const VarianceReach *reach, const ColumnPlaces *places, double top)
{
  const double rise = MIN (reach->relative_rise, LONGEST_NEEDLE);
  const double fall = MIN (reach->relative_fall, LONGEST_NEEDLE);
  Band band = { .painter = self, .places = places, .relative = TRUE };
  g_autofree char *name = chart_variance_name (self->chart, reach->relative);

  if (reach->judged && painter_measure (self, name, FALSE) < self->width * 0.5)
    painter_mark_names (self, self->width, top + self->style->text_size * 0.7);
  if (reach->relative)
    {
      band.scale = NEEDLES * self->style->text_size / MAX (rise + fall, 1e-6);
      top = draw_band (&band, top, rise, fall);
    }
  band.relative = FALSE;
  band.scale = places->scale;
  draw_band (&band, top, reach->rise, reach->fall);
}
