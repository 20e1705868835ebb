/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-change-set.h"
#include "rapport-sqlite.h"

G_BEGIN_DECLS

/* The full-text index over the fields with %RAPPORT_FIELD_SEARCH. Its words are
 * folded and stemmed here, so that SQLite's own tokenizer does. A record's number
 * grows with each change of it; local.search-behind is the number behind which
 * texts may be missing, for they were put off. */

/* Whether a change alters what search would find. */
gboolean rapport_search_is_concerned (const RapportRecordChange *change);

/* Brings the entry of a record up to what its row says after @change; a record in the
 * trash, or gone, has none. With @made the change made the row, which need not be read then. */
gboolean rapport_search_update (RapportSqlite *db,
                                const RapportRecordChange *change,
                                gboolean made,
                                GError **error);

/**
 * rapport_search_put_off:
 * @change: has just made a record
 * @noted: (inout): whether this transaction has put off another one; %FALSE at first
 *
 * Gives a record its number, and leaves its text to rapport_search_catch_up(): of many records at
 * once that is most of the work.
 */
gboolean rapport_search_put_off (RapportSqlite *db,
                                 const RapportRecordChange *change,
                                 gboolean *noted,
                                 GError **error);

/* Whether texts were put off, be it by another process or before a crash. */
gboolean rapport_search_is_behind (RapportSqlite *db);

/**
 * rapport_search_catch_up:
 * @time: microseconds after which it stops, with one record at least
 * @whole: (out): nothing is put off any more
 *
 * Makes texts that were put off, in one transaction of its own.
 */
gboolean rapport_search_catch_up (RapportSqlite *db, gint64 time, gboolean *whole, GError **error);

/* Empties the index, which may be damaged, and puts off the texts of all records that have a
 * number, in one transaction of its own. */
gboolean rapport_search_begin_anew (RapportSqlite *db, GError **error);

/* Takes the entry of a record away. */
gboolean rapport_search_remove (RapportSqlite *db, const char *id, GError **error);

/* Makes the whole index again out of the rows. */
gboolean rapport_search_rebuild (RapportSqlite *db, GError **error);

/* Rewrites the index so that nothing of deleted entries is left in the file. */
gboolean rapport_search_purge (RapportSqlite *db, GError **error);

/* (transfer full) (element-type RapportHit): what @words find, the last changed
 * first; nothing for fewer than two letters. @client may be NULL; what belongs to
 * clients in the archive or in the trash is passed over then. */
GPtrArray *rapport_search_find (
  RapportSqlite *db, const char *words, const char *client, guint limit, GError **error);

G_END_DECLS
