/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words on cards. */
#include "rapport-markdown.h"
#include "rapport-scene-painter-private.h"

#include <string.h>

/* No card shows more of a text. */
#define LONGEST 6000

static PangoLayout *
new_layout (RapportScenePainter *self, double size, gboolean bold, double width, double height)
{
  PangoLayout *layout = pango_layout_new (self->context);
  g_autoptr (PangoFontDescription) font = pango_font_description_new ();

  pango_font_description_set_family_static (font, "Inter, Adwaita Sans, Cantarell, Sans");
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  if (bold)
    pango_font_description_set_weight (font, PANGO_WEIGHT_SEMIBOLD);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  if (width > 0)
    pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_height (layout, height > 0 ? (int) (height * PANGO_SCALE) : -1);
  return layout;
}

/* The beginning of a text that is too long for any card. */
static char *
shorten (const char *text)
{
  char *shown = g_utf8_make_valid (text != NULL ? text : "",
                                   text != NULL ? (gssize) strnlen (text, LONGEST + 4) : 0);

  if (strlen (shown) > LONGEST)
    *g_utf8_find_prev_char (shown, shown + LONGEST + 1) = '\0';
  return shown;
}

PangoLayout *
rapport_scene_set_text (RapportScenePainter *self,
                        const char *text,
                        double size,
                        gboolean bold,
                        double width,
                        double height)
{
  PangoLayout *layout = new_layout (self, size, bold, width, height);
  g_autofree char *shown = shorten (text);

  pango_layout_set_text (layout, shown, -1);
  return layout;
}

/* Markdown as one text with attributes. */

typedef struct
{
  GString *text;
  PangoAttrList *attributes;
} Prose;

static void
add_attribute (Prose *prose, PangoAttribute *attribute, gsize from)
{
  attribute->start_index = (guint) from;
  attribute->end_index = (guint) prose->text->len;
  pango_attr_list_insert (prose->attributes, attribute);
}

static void
add_runs (Prose *prose, const RapportBlock *block)
{
  for (guint i = 0; i < block->n_runs; i++)
    {
      const RapportRun *run = &block->runs[i];
      const gsize from = prose->text->len;

      g_string_append (prose->text, run->text);
      if (run->style & RAPPORT_RUN_STRONG)
        add_attribute (prose, pango_attr_weight_new (PANGO_WEIGHT_BOLD), from);
      if (run->style & RAPPORT_RUN_EMPHASIS)
        add_attribute (prose, pango_attr_style_new (PANGO_STYLE_ITALIC), from);
      if (run->style & RAPPORT_RUN_STRIKE)
        add_attribute (prose, pango_attr_strikethrough_new (TRUE), from);
      if (run->style & RAPPORT_RUN_CODE)
        add_attribute (prose, pango_attr_family_new ("monospace"), from);
      if (run->link != NULL)
        add_attribute (prose, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE), from);
    }
}

static void
begin_line (Prose *prose)
{
  if (prose->text->len > 0 && prose->text->str[prose->text->len - 1] != '\n')
    g_string_append_c (prose->text, '\n');
}

static void add_block (Prose *prose, const RapportBlock *block, guint depth);

static void
add_list (Prose *prose, const RapportBlock *list, guint depth)
{
  for (guint i = 0; i < list->n_children; i++)
    {
      const RapportBlock *item = list->children[i];

      begin_line (prose);
      for (guint j = 0; j < depth; j++)
        g_string_append (prose->text, "   ");
      if (item->check != RAPPORT_CHECK_NONE)
        g_string_append (prose->text, item->check == RAPPORT_CHECK_DONE ? "☑ " : "☐ ");
      else if (list->kind == RAPPORT_BLOCK_ORDERED_LIST)
        g_string_append_printf (prose->text, "%u. ", list->start + i);
      else
        g_string_append (prose->text, "• ");
      for (guint j = 0; j < item->n_children; j++)
        if (j == 0 && item->children[j]->n_runs > 0)
          add_runs (prose, item->children[j]);
        else
          add_block (prose, item->children[j], depth + 1);
    }
}

static void
add_row (Prose *prose, const RapportBlock *row)
{
  begin_line (prose);
  for (guint i = 0; i < row->n_children; i++)
    {
      if (i > 0)
        g_string_append (prose->text, " · ");
      add_runs (prose, row->children[i]);
    }
}

static void
add_block (Prose *prose, const RapportBlock *block, guint depth)
{
  gsize from;

  switch (block->kind)
    {
    case RAPPORT_BLOCK_BULLET_LIST:
    case RAPPORT_BLOCK_ORDERED_LIST:
      add_list (prose, block, depth);
      break;
    case RAPPORT_BLOCK_ROW:
      add_row (prose, block);
      break;
    case RAPPORT_BLOCK_HEADING:
      begin_line (prose);
      from = prose->text->len;
      add_runs (prose, block);
      add_attribute (prose, pango_attr_weight_new (PANGO_WEIGHT_BOLD), from);
      break;
    case RAPPORT_BLOCK_RULE:
      begin_line (prose);
      g_string_append (prose->text, "—");
      break;
    default:
      begin_line (prose);
      add_runs (prose, block);
      for (guint i = 0; i < block->n_children; i++)
        add_block (prose, block->children[i], depth);
    }
}

PangoLayout *
rapport_scene_set_markdown (
  RapportScenePainter *self, const char *markdown, double size, double width, double height)
{
  PangoLayout *layout = new_layout (self, size, FALSE, width, height);
  g_autofree char *shown = shorten (markdown);
  g_autoptr (RapportMarkdown) parsed = rapport_markdown_parse (shown);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  add_block (&(Prose) { text, attributes }, rapport_markdown_get_root (parsed), 0);
  pango_layout_set_text (layout, text->str, (int) text->len);
  pango_layout_set_attributes (layout, attributes);
  return layout;
}

void
rapport_scene_get_size (PangoLayout *layout, double *width, double *height)
{
  int w, h;

  pango_layout_get_size (layout, &w, &h);
  if (width != NULL)
    *width = w / (double) PANGO_SCALE;
  if (height != NULL)
    *height = h / (double) PANGO_SCALE;
}

void
rapport_scene_show (cairo_t *cr, PangoLayout *layout, double x, double y, RapportColour colour)
{
  rapport_colour_set (colour, cr);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
}
