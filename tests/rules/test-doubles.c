/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-cells.h"
#include "rapport-doubles.h"
#include "rules-support.h"

#include <string.h>

static GPtrArray *
find_doubles (Agency *agency, RapportDuplicateKind kind)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportIntakeBase) base = rapport_intake_base_new (agency->library, &error);

  g_assert_no_error (error);
  return rapport_doubles_find (base, kind);
}

static guint
count_doubles (Agency *agency, RapportDuplicateKind kind)
{
  g_autoptr (GPtrArray) doubles = find_doubles (agency, kind);

  return doubles->len;
}

static void
undo (Agency *agency, const char *client)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *label = rapport_library_undo (agency->library, client, FALSE, &error);

  g_assert_no_error (error);
  g_assert_nonnull (label);
}

static RapportRecord *
add_contact (Agency *agency, const char *client_id, const char *name, const char *email)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Add");
  RapportRecord *contact = rapport_transaction_create (transaction, RAPPORT_TYPE_CONTACT);

  g_object_ref (contact);
  rapport_transaction_set_text (transaction, contact, RAPPORT_CONTACT_CLIENT, client_id);
  rapport_transaction_set_text (transaction, contact, RAPPORT_CONTACT_NAME, name);
  rapport_transaction_set_text (transaction, contact, RAPPORT_CONTACT_EMAIL, email);
  agency_commit (transaction);
  return contact;
}

static void
test_find (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportRecord) one =
    add_contact (agency, agency->client_id, "Ann Snow", "a@mail.example");
  g_autoptr (RapportClient) other = NULL;
  g_autoptr (RapportClient) volga = NULL;
  g_autoptr (RapportRecord) two = NULL;
  g_autoptr (GPtrArray) clients = NULL;
  g_autoptr (GPtrArray) people = NULL;
  const RapportDouble *pair;
  g_autoptr (GError) error = NULL;

  agency_set_today (agency, "2026-11-23");
  other = agency_add_client (agency, "Romashka LLC");
  volga = agency_add_client (agency, "Volga Doors");
  two = add_contact (agency, rapport_record_get_id (RAPPORT_RECORD (volga)), "Snow Ann",
                     "A@mail.example");
  clients = find_doubles (agency, RAPPORT_DUPLICATE_CLIENTS);
  people = find_doubles (agency, RAPPORT_DUPLICATE_CONTACTS);
  g_assert_cmpuint (people->len, ==, 1);
  pair = people->pdata[0];
  g_assert_cmpstr (pair->one_name, ==, "Ann Snow");
  g_assert_cmpstr (pair->one_where, ==, "Romashka");
  g_assert_cmpstr (pair->other_where, ==, "Volga Doors");
  g_assert_true (pair->is_sure);
  /* Romashka twice, and two clients of one e-mail domain. */
  g_assert_cmpuint (clients->len, >=, 1);
  pair = clients->pdata[0];
  g_assert_cmpstr (pair->one, ==, agency->client_id);
  g_assert_cmpstr (pair->other_name, ==, "Romashka LLC");

  g_assert_true (rapport_doubles_keep_apart (agency->library, one, two, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_doubles (agency, RAPPORT_DUPLICATE_CONTACTS), ==, 0);
  agency_restart (agency);
  g_assert_cmpuint (count_doubles (agency, RAPPORT_DUPLICATE_CONTACTS), ==, 0);
  undo (agency, agency->client_id);
  g_assert_cmpuint (count_doubles (agency, RAPPORT_DUPLICATE_CONTACTS), ==, 1);
}

/* Fields by choice, in tables of what each says and what is left. */
static void
test_fields (Agency *agency, gconstpointer data)
{
  static const struct
  {
    guint field;
    const char *one;
    const char *other;
    RapportUniteChoice usual;
    const char *results[3]; /* by choice; NULL where there is none */
  } cases[] = {
    { RAPPORT_CLIENT_CITY, "Samara", "Kazan", RAPPORT_UNITE_KEEP, { "Samara", "Kazan", NULL } },
    { RAPPORT_CLIENT_INDUSTRY, "", "Flowers", RAPPORT_UNITE_TAKE, { "", "Flowers", NULL } },
    { RAPPORT_CLIENT_SITE, "one.example", "", RAPPORT_UNITE_KEEP, { "one.example", "", NULL } },
    { RAPPORT_CLIENT_TEAM_NOTES,
      "Tea",
      "Cake",
      RAPPORT_UNITE_BOTH,
      { "Tea", "Cake", "Tea\n\nCake" } },
    { RAPPORT_CLIENT_MY_NOTES,
      "Tea and cake",
      "Tea",
      RAPPORT_UNITE_BOTH,
      { "Tea and cake", "Tea", "Tea and cake" } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int choice = 0; choice < 3; choice++)
      {
        RapportRecord *one = RAPPORT_RECORD (agency->client);
        g_autoptr (RapportClient) client = agency_add_client (agency, "Romashka LLC");
        RapportRecord *other = RAPPORT_RECORD (client);
        RapportUniteChoice choices[RAPPORT_CLIENT_N_FIELDS] = { 0 };
        RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Edit");
        g_autoptr (GError) error = NULL;

        if (cases[i].results[choice] == NULL)
          {
            rapport_transaction_free (transaction);
            continue;
          }
        rapport_transaction_set_text (transaction, one, cases[i].field, cases[i].one);
        rapport_transaction_set_text (transaction, other, cases[i].field, cases[i].other);
        agency_commit (transaction);
        g_assert_true (rapport_unite_is_choice (one, other, cases[i].field));
        g_assert_cmpint (rapport_unite_get_default (one, other, cases[i].field), ==,
                         cases[i].usual);
        choices[cases[i].field] = (RapportUniteChoice) choice;
        g_assert_true (rapport_unite (agency->library, one, other, choices, &error));
        g_assert_no_error (error);
        g_assert_cmpstr (rapport_record_get_text (one, cases[i].field), ==,
                         cases[i].results[choice]);
        g_assert_cmpstr (rapport_record_get_text (one, RAPPORT_CLIENT_NAME), ==, "Romashka");
        g_assert_true (rapport_record_is_trashed (other));
        undo (agency, agency->client_id);
        g_assert_cmpstr (rapport_record_get_text (one, cases[i].field), ==, cases[i].one);
        g_assert_false (rapport_record_is_trashed (other));
      }
}

/* Any record of any type that can point at a record of @target. */

static gboolean
is_keyed (const RapportRecordInfo *info)
{
  for (guint i = RAPPORT_RECORD_N_FIELDS; i < info->n_fields; i++)
    if (info->fields[i].flags & RAPPORT_FIELD_KEY)
      return TRUE;
  return FALSE;
}

static RapportRecord *
make_pointing (RapportTransaction *transaction,
               const RapportRecordInfo *info,
               guint field,
               const char *id)
{
  g_autoptr (GStrvBuilder) key = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;
  const gboolean is_key = (info->fields[field].flags & RAPPORT_FIELD_KEY) != 0;
  /* Another one for each id, which nothing has. */
  g_autofree char *other = g_strconcat ("of ", id, NULL);
  RapportRecord *record;

  for (guint i = 0; i < info->n_fields; i++)
    if (info->fields[i].flags & RAPPORT_FIELD_KEY)
      g_strv_builder_add (key, i == field                                 ? id
                               : info->fields[i].kind == RAPPORT_KIND_DAY ? "2026-11-02"
                               : is_key                                   ? "x"
                                                                          : other);
  if (is_keyed (info))
    {
      parts = g_strv_builder_end (key);
      record =
        rapport_transaction_ensure (transaction, info->get_type (), (const char *const *) parts);
    }
  else
    record = rapport_transaction_create (transaction, info->get_type ());
  rapport_transaction_set_text (transaction, record, field, id);
  return record;
}

static guint
count_pointing (Agency *agency, const RapportRecordInfo *info, guint field, const char *id)
{
  g_autoptr (RapportQuery) query = rapport_query_new_for_info (info);

  rapport_query_where_text (query, field, id);
  return agency_count (agency, query);
}

/* Calls for each field that refers to records of a type. */
typedef void (*FieldFunc) (Agency *agency,
                           const RapportRecordInfo *info,
                           guint field,
                           gpointer user_data);

static void
for_each_pointing (Agency *agency, const char *target, FieldFunc func, gpointer user_data)
{
  GPtrArray *infos = rapport_record_infos_get ();

  for (guint i = 0; i < infos->len; i++)
    {
      const RapportRecordInfo *info = infos->pdata[i];

      for (guint f = RAPPORT_RECORD_N_FIELDS; f < info->n_fields; f++)
        if (info->fields[f].kind == RAPPORT_KIND_REFERENCE && info != &rapport_base_step_info &&
            (info->fields[f].target == NULL || g_str_equal (info->fields[f].target, target)))
          func (agency, info, f, user_data);
    }
}

static void
add_pointing (Agency *agency, const RapportRecordInfo *info, guint field, gpointer id)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Add");

  make_pointing (transaction, info, field, id);
  agency_commit (transaction);
  g_assert_cmpuint (count_pointing (agency, info, field, id), ==, 1);
}

static void
assert_none (Agency *agency, const RapportRecordInfo *info, guint field, gpointer id)
{
  g_test_message ("%s.%s", info->name, info->fields[field].name);
  g_assert_cmpuint (count_pointing (agency, info, field, id), ==, 0);
}

static void
assert_one (Agency *agency, const RapportRecordInfo *info, guint field, gpointer id)
{
  g_test_message ("%s.%s", info->name, info->fields[field].name);
  g_assert_cmpuint (count_pointing (agency, info, field, id), ==, 1);
}

/* Everything that points at the one that goes points at the one that stays. */
static void
test_pointing (Agency *agency, gconstpointer target)
{
  const gboolean clients = g_str_equal (target, "client");
  g_autoptr (RapportClient) second = agency_add_client (agency, "Romashka LLC");
  const char *second_id = rapport_record_get_id (RAPPORT_RECORD (second));
  g_autoptr (RapportRecord) one = clients ? g_object_ref (RAPPORT_RECORD (agency->client))
                                          : add_contact (agency, agency->client_id, "Ann", "");
  g_autoptr (RapportRecord) other =
    clients ? g_object_ref (RAPPORT_RECORD (second)) : add_contact (agency, second_id, "Ann", "");
  g_autofree RapportUniteChoice *choices = g_new0 (RapportUniteChoice, 100);
  gpointer stays = (gpointer) rapport_record_get_id (one);
  gpointer goes = (gpointer) rapport_record_get_id (other);
  g_autoptr (GError) error = NULL;

  for_each_pointing (agency, target, add_pointing, goes);
  g_assert_true (rapport_unite (agency->library, one, other, choices, &error));
  g_assert_no_error (error);
  for_each_pointing (agency, target, assert_none, goes);
  for_each_pointing (agency, target, assert_one, stays);
  agency_restart (agency);
  for_each_pointing (agency, target, assert_one, stays);
  undo (agency, agency->client_id);
  for_each_pointing (agency, target, assert_none, stays);
  for_each_pointing (agency, target, assert_one, goes);
}

static RapportRecord *
add_numbers (Agency *agency, const char *client_id, RapportDay day, gint64 clicks)
{
  const char *key[] = { client_id, "Ads", "2026-11-01", NULL };
  const RapportCell cell = { .day = day, .channel = "", .metric = "clicks", .value = clicks };
  g_autoptr (RapportCells) cells = rapport_cells_new (&cell, 1);
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Import");
  RapportRecord *record =
    g_object_ref (rapport_transaction_ensure (transaction, RAPPORT_TYPE_MONTH_NUMBERS, key));

  rapport_transaction_set (transaction, record, RAPPORT_MONTH_NUMBERS_CELLS,
                           rapport_cells_to_variant (cells));
  agency_commit (transaction);
  return record;
}

/* Both have figures of a month: they are laid together, and where both have a
 * cell the one that stays is right. */
static void
test_figures (Agency *agency, gconstpointer data)
{
  const RapportDay first = rapport_day_new (2026, 11, 1);
  g_autoptr (RapportClient) other = agency_add_client (agency, "Romashka LLC");
  const char *other_id = rapport_record_get_id (RAPPORT_RECORD (other));
  g_autoptr (RapportRecord) own = add_numbers (agency, agency->client_id, first, 10);
  g_autoptr (RapportRecord) more = add_numbers (agency, other_id, first + 1, 20);
  RapportUniteChoice choices[RAPPORT_CLIENT_N_FIELDS] = { 0 };
  g_autoptr (RapportCells) cells = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (rapport_unite (agency->library, RAPPORT_RECORD (agency->client),
                                RAPPORT_RECORD (other), choices, &error));
  g_assert_no_error (error);
  cells = rapport_cells_from_variant (rapport_record_get_value (own, RAPPORT_MONTH_NUMBERS_CELLS));
  g_assert_cmpuint (rapport_cells_get_size (cells), ==, 2);
  g_assert_cmpint (rapport_cells_get (cells, 0)->value, ==, 10);
  g_assert_true (rapport_record_is_trashed (more));
  undo (agency, agency->client_id);
  g_assert_false (rapport_record_is_trashed (more));
}

/* Where a client stands comes with the steps that say so. */
static void
test_status (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportClient) other = agency_add_client (agency, "Romashka LLC");
  RapportUniteChoice choices[RAPPORT_CLIENT_N_FIELDS] = { 0 };
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Edit");
  RapportRecord *step = rapport_transaction_create (transaction, RAPPORT_TYPE_BASE_STEP);
  g_autoptr (GError) error = NULL;

  rapport_transaction_set_text (transaction, step, RAPPORT_BASE_STEP_CLIENT,
                                rapport_record_get_id (RAPPORT_RECORD (other)));
  rapport_transaction_set_text (transaction, step, RAPPORT_BASE_STEP_STATUS, "left");
  rapport_transaction_set_text (transaction, RAPPORT_RECORD (other), RAPPORT_CLIENT_STATUS, "left");
  rapport_transaction_set_text (transaction, RAPPORT_RECORD (other), RAPPORT_CLIENT_STATUS_REASON,
                                "Price");
  agency_commit (transaction);
  choices[RAPPORT_CLIENT_STATUS] = RAPPORT_UNITE_TAKE;
  g_assert_true (rapport_unite (agency->library, RAPPORT_RECORD (agency->client),
                                RAPPORT_RECORD (other), choices, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (
    rapport_record_get_text (RAPPORT_RECORD (agency->client), RAPPORT_CLIENT_STATUS_REASON), ==,
    "Price");
  g_assert_cmpuint (
    count_pointing (agency, &rapport_base_step_info, RAPPORT_BASE_STEP_CLIENT, agency->client_id),
    ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  agency_test ("/doubles/find", test_find);
  agency_test ("/doubles/fields", test_fields);
  g_test_add ("/doubles/clients", Agency, "client", agency_set_up, test_pointing, agency_tear_down);
  g_test_add ("/doubles/contacts", Agency, "contact", agency_set_up, test_pointing,
              agency_tear_down);
  agency_test ("/doubles/figures", test_figures);
  agency_test ("/doubles/status", test_status);
  return g_test_run ();
}
