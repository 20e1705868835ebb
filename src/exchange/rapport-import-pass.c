/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-csv-separator.h"
#include "rapport-exchange-error.h"
#include "rapport-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SIGNATURE 8
/* Without a word from the user, so many sheets are looked at for a table. */
#define MAX_TRIED 32

struct _RapportImportPass
{
  gatomicrefcount ref_count;
  RapportImportSource *source;
  RapportCsvEncoding encoding;
  char separator;
  int header_line;
  char *wanted_sheet;

  RapportWorkbook *workbook;
  RapportSheetFacts *facts;
  guint sheet;
  GPtrArray *tables;
  gboolean rows_only;
  gboolean has_cells;
};

RapportImportPass *
rapport_import_pass_new (RapportImportSource *source,
                         const RapportImportOptions *options,
                         const char *sheet)
{
  RapportImportPass *self = g_new0 (RapportImportPass, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->source = rapport_import_source_ref (source);
  self->encoding = options->encoding;
  self->separator = options->separator;
  self->header_line = options->header_line;
  self->wanted_sheet = g_strdup (sheet);
  return self;
}

RapportImportPass *
rapport_import_pass_ref (RapportImportPass *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rapport_import_pass_unref (RapportImportPass *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  rapport_import_source_unref (self->source);
  g_clear_pointer (&self->workbook, rapport_workbook_unref);
  g_clear_pointer (&self->facts, rapport_sheet_facts_unref);
  g_clear_pointer (&self->tables, g_ptr_array_unref);
  g_free (self->wanted_sheet);
  g_free (self);
}

void
rapport_import_pass_set_progress (RapportImportPass *self, double fraction)
{
  rapport_import_source_set_progress (self->source, fraction);
}

RapportTableReader *
rapport_import_pass_read (RapportImportPass *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GInputStream) stream =
    rapport_import_source_open (self->source, TRUE, cancellable, error);

  if (stream == NULL)
    return NULL;
  if (self->workbook != NULL)
    return rapport_workbook_read (self->workbook, stream, self->sheet, self->facts, cancellable,
                                  error);
  return rapport_table_reader_new_for_csv (
    rapport_csv_reader_new (stream, self->encoding, self->separator), self->source->size);
}

static void
progress_cb (gpointer data, double fraction)
{
  rapport_import_pass_set_progress (data, fraction);
}

static gboolean
find_tables (RapportImportPass *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (RapportTableReader) reader = rapport_import_pass_read (self, cancellable, error);

  g_clear_pointer (&self->tables, g_ptr_array_unref);
  if (reader != NULL)
    self->tables =
      rapport_csv_tables_find (reader, self->header_line, progress_cb, self, cancellable, error);
  return self->tables != NULL;
}

static gboolean
guess_encoding (RapportImportPass *self, GCancellable *cancellable, GError **error)
{
  RapportCsvEncoding guessed;
  g_autoptr (GInputStream) stream =
    rapport_import_source_open (self->source, TRUE, cancellable, error);

  /* A file that is no text is refused whatever encoding is asked for. */
  if (stream == NULL || !rapport_csv_encoding_guess (stream, &guessed, cancellable, error))
    return FALSE;
  if (self->encoding == RAPPORT_CSV_ENCODING_GUESS)
    self->encoding = guessed;
  return TRUE;
}

static gboolean
guess_separator (RapportImportPass *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GInputStream) stream = NULL;

  if (self->separator != '\0')
    return TRUE;
  stream = rapport_import_source_open (self->source, TRUE, cancellable, error);
  return stream != NULL &&
         rapport_csv_separator_guess (stream, self->encoding, &self->separator, cancellable, error);
}

/* For rows alone, a cell is found or none. */
static gboolean
look_for_cell (RapportImportPass *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (RapportTableReader) reader = rapport_import_pass_read (self, cancellable, error);
  g_autoptr (GError) local = NULL;
  RapportCsvRow row;

  if (reader == NULL)
    return FALSE;
  self->has_cells = FALSE;
  /* To the end, since what merges cells stands there. */
  while (rapport_table_reader_next (reader, &row, cancellable, &local))
    {
      self->has_cells = self->has_cells || row.n_cells > 0;
      progress_cb (self, rapport_table_reader_get_progress (reader));
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* What stands behind the rows is known after the first look at them. */
static gboolean
find_in_sheet (RapportImportPass *self, guint sheet, GCancellable *cancellable, GError **error)
{
  g_clear_pointer (&self->facts, rapport_sheet_facts_unref);
  self->facts = rapport_sheet_facts_new ();
  self->sheet = sheet;
  if (self->rows_only)
    return look_for_cell (self, cancellable, error);
  if (!find_tables (self, cancellable, error))
    return FALSE;
  return self->facts->merges->len == 0 || find_tables (self, cancellable, error);
}

static gboolean
fail_sheet (RapportImportPass *self, GError **error)
{
  GPtrArray *sheets = rapport_workbook_get_sheets (self->workbook);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < sheets->len; i++)
    g_string_append_printf (names, "%s“%s”", i > 0 ? ", " : "",
                            ((RapportSheet *) sheets->pdata[i])->name);
  g_set_error (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_SHEET,
               _ ("There is no sheet “%s”. The sheets are: %s."), self->wanted_sheet, names->str);
  return FALSE;
}

static gboolean
find_in_wanted (RapportImportPass *self, GCancellable *cancellable, GError **error)
{
  GPtrArray *sheets = rapport_workbook_get_sheets (self->workbook);
  g_autofree char *wanted = rapport_csv_fold (self->wanted_sheet);

  for (guint i = 0; i < sheets->len; i++)
    {
      g_autofree char *name = rapport_csv_fold (((RapportSheet *) sheets->pdata[i])->name);

      if (strcmp (name, wanted) == 0)
        return find_in_sheet (self, i, cancellable, error);
    }
  return fail_sheet (self, error);
}

/* Whether a table has a column with a known name: a cover sheet has none. */
static gboolean
has_known (GPtrArray *tables)
{
  for (guint i = 0; i < tables->len; i++)
    {
      const RapportCsvTable *table = g_ptr_array_index (tables, i);

      for (guint j = 0; j < table->columns->len && table->n_rows > 0; j++)
        if (((RapportCsvColumn *) table->columns->pdata[j])->known)
          return TRUE;
    }
  return FALSE;
}

/* The first sheet with a table that has a known name; else the first with any. */
static gboolean
find_in_any (RapportImportPass *self, GCancellable *cancellable, GError **error)
{
  GPtrArray *sheets = rapport_workbook_get_sheets (self->workbook);
  guint n_tried = 0;
  int first = -1;

  for (guint i = 0; i < sheets->len && n_tried < MAX_TRIED; i++)
    {
      if (((RapportSheet *) sheets->pdata[i])->hidden && sheets->len > 1)
        continue;
      n_tried++;
      if (!find_in_sheet (self, i, cancellable, error))
        return FALSE;
      if (self->rows_only ? self->has_cells : has_known (self->tables))
        return TRUE;
      if (first < 0 && !self->rows_only && self->tables->len > 0)
        first = (int) i;
    }
  /* All are hidden: then the first is as good as any. */
  if (n_tried == 0)
    return find_in_sheet (self, 0, cancellable, error);
  return first < 0 || first == (int) self->sheet ||
         find_in_sheet (self, (guint) first, cancellable, error);
}

static gboolean
run_workbook (RapportImportPass *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GInputStream) stream =
    rapport_import_source_open (self->source, TRUE, cancellable, error);

  if (stream == NULL)
    return FALSE;
  self->workbook = rapport_workbook_open (stream, cancellable, error);
  if (self->workbook == NULL)
    return FALSE;
  /* Of no meaning, yet never a guess. */
  self->encoding = RAPPORT_CSV_ENCODING_UTF_8;
  self->separator = RAPPORT_CSV_SEPARATORS[0];
  return self->wanted_sheet != NULL ? find_in_wanted (self, cancellable, error)
                                    : find_in_any (self, cancellable, error);
}

static gboolean
run_text (RapportImportPass *self, gboolean is_empty, GCancellable *cancellable, GError **error)
{
  if (!is_empty && rapport_import_source_is_named_workbook (self->source))
    {
      g_set_error_literal (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_DAMAGED,
                           _ ("The file is named like a workbook, but it isn't one."));
      return FALSE;
    }
  return guess_encoding (self, cancellable, error) && guess_separator (self, cancellable, error) &&
         (self->rows_only || find_tables (self, cancellable, error));
}

static gboolean
run (RapportImportPass *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GInputStream) stream =
    rapport_import_source_open (self->source, FALSE, cancellable, error);
  guint8 begin[SIGNATURE];
  gsize n_read = 0;

  if (stream == NULL ||
      !g_input_stream_read_all (stream, begin, sizeof begin, &n_read, cancellable, error))
    return FALSE;
  if (rapport_workbook_is_one (begin, n_read))
    return run_workbook (self, cancellable, error);
  return run_text (self, n_read == 0, cancellable, error);
}

gboolean
rapport_import_pass_run (RapportImportPass *self, GCancellable *cancellable, GError **error)
{
  if (!run (self, cancellable, error))
    return FALSE;
  if (self->tables->len > 0)
    return TRUE;
  g_set_error_literal (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_NO_TABLE,
                       self->workbook != NULL ? _ ("No table was found in this workbook.")
                                              : _ ("No table was found in this file."));
  return FALSE;
}

gboolean
rapport_import_pass_open (RapportImportPass *self, GCancellable *cancellable, GError **error)
{
  self->rows_only = TRUE;
  return run (self, cancellable, error);
}

GPtrArray *
rapport_import_pass_get_sheets (const RapportImportPass *self)
{
  return self->workbook != NULL ? rapport_workbook_get_sheets (self->workbook) : NULL;
}

guint
rapport_import_pass_get_sheet (const RapportImportPass *self)
{
  return self->sheet;
}

RapportCsvEncoding
rapport_import_pass_get_encoding (const RapportImportPass *self)
{
  return self->encoding;
}

char
rapport_import_pass_get_separator (const RapportImportPass *self)
{
  return self->separator;
}

void
rapport_import_remark_formulas (GPtrArray *remarks, guint line, guint64 n_formulas)
{
  guint n = (guint) MIN (n_formulas, G_MAXINT);

  if (n > 0)
    rapport_import_remarks_take (
      remarks, line,
      g_strdup_printf (ngettext ("%u formula has no result in the file.",
                                 "%u formulas have no result in the file.", n),
                       n));
}

RapportImportGuess *
rapport_import_pass_guess (const RapportImportPass *self, const RapportImportOptions *options)
{
  RapportImportGuess *guess =
    rapport_import_guess_new (self->tables, self->encoding, self->separator, options);

  if (self->workbook != NULL)
    {
      guess->sheets = g_ptr_array_ref (rapport_workbook_get_sheets (self->workbook));
      guess->sheet = self->sheet;
      rapport_import_remark_formulas (guess->warnings, self->facts->uncounted_line,
                                      self->facts->n_uncounted);
    }
  return guess;
}
