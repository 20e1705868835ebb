/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-client-import.h"
#include "rapport-import.h"

G_BEGIN_DECLS

/* What the user chose for a file, kept for the next of its kind. Files are of one
 * kind when their columns are called the same, in the same order. Days are not
 * kept: they are those of one file. */

/* (transfer full): a digest of the columns, as they were guessed; to be asked for
 * before anything is chosen, as that may change what the columns are. */
char *rapport_import_get_kind (RapportImport *self);
char *rapport_client_import_get_kind (RapportClientImport *self);

/* (transfer full) (nullable): the choices as JSON, %NULL when all was guessed.
 * @source: (nullable): what the user called the source, if he did. */
char *rapport_import_write_choices (RapportImport *self, const char *source);
char *rapport_client_import_write_choices (RapportClientImport *self);

/* Chooses what was written, as far as it fits: a sheet that is not there or a
 * column that has gone is left out, as is text that is no JSON. The file must have
 * been understood, or read; whether it must be once more is told as after the
 * setters. @source: (out) (transfer full) (nullable). Returns whether anything
 * was chosen. */
gboolean rapport_import_read_choices (RapportImport *self, const char *choices, char **source);
gboolean rapport_client_import_read_choices (RapportClientImport *self, const char *choices);

G_END_DECLS
