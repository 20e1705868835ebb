/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record that became another client's moves between databases, each of which is pulled by itself.
 * Who meets first that it was deleted in the one, and has edited it meanwhile, would be asked which
 * of both stands. But who moved it has sent it to the other one first: the edit belongs there. */
#include "rapport-replicator-private.h"
#include "rapport-sync-decide.h"

/* (transfer full) (nullable): those that moved from here, and that were edited. */
static GPtrArray *
find_edited (Session *self, GPtrArray *documents, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  for (guint i = 0; i < documents->len; i++)
    {
      const RapportDocument *document = documents->pdata[i];

      if (document->deleted && document->moved && !document->losing && document->info != NULL)
        g_strv_builder_add (builder, document->id);
    }
  ids = g_strv_builder_end (builder);
  if (ids[0] == NULL)
    return g_ptr_array_new ();
  entries = rapport_store_get_sync_entries (self->store, (const char *const *) ids, error);
  for (guint i = entries != NULL ? entries->len : 0; i > 0; i--)
    {
      const RapportSyncEntry *entry = entries->pdata[i - 1];

      if (entry->row == NULL || !entry->waiting || entry->place != self->place->key)
        g_ptr_array_remove_index (entries, i - 1);
    }
  return g_steal_pointer (&entries);
}

/* Whether it is no more than that the database has not got it, or not for us. */
static gboolean
is_not_there (const GError *error)
{
  return g_error_matches (error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_NOT_FOUND) ||
         g_error_matches (error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_FORBIDDEN);
}

/* (transfer full) (nullable): the record as a database has it, with the bytes of its files; %NULL
 * without an error where it hasn't. */
static RapportDocument *
fetch (Session *self, RapportCouch *couch, const RapportSyncEntry *entry, GError **error)
{
  g_autofree char *name = rapport_document_get_name (entry->info, entry->id);
  g_autofree char *path = rapport_couch_document_path (name);
  g_autoptr (GHashTable) pieces = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) why = NULL;
  g_autoptr (JsonNode) node = rapport_couch_request (couch, "GET", path, NULL, self->all, &why);
  g_autoptr (RapportDocument) document =
    node != NULL ? rapport_document_read_node (node, NULL) : NULL;
  RapportCouch *own = self->couch;
  gboolean whole;

  if (why != NULL && !is_not_there (why))
    g_propagate_error (error, g_steal_pointer (&why));
  if (document == NULL || document->deleted || document->row == NULL)
    return NULL;
  self->couch = couch;
  whole = session_fetch_blobs (self, document, pieces, error);
  self->couch = own;
  return whole ? g_steal_pointer (&document) : NULL;
}

static gboolean
take_copy (Session *self,
           const RapportSyncPlace *place,
           const RapportSyncEntry *entry,
           gboolean *found,
           GError **error)
{
  g_autoptr (RapportCouch) couch = rapport_couch_new_beside (self->couch, place->address, error);
  g_autoptr (GPtrArray) documents = g_ptr_array_new_with_free_func (session_document_free);
  g_autoptr (GError) why = NULL;
  RapportDocument *document;

  if (couch == NULL)
    return FALSE;
  document = fetch (self, couch, entry, &why);
  if (why != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  *found = document != NULL;
  if (!*found)
    return TRUE;
  g_ptr_array_add (documents, document);
  return session_take_beside (self, place, documents, error);
}

/* Where a record may be that is no longer here. */
static gboolean
may_have (Session *self, const RapportSyncPlace *place)
{
  return place->key != self->place->key && *place->address != '\0' &&
         !g_str_has_prefix (place->client, RAPPORT_SYNC_LEFT);
}

gboolean
session_take_moved (Session *self, GPtrArray *documents, GError **error)
{
  g_autoptr (GPtrArray) entries = find_edited (self, documents, error);
  g_autoptr (GPtrArray) places = NULL;

  if (entries == NULL || entries->len == 0)
    return entries != NULL;
  places = rapport_store_get_sync_places (self->store, error);
  if (places == NULL)
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    {
      gboolean found = FALSE;

      for (guint j = 0; j < places->len && !found; j++)
        if (may_have (self, places->pdata[j]) &&
            !take_copy (self, places->pdata[j], entries->pdata[i], &found, error))
          return FALSE;
    }
  return TRUE;
}
