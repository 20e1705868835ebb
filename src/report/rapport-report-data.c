/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-report-private.h"

#include <string.h>

#define COLUMN_GAP    12
#define TABLE_SPACE   13
#define WIDEST_HEADER 90
#define NAME_LEAST    0.24
#define NAME_USUAL    0.3

/* Places columns of the given widths at the right; the first takes the rest. */
static void
place_columns (Report *self, ReportColumnPlace *places, const double *widths, guint n)
{
  double x = self->left + self->width;

  for (guint i = n; i > 1; i--)
    {
      x -= widths[i - 1];
      places[i - 1] = (ReportColumnPlace) { x, widths[i - 1], 1 };
      x -= COLUMN_GAP;
    }
  places[0] = (ReportColumnPlace) { self->left, MAX (x - self->left, 20), 0 };
}

static double
sum_up_to (const double *widths, guint n, double most)
{
  double sum = 0;

  for (guint i = 1; i < n; i++)
    sum += MIN (widths[i], most);
  return sum;
}

/* Narrows the widest columns until the names have their share of the page. */
static void
fit_widths (Report *self, double *widths, guint n)
{
  double room = MAX (self->width * (1 - NAME_LEAST) - COLUMN_GAP * (n - 1), 8 * n);
  double low = 0;
  double high = self->width;

  if (sum_up_to (widths, n, G_MAXDOUBLE) <= room)
    return;
  for (int i = 0; i < 40; i++)
    {
      double middle = (low + high) / 2;

      if (sum_up_to (widths, n, middle) > room)
        high = middle;
      else
        low = middle;
    }
  for (guint i = 1; i < n; i++)
    widths[i] = MIN (widths[i], low);
}

/* Whether the name of a column takes at most @lines at @width. */
static gboolean
header_fits (Report *self, const char *header, double width, int lines)
{
  const ReportLook small = { .face = FACE_SMALL, .align = 1 };
  g_autoptr (PangoLayout) layout = report_layout (self, header, &small, width);

  return pango_layout_get_line_count (layout) <= lines;
}

/* The width that a column needs: its widest word above, its widest figure. */
static double
column_width (
  Report *self, const char *header, const char *const *texts, guint n, guint stride, int lines)
{
  const ReportLook small = { .face = FACE_SMALL, .align = 1 };
  const ReportLook look = { .face = FACE_TABLE, .bold = TRUE, .align = 1 };
  g_auto (GStrv) words = g_strsplit (header, " ", 40);
  double width = 24;

  for (char **word = words; *word != NULL; word++)
    width = MAX (width, MIN (report_text_width (self, *word, &small), WIDEST_HEADER));
  for (guint i = 0; i < n; i++)
    if (texts[i * stride] != NULL)
      width = MAX (width, report_text_width (self, texts[i * stride], &look));
  while (width < WIDEST_HEADER && !header_fits (self, header, width, lines))
    width += 4;
  return width + 1;
}

/* A table made of strings: row 0 heads it. */
typedef struct
{
  guint n_columns;
  GPtrArray *texts;
  GPtrArray *small;
  GPtrArray *alts;
  GArray *tones;
  GArray *totals;
} Grid;

static void
grid_init (Grid *self, guint n_columns)
{
  self->n_columns = n_columns;
  self->texts = g_ptr_array_new_with_free_func (g_free);
  self->small = g_ptr_array_new_with_free_func (g_free);
  self->tones = g_array_new (FALSE, TRUE, sizeof (ReportTone));
  self->alts = g_ptr_array_new_with_free_func (g_free);
  self->totals = g_array_new (FALSE, TRUE, sizeof (gboolean));
}

static void
grid_clear (Grid *self)
{
  g_ptr_array_unref (self->texts);
  g_ptr_array_unref (self->small);
  g_ptr_array_unref (self->alts);
  g_array_unref (self->tones);
  g_array_unref (self->totals);
}

static void
grid_add (Grid *self, char *text, char *small)
{
  const ReportTone tone = TONE_NEITHER;

  g_array_append_val (self->tones, tone);
  g_ptr_array_add (self->texts, text);
  g_ptr_array_add (self->small, small);
  g_ptr_array_add (self->alts, NULL);
}

static void
grid_end_row (Grid *self, gboolean total)
{
  g_array_append_val (self->totals, total);
}

static void
fill_row (const Grid *self, guint row, ReportCell *cells)
{
  gboolean total = g_array_index (self->totals, gboolean, row);

  for (guint i = 0; i < self->n_columns; i++)
    cells[i] = (ReportCell) {
      .text = self->texts->pdata[row * self->n_columns + i],
      .small = self->small->pdata[row * self->n_columns + i],
      .alt = self->alts->pdata[row * self->n_columns + i],
      .tone = g_array_index (self->tones, ReportTone, row * self->n_columns + i),
      .bold = total || (i == 1 && self->n_columns < 3),
    };
}

/* Adds the grid with its figures at the right. @strong is the column whose
 * figures are bold, or 0. */
static void
add_grid (Report *self, int node, const Grid *grid, guint strong)
{
  guint n = grid->n_columns;
  guint n_rows = grid->totals->len;
  g_autofree double *widths = g_new0 (double, n);
  g_autofree ReportColumnPlace *places = g_new0 (ReportColumnPlace, n);
  g_autofree ReportCell *cells = g_new0 (ReportCell, n);
  ReportTable table;

  /* Names of columns stand in one line where there is room, or else in two. */
  for (int lines = 1; lines <= 2; lines++)
    {
      for (guint i = 1; i < n; i++)
        widths[i] =
          column_width (self, grid->texts->pdata[i],
                        (const char *const *) &grid->texts->pdata[n + i], n_rows - 1, n, lines);
      if (sum_up_to (widths, n, G_MAXDOUBLE) + COLUMN_GAP * (n - 1) <=
          self->width * (1 - NAME_USUAL))
        break;
    }
  fit_widths (self, widths, n);
  place_columns (self, places, widths, n);
  fill_row (grid, 0, cells);
  report_table_begin (&table, self, node, places, n, cells, TABLE_SPACE, FACE_TABLE);
  for (guint row = 1; row < n_rows; row++)
    {
      fill_row (grid, row, cells);
      if (strong > 0)
        cells[strong].bold = TRUE;
      report_table_row (&table, cells, g_array_index (grid->totals, gboolean, row));
    }
  report_table_end (&table);
}

/* A period, and beside it the change from it. */
static void
add_compared_headers (Report *self, Grid *grid, char *period)
{
  /* Translators: %s is a period such as “October 2026”. */
  char *alt = g_strdup_printf (rapport_catalog_text (self->catalog, "Change from %s"), period);

  grid_add (grid, period, NULL);
  grid_add (grid, g_strdup (rapport_catalog_text (self->catalog, "Change")), NULL);
  g_ptr_array_index (grid->alts, grid->alts->len - 1) = alt;
}

static void
add_figure_headers (Report *self, Grid *grid, ReportKnown known)
{

  grid_add (grid, g_strdup (rapport_catalog_text (self->catalog, "Metric")), NULL);
  grid_add (grid, report_period_name (self), NULL);
  if (known.target)
    grid_add (grid, g_strdup (rapport_catalog_text (self->catalog, "Target")), NULL);
  if (known.previous)
    add_compared_headers (self, grid, report_before_name (self));
  if (known.last_year)
    add_compared_headers (self, grid, report_year_before_name (self));
  grid_end_row (grid, FALSE);
}

/* Only what has got worse is named: in a table, the exception is what to see. */
static void
add_comparison (Report *self,
                Grid *grid,
                const RapportReportFigure *figure,
                RapportReportValue before)
{
  char *change = report_change (self, figure->unit, figure->value, before);
  gboolean worse = report_is_worse (figure->unit, figure->good, figure->value, before);

  grid_add (grid, report_table_value (self, figure->unit, before), NULL);
  grid_add (grid, change != NULL ? change : g_strdup (RAPPORT_LOCALE_NO_DATA),
            worse ? g_strdup (rapport_catalog_text_in (self->catalog, "change", "worse")) : NULL);
  g_array_index (grid->tones, ReportTone, grid->tones->len - 1) =
    report_tone (figure->unit, figure->good, figure->value, before);
}

void
report_add_figures (Report *self, int node)
{
  const RapportReportContent *content = self->content;
  ReportKnown known = report_what_is_known (content);
  Grid grid;

  grid_init (&grid, 2 + known.target + 2 * known.previous + 2 * known.last_year);
  add_figure_headers (self, &grid, known);
  for (gsize i = 0; i < content->n_figures; i++)
    {
      const RapportReportFigure *figure = &content->figures[i];

      grid_add (&grid, report_metric_name (self, figure->metric, figure->name),
                report_figure_remark (self, figure));
      grid_add (&grid, report_table_value (self, figure->unit, figure->value), NULL);
      if (known.target)
        grid_add (&grid, report_table_value (self, figure->unit, figure->target), NULL);
      if (known.previous)
        add_comparison (self, &grid, figure, figure->previous);
      if (known.last_year)
        add_comparison (self, &grid, figure, figure->last_year);
      grid_end_row (&grid, FALSE);
    }
  add_grid (self, node, &grid, 1);
  grid_clear (&grid);
}

void
report_add_channels (Report *self, int node)
{
  const RapportReportContent *content = self->content;
  Grid grid;

  grid_init (&grid, (guint) content->n_columns + 1);
  grid_add (&grid, g_strdup (rapport_catalog_text (self->catalog, "Channel")), NULL);
  for (gsize i = 0; i < content->n_columns; i++)
    grid_add (&grid, report_column_name (self, &content->columns[i]), NULL);
  grid_end_row (&grid, FALSE);
  for (gsize row = 0; row < content->n_channels; row++)
    {
      const RapportReportChannel *channel = &content->channels[row];

      grid_add (&grid, report_channel_name (self, channel), NULL);
      for (gsize i = 0; i < content->n_columns; i++)
        grid_add (&grid, report_column_value (self, i, channel->values[i]), NULL);
      grid_end_row (&grid, channel->is_total);
    }
  add_grid (self, node, &grid, 0);
  grid_clear (&grid);
}

/* "14 Nov", and below it "early" when it was done before its date. */
static void
add_work_row (Report *self, ReportTable *table, const RapportReportWork *work, gboolean proposal)
{
  g_autofree char *title = report_clean (work->title, FALSE);
  g_autofree char *why = report_clean (work->why, FALSE);
  g_autofree char *expected = report_clean (work->expected, FALSE);
  g_autofree char *result = report_clean (work->result, FALSE);
  g_autofree char *date = rapport_locale_day_short (self->locale, work->date);
  g_autofree char *wanted = NULL;
  gboolean early = report_is_early (work);
  ReportCell cells[] = {
    { .text = title, .small = why, .bold = TRUE },
    { .text = proposal || result[0] == '\0' ? expected : result },
    { .text = date, .small = early ? rapport_catalog_text (self->catalog, "ahead of time") : NULL },
  };

  if (!proposal && result[0] == '\0' && expected[0] != '\0')
    {
      wanted = g_strdup_printf (rapport_catalog_text (self->catalog, "Expected: %s"), expected);
      cells[1] = (ReportCell) { .text = wanted, .dim = TRUE };
    }
  report_table_row (table, cells, FALSE);
}

static void
add_work_table (
  Report *self, int node, const RapportReportWork *work, gsize n_work, int state, double space)
{
  gboolean proposals = state < 0;
  ReportColumnPlace places[] = {
    { report_column_x (self, 0), report_span (self, 6), 0 },
    { report_column_x (self, 6), report_span (self, 4), 0 },
    { report_column_x (self, 10), report_span (self, 2), 1 },
  };
  const ReportCell headers[] = {
    { .text = proposals ? rapport_catalog_text (self->catalog, "What and why")
                        : report_state_title (self, (RapportReportWorkState) state),
      .bold = !proposals },
    { .text = proposals ? rapport_catalog_text (self->catalog, "Expected result")
                        : rapport_catalog_text (self->catalog, "Result") },
    { .text = rapport_catalog_text (self->catalog, "By") },
  };
  ReportTable table;

  report_table_begin (&table, self, node, places, G_N_ELEMENTS (places), headers, space,
                      FACE_TABLE);
  for (gsize i = 0; i < n_work; i++)
    if (proposals || work[i].state == (RapportReportWorkState) state)
      add_work_row (self, &table, &work[i], proposals);
  report_table_end (&table);
}

static void
add_tally (Report *self, int node)
{
  const ReportLook look = { .face = FACE_BODY, .dim = TRUE };
  g_autofree char *text = report_tally (self);
  double height;

  flow_begin (self->flow, 5);
  height = report_add_text (self, flow_add_node (self->flow, node, "P"), text, &look, self->left, 0,
                            self->width);
  flow_end (self->flow, height, TRUE);
}

void
report_add_work (
  Report *self, int node, const RapportReportWork *work, gsize n_work, gboolean proposals)
{
  if (proposals)
    {
      add_work_table (self, node, work, n_work, -1, TABLE_SPACE);
      return;
    }
  add_tally (self, node);
  for (gsize i = 0; i < REPORT_WORK_STATES; i++)
    if (report_count_state (work, n_work, report_work_order[i]) > 0)
      add_work_table (self, node, work, n_work, (int) report_work_order[i], TABLE_SPACE);
}

void
report_add_definitions (Report *self, int node)
{
  ReportColumnPlace places[] = {
    { report_column_x (self, 3), report_span (self, 3), 0 },
    { report_column_x (self, 6), report_span (self, 6), 0 },
  };
  const ReportCell headers[] = {
    { .text = rapport_catalog_text (self->catalog, "Metric") },
    { .text = rapport_catalog_text (self->catalog, "How it is worked out") },
  };
  ReportTable table;

  report_table_begin (&table, self, node, places, G_N_ELEMENTS (places), headers, 0, FACE_SMALL);
  for (gsize i = 0; i < self->content->n_definitions; i++)
    {
      const RapportReportDefinition *definition = &self->content->definitions[i];
      g_autofree char *name = report_metric_name (self, definition->metric, definition->name);
      g_autofree char *said = report_formula (self, definition->formula);
      g_autofree char *formula = report_clean (said, FALSE);
      const ReportCell cells[] = { { .text = name }, { .text = formula } };

      report_table_row (&table, cells, FALSE);
    }
  report_table_end (&table);
}
