/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-fault-proxy.h"

#include "rapport-fault-check.h"
#include "rapport-fault-deeds.h"

/* Of a made-up machine that nobody trusts; for these tests alone. */
static const char identity[] = "-----BEGIN CERTIFICATE-----\n"
                               "MIIBmzCCAUGgAwIBAgIUByR0fAa5x5SKDuD2Jr4e95ikLgcwCgYIKoZIzj0EAwIw\n"
                               "FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMjIyMTQxNVoYDzIxMjYxMDI5\n"
                               "MjIxNDE1WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO\n"
                               "PQMBBwNCAAQ3EzPFsbPRe5g23ZUf8w8lqXGgVOJYyh9zldxJTIYx3VF7CPdA7Nt6\n"
                               "jGVyvW3NnnYqlE5vOCmjTDy2Rb9dRlKWo28wbTAdBgNVHQ4EFgQUK9B/CzgoE8no\n"
                               "xmInjKmjrj4c7Y8wHwYDVR0jBBgwFoAUK9B/CzgoE8noxmInjKmjrj4c7Y8wDwYD\n"
                               "VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI\n"
                               "zj0EAwIDSAAwRQIgFWKrP1EW2MWMbla2iTDXaHdBt4+BxIbfCR349X83n74CIQCl\n"
                               "bVWBJvkNKYLSg82h6K+JM8NRFt2QRl7LN6NDdPL4Hw==\n"
                               "-----END CERTIFICATE-----\n"
                               "-----BEGIN PRIVATE KEY-----\n"
                               "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgsq8RBfno1evh0Pnv\n"
                               "o+nTczr0DPq8nwS+Tfr767diE4yhRANCAAQ3EzPFsbPRe5g23ZUf8w8lqXGgVOJY\n"
                               "yh9zldxJTIYx3VF7CPdA7Nt6jGVyvW3NnnYqlE5vOCmjTDy2Rb9dRlKW\n"
                               "-----END PRIVATE KEY-----\n";

typedef struct
{
  RapportFault fault;
  GPatternSpec *pattern;
  guint met;
} Rule;

typedef struct
{
  char *method;
  char *target;
} Asked;

struct _RapportFaultProxy
{
  GMutex lock;
  GPtrArray *rules;
  GPtrArray *asked;
  GString *wrong;
  guint with_credentials;
  guint64 sent;
  gboolean online;
  gboolean speaks_couch;
  GCancellable *connections; /* of all that are open */

  GCancellable *ended;
  GSocketListener *listener;
  GTlsCertificate *certificate;
  GThread *thread;
  GThreadPool *pool;
  guint16 upstream;
  char *uri;
};

static void
rule_free (gpointer data)
{
  Rule *rule = data;

  g_free ((char *) rule->fault.method);
  g_free ((char *) rule->fault.path);
  g_free ((char *) rule->fault.text);
  g_clear_pointer (&rule->pattern, g_pattern_spec_free);
  g_free (rule);
}

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_free (asked->method);
  g_free (asked->target);
  g_free (asked);
}

/* find_rule: what goes wrong with this request, a copy; every rule that it meets counts it. */
static Rule *
find_rule (RapportFaultProxy *self, RapportFaultRequest *request)
{
  Rule *due = NULL;

  for (guint i = 0; i < self->rules->len; i++)
    {
      Rule *rule = self->rules->pdata[i];
      guint first = MAX (rule->fault.first, 1);

      if ((rule->fault.method != NULL && !g_str_equal (rule->fault.method, request->method)) ||
          (rule->pattern != NULL && !g_pattern_spec_match_string (rule->pattern, request->target)))
        continue;
      rule->met++;
      if (due != NULL || rule->met < first ||
          (rule->fault.times != 0 && rule->met >= first + rule->fault.times))
        continue;
      due = g_new0 (Rule, 1);
      due->fault = rule->fault;
      due->fault.method = NULL;
      due->fault.path = NULL;
      due->fault.text = g_strdup (rule->fault.text);
    }
  return due;
}

static void
note (RapportFaultProxy *self, RapportFaultRequest *request)
{
  Asked *asked = g_new0 (Asked, 1);
  g_autofree char *wrong = rapport_fault_check (request);

  asked->method = g_strdup (request->method);
  asked->target = g_strdup (request->target);
  g_ptr_array_add (self->asked, asked);
  if (wrong != NULL)
    g_string_append_printf (self->wrong, "%s %s: %s\n", request->method, request->target, wrong);
  if (g_hash_table_contains (request->headers, "authorization") ||
      g_hash_table_contains (request->headers, "cookie"))
    self->with_credentials++;
}

/* serve_next: one request of a connection. FALSE when it is over. */
static gboolean
serve_next (RapportFaultProxy *self,
            GDataInputStream *input,
            GOutputStream *output,
            GCancellable *cancellable)
{
  g_autoptr (RapportFaultRequest) request =
    rapport_fault_request_read (input, output, cancellable, NULL);
  RapportFaultVisit visit = { .request = request, .output = output };
  gboolean online;
  gboolean stays;
  Rule *rule;

  if (request == NULL)
    return FALSE;
  visit.couch.cancellable = cancellable;
  visit.couch.port = self->upstream;
  g_mutex_lock (&self->lock);
  note (self, request);
  rule = find_rule (self, request);
  visit.speaks_couch = self->speaks_couch;
  online = self->online;
  g_mutex_unlock (&self->lock);

  stays = online && rapport_fault_visit_serve (&visit, rule != NULL ? &rule->fault : NULL);
  g_mutex_lock (&self->lock);
  self->sent += visit.sent;
  g_mutex_unlock (&self->lock);
  g_clear_pointer (&rule, rule_free);
  return stays;
}

static void
serve_connection (gpointer data, gpointer user_data)
{
  RapportFaultProxy *self = user_data;
  g_autoptr (GSocketConnection) connection = data;
  g_autoptr (GIOStream) stream = g_object_ref (G_IO_STREAM (connection));
  g_autoptr (GDataInputStream) input = NULL;
  g_autoptr (GCancellable) cancellable = NULL;

  g_mutex_lock (&self->lock);
  cancellable = g_object_ref (self->connections);
  g_mutex_unlock (&self->lock);
  if (self->certificate != NULL)
    {
      g_object_unref (stream);
      stream = g_tls_server_connection_new (G_IO_STREAM (connection), self->certificate, NULL);
      if (!g_tls_connection_handshake (G_TLS_CONNECTION (stream), cancellable, NULL))
        return;
    }
  input = g_data_input_stream_new (g_io_stream_get_input_stream (stream));
  g_data_input_stream_set_newline_type (input, G_DATA_STREAM_NEWLINE_TYPE_LF);
  while (serve_next (self, input, g_io_stream_get_output_stream (stream), cancellable))
    continue;
  g_io_stream_close (stream, NULL, NULL);
}

static gpointer
accept_connections (gpointer data)
{
  RapportFaultProxy *self = data;

  for (;;)
    {
      GSocketConnection *connection =
        g_socket_listener_accept (self->listener, NULL, self->ended, NULL);
      gboolean online;

      if (connection == NULL)
        return NULL;
      g_mutex_lock (&self->lock);
      online = self->online;
      g_mutex_unlock (&self->lock);
      if (online)
        g_thread_pool_push (self->pool, connection, NULL);
      else
        g_object_unref (connection);
    }
}

RapportFaultProxy *
rapport_fault_proxy_new (guint16 upstream, gboolean tls)
{
  RapportFaultProxy *self = g_new0 (RapportFaultProxy, 1);
  const char *couchdb = g_getenv ("RAPPORT_TEST_COUCHDB");
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GSocketAddress) effective = NULL;
  g_autoptr (GError) error = NULL;

  g_mutex_init (&self->lock);
  self->rules = g_ptr_array_new_with_free_func (rule_free);
  self->asked = g_ptr_array_new_with_free_func (asked_free);
  self->wrong = g_string_new (NULL);
  self->online = TRUE;
  self->speaks_couch = couchdb == NULL || *couchdb == '\0';
  self->upstream = upstream;
  self->connections = g_cancellable_new ();
  self->ended = g_cancellable_new ();
  self->listener = g_socket_listener_new ();
  g_socket_listener_add_address (self->listener, address, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &effective, &error);
  g_assert_no_error (error);
  if (tls)
    {
      self->certificate = g_tls_certificate_new_from_pem (identity, -1, &error);
      g_assert_no_error (error);
    }
  self->uri = g_strdup_printf ("%s://127.0.0.1:%u/", tls ? "https" : "http",
                               g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective)));
  self->pool = g_thread_pool_new (serve_connection, self, -1, FALSE, NULL);
  self->thread = g_thread_new ("fault-proxy", accept_connections, self);
  return self;
}

void
rapport_fault_proxy_free (RapportFaultProxy *self)
{
  if (self == NULL)
    return;
  g_cancellable_cancel (self->ended);
  g_cancellable_cancel (self->connections);
  g_thread_join (self->thread);
  g_thread_pool_free (self->pool, FALSE, TRUE);
  g_socket_listener_close (self->listener);
  g_clear_object (&self->listener);
  g_clear_object (&self->certificate);
  g_clear_object (&self->connections);
  g_clear_object (&self->ended);
  g_ptr_array_unref (self->rules);
  g_ptr_array_unref (self->asked);
  g_string_free (self->wrong, TRUE);
  g_mutex_clear (&self->lock);
  g_free (self->uri);
  g_free (self);
}

const char *
rapport_fault_proxy_get_uri (RapportFaultProxy *self)
{
  return self->uri;
}

void
rapport_fault_proxy_add (RapportFaultProxy *self, const RapportFault *fault)
{
  Rule *rule = g_new0 (Rule, 1);

  rule->fault = *fault;
  rule->fault.method = g_strdup (fault->method);
  rule->fault.path = g_strdup (fault->path);
  rule->fault.text = g_strdup (fault->text);
  rule->pattern = fault->path != NULL ? g_pattern_spec_new (fault->path) : NULL;
  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->rules, rule);
  g_mutex_unlock (&self->lock);
}

void
rapport_fault_proxy_clear (RapportFaultProxy *self)
{
  g_mutex_lock (&self->lock);
  g_ptr_array_set_size (self->rules, 0);
  g_mutex_unlock (&self->lock);
}

void
rapport_fault_proxy_set_online (RapportFaultProxy *self, gboolean online)
{
  g_autoptr (GCancellable) open = NULL;

  g_mutex_lock (&self->lock);
  self->online = online;
  if (!online)
    {
      open = self->connections;
      self->connections = g_cancellable_new ();
    }
  g_mutex_unlock (&self->lock);
  if (open != NULL)
    g_cancellable_cancel (open);
}

void
rapport_fault_proxy_set_couch (RapportFaultProxy *self, gboolean couch)
{
  g_mutex_lock (&self->lock);
  self->speaks_couch = couch;
  g_mutex_unlock (&self->lock);
}

guint
rapport_fault_proxy_count (RapportFaultProxy *self, const char *method, const char *path)
{
  g_autoptr (GPatternSpec) pattern = path != NULL ? g_pattern_spec_new (path) : NULL;
  guint count = 0;

  g_mutex_lock (&self->lock);
  for (guint i = 0; i < self->asked->len; i++)
    {
      const Asked *asked = self->asked->pdata[i];

      if ((method == NULL || g_str_equal (method, asked->method)) &&
          (pattern == NULL || g_pattern_spec_match_string (pattern, asked->target)))
        count++;
    }
  g_mutex_unlock (&self->lock);
  return count;
}

guint
rapport_fault_proxy_count_credentials (RapportFaultProxy *self)
{
  guint count;

  g_mutex_lock (&self->lock);
  count = self->with_credentials;
  g_mutex_unlock (&self->lock);
  return count;
}

char *
rapport_fault_proxy_get_wrong (RapportFaultProxy *self)
{
  char *wrong;

  g_mutex_lock (&self->lock);
  wrong = self->wrong->len > 0 ? g_strdup (self->wrong->str) : NULL;
  g_mutex_unlock (&self->lock);
  return wrong;
}

char *
rapport_fault_proxy_get_log (RapportFaultProxy *self)
{
  GString *log = g_string_new (NULL);

  g_mutex_lock (&self->lock);
  for (guint i = 0; i < self->asked->len; i++)
    {
      const Asked *asked = self->asked->pdata[i];

      g_string_append_printf (log, "%s %s\n", asked->method, asked->target);
    }
  g_mutex_unlock (&self->lock);
  return g_string_free (log, FALSE);
}

guint64
rapport_fault_proxy_get_sent (RapportFaultProxy *self)
{
  guint64 sent;

  g_mutex_lock (&self->lock);
  sent = self->sent;
  g_mutex_unlock (&self->lock);
  return sent;
}
