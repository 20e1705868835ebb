/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-cli.h"

#include "rapport-board-canvas.h"
#include "rapport-card-table.h"
#include "rapport-picture.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static RapportCliExit run_board_import (int argc, char **argv);

const RapportCliCommand rapport_cli_board_import = {
  "import-board",
  "FILE --client NAME CANVAS-OR-TABLE [--title NAME]",
  N_ ("Brings a board in from JSON Canvas, or ideas from a table, as a new board."),
  run_board_import,
};

/* "Half a year" of "/home/anna/Half a year.canvas". */
static char *
name_of (const char *path)
{
  g_autofree char *base = g_path_get_basename (path);
  char *name = g_filename_display_name (base);
  char *dot = strrchr (name, '.');

  if (dot != NULL && dot != name)
    *dot = '\0';
  return name;
}

static RapportBoardImport *
read_table (RapportLibrary *library,
            const char *client_id,
            const char *path,
            const char *title,
            GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  RapportCardTable *table = rapport_card_table_read (file, NULL, NULL, error);

  return table != NULL ? rapport_card_table_import (library, client_id, NULL, title, table) : NULL;
}

static RapportBoardImport *
read_canvas (RapportLibrary *library,
             const char *client_id,
             const char *path,
             const char *title,
             GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  RapportJsonCanvas *canvas = rapport_json_canvas_read (file, rapport_picture_prepare, NULL, error);

  return canvas != NULL ? rapport_board_canvas_import (library, client_id, title, canvas) : NULL;
}

static RapportBoardImport *
read_file (RapportLibrary *library,
           const char *client_id,
           const char *path,
           const char *title,
           GError **error)
{
  g_autofree char *low = g_ascii_strdown (path, -1);
  g_autofree char *name = name_of (path);
  const gboolean is_canvas = g_str_has_suffix (low, ".canvas") || g_str_has_suffix (low, ".json");

  return (is_canvas ? read_canvas : read_table) (library, client_id, path,
                                                 title != NULL ? title : name, error);
}

static RapportCliExit
take_in (RapportLibrary *library, RapportClient *client, const char *path, const char *title)
{
  const char *client_id = rapport_record_get_id (RAPPORT_RECORD (client));
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportBoardImport) import = read_file (library, client_id, path, title, &error);
  g_autofree char *board = NULL;
  GPtrArray *remarks;

  if (import == NULL)
    {
      rapport_cli_complain_file (path, error);
      return RAPPORT_CLI_INPUT;
    }
  board = rapport_board_import_store (import, &error);
  if (board == NULL)
    {
      rapport_cli_complain ("%s: %s", path, error->message);
      return RAPPORT_CLI_FAILED;
    }
  if (!rapport_cli_finish (library))
    return RAPPORT_CLI_FAILED;
  g_print (ngettext ("%s: %u card\n", "%s: %u cards\n", rapport_board_import_get_n_cards (import)),
           path, rapport_board_import_get_n_cards (import));
  remarks = rapport_board_import_get_remarks (import);
  for (guint i = 0; i < remarks->len; i++)
    g_printerr ("%s: %s\n", path, (const char *) remarks->pdata[i]);
  return RAPPORT_CLI_OK;
}

static RapportCliExit
run_board_import (int argc, char **argv)
{
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;
  const GOptionEntry entries[] = {
    { "client", 'c', 0, G_OPTION_ARG_STRING, &name, N_ ("Whose board it becomes"), "NAME" },
    { "title", 0, 0, G_OPTION_ARG_STRING, &title,
      N_ ("What it is called where the file does not say; otherwise as the file"), "NAME" },
    { NULL },
  };
  g_auto (GStrv) files = NULL;
  g_autoptr (RapportLibrary) library = NULL;
  g_autoptr (RapportClient) client = NULL;

  if (!rapport_cli_parse (&rapport_cli_board_import, entries, argc, argv, 2, FALSE, &files))
    return RAPPORT_CLI_USAGE;
  if (name == NULL)
    {
      rapport_cli_complain (_ ("--client is missing"));
      return RAPPORT_CLI_USAGE;
    }
  library = rapport_cli_open (files[0], RAPPORT_OPEN_DEFAULT, NULL);
  if (library == NULL)
    return RAPPORT_CLI_LIBRARY;
  client = rapport_cli_find_client (library, name);
  if (client == NULL)
    return RAPPORT_CLI_FAILED;
  return take_in (library, client, files[1], title);
}
