/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Connectors of many things at once, and taking things off a board. */
#include "rapport-cards-private.h"

#include <string.h>

/* For more things than this all connectors of their board are read at once. */
#define ONE_BY_ONE 64

static void
add_found (GPtrArray *edges, GHashTable *seen, RapportLibrary *library, RapportQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = rapport_library_find (library, query, &error);

  if (found == NULL)
    {
      g_warning ("reading connectors: %s", error->message);
      return;
    }
  for (guint i = 0; i < found->len; i++)
    if (g_hash_table_add (seen, found->pdata[i]))
      g_ptr_array_add (edges, g_object_ref (found->pdata[i]));
}

static void
find_one_by_one (RapportLibrary *library, GPtrArray *things, GPtrArray *edges, GHashTable *seen)
{
  static const guint ends[] = { RAPPORT_EDGE_FROM, RAPPORT_EDGE_TO };

  for (guint i = 0; i < things->len; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (ends); j++)
      {
        g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_EDGE);

        rapport_query_where_text (query, ends[j], rapport_record_get_id (things->pdata[i]));
        add_found (edges, seen, library, query);
      }
}

static gboolean
has_end (const RapportStanding *edge, guint end, GHashTable *ids)
{
  return edge->values[end] != NULL &&
         g_hash_table_contains (ids, g_variant_get_string (edge->values[end], NULL));
}

static void
find_by_board (RapportLibrary *library,
               const char *board_id,
               GPtrArray *things,
               GPtrArray *edges,
               GHashTable *seen)
{
  const RapportStand stand = { RAPPORT_TYPE_EDGE, RAPPORT_EDGE_BOARD, board_id };
  const guint fields[] = { RAPPORT_EDGE_FROM, RAPPORT_EDGE_TO };
  g_autoptr (GArray) all = rapport_standing_list (library, &stand, fields, G_N_ELEMENTS (fields));
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < things->len; i++)
    g_hash_table_add (ids, (gpointer) rapport_record_get_id (things->pdata[i]));
  for (guint i = 0; i < all->len; i++)
    {
      const RapportStanding *standing = &g_array_index (all, RapportStanding, i);
      g_autoptr (RapportRecord) edge = NULL;

      if (!has_end (standing, 0, ids) && !has_end (standing, 1, ids))
        continue;
      edge = rapport_library_get (library, RAPPORT_TYPE_EDGE, standing->id);
      if (edge != NULL && g_hash_table_add (seen, edge))
        g_ptr_array_add (edges, g_steal_pointer (&edge));
    }
}

static int
compare_cb (gconstpointer a, gconstpointer b)
{
  RapportRecord *const *first = a;
  RapportRecord *const *second = b;

  return strcmp (rapport_record_get_text (*first, RAPPORT_EDGE_ORDER),
                 rapport_record_get_text (*second, RAPPORT_EDGE_ORDER));
}

GPtrArray *
rapport_cards_find_edges (RapportTransaction *transaction, GPtrArray *things)
{
  RapportLibrary *library = rapport_transaction_get_library (transaction);
  GPtrArray *edges = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  if (things->len <= ONE_BY_ONE)
    find_one_by_one (library, things, edges, seen);
  else
    find_by_board (library, rapport_cards_get_board (transaction, things->pdata[0]), things, edges,
                   seen);
  for (guint i = edges->len; i > 0; i--)
    if (rapport_transaction_is_trashed (transaction, edges->pdata[i - 1]))
      g_ptr_array_remove_index (edges, i - 1);
  g_ptr_array_sort (edges, compare_cb);
  return edges;
}

void
rapport_cards_remove (RapportTransaction *transaction,
                      RapportLibrary *library,
                      const char *board_id,
                      const char *const *ids)
{
  g_autoptr (GPtrArray) all = rapport_cards_collect (transaction, ids);
  g_autoptr (GPtrArray) things = g_ptr_array_new ();
  g_autoptr (GPtrArray) edges = NULL;

  for (guint i = 0; i < all->len; i++)
    if (!rapport_cards_is_locked (transaction, all->pdata[i]) &&
        g_str_equal (rapport_cards_get_board (transaction, all->pdata[i]), board_id))
      g_ptr_array_add (things, all->pdata[i]);
  edges = rapport_cards_find_edges (transaction, things);
  for (guint i = 0; i < things->len; i++)
    rapport_transaction_trash (transaction, things->pdata[i]);
  for (guint i = 0; i < edges->len; i++)
    rapport_transaction_trash (transaction, edges->pdata[i]);
}
