/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-change-set.h"
#include "rapport-document.h"

G_BEGIN_DECLS

/**
 * RapportSyncSide:
 * @place: key of the place that a document comes from
 * @replica: name of this copy, "" for none
 * @me: id of the member who works here, "" for nobody
 * @lines: (nullable): how texts are merged
 * @circles: (nullable): a set of ids of clients, among them those with a database of their own
 *
 * Who decides.
 */
typedef struct
{
  gint64 place;
  const char *replica;
  const char *me;
  RapportLineMerge lines;
  GHashTable *circles;
} RapportSyncSide;

/**
 * RapportSyncDecision:
 * @operation: what is done to the record, where @changes
 * @changes: whether anything is
 * @row: (nullable): what the record becomes; %NULL for one that is gone
 * @fact: (nullable): what is known then; %NULL where nothing new is
 * @conflicts: (element-type RapportRow): conflict records, whole; never %NULL
 *
 * What a document means for a record.
 */
typedef struct
{
  gboolean changes;
  RapportOperation operation;
  RapportRow *row;
  RapportSyncFact *fact;
  GPtrArray *conflicts;
} RapportSyncDecision;

/**
 * rapport_sync_decide:
 * @entry: what is known of the record, with its row; one made by rapport_sync_entry_new() where
 *   nothing is
 * @document: what the database has; its values may be used by the decision, too
 *
 * The rules of rapport_sync_take(), without a library.
 */
RapportSyncDecision *rapport_sync_decide (const RapportSyncSide *side,
                                          const RapportSyncEntry *entry,
                                          const RapportDocument *document);

/* The same of a tombstone in the database that the record has left for one that this user is not
 * let in to (@entry says which): the record goes from here, unless an edit of it was never sent. */
RapportSyncDecision *rapport_sync_decide_away (const RapportSyncSide *side,
                                               const RapportSyncEntry *entry,
                                               const RapportDocument *document);

/* The same of a tombstone in the database that the record has left, by somebody who did not know
 * that: who erases a record means it wherever it lives. An edit of it since it moved stands, and
 * the deletion is shown. */
RapportSyncDecision *rapport_sync_decide_erased (const RapportSyncSide *side,
                                                 const RapportSyncEntry *entry,
                                                 const RapportDocument *document);

/* Whether such a tombstone, not rebased yet, erases the record. */
gboolean rapport_sync_would_erase (const RapportSyncEntry *entry, const RapportDocument *document);

/* (transfer full): what is known of a record that says at @revision what it did at the first of
 * @past (rapport-document.h, `moved`). */
char *rapport_sync_know_moved (const char *past, const char *revision);

/* Where @self, or an edit that was here before, takes a record to a client whom this user does not
 * work with, from where only they bring it to the client that @document says: that client stands,
 * and what was wanted is shown. */
void rapport_sync_decision_bring_back (RapportSyncDecision *self,
                                       const RapportSyncSide *side,
                                       const RapportSyncEntry *entry,
                                       const RapportDocument *document);

void rapport_sync_decision_free (RapportSyncDecision *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportSyncDecision, rapport_sync_decision_free)

/* (transfer full): another row of the same values; %NULL of %NULL. */
RapportRow *rapport_sync_copy_row (const RapportRecordInfo *info, const RapportRow *row);

/* What @entry is once @fact has been written and the record is @row (transfer full), but for
 * whether it waits, which is told apart. */
void
rapport_sync_entry_settle (RapportSyncEntry *self, const RapportSyncFact *fact, RapportRow *row);

/* The id of the client whose record it is, or "". */
const char *rapport_sync_get_client (const RapportRecordInfo *info, const RapportRow *row);

G_END_DECLS
