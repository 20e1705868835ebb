/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-chart.h"

#include <cairo-svg.h>
#include <librsvg/rsvg.h>
#include <math.h>
#include <string.h>

#define DAYS  30
#define WIDTH 520

static RapportDay november;

static RapportReportValue
whole (gint64 n)
{
  return RAPPORT_REPORT_VALUE (n * RAPPORT_MILLION);
}

/* A month that is a wave with a rise, and last year's below it. */
static void
fill_days (RapportReportPoint *points)
{
  for (int i = 0; i < DAYS; i++)
    points[i] = (RapportReportPoint) {
      .actual = whole (4 + i / 4 + (i * 7) % 5),
      .compared = whole (3 + (i * 3) % 6),
      .target = whole (7),
    };
}

static RapportChartData
line_data (const RapportReportPoint *points, gsize n)
{
  return (RapportChartData) {
    .kind = RAPPORT_CHART_LINE,
    .name = "Leads",
    .language = "en",
    .currency = "USD",
    .unit = RAPPORT_UNIT_COUNT,
    .step = RAPPORT_REPORT_STEP_DAY,
    .first = november,
    .points = points,
    .n_points = n,
    .actual_name = "November 2026",
    .compared_name = "November 2025",
    .target_name = "Target",
  };
}

static cairo_surface_t *
draw (RapportChart *chart, double width, double height, double scale)
{
  cairo_surface_t *surface = cairo_image_surface_create (
    CAIRO_FORMAT_ARGB32, (int) ceil (width * scale), (int) ceil (height * scale));
  cairo_t *cr = cairo_create (surface);
  RapportColour blue = { 0.1, 0.37, 0.71, 1 };
  RapportChartStyle style = rapport_chart_style_paper (blue, "Inter", 8);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  rapport_chart_draw (chart, cr, &style, width, height);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

/* With RAPPORT_TEST_PICTURES set to a folder, what was drawn can be looked at. */
static void
keep_picture (RapportChart *chart, const char *name, double width, double height)
{
  const char *folder = g_getenv ("RAPPORT_TEST_PICTURES");
  g_autofree char *path = NULL;
  cairo_surface_t *surface;

  if (folder == NULL)
    return;
  path = g_strdup_printf ("%s/%s.png", folder, name);
  surface = draw (chart, width, height, 1);
  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
}

/* How many pixels of the column at @x are of the accent's colour. */
static guint
accent_pixels (cairo_surface_t *surface, int x)
{
  int stride = cairo_image_surface_get_stride (surface);
  guint n = 0;

  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    {
      guint32 pixel;

      memcpy (&pixel, cairo_image_surface_get_data (surface) + y * stride + x * 4, sizeof pixel);
      if ((pixel & 0xff) > 160 && ((pixel >> 16) & 0xff) < 60)
        n++;
    }
  return n;
}

static gboolean
same_picture (cairo_surface_t *a, cairo_surface_t *b)
{
  gsize size =
    (gsize) cairo_image_surface_get_stride (a) * (gsize) cairo_image_surface_get_height (a);

  return memcmp (cairo_image_surface_get_data (a), cairo_image_surface_get_data (b), size) == 0;
}

static void
test_line (void)
{
  RapportReportPoint points[DAYS];
  RapportChartData data;
  g_autoptr (RapportChart) chart = NULL;
  cairo_surface_t *first, *second;
  g_autofree char *words = NULL;

  fill_days (points);
  data = line_data (points, DAYS);
  chart = rapport_chart_new (&data);
  first = draw (chart, WIDTH, 190, 1);
  second = draw (chart, WIDTH, 190, 1);
  g_assert_true (same_picture (first, second));
  g_assert_cmpuint (accent_pixels (first, 200), >, 0);
  cairo_surface_destroy (first);
  cairo_surface_destroy (second);
  keep_picture (chart, "line", WIDTH, 190);
  words = rapport_chart_describe (chart);
  g_assert_cmpstr (words, ==,
                   "Leads. November 2026: 278 in total; highest 14 (28 Nov); lowest 4 (1 Nov); "
                   "November 2025: 135 in total; Target: 210 in total.");
}

static void
test_gaps (void)
{
  RapportReportPoint points[DAYS];
  RapportChartData data;
  g_autoptr (RapportChart) chart = NULL;
  g_autofree char *words = NULL;
  cairo_surface_t *surface;

  fill_days (points);
  for (int i = 0; i < DAYS; i++)
    {
      points[i].compared = points[i].target = RAPPORT_REPORT_NO_DATA;
      if (i >= 10 && i < 20 && i != 15)
        points[i].actual = RAPPORT_REPORT_NO_DATA;
    }
  data = line_data (points, DAYS);
  data.actual_name = "";
  chart = rapport_chart_new (&data);
  surface = draw (chart, WIDTH, 190, 1);
  /* Nothing is drawn across days without figures. */
  g_assert_cmpuint (accent_pixels (surface, 100), >, 0);
  g_assert_cmpuint (accent_pixels (surface, WIDTH * 43 / 100), ==, 0);
  cairo_surface_destroy (surface);
  keep_picture (chart, "gaps", WIDTH, 190);
  words = rapport_chart_describe (chart);
  g_assert_nonnull (strstr (words, "9 points have no data"));
}

static void
test_empty (void)
{
  RapportReportPoint points[DAYS] = { 0 };

  for (int kind = RAPPORT_CHART_LINE; kind <= RAPPORT_CHART_FUNNEL; kind++)
    for (gsize n = 0; n <= DAYS; n += DAYS / 2)
      {
        RapportChartData data = line_data (points, n);
        g_autoptr (RapportChart) chart = NULL;
        g_autofree char *words = NULL;

        data.kind = kind;
        chart = rapport_chart_new (&data);
        g_assert_true (rapport_chart_is_empty (chart));
        cairo_surface_destroy (draw (chart, 200, 60, 1));
        words = rapport_chart_describe (chart);
        g_assert_cmpstr (words, ==, "Leads. No data for this period.");
        if (n > 0 && kind == RAPPORT_CHART_LINE)
          keep_picture (chart, "empty", WIDTH, 190);
      }
}

static void
test_columns (void)
{
  RapportReportPoint points[12] = { 0 };
  RapportChartData data;
  g_autoptr (RapportChart) chart = NULL;
  g_autoptr (RapportChart) below = NULL;
  cairo_surface_t *surface;

  for (int i = 0; i < 12; i++)
    {
      points[i].actual = whole (180000 + i * 21000 - (i % 3) * 40000);
      points[i].compared = whole (150000 + i * 11000);
      points[i].target = i > 8 ? whole (430000) : RAPPORT_REPORT_NO_DATA;
    }
  points[4].actual = RAPPORT_REPORT_NO_DATA;
  data = line_data (points, 12);
  data.kind = RAPPORT_CHART_COLUMNS;
  data.unit = RAPPORT_UNIT_MONEY;
  data.currency = "RUB";
  data.language = "ru";
  data.step = RAPPORT_REPORT_STEP_MONTH;
  data.first = rapport_day_add_months (november, -11);
  data.compared_name = "год назад";
  data.target_name = "цель";
  chart = rapport_chart_new (&data);
  keep_picture (chart, "columns", WIDTH, 170);
  points[3].actual = whole (-90000);
  for (int i = 0; i < 12; i++)
    points[i].compared = points[i].target = RAPPORT_REPORT_NO_DATA;
  below = rapport_chart_new (&data);
  surface = draw (below, WIDTH, 170, 1);
  /* The fifth month has no figure, and so no column. */
  g_assert_cmpuint (accent_pixels (surface, WIDTH * 9 / 24), ==, 0);
  g_assert_cmpuint (accent_pixels (surface, WIDTH * 23 / 24), >, 20);
  cairo_surface_destroy (surface);
  keep_picture (below, "columns-below", WIDTH, 170);
}

static void
test_bars_and_funnel (void)
{
  static const char *const names[] = { "Показы", "Клики", "Заявки", "Квалифицированные заявки",
                                       "Продажи" };
  static const gint64 counts[] = { 41250, 12800, 840, 212, 47 };
  RapportReportPoint points[5] = { 0 };
  RapportChartData data;
  g_autoptr (RapportChart) bars = NULL;
  g_autoptr (RapportChart) funnel = NULL;
  g_autofree char *words = NULL;

  for (int i = 0; i < 5; i++)
    {
      points[i].actual = whole (counts[i]);
      points[i].compared = whole (counts[i] * 9 / 10 + i * 5);
    }
  data = line_data (points, 5);
  data.labels = names;
  data.language = "ru";
  data.kind = RAPPORT_CHART_BARS;
  bars = rapport_chart_new (&data);
  keep_picture (bars, "bars", WIDTH, 90);
  data.kind = RAPPORT_CHART_FUNNEL;
  data.language = "en";
  funnel = rapport_chart_new (&data);
  keep_picture (funnel, "funnel", WIDTH, 160);
  words = rapport_chart_describe (funnel);
  g_assert_nonnull (strstr (words, "Заявки 840 (6.6%)"));
}

static void
test_table (void)
{
  static const char *const expected[3][3] = {
    { "Leads", "November 2026", "Target" },
    { "1 Nov", "5", "7" },
    { "2 Nov", "—", "7" },
  };
  RapportReportPoint points[2] = { { { TRUE, 5000000 }, { FALSE, 0 }, { TRUE, 7000000 } },
                                   { { FALSE, 0 }, { FALSE, 0 }, { TRUE, 7000000 } } };
  RapportChartData data = line_data (points, 2);
  g_autoptr (RapportChart) chart = rapport_chart_new (&data);

  g_assert_cmpuint (rapport_chart_get_n_rows (chart), ==, 3);
  g_assert_cmpuint (rapport_chart_get_n_columns (chart), ==, 3);
  for (gsize i = 0; i < 9; i++)
    {
      g_autofree char *cell = rapport_chart_get_cell (chart, i / 3, i % 3);

      g_assert_cmpstr (cell, ==, expected[i / 3][i % 3]);
    }
}

/* A year of months against its targets, the last of which is not over. */
static void
fill_months (RapportReportPoint *points, gboolean targets)
{
  static const int actual[] = { 412, 431, 398, 405, 466, 489, 502, 371, 448, 471, 455, 523, 210 };

  for (int i = 0; i < 13; i++)
    points[i] = (RapportReportPoint) {
      .actual = whole (actual[i]),
      .compared = i > 2 ? whole (actual[i] - 60 + (i * 37) % 90) : RAPPORT_REPORT_NO_DATA,
      .target = targets ? whole (430 + 6 * i) : RAPPORT_REPORT_NO_DATA,
    };
}

static RapportChartData
variance_data (const RapportReportPoint *points)
{
  RapportChartData data = line_data (points, 13);

  data.kind = RAPPORT_CHART_COLUMNS;
  data.step = RAPPORT_REPORT_STEP_MONTH;
  data.first = rapport_day_add_months (november, -12);
  data.actual_name = "This year";
  data.compared_name = "Year before";
  data.good = RAPPORT_GOOD_UP;
  data.variance = data.unfinished = TRUE;
  return data;
}

static void
test_variance (void)
{
  RapportReportPoint points[13];
  RapportChartData data = variance_data (points);
  g_autoptr (RapportChart) chart = NULL;
  g_autoptr (RapportChart) year = NULL;
  g_autofree char *words = NULL;
  g_autofree char *point = NULL;
  g_autofree char *open = NULL;

  fill_months (points, TRUE);
  chart = rapport_chart_new (&data);
  keep_picture (chart, "variance", WIDTH, 290);
  words = rapport_chart_describe (chart);
  g_assert_nonnull (strstr (words, "Variance: Target: better 4, worse 8."));
  point = rapport_chart_describe_point (chart, 7);
  g_assert_cmpstr (point, ==,
                   "June 2026: 371 · Year before: 390 · Target: 472 · "
                   "Variance: Target: −101 (−21%), worse");
  open = rapport_chart_describe_point (chart, 12);
  g_assert_null (strstr (open, "Variance"));
  /* Without targets the year before is what counts; less of it can be better. */
  fill_months (points, FALSE);
  data.good = RAPPORT_GOOD_DOWN;
  data.language = "ru";
  data.compared_name = "Год назад";
  year = rapport_chart_new (&data);
  keep_picture (year, "variance-year", 340, 290);
  g_free (g_steal_pointer (&words));
  words = rapport_chart_describe (year);
  g_assert_nonnull (strstr (words, "Отклонение: Год назад: лучше 2, хуже 7"));
}

/* Each figure of the drawing is in the table as well. */
static void
test_variance_table (void)
{
  static const char *const expected[][6] = {
    { "Leads", "This year", "Year before", "Target", "Variance: Target", "Variance: Target, %" },
    { "November 2025", "412", "—", "430", "−18", "−4.2%, worse" },
    { "March 2026", "466", "464", "454", "+12", "+2.6%, better" },
    { "November 2026", "210", "234", "502", "—", "—" },
  };
  static const gsize rows[] = { 0, 1, 5, 13 };
  RapportReportPoint points[13];
  RapportChartData data = variance_data (points);
  g_autoptr (RapportChart) chart = NULL;
  g_autoptr (RapportChart) share = NULL;

  fill_months (points, TRUE);
  chart = rapport_chart_new (&data);
  g_assert_cmpuint (rapport_chart_get_n_columns (chart), ==, 6);
  for (gsize row = 0; row < G_N_ELEMENTS (rows); row++)
    for (gsize column = 0; column < 6; column++)
      {
        g_autofree char *cell = rapport_chart_get_cell (chart, rows[row], column);

        g_assert_cmpstr (cell, ==, expected[row][column]);
      }
  /* Shares differ by points; a share of a share would be read as one of them. */
  data.unit = RAPPORT_UNIT_RATIO;
  for (int i = 0; i < 13; i++)
    points[i] = (RapportReportPoint) { .actual = RAPPORT_REPORT_VALUE (43000 + i * 1000),
                                       .target = RAPPORT_REPORT_VALUE (50000) };
  share = rapport_chart_new (&data);
  g_assert_cmpuint (rapport_chart_get_n_columns (share), ==, 4);
  {
    g_autofree char *cell = rapport_chart_get_cell (share, 1, 3);

    g_assert_cmpstr (cell, ==, "−0.7\u00a0pp, worse");
  }
}

/* By how much a needle reaches beyond what can be drawn, and what is measured by nothing. */
static void
test_variance_edges (void)
{
  static const char *const names[] = { "Search", "Social", "Video", "Letters" };
  RapportReportPoint points[] = {
    { .actual = whole (900), .compared = whole (12) },
    { .actual = whole (400), .compared = whole (0) },
    { .actual = whole (-40), .compared = whole (80) },
    { .actual = whole (20), .compared = RAPPORT_REPORT_NO_DATA },
  };
  RapportChartData data = line_data (points, G_N_ELEMENTS (points));
  g_autoptr (RapportChart) chart = NULL;
  g_autoptr (RapportChart) neither = NULL;
  g_autofree char *words = NULL;
  g_autofree char *plain = NULL;

  data.kind = RAPPORT_CHART_BARS;
  data.labels = names;
  data.compared_name = "October 2026";
  data.good = RAPPORT_GOOD_UP;
  data.variance = TRUE;
  chart = rapport_chart_new (&data);
  keep_picture (chart, "variance-bars", WIDTH, 100);
  keep_picture (chart, "variance-bars-narrow", 300, 100);
  keep_picture (chart, "variance-bars-stacked", 220, 150);
  words = rapport_chart_describe (chart);
  g_assert_nonnull (strstr (words, "Variance: October 2026: better 2, worse 1."));
  data.good = RAPPORT_GOOD_NEITHER;
  neither = rapport_chart_new (&data);
  plain = rapport_chart_describe (neither);
  g_assert_null (strstr (plain, "better"));
}

/* Names in a script from right to left stand where others do: the drawing is not mirrored. */
static void
test_right_to_left (void)
{
  static const char *const names[] = { "بحث جوجل", "شبكات التواصل الاجتماعي والفيديو القصير",
                                       "חיפוש, מותג", "Maps" };
  static const char *const latin[] = { "Search", "Social", "Video", "Maps" };
  RapportReportPoint points[4];
  RapportChartData data;
  g_autoptr (RapportChart) chart = NULL;
  g_autoptr (RapportChart) other = NULL;
  g_autoptr (RapportChart) line = NULL;
  cairo_surface_t *first, *second;
  RapportColour blue = { 0.1, 0.37, 0.71, 1 };
  RapportChartStyle style = rapport_chart_style_paper (blue, "Inter", 8);

  for (int i = 0; i < 4; i++)
    points[i] = (RapportReportPoint) { whole (90 - 20 * i), whole (70), RAPPORT_REPORT_NO_DATA };
  data = line_data (points, G_N_ELEMENTS (points));
  data.kind = RAPPORT_CHART_BARS;
  data.compared_name = "أكتوبر 2026";
  data.good = RAPPORT_GOOD_UP;
  data.variance = TRUE;
  data.labels = names;
  chart = rapport_chart_new (&data);
  data.labels = latin;
  other = rapport_chart_new (&data);
  keep_picture (chart, "right-to-left", WIDTH, 100);
  first = draw (chart, WIDTH, 100, 1);
  second = draw (other, WIDTH, 100, 1);
  /* The longest bar begins beside the names and ends further to the right. */
  g_assert_cmpuint (accent_pixels (first, 10), ==, 0);
  g_assert_cmpuint (accent_pixels (second, 10), ==, 0);
  g_assert_cmpuint (accent_pixels (first, 190), >, accent_pixels (first, 270));
  cairo_surface_destroy (first);
  cairo_surface_destroy (second);
  data.kind = RAPPORT_CHART_LINE;
  data.name = "عملاء محتملون";
  data.actual_name = "نوفمبر 2026";
  line = rapport_chart_new (&data);
  keep_picture (line, "right-to-left-line", WIDTH, 190);
  for (gsize i = 1; i < 4; i++)
    g_assert_cmpfloat (rapport_chart_get_point_x (line, &style, WIDTH, 190, i), >,
                       rapport_chart_get_point_x (line, &style, WIDTH, 190, i - 1));
}

/* Figures at the ends of their range, odd sizes and odd names: no crash. */
static void
test_hostile (void)
{
  static const char *const names[] = { "<b>&amp;</b>", "a\nb\tc", "שלום עולם", "🙂\xE2\x80\xAE" };
  static const double sizes[] = { 0, 0.5, 3, 40, 2000 };
  RapportReportPoint points[] = { { { TRUE, G_MAXINT64 }, { TRUE, G_MININT64 }, { TRUE, 0 } },
                                  { { TRUE, G_MININT64 }, { FALSE, 0 }, { TRUE, 1 } },
                                  { { TRUE, G_MAXINT64 }, { TRUE, 1 }, { FALSE, 0 } },
                                  { { TRUE, 1 }, { TRUE, 1 }, { FALSE, 0 } } };
  g_autofree char *longest = g_strnfill (10000, 'w');

  for (int kind = RAPPORT_CHART_LINE; kind <= RAPPORT_CHART_FUNNEL; kind++)
    for (gsize s = 0; s < G_N_ELEMENTS (sizes); s++)
      {
        RapportChartData data = line_data (points, G_N_ELEMENTS (points));
        g_autoptr (RapportChart) chart = NULL;
        g_autofree char *words = NULL;

        data.kind = kind;
        data.variance = s % 2 == 0;
        data.labels = names;
        data.name = data.actual_name = data.target_name = longest;
        chart = rapport_chart_new (&data);
        cairo_surface_destroy (draw (chart, sizes[s], sizes[G_N_ELEMENTS (sizes) - 1 - s] / 10, 1));
        words = rapport_chart_describe (chart);
        g_assert_true (g_utf8_validate (words, -1, NULL));
      }
}

static void
test_spark (void)
{
  RapportReportPoint points[DAYS];
  RapportChartData data;
  g_autoptr (RapportChart) chart = NULL;
  cairo_surface_t *surface;

  fill_days (points);
  data = line_data (points, DAYS);
  data.kind = RAPPORT_CHART_SPARK;
  chart = rapport_chart_new (&data);
  surface = draw (chart, 100, 24, 1);
  g_assert_cmpuint (accent_pixels (surface, 50), >, 0);
  cairo_surface_destroy (surface);
  keep_picture (chart, "spark", 100, 24);
}

/* What happened on a day stands at its line, and in the words. */
static void
test_notes (void)
{
  const RapportChartNote notes[] = {
    { november + 20, "Site down for an hour, and then for another" },
    { november - 1, "Before" },
    { november + 5, "New pages" },
    { november + 30, "After" },
    { november + 28, "Prices" },
    { november + 7, "" },
  };
  RapportReportPoint points[DAYS];
  RapportChartData data;
  g_autoptr (RapportChart) chart = NULL;
  g_autofree char *words = NULL;

  fill_days (points);
  data = line_data (points, DAYS);
  data.notes = notes;
  data.n_notes = G_N_ELEMENTS (notes);
  chart = rapport_chart_new (&data);
  keep_picture (chart, "notes", WIDTH, 190);
  words = rapport_chart_describe (chart);
  g_assert_nonnull (
    strstr (words, "6 Nov: New pages; 21 Nov: Site down for an hour, and then for another; "
                   "29 Nov: Prices."));
  g_assert_null (strstr (words, "Before"));
  g_assert_null (strstr (words, "After"));
}

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_string_append_len (closure, (const char *) data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Whatever colour the agency has, it can be seen on paper. */
static void
test_contrast (void)
{
  static const char *const colours[] = { "#ffffff", "#ffee00", "#c9d6e6",
                                         "#00ff00", "#0b6e4f", "#000000" };
  const RapportColour white = { 1, 1, 1, 1 };

  for (gsize i = 0; i < G_N_ELEMENTS (colours); i++)
    {
      RapportColour colour;
      RapportChartStyle style;

      g_assert_true (rapport_colour_parse (colours[i], &colour));
      style = rapport_chart_style_paper (colour, "Inter", 8);
      g_assert_cmpfloat (rapport_colour_contrast (style.accent, white), >=, 3);
      g_assert_cmpfloat (rapport_colour_contrast (style.dim, white), >=, 4.5);
      /* One that can be seen as it is stays. */
      if (rapport_colour_contrast (colour, white) >= 3)
        g_assert_cmpfloat (rapport_colour_contrast (style.accent, colour), <, 1.001);
    }
}

static GString *
draw_svg (RapportChart *chart)
{
  RapportColour blue = { 0.1, 0.37, 0.71, 1 };
  RapportChartStyle style = rapport_chart_style_paper (blue, "Inter", 8);
  GString *svg = g_string_new (NULL);
  cairo_surface_t *surface = cairo_svg_surface_create_for_stream (append_cb, svg, WIDTH, 190);
  cairo_t *cr = cairo_create (surface);

  rapport_chart_draw (chart, cr, &style, WIDTH, 190);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return svg;
}

/* The SVG, drawn by another program, on white. */
static cairo_surface_t *
read_svg (const GString *svg)
{
  const RsvgRectangle view = { 0, 0, WIDTH, 190 };
  RsvgHandle *handle = rsvg_handle_new_from_data ((const guint8 *) svg->str, svg->len, NULL);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, 190);
  cairo_t *cr = cairo_create (surface);

  g_assert_nonnull (handle);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  g_assert_true (rsvg_handle_render_document (handle, cr, &view, NULL));
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  g_object_unref (handle);
  return surface;
}

/* How many bytes of two pictures differ so that one sees it. */
static gsize
count_different (cairo_surface_t *a, cairo_surface_t *b)
{
  gsize size =
    (gsize) cairo_image_surface_get_stride (a) * (gsize) cairo_image_surface_get_height (a);
  const guchar *left = cairo_image_surface_get_data (a);
  const guchar *right = cairo_image_surface_get_data (b);
  gsize n = 0;

  for (gsize i = 0; i < size; i++)
    n += ABS (left[i] - right[i]) > 96;
  return n;
}

/* The same drawing as a file of shapes: it holds no picture of pixels, and who
 * draws it gets the picture of the screen. */
static void
test_svg (void)
{
  RapportReportPoint points[DAYS];
  RapportChartData data;
  cairo_surface_t *before = NULL;

  fill_days (points);
  data = line_data (points, DAYS);
  for (int kind = RAPPORT_CHART_LINE; kind <= RAPPORT_CHART_FUNNEL; kind++)
    {
      g_autoptr (RapportChart) chart = NULL;
      g_autoptr (GString) svg = NULL;
      cairo_surface_t *screen, *shapes;

      data.kind = kind;
      chart = rapport_chart_new (&data);
      svg = draw_svg (chart);
      g_assert_nonnull (strstr (svg->str, "<path"));
      g_assert_null (strstr (svg->str, "<image"));
      g_assert_null (strstr (svg->str, "<script"));
      screen = draw (chart, WIDTH, 190, 1);
      shapes = read_svg (svg);
      g_assert_cmpuint (count_different (screen, shapes), <, WIDTH * 190 * 4 / 200);
      cairo_surface_destroy (screen);
      /* Another kind is another picture: the count can count. */
      if (before != NULL)
        g_assert_cmpuint (count_different (before, shapes), >, 1000);
      g_clear_pointer (&before, cairo_surface_destroy);
      before = shapes;
    }
  cairo_surface_destroy (before);
}

/* The point under a pointer is the point that stands there, however the chart is
 * drawn; and each says its day and figures. */
static void
test_points (void)
{
  static const RapportChartKind kinds[] = { RAPPORT_CHART_LINE, RAPPORT_CHART_COLUMNS };
  const RapportChartStyle style =
    rapport_chart_style_paper ((RapportColour) { 0, 0, 1, 1 }, "Inter", 8);
  RapportReportPoint points[DAYS];
  const RapportChartNote note = { november + 3, "New site" };

  fill_days (points);
  for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      RapportChartData data = line_data (points, DAYS);
      g_autoptr (RapportChart) chart = NULL;

      data.kind = kinds[k];
      chart = rapport_chart_new (&data);
      g_assert_cmpuint (rapport_chart_get_n_points (chart), ==, DAYS);
      for (gsize i = 0; i < DAYS; i++)
        {
          const double x = rapport_chart_get_point_x (chart, &style, WIDTH, 200, i);

          g_assert_cmpfloat (x, >, 0);
          g_assert_cmpfloat (x, <, WIDTH);
          g_assert_cmpint (rapport_chart_find_point (chart, &style, WIDTH, 200, x + 0.2), ==,
                           (gssize) i);
        }
      g_assert_cmpint (rapport_chart_find_point (chart, &style, WIDTH, 200, -50), ==, 0);
      g_assert_cmpint (rapport_chart_find_point (chart, &style, WIDTH, 200, 9999), ==, DAYS - 1);
    }
  {
    RapportChartData data = line_data (points, DAYS);
    g_autoptr (RapportChart) chart = NULL;
    g_autofree char *said = NULL;

    data.notes = &note;
    data.n_notes = 1;
    chart = rapport_chart_new (&data);
    said = rapport_chart_describe_point (chart, 3);
    g_assert_cmpstr (said, ==, "4 Nov: 5 · November 2025: 6 · Target: 7 · New site");
  }
}

/* What is kept as a file or pasted elsewhere is the same drawing, and its table. */
static void
test_other_forms (void)
{
  const RapportChartStyle style =
    rapport_chart_style_paper ((RapportColour) { 0, 0, 1, 1 }, "Inter", 8);
  RapportReportPoint points[DAYS];
  g_autoptr (RapportChart) chart = NULL;
  g_autoptr (GBytes) svg = NULL;
  RsvgHandle *handle = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  gsize size;
  gconstpointer data;

  fill_days (points);
  {
    const RapportChartData about = line_data (points, DAYS);

    chart = rapport_chart_new (&about);
  }
  svg = rapport_chart_to_svg (chart, &style, WIDTH, 200);
  data = g_bytes_get_data (svg, &size);
  handle = rsvg_handle_new_from_data (data, size, &error);
  g_assert_no_error (error);
  g_object_unref (handle);
  text = rapport_chart_to_text (chart);
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, DAYS + 2);
  g_assert_true (g_str_has_prefix (lines[1], "1 Nov\t4\t3\t7"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  november = rapport_day_new (2026, 11, 1);
  g_test_add_func ("/chart/line", test_line);
  g_test_add_func ("/chart/gaps", test_gaps);
  g_test_add_func ("/chart/empty", test_empty);
  g_test_add_func ("/chart/columns", test_columns);
  g_test_add_func ("/chart/bars-and-funnel", test_bars_and_funnel);
  g_test_add_func ("/chart/table", test_table);
  g_test_add_func ("/chart/hostile", test_hostile);
  g_test_add_func ("/chart/spark", test_spark);
  g_test_add_func ("/chart/notes", test_notes);
  g_test_add_func ("/chart/variance", test_variance);
  g_test_add_func ("/chart/variance-table", test_variance_table);
  g_test_add_func ("/chart/variance-edges", test_variance_edges);
  g_test_add_func ("/chart/right-to-left", test_right_to_left);
  g_test_add_func ("/chart/contrast", test_contrast);
  g_test_add_func ("/chart/svg", test_svg);
  g_test_add_func ("/chart/points", test_points);
  g_test_add_func ("/chart/other-forms", test_other_forms);
  return g_test_run ();
}
