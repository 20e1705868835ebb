/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preloaded into a program of GTK: says when the first frame was drawn that shows what was waited
 * for, and ends the program: in good order where it can, so that the next start finds no trace of
 * a crash.
 *
 * RAPPORT_PAINT_OUT     file that gets "WALL CPU", both in microseconds
 * RAPPORT_PAINT_START   CLOCK_MONOTONIC just before exec, in microseconds
 * RAPPORT_PAINT_UNTIL   name of a widget's type that has to be on the screen, or empty for the
 *                       first frame of all
 * RAPPORT_PAINT_QUIT    close the windows instead of ending at once */
#include <gtk/gtk.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

static gint64
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_MONOTONIC, &time);
  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static gint64
cpu_time (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * G_USEC_PER_SEC + usage.ru_utime.tv_usec +
         usage.ru_stime.tv_usec;
}

static gboolean
shows (GtkWidget *widget, GType type)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && gtk_widget_get_height (widget) > 0)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows (child, type))
      return TRUE;
  return FALSE;
}

static gboolean
is_there (const char *type_name)
{
  GListModel *windows;
  GType type;

  if (type_name == NULL || *type_name == '\0')
    return TRUE;
  type = g_type_from_name (type_name);
  if (type == 0)
    return FALSE;
  windows = gtk_window_get_toplevels ();
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (shows (window, type))
        return TRUE;
    }
  return FALSE;
}

/* As a person does it. */
static gboolean
close_windows_cb (gpointer user_data)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = g_list_model_get_n_items (windows); i > 0; i--)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i - 1);

      gtk_window_close (window);
    }
  return G_SOURCE_REMOVE;
}

static gboolean
painted (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer user_data)
{
  const char *start = g_getenv ("RAPPORT_PAINT_START");
  g_autofree char *line = NULL;

  if (!is_there (g_getenv ("RAPPORT_PAINT_UNTIL")))
    return TRUE;
  line = g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n",
                          now () - g_ascii_strtoll (start, NULL, 10), cpu_time ());
  g_file_set_contents (g_getenv ("RAPPORT_PAINT_OUT"), line, -1, NULL);
  if (g_application_get_default () == NULL || g_getenv ("RAPPORT_PAINT_QUIT") == NULL)
    _exit (0);
  g_idle_add (close_windows_cb, NULL);
  return FALSE;
}

__attribute__ ((constructor)) static void
watch (void)
{
  if (g_getenv ("RAPPORT_PAINT_OUT") == NULL || g_getenv ("RAPPORT_PAINT_START") == NULL)
    return;
  g_type_class_ref (GDK_TYPE_FRAME_CLOCK);
  g_signal_add_emission_hook (g_signal_lookup ("after-paint", GDK_TYPE_FRAME_CLOCK), 0, painted,
                              NULL, NULL);
}
