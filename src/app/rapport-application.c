/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-application.h"

#include "config.h"
#include "rapport-file-opening.h"
#include "rapport-search-provider.h"
#include "rapport-settings.h"
#include "rapport-window.h"

#include <glib/gi18n-lib.h>

/* Seconds after which a service that nobody asks ends. */
#define SERVICE_ENDS 10

struct _RapportApplication
{
  AdwApplication parent_instance;

  RapportSearchProvider *search_provider;
};

G_DEFINE_FINAL_TYPE (RapportApplication, rapport_application, ADW_TYPE_APPLICATION)

static RapportWindow *
find_window (RapportApplication *self, const char *path)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (RAPPORT_IS_WINDOW (l->data) &&
        (path == NULL || g_strcmp0 (rapport_window_get_path (l->data), path) == 0))
      return l->data;
  return NULL;
}

/* The library that is named, that of the settings, or %NULL for the user's own. */
static char *
get_path (GApplicationCommandLine *command_line)
{
  GVariantDict *options = g_application_command_line_get_options_dict (command_line);
  g_autoptr (GFile) file = NULL;
  const char *name = NULL;

  if (!g_variant_dict_lookup (options, "db", "^&ay", &name))
    return rapport_settings_get_library ();
  file = g_application_command_line_create_file_for_arg (command_line, name);
  return g_file_get_path (file);
}

void
rapport_application_open_library (RapportApplication *self, const char *path)
{
  RapportWindow *window = find_window (self, path);

  if (window == NULL)
    {
      window = rapport_window_new (GTK_APPLICATION (self));
      rapport_window_open (window, path);
    }
  gtk_window_present (GTK_WINDOW (window));
}

static int
rapport_application_command_line (GApplication *application, GApplicationCommandLine *command_line)
{
  g_autofree char *path = get_path (command_line);

  rapport_application_open_library (RAPPORT_APPLICATION (application), path);
  return 0;
}

static int
rapport_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  if (!g_variant_dict_contains (options, "version"))
    return -1;
  g_print ("Rapport %s\n", RAPPORT_VERSION);
  return 0;
}

/* What the reminder to mark leads to. */
static void
show_unmarked_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RapportWindow *window = find_window (user_data, NULL);

  if (window == NULL)
    return;
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-unmarked", NULL);
}

/* The window that a notification spoke of. */
static void
show_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RapportWindow *window = find_window (user_data, NULL);

  if (window != NULL)
    gtk_window_present (GTK_WINDOW (window));
}

static void
sweep_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  rapport_file_opening_sweep ();
  g_task_return_boolean (task, TRUE);
}

static void
rapport_application_startup (GApplication *application)
{
  const GActionEntry entries[] = { { .name = "show", .activate = show_cb } };
  g_autoptr (GTask) sweeping = g_task_new (NULL, NULL, NULL, NULL);

  G_APPLICATION_CLASS (rapport_application_parent_class)->startup (application);
  if ((g_application_get_flags (application) & G_APPLICATION_IS_SERVICE) != 0)
    g_application_set_inactivity_timeout (application, SERVICE_ENDS * 1000);
  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries),
                                   application);
  g_task_run_in_thread (sweeping, sweep_thread);
}

/* The files of clients that others were shown stay no longer than this program. */
static void
rapport_application_shutdown (GApplication *application)
{
  G_APPLICATION_CLASS (rapport_application_parent_class)->shutdown (application);
  rapport_file_opening_clean ();
}

/* Started for the desktop's search, and then by somebody to be seen. */
static void
rapport_application_activate (GApplication *application)
{
  g_autofree char *path = rapport_settings_get_library ();

  rapport_application_open_library (RAPPORT_APPLICATION (application), path);
}

static gboolean
rapport_application_dbus_register (GApplication *application,
                                   GDBusConnection *connection,
                                   const char *object_path,
                                   GError **error)
{
  RapportApplication *self = RAPPORT_APPLICATION (application);
  g_autofree char *path = g_strconcat (object_path, "/SearchProvider", NULL);

  if (!G_APPLICATION_CLASS (rapport_application_parent_class)
         ->dbus_register (application, connection, object_path, error))
    return FALSE;
  self->search_provider = rapport_search_provider_new (self);
  return rapport_search_provider_register (self->search_provider, connection, path, error);
}

static void
rapport_application_dbus_unregister (GApplication *application,
                                     GDBusConnection *connection,
                                     const char *object_path)
{
  RapportApplication *self = RAPPORT_APPLICATION (application);

  if (self->search_provider != NULL)
    rapport_search_provider_unregister (self->search_provider, connection);
  g_clear_object (&self->search_provider);
  G_APPLICATION_CLASS (rapport_application_parent_class)
    ->dbus_unregister (application, connection, object_path);
}

static void
rapport_application_class_init (RapportApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->activate = rapport_application_activate;
  application_class->dbus_register = rapport_application_dbus_register;
  application_class->dbus_unregister = rapport_application_dbus_unregister;
  application_class->startup = rapport_application_startup;
  application_class->shutdown = rapport_application_shutdown;
  application_class->command_line = rapport_application_command_line;
  application_class->handle_local_options = rapport_application_handle_local_options;
}

static void
rapport_application_init (RapportApplication *self)
{
  const GOptionEntry options[] = {
    { "db", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Open this library, or make it"), N_ ("FILE") },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Show the version"), NULL },
    { NULL },
  };

  const GActionEntry actions[] = { { "show-unmarked", show_unmarked_cb } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

RapportApplication *
rapport_application_new (void)
{
  return g_object_new (RAPPORT_TYPE_APPLICATION, "application-id", RAPPORT_APP_ID, "flags",
                       G_APPLICATION_HANDLES_COMMAND_LINE, "resource-base-path",
                       "/io/github/rapport_app/Rapport", NULL);
}
