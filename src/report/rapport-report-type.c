/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-report-private.h"

#include <string.h>

#define MAX_LINE_BYTES 800

const ReportType report_types[N_FACES] = {
  [FACE_HERO] = { 21, 27 },    [FACE_HERO_LONG] = { 16, 22 }, [FACE_LEAD] = { 11, 16 },
  [FACE_SECTION] = { 15, 20 }, [FACE_SUBHEAD] = { 10, 14 },   [FACE_BODY] = { 9.5, 14 },
  [FACE_TABLE] = { 8.5, 12 },  [FACE_SMALL] = { 7.5, 10.5 },  [FACE_FIGURE] = { 21, 26 },
};

double
report_column_x (Report *self, int column)
{
  return self->left + (report_span (self, 1) + self->gutter) * column;
}

double
report_span (Report *self, int columns)
{
  double one = (self->width - self->gutter * (REPORT_COLUMNS - 1)) / REPORT_COLUMNS;

  return one * columns + self->gutter * (columns - 1);
}

/* Figures of one width where columns of them align. Ligatures and arrows made of
 * dashes would not be found by those who search the text. */
static PangoAttrList *
features (gboolean tabular)
{
  static PangoAttrList *lists[2];
  static gsize ready = 0;

  if (g_once_init_enter (&ready))
    {
      for (int i = 0; i < 2; i++)
        {
          lists[i] = pango_attr_list_new ();
          pango_attr_list_insert (
            lists[i], pango_attr_font_features_new (i ? "tnum=1,liga=0,calt=0" : "liga=0,calt=0"));
          pango_attr_list_insert (lists[i], pango_attr_insert_hyphens_new (FALSE));
        }
      g_once_init_leave (&ready, 1);
    }
  return lists[tabular ? 1 : 0];
}

static PangoFontDescription *
make_font (const char *family, const ReportLook *look)
{
  PangoFontDescription *font = pango_font_description_new ();

  pango_font_description_set_family_static (font, family);
  pango_font_description_set_absolute_size (font, report_types[look->face].size * PANGO_SCALE);
  pango_font_description_set_weight (font,
                                     look->bold ? PANGO_WEIGHT_SEMIBOLD : PANGO_WEIGHT_NORMAL);
  return font;
}

/* The longest text that can matter where it is cut after some lines. Pango takes
 * its time to cut much longer ones. */
static gsize
useful_length (const char *text, const ReportLook *look)
{
  gsize length = strlen (text);
  gsize most = (gsize) look->max_lines * MAX_LINE_BYTES;

  if (look->max_lines == 0 || length <= most)
    return length;
  return (gsize) (g_utf8_find_prev_char (text, text + most) - text);
}

PangoLayout *
report_layout_new (Report *self, const char *text, const ReportLook *look, double width)
{
  PangoLayout *layout = pango_layout_new (self->context);
  PangoFontDescription *font = make_font (self->chart_style.family, look);
  g_autofree char *set = NULL;

  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_attributes (layout, features (look->align == 1));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  /* A name from right to left begins where the others begin. */
  pango_layout_set_auto_dir (layout, FALSE);
  pango_layout_set_width (layout, width > 0 ? (int) (width * PANGO_SCALE) : -1);
  if (look->max_lines > 0)
    {
      pango_layout_set_height (layout, -look->max_lines);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }
  set = report_set_spaces (text);
  pango_layout_set_text (layout, set, (int) useful_length (set, look));
  return layout;
}

/* What a layout with this text and look looks like, @width aside. */
static PangoLayout *
shared_layout (Report *self, const char *text, const ReportLook *look, double width)
{
  g_autofree char *key =
    g_strdup_printf ("%d %d %d %d %d %s", look->face, look->bold, look->align == 1, look->max_lines,
                     width > 0 ? (int) (width * PANGO_SCALE) : -1, text);
  PangoLayout *layout = g_hash_table_lookup (self->layouts, key);

  if (layout == NULL)
    {
      layout = report_layout_new (self, text, look, width);
      g_hash_table_insert (self->layouts, g_steal_pointer (&key), layout);
    }
  return layout;
}

/* Whether a text is likely to stay on one line. */
static gboolean
seems_short (const char *text, const ReportLook *look, double width)
{
  return (double) g_utf8_strlen (text, MAX_LINE_BYTES) * report_types[look->face].size * 0.6 <=
         width;
}

static gboolean
fits (PangoLayout *layout, double width)
{
  int needed;

  pango_layout_get_size (layout, &needed, NULL);
  return needed <= (int) (width * PANGO_SCALE) && pango_layout_get_line_count (layout) == 1;
}

PangoLayout *
report_layout (Report *self, const char *text, const ReportLook *look, double width)
{
  const ReportLook uncut = { .face = look->face, .bold = look->bold, .align = look->align };
  PangoLayout *layout;

  if (self->layouts == NULL)
    return report_layout_new (self, text, look, width);
  /* On one line it is the same at any width. */
  if (width > 0 && seems_short (text, look, width))
    {
      layout = shared_layout (self, text, &uncut, 0);
      if (fits (layout, width))
        return g_object_ref (layout);
    }
  return g_object_ref (shared_layout (self, text, look, width));
}

double
report_layout_height (PangoLayout *layout, ReportFace face)
{
  return pango_layout_get_line_count (layout) * report_types[face].leading;
}

double
report_text_width (Report *self, const char *text, const ReportLook *look)
{
  g_autoptr (PangoLayout) layout = report_layout (self, text, look, 0);
  int width;

  pango_layout_get_size (layout, &width, NULL);
  return (double) width / PANGO_SCALE;
}

/* The language of an element is that of all its words. */
static void
note_language (Report *self, int index, PangoLayout *layout)
{
  FlowNode *node = index >= 0 ? flow_get_node (self->flow, index) : NULL;
  const char *lang;

  if (node == NULL || node->words == layout)
    return;
  lang = report_foreign_language (pango_layout_get_text (layout),
                                  rapport_locale_get_lang (self->locale));
  node->lang = node->words == NULL || g_strcmp0 (node->lang, lang) == 0 ? lang : NULL;
  node->words = layout;
}

/* Dark enough for small letters on white: 5:1 and more. */
static RapportColour
look_colour (Report *self, const ReportLook *look)
{
  static const RapportColour tones[N_TONES] = {
    [TONE_BETTER] = { 0.07, 0.45, 0.24, 1 },
    [TONE_WORSE] = { 0.72, 0.12, 0.11, 1 },
  };

  if (look->tone != TONE_NEITHER)
    return tones[look->tone];
  return look->dim ? self->chart_style.dim : self->chart_style.foreground;
}

static FlowItem *
add_lines (Report *self,
           int node,
           PangoLayout *layout,
           const ReportLook *look,
           double x,
           double y,
           double width)
{
  FlowItem *item = flow_add_item (self->flow, FLOW_TEXT, node, x, y);

  note_language (self, node, layout);
  item->layout = g_object_ref (layout);
  item->width = width;
  item->size = report_types[look->face].size;
  item->leading = report_types[look->face].leading;
  item->align = look->align;
  item->colour = look_colour (self, look);
  item->n_lines = pango_layout_get_line_count (layout);
  return item;
}

double
report_add_layout (Report *self,
                   int node,
                   PangoLayout *layout,
                   const ReportLook *look,
                   double x,
                   double y,
                   double width)
{
  g_autoptr (PangoLayout) own = layout;

  add_lines (self, node, own, look, x, y, width);
  return report_layout_height (own, look->face);
}

double
report_add_text (Report *self,
                 int node,
                 const char *text,
                 const ReportLook *look,
                 double x,
                 double y,
                 double width)
{
  return report_add_layout (self, node, report_layout (self, text, look, width), look, x, y, width);
}

void
report_add_rule (
  Report *self, double x, double y, double width, double thickness, RapportColour colour)
{
  FlowItem *item = flow_add_item (self->flow, FLOW_BOX, FLOW_ARTIFACT, x, y);

  item->width = width;
  item->height = thickness;
  item->colour = colour;
}

void
report_flow_layout (Report *self,
                    int node,
                    PangoLayout *layout,
                    const ReportLook *look,
                    double x,
                    double width,
                    double space,
                    gboolean keep)
{
  g_autoptr (PangoLayout) own = layout;
  double leading = report_types[look->face].leading;
  int n = pango_layout_get_line_count (own);

  for (int i = 0; i < n;)
    {
      /* Two lines at each end stay together; so do three in all. */
      int lines = n - i <= 3 ? n - i : i == 0 ? 2 : 1;
      FlowItem *item;

      flow_begin (self->flow, i == 0 ? space : 0);
      item = add_lines (self, node, own, look, x, 0, width);
      item->first_line = i;
      item->n_lines = lines;
      i += lines;
      flow_end (self->flow, lines * leading, i >= n ? keep : FALSE);
    }
}
