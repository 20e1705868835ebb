/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes of files, which stand in documents of their own. */
#include "rapport-document-private.h"

#include <gio/gio.h>
#include <string.h>

static GArray *
blobs_new (void)
{
  return g_array_new (FALSE, TRUE, sizeof (RapportDocumentBlob));
}

GArray *
rapport_document_get_blobs (RapportDocument *self)
{
  if (self->blobs == NULL)
    self->blobs = blobs_new ();
  return self->blobs;
}

int
rapport_document_find_digest_field (const RapportRecordInfo *info)
{
  return rapport_record_info_find_field (info, "digest");
}

static void
add_blob (GArray *blobs, guint field, const char *digest, gint64 size)
{
  RapportDocumentBlob blob = { .field = field, .size = size };

  g_strlcpy (blob.digest, digest, sizeof blob.digest);
  g_array_append_val (blobs, blob);
}

static void
add_bytes (GArray *blobs, guint field, GVariant *value)
{
  g_autoptr (GBytes) bytes = g_variant_get_data_as_bytes (value);
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  add_blob (blobs, field, digest, (gint64) g_bytes_get_size (bytes));
}

static gboolean
is_digest (const char *text)
{
  return text != NULL && strlen (text) == 64 && strspn (text, "0123456789abcdef") == 64;
}

/* Of a row that was loaded without bytes. */
static void
add_described (GArray *blobs, const RapportRecordInfo *info, guint field, const RapportRow *row)
{
  const int digest = rapport_document_find_digest_field (info);
  const int size = rapport_record_info_find_field (info, "size");

  if (digest >= 0 && size >= 0 && row->values[digest] != NULL && row->values[size] != NULL &&
      is_digest (g_variant_get_string (row->values[digest], NULL)))
    add_blob (blobs, field, g_variant_get_string (row->values[digest], NULL),
              g_variant_get_int64 (row->values[size]));
}

GArray *
rapport_document_collect_blobs (const RapportDocument *self)
{
  GArray *blobs = blobs_new ();

  for (guint i = 0; self->row != NULL && i < self->info->n_fields; i++)
    if (self->info->fields[i].kind != RAPPORT_KIND_BLOB)
      continue;
    else if (self->row->values[i] != NULL)
      add_bytes (blobs, i, self->row->values[i]);
    else
      add_described (blobs, self->info, i, self->row);
  return blobs;
}

void
rapport_document_find_blobs (RapportDocument *self)
{
  g_clear_pointer (&self->blobs, g_array_unref);
  self->blobs = rapport_document_collect_blobs (self);
}

/* As a member. */

void
rapport_document_write_blobs (GArray *blobs, const RapportRecordInfo *info, JsonObject *fields)
{
  for (guint i = 0; i < blobs->len; i++)
    {
      const RapportDocumentBlob *blob = &g_array_index (blobs, RapportDocumentBlob, i);
      g_autofree char *column = rapport_name_to_column (info->fields[blob->field].name);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "digest", blob->digest);
      json_object_set_int_member (object, "size", blob->size);
      json_object_set_object_member (fields, column, object);
    }
}

gboolean
rapport_document_read_blob (RapportDocument *self, guint field, JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *digest = object != NULL ? json_object_get_member (object, "digest") : NULL;
  JsonNode *size = object != NULL ? json_object_get_member (object, "size") : NULL;

  if (JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (digest == NULL || size == NULL || json_node_get_value_type (digest) != G_TYPE_STRING ||
      json_node_get_value_type (size) != G_TYPE_INT64 || !is_digest (json_node_get_string (digest)))
    return FALSE;
  if (json_node_get_int (size) < 0 || json_node_get_int (size) > RAPPORT_BLOB_MAX_SIZE)
    return FALSE;
  add_blob (rapport_document_get_blobs (self), field, json_node_get_string (digest),
            json_node_get_int (size));
  return TRUE;
}

/* Pieces. */

guint
rapport_blob_count_pieces (gint64 size)
{
  return size > 0 ? (guint) ((size - 1) / RAPPORT_BLOB_PIECE) + 1 : 1;
}

char *
rapport_blob_get_name (const char *digest, guint piece)
{
  return g_strdup_printf ("blob:%s:%u", digest, piece);
}

JsonNode *
rapport_blob_write_piece (GBytes *bytes, const char *digest, guint piece)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  const gsize from = MIN (size, (gsize) piece * RAPPORT_BLOB_PIECE);
  g_autofree char *name = rapport_blob_get_name (digest, piece);
  g_autofree char *text = size > from
                            ? g_base64_encode (data + from, MIN (size - from, RAPPORT_BLOB_PIECE))
                            : g_strdup ("");
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "_id", name);
  json_object_set_string_member (object, "data", text);
  return json_node_init_object (json_node_alloc (), object);
}

static gboolean
add_piece (GByteArray *all, JsonNode *piece)
{
  JsonNode *node = piece != NULL && JSON_NODE_HOLDS_OBJECT (piece)
                     ? json_object_get_member (json_node_get_object (piece), "data")
                     : NULL;
  g_autofree guint8 *data = NULL;
  gsize size = 0;

  if (node == NULL || json_node_get_value_type (node) != G_TYPE_STRING)
    return FALSE;
  data = g_base64_decode (json_node_get_string (node), &size);
  g_byte_array_append (all, data, (guint) size);
  return size <= RAPPORT_BLOB_PIECE;
}

GVariant *
rapport_blob_join (const RapportDocumentBlob *blob, GPtrArray *pieces, GError **error)
{
  g_autoptr (GByteArray) all = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *digest = NULL;
  gboolean whole = pieces->len == rapport_blob_count_pieces (blob->size);

  for (guint i = 0; whole && i < pieces->len; i++)
    whole = add_piece (all, pieces->pdata[i]);
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&all));
  digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  if (whole && (gint64) g_bytes_get_size (bytes) == blob->size &&
      g_str_equal (digest, blob->digest))
    return g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, bytes, TRUE));
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               "the bytes of the file %s are not all there, or are others", blob->digest);
  return NULL;
}
