/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "try-import.h"

#include "rapport-import.h"

#define MAX_TABLES 3

static void
check_text (const char *text)
{
  g_assert_nonnull (text);
  g_assert_true (g_utf8_validate (text, -1, NULL));
}

static void
check_remarks (GPtrArray *remarks)
{
  for (guint i = 0; i < remarks->len; i++)
    check_text (((RapportImportRemark *) g_ptr_array_index (remarks, i))->text);
}

static void
check_guess (const RapportImportGuess *guess)
{
  const RapportCsvTable *table = rapport_import_guess_get_table (guess);

  g_assert_cmpuint (guess->encoding, !=, RAPPORT_CSV_ENCODING_GUESS);
  check_text (table->title);
  check_remarks (guess->warnings);
  for (guint i = 0; i < table->preview->len; i++)
    for (char **cell = ((RapportCsvPreviewRow *) g_ptr_array_index (table->preview, i))->cells;
         *cell != NULL; cell++)
      check_text (*cell);
  for (guint i = 0; i < guess->columns->len; i++)
    {
      const RapportImportColumn *column = g_ptr_array_index (guess->columns, i);

      check_text (column->title);
      check_text (column->remark);
      g_assert_cmpint (column->metric != NULL, ==, column->role == RAPPORT_COLUMN_METRIC);
      g_assert_cmpuint (column->decimal, !=, RAPPORT_DECIMAL_GUESS);
      for (guint j = 0; column->samples[j] != NULL; j++)
        check_text (column->samples[j]);
    }
}

static void
check_result (const RapportImportResult *result)
{
  gsize n_cells = rapport_cells_get_size (result->cells);

  g_assert_cmpuint (n_cells, >, 0);
  check_remarks (result->warnings);
  check_remarks (result->skipped);
  for (guint i = 0; i < result->totals->len; i++)
    {
      const RapportImportTotal *total = &g_array_index (result->totals, RapportImportTotal, i);
      __int128 sum = 0;

      for (gsize j = 0; j < n_cells; j++)
        {
          const RapportCell *cell = rapport_cells_get (result->cells, j);

          g_assert_cmpint (cell->day, >, RAPPORT_DAY_NONE);
          check_text (cell->channel);
          if (g_str_equal (cell->metric, total->metric))
            sum += cell->value;
        }
      g_assert_true (sum == total->sum);
    }
}

static void
try_run (RapportImport *import)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportImportResult) result = NULL;

  check_guess (rapport_import_get_guess (import));
  result = rapport_import_run (import, NULL, &error);
  if (result != NULL)
    check_result (result);
  else
    check_text (error->message);
}

/* As if the user said that the last column is money spent, with commas. */
static void
try_corrections (RapportImport *import)
{
  const RapportImportGuess *guess = rapport_import_get_guess (import);
  guint n_tables = MIN (guess->tables->len, MAX_TABLES);

  for (guint i = 0; i < n_tables; i++)
    {
      rapport_import_set_table (import, (int) i);
      try_run (import);
      guess = rapport_import_get_guess (import);
      if (guess->columns->len == 0)
        continue;
      rapport_import_set_column (import, guess->columns->len, RAPPORT_COLUMN_METRIC, "ad-spend");
      rapport_import_set_decimal (import, RAPPORT_DECIMAL_COMMA);
      rapport_import_set_date_order (import, RAPPORT_DATE_ORDER_DAY_MONTH);
      try_run (import);
    }
}

void
try_import (GBytes *bytes)
{
  g_autoptr (RapportImport) import = rapport_import_new_for_bytes (bytes);
  g_autoptr (GError) error = NULL;

  rapport_import_set_first_day (import, rapport_day_new (2026, 8, 1));
  if (rapport_import_understand (import, NULL, &error))
    {
      try_run (import);
      try_corrections (import);
    }
  else
    check_text (error->message);
}
