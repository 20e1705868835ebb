/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-csv-reader.h"

#include "rapport-exchange-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PIECE (64 * 1024)

typedef enum
{
  STATE_CELL_START,
  STATE_PLAIN,
  STATE_QUOTED,
  /* Behind a quote inside of quotes: the end of the cell, or half of a pair. */
  STATE_QUOTE,
  STATE_BEHIND,
} State;

struct _RapportCsvReader
{
  GInputStream *stream;
  RapportCsvDecoder decoder;
  char separator;

  guint8 *piece;
  GString *text;
  gsize position;
  guint64 offset;
  gboolean at_end;
  gboolean broken;

  State state;
  GString *row;
  GArray *starts;
  GPtrArray *cells;
  guint line;
  guint row_line;
  guint quote_line;
  gboolean after_cr;
};

RapportCsvReader *
rapport_csv_reader_new (GInputStream *stream, RapportCsvEncoding encoding, char separator)
{
  RapportCsvReader *self = g_new0 (RapportCsvReader, 1);

  self->stream = g_object_ref (stream);
  rapport_csv_decoder_init (&self->decoder, encoding);
  self->separator = separator;
  self->piece = g_malloc (PIECE);
  self->text = g_string_sized_new (PIECE);
  self->row = g_string_sized_new (1024);
  self->starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->cells = g_ptr_array_new ();
  self->line = 1;
  return self;
}

void
rapport_csv_reader_free (RapportCsvReader *self)
{
  g_object_unref (self->stream);
  g_free (self->piece);
  g_string_free (self->text, TRUE);
  g_string_free (self->row, TRUE);
  g_array_unref (self->starts);
  g_ptr_array_unref (self->cells);
  g_free (self);
}

guint64
rapport_csv_reader_get_offset (RapportCsvReader *self)
{
  return self->offset;
}

/* Takes in the next piece of the file. %FALSE at the end and on errors. */
static gboolean
refill (RapportCsvReader *self, GCancellable *cancellable, GError **error)
{
  gssize n_read;

  if (self->broken || (self->at_end && !rapport_csv_decoder_finish (&self->decoder)))
    {
      g_set_error (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_ENCODING,
                   _ ("Line %u: the bytes are not valid %s. Choose another encoding."), self->line,
                   rapport_csv_encoding_get_name (self->decoder.encoding));
      return FALSE;
    }
  if (self->at_end)
    return FALSE;
  n_read = g_input_stream_read (self->stream, self->piece, PIECE, cancellable, error);
  if (n_read < 0)
    return FALSE;
  self->offset += (guint64) n_read;
  self->at_end = n_read == 0;
  g_string_truncate (self->text, 0);
  self->position = 0;
  self->broken =
    !rapport_csv_decoder_feed (&self->decoder, self->piece, (gsize) n_read, self->text);
  return TRUE;
}

static gboolean
begin_cell (RapportCsvReader *self, GError **error)
{
  gsize start = self->row->len;

  if (self->starts->len >= RAPPORT_CSV_MAX_COLUMNS)
    {
      g_set_error (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_TOO_LARGE,
                   _ ("Line %u: more than %d columns."), self->row_line, RAPPORT_CSV_MAX_COLUMNS);
      return FALSE;
    }
  g_array_append_val (self->starts, start);
  self->state = STATE_CELL_START;
  return TRUE;
}

static gboolean
append (RapportCsvReader *self, const char *text, gsize length, GError **error)
{
  if (self->row->len + length > RAPPORT_CSV_MAX_ROW_BYTES)
    {
      guint line = self->state == STATE_QUOTED ? self->quote_line : self->row_line;

      g_set_error (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_TOO_LARGE,
                   _ ("Line %u: the row that begins here is too long."), line);
      return FALSE;
    }
  g_string_append_len (self->row, text, (gssize) length);
  return TRUE;
}

/* How many of the letters ahead mean nothing special in this state. */
static gsize
plain_length (RapportCsvReader *self)
{
  const char *text = self->text->str + self->position;
  gsize left = self->text->len - self->position;
  gsize n = 0;

  if (self->state == STATE_QUOTED)
    while (n < left && text[n] != '"' && text[n] != '\n' && text[n] != '\r' && text[n] != '\0')
      n++;
  else if (self->state == STATE_PLAIN)
    while (n < left && text[n] != self->separator && text[n] != '\n' && text[n] != '\r' &&
           text[n] != '\0')
      n++;
  return n;
}

static gboolean
open_quote (RapportCsvReader *self)
{
  gsize start = g_array_index (self->starts, gsize, self->starts->len - 1);

  /* What stands before the quote can only be blanks. */
  g_string_truncate (self->row, start);
  self->quote_line = self->line;
  self->state = STATE_QUOTED;
  return TRUE;
}

static gboolean
take_quoted (RapportCsvReader *self, char letter, GError **error)
{
  if (self->state == STATE_QUOTED && letter == '"')
    {
      self->state = STATE_QUOTE;
      return TRUE;
    }
  if (self->state == STATE_QUOTE && letter == '"')
    self->state = STATE_QUOTED;
  if (self->state == STATE_QUOTED)
    return append (self, &letter, 1, error);
  self->state = STATE_BEHIND;
  if (letter == ' ')
    return TRUE;
  g_set_error (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_QUOTE,
               _ ("Line %u: text follows a closing quote. A quote inside a cell must be doubled."),
               self->line);
  return FALSE;
}

static gboolean
take_letter (RapportCsvReader *self, char letter, GError **error)
{
  if (letter == '\0')
    {
      g_set_error (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_NOT_TEXT,
                   _ ("Line %u: this is not text. The file seems to be of another kind."),
                   self->line);
      return FALSE;
    }
  if (self->state != STATE_QUOTED && letter == self->separator)
    {
      g_string_append_c (self->row, '\0');
      return begin_cell (self, error);
    }
  if (self->state >= STATE_QUOTED)
    return take_quoted (self, letter, error);
  if (self->state == STATE_CELL_START && letter == '"')
    return open_quote (self);
  if (self->state == STATE_CELL_START && letter != ' ')
    self->state = STATE_PLAIN;
  return append (self, &letter, 1, error);
}

/* A line break; returns %TRUE when it ends the row. */
static gboolean
take_break (RapportCsvReader *self, char letter, gboolean *ends, GError **error)
{
  gboolean second_half = letter == '\n' && self->after_cr;

  *ends = FALSE;
  self->after_cr = letter == '\r';
  if (!second_half)
    self->line++;
  if (self->state == STATE_QUOTED)
    return append (self, &letter, 1, error);
  /* The LF of a CRLF that ended the row before. */
  *ends = !second_half;
  return TRUE;
}

/* Works through what is at hand. */
static gboolean
parse (RapportCsvReader *self, gboolean *ends, GError **error)
{
  *ends = FALSE;
  while (!*ends && self->position < self->text->len)
    {
      gsize n = plain_length (self);
      char letter;

      if (n > 0)
        {
          if (!append (self, self->text->str + self->position, n, error))
            return FALSE;
          self->position += n;
          self->after_cr = FALSE;
          continue;
        }
      letter = self->text->str[self->position++];
      if (letter == '\n' || letter == '\r')
        {
          if (!take_break (self, letter, ends, error))
            return FALSE;
          continue;
        }
      self->after_cr = FALSE;
      if (!take_letter (self, letter, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_blank (RapportCsvReader *self)
{
  return self->starts->len == 1 && self->row->len == 0 && self->state == STATE_CELL_START;
}

static void
hand_over (RapportCsvReader *self, RapportCsvRow *row)
{
  gboolean blank = is_blank (self);

  g_string_append_c (self->row, '\0');
  g_ptr_array_set_size (self->cells, 0);
  for (guint i = 0; i < self->starts->len && !blank; i++)
    g_ptr_array_add (self->cells, self->row->str + g_array_index (self->starts, gsize, i));
  row->line = self->row_line;
  row->n_cells = self->cells->len;
  g_ptr_array_add (self->cells, NULL);
  row->cells = (const char *const *) self->cells->pdata;
}

/* At the end of the file: the last row may lack its line break. */
static gboolean
finish (RapportCsvReader *self, RapportCsvRow *row, GError **error)
{
  if (self->state == STATE_QUOTED)
    {
      g_set_error (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_QUOTE,
                   _ ("Line %u: the quote that opens here is never closed. "
                      "The file seems to be cut off."),
                   self->quote_line);
      return FALSE;
    }
  if (is_blank (self))
    return FALSE;
  hand_over (self, row);
  return TRUE;
}

gboolean
rapport_csv_reader_next (RapportCsvReader *self,
                         RapportCsvRow *row,
                         GCancellable *cancellable,
                         GError **error)
{
  gboolean ends = FALSE;

  g_string_truncate (self->row, 0);
  g_array_set_size (self->starts, 0);
  begin_cell (self, NULL);
  /* The LF of the last row's CRLF is still to come: it is not a line. */
  self->row_line = self->line;
  while (!ends)
    {
      g_autoptr (GError) local = NULL;

      if (!parse (self, &ends, error))
        return FALSE;
      if (ends)
        break;
      if (!refill (self, cancellable, &local))
        {
          if (local == NULL)
            return finish (self, row, error);
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
    }
  hand_over (self, row);
  return TRUE;
}
