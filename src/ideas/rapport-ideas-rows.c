/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-ideas-rows.h"

/* A row as a source of a scene. */
typedef struct
{
  RapportSceneSource source;
  GHashTable *fields; /* of its type; NULL for the board */
  RapportRow *row;    /* owned */
} Entry;

struct _RapportIdeasRows
{
  GHashTable *parts[RAPPORT_IDEAS_N_PARTS]; /* id of the row → Entry */
  Entry *board;
  GHashTable *cards_of; /* (nullable): id of a work item → GPtrArray of ids of its cards */
};

static const struct
{
  const RapportRecordInfo *info;
  guint board; /* the field that asks for it */
} parts[RAPPORT_IDEAS_N_PARTS] = {
  [RAPPORT_IDEAS_CARDS] = { &rapport_placement_info, RAPPORT_PLACEMENT_BOARD },
  [RAPPORT_IDEAS_FRAMES] = { &rapport_frame_info, RAPPORT_FRAME_BOARD },
  [RAPPORT_IDEAS_EDGES] = { &rapport_edge_info, RAPPORT_EDGE_BOARD },
  [RAPPORT_IDEAS_LANES] = { &rapport_lane_info, RAPPORT_LANE_BOARD },
  [RAPPORT_IDEAS_WORKS] = { &rapport_work_item_info, RAPPORT_WORK_ITEM_CLIENT },
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  rapport_row_free (entry->row);
  g_free (entry);
}

RapportIdeasRows *
rapport_ideas_rows_new (void)
{
  RapportIdeasRows *self = g_new0 (RapportIdeasRows, 1);

  for (guint i = 0; i < RAPPORT_IDEAS_N_PARTS; i++)
    self->parts[i] = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, entry_free);
  return self;
}

void
rapport_ideas_rows_free (RapportIdeasRows *self)
{
  for (guint i = 0; i < RAPPORT_IDEAS_N_PARTS; i++)
    g_hash_table_unref (self->parts[i]);
  g_clear_pointer (&self->board, entry_free);
  g_clear_pointer (&self->cards_of, g_hash_table_unref);
  g_free (self);
}

RapportQuery *
rapport_ideas_rows_get_query (RapportIdeasPart part, const char *board_id, const char *client_id)
{
  RapportQuery *query = rapport_query_new_for_info (parts[part].info);

  return rapport_query_where_text (query, parts[part].board,
                                   part == RAPPORT_IDEAS_WORKS ? client_id : board_id);
}

RapportIdeasPart
rapport_ideas_rows_find_part (const RapportRecordInfo *info)
{
  for (guint i = 0; i < RAPPORT_IDEAS_N_PARTS; i++)
    if (parts[i].info == info)
      return i;
  return RAPPORT_IDEAS_N_PARTS;
}

/* Sources. */

/* (transfer none): name of a field → its index, plus one. */
static GHashTable *
index_fields (const RapportRecordInfo *info)
{
  GHashTable *fields = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < info->n_fields; i++)
    g_hash_table_insert (fields, (gpointer) info->fields[i].name, GUINT_TO_POINTER (i + 1));
  return fields;
}

/* Of thousands of cards a dozen fields are asked for by their names, also by other threads. */
static GHashTable *
get_fields (RapportIdeasPart part)
{
  static GHashTable *all[RAPPORT_IDEAS_N_PARTS];

  if (g_once_init_enter_pointer (&all[part]))
    g_once_init_leave_pointer (&all[part], index_fields (parts[part].info));
  return all[part];
}

static GVariant *
get_row_value (gpointer data, const char *field)
{
  const Entry *entry = data;
  const guint index = GPOINTER_TO_UINT (g_hash_table_lookup (entry->fields, field));

  return index > 0 ? entry->row->values[index - 1] : NULL;
}

static GVariant *
get_board_value (gpointer data, const char *field)
{
  const Entry *entry = data;
  const int index = rapport_record_info_find_field (&rapport_idea_board_info, field);

  return index >= 0 ? entry->row->values[index] : NULL;
}

static gboolean
is_confidential (GVariant *audience)
{
  return audience == NULL || rapport_audience_from_word (g_variant_get_string (audience, NULL)) !=
                               RAPPORT_AUDIENCE_CLIENT;
}

/* @fields: (nullable): those of its part */
static Entry *
entry_new (RapportRow *row, GHashTable *fields)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->fields = fields;
  entry->row = row;
  entry->source = (RapportSceneSource) {
    .id = row->id,
    .data = entry,
    .get = fields != NULL ? get_row_value : get_board_value,
    .confidential = is_confidential (row->values[RAPPORT_RECORD_AUDIENCE]),
  };
  return entry;
}

/* Before a card is another one: the words are those of its row. */
static void
forget_cards_of (RapportIdeasRows *self, RapportIdeasPart part)
{
  if (part == RAPPORT_IDEAS_CARDS)
    g_clear_pointer (&self->cards_of, g_hash_table_unref);
}

static void
take_row (RapportIdeasRows *self, RapportIdeasPart part, RapportRow *row)
{
  g_hash_table_replace (self->parts[part], row->id, entry_new (row, get_fields (part)));
}

static RapportRow *
copy_row (RapportRecord *record)
{
  RapportRow *row =
    rapport_row_new (rapport_record_get_info (record), rapport_record_get_id (record));

  for (guint i = 0; i < row->n_values; i++)
    {
      GVariant *value = rapport_record_get_value (record, i);

      row->values[i] = value != NULL ? g_variant_ref (value) : NULL;
    }
  return row;
}

void
rapport_ideas_rows_take (RapportIdeasRows *self, RapportIdeasPart part, GPtrArray *rows)
{
  g_ptr_array_set_free_func (rows, NULL);
  forget_cards_of (self, part);
  g_hash_table_remove_all (self->parts[part]);
  for (guint i = 0; i < rows->len; i++)
    take_row (self, part, rows->pdata[i]);
  g_ptr_array_unref (rows);
}

void
rapport_ideas_rows_put (RapportIdeasRows *self,
                        RapportIdeasPart part,
                        const char *id,
                        RapportRecord *record)
{
  forget_cards_of (self, part);
  if (record == NULL || rapport_record_get_value (record, RAPPORT_RECORD_TRASHED) != NULL)
    g_hash_table_remove (self->parts[part], id);
  else
    take_row (self, part, copy_row (record));
}

const RapportSceneSource *
rapport_ideas_rows_get (RapportIdeasRows *self, RapportIdeasPart part, const char *id)
{
  /* The source is what an entry begins with. */
  return g_hash_table_lookup (self->parts[part], id);
}

const RapportSceneSource *
rapport_ideas_rows_get_work (RapportIdeasRows *self, const RapportSceneSource *card)
{
  GVariant *item = card->get (card->data, "item");

  return item != NULL
           ? rapport_ideas_rows_get (self, RAPPORT_IDEAS_WORKS, g_variant_get_string (item, NULL))
           : NULL;
}

/* All of them at once: after a change of very many work items each is asked for. */
static void
need_cards_of (RapportIdeasRows *self)
{
  GHashTableIter iter;
  Entry *entry;

  if (self->cards_of != NULL)
    return;
  self->cards_of =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  g_hash_table_iter_init (&iter, self->parts[RAPPORT_IDEAS_CARDS]);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &entry))
    {
      GVariant *item = entry->row->values[RAPPORT_PLACEMENT_ITEM];
      GPtrArray *ids = item != NULL
                         ? g_hash_table_lookup (self->cards_of, g_variant_get_string (item, NULL))
                         : NULL;

      if (item == NULL)
        continue;
      if (ids == NULL)
        {
          ids = g_ptr_array_new ();
          g_hash_table_insert (self->cards_of, (gpointer) g_variant_get_string (item, NULL), ids);
        }
      g_ptr_array_add (ids, entry->row->id);
    }
}

GPtrArray *
rapport_ideas_rows_get_cards_of (RapportIdeasRows *self, const char *work_id)
{
  GPtrArray *ids;

  need_cards_of (self);
  ids = g_hash_table_lookup (self->cards_of, work_id);
  return ids != NULL ? g_ptr_array_copy (ids, NULL, NULL) : g_ptr_array_new ();
}

GPtrArray *
rapport_ideas_rows_get_all (RapportIdeasRows *self, RapportIdeasPart part)
{
  return g_hash_table_get_values_as_ptr_array (self->parts[part]);
}

void
rapport_ideas_rows_set_board (RapportIdeasRows *self, RapportRecord *board)
{
  g_clear_pointer (&self->board, entry_free);
  if (board != NULL)
    self->board = entry_new (copy_row (board), NULL);
}

const char *
rapport_ideas_source_get_text (const RapportSceneSource *source, const char *field)
{
  GVariant *value = source->get (source->data, field);

  return value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_STRING)
           ? g_variant_get_string (value, NULL)
           : "";
}

/* The board of a table: its cards lie where they were put. */
static GVariant *
get_free_value (gpointer data, const char *field)
{
  static GVariant *free_layout;

  if (!g_str_equal (field, "layout"))
    return get_board_value (data, field);
  if (g_once_init_enter_pointer (&free_layout))
    g_once_init_leave_pointer (&free_layout, g_variant_ref_sink (g_variant_new_string ("free")));
  return free_layout;
}

/* Of all that belongs to the board. */
typedef struct
{
  RapportSceneSource board;
  RapportSceneRecords records;
} Records;

/* @all: with those that only filling asks for. */
static void
records_init (Records *self, RapportIdeasRows *rows, gboolean all)
{
  self->board = rows->board->source;
  if (g_str_equal (rapport_ideas_source_get_text (&self->board, "layout"), "table"))
    self->board.get = get_free_value;
  self->records = (RapportSceneRecords) {
    .board = &self->board,
    .placements = all ? rapport_ideas_rows_get_all (rows, RAPPORT_IDEAS_CARDS) : NULL,
    .frames = rapport_ideas_rows_get_all (rows, RAPPORT_IDEAS_FRAMES),
    .edges = all ? rapport_ideas_rows_get_all (rows, RAPPORT_IDEAS_EDGES) : NULL,
    .lanes = rapport_ideas_rows_get_all (rows, RAPPORT_IDEAS_LANES),
    /* A source is what an entry begins with. */
    .works = rows->parts[RAPPORT_IDEAS_WORKS],
    .cards = rows->parts[RAPPORT_IDEAS_CARDS],
    .connectors = rows->parts[RAPPORT_IDEAS_EDGES],
  };
}

static void
records_clear (Records *self)
{
  g_clear_pointer (&self->records.placements, g_ptr_array_unref);
  g_ptr_array_unref (self->records.frames);
  g_clear_pointer (&self->records.edges, g_ptr_array_unref);
  g_ptr_array_unref (self->records.lanes);
}

void
rapport_ideas_rows_fill (RapportIdeasRows *self, RapportScene *scene, const RapportSceneView *view)
{
  g_autoptr (RapportMatrix) matrix = NULL;
  Records records;

  if (self->board == NULL)
    return;
  records_init (&records, self, TRUE);
  matrix = rapport_scene_fill (scene, view, &records.records);
  records_clear (&records);
}

void
rapport_ideas_rows_refill (RapportIdeasRows *self,
                           RapportScene *scene,
                           const RapportSceneView *view,
                           GHashTable *changed,
                           gboolean same_lanes)
{
  Records records;

  if (self->board == NULL)
    return;
  records_init (&records, self, FALSE);
  rapport_scene_refill (scene, view, &records.records, changed, same_lanes);
  records_clear (&records);
}
