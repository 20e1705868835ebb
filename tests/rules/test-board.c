/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the board of clients goes by: their way through the base. */
#include "rapport-client-status.h"
#include "rules-support.h"

#define DAY(text) rapport_day_parse (text)

/* The base (domain.md A.2). */

static void
set_status (Agency *agency, const char *status, const char *day, const char *reason, int pitch)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Status");
  const RapportStatusChange change = { status, DAY (day), reason, pitch };

  rapport_client_set_status (transaction, agency->library, agency->client, &change);
  agency_commit (transaction);
}

/* "2026-10-31 left: Price" and so on. */
static char *
describe_steps (Agency *agency)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) steps =
    rapport_client_get_steps (agency->library, agency->client_id, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < steps->len; i++)
    {
      RapportRecord *step = steps->pdata[i];
      g_autofree char *day =
        rapport_day_to_string (rapport_record_get_day (step, RAPPORT_BASE_STEP_DAY));

      g_string_append_printf (text, "%s%s %s %s %d", i > 0 ? "; " : "", day,
                              rapport_record_get_text (step, RAPPORT_BASE_STEP_STATUS),
                              rapport_record_get_text (step, RAPPORT_BASE_STEP_REASON),
                              (int) rapport_record_get_integer (step, RAPPORT_BASE_STEP_PITCH));
    }
  return g_string_free (text, FALSE);
}

static void
assert_steps (Agency *agency, const char *expected)
{
  g_autofree char *steps = describe_steps (agency);

  g_assert_cmpstr (steps, ==, expected);
}

static void
test_steps (Agency *agency, gconstpointer data)
{
  RapportRecord *client = RAPPORT_RECORD (agency->client);

  assert_steps (agency, "");
  set_status (agency, "paused", NULL, "Summer", 0);
  assert_steps (agency, "2026-11-22 paused Summer 0");
  g_assert_cmpstr (rapport_record_get_text (client, RAPPORT_CLIENT_STATUS), ==, "paused");
  g_assert_cmpint (rapport_record_get_day (client, RAPPORT_CLIENT_STATUS_DAY), ==,
                   DAY ("2026-11-22"));
  /* Said twice is said once. */
  set_status (agency, "paused", NULL, "Summer", 0);
  assert_steps (agency, "2026-11-22 paused Summer 0");
  /* Put right, also to a day before that of another step, which held no more. */
  set_status (agency, "refused", NULL, "Price", 2);
  set_status (agency, "refused", "2026-11-01", "Price, really", 3);
  assert_steps (agency, "2026-11-01 refused Price, really 3");
  set_status (agency, "refused", "2026-11-02", NULL, 0);
  assert_steps (agency, "2026-11-02 refused  0");
  g_assert_cmpstr (rapport_record_get_text (client, RAPPORT_CLIENT_STATUS_REASON), ==, "");
  /* Coming back leaves no reason behind. */
  agency_set_today (agency, "2026-12-01");
  set_status (agency, "current", NULL, NULL, 0);
  assert_steps (agency, "2026-11-02 refused  0; 2026-12-01 current  0");
}

/* Of clients that are older than the steps. */
static void
test_former_step (Agency *agency, gconstpointer data)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Since");
  RapportRecord *client = RAPPORT_RECORD (agency->client);

  rapport_transaction_set_day (transaction, client, RAPPORT_CLIENT_STATUS_DAY, DAY ("2026-01-12"));
  agency_commit (transaction);
  set_status (agency, "left", "2026-11-15", "Own team", 0);
  assert_steps (agency, "2026-01-12 current  0; 2026-11-15 left Own team 0");
}

static void
test_steps_undone (Agency *agency, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;

  set_status (agency, "left", "2026-11-15", "Own team", 0);
  label = rapport_library_undo (agency->library, agency->client_id, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (label, ==, "Status");
  assert_steps (agency, "");
  g_assert_cmpstr (rapport_record_get_text (RAPPORT_RECORD (agency->client), RAPPORT_CLIENT_STATUS),
                   ==, "current");
}

/* A form sets the fields by itself and says so in the end. */
static void
test_steps_of_form (Agency *agency, gconstpointer data)
{
  static const struct
  {
    guint field;
    const char *value;
    const char *steps;
  } cases[] = {
    { RAPPORT_CLIENT_NAME, "Romashka Ltd", "" },
    { RAPPORT_CLIENT_STATUS, "let-go", "2026-11-22 let-go  0" },
    { RAPPORT_CLIENT_STATUS_REASON, "Pays late", "2026-11-22 let-go Pays late 0" },
    { RAPPORT_CLIENT_CITY, "Perm", "2026-11-22 let-go Pays late 0" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Edit");

      rapport_transaction_set_text (transaction, RAPPORT_RECORD (agency->client), cases[i].field,
                                    cases[i].value);
      rapport_client_date_status (transaction, agency->library, agency->client);
      rapport_client_note_step (transaction, agency->library, agency->client);
      agency_commit (transaction);
      assert_steps (agency, cases[i].steps);
    }
}

static void
test_reasons (void)
{
  static const struct
  {
    const char *status;
    gboolean has_reason;
  } cases[] = { { "lead", FALSE },   { "current", FALSE }, { "paused", TRUE },
                { "refused", TRUE }, { "left", TRUE },     { "let-go", TRUE } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (rapport_client_status_has_reason (cases[i].status), ==, cases[i].has_reason);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  agency_test ("/base/steps", test_steps);
  agency_test ("/base/former-step", test_former_step);
  agency_test ("/base/undone", test_steps_undone);
  agency_test ("/base/form", test_steps_of_form);
  g_test_add_func ("/base/reasons", test_reasons);
  return g_test_run ();
}
