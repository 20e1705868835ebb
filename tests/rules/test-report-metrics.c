/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports whose metrics have gone since, and of clients that never had a number: in
 * every form that a client can get. */
#include "rapport-own-metrics.h"
#include "rapport-report-builder.h"
#include "rapport-report-output.h"
#include "rules-support.h"

#include <string.h>

#define DAY(text) rapport_day_parse (text)

static void
import_days (Agency *agency, const char *month, gint64 leads)
{
  const RapportDay first = DAY (month);
  const RapportCell cells[] = {
    { first, "search", "leads", leads * RAPPORT_MILLION },
    { first + 1, "search", "leads", 30 * RAPPORT_MILLION },
    { first, "search", "ad-spend", 100 * RAPPORT_MILLION },
    { first + 1, "search", "ad-spend", 100 * RAPPORT_MILLION },
    { first, "search", "own-gongs", 4 * RAPPORT_MILLION },
    { first + 1, "search", "own-gongs", 1 * RAPPORT_MILLION },
  };
  g_autoptr (RapportCells) list = rapport_cells_new (cells, G_N_ELEMENTS (cells));
  g_autoptr (GError) error = NULL;

  g_assert_true (rapport_numbers_import (agency->library, agency->client_id, "ads", list, "USD",
                                         "ads.csv", NULL, &error));
  g_assert_no_error (error);
}

static void
save_metric (Agency *agency, const char *label, const char *formula)
{
  const RapportOwnMetric metric = { NULL, label, RAPPORT_UNIT_COUNT, RAPPORT_GOOD_UP, formula, "" };
  g_autofree char *word = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (
    rapport_own_metrics_save (agency->library, agency->client_id, &metric, &word, &error));
  g_assert_no_error (error);
}

static void
remove_metric (Agency *agency, const char *word)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportMetricSet) set =
    rapport_own_metrics_load (agency->library, agency->client_id, &error);

  g_assert_no_error (error);
  g_assert_true (rapport_own_metrics_remove (agency->library, agency->client_id,
                                             rapport_metric_set_lookup (set, word), &error));
  g_assert_no_error (error);
}

static RapportReport *
open_report (Agency *agency, const char *month)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportTransaction) transaction = NULL;
  RapportReport *report = rapport_report_open (agency->library, agency->client,
                                               RAPPORT_REPORT_TEMPLATE_USUAL, DAY (month), &error);

  g_assert_no_error (error);
  transaction = rapport_transaction_begin (agency->library, "Choose the chart");
  rapport_transaction_set_text (transaction, RAPPORT_RECORD (report), RAPPORT_REPORT_CHART_METRIC,
                                "own-gongs");
  g_assert_true (rapport_transaction_commit (transaction, &error));
  g_assert_no_error (error);
  return report;
}

static RapportReportDocument *
build (Agency *agency, RapportReport *report)
{
  g_autoptr (GError) error = NULL;
  RapportReportDocument *document = rapport_report_build (agency->library, report, &error);

  g_assert_no_error (error);
  return document;
}

static GBytes *
make (RapportReportDocument *document, RapportOutput output)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = rapport_output_make (document, output, RAPPORT_PAPER_A4, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), >, 20);
  return bytes;
}

/* (transfer full): all that it says in plain words. */
static char *
read_words (RapportReportDocument *document)
{
  g_autoptr (GBytes) text = make (document, RAPPORT_OUTPUT_TEXT);
  g_autoptr (GBytes) html = make (document, RAPPORT_OUTPUT_HTML);

  return g_strdup_printf (
    "%.*s%.*s", (int) g_bytes_get_size (text), (const char *) g_bytes_get_data (text, NULL),
    (int) g_bytes_get_size (html), (const char *) g_bytes_get_data (html, NULL));
}

/* A metric that has been deleted stands in what was sent, and in nothing else. */
static void
test_deleted (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportReport) sent = NULL;
  g_autoptr (RapportReport) draft = NULL;
  g_autoptr (RapportReportDocument) before = NULL;
  g_autoptr (RapportReportDocument) after = NULL;
  g_autoptr (RapportReportDocument) live = NULL;
  g_autoptr (GPtrArray) differences = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *frozen = NULL;
  g_autofree char *words = NULL;
  const RapportReportContent *content;

  save_metric (agency, "Gongs", "");
  save_metric (agency, "Gongs doubled", "[own-gongs] × 2");
  import_days (agency, "2026-10-01", 10);
  import_days (agency, "2026-11-01", 20);
  sent = open_report (agency, "2026-10-01");
  draft = open_report (agency, "2026-11-01");
  before = build (agency, sent);
  content = rapport_report_document_get_content (before);
  g_assert_cmpstr (content->charts[0].name, ==, "Gongs");
  pdf = make (before, RAPPORT_OUTPUT_PDF);
  g_assert_true (rapport_report_send (agency->library, sent, before, pdf, &error));
  g_assert_no_error (error);

  remove_metric (agency, "own-gongs");
  /* What was sent stays, whole; its source has not changed. */
  after = build (agency, sent);
  g_assert_true (rapport_report_document_equal (before, after));
  g_assert_false (rapport_report_differs (agency->library, sent));
  frozen = read_words (after);
  g_assert_nonnull (strstr (frozen, "Gongs doubled"));
  for (RapportOutput output = 0; output < RAPPORT_N_OUTPUTS; output++)
    g_bytes_unref (make (after, output));
  /* A draft goes on without it, and draws the first of what there is. */
  live = build (agency, draft);
  content = rapport_report_document_get_content (live);
  g_assert_cmpstr (content->charts[0].metric, ==, "leads");
  words = read_words (live);
  g_assert_null (strstr (words, "Gongs"));
  g_assert_null (strstr (words, "gongs"));
  for (RapportOutput output = 0; output < RAPPORT_N_OUTPUTS; output++)
    g_bytes_unref (make (live, output));
  /* A figure that did change is told, and it alone. */
  import_days (agency, "2026-10-01", 11);
  differences = rapport_report_list_differences (agency->library, sent, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (differences->len, >=, 1);
  for (guint i = 0; i < differences->len; i++)
    {
      const RapportReportDifference *difference = differences->pdata[i];

      g_assert_null (strstr (difference->metric, "own-"));
      if (g_str_equal (difference->metric, "leads"))
        {
          g_assert_cmpint (difference->sent.value, ==, 40 * RAPPORT_MILLION);
          g_assert_cmpint (difference->now.value, ==, 41 * RAPPORT_MILLION);
        }
    }
  g_assert_cmpstr (((RapportReportDifference *) differences->pdata[0])->metric, ==, "leads");
}

/* What is counted in another way since, is another matter than a source that has changed. */
static void
test_other_metrics (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportReport) sent = NULL;
  g_autoptr (RapportReportDocument) document = NULL;
  g_autoptr (RapportMetricSet) set = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GError) error = NULL;
  const char *words[] = { "leads", "ad-spend", NULL };

  import_days (agency, "2026-10-01", 10);
  sent = open_report (agency, "2026-10-01");
  document = build (agency, sent);
  pdf = make (document, RAPPORT_OUTPUT_PDF);
  g_assert_true (rapport_report_send (agency->library, sent, document, pdf, &error));
  set = rapport_own_metrics_load (agency->library, agency->client_id, &error);
  g_assert_true (
    rapport_own_metrics_move (agency->library, agency->client_id, set, words, 1, 0, &error));
  g_assert_true (rapport_own_metrics_show (agency->library, agency->client_id,
                                           rapport_metric_set_lookup (set, "cpl"), FALSE, &error));
  save_metric (agency, "Thrice", "[leads] × 3");
  g_assert_no_error (error);
  g_assert_false (rapport_report_differs (agency->library, sent));
}

/* (transfer full): the same in another language. */
static RapportReportDocument *
translate (RapportReportDocument *document, const char *language)
{
  RapportReportContent content = *rapport_report_document_get_content (document);
  g_autoptr (GError) error = NULL;
  RapportReportDocument *made;

  content.language = language;
  made = rapport_report_document_new (&content, &error);
  g_assert_no_error (error);
  return made;
}

/* A client without a single number gets every report in every form, and none of them
 * says what is not known. */
static void
test_no_numbers (Agency *agency, gconstpointer data)
{
  static const char *const templates[] = { "monthly", "short", "weekly", "daily" };
  static const char *const languages[] = { "en", "ru" };
  static const char *const never[] = { "nan", "NaN", "inf%", "(null)", "—%", "-2147483648" };

  for (gsize t = 0; t < G_N_ELEMENTS (templates); t++)
    for (gsize l = 0; l < G_N_ELEMENTS (languages); l++)
      {
        g_autoptr (GError) error = NULL;
        g_autoptr (RapportReportDocument) plain = rapport_report_preview (
          agency->library, agency->client, templates[t], DAY ("2026-11-16"), &error);
        g_autoptr (RapportReportDocument) document = NULL;
        g_autofree char *words = NULL;

        g_assert_no_error (error);
        document = translate (plain, languages[l]);
        for (RapportOutput output = 0; output < RAPPORT_N_OUTPUTS; output++)
          g_bytes_unref (make (document, output));
        words = read_words (document);
        g_assert_nonnull (strstr (words, rapport_report_document_get_content (document)->client));
        for (gsize i = 0; i < G_N_ELEMENTS (never); i++)
          g_assert_null (strstr (words, never[i]));
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  agency_test ("/report-metrics/deleted", test_deleted);
  agency_test ("/report-metrics/other-metrics", test_other_metrics);
  agency_test ("/report-metrics/no-numbers", test_no_numbers);
  return g_test_run ();
}
