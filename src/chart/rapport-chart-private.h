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

/* The labels of a time axis below @plot: the middle of point i is x[i]. */
void painter_time_axis (Painter *self, const Box *plot, const double *x);

void chart_draw_line (Painter *self);
void chart_draw_spark (Painter *self);
void chart_draw_columns (Painter *self);
void chart_draw_bars (Painter *self);
void chart_draw_funnel (Painter *self);

/* The accent as letters need it, which are finer than lines. */
RapportColour painter_accent_text (Painter *self);

double chart_bars_height (RapportChart *self, const RapportChartStyle *style);
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
