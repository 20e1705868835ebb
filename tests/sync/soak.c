/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The simulation of a team with one seed after another: soak SECONDS [SEED [MEMBERS
 * [DAYS]]]. Eight members over a month, with a bad way to the server, and what else goes wrong with
 * each second, third, fourth or fifth seed. What fails names its seed; fewer members and days
 * shrink it. */
#include "team-simulation.h"

#include <stdlib.h>

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportTestServer) server = rapport_test_server_new (&error);
  const gint64 seconds = argc > 1 ? g_ascii_strtoll (argv[1], NULL, 10) : 60;
  const gint64 end = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;
  guint32 seed =
    argc > 2 ? (guint32) g_ascii_strtoull (argv[2], NULL, 10) : g_random_int () % 1000000;
  const guint n_members = argc > 3 ? (guint) g_ascii_strtoull (argv[3], NULL, 10) : 8;
  const guint n_days = argc > 4 ? (guint) g_ascii_strtoull (argv[4], NULL, 10) : 22;
  guint n = 0;

  if (server == NULL)
    {
      g_printerr ("%s\n", error->message);
      return EXIT_FAILURE;
    }
  do
    {
      const SimulationScale scale = { .n_members = n_members,
                                      .n_days = n_days,
                                      .n_edits = 6,
                                      .faults = TRUE,
                                      .restored = seed % 3 == 2 || seed % 6 == 4,
                                      .forked = seed % 2 == 1,
                                      .killed = seed % 4 == 3,
                                      .rewound = seed % 5 == 4,
                                      .clocks = seed % 2 == 0,
                                      .files = seed % 3 != 0,
                                      .newer = seed % 4 > 1,
                                      .circles = seed % 3 == 1 };
      SimulationResult result;

      g_print ("seed %u: ", seed);
      result = simulation_run (server, seed, &scale);
      g_print ("%u strings, %u conflicts, %u passes\n", result.n_typed, result.n_conflicts,
               result.n_passes);
      seed++;
      n++;
    }
  while (g_get_monotonic_time () < end);
  g_print ("%u seeds, nothing lost\n", n);
  return EXIT_SUCCESS;
}
