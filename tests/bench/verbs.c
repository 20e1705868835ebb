/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures what is done with the cards of a large board: bench-verbs FOLDER CARDS. Prints lines
 * "MILLISECONDS WHAT": the CPU time of the main thread from the call until the commit is done,
 * with nothing of the board in memory before. */
#include "boards.h"
#include "rapport-ideas-model.h"

#include <stdlib.h>
#include <time.h>

#define MANY 500

typedef struct
{
  BenchLibrary *bench;
  RapportTransaction *transaction;
  RapportIdeaBoard *board;
  const char *id;
  char *ids[MANY + 1];
} Bench;

static double
cpu (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static void
add_one (Bench *bench)
{
  rapport_cards_add (bench->transaction, bench->bench->library, bench->id,
                     &(RapportNewCard) { .kind = "item", .title = "One more" });
}

static void
move_one (Bench *bench)
{
  const char *ids[] = { bench->ids[0], NULL };

  rapport_cards_place (bench->transaction, bench->bench->library, ids,
                       &(RapportPlace) { 7, 7, 240, 132 });
}

static void
move_many (Bench *bench)
{
  RapportPlace places[MANY];

  for (guint i = 0; i < MANY; i++)
    places[i] = (RapportPlace) { i, i, 200, 100 };
  rapport_cards_place (bench->transaction, bench->bench->library, (const char *const *) bench->ids,
                       places);
}

static void
drop_one (Bench *bench)
{
  const char *ids[] = { bench->ids[1], NULL };

  rapport_cards_drop (bench->transaction, bench->bench->library, bench->board, ids, "offer", NULL,
                      bench->ids[7]);
}

static void
drop_many (Bench *bench)
{
  rapport_cards_drop (bench->transaction, bench->bench->library, bench->board,
                      (const char *const *) bench->ids, "video", NULL, NULL);
}

static void
forward_one (Bench *bench)
{
  const char *ids[] = { bench->ids[2], NULL };

  rapport_cards_order (bench->transaction, bench->bench->library, bench->id, ids,
                       RAPPORT_CARDS_FORWARD);
}

static void
copy_many (Bench *bench)
{
  g_ptr_array_unref (rapport_cards_copy (bench->transaction, bench->bench->library, bench->id,
                                         (const char *const *) bench->ids, 24, 24, FALSE));
}

static void
remove_one (Bench *bench)
{
  const char *ids[] = { bench->ids[3], NULL };

  rapport_cards_remove (bench->transaction, bench->bench->library, bench->id, ids);
}

static void
remove_many (Bench *bench)
{
  rapport_cards_remove (bench->transaction, bench->bench->library, bench->id,
                        (const char *const *) bench->ids);
}

static void
rename_lane (Bench *bench)
{
  g_autoptr (GPtrArray) lanes =
    rapport_boards_get_lanes (bench->bench->library, bench->id, "channel");

  rapport_boards_rename_lane (bench->transaction, bench->bench->library, lanes->pdata[0],
                              "Another channel");
}

static void
show_matrix (Bench *bench)
{
  rapport_boards_set_matrix (bench->transaction, bench->board, "channel", "status");
}

static void
run (Bench *bench, void (*verb) (Bench *), const char *what)
{
  double began = cpu ();

  bench->transaction = rapport_transaction_begin (bench->bench->library, what);
  verb (bench);
  g_assert_true (rapport_transaction_commit (bench->transaction, NULL));
  g_print ("%.2f %s\n", cpu () - began, what);
  rapport_transaction_free (bench->transaction);
  g_assert_true (rapport_library_flush (bench->bench->library, NULL));
  /* What is on the disk is let go of. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
rename_one (Bench *bench)
{
  g_autoptr (RapportRecord) item = NULL;

  for (guint i = 0; item == NULL && i < MANY; i++)
    {
      g_autoptr (RapportRecord) card =
        rapport_library_get (bench->bench->library, RAPPORT_TYPE_PLACEMENT, bench->ids[i]);

      item = rapport_library_get (bench->bench->library, RAPPORT_TYPE_WORK_ITEM,
                                  rapport_record_get_text (card, RAPPORT_PLACEMENT_ITEM));
    }
  g_assert_nonnull (item);
  rapport_transaction_set_text (bench->transaction, item, RAPPORT_WORK_ITEM_TITLE, "Another name");
}

static void
drop_another (Bench *bench)
{
  const char *ids[] = { bench->ids[5], NULL };

  rapport_cards_drop (bench->transaction, bench->bench->library, bench->board, ids, "offer", NULL,
                      NULL);
}

static void
set_layout (Bench *bench, const char *layout)
{
  rapport_transaction_set_text (bench->transaction, RAPPORT_RECORD (bench->board),
                                RAPPORT_IDEA_BOARD_LAYOUT, layout);
}

static void
make_free (Bench *bench)
{
  set_layout (bench, "free");
}

static void
make_matrix (Bench *bench)
{
  set_layout (bench, "matrix");
}

/* Every other card from the middle of the board. */
static void
choose (Bench *bench, guint n_cards)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_PLACEMENT);
  const guint fields[] = { RAPPORT_PLACEMENT_ORDER };
  g_autoptr (GPtrArray) rows = NULL;

  rapport_query_order_by (rapport_query_set_fields (query, fields, 1), fields[0], FALSE);
  rows = rapport_library_find_rows (bench->bench->library, query, NULL);
  for (guint i = 0; i < MIN (MANY, n_cards / 2); i++)
    bench->ids[i] =
      g_strdup (((RapportRow *) rows->pdata[n_cards / 2 - MANY / 2 + i % (n_cards / 2)])->id);
}

int
main (int argc, char **argv)
{
  g_autofree char *path = NULL;
  BenchLibrary library;
  Bench bench = { &library };
  g_autofree char *id = NULL;
  RapportIdeasModel *model;
  guint n_cards;

  g_assert_cmpint (argc, ==, 3);
  path = g_build_filename (argv[1], "verbs.rapport", NULL);
  n_cards = (guint) atoi (argv[2]);
  g_assert_cmpuint (n_cards, >=, 2 * MANY);
  bench_library_open (&library, path);
  id = bench_make_board (&library, n_cards);
  bench.id = id;
  bench.board =
    RAPPORT_IDEA_BOARD (rapport_library_get (library.library, RAPPORT_TYPE_IDEA_BOARD, id));
  choose (&bench, n_cards);
  run (&bench, add_one, "a card is added");
  run (&bench, move_one, "a card is moved");
  run (&bench, move_many, "500 are moved");
  run (&bench, forward_one, "a card is brought forward");
  run (&bench, copy_many, "500 are copied, with their ideas and connectors");
  run (&bench, show_matrix, "the lanes of a matrix are begun");
  run (&bench, drop_one, "a card is dropped into a cell");
  run (&bench, drop_many, "500 are dropped into a cell");
  run (&bench, rename_lane, "a lane with an eighth of the cards is renamed");
  model = rapport_ideas_model_new (library.library);
  rapport_ideas_model_show (model, id);
  while (rapport_ideas_model_is_loading (model))
    g_main_context_iteration (NULL, TRUE);
  run (&bench, rename_one, "an idea is renamed while its board is shown in lanes");
  run (&bench, drop_another, "a card is dropped into a cell that is shown");
  run (&bench, make_free, "what is shown in lanes becomes free");
  run (&bench, make_matrix, "and a matrix again");
  g_clear_object (&model);
  run (&bench, remove_one, "a card is taken off");
  run (&bench, remove_many, "500 are taken off");
  for (guint i = 0; i < MANY; i++)
    g_free (bench.ids[i]);
  g_object_unref (bench.board);
  bench_library_close (&library);
  return 0;
}
