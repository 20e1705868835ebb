/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-board-import-private.h"
#include "rapport-board-words.h"
#include "rapport-boards.h"
#include "rapport-card-table-private.h"
#include "rapport-card-table.h"
#include "rapport-cards.h"
#include "rapport-catalog.h"
#include "rapport-csv-date.h"
#include "rapport-csv-table.h"
#include "rapport-csv-value.h"
#include "rapport-exchange-error.h"
#include "rapport-import-private.h"
#include "rapport-metric.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_BYTES (128 * 1024 * 1024)
/* So many lines may stand above the header. */
#define MAX_ABOVE 20
/* What is cut, in bytes of one cell. */
#define MAX_CELL  (64 * 1024)
#define MAX_TITLE 1000

/* The grid. */
#define PER_ROW 5
#define GAP     24.0

typedef struct
{
  guint line;
  char **cells;
  guint n_cells;
  gboolean cut; /* one of them was longer */
} Line;

struct _RapportCardTable
{
  GPtrArray *lines;
  guint first;                  /* the row under the header */
  int columns[BOARD_N_COLUMNS]; /* where each stands, -1 for nowhere */
};

/* What is being stored. */
typedef struct
{
  RapportCardTable *table;
  char *title;
  GPtrArray *orders;
  double top;
  guint at;
} Reader;

static void
line_free (gpointer data)
{
  Line *line = data;

  g_strfreev (line->cells);
  g_free (line);
}

void
rapport_card_table_free (RapportCardTable *self)
{
  g_ptr_array_unref (self->lines);
  g_free (self);
}

static void
reader_free (gpointer data)
{
  Reader *self = data;

  rapport_card_table_free (self->table);
  g_clear_pointer (&self->orders, g_ptr_array_unref);
  g_free (self->title);
  g_free (self);
}

/* Reading the file. */

/* Cuts @text between two letters; FALSE where it is short enough. */
static gboolean
cut (char *text, gsize most)
{
  if (strlen (text) <= most)
    return FALSE;
  *g_utf8_find_prev_char (text, text + most + 1) = '\0';
  return TRUE;
}

/* Our own tables put an apostrophe before what a spreadsheet would compute. */
static char *
clean (const char *cell, gboolean *is_cut)
{
  char *text;

  if (cell[0] == '\'' && cell[1] != '\0' && strchr ("=+-@\t\r", cell[1]) != NULL)
    cell++;
  /* A little more is taken, so that none of its letters is torn. */
  text = g_strstrip (g_utf8_make_valid (cell, (gssize) strnlen (cell, MAX_CELL + 4)));
  *is_cut = cut (text, MAX_CELL) || *is_cut;
  return text;
}

static gsize
add_line (RapportCardTable *self, const RapportCsvRow *row)
{
  Line *line = g_new0 (Line, 1);
  gsize size = 0;

  line->line = row->line;
  line->n_cells = row->n_cells;
  line->cells = g_new0 (char *, row->n_cells + 1);
  for (guint i = 0; i < row->n_cells; i++)
    {
      line->cells[i] = clean (row->cells[i], &line->cut);
      size += strlen (line->cells[i]) + sizeof (char *);
    }
  g_ptr_array_add (self->lines, line);
  return size;
}

static gboolean
has_room (RapportCardTable *self, gsize size, GError **error)
{
  if (self->lines->len > RAPPORT_CARD_TABLE_MAX_ROWS)
    {
      g_set_error (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_TOO_LARGE,
                   _ ("The table has more than %d rows. This is no board."),
                   RAPPORT_CARD_TABLE_MAX_ROWS);
      return FALSE;
    }
  if (size > MAX_BYTES)
    {
      g_set_error (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_TOO_LARGE,
                   _ ("The file is larger than %d MB."), MAX_BYTES / (1024 * 1024));
      return FALSE;
    }
  return TRUE;
}

static gboolean
read_lines (RapportCardTable *self,
            RapportTableReader *reader,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GError) local = NULL;
  RapportCsvRow row;
  gsize size = 0;

  while (rapport_table_reader_next (reader, &row, cancellable, &local))
    {
      if (!rapport_csv_row_is_blank (&row))
        size += add_line (self, &row);
      if (!has_room (self, size, error))
        return FALSE;
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* Columns. */

static gboolean
is_named (const char *names, const char *folded)
{
  g_auto (GStrv) all = g_strsplit (names, "|", -1);

  for (char **name = all; *name != NULL; name++)
    {
      char *star = strchr (*name, '*');

      if (star != NULL)
        *star = '\0';
      if (star != NULL ? g_str_has_prefix (folded, *name) : g_str_equal (folded, *name))
        return TRUE;
    }
  return FALSE;
}

/* By what we call it ourselves, then as it is called in life. */
static int
find_column (const char *header)
{
  static const char *const languages[] = { "en", "ru" };
  g_autofree char *folded = rapport_csv_fold (header);

  for (guint i = 0; *folded != '\0' && i < BOARD_N_COLUMNS; i++)
    for (gsize l = 0; l < G_N_ELEMENTS (languages); l++)
      {
        g_autofree char *label = rapport_csv_fold (
          rapport_catalog_text (rapport_catalog_get (languages[l]), board_columns[i].label));

        if (g_str_equal (label, folded))
          return (int) i;
      }
  for (guint i = 0; *folded != '\0' && i < BOARD_N_COLUMNS; i++)
    if (is_named (board_columns[i].names, folded))
      return (int) i;
  return -1;
}

static guint
read_header (const Line *line, int *columns)
{
  guint n = 0;

  for (guint i = 0; i < BOARD_N_COLUMNS; i++)
    columns[i] = -1;
  for (guint i = 0; i < line->n_cells; i++)
    {
      const int column = find_column (line->cells[i]);

      if (column < 0 || columns[column] >= 0)
        continue;
      columns[column] = (int) i;
      n++;
    }
  return n;
}

/* The line with the most known names, which has the one that an idea needs. */
static gboolean
find_header (RapportCardTable *self, GError **error)
{
  guint best = 0;

  for (guint i = 0; i + 1 < self->lines->len && i < MAX_ABOVE; i++)
    {
      int columns[BOARD_N_COLUMNS];
      const guint n = read_header (self->lines->pdata[i], columns);

      if (n <= best || (columns[BOARD_COLUMN_TITLE] < 0 && columns[BOARD_COLUMN_TEXT] < 0))
        continue;
      best = n;
      self->first = i + 1;
      memcpy (self->columns, columns, sizeof columns);
    }
  if (best > 0)
    return TRUE;
  g_set_error_literal (
    error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_NO_TABLE,
    _ ("The table has no column of titles with rows below it. Call one “Idea” or “Title”."));
  return FALSE;
}

RapportCardTable *
rapport_card_table_read (GFile *file, GBytes *bytes, GCancellable *cancellable, GError **error)
{
  const RapportImportOptions options = { .header_line = -1 };
  g_autoptr (RapportImportSource) source = rapport_import_source_new (file, bytes);
  g_autoptr (RapportImportPass) pass = rapport_import_pass_new (source, &options, NULL);
  g_autoptr (RapportCardTable) self = g_new0 (RapportCardTable, 1);
  g_autoptr (RapportTableReader) reader = NULL;

  self->lines = g_ptr_array_new_with_free_func (line_free);
  if (!rapport_import_pass_open (pass, cancellable, error))
    return NULL;
  reader = rapport_import_pass_read (pass, cancellable, error);
  if (reader == NULL || !read_lines (self, reader, cancellable, error) ||
      !find_header (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

guint
rapport_card_table_get_n_rows (RapportCardTable *self)
{
  return self->lines->len - self->first;
}

/* Storing. */

static const char *
get_cell (const RapportCardTable *table, const Line *line, BoardColumn column)
{
  const int at = table->columns[column];

  return at >= 0 && (guint) at < line->n_cells ? line->cells[at] : "";
}

/* The word of a label in either language, or of the word itself; NULL. */
static const char *
find_word (const RapportWord *words, const char *text)
{
  static const char *const languages[] = { "en", "ru" };
  g_autofree char *folded = rapport_csv_fold (text);

  for (; words->word != NULL; words++)
    for (gsize l = 0; l < G_N_ELEMENTS (languages); l++)
      {
        g_autofree char *label = rapport_csv_fold (
          rapport_catalog_text (rapport_catalog_get (languages[l]), words->label));

        if (g_str_equal (label, folded) || g_str_equal (words->word, folded))
          return words->word;
      }
  return NULL;
}

static const char *
find_metric (const char *text)
{
  static const char *const languages[] = { "en", "ru" };
  g_autofree char *folded = rapport_csv_fold (text);
  gsize n;
  const RapportMetric *const *metrics = rapport_metrics_get (&n);

  for (gsize i = 0; i < n; i++)
    for (gsize l = 0; l < G_N_ELEMENTS (languages); l++)
      {
        g_autofree char *label = rapport_csv_fold (
          rapport_catalog_text (rapport_catalog_get (languages[l]), metrics[i]->label));

        if (g_str_equal (label, folded))
          return metrics[i]->word;
      }
  return text;
}

static void
read_status (RapportBoardImport *self, RapportRecord *work, const char *text, guint line)
{
  const char *word = find_word (rapport_work_item_statuses, text);

  if (word != NULL)
    rapport_board_import_set (self, work, "status", word);
  else
    rapport_board_import_remark (self, _ ("Line %u: there is no status “%s”; it stays an idea."),
                                 line, text);
}

static void
read_day (
  RapportBoardImport *self, RapportRecord *work, BoardColumn column, const char *text, guint line)
{
  const int field =
    rapport_record_info_find_field (&rapport_work_item_info, board_columns[column].field);
  RapportCsvDate date;

  if (!rapport_csv_date_read (text, RAPPORT_DATE_ORDER_GUESS, &date))
    {
      rapport_board_import_remark (self, _ ("Line %u: “%s” is no day."), line, text);
      return;
    }
  rapport_transaction_set_day (self->transaction, work, (guint) field,
                               column == BOARD_COLUMN_MONTH ? rapport_day_month (date.day)
                                                            : date.last);
  /* It was said to the client: it stays. */
  if (column == BOARD_COLUMN_DATE)
    rapport_transaction_set_boolean (self->transaction, work, RAPPORT_WORK_ITEM_CLIENT_DATE_BY_HAND,
                                     TRUE);
}

static void
read_number (
  RapportBoardImport *self, RapportRecord *work, BoardColumn column, const char *text, guint line)
{
  const int field =
    rapport_record_info_find_field (&rapport_work_item_info, board_columns[column].field);
  RapportCsvValue value;

  rapport_csv_value_read (text, RAPPORT_DECIMAL_GUESS, 0, &value);
  if ((value.kind == RAPPORT_VALUE_NUMBER || value.kind == RAPPORT_VALUE_PERCENT) &&
      value.value >= 0)
    rapport_transaction_set_integer (self->transaction, work, (guint) field, value.value);
  else if (value.kind != RAPPORT_VALUE_NONE)
    rapport_board_import_remark (self, _ ("Line %u: “%s” is no number from 0 on."), line, text);
}

static void
read_field (
  RapportBoardImport *self, RapportRecord *work, BoardColumn column, const char *text, guint line)
{
  if (*text == '\0' || board_columns[column].field == NULL)
    return;
  if (column == BOARD_COLUMN_STATUS)
    read_status (self, work, text, line);
  else if (column == BOARD_COLUMN_DATE || column == BOARD_COLUMN_MONTH)
    read_day (self, work, column, text, line);
  else if (column >= BOARD_COLUMN_IMPACT && column <= BOARD_COLUMN_EFFORT)
    read_number (self, work, column, text, line);
  else
    rapport_board_import_set (self, work, board_columns[column].field,
                              column == BOARD_COLUMN_METRIC ? find_metric (text) : text);
}

static void
read_idea (RapportBoardImport *self,
           const RapportCardTable *table,
           const Line *line,
           const char *title,
           RapportRecord *card)
{
  RapportRecord *work = rapport_board_import_add (self, RAPPORT_TYPE_WORK_ITEM);
  g_autofree char *name = g_strdup (title);

  rapport_board_import_set (self, work, "status", "idea");
  for (guint i = 0; i < BOARD_N_COLUMNS; i++)
    read_field (self, work, (BoardColumn) i, get_cell (table, line, (BoardColumn) i), line->line);
  if (cut (name, MAX_TITLE))
    rapport_board_import_remark (self, _ ("Line %u: the title was too long and has been cut."),
                                 line->line);
  rapport_board_import_set (self, work, "title", name);
  /* What an idea has no field for is why. */
  if (*get_cell (table, line, BOARD_COLUMN_WHY) == '\0' &&
      *get_cell (table, line, BOARD_COLUMN_TITLE) != '\0')
    rapport_board_import_set (self, work, "why", get_cell (table, line, BOARD_COLUMN_TEXT));
  rapport_board_import_set (self, card, "item", rapport_record_get_id (work));
}

/* Everything but ideas, as our own tables have it. */
static void
read_other (RapportBoardImport *self,
            const RapportCardTable *table,
            const Line *line,
            const char *kind,
            RapportRecord *card)
{
  const char *text = get_cell (table, line, BOARD_COLUMN_TEXT);

  /* A table has no pictures in it. */
  rapport_board_import_set (self, card, "kind", g_str_equal (kind, "image") ? "note" : kind);
  rapport_board_import_set (self, card, "text",
                            *text != '\0' ? text : get_cell (table, line, BOARD_COLUMN_TITLE));
  rapport_board_import_set (self, card, "address", get_cell (table, line, BOARD_COLUMN_ADDRESS));
  if (g_str_equal (kind, "figure"))
    rapport_board_import_set (self, card, "metric",
                              find_metric (get_cell (table, line, BOARD_COLUMN_METRIC)));
}

static void
read_line (RapportBoardImport *self, Reader *reader, const Line *line)
{
  const RapportCardTable *table = reader->table;
  const char *text = get_cell (table, line, BOARD_COLUMN_TEXT);
  const char *title = *get_cell (table, line, BOARD_COLUMN_TITLE) != '\0'
                        ? get_cell (table, line, BOARD_COLUMN_TITLE)
                        : text;
  const char *said = get_cell (table, line, BOARD_COLUMN_KIND);
  const char *kind = *said != '\0' ? find_word (rapport_card_kinds, said) : NULL;
  const gboolean is_figure = g_strcmp0 (kind, "figure") == 0;
  RapportRecord *card;

  if (*title == '\0' && !is_figure)
    {
      rapport_board_import_remark (self, _ ("Line %u was left out: it has no title."), line->line);
      return;
    }
  if (line->cut)
    rapport_board_import_remark (self, _ ("Line %u: a text was too long and has been cut."),
                                 line->line);
  card = rapport_board_import_add (self, RAPPORT_TYPE_PLACEMENT);
  if (kind == NULL || g_str_equal (kind, "item"))
    read_idea (self, table, line, title, card);
  else
    read_other (self, table, line, kind, card);
  rapport_board_import_set (self, card, "order", reader->orders->pdata[reader->at]);
  rapport_transaction_set (
    self->transaction, card, RAPPORT_PLACEMENT_RECTANGLE,
    g_variant_new ("(dddd)", (self->n_cards % PER_ROW) * (RAPPORT_CARD_WIDTH + GAP),
                   reader->top + (self->n_cards / PER_ROW) * (RAPPORT_CARD_HEIGHT + GAP),
                   RAPPORT_CARD_WIDTH, RAPPORT_CARD_HEIGHT));
  self->n_cards++;
}

/* Below and above what lies there already. */
static void
find_place (RapportBoardImport *self, Reader *reader)
{
  const RapportRecordInfo *const infos[] = { &rapport_placement_info, &rapport_frame_info };
  g_autofree char *last = NULL;

  for (gsize t = 0; t < G_N_ELEMENTS (infos); t++)
    {
      const int order = rapport_record_info_find_field (infos[t], "order");
      const int place = rapport_record_info_find_field (infos[t], "rectangle");
      const guint fields[] = { (guint) order, (guint) place };
      g_autoptr (RapportQuery) query = rapport_query_new_for_info (infos[t]);
      g_autoptr (GPtrArray) rows = NULL;

      rapport_query_where_text (query, (guint) rapport_record_info_find_field (infos[t], "board"),
                                self->board_id);
      rapport_query_set_fields (query, fields, G_N_ELEMENTS (fields));
      rows = rapport_library_find_rows (self->library, query, NULL);
      for (guint i = 0; rows != NULL && i < rows->len; i++)
        {
          const RapportRow *row = rows->pdata[i];
          double x, y, width, height;

          if (t == 0 && row->values[order] != NULL &&
              g_strcmp0 (last, g_variant_get_string (row->values[order], NULL)) < 0)
            g_set_str (&last, g_variant_get_string (row->values[order], NULL));
          if (row->values[place] == NULL)
            continue;
          g_variant_get (row->values[place], "(dddd)", &x, &y, &width, &height);
          reader->top = MAX (reader->top, y + height + 2 * GAP);
        }
    }
  reader->orders =
    rapport_order_keys_between (last, NULL, rapport_card_table_get_n_rows (reader->table));
}

/* A new board shows the lanes that there are values for, at most two ways. */
static void
add_board (RapportBoardImport *self, Reader *reader)
{
  RapportIdeaBoard *board =
    rapport_boards_add (self->transaction, self->library, self->client_id, reader->title);
  const char *axes[2] = { "", "" };
  guint n = 0;

  self->board_id = g_strdup (rapport_record_get_id (RAPPORT_RECORD (board)));
  for (const RapportWord *word = rapport_lane_fields; word->word != NULL && n < 2; word++)
    for (guint i = 0; i < BOARD_N_COLUMNS; i++)
      if (g_strcmp0 (board_columns[i].field, word->word) == 0 && reader->table->columns[i] >= 0)
        axes[n++] = word->word;
  if (n > 0)
    rapport_boards_set_matrix (self->transaction, board, axes[0], axes[1]);
}

static gboolean
step (RapportBoardImport *self)
{
  Reader *reader = self->source;

  if (reader->orders == NULL)
    {
      if (self->board_id == NULL)
        {
          add_board (self, reader);
          reader->orders =
            rapport_order_keys_between (NULL, NULL, rapport_card_table_get_n_rows (reader->table));
        }
      else
        find_place (self, reader);
      return TRUE;
    }
  if (reader->at >= rapport_card_table_get_n_rows (reader->table))
    return FALSE;
  read_line (self, reader, reader->table->lines->pdata[reader->table->first + reader->at]);
  reader->at++;
  return TRUE;
}

RapportBoardImport *
rapport_card_table_import (RapportLibrary *library,
                           const char *client_id,
                           const char *board_id,
                           const char *title,
                           RapportCardTable *table)
{
  Reader *reader = g_new0 (Reader, 1);
  RapportBoardImport *self;

  reader->table = table;
  reader->title = g_strdup (title);
  self = rapport_board_import_new (library, client_id, title, step, reader, reader_free);
  self->board_id = g_strdup (board_id);
  return self;
}
