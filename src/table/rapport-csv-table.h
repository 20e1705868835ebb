/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-csv-column.h"
#include "rapport-table-reader.h"

G_BEGIN_DECLS

/* Of more tables, columns or rows only so many are looked at for showing. */
#define RAPPORT_CSV_MAX_TABLES      64
#define RAPPORT_CSV_MAX_ALL_COLUMNS (4 * RAPPORT_CSV_MAX_COLUMNS)
#define RAPPORT_CSV_PREVIEW_ROWS    20
#define RAPPORT_CSV_PREVIEW_COLUMNS 64

/* Ask for the header's line to be guessed; 0 means that there is none. */
#define RAPPORT_CSV_HEADER_GUESS (-1)

/**
 * RapportCsvPreviewRow:
 * @line: where the row stands in the file
 * @cells: its cells, shortened
 *
 * One of the first rows of a table, for showing.
 */
typedef struct
{
  guint line;
  char **cells;
} RapportCsvPreviewRow;

/**
 * RapportCsvTable:
 * @title: the last line of text above it, or ""
 * @header_line: 0 for a table without a header
 * @units_line: a row of units right under the header, or 0
 * @first_line: the first row of figures
 * @last_line: the last row
 * @n_rows: rows of figures, totals excepted
 * @columns: (element-type RapportCsvColumn)
 * @preview: (element-type RapportCsvPreviewRow)
 * @period_first: the first day of the report, where the lines above name it
 * @period_last: the last one
 *
 * One table of a file: a header, and rows below it.
 */
typedef struct
{
  char *title;
  guint header_line;
  guint units_line;
  guint first_line;
  guint last_line;
  guint64 n_rows;
  GPtrArray *columns;
  GPtrArray *preview;
  RapportDay period_first;
  RapportDay period_last;
} RapportCsvTable;

void rapport_csv_table_free (RapportCsvTable *table);

/* Whether a row is one of the table's figures, or rather a comment, a repeated
 * header, units, or lies outside. */
gboolean rapport_csv_table_has_row (const RapportCsvTable *table, const RapportCsvRow *row);

/* Whether all cells are empty or blank. */
gboolean rapport_csv_row_is_blank (const RapportCsvRow *row);

/* Cells that are not empty. */
guint rapport_csv_row_count (const RapportCsvRow *row);

/* Whether the row is a line of comment, such as "# Report". */
gboolean rapport_csv_row_is_comment (const RapportCsvRow *row);

/* Called for each row with how much has been read, 0 to 1. */
typedef void (*RapportTableProgress) (gpointer user_data, double fraction);

/**
 * rapport_csv_tables_find:
 * @reader: at the beginning of the file
 * @header_line: the line of the header of the first table, 0 for none, or
 *   %RAPPORT_CSV_HEADER_GUESS
 *
 * Reads the file to its end and counts what is in each column of each table.
 * Tables are parted by blank lines, comments or titles. What is kept does not
 * grow with the number of rows.
 *
 * Returns: (transfer full) (element-type RapportCsvTable): the tables in the
 *   order of the file, perhaps none; %NULL with @error when the file is no text
 */
GPtrArray *rapport_csv_tables_find (RapportTableReader *reader,
                                    int header_line,
                                    RapportTableProgress progress,
                                    gpointer user_data,
                                    GCancellable *cancellable,
                                    GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportCsvTable, rapport_csv_table_free)

G_END_DECLS
