/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-numbers.h"

#include "rapport-own-metrics.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _RapportNumbers
{
  gatomicrefcount ref_count;
  GPtrArray *months; /* of RapportCells */
  RapportMetricSet *set;
  gint64 goods_margin;
  RapportDay today;
};

RapportNumbers *
rapport_numbers_new (GPtrArray *month_numbers,
                     RapportMetricSet *set,
                     gint64 goods_margin,
                     RapportDay today)
{
  RapportNumbers *self = g_new0 (RapportNumbers, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->set = set != NULL ? rapport_metric_set_ref (set) : rapport_metric_set_new (NULL);
  self->goods_margin = goods_margin;
  self->today = today;
  self->months = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_cells_unref);
  for (guint i = 0; i < month_numbers->len; i++)
    {
      RapportCells *cells = rapport_public_record_get_cells (month_numbers->pdata[i], "cells");

      if (cells != NULL)
        g_ptr_array_add (self->months, cells);
    }
  return self;
}

RapportNumbers *
rapport_numbers_load (
  RapportLibrary *library, RapportClient *client, RapportDay from, RapportDay to, GError **error)
{
  const char *id = rapport_record_get_id (RAPPORT_RECORD (client));
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_MONTH_NUMBERS);
  g_autoptr (GPtrArray) months = NULL;
  g_autoptr (RapportMetricSet) set = rapport_own_metrics_load (library, id, error);
  g_autoptr (RapportPublicRecord) copy = rapport_publish (RAPPORT_RECORD (client), id);
  gint64 margin = -1;

  if (set == NULL)
    return NULL;
  rapport_query_where_text (query, RAPPORT_MONTH_NUMBERS_CLIENT, id);
  rapport_query_where_day (query, RAPPORT_MONTH_NUMBERS_MONTH, RAPPORT_TEST_AT_LEAST,
                           rapport_day_month (from));
  rapport_query_where_day (query, RAPPORT_MONTH_NUMBERS_MONTH, RAPPORT_TEST_AT_MOST,
                           rapport_day_month (to));
  months = rapport_publish_all (library, query, id, error);
  if (months == NULL)
    return NULL;
  if (copy != NULL && rapport_public_record_get_value (copy, "goods-margin") != NULL)
    margin = rapport_public_record_get_integer (copy, "goods-margin");
  return rapport_numbers_new (months, set, margin,
                              rapport_clock_get_today (rapport_library_get_clock (library)));
}

RapportNumbers *
rapport_numbers_ref (RapportNumbers *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rapport_numbers_unref (RapportNumbers *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->months);
  rapport_metric_set_unref (self->set);
  g_free (self);
}

RapportMetricSet *
rapport_numbers_get_set (RapportNumbers *self)
{
  return self->set;
}

/* Calls @visit for each cell of those days until it returns FALSE. */
typedef gboolean (*CellVisitor) (const RapportCell *cell, gpointer user_data);

/* The index of the first cell from @from on; cells are sorted by day. */
static gsize
find_first (RapportCells *cells, RapportDay from)
{
  gsize low = 0;
  gsize high = rapport_cells_get_size (cells);

  while (low < high)
    {
      const gsize middle = low + (high - low) / 2;

      if (rapport_cells_get (cells, middle)->day < from)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
visit_cells (
  RapportNumbers *self, RapportDay from, RapportDay to, CellVisitor visit, gpointer user_data)
{
  for (guint m = 0; m < self->months->len; m++)
    {
      RapportCells *cells = self->months->pdata[m];

      for (gsize i = find_first (cells, from); i < rapport_cells_get_size (cells); i++)
        {
          const RapportCell *cell = rapport_cells_get (cells, i);

          if (cell->day > to)
            break;
          if (!visit (cell, user_data))
            return;
        }
    }
}

typedef struct
{
  const char *metric;
  const char *channel;
  gint64 sum;
  gboolean found;
} SumVisit;

static gboolean
add_cell (const RapportCell *cell, gpointer user_data)
{
  SumVisit *visit = user_data;

  if (g_str_equal (cell->metric, visit->metric) &&
      (visit->channel == NULL || g_str_equal (cell->channel, visit->channel)))
    {
      visit->sum += cell->value;
      visit->found = TRUE;
    }
  return TRUE;
}

static gboolean
sum_cells (RapportNumbers *self,
           const char *metric,
           const char *channel,
           RapportDay from,
           RapportDay to,
           gint64 *sum)
{
  SumVisit visit = { metric, channel, 0, FALSE };

  visit_cells (self, from, to, add_cell, &visit);
  *sum = visit.sum;
  return visit.found;
}

/* a x b in millionths, rounded half away from zero. */
static gint64
multiply (gint64 a, gint64 b)
{
  __int128 product = (__int128) a * b;
  __int128 half = RAPPORT_MILLION / 2;

  return (gint64) ((product + (product < 0 ? -half : half)) / RAPPORT_MILLION);
}

gboolean
rapport_numbers_sum (RapportNumbers *self,
                     const char *metric,
                     const char *channel,
                     RapportDay from,
                     RapportDay to,
                     gint64 *sum)
{
  gint64 revenue;

  if (sum_cells (self, metric, channel, from, to, sum))
    return TRUE;
  if (self->goods_margin < 0 || !g_str_equal (metric, "gross-profit") ||
      !sum_cells (self, "revenue", channel, from, to, &revenue))
    return FALSE;
  *sum = multiply (revenue, self->goods_margin);
  return TRUE;
}

typedef struct
{
  RapportNumbers *self;
  const char *channel;
  RapportDay from;
  RapportDay to;
} Period;

static gboolean
sum_in_period (const char *metric, gint64 *sum, gpointer user_data)
{
  Period *period = user_data;

  return rapport_numbers_sum (period->self, metric, period->channel, period->from, period->to, sum);
}

gboolean
rapport_numbers_compute (RapportNumbers *self,
                         const RapportMetric *metric,
                         const char *channel,
                         RapportDay from,
                         RapportDay to,
                         gint64 *value,
                         const char **note)
{
  Period period = { self, channel, from, to };

  return rapport_metric_compute (metric, sum_in_period, &period, value, note);
}

static gboolean
note_cell (const RapportCell *cell, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return FALSE;
}

gboolean
rapport_numbers_has_data (RapportNumbers *self, RapportDay from, RapportDay to)
{
  gboolean found = FALSE;

  visit_cells (self, from, to, note_cell, &found);
  return found;
}

static gboolean
note_day (const RapportCell *cell, gpointer user_data)
{
  RapportDay *last = user_data;

  *last = MAX (*last, cell->day);
  return TRUE;
}

RapportDay
rapport_numbers_get_last_day (RapportNumbers *self, RapportDay from, RapportDay to)
{
  RapportDay last = RAPPORT_DAY_NONE;

  visit_cells (self, from, to, note_day, &last);
  return last;
}

/* Whether a source's figures of a month that is over all stand on its first day:
 * that is where the sum of a month is put. */
static gboolean
is_one_sum (RapportNumbers *self, RapportCells *cells)
{
  const gsize n = rapport_cells_get_size (cells);
  RapportDay first;

  if (n == 0)
    return FALSE;
  first = rapport_cells_get (cells, 0)->day;
  return first == rapport_day_month (first) && rapport_cells_get (cells, n - 1)->day == first &&
         self->today >= rapport_day_add_months (first, 1);
}

RapportDay
rapport_numbers_get_reach (RapportNumbers *self, RapportDay month)
{
  const RapportDay first = rapport_day_month (month);
  const RapportDay end = first + rapport_day_days_in_month (first) - 1;

  for (guint i = 0; i < self->months->len; i++)
    {
      RapportCells *cells = self->months->pdata[i];

      if (is_one_sum (self, cells) && rapport_cells_get (cells, 0)->day == first)
        return end;
    }
  return rapport_numbers_get_last_day (self, first, end);
}

RapportNumbers *
rapport_numbers_get_daily (RapportNumbers *self)
{
  RapportNumbers *daily = g_new0 (RapportNumbers, 1);

  g_atomic_ref_count_init (&daily->ref_count);
  daily->set = rapport_metric_set_ref (self->set);
  daily->goods_margin = self->goods_margin;
  daily->today = self->today;
  daily->months = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_cells_unref);
  for (guint i = 0; i < self->months->len; i++)
    if (!is_one_sum (self, self->months->pdata[i]))
      g_ptr_array_add (daily->months, rapport_cells_ref (self->months->pdata[i]));
  return daily;
}

static gboolean
note_channel (const RapportCell *cell, gpointer user_data)
{
  if (*cell->channel != '\0')
    g_hash_table_add (user_data, (gpointer) cell->channel);
  return TRUE;
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
sorted_copy (GHashTable *words)
{
  g_autoptr (GPtrArray) keys = g_hash_table_get_keys_as_ptr_array (words);
  GPtrArray *copy = g_ptr_array_new_null_terminated (keys->len, g_free, TRUE);

  g_ptr_array_sort (keys, compare_words);
  for (guint i = 0; i < keys->len; i++)
    g_ptr_array_add (copy, g_strdup (keys->pdata[i]));
  return copy;
}

GStrv
rapport_numbers_get_channels (RapportNumbers *self, RapportDay from, RapportDay to)
{
  g_autoptr (GHashTable) words = g_hash_table_new (g_str_hash, g_str_equal);

  visit_cells (self, from, to, note_channel, words);
  return (GStrv) g_ptr_array_free (sorted_copy (words), FALSE);
}
