/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-cli.h"

#include "rapport-pdf.h"
#include "rapport-report-output.h"

#include <glib/gi18n-lib.h>

static RapportCliExit run_report (int argc, char **argv);

const RapportCliCommand rapport_cli_report = {
  "report",
  "FILE --client NAME --month YYYY-MM -o OUT [--format F] [--template T] [--lang L]",
  N_ ("Writes a client’s report as PDF, HTML, XLSX, a letter or plain text."),
  run_report,
};

typedef struct
{
  char *client;
  char *month;
  char *day;
  char *output;
  char *format;
  char *template;
  char *language;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->client);
  g_free (options->month);
  g_free (options->day);
  g_free (options->output);
  g_free (options->format);
  g_free (options->template);
  g_free (options->language);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
check_options (const Options *options)
{
  if (options->client == NULL || options->output == NULL ||
      (options->month == NULL && options->day == NULL))
    rapport_cli_complain (_ ("--client, -o and one of --month and --day are needed"));
  else if (options->month != NULL && rapport_month_parse (options->month) == RAPPORT_DAY_NONE)
    rapport_cli_complain (_ ("“%s” is no month; write it as 2026-11"), options->month);
  else if (options->day != NULL && rapport_day_parse (options->day) == RAPPORT_DAY_NONE)
    rapport_cli_complain (_ ("“%s” is no day; write it as 2026-11-16"), options->day);
  else
    return rapport_cli_check_language (options->language);
  return FALSE;
}

/* The word of the template with that word or name; complains where there is none. */
static char *
find_template (RapportLibrary *library, const char *asked)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) templates = rapport_report_templates_list (library, &error);
  g_autoptr (GString) words = g_string_new (NULL);

  if (templates == NULL)
    {
      rapport_cli_complain ("%s", error->message);
      return NULL;
    }
  for (guint i = 0; i < templates->len; i++)
    {
      const RapportReportTemplate *template = templates->pdata[i];
      const gboolean own = rapport_id_is_valid (template->word);

      if (g_str_equal (template->word, asked) || (own && g_str_equal (template->name, asked)))
        return g_strdup (template->word);
      g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "",
                              own ? template->name : template->word);
    }
  rapport_cli_complain (_ ("there is no template “%s”; there are: %s"), asked, words->str);
  return NULL;
}

/* By what is asked for, else by the name of the file. */
static gboolean
find_output (const Options *options, RapportOutput *output)
{
  if (options->format != NULL)
    {
      if (rapport_output_from_word (options->format, output))
        return TRUE;
      rapport_cli_complain (_ ("there is no format “%s”; there are: pdf, html, xlsx, eml, txt"),
                            options->format);
      return FALSE;
    }
  if (rapport_output_from_path (options->output, output))
    return TRUE;
  rapport_cli_complain (_ ("“%s” does not end in .pdf, .html, .xlsx, .eml or .txt; say --format"),
                        options->output);
  return FALSE;
}

static gboolean
write_pages (RapportReportDocument *document, const char *path, GError **error)
{
  g_autoptr (RapportPages) pages = rapport_pages_new (document, rapport_paper_of (document));
  guint n = rapport_pages_get_n_pages (pages);

  if (!rapport_pdf_write (pages, path, error))
    return FALSE;
  g_print (ngettext ("%s: %u page\n", "%s: %u pages\n", n), path, n);
  return TRUE;
}

static gboolean
write_report (RapportReportDocument *document,
              RapportOutput output,
              const char *path,
              GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  if (output == RAPPORT_OUTPUT_PDF)
    return write_pages (document, path, error);
  bytes = rapport_output_make (document, output, rapport_paper_of (document), NULL, error);
  if (bytes == NULL || !rapport_output_write (bytes, path, error))
    return FALSE;
  g_print ("%s\n", path);
  return TRUE;
}

static RapportCliExit
run_report (int argc, char **argv)
{
  g_auto (Options) options = { NULL };
  const GOptionEntry entries[] = {
    { "client", 'c', 0, G_OPTION_ARG_STRING, &options.client, N_ ("Whose report"), "NAME" },
    { "month", 'm', 0, G_OPTION_ARG_STRING, &options.month, N_ ("The reported month"), "YYYY-MM" },
    { "day", 'd', 0, G_OPTION_ARG_STRING, &options.day,
      N_ ("A day of the reported week, or the day itself"), "YYYY-MM-DD" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_ ("The file to write"), "OUT" },
    { "format", 'f', 0, G_OPTION_ARG_STRING, &options.format,
      N_ ("pdf, html, xlsx, eml or txt; otherwise by the end of the file’s name"), "F" },
    { "template", 0, 0, G_OPTION_ARG_STRING, &options.template,
      N_ ("monthly, the usual one, short, weekly, daily, or one of your own"), "T" },
    { "lang", 0, 0, G_OPTION_ARG_STRING, &options.language,
      N_ ("Language, ru or en; otherwise the report’s own"), "L" },
    { NULL },
  };
  g_auto (GStrv) files = NULL;
  g_autoptr (RapportLibrary) library = NULL;
  g_autoptr (RapportClient) client = NULL;
  g_autofree char *template = NULL;
  g_autoptr (RapportReportDocument) document = NULL;
  RapportOutput output;
  g_autoptr (GError) error = NULL;

  if (!rapport_cli_parse (&rapport_cli_report, entries, argc, argv, 1, FALSE, &files) ||
      !check_options (&options) || !find_output (&options, &output))
    return RAPPORT_CLI_USAGE;
  if (!rapport_cli_check_folder (options.output))
    return RAPPORT_CLI_FAILED;
  library = rapport_cli_open (files[0], RAPPORT_OPEN_READ_ONLY, NULL);
  if (library == NULL)
    return RAPPORT_CLI_LIBRARY;
  client = rapport_cli_find_client (library, options.client);
  if (client == NULL)
    return RAPPORT_CLI_FAILED;
  template = find_template (library, options.template != NULL ? options.template
                                                              : RAPPORT_REPORT_TEMPLATE_USUAL);
  if (template == NULL)
    return RAPPORT_CLI_USAGE;
  document = rapport_cli_preview (library, client, template,
                                  options.day != NULL ? rapport_day_parse (options.day)
                                                      : rapport_month_parse (options.month),
                                  options.language, &error);
  if (document == NULL || !write_report (document, output, options.output, &error))
    {
      rapport_cli_complain ("%s: %s", options.output, error->message);
      return RAPPORT_CLI_FAILED;
    }
  return RAPPORT_CLI_OK;
}
