/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The simulation of a team with one seed after another: soak SECONDS [SEED]. Eight members over a
 * month, with a bad way to a server that is restored from a backup each third time. What fails
 * names its seed. */
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
  guint n = 0;

  if (server == NULL)
    {
      g_printerr ("%s\n", error->message);
      return EXIT_FAILURE;
    }
  do
    {
      const SimulationScale scale = { .n_members = 8,
                                      .n_days = 22,
                                      .n_edits = 6,
                                      .faults = TRUE,
                                      .restored = n % 3 == 2,
                                      .forked = n % 2 == 1,
                                      .killed = n % 4 == 3 };
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
