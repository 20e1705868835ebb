/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A file manager as far as dragging goes: a row for each file that it is
 * started with, which can be dragged to another program.
 */
#include <adwaita.h>

#define FILES_ID "io.github.rapport_app.Files"

static GtkWidget *
make_row (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  GtkWidget *row = gtk_label_new (name);
  GtkDragSource *source = gtk_drag_source_new ();
  GdkFileList *list = gdk_file_list_new_from_array (&file, 1);
  g_autoptr (GdkContentProvider) content =
    gdk_content_provider_new_typed (GDK_TYPE_FILE_LIST, list);

  g_boxed_free (GDK_TYPE_FILE_LIST, list);
  gtk_drag_source_set_content (source, content);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (source));
  return row;
}

static void
open_cb (GApplication *app, GFile **files, int n, const char *hint)
{
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (app));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  for (int i = 0; i < n; i++)
    gtk_box_append (GTK_BOX (box), make_row (files[i]));
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_set_title (GTK_WINDOW (window), "Files");
  gtk_window_set_default_size (GTK_WINDOW (window), 240, 60);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  g_autoptr (AdwApplication) app =
    adw_application_new (FILES_ID, G_APPLICATION_HANDLES_OPEN | G_APPLICATION_NON_UNIQUE);

  g_signal_connect (app, "open", G_CALLBACK (open_cb), NULL);
  return g_application_run (G_APPLICATION (app), argc, argv);
}
