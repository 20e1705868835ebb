/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-fault-check.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define OF_READING                                                                                 \
  "attachments att_encoding_info atts_since conflicts deleted_conflicts latest local_seq meta "    \
  "open_revs rev revs revs_info"
#define OF_VIEWS                                                                                   \
  "conflicts descending endkey end_key endkey_docid end_key_doc_id group group_level "             \
  "include_docs attachments att_encoding_info inclusive_end key keys limit reduce skip sorted "    \
  "stable startkey start_key startkey_docid start_key_doc_id update update_seq"
#define OF_CHANGES                                                                                 \
  "doc_ids conflicts descending feed filter heartbeat include_docs attachments "                   \
  "att_encoding_info last-event-id limit since style timeout view seq_interval"

/* The first that fits counts. "*" is one part of a path, "**" is the rest; by the documentation of
 * the interface of 3.5. */
static const struct
{
  const char *path;
  const char *method;
  const char *parameters;
} endpoints[] = {
  { "", "GET", "" },
  { "_up", "GET", "" },
  { "_all_dbs", "GET", "descending endkey end_key limit skip startkey start_key" },
  { "_membership", "GET", "" },
  { "_session", "GET", "basic" },
  { "_session", "POST", "next" },
  { "_session", "DELETE", "" },
  { "_uuids", "GET", "count" },
  { "_node/*/_config", "GET", "" },
  { "_node/*/_config/**", "GET", "" },
  { "_node/*/_config/*/*", "PUT", "" },
  { "_node/*/_config/*/*", "DELETE", "" },
  { "*", "GET", "" },
  { "*", "HEAD", "" },
  { "*", "PUT", "q n partitioned" },
  { "*", "DELETE", "" },
  { "*", "POST", "batch" },
  { "*/_changes", "GET", OF_CHANGES },
  { "*/_changes", "POST", OF_CHANGES },
  { "*/_bulk_docs", "POST", "" },
  { "*/_bulk_get", "POST", "revs" },
  { "*/_all_docs", "GET", OF_VIEWS },
  { "*/_all_docs", "POST", OF_VIEWS },
  { "*/_security", "GET", "" },
  { "*/_security", "PUT", "" },
  { "*/_revs_diff", "POST", "" },
  { "*/_find", "POST", "" },
  { "*/_ensure_full_commit", "POST", "" },
  { "*/_local/*", "GET", OF_READING },
  { "*/_local/*", "PUT", "rev batch" },
  { "*/_local/*", "DELETE", "rev batch" },
  { "*/_design/*", "GET", OF_READING },
  { "*/_design/*", "PUT", "rev batch" },
  { "*/_design/*", "DELETE", "rev batch" },
  { "*/*", "GET", OF_READING },
  { "*/*", "HEAD", OF_READING },
  { "*/*", "PUT", "rev batch new_edits" },
  { "*/*", "DELETE", "rev batch" },
  { "*/*/*", "GET", "rev" },
  { "*/*/*", "HEAD", "rev" },
  { "*/*/*", "PUT", "rev" },
  { "*/*/*", "DELETE", "rev batch" },
};

/* A star is no name that begins with an underscore, unless one came before it or it is a database.
 */
static gboolean
part_fits (char **wanted, guint i, const char *part)
{
  if (!g_str_equal (wanted[i], "*"))
    return g_str_equal (wanted[i], part);
  if (part[0] != '_')
    return TRUE;
  return i == 0 ? g_str_equal (part, "_users") : wanted[i - 1][0] == '_';
}

static gboolean
path_fits (const char *pattern, const char *const *parts)
{
  g_auto (GStrv) wanted = g_strsplit (pattern, "/", -1);
  guint i;

  for (i = 0; wanted[i] != NULL && parts[i] != NULL; i++)
    {
      if (g_str_equal (wanted[i], "**"))
        return TRUE;
      if (!part_fits (wanted, i, parts[i]))
        return FALSE;
    }
  return wanted[i] == NULL && parts[i] == NULL;
}

static gboolean
is_a_word_of (const char *words, const char *word)
{
  g_auto (GStrv) list = g_strsplit (words, " ", -1);

  return g_strv_contains ((const char *const *) list, word);
}

static char *
check_parameters (const char *query, const char *known)
{
  g_auto (GStrv) pairs = g_strsplit (query, "&", -1);

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      const char *equals = strchr (pairs[i], '=');
      g_autofree char *name =
        equals != NULL ? g_strndup (pairs[i], equals - pairs[i]) : g_strdup (pairs[i]);

      if (!is_a_word_of (known, name))
        return g_strdup_printf ("a parameter that CouchDB does not know there: %s", pairs[i]);
    }
  return NULL;
}

static char *
check_body (RapportFaultRequest *request)
{
  const char *type = g_hash_table_lookup (request->headers, "content-type");
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (g_str_equal (request->method, "POST") &&
      (type == NULL || !g_str_has_prefix (type, "application/json")))
    return g_strdup ("a POST without Content-Type: application/json");
  if (g_hash_table_contains (request->headers, "content-encoding"))
    return NULL;
  text = rapport_fault_body_text (request->body);
  if (strstr (text, "\"new_edits\":false") != NULL)
    return g_strdup ("new_edits=false");
  return NULL;
}

static char *
check_reading (RapportFaultRequest *request)
{
  const char *accept = g_hash_table_lookup (request->headers, "accept");
  g_autofree char *revisions = rapport_fault_request_get_parameter (request, "open_revs");

  if (revisions != NULL && (accept == NULL || !g_str_has_prefix (accept, "application/json")))
    return g_strdup ("open_revs without Accept: application/json, which is answered as multipart");
  return NULL;
}

char *
rapport_fault_check (RapportFaultRequest *request)
{
  g_auto (GStrv) halves = g_strsplit (request->target, "?", 2);
  g_auto (GStrv) parts = g_strsplit (halves[0] + (halves[0][0] == '/'), "/", -1);
  guint length = g_strv_length (parts);
  char *wrong = NULL;

  if (strchr (halves[0], '+') != NULL)
    return g_strdup_printf ("a raw + in a path: %s", halves[0]);
  if (halves[1] != NULL && strchr (halves[1], ';') != NULL)
    return g_strdup_printf ("a raw ; in a query, where a parameter ends for CouchDB: %s",
                            halves[1]);
  if (length > 1 && parts[length - 1][0] == '\0')
    g_clear_pointer (&parts[length - 1], g_free);
  for (guint i = 0; i < G_N_ELEMENTS (endpoints); i++)
    {
      if (!g_str_equal (endpoints[i].method, request->method) ||
          !path_fits (endpoints[i].path, (const char *const *) parts))
        continue;
      if (halves[1] != NULL)
        wrong = check_parameters (halves[1], endpoints[i].parameters);
      if (wrong == NULL)
        wrong = check_reading (request);
      return wrong != NULL ? wrong : check_body (request);
    }
  return g_strdup_printf ("CouchDB has no %s %s", request->method, halves[0]);
}
