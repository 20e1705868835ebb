/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bytes of files whose records have moved to another database or were erased;
 * rapport-document.h has the protocol. */
#include "rapport-refusal.h"
#include "rapport-replicator-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Files that are dealt with together. */
#define MOST_FILES 50

/* What was deleted. */

gboolean
session_note_gone (Session *self, RapportCouchChanges *changes, GError **error)
{
  RapportSyncNote *note = NULL;

  for (guint i = 0; i < changes->changes->len; i++)
    {
      const RapportCouchChange *change = changes->changes->pdata[i];
      const char *digest = change->name + strlen ("blob:");

      if (!change->deleted || !g_str_has_prefix (change->name, "blob:"))
        continue;
      if (note == NULL)
        note = rapport_sync_note_new ();
      g_ptr_array_add (note->files_gone, g_strndup (digest, strcspn (digest, ":")));
    }
  if (note == NULL)
    return TRUE;
  note->files_of = self->place->key;
  return session_note (self, note, error);
}

/* (transfer full) (nullable): a piece of the bytes that a record here has. */
static JsonNode *
make_piece (Session *self, const RapportSyncFile *file, guint index, GError **error)
{
  g_autoptr (GVariant) value =
    file->id != NULL ? session_load_bytes (self, file->info, file->id, file->field, error) : NULL;
  g_autoptr (GBytes) bytes = value != NULL ? g_variant_get_data_as_bytes (value) : NULL;

  return bytes != NULL ? rapport_blob_write_piece (bytes, file->digest, index) : NULL;
}

/* Puts one of them there. Where nobody has it, nothing more can be done. */
static gboolean
put_own (Session *self,
         RapportCouch *couch,
         const RapportSyncFile *file,
         guint index,
         char **reason,
         GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (JsonNode) piece = make_piece (self, file, index, &why);

  if (why != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  return piece == NULL || session_put_piece (self, couch, piece, reason, error);
}

static void
log_reason (Session *self, const char *reason)
{
  g_autofree char *line = rapport_refusal_write_line (reason);

  /* Translators: %s is a sentence */
  session_log (self, _ ("A file could not be sent once more: %s"), line);
}

static gboolean
mend (Session *self, const RapportSyncFile *file, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) there = NULL;

  if (file->size < 0)
    return TRUE;
  session_add_pieces (names, file->digest, file->size);
  there = session_find_pieces (self, self->couch, names, error);
  for (guint i = 0; there != NULL && i < there->len; i++)
    {
      g_autofree char *reason = NULL;

      if (there->pdata[i] != NULL || put_own (self, self->couch, file, i, &reason, error))
        continue;
      if (reason == NULL)
        return FALSE;
      log_reason (self, reason);
    }
  return there != NULL;
}

gboolean
session_mend_files (Session *self, GError **error)
{
  gint64 after = 0;
  guint n;

  do
    {
      g_autoptr (GPtrArray) files = rapport_store_find_sync_files (
        self->store, self->place->key, RAPPORT_SYNC_FILES_GONE, &after, 10 * MOST_FILES, error);

      if (files == NULL)
        return FALSE;
      n = files->len;
      for (guint i = 0; i < n; i++)
        if (!mend (self, files->pdata[i], error))
          return FALSE;
    }
  while (n > 0);
  if (after > 0)
    {
      RapportSyncNote *note = rapport_sync_note_new ();

      note->files_of = self->place->key;
      note->files_mended = TRUE;
      return session_note (self, note, error);
    }
  return TRUE;
}

/* Bringing along. */

/* (transfer full) (nullable): the database of a place. */
static RapportCouch *
open_beside (Session *self, gint64 key, GError **error)
{
  g_autoptr (GPtrArray) places = rapport_store_get_sync_places (self->store, error);

  for (guint i = 0; places != NULL && i < places->len; i++)
    {
      const RapportSyncPlace *place = places->pdata[i];

      if (place->key == key)
        return rapport_couch_new_beside (self->couch, place->address, error);
    }
  return NULL;
}

/* (transfer full) (nullable): a piece as this database has it; %NULL without an error where it
 * hasn't. */
static JsonNode *
fetch_piece (Session *self, const char *name, GError **error)
{
  g_autofree char *path = rapport_couch_document_path (name);
  g_autoptr (GError) why = NULL;
  g_autoptr (JsonNode) node =
    rapport_couch_request (self->couch, "GET", path, NULL, self->all, &why);

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    {
      json_object_remove_member (json_node_get_object (node), "_rev");
      return g_steal_pointer (&node);
    }
  if (why != NULL && !g_error_matches (why, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&why));
  return NULL;
}

static gboolean
copy_piece (Session *self,
            RapportCouch *to,
            const RapportSyncFile *file,
            guint index,
            char **reason,
            GError **error)
{
  g_autofree char *name = rapport_blob_get_name (file->digest, index);
  g_autoptr (GError) why = NULL;
  g_autoptr (JsonNode) piece = fetch_piece (self, name, &why);

  if (why != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  return piece != NULL ? session_put_piece (self, to, piece, reason, error)
                       : put_own (self, to, file, index, reason, error);
}

/* FALSE without an error where a database does not take it: @reason says why. */
static gboolean
bring_along (Session *self, const RapportSyncFile *file, char **reason, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  session_add_pieces (names, file->digest, file->size);
  for (guint i = 0; i < file->places->len; i++)
    {
      g_autoptr (RapportCouch) to =
        open_beside (self, g_array_index (file->places, gint64, i), error);
      g_autoptr (GPtrArray) there =
        to != NULL ? session_find_pieces (self, to, names, error) : NULL;

      if (there == NULL)
        return FALSE;
      for (guint j = 0; j < there->len; j++)
        if (there->pdata[j] == NULL && !copy_piece (self, to, file, j, reason, error))
          return FALSE;
    }
  return TRUE;
}

/* Deleting. */

/* (transfer full) */
static JsonNode *
make_tombstone (Session *self, const char *name, const char *revision)
{
  JsonObject *object = json_object_new ();
  JsonNode *node = json_node_init_object (json_node_alloc (), object);

  json_object_set_string_member (object, "_id", name);
  json_object_set_string_member (object, "_rev", revision);
  json_object_set_boolean_member (object, "_deleted", TRUE);
  json_object_set_string_member (object, "author", self->me);
  json_object_set_int_member (object, "at", rapport_clock_get_now (self->clock));
  json_object_set_int_member (object, "schema", RAPPORT_DOCUMENT_SCHEMA);
  json_object_set_boolean_member (object, "moved", TRUE);
  json_object_unref (object);
  return node;
}

/* Whether it is gone. What somebody else has changed at the same time is looked at with the next
 * pass. */
static gboolean
is_deleted (Session *self, const RapportCouchResult *result)
{
  if (result->revision != NULL || g_strcmp0 (result->error, "not_found") == 0)
    return TRUE;
  if (g_strcmp0 (result->error, "conflict") == 0 || self->refused_files)
    return FALSE;
  self->refused_files = TRUE;
  session_log (self,
               /* Translators: %s is what the server says, in its language */
               _ ("Files of what was erased or has moved to another circle could not be deleted on "
                  "the server: %s"),
               result->reason != NULL ? result->reason : result->error);
  return FALSE;
}

/* The digest in the name of a piece. */
static gboolean
is_of (const char *name, const RapportSyncFile *file)
{
  return strncmp (name + strlen ("blob:"), file->digest, strlen (file->digest)) == 0;
}

/* Takes those files out of @files whose pieces are not all deleted. */
static gboolean
delete_pieces (Session *self, GPtrArray *files, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) nodes = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  g_autoptr (GPtrArray) there = NULL;
  g_autoptr (GPtrArray) results = NULL;

  for (guint i = 0; i < files->len; i++)
    session_add_pieces (names, ((RapportSyncFile *) files->pdata[i])->digest,
                        ((RapportSyncFile *) files->pdata[i])->size);
  there = session_find_pieces (self, self->couch, names, error);
  if (there == NULL)
    return FALSE;
  for (guint i = 0; i < names->len; i++)
    if (there->pdata[i] != NULL)
      g_ptr_array_add (nodes, make_tombstone (self, names->pdata[i], there->pdata[i]));
  if (nodes->len == 0)
    return TRUE;
  results = rapport_couch_put_documents (self->couch, nodes, self->all, error);
  for (guint i = 0; results != NULL && i < results->len; i++)
    {
      const RapportCouchResult *result = results->pdata[i];
      guint next = 0;

      if (is_deleted (self, result))
        continue;
      while (next < files->len && !is_of (result->name, files->pdata[next]))
        next++;
      if (next < files->len)
        g_ptr_array_remove_index (files, next);
    }
  return results != NULL;
}

/* Leaves in @files what every database has that is to have it. */
static gboolean
bring_all (Session *self, GPtrArray *files, GError **error)
{
  guint next = 0;

  while (next < files->len)
    {
      g_autofree char *reason = NULL;
      g_autoptr (GError) why = NULL;

      if (bring_along (self, files->pdata[next], &reason, &why))
        {
          next++;
          continue;
        }
      if (reason == NULL && !session_is_away (why))
        {
          g_propagate_error (error, g_steal_pointer (&why));
          return FALSE;
        }
      if (reason != NULL)
        log_reason (self, reason);
      g_ptr_array_remove_index (files, next);
    }
  return TRUE;
}

static gboolean
push_files (Session *self, GPtrArray *files, GError **error)
{
  RapportSyncNote *note;

  if (!bring_all (self, files, error) || (files->len > 0 && !delete_pieces (self, files, error)))
    return FALSE;
  if (files->len == 0)
    return TRUE;
  note = rapport_sync_note_new ();
  note->files_of = self->place->key;
  for (guint i = 0; i < files->len; i++)
    g_ptr_array_add (note->files_left, g_strdup (((RapportSyncFile *) files->pdata[i])->digest));
  return session_note (self, note, error);
}

gboolean
session_push_left_files (Session *self, GError **error)
{
  gint64 after = 0;

  while (!self->refused_files)
    {
      g_autoptr (GPtrArray) files = rapport_store_find_sync_files (
        self->store, self->place->key, RAPPORT_SYNC_FILES_LEFT, &after, MOST_FILES, error);

      if (files == NULL)
        return FALSE;
      if (files->len == 0)
        return TRUE;
      if (!push_files (self, files, error))
        return FALSE;
    }
  return TRUE;
}
