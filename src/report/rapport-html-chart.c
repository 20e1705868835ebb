/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts stand in the page as pictures, not as elements of it: the same drawing
 * as on paper, whose ids can't meet those of another chart, whose inside no
 * style or script of the page reaches, and for which `img-src data:` is all that
 * the policy has to allow. A picture can also be another one in a dark room or
 * on a telephone. */
#include "rapport-html-private.h"

#include <cairo-svg.h>

#define WIDE        780
#define WIDE_TEXT   11.5
#define NARROW      340
#define NARROW_TEXT 10.5

const RapportColour html_dark_paper = { 0x1d / 255.0, 0x1e / 255.0, 0x21 / 255.0, 1 };

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* (transfer full): an address that holds the drawing. */
static char *
draw (RapportChart *chart, const RapportChartStyle *style, double width, double height)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  g_autofree char *coded = NULL;
  cairo_surface_t *surface = cairo_svg_surface_create_for_stream (append_cb, data, width, height);
  cairo_t *cr;

  cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
  cr = cairo_create (surface);
  rapport_chart_draw (chart, cr, style, width, height);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  coded = g_base64_encode (data->data, data->len);
  return g_strconcat ("data:image/svg+xml;base64,", coded, NULL);
}

static RapportChartStyle
dark_style (RapportChartStyle style)
{
  const RapportColour ink = { 0xec / 255.0, 0xec / 255.0, 0xee / 255.0, 1 };

  style.background = html_dark_paper;
  style.foreground = ink;
  style.dim = rapport_colour_mix (ink, style.background, 0.32);
  style.rule = rapport_colour_mix (ink, style.background, 0.85);
  style.muted = rapport_colour_mix (ink, style.background, 0.58);
  style.accent = rapport_colour_readable (style.accent, style.background, 3);
  rapport_chart_style_judge (&style);
  return style;
}

typedef struct
{
  char *address;
  char *width;
  char *height;
} Drawing;

static void
drawing_clear (Drawing *self)
{
  g_free (self->address);
  g_free (self->width);
  g_free (self->height);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Drawing, drawing_clear)

static Drawing
make_drawing (Report *report, RapportChart *chart, gboolean narrow, gboolean dark)
{
  RapportChartStyle style = report->chart_style;
  double width = narrow ? NARROW : WIDE;
  double height;

  style.text_size = narrow ? NARROW_TEXT : WIDE_TEXT;
  if (dark)
    style = dark_style (style);
  height = rapport_chart_get_height (chart, &style, width);
  if (narrow)
    height = MAX (height, 200);
  return (Drawing) {
    .address = draw (chart, &style, width, height),
    .width = g_strdup_printf ("%.0f", width),
    .height = g_strdup_printf ("%.0f", height),
  };
}

static void
add_source (Html *self,
            Report *report,
            RapportChart *chart,
            const char *media,
            gboolean narrow,
            gboolean dark)
{
  g_auto (Drawing) drawing = make_drawing (report, chart, narrow, dark);

  html_void (self, "source", "media", media, "srcset", drawing.address, "width", drawing.width,
             "height", drawing.height, NULL);
}

static void
add_picture (Html *self, Report *report, RapportChart *chart)
{
  g_autofree char *words = rapport_chart_describe (chart);
  g_auto (Drawing) drawing = make_drawing (report, chart, FALSE, FALSE);

  html_open (self, "picture", NULL);
  add_source (self, report, chart, "screen and (prefers-color-scheme: dark) and (max-width: 40rem)",
              TRUE, TRUE);
  add_source (self, report, chart, "screen and (prefers-color-scheme: dark)", FALSE, TRUE);
  add_source (self, report, chart, "screen and (max-width: 40rem)", TRUE, FALSE);
  html_void (self, "img", "src", drawing.address, "width", drawing.width, "height", drawing.height,
             "alt", words, NULL);
  html_close (self);
}

static void
add_cell (Html *self, RapportChart *chart, gsize row, gsize column)
{
  g_autofree char *text = rapport_chart_get_cell (chart, row, column);
  gboolean heading = row == 0 || column == 0;

  html_open (self, heading ? "th" : "td", "scope",
             row == 0      ? "col"
             : column == 0 ? "row"
                           : NULL,
             "class", column > 0 ? "number" : NULL, NULL);
  html_text (self, text);
  html_close (self);
}

static void
add_row (Html *self, RapportChart *chart, gsize row)
{
  html_open (self, "tr", NULL);
  for (gsize column = 0; column < rapport_chart_get_n_columns (chart); column++)
    add_cell (self, chart, row, column);
  html_close (self);
}

/* The figures of the drawing, for those who would rather read them. */
static void
add_table (Html *self, Report *report, RapportChart *chart)
{
  gsize n_rows = rapport_chart_get_n_rows (chart);

  if (n_rows < 2)
    return;
  html_open (self, "details", NULL);
  html_element (self, "summary", NULL,
                rapport_catalog_text (report->catalog, "The figures of this chart"));
  html_open (self, "table", NULL);
  html_open (self, "thead", NULL);
  add_row (self, chart, 0);
  html_close (self);
  html_open (self, "tbody", NULL);
  for (gsize row = 1; row < n_rows; row++)
    add_row (self, chart, row);
  html_close (self);
  html_close (self);
  html_close (self);
}

void
html_add_chart (
  Html *self, Report *report, RapportChart *chart, const char *title, const char *name)
{
  html_open (self, "figure", NULL);
  html_open (self, "figcaption", NULL);
  if (title[0] != '\0')
    html_typed (self, "div", NULL, title);
  if (name[0] != '\0')
    html_typed (self, "div", "dim", name);
  html_close (self);
  add_picture (self, report, chart);
  add_table (self, report, chart);
  html_close (self);
}
