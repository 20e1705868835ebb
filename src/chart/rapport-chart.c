/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-chart-private.h"

#include <math.h>
#include <string.h>

#define MAX_NAME 400

/* A name that is longer is cut: no chart has room for it. */
static const char *
keep_string (RapportChart *self, const char *string)
{
  g_autofree char *cut = NULL;

  if (string == NULL)
    return "";
  if (strlen (string) <= MAX_NAME)
    return g_string_chunk_insert (self->strings, string);
  cut = g_strndup (string, (gsize) (g_utf8_find_prev_char (string, string + MAX_NAME) - string));
  return g_string_chunk_insert (self->strings, cut);
}

static void
note_value (RapportChart *self, RapportReportValue value, gboolean *has)
{
  if (!value.known)
    return;
  *has = TRUE;
  self->low = MIN (self->low, chart_units (value));
  self->high = MAX (self->high, chart_units (value));
}

static void
copy_points (RapportChart *self, const RapportChartData *data)
{
  self->points = g_memdup2 (data->points, data->n_points * sizeof (RapportReportPoint));
  self->labels = g_new0 (char *, data->n_points + 1);
  for (gsize i = 0; i < data->n_points; i++)
    {
      note_value (self, data->points[i].actual, &self->has_actual);
      note_value (self, data->points[i].compared, &self->has_compared);
      note_value (self, data->points[i].target, &self->has_target);
      if (data->labels != NULL)
        self->labels[i] = (char *) keep_string (self, data->labels[i]);
    }
}

gssize
chart_find_day (RapportChart *self, RapportDay day)
{
  gint64 days = (gint64) day - self->data.first;
  gssize index;

  if (self->data.kind != RAPPORT_CHART_LINE || self->data.step == RAPPORT_REPORT_STEP_MONTH ||
      days < 0)
    return -1;
  index = (gssize) (self->data.step == RAPPORT_REPORT_STEP_WEEK ? days / 7 : days);
  return index < (gssize) self->data.n_points ? index : -1;
}

static int
compare_notes (gconstpointer a, gconstpointer b)
{
  const RapportChartNote *left = a, *right = b;

  return (left->day > right->day) - (left->day < right->day);
}

static void
copy_notes (RapportChart *self, const RapportChartData *data)
{
  self->notes = g_new0 (RapportChartNote, data->n_notes + 1);
  for (gsize i = 0; i < data->n_notes; i++)
    {
      const char *text = keep_string (self, data->notes[i].text);

      if (chart_find_day (self, data->notes[i].day) >= 0 && text[0] != '\0')
        self->notes[self->n_notes++] = (RapportChartNote) { data->notes[i].day, text };
    }
  qsort (self->notes, self->n_notes, sizeof (RapportChartNote), compare_notes);
  self->data.notes = self->notes;
  self->data.n_notes = self->n_notes;
}

RapportChart *
rapport_chart_new (const RapportChartData *data)
{
  RapportChart *self = g_atomic_rc_box_new0 (RapportChart);

  self->strings = g_string_chunk_new (256);
  self->data = *data;
  self->locale = rapport_locale_get (data->language);
  self->catalog = rapport_catalog_get (data->language);
  copy_points (self, data);
  self->data.points = self->points;
  self->data.labels = (const char *const *) self->labels;
  copy_notes (self, data);
  self->data.name = keep_string (self, data->name);
  self->data.language = keep_string (self, data->language);
  self->data.currency = keep_string (self, data->currency);
  self->data.actual_name = keep_string (self, data->actual_name);
  self->data.compared_name = keep_string (self, data->compared_name);
  self->data.target_name = keep_string (self, data->target_name);
  chart_choose_variance (self);
  return self;
}

RapportChart *
rapport_chart_ref (RapportChart *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
chart_clear (gpointer data)
{
  RapportChart *self = data;

  g_free (self->points);
  g_free (self->notes);
  g_free (self->labels);
  g_string_chunk_free (self->strings);
}

void
rapport_chart_unref (RapportChart *self)
{
  g_atomic_rc_box_release_full (self, chart_clear);
}

gboolean
rapport_chart_is_empty (RapportChart *self)
{
  return !self->has_actual && !self->has_compared;
}

RapportReportValue
chart_value (RapportChart *self, gsize index, Series series)
{
  const RapportReportPoint *point = &self->points[index];

  switch (series)
    {
    case SERIES_ACTUAL:
      return point->actual;
    case SERIES_COMPARED:
      return point->compared;
    case SERIES_TARGET:
      return point->target;
    case N_SERIES:
    default:
      g_return_val_if_reached (RAPPORT_REPORT_NO_DATA);
    }
}

char *
chart_figure (RapportChart *self, RapportReportValue value, RapportFigureStyle style)
{
  if (!value.known)
    return g_strdup (RAPPORT_LOCALE_NO_DATA);
  return rapport_locale_figure (self->locale, self->data.unit, value.value, self->data.currency,
                                style);
}

RapportDay
chart_point_day (RapportChart *self, gsize index)
{
  switch (self->data.step)
    {
    case RAPPORT_REPORT_STEP_DAY:
      return self->data.first + (RapportDay) index;
    case RAPPORT_REPORT_STEP_WEEK:
      return self->data.first + 7 * (RapportDay) index;
    case RAPPORT_REPORT_STEP_MONTH:
      return rapport_day_add_months (self->data.first, (int) index);
    default:
      g_return_val_if_reached (RAPPORT_DAY_NONE);
    }
}

char *
chart_point_label (RapportChart *self, gsize index)
{
  if (self->data.kind == RAPPORT_CHART_BARS || self->data.kind == RAPPORT_CHART_FUNNEL)
    return g_strdup (self->labels[index] != NULL ? self->labels[index] : "");
  if (self->data.step == RAPPORT_REPORT_STEP_MONTH)
    return rapport_locale_month (self->locale, chart_point_day (self, index));
  return rapport_locale_day_short (self->locale, chart_point_day (self, index));
}

char *
chart_share (RapportChart *self, RapportReportValue part, RapportReportValue whole)
{
  double share;

  if (!part.known || !whole.known || whole.value == 0)
    return NULL;
  share = (double) part.value / (double) whole.value;
  if (!isfinite (share) || fabs (share) > 1e6)
    return NULL;
  /* Shares of a funnel run from 60 % to 0.06 %: two digits that count. */
  return rapport_locale_percent (self->locale, (gint64) llround (share * RAPPORT_MILLION), 1,
                                 fabs (share) < 0.01 ? 2 : 1);
}

double
rapport_chart_get_height (RapportChart *self, const RapportChartStyle *style, double width)
{
  double u = style->text_size / 8;

  switch (self->data.kind)
    {
    case RAPPORT_CHART_BARS:
      return chart_bars_height (self, style, width);
    case RAPPORT_CHART_FUNNEL:
      return chart_funnel_height (self, style);
    case RAPPORT_CHART_SPARK:
      return 24 * u;
    case RAPPORT_CHART_COLUMNS:
      return CLAMP (width * 0.36, 110 * u, 190 * u) +
             chart_columns_variance_height (self) * style->text_size;
    case RAPPORT_CHART_LINE:
    default:
      return CLAMP (width * 0.36, 110 * u, 190 * u);
    }
}

void
rapport_chart_draw (
  RapportChart *self, cairo_t *cr, const RapportChartStyle *style, double width, double height)
{
  static void (*const draw[]) (Painter *) = {
    [RAPPORT_CHART_LINE] = chart_draw_line,     [RAPPORT_CHART_COLUMNS] = chart_draw_columns,
    [RAPPORT_CHART_SPARK] = chart_draw_spark,   [RAPPORT_CHART_BARS] = chart_draw_bars,
    [RAPPORT_CHART_FUNNEL] = chart_draw_funnel,
  };
  Painter painter;

  if (width <= 0 || height <= 0)
    return;
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  painter_init (&painter, self, cr, style, width, height);
  if (rapport_chart_is_empty (self))
    painter_no_data (&painter);
  else
    draw[self->data.kind](&painter);
  painter_clear (&painter);
  cairo_restore (cr);
}

void
rapport_chart_style_judge (RapportChartStyle *style)
{
  const RapportColour green = { 0.07, 0.45, 0.24, 1 };
  const RapportColour red = { 0.72, 0.12, 0.11, 1 };

  style->better = rapport_colour_readable (green, style->background, 4.5);
  style->worse = rapport_colour_readable (red, style->background, 4.5);
}

RapportChartStyle
rapport_chart_style_paper (RapportColour accent, const char *family, double size)
{
  const RapportColour ink = { 0.11, 0.12, 0.14, 1 };
  const RapportColour white = { 1, 1, 1, 1 };

  RapportChartStyle style = {
    .foreground = ink,
    .dim = rapport_colour_mix (ink, white, 0.38),
    .rule = rapport_colour_mix (ink, white, 0.88),
    .muted = rapport_colour_mix (ink, white, 0.68),
    .accent = rapport_colour_readable (accent, white, 3),
    .background = white,
    .family = family,
    .text_size = size,
  };

  rapport_chart_style_judge (&style);
  return style;
}
