/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-standing.h"

#include "rapport-library-private.h"

#include <string.h>

/* So many of the last are read before all are. */
#define AT_FIRST 64

typedef struct
{
  RapportQuery *query;
  GHashTable *held; /* id → RapportRecord, of that type */
} Overlay;

static guint
order_field (const RapportStand *stand)
{
  return (guint) rapport_record_info_find_field (rapport_record_info_of_type (stand->type),
                                                 "order");
}

static RapportQuery *
make_query (const RapportStand *stand)
{
  RapportQuery *query =
    rapport_query_where_text (rapport_query_new (stand->type), stand->scope, stand->id);

  for (const char *const *other = stand->others; other != NULL && *other != NULL; other++)
    rapport_query_where (query, stand->field, RAPPORT_TEST_DIFFERENT,
                         g_variant_new_string (*other));
  return query;
}

static void
add_held_cb (const char *id, RapportRecord *record, gpointer user_data)
{
  Overlay *overlay = user_data;

  if (record == NULL || rapport_record_get_info (record) == rapport_query_get_info (overlay->query))
    g_hash_table_insert (overlay->held, (gpointer) id, record);
}

/* id → RapportRecord, %NULL for one that was erased: what the disk does not know yet. */
static GHashTable *
find_held (RapportLibrary *library, RapportQuery *query)
{
  GHashTable *held = g_hash_table_new (g_str_hash, g_str_equal);

  rapport_library_foreach_held (library, add_held_cb, &(Overlay) { query, held });
  return held;
}

static GPtrArray *
read_rows (RapportLibrary *library, RapportQuery *query)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = rapport_store_query (rapport_library_get_store (library), query, &error);

  if (rows != NULL)
    return rows;
  g_warning ("reading what stands in an order: %s", error->message);
  return g_ptr_array_new ();
}

/* All of them. */

static void
standing_clear (gpointer data)
{
  RapportStanding *self = data;

  g_clear_pointer (&self->order, g_free);
  for (guint i = 0; i < G_N_ELEMENTS (self->values); i++)
    g_clear_pointer (&self->values[i], g_variant_unref);
}

static int
compare_cb (gconstpointer a, gconstpointer b)
{
  const RapportStanding *first = a;
  const RapportStanding *second = b;
  const int order = strcmp (first->order, second->order);

  return order != 0 ? order : strcmp (first->id, second->id);
}

static const char *
text_or_empty (GVariant *value)
{
  return value != NULL ? g_variant_get_string (value, NULL) : "";
}

static void
add_standing (GArray *all, const char *id, GVariant *order, GVariant *const *values, guint n_values)
{
  RapportStanding standing = { .order = g_strdup (text_or_empty (order)) };

  g_strlcpy (standing.id, id, sizeof standing.id);
  for (guint i = 0; i < n_values; i++)
    standing.values[i] = values[i] != NULL ? g_variant_ref (values[i]) : NULL;
  g_array_append_val (all, standing);
}

GArray *
rapport_standing_list (RapportLibrary *library,
                       const RapportStand *stand,
                       const guint *fields,
                       guint n_fields)
{
  const guint order = order_field (stand);
  guint wanted[3] = { order };
  GArray *all = g_array_new (FALSE, TRUE, sizeof (RapportStanding));
  g_autoptr (RapportQuery) query = make_query (stand);
  g_autoptr (GHashTable) held = find_held (library, query);
  g_autoptr (GPtrArray) rows = NULL;
  GVariant *values[2] = { NULL };
  GHashTableIter iter;
  RapportRecord *record;

  for (guint i = 0; i < n_fields; i++)
    wanted[i + 1] = fields[i];
  rapport_query_set_fields (query, wanted, n_fields + 1);
  rows = read_rows (library, query);
  g_array_set_clear_func (all, standing_clear);
  for (guint i = 0; i < rows->len; i++)
    {
      const RapportRow *row = rows->pdata[i];

      if (g_hash_table_contains (held, row->id))
        continue;
      for (guint j = 0; j < n_fields; j++)
        values[j] = row->values[fields[j]];
      add_standing (all, row->id, row->values[order], values, n_fields);
    }
  g_hash_table_iter_init (&iter, held);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &record))
    {
      if (record == NULL || !rapport_query_matches (query, record))
        continue;
      for (guint j = 0; j < n_fields; j++)
        values[j] = rapport_record_get_value (record, fields[j]);
      add_standing (all, rapport_record_get_id (record), rapport_record_get_value (record, order),
                    values, n_fields);
    }
  g_array_sort (all, compare_cb);
  return all;
}

/* The last one. */

static gboolean
is_wanted (const char *id, const char *order, const char *below, GHashTable *without)
{
  return (below == NULL || strcmp (order, below) < 0) &&
         (without == NULL || !g_hash_table_contains (without, id));
}

/* The last of the rows that the disk knows as they are; FALSE where there may be more. */
static gboolean
find_in_rows (
  GPtrArray *rows, guint limit, guint field, GHashTable *held, GHashTable *without, char **order)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const RapportRow *row = rows->pdata[i];

      if (g_hash_table_contains (held, row->id) ||
          !is_wanted (row->id, text_or_empty (row->values[field]), NULL, without))
        continue;
      *order = g_strdup (text_or_empty (row->values[field]));
      return TRUE;
    }
  return limit == 0 || rows->len < limit;
}

char *
rapport_standing_find_last (RapportLibrary *library,
                            const RapportStand *stand,
                            const char *below,
                            GHashTable *without)
{
  const guint order = order_field (stand);
  guint limit = AT_FIRST + (without != NULL ? g_hash_table_size (without) : 0);
  g_autoptr (RapportQuery) query = make_query (stand);
  g_autoptr (RapportQuery) limited = NULL;
  g_autoptr (GHashTable) held = find_held (library, query);
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *last = NULL;
  GHashTableIter iter;
  RapportRecord *record;

  if (below != NULL)
    rapport_query_where (query, order, RAPPORT_TEST_LESS, g_variant_new_string (below));
  rapport_query_order_by (query, order, TRUE);
  rapport_query_set_fields (query, &order, 1);
  limited = rapport_query_set_limit (rapport_query_copy (query), limit);
  rapport_query_set_fields (limited, &order, 1);
  rows = read_rows (library, limited);
  if (!find_in_rows (rows, limit, order, held, without, &last))
    {
      g_ptr_array_unref (rows);
      rows = read_rows (library, query);
      find_in_rows (rows, 0, order, held, without, &last);
    }
  g_hash_table_iter_init (&iter, held);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &record))
    if (record != NULL && rapport_query_matches (query, record) &&
        is_wanted (rapport_record_get_id (record), rapport_record_get_text (record, order), below,
                   without) &&
        (last == NULL || strcmp (rapport_record_get_text (record, order), last) > 0))
      g_set_str (&last, rapport_record_get_text (record, order));
  return last != NULL ? g_steal_pointer (&last) : g_strdup ("");
}

char *
rapport_standing_next (RapportTransaction *transaction, const RapportStand *stand)
{
  g_autofree char *name = g_strdup_printf ("standing %s %s", g_type_name (stand->type), stand->id);
  const char *given = rapport_transaction_recall (transaction, name);
  g_autofree char *last = NULL;
  char *next;

  if (given == NULL)
    last =
      rapport_standing_find_last (rapport_transaction_get_library (transaction), stand, NULL, NULL);
  next = rapport_order_key_between (given != NULL ? given : last, NULL);
  rapport_transaction_remember (transaction, name, g_strdup (next), g_free);
  return next;
}
