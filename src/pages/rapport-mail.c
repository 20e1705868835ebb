/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-mail.h"

#include "rapport-report-output.h"

#include <glib/gstdio.h>
#include <libportal-gtk4/portal-gtk4.h>
#include <libportal/portal.h>

/* A letter on its way. */
typedef struct
{
  char *subject;
  char *body;
  char **receivers;
  GBytes *pdf;
  char *file_name;
  char *path;
} Letter;

static void
letter_free (gpointer data)
{
  Letter *letter = data;

  g_free (letter->subject);
  g_free (letter->body);
  g_strfreev (letter->receivers);
  g_clear_pointer (&letter->pdf, g_bytes_unref);
  g_free (letter->file_name);
  g_free (letter->path);
  g_free (letter);
}

static void
composed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (xdp_portal_compose_email_finish (XDP_PORTAL (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* The PDF goes into the folder of what may be deleted at any time: the mail program reads it
 * when it likes, so that only the one before can be taken away. */
static gboolean
write_attachment (Letter *letter, GError **error)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "rapport", "letter", NULL);
  g_autoptr (GDir) old = NULL;
  const char *entry;

  if (letter->pdf == NULL)
    return TRUE;
  g_mkdir_with_parents (folder, 0700);
  old = g_dir_open (folder, 0, NULL);
  while (old != NULL && (entry = g_dir_read_name (old)) != NULL)
    {
      g_autofree char *left = g_build_filename (folder, entry, NULL);

      g_unlink (left);
    }
  letter->path = g_build_filename (folder, letter->file_name, NULL);
  return rapport_output_write (letter->pdf, letter->path, error);
}

static void
compose (GTask *task)
{
  GtkWidget *widget = g_task_get_source_object (task);
  Letter *letter = g_task_get_task_data (task);
  GtkRoot *root = gtk_widget_get_root (widget);
  GError *error = NULL;
  g_autoptr (XdpPortal) portal = xdp_portal_initable_new (&error);
  g_autoptr (XdpParent) parent = NULL;

  if (portal == NULL || !write_attachment (letter, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (GTK_IS_WINDOW (root))
    parent = xdp_parent_new_gtk (GTK_WINDOW (root));
  xdp_portal_compose_email (portal, parent, (const char *const *) letter->receivers, NULL, NULL,
                            letter->subject, letter->body,
                            (const char *const[]) { letter->path, NULL }, XDP_EMAIL_FLAG_NONE, NULL,
                            composed_cb, g_object_ref (task));
}

static void
portal_asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GVariant) version =
    g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (version != NULL)
    compose (task);
  else
    g_task_return_error (task, error);
}

/* The library complains aloud where there is no portal, so that is asked first. */
void
rapport_mail_compose_async (GtkWidget *widget,
                            const RapportMail *mail,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (widget, NULL, callback, user_data);
  Letter *letter = g_new0 (Letter, 1);
  GError *error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);

  g_task_set_source_tag (task, rapport_mail_compose_async);
  letter->subject = g_strdup (mail->subject);
  letter->body = g_strdup (mail->body);
  letter->receivers = g_strdupv ((char **) mail->receivers);
  letter->pdf = mail->pdf != NULL ? g_bytes_ref (mail->pdf) : NULL;
  letter->file_name = g_strdup (mail->file_name);
  g_task_set_task_data (task, letter, letter_free);
  if (bus == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_dbus_connection_call (bus, "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop",
                          "org.freedesktop.DBus.Properties", "Get",
                          g_variant_new ("(ss)", "org.freedesktop.portal.Email", "version"),
                          G_VARIANT_TYPE ("(v)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, portal_asked_cb,
                          g_object_ref (task));
}

gboolean
rapport_mail_compose_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

GStrv
rapport_mail_split_receivers (const char *text)
{
  g_auto (GStrv) parts = g_strsplit_set (text, ",; \n", -1);
  g_autoptr (GStrvBuilder) list = g_strv_builder_new ();

  for (char **part = parts; *part != NULL; part++)
    if (**part != '\0')
      g_strv_builder_add (list, *part);
  return g_strv_builder_end (list);
}
