/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes to the database, with a result for each document; a request that is refused as a whole
 * is halved until the one document stands alone that it is about. */
#include "rapport-refusal.h"
#include "rapport-replicator-private.h"
#include "rapport-sync-take.h"

#include <glib/gi18n-lib.h>

#define MOST_DOCUMENTS 200
#define MOST_BYTES     (4 * 1000 * 1000)

/* So many that are refused one by one are not about the documents. */
#define MOST_ALONE 10

/* What is larger may well be too large for a server, or for what stands before it. */
#define LARGE_BYTES (1000 * 1000)

/* A request. */
typedef struct
{
  GPtrArray *documents; /* of RapportDocument */
  GPtrArray *nodes;     /* of JsonNode, the same */
  GPtrArray *sent;      /* of RapportSyncSent */
  gsize bytes;
  guint n_taken;
  gboolean again; /* they were refused before */
  char *failing;  /* (nullable): why some are to be tried later */
} Parcel;

static void
sent_free (RapportSyncSent *sent)
{
  g_clear_pointer (&sent->document, rapport_document_free);
  g_free (sent->revision);
  g_free (sent->blocked);
  g_free (sent);
}

static Parcel *
parcel_new (void)
{
  Parcel *self = g_new0 (Parcel, 1);

  self->documents = g_ptr_array_new_with_free_func (session_document_free);
  self->nodes = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  self->sent = g_ptr_array_new_with_free_func ((GDestroyNotify) sent_free);
  return self;
}

static void
parcel_free (Parcel *self)
{
  g_ptr_array_unref (self->documents);
  g_ptr_array_unref (self->nodes);
  g_ptr_array_unref (self->sent);
  g_free (self->failing);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Parcel, parcel_free)

/* About how many bytes it is as text. */
static gsize
estimate (JsonNode *node)
{
  gsize size = 8;

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      const char *name;
      JsonNode *member;

      json_object_iter_init (&iter, json_node_get_object (node));
      while (json_object_iter_next (&iter, &name, &member))
        size += strlen (name) + 4 + estimate (member);
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
      size += estimate (json_array_get_element (json_node_get_array (node), i));
  else if (json_node_get_value_type (node) == G_TYPE_STRING)
    size += strlen (json_node_get_string (node));
  else
    size += 12;
  return size;
}

/* Results. */

/* Notes what became of the document at @index, which leaves the parcel. */
static void
settle (Parcel *self, guint index, const char *revision, const char *blocked)
{
  RapportSyncSent *sent = g_new0 (RapportSyncSent, 1);

  sent->document = g_steal_pointer (&self->documents->pdata[index]);
  sent->revision = g_strdup (revision);
  sent->blocked = g_strdup (blocked);
  g_ptr_array_add (self->sent, sent);
}

/* Whether what is wrong is the document itself. */
static gboolean
is_final (const char *error)
{
  static const char *const words[] = {
    "forbidden",          "unauthorized", "bad_request",   "doc_validation",
    "document_too_large", "too_large",    "unknown_error", "illegal_docid",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (error, words[i]) == 0)
      return TRUE;
  /* A function of the database that stumbled over it: "TypeError" and its like. */
  return error != NULL && g_str_has_suffix (error, "Error");
}

static void
log_refusal (Session *self, const char *name, const char *refusal)
{
  g_autofree char *line = rapport_refusal_write_line (refusal);

  session_log (self, "%s: %s", name, line);
}

static void
take_result (Session *self, Parcel *parcel, guint index, const RapportCouchResult *result)
{
  if (result->revision != NULL)
    {
      settle (parcel, index, result->revision, NULL);
      parcel->n_taken++;
      self->n_alone = 0;
    }
  else if (g_strcmp0 (result->error, "conflict") == 0)
    g_ptr_array_add (self->clashes, g_strdup (result->name));
  else if (is_final (result->error))
    {
      g_autofree char *refusal = rapport_refusal_new (result->error, result->reason);

      settle (parcel, index, NULL, refusal);
      if (!parcel->again)
        log_refusal (self, result->name, refusal);
    }
  else
    g_set_str (&parcel->failing, result->reason != NULL ? result->reason : result->error);
}

/* Sending. */

static gboolean
is_about_content (const GError *error)
{
  return error->domain == RAPPORT_COUCH_ERROR &&
         (error->code == RAPPORT_COUCH_ERROR_TOO_LARGE ||
          error->code == RAPPORT_COUCH_ERROR_REFUSED || error->code == RAPPORT_COUCH_ERROR_EXISTS ||
          error->code == RAPPORT_COUCH_ERROR_FORBIDDEN);
}

/* Whether it is odd that this document is refused by itself. */
static gboolean
is_odd (Parcel *parcel, guint index, const GError *why)
{
  return !parcel->again && !(why->code == RAPPORT_COUCH_ERROR_TOO_LARGE &&
                             estimate (parcel->nodes->pdata[index]) > LARGE_BYTES);
}

gboolean
session_has_had_enough (Session *self)
{
  return self->n_again > MOST_ALONE;
}

/* The documents from @from to before @end. */
static gboolean
send_some (Session *self, Parcel *parcel, guint from, guint end, GError **error)
{
  g_autoptr (GPtrArray) nodes = g_ptr_array_new ();
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GError) why = NULL;
  g_autofree char *refusal = NULL;

  /* The rest has waited before, and goes on. */
  if (parcel->again && session_has_had_enough (self))
    return TRUE;
  for (guint i = from; i < end; i++)
    g_ptr_array_add (nodes, parcel->nodes->pdata[i]);
  results = rapport_couch_put_documents (self->couch, nodes, self->all, &why);
  for (guint i = 0; results != NULL && i < results->len; i++)
    take_result (self, parcel, from + i, results->pdata[i]);
  if (results != NULL)
    return TRUE;
  if (is_about_content (why) && end - from > 1)
    {
      const guint middle = from + (end - from) / 2;

      return send_some (self, parcel, from, middle, error) &&
             send_some (self, parcel, middle, end, error);
    }
  if (!is_about_content (why) || (is_odd (parcel, from, why) && ++self->n_alone > MOST_ALONE))
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  self->n_again += parcel->again;
  refusal = rapport_refusal_new_for_error (why);
  if (!parcel->again)
    log_refusal (self, ((RapportDocument *) parcel->documents->pdata[from])->type, refusal);
  settle (parcel, from, NULL, refusal);
  return TRUE;
}

typedef struct
{
  const RapportSyncPlace *place;
  GPtrArray *sent;
} Confirmation;

static ErrandEnd
confirm_errand (Session *self, gpointer data, GError **error)
{
  Confirmation *confirmation = data;

  rapport_sync_confirm (self->library, confirmation->place, confirmation->sent);
  return ERRAND_DONE;
}

/* What was taken is noted in any case, as the next request can fail. */
static gboolean
send_parcel (Session *self, Parcel *parcel, guint *n_sent, GError **error)
{
  g_autoptr (GError) why = NULL;
  gboolean sent;

  if (parcel->documents->len == 0)
    return TRUE;
  sent = send_some (self, parcel, 0, parcel->documents->len, &why);
  if (parcel->sent->len > 0)
    {
      Confirmation confirmation = { self->place, parcel->sent };

      if (!session_do_on_main (self, confirm_errand, &confirmation, error) ||
          !session_settle (self, error))
        return FALSE;
      *n_sent += parcel->n_taken;
      session_tell_sent (self, parcel->n_taken);
    }
  if (sent && parcel->failing == NULL)
    return TRUE;
  if (!sent)
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  g_set_error (error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_BUSY,
               _ ("The server could not take everything: %s"), parcel->failing);
  return FALSE;
}

/* Adds a record that waits; files go before it. */
static gboolean
pack (Session *self, Parcel *parcel, const RapportSyncEntry *entry, GError **error)
{
  RapportDocument *document =
    rapport_sync_make_document (entry, self->place, self->me, rapport_clock_get_now (self->clock));
  g_autofree char *reason = NULL;
  GError *why = NULL;
  gboolean whole;
  JsonNode *node;

  if (document == NULL)
    return TRUE;
  whole = session_send_blobs (self, document, &reason, &why);
  if (why != NULL)
    {
      rapport_document_free (document);
      g_propagate_error (error, why);
      return FALSE;
    }
  node = rapport_document_write (document);
  g_ptr_array_add (parcel->documents, document);
  g_ptr_array_add (parcel->nodes, node);
  parcel->bytes += estimate (node);
  if (whole)
    return TRUE;
  settle (parcel, parcel->documents->len - 1, NULL, reason);
  g_ptr_array_set_size (parcel->documents, (int) parcel->documents->len - 1);
  g_ptr_array_set_size (parcel->nodes, (int) parcel->nodes->len - 1);
  return TRUE;
}

static gboolean
push_entries (Session *self, GPtrArray *entries, gboolean again, guint *n_sent, GError **error)
{
  guint next = 0;

  while (next < entries->len)
    {
      g_autoptr (Parcel) parcel = parcel_new ();

      parcel->again = again;
      while (next < entries->len && parcel->bytes < MOST_BYTES)
        if (!pack (self, parcel, entries->pdata[next++], error))
          return FALSE;
      if (!send_parcel (self, parcel, n_sent, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
session_push_again (Session *self, GPtrArray *entries, guint *n_sent, GError **error)
{
  return push_entries (self, entries, TRUE, n_sent, error);
}

gboolean
session_push (Session *self, guint *n_sent, GError **error)
{
  gint64 after = 0;

  for (;;)
    {
      g_autoptr (GPtrArray) entries = rapport_store_find_sync_waiting (
        self->store, self->place->key, &after, MOST_DOCUMENTS, error);

      if (entries == NULL)
        return FALSE;
      if (entries->len == 0)
        return TRUE;
      if (!push_entries (self, entries, FALSE, n_sent, error))
        return FALSE;
    }
}

/* Leaves that lost. */

/* Whether all that was in them is in the winner by now. */
static gboolean
is_settled (Session *self, const char *id)
{
  const char *ids[] = { id, NULL };
  g_autoptr (GPtrArray) entries = rapport_store_get_sync_entries (self->store, ids, NULL);

  return entries != NULL &&
         (entries->len == 0 || !((RapportSyncEntry *) entries->pdata[0])->waiting);
}

static void
leaf_free (SessionLeaf *leaf)
{
  g_free (leaf->revision);
  g_free (leaf);
}

static JsonNode *
make_deletion (Session *self, const SessionLeaf *leaf)
{
  g_autoptr (RapportDocument) document = rapport_document_new (leaf->info, leaf->id);

  g_set_str (&document->revision, leaf->revision);
  g_set_str (&document->author, self->me);
  g_set_str (&document->replica, self->place->replica);
  document->deleted = TRUE;
  document->schema = RAPPORT_DOCUMENT_SCHEMA;
  document->at = rapport_clock_get_now (self->clock);
  return rapport_document_write (document);
}

gboolean
session_delete_losers (Session *self, GError **error)
{
  g_autoptr (GPtrArray) nodes = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  g_autoptr (GPtrArray) results = NULL;

  for (guint i = 0; i < self->losers->len; i++)
    {
      SessionLeaf *leaf = self->losers->pdata[i];

      if (is_settled (self, leaf->id))
        g_ptr_array_add (nodes, make_deletion (self, leaf));
      leaf_free (leaf);
    }
  g_ptr_array_set_size (self->losers, 0);
  if (nodes->len == 0)
    return TRUE;
  /* Somebody else may have deleted them; what is refused stays, and is seen with the next edit. */
  results = rapport_couch_put_documents (self->couch, nodes, self->all, error);
  return results != NULL;
}
