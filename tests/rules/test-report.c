/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a report says, and what it must never say. */
#include "canary-marks.h"
#include "rapport-logo.h"
#include "rapport-pdf.h"
#include "rapport-report-builder.h"
#include "rapport-targets.h"

#include <string.h>

#define DAY(text) rapport_day_parse (text)

static void
import_cells (Agency *agency, RapportClient *client, const RapportCell *cells, gsize n)
{
  g_autoptr (RapportCells) list = rapport_cells_new (cells, n);
  g_autoptr (GError) error = NULL;

  g_assert_true (rapport_numbers_import (agency->library,
                                         rapport_record_get_id (RAPPORT_RECORD (client)), "ads",
                                         list, "USD", "ads.csv", NULL, &error));
  g_assert_no_error (error);
}

static RapportReport *
open_report (Agency *agency, const char *month)
{
  g_autoptr (GError) error = NULL;
  RapportReport *report = rapport_report_open (agency->library, agency->client,
                                               RAPPORT_REPORT_TEMPLATE_USUAL, DAY (month), &error);

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

static const RapportReportFigure *
figure_of (RapportReportDocument *document, const char *metric)
{
  const RapportReportContent *content = rapport_report_document_get_content (document);

  for (gsize i = 0; i < content->n_figures; i++)
    if (g_str_equal (content->figures[i].metric, metric))
      return &content->figures[i];
  return NULL;
}

static void
assert_value (const RapportReportValue *value, gint64 expected)
{
  g_assert_true (value->known);
  g_assert_cmpint (value->value, ==, expected * RAPPORT_MILLION);
}

/* Half a month is compared with the same half of the last; sums before ratios. */
static void
test_figures (Agency *agency, gconstpointer data)
{
  const RapportCell cells[] = {
    { DAY ("2025-11-02"), "a", "clicks", 7 * RAPPORT_MILLION },
    { DAY ("2026-10-01"), "a", "clicks", 100 * RAPPORT_MILLION },
    { DAY ("2026-10-02"), "a", "clicks", 20 * RAPPORT_MILLION },
    { DAY ("2026-10-31"), "a", "clicks", 5 * RAPPORT_MILLION },
    { DAY ("2026-11-01"), "a", "clicks", 10 * RAPPORT_MILLION },
    { DAY ("2026-11-01"), "a", "ad-spend", 10 * RAPPORT_MILLION },
    { DAY ("2026-11-02"), "b", "clicks", 30 * RAPPORT_MILLION },
    { DAY ("2026-11-02"), "b", "ad-spend", 70 * RAPPORT_MILLION },
    { DAY ("2026-11-02"), "b", "sales", 4 * RAPPORT_MILLION },
  };
  g_autoptr (RapportReport) report = open_report (agency, "2026-11-10");
  g_autoptr (RapportReport) again = open_report (agency, "2026-11-01");
  g_autoptr (RapportReportDocument) document = NULL;
  const RapportReportContent *content;

  g_assert_true (report == again);
  import_cells (agency, agency->client, cells, G_N_ELEMENTS (cells));
  document = build (agency, report);
  content = rapport_report_document_get_content (document);
  g_assert_cmpint (content->data_date, ==, DAY ("2026-11-02"));
  assert_value (&figure_of (document, "clicks")->value, 40);
  assert_value (&figure_of (document, "clicks")->previous, 120);
  assert_value (&figure_of (document, "clicks")->last_year, 7);
  assert_value (&figure_of (document, "cpc")->value, 2);
  assert_value (&figure_of (document, "cac")->value, 20);
  g_assert_nonnull (figure_of (document, "cac")->note);
  g_assert_null (figure_of (document, "leads"));
  /* Channels by spend, the total last. */
  g_assert_cmpuint (content->n_channels, ==, 3);
  g_assert_cmpstr (content->channels[0].name, ==, "b");
  g_assert_true (content->channels[2].is_total);
  g_assert_cmpstr (content->funnel[0].metric, ==, "clicks");
  g_assert_cmpstr (content->funnel[1].metric, ==, "sales");
}

static void
set_target (Agency *agency, const char *metric, const char *month, gint64 value)
{
  const RapportTargetEdit edit = { DAY (month), metric, TRUE, value * RAPPORT_MILLION };
  g_autoptr (GError) error = NULL;

  g_assert_true (
    rapport_targets_set (agency->library, agency->client_id, &edit, 1, "Target", &error));
  g_assert_no_error (error);
}

/* The chart over time: beside each month its target and the same month a year before,
 * as far as the numbers reach back. */
static void
test_trend (Agency *agency, gconstpointer data)
{
  const RapportCell cells[] = {
    { DAY ("2024-11-05"), "a", "leads", 3 * RAPPORT_MILLION },
    { DAY ("2025-08-05"), "a", "leads", 11 * RAPPORT_MILLION },
    { DAY ("2025-11-02"), "a", "leads", 7 * RAPPORT_MILLION },
    { DAY ("2026-08-03"), "a", "leads", 20 * RAPPORT_MILLION },
    { DAY ("2026-10-20"), "a", "leads", 30 * RAPPORT_MILLION },
    { DAY ("2026-11-01"), "a", "leads", 40 * RAPPORT_MILLION },
    { DAY ("2026-11-09"), "a", "leads", 14 * RAPPORT_MILLION },
  };
  g_autoptr (RapportReportDocument) document = NULL;
  g_autoptr (RapportReportDocument) weekly = NULL;
  g_autoptr (GError) error = NULL;
  const RapportReportChart *chart;

  import_cells (agency, agency->client, cells, G_N_ELEMENTS (cells));
  set_target (agency, "leads", "2026-10-01", 31);
  set_target (agency, "leads", "2026-11-01", 60);
  document =
    rapport_report_preview (agency->library, agency->client, "monthly", DAY ("2026-11-01"), &error);
  g_assert_no_error (error);
  chart = &rapport_report_document_get_content (document)->charts[1];
  g_assert_cmpint (chart->step, ==, RAPPORT_REPORT_STEP_MONTH);
  g_assert_cmpint (chart->compared, ==, RAPPORT_REPORT_COMPARED_LAST_YEAR);
  g_assert_cmpuint (chart->n_points, ==, 13);
  assert_value (&chart->points[0].actual, 7);
  assert_value (&chart->points[0].compared, 3);
  assert_value (&chart->points[9].compared, 11);
  assert_value (&chart->points[11].target, 31);
  assert_value (&chart->points[12].actual, 54);
  assert_value (&chart->points[12].compared, 7);
  assert_value (&chart->points[12].target, 60);
  g_assert_false (chart->points[10].target.known);
  g_assert_false (chart->points[10].compared.known);
  /* A week has its share of what its month should bring: a thirtieth for each day. */
  weekly =
    rapport_report_preview (agency->library, agency->client, "weekly", DAY ("2026-11-09"), &error);
  g_assert_no_error (error);
  chart = &rapport_report_document_get_content (weekly)->charts[0];
  g_assert_cmpint (chart->step, ==, RAPPORT_REPORT_STEP_WEEK);
  assert_value (&chart->points[12].actual, 14);
  assert_value (&chart->points[12].target, 14);
  assert_value (&chart->points[9].target, 7);
}

static void
import_source (Agency *agency, const char *source, const RapportCell *cells, gsize n)
{
  g_autoptr (RapportCells) taken = rapport_cells_new (cells, n);
  g_autoptr (GError) error = NULL;
  RapportImportCounts counts;

  g_assert_true (rapport_numbers_import (agency->library, agency->client_id, source, taken, "",
                                         "file.csv", &counts, &error));
  g_assert_no_error (error);
}

/* What "clicks" of November are compared with, where months came by days, as
 * one sum, or in both ways. October by days: 1 on each of its days; as a sum: 500. */
static void
test_same_part (Agency *agency, gconstpointer data)
{
  static const struct
  {
    const char *today;
    const char *now[3];
    gboolean daily_before;
    gboolean sum_before;
    gint64 value;
    gint64 previous; /* -1: nothing to compare with */
    const char *reach;
  } cases[] = {
    /* Half a month with half a month. */
    { "2026-11-22", { "2026-11-01", "2026-11-14" }, TRUE, FALSE, 200, 14, "2026-11-14" },
    { "2026-12-02", { "2026-11-01", "2026-11-14" }, TRUE, FALSE, 200, 14, "2026-11-14" },
    /* The sum of a month that is over with the whole of another. */
    { "2026-12-02", { "2026-11-01" }, TRUE, FALSE, 100, 31, "2026-11-30" },
    { "2026-12-02", { "2026-11-01" }, FALSE, TRUE, 100, 500, "2026-11-30" },
    { "2026-12-02", { "2026-11-01" }, TRUE, TRUE, 100, 531, "2026-11-30" },
    /* On the second, the first day is one day. */
    { "2026-11-02", { "2026-11-01" }, TRUE, FALSE, 100, 1, "2026-11-01" },
    /* No half can be taken of a sum. */
    { "2026-11-22", { "2026-11-01", "2026-11-14" }, FALSE, TRUE, 200, -1, "2026-11-14" },
    { "2026-11-22", { "2026-11-01", "2026-11-14" }, TRUE, TRUE, 200, 14, "2026-11-14" },
    /* But the whole of it. */
    { "2026-12-02", { "2026-11-01", "2026-11-30" }, FALSE, TRUE, 200, 500, "2026-11-30" },
    { "2026-12-02", { "2026-11-01", "2026-11-30" }, TRUE, TRUE, 200, 531, "2026-11-30" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("Client %" G_GSIZE_FORMAT, i);
      g_autoptr (RapportClient) client = agency_add_client (agency, name);
      g_autoptr (RapportReportDocument) document = NULL;
      g_autoptr (GError) error = NULL;
      RapportCell cells[31];
      gsize n = 0;

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      agency_set_today (agency, cases[i].today);
      g_set_object (&agency->client, client);
      agency->client_id = g_intern_string (rapport_record_get_id (RAPPORT_RECORD (client)));
      for (int day = 0; day < 31; day++)
        cells[day] = (RapportCell) { DAY ("2026-10-01") + day, "", "clicks", RAPPORT_MILLION };
      if (cases[i].daily_before)
        import_source (agency, "daily", cells, G_N_ELEMENTS (cells));
      cells[0] = (RapportCell) { DAY ("2026-10-01"), "", "clicks", 500 * RAPPORT_MILLION };
      if (cases[i].sum_before)
        import_source (agency, "sums", cells, 1);
      for (n = 0; cases[i].now[n] != NULL; n++)
        cells[n] = (RapportCell) { DAY (cases[i].now[n]), "", "clicks", 100 * RAPPORT_MILLION };
      import_source (agency, "now", cells, n);

      document =
        rapport_report_preview (agency->library, client, "monthly", DAY ("2026-11-01"), &error);
      g_assert_no_error (error);
      assert_value (&figure_of (document, "clicks")->value, cases[i].value);
      if (cases[i].previous >= 0)
        assert_value (&figure_of (document, "clicks")->previous, cases[i].previous);
      else
        g_assert_false (figure_of (document, "clicks")->previous.known);
      g_assert_cmpint (rapport_report_document_get_content (document)->data_date, ==,
                       DAY (cases[i].reach));
    }
}

static void
test_no_numbers (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportReport) report = open_report (agency, "2026-11-01");
  g_autoptr (RapportReportDocument) document = build (agency, report);
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportReportDocument) preview = rapport_report_preview (
    agency->library, agency->client, RAPPORT_REPORT_TEMPLATE_USUAL, DAY ("2026-09-01"), &error);
  const RapportReportContent *content = rapport_report_document_get_content (document);

  g_assert_no_error (error);
  g_assert_cmpuint (content->n_figures, ==, 0);
  g_assert_cmpuint (content->n_charts, ==, 0);
  g_assert_cmpint (content->data_date, ==, RAPPORT_DAY_NONE);
  g_assert_cmpuint (content->n_sections, ==,
                    rapport_report_document_get_content (preview)->n_sections);
}

static void
add_work (Agency *agency, const char *month, const char *title, const char *status)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Add");
  RapportWorkItem *item =
    rapport_plan_add (transaction, agency->library, agency->client_id, DAY (month), title);

  rapport_work_item_set_our_date (transaction, agency->library, item, DAY ("2026-12-10"));
  rapport_work_item_set_status (transaction, agency->library, item, status);
  agency_commit (transaction);
}

static char *
describe_work (RapportReportDocument *document)
{
  const RapportReportContent *content = rapport_report_document_get_content (document);
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < content->n_work; i++)
    {
      /* The client sees the client's date, never ours. */
      g_assert_cmpint (content->work[i].date, ==, DAY ("2026-12-12"));
      g_string_append_printf (text, "%s:%u ", content->work[i].title, content->work[i].state);
    }
  for (gsize i = 0; i < content->n_next; i++)
    g_string_append_printf (text, "next %s ", content->next[i].title);
  return g_string_free (text, FALSE);
}

static void
test_work (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportReport) report = open_report (agency, "2026-12-01");
  g_autoptr (RapportReportDocument) document = NULL;
  g_autoptr (RapportReportDocument) after = NULL;
  g_autofree char *text = NULL;
  g_autofree char *later = NULL;
  g_autoptr (GError) error = NULL;

  add_work (agency, "2026-12-01", "done", "done");
  add_work (agency, "2026-12-01", "open", "planned");
  agency_set_today (agency, "2026-12-02");
  g_assert_true (
    rapport_plan_take_snapshot (agency->library, agency->client_id, DAY ("2026-12-01"), &error));
  add_work (agency, "2026-12-01", "extra", "done");
  add_work (agency, "2026-12-01", "neither", "planned");
  add_work (agency, "2027-01-01", "coming", "planned");
  document = build (agency, report);
  text = describe_work (document);
  g_assert_cmpstr (text, ==, "done:1 open:0 extra:3 next coming ");
  agency_set_today (agency, "2027-01-04");
  after = build (agency, report);
  later = describe_work (after);
  g_assert_cmpstr (later, ==, "done:1 open:2 extra:3 next coming ");
}

static GBytes *
make_pdf (RapportReportDocument *document)
{
  g_autoptr (RapportPages) pages = rapport_pages_new (document, RAPPORT_PAPER_A4);
  g_autoptr (GError) error = NULL;
  GBytes *pdf = rapport_pdf_make (pages, &error);

  g_assert_no_error (error);
  return pdf;
}

static void
test_sent (Agency *agency, gconstpointer data)
{
  const RapportCell before[] = { { DAY ("2026-11-01"), "", "leads", 5 * RAPPORT_MILLION } };
  const RapportCell after[] = { { DAY ("2026-11-01"), "", "leads", 6 * RAPPORT_MILLION } };
  g_autoptr (RapportReport) report = open_report (agency, "2026-11-01");
  g_autoptr (RapportReportDocument) document = NULL;
  g_autoptr (RapportReportDocument) sent = NULL;
  g_autoptr (RapportRecord) file = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GBytes) kept = NULL;
  g_autoptr (GError) error = NULL;

  import_cells (agency, agency->client, before, 1);
  document = build (agency, report);
  pdf = make_pdf (document);
  g_assert_true (rapport_report_send (agency->library, report, document, pdf, &error));
  g_assert_no_error (error);
  g_assert_false (rapport_report_differs (agency->library, report));
  g_assert_false (rapport_report_send (agency->library, report, document, pdf, &error));
  import_cells (agency, agency->client, after, 1);
  g_assert_true (rapport_report_differs (agency->library, report));
  sent = build (agency, report);
  g_assert_true (rapport_report_document_equal (sent, document));

  g_clear_object (&report);
  agency_restart (agency);
  report = open_report (agency, "2026-11-01");
  file =
    rapport_library_get (agency->library, RAPPORT_TYPE_ATTACHMENT,
                         rapport_record_get_text (RAPPORT_RECORD (report), RAPPORT_REPORT_PDF));
  kept = g_variant_get_data_as_bytes (rapport_record_get_value (file, RAPPORT_ATTACHMENT_DATA));
  g_assert_true (g_bytes_equal (kept, pdf));
}

static char *
add_picture (Agency *agency, const char *client_id, const char *audience, const char *bytes)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Add");
  RapportRecord *file = rapport_transaction_create (transaction, RAPPORT_TYPE_ATTACHMENT);
  g_autoptr (GBytes) data = g_bytes_new (bytes, strlen (bytes));

  rapport_transaction_set_text (transaction, file, RAPPORT_RECORD_AUDIENCE, audience);
  rapport_transaction_set_text (transaction, file, RAPPORT_ATTACHMENT_CLIENT, client_id);
  rapport_transaction_set (transaction, file, RAPPORT_ATTACHMENT_DATA,
                           g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, data, TRUE));
  agency_commit (transaction);
  return g_strdup (rapport_record_get_id (file));
}

static void
set_logos (Agency *agency, const char *client_logo, const char *agency_logo)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Logos");
  g_autoptr (RapportWorkspace) workspace = rapport_agency_get (agency->library);

  rapport_transaction_set_text (transaction, RAPPORT_RECORD (agency->client), RAPPORT_CLIENT_LOGO,
                                client_logo);
  rapport_transaction_set_text (transaction, RAPPORT_RECORD (workspace), RAPPORT_WORKSPACE_LOGO,
                                agency_logo);
  agency_commit (transaction);
}

/* A logo is shown when it is public, and this client's or the agency's. */
static void
test_logos (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportClient) other = agency_add_client (agency, "Other");
  const char *other_id = rapport_record_get_id (RAPPORT_RECORD (other));
  g_autofree char *mine = add_picture (agency, agency->client_id, "client", "mine");
  g_autofree char *inner = add_picture (agency, agency->client_id, "team", CANARY);
  g_autofree char *theirs = add_picture (agency, other_id, "client", CANARY);
  g_autofree char *ours = add_picture (agency, "", "client", "ours");
  const struct
  {
    const char *client_logo;
    const char *agency_logo;
    const char *shown_client;
    const char *shown_agency;
  } cases[] = {
    { mine, ours, "mine", "ours" }, { theirs, theirs, NULL, NULL }, { inner, inner, NULL, NULL },
    { ours, mine, NULL, NULL },     { "", "nothing", NULL, NULL },
  };
  g_autoptr (RapportReport) report = open_report (agency, "2026-11-01");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RapportReportDocument) document = NULL;
      const RapportReportContent *content;
      GBytes *shown[2];
      const char *const wanted[] = { cases[i].shown_client, cases[i].shown_agency };

      set_logos (agency, cases[i].client_logo, cases[i].agency_logo);
      document = build (agency, report);
      content = rapport_report_document_get_content (document);
      shown[0] = content->client_logo;
      shown[1] = content->agency_logo;
      for (int l = 0; l < 2; l++)
        if (wanted[l] == NULL)
          g_assert_null (shown[l]);
        else
          g_assert_cmpmem (g_bytes_get_data (shown[l], NULL), g_bytes_get_size (shown[l]),
                           wanted[l], strlen (wanted[l]));
    }
}

/* Whatever the type: a public copy has the public fields and no other. */
static void
test_public_copies (Agency *agency, gconstpointer data)
{
  GPtrArray *infos = rapport_record_infos_get ();

  canary_add_marked (agency, agency->client_id, "client", TRUE);
  for (guint i = 0; i < infos->len; i++)
    {
      const RapportRecordInfo *info = infos->pdata[i];
      g_autoptr (RapportQuery) query = rapport_query_new_for_info (info);
      g_autoptr (GPtrArray) copies =
        rapport_publish_all (agency->library, query, agency->client_id, NULL);

      for (guint c = 0; c < copies->len; c++)
        for (guint f = 0; f < info->n_fields; f++)
          if (info->fields[f].audience != RAPPORT_AUDIENCE_CLIENT)
            g_assert_null (
              rapport_public_record_get_value (copies->pdata[c], info->fields[f].name));
      if (info->client >= 0)
        g_assert_cmpuint (copies->len, >=, 1);
    }
}

static void
choose_logo (Agency *agency, RapportRecord *owner, const char *picture)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Choose the Logo");
  g_autoptr (GBytes) bytes = picture != NULL ? g_bytes_new (picture, strlen (picture)) : NULL;

  rapport_logo_set (transaction, agency->library, owner, bytes, "logo.svg", "image/svg+xml");
  agency_commit (transaction);
}

static void
assert_logo (Agency *agency, RapportRecord *owner, const char *picture)
{
  g_autoptr (RapportRecord) file = rapport_logo_get (agency->library, owner);
  GVariant *data = file != NULL ? rapport_record_get_value (file, RAPPORT_ATTACHMENT_DATA) : NULL;

  if (picture == NULL)
    g_assert_null (file);
  else
    g_assert_cmpmem (g_variant_get_data (data), g_variant_get_size (data), picture,
                     strlen (picture));
}

/* A logo is replaced, removed and brought back; the one before goes to the trash.
 * A client's own colour goes before the agency's. */
static void
test_choosing_looks (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportWorkspace) workspace = rapport_agency_get (agency->library);
  RapportRecord *owners[] = { RAPPORT_RECORD (workspace), RAPPORT_RECORD (agency->client) };
  g_autoptr (RapportQuery) files = rapport_query_new (RAPPORT_TYPE_ATTACHMENT);
  RapportTransaction *transaction = NULL;
  g_autoptr (RapportReportDocument) document = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (owners); i++)
    {
      const char *of = rapport_record_get_client_id (owners[i]);
      g_autofree char *undone = NULL;

      choose_logo (agency, owners[i], "<svg>1</svg>");
      choose_logo (agency, owners[i], "<svg>2</svg>");
      assert_logo (agency, owners[i], "<svg>2</svg>");
      g_assert_cmpuint (agency_count (agency, files), ==, i + 1);
      choose_logo (agency, owners[i], NULL);
      assert_logo (agency, owners[i], NULL);
      undone = rapport_library_undo (agency->library, of, FALSE, NULL);
      g_assert_cmpstr (undone, ==, "Choose the Logo");
      assert_logo (agency, owners[i], "<svg>2</svg>");
    }
  transaction = rapport_transaction_begin (agency->library, "Colour");
  rapport_transaction_set_text (transaction, owners[1], RAPPORT_CLIENT_COLOUR, "#123456");
  agency_commit (transaction);
  document = rapport_report_preview (agency->library, agency->client, "monthly",
                                     rapport_day_new (2026, 11, 1), NULL);
  g_assert_cmpstr (rapport_report_document_get_content (document)->colour, ==, "#123456");
  g_assert_nonnull (rapport_report_document_get_content (document)->client_logo);
  g_assert_nonnull (rapport_report_document_get_content (document)->agency_logo);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  agency_test ("/report/figures", test_figures);
  agency_test ("/report/trend", test_trend);
  agency_test ("/report/same-part", test_same_part);
  agency_test ("/report/no-numbers", test_no_numbers);
  agency_test ("/report/work", test_work);
  agency_test ("/report/sent", test_sent);
  agency_test ("/report/logos", test_logos);
  agency_test ("/report/choosing-looks", test_choosing_looks);
  agency_test ("/report/public-copies", test_public_copies);
  return g_test_run ();
}
