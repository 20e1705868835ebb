/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-transaction.h"

#include "rapport-library-private.h"
#include "rapport-record-private.h"
#include "rapport-records.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

struct _RapportTransaction
{
  RapportLibrary *library;
  RapportChangeSet *set;
  GHashTable *records; /* id to the object that the set changes */
  char *client;
  char *entry;
  gint64 now;
  gboolean barrier;
};

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
  g_hash_table_unref (self->records);
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

void
rapport_transaction_erase (RapportTransaction *self, RapportRecord *record)
{
  RapportRecordChange *change = change_of (self, record, RAPPORT_OPERATION_ERASE);

  change->operation = RAPPORT_OPERATION_ERASE;
  g_array_set_size (change->fields, 0);
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

/* (transfer full) (nullable): the client in the archive that this would change.
 * Erasing takes what points at the erased along. */
static RapportRecord *
find_archived (RapportTransaction *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  if (erases (self))
    return NULL;

  for (guint i = 0; i < rapport_change_set_get_size (self->set); i++)
    {
      const RapportRecordChange *change = rapport_change_set_get_change (self->set, i);
      const char *id = client_of (self, change);
      g_autoptr (RapportRecord) client = NULL;

      if (is_about_trash (change) || *id == '\0' || !g_hash_table_add (seen, (gpointer) id))
        continue;
      client = rapport_library_get (self->library, RAPPORT_TYPE_CLIENT, id);
      if (client != NULL && rapport_record_get_value (client, RAPPORT_CLIENT_ARCHIVED) != NULL &&
          rapport_transaction_get (self, client, RAPPORT_CLIENT_ARCHIVED) != NULL)
        return g_steal_pointer (&client);
    }
  return NULL;
}

static gboolean
may_commit (RapportTransaction *self, GError **error)
{
  g_autoptr (RapportRecord) archived = NULL;

  if (rapport_library_is_read_only (self->library))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY,
                           _ ("This library can only be read."));
      return FALSE;
    }
  archived = find_archived (self);
  if (archived == NULL)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY,
               /* Translators: %s is the name of a client */
               _ ("“%s” is in the archive. Take it out to change it."),
               rapport_record_get_title (archived));
  return FALSE;
}

gboolean
rapport_transaction_commit (RapportTransaction *self, GError **error)
{
  g_autoptr (RapportChangeSet) set = NULL;
  GHashTableIter iter;
  RapportRecord *record;
  const char *client;

  g_return_val_if_fail (self->set != NULL, FALSE);
  if (rapport_transaction_is_empty (self))
    return TRUE;
  if (!may_commit (self, error))
    return FALSE;
  client = self->client != NULL ? self->client
                                : client_of (self, rapport_change_set_get_change (self->set, 0));
  rapport_change_set_set_scope (self->set, self->entry, client, self->entry != NULL, self->barrier);
  g_hash_table_iter_init (&iter, self->records);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &record))
    rapport_library_adopt (self->library, record);
  set = g_steal_pointer (&self->set);
  rapport_library_apply (self->library, set);
  return TRUE;
}
