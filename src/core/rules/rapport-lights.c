/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-lights.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* More touched records than this in one set, and everything is read anew. */
#define MANY_CHANGES 64

#define WEEK_DAYS 7

/* What is known of one client. */
typedef struct
{
  char owner[RAPPORT_ID_LENGTH + 1];
  guint8 marks[RAPPORT_LIGHTS_WEEKS]; /* of RapportMark; index 0 is the week looked at */
  gboolean by_owner[RAPPORT_LIGHTS_WEEKS];
  guint missed;
  RapportDay last_contact;
  RapportDay next_contact;
  RapportDay next_promise;
} ClientState;

struct _RapportLights
{
  GObject parent_instance;

  RapportLibrary *library;
  RapportDay week;
  GHashTable *marks;   /* id to the RapportMark of the week looked at; of all clients */
  GHashTable *clients; /* id to ClientState; of those that were asked for */
};

enum
{
  SIGNAL_CHANGED,
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

/* Reading one client: when something beyond the mark of the week is asked for. */

/* The account manager's mark stands; of the others' the one that is read last. */
static void
put_mark (RapportLights *self, ClientState *state, RapportRecord *light)
{
  int back = (self->week - rapport_record_get_day (light, RAPPORT_LIGHT_WEEK)) / WEEK_DAYS;
  gboolean by_owner =
    *state->owner != '\0' && rapport_record_has_word (light, RAPPORT_LIGHT_MEMBER, state->owner);

  if (back < 0 || back >= RAPPORT_LIGHTS_WEEKS || (state->by_owner[back] && !by_owner))
    return;
  state->marks[back] =
    (guint8) rapport_mark_from_word (rapport_record_get_text (light, RAPPORT_LIGHT_MARK));
  state->by_owner[back] = by_owner;
}

/* Sorted by id, so that of two marks it is always the same that is read last. */
static RapportQuery *
weeks_query (RapportLights *self, guint n_weeks)
{
  RapportQuery *query = rapport_query_new (RAPPORT_TYPE_LIGHT);

  rapport_query_where_day (query, RAPPORT_LIGHT_WEEK, RAPPORT_TEST_AT_LEAST,
                           self->week - WEEK_DAYS * ((int) n_weeks - 1));
  return rapport_query_where_day (query, RAPPORT_LIGHT_WEEK, RAPPORT_TEST_AT_MOST, self->week);
}

static RapportQuery *
promises_query (void)
{
  static const char *const closed[] = { "done", "confirmed", "rejected", "dropped" };
  RapportQuery *query = rapport_query_new (RAPPORT_TYPE_WORK_ITEM);

  rapport_query_where (query, RAPPORT_WORK_ITEM_CLIENT_DATE, RAPPORT_TEST_DIFFERENT, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (closed); i++)
    rapport_query_where (query, RAPPORT_WORK_ITEM_STATUS, RAPPORT_TEST_DIFFERENT,
                         g_variant_new_string (closed[i]));
  return query;
}

static void
put_promise (RapportLights *self, ClientState *state, RapportDay date)
{
  RapportDay today = rapport_clock_get_today (rapport_library_get_clock (self->library));

  if (date < today)
    state->missed++;
  else if (state->next_promise == RAPPORT_DAY_NONE || date < state->next_promise)
    state->next_promise = date;
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
read_client (RapportLights *self, const char *client_id, ClientState *state)
{
  g_autoptr (RapportRecord) client =
    rapport_library_get (self->library, RAPPORT_TYPE_CLIENT, client_id);
  g_autoptr (RapportQuery) weeks = weeks_query (self, RAPPORT_LIGHTS_WEEKS);
  g_autoptr (RapportQuery) promises = promises_query ();
  g_autoptr (GPtrArray) lights = find_of_client (self, weeks, RAPPORT_LIGHT_CLIENT, client_id);
  g_autoptr (GPtrArray) items =
    find_of_client (self, promises, RAPPORT_WORK_ITEM_CLIENT, client_id);

  if (client != NULL)
    {
      g_strlcpy (state->owner, rapport_record_get_text (client, RAPPORT_CLIENT_OWNER),
                 sizeof state->owner);
      state->last_contact = rapport_record_get_day (client, RAPPORT_CLIENT_LAST_CONTACT);
      state->next_contact = rapport_record_get_day (client, RAPPORT_CLIENT_NEXT_CONTACT);
    }
  for (guint i = 0; i < lights->len; i++)
    put_mark (self, state, lights->pdata[i]);
  for (guint i = 0; i < items->len; i++)
    put_promise (self, state,
                 rapport_record_get_day (items->pdata[i], RAPPORT_WORK_ITEM_CLIENT_DATE));
}

static ClientState *
get_state (RapportLights *self, const char *client_id)
{
  ClientState *state = g_hash_table_lookup (self->clients, client_id);

  if (state == NULL)
    {
      state = g_new0 (ClientState, 1);
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

static void
reload_all (RapportLights *self)
{
  static const guint fields[] = { RAPPORT_LIGHT_CLIENT, RAPPORT_LIGHT_MEMBER, RAPPORT_LIGHT_MARK };
  g_autoptr (RapportQuery) query = weeks_query (self, 1);
  g_autoptr (GPtrArray) rows = read_rows (self, query, fields, G_N_ELEMENTS (fields));

  g_hash_table_remove_all (self->clients);
  g_hash_table_remove_all (self->marks);
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
  ClientState *state = NULL;

  g_hash_table_remove (self->clients, client_id);
  state = get_state (self, client_id);
  g_hash_table_replace (self->marks, g_strdup (client_id), GUINT_TO_POINTER (state->marks[0]));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, client_id);
}

static gboolean
matters (const RapportRecordInfo *info)
{
  return info == &rapport_light_info || info == &rapport_work_item_info ||
         info == &rapport_client_info;
}

static void
committed_cb (RapportLights *self, RapportChangeSet *set)
{
  g_autoptr (GHashTable) touched = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  const char *id;

  if (rapport_change_set_get_size (set) > MANY_CHANGES)
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

static void
rapport_lights_finalize (GObject *object)
{
  RapportLights *self = RAPPORT_LIGHTS (object);

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
}

static void
rapport_lights_init (RapportLights *self)
{
  self->clients = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->marks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

RapportLights *
rapport_lights_new (RapportLibrary *library, RapportDay week)
{
  RapportLights *self = g_object_new (RAPPORT_TYPE_LIGHTS, NULL);

  self->library = g_object_ref (library);
  self->week = rapport_day_week (week);
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
  ClientState *state = get_state (self, client_id);
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
  ClientState *state = get_state (self, client_id);
  RapportDay today = rapport_clock_get_today (rapport_library_get_clock (self->library));

  *evidence = (RapportEvidence) { 0, -1, RAPPORT_DAY_NONE };
  evidence->missed = state->missed;
  if (state->last_contact != RAPPORT_DAY_NONE)
    evidence->silent_days = MAX (0, today - state->last_contact);
  evidence->next = state->next_promise;
  if (state->next_contact >= today &&
      (evidence->next == RAPPORT_DAY_NONE || state->next_contact < evidence->next))
    evidence->next = state->next_contact;
}

char *
rapport_evidence_to_text (const RapportEvidence *evidence)
{
  g_autofree char *missed = NULL;
  g_autofree char *silent = NULL;

  if (evidence->missed > 0)
    missed = g_strdup_printf (ngettext ("%u date missed", "%u dates missed", evidence->missed),
                              evidence->missed);
  if (evidence->silent_days >= RAPPORT_SILENCE_DAYS)
    silent = g_strdup_printf (
      ngettext ("no contact for %d day", "no contact for %d days", (gulong) evidence->silent_days),
      evidence->silent_days);
  if (missed != NULL && silent != NULL)
    /* Translators: two remarks joined, "2 dates missed, no contact for 16 days". */
    return g_strdup_printf (_ ("%s, %s"), missed, silent);
  if (missed != NULL)
    return g_steal_pointer (&missed);
  return silent != NULL ? g_steal_pointer (&silent) : g_strdup ("");
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
