/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-report-private.h"

#include <hb.h>

static const ReportLink *
find_link (PangoLayout *layout, gsize at)
{
  const GArray *links = g_object_get_data (G_OBJECT (layout), "rapport-links");

  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      const ReportLink *link = &g_array_index (links, ReportLink, i);

      if (at >= link->from && at < link->to)
        return link;
    }
  return NULL;
}

/* Pango leaves the space at a line's end without a glyph, and the words on both
 * sides of the break would be read as one. An invisible space keeps them apart. */
static PangoGlyphItem *
with_last_space (PangoGlyphItem *run)
{
  PangoGlyphItem *copy = pango_glyph_item_copy (run);
  hb_font_t *font = pango_font_get_hb_font (copy->item->analysis.font);
  hb_codepoint_t space;

  if (hb_font_get_nominal_glyph (font, ' ', &space))
    for (int i = 0; i < copy->glyphs->num_glyphs; i++)
      if (copy->glyphs->glyphs[i].glyph == PANGO_GLYPH_EMPTY)
        copy->glyphs->glyphs[i].glyph = space;
  return copy;
}

static gboolean
ends_with_space (PangoGlyphItem *run, const char *text)
{
  const char *end = text + run->item->offset + run->item->length;

  return run->item->length > 0 && end[-1] == ' ';
}

static double
run_width (PangoGlyphItem *run)
{
  return (double) pango_glyph_string_get_width (run->glyphs) / PANGO_SCALE;
}

static gboolean
has_attribute (PangoGlyphItem *run, PangoAttrType type)
{
  for (GSList *l = run->item->analysis.extra_attrs; l != NULL; l = l->next)
    if (((PangoAttribute *) l->data)->klass->type == type)
      return TRUE;
  return FALSE;
}

/* The lines of links and of what was struck out. */
static void
draw_strokes (const FlowItem *item, PangoGlyphItem *run, double x, double y, cairo_t *cr)
{
  double thickness = item->size / 16;

  rapport_colour_set (item->colour, cr);
  if (has_attribute (run, PANGO_ATTR_UNDERLINE))
    cairo_rectangle (cr, x, y + item->size * 0.16, run_width (run), thickness);
  if (has_attribute (run, PANGO_ATTR_STRIKETHROUGH))
    cairo_rectangle (cr, x, y - item->size * 0.28, run_width (run), thickness);
  cairo_fill (cr);
}

static void
draw_run (PangoGlyphItem *run, const char *text, gboolean last, cairo_t *cr)
{
  PangoGlyphItem *copy = NULL;

  if (last && ends_with_space (run, text))
    copy = with_last_space (run);
  pango_cairo_show_glyph_item (cr, text, copy != NULL ? copy : run);
  if (copy != NULL)
    pango_glyph_item_free (copy);
}

/* Whether the line ends where the writer began a new one. */
static gboolean
at_break (PangoLayout *layout, PangoLayoutLine *line)
{
  int end = pango_layout_line_get_start_index (line) + pango_layout_line_get_length (line);

  return pango_layout_get_text (layout)[end] == '\n';
}

/* An invisible space: without it the last word and the next line's first would
 * be read as one. */
static void
draw_space (PangoLayoutLine *line, double x, double y, cairo_t *cr)
{
  GSList *last = g_slist_last (line->runs);
  PangoGlyphItem *run = last != NULL ? last->data : NULL;
  PangoGlyphString *glyphs;
  hb_codepoint_t space;

  if (run == NULL ||
      !hb_font_get_nominal_glyph (pango_font_get_hb_font (run->item->analysis.font), ' ', &space))
    return;
  glyphs = pango_glyph_string_new ();
  pango_glyph_string_set_size (glyphs, 1);
  glyphs->glyphs[0] = (PangoGlyphInfo) { .glyph = space };
  cairo_move_to (cr, x, y);
  pango_cairo_show_glyph_string (cr, run->item->analysis.font, glyphs);
  pango_glyph_string_free (glyphs);
}

static void
draw_line (
  const FlowItem *item, PangoLayoutLine *line, double x, double y, cairo_t *cr, ReportTags *tags)
{
  const char *text = pango_layout_get_text (item->layout);

  for (GSList *l = line->runs; l != NULL; l = l->next)
    {
      PangoGlyphItem *run = l->data;
      const ReportLink *link =
        tags != NULL ? find_link (item->layout, (gsize) run->item->offset) : NULL;

      if (link != NULL)
        report_tags_begin_link (tags, link->address);
      cairo_move_to (cr, x, y);
      rapport_colour_set (item->colour, cr);
      draw_run (run, text, l->next == NULL, cr);
      draw_strokes (item, run, x, y, cr);
      if (link != NULL)
        report_tags_end_link (tags);
      x += run_width (run);
    }
  if (at_break (item->layout, line))
    draw_space (line, x, y, cr);
}

void
report_draw_text (const FlowItem *item, cairo_t *cr, ReportTags *tags)
{
  for (int i = 0; i < item->n_lines && item->layout != NULL; i++)
    {
      PangoLayoutLine *line = pango_layout_get_line_readonly (item->layout, item->first_line + i);
      PangoRectangle logical;
      double align = item->align;
      double width;

      if (line == NULL)
        break;
      pango_layout_line_get_extents (line, NULL, &logical);
      width = (double) logical.width / PANGO_SCALE;
      if (align == 0 && pango_layout_line_get_resolved_direction (line) == PANGO_DIRECTION_RTL)
        align = 1;
      draw_line (item, line, item->x + (item->width - width) * align,
                 item->y + item->leading * (i + 0.5) + item->size * 0.36, cr, tags);
    }
}
