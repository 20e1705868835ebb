/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What clients and their people do: claims. */
#include "rapport-claims.h"
#include "rules-support.h"

/* Claims. */

static RapportClaim *
add_claim (Agency *agency, const char *type, const char *day, const char *status)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Add");
  RapportRecord *claim =
    g_object_ref (rapport_transaction_create (transaction, RAPPORT_TYPE_CLAIM));

  rapport_transaction_set_text (transaction, claim, RAPPORT_CLAIM_CLIENT, agency->client_id);
  rapport_transaction_set_text (transaction, claim, RAPPORT_CLAIM_TYPE, type);
  rapport_transaction_set_text (transaction, claim, RAPPORT_CLAIM_STATUS, status);
  rapport_transaction_set_day (transaction, claim, RAPPORT_CLAIM_DAY, rapport_day_parse (day));
  rapport_claim_date_answer (transaction, agency->library, RAPPORT_CLAIM (claim));
  agency_commit (transaction);
  return RAPPORT_CLAIM (claim);
}

static void
test_claim_due (Agency *agency, gconstpointer data)
{
  /* Today is 22 November 2026. */
  static const struct
  {
    const char *type, *day, *status, *due;
    gboolean open, answered, overdue;
    int days;
  } cases[] = {
    { "deadline", "2026-11-22", "new", "2026-11-23", TRUE, FALSE, FALSE, 0 },
    { "deadline", "2026-11-21", "new", "2026-11-22", TRUE, FALSE, FALSE, 1 },
    { "deadline", "2026-11-20", "new", "2026-11-21", TRUE, FALSE, TRUE, 2 },
    { "result", "2026-11-20", "in-work", "2026-11-23", TRUE, FALSE, FALSE, 2 },
    { "quality", "2026-11-10", "answered", "2026-11-12", TRUE, TRUE, FALSE, 12 },
    { "quality", "2026-11-10", "closed", "2026-11-12", FALSE, TRUE, FALSE, 12 },
    { "of-a-newer-version", "2026-11-19", "new", "2026-11-21", TRUE, FALSE, TRUE, 3 },
    { "money", "", "new", "", TRUE, FALSE, FALSE, RAPPORT_CLAIM_NO_DAYS },
    /* A day that is yet to come. */
    { "money", "2026-12-01", "new", "2026-12-03", TRUE, FALSE, FALSE, RAPPORT_CLAIM_NO_DAYS },
  };
  RapportDay today = rapport_clock_get_today (agency->clock);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RapportClaim) claim =
        add_claim (agency, cases[i].type, cases[i].day, cases[i].status);
      g_autofree char *due = rapport_day_to_string (rapport_claim_get_due (claim));

      g_assert_cmpstr (due, ==, cases[i].due);
      g_assert_cmpint (rapport_claim_is_open (claim), ==, cases[i].open);
      g_assert_cmpint (rapport_claim_is_answered (claim), ==, cases[i].answered);
      g_assert_cmpint (rapport_claim_is_overdue (claim, today), ==, cases[i].overdue);
      g_assert_cmpint (rapport_claim_get_days (claim, today), ==, cases[i].days);
    }
}

static RapportDay
get_answered (RapportClaim *claim)
{
  return rapport_record_get_day (RAPPORT_RECORD (claim), RAPPORT_CLAIM_ANSWERED_DAY);
}

static void
set_status (Agency *agency, RapportClaim *claim, const char *status)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Status");

  rapport_transaction_set_text (transaction, RAPPORT_RECORD (claim), RAPPORT_CLAIM_STATUS, status);
  rapport_claim_date_answer (transaction, agency->library, claim);
  agency_commit (transaction);
}

static void
test_claim_answer (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportClaim) claim = add_claim (agency, "quality", "2026-11-20", "new");
  const RapportDay answered = rapport_day_parse ("2026-11-22");

  g_assert_cmpint (get_answered (claim), ==, RAPPORT_DAY_NONE);
  set_status (agency, claim, "in-work");
  g_assert_cmpint (get_answered (claim), ==, RAPPORT_DAY_NONE);
  set_status (agency, claim, "answered");
  g_assert_cmpint (get_answered (claim), ==, answered);
  /* Closing it later is no second answer. */
  agency_set_today (agency, "2026-11-30");
  set_status (agency, claim, "closed");
  g_assert_cmpint (get_answered (claim), ==, answered);
  g_assert_cmpint (rapport_claim_get_days (claim, rapport_clock_get_today (agency->clock)), ==, 2);
  /* One that comes back waits for an answer again. */
  set_status (agency, claim, "in-work");
  g_assert_cmpint (get_answered (claim), ==, RAPPORT_DAY_NONE);
}

static int
compare_claims_cb (gconstpointer a, gconstpointer b, gpointer today)
{
  return rapport_claim_compare (*(RapportClaim *const *) a, *(RapportClaim *const *) b,
                                GPOINTER_TO_INT (today));
}

static void
test_claim_order (Agency *agency, gconstpointer data)
{
  g_autoptr (GPtrArray) claims = g_ptr_array_new_with_free_func (g_object_unref);
  const RapportDay today = rapport_clock_get_today (agency->clock);
  /* As they are to stand. */
  static const char *const order[][3] = {
    { "result", "2026-11-12", "in-work" },   { "deadline", "2026-11-20", "new" },
    { "result", "2026-11-19", "new" },       { "quality", "2026-11-18", "answered" },
    { "quality", "2026-10-01", "answered" }, { "money", "2026-11-21", "closed" },
    { "money", "2026-09-01", "closed" },
  };

  for (gsize i = G_N_ELEMENTS (order); i-- > 0;)
    g_ptr_array_add (claims, add_claim (agency, order[i][0], order[i][1], order[i][2]));
  g_ptr_array_sort_with_data (claims, compare_claims_cb, GINT_TO_POINTER (today));
  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      g_autofree char *day =
        rapport_day_to_string (rapport_record_get_day (claims->pdata[i], RAPPORT_CLAIM_DAY));

      g_assert_cmpstr (day, ==, order[i][1]);
    }
}

static void
test_claims_of_client (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportClient) other = agency_add_client (agency, "Other");
  const RapportDay today = rapport_clock_get_today (agency->clock);
  g_autoptr (RapportClaim) late = add_claim (agency, "deadline", "2026-11-01", "new");
  g_autoptr (RapportClaim) fresh = add_claim (agency, "deadline", "2026-11-22", "new");
  g_autoptr (RapportClaim) told = add_claim (agency, "quality", "2026-11-01", "answered");
  g_autoptr (RapportClaim) closed = add_claim (agency, "deadline", "2026-10-01", "closed");
  g_autoptr (RapportQuery) all = rapport_claims_query_open (NULL);
  RapportTransaction *transaction;
  RapportClaimsSummary summary;

  rapport_claims_summarize (agency->library, agency->client_id, today, &summary);
  g_assert_cmpuint (summary.open, ==, 3);
  g_assert_cmpuint (summary.waiting, ==, 2);
  g_assert_cmpuint (summary.overdue, ==, 1);
  g_assert_cmpint (summary.oldest, ==, rapport_day_parse ("2026-11-01"));
  g_assert_cmpuint (agency_count (agency, all), ==, 3);
  g_assert_cmpuint (rapport_claims_count_kind (agency->library, agency->client_id, "deadline"), ==,
                    3);
  g_assert_cmpuint (rapport_claims_count_kind (agency->library, agency->client_id, "money"), ==, 0);
  rapport_claims_summarize (agency->library, rapport_record_get_id (RAPPORT_RECORD (other)), today,
                            &summary);
  g_assert_cmpuint (summary.open, ==, 0);
  g_assert_cmpint (summary.oldest, ==, RAPPORT_DAY_NONE);

  /* What lies in the trash has not been said. */
  transaction = rapport_transaction_begin (agency->library, "Delete");
  rapport_transaction_trash (transaction, RAPPORT_RECORD (late));
  agency_commit (transaction);
  rapport_claims_summarize (agency->library, agency->client_id, today, &summary);
  g_assert_cmpuint (summary.open, ==, 2);
  g_assert_cmpuint (summary.overdue, ==, 0);
  g_assert_cmpuint (rapport_claims_count_kind (agency->library, agency->client_id, "deadline"), ==,
                    2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  agency_test ("/claims/due", test_claim_due);
  agency_test ("/claims/answer", test_claim_answer);
  agency_test ("/claims/order", test_claim_order);
  agency_test ("/claims/of-client", test_claims_of_client);
  return g_test_run ();
}
