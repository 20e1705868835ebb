/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A connector may turn at few coordinates: those of its ends, half-way between
 * the cards, and a stub outside of either. Among the crossings of these lines
 * the cheapest way is looked for (Dijkstra over crossing and direction), where a turn
 * costs as much as a detour of two stubs. */
#include "rapport-route.h"

#include <math.h>
#include <string.h>

#define STUB RAPPORT_ROUTE_STUB
#define TURN (2 * STUB)
/* Going across a card is worse than any way around. */
#define ACROSS 1e9
#define LINES  9
#define STATES (LINES * LINES * 4)

static const char *const side_words[] = { NULL, "top", "right", "bottom", "left" };
/* By RapportSide - 1: top, right, bottom, left; these are the directions, too. */
static const int step_x[] = { 0, 1, 0, -1 };
static const int step_y[] = { -1, 0, 1, 0 };

RapportSide
rapport_side_from_word (const char *word)
{
  for (int i = RAPPORT_SIDE_TOP; i <= RAPPORT_SIDE_LEFT; i++)
    if (g_strcmp0 (word, side_words[i]) == 0)
      return (RapportSide) i;
  return RAPPORT_SIDE_ANY;
}

const char *
rapport_side_to_word (RapportSide side)
{
  return side_words[side];
}

RapportSpot
rapport_side_middle (const RapportBox *box, RapportSide side)
{
  const RapportSpot centre = rapport_box_centre (box);

  if (side == RAPPORT_SIDE_ANY)
    return centre;
  return (RapportSpot) { centre.x + step_x[side - 1] * box->width / 2,
                         centre.y + step_y[side - 1] * box->height / 2 };
}

/* The side of @box that looks at @other. */
static RapportSide
facing (const RapportBox *box, const RapportBox *other)
{
  const RapportSpot a = rapport_box_centre (box);
  const RapportSpot b = rapport_box_centre (other);
  const double across = fabs (b.x - a.x) - (box->width + other->width) / 2;
  const double down = fabs (b.y - a.y) - (box->height + other->height) / 2;

  if (across >= down)
    return b.x >= a.x ? RAPPORT_SIDE_RIGHT : RAPPORT_SIDE_LEFT;
  return b.y >= a.y ? RAPPORT_SIDE_BOTTOM : RAPPORT_SIDE_TOP;
}

/* How far it goes straight: half-way, where the two lie close together. */
static double
stub_between (const RapportBox *a, const RapportBox *b)
{
  const double across = MAX (a->x - rapport_box_right (b), b->x - rapport_box_right (a));
  const double down = MAX (a->y - rapport_box_bottom (b), b->y - rapport_box_bottom (a));
  const double gap = MAX (across, down);

  return gap > 0 ? MIN (STUB, gap / 2) : STUB;
}

typedef struct
{
  double xs[LINES], ys[LINES];
  int n_xs, n_ys;
  /* The lines half-way in the gap between the two, or -1. */
  int middle_x, middle_y;
  RapportBox from, to;
} Net;

typedef struct
{
  double cost[STATES];
  short before[STATES];
  gboolean done[STATES];
} Search;

static int
add_line (double *lines, int *n, double value)
{
  int i = 0;

  while (i < *n && lines[i] < value - 0.01)
    i++;
  if (i < *n && lines[i] <= value + 0.01)
    return i;
  memmove (lines + i + 1, lines + i, (gsize) (*n - i) * sizeof *lines);
  lines[i] = value;
  (*n)++;
  return i;
}

static int
find_line (const double *lines, int n, double value)
{
  int best = 0;

  for (int i = 1; i < n; i++)
    if (fabs (lines[i] - value) < fabs (lines[best] - value))
      best = i;
  return best;
}

/* The coordinates where a turn makes sense, in one direction: a stub outside of
 * either box, at the ends, and half-way where there is a gap, whose line is
 * returned. */
static int
add_lines (double *lines,
           int *n,
           const double from[2],
           const double to[2],
           const double ends[2],
           double stub)
{
  double middle;

  add_line (lines, n, ends[0]);
  add_line (lines, n, ends[1]);
  add_line (lines, n, from[0] - stub);
  add_line (lines, n, from[1] + stub);
  add_line (lines, n, to[0] - stub);
  add_line (lines, n, to[1] + stub);
  if (from[1] < to[0])
    middle = (from[1] + to[0]) / 2;
  else if (to[1] < from[0])
    middle = (to[1] + from[0]) / 2;
  else
    return -1;
  return add_line (lines, n, middle);
}

static gboolean
crosses (const RapportBox *box, double x1, double y1, double x2, double y2)
{
  return MAX (x1, x2) > box->x && MIN (x1, x2) < rapport_box_right (box) && MAX (y1, y2) > box->y &&
         MIN (y1, y2) < rapport_box_bottom (box);
}

static double
length_cost (const Net *net, int x1, int y1, int x2, int y2)
{
  const double length = fabs (net->xs[x2] - net->xs[x1]) + fabs (net->ys[y2] - net->ys[y1]);

  if (crosses (&net->from, net->xs[x1], net->ys[y1], net->xs[x2], net->ys[y2]) ||
      crosses (&net->to, net->xs[x1], net->ys[y1], net->xs[x2], net->ys[y2]))
    return length + ACROSS;
  return length;
}

/* Of equal ways the one that turns half-way looks best. */
static double
turn_cost (const Net *net, int x, int y)
{
  return x == net->middle_x || y == net->middle_y ? TURN - 1 : TURN;
}

static int
state_of (int x, int y, int direction)
{
  return (y * LINES + x) * 4 + direction;
}

static int
take_cheapest (Search *search)
{
  int best = -1;

  for (int i = 0; i < STATES; i++)
    if (!search->done[i] && search->cost[i] < G_MAXDOUBLE &&
        (best < 0 || search->cost[i] < search->cost[best]))
      best = i;
  if (best >= 0)
    search->done[best] = TRUE;
  return best;
}

static void
go_on (Search *search, const Net *net, int state)
{
  const int direction = state % 4;
  const int x = state / 4 % LINES;
  const int y = state / 4 / LINES;

  for (int next = 0; next < 4; next++)
    {
      const int to_x = x + step_x[next];
      const int to_y = y + step_y[next];
      double cost = search->cost[state];
      int reached;

      if ((next + 2) % 4 == direction || to_x < 0 || to_y < 0 || to_x >= net->n_xs ||
          to_y >= net->n_ys)
        continue;
      cost += length_cost (net, x, y, to_x, to_y);
      if (next != direction)
        cost += turn_cost (net, x, y);
      reached = state_of (to_x, to_y, next);
      if (cost < search->cost[reached])
        {
          search->cost[reached] = cost;
          search->before[reached] = (short) state;
        }
    }
}

/* The state in which (@x, @y) is reached for the least, the last turn included. */
static int
search_way (Search *search, const Net *net, int start, int x, int y, int last_direction)
{
  int best = -1;
  double best_cost = G_MAXDOUBLE;
  int state;

  for (int i = 0; i < STATES; i++)
    {
      search->cost[i] = G_MAXDOUBLE;
      search->before[i] = -1;
      search->done[i] = FALSE;
    }
  search->cost[start] = 0;
  while ((state = take_cheapest (search)) >= 0 && search->cost[state] < best_cost)
    {
      const int direction = state % 4;

      if (state / 4 == y * LINES + x && (direction + 2) % 4 != last_direction)
        {
          const double cost = search->cost[state] + (direction == last_direction ? 0 : TURN);

          if (cost < best_cost)
            {
              best_cost = cost;
              best = state;
            }
        }
      go_on (search, net, state);
    }
  return best;
}

static void
add_spot (RapportRoute *route, double x, double y)
{
  RapportSpot *spots = route->spots;

  /* What goes on in the same direction needs no spot between. */
  if (route->n >= 2)
    {
      const RapportSpot a = spots[route->n - 2];
      const RapportSpot b = spots[route->n - 1];

      if ((fabs (a.x - b.x) < 0.01 && fabs (b.x - x) < 0.01) ||
          (fabs (a.y - b.y) < 0.01 && fabs (b.y - y) < 0.01))
        route->n--;
    }
  if (route->n == RAPPORT_ROUTE_MOST)
    route->n--;
  spots[route->n++] = (RapportSpot) { x, y };
}

static void
trace (const Search *search, const Net *net, int state, RapportRoute *route)
{
  int way[STATES];
  int n = 0;

  for (; state >= 0; state = search->before[state])
    way[n++] = state;
  while (n-- > 0)
    add_spot (route, net->xs[way[n] / 4 % LINES], net->ys[way[n] / 4 / LINES]);
}

void
rapport_route_find (const RapportBox *from,
                    RapportSide from_side,
                    const RapportBox *to,
                    RapportSide to_side,
                    RapportRoute *route)
{
  const RapportSide out = from_side != RAPPORT_SIDE_ANY ? from_side : facing (from, to);
  const RapportSide in = to_side != RAPPORT_SIDE_ANY ? to_side : facing (to, from);
  const RapportSpot start = rapport_side_middle (from, out);
  const RapportSpot end = rapport_side_middle (to, in);
  const double stub = stub_between (from, to);
  const RapportSpot first = { start.x + step_x[out - 1] * stub, start.y + step_y[out - 1] * stub };
  const RapportSpot last = { end.x + step_x[in - 1] * stub, end.y + step_y[in - 1] * stub };
  const double ends_x[] = { first.x, last.x };
  const double ends_y[] = { first.y, last.y };
  const double from_x[] = { from->x, rapport_box_right (from) };
  const double from_y[] = { from->y, rapport_box_bottom (from) };
  const double to_x[] = { to->x, rapport_box_right (to) };
  const double to_y[] = { to->y, rapport_box_bottom (to) };
  Net net = { .from = *from, .to = *to };
  Search search;
  int found;

  net.middle_x = add_lines (net.xs, &net.n_xs, from_x, to_x, ends_x, stub);
  net.middle_y = add_lines (net.ys, &net.n_ys, from_y, to_y, ends_y, stub);
  found = search_way (&search, &net,
                      state_of (find_line (net.xs, net.n_xs, first.x),
                                find_line (net.ys, net.n_ys, first.y), (int) out - 1),
                      find_line (net.xs, net.n_xs, last.x), find_line (net.ys, net.n_ys, last.y),
                      ((int) in + 1) % 4);
  *route = (RapportRoute) { .from_side = out, .to_side = in };
  add_spot (route, start.x, start.y);
  if (found >= 0)
    trace (&search, &net, found, route);
  add_spot (route, end.x, end.y);
}

static double
distance_to_leg (RapportSpot a, RapportSpot b, double x, double y)
{
  const double across = b.x - a.x;
  const double down = b.y - a.y;
  const double length = across * across + down * down;
  const double along =
    length > 0 ? CLAMP (((x - a.x) * across + (y - a.y) * down) / length, 0, 1) : 0;

  return hypot (x - (a.x + along * across), y - (a.y + along * down));
}

double
rapport_route_distance (const RapportRoute *self, double x, double y)
{
  double best = G_MAXDOUBLE;

  for (gsize i = 1; i < self->n; i++)
    best = MIN (best, distance_to_leg (self->spots[i - 1], self->spots[i], x, y));
  return best;
}

RapportSpot
rapport_route_middle (const RapportRoute *self)
{
  double left = 0;

  for (gsize i = 1; i < self->n; i++)
    left +=
      hypot (self->spots[i].x - self->spots[i - 1].x, self->spots[i].y - self->spots[i - 1].y);
  left /= 2;
  for (gsize i = 1; i < self->n; i++)
    {
      const RapportSpot a = self->spots[i - 1];
      const RapportSpot b = self->spots[i];
      const double length = hypot (b.x - a.x, b.y - a.y);

      if (length >= left && length > 0)
        return (RapportSpot) { a.x + (b.x - a.x) * left / length,
                               a.y + (b.y - a.y) * left / length };
      left -= length;
    }
  return self->spots[0];
}
