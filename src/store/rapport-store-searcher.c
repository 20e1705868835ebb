/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-store-searcher.h"

#include "rapport-store-rows.h"
#include "rapport-store-search.h"

/* How long a search waits for texts that were put off, in microseconds: after a first pull of tens
 * of thousands of records they take a second or two. */
#define CATCH_UP_TIME (2 * G_USEC_PER_SEC)

struct _RapportSearcher
{
  gatomicrefcount ref_count;
  char *path;
  RapportSqliteMode mode;
  RapportWriter *writer; /* (nullable): lives until this is closed */

  GMutex mutex; /* for the rest */
  RapportSqlite *db;
  gboolean closed;
};

typedef struct
{
  RapportSearcher *searcher;
  RapportQuery *query; /* rows are asked for; %NULL for a search */
  char *words;
  char *client;
  guint limit;
} Search;

RapportSearcher *
rapport_searcher_new (const char *path, RapportSqliteMode mode, RapportWriter *writer)
{
  RapportSearcher *self = g_new0 (RapportSearcher, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->path = g_strdup (path);
  self->mode = mode;
  self->writer = writer;
  g_mutex_init (&self->mutex);
  return self;
}

static void
searcher_unref (RapportSearcher *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_mutex_clear (&self->mutex);
  g_free (self->path);
  g_free (self);
}

void
rapport_searcher_close (RapportSearcher *self)
{
  g_mutex_lock (&self->mutex);
  self->closed = TRUE;
  g_clear_pointer (&self->db, rapport_sqlite_close);
  g_mutex_unlock (&self->mutex);
  searcher_unref (self);
}

static void
search_free (gpointer data)
{
  Search *search = data;

  searcher_unref (search->searcher);
  g_clear_pointer (&search->query, rapport_query_unref);
  g_free (search->words);
  g_free (search->client);
  g_free (search);
}

static GPtrArray *
find (RapportSearcher *self, Search *search, GCancellable *cancellable, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  GPtrArray *hits;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (self->closed)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "the library was closed");
      return NULL;
    }
  if (self->writer != NULL && search->query == NULL)
    rapport_writer_catch_up (self->writer, g_get_monotonic_time () + CATCH_UP_TIME);
  if (self->db == NULL)
    self->db = rapport_sqlite_open (self->path, self->mode, error);
  if (self->db == NULL)
    return NULL;
  rapport_sqlite_set_cancellable (self->db, cancellable);
  hits = search->query != NULL
           ? rapport_rows_query (self->db, search->query, error)
           : rapport_search_find (self->db, search->words, search->client, search->limit, error);
  rapport_sqlite_set_cancellable (self->db, NULL);
  return hits;
}

static void
search_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  Search *search = task_data;
  GError *error = NULL;
  GPtrArray *hits = find (search->searcher, search, cancellable, &error);

  if (hits != NULL)
    g_task_return_pointer (task, hits, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  GError *error = NULL;
  GPtrArray *hits = g_task_propagate_pointer (G_TASK (result), &error);

  if (hits != NULL)
    g_task_return_pointer (task, hits, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
run (RapportSearcher *self, Search *search, GTask *task)
{
  g_autoptr (GTask) inner = g_task_new (NULL, g_task_get_cancellable (task), found_cb, task);

  g_atomic_ref_count_inc (&self->ref_count);
  search->searcher = self;
  g_task_set_source_tag (inner, run);
  g_task_set_task_data (inner, search, search_free);
  g_task_run_in_thread (inner, search_thread);
}

void
rapport_searcher_run (
  RapportSearcher *self, const char *words, const char *client, guint limit, GTask *task)
{
  Search *search = g_new0 (Search, 1);

  search->words = g_strdup (words);
  search->client = g_strdup (client);
  search->limit = limit;
  run (self, search, task);
}

void
rapport_searcher_run_query (RapportSearcher *self, RapportQuery *query, GTask *task)
{
  Search *search = g_new0 (Search, 1);

  search->query = rapport_query_ref (query);
  run (self, search, task);
}
