/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-report-private.h"

/* A row higher than this share of a page is broken. */
#define TALLEST_ROW 0.5
#define SHORT_TABLE 0.2

/* Between a row's words and its lines: what is only looked up stands closer. */
static double
padding (ReportTable *self)
{
  return self->face == FACE_SMALL ? 3 : 4.5;
}

static ReportLook
main_look (ReportTable *self, const ReportCell *cell, double align)
{
  return (ReportLook) {
    .face = self->face,
    .bold = cell->bold,
    .dim = cell->dim,
    .tone = cell->tone,
    .align = align,
  };
}

static ReportLook
small_look (const ReportCell *cell, double align)
{
  return (ReportLook) { .face = FACE_SMALL, .dim = TRUE, .tone = cell->tone, .align = align };
}

/* The texts of a row as layouts: two for each cell, either may be NULL. */
static GPtrArray *
layout_row (ReportTable *self, const ReportCell *cells)
{
  GPtrArray *layouts = g_ptr_array_new ();

  for (guint i = 0; i < self->n_columns; i++)
    {
      const ReportColumnPlace *place = &self->columns[i];
      ReportLook look = main_look (self, &cells[i], place->align);
      ReportLook small = small_look (&cells[i], place->align);

      g_ptr_array_add (layouts, cells[i].text != NULL && cells[i].text[0] != '\0'
                                  ? report_layout (self->report, cells[i].text, &look, place->width)
                                  : NULL);
      g_ptr_array_add (layouts,
                       cells[i].small != NULL && cells[i].small[0] != '\0'
                         ? report_layout (self->report, cells[i].small, &small, place->width)
                         : NULL);
    }
  return layouts;
}

static void
free_layouts (GPtrArray *layouts)
{
  for (guint i = 0; i < layouts->len; i++)
    g_clear_object (&layouts->pdata[i]);
  g_ptr_array_unref (layouts);
}

/* Where a cell's lines have got to, when a row is broken. */
typedef struct
{
  int main_line;
  int small_line;
} CellPlace;

static int
lines_left (PangoLayout *layout, int from)
{
  return layout != NULL ? pango_layout_get_line_count (layout) - from : 0;
}

static double
rest_height (ReportTable *self, GPtrArray *layouts, const CellPlace *places, guint i)
{
  return lines_left (layouts->pdata[2 * i], places[i].main_line) *
           report_types[self->face].leading +
         lines_left (layouts->pdata[2 * i + 1], places[i].small_line) *
           report_types[FACE_SMALL].leading;
}

/* Adds what fits into @room of one of a cell's texts; returns its height. */
static double
add_part (ReportTable *self,
          int node,
          PangoLayout *layout,
          const ReportLook *look,
          const ReportColumnPlace *place,
          int *line,
          double y,
          double room)
{
  double leading = report_types[look->face].leading;
  int n = MIN (lines_left (layout, *line), (int) (room / leading + 0.01));
  FlowItem *item;

  if (n <= 0)
    return 0;
  report_add_layout (self->report, node, g_object_ref (layout), look, place->x, y, place->width);
  item = &g_array_index (self->report->flow->items, FlowItem, self->report->flow->items->len - 1);
  item->first_line = *line;
  item->n_lines = n;
  *line += n;
  return n * leading;
}

static double
add_cell (ReportTable *self,
          int row,
          const ReportCell *cell,
          guint column,
          GPtrArray *layouts,
          CellPlace *place,
          double room)
{
  const ReportColumnPlace *where = &self->columns[column];
  ReportLook look = main_look (self, cell, where->align);
  ReportLook small = small_look (cell, where->align);
  Flow *flow = self->report->flow;
  int node = flow_add_node (flow, row, column == 0 ? "TH" : "TD");
  gboolean both = layouts->pdata[2 * column] != NULL && layouts->pdata[2 * column + 1] != NULL;
  double used;

  if (column == 0)
    flow_set_scope (flow, node, "Row");
  /* Two texts are two paragraphs, or they would be read as one. */
  used = add_part (self, both ? flow_add_node (flow, node, "P") : node, layouts->pdata[2 * column],
                   &look, where, &place->main_line, padding (self), room);
  if (lines_left (layouts->pdata[2 * column], place->main_line) > 0)
    return used;
  /* What a row goes on with after a page still belongs to its name. */
  if (column == 0 && used <= 0)
    flow_set_alt (flow, node, cell->text);
  /* A cell without words still is one, or the columns would not add up. */
  if (layouts->pdata[2 * column] == NULL && layouts->pdata[2 * column + 1] == NULL)
    flow_add_item (flow, FLOW_TEXT, node, where->x, padding (self));
  return used + add_part (self, both ? flow_add_node (flow, node, "P") : node,
                          layouts->pdata[2 * column + 1], &small, where, &place->small_line,
                          padding (self) + used, room - used);
}

static double
tallest (ReportTable *self, GPtrArray *layouts, const CellPlace *places)
{
  double height = 0;

  for (guint i = 0; i < self->n_columns; i++)
    height = MAX (height, rest_height (self, layouts, places, i));
  return height;
}

static void
row_rule (ReportTable *self, double y, double thickness, RapportColour colour)
{
  const ReportColumnPlace *last = &self->columns[self->n_columns - 1];

  report_add_rule (self->report, self->columns[0].x, y, last->x + last->width - self->columns[0].x,
                   thickness, colour);
}

void
report_table_row (ReportTable *self, const ReportCell *cells, gboolean total)
{
  const RapportChartStyle *style = &self->report->chart_style;
  GPtrArray *layouts = layout_row (self, cells);
  g_autofree CellPlace *places = g_new0 (CellPlace, self->n_columns);
  double most = self->report->height * TALLEST_ROW;
  double height = tallest (self, layouts, places);

  do
    {
      int row = flow_add_node (self->report->flow, self->node, "TR");
      double room = MIN (height, most);
      double used = 0;

      flow_begin (self->report->flow, 0);
      row_rule (self, 0, total ? 0.75 : 0.5, total ? style->dim : style->rule);
      for (guint i = 0; i < self->n_columns; i++)
        {
          double cell = add_cell (self, row, &cells[i], i, layouts, &places[i], room);

          used = MAX (used, cell);
        }
      flow_end (self->report->flow, used + 2 * padding (self), FALSE);
      height = used > 0 ? tallest (self, layouts, places) : 0;
    }
  while (height > 0);
  free_layouts (layouts);
}

static ReportLook
header_look (const ReportCell *header, double align)
{
  if (header->bold)
    return (ReportLook) { .face = FACE_SUBHEAD, .bold = TRUE, .align = align };
  return (ReportLook) { .face = FACE_SMALL, .dim = TRUE, .align = align };
}

/* How far above a text's lower edge its letters stand. */
static double
descent (ReportLook look)
{
  return report_types[look.face].leading / 2 - report_types[look.face].size * 0.36;
}

/* The names of the columns. They end on one line, however many each takes. */
static void
add_header (ReportTable *self, const ReportCell *headers, double space)
{
  Report *report = self->report;
  int row = flow_add_node (report->flow, self->node, "TR");
  double height = 0;
  double lowest = 0;

  flow_begin (report->flow, space);
  for (guint i = 0; i < self->n_columns; i++)
    {
      ReportLook look = header_look (&headers[i], self->columns[i].align);
      g_autoptr (PangoLayout) layout =
        report_layout (report, headers[i].text, &look, self->columns[i].width);

      height = MAX (height, report_layout_height (layout, look.face));
      lowest = MAX (lowest, descent (look));
    }
  for (guint i = 0; i < self->n_columns; i++)
    {
      ReportLook look = header_look (&headers[i], self->columns[i].align);
      int node = flow_add_node (report->flow, row, "TH");
      PangoLayout *layout = report_layout (report, headers[i].text, &look, self->columns[i].width);

      flow_set_scope (report->flow, node, "Column");
      flow_set_alt (report->flow, node, headers[i].alt);
      report_add_layout (report, node, layout, &look, self->columns[i].x,
                         height - report_layout_height (layout, look.face) - lowest +
                           descent (look),
                         self->columns[i].width);
    }
  flow_end (report->flow, height + padding (self), TRUE);
}

void
report_table_begin (ReportTable *self,
                    Report *report,
                    int parent,
                    const ReportColumnPlace *columns,
                    guint n_columns,
                    const ReportCell *headers,
                    double space,
                    ReportFace face)
{
  *self = (ReportTable) {
    .report = report,
    .node = flow_add_node (report->flow, parent, "Table"),
    .columns = columns,
    .n_columns = n_columns,
    .face = face,
  };
  add_header (self, headers, space);
  report->flow->header = (int) report->flow->slabs->len - 1;
}

/* A short table stands on one page. A long one has at least two rows under its
 * heading, and two on its last page. */
static void
keep_rows (ReportTable *self, guint first, guint last)
{
  GArray *slabs = self->report->flow->slabs;
  double height = 0;
  gboolean is_short;

  for (guint i = first; i <= last; i++)
    height += g_array_index (slabs, FlowSlab, i).height;
  is_short = height < self->report->height * SHORT_TABLE;
  for (guint i = first; i < last; i++)
    if (is_short || i < first + 2 || i + 2 >= last)
      g_array_index (slabs, FlowSlab, i).keep = TRUE;
}

void
report_table_end (ReportTable *self)
{
  Flow *flow = self->report->flow;
  guint first = (guint) flow->header;

  flow->header = FLOW_NONE;
  flow_begin (flow, 0);
  row_rule (self, 0, 0.5, self->report->chart_style.rule);
  flow_end (flow, 1, FALSE);
  keep_rows (self, first, flow->slabs->len - 1);
}
