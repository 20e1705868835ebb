/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-json-canvas.h"

#include "rapport-exchange-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define FARTHEST 1e7

static const char *const kind_words[] = { "text", "file", "link", "group" };
static const char *const sides[] = { "top", "right", "bottom", "left" };
/* The colours "1" to "6", by GNOME's palette. */
static const char *const presets[] = { "#e01b24", "#ff7800", "#f6d32d",
                                       "#33d17a", "#2190a4", "#9141ac" };

static const char *const node_keys[] = { "id",
                                         "type",
                                         "x",
                                         "y",
                                         "width",
                                         "height",
                                         "text",
                                         "color",
                                         "url",
                                         "label",
                                         "file",
                                         "subpath",
                                         RAPPORT_JSON_CANVAS_KEY };
static const char *const edge_keys[] = {
  "id",      "fromNode", "toNode", "fromSide", "toSide",
  "fromEnd", "toEnd",    "color",  "label",    RAPPORT_JSON_CANVAS_KEY
};
static const char *const whole_keys[] = { "nodes", "edges", RAPPORT_JSON_CANVAS_KEY };

static void
node_free (gpointer data)
{
  RapportCanvasNode *node = data;

  g_free (node->id);
  g_free (node->colour);
  g_free (node->text);
  g_free (node->address);
  g_clear_pointer (&node->own, json_object_unref);
  g_free (node->extra);
  g_clear_pointer (&node->picture, g_bytes_unref);
  g_free (node->note);
  g_free (node);
}

static void
edge_free (gpointer data)
{
  RapportCanvasEdge *edge = data;

  g_free (edge->id);
  g_free (edge->from);
  g_free (edge->to);
  g_free (edge->from_side);
  g_free (edge->to_side);
  g_free (edge->colour);
  g_free (edge->label);
  g_clear_pointer (&edge->own, json_object_unref);
  g_free (edge->extra);
  g_free (edge);
}

RapportJsonCanvas *
rapport_json_canvas_new (void)
{
  RapportJsonCanvas *self = g_new0 (RapportJsonCanvas, 1);

  self->nodes = g_ptr_array_new_with_free_func (node_free);
  self->edges = g_ptr_array_new_with_free_func (edge_free);
  return self;
}

void
rapport_json_canvas_free (RapportJsonCanvas *self)
{
  g_ptr_array_unref (self->nodes);
  g_ptr_array_unref (self->edges);
  g_clear_pointer (&self->own, json_object_unref);
  g_free (self->extra);
  g_free (self);
}

RapportCanvasNode *
rapport_json_canvas_add_node (RapportJsonCanvas *self, const char *id)
{
  RapportCanvasNode *node = g_new0 (RapportCanvasNode, 1);

  node->id = g_strdup (id);
  node->text = g_strdup ("");
  node->address = g_strdup ("");
  g_ptr_array_add (self->nodes, node);
  return node;
}

RapportCanvasEdge *
rapport_json_canvas_add_edge (RapportJsonCanvas *self, const char *id)
{
  RapportCanvasEdge *edge = g_new0 (RapportCanvasEdge, 1);

  edge->id = g_strdup (id);
  edge->label = g_strdup ("");
  g_ptr_array_add (self->edges, edge);
  return edge;
}

/* Reading. */

/* The text of a key, or "" where it has none. */
static const char *
get_text (JsonObject *object, const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_STRING)
    return "";
  return json_node_get_string (node);
}

static char *
read_text (RapportJsonCanvas *self, JsonObject *object, const char *key)
{
  char *text = g_utf8_make_valid (get_text (object, key), -1);

  if (strlen (text) <= RAPPORT_JSON_CANVAS_MAX_TEXT)
    return text;
  self->n_cut++;
  *g_utf8_find_prev_char (text, text + RAPPORT_JSON_CANVAS_MAX_TEXT + 1) = '\0';
  return text;
}

/* A whole number, as the format has it. FALSE when it was none, or too far off. */
static gboolean
read_number (JsonObject *object, const char *key, double least, double *number)
{
  JsonNode *node = json_object_get_member (object, key);
  double value;

  *number = MAX (least, 0);
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      (json_node_get_value_type (node) != G_TYPE_INT64 &&
       json_node_get_value_type (node) != G_TYPE_DOUBLE))
    return FALSE;
  value = json_node_get_double (node);
  if (isnan (value))
    return FALSE;
  *number = round (CLAMP (value, least, FARTHEST));
  return value >= least && value <= FARTHEST;
}

static char *
read_colour (JsonObject *object)
{
  const char *text = get_text (object, "color");

  if (strlen (text) == 1 && *text >= '1' && *text <= '6')
    return g_strdup (presets[*text - '1']);
  if (strlen (text) == 7 && *text == '#' && strspn (text + 1, "0123456789abcdefABCDEF") == 6)
    return g_ascii_strdown (text, -1);
  return NULL;
}

static JsonObject *
read_own (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, RAPPORT_JSON_CANVAS_KEY);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node) : NULL;
}

/* JSON of the keys that are none of @known, or %NULL. */
static char *
read_extra (JsonObject *object, const char *const *known, gsize n_known)
{
  g_autoptr (JsonObject) extra = json_object_new ();
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      gboolean is_known = FALSE;

      for (gsize i = 0; i < n_known; i++)
        is_known = is_known || g_str_equal (name, known[i]);
      if (!is_known)
        json_object_set_member (extra, name, json_node_copy (value));
    }
  if (json_object_get_size (extra) == 0)
    return NULL;
  json_node_set_object (root, extra);
  return json_to_string (root, FALSE);
}

static char *
read_address (RapportJsonCanvas *self, JsonObject *object, RapportCanvasKind kind)
{
  g_autofree char *path = NULL;
  g_autofree char *part = NULL;

  if (kind != RAPPORT_CANVAS_FILE)
    return kind == RAPPORT_CANVAS_LINK ? read_text (self, object, "url") : g_strdup ("");
  path = read_text (self, object, "file");
  part = read_text (self, object, "subpath");
  return g_strconcat (path, *part == '#' ? part : NULL, NULL);
}

static RapportCanvasKind
read_kind (JsonObject *object)
{
  const char *word = get_text (object, "type");

  for (guint i = 0; i < G_N_ELEMENTS (kind_words); i++)
    if (g_str_equal (word, kind_words[i]))
      return (RapportCanvasKind) i;
  return RAPPORT_CANVAS_TEXT;
}

static gboolean
read_place (JsonObject *object, RapportCanvasNode *node)
{
  const gboolean x = read_number (object, "x", -FARTHEST, &node->x);
  const gboolean y = read_number (object, "y", -FARTHEST, &node->y);
  const gboolean width = read_number (object, "width", 1, &node->width);
  const gboolean height = read_number (object, "height", 1, &node->height);

  return x && y && width && height;
}

/* The next object of a list, with an id that nothing had before. */
static JsonObject *
next_object (JsonArray *list, guint i, GHashTable *ids, GError **error)
{
  JsonNode *node = json_array_get_element (list, i);
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *id = object != NULL ? get_text (object, "id") : "";

  if (*id == '\0')
    {
      g_set_error (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_DAMAGED,
                   _ ("Number %u of the file’s cards or connectors has no id."), i + 1);
      return NULL;
    }
  if (!g_hash_table_add (ids, g_strdup (id)))
    {
      g_set_error (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_DAMAGED,
                   _ ("Two things in the file have the id “%s”."), id);
      return NULL;
    }
  return object;
}

static void
read_node (RapportJsonCanvas *self, JsonObject *object)
{
  RapportCanvasNode *node = rapport_json_canvas_add_node (self, get_text (object, "id"));

  node->kind = read_kind (object);
  self->n_moved += !read_place (object, node);
  node->colour = read_colour (object);
  g_free (node->text);
  node->text = read_text (self, object, node->kind == RAPPORT_CANVAS_GROUP ? "label" : "text");
  g_free (node->address);
  node->address = read_address (self, object, node->kind);
  node->own = read_own (object);
  node->extra = read_extra (object, node_keys, G_N_ELEMENTS (node_keys));
}

static char *
read_side (JsonObject *object, const char *key)
{
  const char *word = get_text (object, key);

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    if (g_str_equal (word, sides[i]))
      return g_strdup (word);
  return NULL;
}

static void
read_edge (RapportJsonCanvas *self, JsonObject *object, GHashTable *nodes)
{
  const char *from = get_text (object, "fromNode");
  const char *to = get_text (object, "toNode");
  RapportCanvasEdge *edge;

  if (!g_hash_table_contains (nodes, from) || !g_hash_table_contains (nodes, to))
    {
      self->n_dangling++;
      return;
    }
  edge = rapport_json_canvas_add_edge (self, get_text (object, "id"));
  edge->from = g_strdup (from);
  edge->to = g_strdup (to);
  edge->from_side = read_side (object, "fromSide");
  edge->to_side = read_side (object, "toSide");
  edge->from_arrow = g_str_equal (get_text (object, "fromEnd"), "arrow");
  edge->to_arrow = !g_str_equal (get_text (object, "toEnd"), "none");
  edge->colour = read_colour (object);
  g_free (edge->label);
  edge->label = read_text (self, object, "label");
  edge->own = read_own (object);
  edge->extra = read_extra (object, edge_keys, G_N_ELEMENTS (edge_keys));
}

/* A list that may be missing. FALSE when it is something else, or too long. */
static gboolean
get_list (JsonObject *whole, const char *key, guint most, JsonArray **list, GError **error)
{
  JsonNode *node = json_object_get_member (whole, key);

  *list = NULL;
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      g_set_error (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_DAMAGED,
                   _ ("This is no canvas: what “%s” holds is no list."), key);
      return FALSE;
    }
  *list = json_node_get_array (node);
  if (json_array_get_length (*list) > most)
    {
      g_set_error (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_TOO_LARGE,
                   _ ("The canvas has more than %u cards or connectors."), most);
      return FALSE;
    }
  return TRUE;
}

static gboolean
read_whole (RapportJsonCanvas *self, JsonObject *whole, GError **error)
{
  g_autoptr (GHashTable) nodes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) edges = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JsonArray *list;

  if (!get_list (whole, "nodes", RAPPORT_JSON_CANVAS_MAX_NODES, &list, error))
    return FALSE;
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonObject *object = next_object (list, i, nodes, error);

      if (object == NULL)
        return FALSE;
      read_node (self, object);
    }
  if (!get_list (whole, "edges", RAPPORT_JSON_CANVAS_MAX_EDGES, &list, error))
    return FALSE;
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonObject *object = next_object (list, i, edges, error);

      if (object == NULL)
        return FALSE;
      read_edge (self, object, nodes);
    }
  self->own = read_own (whole);
  self->extra = read_extra (whole, whole_keys, G_N_ELEMENTS (whole_keys));
  return TRUE;
}

/* The parser says where in the beginning of its message: "<data>:3:14: …". */
static guint
find_line (const char *message)
{
  const char *colon = strchr (message, ':');

  return colon != NULL ? (guint) MAX (g_ascii_strtoull (colon + 1, NULL, 10), 1) : 1;
}

RapportJsonCanvas *
rapport_json_canvas_parse (const char *data, gssize length, GError **error)
{
  g_autoptr (RapportJsonCanvas) self = rapport_json_canvas_new ();
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) trouble = NULL;
  const gsize size = length < 0 ? strlen (data) : (gsize) length;
  JsonNode *root;

  if (size > RAPPORT_JSON_CANVAS_MAX_BYTES)
    {
      g_set_error (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_TOO_LARGE,
                   _ ("The file is larger than %d MB."), RAPPORT_JSON_CANVAS_MAX_BYTES / 1000000);
      return NULL;
    }
  json_parser_set_strict (parser, TRUE);
  /* An empty file is an empty canvas, as other programs make them. */
  if (size > 0 && !json_parser_load_from_data (parser, data, (gssize) size, &trouble))
    {
      g_set_error (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_DAMAGED,
                   _ ("This is no canvas, or it was cut off: line %u can’t be read."),
                   find_line (trouble->message));
      return NULL;
    }
  root = json_parser_get_root (parser);
  if (root == NULL)
    return g_steal_pointer (&self);
  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_DAMAGED,
                           _ ("This is no canvas: it begins with something else."));
      return NULL;
    }
  return read_whole (self, json_node_get_object (root), error) ? g_steal_pointer (&self) : NULL;
}

/* Writing. */

static void
set_text (JsonObject *object, const char *key, const char *text)
{
  if (text != NULL && *text != '\0')
    json_object_set_string_member (object, key, text);
}

static void
set_colour (JsonObject *object, const char *colour)
{
  for (guint i = 0; i < G_N_ELEMENTS (presets); i++)
    if (g_strcmp0 (colour, presets[i]) == 0)
      {
        json_object_set_string_member (object, "color", (const char[]) { (char) ('1' + i), '\0' });
        return;
      }
  set_text (object, "color", colour);
}

static void
set_rest (JsonObject *object, JsonObject *own, const char *extra)
{
  g_autoptr (JsonNode) root = extra != NULL ? json_from_string (extra, NULL) : NULL;

  if (own != NULL)
    json_object_set_object_member (object, RAPPORT_JSON_CANVAS_KEY, json_object_ref (own));
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    {
      JsonObjectIter iter;
      const char *name;
      JsonNode *value;

      json_object_iter_init_ordered (&iter, json_node_get_object (root));
      while (json_object_iter_next_ordered (&iter, &name, &value))
        if (!json_object_has_member (object, name))
          json_object_set_member (object, name, json_node_copy (value));
    }
}

static void
set_address (JsonObject *object, const RapportCanvasNode *node)
{
  const char *part = strchr (node->address, '#');
  g_autofree char *path = NULL;

  if (node->kind == RAPPORT_CANVAS_LINK)
    json_object_set_string_member (object, "url", node->address);
  if (node->kind != RAPPORT_CANVAS_FILE)
    return;
  path = part != NULL ? g_strndup (node->address, (gsize) (part - node->address))
                      : g_strdup (node->address);
  json_object_set_string_member (object, "file", path);
  set_text (object, "subpath", part);
}

static JsonObject *
write_node (const RapportCanvasNode *node)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", node->id);
  json_object_set_string_member (object, "type", kind_words[node->kind]);
  json_object_set_int_member (object, "x", (gint64) round (node->x));
  json_object_set_int_member (object, "y", (gint64) round (node->y));
  json_object_set_int_member (object, "width", (gint64) round (node->width));
  json_object_set_int_member (object, "height", (gint64) round (node->height));
  set_colour (object, node->colour);
  if (node->kind == RAPPORT_CANVAS_TEXT)
    json_object_set_string_member (object, "text", node->text);
  else
    set_text (object, node->kind == RAPPORT_CANVAS_GROUP ? "label" : "text", node->text);
  set_address (object, node);
  set_rest (object, node->own, node->extra);
  return object;
}

static JsonObject *
write_edge (const RapportCanvasEdge *edge)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", edge->id);
  json_object_set_string_member (object, "fromNode", edge->from);
  set_text (object, "fromSide", edge->from_side);
  json_object_set_string_member (object, "toNode", edge->to);
  set_text (object, "toSide", edge->to_side);
  if (edge->from_arrow)
    json_object_set_string_member (object, "fromEnd", "arrow");
  if (!edge->to_arrow)
    json_object_set_string_member (object, "toEnd", "none");
  set_colour (object, edge->colour);
  set_text (object, "label", edge->label);
  set_rest (object, edge->own, edge->extra);
  return object;
}

char *
rapport_json_canvas_write (const RapportJsonCanvas *self)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) whole = json_object_new ();
  JsonArray *nodes = json_array_new ();
  JsonArray *edges = json_array_new ();

  for (guint i = 0; i < self->nodes->len; i++)
    json_array_add_object_element (nodes, write_node (self->nodes->pdata[i]));
  for (guint i = 0; i < self->edges->len; i++)
    json_array_add_object_element (edges, write_edge (self->edges->pdata[i]));
  json_object_set_array_member (whole, "nodes", nodes);
  json_object_set_array_member (whole, "edges", edges);
  set_rest (whole, self->own, self->extra);
  json_node_set_object (root, whole);
  return json_to_string (root, TRUE);
}
