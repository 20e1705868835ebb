/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-trend.h"

#include "rapport-archive.h"

#define WEEK_DAYS 7

static RapportQuery *
lights_query (RapportDay week)
{
  RapportQuery *query = rapport_query_new (RAPPORT_TYPE_LIGHT);

  rapport_query_where_day (query, RAPPORT_LIGHT_WEEK, RAPPORT_TEST_AT_LEAST,
                           week - WEEK_DAYS * (RAPPORT_TREND_WEEKS - 1));
  return rapport_query_where_day (query, RAPPORT_LIGHT_WEEK, RAPPORT_TEST_AT_MOST, week);
}

/* One client. */

gboolean
rapport_trend_read_client (RapportLibrary *library,
                           const char *client_id,
                           RapportDay week,
                           RapportMark *marks,
                           GError **error)
{
  g_autoptr (RapportRecord) client = rapport_library_get (library, RAPPORT_TYPE_CLIENT, client_id);
  const char *owner = client != NULL ? rapport_record_get_text (client, RAPPORT_CLIENT_OWNER) : "";
  g_autoptr (RapportQuery) query = lights_query (week);
  g_autoptr (GPtrArray) lights = NULL;
  gboolean by_owner[RAPPORT_TREND_WEEKS] = { FALSE };

  for (guint i = 0; i < RAPPORT_TREND_WEEKS; i++)
    marks[i] = RAPPORT_MARK_NONE;
  rapport_query_where_text (query, RAPPORT_LIGHT_CLIENT, client_id);
  lights = rapport_library_find (library, query, error);
  if (lights == NULL)
    return FALSE;
  for (guint i = 0; i < lights->len; i++)
    {
      RapportRecord *light = lights->pdata[i];
      const int back = (week - rapport_record_get_day (light, RAPPORT_LIGHT_WEEK)) / WEEK_DAYS;
      const gboolean is_owner =
        *owner != '\0' && rapport_record_has_word (light, RAPPORT_LIGHT_MEMBER, owner);

      if (by_owner[back] && !is_owner)
        continue;
      marks[back] = rapport_mark_from_word (rapport_record_get_text (light, RAPPORT_LIGHT_MARK));
      by_owner[back] = is_owner;
    }
  return TRUE;
}

/* Many clients. */

typedef struct
{
  char *owner;
  guint8 marks[RAPPORT_TREND_WEEKS];
  gboolean by_owner[RAPPORT_TREND_WEEKS];
} Client;

static void
client_free (gpointer data)
{
  Client *client = data;

  g_free (client->owner);
  g_free (client);
}

static const char *
get_text (const RapportRow *row, guint field)
{
  return row->values[field] != NULL ? g_variant_get_string (row->values[field], NULL) : "";
}

static GHashTable *
make_clients (GPtrArray *rows)
{
  GHashTable *clients = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, client_free);

  for (guint i = 0; i < rows->len; i++)
    {
      RapportRow *row = rows->pdata[i];
      Client *client = g_new0 (Client, 1);

      client->owner = g_strdup (get_text (row, RAPPORT_CLIENT_OWNER));
      g_hash_table_insert (clients, row->id, client);
    }
  return clients;
}

static void
put_light (GHashTable *clients, const RapportRow *row, RapportDay week)
{
  Client *client = g_hash_table_lookup (clients, get_text (row, RAPPORT_LIGHT_CLIENT));
  const RapportDay of = row->values[RAPPORT_LIGHT_WEEK] != NULL
                          ? g_variant_get_int32 (row->values[RAPPORT_LIGHT_WEEK])
                          : RAPPORT_DAY_NONE;
  const int back = (week - of) / WEEK_DAYS;
  gboolean by_owner;

  if (client == NULL || back < 0 || back >= RAPPORT_TREND_WEEKS)
    return;
  by_owner = g_str_equal (client->owner, get_text (row, RAPPORT_LIGHT_MEMBER));
  if (client->by_owner[back] && !by_owner)
    return;
  client->marks[back] = (guint8) rapport_mark_from_word (get_text (row, RAPPORT_LIGHT_MARK));
  client->by_owner[back] = by_owner;
}

guint
rapport_trend_count_marks (const RapportTrend *self, guint weeks_back)
{
  const guint *counts = self->counts[weeks_back];

  return counts[RAPPORT_MARK_GREEN] + counts[RAPPORT_MARK_YELLOW] + counts[RAPPORT_MARK_RED];
}

static RapportTrend *
sum_up (GHashTable *clients, RapportDay week)
{
  RapportTrend *trend = g_new0 (RapportTrend, 1);
  GHashTableIter iter;
  Client *client;

  trend->week = week;
  g_hash_table_iter_init (&iter, clients);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &client))
    for (guint back = 0; back < RAPPORT_TREND_WEEKS; back++)
      trend->counts[back][client->marks[back]]++;
  for (guint back = 0; back < RAPPORT_TREND_WEEKS; back++)
    if (rapport_trend_count_marks (trend, back) == 0)
      trend->counts[back][RAPPORT_MARK_NONE] = 0;
  return trend;
}

/* The way through the other threads: the clients, their lights, the sums. */

typedef struct
{
  RapportDay week;
  GPtrArray *clients;
  GPtrArray *lights;
} Rows;

static void
rows_free (gpointer data)
{
  Rows *rows = data;

  g_clear_pointer (&rows->clients, g_ptr_array_unref);
  g_clear_pointer (&rows->lights, g_ptr_array_unref);
  g_free (rows);
}

static void
sum_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Rows *rows = task_data;
  g_autoptr (GHashTable) clients = make_clients (rows->clients);

  for (guint i = 0; i < rows->lights->len; i++)
    put_light (clients, rows->lights->pdata[i], rows->week);
  g_task_return_pointer (task, sum_up (clients, rows->week), g_free);
}

static void
summed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  RapportTrend *trend = g_task_propagate_pointer (G_TASK (result), NULL);

  g_task_return_pointer (task, trend, g_free);
}

static GPtrArray *
finish_rows (GObject *source, GAsyncResult *result, GTask *task)
{
  GError *error = NULL;
  GPtrArray *rows = rapport_library_find_rows_finish (RAPPORT_LIBRARY (source), result, &error);

  if (rows == NULL)
    g_task_return_error (task, error);
  return rows;
}

static void
lights_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GTask) inner = NULL;
  Rows *read = g_task_get_task_data (task);
  Rows *rows;
  GPtrArray *lights = finish_rows (source, result, task);

  if (lights == NULL)
    return;
  rows = g_new0 (Rows, 1);
  rows->week = read->week;
  rows->clients = g_steal_pointer (&read->clients);
  rows->lights = lights;
  inner = g_task_new (NULL, NULL, summed_cb, g_steal_pointer (&task));
  g_task_set_source_tag (inner, lights_read_cb);
  g_task_set_task_data (inner, rows, rows_free);
  g_task_run_in_thread (inner, sum_thread);
}

static void
clients_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  static const guint fields[] = { RAPPORT_LIGHT_CLIENT, RAPPORT_LIGHT_WEEK, RAPPORT_LIGHT_MEMBER,
                                  RAPPORT_LIGHT_MARK };
  g_autoptr (GTask) task = user_data;
  Rows *rows = g_task_get_task_data (task);
  GPtrArray *clients = finish_rows (source, result, task);
  g_autoptr (RapportQuery) query = NULL;

  if (clients == NULL)
    return;
  rows->clients = clients;
  query = lights_query (rows->week);
  rapport_query_set_fields (query, fields, G_N_ELEMENTS (fields));
  rapport_library_find_rows_async (RAPPORT_LIBRARY (source), query, g_task_get_cancellable (task),
                                   lights_read_cb, g_object_ref (task));
}

void
rapport_trend_read_async (RapportLibrary *library,
                          const char *member,
                          RapportDay week,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  static const guint fields[] = { RAPPORT_CLIENT_OWNER };
  GTask *task = g_task_new (library, cancellable, callback, user_data);
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_CLIENT);
  Rows *rows = g_new0 (Rows, 1);

  rows->week = rapport_day_week (week);
  g_task_set_source_tag (task, rapport_trend_read_async);
  g_task_set_task_data (task, rows, rows_free);
  rapport_query_where_text (query, RAPPORT_CLIENT_STATUS, "current");
  rapport_query_where_archived (query, FALSE);
  if (member != NULL)
    rapport_query_where_text (query, RAPPORT_CLIENT_OWNER, member);
  rapport_query_set_fields (query, fields, G_N_ELEMENTS (fields));
  rapport_library_find_rows_async (library, query, cancellable, clients_read_cb, task);
}

RapportTrend *
rapport_trend_read_finish (RapportLibrary *library, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
