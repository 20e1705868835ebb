/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-targets.h"

#include "rapport-publish.h"
#include "rapport-records.h"
#include "rapport-transaction.h"

static char *
make_key (const char *metric, RapportDay month)
{
  return g_strdup_printf ("%d %s", rapport_day_month (month), metric);
}

gboolean
rapport_targets_set (RapportLibrary *library,
                     const char *client_id,
                     const RapportTargetEdit *edits,
                     gsize n_edits,
                     const char *label,
                     GError **error)
{
  g_autoptr (RapportTransaction) transaction = rapport_transaction_begin (library, label);

  rapport_transaction_set_client (transaction, client_id);
  for (gsize i = 0; i < n_edits; i++)
    {
      g_autofree char *month = rapport_day_to_string (rapport_day_month (edits[i].month));
      const char *key[] = { client_id, month, edits[i].metric, NULL };
      g_autoptr (RapportRecord) record =
        rapport_library_get_by_key (library, RAPPORT_TYPE_TARGET, key);

      /* Where there was none, none has to be taken away. */
      if (record == NULL && !edits[i].known)
        continue;
      rapport_transaction_set (
        transaction, rapport_transaction_ensure (transaction, RAPPORT_TYPE_TARGET, key),
        RAPPORT_TARGET_VALUE, edits[i].known ? g_variant_new_int64 (edits[i].value) : NULL);
    }
  return rapport_transaction_commit (transaction, error);
}

GHashTable *
rapport_targets_load (
  RapportLibrary *library, const char *client_id, RapportDay from, RapportDay to, GError **error)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_TARGET);
  g_autoptr (GPtrArray) records = NULL;
  GHashTable *targets;

  rapport_query_where_text (query, RAPPORT_TARGET_CLIENT, client_id);
  rapport_query_where_day (query, RAPPORT_TARGET_MONTH, RAPPORT_TEST_AT_LEAST,
                           rapport_day_month (from));
  rapport_query_where_day (query, RAPPORT_TARGET_MONTH, RAPPORT_TEST_AT_MOST, to);
  records = rapport_publish_all (library, query, client_id, error);
  if (records == NULL)
    return NULL;
  targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < records->len; i++)
    {
      RapportPublicRecord *target = records->pdata[i];
      const gint64 value = rapport_public_record_get_integer (target, "value");

      if (rapport_public_record_get_value (target, "value") != NULL)
        g_hash_table_replace (targets,
                              make_key (rapport_public_record_get_text (target, "metric"),
                                        rapport_public_record_get_day (target, "month")),
                              g_memdup2 (&value, sizeof value));
    }
  return targets;
}

gboolean
rapport_targets_get (GHashTable *targets, const char *metric, RapportDay month, gint64 *value)
{
  g_autofree char *key = make_key (metric, month);
  const gint64 *found = g_hash_table_lookup (targets, key);

  if (found != NULL)
    *value = *found;
  return found != NULL;
}
