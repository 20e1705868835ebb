/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-box.h"

G_BEGIN_DECLS

/* How far one can go: a board unit is a pixel at 1. */
#define RAPPORT_ZOOM_LEAST 0.05
#define RAPPORT_ZOOM_MOST  8.0

/**
 * RapportViewport:
 * @x: what is left of the view, in pixels: a place of the board times @zoom, less this, is
 *   a place of the view
 * @zoom: pixels for a board unit
 * @width: of the view, in pixels
 *
 * Which part of a board is seen.
 */
typedef struct
{
  double x, y;
  double zoom;
  double width, height;
} RapportViewport;

/* At 100 %, with the board's origin in the corner. */
void rapport_viewport_init (RapportViewport *self);

RapportSpot rapport_viewport_to_board (const RapportViewport *self, double x, double y);
RapportSpot rapport_viewport_to_view (const RapportViewport *self, double x, double y);
RapportBox rapport_viewport_box_to_view (const RapportViewport *self, const RapportBox *box);

/* The part of the board that is seen. */
RapportBox rapport_viewport_get_visible (const RapportViewport *self);

/* By so many pixels. It stays within what a board may hold. */
void rapport_viewport_pan (RapportViewport *self, double dx, double dy);

/* What lies under (@x, @y) of the view stays there. */
void rapport_viewport_zoom_at (RapportViewport *self, double zoom, double x, double y);

/* Shows the whole of @box with @margin pixels around, in the middle, not larger than
 * @most. An empty box is shown at 100 %. */
void
rapport_viewport_fit (RapportViewport *self, const RapportBox *box, double margin, double most);

/* Pans as little as shows @box with @margin pixels around, or its beginning where it is too large.
 */
void rapport_viewport_reveal (RapportViewport *self, const RapportBox *box, double margin);

/* Another size of the view; the middle stays in the middle. */
void rapport_viewport_resize (RapportViewport *self, double width, double height);

/* The next step of the zoom: 5, 10, 25, 33, 50, 67, 75, 100, 125, 150, 200, 300, 400, 800 %. */
double rapport_viewport_next_zoom (double zoom, gboolean in);

/* On whole pixels of a screen with @scale pixels for each of the view: what lies between
 * them is drawn at twice the price, and blurred. */
void rapport_viewport_snap (RapportViewport *self, double scale);

/* Between two views, @t from 0 to 1: steady to the eye, as the zoom is interpolated by its
 * logarithm around the place that stays. */
void rapport_viewport_mix (const RapportViewport *from,
                           const RapportViewport *to,
                           double t,
                           RapportViewport *mixed);

G_END_DECLS
