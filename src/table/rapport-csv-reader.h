/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-csv-encoding.h"

G_BEGIN_DECLS

/* A row of more cells, or of more bytes, is refused: no table of figures has
 * them, and a quote that is never closed would take the whole file. */
#define RAPPORT_CSV_MAX_COLUMNS   4096
#define RAPPORT_CSV_MAX_ROW_BYTES (32 * 1024 * 1024)

/**
 * RapportCsvRow:
 * @line: the line of the file that the row begins at, from 1
 * @n_cells: 0 for an empty line
 * @cells: UTF-8, unquoted; NULL after the last
 *
 * One row. It belongs to the reader and lives until the next one is read.
 */
typedef struct
{
  guint line;
  guint n_cells;
  const char *const *cells;
} RapportCsvRow;

/**
 * RapportCsvReader:
 *
 * Reads separated values row by row, with memory for one row. Cells are quoted
 * as RFC 4180 says, with any line break (LF, CRLF, CR) and with line breaks
 * inside quotes. Blanks around a quoted cell are dropped. A quote inside of an
 * unquoted cell is a letter like others. For one thread at a time.
 */
typedef struct _RapportCsvReader RapportCsvReader;

/* Takes a reference on @stream, which stands at its beginning. */
RapportCsvReader *
rapport_csv_reader_new (GInputStream *stream, RapportCsvEncoding encoding, char separator);
void rapport_csv_reader_free (RapportCsvReader *self);

/* Reads the next row. Returns %FALSE with @error unset at the end of the file.
 * Errors name the line: ENCODING, NOT_TEXT (a zero byte), QUOTE (never closed,
 * or text behind a closed one), TOO_LARGE, G_IO_ERROR. */
gboolean rapport_csv_reader_next (RapportCsvReader *self,
                                  RapportCsvRow *row,
                                  GCancellable *cancellable,
                                  GError **error);

/* How many bytes of the file have been taken in so far. */
guint64 rapport_csv_reader_get_offset (RapportCsvReader *self);

/* The candidates for a separator, NUL at the end. */
#define RAPPORT_CSV_SEPARATORS ";\t,|"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportCsvReader, rapport_csv_reader_free)

G_END_DECLS
