/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-client-import.h"

G_BEGIN_DECLS

/* A row of the file. */
typedef struct
{
  guint line;
  guint n_cells;
  char **cells;
} RapportClientLine;

/* "" beyond the end of the row. */
const char *rapport_client_line_get (const RapportClientLine *line, guint column);

/* The line of the header among (element-type RapportClientLine) @lines, 0 when
 * there is none. */
guint rapport_client_words_find_header (GPtrArray *lines);

/* (transfer full) (element-type RapportClientColumn): guessed from the header
 * and the cells below it. */
GPtrArray *rapport_client_words_guess (GPtrArray *lines, guint header_line);

/* The word of the base for a status in words, or NULL; static. */
const char *rapport_client_words_status (const char *text);

/* The clients of the lines below the header; see rapport_client_import_run(). */
GPtrArray *rapport_client_rows_read (GPtrArray *lines,
                                     guint header_line,
                                     GPtrArray *columns,
                                     RapportDateOrder order,
                                     GPtrArray *remarks);

G_END_DECLS
