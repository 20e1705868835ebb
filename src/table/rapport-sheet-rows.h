/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-table-reader.h"

G_BEGIN_DECLS

/* No cell of a spreadsheet program is longer than 32,767 letters. */
#define RAPPORT_SHEET_MAX_CELL_BYTES (4 * 32767)

/* Rows that a file tells to repeat may have so many cells together: a short file
 * must not make for long work. */
#define RAPPORT_SHEET_MAX_REPEATED (G_GUINT64_CONSTANT (2) * 1000 * 1000)

/**
 * RapportSheetMerge:
 * @first_row: from 1
 * @last_row: the last one, after @first_row
 * @column: from 0
 *
 * A cell that reaches over several rows. Its text counts for each of them, as
 * the eye sees it; a figure counts once.
 */
typedef struct
{
  guint first_row;
  guint last_row;
  guint column;
} RapportSheetMerge;

/**
 * RapportSheetRows:
 *
 * Rows of a sheet: one that is being put together, and those that wait to be
 * taken. Each has at least as many cells as any row before, since sheets leave
 * out what is empty. Of empty rows, only one is kept between others: an end of
 * a million of them costs nothing.
 */
typedef struct _RapportSheetRows RapportSheetRows;

RapportSheetRows *rapport_sheet_rows_new (void);
void rapport_sheet_rows_free (RapportSheetRows *self);

/* Puts a text into the row that is being made; @column from 0. A text that is
 * no figure is repeated in the rows down to @last_row, which may be 0. Returns
 * %FALSE when there is too much of it. */
gboolean rapport_sheet_rows_put (RapportSheetRows *self,
                                 guint column,
                                 const char *text,
                                 gsize length,
                                 gboolean is_figure,
                                 guint last_row);

/* Ends the row that is being made: it stands in @line, and in the @times - 1
 * lines below. Returns %FALSE when there is too much of it. */
gboolean rapport_sheet_rows_end (RapportSheetRows *self, guint line, guint times);

/* Takes the next row that waits, which lives until the next call. */
gboolean rapport_sheet_rows_take (RapportSheetRows *self, RapportCsvRow *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportSheetRows, rapport_sheet_rows_free)

G_END_DECLS
