/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-change-set.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What could not be written when a library was closed, for its disk was full or
 * gone, is kept in the user's state folder, a file for each time, until it has
 * been written after all: see rapport_library_reapply(). The library is known by
 * its real path. */

/**
 * RapportRescue:
 * @path: the file
 * @instant: when it was made, microseconds since 1970
 * @sets: of #RapportChangeSet, in the order of their making
 */
typedef struct
{
  char *path;
  gint64 instant;
  GPtrArray *sets;
} RapportRescue;

void rapport_rescue_free (RapportRescue *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportRescue, rapport_rescue_free)

/* Writes a file with @sets. When it returns TRUE, they are on the disk. */
gboolean
rapport_rescue_write (const char *library, GPtrArray *sets, gint64 instant, GError **error);

/* (transfer full) (element-type RapportRescue): what is kept of a library, the
 * oldest first. A file that can't be read is logged and stays. */
GPtrArray *rapport_rescue_find (const char *library);

/* Removes the file: everything in it has been written, or is not wanted. */
gboolean rapport_rescue_remove (RapportRescue *self, GError **error);

/* Takes what @erased erases out of what is kept of a library. */
gboolean rapport_rescue_erase (const char *library, RapportChangeSet *erased, GError **error);

/* Writes a copy of a library that may be open, with @sets in it, to another
 * disk, say. Any thread. */
gboolean rapport_rescue_save_copy (const char *library,
                                   const char *destination,
                                   GPtrArray *sets,
                                   GCancellable *cancellable,
                                   GError **error);

G_END_DECLS
