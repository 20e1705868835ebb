/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-clock.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What was read of one table of a damaged library. */
typedef struct
{
  char *table;
  gint64 read;
  gint64 lost; /* rows that are there, or may have been, and can't be read */
} RapportSalvageTable;

/**
 * RapportSalvage:
 * @tables: of #RapportSalvageTable: the record tables, then those of the log
 * @read: rows in all
 * @lost: rows in all
 * @aside: where the damaged file lies now
 */
typedef struct
{
  GPtrArray *tables;
  gint64 read;
  gint64 lost;
  char *aside;
} RapportSalvage;

void rapport_salvage_free (RapportSalvage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportSalvage, rapport_salvage_free)

/**
 * rapport_salvage_run:
 * @library: a library that is not open
 * @clock: dates the name of what is set aside
 *
 * Reads what can be read of a damaged library, row by row, around the broken
 * pages, into a new file; sets the damaged one aside and puts the new one in
 * its place. Search and totals are made again out of the rows. Where not even
 * the list of tables can be read it fails and changes nothing.
 *
 * Returns: (transfer full): what was read and what was not
 */
RapportSalvage *rapport_salvage_run (const char *library,
                                     RapportClock *clock,
                                     GCancellable *cancellable,
                                     GError **error);

G_END_DECLS
