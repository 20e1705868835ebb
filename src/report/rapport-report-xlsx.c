/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-report-xlsx.h"

#include "rapport-pdf.h"
#include "rapport-xlsx-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>

#define SECONDS_A_DAY 86400

/* 1 January 1970, from which seconds are counted, as a #RapportDay. */
#define EPOCH 719163

static const char *
text (XlsxBook *book, const char *msgid)
{
  return rapport_catalog_text (book->report->catalog, msgid);
}

/* Whether the report shows such a section, with something in it. */
static gboolean
has (XlsxBook *book, RapportReportSectionType type)
{
  return report_shows (book->report, type) && report_has_content (book->report, type);
}

static void
add_figure_headers (XlsxSheet *sheet, ReportKnown known)
{
  XlsxBook *book = sheet->book;
  g_autofree char *period = report_period_name (book->report);
  g_autofree char *before = report_before_name (book->report);
  g_autofree char *year = report_year_before_name (book->report);

  xlsx_sheet_add_header (sheet, text (book, N_ ("Metric")), FALSE);
  xlsx_sheet_add_header (sheet, period, TRUE);
  if (known.target)
    xlsx_sheet_add_header (sheet, text (book, N_ ("Target")), TRUE);
  if (known.previous)
    {
      xlsx_sheet_add_header (sheet, before, TRUE);
      xlsx_sheet_add_header (sheet, text (book, N_ ("Change")), TRUE);
    }
  if (known.last_year)
    {
      xlsx_sheet_add_header (sheet, year, TRUE);
      xlsx_sheet_add_header (sheet, text (book, N_ ("Change")), TRUE);
    }
  xlsx_sheet_add_header (sheet, text (book, N_ ("How it is worked out")), FALSE);
  xlsx_sheet_add_header (sheet, text (book, N_ ("Remark")), FALSE);
  xlsx_sheet_end_row (sheet);
}

static void
add_figure (XlsxSheet *sheet, const RapportReportFigure *figure, ReportKnown known)
{
  Report *report = sheet->book->report;
  g_autofree char *name = report_metric_name (report, figure->metric, figure->name);
  g_autofree char *remark = report_figure_remark (report, figure);
  g_autofree char *formula = report_formula (report, figure->formula);

  xlsx_sheet_add_text (sheet, name, FALSE);
  xlsx_sheet_add_value (sheet, figure->unit, figure->value, TRUE);
  if (known.target)
    xlsx_sheet_add_value (sheet, figure->unit, figure->target, FALSE);
  if (known.previous)
    {
      xlsx_sheet_add_value (sheet, figure->unit, figure->previous, FALSE);
      xlsx_sheet_add_change (sheet, figure->unit, figure->value, figure->previous);
    }
  if (known.last_year)
    {
      xlsx_sheet_add_value (sheet, figure->unit, figure->last_year, FALSE);
      xlsx_sheet_add_change (sheet, figure->unit, figure->value, figure->last_year);
    }
  xlsx_sheet_add_text (sheet, formula, FALSE);
  xlsx_sheet_add_text (sheet, remark, FALSE);
  xlsx_sheet_end_row (sheet);
}

/* The tiles are the first of the figures. */
static void
add_figures (XlsxBook *book)
{
  const RapportReportContent *content = book->report->content;
  gsize n = report_shows (book->report, RAPPORT_REPORT_SECTION_FIGURES) ? content->n_figures
            : report_shows (book->report, RAPPORT_REPORT_SECTION_TILES)
              ? MIN (content->n_figures, REPORT_TILES)
              : 0;
  ReportKnown known = report_what_is_known (content);
  XlsxSheet sheet;

  if (n == 0)
    return;
  xlsx_sheet_begin (&sheet, book, text (book, N_ ("Figures")));
  add_figure_headers (&sheet, known);
  for (gsize i = 0; i < n; i++)
    add_figure (&sheet, &content->figures[i], known);
  xlsx_sheet_end (&sheet);
}

/* Whether any point of a chart has the figure; the columns that none has are
 * left out. */
static ReportKnown
known_in_chart (const RapportReportChart *chart)
{
  ReportKnown known = { 0 };

  for (gsize i = 0; i < chart->n_points; i++)
    {
      known.previous = known.previous || chart->points[i].compared.known;
      known.target = known.target || chart->points[i].target.known;
    }
  return known;
}

static RapportDay
point_day (const RapportReportChart *chart, gsize index)
{
  switch (chart->step)
    {
    case RAPPORT_REPORT_STEP_WEEK:
      return chart->first + 7 * (RapportDay) index;
    case RAPPORT_REPORT_STEP_MONTH:
      return rapport_day_add_months (chart->first, (int) index);
    case RAPPORT_REPORT_STEP_DAY:
    default:
      return chart->first + (RapportDay) index;
    }
}

static gboolean
is_shown (XlsxBook *book, gsize chart)
{
  return report_shows (book->report,
                       chart == 0 ? RAPPORT_REPORT_SECTION_CHART : RAPPORT_REPORT_SECTION_TREND);
}

/* One sheet for each step, with the charts of that step side by side. */
static gboolean
is_of_step (XlsxBook *book, gsize index, RapportReportStep step)
{
  const RapportReportChart *chart = &book->report->content->charts[index];

  return chart->step == step && chart->n_points > 0 && is_shown (book, index);
}

static const char *
compared_name (XlsxBook *book, const RapportReportChart *chart)
{
  return chart->compared == RAPPORT_REPORT_COMPARED_LAST_YEAR ? text (book, N_ ("Year before"))
                                                              : text (book, N_ ("Period before"));
}

static void
add_chart_headers (XlsxSheet *sheet, const RapportReportChart *chart)
{
  XlsxBook *book = sheet->book;
  ReportKnown known = known_in_chart (chart);
  g_autofree char *name = report_metric_name (book->report, chart->metric, chart->name);
  g_autofree char *compared = g_strdup_printf ("%s: %s", name, compared_name (book, chart));
  g_autofree char *target = g_strdup_printf ("%s: %s", name, text (book, N_ ("Target")));

  xlsx_sheet_add_header (sheet, name, TRUE);
  if (known.previous)
    xlsx_sheet_add_header (sheet, compared, TRUE);
  if (known.target)
    xlsx_sheet_add_header (sheet, target, TRUE);
}

/* @next is the first point of the chart that was not written yet. */
static void
add_chart_cells (XlsxSheet *sheet, const RapportReportChart *chart, RapportDay day, gsize *next)
{
  ReportKnown known = known_in_chart (chart);
  RapportReportPoint point = { 0 };

  if (*next < chart->n_points && point_day (chart, *next) == day)
    point = chart->points[(*next)++];
  xlsx_sheet_add_value (sheet, chart->unit, point.actual, FALSE);
  if (known.previous)
    xlsx_sheet_add_value (sheet, chart->unit, point.compared, FALSE);
  if (known.target)
    xlsx_sheet_add_value (sheet, chart->unit, point.target, FALSE);
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  return *(const RapportDay *) a - *(const RapportDay *) b;
}

/* The days of all charts of a step in order; one may stand there twice. */
static GArray *
days_of_step (XlsxBook *book, RapportReportStep step)
{
  const RapportReportContent *content = book->report->content;
  GArray *days = g_array_new (FALSE, FALSE, sizeof (RapportDay));

  for (gsize c = 0; c < content->n_charts; c++)
    for (gsize i = 0; is_of_step (book, c, step) && i < content->charts[c].n_points; i++)
      {
        RapportDay day = point_day (&content->charts[c], i);

        g_array_append_val (days, day);
      }
  g_array_sort (days, compare_days);
  return days;
}

static void
add_step (XlsxBook *book, RapportReportStep step, const char *name, const char *first)
{
  const RapportReportContent *content = book->report->content;
  g_autoptr (GArray) days = days_of_step (book, step);
  g_autofree gsize *next = g_new0 (gsize, content->n_charts + 1);
  XlsxSheet sheet;

  if (days->len == 0)
    return;
  xlsx_sheet_begin (&sheet, book, name);
  xlsx_sheet_add_header (&sheet, first, FALSE);
  for (gsize c = 0; c < content->n_charts; c++)
    if (is_of_step (book, c, step))
      add_chart_headers (&sheet, &content->charts[c]);
  xlsx_sheet_end_row (&sheet);
  for (guint i = 0; i < days->len; i++)
    {
      RapportDay day = g_array_index (days, RapportDay, i);

      if (i > 0 && g_array_index (days, RapportDay, i - 1) == day)
        continue;
      xlsx_sheet_add_day (&sheet, day, step == RAPPORT_REPORT_STEP_MONTH);
      for (gsize c = 0; c < content->n_charts; c++)
        if (is_of_step (book, c, step))
          add_chart_cells (&sheet, &content->charts[c], day, &next[c]);
      xlsx_sheet_end_row (&sheet);
    }
  xlsx_sheet_end (&sheet);
}

static RapportReportValue
share (RapportReportValue part, RapportReportValue whole)
{
  if (!part.known || !whole.known || whole.value == 0)
    return RAPPORT_REPORT_NO_DATA;
  return RAPPORT_REPORT_VALUE (
    (gint64) llround ((double) part.value / (double) whole.value * (double) RAPPORT_MILLION));
}

static void
add_stage (XlsxSheet *sheet, gsize index)
{
  Report *report = sheet->book->report;
  const RapportReportStage *stage = &report->content->funnel[index];
  const RapportReportStage *above = index > 0 ? stage - 1 : NULL;
  g_autofree char *name = report_metric_name (report, stage->metric, stage->name);

  xlsx_sheet_add_text (sheet, name, FALSE);
  xlsx_sheet_add_value (sheet, RAPPORT_UNIT_COUNT, stage->value, TRUE);
  xlsx_sheet_add_value (sheet, RAPPORT_UNIT_COUNT, stage->previous, FALSE);
  xlsx_sheet_add_value (sheet, RAPPORT_UNIT_RATIO,
                        above != NULL ? share (stage->value, above->value) : RAPPORT_REPORT_NO_DATA,
                        TRUE);
  xlsx_sheet_add_value (
    sheet, RAPPORT_UNIT_RATIO,
    above != NULL ? share (stage->previous, above->previous) : RAPPORT_REPORT_NO_DATA, FALSE);
  xlsx_sheet_end_row (sheet);
}

static void
add_funnel (XlsxBook *book)
{
  g_autofree char *period = report_period_name (book->report);
  g_autofree char *before = report_before_name (book->report);
  const char *of_above = text (book, N_ ("Of the step above"));
  g_autofree char *of_above_before = g_strdup_printf ("%s: %s", of_above, before);
  XlsxSheet sheet;

  if (!has (book, RAPPORT_REPORT_SECTION_FUNNEL))
    return;
  xlsx_sheet_begin (&sheet, book, text (book, N_ ("Funnel")));
  xlsx_sheet_add_header (&sheet, text (book, N_ ("Step")), FALSE);
  xlsx_sheet_add_header (&sheet, period, TRUE);
  xlsx_sheet_add_header (&sheet, before, TRUE);
  xlsx_sheet_add_header (&sheet, of_above, TRUE);
  xlsx_sheet_add_header (&sheet, of_above_before, TRUE);
  xlsx_sheet_end_row (&sheet);
  for (gsize i = 0; i < book->report->content->n_funnel; i++)
    add_stage (&sheet, i);
  xlsx_sheet_end (&sheet);
}

static void
add_channels (XlsxBook *book)
{
  const RapportReportContent *content = book->report->content;
  XlsxSheet sheet;

  if (!has (book, RAPPORT_REPORT_SECTION_CHANNELS))
    return;
  xlsx_sheet_begin (&sheet, book, text (book, N_ ("Channels")));
  xlsx_sheet_add_header (&sheet, text (book, N_ ("Channel")), FALSE);
  for (gsize i = 0; i < content->n_columns; i++)
    {
      const RapportReportColumn *column = &content->columns[i];
      g_autofree char *name = report_metric_name (book->report, column->metric, column->name);

      xlsx_sheet_add_header (&sheet, name, TRUE);
    }
  xlsx_sheet_end_row (&sheet);
  for (gsize row = 0; row < content->n_channels; row++)
    {
      const RapportReportChannel *channel = &content->channels[row];
      g_autofree char *name = report_channel_name (book->report, channel);

      xlsx_sheet_add_text (&sheet, name, channel->is_total);
      for (gsize i = 0; i < content->n_columns; i++)
        xlsx_sheet_add_value (&sheet, content->columns[i].unit, channel->values[i],
                              channel->is_total);
      xlsx_sheet_end_row (&sheet);
    }
  xlsx_sheet_end (&sheet);
}

static void
add_work_row (XlsxSheet *sheet, const RapportReportWork *work, const char *state)
{
  xlsx_sheet_add_text (sheet, work->title, TRUE);
  xlsx_sheet_add_text (sheet, state, FALSE);
  xlsx_sheet_add_text (sheet, work->why, FALSE);
  xlsx_sheet_add_text (sheet, work->expected, FALSE);
  xlsx_sheet_add_text (sheet, work->result, FALSE);
  xlsx_sheet_add_day (sheet, work->date, FALSE);
  xlsx_sheet_add_day (sheet, work->done, FALSE);
  xlsx_sheet_end_row (sheet);
}

static void
add_work_headers (XlsxSheet *sheet)
{
  XlsxBook *book = sheet->book;

  xlsx_sheet_add_header (sheet, text (book, N_ ("What")), FALSE);
  xlsx_sheet_add_header (sheet, text (book, N_ ("State")), FALSE);
  xlsx_sheet_add_header (sheet, rapport_catalog_text_in (book->report->catalog, "task", "Why"),
                         FALSE);
  xlsx_sheet_add_header (sheet, text (book, N_ ("Expected result")), FALSE);
  xlsx_sheet_add_header (sheet, text (book, N_ ("Result")), FALSE);
  xlsx_sheet_add_header (sheet, text (book, N_ ("By")), FALSE);
  xlsx_sheet_add_header (sheet, text (book, N_ ("Done on")), FALSE);
  xlsx_sheet_end_row (sheet);
}

static void
add_work (XlsxBook *book)
{
  Report *report = book->report;
  const RapportReportContent *content = report->content;
  XlsxSheet sheet;
  gboolean work = has (book, RAPPORT_REPORT_SECTION_WORK);
  gboolean next = has (book, RAPPORT_REPORT_SECTION_NEXT);

  if (!work && !next)
    return;
  xlsx_sheet_begin (&sheet, book, text (book, N_ ("Planned and done")));
  add_work_headers (&sheet);
  for (gsize state = 0; work && state < REPORT_WORK_STATES; state++)
    for (gsize i = 0; i < content->n_work; i++)
      if (content->work[i].state == report_work_order[state])
        add_work_row (&sheet, &content->work[i],
                      report_state_title (report, content->work[i].state));
  for (gsize i = 0; next && i < content->n_next; i++)
    add_work_row (&sheet, &content->next[i], text (book, N_ ("Proposed")));
  xlsx_sheet_end (&sheet);
}

static void
add_definitions (XlsxBook *book)
{
  const RapportReportContent *content = book->report->content;
  XlsxSheet sheet;

  if (!has (book, RAPPORT_REPORT_SECTION_DEFINITIONS))
    return;
  xlsx_sheet_begin (&sheet, book, text (book, N_ ("Definitions")));
  xlsx_sheet_add_header (&sheet, text (book, N_ ("Metric")), FALSE);
  xlsx_sheet_add_header (&sheet, text (book, N_ ("How it is worked out")), FALSE);
  xlsx_sheet_end_row (&sheet);
  for (gsize i = 0; i < content->n_definitions; i++)
    {
      const RapportReportDefinition *definition = &content->definitions[i];
      g_autofree char *name =
        report_metric_name (book->report, definition->metric, definition->name);
      g_autofree char *formula = report_formula (book->report, definition->formula);

      xlsx_sheet_add_text (&sheet, name, FALSE);
      xlsx_sheet_add_text (&sheet, formula, FALSE);
      xlsx_sheet_end_row (&sheet);
    }
  xlsx_sheet_end (&sheet);
}

/* A workbook has a sheet at least. */
static void
add_nothing (XlsxBook *book)
{
  XlsxSheet sheet;

  if (book->book->num_worksheets > 0)
    return;
  xlsx_sheet_begin (&sheet, book, text (book, N_ ("Figures")));
  xlsx_sheet_add_header (&sheet, text (book, N_ ("No data for this period")), FALSE);
  xlsx_sheet_end_row (&sheet);
  xlsx_sheet_end (&sheet);
}

/* The clock and the machine are nobody's business. */
static void
set_properties (XlsxBook *book)
{
  const RapportReportContent *content = book->report->content;
  RapportDay day = content->data_date != RAPPORT_DAY_NONE ? content->data_date : content->to;
  g_autofree char *client = report_name (content->client);
  g_autofree char *agency = report_name (content->agency);
  g_autofree char *name = report_title (book->report);
  g_autofree char *title = g_strdup_printf ("%s. %s", client, name);
  lxw_doc_properties properties = {
    .title = title,
    .author = agency,
    .company = agency,
    .created = (time_t) (day - EPOCH) * SECONDS_A_DAY,
  };

  workbook_set_properties (book->book, &properties);
}

GBytes *
rapport_report_xlsx_make (RapportReportDocument *document, GError **error)
{
  const char *data = NULL;
  size_t size = 0;
  lxw_workbook_options options = { .output_buffer = &data, .output_buffer_size = &size };
  Report report;
  XlsxBook book = { .report = &report, .book = workbook_new_opt (NULL, &options) };
  lxw_error status;

  report_init_words (&report, rapport_report_document_get_content (document));
  set_properties (&book);
  add_figures (&book);
  add_step (&book, RAPPORT_REPORT_STEP_DAY, text (&book, N_ ("By day")), text (&book, N_ ("Day")));
  add_step (&book, RAPPORT_REPORT_STEP_WEEK, text (&book, N_ ("By week")),
            text (&book, N_ ("Week from")));
  add_step (&book, RAPPORT_REPORT_STEP_MONTH, text (&book, N_ ("By month")),
            text (&book, N_ ("Month")));
  add_funnel (&book);
  add_channels (&book);
  add_work (&book);
  add_definitions (&book);
  add_nothing (&book);
  status = workbook_close (book.book);
  if (status != LXW_NO_ERROR || data == NULL)
    {
      free ((void *) data);
      g_set_error (error, RAPPORT_PDF_ERROR, RAPPORT_PDF_ERROR_FAILED, "%s", lxw_strerror (status));
      return NULL;
    }
  return g_bytes_new_with_free_func (data, size, free, (gpointer) data);
}
