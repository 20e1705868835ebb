/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Boards to begin with. */
#include "boards-support.h"
#include "rapport-board-templates.h"
#include "rapport-records.h"

#include <string.h>

static const char *
id_of (gpointer record)
{
  return rapport_record_get_id (RAPPORT_RECORD (record));
}

/* (transfer full) (nullable) */
static RapportIdeaBoard *
apply (Agency *agency, const char *client_id, const char *word)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Add a board");
  RapportIdeaBoard *board =
    rapport_boards_add_from_template (transaction, agency->library, client_id, "Board", word);

  if (board != NULL)
    g_object_ref (board);
  else
    g_assert_true (rapport_transaction_is_empty (transaction));
  agency_commit (transaction);
  return board;
}

/* (transfer full): the lanes of a field, each followed by "|". */
static char *
lanes_of (Agency *agency, RapportIdeaBoard *board, guint axis)
{
  const char *field = rapport_record_get_text (RAPPORT_RECORD (board), axis);
  g_autoptr (GPtrArray) lanes = rapport_boards_get_lanes (agency->library, id_of (board), field);
  GString *values = g_string_new (NULL);

  for (guint i = 0; i < lanes->len; i++)
    g_string_append_printf (values, "%s|",
                            rapport_record_get_text (lanes->pdata[i], RAPPORT_LANE_VALUE));
  return g_string_free (values, FALSE);
}

static void
test_builtin (Agency *agency, gconstpointer data)
{
  static const struct
  {
    const char *word, *layout, *columns, *rows;
    const char *column_lanes;
    guint n_rows;
  } cases[] = {
    { "empty", "free", "", "", "", 0 },
    { "funnel", "matrix", "funnel-stage", "channel",
      "Awareness|Interest|Choice|Purchase|Repeat purchase|", 5 },
    { "portraits", "matrix", "motive", "portrait",
      "Job: get it done|Job: save time|Fear: paying too much|Fear: being let down|"
      "Fear: choosing wrong|",
      4 },
    { "roadmap", "matrix", "month", "direction", "2026-11|2026-12|2027-01|2027-02|2027-03|2027-04|",
      5 },
    { "ice", "matrix", "status", "", "idea|planned|in-work|testing|confirmed|rejected|", 0 },
  };
  g_autoptr (GPtrArray) starts = rapport_board_starts_list (agency->library);

  g_assert_cmpuint (starts->len, ==, G_N_ELEMENTS (cases));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const RapportBoardStart *start = starts->pdata[i];
      g_autoptr (RapportIdeaBoard) board = apply (agency, agency->client_id, cases[i].word);
      RapportRecord *record = RAPPORT_RECORD (board);
      g_autofree char *columns = lanes_of (agency, board, RAPPORT_IDEA_BOARD_COLUMNS);
      g_autofree char *rows = lanes_of (agency, board, RAPPORT_IDEA_BOARD_ROWS);
      g_auto (GStrv) each_row = g_strsplit (rows, "|", -1);

      g_assert_cmpstr (start->word, ==, cases[i].word);
      g_assert_nonnull (start->description);
      g_assert_false (start->is_own);
      g_assert_true (rapport_record_has_word (record, RAPPORT_IDEA_BOARD_LAYOUT, cases[i].layout));
      g_assert_cmpstr (rapport_record_get_text (record, RAPPORT_IDEA_BOARD_COLUMNS), ==,
                       cases[i].columns);
      g_assert_cmpstr (rapport_record_get_text (record, RAPPORT_IDEA_BOARD_ROWS), ==,
                       cases[i].rows);
      g_assert_cmpstr (columns, ==, cases[i].column_lanes);
      g_assert_cmpuint (g_strv_length (each_row), ==, cases[i].n_rows + (*rows != '\0'));
      g_assert_cmpstr (rapport_record_get_text (record, RAPPORT_IDEA_BOARD_SCORE), ==,
                       i == 4 ? "ice" : "");
    }
}

static RapportBoardTemplate *
save (Agency *agency, RapportIdeaBoard *board, const char *name, gboolean with_notes)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Save a template");
  RapportBoardTemplate *template =
    rapport_boards_save_template (transaction, agency->library, id_of (board), name, with_notes);

  g_object_ref (template);
  agency_commit (transaction);
  return template;
}

/* Everything that a board can hold, with words that nobody else may read. */
static RapportIdeaBoard *
make_board (Agency *agency)
{
  RapportIdeaBoard *board = boards_add (agency, "Secret title of Romashka");
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Fill");
  const char *board_id = id_of (board);
  const RapportPlace place = { 10, 20, 640, 480 };
  RapportPlacement *note, *mine, *named;
  RapportFrame *goals, *theirs;
  RapportEdge *edge;

  rapport_boards_set_matrix (transaction, board, "month", "portrait");
  rapport_boards_add_lane (transaction, agency->library, board_id, "portrait", "Young mother");
  rapport_boards_add_lane (transaction, agency->library, board_id, "portrait", "Fan of ROMASHKA");
  rapport_transaction_set_text (transaction, RAPPORT_RECORD (board), RAPPORT_IDEA_BOARD_NOTES,
                                "secret");
  goals = rapport_cards_add_frame (transaction, agency->library, board_id, "Goals", &place);
  rapport_transaction_set_text (transaction, RAPPORT_RECORD (goals), RAPPORT_FRAME_NOTES, "secret");
  theirs =
    rapport_cards_add_frame (transaction, agency->library, board_id, "Romashka today", &place);
  rapport_cards_add (transaction, agency->library, board_id,
                     &(RapportNewCard) { .kind = "item", .title = "A secret idea" });
  rapport_cards_add (transaction, agency->library, board_id,
                     &(RapportNewCard) { .kind = "link", .address = "https://secret.example" });
  rapport_cards_add (transaction, agency->library, board_id,
                     &(RapportNewCard) { .kind = "figure", .metric = "secret" });
  note = rapport_cards_add (transaction, agency->library, board_id,
                            &(RapportNewCard) { .kind = "note", .text = "What do we want?" });
  mine = rapport_cards_add (transaction, agency->library, board_id,
                            &(RapportNewCard) { .kind = "note", .text = "secret of mine" });
  rapport_transaction_set_text (transaction, RAPPORT_RECORD (mine), RAPPORT_RECORD_AUDIENCE, "me");
  named = rapport_cards_add (transaction, agency->library, board_id,
                             &(RapportNewCard) { .kind = "note", .text = "secret, romashka!" });
  rapport_transaction_set_text (transaction, RAPPORT_RECORD (note), RAPPORT_RECORD_AUDIENCE,
                                "team");
  rapport_cards_connect (transaction, agency->library, board_id, id_of (mine), id_of (note), NULL,
                         NULL);
  rapport_cards_connect (transaction, agency->library, board_id, id_of (named), id_of (note), NULL,
                         NULL);
  rapport_cards_connect (transaction, agency->library, board_id, id_of (theirs), id_of (goals),
                         NULL, NULL);
  edge = rapport_cards_connect (transaction, agency->library, board_id, id_of (note), id_of (goals),
                                "top", NULL);
  rapport_transaction_set_text (transaction, RAPPORT_RECORD (edge), RAPPORT_EDGE_LABEL, "leads to");
  agency_commit (transaction);
  return board;
}

static guint
count (Agency *agency, RapportIdeaBoard *board, GType type, guint field)
{
  g_autoptr (RapportQuery) query = rapport_query_new (type);

  return agency_count (agency, rapport_query_where_text (query, field, id_of (board)));
}

static void
test_own (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportIdeaBoard) board = make_board (agency);
  g_autoptr (RapportClient) other = agency_add_client (agency, "Other");

  for (guint with_notes = 0; with_notes < 2; with_notes++)
    {
      g_autoptr (RapportBoardTemplate) template = save (agency, board, "Ours", with_notes);
      g_autofree char *body = g_utf8_casefold (
        rapport_record_get_text (RAPPORT_RECORD (template), RAPPORT_BOARD_TEMPLATE_BODY), -1);
      g_autoptr (RapportIdeaBoard) new_board = NULL;
      g_autofree char *months = NULL;
      g_autofree char *portraits = NULL;
      g_autofree char *cards = NULL;

      g_assert_null (strstr (body, "secret"));
      g_assert_null (strstr (body, "romashka"));
      agency_restart (agency);
      agency_set_today (agency, "2027-02-03");
      new_board = apply (agency, id_of (other), id_of (template));
      months = lanes_of (agency, new_board, RAPPORT_IDEA_BOARD_COLUMNS);
      portraits = lanes_of (agency, new_board, RAPPORT_IDEA_BOARD_ROWS);
      cards = boards_order (agency, new_board);
      g_assert_cmpstr (rapport_record_get_client_id (RAPPORT_RECORD (new_board)), ==,
                       id_of (other));
      g_assert_cmpstr (months, ==, "2027-02|2027-03|2027-04|2027-05|2027-06|2027-07|");
      g_assert_cmpstr (portraits, ==, "Young mother|");
      g_assert_cmpuint (count (agency, new_board, RAPPORT_TYPE_FRAME, RAPPORT_FRAME_BOARD), ==, 2);
      g_assert_cmpstr (cards, ==, with_notes ? "What do we want?|" : "");
      g_assert_cmpuint (count (agency, new_board, RAPPORT_TYPE_EDGE, RAPPORT_EDGE_BOARD), ==,
                        1 + with_notes);
      agency_set_today (agency, "2026-11-22");
    }
}

/* A private note stays private on the next client's board. */
static void
test_audience (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportIdeaBoard) board = make_board (agency);
  g_autoptr (RapportBoardTemplate) template = save (agency, board, "Ours", TRUE);
  g_autoptr (RapportIdeaBoard) new_board = apply (agency, agency->client_id, id_of (template));
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_PLACEMENT);
  g_autoptr (GPtrArray) cards = NULL;

  rapport_query_where_text (query, RAPPORT_PLACEMENT_BOARD, id_of (new_board));
  cards = rapport_library_find (agency->library, query, NULL);
  g_assert_cmpuint (cards->len, ==, 1);
  g_assert_true (rapport_record_has_word (cards->pdata[0], RAPPORT_RECORD_AUDIENCE, "team"));
}

static void
test_list (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Board");
  g_autoptr (RapportBoardTemplate) second = save (agency, board, "B", FALSE);
  g_autoptr (RapportBoardTemplate) first = save (agency, board, "A", FALSE);
  g_autoptr (GPtrArray) starts = rapport_board_starts_list (agency->library);
  const RapportBoardStart *own;
  RapportTransaction *transaction;

  g_assert_cmpuint (starts->len, ==, 7);
  own = starts->pdata[5];
  g_assert_true (own->is_own);
  g_assert_cmpstr (own->name, ==, "B");
  g_assert_cmpstr (own->word, ==, id_of (second));
  transaction = rapport_transaction_begin (agency->library, "Delete");
  rapport_transaction_trash (transaction, RAPPORT_RECORD (second));
  agency_commit (transaction);
  g_assert_null (apply (agency, agency->client_id, id_of (second)));
  g_assert_null (apply (agency, agency->client_id, "no such"));
}

/* What a colleague's program or a bad disk may have made of it. */
static void
test_broken (Agency *agency, gconstpointer data)
{
  static const struct
  {
    const char *body;
    gboolean readable;
  } cases[] = {
    { "", FALSE },
    { "[]", FALSE },
    { "{", FALSE },
    { "{}", TRUE },
    { "{\"layout\": 7, \"lanes\": {}, \"frames\": 1, \"notes\": \"x\", \"edges\": [[]]}", TRUE },
    { "{\"lanes\": [1, {}, {\"field\": \"title\", \"value\": \"x\"}, "
      "{\"field\": \"month\", \"offset\": 1e9}, {\"field\": \"channel\", \"value\": \"x\", "
      "\"size\": \"y\"}], \"frames\": [null, {\"rectangle\": [1e308, 0, -1, 0]}, "
      "{\"rectangle\": [1]}], \"edges\": [{\"from\": 0, \"to\": 99}, {\"from\": -1}, "
      "{\"from\": 1, \"to\": 1}]}",
      TRUE },
    { "{\"lanes\": [{\"field\": 7, \"value\": []}, {\"field\": [], \"value\": 7}, "
      "{\"field\": \"channel\", \"value\": 7}], \"frames\": [{}, {}], \"edges\": "
      "[{\"from\": [], \"to\": \"x\"}]}",
      TRUE },
  };
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Board");
  g_autoptr (RapportBoardTemplate) template = save (agency, board, "Broken", FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Break");
      g_autoptr (RapportIdeaBoard) new_board = NULL;

      rapport_transaction_set_text (transaction, RAPPORT_RECORD (template),
                                    RAPPORT_BOARD_TEMPLATE_BODY, cases[i].body);
      agency_commit (transaction);
      g_test_message ("%s", cases[i].body);
      new_board = apply (agency, agency->client_id, id_of (template));
      g_assert_true ((new_board != NULL) == cases[i].readable);
      if (new_board != NULL)
        g_assert_cmpuint (count (agency, new_board, RAPPORT_TYPE_EDGE, RAPPORT_EDGE_BOARD), ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  agency_test ("/board-templates/builtin", test_builtin);
  agency_test ("/board-templates/own", test_own);
  agency_test ("/board-templates/audience", test_audience);
  agency_test ("/board-templates/list", test_list);
  agency_test ("/board-templates/broken", test_broken);
  return g_test_run ();
}
