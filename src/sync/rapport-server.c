/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-server-private.h"

#include "rapport-sync-resources.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define VALIDATE "/io/github/rapport_app/Rapport/server/validate.js"

/* The address. */

/* As CouchDB allows: small letters, digits and a few signs, a letter first. */
static gboolean
is_database_name (const char *name)
{
  if (!g_ascii_islower (name[0]))
    return FALSE;
  for (const char *c = name; *c != '\0'; c++)
    if (!g_ascii_islower (*c) && !g_ascii_isdigit (*c) && strchr ("_-", *c) == NULL)
      return FALSE;
  return strlen (name) <= 200;
}

gboolean
rapport_server_split_address (const char *address, char **server, char **database, GError **error)
{
  const char *end = address + strlen (address);
  const char *slash;
  g_autofree char *name = NULL;

  while (end > address && end[-1] == '/')
    end--;
  slash = g_strrstr_len (address, end - address, "/");
  if (slash != NULL && slash > address && slash[-1] != '/')
    name = g_strndup (slash + 1, (gsize) (end - slash - 1));
  if (name == NULL || !is_database_name (name))
    {
      g_set_error_literal (error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_REFUSED,
                           _ ("The address has to end with the name of a database, such as "
                              "https://couch.example.org/agency: small letters, digits, “_” "
                              "and “-”."));
      return FALSE;
    }
  if (server != NULL)
    *server = g_strndup (address, (gsize) (slash - address));
  if (database != NULL)
    *database = g_steal_pointer (&name);
  return TRUE;
}

char *
rapport_server_get_role (const char *database)
{
  return g_strconcat ("rapport-", database, NULL);
}

/* The documents of a set-up. */

JsonNode *
server_make_security (const char *database)
{
  g_autofree char *role = rapport_server_get_role (database);
  g_autoptr (GVariant) value =
    g_variant_ref_sink (g_variant_new_parsed ("{'admins': {'names': @as [], 'roles': ['_admin']}, "
                                              "'members': {'names': @as [], 'roles': [%s]}}",
                                              role));

  return json_gvariant_serialize (value);
}

char *
server_read_validate (void)
{
  g_autoptr (GBytes) bytes = g_resource_lookup_data (rapport_sync_resources_get_resource (),
                                                     VALIDATE, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  const char *code = strstr (text, "\nfunction");

  /* Comments before a function are more than every version of CouchDB takes. */
  return g_strstrip (g_strdup (code != NULL ? code : text));
}

static JsonNode *
make_design (void)
{
  g_autofree char *code = server_read_validate ();
  g_autoptr (GVariant) value = g_variant_ref_sink (
    g_variant_new_parsed ("{'_id': '" SERVER_DESIGN "', 'language': 'javascript', "
                          "'validate_doc_update': %s}",
                          code));

  return json_gvariant_serialize (value);
}

JsonNode *
server_get_optional (RapportCouch *server,
                     const char *path,
                     GCancellable *cancellable,
                     gboolean *failed,
                     GError **error)
{
  g_autoptr (GError) local_error = NULL;
  JsonNode *node = rapport_couch_request (server, "GET", path, NULL, cancellable, &local_error);

  *failed = node == NULL &&
            !g_error_matches (local_error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_NOT_FOUND);
  if (*failed)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return node;
}

JsonNode *
server_get_member (JsonNode *node, const char *member)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node)
           ? json_object_get_member (json_node_get_object (node), member)
           : NULL;
}

const char *
server_get_text (JsonNode *node, const char *member)
{
  JsonNode *value = server_get_member (node, member);

  return value != NULL && json_node_get_value_type (value) == G_TYPE_STRING
           ? json_node_get_string (value)
           : NULL;
}

JsonArray *
server_get_array (JsonNode *node, const char *member)
{
  JsonNode *value = server_get_member (node, member);

  return value != NULL && JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value) : NULL;
}

const char *
server_get_element (JsonArray *array, guint i)
{
  JsonNode *element = json_array_get_element (array, i);

  return json_node_get_value_type (element) == G_TYPE_STRING ? json_node_get_string (element)
                                                             : NULL;
}

gboolean
server_has_text (JsonArray *array, const char *text)
{
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (g_strcmp0 (server_get_element (array, i), text) == 0)
      return TRUE;
  return FALSE;
}

/* Making it. */

static gboolean
check_version (RapportCouch *server, GCancellable *cancellable, GError **error)
{
  g_autoptr (JsonNode) node = rapport_couch_request (server, "GET", "", NULL, cancellable, error);
  const char *version = server_get_text (node, "version");

  if (node == NULL)
    return FALSE;
  if (version != NULL && server_compare_version (version, SERVER_LEAST_VERSION) >= 0)
    return TRUE;
  g_set_error (error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_REFUSED,
               /* Translators: two versions, such as 2.3.1 and 3.0 */
               _ ("The server says it is CouchDB %s. Rapport needs %s or newer."),
               version != NULL ? version : "?", SERVER_LEAST_VERSION);
  return FALSE;
}

/* One that is there stays. */
static gboolean
make_database (RapportCouch *server, const char *name, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = g_strconcat (name, NULL);
  gboolean failed;
  g_autoptr (JsonNode) there = server_get_optional (server, path, cancellable, &failed, error);
  g_autoptr (JsonNode) made = NULL;

  if (failed || there != NULL)
    return !failed;
  made = rapport_couch_request (server, "PUT", path, NULL, cancellable, error);
  return made != NULL;
}

gboolean
server_put (
  RapportCouch *server, const char *path, JsonNode *body, GCancellable *cancellable, GError **error)
{
  g_autoptr (JsonNode) answer =
    rapport_couch_request (server, "PUT", path, body, cancellable, error);

  return answer != NULL;
}

/* A document, over the one that may be there; one that says the same stays. */
static gboolean
put_document (RapportCouch *server,
              const char *path,
              JsonNode *document,
              GCancellable *cancellable,
              GError **error)
{
  gboolean failed;
  g_autoptr (JsonNode) there = server_get_optional (server, path, cancellable, &failed, error);
  const char *revision = server_get_text (there, "_rev");
  JsonObject *object = json_node_get_object (document);

  if (failed)
    return FALSE;
  if (revision != NULL)
    json_object_set_string_member (object, "_rev", revision);
  return (there != NULL && json_node_equal (there, document)) ||
         server_put (server, path, document, cancellable, error);
}

static gboolean
put_security (RapportCouch *server, const char *database, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = g_strconcat (database, "/_security", NULL);
  g_autoptr (JsonNode) security = server_make_security (database);

  return server_put (server, path, security, cancellable, error);
}

static gboolean
put_design (RapportCouch *server, const char *database, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = g_strconcat (database, "/" SERVER_DESIGN, NULL);
  g_autoptr (JsonNode) design = make_design ();

  return put_document (server, path, design, cancellable, error);
}

gboolean
rapport_server_init (RapportCouch *server,
                     const char *database,
                     GPtrArray *logins,
                     GCancellable *cancellable,
                     GError **error)
{
  if (!check_version (server, cancellable, error) ||
      !make_database (server, "_users", cancellable, error) ||
      !make_database (server, database, cancellable, error) ||
      /* First of all nobody else gets in. */
      !put_security (server, database, cancellable, error) ||
      !put_design (server, database, cancellable, error))
    return FALSE;
  for (guint i = 0; i < logins->len; i++)
    if (!rapport_server_add_member (server, database, logins->pdata[i], cancellable, error))
      return FALSE;
  return TRUE;
}
