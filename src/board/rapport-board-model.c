/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-board-model.h"

#include "rapport-archive.h"
#include "rapport-record-list.h"
#include "rapport-stems.h"

struct _RapportBoardModel
{
  GObject parent_instance;

  RapportLibrary *library;
  RapportLights *lights;
  RapportQuery *query;
  RapportRecordList *clients;
  RapportIdList *columns[RAPPORT_BOARD_COLUMNS];
  GStrv search;      /* folded words with a space before each; NULL for none */
  GHashTable *words; /* id to the folded words of the client; NULL until searched */
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
find_clients (RapportBoardModel *self, gboolean as_rows)
{
  g_autoptr (RapportQuery) query = rapport_query_copy (self->query);
  g_autoptr (GError) error = NULL;
  GPtrArray *found = NULL;

  rapport_query_set_fields (query, searched_fields, G_N_ELEMENTS (searched_fields));
  found = as_rows ? rapport_library_find_rows (self->library, query, &error)
                  : rapport_library_find (self->library, self->query, &error);
  if (found != NULL)
    return found;
  g_warning ("looking for clients: %s", error->message);
  return g_ptr_array_new ();
}

static GHashTable *
read_words (RapportBoardModel *self)
{
  const gboolean as_rows = rapport_library_get_pending (self->library) == 0;
  g_autoptr (GPtrArray) clients = find_clients (self, as_rows);
  GHashTable *words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < clients->len; i++)
    if (as_rows)
      {
        RapportRow *row = clients->pdata[i];

        add_words (words, row->id, row->values);
      }
    else
      add_record_words (words, clients->pdata[i]);
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

/* The columns. */

static void
refresh_cb (RapportBoardModel *self)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->clients));
  GPtrArray *ids[RAPPORT_BOARD_COLUMNS];

  for (guint i = 0; i < RAPPORT_BOARD_COLUMNS; i++)
    ids[i] = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < n; i++)
    {
      const char *id = rapport_record_list_get_id (self->clients, i);

      if (is_found (self, id))
        g_ptr_array_add (ids[rapport_lights_get_mark (self->lights, id, 0)], g_strdup (id));
    }
  for (guint i = 0; i < RAPPORT_BOARD_COLUMNS; i++)
    rapport_id_list_take (self->columns[i], ids[i]);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
committed_cb (RapportBoardModel *self, RapportChangeSet *set)
{
  for (guint i = 0; i < rapport_change_set_get_size (set); i++)
    if (rapport_change_set_get_change (set, i)->info == &rapport_client_info)
      {
        g_clear_pointer (&self->words, g_hash_table_unref);
        break;
      }
}

static RapportQuery *
make_query (const RapportBoardFilter *filter)
{
  RapportQuery *query = rapport_query_new (RAPPORT_TYPE_CLIENT);

  rapport_query_where_text (query, RAPPORT_CLIENT_STATUS, filter->status);
  if (filter->only_key)
    rapport_query_where (query, RAPPORT_CLIENT_KEY, RAPPORT_TEST_EQUAL,
                         g_variant_new_boolean (TRUE));
  if (filter->owner != NULL)
    rapport_query_where_text (query, RAPPORT_CLIENT_OWNER, filter->owner);
  rapport_query_where_archived (query, FALSE);
  return rapport_query_order_by (query, RAPPORT_CLIENT_NAME, FALSE);
}

static void
rapport_board_model_finalize (GObject *object)
{
  RapportBoardModel *self = RAPPORT_BOARD_MODEL (object);

  for (guint i = 0; i < RAPPORT_BOARD_COLUMNS; i++)
    g_clear_object (&self->columns[i]);
  g_clear_pointer (&self->words, g_hash_table_unref);
  g_strfreev (self->search);
  g_clear_object (&self->clients);
  g_clear_pointer (&self->query, rapport_query_unref);
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
  const RapportBoardFilter filter = { "current", TRUE, NULL };

  self->library = g_object_ref (library);
  self->query = make_query (&filter);
  for (guint i = 0; i < RAPPORT_BOARD_COLUMNS; i++)
    self->columns[i] = rapport_id_list_new (library);
  /* Before the list hears of a change: what it asks then is to be up to date. */
  g_signal_connect_object (library, "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED);
  self->clients = rapport_record_list_new (library, self->query);
  g_signal_connect_object (self->clients, "items-changed", G_CALLBACK (refresh_cb), self,
                           G_CONNECT_SWAPPED);
  rapport_board_model_set_lights (self, lights);
  return self;
}

RapportIdList *
rapport_board_model_get_column (RapportBoardModel *self, RapportMark mark)
{
  return self->columns[mark];
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
  g_clear_pointer (&self->query, rapport_query_unref);
  g_clear_pointer (&self->words, g_hash_table_unref);
  self->query = make_query (filter);
  rapport_record_list_set_query (self->clients, self->query);
  refresh_cb (self);
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
  return g_list_model_get_n_items (G_LIST_MODEL (self->clients));
}
