/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-kind.h"

#include "rapport-cells.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

typedef struct
{
  const char *variant_type;
  const char *sql_type;
  gboolean json_in_sql;
} KindInfo;

static const KindInfo kinds[] = {
  [RAPPORT_KIND_TEXT] = { "s", "TEXT", FALSE },
  [RAPPORT_KIND_MARKDOWN] = { "s", "TEXT", FALSE },
  [RAPPORT_KIND_BOOLEAN] = { "b", "INTEGER", FALSE },
  [RAPPORT_KIND_INTEGER] = { "x", "INTEGER", FALSE },
  [RAPPORT_KIND_DECIMAL] = { "x", "INTEGER", FALSE },
  [RAPPORT_KIND_MONEY] = { "(xs)", "TEXT", TRUE },
  [RAPPORT_KIND_DAY] = { "i", "TEXT", FALSE },
  [RAPPORT_KIND_INSTANT] = { "x", "INTEGER", FALSE },
  [RAPPORT_KIND_LOCAL_TIME] = { "s", "TEXT", FALSE },
  [RAPPORT_KIND_ENUM] = { "s", "TEXT", FALSE },
  [RAPPORT_KIND_SET] = { "as", "TEXT", TRUE },
  [RAPPORT_KIND_REFERENCE] = { "s", "TEXT", FALSE },
  [RAPPORT_KIND_POINT] = { "(dd)", "TEXT", TRUE },
  [RAPPORT_KIND_RECTANGLE] = { "(dddd)", "TEXT", TRUE },
  [RAPPORT_KIND_COLOUR] = { "s", "TEXT", FALSE },
  [RAPPORT_KIND_BLOB] = { "ay", "BLOB", FALSE },
  [RAPPORT_KIND_CELLS] = { "a(issx)", "TEXT", TRUE },
};

const GVariantType *
rapport_kind_get_variant_type (RapportKind kind)
{
  /* G_VARIANT_TYPE() would go through the letters each time. */
  return (const GVariantType *) kinds[kind].variant_type;
}

const char *
rapport_kind_get_sql_type (RapportKind kind)
{
  return kinds[kind].sql_type;
}

gboolean
rapport_kind_is_json_in_sql (RapportKind kind)
{
  return kinds[kind].json_in_sql;
}

static gboolean
is_string (RapportKind kind)
{
  return g_str_equal (kinds[kind].variant_type, "s");
}

GParamSpec *
rapport_kind_param_spec (RapportKind kind, const char *name)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  if (is_string (kind))
    return g_param_spec_string (name, NULL, NULL, "", flags);
  if (kind == RAPPORT_KIND_BOOLEAN)
    return g_param_spec_boolean (name, NULL, NULL, FALSE, flags);
  if (kind == RAPPORT_KIND_DAY)
    return g_param_spec_int (name, NULL, NULL, 0, G_MAXINT, 0, flags);
  if (kinds[kind].variant_type[0] == 'x')
    return g_param_spec_int64 (name, NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  return g_param_spec_variant (name, NULL, NULL, rapport_kind_get_variant_type (kind), NULL, flags);
}

void
rapport_kind_to_gvalue (RapportKind kind, GVariant *value, GValue *gvalue)
{
  if (is_string (kind))
    g_value_set_string (gvalue, value ? g_variant_get_string (value, NULL) : "");
  else if (kind == RAPPORT_KIND_BOOLEAN)
    g_value_set_boolean (gvalue, value && g_variant_get_boolean (value));
  else if (kind == RAPPORT_KIND_DAY)
    g_value_set_int (gvalue, value ? g_variant_get_int32 (value) : 0);
  else if (kinds[kind].variant_type[0] == 'x')
    g_value_set_int64 (gvalue, value ? g_variant_get_int64 (value) : 0);
  else
    g_value_set_variant (gvalue, value);
}

/* Writing JSON. */

static JsonNode *
string_node (const char *text)
{
  return json_node_init_string (json_node_alloc (), text);
}

static JsonNode *
money_to_json (GVariant *value)
{
  g_autoptr (JsonObject) object = json_object_new ();
  const char *currency;
  gint64 minor;

  g_variant_get (value, "(x&s)", &minor, &currency);
  json_object_set_int_member (object, "minor", minor);
  json_object_set_string_member (object, "currency", currency);
  return json_node_init_object (json_node_alloc (), object);
}

static JsonNode *
set_to_json (GVariant *value)
{
  g_autoptr (JsonArray) array = json_array_new ();
  GVariantIter iter;
  const char *element;

  g_variant_iter_init (&iter, value);
  while (g_variant_iter_next (&iter, "&s", &element))
    json_array_add_string_element (array, element);
  return json_node_init_array (json_node_alloc (), array);
}

static JsonNode *
doubles_to_json (GVariant *value)
{
  g_autoptr (JsonArray) array = json_array_new ();

  for (gsize i = 0; i < g_variant_n_children (value); i++)
    {
      double number;

      g_variant_get_child (value, i, "d", &number);
      json_array_add_double_element (array, number);
    }
  return json_node_init_array (json_node_alloc (), array);
}

/* The object under @name, made where it is not there. */
static JsonObject *
ensure_object (JsonObject *parent, const char *name)
{
  if (!json_object_has_member (parent, name))
    json_object_set_object_member (parent, name, json_object_new ());
  return json_object_get_object_member (parent, name);
}

static JsonNode *
cells_to_json (GVariant *value)
{
  g_autoptr (JsonObject) days = json_object_new ();
  GVariantIter iter;
  const char *channel, *metric;
  RapportDay day;
  gint64 millionths;

  g_variant_iter_init (&iter, value);
  while (g_variant_iter_next (&iter, "(i&s&sx)", &day, &channel, &metric, &millionths))
    {
      g_autofree char *name = rapport_day_to_string (day);
      JsonObject *channels = ensure_object (days, name);

      json_object_set_int_member (ensure_object (channels, channel), metric, millionths);
    }
  return json_node_init_object (json_node_alloc (), days);
}

static JsonNode *
blob_to_json (GVariant *value)
{
  gsize size;
  const guchar *bytes = g_variant_get_fixed_array (value, &size, 1);
  g_autofree char *text = g_base64_encode (bytes, size);

  return string_node (text);
}

static JsonNode *
day_to_json (GVariant *value)
{
  g_autofree char *text = rapport_day_to_string (g_variant_get_int32 (value));

  return string_node (text);
}

JsonNode *
rapport_kind_to_json (RapportKind kind, GVariant *value)
{
  if (value == NULL)
    return json_node_init_null (json_node_alloc ());
  if (is_string (kind))
    return string_node (g_variant_get_string (value, NULL));
  switch (kind)
    {
    case RAPPORT_KIND_BOOLEAN:
      return json_node_init_boolean (json_node_alloc (), g_variant_get_boolean (value));
    case RAPPORT_KIND_DAY:
      return day_to_json (value);
    case RAPPORT_KIND_MONEY:
      return money_to_json (value);
    case RAPPORT_KIND_SET:
      return set_to_json (value);
    case RAPPORT_KIND_POINT:
    case RAPPORT_KIND_RECTANGLE:
      return doubles_to_json (value);
    case RAPPORT_KIND_BLOB:
      return blob_to_json (value);
    case RAPPORT_KIND_CELLS:
      return cells_to_json (value);
    default:
      return json_node_init_int (json_node_alloc (), g_variant_get_int64 (value));
    }
}

/* Reading JSON. Each gives NULL for what is not of the kind. */

static GVariant *
integer_from_json (JsonNode *node)
{
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return NULL;
  return g_variant_new_int64 (json_node_get_int (node));
}

static GVariant *
day_from_json (JsonNode *node)
{
  RapportDay day = rapport_day_parse (json_node_get_string (node));

  return day == RAPPORT_DAY_NONE ? NULL : g_variant_new_int32 (day);
}

static GVariant *
money_from_json (JsonNode *node)
{
  JsonObject *object;
  const char *currency;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  object = json_node_get_object (node);
  currency = json_object_get_string_member_with_default (object, "currency", NULL);
  if (currency == NULL || !json_object_has_member (object, "minor"))
    return NULL;
  return g_variant_new ("(xs)", json_object_get_int_member_with_default (object, "minor", 0),
                        currency);
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GVariant *
set_from_json (JsonNode *node)
{
  g_autoptr (GPtrArray) elements = g_ptr_array_new ();
  JsonArray *array;
  GVariantBuilder builder;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return NULL;
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *text = json_node_get_string (json_array_get_element (array, i));

      if (text == NULL)
        return NULL;
      g_ptr_array_add (elements, (gpointer) text);
    }
  g_ptr_array_sort (elements, compare_strings);
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("as"));
  for (guint i = 0; i < elements->len; i++)
    if (i == 0 || !g_str_equal (elements->pdata[i], elements->pdata[i - 1]))
      g_variant_builder_add (&builder, "s", elements->pdata[i]);
  return g_variant_builder_end (&builder);
}

static GVariant *
doubles_from_json (JsonNode *node, guint n)
{
  GVariant *numbers[4];
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node) || json_array_get_length (json_node_get_array (node)) != n)
    return NULL;
  array = json_node_get_array (node);
  for (guint i = 0; i < n; i++)
    {
      double number = json_array_get_double_element (array, i);

      numbers[i] = g_variant_new_double (isfinite (number) ? number : 0.0);
    }
  return g_variant_new_tuple (numbers, n);
}

static GVariant *
blob_from_json (JsonNode *node)
{
  const char *text = json_node_get_string (node);
  g_autofree guchar *bytes = NULL;
  gsize size;

  if (text == NULL)
    return NULL;
  bytes = g_base64_decode (text, &size);
  return g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, bytes, size, 1);
}

static gboolean
add_metrics (GArray *cells, RapportDay day, const char *channel, JsonNode *node)
{
  JsonObjectIter iter;
  const char *metric;
  JsonNode *number;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &metric, &number))
    {
      RapportCell cell = { day, channel, metric, 0 };

      if (!JSON_NODE_HOLDS_VALUE (number) || json_node_get_value_type (number) != G_TYPE_INT64)
        return FALSE;
      cell.value = json_node_get_int (number);
      g_array_append_val (cells, cell);
    }
  return TRUE;
}

static gboolean
add_channels (GArray *cells, const char *name, JsonNode *node)
{
  RapportDay day = rapport_day_parse (name);
  JsonObjectIter iter;
  const char *channel;
  JsonNode *metrics;

  if (day == RAPPORT_DAY_NONE || !JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &channel, &metrics))
    if (!add_metrics (cells, day, channel, metrics))
      return FALSE;
  return TRUE;
}

static GVariant *
cells_from_json (JsonNode *node)
{
  g_autoptr (GArray) array = g_array_new (FALSE, FALSE, sizeof (RapportCell));
  g_autoptr (RapportCells) cells = NULL;
  JsonObjectIter iter;
  const char *day;
  JsonNode *channels;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &day, &channels))
    if (!add_channels (array, day, channels))
      return NULL;
  cells = rapport_cells_new ((const RapportCell *) (gpointer) array->data, array->len);
  return rapport_cells_to_variant (cells);
}

static GVariant *
string_from_json (JsonNode *node)
{
  const char *text = json_node_get_string (node);

  return text != NULL && g_utf8_validate (text, -1, NULL) ? g_variant_new_string (text) : NULL;
}

static GVariant *
boolean_from_json (JsonNode *node)
{
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return NULL;
  return g_variant_new_boolean (json_node_get_boolean (node));
}

static GVariant *
value_from_json (RapportKind kind, JsonNode *node)
{
  if (is_string (kind))
    return JSON_NODE_HOLDS_VALUE (node) ? string_from_json (node) : NULL;
  switch (kind)
    {
    case RAPPORT_KIND_BOOLEAN:
      return boolean_from_json (node);
    case RAPPORT_KIND_DAY:
      return JSON_NODE_HOLDS_VALUE (node) ? day_from_json (node) : NULL;
    case RAPPORT_KIND_MONEY:
      return money_from_json (node);
    case RAPPORT_KIND_SET:
      return set_from_json (node);
    case RAPPORT_KIND_POINT:
      return doubles_from_json (node, 2);
    case RAPPORT_KIND_RECTANGLE:
      return doubles_from_json (node, 4);
    case RAPPORT_KIND_BLOB:
      return JSON_NODE_HOLDS_VALUE (node) ? blob_from_json (node) : NULL;
    case RAPPORT_KIND_CELLS:
      return cells_from_json (node);
    default:
      return integer_from_json (node);
    }
}

GVariant *
rapport_kind_from_json (RapportKind kind, JsonNode *node, GError **error)
{
  GVariant *value;

  if (JSON_NODE_HOLDS_NULL (node))
    return NULL;
  value = value_from_json (kind, node);
  if (value == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   "the JSON value is not of the kind with the type \"%s\"",
                   kinds[kind].variant_type);
      return NULL;
    }
  return g_variant_ref_sink (value);
}

char *
rapport_kind_to_text (RapportKind kind, GVariant *value)
{
  g_autoptr (JsonNode) node = rapport_kind_to_json (kind, value);

  return json_to_string (node, FALSE);
}

/* "[1,2.5,3,4]" as it is written here, without a parser of JSON: a board has ten thousands of
 * them. FALSE where it may be written otherwise. */
static gboolean
numbers_from_text (const char *text, double *numbers, guint n)
{
  if (text[strspn (text, "0123456789+-.eE,[]")] != '\0' || *text++ != '[')
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      char *end;

      numbers[i] = g_ascii_strtod (text, &end);
      if (end == text || *end != (i + 1 < n ? ',' : ']') || !isfinite (numbers[i]))
        return FALSE;
      text = end + 1;
    }
  return *text == '\0';
}

GVariant *
rapport_kind_from_text (RapportKind kind, const char *text, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  double numbers[4];

  if (kind == RAPPORT_KIND_RECTANGLE && numbers_from_text (text, numbers, G_N_ELEMENTS (numbers)))
    {
      gpointer copy = g_memdup2 (numbers, sizeof numbers);

      return g_variant_ref_sink (g_variant_new_from_data (
        rapport_kind_get_variant_type (kind), copy, sizeof numbers, TRUE, g_free, copy));
    }
  node = json_from_string (text, error);
  return node != NULL ? rapport_kind_from_json (kind, node, error) : NULL;
}

static gboolean
is_unset (RapportKind kind, GVariant *value)
{
  return value == NULL || (is_string (kind) && g_variant_get_string (value, NULL)[0] == '\0');
}

gboolean
rapport_kind_equal (RapportKind kind, GVariant *a, GVariant *b)
{
  gboolean a_unset = is_unset (kind, a), b_unset = is_unset (kind, b);

  if (a_unset || b_unset)
    return a_unset == b_unset;
  return g_variant_equal (a, b);
}

int
rapport_kind_compare (RapportKind kind, GVariant *a, GVariant *b)
{
  gboolean a_unset = is_unset (kind, a), b_unset = is_unset (kind, b);

  if (a_unset || b_unset)
    return a_unset - b_unset;
  if (kind == RAPPORT_KIND_TEXT || kind == RAPPORT_KIND_MARKDOWN)
    return g_utf8_collate (g_variant_get_string (a, NULL), g_variant_get_string (b, NULL));
  if (kind == RAPPORT_KIND_MONEY)
    {
      g_autoptr (GVariant) left = g_variant_get_child_value (a, 0);
      g_autoptr (GVariant) right = g_variant_get_child_value (b, 0);

      return g_variant_compare (left, right);
    }
  if (g_variant_type_is_basic (rapport_kind_get_variant_type (kind)))
    return g_variant_compare (a, b);
  return 0;
}
