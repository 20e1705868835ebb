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
  char *day;
  char *output;
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
  else if (options->language != NULL && !g_str_equal (options->language, "en") &&
           !g_str_equal (options->language, "ru"))
    rapport_cli_complain (_ ("the language is “en” or “ru”"));
  else
    return TRUE;
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

/* What the report says, in another language than its own where one is asked
 * for. A report that has been sent says what it said. */
static RapportReportDocument *
build (RapportLibrary *library,
       RapportClient *client,
       const char *template,
       const Options *options,
       GError **error)
{
  g_autoptr (RapportReportDocument) document = rapport_report_preview (
    library, client, template,
    options->day != NULL ? rapport_day_parse (options->day) : rapport_month_parse (options->month),
    error);
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
    { "day", 'd', 0, G_OPTION_ARG_STRING, &options.day,
      N_ ("A day of the reported week, or the day itself"), "YYYY-MM-DD" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_ ("The PDF to write"),
      "OUT.pdf" },
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
  template = find_template (library, options.template != NULL ? options.template
                                                              : RAPPORT_REPORT_TEMPLATE_USUAL);
  if (template == NULL)
    return RAPPORT_CLI_USAGE;
  document = build (library, client, template, &options, &error);
  if (document != NULL)
    pages = rapport_pages_new (document, rapport_paper_of (document));
  if (pages == NULL || !rapport_pdf_write (pages, options.output, &error))
    {
      rapport_cli_complain ("%s: %s", options.output, error->message);
      return RAPPORT_CLI_FAILED;
    }
  g_print (ngettext ("%s: %u page\n", "%s: %u pages\n", rapport_pages_get_n_pages (pages)),
           options.output, rapport_pages_get_n_pages (pages));
  return RAPPORT_CLI_OK;
}
