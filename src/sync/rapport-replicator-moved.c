/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record that became another client's moves between databases, each of which is pulled by itself.
 * Who meets first that it was deleted in the one, and has edited it meanwhile, would be asked which
 * of both stands. But who moved it has sent it to the other one first: the edit belongs there.
 *
 * A server that was restored may have lost what this copy sent, or took from there, and who moves
 * or erases the record then does not know of it. That is as good as an edit: it does not go from
 * here with the record. */
#include "rapport-replicator-private.h"
#include "rapport-server-private.h"
#include "rapport-sync-decide.h"

#include <string.h>

/* What the server has lost. */

/* Whether the record lives where one isn't let in. */
static gboolean
is_hidden (GPtrArray *places, const RapportSyncEntry *entry)
{
  for (guint i = 0; i < places->len; i++)
    if (((RapportSyncPlace *) places->pdata[i])->key == entry->place)
      return rapport_sync_place_is_hidden (places->pdata[i]);
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
  const char *hyphen = strrchr (revision, '-');

  return hyphen != NULL &&
         server_has_text (server_get_array (server_get_member (document, "_revisions"), "ids"),
                          hyphen + 1);
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

/* What has moved. */

/* Whether the record moved from here, and was edited. */
static gboolean
is_edited (Session *self, const RapportSyncEntry *entry, const RapportDocument *document)
{
  return document->moved && entry->row != NULL && entry->place == self->place->key &&
         (entry->waiting || document->unaware);
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

  if (why != NULL && !session_is_away (why))
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

static gboolean
take_from_elsewhere (Session *self,
                     GPtrArray *places,
                     const RapportSyncEntry *entry,
                     GError **error)
{
  gboolean found = FALSE;

  for (guint i = 0; i < places->len && !found; i++)
    if (may_have (self, places->pdata[i]) &&
        !take_copy (self, places->pdata[i], entry, &found, error))
      return FALSE;
  return TRUE;
}

gboolean
session_take_moved (Session *self, GPtrArray *documents, GError **error)
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
      if (is_edited (self, entry, document) && !take_from_elsewhere (self, places, entry, error))
        return FALSE;
    }
  return places != NULL;
}
