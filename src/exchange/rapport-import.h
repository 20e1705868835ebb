/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-import-guess.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RapportImportTotal:
 * @metric: the word of a base metric
 * @sum: millionths
 *
 * What all imported rows add up to.
 */
typedef struct
{
  const char *metric;
  gint64 sum;
} RapportImportTotal;

/**
 * RapportImportResult:
 * @cells: the figures, by day, channel and metric
 * @currency: of the money among them, an ISO code, or "" when the file names none
 * @first_day: the first day with a figure
 * @last_day: the last one
 * @n_rows: rows whose figures were taken
 * @n_skipped: rows left out: totals, notes, means
 * @skipped: (element-type RapportImportRemark): the first of them, and why
 * @totals: (element-type RapportImportTotal): in the order of the funnel
 * @warnings: (element-type RapportImportRemark): those of the guess, then
 *   totals in the file that differ from its rows, days outside of its period
 *
 * What came out of a file. Nothing has been stored. Immutable.
 */
typedef struct
{
  gatomicrefcount ref_count;
  RapportMetricSet *set; /* that the metrics are of */
  RapportCells *cells;
  const char *currency;
  RapportDay first_day;
  RapportDay last_day;
  guint64 n_rows;
  guint64 n_skipped;
  GPtrArray *skipped;
  GArray *totals;
  GPtrArray *warnings;
} RapportImportResult;

RapportImportResult *rapport_import_result_ref (RapportImportResult *self);
void rapport_import_result_unref (RapportImportResult *self);

/**
 * RapportImport:
 *
 * The import of one file: separated values, or a workbook (.xlsx, .ods), which is
 * told by what it holds. First the file is understood,
 * with rapport_import_understand(): everything is guessed, and each guess can
 * be corrected with a setter. Then rapport_import_run() reads it into cells,
 * which is the dry run as well, as nothing is stored here.
 *
 * The setters for columns, days and numbers renew the guess at once. Those for
 * the encoding, the separator, the sheet and the header's line need it once more:
 * afterwards rapport_import_get_guess() is %NULL until it is understood again.
 *
 * The object belongs to one thread; the asynchronous calls read in another.
 */
#define RAPPORT_TYPE_IMPORT (rapport_import_get_type ())
G_DECLARE_FINAL_TYPE (RapportImport, rapport_import, RAPPORT, IMPORT, GObject)

RapportImport *rapport_import_new_for_file (GFile *file);
RapportImport *rapport_import_new_for_bytes (GBytes *bytes);

/**
 * rapport_import_understand:
 *
 * Reads the whole file and guesses. Fails, with the line where there is one,
 * when it is empty, no text, cut off, protected, or holds no table, and with
 * SHEET when there is no sheet of the name that was set.
 */
gboolean rapport_import_understand (RapportImport *self, GCancellable *cancellable, GError **error);
void rapport_import_understand_async (RapportImport *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean
rapport_import_understand_finish (RapportImport *self, GAsyncResult *result, GError **error);

/* (transfer none) (nullable): what was understood; replaced by each setter, so
 * keep a reference to what is to last. */
RapportImportGuess *rapport_import_get_guess (RapportImport *self);

/* For a file that must be read again to be understood. */
void rapport_import_set_encoding (RapportImport *self, RapportCsvEncoding encoding);
void rapport_import_set_separator (RapportImport *self, char separator);
/* The name of a sheet of the workbook, in any case; %NULL for a guess. */
void rapport_import_set_sheet (RapportImport *self, const char *name);
void rapport_import_set_header_line (RapportImport *self, int line);

/* An index into the guess's tables; forgets what was chosen for columns. */
void rapport_import_set_table (RapportImport *self, int table);
void rapport_import_set_decimal (RapportImport *self, RapportDecimal decimal);
void rapport_import_set_date_order (RapportImport *self, RapportDateOrder order);
/* SEQUENCE or PERIOD for a table without days; COLUMN for a guess. */
void rapport_import_set_days (RapportImport *self, RapportImportDays days);
void rapport_import_set_first_day (RapportImport *self, RapportDay day);
void rapport_import_set_column_decimal (RapportImport *self, guint number, RapportDecimal decimal);

/* @metric is the word of a base metric when @role is METRIC, else NULL. Two
 * columns chosen for one metric are added up; of days, channels and currencies
 * there can be one column each, and the last chosen is it. */
void rapport_import_set_column (RapportImport *self,
                                guint number,
                                RapportColumnRole role,
                                const char *metric);

/* The metrics that columns may hold: the client's. Without it, the built-in ones. */
void rapport_import_set_metrics (RapportImport *self, RapportMetricSet *set);
/* (transfer none) */
RapportMetricSet *rapport_import_get_metrics (RapportImport *self);

/* Whether rapport_import_map() knows @word where columns may hold the metrics of
 * @set; fails with COLUMN. */
gboolean rapport_import_check_word (RapportMetricSet *set, const char *word, GError **error);

/**
 * rapport_import_map:
 * @column: the name of a column, in any case, or its number from 1
 * @word: the word of a base metric or the name of an own one, or "day", "channel", "currency",
 * "ignore"
 *
 * What `--map COLUMN=METRIC` does; the file must have been understood. Fails
 * with COLUMN when there is no such column, or several of that name, or no
 * such word, or the metric follows from others.
 */
gboolean
rapport_import_map (RapportImport *self, const char *column, const char *word, GError **error);

/**
 * rapport_import_run:
 *
 * Reads the figures. Any cell of a needed column that is neither a figure nor
 * a word for "no data" is an error with its line, and nothing results.
 *
 * Returns: (transfer full): %NULL with @error
 */
RapportImportResult *
rapport_import_run (RapportImport *self, GCancellable *cancellable, GError **error);
void rapport_import_run_async (RapportImport *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
RapportImportResult *
rapport_import_run_finish (RapportImport *self, GAsyncResult *result, GError **error);

/* How much of the file has been read by the call under way, 0 to 1. From any
 * thread. */
double rapport_import_get_progress (RapportImport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportImportResult, rapport_import_result_unref)

G_END_DECLS
