/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-catalog.h"
#include "rapport-chart.h"
#include "rapport-ticks.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

struct _RapportChart
{
  RapportChartData data;
  const RapportLocale *locale;
  RapportCatalog *catalog;
  char **labels;
  RapportReportPoint *points;
  /* By day; only those that the line has a point for. */
  RapportChartNote *notes;
  gsize n_notes;
  GStringChunk *strings;
  gboolean has_actual;
  gboolean has_compared;
  gboolean has_target;
  /* What the changes are from; N_SERIES where none are shown. */
  int against;
  /* Lowest and highest of all figures, in units. */
  double low;
  double high;
};

/* Which of a point's figures is meant. */
typedef enum
{
  SERIES_ACTUAL,
  SERIES_COMPARED,
  SERIES_TARGET,
  N_SERIES,
} Series;

typedef struct
{
  double x;
  double y;
  double width;
  double height;
} Box;

/**
 * Variance:
 * @absolute: the figure less what it is measured by, in its unit
 * @relative: the same as a ratio in millionths; of shares there is none
 * @judgement: 1 for better, -1 for worse, 0 for neither
 *
 * How far a figure is from its target, or from what it is compared with.
 */
typedef struct
{
  RapportReportValue absolute;
  RapportReportValue relative;
  int judgement;
} Variance;

/* How far the changes of a chart reach, above 0 and below, each from 0 up. */
typedef struct
{
  double rise;
  double fall;
  double relative_rise;
  double relative_fall;
  gboolean relative;
  gboolean judged;
} VarianceReach;

/**
 * Painter:
 * @u: one eighth of the text size: the width of a thin line is 0.5 u
 *
 * What every kind of chart draws with.
 */
typedef struct
{
  RapportChart *chart;
  cairo_t *cr;
  const RapportChartStyle *style;
  PangoContext *context;
  /* Text, after "b" where it is bold, to its layout: it is measured before it is drawn. */
  GHashTable *layouts;
  PangoAttrList *features;
  double width;
  double height;
  double u;
} Painter;

RapportReportValue chart_value (RapportChart *self, gsize index, Series series);
/* (transfer full) */
char *chart_figure (RapportChart *self, RapportReportValue value, RapportFigureStyle style);
char *chart_point_label (RapportChart *self, gsize index);
RapportDay chart_point_day (RapportChart *self, gsize index);
/* The point that a day belongs to, or -1. */
gssize chart_find_day (RapportChart *self, RapportDay day);
/* (transfer full): the share of @part in @whole as "4.6%", or %NULL. */
char *chart_share (RapportChart *self, RapportReportValue part, RapportReportValue whole);

void chart_choose_variance (RapportChart *self);
gboolean chart_has_variance (RapportChart *self);
Variance chart_variance (RapportChart *self, gsize index);
VarianceReach chart_variance_reach (RapportChart *self);
/* (transfer full): as short as can be, with a sign: "+1.2K", "−12%". */
char *chart_variance_text (RapportChart *self, const Variance *variance, gboolean relative);
/* (transfer full): "Variance: Target", or with ", %". */
char *chart_variance_name (RapportChart *self, gboolean relative);
/* "better", "worse" or NULL; static. */
const char *chart_variance_word (RapportChart *self, int judgement);

void painter_init (Painter *self,
                   RapportChart *chart,
                   cairo_t *cr,
                   const RapportChartStyle *style,
                   double width,
                   double height);
void painter_clear (Painter *self);

/* The width of one line of text. */
double painter_measure (Painter *self, const char *text, gboolean bold);

/* One line of text with its middle at @y; @align 0 begins at @x, 0.5 is centred
 * on it, 1 ends there. Wider than @max_width (0: as wide as it likes) it is cut
 * with an ellipsis. */
void painter_text (Painter *self,
                   const char *text,
                   double x,
                   double y,
                   double align,
                   double max_width,
                   gboolean bold,
                   RapportColour colour);

/* The same over a halo of the background, to be read across lines. */
void painter_text_halo (Painter *self,
                        const char *text,
                        double x,
                        double y,
                        double align,
                        gboolean bold,
                        RapportColour colour);

void painter_rule (Painter *self,
                   double x1,
                   double y1,
                   double x2,
                   double y2,
                   RapportColour colour,
                   double thickness);
void painter_bar (Painter *self, Box box, RapportColour colour);
void painter_no_data (Painter *self);

/* Where @value (in units) lies in @plot. */
double painter_y (const Box *plot, const RapportTicks *ticks, double value);

RapportColour painter_judged (Painter *self, int judgement);
/* ● better, ■ worse: told apart without their colours. */
void painter_mark (Painter *self, double x, double y, int judgement);
/* "● better  ■ worse", which ends at @x; returns where it begins. */
double painter_mark_names (Painter *self, double x, double y);
/* The axis of changes, from one end to the other: light where it stands for
 * another period, an outline where it stands for the target. */
void painter_variance_axis (Painter *self, double x1, double y1, double x2, double y2);
/* A needle from the axis to @x, @y with its mark at the end, along one axis. */
void painter_needle (
  Painter *self, double x1, double y1, double x, double y, int judgement, gboolean cut);

/* The labels of a time axis below @plot: the middle of point i is x[i]. */
void painter_time_axis (Painter *self, const Box *plot, const double *x);

void chart_draw_line (Painter *self);
void chart_draw_spark (Painter *self);
void chart_draw_columns (Painter *self);
void chart_draw_bars (Painter *self);
void chart_draw_funnel (Painter *self);

/* The accent as letters need it, which are finer than lines. */
RapportColour painter_accent_text (Painter *self);

/**
 * ColumnPlaces:
 * @figures: where the middle of each column is that the changes stand above
 * @column: how wide it is; @slot: and how far from the next
 * @scale: of how many units of the drawing one of a figure is
 */
typedef struct
{
  const double *figures;
  double column;
  double slot;
  double scale;
} ColumnPlaces;

/* In sizes of the text: what the changes take above the columns by themselves. */
double chart_columns_variance_height (RapportChart *self);
/* What they take without the bars of the differences, whose scale is that of the
 * columns. */
double chart_bands_fixed_height (Painter *self, const VarianceReach *reach);
void chart_bands_draw (Painter *self,
                       const VarianceReach *reach,
                       const ColumnPlaces *places,
                       double top);

double chart_bars_height (RapportChart *self, const RapportChartStyle *style, double width);
double chart_funnel_height (RapportChart *self, const RapportChartStyle *style);

static inline double
chart_units (RapportReportValue value)
{
  return (double) value.value / (double) RAPPORT_MILLION;
}

/* (transfer full): where the points of a chart over time stand. */
double *chart_line_places (Painter *painter);
double *chart_columns_places (Painter *painter);

G_END_DECLS
