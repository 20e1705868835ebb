/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-pdf.h"
#include "sample-report.h"

#include <string.h>

#define MANY 300

/* A report all of whose words are @text. */
static RapportReportDocument *
all_words (const char *text)
{
  const RapportReportValue values[] = { RAPPORT_REPORT_VALUE (G_MAXINT64), RAPPORT_REPORT_NO_DATA };
  const RapportReportPoint points[] = { { values[0], values[1], values[0] },
                                        { { TRUE, G_MININT64 }, values[0], values[1] } };
  const RapportReportFigure figures[] = {
    { text,
      text,
      RAPPORT_UNIT_MONEY,
      RAPPORT_GOOD_UP,
      values[0],
      { TRUE, G_MININT64 },
      { TRUE, 1 },
      { TRUE, 0 },
      text,
      text,
      text },
    { text,
      text,
      RAPPORT_UNIT_RATIO,
      RAPPORT_GOOD_DOWN,
      { TRUE, G_MININT64 },
      values[0],
      values[1],
      values[0],
      text,
      text,
      text },
  };
  const RapportReportChart charts[] = {
    { text, text, text, RAPPORT_UNIT_MONEY, RAPPORT_GOOD_UP, RAPPORT_REPORT_STEP_DAY,
      RAPPORT_REPORT_COMPARED_PREVIOUS, 739000, points, 2 },
    { text, text, text, RAPPORT_UNIT_COUNT, RAPPORT_GOOD_UP, RAPPORT_REPORT_STEP_MONTH,
      RAPPORT_REPORT_COMPARED_LAST_YEAR, 739000, points, 2 },
    { text, text, text, RAPPORT_UNIT_COUNT, RAPPORT_GOOD_UP, RAPPORT_REPORT_STEP_WEEK,
      RAPPORT_REPORT_COMPARED_NONE, 739000, points, 0 },
  };
  const RapportReportStage funnel[] = { { text, text, values[0], values[1] },
                                        { text, text, { TRUE, 0 }, values[0] },
                                        { text, text, values[1], values[1] } };
  const RapportReportColumn columns[] = {
    { text, text, RAPPORT_UNIT_MONEY, RAPPORT_GOOD_UP },
    { text, text, RAPPORT_UNIT_FACTOR, RAPPORT_GOOD_UP },
  };
  const RapportReportChannel channels[] = { { text, FALSE, values, 2 }, { text, TRUE, values, 2 } };
  const RapportReportWork work[] = {
    { text, text, text, 739000, RAPPORT_REPORT_WORK_DONE, 738000, text },
    { text, text, text, 0, RAPPORT_REPORT_WORK_UNPLANNED, 0, "" },
  };
  const RapportReportDefinition definitions[] = { { text, text, text } };
  RapportReportSection sections[16];
  gsize n_sections;
  const RapportReportSection *monthly = rapport_report_sections_get_monthly (&n_sections);
  const RapportReportContent content = {
    .language = text,
    .client = text,
    .agency = text,
    .from = 738826,
    .to = 739300,
    .data_date = 739301,
    .currency = text,
    .title = text,
    .headline = text,
    .sections = sections,
    .n_sections = n_sections,
    .figures = figures,
    .n_figures = G_N_ELEMENTS (figures),
    .charts = charts,
    .n_charts = G_N_ELEMENTS (charts),
    .funnel = funnel,
    .n_funnel = G_N_ELEMENTS (funnel),
    .columns = columns,
    .n_columns = G_N_ELEMENTS (columns),
    .channels = channels,
    .n_channels = G_N_ELEMENTS (channels),
    .work = work,
    .n_work = G_N_ELEMENTS (work),
    .next = work,
    .n_next = G_N_ELEMENTS (work),
    .definitions = definitions,
    .n_definitions = G_N_ELEMENTS (definitions),
  };
  g_autoptr (GError) error = NULL;
  RapportReportDocument *document;

  for (gsize i = 0; i < n_sections; i++)
    {
      sections[i] = monthly[i];
      sections[i].title = i % 2 == 0 ? text : "";
      sections[i].text = text;
    }
  document = rapport_report_document_new (&content, &error);
  g_assert_no_error (error);
  return document;
}

/* Draws all pages; none may be without ink, none may break. */
static void
draw_all (RapportPages *pages)
{
  double width, height;

  rapport_pages_get_size (pages, &width, &height);
  for (guint i = 0; i < rapport_pages_get_n_pages (pages); i++)
    {
      cairo_surface_t *surface =
        cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) width, (int) height);
      cairo_t *cr = cairo_create (surface);

      rapport_pages_draw (pages, i, cr);
      g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
}

static char *
times (const char *text, guint n)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (all, text);
  return g_string_free_and_steal (all);
}

/* Whatever the words are, there are pages, and the PDF can be written. */
static void
test_hostile (void)
{
  g_autofree char *no_spaces = g_strnfill (3000, 'W');
  g_autofree char *words = times ("слово и дело ", 600);
  g_autofree char *lines = times ("line\n", 200);
  g_autofree char *paragraphs = times ("- item\n  - inner\n\n> quote\n\n", 40);
  g_autofree char *deep = times ("> ", 500);
  g_autofree char *emoji = times ("🙂👩‍👩‍👧‍👦🏳️‍🌈", 100);
  const char *const texts[] = {
    "",
    " ",
    "<b>bold</b> &amp; <script>alert(1)</script>",
    "two\nlines\r\nand\ttabs",
    "שלום עולם, דוח חודשי; تقرير شهري",
    "\xE2\x80\xAEoverridden\xE2\x80\xAC \xE2\x81\xA6isolate",
    "\x01\x02\x1b[31m\x7f\xC2\x85\xE2\x80\xA8\xEF\xBF\xBE\xEF\xBB\xBF",
    "%s%n%d%%",
    "| a | b |\n|---|---:|\n| 1 | 2 |\n| 3 | 4 |",
    "[a](javascript:alert(1)) [b](https://example.com/?q='\\) <https://example.com/%27>",
    "1. \n2. \n\n***\n\n# \n\n```\ncode\n```",
    "'quote' \\back\\ (paren) [bracket] <<dict>>",
    emoji,
    no_spaces,
    words,
    lines,
    paragraphs,
    deep,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (RapportReportDocument) document = all_words (texts[i]);
      g_autoptr (RapportPages) pages = rapport_pages_new (document, RAPPORT_PAPER_A4);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = NULL;

      g_test_message ("text %" G_GSIZE_FORMAT ": %u pages", i, rapport_pages_get_n_pages (pages));
      g_assert_cmpuint (rapport_pages_get_n_pages (pages), >=, 1);
      if (rapport_pages_get_n_pages (pages) < 12)
        draw_all (pages);
      bytes = rapport_pdf_make (pages, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (g_bytes_get_size (bytes), >, 1000);
    }
}

/* Texts of 100 kB: all of each is on the pages. */
static void
test_huge (void)
{
  g_autofree char *words = times ("слово и дело ", 4500);
  g_autofree char *word = g_strnfill (10000, 'W');
  const RapportReportSection sections[] = {
    { RAPPORT_REPORT_SECTION_WHY, FALSE, "", words },
    { RAPPORT_REPORT_SECTION_WORK, FALSE, "", "" },
  };
  const RapportReportWork work[] = {
    { word, words, "", 739000, RAPPORT_REPORT_WORK_DONE, 0, words },
  };
  const RapportReportContent content = {
    .language = "ru",
    .client = word,
    .from = 738826,
    .to = 738855,
    .sections = sections,
    .n_sections = G_N_ELEMENTS (sections),
    .work = work,
    .n_work = G_N_ELEMENTS (work),
  };
  g_autoptr (RapportReportDocument) document = rapport_report_document_new (&content, NULL);
  g_autoptr (RapportPages) pages = rapport_pages_new (document, RAPPORT_PAPER_A4);
  g_autoptr (GBytes) bytes = rapport_pdf_make (pages, NULL);
  guint found = 0;
  guint letters = 0;

  g_assert_nonnull (bytes);
  for (guint i = 0; i < rapport_pages_get_n_pages (pages); i++)
    {
      g_autofree char *text = rapport_pages_get_text (pages, i);

      for (const char *p = text; (p = strstr (p, "дело")) != NULL; p++)
        found++;
      for (const char *p = text; *p != '\0'; p++)
        letters += *p == 'W';
    }
  g_assert_cmpuint (found, ==, 3 * 4500);
  g_assert_cmpuint (letters, >=, strlen (word));
}

/* A client of whom nothing is known has a page that says so. */
static void
test_empty (void)
{
  g_autoptr (RapportReportDocument) document = sample_report_empty ();
  g_autoptr (RapportPages) pages = rapport_pages_new (document, RAPPORT_PAPER_A4);
  g_autofree char *text = NULL;

  g_assert_cmpuint (rapport_pages_get_n_pages (pages), ==, 1);
  text = rapport_pages_get_text (pages, 0);
  g_assert_nonnull (strstr (text, "Aurora Bakery"));
  g_assert_nonnull (strstr (text, "No data for this period"));
  g_assert_null (strstr (text, "\n0\n"));
  draw_all (pages);
}

static gboolean
is_heading (const char *line)
{
  static const char *const headings[] = {
    "Figures",   "Funnel",           "Channels",
    "Over time", "Planned and done", "What we propose next",
    "Done",      "Not done",         "Definitions",
    "Metric",    "Channel",          "By",
    "Change",    "In work",          "Done beyond the plan",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (headings); i++)
    if (g_str_equal (line, headings[i]))
      return TRUE;
  return FALSE;
}

/* Wherever the pages happen to end, no heading is left alone at the foot. */
static void
test_headings (void)
{
  guint n_pages = 0;

  for (guint repeat = 1; repeat < 24; repeat++)
    for (RapportPaper paper = RAPPORT_PAPER_A4; paper <= RAPPORT_PAPER_LETTER; paper++)
      {
        g_autoptr (RapportReportDocument) document = sample_report ("en", repeat);
        g_autoptr (RapportPages) pages = rapport_pages_new (document, paper);

        for (guint i = 0; i < rapport_pages_get_n_pages (pages); i++)
          {
            g_autofree char *text = rapport_pages_get_text (pages, i);
            g_auto (GStrv) lines = g_strsplit (g_strchomp (text), "\n", -1);

            n_pages++;
            if (is_heading (lines[g_strv_length (lines) - 1]))
              g_error ("%u times: page %u ends with “%s”", repeat, i + 1,
                       lines[g_strv_length (lines) - 1]);
          }
      }
  g_assert_cmpuint (n_pages, >, 200);
}

/* Each line of a long plan is on a page, once. */
static void
test_long (void)
{
  g_autoptr (RapportReportDocument) document = sample_report ("ru", MANY);
  const RapportReportContent *content = rapport_report_document_get_content (document);
  g_autoptr (RapportPages) pages = rapport_pages_new (document, RAPPORT_PAPER_A4);
  guint found = 0;

  g_assert_cmpuint (rapport_pages_get_n_pages (pages), >, 100);
  for (guint i = 0; i < rapport_pages_get_n_pages (pages); i++)
    {
      g_autofree char *text = rapport_pages_get_text (pages, i);

      for (const char *p = text; (p = strstr (p, content->work[0].title)) != NULL; p++)
        found++;
    }
  g_assert_cmpuint (found, ==, MANY);
}

static void
test_sections (void)
{
  g_autoptr (RapportReportDocument) document = sample_report ("en", 1);
  RapportReportContent content = *rapport_report_document_get_content (document);
  g_autofree RapportReportSection *sections =
    g_memdup2 (content.sections, content.n_sections * sizeof (RapportReportSection));
  g_autoptr (RapportReportDocument) changed = NULL;
  g_autoptr (RapportPages) pages = NULL;
  g_autofree char *first = NULL;
  int last = -1;

  /* Definitions first, under a name of their own; no channels. */
  for (gsize i = content.n_sections - 1; i > 0; i--)
    sections[i] = sections[i - 1];
  sections[0] = (RapportReportSection) { RAPPORT_REPORT_SECTION_DEFINITIONS, FALSE, "Words", "" };
  for (gsize i = 1; i < content.n_sections; i++)
    if (sections[i].type == RAPPORT_REPORT_SECTION_CHANNELS)
      sections[i].hidden = TRUE;
  content.sections = sections;
  changed = rapport_report_document_new (&content, NULL);
  pages = rapport_pages_new (changed, RAPPORT_PAPER_A4);
  first = rapport_pages_get_text (pages, 0);
  g_assert_nonnull (strstr (first, "Words\nMetric\n"));
  for (gsize i = 0; i < content.n_sections; i++)
    {
      int page = rapport_pages_find_section (pages, i);

      g_assert_cmpint (page == -1, ==, sections[i].hidden);
      if (page >= 0)
        g_assert_cmpint (page, >=, last);
      last = MAX (last, page);
    }
  g_assert_cmpint (rapport_pages_find_section (pages, 999), ==, -1);
  g_assert_cmpint (rapport_pages_get_section_at (pages, 0, 0), ==, -1);
  g_assert_cmpint (rapport_pages_get_section_at (pages, 0, 290), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pages/empty", test_empty);
  g_test_add_func ("/pages/sections", test_sections);
  g_test_add_func ("/pages/headings", test_headings);
  g_test_add_func ("/pages/long", test_long);
  g_test_add_func ("/pages/huge", test_huge);
  g_test_add_func ("/pages/hostile", test_hostile);
  return g_test_run ();
}
