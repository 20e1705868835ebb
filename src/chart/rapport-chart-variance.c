/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far figures are from their target, or from those that they are compared
 * with: as a difference and as a share, each with its sign, its shape and its
 * colour (International Business Communication Standards, "integrate variances"). */
#include "rapport-chart-private.h"

#include <math.h>

/* A change of more than so many times is no change but another thing. */
#define MOST_RELATIVE 1000

/* Sizes of marks, in u. */
#define MARK_RADIUS 2.1
#define NEEDLE      0.9

/* The series that the last figure is measured by. */
void
chart_choose_variance (RapportChart *self)
{
  gsize n = self->data.n_points;

  self->against = N_SERIES;
  if (!self->data.variance ||
      (self->data.kind != RAPPORT_CHART_COLUMNS && self->data.kind != RAPPORT_CHART_BARS))
    return;
  if (self->data.unfinished && n > 0)
    n--;
  for (gsize i = n; i > 0 && self->against == N_SERIES; i--)
    {
      const RapportReportPoint *point = &self->points[i - 1];

      if (point->actual.known && point->target.known)
        self->against = SERIES_TARGET;
      else if (point->actual.known && point->compared.known)
        self->against = SERIES_COMPARED;
    }
}

gboolean
chart_has_variance (RapportChart *self)
{
  return self->against != N_SERIES;
}

static RapportReportValue
divide (gint64 part, gint64 whole)
{
  double ratio;

  if (whole == 0)
    return RAPPORT_REPORT_NO_DATA;
  ratio = (double) part / fabs ((double) whole);
  if (!isfinite (ratio) || fabs (ratio) > MOST_RELATIVE)
    return RAPPORT_REPORT_NO_DATA;
  return RAPPORT_REPORT_VALUE ((gint64) llround (ratio * RAPPORT_MILLION));
}

static int
judge (RapportGood good, gint64 change)
{
  int sign = (change > 0) - (change < 0);

  if (good == RAPPORT_GOOD_NEITHER)
    return 0;
  return good == RAPPORT_GOOD_UP ? sign : -sign;
}

Variance
chart_variance (RapportChart *self, gsize index)
{
  Variance variance = { RAPPORT_REPORT_NO_DATA, RAPPORT_REPORT_NO_DATA, 0 };
  RapportReportValue actual, other;
  gint64 change;

  if (self->against == N_SERIES || (self->data.unfinished && index + 1 == self->data.n_points))
    return variance;
  actual = chart_value (self, index, SERIES_ACTUAL);
  other = chart_value (self, index, (Series) self->against);
  if (!actual.known || !other.known ||
      __builtin_sub_overflow (actual.value, other.value, &change) || change == G_MININT64)
    return variance;
  variance.absolute = RAPPORT_REPORT_VALUE (change);
  /* The change of a share in per cent would be read as one in points. */
  if (self->data.unit != RAPPORT_UNIT_RATIO)
    variance.relative = divide (change, other.value);
  variance.judgement = judge (self->data.good, change);
  return variance;
}

VarianceReach
chart_variance_reach (RapportChart *self)
{
  VarianceReach reach = { 0 };

  for (gsize i = 0; i < self->data.n_points; i++)
    {
      Variance variance = chart_variance (self, i);
      double absolute = chart_units (variance.absolute);
      double relative = chart_units (variance.relative);

      reach.rise = MAX (reach.rise, absolute);
      reach.fall = MAX (reach.fall, -absolute);
      reach.relative_rise = MAX (reach.relative_rise, relative);
      reach.relative_fall = MAX (reach.relative_fall, -relative);
      reach.relative = reach.relative || variance.relative.known;
      reach.judged = reach.judged || variance.judgement != 0;
    }
  return reach;
}

/* In words. */

static gint64
round_to_whole (gint64 value)
{
  return (value / RAPPORT_MILLION + (value % RAPPORT_MILLION >= RAPPORT_MILLION / 2)) *
         RAPPORT_MILLION;
}

char *
chart_variance_text (RapportChart *self, const Variance *variance, gboolean relative)
{
  const gint64 change = variance->absolute.value;
  g_autofree char *figure = NULL;

  if (relative)
    return variance->relative.known ? rapport_locale_change (self->locale, variance->relative.value)
                                    : g_strdup (RAPPORT_LOCALE_NO_DATA);
  if (!variance->absolute.known)
    return g_strdup (RAPPORT_LOCALE_NO_DATA);
  if (self->data.unit == RAPPORT_UNIT_RATIO)
    return rapport_locale_difference (self->locale, self->data.unit, change, NULL);
  /* Beside thousands of money its hundredths say nothing. */
  if (self->data.unit == RAPPORT_UNIT_MONEY && MAX (self->high, -self->low) >= 1000)
    figure = rapport_locale_figure (self->locale, RAPPORT_UNIT_COUNT, round_to_whole (ABS (change)),
                                    "", RAPPORT_FIGURE_COMPACT);
  else
    figure = rapport_locale_figure (self->locale, self->data.unit, ABS (change), "",
                                    RAPPORT_FIGURE_COMPACT);
  return g_strconcat (change > 0 ? "+" : change < 0 ? "−" : "", figure, NULL);
}

char *
chart_variance_name (RapportChart *self, gboolean relative)
{
  const char *other =
    self->against == SERIES_TARGET ? self->data.target_name : self->data.compared_name;
  g_autofree char *name = NULL;

  if (other[0] == '\0')
    name = g_strdup (rapport_catalog_text (self->catalog, "Variance"));
  else
    /* Translators: how far figures are from what %s names: “Target”, “October 2026”. */
    name = g_strdup_printf (rapport_catalog_text (self->catalog, "Variance: %s"), other);
  return relative ? g_strconcat (name, ", %", NULL) : g_steal_pointer (&name);
}

const char *
chart_variance_word (RapportChart *self, int judgement)
{
  if (judgement == 0)
    return NULL;
  if (judgement > 0)
    return rapport_catalog_text_in (self->catalog, "change", "better");
  return rapport_catalog_text_in (self->catalog, "change", "worse");
}

/* Drawing. */

RapportColour
painter_judged (Painter *self, int judgement)
{
  if (judgement == 0)
    return self->style->dim;
  return judgement > 0 ? self->style->better : self->style->worse;
}

void
painter_mark (Painter *self, double x, double y, int judgement)
{
  const double r = MARK_RADIUS * self->u;

  rapport_colour_set (painter_judged (self, judgement), self->cr);
  cairo_new_sub_path (self->cr);
  if (judgement > 0)
    cairo_arc (self->cr, x, y, r, 0, 2 * G_PI);
  else if (judgement < 0)
    cairo_rectangle (self->cr, x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8);
  else
    cairo_rectangle (self->cr, x - r, y - r * 0.35, r * 2, r * 0.7);
  cairo_fill (self->cr);
}

double
painter_mark_names (Painter *self, double x, double y)
{
  static const int judgements[] = { -1, 1 };

  for (gsize i = 0; i < G_N_ELEMENTS (judgements); i++)
    {
      const char *word = chart_variance_word (self->chart, judgements[i]);

      x -= painter_measure (self, word, FALSE);
      painter_text (self, word, x, y, 0, 0, FALSE, self->style->dim);
      x -= 6 * self->u;
      painter_mark (self, x, y, judgements[i]);
      x -= (MARK_RADIUS + 8) * self->u;
    }
  return x;
}

void
painter_variance_axis (Painter *self, double x1, double y1, double x2, double y2)
{
  const double half = 1.1 * self->u;
  const gboolean upright = x1 == x2;
  const Box box = { x1 - (upright ? half : 0), y1 - (upright ? 0 : half),
                    x2 - x1 + (upright ? 2 * half : 0), y2 - y1 + (upright ? 0 : 2 * half) };

  if (self->chart->against == SERIES_COMPARED)
    {
      painter_bar (self, box, self->style->muted);
      return;
    }
  painter_bar (self, box, self->style->background);
  cairo_rectangle (self->cr, box.x, box.y, box.width, box.height);
  cairo_set_line_width (self->cr, 0.6 * self->u);
  rapport_colour_set (self->style->foreground, self->cr);
  cairo_stroke (self->cr);
}

void
painter_needle (
  Painter *self, double x1, double y1, double x, double y, int judgement, gboolean cut)
{
  const double wide = 2.5 * self->u;

  painter_rule (self, x1, y1, x, y, painter_judged (self, judgement), NEEDLE);
  /* One that is longer than it is drawn is broken. */
  if (cut && x1 == x)
    painter_rule (self, x - wide, (y1 + y * 2) / 3 + self->u, x + wide, (y1 + y * 2) / 3 - self->u,
                  self->style->background, 1.6);
  else if (cut)
    painter_rule (self, (x1 + x * 2) / 3 - self->u, y + wide, (x1 + x * 2) / 3 + self->u, y - wide,
                  self->style->background, 1.6);
  painter_mark (self, x, y, judgement);
}
