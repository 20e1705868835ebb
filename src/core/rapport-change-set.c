/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-change-set.h"

#include <gio/gio.h>
#include <string.h>

struct _RapportChangeSet
{
  gatomicrefcount ref_count;
  RapportChangeHead head;
  GPtrArray *changes;
  GHashTable *by_id; /* of the changes, whose ids it borrows */
  RapportSyncNote *note;
  guint64 sequence;
};

static void
clear_field_change (gpointer data)
{
  RapportFieldChange *change = data;

  g_clear_pointer (&change->before, g_variant_unref);
  g_clear_pointer (&change->after, g_variant_unref);
}

static void
free_record_change (gpointer data)
{
  RapportRecordChange *change = data;

  g_array_unref (change->fields);
  g_free (change);
}

RapportChangeSet *
rapport_change_set_new (const RapportChangeHead *head)
{
  RapportChangeSet *self = g_new0 (RapportChangeSet, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->head = *head;
  self->head.id = g_strdup (head->id);
  self->head.label = g_strdup (head->label);
  self->head.author = g_strdup (head->author ? head->author : "");
  self->head.client = g_strdup (head->client ? head->client : "");
  self->head.target = g_strdup (head->target ? head->target : "");
  self->changes = g_ptr_array_new_with_free_func (free_record_change);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

RapportChangeSet *
rapport_change_set_ref (RapportChangeSet *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rapport_change_set_unref (RapportChangeSet *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free ((char *) self->head.id);
  g_free ((char *) self->head.label);
  g_free ((char *) self->head.author);
  g_free ((char *) self->head.client);
  g_free ((char *) self->head.target);
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->changes);
  g_clear_pointer (&self->note, rapport_sync_note_free);
  g_free (self);
}

RapportRecordChange *
rapport_change_set_add_record (RapportChangeSet *self,
                               const RapportRecordInfo *info,
                               const char *id,
                               RapportOperation operation)
{
  RapportRecordChange *change = g_hash_table_lookup (self->by_id, id);

  if (change == NULL)
    {
      change = g_new0 (RapportRecordChange, 1);
      change->info = info;
      change->operation = operation;
      g_strlcpy (change->id, id, sizeof change->id);
      change->fields = g_array_new (FALSE, FALSE, sizeof (RapportFieldChange));
      g_array_set_clear_func (change->fields, clear_field_change);
      g_ptr_array_add (self->changes, change);
      g_hash_table_insert (self->by_id, change->id, change);
    }
  return change;
}

void
rapport_record_change_add_field (RapportRecordChange *change,
                                 guint field,
                                 GVariant *before,
                                 GVariant *after)
{
  RapportFieldChange added = { field, before ? g_variant_ref_sink (before) : NULL,
                               after ? g_variant_ref_sink (after) : NULL };

  for (guint i = 0; i < change->fields->len; i++)
    {
      RapportFieldChange *old = &g_array_index (change->fields, RapportFieldChange, i);

      if (old->field != field)
        continue;
      g_clear_pointer (&added.before, g_variant_unref);
      g_clear_pointer (&old->after, g_variant_unref);
      old->after = added.after;
      return;
    }
  g_array_append_val (change->fields, added);
}

static void
replace_string (const char **place, const char *text)
{
  g_free ((char *) *place);
  *place = g_strdup (text);
}

void
rapport_change_set_set_scope (
  RapportChangeSet *self, const char *id, const char *client, gboolean continues, gboolean barrier)
{
  if (id != NULL)
    replace_string (&self->head.id, id);
  if (client != NULL)
    replace_string (&self->head.client, client);
  self->head.continues = continues;
  self->head.barrier = barrier;
}

RapportRecordChange *
rapport_change_set_find (RapportChangeSet *self, const char *id)
{
  return g_hash_table_lookup (self->by_id, id);
}

static void
prune_fields (RapportRecordChange *change)
{
  for (guint i = change->fields->len; i > 0; i--)
    {
      RapportFieldChange *field = &g_array_index (change->fields, RapportFieldChange, i - 1);

      if (rapport_kind_equal (change->info->fields[field->field].kind, field->before, field->after))
        g_array_remove_index (change->fields, i - 1);
    }
}

void
rapport_change_set_prune_at (RapportChangeSet *self, guint index)
{
  RapportRecordChange *change = self->changes->pdata[index];

  prune_fields (change);
  if (change->fields->len > 0 || change->operation != RAPPORT_OPERATION_CHANGE)
    return;
  g_hash_table_remove (self->by_id, change->id);
  g_ptr_array_remove_index (self->changes, index);
}

void
rapport_change_set_prune (RapportChangeSet *self)
{
  for (guint i = self->changes->len; i > 0; i--)
    rapport_change_set_prune_at (self, i - 1);
}

const RapportChangeHead *
rapport_change_set_get_head (RapportChangeSet *self)
{
  return &self->head;
}

guint
rapport_change_set_get_size (RapportChangeSet *self)
{
  return self->changes->len;
}

const RapportRecordChange *
rapport_change_set_get_change (RapportChangeSet *self, guint index)
{
  g_return_val_if_fail (index < self->changes->len, NULL);
  return self->changes->pdata[index];
}

void
rapport_change_set_set_note (RapportChangeSet *self, RapportSyncNote *note)
{
  g_clear_pointer (&self->note, rapport_sync_note_free);
  self->note = note;
}

const RapportSyncNote *
rapport_change_set_get_note (RapportChangeSet *self)
{
  return self->note;
}

guint64
rapport_change_set_get_sequence (RapportChangeSet *self)
{
  return self->sequence;
}

void
rapport_change_set_set_sequence (RapportChangeSet *self, guint64 sequence)
{
  self->sequence = sequence;
}

/* JSON. */

static const char *const operation_words[] = {
  [RAPPORT_OPERATION_CREATE] = "create",
  [RAPPORT_OPERATION_CHANGE] = "change",
  [RAPPORT_OPERATION_ERASE] = "erase",
};

static const char *const kind_words[] = {
  [RAPPORT_CHANGE_EDIT] = "edit",
  [RAPPORT_CHANGE_UNDO] = "undo",
  [RAPPORT_CHANGE_REDO] = "redo",
  [RAPPORT_CHANGE_PULL] = "pull",
};

static JsonArray *
fields_to_json (const RapportRecordChange *change)
{
  JsonArray *fields = json_array_new ();

  for (guint i = 0; i < change->fields->len; i++)
    {
      const RapportFieldChange *f = &g_array_index (change->fields, RapportFieldChange, i);
      const RapportField *field = &change->info->fields[f->field];
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "field", field->name);
      json_object_set_member (object, "before", rapport_kind_to_json (field->kind, f->before));
      json_object_set_member (object, "after", rapport_kind_to_json (field->kind, f->after));
      json_array_add_object_element (fields, object);
    }
  return fields;
}

JsonNode *
rapport_change_set_to_json (RapportChangeSet *self)
{
  g_autoptr (JsonObject) root = json_object_new ();
  JsonArray *changes = json_array_new ();

  json_object_set_string_member (root, "id", self->head.id);
  json_object_set_string_member (root, "label", self->head.label);
  json_object_set_string_member (root, "author", self->head.author);
  json_object_set_string_member (root, "client", self->head.client);
  json_object_set_string_member (root, "target", self->head.target);
  json_object_set_string_member (root, "kind", kind_words[self->head.kind]);
  json_object_set_int_member (root, "instant", self->head.instant);
  json_object_set_boolean_member (root, "continues", self->head.continues);
  json_object_set_boolean_member (root, "barrier", self->head.barrier);
  for (guint i = 0; i < self->changes->len; i++)
    {
      const RapportRecordChange *change = self->changes->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "type", change->info->name);
      json_object_set_string_member (object, "id", change->id);
      json_object_set_string_member (object, "operation", operation_words[change->operation]);
      json_object_set_array_member (object, "fields", fields_to_json (change));
      json_array_add_object_element (changes, object);
    }
  json_object_set_array_member (root, "changes", changes);
  return json_node_init_object (json_node_alloc (), root);
}

static int
find_word (const char *const *words, gsize n, const char *word)
{
  for (gsize i = 0; i < n; i++)
    if (g_strcmp0 (words[i], word) == 0)
      return (int) i;
  return -1;
}

static const char *
string_member (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

static gboolean
refuse (GError **error, const char *what)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "a change set has no valid %s", what);
  return FALSE;
}

/* The value of a member, which may be null or missing. */
static gboolean
read_value (
  RapportKind kind, JsonObject *object, const char *name, GVariant **value, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);
  g_autoptr (GError) local_error = NULL;

  *value = node != NULL ? rapport_kind_from_json (kind, node, &local_error) : NULL;
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
read_field (RapportRecordChange *change, JsonNode *node, GError **error)
{
  g_autoptr (GVariant) before = NULL;
  g_autoptr (GVariant) after = NULL;
  JsonObject *object;
  const char *name;
  RapportKind kind;
  int field;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return refuse (error, "field");
  object = json_node_get_object (node);
  name = string_member (object, "field");
  field = name != NULL ? rapport_record_info_find_field (change->info, name) : -1;
  if (field < 0)
    return refuse (error, "field");
  kind = change->info->fields[field].kind;
  if (!read_value (kind, object, "before", &before, error) ||
      !read_value (kind, object, "after", &after, error))
    return FALSE;
  rapport_record_change_add_field (change, (guint) field, before, after);
  return TRUE;
}

static gboolean
read_change (RapportChangeSet *self, JsonNode *node, GError **error)
{
  JsonObject *object;
  const RapportRecordInfo *info;
  RapportRecordChange *change;
  const char *type, *id;
  JsonArray *fields;
  int operation;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return refuse (error, "change");
  object = json_node_get_object (node);
  type = string_member (object, "type");
  id = string_member (object, "id");
  info = type != NULL ? rapport_record_info_lookup (type) : NULL;
  operation = find_word (operation_words, G_N_ELEMENTS (operation_words),
                         string_member (object, "operation"));
  if (info == NULL || operation < 0 || !rapport_id_is_valid (id))
    return refuse (error, "change");
  change = rapport_change_set_add_record (self, info, id, (RapportOperation) operation);
  fields = json_object_get_array_member (object, "fields");
  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    if (!read_field (change, json_array_get_element (fields, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
read_head (JsonObject *root, RapportChangeHead *head)
{
  int kind = find_word (kind_words, G_N_ELEMENTS (kind_words), string_member (root, "kind"));

  if (kind < 0)
    return FALSE;
  head->kind = (RapportChangeKind) kind;
  head->id = string_member (root, "id");
  head->label = string_member (root, "label");
  head->author = string_member (root, "author");
  head->client = string_member (root, "client");
  head->target = string_member (root, "target");
  head->instant = json_object_get_int_member_with_default (root, "instant", 0);
  head->continues = json_object_get_boolean_member_with_default (root, "continues", FALSE);
  head->barrier = json_object_get_boolean_member_with_default (root, "barrier", FALSE);
  return rapport_id_is_valid (head->id) && head->label != NULL;
}

RapportChangeSet *
rapport_change_set_from_json (JsonNode *node, GError **error)
{
  g_autoptr (RapportChangeSet) self = NULL;
  RapportChangeHead head = { 0 };
  JsonNode *changes;

  if (!JSON_NODE_HOLDS_OBJECT (node) || !read_head (json_node_get_object (node), &head))
    {
      refuse (error, "head");
      return NULL;
    }
  self = rapport_change_set_new (&head);
  changes = json_object_get_member (json_node_get_object (node), "changes");
  if (changes == NULL || !JSON_NODE_HOLDS_ARRAY (changes))
    {
      refuse (error, "list of changes");
      return NULL;
    }
  for (guint i = 0; i < json_array_get_length (json_node_get_array (changes)); i++)
    if (!read_change (self, json_array_get_element (json_node_get_array (changes), i), error))
      return NULL;
  return g_steal_pointer (&self);
}
