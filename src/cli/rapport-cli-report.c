/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-cli.h"

#include "rapport-pdf.h"
#include "rapport-report-builder.h"

#include <glib/gi18n-lib.h>

static RapportCliExit run_report (int argc, char **argv);

const RapportCliCommand rapport_cli_report = {
  "report",
  "FILE --client NAME --month YYYY-MM -o OUT.pdf [--template T] [--lang L]",
  N_ ("Writes a client’s monthly report as a PDF."),
  run_report,
};

typedef struct
{
  char *client;
  char *month;
  char *output;
  char *template;
  char *language;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->client);
  g_free (options->month);
  g_free (options->output);
  g_free (options->template);
  g_free (options->language);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
check_options (const Options *options)
{
  if (options->client == NULL || options->month == NULL || options->output == NULL)
    rapport_cli_complain (_ ("--client, --month and -o are needed"));
  else if (rapport_month_parse (options->month) == RAPPORT_DAY_NONE)
    rapport_cli_complain (_ ("“%s” is no month; write it as 2026-11"), options->month);
  else if (options->template != NULL && !g_str_equal (options->template, "monthly"))
    rapport_cli_complain (_ ("there is no template “%s”; there is “monthly”"), options->template);
  else if (options->language != NULL && !g_str_equal (options->language, "en") &&
           !g_str_equal (options->language, "ru"))
    rapport_cli_complain (_ ("the language is “en” or “ru”"));
  else
    return TRUE;
  return FALSE;
}

/* What the report says, in another language than its own where one is asked
 * for. A report that has been sent says what it said. */
static RapportReportDocument *
build (RapportLibrary *library, RapportClient *client, const Options *options, GError **error)
{
  g_autoptr (RapportReportDocument) document =
    rapport_report_preview (library, client, rapport_month_parse (options->month), error);
  RapportReportContent content;

  if (document == NULL || options->language == NULL)
    return g_steal_pointer (&document);
  content = *rapport_report_document_get_content (document);
  content.language = options->language;
  return rapport_report_document_new (&content, error);
}

static RapportCliExit
run_report (int argc, char **argv)
{
  g_auto (Options) options = { NULL };
  const GOptionEntry entries[] = {
    { "client", 'c', 0, G_OPTION_ARG_STRING, &options.client, N_ ("Whose report"), "NAME" },
    { "month", 'm', 0, G_OPTION_ARG_STRING, &options.month, N_ ("The reported month"), "YYYY-MM" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_ ("The PDF to write"),
      "OUT.pdf" },
    { "template", 0, 0, G_OPTION_ARG_STRING, &options.template, N_ ("monthly, the usual one"),
      "T" },
    { "lang", 0, 0, G_OPTION_ARG_STRING, &options.language,
      N_ ("Language, ru or en; otherwise the report’s own"), "L" },
    { NULL },
  };
  g_auto (GStrv) files = NULL;
  g_autoptr (RapportLibrary) library = NULL;
  g_autoptr (RapportClient) client = NULL;
  g_autoptr (RapportReportDocument) document = NULL;
  g_autoptr (RapportPages) pages = NULL;
  g_autoptr (GError) error = NULL;

  if (!rapport_cli_parse (&rapport_cli_report, entries, argc, argv, 1, FALSE, &files) ||
      !check_options (&options))
    return RAPPORT_CLI_USAGE;
  library = rapport_cli_open (files[0], RAPPORT_OPEN_READ_ONLY, NULL);
  if (library == NULL)
    return RAPPORT_CLI_LIBRARY;
  client = rapport_cli_find_client (library, options.client);
  if (client == NULL)
    return RAPPORT_CLI_FAILED;
  document = build (library, client, &options, &error);
  if (document != NULL)
    pages = rapport_pages_new (document, RAPPORT_PAPER_A4);
  if (pages == NULL || !rapport_pdf_write (pages, options.output, &error))
    {
      rapport_cli_complain ("%s: %s", options.output, error->message);
      return RAPPORT_CLI_FAILED;
    }
  g_print (ngettext ("%s: %u page\n", "%s: %u pages\n", rapport_pages_get_n_pages (pages)),
           options.output, rapport_pages_get_n_pages (pages));
  return RAPPORT_CLI_OK;
}
