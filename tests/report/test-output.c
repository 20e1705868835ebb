/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forms and their files. */
#include "hostile-report.h"
#include "rapport-report-digest.h"
#include "rapport-report-html.h"
#include "rapport-report-letter.h"
#include "rapport-report-output.h"
#include "rapport-sms.h"
#include "sample-report.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

static void
test_words (void)
{
  static const struct
  {
    const char *path;
    int output;
  } cases[] = {
    { "a.pdf", RAPPORT_OUTPUT_PDF },
    { "/x.y/a.HTML", RAPPORT_OUTPUT_HTML },
    { "a.htm", RAPPORT_OUTPUT_HTML },
    { "a.b.xlsx", RAPPORT_OUTPUT_XLSX },
    { "a.eml", RAPPORT_OUTPUT_EML },
    { "отчёт.txt", RAPPORT_OUTPUT_TEXT },
    { "a.xls", -1 },
    { "a", -1 },
    { "/x.pdf/a", -1 },
    { ".pdf", -1 },
    { "a.", -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RapportOutput output;
      gboolean found = rapport_output_from_path (cases[i].path, &output);

      if (found != (cases[i].output >= 0) || (found && (int) output != cases[i].output))
        g_error ("%s", cases[i].path);
    }
}

static void
test_file_names (void)
{
  g_autoptr (RapportReportDocument) ru = sample_report ("ru", 1);
  g_autoptr (RapportReportDocument) hostile = hostile_report ();
  g_autofree char *name = rapport_output_file_name (ru, RAPPORT_OUTPUT_XLSX);
  g_autofree char *harm = rapport_output_file_name (hostile, RAPPORT_OUTPUT_EML);

  g_assert_cmpstr (name, ==, "Клиники «Ромашка». Отчёт за ноябрь 2026.xlsx");
  g_assert_true (g_utf8_validate (harm, -1, NULL));
  g_assert_cmpuint (strlen (harm), <=, 200);
  g_assert_null (strpbrk (harm, "/\\:*?\"<>|\n\r\t"));
  g_assert_true (g_str_has_suffix (harm, ".eml"));
}

static void
test_same_bytes (void)
{
  for (RapportOutput output = RAPPORT_OUTPUT_PDF; output < RAPPORT_N_OUTPUTS; output++)
    {
      g_autoptr (RapportReportDocument) document = sample_report ("en", 2);
      g_autoptr (GBytes) a = rapport_output_make (document, output, RAPPORT_PAPER_A4, NULL, NULL);
      g_autoptr (GBytes) b = rapport_output_make (document, output, RAPPORT_PAPER_A4, NULL, NULL);

      g_assert_nonnull (a);
      g_assert_true (g_bytes_equal (a, b));
    }
}

/* The section that is switched off is in no form: not its words, not its figures. */
static void
test_hidden (void)
{
  g_autoptr (RapportReportDocument) document = sample_report ("en", 1);
  RapportReportContent content = *rapport_report_document_get_content (document);
  g_autofree RapportReportSection *sections =
    g_memdup2 (content.sections, content.n_sections * sizeof *content.sections);
  g_autoptr (RapportReportDocument) hidden = NULL;

  for (gsize i = 0; i < content.n_sections; i++)
    sections[i].hidden = sections[i].type != RAPPORT_REPORT_SECTION_CHART;
  content.sections = sections;
  hidden = rapport_report_document_new (&content, NULL);
  for (RapportOutput output = RAPPORT_OUTPUT_HTML; output < RAPPORT_N_OUTPUTS; output++)
    {
      g_autoptr (GBytes) bytes = rapport_output_make (hidden, output, RAPPORT_PAPER_A4, NULL, NULL);
      gsize size;
      const char *data = g_bytes_get_data (bytes, &size);

      g_assert_null (memmem (data, size, "Search, brand", strlen ("Search, brand")));
      g_assert_null (memmem (data, size, "Negative keywords", strlen ("Negative keywords")));
      g_assert_null (memmem (data, size, "Two thirds", strlen ("Two thirds")));
      g_assert_null (memmem (data, size, "1,346", strlen ("1,346")));
    }
}

static void
test_receivers (void)
{
  static const char *const receivers[] = {
    "anna@example.com",
    "a b@example.com",
    "a@b\r\nBcc: c@example.com",
    "no",
    "@x",
    "x@",
    "ivan+report@example.ru",
    NULL,
  };
  g_autoptr (RapportReportDocument) document = sample_report_empty ();
  g_autoptr (GBytes) bytes = rapport_letter_make_eml (document, receivers, NULL, NULL, FALSE);
  const char *data = g_bytes_get_data (bytes, NULL);

  g_assert_true (
    g_str_has_prefix (data, "To: anna@example.com,\r\n ivan+report@example.ru\r\nSubject: "));
}

static void
test_digest (void)
{
  static const char *const chosen[] = { "leads", "revenue", "cpl", NULL };
  static const struct
  {
    const char *language;
    gboolean chosen;
    const char *text;
    guint n_parts;
  } cases[] = {
    { "en", FALSE,
      "Romashka Clinics, November 2026: traffic 9,870, leads 312, sales 84, ad spend ₽420,000", 2 },
    { "en", TRUE, "Romashka Clinics, November 2026: leads 312, revenue no data, CPL ₽1,346", 2 },
    { "ru", FALSE,
      "Клиники \"Ромашка\", ноябрь 2026: трафик 9 870, заявки 312, продажи 84, "
      "расход на рекламу 420 000 ₽",
      2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RapportReportDocument) document = sample_report (cases[i].language, 1);
      g_autofree char *text =
        rapport_report_digest_make (document, cases[i].chosen ? chosen : NULL);

      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_cmpuint (rapport_sms_count (text).n_parts, ==, cases[i].n_parts);
    }
}

static void
test_digest_of_nothing (void)
{
  g_autoptr (RapportReportDocument) document = sample_report_empty ();
  g_autofree char *text = rapport_report_digest_make (document, NULL);

  g_assert_cmpstr (text, ==, "Aurora Bakery, November 2026: no data");
}

/* Pictures and words of 10,000 letters may be hard work, but no endless one. */
static void
test_hostile (void)
{
  g_autoptr (RapportReportDocument) document = hostile_report ();
  g_autoptr (GBytes) page = rapport_report_html_make (document);
  const char *data = g_bytes_get_data (page, NULL);

  for (guint i = 0; i < HOSTILE_NAMES; i++)
    if (strchr (hostile_name (i), '<') != NULL)
      g_assert_null (strstr (data, hostile_name (i)));
  g_assert_null (strstr (data, "<script"));
  g_assert_null (strstr (data, "javascript:alert(1)\""));
}

typedef struct
{
  char *folder;
  char *path;
} Place;

static void
place_clear (Place *place)
{
  g_unlink (place->path);
  g_rmdir (place->folder);
  g_free (place->folder);
  g_free (place->path);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

static Place
make_place (const char *word)
{
  Place place = { g_dir_make_tmp ("rapport-output-XXXXXX", NULL), NULL };

  place.path = g_strdup_printf ("%s/report.%s", place.folder, word);
  g_assert_true (g_file_set_contents (place.path, "old", -1, NULL));
  return place;
}

static void
assert_old (const Place *place)
{
  g_autofree char *left = NULL;

  g_assert_true (g_file_get_contents (place->path, &left, NULL, NULL));
  g_assert_cmpstr (left, ==, "old");
}

/* In a process of its own no file may grow beyond a few bytes: a full disk. */
static void
test_full_disk (void)
{
  const struct rlimit small = { 1024, 1024 };

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
      return;
    }
  for (RapportOutput output = RAPPORT_OUTPUT_PDF; output < RAPPORT_N_OUTPUTS; output++)
    {
      g_auto (Place) place = make_place (rapport_output_to_word (output));
      g_autoptr (RapportReportDocument) document = sample_report ("en", 1);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GDir) folder = NULL;
      g_autoptr (GError) error = NULL;

      signal (SIGXFSZ, SIG_IGN);
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
      bytes = rapport_output_make (document, output, RAPPORT_PAPER_A4, NULL, &error);
      if (bytes != NULL)
        g_assert_false (rapport_output_write (bytes, place.path, &error));
      g_assert_nonnull (error);
      assert_old (&place);
      folder = g_dir_open (place.folder, 0, NULL);
      g_assert_nonnull (g_dir_read_name (folder));
      g_assert_null (g_dir_read_name (folder));
    }
}

/* Killed at any moment, the file is the old one or the new one. */
static void
test_kill (void)
{
  g_auto (Place) place = make_place ("html");
  g_autoptr (RapportReportDocument) document = sample_report ("en", 1);
  g_autoptr (GBytes) bytes = rapport_report_html_make (document);
  g_autoptr (GDir) folder = NULL;
  const char *name;

  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *now = NULL;
      gsize length;
      int status;
      pid_t child = fork ();

      if (child == 0)
        {
          const struct itimerval soon = { .it_value = { 0, 200 + 500 * (i % 20) } };

          setitimer (ITIMER_REAL, &soon, NULL);
          while (rapport_output_write (bytes, place.path, NULL))
            continue;
          _exit (1);
        }
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
      g_assert_true (WIFSIGNALED (status));
      g_assert_true (g_file_get_contents (place.path, &now, &length, NULL));
      g_assert_true (g_str_equal (now, "old") ||
                     (length == g_bytes_get_size (bytes) &&
                      memcmp (now, g_bytes_get_data (bytes, NULL), length) == 0));
    }
  /* What was being written beside it may be left behind. */
  folder = g_dir_open (place.folder, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (place.folder, name, NULL);

      g_unlink (path);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/output/words", test_words);
  g_test_add_func ("/output/file-names", test_file_names);
  g_test_add_func ("/output/same-bytes", test_same_bytes);
  g_test_add_func ("/output/hidden", test_hidden);
  g_test_add_func ("/output/receivers", test_receivers);
  g_test_add_func ("/output/digest", test_digest);
  g_test_add_func ("/output/digest-of-nothing", test_digest_of_nothing);
  g_test_add_func ("/output/hostile", test_hostile);
  g_test_add_func ("/output/full-disk", test_full_disk);
  g_test_add_func ("/output/kill", test_kill);
  return g_test_run ();
}
