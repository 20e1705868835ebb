/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-report-document.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#define KIND_WORD "rapport-report"

/* Arrays longer than this are no report; the limit keeps a damaged file from
 * taking all memory. */
#define MAX_ITEMS 100000

/* A picture of more bytes than an attachment may have is none. */
#define MAX_BYTES (4 * 1024 * 1024)

/* One table of the fields of each struct: copying, checking, writing and
 * reading all work from it, so that no field can be forgotten in one of them. */
typedef enum
{
  FIELD_STRING,
  FIELD_DAY,
  FIELD_BOOLEAN,
  FIELD_ENUM,
  FIELD_VALUE,
  FIELD_BYTES,
  FIELD_ARRAY,
} FieldKind;

typedef struct _Shape Shape;

typedef struct
{
  const char *key;
  FieldKind kind;
  gsize offset;
  const char *const *words;
  const Shape *shape;
  gsize count_offset;
} Field;

struct _Shape
{
  gsize size;
  /* A lone value stands in JSON as itself, not as an object of one key. */
  gboolean bare;
  const Field *fields;
  gsize n_fields;
};

struct _RapportReportDocument
{
  RapportReportContent content;
  GPtrArray *blocks;
  GPtrArray *pictures;
};

static const char *const section_words[] = {
  "tiles", "summary", "chart",       "figures", "trend",    "funnel",    "channels", "work",
  "why",   "next",    "definitions", "text",    "problems", "proposals", NULL,
};
static const char *const unit_words[] = { "count", "money", "ratio", "factor", NULL };
static const char *const good_words[] = { "neither", "up", "down", NULL };
static const char *const step_words[] = { "day", "week", "month", NULL };
static const char *const compared_words[] = { "none", "previous", "last-year", NULL };
static const char *const state_words[] = { "planned", "done", "not-done", "unplanned", NULL };

#define STRING(T, member)      { #member, FIELD_STRING, G_STRUCT_OFFSET (T, member), NULL, NULL, 0 }
#define DAY(T, member)         { #member, FIELD_DAY, G_STRUCT_OFFSET (T, member), NULL, NULL, 0 }
#define BOOLEAN(T, member)     { #member, FIELD_BOOLEAN, G_STRUCT_OFFSET (T, member), NULL, NULL, 0 }
#define ENUM(T, member, words) { #member, FIELD_ENUM, G_STRUCT_OFFSET (T, member), words, NULL, 0 }
#define VALUE(T, member)       { #member, FIELD_VALUE, G_STRUCT_OFFSET (T, member), NULL, NULL, 0 }
#define BYTES(T, member)       { #member, FIELD_BYTES, G_STRUCT_OFFSET (T, member), NULL, NULL, 0 }
#define ARRAY(T, member, shape)                                                                      \
  {                                                                                                  \
    #member, FIELD_ARRAY, G_STRUCT_OFFSET (T, member), NULL, &shape, G_STRUCT_OFFSET (T, n_##member) \
  }
#define SHAPE(T, fields) { sizeof (T), FALSE, fields, G_N_ELEMENTS (fields) }

static const Field value_fields[] = { { "value", FIELD_VALUE, 0, NULL, NULL, 0 } };
static const Shape value_shape = { sizeof (RapportReportValue), TRUE, value_fields, 1 };

static const Field section_fields[] = {
  ENUM (RapportReportSection, type, section_words),
  BOOLEAN (RapportReportSection, hidden),
  STRING (RapportReportSection, title),
  STRING (RapportReportSection, text),
};
static const Shape section_shape = SHAPE (RapportReportSection, section_fields);

static const Field figure_fields[] = {
  STRING (RapportReportFigure, metric),         STRING (RapportReportFigure, name),
  ENUM (RapportReportFigure, unit, unit_words), ENUM (RapportReportFigure, good, good_words),
  VALUE (RapportReportFigure, value),           VALUE (RapportReportFigure, previous),
  VALUE (RapportReportFigure, last_year),       VALUE (RapportReportFigure, target),
  STRING (RapportReportFigure, formula),        STRING (RapportReportFigure, note),
  STRING (RapportReportFigure, remark),
};
static const Shape figure_shape = SHAPE (RapportReportFigure, figure_fields);

static const Field point_fields[] = {
  VALUE (RapportReportPoint, actual),
  VALUE (RapportReportPoint, compared),
  VALUE (RapportReportPoint, target),
};
static const Shape point_shape = SHAPE (RapportReportPoint, point_fields);

static const Field chart_fields[] = {
  STRING (RapportReportChart, metric),
  STRING (RapportReportChart, name),
  STRING (RapportReportChart, title),
  ENUM (RapportReportChart, unit, unit_words),
  ENUM (RapportReportChart, good, good_words),
  ENUM (RapportReportChart, step, step_words),
  ENUM (RapportReportChart, compared, compared_words),
  DAY (RapportReportChart, first),
  ARRAY (RapportReportChart, points, point_shape),
};
static const Shape chart_shape = SHAPE (RapportReportChart, chart_fields);

static const Field stage_fields[] = {
  STRING (RapportReportStage, metric),
  STRING (RapportReportStage, name),
  VALUE (RapportReportStage, value),
  VALUE (RapportReportStage, previous),
};
static const Shape stage_shape = SHAPE (RapportReportStage, stage_fields);

static const Field column_fields[] = {
  STRING (RapportReportColumn, metric),
  STRING (RapportReportColumn, name),
  ENUM (RapportReportColumn, unit, unit_words),
  ENUM (RapportReportColumn, good, good_words),
};
static const Shape column_shape = SHAPE (RapportReportColumn, column_fields);

static const Field channel_fields[] = {
  STRING (RapportReportChannel, name),
  BOOLEAN (RapportReportChannel, is_total),
  ARRAY (RapportReportChannel, values, value_shape),
};
static const Shape channel_shape = SHAPE (RapportReportChannel, channel_fields);

static const Field work_fields[] = {
  STRING (RapportReportWork, title),
  STRING (RapportReportWork, why),
  STRING (RapportReportWork, expected),
  DAY (RapportReportWork, date),
  ENUM (RapportReportWork, state, state_words),
  DAY (RapportReportWork, done),
  STRING (RapportReportWork, result),
};
static const Shape work_shape = SHAPE (RapportReportWork, work_fields);

static const Field definition_fields[] = {
  STRING (RapportReportDefinition, metric),
  STRING (RapportReportDefinition, name),
  STRING (RapportReportDefinition, formula),
};
static const Shape definition_shape = SHAPE (RapportReportDefinition, definition_fields);

static const Field annotation_fields[] = {
  DAY (RapportReportAnnotation, day),
  STRING (RapportReportAnnotation, text),
};
static const Shape annotation_shape = SHAPE (RapportReportAnnotation, annotation_fields);

static const Field picture_fields[] = {
  STRING (RapportReportPicture, name),
  BYTES (RapportReportPicture, data),
};
static const Shape picture_shape = SHAPE (RapportReportPicture, picture_fields);

static const Field content_fields[] = {
  STRING (RapportReportContent, language),
  STRING (RapportReportContent, client),
  STRING (RapportReportContent, agency),
  STRING (RapportReportContent, colour),
  STRING (RapportReportContent, paper),
  BYTES (RapportReportContent, client_logo),
  BYTES (RapportReportContent, agency_logo),
  DAY (RapportReportContent, from),
  DAY (RapportReportContent, to),
  DAY (RapportReportContent, data_date),
  STRING (RapportReportContent, currency),
  STRING (RapportReportContent, title),
  STRING (RapportReportContent, headline),
  ARRAY (RapportReportContent, sections, section_shape),
  ARRAY (RapportReportContent, figures, figure_shape),
  ARRAY (RapportReportContent, charts, chart_shape),
  ARRAY (RapportReportContent, funnel, stage_shape),
  ARRAY (RapportReportContent, columns, column_shape),
  ARRAY (RapportReportContent, channels, channel_shape),
  ARRAY (RapportReportContent, work, work_shape),
  ARRAY (RapportReportContent, next, work_shape),
  ARRAY (RapportReportContent, definitions, definition_shape),
  ARRAY (RapportReportContent, annotations, annotation_shape),
  ARRAY (RapportReportContent, pictures, picture_shape),
};
static const Shape content_shape = SHAPE (RapportReportContent, content_fields);

G_DEFINE_QUARK (rapport - report - error - quark, rapport_report_error)
G_DEFINE_BOXED_TYPE (RapportReportDocument,
                     rapport_report_document,
                     rapport_report_document_ref,
                     rapport_report_document_unref)

#define MEMBER(T, base, offset) G_STRUCT_MEMBER (T, base, offset)

/* Keeps @block, which @self frees at its end. */
static gpointer
keep (RapportReportDocument *self, gpointer block)
{
  g_ptr_array_add (self->blocks, block);
  return block;
}

static RapportReportDocument *
document_alloc (void)
{
  RapportReportDocument *self = g_atomic_rc_box_new0 (RapportReportDocument);

  self->blocks = g_ptr_array_new_with_free_func (g_free);
  self->pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  return self;
}

static gboolean
set_invalid (GError **error, const char *key)
{
  g_set_error (error, RAPPORT_REPORT_ERROR, RAPPORT_REPORT_ERROR_INVALID,
               _ ("The report is not valid: “%s”"), key);
  return FALSE;
}

static gboolean
day_is_valid (RapportDay day)
{
  return day >= RAPPORT_DAY_NONE && day <= rapport_day_new (9999, 12, 31);
}

static gboolean copy_struct (
  RapportReportDocument *self, const Shape *shape, gconstpointer from, gpointer to, GError **error);

static gboolean
copy_array (
  RapportReportDocument *self, const Field *field, gconstpointer from, gpointer to, GError **error)
{
  gsize n = MEMBER (gsize, from, field->count_offset);
  const char *items = MEMBER (const char *, from, field->offset);
  char *copy;

  if (n > MAX_ITEMS)
    return set_invalid (error, field->key);
  copy = keep (self, g_malloc0_n (MAX (n, 1), field->shape->size));
  for (gsize i = 0; i < n; i++)
    if (!copy_struct (self, field->shape, items + i * field->shape->size,
                      copy + i * field->shape->size, error))
      return FALSE;
  MEMBER (const char *, to, field->offset) = copy;
  MEMBER (gsize, to, field->count_offset) = n;
  return TRUE;
}

static gboolean
copy_string (
  RapportReportDocument *self, const Field *field, gconstpointer from, gpointer to, GError **error)
{
  const char *string = MEMBER (const char *, from, field->offset);

  if (string == NULL)
    string = "";
  if (!g_utf8_validate (string, -1, NULL))
    return set_invalid (error, field->key);
  MEMBER (const char *, to, field->offset) = keep (self, g_strdup (string));
  return TRUE;
}

/* Takes @bytes (transfer full), which may be NULL. */
static gboolean
set_bytes (
  RapportReportDocument *self, const Field *field, GBytes *bytes, gpointer to, GError **error)
{
  if (bytes == NULL)
    return TRUE;
  g_ptr_array_add (self->pictures, bytes);
  if (g_bytes_get_size (bytes) > MAX_BYTES)
    return set_invalid (error, field->key);
  if (g_bytes_get_size (bytes) > 0)
    MEMBER (GBytes *, to, field->offset) = bytes;
  return TRUE;
}

static gboolean
copy_bytes (
  RapportReportDocument *self, const Field *field, gconstpointer from, gpointer to, GError **error)
{
  GBytes *bytes = MEMBER (GBytes *, from, field->offset);

  return set_bytes (self, field, bytes != NULL ? g_bytes_ref (bytes) : NULL, to, error);
}

static gboolean
copy_field (
  RapportReportDocument *self, const Field *field, gconstpointer from, gpointer to, GError **error)
{
  switch (field->kind)
    {
    case FIELD_STRING:
      return copy_string (self, field, from, to, error);
    case FIELD_DAY:
      if (!day_is_valid (MEMBER (RapportDay, from, field->offset)))
        return set_invalid (error, field->key);
      MEMBER (RapportDay, to, field->offset) = MEMBER (RapportDay, from, field->offset);
      return TRUE;
    case FIELD_BOOLEAN:
      MEMBER (gboolean, to, field->offset) = MEMBER (gboolean, from, field->offset) ? TRUE : FALSE;
      return TRUE;
    case FIELD_ENUM:
      if (MEMBER (guint, from, field->offset) >= g_strv_length ((char **) field->words))
        return set_invalid (error, field->key);
      MEMBER (guint, to, field->offset) = MEMBER (guint, from, field->offset);
      return TRUE;
    case FIELD_VALUE:
      if (MEMBER (RapportReportValue, from, field->offset).known)
        MEMBER (RapportReportValue, to, field->offset) =
          RAPPORT_REPORT_VALUE (MEMBER (RapportReportValue, from, field->offset).value);
      return TRUE;
    case FIELD_BYTES:
      return copy_bytes (self, field, from, to, error);
    case FIELD_ARRAY:
      return copy_array (self, field, from, to, error);
    default:
      g_return_val_if_reached (FALSE);
    }
}

static gboolean
copy_struct (
  RapportReportDocument *self, const Shape *shape, gconstpointer from, gpointer to, GError **error)
{
  for (gsize i = 0; i < shape->n_fields; i++)
    if (!copy_field (self, &shape->fields[i], from, to, error))
      return FALSE;
  return TRUE;
}

static gboolean
colour_is_valid (const char *colour)
{
  if (colour[0] == '\0')
    return TRUE;
  if (colour[0] != '#' || strlen (colour) != strlen ("#rrggbb"))
    return FALSE;
  for (const char *c = colour + 1; *c != '\0'; c++)
    if (!g_ascii_isxdigit (*c))
      return FALSE;
  return TRUE;
}

/* What the fields by themselves cannot say. */
static gboolean
check_content (const RapportReportContent *content, GError **error)
{
  if (content->from == RAPPORT_DAY_NONE)
    return set_invalid (error, "from");
  if (content->to < content->from)
    return set_invalid (error, "to");
  if (!colour_is_valid (content->colour))
    return set_invalid (error, "colour");
  for (gsize i = 0; i < content->n_channels; i++)
    if (content->channels[i].n_values != content->n_columns)
      return set_invalid (error, "channels");
  for (gsize i = 0; i < content->n_charts; i++)
    if (content->charts[i].n_points > 0 && content->charts[i].first == RAPPORT_DAY_NONE)
      return set_invalid (error, "charts");
  return TRUE;
}

RapportReportDocument *
rapport_report_document_new (const RapportReportContent *content, GError **error)
{
  g_autoptr (RapportReportDocument) self = document_alloc ();

  g_return_val_if_fail (content != NULL, NULL);
  if (!copy_struct (self, &content_shape, content, &self->content, error) ||
      !check_content (&self->content, error))
    return NULL;
  return g_steal_pointer (&self);
}

RapportReportDocument *
rapport_report_document_ref (RapportReportDocument *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
document_clear (gpointer data)
{
  RapportReportDocument *self = data;

  g_ptr_array_unref (self->blocks);
  g_ptr_array_unref (self->pictures);
}

void
rapport_report_document_unref (RapportReportDocument *self)
{
  g_atomic_rc_box_release_full (self, document_clear);
}

const RapportReportContent *
rapport_report_document_get_content (RapportReportDocument *self)
{
  return &self->content;
}

static void write_struct (JsonBuilder *builder, const Shape *shape, gconstpointer from);

static void
write_array (JsonBuilder *builder, const Field *field, gconstpointer from)
{
  gsize n = MEMBER (gsize, from, field->count_offset);
  const char *items = MEMBER (const char *, from, field->offset);

  json_builder_begin_array (builder);
  for (gsize i = 0; i < n; i++)
    write_struct (builder, field->shape, items + i * field->shape->size);
  json_builder_end_array (builder);
}

static void
write_bytes (JsonBuilder *builder, GBytes *bytes)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);
  g_autofree char *text = g_base64_encode (data, size);

  json_builder_add_string_value (builder, text);
}

static void
write_field (JsonBuilder *builder, const Field *field, gconstpointer from)
{
  g_autofree char *day = NULL;

  switch (field->kind)
    {
    case FIELD_STRING:
      json_builder_add_string_value (builder, MEMBER (const char *, from, field->offset));
      break;
    case FIELD_DAY:
      day = rapport_day_to_string (MEMBER (RapportDay, from, field->offset));
      json_builder_add_string_value (builder, day);
      break;
    case FIELD_BOOLEAN:
      json_builder_add_boolean_value (builder, MEMBER (gboolean, from, field->offset));
      break;
    case FIELD_ENUM:
      json_builder_add_string_value (builder, field->words[MEMBER (guint, from, field->offset)]);
      break;
    case FIELD_VALUE:
      if (MEMBER (RapportReportValue, from, field->offset).known)
        json_builder_add_int_value (builder,
                                    MEMBER (RapportReportValue, from, field->offset).value);
      else
        json_builder_add_null_value (builder);
      break;
    case FIELD_BYTES:
      write_bytes (builder, MEMBER (GBytes *, from, field->offset));
      break;
    case FIELD_ARRAY:
      write_array (builder, field, from);
      break;
    default:
      g_return_if_reached ();
    }
}

static void
write_members (JsonBuilder *builder, const Shape *shape, gconstpointer from)
{
  for (gsize i = 0; i < shape->n_fields; i++)
    {
      const Field *field = &shape->fields[i];

      if (field->kind == FIELD_BYTES && MEMBER (GBytes *, from, field->offset) == NULL)
        continue;
      json_builder_set_member_name (builder, field->key);
      write_field (builder, field, from);
    }
}

static void
write_struct (JsonBuilder *builder, const Shape *shape, gconstpointer from)
{
  if (shape->bare)
    {
      write_field (builder, &shape->fields[0], from);
      return;
    }
  json_builder_begin_object (builder);
  write_members (builder, shape, from);
  json_builder_end_object (builder);
}

char *
rapport_report_document_to_json (RapportReportDocument *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "kind");
  json_builder_add_string_value (builder, KIND_WORD);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, RAPPORT_REPORT_DOCUMENT_VERSION);
  write_members (builder, &content_shape, &self->content);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

gboolean
rapport_report_document_equal (RapportReportDocument *a, RapportReportDocument *b)
{
  g_autofree char *json_a = NULL;
  g_autofree char *json_b = NULL;

  if (a == b)
    return TRUE;
  json_a = rapport_report_document_to_json (a);
  json_b = rapport_report_document_to_json (b);
  return g_str_equal (json_a, json_b);
}

static gboolean
node_is (JsonNode *node, GType type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

static gboolean read_struct (
  RapportReportDocument *self, const Field *field, JsonNode *node, gpointer to, GError **error);

static gboolean
read_array (
  RapportReportDocument *self, const Field *field, JsonNode *node, gpointer to, GError **error)
{
  JsonArray *array;
  guint n;
  char *items;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return set_invalid (error, field->key);
  array = json_node_get_array (node);
  n = json_array_get_length (array);
  if (n > MAX_ITEMS)
    return set_invalid (error, field->key);
  items = keep (self, g_malloc0_n (MAX (n, 1), field->shape->size));
  for (guint i = 0; i < n; i++)
    if (!read_struct (self, field, json_array_get_element (array, i),
                      items + i * field->shape->size, error))
      return FALSE;
  MEMBER (const char *, to, field->offset) = items;
  MEMBER (gsize, to, field->count_offset) = n;
  return TRUE;
}

static gboolean
read_day (const Field *field, JsonNode *node, gpointer to, GError **error)
{
  const char *text;
  RapportDay day;

  if (!node_is (node, G_TYPE_STRING))
    return set_invalid (error, field->key);
  text = json_node_get_string (node);
  day = rapport_day_parse (text);
  if (day == RAPPORT_DAY_NONE && text[0] != '\0')
    return set_invalid (error, field->key);
  MEMBER (RapportDay, to, field->offset) = day;
  return TRUE;
}

static gboolean
read_enum (const Field *field, JsonNode *node, gpointer to, GError **error)
{
  if (node_is (node, G_TYPE_STRING))
    for (guint i = 0; field->words[i] != NULL; i++)
      if (g_str_equal (field->words[i], json_node_get_string (node)))
        {
          MEMBER (guint, to, field->offset) = i;
          return TRUE;
        }
  return set_invalid (error, field->key);
}

static gboolean
read_value (const Field *field, JsonNode *node, gpointer to, GError **error)
{
  if (JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!node_is (node, G_TYPE_INT64))
    return set_invalid (error, field->key);
  MEMBER (RapportReportValue, to, field->offset) = RAPPORT_REPORT_VALUE (json_node_get_int (node));
  return TRUE;
}

static gboolean
read_bytes (
  RapportReportDocument *self, const Field *field, JsonNode *node, gpointer to, GError **error)
{
  guchar *data;
  gsize size;

  if (!node_is (node, G_TYPE_STRING))
    return set_invalid (error, field->key);
  data = g_base64_decode (json_node_get_string (node), &size);
  return set_bytes (self, field, g_bytes_new_take (data, size), to, error);
}

static gboolean
read_field (
  RapportReportDocument *self, const Field *field, JsonNode *node, gpointer to, GError **error)
{
  switch (field->kind)
    {
    case FIELD_STRING:
      if (!node_is (node, G_TYPE_STRING))
        return set_invalid (error, field->key);
      MEMBER (const char *, to, field->offset) = keep (self, json_node_dup_string (node));
      return TRUE;
    case FIELD_DAY:
      return read_day (field, node, to, error);
    case FIELD_BOOLEAN:
      if (!node_is (node, G_TYPE_BOOLEAN))
        return set_invalid (error, field->key);
      MEMBER (gboolean, to, field->offset) = json_node_get_boolean (node);
      return TRUE;
    case FIELD_ENUM:
      return read_enum (field, node, to, error);
    case FIELD_VALUE:
      return read_value (field, node, to, error);
    case FIELD_BYTES:
      return read_bytes (self, field, node, to, error);
    case FIELD_ARRAY:
      return read_array (self, field, node, to, error);
    default:
      g_return_val_if_reached (FALSE);
    }
}

/* What the first documents did not have is empty when one of them is read. */
static gboolean
came_later (const Shape *shape, const Field *field)
{
  static const char *const later[] = { "agency_logo", "annotations", "client_logo",
                                       "paper",       "pictures",    NULL };

  return shape == &content_shape && g_strv_contains (later, field->key);
}

static gboolean
read_members (
  RapportReportDocument *self, const Shape *shape, JsonObject *object, gpointer to, GError **error)
{
  static const RapportReportContent nothing = { 0 };

  for (gsize i = 0; i < shape->n_fields; i++)
    {
      const Field *field = &shape->fields[i];
      JsonNode *node = json_object_get_member (object, field->key);
      gboolean read;

      if (node != NULL)
        read = read_field (self, field, node, to, error);
      else if (came_later (shape, field))
        read = copy_field (self, field, &nothing, to, error);
      else
        read = set_invalid (error, field->key);
      if (!read)
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_struct (
  RapportReportDocument *self, const Field *field, JsonNode *node, gpointer to, GError **error)
{
  if (field->shape->bare)
    return read_field (self, &field->shape->fields[0], node, to, error);
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return set_invalid (error, field->key);
  return read_members (self, field->shape, json_node_get_object (node), to, error);
}

static gboolean
check_version (JsonObject *object, GError **error)
{
  JsonNode *kind = json_object_get_member (object, "kind");
  JsonNode *version = json_object_get_member (object, "version");

  if (kind == NULL || !node_is (kind, G_TYPE_STRING) ||
      !g_str_equal (json_node_get_string (kind), KIND_WORD))
    return set_invalid (error, "kind");
  if (version == NULL || !node_is (version, G_TYPE_INT64) || json_node_get_int (version) < 1)
    return set_invalid (error, "version");
  if (json_node_get_int (version) > RAPPORT_REPORT_DOCUMENT_VERSION)
    {
      g_set_error_literal (error, RAPPORT_REPORT_ERROR, RAPPORT_REPORT_ERROR_NEWER,
                           _ ("The report was made by a newer version of Rapport"));
      return FALSE;
    }
  return TRUE;
}

RapportReportDocument *
rapport_report_document_from_json (const char *json, gssize length, GError **error)
{
  g_autoptr (RapportReportDocument) self = document_alloc ();
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) parse_error = NULL;
  JsonNode *root;

  if (!g_utf8_validate (json, length, NULL))
    {
      set_invalid (error, "UTF-8");
      return NULL;
    }
  json_parser_set_strict (parser, TRUE);
  if (!json_parser_load_from_data (parser, json, length, &parse_error))
    {
      g_set_error (error, RAPPORT_REPORT_ERROR, RAPPORT_REPORT_ERROR_INVALID,
                   _ ("The report is not valid: “%s”"), parse_error->message);
      return NULL;
    }
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      set_invalid (error, "kind");
      return NULL;
    }
  if (!check_version (json_node_get_object (root), error) ||
      !read_members (self, &content_shape, json_node_get_object (root), &self->content, error) ||
      !check_content (&self->content, error))
    return NULL;
  return g_steal_pointer (&self);
}

const RapportReportSection *
rapport_report_sections_get_monthly (gsize *n_sections)
{
  static const RapportReportSection sections[] = {
    { RAPPORT_REPORT_SECTION_TILES, FALSE, "", "" },
    { RAPPORT_REPORT_SECTION_SUMMARY, FALSE, "", "" },
    { RAPPORT_REPORT_SECTION_CHART, FALSE, "", "" },
    { RAPPORT_REPORT_SECTION_FIGURES, FALSE, "", "" },
    { RAPPORT_REPORT_SECTION_FUNNEL, FALSE, "", "" },
    { RAPPORT_REPORT_SECTION_CHANNELS, FALSE, "", "" },
    { RAPPORT_REPORT_SECTION_TREND, FALSE, "", "" },
    { RAPPORT_REPORT_SECTION_WORK, FALSE, "", "" },
    { RAPPORT_REPORT_SECTION_WHY, FALSE, "", "" },
    { RAPPORT_REPORT_SECTION_NEXT, FALSE, "", "" },
    { RAPPORT_REPORT_SECTION_DEFINITIONS, FALSE, "", "" },
  };

  *n_sections = G_N_ELEMENTS (sections);
  return sections;
}

const char *
rapport_report_section_type_to_word (RapportReportSectionType type)
{
  g_return_val_if_fail ((guint) type < G_N_ELEMENTS (section_words) - 1, NULL);
  return section_words[type];
}

gboolean
rapport_report_section_type_from_word (const char *word, RapportReportSectionType *type)
{
  for (guint i = 0; section_words[i] != NULL; i++)
    if (g_strcmp0 (section_words[i], word) == 0)
      {
        *type = (RapportReportSectionType) i;
        return TRUE;
      }
  return FALSE;
}
