/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a card into the plan of a month, and votes. */
#include "rapport-cards-private.h"

#include "rapport-plan.h"

#include <string.h>

/* A title is a line; the rest of a long one says why. */
#define LONGEST_TITLE 200

#define MOST_DOTS 99

/* Notes. */

/* (transfer full): a line of Markdown without the marks at its beginning. */
static char *
strip_marks (const char *line, gsize length)
{
  g_autofree char *text = g_strstrip (g_strndup (line, length));
  const char *p = text;

  p += strspn (p, "#>*-+ \t");
  return g_strdup (*p != '\0' ? p : text);
}

/* The first line that says something becomes the title, what follows says why. */
static void
split_note (const char *text, char **title, char **why)
{
  const char *line = text + strspn (text, " \t\r\n");
  const gsize length = strcspn (line, "\r\n");
  const char *rest = line + length;

  *title = strip_marks (line, length);
  if (g_utf8_strlen (*title, -1) > LONGEST_TITLE)
    {
      /* All of it stays, below a short title. */
      g_autofree char *cut = g_utf8_substring (*title, 0, LONGEST_TITLE - 1);

      g_free (*title);
      *title = g_strconcat (cut, "…", NULL);
      rest = line;
    }
  *why = g_strstrip (g_strdup (rest));
}

static RapportRecord *
make_idea (RapportTransaction *transaction, RapportRecord *card)
{
  g_autofree char *title = NULL;
  g_autofree char *why = NULL;
  RapportRecord *item;

  split_note (rapport_transaction_get_text (transaction, card, RAPPORT_PLACEMENT_TEXT), &title,
              &why);
  item = rapport_cards_make_item (
    transaction, rapport_transaction_get_text (transaction, card, RAPPORT_PLACEMENT_CLIENT), title);
  rapport_transaction_set_text (transaction, item, RAPPORT_WORK_ITEM_WHY, why);
  /* A private note is no idea for all. */
  rapport_transaction_set (transaction, item, RAPPORT_RECORD_AUDIENCE,
                           rapport_transaction_get (transaction, card, RAPPORT_RECORD_AUDIENCE));
  for (const RapportWord *field = rapport_lane_fields; field->word != NULL; field++)
    {
      g_autofree char *value = rapport_lanes_get (
        rapport_transaction_get (transaction, card, RAPPORT_PLACEMENT_LANES), field->word);

      if (*value != '\0')
        rapport_lane_set_item (transaction, RAPPORT_WORK_ITEM (item), field->word, value);
    }
  rapport_transaction_set (transaction, card, RAPPORT_PLACEMENT_LANES, NULL);
  rapport_transaction_set (transaction, card, RAPPORT_PLACEMENT_TEXT, NULL);
  rapport_transaction_set_text (transaction, card, RAPPORT_PLACEMENT_KIND, "item");
  rapport_transaction_set_text (transaction, card, RAPPORT_PLACEMENT_ITEM,
                                rapport_record_get_id (item));
  return g_object_ref (item);
}

RapportWorkItem *
rapport_cards_make_idea (RapportTransaction *transaction,
                         RapportLibrary *library,
                         RapportPlacement *card)
{
  RapportRecord *record = RAPPORT_RECORD (card);
  const char *kind = rapport_transaction_get_text (transaction, record, RAPPORT_PLACEMENT_KIND);
  RapportRecord *item = NULL;

  if (g_str_equal (kind, "item"))
    item = rapport_cards_get_item (transaction, record);
  else if (g_str_equal (kind, "note"))
    item = make_idea (transaction, record);
  return item != NULL ? RAPPORT_WORK_ITEM (item) : NULL;
}

/* The plan. */

RapportDay
rapport_cards_get_plan_month (RapportLibrary *library, RapportPlacement *card)
{
  const RapportDay now =
    rapport_day_month (rapport_clock_get_today (rapport_library_get_clock (library)));
  g_autoptr (RapportRecord) item =
    rapport_library_get (library, RAPPORT_TYPE_WORK_ITEM,
                         rapport_record_get_text (RAPPORT_RECORD (card), RAPPORT_PLACEMENT_ITEM));
  const RapportDay month =
    item != NULL ? rapport_record_get_day (item, RAPPORT_WORK_ITEM_MONTH) : RAPPORT_DAY_NONE;

  return month == RAPPORT_DAY_NONE ? now : MAX (now, rapport_day_month (month));
}

RapportPlanLine *
rapport_cards_plan (RapportTransaction *transaction,
                    RapportLibrary *library,
                    RapportPlacement *card,
                    RapportDay month)
{
  g_autoptr (RapportWorkItem) item = rapport_cards_make_idea (transaction, library, card);

  if (item == NULL)
    return NULL;
  if (g_str_equal (
        rapport_transaction_get_text (transaction, RAPPORT_RECORD (item), RAPPORT_WORK_ITEM_STATUS),
        "idea"))
    rapport_work_item_set_status (transaction, library, item, "planned");
  rapport_transaction_set_day (transaction, RAPPORT_RECORD (item), RAPPORT_WORK_ITEM_MONTH,
                               rapport_day_month (month));
  return rapport_plan_add_item (transaction, library, month, item);
}

/* Votes. */

void
rapport_cards_vote (RapportTransaction *transaction,
                    RapportLibrary *library,
                    const char *client_id,
                    const char *card_id,
                    const char *participant,
                    guint dots)
{
  g_autofree char *name = g_strstrip (g_strdup (participant));
  const char *key[] = { card_id, name, NULL };
  g_autofree char *id = rapport_id_from_key (rapport_vote_info.name, key);
  g_autoptr (RapportRecord) card =
    rapport_transaction_find (transaction, RAPPORT_TYPE_PLACEMENT, card_id);
  g_autoptr (RapportRecord) there = NULL;
  RapportRecord *vote;

  if (card == NULL || *name == '\0' ||
      !g_str_equal (rapport_transaction_get_text (transaction, card, RAPPORT_PLACEMENT_CLIENT),
                    client_id))
    return;
  there = rapport_transaction_find (transaction, RAPPORT_TYPE_VOTE, id);
  if (dots == 0 && there == NULL)
    return;
  if (dots == 0)
    {
      rapport_transaction_trash (transaction, there);
      return;
    }
  vote = rapport_transaction_ensure (transaction, RAPPORT_TYPE_VOTE, key);
  rapport_transaction_set_text (transaction, vote, RAPPORT_VOTE_CLIENT, client_id);
  rapport_transaction_set_integer (transaction, vote, RAPPORT_VOTE_DOTS, MIN (dots, MOST_DOTS));
  rapport_transaction_set_day (transaction, vote, RAPPORT_VOTE_DAY,
                               rapport_clock_get_today (rapport_library_get_clock (library)));
}

static gboolean
is_on_board (RapportLibrary *library, const char *card_id, const char *board_id)
{
  g_autoptr (RapportRecord) card = rapport_library_get (library, RAPPORT_TYPE_PLACEMENT, card_id);

  return card != NULL && !rapport_record_is_trashed (card) &&
         rapport_record_has_word (card, RAPPORT_PLACEMENT_BOARD, board_id);
}

static GHashTable *
count_votes (RapportLibrary *library, const char *board_id, gboolean public_only)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (RapportRecord) board =
    rapport_library_get (library, RAPPORT_TYPE_IDEA_BOARD, board_id);
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_VOTE);
  g_autoptr (GPtrArray) votes = NULL;
  GHashTableIter iter;
  const char *card;

  if (board == NULL)
    return counts;
  rapport_query_where_text (query, RAPPORT_VOTE_CLIENT,
                            rapport_record_get_text (board, RAPPORT_IDEA_BOARD_CLIENT));
  if (public_only)
    rapport_query_where (query, RAPPORT_RECORD_AUDIENCE, RAPPORT_TEST_DIFFERENT,
                         g_variant_new_string ("me"));
  votes = rapport_library_find (library, query, NULL);
  for (guint i = 0; votes != NULL && i < votes->len; i++)
    {
      const char *id = rapport_record_get_text (votes->pdata[i], RAPPORT_VOTE_PLACEMENT);
      const guint dots =
        (guint) MAX (0, rapport_record_get_integer (votes->pdata[i], RAPPORT_VOTE_DOTS));

      if (dots > 0)
        g_hash_table_insert (
          counts, g_strdup (id),
          GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, id)) + dots));
    }
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, (gpointer *) &card, NULL))
    if (!is_on_board (library, card, board_id))
      g_hash_table_iter_remove (&iter);
  return counts;
}

GHashTable *
rapport_cards_count_votes (RapportLibrary *library, const char *board_id)
{
  return count_votes (library, board_id, FALSE);
}

GHashTable *
rapport_cards_count_public_votes (RapportLibrary *library, const char *board_id)
{
  return count_votes (library, board_id, TRUE);
}
