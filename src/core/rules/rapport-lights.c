/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-lights.h"

#include "rapport-client-lights.h"
#include "rapport-library-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* More touched records than this in one set, and everything is read anew. */
#define MANY_CHANGES 64

#define WEEK_DAYS 7

struct _RapportLights
{
  GObject parent_instance;

  RapportLibrary *library;
  RapportDay week;
  RapportEvidenceLimits limits;
  GHashTable *marks;   /* id to the RapportMark of the week looked at; of all clients */
  GHashTable *clients; /* id to RapportClientLights; of those that were asked for */

  gboolean wants_all;
  gboolean has_all;
  GCancellable *loading; /* NULL while nothing is being read */
  GHashTable *stale;     /* ids of clients that changed since the reading began */
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_COMPLETED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportLights, rapport_lights, G_TYPE_OBJECT)

static const char *const mark_words[] = {
  [RAPPORT_MARK_NONE] = "",
  [RAPPORT_MARK_GREEN] = "green",
  [RAPPORT_MARK_YELLOW] = "yellow",
  [RAPPORT_MARK_RED] = "red",
};

const char *
rapport_mark_to_word (RapportMark mark)
{
  return mark_words[mark];
}

RapportMark
rapport_mark_from_word (const char *word)
{
  for (guint i = RAPPORT_MARK_GREEN; i < G_N_ELEMENTS (mark_words); i++)
    if (g_strcmp0 (word, mark_words[i]) == 0)
      return (RapportMark) i;
  return RAPPORT_MARK_NONE;
}

const char *
rapport_mark_get_label (RapportMark mark)
{
  if (mark == RAPPORT_MARK_NONE)
    return _ ("Not marked");
  return g_dgettext (GETTEXT_PACKAGE, rapport_light_marks[mark - RAPPORT_MARK_GREEN].label);
}

static gboolean
matters (const RapportRecordInfo *info)
{
  return info == &rapport_light_info || info == &rapport_work_item_info ||
         info == &rapport_client_info || info == &rapport_claim_info ||
         info == &rapport_summary_info;
}

/* Reading one client: when something beyond the mark of the week is asked for. */

/* Sorted by id, so that of two marks it is always the same that is read last. */
static RapportQuery *
weeks_query (RapportLights *self, guint n_weeks)
{
  RapportQuery *query = rapport_query_new (RAPPORT_TYPE_LIGHT);

  rapport_query_where_day (query, RAPPORT_LIGHT_WEEK, RAPPORT_TEST_AT_LEAST,
                           self->week - WEEK_DAYS * ((int) n_weeks - 1));
  return rapport_query_where_day (query, RAPPORT_LIGHT_WEEK, RAPPORT_TEST_AT_MOST, self->week);
}

static GPtrArray *
find_of_client (RapportLights *self, RapportQuery *query, guint client_field, const char *client_id)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *records;

  rapport_query_where_text (query, client_field, client_id);
  records = rapport_library_find (self->library, query, &error);
  if (records != NULL)
    return records;
  g_warning ("reading the lights of a client: %s", error->message);
  return g_ptr_array_new ();
}

static void
read_client (RapportLights *self, const char *client_id, RapportClientLights *state)
{
  g_autoptr (RapportRecord) client =
    rapport_library_get (self->library, RAPPORT_TYPE_CLIENT, client_id);
  g_autoptr (RapportQuery) weeks = weeks_query (self, RAPPORT_LIGHTS_WEEKS);
  g_autoptr (RapportQuery) promises = rapport_evidence_promises_query ();
  g_autoptr (RapportQuery) complaints = rapport_evidence_claims_query ();
  g_autoptr (RapportQuery) sent = rapport_evidence_summaries_query ();
  g_autoptr (GPtrArray) lights = find_of_client (self, weeks, RAPPORT_LIGHT_CLIENT, client_id);
  g_autoptr (GPtrArray) items =
    find_of_client (self, promises, RAPPORT_WORK_ITEM_CLIENT, client_id);
  g_autoptr (GPtrArray) claims = find_of_client (self, complaints, RAPPORT_CLAIM_CLIENT, client_id);
  g_autoptr (GPtrArray) summaries = find_of_client (self, sent, RAPPORT_SUMMARY_CLIENT, client_id);
  const RapportDay today = rapport_clock_get_today (rapport_library_get_clock (self->library));

  if (client != NULL)
    {
      rapport_client_lights_set_owner (state,
                                       rapport_record_get_text (client, RAPPORT_CLIENT_OWNER));
      state->evidence.last_contact = rapport_record_get_day (client, RAPPORT_CLIENT_LAST_CONTACT);
      state->evidence.next_contact = rapport_record_get_day (client, RAPPORT_CLIENT_NEXT_CONTACT);
    }
  for (guint i = 0; i < lights->len; i++)
    rapport_client_lights_add_mark (
      state,
      (self->week - rapport_record_get_day (lights->pdata[i], RAPPORT_LIGHT_WEEK)) / WEEK_DAYS,
      rapport_record_get_text (lights->pdata[i], RAPPORT_LIGHT_MEMBER),
      rapport_record_get_text (lights->pdata[i], RAPPORT_LIGHT_MARK));
  for (guint i = 0; i < items->len; i++)
    rapport_evidence_sum_add_promise (
      &state->evidence, rapport_record_get_day (items->pdata[i], RAPPORT_WORK_ITEM_CLIENT_DATE),
      today);
  for (guint i = 0; i < claims->len; i++)
    rapport_evidence_sum_add_claim (
      &state->evidence, rapport_record_get_text (claims->pdata[i], RAPPORT_CLAIM_TYPE),
      rapport_record_get_day (claims->pdata[i], RAPPORT_CLAIM_DAY),
      rapport_record_get_text (claims->pdata[i], RAPPORT_CLAIM_STATUS));
  for (guint i = 0; i < summaries->len; i++)
    rapport_evidence_sum_add_summary (
      &state->evidence, rapport_record_get_text (summaries->pdata[i], RAPPORT_SUMMARY_MEETING),
      rapport_record_get_text (summaries->pdata[i], RAPPORT_SUMMARY_STATE),
      rapport_instant_to_day (
        rapport_record_get_integer (summaries->pdata[i], RAPPORT_SUMMARY_SENT_AT)));
}

static RapportClientLights *
get_state (RapportLights *self, const char *client_id)
{
  RapportClientLights *state = g_hash_table_lookup (self->clients, client_id);

  if (state == NULL)
    {
      state = rapport_client_lights_new ();
      read_client (self, client_id, state);
      g_hash_table_insert (self->clients, g_strdup (client_id), state);
    }
  return state;
}

/* Reading the week of all clients: what the columns of a board are made of, and
 * all that has to be there before it can be shown. */

static const char *
text_or_empty (GVariant *value)
{
  return value != NULL ? g_variant_get_string (value, NULL) : "";
}

/* Rows of a query that reads just these fields; a failure is logged. */
static GPtrArray *
read_rows (RapportLights *self, RapportQuery *query, const guint *fields, gsize n_fields)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rows;

  rapport_query_set_fields (query, fields, n_fields);
  rows = rapport_library_find_rows (self->library, query, &error);
  if (rows != NULL)
    return rows;
  g_warning ("reading the lights: %s", error->message);
  return g_ptr_array_new ();
}

/* Id of each client to that of its account manager. */
static GHashTable *
read_owners (RapportLights *self)
{
  static const guint fields[] = { RAPPORT_CLIENT_OWNER };
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_CLIENT);
  g_autoptr (GPtrArray) rows = read_rows (self, query, fields, G_N_ELEMENTS (fields));
  GHashTable *owners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < rows->len; i++)
    {
      RapportRow *row = rows->pdata[i];

      g_hash_table_insert (owners, g_strdup (row->id),
                           g_strdup (text_or_empty (row->values[RAPPORT_CLIENT_OWNER])));
    }
  return owners;
}

/* Puts the marks of these rows: all of them, or with @owners those of account
 * managers. Returns whether a client has more than one. */
static gboolean
put_rows (RapportLights *self, GPtrArray *rows, GHashTable *owners)
{
  gboolean several = FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      RapportRow *row = rows->pdata[i];
      const char *client_id = text_or_empty (row->values[RAPPORT_LIGHT_CLIENT]);
      const char *member = text_or_empty (row->values[RAPPORT_LIGHT_MEMBER]);
      RapportMark mark = rapport_mark_from_word (text_or_empty (row->values[RAPPORT_LIGHT_MARK]));

      if (owners != NULL &&
          (*member == '\0' || g_strcmp0 (g_hash_table_lookup (owners, client_id), member) != 0))
        continue;
      if (!g_hash_table_replace (self->marks, g_strdup (client_id), GUINT_TO_POINTER (mark)))
        several = TRUE;
    }
  return several;
}

static void load_all (RapportLights *self);

static void
reload_all (RapportLights *self)
{
  static const guint fields[] = { RAPPORT_LIGHT_CLIENT, RAPPORT_LIGHT_MEMBER, RAPPORT_LIGHT_MARK };
  g_autoptr (RapportQuery) query = weeks_query (self, 1);
  g_autoptr (GPtrArray) rows = read_rows (self, query, fields, G_N_ELEMENTS (fields));

  g_hash_table_remove_all (self->clients);
  g_hash_table_remove_all (self->marks);
  load_all (self);
  /* Whose mark it is matters only where there are two. */
  if (put_rows (self, rows, NULL))
    {
      g_autoptr (GHashTable) owners = read_owners (self);

      put_rows (self, rows, owners);
    }
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, NULL);
}

/* Following changes of single clients: from memory, so that nothing waits for
 * the disk. */

static void
reload_client (RapportLights *self, const char *client_id)
{
  RapportClientLights *state = NULL;

  g_hash_table_remove (self->clients, client_id);
  if (self->loading != NULL)
    g_hash_table_add (self->stale, g_strdup (client_id));
  state = get_state (self, client_id);
  g_hash_table_replace (self->marks, g_strdup (client_id), GUINT_TO_POINTER (state->marks[0]));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, client_id);
}

/* Whether the agency counts the days of silence and of waiting in another way now. */
static gboolean
takes_other_limits (RapportLights *self, RapportChangeSet *set)
{
  const RapportEvidenceLimits before = self->limits;

  for (guint i = 0; i < rapport_change_set_get_size (set); i++)
    if (rapport_change_set_get_change (set, i)->info == &rapport_workspace_info)
      rapport_evidence_get_limits (self->library, &self->limits);
  return self->limits.silence != before.silence ||
         self->limits.overdue_before != before.overdue_before;
}

static void
committed_cb (RapportLights *self, RapportChangeSet *set)
{
  g_autoptr (GHashTable) touched = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  const char *id;

  if (rapport_change_set_get_size (set) > MANY_CHANGES || takes_other_limits (self, set))
    {
      reload_all (self);
      return;
    }
  for (guint i = 0; i < rapport_change_set_get_size (set); i++)
    {
      const RapportRecordChange *change = rapport_change_set_get_change (set, i);
      g_autoptr (RapportRecord) record = NULL;

      if (!matters (change->info))
        continue;
      record = rapport_library_get (self->library, change->info->get_type (), change->id);
      if (record != NULL)
        g_hash_table_add (touched, g_strdup (rapport_record_get_client_id (record)));
    }
  g_hash_table_iter_init (&iter, touched);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
    reload_client (self, id);
}

/* Reading all clients in another thread. */

/* What the other thread gets: nothing that has to be dropped in this one. */
typedef struct
{
  RapportDay week;
  RapportDay today;
  GPtrArray *rows[RAPPORT_LIGHTS_N_ROWS];
  guint n_rows;
} Build;

typedef struct
{
  RapportLights *self; /* may be gone: only after the reading was found not to be cancelled */
  RapportLibrary *library;
  GCancellable *cancellable;
  Build *build;
} Load;

static void
build_free (gpointer data)
{
  Build *build = data;

  for (guint i = 0; i < build->n_rows; i++)
    g_ptr_array_unref (build->rows[i]);
  g_free (build);
}

static void
load_free (Load *load)
{
  g_clear_pointer (&load->build, build_free);
  g_object_unref (load->library);
  g_object_unref (load->cancellable);
  g_free (load);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Load, load_free)

static void
build_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Build *build = task_data;
  GHashTable *clients = rapport_client_lights_build (build->rows, build->week, build->today);

  /* Dropping so many rows takes as long as reading them does. */
  while (build->n_rows > 0)
    g_ptr_array_unref (build->rows[--build->n_rows]);
  g_task_return_pointer (task, clients, (GDestroyNotify) g_hash_table_unref);
}

static void
built_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Load) load = user_data;
  g_autoptr (GHashTable) clients = g_task_propagate_pointer (G_TASK (result), NULL);
  RapportLights *self = load->self;
  GHashTableIter iter;
  const char *id;

  if (clients == NULL || g_cancellable_is_cancelled (load->cancellable))
    return;
  g_hash_table_iter_init (&iter, self->stale);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
    g_hash_table_remove (clients, id);
  g_hash_table_unref (self->clients);
  self->clients = g_steal_pointer (&clients);
  g_clear_object (&self->loading);
  self->has_all = TRUE;
  g_signal_emit (self, signals[SIGNAL_COMPLETED], 0);
}

static void load_next (Load *load);

static void
rows_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Load *load = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = rapport_library_find_rows_finish (RAPPORT_LIBRARY (source), result, &error);

  if (rows != NULL && !g_cancellable_is_cancelled (load->cancellable))
    {
      load->build->rows[load->build->n_rows++] = rows;
      load_next (load);
      return;
    }
  g_clear_pointer (&rows, g_ptr_array_unref);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("reading the lights of all clients: %s", error->message);
  load_free (load);
}

static void
load_next (Load *load)
{
  if (load->build->n_rows < RAPPORT_LIGHTS_N_ROWS)
    {
      g_autoptr (RapportQuery) query =
        rapport_lights_rows_query ((RapportLightsRows) load->build->n_rows, load->build->week);

      rapport_library_find_rows_async (load->library, query, load->cancellable, rows_read_cb, load);
    }
  else
    {
      g_autoptr (GTask) task = g_task_new (NULL, NULL, built_cb, load);

      g_task_set_source_tag (task, load_next);
      g_task_set_task_data (task, g_steal_pointer (&load->build), build_free);
      g_task_run_in_thread (task, build_thread);
    }
}

/* What is not on the disk yet, the reading does not find. */
static void
add_stale_cb (const char *id, RapportRecord *record, gpointer user_data)
{
  if (record != NULL && matters (rapport_record_get_info (record)))
    g_hash_table_add (user_data, g_strdup (rapport_record_get_client_id (record)));
}

static void
stop_loading (RapportLights *self)
{
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
}

static void
load_all (RapportLights *self)
{
  Load *load;

  stop_loading (self);
  self->has_all = FALSE;
  g_hash_table_remove_all (self->stale);
  if (!self->wants_all)
    return;
  self->loading = g_cancellable_new ();
  rapport_library_foreach_held (self->library, add_stale_cb, self->stale);
  load = g_new0 (Load, 1);
  load->self = self;
  load->library = g_object_ref (self->library);
  load->cancellable = g_object_ref (self->loading);
  load->build = g_new0 (Build, 1);
  load->build->week = self->week;
  load->build->today = rapport_clock_get_today (rapport_library_get_clock (self->library));
  load_next (load);
}

void
rapport_lights_want_all (RapportLights *self)
{
  if (self->wants_all)
    return;
  self->wants_all = TRUE;
  load_all (self);
}

gboolean
rapport_lights_has_all (RapportLights *self)
{
  return self->has_all;
}

static void
rapport_lights_finalize (GObject *object)
{
  RapportLights *self = RAPPORT_LIGHTS (object);

  stop_loading (self);
  g_hash_table_unref (self->stale);

  g_hash_table_unref (self->clients);
  g_hash_table_unref (self->marks);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_lights_parent_class)->finalize (object);
}

static void
rapport_lights_class_init (RapportLightsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_lights_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_COMPLETED] = g_signal_new ("completed", G_TYPE_FROM_CLASS (klass),
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rapport_lights_init (RapportLights *self)
{
  self->clients = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) rapport_client_lights_free);
  self->stale = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->marks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

RapportLights *
rapport_lights_new (RapportLibrary *library, RapportDay week)
{
  RapportLights *self = g_object_new (RAPPORT_TYPE_LIGHTS, NULL);

  self->library = g_object_ref (library);
  self->week = rapport_day_week (week);
  rapport_evidence_get_limits (library, &self->limits);
  reload_all (self);
  g_signal_connect_object (library, "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

RapportDay
rapport_lights_get_week (RapportLights *self)
{
  return self->week;
}

void
rapport_lights_set_week (RapportLights *self, RapportDay week)
{
  week = rapport_day_week (week);
  if (week == self->week)
    return;
  self->week = week;
  reload_all (self);
}

/* Asking. */

RapportMark
rapport_lights_get_mark (RapportLights *self, const char *client_id, guint weeks_back)
{
  g_return_val_if_fail (weeks_back < RAPPORT_LIGHTS_WEEKS, RAPPORT_MARK_NONE);
  if (weeks_back == 0)
    return GPOINTER_TO_UINT (g_hash_table_lookup (self->marks, client_id));
  return (RapportMark) get_state (self, client_id)->marks[weeks_back];
}

const char *
rapport_lights_get_owner (RapportLights *self, const char *client_id)
{
  return get_state (self, client_id)->owner;
}

/* Where in @all the mark is that is the client's light. */
static guint
find_shown (const RapportClientLights *state)
{
  guint shown = state->all->len - 1;

  for (guint i = 0; state->by_owner[0] && i < state->all->len; i++)
    if (g_str_equal (g_array_index (state->all, RapportOtherMark, i).member, state->owner))
      shown = i;
  return shown;
}

GArray *
rapport_lights_get_others (RapportLights *self, const char *client_id)
{
  const RapportClientLights *state = get_state (self, client_id);
  GArray *others = g_array_new (FALSE, FALSE, sizeof (RapportOtherMark));

  if (state->all == NULL)
    return others;
  g_array_append_vals (others, state->all->data, state->all->len);
  return g_array_remove_index (others, find_shown (state));
}

gboolean
rapport_lights_is_worse (RapportLights *self, const char *client_id)
{
  RapportMark now = rapport_lights_get_mark (self, client_id, 0);

  for (guint back = 1; now != RAPPORT_MARK_NONE && back < RAPPORT_LIGHTS_WEEKS; back++)
    {
      RapportMark before = rapport_lights_get_mark (self, client_id, back);

      if (before != RAPPORT_MARK_NONE)
        return now > before;
    }
  return FALSE;
}

RapportLight *
rapport_lights_get_light (RapportLights *self, const char *client_id)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_LIGHT);
  g_autoptr (GPtrArray) lights = NULL;
  RapportClientLights *state = get_state (self, client_id);
  RapportLight *light = NULL;

  rapport_query_where_day (query, RAPPORT_LIGHT_WEEK, RAPPORT_TEST_EQUAL, self->week);
  lights = find_of_client (self, query, RAPPORT_LIGHT_CLIENT, client_id);
  for (guint i = 0; i < lights->len; i++)
    {
      light = lights->pdata[i];
      if (rapport_record_has_word (lights->pdata[i], RAPPORT_LIGHT_MEMBER, state->owner))
        break;
    }
  return light != NULL ? g_object_ref (light) : NULL;
}

void
rapport_lights_get_evidence (RapportLights *self, const char *client_id, RapportEvidence *evidence)
{
  if (self->limits.today != rapport_clock_get_today (rapport_library_get_clock (self->library)))
    rapport_evidence_get_limits (self->library, &self->limits);
  rapport_evidence_sum_get (&get_state (self, client_id)->evidence, &self->limits, evidence);
}

static void
remove_mark (RapportTransaction *transaction, RapportLibrary *library, const char *const *key)
{
  g_autoptr (RapportRecord) light = rapport_library_get_by_key (library, RAPPORT_TYPE_LIGHT, key);

  if (light != NULL && !rapport_record_is_trashed (light))
    rapport_transaction_trash (transaction, light);
}

gboolean
rapport_lights_mark (RapportLibrary *library,
                     const char *client_id,
                     RapportDay week,
                     RapportMark mark,
                     const char *comment,
                     GError **error)
{
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (library, _ ("Mark the week"));
  g_autofree char *day = rapport_day_to_string (rapport_day_week (week));
  const char *key[] = { client_id, day, rapport_library_get_me (library), NULL };

  if (mark == RAPPORT_MARK_NONE)
    remove_mark (transaction, library, key);
  else
    {
      RapportRecord *light = rapport_transaction_ensure (transaction, RAPPORT_TYPE_LIGHT, key);

      rapport_transaction_set_text (transaction, light, RAPPORT_LIGHT_MARK,
                                    rapport_mark_to_word (mark));
      if (comment != NULL)
        rapport_transaction_set_text (transaction, light, RAPPORT_LIGHT_COMMENT, comment);
    }
  return rapport_transaction_commit (transaction, error);
}
