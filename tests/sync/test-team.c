/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A team that works apart and meets: all have the same in the end, and no word is lost. The same
 * seeds each time; soak.c tries as many as one likes. */
#include "team-simulation.h"

/* Of a scale. */
#define OF(members, days, edits) .n_members = members, .n_days = days, .n_edits = edits
#define BAD_DAYS                 .faults = TRUE, .clocks = TRUE, .files = TRUE

static const struct
{
  const char *name;
  guint32 seed;
  SimulationScale scale;
} runs[] = {
  { "/team/good-way", 1, { OF (4, 4, 4) } },
  { "/team/bad-way", 2, { OF (8, 5, 4), .faults = TRUE } },
  { "/team/restored", 3, { OF (5, 6, 4), .faults = TRUE, .restored = TRUE } },
  { "/team/forked", 4, { OF (4, 6, 4), .forked = TRUE } },
  { "/team/killed", 5, { OF (4, 6, 4), .killed = TRUE } },
  { "/team/rewound", 6, { OF (4, 6, 4), .rewound = TRUE, .clocks = TRUE, .files = TRUE } },
  { "/team/newer", 7, { OF (4, 6, 4), .newer = TRUE } },
  { "/team/restored-and-newer",
    158,
    { OF (4, 7, 6), .faults = TRUE, .restored = TRUE, .clocks = TRUE, .files = TRUE,
      .newer = TRUE } },
  { "/team/circles", 100, { OF (3, 6, 6), BAD_DAYS, .circles = TRUE } },
  { "/team/circles-and-newer", 118, { OF (4, 7, 6), BAD_DAYS, .newer = TRUE, .circles = TRUE } },
  { "/team/circles-restored", 412, { OF (3, 7, 6), BAD_DAYS, .circles = TRUE, .restored = TRUE } },
  { "/team/circles-restored-and-newer",
    22,
    { OF (3, 7, 6), BAD_DAYS, .newer = TRUE, .circles = TRUE, .restored = TRUE } },
  /* The server loses what a member has sent who is put outside of a circle meanwhile. */
  { "/team/circles-restored-and-lost",
    832,
    { OF (3, 7, 6), BAD_DAYS, .circles = TRUE, .restored = TRUE } },
  /* Somebody erases what comes to belong to a client whose circle they are not in. */
  { "/team/circles-restored-and-erased",
    172,
    { OF (3, 7, 6), BAD_DAYS, .circles = TRUE, .restored = TRUE } },
  /* Somebody gives a record of theirs alone to a client whose circle they are not in. */
  { "/team/circles-restored-and-given",
    280,
    { OF (3, 7, 6), BAD_DAYS, .circles = TRUE, .restored = TRUE } },
};

static void
test_run (gconstpointer data)
{
  const guint i = GPOINTER_TO_UINT (data);
  g_autoptr (RapportTestServer) server = rapport_test_server_or_skip ();
  SimulationResult result;

  if (server == NULL)
    return;
  result = simulation_run (server, runs[i].seed, &runs[i].scale);
  g_test_message ("%u strings, %u conflicts, %u passes", result.n_typed, result.n_conflicts,
                  result.n_passes);
  g_assert_cmpuint (result.n_typed, >, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (runs); i++)
    g_test_add_data_func (runs[i].name, GUINT_TO_POINTER (i), test_run);
  return g_test_run ();
}
