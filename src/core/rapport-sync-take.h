/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-document.h"
#include "rapport-library.h"

G_BEGIN_DECLS

/**
 * RapportSyncTaken:
 * @n_new: records that were not here
 * @n_changed: records that are otherwise now
 * @n_erased: records that are gone
 * @n_clashes: new conflicts for the user to settle
 *
 * What taking a batch over did.
 */
typedef struct
{
  guint n_new;
  guint n_changed;
  guint n_erased;
  guint n_clashes;
} RapportSyncTaken;

/**
 * rapport_sync_take:
 * @place: where they come from
 * @documents: (element-type RapportDocument): what the database has now, blobs with their bytes
 *   (rapport_document_get_blobs()); other leaves of a document's tree of revisions
 *   (#RapportDocument:losing) stand behind the winner, and may be deleted there once the set is
 *   durable. What is no record's (rapport_document_is_record()) is passed by
 * @since: (nullable): the `seq` up to which everything is taken with this batch; %NULL where more
 * of the same is to follow
 * @taken: (out): what it did
 *
 * Brings what the database has together with what is here, field by field (rapport_row_merge()),
 * with what was last agreed on as the base. The result is committed as change sets of their
 * authors, each with what the database has now as #RapportSyncNote: where the merged record says
 * otherwise, it waits to be sent. In short:
 *
 * - A record that nothing waits of becomes what the database has. Of one that waits both edits are
 *   kept; what can't be merged becomes a conflict record, the same one on every machine.
 * - A revision that was agreed on before, or that the record takes into account, is an old state
 * that came back (a restored server), or one's own that was sent and not confirmed: ours stands and
 * waits to be sent.
 * - A revision that doesn't take into account what was agreed on here (#RapportDocument:past) was
 * made beside it: what was agreed on is then no base, so that nothing of either is lost.
 * - A tombstone erases the record here, unless an edit of it waits: then the edit wins, waits to be
 * sent again, and a conflict shows the deletion. Of a record that lives at another place by now,
 * one that says that it moved does nothing, and one by somebody who didn't know that yet erases it
 * there, unless it was edited since; but where one isn't let in there, the record goes from here,
 * or stays here alone with what of it was never sent, and a conflict says that it was moved.
 * - A document of a client that lives at another place by now, by somebody who didn't know that
 * yet, is merged into the record there, and is to be deleted here (#RapportSyncNote:left). Its
 * revisions are rebased, in @documents too.
 * - A document of an unknown type is kept as it is.
 *
 * The same batch a second time, or in another order, changes nothing. Main thread. Nothing may be
 * on its way to the disk: %G_IO_ERROR_PENDING then, and nothing is taken; try again after
 * `durable`. Does at most as much as its batch: for a fluent window hand in some 20 documents.
 *
 * Returns: %FALSE with an error, when nothing was taken
 */
gboolean rapport_sync_take (RapportLibrary *library,
                            const RapportSyncPlace *place,
                            GPtrArray *documents,
                            const char *since,
                            RapportSyncTaken *taken,
                            GError **error);

/**
 * RapportSyncSent:
 * @document: as it was sent, with the row
 * @revision: the new `_rev`; %NULL where it was refused
 * @blocked: (nullable): why it was refused for good, for the user
 *
 * What became of one document that was sent.
 */
typedef struct
{
  RapportDocument *document;
  char *revision;
  char *blocked;
} RapportSyncSent;

/**
 * rapport_sync_confirm:
 * @sent: (element-type RapportSyncSent)
 *
 * Notes what the database took: that is what it has now. What has changed here since goes on
 * waiting. One that has neither a revision nor a reason (409: somebody was faster) is left as it
 * is: fetch the document as it is there now, and hand it to rapport_sync_take(). Main thread, at
 * any time.
 */
void rapport_sync_confirm (RapportLibrary *library, const RapportSyncPlace *place, GPtrArray *sent);

/**
 * rapport_sync_make_document:
 * @entry: of the store, with its row
 * @place: where it is sent to
 * @author: id of the member who works here
 * @at: now
 *
 * Returns: (transfer full): what is to be sent of a record that waits: a tombstone where it was
 * erased or may not leave the machine. %NULL where there is nothing to send (it was never sent, and
 * may not be). Its pieces of blobs (rapport_document_get_blobs(), with the bytes of
 * rapport_store_load_blob()) are to be sent before it. Any thread
 */
RapportDocument *rapport_sync_make_document (const RapportSyncEntry *entry,
                                             const RapportSyncPlace *place,
                                             const char *author,
                                             gint64 at);

/* (transfer full): a tombstone without a revision: the database has nothing of the record, as after
 * it was restored from an older copy, or emptied (rapport_store_find_sync_known()); or the server
 * doesn't find (404) what it was asked for after a 409. Handed to rapport_sync_take(), the record
 * waits to be sent once more. */
RapportDocument *rapport_sync_make_missing (const RapportRecordInfo *info, const char *id);

G_END_DECLS
