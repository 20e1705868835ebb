/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-brief.h"
#include "rules-support.h"

#include <string.h>

static const RapportBriefEntry *
find (GPtrArray *entries, const char *word)
{
  for (guint i = 0; i < entries->len; i++)
    if (g_str_equal (((RapportBriefEntry *) entries->pdata[i])->word, word))
      return entries->pdata[i];
  g_assert_not_reached ();
}

static void
answer (Agency *agency, const char *word, const char *text)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Answer");

  rapport_brief_answer (transaction, agency->library, agency->client_id, word, text);
  agency_commit (transaction);
}

/* The bank. */

static void
test_bank (Agency *agency, gconstpointer data)
{
  g_autoptr (GPtrArray) entries = rapport_brief_load (agency->library, agency->client_id);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint group = RAPPORT_BRIEF_OWN;

  g_assert_cmpuint (entries->len, >=, 30);
  for (guint i = 0; i < entries->len; i++)
    {
      const RapportBriefEntry *entry = entries->pdata[i];
      const char *english = rapport_brief_get_question (entry->word, "en");
      const char *russian = rapport_brief_get_question (entry->word, "ru");

      g_assert_cmpstr (entry->question, ==, english);
      g_assert_true (g_str_has_suffix (english, "?") || g_str_has_suffix (english, "."));
      g_assert_cmpstr (english, !=, russian);
      g_assert_true (g_hash_table_add (seen, g_strdup (english)));
      g_assert_true (g_hash_table_add (seen, g_strdup (russian)));
      g_assert_true (g_hash_table_add (seen, g_strdup (entry->word)));
      /* Asked group by group. */
      g_assert_cmpuint (entry->group, >=, group);
      group = entry->group;
    }
  g_assert_null (rapport_brief_get_question ("nonsense", "en"));
  g_assert_null (rapport_brief_get_question (NULL, "ru"));
}

static void
test_percent (Agency *agency, gconstpointer data)
{
  g_autoptr (GPtrArray) empty = rapport_brief_load (agency->library, agency->client_id);
  const guint n = empty->len;

  g_assert_cmpint (rapport_brief_get_percent (empty), ==, 0);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GPtrArray) entries = NULL;
      guint n_answered;

      answer (agency, ((RapportBriefEntry *) empty->pdata[i])->word, "Yes");
      entries = rapport_brief_load (agency->library, agency->client_id);
      rapport_brief_count (entries, &n_answered, NULL);
      g_assert_cmpuint (n_answered, ==, i + 1);
      g_assert_cmpint (rapport_brief_get_percent (entries), >, 0);
      g_assert_cmpint (rapport_brief_get_percent (entries) == 100, ==, i + 1 == n);
    }
}

static void
test_answers (Agency *agency, gconstpointer data)
{
  g_autoptr (GPtrArray) entries = NULL;
  const RapportBriefEntry *entry;

  answer (agency, "margin", "About 40 %");
  agency_set_today (agency, "2026-11-25");
  answer (agency, "margin", "About 45 %");
  entries = rapport_brief_load (agency->library, agency->client_id);
  entry = find (entries, "margin");
  g_assert_cmpstr (entry->answer, ==, "About 45 %");
  g_assert_cmpint (entry->day, ==, rapport_day_new (2026, 11, 22));
  g_assert_true (entry->is_answered);
  answer (agency, "margin", "");
  g_ptr_array_unref (entries);
  entries = rapport_brief_load (agency->library, agency->client_id);
  entry = find (entries, "margin");
  g_assert_false (entry->is_answered);
  g_assert_cmpint (entry->day, ==, RAPPORT_DAY_NONE);
}

static void
test_own (Agency *agency, gconstpointer data)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Ask");
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GPtrArray) left = NULL;
  const RapportBriefEntry *entry;
  g_autofree char *first = NULL;
  guint n_asked;
  guint n_left;

  rapport_brief_add (transaction, agency->client_id, "First?");
  rapport_brief_add (transaction, agency->client_id, "Second?");
  rapport_brief_reword (transaction, agency->client_id, "budget", "What can you spend?");
  rapport_brief_skip (transaction, agency->client_id, "law", TRUE);
  agency_commit (transaction);
  entries = rapport_brief_load (agency->library, agency->client_id);
  entry = entries->pdata[0];
  g_assert_cmpstr (entry->question, ==, "First?");
  g_assert_cmpint (entry->group, ==, RAPPORT_BRIEF_OWN);
  first = g_strdup (entry->word);
  entry = entries->pdata[1];
  g_assert_cmpstr (entry->question, ==, "Second?");
  g_assert_cmpstr (find (entries, "budget")->question, ==, "What can you spend?");
  g_assert_true (find (entries, "law")->is_skipped);
  rapport_brief_count (entries, NULL, &n_asked);
  g_assert_cmpuint (n_asked, ==, entries->len - 1);
  /* One's own goes, one of the bank stays. */
  transaction = rapport_transaction_begin (agency->library, "Remove");
  rapport_brief_remove (transaction, agency->library, agency->client_id, first);
  rapport_brief_remove (transaction, agency->library, agency->client_id, "budget");
  rapport_brief_reword (transaction, agency->client_id, "budget", "");
  agency_commit (transaction);
  left = rapport_brief_load (agency->library, agency->client_id);
  rapport_brief_count (left, NULL, &n_left);
  g_assert_cmpuint (n_left, ==, n_asked - 1);
  g_assert_cmpstr (((RapportBriefEntry *) left->pdata[0])->question, ==, "Second?");
  g_assert_cmpstr (find (left, "budget")->question, ==,
                   rapport_brief_get_question ("budget", "en"));
}

/* Two colleagues without a network answer the same record. */
static void
test_record (Agency *agency, gconstpointer data)
{
  g_autoptr (GPtrArray) before = rapport_brief_load (agency->library, agency->client_id);
  g_autoptr (RapportRecord) record = NULL;
  g_autofree char *text = NULL;

  answer (agency, "goal", "Twice the leads");
  record = rapport_library_get (agency->library, RAPPORT_TYPE_BRIEF_QUESTION,
                                find (before, "goal")->record);
  g_assert_nonnull (record);
  text = rapport_brief_question_get_text (agency->library, RAPPORT_BRIEF_QUESTION (record));
  g_assert_cmpstr (text, ==, rapport_brief_get_question ("goal", "en"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  agency_test ("/brief/bank", test_bank);
  agency_test ("/brief/percent", test_percent);
  agency_test ("/brief/answers", test_answers);
  agency_test ("/brief/own", test_own);
  agency_test ("/brief/record", test_record);
  return g_test_run ();
}
