/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-boards.h"

#include "rapport-cards-private.h"

#include <math.h>
#include <string.h>

/* A roadmap begins with so many months. */
#define MONTHS 6

/* More lanes than a screen can show are the user's business. */
#define MOST_LANES 24

#define MILLION 1e6

RapportQuery *
rapport_boards_query (const char *client_id)
{
  RapportQuery *query = rapport_query_new (RAPPORT_TYPE_IDEA_BOARD);

  rapport_query_where_text (query, RAPPORT_IDEA_BOARD_CLIENT, client_id);
  return rapport_query_order_by (query, RAPPORT_IDEA_BOARD_ORDER, FALSE);
}

RapportIdeaBoard *
rapport_boards_add (RapportTransaction *transaction,
                    RapportLibrary *library,
                    const char *client_id,
                    const char *title)
{
  const RapportStand stand = { RAPPORT_TYPE_IDEA_BOARD, RAPPORT_IDEA_BOARD_CLIENT, client_id };
  g_autofree char *order = rapport_standing_next (transaction, &stand);
  RapportRecord *board = rapport_transaction_create (transaction, RAPPORT_TYPE_IDEA_BOARD);

  rapport_transaction_set_text (transaction, board, RAPPORT_IDEA_BOARD_CLIENT, client_id);
  rapport_transaction_set_text (transaction, board, RAPPORT_IDEA_BOARD_TITLE, title);
  rapport_transaction_set_text (transaction, board, RAPPORT_IDEA_BOARD_ORDER, order);
  return RAPPORT_IDEA_BOARD (board);
}

/* Lanes. */

static gboolean
is_word (const RapportWord *words, const char *word)
{
  for (; words->word != NULL; words++)
    if (g_str_equal (words->word, word))
      return TRUE;
  return FALSE;
}

gboolean
rapport_lane_value_is_valid (const char *field, const char *value)
{
  if (value == NULL || *value == '\0' || !is_word (rapport_lane_fields, field))
    return FALSE;
  if (g_str_equal (field, "month"))
    return rapport_month_parse (value) != RAPPORT_DAY_NONE;
  if (g_str_equal (field, "status"))
    return is_word (rapport_work_item_statuses, value);
  return TRUE;
}

RapportQuery *
rapport_boards_query_lanes (const char *board_id, const char *field)
{
  RapportQuery *query = rapport_query_new (RAPPORT_TYPE_LANE);

  rapport_query_where_text (query, RAPPORT_LANE_BOARD, board_id);
  rapport_query_where_text (query, RAPPORT_LANE_FIELD, field);
  return rapport_query_order_by (query, RAPPORT_LANE_ORDER, FALSE);
}

GPtrArray *
rapport_boards_get_lanes (RapportLibrary *library, const char *board_id, const char *field)
{
  g_autoptr (RapportQuery) query = rapport_boards_query_lanes (board_id, field);
  g_autoptr (GError) error = NULL;
  GPtrArray *lanes;

  lanes = rapport_library_find (library, query, &error);
  if (lanes != NULL)
    return lanes;
  g_warning ("reading lanes: %s", error->message);
  return g_ptr_array_new_with_free_func (g_object_unref);
}

static const char *
lane_value (RapportTransaction *transaction, RapportLane *lane)
{
  return rapport_transaction_get_text (transaction, RAPPORT_RECORD (lane), RAPPORT_LANE_VALUE);
}

/* (transfer none) (nullable): the lane of a value, or one that the transaction made. */
static RapportLane *
find_lane (RapportTransaction *transaction, GPtrArray *lanes, const char *made, const char *value)
{
  RapportLane *lane = rapport_transaction_recall (transaction, made);

  if (lane != NULL && !rapport_transaction_is_trashed (transaction, RAPPORT_RECORD (lane)) &&
      g_str_equal (lane_value (transaction, lane), value))
    return lane;
  for (guint i = 0; i < lanes->len; i++)
    if (!rapport_transaction_is_trashed (transaction, lanes->pdata[i]) &&
        g_str_equal (lane_value (transaction, lanes->pdata[i]), value))
      return lanes->pdata[i];
  return NULL;
}

static RapportLane *
make_lane (RapportTransaction *transaction,
           RapportRecord *board,
           const char *field,
           const char *value)
{
  const char *id = rapport_record_get_id (board);
  const RapportStand stand = { RAPPORT_TYPE_LANE, RAPPORT_LANE_BOARD, id };
  g_autofree char *order = rapport_standing_next (transaction, &stand);
  RapportRecord *lane = rapport_transaction_create (transaction, RAPPORT_TYPE_LANE);

  rapport_transaction_set_text (
    transaction, lane, RAPPORT_LANE_CLIENT,
    rapport_transaction_get_text (transaction, board, RAPPORT_IDEA_BOARD_CLIENT));
  rapport_transaction_set_text (transaction, lane, RAPPORT_LANE_BOARD, id);
  rapport_transaction_set_text (transaction, lane, RAPPORT_LANE_FIELD, field);
  rapport_transaction_set_text (transaction, lane, RAPPORT_LANE_VALUE, value);
  rapport_transaction_set_text (transaction, lane, RAPPORT_LANE_ORDER, order);
  return RAPPORT_LANE (lane);
}

RapportLane *
rapport_boards_add_lane (RapportTransaction *transaction,
                         RapportLibrary *library,
                         const char *board_id,
                         const char *field,
                         const char *value)
{
  g_autoptr (RapportRecord) board =
    rapport_transaction_find (transaction, RAPPORT_TYPE_IDEA_BOARD, board_id);
  g_autofree char *stripped = g_strstrip (g_strdup (value != NULL ? value : ""));
  g_autofree char *made = g_strdup_printf ("lane %s %s %s", board_id, field, stripped);
  g_autoptr (GPtrArray) lanes = NULL;
  RapportLane *lane;

  if (board == NULL || !rapport_lane_value_is_valid (field, stripped))
    return NULL;
  lanes = rapport_boards_get_lanes (library, board_id, field);
  lane = find_lane (transaction, lanes, made, stripped);
  if (lane == NULL)
    lane = make_lane (transaction, board, field, stripped);
  rapport_transaction_remember (transaction, made, g_object_ref (lane), g_object_unref);
  return lane;
}

/* What the cards of the lane have becomes @value: one question for the work items of the client
 * that have it, so that it does not matter how many cards there are. */
static void
move_cards (RapportTransaction *transaction,
            RapportLibrary *library,
            RapportLane *lane,
            const char *value)
{
  RapportRecord *record = RAPPORT_RECORD (lane);
  const char *field = rapport_record_get_text (record, RAPPORT_LANE_FIELD);
  const char *before = rapport_record_get_text (record, RAPPORT_LANE_VALUE);
  const char *board = rapport_record_get_text (record, RAPPORT_LANE_BOARD);
  const char *client = rapport_record_get_text (record, RAPPORT_LANE_CLIENT);
  g_autofree char *own = g_strdup_printf ("%s=%s", field, before);
  g_autoptr (GPtrArray) items = rapport_lane_find_items (library, client, field, before);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  const RapportStand stand = { RAPPORT_TYPE_PLACEMENT, RAPPORT_PLACEMENT_BOARD, board };
  const guint fields[] = { RAPPORT_PLACEMENT_ITEM, RAPPORT_PLACEMENT_LANES };
  g_autoptr (GArray) cards = NULL;

  for (guint i = 0; i < items->len; i++)
    g_hash_table_insert (by_id, (gpointer) rapport_record_get_id (items->pdata[i]),
                         items->pdata[i]);
  cards = rapport_standing_list (library, &stand, fields, G_N_ELEMENTS (fields));
  for (guint i = 0; i < cards->len; i++)
    {
      const RapportStanding *card = &g_array_index (cards, RapportStanding, i);
      RapportRecord *item =
        card->values[0] != NULL
          ? g_hash_table_lookup (by_id, g_variant_get_string (card->values[0], NULL))
          : NULL;

      if (item != NULL)
        rapport_lane_set_item (transaction, RAPPORT_WORK_ITEM (item), field, value);
      else if (rapport_lanes_have (card->values[1], own))
        {
          g_autoptr (RapportRecord) placement =
            rapport_library_get (library, RAPPORT_TYPE_PLACEMENT, card->id);

          if (placement != NULL)
            rapport_lane_set_own (transaction, placement, field, value);
        }
    }
}

gboolean
rapport_boards_rename_lane (RapportTransaction *transaction,
                            RapportLibrary *library,
                            RapportLane *lane,
                            const char *value)
{
  RapportRecord *record = RAPPORT_RECORD (lane);
  const char *field = rapport_record_get_text (record, RAPPORT_LANE_FIELD);
  g_autofree char *stripped = g_strstrip (g_strdup (value != NULL ? value : ""));
  g_autoptr (GPtrArray) lanes = NULL;

  if (!rapport_lane_value_is_valid (field, stripped))
    return FALSE;
  lanes =
    rapport_boards_get_lanes (library, rapport_record_get_text (record, RAPPORT_LANE_BOARD), field);
  for (guint i = 0; i < lanes->len; i++)
    if (lanes->pdata[i] != lane &&
        g_str_equal (lane_value (transaction, lanes->pdata[i]), stripped))
      return FALSE;
  if (rapport_record_has_word (record, RAPPORT_LANE_VALUE, stripped))
    return TRUE;
  move_cards (transaction, library, lane, stripped);
  rapport_transaction_set_text (transaction, record, RAPPORT_LANE_VALUE, stripped);
  return TRUE;
}

void
rapport_boards_move_lane (RapportTransaction *transaction,
                          RapportLibrary *library,
                          RapportLane *lane,
                          RapportLane *before)
{
  RapportRecord *record = RAPPORT_RECORD (lane);
  const RapportStand stand = { RAPPORT_TYPE_LANE, RAPPORT_LANE_BOARD,
                               rapport_record_get_text (record, RAPPORT_LANE_BOARD) };
  g_autoptr (GHashTable) without = g_hash_table_new (g_str_hash, g_str_equal);
  const char *below = NULL;
  g_autofree char *last = NULL;
  g_autofree char *order = NULL;

  if (lane == before)
    return;
  g_hash_table_add (without, (gpointer) rapport_record_get_id (record));
  if (before != NULL)
    below = rapport_record_get_text (RAPPORT_RECORD (before), RAPPORT_LANE_ORDER);
  last = rapport_standing_find_last (library, &stand, below, without);
  order = rapport_order_key_between (last, below);
  rapport_transaction_set_text (transaction, record, RAPPORT_LANE_ORDER, order);
}

void
rapport_boards_size_lane (RapportTransaction *transaction, RapportLane *lane, double size)
{
  const gboolean usual = !isfinite (size) || size <= 0;
  const double most = 1e5;

  rapport_transaction_set (
    transaction, RAPPORT_RECORD (lane), RAPPORT_LANE_SIZE,
    usual ? NULL : g_variant_new_int64 ((gint64) (MIN (size, most) * MILLION + 0.5)));
}

void
rapport_boards_remove_lane (RapportTransaction *transaction, RapportLane *lane)
{
  rapport_transaction_trash (transaction, RAPPORT_RECORD (lane));
}

/* Matrices. */

static void
begin_months (RapportTransaction *transaction, RapportLibrary *library, const char *board_id)
{
  const RapportDay today = rapport_clock_get_today (rapport_library_get_clock (library));

  for (int i = 0; i < MONTHS; i++)
    {
      g_autofree char *month =
        rapport_month_to_string (rapport_day_add_months (rapport_day_month (today), i));

      rapport_boards_add_lane (transaction, library, board_id, "month", month);
    }
}

static void
begin_statuses (RapportTransaction *transaction, RapportLibrary *library, const char *board_id)
{
  static const char *const statuses[] = { "idea", "planned", "in-work", "testing", "done", NULL };

  for (guint i = 0; statuses[i] != NULL; i++)
    rapport_boards_add_lane (transaction, library, board_id, "status", statuses[i]);
}

/* What the cards of a board have in a field, in the order of the cards. */
static void
begin_values (RapportTransaction *transaction,
              RapportLibrary *library,
              RapportRecord *board,
              const char *field)
{
  const char *client = rapport_record_get_text (board, RAPPORT_IDEA_BOARD_CLIENT);
  const char *board_id = rapport_record_get_id (board);
  const RapportStand stand = { RAPPORT_TYPE_PLACEMENT, RAPPORT_PLACEMENT_BOARD, board_id };
  const guint fields[] = { RAPPORT_PLACEMENT_ITEM, RAPPORT_PLACEMENT_LANES };
  g_autoptr (GHashTable) values = rapport_lane_list_values (library, client, field);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) cards = rapport_standing_list (library, &stand, fields, G_N_ELEMENTS (fields));

  for (guint i = 0; i < cards->len && g_hash_table_size (seen) < MOST_LANES; i++)
    {
      const RapportStanding *card = &g_array_index (cards, RapportStanding, i);
      const char *of_item =
        card->values[0] != NULL
          ? g_hash_table_lookup (values, g_variant_get_string (card->values[0], NULL))
          : NULL;
      g_autofree char *value =
        of_item != NULL ? g_strdup (of_item) : rapport_lanes_get (card->values[1], field);

      if (*value != '\0' && g_hash_table_add (seen, g_strdup (value)))
        rapport_boards_add_lane (transaction, library, board_id, field, value);
    }
}

static void
begin_axis (RapportTransaction *transaction, RapportRecord *board, const char *field)
{
  RapportLibrary *library = rapport_transaction_get_library (transaction);
  const char *id = rapport_record_get_id (board);
  g_autoptr (GPtrArray) lanes = NULL;

  if (*field == '\0')
    return;
  lanes = rapport_boards_get_lanes (library, id, field);
  if (lanes->len > 0)
    return;
  if (g_str_equal (field, "month"))
    begin_months (transaction, library, id);
  else if (g_str_equal (field, "status"))
    begin_statuses (transaction, library, id);
  else
    begin_values (transaction, library, board, field);
}

void
rapport_boards_begin_lanes (RapportTransaction *transaction, RapportIdeaBoard *board)
{
  RapportRecord *record = RAPPORT_RECORD (board);
  const char *columns =
    rapport_transaction_get_text (transaction, record, RAPPORT_IDEA_BOARD_COLUMNS);
  const char *rows = rapport_transaction_get_text (transaction, record, RAPPORT_IDEA_BOARD_ROWS);

  begin_axis (transaction, record, columns);
  if (!g_str_equal (columns, rows))
    begin_axis (transaction, record, rows);
  else
    rapport_transaction_set (transaction, record, RAPPORT_IDEA_BOARD_ROWS, NULL);
}

void
rapport_boards_set_matrix (RapportTransaction *transaction,
                           RapportIdeaBoard *board,
                           const char *columns,
                           const char *rows)
{
  RapportRecord *record = RAPPORT_RECORD (board);

  if (columns == NULL || !is_word (rapport_lane_fields, columns))
    columns = "";
  if (rows == NULL || !is_word (rapport_lane_fields, rows))
    rows = "";
  rapport_transaction_set_text (transaction, record, RAPPORT_IDEA_BOARD_LAYOUT, "matrix");
  rapport_transaction_set_text (transaction, record, RAPPORT_IDEA_BOARD_COLUMNS, columns);
  rapport_transaction_set_text (transaction, record, RAPPORT_IDEA_BOARD_ROWS, rows);
  rapport_boards_begin_lanes (transaction, board);
}
