/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-watch-dialog.h"

#include "rapport-ui-intake.h"

#include <glib/gi18n-lib.h>

struct _RapportWatchDialog
{
  AdwDialog parent_instance;

  RapportFolderWatch *watch;
  char *client_id;

  AdwWindowTitle *window_title;
  AdwPreferencesGroup *group;
  AdwActionRow *folder;
  GtkButton *choose;
  GtkWidget *stop;
};

G_DEFINE_FINAL_TYPE (RapportWatchDialog, rapport_watch_dialog, ADW_TYPE_DIALOG)

static void
show (RapportWatchDialog *self)
{
  g_autoptr (GFile) folder = rapport_folder_watch_get_folder (self->watch, self->client_id);
  g_autofree char *name = folder != NULL ? g_file_get_parse_name (folder) : NULL;

  adw_action_row_set_subtitle (self->folder, name != NULL ? name : _ ("None"));
  gtk_widget_set_visible (self->stop, folder != NULL);
  adw_dialog_set_default_widget (ADW_DIALOG (self),
                                 folder == NULL ? GTK_WIDGET (self->choose) : NULL);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportWatchDialog) self = user_data;
  g_autoptr (GFile) folder =
    gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (folder == NULL || self->watch == NULL)
    return;
  rapport_folder_watch_set_folder (self->watch, self->client_id, folder);
  show (self);
}

static void
choose_folder (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RapportWatchDialog *self = RAPPORT_WATCH_DIALOG (widget);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GFile) folder = rapport_folder_watch_get_folder (self->watch, self->client_id);
  GtkRoot *root = gtk_widget_get_root (widget);

  gtk_file_dialog_set_title (dialog, _ ("Choose a Folder"));
  if (folder != NULL)
    gtk_file_dialog_set_initial_folder (dialog, folder);
  gtk_file_dialog_select_folder (dialog, root != NULL ? GTK_WINDOW (root) : NULL, NULL, chosen_cb,
                                 g_object_ref (self));
}

static void
stop_watching (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RapportWatchDialog *self = RAPPORT_WATCH_DIALOG (widget);

  rapport_folder_watch_set_folder (self->watch, self->client_id, NULL);
  show (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->choose));
}

static void
rapport_watch_dialog_dispose (GObject *object)
{
  RapportWatchDialog *self = RAPPORT_WATCH_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_WATCH_DIALOG);
  g_clear_pointer (&self->client_id, g_free);
  g_clear_object (&self->watch);
  G_OBJECT_CLASS (rapport_watch_dialog_parent_class)->dispose (object);
}

static void
rapport_watch_dialog_class_init (RapportWatchDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_watch_dialog_dispose;
  rapport_ui_intake_get_resource ();
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/intake/watch-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportWatchDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, RapportWatchDialog, group);
  gtk_widget_class_bind_template_child (widget_class, RapportWatchDialog, folder);
  gtk_widget_class_bind_template_child (widget_class, RapportWatchDialog, choose);
  gtk_widget_class_bind_template_child (widget_class, RapportWatchDialog, stop);
  gtk_widget_class_install_action (widget_class, "watch.choose", NULL, choose_folder);
  gtk_widget_class_install_action (widget_class, "watch.stop", NULL, stop_watching);
}

static void
rapport_watch_dialog_init (RapportWatchDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
rapport_watch_dialog_new (RapportFolderWatch *watch, RapportClient *client)
{
  RapportWatchDialog *self = g_object_new (RAPPORT_TYPE_WATCH_DIALOG, NULL);

  self->watch = g_object_ref (watch);
  self->client_id = g_strdup (client != NULL ? rapport_record_get_id (RAPPORT_RECORD (client))
                                             : RAPPORT_FOLDER_WATCH_AGENCY);
  if (client != NULL)
    adw_window_title_set_subtitle (self->window_title,
                                   rapport_record_get_title (RAPPORT_RECORD (client)));
  else
    adw_preferences_group_set_description (
      self->group, _ ("A new export that appears in this folder, or in a folder in it, is offered "
                      "for import into the client whose name the folder or the file bears; where "
                      "none does, you are asked. Nothing is imported by itself, and files that "
                      "are there already are left alone."));
  show (self);
  return ADW_DIALOG (self);
}
