/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-cli.h"

#include "rapport-exchange-error.h"
#include "rapport-import.h"
#include "rapport-numbers.h"
#include "rapport-own-metrics.h"

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

/* The metrics of --map can be the client's own. */
static gboolean
check_words (RapportMetricSet *set, char **maps)
{
  for (char **map = maps; map != NULL && *map != NULL; map++)
    {
      g_autoptr (GError) error = NULL;

      if (rapport_import_check_word (set, strrchr (*map, '=') + 1, &error))
        continue;
      rapport_cli_complain ("--map %s: %s", *map, error->message);
      return FALSE;
    }
  return TRUE;
}

/* The words of --map and --first-day, as far as they can be judged without a library. */
static gboolean
check_options (const Options *options)
{
  if (options->client == NULL)
    rapport_cli_complain (_ ("--client is missing"));
  else if (options->first_day != NULL && rapport_day_parse (options->first_day) == RAPPORT_DAY_NONE)
    rapport_cli_complain (_ ("a day is written as 2026-11-22"));
  else
    {
      for (char **map = options->maps; map != NULL && *map != NULL; map++)
        {
          const char *equals = strrchr (*map, '=');

          if (equals != NULL)
            continue;
          rapport_cli_complain (_ ("“%s” is not of the form COLUMN=METRIC"), *map);
          return FALSE;
        }
      return TRUE;
    }
  return FALSE;
}

static gboolean
apply_maps (RapportImport *import, char **maps, GError **error)
{
  for (char **map = maps; map != NULL && *map != NULL; map++)
    {
      const char *equals = strrchr (*map, '=');
      g_autofree char *column = g_strndup (*map, (gsize) (equals - *map));

      if (!rapport_import_map (import, column, equals + 1, error))
        return FALSE;
    }
  return TRUE;
}

/* What helps to go on where the file alone does not say enough. */
static void
print_hint (RapportImport *import, const GError *error)
{
  RapportImportGuess *guess = rapport_import_get_guess (import);

  if (g_error_matches (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_FIRST_DAY))
    g_printerr ("%s\n", _ ("Say it with --first-day, such as --first-day 2026-11-01."));
  if (guess == NULL ||
      !g_error_matches (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_COLUMN))
    return;
  g_printerr ("%s\n", _ ("Say it with --map, such as --map 2=clicks. The columns are:"));
  for (guint i = 0; i < guess->columns->len && i < RAPPORT_CSV_PREVIEW_COLUMNS; i++)
    {
      const RapportImportColumn *column = guess->columns->pdata[i];
      g_autofree char *title = rapport_cli_one_line (column->title);

      g_printerr ("  %u  %s\n", column->number, title);
    }
}

static RapportImportResult *
run_one (RapportImport *import, RapportMetricSet *set, const Options *options, GError **error)
{
  rapport_import_set_metrics (import, set);
  if (options->sheet != NULL)
    rapport_import_set_sheet (import, options->sheet);
  if (!rapport_import_understand (import, NULL, error) ||
      !apply_maps (import, options->maps, error))
    return NULL;
  if (options->first_day != NULL)
    rapport_import_set_first_day (import, rapport_day_parse (options->first_day));
  return rapport_import_run (import, NULL, error);
}

/* Reads one file, or says why not; nothing is stored yet. */
static RapportImportResult *
read_file (const char *path, RapportMetricSet *set, const Options *options)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (RapportImport) import = rapport_import_new_for_file (file);
  g_autoptr (GError) error = NULL;
  RapportImportResult *result = run_one (import, set, options, &error);

  if (result != NULL)
    return result;
  rapport_cli_complain_file (path, error);
  print_hint (import, error);
  return NULL;
}

/* JSON is put together here, as a sum in millionths can have more digits than
 * the numbers of json-glib. */
static void
append_text (GString *json, const char *value)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), value);
  g_autofree char *text = json_to_string (node, FALSE);

  g_string_append (json, text);
}

static void
append_member (GString *json, const char *name, const char *value)
{
  g_string_append_printf (json, "    \"%s\" : ", name);
  append_text (json, value);
  g_string_append (json, ",\n");
}

static void
append_number (GString *json, const char *name, guint64 value)
{
  g_string_append_printf (json, "    \"%s\" : %" G_GUINT64_FORMAT ",\n", name, value);
}

static void
append_remarks (GString *json, const char *name, GPtrArray *remarks)
{
  g_string_append_printf (json, "    \"%s\" : [", name);
  for (guint i = 0; i < remarks->len; i++)
    {
      const RapportImportRemark *remark = remarks->pdata[i];

      g_string_append_printf (json, "%s\n      { \"line\" : %u, \"text\" : ", i > 0 ? "," : "",
                              remark->line);
      append_text (json, remark->text);
      g_string_append (json, " }");
    }
  g_string_append (json, remarks->len > 0 ? "\n    ]" : "]");
}

static void
append_totals (GString *json, RapportImportResult *result)
{
  g_string_append (json, "    \"totals\" : {");
  for (guint i = 0; i < result->totals->len; i++)
    {
      RapportImportTotal *total = &g_array_index (result->totals, RapportImportTotal, i);
      g_autofree char *sum = rapport_millionths_to_text (total->sum);

      g_string_append_printf (json, "%s\n      \"%s\" : %s", i > 0 ? "," : "", total->metric, sum);
    }
  g_string_append (json, "\n    },\n");
}

static void
append_result (GString *json,
               const char *path,
               const char *source,
               RapportImportResult *result,
               const RapportImportCounts *counts)
{
  g_autofree char *file = g_filename_display_name (path);
  g_autofree char *first = rapport_day_to_string (result->first_day);
  g_autofree char *last = rapport_day_to_string (result->last_day);

  g_string_append (json, json->len > 0 ? ",\n  {\n" : "  {\n");
  append_member (json, "file", file);
  append_member (json, "source", source);
  append_member (json, "first_day", first);
  append_member (json, "last_day", last);
  append_member (json, "currency", result->currency);
  append_number (json, "rows", result->n_rows);
  append_number (json, "skipped_rows", result->n_skipped);
  append_number (json, "months", counts->months);
  append_number (json, "added", counts->added);
  append_number (json, "changed", counts->changed);
  append_number (json, "same", counts->same);
  append_totals (json, result);
  append_remarks (json, "skipped", result->skipped);
  g_string_append (json, ",\n");
  append_remarks (json, "warnings", result->warnings);
  g_string_append (json, "\n  }");
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
      g_autofree char *sum = rapport_millionths_to_text (total->sum);

      g_print ("  %-16s %s\n", total->metric, sum);
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
            GString *json,
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
    append_result (json, path, source, result, &counts);
  else
    print_result (path, result, &counts);
  return TRUE;
}

/* All files are read before the first is stored, so that one that is refused
 * leaves nothing half done. */
static GPtrArray *
read_files (char **paths, RapportMetricSet *set, const Options *options)
{
  g_autoptr (GPtrArray) results =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_import_result_unref);

  for (char **path = paths; *path != NULL; path++)
    {
      RapportImportResult *result = read_file (*path, set, options);

      if (result == NULL)
        return NULL;
      g_ptr_array_add (results, result);
    }
  return g_steal_pointer (&results);
}

static RapportCliExit
import_files (RapportLibrary *library, RapportClient *client, char **paths, const Options *options)
{
  g_autoptr (GError) unread = NULL;
  g_autoptr (RapportMetricSet) set =
    rapport_own_metrics_load (library, rapport_record_get_id (RAPPORT_RECORD (client)), &unread);
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GString) json = g_string_new (NULL);

  if (set == NULL)
    {
      rapport_cli_complain ("%s", unread->message);
      return RAPPORT_CLI_FAILED;
    }
  if (!check_words (set, options->maps))
    return RAPPORT_CLI_USAGE;
  results = read_files (paths, set, options);
  if (results == NULL)
    return RAPPORT_CLI_INPUT;
  for (guint i = 0; i < results->len; i++)
    {
      g_autoptr (GError) error = NULL;

      if (!store_file (library, client, paths[i], options, results->pdata[i], json, &error))
        {
          rapport_cli_complain ("%s: %s", paths[i], error->message);
          return RAPPORT_CLI_FAILED;
        }
    }
  if (!rapport_cli_finish (library))
    return RAPPORT_CLI_FAILED;
  if (options->json)
    g_print ("[\n%s\n]\n", json->str);
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

  if (!rapport_cli_parse (&rapport_cli_import, entries, argc, argv, 2, TRUE, &files) ||
      !check_options (&options))
    return RAPPORT_CLI_USAGE;
  library = rapport_cli_open (
    files[0], options.dry_run ? RAPPORT_OPEN_READ_ONLY : RAPPORT_OPEN_DEFAULT, NULL);
  if (library == NULL)
    return RAPPORT_CLI_LIBRARY;
  client = rapport_cli_find_client (library, options.client);
  if (client == NULL)
    return RAPPORT_CLI_FAILED;
  return import_files (library, client, files + 1, &options);
}
