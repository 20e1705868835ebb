/* SPDX-License-Identifier: GPL-3.0-or-later */
/* However a board is changed, what follows it shows the same as what is read anew, and nothing that
 * is not the client's. */
#include "boards-monkey.h"
#include "rapport-board-publish.h"
#include "rapport-cards.h"
#include "rapport-public-scene.h"
#include "rapport-records.h"
#include "rapport-voting.h"

#define STEPS 1200

/* Saying what is in a public board. */

static void
say_record (GString *text, RapportPublicRecord *record)
{
  const RapportRecordInfo *info =
    rapport_record_info_lookup (rapport_public_record_get_record_type (record));

  g_string_append_printf (text, "%s %s", info->name, rapport_public_record_get_id (record));
  for (guint i = 0; i < info->n_fields; i++)
    {
      GVariant *value = rapport_public_record_get_value (record, info->fields[i].name);
      g_autofree char *words = value != NULL ? g_variant_print (value, FALSE) : NULL;

      if (words != NULL)
        g_string_append_printf (text, " %s=%s", info->fields[i].name, words);
    }
  g_string_append_c (text, '\n');
}

static void
say_list (GString *text, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    say_record (text, records->pdata[i]);
}

static int
compare_ids_cb (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static void
say_table (GString *text, GHashTable *records)
{
  g_autoptr (GPtrArray) ids = g_hash_table_get_keys_as_ptr_array (records);

  g_ptr_array_sort (ids, compare_ids_cb);
  for (guint i = 0; i < ids->len; i++)
    {
      RapportPublicRecord *record = g_hash_table_lookup (records, ids->pdata[i]);

      g_assert_cmpstr (rapport_public_record_get_id (record), ==, ids->pdata[i]);
      say_record (text, record);
    }
}

static char *
say (RapportPublicBoard *board)
{
  GString *text = g_string_new (NULL);

  if (board == NULL)
    return g_string_free (g_string_append (text, "nothing"), FALSE);
  g_string_append_printf (text, "%s %s %s\n", board->language, board->currency, board->score);
  say_record (text, board->client);
  say_record (text, board->board);
  say_list (text, board->placements);
  say_list (text, board->frames);
  say_list (text, board->edges);
  say_list (text, board->lanes);
  say_list (text, board->remarks);
  say_table (text, board->works);
  say_table (text, board->attachments);
  return g_string_free (text, FALSE);
}

static void
assert_same (RapportPublicBoard *board, RapportPublicBoard *anew, const char *what, guint step)
{
  g_autofree char *now = say (board);
  g_autofree char *wanted = say (anew);

  if (g_str_equal (now, wanted))
    return;
  g_test_message ("step %u, %s:\n%s\nanew:\n%s", step, what, now, wanted);
  g_assert_not_reached ();
}

/* What is asked of the library itself. */
static void
assert_of_client (Agency *agency, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    {
      RapportPublicRecord *copy = records->pdata[i];
      const RapportRecordInfo *info =
        rapport_record_info_lookup (rapport_public_record_get_record_type (copy));
      g_autoptr (RapportRecord) record = rapport_library_get (agency->library, info->get_type (),
                                                              rapport_public_record_get_id (copy));

      g_assert_nonnull (record);
      g_assert_cmpstr (rapport_record_get_text (record, RAPPORT_RECORD_AUDIENCE), ==, "client");
      g_assert_cmpstr (rapport_record_get_client_id (record), ==, agency->client_id);
      g_assert_null (rapport_record_get_value (record, RAPPORT_RECORD_TRASHED));
      for (guint field = 0; field < info->n_fields; field++)
        if (info->fields[field].audience != RAPPORT_AUDIENCE_CLIENT)
          g_assert_null (rapport_public_record_get_value (copy, info->fields[field].name));
    }
}

static void
assert_private (Agency *agency, RapportPublicBoard *board)
{
  g_autoptr (GPtrArray) works = NULL;

  if (board == NULL)
    return;
  works = g_hash_table_get_values_as_ptr_array (board->works);
  assert_of_client (agency, board->placements);
  assert_of_client (agency, board->frames);
  assert_of_client (agency, board->edges);
  assert_of_client (agency, board->lanes);
  assert_of_client (agency, board->remarks);
  assert_of_client (agency, works);
}

/* Drawings. */

static void
assert_same_scene (RapportPublicScene *public_scene,
                   RapportPublicBoard *board,
                   const char *frame,
                   guint step)
{
  g_autoptr (RapportPublicScene) anew = rapport_public_scene_new ("en");
  g_autoptr (GPtrArray) now = NULL;
  g_autoptr (GPtrArray) wanted = NULL;

  rapport_public_scene_show (anew, board, frame);
  now = rapport_scene_find (rapport_public_scene_get_scene (public_scene), NULL);
  wanted = rapport_scene_find (rapport_public_scene_get_scene (anew), NULL);
  g_test_message ("step %u, %s: %u, %u", step, frame != NULL ? "the frame" : "all", now->len,
                  wanted->len);
  g_assert_cmpuint (now->len, ==, wanted->len);
  for (guint i = 0; i < now->len; i++)
    {
      const RapportSceneItem *item = now->pdata[i];
      const RapportSceneItem *other = wanted->pdata[i];

      g_assert_cmpstr (item->id, ==, other->id);
      g_assert_true (rapport_scene_item_equal (item, other));
      g_assert_true (rapport_box_equal (&item->from_box, &other->from_box));
      g_assert_true (rapport_box_equal (&item->to_box, &other->to_box));
    }
}

/* What the monkey does not do. */

static RapportRecord *
pick (Agency *agency, GRand *random, GType type)
{
  g_autoptr (RapportQuery) query = rapport_query_new (type);
  g_autoptr (GPtrArray) records =
    rapport_library_find (agency->library, rapport_query_include_trashed (query), NULL);
  guint most;

  /* Mostly one of the first, which are those of the board that is looked at. */
  most = g_rand_boolean (random) ? MIN (records->len, 6) : records->len;
  return most > 0 ? g_object_ref (records->pdata[g_rand_int_range (random, 0, (int) most)]) : NULL;
}

static void
set_field (Agency *agency, RapportRecord *record, guint field, GVariant *value)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Set");

  rapport_transaction_set (transaction, record, field, value);
  agency_commit (transaction);
}

static GType
pick_type (GRand *random)
{
  const GType types[] = { RAPPORT_TYPE_PLACEMENT, RAPPORT_TYPE_WORK_ITEM, RAPPORT_TYPE_EDGE,
                          RAPPORT_TYPE_FRAME,     RAPPORT_TYPE_LANE,      RAPPORT_TYPE_REMARK,
                          RAPPORT_TYPE_ATTACHMENT };

  return types[g_rand_int_range (random, 0, G_N_ELEMENTS (types))];
}

static void
show_or_hide (Agency *agency, GRand *random)
{
  static const char *const words[] = { "client", "client", "client", "team", "me" };
  g_autoptr (RapportRecord) record = pick (agency, random, pick_type (random));

  if (record != NULL)
    set_field (agency, record, RAPPORT_RECORD_AUDIENCE,
               g_variant_new_string (words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))]));
}

static void
trash_or_restore (Agency *agency, GRand *random)
{
  g_autoptr (RapportRecord) record = pick (agency, random, pick_type (random));

  if (record != NULL)
    set_field (agency, record, RAPPORT_RECORD_TRASHED,
               rapport_record_get_value (record, RAPPORT_RECORD_TRASHED) == NULL
                 ? g_variant_new_int64 (1)
                 : NULL);
}

static void
say_something (Agency *agency, GRand *random)
{
  g_autoptr (RapportRecord) card = pick (agency, random, RAPPORT_TYPE_PLACEMENT);
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Remark");
  RapportRecord *remark = rapport_transaction_create (transaction, RAPPORT_TYPE_REMARK);

  rapport_transaction_set_text (transaction, remark, RAPPORT_REMARK_CLIENT, agency->client_id);
  if (card != NULL)
    rapport_transaction_set_text (transaction, remark, RAPPORT_REMARK_PLACEMENT,
                                  rapport_record_get_id (card));
  rapport_transaction_set_day (transaction, remark, RAPPORT_REMARK_DAY,
                               rapport_day_new (2026, 11, 20) + g_rand_int_range (random, 0, 3));
  agency_commit (transaction);
}

/* Also at something that is not there, and at another client's. */
static void
point_elsewhere (Agency *agency, GRand *random)
{
  g_autoptr (RapportRecord) card = pick (agency, random, RAPPORT_TYPE_PLACEMENT);
  g_autoptr (RapportRecord) work = pick (agency, random, RAPPORT_TYPE_WORK_ITEM);

  if (card != NULL && work != NULL)
    set_field (
      agency, card, RAPPORT_PLACEMENT_ITEM,
      g_variant_new_string (g_rand_boolean (random) ? rapport_record_get_id (work) : "nothing"));
}

static void
add_picture (Agency *agency, GRand *random)
{
  g_autoptr (RapportRecord) card = pick (agency, random, RAPPORT_TYPE_PLACEMENT);
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Picture");
  RapportRecord *file = rapport_transaction_create (transaction, RAPPORT_TYPE_ATTACHMENT);

  rapport_transaction_set_text (transaction, file, RAPPORT_ATTACHMENT_CLIENT, agency->client_id);
  rapport_transaction_set (transaction, file, RAPPORT_ATTACHMENT_DATA,
                           g_variant_new_bytestring ("no picture"));
  if (card != NULL)
    rapport_transaction_set_text (transaction, card, RAPPORT_PLACEMENT_IMAGE,
                                  rapport_record_get_id (file));
  agency_commit (transaction);
}

/* And back. */
static void
give_away (Agency *agency, GRand *random)
{
  g_autoptr (RapportRecord) work = pick (agency, random, RAPPORT_TYPE_WORK_ITEM);
  const gboolean away =
    work != NULL && g_str_equal (rapport_record_get_client_id (work), agency->client_id);

  if (work != NULL)
    set_field (agency, work, RAPPORT_WORK_ITEM_CLIENT,
               g_variant_new_string (away ? "another client" : agency->client_id));
}

static void
weigh (Agency *agency, GRand *random)
{
  g_autoptr (RapportRecord) work = pick (agency, random, RAPPORT_TYPE_WORK_ITEM);

  if (work != NULL)
    set_field (agency, work, RAPPORT_WORK_ITEM_IMPACT,
               g_rand_boolean (random) ? g_variant_new_int64 (7 * RAPPORT_MILLION) : NULL);
}

/* Into the frame, out of it, or the frame itself. */
static void
move (Agency *agency, GRand *random)
{
  const gboolean frame = g_rand_int_range (random, 0, 8) == 0;
  g_autoptr (RapportRecord) record =
    pick (agency, random, frame ? RAPPORT_TYPE_FRAME : RAPPORT_TYPE_PLACEMENT);
  const double x = g_rand_int_range (random, 0, 800);

  if (record != NULL)
    set_field (agency, record,
               frame ? (guint) RAPPORT_FRAME_RECTANGLE : (guint) RAPPORT_PLACEMENT_RECTANGLE,
               g_variant_new ("(dddd)", x, 0.0, frame ? 1500.0 : 200.0, frame ? 2000.0 : 100.0));
}

static void
show_scores (Agency *agency, GRand *random)
{
  g_autoptr (RapportRecord) board = pick (agency, random, RAPPORT_TYPE_IDEA_BOARD);

  set_field (agency, board, RAPPORT_IDEA_BOARD_SHOW_SCORE,
             g_variant_new_boolean (g_rand_boolean (random)));
}

static void
undo (Agency *agency, GRand *random)
{
  g_free (rapport_library_undo (agency->library, agency->client_id,
                                g_rand_int_range (random, 0, 3) == 0, NULL));
}

static void (*const deeds[]) (Agency *, GRand *) = {
  show_or_hide,
  show_or_hide,
  trash_or_restore,
  trash_or_restore,
  say_something,
  point_elsewhere,
  add_picture,
  give_away,
  weigh,
  show_scores,
  undo,
  undo,
  move,
  move,
};

/* Following. */

static void
publisher_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RapportBoardPublisher **publisher = user_data;
  g_autoptr (GError) error = NULL;

  *publisher = rapport_board_publisher_new_finish (result, &error);
  g_assert_no_error (error);
}

/* Beside what is done while it is read. */
static RapportBoardPublisher *
begin_while (BoardsMonkey *monkey, const char *board)
{
  RapportBoardPublisher *publisher = NULL;

  boards_monkey_step (monkey);
  rapport_board_publisher_new_async (monkey->agency->library, board, NULL, publisher_cb,
                                     &publisher);
  for (guint i = 0; publisher == NULL; i++)
    {
      if (i < 6)
        deeds[i % 2 == 0 ? 0 : 5](monkey->agency, monkey->random);
      g_main_context_iteration (NULL, i >= 6);
    }
  return publisher;
}

static void
assert_follows (Agency *agency, RapportBoardPublisher *publisher, const char *board, guint step)
{
  g_autoptr (RapportPublicBoard) anew = rapport_board_publish (agency->library, board, NULL);

  assert_same (rapport_board_publisher_get_board (publisher), anew, "following", step);
  assert_private (agency, anew);
}

/* The one of before while it is there, else another; a new one where there is none. */
static const char *
choose_frame (Agency *agency, BoardsMonkey *monkey, RapportPublicBoard *board, const char *before)
{
  if (board == NULL)
    return before;
  for (guint i = 0; i < board->frames->len; i++)
    if (g_strcmp0 (rapport_public_record_get_id (board->frames->pdata[i]), before) == 0)
      return before;
  return board->frames->len > 0
           ? g_intern_string (rapport_public_record_get_id (board->frames->pdata[0]))
           : boards_add_frame (agency, monkey->boards->pdata[0], "First", 0);
}

static void
test_monkey (Agency *agency, gconstpointer data)
{
  g_autoptr (BoardsMonkey) monkey = boards_monkey_new (agency, 20261122);
  const char *board = rapport_record_get_id (monkey->boards->pdata[0]);
  g_autoptr (RapportBoardPublisher) publisher =
    rapport_board_publisher_new (agency->library, board, NULL);
  g_autoptr (RapportPublicScene) whole = rapport_public_scene_new ("en");
  g_autoptr (RapportPublicScene) part = rapport_public_scene_new ("en");
  const char *frame = NULL;
  g_autoptr (RapportPublicBoard) kept = NULL;
  g_autofree char *before = NULL;

  g_assert_nonnull (publisher);
  for (guint i = 0; i < STEPS; i++)
    {
      if (i % 4 == 0)
        boards_monkey_step (monkey);
      else
        deeds[g_rand_int_range (monkey->random, 0, G_N_ELEMENTS (deeds))](agency, monkey->random);
      assert_follows (agency, publisher, board, i);
      frame = choose_frame (agency, monkey, rapport_board_publisher_get_board (publisher), frame);
      /* Not each of them is shown. */
      if (i % 5 == 0)
        continue;
      rapport_public_scene_show (whole, rapport_board_publisher_get_board (publisher), NULL);
      rapport_public_scene_show (part, rapport_board_publisher_get_board (publisher), frame);
      assert_same_scene (whole, rapport_board_publisher_get_board (publisher), NULL, i);
      assert_same_scene (part, rapport_board_publisher_get_board (publisher), frame, i);
      if (i == STEPS / 2 && rapport_board_publisher_get_board (publisher) != NULL)
        {
          kept = rapport_public_board_ref (rapport_board_publisher_get_board (publisher));
          before = say (kept);
        }
    }
  /* What was handed out never changes. */
  if (kept != NULL)
    {
      g_autofree char *after = say (kept);

      g_assert_cmpstr (after, ==, before);
    }
}

static void
test_begin (Agency *agency, gconstpointer data)
{
  g_autoptr (BoardsMonkey) monkey = boards_monkey_new (agency, 7);
  const char *board = rapport_record_get_id (monkey->boards->pdata[0]);

  for (guint i = 0; i < 120; i++)
    boards_monkey_step (monkey);
  for (guint i = 0; i < 25; i++)
    {
      g_autoptr (RapportBoardPublisher) publisher = begin_while (monkey, board);

      assert_follows (agency, publisher, board, i);
    }
}

/* A board that another thread makes a drawing of, while it is changed and after. */

static void
shown_cb (gpointer user_data)
{
  (*(guint *) user_data)++;
}

static void
wait_shown (RapportPublicScene *scene)
{
  while (rapport_public_scene_is_waiting (scene))
    g_main_context_iteration (NULL, TRUE);
}

static const char *
add_notes (Agency *agency, RapportIdeaBoard *board, guint n)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Notes");
  const char *last = NULL;

  for (guint i = 0; i < n; i++)
    last = rapport_record_get_id (RAPPORT_RECORD (rapport_cards_add (
      transaction, agency->library, rapport_record_get_id (RAPPORT_RECORD (board)),
      &(RapportNewCard) { .kind = "note", .text = "Note", .place = { i * 10, 0, 200, 100 } })));
  last = g_intern_string (last);
  agency_commit (transaction);
  return last;
}

static void
test_large (Agency *agency, gconstpointer data)
{
  static const char *const layouts[] = { "free", "matrix" };
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Half a year");
  RapportRecord *record = RAPPORT_RECORD (board);
  const char *last = add_notes (agency, board, 1100);
  g_autoptr (RapportRecord) card = boards_get (agency, last);

  set_field (agency, record, RAPPORT_IDEA_BOARD_COLUMNS, g_variant_new_string ("channel"));
  for (gsize i = 0; i < G_N_ELEMENTS (layouts); i++)
    {
      g_autoptr (RapportBoardPublisher) publisher = NULL;
      g_autoptr (RapportPublicScene) scene = rapport_public_scene_new ("en");
      guint n = 0;

      set_field (agency, record, RAPPORT_IDEA_BOARD_LAYOUT, g_variant_new_string (layouts[i]));
      publisher =
        rapport_board_publisher_new (agency->library, rapport_record_get_id (record), NULL);
      rapport_public_scene_show_soon (scene, rapport_board_publisher_get_board (publisher), NULL,
                                      shown_cb, &n);
      g_assert_cmpuint (n, ==, 0);
      g_assert_true (rapport_public_scene_is_waiting (scene));
      /* What is hidden meanwhile is never shown. */
      set_field (agency, card, RAPPORT_RECORD_AUDIENCE, g_variant_new_string ("team"));
      rapport_public_scene_show_soon (scene, rapport_board_publisher_get_board (publisher), NULL,
                                      shown_cb, &n);
      wait_shown (scene);
      g_assert_cmpuint (n, ==, 1);
      g_assert_null (rapport_scene_get (rapport_public_scene_get_scene (scene), last));
      assert_same_scene (scene, rapport_board_publisher_get_board (publisher), NULL, 0);
      /* A change is shown at once where nothing else moves. */
      set_field (agency, card, RAPPORT_RECORD_AUDIENCE, g_variant_new_string ("client"));
      rapport_public_scene_show_soon (scene, rapport_board_publisher_get_board (publisher), NULL,
                                      shown_cb, &n);
      g_assert_true (rapport_public_scene_is_waiting (scene) == (i == 1));
      wait_shown (scene);
      g_assert_cmpuint (n, ==, 2);
      assert_same_scene (scene, rapport_board_publisher_get_board (publisher), NULL, 1);
      /* Taken away, also from what is being worked out. */
      rapport_public_scene_show_soon (scene, NULL, NULL, shown_cb, &n);
      g_assert_cmpuint (rapport_scene_get_n_items (rapport_public_scene_get_scene (scene)), ==, 0);
      rapport_public_scene_show_soon (scene, rapport_board_publisher_get_board (publisher), NULL,
                                      shown_cb, &n);
      rapport_public_scene_show_soon (scene, NULL, NULL, shown_cb, &n);
      wait_shown (scene);
      g_assert_cmpuint (n, ==, 4);
      g_assert_cmpuint (rapport_scene_get_n_items (rapport_public_scene_get_scene (scene)), ==, 0);
      rapport_public_scene_show_soon (scene, rapport_board_publisher_get_board (publisher), NULL,
                                      shown_cb, &n);
    }
}

static void
refused_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError **error = user_data;

  g_assert_null (rapport_board_publisher_new_finish (result, error));
}

/* When it turns out so at once, while it is read, and when nobody wants it any more. */
static void
test_refused (Agency *agency, gconstpointer data)
{
  static const struct
  {
    const char *name;
    gboolean at_once, meanwhile, cancel;
    GIOErrorEnum code;
  } cases[] = {
    { "is not for the client", TRUE, FALSE, FALSE, G_IO_ERROR_NOT_FOUND },
    { "is hidden meanwhile", FALSE, TRUE, FALSE, G_IO_ERROR_NOT_FOUND },
    { "is not wanted any more", FALSE, FALSE, TRUE, G_IO_ERROR_CANCELLED },
  };
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Half a year");
  RapportRecord *record = RAPPORT_RECORD (board);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].name);
      set_field (agency, record, RAPPORT_RECORD_AUDIENCE,
                 g_variant_new_string (cases[i].at_once ? "team" : "client"));
      rapport_board_publisher_new_async (agency->library, rapport_record_get_id (record),
                                         cancellable, refused_cb, &error);
      if (cases[i].meanwhile)
        set_field (agency, record, RAPPORT_RECORD_AUDIENCE, g_variant_new_string ("me"));
      if (cases[i].cancel)
        g_cancellable_cancel (cancellable);
      while (error == NULL)
        g_main_context_iteration (NULL, TRUE);
      g_assert_error (error, G_IO_ERROR, (int) cases[i].code);
    }
}

/* A board that becomes another client's takes nothing of the first one there. */
static void
test_given_away (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Half a year");
  g_autoptr (RapportClient) other = agency_add_client (agency, "Other");
  g_autoptr (RapportBoardPublisher) publisher = NULL;

  boards_add_note (agency, board, "A note", 0);
  publisher = rapport_board_publisher_new (agency->library,
                                           rapport_record_get_id (RAPPORT_RECORD (board)), NULL);
  g_assert_nonnull (rapport_board_publisher_get_board (publisher));
  set_field (agency, RAPPORT_RECORD (board), RAPPORT_IDEA_BOARD_CLIENT,
             g_variant_new_string (rapport_record_get_id (RAPPORT_RECORD (other))));
  g_assert_null (rapport_board_publisher_get_board (publisher));
}

static void
vote (Agency *agency, const char *card, const char *who, guint dots)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Vote");

  rapport_cards_vote (transaction, agency->library, agency->client_id, card, who, dots);
  agency_commit (transaction);
}

static void
assert_votes (RapportBoardPublisher *publisher,
              RapportPublicScene *scene,
              const char *card,
              const char *expected)
{
  const RapportSceneItem *item;

  rapport_public_scene_show (scene, rapport_board_publisher_get_board (publisher), NULL);
  item = rapport_scene_get (rapport_public_scene_get_scene (scene), card);
  g_assert_nonnull (item);
  g_assert_cmpstr (item->votes, ==, expected);
}

/* The dots of a card are shown to the client where scores are, and once the vote is closed; those
 * that are for one's own eyes do not count. */
static void
test_votes (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Board");
  const char *card = boards_add_idea (agency, board, "Idea", 0);
  g_autoptr (RapportBoardPublisher) publisher = rapport_board_publisher_new (
    agency->library, rapport_record_get_id (RAPPORT_RECORD (board)), NULL);
  RapportPublicScene *scene = rapport_public_scene_new ("en");
  RapportVoting *voting = rapport_voting_of (agency->library);
  RapportTransaction *transaction;
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_VOTE);
  g_autoptr (GPtrArray) votes = NULL;

  vote (agency, card, "Anna", 2);
  assert_votes (publisher, scene, card, NULL);
  transaction = rapport_transaction_begin (agency->library, "Show Scores");
  rapport_transaction_set_boolean (transaction, RAPPORT_RECORD (board),
                                   RAPPORT_IDEA_BOARD_SHOW_SCORE, TRUE);
  agency_commit (transaction);
  assert_votes (publisher, scene, card, "Votes: 2");
  rapport_voting_open (voting);
  vote (agency, card, "Boris", 3);
  assert_votes (publisher, scene, card, "Votes: 2");
  rapport_voting_close (voting);
  assert_votes (publisher, scene, card, "Votes: 5");
  votes = rapport_library_find (agency->library, query, NULL);
  transaction = rapport_transaction_begin (agency->library, "Hide");
  for (guint i = 0; i < votes->len; i++)
    rapport_transaction_set_text (transaction, votes->pdata[i], RAPPORT_RECORD_AUDIENCE, "me");
  agency_commit (transaction);
  assert_votes (publisher, scene, card, NULL);
  rapport_public_scene_free (scene);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  agency_test ("/board-follow/monkey", test_monkey);
  agency_test ("/board-follow/begin", test_begin);
  agency_test ("/board-follow/refused", test_refused);
  agency_test ("/board-follow/large", test_large);
  agency_test ("/board-follow/given-away", test_given_away);
  agency_test ("/board-follow/votes", test_votes);
  return g_test_run ();
}
