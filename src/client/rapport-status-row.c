/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-status-row.h"

#include "rapport-status-dialog.h"

#include <glib/gi18n-lib.h>

struct _RapportStatusRow
{
  AdwActionRow parent_instance;

  RapportClient *client;
};

G_DEFINE_FINAL_TYPE (RapportStatusRow, rapport_status_row, ADW_TYPE_ACTION_ROW)

static void
show_cb (RapportStatusRow *self)
{
  RapportStatusChange change;
  g_autofree char *stands = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *text = NULL;

  rapport_status_change_of_client (&change, self->client);
  stands = rapport_status_describe (&change);
  reason = rapport_status_describe_reason (&change);
  text = g_strconcat (stands, *reason != '\0' ? "\n" : "", reason, NULL);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text);
}

static void
forget_client (RapportStatusRow *self)
{
  if (self->client != NULL)
    g_signal_handlers_disconnect_by_func (self->client, show_cb, self);
  g_clear_object (&self->client);
}

static void
rapport_status_row_dispose (GObject *object)
{
  forget_client (RAPPORT_STATUS_ROW (object));
  G_OBJECT_CLASS (rapport_status_row_parent_class)->dispose (object);
}

static void
rapport_status_row_class_init (RapportStatusRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_status_row_dispose;
}

static void
rapport_status_row_init (RapportStatusRow *self)
{
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _ ("Status"));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 4);
  gtk_widget_add_css_class (GTK_WIDGET (self), "property");
  gtk_accessible_update_state (GTK_ACCESSIBLE (arrow), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), arrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "win.client-status");
}

GtkWidget *
rapport_status_row_new (void)
{
  return g_object_new (RAPPORT_TYPE_STATUS_ROW, NULL);
}

void
rapport_status_row_set_client (RapportStatusRow *self, RapportClient *client)
{
  if (self->client == client)
    return;
  forget_client (self);
  g_set_object (&self->client, client);
  if (client == NULL)
    return;
  g_signal_connect_swapped (client, "changed", G_CALLBACK (show_cb), self);
  show_cb (self);
}
