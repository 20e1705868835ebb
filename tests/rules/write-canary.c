/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes all that a client can get, in every form: write-canary FOLDER MODE. MODE
 * is "clean"; "marked", where all that is not for the client holds a marked word;
 * or "leaky", where what is for the client holds it. See check-canary.py. */
#include "canary-boards.h"
#include "canary-marks.h"
#include "canary-meetings.h"
#include "rapport-numbers-sheet.h"
#include "rapport-pdf.h"
#include "rapport-report-builder.h"
#include "rapport-report-digest.h"
#include "rapport-report-letter.h"
#include "rapport-report-output.h"
#include "rapport-report-text.h"
#include "rapport-targets.h"

#include <cairo-pdf.h>
#include <string.h>

#define DAY(text) rapport_day_parse (text)
#define TODAY     DAY ("2026-11-22")

/* A metric of the client's own. */
#define CALLS RAPPORT_METRIC_OWN "calls"

/* Where it all goes, and how the files are called. */
typedef struct
{
  const char *folder;
  const char *name; /* "monthly-ru-sent" */
} Place;

static char *
path_of (const Place *place, const char *form)
{
  return g_strdup_printf ("%s/%s.%s", place->folder, place->name, form);
}

static void
write_bytes (const Place *place, const char *form, GBytes *bytes)
{
  g_autofree char *path = path_of (place, form);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (bytes);
  g_assert_true (rapport_output_write (bytes, path, &error));
  g_assert_no_error (error);
}

static void
write_text (const Place *place, const char *form, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  write_bytes (place, form, bytes);
}

/* What a report comes out as. */

/* Those that can be chosen when it is exported, the printer's and the mail's PDF
 * among them. */
static void
write_outputs (const Place *place, RapportReportDocument *document, GBytes *pdf)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (RapportOutput output = 0; output < RAPPORT_N_OUTPUTS; output++)
    {
      g_autofree char *form = g_strdup_printf ("output.%s", rapport_output_to_word (output));
      g_autofree char *name = rapport_output_file_name (document, output);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes =
        rapport_output_make (document, output, rapport_paper_of (document), pdf, &error);

      g_assert_no_error (error);
      write_bytes (place, form, bytes);
      g_string_append_printf (names, "%s\n", name);
    }
  write_text (place, "names.txt", names->str);
}

static void
write_letter (const Place *place, RapportReportDocument *document, GBytes *pdf)
{
  static const char *const receivers[] = { "olga@example.com", NULL };
  g_autoptr (RapportLetter) letter = rapport_letter_new (document);
  g_autofree char *words = g_strdup_printf ("%s\n%s\n", letter->subject, letter->body);
  g_autoptr (GBytes) plain =
    rapport_letter_make_eml (document, receivers, pdf, "report.pdf", FALSE);

  write_text (place, "letter.txt", words);
  write_bytes (place, "plain.eml", plain);
}

static void
write_words (const Place *place, RapportReportDocument *document)
{
  static const char *const chosen[] = { "leads", CALLS, "roi", NULL };
  g_autofree char *text = rapport_report_text_make (document);
  g_autofree char *digest = rapport_report_digest_make (document, NULL);
  g_autofree char *own = rapport_report_digest_make (document, chosen);
  g_autofree char *json = rapport_report_document_to_json (document);

  write_text (place, "text.txt", text);
  write_text (place, "digest.txt", digest);
  write_text (place, "own-digest.txt", own);
  write_text (place, "document.json", json);
}

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

typedef void (*Draw) (cairo_t *cr, gpointer what, guint page);

/* What is drawn, in a form that words can be read from. */
static void
write_drawing (const Place *place,
               const char *form,
               double width,
               double height,
               guint n_pages,
               Draw draw,
               gpointer what)
{
  GByteArray *data = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append_cb, data, width, height);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GBytes) bytes = NULL;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, "2026-11-22T12:00:00Z");
  for (guint i = 0; i < n_pages; i++)
    {
      draw (cr, what, i);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
  bytes = g_byte_array_free_to_bytes (data);
  write_bytes (place, form, bytes);
}

static void
draw_page (cairo_t *cr, gpointer pages, guint page)
{
  rapport_pages_draw (pages, page, cr);
}

static void
write_pages (const Place *place, RapportReportDocument *document)
{
  g_autoptr (RapportPages) pages = rapport_pages_new (document, rapport_paper_of (document));
  const guint n = rapport_pages_get_n_pages (pages);
  g_autofree char *title = rapport_pages_get_title (pages);
  g_autoptr (GString) words = g_string_new (title);
  g_autofree char *path = path_of (place, "file.pdf");
  g_autoptr (GError) error = NULL;
  double width;
  double height;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = rapport_pages_get_text (pages, i);

      g_string_append_printf (words, "\n%s", text);
    }
  write_text (place, "pages.txt", words->str);
  rapport_pages_get_size (pages, &width, &height);
  write_drawing (place, "drawn.pdf", width, height, n, draw_page, pages);
  g_assert_true (rapport_pdf_write (pages, path, &error));
}

static void
write_all (const Place *place, RapportReportDocument *document, GBytes *pdf)
{
  g_autoptr (RapportPages) pages = rapport_pages_new (document, rapport_paper_of (document));
  g_autoptr (GBytes) made = pdf != NULL ? g_bytes_ref (pdf) : rapport_pdf_make (pages, NULL);

  write_outputs (place, document, pdf);
  write_letter (place, document, made);
  write_words (place, document);
  write_pages (place, document);
}

/* What a chart comes out as. */

typedef struct
{
  RapportChart *chart;
  RapportChartStyle style;
  double height;
} Drawn;

#define CHART_WIDTH 640

static void
draw_chart (cairo_t *cr, gpointer what, guint page)
{
  const Drawn *drawn = what;

  rapport_chart_draw (drawn->chart, cr, &drawn->style, CHART_WIDTH, drawn->height);
}

static char *
describe_chart (RapportChart *chart)
{
  g_autofree char *said = rapport_chart_describe (chart);
  g_autofree char *table = rapport_chart_to_text (chart);
  GString *words = g_string_new (said);

  g_string_append_printf (words, "\n%s\n", table);
  for (gsize i = 0; i < rapport_chart_get_n_points (chart); i++)
    {
      g_autofree char *point = rapport_chart_describe_point (chart, i);

      g_string_append_printf (words, "%s\n", point);
    }
  for (gsize row = 0; row < rapport_chart_get_n_rows (chart); row++)
    for (gsize column = 0; column < rapport_chart_get_n_columns (chart); column++)
      {
        g_autofree char *cell = rapport_chart_get_cell (chart, row, column);

        g_string_append_printf (words, "%s\n", cell);
      }
  return g_string_free (words, FALSE);
}

/* Takes @chart over. */
static void
write_chart (const char *folder, const char *name, RapportChart *chart)
{
  const Place place = { folder, name };
  const RapportColour accent = { 0.1, 0.4, 0.7, 1 };
  Drawn drawn = { chart, rapport_chart_style_paper (accent, "Inter", 12), 0 };
  g_autofree char *words = describe_chart (chart);
  g_autoptr (GBytes) svg = NULL;

  drawn.height = MAX (rapport_chart_get_height (chart, &drawn.style, CHART_WIDTH), 40);
  svg = rapport_chart_to_svg (chart, &drawn.style, CHART_WIDTH, drawn.height);
  write_bytes (&place, "picture.svg", svg);
  write_drawing (&place, "drawn.pdf", CHART_WIDTH, drawn.height, 1, draw_chart, &drawn);
  write_text (&place, "words.txt", words);
  rapport_chart_unref (chart);
}

static void
write_charts (const char *folder, Agency *agency)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportNumbersSheet) sheet =
    rapport_numbers_sheet_load (agency->library, agency->client, DAY ("2026-11-01"), &error);
  const RapportMetric *calls;
  RapportReportStep drawn;

  g_assert_no_error (error);
  calls = rapport_numbers_sheet_look_up (sheet, CALLS);
  for (RapportReportStep step = RAPPORT_REPORT_STEP_DAY; step <= RAPPORT_REPORT_STEP_MONTH; step++)
    {
      g_autofree char *name = g_strdup_printf ("chart-%u", step);

      write_chart (folder, name, rapport_numbers_sheet_make_chart (sheet, calls, step, &drawn));
    }
  write_chart (folder, "chart-channels", rapport_numbers_sheet_make_channels (sheet, calls));
  write_chart (folder, "chart-funnel", rapport_numbers_sheet_make_funnel (sheet));
  write_chart (folder, "chart-spark", rapport_numbers_sheet_make_spark (sheet, calls));
}

/* The library that it all comes from. */

/* "Public" names hold the word where they are to be found by the check. */
static char *
named (const char *name, gboolean leaky)
{
  return leaky ? g_strdup_printf ("%s " CANARY, name) : g_strdup (name);
}

/* Under a word of its own: one that is made up would be another in each run. */
static void
add_metric (Agency *agency, const char *word, const char *label)
{
  const char *const key[] = { agency->client_id, word, NULL };
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Metric");
  RapportRecord *metric = rapport_transaction_ensure (transaction, RAPPORT_TYPE_CLIENT_METRIC, key);

  rapport_transaction_set_text (transaction, metric, RAPPORT_CLIENT_METRIC_LABEL, label);
  rapport_transaction_set_text (transaction, metric, RAPPORT_CLIENT_METRIC_DESCRIPTION, label);
  agency_commit (transaction);
}

static void
add_numbers (Agency *agency, gboolean leaky)
{
  static const char *const metrics[] = { "clicks", "leads", "sales", "ad-spend", "revenue", CALLS };
  g_autofree char *channel = named ("Search", leaky);
  g_autofree char *label = named ("Calls", leaky);
  const RapportTargetEdit target = { DAY ("2026-11-01"), "leads", TRUE, 900 * RAPPORT_MILLION };
  g_autoptr (GArray) figures = g_array_new (FALSE, FALSE, sizeof (RapportCell));
  g_autoptr (RapportCells) cells = NULL;
  g_autoptr (GError) error = NULL;

  add_metric (agency, CALLS, label);
  g_assert_true (
    rapport_targets_set (agency->library, agency->client_id, &target, 1, "Target", &error));
  for (RapportDay day = DAY ("2026-10-01"); day < TODAY; day++)
    for (gsize i = 0; i < G_N_ELEMENTS (metrics); i++)
      {
        RapportCell cell = { day, channel, metrics[i], (gint64) (90 - 10 * i) * RAPPORT_MILLION };

        g_array_append_val (figures, cell);
        cell.channel = "Social";
        g_array_append_val (figures, cell);
      }
  cells = rapport_cells_new ((gpointer) figures->data, figures->len);
  g_assert_true (rapport_numbers_import (agency->library, agency->client_id, "ads", cells, "USD",
                                         "ads.csv", NULL, &error));
}

static void
add_work (Agency *agency, const char *month, const char *title, const char *status, gboolean leaky)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Add");
  g_autofree char *name = named (title, leaky);
  RapportWorkItem *item =
    rapport_plan_add (transaction, agency->library, agency->client_id, DAY (month), name);

  rapport_work_item_set_our_date (transaction, agency->library, item, DAY ("2026-11-18"));
  rapport_work_item_set_status (transaction, agency->library, item, status);
  agency_commit (transaction);
}

static void
add_records (Agency *agency, gboolean leaky)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Add");
  RapportRecord *annotation = rapport_transaction_create (transaction, RAPPORT_TYPE_ANNOTATION);
  RapportRecord *template = rapport_transaction_create (transaction, RAPPORT_TYPE_TEMPLATE);
  g_autofree char *client = named ("Romashka", leaky);
  g_autofree char *site = named ("New site", leaky);

  rapport_transaction_set_text (transaction, RAPPORT_RECORD (agency->client), RAPPORT_CLIENT_NAME,
                                client);
  rapport_transaction_set_text (transaction, annotation, RAPPORT_ANNOTATION_CLIENT,
                                agency->client_id);
  rapport_transaction_set_day (transaction, annotation, RAPPORT_ANNOTATION_DAY, DAY ("2026-11-12"));
  rapport_transaction_set_text (transaction, annotation, RAPPORT_ANNOTATION_TEXT, site);
  rapport_transaction_set_text (transaction, template, RAPPORT_TEMPLATE_NAME, "Ours");
  rapport_transaction_set_text (transaction, template, RAPPORT_TEMPLATE_FORM, "monthly");
  rapport_transaction_set_text (transaction, template, RAPPORT_TEMPLATE_SECTIONS,
                                "text proposals problems definitions next why work channels "
                                "funnel trend figures chart tiles summary");
  agency_commit (transaction);
  add_numbers (agency, leaky);
  add_work (agency, "2026-11-01", "Public work", "done", leaky);
  add_work (agency, "2026-11-01", "Public plan", "planned", leaky);
  add_work (agency, "2026-12-01", "Public next", "planned", leaky);
  canary_add_board (agency, leaky);
  canary_add_meeting (agency, leaky);
}

static void
fill_report (Agency *agency, RapportReport *report, const char *language, gboolean leaky)
{
  g_autoptr (RapportQuery) query = rapport_report_sections_query (report);
  g_autoptr (GPtrArray) sections = rapport_library_find (agency->library, query, NULL);
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Write");
  g_autofree char *headline = named ("A good month", leaky);

  rapport_transaction_set_text (transaction, RAPPORT_RECORD (report), RAPPORT_REPORT_LANGUAGE,
                                language);
  rapport_transaction_set_text (transaction, RAPPORT_RECORD (report), RAPPORT_REPORT_HEADLINE,
                                headline);
  for (guint i = 0; i < sections->len; i++)
    {
      g_autofree char *words = named ("Words by hand.", leaky);

      rapport_transaction_set_text (transaction, sections->pdata[i], RAPPORT_SECTION_BODY, words);
    }
  agency_commit (transaction);
}

static RapportReport *
open_report (Agency *agency, RapportReportTemplate *template)
{
  g_autoptr (GError) error = NULL;
  RapportReport *report =
    rapport_report_open (agency->library, agency->client, template->word, TODAY - 1, &error);

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

/* A public line of the plan, of work that is not for the client. */
static void
add_hidden_work (Agency *agency)
{
  static const char *const hidden[] = { "team", "me" };

  for (gsize i = 0; i < G_N_ELEMENTS (hidden); i++)
    for (gsize done = 0; done < 2; done++)
      {
        RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Add");
        RapportWorkItem *item = rapport_plan_add (transaction, agency->library, agency->client_id,
                                                  DAY ("2026-11-01"), CANARY);

        rapport_work_item_set_our_date (transaction, agency->library, item, TODAY - 1);
        rapport_work_item_set_status (transaction, agency->library, item,
                                      done ? "done" : "planned");
        rapport_transaction_set_text (transaction, RAPPORT_RECORD (item), RAPPORT_RECORD_AUDIENCE,
                                      hidden[i]);
        agency_commit (transaction);
      }
}

/* Each template in each language, as a draft. */
static void
write_drafts (Agency *agency, const char *folder, GPtrArray *templates, const char *language)
{
  for (guint i = 0; i < templates->len; i++)
    {
      RapportReportTemplate *template = templates->pdata[i];
      g_autofree char *name =
        g_strdup_printf ("%s-%s-draft", i < 4 ? template->word : "own", language);
      g_autoptr (RapportReport) report = open_report (agency, template);
      g_autoptr (RapportReportDocument) document = build (agency, report);

      write_all (&(Place) { folder, name }, document, NULL);
    }
}

static void
send_report (Agency *agency, RapportReport *report)
{
  g_autoptr (RapportReportDocument) document = build (agency, report);
  g_autoptr (RapportPages) pages = rapport_pages_new (document, rapport_paper_of (document));
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = rapport_pdf_make (pages, &error);

  g_assert_true (rapport_report_send (agency->library, report, document, pdf, &error));
  g_assert_no_error (error);
}

/* What was sent, read from the disk afterwards. */
static void
write_sent (Agency *agency, const char *folder, GPtrArray *templates, const char *language)
{
  for (guint i = 0; i < templates->len; i++)
    {
      RapportReportTemplate *template = templates->pdata[i];
      g_autofree char *name =
        g_strdup_printf ("%s-%s-sent", i < 4 ? template->word : "own", language);
      g_autoptr (RapportReport) report = open_report (agency, template);
      g_autoptr (RapportReportDocument) document = build (agency, report);
      g_autoptr (RapportRecord) file =
        rapport_library_get (agency->library, RAPPORT_TYPE_ATTACHMENT,
                             rapport_record_get_text (RAPPORT_RECORD (report), RAPPORT_REPORT_PDF));
      g_autoptr (GBytes) pdf =
        g_variant_get_data_as_bytes (rapport_record_get_value (file, RAPPORT_ATTACHMENT_DATA));

      write_all (&(Place) { folder, name }, document, pdf);
    }
}

static void
write_reports (Agency *agency, const char *folder, const char *mode)
{
  static const char *const languages[] = { "en", "ru" };
  const gboolean leaky = g_str_equal (mode, "leaky");
  g_autoptr (GPtrArray) templates = rapport_report_templates_list (agency->library, NULL);

  for (gsize l = 0; l < G_N_ELEMENTS (languages); l++)
    {
      for (guint i = 0; i < templates->len; i++)
        {
          g_autoptr (RapportReport) report = open_report (agency, templates->pdata[i]);

          fill_report (agency, report, languages[l], leaky);
        }
      /* What is there by now has its marks before it is read. */
      if (l == 0 && g_str_equal (mode, "marked"))
        {
          canary_mark_all (agency);
          add_hidden_work (agency);
          canary_hide_on_board (agency);
          canary_hide_in_meeting (agency);
        }
      write_drafts (agency, folder, templates, languages[l]);
    }
  write_charts (folder, agency);
  canary_write_board (agency, folder);
  canary_write_meeting (agency, folder);
  for (guint i = 0; i < templates->len; i++)
    {
      g_autoptr (RapportReport) report = open_report (agency, templates->pdata[i]);

      send_report (agency, report);
    }
  /* What is written later is in nothing that was sent. */
  if (g_str_equal (mode, "marked"))
    canary_add_marked (agency, agency->client_id, "client", TRUE);
  agency_restart (agency);
  write_sent (agency, folder, templates, "ru");
}

int
main (int argc, char **argv)
{
  Agency agency = { NULL };

  if (argc != 3)
    g_error ("write-canary FOLDER clean|marked|leaky");
  agency_set_up (&agency, NULL);
  add_records (&agency, g_str_equal (argv[2], "leaky"));
  write_reports (&agency, argv[1], argv[2]);
  agency_tear_down (&agency, NULL);
  return 0;
}
