/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What waits for the next meeting with a client. */
#include "rapport-onlooker.h"
#include "rapport-queue.h"
#include "rules-support.h"

static RapportQuestion *
add (Agency *agency, const char *kind, const char *text)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Ask");
  RapportQuestion *question = g_object_ref (
    rapport_queue_add (transaction, agency->library, agency->client_id, kind, text, NULL));

  agency_commit (transaction);
  return question;
}

/* (transfer full): what waits, "one two three". */
static char *
read_queue (Agency *agency)
{
  g_autoptr (RapportQuery) query = rapport_queue_query (agency->client_id);
  g_autoptr (GPtrArray) questions = rapport_library_find (agency->library, query, NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < questions->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                            rapport_record_get_title (questions->pdata[i]));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_queue (Agency *agency, const char *expected)
{
  g_autofree char *queue = read_queue (agency);

  g_assert_cmpstr (queue, ==, expected);
}

static void
test_add (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportQuestion) first = add (agency, "question", "one");
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Two at once");
  g_autoptr (RapportClient) other = agency_add_client (agency, "Other");
  RapportRecord *record = RAPPORT_RECORD (first);

  rapport_queue_add (transaction, agency->library, agency->client_id, "problem", "two", "an-id");
  rapport_queue_add (transaction, agency->library, agency->client_id, "topic", "three", NULL);
  rapport_queue_add (transaction, agency->library, rapport_record_get_id (RAPPORT_RECORD (other)),
                     "topic", "elsewhere", NULL);
  agency_commit (transaction);
  assert_queue (agency, "one two three");
  g_assert_true (rapport_record_has_word (record, RAPPORT_QUESTION_STATUS, "open"));
  g_assert_cmpint (rapport_record_get_day (record, RAPPORT_QUESTION_DAY), ==,
                   rapport_clock_get_today (agency->clock));
  g_assert_cmpstr (rapport_record_get_text (record, RAPPORT_QUESTION_RAISED_BY), ==,
                   rapport_library_get_me (agency->library));
  agency_restart (agency);
  assert_queue (agency, "one two three");
}

static void
test_move (Agency *agency, gconstpointer data)
{
  /* Positions in the queue before: which one goes between which two, -1 for none. */
  static const struct
  {
    int which, before, after;
    const char *expected;
  } cases[] = {
    { 0, 3, -1, "b c d a" }, { 3, -1, 0, "d a b c" }, { 0, 1, 2, "b a c d" },
    { 3, 0, 1, "a d b c" },  { 1, 2, 3, "a c b d" },  { 2, -1, 0, "c a b d" },
  };
  static const char *const names[] = { "a", "b", "c", "d" };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RapportQuestion *questions[4];
      RapportTransaction *transaction;
      g_autofree char *label = NULL;

      for (gsize j = 0; j < G_N_ELEMENTS (names); j++)
        questions[j] = add (agency, "question", names[j]);
      transaction = rapport_transaction_begin (agency->library, "Move");
      rapport_queue_move (transaction, questions[cases[i].which],
                          cases[i].before >= 0 ? questions[cases[i].before] : NULL,
                          cases[i].after >= 0 ? questions[cases[i].after] : NULL);
      agency_commit (transaction);
      assert_queue (agency, cases[i].expected);
      label = rapport_library_undo (agency->library, agency->client_id, FALSE, NULL);
      g_assert_cmpstr (label, ==, "Move");
      assert_queue (agency, "a b c d");
      transaction = rapport_transaction_begin (agency->library, "Clear");
      for (gsize j = 0; j < G_N_ELEMENTS (names); j++)
        {
          rapport_transaction_trash (transaction, RAPPORT_RECORD (questions[j]));
          g_object_unref (questions[j]);
        }
      agency_commit (transaction);
    }
}

/* What was settled leaves, and comes back to its place. */
static void
test_settle (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportQuestion) first = add (agency, "question", "one");
  g_autoptr (RapportQuestion) second = add (agency, "question", "two");
  g_autoptr (RapportQuestion) third = NULL;
  RapportRecord *record = RAPPORT_RECORD (first);
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Answer");

  rapport_question_answer (transaction, first, "a-meeting", "Yes.");
  agency_commit (transaction);
  assert_queue (agency, "two");
  g_assert_cmpstr (rapport_record_get_text (record, RAPPORT_QUESTION_MEETING), ==, "a-meeting");
  g_assert_cmpstr (rapport_record_get_text (record, RAPPORT_QUESTION_ANSWER), ==, "Yes.");

  transaction = rapport_transaction_begin (agency->library, "Drop");
  rapport_question_drop (transaction, second);
  agency_commit (transaction);
  assert_queue (agency, "");

  third = add (agency, "question", "three");
  transaction = rapport_transaction_begin (agency->library, "Reopen");
  rapport_question_reopen (transaction, first);
  rapport_question_reopen (transaction, second);
  agency_commit (transaction);
  assert_queue (agency, "one two three");
  g_assert_cmpstr (rapport_record_get_text (record, RAPPORT_QUESTION_MEETING), ==, "");

  transaction = rapport_transaction_begin (agency->library, "Answer without a word");
  rapport_question_answer (transaction, first, NULL, NULL);
  agency_commit (transaction);
  g_assert_cmpstr (rapport_record_get_text (record, RAPPORT_QUESTION_ANSWER), ==, "Yes.");
}

/* A question that is only ours is not there while the client looks. */
static void
test_private (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportQuestion) open = add (agency, "question", "open");
  g_autoptr (RapportQuestion) ours = add (agency, "problem", "ours");
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Hide");
  g_autoptr (RapportQuery) query = rapport_queue_query (agency->client_id);

  rapport_transaction_set_text (transaction, RAPPORT_RECORD (ours), RAPPORT_RECORD_AUDIENCE,
                                "team");
  agency_commit (transaction);
  assert_queue (agency, "open ours");
  rapport_onlooker_set_client (rapport_onlooker_of (agency->library), agency->client_id);
  rapport_onlooker_narrow (agency->library, query);
  g_assert_cmpuint (agency_count (agency, query), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  agency_test ("/queue/add", test_add);
  agency_test ("/queue/move", test_move);
  agency_test ("/queue/settle", test_settle);
  agency_test ("/queue/private", test_private);
  return g_test_run ();
}
