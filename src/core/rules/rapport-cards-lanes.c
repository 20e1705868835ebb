/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What cards have in the fields that the lanes of a board stand for. */
#include "rapport-cards-private.h"

#include <string.h>

/* Own lanes: "field=value". */

static gboolean
is_of_field (const char *lane, const char *field)
{
  const gsize length = strlen (field);

  return strncmp (lane, field, length) == 0 && lane[length] == '=';
}

gboolean
rapport_lanes_have (GVariant *lanes, const char *lane)
{
  g_autofree const char **words = lanes != NULL ? g_variant_get_strv (lanes, NULL) : NULL;

  return words != NULL && g_strv_contains (words, lane);
}

char *
rapport_lanes_get (GVariant *lanes, const char *field)
{
  g_autofree const char **words = lanes != NULL ? g_variant_get_strv (lanes, NULL) : NULL;

  for (gsize i = 0; words != NULL && words[i] != NULL; i++)
    if (is_of_field (words[i], field))
      return g_strdup (words[i] + strlen (field) + 1);
  return g_strdup ("");
}

static int
compare_words_cb (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

void
rapport_lane_set_own (RapportTransaction *transaction,
                      RapportRecord *placement,
                      const char *field,
                      const char *value)
{
  GVariant *lanes = rapport_transaction_get (transaction, placement, RAPPORT_PLACEMENT_LANES);
  g_autofree const char **words = lanes != NULL ? g_variant_get_strv (lanes, NULL) : NULL;
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; words != NULL && words[i] != NULL; i++)
    if (!is_of_field (words[i], field))
      g_ptr_array_add (kept, g_strdup (words[i]));
  if (*value != '\0')
    g_ptr_array_add (kept, g_strdup_printf ("%s=%s", field, value));
  g_ptr_array_sort (kept, compare_words_cb);
  rapport_transaction_set (
    transaction, placement, RAPPORT_PLACEMENT_LANES,
    kept->len > 0 ? g_variant_new_strv ((const char *const *) kept->pdata, kept->len) : NULL);
}

/* Work items. */

static guint
item_field (const char *field)
{
  return (guint) rapport_record_info_find_field (&rapport_work_item_info, field);
}

void
rapport_lane_set_item (RapportTransaction *transaction,
                       RapportWorkItem *item,
                       const char *field,
                       const char *value)
{
  if (*value != '\0' && !rapport_lane_value_is_valid (field, value))
    return;
  if (g_str_equal (field, "status"))
    {
      if (*value != '\0' &&
          !g_str_equal (rapport_transaction_get_text (transaction, RAPPORT_RECORD (item),
                                                      RAPPORT_WORK_ITEM_STATUS),
                        value))
        rapport_work_item_set_status (transaction, rapport_transaction_get_library (transaction),
                                      item, value);
    }
  else if (g_str_equal (field, "month"))
    rapport_transaction_set_day (transaction, RAPPORT_RECORD (item), RAPPORT_WORK_ITEM_MONTH,
                                 rapport_month_parse (value));
  else
    rapport_transaction_set_text (transaction, RAPPORT_RECORD (item), item_field (field), value);
}

static char *
value_to_lane (const char *field, GVariant *value)
{
  if (value == NULL)
    return g_strdup ("");
  if (g_str_equal (field, "month"))
    return rapport_month_to_string (g_variant_get_int32 (value));
  return g_variant_dup_string (value, NULL);
}

GPtrArray *
rapport_lane_find_items (RapportLibrary *library,
                         const char *client,
                         const char *field,
                         const char *value)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_WORK_ITEM);
  g_autoptr (GError) error = NULL;
  GPtrArray *items;

  rapport_query_where_text (query, RAPPORT_WORK_ITEM_CLIENT, client);
  if (g_str_equal (field, "month"))
    {
      const RapportDay month = rapport_month_parse (value);

      rapport_query_where_day (query, RAPPORT_WORK_ITEM_MONTH, RAPPORT_TEST_AT_LEAST, month);
      rapport_query_where_day (query, RAPPORT_WORK_ITEM_MONTH, RAPPORT_TEST_LESS,
                               rapport_day_add_months (month, 1));
    }
  else
    rapport_query_where_text (query, item_field (field), value);
  items = rapport_library_find (library, query, &error);
  if (items != NULL)
    return items;
  g_warning ("reading the ideas of a lane: %s", error->message);
  return g_ptr_array_new_with_free_func (g_object_unref);
}

GHashTable *
rapport_lane_list_values (RapportLibrary *library, const char *client, const char *field)
{
  const RapportStand stand = { RAPPORT_TYPE_WORK_ITEM, RAPPORT_WORK_ITEM_CLIENT, client };
  const guint wanted = item_field (field);
  GHashTable *values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GArray) items = rapport_standing_list (library, &stand, &wanted, 1);

  for (guint i = 0; i < items->len; i++)
    {
      const RapportStanding *item = &g_array_index (items, RapportStanding, i);

      if (item->values[0] != NULL)
        g_hash_table_insert (values, g_strdup (item->id), value_to_lane (field, item->values[0]));
    }
  return values;
}
