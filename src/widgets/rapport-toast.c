/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-toast.h"

#include "rapport-onlooker.h"

#include <glib/gi18n-lib.h>

#define OVERLAY "rapport-toast-overlay"
#define ESCAPE  "rapport-toast-escape"

static AdwToastOverlay *
find_overlay (GtkWidget *near)
{
  GtkWidget *around = gtk_widget_get_ancestor (near, ADW_TYPE_TOAST_OVERLAY);
  GtkRoot *root = gtk_widget_get_root (near);
  AdwDialog *dialog = NULL;
  AdwToastOverlay *overlay = NULL;

  if (around != NULL)
    return ADW_TOAST_OVERLAY (around);
  if (ADW_IS_APPLICATION_WINDOW (root))
    dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (root));
  if (dialog != NULL)
    overlay = g_object_get_data (G_OBJECT (dialog), OVERLAY);
  if (overlay == NULL && root != NULL)
    overlay = g_object_get_data (G_OBJECT (root), OVERLAY);
  return overlay;
}

static gboolean
escape_cb (GtkEventControllerKey *controller, guint keyval)
{
  GtkWidget *overlay = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  GtkWidget *dialog = gtk_widget_get_ancestor (overlay, ADW_TYPE_DIALOG);

  return keyval == GDK_KEY_Escape && dialog != NULL && adw_dialog_close (ADW_DIALOG (dialog));
}

/* An overlay takes Escape for its toast, which somebody who wants to leave a dialog
 * does not think of. */
static void
let_escape_pass (AdwToastOverlay *overlay)
{
  GtkEventController *controller;

  if (g_object_get_data (G_OBJECT (overlay), ESCAPE) != NULL ||
      gtk_widget_get_ancestor (GTK_WIDGET (overlay), ADW_TYPE_DIALOG) == NULL)
    return;
  controller = gtk_event_controller_key_new ();
  g_signal_connect (controller, "key-pressed", G_CALLBACK (escape_cb), NULL);
  gtk_widget_add_controller (GTK_WIDGET (overlay), controller);
  g_object_set_data (G_OBJECT (overlay), ESCAPE, controller);
}

static void
show (GtkWidget *near, AdwToast *toast)
{
  AdwToastOverlay *overlay = find_overlay (near);
  GtkWidget *preferences = gtk_widget_get_ancestor (near, ADW_TYPE_PREFERENCES_DIALOG);

  adw_toast_set_use_markup (toast, FALSE);
  if (overlay != NULL)
    let_escape_pass (overlay);
  if (preferences != NULL)
    adw_preferences_dialog_add_toast (ADW_PREFERENCES_DIALOG (preferences), toast);
  else if (overlay != NULL)
    adw_toast_overlay_add_toast (overlay, toast);
  else
    g_object_unref (g_object_ref_sink (toast));
}

void
rapport_toast_show (GtkWidget *near, const char *text)
{
  show (near, adw_toast_new (text));
}

void
rapport_toast_show_undo (GtkWidget *near, const char *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_action_name (toast, "win.undo");
  show (near, toast);
}

static void
undo_cb (AdwToast *toast, RapportLibrary *library)
{
  const char *client = g_object_get_data (G_OBJECT (toast), "client");
  g_autofree char *label = NULL;
  g_autoptr (GError) error = NULL;

  label = rapport_library_undo (library, client, FALSE, &error);
  if (label == NULL)
    g_message ("undoing from a toast: %s", error->message);
}

void
rapport_toast_show_undo_of (GtkWidget *near,
                            const char *text,
                            RapportLibrary *library,
                            const char *client)
{
  const char *onlooker = rapport_onlooker_get_client (rapport_onlooker_of (library));
  AdwToast *toast;

  /* What was begun before a call may end in it, before another client's eyes. */
  if (onlooker != NULL && *client != '\0' && !g_str_equal (onlooker, client))
    return;
  toast = adw_toast_new (text);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_object_set_data_full (G_OBJECT (toast), "client", g_strdup (client), g_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), library, 0);
  show (near, toast);
}

AdwToast *
rapport_toast_show_cancel (GtkWidget *near, const char *text, GCancellable *cancellable)
{
  AdwToast *toast;

  if (find_overlay (near) == NULL)
    return NULL;
  toast = adw_toast_new (text);
  adw_toast_set_timeout (toast, 0);
  /* Behind another toast it would come when there is nothing left to cancel. */
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_set_button_label (toast, _ ("_Cancel"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (g_cancellable_cancel), cancellable,
                           G_CONNECT_SWAPPED);
  g_object_ref (toast);
  show (near, toast);
  return toast;
}

void
rapport_toast_take_back (AdwToast *toast)
{
  if (toast == NULL)
    return;
  adw_toast_dismiss (toast);
  g_object_unref (toast);
}

void
rapport_toast_set_window_overlay (GtkWindow *window, AdwToastOverlay *overlay)
{
  g_object_set_data (G_OBJECT (window), OVERLAY, overlay);
}

void
rapport_toast_set_dialog_overlay (AdwDialog *dialog, AdwToastOverlay *overlay)
{
  g_object_set_data (G_OBJECT (dialog), OVERLAY, overlay);
}
