/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-import-assistant.h"
#include "rapport-offers-dialog.h"
#include "rapport-settings.h"
#include "rapport-watch-dialog.h"
#include "rapport-window-private.h"

#include <glib/gi18n-lib.h>

/* Long enough to be read and reached; the notification stays. */
#define OFFER_SECONDS 20

#define APP_ACTION "import-export"

/* Where the window isn't looked at, the desktop says it, too; not in front of a
 * team that meets. */
static void
notify (RapportWindow *self, const char *text, GVariant *target)
{
  GApplication *application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
  g_autoptr (GNotification) notification = g_notification_new (_ ("New Export"));
  g_autofree char *uri = NULL;

  if (gtk_window_is_active (GTK_WINDOW (self)) || rapport_window_is_shown_to_others (self) ||
      application == NULL)
    return;
  g_variant_get (target, "(&ss)", NULL, &uri);
  g_notification_set_body (notification, text);
  g_notification_set_default_action_and_target_value (notification, "app." APP_ACTION, target);
  g_application_send_notification (application, uri, notification);
}

static void
offer (
  RapportWindow *self, const char *text, const char *label, const char *action, GVariant *target)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_timeout (toast, OFFER_SECONDS);
  adw_toast_set_button_label (toast, label);
  adw_toast_set_action_name (toast, action);
  adw_toast_set_action_target_value (toast, target);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
found_cb (RapportWindow *self, const char *client_id, GFile *file)
{
  g_autoptr (RapportRecord) client =
    rapport_library_get (self->library, RAPPORT_TYPE_CLIENT, client_id);
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *uri = g_file_get_uri (file);
  g_autoptr (GVariant) target = g_variant_ref_sink (g_variant_new ("(ss)", client_id, uri));
  g_autofree char *text = NULL;

  /* It waits, and is there when the call is over. */
  if (rapport_window_is_in_call (self))
    return;
  if (client == NULL)
    {
      /* Translators: the name of a file of which it is not known to which client it belongs. */
      text = g_strdup_printf (_ ("“%s” is new. Whose is it?"), shown);
      offer (self, text, _ ("_Show…"), "win.show-offers", NULL);
      return;
    }
  /* Translators: the name of a file, and of a client. */
  text = g_strdup_printf (_ ("“%s” is new for %s"), shown, rapport_record_get_title (client));
  offer (self, text, _ ("_Import…"), "win.import-export", target);
  notify (self, text, target);
}

static void
notified_cb (GSimpleAction *action, GVariant *parameter, RapportWindow *self)
{
  gtk_window_present (GTK_WINDOW (self));
  rapport_window_import_export (self, parameter);
}

static void
take_notifications (RapportWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  g_autoptr (GSimpleAction) action = g_simple_action_new (APP_ACTION, G_VARIANT_TYPE ("(ss)"));

  if (application == NULL)
    return;
  g_signal_connect_object (action, "activate", G_CALLBACK (notified_cb), self, 0);
  g_action_map_add_action (G_ACTION_MAP (application), G_ACTION (action));
}

void
rapport_window_tell_offers (RapportWindow *self)
{
  RapportClient *client =
    self->client_page != NULL ? rapport_client_page_get_client (self->client_page) : NULL;

  if (client != NULL && self->folder_watch != NULL)
    rapport_client_page_set_offers (
      self->client_page, rapport_folder_watch_count_offers (
                           self->folder_watch, rapport_record_get_id (RAPPORT_RECORD (client))));
}

void
rapport_window_watch (RapportWindow *self)
{
  g_autoptr (GSettings) settings = rapport_settings_new ();

  g_clear_object (&self->folder_watch);
  if (settings == NULL || rapport_library_is_read_only (self->library))
    return;
  self->folder_watch = rapport_folder_watch_new (self->library, settings);
  g_signal_connect_object (self->folder_watch, "found", G_CALLBACK (found_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->folder_watch, "offers-changed",
                           G_CALLBACK (rapport_window_tell_offers), self, G_CONNECT_SWAPPED);
  rapport_window_tell_offers (self);
  take_notifications (self);
}

void
rapport_window_watch_folder (RapportWindow *self, GVariant *parameter)
{
  RapportClient *client = rapport_window_get_open_client (self);

  if (client != NULL && self->folder_watch != NULL)
    adw_dialog_present (rapport_watch_dialog_new (self->folder_watch, client), GTK_WIDGET (self));
}

void
rapport_window_watch_agency_folder (RapportWindow *self, GVariant *parameter)
{
  if (self->folder_watch != NULL)
    adw_dialog_present (rapport_watch_dialog_new (self->folder_watch, NULL), GTK_WIDGET (self));
}

void
rapport_window_show_offers (RapportWindow *self, GVariant *parameter)
{
  if (self->folder_watch != NULL)
    adw_dialog_present (rapport_offers_dialog_new (self->library, self->folder_watch),
                        GTK_WIDGET (self));
}

void
rapport_window_import_export (RapportWindow *self, GVariant *parameter)
{
  const char *client_id, *uri;

  if (self->lights == NULL || rapport_window_is_in_call (self))
    return;
  g_variant_get (parameter, "(&s&s)", &client_id, &uri);
  rapport_window_open_client (self, client_id);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.import-file", "s", uri);
}
