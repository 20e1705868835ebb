/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-fault-couch.h"

#include "rapport-test-server.h"

#include <string.h>

/* path_of: without the query. */
static char *
path_of (RapportFaultRequest *request)
{
  return g_strndup (request->target, strcspn (request->target, "?"));
}

/* database_of: "/NAME" of a path below a database, or NULL. */
static char *
database_of (RapportFaultRequest *request)
{
  g_autofree char *path = path_of (request);
  g_auto (GStrv) parts = g_strsplit (path, "/", 3);

  if (g_strv_length (parts) < 2 || parts[1][0] == '\0' || parts[1][0] == '_')
    return NULL;
  return g_strconcat ("/", parts[1], NULL);
}

gboolean
rapport_fault_couch_is_changes (RapportFaultRequest *request)
{
  g_autofree char *path = path_of (request);

  return g_str_has_suffix (path, "/_changes");
}

gboolean
rapport_fault_couch_is_long_poll (RapportFaultRequest *request)
{
  g_autofree char *feed = rapport_fault_request_get_parameter (request, "feed");

  return g_strcmp0 (feed, "longpoll") == 0 && rapport_fault_couch_is_changes (request);
}

/* ask_administrator: what the server knows and the client need not be allowed to see. */
static JsonObject *
ask_administrator (RapportFaultCouch *self, const char *target)
{
  g_autofree char *encoded =
    g_base64_encode ((const guchar *) RAPPORT_TEST_SERVER_ADMIN ":" RAPPORT_TEST_SERVER_PASSWORD,
                     strlen (RAPPORT_TEST_SERVER_ADMIN ":" RAPPORT_TEST_SERVER_PASSWORD));
  RapportFaultRequest request = { .method = (char *) "GET", .target = (char *) target };
  g_autoptr (GHashTable) headers = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr (GByteArray) body = g_byte_array_new ();
  g_autoptr (RapportFaultAnswer) answer = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;

  g_hash_table_insert (headers, (gpointer) "authorization", g_strconcat ("Basic ", encoded, NULL));
  request.headers = headers;
  request.body = body;
  answer = rapport_fault_http_forward (&request, self->port, self->cancellable, NULL);
  if (answer == NULL || answer->status != 200)
    return NULL;
  text = rapport_fault_body_text (answer->body);
  node = json_from_string (text, NULL);
  return node != NULL ? json_node_dup_object (node) : NULL;
}

/* mark_of: what numbers of changes of this database bear, as long as it is the same one. */
static char *
mark_of (RapportFaultCouch *self, const char *database, gint64 *last)
{
  g_autoptr (JsonObject) info = ask_administrator (self, database);
  g_autofree char *sum = NULL;

  *last = 0;
  if (info == NULL)
    return NULL;
  *last = json_object_get_int_member (info, "update_seq");
  sum = g_compute_checksum_for_string (
    G_CHECKSUM_SHA256, json_object_get_string_member (info, "instance_start_time"), -1);
  return g_strndup (sum, 12);
}

static char *
wrap (gint64 number, const char *mark)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT "-g1AAAA%s%08x", number, mark, g_random_int ());
}

/* unwrap: the number of a text that wrap() made; 0 for one of another database; -1 for garbage, and
 * for a plain number, which CouchDB takes for that too. */
static gint64
unwrap (const char *text, const char *mark, gint64 last)
{
  char *rest;
  gint64 number = g_ascii_strtoll (text, &rest, 10);

  if (rest == text || number < 0)
    return -1;
  if (*rest == '\0')
    return number == 0 ? 0 : -1;
  if (!g_str_has_prefix (rest, "-g1AAAA"))
    return -1;
  return g_str_has_prefix (rest + strlen ("-g1AAAA"), mark) ? MIN (number, last) : 0;
}

static RapportFaultAnswer *
ask_for_changes (RapportFaultCouch *self, RapportFaultRequest *request)
{
  g_autofree char *since = rapport_fault_request_get_parameter (request, "since");
  g_autofree char *database = database_of (request);
  g_autofree char *mark = NULL;
  g_autofree char *number = NULL;
  gint64 last;
  gint64 from;

  rapport_fault_request_set_parameter (request, "seq_interval", NULL);
  if (since == NULL || g_str_equal (since, "now") || database == NULL)
    return NULL;
  mark = mark_of (self, database, &last);
  if (mark == NULL)
    return NULL;
  from = unwrap (since, mark, last);
  if (from < 0)
    return rapport_fault_answer_new (
      400, "{\"error\":\"bad_request\",\"reason\":\"Malformed sequence supplied in 'since' "
           "parameter.\"}\n");
  number = g_strdup_printf ("%" G_GINT64_FORMAT, from);
  rapport_fault_request_set_parameter (request, "since", number);
  return NULL;
}

/* renew_local: CouchDB asks for no _rev of a _local document; the server of the tests wants the
 * last. */
static void
renew_local (RapportFaultCouch *self, RapportFaultRequest *request)
{
  g_autofree char *path = path_of (request);
  g_autofree char *text = rapport_fault_body_text (request->body);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  g_autoptr (JsonObject) there = NULL;
  g_autofree char *renewed = NULL;
  JsonObject *sent;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;
  sent = json_node_get_object (node);
  there = ask_administrator (self, path);
  json_object_remove_member (sent, "_rev");
  if (there != NULL)
    json_object_set_string_member (sent, "_rev", json_object_get_string_member (there, "_rev"));
  renewed = json_to_string (node, FALSE);
  g_byte_array_set_size (request->body, 0);
  g_byte_array_append (request->body, (const guint8 *) renewed, strlen (renewed));
}

RapportFaultAnswer *
rapport_fault_couch_ask (RapportFaultCouch *self, RapportFaultRequest *request)
{
  if (rapport_fault_couch_is_changes (request))
    return ask_for_changes (self, request);
  if (g_str_equal (request->method, "PUT") && strstr (request->target, "/_local/") != NULL &&
      !g_hash_table_contains (request->headers, "content-encoding"))
    renew_local (self, request);
  return NULL;
}

static void
wrap_member (JsonObject *object, const char *name, const char *mark)
{
  JsonNode *node = json_object_get_member (object, name);
  g_autofree char *text = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return;
  text = wrap (json_node_get_int (node), mark);
  json_object_set_string_member (object, name, text);
}

/* count_pending: changes behind the last one of an answer. */
static gint64
count_pending (RapportFaultCouch *self, const char *database, gint64 last)
{
  g_autofree char *target = g_strdup_printf ("%s/_changes?since=%" G_GINT64_FORMAT, database, last);
  g_autoptr (JsonObject) behind = ask_administrator (self, target);

  return behind != NULL ? json_array_get_length (json_object_get_array_member (behind, "results"))
                        : 0;
}

static void
wrap_results (RapportFaultCouch *self, JsonObject *object, const char *mark, guint interval)
{
  JsonArray *results = json_object_get_array_member (object, "results");

  for (guint i = 0; results != NULL && i < json_array_get_length (results); i++)
    {
      JsonObject *result = json_array_get_object_element (results, i);

      if (self->no_seqs || (interval > 1 && (i + 1) % interval != 0))
        json_object_set_null_member (result, "seq");
      else
        wrap_member (result, "seq", mark);
    }
}

void
rapport_fault_couch_answer (RapportFaultCouch *self,
                            RapportFaultRequest *asked,
                            RapportFaultAnswer *answer)
{
  g_autofree char *path = path_of (asked);
  g_autofree char *database = database_of (asked);
  g_autofree char *interval = NULL;
  g_autofree char *text = NULL;
  g_autofree char *mark = NULL;
  g_autofree char *wrapped = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;
  gint64 last;

  if (answer->status != 200 || database == NULL ||
      !(rapport_fault_couch_is_changes (asked) || g_strcmp0 (path, database) == 0))
    return;
  text = rapport_fault_body_text (answer->body);
  node = json_from_string (text, NULL);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;
  mark = mark_of (self, database, &last);
  if (mark == NULL)
    return;
  object = json_node_get_object (node);
  if (json_object_has_member (object, "last_seq"))
    {
      g_autofree char *limit = rapport_fault_request_get_parameter (asked, "limit");
      gint64 reached = json_object_get_int_member (object, "last_seq");

      interval = rapport_fault_request_get_parameter (asked, "seq_interval");
      json_object_set_int_member (object, "pending",
                                  limit != NULL ? count_pending (self, database, reached) : 0);
      wrap_results (self, object, mark,
                    interval != NULL ? (guint) g_ascii_strtoull (interval, NULL, 10) : 0);
    }
  wrap_member (object, "last_seq", mark);
  wrap_member (object, "update_seq", mark);
  wrapped = json_to_string (node, FALSE);
  rapport_fault_answer_set_body (answer, wrapped, -1);
}
