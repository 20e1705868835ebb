/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-stems-private.h"

#define CYRILLIC_CAPITAL_A  0x0410u
#define CYRILLIC_SMALL_A    0x0430u
#define CYRILLIC_SMALL_YA   0x044fu
#define CYRILLIC_CAPITAL_YO 0x0401u
#define CYRILLIC_SMALL_YO   0x0451u
#define CYRILLIC_SMALL_YE   0x0435u
#define COMBINING_DIAERESIS 0x0308u

/* Most of what is asked about needs no table. */
static inline gboolean
is_alnum (gunichar c)
{
  return c < 0x80 ? g_ascii_isalnum ((char) c) : g_unichar_isalnum (c);
}

static gboolean
is_word_char (gunichar c)
{
  return is_alnum (c) || (c >= 0x80 && g_unichar_ismark (c));
}

static gboolean
is_apostrophe (gunichar c)
{
  return c == '\'' || c == 0x2019 || c == 0x02bc;
}

/* Where the word that begins at @start ends. An apostrophe between letters does
 * not part them: "client's" is a form of "clients" to the stemmer. */
static const char *
find_word_end (const char *start)
{
  const char *at = start;

  while (*at != '\0')
    {
      gunichar c = g_utf8_get_char (at);
      const char *next = g_utf8_next_char (at);

      if (!is_word_char (c) && !(is_apostrophe (c) && g_unichar_isalpha (g_utf8_get_char (next))))
        break;
      at = next;
    }
  return at;
}

/* Folds without tables what nearly all words are made of; 0 for the rest. */
static gunichar
fold_common (gunichar c)
{
  if (c < 0x80)
    return (gunichar) g_ascii_tolower ((char) c);
  if (c == CYRILLIC_CAPITAL_YO || c == CYRILLIC_SMALL_YO)
    return CYRILLIC_SMALL_YE;
  if (c >= CYRILLIC_CAPITAL_A && c < CYRILLIC_SMALL_A)
    return c + (CYRILLIC_SMALL_A - CYRILLIC_CAPITAL_A);
  if (c >= CYRILLIC_SMALL_A && c <= CYRILLIC_SMALL_YA)
    return c;
  return 0;
}

static char *
fold_common_word (const char *start, const char *end)
{
  /* No letter gets longer. */
  g_autofree char *word = g_malloc ((gsize) (end - start) + 1);
  char *out = word;

  for (const char *at = start; at < end; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      gunichar folded = fold_common (c);

      if (folded == 0 && !is_apostrophe (c))
        return NULL;
      if (is_alnum (folded))
        out += g_unichar_to_utf8 (folded, out);
    }
  *out = '\0';
  return g_steal_pointer (&word);
}

/* Accents are written or left out at will in Latin and Greek, and in Cyrillic
 * over vowels; but й, ў and ї are letters, and marks of other scripts too. */
static gboolean
drops_mark (gunichar base, gunichar mark)
{
  GUnicodeScript script = g_unichar_get_script (base);

  if (g_unichar_type (mark) != G_UNICODE_NON_SPACING_MARK)
    return FALSE;
  if (script == G_UNICODE_SCRIPT_CYRILLIC)
    return (mark == COMBINING_DIAERESIS && base == CYRILLIC_SMALL_YE) || mark == 0x0301 ||
           mark == 0x0300;
  return script == G_UNICODE_SCRIPT_LATIN || script == G_UNICODE_SCRIPT_GREEK;
}

static char *
fold_any_word (const char *start, const char *end)
{
  g_autofree char *small = g_utf8_casefold (start, end - start);
  g_autofree char *parts = g_utf8_normalize (small, -1, G_NORMALIZE_ALL);
  g_autoptr (GString) out = g_string_new (NULL);
  gunichar base = 0;

  for (const char *at = parts; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (g_unichar_isalnum (c))
        base = c;
      else if (!g_unichar_ismark (c) || base == 0 || drops_mark (base, c))
        continue;
      g_string_append_unichar (out, c);
    }
  return g_utf8_normalize (out->str, -1, G_NORMALIZE_DEFAULT_COMPOSE);
}

static void
clear_word (gpointer data)
{
  RapportWord *word = data;

  g_free (word->folded);
}

GArray *
rapport_words_split (const char *text, gsize limit)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (RapportWord));
  const char *at = text;

  g_array_set_clear_func (words, clear_word);
  while (*at != '\0' && words->len < limit)
    {
      const char *end;
      RapportWord word;

      if (!is_alnum (g_utf8_get_char (at)))
        {
          at = g_utf8_next_char (at);
          continue;
        }
      end = find_word_end (at);
      word.range.start = (gsize) (at - text);
      word.range.end = (gsize) (end - text);
      word.folded = fold_common_word (at, end);
      if (word.folded == NULL)
        word.folded = fold_any_word (at, end);
      at = end;
      /* A few letters are nothing but a mark once they are taken apart. */
      if (*word.folded != '\0')
        g_array_append_val (words, word);
      else
        g_free (word.folded);
    }
  return words;
}
