/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes of files, which are documents of their own: sent before the record that names them, and
 * fetched before it is taken over. */
#include "rapport-replicator-private.h"
#include "rapport-sync-take.h"

#include <glib/gi18n-lib.h>

/* Fetching. */

GHashTable *
session_collect_pieces (RapportCouchChanges *changes)
{
  GHashTable *pieces = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < changes->changes->len; i++)
    {
      RapportCouchChange *change = changes->changes->pdata[i];

      if (g_str_has_prefix (change->name, "blob:") && change->document != NULL)
        g_hash_table_insert (pieces, change->name, change->document);
    }
  return pieces;
}

/* (transfer full) (nullable): the documents of a blob; %NULL without an error where the database
 * lacks one. */
static GPtrArray *
fetch_pieces (Session *self, const RapportDocumentBlob *blob, GHashTable *pieces, GError **error)
{
  g_autoptr (GPtrArray) nodes = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);

  for (guint i = 0; i < rapport_blob_count_pieces (blob->size); i++)
    {
      g_autofree char *name = rapport_blob_get_name (blob->digest, i);
      g_autofree char *path = rapport_couch_document_path (name);
      g_autoptr (GError) why = NULL;
      JsonNode *known = g_hash_table_lookup (pieces, name);
      JsonNode *node = known != NULL
                         ? json_node_ref (known)
                         : rapport_couch_request (self->couch, "GET", path, NULL, self->all, &why);

      if (node == NULL)
        {
          if (!g_error_matches (why, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_NOT_FOUND))
            g_propagate_error (error, g_steal_pointer (&why));
          return NULL;
        }
      g_ptr_array_add (nodes, node);
    }
  return g_steal_pointer (&nodes);
}

typedef struct
{
  const RapportRecordInfo *info;
  const char *id;
  guint field;
  GVariant *value;
} Load;

static ErrandEnd
load_errand (Session *self, gpointer data, GError **error)
{
  Load *load = data;

  load->value = rapport_store_load_blob (self->store, load->info, load->id, load->field, error);
  return ERRAND_DONE;
}

/* (transfer full) (nullable): the bytes of a field as they are here. */
static GVariant *
load (Session *self, const RapportDocument *document, guint field, GError **error)
{
  Load loading = { document->info, document->id, field, NULL };

  if (!session_do_on_main (self, load_errand, &loading, error))
    return NULL;
  return loading.value;
}

static gboolean
fetch (Session *self,
       RapportDocument *document,
       const RapportDocumentBlob *blob,
       GHashTable *pieces,
       GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (GPtrArray) nodes = fetch_pieces (self, blob, pieces, &why);
  GVariant *value = NULL;

  if (nodes != NULL)
    value = rapport_blob_join (blob, nodes, &why);
  if (value == NULL && why != NULL && !g_error_matches (why, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  if (value == NULL)
    session_log (self,
                 _ ("The server has not got a file as it was kept; its record comes without."));
  else
    {
      g_clear_pointer (&document->row->values[blob->field], g_variant_unref);
      document->row->values[blob->field] = value;
    }
  return TRUE;
}

/* Whether the file that is here is the one that is meant. */
static gboolean
is_here (Session *self, const RapportDocument *document, const RapportDocumentBlob *blob)
{
  const char *ids[] = { document->id, NULL };
  g_autoptr (GPtrArray) entries = rapport_store_get_sync_entries (self->store, ids, NULL);
  const RapportSyncEntry *entry = entries != NULL && entries->len > 0 ? entries->pdata[0] : NULL;
  RapportDocument *mine;
  gboolean same = FALSE;

  if (entry == NULL || entry->row == NULL)
    return FALSE;
  mine = rapport_sync_make_document (entry, self->place, self->me, 0);
  if (mine == NULL)
    return FALSE;
  for (guint i = 0; i < rapport_document_get_blobs (mine)->len; i++)
    {
      const RapportDocumentBlob *other =
        &g_array_index (rapport_document_get_blobs (mine), RapportDocumentBlob, i);

      same = same || (other->field == blob->field && g_str_equal (other->digest, blob->digest));
    }
  rapport_document_free (mine);
  return same;
}

gboolean
session_fetch_blobs (Session *self, RapportDocument *document, GHashTable *pieces, GError **error)
{
  GArray *blobs = document->row != NULL ? rapport_document_get_blobs (document) : NULL;

  for (guint i = 0; blobs != NULL && i < blobs->len; i++)
    {
      const RapportDocumentBlob *blob = &g_array_index (blobs, RapportDocumentBlob, i);
      GVariant *value =
        is_here (self, document, blob) ? load (self, document, blob->field, NULL) : NULL;

      if (value != NULL)
        {
          g_clear_pointer (&document->row->values[blob->field], g_variant_unref);
          document->row->values[blob->field] = value;
        }
      else if (!fetch (self, document, blob, pieces, error))
        return FALSE;
    }
  return TRUE;
}

/* Sending. */

/* Whether the database has the last piece, which is sent last. */
static gboolean
is_there (Session *self, const RapportDocumentBlob *blob, gboolean *there, GError **error)
{
  g_autofree char *name =
    rapport_blob_get_name (blob->digest, rapport_blob_count_pieces (blob->size) - 1);
  g_autofree char *path = rapport_couch_document_path (name);
  g_autoptr (GError) why = NULL;
  g_autoptr (JsonNode) node =
    rapport_couch_request (self->couch, "GET", path, NULL, self->all, &why);

  *there = node != NULL;
  if (*there || g_error_matches (why, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}

static gboolean
put_piece (Session *self, JsonNode *piece, char **reason, GError **error)
{
  g_autoptr (GPtrArray) documents = g_ptr_array_new ();
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GError) why = NULL;
  const RapportCouchResult *result;

  g_ptr_array_add (documents, piece);
  results = rapport_couch_put_documents (self->couch, documents, self->all, &why);
  if (g_error_matches (why, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_TOO_LARGE) ||
      g_error_matches (why, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_FORBIDDEN) ||
      g_error_matches (why, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_REFUSED))
    {
      *reason = g_strdup (why->message);
      return FALSE;
    }
  if (why != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  result = results->pdata[0];
  if (result->revision != NULL || g_strcmp0 (result->error, "conflict") == 0)
    return TRUE;
  *reason = g_strdup (result->reason != NULL ? result->reason : result->error);
  return FALSE;
}

static gboolean
send_blob (Session *self,
           const RapportDocument *document,
           const RapportDocumentBlob *blob,
           char **reason,
           GError **error)
{
  gboolean there = FALSE;
  g_autoptr (GVariant) value = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) why = NULL;

  if (!is_there (self, blob, &there, error))
    return FALSE;
  if (there)
    return TRUE;
  value = load (self, document, blob->field, &why);
  if (why != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  if (value == NULL)
    return TRUE;
  bytes = g_variant_get_data_as_bytes (value);
  for (guint i = 0; i < rapport_blob_count_pieces (blob->size); i++)
    {
      g_autoptr (JsonNode) piece = rapport_blob_write_piece (bytes, blob->digest, i);

      if (!put_piece (self, piece, reason, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
session_send_blobs (Session *self, RapportDocument *document, char **reason, GError **error)
{
  GArray *blobs = document->row != NULL ? rapport_document_get_blobs (document) : NULL;

  for (guint i = 0; blobs != NULL && i < blobs->len; i++)
    if (!send_blob (self, document, &g_array_index (blobs, RapportDocumentBlob, i), reason, error))
      return FALSE;
  return TRUE;
}
