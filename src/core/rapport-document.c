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
  if (self->deleted)
    json_object_set_boolean_member (object, "_deleted", TRUE);
  json_object_set_string_member (object, "author", self->author);
  json_object_set_int_member (object, "at", self->at);
  json_object_set_int_member (object, "schema", self->schema);
  write_text (object, "replica", self->replica);
  write_text (object, "past", self->past);
  if (self->moved)
    json_object_set_boolean_member (object, "moved", TRUE);
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

/* "" where there is none. */
static const char *
get_text (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node)
           : "";
}

static gint64
get_integer (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node)
                                                                         : 0;
}

/* Whether it is what the field holds. */
static gboolean
read_field (RapportDocument *self, guint index, JsonNode *node, GError **error)
{
  const RapportField *field = &self->info->fields[index];
  g_autoptr (GError) local_error = NULL;

  if (is_mine (field))
    return TRUE;
  if (field->kind == RAPPORT_KIND_BLOB)
    return rapport_document_read_blob (self, index, node) || refuse (error, self->id);
  self->row->values[index] = rapport_kind_from_json (field->kind, node, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_prefixed_error (error, g_steal_pointer (&local_error), "%s, %s: ", self->id,
                              field->name);
  return FALSE;
}

/* What it does not know is extra. */
static gboolean
read_fields (RapportDocument *self, JsonObject *fields, GError **error)
{
  g_autoptr (JsonObject) extra = NULL;
  JsonObjectIter iter;
  const char *column;
  JsonNode *node;

  self->row = rapport_row_new (self->info, self->id);
  json_object_iter_init (&iter, fields);
  while (json_object_iter_next (&iter, &column, &node))
    {
      const int field =
        strchr (column, '-') == NULL ? rapport_record_info_find_field (self->info, column) : -1;

      if (field >= 0 && !read_field (self, (guint) field, node, error))
        return FALSE;
      if (field >= 0)
        continue;
      if (extra == NULL)
        extra = json_object_new ();
      json_object_set_member (extra, column, json_node_copy (node));
    }
  self->row->extra = extra != NULL ? print_extra (extra) : NULL;
  return TRUE;
}

/* Whether the row is whole. */
static gboolean
read_row (RapportDocument *self, JsonObject *object, GError **error)
{
  JsonNode *node = json_object_get_member (object, "fields");

  if (self->deleted || self->info == NULL)
    return TRUE;
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return refuse (error, self->id);
  return read_fields (self, json_node_get_object (node), error);
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

RapportDocument *
rapport_document_read (JsonNode *node, GError **error)
{
  g_autoptr (RapportDocument) self = g_new0 (RapportDocument, 1);
  JsonObject *object;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      refuse (error, "");
      return NULL;
    }
  object = json_node_get_object (node);
  self->revision = g_strdup (get_text (object, "_rev"));
  self->author = g_strdup (get_text (object, "author"));
  self->replica = g_strdup (get_text (object, "replica"));
  self->past = g_strdup (get_text (object, "past"));
  self->at = get_integer (object, "at");
  self->schema = get_integer (object, "schema");
  self->deleted = json_object_get_boolean_member_with_default (object, "_deleted", FALSE);
  self->moved = json_object_get_boolean_member_with_default (object, "moved", FALSE);
  if (!read_name (self, get_text (object, "_id"), error) || !read_row (self, object, error))
    return NULL;
  if (self->info == NULL)
    self->raw = json_to_string (node, FALSE);
  return g_steal_pointer (&self);
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
