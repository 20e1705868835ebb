/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-date-tokens-private.h"
#include "rapport-date-words.h"

#include <string.h>

/* Signs that part the pieces of a line and mean nothing at its ends. */
static gboolean
is_separator (gunichar c)
{
  return g_unichar_isspace (c) || c == ',' || c == ';' || c == ':' || c == '-' || c == 0x2013 ||
         c == 0x2014;
}

/* Where @text is cut behind its last character that says something. */
static gsize
trimmed_length (const char *text, gsize length)
{
  while (length > 0)
    {
      const char *last = g_utf8_find_prev_char (text, text + length);

      if (last == NULL || !is_separator (g_utf8_get_char (last)))
        break;
      length = (gsize) (last - text);
    }
  return length;
}

static const char *
skip_separators (const char *text)
{
  while (*text != '\0' && is_separator (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return text;
}

/* Takes the piece at @range out of @line and closes the gap: brackets
 * left empty go, and so does what parted the piece from the words before it. */
static void
cut (GString *line, RapportTextRange range)
{
  gsize start = range.start;
  gsize end = range.end;
  gunichar next;

  if (start > 0 && line->str[start - 1] == '(' && line->str[end] == ')')
    {
      start--;
      end++;
    }
  start = trimmed_length (line->str, start);
  if (start == 0)
    end = (gsize) (skip_separators (line->str + end) - line->str);
  next = g_utf8_get_char (line->str + end);
  g_string_erase (line, (gssize) start, (gssize) (end - start));
  if (start > 0 && next != 0 && !g_unichar_isspace (next) && !g_unichar_ispunct (next))
    g_string_insert_c (line, (gssize) start, ' ');
}

static gboolean
find_mention (const char *text, RapportTextRange *range)
{
  g_autoptr (GArray) tokens = rapport_date_tokens_split (text);

  for (guint i = 0; i < tokens->len; i++)
    {
      const Token *token = &g_array_index (tokens, Token, i);

      if (token->kind == TOKEN_MENTION && !token->quoted)
        {
          *range = token->range;
          return TRUE;
        }
    }
  return FALSE;
}

/* The name of a mention: without "@" and quotation marks. */
static char *
mention_name (const char *text, RapportTextRange range)
{
  g_autofree char *name = g_strndup (text + range.start + 1, range.end - range.start - 1);
  gsize length = strlen (name);

  if (length > 1 && name[0] == '"')
    {
      name[length - 1] = '\0';
      return g_strdup (name + 1);
    }
  return g_steal_pointer (&name);
}

static char *
make_title (const RapportQuickAdd *self, const char *text)
{
  g_autoptr (GString) line = g_string_new (text);
  const RapportTextRange *first = &self->day_range;
  const RapportTextRange *second = &self->mention_range;

  if (first->start > second->start)
    {
      first = &self->mention_range;
      second = &self->day_range;
    }
  if (second->end > second->start)
    cut (line, *second);
  if (first->end > first->start)
    cut (line, *first);
  return g_strstrip (g_string_free_and_steal (g_steal_pointer (&line)));
}

RapportQuickAdd *
rapport_quick_add_parse (const char *text, RapportDay today)
{
  RapportQuickAdd *self = g_new0 (RapportQuickAdd, 1);
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  self->day = rapport_date_words_find (valid, today, &self->day_range);
  if (find_mention (valid, &self->mention_range))
    self->mention = mention_name (valid, self->mention_range);
  self->title = make_title (self, valid);
  if (*self->title == '\0')
    {
      g_free (self->title);
      g_clear_pointer (&self->mention, g_free);
      *self = (RapportQuickAdd) { .title = g_strstrip (g_strdup (valid)) };
    }
  return self;
}

void
rapport_quick_add_free (RapportQuickAdd *self)
{
  g_free (self->title);
  g_free (self->mention);
  g_free (self);
}
