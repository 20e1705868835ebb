/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "probe-tree.h"

#include <json-glib/json-glib.h>

#ifdef GDK_WINDOWING_X11
/* Deprecated with the X11 backend itself; the tests' virtual screen is an X server. */
G_GNUC_BEGIN_IGNORE_DEPRECATIONS
#include <gdk/x11/gdkx.h>
static guint64
get_x11_window (GdkSurface *surface)
{
  return GDK_IS_X11_SURFACE (surface) ? gdk_x11_surface_get_xid (surface) : 0;
}
G_GNUC_END_IGNORE_DEPRECATIONS
#else
static guint64
get_x11_window (GdkSurface *surface)
{
  return 0;
}
#endif

/* The same rule by which GTK decides what assistive technologies are shown. */
static gboolean
is_presented (GtkAccessible *accessible)
{
  GtkAccessibleRole role = gtk_accessible_get_accessible_role (accessible);
  g_autofree char *difference = NULL;

  if (GTK_IS_WIDGET (accessible) && !gtk_widget_get_visible (GTK_WIDGET (accessible)))
    return FALSE;
  if (role == GTK_ACCESSIBLE_ROLE_NONE || role == GTK_ACCESSIBLE_ROLE_PRESENTATION)
    return FALSE;
  if (!gtk_test_accessible_has_state (accessible, GTK_ACCESSIBLE_STATE_HIDDEN))
    return TRUE;

  difference = gtk_test_accessible_check_state (accessible, GTK_ACCESSIBLE_STATE_HIDDEN, TRUE);
  return difference != NULL;
}

GtkWidget *
probe_tree_get_presented (GtkWidget *widget)
{
  GtkWidget *presented = widget;

  /* What is within something that is not presented is not, either. */
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    if (!is_presented (GTK_ACCESSIBLE (widget)))
      presented = gtk_widget_get_parent (widget);
  return presented;
}

GPtrArray *
probe_tree_list_windows (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  GPtrArray *windows = g_ptr_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (is_presented (GTK_ACCESSIBLE (window)))
        g_ptr_array_add (windows, window);
    }
  return windows;
}

GtkWindow *
probe_tree_get_window (guint index)
{
  g_autoptr (GPtrArray) windows = probe_tree_list_windows ();

  return index < windows->len ? g_ptr_array_index (windows, index) : NULL;
}

/* From a widget's surface up through the popovers that carry it, to the toplevel's. */
static void
add_surface_offset (GtkNative *native, graphene_rect_t *rectangle)
{
  GdkSurface *surface = gtk_native_get_surface (native);
  double x = 0;
  double y = 0;

  gtk_native_get_surface_transform (native, &x, &y);
  graphene_rect_offset (rectangle, x, y);
  while (GDK_IS_POPUP (surface))
    {
      GdkPopup *popup = GDK_POPUP (surface);

      graphene_rect_offset (rectangle, gdk_popup_get_position_x (popup),
                            gdk_popup_get_position_y (popup));
      surface = gdk_popup_get_parent (popup);
    }
}

gboolean
probe_tree_get_rectangle (GtkWidget *widget, graphene_rect_t *rectangle)
{
  GtkNative *native = gtk_widget_get_native (widget);

  if (native == NULL || gtk_native_get_surface (native) == NULL)
    return FALSE;
  if (!gtk_widget_compute_bounds (widget, GTK_WIDGET (native), rectangle))
    return FALSE;

  add_surface_offset (native, rectangle);
  return TRUE;
}

static void
write_rectangle (JsonBuilder *builder, const char *name, const graphene_rect_t *rectangle)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  json_builder_add_double_value (builder, rectangle->origin.x);
  json_builder_add_double_value (builder, rectangle->origin.y);
  json_builder_add_double_value (builder, rectangle->size.width);
  json_builder_add_double_value (builder, rectangle->size.height);
  json_builder_end_array (builder);
}

static void
write_string (JsonBuilder *builder, const char *name, const char *value)
{
  if (value == NULL)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
write_flag (JsonBuilder *builder, const char *name, gboolean value)
{
  if (!value)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, TRUE);
}

static void
write_text (JsonBuilder *builder, GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    write_string (builder, "text", gtk_label_get_text (GTK_LABEL (widget)));
  else if (GTK_IS_EDITABLE (widget))
    write_string (builder, "text", gtk_editable_get_text (GTK_EDITABLE (widget)));
  else if (g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkModelButton"))
    {
      /* An entry of a menu, of which nothing else tells what it says. */
      g_autofree char *text = NULL;

      g_object_get (widget, "text", &text, NULL);
      write_string (builder, "text", text);
    }
  else if (GTK_IS_TEXT_VIEW (widget))
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget));
      GtkTextIter start, end;
      g_autofree char *text = NULL;

      gtk_text_buffer_get_bounds (buffer, &start, &end);
      text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
      write_string (builder, "text", text);
    }
}

static void
write_widget (JsonBuilder *builder, GtkWidget *widget)
{
  g_auto (GStrv) classes = gtk_widget_get_css_classes (widget);

  write_string (builder, "type", G_OBJECT_TYPE_NAME (widget));
  write_string (builder, "css", gtk_widget_get_css_name (widget));
  write_string (builder, "id", gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)));
  write_string (builder, "tooltip", gtk_widget_get_tooltip_text (widget));
  write_flag (builder, "mapped", gtk_widget_get_mapped (widget));
  write_flag (builder, "sensitive", gtk_widget_is_sensitive (widget));
  write_flag (builder, "focus", gtk_widget_has_focus (widget));
  write_flag (builder, "focusable", gtk_widget_get_focusable (widget));
  write_text (builder, widget);
  if (classes[0] != NULL)
    {
      json_builder_set_member_name (builder, "classes");
      json_builder_begin_array (builder);
      for (guint i = 0; classes[i] != NULL; i++)
        json_builder_add_string_value (builder, classes[i]);
      json_builder_end_array (builder);
    }
}

/* What is not a widget (a card on a canvas, a stack's page) tells its place within its parent. */
static gboolean
get_accessible_rectangle (GtkAccessible *accessible,
                          const graphene_rect_t *parent,
                          graphene_rect_t *rectangle)
{
  int x, y, width, height;

  if (GTK_IS_WIDGET (accessible))
    return probe_tree_get_rectangle (GTK_WIDGET (accessible), rectangle);
  if (GTK_IS_STACK_PAGE (accessible))
    {
      *rectangle = *parent;
      return TRUE;
    }
  if (!gtk_accessible_get_bounds (accessible, &x, &y, &width, &height))
    return FALSE;
  graphene_rect_init (rectangle, parent->origin.x + x, parent->origin.y + y, width, height);
  return TRUE;
}

static void
write_role (JsonBuilder *builder, GtkAccessible *accessible)
{
  g_autoptr (GEnumClass) roles = g_type_class_ref (GTK_TYPE_ACCESSIBLE_ROLE);
  GEnumValue *role = g_enum_get_value (roles, gtk_accessible_get_accessible_role (accessible));

  write_string (builder, "role", role != NULL ? role->value_nick : NULL);
}

static void
write_window (JsonBuilder *builder, GtkWindow *window)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));

  write_string (builder, "title", gtk_window_get_title (window));
  write_flag (builder, "active", gtk_window_is_active (window));
  write_flag (builder, "modal", gtk_window_get_modal (window));
  if (surface != NULL)
    {
      json_builder_set_member_name (builder, "xid");
      json_builder_add_int_value (builder, (gint64) get_x11_window (surface));
    }
}

static void write_accessible (JsonBuilder *builder,
                              GtkAccessible *accessible,
                              const graphene_rect_t *parent,
                              const graphene_rect_t *clip);

static void
write_children (JsonBuilder *builder,
                GtkAccessible *accessible,
                const graphene_rect_t *rectangle,
                const graphene_rect_t *clip)
{
  g_autoptr (GtkAccessible) child = gtk_accessible_get_first_accessible_child (accessible);

  json_builder_set_member_name (builder, "children");
  json_builder_begin_array (builder);
  while (child != NULL)
    {
      g_autoptr (GtkAccessible) next = gtk_accessible_get_next_accessible_sibling (child);

      if (is_presented (child))
        write_accessible (builder, child, rectangle, clip);
      g_clear_object (&child);
      child = g_steal_pointer (&next);
    }
  json_builder_end_array (builder);
}

static void
write_accessible (JsonBuilder *builder,
                  GtkAccessible *accessible,
                  const graphene_rect_t *parent,
                  const graphene_rect_t *clip)
{
  GtkWidget *widget = GTK_IS_WIDGET (accessible) ? GTK_WIDGET (accessible) : NULL;
  graphene_rect_t rectangle = GRAPHENE_RECT_INIT (0, 0, 0, 0);
  graphene_rect_t seen;
  gboolean placed = get_accessible_rectangle (accessible, parent, &rectangle);
  g_autofree char *address = g_strdup_printf ("%p", (void *) accessible);

  /* A popover is not cut by what it hangs on. */
  if (widget != NULL && GTK_IS_NATIVE (widget))
    seen = rectangle;
  else if (!graphene_rect_intersection (&rectangle, clip, &seen))
    graphene_rect_init (&seen, 0, 0, 0, 0);

  json_builder_begin_object (builder);
  write_string (builder, "address", address);
  write_role (builder, accessible);
  if (widget != NULL)
    write_widget (builder, widget);
  else
    {
      write_string (builder, "type", G_OBJECT_TYPE_NAME (accessible));
      write_flag (builder, "mapped", TRUE);
    }
  if (GTK_IS_WINDOW (accessible))
    write_window (builder, GTK_WINDOW (accessible));
  if (placed)
    {
      write_rectangle (builder, "rect", &rectangle);
      write_rectangle (builder, "seen", &seen);
    }
  if (widget == NULL || gtk_widget_get_mapped (widget))
    {
      gboolean cuts = widget != NULL && (GTK_IS_NATIVE (widget) ||
                                         gtk_widget_get_overflow (widget) == GTK_OVERFLOW_HIDDEN);

      write_children (builder, accessible, &rectangle, cuts ? &seen : clip);
    }
  json_builder_end_object (builder);
}

char *
probe_tree_write (void)
{
  g_autoptr (GPtrArray) windows = probe_tree_list_windows ();
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) root = NULL;
  graphene_rect_t nothing = GRAPHENE_RECT_INIT (0, 0, 0, 0);

  json_builder_begin_array (builder);
  for (guint i = 0; i < windows->len; i++)
    write_accessible (builder, g_ptr_array_index (windows, i), &nothing, &nothing);
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}
