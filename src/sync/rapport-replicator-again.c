/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What could not be done earlier is tried once more when a session begins, when the server is back
 * after it was away, and some times a day: the server or this program may be newer by now. */
#include "rapport-replicator-private.h"
#include "rapport-sync-take.h"

#include <glib/gi18n-lib.h>

#define TRY_EVERY (6 * 60 * 60 * G_GINT64_CONSTANT (1000000))

/* Entries that are looked at together. */
#define SOME 50

/* Documents that this version can read, and the one that fetched them could not. */

static gboolean
read_entries (Session *self, GPtrArray *entries, GError **error)
{
  g_autoptr (GPtrArray) documents = g_ptr_array_new_with_free_func (session_document_free);
  g_autoptr (GHashTable) pieces = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < entries->len; i++)
    {
      const RapportSyncEntry *entry = entries->pdata[i];
      g_autofree char *name = g_strconcat (entry->type, ":", entry->id, NULL);

      if (!session_add_document (self, name, rapport_document_parse (entry->raw, NULL), pieces,
                                 documents, error))
        return FALSE;
    }
  return session_take_documents (self, documents, error);
}

gboolean
session_read_unread (Session *self, GError **error)
{
  gint64 after = 0;

  if (self->has_read)
    return TRUE;
  for (;;)
    {
      g_autoptr (GPtrArray) entries = rapport_store_find_sync_left_over (
        self->store, self->place->key, RAPPORT_SYNC_LEFT_UNREAD, &after, SOME, error);

      if (entries == NULL)
        return FALSE;
      if (entries->len == 0)
        break;
      if (!read_entries (self, entries, error))
        return FALSE;
    }
  self->has_read = TRUE;
  return TRUE;
}

/* Files that were not there. */

typedef struct
{
  const RapportRecordInfo *info;
  const char *id;
  const char *client;
  const RapportDocumentBlob *blob;
  GVariant *value;
} Found;

static gboolean
is_meant (RapportLibrary *library, const Found *found)
{
  const int digest = rapport_record_info_find_field (found->info, "digest");
  g_autoptr (RapportRecord) record =
    rapport_library_get (library, found->info->get_type (), found->id);

  return record != NULL && digest >= 0 &&
         g_strcmp0 (rapport_record_get_text (record, (guint) digest), found->blob->digest) == 0;
}

static ErrandEnd
found_errand (Session *self, gpointer data, GError **error)
{
  const Found *found = data;
  g_autofree char *id = rapport_id_new (rapport_clock_get_now (self->clock));
  const RapportChangeHead head = { .id = id,
                                   .label = _ ("File from the server"),
                                   .author = "",
                                   .client = found->client,
                                   .instant = rapport_clock_get_now (self->clock),
                                   .kind = RAPPORT_CHANGE_PULL };
  g_autoptr (RapportChangeSet) set = NULL;

  if (rapport_library_get_pending (self->library) > 0)
    return ERRAND_LATER;
  if (!is_meant (self->library, found))
    return ERRAND_DONE;
  set = rapport_change_set_new (&head);
  rapport_record_change_add_field (
    rapport_change_set_add_record (set, found->info, found->id, RAPPORT_OPERATION_CHANGE),
    found->blob->field, NULL, found->value);
  rapport_library_apply (self->library, set);
  return ERRAND_DONE;
}

static gboolean
fetch_file (Session *self,
            const RapportDocument *document,
            const RapportDocumentBlob *blob,
            GError **error)
{
  g_autoptr (GHashTable) pieces = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GVariant) value = NULL;
  Found found = { document->info, document->id, "", blob, NULL };

  if (!session_fetch_blob (self, blob, pieces, &value, error))
    return FALSE;
  if (value == NULL)
    return TRUE;
  if (document->info->client >= 0 && document->row->values[document->info->client] != NULL)
    found.client = g_variant_get_string (document->row->values[document->info->client], NULL);
  found.value = value;
  if (!session_do_on_main (self, found_errand, &found, error) || !session_settle (self, error))
    return FALSE;
  session_log (self, _ ("A file has come that the server had not got before."));
  return TRUE;
}

static gboolean
fetch_files (Session *self, const RapportSyncEntry *entry, GError **error)
{
  g_autoptr (RapportDocument) document =
    entry->row != NULL ? rapport_sync_make_document (entry, self->place, self->me, 0) : NULL;
  GArray *blobs =
    document != NULL && document->row != NULL ? rapport_document_get_blobs (document) : NULL;

  for (guint i = 0; blobs != NULL && i < blobs->len; i++)
    if (!fetch_file (self, document, &g_array_index (blobs, RapportDocumentBlob, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
fetch_lacking (Session *self, GError **error)
{
  gint64 after = 0;

  self->lacking = FALSE;
  for (;;)
    {
      g_autoptr (GPtrArray) entries = rapport_store_find_sync_left_over (
        self->store, self->place->key, RAPPORT_SYNC_LEFT_LACKING, &after, SOME, error);

      if (entries == NULL)
        return FALSE;
      if (entries->len == 0)
        return TRUE;
      for (guint i = 0; i < entries->len; i++)
        if (!fetch_files (self, entries->pdata[i], error))
          return FALSE;
    }
}

/* All of it. */

void
session_want_again (Session *self)
{
  self->again = TRUE;
}

gboolean
session_try_again (Session *self, guint *n_sent, GError **error)
{
  const gint64 now = g_get_monotonic_time ();

  if (!self->again && now - self->tried_again < TRY_EVERY)
    return TRUE;
  if (!fetch_lacking (self, error))
    return FALSE;
  self->n_again = 0;
  for (gboolean more = TRUE; more && !session_has_had_enough (self);)
    {
      g_autoptr (GPtrArray) entries = rapport_store_find_sync_left_over (
        self->store, self->place->key, RAPPORT_SYNC_LEFT_REFUSED, &self->refused, SOME, error);

      if (entries == NULL || !session_push_again (self, entries, n_sent, error))
        return FALSE;
      more = entries->len > 0;
      if (!more)
        self->refused = 0;
    }
  self->again = FALSE;
  self->tried_again = now;
  return TRUE;
}
