/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How ideas are weighed. */
#include "rapport-score.h"

#define M(x) ((gint64) ((x) * 1000000))

static void
test_score (void)
{
  static const struct
  {
    const char *method;
    RapportScoreParts parts;
    gboolean known;
    gint64 score;
  } cases[] = {
    { "ice", { M (7), M (8), M (6), 0, 0 }, TRUE, M (336) },
    { "ice", { M (10), M (10), M (10), 0, 0 }, TRUE, M (1000) },
    { "ice", { M (1), M (1), M (1), 0, 0 }, TRUE, M (1) },
    { "ice", { M (7.5), M (4), M (2), 0, 0 }, TRUE, M (60) },
    { "ice", { M (7), M (8), 0, 0, 0 }, FALSE, 0 },
    { "ice", { M (7), 0, M (6), 0, 0 }, FALSE, 0 },
    { "ice", { M (-7), M (8), M (-6), 0, 0 }, FALSE, 0 },
    /* 2000 people x 1 x 80 % / 2 person-months. */
    { "rice", { M (1), M (0.8), 0, M (2000), M (2) }, TRUE, M (800) },
    { "rice", { M (0.25), M (0.5), 0, M (1000), M (3) }, TRUE, 41666667 },
    { "rice", { M (1), M (0.8), 0, M (2000), 0 }, FALSE, 0 },
    { "rice", { M (1), M (0.8), M (5), 0, M (2) }, FALSE, 0 },
    { "rice", { G_MAXINT64, G_MAXINT64, 0, G_MAXINT64, 1 }, TRUE, G_MAXINT64 },
    { "ice", { G_MAXINT64, G_MAXINT64, G_MAXINT64, 0, 0 }, TRUE, G_MAXINT64 },
    { NULL, { M (7), M (8), M (6), M (1), M (1) }, FALSE, 0 },
    { "wsjf", { M (7), M (8), M (6), M (1), M (1) }, FALSE, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 score = 17;

      g_assert_cmpint (rapport_score_work_out (cases[i].method, &cases[i].parts, &score), ==,
                       cases[i].known);
      g_assert_cmpint (score, ==, cases[i].score);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/score/methods", test_score);
  return g_test_run ();
}
