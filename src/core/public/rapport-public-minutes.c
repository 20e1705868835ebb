/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-public-minutes-private.h"
#include "rapport-public-record-private.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#define KIND_WORD "rapport-minutes"

/* More than that is no meeting, but a damaged file. */
#define MOST 100000

void
rapport_public_picture_free (RapportPublicPicture *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->digest);
  g_free (self);
}

void
rapport_public_line_free (RapportPublicLine *self)
{
  g_free (self->id);
  g_free (self->kind);
  g_free (self->text);
  g_free (self->title);
  g_free (self->side);
  g_free (self->who);
  g_ptr_array_unref (self->pictures);
  g_free (self);
}

static void
item_free (gpointer data)
{
  RapportPublicItem *item = data;

  g_free (item->id);
  g_free (item->title);
  g_free (item->kind);
  g_free (item->status);
  g_ptr_array_unref (item->lines);
  g_free (item);
}

const char *
rapport_public_line_get_kind_label (const char *kind)
{
  static const struct
  {
    const char *kind;
    const char *label;
  } labels[] = {
    { "decision", N_ ("Decision") },
    { "agreement", N_ ("Agreement") },
    { "task", N_ ("Task") },
    { "risk", N_ ("Risk") },
    { "exclusion", N_ ("What we do not do") },
    { "remark", N_ ("Remark") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_str_equal (labels[i].kind, kind))
      return labels[i].label;
  return NULL;
}

RapportPublicLine *
rapport_public_line_new (void)
{
  RapportPublicLine *line = g_new0 (RapportPublicLine, 1);

  line->id = g_strdup ("");
  line->kind = g_strdup ("text");
  line->text = g_strdup ("");
  line->title = g_strdup ("");
  line->side = g_strdup ("");
  line->who = g_strdup ("");
  line->pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_public_picture_free);
  return line;
}

RapportPublicPicture *
rapport_public_picture_new (const char *id, const char *name, const char *digest)
{
  RapportPublicPicture *picture = g_new0 (RapportPublicPicture, 1);

  picture->id = g_strdup (id);
  picture->name = g_strdup (name);
  picture->digest = g_strdup (digest);
  return picture;
}

RapportPublicItem *
rapport_public_item_new (void)
{
  RapportPublicItem *item = g_new0 (RapportPublicItem, 1);

  item->id = g_strdup ("");
  item->title = g_strdup ("");
  item->kind = g_strdup ("topic");
  item->status = g_strdup ("open");
  item->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_public_line_free);
  return item;
}

RapportPublicMinutes *
rapport_public_minutes_new (void)
{
  RapportPublicMinutes *self = g_new0 (RapportPublicMinutes, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->title = g_strdup ("");
  self->ours = g_new0 (char *, 1);
  self->theirs = g_new0 (char *, 1);
  self->items = g_ptr_array_new_with_free_func (item_free);
  self->exclusions = g_strdup ("");
  self->next = g_strdup ("");
  self->next_title = g_strdup ("");
  self->zone = g_strdup ("");
  self->language = g_strdup ("en");
  return self;
}

RapportPublicMinutes *
rapport_public_minutes_ref (RapportPublicMinutes *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rapport_public_minutes_unref (RapportPublicMinutes *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_object (&self->client);
  g_clear_object (&self->agency);
  g_clear_object (&self->meeting);
  g_free (self->title);
  g_strfreev (self->ours);
  g_strfreev (self->theirs);
  g_ptr_array_unref (self->items);
  g_free (self->exclusions);
  g_free (self->next);
  g_free (self->next_title);
  g_free (self->zone);
  g_free (self->language);
  g_free (self);
}

/* One table of the texts of each struct: what is written is what is read. */
typedef struct
{
  const char *key;
  gsize offset;
} Text;

#define TEXT(T, member) { #member, G_STRUCT_OFFSET (T, member) }

static const Text line_texts[] = {
  TEXT (RapportPublicLine, id),    TEXT (RapportPublicLine, kind), TEXT (RapportPublicLine, text),
  TEXT (RapportPublicLine, title), TEXT (RapportPublicLine, side), TEXT (RapportPublicLine, who),
};
static const Text picture_texts[] = {
  TEXT (RapportPublicPicture, id),
  TEXT (RapportPublicPicture, name),
  TEXT (RapportPublicPicture, digest),
};
static const Text item_texts[] = {
  TEXT (RapportPublicItem, id),
  TEXT (RapportPublicItem, title),
  TEXT (RapportPublicItem, kind),
  TEXT (RapportPublicItem, status),
};
static const Text minutes_texts[] = {
  TEXT (RapportPublicMinutes, title), TEXT (RapportPublicMinutes, exclusions),
  TEXT (RapportPublicMinutes, next),  TEXT (RapportPublicMinutes, next_title),
  TEXT (RapportPublicMinutes, zone),  TEXT (RapportPublicMinutes, language),
};

/* Writing. */

static void
write_texts (JsonBuilder *builder, gconstpointer data, const Text *texts, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      json_builder_set_member_name (builder, texts[i].key);
      json_builder_add_string_value (builder,
                                     G_STRUCT_MEMBER (const char *, data, texts[i].offset));
    }
}

static void
write_day (JsonBuilder *builder, const char *key, RapportDay day)
{
  g_autofree char *text = rapport_day_to_string (day);

  json_builder_set_member_name (builder, key);
  json_builder_add_string_value (builder, text);
}

static void
write_strings (JsonBuilder *builder, const char *key, char *const *strings)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_array (builder);
  for (; *strings != NULL; strings++)
    json_builder_add_string_value (builder, *strings);
  json_builder_end_array (builder);
}

static void
write_value (JsonBuilder *builder, const char *field, GVariant *value)
{
  const char *type = g_variant_get_type_string (value);

  if (strlen (type) != 1 || strchr ("sbxi", *type) == NULL)
    return; /* pictures, sets and figures: nothing of the minutes is made of them */
  json_builder_set_member_name (builder, field);
  switch (*type)
    {
    case 's':
      json_builder_add_string_value (builder, g_variant_get_string (value, NULL));
      return;
    case 'b':
      json_builder_add_boolean_value (builder, g_variant_get_boolean (value));
      return;
    case 'i': /* a day */
      json_builder_begin_object (builder);
      write_day (builder, "day", g_variant_get_int32 (value));
      json_builder_end_object (builder);
      return;
    default:
      json_builder_add_int_value (builder, g_variant_get_int64 (value));
    }
}

static void
write_record (JsonBuilder *builder, const char *key, RapportPublicRecord *record)
{
  g_autoptr (GList) fields = NULL;

  if (record == NULL)
    return;
  json_builder_set_member_name (builder, key);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "type");
  json_builder_add_string_value (builder, rapport_public_record_get_record_type (record));
  json_builder_set_member_name (builder, "id");
  json_builder_add_string_value (builder, rapport_public_record_get_id (record));
  json_builder_set_member_name (builder, "fields");
  json_builder_begin_object (builder);
  fields = rapport_public_record_list_fields (record);
  for (GList *l = fields; l != NULL; l = l->next)
    write_value (builder, l->data, rapport_public_record_get_value (record, l->data));
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

static void
write_pictures (JsonBuilder *builder, const RapportPublicLine *line)
{
  if (line->pictures->len == 0)
    return;
  json_builder_set_member_name (builder, "pictures");
  json_builder_begin_array (builder);
  for (guint i = 0; i < line->pictures->len; i++)
    {
      json_builder_begin_object (builder);
      write_texts (builder, line->pictures->pdata[i], picture_texts, G_N_ELEMENTS (picture_texts));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
write_line (JsonBuilder *builder, const RapportPublicLine *line)
{
  json_builder_begin_object (builder);
  write_texts (builder, line, line_texts, G_N_ELEMENTS (line_texts));
  write_day (builder, "due", line->due);
  json_builder_set_member_name (builder, "amendment");
  json_builder_add_int_value (builder, line->amendment);
  write_pictures (builder, line);
  json_builder_end_object (builder);
}

static void
write_item (JsonBuilder *builder, const RapportPublicItem *item)
{
  json_builder_begin_object (builder);
  write_texts (builder, item, item_texts, G_N_ELEMENTS (item_texts));
  json_builder_set_member_name (builder, "minutes");
  json_builder_add_int_value (builder, item->minutes);
  json_builder_set_member_name (builder, "lines");
  json_builder_begin_array (builder);
  for (guint i = 0; i < item->lines->len; i++)
    write_line (builder, item->lines->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

char *
rapport_public_minutes_to_json (RapportPublicMinutes *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "kind");
  json_builder_add_string_value (builder, KIND_WORD);
  write_record (builder, "client", self->client);
  write_record (builder, "agency", self->agency);
  write_record (builder, "meeting", self->meeting);
  write_texts (builder, self, minutes_texts, G_N_ELEMENTS (minutes_texts));
  write_day (builder, "today", self->today);
  write_strings (builder, "ours", self->ours);
  write_strings (builder, "theirs", self->theirs);
  json_builder_set_member_name (builder, "items");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->items->len; i++)
    write_item (builder, self->items->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

/* Reading: a member that is not there, or is of another type, is left as it is. */

static JsonNode *
find_member (JsonObject *object, const char *key, GType type)
{
  JsonNode *node = json_object_get_member (object, key);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type
           ? node
           : NULL;
}

static const char *
read_text (JsonObject *object, const char *key)
{
  JsonNode *node = find_member (object, key, G_TYPE_STRING);

  return node != NULL ? json_node_get_string (node) : "";
}

static int
read_number (JsonObject *object, const char *key)
{
  JsonNode *node = find_member (object, key, G_TYPE_INT64);

  return node != NULL ? (int) CLAMP (json_node_get_int (node), 0, MOST) : 0;
}

static void
read_texts (JsonObject *object, gpointer data, const Text *texts, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      JsonNode *node = find_member (object, texts[i].key, G_TYPE_STRING);

      if (node != NULL)
        g_set_str (&G_STRUCT_MEMBER (char *, data, texts[i].offset), json_node_get_string (node));
    }
}

/* (transfer none) (nullable) */
static JsonArray *
read_array (JsonObject *object, const char *key)
{
  JsonNode *node = json_object_get_member (object, key);
  JsonArray *array =
    node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  return array != NULL && json_array_get_length (array) <= MOST ? array : NULL;
}

/* (transfer none) (nullable) */
static JsonObject *
read_object (JsonObject *object, const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static JsonObject *
get_element (JsonArray *array, guint i)
{
  JsonNode *node = json_array_get_element (array, i);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static void
read_strings (JsonObject *object, const char *key, char ***strings)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array = read_array (object, key);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_strv_builder_add (builder, json_node_get_string (node));
    }
  g_strfreev (*strings);
  *strings = g_strv_builder_end (builder);
}

/* (nullable): floating */
static GVariant *
read_value (JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    return g_variant_new_int32 (rapport_day_parse (read_text (json_node_get_object (node), "day")));
  if (!JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return g_variant_new_string (json_node_get_string (node));
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return g_variant_new_boolean (json_node_get_boolean (node));
  return json_node_get_value_type (node) == G_TYPE_INT64
           ? g_variant_new_int64 (json_node_get_int (node))
           : NULL;
}

/* (transfer full) (nullable) */
static RapportPublicRecord *
read_record (JsonObject *object, const char *key)
{
  JsonObject *member = read_object (object, key);
  JsonObject *fields = member != NULL ? read_object (member, "fields") : NULL;
  RapportPublicRecord *record;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (fields == NULL)
    return NULL;
  record = rapport_public_record_new (read_text (member, "type"), read_text (member, "id"));
  json_object_iter_init (&iter, fields);
  while (json_object_iter_next (&iter, &name, &node))
    {
      GVariant *value = read_value (node);

      if (value != NULL)
        rapport_public_record_add (record, name, value);
    }
  return record;
}

static void
read_pictures (RapportPublicLine *line, JsonArray *pictures)
{
  for (guint i = 0; pictures != NULL && i < json_array_get_length (pictures); i++)
    {
      JsonObject *object = get_element (pictures, i);
      RapportPublicPicture *picture;

      if (object == NULL)
        continue;
      picture = rapport_public_picture_new ("", "", "");
      read_texts (object, picture, picture_texts, G_N_ELEMENTS (picture_texts));
      g_ptr_array_add (line->pictures, picture);
    }
}

static void
read_lines (RapportPublicItem *item, JsonArray *lines)
{
  for (guint i = 0; i < json_array_get_length (lines); i++)
    {
      JsonObject *object = get_element (lines, i);
      RapportPublicLine *line;

      if (object == NULL)
        continue;
      line = rapport_public_line_new ();
      read_texts (object, line, line_texts, G_N_ELEMENTS (line_texts));
      line->due = rapport_day_parse (read_text (object, "due"));
      line->amendment = read_number (object, "amendment");
      read_pictures (line, read_array (object, "pictures"));
      g_ptr_array_add (item->lines, line);
    }
}

static void
read_items (RapportPublicMinutes *self, JsonArray *items)
{
  for (guint i = 0; items != NULL && i < json_array_get_length (items); i++)
    {
      JsonObject *object = get_element (items, i);
      JsonArray *lines = object != NULL ? read_array (object, "lines") : NULL;
      RapportPublicItem *item;

      if (object == NULL)
        continue;
      item = rapport_public_item_new ();
      read_texts (object, item, item_texts, G_N_ELEMENTS (item_texts));
      item->minutes = read_number (object, "minutes");
      if (lines != NULL)
        read_lines (item, lines);
      g_ptr_array_add (self->items, item);
    }
}

RapportPublicMinutes *
rapport_public_minutes_from_json (const char *json, GError **error)
{
  g_autoptr (RapportPublicMinutes) self = rapport_public_minutes_new ();
  g_autoptr (JsonNode) root = json_from_string (json, NULL);
  JsonObject *object =
    root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;

  if (object != NULL && g_str_equal (read_text (object, "kind"), KIND_WORD))
    {
      self->client = read_record (object, "client");
      self->agency = read_record (object, "agency");
      self->meeting = read_record (object, "meeting");
    }
  if (self->client == NULL || self->meeting == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           _ ("These are no minutes of a meeting"));
      return NULL;
    }
  read_texts (object, self, minutes_texts, G_N_ELEMENTS (minutes_texts));
  self->today = rapport_day_parse (read_text (object, "today"));
  read_strings (object, "ours", &self->ours);
  read_strings (object, "theirs", &self->theirs);
  read_items (self, read_array (object, "items"));
  return g_steal_pointer (&self);
}
