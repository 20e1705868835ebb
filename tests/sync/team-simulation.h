/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-fault-proxy.h"
#include "rapport-test-server.h"

/* A team at work: each member has a library of their own, edits for days without a network, and
 * meets the server now and then, through a proxy that misbehaves. Beside it a plain model: each
 * string that was typed, and whether somebody who had it before their eyes took it away. */

/**
 * SimulationScale:
 * @n_members: who works together
 * @n_days: for how long
 * @n_edits: at most so many by each on a day
 * @faults: whether the way to the server is bad
 * @restored: whether the server is taken back to an older state on the way
 * @forked: whether other nodes of the server have edits that nobody knew of
 * @killed: whether machines go dark in the middle of a pass; where, the clock decides and no seed
 * @rewound: whether a member's file is replaced by an older one now and then
 * @clocks: whether clocks are set otherwise, by an hour or by ten years
 * @files: whether files are kept with clients
 * @newer: whether a colleague has a newer version, and writes what this one does not know
 * @circles: whether clients get circles, and lose them
 */
typedef struct
{
  guint n_members;
  guint n_days;
  guint n_edits;
  gboolean faults;
  gboolean restored;
  gboolean forked;
  gboolean killed;
  gboolean rewound;
  gboolean clocks;
  gboolean files;
  gboolean newer;
  gboolean circles;
} SimulationScale;

typedef struct
{
  guint n_typed;
  guint n_conflicts;
  guint n_passes;
} SimulationResult;

/* One run. Fails the test, naming @seed, unless in the end all libraries are equal and every string
 * that nobody took away stands in a text or in a conflict. */
SimulationResult
simulation_run (RapportTestServer *server, guint32 seed, const SimulationScale *scale);
