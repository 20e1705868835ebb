/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Boards of any size, the same each time. */
#include "boards.h"

#include <glib/gstdio.h>

#define AT_ONCE 2500
#define BLOCK   100 /* cards in a frame, ten by ten */
#define SIDE    10

#define COLUMN 280.0
#define ROW    172.0

static const char *const words[] = {
  "landing page", "letter", "audience", "offer", "calculator", "review", "video", "price list",
};
static const char *const verbs[] = { "Rewrite the", "Test a", "Measure the", "Ask for a",
                                     "Split the" };

/* Of a library that was here before: what it kept beside itself would be missed. */
static void
remove_all (const char *path)
{
  g_autofree char *backups = g_strconcat (path, "-backups", NULL);
  g_autoptr (GDir) folder = g_dir_open (backups, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (backups, name, NULL);

      g_unlink (file);
    }
  g_rmdir (backups);
  g_unlink (path);
}

void
bench_library_open (BenchLibrary *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  RapportTransaction *transaction;
  RapportRecord *client;

  remove_all (path);
  self->clock = rapport_clock_new_fixed_day (rapport_day_new (2026, 11, 22));
  self->store = rapport_library_file_open (path, RAPPORT_OPEN_CREATE, self->clock, NULL, &error);
  g_assert_no_error (error);
  self->library = rapport_library_new (RAPPORT_STORE (self->store), self->clock);
  transaction = rapport_transaction_begin (self->library, "Add a client");
  client = rapport_transaction_create (transaction, RAPPORT_TYPE_CLIENT);
  rapport_transaction_set_text (transaction, client, RAPPORT_CLIENT_NAME, "Bench");
  self->client = g_strdup (rapport_record_get_id (client));
  g_assert_true (rapport_transaction_commit (transaction, NULL));
  rapport_transaction_free (transaction);
}

void
bench_library_close (BenchLibrary *self)
{
  g_assert_true (rapport_library_flush (self->library, NULL));
  g_clear_object (&self->library);
  g_clear_object (&self->store);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->client, g_free);
}

static RapportPlace
place_of (guint i)
{
  const guint block = i / BLOCK, inside = i % BLOCK;
  const guint across = block % SIDE, down = block / SIDE;

  return (RapportPlace) { across * (SIDE * COLUMN + 80) + inside % SIDE * COLUMN,
                          down * (SIDE * ROW + 120) + inside / SIDE * ROW, RAPPORT_CARD_WIDTH,
                          RAPPORT_CARD_HEIGHT };
}

static char *
add_card (BenchLibrary *self, RapportTransaction *transaction, const char *board, guint i)
{
  static const char *const statuses[] = { "idea", "planned", "in-work", "testing", "done" };
  g_autofree char *title = g_strdup_printf ("%s %s, %u", verbs[i % G_N_ELEMENTS (verbs)],
                                            words[i % G_N_ELEMENTS (words)], i);
  const RapportNewCard card = {
    .kind = i % 4 == 3 ? "note" : "item",
    .title = title,
    .text = "### What we know\n- two thirds leave on the **first screen**\n- half of them phone",
    .place = place_of (i),
  };
  RapportRecord *record =
    RAPPORT_RECORD (rapport_cards_add (transaction, self->library, board, &card));
  g_autoptr (RapportRecord) item = rapport_transaction_find (
    transaction, RAPPORT_TYPE_WORK_ITEM,
    rapport_transaction_get_text (transaction, record, RAPPORT_PLACEMENT_ITEM));

  if (item != NULL)
    {
      rapport_transaction_set_text (transaction, item, RAPPORT_WORK_ITEM_WHY,
                                    "Half of the calls begin with the same question.");
      rapport_transaction_set_text (transaction, item, RAPPORT_WORK_ITEM_CHANNEL,
                                    words[i / 7 % G_N_ELEMENTS (words)]);
      rapport_transaction_set_text (transaction, item, RAPPORT_WORK_ITEM_STATUS,
                                    statuses[i % G_N_ELEMENTS (statuses)]);
    }
  return g_strdup (rapport_record_get_id (record));
}

static void
add_frame (BenchLibrary *self, RapportTransaction *transaction, const char *board, guint i)
{
  const RapportPlace first = place_of (i);
  const RapportPlace place = { first.x - 30, first.y - 30, SIDE * COLUMN + 20, SIDE * ROW + 20 };
  g_autofree char *title = g_strdup_printf ("Part %u", i / BLOCK + 1);

  rapport_cards_add_frame (transaction, self->library, board, title, &place);
}

static RapportTransaction *
begin (BenchLibrary *self)
{
  return rapport_transaction_begin (self->library, "Add cards");
}

static void
end (BenchLibrary *self, RapportTransaction *transaction)
{
  g_assert_true (rapport_transaction_commit (transaction, NULL));
  rapport_transaction_free (transaction);
  g_assert_true (rapport_library_flush (self->library, NULL));
}

char *
bench_make_board (BenchLibrary *self, guint n_cards)
{
  RapportTransaction *transaction = begin (self);
  char *board = g_strdup (rapport_record_get_id (
    RAPPORT_RECORD (rapport_boards_add (transaction, self->library, self->client, "Board"))));
  g_autofree char *before = NULL;

  end (self, transaction);
  for (guint i = 0; i < n_cards; i += AT_ONCE)
    {
      transaction = begin (self);
      for (guint j = i; j < MIN (i + AT_ONCE, n_cards); j++)
        {
          g_autofree char *card = add_card (self, transaction, board, j);

          if (j % BLOCK == 0)
            add_frame (self, transaction, board, j);
          /* Pairs, but for one in ten, whose connector is long. */
          if (j % 2 == 1)
            rapport_cards_connect (transaction, self->library, board, before, card, NULL, NULL);
          if (j % 20 != 18)
            g_set_str (&before, card);
        }
      end (self, transaction);
    }
  return board;
}
