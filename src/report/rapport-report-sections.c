/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-report-private.h"

#include <string.h>

#define TEXT_COLUMN   3
#define TEXT_COLUMNS  9
#define SECTION_SPACE 27
#define RULE_GAP      9
#define CHART_LEAST   150
#define CHART_MOST    345
/* So that a heading and the text at its right stand on one baseline. */
#define FIRST_LINE 5

/* Adds a heading with the line above it to the slab being made. */
static double
add_title (Report *self, int node, const char *title, double width)
{
  const ReportLook look = { .face = FACE_SECTION, .bold = TRUE, .max_lines = 6 };
  g_autofree char *clean = report_clean (title, TRUE);
  FlowOutline entry = { g_strdup (clean), 0 };
  double height;

  self->flow->under_heading = TRUE;
  g_array_append_val (self->flow->outline, entry);
  report_add_rule (self, self->left, 0, self->width, 0.75, self->chart_style.foreground);
  height = report_add_text (self, node, clean, &look, self->left, RULE_GAP, width);
  g_array_index (self->flow->items, FlowItem, self->flow->items->len - 1).outline =
    (int) self->flow->outline->len - 1;
  return RULE_GAP + height;
}

/* A heading across the page; returns the section's element. */
int
report_add_heading (Report *self, int parent, const char *title)
{
  int section = flow_add_node (self->flow, parent, "Sect");
  int heading = flow_add_node (self->flow, section, "H2");
  double height;

  flow_begin (self->flow, SECTION_SPACE);
  height = add_title (self, heading, title, report_span (self, 10));
  flow_end (self->flow, height + 3, TRUE);
  return section;
}

/* A heading at the left, beside which stands what is added until flow_settle();
 * returns the section's element. */
static int
begin_beside (Report *self, const char *title)
{
  int section = flow_add_node (self->flow, self->root, "Sect");
  double height;

  flow_begin (self->flow, SECTION_SPACE);
  if (title[0] != '\0')
    {
      int heading = flow_add_node (self->flow, section, "H2");

      height = add_title (self, heading, title, report_span (self, TEXT_COLUMN));
      flow_end (self->flow, RULE_GAP + FIRST_LINE, TRUE);
      flow_begin_beside (self->flow, height - RULE_GAP - FIRST_LINE);
    }
  else
    flow_end (self->flow, 0, TRUE);
  return section;
}

static void
add_text_section (Report *self, const char *title, const char *markdown)
{
  int section = begin_beside (self, title);

  report_add_prose (self, section, markdown, report_column_x (self, TEXT_COLUMN),
                    report_span (self, TEXT_COLUMNS), 0);
  flow_settle (self->flow);
}

static void
add_definitions (Report *self, const char *title, const char *markdown)
{
  int section = begin_beside (self, title);

  if (!report_is_blank (markdown))
    report_add_prose (self, section, markdown, report_column_x (self, TEXT_COLUMN),
                      report_span (self, TEXT_COLUMNS), 0);
  if (self->content->n_definitions > 0)
    report_add_definitions (self, section);
  flow_settle (self->flow);
}

/* What the manager wrote about a section, under its heading. */
static void
add_remarks (Report *self, int node, const RapportReportSection *section)
{
  if (report_is_blank (section->text))
    return;
  report_add_prose (self, node, section->text, self->left, report_span (self, 9), 8);
  /* They lead to what follows. */
  if (report_has_content (self, section->type))
    g_array_index (self->flow->slabs, FlowSlab, self->flow->slabs->len - 1).keep = TRUE;
}

static void
add_trend (Report *self, int node)
{
  for (gsize i = 1; i < self->content->n_charts; i++)
    report_add_chart (self, node, &self->content->charts[i], 0, i > 1 ? 24 : 10);
}

static void
add_funnel (Report *self, int node)
{
  g_autoptr (RapportChart) chart = report_funnel_chart_new (self);
  g_autofree char *words = rapport_chart_describe (chart);
  g_autofree char *periods = report_funnel_periods (self);
  const ReportLook look = { .face = FACE_SMALL, .dim = TRUE, .max_lines = 2 };
  int figure = flow_add_node (self->flow, node, "Figure");
  int caption = flow_add_node (self->flow, figure, "Caption");
  FlowItem *item;
  double height, y;

  flow_set_alt (self->flow, figure, words);
  height = MIN (rapport_chart_get_height (chart, &self->chart_style, self->width),
                self->height - 4 * SECTION_SPACE);
  flow_begin (self->flow, 4);
  y = report_add_text (self, flow_add_node (self->flow, caption, "P"), periods, &look, self->left,
                       0, self->width) +
      10;
  item = flow_add_item (self->flow, FLOW_CHART, figure, self->left, y);
  item->chart = g_steal_pointer (&chart);
  item->width = self->width;
  item->height = height;
  flow_end (self->flow, y + height, FALSE);
}

/* Nothing to show: the section says so, where its absence would be a riddle. */
static void
add_nothing (Report *self, int node)
{
  const ReportLook look = { .face = FACE_BODY, .dim = TRUE };
  double height;

  flow_begin (self->flow, 8);
  height = report_add_text (self, flow_add_node (self->flow, node, "P"),
                            rapport_catalog_text (self->catalog, "No data for this period"), &look,
                            self->left, 0, self->width);
  flow_end (self->flow, height, FALSE);
}

static void
add_content (Report *self, RapportReportSectionType type, int node)
{
  switch (type)
    {
    case RAPPORT_REPORT_SECTION_TREND:
      add_trend (self, node);
      break;
    case RAPPORT_REPORT_SECTION_FIGURES:
      report_add_figures (self, node);
      break;
    case RAPPORT_REPORT_SECTION_FUNNEL:
      add_funnel (self, node);
      break;
    case RAPPORT_REPORT_SECTION_CHANNELS:
      report_add_channels (self, node);
      break;
    case RAPPORT_REPORT_SECTION_WORK:
      report_add_work (self, node, self->content->work, self->content->n_work, FALSE);
      break;
    case RAPPORT_REPORT_SECTION_NEXT:
      report_add_work (self, node, self->content->next, self->content->n_next, TRUE);
      break;
    default:
      break;
    }
}

/* The height that the slabs so far take, if they stand on one page. */
static double
used_height (Report *self)
{
  double used = 0;

  for (guint i = 0; i < self->flow->slabs->len; i++)
    {
      const FlowSlab *slab = &g_array_index (self->flow->slabs, FlowSlab, i);

      used += (i > 0 ? slab->space : 0) + slab->height;
    }
  return used;
}

/* The first chart fills the first page, within reason. */
static void
add_main_chart (Report *self)
{
  double left = self->height - used_height (self) - SECTION_SPACE;

  if (self->content->n_charts == 0)
    return;
  report_add_chart (self, self->root, &self->content->charts[0],
                    left < CHART_LEAST ? CHART_LEAST + 40 : MIN (left, CHART_MOST), SECTION_SPACE);
  /* A first page that is well filled is a whole: the details come after it. */
  self->flow->page_before = used_height (self) > self->height * 0.6;
}

/* Lives by what is written in it alone. */
static gboolean
is_words (RapportReportSectionType type)
{
  return type == RAPPORT_REPORT_SECTION_WHY || type == RAPPORT_REPORT_SECTION_TEXT ||
         type == RAPPORT_REPORT_SECTION_PROBLEMS || type == RAPPORT_REPORT_SECTION_PROPOSALS;
}

static void
add_headed (Report *self, const RapportReportSection *section)
{
  const char *title =
    section->title[0] != '\0' ? section->title : report_section_title (self, section->type);
  gboolean words = !report_is_blank (section->text);
  int node;

  if (is_words (section->type))
    {
      if (words)
        add_text_section (self, title, section->text);
      return;
    }
  if (!words && !report_has_content (self, section->type) &&
      section->type != RAPPORT_REPORT_SECTION_FIGURES)
    return;
  if (section->type == RAPPORT_REPORT_SECTION_DEFINITIONS)
    {
      add_definitions (self, title, section->text);
      return;
    }
  node = report_add_heading (self, self->root, title);
  add_remarks (self, node, section);
  if (report_has_content (self, section->type))
    add_content (self, section->type, node);
  else if (section->type == RAPPORT_REPORT_SECTION_FIGURES)
    add_nothing (self, node);
}

void
report_add_section (Report *self, gsize index)
{
  const RapportReportSection *section = &self->content->sections[index];

  if (section->hidden)
    return;
  self->flow->section = (int) index;
  self->flow->under_heading = FALSE;
  switch (section->type)
    {
    case RAPPORT_REPORT_SECTION_TILES:
      report_add_tiles (self, flow_add_node (self->flow, self->root, "Sect"));
      break;
    case RAPPORT_REPORT_SECTION_SUMMARY:
      if (!report_is_blank (section->text))
        report_add_prose (self, flow_add_node (self->flow, self->root, "Sect"), section->text,
                          self->left, report_span (self, 9), 26);
      break;
    case RAPPORT_REPORT_SECTION_CHART:
      add_main_chart (self);
      break;
    default:
      add_headed (self, section);
      break;
    }
  self->flow->section = FLOW_NONE;
}
