/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-import.h"

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
  /* Bytes in all, and how many of them have been read: thousandths. */
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
void rapport_import_source_advance (RapportImportSource *self, guint64 offset);

/* The second half of rapport_import_run(). */
RapportImportResult *rapport_import_read (RapportImportSource *source,
                                          const RapportImportGuess *guess,
                                          GCancellable *cancellable,
                                          GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportImportSource, rapport_import_source_unref)

G_END_DECLS
