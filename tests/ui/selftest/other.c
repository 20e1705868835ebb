/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Another program as far as its clipboard and what is dragged out of it go:
 *
 *   ui-other TEXT PICTURE FILE...
 *
 * It copies the text, the picture's pixels, both as programs for tables do, or the files; the
 * labels beside the buttons can be dragged; and what is pasted into its entry can be read. The text
 * is that of a file where it begins with "@"; of one whose name ends in ".html", a browser's.
 */
#include <adwaita.h>

#define OTHER_ID "io.github.rapport_app.Other"

static GdkContentProvider *
provide_files (char **paths)
{
  GSList *files = NULL;
  GdkFileList *list;
  GdkContentProvider *content;

  for (; *paths != NULL; paths++)
    files = g_slist_append (files, g_file_new_for_commandline_arg (*paths));
  list = gdk_file_list_new_from_list (files);
  content = gdk_content_provider_new_typed (GDK_TYPE_FILE_LIST, list);
  g_boxed_free (GDK_TYPE_FILE_LIST, list);
  g_slist_free_full (files, g_object_unref);
  return content;
}

static GdkContentProvider *
provide_text (const char *text)
{
  g_autofree char *read = NULL;
  g_autoptr (GBytes) html = NULL;
  gsize length = 0;

  if (*text != '@')
    return gdk_content_provider_new_typed (G_TYPE_STRING, text);
  if (!g_file_get_contents (text + 1, &read, &length, NULL))
    g_error ("%s can't be read", text + 1);
  if (!g_str_has_suffix (text, ".html"))
    return gdk_content_provider_new_typed (G_TYPE_STRING, read);
  html = g_bytes_new (read, length);
  return gdk_content_provider_new_for_bytes ("text/html", html);
}

static void
copy_cb (GtkWidget *button, GdkContentProvider *content)
{
  gdk_clipboard_set_content (gtk_widget_get_clipboard (button), content);
}

/* A button that copies, and a label that can be dragged. Takes @content. */
static GtkWidget *
make_row (const char *name, GdkContentProvider *content)
{
  g_autofree char *copy = g_strconcat ("Copy ", name, NULL);
  g_autofree char *drag = g_strconcat ("Drag ", name, NULL);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *button = gtk_button_new_with_label (copy);
  GtkWidget *label = gtk_label_new (drag);
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_drag_source_set_content (source, content);
  gtk_widget_add_controller (label, GTK_EVENT_CONTROLLER (source));
  g_signal_connect_data (button, "clicked", G_CALLBACK (copy_cb), content,
                         (GClosureNotify) (void (*) (void)) g_object_unref, 0);
  gtk_box_append (GTK_BOX (row), button);
  gtk_box_append (GTK_BOX (row), label);
  return row;
}

static int
command_line_cb (GApplication *app, GApplicationCommandLine *line)
{
  g_auto (GStrv) arguments = g_application_command_line_get_arguments (line, NULL);
  g_autoptr (GdkTexture) texture = gdk_texture_new_from_filename (arguments[2], NULL);
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (app));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *entry = gtk_entry_new ();
  GdkContentProvider *both[] = {
    provide_text (arguments[1]),
    gdk_content_provider_new_typed (GDK_TYPE_TEXTURE, texture),
  };

  gtk_box_append (GTK_BOX (box), make_row ("Text", g_object_ref (both[0])));
  gtk_box_append (GTK_BOX (box), make_row ("Picture", g_object_ref (both[1])));
  gtk_box_append (GTK_BOX (box), make_row ("Both", gdk_content_provider_new_union (both, 2)));
  if (arguments[3] != NULL)
    gtk_box_append (GTK_BOX (box), make_row ("Files", provide_files (arguments + 3)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, "Pasted",
                                  -1);
  gtk_box_append (GTK_BOX (box), entry);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_set_title (GTK_WINDOW (window), "Other");
  gtk_window_set_default_size (GTK_WINDOW (window), 240, 60);
  gtk_window_present (GTK_WINDOW (window));
  return 0;
}

int
main (int argc, char *argv[])
{
  g_autoptr (AdwApplication) app =
    adw_application_new (OTHER_ID, G_APPLICATION_HANDLES_COMMAND_LINE | G_APPLICATION_NON_UNIQUE);

  g_signal_connect (app, "command-line", G_CALLBACK (command_line_cb), NULL);
  return g_application_run (G_APPLICATION (app), argc, argv);
}
