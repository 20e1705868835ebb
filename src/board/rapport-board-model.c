/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-board-model.h"

#include "rapport-archive.h"
#include "rapport-record-list.h"
#include "rapport-stems.h"

/* What the library was asked, and what it answered, which stays up to date: the
 * next time that just the same is asked, nothing has to be read. */
typedef struct
{
  char *words; /* that say the same for the same question */
  RapportQuery *query;
  RapportRecordList *clients;
} Asked;

struct _RapportBoardModel
{
  GObject parent_instance;

  RapportLibrary *library;
  RapportLights *lights;
  RapportBoardView view;
  Asked asked[RAPPORT_BOARD_N_VIEWS][RAPPORT_BOARD_MOST_LISTS];
  RapportIdList *lists[RAPPORT_BOARD_N_VIEWS][RAPPORT_BOARD_MOST_LISTS];

  char *status;
  char *owner;
  char *service;
  RapportBoardFilter filter; /* its strings are those above */
  gboolean grouped;
  RapportBoardField sort;
  gboolean descending;

  GHashTable *served; /* ids of the clients with that service; NULL until asked for */
  GStrv search;       /* folded words with a space before each; NULL for none */
  GHashTable *words;  /* id to the folded words of the client; NULL until searched */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportBoardModel, rapport_board_model, G_TYPE_OBJECT)

/* Searching. */

static const guint searched_fields[] = { RAPPORT_CLIENT_NAME, RAPPORT_CLIENT_INDUSTRY,
                                         RAPPORT_CLIENT_CITY };

static char *
fold (const char *text)
{
  g_autofree char *words = rapport_stems_fold_text (text);

  return g_strconcat (" ", words, NULL);
}

/* @values: one per field of the type. */
static void
add_words (GHashTable *words, const char *id, GVariant *const *values)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (searched_fields); i++)
    if (values[searched_fields[i]] != NULL)
      {
        g_string_append (text, g_variant_get_string (values[searched_fields[i]], NULL));
        g_string_append_c (text, ' ');
      }
  g_hash_table_insert (words, g_strdup (id), fold (text->str));
}

static void
add_record_words (GHashTable *words, RapportRecord *client)
{
  GVariant *values[RAPPORT_CLIENT_N_FIELDS] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (searched_fields); i++)
    values[searched_fields[i]] = rapport_record_get_value (client, searched_fields[i]);
  add_words (words, rapport_record_get_id (client), values);
}

/* Rows cost a fifth of what objects do, but know only what is on the disk. */
static GPtrArray *
find_clients (RapportBoardModel *self, RapportQuery *asked, gboolean as_rows)
{
  g_autoptr (RapportQuery) query = rapport_query_copy (asked);
  g_autoptr (GError) error = NULL;
  GPtrArray *found = NULL;

  rapport_query_set_fields (query, searched_fields, G_N_ELEMENTS (searched_fields));
  found = as_rows ? rapport_library_find_rows (self->library, query, &error)
                  : rapport_library_find (self->library, asked, &error);
  if (found != NULL)
    return found;
  g_warning ("looking for clients: %s", error->message);
  return g_ptr_array_new ();
}

/* One question, or one for each status. */
static guint
count_asked (RapportBoardModel *self)
{
  return self->view == RAPPORT_BOARD_VIEW_STATUSES ? rapport_board_view_get_n_lists (self->view)
                                                   : 1;
}

static GHashTable *
read_words (RapportBoardModel *self)
{
  const gboolean as_rows = rapport_library_get_pending (self->library) == 0;
  GHashTable *words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint q = 0; q < count_asked (self); q++)
    {
      g_autoptr (GPtrArray) clients =
        find_clients (self, self->asked[self->view][q].query, as_rows);

      for (guint i = 0; i < clients->len; i++)
        if (as_rows)
          {
            RapportRow *row = clients->pdata[i];

            add_words (words, row->id, row->values);
          }
        else
          add_record_words (words, clients->pdata[i]);
    }
  return words;
}

static gboolean
is_found (RapportBoardModel *self, const char *id)
{
  const char *words = NULL;

  if (self->search == NULL)
    return TRUE;
  if (self->words == NULL)
    self->words = read_words (self);
  words = g_hash_table_lookup (self->words, id);
  for (guint i = 0; words != NULL && self->search[i] != NULL; i++)
    if (strstr (words, self->search[i]) == NULL)
      return FALSE;
  return words != NULL;
}

/* Filtering by what is worked out. */

/* Whether something about each client has to be known that is not read at once. */
static gboolean
needs_all (RapportBoardModel *self)
{
  return self->filter.worse || self->filter.evidence || self->grouped ||
         (self->view == RAPPORT_BOARD_VIEW_TABLE &&
          (self->sort == RAPPORT_BOARD_OWNER || self->sort == RAPPORT_BOARD_EVIDENCE));
}

gboolean
rapport_board_model_is_waiting (RapportBoardModel *self)
{
  return needs_all (self) && !rapport_lights_has_all (self->lights);
}

static GHashTable *
read_served (RapportBoardModel *self)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_PROJECT);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) projects = NULL;
  GHashTable *served = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  rapport_query_where_text (query, RAPPORT_PROJECT_SERVICE, self->filter.service);
  projects = rapport_library_find (self->library, query, &error);
  if (projects == NULL)
    g_warning ("looking for services: %s", error->message);
  for (guint i = 0; projects != NULL && i < projects->len; i++)
    g_hash_table_add (served, g_strdup (rapport_record_get_client_id (projects->pdata[i])));
  return served;
}

static gboolean
has_service (RapportBoardModel *self, const char *id)
{
  if (self->filter.service == NULL)
    return TRUE;
  if (self->served == NULL)
    self->served = read_served (self);
  return g_hash_table_contains (self->served, id);
}

static gboolean
has_evidence (RapportBoardModel *self, const char *id)
{
  RapportEvidence evidence;

  rapport_lights_get_evidence (self->lights, id, &evidence);
  return rapport_evidence_is_given (&evidence);
}

static gboolean
is_wanted (RapportBoardModel *self, const char *id)
{
  const RapportBoardFilter *filter = &self->filter;

  return is_found (self, id) && has_service (self, id) &&
         (!filter->unmarked ||
          rapport_lights_get_mark (self->lights, id, 0) == RAPPORT_MARK_NONE) &&
         (!filter->worse || rapport_lights_is_worse (self->lights, id)) &&
         (!filter->evidence || has_evidence (self, id));
}

/* Order. The clients come by name, or by the field of the table; what is worked
 * out is sorted by afterwards, and equals stay as they are. */

typedef struct
{
  char *id;
  guint group;
  gint64 rank;
  guint position;
} Entry;

/* Id of each member to its place by name, from 1 on. */
static GHashTable *
rank_members (RapportBoardModel *self)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_MEMBER);
  g_autoptr (GPtrArray) members = NULL;
  GHashTable *ranks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  rapport_query_order_by (query, RAPPORT_MEMBER_NAME, FALSE);
  members = rapport_library_find (self->library, query, NULL);
  for (guint i = 0; members != NULL && i < members->len; i++)
    g_hash_table_insert (ranks, g_strdup (rapport_record_get_id (members->pdata[i])),
                         GUINT_TO_POINTER (i + 1));
  return ranks;
}

/* Clients without an account manager come last. */
static guint
rank_owner (RapportBoardModel *self, GHashTable *members, const char *id)
{
  const guint rank =
    GPOINTER_TO_UINT (g_hash_table_lookup (members, rapport_lights_get_owner (self->lights, id)));

  return rank > 0 ? rank : G_MAXUINT;
}

static gint64
rank_client (RapportBoardModel *self, GHashTable *members, const char *id)
{
  RapportEvidence evidence;
  gint64 rank = 0;

  if (self->view != RAPPORT_BOARD_VIEW_TABLE)
    return 0;
  if (self->sort == RAPPORT_BOARD_LIGHT)
    rank = (gint64) rapport_lights_get_mark (self->lights, id, 0);
  else if (self->sort == RAPPORT_BOARD_OWNER)
    rank = rank_owner (self, members, id);
  else if (self->sort == RAPPORT_BOARD_EVIDENCE)
    {
      rapport_lights_get_evidence (self->lights, id, &evidence);
      rank = rapport_evidence_get_weight (&evidence);
    }
  return self->descending ? -rank : rank;
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *left = a, *right = b;

  if (left->group != right->group)
    return left->group < right->group ? -1 : 1;
  if (left->rank != right->rank)
    return left->rank < right->rank ? -1 : 1;
  return left->position < right->position ? -1 : left->position > right->position;
}

static void
sort_entries (RapportBoardModel *self, GArray *entries, GHashTable *members)
{
  for (guint i = 0; i < entries->len; i++)
    {
      Entry *entry = &g_array_index (entries, Entry, i);

      entry->position = i;
      entry->group = self->grouped ? rank_owner (self, members, entry->id) : 0;
      entry->rank = rank_client (self, members, entry->id);
    }
  g_array_sort (entries, compare_entries);
}

/* Gives the ids of @entries to the list. */
static void
give_entries (RapportBoardModel *self, RapportIdList *list, GArray *entries)
{
  GPtrArray *ids = g_ptr_array_new_full (entries->len, g_free);
  GArray *sections = self->grouped ? g_array_new (FALSE, FALSE, sizeof (guint)) : NULL;

  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);

      if (sections != NULL && (i == 0 || entry->group != (entry - 1)->group))
        g_array_append_val (sections, i);
      g_ptr_array_add (ids, entry->id);
    }
  rapport_id_list_take (list, ids, sections);
}

/* The lists. */

guint
rapport_board_view_get_n_lists (RapportBoardView view)
{
  static const guint n[] = { RAPPORT_MARK_RED + 1, 1, RAPPORT_BOARD_MOST_LISTS };

  return n[view];
}

static void
collect (RapportBoardModel *self, GArray *const *found)
{
  for (guint q = 0; q < count_asked (self); q++)
    {
      RapportRecordList *clients = self->asked[self->view][q].clients;
      const guint n = g_list_model_get_n_items (G_LIST_MODEL (clients));

      for (guint i = 0; i < n; i++)
        {
          const char *id = rapport_record_list_get_id (clients, i);
          Entry entry = { 0 };
          guint list = q;

          if (!is_wanted (self, id))
            continue;
          if (self->view == RAPPORT_BOARD_VIEW_LIGHTS)
            list = rapport_lights_get_mark (self->lights, id, 0);
          entry.id = g_strdup (id);
          g_array_append_val (found[list], entry);
        }
    }
}

static void
refresh_cb (RapportBoardModel *self)
{
  const guint n = rapport_board_view_get_n_lists (self->view);
  g_autoptr (GHashTable) members = NULL;
  GArray *found[RAPPORT_BOARD_MOST_LISTS];
  gboolean sorts = self->grouped;

  if (needs_all (self))
    rapport_lights_want_all (self->lights);
  if (rapport_board_model_is_waiting (self))
    {
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
      return;
    }
  sorts = sorts ||
          (self->view == RAPPORT_BOARD_VIEW_TABLE &&
           rapport_board_field_get_info (self->sort)->field == 0) ||
          (self->view == RAPPORT_BOARD_VIEW_TABLE && self->sort == RAPPORT_BOARD_OWNER);
  for (guint i = 0; i < n; i++)
    found[i] = g_array_new (FALSE, FALSE, sizeof (Entry));
  collect (self, found);
  if (sorts)
    members = rank_members (self);
  for (guint i = 0; i < n; i++)
    {
      if (sorts)
        sort_entries (self, found[i], members);
      give_entries (self, self->lists[self->view][i], found[i]);
      g_array_unref (found[i]);
    }
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* What was erased is nowhere any more, in the views that are out of sight either. */
static void
clear_hidden_lists (RapportBoardModel *self)
{
  for (guint view = 0; view < RAPPORT_BOARD_N_VIEWS; view++)
    for (guint i = 0; view != self->view && i < RAPPORT_BOARD_MOST_LISTS; i++)
      if (self->lists[view][i] != NULL)
        rapport_id_list_take (self->lists[view][i], g_ptr_array_new_with_free_func (g_free), NULL);
}

static void
committed_cb (RapportBoardModel *self, RapportChangeSet *set)
{
  for (guint i = 0; i < rapport_change_set_get_size (set); i++)
    {
      const RapportRecordChange *change = rapport_change_set_get_change (set, i);
      const RapportRecordInfo *info = change->info;

      if (info == &rapport_client_info && change->operation == RAPPORT_OPERATION_ERASE)
        clear_hidden_lists (self);
      if (info == &rapport_client_info)
        g_clear_pointer (&self->words, g_hash_table_unref);
      else if (info == &rapport_project_info && self->served != NULL)
        {
          g_clear_pointer (&self->served, g_hash_table_unref);
          refresh_cb (self);
        }
    }
}

/* Asking the library. */

static RapportQuery *
make_query (RapportBoardModel *self, const char *status)
{
  const RapportBoardFieldInfo *sort = rapport_board_field_get_info (self->sort);
  RapportQuery *query = rapport_query_new (RAPPORT_TYPE_CLIENT);

  rapport_query_where_archived (query, self->filter.archived);
  if (status != NULL)
    rapport_query_where_text (query, RAPPORT_CLIENT_STATUS, status);
  if (self->filter.only_key)
    rapport_query_where (query, RAPPORT_CLIENT_KEY, RAPPORT_TEST_EQUAL,
                         g_variant_new_boolean (TRUE));
  if (self->filter.owner != NULL)
    rapport_query_where_text (query, RAPPORT_CLIENT_OWNER, self->filter.owner);
  if (self->view == RAPPORT_BOARD_VIEW_TABLE && sort->field != 0 &&
      self->sort != RAPPORT_BOARD_OWNER)
    rapport_query_order_by (query, sort->field, self->descending);
  return rapport_query_order_by (query, RAPPORT_CLIENT_NAME, FALSE);
}

/* The words for what make_query() makes. */
static char *
describe_question (RapportBoardModel *self, const char *status)
{
  const gboolean by_field = self->view == RAPPORT_BOARD_VIEW_TABLE;

  return g_strdup_printf ("%d %d %s %s %u %d", self->filter.archived, self->filter.only_key,
                          status != NULL ? status : "-",
                          self->filter.owner != NULL ? self->filter.owner : "-",
                          by_field ? self->sort : 0, by_field && self->descending);
}

/* Those of a view that is out of sight wait until it is seen again. */
static void
clients_changed_cb (
  RapportBoardModel *self, guint position, guint removed, guint added, RapportRecordList *clients)
{
  for (guint i = 0; i < count_asked (self); i++)
    if (self->asked[self->view][i].clients == clients)
      {
        refresh_cb (self);
        break;
      }
}

static void
ask (RapportBoardModel *self, guint index, const char *status)
{
  Asked *asked = &self->asked[self->view][index];
  g_autofree char *words = describe_question (self, status);

  if (g_strcmp0 (asked->words, words) == 0)
    return;
  g_set_str (&asked->words, words);
  g_clear_pointer (&asked->query, rapport_query_unref);
  asked->query = make_query (self, status);
  if (asked->clients != NULL)
    {
      g_signal_handlers_block_by_func (asked->clients, clients_changed_cb, self);
      rapport_record_list_set_query (asked->clients, asked->query);
      g_signal_handlers_unblock_by_func (asked->clients, clients_changed_cb, self);
      return;
    }
  asked->clients = rapport_record_list_new (self->library, asked->query);
  g_signal_connect_object (asked->clients, "items-changed", G_CALLBACK (clients_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
drop (RapportBoardModel *self, Asked *asked)
{
  if (asked->clients != NULL)
    g_signal_handlers_disconnect_by_data (asked->clients, self);
  g_clear_object (&asked->clients);
  g_clear_pointer (&asked->query, rapport_query_unref);
  g_clear_pointer (&asked->words, g_free);
}

static void
ask_all (RapportBoardModel *self)
{
  g_clear_pointer (&self->words, g_hash_table_unref);
  for (guint i = 0; i < count_asked (self); i++)
    ask (self, i,
         self->view == RAPPORT_BOARD_VIEW_STATUSES ? rapport_client_statuses[i].word
                                                   : self->filter.status);
  refresh_cb (self);
}

static void
rapport_board_model_finalize (GObject *object)
{
  RapportBoardModel *self = RAPPORT_BOARD_MODEL (object);

  for (guint view = 0; view < RAPPORT_BOARD_N_VIEWS; view++)
    for (guint i = 0; i < RAPPORT_BOARD_MOST_LISTS; i++)
      {
        g_clear_object (&self->lists[view][i]);
        drop (self, &self->asked[view][i]);
      }
  g_clear_pointer (&self->words, g_hash_table_unref);
  g_clear_pointer (&self->served, g_hash_table_unref);
  g_strfreev (self->search);
  g_free (self->status);
  g_free (self->owner);
  g_free (self->service);
  g_clear_object (&self->lights);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_board_model_parent_class)->finalize (object);
}

static void
rapport_board_model_class_init (RapportBoardModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_board_model_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rapport_board_model_init (RapportBoardModel *self)
{
}

RapportBoardModel *
rapport_board_model_new (RapportLibrary *library, RapportLights *lights)
{
  RapportBoardModel *self = g_object_new (RAPPORT_TYPE_BOARD_MODEL, NULL);

  self->library = g_object_ref (library);
  self->status = g_strdup ("current");
  self->filter = (RapportBoardFilter) { .status = self->status, .only_key = TRUE };
  for (guint view = 0; view < RAPPORT_BOARD_N_VIEWS; view++)
    for (guint i = 0; i < rapport_board_view_get_n_lists ((RapportBoardView) view); i++)
      self->lists[view][i] = rapport_id_list_new (library, RAPPORT_TYPE_CLIENT);
  /* Before the list hears of a change: what it asks then is to be up to date. */
  g_signal_connect_object (library, "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED);
  self->lights = g_object_ref (lights);
  g_signal_connect_object (lights, "changed", G_CALLBACK (refresh_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (lights, "completed", G_CALLBACK (refresh_cb), self, G_CONNECT_SWAPPED);
  ask_all (self);
  return self;
}

/* Takes over the filter; returns whether the library has to be asked anew. */
static gboolean
takes_filter (RapportBoardModel *self, const RapportBoardFilter *filter)
{
  const gboolean same =
    g_strcmp0 (self->status, filter->status) == 0 && g_strcmp0 (self->owner, filter->owner) == 0 &&
    self->filter.archived == filter->archived && self->filter.only_key == filter->only_key;

  if (g_strcmp0 (self->service, filter->service) != 0)
    g_clear_pointer (&self->served, g_hash_table_unref);
  g_set_str (&self->status, filter->status);
  g_set_str (&self->owner, filter->owner);
  g_set_str (&self->service, filter->service);
  self->filter = *filter;
  self->filter.status = self->status;
  self->filter.owner = self->owner;
  self->filter.service = self->service;
  return !same;
}

/* The lists of the view that is left stay as they were, so that coming back costs
 * no more than what has changed. */
void
rapport_board_model_set_view (RapportBoardModel *self,
                              RapportBoardView view,
                              const RapportBoardFilter *filter)
{
  const gboolean other = view != self->view;

  self->view = view;
  if ((filter != NULL && takes_filter (self, filter)) || other)
    ask_all (self);
  else
    refresh_cb (self);
}

RapportIdList *
rapport_board_model_get_list (RapportBoardModel *self, RapportBoardView view, guint index)
{
  return self->lists[view][index];
}

void
rapport_board_model_set_lights (RapportBoardModel *self, RapportLights *lights)
{
  if (self->lights == lights)
    return;
  if (self->lights != NULL)
    g_signal_handlers_disconnect_by_data (self->lights, self);
  g_set_object (&self->lights, lights);
  g_signal_connect_object (lights, "changed", G_CALLBACK (refresh_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (lights, "completed", G_CALLBACK (refresh_cb), self, G_CONNECT_SWAPPED);
  refresh_cb (self);
}

RapportLights *
rapport_board_model_get_lights (RapportBoardModel *self)
{
  return self->lights;
}

void
rapport_board_model_set_filter (RapportBoardModel *self, const RapportBoardFilter *filter)
{
  if (takes_filter (self, filter))
    ask_all (self);
  else
    refresh_cb (self);
}

void
rapport_board_model_set_grouped (RapportBoardModel *self, gboolean grouped)
{
  if (self->grouped == grouped)
    return;
  self->grouped = grouped;
  refresh_cb (self);
}

void
rapport_board_model_set_sort (RapportBoardModel *self, RapportBoardField field, gboolean descending)
{
  if (self->sort == field && self->descending == descending)
    return;
  self->sort = field;
  self->descending = descending;
  if (self->view == RAPPORT_BOARD_VIEW_TABLE)
    ask_all (self);
}

void
rapport_board_model_set_search (RapportBoardModel *self, const char *words)
{
  g_autofree char *folded = fold (words);
  g_auto (GStrv) parts = g_strsplit (g_strstrip (folded), " ", -1);
  g_autoptr (GStrvBuilder) search = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_strv_builder_take (search, g_strconcat (" ", parts[i], NULL));
  g_clear_pointer (&self->search, g_strfreev);
  self->search = g_strv_builder_end (search);
  if (self->search[0] == NULL)
    g_clear_pointer (&self->search, g_strfreev);
  refresh_cb (self);
}

guint
rapport_board_model_get_total (RapportBoardModel *self)
{
  guint n = 0;

  for (guint i = 0; i < count_asked (self); i++)
    n += g_list_model_get_n_items (G_LIST_MODEL (self->asked[self->view][i].clients));
  return n;
}
