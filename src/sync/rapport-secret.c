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

static void
return_locked (GTask *task)
{
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, "%s",
                           _ ("The keyring was not unlocked."));
}

/* In words; that a user did not unlock it is no failure of ours. */
static void
return_failure (GTask *task, GError *why)
{
  g_autoptr (GError) owned = why;

  if (g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&owned));
  else if (owned->domain == SECRET_ERROR)
    return_locked (task);
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

/* Taking out. What is in a locked keyring is found, and neither read nor deleted, which is no error
 * of libsecret's: so it is unlocked first, and looked at afterwards. */

static void
left_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autolist (GObject) left = secret_password_search_finish (result, &error);

  if (error != NULL)
    return_failure (task, error);
  else if (left != NULL)
    return_locked (task);
  else
    g_task_return_boolean (task, TRUE);
}

static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  /* That there was none is no error. */
  secret_password_clear_finish (result, &error);
  if (error != NULL)
    return_failure (task, error);
  else
    secret_password_search (&schema, SECRET_SEARCH_ALL, g_task_get_cancellable (task), left_cb,
                            g_object_ref (task), PURPOSE, g_task_get_task_data (task), NULL);
}

static void
unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autolist (GObject) found = secret_password_search_finish (result, &error);

  if (error != NULL)
    return_failure (task, error);
  else if (found == NULL)
    g_task_return_boolean (task, TRUE);
  else
    secret_password_clear (&schema, g_task_get_cancellable (task), cleared_cb, g_object_ref (task),
                           PURPOSE, g_task_get_task_data (task), NULL);
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
  g_task_set_task_data (task, g_strdup (purpose), g_free);
  if (secret != NULL && *secret != '\0')
    secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, get_label (purpose), secret,
                           cancellable, stored_cb, task, PURPOSE, purpose, NULL);
  else
    secret_password_search (&schema, SECRET_SEARCH_ALL | SECRET_SEARCH_UNLOCK, cancellable,
                            unlocked_cb, task, PURPOSE, purpose, NULL);
}

gboolean
rapport_secret_store_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Looking up. That it was not unlocked is not to be taken for there being nothing. */

static void
retrieved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  SecretValue *value =
    secret_retrievable_retrieve_secret_finish (SECRET_RETRIEVABLE (source), result, &error);

  if (value != NULL)
    g_task_return_pointer (task, secret_value_unref_to_password (value, NULL),
                           (GDestroyNotify) secret_password_free);
  else if (error != NULL)
    return_failure (task, error);
  else
    return_locked (task);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autolist (GObject) found = secret_password_search_finish (result, &error);

  if (error != NULL)
    return_failure (task, error);
  else if (found == NULL)
    g_task_return_pointer (task, NULL, NULL);
  else
    secret_retrievable_retrieve_secret (found->data, g_task_get_cancellable (task), retrieved_cb,
                                        g_object_ref (task));
}

void
rapport_secret_look_up_async (const char *purpose,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, rapport_secret_look_up_async);
  secret_password_search (&schema, SECRET_SEARCH_UNLOCK | SECRET_SEARCH_LOAD_SECRETS, cancellable,
                          found_cb, task, PURPOSE, purpose, NULL);
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
