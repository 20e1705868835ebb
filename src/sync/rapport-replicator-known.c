/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What this copy knows of who works with which client, beside what the server says: a server that
 * was restored says less, and is told. */
#include "rapport-replicator-private.h"
#include "rapport-server-private.h"
#include "rapport-team-circle.h"

#include <glib/gi18n-lib.h>

/* The library. */

static ErrandEnd
load_errand (Session *self, gpointer data, GError **error)
{
  SessionKnown *known = data;

  known->circles = rapport_team_circle_get_known (self->library, self->place->identity);
  known->unsettled = rapport_team_circle_get_unsettled (self->library);
  return ERRAND_DONE;
}

static ErrandEnd
keep_errand (Session *self, gpointer data, GError **error)
{
  SessionKnown *known = data;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) unsettled = NULL;

  for (guint i = 0; i < known->now->len; i++)
    g_strv_builder_add (builder, known->now->pdata[i]);
  unsettled = g_strv_builder_end (builder);
  rapport_team_circle_keep_known (self->library, self->place->identity, known->circles);
  if (rapport_team_circle_keep_unsettled (self->library, (const char *const *) unsettled))
    replicator_tell_circles (self->replicator);
  return ERRAND_DONE;
}

gboolean
session_load_known (Session *self, SessionKnown *known, GError **error)
{
  known->now = g_ptr_array_new_with_free_func (g_free);
  known->claims = json_object_new ();
  return session_do_on_main (self, load_errand, known, error);
}

void
session_known_clear (SessionKnown *known)
{
  g_clear_pointer (&known->circles, json_object_unref);
  g_clear_pointer (&known->claims, json_object_unref);
  g_clear_pointer (&known->now, g_ptr_array_unref);
  g_clear_pointer (&known->unsettled, g_strfreev);
}

/* The server. */

/* Somebody else lays down the same, or does so with their next session. */
static gboolean
put_claims (Session *self, JsonNode *document, GError **error)
{
  g_autoptr (GError) why = NULL;

  if (server_put (self->couch, SERVER_CLAIMS, document, self->all, &why) ||
      g_error_matches (why, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_CONFLICT))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}

/* Lays down what the server does not know. */
static gboolean
claim (Session *self, JsonObject *claims, GError **error)
{
  gboolean failed;
  g_autoptr (JsonNode) document =
    server_get_optional (self->couch, SERVER_CLAIMS, self->all, &failed, error);
  gboolean is_new = FALSE;
  JsonObjectIter iter;
  const char *client;
  JsonNode *known;

  if (failed)
    return FALSE;
  if (server_get_circles (document) == NULL)
    {
      JsonObject *object = json_object_new ();

      g_clear_pointer (&document, json_node_unref);
      json_object_set_string_member (object, "_id", SERVER_CLAIMS);
      json_object_set_object_member (object, "circles", json_object_new ());
      document = json_node_init_object (json_node_alloc (), object);
      json_object_unref (object);
    }
  json_object_iter_init (&iter, claims);
  while (json_object_iter_next (&iter, &client, &known))
    is_new |= server_add_claim (server_get_circles (document), client, known);
  return !is_new || put_claims (self, document, error);
}

/* What has changed is said. */
static gboolean
tell (Session *self, const SessionKnown *known, GError **error)
{
  for (guint i = 0; i < known->now->len; i++)
    {
      g_autofree char *title = NULL;

      if (g_strv_contains ((const char *const *) known->unsettled, known->now->pdata[i]))
        continue;
      title = session_get_title (self, known->now->pdata[i]);
      if (title != NULL)
        session_log (self,
                     /* Translators: %s is the name of a client */
                     _ ("The server was set back to an earlier time: it does not know any more "
                        "who works with “%s”. Nothing of it goes anywhere else until an "
                        "administrator has settled it."),
                     title);
    }
  for (guint i = 0; known->unsettled[i] != NULL; i++)
    {
      g_autofree char *title = NULL;

      if (g_ptr_array_find_with_equal_func (known->now, known->unsettled[i], g_str_equal, NULL))
        continue;
      title = session_get_title (self, known->unsettled[i]);
      if (title != NULL)
        /* Translators: %s is the name of a client */
        session_log (self, _ ("Who works with “%s” is settled again."), title);
    }
  return TRUE;
}

gboolean
session_keep_known (Session *self, SessionKnown *known, GError **error)
{
  return session_do_on_main (self, keep_errand, known, error) &&
         (json_object_get_size (known->claims) == 0 || claim (self, known->claims, error)) &&
         tell (self, known, error);
}
