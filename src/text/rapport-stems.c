/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-stems-private.h"

#include <libstemmer.h>
#include <string.h>

#define MAX_QUERY_WORDS 32
/* Stems that are kept, and of which words: most of a text is made of few. */
#define MAX_KEPT      4096
#define MAX_KEPT_WORD 48

/* From this many characters on the last word counts by its beginning. */
#define PREFIX_FROM 2

typedef enum
{
  ALPHABET_OTHER,
  ALPHABET_LATIN,
  ALPHABET_CYRILLIC,
} Alphabet;

typedef struct
{
  struct sb_stemmer *russian;
  struct sb_stemmer *english;
  GHashTable *kept; /* folded word to its stem */
} Stemmers;

static void
stemmers_free (gpointer data)
{
  Stemmers *self = data;

  sb_stemmer_delete (self->russian);
  sb_stemmer_delete (self->english);
  g_hash_table_unref (self->kept);
  g_free (self);
}

/* A stemmer keeps its state in itself, so each thread has its own. */
static Stemmers *
stemmers_get (void)
{
  static GPrivate key = G_PRIVATE_INIT (stemmers_free);
  Stemmers *self = g_private_get (&key);

  if (self == NULL)
    {
      self = g_new0 (Stemmers, 1);
      self->russian = sb_stemmer_new ("russian", "UTF_8");
      self->english = sb_stemmer_new ("english", "UTF_8");
      self->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      g_private_set (&key, self);
    }
  return self;
}

static Alphabet
alphabet_of (const char *word)
{
  Alphabet alphabet = ALPHABET_OTHER;

  for (const char *at = word; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      Alphabet here = ALPHABET_OTHER;

      if (c < 0x80 && g_ascii_isalpha ((char) c))
        here = ALPHABET_LATIN;
      else if (g_unichar_get_script (c) == G_UNICODE_SCRIPT_CYRILLIC)
        here = ALPHABET_CYRILLIC;
      if (here == ALPHABET_OTHER || (at != word && here != alphabet))
        return ALPHABET_OTHER;
      alphabet = here;
    }
  return alphabet;
}

/* The stem of @folded, or @folded itself; valid until this thread's next call. */
static const char *
make_stem (Stemmers *self, const char *folded, gsize *length)
{
  Alphabet alphabet = alphabet_of (folded);
  struct sb_stemmer *stemmer = NULL;
  const char *stem = NULL;

  *length = strlen (folded);
  if (alphabet == ALPHABET_CYRILLIC)
    stemmer = self->russian;
  else if (alphabet == ALPHABET_LATIN)
    stemmer = self->english;
  if (stemmer != NULL && *length <= G_MAXINT16)
    stem = (const char *) sb_stemmer_stem (stemmer, (const sb_symbol *) folded, (int) *length);
  if (stem == NULL || sb_stemmer_length (stemmer) <= 0)
    return folded;
  *length = (gsize) sb_stemmer_length (stemmer);
  return stem;
}

/* The same, of the last words without asking the stemmer again. */
static const char *
stem_of (const char *folded, gsize *length)
{
  Stemmers *self = stemmers_get ();
  const char *stem = g_hash_table_lookup (self->kept, folded);
  char *copy;

  if (stem != NULL)
    {
      *length = strlen (stem);
      return stem;
    }
  stem = make_stem (self, folded, length);
  if (strlen (folded) > MAX_KEPT_WORD)
    return stem;
  copy = g_strndup (stem, *length);
  if (g_hash_table_size (self->kept) >= MAX_KEPT)
    g_hash_table_remove_all (self->kept);
  g_hash_table_insert (self->kept, g_strdup (folded), copy);
  return copy;
}

static GArray *
split (const char *text, gsize limit)
{
  g_autofree char *valid = NULL;

  if (g_utf8_validate (text, -1, NULL))
    return rapport_words_split (text, limit);
  valid = g_utf8_make_valid (text, -1);
  return rapport_words_split (valid, limit);
}

char *
rapport_stems_fold_word (const char *word)
{
  g_autoptr (GArray) words = split (word, G_MAXSIZE);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < words->len; i++)
    g_string_append (out, g_array_index (words, RapportWord, i).folded);
  return g_string_free_and_steal (g_steal_pointer (&out));
}

char *
rapport_stems_stem_word (const char *folded)
{
  gsize length;
  const char *stem = stem_of (folded, &length);

  return g_strndup (stem, length);
}

void
rapport_stems_index_text (const char *text, char **words, char **stems)
{
  g_autoptr (GArray) found = split (text, G_MAXSIZE);
  g_autoptr (GString) word_list = g_string_sized_new (strlen (text));
  g_autoptr (GString) stem_list = g_string_sized_new (strlen (text));

  for (guint i = 0; i < found->len; i++)
    {
      const char *folded = g_array_index (found, RapportWord, i).folded;
      gsize length;
      const char *stem = stem_of (folded, &length);

      if (i > 0)
        {
          g_string_append_c (word_list, ' ');
          g_string_append_c (stem_list, ' ');
        }
      g_string_append (word_list, folded);
      g_string_append_len (stem_list, stem, (gssize) length);
    }
  *words = g_string_free_and_steal (g_steal_pointer (&word_list));
  *stems = g_string_free_and_steal (g_steal_pointer (&stem_list));
}

/* Adds a word that is not among @seen. Keeps @word. */
static void
append_once (GString *list, GHashTable *seen, const char *word)
{
  if (!g_hash_table_add (seen, (gpointer) word))
    return;
  if (list->len > 0)
    g_string_append_c (list, ' ');
  g_string_append (list, word);
}

void
rapport_stems_make_columns (const char *text, char **words, char **stems)
{
  g_autoptr (GArray) found = split (text, G_MAXSIZE);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GStringChunk) kept = g_string_chunk_new (1024);
  g_autoptr (GString) word_list = g_string_sized_new (strlen (text));
  g_autoptr (GString) stem_list = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    append_once (word_list, seen, g_array_index (found, RapportWord, i).folded);
  for (guint i = 0; i < found->len; i++)
    {
      gsize length;
      const char *stem = stem_of (g_array_index (found, RapportWord, i).folded, &length);

      append_once (stem_list, seen, g_string_chunk_insert_len (kept, stem, (gssize) length));
    }
  *words = g_string_free_and_steal (g_steal_pointer (&word_list));
  *stems = g_string_free_and_steal (g_steal_pointer (&stem_list));
}

char *
rapport_stems_fold_text (const char *text)
{
  g_autoptr (GArray) found = split (text, G_MAXSIZE);
  GString *words = g_string_sized_new (strlen (text));

  for (guint i = 0; i < found->len; i++)
    {
      if (i > 0)
        g_string_append_c (words, ' ');
      g_string_append (words, g_array_index (found, RapportWord, i).folded);
    }
  return g_string_free_and_steal (words);
}

static const char *
nth_word (GArray *words, guint index)
{
  return g_array_index (words, RapportWord, index).folded;
}

/* The words that are looked for: those of @input, without a lone letter that
 * stands at its very end after other words. */
static GArray *
query_words (const char *input)
{
  GArray *words = split (input, MAX_QUERY_WORDS);
  const RapportWord *last;

  if (words->len < 2)
    return words;
  last = &g_array_index (words, RapportWord, words->len - 1);
  if (g_utf8_strlen (last->folded, -1) == 1 && alphabet_of (last->folded) != ALPHABET_OTHER &&
      last->range.end == strlen (input))
    g_array_set_size (words, words->len - 1);
  return words;
}

/* What a whole word's stem stands in: the column of stems has those that are no words themselves.
 */
#define BOTH "{" RAPPORT_STEMS_WORDS_COLUMN " " RAPPORT_STEMS_STEMS_COLUMN "}"

/* Who contains a word contains its stem in one of the columns. Words hold letters and digits only,
 * therefore quotes around them need no escaping. */
static void
append_term (GString *out, const char *word, gboolean is_last)
{
  g_autofree char *stem = rapport_stems_stem_word (word);

  if (is_last && g_utf8_strlen (word, -1) >= PREFIX_FROM)
    g_string_append_printf (out, "(" RAPPORT_STEMS_WORDS_COLUMN " : \"%s\" * OR " BOTH " : \"%s\")",
                            word, stem);
  else
    g_string_append_printf (out, BOTH " : \"%s\"", stem);
}

char *
rapport_stems_query (const char *input)
{
  g_autoptr (GArray) words = query_words (input);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < words->len; i++)
    {
      if (i > 0)
        g_string_append (out, " AND ");
      append_term (out, nth_word (words, i), i + 1 == words->len);
    }
  return words->len > 0 ? g_string_free_and_steal (g_steal_pointer (&out)) : NULL;
}

/* (transfer full): the stems of @words, which stand in the same order. */
static char **
stem_all (GArray *words)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < words->len; i++)
    g_strv_builder_take (builder, rapport_stems_stem_word (nth_word (words, i)));
  return g_strv_builder_end (builder);
}

static gboolean
is_wanted (const char *word, GArray *wanted, const char *const *wanted_stems)
{
  g_autofree char *stem = rapport_stems_stem_word (word);
  const char *last;

  if (g_strv_contains (wanted_stems, stem))
    return TRUE;
  if (wanted->len == 0)
    return FALSE;
  last = nth_word (wanted, wanted->len - 1);
  return g_utf8_strlen (last, -1) >= PREFIX_FROM && g_str_has_prefix (word, last);
}

GArray *
rapport_stems_find (const char *text, const char *input)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (RapportTextRange));
  g_autoptr (GArray) wanted = query_words (input);
  g_auto (GStrv) stems = stem_all (wanted);
  g_autoptr (GArray) words = NULL;

  /* Ranges would not fit a text that had to be repaired first. */
  if (!g_utf8_validate (text, -1, NULL))
    return ranges;
  words = rapport_words_split (text, G_MAXSIZE);
  for (guint i = 0; i < words->len; i++)
    {
      const RapportWord *word = &g_array_index (words, RapportWord, i);

      if (is_wanted (word->folded, wanted, (const char *const *) stems))
        g_array_append_val (ranges, word->range);
    }
  return ranges;
}
