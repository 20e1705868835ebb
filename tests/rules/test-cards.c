/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done with the things on a board. */
#include "boards-support.h"
#include "rapport-records.h"

#include <math.h>
#include <string.h>

static const char *
id_of (gpointer record)
{
  return rapport_record_get_id (RAPPORT_RECORD (record));
}

static void
assert_order (Agency *agency, RapportIdeaBoard *board, const char *expected)
{
  g_autofree char *order = boards_order (agency, board);

  g_assert_cmpstr (order, ==, expected);
}

static RapportPlace
place_of (Agency *agency, const char *id)
{
  g_autoptr (RapportRecord) thing = boards_get (agency, id);
  RapportPlace place;

  g_assert_true (rapport_cards_get_place (thing, &place));
  return place;
}

static void
assert_text (Agency *agency, const char *id, guint field, const char *expected)
{
  g_autoptr (RapportRecord) thing = boards_get (agency, id);

  g_assert_cmpstr (rapport_record_get_text (thing, field), ==, expected);
}

static void
test_add (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Board");
  const char *idea = boards_add_idea (agency, board, "Idea", 10);
  const char *note = boards_add_note (agency, board, "Note", 20);
  const char *frame = boards_add_frame (agency, board, "Frame", 0);
  g_autoptr (RapportRecord) item = boards_get_item (agency, idea);
  const RapportPlace place = place_of (agency, idea);
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Nowhere");

  g_assert_cmpfloat (place.x, ==, 10);
  g_assert_cmpfloat (place.width, ==, RAPPORT_CARD_WIDTH);
  g_assert_cmpfloat (place.height, ==, RAPPORT_CARD_HEIGHT);
  g_assert_true (rapport_record_has_word (item, RAPPORT_WORK_ITEM_STATUS, "idea"));
  g_assert_cmpstr (rapport_record_get_client_id (item), ==, agency->client_id);
  assert_text (agency, note, RAPPORT_PLACEMENT_ITEM, "");
  assert_text (agency, frame, RAPPORT_FRAME_CLIENT, agency->client_id);
  assert_order (agency, board, "Idea|Note|");
  g_assert_null (rapport_cards_add (transaction, agency->library, "no board",
                                    &(RapportNewCard) { .kind = "item" }));
  g_assert_true (rapport_transaction_is_empty (transaction));
  rapport_transaction_free (transaction);
}

/* What comes from a file or a runaway drag is brought to what a board can hold. */
static void
test_place (Agency *agency, gconstpointer data)
{
  static const struct
  {
    RapportPlace place;
    RapportPlace expected;
  } cases[] = {
    { { 5, -7, 100, 50 }, { 5, -7, 100, 50 } },
    { { NAN, 0, 100, NAN }, { 0, 0, 100, 24 } },
    { { 1e308, -1e308, 1e308, -5 }, { 1e7, -1e7, 1e7, 24 } },
    { { INFINITY, -INFINITY, 0, INFINITY }, { 1e7, -1e7, 24, 1e7 } },
  };
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Board");
  const char *card = boards_add_note (agency, board, "Note", 0);
  const char *edge;
  const char *frame = boards_add_frame (agency, board, "Frame", 0);
  RapportTransaction *transaction;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const RapportPlace places[] = { cases[i].place, cases[i].place };
      RapportPlace now;

      transaction = rapport_transaction_begin (agency->library, "Move");
      rapport_cards_place (transaction, agency->library, BOARDS_IDS (card, frame), places);
      agency_commit (transaction);
      now = place_of (agency, card);
      g_assert_cmpmem (&now, sizeof now, &cases[i].expected, sizeof now);
      now = place_of (agency, frame);
      g_assert_cmpmem (&now, sizeof now, &cases[i].expected, sizeof now);
    }
  edge = boards_connect (agency, board, card, frame);
  boards_lock (agency, card);
  transaction = rapport_transaction_begin (agency->library, "Move what can't be moved");
  rapport_cards_place (transaction, agency->library,
                       BOARDS_IDS (card, edge, "dangling", agency->client_id),
                       (const RapportPlace[]) { { 1, 1, 99, 99 }, { 1, 1, 99, 99 }, { 0 }, { 0 } });
  g_assert_true (rapport_transaction_is_empty (transaction));
  rapport_transaction_free (transaction);
}

static void
test_connect (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Board");
  g_autoptr (RapportIdeaBoard) elsewhere = boards_add (agency, "Elsewhere");
  const char *one = boards_add_note (agency, board, "One", 0);
  const char *two = boards_add_note (agency, board, "Two", 0);
  const char *frame = boards_add_frame (agency, board, "Frame", 0);
  const char *far_away = boards_add_note (agency, elsewhere, "Far", 0);
  const char *edge = boards_connect (agency, board, one, frame);
  const struct
  {
    const char *from, *to;
    gboolean connected;
  } cases[] = {
    { one, one, FALSE },      { one, frame, FALSE },      { one, far_away, FALSE },
    { one, edge, FALSE },     { one, "dangling", FALSE }, { "dangling", one, FALSE },
    { NULL, one, FALSE },     { frame, one, TRUE },       { one, two, TRUE },
    { far_away, two, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Connect");

      g_assert_true ((rapport_cards_connect (transaction, agency->library, id_of (board),
                                             cases[i].from, cases[i].to, "left", NULL) != NULL) ==
                     cases[i].connected);
      /* Not twice before the commit either. */
      g_assert_null (rapport_cards_connect (transaction, agency->library, id_of (board),
                                            cases[i].from, cases[i].to, NULL, NULL));
      g_assert_true (rapport_transaction_is_empty (transaction) == !cases[i].connected);
      rapport_transaction_free (transaction);
    }
}

/* Dropping sets the field of the work item, or the card's own lane. */
static void
test_drop_fields (Agency *agency, gconstpointer data)
{
  static const struct
  {
    const char *field, *value;
    const char *expected; /* in the JSON of the work item */
    const char *own;      /* in that of the note */
  } cases[] = {
    { "channel", "Search", "\"Search\"", "[\"channel=Search\"]" },
    { "channel", "", "null", "null" },
    { "funnel-stage", "Interest = 1", "\"Interest = 1\"", "[\"funnel-stage=Interest = 1\"]" },
    { "month", "2027-02", "\"2027-02-01\"", "[\"month=2027-02\"]" },
    { "month", "some day", "null", "null" },
    { "month", "", "null", "null" },
    { "direction", "Website", "\"Website\"", "[\"direction=Website\"]" },
    { "portrait", "Young mother", "\"Young mother\"", "[\"portrait=Young mother\"]" },
    { "motive", "Fear of debt", "\"Fear of debt\"", "[\"motive=Fear of debt\"]" },
    { "status", "testing", "\"testing\"", "[\"status=testing\"]" },
    { "status", "", "\"idea\"", "null" },
    { "status", "going", "\"idea\"", "null" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Board");
      const char *idea = boards_add_idea (agency, board, "Idea", 0);
      const char *note = boards_add_note (agency, board, "Note", 0);
      const guint field =
        (guint) rapport_record_info_find_field (&rapport_work_item_info, cases[i].field);
      g_autoptr (RapportRecord) item = boards_get_item (agency, idea);
      g_autoptr (RapportRecord) card = boards_get (agency, note);
      g_autofree char *of_item = NULL;
      g_autofree char *own = NULL;

      g_test_message ("%s=%s", cases[i].field, cases[i].value);
      if (i % 2 == 0)
        boards_set_matrix (agency, board, cases[i].field, "");
      else
        boards_set_matrix (agency, board, "", cases[i].field);
      boards_drop (agency, board, BOARDS_IDS (idea, note), i % 2 == 0 ? cases[i].value : "x",
                   i % 2 == 0 ? NULL : cases[i].value, NULL);
      of_item = rapport_kind_to_text (rapport_work_item_info.fields[field].kind,
                                      rapport_record_get_value (item, field));
      own = rapport_kind_to_text (RAPPORT_KIND_SET,
                                  rapport_record_get_value (card, RAPPORT_PLACEMENT_LANES));
      g_assert_cmpstr (of_item, ==, cases[i].expected);
      g_assert_cmpstr (own, ==, cases[i].own);
    }
}

/* Done has its day, waiting its beginning; both ends go by the rule of the status. */
static void
test_drop_status (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Board");
  const char *idea = boards_add_idea (agency, board, "Idea", 0);
  g_autoptr (RapportRecord) item = boards_get_item (agency, idea);

  boards_set_matrix (agency, board, "status", "");
  boards_drop (agency, board, BOARDS_IDS (idea), "done", NULL, NULL);
  g_assert_cmpint (rapport_record_get_day (item, RAPPORT_WORK_ITEM_DONE_DAY), ==,
                   rapport_day_new (2026, 11, 22));
  boards_drop (agency, board, BOARDS_IDS (idea), "waiting-for-client", NULL, NULL);
  g_assert_cmpint (rapport_record_get_day (item, RAPPORT_WORK_ITEM_DONE_DAY), ==, RAPPORT_DAY_NONE);
  g_assert_cmpint (rapport_record_get_day (item, RAPPORT_WORK_ITEM_WAITING_SINCE), ==,
                   rapport_day_new (2026, 11, 22));
}

static void
test_drop_order (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Board");
  const char *cards[5];
  static const char *const names[] = { "A", "B", "C", "D", "E" };
  static const struct
  {
    const char *moved; /* digits are places of the first order */
    int before;
    const char *expected;
  } cases[] = {
    { "0", -1, "B|C|D|E|A|" },  { "0", 4, "B|C|D|A|E|" },  { "420", 1, "A|C|E|B|D|" },
    { "30", -1, "B|C|E|A|D|" }, { "12", 1, "A|B|C|D|E|" }, { "0", 0, "A|B|C|D|E|" },
    { "4", 0, "E|A|B|C|D|" },   { "34", 4, "A|B|C|D|E|" }, { "01234", 2, "A|B|C|D|E|" },
  };

  for (guint i = 0; i < 5; i++)
    cards[i] = boards_add_note (agency, board, names[i], 0);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *ids[6] = { NULL };

      for (guint j = 0; cases[i].moved[j] != '\0'; j++)
        ids[j] = cards[cases[i].moved[j] - '0'];
      boards_drop (agency, board, ids, NULL, NULL,
                   cases[i].before >= 0 ? cards[cases[i].before] : NULL);
      assert_order (agency, board, cases[i].expected);
      for (guint j = 0; j < 5; j++)
        boards_drop (agency, board, BOARDS_IDS (cards[j]), NULL, NULL, NULL);
      assert_order (agency, board, "A|B|C|D|E|");
    }
}

/* Locked, of another board, of another client, gone, or no card at all. */
static void
test_drop_refused (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Board");
  g_autoptr (RapportIdeaBoard) elsewhere = boards_add (agency, "Elsewhere");
  g_autoptr (RapportClient) other = agency_add_client (agency, "Other");
  g_autoptr (RapportIdeaBoard) theirs = boards_add_of (agency, id_of (other), "Theirs");
  const char *locked = boards_add_idea (agency, board, "Locked", 0);
  const char *far_away = boards_add_idea (agency, elsewhere, "Far", 0);
  const char *foreign = boards_add_idea (agency, theirs, "Foreign", 0);
  const char *frame = boards_add_frame (agency, board, "Frame", 0);
  RapportTransaction *transaction;

  boards_set_matrix (agency, board, "channel", "");
  boards_lock (agency, locked);
  transaction = rapport_transaction_begin (agency->library, "Drop");
  rapport_cards_drop (transaction, agency->library, board,
                      BOARDS_IDS (locked, far_away, foreign, frame, "dangling"), "Search", NULL,
                      NULL);
  g_assert_true (rapport_transaction_is_empty (transaction));
  rapport_transaction_free (transaction);
}

/* A card that points at a work item of another client, as a broken file may have it, does not
 * change that. */
static void
test_foreign_item (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Board");
  g_autoptr (RapportClient) other = agency_add_client (agency, "Other");
  g_autoptr (RapportIdeaBoard) theirs = boards_add_of (agency, id_of (other), "Theirs");
  const char *secret = boards_add_idea (agency, theirs, "Secret", 0);
  g_autoptr (RapportRecord) item = boards_get_item (agency, secret);
  const char *card = boards_add_idea (agency, board, "Ours", 0);
  g_autoptr (RapportRecord) record = boards_get (agency, card);
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Break");
  g_autoptr (GPtrArray) copies = NULL;

  rapport_transaction_set_text (transaction, record, RAPPORT_PLACEMENT_ITEM, id_of (item));
  agency_commit (transaction);
  boards_set_matrix (agency, board, "channel", "");
  boards_drop (agency, board, BOARDS_IDS (card), "Search", NULL, NULL);
  g_assert_cmpstr (rapport_record_get_text (item, RAPPORT_WORK_ITEM_CHANNEL), ==, "");
  transaction = rapport_transaction_begin (agency->library, "Plan");
  g_assert_null (rapport_cards_plan (transaction, agency->library, RAPPORT_PLACEMENT (record),
                                     rapport_day_new (2026, 12, 1)));
  copies = rapport_cards_copy (transaction, agency->library, id_of (board),
                               BOARDS_IDS (card, secret), 0, 0, FALSE);
  g_assert_cmpuint (copies->len, ==, 1);
  g_assert_cmpstr (
    rapport_transaction_get_text (transaction, copies->pdata[0], RAPPORT_PLACEMENT_ITEM), ==,
    id_of (item));
  rapport_transaction_free (transaction);
}

static void
test_order (Agency *agency, gconstpointer data)
{
  /* A and C lie over one another, so do B and D. */
  static const char *const names[] = { "A", "B", "C", "D" };
  static const double places[] = { 0, 1000, 50, 1050 };
  static const struct
  {
    const char *moved;
    RapportCardsOrder how;
    const char *layout;
    const char *expected;
  } cases[] = {
    { "0", RAPPORT_CARDS_TO_FRONT, "free", "B|C|D|A|" },
    { "02", RAPPORT_CARDS_TO_FRONT, "free", "B|D|A|C|" },
    { "3", RAPPORT_CARDS_TO_BACK, "free", "D|A|B|C|" },
    { "31", RAPPORT_CARDS_TO_BACK, "free", "B|D|A|C|" },
    { "0", RAPPORT_CARDS_FORWARD, "free", "B|C|A|D|" },
    { "0", RAPPORT_CARDS_FORWARD, "matrix", "B|A|C|D|" },
    { "01", RAPPORT_CARDS_FORWARD, "matrix", "C|A|B|D|" },
    { "3", RAPPORT_CARDS_FORWARD, "free", "A|B|C|D|" },
    { "3", RAPPORT_CARDS_BACKWARD, "free", "A|D|B|C|" },
    { "3", RAPPORT_CARDS_BACKWARD, "table", "A|B|D|C|" },
    { "0123", RAPPORT_CARDS_TO_BACK, "free", "A|B|C|D|" },
    { "1", RAPPORT_CARDS_BACKWARD, "free", "A|B|C|D|" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Board");
      RapportTransaction *transaction;
      const char *cards[4];
      const char *ids[5] = { NULL };

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      for (guint j = 0; j < 4; j++)
        cards[j] = boards_add_note (agency, board, names[j], places[j]);
      for (guint j = 0; cases[i].moved[j] != '\0'; j++)
        ids[j] = cards[cases[i].moved[j] - '0'];
      transaction = rapport_transaction_begin (agency->library, "Order");
      rapport_transaction_set_text (transaction, RAPPORT_RECORD (board), RAPPORT_IDEA_BOARD_LAYOUT,
                                    cases[i].layout);
      rapport_cards_order (transaction, agency->library, id_of (board), ids, cases[i].how);
      agency_commit (transaction);
      assert_order (agency, board, cases[i].expected);
    }
}

static void
test_order_locked (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Board");
  const char *one = boards_add_note (agency, board, "One", 0);
  RapportTransaction *transaction;

  boards_add_note (agency, board, "Two", 0);
  boards_lock (agency, one);
  transaction = rapport_transaction_begin (agency->library, "Order");
  rapport_cards_order (transaction, agency->library, id_of (board), BOARDS_IDS (one),
                       RAPPORT_CARDS_TO_FRONT);
  rapport_cards_remove (transaction, agency->library, id_of (board), BOARDS_IDS (one));
  g_assert_true (rapport_transaction_is_empty (transaction));
  rapport_transaction_free (transaction);
}

static guint
count_edges (Agency *agency, RapportIdeaBoard *board)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_EDGE);

  return agency_count (agency, rapport_query_where_text (query, RAPPORT_EDGE_BOARD, id_of (board)));
}

static void
test_copy (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Board");
  g_autoptr (RapportIdeaBoard) target = boards_add (agency, "Target");
  const char *idea = boards_add_idea (agency, board, "Idea", 0);
  const char *note = boards_add_note (agency, board, "Note", 300);
  const char *left_out = boards_add_note (agency, board, "Left out", 600);
  g_autoptr (RapportRecord) item = boards_get_item (agency, idea);
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Prepare");

  rapport_cards_group (transaction, agency->library, BOARDS_IDS (idea, note), TRUE);
  rapport_transaction_set_text (transaction, item, RAPPORT_WORK_ITEM_CHANNEL, "Search");
  rapport_transaction_set_text (transaction, item, RAPPORT_RECORD_AUDIENCE, "team");
  rapport_work_item_set_status (transaction, agency->library, RAPPORT_WORK_ITEM (item), "done");
  agency_commit (transaction);
  boards_connect (agency, board, idea, note);
  boards_connect (agency, board, note, left_out);
  boards_lock (agency, note);

  for (guint same = 0; same < 2; same++)
    {
      g_autoptr (GPtrArray) copies = NULL;
      RapportPlace place;
      g_autoptr (RapportRecord) new_item = NULL;

      transaction = rapport_transaction_begin (agency->library, "Copy");
      copies = rapport_cards_copy (transaction, agency->library, id_of (target),
                                   BOARDS_IDS (note, idea, "dangling"), 24, 12, same == 1);
      agency_commit (transaction);
      g_assert_cmpuint (copies->len, ==, 3);
      g_assert_cmpuint (count_edges (agency, target), ==, same + 1);
      g_assert_true (rapport_cards_get_place (copies->pdata[0], &place));
      g_assert_cmpfloat (place.x, ==, 24);
      g_assert_cmpfloat (place.y, ==, 12);
      g_assert_true (RAPPORT_IS_EDGE (copies->pdata[2]));
      assert_text (agency, id_of (copies->pdata[2]), RAPPORT_EDGE_FROM, id_of (copies->pdata[0]));
      assert_text (agency, id_of (copies->pdata[2]), RAPPORT_EDGE_TO, id_of (copies->pdata[1]));
      g_assert_false (rapport_record_get_boolean (copies->pdata[1], RAPPORT_PLACEMENT_LOCKED));
      g_assert_cmpstr (rapport_record_get_text (copies->pdata[0], RAPPORT_PLACEMENT_GROUP), ==,
                       rapport_record_get_text (copies->pdata[1], RAPPORT_PLACEMENT_GROUP));
      g_assert_cmpstr (rapport_record_get_text (copies->pdata[0], RAPPORT_PLACEMENT_GROUP), !=, "");
      new_item = boards_get_item (agency, id_of (copies->pdata[0]));
      g_assert_true ((new_item == item) == (same == 1));
      g_assert_cmpstr (rapport_record_get_text (new_item, RAPPORT_WORK_ITEM_CHANNEL), ==, "Search");
      g_assert_cmpstr (rapport_record_get_text (new_item, RAPPORT_RECORD_AUDIENCE), ==, "team");
      if (same == 0)
        {
          g_assert_true (rapport_record_has_word (new_item, RAPPORT_WORK_ITEM_STATUS, "idea"));
          g_assert_null (rapport_record_get_value (new_item, RAPPORT_WORK_ITEM_DONE_DAY));
        }
    }
  assert_order (agency, target, "Idea|Note|Idea|Note|");
}

static void
test_copy_refused (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Board");
  g_autoptr (RapportClient) other = agency_add_client (agency, "Other");
  g_autoptr (RapportIdeaBoard) theirs = boards_add_of (agency, id_of (other), "Theirs");
  const char *note = boards_add_note (agency, board, "Ours", 0);
  const char *const targets[] = { id_of (theirs), "no board", NULL };

  for (guint i = 0; i < 3; i++)
    {
      RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Copy");
      g_autoptr (GPtrArray) copies = rapport_cards_copy (transaction, agency->library, targets[i],
                                                         BOARDS_IDS (note), 0, 0, i == 0);

      g_assert_cmpuint (copies->len, ==, 0);
      g_assert_true (rapport_transaction_is_empty (transaction));
      rapport_transaction_free (transaction);
    }
}

/* Few are looked for one by one, many by their board. */
static void
test_remove (Agency *agency, gconstpointer data)
{
  for (guint n = 2; n <= 200; n += 99)
    {
      g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Board");
      g_autoptr (GPtrArray) ids = g_ptr_array_new ();
      const char *hub = boards_add_idea (agency, board, "Hub", 0);
      const char *away = boards_add_note (agency, board, "Away", 0);
      g_autoptr (RapportRecord) item = boards_get_item (agency, hub);
      const char *stays = boards_connect (agency, board, hub, away);
      RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Add");

      for (guint i = 0; i < n; i++)
        {
          gpointer card = rapport_cards_add (transaction, agency->library, id_of (board),
                                             &(RapportNewCard) { .kind = "note" });

          g_ptr_array_add (ids, (gpointer) g_intern_string (id_of (card)));
          rapport_cards_connect (transaction, agency->library, id_of (board),
                                 i % 2 == 0 ? hub : id_of (card), i % 2 == 0 ? id_of (card) : hub,
                                 NULL, NULL);
        }
      g_ptr_array_add (ids, NULL);
      agency_commit (transaction);
      g_assert_cmpuint (count_edges (agency, board), ==, n + 1);
      transaction = rapport_transaction_begin (agency->library, "Remove");
      rapport_cards_remove (transaction, agency->library, id_of (board),
                            (const char *const *) ids->pdata);
      agency_commit (transaction);
      assert_order (agency, board, "Hub|Away|");
      g_assert_cmpuint (count_edges (agency, board), ==, 1);
      g_assert_false (boards_is_gone (agency, stays));

      transaction = rapport_transaction_begin (agency->library, "Remove");
      rapport_cards_remove (transaction, agency->library, id_of (board), BOARDS_IDS (hub));
      agency_commit (transaction);
      g_assert_true (boards_is_gone (agency, stays));
      g_assert_false (rapport_record_is_trashed (item));
    }
}

static void
test_small_changes (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Board");
  const char *one = boards_add_note (agency, board, "One", 0);
  const char *two = boards_add_note (agency, board, "Two", 0);
  const char *frame = boards_add_frame (agency, board, "Frame", 0);
  const char *edge = boards_connect (agency, board, one, two);
  const char *const *all = BOARDS_IDS (one, two, frame, edge, "dangling");
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Change");
  g_autoptr (RapportRecord) card = boards_get (agency, one);

  rapport_cards_colour (transaction, agency->library, all, "#1a5fb4");
  rapport_cards_group (transaction, agency->library, all, TRUE);
  rapport_cards_lock (transaction, agency->library, all, TRUE);
  agency_commit (transaction);
  assert_text (agency, one, RAPPORT_PLACEMENT_COLOUR, "#1a5fb4");
  assert_text (agency, frame, RAPPORT_FRAME_COLOUR, "#1a5fb4");
  assert_text (agency, edge, RAPPORT_EDGE_COLOUR, "#1a5fb4");
  assert_text (agency, two, RAPPORT_PLACEMENT_GROUP,
               rapport_record_get_text (card, RAPPORT_PLACEMENT_GROUP));
  g_assert_true (rapport_record_get_boolean (card, RAPPORT_PLACEMENT_LOCKED));

  transaction = rapport_transaction_begin (agency->library, "Change back");
  rapport_cards_colour (transaction, agency->library, all, "red");
  rapport_cards_group (transaction, agency->library, BOARDS_IDS (one), TRUE);
  g_assert_true (rapport_transaction_is_empty (transaction));
  rapport_cards_colour (transaction, agency->library, all, NULL);
  rapport_cards_group (transaction, agency->library, all, FALSE);
  rapport_cards_lock (transaction, agency->library, all, FALSE);
  agency_commit (transaction);
  assert_text (agency, one, RAPPORT_PLACEMENT_COLOUR, "");
  assert_text (agency, one, RAPPORT_PLACEMENT_GROUP, "");
  g_assert_false (rapport_record_get_boolean (card, RAPPORT_PLACEMENT_LOCKED));
}

static void
test_plan (Agency *agency, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *title, *why;
  } cases[] = {
    { "Call the factory", "Call the factory", "" },
    { "\n\n## A landing page \n\nfor **dealers**\n", "A landing page", "for **dealers**" },
    { "- one\n- two", "one", "- two" },
    { "---", "---", "" },
    { "", "", "" },
  };
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Board");
  const RapportDay month = rapport_day_new (2026, 12, 15);

  boards_set_matrix (agency, board, "channel", "");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *note = boards_add_note (agency, board, cases[i].text, 0);
      g_autoptr (RapportRecord) card = boards_get (agency, note);
      g_autoptr (RapportRecord) item = NULL;
      RapportTransaction *transaction;

      boards_drop (agency, board, BOARDS_IDS (note), "Search", NULL, NULL);
      transaction = rapport_transaction_begin (agency->library, "Plan");
      g_assert_nonnull (
        rapport_cards_plan (transaction, agency->library, RAPPORT_PLACEMENT (card), month));
      agency_commit (transaction);
      item = boards_get_item (agency, note);
      g_assert_cmpstr (rapport_record_get_text (item, RAPPORT_WORK_ITEM_TITLE), ==, cases[i].title);
      g_assert_cmpstr (rapport_record_get_text (item, RAPPORT_WORK_ITEM_WHY), ==, cases[i].why);
      g_assert_cmpstr (rapport_record_get_text (item, RAPPORT_WORK_ITEM_CHANNEL), ==, "Search");
      g_assert_true (rapport_record_has_word (item, RAPPORT_WORK_ITEM_STATUS, "planned"));
      g_assert_cmpint (rapport_record_get_day (item, RAPPORT_WORK_ITEM_MONTH), ==,
                       rapport_day_new (2026, 12, 1));
      assert_text (agency, note, RAPPORT_PLACEMENT_KIND, "item");
      assert_text (agency, note, RAPPORT_PLACEMENT_TEXT, "");
    }
  {
    g_autoptr (RapportQuery) query = rapport_plan_query (agency->client_id, month);

    g_assert_cmpuint (agency_count (agency, query), ==, G_N_ELEMENTS (cases));
  }
}

/* Whose plan: that of the month it is meant for, but never of one that has passed. */
static void
test_plan_month (Agency *agency, gconstpointer data)
{
  const RapportDay now =
    rapport_day_month (rapport_clock_get_today (rapport_library_get_clock (agency->library)));
  const struct
  {
    RapportDay month, expected;
  } cases[] = {
    { RAPPORT_DAY_NONE, now },
    { now, now },
    { rapport_day_add_months (now, -1), now },
    { rapport_day_add_months (now, 2), rapport_day_add_months (now, 2) },
    { rapport_day_add_months (now, 2) + 14, rapport_day_add_months (now, 2) },
  };
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Board");
  const char *idea = boards_add_idea (agency, board, "Idea", 0);
  const char *note = boards_add_note (agency, board, "Note", 300);
  g_autoptr (RapportRecord) card = boards_get (agency, idea);
  g_autoptr (RapportRecord) words = boards_get (agency, note);
  g_autoptr (RapportRecord) item = boards_get_item (agency, idea);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Month");

      rapport_transaction_set_day (transaction, item, RAPPORT_WORK_ITEM_MONTH, cases[i].month);
      agency_commit (transaction);
      g_assert_cmpint (rapport_cards_get_plan_month (agency->library, RAPPORT_PLACEMENT (card)), ==,
                       cases[i].expected);
    }
  g_assert_cmpint (rapport_cards_get_plan_month (agency->library, RAPPORT_PLACEMENT (words)), ==,
                   now);
}

/* Work that has begun stays so, and a picture is no idea. */
static void
test_plan_kinds (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Board");
  const char *idea = boards_add_idea (agency, board, "Idea", 0);
  g_autoptr (RapportRecord) card = boards_get (agency, idea);
  g_autoptr (RapportRecord) item = boards_get_item (agency, idea);
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Plan");
  RapportPlacement *link = rapport_cards_add (transaction, agency->library, id_of (board),
                                              &(RapportNewCard) { .kind = "link" });

  rapport_work_item_set_status (transaction, agency->library, RAPPORT_WORK_ITEM (item), "in-work");
  g_assert_nonnull (rapport_cards_plan (transaction, agency->library, RAPPORT_PLACEMENT (card),
                                        rapport_day_new (2026, 12, 1)));
  g_assert_null (
    rapport_cards_plan (transaction, agency->library, link, rapport_day_new (2026, 12, 1)));
  agency_commit (transaction);
  g_assert_true (rapport_record_has_word (item, RAPPORT_WORK_ITEM_STATUS, "in-work"));
}

/* Several at once come in the order in which they were asked for. */
static void
test_plan_order (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Board");
  const RapportDay month = rapport_day_new (2026, 12, 1);
  g_autoptr (RapportQuery) query = rapport_plan_query (agency->client_id, month);
  g_autoptr (GPtrArray) lines = NULL;
  const char *cards[12];
  RapportTransaction *transaction;

  for (guint i = 0; i < G_N_ELEMENTS (cards); i++)
    {
      g_autofree char *title = g_strdup_printf ("%02u", i);

      cards[i] = boards_add_idea (agency, board, title, 0);
    }
  transaction = rapport_transaction_begin (agency->library, "Plan");
  for (guint i = 0; i < G_N_ELEMENTS (cards); i++)
    {
      g_autoptr (RapportRecord) card = boards_get (agency, cards[i]);

      rapport_cards_plan (transaction, agency->library, RAPPORT_PLACEMENT (card), month);
    }
  agency_commit (transaction);
  lines = rapport_library_find (agency->library, query, NULL);
  g_assert_cmpuint (lines->len, ==, G_N_ELEMENTS (cards));
  for (guint i = 0; i < lines->len; i++)
    {
      g_autofree char *title = g_strdup_printf ("%02u", i);
      g_autoptr (RapportWorkItem) item =
        rapport_plan_line_get_item (agency->library, lines->pdata[i]);

      g_assert_cmpstr (rapport_record_get_title (RAPPORT_RECORD (item)), ==, title);
    }
}

static guint
votes_of (Agency *agency, RapportIdeaBoard *board, const char *id)
{
  g_autoptr (GHashTable) counts = rapport_cards_count_votes (agency->library, id_of (board));

  return GPOINTER_TO_UINT (g_hash_table_lookup (counts, id));
}

static void
test_votes (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Board");
  g_autoptr (RapportIdeaBoard) elsewhere = boards_add (agency, "Elsewhere");
  g_autoptr (RapportClient) other = agency_add_client (agency, "Other");
  const char *card = boards_add_idea (agency, board, "Idea", 0);
  const char *far_away = boards_add_idea (agency, elsewhere, "Far", 0);
  const struct
  {
    const char *client, *card, *who;
    guint dots;
    guint sum;
  } cases[] = {
    { agency->client_id, card, "Anna", 2, 2 },     { agency->client_id, card, " Boris ", 1, 3 },
    { agency->client_id, card, "Boris", 3, 5 },    { agency->client_id, card, "", 3, 5 },
    { agency->client_id, card, "Anna", 0, 3 },     { agency->client_id, card, "Nobody", 0, 3 },
    { id_of (other), card, "Eve", 5, 3 },          { agency->client_id, "dangling", "Eve", 5, 3 },
    { agency->client_id, far_away, "Anna", 9, 3 }, { agency->client_id, card, "Anna", 1, 4 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Vote");

      g_test_message ("%s: %u", cases[i].who, cases[i].dots);
      rapport_cards_vote (transaction, agency->library, cases[i].client, cases[i].card,
                          cases[i].who, cases[i].dots);
      agency_commit (transaction);
      g_assert_cmpuint (votes_of (agency, board, card), ==, cases[i].sum);
    }
  g_assert_cmpuint (votes_of (agency, elsewhere, far_away), ==, 9);
  {
    RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Think again");

    rapport_cards_vote (transaction, agency->library, agency->client_id, card, "Vera", 5);
    rapport_cards_vote (transaction, agency->library, agency->client_id, card, "Vera", 0);
    agency_commit (transaction);
    g_assert_cmpuint (votes_of (agency, board, card), ==, 4);
  }
  g_assert_cmpuint (votes_of (agency, board, far_away), ==, 0);
}

/* One window moves a card and another one, which did not know of it, colours it and puts it into a
 * lane: both stay. */
static void
test_merge (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Board");
  const char *note = boards_add_note (agency, board, "Note", 0);
  g_autoptr (RapportRecord) card = boards_get (agency, note);
  const RapportChangeHead head = { .id = "01234567-89ab-7def-8123-456789abcdef",
                                   .label = "Change",
                                   .author = rapport_library_get_me (agency->library),
                                   .client = agency->client_id };
  g_autoptr (RapportChangeSet) set = rapport_change_set_new (&head);
  RapportRecordChange *change =
    rapport_change_set_add_record (set, &rapport_placement_info, note, RAPPORT_OPERATION_CHANGE);
  static const char *const theirs[] = { "channel=Search", NULL };
  g_autofree char *lanes = NULL;
  g_autoptr (GError) error = NULL;
  guint n_clashes = 99;
  RapportTransaction *transaction;

  rapport_record_change_add_field (change, RAPPORT_PLACEMENT_COLOUR, NULL,
                                   g_variant_new_string ("#1a5fb4"));
  rapport_record_change_add_field (change, RAPPORT_PLACEMENT_LANES, NULL,
                                   g_variant_new_strv (theirs, -1));
  boards_set_matrix (agency, board, "month", "");
  boards_drop (agency, board, BOARDS_IDS (note), "2026-12", NULL, NULL);
  transaction = rapport_transaction_begin (agency->library, "Move");
  rapport_cards_place (transaction, agency->library, BOARDS_IDS (note),
                       &(RapportPlace) { 77, 0, 100, 100 });
  agency_commit (transaction);
  g_assert_true (rapport_library_reapply (agency->library, set, &n_clashes, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_clashes, ==, 0);
  g_assert_cmpfloat (place_of (agency, note).x, ==, 77);
  assert_text (agency, note, RAPPORT_PLACEMENT_COLOUR, "#1a5fb4");
  lanes = rapport_kind_to_text (RAPPORT_KIND_SET,
                                rapport_record_get_value (card, RAPPORT_PLACEMENT_LANES));
  g_assert_cmpstr (lanes, ==, "[\"channel=Search\",\"month=2026-12\"]");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  agency_test ("/cards/add", test_add);
  agency_test ("/cards/place", test_place);
  agency_test ("/cards/connect", test_connect);
  agency_test ("/cards/drop-fields", test_drop_fields);
  agency_test ("/cards/drop-status", test_drop_status);
  agency_test ("/cards/drop-order", test_drop_order);
  agency_test ("/cards/drop-refused", test_drop_refused);
  agency_test ("/cards/foreign-item", test_foreign_item);
  agency_test ("/cards/order", test_order);
  agency_test ("/cards/order-locked", test_order_locked);
  agency_test ("/cards/copy", test_copy);
  agency_test ("/cards/copy-refused", test_copy_refused);
  agency_test ("/cards/remove", test_remove);
  agency_test ("/cards/small-changes", test_small_changes);
  agency_test ("/cards/plan", test_plan);
  agency_test ("/cards/plan-month", test_plan_month);
  agency_test ("/cards/plan-kinds", test_plan_kinds);
  agency_test ("/cards/plan-order", test_plan_order);
  agency_test ("/cards/votes", test_votes);
  agency_test ("/cards/merge", test_merge);
  return g_test_run ();
}
