/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-report-private.h"

#include <string.h>

#define TILE_COLUMNS 3

/* Headlines longer than this are set smaller. */
#define LONG_HEADLINE 130

/* A longer name of a client is cut, or it would be all of the page. */
#define MAX_NAME 160

static void
add_headline (Report *self)
{
  g_autofree char *text = report_clean (self->content->headline, TRUE);
  const ReportLook look = {
    .face = g_utf8_strlen (text, -1) > LONG_HEADLINE ? FACE_HERO_LONG : FACE_HERO,
    .bold = TRUE,
    .max_lines = 12,
  };
  double width = report_span (self, 11);
  double height;

  if (text[0] == '\0')
    return;
  flow_begin (self->flow, 22);
  height = report_add_text (self, flow_add_node (self->flow, self->root, "P"), text, &look,
                            self->left, 0, width);
  flow_end (self->flow, height, FALSE);
}

/* The client's name and below it, lighter, the title. */
static PangoLayout *
masthead_layout (Report *self, const ReportLook *look)
{
  g_autofree char *clean = report_clean (self->content->client, TRUE);
  g_autofree char *client = report_set_spaces (clean);
  g_autofree char *title = report_title (self);
  g_autofree char *both = NULL;
  PangoLayout *layout;
  PangoAttrList *attributes;
  PangoAttribute *weight = pango_attr_weight_new (PANGO_WEIGHT_SEMIBOLD);

  if (g_utf8_strlen (client, -1) > MAX_NAME)
    {
      g_autofree char *cut = g_utf8_substring (client, 0, MAX_NAME);

      g_free (client);
      client = g_strconcat (cut, "…", NULL);
    }
  both = client[0] != '\0' ? g_strconcat (client, "\n", title, NULL) : g_strdup (title);
  layout = report_layout (self, both, look, report_span (self, 8));
  attributes = pango_attr_list_copy (pango_layout_get_attributes (layout));
  weight->end_index = (guint) (client[0] != '\0' ? strlen (client) : strlen (both));
  pango_attr_list_insert (attributes, weight);
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  return layout;
}

/* Client and title, the agency at their right. */
void
report_add_masthead (Report *self)
{
  const ReportLook look = { .face = FACE_LEAD, .max_lines = 5 };
  const ReportLook agency_look = { .face = FACE_SMALL, .dim = TRUE, .align = 1, .max_lines = 2 };
  g_autofree char *agency = report_clean (self->content->agency, TRUE);
  FlowOutline entry = { report_title (self), 0 };
  int heading = flow_add_node (self->flow, self->root, "H1");
  double height;

  g_array_append_val (self->flow->outline, entry);
  flow_begin (self->flow, 0);
  height = report_add_layout (self, heading, masthead_layout (self, &look), &look, self->left, 0,
                              report_span (self, 8));
  g_array_index (self->flow->items, FlowItem, self->flow->items->len - 1).outline =
    (int) self->flow->outline->len - 1;
  if (agency[0] != '\0')
    report_add_text (self, flow_add_node (self->flow, self->root, "P"), agency, &agency_look,
                     report_column_x (self, 8), 2.5, report_span (self, 4));
  flow_end (self->flow, height, TRUE);
  add_headline (self);
}

/* The longest writing of a figure that fits. */
static char *
tile_value (Report *self, const RapportReportFigure *figure, double width, ReportFace *face)
{
  static const struct
  {
    RapportFigureStyle style;
    ReportFace face;
  } tries[] = {
    { RAPPORT_FIGURE_ROUNDED, FACE_FIGURE },
    { RAPPORT_FIGURE_COMPACT, FACE_FIGURE },
    { RAPPORT_FIGURE_COMPACT, FACE_SECTION },
  };
  char *text = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (tries); i++)
    {
      ReportLook look = { .face = tries[i].face, .bold = TRUE };

      g_free (text);
      text = report_value (self, figure->unit, figure->value, tries[i].style);
      *face = tries[i].face;
      if (report_text_width (self, text, &look) <= width)
        break;
    }
  return text;
}

static double
add_part (
  Report *self, int tile, char *text, const ReportLook *look, double x, double y, double width)
{
  g_autofree char *own = text;

  if (own == NULL)
    return 0;
  return report_add_text (self, flow_add_node (self->flow, tile, "P"), own, look, x, y, width);
}

static double
name_height (Report *self, const RapportReportFigure *figure, double width)
{
  const ReportLook look = { .face = FACE_TABLE, .max_lines = 2 };
  g_autofree char *name = report_metric_name (self, figure->metric, figure->name);
  g_autoptr (PangoLayout) layout = report_layout (self, name, &look, width);

  return report_layout_height (layout, look.face);
}

/* Below the name, which may take two lines, the tiles stand on one line. */
static double
add_tile (Report *self, int node, const RapportReportFigure *figure, int index, double names)
{
  const ReportLook name = { .face = FACE_TABLE, .max_lines = 2 };
  const ReportLook change = { .face = FACE_TABLE, .bold = TRUE, .max_lines = 2 };
  const ReportLook small = { .face = FACE_SMALL, .dim = TRUE, .max_lines = 2 };
  ReportLook value = { .bold = TRUE, .max_lines = 1 };
  double x = report_column_x (self, index * TILE_COLUMNS);
  double width = report_span (self, TILE_COLUMNS);
  int tile = flow_add_node (self->flow, node, "Div");
  char *text;
  double y = 7;

  report_add_rule (self, x, 0, width, 0.75, self->chart_style.foreground);
  add_part (self, tile, report_metric_name (self, figure->metric, figure->name), &name, x, y,
            width);
  y += names + 2;
  text = tile_value (self, figure, width, &value.face);
  value.dim = !figure->value.known;
  add_part (self, tile, text, &value, x, y, width);
  y += report_types[FACE_FIGURE].leading + 4;
  y += add_part (self, tile, report_tile_change (self, figure), &change, x, y, width);
  y += add_part (self, tile, report_tile_before (self, figure), &small, x, y, width);
  y += add_part (self, tile, report_tile_target (self, figure), &small, x, y, width);
  return y;
}

void
report_add_tiles (Report *self, int node)
{
  gsize n = MIN (self->content->n_figures, REPORT_TILES);
  double names = 0;
  double height = 0;

  if (n == 0)
    return;
  for (gsize i = 0; i < n; i++)
    names =
      MAX (names, name_height (self, &self->content->figures[i], report_span (self, TILE_COLUMNS)));
  flow_begin (self->flow, 26);
  for (gsize i = 0; i < n; i++)
    {
      double tile = add_tile (self, node, &self->content->figures[i], (int) i, names);

      height = MAX (height, tile);
    }
  flow_end (self->flow, height, FALSE);
}
