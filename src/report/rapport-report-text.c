/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-report-text.h"

#include "rapport-text-private.h"

#define BULLET "• "
#define DASH   " — "

/* The blocks of a text are parted by one empty line. */
static void
begin_block (GString *out)
{
  if (out->len > 0)
    g_string_append (out, "\n\n");
}

/* (transfer full): what @text says on one line. */
static char *
one_line (const char *text)
{
  return report_clean (text, TRUE);
}

static void
append_title (GString *out, Report *report)
{
  g_autofree char *client = report_name (report->content->client);
  g_autofree char *title = report_title (report);
  g_autofree char *headline = one_line (report->content->headline);

  if (client[0] != '\0')
    g_string_append_printf (out, "%s\n", client);
  g_string_append (out, title);
  if (headline[0] != '\0')
    g_string_append_printf (out, "\n\n%s", headline);
}

void
report_text_append_figure (GString *out, Report *report, const RapportReportFigure *figure)
{
  g_autofree char *name = report_metric_name (report, figure->metric, figure->name);
  g_autofree char *value =
    report_value (report, figure->unit, figure->value, RAPPORT_FIGURE_ROUNDED);
  char *parts[] = {
    report_tile_change (report, figure),
    report_tile_before (report, figure),
    report_tile_target (report, figure),
  };
  const char *glue = " (";

  g_string_append_printf (out, "%s: %s", name, value);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *part = parts[i];

      if (part == NULL)
        continue;
      g_string_append_printf (out, "%s%s", glue, part);
      glue = "; ";
    }
  if (g_str_equal (glue, "; "))
    g_string_append_c (out, ')');
}

static void
append_figures (GString *out, Report *report, gsize from, gsize to)
{
  for (gsize i = from; i < to; i++)
    {
      g_string_append (out, i > from ? "\n" BULLET : BULLET);
      report_text_append_figure (out, report, &report->content->figures[i]);
    }
}

void
report_text_append_tiles (GString *out, Report *report)
{
  append_figures (out, report, 0, MIN (report->content->n_figures, REPORT_TILES));
}

/* "3.2%", or NULL where a step can't be compared with the one above. */
static char *
share_of_above (Report *report, const RapportReportStage *stage, const RapportReportStage *above)
{
  double share;

  if (!stage->value.known || !above->value.known || above->value.value <= 0)
    return NULL;
  share = (double) stage->value.value / (double) above->value.value;
  if (share < 0 || share > 1000)
    return NULL;
  return rapport_locale_percent (report->locale, (gint64) (share * RAPPORT_MILLION + 0.5), 0, 1);
}

/* "Traffic 9,870 → Leads 312 (3.2%) → Sales 84 (26.9%)". */
static void
append_funnel (GString *out, Report *report)
{
  for (gsize i = 0; i < report->content->n_funnel; i++)
    {
      const RapportReportStage *stage = &report->content->funnel[i];
      g_autofree char *name = report_metric_name (report, stage->metric, stage->name);
      g_autofree char *value =
        report_value (report, RAPPORT_UNIT_COUNT, stage->value, RAPPORT_FIGURE_ROUNDED);
      g_autofree char *share = i > 0 ? share_of_above (report, stage, stage - 1) : NULL;

      g_string_append_printf (out, "%s%s %s", i > 0 ? " → " : "", name, value);
      if (share != NULL)
        g_string_append_printf (out, " (%s)", share);
    }
}

static void
append_channel (GString *out, Report *report, const RapportReportChannel *channel)
{
  const RapportReportContent *content = report->content;
  g_autofree char *name = report_channel_name (report, channel);
  const char *glue = ": ";

  g_string_append (out, name);
  for (gsize i = 0; i < content->n_columns; i++)
    {
      const RapportReportColumn *column = &content->columns[i];
      g_autofree char *metric = report_metric_name (report, column->metric, column->name);
      g_autofree char *value =
        report_value (report, column->unit, channel->values[i], RAPPORT_FIGURE_ROUNDED);

      if (!channel->values[i].known)
        continue;
      g_string_append_printf (out, "%s%s %s", glue, metric, value);
      glue = ", ";
    }
}

static void
append_channels (GString *out, Report *report)
{
  for (gsize i = 0; i < report->content->n_channels; i++)
    {
      g_string_append (out, i > 0 ? "\n" BULLET : BULLET);
      append_channel (out, report, &report->content->channels[i]);
    }
}

static void
append_dashed (GString *out, const char *text)
{
  g_autofree char *clean = one_line (text);

  if (clean[0] != '\0')
    g_string_append_printf (out, DASH "%s", clean);
}

static void
append_date (GString *out, Report *report, const char *date)
{
  g_string_append (out, " (");
  /* Translators: the day until which something is done, such as “by 28 Nov”. */
  g_string_append_printf (out, rapport_catalog_text (report->catalog, "by %s"), date);
  g_string_append_c (out, ')');
}

static void
append_work_line (GString *out, Report *report, const RapportReportWork *work)
{
  g_autofree char *title = one_line (work->title);
  g_autofree char *date = rapport_locale_day_short (report->locale, work->date);

  g_string_append (out, title);
  if (work->result[0] != '\0')
    append_dashed (out, work->result);
  else if (work->state == RAPPORT_REPORT_WORK_PLANNED && date[0] != '\0')
    append_date (out, report, date);
}

static void
append_state (GString *out, Report *report, RapportReportWorkState state)
{
  const RapportReportContent *content = report->content;

  if (report_count_state (content->work, content->n_work, state) == 0)
    return;
  g_string_append_printf (out, "\n%s:", report_state_title (report, state));
  for (gsize i = 0; i < content->n_work; i++)
    if (content->work[i].state == state)
      {
        g_string_append (out, "\n" BULLET);
        append_work_line (out, report, &content->work[i]);
      }
}

static void
append_work (GString *out, Report *report)
{
  g_autofree char *tally = report_tally (report);

  g_string_append (out, tally);
  for (gsize i = 0; i < REPORT_WORK_STATES; i++)
    append_state (out, report, report_work_order[i]);
}

static void
append_proposals (GString *out, Report *report)
{
  for (gsize i = 0; i < report->content->n_next; i++)
    {
      const RapportReportWork *work = &report->content->next[i];
      g_autofree char *title = one_line (work->title);
      g_autofree char *date = rapport_locale_day_short (report->locale, work->date);

      g_string_append_printf (out, "%s%s", i > 0 ? "\n" BULLET : BULLET, title);
      if (date[0] != '\0')
        append_date (out, report, date);
      append_dashed (out, work->why);
      if (work->expected[0] != '\0')
        {
          g_autofree char *expected = one_line (work->expected);

          g_string_append (out, g_str_has_suffix (out->str, ".") ? " " : ". ");
          g_string_append_printf (out, rapport_catalog_text (report->catalog, "Expected: %s"),
                                  expected);
        }
    }
}

/* Only what a chart proves can be told. */
static void
append_chart (GString *out, Report *report, gsize index)
{
  g_autofree char *title = one_line (report->content->charts[index].title);

  if (title[0] == '\0')
    return;
  begin_block (out);
  g_string_append (out, title);
}

/* Those that stand above need not be told again. */
static gsize
first_figure (Report *report)
{
  return report_shows (report, RAPPORT_REPORT_SECTION_TILES)
           ? MIN (report->content->n_figures, REPORT_TILES)
           : 0;
}

static void
append_content (GString *out, Report *report, RapportReportSectionType type)
{
  switch (type)
    {
    case RAPPORT_REPORT_SECTION_FIGURES:
      append_figures (out, report, first_figure (report), report->content->n_figures);
      break;
    case RAPPORT_REPORT_SECTION_FUNNEL:
      append_funnel (out, report);
      break;
    case RAPPORT_REPORT_SECTION_CHANNELS:
      append_channels (out, report);
      break;
    case RAPPORT_REPORT_SECTION_WORK:
      append_work (out, report);
      break;
    case RAPPORT_REPORT_SECTION_NEXT:
      append_proposals (out, report);
      break;
    default:
      break;
    }
}

void
report_text_append_words (GString *out, const char *markdown)
{
  g_autofree char *plain = rapport_markdown_to_plain (markdown);
  g_autofree char *clean = report_clean (plain, FALSE);

  g_string_append (out, clean);
}

/* A section of the kinds that have nothing to tell but their words. */
static gboolean
is_told (Report *report, const RapportReportSection *section)
{
  if (section->type == RAPPORT_REPORT_SECTION_FIGURES)
    return report->content->n_figures > first_figure (report);
  return report_has_content (report, section->type) &&
         section->type != RAPPORT_REPORT_SECTION_TREND &&
         section->type != RAPPORT_REPORT_SECTION_DEFINITIONS;
}

static void
append_headed (GString *out, Report *report, const RapportReportSection *section)
{
  gboolean words = !report_is_blank (section->text);
  gboolean told = is_told (report, section);
  gboolean nothing =
    section->type == RAPPORT_REPORT_SECTION_FIGURES && report->content->n_figures == 0;
  g_autofree char *title = one_line (
    section->title[0] != '\0' ? section->title : report_section_title (report, section->type));

  if (!words && !told && !nothing)
    return;
  begin_block (out);
  g_string_append (out, title);
  if (words)
    {
      g_string_append_c (out, '\n');
      report_text_append_words (out, section->text);
    }
  if (told)
    {
      g_string_append_c (out, '\n');
      append_content (out, report, section->type);
    }
  if (nothing)
    g_string_append_printf (out, "\n%s",
                            rapport_catalog_text (report->catalog, "No data for this period"));
}

static void
append_section (GString *out, Report *report, const RapportReportSection *section)
{
  switch (section->type)
    {
    case RAPPORT_REPORT_SECTION_TILES:
      if (report->content->n_figures == 0)
        break;
      begin_block (out);
      report_text_append_tiles (out, report);
      break;
    case RAPPORT_REPORT_SECTION_SUMMARY:
      if (report_is_blank (section->text))
        break;
      begin_block (out);
      report_text_append_words (out, section->text);
      break;
    case RAPPORT_REPORT_SECTION_CHART:
      if (report->content->n_charts > 0)
        append_chart (out, report, 0);
      break;
    default:
      append_headed (out, report, section);
      for (gsize i = 1;
           section->type == RAPPORT_REPORT_SECTION_TREND && i < report->content->n_charts; i++)
        append_chart (out, report, i);
      break;
    }
}

char *
rapport_report_text_make (RapportReportDocument *document)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *date = NULL;
  Report report;

  report_init_words (&report, rapport_report_document_get_content (document));
  append_title (out, &report);
  for (gsize i = 0; i < report.content->n_sections; i++)
    if (!report.content->sections[i].hidden)
      append_section (out, &report, &report.content->sections[i]);
  date = report_data_date (&report);
  if (date[0] != '\0')
    {
      begin_block (out);
      g_string_append (out, date);
    }
  g_string_append_c (out, '\n');
  return g_string_free_and_steal (g_steal_pointer (&out));
}
