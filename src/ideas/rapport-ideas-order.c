/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-ideas-order.h"

#include "rapport-let-go.h"

/* As many take less than a thread. */
#define FEW 500

/* A card, with all that comparing needs: nothing of it changes while it is sorted. */
typedef struct
{
  char id[RAPPORT_ID_LENGTH + 1];
  GVariant *order;      /* (nullable) owned: where it lies on the board */
  RapportIdeasKey *key; /* (nullable) owned */
  gboolean own;         /* points at no work item */
} Entry;

/* Of one thread at a time. */
typedef struct
{
  GArray *entries; /* Entry */
  gboolean descending;
} Sorting;

struct _RapportIdeasOrder
{
  GObject parent_instance;
  RapportLibrary *library; /* not owned, as the model: who asks has them, and stops this first */
  RapportIdeasModel *model;
  GHashTable *keys; /* id of a card → RapportIdeasKey, by the field below */
  GArray *entries;  /* (nullable): those that were sorted last, while they are true */
  RapportIdeasField field;
  gboolean descending;
  char *method;
  GHashTable *votes; /* (nullable) */
  RapportIdeasOrdered ordered;
  gpointer user_data;
  GCancellable *sorting; /* (nullable) */
  gboolean again;
  gboolean changed; /* since that has begun */
};

G_DEFINE_FINAL_TYPE (RapportIdeasOrder, rapport_ideas_order, G_TYPE_OBJECT)

static void
entry_clear (gpointer data)
{
  Entry *entry = data;

  g_clear_pointer (&entry->order, g_variant_unref);
  g_clear_pointer (&entry->key, rapport_ideas_key_unref);
}

static const char *
get_order (const Entry *entry)
{
  return entry->order != NULL ? g_variant_get_string (entry->order, NULL) : "";
}

static int
compare_entries (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Sorting *sorting = user_data;
  const Entry *one = a;
  const Entry *two = b;
  int order = 0;

  if (one->key != NULL && two->key != NULL)
    order = rapport_ideas_key_compare (one->key, two->key, sorting->descending);
  else
    order = one->own - two->own;
  if (order == 0)
    order = strcmp (get_order (one), get_order (two));
  return order != 0 ? order : strcmp (one->id, two->id);
}

/* (transfer full) (element-type utf8) */
static GPtrArray *
sort_entries (Sorting *sorting)
{
  GArray *entries = sorting->entries;
  GPtrArray *ids = g_ptr_array_new_full (entries->len, g_free);

  for (guint i = 0; i < entries->len; i++)
    if (g_array_index (entries, Entry, i).key != NULL)
      rapport_ideas_key_prepare (g_array_index (entries, Entry, i).key);
  g_array_sort_with_data (entries, compare_entries, sorting);
  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add (ids, g_strdup (g_array_index (entries, Entry, i).id));
  return ids;
}

/* (transfer full) (nullable) */
static RapportIdeasKey *
get_key (RapportIdeasOrder *self, const RapportSceneSource *card, const RapportSceneSource *work)
{
  RapportIdeasKey *key = g_hash_table_lookup (self->keys, card->id);

  if (self->field == RAPPORT_IDEAS_N_FIELDS)
    return NULL;
  if (key == NULL)
    {
      key =
        rapport_ideas_key_new (self->library, self->field, card, work, self->method, self->votes);
      g_hash_table_insert (self->keys, g_strdup (card->id), key);
    }
  return rapport_ideas_key_ref (key);
}

/* As the team sees it, only an idea that is not there is not shown. */
static gboolean
is_shown (RapportIdeasOrder *self, const RapportSceneSource *card, const RapportSceneSource *work)
{
  if (rapport_ideas_model_is_public (self->model))
    return rapport_scene_get (rapport_ideas_model_get_scene (self->model), card->id) != NULL;
  return work != NULL || !g_str_equal (rapport_ideas_source_get_text (card, "kind"), "item");
}

/* (transfer full) (element-type Entry): the cards that the model shows. */
static GArray *
take_entries (RapportIdeasOrder *self)
{
  RapportIdeasRows *rows = rapport_ideas_model_get_rows (self->model);
  g_autoptr (GPtrArray) cards = rapport_ideas_rows_get_all (rows, RAPPORT_IDEAS_CARDS);
  GArray *entries = g_array_sized_new (FALSE, TRUE, sizeof (Entry), cards->len);

  g_array_set_clear_func (entries, entry_clear);
  for (guint i = 0; i < cards->len; i++)
    {
      const RapportSceneSource *card = cards->pdata[i];
      const RapportSceneSource *work;
      GVariant *order;
      Entry entry = { .key = NULL };

      work = rapport_ideas_rows_get_work (rows, card);
      if (!is_shown (self, card, work))
        continue;
      order = card->get (card->data, "order");
      g_strlcpy (entry.id, card->id, sizeof entry.id);
      entry.order = order != NULL ? g_variant_ref (order) : NULL;
      entry.key = get_key (self, card, work);
      entry.own = work == NULL;
      g_array_append_val (entries, entry);
    }
  return entries;
}

/* In another thread. */

static void
let_go (GArray *entries)
{
  rapport_let_go (entries, (GDestroyNotify) g_array_unref);
}

static void
sorting_free (gpointer data)
{
  Sorting *sorting = data;

  let_go (sorting->entries);
  g_free (sorting);
}

static void
sort_thread (GTask *task, gpointer source, gpointer sorting, GCancellable *cancellable)
{
  g_task_return_pointer (task, sort_entries (sorting), (GDestroyNotify) g_ptr_array_unref);
}

static void
forget_entries (RapportIdeasOrder *self)
{
  g_clear_pointer (&self->entries, let_go);
}

static void begin (RapportIdeasOrder *self);

static void
sorted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportIdeasOrder) self = user_data;
  const Sorting *sorting = g_task_get_task_data (G_TASK (result));
  g_autoptr (GPtrArray) ids = g_task_propagate_pointer (G_TASK (result), NULL);

  if (g_task_get_cancellable (G_TASK (result)) != self->sorting)
    return;
  g_clear_object (&self->sorting);
  /* What the client sees is also settled by what no card says. */
  if (!self->changed && !rapport_ideas_model_is_public (self->model))
    self->entries = g_array_ref (sorting->entries);
  self->ordered (g_steal_pointer (&ids), self->user_data);
  if (self->again && self->sorting == NULL)
    begin (self);
}

static void
begin (RapportIdeasOrder *self)
{
  g_autoptr (GTask) task = NULL;
  Sorting *sorting = g_new0 (Sorting, 1);

  self->again = FALSE;
  self->changed = FALSE;
  sorting->entries = self->entries != NULL ? g_steal_pointer (&self->entries) : take_entries (self);
  sorting->descending = self->descending;
  if (sorting->entries->len <= FEW)
    {
      self->ordered (sort_entries (sorting), self->user_data);
      g_array_unref (sorting->entries);
      g_free (sorting);
      return;
    }
  self->sorting = g_cancellable_new ();
  /* The thread may let go of its task last: this is not to go with it, and there. */
  task = g_task_new (NULL, self->sorting, sorted_cb, g_object_ref (self));
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, rapport_ideas_order_sort);
  g_task_set_task_data (task, sorting, sorting_free);
  g_task_run_in_thread (task, sort_thread);
}

/* What is asked. */

static gboolean
is_same (RapportIdeasOrder *self, const RapportIdeasSort *sort)
{
  return self->field == sort->field && self->descending == sort->descending &&
         g_strcmp0 (self->method, sort->method) == 0;
}

static void
set_votes (RapportIdeasOrder *self, GHashTable *votes)
{
  GHashTable *before = self->votes;

  self->votes = votes != NULL ? g_hash_table_ref (votes) : NULL;
  g_clear_pointer (&before, g_hash_table_unref);
}

void
rapport_ideas_order_sort (RapportIdeasOrder *self, const RapportIdeasSort *sort)
{
  if (!is_same (self, sort))
    {
      rapport_ideas_order_stop (self);
      if (self->field != sort->field || g_strcmp0 (self->method, sort->method) != 0)
        rapport_ideas_order_forget (self, NULL);
      self->field = sort->field;
      self->descending = sort->descending;
      g_set_str (&self->method, sort->method);
    }
  set_votes (self, sort->votes);
  /* Two threads are not to prepare the same keys. */
  if (self->sorting != NULL)
    self->again = TRUE;
  else
    begin (self);
}

void
rapport_ideas_order_forget (RapportIdeasOrder *self, const char *card_id)
{
  forget_entries (self);
  self->changed = TRUE;
  if (card_id != NULL)
    {
      g_hash_table_remove (self->keys, card_id);
      return;
    }
  rapport_let_go (self->keys, (GDestroyNotify) g_hash_table_unref);
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                      (GDestroyNotify) rapport_ideas_key_unref);
}

/* Another thread may still be at work with the keys: those to come are others. */
void
rapport_ideas_order_stop (RapportIdeasOrder *self)
{
  self->again = FALSE;
  if (self->sorting == NULL)
    return;
  g_clear_object (&self->sorting);
  rapport_ideas_order_forget (self, NULL);
}

gboolean
rapport_ideas_order_is_sorting (RapportIdeasOrder *self)
{
  return self->sorting != NULL;
}

/* Life. */

static void
rapport_ideas_order_finalize (GObject *object)
{
  RapportIdeasOrder *self = RAPPORT_IDEAS_ORDER (object);

  g_clear_object (&self->sorting);
  forget_entries (self);
  g_clear_pointer (&self->votes, g_hash_table_unref);
  g_hash_table_unref (self->keys);
  g_free (self->method);
  G_OBJECT_CLASS (rapport_ideas_order_parent_class)->finalize (object);
}

static void
rapport_ideas_order_class_init (RapportIdeasOrderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_ideas_order_finalize;
}

static void
rapport_ideas_order_init (RapportIdeasOrder *self)
{
  self->field = RAPPORT_IDEAS_N_FIELDS;
  self->method = g_strdup ("");
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                      (GDestroyNotify) rapport_ideas_key_unref);
}

RapportIdeasOrder *
rapport_ideas_order_new (RapportLibrary *library,
                         RapportIdeasModel *model,
                         RapportIdeasOrdered ordered,
                         gpointer user_data)
{
  RapportIdeasOrder *self = g_object_new (RAPPORT_TYPE_IDEAS_ORDER, NULL);

  self->library = library;
  self->model = model;
  self->ordered = ordered;
  self->user_data = user_data;
  return self;
}
