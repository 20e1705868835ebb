/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-cli.h"

#include "rapport-calendar.h"
#include "rapport-report-output.h"

#include <glib/gi18n-lib.h>

static RapportCliExit run_ics (int argc, char **argv);
static RapportCliExit run_import (int argc, char **argv);

const RapportCliCommand rapport_cli_ics = {
  "ics",
  "FILE --client NAME -o OUT.ics",
  N_ ("Writes the meetings of a client, as the client may see them, as a calendar."),
  run_ics,
};

const RapportCliCommand rapport_cli_import_ics = {
  "import-ics",
  "FILE [--client NAME] CALENDAR",
  N_ ("Takes in a calendar of any program: answers to invitations, and meetings of a client."),
  run_import,
};

typedef struct
{
  char *client;
  char *output;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->client);
  g_free (options->output);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static RapportCliExit
write_calendar (const char *path, const Options *options)
{
  g_autoptr (RapportLibrary) library = rapport_cli_open (path, RAPPORT_OPEN_READ_ONLY, NULL);
  g_autoptr (RapportClient) client = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (library == NULL)
    return RAPPORT_CLI_LIBRARY;
  client = rapport_cli_find_client (library, options->client);
  if (client == NULL)
    return RAPPORT_CLI_FAILED;
  bytes =
    rapport_calendar_publish (library, rapport_record_get_id (RAPPORT_RECORD (client)), &error);
  if (bytes != NULL && rapport_output_write (bytes, options->output, &error))
    {
      g_print ("%s\n", options->output);
      return RAPPORT_CLI_OK;
    }
  rapport_cli_complain ("%s: %s", options->output, error->message);
  return RAPPORT_CLI_FAILED;
}

static RapportCliExit
run_ics (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "client", 'c', 0, G_OPTION_ARG_STRING, &options.client, N_ ("Whose calendar"), "NAME" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_ ("The file to write"), "OUT" },
    { NULL },
  };
  g_auto (GStrv) files = NULL;

  if (!rapport_cli_parse (&rapport_cli_ics, entries, argc, argv, 1, FALSE, &files))
    return RAPPORT_CLI_USAGE;
  if (options.client == NULL || options.output == NULL)
    {
      rapport_cli_complain (options.client == NULL ? _ ("--client is missing")
                                                   : _ ("-o is missing: the file to write"));
      return RAPPORT_CLI_USAGE;
    }
  if (!rapport_cli_check_folder (options.output))
    return RAPPORT_CLI_FAILED;
  return write_calendar (files[0], &options);
}

/* Taking in. */

static void
print_import (const char *path, RapportCalendarImport *import)
{
  g_autofree char *sentence = rapport_calendar_import_describe (import);

  for (guint i = 0; i < import->remarks->len; i++)
    {
      g_autofree char *remark = rapport_cli_one_line (import->remarks->pdata[i]);

      rapport_cli_complain ("%s: %s", path, remark);
    }
  g_print ("%s\n", sentence);
}

static RapportCliExit
take_in (RapportLibrary *library, const char *client, const char *path)
{
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (RapportCalendarImport) import = NULL;
  gsize size;

  if (g_file_get_contents (path, &data, &size, &error))
    {
      bytes = g_bytes_new_take (g_steal_pointer (&data), size);
      import = rapport_calendar_import_bytes (library, client, bytes, &error);
    }
  if (import == NULL)
    {
      rapport_cli_complain_file (path, error);
      return RAPPORT_CLI_INPUT;
    }
  print_import (path, import);
  return rapport_cli_finish (library) ? RAPPORT_CLI_OK : RAPPORT_CLI_LIBRARY;
}

static RapportCliExit
run_import (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "client", 'c', 0, G_OPTION_ARG_STRING, &options.client,
      N_ ("Whose meetings they become; otherwise the agency’s own"), "NAME" },
    { NULL },
  };
  g_auto (GStrv) files = NULL;
  g_autoptr (RapportLibrary) library = NULL;
  g_autoptr (RapportClient) client = NULL;

  if (!rapport_cli_parse (&rapport_cli_import_ics, entries, argc, argv, 2, FALSE, &files))
    return RAPPORT_CLI_USAGE;
  library = rapport_cli_open (files[0], RAPPORT_OPEN_DEFAULT, NULL);
  if (library == NULL)
    return RAPPORT_CLI_LIBRARY;
  if (options.client != NULL)
    client = rapport_cli_find_client (library, options.client);
  if (options.client != NULL && client == NULL)
    return RAPPORT_CLI_FAILED;
  return take_in (library, client != NULL ? rapport_record_get_id (RAPPORT_RECORD (client)) : "",
                  files[1]);
}
