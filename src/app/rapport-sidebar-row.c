/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-sidebar-row.h"

#include "rapport-format.h"
#include "rapport-light-icon.h"
#include "rapport-room.h"

#include <glib/gi18n-lib.h>

struct _RapportSidebarRow
{
  GtkWidget parent_instance;

  GtkWidget *light;
  GtkWidget *icon;
  GtkWidget *title;
  GtkWidget *count;
  RapportRecord *client;
  RapportRoom *room;
  RapportLights *lights;
  char *label;
};

G_DEFINE_FINAL_TYPE (RapportSidebarRow, rapport_sidebar_row, GTK_TYPE_WIDGET)

static void
client_changed_cb (RapportSidebarRow *self)
{
  const char *name = rapport_record_get_title (self->client);
  RapportMark mark = RAPPORT_MARK_NONE;

  gtk_label_set_label (GTK_LABEL (self->title), name);
  if (self->lights == NULL)
    {
      g_set_str (&self->label, name);
      return;
    }
  mark = rapport_lights_get_mark (self->lights, rapport_record_get_id (self->client), 0);
  rapport_light_icon_set_mark (RAPPORT_LIGHT_ICON (self->light), mark);
  g_free (self->label);
  self->label = g_strdup_printf ("%s, %s", name, rapport_mark_get_label (mark));
}

static void
lights_changed_cb (RapportSidebarRow *self, const char *client_id)
{
  if (client_id == NULL || g_str_equal (client_id, rapport_record_get_id (self->client)))
    client_changed_cb (self);
}

/* "Meetings, 3 today" */
static void
count_changed_cb (RapportSidebarRow *self)
{
  const guint count = rapport_room_get_count (self->room);
  const char *title = rapport_room_get_title (self->room);
  g_autofree char *number = rapport_locale_count (rapport_format_locale (), count);

  gtk_label_set_label (GTK_LABEL (self->count), number);
  gtk_widget_set_visible (self->count, count > 0);
  g_free (self->label);
  /* Translators: a room of the window, and how much of it is for today */
  self->label = count > 0 ? g_strdup_printf (_ ("%s, %s today"), title, number) : g_strdup (title);
}

static void
let_go (RapportSidebarRow *self)
{
  if (self->client != NULL)
    g_signal_handlers_disconnect_by_data (self->client, self);
  if (self->lights != NULL)
    g_signal_handlers_disconnect_by_data (self->lights, self);
  if (self->room != NULL)
    g_signal_handlers_disconnect_by_data (self->room, self);
  g_clear_object (&self->room);
  g_clear_object (&self->client);
  g_clear_object (&self->lights);
}

static void
rapport_sidebar_row_dispose (GObject *object)
{
  RapportSidebarRow *self = RAPPORT_SIDEBAR_ROW (object);
  GtkWidget *child = NULL;

  let_go (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rapport_sidebar_row_parent_class)->dispose (object);
}

static void
rapport_sidebar_row_finalize (GObject *object)
{
  g_free (RAPPORT_SIDEBAR_ROW (object)->label);
  G_OBJECT_CLASS (rapport_sidebar_row_parent_class)->finalize (object);
}

static void
rapport_sidebar_row_class_init (RapportSidebarRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_sidebar_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_sidebar_row_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
rapport_sidebar_row_init (RapportSidebarRow *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 12);
  self->light = rapport_light_icon_new (RAPPORT_MARK_NONE);
  gtk_widget_set_margin_start (self->light, 2);
  gtk_widget_set_margin_end (self->light, 2);
  self->icon = gtk_image_new ();
  self->title = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->title), PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (self->title), TRUE);
  gtk_widget_set_parent (self->light, GTK_WIDGET (self));
  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));
  gtk_widget_set_hexpand (self->title, TRUE);
  gtk_widget_set_parent (self->title, GTK_WIDGET (self));
  self->count = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->count, "dimmed");
  gtk_widget_add_css_class (self->count, "numeric");
  gtk_widget_set_parent (self->count, GTK_WIDGET (self));
}

GtkWidget *
rapport_sidebar_row_new (void)
{
  return g_object_new (RAPPORT_TYPE_SIDEBAR_ROW, NULL);
}

void
rapport_sidebar_row_show (RapportSidebarRow *self, GObject *item, RapportLights *lights)
{
  let_go (self);
  gtk_widget_set_visible (self->light, RAPPORT_IS_RECORD (item) && lights != NULL);
  gtk_widget_set_visible (self->icon, RAPPORT_IS_ROOM (item));
  gtk_widget_set_visible (self->count, FALSE);
  if (RAPPORT_IS_ROOM (item))
    {
      RapportRoom *room = RAPPORT_ROOM (item);

      gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), rapport_room_get_icon_name (room));
      gtk_label_set_label (GTK_LABEL (self->title), rapport_room_get_title (room));
      self->room = g_object_ref (room);
      g_signal_connect_swapped (room, "notify::count", G_CALLBACK (count_changed_cb), self);
      count_changed_cb (self);
    }
  else if (RAPPORT_IS_RECORD (item))
    {
      self->client = RAPPORT_RECORD (g_object_ref (item));
      g_set_object (&self->lights, lights);
      g_signal_connect_swapped (item, "changed", G_CALLBACK (client_changed_cb), self);
      if (lights != NULL)
        g_signal_connect_swapped (lights, "changed", G_CALLBACK (lights_changed_cb), self);
      client_changed_cb (self);
    }
}

const char *
rapport_sidebar_row_get_label (RapportSidebarRow *self)
{
  return self->label != NULL ? self->label : "";
}
