/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-csv-encoding.h"

#include "rapport-exchange-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PIECE (64 * 1024)
#define MAGIC 16
/* Of the two bytes of a UTF-16 unit the higher is zero in at least this share
 * of units (separators, digits, Latin letters), the lower practically never. */
#define ZEROS_MANY 0.15
#define ZEROS_FEW  0.02
/* More control characters than this and it is no text. */
#define CONTROLS_MANY 0.01
/* Letters in use have three bytes at most. */
#define LONGEST_LETTER 3

static const char *const names[RAPPORT_CSV_N_ENCODINGS] = {
  "", "UTF-8", "UTF-16LE", "UTF-16BE", "Windows-1251", "Windows-1252",
};

/* What was counted over the whole file. */
typedef struct
{
  guint8 head[MAGIC];
  guint64 n_bytes;
  guint64 zeros[2];
  guint64 n_controls;
  guint64 n_high;
  /* Bytes that are letters in Windows-1251, and those behind another. */
  guint64 n_letters;
  guint64 n_runs;
  guint64 n_multibyte;
  guint64 n_visible;
  guint first_zero_line;
  guint line;
  guint8 previous;
  gboolean utf_8;
} Scan;

static const struct
{
  const char *magic;
  gsize length;
  const char *what;
} magics[] = {
  { "PK\003\004", 4,
    N_ ("This is an Excel workbook or a ZIP archive, not a text table. Save it as CSV.") },
  { "\320\317\021\340", 4,
    N_ ("This is an old Excel workbook, not a text table. Save it as CSV.") },
  { "%PDF", 4, N_ ("This is a PDF, not a text table.") },
  { "\037\213", 2, N_ ("This file is compressed. Unpack it first.") },
  { "SQLite format 3", 15, N_ ("This is a database, not a text table.") },
  { "<!DOCTYPE html", 14, N_ ("This is a web page, not a text table.") },
  { "<!doctype html", 14, N_ ("This is a web page, not a text table.") },
  { "<html", 5, N_ ("This is a web page, not a text table.") },
};

const char *
rapport_csv_encoding_get_name (RapportCsvEncoding encoding)
{
  g_return_val_if_fail ((guint) encoding < RAPPORT_CSV_N_ENCODINGS, "");
  return names[encoding];
}

GStrv
rapport_csv_encoding_list_names (const char *guess)
{
  g_autoptr (GStrvBuilder) list = g_strv_builder_new ();

  if (guess != NULL)
    g_strv_builder_add (list, guess);
  for (int i = RAPPORT_CSV_ENCODING_GUESS + 1; i < RAPPORT_CSV_N_ENCODINGS; i++)
    g_strv_builder_add (list, rapport_csv_encoding_get_name ((RapportCsvEncoding) i));
  return g_strv_builder_end (list);
}

gboolean
rapport_csv_encoding_from_name (const char *name, RapportCsvEncoding *encoding)
{
  for (guint i = 1; i < RAPPORT_CSV_N_ENCODINGS; i++)
    if (g_ascii_strcasecmp (names[i], name) == 0)
      {
        *encoding = (RapportCsvEncoding) i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
is_cyrillic_byte (guint8 byte)
{
  return byte >= 0xC0 || byte == 0xA8 || byte == 0xB8;
}

static void
scan_byte (Scan *scan, guint8 byte)
{
  if (scan->n_bytes < MAGIC)
    scan->head[scan->n_bytes] = byte;
  if (byte == '\0')
    {
      if (scan->first_zero_line == 0)
        scan->first_zero_line = scan->line;
      scan->zeros[scan->n_bytes % 2]++;
    }
  else if (byte > ' ' && byte != 0x7F)
    scan->n_visible++;
  else if (byte < ' ' && strchr ("\t\n\v\f\r\032", byte) == NULL)
    scan->n_controls++;
  if (byte >= 0x80)
    {
      scan->n_high++;
      scan->n_letters += is_cyrillic_byte (byte);
      scan->n_runs += is_cyrillic_byte (byte) && is_cyrillic_byte (scan->previous);
      if (byte < 0xC0 && scan->previous >= 0xC2)
        scan->n_multibyte++;
    }
  if (byte == '\n')
    scan->line++;
  scan->previous = byte;
  scan->n_bytes++;
}

static gboolean
scan_stream (GInputStream *stream, Scan *scan, GCancellable *cancellable, GError **error)
{
  g_autofree guint8 *piece = g_malloc (PIECE);
  g_autoptr (GString) text = g_string_new (NULL);
  RapportCsvDecoder decoder;
  gssize n_read;

  rapport_csv_decoder_init (&decoder, RAPPORT_CSV_ENCODING_UTF_8);
  scan->utf_8 = TRUE;
  scan->line = 1;
  while ((n_read = g_input_stream_read (stream, piece, PIECE, cancellable, error)) > 0)
    {
      for (gssize i = 0; i < n_read; i++)
        scan_byte (scan, piece[i]);
      g_string_truncate (text, 0);
      scan->utf_8 = scan->utf_8 && rapport_csv_decoder_feed (&decoder, piece, (gsize) n_read, text);
    }
  /* A file cut in the middle of its last letter is still UTF-8 for the reader
   * to complain about. */
  return n_read == 0;
}

static gboolean
refuse_magic (const Scan *scan, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (magics); i++)
    if (scan->n_bytes >= magics[i].length &&
        memcmp (scan->head, magics[i].magic, magics[i].length) == 0)
      {
        g_set_error_literal (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_NOT_TEXT,
                             _ (magics[i].what));
        return FALSE;
      }
  return TRUE;
}

static RapportCsvEncoding
utf_16_of (const Scan *scan)
{
  double units = (double) scan->n_bytes / 2;

  if (scan->head[0] == 0xFF && scan->head[1] == 0xFE)
    return RAPPORT_CSV_ENCODING_UTF_16LE;
  if (scan->head[0] == 0xFE && scan->head[1] == 0xFF)
    return RAPPORT_CSV_ENCODING_UTF_16BE;
  if ((double) scan->zeros[1] >= units * ZEROS_MANY && (double) scan->zeros[0] <= units * ZEROS_FEW)
    return RAPPORT_CSV_ENCODING_UTF_16LE;
  if ((double) scan->zeros[0] >= units * ZEROS_MANY && (double) scan->zeros[1] <= units * ZEROS_FEW)
    return RAPPORT_CSV_ENCODING_UTF_16BE;
  return RAPPORT_CSV_ENCODING_GUESS;
}

static gboolean
decide (const Scan *scan, RapportCsvEncoding *encoding, GError **error)
{
  gboolean marked = memcmp (scan->head, "\357\273\277", 3) == 0;
  gboolean marked_16 = memcmp (scan->head, "\377\376", 2) == 0;

  marked_16 = marked_16 || memcmp (scan->head, "\376\377", 2) == 0;
  if (scan->n_visible <= (marked ? 3 : marked_16 ? 2 : 0))
    {
      g_set_error_literal (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_EMPTY,
                           _ ("The file is empty."));
      return FALSE;
    }
  if (!refuse_magic (scan, error))
    return FALSE;
  *encoding = utf_16_of (scan);
  if (*encoding != RAPPORT_CSV_ENCODING_GUESS)
    return TRUE;
  if (scan->first_zero_line > 0 ||
      (double) scan->n_controls > (double) scan->n_bytes * CONTROLS_MANY)
    {
      g_set_error (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_NOT_TEXT,
                   _ ("Line %u: this is not text. The file seems to be of another kind."),
                   MAX (scan->first_zero_line, 1));
      return FALSE;
    }
  /* Mostly UTF-8 with a letter cut somewhere: the reader will say where. */
  if (scan->utf_8 || marked || scan->n_multibyte * LONGEST_LETTER >= scan->n_high)
    *encoding = RAPPORT_CSV_ENCODING_UTF_8;
  else
    *encoding = scan->n_runs > 0 && scan->n_runs * 2 >= scan->n_letters
                  ? RAPPORT_CSV_ENCODING_WINDOWS_1251
                  : RAPPORT_CSV_ENCODING_WINDOWS_1252;
  return TRUE;
}

gboolean
rapport_csv_encoding_guess (GInputStream *stream,
                            RapportCsvEncoding *encoding,
                            GCancellable *cancellable,
                            GError **error)
{
  Scan scan = { 0 };

  return scan_stream (stream, &scan, cancellable, error) && decide (&scan, encoding, error);
}
