/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-csv-date.h"
#include "rapport-csv-value.h"
#include "rapport-csv-words.h"

G_BEGIN_DECLS

#define RAPPORT_COLUMN_SAMPLES    3
#define RAPPORT_COLUMN_CURRENCIES 4
/* Longer texts are cut for showing. */
#define RAPPORT_SAMPLE_LENGTH 80

/**
 * RapportCsvColumn:
 * @title: the header as it stands in the file, "" without
 * @header: taken apart
 * @word: what the header means; its role is IGNORED when not @known
 * @samples: the first few texts
 * @n_cells: cells that are not empty
 * @n_values: how many cells are of each RapportValueKind
 * @n_hints: how many numbers gave each RapportDecimalHint
 * @n_dates: how many cells are of each RapportDateKind
 * @n_digits_only: how many of the dates could as well be numbers
 * @day_first_line: line of the first date that can only be day before month
 * @month_first_line: line of the first that can only be month before day
 * @n_either: dates that could be both, and differ
 * @steps_day_month: neighbouring dates at most a day apart, read day first
 * @steps_month_day: the same, read month first
 * @currencies: what the cells name, in the order of appearance; static codes
 * @currency_line: line of the second currency
 *
 * What was counted over all cells of one column.
 */
typedef struct
{
  char *title;
  RapportCsvHeader header;
  RapportCsvWord word;
  gboolean known;
  char *samples[RAPPORT_COLUMN_SAMPLES];
  guint n_samples;
  guint64 n_cells;
  guint64 n_values[RAPPORT_VALUE_TEXT + 1];
  guint64 n_hints[RAPPORT_DECIMAL_HINT_NOT_GROUPED + 1];
  guint64 n_dates[RAPPORT_N_DATE_KINDS];
  guint64 n_digits_only;
  guint day_first_line;
  guint month_first_line;
  guint64 n_either;
  guint64 steps_day_month;
  guint64 steps_month_day;
  RapportDay previous_day_month;
  RapportDay previous_month_day;
  const char *currencies[RAPPORT_COLUMN_CURRENCIES];
  guint n_currencies;
  guint currency_line;
} RapportCsvColumn;

RapportCsvColumn *rapport_csv_column_new (const char *title);
void rapport_csv_column_free (RapportCsvColumn *self);

/* Takes a unit from a row of units under the headers ("руб."). */
void rapport_csv_column_add_unit (RapportCsvColumn *self, const char *text);

/* Counts one cell in. */
void rapport_csv_column_add (RapportCsvColumn *self, const char *cell, guint line);

/* Counts a cell of a total in: only how its number is written. */
void rapport_csv_column_add_total (RapportCsvColumn *self, const char *cell);

/* Whether a cell is a number, a per cent, a duration or a date: what a header
 * is not. */
gboolean rapport_csv_cell_is_typed (const char *cell);

/* (transfer full): valid UTF-8 of bounded length, for showing. */
char *rapport_csv_shorten (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportCsvColumn, rapport_csv_column_free)

G_END_DECLS
