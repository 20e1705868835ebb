/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-voters.h"

#include "rapport-cards.h"
#include "rapport-onlooker.h"
#include "rapport-toast.h"

#include <glib/gi18n-lib.h>

#define MOST_DOTS 99

static void
add_name (GStrvBuilder *names, GHashTable *seen, const char *name)
{
  g_autofree char *stripped = g_strstrip (g_strdup (name));

  if (*stripped == '\0' || g_hash_table_contains (seen, stripped))
    return;
  g_strv_builder_add (names, stripped);
  g_hash_table_add (seen, g_steal_pointer (&stripped));
}

static void
add_titles (
  GStrvBuilder *names, GHashTable *seen, RapportLibrary *library, RapportQuery *query, guint field)
{
  g_autoptr (GPtrArray) records = rapport_library_find (library, query, NULL);

  for (guint i = 0; records != NULL && i < records->len; i++)
    add_name (names, seen, rapport_record_get_text (records->pdata[i], field));
}

GStrv
rapport_voters_list (RapportLibrary *library, const char *client_id)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_VOTE);

  rapport_query_where_text (query, RAPPORT_VOTE_CLIENT, client_id);
  rapport_query_where (query, RAPPORT_VOTE_DOTS, RAPPORT_TEST_GREATER, g_variant_new_int64 (0));
  rapport_query_order_by (query, RAPPORT_RECORD_CREATED, FALSE);
  add_titles (names, seen, library, query, RAPPORT_VOTE_PARTICIPANT);
  return g_strv_builder_end (names);
}

GStrv
rapport_voters_offer (RapportLibrary *library, const char *client_id)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (RapportQuery) contacts = rapport_query_new (RAPPORT_TYPE_CONTACT);
  g_autoptr (RapportQuery) members = rapport_query_new (RAPPORT_TYPE_MEMBER);

  rapport_query_where_text (contacts, RAPPORT_CONTACT_CLIENT, client_id);
  rapport_query_order_by (contacts, RAPPORT_CONTACT_ORDER, FALSE);
  rapport_onlooker_narrow (library, contacts);
  add_titles (names, seen, library, contacts, RAPPORT_CONTACT_NAME);
  rapport_query_where (members, RAPPORT_MEMBER_ACTIVE, RAPPORT_TEST_EQUAL,
                       g_variant_new_boolean (TRUE));
  rapport_query_order_by (members, RAPPORT_MEMBER_NAME, FALSE);
  rapport_onlooker_narrow (library, members);
  add_titles (names, seen, library, members, RAPPORT_MEMBER_NAME);
  return g_strv_builder_end (names);
}

guint
rapport_voters_get_dots (RapportLibrary *library, const char *card_id, const char *participant)
{
  const char *const key[] = { card_id, participant, NULL };
  g_autoptr (RapportRecord) vote = rapport_library_get_by_key (library, RAPPORT_TYPE_VOTE, key);

  if (vote == NULL || rapport_record_is_trashed (vote))
    return 0;
  return (guint) CLAMP (rapport_record_get_integer (vote, RAPPORT_VOTE_DOTS), 0, MOST_DOTS);
}

gboolean
rapport_voters_give (RapportLibrary *library,
                     const char *client_id,
                     const char *card_id,
                     const char *participant,
                     int dots,
                     gpointer near)
{
  g_autoptr (RapportTransaction) transaction = NULL;
  g_autoptr (GError) error = NULL;

  if (dots < 0 || dots > MOST_DOTS)
    return FALSE;
  transaction = rapport_transaction_begin (library, C_ ("undo", "Vote"));
  rapport_transaction_set_client (transaction, client_id);
  rapport_cards_vote (transaction, library, client_id, card_id, participant, (guint) dots);
  if (rapport_transaction_commit (transaction, &error))
    return TRUE;
  rapport_toast_show (near, error->message);
  return FALSE;
}
