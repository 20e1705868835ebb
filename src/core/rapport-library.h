/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-clock.h"
#include "rapport-field-merge.h"
#include "rapport-store.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_LIBRARY (rapport_library_get_type ())
G_DECLARE_FINAL_TYPE (RapportLibrary, rapport_library, RAPPORT, LIBRARY, GObject)

/**
 * RapportLibrary:
 *
 * All records of an agency, over a #RapportStore. Hands out one object per id,
 * takes changes through transactions, tells who watches, and undoes. Main
 * thread only.
 *
 * Properties: `pending` (uint, sets that are not on disk yet), `error` (string,
 * why the last write failed, %NULL while all is well), `read-only` (boolean),
 * `me` (string, id of the member who works here). Signal `committed
 * (RapportChangeSet *set)` after a set has been applied to the objects, be it
 * one's own, an undo, or one handed in by another process.
 */
RapportLibrary *rapport_library_new (RapportStore *store, RapportClock *clock);

RapportStore *rapport_library_get_store (RapportLibrary *self);
RapportClock *rapport_library_get_clock (RapportLibrary *self);

const char *rapport_library_get_me (RapportLibrary *self);
void rapport_library_set_me (RapportLibrary *self, const char *member_id);

guint rapport_library_get_pending (RapportLibrary *self);
/* The message of the last failed write, in the user's language, or %NULL. */
const char *rapport_library_get_error (RapportLibrary *self);
gboolean rapport_library_is_read_only (RapportLibrary *self);

/* Waits until everything is on disk; for quitting and for tools. */
gboolean rapport_library_flush (RapportLibrary *self, GError **error);

/* (transfer full) (nullable): the record, %NULL when it is not there (a
 * dangling reference is legal) or can't be read, which is logged. */
RapportRecord *rapport_library_get (RapportLibrary *self, GType type, const char *id);

/* (transfer full): the record of a natural key, or %NULL. @parts are the key
 * fields in the table's order, as text (days as "YYYY-MM-DD"), %NULL-ended. */
RapportRecord *
rapport_library_get_by_key (RapportLibrary *self, GType type, const char *const *parts);

/* (transfer full) (element-type RapportRecord): the records asked for, in the
 * query's order, changes that are not yet on disk included. */
GPtrArray *rapport_library_find (RapportLibrary *self, RapportQuery *query, GError **error);

/* (transfer full) (element-type RapportRow): the same without making objects.
 * Waits for what is not yet on disk. */
GPtrArray *rapport_library_find_rows (RapportLibrary *self, RapportQuery *query, GError **error);

/* The same in another thread, so that a long reading keeps nobody waiting: as it is
 * on the disk at some moment from now on. What is not there yet at that moment is
 * not among the rows. @query is not to be changed any more. */
void rapport_library_find_rows_async (RapportLibrary *self,
                                      RapportQuery *query,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GPtrArray *
rapport_library_find_rows_finish (RapportLibrary *self, GAsyncResult *result, GError **error);

/* What undo would do now in a client's history (@client may be ""): the label,
 * or %NULL. Waits for what is not yet on disk. (transfer full) */
char *rapport_library_get_undo_label (RapportLibrary *self, const char *client, gboolean redo);

/* Takes back one's last change in the history of @client, or with @redo takes
 * back the last undo. Returns its label (transfer full), or %NULL with an
 * error in the user's words when there is nothing, or when a field has been
 * changed since by somebody else. */
char *
rapport_library_undo (RapportLibrary *self, const char *client, gboolean redo, GError **error);

/* How an undo of a text that has changed since is merged; without one it is
 * declined. */
void rapport_library_set_line_merge (RapportLibrary *self, RapportLineMerge merge);

/**
 * rapport_library_reapply:
 * @set: what was committed here once and could not be written
 * @n_clashes: (out): for how many fields both values are kept
 *
 * Does once more what @set did, as an edit of now, merged with what has changed
 * since like an undo is. Where a field can't be merged, it stays as it is, and
 * what was to be there goes into a note about the record, pinned, which only the
 * user sees where the field is for the user alone. What is as the set left it
 * is no change, so nothing is done twice.
 *
 * Returns: %FALSE with an error when the library is read-only
 */
gboolean rapport_library_reapply (RapportLibrary *self,
                                  RapportChangeSet *set,
                                  guint *n_clashes,
                                  GError **error);

/* Applies a set that did not come through a transaction here and queues it. */
void rapport_library_apply (RapportLibrary *self, RapportChangeSet *set);

G_END_DECLS
