/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-report-private.h"

#include <math.h>

#define MILLIMETRE (72 / 25.4)
#define SIDE       (18 * MILLIMETRE)
#define HEAD       (20 * MILLIMETRE)
#define FOOT       (20 * MILLIMETRE)
#define GUTTER     12
#define RUNNING_Y  (11 * MILLIMETRE)
#define MARK       5

static PangoContext *
make_context (const char *language)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_t *options = cairo_font_options_create ();

  /* As on paper, so on the screen: lines break where they will be printed. */
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_language (context, pango_language_from_string (language));
  return context;
}

static void
report_init (Report *self, const RapportReportContent *content, RapportPaper paper)
{
  report_init_words (self, content);
  self->context = make_context (content->language);
  self->flow = flow_new ();
  self->page_width = paper == RAPPORT_PAPER_LETTER ? 612 : 210 * MILLIMETRE;
  self->page_height = paper == RAPPORT_PAPER_LETTER ? 792 : 297 * MILLIMETRE;
  self->left = SIDE;
  self->top = HEAD;
  self->gutter = GUTTER;
  self->width = self->page_width - 2 * SIDE;
  self->height = self->page_height - HEAD - FOOT;
  self->root = flow_add_node (self->flow, FLOW_NONE, "Document");
}

/* The agency's colour stands on a page once: in its first chart, or else in the
 * mark at its head. */
static void
mute_charts (Flow *flow)
{
  for (guint p = 0; p < flow->pages->len; p++)
    {
      GArray *items = g_array_index (flow->pages, FlowPage, p).items;
      gboolean coloured = FALSE;

      for (guint i = 0; i < items->len; i++)
        {
          FlowItem *item = &g_array_index (items, FlowItem, i);

          if (item->kind != FLOW_CHART)
            continue;
          item->muted = coloured;
          coloured = coloured || !rapport_chart_is_empty (item->chart);
        }
    }
}

RapportPaper
rapport_paper_of (RapportReportDocument *document)
{
  const char *paper = rapport_report_document_get_content (document)->paper;

  return g_str_equal (paper, "letter") ? RAPPORT_PAPER_LETTER : RAPPORT_PAPER_A4;
}

RapportPages *
rapport_pages_new (RapportReportDocument *document, RapportPaper paper)
{
  RapportPages *self = g_atomic_rc_box_new0 (RapportPages);
  Report *report = &self->report;

  self->document = rapport_report_document_ref (document);
  report_init (report, rapport_report_document_get_content (document), paper);
  report->layouts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  report_add_masthead (report);
  for (gsize i = 0; i < report->content->n_sections; i++)
    report_add_section (report, i);
  flow_paginate (report->flow, report->top, report->height);
  mute_charts (report->flow);
  g_clear_pointer (&report->layouts, g_hash_table_unref);
  self->footer_left = report_data_date (report);
  return self;
}

RapportPages *
rapport_pages_ref (RapportPages *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
pages_clear (gpointer data)
{
  RapportPages *self = data;

  flow_free (self->report.flow);
  g_object_unref (self->report.context);
  rapport_report_document_unref (self->document);
  g_free (self->footer_left);
}

void
rapport_pages_unref (RapportPages *self)
{
  g_atomic_rc_box_release_full (self, pages_clear);
}

guint
rapport_pages_get_n_pages (RapportPages *self)
{
  return self->report.flow->pages->len;
}

void
rapport_pages_get_size (RapportPages *self, double *width, double *height)
{
  *width = self->report.page_width;
  *height = self->report.page_height;
}

char *
rapport_pages_get_title (RapportPages *self)
{
  g_autofree char *client = report_clean (self->report.content->client, TRUE);
  g_autofree char *title = report_title (&self->report);

  return client[0] != '\0' ? g_strdup_printf ("%s. %s", client, title) : g_steal_pointer (&title);
}

int
rapport_pages_find_section (RapportPages *self, gsize section)
{
  const GArray *pages = self->report.flow->section_pages;

  return section < pages->len ? g_array_index (pages, int, section) : -1;
}

static GArray *
page_items (RapportPages *self, guint page)
{
  return g_array_index (self->report.flow->pages, FlowPage, page).items;
}

/* A line as it reads: without the break or the space that it ends with. */
static void
append_lines (GString *text, const FlowItem *item)
{
  const char *whole = item->layout != NULL ? pango_layout_get_text (item->layout) : "";

  for (int i = item->first_line; i < item->first_line + item->n_lines; i++)
    {
      PangoLayoutLine *line = pango_layout_get_line_readonly (item->layout, i);
      int start = pango_layout_line_get_start_index (line);

      g_string_append_len (text, whole + start, pango_layout_line_get_length (line));
      g_string_append_c (text, '\n');
    }
}

int
rapport_pages_get_section_at (RapportPages *self, guint page, double y)
{
  GArray *items = page_items (self, page);
  int section = -1;

  g_return_val_if_fail (page < rapport_pages_get_n_pages (self), -1);
  for (guint i = 0; i < items->len; i++)
    if (g_array_index (items, FlowItem, i).y <= y)
      section = g_array_index (items, FlowItem, i).section;
  return section;
}

char *
rapport_pages_get_text (RapportPages *self, guint page)
{
  GString *text = g_string_new (NULL);
  GArray *items = page_items (self, page);

  for (guint i = 0; i < items->len; i++)
    {
      const FlowItem *item = &g_array_index (items, FlowItem, i);

      if (item->node == FLOW_ARTIFACT)
        continue;
      if (item->kind == FLOW_TEXT)
        append_lines (text, item);
      else if (item->kind == FLOW_CHART || item->kind == FLOW_PICTURE)
        g_string_append_printf (text, "%s\n", flow_get_node (self->report.flow, item->node)->alt);
    }
  return g_string_free_and_steal (text);
}

/* The first page has a logo in place of the mark. */
static gboolean
has_logo (RapportPages *self)
{
  GArray *items = page_items (self, 0);

  for (guint i = 0; i < items->len; i++)
    {
      const FlowItem *item = &g_array_index (items, FlowItem, i);

      if (item->kind == FLOW_PICTURE &&
          flow_get_node (self->report.flow, item->node)->parent == self->report.root)
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_colour (GArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      const FlowItem *item = &g_array_index (items, FlowItem, i);

      if (item->kind == FLOW_CHART && !rapport_chart_is_empty (item->chart))
        return TRUE;
    }
  return FALSE;
}

static void
draw_box (cairo_t *cr, double x, double y, double width, double height, RapportColour colour)
{
  rapport_colour_set (colour, cr);
  cairo_rectangle (cr, x, y, width, height);
  cairo_fill (cr);
}

static void
draw_running_text (
  RapportPages *self, cairo_t *cr, const char *text, double x, double width, double align, double y)
{
  const ReportLook look = { .face = FACE_SMALL, .dim = TRUE, .align = align, .max_lines = 1 };
  FlowItem item = {
    .kind = FLOW_TEXT,
    .node = FLOW_ARTIFACT,
    .x = x,
    .y = y,
    .width = width,
    .size = report_types[FACE_SMALL].size,
    .leading = report_types[FACE_SMALL].leading,
    .align = align,
    .colour = self->report.chart_style.dim,
    .n_lines = 1,
  };

  item.layout = report_layout (&self->report, text, &look, width);
  report_draw_text (&item, cr, NULL);
  g_object_unref (item.layout);
}

/* An invisible space: Cairo marks only what has text. */
static void
draw_blank (RapportPages *self, cairo_t *cr)
{
  draw_running_text (self, cr, " ", self->report.left, self->report.width, 0, RUNNING_Y);
}

static void
draw_head (RapportPages *self, guint page, cairo_t *cr)
{
  Report *report = &self->report;
  g_autofree char *client = NULL;
  g_autofree char *period = NULL;

  if (page > 0 || !has_logo (self))
    draw_box (cr, report->left, RUNNING_Y + 2.5, MARK, MARK,
              has_colour (page_items (self, page)) ? report->chart_style.foreground
                                                   : report->chart_style.accent);
  if (page == 0)
    return;
  client = report_clean (report->content->client, TRUE);
  period = report_period_name (report);
  draw_running_text (self, cr, client, report->left + MARK + 6, report_span (report, 8), 0,
                     RUNNING_Y);
  draw_running_text (self, cr, period, report_column_x (report, 8), report_span (report, 4), 1,
                     RUNNING_Y);
}

static void
draw_foot (RapportPages *self, guint page, cairo_t *cr)
{
  Report *report = &self->report;
  double y = report->page_height - 13 * MILLIMETRE;
  g_autofree char *number =
    g_strdup_printf (rapport_catalog_text (report->catalog, "Page %u of %u"), page + 1,
                     rapport_pages_get_n_pages (self));

  draw_running_text (self, cr, self->footer_left, report->left, report_span (report, 8), 0, y);
  draw_running_text (self, cr, number, report_column_x (report, 8), report_span (report, 4), 1, y);
}

static void
draw_repeated (RapportPages *self, guint page, cairo_t *cr)
{
  GArray *items = page_items (self, page);

  for (guint i = 0; i < items->len; i++)
    {
      const FlowItem *item = &g_array_index (items, FlowItem, i);

      if (item->node == FLOW_ARTIFACT && item->kind == FLOW_TEXT)
        report_draw_text (item, cr, NULL);
    }
}

static void
draw_rules (RapportPages *self, guint page, cairo_t *cr)
{
  GArray *items = page_items (self, page);

  for (guint i = 0; i < items->len; i++)
    {
      const FlowItem *item = &g_array_index (items, FlowItem, i);

      if (item->node == FLOW_ARTIFACT && item->kind == FLOW_BOX)
        draw_box (cr, item->x, item->y, item->width, item->height, item->colour);
    }
}

static gboolean
has_artifacts (RapportPages *self, guint page, FlowKind kind)
{
  GArray *items = page_items (self, page);

  for (guint i = 0; i < items->len; i++)
    if (g_array_index (items, FlowItem, i).node == FLOW_ARTIFACT &&
        g_array_index (items, FlowItem, i).kind == kind)
      return TRUE;
  return FALSE;
}

/* All that is not content. */
static void
draw_artifacts (RapportPages *self, guint page, cairo_t *cr, ReportTags *tags)
{
  static const struct
  {
    ReportArtifact kind;
    void (*draw) (RapportPages *, guint, cairo_t *);
    gboolean of_items;
    FlowKind items;
  } parts[] = {
    { REPORT_ARTIFACT_FOOTER, draw_foot, FALSE, FLOW_TEXT },
    { REPORT_ARTIFACT_HEADER, draw_head, FALSE, FLOW_TEXT },
    { REPORT_ARTIFACT_REPEATED, draw_repeated, TRUE, FLOW_TEXT },
    { REPORT_ARTIFACT_LAYOUT, draw_rules, TRUE, FLOW_BOX },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (parts[i].of_items && !has_artifacts (self, page, parts[i].items))
        continue;
      if (tags != NULL)
        {
          report_tags_begin_artifact (tags, page, parts[i].kind);
          draw_blank (self, cr);
        }
      parts[i].draw (self, page, cr);
      if (tags != NULL)
        report_tags_end_artifact (tags);
    }
}

/* Where a figure stands: known once it is on a page. */
static void
note_box (RapportPages *self, const FlowItem *item)
{
  flow_get_node (self->report.flow, item->node)->box =
    (cairo_rectangle_t) { item->x, item->y, item->width, item->height };
}

static void
draw_chart (RapportPages *self, const FlowItem *item, cairo_t *cr)
{
  RapportChartStyle style = self->report.chart_style;

  if (item->muted)
    style.accent = rapport_colour_mix (style.foreground, style.background, 0.25);
  cairo_save (cr);
  cairo_translate (cr, item->x, item->y);
  rapport_chart_draw (item->chart, cr, &style, item->width, item->height);
  cairo_restore (cr);
}

static void
draw_picture (RapportPages *self, const FlowItem *item, cairo_t *cr, gboolean tagged)
{
  if (tagged)
    draw_blank (self, cr);
  cairo_save (cr);
  cairo_translate (cr, item->x, item->y);
  rapport_picture_draw (item->picture, cr, item->width, item->height);
  cairo_restore (cr);
}

void
report_draw_page (RapportPages *self, guint page, cairo_t *cr, ReportTags *tags)
{
  GArray *items = page_items (self, page);

  draw_artifacts (self, page, cr, tags);
  for (guint i = 0; i < items->len; i++)
    {
      const FlowItem *item = &g_array_index (items, FlowItem, i);

      if (item->node == FLOW_ARTIFACT)
        continue;
      if (tags != NULL)
        report_tags_enter (tags, item->node, item->outline);
      if (item->kind == FLOW_TEXT)
        report_draw_text (item, cr, tags);
      else if (item->kind == FLOW_CHART)
        draw_chart (self, item, cr);
      else if (item->kind == FLOW_PICTURE)
        draw_picture (self, item, cr, tags != NULL);
      if (item->kind != FLOW_TEXT && tags != NULL)
        note_box (self, item);
    }
}

void
rapport_pages_draw (RapportPages *self, guint page, cairo_t *cr)
{
  const RapportColour white = { 1, 1, 1, 1 };

  g_return_if_fail (page < rapport_pages_get_n_pages (self));
  draw_box (cr, 0, 0, self->report.page_width, self->report.page_height, white);
  report_draw_page (self, page, cr, NULL);
}
