/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-colour.h"
#include "rapport-locale.h"
#include "rapport-report-document.h"

#include <cairo.h>

G_BEGIN_DECLS

/**
 * RapportChartKind:
 * @RAPPORT_CHART_LINE: figures over time; the reported ones solid, the compared
 *   ones light, the target outlined
 * @RAPPORT_CHART_COLUMNS: the same for few steps, each with its figure
 * @RAPPORT_CHART_SPARK: a small line without any words
 * @RAPPORT_CHART_BARS: figures of things that have names
 * @RAPPORT_CHART_FUNNEL: steps of a funnel with the share that goes on
 */
typedef enum
{
  RAPPORT_CHART_LINE,
  RAPPORT_CHART_COLUMNS,
  RAPPORT_CHART_SPARK,
  RAPPORT_CHART_BARS,
  RAPPORT_CHART_FUNNEL,
} RapportChartKind;

/* What happened on a day, said beside the line: "New site". */
typedef struct
{
  RapportDay day;
  const char *text;
} RapportChartNote;

/**
 * RapportChartData:
 * @name: what is counted, in the language of the chart
 * @language: "en" or "ru": of every word that the chart adds
 * @first: (time): the day of the first point, @step apart
 * @labels: (bars, funnel): the name of each point
 * @actual_name: what the solid figures are, such as "November 2026"
 * @compared_name: what the light ones are; @target_name: what the outlined
 *
 * @good: which change of it is good, for @variance
 * @variance: (columns, bars): beside the figures stand how far they are from the
 *   target or, where the last figure has none, from what they are compared with
 * @unfinished: (columns): the last step is not over, and nothing is measured by it
 * @notes: (line by day or week): in any order; those outside of it are left out
 *
 * What a chart shows. Strings may be %NULL for "". Time runs from left to right and
 * bars grow to the right in every language, also in windows that are mirrored, as
 * the drawing is the same on paper; words are written as their script is.
 */
typedef struct
{
  RapportChartKind kind;
  const char *name;
  const char *language;
  const char *currency;
  RapportUnit unit;
  RapportGood good;
  gboolean variance;
  gboolean unfinished;
  RapportReportStep step;
  RapportDay first;
  const RapportReportPoint *points;
  gsize n_points;
  const char *const *labels;
  const char *actual_name;
  const char *compared_name;
  const char *target_name;
  const RapportChartNote *notes;
  gsize n_notes;
} RapportChartData;

/**
 * RapportChartStyle:
 * @family: the font's family
 * @text_size: its size in units of the cairo context; all lines follow it
 * @muted: for what is compared with; @rule: for lines of the grid
 * @better: and @worse: for changes, as letters need them; never without a sign
 *   and a shape
 */
typedef struct
{
  RapportColour foreground;
  RapportColour dim;
  RapportColour rule;
  RapportColour accent;
  RapportColour muted;
  RapportColour better;
  RapportColour worse;
  RapportColour background;
  const char *family;
  double text_size;
} RapportChartStyle;

/**
 * RapportChart:
 *
 * An immutable chart, counted by reference; usable from any thread.
 */
typedef struct _RapportChart RapportChart;

/* Copies @data. */
RapportChart *rapport_chart_new (const RapportChartData *data);
RapportChart *rapport_chart_ref (RapportChart *self);
void rapport_chart_unref (RapportChart *self);

/* %TRUE when no point has a figure: the chart says so in words. */
gboolean rapport_chart_is_empty (RapportChart *self);

/* The height that the chart likes best at @width, in the units of @style. */
double rapport_chart_get_height (RapportChart *self, const RapportChartStyle *style, double width);

/* Draws into the rectangle from 0, 0 to @width, @height and nothing outside it.
 * Equal charts of equal size give equal pictures. */
void rapport_chart_draw (
  RapportChart *self, cairo_t *cr, const RapportChartStyle *style, double width, double height);

/* Where a point of a chart over time stands in a drawing of this size, from its
 * left edge; -1 where points have no place in time, and there is none to find. */
double rapport_chart_get_point_x (
  RapportChart *self, const RapportChartStyle *style, double width, double height, gsize index);
/* The point that stands nearest to @x. */
gssize rapport_chart_find_point (
  RapportChart *self, const RapportChartStyle *style, double width, double height, double x);

gsize rapport_chart_get_n_points (RapportChart *self);
/* (transfer full): what a point is called, and its figures: "14 Nov: 12 · October 2026: 9". */
char *rapport_chart_describe_point (RapportChart *self, gsize index);

/* (transfer full): the chart as a picture in SVG, as rapport_chart_draw() draws it
 * on white paper; %NULL where there is no memory for it. */
GBytes *rapport_chart_to_svg (RapportChart *self,
                              const RapportChartStyle *style,
                              double width,
                              double height);

/* (transfer full): the chart as a table of texts with tabs, for a spreadsheet. */
char *rapport_chart_to_text (RapportChart *self);

/* (transfer full): what the chart shows, in one or two sentences. */
char *rapport_chart_describe (RapportChart *self);

/* The chart as a table: row 0 and column 0 are headings. */
gsize rapport_chart_get_n_rows (RapportChart *self);
gsize rapport_chart_get_n_columns (RapportChart *self);

/* (transfer full): one cell in words. */
char *rapport_chart_get_cell (RapportChart *self, gsize row, gsize column);

/* Sets the colours of changes by the background of @style. */
void rapport_chart_style_judge (RapportChartStyle *style);

/* The style for white paper, with the agency's colour. @family is not copied. */
RapportChartStyle rapport_chart_style_paper (RapportColour accent, const char *family, double size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportChart, rapport_chart_unref)

G_END_DECLS
