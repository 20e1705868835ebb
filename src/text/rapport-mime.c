/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-mime.h"

#include <string.h>

#define CRLF "\r\n"

/* RFC 2047, 2: a line with a coded word has 76 characters at most. The name of
 * the header takes some, "=?UTF-8?B?" and "?=" take 12: 52 of Base64 are left. */
#define WORD_BYTES 39

/* RFC 5322, 2.1.1: lines of 78 characters at most should do. */
#define LINE 76

/* Of a header's value as it is: a word is never broken, and a line of 998 is the limit. */
#define LONGEST 900

static gboolean
is_plain (const char *text)
{
  const char *p;

  for (p = text; *p != '\0'; p++)
    if (*p < ' ' || *p > '~')
      return FALSE;
  /* "=?" would be read as the beginning of a coded word. */
  return strstr (text, "=?") == NULL && p - text < LONGEST;
}

/* What would end a line is a space, and what can't be seen is nothing. */
static char *
one_line (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *line = g_string_sized_new (strlen (valid));
  gboolean space = FALSE;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (c == '\n' || c == '\r' || c == '\t' || c == 0x2028 || c == 0x2029)
        space = TRUE;
      else if (!g_unichar_iscntrl (c) && c != 0xfeff && (c & 0xfffe) != 0xfffe)
        {
          g_string_append (line, space ? " " : "");
          g_string_append_unichar (line, c);
          space = FALSE;
        }
    }
  return g_strstrip (g_string_free_and_steal (line));
}

/* Bytes of whole characters at @text, @most of them at most. */
static gsize
whole_characters (const char *text, gsize most)
{
  gsize length = strlen (text);

  if (length <= most)
    return length;
  length = most;
  while (length > 0 && (text[length] & 0xc0) == 0x80)
    length--;
  return length;
}

static void
append_coded_words (GString *out, const char *text)
{
  gboolean first = TRUE;

  while (*text != '\0')
    {
      gsize length = whole_characters (text, WORD_BYTES);
      g_autofree char *coded = g_base64_encode ((const guchar *) text, length);

      g_string_append_printf (out, "%s=?UTF-8?B?%s?=", first ? "" : CRLF " ", coded);
      text += length;
      first = FALSE;
    }
}

/* Breaks the line at spaces; a word longer than a line stays whole. */
static void
append_folded (GString *out, const char *text, gsize column)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (char **word = words; *word != NULL; word++)
    {
      gsize length = strlen (*word);

      if (word > words && column + 1 + length > LINE && length > 0)
        {
          g_string_append (out, CRLF);
          column = 0;
        }
      if (word > words)
        {
          g_string_append_c (out, ' ');
          column++;
        }
      g_string_append (out, *word);
      column += length;
    }
}

void
rapport_mime_append_header (GString *out, const char *name, const char *value)
{
  g_autofree char *clean = one_line (value);

  g_string_append_printf (out, "%s: ", name);
  if (is_plain (clean))
    append_folded (out, clean, strlen (name) + 2);
  else
    append_coded_words (out, clean);
  g_string_append (out, CRLF);
}

void
rapport_mime_append_address (GString *out, const char *name, const char *email)
{
  g_autofree char *clean = one_line (name);

  if (*clean == '\0' || g_str_equal (clean, email))
    {
      g_string_append (out, email);
      return;
    }
  g_strdelimit (clean, "\"\\", '\'');
  if (is_plain (clean))
    g_string_append_printf (out, "\"%s\"", clean);
  else
    append_coded_words (out, clean);
  g_string_append_printf (out, " <%s>", email);
}

/* RFC 2231, 7: what needs no percent sign. */
static gboolean
is_attribute_char (guchar c)
{
  return g_ascii_isalnum (c) || strchr ("!#$&+-.^_`|~", c) != NULL;
}

void
rapport_mime_append_parameter (GString *out, const char *name, const char *value)
{
  g_autofree char *clean = one_line (value);
  gsize column = LINE;
  guint part = 0;

  for (const char *p = clean; *p != '\0'; p++)
    {
      guchar c = (guchar) *p;

      /* A character of several bytes stays whole. */
      if ((c & 0xc0) != 0x80 && column + 12 > LINE)
        {
          g_autofree char *begin =
            g_strdup_printf (" %s*%u*=%s", name, part, part ? "" : "UTF-8''");

          g_string_append_printf (out, ";" CRLF "%s", begin);
          column = strlen (begin);
          part++;
        }
      if (c != '\0' && is_attribute_char (c))
        g_string_append_c (out, (char) c);
      else
        g_string_append_printf (out, "%%%02X", c);
      column += is_attribute_char (c) ? 1 : 3;
    }
}

void
rapport_mime_append_base64 (GString *out, gconstpointer data, gsize length)
{
  g_autofree char *coded = g_base64_encode (data, length);
  gsize all = strlen (coded);

  for (gsize at = 0; at < all; at += LINE)
    {
      g_string_append_len (out, coded + at, (gssize) MIN (LINE, all - at));
      g_string_append (out, CRLF);
    }
}

/* RFC 2045, 6.8: lines of coded text end with CRLF too, as they may already. */
static char *
with_crlf (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (char **line = lines; line[0] != NULL && line[1] != NULL; line++)
    if (g_str_has_suffix (*line, "\r"))
      (*line)[strlen (*line) - 1] = '\0';
  return g_strjoinv (CRLF, lines);
}

void
rapport_mime_append_text (GString *out, const char *type, const char *text)
{
  g_autofree char *lines = with_crlf (text);

  g_string_append_printf (out, "Content-Type: %s; charset=utf-8" CRLF, type);
  g_string_append (out, "Content-Transfer-Encoding: base64" CRLF CRLF);
  rapport_mime_append_base64 (out, lines, strlen (lines));
}

void
rapport_mime_append_multipart (GString *out, const char *kind, const char *boundary)
{
  g_string_append_printf (out, "Content-Type: multipart/%s;" CRLF " boundary=\"%s\"" CRLF CRLF,
                          kind, boundary);
}
