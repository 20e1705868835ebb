/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-box.h"

G_BEGIN_DECLS

/* A line that shows why something snapped: at @at, from @from to @to along the
 * other axis. */
typedef struct
{
  gboolean vertical;
  double at, from, to;
} RapportGuide;

#define RAPPORT_SNAP_GUIDES 4

typedef struct
{
  /* What is to be added to the box. */
  double dx, dy;
  RapportGuide guides[RAPPORT_SNAP_GUIDES];
  gsize n_guides;
} RapportSnap;

/* Which edges of the box move: all of them when it is dragged, some when it is
 * resized. */
typedef enum
{
  RAPPORT_EDGE_LEFT = 1 << 0,
  RAPPORT_EDGE_TOP = 1 << 1,
  RAPPORT_EDGE_RIGHT = 1 << 2,
  RAPPORT_EDGE_BOTTOM = 1 << 3,
  RAPPORT_EDGES_ALL = 15,
} RapportMovingEdges;

/**
 * rapport_snap_find:
 * @box: where it would lie
 * @moving: its edges that move; the middles count only when all do
 * @others: (array length=n_others): what it may align with
 * @reach: how near is near, in board units: some pixels divided by the zoom
 * @grid: the distance of grid lines, or 0; it is for what no other box attracts
 *
 * Edges and middles snap to edges and middles of the nearest other box; between
 * two others, an equal distance to both counts as well.
 */
void rapport_snap_find (const RapportBox *box,
                        RapportMovingEdges moving,
                        const RapportBox *others,
                        gsize n_others,
                        double reach,
                        double grid,
                        RapportSnap *snap);

/* How several boxes are brought into line. */
typedef enum
{
  RAPPORT_ARRANGE_LEFT,
  RAPPORT_ARRANGE_CENTRE,
  RAPPORT_ARRANGE_RIGHT,
  RAPPORT_ARRANGE_TOP,
  RAPPORT_ARRANGE_MIDDLE,
  RAPPORT_ARRANGE_BOTTOM,
  RAPPORT_ARRANGE_ACROSS, /* equal gaps from left to right, the outer ones stay */
  RAPPORT_ARRANGE_DOWN,
} RapportArrangement;

/* Changes the places of @boxes, not their sizes or order in the array. */
void rapport_arrange (RapportBox *boxes, gsize n, RapportArrangement how);

G_END_DECLS
