/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-picture-private.h"

#include <string.h>

/* A file of up to so many bytes is kept as it is. */
#define KEPT_AS_IT_IS (1024 * 1024)

/* What makes an SVG more than a drawing: scripts and handlers, references that
 * neither stay within it nor hold their data, entities and style sheets from
 * elsewhere. It is better to refuse one too many. */
static const char *const active[] = {
  "<(\\w+:)?(script|foreignobject|iframe|handler|listener)\\b",
  "\\son\\w+\\s*=",
  "\\bhref\\s*=\\s*(\"\\s*(?!#|data:image/(?!svg))|'\\s*(?!#|data:image/(?!svg))|[^\"'\\s])",
  "\\burl\\(\\s*[\"']?\\s*(?!#|data:)[^\"'\\s)]",
  "@import\\b",
  "<!entity\\b[^>]*\\b(system|public)\\b",
  "<\\?xml-stylesheet\\b",
};

static gboolean
is_active (const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (active); i++)
    if (g_regex_match_simple (active[i], text, G_REGEX_CASELESS, 0))
      return TRUE;
  return FALSE;
}

static GBytes *
prepare_svg (GBytes *file, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (RapportPicture) picture = NULL;
  gsize size;
  const char *data = g_bytes_get_data (file, &size);

  /* Too many bytes are refused there. */
  picture = rapport_picture_load (file, error);
  if (picture == NULL)
    return NULL;
  text = g_utf8_make_valid (data, (gssize) size);
  if (is_active (text))
    return picture_refuse (error, RAPPORT_PICTURE_ERROR_ACTIVE);
  return g_bytes_ref (file);
}

/* (transfer full): @pixels as a file; as a photograph where nothing is
 * transparent. */
static GBytes *
encode (GdkPixbuf *pixels, gboolean photograph)
{
  char *data;
  gsize size;

  if (photograph
        ? gdk_pixbuf_save_to_buffer (pixels, &data, &size, "jpeg", NULL, "quality", "90", NULL)
        : gdk_pixbuf_save_to_buffer (pixels, &data, &size, "png", NULL, NULL))
    return g_bytes_new_take (data, size);
  return NULL;
}

static GBytes *
prepare_pixels (GBytes *file, PictureKind kind, GError **error)
{
  g_autoptr (GdkPixbuf) pixels = picture_read_pixels (file, kind, error);
  g_autoptr (GBytes) made = NULL;

  if (pixels == NULL)
    return NULL;
  if (g_bytes_get_size (file) <= KEPT_AS_IT_IS)
    return g_bytes_ref (file);
  made = encode (pixels, kind == PICTURE_JPEG);
  while (made != NULL && g_bytes_get_size (made) > PICTURE_MAX_BYTES)
    {
      g_autoptr (GdkPixbuf) smaller =
        gdk_pixbuf_scale_simple (pixels, MAX (1, gdk_pixbuf_get_width (pixels) / 2),
                                 MAX (1, gdk_pixbuf_get_height (pixels) / 2), GDK_INTERP_BILINEAR);

      g_set_object (&pixels, smaller);
      g_clear_pointer (&made, g_bytes_unref);
      made = smaller != NULL ? encode (smaller, kind == PICTURE_JPEG) : NULL;
    }
  if (made == NULL)
    return picture_refuse (error, RAPPORT_PICTURE_ERROR_BROKEN);
  return g_steal_pointer (&made);
}

GBytes *
rapport_picture_prepare (GBytes *file, const char **mime_type, GError **error)
{
  static const char *const types[] = {
    [PICTURE_PNG] = "image/png",
    [PICTURE_JPEG] = "image/jpeg",
    [PICTURE_SVG] = "image/svg+xml",
  };
  const PictureKind kind = picture_tell (file);

  if (kind == PICTURE_UNKNOWN)
    return picture_refuse (error, RAPPORT_PICTURE_ERROR_UNKNOWN);
  if (g_bytes_get_size (file) > RAPPORT_PICTURE_MAX_FILE)
    return picture_refuse (error, RAPPORT_PICTURE_ERROR_TOO_LARGE);
  *mime_type = types[kind];
  return kind == PICTURE_SVG ? prepare_svg (file, error) : prepare_pixels (file, kind, error);
}
