/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "probe-picture.h"

#include "probe-tree.h"

static void
snapshot_widget (GtkWidget *widget, const graphene_rect_t *rectangle, GtkSnapshot *snapshot)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &rectangle->origin);
  gdk_paintable_snapshot (paintable, snapshot, rectangle->size.width, rectangle->size.height);
  gtk_snapshot_restore (snapshot);
}

/* Popovers have surfaces of their own, which the window's paintable leaves out. */
static void
snapshot_popovers (GtkWidget *widget, GtkSnapshot *snapshot)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      graphene_rect_t rectangle;

      if (!gtk_widget_get_mapped (child))
        continue;
      if (GTK_IS_POPOVER (child) && probe_tree_get_rectangle (child, &rectangle))
        snapshot_widget (child, &rectangle, snapshot);
      snapshot_popovers (child, snapshot);
    }
}

gboolean
probe_picture_save (GtkWindow *window, const char *file, GError **error)
{
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  GskRenderer *renderer = gtk_native_get_renderer (GTK_NATIVE (window));
  graphene_rect_t rectangle;

  if (renderer == NULL || !probe_tree_get_rectangle (GTK_WIDGET (window), &rectangle))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "the window is not on the screen");
      return FALSE;
    }

  snapshot_widget (GTK_WIDGET (window), &rectangle, snapshot);
  snapshot_popovers (GTK_WIDGET (window), snapshot);
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  if (node == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "the window has drawn nothing yet");
      return FALSE;
    }

  texture = gsk_renderer_render_texture (renderer, node, &rectangle);
  if (!gdk_texture_save_to_png (texture, file))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s can not be written", file);
      return FALSE;
    }
  return TRUE;
}
