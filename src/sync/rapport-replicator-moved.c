/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record that became another client's moves between databases, each of which is pulled by itself.
 * Who meets first that it was deleted in the one, and has edited it meanwhile, would be asked which
 * of both stands. But who moved it has sent it to the other one first: the edit belongs there.
 *
 * A server that was restored may have lost what this copy sent, or took from there, and who moves
 * or erases the record then does not know of it. That is as good as an edit: it does not go from
 * here with the record. */
#include "rapport-replicator-private.h"
#include "rapport-sync-decide.h"
#include "rapport-sync-take.h"

#include <string.h>

/* What the server has lost. */

/* Whether the record lives where one isn't let in. */
static gboolean
is_hidden (GPtrArray *places, const RapportSyncEntry *entry)
{
  for (guint i = 0; i < places->len; i++)
    {
      const RapportSyncPlace *place = places->pdata[i];

      if (place->key == entry->place)
        return *place->address == '\0' && !g_str_equal (place->identity, RAPPORT_SYNC_HELD);
    }
  return FALSE;
}

/* Whether the tombstone says itself that it takes into account what is here, or is known here. */
static gboolean
says_so (const RapportSyncEntry *entry, const RapportDocument *document)
{
  g_autofree char *tombstone = rapport_sync_rebase (document->revision);
  g_autofree char *past = rapport_sync_rebase (document->past);
  g_autofree char *revision = rapport_sync_rebase (entry->revision);

  return rapport_sync_entry_knows (entry, document->revision) ||
         rapport_sync_entry_knows (entry, tombstone) || rapport_sync_known_has (past, revision);
}

/* Whether it is one of the revisions that lead to a document, as CouchDB lists them: without their
 * generations, which one of another place has not got either. */
static gboolean
leads_there (JsonNode *document, const char *revision)
{
  JsonNode *revisions = JSON_NODE_HOLDS_OBJECT (document)
                          ? json_object_get_member (json_node_get_object (document), "_revisions")
                          : NULL;
  JsonNode *ids = revisions != NULL && JSON_NODE_HOLDS_OBJECT (revisions)
                    ? json_object_get_member (json_node_get_object (revisions), "ids")
                    : NULL;
  JsonArray *array = ids != NULL && JSON_NODE_HOLDS_ARRAY (ids) ? json_node_get_array (ids) : NULL;
  const char *hyphen = strrchr (revision, '-');

  for (guint i = 0; array != NULL && hyphen != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *id = json_array_get_element (array, i);

      if (json_node_get_value_type (id) == G_TYPE_STRING &&
          g_str_equal (json_node_get_string (id), hyphen + 1))
        return TRUE;
    }
  return FALSE;
}

static gboolean
find_out (Session *self, const RapportSyncEntry *entry, RapportDocument *document, GError **error)
{
  g_autofree char *name = rapport_document_get_name (document->info, document->id);
  g_autofree char *path = rapport_couch_document_path (name);
  g_autofree char *full = g_strconcat (path, "?revs=true&rev=", document->revision, NULL);
  g_autoptr (GError) why = NULL;
  g_autoptr (JsonNode) node =
    rapport_couch_request (self->couch, "GET", full, NULL, self->all, &why);

  if (why != NULL && !g_error_matches (why, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  /* Nothing is lost by keeping what may be known. */
  document->unaware = node == NULL || !leads_there (node, entry->revision);
  return TRUE;
}

/* Whether the record goes from here with the tombstone, unless it is edited. */
static gboolean
goes (Session *self,
      GPtrArray *places,
      const RapportSyncEntry *entry,
      const RapportDocument *document)
{
  return entry->row != NULL && *entry->revision != '\0' &&
         (entry->place == self->place->key ? document->moved : is_hidden (places, entry));
}

/* (transfer full) */
static GHashTable *
collect_tombstones (GPtrArray *documents)
{
  GHashTable *tombstones = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < documents->len; i++)
    {
      RapportDocument *document = documents->pdata[i];

      if (document->deleted && !document->losing && document->info != NULL)
        g_hash_table_insert (tombstones, document->id, document);
    }
  return tombstones;
}

static gboolean
find_unaware (Session *self, GPtrArray *documents, GError **error)
{
  g_autoptr (GHashTable) tombstones = collect_tombstones (documents);
  g_autofree char **ids = (char **) g_hash_table_get_keys_as_array (tombstones, NULL);
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GPtrArray) places = NULL;

  if (ids[0] == NULL)
    return TRUE;
  entries = rapport_store_get_sync_entries (self->store, (const char *const *) ids, error);
  places = entries != NULL ? rapport_store_get_sync_places (self->store, error) : NULL;
  for (guint i = 0; places != NULL && i < entries->len; i++)
    {
      const RapportSyncEntry *entry = entries->pdata[i];
      RapportDocument *document = g_hash_table_lookup (tombstones, entry->id);

      if (goes (self, places, entry, document) && !says_so (entry, document) &&
          !find_out (self, entry, document, error))
        return FALSE;
    }
  return places != NULL;
}

/* What has moved. */

static gboolean
is_unaware (GPtrArray *documents, const char *id)
{
  for (guint i = 0; i < documents->len; i++)
    if (g_str_equal (((RapportDocument *) documents->pdata[i])->id, id))
      return ((RapportDocument *) documents->pdata[i])->unaware;
  return FALSE;
}

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

      if (entry->row == NULL || entry->place != self->place->key ||
          (!entry->waiting && !is_unaware (documents, entry->id)))
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
  g_autoptr (GPtrArray) entries =
    find_unaware (self, documents, error) ? find_edited (self, documents, error) : NULL;
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
