/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-catalog.h"
#include "rapport-markdown.h"
#include "rapport-pdf.h"
#include "sample-report.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

typedef struct
{
  char *folder;
  char *path;
} Place;

static Place
make_place (void)
{
  Place place;

  place.folder = g_dir_make_tmp ("rapport-pdf-XXXXXX", NULL);
  g_assert_nonnull (place.folder);
  place.path = g_build_filename (place.folder, "report.pdf", NULL);
  return place;
}

static void
place_clear (Place *place)
{
  g_unlink (place->path);
  g_rmdir (place->folder);
  g_free (place->folder);
  g_free (place->path);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

static void
write_report (const Place *place, RapportReportDocument *document, RapportPaper paper)
{
  g_autoptr (RapportPages) pages = rapport_pages_new (document, paper);
  g_autoptr (GError) error = NULL;

  rapport_pdf_write (pages, place->path, &error);
  g_assert_no_error (error);
}

/* Runs a tool on the file; what it printed, or NULL when it is not installed. */
static char *
run (const Place *place, const char *tool, const char *option, const char *value, int *status)
{
  g_autofree char *found = g_find_program_in_path (tool);
  const char *argv[6] = { found };
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  g_autofree char *complaints = NULL;
  int n = 1;

  if (found == NULL)
    {
      g_test_skip_printf ("%s is not installed", tool);
      return NULL;
    }
  if (option != NULL)
    argv[n++] = option;
  if (value != NULL)
    argv[n++] = value;
  argv[n++] = place->path;
  if (g_str_equal (tool, "pdftotext") || g_strcmp0 (option, "--qdf") == 0)
    argv[n++] = "-";
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, &complaints,
                status, &error);
  g_assert_no_error (error);
  if (complaints[0] != '\0')
    g_test_message ("%s: %s", tool, complaints);
  return output;
}

/* All white space as one space, so that line ends do not count. */
static char *
squeezed (const char *text)
{
  GString *result = g_string_new (" ");

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c))
        g_string_append_unichar (result, c);
      else if (result->str[result->len - 1] != ' ')
        g_string_append_c (result, ' ');
    }
  g_string_append_c (result, ' ');
  return g_string_free_and_steal (result);
}

/* The text of the structure in reading order. */
static char *
structure_text (const Place *place)
{
  int status;
  g_autofree char *listing = run (place, "pdfinfo", "-struct-text", NULL, &status);
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;

  if (listing == NULL)
    return NULL;
  lines = g_strsplit (listing, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      char *begin = g_strstrip (*line);
      gsize length = strlen (begin);

      if (length > 1 && begin[0] == '"' && begin[length - 1] == '"')
        g_string_append_printf (text, " %.*s", (int) length - 2, begin + 1);
    }
  return squeezed (text->str);
}

static void
assert_says (const char *text, const char *markdown)
{
  g_autofree char *plain = rapport_markdown_to_plain (markdown);
  g_auto (GStrv) lines = g_strsplit (plain, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    {
      g_autofree char *wanted = NULL;
      char *begin = g_strstrip (*line);
      char *bracket = strstr (begin, " (http");

      /* Marks of lists are labels of their own, addresses are links. */
      while (g_ascii_isdigit (*begin) || *begin == '.' || *begin == ' ')
        begin++;
      if (bracket != NULL)
        *bracket = '\0';
      wanted = squeezed (begin);
      g_strstrip (wanted);
      if (strstr (text, wanted) == NULL)
        g_error ("“%s” is not in the text “%s”", wanted, text);
    }
}

/* Every string of the document can be read and searched, in any language. */
static void
test_words (gconstpointer language)
{
  g_autoptr (RapportReportDocument) document = sample_report (language, 3);
  const RapportReportContent *content = rapport_report_document_get_content (document);
  g_auto (Place) place = make_place ();
  g_autofree char *fonts = NULL;
  g_autofree char *text = NULL;
  int status;

  write_report (&place, document, RAPPORT_PAPER_A4);
  fonts = run (&place, "pdffonts", NULL, NULL, &status);
  text = structure_text (&place);
  if (text == NULL || fonts == NULL)
    return;
  /* With other fonts the PDF is as good, but pdfinfo stops reading a paragraph
   * at the first character that has a text of its own. */
  if (strstr (fonts, "+Inter-") == NULL)
    {
      g_test_skip ("the font Inter is not installed");
      return;
    }
  assert_says (text, content->client);
  assert_says (text, content->headline);
  for (gsize i = 0; i < content->n_sections; i++)
    assert_says (text, content->sections[i].text);
  for (gsize i = 0; i < content->n_work; i++)
    {
      assert_says (text, content->work[i].title);
      assert_says (text, content->work[i].why);
      assert_says (text, content->work[i].result);
    }
  for (gsize i = 0; i < content->n_channels; i++)
    assert_says (text, content->channels[i].name);
  for (gsize i = 0; i < content->n_charts; i++)
    assert_says (text, content->charts[i].title);
}

static void
add_words (GHashTable *words, const char *text)
{
  g_auto (GStrv) parts = g_regex_split_simple ("[^\\p{L}]+", text, 0, 0);

  for (char **part = parts; *part != NULL; part++)
    g_hash_table_add (words, g_utf8_casefold (*part, -1));
}

/* Each word on the pages is the document's, a metric's, or one of the few that
 * a report adds: nothing comes from elsewhere. */
static void
test_no_other_words (void)
{
  g_autoptr (RapportReportDocument) document = sample_report ("en", 1);
  g_autofree char *json = rapport_report_document_to_json (document);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (Place) place = make_place ();
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;
  gsize n_metrics;
  const RapportMetric *const *metrics = rapport_metrics_get (&n_metrics);
  int status;

  write_report (&place, document, RAPPORT_PAPER_A4);
  text = run (&place, "pdftotext", NULL, NULL, &status);
  if (text == NULL)
    return;
  add_words (known, json);
  for (gsize i = 0; i < n_metrics; i++)
    add_words (known, metrics[i]->label);
  add_words (known, "Report for Data as of Page November October Nov Dec Sep Oct Aug Jul Jun May "
                    "Apr Mar Feb Jan better worse was target reached not Figures Metric Target "
                    "Change Funnel Channels Channel Over time by day month Planned and done Done "
                    "it Beyond the plan Not In work Result By What Why Expected ahead time we "
                    "propose next Definitions How is worked out pp "
                    "This year Year before Variance");
  words = g_regex_split_simple ("[^\\p{L}]+", text, 0, 0);
  g_assert_cmpuint (g_strv_length (words), >, 300);
  for (char **word = words; *word != NULL; word++)
    {
      g_autofree char *folded = g_utf8_casefold (*word, -1);

      if (!g_hash_table_contains (known, folded))
        g_error ("“%s” comes from elsewhere", *word);
    }
}

/* No two words are joined where a line ends. */
static void
test_words_apart (gconstpointer language)
{
  g_autoptr (RapportReportDocument) document = sample_report (language, 1);
  const RapportReportContent *content = rapport_report_document_get_content (document);
  g_auto (Place) place = make_place ();
  g_autofree char *output = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;
  int status;

  write_report (&place, document, RAPPORT_PAPER_A4);
  output = run (&place, "pdftotext", NULL, NULL, &status);
  if (output == NULL)
    return;
  text = squeezed (output);
  words = g_strsplit (content->headline, " ", -1);
  for (char **word = words; *word != NULL; word++)
    {
      g_autofree char *wanted = g_strdup_printf (" %s ", *word);

      g_assert_nonnull (strstr (text, wanted));
    }
}

static void
test_sound (gconstpointer language)
{
  static const guint repeats[] = { 1, 40 };

  for (gsize i = 0; i < G_N_ELEMENTS (repeats); i++)
    {
      g_autoptr (RapportReportDocument) document = sample_report (language, repeats[i]);
      g_auto (Place) place = make_place ();
      g_autofree char *output = NULL;
      g_autofree char *fonts = NULL;
      g_auto (GStrv) lines = NULL;
      int status = 0;

      write_report (&place, document, RAPPORT_PAPER_A4);
      output = run (&place, "qpdf", "--check", NULL, &status);
      fonts = run (&place, "pdffonts", NULL, NULL, &status);
      if (output == NULL || fonts == NULL)
        return;
      g_assert_cmpint (status, ==, 0);
      g_assert_nonnull (strstr (output, "No syntax or stream encoding errors"));
      lines = g_strsplit (fonts, "\n", -1);
      /* Two lines of heading, then each is embedded, a subset, with Unicode. */
      g_assert_cmpuint (g_strv_length (lines), >, 3);
      for (char **line = lines + 2; *line != NULL && (*line)[0] != '\0'; line++)
        g_assert_nonnull (strstr (*line, "yes yes yes"));
    }
}

typedef struct
{
  guint figures;
  guint headers;
  guint links;
} Counts;

static const char *
member_string (JsonObject *object, const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
             json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node)
           : "";
}

static void
check_object_cb (JsonObject *objects, const char *name, JsonNode *node, gpointer user_data)
{
  Counts *counts = user_data;
  JsonObject *object = json_node_get_object (node);
  JsonObject *value;
  const char *type;

  if (!json_object_has_member (object, "value") ||
      !JSON_NODE_HOLDS_OBJECT (json_object_get_member (object, "value")))
    return;
  value = json_object_get_object_member (object, "value");
  type = member_string (value, "/S");
  if (g_str_equal (type, "/Figure"))
    {
      counts->figures++;
      g_assert_cmpuint (strlen (member_string (value, "/Alt")), >, 15);
      g_assert_true (json_object_has_member (json_object_get_object_member (value, "/A"), "/BBox"));
    }
  else if (g_str_equal (type, "/TH"))
    {
      counts->headers++;
      g_assert_true (json_object_has_member (value, "/A"));
      g_assert_nonnull (strstr (
        "/Row/Column", member_string (json_object_get_object_member (value, "/A"), "/Scope")));
    }
  else if (g_str_equal (type, "/L"))
    g_assert_cmpstr (member_string (json_object_get_object_member (value, "/A"), "/ListNumbering"),
                     ==, "/Decimal");
  else if (g_str_equal (member_string (value, "/Subtype"), "/Link"))
    {
      counts->links++;
      g_assert_true (g_str_has_prefix (member_string (value, "/Contents"), "u:https://"));
      g_assert_true (json_object_has_member (value, "/StructParent"));
    }
  else if (g_str_equal (member_string (value, "/Type"), "/Catalog"))
    {
      g_assert_cmpuint (strlen (member_string (value, "/Lang")), ==, strlen ("u:en"));
      g_assert_true (json_object_has_member (value, "/MarkInfo"));
      g_assert_true (json_object_has_member (value, "/Metadata"));
      g_assert_true (json_object_has_member (value, "/Outlines"));
      g_assert_true (json_object_has_member (value, "/PageLabels"));
      g_assert_true (json_object_has_member (value, "/ViewerPreferences"));
    }
}

/* What Cairo has no words for is there, on every element that needs it. */
static void
test_accessible (gconstpointer language)
{
  g_autoptr (RapportReportDocument) document = sample_report (language, 1);
  g_auto (Place) place = make_place ();
  g_autofree char *output = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  Counts counts = { 0 };
  JsonArray *parts;
  int status;

  write_report (&place, document, RAPPORT_PAPER_A4);
  output = run (&place, "qpdf", "--json=2", "--json-key=qpdf", &status);
  if (output == NULL)
    return;
  json_parser_load_from_data (parser, output, -1, &error);
  g_assert_no_error (error);
  parts =
    json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), "qpdf");
  json_object_foreach_member (json_array_get_object_element (parts, 1), check_object_cb, &counts);
  g_assert_cmpuint (counts.figures, ==, 5);
  g_assert_cmpuint (counts.headers, >, 40);
  g_assert_cmpuint (counts.links, >=, 1);
}

/* PDF/UA: whatever is painted is either content or marked as decoration. */
static void
test_all_marked (gconstpointer language)
{
  static const char *const painting[] = { "f", "f*", "S", "B", "Tj", "TJ", "Do", "sh" };
  g_autoptr (RapportReportDocument) document = sample_report (language, 2);
  g_auto (Place) place = make_place ();
  g_autofree char *output = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (RapportPages) laid_out = rapport_pages_new (document, RAPPORT_PAPER_A4);
  gboolean page = FALSE;
  guint pages = 0;
  int depth = 0;
  int status;
  guint painted = 0;

  write_report (&place, document, RAPPORT_PAPER_A4);
  output = run (&place, "qpdf", "--qdf", "--object-streams=disable", &status);
  if (output == NULL)
    return;
  lines = g_strsplit (output, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      const char *space = strrchr (*line, ' ');
      const char *last = space != NULL ? space + 1 : *line;
      const char *bracket = strrchr (last, ']');

      if (g_str_has_prefix (*line, "%% Contents for page"))
        {
          page = TRUE;
          pages++;
        }
      if (g_str_equal (*line, "endstream"))
        page = FALSE;
      if (!page)
        continue;
      last = bracket != NULL ? bracket + 1 : last;
      depth += g_str_equal (last, "BDC") || g_str_equal (last, "BMC");
      depth -= g_str_equal (last, "EMC");
      for (gsize i = 0; i < G_N_ELEMENTS (painting); i++)
        if (g_str_equal (last, painting[i]))
          {
            painted++;
            if (depth == 0)
              g_error ("not marked: %s", *line);
          }
    }
  g_assert_cmpuint (pages, ==, rapport_pages_get_n_pages (laid_out));
  g_assert_cmpuint (painted, >, 100 * pages / 2);
}

static void
test_same_bytes (void)
{
  g_autoptr (RapportReportDocument) document = sample_report ("ru", 2);
  g_autofree char *json = rapport_report_document_to_json (document);
  g_autoptr (RapportReportDocument) thawed = rapport_report_document_from_json (json, -1, NULL);
  g_autoptr (RapportPages) first = rapport_pages_new (document, RAPPORT_PAPER_A4);
  g_autoptr (RapportPages) second = rapport_pages_new (thawed, RAPPORT_PAPER_A4);
  g_autoptr (GBytes) a = rapport_pdf_make (first, NULL);
  g_autoptr (GBytes) b = rapport_pdf_make (second, NULL);
  g_autoptr (GBytes) again = rapport_pdf_make (first, NULL);

  g_assert_nonnull (a);
  g_assert_true (g_bytes_equal (a, b));
  g_assert_true (g_bytes_equal (a, again));
}

static void
test_metadata (void)
{
  g_autoptr (RapportReportDocument) document = sample_report ("en", 1);
  g_auto (Place) place = make_place ();
  g_autofree char *info = NULL;
  g_autofree char *xmp = NULL;
  g_auto (GStrv) words = NULL;
  int status;

  write_report (&place, document, RAPPORT_PAPER_LETTER);
  info = run (&place, "pdfinfo", "-isodates", NULL, &status);
  xmp = run (&place, "pdfinfo", "-meta", NULL, &status);
  if (info == NULL || xmp == NULL)
    return;
  g_assert_nonnull (strstr (info, "Romashka Clinics. Report for November 2026"));
  g_assert_nonnull (strstr (info, "Northlight Agency"));
  g_assert_nonnull (strstr (info, "612 x 792 pts (letter)"));
  g_assert_nonnull (strstr (info, "2026-12-01T00:00:00Z"));
  g_assert_nonnull (strstr (info, "Tagged:          yes"));
  words = g_strsplit_set (info, " \n\t:,.()/", -1);
  g_assert_false (g_strv_contains ((const char *const *) words, g_get_user_name ()));
  g_assert_null (strstr (info, g_get_home_dir ()));
  g_assert_nonnull (strstr (xmp, "<pdfuaid:part>1</pdfuaid:part>"));
}

/* In a process of its own no file may grow beyond a few bytes: a full disk. */
static void
test_full_disk (void)
{
  g_auto (Place) place = make_place ();
  g_autofree char *left = NULL;
  g_autoptr (GDir) folder = NULL;
  const struct rlimit small = { 4096, 4096 };

  g_assert_true (g_file_set_contents (place.path, "old", -1, NULL));
  if (g_test_subprocess ())
    {
      g_autoptr (RapportReportDocument) document = sample_report ("en", 1);
      g_autoptr (RapportPages) pages = rapport_pages_new (document, RAPPORT_PAPER_A4);
      g_autoptr (GError) error = NULL;

      signal (SIGXFSZ, SIG_IGN);
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
      g_assert_false (rapport_pdf_write (pages, place.path, &error));
      g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED);
      g_assert_true (g_file_get_contents (place.path, &left, NULL, NULL));
      g_assert_cmpstr (left, ==, "old");
      folder = g_dir_open (place.folder, 0, NULL);
      g_assert_cmpstr (g_dir_read_name (folder), ==, "report.pdf");
      g_assert_null (g_dir_read_name (folder));
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

static void
test_replace (void)
{
  g_autoptr (RapportReportDocument) document = sample_report ("en", 1);
  g_autoptr (RapportPages) pages = rapport_pages_new (document, RAPPORT_PAPER_A4);
  g_auto (Place) place = make_place ();
  g_autofree char *lost = g_build_filename (place.folder, "no", "report.pdf", NULL);
  g_autofree char *now = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (place.path, "old", -1, NULL));
  g_assert_false (rapport_pdf_write (pages, lost, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  write_report (&place, document, RAPPORT_PAPER_A4);
  g_assert_true (g_file_get_contents (place.path, &now, NULL, NULL));
  g_assert_true (g_str_has_prefix (now, "%PDF-1.7"));
}

/* With RAPPORT_TEST_PICTURES set to a folder, the samples can be looked at. */
static void
test_samples (void)
{
  const char *folder = g_getenv ("RAPPORT_TEST_PICTURES");
  g_autoptr (RapportReportDocument) en = sample_report ("en", 1);
  g_autoptr (RapportReportDocument) ru = sample_report ("ru", 1);
  g_autoptr (RapportReportDocument) empty = sample_report_empty ();
  g_autoptr (RapportReportDocument) ten = sample_report ("ru", 12);
  const struct
  {
    const char *name;
    RapportReportDocument *document;
    RapportPaper paper;
  } samples[] = {
    { "en", en, RAPPORT_PAPER_A4 },         { "ru", ru, RAPPORT_PAPER_A4 },
    { "letter", en, RAPPORT_PAPER_LETTER }, { "empty", empty, RAPPORT_PAPER_A4 },
    { "ten", ten, RAPPORT_PAPER_A4 },
  };

  for (gsize i = 0; folder != NULL && i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (RapportPages) pages = rapport_pages_new (samples[i].document, samples[i].paper);
      g_autofree char *path = g_strdup_printf ("%s/%s.pdf", folder, samples[i].name);
      g_autoptr (GError) error = NULL;

      rapport_pdf_write (pages, path, &error);
      g_assert_no_error (error);
    }
}

/* Four hundred pages: each has its number, the last one too, and the file is whole. */
static void
test_many_pages (void)
{
  g_autoptr (RapportReportDocument) document = sample_report ("ru", 800);
  g_auto (Place) place = make_place ();
  g_autofree char *checked = NULL;
  g_autofree char *text = NULL;
  g_autoptr (RapportPages) pages = rapport_pages_new (document, RAPPORT_PAPER_A4);
  const guint n_pages = rapport_pages_get_n_pages (pages);
  g_autoptr (GError) error = NULL;
  int status;

  g_assert_cmpuint (n_pages, >=, 400);
  g_assert_true (rapport_pdf_write (pages, place.path, &error));
  g_assert_no_error (error);
  checked = run (&place, "qpdf", "--check", NULL, &status);
  if (checked == NULL)
    return;
  g_assert_cmpint (status, ==, 0);
  text = run (&place, "pdftotext", "-raw", NULL, &status);
  for (guint page = 1; page <= n_pages; page += page < n_pages ? n_pages - 1 : 1)
    {
      g_autofree char *number = g_strdup_printf (
        rapport_catalog_text (rapport_catalog_get ("ru"), "Page %u of %u"), page, n_pages);

      g_assert_nonnull (strstr (text, number));
    }
}

int
main (int argc, char **argv)
{
  static const char *const languages[] = { "en", "ru" };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      const struct
      {
        const char *name;
        GTestDataFunc test;
      } tests[] = {
        { "sound", test_sound },
        { "words", test_words },
        { "words-apart", test_words_apart },
        { "accessible", test_accessible },
        { "all-marked", test_all_marked },
      };

      for (gsize t = 0; t < G_N_ELEMENTS (tests); t++)
        {
          g_autofree char *path = g_strdup_printf ("/pdf/%s/%s", tests[t].name, languages[i]);

          g_test_add_data_func (path, languages[i], tests[t].test);
        }
    }
  g_test_add_func ("/pdf/no-other-words", test_no_other_words);
  g_test_add_func ("/pdf/samples", test_samples);
  g_test_add_func ("/pdf/same-bytes", test_same_bytes);
  g_test_add_func ("/pdf/metadata", test_metadata);
  g_test_add_func ("/pdf/replace", test_replace);
  g_test_add_func ("/pdf/many-pages", test_many_pages);
  g_test_add_func ("/pdf/full-disk", test_full_disk);
  return g_test_run ();
}
