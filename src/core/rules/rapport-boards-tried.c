/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether something like it was tried before. */
#include "rapport-boards.h"

#include "rapport-standing.h"

#include <string.h>

/* So many are shown at most. */
#define MOST 5

/* Shorter words are mostly prepositions. */
#define SHORTEST_WORD 3

/* (element-type utf8): the stems of the words that say something. */
static GHashTable *
find_stems (const char *title, RapportStemFunc stem)
{
  GHashTable *found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *words = NULL;
  g_autofree char *stems = NULL;
  g_auto (GStrv) each_word = NULL;
  g_auto (GStrv) each_stem = NULL;

  stem (title, &words, &stems);
  each_word = g_strsplit (words, " ", -1);
  each_stem = g_strsplit (stems, " ", -1);
  for (gsize i = 0; each_word[i] != NULL && each_stem[i] != NULL; i++)
    if (g_utf8_strlen (each_word[i], -1) >= SHORTEST_WORD)
      g_hash_table_add (found, g_strdup (each_stem[i]));
  return found;
}

/* All but one in four of the longer one are in the other. */
static gboolean
say_the_same (GHashTable *one, GHashTable *other)
{
  const guint longer = MAX (g_hash_table_size (one), g_hash_table_size (other));
  guint common = 0;
  GHashTableIter iter;
  const char *word;

  if (g_hash_table_size (one) == 0)
    return FALSE;
  g_hash_table_iter_init (&iter, one);
  while (g_hash_table_iter_next (&iter, (gpointer *) &word, NULL))
    common += g_hash_table_contains (other, word);
  return common + longer / 4 >= longer;
}

static gboolean
is_over (GVariant *status)
{
  static const char *const over[] = { "done", "confirmed", "rejected", "dropped", NULL };

  return status != NULL && g_strv_contains (over, g_variant_get_string (status, NULL));
}

static gint64
when_of (RapportRecord *item)
{
  const RapportDay done = rapport_record_get_day (item, RAPPORT_WORK_ITEM_DONE_DAY);

  return done != RAPPORT_DAY_NONE
           ? done
           : rapport_instant_to_day (rapport_record_get_integer (item, RAPPORT_RECORD_CREATED));
}

static int
compare_newest_cb (gconstpointer a, gconstpointer b)
{
  RapportRecord *const *first = a;
  RapportRecord *const *second = b;
  const gint64 one = when_of (*first);
  const gint64 other = when_of (*second);

  if (one != other)
    return one > other ? -1 : 1;
  return strcmp (rapport_record_get_id (*second), rapport_record_get_id (*first));
}

GPtrArray *
rapport_boards_find_tried (RapportLibrary *library,
                           const char *client_id,
                           const char *title,
                           const char *except,
                           RapportStemFunc stem)
{
  /* Most of thousands are not over: they are not even read. */
  static const char *const open[] = { "idea", "planned", "in-work", "testing", "waiting-for-client",
                                      NULL };
  const RapportStand stand = { RAPPORT_TYPE_WORK_ITEM, RAPPORT_WORK_ITEM_CLIENT, client_id,
                               RAPPORT_WORK_ITEM_STATUS, open };
  const guint fields[] = { RAPPORT_WORK_ITEM_TITLE, RAPPORT_WORK_ITEM_STATUS };
  g_autoptr (GHashTable) wanted = find_stems (title, stem);
  g_autoptr (GArray) items = NULL;
  GPtrArray *tried = g_ptr_array_new_with_free_func (g_object_unref);

  if (g_hash_table_size (wanted) == 0)
    return tried;
  items = rapport_standing_list (library, &stand, fields, G_N_ELEMENTS (fields));
  for (guint i = 0; i < items->len; i++)
    {
      const RapportStanding *item = &g_array_index (items, RapportStanding, i);
      g_autoptr (GHashTable) stems = NULL;
      g_autoptr (RapportRecord) record = NULL;

      if (item->values[0] == NULL || !is_over (item->values[1]) ||
          g_strcmp0 (item->id, except) == 0)
        continue;
      stems = find_stems (g_variant_get_string (item->values[0], NULL), stem);
      if (!say_the_same (wanted, stems))
        continue;
      record = rapport_library_get (library, RAPPORT_TYPE_WORK_ITEM, item->id);
      if (record != NULL)
        g_ptr_array_add (tried, g_steal_pointer (&record));
    }
  g_ptr_array_sort (tried, compare_newest_cb);
  if (tried->len > MOST)
    g_ptr_array_set_size (tried, MOST);
  return tried;
}
