/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-csv-encoding.h"

#include <string.h>

#define BYTE_ORDER_MARK 0xFEFF

/* 0x80 to 0xBF; what follows is А to я. The one byte without a letter is U+FFFD. */
static const guint16 windows_1251[] = {
  0x0402, 0x0403, 0x201A, 0x0453, 0x201E, 0x2026, 0x2020, 0x2021, 0x20AC, 0x2030, 0x0409,
  0x2039, 0x040A, 0x040C, 0x040B, 0x040F, 0x0452, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
  0x2013, 0x2014, 0xFFFD, 0x2122, 0x0459, 0x203A, 0x045A, 0x045C, 0x045B, 0x045F, 0x00A0,
  0x040E, 0x045E, 0x0408, 0x00A4, 0x0490, 0x00A6, 0x00A7, 0x0401, 0x00A9, 0x0404, 0x00AB,
  0x00AC, 0x00AD, 0x00AE, 0x0407, 0x00B0, 0x00B1, 0x0406, 0x0456, 0x0491, 0x00B5, 0x00B6,
  0x00B7, 0x0451, 0x2116, 0x0454, 0x00BB, 0x0458, 0x0405, 0x0455, 0x0457,
};

/* 0x80 to 0x9F; what follows stands at its own number in Unicode. */
static const guint16 windows_1252[] = {
  0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
  0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
  0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
};

void
rapport_csv_decoder_init (RapportCsvDecoder *self, RapportCsvEncoding encoding)
{
  *self = (RapportCsvDecoder) { .encoding = encoding };
}

static gunichar
single_byte (RapportCsvEncoding encoding, guint8 byte)
{
  if (byte < 0x80)
    return byte;
  if (encoding == RAPPORT_CSV_ENCODING_WINDOWS_1251)
    return byte < 0xC0 ? windows_1251[byte - 0x80] : 0x0410 + (gunichar) (byte - 0xC0);
  return byte < 0xA0 ? windows_1252[byte - 0x80] : byte;
}

static void
append_letter (RapportCsvDecoder *self, gunichar letter, GString *text)
{
  if (letter != BYTE_ORDER_MARK || self->begun)
    g_string_append_unichar (text, letter);
  self->begun = TRUE;
}

static gboolean
feed_unit (RapportCsvDecoder *self, gunichar unit, GString *text)
{
  gboolean is_low = unit >= 0xDC00 && unit <= 0xDFFF;

  if (is_low != (self->high != 0))
    return FALSE;
  if (unit >= 0xD800 && unit <= 0xDBFF)
    {
      self->high = unit;
      return TRUE;
    }
  if (is_low)
    unit = 0x10000 + ((self->high - 0xD800) << 10) + (unit - 0xDC00);
  self->high = 0;
  append_letter (self, unit, text);
  return TRUE;
}

static gboolean
feed_utf_16 (RapportCsvDecoder *self, const guint8 *bytes, gsize n_bytes, GString *text)
{
  gboolean big = self->encoding == RAPPORT_CSV_ENCODING_UTF_16BE;

  for (gsize i = 0; i < n_bytes; i++)
    {
      guint8 first;

      if (self->n_left == 0)
        {
          self->left[self->n_left++] = bytes[i];
          continue;
        }
      first = self->left[0];
      self->n_left = 0;
      if (!feed_unit (self,
                      big ? (gunichar) (first << 8 | bytes[i]) : (gunichar) (bytes[i] << 8 | first),
                      text))
        return FALSE;
    }
  return TRUE;
}

/* How many bytes a letter has that begins with @byte; 0 when none does. */
static guint
letter_length (guint8 byte)
{
  if (byte < 0x80)
    return 1;
  if (byte < 0xC2 || byte > 0xF4)
    return 0;
  return byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

/* Appends one whole letter held in @left. */
static gboolean
flush_left (RapportCsvDecoder *self, GString *text)
{
  gunichar letter = g_utf8_get_char_validated ((const char *) self->left, self->n_left);

  self->n_left = 0;
  if (letter == (gunichar) -1 || letter == (gunichar) -2)
    return FALSE;
  append_letter (self, letter, text);
  return TRUE;
}

/* Zero bytes are passed on: whoever parses knows their line. */
static gsize
valid_length (const guint8 *bytes, gsize n_bytes)
{
  const char *end = (const char *) bytes;
  const char *limit = end + n_bytes;

  while (end < limit && !g_utf8_validate_len (end, (gsize) (limit - end), &end) && *end == '\0')
    end++;
  return (gsize) (end - (const char *) bytes);
}

static gboolean
feed_utf_8 (RapportCsvDecoder *self, const guint8 *bytes, gsize n_bytes, GString *text)
{
  gsize i = 0, n_valid;

  while (i < n_bytes && (self->n_left > 0 || !self->begun))
    {
      self->left[self->n_left++] = bytes[i++];
      if (letter_length (self->left[0]) == 0)
        return FALSE;
      if (self->n_left == letter_length (self->left[0]) && !flush_left (self, text))
        return FALSE;
    }
  n_valid = valid_length (bytes + i, n_bytes - i);
  g_string_append_len (text, (const char *) bytes + i, (gssize) n_valid);
  i += n_valid;
  if (i < n_bytes && letter_length (bytes[i]) <= n_bytes - i)
    return FALSE;
  while (i < n_bytes)
    self->left[self->n_left++] = bytes[i++];
  return TRUE;
}

gboolean
rapport_csv_decoder_feed (RapportCsvDecoder *self,
                          const guint8 *bytes,
                          gsize n_bytes,
                          GString *text)
{
  switch (self->encoding)
    {
    case RAPPORT_CSV_ENCODING_UTF_16LE:
    case RAPPORT_CSV_ENCODING_UTF_16BE:
      return feed_utf_16 (self, bytes, n_bytes, text);
    case RAPPORT_CSV_ENCODING_WINDOWS_1251:
    case RAPPORT_CSV_ENCODING_WINDOWS_1252:
      for (gsize i = 0; i < n_bytes; i++)
        g_string_append_unichar (text, single_byte (self->encoding, bytes[i]));
      return TRUE;
    case RAPPORT_CSV_ENCODING_GUESS:
    case RAPPORT_CSV_ENCODING_UTF_8:
    default:
      return feed_utf_8 (self, bytes, n_bytes, text);
    }
}

gboolean
rapport_csv_decoder_finish (RapportCsvDecoder *self)
{
  return self->n_left == 0 && self->high == 0;
}
