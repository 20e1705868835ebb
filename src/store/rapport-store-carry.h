/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-sqlite.h"

G_BEGIN_DECLS

/**
 * rapport_carry_sync:
 * @library: the library as it is now, which nobody has open
 * @restored: a copy of a backup of it that is to take its place; it is migrated
 *
 * What a backup knows of the databases it was synced with is old: with it a revision that has long
 * been answered would be taken for the last one, and what a colleague did since would be undone, or
 * would undo what was restored. So the copy gets what the library knows now, and each record of the
 * copy that says otherwise than its database waits to be sent: restoring is an edit. A record that
 * is missing in the copy is not deleted for the others; all is compared with the database again,
 * from where it comes back.
 */
gboolean rapport_carry_sync (const char *library, const char *restored, GError **error);

/* For a library that is no more what its places remember, inside a transaction: all is compared
 * with them again, and every record waits until that is done. */
gboolean rapport_carry_begin_anew (RapportSqlite *db, GError **error);

/* The same where the records are those of the file's own places, as old as they are. */
gboolean rapport_carry_compare_anew (RapportSqlite *db, GError **error);

G_END_DECLS
