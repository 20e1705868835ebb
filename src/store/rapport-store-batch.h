/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-change-set.h"
#include "rapport-sqlite.h"
#include "rapport-store-marks.h"

G_BEGIN_DECLS

/**
 * RapportBatch:
 *
 * A set with many changes, an import say, would hold the writer and all other
 * edits for seconds if it were one transaction. It is written in pieces, each
 * a transaction of at most 50 ms, under a hidden batch that the last piece
 * reveals. Between the pieces the writer puts other edits on disk that touch
 * none of its records.
 *
 * On disk: the first piece reserves the entry's key in the log, which is also
 * its place in the order of undo, and writes it to the setting "batch". Pieces
 * write rows, search text, sums and the log's lines; the head of the entry,
 * without which undo and history do not see these lines, comes with the last
 * one, which takes the setting away. So the log's lines of the open batch are
 * what takes it back: each row that it made goes, each field that it changed
 * gets its old value. Only changes for which that is exact are written ahead: a
 * row that is made must not be there, and one that is changed must hold the old
 * values that the set knows. All others wait for the last piece.
 *
 * Who could see it before: in this process nobody, as its objects hold the
 * whole set since it was committed. Other processes read in a transaction in
 * which no batch is open, see rapport_batch_begin_reading(). After a kill it is
 * taken back before anything is read, see rapport_batch_sweep(); a copy made of
 * the library meanwhile is swept, too. A piece that fails is tried again like
 * any set; when the library is closed before that works, the batch is taken
 * back as a whole, now or when the library is next opened.
 */
typedef struct _RapportBatch RapportBatch;

/* How long a piece works, in microseconds, before it is brought to the disk:
 * that takes its part of the 50 ms as well. */
#define RAPPORT_BATCH_PIECE_TIME (25 * 1000)

/* Whether a set is to be written as a batch: it has many changes, none that can't
 * be taken back, and says nothing of sync, which must be of one moment with them. */
gboolean rapport_batch_is_wanted (RapportSqlite *db, RapportChangeSet *set);

/* The set lives as long as it is needed; its caller sees to that. */
RapportBatch *rapport_batch_new (RapportChangeSet *set);
void rapport_batch_free (RapportBatch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportBatch, rapport_batch_free)

RapportChangeSet *rapport_batch_get_set (RapportBatch *self);

/* Writes changes until @time (microseconds) has passed, but at least one, in a
 * transaction that is open. With the last one the batch is revealed, and @whole
 * is TRUE. Then commit and call rapport_batch_keep_piece(), or roll back and
 * rapport_batch_drop_piece(). */
gboolean rapport_batch_write_piece (
  RapportBatch *self, RapportSqlite *db, gint64 time, gboolean *whole, GError **error);
void rapport_batch_keep_piece (RapportBatch *self);
void rapport_batch_drop_piece (RapportBatch *self);

/* The key of the batch that is open in a file, 0 when there is none. */
gboolean rapport_batch_get_open (RapportSqlite *db, gint64 *key, GError **error);

/* Takes an open batch back, in one transaction. For whoever has the file for
 * himself, before anything else reads it. */
gboolean rapport_batch_sweep (RapportSqlite *db, GError **error);

/* Begins a transaction that sees no open batch, for those who read what another
 * process writes. Waits while there is one; BUSY when it does not end. */
gboolean rapport_batch_begin_reading (RapportSqlite *db, GError **error);
void rapport_batch_end_reading (RapportSqlite *db);

/* Writes one change with search text, sums and marks, without the log. */
gboolean rapport_batch_write_row (RapportSqlite *db,
                                  RapportMarks *marks,
                                  const RapportRecordChange *change,
                                  GError **error);

G_END_DECLS
