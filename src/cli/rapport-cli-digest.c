/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-cli.h"

#include "rapport-report-digest.h"
#include "rapport-sms.h"

#include <glib/gi18n-lib.h>

static RapportCliExit run_digest (int argc, char **argv);

const RapportCliCommand rapport_cli_digest = {
  "digest",
  "FILE --client NAME [--day YYYY-MM-DD] [--metrics LIST] [--lang L]",
  N_ ("Prints a day’s figures as a text message."),
  run_digest,
};

typedef struct
{
  char *client;
  char *day;
  char *metrics;
  char *language;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->client);
  g_free (options->day);
  g_free (options->metrics);
  g_free (options->language);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
check_options (const Options *options)
{
  if (options->client == NULL)
    rapport_cli_complain (_ ("--client is needed"));
  else if (options->day != NULL && rapport_day_parse (options->day) == RAPPORT_DAY_NONE)
    rapport_cli_complain (_ ("“%s” is no day; write it as 2026-11-16"), options->day);
  else
    return rapport_cli_check_language (options->language);
  return FALSE;
}

static RapportReportDocument *
build (RapportLibrary *library, RapportClient *client, const Options *options, GError **error)
{
  RapportDay day = options->day != NULL
                     ? rapport_day_parse (options->day)
                     : rapport_clock_get_today (rapport_library_get_clock (library)) - 1;

  return rapport_cli_preview (library, client, "daily", day, options->language, error);
}

/* What was asked for here, else what the client chose, else NULL. (transfer full) */
static GStrv
find_metrics (RapportClient *client, const Options *options)
{
  GVariant *chosen = rapport_record_get_value (RAPPORT_RECORD (client), RAPPORT_CLIENT_DIGEST);

  if (options->metrics != NULL)
    return g_strsplit (options->metrics, ",", -1);
  if (chosen == NULL || g_variant_n_children (chosen) == 0)
    return NULL;
  return g_variant_dup_strv (chosen, NULL);
}

/* The message itself can be handed on; how long it is goes beside it. */
static void
print_digest (const char *text)
{
  RapportSmsCount count = rapport_sms_count (text);

  g_print ("%s\n", text);
  g_printerr (ngettext ("%u message of up to %u characters; %u in all\n",
                        "%u messages of up to %u characters; %u in all\n", count.n_parts),
              count.n_parts, count.part_units, count.n_units);
}

static RapportCliExit
run_digest (int argc, char **argv)
{
  g_auto (Options) options = { NULL };
  const GOptionEntry entries[] = {
    { "client", 'c', 0, G_OPTION_ARG_STRING, &options.client, N_ ("Whose figures"), "NAME" },
    { "day", 'd', 0, G_OPTION_ARG_STRING, &options.day, N_ ("The day; otherwise yesterday"),
      "YYYY-MM-DD" },
    { "metrics", 'm', 0, G_OPTION_ARG_STRING, &options.metrics,
      N_ ("Words of metrics between commas; otherwise those of the client"), "LIST" },
    { "lang", 0, 0, G_OPTION_ARG_STRING, &options.language,
      N_ ("Language, ru or en; otherwise the report’s own"), "L" },
    { NULL },
  };
  g_auto (GStrv) files = NULL;
  g_auto (GStrv) metrics = NULL;
  g_autoptr (RapportLibrary) library = NULL;
  g_autoptr (RapportClient) client = NULL;
  g_autoptr (RapportReportDocument) document = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (!rapport_cli_parse (&rapport_cli_digest, entries, argc, argv, 1, FALSE, &files) ||
      !check_options (&options))
    return RAPPORT_CLI_USAGE;
  library = rapport_cli_open (files[0], RAPPORT_OPEN_READ_ONLY, NULL);
  if (library == NULL)
    return RAPPORT_CLI_LIBRARY;
  client = rapport_cli_find_client (library, options.client);
  if (client == NULL)
    return RAPPORT_CLI_FAILED;
  document = build (library, client, &options, &error);
  if (document == NULL)
    {
      rapport_cli_complain ("%s", error->message);
      return RAPPORT_CLI_FAILED;
    }
  metrics = find_metrics (client, &options);
  text = rapport_report_digest_make (document, (const char *const *) metrics);
  print_digest (text);
  return RAPPORT_CLI_OK;
}
