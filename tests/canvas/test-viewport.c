/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which part of a board is seen. */
#include "rapport-viewport.h"

#include <math.h>

#define NEAR 1e-6

static RapportViewport
view_of (double width, double height)
{
  RapportViewport view;

  rapport_viewport_init (&view);
  rapport_viewport_resize (&view, width, height);
  return view;
}

static void
assert_spot (RapportSpot spot, double x, double y)
{
  g_assert_cmpfloat_with_epsilon (spot.x, x, NEAR);
  g_assert_cmpfloat_with_epsilon (spot.y, y, NEAR);
}

static void
test_there_and_back (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (int i = 0; i < 2000; i++)
    {
      RapportViewport view = view_of (800, 600);
      const double x = g_rand_double_range (random, -1e6, 1e6);
      const double y = g_rand_double_range (random, -1e6, 1e6);
      RapportSpot spot;

      rapport_viewport_zoom_at (&view, exp (g_rand_double_range (random, -4, 3)), 100, 100);
      rapport_viewport_pan (&view, g_rand_double_range (random, -1e5, 1e5), 17);
      spot = rapport_viewport_to_view (&view, x, y);
      spot = rapport_viewport_to_board (&view, spot.x, spot.y);
      g_assert_cmpfloat_with_epsilon (spot.x, x, 1e-4);
      g_assert_cmpfloat_with_epsilon (spot.y, y, 1e-4);
    }
}

/* What is under the pointer stays there, and the zoom within its bounds, whatever is asked. */
static void
test_zoom_at (void)
{
  static const double zooms[] = { 0.1, 0.5, 1, 3.7, 8 };
  static const double wild[] = { 0, -1, 1e9, INFINITY, NAN };
  RapportViewport view = view_of (800, 600);

  rapport_viewport_pan (&view, 123, -456);
  for (gsize i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      const RapportSpot before = rapport_viewport_to_board (&view, 300, 200);
      RapportSpot after;

      rapport_viewport_zoom_at (&view, zooms[i], 300, 200);
      after = rapport_viewport_to_board (&view, 300, 200);
      g_assert_cmpfloat (view.zoom, ==, zooms[i]);
      assert_spot (after, before.x, before.y);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (wild); i++)
    {
      rapport_viewport_zoom_at (&view, wild[i], 300, 200);
      g_assert_cmpfloat (view.zoom, >=, RAPPORT_ZOOM_LEAST);
      g_assert_cmpfloat (view.zoom, <=, RAPPORT_ZOOM_MOST);
      g_assert_true (isfinite (view.x) && isfinite (view.y));
    }
}

static void
test_steps (void)
{
  double zoom = RAPPORT_ZOOM_LEAST;
  int n = 0;

  for (; zoom < RAPPORT_ZOOM_MOST && n < 100; n++)
    {
      const double next = rapport_viewport_next_zoom (zoom, TRUE);

      g_assert_cmpfloat (next, >, zoom);
      g_assert_cmpfloat_with_epsilon (rapport_viewport_next_zoom (next, FALSE), zoom, NEAR);
      zoom = next;
    }
  g_assert_cmpint (n, ==, 13);
  g_assert_cmpfloat (rapport_viewport_next_zoom (RAPPORT_ZOOM_MOST, TRUE), ==, RAPPORT_ZOOM_MOST);
  g_assert_cmpfloat (rapport_viewport_next_zoom (RAPPORT_ZOOM_LEAST, FALSE), ==,
                     RAPPORT_ZOOM_LEAST);
  g_assert_cmpfloat (rapport_viewport_next_zoom (0.9, TRUE), ==, 1);
  g_assert_cmpfloat (rapport_viewport_next_zoom (0.999, TRUE), ==, 1.25);
}

static void
test_fit (void)
{
  static const struct
  {
    RapportBox box;
    double most;
    double zoom;
  } cases[] = {
    { { 0, 0, 1520, 400 }, 1, 0.5 },     /* as wide as there is room */
    { { -500, 90, 100, 1120 }, 1, 0.5 }, /* as high */
    { { 10, 10, 20, 20 }, 1, 1 },        /* not larger than asked */
    { { 10, 10, 20, 20 }, 4, 4 },
    { { 7, 9, 0, 0 }, 2, 1 }, /* nothing is shown as it is */
    { { -1e7, -1e7, 2e7, 2e7 }, 1, RAPPORT_ZOOM_LEAST },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RapportViewport view = view_of (800, 600);
      const RapportSpot centre = rapport_box_centre (&cases[i].box);
      RapportSpot spot;

      rapport_viewport_fit (&view, &cases[i].box, 20, cases[i].most);
      g_assert_cmpfloat_with_epsilon (view.zoom, cases[i].zoom, NEAR);
      spot = rapport_viewport_to_view (&view, centre.x, centre.y);
      assert_spot (spot, 400, 300);
    }
}

static void
test_reveal (void)
{
  static const struct
  {
    RapportBox box;
    double dx, dy;
  } cases[] = {
    { { 100, 100, 50, 50 }, 0, 0 },     /* in sight */
    { { -30, 100, 50, 50 }, -40, 0 },   /* at the left */
    { { 790, 590, 50, 50 }, 50, 50 },   /* at the right and below */
    { { 900, 0, 2000, 50 }, 890, -10 }, /* too large: its beginning */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RapportViewport view = view_of (800, 600);

      rapport_viewport_reveal (&view, &cases[i].box, 10);
      assert_spot ((RapportSpot) { view.x, view.y }, cases[i].dx, cases[i].dy);
    }
}

/* The middle stays in the middle; pixels are whole on screens of any scale. */
static void
test_size_and_pixels (void)
{
  static const double scales[] = { 1, 1.25, 1.5, 2 };
  RapportViewport view = view_of (800, 600);
  const RapportSpot before = rapport_viewport_to_board (&view, 400, 300);
  RapportSpot after;

  rapport_viewport_resize (&view, 360, 700);
  after = rapport_viewport_to_board (&view, 180, 350);
  assert_spot (after, before.x, before.y);
  for (gsize i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      view.x = 17.31;
      view.y = -4.77;
      rapport_viewport_snap (&view, scales[i]);
      g_assert_cmpfloat_with_epsilon (view.x * scales[i], round (view.x * scales[i]), NEAR);
      g_assert_cmpfloat (fabs (view.x - 17.31), <=, 0.5);
      g_assert_cmpfloat (fabs (view.y + 4.77), <=, 0.5);
    }
}

/* A flight begins and ends where it shall, its zoom always goes the one way, and a place that both
 * views show at one spot stays there. */
static void
test_flight (void)
{
  RapportViewport from = view_of (800, 600);
  RapportViewport to = from;
  RapportViewport mixed;
  const RapportSpot still = rapport_viewport_to_board (&from, 250, 130);
  double last = from.zoom;

  rapport_viewport_zoom_at (&to, 4, 250, 130);
  for (int i = 0; i <= 20; i++)
    {
      RapportSpot spot;

      rapport_viewport_mix (&from, &to, i / 20.0, &mixed);
      spot = rapport_viewport_to_view (&mixed, still.x, still.y);
      assert_spot (spot, 250, 130);
      g_assert_cmpfloat (mixed.zoom, >=, last - NEAR);
      last = mixed.zoom;
    }
  g_assert_cmpfloat_with_epsilon (mixed.x, to.x, NEAR);
  g_assert_cmpfloat_with_epsilon (mixed.zoom, 4, NEAR);
  to = from;
  rapport_viewport_pan (&to, 500, 100);
  rapport_viewport_mix (&from, &to, 0.5, &mixed);
  assert_spot ((RapportSpot) { mixed.x, mixed.y }, 250, 50);
}

/* Nobody gets lost. */
static void
test_far (void)
{
  RapportViewport view = view_of (800, 600);

  rapport_viewport_pan (&view, 1e300, -1e300);
  g_assert_cmpfloat (view.x, <=, RAPPORT_BOX_FARTHEST);
  g_assert_cmpfloat (view.y, >=, -RAPPORT_BOX_FARTHEST);
  rapport_viewport_pan (&view, NAN, INFINITY);
  g_assert_true (isfinite (view.x) && isfinite (view.y));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/viewport/there-and-back", test_there_and_back);
  g_test_add_func ("/viewport/zoom-at", test_zoom_at);
  g_test_add_func ("/viewport/steps", test_steps);
  g_test_add_func ("/viewport/fit", test_fit);
  g_test_add_func ("/viewport/reveal", test_reveal);
  g_test_add_func ("/viewport/size-and-pixels", test_size_and_pixels);
  g_test_add_func ("/viewport/flight", test_flight);
  g_test_add_func ("/viewport/far", test_far);
  return g_test_run ();
}
