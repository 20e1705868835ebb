/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-fault-http.h"

#include <string.h>

void
rapport_fault_request_free (RapportFaultRequest *self)
{
  if (self == NULL)
    return;
  g_free (self->method);
  g_free (self->target);
  g_hash_table_unref (self->headers);
  g_byte_array_unref (self->body);
  g_free (self);
}

static GHashTable *
headers_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

RapportFaultAnswer *
rapport_fault_answer_new (guint status, const char *body)
{
  RapportFaultAnswer *self = g_new0 (RapportFaultAnswer, 1);

  self->status = status;
  self->headers = headers_new ();
  self->body = g_byte_array_new ();
  g_hash_table_insert (self->headers, g_strdup ("content-type"), g_strdup ("application/json"));
  if (body != NULL)
    rapport_fault_answer_set_body (self, body, -1);
  return self;
}

void
rapport_fault_answer_free (RapportFaultAnswer *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->headers);
  g_byte_array_unref (self->body);
  g_free (self);
}

void
rapport_fault_answer_set_body (RapportFaultAnswer *self, const char *body, gssize length)
{
  g_byte_array_set_size (self->body, 0);
  g_byte_array_append (self->body, (const guint8 *) body,
                       length < 0 ? strlen (body) : (gsize) length);
}

char *
rapport_fault_body_text (GByteArray *body)
{
  return body->len > 0 ? g_strndup ((const char *) body->data, body->len) : g_strdup ("");
}

/* read_line: without its end; NULL without an error at the end of the stream. */
static char *
read_line (GDataInputStream *input, GCancellable *cancellable, GError **error)
{
  g_autofree char *line = g_data_input_stream_read_line (input, NULL, cancellable, error);

  return line != NULL ? g_strdup (g_strchomp (line)) : NULL;
}

static gboolean
read_headers (GDataInputStream *input,
              GHashTable *headers,
              GCancellable *cancellable,
              GError **error)
{
  for (;;)
    {
      g_autofree char *line = read_line (input, cancellable, error);
      char *colon;

      if (line == NULL)
        {
          if (error != NULL && *error == NULL)
            g_set_error (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, "the head is cut");
          return FALSE;
        }
      if (line[0] == '\0')
        return TRUE;
      colon = strchr (line, ':');
      if (colon == NULL)
        continue;
      g_hash_table_insert (headers, g_ascii_strdown (line, colon - line),
                           g_strdup (g_strstrip (colon + 1)));
    }
}

/* read_exactly: appends so many bytes. */
static gboolean
read_exactly (GDataInputStream *input,
              GByteArray *body,
              gsize length,
              GCancellable *cancellable,
              GError **error)
{
  guint before = body->len;
  gsize got;

  if (length == 0)
    return TRUE;
  g_byte_array_set_size (body, before + length);
  if (!g_input_stream_read_all (G_INPUT_STREAM (input), body->data + before, length, &got,
                                cancellable, error))
    return FALSE;
  if (got < length)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, "the body is cut");
      return FALSE;
    }
  return TRUE;
}

static gboolean
read_chunks (GDataInputStream *input, GByteArray *body, GCancellable *cancellable, GError **error)
{
  for (;;)
    {
      g_autofree char *line = read_line (input, cancellable, error);
      g_autofree char *end = NULL;
      gsize length;

      if (line == NULL)
        return FALSE;
      length = g_ascii_strtoull (line, NULL, 16);
      if (!read_exactly (input, body, length, cancellable, error))
        return FALSE;
      end = read_line (input, cancellable, error);
      if (end == NULL)
        return FALSE;
      if (length == 0)
        return TRUE;
    }
}

RapportFaultRequest *
rapport_fault_request_read (GDataInputStream *input,
                            GOutputStream *output,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autofree char *line = read_line (input, cancellable, error);
  g_auto (GStrv) words = line != NULL ? g_strsplit (line, " ", 3) : NULL;
  g_autoptr (RapportFaultRequest) self = NULL;
  const char *length;

  if (line == NULL || g_strv_length (words) < 2)
    return NULL;
  self = g_new0 (RapportFaultRequest, 1);
  self->method = g_strdup (words[0]);
  self->target = g_strdup (words[1]);
  self->headers = headers_new ();
  self->body = g_byte_array_new ();
  if (!read_headers (input, self->headers, cancellable, error))
    return NULL;
  if (g_hash_table_contains (self->headers, "expect") &&
      !g_output_stream_write_all (output, "HTTP/1.1 100 Continue\r\n\r\n", 25, NULL, cancellable,
                                  error))
    return NULL;
  length = g_hash_table_lookup (self->headers, "content-length");
  if (g_hash_table_contains (self->headers, "transfer-encoding"))
    {
      if (!read_chunks (input, self->body, cancellable, error))
        return NULL;
    }
  else if (length != NULL && !read_exactly (input, self->body, g_ascii_strtoull (length, NULL, 10),
                                            cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

char *
rapport_fault_request_get_parameter (RapportFaultRequest *self, const char *name)
{
  const char *query = strchr (self->target, '?');
  g_auto (GStrv) pairs = NULL;

  if (query == NULL)
    return NULL;
  pairs = g_strsplit (query + 1, "&", -1);
  for (guint i = 0; pairs[i] != NULL; i++)
    if (g_str_has_prefix (pairs[i], name) && pairs[i][strlen (name)] == '=')
      return g_uri_unescape_string (pairs[i] + strlen (name) + 1, NULL);
  return NULL;
}

void
rapport_fault_request_set_parameter (RapportFaultRequest *self, const char *name, const char *value)
{
  g_auto (GStrv) parts = g_strsplit (self->target, "?", 2);
  g_auto (GStrv) pairs = g_strsplit (parts[1] != NULL ? parts[1] : "", "&", -1);
  g_autoptr (GString) target = g_string_new (parts[0]);
  g_autofree char *escaped = value != NULL ? g_uri_escape_string (value, NULL, FALSE) : NULL;
  char separator = '?';

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      if (pairs[i][0] == '\0' ||
          (g_str_has_prefix (pairs[i], name) && pairs[i][strlen (name)] == '='))
        continue;
      g_string_append_printf (target, "%c%s", separator, pairs[i]);
      separator = '&';
    }
  if (escaped != NULL)
    g_string_append_printf (target, "%c%s=%s", separator, name, escaped);
  g_free (self->target);
  self->target = g_string_free (g_steal_pointer (&target), FALSE);
}

/* What belongs to one connection, or to a body that may have been changed. */
static gboolean
is_of_connection (const char *name)
{
  static const char *const names[] = { "connection",
                                       "host",
                                       "accept-encoding",
                                       "content-length",
                                       "transfer-encoding",
                                       "expect",
                                       "keep-alive",
                                       "date",
                                       NULL };

  return g_strv_contains (names, name);
}

static void
append_headers (GString *head, GHashTable *headers)
{
  GHashTableIter iter;
  gpointer name;
  gpointer value;

  g_hash_table_iter_init (&iter, headers);
  while (g_hash_table_iter_next (&iter, &name, &value))
    if (!is_of_connection (name))
      g_string_append_printf (head, "%s: %s\r\n", (char *) name, (char *) value);
}

/* Version 1.0 of the protocol is asked for so that the body of the answer comes as it is. */
static gboolean
send_request (RapportFaultRequest *request,
              GOutputStream *output,
              guint16 port,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GString) head = g_string_new (NULL);

  g_string_append_printf (head, "%s %s HTTP/1.0\r\nhost: 127.0.0.1:%u\r\n", request->method,
                          request->target, port);
  append_headers (head, request->headers);
  if (request->body->len > 0 || g_str_equal (request->method, "POST"))
    g_string_append_printf (head, "content-length: %u\r\n", request->body->len);
  g_string_append (head, "\r\n");
  return g_output_stream_write_all (output, head->str, head->len, NULL, cancellable, error) &&
         g_output_stream_write_all (output, request->body->data, request->body->len, NULL,
                                    cancellable, error);
}

RapportFaultAnswer *
rapport_fault_http_begin (RapportFaultRequest *request,
                          guint16 port,
                          GSocketConnection **stream,
                          GDataInputStream **input,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.1", port);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GDataInputStream) data = NULL;
  g_autoptr (RapportFaultAnswer) answer = NULL;
  g_autofree char *line = NULL;
  g_auto (GStrv) words = NULL;

  g_socket_client_set_enable_proxy (client, FALSE);
  connection = g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), cancellable, error);
  if (connection == NULL ||
      !send_request (request, g_io_stream_get_output_stream (G_IO_STREAM (connection)), port,
                     cancellable, error))
    return NULL;
  data = g_data_input_stream_new (g_io_stream_get_input_stream (G_IO_STREAM (connection)));
  g_data_input_stream_set_newline_type (data, G_DATA_STREAM_NEWLINE_TYPE_LF);
  line = read_line (data, cancellable, error);
  words = g_strsplit (line != NULL ? line : "", " ", 3);
  if (g_strv_length (words) < 2)
    {
      if (error != NULL && *error == NULL)
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, "the server said nothing");
      return NULL;
    }
  answer = rapport_fault_answer_new (g_ascii_strtoull (words[1], NULL, 10), NULL);
  if (!read_headers (data, answer->headers, cancellable, error))
    return NULL;
  *stream = g_steal_pointer (&connection);
  *input = g_steal_pointer (&data);
  return g_steal_pointer (&answer);
}

RapportFaultAnswer *
rapport_fault_http_forward (RapportFaultRequest *request,
                            guint16 port,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GDataInputStream) input = NULL;
  g_autoptr (RapportFaultAnswer) answer =
    rapport_fault_http_begin (request, port, &connection, &input, cancellable, error);
  guint8 piece[16384];
  gssize got;

  if (answer == NULL)
    return NULL;
  while ((got = g_input_stream_read (G_INPUT_STREAM (input), piece, sizeof piece, cancellable,
                                     error)) > 0)
    g_byte_array_append (answer->body, piece, got);
  return got == 0 ? g_steal_pointer (&answer) : NULL;
}

char *
rapport_fault_answer_head (RapportFaultAnswer *self, gint64 length)
{
  g_autoptr (GString) head = g_string_new (NULL);

  g_string_append_printf (head, "HTTP/1.1 %u Status\r\n", self->status);
  append_headers (head, self->headers);
  if (length >= 0)
    g_string_append_printf (head, "content-length: %" G_GINT64_FORMAT "\r\n", length);
  else
    g_string_append (head, "connection: close\r\n");
  g_string_append (head, "\r\n");
  return g_string_free (g_steal_pointer (&head), FALSE);
}
