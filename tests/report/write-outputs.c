/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes each sample report in each form: write-outputs FOLDER. What is in them
 * is checked by the readers of others: a browser, a spreadsheet, a parser of
 * letters. */
#include "hostile-report.h"
#include "rapport-report-output.h"
#include "sample-report.h"

static void
write_output (RapportReportDocument *document,
              RapportOutput output,
              const char *folder,
              const char *name)
{
  g_autofree char *path =
    g_strdup_printf ("%s/%s.%s", folder, name, rapport_output_to_word (output));
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = rapport_output_make (document, output, RAPPORT_PAPER_A4, NULL, &error);

  if (bytes == NULL || !rapport_output_write (bytes, path, &error))
    g_error ("%s: %s", path, error->message);
}

/* What must be found in them. */
static void
write_json (RapportReportDocument *document, const char *folder, const char *name)
{
  g_autofree char *path = g_strdup_printf ("%s/%s.json", folder, name);
  g_autofree char *json = rapport_report_document_to_json (document);

  g_assert_true (g_file_set_contents (path, json, -1, NULL));
}

int
main (int argc, char **argv)
{
  g_autoptr (RapportReportDocument) en = sample_report ("en", 1);
  g_autoptr (RapportReportDocument) ru = sample_report ("ru", 1);
  g_autoptr (RapportReportDocument) empty = sample_report_empty ();
  g_autoptr (RapportReportDocument) hostile = hostile_report ();
  const struct
  {
    const char *name;
    RapportReportDocument *document;
  } samples[] = { { "en", en }, { "ru", ru }, { "empty", empty }, { "hostile", hostile } };

  if (argc != 2)
    g_error ("write-outputs FOLDER");
  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      write_json (samples[i].document, argv[1], samples[i].name);
      for (RapportOutput output = RAPPORT_OUTPUT_PDF; output < RAPPORT_N_OUTPUTS; output++)
        write_output (samples[i].document, output, argv[1], samples[i].name);
    }
  return 0;
}
