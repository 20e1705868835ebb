/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-words-merge.h"

#include <string.h>

/* What an edit changed: bytes of the base from @start to before @end became @text. */
typedef struct
{
  gsize start;
  gsize end;
  const char *text;
  gsize length;
} Stretch;

static gboolean
is_inside_letter (const char *at)
{
  return ((guchar) *at & 0xc0) == 0x80;
}

static Stretch
find_stretch (const char *base, const char *edit)
{
  const gsize base_length = strlen (base);
  const gsize length = strlen (edit);
  gsize head = 0;
  gsize tail = 0;

  while (head < base_length && head < length && base[head] == edit[head])
    head++;
  while (head > 0 && (is_inside_letter (base + head) || is_inside_letter (edit + head)))
    head--;
  while (tail < base_length - head && tail < length - head &&
         base[base_length - tail - 1] == edit[length - tail - 1])
    tail++;
  while (tail > 0 &&
         (is_inside_letter (base + base_length - tail) || is_inside_letter (edit + length - tail)))
    tail--;
  return (Stretch) { head, base_length - tail, edit + head, length - head - tail };
}

char *
rapport_text_merge_words (const char *base, const char *ours, const char *theirs)
{
  Stretch first = find_stretch (base, ours);
  Stretch second = find_stretch (base, theirs);
  GString *merged;

  if (g_str_equal (ours, theirs) || g_str_equal (theirs, base))
    return g_strdup (ours);
  if (g_str_equal (ours, base))
    return g_strdup (theirs);
  /* Of a line that was emptied nothing can be half there. */
  if (*ours == '\0' || *theirs == '\0')
    return NULL;
  /* What is put in at the beginning of a stretch comes before it. */
  if (second.start < first.start || (second.start == first.start && second.end < first.end))
    {
      const Stretch other = first;

      first = second;
      second = other;
    }
  /* Of two that put something in at one place nobody can tell which comes first. */
  if (first.end > second.start || (first.start == second.start && second.start == second.end))
    return NULL;
  merged = g_string_new_len (base, (gssize) first.start);
  g_string_append_len (merged, first.text, (gssize) first.length);
  g_string_append_len (merged, base + first.end, (gssize) (second.start - first.end));
  g_string_append_len (merged, second.text, (gssize) second.length);
  g_string_append (merged, base + second.end);
  return g_string_free_and_steal (merged);
}
