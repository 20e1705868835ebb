/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-sheet-rows.h"

#include <string.h>

typedef struct
{
  guint line;
  guint times;
  guint n_cells;
  gsize text;
} Waiting;

/* A text that still counts for rows below. */
typedef struct
{
  guint column;
  guint last_row;
  char *text;
} Span;

struct _RapportSheetRows
{
  /* The row in the making: where each cell begins in @row; 0 is an empty one. */
  GString *row;
  GArray *starts;
  GArray *spans;

  GString *texts;
  GArray *waiting;
  guint next;
  guint n_taken;
  GPtrArray *cells;
  guint width;
  guint last_line;
  guint64 n_repeated;
};

static void
span_clear (gpointer data)
{
  g_free (((Span *) data)->text);
}

static void
begin (RapportSheetRows *self)
{
  g_array_set_size (self->starts, 0);
  g_string_truncate (self->row, 0);
  g_string_append_c (self->row, '\0');
}

RapportSheetRows *
rapport_sheet_rows_new (void)
{
  RapportSheetRows *self = g_new0 (RapportSheetRows, 1);

  self->row = g_string_sized_new (1024);
  self->starts = g_array_new (FALSE, TRUE, sizeof (gsize));
  self->spans = g_array_new (FALSE, FALSE, sizeof (Span));
  g_array_set_clear_func (self->spans, span_clear);
  self->texts = g_string_sized_new (4096);
  self->waiting = g_array_new (FALSE, FALSE, sizeof (Waiting));
  self->cells = g_ptr_array_new ();
  begin (self);
  return self;
}

void
rapport_sheet_rows_free (RapportSheetRows *self)
{
  g_string_free (self->row, TRUE);
  g_array_unref (self->starts);
  g_array_unref (self->spans);
  g_string_free (self->texts, TRUE);
  g_array_unref (self->waiting);
  g_ptr_array_unref (self->cells);
  g_free (self);
}

static gboolean
put (RapportSheetRows *self, guint column, const char *text, gsize length)
{
  /* A zero byte would end the text for those who read it. */
  gsize plain = strnlen (text, length);

  if (plain == 0)
    return TRUE;
  if (column >= RAPPORT_CSV_MAX_COLUMNS || plain > RAPPORT_SHEET_MAX_CELL_BYTES ||
      self->row->len + plain > RAPPORT_CSV_MAX_ROW_BYTES)
    return FALSE;
  if (column >= self->starts->len)
    g_array_set_size (self->starts, column + 1);
  g_array_index (self->starts, gsize, column) = self->row->len;
  g_string_append_len (self->row, text, (gssize) plain);
  g_string_append_c (self->row, '\0');
  return TRUE;
}

gboolean
rapport_sheet_rows_put (RapportSheetRows *self,
                        guint column,
                        const char *text,
                        gsize length,
                        gboolean is_figure,
                        guint last_row)
{
  if (!put (self, column, text, length))
    return FALSE;
  if (last_row > 0 && length > 0 && !is_figure && self->spans->len < RAPPORT_CSV_MAX_COLUMNS)
    {
      Span span = { column, last_row, g_strndup (text, length) };

      g_array_append_val (self->spans, span);
    }
  return TRUE;
}

static gboolean
fill_spans (RapportSheetRows *self, guint line)
{
  for (guint i = 0; i < self->spans->len;)
    {
      const Span *span = &g_array_index (self->spans, Span, i);
      gboolean is_empty =
        span->column >= self->starts->len || g_array_index (self->starts, gsize, span->column) == 0;

      if (span->last_row < line)
        {
          g_array_remove_index_fast (self->spans, i);
          continue;
        }
      if (is_empty && !put (self, span->column, span->text, strlen (span->text)))
        return FALSE;
      i++;
    }
  return TRUE;
}

/* Begins anew once all that waited has been taken. */
static void
add_waiting (RapportSheetRows *self, guint line, guint times, guint n_cells)
{
  Waiting waiting = { line, times, n_cells, 0 };

  if (self->next == self->waiting->len)
    {
      g_array_set_size (self->waiting, 0);
      g_string_truncate (self->texts, 0);
      self->next = 0;
    }
  waiting.text = self->texts->len;
  g_array_append_val (self->waiting, waiting);
}

gboolean
rapport_sheet_rows_end (RapportSheetRows *self, guint line, guint times)
{
  gboolean is_apart = line > self->last_line + 1;

  if (self->starts->len > 0 && !fill_spans (self, line))
    return FALSE;
  if (self->starts->len == 0)
    return TRUE;
  self->width = MAX (self->width, self->starts->len);
  self->n_repeated += times > 1 ? (guint64) times * self->width : 0;
  if (self->n_repeated > RAPPORT_SHEET_MAX_REPEATED)
    return FALSE;
  if (is_apart)
    add_waiting (self, line - 1, 1, 0);
  add_waiting (self, line, times, self->width);
  for (guint i = 0; i < self->width; i++)
    {
      gsize start = i < self->starts->len ? g_array_index (self->starts, gsize, i) : 0;

      g_string_append (self->texts, self->row->str + start);
      g_string_append_c (self->texts, '\0');
    }
  self->last_line = line + (times - 1);
  begin (self);
  return TRUE;
}

gboolean
rapport_sheet_rows_take (RapportSheetRows *self, RapportCsvRow *row)
{
  const Waiting *waiting;
  char *text;

  if (self->next == self->waiting->len)
    return FALSE;
  waiting = &g_array_index (self->waiting, Waiting, self->next);
  text = self->texts->str + waiting->text;
  g_ptr_array_set_size (self->cells, 0);
  for (guint i = 0; i < waiting->n_cells; i++)
    {
      g_ptr_array_add (self->cells, text);
      text += strlen (text) + 1;
    }
  g_ptr_array_add (self->cells, NULL);
  row->line = waiting->line + self->n_taken;
  row->n_cells = waiting->n_cells;
  row->cells = (const char *const *) self->cells->pdata;
  if (++self->n_taken == waiting->times)
    {
      self->next++;
      self->n_taken = 0;
    }
  return TRUE;
}
