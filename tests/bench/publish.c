/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures what presenting a large board costs before anything is drawn: bench-publish FOLDER
 * CARDS. Prints lines "MILLISECONDS WHAT": the longest turn of the main thread, in CPU time. With a
 * third word it makes a library of that name and prints the id of its client. */
#include "boards.h"
#include "rapport-agency.h"
#include "rapport-board-publish.h"
#include "rapport-public-scene.h"

#include <stdlib.h>
#include <time.h>

typedef struct
{
  BenchLibrary *library;
  const char *board;
  RapportBoardPublisher *publisher;
  RapportPublicScene *scene;
  RapportRecord *cards[2];
} Bench;

static double turn_began, longest;

static double
cpu (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

/* A turn ends where the main loop waits. */
static int
wait_cb (GPollFD *fds, guint n_fds, int timeout)
{
  int ready;

  longest = MAX (longest, cpu () - turn_began);
  ready = g_poll (fds, n_fds, timeout);
  turn_began = cpu ();
  return ready;
}

static void
begin (void)
{
  longest = 0;
  turn_began = cpu ();
}

static void
end (const char *what)
{
  longest = MAX (longest, cpu () - turn_began);
  g_print ("%.2f %s\n", longest, what);
  turn_began = cpu ();
}

static void
wait_until (const gpointer *done)
{
  while (*done == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
published_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Bench *bench = user_data;

  bench->publisher = rapport_board_publisher_new_finish (result, NULL);
  g_assert_nonnull (bench->publisher);
}

static void
shown_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
show_first (Bench *bench)
{
  gboolean shown = FALSE;

  bench->scene = rapport_public_scene_new (NULL);
  rapport_public_scene_show_soon (
    bench->scene, rapport_board_publisher_get_board (bench->publisher), NULL, shown_cb, &shown);
  while (!shown)
    g_main_context_iteration (NULL, TRUE);
}

/* Of a change. */
static void
show (Bench *bench)
{
  rapport_public_scene_show_soon (
    bench->scene, rapport_board_publisher_get_board (bench->publisher), NULL, NULL, NULL);
  g_assert_false (rapport_public_scene_is_waiting (bench->scene));
}

/* What one commit costs, with what follows it. */
static void
commit (Bench *bench, RapportTransaction *transaction, const char *what)
{
  const double began = cpu ();
  double committed;

  g_assert_true (rapport_transaction_commit (transaction, NULL));
  committed = cpu ();
  show (bench);
  g_print ("%.2f %s: committed and published\n%.2f %s: shown\n", committed - began, what,
           cpu () - committed, what);
  rapport_transaction_free (transaction);
  g_assert_true (rapport_library_flush (bench->library->library, NULL));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static RapportTransaction *
transact (Bench *bench)
{
  return rapport_transaction_begin (bench->library->library, "Change");
}

static void
rename_idea (Bench *bench)
{
  RapportTransaction *transaction = transact (bench);
  g_autoptr (RapportRecord) item =
    rapport_library_get (bench->library->library, RAPPORT_TYPE_WORK_ITEM,
                         rapport_record_get_text (bench->cards[0], RAPPORT_PLACEMENT_ITEM));

  rapport_transaction_set_text (transaction, item, RAPPORT_WORK_ITEM_TITLE, "Another title");
  commit (bench, transaction, "an idea is renamed");
}

static void
move_card (Bench *bench)
{
  RapportTransaction *transaction = transact (bench);

  rapport_cards_place (transaction, bench->library->library,
                       (const char *const[]) { rapport_record_get_id (bench->cards[0]), NULL },
                       &(RapportPlace) { 7, 7, 240, 132 });
  commit (bench, transaction, "a card is moved");
}

static void
remark (Bench *bench)
{
  RapportTransaction *transaction = transact (bench);
  RapportRecord *said = rapport_transaction_create (transaction, RAPPORT_TYPE_REMARK);

  rapport_transaction_set_text (transaction, said, RAPPORT_REMARK_CLIENT, bench->library->client);
  rapport_transaction_set_text (transaction, said, RAPPORT_REMARK_PLACEMENT,
                                rapport_record_get_id (bench->cards[0]));
  commit (bench, transaction, "a remark is made");
}

static void
hide_card (Bench *bench)
{
  RapportTransaction *transaction = transact (bench);

  rapport_transaction_set_text (transaction, bench->cards[1], RAPPORT_RECORD_AUDIENCE, "team");
  commit (bench, transaction, "a card is hidden");
}

static void
add_card (Bench *bench)
{
  RapportTransaction *transaction = transact (bench);

  rapport_cards_add (transaction, bench->library->library, bench->board,
                     &(RapportNewCard) { .kind = "item", .title = "One more" });
  commit (bench, transaction, "a card is added");
}

static void
choose (Bench *bench)
{
  RapportPublicBoard *board = rapport_board_publisher_get_board (bench->publisher);

  for (gsize i = 0; i < G_N_ELEMENTS (bench->cards); i++)
    {
      RapportPublicRecord *card = board->placements->pdata[board->placements->len / 2 + i * 4];

      bench->cards[i] = rapport_library_get (bench->library->library, RAPPORT_TYPE_PLACEMENT,
                                             rapport_public_record_get_id (card));
    }
}

static int
make_library (const char *path, guint n_cards)
{
  BenchLibrary library;

  bench_library_open (&library, path);
  g_assert_true (rapport_agency_set_up (library.library, "Bench", "Me", "en", "EUR", NULL));
  g_free (bench_make_board (&library, n_cards));
  g_print ("%s\n", library.client);
  bench_library_close (&library);
  return 0;
}

int
main (int argc, char **argv)
{
  g_autofree char *path = NULL;
  g_autofree char *id = NULL;
  BenchLibrary library;
  Bench bench = { &library };

  if (argc == 4)
    return make_library (argv[3], (guint) atoi (argv[2]));
  g_assert_cmpint (argc, ==, 3);
  path = g_build_filename (argv[1], "publish.rapport", NULL);
  bench_library_open (&library, path);
  id = bench_make_board (&library, (guint) atoi (argv[2]));
  bench.board = id;
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_main_context_set_poll_func (NULL, wait_cb);
  begin ();
  rapport_board_publisher_new_async (library.library, id, NULL, published_cb, &bench);
  wait_until ((gpointer *) &bench.publisher);
  end ("the board is read");
  begin ();
  show_first (&bench);
  end ("the whole of it is made a drawing");
  choose (&bench);
  rename_idea (&bench);
  move_card (&bench);
  remark (&bench);
  hide_card (&bench);
  add_card (&bench);
  g_clear_object (&bench.cards[0]);
  g_clear_object (&bench.cards[1]);
  begin ();
  g_clear_pointer (&bench.scene, rapport_public_scene_free);
  g_clear_object (&bench.publisher);
  end ("it is let go of");
  bench_library_close (&library);
  return 0;
}
