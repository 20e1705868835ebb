/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was erased is gone from the server, too: a CouchDB keeps the words of earlier revisions
 * until it writes its files anew. */
#include "rapport-server-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* It begins behind the answer, and each node of a cluster works for itself: it has ended when it is
 * not seen any more for so many looks. */
#define QUIET 5
#define PAUSE (G_USEC_PER_SEC / 5)

void
rapport_server_compacted_free (RapportServerCompacted *self)
{
  g_free (self->database);
  g_free (self);
}

/* (transfer full): the names of the workspace's database and of those of its clients, those that a
 * client had before among them. */
static GPtrArray *
find_databases (RapportCouch *server,
                const char *database,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (JsonNode) answer =
    rapport_couch_request (server, "GET", "_all_dbs", NULL, cancellable, error);
  g_autofree char *circle = g_strconcat (database, SERVER_CIRCLE, NULL);
  GPtrArray *names;
  JsonArray *all;

  if (answer == NULL)
    return NULL;
  names = g_ptr_array_new_with_free_func (g_free);
  all = JSON_NODE_HOLDS_ARRAY (answer) ? json_node_get_array (answer) : NULL;
  for (guint i = 0; all != NULL && i < json_array_get_length (all); i++)
    {
      const char *name = server_get_element (all, i);

      if (name != NULL && (g_str_equal (name, database) || g_str_has_prefix (name, circle)))
        g_ptr_array_add (names, g_strdup (name));
    }
  if (names->len > 0)
    return names;
  g_ptr_array_unref (names);
  g_set_error (error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_NOT_FOUND,
               /* Translators: %s is the name of a database */
               _ ("The server has no database “%s”."), database);
  return NULL;
}

/* Whether a database can be asked; how large its files are, and whether they are written anew. */
static gboolean
look (RapportCouch *server,
      const char *database,
      gint64 *size,
      gboolean *running,
      GCancellable *cancellable,
      GError **error)
{
  g_autoptr (JsonNode) answer =
    rapport_couch_request (server, "GET", database, NULL, cancellable, error);
  JsonObject *object =
    answer != NULL && JSON_NODE_HOLDS_OBJECT (answer) ? json_node_get_object (answer) : NULL;
  JsonNode *sizes = server_get_member (answer, "sizes");

  *size = sizes != NULL && JSON_NODE_HOLDS_OBJECT (sizes)
            ? json_object_get_int_member_with_default (json_node_get_object (sizes), "file", 0)
            : 0;
  *running = object != NULL &&
             json_object_get_boolean_member_with_default (object, "compact_running", FALSE);
  return answer != NULL;
}

static gboolean
compact (RapportCouch *server,
         RapportServerCompacted *compacted,
         GCancellable *cancellable,
         GError **error)
{
  g_autofree char *path = g_strconcat (compacted->database, "/_compact", NULL);
  g_autoptr (JsonObject) nothing = json_object_new ();
  g_autoptr (JsonNode) body = json_node_init_object (json_node_alloc (), nothing);
  g_autoptr (JsonNode) answer = NULL;
  gboolean running;

  if (!look (server, compacted->database, &compacted->before, &running, cancellable, error))
    return FALSE;
  answer = rapport_couch_request (server, "POST", path, body, cancellable, error);
  if (answer == NULL)
    return FALSE;
  for (guint quiet = 0; quiet < QUIET; quiet = running ? 0 : quiet + 1)
    {
      if (quiet > 0 || running)
        g_usleep (PAUSE);
      if (!look (server, compacted->database, &compacted->after, &running, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

GPtrArray *
rapport_server_compact (RapportCouch *server,
                        const char *database,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GPtrArray) done =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_server_compacted_free);

  if (!server_check_administrator (server,
                                   _ ("This account is not an administrator’s of the server. Only "
                                      "an administrator compacts databases."),
                                   cancellable, error))
    return NULL;
  names = find_databases (server, database, cancellable, error);
  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      RapportServerCompacted *compacted = g_new0 (RapportServerCompacted, 1);

      compacted->database = g_strdup (names->pdata[i]);
      g_ptr_array_add (done, compacted);
      if (!compact (server, compacted, cancellable, error))
        return NULL;
    }
  return names != NULL ? g_steal_pointer (&done) : NULL;
}
