/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-board-templates.h"

#include "rapport-cards-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The body of a template is a JSON object: the fields of the board, and arrays of objects with
 * those of its lanes, frames, notes and connectors, as JSON has them in a record. A lane of months
 * has its distance from the first instead of a value, and a connector the numbers of its ends, of
 * frames and then notes. What is not known is passed over. */
#define VERSION 1

/* A year of months more than covers what anyone plans. */
#define FARTHEST_MONTH 60

/* The fields of each that a template takes; the last is the end. */
static const guint board_fields[] = {
  RAPPORT_IDEA_BOARD_LAYOUT, RAPPORT_IDEA_BOARD_COLUMNS,    RAPPORT_IDEA_BOARD_ROWS,
  RAPPORT_IDEA_BOARD_SCORE,  RAPPORT_IDEA_BOARD_SHOW_SCORE, G_MAXUINT,
};
static const guint lane_fields[] = { RAPPORT_LANE_SIZE, RAPPORT_LANE_COLOUR, G_MAXUINT };
static const guint frame_fields[] = { RAPPORT_FRAME_TITLE, RAPPORT_FRAME_RECTANGLE,
                                      RAPPORT_FRAME_COLOUR, G_MAXUINT };
static const guint note_fields[] = {
  RAPPORT_RECORD_AUDIENCE, RAPPORT_PLACEMENT_TEXT,   RAPPORT_PLACEMENT_RECTANGLE,
  RAPPORT_PLACEMENT_LANES, RAPPORT_PLACEMENT_COLOUR, G_MAXUINT,
};
static const guint edge_fields[] = {
  RAPPORT_EDGE_FROM_SIDE,
  RAPPORT_EDGE_TO_SIDE,
  RAPPORT_EDGE_FROM_END,
  RAPPORT_EDGE_TO_END,
  RAPPORT_EDGE_COLOUR,
  RAPPORT_EDGE_LABEL,
  G_MAXUINT,
};

/* Built-in ones. */

#define MOST_LANES 8

typedef struct
{
  const char *word;
  const char *name;
  const char *description;
  const char *columns, *rows;
  const char *score;
  /* Names to be translated, statuses as they are; months count themselves. */
  const char *column_lanes[MOST_LANES];
  const char *row_lanes[MOST_LANES];
} Builtin;

static const Builtin builtins[] = {
  { .word = "empty",
    .name = N_ ("Empty board"),
    .description = N_ ("A free surface for notes, ideas, pictures and frames") },
  { .word = "funnel",
    .name = N_ ("Funnel and channels"),
    .description = N_ ("What each channel does at each stage of the funnel"),
    .columns = "funnel-stage",
    .rows = "channel",
    .column_lanes = { N_ ("Awareness"), N_ ("Interest"), N_ ("Choice"), N_ ("Purchase"),
                      N_ ("Repeat purchase") },
    .row_lanes = { N_ ("Search advertising"), N_ ("Social media"), N_ ("Website"),
                   N_ ("Email and messengers"), N_ ("Partners and offline") } },
  { .word = "portraits",
    .name = N_ ("Portraits, fears and jobs"),
    .description = N_ ("What we tell each kind of buyer, by what they fear and want done"),
    .columns = "motive",
    .rows = "portrait",
    .column_lanes = { N_ ("Job: get it done"), N_ ("Job: save time"), N_ ("Fear: paying too much"),
                      N_ ("Fear: being let down"), N_ ("Fear: choosing wrong") },
    .row_lanes = { N_ ("Looks for a bargain"), N_ ("Takes time to choose"), N_ ("Needs it now"),
                   N_ ("Buys for a company") } },
  { .word = "roadmap",
    .name = N_ ("Half-year roadmap"),
    .description = N_ ("Six months from now on, a row for each direction of work"),
    .columns = "month",
    .rows = "direction",
    .row_lanes = { N_ ("Advertising"), N_ ("Website"), N_ ("Content"), N_ ("Sales"),
                   N_ ("Analytics") } },
  { .word = "ice",
    .name = N_ ("ICE backlog"),
    .description = N_ ("Hypotheses by status, weighed by impact, confidence and ease"),
    .columns = "status",
    .score = "ice",
    .column_lanes = { "idea", "planned", "in-work", "testing", "confirmed", "rejected" } },
};

static void
add_lane (JsonArray *lanes, const char *field, const char *value)
{
  JsonObject *lane = json_object_new ();

  json_object_set_string_member (lane, "field", field);
  json_object_set_string_member (lane, "value", value);
  json_array_add_object_element (lanes, lane);
}

static void
add_builtin_lanes (JsonArray *lanes, const char *field, const char *const *names)
{
  const guint months = 6;

  if (field == NULL)
    return;
  for (guint i = 0; g_str_equal (field, "month") && i < months; i++)
    {
      JsonObject *lane = json_object_new ();

      json_object_set_string_member (lane, "field", field);
      json_object_set_int_member (lane, "offset", i);
      json_array_add_object_element (lanes, lane);
    }
  for (guint i = 0; i < MOST_LANES && names[i] != NULL; i++)
    add_lane (lanes, field, g_str_equal (field, "status") ? names[i] : _ (names[i]));
}

static JsonObject *
make_builtin (const Builtin *builtin)
{
  JsonObject *body = json_object_new ();
  JsonArray *lanes = json_array_new ();

  json_object_set_string_member (body, "layout", builtin->columns != NULL ? "matrix" : "free");
  if (builtin->columns != NULL)
    json_object_set_string_member (body, "columns", builtin->columns);
  if (builtin->rows != NULL)
    json_object_set_string_member (body, "rows", builtin->rows);
  if (builtin->score != NULL)
    json_object_set_string_member (body, "score", builtin->score);
  add_builtin_lanes (lanes, builtin->columns, builtin->column_lanes);
  add_builtin_lanes (lanes, builtin->rows, builtin->row_lanes);
  json_object_set_array_member (body, "lanes", lanes);
  return body;
}

/* The list. */

void
rapport_board_start_free (RapportBoardStart *self)
{
  g_free (self->word);
  g_free (self->name);
  g_free (self->description);
  g_free (self);
}

static void
add_start (
  GPtrArray *starts, const char *word, const char *name, const char *description, gboolean is_own)
{
  RapportBoardStart *start = g_new0 (RapportBoardStart, 1);

  *start = (RapportBoardStart) { g_strdup (word), g_strdup (name), g_strdup (description), is_own };
  g_ptr_array_add (starts, start);
}

GPtrArray *
rapport_board_starts_list (RapportLibrary *library)
{
  GPtrArray *starts = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_board_start_free);
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_BOARD_TEMPLATE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) own = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (builtins); i++)
    add_start (starts, builtins[i].word, _ (builtins[i].name), _ (builtins[i].description), FALSE);
  rapport_query_order_by (query, RAPPORT_BOARD_TEMPLATE_ORDER, FALSE);
  own = rapport_library_find (library, query, &error);
  if (own == NULL)
    g_warning ("reading templates of boards: %s", error->message);
  for (guint i = 0; own != NULL && i < own->len; i++)
    add_start (starts, rapport_record_get_id (own->pdata[i]),
               rapport_record_get_title (own->pdata[i]), NULL, TRUE);
  return starts;
}

/* Applying. */

/* (transfer full) (nullable) */
static JsonObject *
find_body (RapportLibrary *library, const char *word)
{
  g_autoptr (RapportRecord) record = NULL;
  g_autoptr (JsonNode) node = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (builtins); i++)
    if (g_str_equal (builtins[i].word, word))
      return make_builtin (&builtins[i]);
  record = rapport_library_get (library, RAPPORT_TYPE_BOARD_TEMPLATE, word);
  if (record == NULL || rapport_record_is_trashed (record))
    return NULL;
  node = json_from_string (rapport_record_get_text (record, RAPPORT_BOARD_TEMPLATE_BODY), NULL);
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node)
           ? json_object_ref (json_node_get_object (node))
           : NULL;
}

static JsonArray *
get_array (JsonObject *body, const char *name)
{
  JsonNode *node = json_object_get_member (body, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static guint
get_length (JsonArray *array)
{
  return array != NULL ? json_array_get_length (array) : 0;
}

/* (nullable) */
static JsonObject *
get_object (JsonArray *array, guint index)
{
  JsonNode *node = json_array_get_element (array, index);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static const char *
get_text (JsonObject *object, const char *name)
{
  const char *text = json_object_get_string_member_with_default (object, name, "");

  /* A number has none. */
  return text != NULL ? text : "";
}

/* What is there and is of its kind. */
static void
read_fields (RapportTransaction *transaction,
             RapportRecord *record,
             const guint *fields,
             JsonObject *from)
{
  const RapportRecordInfo *info = rapport_record_get_info (record);

  for (; *fields != G_MAXUINT; fields++)
    {
      g_autofree char *name = rapport_name_to_column (info->fields[*fields].name);
      JsonNode *node = json_object_get_member (from, name);
      g_autoptr (GVariant) value =
        node != NULL ? rapport_kind_from_json (info->fields[*fields].kind, node, NULL) : NULL;

      if (value != NULL)
        rapport_transaction_set (transaction, record, *fields, value);
    }
}

static void
tame_place (RapportTransaction *transaction, RapportRecord *thing)
{
  RapportPlace place;

  if (rapport_cards_get_place_in (transaction, thing, &place))
    rapport_cards_set_place (transaction, thing, &place);
}

static void
apply_lane (RapportTransaction *transaction,
            RapportLibrary *library,
            const char *board_id,
            JsonObject *from)
{
  const char *field = get_text (from, "field");
  const gint64 offset = json_object_get_int_member_with_default (from, "offset", -1);
  const RapportDay today = rapport_clock_get_today (rapport_library_get_clock (library));
  g_autofree char *month = NULL;
  RapportLane *lane;

  if (g_str_equal (field, "month") && offset >= 0 && offset <= FARTHEST_MONTH)
    month =
      rapport_month_to_string (rapport_day_add_months (rapport_day_month (today), (int) offset));
  lane = rapport_boards_add_lane (transaction, library, board_id, field,
                                  month != NULL ? month : get_text (from, "value"));
  if (lane != NULL)
    read_fields (transaction, RAPPORT_RECORD (lane), lane_fields, from);
}

static void
apply_edge (RapportTransaction *transaction,
            RapportLibrary *library,
            const char *board_id,
            GPtrArray *ends,
            JsonObject *from)
{
  const gint64 first = json_object_get_int_member_with_default (from, "from", -1);
  const gint64 second = json_object_get_int_member_with_default (from, "to", -1);
  RapportEdge *edge;

  if (first < 0 || second < 0 || first >= ends->len || second >= ends->len)
    return;
  edge = rapport_cards_connect (transaction, library, board_id,
                                rapport_record_get_id (ends->pdata[first]),
                                rapport_record_get_id (ends->pdata[second]), NULL, NULL);
  if (edge != NULL)
    read_fields (transaction, RAPPORT_RECORD (edge), edge_fields, from);
}

static void
apply_things (RapportTransaction *transaction,
              RapportLibrary *library,
              const char *board_id,
              JsonObject *body)
{
  JsonArray *frames = get_array (body, "frames");
  JsonArray *notes = get_array (body, "notes");
  JsonArray *edges = get_array (body, "edges");
  g_autoptr (JsonObject) none = json_object_new ();
  g_autoptr (GPtrArray) ends = g_ptr_array_new ();

  for (guint i = 0; i < get_length (frames) + get_length (notes); i++)
    {
      const gboolean is_frame = i < get_length (frames);
      JsonObject *from =
        is_frame ? get_object (frames, i) : get_object (notes, i - get_length (frames));
      const RapportPlace place = { 0, 0, 2 * RAPPORT_CARD_WIDTH, 2 * RAPPORT_CARD_HEIGHT };
      gpointer thing =
        is_frame ? (gpointer) rapport_cards_add_frame (transaction, library, board_id, "", &place)
                 : (gpointer) rapport_cards_add (transaction, library, board_id,
                                                 &(RapportNewCard) { .kind = "note" });

      read_fields (transaction, thing, is_frame ? frame_fields : note_fields,
                   from != NULL ? from : none);
      tame_place (transaction, thing);
      g_ptr_array_add (ends, thing);
    }
  for (guint i = 0; i < get_length (edges); i++)
    if (get_object (edges, i) != NULL)
      apply_edge (transaction, library, board_id, ends, get_object (edges, i));
}

RapportIdeaBoard *
rapport_boards_add_from_template (RapportTransaction *transaction,
                                  RapportLibrary *library,
                                  const char *client_id,
                                  const char *title,
                                  const char *word)
{
  g_autoptr (JsonObject) body = find_body (library, word);
  RapportIdeaBoard *board;
  const char *id;
  JsonArray *lanes;

  if (body == NULL)
    return NULL;
  board = rapport_boards_add (transaction, library, client_id, title);
  id = rapport_record_get_id (RAPPORT_RECORD (board));
  read_fields (transaction, RAPPORT_RECORD (board), board_fields, body);
  lanes = get_array (body, "lanes");
  for (guint i = 0; i < get_length (lanes); i++)
    if (get_object (lanes, i) != NULL)
      apply_lane (transaction, library, id, get_object (lanes, i));
  apply_things (transaction, library, id, body);
  return board;
}

/* Saving. */

typedef struct
{
  RapportLibrary *library;
  const char *board;
  char *client_name; /* folded; "" for none */
  JsonObject *body;
  GHashTable *ends; /* id → number plus one */
} Saving;

static char *
fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);

  return g_utf8_casefold (normal != NULL ? normal : text, -1);
}

/* Whether a text is about the client of the board by name. */
static gboolean
names_client (Saving *saving, const char *text)
{
  g_autofree char *folded = fold (text);

  return *saving->client_name != '\0' && strstr (folded, saving->client_name) != NULL;
}

static GPtrArray *
find_of_board (Saving *saving, GType type)
{
  const RapportRecordInfo *info = NULL;
  g_autoptr (RapportQuery) query = rapport_query_new (type);
  g_autoptr (GError) error = NULL;
  GPtrArray *records;

  info = rapport_query_get_info (query);
  rapport_query_where_text (query, (guint) rapport_record_info_find_field (info, "board"),
                            saving->board);
  rapport_query_order_by (query, (guint) rapport_record_info_find_field (info, "order"), FALSE);
  records = rapport_library_find (saving->library, query, &error);
  if (records != NULL)
    return records;
  g_warning ("reading a board: %s", error->message);
  return g_ptr_array_new_with_free_func (g_object_unref);
}

static void
write_fields (JsonObject *into, RapportRecord *record, const guint *fields)
{
  const RapportRecordInfo *info = rapport_record_get_info (record);

  for (; *fields != G_MAXUINT; fields++)
    {
      GVariant *value = rapport_record_get_value (record, *fields);
      g_autofree char *name = rapport_name_to_column (info->fields[*fields].name);

      if (value != NULL)
        json_object_set_member (into, name,
                                rapport_kind_to_json (info->fields[*fields].kind, value));
    }
}

static int
months_between (RapportDay first, RapportDay second)
{
  int year, month, later_year, later_month, day;

  rapport_day_split (first, &year, &month, &day);
  rapport_day_split (second, &later_year, &later_month, &day);
  return (later_year - year) * 12 + later_month - month;
}

static RapportDay
month_of (RapportRecord *lane)
{
  if (!rapport_record_has_word (lane, RAPPORT_LANE_FIELD, "month"))
    return RAPPORT_DAY_NONE;
  return rapport_month_parse (rapport_record_get_text (lane, RAPPORT_LANE_VALUE));
}

static void
save_lanes (Saving *saving)
{
  g_autoptr (GPtrArray) lanes = find_of_board (saving, RAPPORT_TYPE_LANE);
  JsonArray *array = json_array_new ();
  RapportDay first = RAPPORT_DAY_NONE;

  for (guint i = 0; i < lanes->len; i++)
    {
      const RapportDay month = month_of (lanes->pdata[i]);

      if (month != RAPPORT_DAY_NONE && (first == RAPPORT_DAY_NONE || month < first))
        first = month;
    }
  for (guint i = 0; i < lanes->len; i++)
    {
      const RapportDay month = month_of (lanes->pdata[i]);
      const char *value = rapport_record_get_text (lanes->pdata[i], RAPPORT_LANE_VALUE);
      JsonObject *lane;

      if (names_client (saving, value))
        continue;
      lane = json_object_new ();
      json_object_set_string_member (lane, "field",
                                     rapport_record_get_text (lanes->pdata[i], RAPPORT_LANE_FIELD));
      if (month != RAPPORT_DAY_NONE)
        json_object_set_int_member (lane, "offset", months_between (first, month));
      else
        json_object_set_string_member (lane, "value", value);
      write_fields (lane, lanes->pdata[i], lane_fields);
      json_array_add_object_element (array, lane);
    }
  json_object_set_array_member (saving->body, "lanes", array);
}

static void
remember_end (Saving *saving, RapportRecord *thing)
{
  const guint number = g_hash_table_size (saving->ends) + 1;

  g_hash_table_insert (saving->ends, g_strdup (rapport_record_get_id (thing)),
                       GUINT_TO_POINTER (number));
}

/* Whether others than the user may see it. */
static gboolean
is_for_team (RapportRecord *record)
{
  return !rapport_record_has_word (record, RAPPORT_RECORD_AUDIENCE, "me");
}

static void
save_frames (Saving *saving)
{
  g_autoptr (GPtrArray) frames = find_of_board (saving, RAPPORT_TYPE_FRAME);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < frames->len; i++)
    {
      JsonObject *frame;

      if (!is_for_team (frames->pdata[i]))
        continue;
      frame = json_object_new ();
      write_fields (frame, frames->pdata[i], frame_fields);
      if (names_client (saving, rapport_record_get_text (frames->pdata[i], RAPPORT_FRAME_TITLE)))
        json_object_remove_member (frame, "title");
      json_array_add_object_element (array, frame);
      remember_end (saving, frames->pdata[i]);
    }
  json_object_set_array_member (saving->body, "frames", array);
}

static void
save_notes (Saving *saving)
{
  g_autoptr (GPtrArray) cards = find_of_board (saving, RAPPORT_TYPE_PLACEMENT);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < cards->len; i++)
    {
      g_autofree char *lanes = rapport_kind_to_text (
        RAPPORT_KIND_SET, rapport_record_get_value (cards->pdata[i], RAPPORT_PLACEMENT_LANES));
      JsonObject *note;

      if (!rapport_record_has_word (cards->pdata[i], RAPPORT_PLACEMENT_KIND, "note") ||
          !is_for_team (cards->pdata[i]) ||
          names_client (saving, rapport_record_get_text (cards->pdata[i], RAPPORT_PLACEMENT_TEXT)))
        continue;
      note = json_object_new ();
      write_fields (note, cards->pdata[i], note_fields);
      /* A month of then is none of the months of the new board. */
      if (strstr (lanes, "\"month=") != NULL || names_client (saving, lanes))
        json_object_remove_member (note, "lanes");
      json_array_add_object_element (array, note);
      remember_end (saving, cards->pdata[i]);
    }
  json_object_set_array_member (saving->body, "notes", array);
}

static void
save_edges (Saving *saving, gboolean with_labels)
{
  g_autoptr (GPtrArray) edges = find_of_board (saving, RAPPORT_TYPE_EDGE);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < edges->len; i++)
    {
      RapportRecord *record = edges->pdata[i];
      const guint from = GPOINTER_TO_UINT (
        g_hash_table_lookup (saving->ends, rapport_record_get_text (record, RAPPORT_EDGE_FROM)));
      const guint to = GPOINTER_TO_UINT (
        g_hash_table_lookup (saving->ends, rapport_record_get_text (record, RAPPORT_EDGE_TO)));
      JsonObject *edge;

      if (from == 0 || to == 0 || !is_for_team (record))
        continue;
      edge = json_object_new ();
      write_fields (edge, record, edge_fields);
      json_object_set_int_member (edge, "from", from - 1);
      json_object_set_int_member (edge, "to", to - 1);
      if (!with_labels ||
          names_client (saving, rapport_record_get_text (record, RAPPORT_EDGE_LABEL)))
        json_object_remove_member (edge, "label");
      json_array_add_object_element (array, edge);
    }
  json_object_set_array_member (saving->body, "edges", array);
}

static char *
fold_client (RapportLibrary *library, const char *client_id)
{
  g_autoptr (RapportRecord) client = rapport_library_get (library, RAPPORT_TYPE_CLIENT, client_id);

  return fold (client != NULL ? rapport_record_get_text (client, RAPPORT_CLIENT_NAME) : "");
}

static char *
make_body (RapportLibrary *library, RapportRecord *board, gboolean with_notes)
{
  g_autofree char *name = fold_client (library, rapport_record_get_client_id (board));
  g_autoptr (JsonObject) body = json_object_new ();
  g_autoptr (GHashTable) ends = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  Saving saving = { library, rapport_record_get_id (board), name, body, ends };

  json_object_set_int_member (body, "version", VERSION);
  write_fields (body, board, board_fields);
  save_lanes (&saving);
  save_frames (&saving);
  if (with_notes)
    save_notes (&saving);
  save_edges (&saving, with_notes);
  json_node_set_object (node, body);
  return json_to_string (node, FALSE);
}

/* The agency's own templates are few, and stand in no scope. */
static char *
next_order (RapportLibrary *library)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_BOARD_TEMPLATE);
  g_autoptr (GPtrArray) own = NULL;
  const char *last = "";

  rapport_query_order_by (query, RAPPORT_BOARD_TEMPLATE_ORDER, FALSE);
  own = rapport_library_find (library, query, NULL);
  if (own != NULL && own->len > 0)
    last = rapport_record_get_text (own->pdata[own->len - 1], RAPPORT_BOARD_TEMPLATE_ORDER);
  return rapport_order_key_between (last, NULL);
}

RapportBoardTemplate *
rapport_boards_save_template (RapportTransaction *transaction,
                              RapportLibrary *library,
                              const char *board_id,
                              const char *name,
                              gboolean with_notes)
{
  g_autoptr (RapportRecord) board =
    rapport_library_get (library, RAPPORT_TYPE_IDEA_BOARD, board_id);
  g_autofree char *body = NULL;
  g_autofree char *order = NULL;
  RapportRecord *record;

  if (board == NULL || rapport_record_is_trashed (board))
    return NULL;
  body = make_body (library, board, with_notes);
  order = next_order (library);
  /* What was done on the client's page is undone there. */
  rapport_transaction_set_client (transaction, rapport_record_get_client_id (board));
  record = rapport_transaction_create (transaction, RAPPORT_TYPE_BOARD_TEMPLATE);
  rapport_transaction_set_text (transaction, record, RAPPORT_BOARD_TEMPLATE_NAME, name);
  rapport_transaction_set_text (transaction, record, RAPPORT_BOARD_TEMPLATE_BODY, body);
  rapport_transaction_set_text (transaction, record, RAPPORT_BOARD_TEMPLATE_ORDER, order);
  return RAPPORT_BOARD_TEMPLATE (record);
}
