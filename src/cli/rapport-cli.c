/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-cli.h"

#include "rapport-stems.h"

#include <glib/gi18n-lib.h>
#include <stdarg.h>

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
  guint n;

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
  n = (guint) argc - 1;
  if (n < n_files || (!more && n > n_files))
    {
      g_autofree char *help = g_option_context_get_help (context, TRUE, NULL);

      g_printerr ("%s", help);
      return FALSE;
    }
  *files = g_strdupv (rest + 1);
  return TRUE;
}

RapportLibrary *
rapport_cli_open (const char *path, RapportOpenFlags flags, RapportClock *clock)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportClock) own = clock != NULL ? g_object_ref (clock) : rapport_clock_new ();
  g_autoptr (RapportSqliteStore) store =
    rapport_library_file_open (path, flags | RAPPORT_OPEN_REMOTE, own, NULL, &error);

  if (store != NULL)
    return rapport_library_new (RAPPORT_STORE (store), own);
  rapport_cli_complain ("%s: %s", path, error->message);
  return NULL;
}

gboolean
rapport_cli_finish (RapportLibrary *library)
{
  g_autoptr (GError) error = NULL;

  if (rapport_library_flush (library, &error))
    {
      rapport_sqlite_store_keep_house (RAPPORT_SQLITE_STORE (rapport_library_get_store (library)));
      return TRUE;
    }
  rapport_cli_complain (_ ("not saved: %s"), error->message);
  return FALSE;
}

/* 2: the very name; 1: it begins so; 0: another client. */
static int
how_well (const char *name, const char *wanted)
{
  g_autofree char *folded = rapport_stems_fold_word (name);

  if (g_str_equal (folded, wanted))
    return 2;
  return g_str_has_prefix (folded, wanted) ? 1 : 0;
}

RapportClient *
rapport_cli_find_client (RapportLibrary *library, const char *name)
{
  g_autoptr (RapportRecord) by_id =
    rapport_id_is_valid (name) ? rapport_library_get (library, RAPPORT_TYPE_CLIENT, name) : NULL;
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_CLIENT);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) clients = NULL;
  g_autofree char *wanted = rapport_stems_fold_word (name);
  guint n[3] = { 0 };
  RapportRecord *found[3] = { NULL };

  if (by_id != NULL)
    return RAPPORT_CLIENT (g_steal_pointer (&by_id));
  clients = rapport_library_find (library, query, &error);
  for (guint i = 0; clients != NULL && i < clients->len; i++)
    {
      int well =
        how_well (rapport_record_get_text (clients->pdata[i], RAPPORT_CLIENT_NAME), wanted);

      n[well]++;
      found[well] = clients->pdata[i];
    }
  for (int well = 2; well > 0; well--)
    if (n[well] == 1)
      return RAPPORT_CLIENT (g_object_ref (found[well]));
  if (error != NULL)
    rapport_cli_complain ("%s", error->message);
  else if (n[1] + n[2] > 1)
    rapport_cli_complain (_ ("“%s” is the name of several clients; give the id"), name);
  else
    rapport_cli_complain (_ ("there is no client “%s”"), name);
  return NULL;
}

void
rapport_cli_print_json (JsonNode *node)
{
  g_autofree char *text = json_to_string (node, TRUE);

  g_print ("%s\n", text);
  json_node_unref (node);
}
