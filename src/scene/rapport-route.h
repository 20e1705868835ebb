/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-box.h"

G_BEGIN_DECLS

/* Where a connector meets a card. */
typedef enum
{
  RAPPORT_SIDE_ANY,
  RAPPORT_SIDE_TOP,
  RAPPORT_SIDE_RIGHT,
  RAPPORT_SIDE_BOTTOM,
  RAPPORT_SIDE_LEFT,
} RapportSide;

/* Of rapport_edge_sides; %RAPPORT_SIDE_ANY for another word. */
RapportSide rapport_side_from_word (const char *word);
/* %NULL for %RAPPORT_SIDE_ANY. */
const char *rapport_side_to_word (RapportSide side);

/* How far a connector goes straight before it may turn, and how far off it keeps. */
#define RAPPORT_ROUTE_STUB 24.0
#define RAPPORT_ROUTE_MOST 16

typedef struct
{
  RapportSpot spots[RAPPORT_ROUTE_MOST];
  gsize n;
  /* The sides that were taken where any would do. */
  RapportSide from_side, to_side;
} RapportRoute;

/* The way of a connector in right angles from the middle of a side of @from to
 * that of @to, around both. Where they lie so close that there is no way
 * around, it goes across. No spot lies further than two stubs outside of the
 * box around both. */
void rapport_route_find (const RapportBox *from,
                         RapportSide from_side,
                         const RapportBox *to,
                         RapportSide to_side,
                         RapportRoute *route);

/* The middle of a side. */
RapportSpot rapport_side_middle (const RapportBox *box, RapportSide side);

/* How far (@x, @y) is from the way. */
double rapport_route_distance (const RapportRoute *self, double x, double y);

/* Half-way along it: where its label stands. */
RapportSpot rapport_route_middle (const RapportRoute *self);

G_END_DECLS
