/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a client gets to see of a board. */
#include "rapport-board-publish.h"
#include "rapport-numbers.h"
#include "rapport-public-scene.h"
#include "rules-support.h"

#define DAY(text) rapport_day_parse (text)

/* A board with two ideas, a note and a frame, all of them for the client. */
typedef struct
{
  RapportRecord *board;
  RapportRecord *works[2];
  RapportRecord *cards[3];
  RapportRecord *frame;
  RapportRecord *edge;
  RapportRecord *lanes[3];
} Board;

static RapportRecord *
add (Agency *agency, RapportTransaction *transaction, GType type, RapportRecord *board)
{
  RapportRecord *record = rapport_transaction_create (transaction, type);
  const RapportRecordInfo *info = rapport_record_get_info (record);
  const int field = rapport_record_info_find_field (info, "board");

  rapport_transaction_set_text (transaction, record, (guint) info->client, agency->client_id);
  if (field >= 0)
    rapport_transaction_set_text (transaction, record, (guint) field,
                                  rapport_record_get_id (board));
  return g_object_ref (record);
}

static void
set (RapportTransaction *transaction, RapportRecord *record, const char *field, const char *text)
{
  const int at = rapport_record_info_find_field (rapport_record_get_info (record), field);

  g_assert_cmpint (at, >=, 0);
  rapport_transaction_set_text (transaction, record, (guint) at, text);
}

static void
set_place (RapportTransaction *transaction, RapportRecord *record, double x, double y, double size)
{
  const int at = rapport_record_info_find_field (rapport_record_get_info (record), "rectangle");

  rapport_transaction_set (transaction, record, (guint) at,
                           g_variant_new ("(dddd)", x, y, size, size));
}

static void
set_one (Agency *agency, RapportRecord *record, const char *field, const char *text)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Set");

  set (transaction, record, field, text);
  agency_commit (transaction);
}

static void
add_cards (Agency *agency, RapportTransaction *transaction, Board *board)
{
  static const char *const titles[] = { "Reviews", "Maps" };
  static const char *const channels[] = { "Social", "Search" };

  for (gsize i = 0; i < G_N_ELEMENTS (board->cards); i++)
    {
      board->cards[i] = add (agency, transaction, RAPPORT_TYPE_PLACEMENT, board->board);
      set_place (transaction, board->cards[i], 300.0 * (double) i, 0, 200);
      set (transaction, board->cards[i], "order", i == 0 ? "a" : i == 1 ? "b" : "c");
      if (i == 2)
        break;
      board->works[i] = add (agency, transaction, RAPPORT_TYPE_WORK_ITEM, board->board);
      set (transaction, board->works[i], "title", titles[i]);
      set (transaction, board->works[i], "channel", channels[i]);
      rapport_transaction_set_integer (transaction, board->works[i], RAPPORT_WORK_ITEM_IMPACT,
                                       7 * RAPPORT_MILLION);
      rapport_transaction_set_integer (transaction, board->works[i], RAPPORT_WORK_ITEM_CONFIDENCE,
                                       RAPPORT_MILLION);
      rapport_transaction_set_integer (transaction, board->works[i], RAPPORT_WORK_ITEM_EASE,
                                       RAPPORT_MILLION);
      set (transaction, board->cards[i], "item", rapport_record_get_id (board->works[i]));
    }
  set (transaction, board->cards[2], "kind", "note");
  set (transaction, board->cards[2], "text", "A note");
}

static void
board_init (Agency *agency, Board *board)
{
  static const char *const values[] = { "Social", "Search", "Nobody yet" };
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Board");

  board->board = add (agency, transaction, RAPPORT_TYPE_IDEA_BOARD, NULL);
  set (transaction, board->board, "title", "Half a year");
  set (transaction, board->board, "columns", "channel");
  set (transaction, board->board, "score", "ice");
  add_cards (agency, transaction, board);
  board->frame = add (agency, transaction, RAPPORT_TYPE_FRAME, board->board);
  set (transaction, board->frame, "title", "First");
  set_place (transaction, board->frame, -20, -20, 240);
  board->edge = add (agency, transaction, RAPPORT_TYPE_EDGE, board->board);
  set (transaction, board->edge, "from", rapport_record_get_id (board->cards[0]));
  set (transaction, board->edge, "to", rapport_record_get_id (board->cards[1]));
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      board->lanes[i] = add (agency, transaction, RAPPORT_TYPE_LANE, board->board);
      set (transaction, board->lanes[i], "field", "channel");
      set (transaction, board->lanes[i], "value", values[i]);
      set (transaction, board->lanes[i], "order", i == 0 ? "a" : i == 1 ? "b" : "c");
    }
  agency_commit (transaction);
}

static void
board_clear (Board *board)
{
  g_object_unref (board->board);
  for (gsize i = 0; i < G_N_ELEMENTS (board->works); i++)
    g_object_unref (board->works[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (board->cards); i++)
    g_object_unref (board->cards[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (board->lanes); i++)
    g_object_unref (board->lanes[i]);
  g_object_unref (board->frame);
  g_object_unref (board->edge);
}

static RapportPublicBoard *
publish (Agency *agency, Board *board)
{
  g_autoptr (GError) error = NULL;
  RapportPublicBoard *published =
    rapport_board_publish (agency->library, rapport_record_get_id (board->board), &error);

  g_assert_no_error (error);
  return published;
}

static void
test_all (Agency *agency, gconstpointer data)
{
  Board board;
  g_autoptr (RapportPublicBoard) published = NULL;

  board_init (agency, &board);
  published = publish (agency, &board);
  g_assert_cmpstr (rapport_public_board_get_title (published), ==, "Half a year");
  g_assert_cmpuint (published->placements->len, ==, 3);
  g_assert_cmpuint (published->frames->len, ==, 1);
  g_assert_cmpuint (published->edges->len, ==, 1);
  g_assert_cmpuint (published->lanes->len, ==, 3);
  g_assert_cmpuint (g_hash_table_size (published->works), ==, 2);
  g_assert_cmpstr (rapport_public_record_get_id (published->placements->pdata[0]), ==,
                   rapport_record_get_id (board.cards[0]));
  g_assert_null (rapport_public_record_get_value (published->board, "notes"));
  board_clear (&board);
}

/* What one word makes of the board. */
static void
test_hidden (Agency *agency, gconstpointer data)
{
  enum
  {
    CARD,
    WORK,
    FRAME,
    EDGE,
    LANE,
    OTHER_END
  };
  static const struct
  {
    const char *name;
    int what;
    const char *audience;
    guint cards, works, frames, edges, lanes;
  } cases[] = {
    { "a card", CARD, "team", 2, 1, 1, 0, 2 },
    { "a card for me", CARD, "me", 2, 1, 1, 0, 2 },
    { "a card of a newer version", CARD, "board", 2, 1, 1, 0, 2 },
    { "its work", WORK, "team", 2, 1, 1, 0, 2 },
    { "a frame", FRAME, "team", 3, 2, 0, 1, 3 },
    { "a connector", EDGE, "me", 3, 2, 1, 0, 3 },
    { "a lane", LANE, "team", 3, 2, 1, 1, 2 },
    { "the other end", OTHER_END, "team", 2, 1, 1, 0, 2 },
  };
  Board board;
  RapportRecord *records[6];

  board_init (agency, &board);
  records[CARD] = board.cards[0];
  records[WORK] = board.works[0];
  records[FRAME] = board.frame;
  records[EDGE] = board.edge;
  records[LANE] = board.lanes[2];
  records[OTHER_END] = board.cards[1];
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RapportPublicBoard) published = NULL;

      g_test_message ("%s", cases[i].name);
      set_one (agency, records[cases[i].what], "audience", cases[i].audience);
      published = publish (agency, &board);
      g_assert_cmpuint (published->placements->len, ==, cases[i].cards);
      g_assert_cmpuint (g_hash_table_size (published->works), ==, cases[i].works);
      g_assert_cmpuint (published->frames->len, ==, cases[i].frames);
      g_assert_cmpuint (published->edges->len, ==, cases[i].edges);
      g_assert_cmpuint (published->lanes->len, ==, cases[i].lanes);
      set_one (agency, records[cases[i].what], "audience", "client");
    }
  board_clear (&board);
}

static void
test_refused (Agency *agency, gconstpointer data)
{
  Board board;
  g_autoptr (GError) error = NULL;

  board_init (agency, &board);
  g_assert_null (rapport_board_publish (agency->library, "no such board", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  set_one (agency, board.board, "audience", "team");
  g_assert_null (
    rapport_board_publish (agency->library, rapport_record_get_id (board.board), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  board_clear (&board);
}

/* Parts of scores are not even there. */
static void
test_score (Agency *agency, gconstpointer data)
{
  Board board;
  g_autoptr (RapportBoardPublisher) publisher = NULL;
  RapportPublicBoard *published;
  RapportTransaction *transaction;

  board_init (agency, &board);
  publisher =
    rapport_board_publisher_new (agency->library, rapport_record_get_id (board.board), NULL);
  published = rapport_board_publisher_get_board (publisher);
  g_assert_null (published->score);
  g_assert_null (rapport_public_record_get_value (
    rapport_public_board_get_work (published, published->placements->pdata[0]), "impact"));
  transaction = rapport_transaction_begin (agency->library, "Show");
  rapport_transaction_set_boolean (transaction, board.board, RAPPORT_IDEA_BOARD_SHOW_SCORE, TRUE);
  agency_commit (transaction);
  published = rapport_board_publisher_get_board (publisher);
  g_assert_cmpstr (published->score, ==, "ice");
  g_assert_nonnull (rapport_public_record_get_value (
    rapport_public_board_get_work (published, published->placements->pdata[0]), "impact"));
  board_clear (&board);
}

static void
count_cb (RapportBoardPublisher *publisher, guint *n)
{
  (*n)++;
}

static void
test_follow (Agency *agency, gconstpointer data)
{
  Board board;
  g_autoptr (RapportBoardPublisher) publisher = NULL;
  g_autoptr (RapportPublicBoard) before = NULL;
  g_autoptr (RapportClient) other = agency_add_client (agency, "Other");
  RapportPublicBoard *after;
  guint n = 0;

  board_init (agency, &board);
  publisher =
    rapport_board_publisher_new (agency->library, rapport_record_get_id (board.board), NULL);
  g_signal_connect (publisher, "changed", G_CALLBACK (count_cb), &n);
  before = rapport_public_board_ref (rapport_board_publisher_get_board (publisher));
  /* Another client's change is nothing here. */
  set_one (agency, RAPPORT_RECORD (other), "name", "Another");
  g_assert_cmpuint (n, ==, 0);
  set_one (agency, board.works[0], "title", "Reviews on maps");
  g_assert_cmpuint (n, ==, 1);
  after = rapport_board_publisher_get_board (publisher);
  g_assert_true (after != before);
  g_assert_cmpstr (rapport_public_record_get_text (
                     rapport_public_board_get_work (after, after->placements->pdata[0]), "title"),
                   ==, "Reviews on maps");
  /* What did not change is the same copy; the old board is as it was. */
  g_assert_true (after->placements->pdata[0] == before->placements->pdata[0]);
  g_assert_cmpstr (rapport_public_record_get_text (
                     rapport_public_board_get_work (before, before->placements->pdata[0]), "title"),
                   ==, "Reviews");
  /* A card that points elsewhere. */
  set_one (agency, board.cards[0], "item", rapport_record_get_id (board.works[1]));
  g_assert_cmpuint (g_hash_table_size (rapport_board_publisher_get_board (publisher)->works), ==,
                    1);
  g_free (rapport_library_undo (agency->library, agency->client_id, FALSE, NULL));
  g_assert_cmpuint (g_hash_table_size (rapport_board_publisher_get_board (publisher)->works), ==,
                    2);
  set_one (agency, board.cards[2], "board", "elsewhere");
  g_assert_cmpuint (rapport_board_publisher_get_board (publisher)->placements->len, ==, 2);
  set_one (agency, board.cards[2], "board", rapport_record_get_id (board.board));
  g_assert_cmpuint (rapport_board_publisher_get_board (publisher)->placements->len, ==, 3);
  set_one (agency, board.board, "audience", "team");
  g_assert_null (rapport_board_publisher_get_board (publisher));
  set_one (agency, board.board, "audience", "client");
  g_assert_cmpuint (rapport_board_publisher_get_board (publisher)->placements->len, ==, 3);
  board_clear (&board);
}

static void
test_remarks (Agency *agency, gconstpointer data)
{
  Board board;
  g_autoptr (RapportBoardPublisher) publisher = NULL;
  RapportTransaction *transaction;
  g_autoptr (RapportRecord) remark = NULL;

  board_init (agency, &board);
  publisher =
    rapport_board_publisher_new (agency->library, rapport_record_get_id (board.board), NULL);
  transaction = rapport_transaction_begin (agency->library, "Remark");
  remark = add (agency, transaction, RAPPORT_TYPE_REMARK, NULL);
  set (transaction, remark, "placement", rapport_record_get_id (board.cards[0]));
  set (transaction, remark, "text", "Not in summer");
  agency_commit (transaction);
  g_assert_cmpuint (rapport_board_publisher_get_board (publisher)->remarks->len, ==, 1);
  set_one (agency, board.works[0], "audience", "team");
  g_assert_cmpuint (rapport_board_publisher_get_board (publisher)->remarks->len, ==, 0);
  board_clear (&board);
}

/* Pictures are the client's only when the file is. */
static void
test_pictures (Agency *agency, gconstpointer data)
{
  Board board;
  RapportTransaction *transaction;
  g_autoptr (RapportRecord) file = NULL;
  g_autoptr (RapportPublicBoard) hidden = NULL;
  g_autoptr (RapportPublicBoard) shown = NULL;

  board_init (agency, &board);
  transaction = rapport_transaction_begin (agency->library, "Picture");
  file = add (agency, transaction, RAPPORT_TYPE_ATTACHMENT, NULL);
  rapport_transaction_set (transaction, file, RAPPORT_ATTACHMENT_DATA,
                           g_variant_new_bytestring ("no picture"));
  set (transaction, board.cards[2], "kind", "image");
  set (transaction, board.cards[2], "image", rapport_record_get_id (file));
  agency_commit (transaction);
  hidden = publish (agency, &board);
  g_assert_cmpuint (hidden->placements->len, ==, 2);
  set_one (agency, file, "audience", "client");
  shown = publish (agency, &board);
  g_assert_cmpuint (shown->placements->len, ==, 3);
  {
    g_autoptr (GBytes) bytes = rapport_public_board_get_file (shown, rapport_record_get_id (file));

    g_assert_nonnull (bytes);
  }
  board_clear (&board);
}

static void
add_numbers (Agency *agency)
{
  g_autoptr (GArray) figures = g_array_new (FALSE, FALSE, sizeof (RapportCell));
  g_autoptr (RapportCells) cells = NULL;

  for (RapportDay day = DAY ("2026-10-01"); day < DAY ("2026-11-11"); day++)
    {
      const gboolean later = day >= DAY ("2026-11-01");
      const RapportCell cell = { day, "", "leads", (later ? 12 : 10) * RAPPORT_MILLION };

      g_array_append_val (figures, cell);
    }
  cells = rapport_cells_new ((gpointer) figures->data, figures->len);
  g_assert_true (
    rapport_numbers_import (agency->library, agency->client_id, "crm", cells, "", "", NULL, NULL));
}

static void
test_figures (Agency *agency, gconstpointer data)
{
  Board board;
  g_autoptr (RapportBoardPublisher) publisher = NULL;
  g_autoptr (RapportPublicScene) scene = rapport_public_scene_new ("en");
  const RapportBoardFigure *figure;
  const RapportSceneItem *item;

  board_init (agency, &board);
  set_one (agency, board.cards[2], "kind", "figure");
  set_one (agency, board.cards[2], "metric", "leads");
  set_one (agency, board.cards[2], "text", NULL);
  publisher =
    rapport_board_publisher_new (agency->library, rapport_record_get_id (board.board), NULL);
  figure = g_hash_table_lookup (rapport_board_publisher_get_board (publisher)->figures, "leads");
  g_assert_nonnull (figure);
  g_assert_false (figure->value.known);
  add_numbers (agency);
  figure = g_hash_table_lookup (rapport_board_publisher_get_board (publisher)->figures, "leads");
  g_assert_true (figure->value.known);
  g_assert_cmpint (figure->value.value, ==, 120 * RAPPORT_MILLION);
  g_assert_cmpint (figure->previous.value, ==, 100 * RAPPORT_MILLION);
  rapport_public_scene_show (scene, rapport_board_publisher_get_board (publisher), NULL);
  item = rapport_scene_get (rapport_public_scene_get_scene (scene),
                            rapport_record_get_id (board.cards[2]));
  g_assert_cmpstr (item->title, ==, "Leads");
  g_assert_cmpstr (item->figure, ==, "120");
  g_assert_cmpstr (item->change, ==, "1–10 November 2026 · +20%");
  board_clear (&board);
}

/* Only what is different is put again. */
static void
test_scene (Agency *agency, gconstpointer data)
{
  Board board;
  g_autoptr (RapportBoardPublisher) publisher = NULL;
  g_autoptr (RapportPublicScene) scene = rapport_public_scene_new (NULL);
  RapportScene *shown = rapport_public_scene_get_scene (scene);
  g_autoptr (RapportSceneItem) kept = NULL;
  guint n = 0;

  board_init (agency, &board);
  publisher =
    rapport_board_publisher_new (agency->library, rapport_record_get_id (board.board), NULL);
  rapport_public_scene_show (scene, rapport_board_publisher_get_board (publisher), NULL);
  g_assert_cmpuint (rapport_scene_get_n_items (shown), ==, 5);
  kept = rapport_scene_item_ref (rapport_scene_get (shown, rapport_record_get_id (board.cards[1])));
  g_signal_connect (shown, "changed", G_CALLBACK (count_cb), &n);
  rapport_public_scene_show (scene, rapport_board_publisher_get_board (publisher), NULL);
  g_assert_cmpuint (n, ==, 0);
  set_one (agency, board.works[0], "title", "Another");
  rapport_public_scene_show (scene, rapport_board_publisher_get_board (publisher), NULL);
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (kept == rapport_scene_get (shown, rapport_record_get_id (board.cards[1])));
  set_one (agency, board.works[0], "audience", "team");
  rapport_public_scene_show (scene, rapport_board_publisher_get_board (publisher), NULL);
  g_assert_null (rapport_scene_get (shown, rapport_record_get_id (board.cards[0])));
  g_assert_cmpuint (rapport_scene_get_n_items (shown), ==, 3);
  rapport_public_scene_show (scene, NULL, NULL);
  g_assert_cmpuint (rapport_scene_get_n_items (shown), ==, 0);
  board_clear (&board);
}

/* Without lanes there is no matrix: things lie where they were put. */
static void
test_no_lanes (Agency *agency, gconstpointer data)
{
  static const struct
  {
    const char *layout, *columns;
    gboolean is_free;
  } cases[] = {
    { "free", "channel", TRUE },   { "matrix", "channel", FALSE }, { "matrix", NULL, TRUE },
    { "table", "channel", FALSE }, { "table", NULL, TRUE },
  };
  Board board;

  board_init (agency, &board);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RapportPublicBoard) published = NULL;
      g_autoptr (RapportPublicScene) scene = rapport_public_scene_new (NULL);
      const RapportSceneItem *card;

      set_one (agency, board.board, "layout", cases[i].layout);
      set_one (agency, board.board, "columns", cases[i].columns);
      published = publish (agency, &board);
      g_assert_true (rapport_public_board_is_free (published) == cases[i].is_free);
      rapport_public_scene_show (scene, published, NULL);
      card = rapport_scene_get (rapport_public_scene_get_scene (scene),
                                rapport_record_get_id (board.cards[1]));
      g_assert_true ((card->box.y == 0) == cases[i].is_free);
      g_assert_true ((rapport_scene_get (rapport_public_scene_get_scene (scene),
                                         rapport_record_get_id (board.frame)) != NULL) ==
                     cases[i].is_free);
    }
  board_clear (&board);
}

/* Of a frame nothing but what lies in it, also where the board is a matrix. */
static void
test_frame (Agency *agency, gconstpointer data)
{
  static const char *const layouts[] = { "free", "matrix" };
  Board board;

  board_init (agency, &board);
  for (gsize i = 0; i < G_N_ELEMENTS (layouts); i++)
    {
      g_autoptr (RapportPublicBoard) published = NULL;
      g_autoptr (RapportPublicScene) scene = rapport_public_scene_new (NULL);
      RapportScene *shown = rapport_public_scene_get_scene (scene);

      set_one (agency, board.board, "layout", layouts[i]);
      published = publish (agency, &board);
      rapport_public_scene_show (scene, published, rapport_record_get_id (board.frame));
      g_assert_cmpuint (rapport_scene_get_n_items (shown), ==, 2);
      g_assert_nonnull (rapport_scene_get (shown, rapport_record_get_id (board.cards[0])));
      rapport_public_scene_show (scene, published, "no frame");
      g_assert_cmpuint (rapport_scene_get_n_items (shown), ==, 0);
    }
  board_clear (&board);
}

/* Cards come into a frame and leave it, with their connectors. */
static void
test_frame_follows (Agency *agency, gconstpointer data)
{
  static const struct
  {
    double x, y;
    guint items;
  } cases[] = { { 300, 0, 4 }, { 900, 0, 2 }, { 310, 0, 4 }, { 310, 900, 2 }, { 300, 10, 4 } };
  Board board;
  g_autoptr (RapportBoardPublisher) publisher = NULL;
  g_autoptr (RapportPublicScene) scene = rapport_public_scene_new (NULL);

  board_init (agency, &board);
  publisher =
    rapport_board_publisher_new (agency->library, rapport_record_get_id (board.board), NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Move");

      set_place (transaction, board.cards[1], cases[i].x, cases[i].y, 200);
      if (i == 0)
        set_place (transaction, board.frame, -20, -20, 540);
      agency_commit (transaction);
      rapport_public_scene_show (scene, rapport_board_publisher_get_board (publisher),
                                 rapport_record_get_id (board.frame));
      g_assert_cmpuint (rapport_scene_get_n_items (rapport_public_scene_get_scene (scene)), ==,
                        cases[i].items);
    }
  board_clear (&board);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  agency_test ("/board-publish/all", test_all);
  agency_test ("/board-publish/hidden", test_hidden);
  agency_test ("/board-publish/refused", test_refused);
  agency_test ("/board-publish/score", test_score);
  agency_test ("/board-publish/follow", test_follow);
  agency_test ("/board-publish/remarks", test_remarks);
  agency_test ("/board-publish/pictures", test_pictures);
  agency_test ("/board-publish/figures", test_figures);
  agency_test ("/board-publish/scene", test_scene);
  agency_test ("/board-publish/no-lanes", test_no_lanes);
  agency_test ("/board-publish/frame", test_frame);
  agency_test ("/board-publish/frame-follows", test_frame_follows);
  return g_test_run ();
}
