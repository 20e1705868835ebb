/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-document-private.h"
#include "rapport-id.h"

#include <gio/gio.h>
#include <string.h>

RapportDocument *
rapport_document_new (const RapportRecordInfo *info, const char *id)
{
  RapportDocument *self = g_new0 (RapportDocument, 1);

  self->info = info;
  self->type = rapport_name_to_column (info->name);
  self->id = g_strdup (id);
  self->revision = g_strdup ("");
  self->author = g_strdup ("");
  self->replica = g_strdup ("");
  self->past = g_strdup ("");
  self->schema = RAPPORT_DOCUMENT_SCHEMA;
  return self;
}

void
rapport_document_free (RapportDocument *self)
{
  g_free (self->type);
  g_free (self->id);
  g_free (self->revision);
  g_free (self->author);
  g_free (self->replica);
  g_free (self->past);
  g_free (self->raw);
  g_strfreev (self->conflicts);
  g_clear_pointer (&self->row, rapport_row_free);
  g_clear_pointer (&self->blobs, g_array_unref);
  g_free (self);
}

char *
rapport_document_get_name (const RapportRecordInfo *info, const char *id)
{
  g_autofree char *type = rapport_name_to_column (info->name);

  return g_strconcat (type, ":", id, NULL);
}

gboolean
rapport_document_is_record (const char *name)
{
  return name[0] != '_' && strchr (name, ':') != NULL && !g_str_has_prefix (name, "blob:") &&
         !g_str_has_prefix (name, "rapport:");
}

static gboolean
is_mine (const RapportField *field)
{
  return field->audience == RAPPORT_AUDIENCE_ME;
}

gboolean
rapport_document_may_leave (const RapportRecordInfo *info, const RapportRow *row)
{
  GVariant *audience = row->values[RAPPORT_RECORD_AUDIENCE];

  /* A record that says nothing is for the team. */
  return audience == NULL || g_variant_get_string (audience, NULL)[0] == '\0' ||
         rapport_audience_from_word (g_variant_get_string (audience, NULL)) != RAPPORT_AUDIENCE_ME;
}

/* Members that this version does not know. */

/* (transfer full): an empty one where there are none, or none that can be read. */
static JsonObject *
parse_extra (const char *extra)
{
  g_autoptr (JsonNode) node = extra != NULL ? json_from_string (extra, NULL) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node)
                                                       : json_object_new ();
}

/* (transfer full) (nullable) */
static char *
print_extra (JsonObject *object)
{
  g_autoptr (JsonNode) node = NULL;

  if (json_object_get_size (object) == 0)
    return NULL;
  node = json_node_init_object (json_node_alloc (), object);
  return json_to_string (node, FALSE);
}

/* Writing. */

static JsonNode *
write_fields (const RapportDocument *self)
{
  const RapportRecordInfo *info = self->info;
  const RapportRow *row = self->row;
  g_autoptr (JsonObject) fields = parse_extra (row->extra);
  g_autoptr (GArray) blobs =
    self->blobs != NULL ? g_array_ref (self->blobs) : rapport_document_collect_blobs (self);

  for (guint i = 0; i < info->n_fields; i++)
    {
      g_autofree char *column = NULL;

      if (row->values[i] == NULL || is_mine (&info->fields[i]) ||
          info->fields[i].kind == RAPPORT_KIND_BLOB)
        continue;
      column = rapport_name_to_column (info->fields[i].name);
      json_object_set_member (fields, column,
                              rapport_kind_to_json (info->fields[i].kind, row->values[i]));
    }
  rapport_document_write_blobs (blobs, info, fields);
  return json_node_init_object (json_node_alloc (), fields);
}

static void
write_text (JsonObject *object, const char *member, const char *text)
{
  if (text != NULL && *text != '\0')
    json_object_set_string_member (object, member, text);
}

JsonNode *
rapport_document_write (const RapportDocument *self)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonNode *node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *name = rapport_document_get_name (self->info, self->id);

  json_object_set_string_member (object, "_id", name);
  if (self->revision[0] != '\0')
    json_object_set_string_member (object, "_rev", self->revision);
  if (self->deleted && !self->stand_in)
    json_object_set_boolean_member (object, "_deleted", TRUE);
  json_object_set_string_member (object, "author", self->author);
  json_object_set_int_member (object, "at", self->at);
  json_object_set_int_member (object, "schema", self->schema);
  write_text (object, "replica", self->replica);
  write_text (object, "past", self->past);
  if (self->moved || self->stand_in)
    json_object_set_boolean_member (object, "moved", TRUE);
  if (self->stand_in)
    json_object_set_object_member (object, "fields", json_object_new ());
  if (self->row != NULL && !self->deleted)
    json_object_set_member (object, "fields", write_fields (self));
  return node;
}

/* Reading. */

static gboolean
refuse (GError **error, const char *name)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               "the document \"%s\" is not as it must be", name);
  return FALSE;
}

/* (transfer full) (nullable): %NULL without an error for null. What most documents are made of
 * needs no tree. */
static GVariant *
read_value (RapportKind kind, yyjson_val *value, GError **error)
{
  const GVariantType *type = rapport_kind_get_variant_type (kind);
  g_autoptr (JsonNode) node = NULL;

  if (yyjson_is_str (value) && g_variant_type_equal (type, G_VARIANT_TYPE_STRING))
    return g_variant_ref_sink (g_variant_new_string (yyjson_get_str (value)));
  node = rapport_json_to_node (value);
  if (node != NULL)
    return rapport_kind_from_json (kind, node, error);
  refuse (error, "");
  return NULL;
}

static gboolean
read_blob (RapportDocument *self, guint index, yyjson_val *value)
{
  g_autoptr (JsonNode) node = rapport_json_to_node (value);

  return node != NULL && rapport_document_read_blob (self, index, node);
}

/* Whether it is what the field holds. */
static gboolean
read_field (RapportDocument *self, guint index, yyjson_val *value, GError **error)
{
  const RapportField *field = &self->info->fields[index];
  g_autoptr (GError) local_error = NULL;

  if (is_mine (field))
    return TRUE;
  if (field->kind == RAPPORT_KIND_BLOB)
    return read_blob (self, index, value) || refuse (error, self->id);
  /* A member that stands there twice counts as it stands there last. */
  g_clear_pointer (&self->row->values[index], g_variant_unref);
  self->row->values[index] = read_value (field->kind, value, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_prefixed_error (error, g_steal_pointer (&local_error), "%s, %s: ", self->id,
                              field->name);
  return FALSE;
}

/* A member that this version does not know. */
static gboolean
read_extra (
  RapportDocument *self, const char *column, yyjson_val *value, JsonObject **extra, GError **error)
{
  JsonNode *node = rapport_json_to_node (value);

  if (node == NULL)
    return refuse (error, self->id);
  if (*extra == NULL)
    *extra = json_object_new ();
  json_object_set_member (*extra, column, node);
  return TRUE;
}

static gboolean
read_fields (RapportDocument *self, yyjson_val *fields, GError **error)
{
  g_autoptr (JsonObject) extra = NULL;
  yyjson_obj_iter iter = yyjson_obj_iter_with (fields);
  yyjson_val *key;

  self->row = rapport_row_new (self->info, self->id);
  while ((key = yyjson_obj_iter_next (&iter)) != NULL)
    {
      const char *column = yyjson_get_str (key);
      yyjson_val *value = yyjson_obj_iter_get_val (key);
      const int field =
        strchr (column, '-') == NULL ? rapport_record_info_find_field (self->info, column) : -1;

      if (!(field >= 0 ? read_field (self, (guint) field, value, error)
                       : read_extra (self, column, value, &extra, error)))
        return FALSE;
    }
  self->row->extra = extra != NULL ? print_extra (extra) : NULL;
  return TRUE;
}

/* Whether the row is whole. */
static gboolean
read_row (RapportDocument *self, yyjson_val *object, GError **error)
{
  yyjson_val *fields = yyjson_obj_get (object, "fields");

  if (self->deleted || self->info == NULL)
    return TRUE;
  if (!yyjson_is_obj (fields))
    return refuse (error, self->id);
  return read_fields (self, fields, error);
}

static gboolean
read_name (RapportDocument *self, const char *name, GError **error)
{
  const char *colon = strchr (name, ':');

  if (colon == NULL || colon == name || colon[1] == '\0' || name[0] == '_')
    return refuse (error, name);
  self->type = g_strndup (name, (gsize) (colon - name));
  self->id = g_strdup (colon + 1);
  self->info = rapport_record_info_lookup (self->type);
  if (self->info != NULL && !rapport_id_is_valid (self->id))
    return refuse (error, name);
  return TRUE;
}

/* (transfer full) (nullable) */
static GStrv
read_conflicts (yyjson_val *array)
{
  g_autoptr (GStrvBuilder) builder = NULL;
  yyjson_arr_iter iter;
  yyjson_val *revision;

  if (yyjson_arr_size (array) == 0)
    return NULL;
  builder = g_strv_builder_new ();
  yyjson_arr_iter_init (array, &iter);
  while ((revision = yyjson_arr_iter_next (&iter)) != NULL)
    if (yyjson_is_str (revision))
      g_strv_builder_add (builder, yyjson_get_str (revision));
  return g_strv_builder_end (builder);
}

static gboolean
is_empty (const RapportDocument *self)
{
  for (guint i = 0; i < self->info->n_fields; i++)
    if (self->row->values[i] != NULL)
      return FALSE;
  return self->row->extra == NULL && self->blobs == NULL;
}

/* What only stands in for a tombstone is one. */
static void
find_stand_in (RapportDocument *self)
{
  if (!self->moved || self->row == NULL || !is_empty (self))
    return;
  g_clear_pointer (&self->row, rapport_row_free);
  self->stand_in = TRUE;
  self->deleted = TRUE;
  self->moved = FALSE;
}

RapportDocument *
rapport_document_read (yyjson_val *object, GError **error)
{
  g_autoptr (RapportDocument) self = g_new0 (RapportDocument, 1);

  if (!yyjson_is_obj (object))
    {
      refuse (error, "");
      return NULL;
    }
  self->revision = g_strdup (rapport_json_get_text (object, "_rev"));
  self->author = g_strdup (rapport_json_get_text (object, "author"));
  self->replica = g_strdup (rapport_json_get_text (object, "replica"));
  self->past = g_strdup (rapport_json_get_text (object, "past"));
  self->at = rapport_json_get_integer (object, "at");
  self->schema = rapport_json_get_integer (object, "schema");
  self->deleted = yyjson_is_true (yyjson_obj_get (object, "_deleted"));
  self->moved = yyjson_is_true (yyjson_obj_get (object, "moved"));
  self->conflicts = read_conflicts (yyjson_obj_get (object, "_conflicts"));
  if (!read_name (self, rapport_json_get_text (object, "_id"), error) ||
      !read_row (self, object, error))
    return NULL;
  find_stand_in (self);
  if (self->info == NULL)
    self->raw = rapport_json_print (object);
  return g_steal_pointer (&self);
}

RapportDocument *
rapport_document_parse (const char *text, GError **error)
{
  g_autoptr (yyjson_doc) json = rapport_json_parse (text, strlen (text));

  return rapport_document_read (yyjson_doc_get_root (json), error);
}

RapportDocument *
rapport_document_read_node (JsonNode *node, GError **error)
{
  g_autofree char *text = node != NULL ? json_to_string (node, FALSE) : NULL;

  return rapport_document_parse (text != NULL ? text : "", error);
}

/* Merging. */

void
rapport_clash_clear (gpointer clash)
{
  RapportClash *self = clash;

  g_clear_pointer (&self->base, g_variant_unref);
  g_clear_pointer (&self->ours, g_variant_unref);
  g_clear_pointer (&self->theirs, g_variant_unref);
  g_clear_pointer (&self->stands, g_variant_unref);
}

static GVariant *
ref_value (GVariant *value)
{
  return value != NULL ? g_variant_ref (value) : NULL;
}

static char *
print_member (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL ? json_to_string (node, FALSE) : NULL;
}

/* One of two values of a member, as rapport_field_merge() chooses. */
static JsonNode *
choose_member (JsonObject *base, JsonObject *ours, JsonObject *theirs, const char *name)
{
  g_autofree char *before = print_member (base, name);
  g_autofree char *one = print_member (ours, name);
  g_autofree char *other = print_member (theirs, name);
  JsonObject *from = g_strcmp0 (one, other) >= 0 ? ours : theirs;

  if (g_strcmp0 (before, one) == 0)
    from = theirs;
  else if (g_strcmp0 (before, other) == 0)
    from = ours;
  return json_object_get_member (from, name);
}

static char *
merge_extra (const char *base, const char *ours, const char *theirs)
{
  g_autoptr (JsonObject) before = parse_extra (base);
  g_autoptr (JsonObject) one = parse_extra (ours);
  g_autoptr (JsonObject) other = parse_extra (theirs);
  g_autoptr (JsonObject) merged = json_object_new ();
  g_autoptr (GList) names =
    g_list_concat (json_object_get_members (one), json_object_get_members (other));

  names = g_list_sort (names, (GCompareFunc) strcmp);
  for (GList *name = names; name != NULL; name = name->next)
    {
      JsonNode *node = choose_member (before, one, other, name->data);

      if (node != NULL)
        json_object_set_member (merged, name->data, json_node_copy (node));
    }
  return print_extra (merged);
}

static void
extra_clash_free (gpointer data)
{
  RapportExtraClash *clash = data;

  g_free (clash->member);
  g_free (clash->base);
  g_free (clash->ours);
  g_free (clash->theirs);
  g_free (clash->stands);
  g_free (clash);
}

GPtrArray *
rapport_row_find_extra_clashes (const RapportRow *base,
                                const RapportRow *ours,
                                const RapportRow *theirs,
                                const RapportRow *merged)
{
  GPtrArray *clashes = g_ptr_array_new_with_free_func (extra_clash_free);
  g_autoptr (JsonObject) before = parse_extra (base != NULL ? base->extra : NULL);
  g_autoptr (JsonObject) one = parse_extra (ours->extra);
  g_autoptr (JsonObject) other = parse_extra (theirs->extra);
  g_autoptr (JsonObject) after = parse_extra (merged->extra);
  g_autoptr (GList) names = json_object_get_members (one);

  names = g_list_sort (names, (GCompareFunc) strcmp);
  for (GList *name = names; name != NULL; name = name->next)
    {
      const RapportExtraClash found = { g_strdup (name->data), print_member (before, name->data),
                                        print_member (one, name->data),
                                        print_member (other, name->data),
                                        print_member (after, name->data) };
      RapportExtraClash *clash = g_memdup2 (&found, sizeof found);

      if (clash->theirs != NULL && g_strcmp0 (clash->ours, clash->theirs) != 0 &&
          g_strcmp0 (clash->base, clash->ours) != 0 && g_strcmp0 (clash->base, clash->theirs) != 0)
        g_ptr_array_add (clashes, clash);
      else
        extra_clash_free (clash);
    }
  return clashes;
}

static void
merge_field (const RapportRecordInfo *info,
             guint index,
             const RapportRow *rows[3],
             RapportLineMerge lines,
             RapportRow *merged,
             GArray *clashes)
{
  GVariant *base = rows[0] != NULL ? rows[0]->values[index] : NULL;
  GVariant *ours = rows[1]->values[index];
  GVariant *theirs = rows[2]->values[index];
  RapportClash clash = { .field = index };

  if (rapport_field_merge (&info->fields[index], base, ours, theirs, lines,
                           &merged->values[index]) ||
      clashes == NULL)
    return;
  clash.base = ref_value (base);
  clash.ours = ref_value (ours);
  clash.theirs = ref_value (theirs);
  clash.stands = ref_value (merged->values[index]);
  g_array_append_val (clashes, clash);
}

/* Whose bytes are meant by the digest that stands. */
static void
merge_blob (const RapportRecordInfo *info,
            guint index,
            const RapportRow *ours,
            const RapportRow *theirs,
            RapportRow *merged)
{
  const int digest = rapport_document_find_digest_field (info);
  const RapportRow *from = ours;

  if (digest >= 0 &&
      !rapport_kind_equal (info->fields[digest].kind, merged->values[digest], ours->values[digest]))
    from = theirs;
  merged->values[index] = ref_value (from->values[index]);
}

RapportRow *
rapport_row_merge (const RapportRecordInfo *info,
                   const RapportRow *base,
                   const RapportRow *ours,
                   const RapportRow *theirs,
                   RapportLineMerge lines,
                   GArray *clashes)
{
  RapportRow *merged = rapport_row_new (info, ours->id);
  const RapportRow *rows[3] = { base, ours, theirs };

  for (guint i = 0; i < info->n_fields; i++)
    if (is_mine (&info->fields[i]))
      merged->values[i] = ref_value (ours->values[i]);
    else if (info->fields[i].kind != RAPPORT_KIND_BLOB)
      merge_field (info, i, rows, lines, merged, clashes);
  for (guint i = 0; i < info->n_fields; i++)
    if (info->fields[i].kind == RAPPORT_KIND_BLOB && !is_mine (&info->fields[i]))
      merge_blob (info, i, ours, theirs, merged);
  merged->extra = merge_extra (base != NULL ? base->extra : NULL, ours->extra, theirs->extra);
  return merged;
}

gboolean
rapport_row_equal (const RapportRecordInfo *info, const RapportRow *a, const RapportRow *b)
{
  g_autoptr (JsonObject) one = NULL;
  g_autoptr (JsonObject) other = NULL;
  g_autoptr (JsonNode) first = NULL;
  g_autoptr (JsonNode) second = NULL;

  for (guint i = 0; i < info->n_fields; i++)
    if (!is_mine (&info->fields[i]) && info->fields[i].kind != RAPPORT_KIND_BLOB &&
        !rapport_kind_equal (info->fields[i].kind, a->values[i], b->values[i]))
      return FALSE;
  if (g_strcmp0 (a->extra, b->extra) == 0)
    return TRUE;
  one = parse_extra (a->extra);
  other = parse_extra (b->extra);
  first = json_node_init_object (json_node_alloc (), one);
  second = json_node_init_object (json_node_alloc (), other);
  return json_node_equal (first, second);
}
