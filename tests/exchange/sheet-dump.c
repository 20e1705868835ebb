/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints the rows of a workbook, for check-workbooks.py and for looking at by
 * hand: sheet-dump FILE [SHEET]. Cells are parted by tabs, and line breaks
 * shown as \n; the last line is the most memory that was taken, in KiB. */
#include "rapport-workbook.h"

#include <locale.h>
#include <string.h>

static void
print_row (const RapportCsvRow *row)
{
  g_print ("%u", row->line);
  for (guint i = 0; i < row->n_cells; i++)
    {
      g_auto (GStrv) lines = g_strsplit (row->cells[i], "\n", -1);
      g_autofree char *cell = g_strjoinv ("\\n", lines);

      g_print ("\t%s", cell);
    }
  g_print ("\n");
}

/* What getrusage() says includes the program that started this one. */
static void
print_memory (void)
{
  g_autofree char *status = NULL;
  const char *peak = NULL;

  if (g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    peak = strstr (status, "VmHWM:");
  if (peak != NULL)
    g_print ("memory\t%" G_GUINT64_FORMAT "\n",
             g_ascii_strtoull (peak + strlen ("VmHWM:"), NULL, 10));
}

static gboolean
read_rows (RapportWorkbook *workbook,
           GFile *file,
           guint sheet,
           RapportSheetFacts *facts,
           gboolean print,
           GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autoptr (RapportTableReader) reader = NULL;
  g_autoptr (GError) local = NULL;
  RapportCsvRow row;

  if (stream != NULL)
    reader = rapport_workbook_read (workbook, G_INPUT_STREAM (stream), sheet, facts, NULL, error);
  if (reader == NULL)
    return FALSE;
  while (rapport_table_reader_next (reader, &row, NULL, &local))
    if (print)
      print_row (&row);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
dump (const char *path, guint sheet, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autoptr (RapportSheetFacts) facts = rapport_sheet_facts_new ();
  g_autoptr (RapportWorkbook) workbook = NULL;
  GPtrArray *sheets;

  if (stream != NULL)
    workbook = rapport_workbook_open (G_INPUT_STREAM (stream), NULL, error);
  if (workbook == NULL)
    return FALSE;
  sheets = rapport_workbook_get_sheets (workbook);
  for (guint i = 0; i < sheets->len; i++)
    {
      const RapportSheet *one = g_ptr_array_index (sheets, i);

      g_print ("sheet\t%s%s\n", one->name, one->hidden ? "\thidden" : "");
    }
  /* What stands behind the rows counts in the second pass. */
  return read_rows (workbook, file, sheet, facts, FALSE, error) &&
         read_rows (workbook, file, sheet, facts, TRUE, error);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  g_assert_cmpint (argc, >, 1);
  if (!dump (argv[1], argc > 2 ? (guint) g_ascii_strtoull (argv[2], NULL, 10) : 0, &error))
    {
      g_print ("error\t%s\t%d\t%s\n", g_quark_to_string (error->domain), error->code,
               error->message);
      return 1;
    }
  print_memory ();
  return 0;
}
