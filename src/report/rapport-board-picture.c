/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-board-private.h"

#include <cairo-svg.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Cairo's own limit is 32,767. */
#define LONGEST 32000.0

typedef struct
{
  GByteArray *data;
  GCancellable *cancellable;
} Writing;

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  Writing *writing = closure;

  if (g_cancellable_is_cancelled (writing->cancellable))
    return CAIRO_STATUS_WRITE_ERROR;
  g_byte_array_append (writing->data, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static const BoardSheet *
get_sheet (BoardDrawing *self, GError **error)
{
  const BoardSheet *sheet = &g_array_index (self->sheets, BoardSheet, 0);

  if (!board_drawing_is_empty (self, sheet))
    return sheet;
  g_set_error_literal (error, RAPPORT_BOARD_OUTPUT_ERROR, RAPPORT_BOARD_OUTPUT_ERROR_EMPTY,
                       _ ("There is nothing on the board that the client may see."));
  return NULL;
}

/* On white. A frame itself is the edge of the picture. */
static void
draw (BoardDrawing *self, const BoardSheet *sheet, cairo_t *cr, double scale)
{
  RapportScene *scene = board_drawing_show (self, sheet);
  g_autoptr (GPtrArray) items = rapport_scene_find (scene, NULL);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  cairo_translate (cr, -sheet->area.x, -sheet->area.y);
  for (guint i = 0; i < items->len && sheet->frame != NULL; i++)
    if (((RapportSceneItem *) items->pdata[i])->kind == RAPPORT_SCENE_FRAME)
      g_ptr_array_remove_index (items, i--);
  for (guint i = 0; i < items->len && !g_cancellable_is_cancelled (self->cancellable); i++)
    rapport_scene_painter_draw_item (self->painter, cr, items->pdata[i], 1);
  rapport_scene_painter_draw_labels (self->painter, cr, items, 1);
}

static gboolean
finish (cairo_surface_t *surface, GCancellable *cancellable, GError **error)
{
  const cairo_status_t status = cairo_surface_status (surface);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error_literal (error, RAPPORT_BOARD_OUTPUT_ERROR, RAPPORT_BOARD_OUTPUT_ERROR_FAILED,
                       cairo_status_to_string (status));
  return FALSE;
}

/* What it is, for those who do not see it. */
static GBytes *
add_title (GByteArray *svg, const char *title)
{
  const char *text = (const char *) svg->data;
  const char *begin = memmem (text, svg->len, "<svg ", strlen ("<svg "));
  const char *end = begin != NULL ? memchr (begin, '>', svg->len - (gsize) (begin - text)) : NULL;
  g_autofree char *element = g_markup_printf_escaped ("\n<title>%s</title>", title);
  GString *whole;

  if (end == NULL)
    return g_bytes_new (svg->data, svg->len);
  whole = g_string_new_len (text, begin - text);
  g_string_append (whole, "<svg role=\"img\" ");
  begin += strlen ("<svg ");
  g_string_append_len (whole, begin, end + 1 - begin);
  g_string_append (whole, element);
  g_string_append_len (whole, end + 1, (gssize) svg->len - (end + 1 - text));
  return g_string_free_to_bytes (whole);
}

GBytes *
rapport_board_make_svg (RapportPublicBoard *board, const RapportBoardView *view, GError **error)
{
  g_auto (BoardDrawing) drawing = { NULL };
  g_autoptr (GByteArray) data = g_byte_array_new ();
  Writing writing = { data, view->cancellable };
  const BoardSheet *sheet;
  cairo_surface_t *surface;
  cairo_t *cr;
  gboolean drawn;

  if (!board_drawing_init (&drawing, board, view, TRUE, error))
    return NULL;
  sheet = get_sheet (&drawing, error);
  if (sheet == NULL)
    return NULL;
  surface = cairo_svg_surface_create_for_stream (append_cb, &writing, sheet->area.width,
                                                 sheet->area.height);
  cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
  cr = cairo_create (surface);
  draw (&drawing, sheet, cr, 1);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  drawn = finish (surface, view->cancellable, error);
  cairo_surface_destroy (surface);
  return drawn ? add_title (data, sheet->title) : NULL;
}

static double
limit_scale (const RapportBox *area, double scale)
{
  const double pixels = area->width * area->height * scale * scale;

  if (pixels > RAPPORT_BOARD_MAX_PIXELS)
    scale *= sqrt (RAPPORT_BOARD_MAX_PIXELS / pixels);
  return MIN (scale, LONGEST / MAX (area->width, area->height));
}

static gboolean
write_png (cairo_surface_t *surface, Writing *writing, GError **error)
{
  if (cairo_surface_write_to_png_stream (surface, append_cb, writing) == CAIRO_STATUS_SUCCESS)
    return TRUE;
  if (g_cancellable_set_error_if_cancelled (writing->cancellable, error))
    return FALSE;
  g_set_error_literal (error, RAPPORT_BOARD_OUTPUT_ERROR, RAPPORT_BOARD_OUTPUT_ERROR_FAILED,
                       _ ("The picture could not be made."));
  return FALSE;
}

GBytes *
rapport_board_make_png (RapportPublicBoard *board,
                        const RapportBoardView *view,
                        double scale,
                        double *used,
                        GError **error)
{
  g_auto (BoardDrawing) drawing = { NULL };
  g_autoptr (GByteArray) data = g_byte_array_new ();
  Writing writing = { data, view->cancellable };
  const BoardSheet *sheet;
  cairo_surface_t *surface;
  cairo_t *cr;
  gboolean drawn;

  if (!board_drawing_init (&drawing, board, view, TRUE, error))
    return NULL;
  sheet = get_sheet (&drawing, error);
  if (sheet == NULL)
    return NULL;
  scale = limit_scale (&sheet->area, scale);
  if (used != NULL)
    *used = scale;
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24,
                                        MAX (1, (int) floor (sheet->area.width * scale)),
                                        MAX (1, (int) floor (sheet->area.height * scale)));
  cr = cairo_create (surface);
  draw (&drawing, sheet, cr, scale);
  cairo_destroy (cr);
  drawn = finish (surface, view->cancellable, error) && write_png (surface, &writing, error);
  cairo_surface_destroy (surface);
  return drawn ? g_byte_array_free_to_bytes (g_steal_pointer (&data)) : NULL;
}
