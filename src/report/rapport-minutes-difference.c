/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-minutes-private.h"

#include "rapport-diff.h"

#include <string.h>

/* Words of two texts as numbers, which are equal where the words are. */
typedef struct
{
  char **words;
  guint n;
  guint *numbers;
} Words;

static void
words_init (Words *self, const char *text, GHashTable *known)
{
  self->words = g_strsplit_set (text, " \n\t", -1);
  self->n = g_strv_length (self->words);
  self->numbers = g_new (guint, self->n + 1);
  for (guint i = 0; i < self->n; i++)
    {
      gpointer number = g_hash_table_lookup (known, self->words[i]);

      if (number == NULL)
        {
          number = GUINT_TO_POINTER (g_hash_table_size (known) + 1);
          g_hash_table_insert (known, g_strdup (self->words[i]), number);
        }
      self->numbers[i] = GPOINTER_TO_UINT (number);
    }
}

static void
words_clear (Words *self)
{
  g_strfreev (self->words);
  g_free (self->numbers);
}

/* Words from @first to @first + @n between @mark, with a space in front. */
static void
append_words (GString *out, const Words *words, guint first, guint n, const char *mark)
{
  g_autoptr (GString) run = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (guint i = first; i < first + n; i++)
    g_string_append_printf (run, "%s%s", i > first ? " " : "", words->words[i]);
  text = g_strstrip (g_string_free_and_steal (g_steal_pointer (&run)));
  if (*text == '\0')
    return;
  g_string_append_printf (out, "%s%s", out->len > 0 && out->str[out->len - 1] != ' ' ? " " : "",
                          mark);
  minutes_append_plain (out, text);
  g_string_append (out, mark);
}

/* "by ~~15~~ **17** November". */
static void
append_changed (GString *out, const char *before, const char *after)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) changes = NULL;
  Words old, new;
  guint at = 0;

  words_init (&old, before, known);
  words_init (&new, after, known);
  changes = rapport_diff (old.numbers, old.n, new.numbers, new.n);
  for (guint i = 0; i < changes->len; i++)
    {
      const RapportChange *change = &g_array_index (changes, RapportChange, i);

      append_words (out, &new, at, change->new_start - at, "");
      append_words (out, &old, change->old_start, change->n_old, "~~");
      append_words (out, &new, change->new_start, change->n_new, "**");
      at = change->new_start + change->n_new;
    }
  append_words (out, &new, at, new.n - at, "");
  words_clear (&old);
  words_clear (&new);
}

/* A letter can't strike out: "by 17 November (before: by 15 November)". */
static char *
tell_changed (RapportCatalog *catalog, const char *before, const char *after)
{
  if (before == NULL || *before == '\0')
    /* Translators: what a version of a summary says and the one before did not. */
    return g_strdup_printf (rapport_catalog_text (catalog, "New: %s"), after);
  if (after == NULL || *after == '\0')
    /* Translators: what a version of a summary does not say any more. */
    return g_strdup_printf (rapport_catalog_text (catalog, "No longer: %s"), before);
  /* Translators: what a version of a summary says, and what the one before said. */
  return g_strdup_printf (rapport_catalog_text (catalog, "%s (before: %s)"), after, before);
}

static void
append_entry (GString *out, RapportCatalog *catalog, const char *before, const char *after)
{
  g_autofree char *told = NULL;

  if (g_strcmp0 (before, after) == 0)
    return;
  g_string_append (out, "- ");
  if (catalog != NULL)
    {
      told = tell_changed (catalog, before, after);
      minutes_append_plain (out, told);
    }
  else
    append_changed (out, before != NULL ? before : "", after != NULL ? after : "");
  g_string_append_c (out, '\n');
}

/* (transfer full): id of a line → what it says, in words; @ids gets them in order. */
static GHashTable *
list_lines (Minutes *self, GPtrArray *ids)
{
  GHashTable *lines = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (guint i = 0; i < self->minutes->items->len; i++)
    {
      const RapportPublicItem *item = self->minutes->items->pdata[i];

      for (guint l = 0; l < item->lines->len; l++)
        {
          const RapportPublicLine *line = item->lines->pdata[l];

          if (!minutes_has (self, line))
            continue;
          g_ptr_array_add (ids, line->id);
          g_hash_table_replace (lines, line->id, minutes_line_plain (self, line));
        }
    }
  return lines;
}

static void
append_lines (GString *out, RapportCatalog *catalog, Minutes *before, Minutes *after)
{
  g_autoptr (GPtrArray) old_ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) new_ids = g_ptr_array_new ();
  g_autoptr (GHashTable) old = list_lines (before, old_ids);
  g_autoptr (GHashTable) new = list_lines (after, new_ids);

  for (guint i = 0; i < new_ids->len; i++)
    append_entry (out, catalog, g_hash_table_lookup (old, new_ids->pdata[i]),
                  g_hash_table_lookup (new, new_ids->pdata[i]));
  for (guint i = 0; i < old_ids->len; i++)
    if (!g_hash_table_contains (new, old_ids->pdata[i]))
      append_entry (out, catalog, g_hash_table_lookup (old, old_ids->pdata[i]), NULL);
}

static char *
join_people (Minutes *self)
{
  g_autofree char *ours = g_strjoinv (", ", self->minutes->ours);
  g_autofree char *theirs = g_strjoinv (", ", self->minutes->theirs);

  return g_strdup_printf ("%s: %s%s%s", rapport_catalog_text (self->catalog, "Participants"),
                          theirs, *ours != '\0' && *theirs != '\0' ? ", " : "", ours);
}

static char *
tell_next (Minutes *self)
{
  g_autofree char *when = minutes_when (self, self->minutes->next);

  return g_strdup_printf ("%s: %s", rapport_catalog_text (self->catalog, "Next meeting"),
                          *when != '\0' ? when : RAPPORT_LOCALE_NO_DATA);
}

static char *
make_difference (RapportPublicMinutes *before,
                 RapportPublicMinutes *after,
                 int amendment,
                 gboolean as_letter)
{
  GString *out = g_string_new (NULL);
  Minutes old, new;
  RapportCatalog *catalog = NULL;
  g_autofree char *old_people = NULL;
  g_autofree char *new_people = NULL;
  g_autofree char *old_next = NULL;
  g_autofree char *new_next = NULL;

  minutes_init (&old, before, amendment);
  minutes_init (&new, after, amendment);
  /* Said in one language: that of the letter. */
  old.catalog = new.catalog;
  old.locale = new.locale;
  catalog = as_letter ? new.catalog : NULL;
  append_lines (out, catalog, &old, &new);
  if (amendment > 0)
    return g_string_free_and_steal (out);
  old_people = join_people (&old);
  new_people = join_people (&new);
  append_entry (out, catalog, old_people, new_people);
  append_entry (out, catalog, before->exclusions, after->exclusions);
  old_next = tell_next (&old);
  new_next = tell_next (&new);
  append_entry (out, catalog, old_next, new_next);
  return g_string_free_and_steal (out);
}

char *
rapport_minutes_difference (RapportPublicMinutes *before,
                            RapportPublicMinutes *after,
                            int amendment)
{
  return make_difference (before, after, amendment, FALSE);
}

char *
minutes_difference_told (RapportPublicMinutes *before, RapportPublicMinutes *after, int amendment)
{
  return make_difference (before, after, amendment, TRUE);
}
