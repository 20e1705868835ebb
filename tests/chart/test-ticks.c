/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-colour.h"
#include "rapport-ticks.h"

#include <math.h>

static void
test_nice (void)
{
  static const struct
  {
    double low, high;
    guint max_steps;
    gboolean whole;
    double first, step;
    guint n;
  } cases[] = {
    { 3, 14, 5, TRUE, 0, 5, 4 },
    { 0, 100, 5, TRUE, 0, 20, 6 },
    { 0, 101, 5, TRUE, 0, 50, 4 },
    { 0, 1, 5, TRUE, 0, 1, 2 },
    { 0, 0.043, 4, FALSE, 0, 0.02, 4 },
    { -0.5, 1.5, 4, FALSE, -0.5, 0.5, 5 },
    { -12, -3, 4, FALSE, -15, 5, 4 },
    { 0, 0, 4, TRUE, 0, 1, 2 },
    { 0, 1234567, 4, FALSE, 0, 500000, 4 },
    { 0, NAN, 4, FALSE, 0, 0.5, 3 },
    { -INFINITY, 4, 4, FALSE, 0, 1, 5 },
    { -1, 1, 1, FALSE, -2, 2, 3 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RapportTicks ticks =
        rapport_ticks_new (cases[i].low, cases[i].high, cases[i].max_steps, cases[i].whole);

      g_test_message ("case %" G_GSIZE_FORMAT ": first %g step %g n %u", i, ticks.first, ticks.step,
                      ticks.n);
      g_assert_cmpfloat_with_epsilon (ticks.first, cases[i].first, 1e-9);
      g_assert_cmpfloat_with_epsilon (ticks.step, cases[i].step, 1e-9);
      g_assert_cmpuint (ticks.n, ==, cases[i].n);
    }
}

/* For any range: 0 is a mark, all figures lie between the first and the last,
 * and there are few marks. */
static void
test_honest (void)
{
  for (int i = 0; i < 5000; i++)
    {
      double scale = pow (10, g_test_rand_double_range (-6, 12));
      double low = g_test_rand_double_range (-1, 1) * scale;
      double high = low + g_test_rand_double_range (0, 2) * scale;
      RapportTicks ticks = rapport_ticks_new (low, high, 5, FALSE);
      gboolean zero = FALSE;

      for (guint t = 0; t < ticks.n; t++)
        zero = zero || rapport_ticks_get (&ticks, t) == 0;
      g_assert_true (zero);
      g_assert_cmpfloat (ticks.first, <=, low + ticks.step * 1e-6);
      g_assert_cmpfloat (rapport_ticks_get_last (&ticks), >=, high - ticks.step * 1e-6);
      g_assert_cmpuint (ticks.n, <=, 6);
    }
}

static void
test_spread (void)
{
  double apart[] = { 50, 10 };
  double together[] = { 20, 20, 21 };
  double low[] = { -5, 0 };
  double high[] = { 99, 100, 100 };
  double crowd[] = { 1, 2, 3, 4 };

  rapport_ticks_spread (apart, 2, 10, 0, 100);
  g_assert_cmpfloat (apart[0], ==, 50);
  g_assert_cmpfloat (apart[1], ==, 10);
  rapport_ticks_spread (together, 3, 10, 0, 100);
  g_assert_cmpfloat (together[0], ==, 20);
  g_assert_cmpfloat (together[1], ==, 30);
  g_assert_cmpfloat (together[2], ==, 40);
  rapport_ticks_spread (low, 2, 10, 0, 100);
  g_assert_cmpfloat (low[0], ==, 0);
  g_assert_cmpfloat (low[1], ==, 10);
  rapport_ticks_spread (high, 3, 10, 0, 100);
  g_assert_cmpfloat (high[0], ==, 80);
  g_assert_cmpfloat (high[2], ==, 100);
  rapport_ticks_spread (crowd, 4, 10, 0, 20);
  g_assert_cmpfloat (crowd[0], ==, 0);
  g_assert_cmpfloat (crowd[3], ==, 30);
  rapport_ticks_spread (NULL, 0, 10, 0, 100);
}

static void
test_colour (void)
{
  static const char *const bad[] = { NULL, "", "red", "#fff", "#gg0000", "#ff00001" };
  const RapportColour white = { 1, 1, 1, 1 };
  const RapportColour black = { 0, 0, 0, 1 };
  RapportColour yellow = { 0 };

  g_assert_true (rapport_colour_parse ("#ffdd00", &yellow));
  g_assert_cmpfloat_with_epsilon (yellow.green, 221 / 255.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (rapport_colour_contrast (white, black), 21, 1e-6);
  g_assert_cmpfloat (rapport_colour_contrast (yellow, white), <, 3);
  yellow = rapport_colour_readable (yellow, white, 4.5);
  g_assert_cmpfloat (rapport_colour_contrast (yellow, white), >=, 4.5);
  g_assert_cmpfloat (rapport_colour_contrast (rapport_colour_readable (black, black, 4.5), black),
                     >=, 4.5);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (rapport_colour_parse (bad[i], &yellow));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ticks/nice", test_nice);
  g_test_add_func ("/ticks/honest", test_honest);
  g_test_add_func ("/ticks/spread", test_spread);
  g_test_add_func ("/ticks/colour", test_colour);
  return g_test_run ();
}
