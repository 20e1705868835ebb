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

/* What the user chose, columns apart; zero, -1 for the header and %NULL for the
 * sheet ask for a guess. */
typedef struct
{
  RapportCsvEncoding encoding;
  char separator;
  char *sheet;
  int header_line;
  RapportDateOrder order;
  gboolean people; /* known, not chosen */
} RapportClientImportChoices;

const RapportClientImportChoices *rapport_client_import_get_choices (RapportClientImport *self);

/* Like rapport_client_import_set_column(), also while the file has to be read. */
void rapport_client_import_plan_column (RapportClientImport *self,
                                        guint number,
                                        RapportClientColumnRole role);

/* "" beyond the end of the row. */
const char *rapport_client_line_get (const RapportClientLine *line, guint column);

/* A word of headers, folded. @whole: the whole header; else it begins a word of it.
 * Of two that match, the first counts: more telling words stand above. */
typedef struct
{
  const char *word;
  RapportClientColumnRole role;
  gboolean whole;
} RapportClientWord;

extern const RapportClientWord rapport_people_words[];
extern const gsize rapport_people_n_words;

/* The line of the header among (element-type RapportClientLine) @lines, 0 when
 * there is none. */
guint rapport_client_words_find_header (GPtrArray *lines, gboolean people);

/* (transfer full) (element-type RapportClientColumn): guessed from the header
 * and the cells below it. */
GPtrArray *rapport_client_words_guess (GPtrArray *lines, guint header_line, gboolean people);

/* The same for people; @columns say nothing yet. */
void rapport_people_words_assign (GPtrArray *columns);

/* Whether @word is in a folded header. */
gboolean rapport_client_word_is_in (const RapportClientWord *word, const char *folded);

/* (transfer full): what the columns of a role say, one behind the other. */
char *rapport_client_line_get_text (const RapportClientLine *line,
                                    GPtrArray *columns,
                                    RapportClientColumnRole role,
                                    const char *separator);

/* Keeps a remark (transfer full), unless there are many already or @remarks is %NULL. */
void rapport_client_rows_remark (GPtrArray *remarks, guint line, char *text);

/* Of days of a column, one that can be read in one order only settles all others. */
RapportDateOrder rapport_client_rows_guess_order (GPtrArray *lines,
                                                  guint header_line,
                                                  GPtrArray *columns,
                                                  RapportClientColumnRole role);

/* The people of the lines below the header; see rapport_client_import_run(). */
GPtrArray *rapport_people_rows_read (GPtrArray *lines,
                                     guint header_line,
                                     GPtrArray *columns,
                                     RapportDateOrder order,
                                     GPtrArray *remarks);

/* The word of the base for a status in words, or NULL; static. */
const char *rapport_client_words_status (const char *text);

/* The clients of the lines below the header; see rapport_client_import_run(). */
GPtrArray *rapport_client_rows_read (GPtrArray *lines,
                                     guint header_line,
                                     GPtrArray *columns,
                                     RapportDateOrder order,
                                     GPtrArray *remarks);

G_END_DECLS
