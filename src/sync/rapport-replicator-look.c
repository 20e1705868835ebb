/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether the database is the one that it was: its identity, and a checkpoint that stands on both
 * sides. Where they disagree, everything is compared from the beginning. */
#include "rapport-replicator-private.h"
#include "rapport-server-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* So many answers without the checkpoint are a server without it. */
#define MOST_LOOKS 4

/* (transfer full) (nullable): a document; %NULL without an error where there is none. */
static JsonNode *
get_document (Session *self, const char *name, GError **error)
{
  g_autofree char *path = rapport_couch_document_path (name);
  g_autoptr (GError) why = NULL;
  JsonNode *node = rapport_couch_request (self->couch, "GET", path, NULL, self->all, &why);

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return node;
  g_clear_pointer (&node, json_node_unref);
  if (why != NULL && !g_error_matches (why, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&why));
  return NULL;
}

/* "" where there is none; owned by @node. */
static const char *
get_text (JsonNode *node, const char *member)
{
  JsonNode *value =
    node != NULL ? json_object_get_member (json_node_get_object (node), member) : NULL;

  return value != NULL && json_node_get_value_type (value) == G_TYPE_STRING
           ? json_node_get_string (value)
           : "";
}

static gint64
get_integer (JsonNode *node, const char *member)
{
  JsonNode *value =
    node != NULL ? json_object_get_member (json_node_get_object (node), member) : NULL;

  return value != NULL && json_node_get_value_type (value) == G_TYPE_INT64
           ? json_node_get_int (value)
           : -1;
}

static gboolean
put_document (Session *self, const char *name, JsonObject *object, GError **error)
{
  g_autofree char *path = rapport_couch_document_path (name);
  g_autoptr (JsonNode) body = json_node_init_object (json_node_alloc (), object);
  g_autoptr (JsonNode) answer = NULL;

  json_object_set_string_member (object, "_id", name);
  answer = rapport_couch_request (self->couch, "PUT", path, body, self->all, error);
  return answer != NULL;
}

/* The identity. */

static gboolean
ask (SessionError question, const char *text, GError **error)
{
  g_set_error_literal (error, SESSION_ERROR, question, text);
  return FALSE;
}

/* Only an administrator makes the database of a client; it is tried again until that is done. */
static gboolean
miss_circle (Session *self, GError **error)
{
  g_autofree char *title = session_get_title (self, self->place->client);

  g_set_error (error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_NOT_FOUND,
               /* Translators: %s is the name of a client */
               _ ("The database of “%s” is not on the server any more. What is on this computer "
                  "stays as it is. An administrator of the server makes it again by choosing who "
                  "works with the client."),
               title != NULL ? title : _ ("No name yet"));
  return FALSE;
}

static gboolean
look_for_database (Session *self, gboolean may_make, GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (JsonNode) answer =
    rapport_couch_request (self->couch, "GET", "", NULL, self->all, &why);

  if (answer != NULL)
    return TRUE;
  if (!g_error_matches (why, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  if (*self->place->client != '\0')
    return miss_circle (self, error);
  if (!may_make)
    return ask (SESSION_ERROR_QUESTION_GONE,
                _ ("The database is not on the server any more. What is on this computer stays as "
                   "it is."),
                error);
  answer = rapport_couch_request (self->couch, "PUT", "", NULL, self->all, error);
  return answer != NULL;
}

/* (transfer full) (nullable): what other databases of the library say they are, where they are for
 * the same. */
static char *
find_other_identity (Session *self)
{
  g_autoptr (GPtrArray) places = rapport_store_get_sync_places (self->store, NULL);

  for (guint i = 0; places != NULL && i < places->len; i++)
    {
      const RapportSyncPlace *place = places->pdata[i];

      if (place->key != self->place->key && *place->identity != '\0' &&
          g_str_equal (place->client, self->place->client))
        return g_strdup (place->identity);
    }
  return NULL;
}

/* Says what the database is, where nobody has done so: what it was to us, or something new. */
static gboolean
give_identity (Session *self, GError **error)
{
  JsonObject *object = json_object_new ();
  g_autofree char *identity =
    *self->place->identity != '\0' ? g_strdup (self->place->identity) : g_uuid_string_random ();
  g_autoptr (GError) why = NULL;

  json_object_set_string_member (object, "identity", identity);
  if (put_document (self, SERVER_IDENTITY, object, &why))
    {
      json_object_unref (object);
      g_set_str (&self->place->identity, identity);
      return TRUE;
    }
  json_object_unref (object);
  if (!g_error_matches (why, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_CONFLICT))
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  /* Somebody else was faster. */
  g_set_error_literal (error, SESSION_ERROR, SESSION_ERROR_AGAIN, why->message);
  return FALSE;
}

static gboolean
check_identity (Session *self, gboolean may_differ, GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (JsonNode) node = get_document (self, SERVER_IDENTITY, &why);
  const char *identity = get_text (node, "identity");
  g_autofree char *other = NULL;

  if (why != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  if (*identity == '\0')
    {
      if (*self->place->identity != '\0' && !may_differ)
        return ask (SESSION_ERROR_QUESTION_GONE,
                    _ ("The database on the server was made anew and is empty. What is on this "
                       "computer stays as it is."),
                    error);
      return give_identity (self, error);
    }
  if (g_str_equal (identity, self->place->identity))
    return TRUE;
  other = *self->place->identity == '\0' ? find_other_identity (self) : NULL;
  if (*self->place->identity != '\0' && !may_differ)
    return ask (SESSION_ERROR_QUESTION_GONE,
                _ ("At this address there is another database now. What is on this computer stays "
                   "as it is."),
                error);
  if (other != NULL && !g_str_equal (other, identity) && !may_differ)
    return ask (SESSION_ERROR_QUESTION_ANOTHER,
                _ ("The database belongs to another workspace than this library."), error);
  g_set_str (&self->place->identity, identity);
  return TRUE;
}

/* The checkpoint. */

/* (transfer full) */
static char *
get_checkpoint_name (Session *self)
{
  return g_strconcat ("_local/rapport-", self->place->replica, NULL);
}

static void
compare_everything (Session *self)
{
  if (*self->place->since != '\0' || self->place->round > 0)
    session_log (self, _ ("The server has not what it had: everything is compared anew."));
  self->comparing = TRUE;
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_set_str (&self->position, "");
}

/* Of a checkpoint (nullable): 0 for none, -1 for one that can't be read. */
static gint64
get_round (JsonNode *checkpoint)
{
  return checkpoint != NULL ? get_integer (checkpoint, "round") : 0;
}

/* Whether a checkpoint is the one of @round; with @or_next, or the one after it, whose answer was
 * lost on the way: nothing was sent or pulled then. */
static gboolean
is_of_round (Session *self, JsonNode *checkpoint, gint64 round, gboolean or_next)
{
  const gint64 there = get_round (checkpoint);

  return there == round || (or_next && there == round + 1 &&
                            g_str_equal (get_text (checkpoint, "since"), self->place->since));
}

/* (transfer full) (nullable): the checkpoint of the server. A cluster does not bring _local
 * documents up to date on nodes that were away, so one answer may know it and the next not; the
 * server has lost it where no answer does. */
static JsonNode *
find_checkpoint (Session *self, gint64 round, gboolean or_next, GError **error)
{
  g_autofree char *name = get_checkpoint_name (self);
  JsonNode *node = NULL;
  GError *why = NULL;

  for (guint i = 0; i < MOST_LOOKS && (i == 0 || !is_of_round (self, node, round, or_next)); i++)
    {
      g_clear_pointer (&node, json_node_unref);
      node = get_document (self, name, &why);
      if (why != NULL)
        {
          g_propagate_error (error, why);
          return NULL;
        }
    }
  return node;
}

/* Where to go on. */
static gboolean
find_position (Session *self, GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (JsonNode) node = find_checkpoint (self, self->place->round, TRUE, &why);
  const char *since = get_text (node, "since");

  if (why != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  g_set_str (&self->marked, since);
  self->round_there = get_round (node);
  if (!is_of_round (self, node, self->place->round, TRUE))
    {
      compare_everything (self);
      return TRUE;
    }
  /* Without any, it is a first pull that was cut short and goes on; there is one soon. */
  g_set_str (&self->position, since);
  self->place->round = self->round_there;
  return TRUE;
}

/* Nothing is left to be done in a database that a client has left and that is gone itself. */
static gboolean
give_up (Session *self, const GError *why, GError **error)
{
  if (!g_str_has_prefix (self->place->client, RAPPORT_SYNC_LEFT) ||
      (!g_error_matches (why, SESSION_ERROR, SESSION_ERROR_QUESTION_GONE) &&
       !g_error_matches (why, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_NOT_FOUND)))
    {
      g_propagate_error (error, g_error_copy (why));
      return FALSE;
    }
  if (session_shut_out (self, error))
    g_set_error_literal (error, SESSION_ERROR, SESSION_ERROR_AGAIN, why->message);
  return FALSE;
}

gboolean
session_look (Session *self, GError **error)
{
  const gboolean anew = session_take_allowed (self, RAPPORT_REPLICATOR_QUESTION_GONE);
  const gboolean other = session_take_allowed (self, RAPPORT_REPLICATOR_QUESTION_ANOTHER);
  g_autofree char *before = g_strdup (self->place->identity);
  g_autoptr (GError) why = NULL;

  if (session_take_allowed (self, RAPPORT_REPLICATOR_QUESTION_DELETIONS))
    self->deletions_allowed = TRUE;
  if (!look_for_database (self, anew, &why) || !check_identity (self, anew || other, &why))
    return give_up (self, why, error);
  if (!find_position (self, error))
    return FALSE;
  if (!g_str_equal (before, self->place->identity) && !session_note_place (self, error))
    return FALSE;
  if (!session_look_at_circles (self, error))
    return FALSE;
  self->looked = TRUE;
  return TRUE;
}

/* Writes the checkpoint on both sides: there first, so that ours is never ahead. */
gboolean
session_mark (Session *self, GError **error)
{
  g_autofree char *name = get_checkpoint_name (self);
  g_autoptr (GError) why = NULL;
  g_autoptr (JsonNode) old = NULL;
  const gint64 round = MAX (self->round_there, self->place->round) + 1;
  JsonObject *object;
  gboolean put;

  self->unmarked = 0;
  if (self->comparing || self->holding || g_strcmp0 (self->marked, self->place->since) == 0)
    return TRUE;
  old = find_checkpoint (self, self->round_there, FALSE, &why);
  if (why != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  if (!is_of_round (self, old, self->round_there, FALSE))
    {
      g_set_error_literal (error, SESSION_ERROR, SESSION_ERROR_AGAIN,
                           _ ("The server has not what it had: everything is compared anew."));
      return FALSE;
    }
  object = json_object_new ();
  if (*get_text (old, "_rev") != '\0')
    json_object_set_string_member (object, "_rev", get_text (old, "_rev"));
  json_object_set_string_member (object, "since", self->place->since);
  json_object_set_int_member (object, "round", round);
  put = put_document (self, name, object, error);
  json_object_unref (object);
  if (!put)
    return FALSE;
  self->place->round = round;
  self->round_there = round;
  g_set_str (&self->marked, self->place->since);
  return session_note_place (self, error);
}
