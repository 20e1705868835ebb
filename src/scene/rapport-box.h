/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A place in board units (1 is a pixel at 100 %), y growing downwards. */
typedef struct
{
  double x, y;
} RapportSpot;

/* A rectangle in board units. */
typedef struct
{
  double x, y, width, height;
} RapportBox;

/* What any board may hold: beyond, doubles lose the fraction that a drag needs. */
#define RAPPORT_BOX_FARTHEST 1e7

double rapport_box_right (const RapportBox *self);
double rapport_box_bottom (const RapportBox *self);
RapportSpot rapport_box_centre (const RapportBox *self);
gboolean rapport_box_is_empty (const RapportBox *self);
gboolean rapport_box_equal (const RapportBox *a, const RapportBox *b);

/* The edges belong to it. */
gboolean rapport_box_has (const RapportBox *self, double x, double y);
gboolean rapport_box_contains (const RapportBox *self, const RapportBox *inner);
/* Boxes that only touch do not intersect. */
gboolean rapport_box_intersects (const RapportBox *a, const RapportBox *b);

/* The smallest that holds both; an empty one adds nothing. */
RapportBox rapport_box_unite (const RapportBox *a, const RapportBox *b);
/* @by on each side; less than nothing makes it smaller, down to its centre. */
RapportBox rapport_box_grow (const RapportBox *self, double by);
/* Between two corners, in whatever order. */
RapportBox rapport_box_between (double x1, double y1, double x2, double y2);

/* What came from a file or a colleague: numbers that are none become 0, what
 * lies too far is brought to the edge, no side is shorter than @least or longer than the board. */
RapportBox rapport_box_tame (const RapportBox *self, double least);

G_END_DECLS
