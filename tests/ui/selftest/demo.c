/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A small program with one of each thing that the harness has to be able to
 * drive and to read: the harness is tested on it, whatever state Rapport is in.
 */
#include <adwaita.h>

#define DEMO_ID "io.github.rapport_app.Demo"

typedef struct
{
  GtkWindow *window;
  GtkLabel *status;
  GtkListBox *list;
} Demo;

static Demo demo;

static void
say (const char *text)
{
  gtk_label_set_label (demo.status, text);
}

static void
clicked_cb (GtkButton *button)
{
  say ("clicked");
  gtk_accessible_announce (GTK_ACCESSIBLE (button), "It was pressed",
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
changed_cb (GtkEditable *editable)
{
  g_autofree char *text = g_strdup_printf ("typed %s", gtk_editable_get_text (editable));

  say (text);
}

static void
say_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  say (g_variant_get_string (parameter, NULL));
}

static void
warn_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_warning ("the demo was asked to warn");
}

static void
undo_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  say ("undone");
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autofree char *name = file != NULL ? g_file_get_basename (file) : g_strdup ("nothing");
  g_autofree char *text = g_strdup_printf ("opened %s", name);

  say (text);
}

static void
open_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_open (dialog, demo.window, NULL, opened_cb, NULL);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autofree char *name = file != NULL ? g_file_get_basename (file) : g_strdup ("nothing");
  g_autofree char *text = g_strdup_printf ("saved %s", name);

  say (text);
}

static void
save_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_initial_name (dialog, "proposed.txt");
  gtk_file_dialog_save (dialog, demo.window, NULL, saved_cb, NULL);
}

static void
add_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new ("Add a thing?", NULL));

  adw_alert_dialog_add_responses (dialog, "cancel", "Cancel", "add", "Add", NULL);
  g_signal_connect_swapped (dialog, "response::add", G_CALLBACK (say), (gpointer) "added");
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (demo.window));
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  g_autofree char *text = g_strdup_printf ("dropped %s", g_value_get_string (value));

  say (text);
  return TRUE;
}

static GtkWidget *
make_drag_and_drop (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 48);
  GtkWidget *from = gtk_label_new ("Card");
  GtkWidget *to = gtk_label_new ("Target");
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_STRING, GDK_ACTION_COPY);
  g_autoptr (GdkContentProvider) content = gdk_content_provider_new_typed (G_TYPE_STRING, "card");

  gtk_drag_source_set_content (source, content);
  gtk_widget_add_controller (from, GTK_EVENT_CONTROLLER (source));
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), NULL);
  gtk_widget_add_controller (to, GTK_EVENT_CONTROLLER (target));
  gtk_box_append (GTK_BOX (box), from);
  gtk_box_append (GTK_BOX (box), to);
  return box;
}

static GtkWidget *
make_list (void)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  demo.list = GTK_LIST_BOX (gtk_list_box_new ());
  for (int i = 0; i < 60; i++)
    {
      GtkWidget *row = adw_action_row_new ();
      g_autofree char *title = g_strdup_printf ("Row %d", i);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_signal_connect_swapped (row, "activated", G_CALLBACK (say), (gpointer) "row activated");
      gtk_list_box_append (demo.list, row);
    }
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (demo.list));
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static GtkWidget *
make_page (void)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *button = gtk_button_new_with_label ("Press");
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *check = gtk_check_button_new_with_label ("Tick");
  GtkWidget *status = gtk_label_new ("ready");

  demo.status = GTK_LABEL (status);
  gtk_widget_set_name (status, "status");
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, "Name",
                                  -1);
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), NULL);
  g_signal_connect (entry, "changed", G_CALLBACK (changed_cb), NULL);
  gtk_box_append (GTK_BOX (page), status);
  gtk_box_append (GTK_BOX (page), button);
  gtk_box_append (GTK_BOX (page), entry);
  gtk_box_append (GTK_BOX (page), check);
  gtk_box_append (GTK_BOX (page), gtk_entry_new ());
  gtk_box_append (GTK_BOX (page), make_drag_and_drop ());
  gtk_box_append (GTK_BOX (page), make_list ());
  return page;
}

static GtkWidget *
make_menu_button (void)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  g_menu_append (menu, "Say hello", "win.say::hello");
  g_menu_append (menu, "Add…", "win.add");
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "open-menu-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (button, "Main Menu");
  return button;
}

static void
activate_cb (GApplication *app)
{
  static const GActionEntry actions[] = {
    { .name = "say", .activate = say_action_cb, .parameter_type = "s" },
    { .name = "add", .activate = add_action_cb },
    { .name = "open", .activate = open_action_cb },
    { .name = "save", .activate = save_action_cb },
    { .name = "undo", .activate = undo_action_cb },
    { .name = "warn", .activate = warn_action_cb },
  };
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *view = adw_toolbar_view_new ();

  if (demo.window != NULL)
    {
      say ("activated again");
      gtk_window_present (demo.window);
      return;
    }
  demo.window = GTK_WINDOW (adw_application_window_new (GTK_APPLICATION (app)));
  g_action_map_add_action_entries (G_ACTION_MAP (demo.window), actions, G_N_ELEMENTS (actions),
                                   NULL);
  gtk_application_set_accels_for_action (GTK_APPLICATION (app), "win.undo",
                                         (const char *[]) { "<Control>z", NULL });
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), make_menu_button ());
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), header);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), make_page ());
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (demo.window), view);
  gtk_window_set_title (demo.window, "Demo");
  gtk_window_set_default_size (demo.window, 640, 600);
  gtk_window_present (demo.window);
}

int
main (int argc, char *argv[])
{
  g_autoptr (AdwApplication) app = adw_application_new (DEMO_ID, G_APPLICATION_DEFAULT_FLAGS);

  g_signal_connect (app, "activate", G_CALLBACK (activate_cb), NULL);
  return g_application_run (G_APPLICATION (app), argc, argv);
}
