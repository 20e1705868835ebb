/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-date-tokens-private.h"

#include <string.h>

/* Longer numbers are no part of a day. */
#define MAX_DIGITS 4
/* A quotation mark without its other half must not make us read on for ever. */
#define MAX_QUOTED 64

static const struct
{
  gunichar open;
  gunichar close;
} quotes[] = {
  { 0x00ab, 0x00bb }, /* « » */
  { 0x201c, 0x201d }, /* “ ” */
  { 0x201e, 0x201c }, /* „ “ */
  { '"', '"' },
};

static gboolean
is_digit (gunichar c)
{
  return c >= '0' && c <= '9';
}

static gboolean
is_letter (gunichar c)
{
  return g_unichar_isalpha (c) || g_unichar_ismark (c);
}

static gboolean
is_apostrophe (gunichar c)
{
  return c == '\'' || c == 0x2019;
}

static const char *
skip_word (const char *at)
{
  while (is_letter (g_utf8_get_char (at)) || (is_apostrophe (g_utf8_get_char (at)) &&
                                              is_letter (g_utf8_get_char (g_utf8_next_char (at)))))
    at = g_utf8_next_char (at);
  return at;
}

static const char *
skip_digits (const char *at)
{
  while (is_digit (g_utf8_get_char (at)))
    at++;
  return at;
}

static const char *
skip_name (const char *at)
{
  const char *end = at;

  if (*at == '"')
    {
      const char *close = strchr (at + 1, '"');

      return close != NULL && close > at + 1 ? close + 1 : at;
    }
  for (gunichar c; (c = g_utf8_get_char (at)) != 0; at = g_utf8_next_char (at))
    {
      if (g_unichar_isalnum (c) || g_unichar_ismark (c) || c == '_')
        end = g_utf8_next_char (at);
      else if (c != '-' && c != '.')
        break;
    }
  return end;
}

static void
read_word (Token *token, const char *start, const char *end)
{
  g_autofree char *small = g_utf8_strdown (start, end - start);
  g_autofree char *composed = g_utf8_normalize (small, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  g_auto (GStrv) parts = g_strsplit (composed, "ё", -1);
  g_autofree char *word = g_strjoinv ("е", parts);

  token->kind = TOKEN_WORD;
  token->sense = rapport_date_lexicon_lookup (word, &token->value);
}

static void
read_number (Token *token, const char *start, const char *end)
{
  token->kind = TOKEN_NUMBER;
  token->n_digits = (guint) (end - start);
  token->value = token->n_digits > MAX_DIGITS ? -1 : (int) g_ascii_strtoll (start, NULL, 10);
}

/* Reads one token at @at and returns where it ends. */
static const char *
read_token (Token *token, const char *at)
{
  gunichar c = g_utf8_get_char (at);
  const char *end = g_utf8_next_char (at);

  if (is_letter (c))
    {
      end = skip_word (at);
      read_word (token, at, end);
    }
  else if (is_digit (c))
    {
      end = skip_digits (at);
      read_number (token, at, end);
    }
  else if (c == '@' && !token->glued && skip_name (end) > end)
    {
      token->kind = TOKEN_MENTION;
      end = skip_name (end);
    }
  else
    {
      token->kind = TOKEN_OTHER;
      token->character = c;
    }
  return end;
}

static gunichar
closing_quote (gunichar open)
{
  for (gsize i = 0; i < G_N_ELEMENTS (quotes); i++)
    if (quotes[i].open == open)
      return quotes[i].close;
  return 0;
}

/* Marks what stands between quotation marks that are closed again. */
static void
mark_quotes (GArray *tokens)
{
  for (guint i = 0; i < tokens->len; i++)
    {
      gunichar close = closing_quote (g_array_index (tokens, Token, i).character);
      guint end = i + 1;
      guint limit;

      if (close == 0)
        continue;
      limit = MIN (tokens->len, i + MAX_QUOTED);
      while (end < limit && g_array_index (tokens, Token, end).character != close)
        end++;
      if (end >= limit)
        continue;
      for (; i <= end; i++)
        g_array_index (tokens, Token, i).quoted = TRUE;
      i = end;
    }
}

GArray *
rapport_date_tokens_split (const char *text)
{
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (Token));
  gboolean glued = FALSE;
  const char *at = text;

  while (*at != '\0')
    {
      Token token = { .glued = glued };

      if (g_unichar_isspace (g_utf8_get_char (at)))
        {
          glued = FALSE;
          at = g_utf8_next_char (at);
          continue;
        }
      token.range.start = (gsize) (at - text);
      at = read_token (&token, at);
      token.range.end = (gsize) (at - text);
      g_array_append_val (tokens, token);
      glued = TRUE;
    }
  mark_quotes (tokens);
  return tokens;
}
