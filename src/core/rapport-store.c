/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-store.h"

G_DEFINE_QUARK (rapport - store - error - quark, rapport_store_error)
G_DEFINE_INTERFACE (RapportStore, rapport_store, G_TYPE_OBJECT)

enum
{
  SIGNAL_DURABLE,
  SIGNAL_FAILED,
  SIGNAL_READ_ONLY,
  SIGNAL_FOREIGN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
rapport_store_default_init (RapportStoreInterface *iface)
{
  GType type = G_TYPE_FROM_INTERFACE (iface);

  signals[SIGNAL_DURABLE] = g_signal_new ("durable", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_UINT64);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[SIGNAL_READ_ONLY] =
    g_signal_new ("read-only", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FOREIGN] = g_signal_new ("foreign", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_POINTER);
}

void
rapport_hit_free (RapportHit *hit)
{
  g_free (hit->title);
  g_free (hit->snippet);
  g_free (hit->client);
  g_free (hit);
}

RapportRow *
rapport_store_load (RapportStore *self,
                    const RapportRecordInfo *info,
                    const char *id,
                    GError **error)
{
  return RAPPORT_STORE_GET_IFACE (self)->load (self, info, id, error);
}

GVariant *
rapport_store_load_blob (
  RapportStore *self, const RapportRecordInfo *info, const char *id, guint field, GError **error)
{
  return RAPPORT_STORE_GET_IFACE (self)->load_blob (self, info, id, field, error);
}

GPtrArray *
rapport_store_query (RapportStore *self, RapportQuery *query, GError **error)
{
  return RAPPORT_STORE_GET_IFACE (self)->query (self, query, error);
}

void
rapport_store_query_async (RapportStore *self,
                           RapportQuery *query,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  RAPPORT_STORE_GET_IFACE (self)->query_async (self, query, cancellable, callback, user_data);
}

GPtrArray *
rapport_store_query_finish (RapportStore *self, GAsyncResult *result, GError **error)
{
  return RAPPORT_STORE_GET_IFACE (self)->query_finish (self, result, error);
}

void
rapport_store_commit (RapportStore *self, RapportChangeSet *set)
{
  RAPPORT_STORE_GET_IFACE (self)->commit (self, set);
}

guint64
rapport_store_get_durable (RapportStore *self)
{
  return RAPPORT_STORE_GET_IFACE (self)->get_durable (self);
}

gboolean
rapport_store_wait (RapportStore *self, guint64 sequence, GError **error)
{
  return RAPPORT_STORE_GET_IFACE (self)->wait (self, sequence, error);
}

void
rapport_store_retry (RapportStore *self)
{
  RAPPORT_STORE_GET_IFACE (self)->retry (self);
}

gboolean
rapport_store_is_read_only (RapportStore *self, char **reason)
{
  return RAPPORT_STORE_GET_IFACE (self)->is_read_only (self, reason);
}

gboolean
rapport_store_is_erasing (RapportStore *self)
{
  return RAPPORT_STORE_GET_IFACE (self)->is_erasing (self);
}

RapportChangeSet *
rapport_store_undo_candidate (
  RapportStore *self, const char *author, const char *client, gboolean redo, GError **error)
{
  return RAPPORT_STORE_GET_IFACE (self)->undo_candidate (self, author, client, redo, error);
}

GPtrArray *
rapport_store_history (
  RapportStore *self, const char *client, const char *id, guint limit, GError **error)
{
  return RAPPORT_STORE_GET_IFACE (self)->history (self, client, id, limit, error);
}

void
rapport_store_search_async (RapportStore *self,
                            const char *words,
                            const char *client,
                            guint limit,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  RAPPORT_STORE_GET_IFACE (self)->search_async (self, words, client, limit, cancellable, callback,
                                                user_data);
}

GPtrArray *
rapport_store_search_finish (RapportStore *self, GAsyncResult *result, GError **error)
{
  return RAPPORT_STORE_GET_IFACE (self)->search_finish (self, result, error);
}

GArray *
rapport_store_get_totals (RapportStore *self,
                          const char *client,
                          RapportDay from,
                          RapportDay to,
                          RapportTotalsBy by,
                          GError **error)
{
  return RAPPORT_STORE_GET_IFACE (self)->get_totals (self, client, from, to, by, error);
}

char *
rapport_store_get_local (RapportStore *self, const char *key)
{
  return RAPPORT_STORE_GET_IFACE (self)->get_local (self, key);
}

void
rapport_store_set_local (RapportStore *self, const char *key, const char *value)
{
  RAPPORT_STORE_GET_IFACE (self)->set_local (self, key, value);
}

GPtrArray *
rapport_store_get_sync_places (RapportStore *self, GError **error)
{
  return RAPPORT_STORE_GET_IFACE (self)->get_sync_places (self, error);
}

GPtrArray *
rapport_store_get_sync_entries (RapportStore *self, const char *const *ids, GError **error)
{
  return RAPPORT_STORE_GET_IFACE (self)->get_sync_entries (self, ids, error);
}

GPtrArray *
rapport_store_find_sync_waiting (
  RapportStore *self, gint64 place, gint64 *after, guint limit, GError **error)
{
  return RAPPORT_STORE_GET_IFACE (self)->find_sync_waiting (self, place, after, limit, error);
}

GPtrArray *
rapport_store_find_sync_blocked (RapportStore *self, guint limit, GError **error)
{
  return RAPPORT_STORE_GET_IFACE (self)->find_sync_blocked (self, limit, error);
}

GPtrArray *
rapport_store_find_sync_left_over (RapportStore *self,
                                   gint64 place,
                                   RapportSyncLeftOver which,
                                   gint64 *after,
                                   guint limit,
                                   GError **error)
{
  return RAPPORT_STORE_GET_IFACE (self)->find_sync_left_over (self, place, which, after, limit,
                                                              error);
}

GPtrArray *
rapport_store_find_sync_known (
  RapportStore *self, gint64 place, gint64 *after, guint limit, GError **error)
{
  return RAPPORT_STORE_GET_IFACE (self)->find_sync_known (self, place, after, limit, error);
}

GPtrArray *
rapport_store_find_sync_moved (
  RapportStore *self, gint64 place, gint64 *after, guint limit, GError **error)
{
  return RAPPORT_STORE_GET_IFACE (self)->find_sync_moved (self, place, after, limit, error);
}

GPtrArray *
rapport_store_find_sync_files (RapportStore *self,
                               gint64 place,
                               RapportSyncFiles which,
                               gint64 *after,
                               guint limit,
                               GError **error)
{
  return RAPPORT_STORE_GET_IFACE (self)->find_sync_files (self, place, which, after, limit, error);
}

gboolean
rapport_store_count_sync (RapportStore *self, gint64 place, RapportSyncCount *count, GError **error)
{
  return RAPPORT_STORE_GET_IFACE (self)->count_sync (self, place, count, error);
}

void
rapport_store_emit_durable (RapportStore *self, guint64 sequence)
{
  g_signal_emit (self, signals[SIGNAL_DURABLE], 0, sequence);
}

void
rapport_store_emit_failed (RapportStore *self, const GError *error)
{
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

void
rapport_store_emit_read_only (RapportStore *self)
{
  g_signal_emit (self, signals[SIGNAL_READ_ONLY], 0);
}

void
rapport_store_emit_foreign (RapportStore *self, RapportChangeSet *set)
{
  g_signal_emit (self, signals[SIGNAL_FOREIGN], 0, set);
}
