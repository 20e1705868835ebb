/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-import-sums.h"

#include <string.h>

struct _RapportImportSums
{
  guint n_metrics;
  /* The key is the day, and the number of the channel from 1. */
  GHashTable *index;
  GArray *keys;
  GArray *sums;
  GHashTable *channels;
  GPtrArray *channel_names;
  RapportImportSum *all;
  RapportImportSum *recent;
};

/* Days and channels are small numbers side by side: GLib's hash of the two would
 * fall together. */
static guint
hash_key (gconstpointer key)
{
  guint64 bits = (guint64) * (const gint64 *) key;

  return (guint) ((bits * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15)) >> 32);
}

RapportImportSums *
rapport_import_sums_new (guint n_metrics)
{
  RapportImportSums *self = g_new0 (RapportImportSums, 1);

  self->n_metrics = n_metrics;
  self->index = g_hash_table_new_full (hash_key, g_int64_equal, g_free, NULL);
  self->keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->sums = g_array_new (FALSE, TRUE, sizeof (RapportImportSum));
  self->channels = g_hash_table_new (g_str_hash, g_str_equal);
  self->channel_names = g_ptr_array_new_with_free_func (g_free);
  self->all = g_new0 (RapportImportSum, n_metrics);
  self->recent = g_new0 (RapportImportSum, n_metrics);
  return self;
}

void
rapport_import_sums_free (RapportImportSums *self)
{
  g_hash_table_unref (self->index);
  g_array_unref (self->keys);
  g_array_unref (self->sums);
  g_hash_table_unref (self->channels);
  g_ptr_array_unref (self->channel_names);
  g_free (self->all);
  g_free (self->recent);
  g_free (self);
}

static guint
number_of (RapportImportSums *self, const char *channel)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->channels, channel));
  char *name;

  if (number > 0)
    return number;
  name = g_strdup (channel);
  g_ptr_array_add (self->channel_names, name);
  g_hash_table_insert (self->channels, name, GUINT_TO_POINTER (self->channel_names->len));
  return self->channel_names->len;
}

static guint
slot_of (RapportImportSums *self, RapportDay day, const char *channel)
{
  gint64 key = ((gint64) day << 32) | number_of (self, channel);
  gpointer slot;

  if (g_hash_table_lookup_extended (self->index, &key, NULL, &slot))
    return GPOINTER_TO_UINT (slot);
  g_hash_table_insert (self->index, g_memdup2 (&key, sizeof key),
                       GUINT_TO_POINTER (self->keys->len));
  g_array_append_val (self->keys, key);
  g_array_set_size (self->sums, self->keys->len * self->n_metrics);
  return self->keys->len - 1;
}

static gboolean
add_all (RapportImportSum *sums, const RapportImportSum *values, guint n_metrics)
{
  for (guint i = 0; i < n_metrics; i++)
    {
      if (!values[i].present)
        continue;
      if (__builtin_add_overflow (sums[i].value, values[i].value, &sums[i].value))
        return FALSE;
      sums[i].present = TRUE;
    }
  return TRUE;
}

gboolean
rapport_import_sums_add (RapportImportSums *self,
                         RapportDay day,
                         const char *channel,
                         const RapportImportSum *values)
{
  guint slot = slot_of (self, day, channel);
  RapportImportSum *sums = (RapportImportSum *) (gpointer) self->sums->data;

  return self->sums->len <= RAPPORT_IMPORT_MAX_CELLS &&
         add_all (sums + (gsize) slot * self->n_metrics, values, self->n_metrics) &&
         add_all (self->all, values, self->n_metrics) &&
         add_all (self->recent, values, self->n_metrics);
}

const RapportImportSum *
rapport_import_sums_get_all (RapportImportSums *self)
{
  return self->all;
}

const RapportImportSum *
rapport_import_sums_get_recent (RapportImportSums *self)
{
  return self->recent;
}

void
rapport_import_sums_mark (RapportImportSums *self)
{
  memset (self->recent, 0, self->n_metrics * sizeof *self->recent);
}

RapportCells *
rapport_import_sums_to_cells (RapportImportSums *self, const char *const *metrics)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (RapportCell));

  for (guint i = 0; i < self->sums->len; i++)
    {
      const RapportImportSum *sum = &g_array_index (self->sums, RapportImportSum, i);
      gint64 key = g_array_index (self->keys, gint64, i / self->n_metrics);
      RapportCell cell = {
        .day = (RapportDay) (key >> 32),
        .channel = g_ptr_array_index (self->channel_names, (guint) (key & G_MAXUINT32) - 1),
        .metric = metrics[i % self->n_metrics],
        .value = sum->value,
      };

      if (sum->present)
        g_array_append_val (cells, cell);
    }
  return rapport_cells_new ((const RapportCell *) (gpointer) cells->data, cells->len);
}
