/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What comes from the database: read and looked at here, taken over on the main thread in slices
 * that are over before anybody notices. */
#include "rapport-replicator-private.h"
#include "rapport-server-private.h"
#include "rapport-sync-decide.h"
#include "rapport-sync-take.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Documents asked for at once. */
#define BATCH 1000

/* Documents after which there is a checkpoint, should the pull be cut short. */
#define MARK_EVERY 3000

/* Of the main thread, in microseconds; the slices are made so. */
#define SHORT 4000
#define LONG  10000
#define LEAST 5
#define MOST  500

/* Deletions that nobody is asked about; of the library, every tenth. */
#define FEW_DELETIONS 20
#define DELETIONS_IN  (60 * 60 * G_TIME_SPAN_SECOND)

void
session_document_free (gpointer document)
{
  if (document != NULL)
    rapport_document_free (document);
}

/* The main thread. */

typedef struct
{
  GPtrArray *documents;
  const RapportSyncPlace *place;
  const char *since;
  RapportSyncTaken taken;
  gint64 lasted;
} Slice;

static ErrandEnd
take_errand (Session *self, gpointer data, GError **error)
{
  Slice *slice = data;
  const gint64 began = g_get_monotonic_time ();
  g_autoptr (GError) why = NULL;

  if (rapport_library_get_pending (self->library) > 0)
    return ERRAND_LATER;
  if (!rapport_sync_take (self->library, slice->place, slice->documents, slice->since,
                          &slice->taken, &why))
    {
      if (g_error_matches (why, G_IO_ERROR, G_IO_ERROR_PENDING) &&
          rapport_library_get_pending (self->library) > 0)
        return ERRAND_LATER;
      g_propagate_error (error, g_steal_pointer (&why));
    }
  slice->lasted = g_get_monotonic_time () - began;
  return ERRAND_DONE;
}

static void
log_clashes (Session *self, const Slice *slice)
{
  if (slice->taken.n_clashes > 0)
    session_log (self,
                 ngettext ("%u conflict has to be settled.", "%u conflicts have to be settled.",
                           slice->taken.n_clashes),
                 slice->taken.n_clashes);
}

/* Longer slices where there is time. */
static void
measure (Session *self, const Slice *slice)
{
  if (slice->lasted > LONG)
    self->slice = MAX (self->slice / 2, LEAST);
  else if (slice->lasted < SHORT && slice->documents->len == self->slice)
    self->slice = MIN (self->slice * 2, MOST);
}

/* As much of @documents as is taken at once. A leaf that lost stays with its winner. */
static guint
cut_slice (Session *self, GPtrArray *documents, guint from)
{
  guint end = MIN (from + self->slice, documents->len);

  while (end < documents->len && ((RapportDocument *) documents->pdata[end])->losing)
    end++;
  return end;
}

static gboolean
take_slice (Session *self, GPtrArray *documents, const char *since, GError **error)
{
  g_autoptr (RapportSyncPlace) place = rapport_sync_place_copy (self->place);
  Slice slice = { documents, place, since, { 0 }, 0 };

  /* The file may be an older one that was put back: what this copy has sent is not what it has
   * now, then. */
  if (self->comparing && since == NULL)
    g_set_str (&place->replica, "");
  if (!session_do_on_main (self, take_errand, &slice, error))
    return FALSE;
  measure (self, &slice);
  log_clashes (self, &slice);
  if (since != NULL)
    g_set_str (&self->place->since, since);
  return TRUE;
}

/* Takes all over; @since (nullable) with the last of them. Settled then. */
static gboolean
take_all (Session *self, GPtrArray *documents, const char *since, GError **error)
{
  guint from = 0;

  if (documents->len == 0 && since == NULL)
    return TRUE;
  do
    {
      const guint end = cut_slice (self, documents, from);
      g_autoptr (GPtrArray) slice = g_ptr_array_new_with_free_func (session_document_free);

      for (; from < end; from++)
        g_ptr_array_add (slice, g_steal_pointer (&documents->pdata[from]));
      if (!take_slice (self, slice, end == documents->len ? since : NULL, error))
        return FALSE;
    }
  while (from < documents->len);
  return session_settle (self, error);
}

/* Reading. */

/* (transfer full) (nullable): what stands for a document that the feed has not got. */
static RapportDocument *
make_tombstone (const char *name, const char *revision)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  json_object_set_string_member (object, "_id", name);
  json_object_set_string_member (object, "_rev", revision);
  json_object_set_boolean_member (object, "_deleted", TRUE);
  return rapport_document_read_node (node, NULL);
}

/* (transfer full) (nullable): @document; for one that can't be read, it is said so. */
static RapportDocument *
check (Session *self, const char *name, RapportDocument *document)
{
  if (document == NULL)
    session_log (self, _ ("“%s” on the server can’t be read, and is left there as it is."), name);
  return document;
}

/* The leaves beside the winner, which stand behind it then; each is to be deleted. */
static gboolean
add_losers (Session *self, const RapportDocument *winner, GPtrArray *documents, GError **error)
{
  g_autofree char *name = NULL;
  g_autoptr (GPtrArray) leaves = NULL;

  if (winner->conflicts == NULL || winner->conflicts[0] == NULL)
    return TRUE;
  name = rapport_document_get_name (winner->info, winner->id);
  leaves = rapport_couch_get_revisions (self->couch, name, (const char *const *) winner->conflicts,
                                        self->all, error);
  for (guint i = 0; leaves != NULL && i < leaves->len; i++)
    {
      RapportDocument *leaf =
        check (self, name, rapport_document_read_node (leaves->pdata[i], NULL));
      SessionLeaf *loser;

      if (leaf == NULL || leaf->deleted || leaf->info == NULL)
        {
          g_clear_pointer (&leaf, rapport_document_free);
          continue;
        }
      leaf->losing = TRUE;
      loser = g_new0 (SessionLeaf, 1);
      loser->info = leaf->info;
      g_strlcpy (loser->id, leaf->id, sizeof loser->id);
      loser->revision = g_strdup (leaf->revision);
      g_ptr_array_add (self->losers, loser);
      g_ptr_array_add (documents, leaf);
      self->holding = TRUE;
    }
  return leaves != NULL;
}

gboolean
session_add_document (Session *self,
                      const char *name,
                      RapportDocument *document,
                      GHashTable *pieces,
                      GPtrArray *documents,
                      GError **error)
{
  const guint first = documents->len;

  if (check (self, name, document) == NULL)
    return TRUE;
  if (self->seen != NULL)
    g_hash_table_add (self->seen, g_strdup (document->id));
  g_ptr_array_add (documents, document);
  if (document->info != NULL && !add_losers (self, document, documents, error))
    return FALSE;
  for (guint i = first; i < documents->len; i++)
    if (!session_fetch_blobs (self, documents->pdata[i], pieces, error))
      return FALSE;
  return TRUE;
}

/* (transfer full) (nullable): what the feed says of a document, or what the database does; %NULL
 * without an error for one that can't be read. */
static RapportDocument *
get_document (Session *self, const RapportCouchChange *change, GError **error)
{
  g_autofree char *path = NULL;
  g_autofree char *full = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (change->document != NULL)
    return rapport_document_read (change->document, NULL);
  if (change->deleted)
    return make_tombstone (change->name, change->revision);
  path = rapport_couch_document_path (change->name);
  full = g_strconcat (path, "?conflicts=true", NULL);
  node = rapport_couch_request (self->couch, "GET", full, NULL, self->all, error);
  return node != NULL ? rapport_document_read_node (node, NULL) : NULL;
}

/* The brake. */

/* Whether one of them erases a record that has moved to another place by now. */
static gboolean
erases_elsewhere (GPtrArray *documents, const RapportSyncEntry *entry)
{
  for (guint i = 0; i < documents->len; i++)
    {
      const RapportDocument *document = documents->pdata[i];

      if (g_str_equal (document->id, entry->id))
        return document->deleted && rapport_sync_would_erase (entry, document);
    }
  return FALSE;
}

/* How many of them would be erased here. */
static gboolean
count_deletions (Session *self, GPtrArray *documents, guint *n, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  *n = 0;
  for (guint i = 0; i < documents->len; i++)
    {
      const RapportDocument *document = documents->pdata[i];

      if (document->deleted && !document->losing && !document->moved)
        g_strv_builder_add (builder, document->id);
    }
  ids = g_strv_builder_end (builder);
  if (ids[0] == NULL)
    return TRUE;
  entries = rapport_store_get_sync_entries (self->store, (const char *const *) ids, error);
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const RapportSyncEntry *entry = entries->pdata[i];

      if (entry->row != NULL && !entry->waiting &&
          (entry->place == self->place->key || erases_elsewhere (documents, entry)))
        (*n)++;
    }
  return entries != NULL;
}

/* Colleagues who delete much at once, or a server that lost much, are asked about. */
static gboolean
brake (Session *self, GPtrArray *documents, GError **error)
{
  const gint64 now = rapport_clock_get_now (self->clock);
  RapportSyncCount count = { 0 };
  guint n;

  if (!count_deletions (self, documents, &n, error))
    return FALSE;
  if (n == 0)
    return TRUE;
  if (self->n_deletions == 0 || ABS (now - self->deletions_since) > DELETIONS_IN)
    {
      self->n_deletions = 0;
      self->deletions_since = now;
    }
  if (!rapport_store_count_sync (self->store, self->place->key, &count, error))
    return FALSE;
  if (!self->deletions_allowed && self->n_deletions + n > FEW_DELETIONS &&
      (self->n_deletions + n) * 10 > (guint64) count.known + self->n_deletions)
    {
      g_set_error (error, SESSION_ERROR, SESSION_ERROR_QUESTION_DELETIONS,
                   ngettext ("On the server %u record was deleted that is here.",
                             "On the server %u records were deleted that are here.", n),
                   n);
      return FALSE;
    }
  self->n_deletions = self->deletions_allowed ? 0 : self->n_deletions + n;
  return TRUE;
}

/* Batches. */

gboolean
session_take_documents (Session *self, GPtrArray *documents, GError **error)
{
  return take_all (self, documents, NULL, error);
}

gboolean
session_take_beside (Session *self,
                     const RapportSyncPlace *place,
                     GPtrArray *documents,
                     GError **error)
{
  Slice slice = { documents, place, NULL, { 0 }, 0 };

  if (!session_do_on_main (self, take_errand, &slice, error))
    return FALSE;
  log_clashes (self, &slice);
  return session_settle (self, error);
}

static gboolean
take_batch (Session *self, GPtrArray *documents, const char *since, GError **error)
{
  const gboolean hold = since == NULL || self->comparing || self->holding;

  return session_take_moved (self, documents, error) && brake (self, documents, error) &&
         take_all (self, documents, hold ? NULL : since, error);
}

gboolean
session_take_changes (Session *self, RapportCouchChanges *changes, GError **error)
{
  g_autoptr (GPtrArray) documents = g_ptr_array_new_with_free_func (session_document_free);
  g_autoptr (GHashTable) pieces = session_collect_pieces (changes);
  const gboolean moved = g_strcmp0 (changes->last, self->place->since) != 0;

  for (guint i = 0; i < changes->changes->len; i++)
    {
      const RapportCouchChange *change = changes->changes->pdata[i];
      RapportDocument *document;
      g_autoptr (GError) why = NULL;

      if (g_str_equal (change->name, SERVER_CIRCLES) && !session_look_at_circles (self, error))
        return FALSE;
      if (!rapport_document_is_record (change->name))
        continue;
      document = get_document (self, change, &why);
      /* Gone since: there is a later change that says so. */
      if (g_error_matches (why, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_NOT_FOUND))
        continue;
      if (why != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&why));
          return FALSE;
        }
      if (!session_add_document (self, change->name, document, pieces, documents, error))
        return FALSE;
    }
  if (!session_note_gone (self, changes, error))
    return FALSE;
  if (self->lacking && g_hash_table_size (pieces) > 0)
    session_want_again (self);
  self->unmarked += documents->len;
  if (documents->len > 0)
    session_tell_received (self, documents->len, changes->pending);
  if ((documents->len > 0 || moved) && !take_batch (self, documents, changes->last, error))
    return FALSE;
  g_set_str (&self->position, changes->last);
  return self->unmarked < MARK_EVERY || session_mark (self, error);
}

gboolean
session_pull (Session *self, guint *n_pulled, GError **error)
{
  gboolean more;

  do
    {
      g_autoptr (RapportCouchChanges) changes =
        rapport_couch_get_changes (self->couch, self->position, BATCH, FALSE, self->all, error);

      if (changes == NULL || !session_take_changes (self, changes, error))
        return FALSE;
      *n_pulled += changes->changes->len;
      more = changes->changes->len > 0 && changes->pending != 0;
    }
  while (more);
  return TRUE;
}

/* Documents that were refused because others were faster. */

/* (transfer full) */
static JsonNode *
make_keys (GPtrArray *names)
{
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();
  JsonNode *node = json_node_init_object (json_node_alloc (), object);

  for (guint i = 0; i < names->len; i++)
    json_array_add_string_element (array, names->pdata[i]);
  json_object_set_array_member (object, "keys", array);
  json_object_unref (object);
  return node;
}

/* (transfer full) (nullable): a tombstone with what it says, as far as the database has it. */
static RapportDocument *
fetch_tombstone (Session *self, const char *name, const char *revision)
{
  const char *const revisions[] = { revision, NULL };
  g_autoptr (GPtrArray) leaves =
    rapport_couch_get_revisions (self->couch, name, revisions, self->all, NULL);

  return leaves != NULL && leaves->len > 0 ? rapport_document_read_node (leaves->pdata[0], NULL)
                                           : make_tombstone (name, revision);
}

/* Adds what a row of _all_docs says of a document, be it that it is deleted. */
static gboolean
add_row (Session *self, yyjson_val *row, GHashTable *pieces, GPtrArray *documents, GError **error)
{
  const char *name = rapport_json_get_text (row, "id");
  const char *revision = rapport_json_get_text (yyjson_obj_get (row, "value"), "rev");
  yyjson_val *document = yyjson_obj_get (row, "doc");

  if (*name == '\0' || *revision == '\0')
    return TRUE;
  return session_add_document (self, name,
                               yyjson_is_obj (document) ? rapport_document_read (document, NULL)
                                                        : fetch_tombstone (self, name, revision),
                               pieces, documents, error);
}

gboolean
session_take_clashes (Session *self, GError **error)
{
  g_autoptr (JsonNode) keys = make_keys (self->clashes);
  g_autoptr (GPtrArray) documents = g_ptr_array_new_with_free_func (session_document_free);
  g_autoptr (GHashTable) pieces = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (yyjson_doc) answer =
    couch_exchange (self->couch, "POST", "_all_docs?include_docs=true&conflicts=true", keys, FALSE,
                    NULL, self->all, error);
  yyjson_arr_iter iter;
  yyjson_val *row;

  if (answer == NULL)
    return FALSE;
  g_ptr_array_set_size (self->clashes, 0);
  yyjson_arr_iter_init (yyjson_obj_get (yyjson_doc_get_root (answer), "rows"), &iter);
  while ((row = yyjson_arr_iter_next (&iter)) != NULL)
    if (!add_row (self, row, pieces, documents, error))
      return FALSE;
  return take_batch (self, documents, NULL, error);
}

/* At the end of a pass. */

/* What is of an unknown type can only be known, not sent. */
static gboolean
take_missing (Session *self, GPtrArray *entries, GError **error)
{
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (session_document_free);

  for (guint i = 0; i < entries->len; i++)
    {
      const RapportSyncEntry *entry = entries->pdata[i];

      if (entry->info != NULL && !g_hash_table_contains (self->seen, entry->id))
        g_ptr_array_add (missing, rapport_sync_make_missing (entry->info, entry->id));
    }
  return take_all (self, missing, NULL, error);
}

/* What the database should have and has not is to be sent once more. */
static gboolean
find_missing (Session *self, GError **error)
{
  gint64 after = 0;

  for (;;)
    {
      g_autoptr (GPtrArray) entries =
        rapport_store_find_sync_known (self->store, self->place->key, &after, 200, error);

      if (entries == NULL)
        return FALSE;
      if (entries->len == 0)
        return TRUE;
      if (!take_missing (self, entries, error))
        return FALSE;
    }
}

gboolean
session_release (Session *self, GError **error)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  if (!self->comparing && !self->holding)
    return TRUE;
  self->comparing = FALSE;
  self->holding = FALSE;
  g_clear_pointer (&self->seen, g_hash_table_unref);
  return g_strcmp0 (self->position, self->place->since) == 0 ||
         take_all (self, none, self->position, error);
}

gboolean
session_compare (Session *self, GError **error)
{
  if (self->seen == NULL)
    return TRUE;
  if (!find_missing (self, error))
    return FALSE;
  g_clear_pointer (&self->seen, g_hash_table_unref);
  return TRUE;
}
