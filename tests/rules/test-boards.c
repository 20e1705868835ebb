/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Boards and their lanes. */
#include "boards-support.h"
#include "rapport-records.h"
#include "rapport-stems.h"

#include <string.h>

static const char *
id_of (gpointer record)
{
  return rapport_record_get_id (RAPPORT_RECORD (record));
}

/* (transfer full): the values of a field's lanes, each followed by "|". */
static char *
lanes_of (Agency *agency, RapportIdeaBoard *board, const char *field)
{
  g_autoptr (GPtrArray) lanes = rapport_boards_get_lanes (agency->library, id_of (board), field);
  GString *values = g_string_new (NULL);

  for (guint i = 0; i < lanes->len; i++)
    g_string_append_printf (values, "%s|",
                            rapport_record_get_text (lanes->pdata[i], RAPPORT_LANE_VALUE));
  return g_string_free (values, FALSE);
}

static void
assert_lanes (Agency *agency, RapportIdeaBoard *board, const char *field, const char *expected)
{
  g_autofree char *values = lanes_of (agency, board, field);

  g_assert_cmpstr (values, ==, expected);
}

static RapportLane *
add_lane (Agency *agency, RapportIdeaBoard *board, const char *field, const char *value)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Add a lane");
  RapportLane *lane =
    rapport_boards_add_lane (transaction, agency->library, id_of (board), field, value);

  if (lane != NULL)
    g_object_ref (lane);
  agency_commit (transaction);
  return lane;
}

static void
test_add (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportIdeaBoard) first = boards_add (agency, "First");
  g_autoptr (RapportIdeaBoard) second = boards_add (agency, "Second");
  g_autoptr (RapportClient) other = agency_add_client (agency, "Other");
  g_autoptr (RapportIdeaBoard) theirs = boards_add_of (agency, id_of (other), "Theirs");
  g_autoptr (RapportQuery) query = rapport_boards_query (agency->client_id);
  g_autoptr (GPtrArray) found = rapport_library_find (agency->library, query, NULL);

  g_assert_cmpuint (found->len, ==, 2);
  g_assert_true (found->pdata[0] == first);
  g_assert_true (found->pdata[1] == second);
  g_assert_true (
    rapport_record_has_word (RAPPORT_RECORD (first), RAPPORT_IDEA_BOARD_LAYOUT, "free"));
}

static void
test_lane_values (void)
{
  static const struct
  {
    const char *field;
    const char *value;
    gboolean valid;
  } cases[] = {
    { "channel", "Search", TRUE }, { "channel", "", FALSE },
    { "channel", NULL, FALSE },    { "month", "2026-11", TRUE },
    { "month", "2026-13", FALSE }, { "month", "November", FALSE },
    { "status", "in-work", TRUE }, { "status", "going", FALSE },
    { "title", "x", FALSE },       { "", "x", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s=%s", cases[i].field, cases[i].value);
      g_assert_true (rapport_lane_value_is_valid (cases[i].field, cases[i].value) ==
                     cases[i].valid);
    }
}

static void
test_lanes (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Board");
  g_autoptr (RapportLane) search = add_lane (agency, board, "channel", "Search");
  g_autoptr (RapportLane) social = add_lane (agency, board, "channel", " Social ");
  g_autoptr (RapportLane) letters = add_lane (agency, board, "channel", "Letters");
  g_autoptr (RapportLane) again = add_lane (agency, board, "channel", "Social");
  RapportTransaction *transaction;

  g_assert_true (again == social);
  g_assert_null (add_lane (agency, board, "month", "soon"));
  assert_lanes (agency, board, "channel", "Search|Social|Letters|");

  transaction = rapport_transaction_begin (agency->library, "Move");
  rapport_boards_move_lane (transaction, agency->library, letters, search);
  rapport_boards_size_lane (transaction, search, 320.5);
  rapport_boards_size_lane (transaction, social, -1);
  agency_commit (transaction);
  assert_lanes (agency, board, "channel", "Letters|Search|Social|");
  g_assert_cmpint (rapport_record_get_integer (RAPPORT_RECORD (search), RAPPORT_LANE_SIZE), ==,
                   320500000);
  g_assert_null (rapport_record_get_value (RAPPORT_RECORD (social), RAPPORT_LANE_SIZE));

  transaction = rapport_transaction_begin (agency->library, "Move to the end");
  rapport_boards_move_lane (transaction, agency->library, letters, NULL);
  rapport_boards_remove_lane (transaction, search);
  agency_commit (transaction);
  assert_lanes (agency, board, "channel", "Social|Letters|");
}

/* Two lanes of one value are one, even before the commit. */
static void
test_lanes_at_once (Agency *agency, gconstpointer data)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "At once");
  RapportIdeaBoard *board =
    rapport_boards_add (transaction, agency->library, agency->client_id, "Board");
  g_autoptr (RapportIdeaBoard) kept = g_object_ref (board);
  static const char *const values[] = { "One", "Two", "Three", "Two", "One" };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    rapport_boards_add_lane (transaction, agency->library, id_of (board), "channel", values[i]);
  agency_commit (transaction);
  assert_lanes (agency, kept, "channel", "One|Two|Three|");
}

static void
test_rename (Agency *agency, gconstpointer data)
{
  static const struct
  {
    const char *field;
    const char *from;
    const char *to;
    gboolean done;
  } cases[] = {
    { "channel", "Search", "Search ads", TRUE }, { "channel", "Search", "Social", FALSE },
    { "channel", "Search", " ", FALSE },         { "channel", "Search", "Search", TRUE },
    { "month", "2026-11", "2027-01", TRUE },     { "month", "2026-11", "later", FALSE },
    { "status", "planned", "in-work", TRUE },    { "status", "planned", "going", FALSE },
    { "status", "planned", "done", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *field = cases[i].field;
      g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Board");
      g_autoptr (RapportIdeaBoard) elsewhere = boards_add (agency, "Elsewhere");
      g_autoptr (RapportLane) lane = add_lane (agency, board, field, cases[i].from);
      g_autoptr (RapportLane) social = add_lane (agency, board, "channel", "Social");
      const char *idea = boards_add_idea (agency, board, "Idea", 0);
      const char *note = boards_add_note (agency, board, "Note", 0);
      const char *other = boards_add_idea (agency, elsewhere, "Other", 0);
      const char *expected = cases[i].done ? cases[i].to : cases[i].from;
      g_autofree char *own = g_strdup_printf ("%s=%s", field, expected);
      RapportTransaction *transaction;
      gboolean done;

      boards_set_matrix (agency, board, field, "");
      boards_set_matrix (agency, elsewhere, field, "");
      boards_drop (agency, board, BOARDS_IDS (idea, note), cases[i].from, NULL, NULL);
      boards_drop (agency, elsewhere, BOARDS_IDS (other), cases[i].from, NULL, NULL);
      transaction = rapport_transaction_begin (agency->library, "Rename");
      g_test_message ("%s: %s to %s", field, cases[i].from, cases[i].to);
      /* The lanes that a matrix begins with are in nobody's way. */
      if (g_str_equal (field, "status") || g_str_equal (field, "month"))
        {
          g_autoptr (GPtrArray) lanes =
            rapport_boards_get_lanes (agency->library, id_of (board), field);

          for (guint j = 0; j < lanes->len; j++)
            if (lanes->pdata[j] != lane)
              rapport_boards_remove_lane (transaction, lanes->pdata[j]);
          agency_commit (transaction);
          transaction = rapport_transaction_begin (agency->library, "Rename");
        }
      done = rapport_boards_rename_lane (transaction, agency->library, lane, cases[i].to);
      agency_commit (transaction);
      g_assert_true (done == cases[i].done);
      g_assert_cmpstr (rapport_record_get_text (RAPPORT_RECORD (lane), RAPPORT_LANE_VALUE), ==,
                       expected);
      {
        g_autoptr (RapportRecord) item = boards_get_item (agency, idea);
        g_autoptr (RapportRecord) apart = boards_get_item (agency, other);
        g_autoptr (RapportRecord) card = boards_get (agency, note);
        g_autofree char *now =
          g_str_equal (field, "month")
            ? rapport_month_to_string (rapport_record_get_day (item, RAPPORT_WORK_ITEM_MONTH))
            : g_strdup (rapport_record_get_text (
                item, (guint) rapport_record_info_find_field (&rapport_work_item_info, field)));
        g_autofree const char **lanes =
          g_variant_get_strv (rapport_record_get_value (card, RAPPORT_PLACEMENT_LANES), NULL);

        g_assert_cmpstr (now, ==, expected);
        g_assert_true (g_strv_contains (lanes, own));
        if (g_str_equal (field, "channel"))
          g_assert_true (rapport_record_has_word (apart, RAPPORT_WORK_ITEM_CHANNEL, cases[i].from));
        if (g_str_equal (expected, "done"))
          g_assert_cmpint (rapport_record_get_day (item, RAPPORT_WORK_ITEM_DONE_DAY), ==,
                           rapport_day_new (2026, 11, 22));
      }
    }
}

static void
test_matrix (Agency *agency, gconstpointer data)
{
  static const struct
  {
    const char *columns, *rows;
    const char *expected_columns, *expected_rows;
  } cases[] = {
    { "channel", "funnel-stage", "channel", "funnel-stage" },
    { "channel", "channel", "channel", "" },
    { "", "month", "", "month" },
    { "title", "status", "", "status" },
    { NULL, NULL, "", "" },
  };
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Board");
  RapportRecord *record = RAPPORT_RECORD (board);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      boards_set_matrix (agency, board, cases[i].columns, cases[i].rows);
      g_assert_true (rapport_record_has_word (record, RAPPORT_IDEA_BOARD_LAYOUT, "matrix"));
      g_assert_cmpstr (rapport_record_get_text (record, RAPPORT_IDEA_BOARD_COLUMNS), ==,
                       cases[i].expected_columns);
      g_assert_cmpstr (rapport_record_get_text (record, RAPPORT_IDEA_BOARD_ROWS), ==,
                       cases[i].expected_rows);
    }
  assert_lanes (agency, board, "month", "2026-11|2026-12|2027-01|2027-02|2027-03|2027-04|");
  assert_lanes (agency, board, "status", "idea|planned|in-work|testing|done|");
  assert_lanes (agency, board, "channel", "");
}

/* A field of the user's own words begins with what the cards have there; lanes that are there
 * stay as they are. */
static void
test_matrix_lanes (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Board");
  g_autoptr (RapportIdeaBoard) later = boards_add (agency, "Later");
  const char *one = boards_add_idea (agency, board, "One", 0);
  const char *two = boards_add_note (agency, board, "Two", 0);
  RapportTransaction *transaction;

  boards_set_matrix (agency, board, "direction", "");
  assert_lanes (agency, board, "direction", "");
  boards_drop (agency, board, BOARDS_IDS (two), "Website", NULL, NULL);
  boards_drop (agency, board, BOARDS_IDS (one), "Advertising", NULL, NULL);
  boards_set_matrix (agency, board, "direction", "");
  assert_lanes (agency, board, "direction", "Website|Advertising|");

  transaction = rapport_transaction_begin (agency->library, "Copy");
  g_ptr_array_unref (
    rapport_cards_copy (transaction, agency->library, id_of (later), BOARDS_IDS (one), 0, 0, TRUE));
  agency_commit (transaction);
  boards_set_matrix (agency, later, "", "direction");
  assert_lanes (agency, later, "direction", "Advertising|");
}

/* What was tried before. */

static void
add_item (Agency *agency, const char *title, const char *status)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Add");
  RapportRecord *item = rapport_transaction_create (transaction, RAPPORT_TYPE_WORK_ITEM);

  rapport_transaction_set_text (transaction, item, RAPPORT_WORK_ITEM_CLIENT, agency->client_id);
  rapport_transaction_set_text (transaction, item, RAPPORT_WORK_ITEM_TITLE, title);
  rapport_work_item_set_status (transaction, agency->library, RAPPORT_WORK_ITEM (item), status);
  agency_commit (transaction);
}

static void
test_tried (Agency *agency, gconstpointer data)
{
  static const struct
  {
    const char *title;
    guint n;
  } cases[] = {
    { "Ретаргетинг брошенных корзин", 1 },
    { "Ретаргетинга на брошенную корзину", 1 },
    { "Ретаргетинг", 0 },
    { "Letters to sleeping buyers", 1 },
    { "A letter to sleeping buyers, every week", 0 },
    { "Banner", 0 },
    { "Contest with a partner shop", 0 },
    { "", 0 },
    { "!?", 0 },
  };
  g_autoptr (RapportClient) other = agency_add_client (agency, "Other");

  add_item (agency, "Ретаргетинг брошенной корзины", "rejected");
  add_item (agency, "Letters to sleeping buyers", "done");
  add_item (agency, "Contest with a partner shop", "in-work");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) tried = rapport_boards_find_tried (
        agency->library, agency->client_id, cases[i].title, NULL, rapport_stems_index_text);
      g_autoptr (GPtrArray) theirs = rapport_boards_find_tried (
        agency->library, id_of (other), cases[i].title, NULL, rapport_stems_index_text);

      g_test_message ("%s", cases[i].title);
      g_assert_cmpuint (tried->len, ==, cases[i].n);
      g_assert_cmpuint (theirs->len, ==, 0);
      if (tried->len > 0)
        {
          g_autoptr (GPtrArray) others =
            rapport_boards_find_tried (agency->library, agency->client_id, cases[i].title,
                                       id_of (tried->pdata[0]), rapport_stems_index_text);

          g_assert_cmpuint (others->len, ==, 0);
        }
    }
}

static void
test_tried_most (Agency *agency, gconstpointer data)
{
  g_autoptr (GPtrArray) tried = NULL;

  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *day = g_strdup_printf ("2026-10-%02u", i + 1);

      agency_set_today (agency, day);
      add_item (agency, "Seasonal discount", i % 2 == 0 ? "done" : "confirmed");
    }
  tried = rapport_boards_find_tried (agency->library, agency->client_id, "Seasonal discounts", NULL,
                                     rapport_stems_index_text);
  g_assert_cmpuint (tried->len, ==, 5);
  g_assert_cmpint (rapport_record_get_day (tried->pdata[0], RAPPORT_WORK_ITEM_DONE_DAY), ==,
                   rapport_day_new (2026, 10, 8));
  g_assert_cmpint (rapport_record_get_day (tried->pdata[4], RAPPORT_WORK_ITEM_DONE_DAY), ==,
                   rapport_day_new (2026, 10, 4));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  agency_test ("/boards/add", test_add);
  g_test_add_func ("/boards/lane-values", test_lane_values);
  agency_test ("/boards/lanes", test_lanes);
  agency_test ("/boards/lanes-at-once", test_lanes_at_once);
  agency_test ("/boards/rename", test_rename);
  agency_test ("/boards/matrix", test_matrix);
  agency_test ("/boards/matrix-lanes", test_matrix_lanes);
  agency_test ("/boards/tried", test_tried);
  agency_test ("/boards/tried-most", test_tried_most);
  return g_test_run ();
}
