/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-import.h"
#include "rapport-workbook.h"

G_BEGIN_DECLS

/**
 * RapportImportSource:
 *
 * Where the bytes come from: a file or a piece of memory, opened once for each
 * pass. Safe to share between threads.
 */
typedef struct
{
  gatomicrefcount ref_count;
  GFile *file;
  GBytes *bytes;
  /* Bytes in all, and how much of them has been read: thousandths. */
  guint64 size;
  gint progress;
  /* As it was at the first pass. */
  char *state;
} RapportImportSource;

RapportImportSource *rapport_import_source_new (GFile *file, GBytes *bytes);
RapportImportSource *rapport_import_source_ref (RapportImportSource *self);
void rapport_import_source_unref (RapportImportSource *self);

/* Opens the file anew. Fails with CHANGED when @again and it is not the file
 * that was opened before. */
GInputStream *rapport_import_source_open (RapportImportSource *self,
                                          gboolean again,
                                          GCancellable *cancellable,
                                          GError **error);
void rapport_import_source_set_progress (RapportImportSource *self, double fraction);

/* Whether the file is called like a workbook. */
gboolean rapport_import_source_is_named_workbook (RapportImportSource *self);

/**
 * RapportImportPass:
 *
 * A pass over the file: what kind it is, how it is read, and the tables in it.
 * Once it has run it is immutable and may be shared between threads.
 */
typedef struct _RapportImportPass RapportImportPass;

RapportImportPass *rapport_import_pass_new (RapportImportSource *source,
                                            const RapportImportOptions *options,
                                            const char *sheet);
RapportImportPass *rapport_import_pass_ref (RapportImportPass *self);
void rapport_import_pass_unref (RapportImportPass *self);
gboolean
rapport_import_pass_run (RapportImportPass *self, GCancellable *cancellable, GError **error);

/* Only as far as rows can be read: without the tables. Of a workbook, the sheet
 * that was asked for is taken, or the first that shows a cell. */
gboolean
rapport_import_pass_open (RapportImportPass *self, GCancellable *cancellable, GError **error);

/* (nullable) (element-type RapportSheet): of a workbook; and the one that is read. */
GPtrArray *rapport_import_pass_get_sheets (const RapportImportPass *self);
guint rapport_import_pass_get_sheet (const RapportImportPass *self);
RapportCsvEncoding rapport_import_pass_get_encoding (const RapportImportPass *self);
char rapport_import_pass_get_separator (const RapportImportPass *self);

/* What follows from it. */
RapportImportGuess *rapport_import_pass_guess (const RapportImportPass *self,
                                               const RapportImportOptions *options);

/* The rows once more, in the same way. */
RapportTableReader *
rapport_import_pass_read (RapportImportPass *self, GCancellable *cancellable, GError **error);
void rapport_import_pass_set_progress (RapportImportPass *self, double fraction);

/* Says that @n_formulas have no result, the first in @line; nothing for none. */
void rapport_import_remark_formulas (GPtrArray *remarks, guint line, guint64 n_formulas);

/* (transfer none): what the user chose; and the sheet, or %NULL for a guess. */
const RapportImportOptions *rapport_import_get_options (RapportImport *self);
const char *rapport_import_get_chosen_sheet (RapportImport *self);

/* The second half of rapport_import_run(). */
RapportImportResult *rapport_import_read (RapportImportPass *pass,
                                          const RapportImportGuess *guess,
                                          GCancellable *cancellable,
                                          GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportImportPass, rapport_import_pass_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportImportSource, rapport_import_source_unref)

G_END_DECLS
