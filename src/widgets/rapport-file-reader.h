/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-files.h"

#include <gdk/gdk.h>

G_BEGIN_DECLS

/**
 * RapportFilesRead:
 * @data: (element-type RapportFileData): what can be kept
 * @problems: (element-type utf8): why the rest can't, each a sentence for the user
 *
 * What came of reading files that the user has chosen.
 */
typedef struct
{
  GPtrArray *data;
  GPtrArray *problems;
} RapportFilesRead;

void rapport_files_read_free (RapportFilesRead *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportFilesRead, rapport_files_read_free)

/* Reads @files (element-type GFile) in another thread. @done, where it is given, counts
 * those that have been looked at; it is read and set as an atomic integer and outlives
 * the reading. Nothing but plain files of at most %RAPPORT_FILE_MAX_BYTES is read. */
void rapport_files_read_async (GPtrArray *files,
                               int *done,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

/* Makes a file called @name of a picture, such as one from the clipboard. */
void rapport_files_read_texture_async (GdkTexture *texture,
                                       const char *name,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

/* Of both; fails when it was cancelled only. */
RapportFilesRead *rapport_files_read_finish (GAsyncResult *result, GError **error);

G_END_DECLS
