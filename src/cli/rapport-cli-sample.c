/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-cli.h"

#include "rapport-sample.h"

#include <glib/gi18n-lib.h>

static RapportCliExit run_sample (int argc, char **argv);

const RapportCliCommand rapport_cli_sample = {
  "sample",
  "FILE [--clients N] [--months N] [--seed N] [--lang ru|en] [--today DATE]",
  N_ ("Makes a new library with an invented agency in it."),
  run_sample,
};

static gboolean
check_options (const RapportSampleOptions *options, const char *today)
{
  if (options->n_clients < 1 || options->n_clients > 100000 || options->n_months < 1 ||
      options->n_months > 240)
    rapport_cli_complain (_ ("1 to 100000 clients and 1 to 240 months, please"));
  else if (!g_str_equal (options->language, "en") && !g_str_equal (options->language, "ru"))
    rapport_cli_complain (_ ("the language is “en” or “ru”"));
  else if (options->today == RAPPORT_DAY_NONE)
    rapport_cli_complain (_ ("“%s” is no day; write it as 2026-11-22"), today);
  else
    return TRUE;
  return FALSE;
}

static RapportCliExit
make_sample (const char *path, const RapportSampleOptions *options)
{
  g_autoptr (RapportClock) clock = rapport_clock_new_fixed_day (options->today);
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportLibrary) library = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      rapport_cli_complain (_ ("%s exists already and is left as it is"), path);
      return RAPPORT_CLI_FAILED;
    }
  /* Ids carry random digits: with a seed they too are the same each time. */
  g_random_set_seed (options->seed);
  library = rapport_cli_open (path, RAPPORT_OPEN_CREATE, clock);
  if (library == NULL)
    return RAPPORT_CLI_LIBRARY;
  if (!rapport_sample_fill (library, options, &error))
    {
      rapport_cli_complain ("%s: %s", path, error->message);
      return RAPPORT_CLI_FAILED;
    }
  if (!rapport_cli_finish (library))
    return RAPPORT_CLI_FAILED;
  g_print (ngettext ("%s: %u client\n", "%s: %u clients\n", options->n_clients), path,
           options->n_clients);
  return RAPPORT_CLI_OK;
}

static RapportCliExit
run_sample (int argc, char **argv)
{
  int n_clients = RAPPORT_SAMPLE_USUAL_CLIENTS, n_months = RAPPORT_SAMPLE_USUAL_MONTHS;
  int seed = RAPPORT_SAMPLE_USUAL_SEED;
  g_autofree char *language = NULL;
  g_autofree char *today = NULL;
  const GOptionEntry entries[] = {
    { "clients", 0, 0, G_OPTION_ARG_INT, &n_clients, N_ ("How many clients (24)"), "N" },
    { "months", 0, 0, G_OPTION_ARG_INT, &n_months, N_ ("Months of history (15)"), "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT, &seed, N_ ("The same seed gives the same data (7)"), "N" },
    { "lang", 0, 0, G_OPTION_ARG_STRING, &language, N_ ("Language of the data, ru or en"), "L" },
    { "today", 0, 0, G_OPTION_ARG_STRING, &today, N_ ("The day that is today in the sample"),
      "DATE" },
    { NULL },
  };
  g_auto (GStrv) files = NULL;
  g_autoptr (RapportClock) clock = rapport_clock_new ();
  RapportSampleOptions options = { 0 };

  if (!rapport_cli_parse (&rapport_cli_sample, entries, argc, argv, 1, FALSE, &files))
    return RAPPORT_CLI_USAGE;
  options.n_clients = (guint) MAX (n_clients, 0);
  options.n_months = (guint) MAX (n_months, 0);
  options.seed = (guint32) seed;
  options.language = language != NULL ? language : "en";
  options.today = today != NULL ? rapport_day_parse (today) : rapport_clock_get_today (clock);
  if (!check_options (&options, today))
    return RAPPORT_CLI_USAGE;
  return make_sample (files[0], &options);
}
