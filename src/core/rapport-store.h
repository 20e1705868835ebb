/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-change-set.h"
#include "rapport-day.h"
#include "rapport-query.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define RAPPORT_STORE_ERROR (rapport_store_error_quark ())
GQuark rapport_store_error_quark (void);

typedef enum
{
  RAPPORT_STORE_ERROR_FAILED,    /* anything the disk or SQLite said */
  RAPPORT_STORE_ERROR_DAMAGED,   /* no database, or a broken one */
  RAPPORT_STORE_ERROR_NEWER,     /* written by a newer version of Rapport */
  RAPPORT_STORE_ERROR_BUSY,      /* another process holds it */
  RAPPORT_STORE_ERROR_READ_ONLY, /* the file or its folder can't be written */
  RAPPORT_STORE_ERROR_FULL,      /* no space left */
} RapportStoreError;

/**
 * RapportHit:
 *
 * One found record of a search.
 */
typedef struct
{
  const RapportRecordInfo *info;
  char id[37];
  char *title;   /* of the record */
  char *snippet; /* the words around, plain text, the found ones between \001 and \002 */
  char *client;  /* id of the client, or "" */
} RapportHit;

void rapport_hit_free (RapportHit *hit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportHit, rapport_hit_free)

/**
 * RapportTotalsBy:
 * @RAPPORT_TOTALS_BY_CLIENT: a total for each client
 * @RAPPORT_TOTALS_BY_MONTH: a total for each month
 *
 * What totals are told apart by, beside the metric; flags.
 */
typedef enum
{
  RAPPORT_TOTALS_BY_METRIC = 0,
  RAPPORT_TOTALS_BY_CLIENT = 1 << 0,
  RAPPORT_TOTALS_BY_MONTH = 1 << 1,
} RapportTotalsBy;

/**
 * RapportTotal:
 * @client: id of the client, "" where all are added up
 * @month: first day of the month, %RAPPORT_DAY_NONE where all are added up
 * @metric: word of a base metric; interned
 * @total: the sum over days, channels and sources, in millionths
 */
typedef struct
{
  char client[37];
  RapportDay month;
  const char *metric;
  gint64 total;
} RapportTotal;

#define RAPPORT_TYPE_STORE (rapport_store_get_type ())
G_DECLARE_INTERFACE (RapportStore, rapport_store, RAPPORT, STORE, GObject)

/**
 * RapportStoreInterface:
 * @load: reads one row, without its blobs; %NULL without an error when there is none
 * @load_blob: reads one of those; %NULL where there is none
 * @query: rows as #RapportRow. Sees what is on disk; see rapport_library_find()
 * @query_async: the same in another thread, with values that may be used there
 * @commit: queues a set for the writer and returns at once; takes a reference
 * @get_durable: the sequence up to which sets are on disk
 * @wait: blocks until @sequence is on disk; %FALSE when the set failed and
 *   stays queued, with its error
 * @retry: tries the queued sets again now
 * @is_read_only: whether commits are refused, and why (transfer full)
 * @is_erasing: whether something that was erased may still stand in the file, in
 *   a backup or elsewhere; see rapport_store_is_erasing()
 * @undo_candidate: the set that undo (or redo) by @author in the history of
 *   @client would take back, or %NULL
 * @history: sets that touched a record, or the client's when @id is %NULL,
 *   newest first, at most @limit, as #RapportChangeSet
 * @search_async: hits, newest first, worked out in another thread; a search
 *   that is replaced by a later one is cancelled by its caller
 * @get_totals: (element-type RapportTotal): the sums of the months' figures, worked
 *   out when they were written, so that a portfolio of years takes milliseconds:
 *   from the month of @from to that of @to, of @client or, with %NULL, of all; by
 *   client and month in the order of first appearance. Months in the trash do not
 *   count. Sees what is on disk; %NULL with an error
 * @get_local, @set_local: small settings of this copy that are not records
 *   (who I am, last client); set goes through the writer too
 * @get_sync_places: the databases that this library is synced with, in the order
 *   of their keys; (element-type RapportSyncPlace). In any thread, as the two
 *   below: each sees what is on disk at one moment
 * @get_sync_entries: what is known of these records (%NULL-ended ids), in no order,
 *   with their rows; those of which nothing is known are left out;
 *   (element-type RapportSyncEntry)
 * @find_sync_waiting: what is to be sent to a place and is not blocked, the longest
 *   waiting first, at most @limit, behind @after, which is 0 at first and gets the
 *   number of the last; (element-type RapportSyncEntry)
 * @find_sync_blocked: what can't be sent to any place, with the reason, at most @limit
 * @find_sync_left_over: what is to be tried once more at a place, in pieces as @find_sync_waiting
 * @find_sync_known: what the place had of this library, by the revisions that were agreed on,
 *   without rows; in pieces as @find_sync_waiting
 * @find_sync_moved: what is to be deleted at a place because its records have moved to another one,
 *   which has them by now, without rows; in pieces as @find_sync_waiting
 * @find_sync_files: files that are too much or lacking at a place, in pieces as @find_sync_waiting
 *   by their keys; (element-type RapportSyncFile)
 * @count_sync: see #RapportSyncCount; with @place 0 of all that one is let in to
 *
 * What core/ needs of a place where records are kept. Signals, on the main
 * thread: `durable (guint64 sequence)` when sets have reached the disk;
 * `failed (GError *error)` when writing did not work and the queue waits;
 * `read-only` when commits are refused from now on, see @is_read_only;
 * `foreign (RapportChangeSet *set)` when another process handed in a set,
 * which the library then commits like its own.
 */
struct _RapportStoreInterface
{
  GTypeInterface parent_iface;

  RapportRow *(*load) (RapportStore *self,
                       const RapportRecordInfo *info,
                       const char *id,
                       GError **error);
  GVariant *(*load_blob) (
    RapportStore *self, const RapportRecordInfo *info, const char *id, guint field, GError **error);
  GPtrArray *(*query) (RapportStore *self, RapportQuery *query, GError **error);
  void (*query_async) (RapportStore *self,
                       RapportQuery *query,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data);
  GPtrArray *(*query_finish) (RapportStore *self, GAsyncResult *result, GError **error);
  void (*commit) (RapportStore *self, RapportChangeSet *set);
  guint64 (*get_durable) (RapportStore *self);
  gboolean (*wait) (RapportStore *self, guint64 sequence, GError **error);
  void (*retry) (RapportStore *self);
  gboolean (*is_read_only) (RapportStore *self, char **reason);
  gboolean (*is_erasing) (RapportStore *self);
  RapportChangeSet *(*undo_candidate) (
    RapportStore *self, const char *author, const char *client, gboolean redo, GError **error);
  GPtrArray *(*history) (
    RapportStore *self, const char *client, const char *id, guint limit, GError **error);
  void (*search_async) (RapportStore *self,
                        const char *words,
                        const char *client,
                        guint limit,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
  GPtrArray *(*search_finish) (RapportStore *self, GAsyncResult *result, GError **error);
  GArray *(*get_totals) (RapportStore *self,
                         const char *client,
                         RapportDay from,
                         RapportDay to,
                         RapportTotalsBy by,
                         GError **error);
  char *(*get_local) (RapportStore *self, const char *key);
  void (*set_local) (RapportStore *self, const char *key, const char *value);
  GPtrArray *(*get_sync_places) (RapportStore *self, GError **error);
  GPtrArray *(*get_sync_entries) (RapportStore *self, const char *const *ids, GError **error);
  GPtrArray *(*find_sync_waiting) (
    RapportStore *self, gint64 place, gint64 *after, guint limit, GError **error);
  GPtrArray *(*find_sync_blocked) (RapportStore *self, guint limit, GError **error);
  GPtrArray *(*find_sync_left_over) (RapportStore *self,
                                     gint64 place,
                                     RapportSyncLeftOver which,
                                     gint64 *after,
                                     guint limit,
                                     GError **error);
  GPtrArray *(*find_sync_known) (
    RapportStore *self, gint64 place, gint64 *after, guint limit, GError **error);
  GPtrArray *(*find_sync_moved) (
    RapportStore *self, gint64 place, gint64 *after, guint limit, GError **error);
  GPtrArray *(*find_sync_files) (RapportStore *self,
                                 gint64 place,
                                 RapportSyncFiles which,
                                 gint64 *after,
                                 guint limit,
                                 GError **error);
  gboolean (*count_sync) (RapportStore *self,
                          gint64 place,
                          RapportSyncCount *count,
                          GError **error);
};

/* Each calls the interface's function of the same name. */
RapportRow *rapport_store_load (RapportStore *self,
                                const RapportRecordInfo *info,
                                const char *id,
                                GError **error);
GVariant *rapport_store_load_blob (
  RapportStore *self, const RapportRecordInfo *info, const char *id, guint field, GError **error);
GPtrArray *rapport_store_query (RapportStore *self, RapportQuery *query, GError **error);
void rapport_store_query_async (RapportStore *self,
                                RapportQuery *query,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
GPtrArray *rapport_store_query_finish (RapportStore *self, GAsyncResult *result, GError **error);
void rapport_store_commit (RapportStore *self, RapportChangeSet *set);
guint64 rapport_store_get_durable (RapportStore *self);
gboolean rapport_store_wait (RapportStore *self, guint64 sequence, GError **error);
void rapport_store_retry (RapportStore *self);
gboolean rapport_store_is_read_only (RapportStore *self, char **reason);
/* Erasing ends in another thread, seconds after its set is durable: the file and
 * its backups are rewritten. What is cut short goes on with the next opening. */
gboolean rapport_store_is_erasing (RapportStore *self);
RapportChangeSet *rapport_store_undo_candidate (
  RapportStore *self, const char *author, const char *client, gboolean redo, GError **error);
GPtrArray *rapport_store_history (
  RapportStore *self, const char *client, const char *id, guint limit, GError **error);
void rapport_store_search_async (RapportStore *self,
                                 const char *words,
                                 const char *client,
                                 guint limit,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GPtrArray *rapport_store_search_finish (RapportStore *self, GAsyncResult *result, GError **error);
GArray *rapport_store_get_totals (RapportStore *self,
                                  const char *client,
                                  RapportDay from,
                                  RapportDay to,
                                  RapportTotalsBy by,
                                  GError **error);
char *rapport_store_get_local (RapportStore *self, const char *key);
void rapport_store_set_local (RapportStore *self, const char *key, const char *value);

GPtrArray *rapport_store_get_sync_places (RapportStore *self, GError **error);
GPtrArray *
rapport_store_get_sync_entries (RapportStore *self, const char *const *ids, GError **error);
GPtrArray *rapport_store_find_sync_waiting (
  RapportStore *self, gint64 place, gint64 *after, guint limit, GError **error);
GPtrArray *rapport_store_find_sync_blocked (RapportStore *self, guint limit, GError **error);
GPtrArray *rapport_store_find_sync_left_over (RapportStore *self,
                                              gint64 place,
                                              RapportSyncLeftOver which,
                                              gint64 *after,
                                              guint limit,
                                              GError **error);
GPtrArray *rapport_store_find_sync_known (
  RapportStore *self, gint64 place, gint64 *after, guint limit, GError **error);
GPtrArray *rapport_store_find_sync_moved (
  RapportStore *self, gint64 place, gint64 *after, guint limit, GError **error);
GPtrArray *rapport_store_find_sync_files (RapportStore *self,
                                          gint64 place,
                                          RapportSyncFiles which,
                                          gint64 *after,
                                          guint limit,
                                          GError **error);
gboolean rapport_store_count_sync (RapportStore *self,
                                   gint64 place,
                                   RapportSyncCount *count,
                                   GError **error);

/* For implementations: emit the signals. Main thread. */
void rapport_store_emit_durable (RapportStore *self, guint64 sequence);
void rapport_store_emit_failed (RapportStore *self, const GError *error);
void rapport_store_emit_read_only (RapportStore *self);
void rapport_store_emit_foreign (RapportStore *self, RapportChangeSet *set);

G_END_DECLS
