/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "boards-support.h"

#include "rapport-records.h"

#include <string.h>

RapportIdeaBoard *
boards_add_of (Agency *agency, const char *client_id, const char *title)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Add a board");
  RapportIdeaBoard *board =
    g_object_ref (rapport_boards_add (transaction, agency->library, client_id, title));

  agency_commit (transaction);
  return board;
}

RapportIdeaBoard *
boards_add (Agency *agency, const char *title)
{
  return boards_add_of (agency, agency->client_id, title);
}

static const char *
intern_id (gpointer record)
{
  g_assert_nonnull (record);
  return g_intern_string (rapport_record_get_id (RAPPORT_RECORD (record)));
}

static const char *
id_of (RapportIdeaBoard *board)
{
  return rapport_record_get_id (RAPPORT_RECORD (board));
}

static const char *
add_card (Agency *agency, RapportIdeaBoard *board, const RapportNewCard *card)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Add a card");
  const char *id =
    intern_id (rapport_cards_add (transaction, agency->library, id_of (board), card));

  agency_commit (transaction);
  return id;
}

const char *
boards_add_idea (Agency *agency, RapportIdeaBoard *board, const char *title, double x)
{
  return add_card (agency, board,
                   &(RapportNewCard) { .kind = "item", .title = title, .place.x = x });
}

const char *
boards_add_note (Agency *agency, RapportIdeaBoard *board, const char *text, double x)
{
  return add_card (agency, board, &(RapportNewCard) { .kind = "note", .text = text, .place.x = x });
}

const char *
boards_add_frame (Agency *agency, RapportIdeaBoard *board, const char *title, double x)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Add a frame");
  const char *id = intern_id (rapport_cards_add_frame (transaction, agency->library, id_of (board),
                                                       title, &(RapportPlace) { x, 0, 600, 400 }));

  agency_commit (transaction);
  return id;
}

const char *
boards_connect (Agency *agency, RapportIdeaBoard *board, const char *from, const char *to)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Connect");
  const char *id = intern_id (
    rapport_cards_connect (transaction, agency->library, id_of (board), from, to, NULL, NULL));

  agency_commit (transaction);
  return id;
}

void
boards_lock (Agency *agency, const char *id)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Lock");

  rapport_cards_lock (transaction, agency->library, BOARDS_IDS (id), TRUE);
  agency_commit (transaction);
}

void
boards_drop (Agency *agency,
             RapportIdeaBoard *board,
             const char *const *ids,
             const char *column,
             const char *row,
             const char *before)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Drop");

  rapport_cards_drop (transaction, agency->library, board, ids, column, row, before);
  agency_commit (transaction);
}

void
boards_set_matrix (Agency *agency, RapportIdeaBoard *board, const char *columns, const char *rows)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Show a matrix");

  rapport_boards_set_matrix (transaction, board, columns, rows);
  agency_commit (transaction);
}

RapportRecord *
boards_get (Agency *agency, const char *id)
{
  RapportRecord *thing = rapport_cards_find (agency->library, id);

  g_assert_nonnull (thing);
  return thing;
}

RapportRecord *
boards_get_item (Agency *agency, const char *id)
{
  g_autoptr (RapportRecord) card = boards_get (agency, id);
  RapportRecord *item =
    rapport_library_get (agency->library, RAPPORT_TYPE_WORK_ITEM,
                         rapport_record_get_text (card, RAPPORT_PLACEMENT_ITEM));

  g_assert_nonnull (item);
  return item;
}

gboolean
boards_is_gone (Agency *agency, const char *id)
{
  g_autoptr (RapportRecord) thing = boards_get (agency, id);

  return rapport_record_is_trashed (thing);
}

char *
boards_order (Agency *agency, RapportIdeaBoard *board)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_PLACEMENT);
  g_autoptr (GPtrArray) cards = NULL;
  GString *order = g_string_new (NULL);

  rapport_query_where_text (query, RAPPORT_PLACEMENT_BOARD, id_of (board));
  rapport_query_order_by (query, RAPPORT_PLACEMENT_ORDER, FALSE);
  cards = rapport_library_find (agency->library, query, NULL);
  for (guint i = 0; i < cards->len; i++)
    {
      g_autoptr (RapportRecord) item =
        rapport_library_get (agency->library, RAPPORT_TYPE_WORK_ITEM,
                             rapport_record_get_text (cards->pdata[i], RAPPORT_PLACEMENT_ITEM));

      g_string_append_printf (
        order, "%s|",
        item != NULL ? rapport_record_get_text (item, RAPPORT_WORK_ITEM_TITLE)
                     : rapport_record_get_text (cards->pdata[i], RAPPORT_PLACEMENT_TEXT));
    }
  return g_string_free (order, FALSE);
}

static void
dump_record (GString *dump, RapportRecord *record)
{
  const RapportRecordInfo *info = rapport_record_get_info (record);

  g_string_append_printf (dump, "%s %s\n", info->name, rapport_record_get_id (record));
  for (guint i = 0; i < info->n_fields; i++)
    {
      GVariant *value = rapport_record_get_value (record, i);
      g_autofree char *text = NULL;

      if (rapport_kind_equal (info->fields[i].kind, value, NULL))
        continue;
      text = rapport_kind_to_text (info->fields[i].kind, value);
      g_string_append_printf (dump, "  %s: %s\n", info->fields[i].name, text);
    }
}

char *
boards_dump (Agency *agency)
{
  static const char *const names[] = { "idea-board", "placement",     "frame",     "edge",
                                       "lane",       "vote",          "work-item", "plan-line",
                                       "month-plan", "board-template" };
  GString *dump = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (RapportQuery) query =
        rapport_query_new_for_info (rapport_record_info_lookup (names[i]));
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) records = rapport_library_find (agency->library, query, &error);

      g_assert_no_error (error);
      for (guint j = 0; j < records->len; j++)
        dump_record (dump, records->pdata[j]);
    }
  return g_string_free (dump, FALSE);
}
