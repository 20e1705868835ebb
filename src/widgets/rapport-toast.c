/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-toast.h"

#include <glib/gi18n-lib.h>

#define OVERLAY_OF_WINDOW "rapport-toast-overlay"

static AdwToastOverlay *
find_overlay (GtkWidget *near)
{
  GtkWidget *around = gtk_widget_get_ancestor (near, ADW_TYPE_TOAST_OVERLAY);
  GtkRoot *root = NULL;

  if (around != NULL)
    return ADW_TOAST_OVERLAY (around);
  root = gtk_widget_get_root (near);
  return root != NULL ? g_object_get_data (G_OBJECT (root), OVERLAY_OF_WINDOW) : NULL;
}

static void
show (GtkWidget *near, AdwToast *toast)
{
  AdwToastOverlay *overlay = find_overlay (near);

  adw_toast_set_use_markup (toast, FALSE);
  if (overlay != NULL)
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

void
rapport_toast_set_window_overlay (GtkWindow *window, AdwToastOverlay *overlay)
{
  g_object_set_data (G_OBJECT (window), OVERLAY_OF_WINDOW, overlay);
}
