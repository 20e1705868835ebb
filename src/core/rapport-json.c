/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-json.h"

#include <stdlib.h>

#define DEEPEST 200

yyjson_doc *
rapport_json_parse (const char *text, gsize length)
{
  /* It takes the text for its own only where it is told to. */
  return yyjson_read_opts ((char *) text, length, YYJSON_READ_BIGNUM_AS_RAW, NULL, NULL);
}

static JsonNode *convert (yyjson_val *value, guint depth);

static JsonNode *
convert_array (yyjson_val *value, guint depth)
{
  g_autoptr (JsonArray) array = json_array_sized_new ((guint) yyjson_arr_size (value));
  yyjson_arr_iter iter = yyjson_arr_iter_with (value);
  yyjson_val *element;

  while ((element = yyjson_arr_iter_next (&iter)) != NULL)
    {
      JsonNode *node = convert (element, depth + 1);

      if (node == NULL)
        return NULL;
      json_array_add_element (array, node);
    }
  return json_node_init_array (json_node_alloc (), array);
}

static JsonNode *
convert_object (yyjson_val *value, guint depth)
{
  g_autoptr (JsonObject) object = json_object_new ();
  yyjson_obj_iter iter = yyjson_obj_iter_with (value);
  yyjson_val *key;

  while ((key = yyjson_obj_iter_next (&iter)) != NULL)
    {
      JsonNode *node = convert (yyjson_obj_iter_get_val (key), depth + 1);

      if (node == NULL)
        return NULL;
      json_object_set_member (object, yyjson_get_str (key), node);
    }
  return json_node_init_object (json_node_alloc (), object);
}

static JsonNode *
convert_number (yyjson_val *value)
{
  if (yyjson_is_raw (value))
    return json_node_init_double (json_node_alloc (),
                                  g_ascii_strtod (yyjson_get_raw (value), NULL));
  if (yyjson_is_real (value) || (yyjson_is_uint (value) && yyjson_get_uint (value) > G_MAXINT64))
    return json_node_init_double (json_node_alloc (), yyjson_get_num (value));
  return json_node_init_int (json_node_alloc (), yyjson_get_sint (value));
}

static JsonNode *
convert (yyjson_val *value, guint depth)
{
  if (depth > DEEPEST)
    return NULL;
  switch (yyjson_get_type (value))
    {
    case YYJSON_TYPE_NULL:
      return json_node_init_null (json_node_alloc ());
    case YYJSON_TYPE_BOOL:
      return json_node_init_boolean (json_node_alloc (), yyjson_get_bool (value));
    case YYJSON_TYPE_STR:
      return json_node_init_string (json_node_alloc (), yyjson_get_str (value));
    case YYJSON_TYPE_ARR:
      return convert_array (value, depth);
    case YYJSON_TYPE_OBJ:
      return convert_object (value, depth);
    default:
      return convert_number (value);
    }
}

JsonNode *
rapport_json_to_node (yyjson_val *value)
{
  return convert (value, 0);
}

char *
rapport_json_print (yyjson_val *value)
{
  char *text = yyjson_val_write (value, YYJSON_WRITE_NOFLAG, NULL);
  char *copy = g_strdup (text);

  /* Of the C library's memory. */
  free (text);
  return copy;
}

const char *
rapport_json_get_text (yyjson_val *object, const char *member)
{
  const char *text = yyjson_get_str (yyjson_obj_get (object, member));

  return text != NULL ? text : "";
}

gint64
rapport_json_get_integer (yyjson_val *object, const char *member)
{
  yyjson_val *value = yyjson_obj_get (object, member);

  if (yyjson_is_uint (value) && yyjson_get_uint (value) > G_MAXINT64)
    return 0;
  return yyjson_is_int (value) ? yyjson_get_sint (value) : 0;
}
