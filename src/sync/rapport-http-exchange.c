/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-http-exchange-private.h"

#define CHUNK 65536

/* Of what ends a request early. libsoup before 3.6.6 lets go of a request once too often when it is
 * cancelled while the news of its answer waits to be told, so all such news comes first. */
#define LATE G_PRIORITY_LOW

/* Each call of the library has a reference. */

static void
exchange_clear (Exchange *self)
{
  g_clear_object (&self->stream);
  g_clear_object (&self->message);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->answer, g_byte_array_unref);
  g_clear_error (&self->error);
}

void
exchange_unref (Exchange *self)
{
  g_rc_box_release_full (self, (GDestroyNotify) exchange_clear);
}

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
finish (Exchange *self)
{
  self->over = TRUE;
  clear_source (&self->timer);
  clear_source (&self->outer);
  g_signal_handlers_disconnect_by_data (self->message, self);
  /* What is left of an answer that nobody wants is not waited for. */
  if (self->stream != NULL && !self->lost)
    {
      if (self->error != NULL || self->too_large)
        g_cancellable_cancel (self->cancellable);
      g_input_stream_close (self->stream, self->cancellable, NULL);
    }
  if (self->callback != NULL)
    self->callback (self, self->user_data);
}

/* Limits of time. */

static gboolean
dispatch_timer (GSource *source, GSourceFunc callback, gpointer user_data)
{
  return callback (user_data);
}

/* What was cancelled comes back at once, or is given up. */
static void
cancel (Exchange *self)
{
  g_source_set_ready_time (self->timer,
                           g_get_monotonic_time () + self->limits.lost * G_GINT64_CONSTANT (1000));
  g_cancellable_cancel (self->cancellable);
}

static gboolean
time_is_up_cb (gpointer user_data)
{
  Exchange *self = user_data;

  if (!g_cancellable_is_cancelled (self->cancellable))
    {
      self->late = TRUE;
      cancel (self);
      return G_SOURCE_CONTINUE;
    }
  g_message ("network: a request that was cancelled does not come back");
  self->lost = TRUE;
  finish (self);
  return G_SOURCE_REMOVE;
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  cancel (user_data);
  return G_SOURCE_REMOVE;
}

/* Something came: the patience begins anew, that for the whole does not. */
static void
restart_timer (Exchange *self)
{
  const gint64 idle = g_get_monotonic_time () + self->limits.idle * G_GINT64_CONSTANT (1000);

  g_source_set_ready_time (self->timer, MIN (idle, self->end));
}

static void
add_sources (Exchange *self, GCancellable *cancellable)
{
  static GSourceFuncs functions = { .dispatch = dispatch_timer };
  GMainContext *context = g_main_context_get_thread_default ();

  self->timer = g_source_new (&functions, sizeof (GSource));
  g_source_set_priority (self->timer, LATE);
  g_source_set_callback (self->timer, time_is_up_cb, self, NULL);
  g_source_attach (self->timer, context);
  restart_timer (self);
  if (cancellable == NULL)
    return;
  self->outer = g_cancellable_source_new (cancellable);
  g_source_set_priority (self->outer, LATE);
  g_source_set_callback (self->outer, G_SOURCE_FUNC (cancelled_cb), self, NULL);
  g_source_attach (self->outer, context);
}

/* The answer. */

/* Final: it is noted, and refused. */
static gboolean
accept_certificate_cb (SoupMessage *message,
                       GTlsCertificate *certificate,
                       GTlsCertificateFlags errors,
                       Exchange *self)
{
  self->not_trusted = TRUE;
  return FALSE;
}

static void read_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/* Reads on behind what is there, and as far as shows that there is too much. */
static void
read_more (Exchange *self)
{
  const gsize room = self->limits.bytes + 1 - self->answer->len;
  const guint chunk = (guint) MIN (room, CHUNK);

  self->length = self->answer->len;
  restart_timer (self);
  g_byte_array_set_size (self->answer, self->length + chunk);
  g_input_stream_read_async (self->stream, self->answer->data + self->length, chunk,
                             G_PRIORITY_DEFAULT, self->cancellable, read_cb,
                             g_rc_box_acquire (self));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Exchange) self = user_data;
  g_autoptr (GError) error = NULL;
  const gssize length = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);
  const gsize whole = self->length + (gsize) MAX (length, 0);

  if (self->over)
    return;
  self->error = g_steal_pointer (&error);
  self->too_large = whole > self->limits.bytes;
  g_byte_array_set_size (self->answer, (guint) MIN (whole, self->limits.bytes));
  if (length > 0 && !self->too_large)
    read_more (self);
  else
    finish (self);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Exchange) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream =
    soup_session_send_finish (SOUP_SESSION (source), result, &error);

  if (self->over)
    return;
  self->stream = g_steal_pointer (&stream);
  self->error = g_steal_pointer (&error);
  if (self->stream != NULL)
    read_more (self);
  else
    finish (self);
}

Exchange *
exchange_begin (SoupSession *session,
                SoupMessage *message,
                GByteArray *answer,
                const ExchangeLimits *limits,
                GCancellable *cancellable,
                ExchangeOver callback,
                gpointer user_data)
{
  Exchange *self = g_rc_box_new0 (Exchange);

  self->message = g_object_ref (message);
  self->answer = g_byte_array_ref (answer);
  self->limits = *limits;
  self->cancellable = g_cancellable_new ();
  self->end = g_get_monotonic_time () + limits->total * G_GINT64_CONSTANT (1000);
  self->callback = callback;
  self->user_data = user_data;
  add_sources (self, cancellable);
  g_signal_connect (message, "accept-certificate", G_CALLBACK (accept_certificate_cb), self);
  soup_session_send_async (session, message, G_PRIORITY_DEFAULT, self->cancellable, sent_cb,
                           g_rc_box_acquire (self));
  return self;
}

void
exchange_give_up_session (SoupSession **session)
{
  soup_session_abort (*session);
  g_clear_object (session);
}
