/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-board-canvas-private.h"
#include "rapport-board-canvas.h"
#include "rapport-board-import-private.h"
#include "rapport-boards.h"
#include "rapport-files.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A matrix has no more, and a set of one card. */
#define MOST_LANES 1000
/* Millionths of a unit of the board. */
#define WIDEST_LANE (G_GINT64_CONSTANT (10000) * 1000000)

/* What is being read. */
typedef struct
{
  RapportJsonCanvas *canvas;
  char *title;
  GPtrArray *orders; /* of nodes */
  GPtrArray *edge_orders;
  GHashTable *ids;      /* id in the file → id of the record */
  GHashTable *works;    /* number of a work item in the file → its id */
  GHashTable *pictures; /* the bytes of one → the id of its file */
  guint node;
  guint edge;
} Reader;

static void
reader_free (gpointer data)
{
  Reader *self = data;

  rapport_json_canvas_free (self->canvas);
  g_free (self->title);
  g_ptr_array_unref (self->orders);
  g_ptr_array_unref (self->edge_orders);
  g_hash_table_unref (self->ids);
  g_hash_table_unref (self->works);
  g_hash_table_unref (self->pictures);
  g_free (self);
}

/* Our own key. */

static const char *
get_member (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
             json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node)
           : "";
}

static JsonObject *
get_object (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static gboolean
is_word (const RapportWord *words, const char *word)
{
  for (; words->word != NULL; words++)
    if (g_str_equal (words->word, word))
      return TRUE;
  return FALSE;
}

/* What a field may hold that came from a file: words that are known, texts of a size. */
static GVariant *
tame_value (RapportBoardImport *self, const RapportField *field, GVariant *value)
{
  g_autoptr (GVariant) owned = value;
  g_autofree char *cut = NULL;
  const char *text;

  if (value == NULL)
    return NULL;
  if (field->kind == RAPPORT_KIND_SET)
    return g_variant_n_children (value) <= MOST_LANES ? g_steal_pointer (&owned) : NULL;
  if (!g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return g_steal_pointer (&owned);
  text = g_variant_get_string (value, NULL);
  if (field->kind == RAPPORT_KIND_ENUM && field->words != NULL && !is_word (field->words, text))
    return NULL;
  if (strlen (text) <= RAPPORT_JSON_CANVAS_MAX_TEXT)
    return g_steal_pointer (&owned);
  cut = g_strndup (text, RAPPORT_JSON_CANVAS_MAX_TEXT);
  *g_utf8_find_prev_char (cut, cut + RAPPORT_JSON_CANVAS_MAX_TEXT) = '\0';
  /* Translators: %s is what a field is called: "Why" */
  rapport_board_import_remark (self, _ ("A text was too long and has been cut: %s"),
                               g_dgettext (GETTEXT_PACKAGE, field->label));
  return g_variant_ref_sink (g_variant_new_string (cut));
}

static void
read_fields (RapportBoardImport *self, RapportRecord *record, JsonObject *own)
{
  const RapportRecordInfo *info = rapport_record_get_info (record);
  const char *audience = get_member (own, CANVAS_AUDIENCE);

  for (guint i = 0; own != NULL && i < info->n_fields; i++)
    {
      g_autofree char *name = rapport_name_to_column (info->fields[i].name);
      JsonNode *node = json_object_get_member (own, name);
      g_autoptr (GVariant) value = NULL;

      if (node == NULL || !rapport_board_canvas_carries (info, i))
        continue;
      value = tame_value (self, &info->fields[i],
                          rapport_kind_from_json (info->fields[i].kind, node, NULL));
      if (value != NULL)
        rapport_transaction_set (self->transaction, record, i, value);
    }
  if (*audience != '\0' && is_word (rapport_audience_words, audience))
    rapport_board_import_set (self, record, "audience", audience);
}

/* What another program has there and we have not, to be written out again. */
static void
keep_foreign (RapportBoardImport *self,
              RapportRecord *record,
              const char *id,
              const char *file,
              const char *extra)
{
  g_autoptr (JsonNode) others = extra != NULL ? json_from_string (extra, NULL) : NULL;
  g_autoptr (JsonObject) object = others != NULL && JSON_NODE_HOLDS_OBJECT (others)
                                    ? json_node_dup_object (others)
                                    : json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;

  if (id != NULL)
    json_object_set_string_member (object, "id", id);
  if (file != NULL)
    json_object_set_string_member (object, "file", file);
  if (json_object_get_size (object) == 0)
    return;
  json_node_set_object (node, object);
  text = json_to_string (node, FALSE);
  rapport_board_import_set (self, record, "foreign", text);
}

/* The board. */

static void
read_lane (RapportBoardImport *self, JsonObject *object, const char *order)
{
  RapportRecord *lane;
  GVariant *size;

  if (!is_word (rapport_lane_fields, get_member (object, "field")) ||
      *get_member (object, "value") == '\0')
    return;
  lane = rapport_board_import_add (self, RAPPORT_TYPE_LANE);
  read_fields (self, lane, object);
  size = rapport_transaction_get (self->transaction, lane, RAPPORT_LANE_SIZE);
  if (size != NULL && g_variant_get_int64 (size) > WIDEST_LANE)
    {
      rapport_transaction_set_integer (self->transaction, lane, RAPPORT_LANE_SIZE, WIDEST_LANE);
      rapport_board_import_remark (self, _ ("The lane “%s” was too wide; it was made narrower."),
                                   get_member (object, "value"));
    }
  rapport_board_import_set (self, lane, "order", order);
  if (strlen (get_member (object, "colour")) == strlen ("#rrggbb"))
    rapport_board_import_set (self, lane, "colour", get_member (object, "colour"));
}

static void
read_lanes (RapportBoardImport *self, JsonObject *own)
{
  JsonNode *node = own != NULL ? json_object_get_member (own, CANVAS_LANES) : NULL;
  JsonArray *list =
    node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  const guint n = list != NULL ? MIN (json_array_get_length (list), MOST_LANES) : 0;
  g_autoptr (GPtrArray) orders = rapport_order_keys_between (NULL, NULL, n);

  for (guint i = 0; i < n; i++)
    {
      JsonNode *element = json_array_get_element (list, i);

      if (JSON_NODE_HOLDS_OBJECT (element))
        read_lane (self, json_node_get_object (element), orders->pdata[i]);
    }
}

static void
read_board (RapportBoardImport *self, Reader *reader)
{
  RapportJsonCanvas *canvas = reader->canvas;
  RapportRecord *board = RAPPORT_RECORD (
    rapport_boards_add (self->transaction, self->library, self->client_id, reader->title));

  self->board_id = g_strdup (rapport_record_get_id (board));
  read_fields (self, board, canvas->own);
  keep_foreign (self, board, NULL, NULL, canvas->extra);
  read_lanes (self, canvas->own);
  if (canvas->n_dangling > 0)
    rapport_board_import_remark (
      self,
      ngettext ("%u connector was left out: what it leads to is not in the file.",
                "%u connectors were left out: what they lead to is not in the file.",
                canvas->n_dangling),
      canvas->n_dangling);
  if (canvas->n_moved > 0)
    rapport_board_import_remark (self,
                                 ngettext ("%u card had no place that it can lie in; it was moved.",
                                           "%u cards had no place that they can lie in; they were "
                                           "moved.",
                                           canvas->n_moved),
                                 canvas->n_moved);
  if (canvas->n_lost > 0)
    rapport_board_import_remark (
      self,
      ngettext ("%u picture is not there or can’t be kept: its card has the name alone.",
                "%u pictures are not there or can’t be kept: their cards have the names alone.",
                canvas->n_lost),
      canvas->n_lost);
  if (canvas->n_lost_notes > 0)
    rapport_board_import_remark (
      self,
      ngettext ("%u note is not there or can’t be read: its card has the name alone.",
                "%u notes are not there or can’t be read: their cards have the names alone.",
                canvas->n_lost_notes),
      canvas->n_lost_notes);
  if (canvas->n_cut > 0)
    rapport_board_import_remark (self,
                                 ngettext ("%u text was too long and has been cut.",
                                           "%u texts were too long and have been cut.",
                                           canvas->n_cut),
                                 canvas->n_cut);
}

/* Cards and frames. */

static void
place (RapportBoardImport *self, RapportRecord *record, const RapportCanvasNode *node)
{
  const int at = rapport_record_info_find_field (rapport_record_get_info (record), "rectangle");

  rapport_transaction_set (self->transaction, record, (guint) at,
                           g_variant_new ("(dddd)", node->x, node->y, node->width, node->height));
  rapport_board_import_set (self, record, "colour", node->colour);
}

/* An idea's words, when another program has changed them. */
static void
split_words (const char *text, char **title, char **why)
{
  const char *end = strchr (text, '\n');

  *title = end != NULL ? g_strndup (text, (gsize) (end - text)) : g_strdup (text);
  *why = g_strdup (end != NULL ? end : "");
  g_strstrip (*title);
  g_strstrip (*why);
  for (const char *p = *title; *p == '#' || *p == ' '; p = *title)
    memmove (*title, *title + 1, strlen (*title));
}

static void
read_words (RapportBoardImport *self, RapportRecord *work, const char *text, JsonObject *own)
{
  g_autofree char *told =
    rapport_board_canvas_say_idea (get_member (own, "title"), get_member (own, "why"));
  g_autofree char *title = NULL;
  g_autofree char *why = NULL;

  if (*text == '\0' || g_str_equal (text, told))
    return;
  split_words (text, &title, &why);
  rapport_transaction_set_text (self->transaction, work, RAPPORT_WORK_ITEM_TITLE, title);
  rapport_transaction_set_text (self->transaction, work, RAPPORT_WORK_ITEM_WHY, why);
}

static void
read_work (RapportBoardImport *self,
           Reader *reader,
           RapportRecord *card,
           const RapportCanvasNode *node)
{
  JsonObject *own = get_object (node->own, CANVAS_WORK);
  JsonNode *number = json_object_get_member (node->own, CANVAS_ITEM);
  g_autofree char *key = number != NULL ? json_to_string (number, FALSE) : g_strdup (node->id);
  const char *known = g_hash_table_lookup (reader->works, key);
  RapportRecord *work;

  if (known == NULL)
    {
      work = rapport_board_import_add (self, RAPPORT_TYPE_WORK_ITEM);
      rapport_board_import_set (self, work, "status", "idea");
      read_fields (self, work, own);
      read_words (self, work, node->text, own);
      known = rapport_record_get_id (work);
      g_hash_table_insert (reader->works, g_steal_pointer (&key), g_strdup (known));
    }
  rapport_board_import_set (self, card, "item", known);
}

/* (nullable): what a picture is by its first bytes, whatever it says. */
static const char *
find_type (const guchar *bytes, gsize length)
{
  static const struct
  {
    const char *begin;
    const char *type;
  } types[] = {
    { "\x89PNG\r\n", "image/png" },
    { "\xff\xd8\xff", "image/jpeg" },
    { "<svg", "image/svg+xml" },
    { "<?xml", "image/svg+xml" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (length > strlen (types[i].begin) &&
        memcmp (bytes, types[i].begin, strlen (types[i].begin)) == 0)
      return types[i].type;
  return NULL;
}

/* What was made of a picture when the file was read; one that lies on many cards is kept once. */
static gboolean
take_picture (RapportBoardImport *self,
              Reader *reader,
              RapportRecord *card,
              const RapportCanvasNode *node,
              const char *name)
{
  const char *known =
    node->picture != NULL ? g_hash_table_lookup (reader->pictures, node->picture) : NULL;
  g_autoptr (RapportFileData) data = NULL;
  RapportRecord *file;

  if (node->picture == NULL)
    return FALSE;
  if (known == NULL)
    {
      data = rapport_file_data_new (name, node->picture_type, node->picture);
      file = rapport_file_attach (self->transaction, self->client_id, self->board_id, data);
      rapport_board_import_set (self, file, "audience", "client");
      known = rapport_record_get_id (file);
      g_hash_table_insert (reader->pictures, node->picture, g_strdup (known));
    }
  rapport_board_import_set (self, card, "image", known);
  return TRUE;
}

/* FALSE where there is none. */
static gboolean
read_picture (RapportBoardImport *self,
              Reader *reader,
              RapportRecord *card,
              const RapportCanvasNode *node)
{
  JsonObject *picture = get_object (node->own, CANVAS_PICTURE);
  g_autoptr (RapportFileData) data = NULL;
  g_autoptr (GBytes) bytes = NULL;
  RapportRecord *file;
  const char *type;
  guchar *decoded;
  gsize length = 0;

  if (reader->canvas->has_pictures)
    return take_picture (self, reader, card, node, get_member (picture, "name"));
  if (picture == NULL)
    return FALSE;
  decoded = g_base64_decode (get_member (picture, "data"), &length);
  bytes = g_bytes_new_take (decoded, length);
  type = find_type (decoded, length);
  if (type == NULL || length > RAPPORT_FILE_MAX_BYTES)
    {
      rapport_board_import_remark (self,
                                   _ ("“%s” was left out: it is no picture, or larger than 4 MB."),
                                   get_member (picture, "name"));
      return FALSE;
    }
  data = rapport_file_data_new (get_member (picture, "name"), type, bytes);
  file =
    rapport_file_attach (self->transaction, self->client_id, rapport_record_get_id (card), data);
  rapport_board_import_set (self, file, "audience", "client");
  rapport_board_import_set (self, card, "image", rapport_record_get_id (file));
  return TRUE;
}

/* Of another program. */
static void
read_others_card (RapportBoardImport *self,
                  Reader *reader,
                  RapportRecord *card,
                  const RapportCanvasNode *node)
{
  g_autofree char *name = NULL;

  switch (node->kind)
    {
    case RAPPORT_CANVAS_LINK:
      rapport_board_import_set (self, card, "kind", "link");
      rapport_board_import_set (self, card, "address", node->address);
      rapport_board_import_set (self, card, "text", node->text);
      break;
    case RAPPORT_CANVAS_FILE:
      name = g_path_get_basename (node->address);
      name[strcspn (name, "#")] = '\0';
      rapport_board_import_set (self, card, "kind",
                                rapport_json_canvas_is_picture (name) ? "image" : "note");
      rapport_board_import_set (self, card, "text", node->note != NULL ? node->note : name);
      take_picture (self, reader, card, node, name);
      break;
    default:
      rapport_board_import_set (self, card, "kind", "note");
      rapport_board_import_set (self, card, "text", node->text);
    }
}

/* Of our own. */
static void
read_own_card (RapportBoardImport *self,
               Reader *reader,
               RapportRecord *card,
               const RapportCanvasNode *node)
{
  const char *kind = get_member (node->own, "kind");

  read_fields (self, card, node->own);
  if (g_str_equal (kind, "item"))
    read_work (self, reader, card, node);
  else if (g_str_equal (kind, "note") && node->kind == RAPPORT_CANVAS_TEXT)
    rapport_board_import_set (self, card, "text", node->text);
  else if (g_str_equal (kind, "link"))
    rapport_board_import_set (self, card, "address", node->address);
}

static void
read_card (RapportBoardImport *self, Reader *reader, const RapportCanvasNode *node)
{
  RapportRecord *card = rapport_board_import_add (self, RAPPORT_TYPE_PLACEMENT);
  const gboolean own =
    node->own != NULL && is_word (rapport_card_kinds, get_member (node->own, "kind"));
  gboolean has_picture = FALSE;

  place (self, card, node);
  rapport_board_import_set (self, card, "order", reader->orders->pdata[reader->node]);
  if (own)
    read_own_card (self, reader, card, node);
  else
    read_others_card (self, reader, card, node);
  if (own && g_str_equal (get_member (node->own, "kind"), "image"))
    has_picture = read_picture (self, reader, card, node);
  keep_foreign (self, card, node->id,
                node->kind == RAPPORT_CANVAS_FILE && !has_picture ? node->address : NULL,
                node->extra);
  g_hash_table_insert (reader->ids, node->id, g_strdup (rapport_record_get_id (card)));
  self->n_cards++;
}

static void
read_frame (RapportBoardImport *self, Reader *reader, const RapportCanvasNode *node)
{
  RapportRecord *frame = rapport_board_import_add (self, RAPPORT_TYPE_FRAME);

  place (self, frame, node);
  read_fields (self, frame, node->own);
  rapport_board_import_set (self, frame, "title", node->text);
  rapport_board_import_set (self, frame, "order", reader->orders->pdata[reader->node]);
  keep_foreign (self, frame, node->id, NULL, node->extra);
  g_hash_table_insert (reader->ids, node->id, g_strdup (rapport_record_get_id (frame)));
}

static void
read_edge (RapportBoardImport *self, Reader *reader, const RapportCanvasEdge *edge)
{
  RapportRecord *record = rapport_board_import_add (self, RAPPORT_TYPE_EDGE);

  rapport_board_import_set (self, record, "from", g_hash_table_lookup (reader->ids, edge->from));
  rapport_board_import_set (self, record, "to", g_hash_table_lookup (reader->ids, edge->to));
  rapport_board_import_set (self, record, "from-side", edge->from_side);
  rapport_board_import_set (self, record, "to-side", edge->to_side);
  rapport_board_import_set (self, record, "from-end", edge->from_arrow ? "arrow" : "none");
  rapport_board_import_set (self, record, "to-end", edge->to_arrow ? "arrow" : "none");
  rapport_board_import_set (self, record, "label", edge->label);
  rapport_board_import_set (self, record, "colour", edge->colour);
  rapport_board_import_set (self, record, "order", reader->edge_orders->pdata[reader->edge]);
  read_fields (self, record, edge->own);
  keep_foreign (self, record, edge->id, NULL, edge->extra);
}

static gboolean
step (RapportBoardImport *self)
{
  Reader *reader = self->source;
  RapportJsonCanvas *canvas = reader->canvas;

  if (self->board_id == NULL)
    read_board (self, reader);
  else if (reader->node < canvas->nodes->len)
    {
      const RapportCanvasNode *node = canvas->nodes->pdata[reader->node];

      if (node->kind == RAPPORT_CANVAS_GROUP)
        read_frame (self, reader, node);
      else
        read_card (self, reader, node);
      reader->node++;
    }
  else if (reader->edge < canvas->edges->len)
    {
      read_edge (self, reader, canvas->edges->pdata[reader->edge]);
      reader->edge++;
    }
  else
    return FALSE;
  return TRUE;
}

RapportBoardImport *
rapport_board_canvas_import (RapportLibrary *library,
                             const char *client_id,
                             const char *title,
                             RapportJsonCanvas *canvas)
{
  Reader *reader = g_new0 (Reader, 1);
  const char *own = get_member (canvas->own, "title");

  reader->canvas = canvas;
  reader->title = g_strdup (*own != '\0' ? own : title);
  reader->orders = rapport_order_keys_between (NULL, NULL, canvas->nodes->len);
  reader->edge_orders = rapport_order_keys_between (NULL, NULL, canvas->edges->len);
  reader->ids = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  reader->works = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  reader->pictures = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  return rapport_board_import_new (library, client_id, reader->title, step, reader, reader_free);
}
