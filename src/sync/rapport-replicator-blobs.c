/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes of files, which are documents of their own: sent before the record that names them, and
 * fetched before it is taken over. */
#include "rapport-refusal.h"
#include "rapport-replicator-private.h"
#include "rapport-sync-take.h"

#include <glib/gi18n-lib.h>

/* Fetching. */

GHashTable *
session_collect_pieces (RapportCouchChanges *changes)
{
  GHashTable *pieces =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) json_node_unref);

  for (guint i = 0; i < changes->changes->len; i++)
    {
      RapportCouchChange *change = changes->changes->pdata[i];
      JsonNode *node = NULL;

      if (g_str_has_prefix (change->name, "blob:") && change->document != NULL && !change->deleted)
        node = rapport_json_to_node (change->document);
      if (node != NULL)
        g_hash_table_replace (pieces, change->name, node);
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

GVariant *
session_load_bytes (
  Session *self, const RapportRecordInfo *info, const char *id, guint field, GError **error)
{
  Load loading = { info, id, field, NULL };

  if (!session_do_on_main (self, load_errand, &loading, error))
    return NULL;
  return loading.value;
}

gboolean
session_fetch_blob (Session *self,
                    const RapportDocumentBlob *blob,
                    GHashTable *pieces,
                    GVariant **value,
                    GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (GPtrArray) nodes = fetch_pieces (self, blob, pieces, &why);

  *value = nodes != NULL ? rapport_blob_join (blob, nodes, &why) : NULL;
  self->lacking = self->lacking || *value == NULL;
  if (*value != NULL || why == NULL || g_error_matches (why, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}

static gboolean
fetch (Session *self,
       RapportDocument *document,
       const RapportDocumentBlob *blob,
       GHashTable *pieces,
       GError **error)
{
  GVariant *value = NULL;

  if (!session_fetch_blob (self, blob, pieces, &value, error))
    return FALSE;
  if (value == NULL)
    {
      session_log (self,
                   _ ("The server has not got a file as it was kept; its record comes without."));
      return TRUE;
    }
  g_clear_pointer (&document->row->values[blob->field], g_variant_unref);
  document->row->values[blob->field] = value;
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
        is_here (self, document, blob)
          ? session_load_bytes (self, document->info, document->id, blob->field, NULL)
          : NULL;

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

/* (transfer full): which documents are asked about. */
static JsonNode *
make_keys (GPtrArray *names)
{
  JsonArray *keys = json_array_new ();
  g_autoptr (JsonObject) object = json_object_new ();

  for (guint i = 0; i < names->len; i++)
    json_array_add_string_element (keys, names->pdata[i]);
  json_object_set_array_member (object, "keys", keys);
  return json_node_init_object (json_node_alloc (), object);
}

/* (nullable): the revision in a row of _all_docs about a document that is there. */
static const char *
get_live (JsonNode *row)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (row) ? json_node_get_object (row) : NULL;
  JsonNode *value = object != NULL ? json_object_get_member (object, "value") : NULL;

  if (value == NULL || !JSON_NODE_HOLDS_OBJECT (value) ||
      json_object_get_boolean_member_with_default (json_node_get_object (value), "deleted", FALSE))
    return NULL;
  return json_object_get_string_member_with_default (json_node_get_object (value), "rev", NULL);
}

void
session_add_pieces (GPtrArray *names, const char *digest, gint64 size)
{
  for (guint i = 0; i < rapport_blob_count_pieces (size); i++)
    g_ptr_array_add (names, rapport_blob_get_name (digest, i));
}

GPtrArray *
session_find_pieces (Session *self, RapportCouch *couch, GPtrArray *names, GError **error)
{
  g_autoptr (JsonNode) keys = make_keys (names);
  g_autoptr (JsonNode) answer =
    rapport_couch_request (couch, "POST", "_all_docs", keys, self->all, error);
  JsonNode *rows;
  gboolean whole;
  GPtrArray *there;

  if (answer == NULL)
    return NULL;
  rows = JSON_NODE_HOLDS_OBJECT (answer)
           ? json_object_get_member (json_node_get_object (answer), "rows")
           : NULL;
  whole = rows != NULL && JSON_NODE_HOLDS_ARRAY (rows) &&
          json_array_get_length (json_node_get_array (rows)) == names->len;
  there = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < names->len; i++)
    g_ptr_array_add (
      there,
      whole ? g_strdup (get_live (json_array_get_element (json_node_get_array (rows), i))) : NULL);
  return there;
}

gboolean
session_put_piece (
  Session *self, RapportCouch *couch, JsonNode *piece, char **reason, GError **error)
{
  g_autoptr (GPtrArray) documents = g_ptr_array_new ();
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GError) why = NULL;
  g_autofree char *refusal = NULL;
  const RapportCouchResult *result;

  g_ptr_array_add (documents, piece);
  results = rapport_couch_put_documents (couch, documents, self->all, &why);
  if (g_error_matches (why, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_TOO_LARGE) ||
      g_error_matches (why, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_FORBIDDEN) ||
      g_error_matches (why, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_REFUSED))
    {
      refusal = rapport_refusal_new_for_error (why);
      *reason = rapport_refusal_new_for_file (refusal);
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
  refusal = rapport_refusal_new (result->error, result->reason);
  *reason = rapport_refusal_new_for_file (refusal);
  return FALSE;
}

static gboolean
send_blob (Session *self,
           const RapportDocument *document,
           const RapportDocumentBlob *blob,
           char **reason,
           GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) there = NULL;
  g_autoptr (GVariant) value = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) why = NULL;
  guint next = 0;

  session_add_pieces (names, blob->digest, blob->size);
  there = session_find_pieces (self, self->couch, names, error);
  if (there == NULL)
    return FALSE;
  while (next < names->len && there->pdata[next] != NULL)
    next++;
  if (next == names->len)
    return TRUE;
  value = session_load_bytes (self, document->info, document->id, blob->field, &why);
  if (why != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  if (value == NULL)
    return TRUE;
  bytes = g_variant_get_data_as_bytes (value);
  for (; next < names->len; next++)
    {
      g_autoptr (JsonNode) piece = NULL;

      if (there->pdata[next] != NULL)
        continue;
      piece = rapport_blob_write_piece (bytes, blob->digest, next);
      if (!session_put_piece (self, self->couch, piece, reason, error))
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
