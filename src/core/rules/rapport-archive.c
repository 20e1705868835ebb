/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-archive.h"

gboolean
rapport_client_is_archived (RapportClient *client)
{
  return rapport_record_get_value (RAPPORT_RECORD (client), RAPPORT_CLIENT_ARCHIVED) != NULL;
}

void
rapport_client_set_archived (RapportTransaction *transaction,
                             RapportLibrary *library,
                             RapportClient *client,
                             gboolean archived)
{
  if (archived == rapport_client_is_archived (client))
    return;
  rapport_transaction_set (
    transaction, RAPPORT_RECORD (client), RAPPORT_CLIENT_ARCHIVED,
    archived ? g_variant_new_int64 (rapport_clock_get_now (rapport_library_get_clock (library)))
             : NULL);
}

RapportQuery *
rapport_query_where_archived (RapportQuery *query, gboolean archived)
{
  return rapport_query_where (query, RAPPORT_CLIENT_ARCHIVED,
                              archived ? RAPPORT_TEST_DIFFERENT : RAPPORT_TEST_EQUAL, NULL);
}
