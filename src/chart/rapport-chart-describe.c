/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-chart-private.h"

static gboolean
is_time (RapportChart *self)
{
  return self->data.kind != RAPPORT_CHART_BARS && self->data.kind != RAPPORT_CHART_FUNNEL;
}

static gboolean
adds_up (RapportChart *self)
{
  return self->data.unit == RAPPORT_UNIT_COUNT || self->data.unit == RAPPORT_UNIT_MONEY;
}

/* The sum of a series in words; %NULL where there is none or it would not fit. */
static char *
total (RapportChart *self, Series series)
{
  gint64 sum = 0;
  gboolean known = FALSE;

  for (gsize i = 0; i < self->data.n_points; i++)
    {
      RapportReportValue value = chart_value (self, i, series);

      if (!value.known)
        continue;
      known = TRUE;
      if (__builtin_add_overflow (sum, value.value, &sum))
        return NULL;
    }
  return known ? chart_figure (self, RAPPORT_REPORT_VALUE (sum), RAPPORT_FIGURE_ROUNDED) : NULL;
}

static void
add_total (RapportChart *self, GPtrArray *parts, const char *name, Series series)
{
  g_autofree char *sum = adds_up (self) ? total (self, series) : NULL;

  if (sum != NULL && name[0] != '\0')
    /* Translators: “November 2026: 184 in total”. */
    g_ptr_array_add (
      parts, g_strdup_printf (rapport_catalog_text (self->catalog, "%s: %s in total"), name, sum));
}

static void
add_extreme (RapportChart *self, GPtrArray *parts, gboolean highest)
{
  gssize best = -1;
  g_autofree char *figure = NULL;
  g_autofree char *label = NULL;

  for (gsize i = 0; i < self->data.n_points; i++)
    {
      RapportReportValue value = chart_value (self, i, SERIES_ACTUAL);

      if (value.known && (best < 0 || (highest ? value.value > self->points[best].actual.value
                                               : value.value < self->points[best].actual.value)))
        best = (gssize) i;
    }
  if (best < 0)
    return;
  figure = chart_figure (self, self->points[best].actual, RAPPORT_FIGURE_ROUNDED);
  label = chart_point_label (self, (gsize) best);
  if (highest)
    g_ptr_array_add (
      parts,
      g_strdup_printf (rapport_catalog_text (self->catalog, "highest %s (%s)"), figure, label));
  else
    g_ptr_array_add (parts, g_strdup_printf (rapport_catalog_text (self->catalog, "lowest %s (%s)"),
                                             figure, label));
}

static void
add_missing (RapportChart *self, GPtrArray *parts)
{
  guint missing = 0;

  for (gsize i = 0; i < self->data.n_points; i++)
    missing += !chart_value (self, i, SERIES_ACTUAL).known;
  if (missing > 0)
    g_ptr_array_add (parts,
                     g_strdup_printf (rapport_catalog_plural (self->catalog, "%u point has no data",
                                                              "%u points have no data", missing),
                                      missing));
}

/* "Variance: Target: better 8, worse 4". */
static void
add_variance (RapportChart *self, GPtrArray *parts)
{
  g_autofree char *name = NULL;
  guint better = 0, worse = 0;

  if (!chart_has_variance (self))
    return;
  for (gsize i = 0; i < self->data.n_points; i++)
    {
      const Variance variance = chart_variance (self, i);

      better += variance.judgement > 0;
      worse += variance.judgement < 0;
    }
  if (better + worse == 0)
    return;
  name = chart_variance_name (self, FALSE);
  g_ptr_array_add (parts, g_strdup_printf ("%s: %s %u, %s %u", name, chart_variance_word (self, 1),
                                           better, chart_variance_word (self, -1), worse));
}

/* "15 Oct: New site". */
static void
add_notes (RapportChart *self, GPtrArray *parts)
{
  for (gsize i = 0; i < self->n_notes; i++)
    {
      g_autofree char *day = rapport_locale_day_short (self->locale, self->notes[i].day);

      g_ptr_array_add (parts, g_strdup_printf ("%s: %s", day, self->notes[i].text));
    }
}

static void
describe_time (RapportChart *self, GPtrArray *parts)
{
  add_total (self, parts, self->data.actual_name, SERIES_ACTUAL);
  add_extreme (self, parts, TRUE);
  add_extreme (self, parts, FALSE);
  add_total (self, parts, self->data.compared_name, SERIES_COMPARED);
  if (self->has_target)
    add_total (self, parts, self->data.target_name, SERIES_TARGET);
  add_variance (self, parts);
  add_missing (self, parts);
  add_notes (self, parts);
}

static void
describe_named (RapportChart *self, GPtrArray *parts)
{
  for (gsize i = 0; i < self->data.n_points; i++)
    {
      g_autofree char *label = chart_point_label (self, i);
      g_autofree char *figure =
        chart_figure (self, chart_value (self, i, SERIES_ACTUAL), RAPPORT_FIGURE_ROUNDED);
      g_autofree char *share = NULL;

      if (self->data.kind == RAPPORT_CHART_FUNNEL && i > 0)
        share = chart_share (self, chart_value (self, i, SERIES_ACTUAL),
                             chart_value (self, i - 1, SERIES_ACTUAL));
      g_ptr_array_add (parts, share != NULL ? g_strdup_printf ("%s %s (%s)", label, figure, share)
                                            : g_strdup_printf ("%s %s", label, figure));
    }
  add_variance (self, parts);
}

char *
rapport_chart_describe (RapportChart *self)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined = NULL;
  const char *colon = self->data.name[0] != '\0' ? ". " : "";

  if (rapport_chart_is_empty (self))
    return g_strdup_printf ("%s%s%s.", self->data.name, colon,
                            rapport_catalog_text (self->catalog, "No data for this period"));
  if (is_time (self))
    describe_time (self, parts);
  else
    describe_named (self, parts);
  g_ptr_array_add (parts, NULL);
  joined = g_strjoinv ("; ", (char **) parts->pdata);
  return g_strdup_printf ("%s%s%s.", self->data.name, colon, joined);
}

/* The series that have a column, in order; returns how many. */
static gsize
columns (RapportChart *self, Series *series)
{
  gsize n = 0;

  series[n++] = SERIES_ACTUAL;
  if (self->has_compared)
    series[n++] = SERIES_COMPARED;
  if (self->has_target)
    series[n++] = SERIES_TARGET;
  return n;
}

/* The last columns: the difference, and the same in per cent, where there is any. */
static gsize
count_changes (RapportChart *self)
{
  if (!chart_has_variance (self))
    return 0;
  return chart_variance_reach (self).relative ? 2 : 1;
}

gsize
rapport_chart_get_n_rows (RapportChart *self)
{
  return self->data.n_points + 1;
}

gsize
rapport_chart_get_n_columns (RapportChart *self)
{
  Series series[N_SERIES];

  return columns (self, series) + 1 + count_changes (self);
}

static char *
heading (RapportChart *self, Series series)
{
  const char *const names[] = { self->data.actual_name, self->data.compared_name,
                                self->data.target_name };

  if (series == SERIES_ACTUAL && names[series][0] == '\0')
    return g_strdup (self->data.name);
  return g_strdup (names[series]);
}

/* "+12"; in the last column with its judgement, "+8.3%, better". */
static char *
change_cell (RapportChart *self, gsize row, gboolean last)
{
  Variance variance;
  g_autofree char *text = NULL;
  const char *word;
  const gboolean relative = last && chart_variance_reach (self).relative;

  if (row == 0)
    return chart_variance_name (self, relative);
  variance = chart_variance (self, row - 1);
  word = last ? chart_variance_word (self, variance.judgement) : NULL;
  if (relative || !variance.absolute.known)
    text = chart_variance_text (self, &variance, relative);
  else
    text = rapport_locale_difference (self->locale, self->data.unit, variance.absolute.value,
                                      self->data.currency);
  return word != NULL ? g_strdup_printf ("%s, %s", text, word) : g_steal_pointer (&text);
}

char *
rapport_chart_get_cell (RapportChart *self, gsize row, gsize column)
{
  Series series[N_SERIES];
  gsize n = columns (self, series);

  g_return_val_if_fail (row <= self->data.n_points && column <= n + count_changes (self), NULL);
  if (column > n)
    return change_cell (self, row, column == n + count_changes (self));
  if (row == 0)
    return column == 0 ? g_strdup (self->data.name) : heading (self, series[column - 1]);
  if (column == 0)
    return chart_point_label (self, row - 1);
  return chart_figure (self, chart_value (self, row - 1, series[column - 1]), RAPPORT_FIGURE_EXACT);
}
