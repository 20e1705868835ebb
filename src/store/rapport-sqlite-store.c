/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-sqlite-store-private.h"

#include "rapport-store-batch.h"
#include "rapport-store-house.h"
#include "rapport-store-log.h"
#include "rapport-store-rows.h"
#include "rapport-store-searcher.h"
#include "rapport-store-sync.h"
#include "rapport-store-totals.h"
#include "rapport-store-writer.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* What the log keeps at least: two years, and so many entries. */
#define LOG_AGE  (730 * G_TIME_SPAN_DAY)
#define LOG_KEEP 50000

struct _RapportSqliteStore
{
  GObject parent_instance;

  char *path;
  char *read_path;
  RapportSqliteMode read_mode;
  char *read_only_reason;
  RapportSink *sink; /* (nullable): the writer's */
  gboolean beside;   /* another process writes to what is read */
  RapportClock *clock;
  GMainContext *context;

  RapportSqlite *reader;
  RapportWriter *writer;
  guint64 emitted;    /* the last sequence that `durable` was emitted for */
  GHashTable *locals; /* settings that may not be on disk yet */

  RapportSearcher *searcher;
  RapportSyncedReader *synced;

  RapportSink *file_sink; /* the writer's, where it is the file's */
  RapportHouse *house;    /* where this process writes to the file */
  gboolean damaged;
};

static void store_iface_init (RapportStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RapportSqliteStore,
                               rapport_sqlite_store,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (RAPPORT_TYPE_STORE, store_iface_init))

/* News from the writer's thread, taken to the main context. The store may be
 * gone when it arrives. */

typedef struct
{
  GWeakRef store;
  guint64 durable;
  GError *error;
} News;

static void
news_free (gpointer data)
{
  News *news = data;

  g_weak_ref_clear (&news->store);
  g_clear_error (&news->error);
  g_free (news);
}

static void
emit_durable (RapportSqliteStore *self, guint64 durable)
{
  if (durable <= self->emitted)
    return;
  self->emitted = durable;
  rapport_store_emit_durable (RAPPORT_STORE (self), durable);
  if (self->house != NULL)
    rapport_house_look (self->house);
}

/* Nothing is lost: what has been written since the opening stands in the WAL, beside a file that is
 * as it was where it had not been read through yet. */
static void
turn_read_only (RapportSqliteStore *self)
{
  self->damaged = TRUE;
  g_set_str (&self->read_only_reason,
             _ ("The library’s file is damaged, so it can only be read now. Close it and open it "
                "again to repair it."));
  rapport_store_emit_read_only (RAPPORT_STORE (self));
}

static gboolean
news_cb (gpointer user_data)
{
  News *news = user_data;
  g_autoptr (RapportSqliteStore) self = g_weak_ref_get (&news->store);

  if (self == NULL)
    return G_SOURCE_REMOVE;
  if (news->error != NULL)
    rapport_store_emit_failed (RAPPORT_STORE (self), news->error);
  else
    emit_durable (self, news->durable);
  if (self->sink != NULL && g_atomic_int_get (&self->sink->damaged) != 0 && !self->damaged)
    turn_read_only (self);
  return G_SOURCE_REMOVE;
}

static void
writer_cb (guint64 durable, const GError *error, gpointer user_data)
{
  RapportSqliteStore *self = user_data;
  News *news = g_new0 (News, 1);
  g_autoptr (GSource) source = g_idle_source_new ();

  g_weak_ref_init (&news->store, self);
  news->durable = durable;
  news->error = error != NULL ? g_error_copy (error) : NULL;
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, news_cb, news, news_free);
  g_source_attach (source, self->context);
}

/* Construction. */

static void
rapport_sqlite_store_dispose (GObject *object)
{
  RapportSqliteStore *self = RAPPORT_SQLITE_STORE (object);

  g_clear_pointer (&self->house, rapport_house_free);
  /* The last connection to be closed clears the WAL away: that must be the
   * writer's, which may write. */
  if (self->writer != NULL)
    rapport_writer_leave (self->writer);
  g_clear_pointer (&self->searcher, rapport_searcher_close);
  g_clear_pointer (&self->synced, rapport_synced_reader_free);
  g_clear_pointer (&self->reader, rapport_sqlite_close);
  self->sink = NULL;
  g_clear_pointer (&self->writer, rapport_writer_free);
  G_OBJECT_CLASS (rapport_sqlite_store_parent_class)->dispose (object);
}

/* Removes the copy of a library that could only be read. */
static void
remove_copy (RapportSqliteStore *self)
{
  static const char *const suffixes[] = { "", "-wal", "-shm" };
  g_autofree char *folder = NULL;

  if (self->read_path == NULL || g_strcmp0 (self->read_path, self->path) == 0)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *file = g_strconcat (self->read_path, suffixes[i], NULL);

      g_unlink (file);
    }
  folder = g_path_get_dirname (self->read_path);
  g_rmdir (folder);
}

static void
rapport_sqlite_store_finalize (GObject *object)
{
  RapportSqliteStore *self = RAPPORT_SQLITE_STORE (object);

  remove_copy (self);
  g_free (self->path);
  g_free (self->read_path);
  g_free (self->read_only_reason);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_hash_table_unref (self->locals);
  G_OBJECT_CLASS (rapport_sqlite_store_parent_class)->finalize (object);
}

static void
rapport_sqlite_store_class_init (RapportSqliteStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = rapport_sqlite_store_dispose;
  object_class->finalize = rapport_sqlite_store_finalize;
}

static void
rapport_sqlite_store_init (RapportSqliteStore *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->locals = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

RapportSqliteStore *
rapport_sqlite_store_new (const RapportSqliteStoreParts *parts, GError **error)
{
  g_autoptr (RapportSqliteStore) self = g_object_new (RAPPORT_TYPE_SQLITE_STORE, NULL);

  self->path = g_strdup (parts->path);
  self->read_path = g_strdup (parts->read_path);
  self->read_mode = parts->read_mode;
  self->read_only_reason = g_strdup (parts->read_only_reason);
  self->sink = parts->sink;
  self->beside = parts->remote || parts->read_mode == RAPPORT_SQLITE_READ_ONLY;
  self->clock = g_object_ref (parts->clock);
  if (parts->sink != NULL)
    self->writer = rapport_writer_new (parts->sink, writer_cb, self);
  self->searcher = rapport_searcher_new (self->read_path, self->read_mode, self->writer);
  self->synced = rapport_synced_reader_new (self->read_path, self->read_mode);
  self->reader = rapport_sqlite_open (self->read_path, self->read_mode, error);
  return self->reader != NULL ? g_steal_pointer (&self) : NULL;
}

const char *
rapport_sqlite_store_get_path (RapportSqliteStore *self)
{
  return self->path;
}

gboolean
rapport_sqlite_store_is_remote (RapportSqliteStore *self)
{
  return self->sink != NULL && g_atomic_int_get (&self->sink->remote) != 0;
}

/* Reading. The objects of this process hold what it writes itself; of what
 * another process writes, no batch is seen that is not finished. */

static RapportSqlite *
begin_reading (RapportSqliteStore *self, GError **error)
{
  return !self->beside || rapport_batch_begin_reading (self->reader, error) ? self->reader : NULL;
}

static gpointer
end_reading (RapportSqliteStore *self, gpointer result)
{
  if (self->beside)
    rapport_batch_end_reading (self->reader);
  return result;
}

static RapportRow *
store_load (RapportStore *store, const RapportRecordInfo *info, const char *id, GError **error)
{
  RapportSqliteStore *self = RAPPORT_SQLITE_STORE (store);
  RapportSqlite *db = begin_reading (self, error);

  return db != NULL ? end_reading (self, rapport_rows_load (db, info, id, error)) : NULL;
}

static GVariant *
store_load_blob (
  RapportStore *store, const RapportRecordInfo *info, const char *id, guint field, GError **error)
{
  RapportSqliteStore *self = RAPPORT_SQLITE_STORE (store);
  RapportSqlite *db = begin_reading (self, error);
  g_autoptr (RapportRow) row = NULL;

  if (db != NULL)
    row = end_reading (self, rapport_rows_load_fields (db, info, id, &field, 1, error));
  return row != NULL ? g_steal_pointer (&row->values[field]) : NULL;
}

static GPtrArray *
store_query (RapportStore *store, RapportQuery *query, GError **error)
{
  RapportSqliteStore *self = RAPPORT_SQLITE_STORE (store);
  RapportSqlite *db = begin_reading (self, error);

  return db != NULL ? end_reading (self, rapport_rows_query (db, query, error)) : NULL;
}

static RapportChangeSet *
store_undo_candidate (
  RapportStore *store, const char *author, const char *client, gboolean redo, GError **error)
{
  return rapport_log_find_candidate (RAPPORT_SQLITE_STORE (store)->reader, author, client, redo,
                                     error);
}

static GPtrArray *
store_history (RapportStore *store, const char *client, const char *id, guint limit, GError **error)
{
  return rapport_log_find_history (RAPPORT_SQLITE_STORE (store)->reader, client, id, limit, error);
}

static GArray *
store_get_totals (RapportStore *store,
                  const char *client,
                  RapportDay from,
                  RapportDay to,
                  RapportTotalsBy by,
                  GError **error)
{
  RapportSqliteStore *self = RAPPORT_SQLITE_STORE (store);
  RapportSqlite *db = begin_reading (self, error);

  return db != NULL ? end_reading (self, rapport_totals_find (db, client, from, to, by, error))
                    : NULL;
}

static char *
store_get_local (RapportStore *store, const char *key)
{
  RapportSqliteStore *self = RAPPORT_SQLITE_STORE (store);
  sqlite3_stmt *stmt;
  char *value = NULL;

  if (g_hash_table_contains (self->locals, key))
    return g_strdup (g_hash_table_lookup (self->locals, key));
  stmt = rapport_sqlite_get (self->reader, "SELECT value FROM local WHERE name = ?", NULL);
  if (stmt == NULL)
    return NULL;
  rapport_sqlite_bind_text (stmt, 1, key);
  if (rapport_sqlite_step (self->reader, stmt, NULL) == RAPPORT_STEP_ROW)
    value = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
  sqlite3_reset (stmt);
  return value;
}

/* Writing. */

static void
store_commit (RapportStore *store, RapportChangeSet *set)
{
  RapportSqliteStore *self = RAPPORT_SQLITE_STORE (store);

  g_return_if_fail (self->writer != NULL);
  rapport_writer_push (self->writer, set);
}

static guint64
store_get_durable (RapportStore *store)
{
  RapportSqliteStore *self = RAPPORT_SQLITE_STORE (store);

  return self->writer != NULL ? rapport_writer_get_durable (self->writer) : 0;
}

static gboolean
store_wait (RapportStore *store, guint64 sequence, GError **error)
{
  RapportSqliteStore *self = RAPPORT_SQLITE_STORE (store);

  if (self->writer == NULL)
    return TRUE;
  if (!rapport_writer_wait (self->writer, sequence, error))
    return FALSE;
  emit_durable (self, rapport_writer_get_durable (self->writer));
  return TRUE;
}

static void
store_retry (RapportStore *store)
{
  RapportSqliteStore *self = RAPPORT_SQLITE_STORE (store);

  if (self->writer != NULL)
    rapport_writer_retry (self->writer);
}

static gboolean
store_is_read_only (RapportStore *store, char **reason)
{
  RapportSqliteStore *self = RAPPORT_SQLITE_STORE (store);

  if (reason != NULL)
    *reason = g_strdup (self->read_only_reason);
  return self->writer == NULL || self->damaged;
}

static gboolean
store_is_erasing (RapportStore *store)
{
  RapportSqliteStore *self = RAPPORT_SQLITE_STORE (store);

  return self->writer != NULL && rapport_writer_is_erasing (self->writer);
}

static void
store_set_local (RapportStore *store, const char *key, const char *value)
{
  RapportSqliteStore *self = RAPPORT_SQLITE_STORE (store);

  g_hash_table_insert (self->locals, g_strdup (key), g_strdup (value));
  if (self->writer != NULL)
    rapport_writer_push_local (self->writer, key, value);
}

gboolean
rapport_sqlite_store_drain (RapportSqliteStore *self, GError **error)
{
  if (self->writer == NULL)
    return TRUE;
  if (!rapport_writer_drain (self->writer, error))
    return FALSE;
  emit_durable (self, rapport_writer_get_durable (self->writer));
  return TRUE;
}

void
rapport_sqlite_store_catch_up (RapportSqliteStore *self)
{
  if (self->writer != NULL)
    rapport_writer_catch_up (self->writer, G_MAXINT64);
}

GPtrArray *
rapport_sqlite_store_get_unwritten (RapportSqliteStore *self)
{
  if (self->writer == NULL)
    return g_ptr_array_new ();
  return rapport_writer_get_unwritten (self->writer);
}

void
rapport_sqlite_store_compact (RapportSqliteStore *self, gint64 before, gint64 keep)
{
  if (self->writer != NULL)
    rapport_writer_push_compact (self->writer, before, keep);
}

/* In another thread. */

static void
store_query_async (RapportStore *store,
                   RapportQuery *query,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  RapportSqliteStore *self = RAPPORT_SQLITE_STORE (store);
  GTask *task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, store_query_async);
  rapport_searcher_run_query (self->searcher, query, task);
}

static GPtrArray *
store_query_finish (RapportStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
store_search_async (RapportStore *store,
                    const char *words,
                    const char *client,
                    guint limit,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  RapportSqliteStore *self = RAPPORT_SQLITE_STORE (store);
  GTask *task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, store_search_async);
  rapport_searcher_run (self->searcher, words, client, limit, task);
}

static GPtrArray *
store_search_finish (RapportStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Sync. */

static GPtrArray *
store_get_sync_places (RapportStore *store, GError **error)
{
  return rapport_synced_reader_get_places (RAPPORT_SQLITE_STORE (store)->synced, error);
}

static GPtrArray *
store_get_sync_entries (RapportStore *store, const char *const *ids, GError **error)
{
  return rapport_synced_reader_get_entries (RAPPORT_SQLITE_STORE (store)->synced, ids, error);
}

static GPtrArray *
store_find_sync_waiting (
  RapportStore *store, gint64 place, gint64 *after, guint limit, GError **error)
{
  return rapport_synced_reader_find_waiting (RAPPORT_SQLITE_STORE (store)->synced, place, after,
                                             limit, error);
}

static GPtrArray *
store_find_sync_blocked (RapportStore *store, guint limit, GError **error)
{
  return rapport_synced_reader_find_blocked (RAPPORT_SQLITE_STORE (store)->synced, limit, error);
}

static GPtrArray *
store_find_sync_left_over (RapportStore *store,
                           gint64 place,
                           RapportSyncLeftOver which,
                           gint64 *after,
                           guint limit,
                           GError **error)
{
  return rapport_synced_reader_find_left_over (RAPPORT_SQLITE_STORE (store)->synced, place, which,
                                               after, limit, error);
}

static GPtrArray *
store_find_sync_known (
  RapportStore *store, gint64 place, gint64 *after, guint limit, GError **error)
{
  return rapport_synced_reader_find_known (RAPPORT_SQLITE_STORE (store)->synced, place, after,
                                           limit, error);
}

static GPtrArray *
store_find_sync_moved (
  RapportStore *store, gint64 place, gint64 *after, guint limit, GError **error)
{
  return rapport_synced_reader_find_moved (RAPPORT_SQLITE_STORE (store)->synced, place, after,
                                           limit, error);
}

static GPtrArray *
store_find_sync_files (RapportStore *store,
                       gint64 place,
                       RapportSyncFiles which,
                       gint64 *after,
                       guint limit,
                       GError **error)
{
  return rapport_synced_reader_find_files (RAPPORT_SQLITE_STORE (store)->synced, place, which,
                                           after, limit, error);
}

static gboolean
store_count_sync (RapportStore *store, gint64 place, RapportSyncCount *count, GError **error)
{
  return rapport_synced_reader_count (RAPPORT_SQLITE_STORE (store)->synced, place, count, error);
}

static void
store_iface_init (RapportStoreInterface *iface)
{
  iface->load = store_load;
  iface->load_blob = store_load_blob;
  iface->query = store_query;
  iface->query_async = store_query_async;
  iface->query_finish = store_query_finish;
  iface->commit = store_commit;
  iface->get_durable = store_get_durable;
  iface->wait = store_wait;
  iface->retry = store_retry;
  iface->is_read_only = store_is_read_only;
  iface->is_erasing = store_is_erasing;
  iface->undo_candidate = store_undo_candidate;
  iface->history = store_history;
  iface->search_async = store_search_async;
  iface->search_finish = store_search_finish;
  iface->get_totals = store_get_totals;
  iface->get_local = store_get_local;
  iface->set_local = store_set_local;
  iface->get_sync_places = store_get_sync_places;
  iface->get_sync_entries = store_get_sync_entries;
  iface->find_sync_waiting = store_find_sync_waiting;
  iface->find_sync_blocked = store_find_sync_blocked;
  iface->find_sync_left_over = store_find_sync_left_over;
  iface->find_sync_known = store_find_sync_known;
  iface->find_sync_moved = store_find_sync_moved;
  iface->find_sync_files = store_find_sync_files;
  iface->count_sync = store_count_sync;
}

/* Keeping house. */

static void
house_cb (RapportHouseNews news, gpointer user_data)
{
  RapportSqliteStore *self = user_data;

  switch (news)
    {
    case RAPPORT_HOUSE_WHOLE:
      rapport_file_sink_release (self->file_sink);
      break;
    case RAPPORT_HOUSE_DAMAGED:
      rapport_file_sink_mark_damaged (self->file_sink);
      turn_read_only (self);
      break;
    case RAPPORT_HOUSE_BACKUP:
    default:
      rapport_sqlite_store_compact (self, rapport_clock_get_now (self->clock) - LOG_AGE, LOG_KEEP);
    }
}

void
rapport_sqlite_store_begin_house (RapportSqliteStore *self, RapportSink *sink, gboolean unchecked)
{
  self->file_sink = sink;
  self->house = rapport_house_new (self->path, self->clock, unchecked, house_cb, self);
}

void
rapport_sqlite_store_keep_house (RapportSqliteStore *self)
{
  if (self->house != NULL)
    rapport_house_work (self->house);
}

/* Backups. */

typedef struct
{
  char *path;
  RapportBackupReason reason;
  RapportClock *clock;
} BackupData;

static void
backup_data_free (gpointer data)
{
  BackupData *backup = data;

  g_free (backup->path);
  g_object_unref (backup->clock);
  g_free (backup);
}

static void
backup_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  BackupData *backup = task_data;
  GError *error = NULL;
  char *path =
    rapport_backup_make (backup->path, backup->reason, backup->clock, cancellable, &error);

  if (path != NULL)
    g_task_return_pointer (task, path, g_free);
  else
    g_task_return_error (task, error);
}

static void
backup_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  GError *error = NULL;
  char *path = g_task_propagate_pointer (G_TASK (result), &error);

  if (path != NULL)
    g_task_return_pointer (task, path, g_free);
  else
    g_task_return_error (task, error);
}

gboolean
rapport_sqlite_store_is_backup_due (RapportSqliteStore *self)
{
  return self->house != NULL && rapport_house_is_backup_due (self->house);
}

/* The task that the thread sees has no source object, which could otherwise be
 * dropped there. */
void
rapport_sqlite_store_backup_async (RapportSqliteStore *self,
                                   RapportBackupReason reason,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GTask) inner = g_task_new (NULL, cancellable, backup_cb, task);
  BackupData *backup = g_new0 (BackupData, 1);

  backup->path = g_strdup (self->path);
  backup->reason = reason;
  backup->clock = g_object_ref (self->clock);
  g_task_set_source_tag (task, rapport_sqlite_store_backup_async);
  g_task_set_task_data (inner, backup, backup_data_free);
  g_task_run_in_thread (inner, backup_thread);
}

char *
rapport_sqlite_store_backup_finish (RapportSqliteStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
