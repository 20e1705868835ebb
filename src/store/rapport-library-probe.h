/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RapportProbeState:
 * @RAPPORT_PROBE_GOOD: can be opened; may be of an older version
 * @RAPPORT_PROBE_EMPTY: nothing is in it yet
 * @RAPPORT_PROBE_FOREIGN: something else than a library
 * @RAPPORT_PROBE_NEWER: made by a newer version
 * @RAPPORT_PROBE_CUT: shorter than it says
 * @RAPPORT_PROBE_BEHIND: has less than was said to be saved
 * @RAPPORT_PROBE_DAMAGED: can't be read, or not all of it
 * @RAPPORT_PROBE_FAILED: the disk could not be read
 */
typedef enum
{
  RAPPORT_PROBE_GOOD,
  RAPPORT_PROBE_EMPTY,
  RAPPORT_PROBE_FOREIGN,
  RAPPORT_PROBE_NEWER,
  RAPPORT_PROBE_CUT,
  RAPPORT_PROBE_BEHIND,
  RAPPORT_PROBE_DAMAGED,
  RAPPORT_PROBE_FAILED,
} RapportProbeState;

typedef struct
{
  RapportProbeState state;
  gint64 version;      /* of its schema */
  gboolean checked;    /* it was read through */
  gboolean unfinished; /* a batch is open in it, see RapportBatch */
} RapportProbe;

/* Looks at a library without changing a byte of it or its WAL. @saved is how
 * far it is known to have come.
 *
 * A small one, or any with @thorough, is read through. Of a great one it looks
 * at the header and the length, lets SQLite read what is whole in the WAL, by
 * its checksums, sees by the number that nothing of it is missing, and reads
 * the schema and the first row of each table. That is enough to open it; where
 * it was not closed in order, the file itself is left as it is until it has
 * been read through: see rapport_file_sink_hold(). */
RapportProbe rapport_library_probe (const char *path, gint64 saved, gboolean thorough);

G_END_DECLS
