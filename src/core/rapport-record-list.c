/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-record-list.h"

#include "rapport-library-private.h"

#include <gio/gio.h>

/* More changes than this in one set, and the list is read anew. */
#define MANY_CHANGES 64

struct _RapportRecordList
{
  GObject parent_instance;

  RapportLibrary *library;
  RapportQuery *query;
  guint n_keys;
  GSequence *entries; /* of Entry, sorted */
  GHashTable *places; /* id (of the entry) to GSequenceIter */
};

/* A row: its id and the values it is sorted by. */
typedef struct
{
  char id[RAPPORT_ID_LENGTH + 1];
  guint n_keys;
  RapportSortKey keys[];
} Entry;

static void rapport_record_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RapportRecordList,
                               rapport_record_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      rapport_record_list_model_init))

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  for (guint i = 0; i < entry->n_keys; i++)
    rapport_sort_key_clear (&entry->keys[i]);
  g_free (entry);
}

static Entry *
entry_new (RapportRecordList *self, const char *id)
{
  Entry *entry = g_malloc0 (sizeof (Entry) + self->n_keys * sizeof (RapportSortKey));

  g_strlcpy (entry->id, id, sizeof entry->id);
  entry->n_keys = self->n_keys;
  return entry;
}

static Entry *
entry_new_for_record (RapportRecordList *self, RapportRecord *record)
{
  Entry *entry = entry_new (self, rapport_record_get_id (record));
  gsize n;
  const RapportOrder *orders = rapport_query_get_orders (self->query, &n);

  for (guint i = 0; i < n; i++)
    rapport_query_init_key (self->query, i, rapport_record_get_value (record, orders[i].field),
                            &entry->keys[i]);
  return entry;
}

static Entry *
entry_new_for_row (RapportRecordList *self, RapportRow *row)
{
  Entry *entry = entry_new (self, row->id);
  gsize n;
  const RapportOrder *orders = rapport_query_get_orders (self->query, &n);

  for (guint i = 0; i < n; i++)
    rapport_query_init_key (self->query, i, row->values[orders[i].field], &entry->keys[i]);
  return entry;
}

static int
compare_entries_cb (gconstpointer a, gconstpointer b, gpointer query)
{
  const Entry *left = a, *right = b;

  return rapport_query_compare_keys (query, left->keys, left->id, right->keys, right->id);
}

/* Reading. */

static RapportQuery *
query_for_keys (RapportQuery *query)
{
  RapportQuery *copy = rapport_query_copy (query);
  gsize n;
  const RapportOrder *orders = rapport_query_get_orders (query, &n);
  g_autofree guint *fields = g_new (guint, n + 1);

  for (gsize i = 0; i < n; i++)
    fields[i] = orders[i].field;
  return rapport_query_set_fields (copy, fields, n);
}

typedef struct
{
  RapportRecordList *self;
  GHashTable *skip;
  GPtrArray *entries;
} Overlay;

/* What memory knows better than the disk. */
static void
overlay_cb (const char *id, RapportRecord *record, gpointer user_data)
{
  Overlay *overlay = user_data;

  g_hash_table_add (overlay->skip, (gpointer) id);
  if (record != NULL && rapport_query_matches (overlay->self->query, record))
    g_ptr_array_add (overlay->entries, entry_new_for_record (overlay->self, record));
}

static GPtrArray *
read_entries (RapportRecordList *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportQuery) keys = query_for_keys (self->query);
  g_autoptr (GPtrArray) rows =
    rapport_store_query (rapport_library_get_store (self->library), keys, &error);
  g_autoptr (GHashTable) skip = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *entries = g_ptr_array_new ();
  Overlay overlay = { self, skip, entries };
  guint limit = rapport_query_get_limit (self->query);

  if (rows == NULL)
    g_warning ("reading a list: %s", error->message);
  rapport_library_foreach_held (self->library, overlay_cb, &overlay);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      RapportRow *row = rows->pdata[i];

      if (!g_hash_table_contains (skip, row->id))
        g_ptr_array_add (entries, entry_new_for_row (self, row));
    }
  g_ptr_array_sort_values_with_data (entries, compare_entries_cb, self->query);
  while (limit > 0 && entries->len > limit)
    entry_free (g_ptr_array_steal_index (entries, entries->len - 1));
  return entries;
}

/* The number of rows at the head (or tail) that are the same before and after. */
static guint
count_same (RapportRecordList *self, GPtrArray *entries, gboolean from_end, guint most)
{
  guint n_old = (guint) g_sequence_get_length (self->entries);
  guint same = 0;

  while (same < most)
    {
      guint o = from_end ? n_old - 1 - same : same;
      guint n = from_end ? entries->len - 1 - same : same;
      Entry *entry = entries->pdata[n];

      if (!g_str_equal (rapport_record_list_get_id (self, o), entry->id))
        break;
      same++;
    }
  return same;
}

static void
reload (RapportRecordList *self)
{
  g_autoptr (GPtrArray) entries = read_entries (self);
  guint n_old = (guint) g_sequence_get_length (self->entries);
  guint n_new = entries->len;
  guint head = count_same (self, entries, FALSE, MIN (n_old, n_new));
  guint tail = count_same (self, entries, TRUE, MIN (n_old, n_new) - head);

  g_hash_table_remove_all (self->places);
  g_sequence_remove_range (g_sequence_get_begin_iter (self->entries),
                           g_sequence_get_end_iter (self->entries));
  for (guint i = 0; i < n_new; i++)
    {
      Entry *entry = entries->pdata[i];

      g_hash_table_insert (self->places, entry->id, g_sequence_append (self->entries, entry));
    }
  if (n_old != head + tail || n_new != head + tail)
    g_list_model_items_changed (G_LIST_MODEL (self), head, n_old - head - tail,
                                n_new - head - tail);
}

/* Following changes. */

static void
remove_row (RapportRecordList *self, GSequenceIter *place)
{
  Entry *entry = g_sequence_get (place);
  guint position = (guint) g_sequence_iter_get_position (place);

  g_hash_table_remove (self->places, entry->id);
  g_sequence_remove (place);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

static void
insert_row (RapportRecordList *self, RapportRecord *record)
{
  Entry *entry = entry_new_for_record (self, record);
  GSequenceIter *place =
    g_sequence_insert_sorted (self->entries, entry, compare_entries_cb, self->query);

  g_hash_table_insert (self->places, entry->id, place);
  g_list_model_items_changed (G_LIST_MODEL (self), (guint) g_sequence_iter_get_position (place), 0,
                              1);
}

static gboolean
keys_are_same (RapportRecordList *self, GSequenceIter *place, RapportRecord *record)
{
  Entry *new_entry = entry_new_for_record (self, record);
  gboolean same = compare_entries_cb (g_sequence_get (place), new_entry, self->query) == 0;

  entry_free (new_entry);
  return same;
}

static void
follow_change (RapportRecordList *self, const RapportRecordChange *change)
{
  GSequenceIter *place = g_hash_table_lookup (self->places, change->id);
  g_autoptr (RapportRecord) record =
    rapport_library_get_for_info (self->library, change->info, change->id);
  gboolean wanted = record != NULL && rapport_query_matches (self->query, record);

  if (place != NULL && (!wanted || !keys_are_same (self, place, record)))
    {
      remove_row (self, place);
      place = NULL;
    }
  if (wanted && place == NULL)
    insert_row (self, record);
}

/* @n: of changes that concern the list. @erases: whether some erase; what is
 * erased can't be handed out any more, so all of it has to go at once. */
static gboolean
concerns (RapportRecordList *self, RapportChangeSet *set, guint *n, gboolean *erases)
{
  *n = 0;
  *erases = FALSE;
  for (guint i = 0; i < rapport_change_set_get_size (set); i++)
    {
      const RapportRecordChange *change = rapport_change_set_get_change (set, i);

      if (change->info != rapport_query_get_info (self->query))
        continue;
      (*n)++;
      *erases |= change->operation == RAPPORT_OPERATION_ERASE;
    }
  return *n > 0;
}

static void
committed_cb (RapportRecordList *self, RapportChangeSet *set)
{
  gboolean erases;
  guint n;

  if (!concerns (self, set, &n, &erases))
    return;
  if (n > MANY_CHANGES || erases || rapport_query_get_limit (self->query) > 0)
    {
      reload (self);
      return;
    }
  for (guint i = 0; i < rapport_change_set_get_size (set); i++)
    {
      const RapportRecordChange *change = rapport_change_set_get_change (set, i);

      if (change->info == rapport_query_get_info (self->query))
        follow_change (self, change);
    }
}

/* The list model. */

static GType
rapport_record_list_get_item_type (GListModel *model)
{
  return RAPPORT_TYPE_RECORD;
}

static guint
rapport_record_list_get_n_items (GListModel *model)
{
  return (guint) g_sequence_get_length (RAPPORT_RECORD_LIST (model)->entries);
}

static gpointer
rapport_record_list_get_item (GListModel *model, guint position)
{
  RapportRecordList *self = RAPPORT_RECORD_LIST (model);
  const char *id = rapport_record_list_get_id (self, position);

  if (id == NULL)
    return NULL;
  return rapport_library_get_for_info (self->library, rapport_query_get_info (self->query), id);
}

static void
rapport_record_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = rapport_record_list_get_item_type;
  iface->get_n_items = rapport_record_list_get_n_items;
  iface->get_item = rapport_record_list_get_item;
}

static void
rapport_record_list_finalize (GObject *object)
{
  RapportRecordList *self = RAPPORT_RECORD_LIST (object);

  g_hash_table_unref (self->places);
  g_sequence_free (self->entries);
  g_clear_pointer (&self->query, rapport_query_unref);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_record_list_parent_class)->finalize (object);
}

static void
rapport_record_list_class_init (RapportRecordListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_record_list_finalize;
}

static void
rapport_record_list_init (RapportRecordList *self)
{
  self->entries = g_sequence_new (entry_free);
  self->places = g_hash_table_new (g_str_hash, g_str_equal);
}

static void
take_query (RapportRecordList *self, RapportQuery *query)
{
  gsize n;

  rapport_query_ref (query);
  g_clear_pointer (&self->query, rapport_query_unref);
  self->query = query;
  rapport_query_get_orders (query, &n);
  self->n_keys = (guint) n;
}

RapportRecordList *
rapport_record_list_new (RapportLibrary *library, RapportQuery *query)
{
  RapportRecordList *self = g_object_new (RAPPORT_TYPE_RECORD_LIST, NULL);

  self->library = g_object_ref (library);
  take_query (self, query);
  reload (self);
  g_signal_connect_object (library, "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
rapport_record_list_set_query (RapportRecordList *self, RapportQuery *query)
{
  g_return_if_fail (rapport_query_get_info (query) == rapport_query_get_info (self->query));
  take_query (self, query);
  reload (self);
}

const char *
rapport_record_list_get_id (RapportRecordList *self, guint position)
{
  Entry *entry;

  if (position >= (guint) g_sequence_get_length (self->entries))
    return NULL;
  entry = g_sequence_get (g_sequence_get_iter_at_pos (self->entries, (int) position));
  return entry->id;
}

gboolean
rapport_record_list_find (RapportRecordList *self, const char *id, guint *position)
{
  GSequenceIter *place = g_hash_table_lookup (self->places, id);

  if (place == NULL)
    return FALSE;
  if (position != NULL)
    *position = (guint) g_sequence_iter_get_position (place);
  return TRUE;
}
