/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-messenger.h"

#include "rapport-secret.h"
#include "rapport-settings.h"

#include <glib/gi18n-lib.h>

RapportGateway *
rapport_messenger_get_gateway (void)
{
  g_autoptr (GSettings) settings = rapport_settings_new ();
  g_autofree char *address = NULL;
  g_autofree char *method = NULL;
  g_autofree char *headers = NULL;
  g_autofree char *body = NULL;

  if (settings == NULL)
    return rapport_gateway_new ("", "POST", "", "");
  address = g_settings_get_string (settings, "gateway-address");
  method = g_settings_get_string (settings, "gateway-method");
  headers = g_settings_get_string (settings, "gateway-headers");
  body = g_settings_get_string (settings, "gateway-body");
  return rapport_gateway_new (address, method, headers, body);
}

typedef struct
{
  RapportGateway *gateway;
  char *phone;
  char *text;
} Message;

static void
message_free (gpointer data)
{
  Message *message = data;

  rapport_gateway_free (message->gateway);
  g_free (message->phone);
  g_free (message->text);
  g_free (message);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autofree char *answer = rapport_gateway_send_finish (result, &error);

  if (answer == NULL)
    g_task_return_error (task, error);
  else if (*answer == '\0')
    g_task_return_pointer (task, g_strdup (_ ("Sent: the gateway took the message.")), g_free);
  else
    g_task_return_pointer (task, g_strdup_printf (_ ("Sent. The gateway answered: %s"), answer),
                           g_free);
}

static void
send_message (GTask *task, const char *token)
{
  Message *message = g_task_get_task_data (task);

  rapport_gateway_send_async (message->gateway, token, message->phone, message->text, 0,
                              g_task_get_cancellable (task), sent_cb, g_object_ref (task));
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  char *token = rapport_secret_look_up_finish (result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else if (token == NULL)
    g_task_return_new_error (task, RAPPORT_GATEWAY_ERROR, RAPPORT_GATEWAY_ERROR_INVALID, "%s",
                             _ ("The gateway asks for a token, and there is none in the keyring."));
  else
    send_message (task, token);
  rapport_secret_free (token);
}

void
rapport_messenger_send_async (const char *phone,
                              const char *text,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Message *message = g_new0 (Message, 1);
  GError *error = NULL;

  g_task_set_source_tag (task, rapport_messenger_send_async);
  message->gateway = rapport_messenger_get_gateway ();
  message->phone = g_strstrip (g_strdup (phone));
  message->text = g_strdup (text);
  g_task_set_task_data (task, message, message_free);
  if (!rapport_gateway_check (message->gateway, &error))
    g_task_return_error (task, error);
  else if (*message->phone == '\0')
    g_task_return_new_error (task, RAPPORT_GATEWAY_ERROR, RAPPORT_GATEWAY_ERROR_INVALID, "%s",
                             _ ("There is no phone to send it to."));
  else if (rapport_gateway_needs_token (message->gateway))
    rapport_secret_look_up_async (RAPPORT_MESSENGER_TOKEN, cancellable, looked_up_cb,
                                  g_object_ref (task));
  else
    send_message (task, NULL);
}

char *
rapport_messenger_send_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
