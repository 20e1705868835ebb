/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-cli.h"

#include "rapport-text-merge.h"

#include <glib/gi18n-lib.h>
#include <stdarg.h>

char *
rapport_cli_one_line (const char *text)
{
  GString *line = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (line, g_unichar_iscntrl (c) ? ' ' : c);
    }
  return g_string_free (line, FALSE);
}

void
rapport_cli_complain (const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_printerr ("rapportctl: %s\n", message);
}

void
rapport_cli_complain_file (const char *path, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    rapport_cli_complain (_ ("%s: there is no such file"), path);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY))
    rapport_cli_complain (_ ("%s: it is a folder"), path);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    rapport_cli_complain (_ ("%s: it may not be read"), path);
  else
    rapport_cli_complain ("%s: %s", path, error->message);
}

static gboolean
check_words (const RapportCliCommand *command, char **words, guint n_files, gboolean more)
{
  const guint n = g_strv_length (words);

  if (n < n_files)
    rapport_cli_complain (_ ("too few words; see rapportctl %s --help"), command->name);
  else if (!more && n > n_files)
    rapport_cli_complain (_ ("“%s” is a word too many; see rapportctl %s --help"), words[n_files],
                          command->name);
  else
    return TRUE;
  return FALSE;
}

gboolean
rapport_cli_parse (const RapportCliCommand *command,
                   const GOptionEntry *entries,
                   int argc,
                   char **argv,
                   guint n_files,
                   gboolean more,
                   GStrv *files)
{
  g_autoptr (GOptionContext) context = g_option_context_new (command->arguments);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = g_new0 (char *, argc + 1);
  g_autofree char **rest = NULL;
  g_autofree char *name = g_strdup_printf ("rapportctl %s", command->name);

  g_set_prgname (name);
  for (int i = 0; i < argc; i++)
    words[i] = g_strdup (argv[i]);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, g_dgettext (GETTEXT_PACKAGE, command->summary));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  /* The parser takes words out of the list without freeing them. */
  rest = g_memdup2 (words, sizeof (char *) * ((gsize) argc + 1));
  if (!g_option_context_parse (context, &argc, &rest, &error))
    {
      rapport_cli_complain ("%s", error->message);
      return FALSE;
    }
  if (!check_words (command, rest + 1, n_files, more))
    return FALSE;
  *files = g_strdupv (rest + 1);
  return TRUE;
}

gboolean
rapport_cli_check_folder (const char *output)
{
  g_autofree char *folder = g_path_get_dirname (output);

  if (g_file_test (folder, G_FILE_TEST_IS_DIR))
    return TRUE;
  rapport_cli_complain (_ ("%s: there is no such folder"), folder);
  return FALSE;
}

RapportLibrary *
rapport_cli_open (const char *path, RapportOpenFlags flags, RapportClock *clock)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportClock) own = clock != NULL ? g_object_ref (clock) : rapport_clock_new ();
  g_autoptr (RapportSqliteStore) store = NULL;
  RapportLibrary *library;

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      rapport_cli_complain (_ ("%s: it is a folder"), path);
      return NULL;
    }
  store = rapport_library_file_open (path, flags | RAPPORT_OPEN_REMOTE, own, NULL, &error);
  if (store == NULL)
    {
      rapport_cli_complain ("%s: %s", path, error->message);
      return NULL;
    }
  library = rapport_library_new (RAPPORT_STORE (store), own);
  rapport_library_set_line_merge (library, rapport_text_merge_lines);
  return library;
}

gboolean
rapport_cli_finish (RapportLibrary *library)
{
  RapportSqliteStore *store = RAPPORT_SQLITE_STORE (rapport_library_get_store (library));
  g_autoptr (GError) error = NULL;

  if (rapport_library_flush (library, &error))
    {
      rapport_sqlite_store_catch_up (store);
      rapport_sqlite_store_keep_house (store);
      return TRUE;
    }
  rapport_cli_complain (_ ("not saved: %s"), error->message);
  return FALSE;
}

void
rapport_cli_print_json (JsonNode *node)
{
  g_autofree char *text = json_to_string (node, TRUE);

  g_print ("%s\n", text);
  json_node_unref (node);
}
