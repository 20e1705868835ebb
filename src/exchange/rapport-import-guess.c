/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-import-guess.h"

#include "rapport-import-guess-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Ranks for what is known by its cells alone. */
#define RANK_CELLS  20
#define RANK_DIGITS 21
#define RANK_NONE   G_MAXUINT
/* From this rank on a name is too vague to be sure of. */
#define RANK_VAGUE 2

static void
remark_free (RapportImportRemark *remark)
{
  g_free (remark->text);
  g_free (remark);
}

GPtrArray *
rapport_import_remarks_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) remark_free);
}

void
rapport_import_remarks_take (GPtrArray *remarks, guint line, char *text)
{
  RapportImportRemark *remark = g_new0 (RapportImportRemark, 1);

  remark->line = line;
  remark->text = text;
  g_ptr_array_add (remarks, remark);
}

static void
column_free (RapportImportColumn *column)
{
  g_strfreev (column->samples);
  g_free (column);
}

RapportImportGuess *
rapport_import_guess_ref (RapportImportGuess *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rapport_import_guess_unref (RapportImportGuess *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->sheets, g_ptr_array_unref);
  g_ptr_array_unref (self->tables);
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->warnings);
  rapport_metric_set_unref (self->set);
  g_free (self);
}

const RapportCsvTable *
rapport_import_guess_get_table (const RapportImportGuess *self)
{
  return g_ptr_array_index (self->tables, self->table);
}

const RapportImportColumn *
rapport_import_guess_find (const RapportImportGuess *self, RapportColumnRole role)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const RapportImportColumn *column = g_ptr_array_index (self->columns, i);

      if (column->role == role)
        return column;
    }
  return NULL;
}

static const RapportCsvColumn *
counted (const RapportCsvTable *table, guint index)
{
  return g_ptr_array_index (table->columns, index);
}

static guint64
count_dates (const RapportCsvColumn *column)
{
  guint64 n = 0;

  for (guint i = RAPPORT_DATE_NONE + 1; i < RAPPORT_N_DATE_KINDS; i++)
    n += column->n_dates[i];
  return n;
}

/* How well the column serves as the day of a row. */
static guint
rank_as_day (const RapportCsvColumn *column)
{
  guint64 n_dates = count_dates (column);
  guint64 n_filled = column->n_cells - column->n_values[RAPPORT_VALUE_NONE];

  if (column->known && column->word.role == RAPPORT_COLUMN_DAY)
    {
      if (rapport_rhythm_is_counted (column->word.rhythm) &&
          column->n_values[RAPPORT_VALUE_NUMBER] > 0)
        return column->word.rank;
      return n_dates > 0 && n_dates * 2 >= n_filled ? column->word.rank : RANK_NONE;
    }
  if (column->known || n_filled == 0 || n_dates * 10 < n_filled * 9)
    return RANK_NONE;
  if (column->n_digits_only == 0)
    return RANK_CELLS;
  return column->n_dates[RAPPORT_DATE_DAY] == n_filled ? RANK_DIGITS : RANK_NONE;
}

static gboolean
has_figures (const RapportCsvColumn *column)
{
  return column->n_values[RAPPORT_VALUE_NUMBER] + column->n_values[RAPPORT_VALUE_TOO_LARGE] > 0;
}

static gboolean
is_ratio (const RapportCsvColumn *column)
{
  return (column->known && column->word.role == RAPPORT_COLUMN_RATIO) || column->header.percent ||
         column->n_values[RAPPORT_VALUE_PERCENT] + column->n_values[RAPPORT_VALUE_DURATION] >
           column->n_values[RAPPORT_VALUE_NUMBER];
}

static guint
rank_as (const RapportCsvColumn *column, RapportColumnRole role, const char *metric)
{
  if (role == RAPPORT_COLUMN_DAY)
    return rank_as_day (column);
  if (!column->known || column->word.role != role)
    return RANK_NONE;
  if (role != RAPPORT_COLUMN_METRIC)
    return column->word.rank;
  if (strcmp (column->word.metric, metric) != 0 || !has_figures (column) || is_ratio (column))
    return RANK_NONE;
  return column->word.rank;
}

/* "Sales" may head how many there were or what they brought: a currency or
 * fractions tell. */
static const char *
metric_of (const RapportCsvColumn *column)
{
  guint64 n_fractions =
    column->n_hints[RAPPORT_DECIMAL_HINT_POINT] + column->n_hints[RAPPORT_DECIMAL_HINT_COMMA];
  gboolean vague =
    strcmp (column->header.name, "sales") == 0 || strcmp (column->header.name, "продажи") == 0;

  if (g_strcmp0 (column->word.metric, "sales") != 0)
    return column->word.metric;
  if (column->n_currencies > 0 ||
      (vague && n_fractions * 2 > column->n_values[RAPPORT_VALUE_NUMBER]))
    return "revenue";
  return "sales";
}

static RapportConfidence
confidence_of (const RapportCsvColumn *column, guint rank)
{
  if (rank >= RANK_CELLS)
    return RAPPORT_CONFIDENCE_MEDIUM;
  if (!column->word.sure)
    return RAPPORT_CONFIDENCE_LOW;
  return column->word.role == RAPPORT_COLUMN_METRIC && rank >= RANK_VAGUE
           ? RAPPORT_CONFIDENCE_MEDIUM
           : RAPPORT_CONFIDENCE_HIGH;
}

static gboolean
is_taken (RapportImportGuess *self, RapportColumnRole role, const char *metric)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const RapportImportColumn *column = g_ptr_array_index (self->columns, i);

      if (column->confidence == RAPPORT_CONFIDENCE_CHOSEN && column->role == role &&
          g_strcmp0 (column->metric, metric) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Gives a role to the column that serves it best, unless the user chose one. */
static void
assign (RapportImportGuess *self, RapportColumnRole role, const char *metric)
{
  const RapportCsvTable *table = rapport_import_guess_get_table (self);
  RapportImportColumn *best = NULL;
  guint best_rank = RANK_NONE;

  if (is_taken (self, role, metric))
    return;
  for (guint i = 0; i < self->columns->len; i++)
    {
      RapportImportColumn *column = g_ptr_array_index (self->columns, i);
      guint rank = rank_as (counted (table, i), role, metric);

      if (column->confidence == RAPPORT_CONFIDENCE_CHOSEN || column->role > RAPPORT_COLUMN_RATIO ||
          rank >= best_rank)
        continue;
      best = column;
      best_rank = rank;
    }
  if (best == NULL)
    return;
  best->role = role;
  best->metric = metric;
  best->confidence = confidence_of (counted (table, best->number - 1), best_rank);
}

static void
apply_choices (RapportImportGuess *self, const RapportImportOptions *options)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      RapportImportColumn *column = g_ptr_array_index (self->columns, i);
      const RapportImportChoice *choice =
        g_hash_table_lookup (options->choices, GUINT_TO_POINTER (column->number));

      if (choice == NULL)
        continue;
      column->role = choice->role;
      column->metric = choice->metric;
      column->confidence = RAPPORT_CONFIDENCE_CHOSEN;
    }
}

/* "Reporting starts" goes with "Reporting ends"; beside a plain "Day" the latter
 * is the end of the whole report. */
static gboolean
begins_a_span (const RapportImportGuess *self)
{
  static const char *const words[] = { "start", "from", "нач", "с даты" };
  const RapportImportColumn *day = rapport_import_guess_find (self, RAPPORT_COLUMN_DAY);

  for (gsize i = 0; day != NULL && i < G_N_ELEMENTS (words); i++)
    if (strstr (counted (rapport_import_guess_get_table (self), day->number - 1)->header.name,
                words[i]) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
is_called (const RapportImportColumn *column, const char *name)
{
  g_autofree char *title = rapport_csv_fold (column->title);
  g_autofree char *folded = rapport_csv_fold (name);

  return *folded != '\0' && g_str_equal (title, folded);
}

/* A column that is called as a metric of the client's own holds that. */
static void
assign_own (RapportImportGuess *self, const RapportMetric *metric)
{
  const RapportCsvTable *table = rapport_import_guess_get_table (self);

  if (is_taken (self, RAPPORT_COLUMN_METRIC, metric->word))
    return;
  for (guint i = 0; i < self->columns->len; i++)
    {
      RapportImportColumn *column = g_ptr_array_index (self->columns, i);

      if (column->confidence != RAPPORT_CONFIDENCE_CHOSEN && has_figures (counted (table, i)) &&
          (is_called (column, metric->label) || is_called (column, metric->word)))
        {
          column->role = RAPPORT_COLUMN_METRIC;
          column->metric = metric->word;
          column->confidence = RAPPORT_CONFIDENCE_HIGH;
          return;
        }
    }
}

static void
assign_roles (RapportImportGuess *self, const RapportImportOptions *options)
{
  gsize n_metrics = 0;
  const RapportMetric *const *metrics = rapport_metric_set_get_all (self->set, &n_metrics);

  apply_choices (self, options);
  for (gsize i = 0; i < n_metrics; i++)
    if (metrics[i]->own && rapport_metric_is_base (metrics[i]))
      assign_own (self, metrics[i]);
  assign (self, RAPPORT_COLUMN_DAY, NULL);
  if (begins_a_span (self))
    assign (self, RAPPORT_COLUMN_LAST_DAY, NULL);
  assign (self, RAPPORT_COLUMN_CHANNEL, NULL);
  assign (self, RAPPORT_COLUMN_CURRENCY, NULL);
  for (gsize i = 0; i < n_metrics; i++)
    if (!metrics[i]->own && rapport_metric_is_base (metrics[i]))
      assign (self, RAPPORT_COLUMN_METRIC, metrics[i]->word);
}

static const char *
remark_of (const RapportImportGuess *self, const RapportImportColumn *column)
{
  const RapportCsvColumn *cells =
    counted (rapport_import_guess_get_table (self), column->number - 1);

  if (column->confidence == RAPPORT_CONFIDENCE_CHOSEN || column->role > RAPPORT_COLUMN_RATIO)
    return "";
  if (column->role == RAPPORT_COLUMN_RATIO)
    return _ ("Follows from the sums");
  if (cells->n_cells == cells->n_values[RAPPORT_VALUE_NONE])
    return _ ("Empty");
  if (!cells->known)
    return _ ("Unknown name");
  if (cells->word.role == RAPPORT_COLUMN_IGNORED)
    return _ ("Not needed");
  if (cells->word.role == RAPPORT_COLUMN_METRIC && !has_figures (cells))
    return _ ("Holds no figures");
  return _ ("Another column is used");
}

static void
add_column (RapportImportGuess *self, guint index)
{
  RapportCsvColumn *cells =
    g_ptr_array_index (rapport_import_guess_get_table (self)->columns, index);
  RapportImportColumn *column = g_new0 (RapportImportColumn, 1);

  if (cells->known && cells->word.role == RAPPORT_COLUMN_METRIC)
    cells->word.metric = metric_of (cells);
  column->number = index + 1;
  column->title = cells->title;
  column->samples = g_new0 (char *, RAPPORT_COLUMN_SAMPLES + 1);
  for (guint i = 0; i < cells->n_samples; i++)
    column->samples[i] = g_strdup (cells->samples[i]);
  column->currency = cells->header.currency != NULL ? cells->header.currency
                     : cells->n_currencies > 0      ? cells->currencies[0]
                                                    : "";
  column->shift = cells->header.shift;
  column->role = is_ratio (cells) && rank_as_day (cells) == RANK_NONE ? RAPPORT_COLUMN_RATIO
                                                                      : RAPPORT_COLUMN_IGNORED;
  g_ptr_array_add (self->columns, column);
}

/* A table with days and many figures is what is looked for. */
static guint
score_table (const RapportCsvTable *table)
{
  guint score = (guint) MIN (table->n_rows, 9);
  gboolean has_day = FALSE;

  if (table->n_rows == 0)
    return 0;
  for (guint i = 0; i < table->columns->len; i++)
    {
      const RapportCsvColumn *column = counted (table, i);

      has_day = has_day || rank_as_day (column) != RANK_NONE;
      if (column->known && column->word.role == RAPPORT_COLUMN_METRIC && has_figures (column) &&
          !is_ratio (column))
        score += 10;
    }
  return score + (has_day && score >= 10 ? 1000000 : 0);
}

static guint
choose_table (GPtrArray *tables, int asked)
{
  guint best = 0;

  if (asked >= 0 && (guint) asked < tables->len)
    return (guint) asked;
  for (guint i = 1; i < tables->len; i++)
    if (score_table (g_ptr_array_index (tables, i)) >
        score_table (g_ptr_array_index (tables, best)))
      best = i;
  return best;
}

RapportImportGuess *
rapport_import_guess_new (GPtrArray *tables,
                          RapportCsvEncoding encoding,
                          char separator,
                          const RapportImportOptions *options)
{
  RapportImportGuess *self = g_new0 (RapportImportGuess, 1);
  const RapportCsvTable *table;

  g_return_val_if_fail (tables->len > 0, NULL);
  g_atomic_ref_count_init (&self->ref_count);
  self->set =
    options->set != NULL ? rapport_metric_set_ref (options->set) : rapport_metric_set_new (NULL);
  self->encoding = encoding;
  self->separator = separator;
  self->tables = g_ptr_array_ref (tables);
  self->table = choose_table (tables, options->table);
  self->columns = g_ptr_array_new_with_free_func ((GDestroyNotify) column_free);
  self->warnings = rapport_import_remarks_new ();
  table = rapport_import_guess_get_table (self);
  self->period_first = table->period_first;
  self->period_last = table->period_last;
  for (guint i = 0; i < table->columns->len; i++)
    add_column (self, i);
  assign_roles (self, options);
  for (guint i = 0; i < self->columns->len; i++)
    {
      RapportImportColumn *column = g_ptr_array_index (self->columns, i);

      column->remark = remark_of (self, column);
    }
  rapport_import_guess_currency (self);
  rapport_import_guess_decimals (self, options);
  rapport_import_guess_days (self, options);
  rapport_import_guess_warn (self);
  return self;
}
