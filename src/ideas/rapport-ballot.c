/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-ballot.h"

#include "rapport-records.h"

typedef struct
{
  char *card;
  char *participant;
  guint dots;
} Vote;

struct _RapportBallot
{
  GStrv cards;
  GPtrArray *votes;   /* of Vote, in the order in which they were given */
  GHashTable *sums;   /* card → dots */
  GHashTable *givens; /* participant → dots */
};

static void
vote_free (gpointer data)
{
  Vote *vote = data;

  g_free (vote->card);
  g_free (vote->participant);
  g_free (vote);
}

static void
add_to (GHashTable *table, const char *key, guint dots)
{
  const guint before = GPOINTER_TO_UINT (g_hash_table_lookup (table, key));

  g_hash_table_insert (table, (gpointer) key, GUINT_TO_POINTER (before + dots));
}

static void
count (RapportBallot *self, RapportRecord *record)
{
  const gint64 dots = rapport_record_get_integer (record, RAPPORT_VOTE_DOTS);
  Vote *vote;

  if (dots <= 0 || dots > G_MAXINT)
    return;
  vote = g_new (Vote, 1);
  vote->card = g_strdup (rapport_record_get_text (record, RAPPORT_VOTE_PLACEMENT));
  vote->participant = g_strdup (rapport_record_get_text (record, RAPPORT_VOTE_PARTICIPANT));
  vote->dots = (guint) dots;
  g_ptr_array_add (self->votes, vote);
  add_to (self->sums, vote->card, vote->dots);
  add_to (self->givens, vote->participant, vote->dots);
}

RapportBallot *
rapport_ballot_new (RapportLibrary *library, const char *client_id, const char *const *cards)
{
  RapportBallot *self = g_new0 (RapportBallot, 1);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_VOTE);
  g_autoptr (GPtrArray) votes = NULL;

  self->cards = g_strdupv ((char **) cards);
  self->votes = g_ptr_array_new_with_free_func (vote_free);
  self->sums = g_hash_table_new (g_str_hash, g_str_equal);
  self->givens = g_hash_table_new (g_str_hash, g_str_equal);
  for (char **card = self->cards; *card != NULL; card++)
    g_hash_table_add (known, *card);
  rapport_query_where_text (query, RAPPORT_VOTE_CLIENT, client_id);
  rapport_query_order_by (query, RAPPORT_RECORD_CREATED, FALSE);
  votes = rapport_library_find (library, query, NULL);
  for (guint i = 0; votes != NULL && i < votes->len; i++)
    if (g_hash_table_contains (known,
                               rapport_record_get_text (votes->pdata[i], RAPPORT_VOTE_PLACEMENT)))
      count (self, votes->pdata[i]);
  return self;
}

void
rapport_ballot_free (RapportBallot *self)
{
  g_strfreev (self->cards);
  g_hash_table_unref (self->sums);
  g_hash_table_unref (self->givens);
  g_ptr_array_unref (self->votes);
  g_free (self);
}

guint
rapport_ballot_get_dots (RapportBallot *self, const char *card_id, const char *participant)
{
  for (guint i = 0; i < self->votes->len; i++)
    {
      const Vote *vote = self->votes->pdata[i];

      if (g_str_equal (vote->card, card_id) && g_str_equal (vote->participant, participant))
        return vote->dots;
    }
  return 0;
}

guint
rapport_ballot_get_sum (RapportBallot *self, const char *card_id)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->sums, card_id));
}

guint
rapport_ballot_get_given (RapportBallot *self, const char *participant)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->givens, participant));
}

GStrv
rapport_ballot_list_participants (RapportBallot *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->votes->len; i++)
    {
      const Vote *vote = self->votes->pdata[i];

      if (g_hash_table_add (seen, vote->participant))
        g_strv_builder_add (names, vote->participant);
    }
  return g_strv_builder_end (names);
}

static int
compare_sums (gconstpointer a, gconstpointer b, gpointer user_data)
{
  RapportBallot *self = user_data;
  const guint one = rapport_ballot_get_sum (self, a);
  const guint two = rapport_ballot_get_sum (self, b);

  return (two > one) - (two < one);
}

GPtrArray *
rapport_ballot_rank (RapportBallot *self)
{
  GPtrArray *ranked = g_ptr_array_new_with_free_func (g_free);

  for (char **card = self->cards; *card != NULL; card++)
    if (rapport_ballot_get_sum (self, *card) > 0)
      g_ptr_array_add (ranked, g_strdup (*card));
  /* Sorting is stable: equals keep the order of the cards. */
  g_ptr_array_sort_values_with_data (ranked, compare_sums, self);
  return ranked;
}

static int
compare_dots (gconstpointer a, gconstpointer b)
{
  const Vote *one = a;
  const Vote *two = b;

  return (two->dots > one->dots) - (two->dots < one->dots);
}

char *
rapport_ballot_tell (RapportBallot *self, const char *card_id)
{
  g_autoptr (GPtrArray) votes = g_ptr_array_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->votes->len; i++)
    {
      Vote *vote = self->votes->pdata[i];

      if (g_str_equal (vote->card, card_id))
        g_ptr_array_add (votes, vote);
    }
  g_ptr_array_sort_values (votes, compare_dots);
  for (guint i = 0; i < votes->len; i++)
    {
      const Vote *vote = votes->pdata[i];

      g_string_append_printf (text, "%s%s %u", i > 0 ? ", " : "", vote->participant, vote->dots);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}
