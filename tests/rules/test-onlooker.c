/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-alike.h"
#include "rapport-onlooker.h"
#include "rapport-records.h"
#include "rules-support.h"

static void
test_alike (void)
{
  static const struct
  {
    const char *typed;
    const char *text;
    gboolean alike;
  } cases[] = {
    { "", "Reviews within a day", TRUE },
    { "reviews", "Reviews within a day", TRUE },
    { "review", "Reviews within a day", TRUE },
    { "reviewing", "Reviews within a day", TRUE },
    { "rev", "Reviews within a day", TRUE },
    { "day reviews", "Reviews within a day", TRUE },
    { "reviews expensive", "Reviews within a day", FALSE },
    { "expensive", "Reviews within a day", FALSE },
    { "revenue", "Reviews within a day", FALSE },
    { "companies", "A company of two", TRUE },
    { "отзыв", "Отзывы за день", TRUE },
    { "отзывами", "Отзывы за день", TRUE },
    { "ОТЗЫВЫ", "Отзывы за день", TRUE },
    { "елка", "Ёлка во дворе", TRUE },
    { "ёлки", "Елка во дворе", TRUE },
    { "дома", "Дом у моря", TRUE },
    { "дорого", "Отзывы за день", FALSE },
    { "вор", "Дом в саду", FALSE },
    { "дорого", "", FALSE },
    { "…!", "Anything", TRUE },
    { "\xff", "Anything", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    if (rapport_alike (cases[i].typed, cases[i].text) != cases[i].alike)
      g_error ("“%s” in “%s”", cases[i].typed, cases[i].text);
}

static RapportRecord *
add_note (Agency *agency, const char *client, const char *audience)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Add");
  RapportRecord *item =
    g_object_ref (rapport_transaction_create (transaction, RAPPORT_TYPE_WORK_ITEM));

  rapport_transaction_set_text (transaction, item, RAPPORT_WORK_ITEM_CLIENT, client);
  rapport_transaction_set_text (transaction, item, RAPPORT_WORK_ITEM_TITLE, "Something");
  rapport_transaction_set_text (transaction, item, RAPPORT_RECORD_AUDIENCE, audience);
  agency_commit (transaction);
  return item;
}

static void
test_records (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportClient) other = agency_add_client (agency, "Other");
  const char *other_id = rapport_record_get_id (RAPPORT_RECORD (other));
  const struct
  {
    const char *client;
    const char *audience;
    gboolean seen;
  } cases[] = {
    { agency->client_id, "client", TRUE },
    { agency->client_id, "team", FALSE },
    { agency->client_id, "me", FALSE },
    { agency->client_id, "a word of a newer version", FALSE },
    { other_id, "client", FALSE },
    { other_id, "team", FALSE },
    { "", "client", FALSE },
  };
  RapportOnlooker *onlooker = rapport_onlooker_of (agency->library);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RapportRecord) item = add_note (agency, cases[i].client, cases[i].audience);

      rapport_onlooker_set_client (onlooker, NULL);
      g_assert_true (rapport_onlooker_may_see (agency->library, item));
      rapport_onlooker_set_client (onlooker, agency->client_id);
      g_assert_cmpint (rapport_onlooker_may_see (agency->library, item), ==, cases[i].seen);
    }
}

/* A member is for all clients, as in a report; a phrase of the bank for none. */
static void
test_records_of_the_agency (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportRecord) me = rapport_library_get (agency->library, RAPPORT_TYPE_MEMBER,
                                                      rapport_library_get_me (agency->library));
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Add");
  g_autoptr (RapportRecord) phrase =
    g_object_ref (rapport_transaction_create (transaction, RAPPORT_TYPE_PHRASE));

  agency_commit (transaction);
  rapport_onlooker_set_client (rapport_onlooker_of (agency->library), agency->client_id);
  g_assert_true (rapport_onlooker_may_see (agency->library, me));
  g_assert_false (rapport_onlooker_may_see (agency->library, phrase));
}

static void
test_fields (Agency *agency, gconstpointer data)
{
  static const struct
  {
    guint field;
    gboolean seen;
  } cases[] = {
    { RAPPORT_CLIENT_NAME, TRUE },         { RAPPORT_CLIENT_EXPECTATIONS, TRUE },
    { RAPPORT_CLIENT_OWNER, FALSE },       { RAPPORT_CLIENT_CAPACITY, FALSE },
    { RAPPORT_CLIENT_TEMPERAMENT, FALSE }, { RAPPORT_CLIENT_MY_NOTES, FALSE },
  };
  RapportOnlooker *onlooker = rapport_onlooker_of (agency->library);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      rapport_onlooker_set_client (onlooker, NULL);
      g_assert_true (
        rapport_onlooker_may_see_field (agency->library, &rapport_client_info, cases[i].field));
      rapport_onlooker_set_client (onlooker, agency->client_id);
      g_assert_cmpint (
        rapport_onlooker_may_see_field (agency->library, &rapport_client_info, cases[i].field), ==,
        cases[i].seen);
    }
}

static guint
count (Agency *agency)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_WORK_ITEM);

  rapport_query_where_text (query, RAPPORT_WORK_ITEM_CLIENT, agency->client_id);
  rapport_onlooker_narrow (agency->library, query);
  return agency_count (agency, query);
}

static void
count_cb (guint *n)
{
  ++*n;
}

static void
test_queries_and_signal (Agency *agency, gconstpointer data)
{
  RapportOnlooker *onlooker = rapport_onlooker_of (agency->library);
  g_autoptr (RapportRecord) seen = add_note (agency, agency->client_id, "client");
  g_autoptr (RapportRecord) hidden = add_note (agency, agency->client_id, "team");
  guint n = 0;

  g_signal_connect_swapped (onlooker, "changed", G_CALLBACK (count_cb), &n);
  g_assert_cmpuint (count (agency), ==, 2);
  rapport_onlooker_set_client (onlooker, agency->client_id);
  g_assert_cmpuint (count (agency), ==, 1);
  rapport_onlooker_set_client (onlooker, agency->client_id);
  g_assert_cmpuint (n, ==, 1);
  rapport_onlooker_set_client (onlooker, NULL);
  g_assert_cmpuint (count (agency), ==, 2);
  g_assert_cmpuint (n, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/onlooker/alike", test_alike);
  agency_test ("/onlooker/records", test_records);
  agency_test ("/onlooker/records-of-the-agency", test_records_of_the_agency);
  agency_test ("/onlooker/fields", test_fields);
  agency_test ("/onlooker/queries-and-signal", test_queries_and_signal);
  return g_test_run ();
}
