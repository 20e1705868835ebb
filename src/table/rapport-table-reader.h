/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-csv-reader.h"

G_BEGIN_DECLS

/**
 * RapportTableReaderKind:
 * @next: like rapport_table_reader_next()
 * @get_progress: like rapport_table_reader_get_progress()
 * @free: frees what the kind works on
 *
 * What a kind of file does to be read row by row.
 */
typedef struct
{
  gboolean (*next) (gpointer self, RapportCsvRow *row, GCancellable *cancellable, GError **error);
  double (*get_progress) (gpointer self);
  void (*free) (gpointer self);
} RapportTableReaderKind;

/**
 * RapportTableReader:
 *
 * Rows of text from a file of any kind: separated values, or a sheet of a
 * workbook. Whoever looks for tables or takes figures knows only this. For one
 * thread at a time.
 */
typedef struct _RapportTableReader RapportTableReader;

/* @kind is static; @self is freed by its means. */
RapportTableReader *rapport_table_reader_new (const RapportTableReaderKind *kind, gpointer self);

/* Takes @reader. @size: bytes of the file, or 0 when that isn't known. */
RapportTableReader *rapport_table_reader_new_for_csv (RapportCsvReader *reader, guint64 size);
void rapport_table_reader_free (RapportTableReader *self);

/* Reads the next row, which lives until the one behind it is read. Returns
 * %FALSE with @error unset at the end of the table. */
gboolean rapport_table_reader_next (RapportTableReader *self,
                                    RapportCsvRow *row,
                                    GCancellable *cancellable,
                                    GError **error);

/* How much has been read: 0 to 1. */
double rapport_table_reader_get_progress (RapportTableReader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportTableReader, rapport_table_reader_free)

G_END_DECLS
