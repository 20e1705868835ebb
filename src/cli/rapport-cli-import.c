/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-cli.h"

#include "rapport-import.h"
#include "rapport-numbers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static RapportCliExit run_import (int argc, char **argv);

const RapportCliCommand rapport_cli_import = {
  "import",
  "FILE --client NAME TABLE… [--sheet NAME] [--first-day DATE] [--map COLUMN=METRIC] [--source "
  "NAME] [--currency "
  "CODE] [--dry-run] [--json]",
  N_ ("Brings a client’s figures in from files that ad and analytics systems export."),
  run_import,
};

typedef struct
{
  char *client;
  char *sheet;
  char *first_day;
  char **maps;
  char *source;
  char *currency;
  gboolean dry_run;
  gboolean json;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->client);
  g_free (options->sheet);
  g_free (options->first_day);
  g_strfreev (options->maps);
  g_free (options->source);
  g_free (options->currency);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
apply_maps (RapportImport *import, char **maps, GError **error)
{
  for (char **map = maps; map != NULL && *map != NULL; map++)
    {
      const char *equals = strrchr (*map, '=');
      g_autofree char *column = NULL;

      if (equals == NULL)
        {
          g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       _ ("“%s” is not of the form COLUMN=METRIC"), *map);
          return FALSE;
        }
      column = g_strndup (*map, (gsize) (equals - *map));
      if (!rapport_import_map (import, column, equals + 1, error))
        return FALSE;
    }
  return TRUE;
}

/* Reads one file; nothing is stored yet. */
static RapportImportResult *
read_file (const char *path, const Options *options, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (RapportImport) import = rapport_import_new_for_file (file);

  if (options->sheet != NULL)
    rapport_import_set_sheet (import, options->sheet);
  if (!rapport_import_understand (import, NULL, error) ||
      !apply_maps (import, options->maps, error))
    return NULL;
  if (options->first_day != NULL)
    rapport_import_set_first_day (import, rapport_day_parse (options->first_day));
  return rapport_import_run (import, NULL, error);
}

static void
add_remarks (JsonObject *object, const char *name, GPtrArray *remarks)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < remarks->len; i++)
    {
      const RapportImportRemark *remark = remarks->pdata[i];
      JsonObject *item = json_object_new ();

      json_object_set_int_member (item, "line", remark->line);
      json_object_set_string_member (item, "text", remark->text);
      json_array_add_object_element (array, item);
    }
  json_object_set_array_member (object, name, array);
}

/* A sum in millionths as a JSON number, exact as long as a double holds it. */
static JsonObject *
totals_to_json (RapportImportResult *result)
{
  JsonObject *totals = json_object_new ();

  for (guint i = 0; i < result->totals->len; i++)
    {
      RapportImportTotal *total = &g_array_index (result->totals, RapportImportTotal, i);

      json_object_set_double_member (totals, total->metric,
                                     (double) total->sum / (double) RAPPORT_MILLION);
    }
  return totals;
}

static JsonObject *
result_to_json (const char *path,
                const char *source,
                RapportImportResult *result,
                const RapportImportCounts *counts)
{
  JsonObject *object = json_object_new ();
  g_autofree char *first = rapport_day_to_string (result->first_day);
  g_autofree char *last = rapport_day_to_string (result->last_day);

  json_object_set_string_member (object, "file", path);
  json_object_set_string_member (object, "source", source);
  json_object_set_string_member (object, "first_day", first);
  json_object_set_string_member (object, "last_day", last);
  json_object_set_string_member (object, "currency", result->currency);
  json_object_set_int_member (object, "rows", (gint64) result->n_rows);
  json_object_set_int_member (object, "skipped_rows", (gint64) result->n_skipped);
  json_object_set_int_member (object, "months", counts->months);
  json_object_set_int_member (object, "added", counts->added);
  json_object_set_int_member (object, "changed", counts->changed);
  json_object_set_int_member (object, "same", counts->same);
  json_object_set_object_member (object, "totals", totals_to_json (result));
  add_remarks (object, "skipped", result->skipped);
  add_remarks (object, "warnings", result->warnings);
  return object;
}

static void
print_result (const char *path, RapportImportResult *result, const RapportImportCounts *counts)
{
  g_autofree char *first = rapport_day_to_string (result->first_day);
  g_autofree char *last = rapport_day_to_string (result->last_day);

  g_print (ngettext ("%s: %s to %s, %u row\n", "%s: %s to %s, %u rows\n", result->n_rows), path,
           first, last, (guint) result->n_rows);
  for (guint i = 0; i < result->totals->len; i++)
    {
      RapportImportTotal *total = &g_array_index (result->totals, RapportImportTotal, i);

      g_print ("  %-16s %.2f\n", total->metric, (double) total->sum / (double) RAPPORT_MILLION);
    }
  g_print (_ ("  figures: %u new, %u changed, %u the same\n"), counts->added, counts->changed,
           counts->same);
  for (guint i = 0; i < result->warnings->len; i++)
    {
      const RapportImportRemark *remark = result->warnings->pdata[i];

      if (remark->line > 0)
        g_printerr (_ ("%s, line %u: %s\n"), path, remark->line, remark->text);
      else
        g_printerr ("%s: %s\n", path, remark->text);
    }
}

/* One file that has been read, stored or only looked at. */
static gboolean
store_file (RapportLibrary *library,
            RapportClient *client,
            const char *path,
            const Options *options,
            RapportImportResult *result,
            JsonArray *report,
            GError **error)
{
  const char *id = rapport_record_get_id (RAPPORT_RECORD (client));
  const char *currency = options->currency != NULL ? options->currency : result->currency;
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *source =
    options->source != NULL ? g_strdup (options->source) : rapport_numbers_guess_source (path);
  RapportImportCounts counts = { 0 };
  gboolean stored;

  if (options->dry_run)
    stored = rapport_numbers_preview (library, id, source, result->cells, currency, &counts, error);
  else
    stored =
      rapport_numbers_import (library, id, source, result->cells, currency, base, &counts, error);
  if (!stored)
    return FALSE;
  if (options->json)
    json_array_add_object_element (report, result_to_json (path, source, result, &counts));
  else
    print_result (path, result, &counts);
  return TRUE;
}

/* All files are read before the first is stored, so that one that is refused
 * leaves nothing half done. */
static GPtrArray *
read_files (char **paths, const Options *options)
{
  g_autoptr (GPtrArray) results =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_import_result_unref);

  for (char **path = paths; *path != NULL; path++)
    {
      g_autoptr (GError) error = NULL;
      RapportImportResult *result = read_file (*path, options, &error);

      if (result == NULL)
        {
          rapport_cli_complain ("%s: %s", *path, error->message);
          return NULL;
        }
      g_ptr_array_add (results, result);
    }
  return g_steal_pointer (&results);
}

static RapportCliExit
import_files (RapportLibrary *library, RapportClient *client, char **paths, const Options *options)
{
  g_autoptr (GPtrArray) results = read_files (paths, options);
  g_autoptr (JsonArray) report = json_array_new ();
  JsonNode *node;

  if (results == NULL)
    return RAPPORT_CLI_INPUT;
  for (guint i = 0; i < results->len; i++)
    {
      g_autoptr (GError) error = NULL;

      if (!store_file (library, client, paths[i], options, results->pdata[i], report, &error))
        {
          rapport_cli_complain ("%s: %s", paths[i], error->message);
          return RAPPORT_CLI_FAILED;
        }
    }
  if (!rapport_cli_finish (library))
    return RAPPORT_CLI_FAILED;
  if (!options->json)
    return RAPPORT_CLI_OK;
  node = json_node_new (JSON_NODE_ARRAY);
  json_node_set_array (node, report);
  rapport_cli_print_json (node);
  return RAPPORT_CLI_OK;
}

static RapportCliExit
run_import (int argc, char **argv)
{
  g_auto (Options) options = { NULL };
  const GOptionEntry entries[] = {
    { "client", 'c', 0, G_OPTION_ARG_STRING, &options.client, N_ ("Whose figures they are"),
      "NAME" },
    { "sheet", 0, 0, G_OPTION_ARG_STRING, &options.sheet,
      N_ ("The sheet of a workbook; without it, the first with a table"), "NAME" },
    { "first-day", 0, 0, G_OPTION_ARG_STRING, &options.first_day,
      N_ ("The day of the first row, where the file has no days"), "DATE" },
    { "map", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.maps,
      N_ ("What a column holds: a metric (impressions, clicks, traffic, leads, qualified-leads, "
          "sales, new-sales, ad-spend, fee, revenue, gross-profit), or day, channel, currency, "
          "ignore"),
      "COLUMN=METRIC" },
    { "source", 0, 0, G_OPTION_ARG_STRING, &options.source,
      N_ ("Where they come from; figures of one source replace each other"), "NAME" },
    { "currency", 0, 0, G_OPTION_ARG_STRING, &options.currency,
      N_ ("Of the money in the files, where they do not say"), "CODE" },
    { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &options.dry_run, N_ ("Only says what would be done"),
      NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json,
      N_ ("A list of objects, one a file: file, source, first_day, last_day, currency, rows, "
          "skipped_rows, months, added, changed, same, totals, skipped, warnings"),
      NULL },
    { NULL },
  };
  g_auto (GStrv) files = NULL;
  g_autoptr (RapportLibrary) library = NULL;
  g_autoptr (RapportClient) client = NULL;

  if (!rapport_cli_parse (&rapport_cli_import, entries, argc, argv, 2, TRUE, &files))
    return RAPPORT_CLI_USAGE;
  if (options.client == NULL ||
      (options.first_day != NULL && rapport_day_parse (options.first_day) == RAPPORT_DAY_NONE))
    {
      rapport_cli_complain (options.client == NULL ? _ ("--client is missing")
                                                   : _ ("a day is written as 2026-11-22"));
      return RAPPORT_CLI_USAGE;
    }
  library = rapport_cli_open (
    files[0], options.dry_run ? RAPPORT_OPEN_READ_ONLY : RAPPORT_OPEN_DEFAULT, NULL);
  if (library == NULL)
    return RAPPORT_CLI_LIBRARY;
  client = rapport_cli_find_client (library, options.client);
  if (client == NULL)
    return RAPPORT_CLI_FAILED;
  return import_files (library, client, files + 1, &options);
}
