/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-library-private.h"

#include "rapport-record-private.h"
#include "rapport-turns.h"

#include <glib/gi18n-lib.h>

#define LOCAL_ME "me"

struct _RapportLibrary
{
  GObject parent_instance;

  RapportStore *store;
  RapportClock *clock;
  RapportLineMerge line_merge;
  char *me;
  char *error;
  gboolean read_only;
  guint64 sequence;
  GHashTable *cache; /* id to Cached */
  GHashTable *held;  /* id to Held */
  GPtrArray *large;  /* of Large, in the order of their numbers */
};

/* A live object; the object is not owned. */
typedef struct
{
  RapportLibrary *library;
  RapportRecord *record;
  char id[RAPPORT_ID_LENGTH + 1];
} Cached;

/* A record that is not yet on disk as it is in memory. It must stay in memory
 * until @sequence is durable, for what the store would read is older. */
typedef struct
{
  RapportRecord *record;
  guint64 sequence;
  gboolean erased;
} Held;

/* The records of a large set that is not yet on disk: one table instead of a Held
 * for each. What stands in the library's own, or in a later one, is left to that. */
typedef struct
{
  GHashTable *records;
  guint64 sequence;
} Large;

enum
{
  PROP_PENDING = 1,
  PROP_ERROR,
  PROP_READ_ONLY,
  PROP_ME,
  N_PROPERTIES
};

enum
{
  SIGNAL_COMMITTED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportLibrary, rapport_library, G_TYPE_OBJECT)

/* The cache. */

static void
held_free (gpointer data)
{
  Held *held = data;

  g_clear_object (&held->record);
  g_free (held);
}

static void
large_free (gpointer data)
{
  Large *large = data;

  g_hash_table_unref (large->records);
  g_free (large);
}

static void
record_gone_cb (gpointer data, GObject *where_it_was)
{
  Cached *cached = data;

  g_hash_table_remove (cached->library->cache, cached->id);
}

static void
remember (RapportLibrary *self, RapportRecord *record)
{
  Cached *cached = g_new0 (Cached, 1);

  cached->library = self;
  cached->record = record;
  g_strlcpy (cached->id, rapport_record_get_id (record), sizeof cached->id);
  g_hash_table_insert (self->cache, cached->id, cached);
  g_object_weak_ref (G_OBJECT (record), record_gone_cb, cached);
}

static void
forget_all (RapportLibrary *self)
{
  GHashTableIter iter;
  Cached *cached;

  g_hash_table_iter_init (&iter, self->cache);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &cached))
    g_object_weak_unref (G_OBJECT (cached->record), record_gone_cb, cached);
  g_hash_table_remove_all (self->cache);
}

static RapportRecord *
look_up (RapportLibrary *self, const char *id)
{
  Cached *cached = g_hash_table_lookup (self->cache, id);

  return cached != NULL ? cached->record : NULL;
}

void
rapport_library_adopt (RapportLibrary *self, RapportRecord *record)
{
  if (look_up (self, rapport_record_get_id (record)) == NULL)
    remember (self, record);
}

static gboolean
is_erased (RapportLibrary *self, const char *id)
{
  Held *held = g_hash_table_lookup (self->held, id);

  return held != NULL && held->erased;
}

/* The one object for a row; the row's values are used up. */
static RapportRecord *
take_row (RapportLibrary *self, const RapportRecordInfo *info, RapportRow *row)
{
  RapportRecord *record = look_up (self, row->id);

  if (record != NULL)
    return g_object_ref (record);
  record = rapport_record_new (info, row->id);
  rapport_record_load_row (record, row);
  remember (self, record);
  return record;
}

/* The store's signals. */

static void
set_error (RapportLibrary *self, const char *message)
{
  if (g_set_str (&self->error, message))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

/* Somebody may still hold the object of what is no more. */
static void
forget_erased (RapportLibrary *self, const char *id)
{
  Cached *cached = g_hash_table_lookup (self->cache, id);

  if (cached == NULL)
    return;
  g_object_weak_unref (G_OBJECT (cached->record), record_gone_cb, cached);
  g_hash_table_remove (self->cache, id);
}

static void
let_go_of_large (RapportLibrary *self, guint64 sequence)
{
  while (self->large->len > 0)
    {
      Large *large = self->large->pdata[0];

      if (large->sequence > sequence)
        return;
      rapport_turns_empty (g_steal_pointer (&large->records));
      g_free (g_ptr_array_steal_index (self->large, 0));
    }
}

static void
durable_cb (RapportLibrary *self, guint64 sequence)
{
  GHashTableIter iter;
  const char *id;
  Held *held;

  let_go_of_large (self, sequence);
  g_hash_table_iter_init (&iter, self->held);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, (gpointer *) &held))
    {
      if (held->sequence > sequence)
        continue;
      if (held->erased)
        forget_erased (self, id);
      g_hash_table_iter_remove (&iter);
    }
  set_error (self, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PENDING]);
}

static void
failed_cb (RapportLibrary *self, const GError *error)
{
  set_error (self, error->message);
}

static void
read_only_cb (RapportLibrary *self)
{
  self->read_only = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READ_ONLY]);
}

static void
foreign_cb (RapportLibrary *self, RapportChangeSet *set)
{
  if (!self->read_only)
    rapport_library_apply (self, set);
}

/* Construction. */

static void
rapport_library_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RapportLibrary *self = RAPPORT_LIBRARY (object);

  switch (prop_id)
    {
    case PROP_PENDING:
      g_value_set_uint (value, rapport_library_get_pending (self));
      break;
    case PROP_ERROR:
      g_value_set_string (value, self->error);
      break;
    case PROP_READ_ONLY:
      g_value_set_boolean (value, self->read_only);
      break;
    case PROP_ME:
      g_value_set_string (value, self->me);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rapport_library_finalize (GObject *object)
{
  RapportLibrary *self = RAPPORT_LIBRARY (object);

  g_hash_table_unref (self->held);
  g_ptr_array_unref (self->large);
  forget_all (self);
  g_hash_table_unref (self->cache);
  g_free (self->me);
  g_free (self->error);
  g_clear_object (&self->clock);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rapport_library_parent_class)->finalize (object);
}

static void
rapport_library_class_init (RapportLibraryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = rapport_library_finalize;
  object_class->get_property = rapport_library_get_property;
  properties[PROP_PENDING] = g_param_spec_uint ("pending", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_ERROR] = g_param_spec_string ("error", NULL, NULL, NULL, flags);
  properties[PROP_READ_ONLY] = g_param_spec_boolean ("read-only", NULL, NULL, FALSE, flags);
  properties[PROP_ME] = g_param_spec_string ("me", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  signals[SIGNAL_COMMITTED] =
    g_signal_new ("committed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
rapport_library_init (RapportLibrary *self)
{
  self->cache = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  self->held = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, held_free);
  self->large = g_ptr_array_new_with_free_func (large_free);
}

RapportLibrary *
rapport_library_new (RapportStore *store, RapportClock *clock)
{
  RapportLibrary *self = g_object_new (RAPPORT_TYPE_LIBRARY, NULL);

  self->store = g_object_ref (store);
  self->clock = g_object_ref (clock);
  self->sequence = rapport_store_get_durable (store);
  self->read_only = rapport_store_is_read_only (store, NULL);
  self->me = rapport_store_get_local (store, LOCAL_ME);
  if (self->me == NULL)
    self->me = g_strdup ("");
  g_signal_connect_object (store, "durable", G_CALLBACK (durable_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "read-only", G_CALLBACK (read_only_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "foreign", G_CALLBACK (foreign_cb), self, G_CONNECT_SWAPPED);
  return self;
}

RapportStore *
rapport_library_get_store (RapportLibrary *self)
{
  return self->store;
}

RapportClock *
rapport_library_get_clock (RapportLibrary *self)
{
  return self->clock;
}

const char *
rapport_library_get_me (RapportLibrary *self)
{
  return self->me;
}

void
rapport_library_set_me (RapportLibrary *self, const char *member_id)
{
  if (!g_set_str (&self->me, member_id))
    return;
  rapport_store_set_local (self->store, LOCAL_ME, member_id);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ME]);
}

guint
rapport_library_get_pending (RapportLibrary *self)
{
  return (guint) (self->sequence - MIN (self->sequence, rapport_store_get_durable (self->store)));
}

const char *
rapport_library_get_error (RapportLibrary *self)
{
  return self->error;
}

gboolean
rapport_library_is_read_only (RapportLibrary *self)
{
  return self->read_only;
}

void
rapport_library_set_line_merge (RapportLibrary *self, RapportLineMerge merge)
{
  self->line_merge = merge;
}

RapportLineMerge
rapport_library_get_line_merge (RapportLibrary *self)
{
  return self->line_merge;
}

gboolean
rapport_library_flush (RapportLibrary *self, GError **error)
{
  return rapport_store_wait (self->store, self->sequence, error);
}

/* Reading. */

const RapportRecordInfo *
rapport_record_info_of_type (GType type)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (type);

  return RAPPORT_RECORD_CLASS (klass)->info;
}

RapportRecord *
rapport_library_get_for_info (RapportLibrary *self, const RapportRecordInfo *info, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportRow) row = NULL;
  RapportRecord *record = NULL;

  if (id == NULL || *id == '\0' || is_erased (self, id))
    return NULL;
  record = look_up (self, id);
  if (record != NULL)
    return rapport_record_get_info (record) == info ? g_object_ref (record) : NULL;
  row = rapport_store_load (self->store, info, id, &error);
  if (error != NULL)
    g_warning ("reading a record of type %s: %s", info->name, error->message);
  if (row == NULL)
    return NULL;
  record = take_row (self, info, row);
  rapport_record_set_without_blobs (record, self->store);
  return record;
}

RapportRecord *
rapport_library_get (RapportLibrary *self, GType type, const char *id)
{
  return rapport_library_get_for_info (self, rapport_record_info_of_type (type), id);
}

RapportRecord *
rapport_library_get_by_key (RapportLibrary *self, GType type, const char *const *parts)
{
  const RapportRecordInfo *info = rapport_record_info_of_type (type);
  g_autofree char *id = rapport_id_from_key (info->name, parts);

  return rapport_library_get_for_info (self, info, id);
}

static int
compare_records_cb (gconstpointer a, gconstpointer b, gpointer query)
{
  return rapport_query_compare (query, *(RapportRecord *const *) a, *(RapportRecord *const *) b);
}

typedef struct
{
  RapportQuery *query;
  GHashTable *seen;
  GPtrArray *records;
} Adding;

static void
add_held_cb (const char *id, RapportRecord *record, gpointer user_data)
{
  Adding *adding = user_data;

  if (record != NULL && !g_hash_table_contains (adding->seen, record) &&
      rapport_query_matches (adding->query, record))
    g_ptr_array_add (adding->records, g_object_ref (record));
}

GPtrArray *
rapport_library_find (RapportLibrary *self, RapportQuery *query, GError **error)
{
  const RapportRecordInfo *info = rapport_query_get_info (query);
  g_autoptr (GPtrArray) rows = rapport_store_query (self->store, query, error);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  guint limit = rapport_query_get_limit (query);

  if (rows == NULL)
    return NULL;
  for (guint i = 0; i < rows->len; i++)
    {
      RapportRow *row = rows->pdata[i];
      g_autoptr (RapportRecord) record = NULL;

      if (is_erased (self, row->id))
        continue;
      record = take_row (self, info, row);
      if (!rapport_query_matches (query, record))
        continue;
      g_hash_table_add (seen, record);
      g_ptr_array_add (records, g_steal_pointer (&record));
    }
  rapport_library_foreach_held (self, add_held_cb, &(Adding) { query, seen, records });
  g_ptr_array_sort_with_data (records, compare_records_cb, query);
  if (limit > 0 && records->len > limit)
    g_ptr_array_set_size (records, (int) limit);
  return g_steal_pointer (&records);
}

/* Whether what is held of a record stands behind the large set at @index. */
static gboolean
is_held_later (RapportLibrary *self, const char *id, guint index)
{
  if (g_hash_table_contains (self->held, id))
    return TRUE;
  for (guint i = index + 1; i < self->large->len; i++)
    if (g_hash_table_contains (((Large *) self->large->pdata[i])->records, id))
      return TRUE;
  return FALSE;
}

void
rapport_library_foreach_held (RapportLibrary *self, RapportHeldFunc func, gpointer user_data)
{
  GHashTableIter iter;
  const char *id;
  Held *held;
  RapportRecord *record;

  g_hash_table_iter_init (&iter, self->held);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, (gpointer *) &held))
    func (id, held->erased ? NULL : held->record, user_data);
  for (guint i = 0; i < self->large->len; i++)
    {
      g_hash_table_iter_init (&iter, ((Large *) self->large->pdata[i])->records);
      while (g_hash_table_iter_next (&iter, (gpointer *) &id, (gpointer *) &record))
        if (!is_held_later (self, id, i))
          func (id, record, user_data);
    }
}

GPtrArray *
rapport_library_find_rows (RapportLibrary *self, RapportQuery *query, GError **error)
{
  if (!rapport_library_flush (self, error))
    return NULL;
  return rapport_store_query (self->store, query, error);
}

static void
rows_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  GError *error = NULL;
  GPtrArray *rows = rapport_store_query_finish (RAPPORT_STORE (source), result, &error);

  if (rows != NULL)
    g_task_return_pointer (task, rows, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
rapport_library_find_rows_async (RapportLibrary *self,
                                 RapportQuery *query,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, rapport_library_find_rows_async);
  rapport_store_query_async (self->store, query, cancellable, rows_found_cb, task);
}

GPtrArray *
rapport_library_find_rows_finish (RapportLibrary *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Writing. */

static void
hold (RapportLibrary *self, const char *id, RapportRecord *record, gboolean erased)
{
  Held *held = g_new0 (Held, 1);

  held->record = g_object_ref (record);
  held->sequence = self->sequence;
  held->erased = erased;
  g_hash_table_replace (self->held, g_strdup (id), held);
}

/* The object that a change is about, made when it is not in memory. With @is_new there is no row of
 * it, either. */
static RapportRecord *
object_of_change (RapportLibrary *self, const RapportRecordChange *change, gboolean is_new)
{
  RapportRecord *record =
    is_new ? NULL : rapport_library_get_for_info (self, change->info, change->id);

  if (record != NULL)
    return record;
  /* One that is being erased is still in memory. */
  record = look_up (self, change->id);
  if (record != NULL)
    return g_object_ref (record);
  record = rapport_record_new (change->info, change->id);
  remember (self, record);
  return record;
}

static void
apply_change (RapportLibrary *self,
              const RapportRecordChange *change,
              gboolean is_new,
              GPtrArray *touched)
{
  RapportRecord *record = object_of_change (self, change, is_new);

  g_object_freeze_notify (G_OBJECT (record));
  for (guint i = 0; i < change->fields->len; i++)
    {
      RapportFieldChange *field = &g_array_index (change->fields, RapportFieldChange, i);

      rapport_record_put_value (record, field->field, field->after);
    }
  hold (self, change->id, record, change->operation == RAPPORT_OPERATION_ERASE);
  g_ptr_array_add (touched, record);
}

/* Watchers hear of it only now, when all records of the set are as they will be. */
static void
tell (RapportLibrary *self, RapportChangeSet *set, GPtrArray *touched)
{
  for (guint i = 0; i < touched->len; i++)
    {
      g_object_thaw_notify (touched->pdata[i]);
      rapport_record_emit_changed (touched->pdata[i]);
    }
  /* What is said of sync alone changes nothing that anybody sees. */
  if (rapport_change_set_get_size (set) > 0)
    g_signal_emit (self, signals[SIGNAL_COMMITTED], 0, set);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PENDING]);
}

void
rapport_library_apply (RapportLibrary *self, RapportChangeSet *set)
{
  g_autoptr (GPtrArray) touched = g_ptr_array_new_with_free_func (g_object_unref);

  if (rapport_change_set_get_size (set) == 0 && rapport_change_set_get_note (set) == NULL)
    return;
  rapport_change_set_set_sequence (set, ++self->sequence);
  for (guint i = 0; i < rapport_change_set_get_size (set); i++)
    {
      const RapportRecordChange *change = rapport_change_set_get_change (set, i);

      /* What was pulled was looked for just now. */
      apply_change (self, change,
                    rapport_change_set_get_note (set) != NULL &&
                      change->operation == RAPPORT_OPERATION_CREATE,
                    touched);
    }
  rapport_store_commit (self->store, set);
  tell (self, set, touched);
}

/* The id of a natural key may be asked for before there is a record. */
static gboolean
has_key (const RapportRecordInfo *info)
{
  for (guint i = 0; i < info->n_fields; i++)
    if (info->fields[i].flags & RAPPORT_FIELD_KEY)
      return TRUE;
  return FALSE;
}

static gboolean
is_fresh (const RapportRecordChange *change)
{
  return change->operation == RAPPORT_OPERATION_CREATE && !has_key (change->info);
}

static void
put_values (RapportLibrary *self, const RapportRecordChange *change, RapportRecord *record)
{
  for (guint i = 0; i < change->fields->len; i++)
    {
      RapportFieldChange *field = &g_array_index (change->fields, RapportFieldChange, i);

      rapport_record_put_value (record, field->field, field->after);
    }
  rapport_library_adopt (self, record);
}

gboolean
rapport_library_prepare (RapportLibrary *self,
                         const RapportRecordChange *change,
                         RapportRecord *record)
{
  if (!is_fresh (change))
    return FALSE;
  put_values (self, change, record);
  return TRUE;
}

/* What somebody has written meanwhile stays, and what was erased stays away. */
static void
drop_overtaken (RapportLibrary *self, RapportRecordChange *change, RapportRecord *record)
{
  if (change->operation == RAPPORT_OPERATION_CHANGE &&
      (look_up (self, change->id) != record || is_erased (self, change->id)))
    g_array_set_size (change->fields, 0);
  for (guint i = change->fields->len; i > 0; i--)
    {
      const RapportFieldChange *field = &g_array_index (change->fields, RapportFieldChange, i - 1);

      if (!rapport_kind_equal (change->info->fields[field->field].kind, field->before,
                               rapport_record_get_value (record, field->field)))
        g_array_remove_index (change->fields, i - 1);
    }
}

static void
reveal_changes (RapportLibrary *self,
                RapportChangeSet *set,
                GHashTable *records,
                GPtrArray *touched)
{
  for (guint i = rapport_change_set_get_size (set); i > 0; i--)
    {
      const RapportRecordChange *change = rapport_change_set_get_change (set, i - 1);
      RapportRecord *record = g_hash_table_lookup (records, change->id);

      if (is_fresh (change))
        continue;
      drop_overtaken (self, rapport_change_set_find (set, change->id), record);
      g_object_freeze_notify (G_OBJECT (record));
      put_values (self, change, record);
      g_ptr_array_add (touched, g_object_ref (record));
      rapport_change_set_prune_at (set, i - 1);
    }
}

void
rapport_library_reveal (RapportLibrary *self, RapportChangeSet *set, GHashTable *records)
{
  g_autoptr (GPtrArray) touched = g_ptr_array_new_with_free_func (g_object_unref);
  Large *large;

  reveal_changes (self, set, records, touched);
  if (rapport_change_set_get_size (set) == 0)
    {
      g_ptr_array_foreach (touched, (GFunc) g_object_thaw_notify, NULL);
      return;
    }
  rapport_change_set_set_sequence (set, ++self->sequence);
  large = g_new0 (Large, 1);
  large->records = g_hash_table_ref (records);
  large->sequence = self->sequence;
  g_ptr_array_add (self->large, large);
  rapport_store_commit (self->store, set);
  tell (self, set, touched);
}
