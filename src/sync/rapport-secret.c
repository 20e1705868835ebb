/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-secret.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

#define PURPOSE "purpose"

static const SecretSchema schema = {
  "io.github.rapport_app.Rapport",
  SECRET_SCHEMA_NONE,
  { { PURPOSE, SECRET_SCHEMA_ATTRIBUTE_STRING } },
};

/* In words; that a user did not unlock it is no failure of ours. */
static void
return_failure (GTask *task, GError *why)
{
  g_autoptr (GError) owned = why;

  if (g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&owned));
  else if (owned->domain == SECRET_ERROR)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, "%s",
                             _ ("The keyring was not unlocked."));
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "%s",
                             _ ("There is no keyring on this computer that could keep the password "
                                "or token, and it is kept nowhere else."));
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (secret_password_store_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    return_failure (task, error);
}

static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  /* That there was none is no error. */
  secret_password_clear_finish (result, &error);
  if (error == NULL)
    g_task_return_boolean (task, TRUE);
  else
    return_failure (task, error);
}

/* What a list of the keyring's secrets calls it. */
static const char *
get_label (const char *purpose)
{
  return g_str_has_prefix (purpose, "team ") ? _ ("Rapport: server of the team")
                                             : _ ("Rapport: message gateway");
}

void
rapport_secret_store_async (const char *purpose,
                            const char *secret,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, rapport_secret_store_async);
  if (secret != NULL && *secret != '\0')
    secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, get_label (purpose), secret,
                           cancellable, stored_cb, task, PURPOSE, purpose, NULL);
  else
    secret_password_clear (&schema, cancellable, cleared_cb, task, PURPOSE, purpose, NULL);
}

gboolean
rapport_secret_store_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  char *secret = secret_password_lookup_finish (result, &error);

  if (error == NULL)
    g_task_return_pointer (task, secret, (GDestroyNotify) secret_password_free);
  else
    return_failure (task, error);
}

void
rapport_secret_look_up_async (const char *purpose,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, rapport_secret_look_up_async);
  secret_password_lookup (&schema, cancellable, looked_up_cb, task, PURPOSE, purpose, NULL);
}

char *
rapport_secret_look_up_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
rapport_secret_free (char *secret)
{
  secret_password_free (secret);
}
