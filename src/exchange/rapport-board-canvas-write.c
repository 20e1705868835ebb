/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-board-canvas-private.h"
#include "rapport-board-canvas.h"
#include "rapport-records.h"

#include <string.h>

/* A public copy, or a row of the library. */
typedef struct
{
  const RapportRecordInfo *info;
  const char *id;
  RapportPublicRecord *copy;
  const RapportRow *row;
} Source;

/* What a canvas is made of; everything or what is public. */
typedef struct
{
  RapportJsonCanvas *canvas;
  gboolean everything;
  GHashTable *works; /* id → Source */
  GHashTable *files; /* the same */
  GHashTable *items; /* id of a work item → its number in the file */
  GHashTable *ids;   /* id of a thing → its id in the file, owned by nodes */
  GHashTable *taken; /* ids in the file */
} Writer;

static GVariant *
get_value (const Source *source, const char *field)
{
  int at;

  if (source == NULL)
    return NULL;
  if (source->copy != NULL)
    return rapport_public_record_get_value (source->copy, field);
  at = rapport_record_info_find_field (source->info, field);
  return at >= 0 ? source->row->values[at] : NULL;
}

static const char *
get_text (const Source *source, const char *field)
{
  GVariant *value = get_value (source, field);

  return value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_STRING)
           ? g_variant_get_string (value, NULL)
           : "";
}

gboolean
rapport_board_canvas_carries (const RapportRecordInfo *info, guint field)
{
  static const char *const others[] = { "rectangle", "order", "colour",    "address", "foreign",
                                        "from",      "to",    "from-side", "to-side", "from-end",
                                        "to-end",    "label", "repeat",    NULL };
  const RapportField *known = &info->fields[field];

  return field >= RAPPORT_RECORD_N_FIELDS && known->kind != RAPPORT_KIND_REFERENCE &&
         known->kind != RAPPORT_KIND_BLOB && !g_strv_contains (others, known->name) &&
         !(info == &rapport_frame_info && g_str_equal (known->name, "title"));
}

char *
rapport_board_canvas_say_idea (const char *title, const char *why)
{
  return *why != '\0' ? g_strdup_printf ("## %s\n\n%s", title, why)
                      : g_strdup_printf ("## %s", title);
}

/* What a new record has as well. */
static gboolean
is_unset (GVariant *value)
{
  return g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN) && !g_variant_get_boolean (value);
}

static JsonObject *
write_fields (const Writer *self, const Source *source)
{
  JsonObject *object = json_object_new ();
  const char *audience = get_text (source, "audience");

  for (guint i = 0; i < source->info->n_fields; i++)
    {
      const RapportField *field = &source->info->fields[i];
      GVariant *value = get_value (source, field->name);
      g_autofree char *name = NULL;

      if (value == NULL || !rapport_board_canvas_carries (source->info, i) || is_unset (value))
        continue;
      name = rapport_name_to_column (field->name);
      json_object_set_member (object, name, rapport_kind_to_json (field->kind, value));
    }
  if (self->everything && *audience != '\0' && !g_str_equal (audience, "client"))
    json_object_set_string_member (object, CANVAS_AUDIENCE, audience);
  return object;
}

/* What another program left with it, without what is written anew. */
static JsonObject *
read_foreign (const Source *source)
{
  const char *text = get_text (source, "foreign");
  g_autoptr (JsonNode) node = *text != '\0' ? json_from_string (text, NULL) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node) : NULL;
}

static const char *
get_member (JsonObject *object, const char *name)
{
  return object != NULL ? json_object_get_string_member_with_default (object, name, "") : "";
}

static char *
write_foreign (JsonObject *foreign)
{
  static const char *const ours[] = { "id", "type", "file" };
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  for (gsize i = 0; i < G_N_ELEMENTS (ours); i++)
    json_object_remove_member (foreign, ours[i]);
  if (json_object_get_size (foreign) == 0)
    return NULL;
  json_node_set_object (node, foreign);
  return json_to_string (node, FALSE);
}

/* That of the other program; else a number, or our own for ourselves. */
static char *
choose_id (Writer *self, const Source *source, JsonObject *foreign, const char *kind)
{
  const char *given = get_member (foreign, "id");
  char *id;

  if (self->everything)
    id =
      g_strdup (*given != '\0' && !g_hash_table_contains (self->taken, given) ? given : source->id);
  else
    id = g_strdup_printf ("%s-%u", kind, g_hash_table_size (self->taken) + 1);
  g_hash_table_add (self->taken, id);
  g_hash_table_insert (self->ids, g_strdup (source->id), id);
  return g_strdup (id);
}

static RapportCanvasNode *
begin_node (Writer *self, const Source *source, const char *kind, JsonObject *foreign)
{
  g_autofree char *id = choose_id (self, source, foreign, kind);
  RapportCanvasNode *node = rapport_json_canvas_add_node (self->canvas, id);
  GVariant *place = get_value (source, "rectangle");
  const char *colour = get_text (source, "colour");

  node->width = 240;
  node->height = 132;
  if (place != NULL && g_variant_is_of_type (place, G_VARIANT_TYPE ("(dddd)")))
    g_variant_get (place, "(dddd)", &node->x, &node->y, &node->width, &node->height);
  node->colour = *colour != '\0' ? g_strdup (colour) : NULL;
  node->own = write_fields (self, source);
  if (self->everything && foreign != NULL)
    node->extra = write_foreign (foreign);
  return node;
}

static void
write_frame (Writer *self, const Source *frame)
{
  g_autoptr (JsonObject) foreign = self->everything ? read_foreign (frame) : NULL;
  RapportCanvasNode *node = begin_node (self, frame, "frame", foreign);

  node->kind = RAPPORT_CANVAS_GROUP;
  g_set_str (&node->text, get_text (frame, "title"));
}

/* Cards that show the same work item say so. */
static void
write_work (Writer *self, RapportCanvasNode *node, const Source *placement)
{
  const char *id = get_text (placement, "item");
  const Source *work = g_hash_table_lookup (self->works, id);
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->items, id));

  if (work == NULL)
    return;
  if (number == 0)
    {
      number = g_hash_table_size (self->items) + 1;
      g_hash_table_insert (self->items, (gpointer) work->id, GUINT_TO_POINTER (number));
    }
  json_object_set_int_member (node->own, CANVAS_ITEM, number);
  json_object_set_object_member (node->own, CANVAS_WORK, write_fields (self, work));
  g_free (node->text);
  node->text = rapport_board_canvas_say_idea (get_text (work, "title"), get_text (work, "why"));
}

/* The file has the picture itself in it: it is nobody's path. */
static void
write_picture (Writer *self, RapportCanvasNode *node, const Source *placement)
{
  const Source *file = g_hash_table_lookup (self->files, get_text (placement, "image"));
  GVariant *data = get_value (file, "data");
  JsonObject *picture;
  g_autofree char *base64 = NULL;

  node->kind = RAPPORT_CANVAS_FILE;
  if (data == NULL)
    return;
  base64 = g_base64_encode (g_variant_get_data (data), g_variant_get_size (data));
  picture = json_object_new ();
  json_object_set_string_member (picture, "name", get_text (file, "name"));
  json_object_set_string_member (picture, "type", get_text (file, "mime-type"));
  json_object_set_string_member (picture, "data", base64);
  json_object_set_object_member (node->own, CANVAS_PICTURE, picture);
  if (*node->address == '\0')
    g_set_str (&node->address, get_text (file, "name"));
}

static void
write_card (Writer *self, const Source *placement)
{
  g_autoptr (JsonObject) foreign = self->everything ? read_foreign (placement) : NULL;
  g_autofree char *path = g_strdup (get_member (foreign, "file"));
  const char *kind = get_text (placement, "kind");
  RapportCanvasNode *node = begin_node (self, placement, "card", foreign);

  g_set_str (&node->text, get_text (placement, "text"));
  if (*path != '\0')
    {
      node->kind = RAPPORT_CANVAS_FILE;
      g_set_str (&node->address, path);
    }
  if (g_str_equal (kind, "item"))
    write_work (self, node, placement);
  else if (g_str_equal (kind, "image"))
    write_picture (self, node, placement);
  else if (g_str_equal (kind, "link"))
    {
      node->kind = RAPPORT_CANVAS_LINK;
      g_set_str (&node->address, get_text (placement, "address"));
    }
  else if (g_str_equal (kind, "figure") && *node->text == '\0')
    g_set_str (&node->text, get_text (placement, "metric"));
  /* What a note says stands in the node itself; a file or link has no text there. */
  if (node->kind == RAPPORT_CANVAS_TEXT && g_str_equal (kind, "note"))
    json_object_remove_member (node->own, "text");
  else if (node->kind != RAPPORT_CANVAS_TEXT)
    g_set_str (&node->text, "");
}

static void
write_edge (Writer *self, const Source *source)
{
  const char *from = g_hash_table_lookup (self->ids, get_text (source, "from"));
  const char *to = g_hash_table_lookup (self->ids, get_text (source, "to"));
  g_autoptr (JsonObject) foreign = self->everything ? read_foreign (source) : NULL;
  const char *colour = get_text (source, "colour");
  g_autofree char *id = NULL;
  RapportCanvasEdge *edge;

  if (from == NULL || to == NULL)
    return;
  id = choose_id (self, source, foreign, "edge");
  edge = rapport_json_canvas_add_edge (self->canvas, id);
  edge->from = g_strdup (from);
  edge->to = g_strdup (to);
  edge->from_side =
    *get_text (source, "from-side") != '\0' ? g_strdup (get_text (source, "from-side")) : NULL;
  edge->to_side =
    *get_text (source, "to-side") != '\0' ? g_strdup (get_text (source, "to-side")) : NULL;
  edge->from_arrow = g_str_equal (get_text (source, "from-end"), "arrow");
  edge->to_arrow = !g_str_equal (get_text (source, "to-end"), "none");
  edge->colour = *colour != '\0' ? g_strdup (colour) : NULL;
  g_set_str (&edge->label, get_text (source, "label"));
  if (foreign != NULL)
    edge->extra = write_foreign (foreign);
}

static void
write_board (Writer *self, const Source *board, GPtrArray *lanes)
{
  JsonArray *list = json_array_new ();
  g_autoptr (JsonObject) foreign = self->everything ? read_foreign (board) : NULL;

  self->canvas->own = write_fields (self, board);
  for (guint i = 0; i < lanes->len; i++)
    {
      const Source *lane = lanes->pdata[i];
      JsonObject *object = write_fields (self, lane);

      if (*get_text (lane, "colour") != '\0')
        json_object_set_string_member (object, "colour", get_text (lane, "colour"));
      json_array_add_object_element (list, object);
    }
  json_object_set_array_member (self->canvas->own, CANVAS_LANES, list);
  if (foreign != NULL)
    self->canvas->extra = write_foreign (foreign);
}

/* Both ways. */

static Writer
writer_new (gboolean everything)
{
  return (Writer) {
    .canvas = rapport_json_canvas_new (),
    .everything = everything,
    .works = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free),
    .files = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free),
    .items = g_hash_table_new (g_str_hash, g_str_equal),
    .ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
  };
}

static void
writer_clear (Writer *self)
{
  rapport_json_canvas_free (self->canvas);
  g_hash_table_unref (self->works);
  g_hash_table_unref (self->files);
  g_hash_table_unref (self->items);
  g_hash_table_unref (self->ids);
  g_hash_table_unref (self->taken);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Writer, writer_clear)

static void
write_all (Writer *self, GPtrArray *sources, void (*write) (Writer *, const Source *))
{
  for (guint i = 0; i < sources->len; i++)
    write (self, sources->pdata[i]);
}

static Source *
source_of_copy (RapportPublicRecord *copy)
{
  Source *source = g_new0 (Source, 1);

  source->info = rapport_record_info_lookup (rapport_public_record_get_record_type (copy));
  source->id = rapport_public_record_get_id (copy);
  source->copy = copy;
  return source;
}

static GPtrArray *
sources_of_copies (GPtrArray *copies)
{
  GPtrArray *sources = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < copies->len; i++)
    g_ptr_array_add (sources, source_of_copy (copies->pdata[i]));
  return sources;
}

static void
take_copies (GHashTable *sources, GHashTable *copies)
{
  GHashTableIter iter;
  gpointer copy;

  g_hash_table_iter_init (&iter, copies);
  while (g_hash_table_iter_next (&iter, NULL, &copy))
    {
      Source *source = source_of_copy (copy);

      g_hash_table_replace (sources, (gpointer) source->id, source);
    }
}

char *
rapport_board_canvas_publish (RapportPublicBoard *board)
{
  g_auto (Writer) writer = writer_new (FALSE);
  g_autofree Source *source = source_of_copy (board->board);
  g_autoptr (GPtrArray) lanes = sources_of_copies (board->lanes);
  g_autoptr (GPtrArray) frames = sources_of_copies (board->frames);
  g_autoptr (GPtrArray) cards = sources_of_copies (board->placements);
  g_autoptr (GPtrArray) edges = sources_of_copies (board->edges);

  take_copies (writer.works, board->works);
  take_copies (writer.files, board->attachments);
  write_board (&writer, source, lanes);
  write_all (&writer, frames, write_frame);
  write_all (&writer, cards, write_card);
  write_all (&writer, edges, write_edge);
  return rapport_json_canvas_write (writer.canvas);
}

/* For ourselves. */

static Source *
source_of_row (const RapportRecordInfo *info, const RapportRow *row)
{
  Source *source = g_new0 (Source, 1);

  source->info = info;
  source->id = row->id;
  source->row = row;
  return source;
}

/* (transfer full) (nullable): the rows, by their order. @keep gets them as well. */
static GPtrArray *
find_sources (RapportLibrary *library,
              const RapportRecordInfo *info,
              const char *board_id,
              GPtrArray *keep,
              GError **error)
{
  g_autoptr (RapportQuery) query = rapport_query_new_for_info (info);
  const int board = rapport_record_info_find_field (info, "board");
  const int order = rapport_record_info_find_field (info, "order");
  GPtrArray *rows, *sources;

  rapport_query_where_text (query, (guint) board, board_id);
  rapport_query_order_by (query, (guint) order, FALSE);
  rows = rapport_library_find_rows (library, query, error);
  if (rows == NULL)
    return NULL;
  sources = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (sources, source_of_row (info, rows->pdata[i]));
  g_ptr_array_add (keep, rows);
  return sources;
}

/* A row of one record, for what cards point at. */
static RapportRow *
make_row (RapportRecord *record)
{
  const RapportRecordInfo *info = rapport_record_get_info (record);
  RapportRow *row = rapport_row_new (info, rapport_record_get_id (record));

  for (guint i = 0; i < info->n_fields; i++)
    if (rapport_record_get_value (record, i) != NULL)
      row->values[i] = g_variant_ref (rapport_record_get_value (record, i));
  return row;
}

static void
need (GHashTable *sources, GPtrArray *rows, RapportLibrary *library, GType type, const char *id)
{
  g_autoptr (RapportRecord) record = NULL;
  Source *source;

  if (*id == '\0' || g_hash_table_contains (sources, id))
    return;
  record = rapport_library_get (library, type, id);
  if (record == NULL || rapport_record_is_trashed (record))
    return;
  g_ptr_array_add (rows, make_row (record));
  source = source_of_row (rapport_record_get_info (record), rows->pdata[rows->len - 1]);
  g_hash_table_replace (sources, (gpointer) source->id, source);
}

static void
need_all (Writer *self, RapportLibrary *library, GPtrArray *cards, GPtrArray *rows)
{
  for (guint i = 0; i < cards->len; i++)
    {
      need (self->works, rows, library, RAPPORT_TYPE_WORK_ITEM, get_text (cards->pdata[i], "item"));
      need (self->files, rows, library, RAPPORT_TYPE_ATTACHMENT,
            get_text (cards->pdata[i], "image"));
    }
}

char *
rapport_board_canvas_copy (RapportLibrary *library, const char *board_id, GError **error)
{
  g_autoptr (GPtrArray) keep = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_row_free);
  g_auto (Writer) writer = writer_new (TRUE);
  g_autoptr (GPtrArray) lanes = find_sources (library, &rapport_lane_info, board_id, keep, error);
  g_autoptr (GPtrArray) frames =
    lanes != NULL ? find_sources (library, &rapport_frame_info, board_id, keep, error) : NULL;
  g_autoptr (GPtrArray) cards =
    frames != NULL ? find_sources (library, &rapport_placement_info, board_id, keep, error) : NULL;
  g_autoptr (GPtrArray) edges =
    cards != NULL ? find_sources (library, &rapport_edge_info, board_id, keep, error) : NULL;
  g_autoptr (RapportRecord) board =
    rapport_library_get (library, RAPPORT_TYPE_IDEA_BOARD, board_id);
  g_autofree Source *source = NULL;

  if (edges == NULL)
    return NULL;
  g_return_val_if_fail (board != NULL, NULL);
  g_ptr_array_add (rows, make_row (board));
  source = source_of_row (&rapport_idea_board_info, rows->pdata[0]);
  need_all (&writer, library, cards, rows);
  write_board (&writer, source, lanes);
  write_all (&writer, frames, write_frame);
  write_all (&writer, cards, write_card);
  write_all (&writer, edges, write_edge);
  return rapport_json_canvas_write (writer.canvas);
}
