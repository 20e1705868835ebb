/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-import-private.h"

#include "rapport-exchange-error.h"
#include "rapport-import-sums.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_SKIPPED 200
#define MAX_TOTALS  200
/* A hundred years of hours. */
#define HOURS       24
#define MAX_COUNTED (HOURS * 366 * 100)
/* Rows without a channel or a day that may turn out to be totals. */
#define MAX_UNNAMED 4
/* Half a hundredth, by which each shown row may be rounded. */
#define ROUNDING (RAPPORT_MILLION / 200)

/* A row whose figures wait for the end of the file: a total, to be compared, or
 * a row without a channel, which may be one. */
typedef struct
{
  guint line;
  RapportDay day;
  RapportImportSum *values;
  RapportImportSum *recent;
  RapportImportSum *before;
} Held;

typedef struct
{
  const RapportImportGuess *guess;
  const RapportCsvTable *table;
  const RapportImportColumn *day;
  const RapportImportColumn *last_day;
  const RapportImportColumn *channel;
  /* Columns of figures, and for each the place of its metric in @metrics. */
  GPtrArray *columns;
  GArray *places;
  GPtrArray *metrics;
  guint n_needed;

  RapportImportSums *sums;
  RapportImportSum *values;
  GPtrArray *totals;
  GPtrArray *unnamed;
  GPtrArray *undated;
  gboolean fractions;
  RapportDay next_day;
  guint n_outside;
  guint outside_line;
  guint n_spans;
  guint span_line;
  RapportImportResult *result;
} Reading;

typedef enum
{
  ROW_FIGURES,
  ROW_TOTAL,
  ROW_MEAN,
  ROW_NOTE,
  ROW_NOTHING,
  ROW_UNDATED,
} RowKind;

static gboolean
fail (GError **error, RapportExchangeError code, char *message)
{
  g_autofree char *owned = message;

  g_set_error_literal (error, RAPPORT_EXCHANGE_ERROR, code, owned);
  return FALSE;
}

static void
held_free (Held *held)
{
  g_free (held->values);
  g_free (held->recent);
  g_free (held->before);
  g_free (held);
}

RapportImportResult *
rapport_import_result_ref (RapportImportResult *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rapport_import_result_unref (RapportImportResult *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->cells, rapport_cells_unref);
  g_ptr_array_unref (self->skipped);
  g_array_unref (self->totals);
  g_ptr_array_unref (self->warnings);
  rapport_metric_set_unref (self->set);
  g_free (self);
}

static RapportImportResult *
result_new (const RapportImportGuess *guess)
{
  RapportImportResult *self = g_new0 (RapportImportResult, 1);

  self->set = rapport_metric_set_ref (guess->set);
  g_atomic_ref_count_init (&self->ref_count);
  self->currency = guess->currency;
  self->skipped = rapport_import_remarks_new ();
  self->totals = g_array_new (FALSE, FALSE, sizeof (RapportImportTotal));
  self->warnings = rapport_import_remarks_new ();
  for (guint i = 0; i < guess->warnings->len; i++)
    {
      const RapportImportRemark *remark = g_ptr_array_index (guess->warnings, i);

      rapport_import_remarks_take (self->warnings, remark->line, g_strdup (remark->text));
    }
  return self;
}

/* Orders the figures' columns by metric; several may add up to one. */
static void
set_columns (Reading *self)
{
  for (guint i = 0; i < self->guess->columns->len; i++)
    {
      RapportImportColumn *column = g_ptr_array_index (self->guess->columns, i);
      guint place = 0;

      if (column->role > RAPPORT_COLUMN_RATIO && column->role != RAPPORT_COLUMN_LAST_DAY &&
          column->role != RAPPORT_COLUMN_CURRENCY)
        self->n_needed = column->number;
      if (column->role != RAPPORT_COLUMN_METRIC)
        continue;
      while (place < self->metrics->len &&
             strcmp (g_ptr_array_index (self->metrics, place), column->metric) != 0)
        place++;
      if (place == self->metrics->len)
        g_ptr_array_add (self->metrics, (gpointer) column->metric);
      g_ptr_array_add (self->columns, column);
      g_array_append_val (self->places, place);
    }
}

static Reading *
reading_new (const RapportImportGuess *guess)
{
  Reading *self = g_new0 (Reading, 1);

  self->guess = guess;
  self->table = rapport_import_guess_get_table (guess);
  self->day = rapport_import_guess_find (guess, RAPPORT_COLUMN_DAY);
  self->last_day = rapport_import_guess_find (guess, RAPPORT_COLUMN_LAST_DAY);
  self->channel = rapport_import_guess_find (guess, RAPPORT_COLUMN_CHANNEL);
  self->columns = g_ptr_array_new ();
  self->places = g_array_new (FALSE, FALSE, sizeof (guint));
  self->metrics = g_ptr_array_new ();
  set_columns (self);
  self->sums = rapport_import_sums_new (self->metrics->len);
  self->values = g_new0 (RapportImportSum, self->metrics->len);
  self->totals = g_ptr_array_new_with_free_func ((GDestroyNotify) held_free);
  self->unnamed = g_ptr_array_new_with_free_func ((GDestroyNotify) held_free);
  self->undated = g_ptr_array_new_with_free_func ((GDestroyNotify) held_free);
  self->next_day = guess->first_day;
  self->result = result_new (guess);
  return self;
}

static void
reading_free (Reading *self)
{
  g_ptr_array_unref (self->columns);
  g_array_unref (self->places);
  g_ptr_array_unref (self->metrics);
  rapport_import_sums_free (self->sums);
  g_free (self->values);
  g_ptr_array_unref (self->totals);
  g_ptr_array_unref (self->unnamed);
  g_ptr_array_unref (self->undated);
  rapport_import_result_unref (self->result);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

/* "" where the row is too short. */
static const char *
cell_of (const RapportCsvRow *row, const RapportImportColumn *column)
{
  if (column == NULL || column->number > row->n_cells)
    return "";
  return row->cells[column->number - 1];
}

static gboolean
check_guess (const RapportImportGuess *guess, GError **error)
{
  if (rapport_import_guess_find (guess, RAPPORT_COLUMN_METRIC) == NULL)
    return fail (
      error, RAPPORT_EXCHANGE_ERROR_COLUMN,
      g_strdup (_ ("No column with known figures was found. Say what the columns are.")));
  if (guess->rhythm == RAPPORT_RHYTHM_WEEK)
    return fail (error, RAPPORT_EXCHANGE_ERROR_DAY,
                 g_strdup (_ ("The rows are whole weeks, which can't be divided into days. "
                              "Export the report by day.")));
  if (guess->needs_first_day)
    return fail (error, RAPPORT_EXCHANGE_ERROR_FIRST_DAY,
                 g_strdup (_ ("The file has no dates. Give the first day.")));
  if (guess->currencies_differ)
    return fail (error, RAPPORT_EXCHANGE_ERROR_CURRENCY,
                 g_strdup (_ ("The file holds sums in several currencies. Import one at a time.")));
  return TRUE;
}

/* Whether a needed column of figures has anything to say in this row. */
static gboolean
has_figures (const Reading *self, const RapportCsvRow *row)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (!rapport_csv_is_no_data (cell_of (row, g_ptr_array_index (self->columns, i))))
      return TRUE;
  return FALSE;
}

static gboolean
is_text (const char *cell)
{
  RapportCsvValue value;

  rapport_csv_value_read (cell, RAPPORT_DECIMAL_GUESS, 0, &value);
  return value.kind == RAPPORT_VALUE_TEXT;
}

/* No cell outside of the figures says anything: a total without a word. */
static gboolean
has_no_words (const RapportCsvRow *row)
{
  for (guint i = 0; i < row->n_cells; i++)
    if (is_text (row->cells[i]))
      return FALSE;
  return TRUE;
}

static gboolean
has_valid_day (const Reading *self, const RapportCsvRow *row)
{
  const char *cell = cell_of (row, self->day);
  RapportCsvDate date;
  RapportCsvValue value;

  if (self->day == NULL)
    return FALSE;
  if (rapport_csv_date_read (cell, self->guess->date_order, &date))
    return TRUE;
  rapport_csv_value_read (cell, RAPPORT_DECIMAL_GUESS, 0, &value);
  return rapport_rhythm_is_counted (self->guess->rhythm) && value.kind == RAPPORT_VALUE_NUMBER;
}

/* The word that a total may stand in: of the day, the channel, the first cell
 * that is filled, or a last one beyond the columns ("Grand total"). */
static RapportTotalWord
total_word (const Reading *self, const RapportCsvRow *row, gboolean *is_mean)
{
  const char *cells[4] = { cell_of (row, self->day), cell_of (row, self->channel), "", "" };
  RapportTotalWord best = RAPPORT_TOTAL_NO;

  if (row->n_cells > self->table->columns->len)
    cells[3] = row->cells[row->n_cells - 1];
  for (guint i = 0; i < row->n_cells && *cells[2] == '\0'; i++)
    cells[2] = row->cells[i];
  *is_mean = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      RapportTotalWord word;

      /* Neither a number nor a date is a word. */
      if (*cells[i] == '\0' || g_ascii_isdigit (*cells[i]))
        continue;
      word = rapport_csv_words_total (cells[i]);
      best = MAX (best, word);
      *is_mean = *is_mean || (word == RAPPORT_TOTAL_NO && rapport_csv_words_mean (cells[i]));
    }
  return best;
}

static RowKind
classify (const Reading *self, const RapportCsvRow *row)
{
  gboolean is_mean;
  RapportTotalWord word = total_word (self, row, &is_mean);
  gboolean dated = has_valid_day (self, row);

  if (word == RAPPORT_TOTAL_WHOLE || (word == RAPPORT_TOTAL_BEGINS && !dated))
    return ROW_TOTAL;
  if (is_mean && !dated)
    return ROW_MEAN;
  if (dated)
    return has_figures (self, row) ? ROW_FIGURES : ROW_NOTHING;
  if (self->day != NULL && !has_figures (self, row))
    return ROW_NOTE;
  if (self->day != NULL && (!rapport_csv_is_no_data (cell_of (row, self->day)) ||
                            !rapport_csv_is_no_data (cell_of (row, self->channel))))
    return ROW_FIGURES;
  if (self->day != NULL)
    return has_no_words (row) ? ROW_TOTAL : ROW_UNDATED;
  if (self->table->columns->len > 2 && rapport_csv_row_count (row) == 1 && !has_no_words (row))
    return ROW_NOTE;
  if (self->guess->days == RAPPORT_IMPORT_DAYS_PERIOD &&
      (self->channel != NULL ? rapport_csv_is_no_data (cell_of (row, self->channel))
                             : has_no_words (row)))
    return has_figures (self, row) ? ROW_TOTAL : ROW_NOTE;
  return ROW_FIGURES;
}

/* A formula of a workbook whose result is not in the file. */
static gboolean
is_uncounted (const Reading *self, const char *cell)
{
  return self->guess->sheets != NULL && cell[0] == '=';
}

static gboolean
fail_uncounted (const RapportCsvRow *row, GError **error)
{
  return fail (error, RAPPORT_EXCHANGE_ERROR_VALUE,
               g_strdup_printf (_ ("Line %u: the formula has no result. Open the file in a "
                                   "spreadsheet program, save it, then import it again."),
                                row->line));
}

static gboolean
read_value (const Reading *self,
            const RapportCsvRow *row,
            const RapportImportColumn *column,
            gint64 *value,
            gboolean *present,
            GError **error)
{
  const char *cell = cell_of (row, column);
  g_autofree char *number = NULL;
  g_autofree char *shown = NULL;
  const char *name = column->title;
  RapportCsvValue read;

  rapport_csv_value_read (cell, column->decimal, column->shift, &read);
  *value = read.value;
  *present = read.kind == RAPPORT_VALUE_NUMBER;
  if (*present || read.kind == RAPPORT_VALUE_NONE)
    return TRUE;
  shown = rapport_csv_shorten (cell);
  if (*name == '\0')
    name = number = g_strdup_printf ("%u", column->number);
  if (is_uncounted (self, cell))
    return fail_uncounted (row, error);
  if (read.kind == RAPPORT_VALUE_TOO_LARGE)
    return fail (error, RAPPORT_EXCHANGE_ERROR_VALUE,
                 g_strdup_printf (_ ("Line %u, column “%s”: the number “%s” is too large."),
                                  row->line, name, shown));
  return fail (
    error, RAPPORT_EXCHANGE_ERROR_VALUE,
    g_strdup_printf (_ ("Line %u, column “%s”: “%s” is not a number."), row->line, name, shown));
}

/* Reads all figures of a row. In a total that cannot be read there is nothing
 * to compare with. */
static gboolean
read_values (Reading *self, const RapportCsvRow *row, gboolean lenient, GError **error)
{
  memset (self->values, 0, self->metrics->len * sizeof *self->values);
  for (guint i = 0; i < self->columns->len; i++)
    {
      RapportImportSum *sum = &self->values[g_array_index (self->places, guint, i)];
      gint64 value = 0;
      gboolean present = FALSE;

      if (!read_value (self, row, g_ptr_array_index (self->columns, i), &value, &present,
                       lenient ? NULL : error))
        {
          if (lenient)
            continue;
          return FALSE;
        }
      if (!present)
        continue;
      if (__builtin_add_overflow (sum->value, value, &sum->value))
        return fail (error, RAPPORT_EXCHANGE_ERROR_TOO_LARGE,
                     g_strdup_printf (_ ("Line %u: the sum is too large."), row->line));
      sum->present = TRUE;
      self->fractions = self->fractions || value % RAPPORT_MILLION != 0;
    }
  return TRUE;
}

static gboolean
fail_day (const Reading *self, const RapportCsvRow *row, const char *cell, GError **error)
{
  g_autofree char *shown = rapport_csv_shorten (cell);

  if (is_uncounted (self, cell))
    return fail_uncounted (row, error);
  if (*shown == '\0')
    return fail (error, RAPPORT_EXCHANGE_ERROR_DAY,
                 g_strdup_printf (_ ("Line %u: the day is missing."), row->line));
  return fail (
    error, RAPPORT_EXCHANGE_ERROR_DAY,
    g_strdup_printf (_ ("Line %u: “%s” is not a date like the others."), row->line, shown));
}

/* Several days in one row can be kept only within one month. */
static gboolean
check_span (
  Reading *self, const RapportCsvRow *row, RapportDay first, RapportDay last, GError **error)
{
  if (last <= first)
    return TRUE;
  if (rapport_day_month (first) == rapport_day_month (last))
    {
      self->span_line = self->n_spans == 0 ? row->line : self->span_line;
      self->n_spans++;
      return TRUE;
    }
  return fail (error, RAPPORT_EXCHANGE_ERROR_DAY,
               g_strdup_printf (_ ("Line %u: the row covers days of several months. "
                                   "Export the report by day."),
                                row->line));
}

static gboolean
read_nth_day (Reading *self, const RapportCsvRow *row, RapportDay *day, GError **error)
{
  const char *cell = cell_of (row, self->day);
  RapportCsvValue value;

  rapport_csv_value_read (cell, self->day->decimal, 0, &value);
  value.value /= RAPPORT_MILLION;
  if (value.kind != RAPPORT_VALUE_NUMBER || value.value < 0 || value.value > MAX_COUNTED)
    return fail_day (self, row, cell, error);
  if (self->guess->rhythm == RAPPORT_RHYTHM_NTH_HOUR)
    value.value /= HOURS;
  *day = self->guess->first_day + (RapportDay) value.value;
  return TRUE;
}

static gboolean
read_day (Reading *self, const RapportCsvRow *row, RapportDay *day, GError **error)
{
  const char *cell = cell_of (row, self->day);
  const char *last_cell = cell_of (row, self->last_day);
  RapportCsvDate date, last;

  if (self->day == NULL)
    {
      *day = self->next_day;
      self->next_day += self->guess->days == RAPPORT_IMPORT_DAYS_SEQUENCE;
      return TRUE;
    }
  if (rapport_rhythm_is_counted (self->guess->rhythm))
    return read_nth_day (self, row, day, error);
  if (!rapport_csv_date_read (cell, self->guess->date_order, &date))
    return fail_day (self, row, cell, error);
  *day = date.day;
  if (rapport_csv_date_read (last_cell, self->guess->date_order, &last))
    date.last = MAX (date.last, last.last);
  return check_span (self, row, date.day, date.last, error);
}

static void
skip (Reading *self, guint line, const char *why)
{
  self->result->n_skipped++;
  if (self->result->skipped->len < MAX_SKIPPED)
    rapport_import_remarks_take (self->result->skipped, line, g_strdup (why));
}

static RapportImportSum *
copy_sums (const Reading *self, const RapportImportSum *sums)
{
  return g_memdup2 (sums, self->metrics->len * sizeof *sums);
}

static void
hold (Reading *self, GPtrArray *list, guint line, RapportDay day)
{
  Held *held = g_new0 (Held, 1);

  held->line = line;
  held->day = day;
  held->values = copy_sums (self, self->values);
  held->recent = copy_sums (self, rapport_import_sums_get_recent (self->sums));
  held->before = copy_sums (self, rapport_import_sums_get_all (self->sums));
  g_ptr_array_add (list, held);
}

static void
take_total (Reading *self, const RapportCsvRow *row)
{
  skip (self, row->line, _ ("A total"));
  read_values (self, row, TRUE, NULL);
  if (self->totals->len < MAX_TOTALS)
    hold (self, self->totals, row->line, RAPPORT_DAY_NONE);
  rapport_import_sums_mark (self->sums);
}

static gboolean
add (Reading *self,
     guint line,
     RapportDay day,
     const char *channel,
     const RapportImportSum *values,
     GError **error)
{
  RapportImportResult *result = self->result;

  if (!rapport_import_sums_add (self->sums, day, channel, values))
    return fail (error, RAPPORT_EXCHANGE_ERROR_TOO_LARGE,
                 g_strdup_printf (_ ("Line %u: the sum is too large."), line));
  result->n_rows++;
  if (result->first_day == RAPPORT_DAY_NONE || day < result->first_day)
    result->first_day = day;
  result->last_day = MAX (result->last_day, day);
  if (self->guess->period_first != RAPPORT_DAY_NONE && self->day != NULL &&
      (day < self->guess->period_first || day > self->guess->period_last))
    {
      self->outside_line = self->n_outside == 0 ? line : self->outside_line;
      self->n_outside++;
    }
  return TRUE;
}

static gboolean
add_unnamed (Reading *self, GError **error)
{
  for (guint i = 0; i < self->unnamed->len; i++)
    {
      const Held *held = g_ptr_array_index (self->unnamed, i);

      if (!add (self, held->line, held->day, "", held->values, error))
        return FALSE;
    }
  g_ptr_array_set_size (self->unnamed, 0);
  return TRUE;
}

/* The name of the channel as people wrote it. Our own files put an apostrophe
 * before names that a spreadsheet would take for a formula. */
static char *
read_channel (const Reading *self, const RapportCsvRow *row)
{
  const char *cell = cell_of (row, self->channel);

  if (cell[0] == '\'' && cell[1] != '\0' && strchr ("=+-@\t\r", cell[1]) != NULL)
    cell++;
  return g_strstrip (g_strdup (cell));
}

static gboolean
check_width (const Reading *self, const RapportCsvRow *row, GError **error)
{
  guint n_columns = self->table->columns->len;

  if (row->n_cells < self->n_needed)
    return fail (error, RAPPORT_EXCHANGE_ERROR_VALUE,
                 g_strdup_printf (_ ("Line %u: the row has only %u of %u columns. "
                                     "The file seems to be cut off."),
                                  row->line, row->n_cells, n_columns));
  for (guint i = n_columns; i < row->n_cells; i++)
    if (*row->cells[i] != '\0')
      return fail (error, RAPPORT_EXCHANGE_ERROR_VALUE,
                   g_strdup_printf (_ ("Line %u: the row has %u columns instead of %u."), row->line,
                                    row->n_cells, n_columns));
  return TRUE;
}

static gboolean
take_figures (Reading *self, const RapportCsvRow *row, GError **error)
{
  g_autofree char *channel = read_channel (self, row);
  RapportDay day = RAPPORT_DAY_NONE;

  if (!check_width (self, row, error) || !read_day (self, row, &day, error) ||
      !read_values (self, row, FALSE, error))
    return FALSE;
  if (self->channel == NULL || self->day == NULL || *channel != '\0')
    return add (self, row->line, day, channel, self->values, error);
  hold (self, self->unnamed, row->line, day);
  return self->unnamed->len <= MAX_UNNAMED || add_unnamed (self, error);
}

/* A row with words and no day may still be a total, such as that of all
 * campaigns with the settings that they share: the end of the file will tell. */
static gboolean
take_undated (Reading *self, const RapportCsvRow *row, GError **error)
{
  if (self->undated->len == MAX_UNNAMED)
    return fail_day (self, row, "", error);
  if (!check_width (self, row, error) || !read_values (self, row, FALSE, error))
    return FALSE;
  hold (self, self->undated, row->line, RAPPORT_DAY_NONE);
  return TRUE;
}

static gboolean
take_row (Reading *self, const RapportCsvRow *row, GError **error)
{
  if (!rapport_csv_table_has_row (self->table, row))
    return TRUE;
  switch (classify (self, row))
    {
    case ROW_TOTAL:
      take_total (self, row);
      return TRUE;
    case ROW_MEAN:
      skip (self, row->line, _ ("An average"));
      return TRUE;
    case ROW_NOTE:
      skip (self, row->line, _ ("A note"));
      return TRUE;
    case ROW_NOTHING:
      return check_width (self, row, error);
    case ROW_UNDATED:
      return take_undated (self, row, error);
    case ROW_FIGURES:
    default:
      return take_figures (self, row, error);
    }
}

static gint64
tolerance (const Reading *self)
{
  gint64 n_rows = (gint64) MIN (self->result->n_rows, 1000);

  return self->fractions ? ROUNDING * (n_rows + 1) : 0;
}

static gboolean
is_close (const RapportImportSum *a, const RapportImportSum *b, gint64 by)
{
  gint64 difference;

  if (!a->present || __builtin_sub_overflow (a->value, b->value, &difference))
    return FALSE;
  return difference <= by && difference >= -by;
}

/* A row without a channel that says what all others add up to is a total. */
static gboolean
is_hidden_total (const Reading *self, const Held *held)
{
  const RapportImportSum *all = rapport_import_sums_get_all (self->sums);
  guint n_equal = 0;

  for (guint i = 0; i < self->metrics->len; i++)
    {
      if (!held->values[i].present)
        continue;
      if (!is_close (&all[i], &held->values[i], tolerance (self)))
        return FALSE;
      n_equal++;
    }
  return n_equal > 0;
}

static gboolean
settle_unnamed (Reading *self, GError **error)
{
  for (guint i = 0; i < self->unnamed->len;)
    {
      const Held *held = g_ptr_array_index (self->unnamed, i);

      if (is_hidden_total (self, held))
        {
          skip (self, held->line, _ ("A total"));
          g_ptr_array_remove_index (self->unnamed, i);
        }
      else
        i++;
    }
  return add_unnamed (self, error);
}

static gboolean
settle_undated (Reading *self, GError **error)
{
  for (guint i = 0; i < self->undated->len; i++)
    {
      const Held *held = g_ptr_array_index (self->undated, i);

      if (!is_hidden_total (self, held))
        return fail (error, RAPPORT_EXCHANGE_ERROR_DAY,
                     g_strdup_printf (_ ("Line %u: the day is missing."), held->line));
      skip (self, held->line, _ ("A total"));
    }
  return TRUE;
}

/* Where one total is that of all rows, others are of a part of them. */
static gboolean
is_confirmed (Reading *self, guint metric)
{
  const RapportImportSum *all = rapport_import_sums_get_all (self->sums);

  for (guint i = 0; i < self->totals->len; i++)
    {
      const Held *held = g_ptr_array_index (self->totals, i);

      if (held->values[metric].present &&
          is_close (&all[metric], &held->values[metric], tolerance (self)))
        return TRUE;
    }
  return FALSE;
}

static void
compare_total (Reading *self, const Held *held)
{
  const RapportImportSum *all = rapport_import_sums_get_all (self->sums);

  for (guint i = 0; i < self->metrics->len; i++)
    {
      const RapportImportSum *total = &held->values[i];
      g_autofree char *theirs = NULL;
      g_autofree char *ours = NULL;
      gint64 by = tolerance (self);

      if (!total->present || is_close (&all[i], total, by) ||
          is_close (&held->recent[i], total, by) || is_close (&held->before[i], total, by) ||
          is_confirmed (self, i))
        continue;
      theirs = rapport_millionths_to_text (total->value);
      ours = rapport_millionths_to_text (all[i].value);
      rapport_import_remarks_take (
        self->result->warnings, held->line,
        g_strdup_printf (_ ("The file gives a total of %s for “%s”, but its rows add up to %s."),
                         theirs,
                         rapport_metric_get_name (rapport_metric_set_lookup (
                           self->guess->set, g_ptr_array_index (self->metrics, i))),
                         ours));
    }
}

static void
add_totals (Reading *self)
{
  const RapportImportSum *all = rapport_import_sums_get_all (self->sums);
  gsize n_metrics = 0;
  const RapportMetric *const *metrics = rapport_metric_set_get_all (self->guess->set, &n_metrics);

  for (gsize i = 0; i < n_metrics; i++)
    for (guint j = 0; j < self->metrics->len; j++)
      if (strcmp (metrics[i]->word, g_ptr_array_index (self->metrics, j)) == 0 && all[j].present)
        {
          RapportImportTotal total = { metrics[i]->word, all[j].value };

          g_array_append_val (self->result->totals, total);
        }
}

static gboolean
finish (Reading *self, GError **error)
{
  if (!settle_unnamed (self, error) || !settle_undated (self, error))
    return FALSE;
  self->result->cells =
    rapport_import_sums_to_cells (self->sums, (const char *const *) self->metrics->pdata);
  if (rapport_cells_get_size (self->result->cells) == 0)
    return fail (error, RAPPORT_EXCHANGE_ERROR_NO_TABLE,
                 g_strdup (_ ("The table holds no rows with figures.")));
  for (guint i = 0; i < self->totals->len; i++)
    compare_total (self, g_ptr_array_index (self->totals, i));
  if (self->n_outside > 0)
    rapport_import_remarks_take (
      self->result->warnings, self->outside_line,
      g_strdup_printf (ngettext ("%u row lies outside of the period that the file names.",
                                 "%u rows lie outside of the period that the file names.",
                                 self->n_outside),
                       self->n_outside));
  if (self->n_spans > 0 && self->guess->rhythm != RAPPORT_RHYTHM_MONTH)
    rapport_import_remarks_take (
      self->result->warnings, self->span_line,
      g_strdup_printf (ngettext ("%u row covers several days. Its figures are put on the first.",
                                 "%u rows cover several days. Their figures are put on the first.",
                                 self->n_spans),
                       self->n_spans));
  add_totals (self);
  return TRUE;
}

RapportImportResult *
rapport_import_read (RapportImportPass *pass,
                     const RapportImportGuess *guess,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (RapportTableReader) reader = NULL;
  g_autoptr (Reading) self = NULL;
  g_autoptr (GError) local = NULL;
  RapportCsvRow row;

  if (!check_guess (guess, error))
    return NULL;
  reader = rapport_import_pass_read (pass, cancellable, error);
  if (reader == NULL)
    return NULL;
  self = reading_new (guess);
  while (rapport_table_reader_next (reader, &row, cancellable, &local))
    {
      if (!take_row (self, &row, error))
        return NULL;
      rapport_import_pass_set_progress (pass, rapport_table_reader_get_progress (reader));
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return finish (self, error) ? rapport_import_result_ref (self->result) : NULL;
}
