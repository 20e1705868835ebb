/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a drawn chart is asked for: its points, one by one, and other forms of it. */
#include "rapport-chart-private.h"

#include <cairo-svg.h>
#include <math.h>

/* (transfer full) (nullable): where the points stand; NULL for charts of things
 * with names. */
static double *
get_places (RapportChart *self, const RapportChartStyle *style, double width, double height)
{
  const gboolean columns = self->data.kind == RAPPORT_CHART_COLUMNS;
  cairo_surface_t *surface;
  cairo_t *cr;
  Painter painter;
  double *places;

  if ((!columns && self->data.kind != RAPPORT_CHART_LINE) || self->data.n_points == 0 ||
      width <= 0 || height <= 0)
    return NULL;
  surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cr = cairo_create (surface);
  painter_init (&painter, self, cr, style, width, height);
  places = columns ? chart_columns_places (&painter) : chart_line_places (&painter);
  painter_clear (&painter);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return places;
}

double
rapport_chart_get_point_x (
  RapportChart *self, const RapportChartStyle *style, double width, double height, gsize index)
{
  g_autofree double *places = get_places (self, style, width, height);

  return places != NULL && index < self->data.n_points ? places[index] : -1;
}

gssize
rapport_chart_find_point (
  RapportChart *self, const RapportChartStyle *style, double width, double height, double x)
{
  g_autofree double *places = get_places (self, style, width, height);
  gssize best = -1;

  for (gsize i = 0; places != NULL && i < self->data.n_points; i++)
    if (best < 0 || fabs (places[i] - x) < fabs (places[best] - x))
      best = (gssize) i;
  return best;
}

gsize
rapport_chart_get_n_points (RapportChart *self)
{
  return self->data.n_points;
}

/* " · Variance: Target: +12 (+8.3%), better". */
static void
append_variance (RapportChart *self, GString *said, gsize index)
{
  const Variance variance = chart_variance (self, index);
  const char *word = chart_variance_word (self, variance.judgement);
  g_autofree char *name = NULL;
  g_autofree char *change = NULL;

  if (!variance.absolute.known)
    return;
  name = chart_variance_name (self, FALSE);
  change = rapport_locale_difference (self->locale, self->data.unit, variance.absolute.value,
                                      self->data.currency);
  g_string_append_printf (said, " · %s: %s", name, change);
  if (variance.relative.known)
    {
      g_autofree char *share = chart_variance_text (self, &variance, TRUE);

      g_string_append_printf (said, " (%s)", share);
    }
  if (word != NULL)
    g_string_append_printf (said, ", %s", word);
}

char *
rapport_chart_describe_point (RapportChart *self, gsize index)
{
  const char *const names[] = { "", self->data.compared_name, self->data.target_name };
  const gboolean has[] = { TRUE, self->has_compared, self->has_target };
  GString *said;
  g_autofree char *label = NULL;

  g_return_val_if_fail (index < self->data.n_points, NULL);
  label = chart_point_label (self, index);
  said = g_string_new (label);
  for (int s = 0; s < N_SERIES; s++)
    {
      g_autofree char *figure = NULL;

      if (!has[s])
        continue;
      figure = chart_figure (self, chart_value (self, index, s), RAPPORT_FIGURE_ROUNDED);
      if (names[s][0] != '\0')
        g_string_append_printf (said, " · %s: %s", names[s], figure);
      else
        g_string_append_printf (said, ": %s", figure);
    }
  append_variance (self, said, index);
  for (gsize i = 0; i < self->n_notes; i++)
    if (chart_find_day (self, self->notes[i].day) == (gssize) index)
      g_string_append_printf (said, " · %s", self->notes[i].text);
  return g_string_free_and_steal (said);
}

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

GBytes *
rapport_chart_to_svg (RapportChart *self,
                      const RapportChartStyle *style,
                      double width,
                      double height)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_svg_surface_create_for_stream (append_cb, bytes, width, height);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
  rapport_colour_set (style->background, cr);
  cairo_paint (cr);
  rapport_chart_draw (self, cr, style, width, height);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

char *
rapport_chart_to_text (RapportChart *self)
{
  const gsize n_columns = rapport_chart_get_n_columns (self);
  GString *text = g_string_new (NULL);

  for (gsize row = 0; row < rapport_chart_get_n_rows (self); row++)
    for (gsize column = 0; column < n_columns; column++)
      {
        g_autofree char *cell = rapport_chart_get_cell (self, row, column);

        g_string_append (text, g_strdelimit (cell, "\t\n", ' '));
        g_string_append_c (text, column + 1 < n_columns ? '\t' : '\n');
      }
  return g_string_free_and_steal (text);
}
