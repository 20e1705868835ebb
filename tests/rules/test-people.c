/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The people at clients, and what clients complain of. */
#include "rapport-claims.h"
#include "rapport-people.h"
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

/* Birthdays. */

static void
test_birthday (void)
{
  static const struct
  {
    int year, month, day;
    const char *today, *next;
    int age;
    gboolean soon;
    const char *text;
  } cases[] = {
    { 1985, 11, 25, "2026-11-22", "2026-11-25", 41, TRUE, "Turns 41 in 3 days" },
    { 0, 11, 25, "2026-11-22", "2026-11-25", 0, TRUE, "Birthday in 3 days" },
    { 0, 11, 22, "2026-11-22", "2026-11-22", 0, TRUE, "Birthday today" },
    { 1990, 11, 22, "2026-11-22", "2026-11-22", 36, TRUE, "Turns 36 today" },
    { 0, 11, 23, "2026-11-22", "2026-11-23", 0, TRUE, "Birthday tomorrow" },
    { 1990, 11, 23, "2026-11-22", "2026-11-23", 36, TRUE, "Turns 36 tomorrow" },
    { 0, 11, 21, "2026-11-22", "2027-11-21", 0, FALSE, "Birthday in 364 days" },
    { 0, 12, 6, "2026-11-22", "2026-12-06", 0, TRUE, "Birthday in 14 days" },
    { 0, 12, 7, "2026-11-22", "2026-12-07", 0, FALSE, "Birthday in 15 days" },
    { 0, 1, 2, "2026-12-31", "2027-01-02", 0, TRUE, "Birthday in 2 days" },
    { 1999, 1, 1, "2026-12-31", "2027-01-01", 28, TRUE, "Turns 28 tomorrow" },
    /* A day that only leap years have. */
    { 0, 2, 29, "2027-02-27", "2027-03-01", 0, TRUE, "Birthday in 2 days" },
    { 0, 2, 29, "2028-02-27", "2028-02-29", 0, TRUE, "Birthday in 2 days" },
    { 2000, 2, 29, "2027-03-01", "2027-03-01", 27, TRUE, "Turns 27 today" },
    { 2000, 2, 29, "2027-03-02", "2028-02-29", 28, FALSE, "Turns 28 in 364 days" },
    /* Born today, or not yet. */
    { 2026, 11, 22, "2026-11-22", "2026-11-22", 0, TRUE, "Birthday today" },
    { 2030, 11, 23, "2026-11-22", "2026-11-23", 0, TRUE, "Birthday tomorrow" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const RapportDay today = rapport_day_parse (cases[i].today);
      const RapportDay birthday =
        rapport_birthday_new (cases[i].year, cases[i].month, cases[i].day);
      const RapportDay next = rapport_birthday_next (birthday, today);
      g_autofree char *written = rapport_day_to_string (next);
      g_autofree char *text = rapport_birthday_to_text (birthday, today);

      g_assert_cmpstr (written, ==, cases[i].next);
      g_assert_cmpint (rapport_birthday_has_year (birthday), ==, cases[i].year > 0);
      g_assert_cmpint (rapport_birthday_get_age (birthday, next), ==, cases[i].age);
      g_assert_cmpint (rapport_birthday_is_soon (birthday, today), ==, cases[i].soon);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
  g_assert_cmpint (rapport_birthday_new (0, 2, 30), ==, RAPPORT_DAY_NONE);
  g_assert_cmpint (rapport_birthday_new (1985, 13, 1), ==, RAPPORT_DAY_NONE);
  g_assert_cmpint (rapport_birthday_next (RAPPORT_DAY_NONE, 740000), ==, RAPPORT_DAY_NONE);
  g_assert_false (rapport_birthday_is_soon (RAPPORT_DAY_NONE, 740000));
}

/* Contacts. */

static RapportContact *
add_contact (Agency *agency, const char *name, const char *influence)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Add");
  RapportRecord *contact =
    g_object_ref (rapport_transaction_create (transaction, RAPPORT_TYPE_CONTACT));

  rapport_transaction_set_text (transaction, contact, RAPPORT_CONTACT_CLIENT, agency->client_id);
  rapport_transaction_set_text (transaction, contact, RAPPORT_CONTACT_NAME, name);
  rapport_transaction_set_text (transaction, contact, RAPPORT_CONTACT_POSITION, "Director");
  rapport_transaction_set_text (transaction, contact, RAPPORT_CONTACT_INFLUENCE, influence);
  agency_commit (transaction);
  return RAPPORT_CONTACT (contact);
}

static void
set_day (Agency *agency, gpointer record, guint field, const char *day)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Set");

  rapport_transaction_set_day (transaction, record, field, rapport_day_parse (day));
  agency_commit (transaction);
}

static void
talk (Agency *agency, RapportContact *contact, const char *day)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Talk");

  rapport_contact_talked (transaction, agency->library, contact, rapport_day_parse (day));
  agency_commit (transaction);
}

static void
test_talked (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportContact) contact = add_contact (agency, "Irina", "decides");
  g_autoptr (RapportContact) other = add_contact (agency, "Oleg", "informed");
  RapportRecord *client = RAPPORT_RECORD (agency->client);
  const RapportDay today = rapport_clock_get_today (agency->clock);

  g_assert_cmpint (rapport_contact_get_silence (contact, today), ==, -1);
  talk (agency, contact, "2026-11-20");
  g_assert_cmpint (rapport_contact_get_silence (contact, today), ==, 2);
  g_assert_cmpint (rapport_contact_get_silence (other, today), ==, -1);
  g_assert_cmpint (rapport_record_get_day (client, RAPPORT_CLIENT_LAST_CONTACT), ==, today - 2);
  /* What is written down late is no step back. */
  talk (agency, other, "2026-11-10");
  g_assert_cmpint (rapport_contact_get_silence (other, today), ==, 12);
  g_assert_cmpint (rapport_record_get_day (client, RAPPORT_CLIENT_LAST_CONTACT), ==, today - 2);
  talk (agency, contact, "2026-11-01");
  g_assert_cmpint (rapport_contact_get_silence (contact, today), ==, 2);
  talk (agency, contact, "2026-11-22");
  g_assert_cmpint (rapport_record_get_day (client, RAPPORT_CLIENT_LAST_CONTACT), ==, today);
}

static void
test_neglected (Agency *agency, gconstpointer data)
{
  static const struct
  {
    const char *influence, *last, *today;
    gboolean neglected;
  } cases[] = {
    { "influences", "2026-11-09", "2026-11-22", FALSE },
    { "influences", "2026-11-08", "2026-11-22", TRUE },
    { "decides", "2026-01-01", "2026-11-22", FALSE },
    { "works-with-us", "2026-01-01", "2026-11-22", FALSE },
    /* Never spoken to: not on the day on which one hears of them. */
    { "influences", "", "2026-11-22", FALSE },
    { "influences", "", "2026-12-05", FALSE },
    { "influences", "", "2026-12-06", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RapportContact) contact = add_contact (agency, "Somebody", cases[i].influence);

      set_day (agency, contact, RAPPORT_CONTACT_LAST_CONTACT, cases[i].last);
      g_assert_cmpint (
        rapport_contact_is_neglected (agency->library, contact, rapport_day_parse (cases[i].today)),
        ==, cases[i].neglected);
    }
}

static void
test_contact_order (Agency *agency, gconstpointer data)
{
  static const struct
  {
    const char *name, *birthday;
  } order[] = {
    { "Zoya", "1604-11-23" },  { "Yegor", "1980-12-01" }, { "Anna", "" },
    { "Boris", "1970-11-20" }, { "Clara", "1604-01-15" },
  };
  g_autoptr (GPtrArray) contacts = g_ptr_array_new_with_free_func (g_object_unref);
  const RapportDay today = rapport_clock_get_today (agency->clock);

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      g_ptr_array_add (contacts, add_contact (agency, order[i].name, "decides"));
      set_day (agency, contacts->pdata[i], RAPPORT_CONTACT_BIRTHDAY, order[i].birthday);
    }
  for (guint i = 0; i < contacts->len; i++)
    for (guint j = 0; j < contacts->len; j++)
      {
        int compared = rapport_contact_compare (contacts->pdata[i], contacts->pdata[j], today);

        g_assert_cmpint (compared < 0, ==, i < j);
        g_assert_cmpint (compared > 0, ==, i > j);
      }
}

/* Jobs. */

static GPtrArray *
get_jobs (Agency *agency, RapportContact *contact)
{
  g_autoptr (RapportQuery) query =
    rapport_contact_query_jobs (rapport_record_get_id (RAPPORT_RECORD (contact)));
  g_autoptr (GError) error = NULL;
  GPtrArray *jobs = rapport_library_find (agency->library, query, &error);

  g_assert_no_error (error);
  return jobs;
}

static void
move (Agency *agency, RapportContact *contact, RapportMove move)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Move");

  rapport_contact_move (transaction, agency->library, contact, &move);
  agency_commit (transaction);
}

/* "Romashka · Director · 2020-01-01–2026-11-22; …", the present job first. */
static char *
describe_jobs (Agency *agency, RapportContact *contact)
{
  g_autoptr (GPtrArray) jobs = get_jobs (agency, contact);
  GString *text = g_string_new (NULL);

  g_ptr_array_sort_values (jobs, (GCompareFunc) rapport_job_compare);
  for (guint i = 0; i < jobs->len; i++)
    {
      g_autofree char *from =
        rapport_day_to_string (rapport_record_get_day (jobs->pdata[i], RAPPORT_JOB_FROM));
      g_autofree char *until =
        rapport_day_to_string (rapport_record_get_day (jobs->pdata[i], RAPPORT_JOB_UNTIL));

      g_string_append_printf (
        text, "%s%s · %s · %s–%s", i > 0 ? "; " : "", rapport_record_get_title (jobs->pdata[i]),
        rapport_record_get_text (jobs->pdata[i], RAPPORT_JOB_POSITION), from, until);
    }
  return g_string_free_and_steal (text);
}

static void
assert_jobs (Agency *agency, RapportContact *contact, const char *expected)
{
  g_autofree char *jobs = describe_jobs (agency, contact);

  g_assert_cmpstr (jobs, ==, expected);
}

static void
test_move (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportContact) contact = add_contact (agency, "Irina", "decides");
  g_autoptr (RapportClient) other = agency_add_client (agency, "Volga Doors");
  const char *other_id = rapport_record_get_id (RAPPORT_RECORD (other));
  RapportRecord *record = RAPPORT_RECORD (contact);
  g_autofree char *undone = NULL;

  move (agency, contact,
        (RapportMove) {
          .client_id = other_id, .position = "CEO", .day = rapport_day_parse ("2026-11-20") });
  g_assert_cmpstr (rapport_record_get_client_id (record), ==, other_id);
  g_assert_cmpstr (rapport_record_get_text (record, RAPPORT_CONTACT_POSITION), ==, "CEO");
  assert_jobs (agency, contact,
               "Volga Doors · CEO · 2026-11-20–; Romashka · Director · –2026-11-20");

  /* To a company that is no client of ours; it is not known since when. */
  move (agency, contact, (RapportMove) { .client_id = "", .company = "Neva" });
  g_assert_cmpstr (rapport_record_get_client_id (record), ==, "");
  g_assert_cmpstr (rapport_record_get_text (record, RAPPORT_CONTACT_POSITION), ==, "");
  assert_jobs (agency, contact,
               "Neva ·  · –; Volga Doors · CEO · 2026-11-20–2026-11-22; "
               "Romashka · Director · –2026-11-20");

  /* It stands in the history of the client that was left. */
  undone = rapport_library_undo (agency->library, other_id, FALSE, NULL);
  g_assert_cmpstr (undone, ==, "Move");
  g_assert_cmpstr (rapport_record_get_client_id (record), ==, other_id);
  assert_jobs (agency, contact,
               "Volga Doors · CEO · 2026-11-20–; Romashka · Director · –2026-11-20");
}

static void
test_move_to_nowhere (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportContact) contact = add_contact (agency, "Irina", "decides");

  move (agency, contact, (RapportMove) { .day = rapport_day_parse ("2026-10-01") });
  g_assert_cmpstr (rapport_record_get_client_id (RAPPORT_RECORD (contact)), ==, "");
  assert_jobs (agency, contact, "Romashka · Director · –2026-10-01");
  /* Who works nowhere that is known has no job that could end. */
  move (agency, contact,
        (RapportMove) { .client_id = agency->client_id,
                        .position = "Owner",
                        .day = rapport_day_parse ("2026-11-01") });
  g_assert_cmpstr (rapport_record_get_client_id (RAPPORT_RECORD (contact)), ==, agency->client_id);
  assert_jobs (agency, contact,
               "Romashka · Owner · 2026-11-01–; Romashka · Director · –2026-10-01");
  /* A client that is not there is none of ours. */
  move (agency, contact, (RapportMove) { .client_id = "no such id", .company = "Neva" });
  g_assert_cmpstr (rapport_record_get_client_id (RAPPORT_RECORD (contact)), ==, "");
}

/* "Irina: Director until 2026-11-20, now Volga Doors; …" */
static void
assert_left (Agency *agency, const char *client_id, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) leavers = rapport_people_find_left (agency->library, client_id, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < leavers->len; i++)
    {
      const RapportLeaver *leaver = leavers->pdata[i];
      RapportRecord *left = RAPPORT_RECORD (leaver->left);
      g_autofree char *until =
        rapport_day_to_string (rapport_record_get_day (left, RAPPORT_JOB_UNTIL));

      g_string_append_printf (
        text, "%s%s: %s until %s, now %s", i > 0 ? "; " : "",
        rapport_record_get_title (RAPPORT_RECORD (leaver->contact)),
        rapport_record_get_title (left), until,
        leaver->now != NULL ? rapport_record_get_title (RAPPORT_RECORD (leaver->now)) : "nowhere");
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_left (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportContact) irina = add_contact (agency, "Irina", "decides");
  g_autoptr (RapportContact) oleg = add_contact (agency, "Oleg", "");
  g_autoptr (RapportContact) vera = add_contact (agency, "Vera", "");
  g_autoptr (RapportClient) other = agency_add_client (agency, "Volga Doors");
  const char *other_id = rapport_record_get_id (RAPPORT_RECORD (other));

  assert_left (agency, agency->client_id, "");
  move (agency, irina,
        (RapportMove) { .client_id = other_id, .day = rapport_day_parse ("2026-10-20") });
  move (agency, oleg, (RapportMove) { .company = "Neva", .day = rapport_day_parse ("2026-11-20") });
  move (agency, vera, (RapportMove) { .day = rapport_day_parse ("2026-09-01") });
  assert_left (agency, agency->client_id,
               "Oleg: Romashka until 2026-11-20, now Neva; "
               "Irina: Romashka until 2026-10-20, now Volga Doors; "
               "Vera: Romashka until 2026-09-01, now nowhere");
  assert_left (agency, other_id, "");
  /* On to another, and back again. */
  move (agency, irina,
        (RapportMove) { .company = "Neva", .day = rapport_day_parse ("2026-11-01") });
  assert_left (agency, other_id, "Irina: Volga Doors until 2026-11-01, now Neva");
  move (agency, oleg,
        (RapportMove) { .client_id = agency->client_id, .day = rapport_day_parse ("2026-11-21") });
  assert_left (agency, agency->client_id,
               "Irina: Romashka until 2026-10-20, now Neva; "
               "Vera: Romashka until 2026-09-01, now nowhere");
  /* Of all: each person once, by the last client that was left. */
  assert_left (agency, NULL,
               "Irina: Volga Doors until 2026-11-01, now Neva; "
               "Vera: Romashka until 2026-09-01, now nowhere");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/people/birthday", test_birthday);
  agency_test ("/people/talked", test_talked);
  agency_test ("/people/neglected", test_neglected);
  agency_test ("/people/order", test_contact_order);
  agency_test ("/people/move", test_move);
  agency_test ("/people/move-to-nowhere", test_move_to_nowhere);
  agency_test ("/people/left", test_left);
  agency_test ("/claims/due", test_claim_due);
  agency_test ("/claims/answer", test_claim_answer);
  agency_test ("/claims/order", test_claim_order);
  agency_test ("/claims/of-client", test_claims_of_client);
  return g_test_run ();
}
