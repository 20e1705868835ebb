/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-picture-private.h"

#include <glib/gi18n-lib.h>
#include <librsvg/rsvg.h>
#include <string.h>

#define MAX_SVG_BYTES (1024 * 1024)
#define MAX_ASPECT    50.0
#define REMEMBERED    4
#define LAST_BYTES    65536

G_DEFINE_QUARK (rapport - picture - error - quark, rapport_picture_error)

/* One of the two: points for an SVG, pixels for the rest. */
struct _RapportPicture
{
  RsvgHandle *svg;
  /* A handle draws for one thread at a time. */
  GMutex lock;
  cairo_surface_t *pixels;
  double aspect;
};

static RapportPicture *
picture_new (double width, double height)
{
  RapportPicture *self = g_atomic_rc_box_new0 (RapportPicture);

  g_mutex_init (&self->lock);
  self->aspect = width > 0 && height > 0 ? CLAMP (width / height, 1 / MAX_ASPECT, MAX_ASPECT) : 1;
  return self;
}

static void
picture_clear (gpointer data)
{
  RapportPicture *self = data;

  g_clear_object (&self->svg);
  g_clear_pointer (&self->pixels, cairo_surface_destroy);
  g_mutex_clear (&self->lock);
}

RapportPicture *
rapport_picture_ref (RapportPicture *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
rapport_picture_unref (RapportPicture *self)
{
  g_atomic_rc_box_release_full (self, picture_clear);
}

double
rapport_picture_get_aspect (RapportPicture *self)
{
  return self->aspect;
}

gpointer
picture_refuse (GError **error, RapportPictureError code)
{
  const char *const messages[] = {
    [RAPPORT_PICTURE_ERROR_UNKNOWN] = N_ ("A picture has to be a PNG, JPEG or SVG file."),
    [RAPPORT_PICTURE_ERROR_TOO_LARGE] =
      N_ ("This picture is too large: it may have 25 megapixels, as an SVG 1 MB."),
    [RAPPORT_PICTURE_ERROR_BROKEN] = N_ ("This picture is damaged and can’t be shown."),
    [RAPPORT_PICTURE_ERROR_ACTIVE] =
      N_ ("This SVG holds a script or points at something outside of it. Save it as a plain SVG, "
          "or as a PNG."),
  };

  g_set_error_literal (error, RAPPORT_PICTURE_ERROR, code, _ (messages[code]));
  return NULL;
}

/* Premultiplied, as Cairo wants it. */
static cairo_surface_t *
to_surface (GdkPixbuf *pixbuf)
{
  int width = gdk_pixbuf_get_width (pixbuf);
  int height = gdk_pixbuf_get_height (pixbuf);
  int n = gdk_pixbuf_get_n_channels (pixbuf);
  gboolean alpha = gdk_pixbuf_get_has_alpha (pixbuf);
  cairo_surface_t *surface =
    cairo_image_surface_create (alpha ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24, width, height);
  const guchar *from = gdk_pixbuf_read_pixels (pixbuf);

  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    return surface;
  for (int y = 0; y < height; y++)
    {
      const guchar *p = from + (gsize) y * (gsize) gdk_pixbuf_get_rowstride (pixbuf);
      guint32 *to = (guint32 *) (cairo_image_surface_get_data (surface) +
                                 y * cairo_image_surface_get_stride (surface));

      for (int x = 0; x < width; x++, p += n)
        {
          guint32 a = alpha ? p[3] : 255;

          to[x] = a << 24 | (p[0] * a / 255) << 16 | (p[1] * a / 255) << 8 | p[2] * a / 255;
        }
    }
  cairo_surface_mark_dirty (surface);
  return surface;
}

/* Before anything is unpacked: how many pixels there would be. */
static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height, gpointer user_data)
{
  gboolean *too_large = user_data;
  double scale = (double) PICTURE_MAX_SIDE / MAX (width, height);

  *too_large = (gint64) width * height > (gint64) PICTURE_MAX_MEGAPIXELS * 1000 * 1000;
  if (*too_large)
    gdk_pixbuf_loader_set_size (loader, 0, 0);
  else if (scale < 1)
    gdk_pixbuf_loader_set_size (loader, MAX (1, (int) (width * scale)),
                                MAX (1, (int) (height * scale)));
}

/* Readers make do with half a picture; a client need not. */
static gboolean
has_end (GBytes *bytes, const char *type)
{
  const char *end = g_str_equal (type, "png") ? "IEND" : "\xff\xd9";
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  gsize last = MIN (size, LAST_BYTES);

  return memmem (data + size - last, last, end, strlen (end)) != NULL;
}

GdkPixbuf *
picture_read_pixels (GBytes *bytes, PictureKind kind, GError **error)
{
  const char *type = kind == PICTURE_PNG ? "png" : "jpeg";
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_type (type, NULL);
  gboolean too_large = FALSE;
  gboolean read;

  if (loader == NULL)
    return picture_refuse (error, RAPPORT_PICTURE_ERROR_UNKNOWN);
  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), &too_large);
  read = gdk_pixbuf_loader_write_bytes (loader, bytes, NULL);
  /* A loader has to be closed, whatever came of it. */
  read = gdk_pixbuf_loader_close (loader, NULL) && read;
  if (too_large)
    return picture_refuse (error, RAPPORT_PICTURE_ERROR_TOO_LARGE);
  if (!read || !has_end (bytes, type) || gdk_pixbuf_loader_get_pixbuf (loader) == NULL)
    return picture_refuse (error, RAPPORT_PICTURE_ERROR_BROKEN);
  return gdk_pixbuf_apply_embedded_orientation (gdk_pixbuf_loader_get_pixbuf (loader));
}

static RapportPicture *
load_pixels (GBytes *bytes, PictureKind kind, GError **error)
{
  g_autoptr (GdkPixbuf) upright = picture_read_pixels (bytes, kind, error);
  RapportPicture *self;

  if (upright == NULL)
    return NULL;
  self = picture_new (gdk_pixbuf_get_width (upright), gdk_pixbuf_get_height (upright));
  self->pixels = to_surface (upright);
  return self;
}

/* A size of nothing ends it there. */
static void
measured_cb (GdkPixbufLoader *loader, int width, int height, gpointer user_data)
{
  int *size = user_data;

  size[0] = width;
  size[1] = height;
  gdk_pixbuf_loader_set_size (loader, 0, 0);
}

gboolean
picture_measure (GBytes *bytes, PictureKind kind, int *width, int *height)
{
  g_autoptr (GdkPixbufLoader) loader =
    gdk_pixbuf_loader_new_with_type (kind == PICTURE_PNG ? "png" : "jpeg", NULL);
  int size[2] = { 0, 0 };

  if (loader == NULL)
    return FALSE;
  g_signal_connect (loader, "size-prepared", G_CALLBACK (measured_cb), size);
  gdk_pixbuf_loader_write_bytes (loader, bytes, NULL);
  gdk_pixbuf_loader_close (loader, NULL);
  *width = size[0];
  *height = size[1];
  return size[0] > 0 && size[1] > 0;
}

/* Without a base file librsvg follows no reference that leaves the document. */
static RapportPicture *
load_svg (GBytes *bytes, GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GObject) owner = NULL;
  RsvgHandle *svg;
  RsvgRectangle box, logical = { 0, 0, 0, 0 };
  RsvgRectangle view = { 0, 0, PICTURE_MAX_SIDE, PICTURE_MAX_SIDE };
  gboolean has_width, has_height, has_box;
  RsvgLength width, height;
  double pixel_width, pixel_height;
  RapportPicture *self;

  if (g_bytes_get_size (bytes) > MAX_SVG_BYTES)
    return picture_refuse (error, RAPPORT_PICTURE_ERROR_TOO_LARGE);
  if (!picture_check_inside (bytes, error))
    return NULL;
  svg = rsvg_handle_new_from_stream_sync (stream, NULL, RSVG_HANDLE_FLAGS_NONE, NULL, NULL);
  if (svg == NULL)
    return picture_refuse (error, RAPPORT_PICTURE_ERROR_BROKEN);
  owner = G_OBJECT (svg);
  rsvg_handle_get_intrinsic_dimensions (svg, &has_width, &width, &has_height, &height, &has_box,
                                        &box);
  if (has_box)
    self = picture_new (box.width, box.height);
  else if (rsvg_handle_get_intrinsic_size_in_pixels (svg, &pixel_width, &pixel_height))
    self = picture_new (pixel_width, pixel_height);
  else
    {
      rsvg_handle_get_geometry_for_layer (svg, NULL, &view, NULL, &logical, NULL);
      self = picture_new (logical.width, logical.height);
    }
  self->svg = RSVG_HANDLE (g_steal_pointer (&owner));
  return self;
}

/* An SVG is text: its root element comes early. */
static gboolean
looks_like_svg (const guchar *data, gsize size)
{
  return size >= 4 && memmem (data, MIN (size, 4096), "<svg", 4) != NULL;
}

PictureKind
picture_tell (GBytes *bytes)
{
  static const guchar png[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  static const guchar jpeg[] = { 0xff, 0xd8, 0xff };
  gsize size;
  const guchar *data = g_bytes_get_data (bytes, &size);

  if (size >= sizeof png && memcmp (data, png, sizeof png) == 0)
    return PICTURE_PNG;
  if (size >= sizeof jpeg && memcmp (data, jpeg, sizeof jpeg) == 0)
    return PICTURE_JPEG;
  return looks_like_svg (data, size) ? PICTURE_SVG : PICTURE_UNKNOWN;
}

RapportPicture *
rapport_picture_read (GBytes *bytes, GError **error)
{
  const PictureKind kind = picture_tell (bytes);

  if (g_bytes_get_size (bytes) > PICTURE_MAX_BYTES)
    return picture_refuse (error, RAPPORT_PICTURE_ERROR_TOO_LARGE);
  if (kind == PICTURE_UNKNOWN)
    return picture_refuse (error, RAPPORT_PICTURE_ERROR_UNKNOWN);
  return kind == PICTURE_SVG ? load_svg (bytes, error) : load_pixels (bytes, kind, error);
}

/* The last pictures that could be read, under a lock. */
typedef struct
{
  GBytes *bytes;
  RapportPicture *picture;
} Remembered;

static GMutex remembered_lock;
static Remembered remembered[REMEMBERED];
static guint next_remembered;

static RapportPicture *
recall (GBytes *bytes)
{
  RapportPicture *found = NULL;

  g_mutex_lock (&remembered_lock);
  for (guint i = 0; i < REMEMBERED && found == NULL; i++)
    if (remembered[i].bytes != NULL && g_bytes_equal (remembered[i].bytes, bytes))
      found = rapport_picture_ref (remembered[i].picture);
  g_mutex_unlock (&remembered_lock);
  return found;
}

static void
remember (GBytes *bytes, RapportPicture *picture)
{
  Remembered *place;

  g_mutex_lock (&remembered_lock);
  place = &remembered[next_remembered++ % REMEMBERED];
  g_clear_pointer (&place->bytes, g_bytes_unref);
  g_clear_pointer (&place->picture, rapport_picture_unref);
  place->bytes = g_bytes_ref (bytes);
  place->picture = rapport_picture_ref (picture);
  g_mutex_unlock (&remembered_lock);
}

RapportPicture *
rapport_picture_load (GBytes *bytes, GError **error)
{
  RapportPicture *self = recall (bytes);

  if (self != NULL)
    return self;
  self = rapport_picture_read (bytes, error);
  if (self != NULL)
    remember (bytes, self);
  return self;
}

static void
draw_pixels (RapportPicture *self, cairo_t *cr, double width, double height)
{
  cairo_scale (cr, width / cairo_image_surface_get_width (self->pixels),
               height / cairo_image_surface_get_height (self->pixels));
  cairo_set_source_surface (cr, self->pixels, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_GOOD);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_rectangle (cr, 0, 0, cairo_image_surface_get_width (self->pixels),
                   cairo_image_surface_get_height (self->pixels));
  cairo_fill (cr);
}

void
rapport_picture_draw (RapportPicture *self, cairo_t *cr, double width, double height)
{
  const RsvgRectangle view = { 0, 0, width, height };

  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  if (self->svg != NULL)
    {
      g_mutex_lock (&self->lock);
      /* What librsvg can't draw stays white; there is nobody to tell. */
      rsvg_handle_render_document (self->svg, cr, &view, NULL);
      g_mutex_unlock (&self->lock);
    }
  else if (self->pixels != NULL)
    draw_pixels (self, cr, width, height);
  cairo_restore (cr);
}
