/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The board that is on the screen is the board that is in the library, whatever is done. */
#include "boards-monkey.h"
#include "rapport-ideas-model.h"
#include "rapport-numbers.h"

#include <string.h>

#define STEPS 300

static void
wait_loaded (RapportIdeasModel *model)
{
  while (rapport_ideas_model_is_loading (model))
    g_main_context_iteration (NULL, TRUE);
}

static RapportIdeasModel *
show (Agency *agency, const char *board_id)
{
  RapportIdeasModel *model = rapport_ideas_model_new (agency->library);

  rapport_ideas_model_show (model, board_id);
  wait_loaded (model);
  return model;
}

static int
compare_ids_cb (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(RapportSceneItem *const *) a)->id, (*(RapportSceneItem *const *) b)->id);
}

/* Compares by id, and says which thing differs. */
static void
assert_same (RapportIdeasModel *model, RapportIdeasModel *fresh, guint step)
{
  RapportScene *scene = rapport_ideas_model_get_scene (model);
  g_autoptr (GPtrArray) shown = rapport_scene_find (scene, NULL);
  g_autoptr (GPtrArray) wanted = rapport_scene_find (rapport_ideas_model_get_scene (fresh), NULL);

  g_ptr_array_sort (shown, compare_ids_cb);
  g_ptr_array_sort (wanted, compare_ids_cb);
  g_assert_cmpuint (shown->len, ==, wanted->len);
  for (guint i = 0; i < shown->len; i++)
    {
      const RapportSceneItem *item = shown->pdata[i];

      g_assert_cmpstr (item->id, ==, ((RapportSceneItem *) wanted->pdata[i])->id);
      if (!rapport_scene_item_equal (item, wanted->pdata[i]))
        g_error ("step %u: “%s” is shown as it was", step, item->title);
      g_assert_true (rapport_box_equal (&item->box, &((RapportSceneItem *) wanted->pdata[i])->box));
    }
  g_assert_cmpint (rapport_ideas_model_is_in_lanes (model), ==,
                   rapport_ideas_model_is_in_lanes (fresh));
}

static void
follow (Agency *agency, guint32 seed)
{
  g_autoptr (BoardsMonkey) monkey = boards_monkey_new (agency, seed);
  const char *board = rapport_record_get_id (monkey->boards->pdata[0]);
  g_autoptr (RapportIdeasModel) model = show (agency, board);
  guint undone = 0;

  for (guint i = 0; i < STEPS; i++)
    {
      boards_monkey_step (monkey);
      if (i % 7 == 3)
        {
          g_autofree char *label =
            rapport_library_undo (agency->library, agency->client_id, FALSE, NULL);

          undone += label != NULL;
        }
      if (i % 5 == 0)
        {
          g_autoptr (RapportIdeasModel) fresh = show (agency, board);

          assert_same (model, fresh, i);
        }
    }
  g_assert_cmpuint (undone, >, 10);
}

static void
test_follows (Agency *agency, gconstpointer data)
{
  follow (agency, 1);
}

static void
test_follows_otherwise (Agency *agency, gconstpointer data)
{
  follow (agency, 2026);
}

/* What is done while a board is read is not lost. */
static void
test_meanwhile (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Strategy");
  const char *id = rapport_record_get_id (RAPPORT_RECORD (board));
  g_autoptr (RapportIdeasModel) model = rapport_ideas_model_new (agency->library);
  g_autoptr (RapportIdeasModel) fresh = NULL;

  boards_add_idea (agency, board, "Before", 0);
  rapport_ideas_model_show (model, id);
  g_assert_true (rapport_ideas_model_is_loading (model));
  boards_add_idea (agency, board, "Meanwhile", 300);
  wait_loaded (model);
  g_assert_cmpuint (rapport_scene_get_n_items (rapport_ideas_model_get_scene (model)), ==, 2);
  fresh = show (agency, id);
  assert_same (model, fresh, 0);
}

/* Another board is asked for before the first one is there; a board goes and comes back. */
static void
test_boards (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportIdeaBoard) first = boards_add (agency, "First");
  g_autoptr (RapportIdeaBoard) second = boards_add (agency, "Second");
  g_autoptr (RapportIdeasModel) model = rapport_ideas_model_new (agency->library);
  RapportTransaction *transaction;
  const char *idea = boards_add_idea (agency, second, "On the second", 0);

  boards_add_idea (agency, first, "On the first", 0);
  rapport_ideas_model_show (model, rapport_record_get_id (RAPPORT_RECORD (first)));
  rapport_ideas_model_show (model, rapport_record_get_id (RAPPORT_RECORD (second)));
  wait_loaded (model);
  g_assert_cmpuint (rapport_scene_get_n_items (rapport_ideas_model_get_scene (model)), ==, 1);
  g_assert_nonnull (rapport_scene_get (rapport_ideas_model_get_scene (model), idea));
  transaction = rapport_transaction_begin (agency->library, "Delete a Board");
  rapport_transaction_trash (transaction, RAPPORT_RECORD (second));
  agency_commit (transaction);
  g_assert_null (rapport_ideas_model_get_board (model));
  rapport_ideas_model_show (model, NULL);
  g_assert_cmpuint (rapport_scene_get_n_items (rapport_ideas_model_get_scene (model)), ==, 0);
  rapport_ideas_model_show (model, "none such");
  g_assert_null (rapport_ideas_model_get_board (model));
  g_assert_false (rapport_ideas_model_is_loading (model));
  /* What nobody waits for any more comes to its end as well. */
  while (G_OBJECT (model)->ref_count > 1)
    g_main_context_iteration (NULL, TRUE);
}

/* Where a card would be dropped. */
static void
test_cells (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Strategy");
  const char *first = boards_add_idea (agency, board, "First", 0);
  const char *second = boards_add_idea (agency, board, "Second", 0);
  g_autoptr (RapportIdeasModel) model = NULL;
  g_auto (RapportIdeasCell) cell = { 0 };
  g_auto (RapportIdeasCell) after = { 0 };
  const RapportSceneItem *item;

  boards_set_matrix (agency, board, "funnel-stage", "channel");
  boards_drop (agency, board, BOARDS_IDS (first), "Interest", "Site", NULL);
  boards_drop (agency, board, BOARDS_IDS (second), "Interest", "Site", NULL);
  model = show (agency, rapport_record_get_id (RAPPORT_RECORD (board)));
  g_assert_true (rapport_ideas_model_is_in_lanes (model));
  item = rapport_scene_get (rapport_ideas_model_get_scene (model), second);
  g_assert_true (rapport_ideas_model_find_cell (model, item->box.x + 5, item->box.y + 5, &cell));
  g_assert_cmpstr (cell.column, ==, "Interest");
  g_assert_cmpstr (cell.row, ==, "Site");
  g_assert_cmpstr (cell.before, ==, second);
  g_assert_true (rapport_ideas_model_find_cell (model, rapport_box_right (&item->box) - 5,
                                                rapport_box_bottom (&item->box) - 5, &after));
  g_assert_null (after.before);
}

static void
import (Agency *agency, const char *day, gint64 leads)
{
  const RapportCell cell = { rapport_day_parse (day), "", "leads", leads * RAPPORT_MILLION };
  g_autoptr (RapportCells) cells = rapport_cells_new (&cell, 1);

  g_assert_true (
    rapport_numbers_import (agency->library, agency->client_id, "crm", cells, "", "", NULL, NULL));
}

static void
add_figure (Agency *agency, RapportIdeaBoard *board)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Add a Figure");

  rapport_cards_add (
    transaction, agency->library, rapport_record_get_id (RAPPORT_RECORD (board)),
    &(RapportNewCard) { .kind = "figure", .metric = "leads", .place = { 700, 0, 240, 140 } });
  agency_commit (transaction);
}

/* (transfer none): the only figure that is shown. */
static RapportSceneItem *
find_figure (RapportIdeasModel *model)
{
  g_autoptr (GPtrArray) items = rapport_scene_find (rapport_ideas_model_get_scene (model), NULL);

  for (guint i = 0; i < items->len; i++)
    if (((RapportSceneItem *) items->pdata[i])->kind == RAPPORT_SCENE_FIGURE)
      return rapport_scene_get (rapport_ideas_model_get_scene (model),
                                ((RapportSceneItem *) items->pdata[i])->id);
  g_assert_not_reached ();
}

/* A figure on a board is that of the client's numbers, whenever these come; no other card is made
 * anew for it. */
static void
test_live_figures (Agency *agency, gconstpointer data)
{
  static const char *const layouts[] = { "free", "matrix" };

  for (gsize i = 0; i < G_N_ELEMENTS (layouts); i++)
    {
      g_autoptr (RapportIdeaBoard) board = boards_add (agency, layouts[i]);
      const char *idea = boards_add_idea (agency, board, "Landing page", 0);
      g_autoptr (RapportIdeasModel) model = NULL;
      const RapportSceneItem *untouched;
      g_autofree char *before = NULL;

      if (i > 0)
        boards_set_matrix (agency, board, "channel", "");
      add_figure (agency, board);
      model = show (agency, rapport_record_get_id (RAPPORT_RECORD (board)));
      untouched = rapport_scene_get (rapport_ideas_model_get_scene (model), idea);
      before = g_strdup (find_figure (model)->figure);
      import (agency, "2026-10-05", 40 + (gint64) i);
      g_assert_cmpstr (find_figure (model)->figure, !=, before);
      g_assert_nonnull (strstr (find_figure (model)->figure, i == 0 ? "40" : "41"));
      import (agency, "2026-10-05", 52);
      g_assert_nonnull (strstr (find_figure (model)->figure, "52"));
      g_assert_true (rapport_scene_get (rapport_ideas_model_get_scene (model), idea) == untouched);
    }
}

/* A client sees nothing of what is the team's. */
static void
test_public (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Strategy");
  const char *open = boards_add_note (agency, board, "For all", 0);
  const char *secret = boards_add_note (agency, board, "For us", 300);
  g_autoptr (RapportRecord) card = boards_get (agency, secret);
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Hide a Card");
  g_autoptr (RapportIdeasModel) model = NULL;

  rapport_transaction_set_text (transaction, card, RAPPORT_RECORD_AUDIENCE, "team");
  agency_commit (transaction);
  model = show (agency, rapport_record_get_id (RAPPORT_RECORD (board)));
  g_assert_nonnull (rapport_scene_get (rapport_ideas_model_get_scene (model), secret));
  g_assert_true (rapport_scene_get (rapport_ideas_model_get_scene (model), secret)->confidential);
  rapport_ideas_model_set_public (model, TRUE);
  /* It is gone at once; what may be seen comes as soon as it is read. */
  g_assert_null (rapport_scene_get (rapport_ideas_model_get_scene (model), secret));
  g_assert_true (rapport_ideas_model_is_loading (model));
  while (rapport_ideas_model_is_loading (model))
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (rapport_scene_get (rapport_ideas_model_get_scene (model), secret));
  g_assert_nonnull (rapport_scene_get (rapport_ideas_model_get_scene (model), open));
  boards_add_note (agency, board, "Said on the call", 600);
  g_assert_cmpuint (rapport_scene_get_n_items (rapport_ideas_model_get_scene (model)), ==, 2);
  rapport_ideas_model_set_public (model, FALSE);
  g_assert_cmpuint (rapport_scene_get_n_items (rapport_ideas_model_get_scene (model)), ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  agency_test ("/ideas/follows", test_follows);
  agency_test ("/ideas/follows-otherwise", test_follows_otherwise);
  agency_test ("/ideas/meanwhile", test_meanwhile);
  agency_test ("/ideas/boards", test_boards);
  agency_test ("/ideas/cells", test_cells);
  agency_test ("/ideas/live-figures", test_live_figures);
  agency_test ("/ideas/public", test_public);
  return g_test_run ();
}
