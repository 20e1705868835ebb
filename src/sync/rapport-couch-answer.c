/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a CouchDB answers, and the requests that are more than one line. Nothing is believed that
 * does not look as it has to. */
#include "rapport-couch-private.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

/* Of what a server says about an error. */
#define MOST_REASON 200

/* Of a Retry-After: whoever says a year is not believed. */
#define LONGEST_PAUSE 3600

gboolean
couch_set_garbled (GError **error)
{
  g_set_error_literal (error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_GARBLED,
                       _ ("The server answered in a way that CouchDB does not. Nothing of it was "
                          "used."));
  return FALSE;
}

yyjson_doc *
couch_parse (const char *text, gsize length, GError **error)
{
  yyjson_doc *answer = length > 0 ? rapport_json_parse (text, length) : NULL;

  if (answer == NULL)
    couch_set_garbled (error);
  return answer;
}

JsonNode *
couch_make_node (yyjson_doc *answer, GError **error)
{
  JsonNode *node = rapport_json_to_node (yyjson_doc_get_root (answer));

  if (node == NULL)
    couch_set_garbled (error);
  return node;
}

/* (nullable): owned by @object; %NULL where there is no text. */
static const char *
get_text (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node)
           : NULL;
}

char *
couch_get_reason (const char *text, gsize length)
{
  g_autoptr (yyjson_doc) answer = couch_parse (text, length, NULL);
  const char *said = rapport_json_get_text (yyjson_doc_get_root (answer), "reason");
  GString *line;
  guint n = 0;

  if (*said == '\0')
    said = rapport_json_get_text (yyjson_doc_get_root (answer), "error");
  if (*said == '\0')
    return NULL;
  line = g_string_new (NULL);
  for (const char *p = said; *p != '\0' && n < MOST_REASON; p = g_utf8_next_char (p), n++)
    g_string_append_unichar (line,
                             g_unichar_iscntrl (g_utf8_get_char (p)) ? ' ' : g_utf8_get_char (p));
  if (n == MOST_REASON)
    g_string_append (line, "…");
  return g_string_free (line, FALSE);
}

guint
couch_parse_retry_after (const char *text, gint64 now)
{
  guint64 seconds = 0;
  g_autoptr (GDateTime) date = NULL;

  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, &seconds, NULL))
    return (guint) MIN (seconds, LONGEST_PAUSE);
  date = soup_date_time_new_from_http_string (text);
  if (date == NULL || g_date_time_to_unix (date) <= now)
    return 0;
  return (guint) MIN (g_date_time_to_unix (date) - now, LONGEST_PAUSE);
}

/* Changes. */

static void
change_free (RapportCouchChange *change)
{
  g_free (change->name);
  g_free (change->revision);
  g_free (change);
}

void
rapport_couch_changes_free (RapportCouchChanges *self)
{
  g_ptr_array_unref (self->changes);
  g_free (self->last);
  g_clear_pointer (&self->answer, yyjson_doc_free);
  g_free (self);
}

/* (transfer full) (nullable): a `seq` as text; %NULL for none, as with seq_interval. */
static char *
read_seq (yyjson_val *value)
{
  if (value == NULL || yyjson_is_null (value))
    return NULL;
  if (yyjson_is_str (value))
    return g_strdup (yyjson_get_str (value));
  /* Numbers; and the arrays of a CouchDB of old. */
  return rapport_json_print (value);
}

/* (transfer full) (nullable) */
static RapportCouchChange *
read_change (yyjson_val *object)
{
  yyjson_val *document = yyjson_obj_get (object, "doc");
  const char *name = yyjson_get_str (yyjson_obj_get (object, "id"));
  const char *revision = yyjson_get_str (
    yyjson_obj_get (yyjson_arr_get_first (yyjson_obj_get (object, "changes")), "rev"));
  RapportCouchChange *change;

  if (name == NULL || revision == NULL)
    return NULL;
  change = g_new0 (RapportCouchChange, 1);
  change->name = g_strdup (name);
  change->revision = g_strdup (revision);
  change->deleted = yyjson_is_true (yyjson_obj_get (object, "deleted"));
  change->document = yyjson_is_obj (document) ? document : NULL;
  return change;
}

static gboolean
read_results (RapportCouchChanges *self, yyjson_val *results)
{
  yyjson_arr_iter iter;
  yyjson_val *result;

  if (!yyjson_arr_iter_init (results, &iter))
    return FALSE;
  while ((result = yyjson_arr_iter_next (&iter)) != NULL)
    {
      RapportCouchChange *change = read_change (result);
      char *seq;

      if (change == NULL)
        return FALSE;
      g_ptr_array_add (self->changes, change);
      seq = read_seq (yyjson_obj_get (result, "seq"));
      if (seq != NULL)
        {
          g_free (self->last);
          self->last = seq;
        }
    }
  return TRUE;
}

/* (transfer full) (nullable): keeps @answer. */
static RapportCouchChanges *
read_changes (yyjson_doc *answer, const char *since)
{
  g_autoptr (RapportCouchChanges) self = g_new0 (RapportCouchChanges, 1);
  yyjson_val *object = yyjson_doc_get_root (answer);
  yyjson_val *pending = yyjson_obj_get (object, "pending");
  char *last;

  self->answer = answer;
  self->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) change_free);
  self->last = g_strdup (since);
  self->pending = yyjson_is_int (pending) ? rapport_json_get_integer (object, "pending") : -1;
  if (!read_results (self, yyjson_obj_get (object, "results")))
    return NULL;
  last = read_seq (yyjson_obj_get (object, "last_seq"));
  if (last != NULL)
    {
      g_free (self->last);
      self->last = last;
    }
  return g_steal_pointer (&self);
}

/* (transfer full) */
static char *
make_changes_path (const char *since, guint limit, gboolean wait)
{
  g_autofree char *escaped = g_uri_escape_string (*since != '\0' ? since : "0", NULL, FALSE);

  return g_strdup_printf ("_changes?include_docs=true&conflicts=true&limit=%u&since=%s%s", limit,
                          escaped, wait ? "&feed=longpoll&heartbeat=20000" : "");
}

RapportCouchChanges *
rapport_couch_get_changes (RapportCouch *self,
                           const char *since,
                           guint limit,
                           gboolean wait,
                           GCancellable *cancellable,
                           GError **error)
{
  guint asked = couch_get_batch (self, limit);

  for (;; asked = MAX (1, asked / 4))
    {
      g_autofree char *path = make_changes_path (since, asked, wait);
      g_autoptr (GError) why = NULL;
      gsize size = 0;
      yyjson_doc *answer = couch_exchange (self, "GET", path, NULL, wait, &size, cancellable, &why);
      RapportCouchChanges *changes = NULL;

      couch_note_batch (self, asked, size);
      /* Larger than the cap: fewer at a time. */
      if (g_error_matches (why, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_TOO_LARGE) && asked > 1)
        continue;
      if (answer != NULL)
        changes = read_changes (answer, since);
      if (why != NULL)
        g_propagate_error (error, g_steal_pointer (&why));
      else if (changes == NULL)
        couch_set_garbled (error);
      return changes;
    }
}

/* Documents. */

static void
result_free (RapportCouchResult *result)
{
  g_free (result->name);
  g_free (result->revision);
  g_free (result->error);
  g_free (result->reason);
  g_free (result);
}

/* (nullable): what was said of the document @name, which usually stands at @index. */
static JsonObject *
find_result (JsonArray *answers, guint index, const char *name)
{
  const guint n = json_array_get_length (answers);

  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = json_array_get_element (answers, (index + i) % n);

      if (JSON_NODE_HOLDS_OBJECT (node) &&
          g_strcmp0 (get_text (json_node_get_object (node), "id"), name) == 0)
        return json_node_get_object (node);
    }
  return NULL;
}

static RapportCouchResult *
read_result (JsonArray *answers, guint index, JsonNode *document)
{
  RapportCouchResult *result = g_new0 (RapportCouchResult, 1);
  JsonObject *answer;

  result->name = g_strdup (get_text (json_node_get_object (document), "_id"));
  answer = find_result (answers, index, result->name);
  if (answer == NULL)
    {
      /* Nothing was said of it: it may have been taken, or not. */
      result->error = g_strdup ("unknown");
      return result;
    }
  result->error = g_strdup (get_text (answer, "error"));
  result->reason = g_strdup (get_text (answer, "reason"));
  if (result->error == NULL)
    result->revision = g_strdup (get_text (answer, "rev"));
  if (result->error == NULL && result->revision == NULL)
    result->error = g_strdup ("unknown");
  return result;
}

GPtrArray *
rapport_couch_put_documents (RapportCouch *self,
                             GPtrArray *documents,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autoptr (JsonNode) body = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();
  g_autoptr (JsonNode) answer = NULL;
  GPtrArray *results;

  json_node_take_object (body, object);
  json_object_set_array_member (object, "docs", array);
  for (guint i = 0; i < documents->len; i++)
    json_array_add_element (array, json_node_copy (documents->pdata[i]));
  answer = rapport_couch_request (self, "POST", "_bulk_docs", body, cancellable, error);
  if (answer == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_ARRAY (answer))
    {
      couch_set_garbled (error);
      return NULL;
    }
  results = g_ptr_array_new_with_free_func ((GDestroyNotify) result_free);
  for (guint i = 0; i < documents->len; i++)
    g_ptr_array_add (results, read_result (json_node_get_array (answer), i, documents->pdata[i]));
  return results;
}

/* (transfer full) */
static char *
make_revisions_path (const char *name, const char *const *revisions)
{
  g_autofree char *document = rapport_couch_document_path (name);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();
  g_autofree char *list = NULL;
  g_autofree char *escaped = NULL;

  json_node_take_array (node, array);
  for (const char *const *revision = revisions; *revision != NULL; revision++)
    json_array_add_string_element (array, *revision);
  list = json_to_string (node, FALSE);
  escaped = g_uri_escape_string (list, NULL, FALSE);
  return g_strconcat (document, "?open_revs=", escaped, NULL);
}

GPtrArray *
rapport_couch_get_revisions (RapportCouch *self,
                             const char *name,
                             const char *const *revisions,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autofree char *path = make_revisions_path (name, revisions);
  g_autoptr (JsonNode) answer = rapport_couch_request (self, "GET", path, NULL, cancellable, error);
  JsonArray *array;
  GPtrArray *leaves;

  if (answer == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_ARRAY (answer))
    {
      couch_set_garbled (error);
      return NULL;
    }
  array = json_node_get_array (answer);
  leaves = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      JsonNode *leaf = JSON_NODE_HOLDS_OBJECT (node)
                         ? json_object_get_member (json_node_get_object (node), "ok")
                         : NULL;

      if (leaf != NULL && JSON_NODE_HOLDS_OBJECT (leaf))
        g_ptr_array_add (leaves, json_node_copy (leaf));
    }
  return leaves;
}
