/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A client's own metrics in a real library: made, worked out, ordered, deleted;
 * and what they become in a report. */
#include "rapport-import.h"
#include "rapport-numbers-trace.h"
#include "rapport-own-metrics.h"
#include "rapport-report-figures.h"
#include "rapport-targets.h"
#include "rules-support.h"

#include <string.h>

#define DAY(text) rapport_day_parse (text)

static RapportMetricSet *
load (Agency *agency)
{
  g_autoptr (GError) error = NULL;
  RapportMetricSet *set = rapport_own_metrics_load (agency->library, agency->client_id, &error);

  g_assert_no_error (error);
  return set;
}

/* (transfer full): the word. */
static char *
save (Agency *agency, const char *word, const char *label, RapportUnit unit, const char *formula)
{
  const RapportOwnMetric metric = { word, label, unit, RAPPORT_GOOD_UP, formula, "" };
  g_autoptr (GError) error = NULL;
  char *made = NULL;

  g_assert_true (
    rapport_own_metrics_save (agency->library, agency->client_id, &metric, &made, &error));
  g_assert_no_error (error);
  return made;
}

static void
import (Agency *agency)
{
  const RapportCell cells[] = {
    { DAY ("2026-11-01"), "search", "leads", 10 * RAPPORT_MILLION },
    { DAY ("2026-11-02"), "social", "leads", 30 * RAPPORT_MILLION },
    { DAY ("2026-11-01"), "search", "own-calls", 4 * RAPPORT_MILLION },
    { DAY ("2026-11-02"), "search", "own-calls", 1 * RAPPORT_MILLION },
    { DAY ("2026-11-01"), "search", "ad-spend", 100 * RAPPORT_MILLION },
  };
  g_autoptr (RapportCells) list = rapport_cells_new (cells, G_N_ELEMENTS (cells));
  g_autoptr (GError) error = NULL;

  g_assert_true (rapport_numbers_import (agency->library, agency->client_id, "ads", list, "USD",
                                         "ads.csv", NULL, &error));
  g_assert_no_error (error);
}

static gboolean
compute (Agency *agency, const char *word, const char *channel, gint64 *value, const char **note)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportNumbers) numbers = rapport_numbers_load (
    agency->library, agency->client, DAY ("2026-11-01"), DAY ("2026-11-30"), &error);
  const RapportMetric *metric;

  g_assert_no_error (error);
  metric = rapport_metric_set_lookup (rapport_numbers_get_set (numbers), word);
  g_assert_nonnull (metric);
  return rapport_numbers_compute (numbers, metric, channel, DAY ("2026-11-01"), DAY ("2026-11-30"),
                                  value, note);
}

static void
test_worked_out (Agency *agency, gconstpointer data)
{
  g_autofree char *calls = save (agency, NULL, "Calls", RAPPORT_UNIT_COUNT, "");
  g_autofree char *share = save (agency, NULL, "Share of calls", RAPPORT_UNIT_RATIO,
                                 "[own-calls] / ([leads] + [own-calls])");
  g_autofree char *twice =
    save (agency, NULL, "Twice that", RAPPORT_UNIT_RATIO, "[own-share-of-calls] × 2");
  gint64 value;

  g_assert_cmpstr (calls, ==, "own-calls");
  g_assert_cmpstr (share, ==, "own-share-of-calls");
  import (agency);
  g_assert_true (compute (agency, calls, NULL, &value, NULL));
  g_assert_cmpint (value, ==, 5 * RAPPORT_MILLION);
  /* Sums before ratios: 5 of 45, not the mean of the days. */
  g_assert_true (compute (agency, share, NULL, &value, NULL));
  g_assert_cmpint (value, ==, 111111);
  g_assert_true (compute (agency, twice, NULL, &value, NULL));
  g_assert_cmpint (value, ==, 222222);
  g_assert_true (compute (agency, share, "search", &value, NULL));
  g_assert_cmpint (value, ==, 333333);
  /* Where calls are not counted there is no share of them. */
  g_assert_false (compute (agency, share, "social", &value, NULL));
}

static void
test_troubles (Agency *agency, gconstpointer data)
{
  g_autofree char *a = save (agency, NULL, "A", RAPPORT_UNIT_COUNT, "[leads] + 1");
  g_autofree char *b = save (agency, NULL, "B", RAPPORT_UNIT_COUNT, "[own-a] + 1");
  g_autofree char *renamed = NULL;
  g_autoptr (RapportMetricSet) set = load (agency);
  const RapportOwnMetric circle = { "own-a",         "A",           RAPPORT_UNIT_COUNT,
                                    RAPPORT_GOOD_UP, "[own-b] + 1", "" };
  const RapportOwnMetric taken = {
    NULL, " ad SPEND ", RAPPORT_UNIT_COUNT, RAPPORT_GOOD_UP, "", ""
  };
  const RapportOwnMetric nameless = { NULL, "  ", RAPPORT_UNIT_COUNT, RAPPORT_GOOD_UP, "", "" };
  const RapportOwnMetric same = {
    "own-a", "a", RAPPORT_UNIT_COUNT, RAPPORT_GOOD_UP, "[sales]", ""
  };
  const struct
  {
    const RapportOwnMetric *metric;
    const char *says;
  } cases[] = { { &circle, "Its formula leads back to itself." },
                { &taken, "There is a metric “Ad spend” already." },
                { &nameless, "Give it a name." },
                { &same, NULL } };
  const char *note = NULL;
  gint64 value;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *says = rapport_own_metrics_check (set, cases[i].metric);

      g_assert_cmpstr (says, ==, cases[i].says);
    }
  import (agency);
  g_assert_true (compute (agency, b, NULL, &value, NULL));
  g_assert_cmpint (value, ==, 42 * RAPPORT_MILLION);
  /* Two people who closed a circle, each with half of it: no data, and why. */
  renamed = save (agency, "own-a", "A", RAPPORT_UNIT_COUNT, "[own-b] + 1");
  g_assert_false (compute (agency, b, NULL, &value, &note));
  g_assert_cmpstr (note, ==, "Its formula leads back to itself.");
}

static void
test_deleted (Agency *agency, gconstpointer data)
{
  g_autofree char *calls = save (agency, NULL, "Calls", RAPPORT_UNIT_COUNT, "");
  g_autofree char *twice = save (agency, NULL, "Twice", RAPPORT_UNIT_COUNT, "[own-calls] × 2");
  g_autofree char *again = NULL;
  g_autoptr (RapportMetricSet) set = load (agency);
  g_autoptr (GError) error = NULL;
  const char *note = NULL;
  gint64 value;

  import (agency);
  g_assert_true (rapport_own_metrics_remove (agency->library, agency->client_id,
                                             rapport_metric_set_lookup (set, calls), &error));
  g_assert_false (compute (agency, twice, NULL, &value, &note));
  g_assert_cmpstr (note, ==, "Its formula names a metric that is not there any more.");
  /* Another of the same name does not take its figures. */
  again = save (agency, NULL, "Calls", RAPPORT_UNIT_COUNT, "");
  g_assert_cmpstr (again, ==, "own-calls-2");
  g_free (rapport_library_undo (agency->library, agency->client_id, FALSE, &error));
  g_free (rapport_library_undo (agency->library, agency->client_id, FALSE, &error));
  g_assert_no_error (error);
  g_assert_true (compute (agency, twice, NULL, &value, NULL));
  g_assert_cmpint (value, ==, 10 * RAPPORT_MILLION);
}

/* (transfer full): the words of the figures that have a value, in order. */
static char *
list_figures (Agency *agency, const char **formula)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportNumbers) numbers = rapport_numbers_load (
    agency->library, agency->client, DAY ("2025-10-01"), DAY ("2026-11-30"), &error);
  g_autoptr (GHashTable) targets = rapport_targets_load (
    agency->library, agency->client_id, DAY ("2025-10-01"), DAY ("2026-11-01"), &error);
  g_autoptr (RapportReportFigures) figures = rapport_report_figures_new (
    numbers, targets, RAPPORT_REPORT_FORM_MONTHLY, DAY ("2026-11-01"), "");
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  g_assert_no_error (error);
  for (guint i = 0; i < figures->figures->len; i++)
    {
      const RapportReportFigure *figure = &g_array_index (figures->figures, RapportReportFigure, i);

      g_strv_builder_add (words, figure->name != NULL ? figure->name : figure->metric);
      if (figure->name != NULL && figure->formula != NULL && formula != NULL)
        *formula = g_intern_string (figure->formula);
    }
  list = g_strv_builder_end (words);
  return g_strjoinv (" ", list);
}

static void
assert_figures (Agency *agency, const char *expected)
{
  g_autofree char *listed = list_figures (agency, NULL);

  g_assert_cmpstr (listed, ==, expected);
}

static void
test_in_figures (Agency *agency, gconstpointer data)
{
  g_autofree char *calls = save (agency, NULL, "Calls", RAPPORT_UNIT_COUNT, "");
  g_autofree char *cost =
    save (agency, NULL, "CostOfCall", RAPPORT_UNIT_MONEY, "[ad-spend] / [own-calls]");
  const char *words[] = { "leads", "ad-spend", "own-calls", "own-costofcall", "cpl", NULL };
  g_autoptr (RapportMetricSet) set = load (agency);
  g_autoptr (RapportMetricSet) moved = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *listed = NULL;
  const char *formula = NULL;

  import (agency);
  listed = list_figures (agency, &formula);
  g_assert_cmpstr (listed, ==, "leads ad-spend Calls CostOfCall cpl");
  /* A document's reader knows built-in metrics in its language, own ones by name. */
  g_assert_cmpstr (formula, ==, "[ad-spend] / Calls");
  g_assert_true (
    rapport_own_metrics_move (agency->library, agency->client_id, set, words, 3, 0, &error));
  assert_figures (agency, "CostOfCall leads ad-spend Calls cpl");
  moved = load (agency);
  g_assert_true (rapport_own_metrics_show (agency->library, agency->client_id,
                                           rapport_metric_set_lookup (moved, "ad-spend"), FALSE,
                                           &error));
  g_assert_no_error (error);
  assert_figures (agency, "CostOfCall leads Calls cpl");
  g_free (rapport_library_undo (agency->library, agency->client_id, FALSE, &error));
  g_free (rapport_library_undo (agency->library, agency->client_id, FALSE, &error));
  g_assert_no_error (error);
  assert_figures (agency, "leads ad-spend Calls CostOfCall cpl");
}

/* A column that is called as an own metric is that metric; others are mapped by
 * its word or its name. */
static void
test_imported (Agency *agency, gconstpointer data)
{
  static const char text[] =
    "Day,Clicks,CALLS,Meetings,Talks\n2026-11-01,5,2,3,4\n2026-11-02,6,1,1,1\n";
  g_autofree char *calls = save (agency, NULL, "Calls", RAPPORT_UNIT_COUNT, "");
  g_autofree char *shows = save (agency, NULL, "Showings", RAPPORT_UNIT_COUNT, "");
  g_autofree char *ratio =
    save (agency, NULL, "Ratio", RAPPORT_UNIT_RATIO, "[own-calls] / [clicks]");
  g_autoptr (RapportMetricSet) set = load (agency);
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, sizeof text - 1);
  g_autoptr (RapportImport) import = rapport_import_new_for_bytes (bytes);
  g_autoptr (RapportImportResult) result = NULL;
  g_autoptr (GError) error = NULL;
  const struct
  {
    const char *metric;
    gint64 sum;
  } expected[] = { { "clicks", 11 }, { "own-calls", 3 }, { "own-showings", 4 } };

  rapport_import_set_metrics (import, set);
  g_assert_true (rapport_import_understand (import, NULL, &error));
  g_assert_true (rapport_import_map (import, "Meetings", "showings", &error));
  g_assert_no_error (error);
  g_assert_false (rapport_import_map (import, "Talks", "ratio", &error));
  g_assert_nonnull (strstr (error->message, "worked out of other metrics"));
  g_clear_error (&error);
  result = rapport_import_run (import, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->totals->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < result->totals->len; i++)
    {
      const RapportImportTotal *total = &g_array_index (result->totals, RapportImportTotal, i);

      g_assert_cmpstr (total->metric, ==, expected[i].metric);
      g_assert_cmpint (total->sum, ==, expected[i].sum * RAPPORT_MILLION);
    }
}

/* Where a figure is from: the files of what it is worked out of, and their days. */
static void
test_trace (Agency *agency, gconstpointer data)
{
  const RapportCell sales[] = {
    { DAY ("2026-11-05"), "search", "sales", 2 * RAPPORT_MILLION },
    { DAY ("2026-11-20"), "search", "ad-spend", 7 * RAPPORT_MILLION },
    { DAY ("2026-10-20"), "search", "leads", 7 * RAPPORT_MILLION },
  };
  g_autoptr (RapportCells) list = rapport_cells_new (sales, G_N_ELEMENTS (sales));
  g_autoptr (RapportMetricSet) set = load (agency);
  g_autoptr (GError) error = NULL;
  static const struct
  {
    const char *metric;
    const char *channel;
    const char *expected;
  } cases[] = {
    { "leads", NULL, "ads ads.csv 1-2 2;" },
    { "leads", "search", "ads ads.csv 1-1 1;" },
    { "cpl", NULL, "ads ads.csv 1-2 3;crm crm.xlsx 20-20 1;" },
    { "sales", NULL, "crm crm.xlsx 5-5 1;" },
    { "impressions", NULL, "" },
  };

  import (agency);
  g_assert_true (rapport_numbers_import (agency->library, agency->client_id, "crm", list, "USD",
                                         "crm.xlsx", NULL, &error));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) origins = rapport_numbers_trace (
        agency->library, agency->client_id, set, rapport_metric_set_lookup (set, cases[i].metric),
        cases[i].channel, DAY ("2026-11-01"), DAY ("2026-11-30"), &error);
      g_autoptr (GString) text = g_string_new (NULL);

      g_assert_no_error (error);
      for (guint o = 0; o < origins->len; o++)
        {
          const RapportNumbersOrigin *origin = origins->pdata[o];
          const RapportDay first = DAY ("2026-11-01");

          g_assert_cmpint (origin->imported, >, 0);
          g_string_append_printf (text, "%s %s %d-%d %u;", origin->source, origin->file_name,
                                  origin->first - first + 1, origin->last - first + 1,
                                  origin->n_figures);
        }
      g_assert_cmpstr (text->str, ==, cases[i].expected);
    }
}

/* Targets are written and taken away, as one step; reading them back in a month. */
static void
test_targets (Agency *agency, gconstpointer data)
{
  const RapportTargetEdit edits[] = {
    { DAY ("2026-11-01"), "leads", TRUE, 5 * RAPPORT_MILLION },
    { DAY ("2026-12-01"), "leads", TRUE, 6 * RAPPORT_MILLION },
    { DAY ("2026-12-01"), "sales", FALSE, 0 },
  };
  const RapportTargetEdit away = { DAY ("2026-11-01"), "leads", FALSE, 0 };
  g_autoptr (GHashTable) both = NULL;
  g_autoptr (GHashTable) one = NULL;
  g_autoptr (GHashTable) again = NULL;
  g_autoptr (GError) error = NULL;
  gint64 value = 0;

  g_assert_true (rapport_targets_set (agency->library, agency->client_id, edits,
                                      G_N_ELEMENTS (edits), "Targets", &error));
  both = rapport_targets_load (agency->library, agency->client_id, DAY ("2026-11-15"),
                               DAY ("2026-12-31"), &error);
  g_assert_cmpuint (g_hash_table_size (both), ==, 2);
  g_assert_true (rapport_targets_get (both, "leads", DAY ("2026-12-24"), &value));
  g_assert_cmpint (value, ==, 6 * RAPPORT_MILLION);
  g_assert_true (
    rapport_targets_set (agency->library, agency->client_id, &away, 1, "Away", &error));
  one = rapport_targets_load (agency->library, agency->client_id, DAY ("2026-11-01"),
                              DAY ("2026-12-31"), &error);
  g_assert_false (rapport_targets_get (one, "leads", DAY ("2026-11-01"), &value));
  g_free (rapport_library_undo (agency->library, agency->client_id, FALSE, &error));
  g_free (rapport_library_undo (agency->library, agency->client_id, FALSE, &error));
  again = rapport_targets_load (agency->library, agency->client_id, DAY ("2026-11-01"),
                                DAY ("2026-12-31"), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (again), ==, 0);
}

/* Another client's metrics are another's. */
static void
test_one_client (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportClient) other = agency_add_client (agency, "Other");
  g_autofree char *calls = save (agency, NULL, "Calls", RAPPORT_UNIT_COUNT, "");
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportMetricSet) set = rapport_own_metrics_load (
    agency->library, rapport_record_get_id (RAPPORT_RECORD (other)), &error);

  g_assert_null (rapport_metric_set_lookup (set, calls));
  g_assert_nonnull (rapport_metric_set_lookup (set, "ad_spend"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  agency_test ("/metrics/worked-out", test_worked_out);
  agency_test ("/metrics/troubles", test_troubles);
  agency_test ("/metrics/deleted", test_deleted);
  agency_test ("/metrics/in-figures", test_in_figures);
  agency_test ("/metrics/imported", test_imported);
  agency_test ("/metrics/trace", test_trace);
  agency_test ("/metrics/targets", test_targets);
  agency_test ("/metrics/one-client", test_one_client);
  return g_test_run ();
}
