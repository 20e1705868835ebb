/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "boards-monkey.h"

#include "rapport-records.h"

#include <string.h>

#define MOST_IDS  BOARDS_MONKEY_IDS
#define PICK_FROM 40

static guint
below (BoardsMonkey *monkey, guint n)
{
  return (guint) g_rand_int_range (monkey->random, 0, (gint32) n);
}

static RapportIdeaBoard *
any_board (BoardsMonkey *monkey)
{
  return monkey->boards->pdata[below (monkey, monkey->boards->len)];
}

static const char *
board_id (gpointer board)
{
  return rapport_record_get_id (RAPPORT_RECORD (board));
}

/* The later ones more often: the earlier ones are mostly gone. */
static const char *
any_thing (BoardsMonkey *monkey)
{
  const guint n = monkey->things->len;
  const guint from = n > PICK_FROM && below (monkey, 4) > 0 ? n - PICK_FROM : 0;

  return n > 0 ? monkey->things->pdata[from + below (monkey, n - from)] : "none";
}

static const char *const *
any_things (BoardsMonkey *monkey)
{
  const guint n = 1 + below (monkey, MOST_IDS);

  for (guint i = 0; i < n; i++)
    monkey->ids[i] = (char *) any_thing (monkey);
  monkey->ids[n] = NULL;
  return (const char *const *) monkey->ids;
}

static const char *
any_field (BoardsMonkey *monkey)
{
  const guint i = below (monkey, 8);

  return i < 7 ? rapport_lane_fields[i].word : "";
}

static const char *
any_value (BoardsMonkey *monkey, const char *field)
{
  static const char *const months[] = { "2026-11", "2026-12", "2027-01", "" };
  static const char *const words[] = { "A", "B", "C", "" };

  if (g_str_equal (field, "month"))
    return months[below (monkey, 4)];
  if (g_str_equal (field, "status"))
    return rapport_work_item_statuses[below (monkey, 9)].word;
  return words[below (monkey, 4)];
}

static RapportPlace
any_place (BoardsMonkey *monkey)
{
  return (RapportPlace) { below (monkey, 2000), below (monkey, 2000), 40 + below (monkey, 300),
                          40 + below (monkey, 300) };
}

static void
remember (BoardsMonkey *monkey, gpointer thing)
{
  if (thing != NULL)
    g_ptr_array_add (monkey->things,
                     (gpointer) g_intern_string (rapport_record_get_id (RAPPORT_RECORD (thing))));
}

static void
do_add_board (BoardsMonkey *monkey)
{
  if (monkey->boards->len < 4)
    g_ptr_array_add (monkey->boards,
                     g_object_ref (rapport_boards_add (monkey->transaction, monkey->agency->library,
                                                       monkey->agency->client_id, "Board")));
}

static void
do_add_card (BoardsMonkey *monkey)
{
  static const char *const kinds[] = { "item", "note", "link", "figure" };
  const RapportNewCard card = { .kind = kinds[below (monkey, 4)],
                                .title = "An idea",
                                .text = "# Something\n\nthat was said",
                                .place = any_place (monkey) };

  remember (monkey, rapport_cards_add (monkey->transaction, monkey->agency->library,
                                       board_id (any_board (monkey)), &card));
}

static void
do_add_frame (BoardsMonkey *monkey)
{
  const RapportPlace place = any_place (monkey);

  remember (monkey, rapport_cards_add_frame (monkey->transaction, monkey->agency->library,
                                             board_id (any_board (monkey)), "Frame", &place));
}

static void
do_connect (BoardsMonkey *monkey)
{
  remember (monkey, rapport_cards_connect (monkey->transaction, monkey->agency->library,
                                           board_id (any_board (monkey)), any_thing (monkey),
                                           any_thing (monkey), NULL, "left"));
}

static void
do_place (BoardsMonkey *monkey)
{
  RapportPlace places[MOST_IDS];

  for (guint i = 0; i < MOST_IDS; i++)
    places[i] = any_place (monkey);
  rapport_cards_place (monkey->transaction, monkey->agency->library, any_things (monkey), places);
}

static void
do_drop (BoardsMonkey *monkey)
{
  RapportIdeaBoard *board = any_board (monkey);
  const char *columns =
    rapport_record_get_text (RAPPORT_RECORD (board), RAPPORT_IDEA_BOARD_COLUMNS);
  const char *rows = rapport_record_get_text (RAPPORT_RECORD (board), RAPPORT_IDEA_BOARD_ROWS);

  rapport_cards_drop (monkey->transaction, monkey->agency->library, board, any_things (monkey),
                      any_value (monkey, columns),
                      below (monkey, 3) > 0 ? any_value (monkey, rows) : NULL,
                      below (monkey, 2) > 0 ? any_thing (monkey) : NULL);
}

static void
do_copy (BoardsMonkey *monkey)
{
  g_autoptr (GPtrArray) copies =
    rapport_cards_copy (monkey->transaction, monkey->agency->library, board_id (any_board (monkey)),
                        any_things (monkey), 24, 24, g_rand_boolean (monkey->random));

  for (guint i = 0; i < copies->len; i++)
    remember (monkey, copies->pdata[i]);
}

static void
do_order (BoardsMonkey *monkey)
{
  rapport_cards_order (monkey->transaction, monkey->agency->library, board_id (any_board (monkey)),
                       any_things (monkey), (RapportCardsOrder) below (monkey, 4));
}

static void
do_group (BoardsMonkey *monkey)
{
  rapport_cards_group (monkey->transaction, monkey->agency->library, any_things (monkey),
                       below (monkey, 3) > 0);
}

static void
do_lock (BoardsMonkey *monkey)
{
  rapport_cards_lock (monkey->transaction, monkey->agency->library, any_things (monkey),
                      below (monkey, 3) == 0);
}

static void
do_colour (BoardsMonkey *monkey)
{
  rapport_cards_colour (monkey->transaction, monkey->agency->library, any_things (monkey),
                        g_rand_boolean (monkey->random) ? "#1a5fb4" : NULL);
}

static void
do_remove (BoardsMonkey *monkey)
{
  rapport_cards_remove (monkey->transaction, monkey->agency->library, board_id (any_board (monkey)),
                        any_things (monkey));
}

static void
do_plan (BoardsMonkey *monkey)
{
  g_autoptr (RapportRecord) thing =
    rapport_cards_find (monkey->agency->library, any_thing (monkey));

  if (thing != NULL && RAPPORT_IS_PLACEMENT (thing))
    rapport_cards_plan (monkey->transaction, monkey->agency->library, RAPPORT_PLACEMENT (thing),
                        rapport_day_new (2026, 11 + (int) below (monkey, 2), 5));
}

static void
do_vote (BoardsMonkey *monkey)
{
  static const char *const people[] = { "Anna", "Boris" };

  rapport_cards_vote (monkey->transaction, monkey->agency->library, monkey->agency->client_id,
                      any_thing (monkey), people[below (monkey, 2)], below (monkey, 4));
}

static void
do_set_matrix (BoardsMonkey *monkey)
{
  rapport_boards_set_matrix (monkey->transaction, any_board (monkey), any_field (monkey),
                             any_field (monkey));
}

static void
do_set_layout (BoardsMonkey *monkey)
{
  rapport_transaction_set_text (monkey->transaction, RAPPORT_RECORD (any_board (monkey)),
                                RAPPORT_IDEA_BOARD_LAYOUT,
                                rapport_board_layouts[below (monkey, 3)].word);
}

static void
do_add_lane (BoardsMonkey *monkey)
{
  const char *field = any_field (monkey);

  rapport_boards_add_lane (monkey->transaction, monkey->agency->library,
                           board_id (any_board (monkey)), field, any_value (monkey, field));
}

static void
do_change_lane (BoardsMonkey *monkey)
{
  const char *field = any_field (monkey);
  g_autoptr (GPtrArray) lanes =
    rapport_boards_get_lanes (monkey->agency->library, board_id (any_board (monkey)), field);
  RapportLane *lane = lanes->len > 0 ? lanes->pdata[below (monkey, lanes->len)] : NULL;

  if (lane == NULL)
    return;
  switch (below (monkey, 4))
    {
    case 0:
      rapport_boards_rename_lane (monkey->transaction, monkey->agency->library, lane,
                                  any_value (monkey, field));
      return;
    case 1:
      rapport_boards_move_lane (monkey->transaction, monkey->agency->library, lane,
                                lanes->pdata[below (monkey, lanes->len)]);
      return;
    case 2:
      rapport_boards_size_lane (monkey->transaction, lane, below (monkey, 500));
      return;
    default:
      rapport_boards_remove_lane (monkey->transaction, lane);
    }
}

/* Adding twice as often as the rest, so that there is something to work on. */
static void (*const verbs[]) (BoardsMonkey *) = {
  do_add_card, do_add_card, do_add_card,   do_add_board,  do_add_frame,   do_connect,
  do_connect,  do_place,    do_drop,       do_drop,       do_copy,        do_order,
  do_group,    do_lock,     do_colour,     do_remove,     do_plan,        do_vote,
  do_vote,     do_add_lane, do_set_layout, do_set_matrix, do_change_lane, do_change_lane,
};

/* Whether anything was changed; one to three verbs are one step. */
gboolean
boards_monkey_step (BoardsMonkey *monkey)
{
  const guint n = below (monkey, 5) > 0 ? 1 : 3;
  gboolean changed;

  monkey->transaction = rapport_transaction_begin (monkey->agency->library, "Do something");
  for (guint i = 0; i < n; i++)
    verbs[below (monkey, G_N_ELEMENTS (verbs))](monkey);
  changed = !rapport_transaction_is_empty (monkey->transaction);
  rapport_transaction_set_client (monkey->transaction, monkey->agency->client_id);
  agency_commit (monkey->transaction);
  return changed;
}

BoardsMonkey *
boards_monkey_new (Agency *agency, guint32 seed)
{
  BoardsMonkey *self = g_new0 (BoardsMonkey, 1);

  self->agency = agency;
  self->random = g_rand_new_with_seed (seed);
  self->boards = g_ptr_array_new_with_free_func (g_object_unref);
  self->things = g_ptr_array_new ();
  g_ptr_array_add (self->boards, boards_add (agency, "First"));
  return self;
}

void
boards_monkey_free (BoardsMonkey *self)
{
  g_ptr_array_unref (self->things);
  g_ptr_array_unref (self->boards);
  g_rand_free (self->random);
  g_free (self);
}
