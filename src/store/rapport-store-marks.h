/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-change-set.h"
#include "rapport-sqlite.h"

G_BEGIN_DECLS

/**
 * RapportMarks:
 *
 * The writer's marks: which records wait to be sent, and what the database has otherwise. They are
 * made in the transaction that writes the rows, so that they are never ahead of them or behind, and
 * only once there is a place.
 *
 * Of a record that waits, sync_record.served holds the values that the database has otherwise than
 * the row: the first old value of each field that was changed. Who takes all changes back has a
 * record that does not wait any more, and so has a batch that is taken back.
 *
 * Fields for the user alone never make a record wait. A record for the user alone has no entry,
 * but where the database still has it from before: then it waits to be deleted there.
 *
 * Begin anew in each transaction.
 */
typedef struct
{
  RapportSqlite *db;
  const RapportSyncNote *note;
  gboolean wanted;   /* there is a place */
  gboolean circles;  /* and one of a client */
  guint next;        /* the fact that is looked at first: they come in the order of the changes */
  gint64 place;      /* one that is there; 0 for none that is known */
  GHashTable *made;  /* (nullable): ids of rows that were not there before, to their changes */
  gboolean puts_off; /* texts of new records are made searchable later */
  gboolean put_off;  /* and one was */
  gint64 last;       /* number of what began to wait last; it only grows */
} RapportMarks;

/* @note: (nullable): of the set that is written. What it settles is not marked before. */
gboolean rapport_marks_begin (RapportMarks *self,
                              RapportSqlite *db,
                              const RapportSyncNote *note,
                              GError **error);

/* Marks the record of @change, whose row must still be as it was. */
gboolean rapport_marks_add (RapportMarks *self, const RapportRecordChange *change, GError **error);

/* Writes the note, behind the changes: places, and facts, which settle their records against the
 * rows. Facts of a place that is not there any more say nothing. */
gboolean rapport_marks_settle (RapportMarks *self, GError **error);

/* What marks do with a record that was erased; for files that are no library in use. */
gboolean rapport_marks_erase (RapportMarks *self, const char *id, GError **error);

/* Lets all records that may leave the machine and have no entry wait for a place. */
gboolean
rapport_marks_begin_waiting (RapportMarks *self, gint64 place, const char *client, GError **error);

G_END_DECLS
