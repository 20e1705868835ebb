/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-store-served.h"

#include "rapport-document.h"

#include <json-glib/json-glib.h>

#define EXTRA "extra"

gboolean
rapport_served_is_same (const char *served)
{
  return g_str_equal (served, "{}");
}

/* (transfer full) (nullable) */
static JsonObject *
parse (const char *served)
{
  g_autoptr (JsonNode) node = json_from_string (served, NULL);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node) : NULL;
}

/* Takes @object. */
static char *
print (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  return json_to_string (node, FALSE);
}

/* Whether the field is compared with the database's. */
static gboolean
is_compared (const RapportField *field)
{
  return field->audience != RAPPORT_AUDIENCE_ME && field->kind != RAPPORT_KIND_BLOB;
}

/* Whether the database has @value. */
static gboolean
is_value (const RapportField *field, JsonNode *node, GVariant *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) there = rapport_kind_from_json (field->kind, node, &error);

  return error == NULL && rapport_kind_equal (field->kind, there, value);
}

static void
add_field (JsonObject *object, const RapportField *field, GVariant *before, GVariant *after)
{
  g_autofree char *column = rapport_name_to_column (field->name);
  JsonNode *node = json_object_get_member (object, column);

  if (node != NULL && is_value (field, node, after))
    json_object_remove_member (object, column);
  if (node == NULL && !rapport_kind_equal (field->kind, before, after))
    json_object_set_member (object, column, rapport_kind_to_json (field->kind, before));
}

char *
rapport_served_add (const char *served, const RapportRecordChange *change, const RapportRow *before)
{
  JsonObject *object = parse (served);

  if (object == NULL)
    return g_strdup (served);
  for (guint i = 0; i < change->fields->len; i++)
    {
      const RapportFieldChange *entry = &g_array_index (change->fields, RapportFieldChange, i);
      const RapportField *field = &change->info->fields[entry->field];

      if (is_compared (field))
        add_field (object, field, before != NULL ? before->values[entry->field] : NULL,
                   entry->after);
    }
  return print (object);
}

char *
rapport_served_compare (const RapportRecordInfo *info,
                        const RapportRow *there,
                        const RapportRow *row)
{
  JsonObject *object;

  if (rapport_row_equal (info, there, row))
    return g_strdup ("{}");
  object = json_object_new ();
  for (guint i = 0; i < info->n_fields; i++)
    if (is_compared (&info->fields[i]))
      add_field (object, &info->fields[i], there->values[i], row->values[i]);
  if (g_strcmp0 (there->extra, row->extra) != 0)
    {
      if (there->extra != NULL)
        json_object_set_string_member (object, EXTRA, there->extra);
      else
        json_object_set_null_member (object, EXTRA);
    }
  return print (object);
}

/* Puts what @object says in the place of what the row says. */
static void
replace_values (const RapportRecordInfo *info, RapportRow *row, JsonObject *object)
{
  for (guint i = 0; i < info->n_fields; i++)
    {
      const RapportField *field = &info->fields[i];
      g_autofree char *column = rapport_name_to_column (field->name);
      JsonNode *node = json_object_get_member (object, column);

      if (node == NULL && is_compared (field))
        continue;
      g_clear_pointer (&row->values[i], g_variant_unref);
      if (node != NULL && is_compared (field))
        row->values[i] = rapport_kind_from_json (field->kind, node, NULL);
    }
  if (json_object_has_member (object, EXTRA))
    g_set_str (&row->extra, json_object_get_string_member_with_default (object, EXTRA, NULL));
}

RapportRow *
rapport_served_apply (const RapportRecordInfo *info, const RapportRow *row, const char *served)
{
  g_autoptr (JsonObject) object = parse (served);
  RapportRow *there;

  if (object == NULL)
    return NULL;
  there = rapport_row_new (info, row->id);
  there->extra = g_strdup (row->extra);
  for (guint i = 0; i < info->n_fields; i++)
    if (row->values[i] != NULL)
      there->values[i] = g_variant_ref (row->values[i]);
  replace_values (info, there, object);
  return there;
}
