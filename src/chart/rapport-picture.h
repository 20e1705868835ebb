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
 */
typedef enum
{
  RAPPORT_PICTURE_ERROR_UNKNOWN,
  RAPPORT_PICTURE_ERROR_TOO_LARGE,
  RAPPORT_PICTURE_ERROR_BROKEN,
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

/* Width divided by height, from 1/50 to 50. */
double rapport_picture_get_aspect (RapportPicture *self);

/* Draws into the rectangle from 0, 0 to @width, @height. */
void rapport_picture_draw (RapportPicture *self, cairo_t *cr, double width, double height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportPicture, rapport_picture_unref)

G_END_DECLS
