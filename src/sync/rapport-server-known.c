/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A server that was restored knows an older state of who works with a client than those who had
 * followed a newer one. They lay down what they know beside the document of the circles, which only
 * an administrator writes: whoever does so next builds upon the newest. */
#include "rapport-server-private.h"

#include "rapport-id.h"

#include <string.h>

/* More is no count of what people did. */
#define MOST (G_GINT64_CONSTANT (1) << 50)

/* Changes that a change remembers. */
#define MOST_PAST 32

gint64
server_get_integer (JsonNode *circle, const char *member)
{
  return circle != NULL && JSON_NODE_HOLDS_OBJECT (circle)
           ? json_object_get_int_member_with_default (json_node_get_object (circle), member, 0)
           : 0;
}

JsonObject *
server_get_circles (JsonNode *document)
{
  JsonNode *circles = server_get_member (document, "circles");

  return circles != NULL && JSON_NODE_HOLDS_OBJECT (circles) ? json_node_get_object (circles)
                                                             : NULL;
}

gboolean
server_circle_is_settled (JsonNode *there, JsonNode *known)
{
  const gint64 changes = server_get_integer (there, "changes");
  const gint64 seen = server_get_integer (known, "changes");

  if (known == NULL || changes > seen)
    return TRUE;
  if (changes < seen)
    return FALSE;
  /* Older versions did not count. */
  return seen == 0 ? server_get_integer (there, "round") >= server_get_integer (known, "round")
                   : g_strcmp0 (server_get_text (there, "id"), server_get_text (known, "id")) == 0;
}

/* Changes. */

gboolean
server_circle_is_forked (JsonNode *there, JsonNode *known)
{
  const char *id = server_get_text (there, "id");

  return id != NULL && !server_circle_is_settled (there, known) &&
         !server_has_text (server_get_array (known, "past"), id);
}

static void
add_past (JsonArray *past, JsonNode *before)
{
  const char *id = server_get_text (before, "id");
  JsonArray *older = server_get_array (before, "past");

  if (id != NULL)
    json_array_add_string_element (past, id);
  for (guint i = 0; older != NULL && i < json_array_get_length (older) &&
                    json_array_get_length (past) < MOST_PAST;
       i++)
    json_array_add_element (past, json_node_copy (json_array_get_element (older, i)));
}

void
server_circle_sign (JsonObject *circle, JsonNode *there, JsonNode *known)
{
  JsonArray *past = json_array_new ();
  g_autofree char *id = g_uuid_string_random ();

  add_past (past, there);
  if (known != there)
    add_past (past, known);
  json_object_set_string_member (circle, "id", id);
  json_object_set_array_member (circle, "past", past);
}

/* What members lay down. */

/* Which of the databases of a client that is, by its name; 0 for none of them. */
static gint64
get_number (const char *name, const char *database, const char *client)
{
  g_autofree char *prefix =
    g_strconcat (database, SERVER_CIRCLE, client + strlen (client) - 12, "-", NULL);
  gint64 number = 0;

  return g_str_has_prefix (name, prefix) &&
             g_ascii_string_to_signed (name + strlen (prefix), 10, 1, MOST, &number, NULL)
           ? number
           : 0;
}

JsonNode *
server_find_claim (JsonNode *claims, const char *database, const char *client)
{
  JsonObject *all = server_get_circles (claims);
  JsonNode *claim =
    all != NULL && rapport_id_is_valid (client) ? json_object_get_member (all, client) : NULL;
  const gint64 round = server_get_integer (claim, "round");
  const gint64 changes = server_get_integer (claim, "changes");
  const char *name = server_get_text (claim, "database");
  const gint64 number = name != NULL ? get_number (name, database, client) : 0;

  return changes > 0 && changes < MOST && round > 0 && round < MOST &&
             (name == NULL || (number > 0 && number <= round))
           ? claim
           : NULL;
}

gboolean
server_add_claim (JsonObject *claims, const char *client, JsonNode *known)
{
  JsonNode *there = json_object_get_member (claims, client);

  if (there != NULL &&
      server_get_integer (there, "changes") >= server_get_integer (known, "changes"))
    return FALSE;
  json_object_set_member (claims, client, json_node_copy (known));
  return TRUE;
}
