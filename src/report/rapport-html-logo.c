/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A picture is drawn anew: what else its file holds stays out of the page. */
#include "rapport-html-private.h"
#include "rapport-picture.h"

#include <math.h>

/* Logos of all shapes take about the same area, within these sizes. */
#define AREA    4000
#define WIDEST  200
#define TALLEST 56

/* Pixels of a logo, and of a picture between words, for one of the page. */
#define DENSITY         3
#define PICTURE_DENSITY 2

/* How large a picture between words is at most. */
#define PICTURE_WIDTH  560.0
#define PICTURE_HEIGHT 320.0

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* (transfer full): an address that holds the picture. */
static char *
draw (RapportPicture *picture, int width, int height, int density)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  g_autofree char *coded = NULL;
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width * density, height * density);
  cairo_t *cr = cairo_create (surface);

  rapport_picture_draw (picture, cr, width * density, height * density);
  cairo_destroy (cr);
  cairo_surface_write_to_png_stream (surface, append_cb, data);
  cairo_surface_destroy (surface);
  coded = g_base64_encode (data->data, data->len);
  return g_strconcat ("data:image/png;base64,", coded, NULL);
}

void
html_add_logo (Html *self, GBytes *bytes, const char *owner)
{
  g_autoptr (RapportPicture) picture = bytes != NULL ? rapport_picture_load (bytes, NULL) : NULL;
  g_autofree char *name = report_name (owner);
  g_autofree char *address = NULL;
  g_autofree char *across = NULL;
  g_autofree char *down = NULL;
  double aspect, width, height;

  if (picture == NULL)
    return;
  aspect = rapport_picture_get_aspect (picture);
  width = MIN (sqrt (AREA * aspect), WIDEST);
  height = MIN (width / aspect, TALLEST);
  width = MAX (round (height * aspect), 1);
  height = MAX (round (height), 1);
  address = draw (picture, (int) width, (int) height, DENSITY);
  across = g_strdup_printf ("%.0f", width);
  down = g_strdup_printf ("%.0f", height);
  html_void (self, "img", "class", "logo", "src", address, "width", across, "height", down, "alt",
             name, NULL);
}

gboolean
html_add_picture (Html *self, GBytes *bytes, const char *name)
{
  g_autoptr (RapportPicture) picture = rapport_picture_load (bytes, NULL);
  g_autofree char *alt = report_name (name);
  g_autofree char *address = NULL;
  g_autofree char *across = NULL;
  double width, height;

  if (picture == NULL)
    return FALSE;
  width = MIN (PICTURE_WIDTH, PICTURE_HEIGHT * rapport_picture_get_aspect (picture));
  height = MAX (round (width / rapport_picture_get_aspect (picture)), 1);
  width = MAX (round (width), 1);
  address = draw (picture, (int) width, (int) height, PICTURE_DENSITY);
  across = g_strdup_printf ("%.0f", width);
  /* As wide as there is room; its height follows. */
  html_void (self, "img", "class", "picture", "src", address, "width", across, "alt", alt, NULL);
  return TRUE;
}
