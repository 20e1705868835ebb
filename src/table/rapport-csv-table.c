/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-csv-table.h"

#include <string.h>

/* So many rows are held before it is decided which one is the header. */
#define MAX_PENDING       32
#define MAX_PENDING_BYTES (1024 * 1024)
/* A header may hold one thing that looks like a figure in so many cells. */
#define TYPED_IN_HEADER 5

#define SCORE_KNOWN   4
#define SCORE_FOLLOWS 3
#define SCORE_WIDTH   2

typedef struct
{
  guint line;
  char **cells;
  guint n_cells;
  guint n_filled;
  guint n_typed;
  guint n_known;
} Pending;

typedef struct
{
  GPtrArray *tables;
  RapportCsvTable *table;
  GPtrArray *pending;
  gsize pending_bytes;
  int header_line;
  gboolean header_taken;
  gboolean gap;
  guint n_columns;
  char *title;
  RapportDay period_first;
  RapportDay period_last;
} Finder;

static void
preview_row_free (RapportCsvPreviewRow *row)
{
  g_strfreev (row->cells);
  g_free (row);
}

void
rapport_csv_table_free (RapportCsvTable *table)
{
  g_ptr_array_unref (table->columns);
  g_ptr_array_unref (table->preview);
  g_free (table->title);
  g_free (table);
}

static void
pending_free (Pending *pending)
{
  g_strfreev (pending->cells);
  g_free (pending);
}

static gboolean
is_blank_cell (const char *cell)
{
  while (g_ascii_isspace (*cell))
    cell++;
  if (*cell == '\0')
    return TRUE;
  /* A no-break space is as blank as others. */
  return (guchar) *cell == 0xC2 && g_utf8_get_char (cell) == 0xA0 && cell[2] == '\0';
}

guint
rapport_csv_row_count (const RapportCsvRow *row)
{
  guint n = 0;

  for (guint i = 0; i < row->n_cells; i++)
    n += !is_blank_cell (row->cells[i]);
  return n;
}

gboolean
rapport_csv_row_is_blank (const RapportCsvRow *row)
{
  for (guint i = 0; i < row->n_cells; i++)
    if (!is_blank_cell (row->cells[i]))
      return FALSE;
  return TRUE;
}

/* The cell "#" alone is the header of a column of row numbers. */
gboolean
rapport_csv_row_is_comment (const RapportCsvRow *row)
{
  if (row->n_cells == 0 || row->cells[0][0] != '#')
    return FALSE;
  if (rapport_csv_row_count (row) == 1)
    return TRUE;
  if (row->cells[0][1] == '\0')
    return FALSE;
  for (guint i = 1; i < row->n_cells; i++)
    if (rapport_csv_cell_is_typed (row->cells[i]))
      return FALSE;
  return TRUE;
}

static const RapportCsvColumn *
column_at (const RapportCsvTable *table, guint index)
{
  return g_ptr_array_index (table->columns, index);
}

static gboolean
has_digit (const RapportCsvRow *row)
{
  for (guint i = 0; i < row->n_cells; i++)
    if (strpbrk (row->cells[i], "0123456789") != NULL)
      return TRUE;
  return FALSE;
}

/* Files put together repeat their header. */
static gboolean
is_header_again (const RapportCsvTable *table, const RapportCsvRow *row)
{
  if (table->header_line == 0 || row->n_cells < table->columns->len)
    return FALSE;
  for (guint i = 0; i < table->columns->len; i++)
    {
      g_autofree char *shown = rapport_csv_shorten (row->cells[i]);

      if (strcmp (g_strstrip (shown), column_at (table, i)->title) != 0)
        return FALSE;
    }
  return TRUE;
}

gboolean
rapport_csv_table_has_row (const RapportCsvTable *table, const RapportCsvRow *row)
{
  return row->line >= table->first_line && row->line <= table->last_line &&
         row->line != table->units_line && !rapport_csv_row_is_blank (row) &&
         !is_header_again (table, row);
}

static gboolean
has_letter (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalpha (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

/* What stands above a table: its name, and the days that the report is for. */
static void
read_preamble (Finder *self, const char *const *cells)
{
  g_autofree char *joined = g_strjoinv (" ", (char **) cells);
  g_autofree char *shown = rapport_csv_shorten (joined + strspn (joined, "#-=* \t"));
  g_autofree char *folded = rapport_csv_fold (shown);
  RapportDay days[2] = { RAPPORT_DAY_NONE, RAPPORT_DAY_NONE };
  guint n_days = rapport_csv_date_find (shown, RAPPORT_DATE_ORDER_GUESS, days);

  g_strstrip (shown);
  /* Neither a rule of dashes nor the period alone is a title. */
  if (has_letter (shown) && n_days == 0)
    g_set_str (&self->title, shown);
  if (n_days == 2 && days[1] >= days[0])
    {
      self->period_first = days[0];
      self->period_last = days[1];
    }
  else if (n_days == 1 && (strstr (folded, "start") != NULL || strstr (folded, "нач") != NULL))
    self->period_first = self->period_last = days[0];
  else if (n_days == 1 && days[0] >= self->period_first &&
           (strstr (folded, "end") != NULL || strstr (folded, "кон") != NULL))
    self->period_last = days[0];
}

static void
open_table (Finder *self, const char *const *titles, guint n_titles, guint line)
{
  RapportCsvTable *table;
  guint n_columns = MIN (n_titles, RAPPORT_CSV_MAX_ALL_COLUMNS - self->n_columns);

  table = g_new0 (RapportCsvTable, 1);
  table->columns = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_csv_column_free);
  table->preview = g_ptr_array_new_with_free_func ((GDestroyNotify) preview_row_free);
  table->title = g_strdup (self->title != NULL ? self->title : "");
  table->period_first = self->period_first;
  table->period_last = self->period_last;
  table->header_line = titles != NULL ? line : 0;
  table->first_line = titles != NULL ? line + 1 : line;
  table->last_line = line;
  for (guint i = 0; i < n_columns; i++)
    g_ptr_array_add (table->columns, rapport_csv_column_new (titles != NULL ? titles[i] : ""));
  self->n_columns += n_columns;
  self->table = table;
  self->header_taken = TRUE;
  self->gap = FALSE;
  g_ptr_array_add (self->tables, table);
}

static void
add_preview (RapportCsvTable *table, const RapportCsvRow *row)
{
  RapportCsvPreviewRow *shown;
  guint n = MIN (row->n_cells, RAPPORT_CSV_PREVIEW_COLUMNS);

  if (table->preview->len >= RAPPORT_CSV_PREVIEW_ROWS)
    return;
  shown = g_new0 (RapportCsvPreviewRow, 1);
  shown->line = row->line;
  shown->cells = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    shown->cells[i] = rapport_csv_shorten (row->cells[i]);
  g_ptr_array_add (table->preview, shown);
}

static gboolean
is_unit (const char *text)
{
  g_autofree char *both = g_strdup_printf ("x (%s)", text);
  g_auto (RapportCsvHeader) header = { 0 };

  rapport_csv_header_read (both, &header);
  return strcmp (header.name, "x") == 0;
}

/* "", "шт.", "руб.": the row right under the header, with nothing but units. */
static gboolean
take_units (RapportCsvTable *table, const RapportCsvRow *row)
{
  guint n_units = 0;

  if (table->header_line == 0 || table->units_line != 0 || table->n_rows > 0 || has_digit (row))
    return FALSE;
  for (guint i = 0; i < row->n_cells; i++)
    {
      if (is_blank_cell (row->cells[i]) || rapport_csv_is_no_data (row->cells[i]))
        continue;
      if (!is_unit (row->cells[i]))
        return FALSE;
      n_units++;
    }
  if (n_units == 0)
    return FALSE;
  table->units_line = row->line;
  for (guint i = 0; i < MIN (row->n_cells, table->columns->len); i++)
    if (is_unit (row->cells[i]))
      rapport_csv_column_add_unit (g_ptr_array_index (table->columns, i), row->cells[i]);
  return TRUE;
}

static gboolean
is_total (const RapportCsvTable *table, const RapportCsvRow *row)
{
  if (row->n_cells > table->columns->len &&
      rapport_csv_words_total (row->cells[row->n_cells - 1]) != RAPPORT_TOTAL_NO)
    return TRUE;
  for (guint i = 0; i < MIN (row->n_cells, 3); i++)
    if (rapport_csv_words_total (row->cells[i]) != RAPPORT_TOTAL_NO)
      return TRUE;
  return FALSE;
}

static void
feed (RapportCsvTable *table, const RapportCsvRow *row)
{
  guint n_cells = MIN (row->n_cells, table->columns->len);
  gboolean total;

  table->last_line = row->line;
  if (take_units (table, row) || (!has_digit (row) && is_header_again (table, row)))
    return;
  add_preview (table, row);
  total = is_total (table, row);
  if (!total && table->columns->len > 2 && rapport_csv_row_count (row) == 1)
    return;
  table->n_rows += !total;
  for (guint i = 0; i < n_cells; i++)
    if (total)
      rapport_csv_column_add_total (g_ptr_array_index (table->columns, i), row->cells[i]);
    else
      rapport_csv_column_add (g_ptr_array_index (table->columns, i), row->cells[i], row->line);
}

static RapportCsvRow
pending_row (const Pending *pending)
{
  return (RapportCsvRow) { pending->line, pending->n_cells, (const char *const *) pending->cells };
}

static const Pending *
pending_at (Finder *self, guint index)
{
  return index < self->pending->len ? g_ptr_array_index (self->pending, index) : NULL;
}

/* The row behind a header, units left out. */
static const Pending *
row_behind (Finder *self, guint index)
{
  const Pending *next = pending_at (self, index + 1);

  if (next != NULL && next->n_typed == 0 && pending_at (self, index + 2) != NULL)
    return pending_at (self, index + 2);
  return next;
}

/* How much the row looks like a header; 0 when it is none. */
static guint
score_header (Finder *self, guint index)
{
  const Pending *row = pending_at (self, index);
  const Pending *next = row_behind (self, index);
  gboolean follows = next != NULL && next->n_typed > 0;
  gboolean fills = row->n_filled * 2 >= row->n_cells;

  if ((row->n_filled < 2 && row->n_cells > 1) || row->n_typed * TYPED_IN_HEADER > row->n_filled)
    return 0;
  if (!follows && (row->n_known == 0 || next != NULL))
    return row->n_known >= 2 ? row->n_known * SCORE_KNOWN : 0;
  if (follows && row->n_known == 0 && (!fills || row->n_filled * 2 < next->n_filled))
    return 0;
  return row->n_known * SCORE_KNOWN + (follows ? SCORE_FOLLOWS : 0) +
         (next != NULL && next->n_cells == row->n_cells ? SCORE_WIDTH : 0);
}

static gboolean
find_header (Finder *self, guint *index, gboolean *certain)
{
  guint best = 0;

  for (guint i = 0; i < self->pending->len; i++)
    {
      guint score = score_header (self, i);
      const Pending *next = row_behind (self, i);

      if (score <= best)
        continue;
      best = score;
      *index = i;
      *certain = pending_at (self, i)->n_known >= 2 && next != NULL && next->n_typed > 0;
    }
  return best > 0;
}

/* Rows of figures without any header: two at least, of the same width. */
static gboolean
find_bare (Finder *self, guint *index)
{
  for (guint i = 0; i + 1 < self->pending->len; i++)
    {
      const Pending *row = pending_at (self, i);
      const Pending *next = pending_at (self, i + 1);

      if (row->n_typed * 2 >= row->n_filled && row->n_typed > 0 && next->n_typed > 0 &&
          row->n_cells == next->n_cells)
        {
          *index = i;
          return TRUE;
        }
    }
  return FALSE;
}

static void
drop_pending (Finder *self)
{
  g_ptr_array_set_size (self->pending, 0);
  self->pending_bytes = 0;
}

static void
open_pending (Finder *self, guint index, gboolean with_header)
{
  const Pending *first = pending_at (self, index);

  for (guint i = 0; i < index; i++)
    read_preamble (self, (const char *const *) pending_at (self, i)->cells);
  open_table (self, with_header ? (const char *const *) first->cells : NULL, first->n_cells,
              first->line);
  for (guint i = index + with_header; i < self->pending->len; i++)
    {
      RapportCsvRow row = pending_row (pending_at (self, i));

      feed (self->table, &row);
    }
  drop_pending (self);
}

/* Decides where the table begins in the rows held; at the end of a block in
 * any case, before it only when there is no doubt. */
static void
decide (Finder *self, gboolean at_end)
{
  guint index = 0;
  gboolean certain = FALSE;
  gboolean full = self->pending->len >= MAX_PENDING || self->pending_bytes >= MAX_PENDING_BYTES;

  if (self->pending->len == 0)
    return;
  if (find_header (self, &index, &certain))
    {
      if (certain || at_end || full)
        open_pending (self, index, TRUE);
      return;
    }
  if (!at_end && !full)
    return;
  if (find_bare (self, &index))
    {
      open_pending (self, index, FALSE);
      return;
    }
  for (guint i = 0; i < self->pending->len; i++)
    read_preamble (self, (const char *const *) pending_at (self, i)->cells);
  drop_pending (self);
}

static void
hold (Finder *self, const RapportCsvRow *row)
{
  Pending *pending = g_new0 (Pending, 1);

  pending->line = row->line;
  pending->n_cells = row->n_cells;
  pending->cells = g_strdupv ((char **) row->cells);
  for (guint i = 0; i < row->n_cells; i++)
    {
      g_auto (RapportCsvHeader) header = { 0 };
      RapportCsvWord word;

      self->pending_bytes += strlen (row->cells[i]) + sizeof (char *);
      if (is_blank_cell (row->cells[i]))
        continue;
      rapport_csv_header_read (row->cells[i], &header);
      pending->n_filled++;
      pending->n_typed += rapport_csv_cell_is_typed (row->cells[i]);
      pending->n_known += rapport_csv_words_lookup (&header, &word) && word.sure;
    }
  g_ptr_array_add (self->pending, pending);
  decide (self, FALSE);
}

static guint
count_known (const RapportCsvRow *row)
{
  guint n = 0;

  for (guint i = 0; i < row->n_cells; i++)
    {
      g_auto (RapportCsvHeader) header = { 0 };
      RapportCsvWord word;

      rapport_csv_header_read (row->cells[i], &header);
      n += rapport_csv_words_lookup (&header, &word) && word.sure;
    }
  return n;
}

static gboolean
has_typed (const RapportCsvRow *row)
{
  for (guint i = 0; i < row->n_cells; i++)
    if (rapport_csv_cell_is_typed (row->cells[i]))
      return TRUE;
  return FALSE;
}

/* Whether the open table ends before this row. A header may hold "Total revenue"
 * and still be no total: it has no figures. */
static gboolean
ends_before (Finder *self, const RapportCsvRow *row)
{
  guint n_columns = self->table->columns->len;

  if (!self->gap)
    return n_columns > 1 && !has_digit (row) && !is_header_again (self->table, row) &&
           rapport_csv_row_count (row) > 1 && count_known (row) >= 2;
  if (!has_typed (row))
    return !is_header_again (self->table, row);
  if (is_total (self->table, row))
    return FALSE;
  if (n_columns > 1 && rapport_csv_row_count (row) == 1)
    return TRUE;
  return row->n_cells != n_columns;
}

/* The header's line was given: everything above is no table. */
static gboolean
take_given_header (Finder *self, const RapportCsvRow *row)
{
  if (self->header_line < 0 || self->header_taken)
    return FALSE;
  if (self->header_line > 0 && row->line < (guint) self->header_line)
    read_preamble (self, row->cells);
  else if (self->header_line > 0)
    open_table (self, row->cells, row->n_cells, row->line);
  else
    {
      open_table (self, NULL, row->n_cells, row->line);
      feed (self->table, row);
    }
  return TRUE;
}

static void
take_row (Finder *self, const RapportCsvRow *row)
{
  if (row->line == 1 && row->n_cells > 0 &&
      g_ascii_strncasecmp (row->cells[0], "sep=", strlen ("sep=")) == 0)
    return;
  if (rapport_csv_row_is_blank (row))
    {
      self->gap = TRUE;
      if (self->table == NULL)
        decide (self, TRUE);
      return;
    }
  if (take_given_header (self, row))
    return;
  if (rapport_csv_row_is_comment (row))
    {
      decide (self, TRUE);
      self->table = NULL;
      read_preamble (self, row->cells);
      return;
    }
  if (self->table != NULL && !ends_before (self, row))
    {
      self->gap = FALSE;
      feed (self->table, row);
      return;
    }
  self->table = NULL;
  if (self->tables->len < RAPPORT_CSV_MAX_TABLES && self->n_columns < RAPPORT_CSV_MAX_ALL_COLUMNS)
    hold (self, row);
}

GPtrArray *
rapport_csv_tables_find (RapportTableReader *reader,
                         int header_line,
                         RapportTableProgress progress,
                         gpointer user_data,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (GPtrArray) tables =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_csv_table_free);
  g_autoptr (GPtrArray) pending = g_ptr_array_new_with_free_func ((GDestroyNotify) pending_free);
  g_autoptr (GError) local = NULL;
  Finder self = { .tables = tables, .pending = pending, .header_line = header_line };
  RapportCsvRow row;

  while (rapport_table_reader_next (reader, &row, cancellable, &local))
    {
      take_row (&self, &row);
      progress (user_data, rapport_table_reader_get_progress (reader));
    }
  if (local == NULL)
    decide (&self, TRUE);
  g_free (self.title);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return g_steal_pointer (&tables);
}
