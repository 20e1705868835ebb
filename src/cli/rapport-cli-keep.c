/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What keeps a library safe: check, backup, restore. */
#include "rapport-backup.h"
#include "rapport-cli.h"

#include <glib/gi18n-lib.h>

static RapportCliExit run_check (int argc, char **argv);
static RapportCliExit run_backup (int argc, char **argv);
static RapportCliExit run_restore (int argc, char **argv);

const RapportCliCommand rapport_cli_check = {
  "check",
  "FILE",
  N_ ("Reads the whole library and says whether it is sound."),
  run_check,
};

const RapportCliCommand rapport_cli_backup = {
  "backup",
  "FILE [-o COPY] [--list]",
  N_ ("Makes a verified backup, beside the library or where -o says."),
  run_backup,
};

const RapportCliCommand rapport_cli_restore = {
  "restore",
  "FILE BACKUP",
  N_ ("Puts a backup in the place of the library, which is kept as a backup too."),
  run_restore,
};

static const GOptionEntry no_options[] = { { NULL } };

static gboolean
exists (const char *path)
{
  if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return TRUE;
  rapport_cli_complain (_ ("%s: there is no such file"), path);
  return FALSE;
}

static void
print_look (const char *path)
{
  RapportBackupLook look = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GDateTime) when = NULL;
  g_autofree char *text = NULL;

  if (!rapport_backup_look (path, &look, &error))
    {
      g_print ("%s\t%s\n", path, error->message);
      return;
    }
  when = g_date_time_new_from_unix_utc_usec (look.last_change);
  text = look.last_change > 0 && when != NULL ? g_date_time_format_iso8601 (when) : g_strdup ("–");
  g_print (_ ("%s\tclients: %u, records: %u, last change: %s, version %u\n"), path,
           (guint) look.clients, (guint) look.records, text, (guint) look.version);
}

static RapportCliExit
run_check (int argc, char **argv)
{
  g_auto (GStrv) files = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faults = NULL;

  if (!rapport_cli_parse (&rapport_cli_check, no_options, argc, argv, 1, FALSE, &files))
    return RAPPORT_CLI_USAGE;
  if (!exists (files[0]))
    return RAPPORT_CLI_LIBRARY;
  faults = rapport_backup_check (files[0], NULL, &error);
  if (faults == NULL)
    {
      rapport_cli_complain ("%s: %s", files[0], error->message);
      return RAPPORT_CLI_LIBRARY;
    }
  for (guint i = 0; i < faults->len; i++)
    rapport_cli_complain ("%s: %s", files[0], (const char *) faults->pdata[i]);
  if (faults->len > 0)
    return RAPPORT_CLI_LIBRARY;
  print_look (files[0]);
  return RAPPORT_CLI_OK;
}

static void
list_backups (const char *library)
{
  g_autoptr (GPtrArray) backups = rapport_backup_list (library);

  for (guint i = 0; i < backups->len; i++)
    print_look (((RapportBackup *) backups->pdata[i])->path);
}

static RapportCliExit
run_backup (int argc, char **argv)
{
  g_autofree char *output = NULL;
  gboolean list = FALSE;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("Where the copy is to stand"), "COPY" },
    { "list", 0, 0, G_OPTION_ARG_NONE, &list, N_ ("Only lists the backups, newest first"), NULL },
    { NULL },
  };
  g_auto (GStrv) files = NULL;
  g_autoptr (RapportClock) clock = rapport_clock_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  if (!rapport_cli_parse (&rapport_cli_backup, entries, argc, argv, 1, FALSE, &files))
    return RAPPORT_CLI_USAGE;
  if (!exists (files[0]))
    return RAPPORT_CLI_LIBRARY;
  if (list)
    {
      list_backups (files[0]);
      return RAPPORT_CLI_OK;
    }
  if (output == NULL)
    path = rapport_backup_make (files[0], RAPPORT_BACKUP_BY_HAND, clock, NULL, &error);
  else if (rapport_backup_write (files[0], output, NULL, &error))
    path = g_strdup (output);
  if (path == NULL)
    {
      rapport_cli_complain ("%s: %s", files[0], error->message);
      return RAPPORT_CLI_FAILED;
    }
  g_print ("%s\n", path);
  return RAPPORT_CLI_OK;
}

static RapportCliExit
run_restore (int argc, char **argv)
{
  g_auto (GStrv) files = NULL;
  g_autoptr (RapportClock) clock = rapport_clock_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *aside = NULL;

  if (!rapport_cli_parse (&rapport_cli_restore, no_options, argc, argv, 2, FALSE, &files))
    return RAPPORT_CLI_USAGE;
  if (!exists (files[1]))
    return RAPPORT_CLI_INPUT;
  if (!rapport_backup_restore (files[0], files[1], clock, &aside, &error))
    {
      rapport_cli_complain ("%s: %s", files[0], error->message);
      return RAPPORT_CLI_FAILED;
    }
  if (aside != NULL)
    g_print (_ ("what stood there before: %s\n"), aside);
  print_look (files[0]);
  return RAPPORT_CLI_OK;
}
