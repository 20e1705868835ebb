/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

#define RAPPORT_PICTURE_ERROR (rapport_picture_error_quark ())

/**
 * RapportPictureError:
 * @RAPPORT_PICTURE_ERROR_UNKNOWN: neither PNG nor JPEG nor SVG
 * @RAPPORT_PICTURE_ERROR_TOO_LARGE: more bytes or pixels than a logo has
 * @RAPPORT_PICTURE_ERROR_BROKEN: it says it is one of them and cannot be read
 * @RAPPORT_PICTURE_ERROR_ACTIVE: an SVG that is more than a drawing
 */
typedef enum
{
  RAPPORT_PICTURE_ERROR_UNKNOWN,
  RAPPORT_PICTURE_ERROR_TOO_LARGE,
  RAPPORT_PICTURE_ERROR_BROKEN,
  RAPPORT_PICTURE_ERROR_ACTIVE,
} RapportPictureError;

GQuark rapport_picture_error_quark (void);

/**
 * RapportPicture:
 *
 * A picture that somebody else made: a logo in a report, a file of a client.
 * Immutable, counted by reference; usable from any thread.
 */
typedef struct _RapportPicture RapportPicture;

/**
 * rapport_picture_load:
 * @bytes: a PNG, a JPEG or an SVG, told by its first bytes
 *
 * Reads a logo that comes from anywhere. At most 4 MiB and 25 megapixels are
 * looked at, and no more than 1,200 pixels a side are kept. An SVG stays what it
 * is; it runs no scripts and loads nothing from outside. The last few pictures
 * are remembered, so that a page that is made again costs no second reading.
 * Messages of errors are for the user.
 */
RapportPicture *rapport_picture_load (GBytes *bytes, GError **error);

/* The same, and nothing is remembered; for pictures that are shown once, small. */
RapportPicture *rapport_picture_read (GBytes *bytes, GError **error);

RapportPicture *rapport_picture_ref (RapportPicture *self);
void rapport_picture_unref (RapportPicture *self);

/* A file larger than this is not worth being read as a logo. */
#define RAPPORT_PICTURE_MAX_FILE (64 * 1024 * 1024)

/**
 * rapport_picture_prepare:
 * @file: what a user chose as a logo, whatever it is
 * @mime_type: (out) (transfer none): "image/png", "image/jpeg" or "image/svg+xml"
 *
 * (transfer full): @file as it is to be kept: at most 4 MiB and, but for an SVG,
 * 1,200 pixels a side, scaled down where it is more. An SVG with a script or with
 * anything that lies outside of it is refused. May take a second: for a thread.
 * Messages of errors are for the user.
 */
GBytes *rapport_picture_prepare (GBytes *file, const char **mime_type, GError **error);

/* Width divided by height, from 1/50 to 50. */
double rapport_picture_get_aspect (RapportPicture *self);

/* Draws into the rectangle from 0, 0 to @width, @height. */
void rapport_picture_draw (RapportPicture *self, cairo_t *cr, double width, double height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportPicture, rapport_picture_unref)

G_END_DECLS
