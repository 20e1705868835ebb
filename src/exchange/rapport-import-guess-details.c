/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-import-guess-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* So many neighbouring dates a day apart settle their order. */
#define ENOUGH_STEPS 2

static const RapportCsvColumn *
cells_of (const RapportImportGuess *self, const RapportImportColumn *column)
{
  return g_ptr_array_index (rapport_import_guess_get_table (self)->columns, column->number - 1);
}

static RapportUnit
unit_of (const RapportImportGuess *self, const RapportImportColumn *column)
{
  const RapportMetric *metric = rapport_metric_set_lookup (self->set, column->metric);

  return metric != NULL ? metric->unit : RAPPORT_UNIT_COUNT;
}

static void
meet_currency (RapportImportGuess *self, const char *code)
{
  if (*code == '\0')
    return;
  if (*self->currency == '\0')
    self->currency = code;
  else if (strcmp (self->currency, code) != 0)
    self->currencies_differ = TRUE;
}

static gboolean
is_money (const RapportImportGuess *self, const RapportImportColumn *column)
{
  return column->role == RAPPORT_COLUMN_METRIC && unit_of (self, column) == RAPPORT_UNIT_MONEY;
}

/* A bare "$" stands for the dollar that a code names elsewhere. */
static gboolean
is_other_dollar (const RapportImportGuess *self, const char *code)
{
  return strcmp (code, "USD") == 0 && *self->currency != '\0' &&
         strstr ("CAD AUD NZD HKD SGD MXN", self->currency) != NULL;
}

void
rapport_import_guess_currency (RapportImportGuess *self)
{
  self->currency = "";
  for (guint i = 0; i < self->columns->len; i++)
    {
      const RapportImportColumn *column = g_ptr_array_index (self->columns, i);
      const RapportCsvColumn *cells = cells_of (self, column);

      if (is_money (self, column) && cells->header.currency != NULL)
        meet_currency (self, cells->header.currency);
      for (guint j = 0; column->role == RAPPORT_COLUMN_CURRENCY && j < cells->n_currencies; j++)
        meet_currency (self, cells->currencies[j]);
    }
  for (guint i = 0; i < self->columns->len; i++)
    {
      const RapportImportColumn *column = g_ptr_array_index (self->columns, i);
      const RapportCsvColumn *cells = cells_of (self, column);

      for (guint j = 0; is_money (self, column) && j < cells->n_currencies; j++)
        if (!is_other_dollar (self, cells->currencies[j]))
          meet_currency (self, cells->currencies[j]);
    }
}

/* What the column's own numbers say for certain. */
static RapportDecimal
certain_decimal (const RapportCsvColumn *cells)
{
  guint64 points = cells->n_hints[RAPPORT_DECIMAL_HINT_POINT];
  guint64 commas = cells->n_hints[RAPPORT_DECIMAL_HINT_COMMA];
  guint64 either_commas = cells->n_hints[RAPPORT_DECIMAL_HINT_EITHER_COMMA];
  guint64 either_points = cells->n_hints[RAPPORT_DECIMAL_HINT_EITHER_POINT];

  if (points > 0 || commas > 0)
    return points >= commas ? RAPPORT_DECIMAL_POINT : RAPPORT_DECIMAL_COMMA;
  /* Where 12345 stands ungrouped, the comma of 1,234 does not group. */
  if (cells->n_hints[RAPPORT_DECIMAL_HINT_NOT_GROUPED] > 0 && either_commas + either_points > 0)
    return either_commas > either_points ? RAPPORT_DECIMAL_COMMA : RAPPORT_DECIMAL_POINT;
  return RAPPORT_DECIMAL_GUESS;
}

static RapportDecimal
decimal_of_file (RapportImportGuess *self)
{
  guint n_points = 0, n_commas = 0;

  for (guint i = 0; i < self->columns->len; i++)
    {
      RapportDecimal decimal =
        certain_decimal (cells_of (self, g_ptr_array_index (self->columns, i)));

      n_points += decimal == RAPPORT_DECIMAL_POINT;
      n_commas += decimal == RAPPORT_DECIMAL_COMMA;
    }
  if (n_points == n_commas)
    return RAPPORT_DECIMAL_GUESS;
  return n_points > n_commas ? RAPPORT_DECIMAL_POINT : RAPPORT_DECIMAL_COMMA;
}

/* Clicks and the like are never fractions; leads and sales may be, where they
 * are shared out among campaigns. */
static gboolean
is_whole (const RapportImportColumn *column)
{
  static const char *const whole[] = { "impressions", "clicks", "traffic" };

  for (gsize i = 0; i < G_N_ELEMENTS (whole); i++)
    if (g_strcmp0 (column->metric, whole[i]) == 0)
      return TRUE;
  return FALSE;
}

/* The numbers are all like 1,234 or all like 1.234: who knows? */
static void
settle_either (RapportImportGuess *self, RapportImportColumn *column, gboolean comma)
{
  RapportDecimal if_grouped = comma ? RAPPORT_DECIMAL_POINT : RAPPORT_DECIMAL_COMMA;

  if (is_whole (column))
    column->decimal = if_grouped;
  else if (self->decimal != RAPPORT_DECIMAL_GUESS)
    column->decimal = self->decimal;
  else if (unit_of (self, column) == RAPPORT_UNIT_COUNT)
    column->decimal = if_grouped;
  else
    {
      column->decimal = RAPPORT_DECIMAL_POINT;
      column->decimal_doubtful = column->role == RAPPORT_COLUMN_METRIC;
    }
}

static void
guess_decimal (RapportImportGuess *self, RapportImportColumn *column, RapportDecimal asked)
{
  const RapportCsvColumn *cells = cells_of (self, column);
  guint64 commas = cells->n_hints[RAPPORT_DECIMAL_HINT_EITHER_COMMA];
  guint64 points = cells->n_hints[RAPPORT_DECIMAL_HINT_EITHER_POINT];

  column->decimal = asked;
  if (column->decimal == RAPPORT_DECIMAL_GUESS &&
      !(is_whole (column) &&
        cells->n_hints[RAPPORT_DECIMAL_HINT_POINT] + cells->n_hints[RAPPORT_DECIMAL_HINT_COMMA] ==
          0))
    column->decimal = certain_decimal (cells);
  if (column->decimal != RAPPORT_DECIMAL_GUESS)
    return;
  if (commas + points > 0)
    settle_either (self, column, commas >= points);
  else
    column->decimal =
      self->decimal != RAPPORT_DECIMAL_GUESS ? self->decimal : RAPPORT_DECIMAL_POINT;
}

void
rapport_import_guess_decimals (RapportImportGuess *self, const RapportImportOptions *options)
{
  self->decimal = decimal_of_file (self);
  for (guint i = 0; i < self->columns->len; i++)
    {
      RapportImportColumn *column = g_ptr_array_index (self->columns, i);
      RapportDecimal chosen = (RapportDecimal) GPOINTER_TO_INT (
        g_hash_table_lookup (options->decimals, GUINT_TO_POINTER (column->number)));

      guess_decimal (self, column, chosen != RAPPORT_DECIMAL_GUESS ? chosen : options->decimal);
    }
}

static gboolean
is_cyrillic (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_get_script (g_utf8_get_char (p)) == G_UNICODE_SCRIPT_CYRILLIC)
      return TRUE;
  return FALSE;
}

/* The month stands first in the United States and hardly anywhere else. */
static RapportDateOrder
order_of_language (const RapportImportGuess *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const RapportImportColumn *column = g_ptr_array_index (self->columns, i);

      if (is_cyrillic (column->title))
        return RAPPORT_DATE_ORDER_DAY_MONTH;
    }
  if (*self->currency != '\0' && strcmp (self->currency, "USD") != 0)
    return RAPPORT_DATE_ORDER_DAY_MONTH;
  return RAPPORT_DATE_ORDER_MONTH_DAY;
}

static void
guess_order (RapportImportGuess *self, const RapportImportColumn *day, RapportDateOrder asked)
{
  const RapportImportColumn *last = rapport_import_guess_find (self, RAPPORT_COLUMN_LAST_DAY);
  const RapportCsvColumn *cells = cells_of (self, day);
  guint day_first = cells->day_first_line, month_first = cells->month_first_line;

  if (last != NULL && day_first == 0 && month_first == 0)
    {
      day_first = cells_of (self, last)->day_first_line;
      month_first = cells_of (self, last)->month_first_line;
    }
  self->date_order = asked;
  if (asked != RAPPORT_DATE_ORDER_GUESS || (cells->n_either == 0 && day_first + month_first == 0))
    return;
  /* Where both occur, the row of the second is an error to be shown. */
  if (day_first > 0 && (month_first == 0 || day_first < month_first))
    self->date_order = RAPPORT_DATE_ORDER_DAY_MONTH;
  else if (month_first > 0)
    self->date_order = RAPPORT_DATE_ORDER_MONTH_DAY;
  else if (cells->steps_day_month >= ENOUGH_STEPS &&
           cells->steps_day_month > 2 * cells->steps_month_day)
    self->date_order = RAPPORT_DATE_ORDER_DAY_MONTH;
  else if (cells->steps_month_day >= ENOUGH_STEPS &&
           cells->steps_month_day > 2 * cells->steps_day_month)
    self->date_order = RAPPORT_DATE_ORDER_MONTH_DAY;
  else
    {
      self->date_order = order_of_language (self);
      self->date_order_doubtful = TRUE;
    }
}

static RapportRhythm
rhythm_of (const RapportCsvColumn *cells)
{
  RapportRhythm rhythm = cells->known && cells->word.role == RAPPORT_COLUMN_DAY
                           ? cells->word.rhythm
                           : RAPPORT_RHYTHM_DAY;

  if (cells->n_dates[RAPPORT_DATE_WEEK] > 0)
    return RAPPORT_RHYTHM_WEEK;
  if (cells->n_dates[RAPPORT_DATE_MONTH] > 0)
    return RAPPORT_RHYTHM_MONTH;
  if (cells->n_dates[RAPPORT_DATE_HOUR] > 0)
    return RAPPORT_RHYTHM_HOUR;
  /* "Day" may head true dates however it is called. */
  if (rapport_rhythm_is_counted (rhythm) && cells->n_dates[RAPPORT_DATE_DAY] > 0)
    return RAPPORT_RHYTHM_DAY;
  return rhythm;
}

/* Rows that are named by words (a keyword, a page, a device) are no days. */
static gboolean
has_named_rows (const RapportImportGuess *self)
{
  const RapportCsvTable *table = rapport_import_guess_get_table (self);

  for (guint i = 0; i < self->columns->len; i++)
    {
      const RapportImportColumn *column = g_ptr_array_index (self->columns, i);
      const RapportCsvColumn *cells = cells_of (self, column);

      if (column->role == RAPPORT_COLUMN_CHANNEL)
        return TRUE;
      if (column->role == RAPPORT_COLUMN_IGNORED && cells->n_samples > 0 &&
          cells->n_values[RAPPORT_VALUE_TEXT] * 2 > table->n_rows &&
          !rapport_csv_date_is_weekday (cells->samples[0]))
        return TRUE;
    }
  return FALSE;
}

static void
guess_without_column (RapportImportGuess *self, const RapportImportOptions *options)
{
  guint64 n_days = 0;

  self->days = has_named_rows (self) ? RAPPORT_IMPORT_DAYS_PERIOD : RAPPORT_IMPORT_DAYS_SEQUENCE;
  if (options->days == RAPPORT_IMPORT_DAYS_PERIOD || options->days == RAPPORT_IMPORT_DAYS_SEQUENCE)
    self->days = (RapportImportDays) options->days;
  if (self->first_day != RAPPORT_DAY_NONE || self->period_first == RAPPORT_DAY_NONE)
    return;
  n_days = (guint64) (self->period_last - self->period_first + 1);
  if (self->days == RAPPORT_IMPORT_DAYS_PERIOD ||
      n_days == rapport_import_guess_get_table (self)->n_rows)
    self->first_day = self->period_first;
}

void
rapport_import_guess_days (RapportImportGuess *self, const RapportImportOptions *options)
{
  const RapportImportColumn *day = rapport_import_guess_find (self, RAPPORT_COLUMN_DAY);

  self->first_day = options->first_day;
  if (day == NULL)
    {
      guess_without_column (self, options);
      self->needs_first_day = self->first_day == RAPPORT_DAY_NONE;
      return;
    }
  self->days = RAPPORT_IMPORT_DAYS_COLUMN;
  self->rhythm = rhythm_of (cells_of (self, day));
  guess_order (self, day, options->date_order);
  if (rapport_rhythm_is_counted (self->rhythm))
    {
      /* The file knows better than a day given for several files. */
      if (self->period_first != RAPPORT_DAY_NONE)
        self->first_day = self->period_first;
      self->needs_first_day = self->first_day == RAPPORT_DAY_NONE;
    }
}

/* The sample that shows the doubt. */
static const char *
doubtful_sample (const RapportImportColumn *column)
{
  for (guint i = 0; column->samples[i] != NULL; i++)
    if (strpbrk (column->samples[i], ".,") != NULL)
      return column->samples[i];
  return "1,234";
}

static void
warn_columns (RapportImportGuess *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const RapportImportColumn *column = g_ptr_array_index (self->columns, i);

      if (column->decimal_doubtful)
        rapport_import_remarks_take (
          self->warnings, 0,
          g_strdup_printf (_ ("“%s”: the sign in numbers like %s can part thousands or decimals. "
                              "Check it."),
                           column->title, doubtful_sample (column)));
      if (column->role == RAPPORT_COLUMN_METRIC && column->confidence == RAPPORT_CONFIDENCE_LOW)
        rapport_import_remarks_take (
          self->warnings, 0,
          g_strdup_printf (
            _ ("“%s” was taken for “%s” by a part of its name. Check it."), column->title,
            rapport_metric_get_name (rapport_metric_set_lookup (self->set, column->metric))));
    }
}

/* Two columns for one figure, or for one role. */
static void
warn_twins (RapportImportGuess *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    for (guint j = 0; j < i; j++)
      {
        const RapportImportColumn *a = g_ptr_array_index (self->columns, j);
        const RapportImportColumn *b = g_ptr_array_index (self->columns, i);

        if (*a->title != '\0' && a->role > RAPPORT_COLUMN_RATIO && a->role != b->role &&
            strcmp (a->title, b->title) == 0)
          rapport_import_remarks_take (
            self->warnings, rapport_import_guess_get_table (self)->header_line,
            g_strdup_printf (_ ("Two columns are called “%s”. The first one is used."), a->title));
        if (a->role == RAPPORT_COLUMN_METRIC && b->role == RAPPORT_COLUMN_METRIC &&
            strcmp (a->metric, b->metric) == 0)
          rapport_import_remarks_take (
            self->warnings, 0,
            g_strdup_printf (_ ("“%s” and “%s” are added up."), a->title, b->title));
      }
}

void
rapport_import_guess_warn (RapportImportGuess *self)
{
  if (self->tables->len > 1)
    rapport_import_remarks_take (
      self->warnings, 0,
      g_strdup_printf (ngettext ("The file holds %u table. One is read.",
                                 "The file holds %u tables. One is read.", self->tables->len),
                       self->tables->len));
  if (self->date_order_doubtful)
    rapport_import_remarks_take (
      self->warnings, 0,
      g_strdup (_ ("The dates can be read day first or month first. Check the order.")));
  if (self->rhythm == RAPPORT_RHYTHM_MONTH)
    rapport_import_remarks_take (
      self->warnings, 0,
      g_strdup (_ ("Each row is a whole month. Its figures are put on the first day.")));
  if (self->days == RAPPORT_IMPORT_DAYS_PERIOD)
    rapport_import_remarks_take (
      self->warnings, 0,
      g_strdup (_ ("The rows have no dates. All figures are put on the first day of the period.")));
  warn_columns (self);
  warn_twins (self);
}
