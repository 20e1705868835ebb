/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-csv-table.h"
#include "rapport-metric-set.h"

G_BEGIN_DECLS

/**
 * RapportConfidence:
 * @RAPPORT_CONFIDENCE_LOW: a guess to be looked at
 * @RAPPORT_CONFIDENCE_MEDIUM: from a vague name, or from the cells alone
 * @RAPPORT_CONFIDENCE_HIGH: name and cells agree
 * @RAPPORT_CONFIDENCE_CHOSEN: the user said so
 */
typedef enum
{
  RAPPORT_CONFIDENCE_LOW,
  RAPPORT_CONFIDENCE_MEDIUM,
  RAPPORT_CONFIDENCE_HIGH,
  RAPPORT_CONFIDENCE_CHOSEN,
} RapportConfidence;

/**
 * RapportImportDays:
 * @RAPPORT_IMPORT_DAYS_COLUMN: a column says the day of each row
 * @RAPPORT_IMPORT_DAYS_SEQUENCE: there is no such column; each row is the next day
 * @RAPPORT_IMPORT_DAYS_PERIOD: there is no such column; the rows are channels of
 *   one period, whose figures are put on its first day
 */
typedef enum
{
  RAPPORT_IMPORT_DAYS_COLUMN,
  RAPPORT_IMPORT_DAYS_SEQUENCE,
  RAPPORT_IMPORT_DAYS_PERIOD,
} RapportImportDays;

/**
 * RapportImportRemark:
 * @line: the line of the file that it is about, or 0
 * @text: one sentence for the user, translated, without the line
 *
 * Something to know: a doubt, a difference, a row that was left out.
 */
typedef struct
{
  guint line;
  char *text;
} RapportImportRemark;

/**
 * RapportImportColumn:
 * @number: from 1, as in the file
 * @title: the header, or "" where there is none
 * @samples: the first few texts of it
 * @role: what is taken from it
 * @metric: the word of a base metric when the role is METRIC, else NULL
 * @currency: the ISO code that header or cells name, or ""; static
 * @decimal: how its numbers are read, never GUESS
 * @decimal_doubtful: the numbers can be read in both ways
 * @shift: numbers are multiplied by 10 to this power
 * @confidence: how sure this is
 * @remark: why it is ignored, and such; translated, or ""
 *
 * What was understood of one column. All strings belong to the guess.
 */
typedef struct
{
  guint number;
  const char *title;
  char **samples;
  RapportColumnRole role;
  const char *metric;
  const char *currency;
  RapportDecimal decimal;
  gboolean decimal_doubtful;
  int shift;
  RapportConfidence confidence;
  const char *remark;
} RapportImportColumn;

/**
 * RapportImportChoice:
 *
 * What the user decided of one column.
 */
typedef struct
{
  RapportColumnRole role;
  const char *metric;
} RapportImportChoice;

/**
 * RapportImportOptions:
 * @choices: (element-type guint RapportImportChoice): by number of column, from 1
 * @decimals: (element-type guint RapportDecimal): the same
 * @set: the metrics that columns may hold
 *
 * What the user decided; zero, or -1 for @header_line and @table, asks for a
 * guess.
 */
typedef struct
{
  RapportCsvEncoding encoding;
  char separator;
  int header_line;
  int table;
  RapportDecimal decimal;
  RapportDateOrder date_order;
  RapportDay first_day;
  int days;
  GHashTable *choices;
  GHashTable *decimals;
  RapportMetricSet *set;
} RapportImportOptions;

/**
 * RapportImportGuess:
 * @set: the metrics that columns may hold
 * @encoding: never GUESS; of no meaning for a workbook
 * @separator: one of %RAPPORT_CSV_SEPARATORS; of no meaning for a workbook
 * @sheets: (element-type RapportSheet) (nullable): all sheets, for a workbook
 * @sheet: index of the one that is read
 * @tables: (element-type RapportCsvTable): all tables of the file
 * @table: index of the one that is read
 * @columns: (element-type RapportImportColumn)
 * @days: where the day of a row comes from
 * @rhythm: how much time one row covers
 * @date_order: of the day column; GUESS where it does not matter
 * @date_order_doubtful: every date can be read in both orders
 * @decimal: of the whole file, by its certain columns; GUESS when none is
 * @first_day: for SEQUENCE, PERIOD and numbered days: the day they begin at
 * @needs_first_day: @first_day is missing and must be asked for
 * @period_first: the first day of the report that the file names, or none
 * @period_last: the last one
 * @currency: of the money in it: an ISO code, or "" when the file names none
 * @warnings: (element-type RapportImportRemark)
 *
 * What was understood of a file. Immutable.
 */
typedef struct
{
  gatomicrefcount ref_count;
  RapportMetricSet *set;
  RapportCsvEncoding encoding;
  char separator;
  GPtrArray *sheets;
  guint sheet;
  GPtrArray *tables;
  guint table;
  GPtrArray *columns;
  RapportImportDays days;
  RapportRhythm rhythm;
  RapportDateOrder date_order;
  gboolean date_order_doubtful;
  RapportDecimal decimal;
  RapportDay first_day;
  gboolean needs_first_day;
  RapportDay period_first;
  RapportDay period_last;
  const char *currency;
  gboolean currencies_differ;
  GPtrArray *warnings;
} RapportImportGuess;

/* Works out what the columns of the chosen table are. Takes references on
 * @tables, of which there is at least one. */
RapportImportGuess *rapport_import_guess_new (GPtrArray *tables,
                                              RapportCsvEncoding encoding,
                                              char separator,
                                              const RapportImportOptions *options);
RapportImportGuess *rapport_import_guess_ref (RapportImportGuess *self);
void rapport_import_guess_unref (RapportImportGuess *self);

/* The table that is read. */
const RapportCsvTable *rapport_import_guess_get_table (const RapportImportGuess *self);

/* The column that has this role, the first if there are several, or NULL. */
const RapportImportColumn *rapport_import_guess_find (const RapportImportGuess *self,
                                                      RapportColumnRole role);

/* (element-type RapportImportRemark): an empty list; and a remark for it, taking @text. */
GPtrArray *rapport_import_remarks_new (void);
void rapport_import_remarks_take (GPtrArray *remarks, guint line, char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportImportGuess, rapport_import_guess_unref)

G_END_DECLS
