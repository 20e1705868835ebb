/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-store-batch.h"

#include "rapport-store-log.h"
#include "rapport-store-rows.h"
#include "rapport-store-search.h"
#include "rapport-store-totals.h"

/* Sets with fewer changes fit into one piece. */
#define FEW_CHANGES 64

/* How long another process is waited for, and how often it is looked. */
#define WAIT_TIME  (30 * G_USEC_PER_SEC)
#define WAIT_PAUSE (5 * 1000)

/* How far a batch has come. */
typedef struct
{
  gint64 key;    /* of its entry in the log, 0 before the first piece */
  guint next;    /* change to be written */
  guint n_later; /* of those put off */
} Progress;

struct _RapportBatch
{
  RapportChangeSet *set;
  Progress kept;  /* what is on disk */
  Progress piece; /* with what is being written */
  GArray *later;  /* of guint: changes that only the last piece can write */
  RapportMarks marks;
};

gboolean
rapport_batch_is_wanted (RapportSqlite *db, RapportChangeSet *set)
{
  guint size = rapport_change_set_get_size (set);
  gboolean grows = TRUE;

  if (size < FEW_CHANGES || rapport_change_set_get_note (set) != NULL)
    return FALSE;
  for (guint i = 0; i < size; i++)
    if (rapport_change_set_get_change (set, i)->operation == RAPPORT_OPERATION_ERASE)
      return FALSE;
  /* An entry that is there already can't be hidden. */
  return rapport_log_has_entry (db, set, &grows, NULL) && !grows;
}

RapportBatch *
rapport_batch_new (RapportChangeSet *set)
{
  RapportBatch *self = g_new0 (RapportBatch, 1);

  self->set = set;
  self->later = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

void
rapport_batch_free (RapportBatch *self)
{
  g_array_unref (self->later);
  g_free (self);
}

RapportChangeSet *
rapport_batch_get_set (RapportBatch *self)
{
  return self->set;
}

void
rapport_batch_keep_piece (RapportBatch *self)
{
  self->kept = self->piece;
}

void
rapport_batch_drop_piece (RapportBatch *self)
{
  self->piece = self->kept;
  g_array_set_size (self->later, self->kept.n_later);
}

/* Writing. */

static gboolean
write_search (RapportSqlite *db,
              RapportMarks *marks,
              const RapportRecordChange *change,
              gboolean made,
              GError **error)
{
  return made && marks->puts_off ? rapport_search_put_off (db, change, &marks->put_off, error)
                                 : rapport_search_update (db, change, made, error);
}

gboolean
rapport_batch_write_row (RapportSqlite *db,
                         RapportMarks *marks,
                         const RapportRecordChange *change,
                         GError **error)
{
  sqlite3 *handle = rapport_sqlite_get_handle (db);
  gboolean made;

  if (!rapport_marks_add (marks, change, error))
    return FALSE;
  /* Where the row is there already, it is changed, and no number is given. */
  sqlite3_set_last_insert_rowid (handle, 0);
  if (!rapport_rows_write (db, change, error))
    return FALSE;
  made = change->operation == RAPPORT_OPERATION_CREATE && sqlite3_last_insert_rowid (handle) != 0;
  if (made && marks->made != NULL)
    g_hash_table_insert (marks->made, (gpointer) change->id, (gpointer) change);
  else if (marks->made != NULL)
    g_hash_table_remove (marks->made, change->id);
  if (rapport_search_is_concerned (change) && !write_search (db, marks, change, made, error))
    return FALSE;
  return !rapport_totals_is_concerned (change) || rapport_totals_update (db, change->id, error);
}

static gboolean
write_change (RapportBatch *self, RapportSqlite *db, guint index, GError **error)
{
  const RapportRecordChange *change = rapport_change_set_get_change (self->set, index);

  return rapport_batch_write_row (db, &self->marks, change, error) &&
         rapport_log_write_change (db, self->piece.key, change, error);
}

/* Whether the log's lines of this change would take it back to what is on disk
 * now. */
static gboolean
is_exact (RapportSqlite *db, const RapportRecordChange *change, gboolean *exact, GError **error)
{
  g_autofree guint *fields = g_new (guint, change->fields->len + 1);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RapportRow) row = NULL;

  for (guint i = 0; i < change->fields->len; i++)
    fields[i] = g_array_index (change->fields, RapportFieldChange, i).field;
  row = rapport_rows_load_fields (
    db, change->info, change->id, fields,
    change->operation == RAPPORT_OPERATION_CREATE ? 0 : change->fields->len, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  *exact = (row == NULL) == (change->operation == RAPPORT_OPERATION_CREATE);
  for (guint i = 0; *exact && row != NULL && i < change->fields->len; i++)
    {
      const RapportFieldChange *field = &g_array_index (change->fields, RapportFieldChange, i);

      *exact = rapport_kind_equal (change->info->fields[field->field].kind, field->before,
                                   row->values[field->field]);
    }
  return TRUE;
}

/* Writes the next change, or puts it off. */
static gboolean
write_next (RapportBatch *self, RapportSqlite *db, GError **error)
{
  guint index = self->piece.next;
  gboolean exact = FALSE;

  if (!is_exact (db, rapport_change_set_get_change (self->set, index), &exact, error))
    return FALSE;
  if (!exact)
    g_array_append_val (self->later, index);
  else if (!write_change (self, db, index, error))
    return FALSE;
  self->piece.next++;
  self->piece.n_later = self->later->len;
  return TRUE;
}

static gboolean
reveal (RapportBatch *self, RapportSqlite *db, GError **error)
{
  for (guint i = 0; i < self->later->len; i++)
    if (!write_change (self, db, g_array_index (self->later, guint, i), error))
      return FALSE;
  return rapport_log_close_batch (db, error) &&
         rapport_log_write_head (db, rapport_change_set_get_head (self->set), self->piece.key,
                                 error);
}

gboolean
rapport_batch_write_piece (
  RapportBatch *self, RapportSqlite *db, gint64 time, gboolean *whole, GError **error)
{
  gint64 until = g_get_monotonic_time () + time;
  guint size = rapport_change_set_get_size (self->set);

  if (self->piece.key == 0 && !rapport_log_open_batch (db, &self->piece.key, error))
    return FALSE;
  if (!rapport_marks_begin (&self->marks, db, NULL, error))
    return FALSE;
  while (self->piece.next < size)
    {
      if (!write_next (self, db, error))
        return FALSE;
      if (g_get_monotonic_time () >= until)
        break;
    }
  *whole = self->piece.next == size;
  return !*whole || reveal (self, db, error);
}

/* Taking back. */

gboolean
rapport_batch_get_open (RapportSqlite *db, gint64 *key, GError **error)
{
  return rapport_sqlite_get_integer (
    db, "SELECT value FROM local WHERE name = '" RAPPORT_LOG_BATCH "'", key, error);
}

static gboolean
take_back (RapportSqlite *db,
           RapportMarks *marks,
           const RapportRecordChange *change,
           GError **error)
{
  g_autoptr (GArray) fields = g_array_new (FALSE, FALSE, sizeof (RapportFieldChange));
  RapportRecordChange inverse = *change;

  inverse.fields = fields;
  inverse.operation = change->operation == RAPPORT_OPERATION_CREATE ? RAPPORT_OPERATION_ERASE
                                                                    : RAPPORT_OPERATION_CHANGE;
  for (guint i = 0; i < change->fields->len; i++)
    {
      RapportFieldChange field = g_array_index (change->fields, RapportFieldChange, i);

      field.after = field.before;
      g_array_append_val (fields, field);
    }
  return rapport_batch_write_row (db, marks, &inverse, error);
}

static gboolean
take_all_back (RapportSqlite *db, gint64 key, GError **error)
{
  g_autoptr (RapportChangeSet) set = rapport_log_read_batch (db, key, error);
  RapportMarks marks;

  if (set == NULL || !rapport_marks_begin (&marks, db, NULL, error))
    return FALSE;
  for (guint i = 0; i < rapport_change_set_get_size (set); i++)
    if (!take_back (db, &marks, rapport_change_set_get_change (set, i), error))
      return FALSE;
  return rapport_log_drop_batch (db, key, error);
}

gboolean
rapport_batch_sweep (RapportSqlite *db, GError **error)
{
  gint64 key;

  if (!rapport_batch_get_open (db, &key, error))
    return FALSE;
  if (key == 0)
    return TRUE;
  rapport_store_log (G_LOG_LEVEL_MESSAGE, "taking back a batch that was not finished");
  if (rapport_sqlite_begin (db, error) && take_all_back (db, key, error) &&
      rapport_sqlite_commit (db, error))
    return TRUE;
  rapport_sqlite_rollback (db);
  return FALSE;
}

/* Reading beside a writer. */

gboolean
rapport_batch_begin_reading (RapportSqlite *db, GError **error)
{
  gint64 until = g_get_monotonic_time () + WAIT_TIME;
  gint64 key;

  for (;;)
    {
      if (!rapport_sqlite_exec (db, "BEGIN", error))
        return FALSE;
      if (!rapport_batch_get_open (db, &key, error))
        break;
      if (key == 0)
        return TRUE;
      rapport_batch_end_reading (db);
      if (g_get_monotonic_time () >= until)
        {
          g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_BUSY,
                               rapport_store_get_message (RAPPORT_STORE_ERROR_BUSY));
          return FALSE;
        }
      g_usleep (WAIT_PAUSE);
    }
  rapport_batch_end_reading (db);
  return FALSE;
}

void
rapport_batch_end_reading (RapportSqlite *db)
{
  rapport_sqlite_rollback (db);
}
