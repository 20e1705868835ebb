/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the board of clients goes by: their way through the base, evidence, lights of all. */
#include "rapport-client-status.h"
#include "rapport-lights.h"
#include "rapport-marking.h"
#include "rapport-trend.h"
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

/* Evidence (domain.md A.1). */

static void
add_claim (Agency *agency, const char *type, const char *day, const char *status)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Claim");
  RapportRecord *claim = rapport_transaction_create (transaction, RAPPORT_TYPE_CLAIM);

  rapport_transaction_set_text (transaction, claim, RAPPORT_CLAIM_CLIENT, agency->client_id);
  rapport_transaction_set_text (transaction, claim, RAPPORT_CLAIM_TITLE, type);
  rapport_transaction_set_text (transaction, claim, RAPPORT_CLAIM_TYPE, type);
  rapport_transaction_set_text (transaction, claim, RAPPORT_CLAIM_STATUS, status);
  rapport_transaction_set_day (transaction, claim, RAPPORT_CLAIM_DAY, DAY (day));
  agency_commit (transaction);
}

static void
add_promise (Agency *agency, const char *title, const char *day, const char *status)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Promise");
  RapportRecord *item = rapport_transaction_create (transaction, RAPPORT_TYPE_WORK_ITEM);

  rapport_transaction_set_text (transaction, item, RAPPORT_WORK_ITEM_CLIENT, agency->client_id);
  rapport_transaction_set_text (transaction, item, RAPPORT_WORK_ITEM_TITLE, title);
  rapport_transaction_set_text (transaction, item, RAPPORT_WORK_ITEM_STATUS, status);
  rapport_transaction_set_day (transaction, item, RAPPORT_WORK_ITEM_CLIENT_DATE, DAY (day));
  agency_commit (transaction);
}

static void
set_day (Agency *agency, guint field, const char *day)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Contact");

  rapport_transaction_set_day (transaction, RAPPORT_RECORD (agency->client), field, DAY (day));
  agency_commit (transaction);
}

static void
set_silence (Agency *agency, int days)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Silence");
  g_autoptr (RapportWorkspace) workspace = rapport_agency_get (agency->library);

  rapport_transaction_set_integer (transaction, RAPPORT_RECORD (workspace),
                                   RAPPORT_WORKSPACE_SILENCE_DAYS, days);
  agency_commit (transaction);
}

static void
wait_for_all (RapportLights *lights)
{
  rapport_lights_want_all (lights);
  while (!rapport_lights_has_all (lights))
    g_main_context_iteration (NULL, TRUE);
}

/* What nobody waits for any more still holds the library while it is being read. */
static void
wait_for_readers (Agency *agency)
{
  while (G_OBJECT (agency->library)->ref_count > 1)
    g_main_context_iteration (NULL, TRUE);
}

/* What follows each change, what is read for this client alone, and what is read
 * for all of them in another thread say the same. */
static void
assert_evidence (Agency *agency, RapportLights *lights, const char *expected)
{
  const RapportDay week = rapport_lights_get_week (lights);
  g_autoptr (RapportLights) single = rapport_lights_new (agency->library, week);
  g_autoptr (RapportLights) all = rapport_lights_new (agency->library, week);
  RapportLights *const every[] = { lights, single, all };

  wait_for_all (all);
  for (gsize i = 0; i < G_N_ELEMENTS (every); i++)
    {
      RapportEvidence evidence;
      g_autofree char *text = NULL;

      rapport_lights_get_evidence (every[i], agency->client_id, &evidence);
      text = rapport_evidence_to_text (&evidence);
      g_assert_cmpstr (text, ==, expected);
      g_assert_cmpint (rapport_evidence_is_given (&evidence), ==, *expected != '\0');
      g_assert_cmpint (rapport_evidence_get_weight (&evidence) > 0, ==, *expected != '\0');
    }
}

static void
test_evidence (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportLights) lights = rapport_lights_new (agency->library, DAY ("2026-11-16"));

  assert_evidence (agency, lights, "");
  set_day (agency, RAPPORT_CLIENT_LAST_CONTACT, "2026-11-09");
  assert_evidence (agency, lights, "");
  set_day (agency, RAPPORT_CLIENT_LAST_CONTACT, "2026-11-08");
  assert_evidence (agency, lights, "no contact for 14 days");
  set_silence (agency, 15);
  assert_evidence (agency, lights, "");
  set_silence (agency, 3);
  set_day (agency, RAPPORT_CLIENT_LAST_CONTACT, "2026-11-12");
  assert_evidence (agency, lights, "no contact for 10 days");
  /* A closed claim is none, but the next of its kind is one again. */
  add_claim (agency, "deadline", "2026-01-10", "closed");
  assert_evidence (agency, lights, "no contact for 10 days");
  add_claim (agency, "quality", "2026-11-12", "new");
  assert_evidence (agency, lights, "1 open claim, no contact for 10 days");
  add_claim (agency, "deadline", "2026-11-13", "answered");
  assert_evidence (agency, lights, "2 open claims, 1 of them repeated, no contact for 10 days");
  add_promise (agency, "Texts", "2026-11-21", "in-work");
  add_promise (agency, "Site", "2026-11-22", "in-work");
  add_promise (agency, "Ads", "2026-11-01", "done");
  assert_evidence (agency, lights,
                   "1 date missed, 2 open claims, 1 of them repeated, no contact for 10 days");
}

static void
test_repeats (void)
{
  static const struct
  {
    const char *before;
    const char *now;
    const char *type;
    guint repeats;
  } cases[] = {
    { "2026-11-01", "2026-11-02", "quality", 1 }, { "2026-11-01", "2026-11-02", "money", 0 },
    { "2025-11-02", "2026-11-02", "quality", 1 }, { "2025-11-01", "2026-11-02", "quality", 0 },
    { "2026-11-02", "2026-11-02", "quality", 1 }, { "2026-11-01", "2026-11-02", "of tomorrow", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RapportEvidenceSum sum = { 0 };

      rapport_evidence_sum_add_claim (&sum, "quality", DAY (cases[i].before), "closed");
      rapport_evidence_sum_add_claim (&sum, cases[i].type, DAY (cases[i].now), "new");
      g_assert_cmpuint (sum.claims, ==, 1);
      g_assert_cmpuint (sum.repeats, ==, cases[i].repeats);
    }
}

/* A summary without an answer is evidence once the days are over that the agency waits; the last
 * version of each meeting counts, and the oldest of these. Overdue is what was sent before the
 * 18th, as two working days have passed since on the 22nd, a Sunday. */
static void
test_unanswered (void)
{
  static const RapportEvidenceLimits limits = { .silence = 14 };
  static const struct
  {
    const char *versions; /* meeting, state, day of November */
    int days;
  } cases[] = {
    { "", 0 },
    { "a sent 18", 0 },
    { "a sent 17", 5 },
    { "a approved 10", 0 },
    { "a corrections 10", 0 },
    { "a corrections 10,a sent 12", 10 },
    { "a sent 10,a approved 12", 0 },
    { "a sent 10,a sent 20", 0 },
    { "a sent 10,b sent 5,c sent 12", 17 },
    { "a sent 10,b approved 5", 12 },
    { "a approved 5,b sent 10", 12 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) versions = g_strsplit (cases[i].versions, ",", -1);
      RapportEvidenceLimits now = limits;
      RapportEvidenceSum sum = { 0 };
      RapportEvidence evidence;

      now.today = DAY ("2026-11-22");
      now.overdue_before = DAY ("2026-11-18");
      for (gsize v = 0; versions[v] != NULL; v++)
        {
          g_auto (GStrv) parts = g_strsplit (versions[v], " ", -1);

          rapport_evidence_sum_add_summary (&sum, parts[0], parts[1],
                                            rapport_day_new (2026, 11, atoi (parts[2])));
        }
      rapport_evidence_sum_get (&sum, &now, &evidence);
      g_test_message ("%s", cases[i].versions);
      g_assert_cmpint (evidence.unanswered_days, ==, cases[i].days);
    }
}

static void
send_summary (Agency *agency, const char *meeting, const char *day)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Send");
  RapportRecord *summary = rapport_transaction_create (transaction, RAPPORT_TYPE_SUMMARY);
  g_autoptr (GDateTime) date = g_date_time_new_from_iso8601 (day, NULL);

  rapport_transaction_set_text (transaction, summary, RAPPORT_SUMMARY_CLIENT, agency->client_id);
  rapport_transaction_set_text (transaction, summary, RAPPORT_SUMMARY_MEETING, meeting);
  rapport_transaction_set_integer (transaction, summary, RAPPORT_SUMMARY_SENT_AT,
                                   g_date_time_to_unix (date) * G_USEC_PER_SEC);
  agency_commit (transaction);
}

static void
test_unanswered_is_followed (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportLights) lights = rapport_lights_new (agency->library, DAY ("2026-11-16"));

  send_summary (agency, "a", "2026-11-18T12:00:00Z");
  assert_evidence (agency, lights, "");
  send_summary (agency, "b", "2026-11-17T12:00:00Z");
  assert_evidence (agency, lights, "no answer to the summary for 5 days");
}

static void
test_evidence_list (Agency *agency, gconstpointer data)
{
  static const char *const titles[] = { "quality", "deadline", "Ads", "Texts" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = NULL;

  add_claim (agency, "deadline", "2026-11-13", "new");
  add_claim (agency, "quality", "2026-11-12", "in-work");
  add_claim (agency, "money", "2026-11-10", "closed");
  add_promise (agency, "Texts", "2026-11-21", "in-work");
  add_promise (agency, "Site", "2026-11-22", "in-work");
  add_promise (agency, "Ads", "2026-11-01", "testing");
  list = rapport_evidence_list (agency->library, agency->client_id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, G_N_ELEMENTS (titles));
  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    g_assert_cmpstr (rapport_record_get_title (list->pdata[i]), ==, titles[i]);
}

/* Lights. */

static void
mark_as (Agency *agency, const char *member, RapportMark mark)
{
  g_autofree char *me = g_strdup (rapport_library_get_me (agency->library));
  g_autoptr (GError) error = NULL;

  rapport_library_set_me (agency->library, member);
  g_assert_true (rapport_lights_mark (agency->library, agency->client_id, DAY ("2026-11-16"), mark,
                                      NULL, &error));
  g_assert_no_error (error);
  rapport_library_set_me (agency->library, me);
}

static void
set_owner (Agency *agency, const char *owner)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Owner");

  rapport_transaction_set_text (transaction, RAPPORT_RECORD (agency->client), RAPPORT_CLIENT_OWNER,
                                owner);
  agency_commit (transaction);
}

/* "2a 3b": the client's light, then the others with who has made them. */
static void
assert_others (Agency *agency, RapportLights *lights, const char *expected)
{
  g_autoptr (GArray) others = rapport_lights_get_others (lights, agency->client_id);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  g_string_append_printf (text, "%d", rapport_lights_get_mark (lights, agency->client_id, 0));
  for (guint i = 0; i < others->len; i++)
    {
      const RapportOtherMark *other = &g_array_index (others, RapportOtherMark, i);

      g_ptr_array_add (words, g_strdup_printf (" %d%s", other->mark, other->member));
    }
  g_ptr_array_sort_values (words, (GCompareFunc) g_strcmp0);
  for (guint i = 0; i < words->len; i++)
    g_string_append (text, words->pdata[i]);
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_others (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportLights) lights = rapport_lights_new (agency->library, DAY ("2026-11-16"));
  g_autoptr (RapportLights) all = rapport_lights_new (agency->library, DAY ("2026-11-16"));

  assert_others (agency, lights, "0");
  set_owner (agency, "a");
  g_assert_cmpstr (rapport_lights_get_owner (lights, agency->client_id), ==, "a");
  mark_as (agency, "b", RAPPORT_MARK_RED);
  assert_others (agency, lights, "3");
  mark_as (agency, "a", RAPPORT_MARK_GREEN);
  assert_others (agency, lights, "1 3b");
  mark_as (agency, "c", RAPPORT_MARK_YELLOW);
  assert_others (agency, lights, "1 2c 3b");
  set_owner (agency, "c");
  assert_others (agency, lights, "2 1a 3b");
  wait_for_all (all);
  assert_others (agency, all, "2 1a 3b");
}

/* What changes while all are being read, and what the disk does not have yet, is
 * not lost; nor does it matter when nobody waits for the end. */
static void
test_changes_while_reading (Agency *agency, gconstpointer data)
{
  RapportLights *lights = rapport_lights_new (agency->library, DAY ("2026-11-16"));
  g_autoptr (RapportLights) gone = rapport_lights_new (agency->library, DAY ("2026-11-16"));

  rapport_lights_want_all (gone);
  g_clear_object (&gone);
  mark_as (agency, "a", RAPPORT_MARK_GREEN);
  rapport_lights_want_all (lights);
  mark_as (agency, "a", RAPPORT_MARK_RED);
  wait_for_all (lights);
  assert_others (agency, lights, "3");
  mark_as (agency, "b", RAPPORT_MARK_RED);
  g_assert_true (rapport_lights_has_all (lights));
  rapport_lights_set_week (lights, DAY ("2026-11-09"));
  g_assert_false (rapport_lights_has_all (lights));
  wait_for_all (lights);
  assert_others (agency, lights, "0");
  g_object_unref (lights);
  wait_for_readers (agency);
}

/* The day of marking. */

static gint64
at (const char *local)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (local, zone);

  return g_date_time_to_unix_usec (time);
}

static void
test_next_reminder (Agency *agency, gconstpointer data)
{
  /* The 20th is a Friday. */
  static const struct
  {
    const char *now;
    const char *reminded;
    const char *next;
  } cases[] = {
    { "2026-11-16T08:00:00", NULL, "2026-11-20T10:00:00" },
    { "2026-11-20T09:59:00", NULL, "2026-11-20T10:00:00" },
    { "2026-11-20T10:00:00", NULL, "2026-11-20T10:00:00" },
    { "2026-11-20T17:30:00", NULL, "2026-11-20T17:30:00" },
    { "2026-11-20T17:30:00", "2026-11-13", "2026-11-20T17:30:00" },
    { "2026-11-20T17:30:00", "2026-11-20", "2026-11-27T10:00:00" },
    { "2026-11-21T08:00:00", NULL, "2026-11-27T10:00:00" },
    { "2026-11-22T23:59:00", "2026-11-20", "2026-11-27T10:00:00" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (rapport_marking_get_next (agency->library, at (cases[i].now),
                                               rapport_day_parse (cases[i].reminded)),
                     ==, at (cases[i].next));
}

static void
test_unmarked (Agency *agency, gconstpointer data)
{
  g_autofree char *me = g_strdup (rapport_library_get_me (agency->library));
  g_autoptr (RapportLights) lights = rapport_lights_new (agency->library, DAY ("2026-11-16"));
  g_autoptr (RapportUnmarked) unmarked = rapport_unmarked_new (agency->library, lights);
  g_autoptr (RapportClient) other = agency_add_client (agency, "Volga Doors");
  g_autofree char *all = rapport_unmarked_describe (unmarked);
  g_autofree char *mine = NULL;
  g_autofree char *none = NULL;

  g_assert_cmpstr (all, ==, "2 clients are not marked this week");
  set_owner (agency, me);
  g_assert_true (rapport_unmarked_is_mine (unmarked));
  mine = rapport_unmarked_describe (unmarked);
  g_assert_cmpstr (mine, ==, "1 of your clients is not marked this week");
  mark_as (agency, me, RAPPORT_MARK_GREEN);
  none = rapport_unmarked_describe (unmarked);
  g_assert_cmpstr (none, ==, "");
}

/* Trends. */

static void
mark_in (Agency *agency, const char *client, const char *week, const char *member, const char *mark)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Mark");
  const char *key[] = { client, week, member, NULL };

  rapport_transaction_set_text (transaction,
                                rapport_transaction_ensure (transaction, RAPPORT_TYPE_LIGHT, key),
                                RAPPORT_LIGHT_MARK, mark);
  agency_commit (transaction);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  RapportTrend **trend = user_data;

  *trend = rapport_trend_read_finish (RAPPORT_LIBRARY (source), result, &error);
  g_assert_no_error (error);
}

/* "0 1 0 1" for each of @n weeks: not marked, green, yellow, red. */
static void
assert_trend (Agency *agency, const char *member, guint n, const char *expected)
{
  g_autofree RapportTrend *trend = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (rapport_library_flush (agency->library, &error));
  rapport_trend_read_async (agency->library, member, DAY ("2026-11-18"), NULL, read_cb, &trend);
  while (trend == NULL)
    g_main_context_iteration (NULL, TRUE);
  for (guint back = 0; back < n; back++)
    {
      const guint *counts = trend->counts[back];

      g_string_append_printf (text, "%s%u %u %u %u", back > 0 ? ", " : "", counts[0], counts[1],
                              counts[2], counts[3]);
    }
  g_assert_cmpstr (text->str, ==, expected);
  wait_for_readers (agency);
}

static void
test_trends (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportClient) other = agency_add_client (agency, "Volga Doors");
  const char *other_id = rapport_record_get_id (RAPPORT_RECORD (other));
  RapportMark marks[RAPPORT_TREND_WEEKS];
  g_autoptr (GError) error = NULL;

  assert_trend (agency, NULL, 2, "0 0 0 0, 0 0 0 0");
  set_owner (agency, "a");
  mark_in (agency, agency->client_id, "2026-11-16", "b", "red");
  mark_in (agency, agency->client_id, "2026-11-16", "a", "green");
  mark_in (agency, agency->client_id, "2026-11-16", "c", "yellow");
  mark_in (agency, agency->client_id, "2026-11-09", "b", "red");
  mark_in (agency, other_id, "2026-11-16", "b", "yellow");
  mark_in (agency, other_id, "2025-11-24", "b", "green");
  mark_in (agency, other_id, "2025-11-17", "b", "green");
  assert_trend (agency, NULL, 3, "0 1 1 0, 1 0 0 1, 0 0 0 0");
  assert_trend (agency, "a", 2, "0 1 0 0, 0 0 0 1");
  assert_trend (agency, "nobody", 1, "0 0 0 0");

  g_assert_true (rapport_trend_read_client (agency->library, agency->client_id, DAY ("2026-11-16"),
                                            marks, &error));
  g_assert_cmpint (marks[0], ==, RAPPORT_MARK_GREEN);
  g_assert_cmpint (marks[1], ==, RAPPORT_MARK_RED);
  g_assert_cmpint (marks[2], ==, RAPPORT_MARK_NONE);
  g_assert_true (
    rapport_trend_read_client (agency->library, other_id, DAY ("2026-11-16"), marks, &error));
  g_assert_cmpint (marks[RAPPORT_TREND_WEEKS - 1], ==, RAPPORT_MARK_GREEN);
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
  agency_test ("/evidence/text", test_evidence);
  g_test_add_func ("/evidence/repeats", test_repeats);
  g_test_add_func ("/evidence/unanswered", test_unanswered);
  agency_test ("/evidence/unanswered-is-followed", test_unanswered_is_followed);
  agency_test ("/evidence/list", test_evidence_list);
  agency_test ("/lights/others", test_others);
  agency_test ("/lights/changes-while-reading", test_changes_while_reading);
  agency_test ("/marking/next-reminder", test_next_reminder);
  agency_test ("/marking/unmarked", test_unmarked);
  agency_test ("/trends", test_trends);
  return g_test_run ();
}
