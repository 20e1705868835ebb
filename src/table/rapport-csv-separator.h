/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-csv-reader.h"

G_BEGIN_DECLS

/* Guesses which of %RAPPORT_CSV_SEPARATORS parts the cells: the one under which
 * most cells of the first rows are numbers, dates or known names of columns.
 * A first line such as "sep=;" decides. Reads only the beginning of @stream. */
gboolean rapport_csv_separator_guess (GInputStream *stream,
                                      RapportCsvEncoding encoding,
                                      char *separator,
                                      GCancellable *cancellable,
                                      GError **error);

/* What a separator is called, "Semicolon"; translated, static. */
const char *rapport_csv_separator_get_name (char separator);

/* (transfer full): the names of %RAPPORT_CSV_SEPARATORS, in order; @guess as of
 * rapport_csv_encoding_list_names(). */
GStrv rapport_csv_separator_list_names (const char *guess);

G_END_DECLS
