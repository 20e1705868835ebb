/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-chart-private.h"

#include <math.h>

/* Beside the lines their names take at most this share of the width. */
#define MOST_NAMES 0.22
/* In sizes of the text. */
#define NAMES_HEIGHT 1.8
#define NOTES_HEIGHT 1.5
/* Less room than this (in u) for the words of a note is none. */
#define WORDS_FOR_NOTE 40

typedef struct
{
  Painter *painter;
  Box plot;
  RapportTicks ticks;
  double *x;
  gboolean names_above;
} Line;

static gboolean
counts_whole_things (RapportChart *chart)
{
  return chart->data.unit == RAPPORT_UNIT_COUNT;
}

static char *
tick_text (Line *self, guint index)
{
  RapportChart *chart = self->painter->chart;
  gint64 value = (gint64) llround (rapport_ticks_get (&self->ticks, index) * RAPPORT_MILLION);
  gboolean top = index + 1 == self->ticks.n;

  /* The unit stands once, at the top. */
  return rapport_locale_figure (chart->locale, chart->data.unit, value,
                                top ? chart->data.currency : "", RAPPORT_FIGURE_COMPACT);
}

static double
widest_tick (Line *self)
{
  double widest = 0;

  for (guint i = 0; i < self->ticks.n; i++)
    {
      g_autofree char *text = tick_text (self, i);

      widest = MAX (widest, painter_measure (self->painter, text, FALSE));
    }
  return widest;
}

static const char *
series_name (RapportChart *chart, Series series)
{
  const char *const names[] = { chart->data.actual_name, chart->data.compared_name,
                                chart->data.target_name };

  return names[series];
}

static gboolean
has_series (RapportChart *chart, Series series)
{
  const gboolean has[] = { chart->has_actual, chart->has_compared, chart->has_target };

  return has[series];
}

static double
widest_name (Line *self)
{
  double widest = 0;

  for (int s = 0; s < N_SERIES; s++)
    if (has_series (self->painter->chart, s))
      widest = MAX (widest,
                    painter_measure (self->painter, series_name (self->painter->chart, s), s == 0));
  return widest;
}

static void
line_init (Line *self, Painter *painter)
{
  RapportChart *chart = painter->chart;
  double text = painter->style->text_size;
  gsize n = chart->data.n_points;
  double left, right;

  *self = (Line) { .painter = painter };
  self->ticks =
    rapport_ticks_new (chart->low, chart->high, (guint) CLAMP (painter->height / (text * 4), 2, 5),
                       counts_whole_things (chart));
  left = widest_tick (self) + 5 * painter->u;
  right = widest_name (self);
  self->names_above = right > painter->width * MOST_NAMES;
  right = right > 0 && !self->names_above ? right + 7 * painter->u : 3 * painter->u;
  /* Above the highest tick there is room for the figure of the peak. */
  self->plot = (Box) { left, text * 1.7, MAX (1, painter->width - left - right),
                       MAX (1, painter->height - text * 3.6) };
  if (chart->n_notes > 0)
    {
      self->plot.y += text * NOTES_HEIGHT;
      self->plot.height = MAX (1, self->plot.height - text * NOTES_HEIGHT);
    }
  if (chart->data.step == RAPPORT_REPORT_STEP_MONTH)
    self->plot.height = MAX (1, self->plot.height - text * 1.2);
  if (self->names_above)
    {
      self->plot.y += text * NAMES_HEIGHT;
      self->plot.height = MAX (1, self->plot.height - text * NAMES_HEIGHT);
    }
  self->x = g_new (double, n);
  for (gsize i = 0; i < n; i++)
    self->x[i] = self->plot.x + self->plot.width * (n > 1 ? (double) i / (double) (n - 1) : 0.5);
}

static void
draw_grid (Line *self)
{
  Painter *p = self->painter;

  for (guint i = 0; i < self->ticks.n; i++)
    {
      double value = rapport_ticks_get (&self->ticks, i);
      double y = painter_y (&self->plot, &self->ticks, value);
      g_autofree char *text = tick_text (self, i);
      gboolean zero = fabs (value) < self->ticks.step / 2;

      painter_rule (p, self->plot.x, y, self->plot.x + self->plot.width, y,
                    zero ? p->style->dim : p->style->rule, zero ? 0.75 : 0.5);
      painter_text (p, text, self->plot.x - 5 * p->u, y, 1, 0, FALSE, p->style->dim);
    }
}

static double
point_y (Line *self, gsize index, Series series)
{
  return painter_y (&self->plot, &self->ticks,
                    chart_units (chart_value (self->painter->chart, index, series)));
}

/* The end of the run of known points that begins at @from, exclusive. */
static gsize
run_end (RapportChart *chart, gsize from, Series series)
{
  gsize end = from;

  while (end < chart->data.n_points && chart_value (chart, end, series).known)
    end++;
  return end;
}

static void
trace_run (Line *self, gsize from, gsize to, Series series)
{
  cairo_t *cr = self->painter->cr;

  for (gsize i = from; i < to; i++)
    if (i == from)
      cairo_move_to (cr, self->x[i], point_y (self, i, series));
    else
      cairo_line_to (cr, self->x[i], point_y (self, i, series));
}

static void
fill_run (Line *self, gsize from, gsize to, RapportColour colour)
{
  cairo_t *cr = self->painter->cr;
  double zero = painter_y (&self->plot, &self->ticks, 0);

  trace_run (self, from, to, SERIES_ACTUAL);
  cairo_line_to (cr, self->x[to - 1], zero);
  cairo_line_to (cr, self->x[from], zero);
  cairo_close_path (cr);
  rapport_colour_set (colour, cr);
  cairo_fill (cr);
}

static void
draw_dot (Line *self, gsize index, Series series, RapportColour colour, double radius)
{
  cairo_t *cr = self->painter->cr;

  cairo_new_sub_path (cr);
  cairo_arc (cr, self->x[index], point_y (self, index, series), radius * self->painter->u, 0,
             2 * G_PI);
  rapport_colour_set (colour, cr);
  cairo_fill (cr);
}

/* Each run of known points by itself: what is not known is not drawn across. */
static void
draw_series (Line *self, Series series, RapportColour colour, double thickness)
{
  Painter *p = self->painter;

  for (gsize i = 0; i < p->chart->data.n_points; i++)
    {
      gsize end = run_end (p->chart, i, series);

      if (end == i)
        continue;
      if (series == SERIES_ACTUAL && end - i > 1)
        fill_run (self, i, end, rapport_colour_with_alpha (colour, 0.10));
      trace_run (self, i, end, series);
      rapport_colour_set (colour, p->cr);
      cairo_set_line_width (p->cr, thickness * p->u);
      cairo_set_line_join (p->cr, CAIRO_LINE_JOIN_ROUND);
      cairo_set_line_cap (p->cr, CAIRO_LINE_CAP_ROUND);
      cairo_stroke (p->cr);
      if (end - i == 1)
        draw_dot (self, i, series, colour, thickness);
      i = end;
    }
}

static RapportColour
pen_colour (Painter *p, Series series)
{
  const RapportColour colours[] = { p->style->accent, p->style->muted, p->style->foreground };

  return colours[series];
}

static void
set_pen (Painter *p, Series series)
{
  static const double widths[] = { 1.8, 1.2, 0.9 };
  const double dashes[] = { 2.5 * p->u, 2 * p->u };

  if (series == SERIES_TARGET)
    cairo_set_dash (p->cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_set_line_width (p->cr, widths[series] * p->u);
  rapport_colour_set (pen_colour (p, series), p->cr);
}

static void
draw_target (Line *self)
{
  Painter *p = self->painter;

  cairo_save (p->cr);
  set_pen (p, SERIES_TARGET);
  for (gsize i = 0; i < p->chart->data.n_points; i++)
    {
      gsize end = run_end (p->chart, i, SERIES_TARGET);

      if (end - i > 1)
        trace_run (self, i, end, SERIES_TARGET);
      cairo_stroke (p->cr);
      i = MAX (end, i);
    }
  cairo_restore (p->cr);
}

static void
draw_gaps (Line *self)
{
  Painter *p = self->painter;
  const char *words = rapport_catalog_text (p->chart->catalog, "no data");
  const double room = painter_measure (p, words, FALSE) + 2 * p->u;
  gsize n = p->chart->data.n_points;

  for (gsize i = 0; i < n; i++)
    {
      gsize from = i;
      double x1, x2;

      while (i < n && !chart_value (p->chart, i, SERIES_ACTUAL).known)
        i++;
      if (i == from)
        continue;
      x1 = self->x[from > 0 ? from - 1 : 0];
      x2 = self->x[MIN (i, n - 1)];
      if (x2 - x1 >= room)
        painter_text (p, words, (x1 + x2) / 2,
                      painter_y (&self->plot, &self->ticks, 0) - p->style->text_size, 0.5, x2 - x1,
                      FALSE, p->style->dim);
    }
}

/* The last point of a series that has a figure, or -1. */
static gssize
last_known (RapportChart *chart, Series series)
{
  for (gsize i = chart->data.n_points; i > 0; i--)
    if (chart_value (chart, i - 1, series).known)
      return (gssize) i - 1;
  return -1;
}

/* Where there is no room at the ends of the lines, their names stand in a row
 * above, each behind a piece of its line. */
static void
draw_names_above (Line *self)
{
  Painter *p = self->painter;
  const RapportColour colours[] = { painter_accent_text (p), p->style->dim, p->style->foreground };
  const double sample = 10 * p->u;
  const double y = p->style->text_size * 0.7;
  double x = 0;

  for (int s = 0; s < N_SERIES; s++)
    {
      const char *name = series_name (p->chart, s);

      if (last_known (p->chart, s) < 0 || name[0] == '\0' || x + sample >= p->width)
        continue;
      cairo_save (p->cr);
      set_pen (p, s);
      cairo_move_to (p->cr, x, y);
      cairo_line_to (p->cr, x + sample, y);
      cairo_stroke (p->cr);
      cairo_restore (p->cr);
      x += sample + 3 * p->u;
      painter_text (p, name, x, y, 0, MAX (1, p->width - x), s == SERIES_ACTUAL, colours[s]);
      x += painter_measure (p, name, s == SERIES_ACTUAL) + 8 * p->u;
    }
}

/* The names of the lines stand at their ends, in place of a legend. */
static void
draw_names (Line *self)
{
  Painter *p = self->painter;
  const RapportColour colours[] = { painter_accent_text (p), p->style->dim, p->style->foreground };
  double text = p->style->text_size;
  double right = self->plot.x + self->plot.width + 7 * p->u;
  double places[N_SERIES];
  int series[N_SERIES];
  gsize n = 0;

  for (int s = 0; s < N_SERIES; s++)
    {
      gssize last = last_known (p->chart, s);

      if (last < 0 || series_name (p->chart, s)[0] == '\0')
        continue;
      series[n] = s;
      places[n++] = point_y (self, (gsize) last, s);
    }
  rapport_ticks_spread (places, n, text * 1.3, self->plot.y, self->plot.y + self->plot.height);
  for (gsize i = 0; i < n; i++)
    painter_text (p, series_name (p->chart, series[i]), right, places[i], 0, p->width - right,
                  series[i] == SERIES_ACTUAL, colours[series[i]]);
}

/* The highest point, or the lowest. */
static gssize
find_extreme (RapportChart *chart, gboolean highest)
{
  gssize best = -1;

  for (gsize i = 0; i < chart->data.n_points; i++)
    {
      RapportReportValue value = chart_value (chart, i, SERIES_ACTUAL);

      if (value.known && (best < 0 || (highest ? value.value > chart->points[best].actual.value
                                               : value.value < chart->points[best].actual.value)))
        best = (gssize) i;
    }
  return best;
}

/* The figure of the highest point above it, of the lowest below. */
static void
draw_extreme (Line *self, gboolean highest)
{
  Painter *p = self->painter;
  gssize best = find_extreme (p->chart, highest);
  g_autofree char *text = NULL;
  double half, x;

  /* There is no lowest of one point, nor of many alike. */
  if (best < 0 || (!highest && p->chart->points[best].actual.value ==
                                 p->chart->points[find_extreme (p->chart, TRUE)].actual.value))
    return;
  text = chart_figure (p->chart, p->chart->points[best].actual, RAPPORT_FIGURE_ROUNDED);
  half = painter_measure (p, text, TRUE) / 2 + 1.5 * p->u;
  x = CLAMP (self->x[best], self->plot.x + half,
             MAX (self->plot.x + half, self->plot.x + self->plot.width - half));
  draw_dot (self, (gsize) best, SERIES_ACTUAL, p->style->background, 2.6);
  draw_dot (self, (gsize) best, SERIES_ACTUAL, p->style->accent, 1.8);
  painter_text_halo (p, text, x,
                     point_y (self, (gsize) best, SERIES_ACTUAL) +
                       (highest ? -1 : 1.1) * p->style->text_size,
                     0.5, highest, highest ? p->style->foreground : p->style->dim);
}

/* A line through the day, and its words above; words that have no room are left
 * to the description. */
static void
draw_notes (Line *self)
{
  Painter *p = self->painter;
  double end = self->plot.x + self->plot.width;
  double y = p->style->text_size * (self->names_above ? NAMES_HEIGHT + 0.7 : 0.7);

  for (gsize i = 0; i < p->chart->n_notes; i++)
    {
      const RapportChartNote *note = &p->chart->notes[i];
      double x = self->x[chart_find_day (p->chart, note->day)];
      double next = i + 1 < p->chart->n_notes
                      ? self->x[chart_find_day (p->chart, p->chart->notes[i + 1].day)]
                      : p->width;
      double room = next - x - 3 * p->u;
      double width = painter_measure (p, note->text, FALSE);

      painter_rule (p, x, y, x, self->plot.y + self->plot.height, p->style->muted, 0.75);
      /* The last one may stand to the left of its line. */
      if (i + 1 == p->chart->n_notes && width > room && x > end - self->plot.width / 3)
        painter_text (p, note->text, x - 3 * p->u, y, 1, x - self->plot.x, FALSE,
                      p->style->foreground);
      else if (room >= MIN (width, WORDS_FOR_NOTE * p->u))
        painter_text (p, note->text, x + 3 * p->u, y, 0, room - 3 * p->u, FALSE,
                      p->style->foreground);
    }
}

void
chart_draw_line (Painter *painter)
{
  Line line;

  line_init (&line, painter);
  draw_grid (&line);
  painter_time_axis (painter, &line.plot, line.x);
  draw_series (&line, SERIES_COMPARED, painter->style->muted, 1.2);
  draw_series (&line, SERIES_ACTUAL, painter->style->accent, 1.8);
  draw_target (&line);
  draw_gaps (&line);
  draw_notes (&line);
  draw_extreme (&line, FALSE);
  draw_extreme (&line, TRUE);
  if (line.names_above)
    draw_names_above (&line);
  else
    draw_names (&line);
  g_free (line.x);
}

double *
chart_line_places (Painter *painter)
{
  Line line;

  line_init (&line, painter);
  return line.x;
}

void
chart_draw_spark (Painter *painter)
{
  RapportChart *chart = painter->chart;
  Line line = { .painter = painter };
  double margin = 2.5 * painter->u;
  gsize n = chart->data.n_points;
  gssize last;

  line.ticks = rapport_ticks_new (chart->low, chart->high, 1, FALSE);
  /* A spark has no axis to read from, so that it uses all of its height. */
  line.ticks.step = MAX (chart->high - chart->low, 1e-6);
  line.ticks.first = chart->low;
  line.ticks.n = 2;
  line.plot = (Box) { margin, margin, MAX (1, painter->width - 2 * margin),
                      MAX (1, painter->height - 2 * margin) };
  line.x = g_new (double, n);
  for (gsize i = 0; i < n; i++)
    line.x[i] = line.plot.x + line.plot.width * (n > 1 ? (double) i / (double) (n - 1) : 0.5);
  draw_series (&line, SERIES_COMPARED, painter->style->muted, 1);
  draw_series (&line, SERIES_ACTUAL, painter->style->accent, 1.4);
  last = last_known (chart, SERIES_ACTUAL);
  if (last >= 0)
    draw_dot (&line, (gsize) last, SERIES_ACTUAL, painter->style->accent, 2);
  g_free (line.x);
}
