/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a client stands in the base, and how it came there. */
#include "rapport-archive.h"
#include "rapport-client-status.h"
#include "rules-support.h"

#define MAX_CASES 6

/* "left 2026-10-31 price 3": the status, since when, why, the pitch; "-" for
 * nothing. */
static void
read_standing (const char *text, RapportStatusChange *change, char ***parts)
{
  *parts = g_strsplit (text, " ", 4);
  change->status = (*parts)[0];
  change->day = rapport_day_parse ((*parts)[1]);
  change->reason = g_str_equal ((*parts)[2], "-") ? NULL : (*parts)[2];
  change->pitch =
    g_str_equal ((*parts)[3], "-") ? 0 : (int) g_ascii_strtoll ((*parts)[3], NULL, 10);
}

static char *
write_standing (const RapportStatusChange *change)
{
  g_autofree char *day = rapport_day_to_string (change->day);
  g_autofree char *pitch = g_strdup_printf ("%d", change->pitch);

  return g_strjoin (" ", change->status, *day != '\0' ? day : "-",
                    change->reason != NULL && *change->reason != '\0' ? change->reason : "-",
                    change->pitch > 0 ? pitch : "-", NULL);
}

static char *
write_steps (Agency *agency)
{
  g_autoptr (GPtrArray) steps = rapport_client_get_steps (agency->library, agency->client_id, NULL);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < steps->len; i++)
    {
      RapportStatusChange change;

      rapport_status_change_of_step (&change, steps->pdata[i]);
      g_ptr_array_add (texts, write_standing (&change));
    }
  g_ptr_array_add (texts, NULL);
  return g_strjoinv (", ", (char **) texts->pdata);
}

static char *
write_client (Agency *agency)
{
  RapportStatusChange change;

  rapport_status_change_of_client (&change, agency->client);
  return write_standing (&change);
}

static void
set_fields (Agency *agency, const char *text)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Status");
  RapportRecord *record = RAPPORT_RECORD (agency->client);
  g_auto (GStrv) parts = NULL;
  RapportStatusChange change;

  read_standing (text, &change, &parts);
  rapport_transaction_set_text (transaction, record, RAPPORT_CLIENT_STATUS, change.status);
  rapport_transaction_set_day (transaction, record, RAPPORT_CLIENT_STATUS_DAY, change.day);
  rapport_transaction_set_text (transaction, record, RAPPORT_CLIENT_STATUS_REASON, change.reason);
  agency_commit (transaction);
}

static void
take_step (Agency *agency, const char *text, gboolean past)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Status");
  g_auto (GStrv) parts = NULL;
  RapportStatusChange change;

  read_standing (text, &change, &parts);
  if (past)
    rapport_client_add_step (transaction, agency->library, agency->client, &change);
  else
    rapport_client_set_status (transaction, agency->library, agency->client, &change);
  agency_commit (transaction);
}

typedef struct
{
  const char *name;
  const char *fields;           /* of the client, which has no step; or NULL */
  const char *taken[MAX_CASES]; /* "+ " before one that was */
  const char *steps;
  const char *client;
} StepsCase;

/* Today is 2026-11-22. */
static const StepsCase steps_cases[] = {
  { "keeps what an older client said",
    "current 2024-05-01 - -",
    { "left 2026-10-03 price -" },
    "current 2024-05-01 - -, left 2026-10-03 price -",
    "left 2026-10-03 price -" },
  { "but not of an unknown day",
    NULL,
    { "paused - - -" },
    "paused 2026-11-22 - -",
    "paused 2026-11-22 - -" },
  { "goes the whole way",
    "lead 2024-03-01 - -",
    { "refused 2024-04-01 price 4", "current 2024-05-01 - -", "let-go 2026-11-01 debts -" },
    "lead 2024-03-01 - -, refused 2024-04-01 price 4, current 2024-05-01 - -, "
    "let-go 2026-11-01 debts -",
    "let-go 2026-11-01 debts -" },
  { "the reason and the pitch belong to their step",
    "lead 2024-03-01 - -",
    { "refused 2024-04-01 price 4", "lead 2026-01-10 - -" },
    "lead 2024-03-01 - -, refused 2024-04-01 price 4, lead 2026-01-10 - -",
    "lead 2026-01-10 - -" },
  { "said again it is no step",
    "lead 2024-03-01 - -",
    { "refused 2024-04-01 price 4", "refused - late 1" },
    "lead 2024-03-01 - -, refused 2024-04-01 late 1",
    "refused 2024-04-01 late 1" },
  { "said again since another day",
    "lead 2024-03-01 - -",
    { "refused 2024-04-01 price 4", "refused 2024-04-05 price 4" },
    "lead 2024-03-01 - -, refused 2024-04-05 price 4",
    "refused 2024-04-05 price 4" },
  { "said again since before the last step",
    "lead 2024-03-01 - -",
    { "current 2024-04-01 - -", "current 2024-01-01 - -" },
    "current 2024-01-01 - -",
    "current 2024-01-01 - -" },
  { "back on the same day takes it back",
    "lead 2024-03-01 - -",
    { "refused - - -", "lead - - -" },
    "lead 2024-03-01 - -",
    "lead 2024-03-01 - -" },
  { "back on another day does not",
    "current 2024-03-01 - -",
    { "paused 2026-11-21 - -", "current - - -" },
    "current 2024-03-01 - -, paused 2026-11-21 - -, current 2026-11-22 - -",
    "current 2026-11-22 - -" },
  { "the user knows better since when",
    "current 2024-03-01 - -",
    { "paused 2026-11-01 - -", "left 2026-10-31 price -" },
    "current 2024-03-01 - -, left 2026-10-31 price -",
    "left 2026-10-31 price -" },
  { "a pause that was none",
    "current 2024-03-01 - -",
    { "paused 2026-11-01 - -", "current 2026-10-31 - -" },
    "current 2024-03-01 - -",
    "current 2024-03-01 - -" },
  { "one that was stays among the others",
    "current 2024-05-01 - -",
    { "+ lead 2024-03-01 - -" },
    "lead 2024-03-01 - -, current 2024-05-01 - -",
    "current 2024-05-01 - -" },
  { "one that was of an unknown day is the first",
    "current 2024-05-01 - -",
    { "+ lead - - -" },
    "lead - - -, current 2024-05-01 - -",
    "current 2024-05-01 - -" },
  { "one that was after all others is where it stands",
    "current 2024-05-01 - -",
    { "+ paused 2026-11-01 summer -" },
    "current 2024-05-01 - -, paused 2026-11-01 summer -",
    "paused 2026-11-01 summer -" },
};

static void
test_steps (Agency *agency, gconstpointer data)
{
  const StepsCase *test = data;
  g_autofree char *steps = NULL;
  g_autofree char *client = NULL;

  if (test->fields != NULL)
    set_fields (agency, test->fields);
  for (guint i = 0; i < MAX_CASES && test->taken[i] != NULL; i++)
    {
      const gboolean past = g_str_has_prefix (test->taken[i], "+ ");

      take_step (agency, test->taken[i] + (past ? 2 : 0), past);
    }
  steps = write_steps (agency);
  client = write_client (agency);
  g_assert_cmpstr (steps, ==, test->steps);
  g_assert_cmpstr (client, ==, test->client);
}

/* One step of undo takes the step and the client's fields back. */
static void
test_undo (Agency *agency, gconstpointer data)
{
  g_autofree char *steps = NULL;
  g_autofree char *again = NULL;
  g_autofree char *client = NULL;
  g_autofree char *label = NULL;
  g_autofree char *redone = NULL;

  set_fields (agency, "current 2024-05-01 - -");
  take_step (agency, "left 2026-10-03 price -", FALSE);
  label = rapport_library_undo (agency->library, agency->client_id, FALSE, NULL);
  g_assert_cmpstr (label, ==, "Status");
  steps = write_steps (agency);
  client = write_client (agency);
  g_assert_cmpstr (steps, ==, "");
  g_assert_cmpstr (client, ==, "current 2024-05-01 - -");
  redone = rapport_library_undo (agency->library, agency->client_id, TRUE, NULL);
  g_assert_cmpstr (redone, ==, "Status");
  again = write_steps (agency);
  g_assert_cmpstr (again, ==, "current 2024-05-01 - -, left 2026-10-03 price -");
}

static void
edit_step (Agency *agency, guint index, const char *text)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Edit");
  g_autoptr (GPtrArray) steps = rapport_client_get_steps (agency->library, agency->client_id, NULL);
  g_auto (GStrv) parts = NULL;
  RapportStatusChange change;

  if (text != NULL)
    {
      read_standing (text, &change, &parts);
      rapport_client_change_step (transaction, agency->library, agency->client, steps->pdata[index],
                                  &change);
    }
  else
    rapport_client_remove_step (transaction, agency->library, agency->client, steps->pdata[index]);
  agency_commit (transaction);
}

static const struct
{
  guint index;
  const char *edit; /* NULL takes the step away */
  const char *client;
} edit_cases[] = {
  { 2, "left 2026-10-04 money 2", "left 2026-10-04 money 2" },
  { 2, "left 2023-10-04 money -", "current 2024-05-01 - -" },
  { 0, "lead 2024-02-01 fair -", "left 2026-10-03 price -" },
  { 0, "lead 2026-11-20 fair -", "lead 2026-11-20 fair -" },
  { 2, NULL, "current 2024-05-01 - -" },
  { 0, NULL, "left 2026-10-03 price -" },
};

static void
test_edit (Agency *agency, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (edit_cases); i++)
    {
      g_autoptr (RapportClient) client = agency_add_client (agency, "Another");
      g_autofree char *stands = NULL;

      g_set_object (&agency->client, client);
      agency->client_id = rapport_record_get_id (RAPPORT_RECORD (client));
      set_fields (agency, "lead 2024-03-01 - -");
      take_step (agency, "current 2024-05-01 - -", FALSE);
      take_step (agency, "left 2026-10-03 price -", FALSE);
      edit_step (agency, edit_cases[i].index, edit_cases[i].edit);
      stands = write_client (agency);
      g_assert_cmpstr (stands, ==, edit_cases[i].client);
    }
}

static void
test_last_removed (Agency *agency, gconstpointer data)
{
  g_autofree char *client = NULL;

  take_step (agency, "paused 2026-11-01 summer -", FALSE);
  edit_step (agency, 0, NULL);
  client = write_client (agency);
  g_assert_cmpstr (client, ==, "paused 2026-11-01 summer -");
}

/* Who becomes a client is one since then, for the first time. */
static void
test_since (Agency *agency, gconstpointer data)
{
  set_fields (agency, "lead 2024-03-01 - -");
  take_step (agency, "current 2024-05-01 - -", FALSE);
  take_step (agency, "left 2025-05-01 - -", FALSE);
  take_step (agency, "current 2026-05-01 - -", FALSE);
  g_assert_cmpint (rapport_record_get_day (RAPPORT_RECORD (agency->client), RAPPORT_CLIENT_SINCE),
                   ==, rapport_day_parse ("2024-05-01"));
}

/* A new client's fields make its first step, where they say more than nothing. */
static void
test_new_client (Agency *agency, gconstpointer data)
{
  static const struct
  {
    const char *status;
    const char *day;
    const char *steps;
  } cases[] = {
    { "current", "", "" },
    { "current", "2024-05-01", "current 2024-05-01 - -" },
    { "lead", "", "lead 2026-11-22 - -" },
    { "lead", "2024-05-01", "lead 2024-05-01 - -" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Add");
      RapportRecord *client = rapport_transaction_create (transaction, RAPPORT_TYPE_CLIENT);
      g_autofree char *steps = NULL;

      g_set_object (&agency->client, RAPPORT_CLIENT (client));
      agency->client_id = rapport_record_get_id (client);
      rapport_transaction_set_text (transaction, client, RAPPORT_CLIENT_STATUS, cases[i].status);
      rapport_transaction_set_day (transaction, client, RAPPORT_CLIENT_STATUS_DAY,
                                   rapport_day_parse (cases[i].day));
      rapport_client_note_step (transaction, agency->library, agency->client);
      agency_commit (transaction);
      steps = write_steps (agency);
      g_assert_cmpstr (steps, ==, cases[i].steps);
    }
}

/* The archive. */

static gboolean
set_archived (Agency *agency, gboolean archived)
{
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (agency->library, "Archive");

  rapport_client_set_archived (transaction, agency->library, agency->client, archived);
  return rapport_transaction_commit (transaction, NULL);
}

typedef enum
{
  TOUCH_FIELD,
  TOUCH_NEW_CONTACT,
  TOUCH_OTHER_CLIENT,
  TOUCH_TRASH,
  TOUCH_TAKE_OUT_AND_CHANGE,
} Touch;

static void
touch (Agency *agency, RapportTransaction *transaction, Touch what)
{
  RapportRecord *client = RAPPORT_RECORD (agency->client);
  RapportRecord *made;

  switch (what)
    {
    case TOUCH_NEW_CONTACT:
      made = rapport_transaction_create (transaction, RAPPORT_TYPE_CONTACT);
      rapport_transaction_set_text (transaction, made, RAPPORT_CONTACT_CLIENT, agency->client_id);
      break;
    case TOUCH_OTHER_CLIENT:
      rapport_transaction_create (transaction, RAPPORT_TYPE_CLIENT);
      break;
    case TOUCH_TRASH:
      rapport_transaction_trash (transaction, client);
      break;
    case TOUCH_TAKE_OUT_AND_CHANGE:
      rapport_client_set_archived (transaction, agency->library, agency->client, FALSE);
      rapport_transaction_set_text (transaction, client, RAPPORT_CLIENT_CITY, "Perm");
      break;
    case TOUCH_FIELD:
    default:
      rapport_transaction_set_text (transaction, client, RAPPORT_CLIENT_CITY, "Tver");
    }
}

static void
test_archive_guards (Agency *agency, gconstpointer data)
{
  static const struct
  {
    Touch touch;
    gboolean allowed;
  } cases[] = {
    { TOUCH_FIELD, FALSE }, { TOUCH_NEW_CONTACT, FALSE },        { TOUCH_OTHER_CLIENT, TRUE },
    { TOUCH_TRASH, TRUE },  { TOUCH_TAKE_OUT_AND_CHANGE, TRUE }, { TOUCH_FIELD, TRUE },
  };

  g_assert_true (set_archived (agency, TRUE));
  g_assert_true (rapport_client_is_archived (agency->client));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RapportTransaction) transaction =
        rapport_transaction_begin (agency->library, "Touch");
      g_autoptr (GError) error = NULL;

      touch (agency, transaction, cases[i].touch);
      g_assert_cmpint (rapport_transaction_commit (transaction, &error), ==, cases[i].allowed);
      if (!cases[i].allowed)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY);
    }
}

static void
test_archive_lists (Agency *agency, gconstpointer data)
{
  for (int archived = FALSE; archived <= TRUE; archived++)
    {
      g_autoptr (RapportQuery) inside = rapport_query_new (RAPPORT_TYPE_CLIENT);
      g_autoptr (RapportQuery) outside = rapport_query_new (RAPPORT_TYPE_CLIENT);

      g_assert_true (set_archived (agency, archived));
      g_assert_cmpuint (agency_count (agency, rapport_query_where_archived (inside, TRUE)), ==,
                        (guint) archived);
      g_assert_cmpuint (agency_count (agency, rapport_query_where_archived (outside, FALSE)), ==,
                        (guint) !archived);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (steps_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/status/steps/%s", steps_cases[i].name);

      g_test_add (path, Agency, &steps_cases[i], agency_set_up, test_steps, agency_tear_down);
    }
  agency_test ("/status/undo", test_undo);
  agency_test ("/status/edit", test_edit);
  agency_test ("/status/last-removed", test_last_removed);
  agency_test ("/status/since", test_since);
  agency_test ("/status/new-client", test_new_client);
  agency_test ("/archive/guards", test_archive_guards);
  agency_test ("/archive/lists", test_archive_lists);
  return g_test_run ();
}
