/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Boxes, the ways of connectors, snapping and arranging. */
#include "rapport-route.h"
#include "rapport-snap.h"

#include <math.h>

static void
test_boxes (void)
{
  const RapportBox box = { 10, 20, 30, 40 };
  const RapportBox beside = { 40, 20, 5, 5 };
  const RapportBox inside = { 15, 25, 5, 5 };
  const RapportBox nothing = { 0 };
  const RapportBox both = rapport_box_unite (&box, &beside);
  const RapportBox small = rapport_box_grow (&box, -100);

  g_assert_false (rapport_box_intersects (&box, &beside));
  g_assert_true (rapport_box_intersects (&box, &inside));
  g_assert_true (rapport_box_contains (&box, &inside));
  g_assert_false (rapport_box_contains (&inside, &box));
  g_assert_true (rapport_box_equal (&both, &(RapportBox) { 10, 20, 35, 40 }));
  g_assert_true (rapport_box_has (&box, 40, 60));
  g_assert_false (rapport_box_has (&box, 40.1, 60));
  g_assert_true (rapport_box_equal (&small, &(RapportBox) { 25, 40, 0, 0 }));
  g_assert_true (rapport_box_is_empty (&small));
  {
    const RapportBox united = rapport_box_unite (&nothing, &box);

    g_assert_true (rapport_box_equal (&united, &box));
  }
}

/* What a file can say of a place. */
static void
test_taming (void)
{
  static const struct
  {
    RapportBox wild, tame;
  } cases[] = {
    { { 1, 2, 300, 400 }, { 1, 2, 300, 400 } },
    { { NAN, NAN, NAN, NAN }, { 0, 0, 24, 24 } },
    { { INFINITY, -INFINITY, INFINITY, -INFINITY }, { 1e7, -1e7, 1e7, 24 } },
    { { 1e308, -1e308, 1e308, -5 }, { 1e7, -1e7, 1e7, 24 } },
    { { 0, 0, 0, 3 }, { 0, 0, 24, 24 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const RapportBox box = rapport_box_tame (&cases[i].wild, 24);

      g_assert_true (rapport_box_equal (&box, &cases[i].tame));
    }
}

static void
assert_route (const RapportBox *from,
              const RapportBox *to,
              const RapportRoute *route,
              gboolean apart)
{
  const RapportBox both = rapport_box_unite (from, to);
  const RapportBox limit = rapport_box_grow (&both, 2 * RAPPORT_ROUTE_STUB + 0.1);
  const RapportSpot start = rapport_side_middle (from, route->from_side);
  const RapportSpot end = rapport_side_middle (to, route->to_side);

  g_assert_cmpuint (route->n, >=, 2);
  g_assert_cmpfloat_with_epsilon (route->spots[0].x, start.x, 1e-6);
  g_assert_cmpfloat_with_epsilon (route->spots[0].y, start.y, 1e-6);
  g_assert_cmpfloat_with_epsilon (route->spots[route->n - 1].x, end.x, 1e-6);
  g_assert_cmpfloat_with_epsilon (route->spots[route->n - 1].y, end.y, 1e-6);
  for (gsize i = 1; i < route->n; i++)
    {
      const RapportSpot a = route->spots[i - 1];
      const RapportSpot b = route->spots[i];
      const RapportBox leg = rapport_box_between (a.x, a.y, b.x, b.y);
      const RapportBox thick = rapport_box_grow (&leg, 0.01);
      const RapportBox inner_from = rapport_box_grow (from, -0.1);
      const RapportBox inner_to = rapport_box_grow (to, -0.1);

      /* Right angles only, and not out of the neighbourhood. */
      g_assert_true (fabs (a.x - b.x) < 0.02 || fabs (a.y - b.y) < 0.02);
      g_assert_true (rapport_box_has (&limit, b.x, b.y));
      if (apart)
        {
          g_assert_false (rapport_box_intersects (&thick, &inner_from));
          g_assert_false (rapport_box_intersects (&thick, &inner_to));
        }
    }
}

static void
test_routes_at_random (void)
{
  for (int round = 0; round < 4000; round++)
    {
      const RapportBox from = { g_test_rand_int_range (-500, 500),
                                g_test_rand_int_range (-500, 500), g_test_rand_int_range (24, 400),
                                g_test_rand_int_range (24, 300) };
      const RapportBox to = { g_test_rand_int_range (-500, 500), g_test_rand_int_range (-500, 500),
                              g_test_rand_int_range (24, 400), g_test_rand_int_range (24, 300) };
      const RapportBox around = rapport_box_grow (&from, 1);
      RapportRoute route;

      rapport_route_find (&from, (RapportSide) g_test_rand_int_range (0, 5), &to,
                          (RapportSide) g_test_rand_int_range (0, 5), &route);
      assert_route (&from, &to, &route, !rapport_box_intersects (&around, &to));
    }
}

static void
test_routes (void)
{
  static const RapportBox left = { 0, 0, 100, 60 };
  static const RapportBox right = { 300, 0, 100, 60 };
  static const RapportBox lower = { 300, 200, 100, 60 };
  RapportRoute route;

  /* Side by side: one straight line. */
  rapport_route_find (&left, RAPPORT_SIDE_ANY, &right, RAPPORT_SIDE_ANY, &route);
  g_assert_cmpint (route.from_side, ==, RAPPORT_SIDE_RIGHT);
  g_assert_cmpint (route.to_side, ==, RAPPORT_SIDE_LEFT);
  g_assert_cmpuint (route.n, ==, 2);
  g_assert_cmpfloat (rapport_route_middle (&route).x, ==, 200);
  g_assert_cmpfloat (rapport_route_distance (&route, 200, 37), ==, 7);
  g_assert_cmpfloat (rapport_route_distance (&route, 403, 30), ==, 103);

  /* The same where there is no room to turn. */
  rapport_route_find (&left, RAPPORT_SIDE_ANY, &(RapportBox) { 130, 0, 50, 60 }, RAPPORT_SIDE_ANY,
                      &route);
  g_assert_cmpuint (route.n, ==, 2);

  /* Lower: two turns, half-way. */
  rapport_route_find (&left, RAPPORT_SIDE_ANY, &lower, RAPPORT_SIDE_ANY, &route);
  g_assert_cmpuint (route.n, ==, 4);
  g_assert_cmpfloat (route.spots[1].x, ==, 200);
  g_assert_cmpfloat (route.spots[2].x, ==, 200);

  /* From the far side it goes around. */
  rapport_route_find (&left, RAPPORT_SIDE_LEFT, &right, RAPPORT_SIDE_LEFT, &route);
  assert_route (&left, &right, &route, TRUE);
  g_assert_cmpuint (route.n, ==, 6);

  /* One over the other. */
  rapport_route_find (&left, RAPPORT_SIDE_ANY, &left, RAPPORT_SIDE_ANY, &route);
  assert_route (&left, &left, &route, FALSE);
  for (int i = RAPPORT_SIDE_ANY; i <= RAPPORT_SIDE_LEFT; i++)
    g_assert_cmpint (rapport_side_from_word (rapport_side_to_word ((RapportSide) i)), ==, i);
  g_assert_cmpint (rapport_side_from_word ("beyond"), ==, RAPPORT_SIDE_ANY);
}

static void
test_snap (void)
{
  static const RapportBox others[] = { { 0, 0, 100, 50 }, { 300, 0, 100, 50 } };
  static const struct
  {
    RapportBox box;
    RapportMovingEdges moving;
    double grid;
    double dx, dy;
    gsize guides;
  } cases[] = {
    /* Edges to edges. */
    { { 3, 200, 60, 40 }, RAPPORT_EDGES_ALL, 0, -3, 0, 1 },
    { { 44, 204, 60, 40 }, RAPPORT_EDGES_ALL, 0, -4, 0, 1 },
    /* The middles. */
    { { 22, 200, 60, 40 }, RAPPORT_EDGES_ALL, 0, -2, 0, 1 },
    /* Both ways: the left edge to the right one, the top to the top. */
    { { 102, 4, 60, 40 }, RAPPORT_EDGES_ALL, 0, -2, 1, 2 },
    /* Half-way between the two. */
    { { 168, 13, 60, 40 }, RAPPORT_EDGES_ALL, 0, 2, -3, 1 },
    /* Too far for anything, but for the grid. */
    { { 169, 217, 61, 41 }, RAPPORT_EDGES_ALL, 0, 0, 0, 0 },
    { { 169, 217, 61, 41 }, RAPPORT_EDGES_ALL, 20, -9, 3, 0 },
    /* Only the edge that is resized. */
    { { 3, 200, 94, 40 }, RAPPORT_EDGE_RIGHT, 0, 3, 0, 1 },
    { { 3, 200, 60, 40 }, RAPPORT_EDGE_BOTTOM, 0, 0, 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RapportSnap snap;

      rapport_snap_find (&cases[i].box, cases[i].moving, others, G_N_ELEMENTS (others), 6,
                         cases[i].grid, &snap);
      g_test_message ("case %zu: %g %g, %zu guides", i, snap.dx, snap.dy, snap.n_guides);
      g_assert_cmpfloat (snap.dx, ==, cases[i].dx);
      g_assert_cmpfloat (snap.dy, ==, cases[i].dy);
      g_assert_cmpuint (snap.n_guides, ==, cases[i].guides);
    }
}

static void
test_arrange (void)
{
  static const RapportBox boxes[] = { { 50, 0, 20, 10 }, { 0, 30, 40, 20 }, { 200, 90, 100, 60 } };
  static const struct
  {
    RapportArrangement how;
    double x[3], y[3];
  } cases[] = {
    { RAPPORT_ARRANGE_LEFT, { 0, 0, 0 }, { 0, 30, 90 } },
    { RAPPORT_ARRANGE_CENTRE, { 140, 130, 100 }, { 0, 30, 90 } },
    { RAPPORT_ARRANGE_RIGHT, { 280, 260, 200 }, { 0, 30, 90 } },
    { RAPPORT_ARRANGE_TOP, { 50, 0, 200 }, { 0, 0, 0 } },
    { RAPPORT_ARRANGE_MIDDLE, { 50, 0, 200 }, { 70, 65, 45 } },
    { RAPPORT_ARRANGE_BOTTOM, { 50, 0, 200 }, { 140, 130, 90 } },
    { RAPPORT_ARRANGE_ACROSS, { 110, 0, 200 }, { 0, 30, 90 } },
    { RAPPORT_ARRANGE_DOWN, { 50, 0, 200 }, { 0, 40, 90 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RapportBox moved[] = { boxes[0], boxes[1], boxes[2] };

      rapport_arrange (moved, G_N_ELEMENTS (moved), cases[i].how);
      for (gsize j = 0; j < G_N_ELEMENTS (moved); j++)
        {
          g_assert_cmpfloat (moved[j].x, ==, cases[i].x[j]);
          g_assert_cmpfloat (moved[j].y, ==, cases[i].y[j]);
          g_assert_cmpfloat (moved[j].width, ==, boxes[j].width);
        }
      rapport_arrange (moved, 1, cases[i].how);
      rapport_arrange (moved, 0, cases[i].how);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geometry/boxes", test_boxes);
  g_test_add_func ("/geometry/taming", test_taming);
  g_test_add_func ("/geometry/routes", test_routes);
  g_test_add_func ("/geometry/routes-at-random", test_routes_at_random);
  g_test_add_func ("/geometry/snap", test_snap);
  g_test_add_func ("/geometry/arrange", test_arrange);
  return g_test_run ();
}
