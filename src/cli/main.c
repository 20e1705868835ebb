/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "rapport-cli.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

static const RapportCliCommand *const commands[] = {
  &rapport_cli_sample,       &rapport_cli_clients,    &rapport_cli_take_in, &rapport_cli_contacts,
  &rapport_cli_import,       &rapport_cli_report,     &rapport_cli_digest,  &rapport_cli_board,
  &rapport_cli_board_import, &rapport_cli_agenda,     &rapport_cli_minutes, &rapport_cli_agreements,
  &rapport_cli_ics,          &rapport_cli_import_ics, &rapport_cli_check,   &rapport_cli_backup,
  &rapport_cli_restore,      &rapport_cli_server,     &rapport_cli_sync,
};

static void
print_help (void)
{
  g_print ("%s\n\n", _ ("Usage: rapportctl COMMAND …"));
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  %s %s\n      %s\n", commands[i]->name, commands[i]->arguments,
             g_dgettext (GETTEXT_PACKAGE, commands[i]->summary));
  g_print ("\n%s\n", _ ("“rapportctl COMMAND --help” tells the options of a command.\n"
                        "\n"
                        "Exit codes: 0 done; 1 it could not be done; 2 wrong words; 3 the library "
                        "can’t be opened or is not sound; 4 a file that was to be read is "
                        "refused."));
}

/* What the library tells its developers is not for who types a command. */
static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  if ((level & G_LOG_LEVEL_MASK) >= G_LOG_LEVEL_MESSAGE && g_getenv ("G_MESSAGES_DEBUG") == NULL)
    return G_LOG_WRITER_HANDLED;
  return g_log_writer_default (level, fields, n_fields, user_data);
}

int
main (int argc, char **argv)
{
  const char *localedir = g_getenv ("RAPPORT_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, localedir != NULL ? localedir : RAPPORT_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("rapportctl");
  g_log_set_writer_func (write_log, NULL, NULL);
  if (argc > 1 && (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h") ||
                   g_str_equal (argv[1], "help")))
    {
      print_help ();
      return RAPPORT_CLI_OK;
    }
  if (argc > 1 && g_str_equal (argv[1], "--version"))
    {
      g_print ("rapportctl %s\n", RAPPORT_VERSION);
      return RAPPORT_CLI_OK;
    }
  for (gsize i = 0; argc > 1 && i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (argv[1], commands[i]->name))
      return (int) commands[i]->run (argc - 1, argv + 1);
  if (argc > 1)
    rapport_cli_complain (_ ("there is no command “%s”; see rapportctl --help"), argv[1]);
  else
    print_help ();
  return RAPPORT_CLI_USAGE;
}
