/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-intake.h"
#include "rules-support.h"

#include <string.h>

#define MANY 1000

/* A cell that is NULL says nothing. */
typedef struct
{
  const char *name;
  const char *site;
  const char *city;
  const char *status;
  const char *manager;
  const char *notes;
  const char *person;
  const char *email;
  const char *phone;
} Row;

static void
put (char **target, const char *text)
{
  g_set_str (target, text != NULL ? text : "");
}

static RapportNewPerson *
make_person (const Row *row, guint line)
{
  RapportNewPerson *person = rapport_new_person_new ();

  person->line = line;
  put (&person->name, row->person);
  put (&person->email, row->email);
  put (&person->phone, row->phone);
  return person;
}

static GPtrArray *
make_clients (const Row *rows, gsize n)
{
  GPtrArray *clients = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_new_client_free);

  for (gsize i = 0; i < n; i++)
    {
      RapportNewClient *client = rapport_new_client_new (g_strdup (rows[i].name));

      client->line = (guint) i + 2;
      client->status = rows[i].status != NULL ? rows[i].status : "";
      put (&client->site, rows[i].site);
      put (&client->city, rows[i].city);
      put (&client->manager, rows[i].manager);
      put (&client->notes, rows[i].notes);
      if (rows[i].person != NULL || rows[i].email != NULL)
        g_ptr_array_add (client->people, make_person (&rows[i], client->line));
      g_ptr_array_add (clients, client);
    }
  return clients;
}

static RapportIntakeBase *
make_base (Agency *agency)
{
  g_autoptr (GError) error = NULL;
  RapportIntakeBase *base = rapport_intake_base_new (agency->library, &error);

  g_assert_no_error (error);
  return base;
}

static RapportIntake *
take_clients (Agency *agency, const Row *rows, gsize n)
{
  g_autoptr (RapportIntakeBase) base = make_base (agency);
  g_autoptr (GPtrArray) clients = make_clients (rows, n);

  return rapport_intake_new_for_clients (base, clients);
}

static RapportIntakeItem *
get_item (RapportIntake *intake, guint index)
{
  g_autoptr (RapportIntakeItem) item =
    g_list_model_get_item (rapport_intake_get_items (intake), index);

  return item;
}

static RapportIntakeCounts
store (Agency *agency, RapportIntake *intake)
{
  RapportIntakeCounts before, counts;
  g_autoptr (GError) error = NULL;

  rapport_intake_count (intake, &before);
  g_assert_true (rapport_intake_store (intake, agency->library, "Import", &counts, &error));
  g_assert_no_error (error);
  /* What was promised is what was done. */
  g_assert_cmpmem (&before, sizeof before, &counts, sizeof counts);
  return counts;
}

static GPtrArray *
find_all (Agency *agency, GType type)
{
  g_autoptr (RapportQuery) query = rapport_query_new (type);
  g_autoptr (GError) error = NULL;
  GPtrArray *found = rapport_library_find (agency->library, query, &error);

  g_assert_no_error (error);
  return found;
}

static guint
count_all (Agency *agency, GType type)
{
  g_autoptr (GPtrArray) found = find_all (agency, type);

  return found->len;
}

static RapportRecord *
find_client (Agency *agency, const char *name)
{
  g_autoptr (GPtrArray) found = find_all (agency, RAPPORT_TYPE_CLIENT);

  for (guint i = 0; i < found->len; i++)
    if (g_str_equal (rapport_record_get_title (found->pdata[i]), name))
      return g_object_ref (found->pdata[i]);
  return NULL;
}

/* What is known of Romashka before anything comes in. */
static void
fill_client (Agency *agency)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Edit");
  RapportRecord *client = RAPPORT_RECORD (agency->client);
  RapportRecord *contact = rapport_transaction_create (transaction, RAPPORT_TYPE_CONTACT);

  rapport_transaction_set_text (transaction, client, RAPPORT_CLIENT_SITE, "romashka.example");
  rapport_transaction_set_text (transaction, client, RAPPORT_CLIENT_TEAM_NOTES, "Likes tea");
  rapport_transaction_set_text (transaction, contact, RAPPORT_CONTACT_CLIENT, agency->client_id);
  rapport_transaction_set_text (transaction, contact, RAPPORT_CONTACT_NAME, "Irina Belova");
  rapport_transaction_set_text (transaction, contact, RAPPORT_CONTACT_EMAIL, "irina@mail.example");
  agency_commit (transaction);
}

static void
test_choices (Agency *agency, gconstpointer data)
{
  static const struct
  {
    Row row;
    RapportIntakeChoice choice;
    gboolean has_match;
    const char *gain;
  } cases[] = {
    { { "Volga Doors" }, RAPPORT_INTAKE_ADD, FALSE, "" },
    { { "LLC “ROMASHKA”" }, RAPPORT_INTAKE_SKIP, TRUE, "" },
    { { "Romashka", .site = "https://www.romashka.example/" }, RAPPORT_INTAKE_SKIP, TRUE, "" },
    { { "Romashka", .city = "Samara" }, RAPPORT_INTAKE_MERGE, TRUE, "City" },
    { { "Romashka", .notes = "Likes tea" }, RAPPORT_INTAKE_SKIP, TRUE, "" },
    { { "Romashka", .person = "Belova Irina", .phone = "+1 202 555 0100" },
      RAPPORT_INTAKE_MERGE,
      TRUE,
      "1 contact" },
    { { "Romashka", .city = "Samara", .person = "Oleg" },
      RAPPORT_INTAKE_MERGE,
      TRUE,
      "City, 1 contact" },
    /* Another website: perhaps another company of that name. */
    { { "Romashka", .site = "romashka-doors.example" }, RAPPORT_INTAKE_ADD, TRUE, "" },
    /* The website alone: it may be a new name, or a sister. */
    { { "Daisy Clinics", .site = "romashka.example" }, RAPPORT_INTAKE_ADD, TRUE, "" },
    { { "Romashkа" /* a Russian а */, .city = "Samara", .site = "romashka.example" },
      RAPPORT_INTAKE_MERGE,
      TRUE,
      "City" },
  };

  fill_client (agency);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RapportIntake) intake = take_clients (agency, &cases[i].row, 1);
      RapportIntakeItem *item = get_item (intake, 0);

      g_test_message ("case %" G_GSIZE_FORMAT ": %s", i, cases[i].row.name);
      g_assert_cmpint (rapport_intake_item_get_choice (item), ==, cases[i].choice);
      g_assert_cmpint (*rapport_intake_item_get_match (item) != '\0', ==, cases[i].has_match);
      g_assert_cmpstr (rapport_intake_item_get_gain (item), ==, cases[i].gain);
    }
}

/* New ones, one merged, one left out: one step, which is undone as one. */
static void
test_store (Agency *agency, gconstpointer data)
{
  static const Row rows[] = {
    { "Volga Doors", "volga.example", "Samara", "lead", NULL, NULL, "Oleg", "oleg@volga.example" },
    { "Romashka", NULL, "Kazan", "left", NULL, "Pays late", "Irina Belova", NULL,
      "+1 202 555 0100" },
    { "Aurora", .person = "Vera" },
    /* The same as the first, by another name. */
    { "ООО «Volga Doors»", "volga.example", NULL, NULL, NULL, NULL, "Oleg", "oleg@volga.example" },
  };
  g_autoptr (RapportIntake) intake = NULL;
  g_autoptr (RapportRecord) volga = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;
  RapportIntakeCounts counts;

  fill_client (agency);
  intake = take_clients (agency, rows, G_N_ELEMENTS (rows));
  g_assert_nonnull (strstr (rapport_intake_item_get_match (get_item (intake, 3)), "line 2"));
  rapport_intake_item_set_choice (get_item (intake, 2), RAPPORT_INTAKE_SKIP);
  counts = store (agency, intake);
  g_assert_cmpuint (counts.clients_added, ==, 1);
  g_assert_cmpuint (counts.clients_merged, ==, 2);
  g_assert_cmpuint (counts.clients_skipped, ==, 1);
  g_assert_cmpuint (count_all (agency, RAPPORT_TYPE_CLIENT), ==, 2);
  g_assert_cmpuint (count_all (agency, RAPPORT_TYPE_CONTACT), ==, 2);

  volga = find_client (agency, "Volga Doors");
  g_assert_true (rapport_record_has_word (volga, RAPPORT_CLIENT_STATUS, "lead"));
  g_assert_false (rapport_record_get_boolean (volga, RAPPORT_CLIENT_KEY));
  g_assert_cmpstr (rapport_record_get_text (volga, RAPPORT_CLIENT_CITY), ==, "Samara");
  g_assert_cmpstr (rapport_record_get_text (volga, RAPPORT_CLIENT_OWNER), ==,
                   rapport_library_get_me (agency->library));
  /* What somebody wrote stays. */
  g_assert_true (
    rapport_record_has_word (RAPPORT_RECORD (agency->client), RAPPORT_CLIENT_STATUS, "current"));
  g_assert_cmpstr (
    rapport_record_get_text (RAPPORT_RECORD (agency->client), RAPPORT_CLIENT_TEAM_NOTES), ==,
    "Likes tea\n\nPays late");

  label = rapport_library_undo (agency->library, "", FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (label, ==, "Import");
  g_assert_cmpuint (count_all (agency, RAPPORT_TYPE_CLIENT), ==, 1);
  g_assert_cmpuint (count_all (agency, RAPPORT_TYPE_CONTACT), ==, 1);
  g_assert_cmpstr (rapport_record_get_text (RAPPORT_RECORD (agency->client), RAPPORT_CLIENT_CITY),
                   ==, "");
}

/* A file that is imported again finds everybody there. */
static void
test_again (Agency *agency, gconstpointer data)
{
  static const Row rows[] = {
    { "Volga Doors", "volga.example", "Samara", NULL, "Anna", "Doors", "Oleg",
      "oleg@volga.example" },
    { "Aurora", .person = "Vera", .phone = "+1 202 555 0101" },
    { "Northwind" },
  };

  for (int time = 0; time < 2; time++)
    {
      g_autoptr (RapportIntake) intake = take_clients (agency, rows, G_N_ELEMENTS (rows));
      const RapportIntakeCounts counts = store (agency, intake);

      g_assert_cmpuint (counts.clients_added, ==, time == 0 ? 3 : 0);
      g_assert_cmpuint (counts.clients_skipped, ==, time == 0 ? 0 : 3);
      g_assert_cmpuint (count_all (agency, RAPPORT_TYPE_CONTACT), ==, 2);
    }
}

static void
test_managers (Agency *agency, gconstpointer data)
{
  static const Row rows[] = { { "Volga Doors", .manager = "anna" },
                              { "Aurora", .manager = "Boris Orlov" },
                              { "Northwind", .manager = "Orlov Boris" },
                              { "Sirius" } };

  for (int adds = 0; adds < 2; adds++)
    {
      g_autoptr (RapportIntake) intake = take_clients (agency, rows, G_N_ELEMENTS (rows));
      g_autoptr (RapportRecord) aurora = NULL;
      g_autoptr (RapportRecord) sirius = NULL;
      g_autofree char *undone = NULL;
      const char *const *unknown = rapport_intake_get_unknown_managers (intake);

      g_assert_cmpstr (unknown[0], ==, "Boris Orlov");
      g_assert_null (unknown[1]);
      rapport_intake_set_adds_managers (intake, adds == 1);
      g_assert_cmpuint (store (agency, intake).members_added, ==, (guint) adds);
      g_assert_cmpuint (count_all (agency, RAPPORT_TYPE_MEMBER), ==, 1 + (guint) adds);
      aurora = find_client (agency, "Aurora");
      sirius = find_client (agency, "Sirius");
      g_assert_cmpint (*rapport_record_get_text (aurora, RAPPORT_CLIENT_OWNER) != '\0', ==, adds);
      /* The file has account managers, and none for this one. */
      g_assert_cmpstr (rapport_record_get_text (sirius, RAPPORT_CLIENT_OWNER), ==, "");
      undone = rapport_library_undo (agency->library, "", FALSE, NULL);
      g_assert_nonnull (undone);
    }
}

static RapportIntake *
take_people (Agency *agency, GPtrArray *people, gboolean into_client)
{
  g_autoptr (RapportIntakeBase) base = make_base (agency);

  return rapport_intake_new_for_people (base, people, into_client ? agency->client_id : NULL);
}

static GPtrArray *
make_people (void)
{
  static const struct
  {
    Row row;
    const char *organisation;
  } cards[] = {
    { { .person = "Irina Belova", .email = "irina@mail.example, i@romashka.example" },
      "Romashka LLC" },
    { { .person = "Oleg", .email = "oleg@romashka.example" }, "" },
    { { .person = "Vera", .email = "vera@volga.example" }, "Volga Doors" },
    { { .person = "Lev", .email = "lev@home.example" }, "" },
  };
  GPtrArray *people = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_new_person_free);

  for (gsize i = 0; i < G_N_ELEMENTS (cards); i++)
    {
      RapportNewPerson *person = make_person (&cards[i].row, (guint) i + 1);

      put (&person->organisation, cards[i].organisation);
      g_ptr_array_add (people, person);
    }
  return people;
}

/* People find the way to their companies, or all go to one client. */
static void
test_people (Agency *agency, gconstpointer data)
{
  static const struct
  {
    gboolean into_client;
    gboolean adds_companies;
    guint added, merged, homeless, clients;
  } cases[] = { { FALSE, FALSE, 1, 1, 2, 1 },
                { FALSE, TRUE, 2, 1, 1, 2 },
                { TRUE, FALSE, 3, 1, 0, 1 } };
  g_autoptr (GPtrArray) people = make_people ();

  fill_client (agency);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RapportIntake) intake = take_people (agency, people, cases[i].into_client);
      RapportIntakeCounts counts;
      g_autofree char *undone = NULL;

      rapport_intake_set_adds_companies (intake, cases[i].adds_companies);
      g_assert_cmpstr (rapport_intake_item_get_gain (get_item (intake, 0)), ==, "E-mail");
      counts = store (agency, intake);
      g_assert_cmpuint (counts.people_added, ==, cases[i].added);
      g_assert_cmpuint (counts.people_merged, ==, cases[i].merged);
      g_assert_cmpuint (counts.people_homeless, ==, cases[i].homeless);
      g_assert_cmpuint (count_all (agency, RAPPORT_TYPE_CLIENT), ==, cases[i].clients);
      undone = rapport_library_undo (agency->library, cases[i].into_client ? agency->client_id : "",
                                     FALSE, NULL);
      g_assert_cmpstr (undone, ==, "Import");
      g_assert_cmpuint (count_all (agency, RAPPORT_TYPE_CONTACT), ==, 1);
    }
}

static void
test_many (Agency *agency, gconstpointer data)
{
  g_autoptr (GPtrArray) clients =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_new_client_free);
  g_autoptr (RapportIntakeBase) base = make_base (agency);
  g_autoptr (RapportIntake) intake = NULL;
  gint64 start;

  for (guint i = 0; i < MANY; i++)
    {
      RapportNewClient *client = rapport_new_client_new (g_strdup_printf ("Shop no. %u", i));

      client->line = i + 2;
      for (guint j = 0; j < 2; j++)
        {
          RapportNewPerson *person = rapport_new_person_new ();

          g_free (person->name);
          person->name = g_strdup_printf ("Person %u of %u", j, i);
          g_ptr_array_add (client->people, person);
        }
      g_ptr_array_add (clients, client);
    }
  start = g_get_monotonic_time ();
  intake = rapport_intake_new_for_clients (base, clients);
  g_test_message ("matched in %.1f ms", (double) (g_get_monotonic_time () - start) / 1000);
  start = g_get_monotonic_time ();
  g_assert_cmpuint (store (agency, intake).people_added, ==, 2 * MANY);
  g_test_message ("stored in %.1f ms", (double) (g_get_monotonic_time () - start) / 1000);
  g_assert_cmpuint (count_all (agency, RAPPORT_TYPE_CLIENT), ==, MANY + 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  agency_test ("/intake/choices", test_choices);
  agency_test ("/intake/store", test_store);
  agency_test ("/intake/again", test_again);
  agency_test ("/intake/managers", test_managers);
  agency_test ("/intake/people", test_people);
  agency_test ("/intake/many", test_many);
  return g_test_run ();
}
