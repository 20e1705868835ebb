/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-transaction.h"

#include "rapport-library-private.h"
#include "rapport-record-private.h"
#include "rapport-records.h"
#include "rapport-turns.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

struct _RapportTransaction
{
  RapportLibrary *library;
  RapportChangeSet *set;
  GHashTable *records; /* id to the object that the set changes */
  char *client;
  char *entry;
  GHashTable *remembered; /* name to Remembered */
  gint64 now;
  gboolean barrier;
};

typedef struct
{
  gpointer data;
  GDestroyNotify free_data;
} Remembered;

static void
remembered_free (gpointer data)
{
  Remembered *self = data;

  if (self->free_data != NULL)
    self->free_data (self->data);
  g_free (self);
}

RapportTransaction *
rapport_transaction_begin (RapportLibrary *library, const char *label)
{
  RapportTransaction *self = g_new0 (RapportTransaction, 1);
  g_autofree char *id = NULL;
  RapportChangeHead head = { 0 };

  self->library = g_object_ref (library);
  self->now = rapport_clock_get_now (rapport_library_get_clock (library));
  self->records = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  id = rapport_id_new (self->now);
  head.id = id;
  head.label = label;
  head.author = rapport_library_get_me (library);
  head.instant = self->now;
  self->set = rapport_change_set_new (&head);
  return self;
}

void
rapport_transaction_free (RapportTransaction *self)
{
  g_clear_pointer (&self->set, rapport_change_set_unref);
  g_clear_pointer (&self->records, g_hash_table_unref);
  g_clear_pointer (&self->remembered, g_hash_table_unref);
  g_free (self->client);
  g_free (self->entry);
  g_object_unref (self->library);
  g_free (self);
}

void
rapport_transaction_set_client (RapportTransaction *self, const char *client_id)
{
  g_set_str (&self->client, client_id);
}

void
rapport_transaction_set_entry (RapportTransaction *self, const char *entry_id)
{
  g_set_str (&self->entry, entry_id);
}

void
rapport_transaction_set_barrier (RapportTransaction *self)
{
  self->barrier = TRUE;
}

RapportLibrary *
rapport_transaction_get_library (RapportTransaction *self)
{
  return self->library;
}

void
rapport_transaction_remember (RapportTransaction *self,
                              const char *name,
                              gpointer data,
                              GDestroyNotify free_data)
{
  Remembered *remembered = g_new (Remembered, 1);

  if (self->remembered == NULL)
    self->remembered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, remembered_free);
  *remembered = (Remembered) { data, free_data };
  g_hash_table_insert (self->remembered, g_strdup (name), remembered);
}

gpointer
rapport_transaction_recall (RapportTransaction *self, const char *name)
{
  Remembered *remembered =
    self->remembered != NULL ? g_hash_table_lookup (self->remembered, name) : NULL;

  return remembered != NULL ? remembered->data : NULL;
}

RapportRecord *
rapport_transaction_find (RapportTransaction *self, GType type, const char *id)
{
  RapportRecord *record = id != NULL ? g_hash_table_lookup (self->records, id) : NULL;

  if (record == NULL)
    return rapport_library_get (self->library, type, id);
  return G_TYPE_CHECK_INSTANCE_TYPE (record, type) ? g_object_ref (record) : NULL;
}

static RapportRecordChange *
change_of (RapportTransaction *self, RapportRecord *record, RapportOperation operation)
{
  const char *id = rapport_record_get_id (record);

  if (!g_hash_table_contains (self->records, id))
    g_hash_table_insert (self->records, g_strdup (id), g_object_ref (record));
  return rapport_change_set_add_record (self->set, rapport_record_get_info (record), id, operation);
}

static RapportRecord *
create_with_id (RapportTransaction *self, const RapportRecordInfo *info, const char *id)
{
  g_autoptr (RapportRecord) record = rapport_record_new (info, id);
  RapportRecordChange *change = change_of (self, record, RAPPORT_OPERATION_CREATE);

  for (guint i = 0; i < info->n_fields; i++)
    {
      g_autoptr (GVariant) value = rapport_record_info_get_default (info, i, self->now);

      if (value != NULL)
        rapport_record_change_add_field (change, i, NULL, value);
    }
  return record;
}

RapportRecord *
rapport_transaction_create (RapportTransaction *self, GType type)
{
  g_autofree char *id = rapport_id_new (self->now);

  return create_with_id (self, rapport_record_info_of_type (type), id);
}

static GVariant *
key_part_to_value (const RapportField *field, const char *part)
{
  if (field->kind == RAPPORT_KIND_DAY)
    return g_variant_new_int32 (rapport_day_parse (part));
  return g_variant_new_string (part);
}

static void
set_key_fields (RapportTransaction *self, RapportRecord *record, const char *const *parts)
{
  const RapportRecordInfo *info = rapport_record_get_info (record);
  gsize part = 0;

  for (guint i = 0; i < info->n_fields && parts[part] != NULL; i++)
    if (info->fields[i].flags & RAPPORT_FIELD_KEY)
      rapport_transaction_set (self, record, i,
                               key_part_to_value (&info->fields[i], parts[part++]));
}

RapportRecord *
rapport_transaction_ensure (RapportTransaction *self, GType type, const char *const *parts)
{
  const RapportRecordInfo *info = rapport_record_info_of_type (type);
  g_autofree char *id = rapport_id_from_key (info->name, parts);
  g_autoptr (RapportRecord) found = NULL;
  RapportRecord *record = g_hash_table_lookup (self->records, id);

  if (record != NULL)
    return record;
  found = rapport_library_get_for_info (self->library, info, id);
  if (found == NULL)
    {
      record = create_with_id (self, info, id);
      set_key_fields (self, record, parts);
      return record;
    }
  change_of (self, found, RAPPORT_OPERATION_CHANGE);
  if (rapport_record_is_trashed (found))
    rapport_transaction_restore (self, found);
  return found;
}

GVariant *
rapport_transaction_get (RapportTransaction *self, RapportRecord *record, guint field)
{
  RapportRecordChange *change = rapport_change_set_find (self->set, rapport_record_get_id (record));

  for (guint i = 0; change != NULL && i < change->fields->len; i++)
    {
      RapportFieldChange *f = &g_array_index (change->fields, RapportFieldChange, i);

      if (f->field == field)
        return f->after;
    }
  return rapport_record_get_value (record, field);
}

const char *
rapport_transaction_get_text (RapportTransaction *self, RapportRecord *record, guint field)
{
  GVariant *value = rapport_transaction_get (self, record, field);

  return value != NULL ? g_variant_get_string (value, NULL) : "";
}

gboolean
rapport_transaction_get_boolean (RapportTransaction *self, RapportRecord *record, guint field)
{
  GVariant *value = rapport_transaction_get (self, record, field);

  return value != NULL && g_variant_get_boolean (value);
}

gboolean
rapport_transaction_is_trashed (RapportTransaction *self, RapportRecord *record)
{
  return rapport_transaction_get (self, record, RAPPORT_RECORD_TRASHED) != NULL;
}

void
rapport_transaction_set (RapportTransaction *self,
                         RapportRecord *record,
                         guint field,
                         GVariant *value)
{
  const RapportRecordInfo *info = rapport_record_get_info (record);
  g_autoptr (GVariant) owned = value != NULL ? g_variant_ref_sink (value) : NULL;

  g_return_if_fail (field < info->n_fields);
  g_return_if_fail (value == NULL || g_variant_is_of_type (value, rapport_kind_get_variant_type (
                                                                    info->fields[field].kind)));
  if (rapport_kind_equal (info->fields[field].kind, rapport_transaction_get (self, record, field),
                          owned))
    return;
  rapport_record_change_add_field (change_of (self, record, RAPPORT_OPERATION_CHANGE), field,
                                   rapport_record_get_value (record, field), owned);
}

void
rapport_transaction_set_text (RapportTransaction *self,
                              RapportRecord *record,
                              guint field,
                              const char *text)
{
  g_autofree char *valid = text != NULL && *text != '\0' ? g_utf8_make_valid (text, -1) : NULL;

  rapport_transaction_set (self, record, field,
                           valid != NULL ? g_variant_new_string (valid) : NULL);
}

void
rapport_transaction_set_boolean (RapportTransaction *self,
                                 RapportRecord *record,
                                 guint field,
                                 gboolean value)
{
  rapport_transaction_set (self, record, field, g_variant_new_boolean (value));
}

void
rapport_transaction_set_integer (RapportTransaction *self,
                                 RapportRecord *record,
                                 guint field,
                                 gint64 value)
{
  rapport_transaction_set (self, record, field, g_variant_new_int64 (value));
}

void
rapport_transaction_set_day (RapportTransaction *self,
                             RapportRecord *record,
                             guint field,
                             RapportDay day)
{
  rapport_transaction_set (self, record, field,
                           day != RAPPORT_DAY_NONE ? g_variant_new_int32 (day) : NULL);
}

void
rapport_transaction_set_money (
  RapportTransaction *self, RapportRecord *record, guint field, gint64 minor, const char *currency)
{
  rapport_transaction_set (self, record, field, g_variant_new ("(xs)", minor, currency));
}

void
rapport_transaction_trash (RapportTransaction *self, RapportRecord *record)
{
  rapport_transaction_set_integer (self, record, RAPPORT_RECORD_TRASHED, self->now);
}

void
rapport_transaction_restore (RapportTransaction *self, RapportRecord *record)
{
  rapport_transaction_set (self, record, RAPPORT_RECORD_TRASHED, NULL);
}

static void
erase_alone (RapportTransaction *self, RapportRecord *record)
{
  RapportRecordChange *change = change_of (self, record, RAPPORT_OPERATION_ERASE);

  change->operation = RAPPORT_OPERATION_ERASE;
  g_array_set_size (change->fields, 0);
}

/* They hold words of it. */
static void
erase_conflicts (RapportTransaction *self, RapportRecord *record)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_CONFLICT);
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GError) error = NULL;

  rapport_query_include_trashed (query);
  rapport_query_where_text (query, RAPPORT_CONFLICT_RECORD, rapport_record_get_id (record));
  conflicts = rapport_library_find (self->library, query, &error);
  if (conflicts == NULL)
    g_warning ("looking for the conflicts of a record: %s", error->message);
  for (guint i = 0; conflicts != NULL && i < conflicts->len; i++)
    erase_alone (self, conflicts->pdata[i]);
}

void
rapport_transaction_erase (RapportTransaction *self, RapportRecord *record)
{
  erase_alone (self, record);
  if (!RAPPORT_IS_CONFLICT (record))
    erase_conflicts (self, record);
  self->barrier = TRUE;
}

gboolean
rapport_transaction_is_empty (RapportTransaction *self)
{
  rapport_change_set_prune (self->set);
  return rapport_change_set_get_size (self->set) == 0;
}

/* The client of a record, as the transaction would leave it. */
static const char *
client_of (RapportTransaction *self, const RapportRecordChange *change)
{
  RapportRecord *record = g_hash_table_lookup (self->records, change->id);
  GVariant *client;

  if (change->info->client == RAPPORT_CLIENT_SELF)
    return change->id;
  if (change->info->client == RAPPORT_CLIENT_NONE)
    return "";
  client = rapport_transaction_get (self, record, (guint) change->info->client);
  return client != NULL ? g_variant_get_string (client, NULL) : "";
}

/* Deleting, restoring and erasing are not the kind of change that an archive
 * keeps away. */
static gboolean
is_about_trash (const RapportRecordChange *change)
{
  if (change->operation == RAPPORT_OPERATION_CREATE)
    return FALSE;
  for (guint i = 0; i < change->fields->len; i++)
    if (g_array_index (change->fields, RapportFieldChange, i).field != RAPPORT_RECORD_TRASHED)
      return FALSE;
  return TRUE;
}

static gboolean
erases (RapportTransaction *self)
{
  for (guint i = 0; i < rapport_change_set_get_size (self->set); i++)
    if (rapport_change_set_get_change (self->set, i)->operation == RAPPORT_OPERATION_ERASE)
      return TRUE;
  return FALSE;
}

/* Whether the client that a change is about is in the archive and stays there. What
 * is not in @seen yet is asked once. */
static gboolean
is_archived (RapportTransaction *self, const RapportRecordChange *change, GHashTable *seen)
{
  const char *id = client_of (self, change);
  const RapportRecordChange *own = rapport_change_set_find (self->set, id);
  g_autoptr (RapportRecord) client = NULL;

  /* One that is made just now isn't there. */
  if (is_about_trash (change) || *id == '\0' ||
      (own != NULL && own->operation == RAPPORT_OPERATION_CREATE) ||
      !g_hash_table_add (seen, g_strdup (id)))
    return FALSE;
  client = rapport_library_get (self->library, RAPPORT_TYPE_CLIENT, id);
  return client != NULL && rapport_record_get_value (client, RAPPORT_CLIENT_ARCHIVED) != NULL &&
         rapport_transaction_get (self, client, RAPPORT_CLIENT_ARCHIVED) != NULL;
}

static gboolean
refuse_archived (RapportTransaction *self, const RapportRecordChange *change, GError **error)
{
  g_autoptr (RapportRecord) client =
    rapport_library_get (self->library, RAPPORT_TYPE_CLIENT, client_of (self, change));

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY,
               /* Translators: %s is the name of a client */
               _ ("“%s” is in the archive. Take it out to change it."),
               rapport_record_get_title (client));
  return FALSE;
}

static gboolean
may_write (RapportTransaction *self, GError **error)
{
  if (!rapport_library_is_read_only (self->library))
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY,
                       _ ("This library can only be read."));
  return FALSE;
}

static gboolean
may_commit (RapportTransaction *self, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (!may_write (self, error))
    return FALSE;
  /* Erasing takes what points at the erased along. */
  if (erases (self))
    return TRUE;
  for (guint i = 0; i < rapport_change_set_get_size (self->set); i++)
    {
      const RapportRecordChange *change = rapport_change_set_get_change (self->set, i);

      if (is_archived (self, change, seen))
        return refuse_archived (self, change, error);
    }
  return TRUE;
}

static void
settle_scope (RapportTransaction *self)
{
  const char *client = self->client != NULL
                         ? self->client
                         : client_of (self, rapport_change_set_get_change (self->set, 0));

  rapport_change_set_set_scope (self->set, self->entry, client, self->entry != NULL, self->barrier);
}

gboolean
rapport_transaction_commit (RapportTransaction *self, GError **error)
{
  g_autoptr (RapportChangeSet) set = NULL;
  GHashTableIter iter;
  RapportRecord *record;

  g_return_val_if_fail (self->set != NULL, FALSE);
  if (rapport_transaction_is_empty (self))
    return TRUE;
  if (!may_commit (self, error))
    return FALSE;
  settle_scope (self);
  g_hash_table_iter_init (&iter, self->records);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &record))
    rapport_library_adopt (self->library, record);
  set = g_steal_pointer (&self->set);
  rapport_library_apply (self->library, set);
  return TRUE;
}

/* In turns. */

typedef struct
{
  RapportTransaction *transaction;
  GHashTable *seen;
  gboolean (*step) (GTask *task, guint index, GError **error);
  guint left; /* changes, from the last to the first */
} Committing;

static void
committing_free (gpointer data)
{
  Committing *self = data;

  /* Of one that was cancelled, nobody else holds the records. */
  if (self->transaction->records != NULL)
    rapport_turns_empty (g_steal_pointer (&self->transaction->records));
  rapport_transaction_free (self->transaction);
  g_hash_table_unref (self->seen);
  g_free (self);
}

static gboolean
prepare_step (GTask *task, guint index, GError **error)
{
  RapportTransaction *self = ((Committing *) g_task_get_task_data (task))->transaction;
  const RapportRecordChange *change = rapport_change_set_get_change (self->set, index);

  rapport_library_prepare (self->library, change, g_hash_table_lookup (self->records, change->id));
  return TRUE;
}

/* All of it is looked at before the first record is prepared. */
static gboolean
check_step (GTask *task, guint index, GError **error)
{
  Committing *committing = g_task_get_task_data (task);
  RapportTransaction *self = committing->transaction;
  const RapportRecordChange *change = rapport_change_set_get_change (self->set, index);

  if (is_archived (self, change, committing->seen))
    return refuse_archived (self, change, error);
  rapport_change_set_prune_at (self->set, index);
  if (index == 0)
    {
      committing->step = prepare_step;
      committing->left = rapport_change_set_get_size (self->set);
    }
  return TRUE;
}

static void
reveal (RapportTransaction *self)
{
  g_autoptr (RapportChangeSet) set = NULL;

  if (rapport_change_set_get_size (self->set) == 0)
    return;
  settle_scope (self);
  set = g_steal_pointer (&self->set);
  rapport_library_reveal (self->library, set, self->records);
  g_clear_pointer (&self->records, g_hash_table_unref);
}

static gboolean
commit_turn_cb (gpointer user_data)
{
  GTask *task = user_data;
  Committing *committing = g_task_get_task_data (task);
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return FALSE;
  if (committing->left > 0 && committing->step (task, --committing->left, &error))
    return TRUE;
  /* It may have become so meanwhile. */
  if (error != NULL || !may_write (committing->transaction, &error))
    {
      g_task_return_error (task, error);
      return FALSE;
    }
  reveal (committing->transaction);
  g_task_return_boolean (task, TRUE);
  return FALSE;
}

void
rapport_transaction_commit_async (RapportTransaction *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task = g_task_new (self->library, cancellable, callback, user_data);
  Committing *committing = g_new0 (Committing, 1);

  committing->transaction = self;
  committing->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  committing->step = check_step;
  committing->left = rapport_change_set_get_size (self->set);
  g_task_set_source_tag (task, rapport_transaction_commit_async);
  g_task_set_task_data (task, committing, committing_free);
  rapport_turns_run (commit_turn_cb, task, g_object_unref);
}

gboolean
rapport_transaction_commit_finish (RapportLibrary *library, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
