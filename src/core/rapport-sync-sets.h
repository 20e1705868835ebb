/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-sync-decide.h"

G_BEGIN_DECLS

/**
 * RapportSyncSets:
 *
 * Change sets that are being made of decisions: one for each author and client.
 */
typedef struct _RapportSyncSets RapportSyncSets;

RapportSyncSets *rapport_sync_sets_new (RapportLibrary *library);
void rapport_sync_sets_free (RapportSyncSets *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportSyncSets, rapport_sync_sets_free)

/* Adds what was decided of @before (nullable) by @document. Facts are used up. A record that is
 * changed once more begins new sets. */
void rapport_sync_sets_add (RapportSyncSets *self,
                            const RapportRow *before,
                            const RapportDocument *document,
                            RapportSyncDecision *decision);

/* Adds a change that a decision entails, of another record, with what is known of that (transfer
 * full), to the sets of the author of @document. */
void rapport_sync_sets_add_row (RapportSyncSets *self,
                                const RapportDocument *document,
                                const RapportRecordInfo *info,
                                const RapportRow *before,
                                const RapportRow *after,
                                RapportSyncFact *fact);

/* Adds what a database has of a record that has left it (transfer full). */
void rapport_sync_sets_add_left (RapportSyncSets *self, RapportSyncFact *left);

/* Commits all; the last one says @place (transfer full) (nullable) as well. */
void rapport_sync_sets_commit (RapportSyncSets *self, RapportSyncPlace *place);

G_END_DECLS
