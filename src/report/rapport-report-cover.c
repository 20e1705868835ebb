/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-report-private.h"

#include <math.h>
#include <string.h>

#define TILE_COLUMNS 3

/* Headlines longer than this are set smaller. */
#define LONG_HEADLINE 130

/* A longer name of a client is cut, or it would be all of the page. */
#define MAX_NAME 160

/* In points: a logo of middle shape is 100 wide and 25 high. */
#define LOGO_AREA   2500
#define LOGO_WIDTH  150
#define LOGO_HEIGHT 40
#define LOGO_GAP    18

/* Between a name and a large title below it. */
#define TITLE_GAP 3

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

/* A logo, and how large it stands: logos of all shapes take about the same area,
 * so that none looks more important. */
typedef struct
{
  RapportPicture *picture;
  double width;
  double height;
} Logo;

static Logo
load_logo (GBytes *bytes)
{
  Logo logo = { NULL, 0, 0 };
  double aspect;

  if (bytes == NULL)
    return logo;
  /* What can't be shown was refused where it was chosen; here it is left out. */
  logo.picture = rapport_picture_load (bytes, NULL);
  if (logo.picture == NULL)
    return logo;
  aspect = rapport_picture_get_aspect (logo.picture);
  logo.width = MIN (sqrt (LOGO_AREA * aspect), LOGO_WIDTH);
  logo.height = MIN (logo.width / aspect, LOGO_HEIGHT);
  logo.width = MAX (logo.height * aspect, 1);
  logo.height = MAX (logo.height, 1);
  return logo;
}

/* Adds @logo with its middle at @middle and takes its picture; @align 1: at the
 * right end of the page. */
static void
add_logo (Report *self, Logo *logo, const char *owner, double align, double middle)
{
  int figure;
  FlowItem *item;
  g_autofree char *alt = NULL;

  if (logo->picture == NULL)
    return;
  /* Translators: %s is a client or an agency. */
  alt = owner[0] != '\0'
          ? g_strdup_printf (rapport_catalog_text (self->catalog, "Logo of %s"), owner)
          : g_strdup (rapport_catalog_text (self->catalog, "Logo"));
  figure = flow_add_node (self->flow, self->root, "Figure");
  flow_set_alt (self->flow, figure, alt);
  item =
    flow_add_item (self->flow, FLOW_PICTURE, figure,
                   self->left + (self->width - logo->width) * align, middle - logo->height / 2);
  item->picture = g_steal_pointer (&logo->picture);
  item->width = logo->width;
  item->height = logo->height;
}

/* Adds words of the heading; returns their height. */
static double
add_title_part (
  Report *self, int heading, const char *text, const ReportLook *look, double y, int outline)
{
  double height = report_add_text (self, flow_add_node (self->flow, heading, "Span"), text, look,
                                   self->left, y, report_span (self, 8));

  g_array_index (self->flow->items, FlowItem, self->flow->items->len - 1).outline = outline;
  return height;
}

static char *
masthead_client (Report *self)
{
  g_autofree char *client = report_clean (self->content->client, TRUE);
  g_autofree char *cut = NULL;

  if (g_utf8_strlen (client, -1) <= MAX_NAME)
    return g_steal_pointer (&client);
  cut = g_utf8_substring (client, 0, MAX_NAME);
  return g_strconcat (cut, "…", NULL);
}

/* The client's name and below it, lighter, the title; where no headline says more,
 * the title is what is large. Returns their height. */
static double
add_title (Report *self, const char *client, double y)
{
  gboolean headline = !report_is_blank (self->content->headline);
  const ReportLook name_look = { .face = FACE_LEAD, .bold = TRUE, .max_lines = 4 };
  const ReportLook title_look = {
    .face = headline ? FACE_LEAD : FACE_HERO,
    .bold = !headline,
    .max_lines = 4,
  };
  g_autofree char *title = report_title (self);
  FlowOutline entry = { g_strdup (title), 0 };
  int heading = flow_add_node (self->flow, self->root, "H1");
  int outline;
  double height = 0;

  g_array_append_val (self->flow->outline, entry);
  outline = (int) self->flow->outline->len - 1;
  if (client[0] != '\0')
    height = add_title_part (self, heading, client, &name_look, y, outline);
  if (height > 0 && !headline)
    height += TITLE_GAP;
  return height + add_title_part (self, heading, title, &title_look, y + height,
                                  height > 0 ? FLOW_NONE : outline);
}

/* Client and title, the agency at their right, their logos above. */
void
report_add_masthead (Report *self)
{
  const ReportLook look = { .face = FACE_SMALL, .dim = TRUE, .align = 1, .max_lines = 2 };
  g_autofree char *agency = report_clean (self->content->agency, TRUE);
  g_autofree char *client = masthead_client (self);
  Logo client_logo = load_logo (self->content->client_logo);
  Logo agency_logo = load_logo (self->content->agency_logo);
  gboolean named = agency[0] != '\0' && agency_logo.picture == NULL;
  double row = MAX (client_logo.height, agency_logo.height);
  double top = row > 0 ? row + LOGO_GAP : 0;
  double height;

  flow_begin (self->flow, 0);
  height = top + add_title (self, client, top);
  add_logo (self, &client_logo, client, 0, row / 2);
  add_logo (self, &agency_logo, agency, 1, row / 2);
  if (named)
    report_add_text (self, flow_add_node (self->flow, self->root, "P"), agency, &look,
                     report_column_x (self, 8), top + 2.5, report_span (self, 4));
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
  const ReportLook change = {
    .face = FACE_TABLE,
    .bold = TRUE,
    .tone = report_tone (figure->unit, figure->good, figure->value, figure->previous),
    .max_lines = 2,
  };
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
