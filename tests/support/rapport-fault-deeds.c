/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-fault-deeds.h"

#include <string.h>

#define MIB (1024 * 1024)

static GCancellable *
cancellable_of (RapportFaultVisit *self)
{
  return self->couch.cancellable;
}

/* pause_for: FALSE when the proxy ends meanwhile. */
static gboolean
pause_for (RapportFaultVisit *self, gint milliseconds)
{
  GPollFD fd;
  int ended;

  if (!g_cancellable_make_pollfd (cancellable_of (self), &fd))
    return FALSE;
  ended = g_poll (&fd, 1, milliseconds);
  g_cancellable_release_fd (cancellable_of (self));
  return ended == 0;
}

static gboolean
write_bytes (RapportFaultVisit *self, const void *data, gsize length)
{
  return g_output_stream_write_all (self->output, data, length, NULL, cancellable_of (self), NULL);
}

static gboolean
write_text (RapportFaultVisit *self, const char *text)
{
  return write_bytes (self, text, strlen (text));
}

static gboolean
write_body (RapportFaultVisit *self, const guint8 *data, gsize length)
{
  self->sent += length;
  return write_bytes (self, data, length);
}

static gboolean
send_answer (RapportFaultVisit *self, RapportFaultAnswer *answer)
{
  g_autofree char *head = rapport_fault_answer_head (answer, answer->body->len);

  if (!write_text (self, head))
    return FALSE;
  return g_str_equal (self->request->method, "HEAD") ||
         write_body (self, answer->body->data, answer->body->len);
}

/* forward: the answer of the server, as CouchDB would say it; NULL where there is none. */
static RapportFaultAnswer *
forward (RapportFaultVisit *self)
{
  RapportFaultRequest asked = *self->request;
  g_autofree char *target = g_strdup (self->request->target);
  g_autoptr (RapportFaultAnswer) answer = NULL;

  asked.target = target;
  if (self->speaks_couch)
    answer = rapport_fault_couch_ask (&self->couch, self->request);
  if (answer != NULL)
    return g_steal_pointer (&answer);
  answer =
    rapport_fault_http_forward (self->request, self->couch.port, cancellable_of (self), NULL);
  if (answer != NULL && self->speaks_couch)
    rapport_fault_couch_answer (&self->couch, &asked, answer);
  g_free (self->request->target);
  self->request->target = g_steal_pointer (&target);
  return g_steal_pointer (&answer);
}

static gboolean
write_chunk (RapportFaultVisit *self, const void *data, gsize length)
{
  g_autofree char *head = g_strdup_printf ("%" G_GSIZE_MODIFIER "x\r\n", length);

  self->sent += length;
  return write_text (self, head) && write_bytes (self, data, length) && write_text (self, "\r\n");
}

static gboolean
is_blank (const guint8 *data, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (data[i]))
      return FALSE;
  return TRUE;
}

/* end_of_wait: microseconds until a long poll ends by its timeout; -1 for never. */
static gint64
end_of_wait (RapportFaultRequest *request)
{
  g_autofree char *timeout = rapport_fault_request_get_parameter (request, "timeout");

  return timeout != NULL ? g_get_monotonic_time () + g_ascii_strtoll (timeout, NULL, 10) * 1000
                         : -1;
}

static gboolean
wait_for_bytes (RapportFaultVisit *self,
                GSocketConnection *server,
                GDataInputStream *input,
                gint64 end)
{
  if (end < 0 || g_buffered_input_stream_get_available (G_BUFFERED_INPUT_STREAM (input)) > 0)
    return TRUE;
  return g_socket_condition_timed_wait (g_socket_connection_get_socket (server), G_IO_IN,
                                        MAX (end - g_get_monotonic_time (), 0),
                                        cancellable_of (self), NULL);
}

/* read_waiting: the body of a long poll; blank lines are passed on as they come. FALSE where either
 * side ended it, TRUE with an empty body when its time was over. */
static gboolean
read_waiting (RapportFaultVisit *self,
              GSocketConnection *server,
              GDataInputStream *input,
              gint64 end,
              GByteArray *body)
{
  guint8 piece[16384];
  gsize available;
  gssize got;

  for (;;)
    {
      if (!wait_for_bytes (self, server, input, end))
        {
          g_byte_array_set_size (body, 0);
          return !g_cancellable_is_cancelled (cancellable_of (self));
        }
      /* A buffered stream that is asked for more than it has waits for the rest. */
      available = g_buffered_input_stream_get_available (G_BUFFERED_INPUT_STREAM (input));
      got = g_input_stream_read (G_INPUT_STREAM (input), piece,
                                 available > 0 ? MIN (available, sizeof piece) : sizeof piece,
                                 cancellable_of (self), NULL);
      if (got <= 0)
        return got == 0;
      if (!is_blank (piece, got))
        g_byte_array_append (body, piece, got);
      else if (!write_chunk (self, "\n", 1))
        return FALSE;
    }
}

static gboolean
serve_long_poll (RapportFaultVisit *self)
{
  RapportFaultRequest asked = *self->request;
  g_autofree char *target = g_strdup (self->request->target);
  g_autoptr (GSocketConnection) server = NULL;
  g_autoptr (GDataInputStream) input = NULL;
  g_autoptr (RapportFaultAnswer) answer = NULL;
  g_autofree char *since = NULL;
  g_autofree char *nothing = NULL;
  gint64 end = end_of_wait (self->request);

  asked.target = target;
  if (self->speaks_couch)
    answer = rapport_fault_couch_ask (&self->couch, self->request);
  if (answer != NULL)
    return send_answer (self, answer);
  since = rapport_fault_request_get_parameter (self->request, "since");
  answer = rapport_fault_http_begin (self->request, self->couch.port, &server, &input,
                                     cancellable_of (self), NULL);
  if (answer == NULL)
    return FALSE;
  nothing = g_strdup_printf ("HTTP/1.1 %u Status\r\ncontent-type: application/json\r\n"
                             "transfer-encoding: chunked\r\n\r\n",
                             answer->status);
  if (!write_text (self, nothing) || !read_waiting (self, server, input, end, answer->body))
    return FALSE;
  if (answer->body->len == 0)
    {
      g_free (nothing);
      nothing = g_strdup_printf ("{\"results\":[],\"last_seq\":%s,\"pending\":0}\n",
                                 since != NULL ? since : "0");
      rapport_fault_answer_set_body (answer, nothing, -1);
    }
  if (self->speaks_couch)
    rapport_fault_couch_answer (&self->couch, &asked, answer);
  return write_chunk (self, answer->body->data, answer->body->len) &&
         write_text (self, "0\r\n\r\n");
}

static gboolean
send_status (RapportFaultVisit *self, guint status, const char *header, const char *value)
{
  g_autofree char *body =
    g_strdup_printf ("{\"error\":\"fault\",\"reason\":\"status %u by the proxy\"}\n", status);
  g_autoptr (RapportFaultAnswer) answer = rapport_fault_answer_new (status, body);
  g_auto (GStrv) lines = g_strsplit (header != NULL ? header : "", "\n", -1);

  if (value != NULL)
    g_hash_table_insert (answer->headers, g_strdup ("location"), g_strdup (value));
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *colon = strchr (lines[i], ':');

      if (colon != NULL)
        g_hash_table_insert (answer->headers, g_ascii_strdown (lines[i], colon - lines[i]),
                             g_strdup (g_strstrip (colon + 1)));
    }
  return send_answer (self, answer);
}

static gboolean
dribble (RapportFaultVisit *self, RapportFaultAnswer *answer, guint milliseconds)
{
  g_autofree char *head = rapport_fault_answer_head (answer, answer->body->len);

  if (!write_text (self, head))
    return FALSE;
  for (guint i = 0; i < answer->body->len; i++)
    if (!pause_for (self, milliseconds) || !write_body (self, answer->body->data + i, 1))
      return FALSE;
  return TRUE;
}

/* turn_results: the other way round, or each of them twice. */
static void
turn_results (RapportFaultAnswer *answer, gboolean repeat)
{
  g_autofree char *text = rapport_fault_body_text (answer->body);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  g_autofree char *turned = NULL;
  JsonArray *results;
  JsonArray *others;
  JsonObject *object;

  object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  if (object == NULL || !json_object_has_member (object, "results"))
    return;
  results = json_object_get_array_member (object, "results");
  others = json_array_new ();
  for (guint i = 0; i < json_array_get_length (results); i++)
    {
      guint at = repeat ? i : json_array_get_length (results) - 1 - i;

      for (guint n = 0; n < (repeat ? 2 : 1); n++)
        json_array_add_element (others, json_array_dup_element (results, at));
    }
  json_object_set_array_member (object, "results", others);
  turned = json_to_string (node, FALSE);
  rapport_fault_answer_set_body (answer, turned, -1);
}

static gboolean
send_deep (RapportFaultVisit *self)
{
  g_autoptr (RapportFaultAnswer) answer = rapport_fault_answer_new (200, "{\"results\":");
  const guint depth = 200000;

  for (guint i = 0; i < 2 * depth; i++)
    g_byte_array_append (answer->body, (const guint8 *) (i < depth ? "[" : "]"), 1);
  g_byte_array_append (answer->body, (const guint8 *) "}", 1);
  return send_answer (self, answer);
}

static gboolean
send_huge (RapportFaultVisit *self, guint mebibytes)
{
  g_autoptr (RapportFaultAnswer) answer = rapport_fault_answer_new (200, NULL);
  gint64 length = (gint64) (mebibytes > 0 ? mebibytes : 1024) * MIB;
  g_autofree char *head = rapport_fault_answer_head (answer, length);
  g_autofree guint8 *piece = g_malloc (MIB);
  static const char begin[] = "{\"results\":[{\"id\":\"";

  memset (piece, 'a', MIB);
  if (!write_text (self, head))
    return FALSE;
  for (gint64 sent = 0; sent < length; sent += MIB)
    {
      if (sent == 0)
        memcpy (piece, begin, strlen (begin));
      if (!write_body (self, piece, MIB))
        return FALSE;
      memset (piece, 'a', strlen (begin));
    }
  return TRUE;
}

static gboolean
send_bomb (RapportFaultVisit *self, guint mebibytes)
{
  g_autoptr (GZlibCompressor) gzip = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_autoptr (GOutputStream) packed = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (packed, G_CONVERTER (gzip));
  g_autoptr (RapportFaultAnswer) answer = rapport_fault_answer_new (200, NULL);
  g_autofree guint8 *piece = g_malloc (MIB);

  memset (piece, ' ', MIB);
  for (guint i = 0; i < (mebibytes > 0 ? mebibytes : 256); i++)
    g_output_stream_write_all (stream, piece, MIB, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  g_hash_table_insert (answer->headers, g_strdup ("content-encoding"), g_strdup ("gzip"));
  rapport_fault_answer_set_body (
    answer, g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (packed)),
    g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (packed)));
  return send_answer (self, answer);
}

/* take_odd: takes every second document out of _bulk_docs, and returns their names, NULL for
 * others. */
static GPtrArray *
take_odd (RapportFaultRequest *request)
{
  g_autofree char *text = rapport_fault_body_text (request->body);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *rest = NULL;
  JsonArray *kept = json_array_new ();
  JsonArray *documents = json_object_get_array_member (json_node_get_object (node), "docs");

  for (guint i = 0; i < json_array_get_length (documents); i++)
    {
      JsonObject *document = json_array_get_object_element (documents, i);

      if (i % 2 == 0)
        json_array_add_element (kept, json_array_dup_element (documents, i));
      g_ptr_array_add (
        names, i % 2 == 0 ? NULL : g_strdup (json_object_get_string_member (document, "_id")));
    }
  json_object_set_array_member (json_node_get_object (node), "docs", kept);
  rest = json_to_string (node, FALSE);
  g_byte_array_set_size (request->body, 0);
  g_byte_array_append (request->body, (const guint8 *) rest, strlen (rest));
  return g_steal_pointer (&names);
}

static gboolean
serve_half (RapportFaultVisit *self)
{
  g_autoptr (GPtrArray) refused = take_odd (self->request);
  g_autoptr (RapportFaultAnswer) answer = forward (self);
  g_autoptr (JsonArray) results = json_array_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (JsonNode) merged = json_node_new (JSON_NODE_ARRAY);
  g_autofree char *text = NULL;
  g_autofree char *whole = NULL;
  guint next = 0;

  if (answer == NULL)
    return FALSE;
  text = rapport_fault_body_text (answer->body);
  node = json_from_string (text, NULL);
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return send_answer (self, answer);
  for (guint i = 0; i < refused->len; i++)
    {
      JsonObject *result;

      if (refused->pdata[i] == NULL)
        {
          json_array_add_element (results,
                                  json_array_dup_element (json_node_get_array (node), next++));
          continue;
        }
      result = json_object_new ();
      json_object_set_string_member (result, "id", refused->pdata[i]);
      json_object_set_string_member (result, "error", "forbidden");
      json_object_set_string_member (result, "reason", "refused by the proxy");
      json_array_add_object_element (results, result);
    }
  json_node_set_array (merged, results);
  whole = json_to_string (merged, FALSE);
  rapport_fault_answer_set_body (answer, whole, -1);
  return send_answer (self, answer);
}

/* spoil: what goes wrong with an answer of the server. */
static gboolean
spoil (RapportFaultVisit *self, RapportFaultAnswer *answer, const RapportFault *fault)
{
  g_autofree char *head = NULL;

  switch (fault->kind)
    {
    case RAPPORT_FAULT_CUT_MID:
      head = rapport_fault_answer_head (answer, answer->body->len);
      if (write_text (self, head))
        write_body (self, answer->body->data, answer->body->len / 2);
      return FALSE;
    case RAPPORT_FAULT_CUT_JSON:
      g_byte_array_set_size (answer->body, answer->body->len / 2);
      break;
    case RAPPORT_FAULT_INVALID_JSON:
      rapport_fault_answer_set_body (answer, "{\"results\":[{\"id\" \"a\",}], NaN", -1);
      break;
    case RAPPORT_FAULT_REORDER:
    case RAPPORT_FAULT_REPEAT:
      turn_results (answer, fault->kind == RAPPORT_FAULT_REPEAT);
      break;
    case RAPPORT_FAULT_DRIBBLE:
      return dribble (self, answer, fault->amount);
    case RAPPORT_FAULT_ACCEPTED:
      answer->status = answer->status < 300 ? 202 : answer->status;
      break;
    case RAPPORT_FAULT_DELAY:
      if (!pause_for (self, fault->amount))
        return FALSE;
      break;
    default:
      break;
    }
  return send_answer (self, answer);
}

/* invent: answers that the server has no part in. FALSE in `done` for the other kinds. */
static gboolean
invent (RapportFaultVisit *self, const RapportFault *fault, gboolean *done)
{
  g_autoptr (RapportFaultAnswer) answer = NULL;

  *done = TRUE;
  switch (fault->kind)
    {
    case RAPPORT_FAULT_STATUS:
      return send_status (self, fault->amount, fault->text, NULL);
    case RAPPORT_FAULT_REDIRECT:
      return send_status (self, 302, NULL, fault->text);
    case RAPPORT_FAULT_TEXT:
      answer = rapport_fault_answer_new (200, fault->text);
      return send_answer (self, answer);
    case RAPPORT_FAULT_CUT_BEFORE:
      return FALSE;
    case RAPPORT_FAULT_HANG:
      pause_for (self, -1);
      return FALSE;
    case RAPPORT_FAULT_DEEP_JSON:
      return send_deep (self);
    case RAPPORT_FAULT_HUGE:
      return send_huge (self, fault->amount);
    case RAPPORT_FAULT_GZIP_BOMB:
      return send_bomb (self, fault->amount);
    case RAPPORT_FAULT_HALF:
      return serve_half (self);
    default:
      *done = FALSE;
      return FALSE;
    }
}

gboolean
rapport_fault_visit_serve (RapportFaultVisit *self, const RapportFault *fault)
{
  g_autoptr (RapportFaultAnswer) answer = NULL;
  gboolean done = FALSE;
  gboolean stays;

  if (fault == NULL && rapport_fault_couch_is_long_poll (self->request))
    return serve_long_poll (self);
  if (fault != NULL)
    {
      stays = invent (self, fault, &done);
      if (done)
        return stays;
      self->couch.no_seqs = fault->kind == RAPPORT_FAULT_NULL_SEQS;
    }
  if (fault != NULL && fault->kind == RAPPORT_FAULT_HOLD && !pause_for (self, fault->amount))
    return FALSE;
  answer = forward (self);
  if (fault != NULL && fault->kind == RAPPORT_FAULT_TWICE)
    {
      g_clear_pointer (&answer, rapport_fault_answer_free);
      answer = forward (self);
    }
  if (answer == NULL || (fault != NULL && fault->kind == RAPPORT_FAULT_CUT_AFTER))
    return FALSE;
  return fault != NULL ? spoil (self, answer, fault) : send_answer (self, answer);
}
