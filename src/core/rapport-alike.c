/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-alike.h"

/* What forms of a word differ in at their ends, at most. */
#define LONGEST_ENDING 3

/* (transfer full) (element-type GArray of gunichar): the words of @text, folded. */
static GPtrArray *
split (const char *text)
{
  GPtrArray *words = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *folded = g_utf8_casefold (valid, -1);
  g_autofree char *normal = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL_COMPOSE);
  GArray *word = NULL;

  for (const char *at = normal; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (!g_unichar_isalnum (c))
        {
          word = NULL;
          continue;
        }
      if (word == NULL)
        {
          word = g_array_new (FALSE, FALSE, sizeof (gunichar));
          g_ptr_array_add (words, word);
        }
      c = c == 0x451 ? 0x435 : c; /* ё, е */
      g_array_append_val (word, c);
    }
  return words;
}

static gboolean
begin_alike (GArray *a, GArray *b)
{
  const guint shorter = MIN (a->len, b->len);
  /* An ending is taken off of long words alone: of three letters it would leave nothing. */
  const guint wanted = shorter > 2 * LONGEST_ENDING ? shorter - LONGEST_ENDING
                       : shorter > LONGEST_ENDING   ? shorter - 1
                                                    : shorter;

  for (guint i = 0; i < wanted; i++)
    if (g_array_index (a, gunichar, i) != g_array_index (b, gunichar, i))
      return FALSE;
  /* A word that is typed to its end is not found in its first letters alone. */
  return a->len <= b->len || (b->len >= LONGEST_ENDING && a->len <= b->len + LONGEST_ENDING);
}

static gboolean
has_word (GPtrArray *words, GArray *typed)
{
  for (guint i = 0; i < words->len; i++)
    if (begin_alike (typed, words->pdata[i]))
      return TRUE;
  return FALSE;
}

gboolean
rapport_alike (const char *typed, const char *text)
{
  g_autoptr (GPtrArray) wanted = split (typed);
  g_autoptr (GPtrArray) words = split (text);

  for (guint i = 0; i < wanted->len; i++)
    if (!has_word (words, wanted->pdata[i]))
      return FALSE;
  return TRUE;
}
