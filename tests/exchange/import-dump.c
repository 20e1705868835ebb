/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints what the import makes of a file, for check-imports.py and for looking
 * at by hand: import-dump [--first-day DAY] [--map COLUMN=METRIC]… [--sheet NAME]
 * [--guess] [--no-cells] FILE */
#include "rapport-import.h"

#include <locale.h>
#include <string.h>

static char *first_day;
static char *sheet;
static char **maps;
static char **files;
static int table = -1;
static gboolean show_guess;
static gboolean no_cells;

static const GOptionEntry entries[] = {
  { "first-day", 0, 0, G_OPTION_ARG_STRING, &first_day, "First day", "DAY" },
  { "map", 0, 0, G_OPTION_ARG_STRING_ARRAY, &maps, "What a column is", "COLUMN=METRIC" },
  { "sheet", 0, 0, G_OPTION_ARG_STRING, &sheet, "Which sheet", "NAME" },
  { "table", 0, 0, G_OPTION_ARG_INT, &table, "Which table, from 0", "N" },
  { "guess", 0, 0, G_OPTION_ARG_NONE, &show_guess, "Print what was understood", NULL },
  { "no-cells", 0, 0, G_OPTION_ARG_NONE, &no_cells, "Only the totals", NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &files, NULL, NULL },
  G_OPTION_ENTRY_NULL
};

static void
print_remarks (const char *kind, GPtrArray *remarks)
{
  for (guint i = 0; i < remarks->len; i++)
    {
      const RapportImportRemark *remark = g_ptr_array_index (remarks, i);

      g_print ("%s\t%u\t%s\n", kind, remark->line, remark->text);
    }
}

static void
print_guess (const RapportImportGuess *guess)
{
  static const char *const roles[] = { "ignored", "ratio",    "day",   "last-day",
                                       "channel", "currency", "metric" };
  const RapportCsvTable *chosen = rapport_import_guess_get_table (guess);
  g_autofree char *first = rapport_day_to_string (guess->period_first);
  g_autofree char *last = rapport_day_to_string (guess->period_last);

  g_print ("file\t%s\tseparator %d\ttable %u of %u\theader %u\ttitle %s\tperiod %s %s\n",
           rapport_csv_encoding_get_name (guess->encoding), guess->separator, guess->table + 1,
           guess->tables->len, chosen->header_line, chosen->title, first, last);
  g_print ("days\tfrom %d\trhythm %d\torder %d%s\tdecimal %d\tcurrency %s\tfirst day %s\n",
           (int) guess->days, (int) guess->rhythm, (int) guess->date_order,
           guess->date_order_doubtful ? "?" : "", (int) guess->decimal, guess->currency,
           guess->needs_first_day ? "missing" : "known");
  for (guint i = 0; i < guess->columns->len; i++)
    {
      const RapportImportColumn *column = g_ptr_array_index (guess->columns, i);

      g_print ("column\t%u\t%s\t%s %s\tdecimal %d%s\tshift %d\t%s\tsure %d\t%s\t%s\n",
               column->number, column->title, roles[column->role],
               column->metric != NULL ? column->metric : "", (int) column->decimal,
               column->decimal_doubtful ? "?" : "", column->shift, column->currency,
               (int) column->confidence, column->samples[0] != NULL ? column->samples[0] : "",
               column->remark);
    }
}

static void
print_result (const RapportImportResult *result)
{
  print_remarks ("warning", result->warnings);
  print_remarks ("skipped", result->skipped);
  g_print ("rows\t%" G_GUINT64_FORMAT "\t%" G_GUINT64_FORMAT "\n", result->n_rows,
           result->n_skipped);
  for (guint i = 0; i < result->totals->len; i++)
    {
      const RapportImportTotal *total = &g_array_index (result->totals, RapportImportTotal, i);

      g_print ("total\t%s\t%" G_GINT64_FORMAT "\n", total->metric, total->sum);
    }
  for (gsize i = 0; !no_cells && i < rapport_cells_get_size (result->cells); i++)
    {
      const RapportCell *cell = rapport_cells_get (result->cells, i);
      g_autofree char *day = rapport_day_to_string (cell->day);

      g_print ("cell\t%s\t%s\t%s\t%" G_GINT64_FORMAT "\n", day, cell->channel, cell->metric,
               cell->value);
    }
}

static gboolean
apply_maps (RapportImport *import, GError **error)
{
  for (guint i = 0; maps != NULL && maps[i] != NULL; i++)
    {
      char *sign = strrchr (maps[i], '=');

      if (sign == NULL)
        continue;
      *sign = '\0';
      if (!rapport_import_map (import, maps[i], sign + 1, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
dump (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (RapportImport) import = rapport_import_new_for_file (file);
  g_autoptr (RapportImportResult) result = NULL;

  if (sheet != NULL)
    rapport_import_set_sheet (import, sheet);
  if (table >= 0)
    rapport_import_set_table (import, table);
  rapport_import_set_first_day (import, rapport_day_parse (first_day));
  if (!rapport_import_understand (import, NULL, error) || !apply_maps (import, error))
    return FALSE;
  if (show_guess)
    print_guess (rapport_import_get_guess (import));
  result = rapport_import_run (import, NULL, error);
  if (result != NULL)
    print_result (result);
  return result != NULL;
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("FILE");
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || files == NULL ||
      !dump (files[0], &error))
    {
      g_print ("error\t%s\n", error != NULL ? error->message : "no file");
      return 1;
    }
  return 0;
}
