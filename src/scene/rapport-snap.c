/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-snap.h"

#include <math.h>

/* A box along one axis, with its extent along the other. */
typedef struct
{
  double begin, length;
  double aside, aside_length;
} Span;

typedef struct
{
  double by;
  double at; /* G_MAXDOUBLE where there is no line to show */
  double from, to;
  gboolean found;
} Pull;

static Span
span_of (const RapportBox *box, gboolean across)
{
  return across ? (Span) { box->x, box->width, box->y, box->height }
                : (Span) { box->y, box->height, box->x, box->width };
}

/* The beginning, the middle or the end. */
static double
part_of (const Span *span, int part)
{
  return span->begin + span->length * part / 2;
}

static double
gap_aside (const Span *a, const Span *b)
{
  return MAX (a->aside - (b->aside + b->aside_length), b->aside - (a->aside + a->aside_length));
}

static void
offer (Pull *pull, double by, double at, const Span *a, const Span *b)
{
  pull->found = TRUE;
  pull->by = by;
  pull->at = at;
  pull->from = MIN (a->aside, b->aside);
  pull->to = MAX (a->aside + a->aside_length, b->aside + b->aside_length);
}

static void
pull_by_edges (const Span *box,
               const gboolean parts[3],
               const Span *other,
               double reach,
               Pull *pull,
               double *best_gap)
{
  const double gap = gap_aside (box, other);

  for (int mine = 0; mine < 3; mine++)
    for (int theirs = 0; parts[mine] && theirs < 3; theirs++)
      {
        const double at = part_of (other, theirs);
        const double by = at - part_of (box, mine);

        /* A middle goes with a middle; the nearest box wins a draw. */
        if ((mine == 1) != (theirs == 1) || fabs (by) > reach)
          continue;
        if (pull->found && (fabs (by) > fabs (pull->by) + 0.01 ||
                            (fabs (by) > fabs (pull->by) - 0.01 && gap >= *best_gap)))
          continue;
        offer (pull, by, at, box, other);
        *best_gap = gap;
      }
}

/* Half-way between the two nearest in line. */
static void
pull_between (
  const Span *box, const RapportBox *others, gsize n, gboolean across, double reach, Pull *pull)
{
  double before = -G_MAXDOUBLE;
  double after = G_MAXDOUBLE;
  const double middle = box->begin + box->length / 2;
  double by;

  for (gsize i = 0; i < n; i++)
    {
      const Span other = span_of (&others[i], across);
      const double end = other.begin + other.length;

      if (gap_aside (box, &other) >= 0)
        continue;
      if (end <= middle)
        before = MAX (before, end);
      else if (other.begin >= middle)
        after = MIN (after, other.begin);
    }
  if (before == -G_MAXDOUBLE || after == G_MAXDOUBLE)
    return;
  by = (before + after) / 2 - middle;
  if (fabs (by) > reach || (pull->found && fabs (pull->by) <= fabs (by)))
    return;
  *pull = (Pull) { by, G_MAXDOUBLE, 0, 0, TRUE };
}

static void
pull_to_grid (const Span *box, const gboolean parts[3], double grid, double reach, Pull *pull)
{
  const double value = parts[0] ? box->begin : box->begin + box->length;
  const double by = round (value / grid) * grid - value;

  if (fabs (by) <= MAX (reach, grid / 2))
    *pull = (Pull) { by, G_MAXDOUBLE, 0, 0, TRUE };
}

static Pull
find_pull (const RapportBox *box,
           RapportMovingEdges moving,
           const RapportBox *others,
           gsize n_others,
           double reach,
           double grid,
           gboolean across)
{
  const Span span = span_of (box, across);
  const gboolean parts[3] = {
    (moving & (across ? RAPPORT_EDGE_LEFT : RAPPORT_EDGE_TOP)) != 0,
    moving == RAPPORT_EDGES_ALL,
    (moving & (across ? RAPPORT_EDGE_RIGHT : RAPPORT_EDGE_BOTTOM)) != 0,
  };
  Pull pull = { 0 };
  double best_gap = G_MAXDOUBLE;

  if (!parts[0] && !parts[2])
    return pull;
  for (gsize i = 0; i < n_others; i++)
    {
      const Span other = span_of (&others[i], across);

      pull_by_edges (&span, parts, &other, reach, &pull, &best_gap);
    }
  if (moving == RAPPORT_EDGES_ALL)
    pull_between (&span, others, n_others, across, reach, &pull);
  if (!pull.found && grid > 0)
    pull_to_grid (&span, parts, grid, reach, &pull);
  return pull;
}

static void
add_guide (RapportSnap *snap, const Pull *pull, gboolean vertical)
{
  if (pull->found && pull->at != G_MAXDOUBLE)
    snap->guides[snap->n_guides++] = (RapportGuide) { vertical, pull->at, pull->from, pull->to };
}

void
rapport_snap_find (const RapportBox *box,
                   RapportMovingEdges moving,
                   const RapportBox *others,
                   gsize n_others,
                   double reach,
                   double grid,
                   RapportSnap *snap)
{
  const Pull across = find_pull (box, moving, others, n_others, reach, grid, TRUE);
  const Pull down = find_pull (box, moving, others, n_others, reach, grid, FALSE);

  *snap = (RapportSnap) { .dx = across.by, .dy = down.by };
  add_guide (snap, &across, TRUE);
  add_guide (snap, &down, FALSE);
}

/* Arranging. */

typedef struct
{
  RapportBox *box;
  gsize index;
} Place;

static int
compare_across_cb (gconstpointer a, gconstpointer b)
{
  const Place *first = a;
  const Place *second = b;
  const double x1 = rapport_box_centre (first->box).x;
  const double x2 = rapport_box_centre (second->box).x;

  return x1 != x2 ? (x1 < x2 ? -1 : 1)
                  : (first->index > second->index) - (first->index < second->index);
}

static int
compare_down_cb (gconstpointer a, gconstpointer b)
{
  const Place *first = a;
  const Place *second = b;
  const double y1 = rapport_box_centre (first->box).y;
  const double y2 = rapport_box_centre (second->box).y;

  return y1 != y2 ? (y1 < y2 ? -1 : 1)
                  : (first->index > second->index) - (first->index < second->index);
}

static void
distribute (RapportBox *boxes, gsize n, const RapportBox *around, gboolean across)
{
  g_autofree Place *places = g_new (Place, n);
  double used = 0;
  double at = across ? around->x : around->y;
  double gap;

  for (gsize i = 0; i < n; i++)
    {
      places[i] = (Place) { &boxes[i], i };
      used += across ? boxes[i].width : boxes[i].height;
    }
  qsort (places, n, sizeof *places, across ? compare_across_cb : compare_down_cb);
  gap = ((across ? around->width : around->height) - used) / (double) (n - 1);
  for (gsize i = 0; i < n; i++)
    {
      RapportBox *box = places[i].box;

      *(across ? &box->x : &box->y) = at;
      at += (across ? box->width : box->height) + gap;
    }
}

void
rapport_arrange (RapportBox *boxes, gsize n, RapportArrangement how)
{
  RapportBox around = { 0 };
  RapportSpot centre;

  for (gsize i = 0; i < n; i++)
    around = rapport_box_unite (&around, &boxes[i]);
  if (n < 2 || ((how == RAPPORT_ARRANGE_ACROSS || how == RAPPORT_ARRANGE_DOWN) && n < 3))
    return;
  if (how == RAPPORT_ARRANGE_ACROSS || how == RAPPORT_ARRANGE_DOWN)
    {
      distribute (boxes, n, &around, how == RAPPORT_ARRANGE_ACROSS);
      return;
    }
  centre = rapport_box_centre (&around);
  for (gsize i = 0; i < n; i++)
    switch (how)
      {
      case RAPPORT_ARRANGE_LEFT:
        boxes[i].x = around.x;
        break;
      case RAPPORT_ARRANGE_CENTRE:
        boxes[i].x = centre.x - boxes[i].width / 2;
        break;
      case RAPPORT_ARRANGE_RIGHT:
        boxes[i].x = rapport_box_right (&around) - boxes[i].width;
        break;
      case RAPPORT_ARRANGE_TOP:
        boxes[i].y = around.y;
        break;
      case RAPPORT_ARRANGE_MIDDLE:
        boxes[i].y = centre.y - boxes[i].height / 2;
        break;
      default:
        boxes[i].y = rapport_box_bottom (&around) - boxes[i].height;
      }
}
