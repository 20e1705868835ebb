/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RapportCsvEncoding:
 *
 * How the bytes of a file stand for letters. %RAPPORT_CSV_ENCODING_GUESS asks
 * the file itself.
 */
typedef enum
{
  RAPPORT_CSV_ENCODING_GUESS,
  RAPPORT_CSV_ENCODING_UTF_8,
  RAPPORT_CSV_ENCODING_UTF_16LE,
  RAPPORT_CSV_ENCODING_UTF_16BE,
  RAPPORT_CSV_ENCODING_WINDOWS_1251,
  RAPPORT_CSV_ENCODING_WINDOWS_1252,
} RapportCsvEncoding;

#define RAPPORT_CSV_N_ENCODINGS (RAPPORT_CSV_ENCODING_WINDOWS_1252 + 1)

/* The name that people know, such as "UTF-8"; "" for a guess. */
const char *rapport_csv_encoding_get_name (RapportCsvEncoding encoding);

/* (transfer full): all of them but the guess, in order; behind @guess, unless that is
 * %NULL, which then is what the first entry, for a guess, is called. */
GStrv rapport_csv_encoding_list_names (const char *guess);

/* The other way, in any case; %FALSE when no encoding has this name. */
gboolean rapport_csv_encoding_from_name (const char *name, RapportCsvEncoding *encoding);

/**
 * rapport_csv_encoding_guess:
 * @stream: the file from its beginning; it is read to its end
 *
 * Looks at every byte: the byte order mark, the zeros of UTF-16, whether it all
 * is valid UTF-8, and else whether its high bytes stand in runs, as Cyrillic
 * letters in Windows-1251 do, or alone, as signs and accents in Windows-1252.
 * Fails with EMPTY where there is nothing but white space, and with NOT_TEXT,
 * with the line where possible, for archives, spreadsheets, pictures and other
 * files that are not text.
 */
gboolean rapport_csv_encoding_guess (GInputStream *stream,
                                     RapportCsvEncoding *encoding,
                                     GCancellable *cancellable,
                                     GError **error);

/**
 * RapportCsvDecoder:
 *
 * Turns bytes, given in any pieces, into UTF-8. A byte order mark is dropped.
 */
typedef struct
{
  RapportCsvEncoding encoding;
  guint8 left[4];
  guint n_left;
  gboolean begun;
  /* A high surrogate that waits for its other half. */
  gunichar high;
} RapportCsvDecoder;

void rapport_csv_decoder_init (RapportCsvDecoder *self, RapportCsvEncoding encoding);

/* Appends the letters of @bytes to @text. Returns %FALSE at the first byte that
 * is not valid; what came before it has been appended. */
gboolean rapport_csv_decoder_feed (RapportCsvDecoder *self,
                                   const guint8 *bytes,
                                   gsize n_bytes,
                                   GString *text);

/* %FALSE when the file ended in the middle of a letter. */
gboolean rapport_csv_decoder_finish (RapportCsvDecoder *self);

G_END_DECLS
