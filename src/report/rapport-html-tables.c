/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-html-private.h"

/* A wide table is scrolled by itself, by the keyboard too. */
static void
open_table (Html *self, const char *class, const char *label)
{
  html_open (self, "div", "class", "scroll", "tabindex", "0", "role", "region", "aria-labelledby",
             label, NULL);
  html_open (self, "table", "class", class, NULL);
  html_open (self, "thead", NULL);
  html_open (self, "tr", NULL);
}

static void
open_body (Html *self)
{
  html_close (self);
  html_close (self);
  html_open (self, "tbody", NULL);
}

static void
close_table (Html *self)
{
  html_close (self);
  html_close (self);
  html_close (self);
}

static void
add_column (Html *self, const char *class, const char *text)
{
  html_open (self, "th", "scope", "col", "class", class, NULL);
  html_text (self, text);
  html_close (self);
}

static void
add_figure_headers (Html *self, Report *report, ReportKnown known)
{
  const char *change = rapport_catalog_text (report->catalog, "Change");
  g_autofree char *period = report_period_name (report);
  g_autofree char *before = report_before_name (report);
  g_autofree char *year = report_year_before_name (report);

  add_column (self, NULL, rapport_catalog_text (report->catalog, "Metric"));
  add_column (self, "number", period);
  if (known.target)
    add_column (self, "number", rapport_catalog_text (report->catalog, "Target"));
  if (known.previous)
    {
      add_column (self, "number", before);
      add_column (self, "number", change);
    }
  if (known.last_year)
    {
      add_column (self, "number", year);
      add_column (self, "number", change);
    }
}

static void
add_value (Html *self, Report *report, RapportUnit unit, RapportReportValue value, gboolean strong)
{
  g_autofree char *text = report_table_value (report, unit, value);

  html_element (self, "td", strong ? "number strong" : "number", text);
}

/* Only what has got worse is named: in a table, the exception is what to see. */
static void
add_comparison (Html *self,
                Report *report,
                const RapportReportFigure *figure,
                RapportReportValue before)
{
  static const char *const classes[N_TONES] = {
    [TONE_NEITHER] = "number",
    [TONE_BETTER] = "number better",
    [TONE_WORSE] = "number worse",
  };
  g_autofree char *change = report_change (report, figure->unit, figure->value, before);
  ReportTone tone = report_tone (figure->unit, figure->good, figure->value, before);

  add_value (self, report, figure->unit, before, FALSE);
  html_open (self, "td", "class", classes[tone], NULL);
  html_text (self, change != NULL ? change : RAPPORT_LOCALE_NO_DATA);
  if (tone == TONE_WORSE)
    html_element (self, "small", NULL,
                  rapport_catalog_text_in (report->catalog, "change", "worse"));
  html_close (self);
}

static void
add_figure (Html *self, Report *report, const RapportReportFigure *figure, ReportKnown known)
{
  g_autofree char *name = report_metric_name (report, figure->metric, figure->name);
  g_autofree char *remark = report_figure_remark (report, figure);

  html_open (self, "tr", NULL);
  html_open (self, "th", "scope", "row", "dir", "auto", NULL);
  html_text (self, name);
  if (remark[0] != '\0')
    html_typed (self, "small", NULL, remark);
  html_close (self);
  add_value (self, report, figure->unit, figure->value, TRUE);
  if (known.target)
    add_value (self, report, figure->unit, figure->target, FALSE);
  if (known.previous)
    add_comparison (self, report, figure, figure->previous);
  if (known.last_year)
    add_comparison (self, report, figure, figure->last_year);
  html_close (self);
}

void
html_add_figures (Html *self, Report *report, const char *label)
{
  const RapportReportContent *content = report->content;
  ReportKnown known = report_what_is_known (content);

  open_table (self, "figures", label);
  add_figure_headers (self, report, known);
  open_body (self);
  for (gsize i = 0; i < content->n_figures; i++)
    add_figure (self, report, &content->figures[i], known);
  close_table (self);
}

void
html_add_channels (Html *self, Report *report, const char *label)
{
  const RapportReportContent *content = report->content;

  open_table (self, "channels", label);
  add_column (self, NULL, rapport_catalog_text (report->catalog, "Channel"));
  for (gsize i = 0; i < content->n_columns; i++)
    {
      g_autofree char *name = report_column_name (report, &content->columns[i]);

      add_column (self, "number", name);
    }
  open_body (self);
  for (gsize row = 0; row < content->n_channels; row++)
    {
      const RapportReportChannel *channel = &content->channels[row];
      g_autofree char *name = report_channel_name (report, channel);

      html_open (self, "tr", "class", channel->is_total ? "total" : NULL, NULL);
      html_open (self, "th", "scope", "row", "dir", "auto", NULL);
      html_text (self, name);
      html_close (self);
      for (gsize i = 0; i < content->n_columns; i++)
        {
          g_autofree char *text = report_column_value (report, i, channel->values[i]);

          html_element (self, "td", "number", text);
        }
      html_close (self);
    }
  close_table (self);
}

static void
add_result (Html *self, Report *report, const RapportReportWork *work, gboolean proposal)
{
  gboolean result = !proposal && work->result[0] != '\0';
  g_autofree char *wanted = NULL;

  if (result || proposal || work->expected[0] == '\0')
    {
      html_open (self, "td", "role", "cell", "dir", "auto", NULL);
      html_text (self, result ? work->result : proposal ? work->expected : "");
      html_close (self);
      return;
    }
  wanted = g_strdup_printf (rapport_catalog_text (report->catalog, "Expected: %s"), work->expected);
  html_open (self, "td", "role", "cell", "class", "expected", "dir", "auto", NULL);
  html_text (self, wanted);
  html_close (self);
}

static void
add_date (Html *self, Report *report, const RapportReportWork *work)
{
  g_autofree char *date = rapport_locale_day_short (report->locale, work->date);

  html_open (self, "td", "role", "cell", "class", date[0] != '\0' ? "by" : NULL, "data-label",
             rapport_catalog_text (report->catalog, "By"), NULL);
  html_text (self, date);
  if (report_is_early (work))
    {
      html_text (self, " ");
      html_element (self, "small", NULL, rapport_catalog_text (report->catalog, "ahead of time"));
    }
  html_close (self);
}

static void
add_work_row (Html *self, Report *report, const RapportReportWork *work, gboolean proposal)
{
  html_open (self, "tr", "role", "row", NULL);
  html_open (self, "th", "scope", "row", "role", "rowheader", "dir", "auto", NULL);
  html_element (self, "span", "title", work->title);
  if (work->why[0] != '\0')
    html_typed (self, "small", NULL, work->why);
  html_close (self);
  add_result (self, report, work, proposal);
  add_date (self, report, work);
  html_close (self);
}

static void
add_work_column (Html *self, const char *class, const char *text)
{
  html_open (self, "th", "scope", "col", "role", "columnheader", "class", class, NULL);
  html_text (self, text);
  html_close (self);
}

/* On a telephone rows become blocks, which takes their meaning from tables:
 * roles give it back. */
static void
open_work_table (Html *self, Report *report, const char *caption, gboolean proposals)
{
  html_open (self, "table", "class", "work", "role", "table", NULL);
  if (caption != NULL)
    html_element (self, "caption", NULL, caption);
  html_open (self, "thead", "role", "rowgroup", NULL);
  html_open (self, "tr", "role", "row", NULL);
  add_work_column (self, "what", rapport_catalog_text (report->catalog, "What and why"));
  add_work_column (self, NULL,
                   proposals ? rapport_catalog_text (report->catalog, "Expected result")
                             : rapport_catalog_text (report->catalog, "Result"));
  add_work_column (self, "by", rapport_catalog_text (report->catalog, "By"));
  html_close (self);
  html_close (self);
  html_open (self, "tbody", "role", "rowgroup", NULL);
}

static void
close_work_table (Html *self)
{
  html_close (self);
  html_close (self);
}

static void
add_state (Html *self, Report *report, RapportReportWorkState state)
{
  const RapportReportContent *content = report->content;

  if (report_count_state (content->work, content->n_work, state) == 0)
    return;
  open_work_table (self, report, report_state_title (report, state), FALSE);
  for (gsize i = 0; i < content->n_work; i++)
    if (content->work[i].state == state)
      add_work_row (self, report, &content->work[i], FALSE);
  close_work_table (self);
}

void
html_add_work (Html *self, Report *report)
{
  g_autofree char *tally = report_tally (report);

  html_element (self, "p", "tally", tally);
  for (gsize i = 0; i < REPORT_WORK_STATES; i++)
    add_state (self, report, report_work_order[i]);
}

void
html_add_proposals (Html *self, Report *report)
{
  const RapportReportContent *content = report->content;

  open_work_table (self, report, NULL, TRUE);
  for (gsize i = 0; i < content->n_next; i++)
    add_work_row (self, report, &content->next[i], TRUE);
  close_work_table (self);
}

void
html_add_definitions (Html *self, Report *report, const char *label)
{
  const RapportReportContent *content = report->content;

  open_table (self, "definitions", label);
  add_column (self, NULL, rapport_catalog_text (report->catalog, "Metric"));
  add_column (self, NULL, rapport_catalog_text (report->catalog, "How it is worked out"));
  open_body (self);
  for (gsize i = 0; i < content->n_definitions; i++)
    {
      const RapportReportDefinition *definition = &content->definitions[i];
      g_autofree char *name = report_metric_name (report, definition->metric, definition->name);
      g_autofree char *formula = report_formula (report, definition->formula);

      html_open (self, "tr", NULL);
      html_open (self, "th", "scope", "row", "dir", "auto", NULL);
      html_text (self, name);
      html_close (self);
      html_typed (self, "td", NULL, formula);
      html_close (self);
    }
  close_table (self);
}
