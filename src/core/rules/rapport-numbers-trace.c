/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-numbers-trace.h"

#include "rapport-records.h"

#include <string.h>

static void
origin_free (gpointer data)
{
  RapportNumbersOrigin *origin = data;

  g_free (origin->source);
  g_free (origin->file_name);
  g_free (origin);
}

static void
add_bases (RapportMetricSet *set, const RapportMetric *metric, GPtrArray *bases, GHashTable *seen)
{
  g_autofree const char **parts = rapport_metric_list_parts (metric);

  if (!g_hash_table_add (seen, (gpointer) metric->word))
    return;
  if (rapport_metric_is_base (metric))
    g_ptr_array_add (bases, (gpointer) metric->word);
  for (gsize i = 0; parts[i] != NULL; i++)
    {
      const RapportMetric *part = rapport_metric_set_lookup (set, parts[i]);

      if (part != NULL)
        add_bases (set, part, bases, seen);
    }
}

GPtrArray *
rapport_numbers_list_bases (RapportMetricSet *set, const RapportMetric *metric)
{
  GPtrArray *bases = g_ptr_array_new_null_terminated (4, NULL, TRUE);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  add_bases (set, metric, bases, seen);
  /* Gross profit that is not given is a share of the revenue. */
  if (g_hash_table_contains (seen, "gross-profit") && !g_hash_table_contains (seen, "revenue"))
    g_ptr_array_add (bases, (gpointer) "revenue");
  return bases;
}

static RapportNumbersOrigin *
find_origin (GPtrArray *origins, const char *source)
{
  RapportNumbersOrigin *origin;

  for (guint i = 0; i < origins->len; i++)
    if (g_str_equal (((RapportNumbersOrigin *) origins->pdata[i])->source, source))
      return origins->pdata[i];
  origin = g_new0 (RapportNumbersOrigin, 1);
  origin->source = g_strdup (source);
  origin->file_name = g_strdup ("");
  origin->first = origin->last = RAPPORT_DAY_NONE;
  g_ptr_array_add (origins, origin);
  return origin;
}

static void
note_cell (RapportNumbersOrigin *origin, RapportDay day)
{
  if (origin->n_figures == 0 || day < origin->first)
    origin->first = day;
  if (origin->n_figures == 0 || day > origin->last)
    origin->last = day;
  origin->n_figures++;
}

typedef struct
{
  GPtrArray *bases;
  const char *channel;
  RapportDay from;
  RapportDay to;
} Wanted;

static gboolean
is_wanted (const Wanted *wanted, const RapportCell *cell)
{
  return cell->day >= wanted->from && cell->day <= wanted->to &&
         (wanted->channel == NULL || g_str_equal (wanted->channel, cell->channel)) &&
         g_ptr_array_find_with_equal_func (wanted->bases, cell->metric, g_str_equal, NULL);
}

static void
trace_month (GPtrArray *origins, RapportRecord *record, const Wanted *wanted)
{
  GVariant *value = rapport_record_get_value (record, RAPPORT_MONTH_NUMBERS_CELLS);
  g_autoptr (RapportCells) cells = value != NULL ? rapport_cells_from_variant (value) : NULL;
  RapportNumbersOrigin *origin = NULL;
  gint64 imported;

  for (gsize i = 0; cells != NULL && i < rapport_cells_get_size (cells); i++)
    {
      const RapportCell *cell = rapport_cells_get (cells, i);

      if (!is_wanted (wanted, cell))
        continue;
      origin =
        find_origin (origins, rapport_record_get_text (record, RAPPORT_MONTH_NUMBERS_SOURCE));
      note_cell (origin, cell->day);
    }
  imported = rapport_record_get_integer (record, RAPPORT_MONTH_NUMBERS_IMPORTED_AT);
  if (origin == NULL || imported < origin->imported)
    return;
  origin->imported = imported;
  g_set_str (&origin->file_name, rapport_record_get_text (record, RAPPORT_MONTH_NUMBERS_FILE_NAME));
}

static int
compare_origins (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate ((*(RapportNumbersOrigin *const *) a)->source,
                         (*(RapportNumbersOrigin *const *) b)->source);
}

GPtrArray *
rapport_numbers_trace (RapportLibrary *library,
                       const char *client_id,
                       RapportMetricSet *set,
                       const RapportMetric *metric,
                       const char *channel,
                       RapportDay from,
                       RapportDay to,
                       GError **error)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_MONTH_NUMBERS);
  g_autoptr (GPtrArray) bases = rapport_numbers_list_bases (set, metric);
  const Wanted wanted = { bases, channel, from, to };
  g_autoptr (GPtrArray) records = NULL;
  GPtrArray *origins;

  rapport_query_where_text (query, RAPPORT_MONTH_NUMBERS_CLIENT, client_id);
  rapport_query_where_day (query, RAPPORT_MONTH_NUMBERS_MONTH, RAPPORT_TEST_AT_LEAST,
                           rapport_day_month (from));
  rapport_query_where_day (query, RAPPORT_MONTH_NUMBERS_MONTH, RAPPORT_TEST_AT_MOST, to);
  records = rapport_library_find (library, query, error);
  if (records == NULL)
    return NULL;
  origins = g_ptr_array_new_with_free_func (origin_free);
  for (guint i = 0; i < records->len; i++)
    trace_month (origins, records->pdata[i], &wanted);
  g_ptr_array_sort (origins, compare_origins);
  return origins;
}
