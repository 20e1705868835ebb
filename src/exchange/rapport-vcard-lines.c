/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-vcard-private.h"

#include <string.h>

#define MAX_TYPES     16
#define NO_PREFERENCE 101

void
rapport_vcard_lines_init (RapportVcardLines *self, const char *bytes, gsize length)
{
  memset (self, 0, sizeof *self);
  self->at = bytes;
  self->end = bytes + length;
  self->property.types = g_ptr_array_new_with_free_func (g_free);
  self->property.value = g_string_new (NULL);
}

void
rapport_vcard_lines_clear (RapportVcardLines *self)
{
  g_free (self->property.group);
  g_free (self->property.name);
  g_free (self->property.charset);
  g_ptr_array_unref (self->property.types);
  g_string_free (self->property.value, TRUE);
}

/* One line of the file, without its break; NULL at the end. */
static const char *
next_line (RapportVcardLines *self, gsize *length)
{
  const char *begin = self->at;
  const char *p = begin;

  if (begin == self->end)
    return NULL;
  while (p < self->end && *p != '\n' && *p != '\r')
    p++;
  *length = (gsize) (p - begin);
  if (p < self->end && *p == '\r')
    p++;
  if (p < self->end && *p == '\n' && (p == begin + *length || p[-1] == '\r'))
    p++;
  self->at = p;
  self->line++;
  return begin;
}

/* What is longer can only be a picture, and of that nothing is needed. */
static void
append (GString *value, const char *text, gsize length)
{
  gsize room = RAPPORT_VCARD_MAX_VALUE - MIN (RAPPORT_VCARD_MAX_VALUE, value->len);

  g_string_append_len (value, text, (gssize) MIN (length, room));
}

/* RFC 6350 drops the blank that a folded line begins with; vCard 2.1 keeps it,
 * but for base64. */
static void
unfold (RapportVcardLines *self)
{
  GString *value = self->property.value;
  gsize length;

  for (;;)
    {
      gboolean soft =
        self->property.quoted_printable && value->len > 0 && value->str[value->len - 1] == '=';
      gboolean folded = self->at < self->end && (*self->at == ' ' || *self->at == '\t');
      gboolean keep = self->old && !self->property.base64;
      const char *line;

      if ((!soft && !folded) || self->at == self->end)
        return;
      line = next_line (self, &length);
      if (soft)
        g_string_truncate (value, value->len - 1);
      if (folded && !soft && !keep)
        {
          line++;
          length--;
        }
      append (value, line, length);
    }
}

static void
add_types (RapportVcardProperty *self, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, ",", MAX_TYPES);

  for (char **word = words; *word != NULL && self->types->len < MAX_TYPES; word++)
    {
      char *type = g_utf8_make_valid (g_strstrip (*word), -1);

      g_strdelimit (type, "\"", ' ');
      g_strstrip (type);
      for (char *p = type; *p != '\0'; p++)
        *p = g_ascii_tolower (*p);
      g_ptr_array_add (self->types, type);
    }
}

static gboolean
is_word (const char *text, const char *word)
{
  return g_ascii_strcasecmp (text, word) == 0;
}

static void
set_encoding (RapportVcardProperty *self, const char *text)
{
  if (is_word (text, "QUOTED-PRINTABLE"))
    self->quoted_printable = TRUE;
  else if (is_word (text, "B") || is_word (text, "BASE64"))
    self->base64 = TRUE;
}

/* "TYPE=work", "PREF=1", or the bare "WORK" and "QUOTED-PRINTABLE" of 2.1. */
static void
read_parameter (RapportVcardProperty *self, char *text)
{
  char *equals = strchr (text, '=');
  const char *value = equals != NULL ? equals + 1 : NULL;

  if (equals != NULL)
    *equals = '\0';
  if (value == NULL && (is_word (text, "QUOTED-PRINTABLE") || is_word (text, "BASE64")))
    set_encoding (self, text);
  else if (value == NULL)
    add_types (self, text);
  else if (is_word (text, "TYPE"))
    add_types (self, value);
  else if (is_word (text, "ENCODING"))
    set_encoding (self, value);
  else if (is_word (text, "CHARSET"))
    g_set_str (&self->charset, value);
  else if (is_word (text, "PREF"))
    self->preference = (int) CLAMP (g_ascii_strtoll (value, NULL, 10), 1, NO_PREFERENCE);
  else if (is_word (text, "X-APPLE-OMIT-YEAR"))
    self->omitted_year = (int) CLAMP (g_ascii_strtoll (value, NULL, 10), 0, 9999);
}

/* The end of a parameter: a semicolon or colon outside of quotes. */
static const char *
find_end (const char *text, const char *end)
{
  gboolean quoted = FALSE;

  for (; text < end; text++)
    {
      if (*text == '"')
        quoted = !quoted;
      else if (!quoted && (*text == ';' || *text == ':'))
        return text;
    }
  return NULL;
}

static void
set_name (RapportVcardProperty *self, const char *text, gsize length)
{
  const char *point = memchr (text, '.', length);

  g_free (self->group);
  g_free (self->name);
  self->group = point != NULL ? g_ascii_strdown (text, point - text) : g_strdup ("");
  if (point != NULL)
    {
      length -= (gsize) (point + 1 - text);
      text = point + 1;
    }
  self->name = g_ascii_strup (text, (gssize) length);
  g_strstrip (self->name);
}

/* Takes a line apart; %FALSE when it is no property. */
static gboolean
read_property (RapportVcardProperty *self, const char *line, gsize length)
{
  const char *end = line + length;
  const char *p = find_end (line, end);

  if (p == NULL)
    return FALSE;
  set_name (self, line, (gsize) (p - line));
  g_ptr_array_set_size (self->types, 0);
  g_clear_pointer (&self->charset, g_free);
  self->quoted_printable = self->base64 = FALSE;
  self->omitted_year = 0;
  self->preference = NO_PREFERENCE;
  while (*p == ';')
    {
      const char *next = find_end (p + 1, end);
      g_autofree char *parameter = NULL;

      if (next == NULL)
        return FALSE;
      parameter = g_strndup (p + 1, (gsize) (next - p) - 1);
      read_parameter (self, g_strstrip (parameter));
      p = next;
    }
  g_string_truncate (self->value, 0);
  append (self->value, p + 1, (gsize) (end - p) - 1);
  return TRUE;
}

/* Parameters may be folded as well: a line without its colon goes on below. */
static gboolean
read_folded (RapportVcardLines *self, const char *line, gsize length)
{
  g_autoptr (GString) joined = g_string_new_len (line, (gssize) MIN (length, G_MAXINT));

  while (self->at < self->end && (*self->at == ' ' || *self->at == '\t') &&
         joined->len < RAPPORT_VCARD_MAX_VALUE)
    {
      const char *more = next_line (self, &length);

      g_string_append_len (joined, more + 1, (gssize) length - 1);
      if (read_property (&self->property, joined->str, joined->len))
        return TRUE;
    }
  return FALSE;
}

gboolean
rapport_vcard_lines_next (RapportVcardLines *self)
{
  const char *line;
  gsize length;

  while ((line = next_line (self, &length)) != NULL)
    {
      guint number = self->line;

      if (length == 0 ||
          (!read_property (&self->property, line, length) && !read_folded (self, line, length)))
        continue;
      self->property.line = number;
      unfold (self);
      return TRUE;
    }
  return FALSE;
}

/* "=D0=90": pairs of digits stand for bytes [RFC 2045, 6.7]. */
static void
decode_quoted (GString *text)
{
  gsize length = 0;

  for (gsize i = 0; i < text->len; i++)
    {
      char letter = text->str[i];

      if (letter == '=' && i + 2 < text->len && g_ascii_isxdigit (text->str[i + 1]) &&
          g_ascii_isxdigit (text->str[i + 2]))
        {
          letter = (char) (g_ascii_xdigit_value (text->str[i + 1]) * 16 +
                           g_ascii_xdigit_value (text->str[i + 2]));
          i += 2;
        }
      text->str[length++] = letter;
    }
  g_string_truncate (text, length);
}

static char *
to_utf8 (const GString *bytes, const char *charset, const char *otherwise)
{
  char *text = NULL;

  if (charset != NULL && !is_word (charset, "UTF-8"))
    text = g_convert (bytes->str, (gssize) bytes->len, "UTF-8", charset, NULL, NULL, NULL);
  if (text == NULL && g_utf8_validate (bytes->str, (gssize) bytes->len, NULL))
    text = g_strndup (bytes->str, bytes->len);
  if (text == NULL && otherwise != NULL)
    text = g_convert (bytes->str, (gssize) bytes->len, "UTF-8", otherwise, NULL, NULL, NULL);
  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    {
      g_free (text);
      text = g_utf8_make_valid (bytes->str, (gssize) bytes->len);
    }
  return text;
}

char *
rapport_vcard_property_get_text (const RapportVcardProperty *self, const char *otherwise)
{
  g_autoptr (GString) bytes = g_string_new_len (self->value->str, (gssize) self->value->len);
  gsize length = 0;

  if (self->quoted_printable)
    decode_quoted (bytes);
  else if (self->base64 && bytes->len > 1)
    {
      g_base64_decode_inplace (bytes->str, &length);
      g_string_truncate (bytes, length);
    }
  return to_utf8 (bytes, self->charset, otherwise);
}
