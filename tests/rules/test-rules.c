/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deadlines, the plan and its snapshot, lights, figures. */
#include "rapport-client-status.h"
#include "rapport-lights.h"
#include "rapport-numbers.h"
#include "rapport-plan.h"
#include "rules-support.h"

#include <string.h>

#define DAY(text) rapport_day_parse (text)

/* Deadlines (domain.md D.1). */

static RapportWorkItem *
add_item (Agency *agency, const char *month, const char *title)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Add");
  RapportWorkItem *item =
    rapport_plan_add (transaction, agency->library, agency->client_id, DAY (month), title);

  g_object_ref (item);
  agency_commit (transaction);
  return item;
}

static void
set_status (Agency *agency, RapportWorkItem *item, const char *status)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Status");

  rapport_work_item_set_status (transaction, agency->library, item, status);
  agency_commit (transaction);
}

static void
set_our_date (Agency *agency, RapportWorkItem *item, const char *day)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Date");

  rapport_work_item_set_our_date (transaction, agency->library, item, DAY (day));
  agency_commit (transaction);
}

static void
set_client_date (Agency *agency, RapportWorkItem *item, RapportDay day)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Date");

  rapport_work_item_set_client_date (transaction, agency->library, item, day);
  agency_commit (transaction);
}

static void
assert_client_date (RapportWorkItem *item, const char *day)
{
  g_autofree char *text = rapport_day_to_string (
    rapport_record_get_day (RAPPORT_RECORD (item), RAPPORT_WORK_ITEM_CLIENT_DATE));

  g_assert_cmpstr (text, ==, day);
}

static void
test_client_date (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportWorkItem) item = add_item (agency, "2026-11-01", "Texts");
  g_autoptr (RapportWorkspace) workspace = rapport_agency_get (agency->library);
  RapportTransaction *transaction;

  set_our_date (agency, item, "2026-11-15");
  assert_client_date (item, "2026-11-17");
  set_client_date (agency, item, DAY ("2026-11-30"));
  set_our_date (agency, item, "2026-11-16");
  assert_client_date (item, "2026-11-30");
  set_client_date (agency, item, RAPPORT_DAY_NONE);
  assert_client_date (item, "2026-11-18");

  /* In working days, over a week-end and a holiday. */
  transaction = rapport_transaction_begin (agency->library, "Buffer");
  rapport_transaction_set_boolean (transaction, RAPPORT_RECORD (workspace),
                                   RAPPORT_WORKSPACE_BUFFER_WORKING, TRUE);
  rapport_transaction_set (transaction, RAPPORT_RECORD (workspace), RAPPORT_WORKSPACE_HOLIDAYS,
                           g_variant_new_strv ((const char *const[]) { "2026-11-23" }, 1));
  agency_commit (transaction);
  set_our_date (agency, item, "2026-11-20");
  assert_client_date (item, "2026-11-25");
}

static void
test_waiting (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportWorkItem) item = add_item (agency, "2026-11-01", "Texts");

  set_our_date (agency, item, "2026-11-25");
  set_status (agency, item, "waiting-for-client");
  agency_set_today (agency, "2026-11-26");
  set_status (agency, item, "in-work");
  /* Four days of waiting were the client's own. */
  assert_client_date (item, "2026-12-01");
  set_status (agency, item, "done");
  g_assert_true (rapport_work_item_is_early (item));
  g_assert_true (rapport_work_item_is_closed (item));
  set_status (agency, item, "in-work");
  g_assert_false (rapport_work_item_is_early (item));
  g_assert_false (rapport_work_item_is_missed (item, DAY ("2026-12-01")));
  g_assert_true (rapport_work_item_is_missed (item, DAY ("2026-12-02")));
}

/* The plan. */

static void
take_snapshot (Agency *agency, const char *month)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (
    rapport_plan_take_snapshot (agency->library, agency->client_id, DAY (month), &error));
  g_assert_no_error (error);
}

static void
assert_counts (Agency *agency, const char *month, const char *expected)
{
  RapportPlanCounts c;
  g_autofree char *text = NULL;

  rapport_plan_count (agency->library, agency->client_id, DAY (month), &c);
  g_assert_cmpuint (c.planned, ==, c.done + c.not_done);
  text = g_strdup_printf ("%u %u %u %u %u", c.planned, c.done, c.not_done, c.unplanned,
                          c.unplanned_done);
  g_assert_cmpstr (text, ==, expected);
}

static RapportPlanLine *
find_line (Agency *agency, const char *month, guint index)
{
  g_autoptr (RapportQuery) query = rapport_plan_query (agency->client_id, DAY (month));
  g_autoptr (GPtrArray) lines = rapport_library_find (agency->library, query, NULL);

  return g_object_ref (lines->pdata[index]);
}

static void
test_snapshot (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportWorkItem) one = add_item (agency, "2026-12-01", "One");
  g_autoptr (RapportWorkItem) two = add_item (agency, "2026-12-01", "Two");
  g_autoptr (RapportWorkItem) late = NULL;
  g_autoptr (RapportPlanLine) line = NULL;
  RapportTransaction *transaction;

  take_snapshot (agency, "2026-12-01");
  g_assert_false (
    rapport_plan_has_snapshot (agency->library, agency->client_id, DAY ("2026-12-01")));
  assert_counts (agency, "2026-12-01", "2 0 2 0 0");
  agency_set_today (agency, "2026-12-03");
  late = add_item (agency, "2026-12-01", "Late");
  take_snapshot (agency, "2026-12-01");
  g_assert_true (
    rapport_plan_has_snapshot (agency->library, agency->client_id, DAY ("2026-12-01")));
  set_status (agency, one, "done");
  set_status (agency, late, "done");
  assert_counts (agency, "2026-12-01", "2 1 1 1 1");

  /* What was promised can't vanish. */
  line = find_line (agency, "2026-12-01", 1);
  transaction = rapport_transaction_begin (agency->library, "Take out");
  rapport_plan_remove (transaction, line);
  agency_commit (transaction);
  assert_counts (agency, "2026-12-01", "2 1 1 1 1");
  g_assert_cmpstr (
    rapport_record_get_text (RAPPORT_RECORD (line), RAPPORT_PLAN_LINE_SNAPSHOT_TITLE), ==, "Two");
}

static void
test_snapshot_of_late_plan (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportWorkItem) one = add_item (agency, "2026-11-01", "Begun on the 22nd");
  g_autoptr (RapportWorkItem) two = NULL;

  take_snapshot (agency, "2026-11-01");
  g_assert_false (
    rapport_plan_has_snapshot (agency->library, agency->client_id, DAY ("2026-11-01")));
  agency_set_today (agency, "2026-11-23");
  take_snapshot (agency, "2026-11-01");
  two = add_item (agency, "2026-11-01", "After");
  assert_counts (agency, "2026-11-01", "1 0 1 1 0");
}

static void
test_copy_rest (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportWorkItem) done = add_item (agency, "2026-11-01", "Done");
  g_autoptr (RapportWorkItem) open = add_item (agency, "2026-11-01", "Open");
  g_autoptr (RapportWorkItem) dropped = add_item (agency, "2026-11-01", "Dropped");
  RapportTransaction *transaction;

  set_status (agency, done, "done");
  set_status (agency, dropped, "dropped");
  for (int i = 0; i < 2; i++)
    {
      transaction = rapport_transaction_begin (agency->library, "Copy");
      g_assert_cmpuint (rapport_plan_copy_rest (transaction, agency->library, agency->client_id,
                                                DAY ("2026-12-15")),
                        ==, 1);
      agency_commit (transaction);
    }
  assert_counts (agency, "2026-12-01", "1 0 1 0 0");
  g_assert_nonnull (open);
}

static void
test_move (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportWorkItem) a = add_item (agency, "2026-11-01", "a");
  g_autoptr (RapportWorkItem) b = add_item (agency, "2026-11-01", "b");
  g_autoptr (RapportPlanLine) first = find_line (agency, "2026-11-01", 0);
  g_autoptr (RapportPlanLine) second = find_line (agency, "2026-11-01", 1);
  g_autoptr (RapportPlanLine) now_first = NULL;
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Move");

  rapport_plan_move (transaction, second, NULL, first);
  agency_commit (transaction);
  now_first = find_line (agency, "2026-11-01", 0);
  g_assert_true (now_first == second);
}

/* Lights. */

static void
mark (Agency *agency, const char *week, RapportMark light, const char *comment)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (
    rapport_lights_mark (agency->library, agency->client_id, DAY (week), light, comment, &error));
  g_assert_no_error (error);
}

static void
changed_cb (RapportLights *lights, const char *client_id, guint *count)
{
  (*count)++;
}

static void
test_lights (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportLights) lights = rapport_lights_new (agency->library, DAY ("2026-11-19"));
  g_autoptr (RapportLight) light = NULL;
  guint changed = 0;

  g_signal_connect (lights, "changed", G_CALLBACK (changed_cb), &changed);
  g_assert_cmpint (rapport_lights_get_week (lights), ==, DAY ("2026-11-16"));
  mark (agency, "2026-11-10", RAPPORT_MARK_GREEN, NULL);
  g_assert_false (rapport_lights_is_worse (lights, agency->client_id));
  mark (agency, "2026-11-20", RAPPORT_MARK_RED, "Late");
  g_assert_cmpuint (changed, ==, 2);
  g_assert_cmpint (rapport_lights_get_mark (lights, agency->client_id, 0), ==, RAPPORT_MARK_RED);
  g_assert_cmpint (rapport_lights_get_mark (lights, agency->client_id, 1), ==, RAPPORT_MARK_GREEN);
  g_assert_true (rapport_lights_is_worse (lights, agency->client_id));

  /* Marked anew, the comment stays; taken away, the mark goes. */
  mark (agency, "2026-11-16", RAPPORT_MARK_YELLOW, NULL);
  light = rapport_lights_get_light (lights, agency->client_id);
  g_assert_cmpstr (rapport_record_get_text (RAPPORT_RECORD (light), RAPPORT_LIGHT_COMMENT), ==,
                   "Late");
  mark (agency, "2026-11-16", RAPPORT_MARK_NONE, NULL);
  g_assert_cmpint (rapport_lights_get_mark (lights, agency->client_id, 0), ==, RAPPORT_MARK_NONE);
  rapport_lights_set_week (lights, DAY ("2026-11-09"));
  g_assert_cmpint (rapport_lights_get_mark (lights, agency->client_id, 0), ==, RAPPORT_MARK_GREEN);
}

/* What is read from the disk at the start is what following the changes gave. */
static void
assert_read_anew (Agency *agency, RapportLights *lights)
{
  g_autoptr (RapportLights) anew =
    rapport_lights_new (agency->library, rapport_lights_get_week (lights));

  for (guint back = 0; back < RAPPORT_LIGHTS_WEEKS; back++)
    g_assert_cmpint (rapport_lights_get_mark (anew, agency->client_id, back), ==,
                     rapport_lights_get_mark (lights, agency->client_id, back));
}

static void
test_lights_of_others (Agency *agency, gconstpointer data)
{
  g_autofree char *me = g_strdup (rapport_library_get_me (agency->library));
  g_autoptr (RapportLights) lights = rapport_lights_new (agency->library, DAY ("2026-11-16"));
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Owner");

  rapport_transaction_set_text (transaction, RAPPORT_RECORD (agency->client), RAPPORT_CLIENT_OWNER,
                                me);
  agency_commit (transaction);
  rapport_library_set_me (agency->library, "somebody else");
  mark (agency, "2026-11-16", RAPPORT_MARK_RED, NULL);
  mark (agency, "2026-11-09", RAPPORT_MARK_YELLOW, NULL);
  g_assert_cmpint (rapport_lights_get_mark (lights, agency->client_id, 0), ==, RAPPORT_MARK_RED);
  assert_read_anew (agency, lights);
  rapport_library_set_me (agency->library, me);
  mark (agency, "2026-11-16", RAPPORT_MARK_GREEN, NULL);
  g_assert_cmpint (rapport_lights_get_mark (lights, agency->client_id, 0), ==, RAPPORT_MARK_GREEN);
  rapport_library_set_me (agency->library, "somebody else");
  mark (agency, "2026-11-16", RAPPORT_MARK_YELLOW, NULL);
  g_assert_cmpint (rapport_lights_get_mark (lights, agency->client_id, 0), ==, RAPPORT_MARK_GREEN);
  assert_read_anew (agency, lights);
}

static void
test_evidence (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportLights) lights = rapport_lights_new (agency->library, DAY ("2026-11-16"));
  g_autoptr (RapportWorkItem) item = add_item (agency, "2026-11-01", "Missed");
  g_autoptr (RapportWorkItem) later = add_item (agency, "2026-11-01", "Next");
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Contact");
  RapportEvidence evidence;
  g_autofree char *text = NULL;

  rapport_transaction_set_day (transaction, RAPPORT_RECORD (agency->client),
                               RAPPORT_CLIENT_LAST_CONTACT, DAY ("2026-11-06"));
  agency_commit (transaction);
  set_our_date (agency, item, "2026-11-10");
  set_our_date (agency, later, "2026-11-24");
  rapport_lights_get_evidence (lights, agency->client_id, &evidence);
  g_assert_cmpuint (evidence.missed, ==, 1);
  g_assert_cmpint (evidence.silent_days, ==, 16);
  g_assert_cmpint (evidence.next, ==, DAY ("2026-11-26"));
  text = rapport_evidence_to_text (&evidence);
  g_assert_cmpstr (text, ==, "1 date missed, no contact for 16 days");
}

/* Figures. */

static void
import_cells (Agency *agency, const RapportCell *cells, gsize n, const char *expected)
{
  g_autoptr (RapportCells) list = rapport_cells_new (cells, n);
  g_autoptr (GError) error = NULL;
  RapportImportCounts c, dry;
  g_autofree char *text = NULL;

  g_assert_true (
    rapport_numbers_preview (agency->library, agency->client_id, "ads", list, "USD", &dry, &error));
  g_assert_true (rapport_numbers_import (agency->library, agency->client_id, "ads", list, "USD",
                                         "ads.csv", &c, &error));
  g_assert_no_error (error);
  g_assert_true (memcmp (&c, &dry, sizeof c) == 0);
  text = g_strdup_printf ("%u %u %u %u", c.months, c.added, c.changed, c.same);
  g_assert_cmpstr (text, ==, expected);
}

static gint64
figure (Agency *agency, const char *word, const char *from, const char *to)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportNumbers) numbers =
    rapport_numbers_load (agency->library, agency->client, DAY (from), DAY (to), &error);
  gint64 value;

  g_assert_no_error (error);
  if (!rapport_numbers_compute (numbers, rapport_metric_lookup (word), NULL, DAY (from), DAY (to),
                                &value, NULL))
    return -1;
  return value;
}

static void
test_import (Agency *agency, gconstpointer data)
{
  const RapportCell first[] = { { DAY ("2026-10-31"), "a", "clicks", 10 * RAPPORT_MILLION },
                                { DAY ("2026-11-01"), "a", "clicks", 30 * RAPPORT_MILLION },
                                { DAY ("2026-11-01"), "a", "ad-spend", 12340000 } };
  const RapportCell second[] = { { DAY ("2026-11-01"), "a", "clicks", 31 * RAPPORT_MILLION },
                                 { DAY ("2026-11-02"), "b", "clicks", 1 * RAPPORT_MILLION } };
  g_autoptr (RapportCells) euros = rapport_cells_new (first, G_N_ELEMENTS (first));
  g_autoptr (GError) error = NULL;

  import_cells (agency, first, G_N_ELEMENTS (first), "2 3 0 0");
  import_cells (agency, first, G_N_ELEMENTS (first), "2 0 0 3");
  import_cells (agency, second, G_N_ELEMENTS (second), "1 1 1 0");
  g_assert_cmpint (figure (agency, "clicks", "2026-11-01", "2026-11-30"), ==, 32 * RAPPORT_MILLION);
  g_assert_cmpint (figure (agency, "clicks", "2026-10-01", "2026-11-30"), ==, 42 * RAPPORT_MILLION);
  g_assert_cmpint (figure (agency, "cpc", "2026-11-01", "2026-11-30"), ==, 385625);
  g_assert_cmpint (figure (agency, "sales", "2026-11-01", "2026-11-30"), ==, -1);
  g_assert_false (rapport_numbers_import (agency->library, agency->client_id, "ads", euros, "EUR",
                                          "x.csv", NULL, &error));
  g_assert_nonnull (error);
  /* One step of undo. */
  g_clear_error (&error);
  g_free (rapport_library_undo (agency->library, agency->client_id, FALSE, &error));
  g_assert_no_error (error);
  g_assert_cmpint (figure (agency, "clicks", "2026-11-01", "2026-11-30"), ==, 30 * RAPPORT_MILLION);
}

static void
test_goods_margin (Agency *agency, gconstpointer data)
{
  const RapportCell cells[] = { { DAY ("2026-11-01"), "a", "revenue", 1000 * RAPPORT_MILLION },
                                { DAY ("2026-11-01"), "a", "ad-spend", 200 * RAPPORT_MILLION } };
  RapportTransaction *transaction;

  import_cells (agency, cells, G_N_ELEMENTS (cells), "1 2 0 0");
  g_assert_cmpint (figure (agency, "romi", "2026-11-01", "2026-11-30"), ==, -1);
  transaction = rapport_transaction_begin (agency->library, "Margin");
  rapport_transaction_set_integer (transaction, RAPPORT_RECORD (agency->client),
                                   RAPPORT_CLIENT_GOODS_MARGIN, 400000);
  agency_commit (transaction);
  g_assert_cmpint (figure (agency, "gross-profit", "2026-11-01", "2026-11-30"), ==,
                   400 * RAPPORT_MILLION);
  g_assert_cmpint (figure (agency, "romi", "2026-11-01", "2026-11-30"), ==, RAPPORT_MILLION);
}

static void
test_source_names (void)
{
  static const char *const cases[][2] = {
    { "google-ads-2026-08 (1).csv", "google ads" },
    { "/tmp/Отчёт Директ 01.08.2026.tsv", "Отчёт Директ" },
    { "20170601.csv", "Import" },
    { ".csv", "csv" },
    { "metrika", "metrika" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *source = rapport_numbers_guess_source (cases[i][0]);

      g_assert_cmpstr (source, ==, cases[i][1]);
    }
}

static RapportDay
status_day (RapportClient *client)
{
  return rapport_record_get_day (RAPPORT_RECORD (client), RAPPORT_CLIENT_STATUS_DAY);
}

static void
set_client_status (Agency *agency, const char *status, RapportDay since)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Status");
  RapportRecord *record = RAPPORT_RECORD (agency->client);

  rapport_transaction_set_text (transaction, record, RAPPORT_CLIENT_STATUS, status);
  if (since != RAPPORT_DAY_NONE)
    rapport_transaction_set_day (transaction, record, RAPPORT_CLIENT_STATUS_DAY, since);
  rapport_client_date_status (transaction, agency->library, agency->client);
  agency_commit (transaction);
}

static void
test_status_day (Agency *agency, gconstpointer data)
{
  /* What it is already, it is not since today. */
  set_client_status (agency, "current", RAPPORT_DAY_NONE);
  g_assert_cmpint (status_day (agency->client), ==, RAPPORT_DAY_NONE);
  set_client_status (agency, "paused", RAPPORT_DAY_NONE);
  g_assert_cmpint (status_day (agency->client), ==, DAY ("2026-11-22"));
  agency_set_today (agency, "2026-12-01");
  set_client_status (agency, "paused", RAPPORT_DAY_NONE);
  g_assert_cmpint (status_day (agency->client), ==, DAY ("2026-11-22"));
  /* The user knows better. */
  set_client_status (agency, "left", DAY ("2026-10-31"));
  g_assert_cmpint (status_day (agency->client), ==, DAY ("2026-10-31"));
  set_client_status (agency, "current", RAPPORT_DAY_NONE);
  g_assert_cmpint (status_day (agency->client), ==, DAY ("2026-12-01"));
}

static void
test_status_day_of_new (Agency *agency, gconstpointer data)
{
  static const struct
  {
    const char *status;
    gboolean dated;
  } cases[] = { { "current", FALSE }, { "lead", TRUE } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Add");
      g_autoptr (RapportRecord) client =
        g_object_ref (rapport_transaction_create (transaction, RAPPORT_TYPE_CLIENT));

      rapport_transaction_set_text (transaction, client, RAPPORT_CLIENT_STATUS, cases[i].status);
      rapport_client_date_status (transaction, agency->library, RAPPORT_CLIENT (client));
      agency_commit (transaction);
      g_assert_cmpint (status_day (RAPPORT_CLIENT (client)), ==,
                       cases[i].dated ? DAY ("2026-11-22") : RAPPORT_DAY_NONE);
    }
}

static RapportWorkItem *
add_repeating (Agency *agency, const char *month, const char *repeat, const char *our_date)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Add");
  RapportWorkItem *item = rapport_plan_add (transaction, agency->library, agency->client_id,
                                            rapport_day_parse (month), "Report");

  rapport_transaction_set_text (transaction, RAPPORT_RECORD (item), RAPPORT_WORK_ITEM_REPEAT,
                                repeat);
  rapport_transaction_set_text (transaction, RAPPORT_RECORD (item), RAPPORT_WORK_ITEM_WHY, "Why");
  rapport_work_item_set_our_date (transaction, agency->library, item, rapport_day_parse (our_date));
  g_object_ref (item);
  agency_commit (transaction);
  return item;
}

static guint
count_repeats (Agency *agency, const char *month)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) due = rapport_plan_find_repeats (agency->library, agency->client_id,
                                                         rapport_day_parse (month), &error);

  g_assert_no_error (error);
  return due->len;
}

static void
test_repeats_due (Agency *agency, gconstpointer data)
{
  static const struct
  {
    const char *repeat;
    const char *month;
    guint due;
  } cases[] = {
    { "monthly", "2026-08-01", 0 },   { "monthly", "2026-09-01", 0 },
    { "monthly", "2026-10-01", 1 },   { "monthly", "2027-09-01", 1 },
    { "quarterly", "2026-11-01", 0 }, { "quarterly", "2026-12-01", 1 },
    { "quarterly", "2027-01-01", 0 }, { "yearly", "2027-08-01", 0 },
    { "yearly", "2027-09-15", 1 },    { "", "2026-10-01", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RapportWorkItem) item =
        add_repeating (agency, "2026-09-01", cases[i].repeat, "2026-09-30");
      RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Drop");

      g_assert_cmpuint (count_repeats (agency, cases[i].month), ==, cases[i].due);
      rapport_transaction_trash (transaction, RAPPORT_RECORD (item));
      agency_commit (transaction);
    }
}

/* Each time is a task of its own; the series ends where one no longer repeats. */
static void
test_repeats_added (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportWorkItem) first = add_repeating (agency, "2026-11-01", "monthly", "2026-11-30");
  g_autoptr (RapportQuery) query =
    rapport_plan_query (agency->client_id, rapport_day_parse ("2027-02-01"));
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (RapportWorkItem) item = NULL;
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Repeat");

  g_assert_cmpuint (rapport_plan_add_repeats (transaction, agency->library, agency->client_id,
                                              rapport_day_parse ("2027-02-10")),
                    ==, 1);
  agency_commit (transaction);
  g_assert_cmpuint (count_repeats (agency, "2027-02-01"), ==, 0);
  g_assert_cmpuint (count_repeats (agency, "2027-01-01"), ==, 0);
  g_assert_cmpuint (count_repeats (agency, "2027-03-01"), ==, 1);
  lines = rapport_library_find (agency->library, query, NULL);
  g_assert_cmpuint (lines->len, ==, 1);
  item = rapport_plan_line_get_item (agency->library, lines->pdata[0]);
  g_assert_true (item != first);
  g_assert_cmpint (rapport_record_get_day (RAPPORT_RECORD (item), RAPPORT_WORK_ITEM_OUR_DATE), ==,
                   rapport_day_parse ("2027-02-28"));
  g_assert_cmpint (rapport_record_get_day (RAPPORT_RECORD (item), RAPPORT_WORK_ITEM_CLIENT_DATE),
                   ==, rapport_day_parse ("2027-03-02"));
  g_assert_cmpstr (rapport_record_get_text (RAPPORT_RECORD (item), RAPPORT_WORK_ITEM_WHY), ==,
                   "Why");
  g_assert_true (
    rapport_record_has_word (RAPPORT_RECORD (item), RAPPORT_WORK_ITEM_STATUS, "planned"));
  transaction = rapport_transaction_begin (agency->library, "End");
  rapport_transaction_set_text (transaction, RAPPORT_RECORD (item), RAPPORT_WORK_ITEM_REPEAT, "");
  agency_commit (transaction);
  g_assert_cmpuint (count_repeats (agency, "2027-03-01"), ==, 0);
}

/* Many lines in one step, which is undone as one. */
static void
test_many_at_once (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportWorkItem) follows = add_item (agency, "2026-11-01", "Follows");
  g_autoptr (RapportWorkItem) by_hand = add_item (agency, "2026-11-01", "By hand");
  g_autoptr (RapportWorkItem) closed = add_item (agency, "2026-11-01", "Closed");
  g_autoptr (RapportQuery) query = rapport_plan_query (agency->client_id, DAY ("2026-11-01"));
  g_autoptr (GPtrArray) lines = NULL;
  const RapportPlanEdit edit = { "in-work", NULL, "", 3 };
  RapportTransaction *transaction;
  g_autoptr (GError) error = NULL;

  set_our_date (agency, follows, "2026-11-15");
  set_client_date (agency, by_hand, DAY ("2026-11-20"));
  set_status (agency, closed, "done");
  lines = rapport_library_find (agency->library, query, NULL);
  transaction = rapport_transaction_begin (agency->library, "Many");
  g_assert_cmpuint (rapport_plan_edit_lines (transaction, agency->library, lines, &edit), ==, 3);
  agency_commit (transaction);
  assert_client_date (follows, "2026-11-20");
  assert_client_date (by_hand, "2026-11-23");
  g_assert_true (
    rapport_record_has_word (RAPPORT_RECORD (closed), RAPPORT_WORK_ITEM_STATUS, "in-work"));
  g_free (rapport_library_undo (agency->library, agency->client_id, FALSE, &error));
  g_assert_no_error (error);
  assert_client_date (follows, "2026-11-17");
  assert_client_date (by_hand, "2026-11-20");
  g_assert_true (rapport_work_item_is_done (closed));
  transaction = rapport_transaction_begin (agency->library, "Next month");
  g_assert_cmpuint (
    rapport_plan_move_to_month (transaction, agency->library, lines, DAY ("2026-12-01")), ==, 2);
  agency_commit (transaction);
  assert_counts (agency, "2026-11-01", "1 1 0 0 0");
  assert_counts (agency, "2026-12-01", "2 0 2 0 0");
}

static void
do_anything (Agency *agency, GPtrArray *items)
{
  static const char *const statuses[] = { "idea", "planned", "in-work",  "waiting-for-client",
                                          "done", "dropped", "rejected", "confirmed" };
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (agency->library, "Anything");
  g_autoptr (RapportQuery) query = rapport_plan_query (agency->client_id, DAY ("2026-11-01"));
  g_autoptr (GPtrArray) lines = rapport_library_find (agency->library, query, NULL);
  RapportWorkItem *item = items->pdata[g_test_rand_int_range (0, (int) items->len)];
  const guint line = lines->len > 0 ? (guint) g_test_rand_int_range (0, (int) lines->len) : 0;

  switch (g_test_rand_int_range (0, 5))
    {
    case 0:
      rapport_plan_add_item (transaction, agency->library, DAY ("2026-11-01"), item);
      break;
    case 1:
      if (lines->len > 0)
        rapport_plan_remove (transaction, lines->pdata[line]);
      break;
    case 2:
      rapport_plan_move_to_month (transaction, agency->library, lines, DAY ("2026-12-01"));
      break;
    default:
      rapport_work_item_set_status (transaction, agency->library, item,
                                    statuses[g_test_rand_int_range (0, G_N_ELEMENTS (statuses))]);
    }
  agency_commit (g_steal_pointer (&transaction));
}

/* Whatever is done to a plan, before and after it was recorded: what was promised
 * stays promised, and is done or not done. */
static void
test_sums (Agency *agency, gconstpointer data)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  guint promised = 0;

  agency_set_today (agency, "2026-10-30");
  for (int i = 0; i < 8; i++)
    g_ptr_array_add (items, add_item (agency, "2026-11-01", "Task"));
  agency_set_today (agency, "2026-11-02");
  for (int i = 0; i < 120; i++)
    {
      RapportPlanCounts counts;

      do_anything (agency, items);
      if (i == 20)
        take_snapshot (agency, "2026-11-01");
      rapport_plan_count (agency->library, agency->client_id, DAY ("2026-11-01"), &counts);
      g_assert_cmpuint (counts.planned, ==, counts.done + counts.not_done);
      g_assert_cmpuint (counts.unplanned_done, <=, counts.unplanned);
      if (i == 20)
        promised = counts.planned;
      else if (i > 20 && promised > 0)
        g_assert_cmpuint (counts.planned, ==, promised);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  agency_test ("/deadlines/client-date", test_client_date);
  agency_test ("/deadlines/waiting", test_waiting);
  agency_test ("/client/status-day", test_status_day);
  agency_test ("/client/status-day-of-new", test_status_day_of_new);
  agency_test ("/plan/snapshot", test_snapshot);
  agency_test ("/plan/snapshot-of-late-plan", test_snapshot_of_late_plan);
  agency_test ("/plan/copy-rest", test_copy_rest);
  agency_test ("/plan/move", test_move);
  agency_test ("/plan/many-at-once", test_many_at_once);
  agency_test ("/plan/sums", test_sums);
  agency_test ("/lights/marks", test_lights);
  agency_test ("/lights/of-others", test_lights_of_others);
  agency_test ("/lights/evidence", test_evidence);
  agency_test ("/numbers/import", test_import);
  agency_test ("/numbers/goods-margin", test_goods_margin);
  g_test_add_func ("/numbers/source-names", test_source_names);
  agency_test ("/plan/repeats-due", test_repeats_due);
  agency_test ("/plan/repeats-added", test_repeats_added);
  return g_test_run ();
}
