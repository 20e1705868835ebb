/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-report-private.h"

#include <string.h>

#define INDENT        14
#define BETWEEN       7
#define BETWEEN_TIGHT 2
#define CELL_GAP      6

/* Of a picture between words, at most. */
#define PICTURE_HEIGHT 240.0

/* Where blocks go, and into which element. */
typedef struct
{
  Report *report;
  int node;
  const char *heading;
  double x;
  double width;
  double space;
  ReportLook look;
} Prose;

static void add_blocks (Prose *self, const RapportBlock *parent, double between);

static void
mark (PangoAttrList *list, PangoAttribute *attribute, gsize from, gsize to)
{
  attribute->start_index = (guint) from;
  attribute->end_index = (guint) to;
  pango_attr_list_insert (list, attribute);
}

static void
mark_run (PangoAttrList *list, const RapportRun *run, gsize from, gsize to)
{
  if (run->style & RAPPORT_RUN_STRONG)
    mark (list, pango_attr_weight_new (PANGO_WEIGHT_SEMIBOLD), from, to);
  if (run->style & RAPPORT_RUN_EMPHASIS)
    mark (list, pango_attr_style_new (PANGO_STYLE_ITALIC), from, to);
  if (run->style & RAPPORT_RUN_STRIKE)
    mark (list, pango_attr_strikethrough_new (TRUE), from, to);
  if (run->link != NULL)
    mark (list, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE_LINE), from, to);
}

/* A link is known by the address that the layout keeps for it. */
static void
note_link (PangoLayout *layout, const char *link, gsize from, gsize to)
{
  GArray *links = g_object_get_data (G_OBJECT (layout), "rapport-links");
  ReportLink found = { from, to, g_intern_string (link) };

  if (links == NULL)
    {
      links = g_array_new (FALSE, FALSE, sizeof (ReportLink));
      g_object_set_data_full (G_OBJECT (layout), "rapport-links", links,
                              (GDestroyNotify) g_array_unref);
    }
  g_array_append_val (links, found);
}

static PangoLayout *
layout_runs (Prose *self, const RapportBlock *block, const ReportLook *look)
{
  g_autoptr (GString) text = g_string_new (NULL);
  PangoLayout *layout = report_layout_new (self->report, "", look, self->width);
  PangoAttrList *list = pango_attr_list_copy (pango_layout_get_attributes (layout));

  pango_layout_set_auto_dir (layout, TRUE);
  for (guint i = 0; i < block->n_runs; i++)
    {
      const RapportRun *run = &block->runs[i];
      gsize from = text->len;
      g_autofree char *set = report_set_spaces (run->text);

      g_string_append (text, set);
      mark_run (list, run, from, text->len);
      if (run->link != NULL)
        note_link (layout, run->link, from, text->len);
    }
  pango_layout_set_text (layout, text->str, (int) text->len);
  pango_layout_set_attributes (layout, list);
  pango_attr_list_unref (list);
  return layout;
}

static void
add_paragraph (Prose *self, const RapportBlock *block)
{
  int node = flow_add_node (self->report->flow, self->node, "P");

  report_flow_layout (self->report, node, layout_runs (self, block, &self->look), &self->look,
                      self->x, self->width, self->space, FALSE);
}

/* (transfer full) (nullable) */
static RapportPicture *
find_picture (Report *report, const char *name)
{
  GBytes *bytes = report_find_picture (report, name);

  return bytes != NULL ? rapport_picture_load (bytes, NULL) : NULL;
}

/* A picture stands by itself, with its name for those who do not see it; what can't be shown is its
 * name. */
static gboolean
add_picture (Prose *self, const RapportRun *run)
{
  Flow *flow = self->report->flow;
  g_autoptr (RapportPicture) picture = find_picture (self->report, run->picture);
  double width, height;
  int figure;
  FlowItem *item;

  if (picture == NULL)
    return FALSE;
  width = MIN (self->width, PICTURE_HEIGHT * rapport_picture_get_aspect (picture));
  height = width / rapport_picture_get_aspect (picture);
  flow_begin (flow, self->space);
  figure = flow_add_node (flow, self->node, "Figure");
  flow_set_alt (flow, figure, run->text);
  item = flow_add_item (flow, FLOW_PICTURE, figure, self->x, 0);
  item->picture = g_steal_pointer (&picture);
  item->width = width;
  item->height = height;
  flow_end (flow, height, FALSE);
  return TRUE;
}

static gboolean
is_picture (const RapportBlock *block)
{
  return block->n_runs == 1 && block->runs[0].picture != NULL;
}

static void
add_subhead (Prose *self, const RapportBlock *block)
{
  const ReportLook look = { .face = FACE_SUBHEAD, .bold = TRUE };
  int node = flow_add_node (self->report->flow, self->node, self->heading);

  report_flow_layout (self->report, node, layout_runs (self, block, &look), &look, self->x,
                      self->width, MAX (self->space, 12), TRUE);
}

static char *
item_label (const RapportBlock *list, guint index)
{
  const RapportBlock *item = list->children[index];

  if (item->check == RAPPORT_CHECK_DONE)
    return g_strdup ("✓");
  if (item->check == RAPPORT_CHECK_OPEN)
    return g_strdup ("○");
  if (list->kind == RAPPORT_BLOCK_ORDERED_LIST)
    return g_strdup_printf ("%u.", list->start + index);
  return g_strdup ("–");
}

/* The label stands in front of the item's first line. */
static void
add_label (Prose *self, int item, const char *label)
{
  Flow *flow = self->report->flow;

  flow_begin (flow, self->space);
  report_add_text (self->report, flow_add_node (flow, item, "Lbl"), label, &self->look, self->x, 0,
                   INDENT);
  flow_pend (flow);
}

/* An item without words still has its label. */
static void
add_empty (Prose *self)
{
  flow_begin (self->report->flow, self->space);
  flow_end (self->report->flow, report_types[FACE_BODY].leading, FALSE);
}

static void
add_list (Prose *self, const RapportBlock *list)
{
  int node = flow_add_node (self->report->flow, self->node, "L");

  flow_set_scope (self->report->flow, node,
                  list->kind == RAPPORT_BLOCK_ORDERED_LIST ? "Decimal" : "Disc");

  for (guint i = 0; i < list->n_children; i++)
    {
      const RapportBlock *block = list->children[i];
      g_autofree char *label = item_label (list, i);
      Prose inner = *self;
      int item = flow_add_node (self->report->flow, node, "LI");

      if (i > 0)
        inner.space = list->tight ? BETWEEN_TIGHT : BETWEEN;
      add_label (&inner, item, label);
      inner.node = flow_add_node (self->report->flow, item, "LBody");
      inner.x += INDENT;
      inner.width = MAX (inner.width - INDENT, INDENT);
      add_blocks (&inner, block, list->tight ? BETWEEN_TIGHT : BETWEEN);
      if (block->n_children == 0)
        add_empty (&inner);
    }
}

static void
add_quote (Prose *self, const RapportBlock *block)
{
  Prose inner = *self;

  inner.node = flow_add_node (self->report->flow, self->node, "BlockQuote");
  inner.x += INDENT;
  inner.width = MAX (inner.width - INDENT, INDENT);
  add_blocks (&inner, block, BETWEEN);
}

static void
add_line (Prose *self)
{
  flow_begin (self->report->flow, self->space);
  report_add_rule (self->report, self->x, BETWEEN, self->width, 0.5,
                   self->report->chart_style.rule);
  flow_end (self->report->flow, 2 * BETWEEN, FALSE);
}

/* The width that the widest cell of a column would take on one line. */
static double
wanted_width (Prose *self, const RapportBlock *table, guint column)
{
  double wanted = 0;

  for (guint row = 0; row < table->n_children; row++)
    {
      const ReportLook look = { .face = FACE_TABLE };
      g_autofree char *text = rapport_block_to_plain (table->children[row]->children[column]);

      wanted = MAX (wanted, report_text_width (self->report, text, &look));
    }
  return wanted;
}

/* Columns are alike; what one does not need goes to those that need more, or, of three and
 * more, to the first: it says what the others are about. */
static void
place_columns (Prose *self, const RapportBlock *table, ReportColumnPlace *columns, guint n)
{
  g_autofree double *wanted = g_new0 (double, n);
  double room = self->width;
  guint wide = 0;
  double x = self->x;

  for (guint i = 0; i < n; i++)
    {
      wanted[i] = wanted_width (self, table, i) + 2 * CELL_GAP;
      if (wanted[i] > self->width / n)
        wide++;
      else
        room -= wanted[i];
    }
  if (wide == 0 && n > 2)
    {
      room += wanted[0];
      wanted[0] = self->width;
      wide = 1;
    }
  for (guint i = 0; i < n; i++)
    {
      const double width = wide == 0                     ? self->width / n
                           : wanted[i] > self->width / n ? room / wide
                                                         : wanted[i];

      columns[i].x = x;
      columns[i].width = width - CELL_GAP;
      x += width;
    }
}

static double
align_of (const RapportBlock *cell)
{
  return cell->align == RAPPORT_CELL_ALIGN_RIGHT    ? 1
         : cell->align == RAPPORT_CELL_ALIGN_CENTER ? 0.5
                                                    : 0;
}

static void
add_table (Prose *self, const RapportBlock *table)
{
  guint n = table->n_children > 0 ? table->children[0]->n_children : 0;
  g_autofree ReportColumnPlace *columns = g_new0 (ReportColumnPlace, n + 1);
  g_autofree ReportCell *cells = g_new0 (ReportCell, n + 1);
  ReportTable made;

  if (n == 0)
    return;
  place_columns (self, table, columns, n);
  for (guint i = 0; i < n; i++)
    columns[i].align = align_of (table->children[0]->children[i]);
  for (guint row = 0; row < table->n_children; row++)
    {
      g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

      for (guint i = 0; i < n; i++)
        {
          g_ptr_array_add (texts, rapport_block_to_plain (table->children[row]->children[i]));
          cells[i].text = texts->pdata[i];
        }
      if (row == 0)
        report_table_begin (&made, self->report, self->node, columns, n, cells, self->space,
                            FACE_TABLE);
      else
        report_table_row (&made, cells, FALSE);
    }
  report_table_end (&made);
}

static void
add_block (Prose *self, const RapportBlock *block)
{
  switch (block->kind)
    {
    case RAPPORT_BLOCK_HEADING:
      add_subhead (self, block);
      break;
    case RAPPORT_BLOCK_PARAGRAPH:
    case RAPPORT_BLOCK_CODE:
      if (!is_picture (block) || !add_picture (self, &block->runs[0]))
        add_paragraph (self, block);
      break;
    case RAPPORT_BLOCK_BULLET_LIST:
    case RAPPORT_BLOCK_ORDERED_LIST:
      add_list (self, block);
      break;
    case RAPPORT_BLOCK_QUOTE:
      add_quote (self, block);
      break;
    case RAPPORT_BLOCK_RULE:
      add_line (self);
      break;
    case RAPPORT_BLOCK_TABLE:
      add_table (self, block);
      break;
    case RAPPORT_BLOCK_DOCUMENT:
    case RAPPORT_BLOCK_ITEM:
    case RAPPORT_BLOCK_ROW:
    case RAPPORT_BLOCK_CELL:
    default:
      add_blocks (self, block, BETWEEN);
      break;
    }
}

static void
add_blocks (Prose *self, const RapportBlock *parent, double between)
{
  for (guint i = 0; i < parent->n_children; i++)
    {
      add_block (self, parent->children[i]);
      self->space = between;
    }
}

void
report_add_prose (
  Report *self, int node, const char *markdown, double x, double width, double space)
{
  g_autoptr (RapportMarkdown) parsed = rapport_markdown_parse (markdown);
  /* No level is left out: under the title alone, a heading is of the second. */
  const char *heading = self->flow->under_heading ? "H3" : "H2";
  Prose prose = { self, node, heading, x, width, space, { .face = FACE_BODY } };

  add_blocks (&prose, rapport_markdown_get_root (parsed), BETWEEN);
}

GBytes *
report_find_picture (Report *self, const char *name)
{
  for (gsize i = 0; i < self->content->n_pictures; i++)
    if (g_str_equal (self->content->pictures[i].name, name))
      return self->content->pictures[i].data;
  return NULL;
}

gboolean
report_is_blank (const char *markdown)
{
  g_autofree char *plain = rapport_markdown_to_plain (markdown);

  return g_strstrip (plain)[0] == '\0';
}
