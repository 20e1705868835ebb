/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures the drawing of charts: bench-charts. Prints a line for each kind, "KIND
 * SCREEN REPLAY PAGE REPLAY": CPU seconds for a chart on a screen and on a page of a
 * PDF, and for Cairo alone to do again what that has come to. The least of several
 * runs counts. */
#include "rapport-chart.h"

#include <cairo-pdf.h>
#include <stdio.h>
#include <time.h>

#define RUNS        40
#define DAYS        31
#define MONTHS      13
#define CHANNELS    12
#define STAGES      5
#define PAGE_TEXT   7.5
#define PAGE_WIDTH  480
#define VIEW_TEXT   12.6
#define VIEW_WIDTH  960
#define SPARK_WIDTH 180

static double
cpu (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

static RapportReportValue
whole (gint64 n)
{
  return RAPPORT_REPORT_VALUE (n * RAPPORT_MILLION);
}

static RapportChart *
make_chart (RapportChartKind kind, gboolean variance)
{
  static const char *const names[] = {
    "Search, brand",    "Search, services", "Display network", "Maps",
    "Social, video",    "Social, posts",    "Letters",         "Referrals",
    "Price comparison", "Trade journals",   "Radio",           "Outdoor"
  };
  const RapportDay first = rapport_day_new (2026, 10, 1);
  const RapportChartNote notes[] = { { first + 5, "New prices on the site" },
                                     { first + 18, "The form asks for less" } };
  RapportReportPoint points[DAYS];
  RapportChartData data = {
    .kind = kind,
    .name = "Leads",
    .language = "en",
    .currency = "EUR",
    .good = RAPPORT_GOOD_UP,
    .variance = variance,
    .step = kind == RAPPORT_CHART_COLUMNS ? RAPPORT_REPORT_STEP_MONTH : RAPPORT_REPORT_STEP_DAY,
    .first = first,
    .points = points,
    .labels = kind == RAPPORT_CHART_BARS || kind == RAPPORT_CHART_FUNNEL ? names : NULL,
    .actual_name = "October 2026",
    .compared_name = "October 2025",
    .target_name = "Target",
    .notes = notes,
    .n_notes = G_N_ELEMENTS (notes),
    .n_points = kind == RAPPORT_CHART_COLUMNS  ? MONTHS
                : kind == RAPPORT_CHART_BARS   ? CHANNELS
                : kind == RAPPORT_CHART_FUNNEL ? STAGES
                                               : DAYS,
  };

  for (int i = 0; i < DAYS; i++)
    points[i] = (RapportReportPoint) { whole (4000 / (i + 1) + 400 + i * 37 % 90),
                                       whole (3600 / (i + 1) + 380 + i * 53 % 120), whole (500) };
  return rapport_chart_new (&data);
}

typedef struct
{
  RapportChart *chart;
  RapportChartStyle style;
  double width;
  double height;
  gboolean page;
} Job;

static cairo_status_t
drop_cb (void *closure, const unsigned char *data, unsigned int length)
{
  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *
make_surface (const Job *job)
{
  if (job->page)
    return cairo_pdf_surface_create_for_stream (drop_cb, NULL, job->width, job->height);
  return cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) job->width, (int) job->height);
}

/* Draws the chart, or @finished, what it has come to, onto a fresh surface. */
static double
run (const Job *job, cairo_surface_t *finished)
{
  double least = G_MAXDOUBLE;

  for (int i = 0; i < RUNS; i++)
    {
      cairo_surface_t *surface = make_surface (job);
      cairo_t *cr = cairo_create (surface);
      const double begun = cpu ();

      if (finished != NULL)
        {
          cairo_set_source_surface (cr, finished, 0, 0);
          cairo_paint (cr);
        }
      else
        rapport_chart_draw (job->chart, cr, &job->style, job->width, job->height);
      cairo_destroy (cr);
      cairo_surface_finish (surface);
      least = MIN (least, cpu () - begun);
      cairo_surface_destroy (surface);
    }
  return least;
}

static void
measure (RapportChart *chart, gboolean page, gboolean spark)
{
  const RapportColour blue = { 0.11, 0.44, 0.85, 1 };
  Job job = {
    .chart = chart,
    .style = rapport_chart_style_paper (blue, "Inter", page ? PAGE_TEXT : VIEW_TEXT),
    .width = spark  ? SPARK_WIDTH
             : page ? PAGE_WIDTH
                    : VIEW_WIDTH,
    .page = page,
  };
  const cairo_rectangle_t extents = { 0, 0, job.width, 1000 };
  cairo_surface_t *finished = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &extents);
  cairo_t *cr = cairo_create (finished);

  job.height = MAX (rapport_chart_get_height (chart, &job.style, job.width), 24);
  rapport_chart_draw (chart, cr, &job.style, job.width, job.height);
  cairo_destroy (cr);
  printf (" %.6f %.6f", run (&job, NULL), run (&job, finished));
  cairo_surface_destroy (finished);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    RapportChartKind kind;
    gboolean variance;
  } kinds[] = {
    { "line", RAPPORT_CHART_LINE, FALSE },         { "columns", RAPPORT_CHART_COLUMNS, FALSE },
    { "variance", RAPPORT_CHART_COLUMNS, TRUE },   { "bars", RAPPORT_CHART_BARS, FALSE },
    { "bars-variance", RAPPORT_CHART_BARS, TRUE }, { "funnel", RAPPORT_CHART_FUNNEL, FALSE },
    { "spark", RAPPORT_CHART_SPARK, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (RapportChart) chart = make_chart (kinds[i].kind, kinds[i].variance);

      printf ("%s", kinds[i].name);
      measure (chart, FALSE, kinds[i].kind == RAPPORT_CHART_SPARK);
      measure (chart, TRUE, kinds[i].kind == RAPPORT_CHART_SPARK);
      printf ("\n");
    }
  return 0;
}
