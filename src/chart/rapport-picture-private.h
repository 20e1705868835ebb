/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-picture.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

#define PICTURE_MAX_BYTES (4 * 1024 * 1024)
#define PICTURE_MAX_SIDE  1200
/* Of a picture, and of all that an SVG holds together. */
#define PICTURE_MAX_MEGAPIXELS 25

typedef enum
{
  PICTURE_UNKNOWN,
  PICTURE_PNG,
  PICTURE_JPEG,
  PICTURE_SVG,
} PictureKind;

PictureKind picture_tell (GBytes *bytes);

/* (transfer full): upright, and scaled to %PICTURE_MAX_SIDE where it is larger. */
GdkPixbuf *picture_read_pixels (GBytes *bytes, PictureKind kind, GError **error);

/* How large a PNG or JPEG says that it is; nothing is unpacked. FALSE where it does not say so. */
gboolean picture_measure (GBytes *bytes, PictureKind kind, int *width, int *height);

/* Whether what an SVG holds as data are PNG and JPEG pictures that are together small enough. */
gboolean picture_check_inside (GBytes *svg, GError **error);

/* Sets @error in the user's words; always %NULL. */
gpointer picture_refuse (GError **error, RapportPictureError code);

G_END_DECLS
