/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-store-sink.h"

#include "rapport-store-batch.h"
#include "rapport-store-erasing.h"
#include "rapport-store-log.h"
#include "rapport-store-search.h"

typedef struct
{
  RapportSink parent;
  RapportSqlite *db;
  RapportLibraryLock *lock;
  RapportBatch *batch; /* that is open on disk */
  gint64 piece_time;
  gboolean renewed; /* the index for search was damaged, and is made anew */
  int held;         /* atomic: nothing goes from the WAL into the file */
} FileSink;

/* Of a pulled set with so many changes the texts are made searchable later. */
#define MANY_PULLED 5

/* How long it works on that at once, in microseconds. */
#define CATCH_UP_TIME RAPPORT_BATCH_PIECE_TIME

/* As SQLite does by itself, where nothing is held. */
#define CHECKPOINT_PAGES 1000

static gboolean
erases (RapportChangeSet *set)
{
  for (guint i = 0; i < rapport_change_set_get_size (set); i++)
    if (rapport_change_set_get_change (set, i)->operation == RAPPORT_OPERATION_ERASE)
      return TRUE;
  return FALSE;
}

static gboolean
write_rows (RapportSqlite *db, RapportMarks *marks, RapportChangeSet *set, GError **error)
{
  for (guint i = 0; i < rapport_change_set_get_size (set); i++)
    if (!rapport_batch_write_row (db, marks, rapport_change_set_get_change (set, i), error))
      return FALSE;
  return TRUE;
}

/* A set that says something of sync alone has no entry in the log. */
static gboolean
write_set (FileSink *self, RapportChangeSet *set, GError **error)
{
  RapportSqlite *db = self->db;
  const RapportSyncNote *note = rapport_change_set_get_note (set);
  g_autoptr (GHashTable) made = note != NULL ? g_hash_table_new (g_str_hash, g_str_equal) : NULL;
  RapportMarks marks;

  if (!rapport_marks_begin (&marks, db, note, error))
    return FALSE;
  marks.made = made;
  marks.puts_off = note != NULL && rapport_change_set_get_size (set) >= MANY_PULLED;
  if (!write_rows (db, &marks, set, error))
    return FALSE;
  if (marks.put_off)
    g_atomic_int_set (&self->parent.behind, TRUE);
  return (rapport_change_set_get_size (set) == 0 || rapport_log_write (db, set, error)) &&
         rapport_marks_settle (&marks, error);
}

/* What stands inside the transaction. @number is how far the library has come. What has been
 * delivered before brought its note with it. */
static gboolean
write_all (FileSink *self, RapportChangeSet *set, gint64 *number, GError **error)
{
  gboolean delivered;

  if (!rapport_log_has (self->db, set, &delivered, error))
    return FALSE;
  if (!delivered && !write_set (self, set, error))
    return FALSE;
  /* Who opens the library after a power cut goes on from here. */
  if (!delivered && erases (set) && !rapport_erasing_note (self->db, set, error))
    return FALSE;
  return rapport_log_get_number (self->db, number, error);
}

static gboolean
write_piece (FileSink *self, RapportBatch *batch, gboolean *whole, GError **error)
{
  gint64 number = 0;

  if (rapport_sqlite_begin (self->db, error) &&
      rapport_batch_write_piece (batch, self->db, self->piece_time, whole, error) &&
      rapport_log_get_number (self->db, &number, error) && rapport_sqlite_commit (self->db, error))
    {
      rapport_batch_keep_piece (batch);
      rapport_library_lock_set_number (self->lock, number);
      return TRUE;
    }
  rapport_sqlite_rollback (self->db);
  rapport_batch_drop_piece (batch);
  return FALSE;
}

static gboolean
begin_batch (FileSink *self, RapportChangeSet *set, gboolean *whole, GError **error)
{
  g_autoptr (RapportBatch) batch = rapport_batch_new (set);

  if (!write_piece (self, batch, whole, error))
    return FALSE;
  if (!*whole)
    self->batch = g_steal_pointer (&batch);
  return TRUE;
}

static gboolean
continue_batch (FileSink *self, gboolean *whole, GError **error)
{
  if (!write_piece (self, self->batch, whole, error))
    return FALSE;
  if (*whole)
    g_clear_pointer (&self->batch, rapport_batch_free);
  return TRUE;
}

static gboolean
write_at_once (FileSink *self, RapportChangeSet *set, GError **error)
{
  gboolean secure = erases (set);
  gint64 number = 0;
  gboolean written;

  if (secure && !rapport_sqlite_set_pragma (self->db, "secure_delete", "ON", "1", error))
    return FALSE;
  written = rapport_sqlite_begin (self->db, error) && write_all (self, set, &number, error) &&
            rapport_sqlite_commit (self->db, error);
  if (!written)
    {
      rapport_sqlite_rollback (self->db);
      return FALSE;
    }
  rapport_library_lock_set_number (self->lock, number);
  if (secure)
    {
      g_atomic_int_set (&self->parent.untidy, TRUE);
      rapport_sqlite_set_pragma (self->db, "secure_delete", "FAST", "2", NULL);
    }
  return TRUE;
}

static gboolean
file_sink_write (RapportSink *sink, RapportChangeSet *set, gboolean *whole, GError **error)
{
  FileSink *self = (FileSink *) sink;

  if (self->batch != NULL && rapport_batch_get_set (self->batch) == set)
    return continue_batch (self, whole, error);
  if (self->batch == NULL && rapport_batch_is_wanted (self->db, set))
    return begin_batch (self, set, whole, error);
  *whole = TRUE;
  return write_at_once (self, set, error);
}

static gboolean
file_sink_write_local (RapportSink *sink, const char *name, const char *value, GError **error)
{
  FileSink *self = (FileSink *) sink;
  sqlite3_stmt *stmt =
    rapport_sqlite_get (self->db,
                        "INSERT INTO local (name, value) VALUES (?, ?) "
                        "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                        error);

  if (stmt == NULL)
    return FALSE;
  rapport_sqlite_bind_text (stmt, 1, name);
  rapport_sqlite_bind_text (stmt, 2, value);
  return rapport_sqlite_run (self->db, stmt, error);
}

static gboolean
file_sink_compact (RapportSink *sink, gint64 before, gint64 keep, GError **error)
{
  FileSink *self = (FileSink *) sink;

  if (rapport_sqlite_begin (self->db, error) &&
      rapport_log_compact (self->db, before, keep, error) &&
      rapport_sqlite_commit (self->db, error))
    return TRUE;
  rapport_sqlite_rollback (self->db);
  return FALSE;
}

/* While the file is held as it is, what is erased stays in it. */
static gboolean
file_sink_tidy (RapportSink *sink)
{
  FileSink *self = (FileSink *) sink;
  g_autoptr (GError) error = NULL;

  if (g_atomic_int_get (&self->held))
    return FALSE;
  g_atomic_int_set (&sink->untidy, FALSE);
  if (rapport_erasing_finish (self->db, &error))
    return TRUE;
  rapport_store_log (G_LOG_LEVEL_MESSAGE, "what is left of erasing did not work: %s",
                     error->message);
  /* The next opening goes on. */
  return TRUE;
}

/* What speaks of damage, be it that the index contradicts itself. */
static gboolean
is_of_index (const GError *error)
{
  return rapport_sqlite_is_damage (error) ||
         g_error_matches (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_FAILED);
}

/* The index is made of the rows, and once more where it is damaged. Where that does not help, it is
 * not the index alone: whoever opens the file next is told. FALSE where something else is wrong. */
static gboolean
renew_index (FileSink *self, const GError *error)
{
  const gboolean again = self->renewed;

  if (!is_of_index (error))
    return FALSE;
  self->renewed = TRUE;
  if (!again && rapport_search_begin_anew (self->db, NULL))
    return TRUE;
  if (!rapport_sqlite_is_damage (error))
    return FALSE;
  rapport_library_lock_mark_damaged (self->lock);
  g_atomic_int_set (&self->parent.damaged, TRUE);
  g_atomic_int_set (&self->parent.behind, FALSE);
  return TRUE;
}

/* The texts are there and only can't be found, so nobody is told that something was not saved. */
static gboolean
file_sink_catch_up (RapportSink *sink)
{
  FileSink *self = (FileSink *) sink;
  g_autoptr (GError) error = NULL;
  gboolean whole = TRUE;

  if (rapport_search_catch_up (self->db, CATCH_UP_TIME, &whole, &error))
    {
      if (whole)
        g_atomic_int_set (&sink->behind, FALSE);
      return TRUE;
    }
  rapport_store_log (G_LOG_LEVEL_MESSAGE, "some texts can't be found yet: %s", error->message);
  return renew_index (self, error);
}

static void
file_sink_free (RapportSink *sink)
{
  FileSink *self = (FileSink *) sink;

  /* Where the disk does not let it be taken back now, the next opening does it. */
  if (self->batch != NULL)
    rapport_batch_sweep (self->db, NULL);
  g_clear_pointer (&self->batch, rapport_batch_free);
  if (g_atomic_int_get (&self->held))
    {
      rapport_sqlite_close (self->db);
      rapport_library_lock_abandon (self->lock);
    }
  else
    {
      rapport_sqlite_set_checkpoint_on_close (self->db, TRUE);
      rapport_sqlite_close (self->db);
      if (g_atomic_int_get (&sink->damaged))
        rapport_library_lock_abandon (self->lock);
      else
        rapport_library_lock_release (self->lock);
    }
  g_free (self);
}

RapportSink *
rapport_file_sink_new (RapportSqlite *db, RapportLibraryLock *lock)
{
  FileSink *self = g_new0 (FileSink, 1);

  self->parent.write = file_sink_write;
  self->parent.write_local = file_sink_write_local;
  self->parent.compact = file_sink_compact;
  self->parent.tidy = file_sink_tidy;
  self->parent.catch_up = file_sink_catch_up;
  self->parent.free = file_sink_free;
  self->db = db;
  self->lock = lock;
  self->piece_time = RAPPORT_BATCH_PIECE_TIME;
  self->parent.untidy = rapport_erasing_is_noted (db);
  self->parent.behind = rapport_search_is_behind (db);
  return &self->parent;
}

static int
wal_cb (void *user_data, sqlite3 *db, const char *name, int pages)
{
  FileSink *self = user_data;

  if (pages >= CHECKPOINT_PAGES && !g_atomic_int_get (&self->held))
    sqlite3_wal_checkpoint_v2 (db, name, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
  return SQLITE_OK;
}

void
rapport_file_sink_hold (RapportSink *sink)
{
  FileSink *self = (FileSink *) sink;

  g_atomic_int_set (&self->held, TRUE);
  rapport_sqlite_set_checkpoint_on_close (self->db, FALSE);
  sqlite3_wal_hook (rapport_sqlite_get_handle (self->db), wal_cb, self);
}

void
rapport_file_sink_release (RapportSink *sink)
{
  g_atomic_int_set (&((FileSink *) sink)->held, FALSE);
}

void
rapport_file_sink_mark_damaged (RapportSink *sink)
{
  rapport_library_lock_mark_damaged (((FileSink *) sink)->lock);
}

void
rapport_file_sink_set_piece_time (RapportSink *sink, gint64 time)
{
  ((FileSink *) sink)->piece_time = time;
}
