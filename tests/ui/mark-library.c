/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "canary-marks.h"
#include "rapport-cards.h"
#include "rapport-library-file.h"

/* mark-library FILE CLIENT [clean]: gives a client a board with two frames, and writes the
 * marked word into all of the library that this client must not see, for tests that look for
 * it on the screen. "clean" leaves out the second. */

#define BOARD "Half a year"

static RapportPlacement *
add_card (RapportTransaction *transaction,
          Agency *agency,
          const char *board,
          const char *title,
          double x,
          double y)
{
  const RapportNewCard card = { .kind = "item", .title = title, .place = { x, y, 240, 132 } };

  return rapport_cards_add (transaction, agency->library, board, &card);
}

static RapportFrame *
add_frame (
  RapportTransaction *transaction, Agency *agency, const char *board, const char *title, double x)
{
  return rapport_cards_add_frame (transaction, agency->library, board, title,
                                  &(RapportPlace) { x, 0, 640, 420 });
}

/* What must be seen, in two frames side by side. */
static void
add_public (RapportTransaction *transaction, Agency *agency, const char *board)
{
  RapportPlacement *first = add_card (transaction, agency, board, "Quiz on the home page", 40, 60);
  RapportPlacement *second =
    add_card (transaction, agency, board, "Letters after a visit", 340, 240);

  add_card (transaction, agency, board, "Film of the clinic", 760, 60);
  rapport_cards_connect (transaction, agency->library, board,
                         rapport_record_get_id (RAPPORT_RECORD (first)),
                         rapport_record_get_id (RAPPORT_RECORD (second)), NULL, NULL);
  add_frame (transaction, agency, board, "First quarter", 0);
  add_frame (transaction, agency, board, "Second quarter", 720);
}

static void
hide (RapportTransaction *transaction, gpointer record)
{
  rapport_transaction_set_text (transaction, record, RAPPORT_RECORD_AUDIENCE, "team");
}

/* In the first frame: a card of the team's, one for the client whose idea is not, and a
 * connector; beside it a frame of the team's, and words about a card of the client's. */
static void
add_private (RapportTransaction *transaction, Agency *agency, const char *board, const char *seen)
{
  RapportPlacement *card = add_card (transaction, agency, board, CANARY, 60, 260);
  RapportPlacement *shell = add_card (transaction, agency, board, CANARY, 360, 40);
  g_autoptr (RapportRecord) item = rapport_transaction_find (
    transaction, RAPPORT_TYPE_WORK_ITEM,
    rapport_transaction_get_text (transaction, RAPPORT_RECORD (shell), RAPPORT_PLACEMENT_ITEM));
  RapportEdge *edge =
    rapport_cards_connect (transaction, agency->library, board, seen,
                           rapport_record_get_id (RAPPORT_RECORD (card)), NULL, NULL);
  RapportRecord *remark = rapport_transaction_create (transaction, RAPPORT_TYPE_REMARK);

  hide (transaction, card);
  hide (transaction, item);
  hide (transaction, add_frame (transaction, agency, board, CANARY, 1440));
  rapport_transaction_set_text (transaction, RAPPORT_RECORD (edge), RAPPORT_EDGE_LABEL, CANARY);
  rapport_transaction_set_text (transaction, remark, RAPPORT_REMARK_CLIENT, agency->client_id);
  rapport_transaction_set_text (transaction, remark, RAPPORT_REMARK_PLACEMENT, seen);
  rapport_transaction_set_text (transaction, remark, RAPPORT_REMARK_TEXT, CANARY);
  rapport_transaction_set_day (transaction, remark, RAPPORT_REMARK_DAY,
                               rapport_clock_get_today (agency->clock));
  hide (transaction, remark);
}

/* (transfer full): the id of a card that the client sees. */
static char *
find_card (Agency *agency, const char *board)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_PLACEMENT);
  g_autoptr (GPtrArray) cards = NULL;

  rapport_query_where_text (query, RAPPORT_PLACEMENT_BOARD, board);
  cards = rapport_library_find (agency->library, query, NULL);
  return g_strdup (rapport_record_get_id (cards->pdata[0]));
}

static void
add_board (Agency *agency, gboolean marked)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Add a board");
  RapportIdeaBoard *board =
    rapport_boards_add (transaction, agency->library, agency->client_id, BOARD);
  g_autofree char *id = g_strdup (rapport_record_get_id (RAPPORT_RECORD (board)));
  g_autofree char *seen = NULL;

  /* Before boards that are there already. */
  rapport_transaction_set_text (transaction, RAPPORT_RECORD (board), RAPPORT_IDEA_BOARD_ORDER, "!");
  add_public (transaction, agency, id);
  agency_commit (transaction);
  if (!marked)
    return;
  seen = find_card (agency, id);
  transaction = rapport_transaction_begin (agency->library, "Add what is private");
  add_private (transaction, agency, id, seen);
  agency_commit (transaction);
}

int
main (int argc, char **argv)
{
  g_autoptr (RapportClock) clock = rapport_clock_new ();
  g_autoptr (GError) error = NULL;
  Agency agency = { .clock = clock };

  if (argc < 3)
    g_error ("mark-library FILE CLIENT [clean]");
  agency.store = rapport_library_file_open (argv[1], RAPPORT_OPEN_DEFAULT, clock, NULL, &error);
  g_assert_no_error (error);
  agency.library = rapport_library_new (RAPPORT_STORE (agency.store), clock);
  agency.client_id = argv[2];
  add_board (&agency, argc == 3);
  if (argc == 3)
    canary_mark_all (&agency);
  g_assert_true (rapport_library_flush (agency.library, &error));
  g_assert_no_error (error);
  g_clear_object (&agency.library);
  test_close (agency.store);
  return 0;
}
