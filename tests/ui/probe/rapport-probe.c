/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A library that tests put into the program under test by LD_PRELOAD. It
 * answers on the session bus, under io.github.rapport_app.Probe.p<process id>,
 * what AT-SPI can not tell: true rectangles, pictures, the time of the first
 * frame. It changes nothing, but for a window's size, the keyboard, the ring around the
 * focus, the clipboard, the size of text and the direction of writing, all on request.
 */
#include <gio/gio.h>
#include <gtk/gtk.h>
#include <unistd.h>

#include "probe-picture.h"
#include "probe-tree.h"

#define PROBE_NAME "io.github.rapport_app.Probe"
#define PROBE_PATH "/io/github/rapport_app/Probe"

static const char introspection[] =
  "<node><interface name='" PROBE_NAME "'>"
  "<method name='Tree'><arg type='s' direction='out'/></method>"
  "<method name='Picture'><arg type='u' direction='in'/><arg type='s' direction='in'/></method>"
  "<method name='Resize'><arg type='u' direction='in'/><arg type='i' direction='in'/>"
  "<arg type='i' direction='in'/></method>"
  "<method name='Size'><arg type='u' direction='in'/><arg type='i' direction='out'/>"
  "<arg type='i' direction='out'/></method>"
  "<method name='Focus'><arg type='u' direction='in'/><arg type='as' direction='out'/></method>"
  "<method name='Tabs'><arg type='u' direction='in'/><arg type='as' direction='out'/></method>"
  "<method name='Pick'><arg type='u' direction='in'/><arg type='d' direction='in'/>"
  "<arg type='d' direction='in'/><arg type='as' direction='out'/></method>"
  "<method name='HideFocus'><arg type='u' direction='in'/></method>"
  "<method name='Close'><arg type='u' direction='in'/></method>"
  "<method name='Copy'><arg type='s' direction='in'/></method>"
  "<method name='Settle'/>"
  "<method name='Times'><arg type='x' direction='out'/><arg type='x' direction='out'/></method>"
  "</interface></node>";

/* Both in microseconds of the monotonic clock. */
static gint64 loaded_at;
static gint64 painted_at;

static GtkWindow *
find_window (GVariant *parameters, GDBusMethodInvocation *invocation)
{
  g_autoptr (GVariant) index = g_variant_get_child_value (parameters, 0);
  GtkWindow *window = probe_tree_get_window (g_variant_get_uint32 (index));

  if (window == NULL)
    g_dbus_method_invocation_return_error_literal (invocation, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                                                   "there is no such window");
  return window;
}

/* From the window down to the widget, each by its type and buildable id. */
static void
return_widget_path (GtkWidget *widget, GDBusMethodInvocation *invocation)
{
  g_autoptr (GPtrArray) path = g_ptr_array_new_with_free_func (g_free);

  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    {
      const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget));

      g_ptr_array_insert (path, 0,
                          id != NULL ? g_strdup_printf ("%s#%s", G_OBJECT_TYPE_NAME (widget), id)
                                     : g_strdup (G_OBJECT_TYPE_NAME (widget)));
    }
  g_dbus_method_invocation_return_value (
    invocation,
    g_variant_new ("(@as)", g_variant_new_strv ((const char *const *) path->pdata, path->len)));
}

static void
return_picture (GtkWindow *window, GVariant *parameters, GDBusMethodInvocation *invocation)
{
  g_autoptr (GError) error = NULL;
  const char *file;

  g_variant_get (parameters, "(u&s)", NULL, &file);
  if (probe_picture_save (window, file, &error))
    g_dbus_method_invocation_return_value (invocation, NULL);
  else
    g_dbus_method_invocation_return_gerror (invocation, error);
}

static void
return_picked (GtkWindow *window, GVariant *parameters, GDBusMethodInvocation *invocation)
{
  double x, y, dx, dy;

  g_variant_get (parameters, "(udd)", NULL, &x, &y);
  gtk_native_get_surface_transform (GTK_NATIVE (window), &dx, &dy);
  return_widget_path (gtk_widget_pick (GTK_WIDGET (window), x - dx, y - dy, GTK_PICK_DEFAULT),
                      invocation);
}

/* More stops than any window has, so that a trap is noticed. */
#define MOST_STOPS 600

static gboolean
has_stop (GPtrArray *stops, const char *address)
{
  return g_ptr_array_find_with_equal_func (stops, address, g_str_equal, NULL);
}

/* Where the Tab key leads, from the start until it has been everywhere. The keyboard is left where
 * it was. */
static void
return_tabs (GtkWindow *window, GDBusMethodInvocation *invocation)
{
  g_autoptr (GPtrArray) stops = g_ptr_array_new_with_free_func (g_free);
  GtkWidget *before = gtk_window_get_focus (window);

  if (before != NULL)
    g_object_ref (before);
  gtk_window_set_focus (window, NULL);
  while (stops->len < MOST_STOPS)
    {
      g_autofree char *address = NULL;
      GtkWidget *stop;

      g_signal_emit_by_name (window, "move-focus", GTK_DIR_TAB_FORWARD);
      stop = probe_tree_get_presented (gtk_window_get_focus (window));
      address = g_strdup_printf ("%p", (void *) stop);
      if (stop == NULL || has_stop (stops, address))
        break;
      g_ptr_array_add (stops, g_steal_pointer (&address));
    }
  if (before != NULL)
    gtk_widget_grab_focus (before);
  g_clear_object (&before);
  g_dbus_method_invocation_return_value (
    invocation,
    g_variant_new ("(@as)", g_variant_new_strv ((const char *const *) stops->pdata, stops->len)));
}

static void
handle_window_call (const char *method,
                    GtkWindow *window,
                    GVariant *parameters,
                    GDBusMethodInvocation *invocation)
{
  if (g_str_equal (method, "Picture"))
    return_picture (window, parameters, invocation);
  else if (g_str_equal (method, "Pick"))
    return_picked (window, parameters, invocation);
  else if (g_str_equal (method, "Tabs"))
    return_tabs (window, invocation);
  else if (g_str_equal (method, "Focus"))
    return_widget_path (gtk_window_get_focus (window), invocation);
  else if (g_str_equal (method, "Size"))
    g_dbus_method_invocation_return_value (
      invocation, g_variant_new ("(ii)", gtk_widget_get_width (GTK_WIDGET (window)),
                                 gtk_widget_get_height (GTK_WIDGET (window))));
  else if (g_str_equal (method, "Resize"))
    {
      int width, height;

      g_variant_get (parameters, "(uii)", NULL, &width, &height);
      gtk_window_set_default_size (window, width, height);
      g_dbus_method_invocation_return_value (invocation, NULL);
    }
  else if (g_str_equal (method, "HideFocus"))
    {
      gtk_window_set_focus_visible (window, FALSE);
      g_dbus_method_invocation_return_value (invocation, NULL);
    }
  else if (g_str_equal (method, "Close"))
    {
      g_dbus_method_invocation_return_value (invocation, NULL);
      gtk_window_close (window);
    }
}

/* How often it is asked whether anything is left: there may be no end to it. */
#define MOST_ROUNDS 20

/* How long a frame is waited for; a window that is hidden or minimised draws none. */
#define FRAME_MS 300

/* One answer that waits for a frame of each window. */
typedef struct
{
  GDBusMethodInvocation *invocation;
  guint waiting;
  guint rounds;
} Settling;

typedef struct
{
  Settling *settling;
  GdkFrameClock *clock;
  gulong painted;
  guint patience;
} Frame;

/* What the screen has to say by now, as to a key or to a thing that is dragged, is heard first. */
static gboolean
settled_cb (gpointer user_data)
{
  Settling *settling = user_data;

  gdk_display_sync (gdk_display_get_default ());
  if (settling->rounds++ < MOST_ROUNDS && g_main_context_pending (NULL))
    return G_SOURCE_CONTINUE;
  g_dbus_method_invocation_return_value (settling->invocation, NULL);
  g_free (settling);
  return G_SOURCE_REMOVE;
}

static void
release_settling (Settling *settling)
{
  if (--settling->waiting > 0)
    return;
  g_idle_add_full (G_PRIORITY_LOW, settled_cb, settling, NULL);
}

static void
frame_done (Frame *frame)
{
  /* The clock of a window that has gone has dropped all its handlers. */
  if (g_signal_handler_is_connected (frame->clock, frame->painted))
    g_signal_handler_disconnect (frame->clock, frame->painted);
  g_source_remove (frame->patience);
  release_settling (frame->settling);
  g_object_unref (frame->clock);
  g_free (frame);
}

static void
settle_painted_cb (GdkFrameClock *clock, gpointer user_data)
{
  frame_done (user_data);
}

static gboolean
settle_patience_cb (gpointer user_data)
{
  frame_done (user_data);
  return G_SOURCE_CONTINUE;
}

static void
wait_for_frame (Settling *settling, GdkFrameClock *clock)
{
  Frame *frame = g_new0 (Frame, 1);

  settling->waiting++;
  frame->settling = settling;
  frame->clock = g_object_ref (clock);
  frame->painted = g_signal_connect (clock, "after-paint", G_CALLBACK (settle_painted_cb), frame);
  frame->patience = g_timeout_add (FRAME_MS, settle_patience_cb, frame);
  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT);
}

/* Answers when one more frame has been drawn and nothing that is ready is left to do. */
static void
settle (GDBusMethodInvocation *invocation)
{
  g_autoptr (GPtrArray) windows = probe_tree_list_windows ();
  Settling *settling = g_new0 (Settling, 1);

  settling->invocation = invocation;
  settling->waiting = 1;
  gdk_display_sync (gdk_display_get_default ());
  for (guint i = 0; i < windows->len; i++)
    {
      GtkWidget *window = g_ptr_array_index (windows, i);

      if (gtk_widget_get_mapped (window))
        wait_for_frame (settling, gtk_widget_get_frame_clock (window));
    }
  release_settling (settling);
}

/* Takes the text of a file to the clipboard, as if the program had copied it: what another program
 * has is never so much, as X11 hands out a megabyte in a thousand pieces. */
static void
copy (GVariant *parameters, GDBusMethodInvocation *invocation)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  const char *file;

  g_variant_get (parameters, "(&s)", &file);
  if (!g_file_get_contents (file, &text, NULL, &error))
    {
      g_dbus_method_invocation_return_gerror (invocation, error);
      return;
    }
  gdk_clipboard_set_text (gdk_display_get_clipboard (gdk_display_get_default ()), text);
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
method_call_cb (GDBusConnection *connection,
                const char *sender,
                const char *path,
                const char *interface,
                const char *method,
                GVariant *parameters,
                GDBusMethodInvocation *invocation,
                gpointer user_data)
{
  GtkWindow *window;

  if (g_str_equal (method, "Tree"))
    {
      g_autofree char *tree = probe_tree_write ();

      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(s)", tree));
    }
  else if (g_str_equal (method, "Settle"))
    settle (invocation);
  else if (g_str_equal (method, "Copy"))
    copy (parameters, invocation);
  else if (g_str_equal (method, "Times"))
    g_dbus_method_invocation_return_value (invocation,
                                           g_variant_new ("(xx)", loaded_at, painted_at));
  else if ((window = find_window (parameters, invocation)) != NULL)
    handle_window_call (method, window, parameters, invocation);
}

static gboolean
after_paint_cb (GSignalInvocationHint *hint,
                guint n_values,
                const GValue *values,
                gpointer user_data)
{
  painted_at = g_get_monotonic_time ();
  return FALSE;
}

static gboolean
start_service_cb (gpointer user_data)
{
  static const GDBusInterfaceVTable vtable = { .method_call = method_call_cb };
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GDBusNodeInfo) node = NULL;
  g_autofree char *name = g_strdup_printf (PROBE_NAME ".p%d", (int) getpid ());

  /* As in Arabic or Hebrew, whatever the language. */
  if (g_getenv ("RAPPORT_PROBE_RTL") != NULL)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  /* As the desktop's setting does it, by the resolution of text. */
  if (g_getenv ("RAPPORT_PROBE_LARGE") != NULL)
    g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024 * 3 / 2, NULL);
  if (bus == NULL)
    return G_SOURCE_REMOVE;
  node = g_dbus_node_info_new_for_xml (introspection, NULL);
  g_dbus_connection_register_object (bus, PROBE_PATH, node->interfaces[0], &vtable, NULL, NULL,
                                     NULL);
  g_bus_own_name_on_connection (bus, name, G_BUS_NAME_OWNER_FLAGS_NONE, NULL, NULL, NULL, NULL);
  return G_SOURCE_REMOVE;
}

__attribute__ ((constructor)) static void
probe_load (void)
{
  gpointer clock_class;

  loaded_at = g_get_monotonic_time ();
  /* What the program starts is not under test. */
  g_unsetenv ("LD_PRELOAD");
  clock_class = g_type_class_ref (GDK_TYPE_FRAME_CLOCK);
  g_signal_add_emission_hook (g_signal_lookup ("after-paint", GDK_TYPE_FRAME_CLOCK), 0,
                              after_paint_cb, NULL, NULL);
  g_type_class_unref (clock_class);
  g_idle_add_full (G_PRIORITY_HIGH, start_service_cb, NULL, NULL);
}
